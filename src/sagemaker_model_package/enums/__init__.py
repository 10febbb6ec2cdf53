"""The closed lists of the service, named as the service names them.

Members are strings: each equals its value, hashes, formats and serialises like it. Beside each class stand two aliases
for annotations: ``<Enum>Name``, its values as a ``Literal``, and ``<Enum>Like``, a member or one of those values. The
two lists of instance types are generated. They, whose 393 members take 3 ms to make, and the lists about data are
imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

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
    from sagemaker_model_package.enums.data import (
        AdditionalS3DataSourceDataType,
        AdditionalS3DataSourceDataTypeLike,
        AdditionalS3DataSourceDataTypeName,
        AssemblyType,
        AssemblyTypeLike,
        AssemblyTypeName,
        BatchStrategy,
        BatchStrategyLike,
        BatchStrategyName,
        CompressionType,
        CompressionTypeLike,
        CompressionTypeName,
        ModelCompressionType,
        ModelCompressionTypeLike,
        ModelCompressionTypeName,
        S3DataType,
        S3DataTypeLike,
        S3DataTypeName,
        S3ModelDataType,
        S3ModelDataTypeLike,
        S3ModelDataTypeName,
        SplitType,
        SplitTypeLike,
        SplitTypeName,
        TransformS3DataType,
        TransformS3DataTypeLike,
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
    _DATA_ENUMS = {*__all__} - {*globals(), *_INSTANCE_TYPES}
    _MODULES = {
        "data": _DATA_ENUMS,
        "sagemaker_model_package._instance_types": _INSTANCE_TYPES,
    }
    __getattr__, _ = lazy_names(__name__, _MODULES)

    def __dir__() -> list[str]:
        """Return the public names, also those that are not imported yet."""
        return __all__
