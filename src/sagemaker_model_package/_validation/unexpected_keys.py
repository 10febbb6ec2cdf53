"""The pass over a raw mapping that finds what no class has a place for.

That is: keys that are not members, ``None``, and wrong values of members that only the other kind of package has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from sagemaker_model_package._constraints import Scalar, members_of, table_of
from sagemaker_model_package._faults import UNKNOWN_KEY, Fault, placeholder_remedy
from sagemaker_model_package._internal.lazy_botocore import service_shapes
from sagemaker_model_package._internal.mappings import mapping_entries
from sagemaker_model_package._internal.nearest import letters, nearest
from sagemaker_model_package._internal.paths import MapValue
from sagemaker_model_package._internal.value_format import format_value, is_text
from sagemaker_model_package.shapes._request import ModelPackageRequest
from sagemaker_model_package.shapes._structure import Structure, api_shape
from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
from sagemaker_model_package.shapes._versioned_request import VersionedRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package._service_enum import ServiceEnum
    from sagemaker_model_package._validation.problems import Problems

_OF_EITHER_KIND = {m.name: m for request in (VersionedRequest, UnversionedRequest) for m in members_of(request)}

REQUEST_MEMBERS = tuple(_OF_EITHER_KIND)
"""The members of either kind: a misspelt name may be meant for any of them, and rules see to those of the other one."""

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
                elif not self._is_response:
                    self._check_of_other_kind(key, value)
            elif value is not None:
                member.constraint.read(value, self.find, (path, key))
            elif not self._is_response:
                fault = cast("Fault", member.constraint.fault(None))  # None has one everywhere
                if member.absence is not None:
                    fault = fault.with_remedy(f"give {key} a value")
                self._problems.add_fault((path, key), fault)

    def _is_expected(self, key: object) -> bool:
        """Return whether rules see to a key of a request, or a response has it."""
        return key in _OF_EITHER_KIND or (self._is_response and key in RESPONSE_ONLY)

    def _check_of_other_kind(self, key: str, value: object) -> None:
        """Check the value of a member that this kind of package does not have."""
        constraint = _OF_EITHER_KIND[key].constraint
        if value is not None and not isinstance(constraint, Scalar):
            return
        held = constraint.read(value, _member_of, None)
        fault = constraint.fault(held)
        if fault is not None and constraint.reference_of(held) is None:
            self._problems.add_fault((None, key), fault)


def _member_of(value: Any, enum: type[ServiceEnum], _: Path) -> Any:
    return enum.convert(value)


def _unknown(key: object, cls: type[Any]) -> Fault:
    if issubclass(cls, ModelPackageRequest):
        if key in RESPONSE_ONLY:
            message = f"{format_value(key)} is what describe_model_package returns, not a member of a request"
            return Fault(UNKNOWN_KEY, message, _OF_RESPONSES, lambda: members_elsewhere()[letters(str(key))])
        name, known = "a create_model_package request", REQUEST_MEMBERS
    else:
        name, known = api_shape(cls).__name__, tuple(table_of(cls).by_name)
    all_known = f"leave it out; the members are {', '.join(known)}"
    text = str.__str__(key) if is_text(key) else ""

    def suggestion() -> str:
        near = nearest(text, known, boldly=False)
        if near:
            return f"did you mean {near}?"
        elsewhere = placeholder_remedy({text: None}) or members_elsewhere().get(letters(text))
        if elsewhere:
            return elsewhere
        near = nearest(text, known)
        return f"did you mean {near}?" if near else all_known

    return Fault(UNKNOWN_KEY, f"{format_value(key)} is not a member of {name}", all_known, suggestion)


_OTHER_INPUTS = {
    "UpdateModelPackageInput": "leave it out: UpdateModelPackage sets it, once the package exists",
    "CreateModelPackageGroupInput": "leave it out: CreateModelPackageGroup takes it, for the group",
    "CreateModelInput": "leave it out: CreateModel takes it, when a model is made of the package",
}
"""Inputs of other operations that people mix up with this one, and what to do with their members."""

_OF_RESPONSES = "give the whole response to from_describe(response), or leave it out"


@lru_cache(maxsize=1)
def members_elsewhere() -> Mapping[str, str]:
    """Return what to do with a member of another structure, a response, or another operation, by its letters."""
    shapes = service_shapes("sagemaker")
    of_others: dict[str, str] = {}
    for name, remedy in _OTHER_INPUTS.items():
        shape = shapes.get(name, {})
        for member in shape.get("members", {}):
            if member not in shape.get("required", ()):  # those name the package or group that exists
                of_others.setdefault(member, remedy)
    of_the_request = dict.fromkeys(REQUEST_MEMBERS, "the request itself")
    below = {name: f"{name} is a member of {where}" for name, where in {**_members_below(), **of_the_request}.items()}
    of_responses = {name: of_others.get(name, _OF_RESPONSES) for name in RESPONSE_ONLY}
    return {letters(name): remedy for name, remedy in {**of_others, **below, **of_responses}.items()}


def _members_below() -> dict[str, str]:
    """Return where the members of the request's structures belong, those near its top first."""
    found: dict[str, str] = {}
    level: list[type[Any]] = [UnversionedRequest]
    while level:
        below = [inner for one in level for m in members_of(one) if (inner := m.constraint.inner_structure)]
        for structure in below:
            for member in members_of(structure):
                found.setdefault(member.name, api_shape(structure).__name__)
        level = below
    return found
