"""The tool that writes the enums of instance types."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import botocore
import pytest

from sagemaker_model_package import _instance_types

if TYPE_CHECKING:
    from types import ModuleType

TOOL = Path(__file__).parents[2] / "tools" / "sync_instance_types.py"
SHAPES = ("TransformInstanceType", "ProductionVariantInstanceType")


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(TOOL.stem, TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return Path(shutil.copy(_instance_types.__file__, tmp_path))


@pytest.mark.pinned_botocore
def test_the_module_is_up_to_date() -> None:
    result = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert "116 TransformInstanceType, 277 ProductionVariantInstanceType" in result.stdout


@pytest.mark.pinned_botocore
def test_check_shows_what_differs(tool: ModuleType, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = target.read_text(encoding="utf-8")
    changed = text.replace('    ML_G5_XLARGE = "ml.g5.xlarge"\n', "", 1).replace('"ml.m5.large"', '"ml.m5.larger"', 1)
    target.write_text(changed, encoding="utf-8")

    assert tool.main(["--check", "--target", str(target)]) == 1

    printed = capsys.readouterr()
    assert [line for line in printed.out.splitlines() if line.startswith(("+  ", "-  "))] == [
        '+    ML_G5_XLARGE = "ml.g5.xlarge"',
        '-    ML_M5_LARGE = "ml.m5.larger"',
        '+    ML_M5_LARGE = "ml.m5.large"',
    ]
    assert "instance_types.py is out of date" in printed.err
    assert target.read_text(encoding="utf-8") == changed


@pytest.mark.pinned_botocore
def test_writing_restores_the_module(
    tool: ModuleType, target: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = target.read_bytes()
    target.unlink()
    arguments = ["--target", str(target)]
    assert tool.main(["--check", *arguments]) == 1
    assert not target.exists()
    assert tool.main(arguments) == 0
    assert target.read_bytes() == text
    assert "written from botocore" in capsys.readouterr().out
    monkeypatch.setattr(botocore, "__version__", "9.9.9")  # another one with the same types changes nothing
    for more in ([], ["--check"]):
        assert tool.main([*arguments, *more]) == 0
        assert "up to date" in capsys.readouterr().out


def test_what_is_written_works(tool: ModuleType) -> None:
    text: str = tool.module(dict.fromkeys(SHAPES, ("ml.p6-b200.48xlarge", "ml.g5.12xlarge")))
    written: dict[str, Any] = {"__name__": "sagemaker_model_package.written", "__package__": "sagemaker_model_package"}
    exec(compile(text, "<written>", "exec"), written)  # noqa: S102 - the text is what the tool writes
    enum = written["TransformInstanceType"]
    assert list(enum.__members__) == ["ML_G5_12XLARGE", "ML_P6_B200_48XLARGE"]
    assert enum("ml.p6-b200.48xlarge") is enum.ML_P6_B200_48XLARGE
    assert {"TransformInstanceTypeLike", "RealtimeInstanceTypeLike"} <= set(written)


def test_families_are_in_natural_order(tool: ModuleType) -> None:
    families = [
        ("ml.c5.", ["large", "xlarge", "2xlarge", "18xlarge", "metal"]),
        ("ml.c5d.", ["large"]),
        ("ml.c10.", ["large"]),
        ("ml.p6-b200.", ["48xlarge"]),
        ("ml.p6-b300.", ["48xlarge"]),
        ("ml.p6e-gb200.", ["36xlarge"]),
        ("ml.t2.", ["medium", "large"]),
    ]
    ordered = [family + size for family, sizes in families for size in sizes]
    assert list(tool.members(reversed(ordered)).values()) == ordered


@pytest.mark.parametrize("value", ["2xlarge", "ml g5", "ml.g5\n", 'ml."g5"', "", "_ml", "ml.ü", "straße", ".ml"])
def test_values_without_a_name_are_refused(tool: ModuleType, value: str) -> None:
    with pytest.raises(tool.UnusableModelError, match="makes no name"):
        tool.members([value])


def test_values_with_the_same_name_are_refused(tool: ModuleType) -> None:
    with pytest.raises(tool.UnusableModelError, match=r"'ml\.p6-b200' and 'ml\.p6\.b200' would both be"):
        tool.members(["ml.p6.b200", "ml.p6-b200"])


@pytest.mark.parametrize("shapes", [{}, {shape: {"type": "string"} for shape in SHAPES}])
def test_a_model_without_the_enums_is_refused(
    tool: ModuleType,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shapes: dict[str, Any],
) -> None:
    monkeypatch.setattr(tool.Loader, "load_service_model", Mock(return_value={"shapes": shapes}))
    text = target.read_bytes()
    assert tool.main(["--target", str(target)]) == 2
    assert "among SageMaker's enums" in capsys.readouterr().err
    assert target.read_bytes() == text
