from pathlib import Path

def dump(
    value: object,
    filename: str | Path,
    compress: int | bool | str | tuple[str, int] = ...,
    protocol: int | None = ...,
) -> list[str]: ...
