"""Signatures of classes as a person writes them: annotations without the classes' modules and without quotes."""

from __future__ import annotations

from inspect import Parameter, Signature, formatannotation
from typing import Any, cast

import attrs

_WORD = "_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Annotation(str):
    """The text of an annotation, which is shown without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the text."""
        return str.__str__(self)


def signature_of(cls: type[Any]) -> Signature:
    """Return the signature of a class that is made with attrs, from keywords alone."""
    return Signature([_parameter(field) for field in attrs.fields(cls)])


def _parameter(field: attrs.Attribute[Any]) -> Parameter:
    converter: Any = cast("Any", field).converter
    # A converter takes more than the field holds, and says so.
    taken: Any = field.type if converter is None else next(iter(converter.__annotations__.values()))
    text = taken if isinstance(taken, str) else formatannotation(taken)
    default = Parameter.empty if field.default is attrs.NOTHING else field.default
    return Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotation(_without_modules(text)))


def _without_modules(text: str) -> str:
    *modules, last = text.split(".")
    return "".join([*(module.rstrip(_WORD) for module in modules), last])
