"""How the model is served: by which containers and instances, and what goes in and comes out."""

from collections.abc import Sequence
from typing import Any, ClassVar

from sagemaker_model_package.attributes import field, frozen
from sagemaker_model_package.constraints import ListOf
from sagemaker_model_package.instance_types import ProductionVariantInstanceType, TransformInstanceType

from .containers import ModelPackageContainerDefinition
from .converters import (
    as_tuple,
    to_realtime_instance_types,
    to_some_realtime_instance_types,
    to_some_transform_instance_types,
    to_strings,
    to_transform_instance_types,
)
from .making import maker_of
from .strings import (
    CONTENT_TYPE,
    ENTITY_DESCRIPTION,
    ENTITY_NAME,
    RESPONSE_MIME_TYPE,
)
from .structure import Structure, given_members, in_place

_TRANSFORM_INSTANCE_TYPES = ListOf(TransformInstanceType, minimum=1)
_REALTIME_INSTANCE_TYPES = ListOf(ProductionVariantInstanceType)
_CONTENT_TYPES = ListOf(CONTENT_TYPE)
_RESPONSE_MIME_TYPES = ListOf(RESPONSE_MIME_TYPE)


_CONTAINERS = ListOf(ModelPackageContainerDefinition, minimum=1, maximum=15)


def to_containers(
    value: Sequence[ModelPackageContainerDefinition],
) -> tuple[ModelPackageContainerDefinition, ...]:
    """Convert a list of containers."""
    made: tuple[ModelPackageContainerDefinition, ...] = as_tuple(value)
    return made


@frozen(kw_only=True, eq=False, repr=False)
class InferenceSpecification(Structure):
    """Which containers serve the model, on which instances, and what goes in and comes out.

    Source: API shape ``InferenceSpecification``.
    """

    containers: tuple[ModelPackageContainerDefinition, ...] = field(
        converter=to_containers, metadata={"Containers": _CONTAINERS}
    )
    """1 to 15 containers; more than one makes an inference pipeline, in this order."""

    supported_transform_instance_types: tuple[TransformInstanceType, ...] | None = field(
        default=None,
        converter=to_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": _TRANSFORM_INSTANCE_TYPES},
    )
    """Instance types for batch transform, at least one where given."""

    supported_realtime_inference_instance_types: tuple[ProductionVariantInstanceType, ...] | None = field(
        default=None,
        converter=to_realtime_instance_types,
        metadata={"SupportedRealtimeInferenceInstanceTypes": _REALTIME_INSTANCE_TYPES},
    )
    """Instance types for real-time endpoints."""

    supported_content_types: tuple[str, ...] | None = field(
        default=None, converter=to_strings, metadata={"SupportedContentTypes": _CONTENT_TYPES}
    )
    """MIME types that the model accepts, each up to 256 characters on one line."""

    supported_response_mime_types: tuple[str, ...] | None = field(
        default=None, converter=to_strings, metadata={"SupportedResponseMIMETypes": _RESPONSE_MIME_TYPES}
    )
    """MIME types that the model returns, each up to 1,024 characters and with a slash."""


@frozen(kw_only=True, eq=False, repr=False, field_transformer=in_place)
class UnversionedInferenceSpecification(InferenceSpecification):
    """The inference specification of an unversioned package: what is optional for a version is not for it.

    Where a version is to have it, or an unversioned package an ``InferenceSpecification``, each is made the other; with
    equal members they are equal. Source: API shape ``InferenceSpecification``.
    """

    _shape: ClassVar[type[Structure]] = InferenceSpecification

    supported_transform_instance_types: tuple[TransformInstanceType, ...] = field(
        converter=to_some_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": _TRANSFORM_INSTANCE_TYPES, "rule": "MP102"},
    )
    """Instance types for batch transform, at least one; ``None`` only where a response of the service had none."""

    supported_realtime_inference_instance_types: tuple[ProductionVariantInstanceType, ...] = field(
        converter=to_some_realtime_instance_types,
        metadata={"SupportedRealtimeInferenceInstanceTypes": _REALTIME_INSTANCE_TYPES, "rule": "MP111"},
    )
    """Instance types for real-time endpoints, at least one; ``None`` only where a response of the service had none."""


def to_inference_specification(value: InferenceSpecification | None) -> InferenceSpecification | None:
    """Convert the inference specification of a package of either kind."""
    made: InferenceSpecification | None = _made(InferenceSpecification, value)
    return made


def to_unversioned_inference_specification(
    value: UnversionedInferenceSpecification | None,
) -> UnversionedInferenceSpecification | None:
    """Convert the inference specification of an unversioned package; the check says what another one lacks."""
    made: UnversionedInferenceSpecification | None = _made(UnversionedInferenceSpecification, value)
    return made


def _made(wanted: type[InferenceSpecification], value: Any) -> Any:
    if type(value) is wanted or not issubclass(type(value), InferenceSpecification):
        return value
    return maker_of(wanted)(**given_members(value))


@frozen(kw_only=True, eq=False, repr=False)
class AdditionalInferenceSpecificationDefinition(Structure):
    """A further way to serve the same model, such as artifacts that SageMaker Neo compiled for other hardware.

    Source: API shape ``AdditionalInferenceSpecificationDefinition``.
    """

    name: str = field(metadata={"Name": ENTITY_NAME})
    """Its name, 1 to 63 letters, digits and inner hyphens; unique within the package."""

    description: str | None = field(default=None, metadata={"Description": ENTITY_DESCRIPTION})
    """What it is for, up to 1,024 characters without line breaks."""

    containers: tuple[ModelPackageContainerDefinition, ...] = field(
        converter=to_containers, metadata={"Containers": _CONTAINERS}
    )
    """1 to 15 containers."""

    supported_transform_instance_types: tuple[TransformInstanceType, ...] | None = field(
        default=None,
        converter=to_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": _TRANSFORM_INSTANCE_TYPES},
    )
    """Instance types for batch transform, at least one where given."""

    supported_realtime_inference_instance_types: tuple[ProductionVariantInstanceType, ...] | None = field(
        default=None,
        converter=to_realtime_instance_types,
        metadata={"SupportedRealtimeInferenceInstanceTypes": _REALTIME_INSTANCE_TYPES},
    )
    """Instance types for real-time endpoints."""

    supported_content_types: tuple[str, ...] | None = field(
        default=None, converter=to_strings, metadata={"SupportedContentTypes": _CONTENT_TYPES}
    )
    """MIME types that it accepts, each up to 256 characters on one line."""

    supported_response_mime_types: tuple[str, ...] | None = field(
        default=None, converter=to_strings, metadata={"SupportedResponseMIMETypes": _RESPONSE_MIME_TYPES}
    )
    """MIME types that it returns, each up to 1,024 characters and with a slash."""
