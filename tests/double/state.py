"""What one account has in one region: groups, packages, their tags, and the tokens it has seen."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from . import refusals
from .model import Document
from .progress import AT_ONCE, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

_ARN = re.compile(
    r"arn:(?P<partition>[^:]+):sagemaker:(?P<region>[^:]*):(?P<account>\d{12}):(?P<kind>[^/]+)/(?P<name>.+)"
)


@attrs.frozen(kw_only=True)
class Options:
    """What one service does and another does not; each is explained where it is given, at ``SageMakerDouble``."""

    other_exists_text: bool = False
    name_on_versions: bool = False
    lower_case_arns: bool = False
    image_digests: bool = True
    newer_values: bool = False
    page_size: int = 100
    empty_pages: int = 0
    group_limit: int | None = None
    package_limit: int | None = None


@attrs.define(kw_only=True)
class Group:
    """A model package group."""

    name: str
    arn: str
    created: float
    created_by: Document
    request: Document
    tags: dict[str, str]
    last_version: int = 0


@attrs.define(kw_only=True)
class Package:
    """A model package: a version, or an unversioned one."""

    number: int
    """How many packages were there before it, in its account."""
    name: str
    """Name of its group, or its own."""
    version: int | None
    arn: str
    created: float
    created_by: Document
    request: Document
    """What it was created with, less the token, as later updates have left it."""
    token: str | None
    tags: dict[str, str]
    steps: Sequence[Step] = AT_ONCE
    described: int = 0
    """How often it has been described: the step of its progress."""
    updated: Document = attrs.field(factory=dict[str, Any])
    """What only updates bring: the description of the approval, who updated it and when."""

    @property
    def step(self) -> Step:
        """What the next description says of its progress."""
        return self.steps[min(self.described, len(self.steps) - 1)]


@attrs.define(kw_only=True)
class Account:
    """The state of an account in a region. Whoever reads or changes it holds ``service.LOCK``."""

    account: str
    region: str
    options: Options
    steps: Sequence[Step] = AT_ONCE
    """The progress of packages that are created from now on."""
    groups: dict[str, Group] = attrs.field(factory=dict[str, Group])
    packages: dict[str, Package] = attrs.field(factory=dict[str, Package])
    """By ARN, in order of creation."""
    tokens: dict[tuple[str, str], tuple[str, str]] = attrs.field(factory=dict[tuple[str, str], tuple[str, str]])
    """Operation and token: the content that came with it, and the ARN that it was answered with."""
    shared: Sequence[Account] = ()
    """Accounts that let this one use what they have."""
    created_packages: int = 0

    def arn(self, kind: str, name: str) -> str:
        name = name.lower() if self.options.lower_case_arns else name
        return f"arn:aws:sagemaker:{self.region}:{self.account}:{kind}/{name}"

    @property
    def user(self) -> Document:
        """Who made something, as the service says it."""
        role = f"arn:aws:sts::{self.account}:assumed-role/Tests/double"
        return {"IamIdentity": {"Arn": role, "PrincipalId": "AROAEXAMPLE:double"}}

    def owner(self, operation: str, kind: str, name: str) -> tuple[Account, str]:
        """Return the account that has something, and its name there.

        Args:
            operation: What is to be done.
            kind: ``model-package`` or ``model-package-group``.
            name: The name, or the ARN.

        Raises:
            Refusal: The ARN is of something else, or of an account that does not share it.
        """
        if not name.startswith("arn:"):
            return self, name
        match = _ARN.fullmatch(name)
        if match is None or match["kind"] != kind:
            raise refusals.invalid(f"Invalid ARN: {name}")
        for account in (self, *self.shared):
            if (account.account, account.region) == (match["account"], match["region"]):
                return account, match["name"]
        raise refusals.not_allowed(operation, name)

    def group(self, operation: str, name: str) -> tuple[Account, Group]:
        """Return a group by name or ARN, and the account it is in."""
        account, name = self.owner(operation, "model-package-group", name)
        arn = account.arn("model-package-group", name)
        for group in account.groups.values():
            if group.arn == arn:
                return account, group
        raise refusals.absent("ModelPackageGroup", arn)

    def package(self, operation: str, name: str) -> tuple[Account, Package]:
        """Return a package by name or ARN, and the account it is in."""
        account, name = self.owner(operation, "model-package", name)
        arn = account.arn("model-package", name)
        if arn not in account.packages:
            raise refusals.absent("ModelPackage", arn)
        return account, account.packages[arn]

    def tagged(self, operation: str, arn: str) -> dict[str, str]:
        """Return the tags of a group or of an unversioned package."""
        if ":model-package-group/" in arn:
            return self.group(operation, arn)[1].tags
        package = self.package(operation, arn)[1]
        if package.version is not None:
            raise refusals.invalid("Tags are not supported for versioned Model Packages; tag the Model Package Group")
        return package.tags


def now() -> float:
    """Return the time as the service tells it, to the millisecond."""
    return round(time.time(), 3)


def tags_of(request: Mapping[str, Any]) -> dict[str, str]:
    """Return a request's tags, refusing a key that is there twice."""
    tags: dict[str, str] = {}
    for tag in request.get("Tags") or ():
        if tag["Key"] in tags:
            raise refusals.invalid(f"Duplicate tag key: {tag['Key']}")
        tags[tag["Key"]] = tag["Value"]
    return tags
