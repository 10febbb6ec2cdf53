"""How long mypy takes for a program, with the builder and with types-boto3's ``TypedDict``s.

Both programs make the same request. *Cold* is a run without a cache, *warm* one after an edit. The two take turns: see
``harness/turns.py``. Of the last program there is no goal: it sends its request with a client of types-boto3, so with
the builder mypy reads both libraries. ``--check`` makes a missed goal the exit code.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from harness.goals import CHECK_HELP, exit_code
from harness.programs import FOUND_BY_ITSELF, SIDES, SOURCE, program, require_rival
from harness.turns import Turns, in_turn

if TYPE_CHECKING:
    from harness.goals import Goal

ROUNDS = 4
EDITS = 6
"""How many edits follow each run without a cache."""
PROGRAMS = {
    "1 request in a file": {side: program(side, 1) for side in SIDES},
    "20 requests in a file": {side: program(side, 20) for side in SIDES},
    "1 request, and sent": {side: program(side, 1, sent=True) for side in SIDES},
}
WITHOUT_GOAL = "1 request, and sent"
# Errors in what is imported are not reported, and bodies there not read: as for every library that is installed.
OPTIONS = ("--strict", "--python-version", "3.10", "--follow-imports", "silent", "--config-file", os.devnull)
ENVIRONMENT = {**os.environ, **({} if FOUND_BY_ITSELF else {"MYPYPATH": str(SOURCE)})}


def seconds(text: str, directory: Path, cache: str) -> float:
    """Return what mypy takes for a program. It finds nothing."""
    (directory / "program.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", *OPTIONS, "--cache-dir", cache, "program.py"]
    started = time.perf_counter()
    ended = subprocess.run(command, check=False, capture_output=True, text=True, cwd=directory, env=ENVIRONMENT)  # noqa: S603 - mypy of this interpreter
    taken = time.perf_counter() - started
    if ended.returncode != 0:
        sys.exit(f"{ended.stdout}{ended.stderr}is reported for a program that is right, so there is nothing to measure")
    return taken


def measure(programs: dict[str, str], number: int, turns: Turns) -> None:
    """Measure each side once without a cache, and some times with what that left behind."""
    with ExitStack() as stack:
        places = {side: Path(stack.enter_context(tempfile.TemporaryDirectory())) for side in SIDES}
        for side in in_turn(number):
            turns.add("cold", side, seconds(programs[side], places[side], "cache"))
        for edit in range(EDITS):
            for side in in_turn(edit):
                turns.add("warm", side, seconds(f"{programs[side]}# edit {edit}\n", places[side], "cache"))


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help=CHECK_HELP)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is checked (default: %(default)s)")
    options = parser.parse_args()
    require_rival()

    goals: list[Goal] = []
    for name, programs in PROGRAMS.items():
        turns = Turns()
        for number in range(options.rounds):
            measure(programs, number, turns)
        found = turns.report(name)
        goals += found if name != WITHOUT_GOAL else []
    print()
    return exit_code(goals, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
