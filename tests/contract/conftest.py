"""The service model, and where what is new in it is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import botocore
import pytest
from botocore.loaders import Loader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .comparison import Difference

_ADDITIONS = pytest.StashKey["list[Difference]"]()


@pytest.fixture(scope="session")
def shapes() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = Loader().load_service_model("sagemaker", "service-2")["shapes"]
    return loaded


@pytest.fixture
def additions(request: pytest.FixtureRequest) -> list[Difference]:
    """Take what the service model has and the classes do not, for the list at the end of the report."""
    return request.config.stash.setdefault(_ADDITIONS, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("upstream"):
        additions = config.stash.setdefault(_ADDITIONS, [])
        terminalreporter.section(f"new in botocore {botocore.__version__}: {len(additions)}")
        for addition in additions:
            terminalreporter.line(f"{addition.aspect} {addition.path}")
