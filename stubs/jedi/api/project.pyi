from collections.abc import Sequence
from pathlib import Path

class Project:
    def __init__(
        self,
        path: str | Path,
        *,
        environment_path: str | Path | None = ...,
        load_unsafe_extensions: bool = ...,
        sys_path: Sequence[str] | None = ...,
        added_sys_path: Sequence[str] = ...,
        smart_sys_path: bool = ...,
    ) -> None: ...
