"""The operations on model packages."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from typing import TYPE_CHECKING

from . import contents, refusals
from .model import output_shape, picked, structure
from .paging import page
from .state import Package, now, tags_of

if TYPE_CHECKING:
    from .model import Document
    from .state import Account

_NOT_ANSWERED = {"Tags", "ClientToken"}
_MOST_SPECIFICATIONS = 15
_REPLACED = (
    *("ModelApprovalStatus", "ModelPackageRegistrationType", "InferenceSpecification"),
    *("SourceUri", "ModelCard", "ModelLifeCycle"),
)
"""Members that an update puts in the place of what was there."""


# Creating -------------------------------------------------------------------------------------------------------------


def create(account: Account, request: Document) -> Document:
    names = [name for name in ("ModelPackageName", "ModelPackageGroupName") if name in request]
    if len(names) > 1:
        raise refusals.invalid(
            "Both ModelPackageName and ModelPackageGroupName are provided in the input. "
            "Cannot determine which one to use."
        )
    if not names:
        raise refusals.invalid("Missing ARN.")
    token = request.get("ClientToken")
    if token is not None and (answered := _answered_before(account, "CreateModelPackage", token, request)):
        return answered
    contents.check(request)
    tags_of(request)  # refused if one is there twice
    making = _create_version if "ModelPackageGroupName" in names else _create_unversioned
    owner, arn = making(account, request)
    owner.packages[arn].token = token
    if token is not None:
        account.tokens["CreateModelPackage", token] = (_content(request), arn)
    return {"ModelPackageArn": arn}


def _content(request: Document) -> str:
    return json.dumps({name: value for name, value in request.items() if name != "ClientToken"}, sort_keys=True)


def _answered_before(account: Account, operation: str, token: str, request: Document) -> Document | None:
    """Return the answer that an earlier call with the same token was given; none of it is done again."""
    if (operation, token) not in account.tokens:
        return None
    content, arn = account.tokens[operation, token]
    if content != _content(request):
        raise refusals.token_reused(token)
    return {"ModelPackageArn": arn}


def _create_version(account: Account, request: Document) -> tuple[Account, str]:
    owner, group = account.group("CreateModelPackage", request["ModelPackageGroupName"])
    contents.check_version(request)
    _check_limit(owner)
    group.last_version += 1
    request = {"ModelApprovalStatus": "PendingManualApproval", **request, "ModelPackageGroupName": group.name}
    return owner, _commit(owner, group.name, group.last_version, request)


def _create_unversioned(account: Account, request: Document) -> tuple[Account, str]:
    name: str = request["ModelPackageName"]
    contents.check_unversioned(request)
    arn = account.arn("model-package", name)
    if arn in account.packages:
        raise refusals.package_exists(arn)
    _check_limit(account)
    request = {member: value for member, value in request.items() if member != "ModelApprovalStatus"}
    return account, _commit(account, name, None, request)


def _check_limit(account: Account) -> None:
    limit = account.options.package_limit
    if limit is not None and len(account.packages) >= limit:
        raise refusals.too_many("Maximum number of model packages allowed per account", limit)


def _commit(account: Account, name: str, version: int | None, request: Document) -> str:
    arn = account.arn("model-package", name if version is None else f"{name}/{version}")
    package = Package(
        number=account.created_packages,
        name=name,
        version=version,
        arn=arn,
        created=now(),
        created_by=picked(structure("UserContext"), account.user),
        request=deepcopy({member: value for member, value in request.items() if member not in _NOT_ANSWERED}),
        token=None,
        tags=tags_of(request),
        steps=account.steps,
    )
    if account.options.image_digests:
        _add_digests(package.request)
    account.created_packages += 1
    account.packages[arn] = package
    return arn


def _add_digests(request: Document) -> None:
    """Write beside each image which one it is today, as the service does."""
    for container in contents.containers(request):
        if "Image" in container:
            image: str = container["Image"]
            digest = image.partition("@")[2] or f"sha256:{hashlib.sha256(image.encode()).hexdigest()}"
            container.setdefault("ImageDigest", digest)


# Reading --------------------------------------------------------------------------------------------------------------


def _document(account: Account, package: Package) -> Document:
    """Return all that is known of a package."""
    version: Document = {} if package.version is None else {"ModelPackageVersion": package.version}
    if package.version is not None and account.options.name_on_versions:
        version["ModelPackageName"] = package.name
    return {
        **package.request,
        **version,
        "ModelPackageArn": package.arn,
        "CreationTime": package.created,
        "CreatedBy": package.created_by,
        "ModelPackageStatus": package.step.status,
        "ModelPackageStatusDetails": package.step.details(),
        "CertifyForMarketplace": package.request.get("CertifyForMarketplace", False),
        **package.updated,
    }


def describe(account: Account, request: Document) -> Document:
    owner, package = account.package("DescribeModelPackage", request["ModelPackageName"])
    shape = output_shape("DescribeModelPackage")
    assert shape is not None
    document = picked(shape, _document(owner, package))
    package.described += 1
    if request.get("IncludedData") == "MetadataOnly" and "ModelCard" in document:
        document["ModelCard"] = {**document["ModelCard"], "ModelCardContent": ""}
    return document


def list_all(account: Account, request: Document) -> Document:
    owner, group = account, None
    if request.get("ModelPackageGroupName"):
        owner, group = account.group("ListModelPackages", request["ModelPackageGroupName"])
    wanted = request.get("ModelPackageType", "Unversioned" if group is None else "Both")
    status, contained = request.get("ModelApprovalStatus"), request.get("NameContains", "")
    after, before = request.get("CreationTimeAfter"), request.get("CreationTimeBefore")
    packages = [
        package
        for package in owner.packages.values()
        if (group is None or (package.version is not None and package.name == group.name))
        and wanted in ("Both", "Unversioned" if package.version is None else "Versioned")
        and (status is None or package.request.get("ModelApprovalStatus") == status)
        and contained in package.name
        and (after is None or package.created > after)
        and (before is None or package.created < before)
    ]
    by_name = request.get("SortBy") == "Name"
    shown, token = page(
        packages,
        lambda package: (package.name, package.number) if by_name else (package.created, package.number),
        request,
        account.options,
        size=request.get("MaxResults"),
    )
    summary = structure("ModelPackageSummary")
    return {"ModelPackageSummaryList": [picked(summary, _document(owner, package)) for package in shown], **token}


# Changing -------------------------------------------------------------------------------------------------------------


def update(account: Account, request: Document) -> Document:
    owner, package = account.package("UpdateModelPackage", request["ModelPackageArn"])
    if package.version is None:
        raise refusals.invalid("Only versioned Model Packages can be updated")
    token = request.get("ClientToken")
    if token is not None and (answered := _answered_before(account, "UpdateModelPackage", token, request)):
        return answered
    package.request = _updated(package.request, request)
    if owner.options.image_digests:
        _add_digests(package.request)
    package.updated = {
        **package.updated,
        **{name: request[name] for name in ("ApprovalDescription",) if name in request},
        "LastModifiedTime": now(),
        "LastModifiedBy": picked(structure("UserContext"), account.user),
    }
    if token is not None:
        account.tokens["UpdateModelPackage", token] = (_content(request), package.arn)
    return {"ModelPackageArn": package.arn}


def _updated(old: Document, request: Document) -> Document:
    """Return what a package is after an update; nothing is changed if that is refused."""
    new = deepcopy(old)
    replaced = {name: request[name] for name in _REPLACED if name in request}
    new.update(deepcopy(replaced))
    removed = request.get("CustomerMetadataPropertiesToRemove", ())
    kept = {key: value for key, value in new.get("CustomerMetadataProperties", {}).items() if key not in removed}
    properties: dict[str, str] = {**kept, **request.get("CustomerMetadataProperties", {})}
    if len(properties) > structure("CreateModelPackageInput").members["CustomerMetadataProperties"].metadata["max"]:
        raise refusals.invalid("Too many customer metadata properties")
    new.pop("CustomerMetadataProperties", None)
    if properties:
        new["CustomerMetadataProperties"] = properties
    added: list[Document] = request.get("AdditionalInferenceSpecificationsToAdd", [])
    if added:
        together: list[Document] = [*new.get("AdditionalInferenceSpecifications", []), *deepcopy(added)]
        if len(together) > _MOST_SPECIFICATIONS:
            raise refusals.invalid("Total number of additional inference specifications cannot exceed 15")
        new["AdditionalInferenceSpecifications"] = together
    contents.check(new)
    return new


def delete(account: Account, request: Document) -> Document:
    owner, package = account.package("DeleteModelPackage", request["ModelPackageName"])
    del owner.packages[package.arn]
    return {}


OPERATIONS = {
    "CreateModelPackage": create,
    "DescribeModelPackage": describe,
    "ListModelPackages": list_all,
    "UpdateModelPackage": update,
    "DeleteModelPackage": delete,
}
