"""The page of rules: up to date, complete, and readable."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelPackageWarning
from sagemaker_model_package.constraints import FAULT_CODES
from sagemaker_model_package.rules import RULES

if TYPE_CHECKING:
    from types import ModuleType

    from sagemaker_model_package.constraints import FaultCode
    from sagemaker_model_package.rules import Rule

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "rules.md"
FIRST_DIGIT = {"error": "1", "warning": "2"}
SENTENCE = re.compile(r"[A-Z](?:(?!\. [A-Z]).)*\.")


TEST_THAT_WARNS = """
from sagemaker_model_package import ModelPackageBuilder

def test_it():
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
    uri = "s3://ml-artifacts/churn/model.zip"
    ModelPackageBuilder().container(image=image, model_data_url=uri).versioned("churn").build()
"""


@pytest.fixture
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_rules", DOCS / "generate_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def codes_under(heading: str) -> list[str]:
    """Return the codes of the table below a heading of the page."""
    section = re.split(rf"(?m)^## {heading}$", PAGE.read_text("utf-8"))[1]
    return re.findall(r'(?m)^\| <a id="\w+"></a>`(\w+)` \|', section.partition("\n## ")[0])


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


def test_the_page_is_written_the_same_each_time(generator: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "rules.md"
    assert generator.main(["--check", "--target", str(page)]) == 1
    assert not page.exists()
    assert generator.main(["--target", str(page)]) == 0
    assert page.read_bytes() == PAGE.read_bytes()


def test_texts_in_cells_mean_nothing_but_themselves(generator: ModuleType) -> None:
    assert generator.cell("a|b *c* _d_ `e` <f> [g]") == r"a\|b \*c\* \_d\_ \`e\` \<f> \[g\]"


def test_every_code_stands_once_on_the_page_and_in_order() -> None:
    values, errors, found_warnings = map(codes_under, ("Values", "Errors", "Warnings"))
    assert values == sorted(fault.code for fault in FAULT_CODES)
    assert errors == sorted(rule.code for rule in RULES if rule.severity == "error")
    assert found_warnings == sorted(rule.code for rule in RULES if rule.severity == "warning")
    everything = values + errors + found_warnings
    assert len(set(everything)) == len(everything)
    assert all(re.fullmatch(r"MP[0-2]\d\d", code) for code in everything)


def test_links_within_the_page_lead_somewhere() -> None:
    text = PAGE.read_text("utf-8")
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"(?m)^#+ (.*)", text)
    }
    targets = headings | set(re.findall(r'id="(\w+)"', text))
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= targets


@pytest.mark.parametrize("entry", [*FAULT_CODES, *RULES], ids=lambda entry: entry.code)
def test_names_are_short_words_of_their_own(entry: FaultCode | Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)
    assert [*[fault.name for fault in FAULT_CODES], *[rule.name for rule in RULES]].count(entry.name) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_in_one_sentence_and_where_that_is_from(rule: Rule) -> None:
    assert SENTENCE.fullmatch(rule.why), rule.why
    assert rule.source == rule.source.strip()
    assert re.match(r"API reference|Service model|SageMaker developer guide|AWS |Seen: ", rule.source), rule.source
    assert not rule.source.endswith(".")
    assert rule.kinds
    assert rule.code[2] == FIRST_DIGIT[rule.severity]


@pytest.mark.parametrize("fault", FAULT_CODES, ids=lambda fault: fault.code)
def test_a_fault_says_what_holds_in_one_sentence(fault: FaultCode) -> None:
    assert SENTENCE.fullmatch(fault.why), fault.why
    assert fault.code[2] == "0"


def two_warnings() -> list[str]:
    """Build a package that is warned of twice and return the codes of the warnings that came."""
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
    builder = ModelPackageBuilder().container(image=image, model_data_url="s3://ml-artifacts/churn/model.zip")
    with warnings.catch_warnings(record=True) as caught:
        builder.task("GUESSING").versioned("churn").build()
    return [str(one.message.problem.code) for one in caught if isinstance(one.message, ModelPackageWarning)]


def test_the_way_to_silence_warnings_works() -> None:
    block = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    program, everything = block[0].split("# All of them")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert sorted(two_warnings()) == ["MP205", "MP218"]
        exec(program, {})  # noqa: S102 - the page's own example
        assert two_warnings() == ["MP218"]
        exec(f"{program}#{everything}", {})  # noqa: S102 - the page's own example
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
