"""What it costs to build a request, to check it and to turn it into kwargs; beside botocore's ``ParamValidator``.

Both sizes of request are measured in one run. ``ParamValidator`` gets the same request as a dict that is there already:
what it costs to make that dict is the first line. Takes a few minutes. ``--check`` makes a missed goal the exit code;
the other arguments are pyperf's.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.validate import ParamValidator
from harness import rival
from harness.goals import Goal, exit_code
from harness.measuring import in_turns, measured, new_runner, repeated
from harness.requests import REQUESTS, Measured, leaves, named
from harness.service import request_shape

from sagemaker_model_package import from_kwargs

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.measuring import Results, Task

PLAIN = "plain dict"
VALIDATOR = "ParamValidator"
OURS = "builder + check + kwargs"
RIVAL = "pydantic models + dump"
MICRO = 1e6


def works_on(request: Measured) -> dict[str, Callable[[], Callable[[], object]]]:
    """Return what is to be measured on a request; each is prepared only where it is measured."""
    works: dict[str, Callable[[], Callable[[], object]]] = {
        PLAIN: lambda: request.plain,
        VALIDATOR: lambda: validation_of(request.plain()),
        OURS: lambda: lambda: request.builder().build().to_kwargs(),
        "  the builder alone": lambda: request.builder,
        "  build(), which checks": lambda: request.builder().build,
        "  to_kwargs()": lambda: request.builder().build().to_kwargs,
        "from_kwargs(), which checks": lambda: reading_of(request.plain()),
    }
    if rival.INSTALLED:
        works[RIVAL] = lambda: rival_of(request.name)
    return works


def tasks_on(request: Measured) -> dict[str, Task]:
    """Return how that is measured: the two that the goal compares, in turns with each other."""
    works = works_on(request)
    rivals = {VALIDATOR: works[OURS], OURS: works[VALIDATOR]}
    return {
        work: in_turns(prepare, rivals[work]) if work in rivals else repeated(prepare)
        for work, prepare in works.items()
    }


def validation_of(kwargs: dict[str, Any]) -> Callable[[], object]:
    """Return what botocore does to kwargs before it sends them."""
    validator, shape = ParamValidator(), request_shape()
    return lambda: validator.validate(kwargs, shape)


def reading_of(kwargs: dict[str, Any]) -> Callable[[], object]:
    """Return the way from kwargs to a package."""
    return lambda: from_kwargs(kwargs)


@cache
def rival_of(name: str) -> Callable[[], object]:
    """Return the rival's program for the request of this name."""
    return rival.program(named(name).plain())


def key(request: Measured, work: str) -> str:
    """Return the name under which something is measured."""
    return f"{request.name}: {work.strip()}"


def print_table(request: Measured, results: Results) -> None:
    """Print what each took, and in times of the first two."""
    print(f"\n{request.name}, {leaves(request.plain()):,} leaves")
    print(f"{'':30}{'µs':>10}{PLAIN + ' = 1':>17}{VALIDATOR + ' = 1':>21}")
    for work in works_on(request):
        name = key(request, work)
        of_plain = results.ratio(name, key(request, PLAIN))
        of_validator = results.ratio(name, key(request, VALIDATOR))
        print(
            f"{work:30}{results.seconds(name) * MICRO:10,.1f}{of_plain.middle:17.1f}{of_validator.middle:21.2f}"
            f"   ({of_validator})"
        )


def main() -> int:
    """Measure, print, and return the exit code."""
    runner = new_runner(__doc__ or "")
    tasks = {key(request, work): task for request in REQUESTS for work, task in tasks_on(request).items()}
    results = measured(runner, tasks)
    if results is None:
        return 0
    for request in REQUESTS:
        print_table(request, results)
    if not rival.INSTALLED:
        print("\npydantic is not installed, so there is no typed rival beside them")
    print()
    goals = [
        Goal(
            f"{request.name}: {OURS}, in times of {VALIDATOR}",
            results.ratio(key(request, OURS), key(request, VALIDATOR)).middle,
            request.goal,
        )
        for request in REQUESTS
    ]
    return exit_code(goals, check=runner.args.check)


if __name__ == "__main__":
    sys.exit(main())
