"""How long mypy takes for a program, with the builder and with types-boto3's ``TypedDict``s.

Both programs make the same request. *Cold* is a run without a cache, *warm* one after an edit. The two take turns, so
that what else the machine does falls on both; as a run does the same each time, the least of its times tells what it
costs, and the median how busy the machine was. Of the last program there is no goal: it sends its request with a client
of types-boto3, so with the builder mypy reads both libraries. ``--check`` makes a missed goal the exit code.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from harness.goals import CHECK_HELP, Goal, exit_code
from harness.programs import FOUND_BY_ITSELF, OURS, SIDES, SOURCE, THEIRS, program, require_rival

ROUNDS = 5
AT_MOST = 1.0
PROGRAMS = {
    "1 request in a file": {side: program(side, 1) for side in SIDES},
    "20 requests in a file": {side: program(side, 20) for side in SIDES},
    "1 request, and sent": {side: program(side, 1, sent=True) for side in SIDES},
}
WITHOUT_GOAL = "1 request, and sent"
# Errors in what is imported are not reported, and bodies there not read: as for every library that is installed.
OPTIONS = ("--strict", "--python-version", "3.10", "--follow-imports", "silent", "--config-file", os.devnull)
ENVIRONMENT = {**os.environ, **({} if FOUND_BY_ITSELF else {"MYPYPATH": str(SOURCE)})}

Times = defaultdict[tuple[str, str], list[float]]
"""The seconds of all runs, by what was measured and side."""


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


def measure(programs: dict[str, str], number: int, times: Times) -> None:
    """Measure each side once without a cache, and once with what that left behind."""
    for side in SIDES if number % 2 else reversed(SIDES):
        with tempfile.TemporaryDirectory() as directory:
            times["cold", side].append(seconds(programs[side], Path(directory), "cache"))
            times["warm", side].append(seconds(f"{programs[side]}# edited\n", Path(directory), "cache"))


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help=CHECK_HELP)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is checked (default: %(default)s)")
    options = parser.parse_args()
    require_rival()

    goals: list[Goal] = []
    print(f"{'':30}{'median':>20}{'least':>27}")
    print(f"{'':30}" + 2 * (f"{OURS:>9}{THEIRS:>11}{'ratio':>7}"))
    for name, programs in PROGRAMS.items():
        times: Times = defaultdict(list)
        for number in range(options.rounds):
            measure(programs, number, times)
        for what in ("cold", "warm"):
            line = f"{f'{name}: {what}':30}"
            for of in (median, min):
                ours, theirs = of(times[what, OURS]), of(times[what, THEIRS])
                line += f"{ours:7.2f} s{theirs:9.2f} s{ours / theirs:7.2f}"
            print(line)
            if name != WITHOUT_GOAL:
                ratio = min(times[what, OURS]) / min(times[what, THEIRS])
                goals.append(Goal(f"{name}: {what}, in times of {THEIRS}", ratio, AT_MOST))
    print()
    return exit_code(goals, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
