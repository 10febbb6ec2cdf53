"""Sequences as tuples, the form in which structures keep them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")

_NOT_LISTS = (str, bytes, bytearray, memoryview, range)


@overload
def as_tuple(value: Sequence[T]) -> tuple[T, ...]: ...


@overload
def as_tuple(value: Sequence[T] | None) -> tuple[T, ...] | None: ...


def as_tuple(value: Any) -> Any:
    """Return a list, or any other sequence that is not a string, as a tuple; return anything else as it is.

    It never raises: what is not a list is left for the check.
    """
    items: Any = value
    if value is None or type(value) is tuple:
        return items
    if type(value) is list:
        return tuple(items)
    try:
        return tuple(items) if isinstance(value, Sequence) and not isinstance(value, _NOT_LISTS) else items
    except Exception:  # noqa: BLE001 - whatever a sequence of the user's own may raise
        return items


def to_strings(value: list[str] | tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Convert a list of strings; a single string is left for the check to report."""
    return as_tuple(value)
