"""Name, list, describe, approve and reject versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sagemaker_model_package.arn import ModelPackageGroupArn, refusal_of_version
from sagemaker_model_package.enums import ModelApprovalStatus
from sagemaker_model_package.registry._arguments import check_arguments
from sagemaker_model_package.registry._pages import Pages
from sagemaker_model_package.registry._service_errors import code_of, require_member
from sagemaker_model_package.registry.groups import GroupLike, group_arn, group_identifier
from sagemaker_model_package.registry.listing import Versions
from sagemaker_model_package.registry.registered import (
    ArnLike,
    RegisteredModelPackage,
    arn_of,
    described_package,
    group_name,
)
from sagemaker_model_package.shapes._strings import APPROVAL_DESCRIPTION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package.arn import ModelPackageArn
    from sagemaker_model_package.enums import ModelApprovalStatusLike
    from sagemaker_model_package.registry.client import SageMakerClient
    from sagemaker_model_package.registry.registered import DescribedModelPackage

PackageLike: TypeAlias = ArnLike | GroupLike
"""What identifies a package, or, with the number of a version, its group."""

_NOT_ALLOWED = "AccessDeniedException"
_LIST = "ModelPackageSummaryList"
_PAGE = 100
"""How many versions to request at a time: the maximum of the service."""


def versions(client: SageMakerClient, group: GroupLike, status: ModelApprovalStatusLike | None) -> Versions:
    """List a group's versions; see ``ModelRegistry.versions``."""
    wanted = {} if status is None else {"ModelApprovalStatus": str.__str__(ModelApprovalStatus(status))}
    called = group_identifier(group)

    def request(**token: str) -> Mapping[str, Any]:
        page = client.list_model_packages(
            ModelPackageGroupName=called,
            SortBy="CreationTime",
            SortOrder="Descending",
            MaxResults=_PAGE,
            **wanted,
            **token,
        )
        if page.get(_LIST) == [] and not token and "NextToken" not in page:
            _require_group(client, called)
        return page

    return Versions(called, Pages(request, _LIST, "ListModelPackages"))


def _require_group(client: SageMakerClient, called: str) -> None:
    """Raise boto3's error for a group that does not exist. The list of such a group may be empty, and no error."""
    try:
        client.describe_model_package_group(ModelPackageGroupName=called)
    except Exception as error:
        if code_of(error) != _NOT_ALLOWED:  # whoever may only list is not told
            raise


def arn_of_package(client: SageMakerClient, package: PackageLike, version: int | None) -> ModelPackageArn:
    """Return the ARN of a package, or that of a version in a group, which is looked up where only its name is given."""
    if version is None:
        return arn_of(cast("ArnLike", package))
    refusal = refusal_of_version(version)
    if refusal is not None:
        raise ValueError(refusal)
    group = cast("GroupLike", package)
    if isinstance(group, RegisteredModelPackage):
        raise TypeError(f"a version goes with a group, but {group.arn} is a package; leave version out")
    called = group_identifier(group)
    if called.startswith("arn:"):
        return ModelPackageGroupArn(called).version_arn(version)
    response = client.describe_model_package_group(ModelPackageGroupName=called)
    return group_arn(require_member(response, "ModelPackageGroupArn", "DescribeModelPackageGroup"), called).version_arn(
        version
    )


def describe(client: SageMakerClient, package: PackageLike, version: int | None) -> DescribedModelPackage:
    """Describe a package; see ``ModelRegistry.describe``."""
    asked = arn_of_package(client, package, version)
    return described_package(client.describe_model_package(ModelPackageName=asked), asked)


def decide(
    client: SageMakerClient,
    package: PackageLike,
    version: int | str | None,
    description: str | None,
    status: ModelApprovalStatus,
) -> RegisteredModelPackage:
    """Approve or reject a version; see ``ModelRegistry.approve`` and ``reject``."""
    if isinstance(version, str):  # the description of a version that is given by its ARN
        if description is not None:
            raise ValueError(refusal_of_version(version))
        version, description = None, version
    check_arguments({"ApprovalDescription": (APPROVAL_DESCRIPTION, description)})
    asked = arn_of_package(client, package, version)
    if asked.version is None:
        raise ValueError(f"{asked} is an unversioned package; only versions of a group are approved and rejected")
    reason = {} if description is None else {"ApprovalDescription": description}
    client.update_model_package(ModelPackageArn=asked, ModelApprovalStatus=str.__str__(status), **reason)
    said = package.group if isinstance(package, RegisteredModelPackage) else None
    return RegisteredModelPackage(arn=asked, group=group_name(asked, said))
