"""The step of a pipeline that registers a package: an object of AWS's SDK, whichever version the caller uses."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from sagemaker_model_package._conversion import to_kwargs_with_references
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._validation.problems import problem_of, reported
from sagemaker_model_package._validation.references import NOT_IN_A_STEP
from sagemaker_model_package.errors import ModelPackageValidationError, PipelineSdkError
from sagemaker_model_package.packages import refusal_of
from sagemaker_model_package.packages._approval import warn_of_inherited_approval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from sagemaker_model_package._reference import Reference
    from sagemaker_model_package.errors import Problem
    from sagemaker_model_package.packages import ModelPackage, VersionedModelPackage

__all__ = ["register_step"]


def register_step(
    name: str,
    package: VersionedModelPackage,
    *,
    depends_on: list[Any] | tuple[Any, ...] | None = None,
    retry_policies: list[Any] | tuple[Any, ...] | None = None,
    display_name: str | None = None,
    description: str | None = None,
) -> Any:
    """Return the step of a pipeline that registers a version.

    It is a ``ConfigurableRetryStep`` of the SDK that the program has imported, or else of the one that is installed:
    version 2 (``sagemaker.workflow``) or 3 (``sagemaker.mlops.workflow``). So it stands in a ``Pipeline`` or a
    ``ConditionStep`` as any other, and ``step.properties.ModelPackageArn`` is the version's ARN for later steps. The
    package's references go into it as the variables that they hold, so that the SDK finds the steps that it depends on.

    Approval is never inherited: a package that still has the approval status of the response that it came from gives a
    ``ModelRegistryWarning``.

    Args:
        name: Name of the step, unique in its pipeline.
        package: What ``build()`` returned.
        depends_on: Steps that have to run before, as objects or by their names; those whose properties the package
            refers to need not be named.
        retry_policies: ``StepRetryPolicy`` objects of the SDK.
        display_name: Name that the console shows. Default: ``name``.
        description: Description of the step. That of the package is in the package.

    Raises:
        ModelPackageValidationError: if the package has members that have no place in a step: ``ClientToken``, with
            which each run would return the version of the first one, or those of an unversioned package.
        TypeError: if ``package`` is no package, or ``depends_on`` or ``retry_policies`` is neither a list nor a tuple.
        PipelineSdkError: if the SDK is not installed or cannot be imported, which takes seconds the first time.
        ValueError: if a retry policy is one for jobs: the SDK's own steps refuse those too.
    """
    refusal = refusal_of(package, "register_step()")
    if refusal is not None:
        __tracebackhide__ = _rich_traceback_omit = True
        package = FORGOTTEN
        raise TypeError(refusal)
    warn_of_inherited_approval(package)
    try:
        _refuse_outside_steps(package)
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        package = FORGOTTEN
        raise error.with_traceback(None) from None
    steps = _listed("depends_on", depends_on)
    policies = _listed("retry_policies", retry_policies) or []
    if any(cls.__name__ == "SageMakerJobStepRetryPolicy" for policy in policies for cls in type(policy).__mro__):
        raise ValueError("SageMakerJobStepRetryPolicy is for steps that run jobs; give StepRetryPolicy objects")
    return _step_class(*_sdk())(
        name,
        package,
        depends_on=steps,
        retry_policies=policies,
        display_name=display_name,
        description=description,
    )


def _listed(name: str, given: object) -> list[Any] | None:
    """Return a list of its own, for the SDK appends to it. A text would become the list of its letters."""
    if given is None:
        return None
    if isinstance(given, (list, tuple)):
        return list(cast("tuple[Any, ...]", given))
    raise TypeError(f"{name} of register_step() takes a list or tuple, got {format_value(given)}: write {name}=[...]")


# What has no place in a step ------------------------------------------------------------------------------------------

REFUSED_IN_STEPS: Mapping[str, tuple[str, str]] = {
    "ModelPackageName": (
        "the workflow service takes no name for a package: a pipeline's step registers a version in a group",
        "move on to a version: .versioned(group); or register the package outside of pipelines",
    ),
    "CertifyForMarketplace": (
        "the workflow service refuses it in a pipeline's step",
        "leave it out; a package for AWS Marketplace is registered outside of pipelines",
    ),
    "ClientToken": (
        "with a token, each run of the pipeline returns the version that the first one made",
        "leave it out: then each run registers a version of its own",
    ),
}
"""Members that no step may have: what is wrong with them there, and what to do."""


def step_problems(request: Mapping[str, Any], refused: Mapping[str, tuple[str, str]]) -> list[Problem]:
    """Return the problems of members that have no place in a step."""
    return [
        problem_of(NOT_IN_A_STEP, (None, member), message, remedy)
        for member, (message, remedy) in refused.items()
        if member in request
    ]


def _refuse_outside_steps(package: ModelPackage) -> None:
    problems = step_problems(to_kwargs_with_references(package, variable_of), REFUSED_IN_STEPS)
    if problems:
        raise ModelPackageValidationError(problems, package.kind)


def step_definition(name: str, package: ModelPackage) -> dict[str, Any]:
    """Return the step that registers a package as a finished definition has it; refuse what ``register_step`` does."""
    warn_of_inherited_approval(package)
    _refuse_outside_steps(package)
    return {"Name": name, "Type": "RegisterModel", "Arguments": to_kwargs_with_references(package, expression_of)}


def expression_of(reference: Reference) -> Any:
    """Return the expression of a reference, as a definition has it."""
    return reference.expression


def variable_of(reference: Reference) -> Any:
    """Return the variable of a reference as the SDK takes it."""
    return reference.variable


# AWS's SDK ------------------------------------------------------------------------------------------------------------

_SDKS = (
    ("sagemaker.mlops.workflow.steps", "sagemaker.core.workflow.properties"),
    ("sagemaker.workflow.steps", "sagemaker.workflow.properties"),
)
"""Where versions 3 and 2 have their steps, and the properties of those."""


def _sdk() -> tuple[ModuleType, ModuleType]:
    """Return the modules of the SDK that the program uses, or else of the one that is installed."""
    used = [modules for modules in _SDKS if modules[0].rpartition(".")[0] in sys.modules]
    for modules in used or _SDKS:
        imported = _imported(*modules)
        if imported is not None:
            return imported
    raise PipelineSdkError


def _imported(steps: str, properties: str) -> tuple[ModuleType, ModuleType] | None:
    """Return the modules of a version of the SDK, or ``None`` where it is not installed."""
    try:
        return import_module(steps), import_module(properties)
    except ModuleNotFoundError as error:
        if f"{steps}.".startswith(f"{error.name}."):
            return None
        raise PipelineSdkError(str(error)) from error
    except Exception as error:  # of botocore's, pydantic's, or whatever else an import may raise
        raise PipelineSdkError(f"{type(error).__name__}: {error}") from error


@cache
def _step_class(steps: Any, properties: Any) -> Any:
    """Return the class of steps for a version of the SDK, made with the names that it documents."""

    class RegisterPackageStep(steps.ConfigurableRetryStep):  # type: ignore[misc]  # the SDK is not installed here
        """A step that registers a model package."""

        def __init__(self, name: str, package: VersionedModelPackage, **options: Any) -> None:
            step_type = steps.StepTypeEnum.REGISTER_MODEL
            super().__init__(name=name, step_type=step_type, **options)  # pyright: ignore[reportUnknownMemberType] - see above
            self.package = package
            self._properties = properties.Properties(step_name=name, step=self, shape_name="DescribeModelPackageOutput")

        @property
        def arguments(self) -> dict[str, Any]:
            """The request, with variables in place of references; a new dict each time, for the SDK changes it."""
            return to_kwargs_with_references(self.package, variable_of)

        @property
        def properties(self) -> Any:
            """What the service tells of the version once it is registered: ``ModelPackageArn`` and so on."""
            return self._properties

    return RegisterPackageStep
