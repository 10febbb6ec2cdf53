"""Documents of each kind with the same request in them, and where its members stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.validation.bad_requests import Kwargs


def step(arguments: Kwargs) -> Kwargs:
    return {"Name": "Register", "Type": "RegisterModel", "Arguments": arguments}


def condition(*steps: Kwargs) -> Kwargs:
    return {"Name": "Good", "Type": "Condition", "Arguments": {"Conditions": [], "IfSteps": list(steps)}}


def definition(*steps: object) -> Kwargs:
    return {"Version": "2020-12-01", "Steps": [{"Name": "Train", "Type": "Training", "Arguments": {}}, *steps]}


def template(properties: Any, name: str = "Churn") -> Kwargs:  # noqa: ANN401 - any JSON
    group = {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": {"ModelPackageGroupName": "churn"}}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {"Group": group, name: {"Type": "AWS::SageMaker::ModelPackage", "Properties": properties}},
    }


def of_step(request: Kwargs) -> Kwargs:
    return definition(step(request))


IN = "Steps[1].Arguments"
KINDS: dict[str, tuple[Callable[[Kwargs], Any], str]] = {
    "request": (lambda request: request, ""),
    "pipeline": (of_step, f"{IN}."),
    "condition": (lambda request: definition(condition(step(request))), f"{IN}.IfSteps[0].Arguments."),
    "template": (template, "Resources.Churn.Properties."),
}
"""What makes a document of a request, and what comes before its members' paths there."""

RESPONSE = {
    "ModelPackageArn": "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1",
    "ModelPackageVersion": 1,
    "ModelPackageStatus": "Completed",
    "CreationTime": "2026-11-30T20:00:00Z",
}
