"""The two requests that are measured, each as a plain dict and as the builder's program for the same.

``one_container`` is the quick example of the README. ``largest`` fills every list that a valid request has to the size
that DESIGN names (15 containers, 15 additional specifications, 50 tags) and sets every member that an unversioned
package takes without a warning; how many sources and types its lists name is chosen so that it has 1,848 leaves.

The strings are made here, once: neither form pays for formatting them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sagemaker_model_package import ModelPackageBuilder, ModelPackageContainerDefinition, TransformInstanceType
from sagemaker_model_package.shapes import (
    AdditionalInferenceSpecificationDefinition,
    AdditionalModelDataSource,
    AdditionalS3DataSource,
    BaseModel,
    FileSource,
    InferenceHubAccessConfig,
    MetricsSource,
    ModelAccessConfig,
    ModelInput,
    S3ModelDataSource,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package import UnversionedModelPackageBuilder, VersionedModelPackageBuilder
    from sagemaker_model_package.enums import ProductionVariantInstanceTypeName, TransformInstanceTypeName

LEAVES_OF_LARGEST = 1848


def leaves(value: object) -> int:
    """Return how many values a request has that are neither a dict nor a list."""
    if isinstance(value, dict):
        return sum(map(leaves, cast("dict[str, object]", value).values()))
    if isinstance(value, list):
        return sum(map(leaves, cast("list[object]", value)))
    return 1


# One container --------------------------------------------------------------------------------------------------------


def one_container_dict() -> dict[str, Any]:
    """Return the kwargs of a version with one container."""
    return {
        "ModelPackageDescription": "Churn classifier, November retrain",
        "InferenceSpecification": {
            "Containers": [
                {
                    "Image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
                    "ModelDataUrl": "s3://ml-artifacts/churn/model.tar.gz",
                    "Environment": {"SAGEMAKER_PROGRAM": "inference.py"},
                }
            ],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
            "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large", "ml.c7i.xlarge"],
            "SupportedTransformInstanceTypes": ["ml.m5.large"],
        },
        "ModelMetrics": {
            "ModelQuality": {
                "Statistics": {
                    "ContentType": "application/json",
                    "S3Uri": "s3://ml-artifacts/churn/evaluation.json",
                }
            }
        },
        "CustomerMetadataProperties": {"team": "growth", "auc": "0.91"},
        "ModelPackageGroupName": "churn",
        "ModelApprovalStatus": "PendingManualApproval",
    }


def one_container_builder() -> VersionedModelPackageBuilder:
    """Return the builder of the same."""
    return (
        ModelPackageBuilder()
        .description("Churn classifier, November retrain")
        .container(
            image="683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
            model_data_url="s3://ml-artifacts/churn/model.tar.gz",
            environment={"SAGEMAKER_PROGRAM": "inference.py"},
        )
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .realtime_instance_types("ml.m5.large", "ml.c7i.xlarge")
        .transform_instance_types(TransformInstanceType.ML_M5_LARGE)
        .model_quality(statistics="s3://ml-artifacts/churn/evaluation.json")
        .customer_metadata({"team": "growth", "auc": 0.91})
        .versioned("churn")
        .approval_status("PendingManualApproval")
    )


# The largest request --------------------------------------------------------------------------------------------------

CONTAINERS = range(15)
SPECIFICATIONS = range(15)
SOURCES = range(3)

IMAGES = tuple(f"683313688378.dkr.ecr.us-east-1.amazonaws.com/churn-step-{i}:{i}.7-1" for i in range(len(CONTAINERS)))
HOSTNAMES = tuple(f"step-{i}" for i in CONTAINERS)
ARCHIVES = tuple(f"s3://ml-artifacts/churn/2025-11/step-{i}/model.tar.gz" for i in CONTAINERS)
DIGESTS = tuple(f"sha256:{i:064x}" for i in CONTAINERS)
ETAGS = tuple(f'"{i:032x}"' for i in CONTAINERS)
INPUT_CONFIGS = tuple(f'{{"features":[1,{i + 1},224,224]}}' for i in CONTAINERS)
CHANNELS = tuple(f"adapter-{i}" for i in SOURCES)
PREFIXES = tuple(f"s3://ml-artifacts/churn/2025-11/adapter-{i}/" for i in SOURCES)
MANIFESTS = tuple(f"s3://ml-artifacts/churn/2025-11/adapter-{i}.csv" for i in SOURCES)
NAMES = tuple(f"compiled-for-target-{i}" for i in SPECIFICATIONS)
TARGETS = tuple(f"Compiled by Neo for target {i}; same inputs, same outputs" for i in SPECIFICATIONS)
TAGS = {f"cost-centre:{i}": f"growth/{i}" for i in range(50)}
METADATA = {f"metric.{i}": f"0.{i:04}" for i in range(50)}
VARIABLES = {f"SETTING_{i}": f"value {i}" for i in range(16)}

TRANSFORM_TYPES: tuple[TransformInstanceTypeName, ...] = (
    "ml.m5.large",
    "ml.m5.xlarge",
    "ml.m5.2xlarge",
    "ml.m5.4xlarge",
    "ml.c5.xlarge",
    "ml.c5.2xlarge",
    "ml.c5.4xlarge",
    "ml.g4dn.xlarge",
    "ml.g4dn.2xlarge",
    "ml.g5.xlarge",
)
REALTIME_TYPES: tuple[ProductionVariantInstanceTypeName, ...] = (
    "ml.t2.medium",
    "ml.t2.large",
    "ml.m5.large",
    "ml.m5.xlarge",
    "ml.m5.2xlarge",
    "ml.m5.4xlarge",
    "ml.c5.large",
    "ml.c5.xlarge",
    "ml.c5.2xlarge",
    "ml.c7i.large",
    "ml.c7i.xlarge",
    "ml.g4dn.xlarge",
    "ml.g5.xlarge",
    "ml.inf1.xlarge",
    "ml.inf2.xlarge",
)
FEW = 4
"""Instance types of either use that an additional specification lists."""
CONTENT_TYPES = ("text/csv", "application/json", "application/jsonlines", "application/x-parquet")
RESPONSE_TYPES = ("text/csv", "application/json", "application/jsonlines", "application/octet-stream")

HUB_CONTENT = "arn:aws:sagemaker:us-east-1:123456789012:hub-content/models/Model/churn-base/1.0.12"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ROLE = "arn:aws:iam::123456789012:role/service-role/ModelValidation"
JSON = "application/json"
REPORT_DIGEST = f"sha256:{'ab' * 32}"
REPORTS = "s3://ml-artifacts/churn/2025-11/reports/"
CARD = '{"model_overview":{"model_creator":"growth"},"intended_uses":{"purpose_of_model":"retention"}}'


def _source_dict(i: int) -> dict[str, Any]:
    return {
        "ChannelName": CHANNELS[i],
        "S3DataSource": {
            "S3Uri": PREFIXES[i],
            "S3DataType": "S3Prefix",
            "CompressionType": "None",
            "ModelAccessConfig": {"AcceptEula": True},
            "HubAccessConfig": {"HubContentArn": HUB_CONTENT},
            "ManifestS3Uri": MANIFESTS[i],
            "ETag": ETAGS[i],
            "ManifestEtag": ETAGS[i + 1],
        },
    }


def _container_dict(i: int) -> dict[str, Any]:
    return {
        "ContainerHostname": HOSTNAMES[i],
        "Image": IMAGES[i],
        "ImageDigest": DIGESTS[i],
        "ModelDataUrl": ARCHIVES[i],
        "ProductId": "prod-abcdefghijklm",
        "ModelInput": {"DataInputConfig": INPUT_CONFIGS[i]},
        "Framework": "XGBOOST",
        "FrameworkVersion": "1.7-1",
        "NearestModelName": "xgboost",
        "AdditionalModelDataSources": [_source_dict(source) for source in SOURCES],
        "ModelDataETag": ETAGS[i],
        "IsCheckpoint": False,
        "BaseModel": {
            "HubContentName": "churn-base",
            "HubContentVersion": "1.0.12",
            "RecipeName": "recipes/fine-tuning/churn",
        },
    }


def _specification_dict(i: int) -> dict[str, Any]:
    container = _container_dict(i)
    container["AdditionalS3DataSource"] = {
        "S3DataType": "S3Prefix",
        "S3Uri": PREFIXES[0],
        "CompressionType": "None",
        "ETag": ETAGS[i],
    }
    return {
        "Name": NAMES[i],
        "Description": TARGETS[i],
        "Containers": [container],
        "SupportedTransformInstanceTypes": [*TRANSFORM_TYPES[:FEW]],
        "SupportedRealtimeInferenceInstanceTypes": [*REALTIME_TYPES[:FEW]],
        "SupportedContentTypes": [*CONTENT_TYPES],
        "SupportedResponseMIMETypes": [*RESPONSE_TYPES],
    }


def _report_dict(name: str) -> dict[str, Any]:
    return {"ContentType": JSON, "ContentDigest": REPORT_DIGEST, "S3Uri": REPORTS + name}


def largest_dict(containers: int = len(CONTAINERS), specifications: int = len(SPECIFICATIONS)) -> dict[str, Any]:
    """Return the kwargs of the largest request, or of one with fewer containers and additional specifications."""
    return {
        "ModelPackageName": "churn-2025-11",
        "ModelPackageDescription": "Churn classifier, November retrain, with everything known about it",
        "ModelPackageRegistrationType": "Registered",
        "InferenceSpecification": {
            "Containers": [_container_dict(i) for i in CONTAINERS[:containers]],
            "SupportedTransformInstanceTypes": [*TRANSFORM_TYPES],
            "SupportedRealtimeInferenceInstanceTypes": [*REALTIME_TYPES],
            "SupportedContentTypes": [*CONTENT_TYPES],
            "SupportedResponseMIMETypes": [*RESPONSE_TYPES],
        },
        "AdditionalInferenceSpecifications": [_specification_dict(i) for i in SPECIFICATIONS[:specifications]],
        "ValidationSpecification": {
            "ValidationRole": ROLE,
            "ValidationProfiles": [
                {
                    "ProfileName": "nightly",
                    "TransformJobDefinition": {
                        "MaxConcurrentTransforms": 4,
                        "MaxPayloadInMB": 6,
                        "BatchStrategy": "MultiRecord",
                        "Environment": {**VARIABLES},
                        "TransformInput": {
                            "DataSource": {
                                "S3DataSource": {
                                    "S3DataType": "S3Prefix",
                                    "S3Uri": "s3://ml-artifacts/churn/2025-11/holdout/",
                                }
                            },
                            "ContentType": "text/csv",
                            "CompressionType": "Gzip",
                            "SplitType": "Line",
                        },
                        "TransformOutput": {
                            "S3OutputPath": "s3://ml-artifacts/churn/2025-11/validated/",
                            "Accept": "text/csv",
                            "AssembleWith": "Line",
                            "KmsKeyId": KEY,
                        },
                        "TransformResources": {
                            "InstanceType": "ml.m5.xlarge",
                            "InstanceCount": 2,
                            "VolumeKmsKeyId": KEY,
                            "TransformAmiVersion": "al2-ami-sagemaker-batch-gpu-535",
                        },
                    },
                }
            ],
        },
        "CertifyForMarketplace": True,
        "MetadataProperties": {
            "CommitId": "0123456789abcdef0123456789abcdef01234567",
            "Repository": "https://git.example.com/growth/churn.git",
            "GeneratedBy": "arn:aws:sagemaker:us-east-1:123456789012:training-job/churn-2025-11",
            "ProjectId": "p-0123456789ab",
        },
        "ModelMetrics": {
            "ModelQuality": {
                "Statistics": _report_dict("quality.json"),
                "Constraints": _report_dict("quality-constraints.json"),
            },
            "ModelDataQuality": {
                "Statistics": _report_dict("data.json"),
                "Constraints": _report_dict("data-constraints.json"),
            },
            "Bias": {
                "Report": _report_dict("bias.json"),
                "PreTrainingReport": _report_dict("bias-before.json"),
                "PostTrainingReport": _report_dict("bias-after.json"),
            },
            "Explainability": {"Report": _report_dict("shap.json")},
        },
        "DriftCheckBaselines": {
            "ModelQuality": {
                "Statistics": _report_dict("quality.json"),
                "Constraints": _report_dict("quality-constraints.json"),
            },
            "ModelDataQuality": {
                "Statistics": _report_dict("data.json"),
                "Constraints": _report_dict("data-constraints.json"),
            },
            "Bias": {
                "ConfigFile": _report_dict("bias-config.json"),
                "PreTrainingConstraints": _report_dict("bias-before.json"),
                "PostTrainingConstraints": _report_dict("bias-after.json"),
            },
            "Explainability": {
                "ConfigFile": _report_dict("shap-config.json"),
                "Constraints": _report_dict("shap-constraints.json"),
            },
        },
        "Domain": "MACHINE_LEARNING",
        "Task": "CLASSIFICATION",
        "SamplePayloadUrl": "s3://ml-artifacts/churn/2025-11/payload.tar.gz",
        "CustomerMetadataProperties": {**METADATA},
        "SkipModelValidation": "None",
        "ClientToken": "7f1c2a9e-4f0b-4d51-9c7d-3f5a9a1c0b2d",
        "SecurityConfig": {"KmsKeyId": KEY},
        "ModelCard": {"ModelCardContent": CARD, "ModelCardStatus": "Approved"},
        "ModelLifeCycle": {"Stage": "Production", "StageStatus": "Approved", "StageDescription": "Serves all regions"},
        "ManagedStorageType": "Restricted",
        "Tags": [{"Key": key, "Value": value} for key, value in TAGS.items()],
    }


def _source(i: int) -> AdditionalModelDataSource:
    return AdditionalModelDataSource(
        channel_name=CHANNELS[i],
        s3_data_source=S3ModelDataSource(
            s3_uri=PREFIXES[i],
            s3_data_type="S3Prefix",
            compression_type="None",
            model_access_config=ModelAccessConfig(accept_eula=True),
            hub_access_config=InferenceHubAccessConfig(hub_content_arn=HUB_CONTENT),
            manifest_s3_uri=MANIFESTS[i],
            etag=ETAGS[i],
            manifest_etag=ETAGS[i + 1],
        ),
    )


def _specification(i: int) -> AdditionalInferenceSpecificationDefinition:
    container = ModelPackageContainerDefinition(
        container_hostname=HOSTNAMES[i],
        image=IMAGES[i],
        image_digest=DIGESTS[i],
        model_data_url=ARCHIVES[i],
        product_id="prod-abcdefghijklm",
        model_input=ModelInput(data_input_config=INPUT_CONFIGS[i]),
        framework="XGBOOST",
        framework_version="1.7-1",
        nearest_model_name="xgboost",
        additional_model_data_sources=[_source(source) for source in SOURCES],
        additional_s3_data_source=AdditionalS3DataSource(
            s3_data_type="S3Prefix", s3_uri=PREFIXES[0], compression_type="None", etag=ETAGS[i]
        ),
        model_data_etag=ETAGS[i],
        is_checkpoint=False,
        base_model=BaseModel(
            hub_content_name="churn-base", hub_content_version="1.0.12", recipe_name="recipes/fine-tuning/churn"
        ),
    )
    return AdditionalInferenceSpecificationDefinition(
        name=NAMES[i],
        description=TARGETS[i],
        containers=[container],
        supported_transform_instance_types=TRANSFORM_TYPES[:FEW],
        supported_realtime_inference_instance_types=REALTIME_TYPES[:FEW],
        supported_content_types=CONTENT_TYPES,
        supported_response_mime_types=RESPONSE_TYPES,
    )


def _report(name: str) -> MetricsSource:
    return MetricsSource(content_type=JSON, content_digest=REPORT_DIGEST, s3_uri=REPORTS + name)


def _file(name: str) -> FileSource:
    return FileSource(content_type=JSON, content_digest=REPORT_DIGEST, s3_uri=REPORTS + name)


def largest_builder(
    containers: int = len(CONTAINERS), specifications: int = len(SPECIFICATIONS)
) -> UnversionedModelPackageBuilder:
    """Return the builder of the same, filled as a program would: container by container, report by report."""
    builder = (
        ModelPackageBuilder()
        .description("Churn classifier, November retrain, with everything known about it")
        .registration_type("Registered")
        .content_types(*CONTENT_TYPES)
        .response_mime_types(*RESPONSE_TYPES)
    )
    for i in CONTAINERS[:containers]:
        builder = builder.container(
            container_hostname=HOSTNAMES[i],
            image=IMAGES[i],
            image_digest=DIGESTS[i],
            model_data_url=ARCHIVES[i],
            product_id="prod-abcdefghijklm",
            model_input=ModelInput(data_input_config=INPUT_CONFIGS[i]),
            framework="XGBOOST",
            framework_version="1.7-1",
            nearest_model_name="xgboost",
            additional_model_data_sources=[_source(source) for source in SOURCES],
            model_data_etag=ETAGS[i],
            is_checkpoint=False,
            base_model=BaseModel(
                hub_content_name="churn-base", hub_content_version="1.0.12", recipe_name="recipes/fine-tuning/churn"
            ),
        )
    for i in SPECIFICATIONS[:specifications]:
        builder = builder.additional_inference_specification(_specification(i))
    return (
        builder.validation(
            role=ROLE,
            profile_name="nightly",
            s3_uri="s3://ml-artifacts/churn/2025-11/holdout/",
            content_type="text/csv",
            compression_type="Gzip",
            split_type="Line",
            s3_output_path="s3://ml-artifacts/churn/2025-11/validated/",
            accept="text/csv",
            assemble_with="Line",
            output_kms_key_id=KEY,
            instance_type="ml.m5.xlarge",
            instance_count=2,
            volume_kms_key_id=KEY,
            transform_ami_version="al2-ami-sagemaker-batch-gpu-535",
            max_concurrent_transforms=4,
            max_payload_in_mb=6,
            batch_strategy="MultiRecord",
            environment=VARIABLES,
        )
        .metadata_properties(
            commit_id="0123456789abcdef0123456789abcdef01234567",
            repository="https://git.example.com/growth/churn.git",
            generated_by="arn:aws:sagemaker:us-east-1:123456789012:training-job/churn-2025-11",
            project_id="p-0123456789ab",
        )
        .model_quality(statistics=_report("quality.json"), constraints=_report("quality-constraints.json"))
        .model_data_quality(statistics=_report("data.json"), constraints=_report("data-constraints.json"))
        .bias(
            report=_report("bias.json"),
            pre_training_report=_report("bias-before.json"),
            post_training_report=_report("bias-after.json"),
        )
        .explainability(report=_report("shap.json"))
        .drift_model_quality(statistics=_report("quality.json"), constraints=_report("quality-constraints.json"))
        .drift_model_data_quality(statistics=_report("data.json"), constraints=_report("data-constraints.json"))
        .drift_bias(
            config_file=_file("bias-config.json"),
            pre_training_constraints=_report("bias-before.json"),
            post_training_constraints=_report("bias-after.json"),
        )
        .drift_explainability(config_file=_file("shap-config.json"), constraints=_report("shap-constraints.json"))
        .inference_recommender(
            domain="MACHINE_LEARNING",
            task="CLASSIFICATION",
            sample_payload_url="s3://ml-artifacts/churn/2025-11/payload.tar.gz",
        )
        .customer_metadata(METADATA)
        .skip_model_validation("None")
        .client_token("7f1c2a9e-4f0b-4d51-9c7d-3f5a9a1c0b2d")
        .kms_key_id(KEY)
        .model_card(CARD, status="Approved")
        .life_cycle("Production", "Approved", "Serves all regions")
        .managed_storage_type("Restricted")
        .unversioned("churn-2025-11", transform_instance_types=TRANSFORM_TYPES, realtime_instance_types=REALTIME_TYPES)
        .certify_for_marketplace(True)  # noqa: FBT003 - the setter's name says what is true
        .tags(TAGS)
    )


class Measured(NamedTuple):
    """A request to measure."""

    name: str
    plain: Callable[[], dict[str, Any]]
    """Makes it as a dict, by hand."""
    builder: Callable[[], UnversionedModelPackageBuilder | VersionedModelPackageBuilder]
    """Fills a builder with it."""
    goal: float
    """What building, checking and turning it into kwargs may cost, in times of ``ParamValidator``."""


REQUESTS = (
    Measured("one container", one_container_dict, one_container_builder, 1.2),
    Measured("largest request", largest_dict, largest_builder, 0.5),
)


def named(name: str) -> Measured:
    """Return the request of this name."""
    return next(request for request in REQUESTS if request.name == name)
