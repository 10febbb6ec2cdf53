"""The two kinds of request: a version in a group, and a package that stands alone."""

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from .attributes import field, frozen
from .constraints import Flag, ListOf
from .enums import ModelApprovalStatus
from .errors import Kind
from .request import Request
from .shapes.converters import as_tuple, to_model_approval_status
from .shapes.governance import Tag
from .shapes.inference import UnversionedInferenceSpecification, to_unversioned_inference_specification
from .shapes.strings import ARN_OR_NAME, ENTITY_NAME
from .shapes.structure import in_place


def to_tags(value: Sequence[Tag] | None) -> tuple[Tag, ...] | None:
    """Convert a list of tags."""
    made: tuple[Tag, ...] | None = as_tuple(value)
    return made


@frozen(kw_only=True, eq=False, repr=False)
class VersionedModelPackage(Request):
    """A model version: it belongs to a group, takes the group's tags, and is approved or rejected.

    Source: API operation ``CreateModelPackage`` with ``ModelPackageGroupName``.

    Raises:
        ModelPackageValidationError: where anything is wrong, with every problem.
    """

    kind: ClassVar[Kind | None] = "versioned"

    model_package_group_name: str = field(metadata={"ModelPackageGroupName": ARN_OR_NAME})
    """Name or ARN of the group, 1 to 170 characters."""

    model_approval_status: ModelApprovalStatus | None = field(
        default=None,
        converter=to_model_approval_status,
        metadata={"ModelApprovalStatus": ModelApprovalStatus},
    )
    """Whether the version may be deployed. Default: the service sets ``PendingManualApproval``."""


@frozen(kw_only=True, eq=False, repr=False, field_transformer=in_place)
class UnversionedModelPackage(Request):
    """A package that stands alone, under its own name, as AWS Marketplace sells them.

    Source: API operation ``CreateModelPackage`` with ``ModelPackageName``.

    Raises:
        ModelPackageValidationError: where anything is wrong, with every problem.
    """

    kind: ClassVar[Kind | None] = "unversioned"

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

    tags: tuple[Tag, ...] | None = field(default=None, converter=to_tags, metadata={"Tags": ListOf(Tag, maximum=50)})
    """Up to 50 tags."""


ModelPackage: TypeAlias = VersionedModelPackage | UnversionedModelPackage
"""Either kind of package."""
