"""Finished definitions: the packages of their steps, with every problem; and the guard before both calls."""

from __future__ import annotations

import copy
import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from sagemaker_model_package import (
    ModelApprovalStatus,
    ModelPackageValidationError,
    ModelPackageWarning,
    _service_enum,
    from_kwargs,
    guard,
    unguard,
)
from sagemaker_model_package.errors import PipelineDefinitionError
from sagemaker_model_package.pipelines import read_definition, reference
from tests.validation.bad_requests import container, serving, shelf, version, with_container

Json = dict[str, Any]

URL = {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}
SECRET = "hunter2-hunter2"


def step(name: str, request: object, **more: object) -> Json:
    return {"Name": name, "Type": "RegisterModel", "Arguments": request, **more}


def condition(name: str, *, then: list[Json], otherwise: list[Json]) -> Json:
    arguments = {"Conditions": [], "IfSteps": then, "ElseSteps": otherwise}
    return {"Name": name, "Type": "Condition", "Arguments": arguments}


def definition(*steps: Json) -> Json:
    return {"Version": "2020-12-01", "Parameters": [], "Steps": list(steps)}


def loop(name: str, *steps: Json) -> Json:
    return {"Name": name, "Type": "ForEach", "Arguments": {"IterableItems": [1], "ForEachBody": list(steps)}}


TRAIN: Json = {"Name": "Train", "Type": "Training", "Arguments": {"RoleArn": "x"}}
REQUEST = with_container(ModelDataUrl=URL)
NESTED = definition(
    TRAIN,
    condition(
        "IsGood",
        then=[step("First", REQUEST), condition("IsBest", then=[], otherwise=[step("Second", REQUEST)])],
        otherwise=[loop("Each", step("Third", REQUEST))],
    ),
    step("Fourth", REQUEST, DependsOn=["Train"], RetryPolicies=[{"ExceptionType": ["Step.THROTTLING"]}]),
)


def paths_of(refused: pytest.ExceptionInfo[ModelPackageValidationError]) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in refused.value.problems]


@pytest.mark.parametrize("given", [NESTED, json.dumps(NESTED)], ids=["a mapping", "text"])
def test_every_step_that_registers_is_found_with_its_package(given: str | Json) -> None:
    steps = read_definition(given)
    assert [one.name for one in steps] == ["First", "Second", "Third", "Fourth"]
    for one in steps:
        assert one.package == from_kwargs(REQUEST)
        specification = one.package.inference_specification
        assert specification is not None
        assert specification.containers[0].model_data_url == reference(URL)
    assert steps[3].definition == NESTED["Steps"][2]
    assert "RetryPolicies" not in repr(steps[3])


def test_every_problem_of_every_step_is_in_one_error() -> None:
    bad = definition(
        step("First", with_container(ModelDataUrl="s3//x")),
        condition("IsGood", then=[step("Second", {**version(), "Tags": []})], otherwise=[step("a\nb", {})]),
        step("Fourth", with_container(ModelDataUrl="s3://a/model.zip")),
        step("Fifth", "no arguments"),
    )
    with pytest.raises(PipelineDefinitionError) as caught:
        read_definition(bad)
    assert paths_of(caught) == [
        ("MP003", "Steps.First.InferenceSpecification.Containers[0].ModelDataUrl"),
        ("MP103", "Steps.Second.Tags"),
        ("MP101", r"Steps.'a\nb'"),
        ("MP101", "Steps.Fifth"),
        ("MP205", "Steps.Fourth.InferenceSpecification.Containers[0].ModelDataUrl"),
    ]
    assert str(caught.value).startswith(
        "5 problems (4 errors, 1 warning) in this pipeline definition:\n\n  Steps.First.InferenceSpec"
    )


def test_warnings_are_warnings() -> None:
    with pytest.warns(ModelPackageWarning, match=r"^Steps\.First\.InferenceSpecification\.Containers\[0\]\.") as caught:
        (found,) = read_definition(definition(step("First", with_container(ModelDataUrl="s3://a/model.zip"))))
    assert found.name == "First"
    assert [one.filename for one in caught] == [__file__]


def test_what_has_no_place_in_a_step_is_a_problem() -> None:
    request = version(ClientToken="token", CertifyForMarketplace=True)
    with pytest.raises(PipelineDefinitionError) as caught:
        read_definition(definition(step("First", request)))
    assert sorted(paths_of(caught)) == [
        ("MP103", "Steps.First.CertifyForMarketplace"),
        ("MP302", "Steps.First.CertifyForMarketplace"),
        ("MP302", "Steps.First.ClientToken"),
    ]
    with pytest.raises(PipelineDefinitionError) as caught:
        read_definition(definition(step("First", shelf())))
    assert paths_of(caught) == [("MP302", "Steps.First.ModelPackageName")]


def test_null_is_not_set() -> None:
    request = {**REQUEST, "ModelApprovalStatus": None}
    request["InferenceSpecification"] = serving(
        container(ModelDataUrl=URL, Environment=None), SupportedContentTypes=None
    )
    (found,) = read_definition(definition(step("First", request)))
    assert found.package == from_kwargs(REQUEST)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{", "it is not valid JSON: Expecting property name"),
        (f'"{SECRET}"', "expected a dict or its JSON text, got a str"),
        (b"{}", "expected a dict or its JSON text, got a bytes"),
        ({}, "the definition has no list of steps"),
        ({"Steps": SECRET}, "the definition has no list of steps"),
    ],
    ids=["broken text", "text of something else", "bytes", "no steps", "steps of another type"],
)
def test_what_is_no_definition_is_told(given: Any, message: str) -> None:  # noqa: ANN401 - as at run time
    with pytest.raises(PipelineDefinitionError) as caught:
        read_definition(given)
    assert message in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.problems[0].code == "MP303"


@pytest.mark.parametrize(
    "arguments", [None, 5, {"IfSteps": 5}, {"IfSteps": [5, {"Type": "RegisterModel"}]}], ids=["none", "5", "if 5", "if"]
)
def test_other_steps_may_be_anything(arguments: object) -> None:
    given = definition({"Name": "x", "Type": "Condition", "Arguments": arguments})
    if isinstance(arguments, dict) and arguments["IfSteps"] != 5:
        with pytest.raises(PipelineDefinitionError, match="MP101"):
            read_definition(given)
    else:
        assert read_definition(given) == ()


@pytest.mark.parametrize("kind", ["RegisterModel", "Lambda", "Callback"])
def test_what_steps_are_given_is_no_list_of_steps(kind: str) -> None:
    arguments = {**version(), "IfSteps": [step("Within", REQUEST)]}
    given = definition({"Name": "x", "Type": kind, "Arguments": arguments})
    if kind == "RegisterModel":
        with pytest.raises(PipelineDefinitionError) as caught:
            read_definition(given)
        assert paths_of(caught) == [("MP008", "Steps.x.IfSteps")]
    else:
        assert read_definition(given) == ()


def nested(levels: int, innermost: object = "x") -> Any:  # noqa: ANN401 - any JSON
    value = innermost
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def request_within_itself() -> Json:
    request = version()
    request["SourceUri"] = [request]
    return request


def step_within_itself() -> Json:
    around = condition("Around", then=[step("Register", REQUEST)], otherwise=[])
    around["Arguments"]["IfSteps"].append(around)
    return around


@pytest.mark.parametrize(
    "given",
    [
        definition(step("Register", {**REQUEST, "Unknown": nested(250)})),
        definition(step("Register", {**REQUEST, "SourceUri": {"Std:Join": {"On": "", "Values": nested(480)}}})),
        definition(step("Register", request_within_itself())),
        definition(step("Register", REQUEST), TRAIN, step_within_itself()),
        definition(step("Register", REQUEST), {"Type": "Lambda", "Arguments": nested(5_000)}),
        json.dumps(definition(step("Register", {**REQUEST, "Unknown": nested(300)}))),
        json.dumps(definition(step("Register", {**REQUEST, "Unknown": nested(600)}))),
    ],
    ids=["arguments", "expression", "itself", "steps", "others", "text", "more text"],
)
def test_what_is_nested_too_deeply_is_told(client: Any, given: Any) -> None:  # noqa: ANN401 - see below
    with pytest.raises(PipelineDefinitionError, match="nested") as caught:
        read_definition(given)
    assert paths_of(caught) == [("MP303", "PipelineDefinition")]
    with pytest.raises(PipelineDefinitionError, match="nested"):
        create(client, PipelineDefinition=given)


def test_what_is_nested_less_deeply_is_read() -> None:
    shared = {"Std:Join": {"On": "", "Values": nested(230)}}
    (found,) = read_definition(definition(step("Register", {**REQUEST, "SourceUri": shared, "Domain": shared})))
    assert found.package.source_uri == found.package.domain == reference(shared)


def test_no_secret_is_shown() -> None:
    request = with_container(Environment={"A": {"Std:Join": {"On": "", "Values": [SECRET]}}, "b-": SECRET})
    bad = definition(step("First", {**request, "ModelCard": {"ModelCardContent": SECRET}}))
    with pytest.raises(PipelineDefinitionError) as caught:
        read_definition(bad)
    assert SECRET not in f"{caught.value}{caught.value!r}"
    good = definition(step("First", with_container(Environment={"A": {"Std:Join": {"On": "", "Values": [SECRET]}}})))
    assert SECRET not in repr(read_definition(good))


# The guard ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - our stubs have no pipelines
    """Return a guarded client of which no call gets an answer."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    return guard(boto3.client("sagemaker", region_name="us-east-1", endpoint_url="http://127.0.0.1:1"))


def create(client: Any, **members: object) -> None:  # noqa: ANN401 - see above
    client.create_pipeline(PipelineName="churn", ClientRequestToken="t" * 32, RoleArn="r" * 20, **members)


def update(client: Any, **members: object) -> None:  # noqa: ANN401 - see above
    client.update_pipeline(PipelineName="churn", **members)


each_call = pytest.mark.parametrize("call", [create, update])


@each_call
def test_the_guard_checks_definitions(client: Any, call: Any) -> None:  # noqa: ANN401 - see above
    bad = json.dumps(definition(step("First", with_container(ModelDataUrl="s3//x"))))
    with pytest.raises(PipelineDefinitionError) as caught:
        call(client, PipelineDefinition=bad)
    assert paths_of(caught) == [("MP003", "Steps.First.InferenceSpecification.Containers[0].ModelDataUrl")]
    unguard(client)
    with pytest.raises(EndpointConnectionError):
        call(client, PipelineDefinition=bad)


@each_call
def test_the_guard_warns_of_a_group_of_another_region(client: Any, call: Any) -> None:  # noqa: ANN401 - see above
    group = "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn"
    elsewhere = json.dumps(definition(step("First", {"ModelPackageGroupName": group, "SourceUri": "churn-7"})))
    with pytest.warns(ModelPackageWarning, match=r"^Steps\.First.* \[MP225 "), pytest.raises(EndpointConnectionError):
        call(client, PipelineDefinition=elsewhere)


@each_call
def test_what_is_right_or_lies_in_s3_is_sent(client: Any, call: Any) -> None:  # noqa: ANN401 - see above
    with pytest.raises(EndpointConnectionError):
        call(client, PipelineDefinition=json.dumps(NESTED))
    with pytest.raises(EndpointConnectionError):
        call(client, PipelineDefinitionS3Location={"Bucket": "bucket", "ObjectKey": "definition.json"})


def test_what_is_newer_than_this_release_is_left_to_botocore(
    client: Any,  # noqa: ANN401 - see above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_service_enum, "_ACCEPTED", set[tuple[type, str]]())
    ModelApprovalStatus.unlisted("Brandnew")
    newer = copy.deepcopy(NESTED)
    newer["Steps"][2]["Arguments"]["ModelApprovalStatus"] = "Brandnew"
    with pytest.raises(EndpointConnectionError):
        create(client, PipelineDefinition=json.dumps(newer))
    newer["Steps"][2]["Arguments"]["NoSuchMember"] = 1
    with pytest.raises(PipelineDefinitionError, match=r"Steps\.Fourth\.NoSuchMember"):
        create(client, PipelineDefinition=json.dumps(newer))


def test_a_single_request_with_a_reference_is_refused(client: Any) -> None:  # noqa: ANN401 - see above
    for value in (URL, reference(URL)):
        with pytest.raises(ModelPackageValidationError) as caught:
            client.create_model_package(**with_container(ModelDataUrl=value))
        assert paths_of(caught) == [("MP301", "InferenceSpecification.Containers[0].ModelDataUrl")]
    with pytest.raises(EndpointConnectionError):
        client.create_model_package(**version())
