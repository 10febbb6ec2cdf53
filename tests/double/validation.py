"""Check a request against the service model, as the service does.

botocore's own check covers types, required and unknown members and minima. This one also covers maxima, patterns and
enums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

from tests.contract.oracle import oracle

if TYPE_CHECKING:
    from collections.abc import Iterator


def problems(shape: Shape, value: object, *, newer_values: bool = False) -> list[str]:
    """Return what is wrong with a value; with ``newer_values``, enum values that are not in the model are accepted."""
    found = _problems(shape, value, "")
    return [text for text, is_newer_value in found if not (is_newer_value and newer_values)]


def _problems(shape: Shape, value: Any, path: str) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - any JSON
    """Check a value and all its parts; each problem comes with whether it is a value that is not in an enum."""
    for constraint, is_newer_value in _constraints(shape, value):
        yield f"Value at '{path}' failed to satisfy constraint: {constraint}", is_newer_value
    if isinstance(shape, StructureShape):
        for name in shape.required_members:
            if name not in value:
                yield f"Value null at '{path}.{name}' failed to satisfy constraint: Member must not be null", False
        for name, member in value.items():
            yield from _problems(shape.members[name], member, f"{path}.{name}")
    elif isinstance(shape, ListShape):
        for number, item in enumerate(value, start=1):
            yield from _problems(shape.member, item, f"{path}.{number}")
    elif isinstance(shape, MapShape):
        for key, item in value.items():
            yield from _problems(shape.key, key, f"{path}.key")
            yield from _problems(shape.value, item, f"{path}.{key}")


def _constraints(shape: Shape, value: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - any JSON
    held: Any = value
    measure = "length" if isinstance(value, (dict, list, str)) else "value"
    size: float = len(held) if measure == "length" else held
    least, most, pattern = (shape.metadata.get(name) for name in ("min", "max", "pattern"))
    if least is not None and size < least:
        yield f"Member must have {measure} greater than or equal to {least}", False
    if most is not None and size > most:
        yield f"Member must have {measure} less than or equal to {most}", False
    if isinstance(shape, StringShape):
        if shape.enum and value not in shape.enum:
            yield f"Member must satisfy enum value set: [{', '.join(shape.enum)}]", True
        # A pattern is only tried if the length is right: some take long otherwise.
        if pattern is not None and size <= (most or size) and not oracle(pattern)(held):
            yield f"Member must satisfy regular expression pattern: {pattern}", False
