from collections.abc import Sequence
from typing import Literal

def load_breast_cancer(*, return_X_y: Literal[True]) -> tuple[Sequence[Sequence[float]], Sequence[int]]: ...
