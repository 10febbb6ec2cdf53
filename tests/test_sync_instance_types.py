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

from sagemaker_model_package import instance_types

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "tools" / "sync_instance_types.py"
CONSTRAINTS = ROOT / "constraints.txt"
SHAPES = ("TransformInstanceType", "ProductionVariantInstanceType")

as_of_the_model = pytest.mark.skipif(
    f"\nbotocore=={botocore.__version__}\n" not in CONSTRAINTS.read_text(encoding="utf-8"),
    reason="the module lists what the pinned botocore does",
)


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
    assert instance_types.__file__
    return Path(shutil.copy(instance_types.__file__, tmp_path))


def written_for(tool: ModuleType, *values: str) -> dict[str, Any]:
    """Return what the module defines when it is written for these values."""
    text: str = tool.module(dict.fromkeys(SHAPES, values))
    namespace: dict[str, Any] = {
        "__name__": "sagemaker_model_package.written",
        "__package__": "sagemaker_model_package",
    }
    exec(compile(text, "<written>", "exec"), namespace)  # noqa: S102 - the text is what the tool writes
    return namespace


@as_of_the_model
def test_the_module_is_up_to_date() -> None:
    result = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert "116 TransformInstanceType, 277 ProductionVariantInstanceType" in result.stdout


@as_of_the_model
def test_check_shows_what_differs(tool: ModuleType, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = target.read_text(encoding="utf-8")
    changed = text.replace('    ML_G5_XLARGE = "ml.g5.xlarge"\n', "", 1).replace('"ml.m5.large"', '"ml.m5.larger"', 1)
    target.write_text(changed, encoding="utf-8")

    assert tool.main(["--check", "--target", str(target)]) == 1

    printed = capsys.readouterr()
    changes = [line for line in printed.out.splitlines() if line.startswith(("+  ", "-  "))]
    assert changes == [
        '+    ML_G5_XLARGE = "ml.g5.xlarge"',
        '-    ML_M5_LARGE = "ml.m5.larger"',
        '+    ML_M5_LARGE = "ml.m5.large"',
    ]
    assert "instance_types.py is out of date" in printed.err
    assert target.read_text(encoding="utf-8") == changed


@as_of_the_model
def test_writing_restores_the_module(tool: ModuleType, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = target.read_bytes()
    target.unlink()
    arguments = ["--target", str(target)]
    assert tool.main(["--check", *arguments]) == 1
    assert not target.exists()
    assert tool.main(arguments) == 0
    assert target.read_bytes() == text
    assert "written from botocore" in capsys.readouterr().out
    assert tool.main(arguments) == 0
    assert "up to date" in capsys.readouterr().out


@as_of_the_model
def test_another_botocore_with_the_same_types_changes_nothing(
    tool: ModuleType, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(botocore, "__version__", "9.9.9")
    assert tool.main(["--check", "--target", str(target)]) == 0


def test_what_is_written_works(tool: ModuleType) -> None:
    written = written_for(tool, "ml.p6-b200.48xlarge", "ml.g5.12xlarge")
    enum = written["TransformInstanceType"]
    assert list(enum.__members__) == ["ML_G5_12XLARGE", "ML_P6_B200_48XLARGE"]
    assert enum("ml.p6-b200.48xlarge") is enum.ML_P6_B200_48XLARGE
    assert {"TransformInstanceTypeLike", "RealtimeInstanceTypeLike"} <= set(written)


def test_families_are_in_natural_order(tool: ModuleType) -> None:
    ordered = [
        "ml.c5.large",
        "ml.c5.xlarge",
        "ml.c5.2xlarge",
        "ml.c5.18xlarge",
        "ml.c5.metal",
        "ml.c5d.large",
        "ml.c10.large",
        "ml.p6-b200.48xlarge",
        "ml.p6-b300.48xlarge",
        "ml.p6e-gb200.36xlarge",
        "ml.t2.medium",
        "ml.t2.large",
    ]
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
