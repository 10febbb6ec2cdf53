"""How the model is served: by which containers and instances, and what goes in and comes out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from sagemaker_model_package._constraints import Choice, ListOf, itself, nested
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import as_tuple, to_strings
from sagemaker_model_package.enums import (
    to_realtime_instance_types,
    to_required_realtime_instance_types,
    to_required_transform_instance_types,
    to_transform_instance_types,
)
from sagemaker_model_package.shapes._strings import (
    CONTENT_TYPE,
    ENTITY_DESCRIPTION,
    ENTITY_NAME,
    RESPONSE_MIME_TYPE,
)
from sagemaker_model_package.shapes._structure import Structure, given_members, keep_field_order
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition

if TYPE_CHECKING:
    from sagemaker_model_package import _instance_types
else:
    _instance_types = LazyModule("sagemaker_model_package._instance_types")

_TRANSFORM_INSTANCE_TYPES = ListOf(Choice(lambda: _instance_types.TransformInstanceType), minimum=1, identity=itself)
_REALTIME_INSTANCE_TYPES = ListOf(Choice(lambda: _instance_types.ProductionVariantInstanceType), identity=itself)
_CONTENT_TYPES = ListOf(CONTENT_TYPE, identity=itself)
_RESPONSE_MIME_TYPES = ListOf(RESPONSE_MIME_TYPE, identity=itself)


_CONTAINERS = ListOf(ModelPackageContainerDefinition, minimum=1, maximum=15)


def to_containers(
    value: Sequence[ModelPackageContainerDefinition],
) -> tuple[ModelPackageContainerDefinition, ...]:
    """Convert a list of containers."""
    return as_tuple(value)


@frozen(kw_only=True, eq=False, repr=False)
class InferenceSpecification(Structure):
    """Which containers serve the model, on which instances, and what goes in and comes out.

    Source: API shape ``InferenceSpecification``.
    """

    containers: tuple[ModelPackageContainerDefinition, ...] = field(
        converter=to_containers, metadata={"Containers": _CONTAINERS}
    )
    """1 to 15 containers; more than one makes an inference pipeline, in this order."""

    supported_transform_instance_types: "tuple[_instance_types.TransformInstanceType, ...] | None" = field(
        default=None,
        converter=to_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": _TRANSFORM_INSTANCE_TYPES},
    )
    """Instance types for batch transform, at least one where given."""

    supported_realtime_inference_instance_types: "tuple[_instance_types.ProductionVariantInstanceType, ...] | None" = (
        field(
            default=None,
            converter=to_realtime_instance_types,
            metadata={"SupportedRealtimeInferenceInstanceTypes": _REALTIME_INSTANCE_TYPES},
        )
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


@frozen(kw_only=True, eq=False, repr=False, field_transformer=keep_field_order)
class UnversionedInferenceSpecification(InferenceSpecification):
    """The inference specification of an unversioned package: what is optional for a version is not for it.

    Where a version is to have it, or an unversioned package an ``InferenceSpecification``, each is made the other; with
    equal members they are equal. Source: API shape ``InferenceSpecification``.
    """

    _shape: ClassVar[type[Structure]] = InferenceSpecification

    supported_transform_instance_types: "tuple[_instance_types.TransformInstanceType, ...]" = field(
        converter=to_required_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": _TRANSFORM_INSTANCE_TYPES, "rule": "MP102"},
    )
    """Instance types for batch transform, at least one; ``None`` only where a response of the service had none."""

    supported_realtime_inference_instance_types: "tuple[_instance_types.ProductionVariantInstanceType, ...]" = field(
        converter=to_required_realtime_instance_types,
        metadata={"SupportedRealtimeInferenceInstanceTypes": _REALTIME_INSTANCE_TYPES, "rule": "MP111"},
    )
    """Instance types for real-time endpoints, at least one; ``None`` only where a response of the service had none."""


def to_inference_specification(value: InferenceSpecification | None) -> InferenceSpecification | None:
    """Convert the inference specification of a version."""
    return _of_class(InferenceSpecification, value)


def to_unversioned_inference_specification(
    value: UnversionedInferenceSpecification | None,
) -> UnversionedInferenceSpecification | None:
    """Convert the inference specification of an unversioned package; the check reports what another one lacks."""
    return _of_class(UnversionedInferenceSpecification, value)


S = TypeVar("S", bound=InferenceSpecification)


def _of_class(wanted: type[S], value: InferenceSpecification | None) -> S | None:
    if type(value) is not wanted and issubclass(type(value), InferenceSpecification):
        return cast("S", nested(wanted).assemble(given_members(cast("InferenceSpecification", value))))
    return cast("S | None", value)


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

    supported_transform_instance_types: "tuple[_instance_types.TransformInstanceType, ...] | None" = field(
        default=None,
        converter=to_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": _TRANSFORM_INSTANCE_TYPES},
    )
    """Instance types for batch transform, at least one where given."""

    supported_realtime_inference_instance_types: "tuple[_instance_types.ProductionVariantInstanceType, ...] | None" = (
        field(
            default=None,
            converter=to_realtime_instance_types,
            metadata={"SupportedRealtimeInferenceInstanceTypes": _REALTIME_INSTANCE_TYPES},
        )
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
