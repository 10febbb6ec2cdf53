"""Further ways to serve the model of a package."""

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import to_strings
from sagemaker_model_package.enums import to_realtime_instance_types, to_transform_instance_types
from sagemaker_model_package.shapes._strings import ENTITY_DESCRIPTION, ENTITY_NAME
from sagemaker_model_package.shapes._structure import Structure
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition
from sagemaker_model_package.shapes.inference import (
    CONTAINERS,
    CONTENT_TYPES,
    REALTIME_INSTANCE_TYPES,
    RESPONSE_MIME_TYPES,
    TRANSFORM_INSTANCE_TYPES,
    to_containers,
)

if TYPE_CHECKING:
    from sagemaker_model_package import _instance_types
else:
    _instance_types = LazyModule("sagemaker_model_package._instance_types")


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
        converter=to_containers, metadata={"Containers": CONTAINERS}
    )
    """1 to 15 containers."""

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
    """MIME types that it accepts, each up to 256 characters on one line."""

    supported_response_mime_types: tuple[str, ...] | None = field(
        default=None, converter=to_strings, metadata={"SupportedResponseMIMETypes": RESPONSE_MIME_TYPES}
    )
    """MIME types that it returns, each up to 1,024 characters and with a slash."""
