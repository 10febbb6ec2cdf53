"""The members of the request for a version in a group."""

from typing import ClassVar, Literal

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package.enums import ModelApprovalStatus, to_model_approval_status
from sagemaker_model_package.shapes._request import ModelPackageRequest
from sagemaker_model_package.shapes._strings import MODEL_PACKAGE_GROUP


@frozen(kw_only=True, eq=False, repr=False)
class VersionedRequest(ModelPackageRequest):
    """The members of a version in a group."""

    kind: ClassVar[Literal["versioned"]] = "versioned"

    model_package_group_name: str = field(metadata={"ModelPackageGroupName": MODEL_PACKAGE_GROUP})
    """Name or ARN of the group, 1 to 170 characters."""

    model_approval_status: ModelApprovalStatus | None = field(
        default=None,
        converter=to_model_approval_status,
        metadata={"ModelApprovalStatus": ModelApprovalStatus},
    )
    """Whether the version may be deployed. Default: the service sets ``PendingManualApproval``."""

    described_approval_status: ModelApprovalStatus | None = field(default=None, converter=to_model_approval_status)
    """No member of the request: the approval status of the version that this was described from, which
    ``from_describe`` sets. Approval is never inherited, so ``register`` warns where a copy still has it."""
