"""The command line itself: help, exit codes, and the commands that only print."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_model_package._command.documents import FILE_CODES
from sagemaker_model_package._command.main import main
from sagemaker_model_package._faults import FAULT_CODES
from sagemaker_model_package._template_problems import TEMPLATE_CODES
from sagemaker_model_package._validation.references import PIPELINE_CODES
from sagemaker_model_package._validation.rules import RULES
from sagemaker_model_package.json_schema import json_schema

if TYPE_CHECKING:
    from .conftest import Run

KNOWN = {
    **{fault.code: (fault.name, fault.why) for fault in FAULT_CODES},
    **{rule.code: (rule.name, rule.why) for rule in sorted(RULES, key=attrgetter("code"))},
    **{one.code: (one.name, one.why) for one in (*PIPELINE_CODES, *TEMPLATE_CODES, *FILE_CODES)},
}
PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]], ids=" ".join)
def test_help_says_the_exit_codes(run: Run, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == 0
    assert "exit codes: 0 without problems" in ended.out


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check"], ["check", "--format", "xml", "a"]], ids=" ".join)
def test_a_wrong_command_line_is_unusable(run: Run, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert ended.err.startswith("usage: sagemaker-model-package")


def test_schema_prints_the_schema(run: Run) -> None:
    assert json.loads(run("schema").out) == json_schema()
    assert json.loads(run("schema", "--pipeline").out) == json_schema(pipeline=True)


def test_rules_lists_every_rule_in_a_line(run: Run) -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(KNOWN)


@pytest.mark.parametrize("code", ["MP104", "mp104", "MP003"])
def test_rules_explains_one(run: Run, code: str) -> None:
    name, why = KNOWN[code.upper()]
    out = run("rules", code).out
    assert out.startswith(f"{code.upper()} {name} (error, for ")
    assert why in out
    assert "Source: " in out


@pytest.mark.parametrize(
    ("code", "said"), [("MP-104", "did you mean MP104?"), ("\n" * 9, "is not a code")], ids=["near", "far"]
)
def test_a_code_of_no_rule_is_unusable(run: Run, code: str, said: str) -> None:
    ended = run("rules", code)
    assert ended.code == 2
    assert said in ended.err


def test_python_runs_it_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["sagemaker-model-package", "rules", "MP104"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("sagemaker_model_package", run_name="__main__")
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("MP104")
    runpy.run_module("sagemaker_model_package.__main__", run_name="imported")


def test_it_is_installed_as_a_command() -> None:
    # Not by the installed metadata: an editable installation may be older than this.
    found = re.search(r'^sagemaker-model-package = "(.+)"$', PYPROJECT.read_text("utf-8"), re.MULTILINE)
    assert found
    assert resolve_name(found[1]) is main


def test_the_hook_of_pre_commit_runs_the_check(run: Run, tmp_path: Path) -> None:
    safe_load: Any = import_module("yaml").safe_load
    (hook,) = safe_load(PYPROJECT.with_name(".pre-commit-hooks.yaml").read_text("utf-8"))
    command, *arguments = hook["entry"].split()
    assert command == "sagemaker-model-package"
    tmp_path.joinpath("request.json").write_text('{"ModelPackageGroupName": "a_b"}', "utf-8")
    assert run(*arguments, "request.json").code == 1
    assert re.search(hook["files"], "infrastructure/model_packages/churn.yaml")
    assert re.search(hook["files"], "model-package.json")
    assert not re.search(hook["files"], "package.json")


def test_help_imports_nothing_else() -> None:
    code = (
        "import sys; from sagemaker_model_package._command.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert not {"attrs", "cattrs", "boto3", "yaml"} & set(ended.stdout.splitlines()[-1].split())
