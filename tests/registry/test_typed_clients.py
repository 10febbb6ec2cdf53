"""Which clients checkers let a registry have, by the classes that libraries of types describe them with.

Needs the checkers and those libraries; where they are not installed, it is skipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.typing.checkers import checked, installed

if TYPE_CHECKING:
    from pathlib import Path

DISTRIBUTIONS = (
    *("mypy", "pyright", "botocore-stubs", "types-boto3", "types-boto3-s3", "types-boto3-sagemaker"),
    *("mypy-boto3-sagemaker", "types-aiobotocore-sagemaker"),
)

PROGRAM = """\
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
    ModelRegistry(s3)  # refused
    ModelRegistry(to_be_awaited)  # refused
    ModelRegistry(session)  # refused
"""


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_clients_of_each_library_are_accepted_and_others_refused(checker: str, tmp_path: Path) -> None:
    if not installed(*DISTRIBUTIONS):
        pytest.skip("not all of the checkers and typed clients are installed")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    wrong = [number for number, line in enumerate(PROGRAM.splitlines(), 1) if line.endswith("# refused")]
    # Strict pyright has something to say of boto3's own overloads as well, for the services that are not installed.
    reports = [one for one in checked(checker, tmp_path) if one.rule != "reportUnknownMemberType"]
    assert [one.line for one in reports] == wrong
    assert {one.rule for one in reports} <= {"arg-type", "reportArgumentType"}
