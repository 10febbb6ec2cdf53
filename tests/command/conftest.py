"""Runs the command as a user does, but in this process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from sagemaker_model_package import _service_enum
from sagemaker_model_package._command.main import main

if TYPE_CHECKING:
    from pathlib import Path


class Ended(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str | Path) -> Ended: ...


class Write(Protocol):
    def __call__(self, name: str, content: object) -> Path: ...


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the function that runs the command in a directory of its own, as a process that has accepted nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_service_enum, "_ACCEPTED", set[tuple[type, str]]())

    def run_command(*arguments: str | Path) -> Ended:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return run_command


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give the function that writes a file: text as it is, anything else as JSON."""

    def write_file(name: str, content: object) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), "utf-8")
        return path.relative_to(tmp_path)

    return write_file
