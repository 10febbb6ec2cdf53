"""The ARNs of model packages and of their groups: strings that know their parts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sagemaker_model_package._internal.value_format import format_value, is_text

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["ArnPartition", "ModelPackageArn", "ModelPackageGroupArn"]


class ArnPartition(str):
    """The partition of an ARN: ``aws``, ``aws-cn``, ``aws-us-gov``, ...

    ``str.partition`` has the same name as this part of an ARN. So that an ARN can be used like any other ``str``, this
    can be called, too: ``arn.partition("/")`` splits the ARN.
    """

    __slots__ = ("arn",)

    arn: str
    """The whole ARN."""

    def __new__(cls, arn: str) -> Self:
        """Read the partition of an ARN."""
        new = str.__new__(cls, arn.split(":", 2)[1])
        new.arn = arn
        return new

    def __call__(self, sep: str, /) -> tuple[str, str, str]:
        """Split the ARN at the first separator, as ``str.partition`` does."""
        return str.partition(self.arn, sep)

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """Pickle and copy with the ARN."""
        return type(self), (self.arn,)


class _Arn(str):
    """What both kinds of ARN have in common: ``arn:PARTITION:sagemaker:REGION:ACCOUNT:RESOURCE``."""

    __slots__ = ()

    if TYPE_CHECKING:
        _RESOURCE: str

    def __new__(cls, arn: str) -> Self:
        """Check the text; raise ``ValueError`` where it is not such an ARN."""
        if not is_text(arn) or _pattern(cls._RESOURCE).fullmatch(arn) is None:
            raise ValueError(
                f"{format_value(arn)} is not the ARN of a {cls._RESOURCE.replace('-', ' ')}; "
                f"it is written as arn:aws:sagemaker:REGION:ACCOUNT:{cls._RESOURCE}/NAME"
            )
        return str.__new__(cls, arn)

    @property
    def partition(self) -> ArnPartition:  # pyright: ignore[reportIncompatibleMethodOverride] - it can be called, too
        """``aws``, ``aws-cn``, ``aws-us-gov``, ..."""
        return ArnPartition(str(self))

    @property
    def region(self) -> str:
        """Such as ``us-east-1``."""
        return self.split(":")[3]

    @property
    def account(self) -> str:
        """Account ID, 12 digits."""
        return self.split(":")[4]

    @property
    def name(self) -> str:
        """Name of the group or of the unversioned package; a version's is its group's."""
        return self.split("/")[1]


class ModelPackageGroupArn(_Arn):
    """The ARN of a model package group: ``arn:aws:sagemaker:REGION:ACCOUNT:model-package-group/NAME``.

    It is a ``str``: boto3, ``json.dumps`` and f-strings take it as it is.

    Raises:
        ValueError: where the text is not the ARN of a group.
    """

    __slots__ = ()
    _RESOURCE = "model-package-group"

    def version_arn(self, version: int) -> ModelPackageArn:
        """Return the ARN of a version in this group; raise ``ValueError`` for what is not the number of one."""
        refusal = refusal_of_version(version)
        if refusal is not None:
            raise ValueError(refusal)
        return ModelPackageArn(f"{self.replace(':model-package-group/', ':model-package/')}/{version:d}")


def refusal_of_version(version: object) -> str | None:
    """Return why something is not the number of a version."""
    if isinstance(version, int) and version is not True and version > 0:
        return None
    return f"version must be the number of a version, 1 or more, got {format_value(version)}"


class ModelPackageArn(_Arn):
    """The ARN of a model package: ``arn:aws:sagemaker:REGION:ACCOUNT:model-package/NAME``.

    A version's ends in ``/VERSION``. It is a ``str``: boto3, ``json.dumps`` and f-strings take it as it is.

    Raises:
        ValueError: where the text is not the ARN of a model package.
    """

    __slots__ = ()
    _RESOURCE = "model-package"

    @property
    def version(self) -> int | None:
        """Number of the version, or ``None`` for an unversioned package."""
        _, _, *version = self.split("/")
        return int(version[0]) if version else None


@cache
def _pattern(resource: str) -> re.Pattern[str]:
    start = r"arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:"
    version = r"(?:/[1-9][0-9]{0,8})?" if resource == "model-package" else ""
    return re.compile(rf"{start}{resource}/[a-zA-Z0-9](?:-*[a-zA-Z0-9]){{0,62}}{version}")
