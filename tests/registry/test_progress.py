"""The progress bar, as a terminal shows it."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.errors import StatusDetail, StatusDetailKind
from sagemaker_model_package.registry import Progress, rich_progress
from tests.double import Item, SageMakerDouble, Step, progress

from .examples import version

if TYPE_CHECKING:
    from sagemaker_model_package import ModelRegistry


def paper() -> tuple[Console, io.StringIO]:
    """Return a console that is not a terminal: it shows only the final bars."""
    file = io.StringIO()
    return Console(file=file, force_terminal=False, width=100, color_system=None), file


def step(status: str, *details: str, number: int = 1, account: str = "111122223333") -> Progress:
    kinds: tuple[StatusDetailKind, ...] = ("validation", "image scan", "image scan")
    return Progress(
        arn=ModelPackageArn(f"arn:aws:sagemaker:us-east-1:{account}:model-package/churn/{number}"),
        status=status,
        elapsed=1.0,
        attempt=1,
        details=tuple(StatusDetail(kind=k, name="x", status=one) for k, one in zip(kinds, details, strict=False)),
    )


def last_lines(*steps: Progress) -> list[str]:
    """Return the final bars."""
    console, file = paper()
    with rich_progress(console) as show:
        for one in steps:
            show(one)
    return file.getvalue().splitlines()


def test_it_follows_a_registration(registry: ModelRegistry, double: SageMakerDouble, pauses: list[float]) -> None:
    double.progress = progress(2, end=Step("Completed", validations=(Item("profile-1"),)))
    registered = registry.register(version())
    console, file = paper()
    with rich_progress(console) as show:
        registry.wait_until_completed(registered, progress=show)
    assert len(pauses) >= 3
    assert "churn/1" in file.getvalue()
    assert "Completed" in file.getvalue()


def test_it_counts_what_is_done() -> None:
    (line,) = last_lines(step("Pending"), step("InProgress", "Completed", "InProgress", "NotStarted"))
    assert "InProgress (1 of 3)" in line


def test_brackets_are_shown_as_they_are() -> None:
    (line,) = last_lines(step("[red]"))
    assert "[red]" in line


@pytest.mark.parametrize("status", ["Completed", "Failed"])
def test_it_is_full_at_the_end(status: str) -> None:
    (line,) = last_lines(step("InProgress", "InProgress"), step(status, status))
    assert status in line
    assert "of 1" not in line
    assert line.count("\u2501") == 40  # the width of rich's bar
    assert "\u257a" not in line


def test_each_package_has_a_bar() -> None:
    steps = [step("InProgress"), step("Pending", number=2), step("Pending", account="444455556666"), step("Completed")]
    first, second, other = last_lines(*steps)
    for line, title, status in (
        (first, "churn/1", "Completed"),
        (second, "churn/2", "Pending"),
        (other, "churn/1 (444455556666, us-east-1)", "Pending"),
    ):
        assert title in line
        assert status in line


def test_it_is_written_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with rich_progress() as show:
        show(step("Completed"))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "churn/1" in printed.err


def test_without_rich_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "rich"]:
        monkeypatch.setitem(sys.modules, name, None)
    bar = rich_progress()
    with pytest.raises(ModuleNotFoundError, match=r'pip install "sagemaker-model-package\[rich\]"') as raised, bar:
        pass
    assert raised.value.name == "rich"
