"""How long an editor lets one wait: completion and diagnostics, with the builder and with types-boto3's ``TypedDict``s.

Both programs make the same request. Each is open in an editor of its own, which asks pyright's language server, with
checks as strict as they get. *Cold* is the first answer after the server has started, *warm* one after an edit. The two
take turns: see ``harness/turns.py``. ``--check`` makes a missed goal the exit code.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from harness.goals import CHECK_HELP, exit_code
from harness.programs import FOUND_BY_ITSELF, SIDES, SOURCE, TYPED, program, require_rival, while_typing
from harness.turns import Turns, in_turn

# The editor is that of the tests, which ask the same questions.
sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.editor.language_server import Editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.goals import Goal
    from harness.programs import Typing

SIZES = (1, 20)
"""How many requests a program makes."""
ROUNDS = 40
COLD_ROUNDS = 5
WARMING_UP = 8
"""Rounds that are not counted: by then the server has compiled what it does at each edit."""
SETTINGS = {
    "typeCheckingMode": "strict",
    "pythonVersion": "3.10",
    "extraPaths": [] if FOUND_BY_ITSELF else [str(SOURCE)],
}


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


def measure_cold(size: int, rounds: int, turns: Turns) -> None:
    """Measure the first answers of servers that have just started."""
    typed = TYPED[0]
    for number in range(rounds):
        for side in in_turn(number):
            text = program(side, size)
            with ExitStack() as stack:
                editor = new_editor(stack)
                turns.add("cold: diagnostics", side, timed(partial(diagnose, editor, text)))
            with ExitStack() as stack:
                editor = new_editor(stack)
                taken = timed(partial(complete, editor, text, typed, side))
                turns.add(f"cold: completion of {typed.what}", side, taken)


def measure_warm(size: int, rounds: int, turns: Turns) -> None:
    """Measure answers of servers that know the program, each after an edit."""
    with ExitStack() as stack:
        editors = {side: new_editor(stack) for side in SIDES}
        for number in range(-WARMING_UP, rounds):
            measured = turns if number >= 0 else Turns()
            for side in in_turn(number):
                text = program(side, size) + f"# edit {number}\n"
                measured.add("warm: diagnostics", side, timed(partial(diagnose, editors[side], text)))
            for typed in TYPED:
                for side in in_turn(number):
                    text = program(side, size) + f"# edit {number}\n"
                    taken = timed(partial(complete, editors[side], text, typed, side))
                    measured.add(f"warm: completion of {typed.what}", side, taken)


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
        turns = Turns()
        measure_cold(size, options.cold_rounds, turns)
        measure_warm(size, options.rounds, turns)
        goals += turns.report(f"{size} request{'s' if size > 1 else ''} in a file")
    print()
    return exit_code(goals, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
