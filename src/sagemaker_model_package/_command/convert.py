"""``convert``: the package of a file, written for something else."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING

from sagemaker_model_package._command import StopError
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._source_code import builder_code
from sagemaker_model_package._validation.check import problems_of
from sagemaker_model_package.cloudformation import resource
from sagemaker_model_package.enums import ModelApprovalStatus
from sagemaker_model_package.errors import ModelPackageValidationError
from sagemaker_model_package.pipelines.steps import step_definition
from sagemaker_model_package.shapes._request import new_unchecked
from sagemaker_model_package.shapes._structure import given_members
from sagemaker_model_package.step_functions import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package.packages import ModelPackage


def kwargs(package: ModelPackage) -> str:
    """Return the request, as ``aws sagemaker create-model-package --cli-input-json`` takes it."""
    return json.dumps(package.to_kwargs(), indent=2, ensure_ascii=False)


def python(package: ModelPackage) -> str:
    """Return a module that makes the package with a builder."""
    return builder_code(package).removesuffix("\n")


def pipeline(package: ModelPackage) -> str:
    """Return the step of a pipeline's definition; give it another name where the pipeline has that already."""
    return json.dumps(step_definition("RegisterModel", package), indent=2, ensure_ascii=False)


def cloudformation(package: ModelPackage) -> str:
    """Return the resource of a template."""
    return json.dumps(resource(package), indent=2, ensure_ascii=False)


def step_functions(package: ModelPackage) -> str:
    """Return the state of a state machine, in JSONPath."""
    return json.dumps(state(package), indent=2, ensure_ascii=False)


def converted(package: ModelPackage, target: str) -> tuple[str, list[str]]:
    """Return a package written for a target, and what there is to say; raises ``StopError`` where it cannot be written.

    The approval of a described package stays behind: what is written would register another one.
    """
    status = package.described_approval_status if package.kind == "versioned" else None
    said: list[str] = []
    if status not in {None, ModelApprovalStatus.PENDING_MANUAL_APPROVAL}:
        members = given_members(package)
        del members["model_approval_status"]
        package = new_unchecked(type(package), members)  # it may have what is an error in a request that is new
        said.append(f"ModelApprovalStatus {format_value(status)} is left out: {_NOT_INHERITED}")
    # The service may hold what it refuses in a request.
    said += [str(one) for one in problems_of(package, package.kind) if one.severity == "error"]
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            return TARGETS[target](package), [*said, *(str(one.message) for one in caught)]
    except ModelPackageValidationError as error:
        raise StopError(str(error)) from None


_NOT_INHERITED = "approval is not inherited; set it where this package is to have it, too"

TARGETS: dict[str, Callable[[ModelPackage], str]] = {
    "kwargs": kwargs,
    "python": python,
    "pipeline": pipeline,
    "cloudformation": cloudformation,
    "step-functions": step_functions,
}
"""What a package can be converted to, by the names of the command line."""
