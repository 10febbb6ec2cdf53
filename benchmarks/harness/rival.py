"""What one would write with pydantic: a model for each structure, with the service model's constraints.

The models are made from botocore's service model: types, required and unknown members, lengths, ranges, sizes, enum
values, and those patterns that pydantic's regular expressions understand. What spans fields and what kind of package it
is are left to the user, so this checks less than the package does.

The request is made as one would write it, by calling the models by name. The text of that program is made from a dict,
once, so that reading the dict is not measured.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, Literal, Optional, cast

from .service import request_shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

INSTALLED = find_spec("pydantic") is not None

# What stands between their brackets here is known at run time alone, which is no matter for type checkers.
_ANNOTATED: Any = Annotated
_LITERAL: Any = Literal
_OPTIONAL: Any = Optional


def program(plain: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    """Return a program that makes the models of a request, which checks them, and turns them into kwargs."""
    models: dict[str, object] = {}
    _type_of(request_shape(), models)
    text = f"lambda: {_call(plain, request_shape())}.model_dump(exclude_unset=True)"
    return cast("Callable[[], dict[str, Any]]", eval(text, models))  # noqa: S307 - the text is made right here


def _call(value: object, shape: Shape) -> str:
    """Return the Python expression that makes a value with the models."""
    if shape.type_name == "structure":
        members = cast("StructureShape", shape).members
        parts = cast("dict[str, object]", value).items()
        return f"{shape.name}({', '.join(f'{name}={_call(part, members[name])}' for name, part in parts)})"
    if shape.type_name == "list":
        item = cast("ListShape", shape).member
        return f"[{', '.join(_call(part, item) for part in cast('list[object]', value))}]"
    return repr(value)


def _type_of(shape: Shape, models: dict[str, object]) -> object:
    """Return the annotation of a shape; models are made and kept as it comes by them."""
    pydantic = import_module("pydantic")
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if shape.type_name == "structure":
        if shape.name not in models:
            models[shape.name] = _model(cast("StructureShape", shape), models)
        return models[shape.name]
    if shape.type_name == "list":
        items = GenericAlias(list, (_type_of(cast("ListShape", shape).member, models),))
        return _ANNOTATED[items, pydantic.Field(min_length=least, max_length=most)]
    if shape.type_name == "map":
        kept = cast("MapShape", shape)
        entries = GenericAlias(dict, (_type_of(kept.key, models), _type_of(kept.value, models)))
        return _ANNOTATED[entries, pydantic.Field(min_length=least, max_length=most)]
    if shape.type_name == "string":
        return _text(cast("StringShape", shape))
    if shape.type_name == "integer":
        return _ANNOTATED[int, pydantic.Field(strict=True, ge=least, le=most)]
    return _ANNOTATED[bool, pydantic.Field(strict=True)]


def _model(shape: StructureShape, models: dict[str, object]) -> object:
    pydantic = import_module("pydantic")
    types = {name: _type_of(member, models) for name, member in shape.members.items()}
    fields = {
        name: (annotation, ...) if name in shape.required_members else (_OPTIONAL[annotation], None)
        for name, annotation in types.items()
    }
    return pydantic.create_model(shape.name, __config__=pydantic.ConfigDict(extra="forbid"), **fields)


def _text(shape: StringShape) -> object:
    pydantic = import_module("pydantic")
    if shape.enum:
        return _LITERAL[tuple(shape.enum)]
    metadata = shape.metadata
    bounds: dict[str, object] = {"min_length": metadata.get("min"), "max_length": metadata.get("max"), "strict": True}
    pattern = metadata.get("pattern")
    if pattern is not None and _understands(pattern):
        bounds["pattern"] = f"^(?:{pattern})$"
    return _ANNOTATED[str, pydantic.StringConstraints(**bounds)]


@cache
def _understands(pattern: str) -> bool:
    """Return whether pydantic can compile a pattern."""
    pydantic, core = import_module("pydantic"), import_module("pydantic_core")
    try:
        pydantic.TypeAdapter(_ANNOTATED[str, pydantic.StringConstraints(pattern=f"^(?:{pattern})$")])
    except core.SchemaError:
        return False
    return True
