"""The how-to pages do what they show.

All Python blocks of a page are run, one after the other and in one namespace, against a moto server of their own. The
names ``client``, ``registry`` and ``package`` (a version in the group "churn") are there from the start; so is an
environment in which ``boto3.client(...)`` leads to the server. A ``text`` block right below a Python block is what that
block prints. A block below ``<!-- not run: REASON -->`` is not run.
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import boto3
import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry

from .registry.moto_server import environment, moto_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package import VersionedModelPackage

PAGES = sorted((Path(__file__).parents[1] / "docs" / "how-to").glob("*.md"))

_BLOCK = re.compile(
    r"^(?P<reason><!-- not run: [^\n]+ -->\n\n?)?^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<printed>.*?)^```\n)?",
    re.DOTALL | re.MULTILINE,
)


class Block(NamedTuple):
    line: int
    """The line of the page that the code begins at."""
    code: str
    printed: str | None
    run: bool


def blocks_of(page: str) -> list[Block]:
    return [
        Block(page.count("\n", 0, found.start("code")), found["code"], found["printed"], found["reason"] is None)
        for found in _BLOCK.finditer(page)
    ]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    with moto_server() as url:
        for name, value in environment(url).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
        client = boto3.client("sagemaker")
        yield {"client": client, "registry": ModelRegistry(client), "package": package()}


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


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_page_does_what_it_shows(path: Path, names: dict[str, Any]) -> None:
    blocks = [block for block in blocks_of(path.read_text(encoding="utf-8")) if block.run]
    assert blocks, "a how-to without a block that can be run"
    for block in blocks:
        code = compile("\n" * block.line + block.code, str(path), "exec", dont_inherit=True)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)  # noqa: S102 - it is the page's own
        if block.printed is not None:
            assert printed.getvalue() == block.printed


def test_there_are_pages() -> None:
    assert PAGES


def test_blocks_are_found_with_what_they_print() -> None:
    page = (
        "# Title\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\nProse.\n\n```python\nx = 2\n```\n\nMore.\n\n"
        "```text\nno output\n```\n\n<!-- not run: it needs AWS -->\n\n```python\nraise\n```\n"
    )
    blocks = blocks_of(page)
    assert [block[1:] for block in blocks] == [
        ("print(1)\n", "1\n", True),
        ("x = 2\n", None, True),
        ("raise\n", None, False),
    ]
    assert [f"{page.splitlines()[block.line]}\n" for block in blocks] == [block.code for block in blocks]
