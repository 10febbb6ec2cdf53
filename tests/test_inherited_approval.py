"""A version that is written down for later warns of an approval that it has only from the one it was described from.

``tests/registry/test_registration.py`` has the same for a registration, ``tests/pipelines/test_steps.py`` for a step.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_model_package import from_describe
from sagemaker_model_package.cloudformation import resource
from sagemaker_model_package.errors import ModelRegistryWarning
from sagemaker_model_package.pipelines.steps import step_definition
from sagemaker_model_package.registry import Rewrite, rewritten
from sagemaker_model_package.step_functions import state

from .validation.bad_requests import shelf

if TYPE_CHECKING:
    from collections.abc import Callable

DOORS: list[Callable[[Any], object]] = [resource, state, lambda package: step_definition("Register", package)]
VERSION = {"ModelPackageGroupName": "churn", "SourceUri": "s3://models/churn"}
each_door = pytest.mark.parametrize("door", DOORS, ids=["resource", "state", "step"])


@each_door
@pytest.mark.parametrize("status", ["Approved", "Rejected"])
def test_an_inherited_status_is_warned_of(door: Callable[[Any], object], status: str) -> None:
    package = from_describe({**VERSION, "ModelApprovalStatus": status})
    for copied in (package, copy.copy(package)):
        with pytest.warns(ModelRegistryWarning) as warned:
            made = door(copied)
        (text,) = [str(one.message) for one in warned]
        assert text.startswith(f"a version in the group 'churn' is registered as '{status}' only because the version")
        assert "package.to_builder().build(), or name its status" in text
        assert warned[0].filename == __file__
        assert f"'ModelApprovalStatus': '{status}'" in str(made)


@each_door
def test_a_status_that_was_named_or_is_pending_is_not(door: Callable[[Any], object]) -> None:
    described: Any = from_describe({**VERSION, "ModelApprovalStatus": "Approved"})
    for package in (
        described.to_builder().build(),
        described.to_builder().approval_status("Approved").build(),
        from_describe({**VERSION, "ModelApprovalStatus": "PendingManualApproval"}),
        from_describe(VERSION),
        rewritten(described, Rewrite(), group="other", approval_status="Approved").package,
    ):
        door(package)


def test_an_unversioned_package_has_none() -> None:
    state(from_describe(shelf()))
