"""Requests that are wrong, each beside the closest request that is right, and what has to be said of the wrong one.

They are written as a user writes them for boto3. ``version`` and ``shelf`` are the two kinds of request at their
smallest; ``serving``, ``container``, ``job`` and the like are their parts. Each takes members to add or to replace.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from typing import TypeAlias

Kwargs: TypeAlias = "dict[str, Any]"

EMPTY: Kwargs = {}
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
ARCHIVE = "s3://ml-artifacts/churn/model.tar.gz"
REPORT = "s3://ml-artifacts/churn/evaluation.json"
ROLE = "arn:aws:iam::111122223333:role/ModelValidation"
GROUP_ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/churn"
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


C0 = "InferenceSpecification.Containers[0]"
JOB = "ValidationSpecification.ValidationProfiles[0].TransformJobDefinition"
STATISTICS = "ModelMetrics.ModelQuality.Statistics"

_LONG_KEY = "k" * 129
_LONG_KEY_SHOWN = f"'{'k' * 80}'... (129 characters)"


# MP001: exactly the type of the member --------------------------------------------------------------------------------

TYPES = (
    BadRequest(
        "a number is no text",
        version(ModelPackageDescription=2024),
        version(ModelPackageDescription="2024"),
        (("MP001", "ModelPackageDescription"),),
    ),
    BadRequest(
        "None is no way to leave a member out",
        version(ModelPackageDescription=None),
        version(),
        (("MP001", "ModelPackageDescription"),),
    ),
    BadRequest(
        "None is no group",
        version(ModelPackageGroupName=None),
        version(),
        (("MP001", "ModelPackageGroupName"),),
    ),
    BadRequest(
        "bytes are no text",
        with_container(Image=IMAGE.encode()),
        with_container(Image=IMAGE),
        (("MP001", f"{C0}.Image"),),
    ),
    BadRequest(
        "True is no number",
        with_resources(InstanceCount=True),
        with_resources(InstanceCount=1),
        (("MP001", f"{JOB}.TransformResources.InstanceCount"),),
    ),
    BadRequest(
        "1.0 is no whole number",
        with_resources(InstanceCount=1.0),
        with_resources(InstanceCount=1),
        (("MP001", f"{JOB}.TransformResources.InstanceCount"),),
    ),
    BadRequest(
        "a number in a string stays a string",
        with_job(MaxPayloadInMB="6"),
        with_job(MaxPayloadInMB=6),
        (("MP001", f"{JOB}.MaxPayloadInMB"),),
    ),
    BadRequest(
        "1 is no flag",
        with_container(IsCheckpoint=1),
        with_container(IsCheckpoint=True),
        (("MP001", f"{C0}.IsCheckpoint"),),
    ),
    BadRequest(
        "'yes' is no consent",
        with_container(
            ModelDataSource={"S3DataSource": files_in_s3(ModelAccessConfig={"AcceptEula": "yes"})},
        ),
        with_container(
            ModelDataSource={"S3DataSource": files_in_s3(ModelAccessConfig={"AcceptEula": True})},
        ),
        (("MP001", f"{C0}.ModelDataSource.S3DataSource.ModelAccessConfig.AcceptEula"),),
    ),
    BadRequest(
        "one string where a list is wanted",
        with_serving(SupportedContentTypes="text/csv"),
        with_serving(SupportedContentTypes=["text/csv"]),
        (("MP001", "InferenceSpecification.SupportedContentTypes"),),
    ),
    BadRequest(
        "a set where a list is wanted",
        with_serving(SupportedResponseMIMETypes={"text/csv"}),
        with_serving(SupportedResponseMIMETypes=["text/csv"]),
        (("MP001", "InferenceSpecification.SupportedResponseMIMETypes"),),
    ),
    BadRequest(
        "one container where a list is wanted",
        with_serving(Containers=container()),
        with_serving(Containers=[container()]),
        (("MP001", "InferenceSpecification.Containers"),),
    ),
    BadRequest(
        "an image where a container is wanted",
        with_serving(Containers=[container(), IMAGE]),
        with_serving(Containers=[container(), container()]),
        (("MP001", "InferenceSpecification.Containers[1]"),),
    ),
    BadRequest(
        "containers where the specification is wanted",
        version(InferenceSpecification=[container()]),
        version(InferenceSpecification={"Containers": [container()]}),
        (("MP001", "InferenceSpecification"),),
    ),
    BadRequest(
        "None among instance types",
        with_serving(SupportedRealtimeInferenceInstanceTypes=["ml.m5.large", None]),
        with_serving(SupportedRealtimeInferenceInstanceTypes=["ml.m5.large"]),
        (("MP001", "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes[1]"),),
    ),
    BadRequest(
        "a number in an environment",
        with_container(Environment={"WORKERS": 4, "LEVEL": "info"}),
        with_container(Environment={"WORKERS": "4", "LEVEL": "info"}),
        (("MP001", f"{C0}.Environment.WORKERS"),),
    ),
    BadRequest(
        "None in an environment",
        with_container(Environment={"WORKERS": None}),
        with_container(Environment={}),
        (("MP001", f"{C0}.Environment.WORKERS"),),
    ),
    BadRequest(
        "a number as the name of a variable",
        with_container(Environment={1: "one"}),
        with_container(Environment={"_1": "one"}),
        (("MP001", f"{C0}.Environment (key: 1)"),),
    ),
    BadRequest(
        "an environment as ECS writes it",
        with_container(Environment=[{"Name": "WORKERS", "Value": "4"}]),
        with_container(Environment={"WORKERS": "4"}),
        (("MP001", f"{C0}.Environment"),),
    ),
    BadRequest(
        "True in the job's environment",
        with_job(Environment={"DEBUG": True}),
        with_job(Environment={"DEBUG": "true"}),
        (("MP001", f"{JOB}.Environment.DEBUG"),),
    ),
    BadRequest(
        "tags as a dict",
        shelf(Tags={"team": "growth"}),
        shelf(Tags=[{"Key": "team", "Value": "growth"}]),
        (("MP001", "Tags"),),
    ),
    BadRequest(
        "a tag as a pair",
        shelf(Tags=[("team", "growth")]),
        shelf(Tags=[{"Key": "team", "Value": "growth"}]),
        (("MP001", "Tags[0]"),),
    ),
    BadRequest(
        "a measure that is still a number",
        version(CustomerMetadataProperties={"team": "growth", "auc": 0.91}),
        version(CustomerMetadataProperties={"team": "growth", "auc": "0.91"}),
        (("MP001", "CustomerMetadataProperties.auc"),),
    ),
    BadRequest(
        "a model card that is still a dict",
        version(ModelCard={"ModelCardContent": {"model_overview": {}}}),
        version(ModelCard={"ModelCardContent": '{"model_overview": {}}'}),
        (("MP001", "ModelCard.ModelCardContent"),),
    ),
    BadRequest(
        "a number for an approval",
        version(ModelApprovalStatus=1),
        version(ModelApprovalStatus="Approved"),
        (("MP001", "ModelApprovalStatus"),),
    ),
    BadRequest(
        "a commit in place of all properties",
        version(MetadataProperties="3f1c2b7"),
        version(MetadataProperties={"CommitId": "3f1c2b7"}),
        (("MP001", "MetadataProperties"),),
    ),
    BadRequest(
        "a URI in place of a report",
        with_statistics(REPORT),
        with_statistics(report()),
        (("MP001", STATISTICS),),
    ),
    BadRequest(
        "a URI in place of a file",
        version(DriftCheckBaselines={"Bias": {"ConfigFile": "s3://ml-artifacts/bias.json"}}),
        version(DriftCheckBaselines={"Bias": {"ConfigFile": {"S3Uri": "s3://ml-artifacts/bias.json"}}}),
        (("MP001", "DriftCheckBaselines.Bias.ConfigFile"),),
    ),
    BadRequest(
        "a word for a certificate",
        shelf(ValidationSpecification=validated_by(), CertifyForMarketplace="true"),
        shelf(ValidationSpecification=validated_by(), CertifyForMarketplace=True),
        (("MP001", "CertifyForMarketplace"),),
    ),
)

# MP002: as long as the member allows ----------------------------------------------------------------------------------

LENGTHS = (
    BadRequest(
        "a description of 1,025 characters",
        version(ModelPackageDescription="x" * 1025),
        version(ModelPackageDescription="x" * 1024),
        (("MP002", "ModelPackageDescription"),),
    ),
    BadRequest(
        "characters count, not bytes",
        version(ModelPackageDescription="模" * 1025),
        version(ModelPackageDescription="模" * 1024),
        (("MP002", "ModelPackageDescription"),),
    ),
    BadRequest(
        "no group's name is empty",
        version(ModelPackageGroupName=""),
        version(ModelPackageGroupName="g"),
        (("MP002", "ModelPackageGroupName"),),
    ),
    BadRequest(
        "a package's name of 64 characters",
        shelf(ModelPackageName="n" * 64),
        shelf(ModelPackageName="n" * 63),
        (("MP002", "ModelPackageName"),),
    ),
    BadRequest(
        "a client token of 37 characters",
        version(ClientToken="0" * 37),
        version(ClientToken="0" * 36),
        (("MP002", "ClientToken"),),
    ),
    BadRequest(
        "a framework's version without its minor",
        with_container(FrameworkVersion="2."),
        with_container(FrameworkVersion="2.1"),
        (("MP002", f"{C0}.FrameworkVersion"),),
    ),
    BadRequest(
        "a framework's version with all it has",
        with_container(FrameworkVersion="2.1.0+cu121"),
        with_container(FrameworkVersion="2.1.0"),
        (("MP002", f"{C0}.FrameworkVersion"),),
    ),
    BadRequest(
        "a key of 129 characters",
        version(CustomerMetadataProperties={_LONG_KEY: "growth"}),
        version(CustomerMetadataProperties={_LONG_KEY[1:]: "growth"}),
        (("MP002", f"CustomerMetadataProperties (key: {_LONG_KEY_SHOWN})"),),
    ),
    BadRequest(
        "a property of 257 characters",
        version(CustomerMetadataProperties={"team": "growth", "notes": "x" * 257}),
        version(CustomerMetadataProperties={"team": "growth", "notes": "x" * 256}),
        (("MP002", "CustomerMetadataProperties.notes"),),
    ),
    BadRequest(
        "a property that is empty",
        version(CustomerMetadataProperties={"team": ""}),
        version(CustomerMetadataProperties={"team": "-"}),
        (("MP002", "CustomerMetadataProperties.team"),),
    ),
    BadRequest(
        "a tag's value of 257 characters",
        shelf(Tags=[*tags(1), {"Key": "notes", "Value": "x" * 257}]),
        shelf(Tags=[*tags(1), {"Key": "notes", "Value": "x" * 256}]),
        (("MP002", "Tags[1].Value"),),
    ),
    BadRequest(
        "the name of a role in place of its ARN",
        version(ValidationSpecification=validated_by(ValidationRole="ModelValidation")),
        version(ValidationSpecification=validated_by(ValidationRole=ROLE)),
        (("MP002", "ValidationSpecification.ValidationRole"),),
    ),
    BadRequest(
        "a variable of 1,025 characters",
        with_container(Environment={"PROMPT": "x" * 1025}),
        with_container(Environment={"PROMPT": "x" * 1024}),
        (("MP002", f"{C0}.Environment.PROMPT"),),
    ),
    BadRequest(
        "a variable of the job of 10,241 characters",
        with_job(Environment={"PROMPT": "x" * 10241}),
        with_job(Environment={"PROMPT": "x" * 10240}),
        (("MP002", f"{JOB}.Environment.PROMPT"),),
    ),
    BadRequest(
        "a model card of 100,001 characters",
        version(ModelCard={"ModelCardContent": json.dumps({"a": "x" * 99_992})}),
        version(ModelCard={"ModelCardContent": json.dumps({"a": "x" * 99_991})}),
        (("MP002", "ModelCard.ModelCardContent"),),
    ),
    BadRequest(
        "no input configuration is empty",
        with_container(ModelInput={"DataInputConfig": ""}),
        with_container(ModelInput={"DataInputConfig": "{}"}),
        (("MP002", f"{C0}.ModelInput.DataInputConfig"),),
    ),
    BadRequest(
        "a recipe's name of 256 characters",
        with_container(BaseModel={"RecipeName": "r" * 256}),
        with_container(BaseModel={"RecipeName": "r" * 255}),
        (("MP002", f"{C0}.BaseModel.RecipeName"),),
    ),
    BadRequest(
        "two numbers of a version that has three",
        with_container(BaseModel={"HubContentVersion": "1.0"}),
        with_container(BaseModel={"HubContentVersion": "1.0.0"}),
        (("MP002", f"{C0}.BaseModel.HubContentVersion"),),
    ),
    BadRequest(
        "a channel without a name, the third of a container",
        with_container(
            AdditionalModelDataSources=[
                {"ChannelName": "draft", "S3DataSource": files_in_s3()},
                {"ChannelName": "adapter", "S3DataSource": files_in_s3()},
                {"ChannelName": "", "S3DataSource": files_in_s3()},
            ]
        ),
        with_container(
            AdditionalModelDataSources=[
                {"ChannelName": "draft", "S3DataSource": files_in_s3()},
                {"ChannelName": "adapter", "S3DataSource": files_in_s3()},
                {"ChannelName": "-", "S3DataSource": files_in_s3()},
            ]
        ),
        (("MP002", f"{C0}.AdditionalModelDataSources[2].ChannelName"),),
    ),
    BadRequest(
        "a content type of 257 characters",
        with_serving(SupportedContentTypes=["text/csv", "x" * 257]),
        with_serving(SupportedContentTypes=["text/csv", "x" * 256]),
        (("MP002", "InferenceSpecification.SupportedContentTypes[1]"),),
    ),
    BadRequest(
        "a machine image's name of 64 characters",
        with_resources(TransformAmiVersion="a" * 64),
        with_resources(TransformAmiVersion="a" * 63),
        (("MP002", f"{JOB}.TransformResources.TransformAmiVersion"),),
    ),
)

# MP003: as the member is written --------------------------------------------------------------------------------------

PATTERNS = (
    BadRequest(
        "a URI that lost its colon",
        with_container(ModelDataUrl="s3//ml-artifacts/churn/model.tar.gz"),
        with_container(ModelDataUrl="s3://ml-artifacts/churn/model.tar.gz"),
        (("MP003", f"{C0}.ModelDataUrl"),),
    ),
    BadRequest(
        "a file of this machine",
        with_container(ModelDataUrl="file:///opt/ml/model.tar.gz"),
        with_container(ModelDataUrl="https://ml-artifacts.s3.amazonaws.com/model.tar.gz"),
        (("MP003", f"{C0}.ModelDataUrl"),),
    ),
    BadRequest(
        "a package's name with an underscore",
        shelf(ModelPackageName="churn_model"),
        shelf(ModelPackageName="churn-model"),
        (("MP003", "ModelPackageName"),),
    ),
    BadRequest(
        "a group's name that ends with a hyphen",
        version(ModelPackageGroupName="churn-"),
        version(ModelPackageGroupName="churn-1"),
        (("MP003", "ModelPackageGroupName"),),
    ),
    BadRequest(
        "a group's ARN with a short account",
        version(ModelPackageGroupName=GROUP_ARN.replace("111122223333", "1111222233")),
        version(ModelPackageGroupName=GROUP_ARN),
        (("MP003", "ModelPackageGroupName"),),
    ),
    BadRequest(
        "a description of two lines",
        version(ModelPackageDescription="Churn classifier\nNovember retrain"),
        version(ModelPackageDescription="Churn classifier, November retrain"),
        (("MP003", "ModelPackageDescription"),),
    ),
    BadRequest(
        "an image with a blank",
        with_container(Image=f"{IMAGE} "),
        with_container(Image=IMAGE),
        (("MP003", f"{C0}.Image"),),
    ),
    BadRequest(
        "a digest without its algorithm",
        with_container(ImageDigest=DIGEST.removeprefix("sha256:")),
        with_container(ImageDigest=DIGEST),
        (("MP003", f"{C0}.ImageDigest"),),
    ),
    BadRequest(
        "a host's name with a dot",
        with_container(ContainerHostname="first.step"),
        with_container(ContainerHostname="first-step"),
        (("MP003", f"{C0}.ContainerHostname"),),
    ),
    BadRequest(
        "a framework's version that begins with v",
        with_container(FrameworkVersion="v1.7-1"),
        with_container(FrameworkVersion="1.7-1"),
        (("MP003", f"{C0}.FrameworkVersion"),),
    ),
    BadRequest(
        "the name of a variable with a hyphen",
        with_container(Environment={"BATCH-SIZE": "8"}),
        with_container(Environment={"BATCH_SIZE": "8"}),
        (("MP003", f"{C0}.Environment (key: BATCH-SIZE)"),),
    ),
    BadRequest(
        "the name of a variable of the job that begins with a digit",
        with_job(Environment={"7ZIP": "on"}),
        with_job(Environment={"ZIP7": "on"}),
        (("MP003", f"{JOB}.Environment (key: 7ZIP)"),),
    ),
    BadRequest(
        "a response type without a slash",
        with_serving(SupportedResponseMIMETypes=["text/csv", "json"]),
        with_serving(SupportedResponseMIMETypes=["text/csv", "application/json"]),
        (("MP003", "InferenceSpecification.SupportedResponseMIMETypes[1]"),),
    ),
    BadRequest(
        "a content type with a line break",
        with_serving(SupportedContentTypes=["text/csv\n"]),
        with_serving(SupportedContentTypes=["text/csv"]),
        (("MP003", "InferenceSpecification.SupportedContentTypes[0]"),),
    ),
    BadRequest(
        "a key's ARN with a blank",
        version(SecurityConfig={"KmsKeyId": f" {KEY_ARN}"}),
        version(SecurityConfig={"KmsKeyId": KEY_ARN}),
        (("MP003", "SecurityConfig.KmsKeyId"),),
    ),
    BadRequest(
        "a user in place of a role",
        version(ValidationSpecification=validated_by(ValidationRole=ROLE.replace("role/", "user/"))),
        version(ValidationSpecification=validated_by(ValidationRole=ROLE)),
        (("MP003", "ValidationSpecification.ValidationRole"),),
    ),
    BadRequest(
        "a source with an equals sign",
        {"ModelPackageGroupName": "churn", "SourceUri": "s3://models/run=7"},
        {"ModelPackageGroupName": "churn", "SourceUri": "s3://models/run-7"},
        (("MP003", "SourceUri"),),
    ),
    BadRequest(
        "a stage of two words",
        version(ModelLifeCycle={"Stage": "Model Review", "StageStatus": "Open"}),
        version(ModelLifeCycle={"Stage": "ModelReview", "StageStatus": "Open"}),
        (("MP003", "ModelLifeCycle.Stage"),),
    ),
    BadRequest(
        "a commit with its line break",
        version(MetadataProperties={"CommitId": "3f1c2b7\n"}),
        version(MetadataProperties={"CommitId": "3f1c2b7"}),
        (("MP003", "MetadataProperties.CommitId"),),
    ),
    BadRequest(
        "a tag's key with a number sign",
        shelf(Tags=[{"Key": "#team", "Value": "growth"}]),
        shelf(Tags=[{"Key": "@team", "Value": "growth"}]),
        (("MP003", "Tags[0].Key"),),
    ),
    BadRequest(
        "a property in per cent",
        version(CustomerMetadataProperties={"accuracy": "91 %"}),
        version(CustomerMetadataProperties={"accuracy": "0.91"}),
        (("MP003", "CustomerMetadataProperties.accuracy"),),
    ),
    BadRequest(
        "a property's key with a bracket",
        version(CustomerMetadataProperties={"auc[test]": "0.91"}),
        version(CustomerMetadataProperties={"auc/test": "0.91"}),
        (("MP003", "CustomerMetadataProperties (key: auc[test])"),),
    ),
    BadRequest(
        "a report without its scheme",
        with_statistics(report(S3Uri="ml-artifacts/churn/evaluation.json")),
        with_statistics(report(S3Uri="s3://ml-artifacts/churn/evaluation.json")),
        (("MP003", f"{STATISTICS}.S3Uri"),),
    ),
    BadRequest(
        "a baseline's digest that is too short",
        version(
            DriftCheckBaselines={"ModelDataQuality": {"Constraints": report(ContentDigest=DIGEST[:-1])}},
        ),
        version(DriftCheckBaselines={"ModelDataQuality": {"Constraints": report(ContentDigest=DIGEST)}}),
        (("MP003", "DriftCheckBaselines.ModelDataQuality.Constraints.ContentDigest"),),
    ),
    BadRequest(
        "an algorithm's name with a blank",
        from_algorithm(AlgorithmName="our xgboost"),
        from_algorithm(AlgorithmName="our-xgboost"),
        (("MP003", "SourceAlgorithmSpecification.SourceAlgorithms[0].AlgorithmName"),),
    ),
    BadRequest(
        "an image with a blank, in the second container of the second additional specification",
        version(
            AdditionalInferenceSpecifications=[
                additional("edge"),
                additional("gpu", Containers=[container(), container(Image=f" {IMAGE}")]),
            ]
        ),
        version(
            AdditionalInferenceSpecifications=[
                additional("edge"),
                additional("gpu", Containers=[container(), container(Image=IMAGE)]),
            ]
        ),
        (("MP003", "AdditionalInferenceSpecifications[1].Containers[1].Image"),),
    ),
)

# MP004: as large as the member allows ---------------------------------------------------------------------------------

RANGES = (
    BadRequest(
        "no instances",
        with_resources(InstanceCount=0),
        with_resources(InstanceCount=1),
        (("MP004", f"{JOB}.TransformResources.InstanceCount"),),
    ),
    BadRequest(
        "a payload below nothing",
        with_job(MaxPayloadInMB=-1),
        with_job(MaxPayloadInMB=0),
        (("MP004", f"{JOB}.MaxPayloadInMB"),),
    ),
    BadRequest(
        "fewer requests than none",
        with_job(MaxConcurrentTransforms=-1),
        with_job(MaxConcurrentTransforms=0),
        (("MP004", f"{JOB}.MaxConcurrentTransforms"),),
    ),
)

# MP005: as many as the member allows ----------------------------------------------------------------------------------

SIZES = (
    BadRequest(
        "no container",
        with_serving(Containers=[]),
        with_serving(Containers=[container()]),
        (("MP005", "InferenceSpecification.Containers"),),
    ),
    BadRequest(
        "16 containers",
        with_serving(Containers=[container()] * 16),
        with_serving(Containers=[container()] * 15),
        (("MP005", "InferenceSpecification.Containers"),),
    ),
    BadRequest(
        "an empty list of transform instance types",
        with_serving(SupportedTransformInstanceTypes=[]),
        with_serving(SupportedRealtimeInferenceInstanceTypes=[]),
        (("MP005", "InferenceSpecification.SupportedTransformInstanceTypes"),),
    ),
    BadRequest(
        "6 additional sources of model data",
        with_container(AdditionalModelDataSources=[{"ChannelName": "a", "S3DataSource": files_in_s3()}] * 6),
        with_container(AdditionalModelDataSources=[{"ChannelName": "a", "S3DataSource": files_in_s3()}] * 5),
        (("MP005", f"{C0}.AdditionalModelDataSources"),),
    ),
    BadRequest(
        "101 variables",
        with_container(Environment=numbered(101)),
        with_container(Environment=numbered(16)),
        (("MP005", f"{C0}.Environment"),),
    ),
    BadRequest(
        "17 variables of the job",
        with_job(Environment=numbered(17)),
        with_job(Environment=numbered(16)),
        (("MP005", f"{JOB}.Environment"),),
    ),
    BadRequest(
        "no property at all",
        version(CustomerMetadataProperties={}),
        version(CustomerMetadataProperties={"team": "growth"}),
        (("MP005", "CustomerMetadataProperties"),),
    ),
    BadRequest(
        "51 properties",
        version(CustomerMetadataProperties=numbered(51)),
        version(CustomerMetadataProperties=numbered(50)),
        (("MP005", "CustomerMetadataProperties"),),
    ),
    BadRequest("51 tags", shelf(Tags=tags(51)), shelf(Tags=tags(50)), (("MP005", "Tags"),)),
    BadRequest(
        "two profiles",
        version(ValidationSpecification=validated_by(profile("first"), profile("second"))),
        version(ValidationSpecification=validated_by(profile("first"))),
        (("MP005", "ValidationSpecification.ValidationProfiles"),),
    ),
    BadRequest(
        "two algorithms",
        {
            "ModelPackageName": "churn",
            "SourceAlgorithmSpecification": {
                "SourceAlgorithms": [{"AlgorithmName": "first"}, {"AlgorithmName": "second"}]
            },
        },
        from_algorithm(AlgorithmName="first"),
        (("MP005", "SourceAlgorithmSpecification.SourceAlgorithms"),),
    ),
    BadRequest(
        "an empty list of additional specifications",
        version(AdditionalInferenceSpecifications=[]),
        version(AdditionalInferenceSpecifications=[additional()]),
        (("MP005", "AdditionalInferenceSpecifications"),),
    ),
    BadRequest(
        "16 additional specifications",
        version(AdditionalInferenceSpecifications=[additional(f"n{number}") for number in range(16)]),
        version(AdditionalInferenceSpecifications=[additional(f"n{number}") for number in range(15)]),
        (("MP005", "AdditionalInferenceSpecifications"),),
    ),
)

# MP006: one of the closed list ----------------------------------------------------------------------------------------

ENUMS = (
    BadRequest(
        "an approval that lost a letter",
        version(ModelApprovalStatus="Aproved"),
        version(ModelApprovalStatus="Approved"),
        (("MP006", "ModelApprovalStatus"),),
    ),
    BadRequest(
        "an instance type of EC2, not of SageMaker",
        with_serving(SupportedTransformInstanceTypes=["ml.m5.large", "m5.large"]),
        with_serving(SupportedTransformInstanceTypes=["ml.m5.large"]),
        (("MP006", "InferenceSpecification.SupportedTransformInstanceTypes[1]"),),
    ),
    BadRequest(
        "an instance type that no endpoint has",
        with_serving(SupportedRealtimeInferenceInstanceTypes=["ml.m5.larg"]),
        with_serving(SupportedRealtimeInferenceInstanceTypes=["ml.m5.large"]),
        (("MP006", "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes[0]"),),
    ),
    BadRequest(
        "an instance type of endpoints for a job",
        with_resources(InstanceType="ml.t2.medium"),
        with_resources(InstanceType="ml.m4.xlarge"),
        (("MP006", f"{JOB}.TransformResources.InstanceType"),),
    ),
    BadRequest(
        "a name in Python's spelling",
        with_job(BatchStrategy="MULTI_RECORD"),
        with_job(BatchStrategy="MultiRecord"),
        (("MP006", f"{JOB}.BatchStrategy"),),
    ),
    BadRequest(
        "a compression in small letters",
        with_container(ModelDataSource={"S3DataSource": archive_in_s3(CompressionType="gzip")}),
        with_container(ModelDataSource={"S3DataSource": archive_in_s3(CompressionType="Gzip")}),
        (("MP006", f"{C0}.ModelDataSource.S3DataSource.CompressionType"),),
    ),
    BadRequest(
        "a type of another structure",
        with_additional(
            Containers=[
                container(AdditionalS3DataSource={"S3DataType": "ManifestFile", "S3Uri": "s3://ml-artifacts/list"})
            ]
        ),
        with_additional(
            Containers=[container(AdditionalS3DataSource={"S3DataType": "S3Object", "S3Uri": "s3://ml-artifacts/list"})]
        ),
        (("MP006", "AdditionalInferenceSpecifications[0].Containers[0].AdditionalS3DataSource.S3DataType"),),
    ),
    BadRequest(
        "a way to cut that there is not",
        with_job(TransformInput=job_input(SplitType="Row")),
        with_job(TransformInput=job_input(SplitType="Line")),
        (("MP006", f"{JOB}.TransformInput.SplitType"),),
    ),
    BadRequest(
        "a way to join that there is not",
        with_job(TransformOutput={"S3OutputPath": "s3://ml-artifacts/out/", "AssembleWith": "Comma"}),
        with_job(TransformOutput={"S3OutputPath": "s3://ml-artifacts/out/", "AssembleWith": "Line"}),
        (("MP006", f"{JOB}.TransformOutput.AssembleWith"),),
    ),
    BadRequest(
        "True spelt out",
        version(SkipModelValidation="True"),
        version(SkipModelValidation="All"),
        (("MP006", "SkipModelValidation"),),
    ),
    BadRequest(
        "a card's status that is none",
        version(ModelCard={"ModelCardContent": "{}", "ModelCardStatus": "Published"}),
        version(ModelCard={"ModelCardContent": "{}", "ModelCardStatus": "Approved"}),
        (("MP006", "ModelCard.ModelCardStatus"),),
    ),
    BadRequest(
        "no storage at all",
        version(ManagedStorageType=""),
        version(ManagedStorageType="Restricted"),
        (("MP006", "ManagedStorageType"),),
    ),
    BadRequest(
        "a registration that is none",
        version(ModelPackageRegistrationType="Draft"),
        version(ModelPackageRegistrationType="Logged"),
        (("MP006", "ModelPackageRegistrationType"),),
    ),
)

# MP007: what a structure needs ----------------------------------------------------------------------------------------

MISSING = (
    BadRequest(
        "an inference specification without containers",
        version(InferenceSpecification={"SupportedContentTypes": ["text/csv"]}),
        with_serving(SupportedContentTypes=["text/csv"]),
        (("MP007", "InferenceSpecification.Containers"),),
    ),
    BadRequest(
        "a report without a place",
        with_statistics(without(report(), "S3Uri")),
        with_statistics(report()),
        (("MP007", f"{STATISTICS}.S3Uri"),),
    ),
    BadRequest(
        "a report without anything",
        version(ModelMetrics={"Bias": {"Report": {}}}),
        version(ModelMetrics={"Bias": {"Report": report()}}),
        (("MP007", "ModelMetrics.Bias.Report.ContentType"), ("MP007", "ModelMetrics.Bias.Report.S3Uri")),
    ),
    BadRequest(
        "a tag without a value",
        shelf(Tags=[*tags(1), {"Key": "team"}]),
        shelf(Tags=[*tags(1), {"Key": "team", "Value": ""}]),
        (("MP007", "Tags[1].Value"),),
    ),
    BadRequest(
        "encryption without a key",
        version(SecurityConfig={}),
        version(SecurityConfig={"KmsKeyId": ""}),
        (("MP007", "SecurityConfig.KmsKeyId"),),
    ),
    BadRequest(
        "a stage without a status",
        version(ModelLifeCycle={"Stage": "Review"}),
        version(ModelLifeCycle={"Stage": "Review", "StageStatus": "Open"}),
        (("MP007", "ModelLifeCycle.StageStatus"),),
    ),
    BadRequest(
        "a job without a place for its results",
        version(
            ValidationSpecification=validated_by(
                {"ProfileName": "smoke-test", "TransformJobDefinition": without(job(), "TransformOutput")}
            )
        ),
        version(ValidationSpecification=validated_by()),
        (("MP007", f"{JOB}.TransformOutput"),),
    ),
    BadRequest(
        "a licence neither accepted nor refused",
        with_container(ModelDataSource={"S3DataSource": files_in_s3(ModelAccessConfig={})}),
        with_container(ModelDataSource={"S3DataSource": files_in_s3(ModelAccessConfig={"AcceptEula": False})}),
        (("MP007", f"{C0}.ModelDataSource.S3DataSource.ModelAccessConfig.AcceptEula"),),
    ),
    BadRequest(
        "an additional specification without a name",
        version(AdditionalInferenceSpecifications=[{"Containers": [container()]}]),
        version(AdditionalInferenceSpecifications=[additional()]),
        (("MP007", "AdditionalInferenceSpecifications[0].Name"),),
    ),
)

# MP008: nothing that the service does not know ------------------------------------------------------------------------

UNKNOWN_KEYS = (
    BadRequest(
        "a member in Python's spelling",
        version(model_package_description="Churn classifier"),
        version(ModelPackageDescription="Churn classifier"),
        (("MP008", "model_package_description"),),
    ),
    BadRequest(
        "a member that only responses have",
        version(ModelPackageStatus="Completed"),
        version(),
        (("MP008", "ModelPackageStatus"),),
    ),
    BadRequest(
        "an acronym in capitals",
        with_container(ModelDataURL=ARCHIVE),
        with_container(ModelDataUrl=ARCHIVE),
        (("MP008", f"{C0}.ModelDataURL"),),
    ),
    BadRequest(
        "an acronym in small letters",
        with_serving(SupportedResponseMimeTypes=["text/csv"]),
        with_serving(SupportedResponseMIMETypes=["text/csv"]),
        (("MP008", "InferenceSpecification.SupportedResponseMimeTypes"),),
    ),
    BadRequest(
        "an environment that lost a letter",
        with_container(Enviroment={"WORKERS": "4"}),
        with_container(Environment={"WORKERS": "4"}),
        (("MP008", f"{C0}.Enviroment"),),
    ),
    BadRequest(
        "a tag with keys in small letters",
        shelf(Tags=[{"key": "team", "value": "growth"}]),
        shelf(Tags=[{"Key": "team", "Value": "growth"}]),
        (("MP007", "Tags[0].Key"), ("MP007", "Tags[0].Value"), ("MP008", "Tags[0].key"), ("MP008", "Tags[0].value")),
    ),
    BadRequest(
        "a key that is no text",
        with_statistics(report() | cast("Kwargs", {7: "seven"})),
        with_statistics(report()),
        (("MP008", f"{STATISTICS}.7"),),
    ),
    BadRequest(
        "a member one level too high",
        version(Containers=[container()]),
        version(),
        (("MP008", "Containers"),),
    ),
)

# MP101 to MP110: rules of the API reference ---------------------------------------------------------------------------

ERRORS = (
    BadRequest(
        "both names",
        version(ModelPackageName="churn"),
        version(),
        (("MP101", ""),),
    ),
    BadRequest(
        "neither name",
        without(version(), "ModelPackageGroupName"),
        version(),
        (("MP101", ""),),
    ),
    BadRequest(
        "a package that stands alone, without instance types",
        shelf(InferenceSpecification=serving()),
        shelf(),
        (
            ("MP102", "InferenceSpecification.SupportedTransformInstanceTypes"),
            ("MP111", "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes"),
        ),
    ),
    BadRequest(
        "a package that stands alone, without transform instance types",
        shelf(InferenceSpecification=serving(SupportedRealtimeInferenceInstanceTypes=["ml.m5.large"])),
        shelf(),
        (("MP102", "InferenceSpecification.SupportedTransformInstanceTypes"),),
    ),
    BadRequest(
        "a package that stands alone, without real-time instance types",
        shelf(
            InferenceSpecification=serving(
                SupportedTransformInstanceTypes=["ml.m5.large"], SupportedRealtimeInferenceInstanceTypes=[]
            )
        ),
        shelf(),
        (("MP111", "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes"),),
    ),
    BadRequest(
        "tags on a version",
        version(Tags=[{"Key": "team", "Value": "growth"}]),
        version(CustomerMetadataProperties={"team": "growth"}),
        (("MP103", "Tags"),),
    ),
    BadRequest(
        "no tags on a version either",
        version(Tags=[]),
        version(),
        (("MP103", "Tags"),),
    ),
    BadRequest(
        "a certificate for a version",
        version(ValidationSpecification=validated_by(), CertifyForMarketplace=True),
        shelf(ValidationSpecification=validated_by(), CertifyForMarketplace=True),
        (("MP103", "CertifyForMarketplace"),),
    ),
    BadRequest(
        "a container with nothing to run",
        with_serving(Containers=[container(), {"ModelDataUrl": ARCHIVE}]),
        with_serving(Containers=[container(), {"ModelDataUrl": ARCHIVE, "BaseModel": {"HubContentName": "llama"}}]),
        (("MP104", "InferenceSpecification.Containers[1].Image"),),
    ),
    BadRequest(
        "a container with nothing to run, in an additional specification",
        with_additional(Containers=[EMPTY]),
        with_additional(Containers=[container()]),
        (("MP104", "AdditionalInferenceSpecifications[0].Containers[0].Image"),),
    ),
    BadRequest(
        "an augmented manifest as a job's input",
        with_job(
            TransformInput={
                "DataSource": {
                    "S3DataSource": {"S3DataType": "AugmentedManifestFile", "S3Uri": "s3://ml-artifacts/in.manifest"}
                }
            }
        ),
        with_job(
            TransformInput={
                "DataSource": {"S3DataSource": {"S3DataType": "ManifestFile", "S3Uri": "s3://ml-artifacts/in.manifest"}}
            }
        ),
        (("MP105", f"{JOB}.TransformInput.DataSource.S3DataSource.S3DataType"),),
    ),
    BadRequest(
        "101 instances",
        with_resources(InstanceCount=101),
        with_resources(InstanceCount=100),
        (("MP106", f"{JOB}.TransformResources.InstanceCount"),),
    ),
    BadRequest(
        "a tag's key again",
        shelf(
            Tags=[
                {"Key": "team", "Value": "growth"},
                {"Key": "stage", "Value": "test"},
                {"Key": "team", "Value": "core"},
            ]
        ),
        shelf(
            Tags=[
                {"Key": "team", "Value": "growth"},
                {"Key": "stage", "Value": "test"},
                {"Key": "Team", "Value": "core"},
            ]
        ),
        (("MP107", "Tags[2].Key"),),
    ),
    BadRequest(
        "an additional specification's name again",
        version(AdditionalInferenceSpecifications=[additional("edge"), additional("edge")]),
        version(AdditionalInferenceSpecifications=[additional("edge"), additional("edge-2")]),
        (("MP108", "AdditionalInferenceSpecifications[1].Name"),),
    ),
    BadRequest(
        "a key for the disks of instances that encrypt their own",
        with_resources(InstanceType="ml.g5.xlarge", VolumeKmsKeyId=KEY_ARN),
        with_resources(InstanceType="ml.p3.2xlarge", VolumeKmsKeyId=KEY_ARN),
        (("MP109", f"{JOB}.TransformResources.VolumeKmsKeyId"),),
    ),
    BadRequest(
        "a model card that is a list",
        version(ModelCard={"ModelCardContent": "[]"}),
        version(ModelCard={"ModelCardContent": "{}"}),
        (("MP110", "ModelCard.ModelCardContent"),),
    ),
    BadRequest(
        "a model card as Python writes a dict",
        version(ModelCard={"ModelCardContent": "{'model_overview': {}}"}),
        version(ModelCard={"ModelCardContent": '{"model_overview": {}}'}),
        (("MP110", "ModelCard.ModelCardContent"),),
    ),
    BadRequest(
        "a model card with a number that JSON has not",
        version(ModelCard={"ModelCardContent": '{"auc": NaN}'}),
        version(ModelCard={"ModelCardContent": '{"auc": null}'}),
        (("MP110", "ModelCard.ModelCardContent"),),
    ),
)

# MP201 to MP223: what is likely to be regretted -----------------------------------------------------------------------

WARNINGS = (
    BadRequest(
        "an approval for a package that stands alone",
        shelf(ModelApprovalStatus="Approved"),
        shelf(),
        (("MP201", "ModelApprovalStatus"),),
    ),
    BadRequest(
        "no certificate for a version",
        version(CertifyForMarketplace=False),
        shelf(CertifyForMarketplace=False),
        (("MP202", "CertifyForMarketplace"),),
    ),
    BadRequest(
        "nothing but a name",
        {"ModelPackageName": "churn"},
        from_algorithm(),
        (("MP203", ""),),
    ),
    BadRequest(
        "a model card with line breaks",
        version(ModelCard={"ModelCardContent": json.dumps({"model_overview": {}}, indent=2)}),
        version(ModelCard={"ModelCardContent": json.dumps({"model_overview": {}})}),
        (("MP204", "ModelCard.ModelCardContent"),),
    ),
    BadRequest(
        "model data that is no archive",
        with_container(ModelDataUrl="s3://ml-artifacts/churn/model.pkl"),
        with_container(ModelDataUrl="s3://ml-artifacts/churn/model.tar.gz"),
        (("MP205", f"{C0}.ModelDataUrl"),),
    ),
    BadRequest(
        "an algorithm's model data that is no archive",
        from_algorithm(ModelDataUrl="s3://ml-artifacts/churn/model.tar"),
        from_algorithm(ModelDataUrl="s3://ml-artifacts/churn/model.tar.gz"),
        (("MP205", "SourceAlgorithmSpecification.SourceAlgorithms[0].ModelDataUrl"),),
    ),
    BadRequest(
        "model data named twice",
        with_container(ModelDataUrl=ARCHIVE, ModelDataSource={"S3DataSource": archive_in_s3()}),
        with_container(ModelDataSource={"S3DataSource": archive_in_s3()}),
        (("MP206", f"{C0}.ModelDataSource"),),
    ),
    BadRequest(
        "a prefix without a slash",
        with_container(ModelDataSource={"S3DataSource": files_in_s3(S3Uri="s3://ml-artifacts/llama")}),
        with_container(ModelDataSource={"S3DataSource": files_in_s3(S3Uri="s3://ml-artifacts/llama/")}),
        (("MP207", f"{C0}.ModelDataSource.S3DataSource.S3Uri"),),
    ),
    BadRequest(
        "a prefix without a slash, of an additional source",
        with_container(
            AdditionalModelDataSources=[{"ChannelName": "a", "S3DataSource": files_in_s3(S3Uri="s3://bucket/adapter")}]
        ),
        with_container(
            AdditionalModelDataSources=[{"ChannelName": "a", "S3DataSource": files_in_s3(S3Uri="s3://bucket/adapter/")}]
        ),
        (("MP207", f"{C0}.AdditionalModelDataSources[0].S3DataSource.S3Uri"),),
    ),
    BadRequest(
        "a prefix that is gzipped",
        with_container(ModelDataSource={"S3DataSource": files_in_s3(CompressionType="Gzip")}),
        with_container(ModelDataSource={"S3DataSource": files_in_s3(CompressionType="None")}),
        (("MP208", f"{C0}.ModelDataSource.S3DataSource.CompressionType"),),
    ),
    BadRequest(
        "a source beside an inference specification",
        version(SourceUri="arn:aws:sagemaker:us-east-1:111122223333:model/churn"),
        {
            "ModelPackageGroupName": "churn",
            "SourceUri": "arn:aws:sagemaker:us-east-1:111122223333:model/churn",
        },
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
                **shelf()["InferenceSpecification"],
                "Containers": [
                    container(Environment={"WORKERS": "4"}, ModelDataSource={"S3DataSource": archive_in_s3()})
                ],
            }
        ),
        shelf(
            InferenceSpecification={
                **shelf()["InferenceSpecification"],
                "Containers": [container(Environment={}, ModelDataUrl=ARCHIVE)],
            }
        ),
        (("MP211", f"{C0}.ModelDataSource"), ("MP211", f"{C0}.Environment")),
    ),
    BadRequest(
        "an additional source in the main specification",
        with_container(AdditionalS3DataSource={"S3DataType": "S3Object", "S3Uri": "s3://ml-artifacts/vocabulary"}),
        with_additional(
            Containers=[
                container(AdditionalS3DataSource={"S3DataType": "S3Object", "S3Uri": "s3://ml-artifacts/vocabulary"})
            ]
        ),
        (("MP212", f"{C0}.AdditionalS3DataSource"),),
    ),
    BadRequest(
        "17 variables",
        with_container(Environment=numbered(17)),
        with_container(Environment=numbered(16)),
        (("MP213", f"{C0}.Environment"),),
    ),
    BadRequest(
        "a password in an environment",
        with_container(Environment={"DB_PASSWORD": "correct horse battery staple"}),
        with_container(
            Environment={"DB_PASSWORD_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf"}
        ),
        (("MP214", f"{C0}.Environment.DB_PASSWORD"),),
    ),
    BadRequest(
        "an access key in a job's environment, under an innocent name",
        with_job(Environment={"SETTING": "AKIAIOSFODNN7EXAMPLE"}),
        with_job(Environment={"SETTING": "akia"}),
        (("MP214", f"{JOB}.Environment.SETTING"),),
    ),
    BadRequest(
        "an image of Docker Hub",
        with_container(Image="pytorch/torchserve:latest"),
        with_container(Image="111122223333.dkr.ecr.eu-west-1.amazonaws.com/pytorch/torchserve:latest"),
        (("MP215", f"{C0}.Image"),),
    ),
    BadRequest(
        "an image with the quotes of its configuration file",
        with_container(Image=f'"{IMAGE}"'),
        with_container(Image=IMAGE),
        (("MP215", f"{C0}.Image"),),
    ),
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
        (
            ("MP217", f"{JOB}.TransformInput.ContentType"),
            ("MP217", f"{JOB}.TransformResources.InstanceType"),
        ),
    ),
    BadRequest(
        "a task in small letters",
        version(Task="classification"),
        version(Task="CLASSIFICATION"),
        (("MP218", "Task"),),
    ),
    BadRequest(
        "an input configuration as Python writes a dict",
        with_container(ModelInput={"DataInputConfig": "{'input': [1, 3]}"}),
        with_container(ModelInput={"DataInputConfig": '{"input": [1, 3]}'}),
        (("MP219", f"{C0}.ModelInput.DataInputConfig"),),
    ),
    BadRequest(
        "nothing but a group",
        {"ModelPackageGroupName": "churn"},
        {"ModelPackageGroupName": "churn", "SourceUri": "churn-7"},
        (("MP220", ""),),
    ),
    BadRequest(
        "an image of another region than the group",
        version(
            ModelPackageGroupName=GROUP_ARN.replace("us-east-1", "eu-west-1"),
        ),
        version(ModelPackageGroupName=GROUP_ARN),
        (("MP221", f"{C0}.Image"),),
    ),
    BadRequest(
        "a source for a package that stands alone",
        {**from_algorithm(), "SourceUri": "churn-7"},
        from_algorithm(),
        (("MP222", "SourceUri"),),
    ),
    BadRequest(
        "a sample payload that is no archive",
        version(SamplePayloadUrl="s3://ml-artifacts/churn/sample.csv"),
        version(SamplePayloadUrl="s3://ml-artifacts/churn/sample.tar.gz"),
        (("MP223", "SamplePayloadUrl"),),
    ),
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
        "an error and a warning in one container, another error in the next",
        with_serving(
            Containers=[
                container(ModelDataUrl="s3://ml-artifacts/model.pkl", Environment={"WORKERS": 4}),
                container(ImageDigest="latest"),
            ]
        ),
        with_serving(
            Containers=[
                container(ModelDataUrl=ARCHIVE, Environment={"WORKERS": "4"}),
                container(ImageDigest=DIGEST),
            ]
        ),
        (
            ("MP001", f"{C0}.Environment.WORKERS"),
            ("MP003", "InferenceSpecification.Containers[1].ImageDigest"),
            ("MP205", f"{C0}.ModelDataUrl"),
        ),
    ),
    BadRequest(
        "neither name, and what is wrong for both kinds",
        {"ModelPackageDescription": 5, "Task": "GUESSING", "SourceURI": "churn-7"},
        {"ModelPackageGroupName": "churn", "ModelPackageDescription": "5", "Task": "OTHER", "SourceUri": "churn-7"},
        (("MP101", ""), ("MP001", "ModelPackageDescription"), ("MP008", "SourceURI"), ("MP218", "Task")),
    ),
    BadRequest(
        "both names, and what is wrong for both kinds",
        shelf(ModelPackageGroupName="churn", InferenceSpecification=serving({}), ClientToken="to ken"),
        version(InferenceSpecification=serving(container()), ClientToken="to-ken"),
        (("MP101", ""), ("MP003", "ClientToken"), ("MP104", f"{C0}.Image")),
    ),
    BadRequest(
        "a package that stands alone with errors of every sort",
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

BAD_REQUESTS = (
    *TYPES,
    *LENGTHS,
    *PATTERNS,
    *RANGES,
    *SIZES,
    *ENUMS,
    *MISSING,
    *UNKNOWN_KEYS,
    *ERRORS,
    *WARNINGS,
    *SEVERAL,
)


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
