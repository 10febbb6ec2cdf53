"""A progress bar for ``wait_until_completed``, drawn by rich.

rich is an optional dependency. It is imported by its name, so that type checkers need not read its many modules.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator

    from sagemaker_model_package.arn import ModelPackageArn
    from sagemaker_model_package.registry.wait import Progress, ProgressCallback


class Console(Protocol):
    """The part of ``rich.console.Console`` that is used here."""

    def print(self, *objects: Any) -> None:
        """Print to it."""
        ...


_FINISHED = frozenset({"Completed", "Failed"})


@contextmanager
def rich_progress(console: Console | None = None) -> Generator[ProgressCallback]:
    """Show a progress bar while waiting for a package.

    Pass the yielded function to ``wait_until_completed``::

        with rich_progress() as progress:
            registry.wait_until_completed(registered, progress=progress)

    The bar counts validations and image scans if the service names any, and otherwise only shows the elapsed time. It
    is written to the given console, or to standard error. One function can be used for several packages, one after
    another or at the same time.

    Raises:
        ModuleNotFoundError: if rich is not installed.
    """
    try:
        rich: Any = import_module("rich.progress")
        stderr: Any = import_module("rich.console").Console(stderr=True)
    except ModuleNotFoundError as missing:
        name = (missing.name or "rich").partition(".")[0]
        raise ModuleNotFoundError(
            f"rich_progress() needs {name}, which is not installed: "
            'pip install "sagemaker-model-package[rich]", or give a progress function of your own',
            name=name,
        ) from None

    columns = (
        rich.SpinnerColumn(finished_text="-"),
        rich.TextColumn("{task.description}", markup=False),
        rich.BarColumn(),
        rich.TextColumn("{task.fields[status]}", markup=False),
        rich.TimeElapsedColumn(),
    )
    bars = rich.Progress(*columns, console=console or stderr)
    tasks: dict[ModelPackageArn, int] = {}

    def show(progress: Progress) -> None:
        arn = progress.arn
        if arn not in tasks:
            name = arn.partition("/")[2]
            other = any((one.name, one.version) == (arn.name, arn.version) for one in tasks)
            title = f"{name} ({arn.account}, {arn.region})" if other else name
            tasks[arn] = bars.add_task(title, total=None, status="")
        done = sum(one.status in _FINISHED for one in progress.details)
        over = progress.status in _FINISHED
        counted = f" ({done} of {len(progress.details)})" if progress.details and not over else ""
        total = len(progress.details) or (1 if over else None)
        bars.update(tasks[arn], total=total, completed=total if over else done, status=f"{progress.status}{counted}")

    with bars:
        yield show
