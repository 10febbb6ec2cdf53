"""What the pages are run with: a moto server, a package, and sybil, which finds their blocks and evaluates them."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from unittest import SkipTest

import boto3
import pytest
from sybil import Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, SkipParser

from sagemaker_model_package import ModelPackageBuilder, ModelPackageValidationError
from tests.registry.moto_server import environment, moto_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sybil import Example
    from sybil.typing import Parser

    from sagemaker_model_package import VersionedModelPackage

Names: TypeAlias = "dict[str, Any]"

ROOT = Path(__file__).parents[2]


class Output:
    """What the last Python block printed, or the text of the error that it ended with."""

    def __init__(self) -> None:
        self._text = ""

    def run(self, example: Example) -> None:
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                PythonEvaluator()(example)
        except ModelPackageValidationError as error:
            if not example.document.text[example.end :].startswith("\n\n```text\n"):
                raise
            print(error, file=printed)
        self._text = printed.getvalue()

    def compare(self, example: Example) -> str | None:
        return None if example.parsed == self._text else f"it is not what the block above it says:\n{self._text}"


@pytest.fixture
def run_page() -> Callable[[str, Names], Names]:
    """Give the function that runs a page's Python blocks in one namespace, and returns that.

    A ``text`` block is what the block above it prints. A block below ``<!-- skip: next "REASON" -->`` is not run.
    """

    def run(page: str, names: Names) -> Names:
        output = Output()
        parsers: list[Parser] = [
            CodeBlockParser("python", output.run),
            CodeBlockParser("text", output.compare),
            SkipParser(),
        ]
        document = Sybil(parsers).parse(ROOT / page)
        document.namespace.update(names)
        assert document.regions, "no block on the page"
        for example in document.examples():
            with contextlib.suppress(SkipTest):
                example.evaluate()
        return document.namespace

    return run


@pytest.fixture
def moto(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lead ``boto3.client(...)`` to a moto server."""
    with moto_server() as url:
        for name, value in environment(url).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
        yield


@pytest.fixture
def package() -> VersionedModelPackage:
    return (
        ModelPackageBuilder()
        .container(
            image="683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
            model_data_url="s3://ml-artifacts/churn/model.tar.gz",
            environment={"SAGEMAKER_PROGRAM": "inference.py"},
        )
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .realtime_instance_types("ml.m5.large")
        .transform_instance_types("ml.m5.large")
        .model_quality(statistics="s3://ml-artifacts/churn/evaluation.json")
        .versioned("churn")
        .build()
    )
