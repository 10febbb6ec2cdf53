"""``check``: every problem of every request in files, with its place."""

from __future__ import annotations

import re
import warnings as python_warnings
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import attrs

from sagemaker_model_package._command.document_kinds import KINDS, repeated_around, requests_in
from sagemaker_model_package._command.documents import REPEATED_KEY, START, Position, UnusableError
from sagemaker_model_package._command.files import Unusable, documents, files_at, is_directory
from sagemaker_model_package._command.template_functions import is_open
from sagemaker_model_package._faults import UNKNOWN_KEY, WRONG_TYPE
from sagemaker_model_package._internal.paths import MapValue
from sagemaker_model_package.errors import ModelPackageValidationError, ModelPackageWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sagemaker_model_package._command.document_kinds import Request
    from sagemaker_model_package._command.documents import Child


class Located(NamedTuple):
    """A problem, and where it stands; its path leads from the document's root."""

    file: str
    position: Position
    problem: Problem


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
        for path in files_at(named, unusable):
            found, around, errors = requests_in_file(path, is_named=path == named)
            unusable += (Unusable(path, error.position, error.message) for error in errors)
            files += bool(found or (path == named and not errors))
            requests += len(found)
            here = [Located(path, *one) for one in (*around, *chain.from_iterable(map(located, found)))]
            problems += sorted(here, key=lambda one: one.position)
        if is_directory(named) and (requests, len(unusable)) == before:
            unusable.append(Unusable(named, START, "no file in it has a request"))
    if warnings == "ignore":
        problems = [one for one in problems if one.problem.severity != "warning"]
    elif warnings == "error":
        problems = [one._replace(problem=attrs.evolve(one.problem, severity="error")) for one in problems]
    return Checked(files, requests, problems, unusable)


def requests_in_file(
    path: str, *, is_named: bool = True
) -> tuple[list[Request], list[tuple[Position, Problem]], list[UnusableError]]:
    """Return each request of a file, the problems around them, and what cannot be used of it.

    A file that was named has to be of a known kind, with each of its documents.
    """
    try:
        nodes = documents(path)
    except UnusableError as error:
        return [], [], [error]
    read = [(node, requests_in(node)) for node in nodes]
    found = [request for _, requests in read for request in requests or ()]
    around = [(at, _repeated_key(place)) for node in nodes for place, at in repeated_around(node)]
    if not is_named:
        return found, around, []
    kinds = ", ".join(kind.name for kind in KINDS[:-1])
    message = f"it is neither {kinds} nor {KINDS[-1].name}"
    errors = [UnusableError(message, node.position) for node, requests in read if requests is None]
    return found, around, errors if nodes else [UnusableError("it is empty")]


def located(request: Request, *, later: bool = True) -> Iterator[tuple[Position, Problem]]:
    """Return the problems of a request with their places in its document.

    Those of what is known only later are left out, unless ``later`` is false.
    """
    kind, members = request.kind, request.members
    for path, at in members.repeated_keys():
        yield at, _repeated_key(f"{request.place}{path}".removeprefix("."))
    problems = problems_of(lambda: kind.read(members.value))
    if kind.is_template:
        problems = _coerced(request, problems)
    for problem in problems:
        way: list[Child] = [("", START, members), *members.lead(problem.path)]
        if kind.is_template and later and is_open(problem, way):
            continue
        _, key, inner = way[-1]
        position = key if problem.code == UNKNOWN_KEY else inner.position
        yield position, attrs.evolve(problem, path=".".join(filter(None, (request.place, problem.path))))


def _repeated_key(path: str) -> Problem:
    return Problem(
        code=REPEATED_KEY.code,
        name=REPEATED_KEY.name,
        severity="error",
        path=path,
        message="the same key is given above, and that value would be lost",
        remedy="give each key once",
    )


def _coerced(request: Request, problems: list[Problem]) -> list[Problem]:
    """Make texts of numbers and flags, and the other way round, where those are wrong; return the problems then."""
    wrong = {problem.path: problem for problem in problems if problem.code == WRONG_TYPE}
    changed = False
    for path in wrong:
        way: list[Child] = [("", START, request.members), *request.members.lead(path)]
        if len(way) == 1:
            continue
        *_, (_, _, holder), (step, _, held) = way
        new = _other_type(held.value)
        if new is not held.value:
            holder.value[step.key if isinstance(step, MapValue) else step] = new
            changed = True
    if not changed:
        return problems
    again = problems_of(lambda: request.kind.read(request.members.value))
    # What is still of a wrong type is told of as it stands in the document.
    return [wrong.get(problem.path, problem) if problem.code == WRONG_TYPE else problem for problem in again]


def _other_type(value: Any) -> Any:
    """Return the text of a number or a flag, or what a text may stand for, as CloudFormation does; else the value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.casefold() in {"true", "false"}:
        return value.casefold() == "true"
    try:
        if isinstance(value, (int, float)):
            return str(value)
        return int(value) if isinstance(value, str) and re.fullmatch("-?[0-9]+", value) else value
    except ValueError:  # Python refuses numbers of thousands of digits
        return value


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
