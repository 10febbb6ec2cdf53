"""Rules about what a package holds as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.paths import MapValue, format_path
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._validation.rules.model_data import names_an_archive
from sagemaker_model_package._validation.rules.rule import BOTH, UNVERSIONED, VERSIONED, Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sagemaker_model_package.shapes._request import ModelPackageRequest
    from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
    from sagemaker_model_package.shapes._versioned_request import VersionedRequest

_SDK = "Seen: AWS's SageMaker Python SDK 2.257"

TASKS = (
    "IMAGE_CLASSIFICATION",
    "OBJECT_DETECTION",
    "TEXT_GENERATION",
    "IMAGE_SEGMENTATION",
    "FILL_MASK",
    "CLASSIFICATION",
    "REGRESSION",
    "OTHER",
)
"""The tasks that Inference Recommender knows."""


@Rule(
    "MP102",
    "transform-instance-types",
    severity="error",
    kinds=UNVERSIONED,
    on="package",
    why="An inference specification of an unversioned package lists its instance types for batch transform.",
    source="API reference, InferenceSpecification: SupportedTransformInstanceTypes",
    needs="inference_specification",
    json_schema={"properties": {"InferenceSpecification": {"required": ["SupportedTransformInstanceTypes"]}}},
)
def transform_instance_types(package: UnversionedRequest) -> Iterable[Finding]:
    """Find an inference specification without them."""
    specification = package.inference_specification
    if specification is None or specification.supported_transform_instance_types:
        return ()
    return (_required("SupportedTransformInstanceTypes", "transform_instance_types"),)


@Rule(
    "MP111",
    "realtime-instance-types",
    severity="error",
    kinds=UNVERSIONED,
    on="package",
    why="An inference specification of an unversioned package lists its instance types for real-time endpoints.",
    source="API reference, InferenceSpecification: SupportedRealtimeInferenceInstanceTypes",
    needs="inference_specification",
    json_schema={
        "properties": {
            "InferenceSpecification": {
                "properties": {"SupportedRealtimeInferenceInstanceTypes": {"minItems": 1}},
                "required": ["SupportedRealtimeInferenceInstanceTypes"],
            }
        }
    },
)
def realtime_instance_types(package: UnversionedRequest) -> Iterable[Finding]:
    """Find an inference specification without them."""
    specification = package.inference_specification
    if specification is None or specification.supported_realtime_inference_instance_types:
        return ()
    return (_required("SupportedRealtimeInferenceInstanceTypes", "realtime_instance_types"),)


def _required(name: str, setter: str) -> Finding:
    message = f"an unversioned package requires {name}"
    return Finding(f"InferenceSpecification.{name}", message, f"list at least one: {setter}(...)")


@Rule(
    "MP112",
    "group-arn",
    severity="error",
    kinds=VERSIONED,
    on="package",
    why="A version is registered in a group, so an ARN in its place has to be that of a group.",
    source="API reference, CreateModelPackage: ModelPackageGroupName",
    json_schema={
        "properties": {
            "ModelPackageGroupName": {
                "pattern": "^(?!arn:)|:model-package-group/",
                "patternErrorMessage": "the ARN of something else: give the group's name, or its ARN",
            }
        }
    },
)
def group_arn(package: VersionedRequest) -> Iterable[Finding]:
    """Find the ARN of something else."""
    group = package.model_package_group_name
    if not group.startswith("arn:") or ":model-package-group/" in group:
        return ()
    from sagemaker_model_package.shapes._not_a_group import instead_of

    message = f"{format_value(group)} is the ARN of something else than a model package group"
    return (Finding("ModelPackageGroupName", message, instead_of(group) or "give the group's name, or its ARN"),)


@Rule(
    "MP107",
    "duplicate-tag",
    severity="error",
    kinds=UNVERSIONED,
    on="package",
    why="A resource has at most one tag of a key.",
    source="API reference, Tag: Key",
    needs="tags",
)
def duplicate_tag(package: UnversionedRequest) -> Iterable[Finding]:
    """Find keys that occur again."""
    for index, first, key in _repeated([tag.key for tag in package.tags or ()]):
        yield Finding(
            f"Tags[{index}].Key", f"{format_value(key)} is the key of Tags[{first}] too", "keep one of the tags"
        )


@Rule(
    "MP108",
    "duplicate-specification",
    severity="error",
    kinds=BOTH,
    on="package",
    why="Additional inference specifications are told apart by their names.",
    source="API reference, AdditionalInferenceSpecificationDefinition: Name",
    needs="additional_inference_specifications",
)
def duplicate_specification(package: ModelPackageRequest) -> Iterable[Finding]:
    """Find names that occur again."""
    names = [specification.name for specification in package.additional_inference_specifications or ()]
    for index, first, name in _repeated(names):
        yield Finding(
            f"AdditionalInferenceSpecifications[{index}].Name",
            f"{format_value(name)} is the name of AdditionalInferenceSpecifications[{first}] too",
            "give each a name of its own",
        )


def _repeated(values: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Return where a value stands again, where it stood first, and the value."""
    first: dict[str, int] = {}
    for index, value in enumerate(values):
        if first.setdefault(value, index) != index:
            yield index, first[value], value


@Rule(
    "MP203",
    "nothing-inside",
    severity="warning",
    kinds=UNVERSIONED,
    on="package",
    why="An unversioned package is made of an inference specification or of a source algorithm.",
    source="SageMaker developer guide: create a model package resource",
    unless="inference_specification",
)
def nothing_inside(package: UnversionedRequest) -> Iterable[Finding]:
    """Find a package with neither."""
    if package.inference_specification is not None or package.source_algorithm_specification is not None:
        return ()
    return (
        Finding(
            "",
            "neither InferenceSpecification nor SourceAlgorithmSpecification given",
            "describe the containers, or name the algorithm",
        ),
    )


@Rule(
    "MP209",
    "source-uri-beside-inference",
    severity="warning",
    kinds=BOTH,
    on="package",
    why="A source URI brings an inference specification of its own.",
    source=f"{_SDK}, create_model_package_from_containers, which never sends both, for they are not allowed together",
    needs="source_uri",
)
def source_uri_beside_inference(package: ModelPackageRequest) -> Iterable[Finding]:
    """Find both."""
    if package.source_uri is None or package.inference_specification is None:
        return ()
    return (Finding("SourceUri", "SourceUri and InferenceSpecification are both given", "keep one of them"),)


@Rule(
    "MP210",
    "inference-beside-algorithm",
    severity="warning",
    kinds=BOTH,
    on="package",
    why="A source algorithm brings an inference specification of its own.",
    source="API reference, CreateModelPackage: the one is for a container of your own, the other for an algorithm",
    needs="source_algorithm_specification",
    responses=False,  # they always have both
)
def inference_beside_algorithm(package: ModelPackageRequest) -> Iterable[Finding]:
    """Find both."""
    if package.inference_specification is None or package.source_algorithm_specification is None:
        return ()
    return (
        Finding(
            "SourceAlgorithmSpecification",
            "InferenceSpecification and SourceAlgorithmSpecification are both given",
            "keep one of them",
        ),
    )


@Rule(
    "MP222",
    "source-uri-on-unversioned",
    severity="warning",
    kinds=UNVERSIONED,
    on="package",
    why="Only versions are registered from a source URI.",
    source=f"{_SDK}, get_create_model_package_request, which refuses it",
    needs="source_uri",
)
def source_uri_on_unversioned(package: UnversionedRequest) -> Iterable[Finding]:
    """Find a source URI."""
    return (
        ()
        if package.source_uri is None
        else (Finding("SourceUri", "SourceUri is refused on an unversioned package", "register a version in a group"),)
    )


@Rule(
    "MP218",
    "task",
    severity="warning",
    kinds=BOTH,
    on="package",
    why="Inference Recommender knows eight tasks.",
    source="API reference, CreateModelPackage: Task",
    needs="task",
)
def task(package: ModelPackageRequest) -> Iterable[Finding]:
    """Find another one."""
    if package.task is None or package.task in TASKS:
        return ()
    return (Finding("Task", f"{format_value(package.task)} is not a supported task", f"use one of {', '.join(TASKS)}"),)


_NO_NUMBERS = frozenset({"nan", "inf", "-inf", "NaN", "Infinity", "-Infinity", "NaT"})
"""As float, decimal.Decimal and numpy write them."""


@Rule(
    "MP230",
    "not-a-number",
    severity="warning",
    kinds=BOTH,
    on="package",
    why="A metric that is nan or infinite was not measured, and says nothing to those who compare versions.",
    source="Service model, CustomerMetadataValue: values are texts, so it takes these, too",
    needs="customer_metadata_properties",
)
def not_a_number(package: ModelPackageRequest) -> Iterable[Finding]:
    """Find what is written for a number that is none."""
    for key, value in (package.customer_metadata_properties or {}).items():
        if value in _NO_NUMBERS:
            path = format_path(((None, "CustomerMetadataProperties"), MapValue(key)))
            yield Finding(path, f"the value is {format_value(value)}", "leave it out: None skips the key")


@Rule(
    "MP223",
    "payload-suffix",
    severity="warning",
    kinds=BOTH,
    on="package",
    why="The reference asks for one .tar.gz archive of sample requests.",
    source="API reference, CreateModelPackage: SamplePayloadUrl",
    needs="sample_payload_url",
)
def payload_suffix(package: ModelPackageRequest) -> Iterable[Finding]:
    """Find a sample payload whose name is not that of an archive."""
    uri = package.sample_payload_url
    if uri is None or names_an_archive(uri):
        return ()
    return (
        Finding(
            "SamplePayloadUrl", f"{format_value(uri)} does not end in .tar.gz", "pack the payload as a .tar.gz archive"
        ),
    )


@Rule(
    "MP220",
    "not-deployable",
    severity="warning",
    kinds=VERSIONED,
    on="package",
    why="A version without containers, of its own or of a source, cannot be deployed yet.",
    source="SageMaker developer guide: register a model version",
    unless="inference_specification",
)
def not_deployable(package: VersionedRequest) -> Iterable[Finding]:
    """Find a version without any."""
    if package.source_uri is not None or package.additional_inference_specifications:
        return ()
    return (
        Finding(
            "",
            "no InferenceSpecification, no additional one and no SourceUri: the version cannot be deployed yet",
            "describe its containers: container(...)",
        ),
    )
