"""The docstring of each method names the calls that it makes, and the permissions that these need."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from botocore.loaders import Loader

from sagemaker_model_package import ModelRegistry
from sagemaker_model_package.registry import Rewrite
from tests.double import SageMakerDouble
from tests.registry.examples import builder, version

Use = Callable[[ModelRegistry, str, SageMakerDouble], object]

USES: dict[str, Use] = {
    "from_session": lambda _, __, double: ModelRegistry.from_session(double.session(), endpoint_url=double.url),
    "ensure_group": lambda registry, _, __: [registry.ensure_group("fraud", tags={"team": "x"}) for _ in range(2)],
    "register": lambda registry, _, __: registry.register(version(), wait=True),
    "wait_until_completed": lambda registry, _, __: registry.wait_until_completed("churn", 1),
    "approve": lambda registry, _, __: registry.approve("churn", 1),
    "reject": lambda registry, _, __: registry.reject("churn", 1),
    "latest_approved": lambda registry, _, __: registry.latest_approved("churn"),
    "versions": lambda registry, _, __: list(registry.versions("churn")),
    "describe": lambda registry, _, __: registry.describe("churn", 1).package,
    "promote": lambda registry, _, __: registry.promote("churn", registry, version=1, rewrite=Rewrite()),
}
"""Each public method at work, on a version that is there."""


def operations_of(service: str) -> set[str]:
    model: Any = Loader().load_service_model(service, "service-2")
    return set(model["operations"])


def named(method: str, what: str) -> set[str]:
    """Return what a docstring names after ``API calls:`` or ``IAM:``; what it names by another method's, too."""
    text = inspect.getdoc(getattr(ModelRegistry, method)) or ""
    found = re.search(rf"\b{what}: (.*?)(?: IAM: |\n\n|\Z)", text, re.DOTALL)
    assert found is not None, f"{method} says nothing of {what}"
    words: set[str] = set(re.findall(r"``([^`]+)``", found[1]))
    return words.union(*(named(word, what) for word in words & USES.keys() - {method}))


def test_every_method_is_seen_at_work() -> None:
    methods = [name for name, _ in inspect.getmembers(ModelRegistry, callable) if not name.startswith("_")]
    assert sorted(USES) == sorted(methods)


@pytest.mark.parametrize("method", USES)
def test_the_calls_and_the_permissions_of_a_method_are_named_and_exist(
    registry: ModelRegistry, double: SageMakerDouble, method: str
) -> None:
    arn = registry.register(builder().customer_metadata({"team": "growth"}).build()).arn
    before = len(double.calls)
    USES[method](registry, arn, double)
    called = {call.operation for call in double.calls[before:]}
    assert called or method == "from_session"
    assert called <= named(method, "API calls")
    assert {f"sagemaker:{operation}" for operation in called} <= named(method, "IAM")

    sagemaker = operations_of("sagemaker")
    calls = {word for word in named(method, "API calls") if word[0].isupper()}
    assert calls <= sagemaker | operations_of("s3")
    actions = {word for word in named(method, "IAM") if word.startswith("sagemaker:")}
    assert {action.partition(":")[2] for action in actions} <= sagemaker
    assert bool(calls) == bool(actions) == (method != "from_session")
