"""Rules about the batch transform job that validates a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._validation.rules.rule import BOTH, UNVERSIONED, Finding, Rule, not_allowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.shapes._request import ModelPackageRequest
    from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
    from sagemaker_model_package.shapes.transform import TransformResources, TransformS3DataSource

MOST_INSTANCES = 100

_AUGMENTED = "AugmentedManifestFile"

LOCAL_STORAGE_FAMILIES = frozenset(
    {
        "c5d", "c6gd", "c6id", "c7gd", "c8gd", "m5d", "m6gd", "m6id", "m7gd", "m8gd",
        "r5d", "r6gd", "r6id", "r7gd", "r8gd", "i3", "i3en", "i4i",
        "g4dn", "g5", "g6", "g6e", "gr6", "g7", "g7e",
        "p3dn", "p4d", "p4de", "p5", "p5e", "p5en", "p6-b200", "p6-b300", "p6e-gb200",
        "dl1", "trn1", "trn1n", "trn2",
    }
)  # fmt: skip
"""Families whose every size has local NVMe storage. A family that is not here passes.

Source: Amazon EC2 instance types guide, the tables of instance store specifications.
"""


@Rule(
    "MP105",
    "augmented-manifest",
    severity="error",
    kinds=BOTH,
    on=("TransformS3DataSource",),
    why="Batch transform does not read augmented manifests.",
    source="API reference, TransformS3DataSource: S3DataType",
    json_schema={
        "properties": {
            "S3DataType": {
                "not": {"const": _AUGMENTED},
                "errorMessage": "batch transform reads no AugmentedManifestFile: use ManifestFile or S3Prefix",
            }
        }
    },
)
def augmented_manifest(source: TransformS3DataSource) -> Iterable[Finding]:
    """Find the value that the service model lists and the reference rules out."""
    if str(source.s3_data_type) == _AUGMENTED:  # str(): its type rules the value out
        return (
            Finding("S3DataType", "batch transform reads no AugmentedManifestFile", "use ManifestFile or S3Prefix"),
        )
    return ()


@Rule(
    "MP106",
    "instance-count",
    severity="error",
    kinds=BOTH,
    on=("TransformResources",),
    why="A transform job runs on at most 100 instances.",
    source="API reference, TransformResources: InstanceCount",
    json_schema={"properties": {"InstanceCount": {"maximum": MOST_INSTANCES}}},
)
def instance_count(resources: TransformResources) -> Iterable[Finding]:
    """Find more than 100."""
    if resources.instance_count <= MOST_INSTANCES:
        return ()
    message = f"{format_value(resources.instance_count)} instances, more than the {MOST_INSTANCES} allowed"
    return (Finding("InstanceCount", message, f"give 1 to {MOST_INSTANCES}"),)


@Rule(
    "MP109",
    "volume-key-with-local-storage",
    severity="error",
    kinds=BOTH,
    on=("TransformResources",),
    why="Instance types with local NVMe storage encrypt it in hardware and take no key.",
    source="API reference, TransformResources: VolumeKmsKeyId; families after the Amazon EC2 instance types guide",
    needs="volume_kms_key_id",
    json_schema={
        "if": {
            "properties": {
                "InstanceType": {"type": "string", "pattern": rf"^ml\.({'|'.join(sorted(LOCAL_STORAGE_FAMILIES))})\."}
            },
            "required": ["InstanceType"],
        },
        "then": {
            "properties": {
                "VolumeKmsKeyId": not_allowed(
                    "the instance type has local storage, which takes no KMS key: "
                    "leave the key out, or use an instance type without local storage"
                )
            }
        },
    },
)
def volume_key_with_local_storage(resources: TransformResources) -> Iterable[Finding]:
    """Find a key beside such an instance type."""
    instance_type = resources.instance_type.value
    family = instance_type.removeprefix("ml.").partition(".")[0]
    if resources.volume_kms_key_id is None or family not in LOCAL_STORAGE_FAMILIES:
        return ()
    return (
        Finding(
            "VolumeKmsKeyId",
            f"{format_value(instance_type)} has local storage, which takes no KMS key",
            "leave the key out, or use an instance type without local storage",
        ),
    )


@Rule(
    "MP216",
    "certify-without-profile",
    severity="warning",
    kinds=UNVERSIONED,
    on="package",
    why="AWS Marketplace certifies a package by its validation profile.",
    source="SageMaker developer guide: create a model package resource",
    needs="certify_for_marketplace",
)
def certify_without_profile(package: UnversionedRequest) -> Iterable[Finding]:
    """Find a package to be certified that has no profile."""
    if not package.certify_for_marketplace:
        return ()
    specification = package.validation_specification
    if specification is not None and specification.validation_profiles:
        return ()
    return (Finding("CertifyForMarketplace", "certification without a validation profile", "add one: validation(...)"),)


@Rule(
    "MP217",
    "profile-not-supported",
    severity="warning",
    kinds=BOTH,
    on="package",
    why="The validation job uses what the package supports.",
    source="SageMaker developer guide: create a model package resource",
    needs="validation_specification",
)
def profile_not_supported(package: ModelPackageRequest) -> Iterable[Finding]:
    """Find a profile whose content type or instance type the inference specification does not list."""
    inference, validation = package.inference_specification, package.validation_specification
    if inference is None or validation is None:
        return
    for index, profile in enumerate(validation.validation_profiles):
        job = f"ValidationSpecification.ValidationProfiles[{index}].TransformJobDefinition"
        content_type = profile.transform_job_definition.transform_input.content_type
        content_types = inference.supported_content_types
        if content_type is not None and content_types is not None and content_type not in content_types:
            yield Finding(
                f"{job}.TransformInput.ContentType",
                f"{format_value(content_type)} is not among SupportedContentTypes",
                "use one of those, or add it to them",
            )
        instance_type = profile.transform_job_definition.transform_resources.instance_type
        instance_types = inference.supported_transform_instance_types
        if instance_types is not None and instance_type not in instance_types:
            yield Finding(
                f"{job}.TransformResources.InstanceType",
                f"{format_value(instance_type)} is not among SupportedTransformInstanceTypes",
                "use one of those, or add it to them",
            )
