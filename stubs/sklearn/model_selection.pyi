from collections.abc import Sequence

# The library takes any number of arrays, and returns two for each: here, examples and what they are.
def train_test_split(
    X: Sequence[Sequence[float]],
    y: Sequence[int],
    /,
    *,
    test_size: float | None = ...,
    train_size: float | None = ...,
    random_state: int | None = ...,
    shuffle: bool = ...,
    stratify: Sequence[int] | None = ...,
) -> tuple[Sequence[Sequence[float]], Sequence[Sequence[float]], Sequence[int], Sequence[int]]: ...
