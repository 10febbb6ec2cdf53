"""The guard: what it refuses, that it changes nothing, whom it concerns, and whose line its warnings blame."""

from __future__ import annotations

import contextlib
import copy
import json
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock

import boto3
import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ParamValidationError
from hypothesis import given, settings

from sagemaker_model_package import (
    ModelPackageValidationError,
    ModelPackageWarning,
    ModelRegistry,
    TransformInstanceType,
    enums,
    from_kwargs,
)
from sagemaker_model_package.registry import guarding
from sagemaker_model_package.registry.guarding import guard, unguard
from tests.bad_requests import BAD_REQUESTS, EMPTY, container, serving, shelf, version
from tests.double import SageMakerDouble
from tests.strategies import packages

from .examples import SECRET
from .examples import version as package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.awsrequest import AWSPreparedRequest
    from types_boto3_sagemaker.client import SageMakerClient

    from sagemaker_model_package import ModelPackage, Problem
    from tests.bad_requests import BadRequest, Kwargs

ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1"
BAD = version(ModelPackageGroupName="churn_model", Tags=[])
TOKEN = "11111111-2222-3333-4444-555555555555"


def created(double: SageMakerDouble) -> list[dict[str, Any]]:
    """Return the requests for a package that reached the double."""
    return [call.params for call in double.calls if call.operation == "CreateModelPackage"]


@pytest.fixture(scope="module", autouse=True)
def _nothing_let_through_so_far() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(enums, "_UNLISTED", {})  # other tests of this process let values through
        yield


@pytest.fixture
def client(double: SageMakerDouble) -> SageMakerClient:
    return guard(double.client())


# What is refused ------------------------------------------------------------------------------------------------------


def test_a_refused_request_is_not_sent(double: SageMakerDouble, client: SageMakerClient) -> None:
    with pytest.raises(ModelPackageValidationError) as caught:
        client.create_model_package(**BAD)

    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("MP003", "ModelPackageGroupName"),
        ("MP103", "Tags"),
    ]
    assert caught.value.kind == "versioned"
    assert created(double) == []


def test_the_same_client_sends_what_is_right(double: SageMakerDouble, client: SageMakerClient) -> None:
    response = client.create_model_package(**version())

    assert response["ModelPackageArn"] in double.packages
    (params,) = created(double)
    token = params.pop("ClientToken")  # botocore's, made after the check
    assert params == version()
    assert len(token) == len(TOKEN)


class Offline:
    """A client that answers by itself, and keeps what would have been sent."""

    def __init__(self) -> None:
        self.client: Any = boto3.client(
            "sagemaker", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake"
        )
        self.bodies: list[bytes] = []
        handler: Any = self._answer  # the stubs know only of handlers that return nothing
        self.client.meta.events.register("before-send.sagemaker.CreateModelPackage", handler)

    def _answer(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        assert isinstance(request.body, bytes)
        self.bodies.append(request.body)
        return AWSResponse(request.url, 200, HTTPHeaders(), _Answer())

    def sends(self, kwargs: Kwargs) -> bytes:
        self.bodies.clear()
        self.client.create_model_package(**kwargs)
        (body,) = self.bodies
        return body


class _Answer:
    def stream(self) -> Iterator[bytes]:
        yield json.dumps({"ModelPackageArn": ARN}).encode()


@pytest.fixture(scope="module")
def bare() -> Offline:
    return Offline()


@pytest.fixture(scope="module")
def guarded() -> Offline:
    made = Offline()
    guard(made.client)
    return made


def outcome(check: Callable[[Kwargs], object], kwargs: Kwargs) -> tuple[tuple[Problem, ...], list[str], bool]:
    """Return the problems that a check raises, the warnings that it gives, and whether it let the request pass."""
    with warnings.catch_warnings(record=True) as given_warnings:
        warnings.simplefilter("always")
        try:
            check(kwargs)
        except ModelPackageValidationError as error:
            return error.problems, [], False
    return (), [str(one.message) for one in given_warnings], True


@pytest.mark.parametrize("case", BAD_REQUESTS, ids=lambda case: case.name)
def test_it_is_the_whole_check(case: BadRequest, guarded: Offline) -> None:
    def create(kwargs: Kwargs) -> None:
        with contextlib.suppress(ParamValidationError):  # what the check lets pass, botocore may yet refuse
            guarded.client.create_model_package(**kwargs)

    for kwargs in (case.bad, case.twin):
        before = copy.deepcopy(kwargs)
        assert outcome(create, kwargs) == outcome(from_kwargs, kwargs)
        assert kwargs == before


# That it changes nothing ----------------------------------------------------------------------------------------------


@pytest.mark.pinned_botocore
@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
@settings(max_examples=25)
@given(made=packages())
def test_what_is_sent_is_what_was_given(bare: Offline, guarded: Offline, made: ModelPackage) -> None:
    kwargs = {**made.to_kwargs(), "ClientToken": TOKEN}

    assert guarded.sends(kwargs) == bare.sends(kwargs)


SOFT = {
    "approval of an unversioned package": shelf(ModelApprovalStatus="Approved"),
    "no certification of a version": version(CertifyForMarketplace=False),
    "empty structures": version(ModelMetrics={}),
}


@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
@pytest.mark.parametrize("case", SOFT)
def test_what_a_package_would_drop_is_sent_all_the_same(case: str, bare: Offline, guarded: Offline) -> None:
    kwargs = {**SOFT[case], "ClientToken": TOKEN}

    body = guarded.sends(kwargs)

    assert body == bare.sends(kwargs)
    assert json.loads(body) == kwargs


# Warnings -------------------------------------------------------------------------------------------------------------

DOUBTFUL = version(CertifyForMarketplace=False)


def line_of(text: str) -> int:
    """Return the line of this file that ends in a comment."""
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, start=1) if line.endswith(f"# {text}")]
    return number


def test_a_warning_blames_the_line_of_the_call(double: SageMakerDouble, client: SageMakerClient) -> None:
    with pytest.warns(ModelPackageWarning, match="MP202") as caught:
        client.create_model_package(**DOUBTFUL)  # the blamed line

    assert [(one.filename, one.lineno) for one in caught] == [(__file__, line_of("the blamed line"))]
    assert created(double)


def test_a_warning_blames_the_line_that_calls_awss_own_sdk(client: SageMakerClient) -> None:
    sdk: dict[str, Any] = {"__name__": "sagemaker.core.resources"}
    exec("def create(client, kwargs):\n    return client.create_model_package(**kwargs)\n", sdk)  # noqa: S102 - ours

    with pytest.warns(ModelPackageWarning, match="MP202") as caught:
        sdk["create"](client, DOUBTFUL)  # the line outside the SDK

    assert [(one.filename, one.lineno) for one in caught] == [(__file__, line_of("the line outside the SDK"))]


def test_a_warning_made_an_error_stops_the_call(double: SageMakerDouble, client: SageMakerClient) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelPackageWarning)
        with pytest.raises(ModelPackageWarning, match="MP202"):
            client.create_model_package(**DOUBTFUL)

    assert created(double) == []


def test_secrets_are_not_told(client: SageMakerClient) -> None:
    bad = version(InferenceSpecification=serving(container(Environment={"TOKEN": [SECRET]})))

    with pytest.raises(ModelPackageValidationError) as caught:
        client.create_model_package(**bad)

    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in f"{error!s} {error!r}"
        error = error.__cause__ or error.__context__


# On and off -----------------------------------------------------------------------------------------------------------


def is_guarded(client: SageMakerClient) -> bool:
    """Tell whether a client's calls are checked: what the check warns of goes to botocore, which refuses it."""
    unknown: Kwargs = {"ModelPackageGroupName": "churn", "NoSuchMember": 1}
    try:
        client.create_model_package(**unknown)
    except ModelPackageValidationError:
        return True
    except ParamValidationError:
        return False
    raise AssertionError("somebody sent that")


def test_it_returns_the_client_itself(double: SageMakerDouble) -> None:
    client = double.client()

    assert guard(client) is client


def test_guarding_twice_is_guarding_once(double: SageMakerDouble) -> None:
    client = guard(guard(double.client()))

    with pytest.warns(ModelPackageWarning) as caught:
        client.create_model_package(**DOUBTFUL)
    assert len(caught) == 1

    unguard(client)
    assert not is_guarded(client)


def test_unguarding_what_is_not_guarded_does_nothing(double: SageMakerDouble) -> None:
    client = double.client()

    unguard(client)
    guard(client)
    unguard(client)
    unguard(client)

    assert not is_guarded(client)
    client.create_model_package(**DOUBTFUL)  # not a word


def test_it_can_be_put_on_again(client: SageMakerClient) -> None:
    client.create_model_package(**version())  # botocore remembers who listens
    unguard(client)
    client.create_model_package(**DOUBTFUL)
    guard(client)

    assert is_guarded(client)


def test_only_that_client_is_guarded() -> None:
    session = boto3.Session(aws_access_key_id="fake", aws_secret_access_key="fake", region_name="us-east-1")
    before: Any = session.client("sagemaker")

    chosen: Any = guard(session.client("sagemaker"))

    assert is_guarded(chosen)
    assert not is_guarded(before)
    assert not is_guarded(session.client("sagemaker"))


def test_sixteen_threads_put_on_one_guard(double: SageMakerDouble) -> None:
    client = double.client()
    barrier = threading.Barrier(16)

    def one(_: int) -> None:
        barrier.wait()
        guard(client)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(16)))

    assert is_guarded(client)
    unguard(client)
    assert not is_guarded(client)


def test_calls_from_several_threads_are_checked_each(double: SageMakerDouble, client: SageMakerClient) -> None:
    def one(number: int) -> bool:
        try:
            client.create_model_package(**(version() if number % 2 else BAD))
        except ModelPackageValidationError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(one, range(32)))

    assert passed == [bool(number % 2) for number in range(32)]
    assert len(created(double)) == 16


# Whom it concerns -----------------------------------------------------------------------------------------------------


def test_other_operations_go_on_as_before(
    double: SageMakerDouble, client: SageMakerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.create_model_package(**version())
    monkeypatch.setattr(guarding, "from_kwargs", MagicMock(side_effect=AssertionError("checked")))

    client.create_model_package_group(ModelPackageGroupName="other")
    pages = client.get_paginator("list_model_packages").paginate(ModelPackageGroupName="churn")
    (listed,) = [one for page in pages for one in page["ModelPackageSummaryList"]]
    client.describe_model_package(ModelPackageName=listed["ModelPackageArn"])

    assert "other" in double.groups


def test_a_registry_may_have_a_guarded_client(double: SageMakerDouble, client: SageMakerClient) -> None:
    made = ModelRegistry(client).register(package())

    assert list(double.packages) == [str(made.arn)]


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        ("provide-client-params.sagemaker.CreateModelPackage", False),
        ("before-parameter-build.sagemaker.CreateModelPackage", True),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["guarded before", "guarded after"])
def test_the_guard_sees_what_other_handlers_make_of_a_request(
    double: SageMakerDouble, event: str, *, changes: bool, first: bool
) -> None:
    client = double.client()

    def complete(params: dict[str, Any], **_: object) -> dict[str, Any] | None:
        if not changes:
            return {**params, "ModelPackageGroupName": "churn"}
        params["ModelPackageGroupName"] = "churn"
        return None

    handler: Any = complete  # see Offline
    if first:
        guard(client)
    client.meta.events.register(event, handler)
    guard(client)

    unnamed: Kwargs = {"InferenceSpecification": serving()}
    client.create_model_package(**unnamed)

    assert len(double.packages) == 1


@pytest.mark.parametrize("function", [guard, unguard])
@pytest.mark.parametrize(
    ("given_client", "got"),
    [
        (None, "a value of type NoneType"),
        ("sagemaker", "a value of type str"),
        (MagicMock(), "a value of type MagicMock"),
        (ModelRegistry, "a value of type type"),
    ],
    ids=["None", "a name", "a mock", "a class"],
)
def test_what_is_no_client_is_refused(function: Callable[[Any], object], given_client: object, got: str) -> None:
    with pytest.raises(TypeError) as caught:
        function(given_client)

    name = function.__name__
    assert str(caught.value) == (
        f"{name}() takes a SageMaker client, got {got}; give it boto3.client('sagemaker'), or the like"
    )


def test_a_client_of_another_service_is_refused() -> None:
    client: Any = boto3.client("s3", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake")

    with pytest.raises(TypeError, match=r"guard\(\) takes a SageMaker client, got a client of 's3'; give"):
        guard(client)


def test_a_value_that_was_let_through_is_let_through() -> None:
    value = "ml.guarded.large"
    kwargs: Kwargs = {
        "ModelPackageGroupName": "churn",
        "InferenceSpecification": serving(SupportedTransformInstanceTypes=["ml.m5.large", value]),
    }
    with SageMakerDouble(newer_values=True) as double:
        client = guard(double.client())
        client.create_model_package_group(ModelPackageGroupName="churn")
        with pytest.raises(ModelPackageValidationError) as caught:
            client.create_model_package(**kwargs)
        assert [problem.code for problem in caught.value.problems] == ["MP006"]
        assert created(double) == []

        TransformInstanceType.unlisted(value)
        client.create_model_package(**kwargs)

        assert created(double)[0]["InferenceSpecification"] == kwargs["InferenceSpecification"]


# A botocore that is newer than this release ---------------------------------------------------------------------------


@pytest.fixture
def newer(tmp_path: Path) -> Any:  # noqa: ANN401 - the stubs are not newer
    """Return a guarded client whose service model has two members more."""
    member = {"shape": "Description"}
    shapes = {
        "CreateModelPackageInput": {"members": {"BrandNew": member}},
        "ModelPackageContainerDefinition": {"members": {"BrandNew": member}},
        "Description": {"type": "string"},
    }
    model = tmp_path / "sagemaker" / "2017-07-24"
    model.mkdir(parents=True)
    model.joinpath("service-2.sdk-extras.json").write_text(json.dumps({"merge": {"shapes": shapes}}), "utf-8")
    core = botocore.session.Session()
    core.set_config_variable("data_path", str(tmp_path))
    session = boto3.Session("fake", "fake", region_name="us-east-1", botocore_session=core)
    return session.client("sagemaker")


def test_a_member_that_botocore_knows_is_left_to_botocore(newer: Any) -> None:  # noqa: ANN401 - see above
    sent: list[Any] = []

    def answer(params: Any, **_: object) -> tuple[object, dict[str, str]]:  # noqa: ANN401 - botocore's own
        sent.append(json.loads(params["body"]))
        return AWSResponse("", 200, HTTPHeaders(), _Answer()), {"ModelPackageArn": ARN}

    guard(newer).meta.events.register("before-call.sagemaker.CreateModelPackage", answer)
    kwargs = version(BrandNew="x", InferenceSpecification=serving(container(BrandNew="y")), ClientToken=TOKEN)

    newer.create_model_package(**kwargs)

    assert sent == [kwargs]
    with pytest.raises(ModelPackageValidationError, match="1 problem"):
        newer.create_model_package(**{**kwargs, "ModelPackageGroupName": "churn_model"})
    assert sent == [kwargs]


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
