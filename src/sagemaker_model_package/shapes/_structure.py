"""The base of every structure: equality, hash, and a text that shows only what was set and no secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from sagemaker_model_package._constraints import nested, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from inspect import Signature

    from typing_extensions import TypeIs

    from sagemaker_model_package._constraints import Member


class _Docstring:
    """The docstring of a class with those of its members, put together when ``help()`` or ``?`` asks for it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __get__(self, instance: object, cls: type[Any]) -> str:
        from sagemaker_model_package._internal.member_docs import docstring

        return docstring(self._text, cls)


class _Signature:
    """The signature of a class, worked out when somebody asks for it."""

    __slots__ = ()

    def __get__(self, instance: object, cls: type[Any]) -> Signature:
        if not attrs.has(cls):
            raise AttributeError("__signature__")
        from sagemaker_model_package._internal.signatures import signature_of

        return signature_of(cls)


class Structure:
    """What all structures of the request share. Made for subclasses of this package alone.

    These methods are written once here, over the members' table, because attrs would compile three of them for each
    of 40 classes at every import.
    """

    __slots__ = ()

    if not TYPE_CHECKING:
        __signature__ = _Signature()

        def __init_subclass__(cls) -> None:
            """Let the docstring of a class tell of its members too."""
            text = vars(cls)["__doc__"]
            if isinstance(text, str):
                cls.__doc__ = _Docstring(text)

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of the same class, or at least shape, and has equal members."""
        # cattrs compares each member with its default, which is None
        if other is None or not is_structure(other) or api_shape(type(other)) is not api_shape(type(self)):
            return NotImplemented
        return all(value == getattr(other, member.attribute) for member, value in _members(self))

    def __hash__(self) -> int:
        """Return a hash of all members."""
        return hash((api_shape(type(self)), *table_of(type(self)).values_of(self)))

    def __repr__(self) -> str:
        """Return the class and the members that were set, as one would write them; secrets are left out."""
        given = (f"{name}={shown!r}" for name, shown in shown_members(self))
        return f"{type(self).__name__}({', '.join(given)})"

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        """Show rich the same: else it would go through the fields of an attrs class, secrets among them."""
        return shown_members(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython's signature
        """Show IPython the same, indented where it does not fit on a line."""
        from sagemaker_model_package._internal.indented_text import write

        write(printer, self)


def is_structure(value: object) -> TypeIs[Structure]:
    """Tell whether the value really is a structure; unlike ``isinstance``, without believing what it claims to be."""
    return issubclass(type(value), Structure)


def _members(structure: Structure) -> Iterator[tuple[Member, Any]]:
    table = table_of(type(structure))
    return zip(table.members, table.values_of(structure), strict=True)


def shown_members(structure: Structure) -> Iterator[tuple[str, Any]]:
    """Return the members that are set, by their Python names, each as it is displayed; see ``Constraint.shown``."""
    return ((m.attribute, m.constraint.shown(held)) for m, held in _members(structure) if held is not None)


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


S = TypeVar("S", bound=Structure)


def as_class(wanted: type[S], value: Structure | None) -> S | None:
    """Return a structure of the same API shape as one of the class wanted; anything else as it is."""
    if type(value) is not wanted and issubclass(type(value), api_shape(wanted)):
        return cast("S", nested(wanted).assemble(given_members(cast("Structure", value))))
    return cast("S | None", value)
