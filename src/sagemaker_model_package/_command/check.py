"""``check``: every problem of every request in files, with its place."""

from __future__ import annotations

import json
import os
import sys
import warnings as python_warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import attrs

from sagemaker_model_package._command.documents import (
    REPEATED_KEY,
    START,
    Node,
    Position,
    UnusableError,
    read_json,
    read_yaml,
)
from sagemaker_model_package._command.kinds import KINDS, coerced, requests_in
from sagemaker_model_package._faults import UNKNOWN_KEY, WRONG_TYPE
from sagemaker_model_package._internal.nesting import is_too_deep
from sagemaker_model_package._internal.paths import MapValue
from sagemaker_model_package._validation.kinds import names_given
from sagemaker_model_package._validation.rules.request import one_name
from sagemaker_model_package.errors import ModelPackageValidationError, ModelPackageWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sagemaker_model_package._command.documents import Child
    from sagemaker_model_package._command.kinds import Request

STDIN = "-"
SUFFIXES = {".json", ".yaml", ".yml"}


class Located(NamedTuple):
    """A problem, and where it stands; its path leads from the document's root."""

    file: str
    position: Position
    problem: Problem


class Unusable(NamedTuple):
    """A file that cannot be used."""

    file: str
    position: Position
    message: str


class Checked(NamedTuple):
    """What came of all files."""

    files: int
    requests: int
    problems: list[Located]
    unusable: list[Unusable]


def check(paths: Sequence[str], *, warnings: Literal["error", "ignore"] | None = None) -> Checked:
    """Check files, the standard input (``-``), and what lies in directories; warnings may be errors, or left out."""
    requests = files = 0
    problems: list[Located] = []
    unusable: list[Unusable] = []
    for named in paths:
        before = requests, len(unusable)
        for path in _files(named, unusable):
            found, errors = requests_in_file(path, is_named=path == named)
            unusable += (Unusable(path, error.position, error.message) for error in errors)
            files += bool(found or (path == named and not errors))
            requests += len(found)
            here = [Located(path, *one) for node, request in found for one in located(node, request)]
            problems += sorted(here, key=lambda one: one.position)
        if _is_directory(named) and (requests, len(unusable)) == before:
            unusable.append(Unusable(named, START, "no file in it has a request"))
    if warnings == "ignore":
        problems = [one for one in problems if one.problem.severity != "warning"]
    elif warnings == "error":
        problems = [one._replace(problem=attrs.evolve(one.problem, severity="error")) for one in problems]
    return Checked(files, requests, problems, unusable)


def _is_directory(path: str) -> bool:
    return path != STDIN and os.path.isdir(path)  # noqa: PTH112 - on old Pythons, Path's own raises some of its errors


def _files(path: str, unusable: list[Unusable]) -> list[str]:
    """Return the file of this path, or those in the directory that are not hidden; add what cannot be listed."""
    if not _is_directory(path):
        return [path]
    found: list[Path] = []
    for directory, inner, names in os.walk(
        path, onerror=lambda error: unusable.append(Unusable(str(error.filename), START, _reason(error)))
    ):
        inner[:] = [name for name in inner if not name.startswith(".")]  # those that are gone through
        files = [Path(directory, name) for name in names if not name.startswith(".")]
        found += [file for file in files if file.suffix.lower() in SUFFIXES and not _is_device(file)]
    return list(map(str, sorted(found)))


def _is_device(path: Path) -> bool:
    """Tell whether it is there and no file, such as a pipe; a link that leads nowhere is for the user to see."""
    return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113 - see _is_directory


def _reason(error: OSError) -> str:
    return error.strerror or "it cannot be read"


def _text(path: str) -> str:
    """Return the text of a file; raises ``UnusableError``."""
    if not path:
        raise UnusableError("the name of the file is empty")
    if path == STDIN and sys.stdin is None:
        raise UnusableError("the standard input is closed")
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise UnusableError(_reason(error)) from None
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnusableError("not text in UTF-8, UTF-16 or UTF-32") from None


def documents(path: str) -> list[Node]:
    """Return the documents of a file; raises ``UnusableError``."""
    nodes = _parsed(path, _text(path))
    for node in nodes:
        if is_too_deep(node.value):
            raise UnusableError("nested too deeply", node.position)
    return nodes


def _parsed(path: str, text: str) -> list[Node]:
    suffix = Path(path).suffix.lower()
    if suffix in SUFFIXES:
        return [read_json(text)] if suffix == ".json" else read_yaml(text)
    try:
        return [read_json(text)]
    except UnusableError as error:
        no_json = error
    try:
        return read_yaml(text)
    except UnusableError as no_yaml:
        raise (no_json if text.lstrip()[:1] in {"{", "["} else no_yaml) from None


def requests_in_file(path: str, *, is_named: bool = True) -> tuple[list[tuple[Node, Request]], list[UnusableError]]:
    """Return each request of a file, with its document, and what cannot be used of it.

    A file that was named has to be of a known kind, with each of its documents.
    """
    try:
        nodes = documents(path)
    except UnusableError as error:
        return [], [error]
    read = [(node, requests_in(node.value)) for node in nodes]
    found = [(node, request) for node, requests in read for request in requests or ()]
    if not is_named:
        return found, []
    kinds = ", ".join(kind.name for kind in KINDS[:-1])
    message = f"it is neither {kinds} nor {KINDS[-1].name}"
    errors = [UnusableError(message, node.position) for node, requests in read if requests is None]
    return found, errors if nodes else [UnusableError("it is empty")]


def located(node: Node, request: Request) -> Iterator[tuple[Position, Problem]]:
    """Return the problems of a request with their places in its document."""
    *_, (_, _, members) = [("", START, node), *node.lead(request.place)]
    for path, at in members.repeated_keys():
        yield at, _repeated_key(f"{request.place}{path}".lstrip("."))
    problems = problems_of(lambda: request.read(request.members))
    if request.is_template and _coerce(members, problems):
        problems = problems_of(lambda: request.read(request.members))
    for problem in problems:
        way: list[Child] = [("", START, members), *members.lead(problem.path)]
        about = [request.members, *(inner.value for _, _, inner in way[1:])]
        if request.is_template and problem.code == one_name.code:
            about += map(request.members.get, names_given(request.members))  # each may turn out to be no value
        if any(map(request.is_known_later, about)):
            continue  # what it stands for is not known
        _, key, inner = way[-1]
        position = key if problem.code == UNKNOWN_KEY else inner.position
        yield position, attrs.evolve(problem, path=f"{request.place}.{problem.path}".strip("."))


def _repeated_key(path: str) -> Problem:
    return Problem(
        code=REPEATED_KEY.code,
        name=REPEATED_KEY.name,
        severity="error",
        path=path,
        message="the same key is given above, and that value would be lost",
        remedy="give each key once",
    )


def _coerce(members: Node, problems: Iterable[Problem]) -> bool:
    """Make texts of numbers and flags, and the other way round, where those are wrong; return whether any was."""
    found = False
    for problem in problems:
        way: list[Child] = [("", START, members), *members.lead(problem.path)]
        if problem.code != WRONG_TYPE or len(way) == 1:
            continue
        *_, (_, _, holder), (step, _, held) = way
        new = coerced(held.value)
        if new is not held.value:
            holder.value[step.key if isinstance(step, MapValue) else step] = new
            found = True
    return found


def problems_of(read: Callable[[], Any]) -> list[Problem]:
    """Return every problem, errors and warnings, of a package that is being made."""
    found: list[Problem] = []
    with python_warnings.catch_warnings(record=True) as caught:
        python_warnings.simplefilter("always")
        try:
            read()
        except ModelPackageValidationError as error:
            found.extend(error.problems)
    return [*(one.message.problem for one in caught if isinstance(one.message, ModelPackageWarning)), *found]
