from abc import ABCMeta
from collections.abc import Sequence
from typing import Any

from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

class Pipeline(metaclass=ABCMeta):
    def __init__(
        self,
        steps: Sequence[tuple[str, LogisticRegression | StandardScaler]],
        *,
        transform_input: Sequence[str] | None = ...,
        memory: Any = ...,
        verbose: bool = ...,
    ) -> None: ...
    def fit(self, X: Sequence[Sequence[float]], y: Sequence[int] | None = ..., **params: Any) -> Pipeline: ...
    def predict(self, X: Sequence[Sequence[float]], **params: Any) -> Sequence[int]: ...
    def decision_function(self, X: Sequence[Sequence[float]], **params: Any) -> Sequence[float]: ...

def make_pipeline(
    *steps: LogisticRegression | StandardScaler,
    memory: Any = ...,
    transform_input: Sequence[str] | None = ...,
    verbose: bool = ...,
) -> Pipeline: ...
