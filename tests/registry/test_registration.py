"""Register: what succeeds, what is refused, and above all what is uncertain."""

from __future__ import annotations

import contextlib
import copy
import json
import re
import subprocess
import sys
import traceback
import warnings
from typing import TYPE_CHECKING, Any, Literal
from unittest.mock import MagicMock

import attrs
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)
from botocore.loaders import Loader
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import ModelPackageWarning, ModelRegistry, VersionedModelPackage
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.errors import (
    ModelPackageFailedError,
    ModelRegistryWarning,
    RegistrationUncertainError,
    UnreadableArnError,
    WaitTimeoutError,
)
from sagemaker_model_package.registry import RegisteredModelPackage, Rewrite, rewritten
from sagemaker_model_package.registry._registration import token_of
from tests.double import AT_ONCE, Fault, SageMakerDouble, Step, progress
from tests.strategies import packages

from .examples import ARN, HAS_NOTES, SECRET, builder, client_of, notes_of, registry_with, unversioned, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.awsrequest import AWSRequest

    from sagemaker_model_package import ModelPackage

CREATE = "CreateModelPackage"

CAUSES: dict[Fault, type[Exception] | None] = {
    Fault.INTERNAL_ERROR: ClientError,
    Fault.DROP_BEFORE: ConnectionClosedError,
    Fault.DROP_AFTER: ConnectionClosedError,
    Fault.INTERNAL_ERROR_AFTER: ClientError,
    Fault.SLOW: ReadTimeoutError,
    Fault.CUT_SHORT: None,  # newer versions of botocore raise nothing: they return an empty answer
}


def on(registry: ModelRegistry, event: str, handler: Callable[..., object]) -> None:
    registry.client.meta.events.register(f"{event}.sagemaker.{CREATE}", handler)


def send_elsewhere(registry: ModelRegistry, *, from_attempt: int = 1) -> None:
    """Let a client's requests be refused at the socket, from one attempt on."""
    attempts = iter(range(1, 100))

    def divert(request: AWSRequest, **_: object) -> None:
        if next(attempts) >= from_attempt:
            request.url = "http://127.0.0.1:9"

    on(registry, "request-created", divert)


def raising(error: BaseException) -> Callable[..., None]:
    def fail(**_: object) -> None:
        raise error

    return fail


# Regions --------------------------------------------------------------------------------------------------------------

ELSEWHERE = ARN.replace("us-east-1", "eu-west-1").replace("model-package/", "model-package-group/")


@pytest.mark.filterwarnings("ignore:.*MP221:sagemaker_model_package.ModelPackageWarning")
@pytest.mark.parametrize(
    ("made", "path"),
    [
        (lambda: builder(ELSEWHERE).build(), "ModelPackageGroupName"),
        (lambda: moved(version()), "InferenceSpecification.Containers[0].Image"),
        (lambda: moved(unversioned()), "InferenceSpecification.Containers[0].Image"),
    ],
    ids=["a group", "an image", "an image of an unversioned package"],
)
def test_another_region_than_the_client_s_is_warned_of(
    registry: ModelRegistry, made: Callable[[], ModelPackage], path: str
) -> None:
    package = made()
    with pytest.warns(ModelPackageWarning, match="MP225") as caught, contextlib.suppress(ClientError):
        registry.register(package)
    (warning,) = caught
    assert str(warning.message).startswith(f"{path}  ")
    assert "the client in 'us-east-1'" in str(warning.message)
    assert warning.filename == __file__


def test_a_stand_in_for_a_client_has_no_region() -> None:
    client = MagicMock()
    client.create_model_package.return_value = {"ModelPackageArn": f"{ARN}/1"}
    assert str(ModelRegistry(client).register(version()).arn) == f"{ARN}/1"  # a warning would be an error


def test_the_region_of_the_group_s_arn_is_the_image_s_measure(registry: ModelRegistry) -> None:
    here = ELSEWHERE.replace("eu-west-1", "us-east-1")
    with pytest.warns(ModelPackageWarning, match="MP221"):
        package = moved(builder(here).build())
    with contextlib.suppress(ClientError):
        registry.register(package)  # has been said already: a warning would be an error


def moved(package: ModelPackage) -> ModelPackage:
    """Return a package with its image in another region."""
    specification: Any = package.inference_specification
    (container,) = specification.containers
    container = attrs.evolve(container, image=container.image.replace("us-east-1", "eu-west-1"))
    return attrs.evolve(package, inference_specification=attrs.evolve(specification, containers=[container]))


# Success --------------------------------------------------------------------------------------------------------------


def test_a_version_is_registered(registry: ModelRegistry, double: SageMakerDouble) -> None:
    package = version()
    registered = registry.register(package, idempotency_key="run 7")
    assert registered == RegisteredModelPackage(arn=ModelPackageArn(f"{ARN}/1"), group="churn")
    assert registered.version == 1
    assert list(double.packages) == [f"{ARN}/1"]
    params = double.calls[-1].params
    assert {name: value for name, value in params.items() if name != "ClientToken"} == package.to_kwargs()
    assert registry.register(version()).version == 2


def test_an_unversioned_package_is_registered(registry: ModelRegistry) -> None:
    registered = registry.register(unversioned())
    assert registered.arn == ARN.replace("churn", "shelf")
    assert (registered.group, registered.version) == (None, None)


def test_the_group_is_named_as_its_user_writes_it() -> None:
    with registry_with("Churn", lower_case_arns=True) as (registry, double):
        registered = registry.register(version("Churn"))
        assert (registered.arn.name, registered.group) == ("churn", "Churn")
        assert registry.register(version(double.groups["Churn"].arn)).group == "churn"


def test_a_retry_that_succeeds_changes_nothing(double: SageMakerDouble, pauses: list[float]) -> None:
    registry = ModelRegistry(double.client(max_attempts=3))
    double.faults.script(CREATE, Fault.DROP_AFTER, Fault.INTERNAL_ERROR)
    assert registry.register(version()).version == 1
    assert len(double.packages) == 1
    assert len(pauses) == 2


@pytest.mark.parametrize("thing", [{"ModelPackageGroupName": "churn"}, builder(), None])
def test_what_is_not_a_package_is_refused(registry: ModelRegistry, thing: Any) -> None:  # noqa: ANN401 - it is wrong
    with pytest.raises(TypeError, match=r"takes a model package, got .*\.build\(\), .*from_kwargs\(\.\.\.\)") as raised:
        registry.register(thing)
    assert SECRET not in str(raised.value)


# Approval -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["Approved", "Rejected"])
def test_a_copy_that_still_has_the_approval_of_a_response_is_warned_of(
    registry: ModelRegistry, double: SageMakerDouble, status: Literal["Approved", "Rejected"]
) -> None:
    described = registry.describe(registry.register(builder().approval_status(status).build()))
    for copied in (described.package, attrs.evolve(described.package, domain="OTHER"), copy.copy(described.package)):
        with pytest.warns(ModelRegistryWarning, match=rf"(?s)registered as '{status}'.*to_builder\(\)") as warned:
            registry.register(copied)
        assert warned[0].filename == __file__
    sent = len(double.calls)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelRegistryWarning)
        with pytest.raises(ModelRegistryWarning):
            registry.register(described.package)
    assert len(double.calls) == sent


def test_a_copy_whose_approval_was_chosen_is_not_warned_of(registry: ModelRegistry) -> None:
    version_of = registry.describe(registry.register(builder().approval_status("Approved").build())).package
    assert isinstance(version_of, VersionedModelPackage)
    pending = registry.register(version_of.to_builder().build())
    assert registry.describe(pending).approval_status == "PendingManualApproval"
    approved = registry.register(version_of.to_builder().approval_status("Approved").build())
    assert registry.describe(approved).approval_status == "Approved"
    registry.register(attrs.evolve(version_of, model_approval_status="Rejected"))
    registry.register(registry.describe(pending).package)
    registry.register(rewritten(version_of, Rewrite(), approval_status="Approved").package)


# Wait -----------------------------------------------------------------------------------------------------------------


def test_wait_for_it(registry: ModelRegistry, double: SageMakerDouble, pauses: list[float]) -> None:
    double.progress = progress(2)
    registered = registry.register(version(), wait=True)
    assert registry.describe(registered).status == "Completed"
    assert len(pauses) == 3
    double.progress = progress(50)
    with pytest.raises(WaitTimeoutError) as raised:
        registry.register(version(), wait=True, timeout=0)
    assert raised.value.arn == f"{ARN}/2"
    assert notes_of(raised.value) == []


@pytest.mark.parametrize("timeout", [-1, pytest.param(10**400, id="too large")])
def test_a_wrong_timeout_is_refused_before_anything_is_sent(
    registry: ModelRegistry, double: SageMakerDouble, timeout: float
) -> None:
    with pytest.raises(ValueError, match="timeout must be a number of seconds"):
        registry.register(version(), timeout=timeout)
    assert not double.packages


@pytest.mark.usefixtures("pauses")
def test_a_version_may_be_unknown_at_first(registry: ModelRegistry, double: SageMakerDouble) -> None:
    hidden: dict[str, Any] = {}

    def hide(**_: object) -> None:  # the service is not the same everywhere at once
        if not hidden:
            hidden.update(double.packages)
            double.packages.clear()
        else:
            double.packages.update(hidden)

    registry.client.meta.events.register("before-call.sagemaker.DescribeModelPackage", hide)
    assert registry.register(version(), wait=True).version == 1
    assert hidden


@pytest.mark.parametrize("kind", [PermissionError, NoCredentialsError, KeyboardInterrupt])
def test_what_ends_the_wait_names_what_was_registered(
    registry: ModelRegistry, double: SageMakerDouble, kind: type[BaseException]
) -> None:
    error = kind()
    registry.client.meta.events.register("before-call.sagemaker.DescribeModelPackage", raising(error))
    with pytest.raises(kind) as raised:
        registry.register(version(), wait=True)
    assert raised.value is error
    (arn,) = double.packages
    assert vars(error)["arn"] == ModelPackageArn(arn)
    assert notes_of(error) == [f"while waiting for {arn}, which is registered"] * HAS_NOTES


def test_a_key_is_spent_when_its_package_has_failed(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Failed"),)
    for _ in range(2):
        with pytest.raises(ModelPackageFailedError, match="register again, with another idempotency_key") as raised:
            registry.register(version(), idempotency_key="run 7", wait=True)
        assert [raised.value.arn] == list(double.packages)
    double.progress = AT_ONCE
    assert registry.register(version(), idempotency_key="run 7, fixed", wait=True).version == 2


# Uncertain ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["run 7", None])
@pytest.mark.parametrize("fault", CAUSES)
def test_a_fault_after_the_request_was_sent_is_uncertain(
    registry: ModelRegistry, double: SageMakerDouble, fault: Fault, key: str | None
) -> None:
    double.faults.script(CREATE, fault)
    with pytest.raises(RegistrationUncertainError) as raised:
        registry.register(version(), idempotency_key=key)
    error, expected = raised.value, CAUSES[fault]
    assert expected is None or isinstance(error.__cause__, expected)
    assert len(double.packages) == fault.commits
    token = double.calls[-1].params["ClientToken"]
    assert (error.target, error.client_token, error.idempotency_key) == ("a version in the group 'churn'", token, key)

    package = version() if key else attrs.evolve(version(), client_token=token)
    assert registry.register(package, idempotency_key=key).version == 1
    assert len(double.packages) == 1


@pytest.mark.parametrize("mode", ["legacy", "standard"])
@pytest.mark.parametrize("last", [Fault.THROTTLE, None], ids=["throttled", "refused"])
@pytest.mark.usefixtures("pauses")
def test_one_uncertain_attempt_of_several_is_enough(
    double: SageMakerDouble, mode: Literal["legacy", "standard"], last: Fault | None
) -> None:
    registry = ModelRegistry(double.client(config=Config(retries={"mode": mode, "total_max_attempts": 2})))
    double.faults.script(CREATE, Fault.DROP_AFTER, last)
    if last is None:
        send_elsewhere(registry, from_attempt=2)
    with pytest.raises(RegistrationUncertainError, match="an earlier attempt got no answer, then came") as raised:
        registry.register(version(), idempotency_key="run 7")
    assert isinstance(raised.value.__cause__, ClientError if last else EndpointConnectionError)
    assert len(double.packages) == 1


def test_an_error_after_the_service_has_accepted_is_uncertain(registry: ModelRegistry, double: SageMakerDouble) -> None:
    on(registry, "after-call", raising(LookupError()))
    with pytest.raises(RegistrationUncertainError, match="the request was sent, then came LookupError") as raised:
        registry.register(version())
    assert isinstance(raised.value.__cause__, LookupError)
    assert len(double.packages) == 1


@pytest.mark.usefixtures("pauses")
def test_a_refusal_after_an_uncertain_attempt_is_uncertain_until_it_is_repeated(double: SageMakerDouble) -> None:
    registry = ModelRegistry(double.client(max_attempts=2))
    double.faults.script(CREATE, Fault.INTERNAL_ERROR)
    with pytest.raises(RegistrationUncertainError, match=r"got no answer, then came .*ValidationException") as raised:
        registry.register(version("absent"), idempotency_key="run 7")
    assert isinstance(raised.value.__cause__, ClientError)
    with pytest.raises(ClientError, match="does not exist") as refused:  # the attempts before are forgotten
        registry.register(version("absent"), idempotency_key="run 7")
    assert not HAS_NOTES or "nothing was registered" in notes_of(refused.value)[0]


PAGE = b"<html><head><title>Forbidden</title></head><body>blocked by the proxy</body></html>"


def answer_with(registry: ModelRegistry, status: int, body: bytes) -> None:
    """Let something on the way answer in the service's place."""

    class Raw:
        def stream(self) -> Iterator[bytes]:
            yield body

    def answer(request: AWSRequest, **_: object) -> AWSResponse:
        return AWSResponse(str(request.url), status, HTTPHeaders(), Raw())

    on(registry, "before-send", answer)


@pytest.mark.parametrize(("status", "body"), [(403, PAGE), (429, PAGE), (400, b""), (307, b""), (404, b"{}")])
def test_a_page_that_is_not_the_services_leaves_it_open(registry: ModelRegistry, status: int, body: bytes) -> None:
    answer_with(registry, status, body)
    with pytest.raises(RegistrationUncertainError, match=f"then came the service's error '{status}'") as raised:
        registry.register(version(), idempotency_key="run 7")
    assert isinstance(raised.value.__cause__, ClientError)
    assert "blocked by the proxy" not in str(raised.value)


@pytest.mark.parametrize("status", [400, 403, 429])
def test_an_error_of_the_services_own_form_is_a_refusal(registry: ModelRegistry, status: int) -> None:
    answer_with(registry, status, b'{"__type": "AccessDeniedException", "message": "not you"}')
    with pytest.raises(ClientError, match="not you") as raised:
        registry.register(version(), idempotency_key="run 7")
    assert not HAS_NOTES or "nothing was registered" in notes_of(raised.value)[0]


@pytest.mark.parametrize(
    ("message", "lead"),
    [
        (
            "Unsupported manifest media type application/vnd.oci.image.manifest.v1+json for image 1.dkr.ecr/churn:1.",
            "--provenance=false --output type=docker",
        ),
        ('ECR image "111111111111.dkr.ecr.us-west-2.amazonaws.com/Churn" is invalid.', "no capital letters"),
        ("invalid reference format: repository name must be lowercase", "no capital letters"),
        ("ModelPackageGroup arn:aws:sagemaker:us-east-1:1:model-package-group/x does not exist.", "ensure_group"),
        ("something else", None),
    ],
)
@pytest.mark.skipif(not HAS_NOTES, reason="this Python's exceptions have no notes")
def test_errors_that_people_meet_carry_a_lead(registry: ModelRegistry, message: str, lead: str | None) -> None:
    body = {"__type": "ValidationException", "message": message}
    answer_with(registry, 400, json.dumps(body).encode())
    with pytest.raises(ClientError) as raised:
        registry.register(version())
    said, *leads = notes_of(raised.value)
    assert "nothing was registered" in said
    assert len(leads) == (lead is not None)
    assert lead is None or lead in leads[0]


def test_a_stubbed_server_error_is_uncertain(registry: ModelRegistry) -> None:
    """A stub sends nothing, so only the error counts, and no token is known."""
    with Stubber(client_of(registry)) as stub:
        stub.add_client_error("create_model_package", "InternalFailure", http_status_code=500)
        with pytest.raises(RegistrationUncertainError, match="the service's error 'InternalFailure'") as raised:
            registry.register(version())
    assert raised.value.client_token is None


def test_calls_past_the_registry_are_left_alone(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.faults.script(CREATE, Fault.DROP_AFTER)
    with pytest.raises(ConnectionClosedError):
        registry.client.create_model_package(**version().to_kwargs())


def test_several_registries_of_one_client_observe_it_once(double: SageMakerDouble) -> None:
    client: Any = double.client()
    for _ in range(3):
        ModelRegistry(client)
    handlers = client.meta.events._emitter._handlers
    for event in ("before-send", "response-received"):
        modules = [one.__module__ for one in handlers.prefix_search(f"{event}.sagemaker.{CREATE}")]
        assert modules.count("sagemaker_model_package.registry._registration") == 1
    assert ModelRegistry(client).register(version()).version == 1


# Not uncertain --------------------------------------------------------------------------------------------------------


def add_a_newer_member(params: dict[str, Any], **_: object) -> None:
    params.update(NewerThanThis=1)


FAILURES: dict[type[Exception], Callable[[ModelRegistry, SageMakerDouble], object]] = {
    ClientError: lambda _, double: double.faults.script(CREATE, Fault.THROTTLE),
    EndpointConnectionError: lambda registry, _: send_elsewhere(registry),
    NoCredentialsError: lambda registry, _: setattr(client_of(registry)._request_signer, "_credentials", None),
    # As if a role had to be assumed first.
    ReadTimeoutError: lambda registry, _: on(registry, "before-sign", raising(ReadTimeoutError(endpoint_url="sts"))),
    # As if botocore were older than this release.
    ParamValidationError: lambda registry, _: on(registry, "provide-client-params", add_a_newer_member),
}


@pytest.mark.parametrize("expected", FAILURES)
def test_errors_of_requests_that_were_not_sent_or_were_refused_come_through(
    registry: ModelRegistry, double: SageMakerDouble, expected: type[Exception]
) -> None:
    FAILURES[expected](registry, double)
    with pytest.raises(expected) as raised:
        registry.register(version())
    assert not double.packages
    note = "while registering a version in the group 'churn': nothing was registered"
    assert notes_of(raised.value) == [note] * HAS_NOTES


def test_refusals_come_through_as_boto3_raises_them() -> None:
    with registry_with(package_limit=1) as (registry, _):
        registry.register(unversioned())
        with pytest.raises(registry.client.exceptions.ConflictException, match="already exists") as conflict:
            registry.register(unversioned())
        with pytest.raises(registry.client.exceptions.ResourceLimitExceeded):
            registry.register(version())
        with pytest.raises(ClientError, match="ValidationException"):
            registry.register(version("absent"))
    note = "while registering the unversioned package 'shelf': nothing was registered"
    assert notes_of(conflict.value) == [note] * HAS_NOTES


def test_an_arn_of_an_unknown_form_is_not_lost(registry: ModelRegistry) -> None:
    odd = "arn:aws:sagemaker2::model-package/churn/1"
    with Stubber(client_of(registry)) as stub:
        stub.add_response("create_model_package", {"ModelPackageArn": odd})
        with pytest.raises(UnreadableArnError) as raised:
            registry.register(version())
    assert (raised.value.arn, raised.value.target) == (odd, "a version in the group 'churn'")


@pytest.mark.parametrize("fault", list(Fault))
def test_no_text_shows_the_environment(registry: ModelRegistry, double: SageMakerDouble, fault: Fault) -> None:
    double.faults.script(CREATE, fault)
    with pytest.raises(Exception) as raised:  # noqa: PT011 - any error
        registry.register(version(), idempotency_key="run 7")
    text = "".join(traceback.format_exception(raised.value))
    assert "churn" in text or not HAS_NOTES
    for error in (raised.value, raised.value.__cause__, raised.value.__context__):
        assert SECRET not in text + repr(error) + str(getattr(error, "__dict__", ""))
    assert SECRET in json.dumps(version().to_kwargs())


# Tokens ---------------------------------------------------------------------------------------------------------------

TOKEN: Any = Loader().load_service_model("sagemaker", "service-2")["shapes"]["ClientToken"]
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def allowed(token: str) -> bool:
    """Return whether the service model allows a token."""
    return TOKEN["min"] <= len(token) <= TOKEN["max"] and re.fullmatch(TOKEN["pattern"], token) is not None


def reordered(value: Any, random: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the value with the entries of every map in another order."""
    if isinstance(value, dict):
        entries: list[tuple[str, Any]] = list(value.items())  # pyright: ignore[reportUnknownArgumentType] - any JSON
        random.shuffle(entries)
        return {name: reordered(entry, random) for name, entry in entries}
    return [reordered(entry, random) for entry in value] if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType] - likewise


@given(KEYS, packages(), st.randoms(use_true_random=False))
def test_the_order_of_entries_and_the_package_s_own_token_do_not_matter(
    key: str, package: ModelPackage, random: object
) -> None:
    kwargs = package.to_kwargs()
    token = token_of(key, kwargs)
    assert token == token_of(key, reordered(kwargs, random)) == token_of(key, {**kwargs, "ClientToken": "another"})
    assert allowed(token)


@given(KEYS, KEYS, packages(), packages())
def test_another_key_or_content_gives_another_token(
    key: str, other_key: str, package: ModelPackage, other: ModelPackage
) -> None:
    both = (package.to_kwargs(), other.to_kwargs())
    contents = {json.dumps({**kwargs, "ClientToken": None}, sort_keys=True): kwargs for kwargs in both}
    tokens = {token_of(one, kwargs) for one in {key, other_key} for kwargs in contents.values()}
    assert len(tokens) == len({key, other_key}) * len(contents)


def test_similar_inputs_give_different_tokens() -> None:
    assert token_of('a",{"b', {}) != token_of("a", {"b": ""})
    # A character beyond the basic plane, and the two halves that JSON would write for it.
    assert token_of("run 7", {"Task": "\U0001f600"}) != token_of("run 7", {"Task": "\ud83d\ude00"})


def test_another_process_makes_the_same_token() -> None:
    """A token must not depend on the hash seed, the process, or the day."""
    program = (
        "from sagemaker_model_package.registry._registration import token_of\n"
        f"print(token_of('run 7', {version().to_kwargs()!r}))"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == token_of("run 7", version().to_kwargs())


def test_only_the_same_key_and_content_make_no_second_version(registry: ModelRegistry, double: SageMakerDouble) -> None:
    own = builder().client_token("mine").build()
    other = version(data="s3://ml/other.tar.gz")
    calls = [(version(), "7"), (version(), "7"), (version(), "8"), (other, "7"), (version(), None), (version(), None)]
    calls += [(own, "7"), (own, None)]
    registered = [registry.register(package, idempotency_key=key).version for package, key in calls]
    assert registered == [1, 1, 2, 3, 4, 5, 6, 6]
    tokens = [call.params["ClientToken"] for call in double.calls if call.operation == CREATE]
    assert tokens[6:] == ["mine", "mine"]
    assert all(map(allowed, tokens))


@pytest.mark.parametrize(
    ("key", "error", "text"),
    [
        ("", ValueError, "idempotency_key is empty; give a text that stays the same when the script runs again"),
        ("run \udcff", ValueError, r"idempotency_key 'run \\udcff' holds half a surrogate pair"),
        (7, TypeError, "idempotency_key must be a str, got 7"),
    ],
)
def test_wrong_keys_are_refused_before_anything_is_sent(
    registry: ModelRegistry, double: SageMakerDouble, key: str, error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        registry.register(version(), idempotency_key=key)
    assert not double.packages
