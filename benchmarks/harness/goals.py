"""Goals, and how it is told whether they are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

CHECK_HELP = "exit with 1 where a goal is missed"


class Goal(NamedTuple):
    """A figure, mostly a ratio, and what it may be at most."""

    what: str
    ratio: float
    at_most: float

    @property
    def met(self) -> bool:
        """Whether the ratio is within the goal."""
        return self.ratio <= self.at_most

    def __str__(self) -> str:
        """Return the goal as a line of text."""
        return f"{self.what}: {self.ratio:.2f}, goal at most {self.at_most:.2f}: {'met' if self.met else 'missed'}"


def exit_code(goals: Iterable[Goal], *, check: bool) -> int:
    """Print every goal; return 1 if they are to be checked and one is missed."""
    missed = False
    for goal in goals:
        print(goal)
        missed = missed or not goal.met
    return int(check and missed)
