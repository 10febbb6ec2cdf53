"""The double of SageMaker: what the registry's tests rely on, and would not notice themselves."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError
from botocore.model import ListShape, Shape, StructureShape
from botocore.validate import ParamValidator

from tests.double import Fault, Faults, SageMakerDouble
from tests.double.model import input_shape, service_model
from tests.double.operations import OPERATIONS
from tests.validation.bad_requests import full_shelf, full_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from types_boto3_sagemaker.client import SageMakerClient


ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn"
CREATE = "CreateModelPackage"


def code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code"))


def create(client: Any, **params: object) -> str:  # noqa: ANN401 - stubs know the members' types
    """Create a version, and return its number or the code of the error."""
    try:
        arn = client.create_model_package(**{"ModelPackageGroupName": "churn", **params})["ModelPackageArn"]
    except ClientError as error:
        return code_of(error)
    return str(arn.removeprefix(f"{ARN}/"))


def known(shape: Shape, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the part of a request that an older botocore knows."""
    if isinstance(shape, StructureShape):
        return {name: known(shape.members[name], item) for name, item in value.items() if name in shape.members}
    if isinstance(shape, ListShape):
        return [known(shape.member, item) for item in value]
    return value


def judge(event_name: str, response_dict: dict[str, Any], parsed_response: dict[str, Any] | None, **_: object) -> None:
    """Compare an answer with the service model."""
    if parsed_response is None or response_dict["status_code"] != 200:
        return
    shape = service_model().operation_model(event_name.rpartition(".")[2]).output_shape
    assert shape is not None
    assert json.loads(response_dict["body"]).keys() <= shape.members.keys()
    read = {name: value for name, value in parsed_response.items() if name != "ResponseMetadata"}
    if "ModelPackageVersion" in read:
        read.setdefault("ModelPackageName", "churn")  # required by the model, but the service omits it for versions
    assert ParamValidator().validate(read, shape).generate_report() == ""


@pytest.fixture
def double() -> Iterator[SageMakerDouble]:
    with SageMakerDouble() as double:
        yield double


@pytest.fixture
def client(double: SageMakerDouble) -> SageMakerClient:
    return client_of(double)


def client_of(double: SageMakerDouble) -> SageMakerClient:
    """Create a group, and return a client whose answers are judged."""
    client = double.client()
    client.meta.events.register("response-received.sagemaker", judge)
    client.create_model_package_group(ModelPackageGroupName="churn", Tags=[{"Key": "team", "Value": "growth"}])
    return client


# Answers --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("full", [full_version(), full_shelf()], ids=["version", "unversioned"])
def test_answers_are_as_the_service_model_says(full: dict[str, Any]) -> None:
    with SageMakerDouble(newer_values=True) as double:
        client: Any = client_of(double)
        described = client.describe_model_package_group(ModelPackageGroupName="churn")
        client.list_tags(ResourceArn=described["ModelPackageGroupArn"])
        arn = client.create_model_package(**known(input_shape(CREATE), full))["ModelPackageArn"]
        if "ModelPackageGroupName" in full:
            client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved", ApprovalDescription="x")
        client.describe_model_package(ModelPackageName=arn)
        client.list_model_packages(ModelPackageGroupName="churn")
        assert {call.operation for call in double.calls} >= OPERATIONS.keys() - {"UpdateModelPackage"}


# Refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "constraint"),
    [
        ({"ModelPackageGroupName": "churn_model"}, "Member must satisfy regular expression pattern"),
        ({"ModelPackageDescription": "x" * 1025}, "Member must have length less than or equal to 1024"),
        ({"ModelApprovalStatus": "Aproved"}, "Member must satisfy enum value set: [Approved, Rejected, "),
        ({"InferenceSpecification": {"Containers": []}}, "Member must have length greater than or equal to 1"),
        ({"InferenceSpecification": {}}, "Value null at '.InferenceSpecification.Containers' failed"),
    ],
)
def test_requests_are_checked_against_the_service_model(
    double: SageMakerDouble, client: SageMakerClient, request_: dict[str, Any], constraint: str
) -> None:
    unchecked: Any = double.client(config=Config(parameter_validation=False))
    with pytest.raises(client.exceptions.ClientError, match="ValidationException") as raised:
        unchecked.create_model_package(**{"ModelPackageGroupName": "churn", **request_})
    assert constraint in str(raised.value)
    assert double.packages == {}


def test_a_token_stands_for_one_content(double: SageMakerDouble, client: SageMakerClient) -> None:
    assert create(client, ModelPackageGroupName="absent", ClientToken="once") == "ValidationException"
    with ThreadPoolExecutor(16) as pool:
        numbers = {made.result() for made in [pool.submit(create, client, ClientToken="once") for _ in range(32)]}
    assert numbers == {"1"}
    assert create(client, ClientToken="once", SourceUri="s3://ml/2") == "ConflictException"
    assert list(double.packages) == [f"{ARN}/1"]


def test_an_account_has_its_own_packages_and_those_shared_with_it() -> None:
    with SageMakerDouble() as owner, SageMakerDouble(account="444455556666", shared=[owner]) as other:
        group = client_of(owner).describe_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"]
        assert create(client_of(other), ModelPackageGroupName=group) == "1"
        assert create(owner.client(), ModelPackageGroupName=group.replace("1111", "5555")) == "AccessDeniedException"
        assert create(owner.client(), ModelPackageGroupName=f"{ARN}/1") == "ValidationException"
        assert (list(owner.packages), list(other.packages)) == ([f"{ARN}/1"], [])


# Faults ---------------------------------------------------------------------------------------------------------------


def test_scripted_faults_come_in_order_and_only_for_their_operation(client: Any, double: SageMakerDouble) -> None:  # noqa: ANN401
    double.faults.script(CREATE, Fault.THROTTLE, None, Fault.DROP_AFTER)
    client.list_model_packages(ModelPackageGroupName="churn")
    assert [create(client), create(client)] == ["ThrottlingException", "1"]
    with pytest.raises(ConnectionClosedError):  # a refusal can get lost as well
        create(client, ModelPackageGroupName="absent")
    assert double.calls[-1].outcome == "ValidationException"


def test_the_same_seed_gives_the_same_faults() -> None:
    def plan(seed: int, operation: str = CREATE) -> list[Fault | None]:
        faults = Faults(1 / 3, seed=seed, operations={CREATE})
        return [faults.next(operation) for _ in range(3000)]

    assert plan(7) == plan(7) != plan(8)
    faults = [fault for fault in plan(7) if fault is not None]
    assert 0.3 < len(faults) / 3000 < 0.37
    assert set(faults) == set(Fault)
    assert set(plan(7, "ListModelPackages")) == {None}


# The server -----------------------------------------------------------------------------------------------------------


def test_it_is_closed_while_an_answer_is_slow() -> None:
    with ThreadPoolExecutor(1) as pool:
        with SageMakerDouble() as double:
            client = client_of(double)
            double.faults.script(CREATE, Fault.SLOW)
            pool.submit(create, client)
            while len(double.calls) < 2:
                time.sleep(0.001)
            started = time.monotonic()
        assert time.monotonic() - started < 5


def test_a_defect_of_its_own_is_not_taken_for_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_state: object, _request: object) -> dict[str, Any]:
        raise LookupError("a bug")

    monkeypatch.setitem(OPERATIONS, CREATE, fail)
    double = SageMakerDouble()
    double.__enter__()
    with pytest.raises(ConnectionClosedError):
        create(double.client())
    with pytest.raises(AssertionError, match="the double has a defect") as raised:
        double.__exit__()
    assert isinstance(raised.value.__cause__, LookupError)
