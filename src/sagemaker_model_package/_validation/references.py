"""References in a package: put there when it is checked, and refused where the service is to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._constraints import Constraint, members_of, nested
from sagemaker_model_package._faults import SIZE, FaultCode
from sagemaker_model_package._internal.value_format import format_value, is_reference
from sagemaker_model_package._validation.problems import problem_of
from sagemaker_model_package.errors import ModelPackageValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package._constraints import Child
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package._reference import Reference
    from sagemaker_model_package.errors import Problem
    from sagemaker_model_package.shapes._request import ModelPackageRequest
    from sagemaker_model_package.shapes._structure import Structure
    from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
    from sagemaker_model_package.shapes._versioned_request import VersionedRequest

REFERENCE = FaultCode(
    "MP301",
    "reference",
    "A call of the service takes values; one that only the run of a pipeline knows can stand in a pipeline's step.",
)

NOT_IN_A_STEP = FaultCode(
    "MP302",
    "not-in-a-step",
    "Some members of a request have no place in a pipeline's step: the service refuses them there, or each run of the "
    "pipeline would register the same.",
)
DEFINITION = FaultCode(
    "MP303",
    "definition",
    "A pipeline's definition is a JSON object with a list of steps.",
)
PIPELINE_CODES = (REFERENCE, NOT_IN_A_STEP, DEFINITION)
"""What is found about packages in pipelines, each with a code that never changes its meaning."""


def hold_references(request: Structure) -> None:
    """Put a reference in place of each variable and expression, in a request that is still being made."""
    for member in members_of(type(request)):
        held = getattr(request, member.attribute)
        if held is not None:
            new = _with_references((member.name, member.constraint, held))
            if new is not held:
                object.__setattr__(request, member.attribute, new)


def _with_references(child: Child) -> Any:
    _, constraint, value = child
    fault = constraint.fault(value)
    if fault is None or fault.code == SIZE:
        return constraint.changed(value, _with_references)
    reference = constraint.reference_of(value)
    return value if reference is None else reference


def references_in(
    constraint: Constraint, value: Any, path: Path = None
) -> Iterator[tuple[Path, Constraint, Reference]]:
    """Return each reference that a value is, or that is inside it, with its path and the constraint of its place."""
    if is_reference(value) and constraint.reference_of(value) is not None:
        yield path, constraint, value
        return
    fault = constraint.fault(value)
    if fault is None or fault.code == SIZE:
        for step, inner, held in constraint.children(value):
            if isinstance(inner, Constraint):  # neither the key of a map nor the place of a missing member
                yield from references_in(inner, held, (path, step))


def reference_problems(request: ModelPackageRequest) -> list[Problem]:
    """Return a problem for each reference that a request holds, for what needs its values."""
    return [
        problem_of(
            REFERENCE,
            path,
            f"{_shown(constraint, reference)} has a value only while a pipeline runs",
            "make a step of the package: pipelines.register_step(name, package); or give the value itself",
        )
        for path, constraint, reference in references_in(nested(type(request)), request)
    ]


def refuse_references(package: VersionedRequest | UnversionedRequest) -> None:
    """Raise ``ModelPackageValidationError`` where a package holds references, with the path of each."""
    problems = reference_problems(package)
    if problems:
        raise ModelPackageValidationError(problems, package.kind)


def _shown(constraint: Constraint, reference: Reference) -> str:
    """Return the reference as messages show it: it may join texts, and so hold a secret itself."""
    return "a reference (not shown)" if constraint.has_secrets else format_value(reference)
