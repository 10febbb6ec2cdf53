"""What all tests share: ``--upstream``, what the marker ``pinned_botocore`` does, and the settings of hypothesis."""

from __future__ import annotations

from pathlib import Path

import botocore
import pytest
from hypothesis import HealthCheck, settings

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"

# The same examples on every run: what a pull request's tests say depends on its code alone.
settings.register_profile(
    "repository", derandomize=True, deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repository")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--upstream",
        action="store_true",
        help="compare with the service model of whatever botocore is installed, and list what is new in it",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("upstream") or f"\nbotocore=={botocore.__version__}\n" in CONSTRAINTS.read_text("utf-8"):
        return
    reason = f"needs the botocore that constraints.txt pins; {botocore.__version__} is installed"
    for item in items:
        if item.get_closest_marker("pinned_botocore"):
            item.add_marker(pytest.mark.skip(reason=reason))
