"""How values appear in messages: short, escaped, and without running any of their own code.

A value under check may be anything: ten megabytes of text, a lone surrogate that no terminal can print, an object whose
``__repr__`` raises or tells a secret. A message needs only as much of it as lets its author recognise it.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sized

_MAX_SHOWN = 80
_MAX_INTEGER = 10**30


REFERENCES = "sagemaker_model_package._reference"
"""The module of what stands for values that only the run of a pipeline knows. It is imported with the first of them."""


class Shown:
    """What is displayed in a value's place: its ``repr`` is the text given, in whatever display it stands."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text

    def __repr__(self) -> str:
        """Return the text."""
        return self._text


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 error``, ``2 errors``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def is_text(value: object) -> TypeGuard[str]:
    """Tell whether the value really is a string; unlike ``isinstance``, without believing a mock that claims to be."""
    return issubclass(type(value), str)


def is_any(cls: type, classes: Iterable[type]) -> bool:
    """Tell whether a class is one of several; unlike ``in``, without asking its metaclass, which may be anybody's."""
    return any(cls is one for one in classes)


_MRO: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_MODULE: Callable[[type], object] = type.__dict__["__module__"].__get__
_NAME: Callable[[type], str] = type.__dict__["__name__"].__get__


def bases_of(value: object) -> tuple[type, ...]:
    """Return the value's type and all that it inherits from, whatever its metaclass says."""
    return _MRO(type(value))


def full_name(cls: type) -> tuple[str, str]:
    """Return the name of a class's module and its own, whatever its metaclass says."""
    module = _MODULE(cls)
    return module if type(module) is str else "", _NAME(cls)


def is_reference(value: object) -> bool:
    """Tell whether the value stands for one that only the run of a pipeline knows."""
    module = sys.modules.get(REFERENCES)
    return module is not None and type(value) is module.Reference


def format_value(value: object) -> str:
    """Return a short, printable description of the value.

    Numbers and the first 80 characters of a string are shown as Python writes them, of anything else only its type and
    size.
    """
    for kind in bases_of(value):
        for known, description in _DESCRIPTIONS:
            if kind is known:
                return description(value)
    return f"an object of type {type_name(value)}"


def describe_as(kind: type, description: Callable[[Any], str]) -> None:
    """Let values of a class be described by a function from now on."""
    _DESCRIPTIONS.append((kind, description))


def type_name(value: object) -> str:
    """Return the name of the value's type, escaped and no longer than 80 characters of it."""
    return repr(_NAME(type(value))[:_MAX_SHOWN])[1:-1]


def _text(value: str) -> str:
    text = str.__str__(value)
    if len(text) <= _MAX_SHOWN:
        return repr(text)
    return f"{text[:_MAX_SHOWN]!r}... ({len(text)} characters)"


def _integer(value: int) -> str:
    number = int.__int__(value)
    if -_MAX_INTEGER < number < _MAX_INTEGER:
        return repr(number)
    # Never in decimal: that takes quadratic time, and from 4300 digits on Python refuses it.
    return f"an int of {number.bit_length()} bits"


def _bytes(value: bytes) -> str:
    return f"bytes of length {bytes.__len__(value)}"


def _sized(kind: type[Sized], unit: str, value: Sized) -> str:
    return f"a {kind.__name__} of {counted(kind.__len__(value), unit)}"


_DESCRIPTIONS: list[tuple[type, Callable[[Any], str]]] = [
    (str, _text),
    (bool, bool.__repr__),
    (int, _integer),
    (float, float.__repr__),
    (type(None), repr),
    (bytes, _bytes),
    (list, partial(_sized, list, "item")),
    (tuple, partial(_sized, tuple, "item")),
    (dict, partial(_sized, dict, "key")),
    (set, partial(_sized, set, "item")),
    (frozenset, partial(_sized, frozenset, "item")),
]
"""Each asks the built-in type and not the value, whose own methods may lie, fail or never end."""
