"""Modules that are imported when a name of theirs is first used."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from sagemaker_model_package._internal.lazy_modules import LazyModule

if TYPE_CHECKING:
    from pathlib import Path

NAME = "a_module_that_takes_its_time"
THREADS = 4


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LazyModule:
    tmp_path.joinpath(f"{NAME}.py").write_text("import time\ntime.sleep(0.1)\nVALUE = object()\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    return LazyModule(NAME)


def test_a_module_is_imported_when_a_name_of_it_is_used(module: LazyModule) -> None:
    assert NAME not in sys.modules
    value = module.VALUE
    assert value is sys.modules[NAME].VALUE
    assert module.VALUE is value
    with pytest.raises(AttributeError, match=f"module '{NAME}' has no attribute 'no_such_name'"):
        _ = module.no_such_name


def test_threads_wait_for_each_other(module: LazyModule) -> None:
    with ThreadPoolExecutor(THREADS) as threads:
        found = [threads.submit(getattr, module, "VALUE") for _ in range(THREADS)]
    assert {one.result() for one in found} == {sys.modules[NAME].VALUE}
