"""What a rule is: a condition that spans fields, with everything that the documentation says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sagemaker_model_package.errors import Kind, Severity

VERSIONED: tuple[Kind, ...] = ("versioned",)
UNVERSIONED: tuple[Kind, ...] = ("unversioned",)
BOTH: tuple[Kind, ...] = ("versioned", "unversioned")


Scope: TypeAlias = "tuple[str, ...] | Literal['kwargs', 'package', 'registration']"
"""What a rule looks at: every structure of some classes, by their names, wherever it stands; the request's kwargs,
before there is a package; the package as a whole; or the package with the region to which it is about to be sent."""


class Finding:
    """Something that a rule found."""

    __slots__ = ("message", "path", "remedy")

    def __init__(self, path: str, message: str, remedy: str) -> None:
        """Keep where it is, within what the rule looked at, as boto3 spells it; what is wrong, and what to do."""
        self.path: str = path
        self.message: str = message
        self.remedy: str = remedy


Look: TypeAlias = "Callable[[Any], Iterable[Finding]]"
"""A rule's function: it looks at one structure, or at a request's mapping, and returns what it finds."""


class Rule:
    """One entry of the table of rules; it stands above its function, as a decorator."""

    check: Look
    """The function."""

    def __init__(
        self,
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
    ) -> None:
        """Keep what the documentation says of the rule.

        Args:
            code: Stable identifier; never used again for something else.
            name: Short name for people.
            severity: Whether a finding is an error or a warning.
            kinds: The kinds of package it applies to.
            on: What it looks at.
            why: One sentence.
            source: Where this is documented, or how it was seen.
            needs: A field without which there is nothing to find, so that most rules need not even be asked.
            unless: A field with which there is nothing to find, likewise.
            responses: Whether it speaks of what the service holds already.
            json_schema: What a JSON Schema says of it where that is a schema of what the rule looks at; ``None`` where
                it cannot.
        """
        self.code: str = code
        self.name: str = name
        self.severity: Severity = severity
        self.kinds: tuple[Kind, ...] = kinds
        self.on: Scope = on
        self.why: str = why
        self.source: str = source
        self.needs: str | None = needs
        self.unless: str | None = unless
        self.responses: bool = responses
        self.json_schema: Mapping[str, Any] | None = json_schema

    def __call__(self, check: Look) -> Rule:
        """Make a rule of the function below it."""
        self.check = check
        return self


def not_allowed(remedy: str) -> dict[str, Any]:
    """Return the JSON Schema of a member that must not be there; editors show the remedy, and do not offer it."""
    return {"not": {}, "errorMessage": remedy, "doNotSuggest": True}
