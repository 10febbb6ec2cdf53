"""What one account has in one region: groups, packages, and the tokens it has seen."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

import attrs

from . import refusals
from .model import Document
from .progress import AT_ONCE, Step

_ARN = re.compile(r"arn:aws:sagemaker:(?P<region>[^:]*):(?P<account>\d{12}):(?P<kind>[^/]+)/(?P<name>.+)")


@attrs.define(kw_only=True)
class Group:
    """A model package group."""

    name: str
    arn: str
    created: float
    request: Document
    tags: dict[str, str]
    last_version: int = 0


@attrs.define(kw_only=True)
class Package:
    """A model package: a version, or an unversioned one."""

    name: str
    """Name of its group, or its own."""
    version: int | None
    arn: str
    created: float
    request: Document
    """The request that created it, without its token, as later updates have changed it."""
    steps: Sequence[Step]
    described: int = 0
    """How often it has been described: the step of its progress."""
    updated: Document = attrs.field(factory=dict[str, Any])
    """Members that only updates bring."""

    @property
    def step(self) -> Step:
        """The step that the next description shows."""
        return self.steps[min(self.described, len(self.steps) - 1)]


@attrs.define(kw_only=True)
class Account:
    """The state of an account in a region. ``service.LOCK`` guards it."""

    account: str = "111122223333"
    region: str = "us-east-1"
    steps: Sequence[Step] = AT_ONCE
    """The progress of packages that are created from now on."""
    shared: Sequence[Account] = ()
    other_exists_text: bool = False
    """Whether to use the rarer of the service's two texts for a group that exists."""
    lower_case_arns: bool = False
    """Whether ARNs have names in lower case, like ARNs that the service created in earlier years."""
    newer_values: bool = False
    """Whether to accept enum values that the installed botocore does not list, as a newer service does."""
    page_size: int = 100
    empty_pages: int = 0
    """How many pages with a token but without items come before each one with items."""
    group_limit: int = 1000
    package_limit: int = 10_000
    groups: dict[str, Group] = attrs.field(factory=dict[str, Group])
    packages: dict[str, Package] = attrs.field(factory=dict[str, Package])
    """By ARN, in order of creation."""
    tokens: dict[str, tuple[str, str]] = attrs.field(factory=dict[str, tuple[str, str]])
    """Token: the content that was sent with it, and the ARN that was the answer."""

    def arn(self, kind: str, name: str) -> str:
        name = name.lower() if self.lower_case_arns else name
        return f"arn:aws:sagemaker:{self.region}:{self.account}:{kind}/{name}"

    @property
    def user(self) -> Document:
        """Who created something, as the service describes it."""
        return {"IamIdentity": {"Arn": f"arn:aws:sts::{self.account}:assumed-role/Tests/double"}}

    def owner(self, operation: str, kind: str, name: str) -> tuple[Account, str]:
        """Return the account that owns something, and its name there."""
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
        """Return a group by name or ARN, and the account that owns it."""
        account, name = self.owner(operation, "model-package-group", name)
        arn = account.arn("model-package-group", name)
        for group in account.groups.values():
            if group.arn == arn:
                return account, group
        raise refusals.absent("ModelPackageGroup", arn)

    def package(self, operation: str, name: str) -> Package:
        """Return a package by name or ARN."""
        account, name = self.owner(operation, "model-package", name)
        arn = account.arn("model-package", name)
        if arn not in account.packages:
            raise refusals.absent("ModelPackage", arn)
        return account.packages[arn]


def now() -> float:
    """Return the time as the service gives it, to the millisecond."""
    return round(time.time(), 3)
