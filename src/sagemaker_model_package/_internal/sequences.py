"""Sequences as tuples, the form in which structures keep them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from typing_extensions import TypeIs

T = TypeVar("T")

_NOT_LISTS = (str, bytes, bytearray, memoryview, range)


def is_sequence(value: object) -> TypeIs[Sequence[Any]]:
    """Tell whether the value is a sequence. It never raises, whatever the value says of its class."""
    try:
        return isinstance(value, Sequence)
    except Exception:  # noqa: BLE001 - what a class or a metaclass of the user's own may raise
        return False


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
        return tuple(items) if is_sequence(value) and not issubclass(type(value), _NOT_LISTS) else items
    except Exception:  # noqa: BLE001 - whatever a sequence of the user's own may raise
        return items


def aligned(
    before: Sequence[T], after: Sequence[T], identity: Callable[[T], object] | None
) -> list[tuple[int, T | None, T | None]]:
    """Return the items of two lists side by side, those that were removed or added beside ``None``.

    Each has its index in the second list, or in the first one where it was removed.

    Args:
        before: The first list.
        after: The second list.
        identity: What tells which items belong together, wherever they stand. Without it the order counts.
    """
    places = _places_in_order(before, after) if identity is None else _places_by_identity(before, after, identity)
    return [
        (
            cast("int", old if new is None else new),
            None if old is None else before[old],
            None if new is None else after[new],
        )
        for old, new in places
    ]


Places: TypeAlias = "Iterable[tuple[int | None, int | None]]"
"""The indices of items that belong together in two lists, with ``None`` where one list has no such item."""


def _places_in_order(before: Sequence[Any], after: Sequence[Any]) -> Places:
    import difflib  # here, for only comparing two packages needs it

    for _, i, i_end, j, j_end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield from zip_longest(range(i, i_end), range(j, j_end))


def _places_by_identity(before: Sequence[T], after: Sequence[T], identity: Callable[[T], object]) -> Places:
    old, new = ({key: index for index, key in enumerate(_numbered(map(identity, items)))} for items in (before, after))
    return [(old.get(key), new.get(key)) for key in {**old, **new}]


def _numbered(keys: Iterable[object]) -> Iterator[object]:
    """Return each key with the number of times that it was there before, so that no two are the same."""
    times: dict[object, int] = {}
    for key in keys:
        times[key] = times.get(key, 0) + 1
        yield key, times[key]


def to_strings(value: list[str] | tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Convert a list of strings; a single string is left for the check to report."""
    return as_tuple(value)
