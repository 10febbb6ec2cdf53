"""A package as a state of Step Functions: its fields, and that nothing in the package is read as a path or expression.

The tests marked ``templates`` run states: in moto's interpreter for JSONPath, and their expressions in JSONata's for
Python, for moto's needs a Java virtual machine. ``nox -s templates`` runs them.
"""

from __future__ import annotations

import json
import re
import time
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from moto import mock_aws

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageValidationError,
    ModelPackageWarning,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package._constraints import members_of
from sagemaker_model_package.packages import UnversionedModelPackage, VersionedModelPackage
from sagemaker_model_package.step_functions import state

from .strategies import Wanted, packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package import ModelPackage
    from sagemaker_model_package import VersionedModelPackage as Version
    from sagemaker_model_package.step_functions import QueryLanguage

judged = pytest.mark.session(name="templates")
unwarned = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")

RESOURCE = "arn:aws:states:::aws-sdk:sagemaker:createModelPackage"
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/llm:1.0"
CHAT = '{% for message in messages %}{{ message["role"] }}\n{% endfor %}'
"""A chat template, as images for language models take it from their environment."""


def package_with(**environment: str) -> Version:
    return ModelPackageBuilder().container(image=IMAGE, environment=environment).versioned("llm").build()


def test_a_state_of_jsonpath_has_the_request_as_parameters() -> None:
    package = package_with(CHAT=CHAT, PATH="$.path")
    assert state(package) == {"Type": "Task", "Resource": RESOURCE, "Parameters": package.to_kwargs(), "End": True}


def test_a_state_has_what_is_said_of_it() -> None:
    package = package_with()
    retry = [{"ErrorEquals": ["SageMaker.SageMakerException"], "MaxAttempts": 2}]
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "Tell"}]
    common: Any = {"comment": "the nightly version", "next_state": "Approve", "retry": retry, "catch": catch}
    of_both = {"Comment": "the nightly version", "Next": "Approve", "Retry": retry, "Catch": catch}
    of_path = {"Parameters": package.to_kwargs(), "ResultPath": "$.registered"}
    of_jsonata = {"Arguments": package.to_kwargs(), "QueryLanguage": "JSONata"}
    base = {"Type": "Task", "Resource": RESOURCE, **of_both}
    assert state(package, **common, result_path="$.registered") == {**base, **of_path}
    assert state(package, query_language="JSONata", **common) == {**base, **of_jsonata}
    with pytest.raises(TypeError, match=re.escape("result_path is for JSONPath; with JSONata, set the state's Output")):
        state(package, query_language="JSONata", result_path="$.registered")


@pytest.mark.parametrize(
    ("field", "wrong", "text"),
    [
        ("query_language", "jsonpath", "query_language must be 'JSONPath' or 'JSONata', got 'jsonpath'"),
        ("query_language", None, "query_language must be 'JSONPath' or 'JSONata', got None"),
        ("next_state", "", "next_state must be the name of a state, got ''; leave it out where this state ends"),
        ("next_state", 5, "next_state must be the name of a state, got 5; leave it out where this state ends"),
        ("retry", {}, "retry must be a list of dicts, got a dict of 0 keys; give "),
        ("retry", {"ErrorEquals": []}, "retry must be a list of dicts, got a dict of 1 key; give "),
        ("catch", ["States.ALL"], 'catch must be a list of dicts, got a list of 1 item; give [{"ErrorEquals": ...}]'),
    ],
)
def test_a_field_that_makes_no_state_is_refused(field: str, wrong: Any, text: str) -> None:  # noqa: ANN401
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(text)}"):
        state(package_with(), **{field: wrong})


def test_a_key_that_would_be_read_as_a_path_is_refused_in_jsonpath() -> None:
    described = {"ModelPackageGroupName": "churn", "CustomerMetadataProperties": {"team.$": "q7-Zx", "$": "a"}}
    with pytest.warns(ModelPackageWarning):  # a request with such a key would be refused
        package = from_describe(described)
    with pytest.raises(ModelPackageValidationError) as caught:
        state(package)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("MP411", "CustomerMetadataProperties (key: team.$)")
    assert problem.message == "Step Functions would read the value of the key team.$ as a path"
    assert problem.remedy == 'give it another key, or query_language="JSONata"'
    assert state(package, query_language="JSONata")["Arguments"] == described


@pytest.mark.parametrize("query_language", ["JSONPath", "JSONata"])
def test_a_fixed_token_is_warned_of(query_language: QueryLanguage) -> None:
    package = ModelPackageBuilder().source_uri("arn").client_token("nightly").versioned("churn").build()
    with pytest.warns(ModelPackageWarning) as caught:
        state(package, query_language=query_language)
    (warning,) = caught
    assert "ClientToken  [MP412 fixed-client-token, a warning]" in str(warning.message)
    assert warning.filename == __file__


# Expressions of JSONata -----------------------------------------------------------------------------------------------

DELIMITED = st.lists(
    st.sampled_from(["{%", "%}", "%", "\\", '"', "'", " ", "\n", "a", "é", "\U0001f600", "\u2028"])
).map("".join)


@unwarned
@given(texts=st.lists(DELIMITED, max_size=4))
def test_a_string_with_delimiters_becomes_an_expression_that_is_that_string(texts: list[str]) -> None:
    package = package_with(**{f"A{number}": text for number, text in enumerate(texts)})
    made = state(package, query_language="JSONata")["Arguments"]["InferenceSpecification"]["Containers"][0]
    for text, written in zip(texts, made.get("Environment", {}).values(), strict=True):
        if "{%" in text or "%}" in text:
            assert written.startswith('{% "')
            assert written.endswith('" %}')
            assert "%" not in written[2:-2]
            assert json.loads(written[2:-2]) == text
        else:
            assert written == text


def evaluated(value: Any) -> Any:  # noqa: ANN401 - any part of a state
    """Return what Step Functions sends of a state's arguments."""
    if isinstance(value, str) and value.startswith("{%"):
        assert value.endswith("%}")
        return import_module("jsonata").Jsonata(value[2:-2]).evaluate(None)
    held: Any = value
    if isinstance(value, dict):
        return {name: evaluated(inner) for name, inner in held.items()}
    return [evaluated(one) for one in held] if isinstance(value, list) else held


changes_recursion_limit = pytest.mark.filterwarnings("ignore:The recursion limit:hypothesis.errors.HypothesisWarning")


@judged
@unwarned
@changes_recursion_limit
@given(texts=st.lists(DELIMITED | st.text(), max_size=4))
def test_jsonata_reads_the_request(texts: list[str]) -> None:
    package = package_with(CHAT=CHAT, **{f"A{number}": text for number, text in enumerate(texts)})
    assert evaluated(state(package, query_language="JSONata")["Arguments"]) == package.to_kwargs()


@judged
@unwarned
@changes_recursion_limit
@settings(max_examples=25)
@given(package=packages() | packages(Wanted(full=True)))
def test_jsonata_reads_any_request(package: ModelPackage) -> None:
    assert evaluated(state(package, query_language="JSONata")["Arguments"]) == package.to_kwargs()


# The names of parameters ----------------------------------------------------------------------------------------------


def in_java(name: str) -> str:
    """Return a member's name in AWS's SDK for Java 2, whose naming Step Functions follows, in PascalCase.

    Leading capitals become small, but for the last one where a small letter follows: DynamoDB's ``BOOL`` is ``Bool``.
    """
    leading = re.match(r"[A-Z]+(?![a-z])|[A-Z]", name)
    assert leading is not None
    camel = leading[0].lower() + name[leading.end() :]
    return camel[0].upper() + camel[1:]


def test_the_names_of_parameters_are_those_of_boto3() -> None:
    assert in_java("BOOL") == "Bool"
    left: list[type[Any]] = [VersionedModelPackage, UnversionedModelPackage]
    names: set[str] = set()
    while left:
        for member in members_of(left.pop()):
            names.add(member.name)
            left += [inner for inner in [member.constraint.inner_structure] if inner is not None]
    assert {"ETag", "ModelDataETag", "S3Uri", "MaxPayloadInMB", "SupportedResponseMIMETypes"} <= names
    assert {name for name in names if in_java(name) != name} == set()


# moto's interpreter ---------------------------------------------------------------------------------------------------

EXECUTING: Any = {"stepfunctions": {"execute_state_machine": True}}
ROLE = "arn:aws:iam::123456789012:role/registrar"
numbers = count()


def executed(made: dict[str, Any], given_input: str = "{}") -> dict[str, Any]:
    """Return the output of an execution of a state machine with one state."""
    client: Any = boto3.client("stepfunctions", region_name="us-east-1")
    # moto reads JSON's escapes of characters beyond the first plane as two characters.
    definition = json.dumps({"StartAt": "Register", "States": {"Register": made}}, ensure_ascii=False)
    machine = client.create_state_machine(name=f"machine-{next(numbers)}", definition=definition, roleArn=ROLE)
    arn = client.start_execution(stateMachineArn=machine["stateMachineArn"], input=given_input)["executionArn"]
    end = time.monotonic() + 60
    while (execution := client.describe_execution(executionArn=arn))["status"] == "RUNNING":
        assert time.monotonic() < end
        time.sleep(0.02)
    assert execution["status"] == "SUCCEEDED", execution
    output: dict[str, Any] = json.loads(execution["output"])
    return output


@pytest.fixture
def _moto(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "fake")
    with mock_aws(config=EXECUTING):
        yield


@judged
@pytest.mark.usefixtures("_moto")
def test_an_execution_registers_the_version() -> None:
    sagemaker = boto3.client("sagemaker", region_name="us-east-1")
    sagemaker.create_model_package_group(ModelPackageGroupName="llm")
    package = package_with(CHAT=CHAT, PATH="$.path")
    made = state(package, result_path="$.registered")
    made["Parameters"]["ModelPackageDescription.$"] = "$.description"
    output = executed(made, '{"description": "of this night"}')
    arn = output["registered"]["ModelPackageArn"]
    described = from_describe(sagemaker.describe_model_package(ModelPackageName=arn))
    assert described == from_kwargs({**package.to_kwargs(), "ModelPackageDescription": "of this night"})
    assert output["description"] == "of this night"


@judged
@unwarned
@pytest.mark.usefixtures("_moto")
@settings(max_examples=10, phases=[Phase.generate])
@given(package=packages() | packages(Wanted(full=True)))
def test_an_execution_sends_any_request(package: ModelPackage) -> None:
    sent: list[dict[str, Any]] = []

    class Client:
        def __init__(self, **_: object) -> None: ...

        def create_model_package(self, **kwargs: object) -> dict[str, str]:
            sent.append(kwargs)
            return {"ModelPackageArn": "arn"}

    module = "moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module(module), "boto_client_for", Client)
        assert executed(state(package)) == {"ModelPackageArn": "arn"}
    assert sent == [package.to_kwargs()]
