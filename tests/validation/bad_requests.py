"""Requests that are wrong, each beside the closest request that is right, and what has to be said of the wrong one.

They are written as a user writes them for boto3. ``version`` and ``shelf`` are the two kinds of request at their
smallest; ``serving``, ``container``, ``job`` and the like are their parts. Each takes members to add or to replace.
"""

# ruff: noqa: FBT003 - here True and False are values of requests

from __future__ import annotations

import json
import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sagemaker_model_package import ModelPackageValidationError, ModelPackageWarning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from sagemaker_model_package import Problem

Kwargs: TypeAlias = "dict[str, Any]"

EMPTY: Kwargs = {}
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
ARCHIVE = "s3://ml-artifacts/churn/model.tar.gz"
REPORT = "s3://ml-artifacts/churn/evaluation.json"
ROLE = "arn:aws:iam::111122223333:role/ModelValidation"
GROUP_ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/churn"
ELSEWHERE = GROUP_ARN.replace("us-east-1", "us-west-2")
MODEL_ARN = GROUP_ARN.replace("model-package-group", "model")
SHELF_ARN = GROUP_ARN.replace("model-package-group", "model-package")
KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
DIGEST = "sha256:" + "0123456789abcdef" * 4


class BadRequest(NamedTuple):
    """A wrong request, its twin, and every problem of the wrong one."""

    name: str
    bad: Kwargs
    twin: Kwargs
    expected: tuple[tuple[str, str], ...]
    """Code and path of each problem. Codes from MP200 on are warnings, all others errors."""


# The parts of a request -----------------------------------------------------------------------------------------------


def container(**members: object) -> Kwargs:
    return {"Image": IMAGE, **members}


def serving(*containers: object, **members: object) -> Kwargs:
    return {"Containers": list(containers or [container()]), **members}


def additional(name: str = "edge", /, **members: object) -> Kwargs:
    return {"Name": name, "Containers": [container()], **members}


def report(**members: object) -> Kwargs:
    return {"ContentType": "application/json", "S3Uri": REPORT, **members}


def archive_in_s3(**members: object) -> Kwargs:
    return {"S3Uri": ARCHIVE, "S3DataType": "S3Object", "CompressionType": "Gzip", **members}


def files_in_s3(**members: object) -> Kwargs:
    return {"S3Uri": "s3://ml-artifacts/llama/", "S3DataType": "S3Prefix", "CompressionType": "None", **members}


def job_input(**members: object) -> Kwargs:
    return {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://ml-artifacts/in/"}}, **members}


def job_resources(**members: object) -> Kwargs:
    return {"InstanceType": "ml.m5.large", "InstanceCount": 1, **members}


def job(**members: object) -> Kwargs:
    return {
        "TransformInput": job_input(),
        "TransformOutput": {"S3OutputPath": "s3://ml-artifacts/out/"},
        "TransformResources": job_resources(),
        **members,
    }


def profile(name: str = "smoke-test", /, **members: object) -> Kwargs:
    return {"ProfileName": name, "TransformJobDefinition": job(**members)}


def validated_by(*profiles: object, **members: object) -> Kwargs:
    return {"ValidationRole": ROLE, "ValidationProfiles": list(profiles or [profile()]), **members}


def version(**members: object) -> Kwargs:
    return {"ModelPackageGroupName": "churn", "InferenceSpecification": serving(), **members}


def shelf(**members: object) -> Kwargs:
    return {
        "ModelPackageName": "churn",
        "InferenceSpecification": serving(
            SupportedTransformInstanceTypes=["ml.m5.large"], SupportedRealtimeInferenceInstanceTypes=["ml.m5.large"]
        ),
        **members,
    }


def without(mapping: Kwargs, *names: str) -> Kwargs:
    return {name: value for name, value in mapping.items() if name not in names}


def with_serving(**members: object) -> Kwargs:
    return version(InferenceSpecification=serving(**members))


def with_container(**members: object) -> Kwargs:
    return with_serving(Containers=[container(**members)])


def with_additional(**members: object) -> Kwargs:
    return version(AdditionalInferenceSpecifications=[additional(**members)])


def with_job(**members: object) -> Kwargs:
    return version(ValidationSpecification=validated_by(profile(**members)))


def with_resources(**members: object) -> Kwargs:
    return with_job(TransformResources=job_resources(**members))


def with_statistics(source: object) -> Kwargs:
    return version(ModelMetrics={"ModelQuality": {"Statistics": source}})


def from_algorithm(**members: object) -> Kwargs:
    algorithms = [{"AlgorithmName": "our-xgboost", **members}]
    return {"ModelPackageName": "churn", "SourceAlgorithmSpecification": {"SourceAlgorithms": algorithms}}


def numbered(count: int, prefix: str = "KEY") -> dict[str, str]:
    return {f"{prefix}_{number}": "value" for number in range(count)}


def tags(count: int) -> list[Kwargs]:
    return [{"Key": f"key-{number}", "Value": "value"} for number in range(count)]


# Cases ----------------------------------------------------------------------------------------------------------------

ABSENT = object()
"""In place of a value: the member is not there."""


class Place(NamedTuple):
    """A request, and the beginning of the paths of members that a case is about."""

    request: Kwargs
    path: str = ""


def case(code: str, name: str, place: Place, path: str, bad: object, good: object, at: str = "") -> BadRequest:  # noqa: PLR0917
    """Return a request with a bad value at a path, and its twin with a good one; ``at`` leads on to the problem."""
    wrong, right = (placed(place.request, steps_of(place.path + path), value, good) for value in (bad, good))
    return BadRequest(name, wrong, right, ((code, place.path + path + at),))


def steps_of(path: str) -> list[str | int]:
    """Return the steps of a path."""
    return [int(index) if index else step for index, step in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)]


def placed(held: Any, steps: Sequence[str | int], value: object, filler: object) -> Any:  # noqa: ANN401 - any part of a request
    """Return a copy with the value where the steps lead. Dicts on the way are made, and lists filled up."""
    if not steps:
        return value
    step, *rest = steps
    if isinstance(step, int):
        items = [*(held or ())]
        items += [filler] * (step + 1 - len(items))
        return [*items[:step], placed(items[step], rest, value, filler), *items[step + 1 :]]
    members: Kwargs = dict(held or {})
    new = placed(members.get(step), rest, value, filler)
    return without(members, step) if new is ABSENT else {**members, step: new}


C0 = "InferenceSpecification.Containers[0]"
JOB = "ValidationSpecification.ValidationProfiles[0].TransformJobDefinition"
STATISTICS = "ModelMetrics.ModelQuality.Statistics"

_LONG_KEY = "k" * 129
_LONG_KEY_SHOWN = f" (key: '{'k' * 80}'... (129 characters))"
_SERVING_OF_SHELF = shelf()["InferenceSpecification"]
_SERVING, _VALIDATION, _ALGORITHM = "InferenceSpecification", "ValidationSpecification", "SourceAlgorithmSpecification"
_JOB_INPUT_TYPE = "TransformInput.DataSource.S3DataSource.S3DataType"
_TWO = [{"AlgorithmName": "first"}, {"AlgorithmName": "second"}]
_16 = [additional(f"n{number}") for number in range(16)]
_ACCEPTED = {"AcceptEula": True}
_HUB = {"BaseModel": {"HubContentName": "llama"}}
_LONG_CARD = json.dumps({"business_details": {"line_of_business": "x" * 99_952}})
_LINES = '{"business_details":{"business_problem":"a\u2029"}}'
_ADAPTER = {"ChannelName": "adapter", "S3DataSource": files_in_s3()}

VERSION = Place(version())
SHELF = Place(shelf())
TAGGED = Place(shelf(Tags=tags(2)), "Tags[1].")
SERVING = Place(version(), "InferenceSpecification.")
CONTAINER = Place(version(), f"{C0}.")
FILES = Place(with_container(ModelDataSource={"S3DataSource": files_in_s3()}), f"{C0}.ModelDataSource.S3DataSource.")
CHANNELS = Place(with_container(AdditionalModelDataSources=[_ADAPTER] * 3), f"{C0}.AdditionalModelDataSources[2].")
SIMPLE = Place({"ModelPackageGroupName": "churn", "SourceUri": "churn-7"})
STAGE = Place(version(ModelLifeCycle={"Stage": "Review", "StageStatus": "Open"}), "ModelLifeCycle.")
BASELINE = Place(
    version(DriftCheckBaselines={"Bias": {"ConfigFile": report()}}), "DriftCheckBaselines.Bias.ConfigFile."
)
EDGE = Place(with_additional(), "AdditionalInferenceSpecifications[0].")
SECOND = Place(
    version(AdditionalInferenceSpecifications=[additional(), additional("gpu", Containers=[container()] * 2)]),
    "AdditionalInferenceSpecifications[1].",
)
RESOURCES = Place(with_resources(VolumeKmsKeyId=KEY_ARN), f"{JOB}.TransformResources.")
LOCAL = Place(with_resources(InstanceType="ml.g5.xlarge"), RESOURCES.path)
SHELF_SERVING = Place(shelf(), "InferenceSpecification.")
LISTED = Place(
    with_additional(Containers=[container(AdditionalS3DataSource={"S3DataType": "S3Object", "S3Uri": ARCHIVE})]),
    "AdditionalInferenceSpecifications[0].Containers[0].AdditionalS3DataSource.",
)
PACKED = Place(with_container(ModelDataUrl=ARCHIVE), CONTAINER.path)
GZIPPED = Place(with_container(ModelDataSource={"S3DataSource": archive_in_s3()}), FILES.path)
VALIDATED = Place(version(ValidationSpecification=validated_by()), "ValidationSpecification.")
BATCH = Place(with_job(), f"{JOB}.")
REPORTED = Place(with_statistics(report()), f"{STATISTICS}.")
PROPERTIES = Place(version(), "CustomerMetadataProperties")
CARD = Place(version(ModelCard={"ModelCardContent": "{}"}), "ModelCard.")
ALGORITHM = Place(from_algorithm(), "SourceAlgorithmSpecification.SourceAlgorithms[0].")


VALUES = (
    # MP001: exactly the type of the member
    case("MP001", "a number is not text", VERSION, "ModelPackageDescription", 2024, "2024"),
    case("MP001", "None is no way to leave a member out", VERSION, "ModelPackageDescription", None, ABSENT),
    case("MP001", "None is not a group", VERSION, "ModelPackageGroupName", None, "churn"),
    case("MP001", "bytes are not text", CONTAINER, "Image", IMAGE.encode(), IMAGE),
    case("MP001", "True is not a number", BATCH, "TransformResources.InstanceCount", True, 1),
    case("MP001", "101.0 is not a whole number", BATCH, "TransformResources.InstanceCount", 101.0, 100),
    case("MP001", "a number in a string stays a string", BATCH, "MaxPayloadInMB", "6", 6),
    case("MP001", "1 is not a flag", CONTAINER, "IsCheckpoint", 1, True),
    case("MP001", "'yes' is not consent", FILES, "ModelAccessConfig.AcceptEula", "yes", True),
    case("MP001", "one string where a list is wanted", SERVING, "SupportedContentTypes", "text/csv", ["text/csv"]),
    case("MP001", "a set where a list is wanted", SERVING, "SupportedResponseMIMETypes", {"a/b"}, ["a/b"]),
    case("MP001", "one container where a list is wanted", SERVING, "Containers", container(), [container()]),
    case("MP001", "an image where a container is wanted", SERVING, "Containers[1]", IMAGE, container()),
    case(
        "MP001", "containers where the specification is wanted", VERSION, "InferenceSpecification", [EMPTY], serving()
    ),
    case("MP001", "None among types", SERVING, "SupportedRealtimeInferenceInstanceTypes[1]", None, "ml.m5.large"),
    case("MP001", "a number in an environment", CONTAINER, "Environment.WORKERS", 4, "4"),
    case("MP001", "None in an environment", CONTAINER, "Environment.WORKERS", None, ABSENT),
    case("MP001", "a variable named by a number", CONTAINER, "Environment", {1: "a"}, {"_1": "a"}, " (key: 1)"),
    case("MP001", "an environment as ECS writes it", CONTAINER, "Environment", [{"Name": "A", "Value": ""}], {"A": ""}),
    case("MP001", "True in the job's environment", BATCH, "Environment.DEBUG", True, "true"),
    case("MP001", "tags as a dict", SHELF, "Tags", {"team": "growth"}, [{"Key": "team", "Value": "growth"}]),
    case("MP001", "a tag as a pair", SHELF, "Tags[0]", ("team", "growth"), {"Key": "team", "Value": "growth"}),
    case("MP001", "a measure that is still a number", PROPERTIES, ".auc", 0.91, "0.91"),
    case("MP001", "a model card that is still a dict", CARD, "ModelCardContent", {"model_overview": {}}, "{}"),
    case("MP001", "a number for an approval", VERSION, "ModelApprovalStatus", 1, "Approved"),
    case("MP001", "a commit in place of all properties", VERSION, "MetadataProperties", "3f1c2b7", {"CommitId": "3f1"}),
    case("MP001", "a URI in place of a report", VERSION, STATISTICS, REPORT, report()),
    case("MP001", "a URI in place of a file", BASELINE, "S3Uri", {"S3Uri": REPORT}, REPORT),
    case("MP001", "a word for a flag", Place(shelf()), "CertifyForMarketplace", "true", False),
    case("MP001", "a number for a task", VERSION, "Task", 5, "OTHER"),
    case("MP001", "no specification of a package that needs it", SHELF, "InferenceSpecification", 5, _SERVING_OF_SHELF),
    case(
        "MP001", "no algorithms", Place(EMPTY | {"ModelPackageName": "a"}), _ALGORITHM, [], from_algorithm()[_ALGORITHM]
    ),
    case("MP001", "no validation", Place(shelf(CertifyForMarketplace=True)), _VALIDATION, [], validated_by()),
    BadRequest(
        "a tag's key that is not text, twice",
        shelf(Tags=[{"Key": 5, "Value": "a"}, {"Key": 5, "Value": "b"}]),
        shelf(Tags=tags(2)),
        (("MP001", "Tags[0].Key"), ("MP001", "Tags[1].Key")),
    ),
    # MP002: as long as the member allows
    case("MP002", "a description of 1,025 characters", VERSION, "ModelPackageDescription", "x" * 1025, "x" * 1024),
    case("MP002", "characters count, not bytes", VERSION, "ModelPackageDescription", "模" * 1025, "模" * 1024),
    case("MP002", "no group's name is empty", VERSION, "ModelPackageGroupName", "", "g"),
    case("MP002", "a package's name of 64 characters", SHELF, "ModelPackageName", "n" * 64, "n" * 63),
    case("MP002", "a client token of 37 characters", VERSION, "ClientToken", "0" * 37, "0" * 36),
    case("MP002", "a framework's version without its minor", CONTAINER, "FrameworkVersion", "2.", "2.1"),
    case("MP002", "a framework's version with all it has", CONTAINER, "FrameworkVersion", "2.1.0+cu121", "2.1.0"),
    case("MP002", "a long key", PROPERTIES, "", {_LONG_KEY: "a"}, {_LONG_KEY[1:]: "a"}, _LONG_KEY_SHOWN),
    case("MP002", "a property of 257 characters", PROPERTIES, ".notes", "x" * 257, "x" * 256),
    case("MP002", "a property that is empty", PROPERTIES, ".team", "", "-"),
    case("MP002", "a tag's value of 257 characters", TAGGED, "Value", "x" * 257, "x" * 256),
    case("MP002", "the name of a role in place of its ARN", VALIDATED, "ValidationRole", "ModelValidation", ROLE),
    case("MP002", "a variable of 1,025 characters", CONTAINER, "Environment.PROMPT", "x" * 1025, "x" * 1024),
    case("MP002", "a variable of the job of 10,241 characters", BATCH, "Environment.A", "x" * 10241, "x" * 10240),
    case("MP002", "100,001 characters", CARD, "ModelCardContent", "\n" * 100_001, _LONG_CARD),
    case("MP002", "no input configuration is empty", CONTAINER, "ModelInput.DataInputConfig", "", "{}"),
    case("MP002", "a recipe's name of 256 characters", CONTAINER, "BaseModel.RecipeName", "r" * 256, "r" * 255),
    case("MP002", "two numbers of three", CONTAINER, "BaseModel.HubContentVersion", "1.0", "1.0.0"),
    case("MP002", "a channel without a name, the third of a container", CHANNELS, "ChannelName", "", "-"),
    case("MP002", "a content type of 257 characters", SERVING, "SupportedContentTypes[1]", "x" * 257, "x" * 256),
    case("MP002", "a machine image's name", BATCH, "TransformResources.TransformAmiVersion", "a" * 64, "a" * 63),
    # MP003: as the member is written
    case("MP003", "a URI that lost its colon", CONTAINER, "ModelDataUrl", "s3//b/model.pkl", ARCHIVE),
    case("MP003", "a file of this machine", CONTAINER, "ModelDataUrl", "file:///m.tar.gz", "https://a.com/m.tar.gz"),
    case("MP003", "a package's name with an underscore", SHELF, "ModelPackageName", "churn_model", "churn-model"),
    case("MP003", "a group's name that ends with a hyphen", VERSION, "ModelPackageGroupName", "churn-", "churn-1"),
    case("MP003", "a version in place of a group", VERSION, "ModelPackageGroupName", f"{SHELF_ARN}/7", GROUP_ARN),
    case("MP003", "a short account", VERSION, "ModelPackageGroupName", ELSEWHERE.replace("1111", "111"), GROUP_ARN),
    case("MP003", "a description of two lines", VERSION, "ModelPackageDescription", "Churn\nAgain", "Churn, again"),
    case("MP003", "a content type with a separator of lines", SERVING, "SupportedContentTypes[0]", "a\u2028", "a b"),
    case("MP003", "an image with a blank", CONTAINER, "Image", f"{IMAGE} ", IMAGE),
    case("MP003", "a digest without its algorithm", CONTAINER, "ImageDigest", DIGEST.removeprefix("sha256:"), DIGEST),
    case("MP003", "a host's name with a dot", CONTAINER, "ContainerHostname", "first.step", "first-step"),
    case("MP003", "a framework's version that begins with v", CONTAINER, "FrameworkVersion", "v1.7-1", "1.7-1"),
    case("MP003", "a variable with a hyphen", CONTAINER, "Environment", {"A-B": "8"}, {"A_B": "8"}, " (key: A-B)"),
    case("MP003", "a variable that begins with a digit", BATCH, "Environment", {"7Z": ""}, {"Z7": ""}, " (key: 7Z)"),
    case("MP003", "a response type without a slash", SERVING, "SupportedResponseMIMETypes[1]", "json", "text/json"),
    case("MP003", "a content type with a line break", SERVING, "SupportedContentTypes[0]", "text/csv\n", "text/csv"),
    case("MP003", "a key's ARN with a blank", VERSION, "SecurityConfig.KmsKeyId", f" {KEY_ARN}", KEY_ARN),
    case("MP003", "a user in place of a role", VALIDATED, "ValidationRole", ROLE.replace("role/", "user/"), ROLE),
    case("MP003", "a source with an equals sign", SIMPLE, "SourceUri", "s3://models/run=7", "s3://models/run-7"),
    case("MP003", "a stage of two words", STAGE, "Stage", "Model Review", "ModelReview"),
    case("MP003", "a commit with its line break", VERSION, "MetadataProperties.CommitId", "3f1c2b7\n", "3f1c2b7"),
    case("MP003", "a tag's key with a number sign", TAGGED, "Key", "#team", "@team"),
    case("MP003", "a property in per cent", PROPERTIES, ".accuracy", "91 %", "0.91"),
    case("MP003", "a property's key with a bracket", PROPERTIES, "", {"a[b]": "1"}, {"a/b": "1"}, " (key: a[b])"),
    case("MP003", "a report without its scheme", REPORTED, "S3Uri", "ml-artifacts/report.json", REPORT),
    case("MP003", "a digest that is too short", BASELINE, "ContentDigest", DIGEST[:-1], DIGEST),
    case("MP003", "an algorithm's name with a blank", ALGORITHM, "AlgorithmName", "our xgboost", "our-xgboost"),
    case("MP003", "an image with a blank, far within", SECOND, "Containers[1].Image", f" {IMAGE}", IMAGE),
    case("MP003", "a payload that is not a URI", VERSION, "SamplePayloadUrl", "sample.csv", ARCHIVE),
    case("MP003", "a prefix that is not a URI", FILES, "S3Uri", "s3//prefix", "s3://prefix/"),
    case("MP003", "a key that is blank beside local storage", LOCAL, "VolumeKmsKeyId", " ", ABSENT),
    # MP004: as large as the member allows
    case("MP004", "no instances", BATCH, "TransformResources.InstanceCount", 0, 1),
    case("MP004", "a payload below nothing", BATCH, "MaxPayloadInMB", -1, 0),
    case("MP004", "fewer requests than none", BATCH, "MaxConcurrentTransforms", -1, 0),
    # MP005: as many as the member allows
    case("MP005", "no container", SERVING, "Containers", [], [container()]),
    case("MP005", "16 containers", SERVING, "Containers", [container()] * 16, [container()] * 15),
    case(
        "MP005",
        "no types, but a validation",
        Place(BATCH.request),
        f"{_SERVING}.SupportedTransformInstanceTypes",
        [],
        ["ml.m5.large"],
    ),
    case("MP005", "6 additional sources", CONTAINER, "AdditionalModelDataSources", [_ADAPTER] * 6, [_ADAPTER] * 5),
    case("MP005", "101 variables", CONTAINER, "Environment", numbered(100) | {"API_TOKEN": "hunter2hunter2"}, {}),
    case("MP005", "17 variables of the job", BATCH, "Environment", numbered(17), numbered(16)),
    case("MP005", "no property at all", PROPERTIES, "", {}, {"team": "growth"}),
    case("MP005", "51 properties", PROPERTIES, "", numbered(51), numbered(50)),
    case("MP005", "51 tags", SHELF, "Tags", tags(51), tags(50)),
    case("MP005", "two profiles", VALIDATED, "ValidationProfiles", [profile("a"), profile("b")], [profile("a")]),
    case("MP005", "two algorithms", Place(from_algorithm()), f"{_ALGORITHM}.SourceAlgorithms", _TWO, _TWO[:1]),
    case("MP005", "no additional specification", VERSION, "AdditionalInferenceSpecifications", [], [additional()]),
    case("MP005", "16 additional specifications", VERSION, "AdditionalInferenceSpecifications", _16, _16[1:]),
    # MP006: one of the closed list
    case("MP006", "an approval that lost a letter", VERSION, "ModelApprovalStatus", "Aproved", "Approved"),
    case("MP006", "a type of EC2", SERVING, "SupportedTransformInstanceTypes[1]", "m5.large", "ml.m5.large"),
    case(
        "MP006",
        "an endpoint's type",
        SERVING,
        "SupportedRealtimeInferenceInstanceTypes[0]",
        "ml.m5.larg",
        "ml.m5.large",
    ),
    case("MP006", "a type of endpoints", BATCH, "TransformResources.InstanceType", "ml.t2.medium", "ml.m4.xlarge"),
    case("MP006", "a name in Python's spelling", BATCH, "BatchStrategy", "MULTI_RECORD", "MultiRecord"),
    case("MP006", "a compression in small letters", GZIPPED, "CompressionType", "gzip", "Gzip"),
    case("MP006", "a type of another structure", LISTED, "S3DataType", "ManifestFile", "S3Object"),
    case("MP006", "a way to split that does not exist", BATCH, "TransformInput.SplitType", "Row", "Line"),
    case("MP006", "a way to join that does not exist", BATCH, "TransformOutput.AssembleWith", "Comma", "Line"),
    case("MP006", "an unknown type with a key", RESOURCES, "InstanceType", "ml.g5.larg", "ml.m5.large"),
    case("MP006", "a data type in small letters", GZIPPED, "S3DataType", "S3prefix", "S3Object"),
    case("MP006", "True spelt out", VERSION, "SkipModelValidation", "True", "All"),
    case("MP006", "a card's status that does not exist", CARD, "ModelCardStatus", "Published", "Approved"),
    case("MP006", "no storage at all", VERSION, "ManagedStorageType", "", "Restricted"),
    case("MP006", "a registration that does not exist", VERSION, "ModelPackageRegistrationType", "Draft", "Logged"),
    # MP007: what a structure needs
    case("MP007", "no containers", Place(with_serving(SupportedContentTypes=[])), f"{C0[:-3]}", ABSENT, [container()]),
    case("MP007", "a report without a place", REPORTED, "S3Uri", ABSENT, REPORT),
    BadRequest(
        "a report without anything",
        version(ModelMetrics={"Bias": {"Report": {}}}),
        version(ModelMetrics={"Bias": {"Report": report()}}),
        (("MP007", "ModelMetrics.Bias.Report.ContentType"), ("MP007", "ModelMetrics.Bias.Report.S3Uri")),
    ),
    case("MP007", "a tag without a value", TAGGED, "Value", ABSENT, ""),
    case("MP007", "encryption without a key", VERSION, "SecurityConfig", {}, {"KmsKeyId": ""}, ".KmsKeyId"),
    case("MP007", "a stage without a status", STAGE, "StageStatus", ABSENT, "Open"),
    case("MP007", "a job without results", BATCH, "TransformOutput", ABSENT, {"S3OutputPath": "s3://a"}),
    case("MP007", "a licence neither accepted nor not", FILES, "ModelAccessConfig", {}, _ACCEPTED, ".AcceptEula"),
    case("MP007", "an additional specification without a name", EDGE, "Name", ABSENT, "edge"),
    # MP008: nothing that the service does not know
    case("MP008", "a member in Python's spelling", VERSION, "model_package_description", "Churn classifier", ABSENT),
    case("MP008", "a member that only responses have", VERSION, "ModelPackageStatus", "Completed", ABSENT),
    case("MP008", "an acronym in capitals", CONTAINER, "ModelDataURL", ARCHIVE, ABSENT),
    case("MP008", "an acronym in small letters", SERVING, "SupportedResponseMimeTypes", ["text/csv"], ABSENT),
    case("MP008", "an environment that lost a letter", CONTAINER, "Enviroment", {"WORKERS": "4"}, ABSENT),
    BadRequest(
        "a tag with keys in small letters",
        shelf(Tags=[{"key": "team", "value": "growth"}]),
        shelf(Tags=[{"Key": "team", "Value": "growth"}]),
        (("MP007", "Tags[0].Key"), ("MP007", "Tags[0].Value"), ("MP008", "Tags[0].key"), ("MP008", "Tags[0].value")),
    ),
    case("MP008", "a key that is not text", VERSION, STATISTICS, report() | cast("Kwargs", {7: "a"}), report(), ".7"),
    case("MP008", "a member one level too high", VERSION, "Containers", [container()], ABSENT),
)

# MP101 to MP112: rules of the API reference
ERRORS = (
    BadRequest("both names", version(ModelPackageName="churn"), version(), (("MP101", ""),)),
    BadRequest("neither name", without(version(), "ModelPackageGroupName"), version(), (("MP101", ""),)),
    BadRequest(
        "an unversioned package, without instance types",
        shelf(InferenceSpecification=serving()),
        shelf(),
        (
            ("MP102", "InferenceSpecification.SupportedTransformInstanceTypes"),
            ("MP111", "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes"),
        ),
    ),
    case("MP102", "no transform types", SHELF_SERVING, "SupportedTransformInstanceTypes", ABSENT, ["ml.m5.large"]),
    case("MP111", "no endpoint types", SHELF_SERVING, "SupportedRealtimeInferenceInstanceTypes", [], ["ml.m5.large"]),
    case("MP103", "tags on a version", VERSION, "Tags", [{"Key": "team", "Value": "growth"}], ABSENT),
    case("MP103", "no tags on a version either", VERSION, "Tags", [], ABSENT),
    BadRequest(
        "a certificate for a version",
        version(ValidationSpecification=validated_by(), CertifyForMarketplace=True),
        shelf(ValidationSpecification=validated_by(), CertifyForMarketplace=True),
        (("MP103", "CertifyForMarketplace"),),
    ),
    case("MP104", "nothing to run", SERVING, "Containers[1]", {"ModelDataUrl": ARCHIVE}, _HUB, ".Image"),
    case("MP104", "a base model without a name", SERVING, "Containers[1]", {"BaseModel": EMPTY}, _HUB, ".BaseModel"),
    case("MP104", "nothing to run, additionally", EDGE, "Containers[0].Image", ABSENT, IMAGE),
    case("MP112", "a model in place of a group", VERSION, "ModelPackageGroupName", MODEL_ARN, GROUP_ARN),
    case("MP112", "an unversioned package in place of a group", VERSION, "ModelPackageGroupName", SHELF_ARN, "churn"),
    case("MP105", "an augmented manifest", BATCH, _JOB_INPUT_TYPE, "AugmentedManifestFile", "ManifestFile"),
    case("MP106", "101 instances", BATCH, "TransformResources.InstanceCount", 101, 100),
    case("MP107", "a tag's key again", Place(shelf(Tags=tags(3)), "Tags[2]."), "Key", "key-0", "Key-0"),
    case("MP108", "an additional specification's name again", SECOND, "Name", "edge", "edge-2"),
    case(
        "MP109",
        "a key for the disks of instances that encrypt their own",
        RESOURCES,
        "",
        job_resources(InstanceType="ml.g5.xlarge", VolumeKmsKeyId=KEY_ARN),
        job_resources(InstanceType="ml.p3.2xlarge", VolumeKmsKeyId=KEY_ARN),
        "VolumeKmsKeyId",
    ),
    case("MP110", "a model card that is a list", CARD, "ModelCardContent", "[]", "{}"),
    case(
        "MP110", "a model card as Python writes a dict", CARD, "ModelCardContent", "{'a': {}}", '{"model_overview": {}}'
    ),
    case(
        "MP110",
        "a model card with NaN",
        CARD,
        "ModelCardContent",
        '{"model_overview": NaN}',
        '{"model_overview": null}',
    ),
)

# MP201 to MP226: what is likely to be regretted
WARNINGS = (
    case("MP201", "an approval for an unversioned package", SHELF, "ModelApprovalStatus", "Approved", ABSENT),
    BadRequest("nothing but a name", {"ModelPackageName": "churn"}, from_algorithm(), (("MP203", ""),)),
    case("MP204", "a model card with line breaks", CARD, "ModelCardContent", "{\n}", "{}"),
    case(
        "MP204",
        "a model card with a separator of lines",
        CARD,
        "ModelCardContent",
        _LINES,
        _LINES.replace("\u2029", ""),
    ),
    case("MP205", "model data that is not an archive", CONTAINER, "ModelDataUrl", "s3://a/model.pkl", ARCHIVE),
    case("MP205", "an algorithm's model data", ALGORITHM, "ModelDataUrl", "s3://a/model.tar", ARCHIVE),
    case("MP206", "model data twice", PACKED, "ModelDataSource", {"S3DataSource": archive_in_s3()}, ABSENT),
    case("MP207", "a prefix without a slash", FILES, "S3Uri", "s3://ml-artifacts/llama", "s3://ml-artifacts/llama/"),
    case(
        "MP207", "the same of an additional source", CHANNELS, "S3DataSource.S3Uri", "s3://b/adapter", "s3://b/adapter/"
    ),
    case("MP208", "a prefix that is gzipped", FILES, "CompressionType", "Gzip", "None"),
    case("MP226", "a model card with a member of its own", CARD, "ModelCardContent", '{"a":1}', "{}", ".a"),
    case("MP224", "a licence not accepted", FILES, "ModelAccessConfig.AcceptEula", False, True),
    BadRequest(
        "a source beside an inference specification",
        version(SourceUri="churn-7"),
        {"ModelPackageGroupName": "churn", "SourceUri": "churn-7"},
        (("MP209", "SourceUri"),),
    ),
    BadRequest(
        "an algorithm beside an inference specification",
        {**shelf(), **from_algorithm()},
        from_algorithm(),
        (("MP210", "SourceAlgorithmSpecification"),),
    ),
    BadRequest(
        "a model data source and an environment on the shelf",
        shelf(
            InferenceSpecification={
                **_SERVING_OF_SHELF,
                "Containers": [container(Environment={"A": "b"}, ModelDataSource={"S3DataSource": archive_in_s3()})],
            }
        ),
        shelf(
            InferenceSpecification={
                **_SERVING_OF_SHELF,
                "Containers": [container(Environment={}, ModelDataUrl=ARCHIVE)],
            }
        ),
        (("MP211", f"{C0}.ModelDataSource"), ("MP211", f"{C0}.Environment")),
    ),
    BadRequest(
        "an additional source in the main specification",
        with_container(AdditionalS3DataSource={"S3DataType": "S3Object", "S3Uri": ARCHIVE}),
        with_additional(Containers=[container(AdditionalS3DataSource={"S3DataType": "S3Object", "S3Uri": ARCHIVE})]),
        (("MP212", f"{C0}.AdditionalS3DataSource"),),
    ),
    case("MP214", "a password in an environment", CONTAINER, "Environment.DB_PASSWORD", "correct horse", "arn:aws:a"),
    case("MP214", "an access key, innocently named", BATCH, "Environment.A", "AKIAIOSFODNN7EXAMPLE", "akia"),
    case("MP215", "an image of Docker Hub", CONTAINER, "Image", "pytorch/torchserve:latest", IMAGE),
    case("MP215", "an account that lost a digit", CONTAINER, "Image", IMAGE[1:], IMAGE),
    case("MP215", "a region without its hyphens", CONTAINER, "Image", IMAGE.replace("us-east-1", "useast1"), IMAGE),
    case("MP215", "an image with the quotes of its configuration file", CONTAINER, "Image", f'"{IMAGE}"', IMAGE),
    BadRequest(
        "a certificate without a validation",
        shelf(CertifyForMarketplace=True),
        shelf(CertifyForMarketplace=True, ValidationSpecification=validated_by()),
        (("MP216", "CertifyForMarketplace"),),
    ),
    BadRequest(
        "a validation with what the package does not support",
        version(
            InferenceSpecification=serving(
                SupportedTransformInstanceTypes=["ml.m5.xlarge"], SupportedContentTypes=["application/json"]
            ),
            ValidationSpecification=validated_by(profile(TransformInput=job_input(ContentType="text/csv"))),
        ),
        version(
            InferenceSpecification=serving(
                SupportedTransformInstanceTypes=["ml.m5.large"], SupportedContentTypes=["text/csv"]
            ),
            ValidationSpecification=validated_by(profile(TransformInput=job_input(ContentType="text/csv"))),
        ),
        (("MP217", f"{JOB}.TransformInput.ContentType"), ("MP217", f"{JOB}.TransformResources.InstanceType")),
    ),
    case("MP218", "a task in small letters", VERSION, "Task", "classification", "CLASSIFICATION"),
    case("MP230", "a metric that was not measured", VERSION, "CustomerMetadataProperties.auc", "nan", "0.91"),
    case("MP219", "an input configuration as Python", CONTAINER, "ModelInput.DataInputConfig", "{'a': 1}", '{"a": 1}'),
    BadRequest(
        "nothing but a group",
        {"ModelPackageGroupName": "churn"},
        {"ModelPackageGroupName": "churn", "AdditionalInferenceSpecifications": [additional()]},
        (("MP220", ""),),
    ),
    BadRequest(
        "an image of another region than the group",
        version(ModelPackageGroupName=GROUP_ARN.replace("us-east-1", "eu-west-1")),
        version(ModelPackageGroupName=GROUP_ARN),
        (("MP221", f"{C0}.Image"),),
    ),
    case("MP222", "a source for an unversioned package", Place(from_algorithm()), "SourceUri", "churn-7", ABSENT),
    case("MP223", "a payload that is not an archive", VERSION, "SamplePayloadUrl", "s3://a/sample.csv", ARCHIVE),
)

# Several at once ------------------------------------------------------------------------------------------------------

SEVERAL = (
    BadRequest(
        "three mistakes of a first attempt",
        {
            "ModelPackageGroupName": "churn_models",
            "InferenceSpecification": {
                "Containers": [{"Image": IMAGE, "ModelDataUrl": "s3//ml-artifacts/model.tar.gz"}],
                "SupportedContentTypes": "text/csv",
            },
            "ModelApprovalStatus": "approved",
            "Tags": [{"Key": "team", "Value": "growth"}],
        },
        {
            "ModelPackageGroupName": "churn-models",
            "InferenceSpecification": {
                "Containers": [{"Image": IMAGE, "ModelDataUrl": "s3://ml-artifacts/model.tar.gz"}],
                "SupportedContentTypes": ["text/csv"],
            },
            "ModelApprovalStatus": "Approved",
            "CustomerMetadataProperties": {"team": "growth"},
        },
        (
            ("MP003", "ModelPackageGroupName"),
            ("MP003", f"{C0}.ModelDataUrl"),
            ("MP001", "InferenceSpecification.SupportedContentTypes"),
            ("MP006", "ModelApprovalStatus"),
            ("MP103", "Tags"),
        ),
    ),
    BadRequest(
        "an unversioned package with errors of every sort",
        {
            "ModelPackageName": "churn model",
            "InferenceSpecification": {
                "Containers": [container(), {}],
                "SupportedTransformInstanceTypes": ["ml.m5.large"],
            },
            "ValidationSpecification": validated_by(profile(BatchStrategy="One")),
            "Tags": [{"Key": "team", "Value": "a"}, {"Key": "team", "Value": "b"}, {"Key": "team"}],
            "CertifyForMarketplace": True,
        },
        {
            "ModelPackageName": "churn-model",
            "InferenceSpecification": {
                "Containers": [container(), container()],
                "SupportedTransformInstanceTypes": ["ml.m5.large"],
                "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
            },
            "ValidationSpecification": validated_by(profile(BatchStrategy="SingleRecord")),
            "Tags": [{"Key": "team", "Value": "a"}],
            "CertifyForMarketplace": True,
        },
        (
            ("MP003", "ModelPackageName"),
            ("MP006", f"{JOB}.BatchStrategy"),
            ("MP007", "Tags[2].Value"),
            ("MP104", "InferenceSpecification.Containers[1].Image"),
            ("MP111", "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes"),
            ("MP107", "Tags[1].Key"),
            ("MP107", "Tags[2].Key"),
        ),
    ),
)

BAD_REQUESTS = (*VALUES, *ERRORS, *WARNINGS, *SEVERAL)


def problems_of(way_in: Callable[[], object]) -> list[Problem]:
    """Return what is reported, be it raised, with an error among it, or warned of, without."""
    raised: list[Problem] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            way_in()
        except ModelPackageValidationError as error:
            raised = list(error.problems)
    warned = [warning.message.problem for warning in caught if isinstance(warning.message, ModelPackageWarning)]
    assert len(warned) == len(caught)
    assert not (raised and warned), "what is raised is not warned of too"
    assert bool(raised) is any(problem.severity == "error" for problem in (*raised, *warned))
    return raised or warned


# One request of each kind that has every member -----------------------------------------------------------------------


def full_container() -> Kwargs:
    return container(
        ContainerHostname="first-step",
        ImageDigest=DIGEST,
        ModelDataUrl=ARCHIVE,
        ModelDataSource={
            "S3DataSource": archive_in_s3(
                ModelAccessConfig={"AcceptEula": True},
                HubAccessConfig={"HubContentArn": "arn:aws:sagemaker:us-east-1:aws:hub-content/hub/Model/llama/1.0.0"},
                ManifestS3Uri="s3://ml-artifacts/manifest.csv",
                ETag="3858f62230ac3c915f300c664312c63f",
                ManifestEtag="3858f62230ac3c915f300c664312c63f",
            )
        },
        ProductId="prod-1234",
        Environment={"WORKERS": "4", "EMPTY": ""},
        ModelInput={"DataInputConfig": '{"input": [1, 3]}'},
        Framework="XGBOOST",
        FrameworkVersion="1.7-1",
        NearestModelName="xgboost",
        AdditionalModelDataSources=[{"ChannelName": "adapter", "S3DataSource": files_in_s3()}],
        AdditionalS3DataSource={
            "S3DataType": "S3Object",
            "S3Uri": "s3://ml-artifacts/vocabulary",
            "CompressionType": "None",
            "ETag": "3858f62230ac3c915f300c664312c63f",
        },
        ModelDataETag="3858f62230ac3c915f300c664312c63f",
        IsCheckpoint=False,
        BaseModel={"HubContentName": "llama", "HubContentVersion": "1.0.0", "RecipeName": "sft"},
    )


def full_common() -> Kwargs:
    serving_members: Kwargs = {
        "Containers": [full_container(), container()],
        "SupportedTransformInstanceTypes": ["ml.m5.large", "ml.m5.xlarge"],
        "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
    }
    source = report(ContentDigest=DIGEST)
    pair = {"Statistics": source, "Constraints": source}
    return {
        "ModelPackageDescription": "Churn classifier",
        "ModelPackageRegistrationType": "Registered",
        "InferenceSpecification": serving_members,
        "ValidationSpecification": validated_by(
            profile(
                MaxConcurrentTransforms=1,
                MaxPayloadInMB=6,
                BatchStrategy="MultiRecord",
                Environment={"WORKERS": "4"},
                TransformInput=job_input(ContentType="text/csv", CompressionType="None", SplitType="Line"),
                TransformOutput={
                    "S3OutputPath": "s3://ml-artifacts/out/",
                    "Accept": "text/csv",
                    "AssembleWith": "Line",
                    "KmsKeyId": KEY_ARN,
                },
                TransformResources=job_resources(
                    VolumeKmsKeyId=KEY_ARN, TransformAmiVersion="al2-ami-sagemaker-batch-gpu-535"
                ),
            )
        ),
        "SourceAlgorithmSpecification": {
            "SourceAlgorithms": [
                {
                    "ModelDataUrl": ARCHIVE,
                    "ModelDataSource": {"S3DataSource": archive_in_s3()},
                    "ModelDataETag": "3858f62230ac3c915f300c664312c63f",
                    "AlgorithmName": "our-xgboost",
                }
            ]
        },
        "MetadataProperties": {
            "CommitId": "3f1c2b7",
            "Repository": "https://git.example.com/churn",
            "GeneratedBy": "arn:aws:sagemaker:us-east-1:111122223333:training-job/churn-1",
            "ProjectId": "p-1234",
        },
        "ModelMetrics": {
            "ModelQuality": pair,
            "ModelDataQuality": pair,
            "Bias": {"Report": source, "PreTrainingReport": source, "PostTrainingReport": source},
            "Explainability": {"Report": source},
        },
        "ClientToken": "3f1c2b7-1",
        "Domain": "MACHINE_LEARNING",
        "Task": "CLASSIFICATION",
        "SamplePayloadUrl": "s3://ml-artifacts/churn/sample.tar.gz",
        "CustomerMetadataProperties": {"team": "growth"},
        "DriftCheckBaselines": {
            "Bias": {"ConfigFile": source, "PreTrainingConstraints": source, "PostTrainingConstraints": source},
            "Explainability": {"Constraints": source, "ConfigFile": source},
            "ModelQuality": pair,
            "ModelDataQuality": pair,
        },
        "AdditionalInferenceSpecifications": [{"Name": "edge", "Description": "At the edge", **serving_members}],
        "SkipModelValidation": "None",
        "SourceUri": "arn:aws:sagemaker:us-east-1:111122223333:model/churn",
        "SecurityConfig": {"KmsKeyId": KEY_ARN},
        "ModelCard": {"ModelCardContent": '{"model_overview": {}}', "ModelCardStatus": "Draft"},
        "ModelLifeCycle": {"Stage": "Review", "StageStatus": "Open", "StageDescription": "Waiting for its owner"},
        "ManagedStorageType": "Restricted",
    }


def full_version() -> Kwargs:
    """Return a version with every member that one may have; it is warned of, for some exclude each other."""
    return {"ModelPackageGroupName": GROUP_ARN, "ModelApprovalStatus": "PendingManualApproval", **full_common()}


def full_shelf() -> Kwargs:
    """Return an unversioned package with every member that one may have; it is warned of likewise."""
    return {"ModelPackageName": "churn", "CertifyForMarketplace": True, "Tags": tags(2), **full_common()}
