"""The page of rules: up to date, complete, and readable."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelPackageWarning
from sagemaker_model_package._command.documents import FILE_CODES
from sagemaker_model_package._faults import FAULT_CODES
from sagemaker_model_package._template_problems import TEMPLATE_CODES
from sagemaker_model_package._validation.references import PIPELINE_CODES
from sagemaker_model_package._validation.rules import RULES

from .conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

PAGE = ROOT / "docs" / "rules.md"

TEST_THAT_WARNS = """
from sagemaker_model_package import ModelPackageBuilder

def test_it():
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
    uri = "s3://ml-artifacts/churn/model.zip"
    ModelPackageBuilder().container(image=image, model_data_url=uri).versioned("churn").build()
"""


@pytest.fixture
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_rules", PAGE.with_name("generate_rules.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(generator: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert generator.main(["--check"]) == 0, capsys.readouterr().out
    assert "rules.md is up to date" in capsys.readouterr().out


def test_a_page_out_of_date_is_told_and_left(
    generator: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "rules.md"
    page.write_text(PAGE.read_text("utf-8").replace("`MP104`", "`MP194`"), "utf-8")
    before = page.read_bytes()
    assert generator.main(["--check", "--target", str(page)]) == 1
    out, err = capsys.readouterr()
    assert "MP194" in out
    assert err == "rules.md is out of date; run generate_rules.py to write it again\n"
    assert page.read_bytes() == before


def test_the_page_is_written(generator: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "rules.md"
    assert generator.main(["--target", str(page)]) == 0
    assert page.read_bytes() == PAGE.read_bytes()


def test_texts_in_cells_mean_nothing_but_themselves(generator: ModuleType) -> None:
    assert generator.cell("a|b *c* _d_ `e` <f> [g]") == r"a\|b \*c\* \_d\_ \`e\` \<f> \[g\]"


def test_every_code_stands_once_on_the_page_and_in_order() -> None:
    sections = re.split(r"(?m)^## (\w+)$", PAGE.read_text("utf-8"))
    codes = {
        heading: re.findall(r'(?m)^\| <a id="\w+"></a>`(\w+)` \|', text)
        for heading, text in zip(sections[1::2], sections[2::2], strict=True)
    }
    assert codes == {
        "Values": sorted(fault.code for fault in FAULT_CODES),
        "Errors": sorted(rule.code for rule in RULES if rule.severity == "error"),
        "Warnings": sorted(rule.code for rule in RULES if rule.severity == "warning"),
        "Templates": sorted(code.code for code in TEMPLATE_CODES),
        "Pipelines": sorted(code.code for code in PIPELINE_CODES),
        "Files": sorted(code.code for code in FILE_CODES),
    }


def test_links_within_the_page_lead_somewhere() -> None:
    text = PAGE.read_text("utf-8")
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"(?m)^#+ (.*)", text)
    }
    targets = headings | set(re.findall(r'id="(\w+)"', text))
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= targets


def two_warnings() -> list[str]:
    """Build a package that is warned of twice and return the codes of the warnings that came."""
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
    builder = ModelPackageBuilder().container(image=image, model_data_url="s3://ml-artifacts/churn/model.zip")
    with warnings.catch_warnings(record=True) as caught:
        builder.task("GUESSING").versioned("churn").build()
    return [str(one.message.problem.code) for one in caught if isinstance(one.message, ModelPackageWarning)]


def test_the_way_to_silence_warnings_works() -> None:
    (block,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert sorted(two_warnings()) == ["MP205", "MP218"]
        exec(block.partition("# All of them")[0], {})  # noqa: S102 - the page's own example
        assert two_warnings() == ["MP218"]
        exec(block, {})  # noqa: S102 - see above
        assert two_warnings() == []


def test_the_way_to_silence_warnings_in_pytest_works(tmp_path: Path) -> None:
    setting = re.findall(r"`'(ignore:.*?)'`", PAGE.read_text("utf-8"))[0]
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nfilterwarnings =\n    error\n    {setting}\n", "utf-8")
    (tmp_path / "test_it.py").write_text(TEST_THAT_WARNS, "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1 passed" in ended.stdout
