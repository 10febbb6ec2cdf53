"""Make sure that a group exists.

The service has no call for that, and reports in more than one way that a group exists already. So no error text is
interpreted: a call of ``describe_model_package_group`` decides.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sagemaker_model_package._constraints import table_of
from sagemaker_model_package._internal.attributes import frozen
from sagemaker_model_package._internal.frames import user_stacklevel
from sagemaker_model_package._internal.mappings import refuse_boto3_tags
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package.arn import ModelPackageGroupArn
from sagemaker_model_package.enums import ManagedStorageType
from sagemaker_model_package.errors import ModelPackageGroupStatusError, ModelRegistryWarning, UnreadableArnError
from sagemaker_model_package.registry._arguments import check_arguments
from sagemaker_model_package.registry._known_members import outdated_botocore
from sagemaker_model_package.registry._pages import Pages
from sagemaker_model_package.registry._service_errors import (
    ABSENT,
    REFUSALS,
    add_note,
    code_of,
    is_transient,
    require_member,
)
from sagemaker_model_package.shapes._strings import ENTITY_DESCRIPTION, ENTITY_NAME
from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
from sagemaker_model_package.shapes.governance import Tag

if TYPE_CHECKING:
    from sagemaker_model_package.enums import ManagedStorageTypeLike
    from sagemaker_model_package.registry.client import SageMakerClient

TagsLike: TypeAlias = Mapping[str, str | None] | list[Tag] | tuple[Tag, ...]
"""Tags, as a mapping or as ``Tag`` objects. ``None`` as a mapping's value skips the key."""

_UNUSABLE = frozenset({"Deleting", "Failed"})
_UNUSUAL = frozenset({"DeleteFailed"})
_ALWAYS_PRESENT = ("Arn", "Name", "Status")


@frozen(kw_only=True)
class TagDifference:
    """A tag of a group that differs from the wanted one."""

    key: str
    """The tag's key."""

    wanted: str
    """The value that was given."""

    found: str | None
    """The value that the group has, or ``None`` if it lacks the tag."""

    def __str__(self) -> str:
        """Return the difference as text."""
        key, wanted, found = map(format_value, (self.key, self.wanted, self.found))
        return f"tag {key}: {wanted} was wanted, the group has {found}"


@frozen(kw_only=True)
class EnsuredGroup:
    """A group that exists."""

    arn: ModelPackageGroupArn
    """Its ARN: a ``str`` that knows its parts."""

    name: str
    """Its name."""

    created: bool
    """Whether this call created it. Also ``False`` if an attempt of this call created it but its answer was lost."""

    status: str | None = None
    """Its status, such as ``Completed``; ``None`` if this call created it."""

    description: str | None = None
    """Its description."""

    managed_storage_type: str | None = None
    """Its type of managed storage, such as ``Restricted``; ``None`` if it has none, or botocore does not know it."""

    wanted_description: str | None = None
    """The description that was given, if the group has a different one."""

    tag_differences: tuple[TagDifference, ...] = ()
    """The given tags that the group lacks or has with other values. Further tags of the group are ignored."""


GroupLike: TypeAlias = str | EnsuredGroup
"""What identifies a group: its name, its ARN, or what ``ensure_group`` returned."""


class _Wanted(NamedTuple):
    """What a group is to have; ``None`` where that was not given."""

    description: str | None
    tags: Mapping[str, str] | None
    storage: str | None

    def check(self) -> None:
        """Raise ``ModelRegistryArgumentError`` where the service would refuse it."""
        tags = None if self.tags is None else tuple(Tag(key=key, value=value) for key, value in self.tags.items())
        check_arguments(
            {
                "ModelPackageGroupDescription": (ENTITY_DESCRIPTION, self.description),
                "Tags": (table_of(UnversionedRequest).by_name["Tags"].constraint, tags),
            }
        )

    def kwargs(self) -> dict[str, Any]:
        """Return the kwargs of ``create_model_package_group`` for it."""
        given = {
            "ModelPackageGroupDescription": self.description,
            "Tags": _on_the_wire(self.tags),
            "ManagedConfiguration": None if self.storage is None else {"ManagedStorageType": self.storage},
        }
        return {member: value for member, value in given.items() if value is not None}


_CREATE = "CreateModelPackageGroup"


def ensure_group(
    client: SageMakerClient,
    name: GroupLike,
    description: str | None,
    tags: TagsLike | None,
    managed_storage_type: ManagedStorageTypeLike | None,
) -> EnsuredGroup:
    """Make sure that a group exists; see ``ModelRegistry.ensure_group``."""
    called = group_identifier(name)
    by_arn = _is_arn(called)
    storage = None if managed_storage_type is None else str.__str__(ManagedStorageType(managed_storage_type))
    wanted = _Wanted(description, _tags_of(tags), storage)
    wanted.check()
    if storage is not None:  # an older botocore leaves it out of a description as well
        outdated = outdated_botocore(client.meta.service_model.operation_model(_CREATE), wanted.kwargs())
        if outdated is not None:
            raise outdated
    found = _described(client, called, must_exist=by_arn)
    if found is None:
        try:
            response = client.create_model_package_group(ModelPackageGroupName=called, **wanted.kwargs())
        except Exception as error:
            found = _described(client, called) if code_of(error) in REFUSALS else None
            if found is None:
                again = ": it is safe to call ensure_group() again" if is_transient(error) else ""
                add_note(error, f"while creating the group {format_value(called)}{again}")
                raise
        else:
            arn = group_arn(require_member(response, "ModelPackageGroupArn", _CREATE), called)
            return EnsuredGroup(
                arn=arn, name=called, created=True, description=description, managed_storage_type=storage
            )
    return _compared(client, found, called, wanted)


def group_identifier(group: GroupLike) -> str:
    """Return a group's name or ARN as the service takes it; raise ``ValueError`` for anything else."""
    if isinstance(group, EnsuredGroup):
        return group.arn
    if _is_arn(group):
        return ModelPackageGroupArn(group)
    fault = ENTITY_NAME.fault(group)
    if fault is None:
        return str.__str__(group)
    raise ValueError(f"{fault.message}; for the name of a group, {fault.remedy}, or give the group's ARN")


def _is_arn(group: object) -> bool:
    return isinstance(group, str) and group.startswith("arn:")


def _described(client: SageMakerClient, called: str, *, must_exist: bool = False) -> Mapping[str, Any] | None:
    """Describe a group; return ``None`` if it does not exist, or raise if ``must_exist``."""
    try:
        response: Mapping[str, Any] = client.describe_model_package_group(ModelPackageGroupName=called)
    except Exception as error:
        if must_exist:
            add_note(error, f"a group that is given by its ARN is only looked up, never created: {called}")
        elif code_of(error) in ABSENT:
            return None
        raise
    return response


def group_arn(text: str, called: str) -> ModelPackageGroupArn:
    """Read the ARN that the service gave for a group; raise ``UnreadableArnError`` if its form is unknown."""
    try:
        return ModelPackageGroupArn(text)
    except ValueError:
        raise UnreadableArnError(text, f"the group {format_value(called)}") from None


def _compared(
    client: SageMakerClient,
    found: Mapping[str, Any],
    called: str,
    wanted: _Wanted,
) -> EnsuredGroup:
    """Return a group that was found, and warn about differences from what was wanted."""
    arn, name, status = (
        require_member(found, f"ModelPackageGroup{what}", "DescribeModelPackageGroup") for what in _ALWAYS_PRESENT
    )
    if status in _UNUSABLE:
        raise ModelPackageGroupStatusError(name, status)
    has = found.get("ModelPackageGroupDescription")
    other = wanted.description if wanted.description is not None and wanted.description != (has or "") else None
    differences = _tag_differences(client, arn, wanted.tags) if wanted.tags else ()
    texts = [f"its status is {status}"] if status in _UNUSUAL else []
    if other is not None:
        texts.append(f"description: {format_value(other)} was wanted, the group has {format_value(has)}")
    texts += map(str, differences)
    has_storage: str | None = found.get("ManagedConfiguration", {}).get("ManagedStorageType")
    if wanted.storage not in {None, has_storage}:
        texts.append(
            f"managed storage: {format_value(wanted.storage)} was wanted, the group has {format_value(has_storage)}; "
            "a group keeps what it was created with, so give another name"
        )
    if texts:
        text = "\n  ".join([f"the group {format_value(name)} exists and was not changed:", *texts])
        warnings.warn(ModelRegistryWarning(text), stacklevel=user_stacklevel())
    return EnsuredGroup(
        arn=group_arn(arn, called),
        name=name,
        created=False,
        status=status,
        description=has,
        managed_storage_type=has_storage,
        wanted_description=other,
        tag_differences=differences,
    )


def _tag_differences(client: SageMakerClient, arn: str, wanted: Mapping[str, str]) -> tuple[TagDifference, ...]:
    try:
        pages = Pages(partial(client.list_tags, ResourceArn=arn), "Tags", "ListTags")
        found = [tag for tags, _ in pages for tag in tags]
        has = {require_member(tag, "Key", "ListTags"): tag.get("Value", "") for tag in found}
    except Exception as error:
        add_note(error, "while comparing the group's tags with those given; the group exists")
        raise
    return tuple(
        TagDifference(key=key, wanted=value, found=has.get(key))
        for key, value in wanted.items()
        if has.get(key) != value
    )


def _tags_of(tags: object) -> dict[str, str] | None:
    if tags is None:
        return None
    given: Any = tags
    if isinstance(tags, Mapping):
        refuse_boto3_tags("ensure_group()", given)
        return {key: value for key, value in given.items() if value is not None}
    if isinstance(tags, (list, tuple)) and all(isinstance(one, Tag) for one in given):
        values = {one.key: one.value for one in given}
        if len(values) < len(given):
            twice = next(key for key in values if sum(one.key == key for one in given) > 1)
            raise ValueError(f"tags name the key {format_value(twice)} more than once; give each key one value")
        return values
    refuse_boto3_tags("ensure_group()", given)
    raise TypeError(f"tags must be a mapping or a list of Tag, got {format_value(given)}")


def _on_the_wire(tags: Mapping[str, str] | None) -> list[dict[str, str]] | None:
    return [{"Key": key, "Value": value} for key, value in tags.items()] if tags else None
