"""A package as a resource of a CloudFormation template.

CloudFormation's ``AWS::SageMaker::ModelPackage`` has its properties from ``create_model_package``, under the same names
and with the same types. But it has not all of them, it requires a few more, and some of its limits are narrower. The
three tables below say where; a test compares them with the schema that cfn-lint ships.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from sagemaker_model_package._constraints import Checked, ListOf, MapOf, nested, table_of
from sagemaker_model_package._faults import LENGTH, NOT_LISTED, SIZE, Fault
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.frozen_map import EnvironmentMap
from sagemaker_model_package._internal.paths import MapKey, format_key, format_path
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._patterns import ANY, Pattern
from sagemaker_model_package._template_problems import (
    CLOUDFORMATION_FUNCTION,
    CLOUDFORMATION_LIMIT,
    NOT_IN_CLOUDFORMATION,
    REQUIRED_BY_CLOUDFORMATION,
    checked_kwargs,
)
from sagemaker_model_package._validation.problems import problem_of, reported
from sagemaker_model_package._validation.traversal import faults_in
from sagemaker_model_package.packages import refusal_of
from sagemaker_model_package.packages._approval import warn_of_inherited_approval
from sagemaker_model_package.shapes._request import ModelPackageRequest
from sagemaker_model_package.shapes._strings import (
    DATA_INPUT_CONFIG,
    ENVIRONMENT_KEY,
    ENVIRONMENT_VALUE,
    MODEL_PACKAGE_FRAMEWORK_VERSION,
    TRANSFORM_ENVIRONMENT_KEY,
    TRANSFORM_ENVIRONMENT_VALUE,
)
from sagemaker_model_package.shapes.algorithm import SourceAlgorithm
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition
from sagemaker_model_package.shapes.governance import ModelPackageModelCard
from sagemaker_model_package.shapes.inference import InferenceSpecification
from sagemaker_model_package.shapes.model_data import S3ModelDataSource
from sagemaker_model_package.shapes.model_input import ModelInput
from sagemaker_model_package.shapes.transform import TransformJobDefinition, TransformResources, TransformS3DataSource
from sagemaker_model_package.shapes.validation import (
    ModelPackageValidationProfile,
    ModelPackageValidationSpecification,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package.errors import Problem
    from sagemaker_model_package.packages import ModelPackage

__all__ = ["resource"]

RESOURCE = "AWS::SageMaker::ModelPackage"
"""The type of the resource."""


def resource(package: ModelPackage) -> dict[str, Any]:
    """Return a package as an ``AWS::SageMaker::ModelPackage`` resource: a dict with ``Type`` and ``Properties``.

    Put it among the ``Resources`` of a template. The properties are what ``package.to_kwargs()`` returns, values of
    environments and the model card's content included: whoever reads the template reads them.

    Approval is never inherited: a package that still has the approval status of the response that it came from gives a
    ``ModelRegistryWarning``.

    Raises:
        ModelPackageValidationError: where the package cannot be such a resource, with every reason: members that
            CloudFormation does not have, members that only CloudFormation requires, limits of its own, and keys of maps
            that it would take for a function.
        TypeError: where it is not a package.
    """
    refusal = refusal_of(package, "resource()")
    if refusal is not None:
        __tracebackhide__ = _rich_traceback_omit = True
        package = FORGOTTEN
        raise TypeError(refusal)
    warn_of_inherited_approval(package)
    try:
        properties = checked_kwargs(package, resource_problems(package))
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        package = FORGOTTEN
        raise error.with_traceback(None) from None
    return {"Type": RESOURCE, "Properties": properties}


def resource_problems(request: ModelPackageRequest) -> list[Problem]:
    """Return what keeps a request out of a template. Values that are not of their type are left to the check."""
    return list(_problems(nested(type(request)), request, None))


# How the resource differs from the request ----------------------------------------------------------------------------


class _OneOf(Checked):
    """Some of the values of a closed list."""

    __slots__ = ("values",)

    def __init__(self, *values: str) -> None:
        self.values = values

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with a value of the list, or ``None``."""
        if value in self.values:
            return None
        return Fault(NOT_LISTED, f"{format_value(value)} is not a valid value", f"give {' or '.join(self.values)}")


class _Distinct(Checked):
    """A list without items that are equal."""

    __slots__ = ()

    def fault(self, value: Any) -> Fault | None:
        """Return what is wrong with a list, or ``None``."""
        items: tuple[Any, ...] = value
        for (first, one), (second, other) in combinations(enumerate(items), 2):
            if one == other:
                return Fault(SIZE, f"items [{first}] and [{second}] are equal, which is not allowed", "leave one out")
        return None


class Limit(NamedTuple):
    """What CloudFormation allows of a member."""

    text: str
    """In words, for the documentation."""
    check: Checked


NOT_THERE: Mapping[type[Any], tuple[str, ...]] = {
    ModelPackageRequest: ("ModelPackageRegistrationType", "ModelLifeCycle", "ManagedStorageType"),
    ModelPackageContainerDefinition: (
        "ProductId",
        "AdditionalModelDataSources",
        "AdditionalS3DataSource",
        "ModelDataETag",
        "IsCheckpoint",
        "BaseModel",
    ),
    S3ModelDataSource: ("HubAccessConfig", "ManifestS3Uri", "ETag", "ManifestEtag"),
    SourceAlgorithm: ("ModelDataSource", "ModelDataETag"),
    TransformResources: ("TransformAmiVersion",),
}
"""The members that CloudFormation does not have."""

REQUIRED: Mapping[type[Any], tuple[str, ...]] = {
    ModelPackageContainerDefinition: ("Image",),
    InferenceSpecification: ("SupportedContentTypes", "SupportedResponseMIMETypes"),
    ModelPackageModelCard: ("ModelCardContent", "ModelCardStatus"),
}
"""The members that CloudFormation requires and the service does not."""

LIMITS: Mapping[type[Any], Mapping[str, Limit]] = {
    InferenceSpecification: {"Containers": Limit("no two that are equal", _Distinct())},
    ModelPackageContainerDefinition: {
        "Environment": Limit(
            "at most 16 entries", MapOf(ENVIRONMENT_KEY, ENVIRONMENT_VALUE, EnvironmentMap, maximum=16)
        ),
        "FrameworkVersion": Limit(
            "a letter or digit after the dot",
            MODEL_PACKAGE_FRAMEWORK_VERSION.with_changes(pattern=Pattern(rf"{ANY}*[0-9]\.[A-Za-z0-9.]{ANY}*")),
        ),
    },
    ModelInput: {"DataInputConfig": Limit("at most 1,024 characters", DATA_INPUT_CONFIG.with_changes(maximum=1_024))},
    ModelPackageValidationSpecification: {
        "ValidationProfiles": Limit("at least 1", ListOf(ModelPackageValidationProfile, minimum=1, maximum=1))
    },
    TransformJobDefinition: {
        "Environment": Limit(
            "values of at most 1,024 characters",
            MapOf(
                TRANSFORM_ENVIRONMENT_KEY,
                TRANSFORM_ENVIRONMENT_VALUE.with_changes(maximum=1_024),
                EnvironmentMap,
                maximum=16,
            ),
        )
    },
    TransformS3DataSource: {"S3DataType": Limit("`S3Prefix` or `ManifestFile`", _OneOf("S3Prefix", "ManifestFile"))},
}
"""What CloudFormation allows of a member where that is less than the service does."""

_ANOTHER_WAY = "leave it out, or register the package with boto3 or the AWS CLI"


def _problems(constraint: Checked, value: Any, path: Path) -> Iterator[Problem]:
    """Return what keeps a value, and what is inside it, out of a template."""
    if path is not None and isinstance(path[1], MapKey) and (value == "Ref" or value.startswith("Fn::")):
        message = f"CloudFormation takes a map with the key {format_key(value)} for a function"
        yield problem_of(CLOUDFORMATION_FUNCTION, path, message, "give it another key")
    absent = {name for shape in type(value).__mro__ for name in NOT_THERE.get(shape, ())}
    for shape in type(value).__mro__:
        yield from _missing(shape, value, path)
        yield from _beyond_limits(shape, value, path)
    for step, inner, held in constraint.children(value):
        if step in absent:
            message = f"CloudFormation has no property {step}"
            yield problem_of(NOT_IN_CLOUDFORMATION, (path, step), message, _ANOTHER_WAY)
        elif _is_of_its_type(inner, held):
            yield from _problems(inner, held, (path, step))


def _is_of_its_type(constraint: Checked, value: Any) -> bool:
    """Tell whether what is inside a value can be looked at, and how large it is."""
    fault = constraint.fault(value)
    return fault is None or fault.code in {SIZE, LENGTH}


def _missing(shape: type[Any], structure: Any, path: Path) -> Iterator[Problem]:
    """Return the members that a structure lacks."""
    for name in REQUIRED.get(shape, ()):
        attribute = table_of(shape).by_name[name].attribute
        if getattr(structure, attribute) is None:
            message = f"CloudFormation requires {name}, and it was not given"
            yield problem_of(REQUIRED_BY_CLOUDFORMATION, (path, name), message, f"set {attribute}")


def _beyond_limits(shape: type[Any], structure: Any, path: Path) -> Iterator[Problem]:
    """Return the members of a structure, and the values inside them, that are beyond a limit."""
    for name, limit in LIMITS.get(shape, {}).items():
        member = table_of(shape).by_name[name]
        held = getattr(structure, member.attribute)
        if held is not None and _is_of_its_type(member.constraint, held):
            here = (path, name)
            of_service = {
                (format_path(where), fault.message) for where, fault in faults_in(member.constraint, held, here)
            }
            for where, fault in faults_in(limit.check, held, here):
                if (format_path(where), fault.message) not in of_service:  # which the check reports
                    message = f"{fault.message} in CloudFormation"
                    yield problem_of(CLOUDFORMATION_LIMIT, where, message, fault.remedy)
