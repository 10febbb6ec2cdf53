"""Packages as the service lists and describes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, cast

import attrs

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.errors import StatusDetail, StatusDetailKind, UnreadableArnError
from sagemaker_model_package.packages import ModelPackage, VersionedModelPackage, from_describe
from sagemaker_model_package.registry._service_errors import require_member

if TYPE_CHECKING:
    from typing_extensions import Self


def _name_in_arn(package: RegisteredModelPackage) -> str:
    return package.arn.name


def _group_of(package: RegisteredModelPackage) -> str | None:
    return group_name(package.arn, None)


def number_of(arn: ModelPackageArn) -> int:
    """Return the number of a version, for those who know that it is one."""
    return cast("int", arn.version)


def group_name(arn: ModelPackageArn, said: str | None) -> str | None:
    """Return the name of a version's group: the given one, else the one in its ARN."""
    return None if arn.version is None else said or arn.name


@frozen(kw_only=True)
class RegisteredModelPackage:
    """A package that the service holds: a version in a group, or an unversioned package."""

    arn: ModelPackageArn
    """Its ARN: a ``str`` that knows its parts."""

    group: str | None = field(default=attrs.Factory(_group_of, takes_self=True))
    """Name of a version's group, or ``None`` for an unversioned package. If the service did not give it, it is taken
    from the ARN, which may have it in lower case."""

    if not TYPE_CHECKING:  # type checkers say by themselves that there is none of this

        def __getattr__(self, name: str) -> NoReturn:
            """Say where the package is, which only a description has."""
            lead = ": registry.describe(it).package is the package" if name == "package" else ""
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{lead}", name=name, obj=self)

    @property
    def version(self) -> int | None:
        """Number of the version, or ``None`` for an unversioned package."""
        return self.arn.version

    @property
    def console_url(self) -> str | None:
        """The package's page in the AWS console, or ``None`` if the partition's console is unknown."""
        from sagemaker_model_package._display.console import HOSTS

        host = HOSTS.get(self.arn.partition)
        if host is None:
            return None
        resource = self.arn.partition("/")[2]
        region = self.arn.region
        return f"https://{region}.{host}/sagemaker/home?region={region}#/model-packages/{resource}"


ArnLike: TypeAlias = str | RegisteredModelPackage
"""What identifies a registered package: its ARN, or what ``register``, ``describe`` or ``versions`` returned."""


def arn_of(value: ArnLike) -> ModelPackageArn:
    """Return the ARN of a package; raise ``ValueError`` for anything else."""
    if isinstance(value, RegisteredModelPackage):
        return value.arn
    try:
        return ModelPackageArn(value)
    except ValueError as error:
        raise ValueError(
            f"{error}; or give a group and the number of a version, such as ('churn', 3); "
            "an unversioned package is named by its ARN alone"
        ) from None


def read_arn(text: str, target: str) -> ModelPackageArn:
    """Parse an ARN that the service gave; raise ``UnreadableArnError`` if its form is unknown."""
    try:
        return ModelPackageArn(text)
    except ValueError:
        raise UnreadableArnError(text, target) from None


_LISTED = ("ModelPackageArn", "ModelPackageStatus", "CreationTime")
"""Members that every entry of a list has."""


@frozen(kw_only=True)
class ListedModelPackage(RegisteredModelPackage):
    """A version as an entry of its group's list."""

    group: str = field(default=attrs.Factory(_name_in_arn, takes_self=True))
    """Name of the group. If the service did not give it, it is taken from the ARN, which may have it in lower case."""

    status: str
    """Its status: ``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""

    approval_status: str | None = None
    """``Approved``, ``Rejected`` or ``PendingManualApproval``; ``None`` if the service does not give it."""

    created: datetime
    """When it was created."""

    description: str | None = None
    """Its description."""

    @property
    def version(self) -> int:
        """Number of the version."""
        return number_of(self.arn)

    @classmethod
    def from_summary(cls, summary: Mapping[str, Any]) -> Self:
        """Create one from an entry of ``ModelPackageSummaryList``."""
        text, status, created = (require_member(summary, member, "ListModelPackages") for member in _LISTED)
        group: str | None = summary.get("ModelPackageGroupName")
        target = "a version" if group is None else f"a version in the group {format_value(group)}"
        arn = read_arn(text, target)
        if arn.version is None:
            raise UnreadableArnError(text, target)
        return cls(
            arn=arn,
            group=group or arn.name,
            status=status,
            approval_status=summary.get("ModelApprovalStatus"),
            created=created,
            description=summary.get("ModelPackageDescription"),
        )


_DETAILS: tuple[tuple[str, StatusDetailKind], ...] = (
    ("ValidationStatuses", "validation"),
    ("ImageScanStatuses", "image scan"),
)


def status_details_of(response: Mapping[str, Any]) -> tuple[StatusDetail, ...]:
    """Return the validations and image scans in a response of ``describe_model_package``."""
    details: Mapping[str, Any] = response.get("ModelPackageStatusDetails") or {}
    return tuple(
        StatusDetail(kind=kind, name=one.get("Name", ""), status=one.get("Status", ""), reason=one.get("FailureReason"))
        for member, kind in _DETAILS
        for one in details.get(member) or ()
    )


@frozen(kw_only=True)
class UserContext:
    """Who created or changed something; each member is ``None`` if the service does not give it."""

    user_profile_name: str | None = None
    """Name of the Studio user profile."""

    user_profile_arn: str | None = None
    """ARN of the Studio user profile."""

    domain_id: str | None = None
    """The Studio domain."""

    iam_arn: str | None = None
    """ARN of the IAM identity."""

    @classmethod
    def from_response(cls, user: Mapping[str, Any] | None) -> Self | None:
        """Create one from a member of a response."""
        if not user:
            return None
        identity: Mapping[str, Any] = user.get("IamIdentity") or {}
        return cls(
            user_profile_name=user.get("UserProfileName"),
            user_profile_arn=user.get("UserProfileArn"),
            domain_id=user.get("DomainId"),
            iam_arn=identity.get("Arn"),
        )


@frozen(kw_only=True)
class DescribedModelPackage(RegisteredModelPackage):
    """All that the service reports about a package."""

    status: str
    """Its status: ``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""

    status_details: tuple[StatusDetail, ...] = ()
    """The status of each validation and image scan."""

    approval_status: str | None = None
    """``Approved``, ``Rejected`` or ``PendingManualApproval``; ``None`` for an unversioned package."""

    approval_description: str | None = None
    """Why it was approved or rejected."""

    created: datetime | None = None
    """When it was created."""

    created_by: UserContext | None = None
    """Who created it."""

    modified: datetime | None = None
    """When it was last changed."""

    modified_by: UserContext | None = None
    """Who changed it."""

    response: Mapping[str, Any] = field(repr=False, eq=False)
    """What ``describe_model_package`` returned, as it is."""

    _package: ModelPackage | None = field(default=None, init=False, repr=False, eq=False)

    @property
    def package(self) -> ModelPackage:
        """The package itself, created by ``from_describe`` at the first access.

        Raises:
            ModelPackageValidationError: if the response does not have the operation's shape.
        """
        made = self._package
        if made is None:
            made = from_describe(self.response)
            object.__setattr__(self, "_package", made)  # a cache: it follows from the response
        return made

    @classmethod
    def from_response(cls, response: Mapping[str, Any], asked: ModelPackageArn) -> Self:
        """Create one from a response of ``describe_model_package``; ``asked`` is the requested ARN."""
        return cls(
            arn=asked,
            group=group_name(asked, response.get("ModelPackageGroupName")),
            status=require_member(response, "ModelPackageStatus", "DescribeModelPackage"),
            status_details=status_details_of(response),
            approval_status=response.get("ModelApprovalStatus"),
            approval_description=response.get("ApprovalDescription"),
            created=response.get("CreationTime"),
            created_by=UserContext.from_response(response.get("CreatedBy")),
            modified=response.get("LastModifiedTime"),
            modified_by=UserContext.from_response(response.get("LastModifiedBy")),
            response=response,
        )


@frozen(kw_only=True)
class DescribedModelVersion(DescribedModelPackage):
    """All that the service reports about a version of a group."""

    group: str = field(default=attrs.Factory(_name_in_arn, takes_self=True))
    """Name of the group. If the service did not give it, it is taken from the ARN, which may have it in lower case."""

    @property
    def version(self) -> int:
        """Number of the version."""
        return number_of(self.arn)

    @property
    def package(self) -> VersionedModelPackage:
        """The version itself, created by ``from_describe`` at the first access.

        Raises:
            ModelPackageValidationError: if the response does not have the operation's shape.
        """
        return cast("VersionedModelPackage", super().package)


def described_package(response: Mapping[str, Any], asked: ModelPackageArn) -> DescribedModelPackage:
    """Return what a response of ``describe_model_package`` says; ``asked`` is the requested ARN."""
    cls = DescribedModelPackage if asked.version is None else DescribedModelVersion
    return cls.from_response(response, asked)
