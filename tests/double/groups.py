"""The operations on model package groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import refusals
from .model import output_shape, picked, structure
from .paging import page
from .state import Group, now, tags_of

if TYPE_CHECKING:
    from .model import Document
    from .state import Account


def create(account: Account, request: Document) -> Document:
    name = request["ModelPackageGroupName"]
    arn = account.arn("model-package-group", name)
    if any(group.arn == arn for group in account.groups.values()):
        raise refusals.group_exists(arn, other_text=account.options.other_exists_text)
    limit = account.options.group_limit
    if limit is not None and len(account.groups) >= limit:
        raise refusals.too_many("Maximum number of model package groups allowed per account", limit)
    account.groups[name] = Group(
        name=name,
        arn=arn,
        created=now(),
        created_by=picked(structure("UserContext"), account.user),
        request={member: value for member, value in request.items() if member != "Tags"},
        tags=tags_of(request),
    )
    return {"ModelPackageGroupArn": arn}


def _document(group: Group) -> Document:
    return {
        **group.request,
        "ModelPackageGroupArn": group.arn,
        "CreationTime": group.created,
        "CreatedBy": group.created_by,
        "ModelPackageGroupStatus": "Completed",
    }


def describe(account: Account, request: Document) -> Document:
    _, group = account.group("DescribeModelPackageGroup", request["ModelPackageGroupName"])
    shape = output_shape("DescribeModelPackageGroup")
    assert shape is not None
    return picked(shape, _document(group))


def list_all(account: Account, request: Document) -> Document:
    after, before = request.get("CreationTimeAfter"), request.get("CreationTimeBefore")
    groups = [
        group
        for group in account.groups.values()
        if request.get("NameContains", "") in group.name
        and (after is None or group.created > after)
        and (before is None or group.created < before)
    ]
    by_name = request.get("SortBy") == "Name"
    shown, token = page(
        groups,
        lambda group: (group.name,) if by_name else (group.created, group.name),
        request,
        account.options,
        size=request.get("MaxResults"),
    )
    summary = structure("ModelPackageGroupSummary")
    return {"ModelPackageGroupSummaryList": [picked(summary, _document(group)) for group in shown], **token}


def delete(account: Account, request: Document) -> Document:
    owner, group = account.group("DeleteModelPackageGroup", request["ModelPackageGroupName"])
    if any(package.version is not None and package.name == group.name for package in owner.packages.values()):
        raise refusals.group_not_empty(group.arn)
    del owner.groups[group.name]
    return {}


OPERATIONS = {
    "CreateModelPackageGroup": create,
    "DescribeModelPackageGroup": describe,
    "ListModelPackageGroups": list_all,
    "DeleteModelPackageGroup": delete,
}
