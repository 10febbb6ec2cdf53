"""The service model of the installed botocore: what the operations take and give."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.loaders import Loader
from botocore.model import ServiceModel, StructureShape

if TYPE_CHECKING:
    from typing import TypeAlias

Document: TypeAlias = "dict[str, Any]"
"""A structure as JSON has it."""


@cache
def service_model() -> ServiceModel:
    return ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")


@cache
def input_shape(operation: str) -> StructureShape:
    shape = service_model().operation_model(operation).input_shape
    assert isinstance(shape, StructureShape)
    return shape


@cache
def output_shape(operation: str) -> StructureShape | None:
    """Return the shape of an answer, or ``None`` where it has no members."""
    shape = service_model().operation_model(operation).output_shape
    assert shape is None or isinstance(shape, StructureShape)
    return shape


@cache
def structure(name: str) -> StructureShape:
    shape = service_model().shape_for(name)
    assert isinstance(shape, StructureShape)
    return shape


def picked(shape: StructureShape, values: Document) -> Document:
    """Return those of the values that a structure has members for: an older botocore has fewer."""
    return {name: value for name, value in values.items() if name in shape.members}
