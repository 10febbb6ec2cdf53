"""The closed lists of the service, named as the service names them.

Members are strings: each equals its value, hashes, formats and serialises like it. Beside each class stand two aliases
for annotations: ``<Enum>Name``, its values as a ``Literal``, and ``<Enum>Like``, a member or one of those values. The
two lists of instance types are generated, and imported when they are first used: making their 393 members takes 3 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.lazy_names import lazy_names
from sagemaker_model_package._service_enum import ServiceEnum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_model_package import _instance_types
    from sagemaker_model_package._instance_types import (
        ProductionVariantInstanceType,
        ProductionVariantInstanceTypeName,
        RealtimeInstanceTypeLike,
        TransformInstanceType,
        TransformInstanceTypeLike,
        TransformInstanceTypeName,
    )
else:
    _instance_types = LazyModule("sagemaker_model_package._instance_types")

__all__ = [
    "AdditionalS3DataSourceDataType",
    "AdditionalS3DataSourceDataTypeLike",
    "AdditionalS3DataSourceDataTypeName",
    "AssemblyType",
    "AssemblyTypeLike",
    "AssemblyTypeName",
    "BatchStrategy",
    "BatchStrategyLike",
    "BatchStrategyName",
    "CompressionType",
    "CompressionTypeLike",
    "CompressionTypeName",
    "ManagedStorageType",
    "ManagedStorageTypeLike",
    "ManagedStorageTypeName",
    "ModelApprovalStatus",
    "ModelApprovalStatusLike",
    "ModelApprovalStatusName",
    "ModelCardStatus",
    "ModelCardStatusLike",
    "ModelCardStatusName",
    "ModelCompressionType",
    "ModelCompressionTypeLike",
    "ModelCompressionTypeName",
    "ModelPackageRegistrationType",
    "ModelPackageRegistrationTypeLike",
    "ModelPackageRegistrationTypeName",
    "ProductionVariantInstanceType",
    "ProductionVariantInstanceTypeName",
    "RealtimeInstanceTypeLike",
    "S3DataType",
    "S3DataTypeLike",
    "S3DataTypeName",
    "S3ModelDataType",
    "S3ModelDataTypeLike",
    "S3ModelDataTypeName",
    "SkipModelValidation",
    "SkipModelValidationLike",
    "SkipModelValidationName",
    "SplitType",
    "SplitTypeLike",
    "SplitTypeName",
    "TransformInstanceType",
    "TransformInstanceTypeLike",
    "TransformInstanceTypeName",
    "TransformS3DataType",
    "TransformS3DataTypeLike",
]


class ModelPackageRegistrationType(ServiceEnum):
    """How a model package is entered: ``ModelPackageRegistrationType`` of the request."""

    LOGGED = "Logged"
    """Put on record, without being offered as a registered model."""
    REGISTERED = "Registered"
    """Entered as a registered model."""


ModelPackageRegistrationTypeName: TypeAlias = Literal["Logged", "Registered"]
ModelPackageRegistrationTypeLike: TypeAlias = ModelPackageRegistrationType | ModelPackageRegistrationTypeName


def to_registration_type(value: ModelPackageRegistrationTypeLike | None) -> ModelPackageRegistrationType | None:
    """Convert a registration type."""
    return ModelPackageRegistrationType.convert_optional(value)


class S3ModelDataType(ServiceEnum):
    """What the URI of model data names: ``S3ModelDataSource.S3DataType``."""

    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's, which ends with a slash."""
    S3_OBJECT = "S3Object"
    """One object: an archive, or a single uncompressed file."""


S3ModelDataTypeName: TypeAlias = Literal["S3Prefix", "S3Object"]
S3ModelDataTypeLike: TypeAlias = S3ModelDataType | S3ModelDataTypeName


def to_s3_model_data_type(value: S3ModelDataTypeLike) -> S3ModelDataType:
    """Convert the type of model data in S3."""
    return S3ModelDataType.convert(value)


class ModelCompressionType(ServiceEnum):
    """How model data is packed: ``S3ModelDataSource.CompressionType``."""

    NONE = "None"
    """Not packed: the objects are put into the container's model directory as they are."""
    GZIP = "Gzip"
    """One gzip-compressed tar archive, unpacked when the model is deployed; only with ``S3Object``."""


ModelCompressionTypeName: TypeAlias = Literal["None", "Gzip"]
ModelCompressionTypeLike: TypeAlias = ModelCompressionType | ModelCompressionTypeName


def to_model_compression_type(value: ModelCompressionTypeLike) -> ModelCompressionType:
    """Convert the compression of model data."""
    return ModelCompressionType.convert(value)


class AdditionalS3DataSourceDataType(ServiceEnum):
    """What the URI of a container's additional data names: ``AdditionalS3DataSource.S3DataType``."""

    S3_OBJECT = "S3Object"
    """One object."""
    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's."""


AdditionalS3DataSourceDataTypeName: TypeAlias = Literal["S3Object", "S3Prefix"]
AdditionalS3DataSourceDataTypeLike: TypeAlias = AdditionalS3DataSourceDataType | AdditionalS3DataSourceDataTypeName


def to_additional_s3_data_source_data_type(value: AdditionalS3DataSourceDataTypeLike) -> AdditionalS3DataSourceDataType:
    """Convert the type of an additional data source in S3."""
    return AdditionalS3DataSourceDataType.convert(value)


class CompressionType(ServiceEnum):
    """How other data is packed: ``CompressionType`` of ``AdditionalS3DataSource`` and of ``TransformInput``."""

    NONE = "None"
    """Not compressed; what a transform job assumes by default."""
    GZIP = "Gzip"
    """Compressed with gzip; a transform job decompresses its input by itself."""


CompressionTypeName: TypeAlias = Literal["None", "Gzip"]
CompressionTypeLike: TypeAlias = CompressionType | CompressionTypeName


def to_compression_type(value: CompressionTypeLike | None) -> CompressionType | None:
    """Convert the compression of data."""
    return CompressionType.convert_optional(value)


class BatchStrategy(ServiceEnum):
    """How many records go into one request of a transform job: ``TransformJobDefinition.BatchStrategy``."""

    MULTI_RECORD = "MultiRecord"
    """As many as fit within ``MaxPayloadInMB``."""
    SINGLE_RECORD = "SingleRecord"
    """One."""


BatchStrategyName: TypeAlias = Literal["MultiRecord", "SingleRecord"]
BatchStrategyLike: TypeAlias = BatchStrategy | BatchStrategyName


def to_batch_strategy(value: BatchStrategyLike | None) -> BatchStrategy | None:
    """Convert a batch strategy."""
    return BatchStrategy.convert_optional(value)


class S3DataType(ServiceEnum):
    """What the URI of a transform job's input names: ``TransformS3DataSource.S3DataType``."""

    MANIFEST_FILE = "ManifestFile"
    """A JSON file that lists the keys of the input objects under a common prefix."""
    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's."""
    AUGMENTED_MANIFEST_FILE = "AugmentedManifestFile"
    """A JSON Lines file that holds records with their labels: for training, not for transform jobs."""
    CONVERSE = "Converse"
    """Conversations in the Converse format, as foundation models are fine-tuned on."""


S3DataTypeName: TypeAlias = Literal["ManifestFile", "S3Prefix", "AugmentedManifestFile", "Converse"]
S3DataTypeLike: TypeAlias = S3DataType | S3DataTypeName

TransformS3DataType: TypeAlias = Literal[S3DataType.MANIFEST_FILE, S3DataType.S3_PREFIX, S3DataType.CONVERSE]
"""The members of ``S3DataType`` that batch transform reads: all but ``AugmentedManifestFile``."""

TransformS3DataTypeLike: TypeAlias = Literal[
    S3DataType.MANIFEST_FILE, S3DataType.S3_PREFIX, S3DataType.CONVERSE, "ManifestFile", "S3Prefix", "Converse"
]
"""The same, or their values."""


def to_transform_s3_data_type(value: TransformS3DataTypeLike) -> TransformS3DataType:
    """Convert the type of a transform job's input."""
    return cast("TransformS3DataType", S3DataType.convert(value))


class SplitType(ServiceEnum):
    """Where a transform job may cut its input objects: ``TransformInput.SplitType``."""

    NONE = "None"
    """Nowhere: each object is sent whole. The service's default."""
    LINE = "Line"
    """After each line break."""
    RECORD_IO = "RecordIO"
    """Between the records of MXNet's RecordIO format."""
    TF_RECORD = "TFRecord"
    """Between the records of TensorFlow's TFRecord format."""


SplitTypeName: TypeAlias = Literal["None", "Line", "RecordIO", "TFRecord"]
SplitTypeLike: TypeAlias = SplitType | SplitTypeName


def to_split_type(value: SplitTypeLike | None) -> SplitType | None:
    """Convert a way to split objects."""
    return SplitType.convert_optional(value)


class AssemblyType(ServiceEnum):
    """How a transform job joins the results of one input object: ``TransformOutput.AssembleWith``."""

    NONE = "None"
    """One directly after the other, byte by byte."""
    LINE = "Line"
    """With a line break after each."""


AssemblyTypeName: TypeAlias = Literal["None", "Line"]
AssemblyTypeLike: TypeAlias = AssemblyType | AssemblyTypeName


def to_assembly_type(value: AssemblyTypeLike | None) -> AssemblyType | None:
    """Convert a way to assemble results."""
    return AssemblyType.convert_optional(value)


class ModelApprovalStatus(ServiceEnum):
    """Whether a version may be deployed: ``ModelApprovalStatus`` of the request."""

    APPROVED = "Approved"
    """It may."""
    REJECTED = "Rejected"
    """It may not."""
    PENDING_MANUAL_APPROVAL = "PendingManualApproval"
    """Nobody has decided yet, and until then it may not."""


ModelApprovalStatusName: TypeAlias = Literal["Approved", "Rejected", "PendingManualApproval"]
ModelApprovalStatusLike: TypeAlias = ModelApprovalStatus | ModelApprovalStatusName


def to_model_approval_status(value: ModelApprovalStatusLike | None) -> ModelApprovalStatus | None:
    """Convert an approval status."""
    return ModelApprovalStatus.convert_optional(value)


class SkipModelValidation(ServiceEnum):
    """What the service leaves unchecked in a new package: ``SkipModelValidation`` of the request."""

    ALL = "All"
    """Everything: the package is not validated."""
    NONE = "None"
    """Nothing: the package is validated."""


SkipModelValidationName: TypeAlias = Literal["All", "None"]
SkipModelValidationLike: TypeAlias = SkipModelValidation | SkipModelValidationName


def to_skip_model_validation(value: SkipModelValidationLike | None) -> SkipModelValidation | None:
    """Convert which validation to skip."""
    return SkipModelValidation.convert_optional(value)


class ModelCardStatus(ServiceEnum):
    """How far an organisation's review of a model card has come: ``ModelPackageModelCard.ModelCardStatus``."""

    DRAFT = "Draft"
    """Still being written."""
    PENDING_REVIEW = "PendingReview"
    """Written, and waiting for its review."""
    APPROVED = "Approved"
    """Reviewed and accepted."""
    ARCHIVED = "Archived"
    """Closed: its content can no longer be changed."""


ModelCardStatusName: TypeAlias = Literal["Draft", "PendingReview", "Approved", "Archived"]
ModelCardStatusLike: TypeAlias = ModelCardStatus | ModelCardStatusName


def to_model_card_status(value: ModelCardStatusLike | None) -> ModelCardStatus | None:
    """Convert the status of a model card."""
    return ModelCardStatus.convert_optional(value)


class ManagedStorageType(ServiceEnum):
    """Who holds the model's artefacts, if not you: ``ManagedStorageType`` of the request."""

    RESTRICTED = "Restricted"
    """Storage of the service: the model can be used from there, but its artefacts not be read or copied."""


ManagedStorageTypeName: TypeAlias = Literal["Restricted"]
ManagedStorageTypeLike: TypeAlias = ManagedStorageType | ManagedStorageTypeName


def to_managed_storage_type(value: ManagedStorageTypeLike | None) -> ManagedStorageType | None:
    """Convert a storage type."""
    return ManagedStorageType.convert_optional(value)


def to_transform_instance_type(value: TransformInstanceTypeLike) -> TransformInstanceType:
    """Convert an instance type for batch transform."""
    return _instance_types.TransformInstanceType.convert(value)


def to_transform_instance_types(
    value: Sequence[TransformInstanceTypeLike] | None,
) -> tuple[TransformInstanceType, ...] | None:
    """Convert a list of instance types for batch transform."""
    return None if value is None else _instance_types.TransformInstanceType.convert_items(value)


def to_required_transform_instance_types(
    value: Sequence[TransformInstanceTypeLike],
) -> tuple[TransformInstanceType, ...]:
    """Convert a list of instance types for batch transform that has to be given."""
    return _instance_types.TransformInstanceType.convert_items(value)


def to_realtime_instance_types(
    value: Sequence[RealtimeInstanceTypeLike] | None,
) -> tuple[ProductionVariantInstanceType, ...] | None:
    """Convert a list of instance types for real-time endpoints."""
    return None if value is None else _instance_types.ProductionVariantInstanceType.convert_items(value)


def to_required_realtime_instance_types(
    value: Sequence[RealtimeInstanceTypeLike],
) -> tuple[ProductionVariantInstanceType, ...]:
    """Convert a list of instance types for real-time endpoints that has to be given."""
    return _instance_types.ProductionVariantInstanceType.convert_items(value)


if not TYPE_CHECKING:  # type checkers read the imports at the top
    _INSTANCE_TYPES = (
        "ProductionVariantInstanceType",
        "ProductionVariantInstanceTypeName",
        "RealtimeInstanceTypeLike",
        "TransformInstanceType",
        "TransformInstanceTypeLike",
        "TransformInstanceTypeName",
    )
    __getattr__, _ = lazy_names(__name__, {"sagemaker_model_package._instance_types": _INSTANCE_TYPES})

    def __dir__() -> list[str]:
        """Return the public names, also those that are not imported yet."""
        return __all__
