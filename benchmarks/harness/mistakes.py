"""Mistakes that a type checker could report, written as requests, so that they can be written for every library.

They are those of ``tests/typing/refusals.py`` that are about a request, by the same titles. ``ELSEWHERE`` has the rest:
mistakes that can only be made with this package's classes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .expressions import Code

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
ARCHIVE = "s3://ml-artifacts/churn/model.tar.gz"
SAMPLES = "s3://ml-artifacts/churn/samples/"
SETUP = 'config: dict[str, str] = {"approval": "approved", "batch": "m5.large"}\n'
"""Strings of which a checker knows nothing but that they are strings."""

ELSEWHERE = (
    "A member of a structure without its name",
    "An unknown instance type, as an enum member",
    "A real-time instance type where a transform type is due, as an enum member",
    "`AugmentedManifestFile` for the input of a transform job, as an enum member",
    "A package before its kind is chosen",
    "Assignment to a frozen field",
)


class Mistake(NamedTuple):
    """A wrong request and its right twin."""

    title: str
    wrong: dict[str, Any]
    right: dict[str, Any]


def _container(**members: object) -> dict[str, Any]:
    return {"Image": IMAGE, **members}


def _serving(**members: object) -> dict[str, Any]:
    return {"Containers": [_container()], **members}


TYPES = {
    "SupportedTransformInstanceTypes": ["ml.m5.large"],
    "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
}


def _version(**members: object) -> dict[str, Any]:
    return {"ModelPackageGroupName": "churn", "InferenceSpecification": _serving(), **members}


def _shelf(**members: object) -> dict[str, Any]:
    return {"ModelPackageName": "churn", "InferenceSpecification": _serving(**TYPES), **members}


def _serves(**members: object) -> dict[str, Any]:
    return _version(InferenceSpecification=_serving(**members))


def _holds(**members: object) -> dict[str, Any]:
    return _version(InferenceSpecification={"Containers": [_container(**members)]})


def _validated(source: dict[str, Any], resources: dict[str, Any]) -> dict[str, Any]:
    job = {
        "TransformInput": {
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": SAMPLES, **source}},
            "ContentType": "text/csv",
        },
        "TransformOutput": {"S3OutputPath": "s3://ml-artifacts/churn/validation/"},
        "TransformResources": resources,
    }
    profiles = [{"ProfileName": "profile", "TransformJobDefinition": job}]
    role = "arn:aws:iam::111122223333:role/ModelValidation"
    return _version(ValidationSpecification={"ValidationRole": role, "ValidationProfiles": profiles})


def _runs_on(instance_type: object = "ml.m5.large", **count: object) -> dict[str, Any]:
    return _validated({}, {"InstanceType": instance_type, **count})


def _read_as(data_type: str) -> dict[str, Any]:
    return _validated({"S3DataType": data_type}, {"InstanceType": "ml.m5.large", "InstanceCount": 1})


def _model_data(data_type: str) -> dict[str, Any]:
    source = {"S3Uri": ARCHIVE, "S3DataType": data_type, "CompressionType": "Gzip"}
    return _holds(ModelDataSource={"S3DataSource": source})


_APPROVED = _version(ModelApprovalStatus="Approved")
_TWO_TYPES = _serves(SupportedTransformInstanceTypes=["ml.m5.large", "ml.c5.xlarge"])

MISTAKES = (
    Mistake("A misspelt setter or field", _version(ModelPackageDescripton="a"), _version(ModelPackageDescription="a")),
    Mistake(
        "A misspelt member of a structure", _serves(Containers=[{"Imag": IMAGE}]), _serves(Containers=[_container()])
    ),
    Mistake("A value of the wrong type", _version(ModelPackageDescription=5), _version(ModelPackageDescription="5")),
    Mistake("A `str` in a list of structures", _serves(Containers=[IMAGE]), _serves(Containers=[_container()])),
    Mistake(
        "A structure where a list of them is due", _serves(Containers=_container()), _serves(Containers=[_container()])
    ),
    Mistake(
        "A list where one structure is due",
        _version(InferenceSpecification=[_serving()]),
        _version(InferenceSpecification=_serving()),
    ),
    Mistake(
        "A bare `str` for a list of strings",
        _serves(SupportedContentTypes="text/csv"),
        _serves(SupportedContentTypes=["text/csv"]),
    ),
    Mistake(
        "A list, or a number, for one of the strings",
        _serves(SupportedContentTypes=[5]),
        _serves(SupportedContentTypes=["text/csv"]),
    ),
    Mistake('`"aproved"`', _version(ModelApprovalStatus="aproved"), _APPROVED),
    Mistake("Any `str` for an enum", _version(ModelApprovalStatus=Code('config["approval"]')), _APPROVED),
    Mistake(
        "Any `str` in a list of instance types",
        _serves(SupportedTransformInstanceTypes=Code('config["batch"].split()')),
        _TWO_TYPES,
    ),
    Mistake(
        "An unknown instance type, as a string",
        _serves(SupportedRealtimeInferenceInstanceTypes=["ml.m5.larg"]),
        _serves(SupportedRealtimeInferenceInstanceTypes=["ml.m5.large"]),
    ),
    Mistake(
        "An unknown instance type of a transform job, as a string",
        _runs_on("ml.m5.larg", InstanceCount=1),
        _runs_on(InstanceCount=1),
    ),
    Mistake(
        "A real-time instance type where a transform type is due, as a string",
        _serves(SupportedTransformInstanceTypes=["ml.t2.medium"]),
        _serves(SupportedRealtimeInferenceInstanceTypes=["ml.t2.medium"]),
    ),
    Mistake('`"ManifestFile"` for model data', _model_data("ManifestFile"), _model_data("S3Object")),
    Mistake(
        '`"AugmentedManifestFile"` for the input of a transform job, as a string',
        _read_as("AugmentedManifestFile"),
        _read_as("ManifestFile"),
    ),
    Mistake("A missing required member of a nested structure", _runs_on(), _runs_on(InstanceCount=1)),
    Mistake(
        "A part left out of a structure that is given in parts",
        _version(ModelLifeCycle={"Stage": "Development"}),
        _version(ModelLifeCycle={"Stage": "Development", "StageStatus": "InProgress"}),
    ),
    Mistake("`None` for a required member", _version(ModelPackageGroupName=None), _version()),
    Mistake("`tags` on a version", _version(Tags=[{"Key": "a", "Value": "b"}]), _shelf(Tags=[])),
    Mistake(
        "`certify_for_marketplace` on a version",
        _version(CertifyForMarketplace=True),
        _shelf(CertifyForMarketplace=False),
    ),
    Mistake("`approval_status` on an unversioned package", _shelf(ModelApprovalStatus="Approved"), _APPROVED),
    Mistake("An unversioned package without its instance types", _shelf(InferenceSpecification=_serving()), _shelf()),
    Mistake("Both names", _version(ModelPackageName="churn"), _version()),
    Mistake("Neither name", {"InferenceSpecification": _serving(**TYPES)}, _shelf()),
    Mistake(
        "An `int` as the value of an environment variable",
        _holds(Environment={"WORKERS": 4}),
        _holds(Environment={"WORKERS": "4"}),
    ),
    Mistake("A `str` as a count", _runs_on(InstanceCount="2"), _runs_on(InstanceCount=2)),
    Mistake("A `bool` as a count", _runs_on(InstanceCount=True), _runs_on(InstanceCount=1)),
)
