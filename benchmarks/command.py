"""How long ``sagemaker-model-package --help`` takes, in times of ``python -c "import attrs"``: whole processes.

Both take turns, and what counts is the median of the ratios of all turns. ``--check`` makes a missed goal the exit
code.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median
from time import perf_counter

from harness.goals import CHECK_HELP, Goal, exit_code

HELP = ("-m", "sagemaker_model_package", "--help")
ATTRS = ("-c", "import attrs")
AT_MOST = 2.0
ROUNDS = 30


def seconds(*arguments: str) -> float:
    """Return what a new interpreter takes for all of a work."""
    started = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - this interpreter
    return perf_counter() - started


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help=CHECK_HELP)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is done (default: %(default)s)")
    options = parser.parse_args()

    seconds(*HELP)  # compiles
    seconds(*ATTRS)
    turns = [(seconds(*HELP), seconds(*ATTRS)) for _ in range(options.rounds)]
    ours, theirs = (median(times) for times in zip(*turns, strict=True))
    print(f"--help: {ours * 1000:.0f} ms, import attrs: {theirs * 1000:.0f} ms")
    ratio = median(one / other for one, other in turns)
    goal = Goal('sagemaker-model-package --help, in times of python -c "import attrs"', ratio, AT_MOST)
    return exit_code([goal], check=options.check)


if __name__ == "__main__":
    sys.exit(main())
