"""The two programs whose latency is measured are the same request, and are typed in where that is said."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import ROOT

if TYPE_CHECKING:
    from types import ModuleType

    from .language_server import Editor


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    return importlib.import_module("harness.programs")


def run(text: str) -> dict[str, Any]:
    """Run a program, less what is there for checkers alone: the ``TypedDict``s have no library."""
    names: dict[str, Any] = {}
    exec("\n".join(line for line in text.splitlines() if "types_boto3_sagemaker" not in line), names)  # noqa: S102
    return names


def test_both_make_the_same_requests(programs: ModuleType) -> None:
    ours, theirs = (run(programs.program(side, 2)) for side in programs.SIDES)
    for function in ("request_0", "request_1"):
        assert ours[function]().to_kwargs() == theirs[function]()


def test_one_cursor_is_in_a_program_while_somebody_types(programs: ModuleType) -> None:
    for side in programs.SIDES:
        text = programs.program(side, 2)
        for typed in programs.TYPED:
            assert programs.while_typing(text, side, typed).count(programs.CURSOR) == 1
    with pytest.raises(ValueError, match="is not in the program"):
        programs.while_typing("", programs.OURS, programs.TYPED[0])


@pytest.mark.session(name="editor")
@pytest.mark.filterwarnings("ignore::DeprecationWarning:pygls")
def test_ours_is_right_and_is_offered_what_is_meant(programs: ModuleType, editor: Editor) -> None:
    text = programs.program(programs.OURS, 1)
    assert not editor.diagnostics(text)
    for typed in programs.TYPED:
        labels = [item.label for item in editor.completions(programs.while_typing(text, programs.OURS, typed))]
        assert typed.offered[programs.OURS] in labels
