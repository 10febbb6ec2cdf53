"""Which clients a registry may have to the checkers, and what clients are with the stubs in ``stubs/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .checkers import SRC, STUBS, checked, environment_without, installed
from .clients import TYPED_CLIENTS

if TYPE_CHECKING:
    from pathlib import Path

DISTRIBUTIONS = (
    *("mypy", "pyright", "botocore-stubs", "types-boto3", "types-boto3-s3", "types-boto3-sagemaker"),
    *("mypy-boto3-sagemaker", "types-aiobotocore-sagemaker"),
)

OF_A_REGISTRY = """\
import boto3
from boto3.session import Session
from mypy_boto3_sagemaker.client import SageMakerClient as OfMypyBoto3
from types_aiobotocore_sagemaker.client import SageMakerClient as ToBeAwaited
from types_boto3_s3.client import S3Client
from types_boto3_sagemaker.client import SageMakerClient as OfTypesBoto3

from sagemaker_model_package import ModelRegistry


def given(one: OfTypesBoto3, other: OfMypyBoto3, session: Session) -> list[ModelRegistry]:
    return [
        ModelRegistry(one),
        ModelRegistry(other),
        ModelRegistry(client=boto3.client("sagemaker")),
        ModelRegistry.from_session(session),
        ModelRegistry.from_session(boto3.Session(), region_name="eu-west-1"),
    ]


def refused(s3: S3Client, to_be_awaited: ToBeAwaited, session: Session) -> None:
    ModelRegistry(s3)  # wrong: arg-type reportArgumentType
    ModelRegistry(to_be_awaited)  # wrong: arg-type reportArgumentType
    ModelRegistry(session)  # wrong: arg-type reportArgumentType
"""

OF_THE_STUBS = """\
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
    client.create_model_package()["Arn"]  # wrong: typeddict-item reportGeneralTypeIssues
    boto3.client(5)  # wrong: call-overload reportArgumentType reportCallIssue
    boto3.client("sts").create_model_package()  # wrong: attr-defined reportAttributeAccessIssue
"""


WITHOUT_STUBS = """\
import boto3

from sagemaker_model_package import ModelPackage, ModelRegistry, guard
from sagemaker_model_package.registry import Promotion, Rewrite


def given(package: ModelPackage) -> Promotion:
    guard(boto3.client("sagemaker"))
    registry = ModelRegistry(boto3.client("sagemaker"))
    other = ModelRegistry(client=boto3.Session().client("sagemaker"))
    third = ModelRegistry.from_session(boto3.Session())
    third.register(package)
    return registry.promote("churn", other, version=3, rewrite=Rewrite(), objects=boto3.client("s3"))


def refused(package: ModelPackage) -> None:
    ModelRegistry(package)  # wrong: arg-type reportArgumentType
    ModelRegistry(boto3.Session())  # wrong: reportArgumentType
"""

UNTYPED = ("reportMissingTypeStubs", "reportUnknown", "import-untyped")
"""What strict checkers say of boto3 itself where it has no stubs."""


@pytest.mark.session(name="typing")
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
@pytest.mark.parametrize("without", [(), ("botocore-stubs",)], ids=["botocore-stubs alone", "no stubs"])
def test_a_registry_takes_a_client_without_stubs(checker: str, without: tuple[str, ...], tmp_path: Path) -> None:
    if not installed(checker, "botocore-stubs"):
        pytest.skip("the checker is not installed")
    python = environment_without(tmp_path / "environment", *TYPED_CLIENTS, *without)
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "program.py").write_text(WITHOUT_STUBS, encoding="utf-8")
    reports = [one for one in checked(checker, programs, python=python) if not one.rule.startswith(UNTYPED)]
    lines = enumerate(WITHOUT_STUBS.splitlines(), 1)
    wrong: dict[int, list[str]] = {
        number: [*line.partition("# wrong: ")[2].split()] for number, line in lines if "# wrong: " in line
    }
    assert {one.line for one in reports} == {number for number, rules in wrong.items() if rules_of(checker, rules)}
    assert all(one.rule in wrong[one.line] for one in reports)


def rules_of(checker: str, rules: list[str]) -> list[str]:
    """Return the rules of a checker: pyright's names begin with ``report``."""
    return [rule for rule in rules if rule.startswith("report") is (checker == "pyright")]


@pytest.mark.session(name="typing")
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
@pytest.mark.parametrize(("program", "search"), [(OF_A_REGISTRY, [SRC]), (OF_THE_STUBS, [SRC, STUBS])])
def test_right_clients_are_accepted_and_wrong_ones_refused(
    checker: str, program: str, search: list[Path], tmp_path: Path
) -> None:
    if not installed(*DISTRIBUTIONS):
        pytest.skip("not all of the checkers and typed clients are installed")
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    lines = enumerate(program.splitlines(), 1)
    wrong = {number: line.partition("# wrong: ")[2].split() for number, line in lines if "# wrong: " in line}
    # Strict pyright has something to say of boto3's own overloads as well, for the services that are not installed.
    reports = [one for one in checked(checker, tmp_path, search) if one.rule != "reportUnknownMemberType"]
    assert {one.line for one in reports} == set(wrong)
    assert all(one.rule in wrong[one.line] for one in reports)
