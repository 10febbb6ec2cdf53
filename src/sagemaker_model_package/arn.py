"""The ARNs of model packages and of their groups, taken apart."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.value_format import format_value

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["ModelPackageArn", "ModelPackageGroupArn"]


@cache
def _pattern(resource: str) -> re.Pattern[str]:
    start = r"arn:(?P<partition>aws[a-z-]*):sagemaker:(?P<region>[a-z0-9-]+):(?P<account>[0-9]{12}):"
    name = r"/(?P<name>[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62})"
    return re.compile(
        start + resource + name + (r"(?:/(?P<version>[0-9]{1,9}))?" if resource == "model-package" else "")
    )


@frozen(kw_only=True)
class ModelPackageGroupArn:
    """The ARN of a model package group: ``arn:aws:sagemaker:REGION:ACCOUNT:model-package-group/NAME``."""

    partition: str
    """``aws``, ``aws-cn``, ``aws-us-gov``, ..."""
    region: str
    """Such as ``us-east-1``."""
    account: str
    """Account ID, 12 digits."""
    name: str
    """Name of the group."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Take an ARN apart; raises ``ValueError`` where it is not the ARN of a group."""
        return cls(**_parts("model-package-group", text))

    def __str__(self) -> str:
        """Return the ARN."""
        return f"arn:{self.partition}:sagemaker:{self.region}:{self.account}:model-package-group/{self.name}"


@frozen(kw_only=True)
class ModelPackageArn:
    """The ARN of a model package: ``arn:aws:sagemaker:REGION:ACCOUNT:model-package/NAME``.

    A version's ends in ``/VERSION``.
    """

    partition: str
    """``aws``, ``aws-cn``, ``aws-us-gov``, ..."""
    region: str
    """Such as ``us-east-1``."""
    account: str
    """Account ID, 12 digits."""
    name: str
    """Name of the group that a version is in, or of the unversioned package."""
    version: int | None = field(default=None, converter=attrs.converters.optional(int))
    """Number of the version, or ``None`` for an unversioned package."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Take an ARN apart; raises ``ValueError`` where it is not the ARN of a model package."""
        return cls(**_parts("model-package", text))

    def __str__(self) -> str:
        """Return the ARN."""
        version = "" if self.version is None else f"/{self.version}"
        return f"arn:{self.partition}:sagemaker:{self.region}:{self.account}:model-package/{self.name}{version}"


def _parts(resource: str, text: object) -> dict[str, str]:
    match = _pattern(resource).fullmatch(text) if isinstance(text, str) else None
    if match is None:
        wanted = f"arn:aws:sagemaker:REGION:ACCOUNT:{resource}/NAME"
        message = f"{format_value(text)} is not the ARN of a {resource.replace('-', ' ')}; it is written as {wanted}"
        raise ValueError(message)
    return match.groupdict()
