"""Language servers to ask, for ``nox -s editor``: only there they are installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .asking import SOURCE, Jedi, Pyright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .asking import Asked
    from .language_server import Editor

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor on a program that checks strictly, with botocore-stubs and the repository's stubs."""
    for name in ("pygls", "pyright"):
        pytest.importorskip(name)
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


@pytest.fixture
def pyright(editor: Editor) -> Pyright:
    return Pyright(editor)


@pytest.fixture(params=["pyright", "script", "notebook"])
def asked(request: pytest.FixtureRequest) -> Asked:
    """Each of them in turn."""
    if request.param == "pyright":
        return Pyright(request.getfixturevalue("editor"))
    pytest.importorskip("jedi")
    return Jedi(live=request.param == "notebook")
