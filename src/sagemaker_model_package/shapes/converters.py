"""What fields do with the values they are given: lists become tuples, dicts frozen maps, strings enum members.

A converter never raises. What it cannot convert it returns as it is, and the check reports it with its path. There is
one function for each type, not one generic function, because that is what type checkers understand as a field's
converter.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_model_package.enums import (
    AdditionalS3DataSourceDataType,
    AdditionalS3DataSourceDataTypeLike,
    AssemblyType,
    AssemblyTypeLike,
    BatchStrategy,
    BatchStrategyLike,
    CompressionType,
    CompressionTypeLike,
    ManagedStorageType,
    ManagedStorageTypeLike,
    ModelApprovalStatus,
    ModelApprovalStatusLike,
    ModelCardStatus,
    ModelCardStatusLike,
    ModelCompressionType,
    ModelCompressionTypeLike,
    ModelPackageRegistrationType,
    ModelPackageRegistrationTypeLike,
    S3ModelDataType,
    S3ModelDataTypeLike,
    ServiceEnum,
    SkipModelValidation,
    SkipModelValidationLike,
    SplitType,
    SplitTypeLike,
)
from sagemaker_model_package.frozen_map import EnvironmentMap, FrozenMap
from sagemaker_model_package.instance_types import (
    ProductionVariantInstanceType,
    RealtimeInstanceTypeLike,
    TransformInstanceType,
    TransformInstanceTypeLike,
)

if TYPE_CHECKING:
    from typing_extensions import TypeIs

_NOT_LISTS = (str, bytes, bytearray, memoryview, range)

M = TypeVar("M", bound=FrozenMap[str, str])


def as_tuple(value: Any) -> Any:
    """Return a list, or any other sequence that is no string, as a tuple; else the value as it is."""
    items: Any = value
    if value is None or type(value) is tuple:
        return items
    if type(value) is list:
        return tuple(items)
    try:
        return tuple(items) if isinstance(value, Sequence) and not isinstance(value, _NOT_LISTS) else items
    except Exception:  # noqa: BLE001 - whatever a sequence of the user's own may raise
        return items


def as_members(enum: type[ServiceEnum], value: Any) -> Any:
    """Return a list of strings as a tuple of members, with what names none as it is; else the value as it is."""
    items: Any = as_tuple(value)
    return tuple(map(enum.coerced, items)) if is_tuple(items) else items


def is_tuple(value: object) -> "TypeIs[tuple[Any, ...]]":
    """Return whether the value is a plain tuple."""
    return type(value) is tuple


def as_map(kept_as: type[M], value: Any) -> Any:
    """Return a mapping as a frozen map of the given class; else the value as it is."""
    entries: Any = value
    if value is None or type(value) is kept_as:
        return entries
    try:
        return kept_as(entries) if type(value) is dict or isinstance(value, Mapping) else entries
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return entries


def to_strings(value: list[str] | tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Convert a list of strings; a bare string is left for the check to report."""
    made: tuple[str, ...] | None = as_tuple(value)
    return made


def to_string_map(value: Mapping[str, str] | None) -> FrozenMap[str, str] | None:
    """Convert a map of strings."""
    made: FrozenMap[str, str] | None = as_map(FrozenMap, value)
    return made


def to_environment(value: Mapping[str, str] | None) -> EnvironmentMap | None:
    """Convert an environment."""
    made: EnvironmentMap | None = as_map(EnvironmentMap, value)
    return made


def to_transform_instance_types(
    value: Sequence[TransformInstanceTypeLike] | None,
) -> tuple[TransformInstanceType, ...] | None:
    """Convert a list of transform instance types."""
    made: tuple[TransformInstanceType, ...] | None = as_members(TransformInstanceType, value)
    return made


def to_realtime_instance_types(
    value: Sequence[RealtimeInstanceTypeLike] | None,
) -> tuple[ProductionVariantInstanceType, ...] | None:
    """Convert a list of real-time instance types."""
    made: tuple[ProductionVariantInstanceType, ...] | None = as_members(ProductionVariantInstanceType, value)
    return made


def to_some_transform_instance_types(
    value: Sequence[TransformInstanceTypeLike],
) -> tuple[TransformInstanceType, ...]:
    """Convert a list of transform instance types that has to be there."""
    made: tuple[TransformInstanceType, ...] = as_members(TransformInstanceType, value)
    return made


def to_some_realtime_instance_types(
    value: Sequence[RealtimeInstanceTypeLike],
) -> tuple[ProductionVariantInstanceType, ...]:
    """Convert a list of real-time instance types that has to be there."""
    made: tuple[ProductionVariantInstanceType, ...] = as_members(ProductionVariantInstanceType, value)
    return made


def to_transform_instance_type(value: TransformInstanceTypeLike) -> TransformInstanceType:
    """Convert a transform instance type."""
    made: TransformInstanceType = TransformInstanceType.coerced(value)
    return made


def to_s3_model_data_type(value: S3ModelDataTypeLike) -> S3ModelDataType:
    """Convert the type of model data in S3."""
    made: S3ModelDataType = S3ModelDataType.coerced(value)
    return made


def to_model_compression_type(value: ModelCompressionTypeLike) -> ModelCompressionType:
    """Convert the compression of model data."""
    made: ModelCompressionType = ModelCompressionType.coerced(value)
    return made


def to_additional_s3_data_source_data_type(
    value: AdditionalS3DataSourceDataTypeLike,
) -> AdditionalS3DataSourceDataType:
    """Convert the type of an additional data source in S3."""
    made: AdditionalS3DataSourceDataType = AdditionalS3DataSourceDataType.coerced(value)
    return made


def to_compression_type(value: CompressionTypeLike | None) -> CompressionType | None:
    """Convert the compression of data."""
    made: CompressionType | None = None if value is None else CompressionType.coerced(value)
    return made


def to_batch_strategy(value: BatchStrategyLike | None) -> BatchStrategy | None:
    """Convert a batch strategy."""
    made: BatchStrategy | None = None if value is None else BatchStrategy.coerced(value)
    return made


def to_split_type(value: SplitTypeLike | None) -> SplitType | None:
    """Convert a way of splitting."""
    made: SplitType | None = None if value is None else SplitType.coerced(value)
    return made


def to_assembly_type(value: AssemblyTypeLike | None) -> AssemblyType | None:
    """Convert a way of assembling."""
    made: AssemblyType | None = None if value is None else AssemblyType.coerced(value)
    return made


def to_model_approval_status(value: ModelApprovalStatusLike | None) -> ModelApprovalStatus | None:
    """Convert an approval status."""
    made: ModelApprovalStatus | None = None if value is None else ModelApprovalStatus.coerced(value)
    return made


def to_skip_model_validation(value: SkipModelValidationLike | None) -> SkipModelValidation | None:
    """Convert what validation to skip."""
    made: SkipModelValidation | None = None if value is None else SkipModelValidation.coerced(value)
    return made


def to_model_card_status(value: ModelCardStatusLike | None) -> ModelCardStatus | None:
    """Convert the status of a model card."""
    made: ModelCardStatus | None = None if value is None else ModelCardStatus.coerced(value)
    return made


def to_managed_storage_type(value: ManagedStorageTypeLike | None) -> ManagedStorageType | None:
    """Convert a storage type."""
    made: ManagedStorageType | None = None if value is None else ManagedStorageType.coerced(value)
    return made


def to_registration_type(value: ModelPackageRegistrationTypeLike | None) -> ModelPackageRegistrationType | None:
    """Convert a registration type."""
    made: ModelPackageRegistrationType | None = None if value is None else ModelPackageRegistrationType.coerced(value)
    return made
