"""numpy's scalars and arrays, known by the names of their classes: numpy itself is never imported."""

from __future__ import annotations

from typing import Any

_CLASSES = frozenset({"generic", "ndarray"})
"""The base of all scalars, and that of all arrays."""

_PLAIN_KINDS = frozenset("biufUO")
"""The kinds of data that Python has too: bool, int, float, str, and objects. Of a date it may return a bare number."""


def is_numpy(value: object) -> bool:
    """Tell whether the value is a scalar or an array of numpy's."""
    return any(cls.__module__ == "numpy" and cls.__name__ in _CLASSES for cls in type(value).__mro__)


def plain_value(value: Any) -> Any:
    """Return a scalar as Python's own, an array as a list; raise ``TypeError`` where Python has no such type."""
    kind = value.dtype.kind
    if kind not in _PLAIN_KINDS:
        raise TypeError
    return float(value) if kind == "f" and not value.ndim else value.tolist()  # a longdouble's list is a longdouble
