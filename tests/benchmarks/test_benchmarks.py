"""What the benchmarks measure is what they say, and their parts do what they must for a ratio to mean anything."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from sagemaker_model_package import ModelPackageBuilder, from_kwargs

if TYPE_CHECKING:
    from types import ModuleType

pytestmark = pytest.mark.slow

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
LEAVES = {"one container": 15, "largest request": 1848}


def imported(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import one of the benchmarks' modules as they do among themselves."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    return importlib.import_module(name)


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return imported("harness.requests", monkeypatch)


each_size = pytest.mark.parametrize("name", LEAVES)


@each_size
def test_both_forms_are_the_same_request(requests: ModuleType, name: str) -> None:
    request = requests.named(name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        package = request.builder().build()
        read = from_kwargs(request.plain())
    assert package.to_kwargs() == request.plain()
    assert read == package


@pytest.mark.pinned_botocore
@each_size
def test_botocore_accepts_it(requests: ModuleType, name: str) -> None:
    model = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
    shape: Any = model.operation_model("CreateModelPackage").input_shape
    assert not ParamValidator().validate(requests.named(name).plain(), shape).has_errors()


@each_size
def test_it_is_as_large_as_is_said(requests: ModuleType, name: str) -> None:
    assert requests.leaves(requests.named(name).plain()) == LEAVES[name]


def test_the_largest_has_the_sizes_that_are_said(requests: ModuleType) -> None:
    largest = requests.largest_dict()
    assert len(largest["InferenceSpecification"]["Containers"]) == 15
    assert len(largest["AdditionalInferenceSpecifications"]) == 15
    assert len(largest["Tags"]) == 50


def test_a_setter_without_its_guard_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    unguarded = imported("harness.unguarded", monkeypatch)
    builder = ModelPackageBuilder()
    guarded = builder.description("a model")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with unguarded.without_guard():
            builder.description("discarded, and nobody says so")
            assert builder.description("a model") == guarded
            assert builder.description(None) is builder


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="the guard works on CPython alone")
def test_the_guard_is_back_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    unguarded = imported("harness.unguarded", monkeypatch)
    builder = ModelPackageBuilder()
    with unguarded.without_guard():
        pass
    with pytest.warns(RuntimeWarning, match="description"):
        builder.description("discarded")


def test_goals_tell_the_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    goals = imported("harness.goals", monkeypatch)
    met, missed = goals.Goal("one", 0.5, 1.0), goals.Goal("other", 1.2, 1.0)
    assert goals.exit_code([met], check=True) == 0
    assert goals.exit_code([met, missed], check=True) == 1
    assert goals.exit_code([missed], check=False) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "one: 0.50, goal at most 1.00: met",
        "one: 0.50, goal at most 1.00: met",
    ]


@pytest.mark.slow
def test_the_start_of_the_command_is_measured() -> None:
    ended = subprocess.run(
        [sys.executable, str(BENCHMARKS / "command.py"), "--rounds", "1"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert "sagemaker-model-package --help, in times of" in ended.stdout


def test_a_fresh_process_is_measured() -> None:
    ended = subprocess.run(
        [sys.executable, str(BENCHMARKS / "fresh_process.py"), "--rounds", "1"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        timeout=240,
    )
    assert ended.returncode == 0, ended.stderr
    assert "import sagemaker_model_package, in times of import boto3" in ended.stdout
    assert "the first build() of a process" in ended.stdout
    assert "sagemaker_model_package._constraints" in ended.stdout, "what costs is listed"
