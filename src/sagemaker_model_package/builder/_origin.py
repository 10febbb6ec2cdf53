"""Setters for what the package was made from, and for how the service validates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.frozen_map import to_environment
from sagemaker_model_package._internal.mappings import without_none
from sagemaker_model_package.builder._draft import Draft, DraftWithDefaults, given
from sagemaker_model_package.builder._setters import Setters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package._instance_types import OptionalTransformInstanceTypeLike
    from sagemaker_model_package.builder._setters import Self
    from sagemaker_model_package.enums import (
        AssemblyTypeLike,
        BatchStrategyLike,
        CompressionTypeLike,
        SkipModelValidationLike,
        SplitTypeLike,
        TransformS3DataTypeLike,
    )
    from sagemaker_model_package.shapes.algorithm import SourceAlgorithmSpecification
    from sagemaker_model_package.shapes.model_data import ModelDataSource
    from sagemaker_model_package.shapes.validation import ModelPackageValidationSpecification

_PROFILE = Draft(
    profile_name="validation",
    transform_job_definition=Draft(
        transform_input=Draft(data_source=Draft(s3_data_source=Draft(s3_data_type="S3Prefix"))),
        transform_resources=Draft(instance_count=1),
    ),
)
"""What a validation profile made of flat arguments starts from."""


class OriginSetters(Setters):
    """Source algorithm, source URI, validation."""

    __slots__ = ()

    def source_algorithm(
        self: Self,
        algorithm_name: str | None = None,
        *,
        model_data_url: str | None = None,
        model_data_source: ModelDataSource | None = None,
        model_data_etag: str | None = None,
    ) -> Self:
        """Name the algorithm that the package is made from, and the model data that it trained.

        Source: API member ``SourceAlgorithmSpecification.SourceAlgorithms``, which holds exactly one.

        Args:
            algorithm_name: Name or ARN of the algorithm.
            model_data_url: S3 URI of the model's ``.tar.gz`` archive.
            model_data_source: Where the model data is, in place of a URL.
            model_data_etag: Entity tag of the object at ``model_data_url``.
        """
        algorithm = given(
            algorithm_name=algorithm_name,
            model_data_url=model_data_url,
            model_data_source=model_data_source,
            model_data_etag=model_data_etag,
        )
        return self._set(source_algorithm_specification=given(source_algorithms=algorithm))

    def source_algorithm_specification(self: Self, specification: SourceAlgorithmSpecification | None) -> Self:
        """Set the source algorithm whole. Source: API member ``SourceAlgorithmSpecification``."""
        return self._set(source_algorithm_specification=specification)

    def source_uri(self: Self, uri: str | None) -> Self:
        """Set the ARN of the model package to clone, or of the model to register. Source: API member ``SourceUri``."""
        return self._set(source_uri=uri)

    def validation(
        self: Self,
        *,
        role: str | None = None,
        profile_name: str | None = None,
        s3_uri: str | None = None,
        s3_data_type: TransformS3DataTypeLike | None = None,
        content_type: str | None = None,
        compression_type: CompressionTypeLike | None = None,
        split_type: SplitTypeLike | None = None,
        s3_output_path: str | None = None,
        accept: str | None = None,
        assemble_with: AssemblyTypeLike | None = None,
        output_kms_key_id: str | None = None,
        instance_type: OptionalTransformInstanceTypeLike = None,
        instance_count: int | None = None,
        volume_kms_key_id: str | None = None,
        transform_ami_version: str | None = None,
        max_concurrent_transforms: int | None = None,
        max_payload_in_mb: int | None = None,
        batch_strategy: BatchStrategyLike | None = None,
        environment: Mapping[str, str | None] | None = None,
    ) -> Self:
        """Describe the batch transform job that validates the package, by a role and one profile.

        The service requires ``role``, ``s3_uri``, ``s3_output_path`` and ``instance_type``. Several calls fill the
        same profile. Source: API member ``ValidationSpecification``.

        Args:
            role: ARN of the IAM role that the job runs as.
            profile_name: Name of the profile; default ``validation``.
            s3_uri: S3 URI of the input data.
            s3_data_type: What is at ``s3_uri``; default ``S3Prefix``.
            content_type: MIME type of the input data.
            compression_type: ``Gzip`` for input to be decompressed.
            split_type: How input is cut into records.
            s3_output_path: S3 URI of the prefix for results.
            accept: MIME type wanted for results.
            assemble_with: How results are joined.
            output_kms_key_id: KMS key for results.
            instance_type: Type of the instances.
            instance_count: How many, 1 to 100; default 1.
            volume_kms_key_id: KMS key for the instances' volumes.
            transform_ami_version: Machine image for GPU instances.
            max_concurrent_transforms: Requests sent to each instance at a time.
            max_payload_in_mb: Largest record, in MB.
            batch_strategy: Records a request.
            environment: Up to 16 environment variables; replaces those given earlier. ``None`` values are skipped.
        """
        job = given(
            max_concurrent_transforms=max_concurrent_transforms,
            max_payload_in_mb=max_payload_in_mb,
            batch_strategy=batch_strategy,
            environment=to_environment(without_none(environment)),
            transform_input=given(
                data_source=given(s3_data_source=given(s3_data_type=s3_data_type, s3_uri=s3_uri)),
                content_type=content_type,
                compression_type=compression_type,
                split_type=split_type,
            ),
            transform_output=given(
                s3_output_path=s3_output_path, accept=accept, assemble_with=assemble_with, kms_key_id=output_kms_key_id
            ),
            transform_resources=given(
                instance_type=instance_type,
                instance_count=instance_count,
                volume_kms_key_id=volume_kms_key_id,
                transform_ami_version=transform_ami_version,
            ),
        )
        profile = given(profile_name=profile_name, transform_job_definition=job)
        parts = given(
            validation_role=role, validation_profiles=None if profile is None else DraftWithDefaults(_PROFILE, profile)
        )
        return self._set(validation_specification=parts)

    def validation_specification(self: Self, specification: ModelPackageValidationSpecification | None) -> Self:
        """Set the validation whole; later setters go on from there. Source: API member ``ValidationSpecification``."""
        return self._set(validation_specification=specification)

    def skip_model_validation(self: Self, skip: SkipModelValidationLike | None) -> Self:
        """Say whether the service skips its validation of the model: ``All`` or ``None``.

        The string ``"None"`` skips nothing; Python's ``None`` leaves the member out.
        Source: API member ``SkipModelValidation``.
        """
        return self._set(skip_model_validation=skip)
