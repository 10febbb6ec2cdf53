"""What keeps a package out of a template: the codes of such problems, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._faults import FaultCode
from sagemaker_model_package._validation.problems import raise_or_warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.errors import Problem
    from sagemaker_model_package.packages import ModelPackage

NOT_IN_CLOUDFORMATION = FaultCode(
    "MP401",
    "not-in-cloudformation",
    "AWS::SageMaker::ModelPackage has no property for some members of a request.",
)
REQUIRED_BY_CLOUDFORMATION = FaultCode(
    "MP402",
    "required-by-cloudformation",
    "AWS::SageMaker::ModelPackage requires some members that the service itself does not.",
)
CLOUDFORMATION_LIMIT = FaultCode(
    "MP403",
    "cloudformation-limit",
    "AWS::SageMaker::ModelPackage allows fewer entries, shorter strings or fewer values than the service.",
)
CLOUDFORMATION_FUNCTION = FaultCode(
    "MP404",
    "cloudformation-function",
    "CloudFormation takes a map with the key Ref, or with a key that begins with Fn::, for a function.",
)
STEP_FUNCTIONS_PATH = FaultCode(
    "MP411",
    "step-functions-path",
    "Step Functions reads the value of a key that ends with .$ as a path, where a state's language is JSONPath.",
)
FIXED_CLIENT_TOKEN = FaultCode(
    "MP412",
    "fixed-client-token",
    "A warning: with one token for all executions of a state machine, only the first one makes a version.",
)

TEMPLATE_CODES = (
    NOT_IN_CLOUDFORMATION,
    REQUIRED_BY_CLOUDFORMATION,
    CLOUDFORMATION_LIMIT,
    CLOUDFORMATION_FUNCTION,
    STEP_FUNCTIONS_PATH,
    FIXED_CLIENT_TOKEN,
)
"""What may keep a valid package out of a template, each with a code that never changes its meaning."""


def checked_kwargs(package: ModelPackage, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the kwargs of a package; raise ``ModelPackageValidationError`` where there are problems.

    The problems are looked for after the kwargs are made, which refuses what has no value outside a pipeline.
    """
    kwargs = package.to_kwargs()
    raise_or_warn(problems, package.kind)
    return kwargs
