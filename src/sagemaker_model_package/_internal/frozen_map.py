"""The small immutable mapping that keeps a structure's string maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeGuard, TypeVar, cast, overload

from sagemaker_model_package._internal.mappings import is_mapping
from sagemaker_model_package._internal.value_format import bases_of, format_value, is_any, is_reference, is_text

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, ValuesView

    from typing_extensions import Self

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class FrozenMap(Mapping[K, V_co]):
    """A mapping that cannot change: it compares equal to a dict of the same items, hashes, copies and pickles.

    It keeps the order in which the items were given. ``types.MappingProxyType`` would be a view of a dict that
    somebody else may still change, and neither hashes (before Python 3.12) nor pickles.
    """

    __slots__ = ("_hides_values", "_items")
    __module__ = "sagemaker_model_package.shapes"  # its public place

    if TYPE_CHECKING:
        _items: dict[K, V_co]
        _hides_values: bool

    _HOLDS_SECRETS = False

    def __new__(cls, items: Mapping[K, V_co] | None = None) -> Self:
        """Copy the items, texts of subclasses as plain ones; without any, the map is empty.

        A copy of a map that does not show its values, such as an environment, shows none either.
        """
        new = object.__new__(cls)
        hides_values = cls._HOLDS_SECRETS or (is_frozen_map(items) and items.hides_values)
        object.__setattr__(new, "_items", {} if items is None else _with_plain_texts(dict(items)))
        object.__setattr__(new, "_hides_values", hides_values)
        return new

    @property
    def hides_values(self) -> bool:
        """Whether the values may be secrets, and appear in no text."""
        return self._hides_values

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
        if is_frozen_map(other):
            return bool(self._items == entries._items)
        return self._items == entries if issubclass(type(other), dict) else NotImplemented

    def __hash__(self) -> int:
        """Return a hash of the items; raises ``TypeError`` where a value has none."""
        return hash(frozenset(self._items.items()))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse."""
        raise AttributeError(_FROZEN)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse."""
        raise AttributeError(_FROZEN)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy as the items alone, those that are not shown as an environment."""
        is_copy = self.hides_values and not self._HOLDS_SECRETS
        return type(self), (EnvironmentMap(cast("Any", self)) if is_copy else self._items,)

    def with_items(self, items: dict[K, V_co]) -> Self:
        """Return a map of other items that hides its values where this one does."""
        new = type(self)(items)
        object.__setattr__(new, "_hides_values", self.hides_values)
        return new

    def shown_key(self, key: object) -> object:
        """Return what messages and paths show of a key: of a line such as ``NAME=VALUE``, what is before the value."""
        return without_value(key) if self.hides_values else key

    def __repr__(self) -> str:
        """Return the items about as a dict would show them, long ones cut; or the keys alone."""
        if self.hides_values:
            keys = (format_value(self.shown_key(key)) for key in self)
            return f"{type(self).__name__}([{', '.join(keys)}], values not shown)"
        items = (f"{format_value(key)}: {format_value(value)}" for key, value in self._items.items())
        return f"{type(self).__name__}({{{', '.join(items)}}})"

    def __pretty__(self, **_: object) -> Iterator[str]:
        """Show devtools the same: else it would go through the items of a mapping."""
        yield repr(self)

    def __sentry_repr__(self) -> str:
        """Show Sentry the same, likewise."""
        return repr(self)


class EnvironmentMap(FrozenMap[str, str]):
    """The environment of a container. Its values are often secrets, so its text shows the names alone."""

    __slots__ = ()
    __module__ = "sagemaker_model_package.shapes"  # its public place

    _HOLDS_SECRETS = True


def without_value(key: object) -> object:
    """Return a key, and of a line such as ``NAME=VALUE`` the name: the value may be a secret."""
    name, is_line, _ = str.__str__(key).partition("=") if is_text(key) else ("", "", "")
    return f"{name}=..." if is_line else key


def is_frozen_map(value: object) -> TypeGuard[FrozenMap[Any, Any]]:
    """Tell whether the value is a frozen map, without asking its metaclass."""
    return is_any(FrozenMap, bases_of(value))


def _with_plain_texts(items: dict[K, V_co]) -> dict[K, V_co]:
    """Return the items with plain strings, for a subclass may define an equality of its own."""
    if all(type(key) is str and type(value) is str for key, value in items.items()):
        return items  # as nearly all are
    return {_plain(key): _plain(value) for key, value in items.items()}


def _plain(value: Any) -> Any:
    return str.__str__(value) if is_text(value) and not is_reference(value) else value


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
        return kept_as(entries) if is_mapping(value) else entries
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return entries


def to_string_map(value: Mapping[str, str] | None) -> FrozenMap[str, str] | None:
    """Convert a map of strings."""
    kept_as: type[FrozenMap[str, str]] = FrozenMap
    return as_frozen_map(kept_as, value)


def to_environment(value: Mapping[str, str] | None) -> EnvironmentMap | None:
    """Convert an environment."""
    return as_frozen_map(EnvironmentMap, value)
