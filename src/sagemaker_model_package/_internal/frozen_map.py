"""The small immutable mapping that keeps a structure's string maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, overload

from sagemaker_model_package._internal.value_format import format_value, is_text

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, ValuesView

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class FrozenMap(Mapping[K, V_co]):
    """A mapping that cannot change: it compares equal to a dict of the same items, hashes, copies and pickles.

    It keeps the order in which the items were given. ``types.MappingProxyType`` would be a view of a dict that
    somebody else may still change, and neither hashes (before Python 3.12) nor pickles.
    """

    __slots__ = ("_items",)
    __module__ = "sagemaker_model_package.shapes"  # its public place

    if TYPE_CHECKING:
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

    def values(self) -> ValuesView[V_co]:
        """Return a view of the values."""
        return self._items.values()

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

    def shown_key(self, key: object) -> object:
        """Return what messages and paths show of a key."""
        return key

    def __repr__(self) -> str:
        """Return the items about as a dict would show them; long ones are cut."""
        items = (f"{format_value(key)}: {format_value(value)}" for key, value in self._items.items())
        return f"{type(self).__name__}({{{', '.join(items)}}})"


class EnvironmentMap(FrozenMap[str, str]):
    """The environment of a container. Its values are often secrets, so its text shows the names alone."""

    __slots__ = ()
    __module__ = "sagemaker_model_package.shapes"  # its public place

    def shown_key(self, key: object) -> object:
        """Return a name; of a line such as ``NAME=VALUE``, which is none, only what is before the value."""
        name, is_line, _ = str.__str__(key).partition("=") if is_text(key) else ("", "", "")
        return f"{name}=..." if is_line else key

    def __repr__(self) -> str:
        """Return the names of the variables."""
        names = (format_value(self.shown_key(name)) for name in self)
        return f"{type(self).__name__}([{', '.join(names)}], values not shown)"

    def __pretty__(self, **_: object) -> Iterator[str]:
        """Show devtools the same: else it would go through the items of a mapping."""
        yield repr(self)


_FROZEN = "a FrozenMap cannot be changed; make a new one: FrozenMap({**old, key: value})"


M = TypeVar("M", bound=FrozenMap[str, str])


@overload
def as_frozen_map(kept_as: type[M], value: Mapping[str, str]) -> M: ...


@overload
def as_frozen_map(kept_as: type[M], value: Mapping[str, str] | None) -> M | None: ...


def as_frozen_map(kept_as: type[Any], value: Any) -> Any:
    """Return a mapping as a frozen map of the given class; return anything else as it is.

    It never raises: what is not a mapping is left for the check.
    """
    entries: Any = value
    if value is None or type(value) is kept_as:
        return entries
    try:
        return kept_as(entries) if type(value) is dict or isinstance(value, Mapping) else entries
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return entries


def to_string_map(value: Mapping[str, str] | None) -> FrozenMap[str, str] | None:
    """Convert a map of strings."""
    kept_as: type[FrozenMap[str, str]] = FrozenMap
    return as_frozen_map(kept_as, value)


def to_environment(value: Mapping[str, str] | None) -> EnvironmentMap | None:
    """Convert an environment."""
    return as_frozen_map(EnvironmentMap, value)
