"""What a rule is: a condition that spans fields, with everything that the documentation says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sagemaker_model_package.errors import Kind, Severity

VERSIONED: tuple[Kind, ...] = ("versioned",)
UNVERSIONED: tuple[Kind, ...] = ("unversioned",)
BOTH: tuple[Kind, ...] = ("versioned", "unversioned")


Scope: TypeAlias = "tuple[str, ...] | Literal['kwargs', 'package', 'registration']"
"""What a rule looks at: every structure of some classes, by their names, wherever it stands; the request's kwargs,
before there is a package; the package as a whole; or the package with the region to which it is about to be sent."""


class Finding(NamedTuple):
    """Something that a rule found."""

    path: str
    """Where, within what the rule looked at, as boto3 spells it."""
    message: str
    remedy: str


Look: TypeAlias = "Callable[[Any], Iterable[Finding]]"
"""A rule's function: it looks at one structure, or at a request's mapping, and returns what it finds."""


class Rule(NamedTuple):
    """One entry of the table of rules."""

    code: str
    """Stable identifier; never used again for something else."""
    name: str
    """Short name for people."""
    severity: Severity
    kinds: tuple[Kind, ...]
    """The kinds of package it applies to."""
    on: Scope
    """What it looks at."""
    why: str
    """One sentence."""
    source: str
    """Where this is documented, or how it was seen."""
    needs: str | None
    """A field without which there is nothing to find, so that most rules need not even be asked."""
    unless: str | None
    """A field with which there is nothing to find, likewise."""
    responses: bool
    """Whether it speaks of what the service holds already."""
    check: Look
    json_schema: Mapping[str, Any] | None
    """What a JSON Schema says of it where that is a schema of what the rule looks at; ``None`` where it cannot."""

    def __hash__(self) -> int:
        """Return the code's hash: dicts have none."""
        return hash(self.code)


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    kinds: tuple[Kind, ...],
    on: Scope,
    why: str,
    source: str,
    needs: str | None = None,
    unless: str | None = None,
    responses: bool = True,
    json_schema: Mapping[str, Any] | None = None,
) -> Callable[[Look], Rule]:
    """Make a rule of the function below it."""
    return lambda check: Rule(
        code, name, severity, kinds, on, why, source, needs, unless, responses, check, json_schema
    )


def not_allowed(remedy: str) -> dict[str, Any]:
    """Return the JSON Schema of a member that must not be there; editors show the remedy, and do not offer it."""
    return {"not": {}, "errorMessage": remedy, "doNotSuggest": True}
