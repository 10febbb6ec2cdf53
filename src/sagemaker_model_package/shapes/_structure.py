"""The base of every structure: equality, hash, and a text that shows only what was set and no secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sagemaker_model_package._constraints import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package._constraints import Member


class Structure:
    """What all structures of the request share. Made for subclasses of this package alone.

    These methods are written once here, over the members' table, because attrs would compile three of them for each
    of 40 classes at every import.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of the same class, or at least shape, and has equal members."""
        if not isinstance(other, Structure) or api_shape(type(other)) is not api_shape(type(self)):
            return NotImplemented
        return all(value == getattr(other, member.attribute) for member, value in _members(self))

    def __hash__(self) -> int:
        """Return a hash of all members."""
        return hash((api_shape(type(self)), *table_of(type(self)).values_of(self)))

    def __repr__(self) -> str:
        """Return the class and the members that were set, as one would write them; secrets are left out."""
        given = (f"{m.attribute}={m.constraint.describe(held)}" for m, held in _members(self) if held is not None)
        return f"{type(self).__name__}({', '.join(given)})"


def _members(structure: Structure) -> Iterator[tuple[Member, Any]]:
    table = table_of(type(structure))
    return zip(table.members, table.values_of(structure), strict=True)


def api_shape(cls: type[Any]) -> type[Any]:
    """Return the class named as the service's shape: the class itself, unless it requires more than that one does."""
    shape: type[Any] = vars(cls).get("_shape", cls)
    return shape


def keep_field_order(cls: type[Any], fields: list[Any]) -> list[Any]:
    """Return a class's fields, each one that is defined again at the place where the class above has it."""
    above = [field.name for field in attrs.fields(cls.mro()[1])]
    return sorted(fields, key=lambda field: above.index(field.name) if field.name in above else len(above))


def given_members(structure: Structure) -> dict[str, Any]:
    """Return the members that are set, by their Python names."""
    return {member.attribute: held for member, held in _members(structure) if held is not None}
