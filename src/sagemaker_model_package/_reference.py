"""Values that only the run of a pipeline knows: variables of AWS's SDK, and what finished definitions have for them.

AWS's classes are recognised by their names, so that its SDK, which takes seconds to import, is not needed here.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeAlias, cast

from sagemaker_model_package._internal.mappings import mapping_entries
from sagemaker_model_package._internal.value_format import (
    bases_of,
    describe_as,
    full_name,
    is_reference,
    is_text,
    type_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self


class PipelineVariable(Protocol):
    """What the pipeline variables of AWS's SDK have in common: parameters, properties of steps, ``Join``, ..."""

    @property
    def expr(self) -> Any:
        """What the pipeline's definition has in place of the value."""
        ...


Expression: TypeAlias = "Mapping[str, Any]"
"""What a definition has in place of a value: ``{"Get": ...}``, ``{"Std:Join": ...}`` or ``{"Std:JsonGet": ...}``."""


class Reference(str):
    """Stands for a value that only the run of a pipeline knows.

    It is a ``str``, so that it may stand wherever one is expected, but it has no text of its own: ``str()`` and
    formatting refuse. Two are equal where their expressions are.
    """

    __slots__ = ("_variable",)
    __module__ = "sagemaker_model_package.pipelines"  # its public place

    if TYPE_CHECKING:
        _variable: PipelineVariable | Expression

    def __new__(cls, variable: PipelineVariable | Expression) -> Self:
        new = str.__new__(cls, _TEXT)
        new._variable = copy.deepcopy(variable) if isinstance(variable, Mapping) else variable  # noqa: SLF001 - its own
        return new

    @property
    def variable(self) -> Any:
        """The variable of AWS's SDK as it was given, or else the expression."""
        return self.expression if isinstance(self._variable, Mapping) else self._variable

    @property
    def expression(self) -> dict[str, Any]:
        """What the pipeline's definition has in place of the value, such as ``{"Get": "Parameters.ModelUrl"}``.

        It is a new dict each time. AWS's SDK may raise an exception where a variable is not complete.
        """
        held: Any = self._variable
        expression: dict[str, Any] = copy.deepcopy(held) if isinstance(self._variable, Mapping) else held.expr
        return expression

    def _identity(self) -> object:
        """Return what equal references have in common: variables need not have a hash, and ``1`` equals ``True``."""
        try:
            return json.dumps(self.expression, sort_keys=True)
        except Exception:  # noqa: BLE001 - a variable of AWS's that is not complete, or holds anything else
            return id(self._variable)

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is a reference to the same; it equals no text."""
        return is_reference(other) and self._identity() == cast("Reference", other)._identity()

    def __ne__(self, other: object) -> bool:
        """Return the opposite: ``str`` has a method of its own for it."""
        return not self == other

    def __hash__(self) -> int:
        """Return a hash of the expression."""
        return hash(self._identity())

    def __repr__(self) -> str:
        """Return the call of ``reference``, with the expression."""
        return f"reference({self._shown()})"

    def __str__(self) -> NoReturn:
        """Refuse: the text would be sent in place of the value."""
        raise TypeError(_NO_TEXT)

    def __format__(self, _format_spec: str) -> NoReturn:
        """Refuse, likewise."""
        raise TypeError(_NO_TEXT)

    def __copy__(self) -> Reference:
        """Return itself: it never changes."""
        return self

    def __deepcopy__(self, _memo: object) -> Reference:
        """Return itself: it never changes, and what a step's properties lead to cannot be copied."""
        return self

    def __reduce__(self) -> tuple[Callable[[Any], Reference], tuple[Any]]:
        """Pickle what it holds: the text is the same for all."""
        return Reference, (self._variable,)

    def _shown(self) -> str:
        try:
            return json.dumps(self.expression)
        except Exception:  # noqa: BLE001 - see _identity
            return f"<{type_name(self._variable)}>"


_TEXT = "(known when the pipeline runs)"
"""What every reference is as a ``str``: neither a valid value of most members nor a part of what it stands for."""

_NO_TEXT = (
    "a reference has no text until the pipeline runs; join texts and variables with Join(...) of AWS's SDK, "
    "and give reference(Join(...))"
)

_MOST_SHOWN = 120


def _described(value: Reference) -> str:
    """Return the reference as messages show it: bounded, as any other value."""
    shown = repr(value)
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}... ({len(shown)} characters)"


describe_as(Reference, _described)


_EXPRESSIONS: Mapping[str, Callable[[object], bool]] = {
    "Get": is_text,
    "Std:Join": lambda value: mapping_entries(value) is not None,
    "Std:JsonGet": lambda value: mapping_entries(value) is not None,
}
"""The functions of pipeline definitions that give a value, each with what tells a valid argument."""


def as_reference(value: object) -> Reference | None:
    """Return the reference that a value is, or that is made of it; ``None`` for anything else. It never raises."""
    if is_reference(value):
        return cast("Reference", value)
    if any(_is_base_of_variables(cls) for cls in bases_of(value)):
        return Reference(cast("PipelineVariable", value))
    entries = mapping_entries(value)
    if entries is not None and len(entries) == 1:
        ((function, argument),) = entries.items()
        if function in _EXPRESSIONS and _EXPRESSIONS[function](argument):
            try:
                return Reference(entries)
            except Exception:  # noqa: BLE001 - what it holds is too deep to copy, or cannot be copied: no definition's
                return None
    return None


def _is_base_of_variables(cls: type[Any]) -> bool:
    """Return whether a class is AWS's own ``PipelineVariable``, of version 2 or 3."""
    module, name = full_name(cls)
    return name == "PipelineVariable" and module.partition(".")[0] == "sagemaker"
