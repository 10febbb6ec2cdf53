"""What a fresh process pays, in times of ``import boto3``: the imports, the first ``build()``, all of it to kwargs.

Each work happens in a fresh interpreter, which takes the time itself, so that its own start is not counted. All
bytecode is compiled beforehand. The works take turns, so that what else the machine does falls on all of them; as each
does the same every time, the least of its times tells what it costs, and the median how busy the machine was.
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
from typing import NamedTuple

from harness.goals import CHECK_HELP, Goal, exit_code

PACKAGE = "sagemaker_model_package"
IMPORT = f"from {PACKAGE} import ModelPackageBuilder"
CONTAINER = """
builder = (
    ModelPackageBuilder()
    .container(
        image="683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
        model_data_url="s3://ml-artifacts/churn/model.tar.gz",
    )
    .content_types("text/csv")
    .versioned("churn")
)
"""


class Work(NamedTuple):
    """What is timed, and what comes before that."""

    name: str
    statement: str
    before: str = ""


OURS = Work(f"import {PACKAGE}", f"import {PACKAGE}")
USED = Work(IMPORT, IMPORT)
WHOLE = Work("import, build one container, to_kwargs", f"{IMPORT}\n{CONTAINER}\nbuilder.build().to_kwargs()")
FIRST_BUILD = Work("the first build()", "builder.build()", f"{IMPORT}\n{CONTAINER}")
ATTRS = Work("import attrs", "import attrs")
CATTRS = Work("import cattrs", "import cattrs")
REFERENCE = Work("import boto3", "import boto3")
WORKS = (OURS, USED, WHOLE, FIRST_BUILD, ATTRS, CATTRS, REFERENCE)
MODULES = (PACKAGE, "attrs", "cattrs", "boto3")
IMPORT_GOAL = 0.1
WHOLE_GOAL = 0.45
FIRST_BUILD_GOAL = 8.0
"""Milliseconds."""
ROUNDS = 30
PROFILES = 5
MOST_LISTED = 20
MILLI = 1e-6
"""Milliseconds in a nanosecond."""

TIMED = """
import sys, time
sys.path = [entry for entry in sys.path if entry not in sys.argv[3:]] + sys.argv[3:]
exec(sys.argv[1])
statement = compile(sys.argv[2], "<statement>", "exec")
started = time.perf_counter_ns()
exec(statement)
print(time.perf_counter_ns() - started)
"""


def search_path() -> list[str]:
    """Return where the modules are found from here: isolated interpreters do not read PYTHONPATH."""
    origins = [spec.origin for spec in map(find_spec, MODULES) if spec is not None and spec.origin is not None]
    return list(dict.fromkeys(str(Path(origin).parents[1]) for origin in origins))


def run_in_new_interpreter(work: Work, cache: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Do a work in a fresh interpreter that neither the environment nor this directory has a say in."""
    command = [
        sys.executable,
        "-I",
        "-X",
        f"pycache_prefix={cache}",
        *options,
        "-c",
        TIMED,
        work.before,
        work.statement,
    ]
    ended = subprocess.run([*command, *search_path()], check=False, capture_output=True, text=True)  # noqa: S603 - this interpreter, and a program of this file
    if ended.returncode != 0:
        sys.exit(f"{ended.stderr}\n{work.name!r} fails, so there is nothing to measure")
    return ended


def nanoseconds(work: Work, cache: str) -> int:
    """Return what a work takes in a fresh interpreter."""
    return int(run_in_new_interpreter(work, cache).stdout)


def self_times(work: Work, cache: str) -> dict[str, int]:
    """Return what each module that an import brings in takes by itself, in microseconds."""
    lines = run_in_new_interpreter(work, cache, "-X", "importtime").stderr.splitlines()
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
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is done (default: %(default)s)")
    options = parser.parse_args()

    taken: dict[Work, list[int]] = {work: [] for work in WORKS}
    with tempfile.TemporaryDirectory() as cache:
        for work in WORKS:
            nanoseconds(work, cache)  # compiles
        for number in range(options.rounds):
            for work in (*WORKS[number % len(WORKS) :], *WORKS[: number % len(WORKS)]):
                taken[work].append(nanoseconds(work, cache))

        print(f"{'':55}{'median':>10}{'least':>10}{'median':>10}{'least':>8}")
        middle = {work: median(times) for work, times in taken.items()}
        least = {work: min(times) for work, times in taken.items()}
        for work in WORKS:
            print(
                f"{work.name:55}{middle[work] * MILLI:7.1f} ms{least[work] * MILLI:7.1f} ms"
                f"{middle[work] / middle[REFERENCE]:10.2f}{least[work] / least[REFERENCE]:8.2f}"
            )
        print_costliest(cache)
    print()
    reference = least[REFERENCE]
    goals = [
        Goal(f"{OURS.name}, in times of {REFERENCE.name}", least[OURS] / reference, IMPORT_GOAL),
        Goal(f"a fresh process: {WHOLE.name}, in times of {REFERENCE.name}", least[WHOLE] / reference, WHOLE_GOAL),
        Goal("the first build() of a process, in milliseconds", least[FIRST_BUILD] * MILLI, FIRST_BUILD_GOAL),
    ]
    return exit_code(goals, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
