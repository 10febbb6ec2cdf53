"""What the service model says of a value: the walk that every request takes, and every answer in the tests.

botocore's own check looks at types, required and unknown members and minima. This one reads maxima, patterns and enums
as well, says it as the service does, and takes JSON as it comes over the wire, where a timestamp is a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

from tests.contract.oracle import oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES: dict[str, tuple[type, ...]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float),
}


_COMPOUND = ("structure", "map", "list")


class Misfit(ValueError):  # noqa: N818 - it is no error of the double, but a finding
    """A value of another type than the model's, or a member that the model does not have."""


def problems(shape: Shape, value: object, *, newer_values: bool = False) -> list[str]:
    """Return what is wrong with a value, as the service says it.

    Args:
        shape: What the value shall be.
        value: What it is.
        newer_values: Whether to let values of enums pass that the model does not list.

    Raises:
        Misfit: The value cannot even be read as what it shall be.
    """
    found = _problems(shape, value, "")
    return [text for text, is_newer_value in found if not (is_newer_value and newer_values)]


def _problems(shape: Shape, value: Any, path: str) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - any JSON
    """Go through a value, and all it is made of; each problem comes with whether it is a value that an enum lacks."""
    if not _fits(shape, value):
        raise Misfit(f"{type(value).__name__} where a {shape.type_name} is expected, at {path!r}")
    shown = "" if shape.metadata.get("sensitive") or shape.type_name in _COMPOUND else f" '{value}'"
    for constraint, is_newer_value in _constraints(shape, value):
        yield f"Value{shown} at '{path}' failed to satisfy constraint: {constraint}", is_newer_value
    if isinstance(shape, StructureShape):
        yield from _problems_of_members(shape, value, path)
    elif isinstance(shape, ListShape):
        for number, item in enumerate(value, start=1):
            yield from _problems(shape.member, item, f"{path}.{number}.member")
    elif isinstance(shape, MapShape):
        for key, item in value.items():
            yield from _problems(shape.key, key, f"{path}.key")
            yield from _problems(shape.value, item, f"{path}.{key}.member")


def _fits(shape: Shape, value: object) -> bool:
    types = _TYPES[shape.type_name]
    return isinstance(value, types) and (bool in types or not isinstance(value, bool))


def _problems_of_members(shape: StructureShape, value: dict[str, object], path: str) -> Iterator[tuple[str, bool]]:
    for name in shape.required_members:
        if value.get(name) is None:
            yield f"Value null at '{_joined(path, name)}' failed to satisfy constraint: Member must not be null", False
    for name, member in value.items():
        if name not in shape.members:
            raise Misfit(f"unknown member {name!r} at {path!r}")
        if member is not None:
            yield from _problems(shape.members[name], member, _joined(path, name))


def _joined(path: str, name: str) -> str:
    name = name[0].lower() + name[1:]
    return f"{path}.{name}" if path else name


def _constraints(shape: Shape, value: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - any JSON
    measure = "length" if shape.type_name in (*_COMPOUND, "string") else "value"
    size: float = len(value) if measure == "length" else value
    least, most, pattern = (shape.metadata.get(name) for name in ("min", "max", "pattern"))
    if least is not None and size < least:
        yield f"Member must have {measure} greater than or equal to {least}", False
    if most is not None and size > most:
        yield f"Member must have {measure} less than or equal to {most}", False
    if isinstance(shape, StringShape):
        if shape.enum and value not in shape.enum:
            yield f"Member must satisfy enum value set: [{', '.join(shape.enum)}]", True
        # A pattern is tried on what is of the right length alone: some take long on what is not.
        if pattern is not None and size <= (most or size) and not oracle(pattern)(value):
            yield f"Member must satisfy regular expression pattern: {pattern}", False
