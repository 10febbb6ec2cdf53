"""List, describe, approve and reject versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package.enums import ModelApprovalStatus
from sagemaker_model_package.registry._service_errors import require_member
from sagemaker_model_package.registry.groups import group_identifier
from sagemaker_model_package.registry.registered import (
    DescribedModelPackage,
    ListedModelPackage,
    RegisteredModelPackage,
    arn_of,
    group_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package.enums import ModelApprovalStatusLike
    from sagemaker_model_package.registry.client import SageMakerClient
    from sagemaker_model_package.registry.groups import GroupLike
    from sagemaker_model_package.registry.registered import ArnLike

_PAGE = 100
"""How many versions to request at a time: the maximum of the service."""


def versions(
    client: SageMakerClient, group: GroupLike, status: ModelApprovalStatusLike | None
) -> Iterator[ListedModelPackage]:
    """List a group's versions; see ``ModelRegistry.versions``."""
    wanted = {} if status is None else {"ModelApprovalStatus": str.__str__(ModelApprovalStatus(status))}
    pages = client.get_paginator("list_model_packages").paginate(
        ModelPackageGroupName=group_identifier(group),
        SortBy="CreationTime",
        SortOrder="Descending",
        PaginationConfig={"PageSize": _PAGE},
        **wanted,
    )
    lists = (require_member(page, "ModelPackageSummaryList", "ListModelPackages") for page in pages)
    return (ListedModelPackage.from_summary(one) for found in lists for one in found)


def describe(client: SageMakerClient, arn: ArnLike) -> DescribedModelPackage:
    """Describe a package; see ``ModelRegistry.describe``."""
    asked = arn_of(arn)
    return DescribedModelPackage.from_response(client.describe_model_package(ModelPackageName=asked), asked)


def decide(
    client: SageMakerClient, arn: ArnLike, status: ModelApprovalStatus, description: str | None
) -> RegisteredModelPackage:
    """Approve or reject a version; see ``ModelRegistry.approve`` and ``reject``."""
    asked = arn_of(arn)
    if asked.version is None:
        raise ValueError(f"{asked} is an unversioned package; only versions of a group are approved and rejected")
    reason = {} if description is None else {"ApprovalDescription": description}
    client.update_model_package(ModelPackageArn=asked, ModelApprovalStatus=str.__str__(status), **reason)
    said = arn.group if isinstance(arn, RegisteredModelPackage) else None
    return RegisteredModelPackage(arn=asked, group=group_name(asked, said))
