"""What a failing call shows: the user's line and the problems, none of the library's frames, and no secret."""

from __future__ import annotations

import inspect
import io
import os
import re
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.pretty import pretty_repr
from rich.traceback import Traceback

import sagemaker_model_package
from tests import tracebacks_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

ROOT = str(Path(inspect.getfile(sagemaker_model_package)).parent)
SECRET = "never-to-be-seen-0451"
LINE = "the user's line"
HELPERS = ("builder", "client", "definition", "request", "secrets")
DOORS = {
    name: found
    for name, found in vars(tracebacks_program).items()
    if inspect.isfunction(found) and found.__module__ == tracebacks_program.__name__ and name not in HELPERS
}
NOT_OURS = {
    "differences_of_a_dict",
    "made_of_unknown_members",
    "registered_a_dict",
    "replaced_container",
    "resource_of_a_dict",
    "rewritten_dict",
    "rewritten_with_a_dict",
    "state_of_text",
    "step_of_a_dict",
    "updated_container",
    "whole_and_parts",
    "wrong_keyword",
}
each_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")


@pytest.fixture(autouse=True)
def the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THE_SECRET", SECRET)


def error_of(door: Callable[[], None]) -> Exception:
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which one it is does not matter here
        door()
    return raised.value


def frames(error: BaseException | None) -> Iterator[TracebackType]:
    """Return the entries of an error's traceback, and of those that it came from."""
    while error is not None:
        entry = error.__traceback__
        while entry is not None:
            yield entry
            entry = entry.tb_next
        error = error.__cause__ or error.__context__


def line_of(error: BaseException) -> int:
    """Return the number of the user's line."""
    (line,) = [one.tb_lineno for one in frames(error) if one.tb_frame.f_code.co_filename == tracebacks_program.__file__]
    return line


def is_ours(entry: TracebackType) -> bool:
    return entry.tb_frame.f_code.co_filename.startswith((ROOT, "<attrs generated", "<sagemaker_model_package"))


@each_door
def test_plain_python_shows_at_most_two_frames(door: Callable[[], None]) -> None:
    error = error_of(door)

    assert sum(is_ours(entry) for entry in frames(error)) in {1, 2}
    assert LINE in "".join(traceback.format_exception(error))


@each_door
def test_no_variable_of_a_frame_that_an_error_keeps_shows_a_secret(door: Callable[[], None]) -> None:
    error = error_of(door)

    held = [entry.tb_frame.f_locals for entry in frames(error) if is_ours(entry)]
    assert held
    assert SECRET not in f"{error} {error!r} {held!r} {pretty_repr(held)}"


@each_door
def test_rich_shows_none_of_the_library_s_frames(door: Callable[[], None]) -> None:
    error = error_of(door)

    shown = io.StringIO()
    rich = Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True, max_frames=0)
    Console(file=shown, width=200).print(rich)
    assert f"tracebacks_program.py:{line_of(error)} in " in shown.getvalue()
    assert ROOT not in shown.getvalue()
    assert "<attrs generated" not in shown.getvalue()


@each_door
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_cgitb_finds_what_it_looks_for(door: Callable[[], None]) -> None:
    cgitb = pytest.importorskip("cgitb", reason="Python 3.13 removed it")
    error = error_of(door)

    try:
        text = cgitb.text((type(error), error, error.__traceback__))
    except AttributeError as fault:
        if "MultiStrategyDispatch" not in str(fault):
            raise
        pytest.skip("cgitb fails on the dispatch of this cattrs")
    assert str(error) in text


@pytest.mark.parametrize(
    ("door", "text"),
    [
        ("registered_a_dict", "register() takes a model package, got a value of type dict; get one from"),
        ("resource_of_a_dict", "resource() takes a model package, got a value of type dict; get one from"),
        ("state_of_text", "state() takes a model package, got a value of type str; get one from"),
        ("step_of_a_dict", "register_step() takes a model package, got a value of type dict; get one from"),
        ("rewritten_dict", "rewritten() takes a model package, got a value of type dict; get one from"),
        ("rewritten_with_a_dict", "rewrite must be a Rewrite, got a value of type dict; give rewrite=Rewrite("),
    ],
)
def test_what_is_given_in_place_of_a_package_is_refused(door: str, text: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(text)}"):
        DOORS[door]()


IPYTHON = """
import sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance(colors="NoColor", xmode=sys.argv[1])
shell.run_cell("import warnings; warnings.simplefilter('ignore')")
shell.run_cell("from tests.tracebacks_program import *")
for door in sys.argv[2:]:
    print("====", door)
    shell.run_cell(f"{door}()  # the user's cell")
"""


@pytest.mark.parametrize("mode", ["Context", "Verbose"])
def test_ipython_shows_none_of_the_library_s_frames(mode: str, tmp_path: Path) -> None:
    pytest.importorskip("IPython")
    environment = {**os.environ, "IPYTHONDIR": str(tmp_path), "HOME": str(tmp_path), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", IPYTHON, mode, *DOORS]
    shown = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout

    cells = dict(cell.split("\n", 1) for cell in shown.split("==== ")[1:])
    assert cells.keys() == DOORS.keys()
    for door, text in cells.items():
        assert LINE in text, door
        if door not in NOT_OURS:  # Python's own TypeError: of that, IPython shows the last frame, whatever that is
            assert "sagemaker_model_package/" not in text, door
        assert "failed resolving" not in text, door


PROGRAM = """
import pytest
from tests import tracebacks_program
from tests.test_tracebacks import DOORS

@pytest.mark.parametrize("door", DOORS)
def test_door(door):
    DOORS[door]()
"""


def test_pytest_shows_none_of_the_library_s_frames(tmp_path: Path) -> None:
    program = tmp_path / "test_doors.py"
    program.write_text(PROGRAM, "utf-8")
    options = ["-p", "no:cacheprovider", "-p", "no:xdist", "--showlocals", "-W", "ignore", "--rootdir", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *options, str(program)]
    shown = subprocess.run(command, capture_output=True, check=False, text=True).stdout

    assert f"{len(DOORS)} failed" in shown
    assert shown.count(LINE) >= len(DOORS)
    assert "sagemaker_model_package/" not in shown
