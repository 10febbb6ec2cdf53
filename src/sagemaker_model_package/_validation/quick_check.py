"""The quick check, which only tells whether there is anything to report of a package: mostly there is not.

For each class of structures it generates a function, when it first meets one: calling a method for each of a request's
values takes several times as long. What the function does is put together from the constraints' own expressions and the
rules' own functions, so each meaning stands in one place. What there is to report is found without generated code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._constraints import members_of
from sagemaker_model_package._internal.code_generation import Names, generate
from sagemaker_model_package._validation.rules import rules_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package.errors import Kind


class QuickChecks(dict[type[Any], "Callable[[Any, list[Any]], bool]"]):
    """For each class of structures in a package of a kind, the function that checks one, and those inside it.

    It returns whether all members are valid and of plain types. To its second argument, a list, it appends each
    structure in which a rule finds something; where a member is not valid, it stops there.
    """

    def __init__(self, kind: Kind | None) -> None:
        """Start with no functions."""
        super().__init__()
        self._kind: Kind | None = kind

    def __missing__(self, structure: type[Any]) -> Callable[[Any, list[Any]], bool]:
        """Make the function."""
        names = Names()
        lines: list[str] = []
        for member in members_of(structure):
            test = member.constraint.test("value", names, self)
            if member.absence is None:
                test = ["if value is not None:", *(f"    {line}" for line in test)]
            lines += [f"value = structure.{member.attribute}", *test]
        for rule in rules_for(structure, self._kind):  # behind the members: a rule reads valid values alone
            asked = [f"structure.{rule.needs} is not None"] if rule.needs else []
            asked += [f"structure.{rule.unless} is None"] if rule.unless else []
            find = f"for _ in {names.of(rule.check)}(structure): noted.append(structure)"
            lines += [f"if {' and '.join(asked)}:", f"    {find}"] if asked else [find]
        lines.append("return True")
        check = self[structure] = generate(f"check_{structure.__name__}", "structure, noted", lines, names)
        return check


QUICK_CHECKS: dict[Kind | None, QuickChecks] = {kind: QuickChecks(kind) for kind in ("versioned", "unversioned", None)}
"""The functions for each kind of package; under ``None``, for requests that name none or both."""
