"""How the model of an unversioned package is served, which requires more than that of a version."""

from typing import TYPE_CHECKING, ClassVar

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package.enums import to_required_realtime_instance_types, to_required_transform_instance_types
from sagemaker_model_package.shapes._structure import Structure, as_class, keep_field_order
from sagemaker_model_package.shapes.inference import (
    REALTIME_INSTANCE_TYPES,
    TRANSFORM_INSTANCE_TYPES,
    InferenceSpecification,
)

if TYPE_CHECKING:
    from sagemaker_model_package import _instance_types
else:
    _instance_types = LazyModule("sagemaker_model_package._instance_types")


@frozen(kw_only=True, eq=False, repr=False, field_transformer=keep_field_order)
class UnversionedInferenceSpecification(InferenceSpecification):
    """The inference specification of an unversioned package: what is optional for a version is not for it.

    Where a version is to have it, or an unversioned package an ``InferenceSpecification``, each is made the other; with
    equal members they are equal. Source: API shape ``InferenceSpecification``.
    """

    _shape: ClassVar[type[Structure]] = InferenceSpecification

    supported_transform_instance_types: "tuple[_instance_types.TransformInstanceType, ...]" = field(
        converter=to_required_transform_instance_types,
        metadata={"SupportedTransformInstanceTypes": TRANSFORM_INSTANCE_TYPES, "rule": "MP102"},
    )
    """Instance types for batch transform, at least one; ``None`` only where a response of the service had none."""

    supported_realtime_inference_instance_types: "tuple[_instance_types.ProductionVariantInstanceType, ...]" = field(
        converter=to_required_realtime_instance_types,
        metadata={"SupportedRealtimeInferenceInstanceTypes": REALTIME_INSTANCE_TYPES, "rule": "MP111"},
    )
    """Instance types for real-time endpoints, at least one; ``None`` only where a response of the service had none."""


def to_unversioned_inference_specification(
    value: UnversionedInferenceSpecification | None,
) -> UnversionedInferenceSpecification | None:
    """Convert the inference specification of an unversioned package; the check reports what another one lacks."""
    return as_class(UnversionedInferenceSpecification, value)
