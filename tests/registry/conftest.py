"""What the registry's tests share: the double with a group in it, and a registry that talks to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sagemaker_model_package import ModelRegistry
from tests.double import SageMakerDouble

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def double() -> Iterator[SageMakerDouble]:
    with SageMakerDouble() as double:
        double.client().create_model_package_group(ModelPackageGroupName="churn")
        yield double


@pytest.fixture
def registry(double: SageMakerDouble) -> ModelRegistry:
    """One whose client makes one attempt, and gives up after a third of a second."""
    return ModelRegistry(double.client(read_timeout=0.3))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no pause take time, neither botocore's nor the registry's own; return how long each would have been."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made
