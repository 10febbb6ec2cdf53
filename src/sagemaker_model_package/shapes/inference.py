"""How the model is served: by which containers and instances, and what goes in and comes out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sagemaker_model_package._constraints import Choice, ListOf, itself
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import as_tuple, to_strings
from sagemaker_model_package.enums import (
    to_realtime_instance_types,
    to_transform_instance_types,
)
from sagemaker_model_package.shapes._strings import (
    CONTENT_TYPE,
    RESPONSE_MIME_TYPE,
)
from sagemaker_model_package.shapes._structure import Structure, as_class
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition

if TYPE_CHECKING:
    from sagemaker_model_package import _instance_types
else:
    _instance_types = LazyModule("sagemaker_model_package._instance_types")

TRANSFORM_INSTANCE_TYPES = ListOf(Choice(lambda: _instance_types.TransformInstanceType), minimum=1, identity=itself)
REALTIME_INSTANCE_TYPES = ListOf(Choice(lambda: _instance_types.ProductionVariantInstanceType), identity=itself)
CONTENT_TYPES = ListOf(CONTENT_TYPE, identity=itself)
RESPONSE_MIME_TYPES = ListOf(RESPONSE_MIME_TYPE, identity=itself)


CONTAINERS = ListOf(ModelPackageContainerDefinition, minimum=1, maximum=15)


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
        converter=to_containers, metadata={"Containers": CONTAINERS}
    )
    """1 to 15 containers; more than one makes an inference pipeline, in this order."""

    supported_transform_instance_types: "tuple[_instance_types.TransformInstanceType, ...] | None" = field(
        default=None,
        converter=to_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": TRANSFORM_INSTANCE_TYPES},
    )
    """Instance types for batch transform, at least one where given."""

    supported_realtime_inference_instance_types: "tuple[_instance_types.ProductionVariantInstanceType, ...] | None" = (
        field(
            default=None,
            converter=to_realtime_instance_types,
            metadata={"SupportedRealtimeInferenceInstanceTypes": REALTIME_INSTANCE_TYPES},
        )
    )
    """Instance types for real-time endpoints."""

    supported_content_types: tuple[str, ...] | None = field(
        default=None, converter=to_strings, metadata={"SupportedContentTypes": CONTENT_TYPES}
    )
    """MIME types that the model accepts, each up to 256 characters on one line."""

    supported_response_mime_types: tuple[str, ...] | None = field(
        default=None, converter=to_strings, metadata={"SupportedResponseMIMETypes": RESPONSE_MIME_TYPES}
    )
    """MIME types that the model returns, each up to 1,024 characters and with a slash."""


def to_inference_specification(value: InferenceSpecification | None) -> InferenceSpecification | None:
    """Convert the inference specification of a version."""
    return as_class(InferenceSpecification, value)
