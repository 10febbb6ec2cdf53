"""The one check: a package goes in, every problem comes out.

``walking`` goes through the tree once, where each value meets its own constraint and each structure is noted that
there are rules for. Then the rules run here. Where the walk found something, they see the tree through ``_View``, which
keeps from them every value that was reported already, and makes plain strings of subclasses that may lie.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from .constraints import members_of
from .enums import ServiceEnum
from .errors import Kind, ModelPackageValidationError, ModelPackageWarning, Problem
from .frames import levels_to_the_user
from .frozen_map import FrozenMap
from .shapes.structure import Structure
from .showing import is_text
from .walking import Stray, Walk, key_text, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .request import Request
    from .rules import Finding, Rule


def check(package: Request) -> None:
    """Check a package: warn of what is doubtful, and raise ``ModelPackageValidationError`` where there is an error."""
    problems = problems_of(package)
    if problems:
        settle(problems, package.kind)


def problems_of(package: Request, strays: Mapping[int, Stray] | None = None) -> list[Problem]:
    """Return every problem of a package.

    ``strays`` says, by the ``id`` of a structure, what could not be put into it.
    """
    walk = Walk(package.kind, strays or {})
    walk.structure(package, None)
    found = walk.problems
    plain = not (walk.odd or found)
    reported = {problem.path for problem in found}
    for structure, path, rule in walk.ruled:
        for finding in rule.check(structure) if plain else _unreported(rule, _View(structure, written(path), reported)):
            found.append(problem_of(rule, finding, written(path)))
    return found


def _unreported(rule: Rule, view: _View) -> Iterator[Finding]:
    """Return what a rule finds until it wants to read a value that has been reported."""
    try:
        yield from rule.check(view)
    except _AlreadyReportedError:
        return


def settle(problems: Iterable[Problem], kind: Kind | None) -> None:
    """Raise an error with all problems where one of them is an error; else warn of each."""
    found = tuple(problems)
    if any(problem.severity == "error" for problem in found):
        raise ModelPackageValidationError(found, kind)
    for problem in found:
        warnings.warn(ModelPackageWarning(problem), stacklevel=levels_to_the_user())


def problem_of(rule: Rule, finding: Finding, within: str = "") -> Problem:
    """Return what a rule found as a problem; ``within`` is the path of what it looked at."""
    return Problem(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        path=f"{within}.{finding.path}".strip("."),
        message=finding.message,
        remedy=finding.remedy,
    )


class _AlreadyReportedError(Exception):
    """A rule wanted to read a value that has been reported, so it has to be silent."""


class _View:
    """A structure as a rule may see it where some of its values have been reported."""

    __slots__ = ("_path", "_reported", "_structure")

    def __init__(self, structure: Structure, path: str, reported: set[str]) -> None:
        self._structure = structure
        self._path = path
        self._reported = reported

    def __getattr__(self, attribute: str) -> Any:
        name = next(m.name for m in members_of(type(self._structure)) if m.attribute == attribute)
        return self._seen(getattr(self._structure, attribute), f"{self._path}.{name}".lstrip("."))

    def _seen(self, value: Any, path: str) -> Any:
        if path in self._reported:
            raise _AlreadyReportedError
        if isinstance(value, Structure):
            return _View(value, path, self._reported)
        held: Any = value
        if isinstance(value, tuple):
            return tuple(self._seen(entry, f"{path}[{index}]") for index, entry in enumerate(held))
        if isinstance(value, FrozenMap):
            intact = (key for key in held if not self._entry_reported(key, path))
            return {str.__str__(key): str.__str__(held[key]) for key in intact}
        if is_text(value) and not isinstance(value, ServiceEnum):
            return str.__str__(held)
        return int.__int__(held) if isinstance(value, int) and type(value) is not bool else held

    def _entry_reported(self, key: object, path: str) -> bool:
        text = key_text(key)
        return f"{path}.{text}" in self._reported or f"{path} (key: {text})" in self._reported
