"""Fixtures of the registry's tests: the double with a group, and a registry that talks to it."""

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
    """Return a registry whose client makes one attempt, and gives up after two seconds."""
    return ModelRegistry(double.client(read_timeout=2))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Skip all pauses, those of botocore and of the registry, and return their lengths."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made
