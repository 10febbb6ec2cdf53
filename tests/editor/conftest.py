"""An editor for these tests, which are for ``nox -s editor``: only there the language servers are installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sagemaker_model_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .language_server import Editor

collect_ignore_glob = [] if all(map(find_spec, ("jedi", "pygls", "pyright"))) else ["test_*.py"]

ROOT = Path(__file__).parents[2]
SOURCE = Path(sagemaker_model_package.__file__).parents[1]


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor on a program that checks strictly, with botocore-stubs and the repository's stubs."""
    from .language_server import Editor

    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.10",
        "stubPath": str(ROOT / "stubs"),
        "reportMissingModuleSource": "none",  # as in pyproject.toml: types_boto3_* are stubs alone
        # Where it is installed, the server finds it by itself, as it does for users.
        "extraPaths": [] if SOURCE.is_relative_to(sys.prefix) else [str(SOURCE)],
    }
    with Editor(tmp_path_factory.mktemp("workspace"), settings) as started:
        yield started
