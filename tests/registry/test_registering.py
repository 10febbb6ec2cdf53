"""Registering: what goes well, what is refused, and above all what is uncertain."""

from __future__ import annotations

import json
import pickle
import traceback
from typing import TYPE_CHECKING, Any, Literal

import attrs
import pytest
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)
from botocore.stub import Stubber

from sagemaker_model_package import (
    ModelPackageArn,
    ModelPackageFailedError,
    ModelRegistry,
    RegisteredModelPackage,
    RegistrationUncertainError,
    UnreadableArnError,
    WaitTimeoutError,
)
from tests.double import AT_ONCE, Fault, SageMakerDouble, Step, progress
from tests.registry.examples import HAS_NOTES, SECRET, builder, notes_of, unversioned, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.awsrequest import AWSRequest

    from sagemaker_model_package import ModelPackage
    from sagemaker_model_package.registry.client import SageMakerClient

CREATE = "CreateModelPackage"
REFUSED_PORT = "http://127.0.0.1:9"

CAUSES: dict[Fault, type[Exception] | None] = {
    Fault.INTERNAL_ERROR: ClientError,
    Fault.DROP_BEFORE: ConnectionClosedError,
    Fault.DROP_AFTER: ConnectionClosedError,
    Fault.INTERNAL_ERROR_AFTER: ClientError,
    Fault.SLOW: ReadTimeoutError,
    Fault.CUT_SHORT: None,  # newer versions of botocore raise nothing: they give half an answer as an empty one
}


# What goes well -------------------------------------------------------------------------------------------------------


def test_a_version_is_registered(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registered = registry.register(version())
    arn = ModelPackageArn(partition="aws", region="us-east-1", account=double.account, name="churn", version=1)
    assert registered == RegisteredModelPackage(arn=arn, group="churn")
    assert registered.version == 1
    assert list(double.packages) == [str(arn)]
    assert registry.register(version()).version == 2


def test_an_unversioned_package_is_registered(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registered = registry.register(unversioned())
    assert str(registered.arn) == f"arn:aws:sagemaker:us-east-1:{double.account}:model-package/shelf"
    assert (registered.group, registered.version) == (None, None)


def test_the_group_is_named_as_its_user_writes_it() -> None:
    with SageMakerDouble(lower_case_arns=True) as double:
        client = double.client()
        arn = client.create_model_package_group(ModelPackageGroupName="Churn")["ModelPackageGroupArn"]
        registered = ModelRegistry(client).register(version("Churn"))
        assert (registered.arn.name, registered.group) == ("churn", "Churn")
        assert ModelRegistry(client).register(version(arn)).group == arn.rpartition("/")[2]


def test_what_is_sent_is_what_the_package_says(registry: ModelRegistry, double: SageMakerDouble) -> None:
    package = version()
    registry.register(package, idempotency_key="run 7")
    (call,) = [call for call in double.calls if call.operation == CREATE]
    assert {name: value for name, value in call.params.items() if name != "ClientToken"} == package.to_kwargs()


def test_waiting_for_it(registry: ModelRegistry, double: SageMakerDouble, pauses: list[float]) -> None:
    double.progress = progress(2)
    registered = registry.register(version(), wait=True)
    assert registry.describe(registered).status == "Completed"
    assert len(pauses) == 3


def test_waiting_for_it_has_an_end(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = progress(50)
    with pytest.raises(WaitTimeoutError) as raised:
        registry.register(version(), wait=True, timeout=0)
    assert [str(raised.value.arn)] == list(double.packages)
    assert notes_of(raised.value) == []


@pytest.mark.parametrize("timeout", [-1, pytest.param(10**400, id="too large")])
def test_a_wrong_timeout_is_refused_before_anything_is_sent(
    registry: ModelRegistry, double: SageMakerDouble, timeout: float
) -> None:
    with pytest.raises(ValueError, match="timeout is a number of seconds"):
        registry.register(version(), timeout=timeout)
    assert not double.packages


_BROKEN_OFF: list[Callable[[], BaseException]] = [
    lambda: ClientError({"Error": {"Code": "AccessDeniedException"}}, "DescribeModelPackage"),
    NoCredentialsError,
    KeyboardInterrupt,
]


@pytest.mark.parametrize("make", _BROKEN_OFF)
def test_what_breaks_the_waiting_off_tells_what_was_registered(
    registry: ModelRegistry, double: SageMakerDouble, make: Callable[[], BaseException]
) -> None:
    error = make()

    def fail(**_: object) -> None:
        raise error

    registry.client.meta.events.register("before-call.sagemaker.DescribeModelPackage", fail)
    with pytest.raises(type(error)) as raised:
        registry.register(version(), wait=True)
    assert raised.value is error
    (arn,) = double.packages
    assert vars(error)["arn"] == ModelPackageArn.parse(arn)
    assert notes_of(error) == [f"while waiting for {arn}, which is registered"] * HAS_NOTES


def test_a_key_is_spent_when_its_package_has_failed(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Failed"),)
    for _ in range(2):
        with pytest.raises(ModelPackageFailedError, match="register again, with another idempotency_key") as raised:
            registry.register(version(), idempotency_key="run 7", wait=True)
        assert [str(raised.value.arn)] == list(double.packages)
    double.progress = AT_ONCE
    assert registry.register(version(), idempotency_key="run 7, mended", wait=True).version == 2


_NO_PACKAGES: list[Any] = [{"ModelPackageGroupName": "churn"}, builder(), None]


@pytest.mark.parametrize("thing", _NO_PACKAGES)
def test_what_is_no_package_is_refused(registry: ModelRegistry, thing: ModelPackage) -> None:
    with pytest.raises(TypeError, match=r"takes a model package, got .*\.build\(\), from_kwargs\(\.\.\.\)") as raised:
        registry.register(thing)
    assert SECRET not in str(raised.value)


# What is uncertain ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", CAUSES)
def test_a_fault_after_the_request_has_left_is_uncertain(
    registry: ModelRegistry, double: SageMakerDouble, fault: Fault
) -> None:
    double.faults.script(CREATE, fault)
    with pytest.raises(RegistrationUncertainError) as raised:
        registry.register(version(), idempotency_key="run 7")
    expected = CAUSES[fault]
    assert expected is None or isinstance(raised.value.__cause__, expected)
    assert len(double.packages) == fault.commits
    assert "a version in the group 'churn' may have been registered" in str(raised.value)
    assert "idempotency_key='run 7'" in str(raised.value)

    assert registry.register(version(), idempotency_key="run 7").version == 1
    assert len(double.packages) == 1


@pytest.mark.parametrize("fault", CAUSES)
def test_without_a_key_the_token_that_botocore_sent_is_told(
    registry: ModelRegistry, double: SageMakerDouble, fault: Fault
) -> None:
    double.faults.script(CREATE, fault)
    with pytest.raises(RegistrationUncertainError, match=r"attrs\.evolve\(package, client_token=") as raised:
        registry.register(version())
    assert raised.value.idempotency_key is None
    token = raised.value.client_token
    assert token == double.calls[-1].params.get("ClientToken", token)

    registry.register(attrs.evolve(version(), client_token=token))
    assert len(double.packages) == 1


_MODES: list[Any] = ["legacy", "standard"]


@pytest.mark.parametrize("mode", _MODES)
@pytest.mark.parametrize("last", [Fault.THROTTLE, "refused"])
@pytest.mark.usefixtures("pauses")
def test_one_uncertain_attempt_of_several_is_enough(
    double: SageMakerDouble, mode: Literal["legacy", "standard"], last: Fault | str
) -> None:
    client = double.client(config=Config(retries={"mode": mode, "total_max_attempts": 2}))
    registry = ModelRegistry(client)
    double.faults.script(CREATE, Fault.DROP_AFTER)
    if isinstance(last, Fault):
        double.faults.script(CREATE, last)
    else:
        _send_elsewhere(client, from_attempt=2)
    with pytest.raises(RegistrationUncertainError) as raised:
        registry.register(version(), idempotency_key="run 7")
    assert isinstance(raised.value.__cause__, ClientError if last is Fault.THROTTLE else EndpointConnectionError)
    assert len(double.packages) == 1


def test_a_retry_that_succeeds_is_no_matter(double: SageMakerDouble, pauses: list[float]) -> None:
    registry = ModelRegistry(double.client(max_attempts=3))
    double.faults.script(CREATE, Fault.DROP_AFTER, Fault.INTERNAL_ERROR)
    assert registry.register(version()).version == 1
    assert len(double.packages) == 1
    assert len(pauses) == 2


def test_what_breaks_after_the_service_has_accepted_is_uncertain(
    registry: ModelRegistry, double: SageMakerDouble
) -> None:
    def fail(**_: object) -> None:
        raise LookupError

    registry.client.meta.events.register("after-call.sagemaker.CreateModelPackage", fail)
    with pytest.raises(RegistrationUncertainError) as raised:
        registry.register(version())
    assert isinstance(raised.value.__cause__, LookupError)
    assert len(double.packages) == 1


def test_a_refusal_after_an_uncertain_attempt_is_uncertain_until_it_is_repeated(
    double: SageMakerDouble, pauses: list[float]
) -> None:
    registry = ModelRegistry(double.client(max_attempts=2))
    double.faults.script(CREATE, Fault.INTERNAL_ERROR)
    with pytest.raises(RegistrationUncertainError, match="an earlier attempt got no answer, then came") as raised:
        registry.register(version("absent"), idempotency_key="run 7")
    assert len(pauses) == 1
    assert isinstance(raised.value.__cause__, ClientError)
    assert "ValidationException" in str(raised.value)
    with pytest.raises(ClientError, match="does not exist"):
        registry.register(version("absent"), idempotency_key="run 7")


def test_registrations_in_one_thread_do_not_mix(registry: ModelRegistry, double: SageMakerDouble) -> None:
    """What became of one registration says nothing of the next."""
    double.faults.script(CREATE, Fault.DROP_AFTER)
    with pytest.raises(RegistrationUncertainError):
        registry.register(version())
    with pytest.raises(ClientError) as raised:
        registry.register(version("absent"))
    assert not HAS_NOTES or "nothing was registered" in notes_of(raised.value)[0]


def test_calls_past_the_registry_are_left_alone(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.faults.script(CREATE, Fault.DROP_AFTER)
    with pytest.raises(ConnectionClosedError):
        registry.client.create_model_package(**version().to_kwargs())


def test_several_registries_of_one_client_observe_it_once(double: SageMakerDouble) -> None:
    client = double.client()
    for _ in range(3):
        ModelRegistry(client)
    handlers: list[str] = []
    meta: Any = client.meta
    for event in ("before-send", "response-received"):
        name = f"{event}.sagemaker.CreateModelPackage"
        handlers += [one.__module__ for one in meta.events._emitter._handlers.prefix_search(name)]
    assert [one for one in handlers if one.startswith("sagemaker_model_package.")] == [
        "sagemaker_model_package.registry.registering"
    ] * 2
    assert ModelRegistry(client).register(version()).version == 1


def test_an_uncertain_error_survives_pickling() -> None:
    error = RegistrationUncertainError(
        "a version in the group 'churn'", reason="ReadTimeoutError", client_token="abc", idempotency_key="run 7"
    )
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_where_no_token_is_known_one_is_told_to_look() -> None:
    error = RegistrationUncertainError("a version in the group 'churn'", "ReadTimeoutError", None)
    assert "next(registry.versions(group), None)" in str(error)


# What is not uncertain ------------------------------------------------------------------------------------------------


def _refuse_connection(registry: ModelRegistry, double: SageMakerDouble) -> type[Exception]:
    del double
    _send_elsewhere(registry.client, from_attempt=1)
    return EndpointConnectionError


def _throttle(_: ModelRegistry, double: SageMakerDouble) -> type[Exception]:
    double.faults.script(CREATE, Fault.THROTTLE)
    return ClientError


def _take_credentials_away(registry: ModelRegistry, double: SageMakerDouble) -> type[Exception]:
    del double
    signer: Any = registry.client
    signer._request_signer._credentials = None
    return NoCredentialsError


def _lose_the_answer_of_another_service(registry: ModelRegistry, double: SageMakerDouble) -> type[Exception]:
    """As where a role has to be assumed first."""
    del double

    def sign(**_: object) -> None:
        raise ReadTimeoutError(endpoint_url="https://sts.amazonaws.com")

    registry.client.meta.events.register("before-sign.sagemaker.CreateModelPackage", sign)
    return ReadTimeoutError


@pytest.mark.parametrize(
    "fail", [_refuse_connection, _throttle, _take_credentials_away, _lose_the_answer_of_another_service]
)
def test_what_never_left_or_was_turned_away_comes_through(
    registry: ModelRegistry, double: SageMakerDouble, fail: Callable[[ModelRegistry, SageMakerDouble], type[Exception]]
) -> None:
    expected = fail(registry, double)
    with pytest.raises(expected) as raised:
        registry.register(version())
    assert not double.packages
    assert notes_of(raised.value) == ["while registering a version in the group 'churn': nothing was registered"] * (
        HAS_NOTES
    )


def test_what_botocore_refuses_to_send_comes_through(registry: ModelRegistry, double: SageMakerDouble) -> None:
    """As an older one does, with a member that it does not know."""

    def rename(params: dict[str, Any], **_: object) -> None:
        params["NewerThanThis"] = params.pop("InferenceSpecification")

    registry.client.meta.events.register("provide-client-params.sagemaker.CreateModelPackage", rename)
    with pytest.raises(ParamValidationError):
        registry.register(version())
    assert not double.packages


def test_refusals_come_through_as_boto3_raises_them() -> None:
    with SageMakerDouble(package_limit=1) as double:
        client = double.client()
        client.create_model_package_group(ModelPackageGroupName="churn")
        registry = ModelRegistry(client)
        registry.register(unversioned())
        with pytest.raises(client.exceptions.ConflictException, match="already exists") as conflict:
            registry.register(unversioned())
        with pytest.raises(client.exceptions.ResourceLimitExceeded) as limit:
            registry.register(version())
        with pytest.raises(client.exceptions.ClientError, match="ValidationException"):
            registry.register(version("absent"))
    if HAS_NOTES:
        assert notes_of(conflict.value) == [
            "while registering the unversioned package 'shelf': nothing was registered",
        ]
        assert notes_of(limit.value) == ["while registering a version in the group 'churn': nothing was registered"]


# What the service answers ---------------------------------------------------------------------------------------------


def test_an_arn_of_an_unknown_form_is_not_lost(registry: ModelRegistry) -> None:
    with Stubber(registry.client) as stub:  # type: ignore[arg-type,unused-ignore]  # pyright: ignore[reportArgumentType] - it is one
        stub.add_response("create_model_package", {"ModelPackageArn": "arn:aws:sagemaker2::model-package/churn/1"})
        with pytest.raises(UnreadableArnError) as raised:
            registry.register(version())
    assert raised.value.arn == "arn:aws:sagemaker2::model-package/churn/1"
    assert "do not make it again" in str(raised.value)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301 - our own


def test_a_stubbed_server_error_is_uncertain(registry: ModelRegistry) -> None:
    """A stub sends nothing, so the error alone tells, and no token is known."""
    with Stubber(registry.client) as stub:  # type: ignore[arg-type,unused-ignore]  # pyright: ignore[reportArgumentType] - it is one
        stub.add_client_error("create_model_package", "InternalFailure", http_status_code=500)
        with pytest.raises(RegistrationUncertainError, match="the service's error 'InternalFailure'") as raised:
            registry.register(version())
    assert raised.value.client_token is None


# Secrets --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", list(Fault))
def test_no_text_shows_the_environment(registry: ModelRegistry, double: SageMakerDouble, fault: Fault) -> None:
    double.faults.script(CREATE, fault)
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whichever it is
        registry.register(version(), idempotency_key="run 7")
    text = "".join(traceback.format_exception(raised.value))
    assert "churn" in text or not HAS_NOTES
    for error in (raised.value, raised.value.__cause__, raised.value.__context__):
        assert SECRET not in text + repr(error) + str(getattr(error, "__dict__", ""))
    assert SECRET in json.dumps(version().to_kwargs())


def _send_elsewhere(client: SageMakerClient, *, from_attempt: int) -> None:
    """Have a client's requests refused at the socket, from one attempt on."""
    attempts = iter(range(1, 100))

    def divert(request: AWSRequest, **_: object) -> None:
        if next(attempts) >= from_attempt:
            request.url = REFUSED_PORT

    client.meta.events.register("request-created.sagemaker.CreateModelPackage", divert)
