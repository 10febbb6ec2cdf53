"""The double of SageMaker: real boto3 clients ask it, and botocore's service model judges what it answers."""

from __future__ import annotations

import http.client
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, ParamValidationError, ReadTimeoutError
from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StructureShape
from botocore.validate import ParamValidator
from hypothesis import assume, given, settings

from tests.bad_requests import BAD_REQUESTS, full_shelf, full_version, shelf, version
from tests.double import (
    AT_ONCE,
    NOT_REACHED,
    OK,
    Fault,
    Faults,
    Item,
    SageMakerDouble,
    Step,
    progress,
)
from tests.double.service import OPERATIONS
from tests.strategies import Wanted, packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from types_boto3_sagemaker.client import SageMakerClient

    from sagemaker_model_package import ModelPackage
    from tests.bad_requests import BadRequest

MODEL = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
GROUP_ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/churn"
ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn"


# Asking ---------------------------------------------------------------------------------------------------------------


def ask(client: SageMakerClient, operation: str, /, **params: object) -> dict[str, Any]:
    """Call an operation by its name in Python. Stubs know only those that the package itself calls."""
    answer: dict[str, Any] = getattr(client, operation)(**params)
    return answer


SIGNED = "AWS4-HMAC-SHA256 Credential=fake/20261101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0"
HEADERS = {
    "Authorization": SIGNED,
    "Content-Type": "application/x-amz-json-1.1",
    "X-Amz-Target": "SageMaker.ListModelPackages",
}


def connected(double: SageMakerDouble) -> closing[http.client.HTTPConnection]:
    return closing(http.client.HTTPConnection(double.url.removeprefix("http://"), timeout=10))


def post(double: SageMakerDouble, body: str, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Send what botocore would not. Returns the status and the answer."""
    with connected(double) as connection:
        connection.request("POST", "/", body, {**HEADERS, **headers})
        response = connection.getresponse()
        answer: dict[str, Any] = json.loads(response.read())
        return response.status, answer


class Refused(NamedTuple):
    code: str
    message: str


def refused(client: SageMakerClient, operation: str, /, **params: object) -> Refused:
    """Return what the double says when it refuses."""
    with pytest.raises(ClientError) as raised:
        ask(client, operation, **params)
    return Refused(code_of(raised.value), str(raised.value.response.get("Error", {}).get("Message")))


def code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code"))


def known(shape: Shape, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return what an older botocore knows of a request."""
    if isinstance(shape, StructureShape):
        return {name: known(shape.members[name], item) for name, item in value.items() if name in shape.members}
    if isinstance(shape, ListShape):
        return [known(shape.member, item) for item in value]
    if isinstance(shape, MapShape):
        return dict(value)
    return value


def known_request(request: dict[str, Any]) -> dict[str, Any]:
    shape = MODEL.operation_model("CreateModelPackage").input_shape
    assert shape is not None
    kept: dict[str, Any] = known(shape, request)
    return kept


TYPES = {"structure": dict, "map": dict, "list": list, "string": str, "boolean": bool, "integer": int}
"""What a type of the model is in JSON; a number in all other cases."""


def is_a(type_name: str, value: object) -> bool:
    return type(value) is TYPES.get(type_name, float)


def unfit(shape: Shape, value: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Go through what is not as the model says in an answer as it came over the wire."""
    if not is_a(shape.type_name, value):
        yield f"{path}: {value!r} is no {shape.type_name}"
    elif isinstance(shape, StructureShape):
        yield from (f"{path}.{name}: unknown" for name in value.keys() - shape.members.keys())
        for name in value.keys() & shape.members.keys():
            yield from unfit(shape.members[name], value[name], f"{path}.{name}")
    elif isinstance(shape, ListShape):
        for item in value:
            yield from unfit(shape.member, item, f"{path}[]")
    elif isinstance(shape, MapShape):
        for item in value.values():
            yield from unfit(shape.value, item, f"{path}{{}}")


def judge(event_name: str, response_dict: dict[str, Any], parsed_response: dict[str, Any] | None, **_: object) -> None:
    """Compare an answer, as sent and as botocore reads it, with the service model."""
    if parsed_response is None:  # there was none
        return
    headers = response_dict["headers"]
    assert headers["content-type"] == "application/x-amz-json-1.1"
    assert parsed_response["ResponseMetadata"]["RequestId"] == headers["x-amzn-requestid"]
    sent = json.loads(response_dict["body"] or "{}")
    if response_dict["status_code"] != 200:
        assert sent.keys() == {"__type", "message"}
        return
    operation = MODEL.operation_model(event_name.rpartition(".")[2])
    shape = operation.output_shape
    assert sent == {} if shape is None else list(unfit(shape, sent)) == []
    if shape is not None:
        read = without_metadata(parsed_response)
        if operation.name == "DescribeModelPackage" and "ModelPackageVersion" in read:
            # Required by the model, and yet the service describes versions without it.
            read.setdefault("ModelPackageName", "churn")
        assert ParamValidator().validate(read, shape).generate_report() == ""


def without_metadata(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def client_of(double: SageMakerDouble, *, group: bool = True, read_timeout: float = 10) -> SageMakerClient:
    client = double.client(read_timeout=read_timeout)
    client.meta.events.register("response-received.sagemaker", judge)
    if group:
        ask(client, "create_model_package_group", ModelPackageGroupName="churn")
    return client


@pytest.fixture
def double() -> Iterator[SageMakerDouble]:
    with SageMakerDouble() as double:
        yield double


@pytest.fixture
def client(double: SageMakerDouble) -> SageMakerClient:
    """Return a client for a double that has a group."""
    return client_of(double)


# Groups ---------------------------------------------------------------------------------------------------------------


def test_a_group_is_created_and_described(double: SageMakerDouble) -> None:
    client = client_of(double, group=False)
    before = time.time()
    tags = [{"Key": "team", "Value": "growth"}]
    created = ask(
        client,
        "create_model_package_group",
        ModelPackageGroupName="churn",
        ModelPackageGroupDescription="Who leaves",
        Tags=tags,
    )
    assert created["ModelPackageGroupArn"] == GROUP_ARN
    for name in ("churn", GROUP_ARN):
        group = ask(client, "describe_model_package_group", ModelPackageGroupName=name)
        assert group["ModelPackageGroupName"] == "churn"
        assert group["ModelPackageGroupArn"] == GROUP_ARN
        assert group["ModelPackageGroupDescription"] == "Who leaves"
        assert group["ModelPackageGroupStatus"] == "Completed"
        assert before - 1 < group["CreationTime"].timestamp() < time.time() + 1
        assert "Tags" not in group
    assert double.groups["churn"].tags == {"team": "growth"}


@pytest.mark.parametrize(
    ("other_text", "expected"),
    [
        (False, f"Model Package Group already exists: {GROUP_ARN}"),
        (True, f'Cannot create already existing model package group "{GROUP_ARN}".'),
    ],
)
def test_a_group_that_exists_is_refused_in_either_text(*, other_text: bool, expected: str) -> None:
    with SageMakerDouble(other_exists_text=other_text) as double:
        client = client_of(double)
        said = refused(client, "create_model_package_group", ModelPackageGroupName="churn")
        assert said == ("ValidationException", expected)


def test_of_many_who_create_a_group_one_succeeds(double: SageMakerDouble) -> None:
    client = client_of(double, group=False)

    def create(_: int) -> str:
        try:
            return str(ask(client, "create_model_package_group", ModelPackageGroupName="churn")["ModelPackageGroupArn"])
        except ClientError as error:
            return code_of(error)

    with ThreadPoolExecutor(16) as pool:
        outcomes = sorted(pool.map(create, range(16)))
    assert outcomes == ["ValidationException"] * 15 + [GROUP_ARN]


def test_an_absent_group_is_refused_everywhere(client: SageMakerClient) -> None:
    absent = GROUP_ARN.replace("churn", "absent")
    expected = ("ValidationException", f"ModelPackageGroup {absent} does not exist.")
    for name in ("absent", absent):
        asked = {"ModelPackageGroupName": name}
        assert refused(client, "describe_model_package_group", **asked) == expected
        assert refused(client, "delete_model_package_group", **asked) == expected
        assert refused(client, "list_model_packages", **asked) == expected
        assert refused(client, "create_model_package", **asked) == expected
    assert refused(client, "list_tags", ResourceArn=absent) == expected


def test_a_group_is_deleted_when_it_is_empty(double: SageMakerDouble, client: SageMakerClient) -> None:
    ask(client, "create_model_package", ModelPackageGroupName="churn")
    assert refused(client, "delete_model_package_group", ModelPackageGroupName="churn").code == "ConflictException"
    ask(client, "delete_model_package", ModelPackageName=f"{ARN}/1")
    ask(client, "delete_model_package_group", ModelPackageGroupName="churn")
    assert double.groups == {}


def test_groups_are_listed_sorted_and_filtered(double: SageMakerDouble) -> None:
    client = client_of(double, group=False)
    for minute, name in enumerate(("b-one", "a-two", "c-one")):
        ask(client, "create_model_package_group", ModelPackageGroupName=name)
        double.groups[name].created = 1700000000.0 + 60 * minute

    def names(**asked: object) -> list[str]:
        answer = ask(client, "list_model_package_groups", **asked)
        return [one["ModelPackageGroupName"] for one in answer["ModelPackageGroupSummaryList"]]

    assert names() == ["b-one", "a-two", "c-one"]
    assert names(SortOrder="Descending") == ["c-one", "a-two", "b-one"]
    assert names(SortBy="Name") == ["a-two", "b-one", "c-one"]
    assert names(NameContains="one") == ["b-one", "c-one"]
    middle = double.groups["a-two"].created
    assert names(CreationTimeAfter=middle) == ["c-one"]
    assert names(CreationTimeBefore=middle) == ["b-one"]


# Packages -------------------------------------------------------------------------------------------------------------


def test_a_version_is_created_and_described(double: SageMakerDouble, client: SageMakerClient) -> None:
    arn = ask(client, "create_model_package", ModelPackageGroupName=GROUP_ARN, SourceUri="s3://ml/1")["ModelPackageArn"]
    assert arn == f"{ARN}/1"
    for name in (arn, "churn/1"):
        described = ask(client, "describe_model_package", ModelPackageName=name)
        assert described["ModelPackageGroupName"] == "churn"
        assert described["ModelPackageVersion"] == 1
        assert described["ModelPackageArn"] == arn
        assert described["ModelPackageStatus"] == "Completed"
        assert described["ModelApprovalStatus"] == "PendingManualApproval"
        assert described["SourceUri"] == "s3://ml/1"
        assert "ModelPackageName" not in described
    assert list(double.packages) == [arn]


def test_a_version_may_be_described_with_a_name() -> None:
    with SageMakerDouble(name_on_versions=True) as double:
        client = client_of(double)
        ask(client, "create_model_package", ModelPackageGroupName="churn")
        assert ask(client, "describe_model_package", ModelPackageName="churn/1")["ModelPackageName"] == "churn"


def test_an_unversioned_package_has_no_approval_status(client: SageMakerClient) -> None:
    request = known_request(shelf(ModelApprovalStatus="Approved"))
    arn = ask(client, "create_model_package", **request)["ModelPackageArn"]
    described = ask(client, "describe_model_package", ModelPackageName=request["ModelPackageName"])
    assert described["ModelPackageArn"] == arn == ARN.replace("churn", request["ModelPackageName"])
    assert not described.keys() & {"ModelApprovalStatus", "ModelPackageGroupName", "ModelPackageVersion"}


def test_an_unversioned_package_that_exists_is_refused(client: SageMakerClient) -> None:
    ask(client, "create_model_package", **known_request(shelf()))
    assert refused(client, "create_model_package", **known_request(shelf())).code == "ConflictException"


def containers_of(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for specification in (
        request.get("InferenceSpecification", {}),
        *request.get("AdditionalInferenceSpecifications", []),
    ):
        yield from specification.get("Containers", [])


def expected_of(request: dict[str, Any]) -> dict[str, Any]:
    """Return what of a request the service answers."""
    return {name: value for name, value in request.items() if name not in ("Tags", "ClientToken")}


@pytest.mark.parametrize("request_", [full_version(), full_shelf()], ids=["version", "unversioned"])
def test_everything_is_described_that_was_created(request_: dict[str, Any]) -> None:
    request = known_request(request_)
    with SageMakerDouble(image_digests=False, newer_values=True) as double:
        client = client_of(double)
        arn = ask(client, "create_model_package", **request)["ModelPackageArn"]
        described = ask(client, "describe_model_package", ModelPackageName=arn)
        expected = expected_of(request)
        if "ModelPackageGroupName" in expected:
            expected["ModelPackageGroupName"] = expected["ModelPackageGroupName"].rpartition("/")[2]
        assert {name: described[name] for name in expected} == expected


def test_a_full_request_has_all_members() -> None:
    shape = MODEL.operation_model("CreateModelPackage").input_shape
    assert isinstance(shape, StructureShape)
    assert known_request({**full_version(), **full_shelf()}).keys() == shape.members.keys()


@pytest.fixture(scope="module")
def client_of_a_newer_service() -> Iterator[SageMakerClient]:
    with SageMakerDouble(newer_values=True) as double:
        yield client_of(double)


@settings(max_examples=200)
@given(package=packages(Wanted(unlisted=True)))
def test_any_package_comes_back_as_it_was_sent(
    client_of_a_newer_service: SageMakerClient, package: ModelPackage
) -> None:
    client = client_of_a_newer_service
    request = known_request(package.to_kwargs())
    # An older botocore knows no base models, and then a container of which nothing else is said has nothing.
    assume(all("Image" in one or "BaseModel" in one for one in containers_of(request)))
    request.pop("ClientToken", None)
    if "ModelPackageGroupName" in request:
        request["ModelPackageGroupName"] = "churn"
    else:
        request["ModelPackageName"] = "alone"
    arn = ask(client, "create_model_package", **request)["ModelPackageArn"]
    described = ask(client, "describe_model_package", ModelPackageName=arn)
    ask(client, "delete_model_package", ModelPackageName=arn)
    expected = expected_of(request)
    for container in containers_of(described):
        assert re.fullmatch("(?i)sha256:[0-9a-f]{64}", container.pop("ImageDigest", "sha256:" + "0" * 64))
    for container in containers_of(expected):
        container.pop("ImageDigest", None)
    assert {name: described[name] for name in expected} == expected


@pytest.mark.pinned_botocore
def test_a_container_needs_an_image_or_a_base_model_even_if_nothing_is_said_of_that(client: SageMakerClient) -> None:
    containers: list[tuple[dict[str, object], bool]] = [
        ({"Image": "churn:1"}, True),
        ({"BaseModel": {}}, True),
        ({"Framework": "X"}, False),
    ]
    for container, fine in containers:
        request = version(InferenceSpecification={"Containers": [container]})
        if fine:
            ask(client, "create_model_package", **request)
        else:
            assert refused(client, "create_model_package", **request).code == "ValidationException"


def test_image_digests_are_added_where_there_are_none(client: SageMakerClient) -> None:
    digest = "sha256:" + "ab" * 32
    images = [{"Image": "churn:1"}, {"Image": f"churn@{digest}"}, {"Image": "churn:1", "ImageDigest": digest}]
    ask(client, "create_model_package", **version(InferenceSpecification={"Containers": images}))
    described = ask(client, "describe_model_package", ModelPackageName="churn/1")
    digests = [one["ImageDigest"] for one in containers_of(described)]
    assert digests[1:] == [digest, digest]
    assert re.fullmatch("sha256:[0-9a-f]{64}", digests[0])
    assert digests[0] != digest


def test_the_content_of_a_model_card_can_be_left_out(client: SageMakerClient) -> None:
    card = {"ModelCardContent": '{"a":1}', "ModelCardStatus": "Draft"}
    request = known_request(version(ModelCard=card))
    if "ModelCard" not in request:
        pytest.skip("this botocore knows no model cards of packages")
    ask(client, "create_model_package", **request)
    whole = ask(client, "describe_model_package", ModelPackageName="churn/1")
    assert whole["ModelCard"] == card
    described_shape = MODEL.operation_model("DescribeModelPackage").input_shape
    assert described_shape is not None
    if "IncludedData" in described_shape.members:
        less = ask(client, "describe_model_package", ModelPackageName="churn/1", IncludedData="MetadataOnly")
        assert less["ModelCard"] == {**card, "ModelCardContent": ""}


def test_versions_are_numbered_without_gaps_from_many_threads(double: SageMakerDouble, client: SageMakerClient) -> None:
    ask(client, "create_model_package_group", ModelPackageGroupName="fraud")

    def create(number: int) -> str:
        group = ("churn", "fraud")[number % 2]
        return str(ask(client, "create_model_package", ModelPackageGroupName=group)["ModelPackageArn"])

    with ThreadPoolExecutor(16) as pool:
        arns = list(pool.map(create, range(160)))
    for group in ("churn", "fraud"):
        of_group = [arn for arn in arns if f"/{group}/" in arn]
        assert sorted(int(arn.rpartition("/")[2]) for arn in of_group) == list(range(1, 81))
    assert sorted(double.packages) == sorted(arns)


def test_numbers_of_deleted_versions_are_not_given_again(client: SageMakerClient) -> None:
    for _ in range(2):
        ask(client, "create_model_package", ModelPackageGroupName="churn")
    ask(client, "delete_model_package", ModelPackageName="churn/2")
    said = refused(client, "describe_model_package", ModelPackageName=f"{ARN}/2")
    assert said == ("ValidationException", f"ModelPackage {ARN}/2 does not exist.")
    assert ask(client, "create_model_package", ModelPackageGroupName="churn")["ModelPackageArn"] == f"{ARN}/3"


def test_arns_may_have_small_letters_alone() -> None:
    with SageMakerDouble(lower_case_arns=True) as double:
        client = client_of(double, group=False)
        arn = ask(client, "create_model_package_group", ModelPackageGroupName="Churn")["ModelPackageGroupArn"]
        assert arn == GROUP_ARN
        version_arn = ask(client, "create_model_package", ModelPackageGroupName=arn)["ModelPackageArn"]
        assert version_arn == f"{ARN}/1"
        described = ask(client, "describe_model_package", ModelPackageName=version_arn)
        assert described["ModelPackageGroupName"] == "Churn"


# Updates --------------------------------------------------------------------------------------------------------------


def test_an_update_changes_what_it_names(client: SageMakerClient) -> None:
    arn = ask(
        client,
        "create_model_package",
        ModelPackageGroupName="churn",
        ModelPackageDescription="first",
        CustomerMetadataProperties={"a": "1", "b": "2"},
    )["ModelPackageArn"]
    before = ask(client, "describe_model_package", ModelPackageName=arn)
    assert not before.keys() & {"ApprovalDescription", "LastModifiedTime", "LastModifiedBy"}
    answer = ask(
        client,
        "update_model_package",
        ModelPackageArn=arn,
        ModelApprovalStatus="Approved",
        ApprovalDescription="looks good",
        CustomerMetadataProperties={"b": "3", "c": "4"},
        CustomerMetadataPropertiesToRemove=["a"],
        AdditionalInferenceSpecificationsToAdd=[{"Name": "edge", "Containers": [{"Image": "churn:edge"}]}],
    )
    assert answer["ModelPackageArn"] == arn
    after = ask(client, "describe_model_package", ModelPackageName=arn)
    assert after["ModelApprovalStatus"] == "Approved"
    assert after["ApprovalDescription"] == "looks good"
    assert after["CustomerMetadataProperties"] == {"b": "3", "c": "4"}
    assert [one["Name"] for one in after["AdditionalInferenceSpecifications"]] == ["edge"]
    assert after["ModelPackageDescription"] == "first"
    assert after["LastModifiedTime"] >= after["CreationTime"] == before["CreationTime"]
    ask(client, "update_model_package", ModelPackageArn=arn, ModelApprovalStatus="Rejected")
    again = ask(client, "describe_model_package", ModelPackageName=arn)
    assert (again["ModelApprovalStatus"], again["ApprovalDescription"]) == ("Rejected", "looks good")


def test_a_refused_update_changes_nothing(client: SageMakerClient) -> None:
    specifications = [{"Name": f"edge-{number}", "Containers": [{"Image": "churn:1"}]} for number in range(15)]
    properties = {str(number): "x" for number in range(26)}
    request = version(AdditionalInferenceSpecifications=specifications, CustomerMetadataProperties=properties)
    ask(client, "create_model_package", **request)
    before = without_metadata(ask(client, "describe_model_package", ModelPackageName="churn/1"))
    for wrong in (
        {"AdditionalInferenceSpecificationsToAdd": [{"Name": "more", "Containers": [{"Image": "churn:1"}]}]},
        {"InferenceSpecification": {"Containers": [{"Image": ""}]}},
        {"CustomerMetadataProperties": {f"other-{number}": "x" for number in range(25)}},
        {"ModelApprovalStatus": "Maybe"},
    ):
        update = {"ModelPackageArn": f"{ARN}/1", "ApprovalDescription": "never seen", **wrong}
        assert refused(client, "update_model_package", **update).code == "ValidationException"
    assert without_metadata(ask(client, "describe_model_package", ModelPackageName="churn/1")) == before


def test_an_update_puts_the_whole_of_a_structure_in_place_of_the_old_one() -> None:
    serving = {"Containers": [{"Image": "churn:2"}], "SupportedContentTypes": ["text/csv"]}
    update = known_request({"InferenceSpecification": serving, "SourceUri": "s3://ml/2"})
    for image_digests in (True, False):
        with SageMakerDouble(image_digests=image_digests) as double:
            client = client_of(double)
            ask(client, "create_model_package", **version(SourceUri="s3://ml/1"))
            shape = MODEL.operation_model("UpdateModelPackage").input_shape
            assert shape is not None
            if not shape.members.keys() >= update.keys():
                pytest.skip("this botocore knows no update of these")
            ask(client, "update_model_package", ModelPackageArn=f"{ARN}/1", **update)
            described = ask(client, "describe_model_package", ModelPackageName="churn/1")
            (container,) = described["InferenceSpecification"]["Containers"]
            assert container.pop("ImageDigest", "sha256:").startswith("sha256:")
            assert {name: described[name] for name in update} == update


def test_only_versions_are_updated(client: SageMakerClient) -> None:
    arn = ask(client, "create_model_package", **known_request(shelf()))["ModelPackageArn"]
    said = refused(client, "update_model_package", ModelPackageArn=arn, ModelApprovalStatus="Approved")
    assert said.code == "ValidationException"


# Tokens ---------------------------------------------------------------------------------------------------------------


def test_the_same_token_and_content_make_one_version(double: SageMakerDouble, client: SageMakerClient) -> None:
    request = {"ModelPackageGroupName": "churn", "SourceUri": "s3://ml/1", "ClientToken": "once"}
    first = ask(client, "create_model_package", **request)["ModelPackageArn"]
    ask(client, "create_model_package", ModelPackageGroupName="churn")
    again = ask(client, "create_model_package", **dict(reversed(request.items())))["ModelPackageArn"]
    assert first == again == f"{ARN}/1"
    assert len(double.packages) == 2
    assert double.packages[first].token == "once"
    assert "ClientToken" not in ask(client, "describe_model_package", ModelPackageName=first)


def test_a_token_with_other_content_is_refused(double: SageMakerDouble, client: SageMakerClient) -> None:
    request = {"ModelPackageGroupName": "churn", "SourceUri": "s3://ml/1", "ClientToken": "once"}
    ask(client, "create_model_package", **request)
    with pytest.raises(client.exceptions.ConflictException, match="once"):
        ask(client, "create_model_package", **{**request, "SourceUri": "s3://ml/2"})
    assert len(double.packages) == 1


def test_a_refused_call_does_not_use_up_its_token(client: SageMakerClient) -> None:
    request = {"ModelPackageGroupName": "fraud", "ClientToken": "once"}
    assert refused(client, "create_model_package", **request).code == "ValidationException"
    ask(client, "create_model_package_group", ModelPackageGroupName="fraud")
    assert ask(client, "create_model_package", **request)["ModelPackageArn"].endswith("/fraud/1")


def test_the_same_token_from_many_threads_makes_one_version(double: SageMakerDouble, client: SageMakerClient) -> None:
    request = {"ModelPackageGroupName": "churn", "ClientToken": "once"}
    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(ask, client, "create_model_package", **request) for _ in range(32)]
    assert {one.result()["ModelPackageArn"] for one in asked} == {f"{ARN}/1"} == set(double.packages)


def test_without_a_token_botocore_sends_one_for_each_call(double: SageMakerDouble, client: SageMakerClient) -> None:
    for _ in range(2):
        ask(client, "create_model_package", ModelPackageGroupName="churn")
    tokens = {one.token for one in double.packages.values()}
    assert len(tokens) == 2
    assert None not in tokens


def test_an_update_with_a_token_is_done_once(client: SageMakerClient) -> None:
    shape = MODEL.operation_model("UpdateModelPackage").input_shape
    assert shape is not None
    if "ClientToken" not in shape.members:
        pytest.skip("this botocore knows no token of updates")
    ask(client, "create_model_package", ModelPackageGroupName="churn")
    first = {"ModelPackageArn": f"{ARN}/1", "ModelApprovalStatus": "Approved", "ClientToken": "once"}
    ask(client, "update_model_package", **first)
    ask(client, "update_model_package", ModelPackageArn=f"{ARN}/1", ModelApprovalStatus="Rejected")
    ask(client, "update_model_package", **first)
    described = ask(client, "describe_model_package", ModelPackageName=f"{ARN}/1")
    assert described["ModelApprovalStatus"] == "Rejected"
    other = {**first, "ModelApprovalStatus": "Rejected"}
    assert refused(client, "update_model_package", **other).code == "ConflictException"


# Refusals -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def double_with_groups() -> Iterator[SageMakerDouble]:
    with SageMakerDouble() as double:
        client = client_of(double)
        for group in ("g", "churn-1", "churn-models"):
            ask(client, "create_model_package_group", ModelPackageGroupName=group)
        yield double


@pytest.fixture(scope="module")
def client_with_groups(double_with_groups: SageMakerDouble) -> SageMakerClient:
    return double_with_groups.client()


NOT_REFUSED = {
    "a key for the disks of instances that encrypt their own": "the double has no table of such instances",
    "None is no way to leave a member out": "on the wire, null is nothing",
}


def can_be_sent(value: object) -> bool:
    """Tell whether JSON says just the same."""
    try:
        return bool(json.loads(json.dumps(value)) == value)
    except TypeError:
        return False


SENT = [case for case in BAD_REQUESTS if can_be_sent(case.bad)]


@pytest.mark.pinned_botocore
@pytest.mark.parametrize("case", SENT, ids=lambda case: case.name)
def test_bad_requests_are_refused_and_good_ones_are_not(
    double_with_groups: SageMakerDouble, client_with_groups: SageMakerClient, case: BadRequest
) -> None:
    double, client = double_with_groups, client_with_groups
    for arn in double.packages:
        ask(client, "delete_model_package", ModelPackageName=arn)
    ask(client, "create_model_package", **case.twin)
    errors = {code for code, _ in case.expected if code < "MP200"}
    status, answer = post(double, json.dumps(case.bad), {"X-Amz-Target": "SageMaker.CreateModelPackage"})
    if errors and case.name not in NOT_REFUSED:
        assert status == 400
        assert answer["__type"] in {"ValidationException", "SerializationException"}
        assert len(double.packages) == 1


def test_what_is_not_refused_is_still_there() -> None:
    assert {case.name for case in SENT} >= NOT_REFUSED.keys()
    assert len(SENT) > 0.9 * len(BAD_REQUESTS)


def test_the_double_says_what_is_wrong_as_the_service_does(double: SageMakerDouble) -> None:
    unchecked = double.client(config=Config(parameter_validation=False))
    said = refused(unchecked, "create_model_package_group", ModelPackageGroupName="churn_model")
    assert said.code == "ValidationException"
    assert said.message.startswith(
        "1 validation error detected: Value 'churn_model' at 'modelPackageGroupName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: "
    )
    container = {"Image": "x" * 256, "ModelDataUrl": "s3://a/" + "b" * 1100}
    said = refused(
        unchecked,
        "create_model_package",
        ModelPackageGroupName="churn",
        ModelApprovalStatus="Aproved",
        InferenceSpecification={"Containers": [container]},
    )
    assert said.message.startswith("3 validation errors detected: ")
    assert "at 'inferenceSpecification.containers.1.member.image' failed" in said.message
    assert "Member must have length less than or equal to 1024" in said.message
    assert "Member must satisfy enum value set: [Approved, Rejected, PendingManualApproval]" in said.message


@pytest.mark.parametrize(
    ("operation", "request_", "constraint"),
    [
        ("describe_model_package", {}, "Value null at 'modelPackageName' failed"),
        ("list_model_packages", {"MaxResults": 0}, "Member must have value greater than or equal to 1"),
        ("list_model_packages", {"MaxResults": 101}, "Member must have value less than or equal to 100"),
        ("list_model_packages", {"SortBy": "Colour"}, "Member must satisfy enum value set: [Name, CreationTime]"),
        ("list_tags", {"ResourceArn": "churn"}, "Member must satisfy regular expression pattern"),
    ],
)
def test_every_operation_is_checked(
    double: SageMakerDouble, operation: str, request_: dict[str, Any], constraint: str
) -> None:
    unchecked = double.client(config=Config(parameter_validation=False))
    said = refused(unchecked, operation, **request_)
    assert said.code == "ValidationException"
    assert constraint in said.message


def test_what_botocore_refuses_before_sending_never_arrives(double: SageMakerDouble, client: SageMakerClient) -> None:
    calls = len(double.calls)
    with pytest.raises(ParamValidationError):
        ask(client, "create_model_package", ModelPackageGroupName=5)
    assert len(double.calls) == calls


def test_values_that_are_newer_than_botocore_are_accepted_on_demand() -> None:
    serving = {
        "Containers": [{"Image": "churn:1"}],
        "SupportedTransformInstanceTypes": ["ml.x9.large"],
        "SupportedRealtimeInferenceInstanceTypes": ["ml.x9.large"],
    }
    for newer_values in (False, True):
        with SageMakerDouble(newer_values=newer_values) as double:
            client = client_of(double)
            if newer_values:
                ask(client, "create_model_package", **version(InferenceSpecification=serving))
            else:
                said = refused(client, "create_model_package", **version(InferenceSpecification=serving))
                assert said.code == "ValidationException"
            assert len(double.packages) == newer_values


def test_limits_are_kept() -> None:
    with SageMakerDouble(group_limit=1, package_limit=1) as double:
        client = client_of(double)
        ask(client, "create_model_package", ModelPackageGroupName="churn", ClientToken="first")
        with pytest.raises(client.exceptions.ResourceLimitExceeded):
            ask(client, "create_model_package_group", ModelPackageGroupName="fraud")
        with pytest.raises(client.exceptions.ResourceLimitExceeded):
            ask(client, "create_model_package", ModelPackageGroupName="churn")
        again = ask(client, "create_model_package", ModelPackageGroupName="churn", ClientToken="first")
        assert again["ModelPackageArn"] == f"{ARN}/1"
        ask(client, "delete_model_package", ModelPackageName="churn/1")
        assert ask(client, "create_model_package", ModelPackageGroupName="churn")["ModelPackageArn"] == f"{ARN}/2"


# Tags -----------------------------------------------------------------------------------------------------------------


def tag_list(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def test_tags_are_added_overwritten_listed_and_deleted(client: SageMakerClient) -> None:
    arns = [GROUP_ARN, ask(client, "create_model_package", **known_request(shelf()))["ModelPackageArn"]]
    for arn in arns:
        ask(client, "add_tags", ResourceArn=arn, Tags=tag_list({"a": "1", "b": "2"}))
        answer = ask(client, "add_tags", ResourceArn=arn, Tags=tag_list({"b": "3"}))
        assert answer["Tags"] == tag_list({"a": "1", "b": "3"})
        assert ask(client, "list_tags", ResourceArn=arn)["Tags"] == tag_list({"a": "1", "b": "3"})
        ask(client, "delete_tags", ResourceArn=arn, TagKeys=["a", "z"])
        assert ask(client, "list_tags", ResourceArn=arn)["Tags"] == tag_list({"b": "3"})


def test_tags_are_listed_in_pages() -> None:
    with SageMakerDouble(page_size=2, empty_pages=1) as double:
        client = client_of(double)
        tags = tag_list({f"key-{number}": str(number) for number in range(5)})
        ask(client, "add_tags", ResourceArn=GROUP_ARN, Tags=tags)
        pages = list(client.get_paginator("list_tags").paginate(ResourceArn=GROUP_ARN))
        assert [len(page["Tags"]) for page in pages] == [0, 2, 0, 2, 0, 1]
        assert [tag for page in pages for tag in page["Tags"]] == tags


def test_tags_have_limits(client: SageMakerClient) -> None:
    version_arn = ask(client, "create_model_package", ModelPackageGroupName="churn")["ModelPackageArn"]
    some = tag_list({"a": "1"})
    assert refused(client, "add_tags", ResourceArn=version_arn, Tags=some).code == "ValidationException"
    said = refused(client, "create_model_package", **version(Tags=some))
    assert said.code == "ValidationException"
    assert refused(client, "add_tags", ResourceArn=GROUP_ARN, Tags=some * 2).code == "ValidationException"
    ask(client, "add_tags", ResourceArn=GROUP_ARN, Tags=tag_list({str(number): "" for number in range(50)}))
    with pytest.raises(client.exceptions.ResourceLimitExceeded):
        ask(client, "add_tags", ResourceArn=GROUP_ARN, Tags=some)
    assert len(ask(client, "list_tags", ResourceArn=GROUP_ARN)["Tags"]) == 50


# Lists ----------------------------------------------------------------------------------------------------------------


def versions_in(pages: list[dict[str, Any]]) -> list[int]:
    return [one["ModelPackageVersion"] for page in pages for one in page["ModelPackageSummaryList"]]


def pages_of(client: SageMakerClient, **asked: object) -> list[dict[str, Any]]:
    """Return all pages, got as boto3's users get them."""
    paginator: Any = client.get_paginator("list_model_packages")  # stubs differ about what it may be asked
    return list(paginator.paginate(**asked))


def test_versions_are_listed_filtered_and_sorted(double: SageMakerDouble, client: SageMakerClient) -> None:
    for status in ("Approved", "Rejected", "Approved", None):
        given_status = {} if status is None else {"ModelApprovalStatus": status}
        ask(client, "create_model_package", ModelPackageGroupName="churn", **given_status)
    ask(client, "create_model_package", **known_request(shelf(ModelPackageName="alone")))
    of_group = {"ModelPackageGroupName": "churn"}
    assert versions_in(pages_of(client, **of_group)) == [1, 2, 3, 4]
    assert versions_in(pages_of(client, **of_group, SortOrder="Descending")) == [4, 3, 2, 1]
    assert versions_in(pages_of(client, **of_group, SortBy="Name", SortOrder="Descending")) == [4, 3, 2, 1]
    assert versions_in(pages_of(client, **of_group, ModelApprovalStatus="Approved")) == [1, 3]
    assert versions_in(pages_of(client, **of_group, ModelApprovalStatus="PendingManualApproval")) == [4]
    assert versions_in(pages_of(client, ModelPackageType="Versioned")) == [1, 2, 3, 4]
    for asked in ({}, {"ModelPackageType": "Unversioned"}, {"ModelPackageType": "Both", "NameContains": "lon"}):
        (page,) = pages_of(client, **asked)
        assert [one["ModelPackageName"] for one in page["ModelPackageSummaryList"]] == ["alone"]
    assert len(pages_of(client, ModelPackageType="Both")[0]["ModelPackageSummaryList"]) == 5
    for minute, package in enumerate(double.packages.values()):
        package.created = 1700000000.0 + 60 * minute
    middle = ask(client, "describe_model_package", ModelPackageName="churn/2")["CreationTime"]
    assert versions_in(pages_of(client, **of_group, CreationTimeAfter=middle)) == [3, 4]
    assert versions_in(pages_of(client, **of_group, CreationTimeBefore=middle)) == [1]


@pytest.mark.parametrize("order", ["Ascending", "Descending"])
@pytest.mark.parametrize("empty_pages", [0, 2])
def test_versions_are_listed_in_pages(order: str, empty_pages: int) -> None:
    with SageMakerDouble(page_size=3, empty_pages=empty_pages) as double:
        client = client_of(double)
        for _ in range(7):
            ask(client, "create_model_package", ModelPackageGroupName="churn")
        pages = pages_of(client, ModelPackageGroupName="churn", SortOrder=order)
        listed = list(range(1, 8))
        assert versions_in(pages) == (listed if order == "Ascending" else listed[::-1])
        sizes = [len(page["ModelPackageSummaryList"]) for page in pages]
        assert sizes == [*[0] * empty_pages, 3, *[0] * empty_pages, 3, *[0] * empty_pages, 1]
        assert all("NextToken" in page for page in pages[:-1])
        assert "NextToken" not in pages[-1]


def test_a_request_says_how_much_it_wants(client: SageMakerClient) -> None:
    for _ in range(12):
        ask(client, "create_model_package", ModelPackageGroupName="churn")
    for asked, expected in (({}, 10), ({"MaxResults": 5}, 5), ({"MaxResults": 100}, 12)):
        answer = ask(client, "list_model_packages", ModelPackageGroupName="churn", **asked)
        assert len(answer["ModelPackageSummaryList"]) == expected


def test_what_happens_between_two_pages_shifts_nothing(client: SageMakerClient) -> None:
    for _ in range(6):
        ask(client, "create_model_package", ModelPackageGroupName="churn")
    asked = {"ModelPackageGroupName": "churn", "SortOrder": "Descending", "MaxResults": 2}
    first = ask(client, "list_model_packages", **asked)
    ask(client, "create_model_package", ModelPackageGroupName="churn")
    ask(client, "delete_model_package", ModelPackageName="churn/5")
    second = ask(client, "list_model_packages", **asked, NextToken=first["NextToken"])
    assert versions_in([first, second]) == [6, 5, 4, 3]


def test_a_token_is_good_for_its_own_question_alone(client: SageMakerClient) -> None:
    for _ in range(3):
        ask(client, "create_model_package", ModelPackageGroupName="churn")
    asked = {"ModelPackageGroupName": "churn", "MaxResults": 2}
    token = ask(client, "list_model_packages", **asked)["NextToken"]
    other = {**asked, "SortOrder": "Descending", "NextToken": token}
    assert refused(client, "list_model_packages", **other).code == "ValidationException"
    assert refused(client, "list_model_packages", **asked, NextToken="made up").code == "ValidationException"


# Progress -------------------------------------------------------------------------------------------------------------


def statuses(client: SageMakerClient, count: int) -> list[str]:
    return [
        ask(client, "describe_model_package", ModelPackageName="churn/1")["ModelPackageStatus"] for _ in range(count)
    ]


def test_a_package_progresses_from_description_to_description(double: SageMakerDouble, client: SageMakerClient) -> None:
    double.progress = progress(2)
    ask(client, "create_model_package", ModelPackageGroupName="churn")
    for _ in range(2):
        (page,) = pages_of(client, ModelPackageGroupName="churn")
        assert page["ModelPackageSummaryList"][0]["ModelPackageStatus"] == "Pending"
    assert statuses(client, 5) == ["Pending", "InProgress", "InProgress", "Completed", "Completed"]
    double.progress = AT_ONCE
    ask(client, "create_model_package", ModelPackageGroupName="churn")
    described = ask(client, "describe_model_package", ModelPackageName="churn/2")
    assert described["ModelPackageStatus"] == "Completed"
    assert described["ModelPackageStatusDetails"] == {"ValidationStatuses": [], "ImageScanStatuses": []}


def test_a_package_fails_for_a_reason() -> None:
    failed = Step(
        "Failed",
        validations=(Item("smoke", "Failed", "ClientError: no such image"), Item("load")),
        image_scans=(Item("image-1", "Failed", "CVE-2026-0001"),),
    )
    with SageMakerDouble(progress=progress(1, end=failed)) as double:
        client = client_of(double)
        ask(client, "create_model_package", ModelPackageGroupName="churn")
        assert statuses(client, 1) == ["Pending"]
        waiting = ask(client, "describe_model_package", ModelPackageName="churn/1")["ModelPackageStatusDetails"]
        assert waiting["ValidationStatuses"] == [
            {"Name": "smoke", "Status": "NotStarted"},
            {"Name": "load", "Status": "NotStarted"},
        ]
        described = ask(client, "describe_model_package", ModelPackageName="churn/1")
        assert described["ModelPackageStatus"] == "Failed"
        assert described["ModelPackageStatusDetails"] == {
            "ValidationStatuses": [
                {"Name": "smoke", "Status": "Failed", "FailureReason": "ClientError: no such image"},
                {"Name": "load", "Status": "Completed"},
            ],
            "ImageScanStatuses": [{"Name": "image-1", "Status": "Failed", "FailureReason": "CVE-2026-0001"}],
        }


# Faults ---------------------------------------------------------------------------------------------------------------


class Suffered(NamedTuple):
    """What a client sees of a fault, and what came of the call."""

    error: type[Exception]
    code: str | None
    done: bool


SUFFERED = {
    Fault.THROTTLE: Suffered(ClientError, "ThrottlingException", done=False),
    Fault.INTERNAL_ERROR: Suffered(ClientError, "InternalFailure", done=False),
    Fault.DROP_BEFORE: Suffered(ConnectionClosedError, None, done=False),
    Fault.DROP_AFTER: Suffered(ConnectionClosedError, None, done=True),
    Fault.INTERNAL_ERROR_AFTER: Suffered(ClientError, "InternalFailure", done=True),
    Fault.SLOW: Suffered(ReadTimeoutError, None, done=True),
}
"""What cut-short answers do is another matter: botocore does not notice."""


def test_every_fault_but_one_is_an_error_for_the_client() -> None:
    assert SUFFERED.keys() == set(Fault) - {Fault.CUT_SHORT}


@pytest.mark.parametrize("fault", SUFFERED, ids=lambda fault: fault.name)
def test_a_fault_is_seen_and_what_it_hides_is_done_or_not(fault: Fault) -> None:
    suffered = SUFFERED[fault]
    with SageMakerDouble() as double:
        client = client_of(double, read_timeout=0.2)
        double.faults.script("CreateModelPackage", fault)
        request = {"ModelPackageGroupName": "churn", "ClientToken": "once"}
        with pytest.raises(suffered.error) as raised:
            ask(client, "create_model_package", **request)
        if isinstance(raised.value, ClientError):
            assert code_of(raised.value) == suffered.code
            metadata = raised.value.response.get("ResponseMetadata", {})
            assert metadata.get("HTTPStatusCode") == (400 if fault is Fault.THROTTLE else 500)
        assert len(double.packages) == suffered.done
        assert double.calls[-1] == ("CreateModelPackage", request, OK if suffered.done else NOT_REACHED, fault)
        assert ask(client, "create_model_package", **request)["ModelPackageArn"] == f"{ARN}/1"
        assert len(double.packages) == 1


def test_an_answer_that_is_cut_short_has_no_members_or_is_an_error(double: SageMakerDouble) -> None:
    """An older botocore compares the body with its announced length, a newer one takes whatever it gets."""
    client = double.client()
    ask(client, "create_model_package_group", ModelPackageGroupName="churn")
    for number in range(1, 9):  # cut at other places
        double.faults.script("CreateModelPackage", Fault.CUT_SHORT)
        try:
            answer = ask(client, "create_model_package", ModelPackageGroupName="churn")
        except ConnectionClosedError:
            pass
        else:
            assert without_metadata(answer) == {}
            assert int(answer["ResponseMetadata"]["HTTPHeaders"]["content-length"]) > 0
        assert len(double.packages) == number


def test_a_body_that_is_cut_short_is_shorter_than_announced(double: SageMakerDouble) -> None:
    double.faults.script("ListModelPackages", Fault.CUT_SHORT)
    with connected(double) as connection:
        connection.request("POST", "/", "{}", HEADERS)
        response = connection.getresponse()
        with pytest.raises(http.client.IncompleteRead) as raised:
            response.read()
    assert b'{"ModelPackageSummaryList": []}'.startswith(raised.value.partial)
    assert raised.value.expected is not None
    assert len(raised.value.partial) + raised.value.expected == len(b'{"ModelPackageSummaryList": []}')


def test_a_slow_answer_can_come_in_time() -> None:
    with SageMakerDouble(slow=0.1) as double:
        client = client_of(double)
        double.faults.script("CreateModelPackage", Fault.SLOW)
        started = time.monotonic()
        ask(client, "create_model_package", ModelPackageGroupName="churn")
        assert time.monotonic() - started >= 0.1


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name)
def test_botocores_own_retries_get_through(fault: Fault) -> None:
    with SageMakerDouble() as double:
        client = double.client(read_timeout=0.2, max_attempts=3)
        ask(client, "create_model_package_group", ModelPackageGroupName="churn")
        double.faults.script("CreateModelPackage", fault, None)
        ask(client, "create_model_package", ModelPackageGroupName="churn")
        assert len(double.packages) == 1


def test_a_refusal_can_get_lost_as_well(double: SageMakerDouble, client: SageMakerClient) -> None:
    double.faults.script("CreateModelPackage", Fault.DROP_AFTER)
    with pytest.raises(ConnectionClosedError):
        ask(client, "create_model_package", ModelPackageGroupName="absent")
    assert double.calls[-1].outcome == "ValidationException"


def test_scripted_faults_come_in_order_and_for_their_operation_alone(
    double: SageMakerDouble, client: SageMakerClient
) -> None:
    double.faults.script("ListModelPackages", Fault.THROTTLE, None, Fault.INTERNAL_ERROR)
    ask(client, "list_model_package_groups")
    assert refused(client, "list_model_packages").code == "ThrottlingException"
    ask(client, "list_model_packages")
    assert refused(client, "list_model_packages").code == "InternalFailure"
    ask(client, "list_model_packages")


def test_the_same_seed_gives_the_same_faults() -> None:
    def plan(seed: int) -> list[Fault | None]:
        faults = Faults(1 / 3, seed=seed)
        return [faults.next("CreateModelPackage") for _ in range(3000)]

    assert plan(7) == plan(7) != plan(8)
    struck = [fault for fault in plan(7) if fault is not None]
    assert 0.3 < len(struck) / 3000 < 0.37
    assert set(struck) == set(Fault)


def test_faults_can_be_of_some_kinds_and_for_some_operations() -> None:
    faults = Faults(1, (Fault.THROTTLE,), operations={"CreateModelPackage"})
    assert {faults.next("CreateModelPackage") for _ in range(100)} == {Fault.THROTTLE}
    assert faults.next("ListModelPackages") is None
    assert {Faults.none().next("CreateModelPackage") for _ in range(100)} == {None}


def test_faults_can_be_changed_while_it_serves(double: SageMakerDouble, client: SageMakerClient) -> None:
    double.faults = Faults(1, (Fault.THROTTLE,))
    assert refused(client, "list_model_packages").code == "ThrottlingException"
    double.faults = Faults.none()
    ask(client, "list_model_packages")


# Accounts -------------------------------------------------------------------------------------------------------------


def test_two_accounts_are_side_by_side() -> None:
    with SageMakerDouble() as here, SageMakerDouble(account="444455556666", region="eu-west-1") as there:
        ask(client_of(here), "create_model_package", ModelPackageGroupName="churn")
        assert there.groups == {}
        client = client_of(there)
        arn = ask(client, "create_model_package", ModelPackageGroupName="churn")["ModelPackageArn"]
        assert arn == "arn:aws:sagemaker:eu-west-1:444455556666:model-package/churn/1"
        assert refused(client, "describe_model_package", ModelPackageName=f"{ARN}/1").code == "AccessDeniedException"
        said = refused(client, "create_model_package", ModelPackageGroupName=GROUP_ARN)
        assert said.code == "AccessDeniedException"


def test_a_group_can_be_shared_with_another_account() -> None:
    with SageMakerDouble() as owner, SageMakerDouble(account="444455556666", shared=[owner]) as other:
        client_of(owner)
        client = client_of(other)
        group = ask(client, "describe_model_package_group", ModelPackageGroupName=GROUP_ARN)
        assert group["ModelPackageGroupArn"] == GROUP_ARN
        arn = ask(client, "create_model_package", ModelPackageGroupName=GROUP_ARN)["ModelPackageArn"]
        assert arn == f"{ARN}/1"
        assert (list(owner.packages), list(other.packages)) == ([arn], [])
        assert ask(client, "describe_model_package", ModelPackageName=arn)["ModelPackageVersion"] == 1


def test_an_arn_of_something_else_is_refused(client: SageMakerClient) -> None:
    model = GROUP_ARN.replace("model-package-group", "model")
    assert refused(client, "describe_model_package_group", ModelPackageGroupName=model).code == "ValidationException"
    assert refused(client, "describe_model_package", ModelPackageName=GROUP_ARN).code == "ValidationException"


# The protocol ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "body", "status", "code"),
    [
        (HEADERS, "{}", 200, None),
        ({**HEADERS, "Authorization": ""}, "{}", 403, "MissingAuthenticationTokenException"),
        (
            {**HEADERS, "Authorization": SIGNED.replace("us-east-1", "eu-west-1")},
            "{}",
            400,
            "InvalidSignatureException",
        ),
        ({**HEADERS, "X-Amz-Target": "SageMaker.DeleteModel"}, "{}", 400, "UnknownOperationException"),
        ({**HEADERS, "X-Amz-Target": "ListModelPackages"}, "{}", 400, "UnknownOperationException"),
        ({**HEADERS, "Content-Type": "application/json"}, "{}", 400, "UnknownOperationException"),
        (HEADERS, "[]", 400, "SerializationException"),
        (HEADERS, '{"MaxResults": ', 400, "SerializationException"),
        (HEADERS, '{"MaxResults": "5"}', 400, "SerializationException"),
        (HEADERS, '{"MaxResults": true}', 400, "SerializationException"),
        (HEADERS, '{"NoSuchMember": 1}', 400, "SerializationException"),
        (HEADERS, '{"MaxResults": null}', 200, None),
    ],
)
def test_what_is_no_request_is_refused(
    double: SageMakerDouble, headers: dict[str, str], body: str, status: int, code: str | None
) -> None:
    with connected(double) as connection:
        for _ in range(2):  # over the same connection: it is kept
            connection.request("POST", "/", body, headers)
            response = connection.getresponse()
            answer = json.loads(response.read())
            assert (response.status, answer.get("__type")) == (status, code)
            assert response.headers["x-amzn-RequestId"]


def test_clients_have_fake_credentials_and_go_to_the_double(double: SageMakerDouble, client: SageMakerClient) -> None:
    assert client.meta.endpoint_url == double.url
    credentials = double.session().get_credentials()
    assert credentials is not None
    assert credentials.access_key == "fake"
    assert double.progress == AT_ONCE
    assert (double.account, double.region) == ("111122223333", "us-east-1")


def test_when_it_is_closed_nobody_is_there_any_more() -> None:
    with SageMakerDouble() as double, connected(double) as kept:
        kept.request("POST", "/", "{}", HEADERS)
        kept.getresponse().read()
        double.__exit__(None, None, None)
        assert kept.sock is not None
        assert kept.sock.recv(1) == b""
        with connected(double) as another, pytest.raises(ConnectionRefusedError):
            another.connect()


def test_it_is_closed_while_an_answer_is_slow() -> None:
    with ExitStack() as stack:
        with SageMakerDouble(Faults(1, (Fault.SLOW,))) as double:
            connection = stack.enter_context(connected(double))
            connection.request("POST", "/", "{}", HEADERS)
            while not double.calls:
                time.sleep(0.001)
            started = time.monotonic()
        assert time.monotonic() - started < 5


def test_a_connection_whose_thread_starts_late_is_closed_as_well() -> None:
    with SageMakerDouble() as double:
        # As if all other connections had been closed just now.
        double._server.closing.set()  # pyright: ignore[reportPrivateUsage] - nothing but a race would show it
        with connected(double) as late:
            late.connect()
            assert late.sock is not None
            assert late.sock.recv(1) == b""


def ask_after_a_defect() -> None:
    """Ask a double that has a defect; the answer is a closed connection."""
    with SageMakerDouble() as double, pytest.raises(ConnectionClosedError):
        ask(double.client(), "list_model_packages")


def test_a_defect_of_its_own_is_no_answer_and_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_state: object, _request: object) -> dict[str, Any]:
        raise LookupError("a bug")

    monkeypatch.setitem(OPERATIONS, "ListModelPackages", fail)
    with pytest.raises(AssertionError, match="the double has a defect") as raised:
        ask_after_a_defect()
    assert isinstance(raised.value.__cause__, LookupError)
