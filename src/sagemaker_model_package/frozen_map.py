"""The small immutable mapping that keeps a structure's string maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from .showing import shown

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class FrozenMap(Mapping[K, V_co]):
    """A mapping that cannot change: it compares equal to a dict of the same items, hashes, copies and pickles.

    It keeps the order in which the items were given. ``types.MappingProxyType`` would be a view of a dict that
    somebody else may still change, and neither hashes (before Python 3.12) nor pickles.
    """

    __slots__ = ("_items",)

    _items: dict[K, V_co]

    def __init__(self, items: Mapping[K, V_co] | None = None) -> None:
        """Copy the items; without any, the map is empty."""
        object.__setattr__(self, "_items", {} if items is None else dict(items))

    def __getitem__(self, key: K) -> V_co:
        """Return the value of a key; raises ``KeyError`` where there is none."""
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys, in the order they were given."""
        return iter(self._items)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def items(self) -> ItemsView[K, V_co]:
        """Return a view of the items."""
        return self._items.items()

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is a frozen map or a dict of the same items, in whatever order."""
        entries: Any = other
        if isinstance(other, FrozenMap):
            return bool(self._items == entries._items)
        return self._items == entries if isinstance(other, dict) else NotImplemented

    def __hash__(self) -> int:
        """Return a hash of the items; raises ``TypeError`` where a value has none."""
        return hash(frozenset(self._items.items()))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse."""
        raise AttributeError(_FROZEN)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse."""
        raise AttributeError(_FROZEN)

    def __reduce__(self) -> tuple[type[FrozenMap[K, V_co]], tuple[dict[K, V_co]]]:
        """Pickle and copy as the items alone."""
        return type(self), (self._items,)

    def __repr__(self) -> str:
        """Return the items about as a dict would show them; long ones are cut."""
        items = (f"{shown(key)}: {shown(value)}" for key, value in self._items.items())
        return f"{type(self).__name__}({{{', '.join(items)}}})"


class EnvironmentMap(FrozenMap[str, str]):
    """The environment of a container. Its values are often secrets, so its text shows the names alone."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the names of the variables."""
        return f"{type(self).__name__}([{', '.join(map(shown, self))}], values not shown)"


_FROZEN = "a FrozenMap cannot be changed; make a new one: FrozenMap({**old, key: value})"
