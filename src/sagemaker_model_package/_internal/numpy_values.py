"""numpy's scalars and arrays, known by the names of their classes: numpy itself is never imported."""

from __future__ import annotations

from typing import Any

from sagemaker_model_package._internal.value_format import bases_of, full_name

_CLASSES = frozenset({"generic", "ndarray"})
"""The base of all scalars, and that of all arrays."""

_PLAIN_KINDS = frozenset("biufUO")
"""The kinds of data that Python has too: bool, int, float, str, and objects. Of a date it may return a bare number."""


def is_numpy(value: object) -> bool:
    """Tell whether the value is a scalar or an array of numpy's."""
    return any(module == "numpy" and name in _CLASSES for module, name in map(full_name, bases_of(value)))


def plain_value(value: Any) -> Any:
    """Return a scalar as Python's own, an array as a list; raise ``TypeError`` where Python has no such type."""
    kind = value.dtype.kind
    if kind not in _PLAIN_KINDS:
        raise TypeError
    return float(value) if kind == "f" and not value.ndim else value.tolist()  # a longdouble's list is a longdouble
