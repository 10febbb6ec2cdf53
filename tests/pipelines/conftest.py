"""The modules that AWS's variables say they come from, so that pickle finds them there."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from . import variables


@pytest.fixture
def modules_of_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, found in vars(variables).items():
        home = getattr(found, "__module__", "")
        if isinstance(home, str) and home.startswith("sagemaker."):
            parts = home.split(".")
            for module in (".".join(parts[:size]) for size in range(1, len(parts) + 1)):
                monkeypatch.setitem(sys.modules, module, sys.modules.get(module, ModuleType(module)))
            monkeypatch.setattr(sys.modules[home], name, found, raising=False)
