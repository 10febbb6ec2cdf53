"""How long an editor lets one wait: completion and diagnostics, with the builder and with types-boto3's ``TypedDict``s.

Both programs make the same request. Each is open in an editor of its own, which asks pyright's language server, with
checks as strict as they get. *Cold* is the first answer after the server has started, *warm* one after an edit. The two
take turns, so that what else the machine does falls on both; as an answer takes the same work each time, the least of
its times tells what it costs, and the median how busy the machine was. ``--check`` makes a missed goal the exit code.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from harness.goals import CHECK_HELP, Goal, exit_code
from harness.programs import (
    FOUND_BY_ITSELF,
    OURS,
    SIDES,
    SOURCE,
    THEIRS,
    TYPED,
    program,
    require_rival,
    while_typing,
)

# The editor is that of the tests, which ask the same questions.
sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.editor.language_server import Editor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from harness.programs import Typing

SIZES = (1, 20)
"""How many requests a program makes."""
ROUNDS = 7
COLD_ROUNDS = 3
MILLI = 1e3
AT_MOST = 1.0
SETTINGS = {
    "typeCheckingMode": "strict",
    "pythonVersion": "3.10",
    "extraPaths": [] if FOUND_BY_ITSELF else [str(SOURCE)],
}

Times = defaultdict[tuple[str, str], list[float]]
"""The seconds of all measurements, by what was measured and side."""


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def new_editor(stack: ExitStack) -> Editor:
    """Return an editor whose server runs until the stack is closed."""
    workspace = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    return stack.enter_context(Editor(workspace, SETTINGS))


def diagnose(editor: Editor, text: str) -> None:
    """Wait for the diagnostics of a program. There are none."""
    found = editor.diagnostics(text)
    if found:
        sys.exit(f"{found[0].message}\nis reported for a program that is right, so there is nothing to measure")


def complete(editor: Editor, text: str, typed: Typing, side: str) -> None:
    """Wait for what is offered where somebody is typing. What is meant is among it."""
    offered = [item.label for item in editor.completions(while_typing(text, side, typed))]
    if typed.offered[side] not in offered:
        sys.exit(f"{typed.what}: {typed.offered[side]} is not offered, so there is nothing to measure")


def measure_cold(size: int, times: Times) -> None:
    """Measure the first answers of servers that have just started."""
    for side in SIDES:
        text = program(side, size)
        with ExitStack() as stack:
            editor = new_editor(stack)
            times["cold: diagnostics", side].append(timed(lambda: diagnose(editor, text)))  # noqa: B023 - called at once
        with ExitStack() as stack:
            editor = new_editor(stack)
            typed = TYPED[0]
            taken = timed(lambda: complete(editor, text, typed, side))  # noqa: B023 - called at once
            times[f"cold: completion of {typed.what}", side].append(taken)


def measure_warm(size: int, editors: Mapping[str, Editor], rounds: int, times: Times) -> None:
    """Measure answers of servers that know the program, each after an edit."""
    for side, editor in editors.items():
        diagnose(editor, program(side, size))
    for number in range(rounds):
        for side, editor in editors.items():
            text = program(side, size) + f"# edit {number}\n"
            times["warm: diagnostics", side].append(timed(lambda: diagnose(editor, text)))  # noqa: B023 - called at once
            for typed in TYPED:
                taken = timed(lambda: complete(editor, text, typed, side))  # noqa: B023 - called at once
                times[f"warm: completion of {typed.what}", side].append(taken)
                diagnose(editor, text)


def report(size: int, times: Times) -> list[Goal]:
    """Print what was measured, and return the goals."""
    name = f"{size} request{'s' if size > 1 else ''} in a file"
    print(f"\n{name:48}{'median':>20}{'least':>29}")
    print(f"{'':48}" + 2 * (f"{OURS:>10}{THEIRS:>12}{'ratio':>7}"))
    goals: list[Goal] = []
    for what in dict.fromkeys(what for what, _ in times):
        line = f"  {what:46}"
        for of in (median, min):
            ours, theirs = of(times[what, OURS]), of(times[what, THEIRS])
            line += f"{ours * MILLI:7.1f} ms{theirs * MILLI:9.1f} ms{ours / theirs:7.2f}"
        print(line)
        least = min(times[what, OURS]) / min(times[what, THEIRS])
        goals.append(Goal(f"{size} in a file, {what}, in times of {THEIRS}", least, AT_MOST))
    return goals


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help=CHECK_HELP)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is asked (default: %(default)s)")
    parser.add_argument(
        "--cold-rounds", type=int, default=COLD_ROUNDS, help="how often it starts (default: %(default)s)"
    )
    options = parser.parse_args()
    require_rival()
    logging.getLogger("pygls").setLevel(
        logging.ERROR
    )  # pyright tells of its progress in words that pygls does not know

    goals: list[Goal] = []
    for size in SIZES:
        times: Times = defaultdict(list)
        for _ in range(options.cold_rounds):
            measure_cold(size, times)
        with ExitStack() as stack:
            measure_warm(size, {side: new_editor(stack) for side in SIDES}, options.rounds, times)
        goals += report(size, times)
    print()
    return exit_code(goals, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
