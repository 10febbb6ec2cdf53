"""Descriptions and tags are checked before anything is sent: they are what botocore's service model allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_model_package import ModelRegistry
from sagemaker_model_package.errors import ModelRegistryArgumentError
from sagemaker_model_package.pipelines import reference
from tests.contract.oracle import is_known, oracle, probes
from tests.double import SageMakerDouble, fake_session

from .examples import ARN

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package.errors import Problem

CLIENT: Any = fake_session().client("sagemaker")
REGISTRY = ModelRegistry(CLIENT)


def shape_at(operation: str, *steps: str) -> Any:  # noqa: ANN401 - botocore's shapes have many types
    shape: Any = CLIENT.meta.service_model.operation_model(operation).input_shape
    for step in steps:
        shape = shape.member if step == "[]" else shape.members[step]
    return shape


GROUP, VERSION = "CreateModelPackageGroup", "UpdateModelPackage"
TEXTS: dict[str, tuple[Any, Callable[[str], object]]] = {
    "ModelPackageGroupDescription": (
        shape_at(GROUP, "ModelPackageGroupDescription"),
        lambda text: REGISTRY.ensure_group("churn", description=text),
    ),
    "Tags[0].Key": (shape_at(GROUP, "Tags", "[]", "Key"), lambda text: REGISTRY.ensure_group("churn", tags={text: ""})),
    "Tags[0].Value": (
        shape_at(GROUP, "Tags", "[]", "Value"),
        lambda text: REGISTRY.ensure_group("churn", tags={"team": text}),
    ),
    "ApprovalDescription": (
        shape_at(VERSION, "ApprovalDescription"),
        lambda text: REGISTRY.approve(f"{ARN}/1", description=text),
    ),
}


class SentError(Exception):
    """A request was about to be sent."""


def sent(**_: object) -> None:
    raise SentError


@pytest.mark.pinned_botocore
@pytest.mark.parametrize("path", TEXTS)
def test_a_text_is_sent_where_the_service_model_allows_it(path: str) -> None:
    shape, call = TEXTS[path]
    limits: dict[str, Any] = shape.metadata
    lengths = {limits["min"] - 1, limits["min"], limits["max"], limits["max"] + 1} - {-1}
    matches = oracle(limits["pattern"])
    CLIENT.meta.events.register_first("before-parameter-build.sagemaker", sent, unique_id="sent")
    for text in (*("a" * length for length in lengths), *filter(is_known, probes())):
        is_right = limits["min"] <= len(text) <= limits["max"] and matches(text)
        with pytest.raises((SentError, ModelRegistryArgumentError)) as raised:
            call(text)
        problems: tuple[Problem, ...] = getattr(raised.value, "problems", ())
        assert [problem.path for problem in problems] == [path] * (not is_right)


def test_every_problem_is_in_one_error(registry: ModelRegistry, double: SageMakerDouble) -> None:
    before = len(double.calls)
    tags: Any = {**{f"key-{number}": "" for number in range(49)}, "a%": 5, "": "x"}
    with pytest.raises(ModelRegistryArgumentError) as raised:
        registry.ensure_group("fraud", description="a\nb", tags=tags)
    assert [(problem.path, problem.code) for problem in raised.value.problems] == [
        ("ModelPackageGroupDescription", "MP003"),
        ("Tags", "MP005"),
        ("Tags[49].Key", "MP003"),
        ("Tags[49].Value", "MP001"),
        ("Tags[50].Key", "MP002"),
    ]
    assert str(raised.value).startswith("5 problems in this call:\n\n  ModelPackageGroupDescription  [MP003 pattern]\n")
    assert len(double.calls) == before


def test_a_wrong_reason_is_refused_before_its_version_is_looked_up(
    registry: ModelRegistry, double: SageMakerDouble
) -> None:
    before = len(double.calls)
    for decide in (registry.approve, registry.reject):
        with pytest.raises(ModelRegistryArgumentError, match="1025 characters, more than the 1024 allowed"):
            decide("churn", 1, "x" * 1025)
    assert len(double.calls) == before


def test_a_reference_is_no_text_to_send(registry: ModelRegistry, double: SageMakerDouble) -> None:
    later: str = reference({"Get": "Parameters.Later"})
    before = len(double.calls)
    for call, paths in (
        (lambda: registry.approve("churn", 1, later), ["ApprovalDescription"]),
        (
            lambda: registry.ensure_group("churn", description=later, tags={"team": later, later: "x"}),
            ["ModelPackageGroupDescription", "Tags[0].Value", "Tags[1].Key"],
        ),
    ):
        with pytest.raises(ModelRegistryArgumentError) as raised:
            call()
        assert [(one.code, one.path) for one in raised.value.problems] == [("MP301", path) for path in paths]
    assert len(double.calls) == before


def test_as_many_tags_as_the_service_takes_are_sent(registry: ModelRegistry) -> None:
    tags = {f"key-{number}": "" for number in range(shape_at(GROUP, "Tags").metadata["max"])}
    assert registry.ensure_group("fraud", tags=tags).created
