"""``kind`` tells the two kinds of package apart, to every checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .checkers import CHECKERS, checked, installed

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """\
from typing_extensions import assert_type

from sagemaker_model_package import ModelPackage, UnversionedModelPackage, VersionedModelPackage


def by_condition(package: ModelPackage) -> str:
    if package.kind == "versioned":
        assert_type(package, VersionedModelPackage)
        return package.model_package_group_name
    assert_type(package, UnversionedModelPackage)
    return package.model_package_name


def by_match(package: ModelPackage) -> str:
    match package.kind:
        case "versioned":
            return "a version"
        case "unversioned":
            return "stands alone"


def by_exclusion(package: ModelPackage) -> list[str]:
    if package.kind != "unversioned":
        return [package.model_package_group_name]
    return [tag.key for tag in package.tags or ()]


def wrong(package: ModelPackage) -> str:
    if package.kind == "unversioned":
        return package.model_package_group_name  # wrong
    return package.model_package_name  # wrong
"""

WRONG = {number for number, line in enumerate(PROGRAM.splitlines(), 1) if line.endswith("# wrong")}


@pytest.mark.session(name="typing")
@pytest.mark.parametrize("checker", CHECKERS)
def test_kind_narrows(checker: str, tmp_path: Path) -> None:
    if not installed(checker):
        pytest.skip("the checker is not installed")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    reports = checked(checker, tmp_path)
    assert {report.line for report in reports} == WRONG, reports
