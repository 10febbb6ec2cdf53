"""How the problems found in files are written: for people, programs, GitHub's annotations, and as SARIF."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sagemaker_model_package._command.rules import ENTRIES
from sagemaker_model_package._internal.value_format import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sagemaker_model_package._command.check import Checked
    from sagemaker_model_package.errors import Problem


def printable(name: str) -> str:
    """Return the name of a file with escapes for what is not printable: it may have line breaks, or be no text."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in name)


def text(checked: Checked) -> str:
    """Return lines for people; editors and terminals lead from the first line of a problem to its place."""
    lines: list[str] = []
    for file, (line, column), problem in checked.problems:
        place = f"{printable(file)}:{line}:{column}"
        lines += [
            f"{place}: {problem.severity}: {problem.path or 'the request'}  {_rule_of(problem)}",
            f"    {problem.message}",
            f"    {problem.remedy}",
            "",
        ]
    lines += (line for one in unusable(checked) for line in (one, ""))
    return "\n".join([*lines, _summary(checked)])


def unusable(checked: Checked) -> list[str]:
    """Return a line for each file, or document, that could not be used."""
    return [
        f"{printable(file)}:{line}:{column}: unusable: {message}" for file, (line, column), message in checked.unusable
    ]


def _rule_of(problem: Problem) -> str:
    return f"[{problem.code} {problem.name}]"


def _summary(checked: Checked) -> str:
    severities = [located.problem.severity for located in checked.problems]
    counts = [
        _counted(severities.count("error"), "error"),
        _counted(severities.count("warning"), "warning"),
        _counted(len(checked.unusable), "unusable file"),
    ]
    found = ", ".join(filter(None, counts)) or "no problems"
    requests = _counted(checked.requests, "request") or "no request"
    return f"{requests} in {_counted(checked.files, 'file') or 'no file'}: {found}"


def _counted(count: int, noun: str) -> str:
    return counted(count, noun) if count else ""


def as_json(checked: Checked) -> str:
    """Return an object with the problems, and the files that could not be used."""
    problems = [
        {
            "file": file,
            **position._asdict(),
            "path": problem.path,
            "severity": problem.severity,
            "code": problem.code,
            "name": problem.name,
            "message": problem.message,
            "remedy": problem.remedy,
        }
        for file, position, problem in checked.problems
    ]
    unusable = [
        {"file": file, **position._asdict(), "message": message} for file, position, message in checked.unusable
    ]
    return json.dumps({"problems": problems, "unusable": unusable}, indent=2)


# GitHub's annotations -------------------------------------------------------------------------------------------------

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def github(checked: Checked) -> str:
    """Return workflow commands, of which GitHub makes annotations, and the summary."""
    lines = [
        _command(
            problem.severity,
            f"{problem.path}\n{problem.message}\n{problem.remedy}".lstrip(),
            file=file,
            line=position.line,
            col=position.column,
            title=f"{problem.code} {problem.name}",
        )
        for file, position, problem in checked.problems
    ]
    lines += [
        _command("error", message, file=file, line=position.line, col=position.column, title="unusable")
        for file, position, message in checked.unusable
    ]
    return "\n".join([*lines, _summary(checked)])


def _command(level: str, message: str, **properties: object) -> str:
    written = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in properties.items())
    return printable(f"::{level} {written}::{_escaped(message, _DATA)}")


def _escaped(value: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in value)


# SARIF ----------------------------------------------------------------------------------------------------------------


def sarif(checked: Checked) -> str:
    """Return a log of the Static Analysis Results Interchange Format, version 2.1.0."""
    from importlib.metadata import version

    results = [
        {
            "ruleId": problem.code,
            "level": problem.severity,
            "message": {"text": f"{problem.path}: {problem.message}; {problem.remedy}".removeprefix(": ")},
            "locations": [
                {
                    **_location(file, line, column),
                    "logicalLocations": [{"fullyQualifiedName": problem.path, "kind": "member"}],
                }
            ],
        }
        for file, (line, column), problem in checked.problems
    ]
    notifications = [
        {"level": "error", "message": {"text": message}, "locations": [_location(file, line, column)]}
        for file, (line, column), message in checked.unusable
    ]
    driver = {"name": "sagemaker-model-package", "version": version("sagemaker-model-package"), "rules": _rules()}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}],
        "results": results,
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2)


_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": region}}


def _uri(file: str) -> str:
    from urllib.parse import quote

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))  # it need not be text


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": entry.code,
            "name": "".join(word.capitalize() for word in entry.name.split("-")),
            "shortDescription": {"text": entry.why},
            "defaultConfiguration": {"level": entry.severity},
        }
        for entry in ENTRIES.values()
    ]


FORMATS: dict[str, Callable[[Checked], str]] = {"text": text, "json": as_json, "github": github, "sarif": sarif}
"""By the names of the command line."""
