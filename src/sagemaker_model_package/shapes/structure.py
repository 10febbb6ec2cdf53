"""The base of every structure: equality, hash, and a text that shows only what was set and no secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sagemaker_model_package.constraints import Choice, ListOf, MapOf, Nested, Text, members_of
from sagemaker_model_package.showing import shown, type_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package.constraints import Constraint, Member


class Structure:
    """What all structures of the request share. Made for subclasses of this package alone.

    These methods are written once here, over the members' table, because attrs would compile three of them for each
    of 40 classes at every import.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of the same class, or at least shape, and has equal members."""
        if shape_of(type(other)) is not shape_of(type(self)):
            return NotImplemented
        return all(value == getattr(other, member.attribute) for member, value in self._all())

    def __hash__(self) -> int:
        """Return a hash of all members."""
        return hash((shape_of(type(self)), *(value for _, value in self._all())))

    def __repr__(self) -> str:
        """Return the class and the members that were set, as one would write them; secrets are left out."""
        given = (f"{m.attribute}={_text(m.constraint, value)}" for m, value in self._all() if value is not None)
        return f"{type(self).__name__}({', '.join(given)})"

    def _all(self) -> Iterator[tuple[Member, Any]]:
        return ((member, getattr(self, member.attribute)) for member in members_of(type(self)))


def shape_of(cls: type[Any]) -> type[Any]:
    """Return the class named as the service's shape: the class itself, unless it requires more than that one does."""
    shape: type[Any] = vars(cls).get("_shape", cls)
    return shape


def in_place(cls: type[Any], fields: list[Any]) -> list[Any]:
    """Return a class's fields with each that is defined again where the class above has it, and not at the end."""
    above = [field.name for field in attrs.fields(cls.mro()[1])]
    return sorted(fields, key=lambda field: above.index(field.name) if field.name in above else len(above))


def given_members(structure: Structure) -> dict[str, Any]:
    """Return the members that are set, by their Python names."""
    return {
        m.attribute: value
        for m in members_of(type(structure))
        if (value := getattr(structure, m.attribute)) is not None
    }


def _text(constraint: Constraint, value: Any) -> str:
    """Return a member's value as text: bounded, and without what is secret or may be, being of a wrong type."""
    held: Any = value
    if isinstance(constraint, Nested):
        return repr(value) if isinstance(value, constraint.structure) else _not_shown(value)
    if isinstance(constraint, MapOf):
        return repr(value) if type(value) is constraint.kept_as else _not_shown(value)
    if isinstance(constraint, ListOf):
        if type(value) is not tuple:
            return _not_shown(value)
        items = [_text(constraint.item, item) for item in held]
        return f"({', '.join(items)}{',' * (len(items) == 1)})"
    if isinstance(constraint, Text) and constraint.sensitive:
        return _not_shown(value)
    return repr(value) if isinstance(constraint, Choice) and isinstance(value, constraint.enum) else shown(value)


def _not_shown(value: object) -> str:
    return f"<{type_name(value)}, not shown>"
