"""What is wrong with a model package, and how that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .attributes import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind: TypeAlias = Literal["versioned", "unversioned"]
"""The two kinds of model package: a version in a group, or one that stands alone."""

Severity: TypeAlias = Literal["error", "warning"]
"""``error``: the service's documentation or model forbids it. ``warning``: it is likely to be regretted."""

MOST_SHOWN = 50
"""How many problems an error's text spells out; its ``problems`` always hold them all."""


@frozen(kw_only=True)
class Problem:
    """One thing that is wrong with a request."""

    code: str
    """Stable identifier, such as ``MP003``; ``docs/rules.md`` explains each."""

    name: str
    """The code's short name, such as ``pattern``."""

    severity: Severity
    """``error`` or ``warning``."""

    path: str
    """Where, as boto3 spells it: ``InferenceSpecification.Containers[0].Image``. Empty for the request itself."""

    message: str
    """What is wrong and what was got. Values of environments and model cards never appear in it."""

    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        """Return the problem as three lines of text: where, what, and what to do."""
        mark = ", a warning" if self.severity == "warning" else ""
        where = self.path or "(the request)"
        return f"{where}  [{self.code} {self.name}{mark}]\n  {self.message}\n  {self.remedy}"


class ModelPackageError(Exception):
    """The base of every error that this package defines."""


class ModelPackageValidationError(ModelPackageError, ValueError):
    """A model package, or the kwargs of one, has problems. Nothing was sent.

    Attributes:
        problems: Every problem found, errors before warnings. There is at least one error.
        kind: ``"versioned"``, ``"unversioned"``, or ``None`` where the request does not say which.
    """

    problems: tuple[Problem, ...]
    kind: Kind | None

    def __init__(self, problems: Iterable[Problem], kind: Kind | None = None) -> None:
        """Hold the problems, errors first."""
        self.problems = tuple(sorted(problems, key=lambda problem: problem.severity == "warning"))
        self.kind = kind
        super().__init__(self.problems, kind)  # args: what pickle and copy call the class with

    def __str__(self) -> str:
        """Return all problems as text, up to ``MOST_SHOWN`` of them spelt out."""
        whose = f"this {self.kind} model package" if self.kind else "this model package"
        blocks = [f"{_counted(len(self.problems))} in {whose}:"]
        blocks += [_indented(str(problem)) for problem in self.problems[:MOST_SHOWN]]
        if len(self.problems) > MOST_SHOWN:
            blocks.append(f"  and {len(self.problems) - MOST_SHOWN} more, in the error's .problems")
        return "\n\n".join(blocks)


class ModelPackageWarning(UserWarning):
    """The service was seen to refuse this, or its user will regret it.

    Attributes:
        problem: The problem as an object, with its code and path.
    """

    problem: Problem

    def __init__(self, problem: Problem) -> None:
        """Hold the problem."""
        self.problem = problem
        super().__init__(problem)

    def __str__(self) -> str:
        """Return the problem as text."""
        return str(self.problem)


def _counted(number: int) -> str:
    return "1 problem" if number == 1 else f"{number} problems"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
