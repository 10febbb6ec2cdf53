"""``convert`` writes the package of a file for something else, ``diff`` compares two; both read what ``check`` does."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.httpsession import URLLib3Session

from sagemaker_model_package import from_kwargs
from sagemaker_model_package._command import convert, main
from sagemaker_model_package.changes import diff
from sagemaker_model_package.cloudformation import resource
from sagemaker_model_package.pipelines import read_definition
from sagemaker_model_package.step_functions import state
from tests.json_schema.requests import CASES
from tests.registry.moto_server import environment, moto_server
from tests.validation.bad_requests import container, serving, version, with_container

from .files import KINDS, RESPONSE, definition, step, template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.validation.bad_requests import BadRequest

    from .conftest import Run, Write

TWINS = CASES[::16]
SECRET = "hunter2hunter2"
REQUEST = version(
    InferenceSpecification=serving(
        container(Environment={"GREETING": "grüezi"}, ModelDataUrl="s3://ml-artifacts/churn/model.tar.gz"),
        SupportedContentTypes=["text/csv"],
        SupportedResponseMIMETypes=["text/csv"],
    )
)


@pytest.mark.parametrize("kind", KINDS)
def test_kwargs_are_those_of_the_package(run: Run, write: Write, kind: str) -> None:
    make, _ = KINDS[kind]
    ended = run("convert", "--to", "kwargs", write("document.json", make(REQUEST)))
    assert (ended.code, json.loads(ended.out), ended.err) == (0, REQUEST, "")
    assert "grüezi" in ended.out


@pytest.mark.parametrize("case", TWINS, ids=lambda case: case.name)
def test_python_makes_the_package(run: Run, write: Write, case: BadRequest) -> None:
    ended = run("convert", "--to", "python", write("request.json", case.twin))
    assert ended.code == 0
    namespace: dict[str, Any] = {}
    exec(ended.out, namespace)  # noqa: S102 - what the command has written
    assert namespace["package"].to_kwargs() == case.twin


def test_a_resource_is_that_of_the_package(run: Run, write: Write) -> None:
    ended = run("convert", "--to", "cloudformation", write("request.json", REQUEST))
    assert json.loads(ended.out) == resource(from_kwargs(REQUEST))


def test_what_a_template_cannot_hold_is_refused(run: Run, write: Write) -> None:
    request = version(SourceUri="churn-7", ManagedStorageType="Restricted")
    ended = run("convert", "--to", "cloudformation", write("request.json", request))
    assert (ended.code, ended.out) == (2, "")
    assert "ManagedStorageType  [MP401" in ended.err


def test_a_step_of_a_pipeline_keeps_references(run: Run, write: Write) -> None:
    image = {"Get": "Parameters.Image"}
    request = version(InferenceSpecification=serving({"Image": image}))
    path = write("pipeline.json", definition(step(request)))
    converted = json.loads(run("convert", "--to", "pipeline", path).out)
    assert converted == {"Name": "RegisterModel", "Type": "RegisterModel", "Arguments": request}
    (read,) = read_definition({"Steps": [converted]})
    namespace: dict[str, Any] = {}
    exec(run("convert", "--to", "python", path).out, namespace)  # noqa: S102 - what the command has written
    assert namespace["package"] == read.package
    refused = run("convert", "--to", "kwargs", path)
    assert (refused.code, refused.out) == (2, "")
    assert "InferenceSpecification.Containers[0].Image  [MP301 reference]" in refused.err


def test_what_has_no_place_in_a_step_is_refused(run: Run, write: Write) -> None:
    ended = run("convert", "--to", "pipeline", write("request.json", {**REQUEST, "ClientToken": "1"}))
    assert (ended.code, ended.out) == (2, "")
    assert "ClientToken  [MP302" in ended.err


def test_a_state_is_that_of_the_package(run: Run, write: Write) -> None:
    ended = run("convert", "--to", "step-functions", write("request.json", REQUEST))
    assert (json.loads(ended.out), ended.err) == (state(from_kwargs(REQUEST)), "")
    repeated = run("convert", "--to", "step-functions", write("request.json", {**REQUEST, "ClientToken": "1"}))
    assert repeated.code == 0
    assert repeated.err.startswith("ClientToken")


def test_a_response_becomes_a_request(run: Run, write: Write) -> None:
    ended = run("convert", "--to", "kwargs", write("described.json", {**RESPONSE, **REQUEST}))
    assert json.loads(ended.out) == REQUEST


@pytest.mark.parametrize("target", convert.TARGETS)
@pytest.mark.parametrize("status", ["Approved", "Rejected"])
def test_approval_is_not_inherited(run: Run, write: Write, target: str, status: str) -> None:
    response = {**RESPONSE, **REQUEST, "ModelPackageDescription": "x" * 1_025, "ModelApprovalStatus": status}
    ended = run("convert", "--to", target, write("described.json", response))
    assert ended.code == 0
    assert "x" * 1_025 in ended.out, "a described package may have what a new one may not"
    assert status not in ended.out
    assert ended.err.startswith(f"ModelApprovalStatus '{status}' is left out: approval is not inherited")


def test_the_approval_of_a_request_is_its_own(run: Run, write: Write) -> None:
    request = {**REQUEST, "ModelApprovalStatus": "Approved"}
    ended = run("convert", "--to", "kwargs", write("request.json", request))
    assert (json.loads(ended.out), ended.err) == (request, "")
    pending = {**RESPONSE, **REQUEST, "ModelApprovalStatus": "PendingManualApproval"}
    assert run("convert", "--to", "kwargs", write("described.json", pending)).err == ""


def test_a_warning_does_not_matter(run: Run, write: Write) -> None:
    ended = run("convert", "--to", "kwargs", write("r.json", with_container(ModelDataUrl="s3://a/model.pkl")))
    assert (ended.code, ended.err) == (0, "")


def test_help_names_every_target_and_says_what_is_shown(run: Run) -> None:
    assert list(main.TARGETS) == list(convert.TARGETS)
    assert "values of environments" in " ".join(run("convert", "--help").out.split())


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (version(ModelPackageGroupName="a_b"), "document.json:2:28: error: ModelPackageGroupName  [MP003 pattern]"),
        (template(version(ModelPackageGroupName={"Ref": "Group"})), "Properties.ModelPackageGroupName  [MP001 type]"),
        (definition(step(REQUEST), step(REQUEST)), "document.json:1:1: it has 2 requests; give a file with one"),
        ({"Resources": {}}, "it has 0 requests"),
        ({"name": "other"}, "nor a request of create_model_package"),
        ("{", "document.json:1:2: not valid JSON"),
        (with_container(Environment={"A": [SECRET]}), "Environment.A  [MP001 type]"),
    ],
    ids=["error", "reference", "two", "none", "other", "broken", "secret"],
)
def test_what_is_not_one_package_is_refused(run: Run, write: Write, document: object, said: str) -> None:
    path = write("document.json", document)
    for ended in (run("convert", "--to", "kwargs", path), run("diff", path, path)):
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.err
        assert SECRET not in ended.err


# Differences


def test_diff_shows_what_differs(run: Run, write: Write) -> None:
    before, after = REQUEST, {**REQUEST, "ModelPackageDescription": "Better"}
    ended = run("diff", write("a.json", before), write("b.json", template(after)))
    assert ended.code == 1
    assert ended.out == f"{diff(from_kwargs(before), from_kwargs(after))}\n"
    same = run("diff", "a.json", "a.json")
    assert (same.code, same.out) == (0, "no differences\n")


def test_diff_shows_no_secret(run: Run, write: Write) -> None:
    request = version(ModelCard={"ModelCardContent": json.dumps({"a": SECRET}), "ModelCardStatus": "Draft"})
    ended = run("diff", write("a.json", REQUEST), write("b.json", request))
    assert ended.code == 1
    assert "ModelCard.ModelCardContent" in ended.out
    assert SECRET not in ended.out + ended.err


# Registered packages


@pytest.fixture
def arn(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Register a version in a registry that moto plays, and give its ARN."""
    with moto_server() as url:
        for name, value in environment(url).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
        client = boto3.client("sagemaker")
        client.create_model_package_group(ModelPackageGroupName="churn")
        yield client.create_model_package(**REQUEST, ModelApprovalStatus="Approved")["ModelPackageArn"]


def test_an_arn_stands_for_a_registered_package(run: Run, write: Write, arn: str) -> None:
    converted = run("convert", "--to", "kwargs", arn)
    assert json.loads(converted.out).items() >= REQUEST.items()
    assert "Approved" not in converted.out
    assert converted.err.startswith("ModelApprovalStatus 'Approved' is left out")
    changed = with_container(ModelDataUrl="s3://ml-artifacts/churn/other.tar.gz")
    ended = run("diff", arn, write("other.json", changed))
    assert ended.code == 1
    assert "InferenceSpecification.Containers[0].ModelDataUrl\n" in ended.out
    absent = run("diff", arn, f"{arn}00")
    assert (absent.code, absent.out) == (2, "")
    assert "DescribeModelPackage" in absent.err


def test_what_a_described_package_has_and_a_request_may_not_have_is_said(run: Run, write: Write) -> None:
    response = {**RESPONSE, "ModelPackageGroupName": "churn", "SourceUri": "x", "ModelPackageDescription": "a\nb"}
    ended = run("convert", write("response.json", response), "--to", "kwargs")
    assert json.loads(ended.out)["ModelPackageDescription"] == "a\nb"
    assert ended.err.startswith("ModelPackageDescription  [MP003 pattern]\n")
    assert run("check", write("request.json", ended.out)).code == 1


ARN = str(RESPONSE["ModelPackageArn"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{}", "the answer of the service is no package: 1 problem"),
        ('{"ModelPackageGroupName": ["churn"]}', "the answer of the service is no package: "),
        ('{"ModelPackageGroupName"', "the answer of the service is no package: 1 problem"),
        ("null", "the answer of the service cannot be read ("),
        (f'{{"CreationTime": "{SECRET}"}}', "the answer of the service cannot be read (ValueError)\n"),
    ],
    ids=["empty", "wrong", "cut", "null", "time"],
)
def test_an_answer_that_is_no_package_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    class Raw(BytesIO):
        def stream(self, **_: object) -> Iterator[bytes]:
            yield self.read()

    def send(_: object, request: Any) -> AWSResponse:  # noqa: ANN401 - botocore has no types
        return AWSResponse(request.url, 200, HTTPHeaders(), Raw(body.encode()))

    monkeypatch.setattr(URLLib3Session, "send", send)
    for name, value in environment("http://127.0.0.1:1").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    for arguments in (("convert", "--to", "kwargs", ARN), ("diff", ARN, ARN)):
        ended = run(*arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"{ARN}: {said}")
        assert SECRET not in ended.err


@pytest.mark.parametrize(
    ("variable", "value"),
    [("AWS_MAX_ATTEMPTS", "zero"), ("AWS_MAX_ATTEMPTS", "0"), ("AWS_RETRY_MODE", "never"), ("AWS_PROFILE", "nobody")],
)
def test_a_wrong_configuration_of_botocore_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    for name, held in {**environment("http://127.0.0.1:1"), variable: value}.items():
        monkeypatch.setenv(name, held)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    ended = run("convert", "--to", "kwargs", ARN)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"{ARN}: boto3 cannot make a client as it is configured: ")
    assert value in ended.err


def test_an_arn_of_something_else_is_refused(run: Run) -> None:
    ended = run("convert", "--to", "kwargs", "arn:aws:s3:::bucket")
    assert ended.code == 2
    assert "'arn:aws:s3:::bucket' is not the ARN of a model package" in ended.err
