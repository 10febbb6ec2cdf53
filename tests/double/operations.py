"""The operations that the registry calls: each changes the state of an account, and answers or refuses."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any, TypeVar

from . import refusals
from .model import Document, picked
from .state import Account, Group, Package, now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


# Groups ---------------------------------------------------------------------------------------------------------------


def create_group(account: Account, request: Document) -> Document:
    name = request["ModelPackageGroupName"]
    arn = account.arn("model-package-group", name)
    if any(group.arn == arn for group in account.groups.values()):
        raise refusals.group_exists(arn, other_text=account.other_exists_text)
    if len(account.groups) >= account.group_limit:
        raise refusals.too_many("model package groups", account.group_limit)
    tags = {tag["Key"]: tag["Value"] for tag in request.pop("Tags", ())}
    account.groups[name] = Group(name=name, arn=arn, created=now(), request=request, tags=tags)
    return {"ModelPackageGroupArn": arn}


def describe_group(account: Account, request: Document) -> Document:
    owner, group = account.group("DescribeModelPackageGroup", request["ModelPackageGroupName"])
    return {
        **group.request,
        "ModelPackageGroupArn": group.arn,
        "CreationTime": group.created,
        "CreatedBy": picked("UserContext", owner.user),
        "ModelPackageGroupStatus": "Completed",
    }


def list_tags(account: Account, request: Document) -> Document:
    tags = account.group("ListTags", request["ResourceArn"])[1].tags
    shown, token = _page([{"Key": key, "Value": value} for key, value in tags.items()], request, account)
    return {"Tags": shown, **token}


# Packages -------------------------------------------------------------------------------------------------------------


def create_package(account: Account, request: Document) -> Document:
    if ("ModelPackageName" in request) == ("ModelPackageGroupName" in request):
        raise refusals.invalid("Either ModelPackageName or ModelPackageGroupName is required")
    token = request.pop("ClientToken", None)
    content = json.dumps(request, sort_keys=True)
    if token in account.tokens:
        before, arn = account.tokens[token]
        if before != content:
            raise refusals.conflict(f"The client token {token} was used before, with other parameters")
        return {"ModelPackageArn": arn}
    owner = account
    if "ModelPackageGroupName" in request:
        owner, group = account.group("CreateModelPackage", request["ModelPackageGroupName"])
        name, version = group.name, group.last_version + 1
        request = {"ModelApprovalStatus": "PendingManualApproval", **request, "ModelPackageGroupName": name}
        arn = owner.arn("model-package", f"{name}/{version}")
    else:
        group, name, version = None, request["ModelPackageName"], None
        request.pop("ModelApprovalStatus", None)
        arn = owner.arn("model-package", name)
        if arn in owner.packages:
            raise refusals.conflict(f"Model Package already exists: {arn}")
    if len(owner.packages) >= owner.package_limit:
        raise refusals.too_many("model packages", owner.package_limit)
    if group is not None:
        group.last_version += 1
    if token is not None:
        account.tokens[token] = (content, arn)
    request.pop("Tags", None)
    _add_digests(request)
    owner.packages[arn] = Package(
        name=name, version=version, arn=arn, created=now(), request=request, steps=account.steps
    )
    return {"ModelPackageArn": arn}


def _add_digests(request: Document) -> None:
    """Add to each image its current digest, as the service does."""
    main = [request["InferenceSpecification"]] if "InferenceSpecification" in request else []
    for specification in (*main, *request.get("AdditionalInferenceSpecifications", ())):
        for container in specification["Containers"]:
            if "Image" in container:
                image: str = container["Image"]
                digest = image.partition("@")[2] or f"sha256:{hashlib.sha256(image.encode()).hexdigest()}"
                container.setdefault("ImageDigest", digest)


def _document(account: Account, package: Package) -> Document:
    """Return all that is known of a package."""
    return {
        **package.request,
        **({} if package.version is None else {"ModelPackageVersion": package.version}),
        "ModelPackageArn": package.arn,
        "CreationTime": package.created,
        "CreatedBy": picked("UserContext", account.user),
        "ModelPackageStatus": package.step.status,
        "ModelPackageStatusDetails": package.step.details(),
        "CertifyForMarketplace": package.request.get("CertifyForMarketplace", False),
        **package.updated,
    }


def describe_package(account: Account, request: Document) -> Document:
    package = account.package("DescribeModelPackage", request["ModelPackageName"])
    document = picked("DescribeModelPackageOutput", _document(account, package))
    package.described += 1
    return document


def list_packages(account: Account, request: Document) -> Document:
    owner, group = account.group("ListModelPackages", request["ModelPackageGroupName"])
    status = request.get("ModelApprovalStatus")
    packages = [
        package
        for package in owner.packages.values()
        if package.version is not None
        and package.name == group.name
        and status in {None, package.request["ModelApprovalStatus"]}
    ]
    if request.get("SortOrder") == "Descending":
        packages.reverse()
    shown, token = _page(packages, request, account)
    return {
        "ModelPackageSummaryList": [picked("ModelPackageSummary", _document(owner, package)) for package in shown],
        **token,
    }


def update_package(account: Account, request: Document) -> Document:
    package = account.package("UpdateModelPackage", request["ModelPackageArn"])
    if package.version is None:
        raise refusals.invalid("Only versioned Model Packages can be updated")
    metadata = {
        **package.request.get("CustomerMetadataProperties", {}),
        **request.get("CustomerMetadataProperties", {}),
    }
    if metadata:
        package.request["CustomerMetadataProperties"] = metadata
    for where, member in ((package.request, "ModelApprovalStatus"), (package.updated, "ApprovalDescription")):
        if member in request:
            where[member] = request[member]
    package.updated |= {"LastModifiedTime": now(), "LastModifiedBy": picked("UserContext", account.user)}
    return {"ModelPackageArn": package.arn}


# Pages ----------------------------------------------------------------------------------------------------------------


def _page(items: Sequence[T], request: Document, account: Account) -> tuple[list[T], Document]:
    """Return the items of one page, and ``NextToken`` if there are more pages, some of which may be empty."""
    question = {name: value for name, value in request.items() if name not in {"NextToken", "MaxResults"}}
    start, empty = 0, 0
    if request.get("NextToken"):
        asked, start, empty = json.loads(base64.b64decode(request["NextToken"]))
        if asked != question:
            raise refusals.invalid("NextToken was given for another request")
    if empty < account.empty_pages:
        return [], _token(question, start, empty + 1)
    end = start + min(request.get("MaxResults", account.page_size), account.page_size)
    return list(items[start:end]), _token(question, end, 0) if len(items) > end else {}


def _token(*parts: Any) -> Document:  # noqa: ANN401 - any JSON
    return {"NextToken": base64.b64encode(json.dumps(parts).encode()).decode()}


OPERATIONS: dict[str, Callable[[Account, Document], Document]] = {
    "CreateModelPackage": create_package,
    "CreateModelPackageGroup": create_group,
    "DescribeModelPackage": describe_package,
    "DescribeModelPackageGroup": describe_group,
    "ListModelPackages": list_packages,
    "ListTags": list_tags,
    "UpdateModelPackage": update_package,
}
