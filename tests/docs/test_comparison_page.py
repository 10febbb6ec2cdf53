"""The comparison with other libraries: page, plots and the README's table say what was measured."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

GENERATOR = ROOT / "docs" / "generate_comparison.py"


@pytest.fixture
def generator(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_comparison", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def test_everything_is_up_to_date() -> None:
    ended = subprocess.run(
        [sys.executable, str(GENERATOR), "--check"], check=False, capture_output=True, encoding="utf-8", timeout=60
    )
    assert ended.returncode == 0, ended.stdout


def test_other_results_make_it_out_of_date(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = json.loads(generator.RESULTS.read_text("utf-8"))
    results["peers"][generator.OURS]["requests"]["errors"]["refused"] -= 1
    monkeypatch.setattr(generator, "RESULTS", tmp_path / "peers.json")
    generator.RESULTS.write_text(json.dumps(results), "utf-8")
    assert generator.main(["--check"]) == 1
    printed = capsys.readouterr().out
    assert "--- comparison.md" in printed
    assert printed.count("was made from other results") == 6


def test_the_readme_has_the_table_between_its_markers(generator: ModuleType) -> None:
    results = json.loads(generator.RESULTS.read_text("utf-8"))
    block = generator.readme_table(results)
    text = "Before.\n\n<!-- comparison -->\nold\n<!-- /comparison -->\n\nAfter.\n"
    written = generator.with_block(text, block)
    assert written == f"Before.\n\n<!-- comparison -->\n{block}<!-- /comparison -->\n\nAfter.\n"
    assert generator.with_block("No table.\n", block) == "No table.\n"
    assert len(block.split("\n|")) <= 10
    for name, peer in results["peers"].items():
        line = next(line for line in block.splitlines() if generator.named(name) in line)
        refused, mended = (peer["requests"]["errors"].get(what, 0) for what in ("refused", "right"))
        assert line.split("|")[2].strip() == str(refused + mended)
