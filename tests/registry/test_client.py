"""Which clients a registry takes, and how it makes one itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal

import boto3
import pytest
from botocore.config import Config

from sagemaker_model_package import ModelRegistry, RegistrationUncertainError
from sagemaker_model_package.registry.client import SageMakerClient, Session
from sagemaker_model_package.registry.promotion import S3Client
from tests.double import Fault, SageMakerDouble, fake_session
from tests.registry.examples import version

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the tests' own environment says of clients."""
    for name in ("AWS_MAX_ATTEMPTS", "AWS_RETRY_MODE", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)


def settings_of(registry: ModelRegistry) -> Any:  # noqa: ANN401 - botocore-stubs leave it open
    return registry.client.meta.config


def test_the_client_is_the_one_given(double: SageMakerDouble) -> None:
    client = double.client()
    assert ModelRegistry(client).client is client


@pytest.mark.parametrize("protocol", [SageMakerClient, Session, S3Client])
def test_nothing_is_asked_of_a_client_that_it_has_not(protocol: type) -> None:
    """The protocols are for checkers; what they name has to be there all the same."""
    session = fake_session()
    real: dict[type, object] = {
        SageMakerClient: session.client("sagemaker"),
        S3Client: session.client("s3"),
        Session: session,
    }
    asked = [name for name in vars(protocol) if not name.startswith("_")]
    assert asked
    assert [name for name in asked if not hasattr(real[protocol], name)] == []


def test_the_client_cannot_be_replaced(registry: ModelRegistry) -> None:
    assigned: Any = registry
    with pytest.raises(AttributeError):
        assigned.client = None


def test_a_client_is_made_of_a_session(double: SageMakerDouble) -> None:
    registry = ModelRegistry.from_session(double.session(), endpoint_url=double.url)
    assert registry.ensure_group("churn").created is False
    assert registry.client.meta.region_name == double.region
    retries = settings_of(registry).retries
    assert (retries["mode"], retries["total_max_attempts"]) == ("standard", 5)


def test_what_is_configured_goes_before_the_default(double: SageMakerDouble) -> None:
    config = Config(retries={"mode": "adaptive", "total_max_attempts": 2}, read_timeout=7)
    registry = ModelRegistry.from_session(double.session(), region_name="eu-west-1", config=config)
    retries = settings_of(registry).retries
    assert (retries["mode"], retries["total_max_attempts"]) == ("adaptive", 2)
    assert settings_of(registry).read_timeout == 7
    assert registry.client.meta.region_name == "eu-west-1"
    other = ModelRegistry.from_session(double.session(), config=Config(read_timeout=7))
    assert settings_of(other).retries["mode"] == "standard"


def retries_of(double: SageMakerDouble, retries: Any = None) -> tuple[str, int]:  # noqa: ANN401 - what Config takes
    config = None if retries is None else Config(retries=retries)
    made = settings_of(ModelRegistry.from_session(double.session(), config=config)).retries
    return made["mode"], made["total_max_attempts"]


def test_what_the_environment_says_goes_before_the_default(
    double: SageMakerDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert retries_of(double) == ("standard", 5)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    assert retries_of(double) == ("standard", 2)
    monkeypatch.setenv("AWS_RETRY_MODE", "legacy")
    assert retries_of(double) == ("legacy", 2)
    monkeypatch.delenv("AWS_MAX_ATTEMPTS")
    assert retries_of(double) == ("legacy", 5)


def test_mode_and_number_are_settled_one_by_one(double: SageMakerDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    assert retries_of(double, {"total_max_attempts": 2}) == ("standard", 2)
    assert retries_of(double, {"max_attempts": 2}) == ("standard", 3)  # beside the first
    assert retries_of(double, {"mode": "adaptive"}) == ("adaptive", 5)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "7")
    monkeypatch.setenv("AWS_RETRY_MODE", "legacy")
    assert retries_of(double, {"total_max_attempts": 2}) == ("legacy", 2)
    assert retries_of(double, {"mode": "adaptive"}) == ("adaptive", 7)


def test_what_the_profile_says_goes_before_the_default(
    double: SageMakerDouble, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "config"
    file.write_text("[default]\nretry_mode = legacy\n[profile few]\nmax_attempts = 2\n", encoding="utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    assert retries_of(double) == ("legacy", 5)
    monkeypatch.setenv("AWS_PROFILE", "few")
    assert retries_of(double) == ("standard", 2)


_ATTEMPTS: list[Any] = [("legacy", 5), ("standard", 3), ("adaptive", 3)]


@pytest.mark.parametrize(("mode", "attempts"), _ATTEMPTS)
@pytest.mark.usefixtures("pauses")
def test_botocore_tries_as_often_as_is_documented(
    double: SageMakerDouble,
    mode: Literal["legacy", "standard", "adaptive"],
    attempts: int,
) -> None:
    client = double.session().client("sagemaker", endpoint_url=double.url, config=Config(retries={"mode": mode}))
    double.faults.script("CreateModelPackage", *[Fault.DROP_BEFORE] * 10)
    with pytest.raises(RegistrationUncertainError):
        ModelRegistry(client).register(version())
    assert [call.operation for call in double.calls].count("CreateModelPackage") == attempts


def test_the_default_session_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", fake_session())
    assert ModelRegistry.from_session(boto3).client.meta.region_name == "us-east-1"


@pytest.mark.parametrize(
    ("make", "shown"),
    [
        (lambda: fake_session().client("s3"), "a client for s3"),
        (fake_session, "an object of type Session"),
        (lambda: None, "an object of type NoneType"),
    ],
)
def test_what_is_no_client_is_refused(make: Any, shown: str) -> None:  # noqa: ANN401 - it makes what is wrong
    with pytest.raises(TypeError, match=f"takes a SageMaker client, got {shown}") as raised:
        ModelRegistry(make())
    assert 'boto3.client("sagemaker")' in str(raised.value)
    assert "ModelRegistry.from_session(...)" in str(raised.value)
