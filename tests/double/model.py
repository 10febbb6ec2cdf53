"""The service model of the installed botocore: what the operations take and return."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.loaders import Loader
from botocore.model import ServiceModel, StructureShape

if TYPE_CHECKING:
    from typing import TypeAlias

Document: TypeAlias = "dict[str, Any]"
"""A structure as JSON."""


@cache
def service_model() -> ServiceModel:
    return ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")


def input_shape(operation: str) -> StructureShape:
    shape = service_model().operation_model(operation).input_shape
    assert isinstance(shape, StructureShape)
    return shape


def picked(shape: str, values: Document) -> Document:
    """Return those of the values that a structure has members for: an older botocore has fewer."""
    members = service_model().shape_for(shape)
    assert isinstance(members, StructureShape)
    return {name: value for name, value in values.items() if name in members.members}
