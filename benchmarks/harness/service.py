"""The request as botocore's service model describes it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from botocore.loaders import Loader
from botocore.model import ServiceModel

if TYPE_CHECKING:
    from botocore.model import StructureShape


@cache
def request_shape() -> StructureShape:
    """Return the shape of ``create_model_package``'s input."""
    model = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
    return cast("StructureShape", model.operation_model("CreateModelPackage").input_shape)
