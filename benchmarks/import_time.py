"""What ``import sagemaker_model_package`` costs, in times of ``import boto3``.

Each import happens in a fresh interpreter, which takes the time itself, so that its own start is not counted. All
bytecode is compiled beforehand. The imports take turns, so that what else the machine does falls on all of them; as an
import does the same each time, the least of its times tells what it costs, and the median how busy the machine was.
``--check`` makes a missed goal the exit code.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from harness.goals import CHECK_HELP, Goal, exit_code

PACKAGE = "sagemaker_model_package"
OURS = f"import {PACKAGE}"
# The same, unless the package puts off part of its import until a name of it is used.
USED = f"from {PACKAGE} import ModelPackageBuilder"
ATTRS = "import attrs"
REFERENCE = "import boto3"
IMPORTS = (OURS, USED, ATTRS, REFERENCE)
MODULES = (PACKAGE, "attrs", "boto3")
GOAL = 1 / 3
LATER_GOAL = 0.25
ROUNDS = 30
PROFILES = 5
MOST_LISTED = 20
MILLI = 1e-6
"""Milliseconds in a nanosecond."""

TIMED_IMPORT = """
import sys, time
sys.path = [entry for entry in sys.path if entry not in sys.argv[2:]] + sys.argv[2:]
statement = compile(sys.argv[1], "<import>", "exec")
started = time.perf_counter_ns()
exec(statement)
print(time.perf_counter_ns() - started)
"""


def search_path() -> list[str]:
    """Return where the modules are found from here: isolated interpreters do not read PYTHONPATH."""
    origins = [spec.origin for spec in map(find_spec, MODULES) if spec is not None and spec.origin is not None]
    return list(dict.fromkeys(str(Path(origin).parents[1]) for origin in origins))


def run_in_new_interpreter(statement: str, cache: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Import something in a fresh interpreter that neither the environment nor this directory has a say in."""
    command = [sys.executable, "-I", "-X", f"pycache_prefix={cache}", *options, "-c", TIMED_IMPORT, statement]
    ended = subprocess.run([*command, *search_path()], check=False, capture_output=True, text=True)  # noqa: S603 - this interpreter, and a program of this file
    if ended.returncode != 0:
        sys.exit(f"{ended.stderr}\n`{statement}` fails, so there is nothing to measure")
    return ended


def nanoseconds(statement: str, cache: str) -> int:
    """Return what an import takes in a fresh interpreter."""
    return int(run_in_new_interpreter(statement, cache).stdout)


def self_times(statement: str, cache: str) -> dict[str, int]:
    """Return what each module that an import brings in takes by itself, in microseconds."""
    lines = run_in_new_interpreter(statement, cache, "-X", "importtime").stderr.splitlines()
    rows = [line.removeprefix("import time:").split("|") for line in lines if line.startswith("import time:")]
    times = [(name, int(taken)) for taken, _, name in rows if taken.strip().isdigit()]
    names = [name.strip() for name, _ in times]
    # What the interpreter itself imported comes first; the program begins with the import of time, or has it already.
    begun = max((index for index, name in enumerate(names) if name == "site"), default=-1)
    return {name.strip(): taken for name, taken in times[begun + 1 :]}


def print_costliest(cache: str) -> None:
    """Print what the import of this package spends its time on."""
    taken: defaultdict[str, list[int]] = defaultdict(list)
    for _ in range(PROFILES):
        for name, microseconds in self_times(USED, cache).items():
            taken[name].append(microseconds)
    times = {name: median(several) for name, several in taken.items()}
    total = sum(times.values())
    print(f"\n{len(times)} modules, {total / 1000:.1f} ms while profiled; the costliest by themselves:")
    for name in sorted(times, key=lambda name: -times[name])[:MOST_LISTED]:
        print(f"  {times[name] / 1000:7.2f} ms {times[name] / total:6.1%}  {name}")


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help=CHECK_HELP)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is imported (default: %(default)s)")
    options = parser.parse_args()

    taken: dict[str, list[int]] = {statement: [] for statement in IMPORTS}
    with tempfile.TemporaryDirectory() as cache:
        for statement in IMPORTS:
            nanoseconds(statement, cache)  # compiles
        for number in range(options.rounds):
            for statement in (*IMPORTS[number % len(IMPORTS) :], *IMPORTS[: number % len(IMPORTS)]):
                taken[statement].append(nanoseconds(statement, cache))

        print(f"{'':55}{'median':>10}{'least':>10}{'median':>10}{'least':>8}")
        middle = {statement: median(times) for statement, times in taken.items()}
        least = {statement: min(times) for statement, times in taken.items()}
        for statement in IMPORTS:
            print(
                f"{statement:55}{middle[statement] * MILLI:7.1f} ms{least[statement] * MILLI:7.1f} ms"
                f"{middle[statement] / middle[REFERENCE]:10.2f}{least[statement] / least[REFERENCE]:8.2f}"
            )
        print_costliest(cache)
    print()
    ratio = least[OURS] / least[REFERENCE]
    what = f"{OURS}, in times of {REFERENCE}"
    print(Goal(f"{what} (a goal for later)", ratio, LATER_GOAL))
    return exit_code([Goal(what, ratio, GOAL)], check=options.check)


if __name__ == "__main__":
    sys.exit(main())
