"""The properties of CloudFormation that a check of templates knows, beside those of a request, are CloudFormation's."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from sagemaker_model_package._command.document_kinds import CLOUDFORMATION_ONLY
from sagemaker_model_package._validation.unexpected_keys import REQUEST_MEMBERS
from sagemaker_model_package.cloudformation import RESOURCE


@pytest.mark.session(name="templates")
def test_what_is_for_updates_is_what_the_schema_has_beyond_a_request() -> None:
    manager: Any = import_module("cfnlint.schema.manager").PROVIDER_SCHEMA_MANAGER
    schema = manager.get_resource_schema("us-east-1", RESOURCE).schema
    read_only = {name.removeprefix("/properties/") for name in schema["readOnlyProperties"]}
    assert schema["properties"].keys() - read_only - set(REQUEST_MEMBERS) == CLOUDFORMATION_ONLY
