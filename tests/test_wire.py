"""To boto3's kwargs and back: what is sent, what comes back, and what is refused on the way in."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import warnings
from enum import Enum, IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import boto3
import pytest
from botocore import xform_name
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.stub import Stubber
from botocore.validate import ParamValidator
from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    ModelPackageWarning,
    Tag,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package.constraints import MISSING, UNKNOWN_KEY, WRONG_TYPE

from .strategies import Wanted, packages, unversioned, versioned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from botocore.awsrequest import AWSPreparedRequest
    from types_boto3_sagemaker.client import SageMakerClient

    from sagemaker_model_package import ModelPackage, Problem

    Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int
    """What kwargs are made of."""

# A random package may well deserve a warning, and most tests here are not about those.
pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
against_the_model = pytest.mark.pinned_botocore

few = settings(max_examples=25)  # for packages are large

SOME = st.one_of(packages(), packages(), packages(), packages(Wanted(full=True)))
NEWER = st.one_of(packages(Wanted(unlisted=True)), packages(Wanted(unlisted=True, full=True)))
QUIET = packages(Wanted(quiet=True))
ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"
SECRET = "hunter2-hunter2"
PLAIN_TYPES = {dict, list, str, int, bool}


@pytest.fixture(scope="module")
def client() -> SageMakerClient:
    return boto3.client("sagemaker", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake")


@pytest.fixture(scope="module")
def request_shape(client: SageMakerClient) -> StructureShape:
    shape = client.meta.service_model.operation_model("CreateModelPackage").input_shape
    assert isinstance(shape, StructureShape)
    return shape


def by_hand(value: Any, shape: Shape) -> Any:  # noqa: ANN401 - whatever a member may be
    """Write out a value as the service model has it, without any knowledge of how the package does that."""
    if isinstance(shape, StructureShape):
        # The names of attributes are botocore's, but that ETag is one word.
        members = {name: getattr(value, xform_name(name.replace("ETag", "Etag")), None) for name in shape.members}
        return {name: by_hand(part, shape.members[name]) for name, part in members.items() if part is not None}
    if isinstance(shape, ListShape):
        return [by_hand(item, shape.member) for item in value]
    if isinstance(shape, MapShape):
        return dict(value.items())
    return value.value if isinstance(value, Enum) else value


def body_sent(client: SageMakerClient, kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of the HTTP request that boto3 makes of kwargs, as parsed JSON; nothing is sent."""
    bodies: list[dict[str, Any]] = []

    def answer(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        assert isinstance(request.body, (str, bytes))
        bodies.append(json.loads(request.body))
        return AWSResponse(request.url, 200, HTTPHeaders(), _Answer())

    event = "before-send.sagemaker.CreateModelPackage"
    handler: Any = answer  # the stubs know only of handlers that return nothing
    client.meta.events.register(event, handler)
    try:
        response = client.create_model_package(**kwargs)
    finally:
        client.meta.events.unregister(event, handler)
    assert response["ModelPackageArn"] == ARN
    (body,) = bodies
    if "ClientToken" not in kwargs:
        del body["ClientToken"]  # boto3 makes one up
    return body


class _Answer:
    def stream(self) -> Iterator[bytes]:
        yield json.dumps({"ModelPackageArn": ARN}).encode()


def types_in(value: Json) -> set[type]:
    found: set[type] = {type(value)}
    if isinstance(value, dict):
        return found.union(*map(types_in, value), *map(types_in, value.values()))
    return found.union(*map(types_in, value)) if isinstance(value, list) else found


# Out


@against_the_model
@few
@given(package=SOME | NEWER)
def test_botocore_finds_nothing_wrong(package: ModelPackage, request_shape: StructureShape) -> None:
    assert not ParamValidator().validate(package.to_kwargs(), request_shape).has_errors()


@against_the_model
@few
@given(package=SOME | NEWER)
def test_the_body_sent_is_that_of_the_dict_written_by_hand(
    package: ModelPackage, client: SageMakerClient, request_shape: StructureShape
) -> None:
    written = by_hand(package, request_shape)
    assert package.to_kwargs() == written
    assert body_sent(client, package.to_kwargs()) == body_sent(client, written)


@against_the_model
@few
@given(package=SOME)
def test_a_stubber_that_expects_the_kwargs_is_content(package: ModelPackage, client: SageMakerClient) -> None:
    with Stubber(client) as stubber:
        expected = package.to_kwargs()
        if package.client_token is None:
            package = attrs.evolve(package, client_token="given-here")
            expected["ClientToken"] = "given-here"
        stubber.add_response("create_model_package", {"ModelPackageArn": ARN}, expected)
        assert client.create_model_package(**package.to_kwargs())["ModelPackageArn"] == ARN
        stubber.assert_no_pending_responses()


@few
@given(package=SOME | NEWER)
def test_kwargs_are_of_plain_types(package: ModelPackage) -> None:
    kwargs = package.to_kwargs()
    assert types_in(kwargs) <= PLAIN_TYPES
    assert json.loads(json.dumps(kwargs)) == kwargs


@few
@given(package=SOME)
def test_kwargs_are_made_anew_each_time(package: ModelPackage) -> None:
    first, second = package.to_kwargs(), package.to_kwargs()
    ruin(first)
    assert package.to_kwargs() == second


def ruin(value: Json) -> None:
    """Empty every dict and list inside a value."""
    if isinstance(value, (dict, list)):
        for part in list(value.values() if isinstance(value, dict) else value):
            ruin(part)
        value.clear()


# There and back


@few
@given(package=SOME)
def test_kwargs_lead_back(package: ModelPackage) -> None:
    kwargs = package.to_kwargs()
    before = copy.deepcopy(kwargs)
    back = from_kwargs(kwargs)
    assert kwargs == before
    assert type(back) is type(package)
    assert back == package
    assert hash(back) == hash(package)
    ruin(kwargs)
    assert back == package


@few
@given(package=QUIET)
def test_nothing_warns_of_a_quiet_package(package: ModelPackage) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert from_kwargs(package.to_kwargs()) == package
        assert from_describe(response_of(package)) == as_described(package)


@few
@given(package=SOME | NEWER, protocol=st.integers(2, pickle.HIGHEST_PROTOCOL))
def test_copies_are_equal(package: ModelPackage, protocol: int) -> None:
    unpickled = pickle.loads(pickle.dumps(package, protocol))  # noqa: S301 - pickled in this line
    for twin in (unpickled, copy.copy(package), copy.deepcopy(package), attrs.evolve(package)):
        assert type(twin) is type(package)
        assert twin == package
        assert hash(twin) == hash(package)
        assert twin.to_kwargs() == package.to_kwargs()


@few
@given(package=SOME)
def test_other_kinds_of_mapping_and_tuples_are_taken_as_boto3_takes_them(package: ModelPackage) -> None:
    assert from_kwargs(with_proxies(package.to_kwargs())) == package


def with_proxies(value: Json) -> Any:  # noqa: ANN401 - of types that kwargs are not made of
    if isinstance(value, dict):
        return MappingProxyType({key: with_proxies(part) for key, part in value.items()})
    return tuple(map(with_proxies, value)) if isinstance(value, list) else value


class Loud(str):
    """A string whose text is not what it holds, as a value known only later may be."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"

    def __format__(self, _: str) -> str:
        return "something else"


class Count(int):
    """A number whose text is not what it holds."""

    def __str__(self) -> str:
        return "something else"


class Few(IntEnum):
    TWO = 2


@few
@given(package=SOME)
def test_subclasses_of_str_and_int_go_out_plain(package: ModelPackage) -> None:
    kwargs = package.to_kwargs()
    out = from_kwargs(disguised(kwargs)).to_kwargs()
    assert out == kwargs
    assert types_in(out) <= PLAIN_TYPES


def disguised(value: Json) -> Any:  # noqa: ANN401 - of types that kwargs are not made of
    if isinstance(value, dict):
        return {Loud(key): disguised(part) for key, part in value.items()}
    if isinstance(value, list):
        return list(map(disguised, value))
    if isinstance(value, str):
        return Loud(value)
    return value if isinstance(value, bool) else Count(value)


@given(package=versioned(Wanted(full=True)))
@settings(max_examples=5)
def test_a_member_of_an_int_enum_goes_out_as_its_number(package: VersionedModelPackage) -> None:
    kwargs = package.to_kwargs()
    (profile,) = kwargs["ValidationSpecification"]["ValidationProfiles"]
    profile["TransformJobDefinition"]["TransformResources"]["InstanceCount"] = Few.TWO
    (profile,) = from_kwargs(kwargs).to_kwargs()["ValidationSpecification"]["ValidationProfiles"]
    count = profile["TransformJobDefinition"]["TransformResources"]["InstanceCount"]
    assert type(count) is int
    assert count == 2


# Refused on the way in: one thing wrong at a random place


class Place(NamedTuple):
    """A place in kwargs: what holds it, under which key, how boto3 writes it, and of what shape its value is."""

    holder: Any
    key: str | int
    path: str
    shape: Shape
    is_required: bool


def places(holder: Any, shape: Shape, path: str = "") -> Iterator[Place]:  # noqa: ANN401 - whatever the shape says
    """Yield every place inside a value whose path is written without any quoting."""
    if isinstance(shape, StructureShape):
        for key in holder:
            required = key in shape.required_members
            yield from _places(Place(holder, key, f"{path}.{key}".lstrip("."), shape.members[key], required))
    elif isinstance(shape, ListShape):
        for index in range(len(holder)):
            yield from _places(Place(holder, index, f"{path}[{index}]", shape.member, is_required=False))
    elif isinstance(shape, MapShape):
        for key in holder:
            if key.isalnum() and key.isascii() and len(key) < 80:
                yield from _places(Place(holder, key, f"{path}.{key}", shape.value, is_required=False))


def _places(place: Place) -> Iterator[Place]:
    yield place
    yield from places(place.holder[place.key], place.shape, place.path)


def is_leaf(place: Place) -> bool:
    return place.shape.type_name in {"string", "integer", "boolean"}


class Indexed:
    """A number of a kind of its own, as numpy's are."""

    def __index__(self) -> int:
        return 1

    __int__ = __index__


ANY_VALUES: list[object] = ["text", None, 5, {}, []]
WRONG: Mapping[str, list[object]] = {
    "string": [5, 1.5, True, b"text", bytearray(b"text"), ["text"], {"a": "b"}, object()],
    "integer": ["5", 5.0, True, False, float("nan"), [5], Indexed()],
    "boolean": [0, 1, "True", "", [True], Indexed()],
    "list": ["text", b"text", {}, {"text"}, 5, range(2), iter(()), True],
    "map": ["text", [], [("A", "b")], {"A"}, 5],
    "structure": ["text", [], (), 5, object()],
}


def errors_of(
    kwargs: Mapping[str, Any], read: Callable[[Mapping[str, Any]], ModelPackage] = from_kwargs
) -> list[Problem]:
    """Return the errors, without the warnings, of kwargs that are refused."""
    with pytest.raises(ModelPackageValidationError) as caught:
        read(kwargs)
    return [problem for problem in caught.value.problems if problem.severity == "error"]


@against_the_model
@few
@given(package=SOME, data=st.data())
def test_a_value_of_the_wrong_type_is_reported_where_it_is_and_nothing_else(
    package: ModelPackage, request_shape: StructureShape, data: st.DataObject
) -> None:
    kwargs = package.to_kwargs()
    place = data.draw(st.sampled_from(list(places(kwargs, request_shape))))
    place.holder[place.key] = data.draw(st.sampled_from([None, *WRONG[place.shape.type_name]]))
    (problem,) = errors_of(kwargs)
    assert (problem.path, problem.code) == (place.path, WRONG_TYPE)


@against_the_model
@few
@given(package=SOME, data=st.data())
def test_an_unknown_key_is_reported_where_it_is_and_nothing_else(
    package: ModelPackage, request_shape: StructureShape, data: st.DataObject
) -> None:
    kwargs = package.to_kwargs()
    inside = [place for place in places(kwargs, request_shape) if isinstance(place.shape, StructureShape)]
    structures = [("", kwargs, request_shape), *((p.path, p.holder[p.key], p.shape) for p in inside)]
    path, structure, shape = data.draw(st.sampled_from(structures))
    assert isinstance(shape, StructureShape)
    key = data.draw(st.from_regex(r"[A-Za-z_]{1,20}", fullmatch=True).filter(lambda key: key not in shape.members))
    structure[key] = data.draw(st.sampled_from(ANY_VALUES))
    (problem,) = errors_of(kwargs)
    assert (problem.path, problem.code) == (f"{path}.{key}".lstrip("."), UNKNOWN_KEY)


@against_the_model
@few
@given(package=SOME, data=st.data())
def test_a_missing_member_is_reported_where_it_belongs_and_nothing_else(
    package: ModelPackage, request_shape: StructureShape, data: st.DataObject
) -> None:
    kwargs = package.to_kwargs()
    required = [place for place in places(kwargs, request_shape) if place.is_required]
    if not required:
        return
    place = data.draw(st.sampled_from(required))
    del place.holder[place.key]
    (problem,) = errors_of(kwargs)
    assert (problem.path, problem.code) == (place.path, MISSING)


@against_the_model
@few
@given(package=SOME, data=st.data())
def test_all_that_is_wrong_is_reported_at_once(
    package: ModelPackage, request_shape: StructureShape, data: st.DataObject
) -> None:
    kwargs = package.to_kwargs()
    leaves = [place for place in places(kwargs, request_shape) if is_leaf(place)]
    chosen = data.draw(st.lists(st.sampled_from(leaves), min_size=1, max_size=5, unique_by=lambda place: place.path))
    for place in chosen:
        place.holder[place.key] = data.draw(st.sampled_from([None, *WRONG[place.shape.type_name]]))
    assert sorted(problem.path for problem in errors_of(kwargs)) == sorted(place.path for place in chosen)


@against_the_model
@given(package=versioned(Wanted(full=True)), data=st.data())
@settings(max_examples=10)
def test_no_message_shows_what_an_environment_holds(
    package: VersionedModelPackage, request_shape: StructureShape, data: st.DataObject
) -> None:
    kwargs = package.to_kwargs()
    all_places = list(places(kwargs, request_shape))
    secret = [place for place in all_places if "Environment" in place.path or "ModelCardContent" in place.path]
    wrong = [[SECRET], {"A": [SECRET]}, SECRET.encode(), SECRET * 10_000, SECRET + "\n", {1: SECRET}]
    for place in secret:
        place.holder[place.key] = data.draw(st.sampled_from(wrong))
    with pytest.raises(ModelPackageValidationError) as caught:
        from_kwargs(kwargs)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("kwargs", [None, [], "ModelPackageName", 5, [("ModelPackageName", "churn")]], ids=repr)
@pytest.mark.parametrize("read", [from_kwargs, from_describe])
def test_what_is_no_mapping_is_refused(read: Callable[[Any], ModelPackage], kwargs: object) -> None:
    with pytest.raises(ModelPackageValidationError) as caught:
        read(kwargs)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("", WRONG_TYPE)


# Back from describe_model_package


def as_described(package: ModelPackage) -> ModelPackage:
    """Return a package without what the service never returns."""
    if isinstance(package, UnversionedModelPackage):
        return attrs.evolve(package, client_token=None, tags=None)
    return attrs.evolve(package, client_token=None)


def response_of(package: ModelPackage, **more: object) -> dict[str, Any]:
    """Return what ``describe_model_package`` answers for a package, after AWS's documentation of it.

    A version's answer has both names, and each kind's answer may have members of the other kind.
    """
    response = {name: value for name, value in package.to_kwargs().items() if name not in {"Tags", "ClientToken"}}
    now = dt.datetime.now(dt.timezone.utc)
    person = {"UserProfileArn": ARN, "UserProfileName": "ada", "DomainId": "d-1"}
    response |= {
        "ModelPackageArn": ARN,
        "CreationTime": now,
        "CreatedBy": person,
        "LastModifiedTime": now,
        "LastModifiedBy": person,
        "ModelPackageStatus": "Completed",
        "ModelPackageStatusDetails": {
            "ValidationStatuses": [{"Name": "profile", "Status": "Completed"}],
            "ImageScanStatuses": [{"Name": "scan", "Status": "NotStarted"}],
        },
        "ApprovalDescription": "seen",
    }
    if isinstance(package, VersionedModelPackage):
        of_this_kind: dict[str, object] = {
            "ModelPackageName": "churn",
            "ModelPackageVersion": 1,
            "CertifyForMarketplace": False,
        }
    else:
        of_this_kind = {"ModelApprovalStatus": "PendingManualApproval"}
    return response | of_this_kind | more


@against_the_model
@few
@given(package=SOME | NEWER)
def test_a_response_leads_back_but_for_tags_and_token(package: ModelPackage, client: SageMakerClient) -> None:
    with Stubber(client) as stubber:  # which holds what it is given against the shape of the response
        stubber.add_response("describe_model_package", response_of(package))
        response = client.describe_model_package(ModelPackageName=ARN)
    response["ResponseMetadata"] = {"RequestId": "1", "HTTPStatusCode": 200, "HTTPHeaders": {}, "RetryAttempts": 0}
    assert from_describe(response) == as_described(package)


def example(kind: type[ModelPackage]) -> ModelPackage:
    """Return a package with which neither the check nor moto finds anything wrong."""
    specification = InferenceSpecification(
        containers=[
            ModelPackageContainerDefinition(
                image="683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
                model_data_url="s3://ml-artifacts/churn/model.tar.gz",
                framework="XGBOOST",
            )
        ],
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=["ml.m5.large", "ml.c7i.xlarge"],
        supported_content_types=["text/csv"],
        supported_response_mime_types=[],
    )
    common: dict[str, Any] = {
        "model_package_description": "Kündigungen",
        "inference_specification": specification,
        "customer_metadata_properties": {"team": "growth"},
        "domain": "MACHINE_LEARNING",
        "task": "CLASSIFICATION",
    }
    if issubclass(kind, VersionedModelPackage):
        return kind(model_package_group_name="churn", model_approval_status="Approved", **common)
    return kind(model_package_name="churn", tags=[Tag(key="team", value="growth")], **common)


both_kinds = pytest.mark.parametrize("kind", [VersionedModelPackage, UnversionedModelPackage])


@against_the_model
@both_kinds
def test_a_response_of_moto_leads_back(kind: type[ModelPackage], request_shape: StructureShape) -> None:
    package = example(kind)
    with mock_aws():
        client = boto3.client(
            "sagemaker", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake"
        )
        client.create_model_package_group(ModelPackageGroupName="churn")
        arn = client.create_model_package(**package.to_kwargs())["ModelPackageArn"]
        response = client.describe_model_package(ModelPackageName=arn)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        back = from_describe(response)
    assert type(back) is kind
    # moto forgets some members; what it gives must all come back.
    assert (
        back.to_kwargs().items()
        >= {
            name: value
            for name, value in response.items()
            if name in request_shape.members and name in package.to_kwargs()
        }.items()
    )
    assert back.inference_specification == package.inference_specification


def test_the_group_decides_where_there_are_both_names() -> None:
    response = response_of(example(VersionedModelPackage), ModelPackageName="churn")
    assert isinstance(from_describe(response), VersionedModelPackage)
    del response["ModelPackageGroupName"]
    assert isinstance(from_describe(response), UnversionedModelPackage)


@both_kinds
def test_new_enum_values_are_let_through(kind: type[ModelPackage]) -> None:
    response = response_of(example(kind), ManagedStorageType="Frozen")
    response["InferenceSpecification"]["SupportedTransformInstanceTypes"] = ["ml.x9.large", "ml.m5.large"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        package = from_describe(response)
    assert package.managed_storage_type == "Frozen"
    assert package.inference_specification is not None
    assert package.inference_specification.supported_transform_instance_types == ("ml.x9.large", "ml.m5.large")
    assert package.to_kwargs()["ManagedStorageType"] == "Frozen"


@both_kinds
def test_new_members_are_dropped_with_a_warning(kind: type[ModelPackage]) -> None:
    response = response_of(example(kind), Colour="red")
    response["InferenceSpecification"]["Containers"][0]["Colour"] = "red"
    with pytest.warns(ModelPackageWarning) as caught:
        package = from_describe(response)
    assert package == as_described(example(kind))
    problems = [warning.message.problem for warning in caught if isinstance(warning.message, ModelPackageWarning)]
    assert {(problem.code, problem.path) for problem in problems} == {
        (UNKNOWN_KEY, "Colour"),
        (UNKNOWN_KEY, "InferenceSpecification.Containers[0].Colour"),
    }


BROKEN: Mapping[str, tuple[str, object]] = {
    "too long": ("ModelPackageDescription", "x" * 1025),
    "pattern": ("SamplePayloadUrl", "no URI"),
    "too many": ("CustomerMetadataProperties", {f"key{number}": "x" for number in range(51)}),
    "a rule": ("ModelCard", {"ModelCardContent": "no JSON"}),
}


@both_kinds
@pytest.mark.parametrize(("member", "value"), BROKEN.values(), ids=BROKEN)
def test_errors_become_warnings(kind: type[ModelPackage], member: str, value: object) -> None:
    package = example(kind)
    (problem, *_) = errors_of(package.to_kwargs() | {member: value})
    with pytest.warns(ModelPackageWarning) as caught:
        back = from_describe(response_of(package) | {member: value})
    problems = [warning.message.problem for warning in caught if isinstance(warning.message, ModelPackageWarning)]
    assert attrs.evolve(problem, severity="warning") in problems
    assert all(problem.severity == "warning" for problem in problems)
    assert back.to_kwargs()[member] == value


@against_the_model
@few
@given(package=SOME, data=st.data())
def test_a_response_of_another_shape_is_refused(
    package: ModelPackage, request_shape: StructureShape, data: st.DataObject
) -> None:
    kwargs = as_described(package).to_kwargs()
    place = data.draw(st.sampled_from(list(places(kwargs, request_shape))))
    place.holder[place.key] = data.draw(st.sampled_from(WRONG[place.shape.type_name]))
    (problem,) = errors_of(kwargs, from_describe)
    assert (problem.path, problem.code) == (place.path, WRONG_TYPE)


@both_kinds
def test_a_response_without_a_name_is_refused(kind: type[ModelPackage]) -> None:
    response = response_of(example(kind))
    for name in ("ModelPackageName", "ModelPackageGroupName"):
        response.pop(name, None)
    (problem,) = errors_of(response, from_describe)
    assert problem.path == ""


@given(package=unversioned())
@settings(max_examples=10)
def test_a_response_may_say_none_for_what_is_not_set(package: UnversionedModelPackage) -> None:
    response = response_of(package)
    unset = {
        name: None for name in ("ModelPackageGroupName", "ModelPackageVersion", "SourceUri") if name not in response
    }
    assert from_describe(response | unset) == as_described(package)
