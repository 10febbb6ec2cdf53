"""The stubs in ``stubs/``: what a client is there, and that its operations are the service's."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel

from .conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from .language_server import Editor

CLIENTS = """
import boto3
import botocore.session
from botocore.client import BaseClient
from types_boto3_s3 import S3Client
from types_boto3_sagemaker import SageMakerClient
from typing_extensions import assert_type


def clients(name: str) -> None:
    assert_type(boto3.client("sagemaker"), SageMakerClient)
    assert_type(boto3.Session().client("sagemaker"), SageMakerClient)
    assert_type(boto3.session.Session(region_name="eu-west-1").client("sagemaker"), SageMakerClient)
    assert_type(boto3.client("s3"), S3Client)
    assert_type(boto3.Session().client("s3"), S3Client)

    # Every other service, as botocore-stubs has it.
    assert_type(botocore.session.get_session().create_client("sts"), BaseClient)
    assert_type(boto3.client("sts"), BaseClient)
    assert_type(boto3.client(name, region_name="eu-west-1"), BaseClient)
    assert_type(boto3.Session().client("sagemaker-runtime"), BaseClient)
    assert_type(boto3.Session().client(name, region_name="eu-west-1"), BaseClient)


def register(client: SageMakerClient) -> None:
    assert_type(client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"], str)
    client.create_model_package(ModelPackageGroupName="churn")["Arn"]  # wrong
    boto3.client(5)  # wrong
    boto3.client("sts").create_model_package()  # wrong
"""
WRONG = [number for number, line in enumerate(CLIENTS.splitlines(), 1) if line.endswith("# wrong")]


def test_pyright_knows_the_clients(editor: Editor) -> None:
    found = {diagnostic.range.start.line + 1 for diagnostic in editor.diagnostics(CLIENTS)}
    assert sorted(found) == WRONG


def test_mypy_knows_the_clients(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(CLIENTS, encoding="utf-8")
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(tmp_path / "cache")]
    ended = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "--no-error-summary", str(program)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=120,
    )
    found = {int(line.split(":")[-3]) for line in ended.stdout.splitlines() if ": error:" in line}
    assert sorted(found) == WRONG, ended.stdout + ended.stderr


# The service's own words ----------------------------------------------------------------------------------------------

SERVICE = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
STUBS = ROOT / "stubs" / "types_boto3_sagemaker"
OPERATIONS = {xform_name(name): name for name in SERVICE.operation_names}
GENERAL = {"can_paginate", "close", "exceptions", "generate_presigned_url", "get_paginator", "get_waiter", "meta"}


def classes(module: str) -> dict[str, ast.ClassDef]:
    """Return the classes of a stub."""
    body = ast.parse((STUBS / module).read_text(encoding="utf-8")).body
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
    output = SERVICE.operation_model(OPERATIONS[operation]).output_shape
    told = members(classes("type_defs.pyi")[returned])
    assert told.pop("ResponseMetadata") == "ResponseMetadataTypeDef"
    assert set(told) <= set(output.members if output else ())
    if output and not told.keys() & {"NextToken"}:  # lists are read page by page: what else they hold is left out
        assert set(output.required_members) <= set(told)


def test_an_error_of_the_client_is_one_of_the_service() -> None:
    shapes = {shape.name for shape in SERVICE.error_shapes}
    assert set(members(classes("client.pyi")["Exceptions"])) - {"ClientError"} <= shapes


@pytest.mark.pinned_botocore
def test_every_operation_on_model_packages_is_there() -> None:
    assert {name for name in OPERATIONS if "model_package" in name} <= set(operations())
