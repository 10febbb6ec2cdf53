"""Requests as Python expressions: as dicts, or as calls of classes that are named as the service names its shapes.

One request is written for every library by the same function, so that no library gets a harder one than another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from .service import request_shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.model import ListShape, Shape, StructureShape

Name: TypeAlias = "Callable[[str], str]"
ClassName: TypeAlias = "Callable[[str, dict[str, Any]], str]"
"""Is told the name of a shape and its members, and returns what is called to make it; empty for a dict."""

INPUT = "CreateModelPackageInput"
"""The shape of the request itself, as every library names it. (botocore's model has it under this name too.)"""


class Code(str):
    """An expression that stands in a program as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the expression itself."""
        return str(self)


def pascal(name: str) -> str:
    """Return the service's own name of a member."""
    return name


def snake(name: str) -> str:
    """Return a member's name in snake_case."""
    words = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z0-9])([A-Z])", r"\1_\2", words).lower()


def _no_class(_shape: str, _members: dict[str, Any]) -> str:
    return ""


class Writing(NamedTuple):
    """How a library's users write a request."""

    class_name: ClassName = _no_class
    names: Name = pascal
    """The names of members where a class is called."""
    keys: Name = pascal
    """The names of members in dicts."""

    def expression(self, request: dict[str, Any]) -> str:
        """Return a request as an expression."""
        return self._written(request, request_shape(), INPUT)

    def _written(self, value: object, shape: Shape | None, name: str = "") -> str:
        if isinstance(value, list):
            inner = _inside(shape)
            return f"[{', '.join(self._written(item, inner) for item in cast('list[object]', value))}]"
        if not isinstance(value, dict):
            return repr(value)
        structure = _structure(shape)
        if structure is None:
            return repr(cast("dict[str, Any]", value))
        members = cast("dict[str, Any]", value)
        parts = {key: self._written(part, structure.members.get(key)) for key, part in members.items()}
        called = self.class_name(name or structure.name, members)
        if called:
            return f"{called}({', '.join(self._argument(key, part) for key, part in parts.items())})"
        return f"{{{', '.join(f'{self._key(key)}: {part}' for key, part in parts.items())}}}"

    def _argument(self, key: object, part: str) -> str:
        name = self.names(key) if isinstance(key, str) else ""
        return f"{name}={part}" if name.isidentifier() else f"**{{{key!r}: {part}}}"

    def _key(self, key: object) -> str:
        return repr(self.keys(key) if isinstance(key, str) else key)


def _inside(shape: Shape | None) -> Shape | None:
    """Return the shape of a list's items. A list where none is due is taken for one of what is due."""
    return cast("ListShape", shape).member if shape is not None and shape.type_name == "list" else shape


def _structure(shape: Shape | None) -> StructureShape | None:
    inside = _inside(shape)
    return cast("StructureShape", inside) if inside is not None and inside.type_name == "structure" else None


class Program(NamedTuple):
    """A program around one request."""

    form: str
    """Its last lines; the request stands where ``{}`` is."""
    head: str = ""
    """What comes before."""
    writing: Writing = Writing()
    module: str = ""
    """Where the classes are."""

    def text(self, request: dict[str, Any]) -> str:
        """Return the program with this request."""
        body = self.body(request)
        return f"{self.start(body)}{body}\n"

    def body(self, request: dict[str, Any]) -> str:
        """Return its last lines."""
        return self.form.replace("{}", self.writing.expression(request))

    def start(self, *bodies: str) -> str:
        """Return what has to come before such lines."""
        if not self.module:
            return self.head
        called = {name for body in bodies for name in re.findall(r"\b([A-Z]\w+)\(", body)}
        classes = sorted(called - set(re.findall(r"\w+", self.head)))
        return f"{self.head}from {self.module} import {', '.join(classes)}\n" if classes else self.head
