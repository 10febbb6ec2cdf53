"""Measuring with pyperf so that ratios can be trusted on a machine that has other work too.

pyperf measures each task in processes of its own, one task after the other, so what else the machine does may fall on
one task alone. Everything is therefore measured in several passes. A ratio is taken within each pass, and the median
of the passes is what counts. How far they lie apart is told beside it, and so is the ratio of the quickest
measurements: where that is much lower, the machine was busy.
"""

from __future__ import annotations

import io
import sys
from contextlib import nullcontext, redirect_stdout
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pyperf

from .goals import CHECK_HELP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PASSES = 3

Task: TypeAlias = "Callable[[int], float]"
"""Is told how often to do its work, and returns the seconds that it took."""


class Ratio(NamedTuple):
    """What a task took in times of another."""

    middle: float
    least: float
    most: float
    of_quickest: float

    def __str__(self) -> str:
        """Return how sure the middle is."""
        return f"passes {self.least:.2f} to {self.most:.2f}, quickest {self.of_quickest:.2f}"


class Results:
    """What the tasks took: in each pass, the seconds of all measurements of each."""

    def __init__(self, passes: Sequence[Mapping[str, Sequence[float]]]) -> None:
        """Hold the passes."""
        self._passes = passes

    def seconds(self, task: str) -> float:
        """Return what a task took."""
        return median(median(values[task]) for values in self._passes)

    def ratio(self, task: str, reference: str) -> Ratio:
        """Return what a task took in times of another, and between which bounds the passes lie."""
        ratios = [median(values[task]) / median(values[reference]) for values in self._passes]
        of_quickest = self._quickest(task) / self._quickest(reference)
        return Ratio(median(ratios), min(ratios), max(ratios), of_quickest)

    def _quickest(self, task: str) -> float:
        return min(min(values[task]) for values in self._passes)


def new_runner(description: str) -> pyperf.Runner:
    """Return pyperf's runner, which knows ``--check`` beside its own arguments."""
    runner = pyperf.Runner(processes=2, values=10, min_time=0.03)
    runner.argparser.description = description
    runner.argparser.add_argument("--check", action="store_true", help=CHECK_HELP)
    runner.argparser.set_defaults(quiet=True, inherit_environ=["PYTHONPATH"])
    return runner


def measured(runner: pyperf.Runner, tasks: Mapping[str, Task]) -> Results | None:
    """Measure tasks.

    Return ``None`` in the processes that pyperf starts for a task: there is nothing more to do in them.
    """
    works = bool(runner.parse_args().worker)
    passes: list[dict[str, tuple[float, ...]]] = []
    for number in range(1, PASSES + 1):
        results: dict[str, tuple[float, ...]] = {}
        for name, task in tasks.items():
            if not works:
                print(f"pass {number} of {PASSES}: {name}", file=sys.stderr)
            with nullcontext() if works else redirect_stdout(io.StringIO()):
                result = runner.bench_time_func(f"{name} ({number})", task)
            if result is not None and not works:
                results[name] = result.get_values()
        passes.append(results)
    return None if works else Results(passes)


def in_turns(prepare: Callable[[], Callable[[], object]], other: Callable[[], Callable[[], object]]) -> Task:
    """Return a task that does something over and over, each time after something else that is not measured.

    Nobody makes one request a thousand times. Where a short work is done so, the processor learns it by heart, and
    two of them are compared that are never met with outside a benchmark; done in turns, neither has the caches and the
    branch predictor to itself.
    """

    def task(loops: int) -> float:
        work, between = prepare(), other()
        taken = 0.0
        for _ in range(loops):
            between()
            started = pyperf.perf_counter()
            work()
            taken += pyperf.perf_counter() - started
        return taken

    return task


def repeated(prepare: Callable[[], Callable[[], object]]) -> Task:
    """Return a task that does something over and over; preparing it is not measured."""

    def task(loops: int) -> float:
        work = prepare()
        started = pyperf.perf_counter()
        for _ in range(loops):
            work()
        return pyperf.perf_counter() - started

    return task
