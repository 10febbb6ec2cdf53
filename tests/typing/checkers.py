"""Runs type checkers over a directory of programs: each checker once, whatever the number of programs."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
STUBS = ROOT / "stubs"
PYTHON = "3.10"  # the oldest supported, whichever runs


class Report(NamedTuple):
    """What a checker says of one line."""

    file: str
    line: int
    rule: str
    message: str
    notes: str = ""
    """What it adds in lines of their own, where it reports that apart from the message."""


def installed(*distributions: str) -> bool:
    """Return whether all of them are installed here.

    Raises:
        RuntimeError: where they are not, and ``REFUSALS_REQUIRED`` says that they have to be.
    """
    present = {one.metadata["Name"] for one in importlib.metadata.distributions()}
    missing = [name for name in distributions if name not in present]
    if missing and os.environ.get("REFUSALS_REQUIRED"):
        raise RuntimeError(f"not installed, though REFUSALS_REQUIRED is set: {', '.join(missing)}")
    return not missing


def environment_without(directory: Path, *modules: str) -> Path:
    """Make an environment that has all that is installed here but some modules; return its Python, for checkers.

    Args:
        directory: Where to make it.
        modules: What the names of the modules to be left out begin with.
    """
    builder = venv.EnvBuilder(symlinks=True)
    builder.create(directory)
    python = Path(builder.ensure_directories(directory).env_exe)
    ask = (str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    packages = Path(subprocess.run(ask, check=True, capture_output=True, encoding="utf-8", timeout=60).stdout.strip())
    for installed_in in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(installed_in).iterdir():
            if not path.name.startswith(modules):
                (packages / path.name).symlink_to(path)
    return python


def checked(
    checker: str, directory: Path, search: Sequence[Path] = (SRC,), python: Path = Path(sys.executable)
) -> list[Report]:
    """Return what a checker, at its strictest, reports of the programs in a directory.

    Args:
        checker: Its name.
        directory: Holds the programs; the checker's settings and cache are put there too.
        search: Where modules are looked for before the installed ones.
        python: The Python whose installed modules it finds.
    """
    reports = CHECKERS[checker](directory, [str(path) for path in search], str(python))
    return sorted(report._replace(file=Path(report.file).name) for report in reports)


def _output(directory: Path, *command: str) -> str:
    """Run a checker in the directory and return what it prints, which must not be its failure."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "MYPYPATH"}}
    environment["PYRIGHT_PYTHON_IGNORE_WARNINGS"] = "1"  # do not ask the network whether there is a newer one
    ended = subprocess.run(
        command, cwd=directory, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=600
    )
    if ended.returncode not in {0, 1}:
        raise RuntimeError(f"{' '.join(command)} ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
    return ended.stdout


def _mypy(directory: Path, search: Sequence[str], python: str) -> list[Report]:
    settings = f"[mypy]\nstrict = true\npython_version = {PYTHON}\nmypy_path = {os.pathsep.join(search)}\n"
    (directory / "mypy.ini").write_text(f"{settings}python_executable = {python}\n", "utf-8")
    printed = _output(directory, sys.executable, "-m", "mypy", "--config-file=mypy.ini", "--output=json", ".")
    found: list[dict[str, Any]] = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    errors = [one for one in found if one["severity"] == "error"]
    return [Report(one["file"], one["line"], one["code"], one["message"], one["hint"] or "") for one in errors]


def _pyright(directory: Path, search: Sequence[str], python: str) -> list[Report]:
    settings = {
        "include": ["*.py"],
        "typeCheckingMode": "strict",
        "pythonVersion": PYTHON,
        "extraPaths": search,
        "stubPath": search[-1],  # searched before what is installed
        "reportMissingModuleSource": "none",
    }
    (directory / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    command = (sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", python)
    found: list[dict[str, Any]] = json.loads(_output(directory, *command))["generalDiagnostics"]
    return [
        Report(one["file"], one["range"]["start"]["line"] + 1, one.get("rule", ""), one["message"])
        for one in found
        if one["severity"] == "error"
    ]


def _ty(directory: Path, search: Sequence[str], python: str) -> list[Report]:
    settings = f"[environment]\nextra-paths = {json.dumps(search)}\npython = {json.dumps(python)}\n"
    (directory / "ty.toml").write_text(f"{settings}python-version = '{PYTHON}'\n", "utf-8")
    printed = _output(directory, sys.executable, "-m", "ty", "check", "--output-format=gitlab", ".")
    found: list[dict[str, Any]] = json.loads(printed)
    places = [one["location"] for one in found]
    rules = [one["check_name"] for one in found]
    return [
        Report(place["path"], place["positions"]["begin"]["line"], rule, one["description"].removeprefix(f"{rule}: "))
        for one, place, rule in zip(found, places, rules, strict=True)
    ]


def _pyrefly(directory: Path, search: Sequence[str], python: str) -> list[Report]:
    settings = f"search-path = {json.dumps(search)}\npython-interpreter-path = {json.dumps(python)}\n"
    (directory / "pyrefly.toml").write_text(f"{settings}python-version = '{PYTHON}'\n", "utf-8")
    printed = _output(directory, sys.executable, "-m", "pyrefly", "check", "--output-format=json")
    found = [one for one in json.loads(printed)["errors"] if one["severity"] == "error"]
    return [Report(one["path"], one["line"], one["name"], one["description"]) for one in found]


Check: TypeAlias = "Callable[[Path, Sequence[str], str], list[Report]]"
CHECKERS: dict[str, Check] = {"mypy": _mypy, "pyright": _pyright, "ty": _ty, "pyrefly": _pyrefly}
"""The checkers, by the names of their distributions."""
