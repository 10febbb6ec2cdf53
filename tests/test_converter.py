"""Packages to boto3's kwargs and back, and with cattrs converters of the user's own."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import traceback
import warnings
from collections.abc import Callable
from enum import Enum
from functools import cache, partial
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import attrs
import boto3
import pytest
from botocore import xform_name
from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape
from botocore.serialize import create_serializer
from botocore.stub import Stubber
from cattrs import ClassValidationError, Converter, StructureHandlerNotFoundError, UnstructureStrategy
from cattrs.preconf.json import make_converter as make_json_converter
from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws

from sagemaker_model_package import (
    ModelApprovalStatus,
    ModelPackage,
    ModelPackageValidationError,
    ModelPackageWarning,
    TransformInstanceType,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package._faults import MISSING, UNKNOWN_KEY, WRONG_TYPE
from sagemaker_model_package.converter import configure_converter, make_converter
from sagemaker_model_package.shapes import EnvironmentMap, FrozenMap, InferenceSpecification, Tag

from .strategies import Wanted, packages, unversioned
from .validation.bad_requests import BAD_REQUESTS, container, problems_of, serving, shelf, version, with_resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from types_boto3_sagemaker.client import SageMakerClient

    from sagemaker_model_package import Problem

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
SECRET = "q7-never-to-be-seen-Zx"
PLAIN_TYPES = {dict, list, str, int, bool}


@pytest.fixture(scope="module")
def client() -> SageMakerClient:
    return boto3.client("sagemaker", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake")


@pytest.fixture(scope="module")
def operation(client: SageMakerClient) -> OperationModel:
    return client.meta.service_model.operation_model("CreateModelPackage")


@pytest.fixture(scope="module")
def request_shape(operation: OperationModel) -> StructureShape:
    assert operation.input_shape is not None
    return operation.input_shape


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


def body_sent(operation: OperationModel, kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - parsed JSON
    """Return the body that botocore makes of kwargs, once it has found nothing wrong with them."""
    return json.loads(create_serializer("json").serialize_to_request(kwargs, operation)["body"])


def types_in(value: Json) -> set[type]:
    found: set[type] = {type(value)}
    if isinstance(value, dict):
        return found.union(*map(types_in, value), *map(types_in, value.values()))
    return found.union(*map(types_in, value)) if isinstance(value, list) else found


# Out


@against_the_model
@few
@given(package=SOME | NEWER)
def test_the_body_sent_is_that_of_the_dict_written_by_hand(
    package: ModelPackage, operation: OperationModel, request_shape: StructureShape
) -> None:
    written = by_hand(package, request_shape)
    assert package.to_kwargs() == written
    assert body_sent(operation, package.to_kwargs()) == body_sent(operation, written)


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
    assert back.to_kwargs() == before


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


class Lying:
    """What does not tell what it holds, as a value that is known only later."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"

    def __format__(self, _: str) -> str:
        return "something else"


class Loud(Lying, str):
    __slots__ = ()


class Count(Lying, int):
    pass


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


def test_a_member_of_an_int_enum_goes_out_as_its_number() -> None:
    kwargs = from_kwargs(with_resources(InstanceCount=HTTPStatus.CONTINUE)).to_kwargs()
    assert kwargs == with_resources(InstanceCount=100)
    assert types_in(kwargs) <= PLAIN_TYPES


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


LEAVES = {"string", "integer", "boolean"}
WRONG: Mapping[str, list[object]] = {
    "string": [5, 1.5, True, b"text", bytearray(b"text"), ["text"], {"a": "b"}, object()],
    "integer": ["5", 5.0, True, False, float("nan"), [5]],
    "boolean": [0, 1, "True", "", [True]],
    "list": ["text", b"text", {}, {"text"}, 5, range(2), iter(()), True],
    "map": ["text", [], [("A", "b")], {"A"}, 5],
    "structure": ["text", [], (), 5, object()],
}


def errors_of(
    kwargs: Mapping[str, Any], read: Callable[[Mapping[str, Any]], ModelPackage] = from_kwargs
) -> list[Problem]:
    """Return the errors, without the warnings."""
    return [problem for problem in problems_of(lambda: read(kwargs)) if problem.severity == "error"]


ANYTHING: list[object] = ["text", None, 5, {}, []]


@against_the_model
@few
@given(package=SOME, data=st.data())
def test_all_that_is_wrong_is_reported_at_once_where_it_is_and_nothing_else(
    package: ModelPackage, request_shape: StructureShape, data: st.DataObject
) -> None:
    """The contract tests show it for each place alone; here are several of them in a large request."""
    kwargs = package.to_kwargs()
    expected: list[tuple[str, str]] = []
    everywhere = list(places(kwargs, request_shape))
    structures = [place for place in everywhere if place.shape.type_name == "structure"]
    leaves = [place for place in everywhere if place.shape.type_name in LEAVES]
    if structures:
        place = data.draw(st.sampled_from(structures))
        place.holder[place.key]["Unknown"] = data.draw(st.sampled_from(ANYTHING))
        expected.append((f"{place.path}.Unknown", UNKNOWN_KEY))
    for place in data.draw(st.lists(st.sampled_from(leaves), min_size=1, max_size=5, unique_by=lambda one: one.path)):
        if place.is_required and data.draw(st.booleans()):
            del place.holder[place.key]
            expected.append((place.path, MISSING))
        else:
            place.holder[place.key] = data.draw(st.sampled_from([None, *WRONG[place.shape.type_name]]))
            expected.append((place.path, WRONG_TYPE))
    assert sorted((problem.path, problem.code) for problem in errors_of(kwargs)) == sorted(expected)


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


def test_a_response_given_to_from_kwargs_is_sent_to_from_describe() -> None:
    response = {"ModelPackageGroupName": "churn", "SourceUri": "churn-7", "ModelPackageArn": ARN, "CreationTime": "now"}
    (of_arn, of_time) = problems_of(lambda: from_kwargs(response))

    assert (of_arn.path, of_time.path) == ("ModelPackageArn", "CreationTime")
    assert all("from_describe(response)" in problem.remedy for problem in (of_arn, of_time))
    assert from_describe(response).source_uri == "churn-7"


@against_the_model
@few
@given(package=SOME | NEWER)
def test_a_response_leads_back_but_for_tags_and_token(package: ModelPackage, client: SageMakerClient) -> None:
    with Stubber(client) as stubber:  # which holds what it is given against the shape of the response
        stubber.add_response("describe_model_package", response_of(package))
        response = client.describe_model_package(ModelPackageName=ARN)
    response["ResponseMetadata"] = {"RequestId": "1", "HTTPStatusCode": 200, "HTTPHeaders": {}, "RetryAttempts": 0}
    assert from_describe(response) == as_described(package)


MEMBERS: dict[str, object] = {
    "ModelPackageDescription": "Kündigungen",
    "CustomerMetadataProperties": {"team": "growth"},
    "Domain": "MACHINE_LEARNING",
    "Task": "CLASSIFICATION",
}
both_kinds = pytest.mark.parametrize(
    "package",
    [
        from_kwargs(version(ModelApprovalStatus="Approved", **MEMBERS)),
        from_kwargs(shelf(Tags=[{"Key": "team", "Value": "growth"}], **MEMBERS)),
    ],
    ids=["version", "shelf"],
)


@against_the_model
@both_kinds
def test_a_response_of_moto_leads_back(package: ModelPackage, request_shape: StructureShape) -> None:
    with mock_aws():
        client = boto3.client(
            "sagemaker", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake"
        )
        client.create_model_package_group(ModelPackageGroupName="churn")
        arn = client.create_model_package(**package.to_kwargs())["ModelPackageArn"]
        response: Mapping[str, Any] = client.describe_model_package(ModelPackageName=arn)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        back = from_describe(response)
    assert type(back) is type(package)
    # moto forgets some members; what it gives must all come back.
    kept = response.keys() & request_shape.members & package.to_kwargs().keys()
    assert {"InferenceSpecification", "ModelPackageDescription"} <= kept
    assert {name: back.to_kwargs()[name] for name in kept} == {name: response[name] for name in kept}
    assert back.inference_specification == package.inference_specification


@both_kinds
def test_new_enum_values_are_let_through(package: ModelPackage) -> None:
    types = ["ml.x9.large", "ml.m5.large"]
    response = response_of(package, ManagedStorageType="Frozen")
    response["InferenceSpecification"]["SupportedTransformInstanceTypes"] = types
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        back = from_describe(response)
    assert back.managed_storage_type == "Frozen"
    assert back.to_kwargs()["ManagedStorageType"] == "Frozen"
    assert back.to_kwargs()["InferenceSpecification"]["SupportedTransformInstanceTypes"] == types


@both_kinds
def test_new_members_are_dropped_with_a_warning(package: ModelPackage) -> None:
    response = response_of(package, Colour="red")
    response["InferenceSpecification"]["Containers"][0]["Colour"] = "red"
    with pytest.warns(ModelPackageWarning, match="it is dropped here"):
        assert from_describe(response) == as_described(package)
    assert {
        (problem.code, problem.path, problem.severity) for problem in problems_of(lambda: from_describe(response))
    } == {
        (UNKNOWN_KEY, "Colour", "warning"),
        (UNKNOWN_KEY, "InferenceSpecification.Containers[0].Colour", "warning"),
    }


BROKEN: Mapping[str, tuple[str, object]] = {
    "too long": ("ModelPackageDescription", "x" * 1025),
    "pattern": ("SamplePayloadUrl", "no URI"),
    "too many": ("CustomerMetadataProperties", {f"key{number}": "x" for number in range(51)}),
    "an empty value": ("ManagedStorageType", ""),
    "a rule": ("ModelCard", {"ModelCardContent": "no JSON"}),
}


@both_kinds
@pytest.mark.parametrize(("member", "value"), BROKEN.values(), ids=BROKEN)
def test_errors_become_warnings(package: ModelPackage, member: str, value: object) -> None:
    (problem, *_) = errors_of(package.to_kwargs() | {member: value})
    response = response_of(package) | {member: value}
    found = problems_of(lambda: from_describe(response))
    assert attrs.evolve(problem, severity="warning") in found
    assert {problem.severity for problem in found} == {"warning"}
    assert from_describe(response).to_kwargs()[member] == value


def test_what_only_rules_require_may_be_absent_from_a_response() -> None:
    specification = {
        "Containers": [{"Image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1"}],
        "SupportedTransformInstanceTypes": ["ml.m5.large"],
    }
    response = {"ModelPackageName": "churn", "InferenceSpecification": specification}
    with pytest.warns(ModelPackageWarning, match="SupportedRealtimeInferenceInstanceTypes"):
        package = from_describe(response)
    assert package.to_kwargs() == response


@pytest.mark.parametrize("path", ["InferenceSpecification.Containers", "InferenceSpecification.Containers[0].Image"])
def test_a_member_that_a_response_lacks_is_an_error_if_the_service_requires_it(path: str) -> None:
    response = version(InferenceSpecification={} if path.endswith("Containers") else serving({}))
    found = {problem.path: problem.severity for problem in problems_of(lambda: from_describe(response))}
    assert found == {path: "error" if path.endswith("Containers") else "warning"}


def test_the_group_decides_the_kind_of_a_response() -> None:
    response = {**version(), "ModelPackageName": "churn"}
    assert from_describe(response).to_kwargs() == version()
    assert isinstance(from_describe({**shelf(), "ModelPackageGroupName": None}), UnversionedModelPackage)
    del response["ModelPackageGroupName"]
    assert isinstance(from_describe(response), UnversionedModelPackage)
    (problem,) = errors_of({**response, "ModelPackageName": None}, from_describe)
    assert (problem.code, problem.path) == ("MP101", "")


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


@given(package=unversioned())
@settings(max_examples=10)
def test_a_response_may_say_none_for_what_is_not_set(package: UnversionedModelPackage) -> None:
    response = response_of(package)
    unset = {
        name: None for name in ("ModelPackageGroupName", "ModelPackageVersion", "SourceUri") if name not in response
    }
    assert from_describe(response | unset) == as_described(package)


# With cattrs converters of the user's own


class Stage(Enum):
    TEST = "test"


@attrs.frozen
class Release:
    """What a user may have: packages beside values of other kinds."""

    attempts: int
    made: dt.datetime
    stage: Stage
    package: ModelPackage
    older: dict[str, list[ModelPackage]] = attrs.Factory(dict[str, list[ModelPackage]])
    candidate: VersionedModelPackage | None = None
    other: ModelPackage | None = None
    specification: InferenceSpecification | None = None
    status: ModelApprovalStatus | None = None


attrs.resolve_types(Release)  # cattrs does not, where it makes tuples


CONVERTERS: dict[str, Callable[[], Converter]] = {
    "detailed": Converter,
    "brief": lambda: Converter(detailed_validation=False),
    "strict": lambda: Converter(forbid_extra_keys=True, omit_if_default=True),
    "tuples": lambda: Converter(unstruct_strat=UnstructureStrategy.AS_TUPLE),
    "json": make_json_converter,
}
EITHER: Any = ModelPackage
"""Type checkers do not take a union for the type to structure."""
each_converter = pytest.mark.parametrize("name", CONVERTERS)
MADE = dt.datetime(2026, 11, 24, tzinfo=dt.timezone.utc)


@cache
def taught(name: str = "detailed") -> Converter:
    """Return a converter with a hook of the user's own beside those of this package."""
    converter = CONVERTERS[name]()
    converter.register_unstructure_hook(dt.datetime, lambda value: value.isoformat())
    converter.register_structure_hook(dt.datetime, lambda value, _: dt.datetime.fromisoformat(value))
    assert configure_converter(converter) is converter
    return converter


@each_converter
@settings(max_examples=10)
@given(package=SOME, other=SOME)
def test_packages_inside_a_users_class_go_there_and_back(name: str, package: ModelPackage, other: ModelPackage) -> None:
    converter = taught(name)
    release = Release(5, MADE, Stage.TEST, package, {"churn": [other, package]}, other=other)
    document = converter.unstructure(release)
    if name == "tuples":
        assert document[3:5] == (package.to_kwargs(), {"churn": [other.to_kwargs(), package.to_kwargs()]})
    else:
        assert document["package"] == package.to_kwargs()
        assert document["older"] == {"churn": [other.to_kwargs(), package.to_kwargs()]}
        assert document["stage"] == "test"
    assert converter.structure(json.loads(json.dumps(document)), Release) == release


@each_converter
@settings(max_examples=10)
@given(package=SOME | NEWER)
def test_a_converter_writes_the_kwargs(name: str, package: ModelPackage) -> None:
    written = taught(name).unstructure(package)
    assert written == package.to_kwargs() == json.loads(json.dumps(written))
    assert types_in(written) <= PLAIN_TYPES


@each_converter
def test_structuring_is_the_whole_check(name: str) -> None:
    converter = taught(name)
    for case in BAD_REQUESTS:
        found = problems_of(partial(converter.structure, case.bad, EITHER))
        assert found == problems_of(partial(from_kwargs, case.bad)), case.name
        assert converter.structure(case.twin, EITHER) == from_kwargs(case.twin)


def test_the_error_has_the_packages_own_paths() -> None:
    wrong = version(Task=5, Domain=None, InferenceSpecification=serving(container(Environment={"TOKEN": [SECRET]})))
    document = {"attempts": 5, "made": MADE.isoformat(), "stage": "test", "package": wrong}
    with pytest.raises(ClassValidationError) as raised:
        taught("detailed").structure(document, Release)
    (inner,) = cast("Any", raised.value).exceptions
    with pytest.raises(ModelPackageValidationError) as caught:
        taught("brief").structure(document, Release)
    assert isinstance(inner, ModelPackageValidationError)
    assert inner.problems == caught.value.problems
    paths = ["Domain", "InferenceSpecification.Containers[0].Environment.TOKEN", "Task"]
    assert sorted(problem.path for problem in inner.problems) == paths
    assert SECRET not in "".join(traceback.format_exception(raised.value)) + repr(raised.value)


def test_a_warning_blames_the_line_that_structures() -> None:
    document = {"attempts": 5, "made": MADE.isoformat(), "stage": "test", "package": {"ModelPackageGroupName": "churn"}}
    for name in ("detailed", "brief"):
        with pytest.warns(ModelPackageWarning, match="MP220") as caught:
            taught(name).structure(document, Release)
        assert [warning.filename for warning in caught] == [__file__]


@pytest.mark.parametrize(
    ("cls", "kwargs", "expected"),
    [
        (VersionedModelPackage, shelf(Tags=[]), {("MP007", "ModelPackageGroupName"), ("MP103", "Tags")}),
        (VersionedModelPackage, version(ModelPackageName="churn"), {("MP101", "")}),
        (UnversionedModelPackage, {**shelf(), **version()}, {("MP101", "")}),
        (EITHER, {**shelf(), "ModelPackageGroupName": "churn"}, {("MP101", "")}),
        (EITHER, None, {("MP001", "")}),
        (VersionedModelPackage, [], {("MP001", "")}),
        (UnversionedModelPackage | None, {}, {("MP007", "ModelPackageName"), ("MP203", "")}),
    ],
)
def test_a_package_of_another_kind_is_an_error(cls: Any, kwargs: object, expected: set[tuple[str, str]]) -> None:  # noqa: ANN401 - what cattrs takes
    found = {(problem.code, problem.path) for problem in problems_of(lambda: taught().structure(kwargs, cls))}
    assert found >= expected
    assert taught().structure(None, cast("Any", cls | None)) is None


def test_what_is_not_a_package_is_converted_as_before() -> None:
    converter, before = taught(), Converter()
    assert converter.structure("5", int) == 5
    assert converter.structure({"a": "1"}, dict[str, int]) == {"a": 1}
    assert converter.structure("Approved", ModelApprovalStatus) is ModelApprovalStatus.APPROVED
    for one in (converter, before):
        with pytest.raises(ValueError, match="did you mean 'Approved'"):
            one.structure("Aproved", ModelApprovalStatus)
        with pytest.raises(StructureHandlerNotFoundError):
            one.structure({}, cast("Any", EITHER | int))


def test_structures_by_themselves_are_not_checked() -> None:
    converter = make_converter()
    assert converter.unstructure(Tag(key="team", value="growth")) == {"Key": "team", "Value": "growth"}
    assert converter.structure({"Key": 5, "Other": 1}, Tag) == Tag(key=cast("Any", 5), value=cast("Any", None))
    specification = converter.structure(serving(), InferenceSpecification)
    assert (
        VersionedModelPackage(model_package_group_name="churn", inference_specification=specification).to_kwargs()
        == version()
    )


def test_maps_and_enum_members_are_written_plainly() -> None:
    values = [FrozenMap({"a": "b"}), EnvironmentMap({"A": "b"}), TransformInstanceType.ML_M5_LARGE]
    written = make_converter().unstructure(values)
    assert written == [{"a": "b"}, {"A": "b"}, "ml.m5.large"]
    assert [type(value) for value in written] == [dict, dict, str]


def test_each_converter_is_a_new_one() -> None:
    assert make_converter() is not make_converter()
