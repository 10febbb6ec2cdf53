"""The check of a request: of a package that is being made, of kwargs, and of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sagemaker_model_package._constraints import members_of
from sagemaker_model_package._faults import MISSING, UNKNOWN_KEY, WRONG_TYPE
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.paths import format_path
from sagemaker_model_package._internal.value_format import is_text
from sagemaker_model_package._validation.problems import Problems, raise_or_warn
from sagemaker_model_package._validation.quick_check import QUICK_CHECKS
from sagemaker_model_package._validation.rules import RULES, RULES_BY_KIND, rules_for
from sagemaker_model_package._validation.rules.region import Registration

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from sagemaker_model_package import errors
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package._validation import references, rule_view, traversal, unexpected_keys
    from sagemaker_model_package._validation.rules import Finding, Rule
    from sagemaker_model_package.errors import Kind, Problem
    from sagemaker_model_package.shapes._structure import Structure
    from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
    from sagemaker_model_package.shapes._versioned_request import VersionedRequest
else:
    errors = LazyModule("sagemaker_model_package.errors")
    references = LazyModule("sagemaker_model_package._validation.references")
    rule_view = LazyModule("sagemaker_model_package._validation.rule_view")
    traversal = LazyModule("sagemaker_model_package._validation.traversal")
    unexpected_keys = LazyModule("sagemaker_model_package._validation.unexpected_keys")


def check(package: Structure, kind: Kind) -> None:
    """Check a package: warn of what will be regretted, and raise ``ModelPackageValidationError`` for an error."""
    found = _problems_of(package, kind, Problems())
    if found:
        raise_or_warn(found, kind)


def problems_of(package: Structure, kind: Kind) -> list[Problem]:
    """Return what is wrong with a package, and what will be regretted."""
    return _problems_of(package, kind, Problems())


def problems_with_kwargs(request: Structure, kind: Kind | None, kwargs: Mapping[str, Any]) -> list[Problem]:
    """Return every problem of a request that was made of kwargs, and of the kwargs themselves."""
    problems = Problems()
    unexpected_keys.UnexpectedKeys(problems, is_response=False).find(kwargs, type(request))
    found = _problems_of(request, kind, problems)
    about_kind = [one for one in _found_by("kwargs", kind, kwargs) if one.path not in problems.paths]
    return [*about_kind, *found] if kind is None else [*found, *about_kind]


def check_response(request: Structure, kind: Kind | None, response: Mapping[str, Any]) -> None:
    """Check a request that was made of a response: only a response of the wrong shape is an error."""
    problems = Problems()
    unexpected_keys.UnexpectedKeys(problems, is_response=True).find(response, type(request))
    found = [_softened(one) for one in _problems_of(request, kind, problems) if one.code not in _NOT_OF_RESPONSES]
    if kind is None:
        found += _found_by("kwargs", kind, {})
    raise_or_warn(found, kind)


_NOT_OF_RESPONSES = frozenset(rule.code for rule in RULES if not rule.responses)


def check_region(package: VersionedRequest | UnversionedRequest, region: object) -> None:
    """Warn where a package that is about to be sent belongs to another region than the client."""
    raise_or_warn(region_problems(package, region), package.kind)


def region_problems(package: VersionedRequest | UnversionedRequest, region: object) -> list[Problem]:
    """Return what tells that a package belongs to another region than the client."""
    return _found_by("registration", package.kind, Registration(package, region)) if is_text(region) else []


def _softened(problem: Problem) -> Problem:
    if problem.code in {WRONG_TYPE, MISSING}:
        return problem
    remedy = "it is dropped here; a newer release may know it" if problem.code == UNKNOWN_KEY else problem.remedy
    return attrs.evolve(problem, severity="warning", remedy=remedy)


def _found_by(scope: Literal["kwargs", "registration"], kind: Kind | None, looked_at: object) -> list[Problem]:
    return [_problem(rule, finding, None) for rule in rules_for(scope, kind) for finding in rule.check(looked_at)]


def _problems_of(request: Structure, kind: Kind | None, problems: Problems) -> list[Problem]:
    """Add every problem of a request to those found so far, and return all."""
    found = problems.found
    noted: list[Structure] = []
    needs_views = False
    if not QUICK_CHECKS[kind][type(request)](request, noted):
        visited = traversal.Traversal(request, problems)
        if visited.has_references:
            references.hold_references(request)
        needs_views = visited.has_subclasses or visited.has_references
    elif not noted:
        return found
    _apply_rules(kind, request, None, found, frozenset(problems.paths) if found or needs_views else None)
    return found


def _apply_rules(
    kind: Kind | None, structure: Structure, path: Path, found: list[Problem], reported: frozenset[str] | None
) -> None:
    """Add what the rules find in a structure, and in those inside it, to the problems found.

    Where values have been reported, or are of subclasses, ``reported`` has the paths that rules cannot read.
    References are of a subclass.
    """
    readable: Any = structure if reported is None else rule_view.RuleView(structure, path, reported)
    for rule in RULES_BY_KIND[kind][type(structure)]:
        try:
            if rule.needs is not None and getattr(readable, rule.needs) is None:
                continue
            if rule.unless is not None and getattr(readable, rule.unless) is not None:
                continue
            for finding in rule.check(readable):
                found.append(_problem(rule, finding, path))  # noqa: PERF401 - those before an exception are kept
        except (
            rule_view.AlreadyReportedError
        ):  # the rule reads a value that has been reported: it has nothing more to say
            continue
    for member in members_of(type(structure)):
        for inner, where in member.constraint.structures(getattr(structure, member.attribute), (path, member.name)):
            _apply_rules(kind, inner, where, found, reported)


def _problem(rule: Rule, finding: Finding, path: Path) -> Problem:
    return errors.Problem(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        path=".".join(filter(None, (format_path(path), finding.path))),
        message=finding.message,
        remedy=finding.remedy,
    )
