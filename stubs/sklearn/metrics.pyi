from collections.abc import Sequence

def accuracy_score(
    y_true: Sequence[int], y_pred: Sequence[int], *, normalize: bool = ..., sample_weight: Sequence[float] | None = ...
) -> float: ...
def confusion_matrix(
    y_true: Sequence[int],
    y_pred: Sequence[int],
    *,
    labels: Sequence[int] | None = ...,
    sample_weight: Sequence[float] | None = ...,
    normalize: str | None = ...,
) -> Sequence[Sequence[int]]: ...
def f1_score(
    y_true: Sequence[int],
    y_pred: Sequence[int],
    *,
    labels: Sequence[int] | None = ...,
    pos_label: int = ...,
    average: str = ...,
    sample_weight: Sequence[float] | None = ...,
    zero_division: float | str = ...,
) -> float: ...
def precision_score(
    y_true: Sequence[int],
    y_pred: Sequence[int],
    *,
    labels: Sequence[int] | None = ...,
    pos_label: int = ...,
    average: str = ...,
    sample_weight: Sequence[float] | None = ...,
    zero_division: float | str = ...,
) -> float: ...
def recall_score(
    y_true: Sequence[int],
    y_pred: Sequence[int],
    *,
    labels: Sequence[int] | None = ...,
    pos_label: int = ...,
    average: str = ...,
    sample_weight: Sequence[float] | None = ...,
    zero_division: float | str = ...,
) -> float: ...
def roc_auc_score(
    y_true: Sequence[int],
    y_score: Sequence[float],
    *,
    average: str | None = ...,
    sample_weight: Sequence[float] | None = ...,
    max_fpr: float | None = ...,
    multi_class: str = ...,
    labels: Sequence[int] | None = ...,
) -> float: ...
