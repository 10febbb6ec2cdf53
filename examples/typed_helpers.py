"""Helpers as a team keeps them in a library of its own, typed strictly: mypy and pyright need nothing more of boto3.

With ``botocore-stubs`` alone or with ``types-boto3[sagemaker]``, each line means the same to a type checker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry, TransformInstanceType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package import ModelPackage, VersionedModelPackageBuilder
    from sagemaker_model_package.enums import TransformInstanceTypeLike
    from sagemaker_model_package.registry import RegisteredModelPackage, SageMakerClient

BATCH: tuple[TransformInstanceTypeLike, ...] = ("ml.m5.large", TransformInstanceType.ML_M5_XLARGE)


def tabular(image: str, model_data_url: str, *, environment: Mapping[str, str] | None = None) -> ModelPackageBuilder:
    """Start a package for a model of tables."""
    return (
        ModelPackageBuilder()
        .container(image=image, model_data_url=model_data_url, environment=environment)
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .transform_instance_types(*BATCH)
    )


def measured(
    builder: VersionedModelPackageBuilder, metrics: Mapping[str, float | None]
) -> VersionedModelPackageBuilder:
    """Add metrics; what was not measured is left out."""
    return builder.customer_metadata(metrics)


def instance_types_of(package: ModelPackage) -> list[str]:
    """Return the instance types for batch transform of either kind of package, as boto3 takes them."""
    specification = package.inference_specification
    return [] if specification is None else [*(specification.supported_transform_instance_types or ())]


def owner_of(package: ModelPackage) -> str:
    """Return who has to be asked: ``kind`` tells the two kinds apart, for type checkers too."""
    if package.kind == "versioned":
        return package.model_package_group_name
    return next((tag.value for tag in package.tags or () if tag.key == "owner"), package.model_package_name)


def publish(client: SageMakerClient, package: ModelPackage, *, run: str) -> RegisteredModelPackage:
    """Register a package once for each run."""
    return ModelRegistry(client).register(package, idempotency_key=run)
