"""Which clients a registry takes, and how it creates one itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeAlias
from unittest.mock import MagicMock

import boto3
import pytest
from botocore.config import Config

from sagemaker_model_package import ModelRegistry
from sagemaker_model_package.errors import RegistrationUncertainError
from sagemaker_model_package.registry import Rewrite
from sagemaker_model_package.registry.client import SageMakerClient, Session, UntypedClient
from sagemaker_model_package.registry.promotion import S3Client
from tests.double import Fault, SageMakerDouble, fake_session

from .examples import version

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import Self


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ignore the settings of the tests' own environment."""
    for name in ("AWS_MAX_ATTEMPTS", "AWS_RETRY_MODE", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)


def settings_of(registry: ModelRegistry) -> Any:  # noqa: ANN401 - botocore-stubs leave it open
    return registry.client.meta.config


@pytest.mark.parametrize("protocol", [SageMakerClient, Session, S3Client, UntypedClient])
def test_a_client_has_all_that_its_protocol_names(protocol: type) -> None:
    session = fake_session()
    real: dict[type, object] = {
        SageMakerClient: session.client("sagemaker"),
        UntypedClient: session.client("sagemaker"),
        S3Client: session.client("s3"),
        Session: session,
    }
    names = [name for name in vars(protocol) if not name.startswith("_")]
    assert names
    assert [name for name in names if not hasattr(real[protocol], name)] == []


class Asynchronous:
    """A client of aiobotocore is such a context manager, and its operations return what has to be awaited."""

    meta = None

    async def __aenter__(self) -> Self:
        return self

    def create_model_package(self, **_: object) -> object:
        return self.__aenter__()

    head_object = create_model_package


def test_an_asynchronous_client_is_refused(registry: ModelRegistry) -> None:
    client: Any = Asynchronous()
    with pytest.raises(
        TypeError, match=r"^the operations of this client have to be awaited; .*boto3\.client\(.sagemaker.\)"
    ):
        ModelRegistry(client)
    with pytest.raises(TypeError, match=r"^the operations of this client have to be awaited; .*boto3\.client\(.s3.\)"):
        registry.promote("churn", registry, version=1, rewrite=Rewrite(), objects=client)


def test_a_mock_will_do() -> None:
    client = MagicMock()
    assert ModelRegistry(client).client is client


def test_the_client_is_the_one_given_and_cannot_be_replaced(double: SageMakerDouble) -> None:
    client = double.client()
    registry: Any = ModelRegistry(client)
    assert registry.client is client
    with pytest.raises(AttributeError):
        registry.client = None


def test_a_client_is_made_of_a_session(double: SageMakerDouble) -> None:
    registry = ModelRegistry.from_session(double.session(), endpoint_url=double.url)
    assert registry.ensure_group("churn").created is False
    assert registry.client.meta.region_name == double.region
    config = Config(retries={"mode": "adaptive", "total_max_attempts": 2}, read_timeout=7)
    other = ModelRegistry.from_session(double.session(), region_name="eu-west-1", config=config)
    assert other.client.meta.region_name == "eu-west-1"
    assert settings_of(other).read_timeout == 7
    assert retries_of(Config(read_timeout=7)) == ("standard", 5)


def test_the_default_session_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", fake_session())
    assert ModelRegistry.from_session(boto3).client.meta.region_name == "us-east-1"


def test_what_is_no_session_and_no_config_is_refused() -> None:
    session: Any = None
    settings: Any = {"read_timeout": 7}
    with pytest.raises(
        TypeError, match=r"^from_session\(\) takes a boto3 session, got .*NoneType; give boto3\.Session\("
    ):
        ModelRegistry.from_session(session)
    with pytest.raises(
        TypeError, match=r"^config must be a botocore\.config\.Config, got .*dict; give config=Config\("
    ):
        ModelRegistry.from_session(fake_session(), config=settings)


Retries: TypeAlias = Any


def retries_of(config: Config | None = None) -> tuple[str, int]:
    made = settings_of(ModelRegistry.from_session(fake_session(), config=config)).retries
    return made["mode"], made["total_max_attempts"]


@pytest.mark.parametrize(
    ("mode", "attempts", "retries", "expected"),
    [
        (None, None, None, ("standard", 5)),
        (None, "2", None, ("standard", 2)),
        ("legacy", "2", None, ("legacy", 2)),
        ("legacy", None, None, ("legacy", 5)),
        (None, None, {"mode": "adaptive", "total_max_attempts": 2}, ("adaptive", 2)),
        (None, None, {"total_max_attempts": 2}, ("standard", 2)),
        (None, None, {"max_attempts": 2}, ("standard", 3)),  # in addition to the first
        (None, None, {"mode": "adaptive"}, ("adaptive", 5)),
        ("legacy", "7", {"total_max_attempts": 2}, ("legacy", 2)),
        ("legacy", "7", {"mode": "adaptive"}, ("adaptive", 7)),
    ],
)
def test_config_goes_before_the_environment_and_that_before_the_default(
    monkeypatch: pytest.MonkeyPatch, mode: str | None, attempts: str | None, retries: Retries, expected: tuple[str, int]
) -> None:
    for name, value in (("AWS_RETRY_MODE", mode), ("AWS_MAX_ATTEMPTS", attempts)):
        if value is not None:
            monkeypatch.setenv(name, value)
    assert retries_of(None if retries is None else Config(retries=retries)) == expected


def test_the_profile_goes_before_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "config"
    file.write_text("[default]\nretry_mode = legacy\n[profile few]\nmax_attempts = 2\n", encoding="utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    assert retries_of() == ("legacy", 5)
    monkeypatch.setenv("AWS_PROFILE", "few")
    assert retries_of() == ("standard", 2)


@pytest.mark.parametrize(("mode", "attempts"), [("legacy", 5), ("standard", 3), ("adaptive", 3)])
@pytest.mark.usefixtures("pauses")
def test_botocore_tries_as_often_as_is_documented(double: SageMakerDouble, mode: Any, attempts: int) -> None:  # noqa: ANN401
    client = double.session().client("sagemaker", endpoint_url=double.url, config=Config(retries={"mode": mode}))
    double.faults.script("CreateModelPackage", *[Fault.DROP_BEFORE] * 10)
    with pytest.raises(RegistrationUncertainError):
        ModelRegistry(client).register(version())
    assert [call.operation for call in double.calls].count("CreateModelPackage") == attempts


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        (fake_session().client("s3"), "a client for s3"),
        (fake_session(), "an object of type Session"),
        (None, "an object of type NoneType"),
    ],
)
def test_other_things_are_refused(thing: Any, shown: str) -> None:  # noqa: ANN401 - it is wrong
    with pytest.raises(TypeError) as raised:
        ModelRegistry(thing)
    assert str(raised.value) == (
        f"ModelRegistry takes a SageMaker client, got {shown}; "
        'give boto3.client("sagemaker"), or a session to ModelRegistry.from_session(...)'
    )
