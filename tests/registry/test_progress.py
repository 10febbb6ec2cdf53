"""The progress bar, as a terminal shows it."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from sagemaker_model_package import ModelPackageArn, ModelRegistry, Progress, StatusDetail, rich_progress
from tests.double import Item, SageMakerDouble, Step, progress
from tests.registry.examples import version

if TYPE_CHECKING:
    from sagemaker_model_package.registry.registered import StatusDetailKind


def paper() -> Console:
    """Return a console that is no terminal: it shows how the bars stand in the end."""
    return Console(file=io.StringIO(), force_terminal=False, width=100, color_system=None)


def shown_on(console: Console) -> str:
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def step(status: str, *details: str, number: int = 1, account: str = "111122223333") -> Progress:
    kinds: tuple[StatusDetailKind, ...] = ("validation", "image scan", "image scan")
    return Progress(
        arn=ModelPackageArn(partition="aws", region="us-east-1", account=account, name="churn", version=number),
        status=status,
        elapsed=1.0,
        attempt=1,
        details=tuple(StatusDetail(kind=k, name="x", status=one) for k, one in zip(kinds, details, strict=False)),
    )


def last_lines(*steps: Progress) -> list[str]:
    """Return the bars as they stand in the end."""
    console = paper()
    with rich_progress(console) as show:
        for one in steps:
            show(one)
    return shown_on(console).splitlines()


def test_it_follows_a_registration(registry: ModelRegistry, double: SageMakerDouble, pauses: list[float]) -> None:
    double.progress = progress(2, end=Step("Completed", validations=(Item("profile-1"),)))
    registered = registry.register(version())
    console = paper()
    with rich_progress(console) as show:
        described = registry.wait_until_completed(registered, progress=show)
    assert described.status == "Completed"
    assert len(pauses) >= 3
    assert "churn/1" in shown_on(console)
    assert "Completed" in shown_on(console)


def test_it_counts_what_is_done() -> None:
    (line,) = last_lines(step("Pending"), step("InProgress", "Completed", "InProgress", "NotStarted"))
    assert "InProgress (1 of 3)" in line


@pytest.mark.parametrize("status", ["Completed", "Failed"])
def test_it_is_full_in_the_end(status: str) -> None:
    (line,) = last_lines(step("InProgress", "InProgress"), step(status, status))
    assert status in line
    assert "of 1" not in line
    assert line.count("\u2501") == 40  # as wide as rich draws a bar
    assert "\u257a" not in line


def test_several_packages_have_a_bar_each() -> None:
    lines = last_lines(step("InProgress"), step("Pending", number=2), step("Completed"))
    assert ["churn/1" in line and "Completed" in line for line in lines] == [True, False]
    assert ["churn/2" in line and "Pending" in line for line in lines] == [False, True]


def test_the_same_version_of_two_accounts_has_a_bar_each() -> None:
    ours, theirs = last_lines(step("InProgress"), step("Pending", account="444455556666"), step("Completed"))
    assert "churn/1" in ours
    assert "Completed" in ours
    assert "churn/1 (444455556666, us-east-1)" in theirs
    assert "Pending" in theirs


def test_it_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with rich_progress() as show:
        show(step("Completed"))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "churn/1" in printed.err


def test_without_rich_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "rich"]:
        monkeypatch.setitem(sys.modules, name, None)
    with (
        pytest.raises(ModuleNotFoundError, match=r'pip install "sagemaker-model-package\[rich\]"') as raised,
        rich_progress(),
    ):
        pass
    assert raised.value.name == "rich"
