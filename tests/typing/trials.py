"""Tries the programs: has every checker read each of them once, and runs them."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sagemaker_model_package import ModelPackageValidationError

from . import fields
from .checkers import CHECKERS, checked, environment_without
from .clients import CLIENTS, TYPED_CLIENTS
from .public import imports
from .refusals import REFUSALS, SETUP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .checkers import Report
    from .clients import Client
    from .refusals import Pair, Refusal

ACCEPTANCES = Path(__file__).with_name("acceptances.py")

# A consequence of the refusal, which only pyright's strict mode speaks of.
CONSEQUENCES = re.compile("reportUnknown")

WAYS = {"builder": "the builder", "classes": "the classes", "evolve": "`attrs.evolve`"}
"""The ways to write a mistake, as ``Refusal`` calls them, and as its readers do."""


class Trial(NamedTuple):
    """A refusal, in one of the ways to write it."""

    refusal: Refusal
    way: str

    @property
    def pair(self) -> Pair:
        """The programs."""
        pair: Pair = getattr(self.refusal, self.way)
        return pair

    @property
    def label(self) -> str:
        """Its title, and the way."""
        return f"{self.refusal.title}, written with {WAYS[self.way]}"

    @property
    def name(self) -> str:
        """A name for its files and its test."""
        words = re.sub(r"[^a-z]+", "_", self.refusal.title.lower()).strip("_")
        return f"{words}_{self.way}"


TRIALS = tuple(Trial(refusal, way) for refusal in REFUSALS for way in WAYS if getattr(refusal, way) is not None)


class Findings(NamedTuple):
    """What the checkers report: by the checker's name, then by the program's."""

    programs: dict[str, dict[str, list[Report]]]
    clients: dict[str, dict[str, list[Report]]]
    acceptances: dict[str, list[Report]]

    def of(self, checker: str, trial: Trial, which: str) -> list[Report]:
        """Return what a checker reports of a trial's wrong or right program."""
        return self.programs[checker].get(f"{trial.name}_{which}.py", [])

    def refused(self, checker: str, trial: Trial) -> bool:
        """Return whether a checker reports the wrong program, and that where it is wrong."""
        offset = first_line(trial.pair.wrong) - 1
        wrong = {offset + line for line in trial.pair.wrong_lines}
        lines = {report.line for report in self.of(checker, trial, "wrong")}
        return lines <= wrong and bool(self.said(checker, trial))

    def said(self, checker: str, trial: Trial) -> list[Report]:
        """Return what a checker says of a wrong program, less what follows from the refusal."""
        return [one for one in self.of(checker, trial, "wrong") if not CONSEQUENCES.match(one.rule)]

    def message(self, checker: str, trial: Trial) -> str:
        """Return the first thing that a checker says of a wrong program; empty where it says nothing."""
        return next((one.message for one in self.said(checker, trial)), "")


def whole(program: str) -> str:
    """Return a program with all that it needs to be run."""
    text = f"{SETUP}\n\n{program}\n"
    attrs = "import attrs\n\n" if re.search(r"\battrs\.", program) else ""
    return f"from __future__ import annotations\n\n{attrs}{imports(text)}\n{text}"


def first_line(program: str) -> int:
    """Return the line of the whole program that the program itself begins in."""
    return whole(program).count("\n") - program.count("\n")


def tried() -> Findings:
    """Have every checker read all programs."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name).resolve()
        for part in ("programs", "acceptances", *map(_part, CLIENTS)):
            (directory / part).mkdir(exist_ok=True)
        for trial in TRIALS:
            for which in ("wrong", "right"):
                program = whole(getattr(trial.pair, which))
                (directory / "programs" / f"{trial.name}_{which}.py").write_text(program, "utf-8")
        for client in CLIENTS:
            (directory / _part(client) / client.file).write_text(client.program, "utf-8")
        shutil.copy(ACCEPTANCES, directory / "acceptances")
        (directory / "acceptances" / fields.FILE).write_text(fields.program(), "utf-8")
        bare = environment_without(directory / "environment", *TYPED_CLIENTS)
        return Findings(
            {checker: _by_file(checked(checker, directory / "programs")) for checker in CHECKERS},
            {checker: _by_file(_of_clients(checker, directory, bare)) for checker in CHECKERS},
            {checker: checked(checker, directory / "acceptances") for checker in CHECKERS},
        )


def _part(client: Client) -> str:
    """Return the directory for the programs that find the same modules."""
    return "_".join(["clients", *(path.name for path in client.search), *(["alone"] if client.alone else [])])


def _of_clients(checker: str, directory: Path, bare: Path) -> Iterator[Report]:
    for part, client in {_part(client): client for client in CLIENTS}.items():
        yield from checked(checker, directory / part, client.search, bare if client.alone else Path(sys.executable))


def _by_file(reports: Iterable[Report]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(report.file, []).append(report)
    return found


def run(program: str) -> Exception | None:
    """Run a program, with all warnings as errors, and return what it raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            exec(compile(whole(program), "<program>", "exec"), {"__name__": "program"})  # noqa: S102 - our own
        except Exception as error:  # noqa: BLE001 - whatever it may be: that is the question
            return error
    return None


def codes(error: Exception) -> list[str]:
    """Return the codes of the problems that an exception carries."""
    return [problem.code for problem in error.problems] if isinstance(error, ModelPackageValidationError) else []
