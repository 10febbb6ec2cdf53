"""The warning of an approval that nobody gave."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from sagemaker_model_package._internal.frames import user_stacklevel
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package.enums import ModelApprovalStatus
from sagemaker_model_package.errors import ModelRegistryWarning
from sagemaker_model_package.packages.versioned import VersionedModelPackage

if TYPE_CHECKING:
    from sagemaker_model_package.packages import ModelPackage


def warn_of_inherited_approval(package: ModelPackage) -> None:
    """Warn where a package has the approval status of the version that it was described from.

    Whatever makes another version of a package calls this.
    """
    if not isinstance(package, VersionedModelPackage):
        return
    status = package.model_approval_status
    if status != package.described_approval_status or status in {None, ModelApprovalStatus.PENDING_MANUAL_APPROVAL}:
        return
    warnings.warn(
        ModelRegistryWarning(
            f"a version in the group {format_value(package.model_package_group_name)} is registered as "
            f"{format_value(status)} only because the version that it was described from is\n"
            "  approval is not inherited: start the copy as pending with package.to_builder().build(), or name its "
            "status with .approval_status(...)"
        ),
        stacklevel=user_stacklevel(),
    )
