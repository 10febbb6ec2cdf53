"""The pass over a raw mapping that finds what no class has a place for: keys that are not members, and ``None``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sagemaker_model_package._constraints import UNKNOWN_KEY, Fault, members_of, table_of
from sagemaker_model_package._internal.mappings import mapping_entries
from sagemaker_model_package._internal.paths import MapValue
from sagemaker_model_package._internal.value_format import format_value, is_text, nearest
from sagemaker_model_package.shapes._request import ModelPackageRequest, UnversionedRequest, VersionedRequest
from sagemaker_model_package.shapes._structure import Structure, api_shape

if TYPE_CHECKING:
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package._validation.problems import Problems

REQUEST_MEMBERS = tuple(
    dict.fromkeys(m.name for request in (VersionedRequest, UnversionedRequest) for m in members_of(request))
)
"""The members of either kind: a misspelt name may be meant for any of them, and rules see to those of the other one."""

_OF_EITHER_KIND = frozenset(REQUEST_MEMBERS)

RESPONSE_ONLY = frozenset(
    {
        "ApprovalDescription",
        "CreatedBy",
        "CreationTime",
        "LastModifiedBy",
        "LastModifiedTime",
        "ModelPackageArn",
        "ModelPackageStatus",
        "ModelPackageStatusDetails",
        "ModelPackageVersion",
        "ResponseMetadata",
    }
)
"""What ``describe_model_package`` returns beside the members of the request."""


class UnexpectedKeys:
    """One pass over a mapping."""

    def __init__(self, problems: Problems, *, is_response: bool) -> None:
        """Add what is found to the problems. In a response, ``None`` is as good as absent."""
        self._problems = problems
        self._is_response = is_response

    def find(self, mapping: Any, cls: type[Any], path: Path = None) -> None:
        """Go through a mapping that becomes a structure of a class; anything else is left for the check."""
        entries = mapping_entries(mapping) if issubclass(cls, Structure) else None
        if entries is None:
            return
        members = table_of(cls).by_name
        is_request = issubclass(cls, ModelPackageRequest)
        for key, value in entries.items():
            member = members.get(key)
            if member is None:
                if not (is_request and self._is_expected(key)):
                    self._problems.add_fault((path, MapValue(key)), _unknown(key, cls))
            elif value is not None:
                member.constraint.read(value, self.find, (path, key))
            elif not self._is_response:
                fault = cast("Fault", member.constraint.fault(None))  # None has one everywhere
                self._problems.add_fault((path, key), fault)

    def _is_expected(self, key: object) -> bool:
        """Return whether rules see to a key of a request, or a response has it."""
        return key in _OF_EITHER_KIND or (self._is_response and key in RESPONSE_ONLY)


def _unknown(key: object, cls: type[Any]) -> Fault:
    if issubclass(cls, ModelPackageRequest):
        if key in RESPONSE_ONLY:
            return Fault(
                UNKNOWN_KEY,
                f"{format_value(key)} is what describe_model_package returns, not a member of a request",
                "give the whole response to from_describe(response), or leave it out",
            )
        name, known = "a create_model_package request", REQUEST_MEMBERS
    else:
        name, known = api_shape(cls).__name__, tuple(table_of(cls).by_name)
    all_known = f"leave it out; the members are {', '.join(known)}"

    def suggestion() -> str:
        near = nearest(key, known) if is_text(key) else None
        return f"did you mean {near}?" if near else all_known

    return Fault(UNKNOWN_KEY, f"{format_value(key)} is not a member of {name}", all_known, suggestion)
