"""What the service says of packages that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.attributes import field, frozen
from sagemaker_model_package.packages import ModelPackage
from sagemaker_model_package.showing import shown

from .errors import UnreadableArnError
from .failing import told

if TYPE_CHECKING:
    from typing_extensions import Self

_CONSOLES = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
}
"""Where the console of each partition lives, after the region."""


def _group_of(package: RegisteredModelPackage) -> str | None:
    return group_name(package.arn, None)


def group_name(arn: ModelPackageArn, said: str | None) -> str | None:
    """Return the name of a version's group: what was said of it, else what its ARN says."""
    return None if arn.version is None else said or arn.name


@frozen(kw_only=True)
class RegisteredModelPackage:
    """A package that the service holds: a version in a group, or an unversioned package."""

    arn: ModelPackageArn
    """Its ARN, taken apart; ``str(...)`` puts it together again."""

    group: str | None = field(default=attrs.Factory(_group_of, takes_self=True))
    """Name of the group that a version is in, or ``None`` for an unversioned package. Where the service has not said
    it, it is the ARN's, which may be in small letters."""

    @property
    def version(self) -> int | None:
        """Number of the version, or ``None`` for an unversioned package."""
        return self.arn.version

    @property
    def console_url(self) -> str | None:
        """The package's page in the AWS console, or ``None`` in a partition whose console is not known here."""
        host = _CONSOLES.get(self.arn.partition)
        if host is None:
            return None
        resource = str(self.arn).partition("/")[2]
        region = self.arn.region
        return f"https://{region}.{host}/sagemaker/home?region={region}#/model-packages/{resource}"


ArnLike: TypeAlias = str | ModelPackageArn | RegisteredModelPackage
"""What names a package that the service holds."""


def arn_of(value: ArnLike) -> ModelPackageArn:
    """Return the ARN of a package; raises ``ValueError`` for what is none."""
    if isinstance(value, RegisteredModelPackage):
        return value.arn
    return value if isinstance(value, ModelPackageArn) else ModelPackageArn.parse(value)


def read_arn(text: str, target: str) -> ModelPackageArn:
    """Take the ARN apart that the service gave; where it is of an unknown form, say what it is of."""
    try:
        return ModelPackageArn.parse(text)
    except ValueError:
        raise UnreadableArnError(text, target) from None


_LISTED = ("ModelPackageArn", "ModelPackageStatus", "CreationTime")
"""What every entry of a list has."""


@frozen(kw_only=True)
class ListedModelPackage(RegisteredModelPackage):
    """A package as a list of them shows it."""

    status: str
    """How far the service is with it: ``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""

    approval_status: str | None = None
    """``Approved``, ``Rejected`` or ``PendingManualApproval``; ``None`` for an unversioned package."""

    created: datetime
    """When it was made."""

    description: str | None = None
    """What it is."""

    @classmethod
    def from_summary(cls, summary: Mapping[str, Any]) -> Self:
        """Make one of an entry of ``ModelPackageSummaryList``."""
        text, status, created = (told(summary, member, "ListModelPackages") for member in _LISTED)
        group: str | None = summary.get("ModelPackageGroupName")
        arn = read_arn(text, "a version" if group is None else f"a version in the group {shown(group)}")
        return cls(
            arn=arn,
            group=group_name(arn, group),
            status=status,
            approval_status=summary.get("ModelApprovalStatus"),
            created=created,
            description=summary.get("ModelPackageDescription"),
        )


StatusDetailKind: TypeAlias = Literal["validation", "image scan"]
"""What the service does with a package before it is completed."""


@frozen(kw_only=True)
class StatusDetail:
    """How one validation or image scan of a package stands."""

    kind: StatusDetailKind
    """What it is."""

    name: str
    """Its name: the validation profile's, or the image's. Empty where the service does not say it."""

    status: str
    """``NotStarted``, ``InProgress``, ``Completed`` or ``Failed``. Empty where the service does not say it."""

    reason: str | None = None
    """Why it failed, in the service's words."""


_DETAILS: tuple[tuple[str, StatusDetailKind], ...] = (
    ("ValidationStatuses", "validation"),
    ("ImageScanStatuses", "image scan"),
)


def status_details_of(response: Mapping[str, Any]) -> tuple[StatusDetail, ...]:
    """Return the validations and image scans that a response of ``describe_model_package`` tells of."""
    details: Mapping[str, Any] = response.get("ModelPackageStatusDetails") or {}
    return tuple(
        StatusDetail(kind=kind, name=one.get("Name", ""), status=one.get("Status", ""), reason=one.get("FailureReason"))
        for member, kind in _DETAILS
        for one in details.get(member) or ()
    )


@frozen(kw_only=True)
class UserContext:
    """Who made or changed something; each is ``None`` where the service does not say it."""

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
        """Make one of what a response says."""
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
    """All that the service says of a package."""

    status: str
    """How far the service is with it: ``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""

    status_details: tuple[StatusDetail, ...] = ()
    """How each validation and image scan stands."""

    approval_status: str | None = None
    """``Approved``, ``Rejected`` or ``PendingManualApproval``; ``None`` for an unversioned package."""

    approval_description: str | None = None
    """Why it was approved or rejected."""

    created: datetime | None = None
    """When it was made."""

    created_by: UserContext | None = None
    """Who made it."""

    modified: datetime | None = None
    """When it was last changed."""

    modified_by: UserContext | None = None
    """Who changed it."""

    response: Mapping[str, Any] = field(repr=False, eq=False)
    """What ``describe_model_package`` returned, as it is."""

    _package: ModelPackage | None = field(default=None, init=False, repr=False, eq=False)

    @property
    def package(self) -> ModelPackage:
        """The package itself, made by ``from_describe`` when it is first asked for.

        Raises:
            ModelPackageValidationError: where the response is not of the operation's shape.
        """
        made = self._package
        if made is None:
            from sagemaker_model_package.wire import from_describe

            made = from_describe(self.response)
            object.__setattr__(self, "_package", made)  # a memory, no change: the response says it already
        return made

    @classmethod
    def from_response(cls, response: Mapping[str, Any], asked: ModelPackageArn) -> Self:
        """Make one of a response of ``describe_model_package``; ``asked`` is the ARN that was asked for."""
        return cls(
            arn=asked,
            group=group_name(asked, response.get("ModelPackageGroupName")),
            status=told(response, "ModelPackageStatus", "DescribeModelPackage"),
            status_details=status_details_of(response),
            approval_status=response.get("ModelApprovalStatus"),
            approval_description=response.get("ApprovalDescription"),
            created=response.get("CreationTime"),
            created_by=UserContext.from_response(response.get("CreatedBy")),
            modified=response.get("LastModifiedTime"),
            modified_by=UserContext.from_response(response.get("LastModifiedBy")),
            response=response,
        )
