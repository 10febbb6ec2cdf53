"""Structures made in less time than by calling their classes, and without a check.

What attrs compiles for a frozen class sets each member through ``object.__setattr__``, as it must, and calls each
converter for ``None`` too. For a class of 22 members that takes longer than all else that is done to the instance. Here
a function is compiled for each class that fills an instance of a subclass which can still be changed, and in the end
makes it one of the class itself; Python allows that where the two have the same layout.

It is for who has the whole request checked afterwards: the builder and the wire. What is not given is ``None``, even
where it is required, and the check will say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from sagemaker_model_package.compiling import Function

if TYPE_CHECKING:
    from collections.abc import Callable

    from .structure import Structure

Maker: TypeAlias = "Callable[..., Any]"

_MAKERS: dict[type[Structure], Maker] = {}


def maker_of(structure: type[Any]) -> Maker:
    """Return the function that makes a class's structures of their members by keyword, unchecked."""
    maker = _MAKERS.get(structure)
    if maker is None:
        maker = _MAKERS[structure] = _compiled(structure)
    return maker


def _compiled(structure: type[Any]) -> Maker:
    fields = attrs.fields(structure)
    function = Function("*", *(f"{field.name}=None" for field in fields))
    # Both, or Python's type would go on asking the frozen class's for either.
    changeable = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    subclass = type(structure.__name__, (structure,), changeable)
    function.line(f"_made = {function.named(object.__new__)}({function.named(subclass)})")
    for field in fields:
        value = field.name
        if field.converter is not None:  # of ours; none makes anything of None
            value = f"None if {field.name} is None else {function.named(field.converter)}({field.name})"
        function.line(f"_made.{field.name} = {value}")
    function.line(f"_made.__class__ = {function.named(structure)}")
    function.line("return _made")
    maker: Maker = function.compiled()
    return maker
