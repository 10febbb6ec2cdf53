from collections.abc import Sequence

def train_test_split(
    X: Sequence[Sequence[float]],
    y: Sequence[int],
    /,
    *,
    test_size: float = ...,
    random_state: int | None = ...,
    stratify: Sequence[int] | None = ...,
) -> tuple[Sequence[Sequence[float]], Sequence[Sequence[float]], Sequence[int], Sequence[int]]: ...
