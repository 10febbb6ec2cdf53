from collections.abc import Mapping
from typing import Any

class LogisticRegression:
    def __init__(
        self,
        penalty: str | None = ...,
        *,
        C: float = ...,
        l1_ratio: float | None = ...,
        dual: bool = ...,
        tol: float = ...,
        fit_intercept: bool = ...,
        intercept_scaling: float = ...,
        class_weight: Mapping[Any, float] | str | None = ...,
        random_state: int | None = ...,
        solver: str = ...,
        max_iter: int = ...,
        verbose: int = ...,
        warm_start: bool = ...,
        n_jobs: int | None = ...,
    ) -> None: ...
