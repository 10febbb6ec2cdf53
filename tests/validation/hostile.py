"""Values that misbehave in what Python asks of them: of their types, their classes, their equality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping


def refuse(*_: object) -> NoReturn:
    """Raise what nothing else raises."""
    raise ZeroDivisionError


_METHODS = dict.fromkeys(["__hash__", "__eq__", "__instancecheck__", "__subclasscheck__"], refuse)
_ATTRIBUTES = dict.fromkeys(["__name__", "__mro__"], property(refuse))
HOSTILE_META: Any = type("HostileMeta", (type,), {**_METHODS, **_ATTRIBUTES})
"""A metaclass that refuses whatever is asked of its classes."""


def of_hostile_type(base: type, *arguments: object) -> object:
    """Return a value of a class whose metaclass refuses everything."""
    made: object = HOSTILE_META("Hostile", (base,), {})(*arguments)
    return made


def of_hidden_class(base: type, *arguments: object) -> object:
    """Return a value whose ``__class__`` raises."""
    made: object = type("Hidden", (base,), {"__class__": property(refuse)})(*arguments)
    return made


class EqualsAll(str):
    """A text that equals everything."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return ``True``."""
        return True

    def __hash__(self) -> int:
        """Return the hash of the text."""
        return str.__hash__(self)


class EqualKey:
    """A key that is no text, and equals every key of the same hash."""

    def __init__(self, text: str) -> None:
        """Keep the text whose hash it has."""
        self._text = text

    def __eq__(self, other: object) -> bool:
        """Return ``True``."""
        return True

    def __hash__(self) -> int:
        """Return the hash of the text."""
        return hash(self._text)


def keys(*names: str) -> Mapping[Any, str]:
    """Return a mapping of such keys."""
    return {EqualKey(name): "x" for name in names}


HOSTILE: dict[str, Any] = {
    "an object of a hostile type": of_hostile_type(object),
    "a str of a hostile type": of_hostile_type(str, "x"),
    "an int of a hostile type": of_hostile_type(int, 5),
    "a list of a hostile type": of_hostile_type(list),
    "a dict of a hostile type": of_hostile_type(dict),
    "a hostile type": type(of_hostile_type(object)),
    "an object of a hidden class": of_hidden_class(object),
    "a str of a hidden class": of_hidden_class(str, "x"),
    "a list of hostile texts": [of_hostile_type(str, "x"), of_hidden_class(str, "x")],
    "a dict of hostile texts": {"A": of_hostile_type(str, "x"), of_hidden_class(str, "B"): of_hidden_class(str, "x")},
    "keys that equal members": keys("Image", "Containers", "ModelPackageName"),
    "a text that equals all": EqualsAll("x"),
}
"""By what they are."""
