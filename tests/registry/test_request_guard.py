"""The guard: what it refuses, that it changes nothing, which calls it checks, and which line its warnings name."""

from __future__ import annotations

import contextlib
import copy
import json
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock, Mock

import boto3
import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ClientError, ParamValidationError
from hypothesis import given, settings

from sagemaker_model_package import (
    ModelPackageValidationError,
    ModelPackageWarning,
    ModelRegistry,
    ProductionVariantInstanceType,
    TransformInstanceType,
    _service_enum,
    from_describe,
    from_kwargs,
    guard,
    unguard,
)
from sagemaker_model_package.registry import request_guard
from tests.double import SageMakerDouble, fake_session
from tests.strategies import packages
from tests.validation.bad_requests import BAD_REQUESTS, EMPTY, container, serving, shelf, version

from .examples import ARN, SECRET, registry_with
from .examples import version as package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker.client import SageMakerClient

    from sagemaker_model_package import ModelPackage, Problem
    from tests.validation.bad_requests import BadRequest, Kwargs

BAD = version(ModelPackageGroupName="churn_model", Tags=[])
DOUBTFUL = version(Task="GUESSING")
TOKEN = "11111111-2222-3333-4444-555555555555"


def created(double: SageMakerDouble) -> list[dict[str, Any]]:
    """Return the requests for a package that reached the double."""
    return [call.params for call in double.calls if call.operation == "CreateModelPackage"]


@pytest.fixture(scope="module", autouse=True)
def _nothing_unlisted_so_far() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_service_enum, "_ACCEPTED", set[tuple[type, str]]())  # other tests of this process add values
        yield


@pytest.fixture
def client(double: SageMakerDouble) -> SageMakerClient:
    return guard(double.client())


# What is refused ------------------------------------------------------------------------------------------------------


def test_a_request_is_sent_only_if_it_is_right(double: SageMakerDouble, client: SageMakerClient) -> None:
    with pytest.raises(ModelPackageValidationError) as caught:
        client.create_model_package(**BAD)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("MP003", "ModelPackageGroupName"),
        ("MP103", "Tags"),
    ]
    assert caught.value.kind == "versioned"
    assert created(double) == []

    assert client.create_model_package(**version())["ModelPackageArn"] in double.packages
    (params,) = created(double)
    assert len(params.pop("ClientToken")) == len(TOKEN)  # botocore's, generated after the check
    assert params == version()


@pytest.fixture(scope="module")
def newer_double() -> Iterator[tuple[ModelRegistry, SageMakerDouble]]:
    with registry_with(newer_values=True) as served:
        yield served


@pytest.fixture(scope="module")
def sent(newer_double: tuple[ModelRegistry, SageMakerDouble]) -> Callable[[Kwargs], Any]:
    """Return what sends a request through a guarded client, and returns what reached the double."""
    registry, double = newer_double
    client: Any = guard(registry.client)

    def send(kwargs: Kwargs) -> Any:  # noqa: ANN401 - any JSON
        with contextlib.suppress(ParamValidationError, ClientError):  # others may refuse what the check accepts
            client.create_model_package(**kwargs)
        return double.calls[-1].params

    return send


def outcome(check: Callable[[Kwargs], object], kwargs: Kwargs) -> tuple[tuple[Problem, ...], list[str], bool]:
    """Return the problems that a check raises, its warnings, and whether it accepted the request."""
    with warnings.catch_warnings(record=True) as given_warnings:
        warnings.simplefilter("always")
        try:
            check(kwargs)
        except ModelPackageValidationError as error:
            return error.problems, [], False
    return (), [str(one.message) for one in given_warnings], True


@pytest.mark.pinned_botocore  # an older one lacks members of some of the requests
@pytest.mark.parametrize("case", BAD_REQUESTS, ids=lambda case: case.name)
def test_it_is_the_whole_check(case: BadRequest, sent: Callable[[Kwargs], Any]) -> None:
    for kwargs in (case.bad, case.twin):
        before = copy.deepcopy(kwargs)
        raised, warned, accepted = outcome(sent, kwargs)
        warned = [warning for warning in warned if "MP225" not in warning]  # which only a client shows
        assert (raised, warned, accepted) == outcome(from_kwargs, kwargs)
        assert kwargs == before


@pytest.mark.pinned_botocore
@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
@settings(max_examples=25)
@given(made=packages())
def test_what_is_sent_is_what_was_given(sent: Callable[[Kwargs], Any], made: ModelPackage) -> None:
    kwargs = {**made.to_kwargs(), "ClientToken": TOKEN}
    assert sent(kwargs) == kwargs


@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
@pytest.mark.parametrize("kwargs", [shelf(ModelApprovalStatus="Approved"), DOUBTFUL, version(ModelMetrics={})])
def test_what_a_package_would_drop_is_sent_all_the_same(sent: Callable[[Kwargs], Any], kwargs: Kwargs) -> None:
    assert sent({**kwargs, "ClientToken": TOKEN}) == {**kwargs, "ClientToken": TOKEN}


def test_a_group_of_another_region_is_warned_of(double: SageMakerDouble, client: SageMakerClient) -> None:
    group = ARN.replace("us-east-1", "eu-west-1").replace("model-package/", "model-package-group/")
    with pytest.warns(ModelPackageWarning, match="MP225") as caught, contextlib.suppress(ClientError):
        client.create_model_package(ModelPackageGroupName=group, SourceUri="churn-7")
    assert [warning.filename for warning in caught] == [__file__]
    assert len(created(double)) == 1


def test_secrets_are_not_shown(client: SageMakerClient) -> None:
    bad = version(InferenceSpecification=serving(container(Environment={"TOKEN": [SECRET]})))
    with pytest.raises(ModelPackageValidationError) as caught:
        client.create_model_package(**bad)
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in f"{error!s} {error!r}"
        error = error.__cause__ or error.__context__


# Warnings -------------------------------------------------------------------------------------------------------------


def line_of(text: str) -> int:
    """Return the line of this file that ends in a comment."""
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, start=1) if line.endswith(f"# {text}")]
    return number


def test_a_warning_names_the_line_of_the_call(double: SageMakerDouble, client: SageMakerClient) -> None:
    sdk: dict[str, Any] = {"__name__": "sagemaker.core.resources"}
    exec("def create(client, kwargs):\n    return client.create_model_package(**kwargs)\n", sdk)  # noqa: S102 - ours
    with pytest.warns(ModelPackageWarning, match="MP218") as caught:
        client.create_model_package(**DOUBTFUL)  # the named line
    with pytest.warns(ModelPackageWarning, match="MP218") as caught_outside:
        sdk["create"](client, DOUBTFUL)  # the line outside the SDK
    lines = [line_of("the named line"), line_of("the line outside the SDK")]
    assert [(one.filename, one.lineno) for one in (*caught, *caught_outside)] == [(__file__, line) for line in lines]
    assert len(created(double)) == 2


def test_a_warning_as_an_error_stops_the_call(double: SageMakerDouble, client: SageMakerClient) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelPackageWarning)
        with pytest.raises(ModelPackageWarning, match="MP218"):
            client.create_model_package(**DOUBTFUL)
    assert created(double) == []


# On and off -----------------------------------------------------------------------------------------------------------


def is_guarded(client: Any) -> bool:  # noqa: ANN401 - stubs refuse what it sends
    """Return whether a client's calls are checked. Without the check, botocore refuses the request."""
    try:
        client.create_model_package(ModelPackageGroupName="churn", NoSuchMember=1)
    except ModelPackageValidationError:
        return True
    except ParamValidationError:
        return False
    raise AssertionError("the request was sent")


def test_it_can_be_put_on_and_taken_off_any_number_of_times(double: SageMakerDouble) -> None:
    client = double.client()
    unguard(client)
    assert guard(guard(client)) is client
    with pytest.warns(ModelPackageWarning) as caught:
        client.create_model_package(**DOUBTFUL)  # botocore caches the handlers
    assert len(caught) == 1
    for _ in range(2):
        unguard(client)
        assert not is_guarded(client)
    client.create_model_package(**DOUBTFUL)  # no warning
    guard(client)
    assert is_guarded(client)


def test_only_that_client_is_guarded() -> None:
    session = fake_session()
    before, chosen = session.client("sagemaker"), guard(session.client("sagemaker"))
    assert [is_guarded(one) for one in (before, chosen, session.client("sagemaker"))] == [False, True, False]


def test_many_threads_put_on_one_guard_that_checks_each_call(double: SageMakerDouble) -> None:
    client = double.client()
    barrier = threading.Barrier(16)

    def call(number: int) -> bool:
        barrier.wait()
        guard(client)
        try:
            client.create_model_package(**(version() if number % 2 else BAD))
        except ModelPackageValidationError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        passed = list(pool.map(call, range(32)))
    assert passed == [bool(number % 2) for number in range(32)]
    assert len(created(double)) == 16
    unguard(client)
    assert not is_guarded(client)


# Which calls it checks ------------------------------------------------------------------------------------------------


def test_other_operations_are_not_checked(
    double: SageMakerDouble, client: SageMakerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ModelRegistry(client).register(package())
    assert list(double.packages) == [made.arn]
    monkeypatch.setattr(request_guard, "read_values", MagicMock(side_effect=AssertionError("checked")))
    client.create_model_package_group(ModelPackageGroupName="other")
    assert [one.arn for one in ModelRegistry(client).versions("churn")] == [made.arn]
    client.describe_model_package(ModelPackageName=made.arn)
    assert "other" in double.groups


@pytest.mark.parametrize("event", ["provide-client-params", "before-parameter-build"])
@pytest.mark.parametrize("scope", [".sagemaker.CreateModelPackage", ".sagemaker", ""], ids=["call", "service", "all"])
@pytest.mark.parametrize("how", ["register_first", "register", "register_last"])
@pytest.mark.parametrize("first", [True, False], ids=["guarded before", "guarded after"])
def test_the_guard_sees_the_request_as_other_handlers_changed_it(
    double: SageMakerDouble, event: str, scope: str, how: str, *, first: bool
) -> None:
    client: Any = double.client()

    def complete(params: dict[str, Any], **_: object) -> dict[str, Any] | None:
        if event == "provide-client-params":
            return {**params, "ModelPackageGroupName": "churn"}
        params["ModelPackageGroupName"] = "churn"
        return None

    if first:
        guard(client)
    getattr(client.meta.events, how)(event + scope, complete)
    guard(client)
    # One alone comes after the guard, as its documentation says.
    comes_later = first and (event, scope, how) == ("before-parameter-build", "", "register_last")
    with pytest.raises(ModelPackageValidationError) if comes_later else contextlib.nullcontext():
        client.create_model_package(InferenceSpecification=serving())
    assert len(double.packages) == (0 if comes_later else 1)


@pytest.mark.parametrize("function", [guard, unguard])
@pytest.mark.parametrize(
    ("thing", "got"),
    [
        (None, "a value of type NoneType"),
        ("sagemaker", "a value of type str"),
        (MagicMock(), "a value of type MagicMock"),
        (Mock(), "a value of type Mock"),
        (ModelRegistry, "a value of type type"),
        (fake_session().client("s3"), "a client of 's3'"),
    ],
)
def test_other_things_are_refused(function: Callable[[Any], object], thing: object, got: str) -> None:
    with pytest.raises(TypeError) as caught:
        function(thing)
    assert str(caught.value) == (
        f"{function.__name__}() takes a SageMaker client or a boto3.Session, got {got}; "
        "give it boto3.client('sagemaker'), or the like"
    )


# Sessions -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["boto3", "botocore"])
def test_a_guarded_session_makes_guarded_clients(kind: str) -> None:
    """As SDKs need it that make clients of their own, and drop them again."""
    boto3_session: Any = fake_session()
    session: Any = boto3_session if kind == "boto3" else boto3_session._session
    before = boto3_session.client("sagemaker")
    assert guard(guard(session)) is session
    clients: list[Any] = [
        boto3_session.client("sagemaker", region_name=region) for region in ("us-east-1", "eu-west-1")
    ]
    assert [is_guarded(one) for one in (before, *clients)] == [False, True, True]
    other = boto3_session.client("s3")
    assert other.meta.service_model.service_name == "s3"
    unguard(session)
    assert not is_guarded(boto3_session.client("sagemaker"))
    assert is_guarded(clients[0])
    unguard(clients[0])
    assert not is_guarded(clients[0])


# What is newer than this release --------------------------------------------------------------------------------------


def refused_codes(client: SageMakerClient, kwargs: Kwargs) -> list[str]:
    """Return the codes of the problems that a call is refused for."""
    with pytest.raises(ModelPackageValidationError) as caught:
        client.create_model_package(**kwargs)
    return [problem.code for problem in caught.value.problems]


def from_describe_quietly(response: Kwargs) -> ModelPackage:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelPackageWarning)
        return from_describe(response)


def test_an_unlisted_value_is_accepted_for_its_own_list() -> None:
    value = "ml.guarded.large"
    specification = serving(SupportedTransformInstanceTypes=["ml.m5.large", value])
    with registry_with(newer_values=True) as (registry, double):
        client: Any = guard(registry.client)
        kwargs = {"ModelPackageGroupName": "churn", "InferenceSpecification": specification}
        assert refused_codes(client, kwargs) == ["MP006"]
        assert created(double) == []
        ProductionVariantInstanceType.unlisted(value)
        from_describe_quietly({**kwargs, "ModelPackageArn": ARN})
        assert refused_codes(client, kwargs) == ["MP006"]  # accepted for another list, and seen in a response
        TransformInstanceType.unlisted(value)
        client.create_model_package(**kwargs)
        assert created(double)[0]["InferenceSpecification"] == specification


def test_what_the_registry_sends_was_checked_already() -> None:
    """A version with a newer value can be described, and registered again by a guarded client."""
    value = "ml.described.large"
    specification = serving(SupportedTransformInstanceTypes=["ml.m5.large", value])
    with registry_with(newer_values=True) as (registry, double):
        kwargs = {"ModelPackageGroupName": "churn", "InferenceSpecification": specification}
        described = from_describe_quietly({**kwargs, "ModelPackageArn": ARN})
        client: Any = guard(registry.client)
        registry.register(described, idempotency_key="once")
        assert created(double)[0]["InferenceSpecification"] == specification
        assert refused_codes(client, kwargs) == ["MP006"]

        def spoil(params: dict[str, Any], **_: object) -> None:
            params["ModelPackageGroupName"] = "churn_model"

        client.meta.events.register("before-parameter-build.sagemaker", spoil)
        with pytest.raises(ModelPackageValidationError, match="churn_model"):
            registry.register(described, idempotency_key="twice")
        assert len(created(double)) == 1


@pytest.fixture
def newer(tmp_path: Path) -> Any:  # noqa: ANN401 - the stubs are not newer
    """Return a client whose service model has two more members."""
    member = {"shape": "Description"}
    shapes = {
        "CreateModelPackageInput": {"members": {"BrandNew": member}},
        "BaseModel": {"members": {"BrandNew": member}},
        "ModelPackageContainerDefinition": {"members": {"BrandNew": member}},
        "Description": {"type": "string"},
    }
    model = tmp_path / "sagemaker" / "2017-07-24"
    model.mkdir(parents=True)
    model.joinpath("service-2.sdk-extras.json").write_text(json.dumps({"merge": {"shapes": shapes}}), "utf-8")
    core = botocore.session.Session()
    core.set_config_variable("data_path", str(tmp_path))
    return boto3.Session("fake", "fake", region_name="us-east-1", botocore_session=core).client("sagemaker")


class _Answer:
    def stream(self) -> Iterator[bytes]:
        yield b"{}"


def test_a_member_that_botocore_knows_is_left_to_botocore(newer: Any) -> None:  # noqa: ANN401 - see above
    sent: list[Any] = []

    def answer(params: Any, **_: object) -> tuple[object, dict[str, str]]:  # noqa: ANN401 - botocore's own
        sent.append(json.loads(params["body"]))
        return AWSResponse("", 200, HTTPHeaders(), _Answer()), {"ModelPackageArn": f"{ARN}/1"}

    guard(newer).meta.events.register("before-call.sagemaker.CreateModelPackage", answer)
    kwargs = version(BrandNew="x", InferenceSpecification=serving(container(BrandNew="y")), ClientToken=TOKEN)
    newer.create_model_package(**kwargs)
    with pytest.raises(ModelPackageValidationError, match="1 problem"):
        newer.create_model_package(**{**kwargs, "ModelPackageGroupName": "churn_model"})
    assert sent == [kwargs]
    elsewhere = ARN.replace("us-east-1", "eu-west-1").replace("model-package/", "model-package-group/")
    # Which the member does not switch off; MP221 is of the image, which stays where it was.
    with pytest.warns(ModelPackageWarning, match="MP225"), pytest.warns(ModelPackageWarning, match="MP221"):
        newer.create_model_package(**{**kwargs, "ModelPackageGroupName": elsewhere})


@pytest.mark.pinned_botocore  # an older one requires an image, and lacks `BaseModel`
@pytest.mark.parametrize("container", [{"BrandNew": "x"}, {"BaseModel": {"BrandNew": "x"}}])
def test_a_newer_member_may_make_a_request_complete(newer: Any, container: Kwargs) -> None:  # noqa: ANN401 - see above
    """As ``BaseModel`` did, which stands for an image."""
    answer: Any = (AWSResponse("", 200, HTTPHeaders(), _Answer()), {})
    newer.meta.events.register("before-call.sagemaker.CreateModelPackage", Mock(return_value=answer))
    guard(newer).create_model_package(**version(InferenceSpecification=serving(container)))
    with pytest.raises(ModelPackageValidationError, match="MP003"):
        newer.create_model_package(**version(InferenceSpecification=serving({**container, "ModelDataUrl": "x"})))


@pytest.mark.parametrize(
    "kwargs",
    [
        version(brandNew="x"),
        version(ModelMetrics={"BrandNew": "x"}),
        version(InferenceSpecification=serving(container(**{"BrandNew]": "x"}))),
        version(**{"": "x"}),
        {**EMPTY, "BrandNew": "x"},
    ],
)
def test_a_member_that_botocore_does_not_know_is_refused(newer: Any, kwargs: Kwargs) -> None:  # noqa: ANN401 - see above
    with pytest.raises(ModelPackageValidationError):
        guard(newer).create_model_package(**kwargs)
