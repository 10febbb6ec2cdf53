"""What checkers refuse and accept, what they say, and what the page of it shows.

What needs the checkers themselves is tried where they are installed: ``nox -s typing`` sees to that.
"""

from __future__ import annotations

import importlib.util
import inspect
import re
import subprocess
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from sagemaker_model_package import ModelPackageValidationError, enums, shapes

from . import fields
from .checkers import CHECKERS, environment_without, installed
from .clients import CLIENTS, DISTRIBUTIONS, TYPED_CLIENTS
from .public import NAMES, STRUCTURES
from .refusals import REFUSALS
from .trials import ACCEPTANCES, TRIALS, codes, first_line, run, tried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from .trials import Findings, Trial

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "what-the-checker-refuses.md"
RESULTS = ACCEPTANCES.with_name("results.py")
STRICT = ("mypy", "pyright")
REFUSED = [trial for trial in TRIALS if not trial.pair.passes]

each = pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
each_checker = pytest.mark.parametrize("checker", CHECKERS)
needs_checkers = pytest.mark.session(name="typing")


@pytest.fixture(scope="module")
def findings() -> Findings:
    if not installed(*CHECKERS, *DISTRIBUTIONS):  # an error, not a skip, where they are required
        pytest.skip("not all of the checkers and typed clients are installed")
    return tried()


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_refusals", ROOT / "docs" / "generate_refusals.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The programs by themselves


def test_titles_and_names_are_their_own() -> None:
    assert len({refusal.title for refusal in REFUSALS}) == len(REFUSALS)
    assert len({trial.name for trial in TRIALS}) == len(TRIALS)


@each
def test_the_wrong_program_differs_from_its_twin_in_one_line_and_raises(trial: Trial) -> None:
    assert len(trial.pair.wrong_lines) == 1
    assert first_line(trial.pair.wrong) > 1
    error = run(trial.pair.wrong)
    assert isinstance(error, (AttributeError, TypeError, ModelPackageValidationError)), error
    assert codes(error) or not trial.pair.passes  # what checkers let pass is a problem with a code


@each
def test_the_right_twin_neither_raises_nor_warns(trial: Trial) -> None:
    assert run(trial.pair.right) is None


def test_mypy_and_pyright_miss_nothing_but_what_is_named() -> None:
    passing = [(trial.refusal.title, trial.way) for trial in TRIALS if trial.pair.passes]
    assert passing == [("A `bool` as a count", "builder"), ("A `bool` as a count", "classes")]
    missed = {(trial.way, checker) for trial in TRIALS for checker in trial.pair.missed if checker in STRICT}
    assert missed == {("evolve", "pyright")}


# What the checkers say


@needs_checkers
@each_checker
@each
def test_a_wrong_program_is_refused_where_it_is_wrong(findings: Findings, checker: str, trial: Trial) -> None:
    passes = bool(trial.pair.passes) or checker in trial.pair.missed
    assert findings.refused(checker, trial) is not passes, findings.of(checker, trial, "wrong")
    if passes:
        assert findings.of(checker, trial, "wrong") == []


@needs_checkers
@each_checker
def test_no_twin_is_reported_and_every_report_is_of_a_program(findings: Findings, checker: str) -> None:
    assert set(findings.programs[checker]) <= {f"{trial.name}_wrong.py" for trial in TRIALS}


LONG_IN_MYPY = {
    # Of a list's item mypy writes out the whole type, whatever its name.
    "an_unknown_instance_type_as_a_string_classes": (301, 5300),
    # Of an overloaded function its notes have the overloads: a container's members are many.
    "a_member_of_a_structure_without_its_name_builder": (301, 920),
}
"""What mypy says at least and at most in all, where that is more than it should be."""


@needs_checkers
@pytest.mark.parametrize("trial", REFUSED, ids=lambda trial: trial.name)
def test_messages_are_short(findings: Findings, trial: Trial) -> None:
    """With all their lines and notes, and the line that is seen first."""
    whole = {checker: sum(len(one.message + one.notes) for one in findings.said(checker, trial)) for checker in STRICT}
    least, most = LONG_IN_MYPY.get(trial.name, (0, 300))
    assert least <= whole["mypy"] <= most
    assert whole["pyright"] <= 1100
    if not findings.message("mypy", trial).startswith("List item"):
        assert len(findings.message("mypy", trial)) <= 280
    assert len(findings.message("pyright", trial).partition("\n")[0]) <= 220


INSTANCE_TYPES = {
    "TransformInstanceTypeLike": "any_str_in_a_list_of_instance_types|a_real_time_instance_type_where"
    "|a_bare_str_for_a_list_of_strings_builder|an_unknown_instance_type_of_a_transform_job_as_a_string_classes",
    "OptionalTransformInstanceTypeLike": "an_unknown_instance_type_of_a_transform_job_as_a_string_builder",
    "RealtimeInstanceTypeLike": "an_unknown_instance_type_as_a_string_builder",
}
"""How the names of the trials begin that each parameter type is named in."""


@needs_checkers
@pytest.mark.parametrize("checker", STRICT)
@pytest.mark.parametrize(("alias", "count"), [*zip(INSTANCE_TYPES, [8, 1, 1], strict=True)])
def test_instance_types_are_called_by_name(findings: Findings, checker: str, alias: str, count: int) -> None:
    trials = [trial for trial in TRIALS if re.match(INSTANCE_TYPES[alias], trial.name)]
    assert len(trials) == count
    for trial in trials:
        line = findings.message(checker, trial).partition("\n")[0]
        assert re.search(rf"\b{alias}\b", line)
        assert "ml.c4" not in line
        assert len(line) <= 220


@needs_checkers
@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.module)
@each_checker
def test_every_kind_of_client_is_accepted(findings: Findings, checker: str, client: Any) -> None:  # noqa: ANN401
    assert findings.clients[checker].get(client.file, []) == []


@needs_checkers
@pytest.mark.parametrize("checker", [*STRICT, "pyrefly"])
def test_what_users_write_is_accepted(findings: Findings, checker: str) -> None:
    assert findings.acceptances[checker] == []


def test_fields_of_every_structure_are_handed_on() -> None:
    """What is accepted among the rest: see ``fields.py``."""
    text = fields.program()
    for name, structure in STRUCTURES.items():
        (body,) = re.findall(rf"(?ms)^def from_{name}\(.*?^    return evolved$", text)
        for field in attrs.fields(structure):
            assert body.count(f" {field.name}=one.{field.name},\n") == 2
    of_shapes: list[str] = vars(shapes)["__all__"]
    packages = ["VersionedModelPackage", "UnversionedModelPackage"]
    assert sorted([*STRUCTURES, "EnvironmentMap", "FrozenMap"]) == sorted([*of_shapes, *packages])


def test_a_missing_checker_is_told_where_all_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REFUSALS_REQUIRED", raising=False)
    assert installed("pytest")
    assert not installed("pytest", "no-such-checker")
    monkeypatch.setenv("REFUSALS_REQUIRED", "1")
    assert installed("pytest")
    with pytest.raises(RuntimeError, match="not installed, though REFUSALS_REQUIRED is set: no-such-checker"):
        installed("pytest", "no-such-checker")


@needs_checkers
def test_an_environment_without_typed_clients_has_none(tmp_path: Path) -> None:
    python = environment_without(tmp_path / "environment", *TYPED_CLIENTS)
    program = "import importlib.util, sys; print(*[one for one in sys.argv[1:] if importlib.util.find_spec(one)])"
    modules = ["attrs", "botocore", *(name.replace("-", "_") for name in DISTRIBUTIONS)]
    ended = subprocess.run(
        [python, "-c", program, *modules], check=True, capture_output=True, encoding="utf-8", timeout=60
    )
    assert ended.stdout.split() == ["attrs", "botocore"]


# The parameter types at run time


@pytest.mark.parametrize("name", [name for name in enums.__all__ if name.endswith("TypeLike")])
def test_parameter_types_are_plain_unions_at_run_time(name: str) -> None:
    """Nothing is left to be resolved, so that cattrs and ``typing.get_type_hints`` can read what uses them."""

    def forward_references(form: object) -> Iterator[object]:
        if isinstance(form, (str, typing.ForwardRef)):
            yield form
        if typing.get_origin(form) is not typing.Literal:
            for part in typing.get_args(form):
                yield from forward_references(part)

    assert list(forward_references(NAMES[name])) == []


# The results of public functions


def public_functions() -> dict[tuple[str, str], set[str]]:
    """Return every public function, method and property, each with the public classes that have it."""
    found: dict[tuple[str, str], set[str]] = {}
    members = (classmethod, staticmethod, property, type(public_functions))
    for name, value in NAMES.items():
        if (
            inspect.isfunction(value) and value.__annotations__["return"] != "None"
        ):  # there is nothing to assert of None
            found["", name] = set()
        if not inspect.isclass(value) or getattr(value, "_is_protocol", False):
            continue
        for base in value.__mro__:
            if not base.__module__.startswith("sagemaker_model_package"):
                continue
            for attribute, member in vars(base).items():
                plain = inspect.unwrap(member) if callable(member) else member
                if not attribute.startswith("_") and isinstance(plain, members):
                    found.setdefault((base.__qualname__, attribute), set()).add(name)
    return found


def asserted_results() -> Iterator[tuple[str, str]]:
    """Yield what ``results.py`` asserts the type of: class and method, or nothing and function."""
    for function in re.split(r"(?m)^def ", RESULTS.read_text("utf-8"))[1:]:
        head, _, body = function.partition(" -> None:")
        classes: dict[str, str] = dict(re.findall(r"(\w+): (\w+)", head))
        calls: list[tuple[str, str]] = re.findall(r"\b(?:assert_type\(|with )\s*(?:(\w+)\.)?(\w+)", body)
        for receiver, called in calls:
            yield classes.get(receiver, receiver), called


def test_the_result_of_every_public_function_is_asserted() -> None:
    asserted = set(asserted_results())
    missing = [
        f"{name} of {' or '.join(sorted(classes))}" if classes else name
        for (_, name), classes in public_functions().items()
        if not asserted & ({(one, name) for one in classes} or {("", name)})
    ]
    assert missing == []


# The page


@needs_checkers
def test_the_page_is_up_to_date_and_one_that_is_not_is_told_and_left(
    generator: ModuleType,
    findings: Findings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert generator.main(["--check"], findings) == 0, capsys.readouterr().out
    assert "what-the-checker-refuses.md is up to date: " in capsys.readouterr().out
    page = tmp_path / PAGE.name
    page.write_text(PAGE.read_text("utf-8").replace("✓", "✗", 1), "utf-8")
    monkeypatch.setattr(generator, "TARGET", page)
    before = page.read_bytes()
    assert generator.main(["--check"], findings) == 1
    assert "out of date; run generate_refusals.py" in capsys.readouterr().err
    assert page.read_bytes() == before
    assert generator.main([], findings) == 0
    assert page.read_bytes() == PAGE.read_bytes()


def test_the_page_has_every_program_and_a_row_for_each() -> None:
    text = PAGE.read_text("utf-8")
    for trial in TRIALS:
        assert trial.pair.right in text
        assert all(line in text for line in trial.pair.wrong.splitlines())
    assert text.count("  # wrong\n") == len(TRIALS)
    rows = re.findall(r"(?m)^\| .* \| (?:builder|classes|`attrs\.evolve`) \| .* \|$", text)
    assert len(rows) == len(TRIALS)
    assert {row.count("|") for row in rows} == {len(CHECKERS) + 4}
    # mypy and pyright leave no cell empty but those of the programs that all checkers let pass.
    assert sum(" | ✓ | ✓ | " not in row for row in rows if "evolve" not in row) == len(TRIALS) - len(REFUSED)


def test_the_page_escapes_nothing_within_code(generator: ModuleType) -> None:
    assert generator.escaped("`list[str]` is <no> `a_b` of [int]") == r"`list[str]` is \<no\> `a_b` of \[int\]"
    assert not re.search(r"`[^`\n]*\\[\\*_|<>\[\]][^`\n]*`", PAGE.read_text("utf-8").partition("## The programs")[0])


def test_the_page_tells_what_jedi_misses(generator: ModuleType) -> None:
    told = list(generator.misses())
    assert "* jedi completes no literals" in told
    assert all(line in PAGE.read_text("utf-8") for line in told)


def test_links_within_the_page_lead_somewhere() -> None:
    text = PAGE.read_text("utf-8")
    headings = re.findall(r"(?m)^#+ (.*)", re.sub(r"(?ms)^```.*?^```$", "", text))
    anchors = {re.sub(r"[^a-z0-9 _-]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= anchors
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert set(re.findall(r"rules\.md#(\w+)", text)) <= set(re.findall(r'id="(\w+)"', rules))
