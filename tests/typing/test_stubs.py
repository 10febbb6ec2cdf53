"""The stubs in ``stubs/``: the operations of their client are the service's."""

from __future__ import annotations

import ast
from functools import cache

import pytest
from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel

from .checkers import STUBS

GENERAL = {"can_paginate", "close", "exceptions", "generate_presigned_url", "get_paginator", "get_waiter", "meta"}


@cache
def service() -> ServiceModel:
    return ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")


def classes(module: str) -> dict[str, ast.ClassDef]:
    """Return the classes of a stub."""
    body = ast.parse((STUBS / "types_boto3_sagemaker" / module).read_text(encoding="utf-8")).body
    return {statement.name: statement for statement in body if isinstance(statement, ast.ClassDef)}


def members(definition: ast.ClassDef) -> dict[str, str]:
    """Return the annotations of a class."""
    annotated = [statement for statement in definition.body if isinstance(statement, ast.AnnAssign)]
    return {ast.unparse(statement.target): ast.unparse(statement.annotation) for statement in annotated}


def operations() -> dict[str, str]:
    """Return the operations of the client's stub, each with what it returns."""
    methods = [one for one in classes("client.pyi")["SageMakerClient"].body if isinstance(one, ast.FunctionDef)]
    return {one.name: ast.unparse(one.returns or ast.Constant(None)) for one in methods if one.name not in GENERAL}


@pytest.mark.pinned_botocore
@pytest.mark.parametrize(("operation", "returned"), operations().items())
def test_an_operation_returns_what_the_service_says(operation: str, returned: str) -> None:
    (name,) = (name for name in service().operation_names if xform_name(name) == operation)
    output = service().operation_model(name).output_shape
    told = members(classes("type_defs.pyi")[returned])
    assert told.pop("ResponseMetadata") == "ResponseMetadataTypeDef"
    assert set(told) <= set(output.members if output else ())
    if output and not told.keys() & {"NextToken"}:  # lists are read page by page: what else they hold is left out
        assert set(output.required_members) <= set(told)


@pytest.mark.pinned_botocore
def test_every_operation_on_model_packages_is_there() -> None:
    assert {name for name in map(xform_name, service().operation_names) if "model_package" in name} <= set(operations())


def test_an_error_of_the_client_is_one_of_the_service() -> None:
    shapes = {shape.name for shape in service().error_shapes}
    assert set(members(classes("client.pyi")["Exceptions"])) - {"ClientError"} <= shapes
