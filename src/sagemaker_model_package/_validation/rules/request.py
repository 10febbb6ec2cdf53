"""Rules about which members a request may have at all: they decide its kind, before there is a package.

The classes and the builder have no place for a member that does not apply, so these rules only ever meet kwargs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._validation.kinds import names_given
from sagemaker_model_package._validation.rules.rule import BOTH, UNVERSIONED, VERSIONED, Finding, Rule, not_allowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REFERENCE = "API reference, CreateModelPackage"
_ONE_NAME = "give ModelPackageGroupName for a version in a group, or ModelPackageName for an unversioned package"
_SENT_BY_THE_SDK = "PendingManualApproval"


@Rule(
    "MP101",
    "one-name",
    severity="error",
    kinds=BOTH,
    on="kwargs",
    why="A package is a version in a group or stands alone under a name of its own, so it has exactly one of the two.",
    source=f"{_REFERENCE}: ModelPackageName, ModelPackageGroupName",
    json_schema={
        "anyOf": [{"required": ["ModelPackageGroupName"]}, {"required": ["ModelPackageName"]}],
        "not": {"required": ["ModelPackageGroupName", "ModelPackageName"]},
        "errorMessage": _ONE_NAME,
    },
)
def one_name(request: Mapping[str, object]) -> Iterable[Finding]:
    """Find both names, or neither."""
    given = names_given(request)
    if len(given) != 1:
        yield Finding(
            "",
            f"{'both' if given else 'neither'} of ModelPackageGroupName and ModelPackageName given",
            _ONE_NAME,
        )


@Rule(
    "MP103",
    "not-for-versions",
    severity="error",
    kinds=VERSIONED,
    on="kwargs",
    why="A version takes its group's tags, and only an unversioned package can be certified for the Marketplace.",
    source=f"{_REFERENCE}: Tags, CertifyForMarketplace",
    json_schema={
        "properties": {
            "Tags": not_allowed("a version takes the tags of its group: tag the group"),
            "CertifyForMarketplace": {
                "const": False,
                "errorMessage": "a version cannot be certified for AWS Marketplace: leave it out",
                "doNotSuggest": True,
            },
        }
    },
)
def not_for_versions(request: Mapping[str, object]) -> Iterable[Finding]:
    """Find members that do not apply to a version."""
    if request.get("Tags") is not None:
        group = f" {format_value(request['ModelPackageGroupName'])}" if request.get("ModelPackageGroupName") else ""
        yield Finding(
            "Tags",
            "a version takes the tags of its group",
            f"tag the group{group}, or use customer_metadata(...)",
        )
    if request.get("CertifyForMarketplace", False) is not False:
        yield Finding(
            "CertifyForMarketplace",
            "a version cannot be certified for AWS Marketplace",
            "leave it out, or give ModelPackageName instead of ModelPackageGroupName",
        )


@Rule(
    "MP201",
    "approval-on-unversioned",
    severity="warning",
    kinds=UNVERSIONED,
    on="kwargs",
    why="Approval is for versions; on an unversioned package it is dropped.",
    source=f"{_REFERENCE}: ModelApprovalStatus",
)
def approval_on_unversioned(request: Mapping[str, object]) -> Iterable[Finding]:
    """Find an approval status on an unversioned package, other than the one that AWS's own SDK sends with every one."""
    if request.get("ModelApprovalStatus", _SENT_BY_THE_SDK) != _SENT_BY_THE_SDK:
        yield Finding("ModelApprovalStatus", "an unversioned package is not approved or rejected", "leave it out")
