"""The members of the request for an unversioned package."""

from collections.abc import Sequence  # noqa: TC003 - annotations are resolved at run time
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Literal

from sagemaker_model_package._constraints import Flag, ListOf, Nested
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package.shapes._request import ModelPackageRequest
from sagemaker_model_package.shapes._strings import ENTITY_NAME
from sagemaker_model_package.shapes._structure import keep_field_order
from sagemaker_model_package.shapes.unversioned_inference import (
    UnversionedInferenceSpecification,
    to_unversioned_inference_specification,
)

if TYPE_CHECKING:
    from sagemaker_model_package.shapes import governance
else:
    governance = LazyModule("sagemaker_model_package.shapes.governance")

_TAGS_REMEDY = 'give [{"Key": KEY, "Value": VALUE}, ...], or a dict to the builder\'s tags(...)'


def to_tags(value: "Sequence[governance.Tag] | None") -> "tuple[governance.Tag, ...] | None":
    """Convert a list of tags."""
    return as_tuple(value)


@frozen(kw_only=True, eq=False, repr=False, field_transformer=keep_field_order)
class UnversionedRequest(ModelPackageRequest):
    """The members of an unversioned package."""

    kind: ClassVar[Literal["unversioned"]] = "unversioned"

    model_package_name: str = field(metadata={"ModelPackageName": ENTITY_NAME})
    """Its name, 1 to 63 letters, digits and inner hyphens."""

    inference_specification: UnversionedInferenceSpecification | None = field(
        default=None,
        converter=to_unversioned_inference_specification,
        metadata={"InferenceSpecification": UnversionedInferenceSpecification},
    )
    """How the model is served; required unless the package is made from a source algorithm."""

    certify_for_marketplace: bool | None = field(default=None, metadata={"CertifyForMarketplace": Flag()})
    """Whether to certify the package for AWS Marketplace."""

    tags: "tuple[governance.Tag, ...] | None" = field(
        default=None,
        converter=to_tags,
        metadata={
            "Tags": ListOf(Nested(lambda: governance.Tag), maximum=50, identity=attrgetter("key"), remedy=_TAGS_REMEDY)
        },
    )
    """Up to 50 tags."""
