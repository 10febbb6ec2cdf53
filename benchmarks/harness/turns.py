"""Two sides that take turns, so that what else the machine does falls on both, and what became of it.

What counts is the median of the ratios of all turns. Single times are up to twice as long as others, as compilers,
garbage collectors and neighbours have it, so that neither the least nor the mean is the same from one run to the next.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from .goals import Goal
from .programs import OURS, SIDES, THEIRS

AT_MOST = 1.0


def in_turn(number: int) -> tuple[str, ...]:
    """Return the sides, in an order that changes from turn to turn."""
    return SIDES if number % 2 else SIDES[::-1]


class Turns:
    """The seconds of all turns, by what was measured and side."""

    def __init__(self) -> None:
        """Start with none."""
        self._times: defaultdict[tuple[str, str], list[float]] = defaultdict(list)

    def add(self, what: str, side: str, seconds: float) -> None:
        """Keep what a side took in its turn."""
        self._times[what, side].append(seconds)

    def report(self, name: str) -> list[Goal]:
        """Print what was measured, and return the goals."""
        print(f"\n{name:48}{OURS:>11}{THEIRS:>13}{'ratio':>7}")
        goals: list[Goal] = []
        for what in dict.fromkeys(what for what, _ in self._times):
            ours, theirs = self._times[what, OURS], self._times[what, THEIRS]
            ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
            print(f"  {what:46}{_text(median(ours)):>11}{_text(median(theirs)):>13}{ratio:7.2f}")
            goals.append(Goal(f"{name}, {what}, in times of {THEIRS}", ratio, AT_MOST))
        return goals


def _text(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.1f} ms"
