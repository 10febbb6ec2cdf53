"""A user's program that fails at each of the library's doors. The secret is in no variable and no line of its own."""

from __future__ import annotations

import json
import os
from typing import Any

import attrs
import boto3
from botocore.stub import Stubber

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelRegistry,
    VersionedModelPackage,
    diff,
    from_describe,
    from_kwargs,
    from_training_job,
    guard,
)
from sagemaker_model_package.cloudformation import resource
from sagemaker_model_package.converter import make_converter
from sagemaker_model_package.pipelines import read_definition, reference, register_step
from sagemaker_model_package.registry import Rewrite, rewritten
from sagemaker_model_package.step_functions import state

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"


def secrets() -> dict[str, Any]:
    return {"TOKEN": os.environ["THE_SECRET"]}


def request(**members: object) -> dict[str, Any]:
    containers = [{"Image": IMAGE, "Environment": secrets()}]
    return {"ModelPackageGroupName": "churn", "InferenceSpecification": {"Containers": containers}, **members}


def definition() -> str:
    step = {"Name": "Register", "Type": "RegisterModel", "Arguments": request(ModelPackageDescription="a\nb")}
    return json.dumps({"Steps": [step]})


def builder() -> ModelPackageBuilder:
    return ModelPackageBuilder().container(image=IMAGE, environment=secrets()).model_card(secrets())


def client() -> Any:  # noqa: ANN401
    return boto3.client("sagemaker", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")


def build() -> None:
    builder().description("a\nb").versioned("churn").build()  # the user's line


def build_unversioned() -> None:
    builder().unversioned("a b", transform_instance_types=[], realtime_instance_types=[]).build()  # the user's line


def kwargs() -> None:
    from_kwargs(request(ModelPackageDescription="a\nb"))  # the user's line


def kwargs_that_are_text() -> None:
    from_kwargs(str(request()))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - the user's line


def described() -> None:
    from_describe(request(ModelPackageDescription=5))  # the user's line


def made() -> None:
    wrong: Any = request()["InferenceSpecification"]
    VersionedModelPackage(model_package_group_name="churn", inference_specification=wrong)  # the user's line


def made_of_unknown_members() -> None:
    wrong: Any = request()
    VersionedModelPackage(**wrong)  # the user's line


def changed() -> None:
    attrs.evolve(builder().versioned("churn").build(), source_uri="a\nb")  # the user's line


def converted() -> None:
    make_converter().structure(request(Domain=5), VersionedModelPackage)  # the user's line


def guarded() -> None:
    guard(client()).create_model_package(**request(ModelPackageDescription="a\nb"))  # the user's line


def registered_a_dict() -> None:
    wrong: Any = request
    ModelRegistry(client()).register(wrong())  # the user's line


def resource_of_a_dict() -> None:
    wrong: Any = request
    resource(wrong())  # the user's line


def state_of_text() -> None:
    wrong: Any = request
    state(str(wrong()))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - the user's line


def step_of_a_dict() -> None:
    wrong: Any = request
    register_step("Register", wrong())  # the user's line


def differences_of_a_dict() -> None:
    wrong: Any = request
    diff(builder().versioned("churn").build(), wrong())  # the user's line


def rewritten_dict() -> None:
    wrong: Any = request
    rewritten(wrong(), Rewrite())  # the user's line


def rewritten_with_a_dict() -> None:
    wrong: Any = secrets
    rewritten(builder().versioned("churn").build(), wrong())  # the user's line


def register() -> None:
    package = ModelPackageBuilder().container(image=IMAGE, environment=secrets()).versioned("churn").build()
    refusing = client()
    with Stubber(refusing) as stub:
        stub.add_client_error("create_model_package", "ValidationException", "No")
        ModelRegistry(refusing).register(package)  # the user's line


def wrong_keyword() -> None:
    builder().container(env=secrets())  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue] - the user's line


def whole_and_parts() -> None:
    wrong: Any = builder()
    wrong.container(ModelPackageContainerDefinition(image=IMAGE), environment=secrets())  # the user's line


def training_job() -> None:
    job = {"TrainingJobArn": "arn", "TrainingJobStatus": "Failed"}
    from_training_job({**job, "Environment": secrets()})  # the user's line


def values_of_a_reference() -> None:
    package = builder().description(reference({"Get": "Parameters.Text"})).versioned("churn").build()
    package.to_kwargs()  # the user's line


def values_of_a_reference_converted() -> None:
    package = builder().description(reference({"Get": "Parameters.Text"})).versioned("churn").build()
    make_converter().unstructure(package)  # the user's line


def step_with_a_token() -> None:
    register_step("Register", builder().client_token("a").versioned("churn").build())  # the user's line


def replaced_container() -> None:
    wrong: Any = secrets
    builder().replace_container(5, wrong())  # the user's line


def updated_container() -> None:
    builder().update_container(5, environment=secrets())  # the user's line


def read() -> None:
    read_definition(definition())  # the user's line


def guarded_pipeline() -> None:
    guard(client()).update_pipeline(PipelineName="churn", PipelineDefinition=definition())  # the user's line


def not_a_resource() -> None:
    resource(builder().managed_storage_type("Restricted").versioned("churn").build())  # the user's line


def not_a_state() -> None:
    state(from_describe(request(CustomerMetadataProperties={"team.$": "growth"})))  # the user's line


def group_of_wrong_tags() -> None:
    ModelRegistry(client()).ensure_group("churn", tags={"%": ""})  # the user's line


def approved_for_a_wrong_reason() -> None:
    ModelRegistry(client()).approve("churn", 1, "a\nb")  # the user's line


def rejected_for_a_wrong_reason() -> None:
    ModelRegistry(client()).reject("churn", 1, "a\nb")  # the user's line
