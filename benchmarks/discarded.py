"""What it costs a setter to notice that its result is discarded: ``description("...")`` with and without the guard.

``--check`` makes a missed goal the exit code; the other arguments are pyperf's.
"""

from __future__ import annotations

import sys

import pyperf
from harness.goals import Goal, exit_code
from harness.measuring import measured, new_runner
from harness.unguarded import without_guard

from sagemaker_model_package import ModelPackageBuilder

GUARDED = "with the guard"
BARE = "without it"
AT_MOST = 2.5
NANO = 1e9


def guarded(loops: int) -> float:
    """Call the setter as it is."""
    builder = made = ModelPackageBuilder()
    started = pyperf.perf_counter()
    for _ in range(loops):
        made = builder.description("Churn classifier")
    taken = pyperf.perf_counter() - started
    del made  # one that is never read would look like a mistake
    return taken


def bare(loops: int) -> float:
    """Call the setter without its guard."""
    with without_guard():
        return guarded(loops)


def main() -> int:
    """Measure, print, and return the exit code."""
    runner = new_runner(__doc__ or "")
    results = measured(runner, {GUARDED: guarded, BARE: bare})
    if results is None:
        return 0
    print("a setter, description(...)")
    for task in (BARE, GUARDED):
        ratio = results.ratio(task, BARE)
        print(f"  {task:16}{results.seconds(task) * NANO:8,.0f} ns{ratio.middle:8.2f}   ({ratio})")
    print()
    goal = Goal("a setter with the guard, in times of one without", results.ratio(GUARDED, BARE).middle, AT_MOST)
    return exit_code([goal], check=runner.args.check)


if __name__ == "__main__":
    sys.exit(main())
