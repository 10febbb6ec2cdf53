"""Every member that the service model has can be set by the builder: the model says what there is, and judges it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from botocore.loaders import Loader
from botocore.model import ListShape, ServiceModel, StructureShape
from botocore.validate import ParamValidator

from sagemaker_model_package import (
    AdditionalInferenceSpecificationDefinition,
    AdditionalModelDataSource,
    AdditionalS3DataSource,
    BaseModel,
    Bias,
    DriftCheckBaselines,
    DriftCheckModelQuality,
    FileSource,
    InferenceHubAccessConfig,
    InferenceSpecification,
    MetadataProperties,
    MetricsSource,
    ModelAccessConfig,
    ModelDataSource,
    ModelInput,
    ModelLifeCycle,
    ModelMetrics,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageModelCard,
    ModelPackageSecurityConfig,
    ModelPackageValidationProfile,
    ModelPackageValidationSpecification,
    ProductionVariantInstanceType,
    S3ModelDataSource,
    SourceAlgorithm,
    SourceAlgorithmSpecification,
    Tag,
    TransformDataSource,
    TransformInput,
    TransformInstanceType,
    TransformJobDefinition,
    TransformOutput,
    TransformResources,
    TransformS3DataSource,
    UnversionedModelPackageBuilder,
    VersionedModelPackageBuilder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.model import Shape

pytestmark = [
    pytest.mark.pinned_botocore,
    # Some members are doubtful beside others, or on one kind; here they only have to arrive.
    pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning"),
]

AnyBuilder: TypeAlias = "ModelPackageBuilder | VersionedModelPackageBuilder | UnversionedModelPackageBuilder"
Kwargs: TypeAlias = Any
"""A part of boto3's kwargs: a dict, a list, or a plain value."""
Common: TypeAlias = "Callable[[AnyBuilder], AnyBuilder]"

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
MODEL = "s3://models/churn/model.tar.gz"
REPORT = "s3://models/churn/report.json"
DIGEST = "sha256:" + "0123456789abcdef" * 4
ROLE = "arn:aws:iam::123456789012:role/validation"
KEY = "alias/models"
INPUT_CONFIG = '{"input":[1,3,224,224]}'


# The service model ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def request_shape() -> StructureShape:
    model = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
    shape = model.operation_model("CreateModelPackage").input_shape
    assert isinstance(shape, StructureShape)
    return shape


def shape_at(*path: str) -> Shape:
    """Return the shape of a member of the request; of a list, that of its items."""
    shape: Shape = request_shape()
    for name in path:
        assert isinstance(shape, StructureShape)
        shape = shape.members[name]
        shape = shape.member if isinstance(shape, ListShape) else shape
    return shape


def members(*path: str) -> set[str]:
    shape = shape_at(*path)
    assert isinstance(shape, StructureShape)
    return set(shape.members)


def leaf_paths(shape: Shape, path: str = "") -> Iterator[str]:
    """Yield every member below a shape that holds no other: texts, numbers, flags and maps."""
    if isinstance(shape, StructureShape):
        for name, member in shape.members.items():
            yield from leaf_paths(member, f"{path}.{name}".lstrip("."))
    elif isinstance(shape, ListShape):
        yield from leaf_paths(shape.member, f"{path}[]")
    else:
        yield path


def leaves(shape: Shape, value: Kwargs, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield the same of a value of that shape, with what is there."""
    if isinstance(shape, StructureShape):
        for name, member in value.items():
            yield from leaves(shape.members[name], member, f"{path}.{name}".lstrip("."))
    elif isinstance(shape, ListShape):
        for item in value:
            yield from leaves(shape.member, item, f"{path}[]")
    else:
        yield path, value


def accepted(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Return the kwargs, if botocore would send them."""
    report = ParamValidator().validate(kwargs, request_shape())
    assert not report.has_errors(), report.generate_report()
    return kwargs


# The request's members ------------------------------------------------------------------------------------------------

CONTAINER = ModelPackageContainerDefinition(image=IMAGE)
SPECIFICATION = InferenceSpecification(
    containers=[CONTAINER],
    supported_transform_instance_types=["ml.m5.large"],
    supported_realtime_inference_instance_types=["ml.c7i.xlarge"],
)
SPECIFICATION_KWARGS = {
    "Containers": [{"Image": IMAGE}],
    "SupportedTransformInstanceTypes": ["ml.m5.large"],
    "SupportedRealtimeInferenceInstanceTypes": ["ml.c7i.xlarge"],
}
FURTHER = AdditionalInferenceSpecificationDefinition(name="neo", containers=[CONTAINER])
JOB = TransformJobDefinition(
    transform_input=TransformInput(
        data_source=TransformDataSource(
            s3_data_source=TransformS3DataSource(s3_data_type="S3Prefix", s3_uri="s3://data/in/")
        )
    ),
    transform_output=TransformOutput(s3_output_path="s3://data/out/"),
    transform_resources=TransformResources(instance_type="ml.m5.large", instance_count=1),
)
VALIDATION = ModelPackageValidationSpecification(
    validation_role=ROLE,
    validation_profiles=[ModelPackageValidationProfile(profile_name="validation", transform_job_definition=JOB)],
)
VALIDATION_KWARGS = {
    "ValidationRole": ROLE,
    "ValidationProfiles": [
        {
            "ProfileName": "validation",
            "TransformJobDefinition": {
                "TransformInput": {
                    "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://data/in/"}}
                },
                "TransformOutput": {"S3OutputPath": "s3://data/out/"},
                "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
            },
        }
    ],
}
SOURCE = MetricsSource(content_type="application/json", s3_uri=REPORT)
SOURCE_KWARGS = {"ContentType": "application/json", "S3Uri": REPORT}

WHOLE: dict[str, tuple[Common, object]] = {
    "ModelPackageDescription": (lambda b: b.description("Churn, grün"), "Churn, grün"),
    "ModelPackageRegistrationType": (lambda b: b.registration_type("Registered"), "Registered"),
    "InferenceSpecification": (
        lambda b: b.inference_specification(SPECIFICATION),
        SPECIFICATION_KWARGS,
    ),
    "ValidationSpecification": (lambda b: b.validation_specification(VALIDATION), VALIDATION_KWARGS),
    "SourceAlgorithmSpecification": (
        lambda b: b.source_algorithm_specification(
            SourceAlgorithmSpecification(source_algorithms=[SourceAlgorithm(algorithm_name="blazing-text")])
        ),
        {"SourceAlgorithms": [{"AlgorithmName": "blazing-text"}]},
    ),
    "MetadataProperties": (
        lambda b: b.metadata_properties(MetadataProperties(commit_id="abc", project_id="p-1")),
        {"CommitId": "abc", "ProjectId": "p-1"},
    ),
    "ModelMetrics": (
        lambda b: b.model_metrics(ModelMetrics(bias=Bias(report=SOURCE))),
        {"Bias": {"Report": SOURCE_KWARGS}},
    ),
    "ClientToken": (lambda b: b.client_token("token-1"), "token-1"),
    "Domain": (lambda b: b.domain("COMPUTER_VISION"), "COMPUTER_VISION"),
    "Task": (lambda b: b.task("CLASSIFICATION"), "CLASSIFICATION"),
    "SamplePayloadUrl": (lambda b: b.sample_payload_url("s3://a/payload.tar.gz"), "s3://a/payload.tar.gz"),
    "CustomerMetadataProperties": (lambda b: b.customer_metadata({"team": "growth"}), {"team": "growth"}),
    "DriftCheckBaselines": (
        lambda b: b.drift_check_baselines(DriftCheckBaselines(model_quality=DriftCheckModelQuality(statistics=SOURCE))),
        {"ModelQuality": {"Statistics": SOURCE_KWARGS}},
    ),
    "AdditionalInferenceSpecifications": (
        lambda b: b.additional_inference_specifications(FURTHER),
        [{"Name": "neo", "Containers": [{"Image": IMAGE}]}],
    ),
    "SkipModelValidation": (lambda b: b.skip_model_validation("None"), "None"),
    "SourceUri": (lambda b: b.source_uri("s3://models/registered"), "s3://models/registered"),
    "SecurityConfig": (lambda b: b.security_config(ModelPackageSecurityConfig(kms_key_id=KEY)), {"KmsKeyId": KEY}),
    "ModelCard": (
        lambda b: b.model_card(ModelPackageModelCard(model_card_content="{}", model_card_status="Draft")),
        {"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
    ),
    "ModelLifeCycle": (
        lambda b: b.life_cycle(ModelLifeCycle(stage="Test", stage_status="Done", stage_description="well")),
        {"Stage": "Test", "StageStatus": "Done", "StageDescription": "well"},
    ),
    "ManagedStorageType": (lambda b: b.managed_storage_type("Restricted"), "Restricted"),
}
"""What applies to both kinds, each member in one piece."""

CONVENIENT: dict[str, tuple[Common, object]] = {
    "InferenceSpecification": (
        lambda b: (
            b.container(image=IMAGE)
            .content_types("text/csv", "application/json")
            .response_mime_types("text/csv")
            .transform_instance_types("ml.m5.large", TransformInstanceType.ML_C5_XLARGE)
            .realtime_instance_types(ProductionVariantInstanceType.ML_M5_LARGE, "ml.c7i.xlarge")
        ),
        {
            "Containers": [{"Image": IMAGE}],
            "SupportedContentTypes": ["text/csv", "application/json"],
            "SupportedResponseMIMETypes": ["text/csv"],
            "SupportedTransformInstanceTypes": ["ml.m5.large", "ml.c5.xlarge"],
            "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large", "ml.c7i.xlarge"],
        },
    ),
    "ValidationSpecification": (
        lambda b: b.validation(
            role=ROLE, s3_uri="s3://data/in/", s3_output_path="s3://data/out/", instance_type="ml.m5.large"
        ),
        VALIDATION_KWARGS,
    ),
    "SourceAlgorithmSpecification": (
        lambda b: b.source_algorithm("blazing-text", model_data_url=MODEL),
        {"SourceAlgorithms": [{"AlgorithmName": "blazing-text", "ModelDataUrl": MODEL}]},
    ),
    "MetadataProperties": (
        lambda b: b.metadata_properties(commit_id="abc", repository="r", generated_by="g", project_id="p"),
        {"CommitId": "abc", "Repository": "r", "GeneratedBy": "g", "ProjectId": "p"},
    ),
    "ModelMetrics": (lambda b: b.explainability(report=REPORT), {"Explainability": {"Report": SOURCE_KWARGS}}),
    "DriftCheckBaselines": (
        lambda b: b.drift_bias(config_file=REPORT),
        {"Bias": {"ConfigFile": {"ContentType": "application/json", "S3Uri": REPORT}}},
    ),
    "AdditionalInferenceSpecifications": (
        lambda b: b.additional_inference_specification(FURTHER),
        [{"Name": "neo", "Containers": [{"Image": IMAGE}]}],
    ),
    "CustomerMetadataProperties": (
        lambda b: b.customer_metadata({"team": "growth", "auc": 0.91, "epochs": 7, "tuned": True}),
        {"team": "growth", "auc": "0.91", "epochs": "7", "tuned": "true"},
    ),
    "SecurityConfig": (lambda b: b.kms_key_id(KEY), {"KmsKeyId": KEY}),
    "ModelCard": (
        lambda b: b.model_card({"model_overview": {"model_owner": "growth"}}, status="Draft"),
        {"ModelCardContent": '{"model_overview":{"model_owner":"growth"}}', "ModelCardStatus": "Draft"},
    ),
    "ModelLifeCycle": (
        lambda b: b.life_cycle("Test", "Done", "well"),
        {"Stage": "Test", "StageStatus": "Done", "StageDescription": "well"},
    ),
}
"""The structures among them, by the setters that take what users have."""

VERSIONED: dict[str, tuple[Callable[[VersionedModelPackageBuilder], VersionedModelPackageBuilder], object]] = {
    "ModelApprovalStatus": (lambda b: b.approval_status("Approved"), "Approved"),
}
UNVERSIONED: dict[str, tuple[Callable[[UnversionedModelPackageBuilder], UnversionedModelPackageBuilder], object]] = {
    "CertifyForMarketplace": (lambda b: b.certify_for_marketplace(certify=True), True),
    "Tags": (
        lambda b: b.tags({"team": "growth"}, Tag(key="stage", value="")),
        [{"Key": "team", "Value": "growth"}, {"Key": "stage", "Value": ""}],
    ),
}
MOVES = {"ModelPackageGroupName", "ModelPackageName"}
"""What the arguments of the moves set."""

each_way = pytest.mark.parametrize(
    ("member", "step", "expected"),
    [pytest.param(m, *way, id=f"{m}-{how}") for how, ways in (("whole", WHOLE), ("convenient", CONVENIENT))
     for m, way in ways.items()],
)  # fmt: skip


def versioned(builder: ModelPackageBuilder) -> VersionedModelPackageBuilder:
    return builder.versioned("churn")


def unversioned(builder: ModelPackageBuilder) -> UnversionedModelPackageBuilder:
    return builder.unversioned_from_algorithm("churn", "algorithm")


each_move = pytest.mark.parametrize("move", [versioned, unversioned])


def test_the_tables_name_every_member_of_the_request() -> None:
    common = members() - MOVES - VERSIONED.keys() - UNVERSIONED.keys()

    assert len(members()) == 25
    assert WHOLE.keys() == common
    not_scalar = {name for name in common if request_shape().members[name].type_name in {"structure", "list", "map"}}
    assert CONVENIENT.keys() == not_scalar


@each_move
@each_way
def test_each_member_can_be_set_on_each_builder(
    member: str,
    step: Common,
    expected: object,
    move: Callable[[ModelPackageBuilder], VersionedModelPackageBuilder | UnversionedModelPackageBuilder],
) -> None:
    start = ModelPackageBuilder()
    bare = move(start).build().to_kwargs()

    after = step(move(start))
    assert isinstance(after, (VersionedModelPackageBuilder, UnversionedModelPackageBuilder))
    assert accepted(after.build().to_kwargs()) == {**bare, member: expected}

    before = step(start)
    assert isinstance(before, ModelPackageBuilder)
    if member != "SourceAlgorithmSpecification" or move is versioned:  # the other move names an algorithm itself
        assert accepted(move(before).build().to_kwargs()) == {**bare, member: expected}


@pytest.mark.parametrize("member", sorted(VERSIONED))
def test_what_only_versions_have_can_be_set(member: str) -> None:
    step, expected = VERSIONED[member]

    kwargs = step(ModelPackageBuilder().versioned("churn")).build().to_kwargs()

    assert accepted(kwargs) == {"ModelPackageGroupName": "churn", member: expected}


@pytest.mark.parametrize("member", sorted(UNVERSIONED))
def test_what_only_unversioned_packages_have_can_be_set(member: str) -> None:
    step, expected = UNVERSIONED[member]
    start = unversioned(ModelPackageBuilder())

    assert accepted(step(start).build().to_kwargs()) == {**start.build().to_kwargs(), member: expected}


def test_the_moves_set_names_and_what_a_kind_requires() -> None:
    start = ModelPackageBuilder()
    source = ModelDataSource(
        s3_data_source=S3ModelDataSource(s3_uri="s3://m/", s3_data_type="S3Prefix", compression_type="None")
    )

    assert accepted(start.versioned("churn").build().to_kwargs()) == {"ModelPackageGroupName": "churn"}
    assert accepted(
        start.container(image=IMAGE)
        .unversioned("churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.c7i.xlarge"])
        .build()
        .to_kwargs()
    ) == {
        "ModelPackageName": "churn",
        "InferenceSpecification": SPECIFICATION_KWARGS,
    }
    assert accepted(
        start.unversioned_from_algorithm(
            "churn", "algorithm", model_data_url=MODEL, model_data_source=source, model_data_etag="e"
        )
        .build()
        .to_kwargs()
    ) == {
        "ModelPackageName": "churn",
        "SourceAlgorithmSpecification": {
            "SourceAlgorithms": [
                {
                    "AlgorithmName": "algorithm",
                    "ModelDataUrl": MODEL,
                    "ModelDataSource": {
                        "S3DataSource": {"S3Uri": "s3://m/", "S3DataType": "S3Prefix", "CompressionType": "None"}
                    },
                    "ModelDataETag": "e",
                }
            ]
        },
    }


# The container's members ----------------------------------------------------------------------------------------------

S3_SOURCE = S3ModelDataSource(
    s3_uri="s3://models/llm/",
    s3_data_type="S3Prefix",
    compression_type="None",
    model_access_config=ModelAccessConfig(accept_eula=True),
    hub_access_config=InferenceHubAccessConfig(
        hub_content_arn="arn:aws:sagemaker:us-east-1:123456789012:hub-content/hub/Model/llm/1.0.0"
    ),
    manifest_s3_uri="s3://models/llm/manifest.csv",
    etag="etag-1",
    manifest_etag="etag-2",
)
WHERE = ModelDataSource(s3_data_source=S3_SOURCE)
S3_SOURCE_KWARGS = {
    "S3Uri": "s3://models/llm/",
    "S3DataType": "S3Prefix",
    "CompressionType": "None",
    "ModelAccessConfig": {"AcceptEula": True},
    "HubAccessConfig": {"HubContentArn": "arn:aws:sagemaker:us-east-1:123456789012:hub-content/hub/Model/llm/1.0.0"},
    "ManifestS3Uri": "s3://models/llm/manifest.csv",
    "ETag": "etag-1",
    "ManifestEtag": "etag-2",
}

CONTAINER_MEMBERS: dict[str, tuple[str, Any, object]] = {
    "ContainerHostname": ("container_hostname", "first", "first"),
    "Image": ("image", IMAGE, IMAGE),
    "ImageDigest": ("image_digest", DIGEST, DIGEST),
    "ModelDataUrl": ("model_data_url", MODEL, MODEL),
    "ModelDataSource": (
        "model_data_source", WHERE, {"S3DataSource": S3_SOURCE_KWARGS},
    ),
    "ProductId": ("product_id", "prod-1", "prod-1"),
    "Environment": ("environment", {"SAGEMAKER_PROGRAM": "inference.py"}, {"SAGEMAKER_PROGRAM": "inference.py"}),
    "ModelInput": (
        "model_input", ModelInput(data_input_config=INPUT_CONFIG), {"DataInputConfig": INPUT_CONFIG},
    ),
    "Framework": ("framework", "XGBOOST", "XGBOOST"),
    "FrameworkVersion": ("framework_version", "1.7-1", "1.7-1"),
    "NearestModelName": ("nearest_model_name", "resnet50", "resnet50"),
    "AdditionalModelDataSources": (
        "additional_model_data_sources",
        [AdditionalModelDataSource(channel_name="adapter", s3_data_source=S3_SOURCE)],
        [{"ChannelName": "adapter", "S3DataSource": S3_SOURCE_KWARGS}],
    ),
    "AdditionalS3DataSource": (
        "additional_s3_data_source",
        AdditionalS3DataSource(s3_data_type="S3Object", s3_uri="s3://a/b", compression_type="Gzip", etag="etag-3"),
        {"S3DataType": "S3Object", "S3Uri": "s3://a/b", "CompressionType": "Gzip", "ETag": "etag-3"},
    ),
    "ModelDataETag": ("model_data_etag", "etag-4", "etag-4"),
    "IsCheckpoint": ("is_checkpoint", False, False),
    "BaseModel": (
        "base_model",
        BaseModel(hub_content_name="llm", hub_content_version="1.0.12", recipe_name="sft"),
        {"HubContentName": "llm", "HubContentVersion": "1.0.12", "RecipeName": "sft"},
    ),
}  # fmt: skip
"""Each member's keyword, a value, and what arrives."""

ALL_OF_A_CONTAINER: dict[str, Any] = {keyword: value for keyword, value, _ in CONTAINER_MEMBERS.values()}
ALL_OF_A_CONTAINER_KWARGS = {member: expected for member, (_, _, expected) in CONTAINER_MEMBERS.items()}


def containers_of(builder: AnyBuilder) -> list[dict[str, Any]]:
    assert isinstance(builder, ModelPackageBuilder)
    kwargs = accepted(builder.versioned("churn").build().to_kwargs())
    containers: list[dict[str, Any]] = kwargs["InferenceSpecification"]["Containers"]
    return containers


def test_the_table_names_every_member_of_a_container() -> None:
    assert len(CONTAINER_MEMBERS) == 16
    assert CONTAINER_MEMBERS.keys() == members("InferenceSpecification", "Containers")


@pytest.mark.parametrize("member", sorted(CONTAINER_MEMBERS))
def test_each_member_of_a_container_can_be_set_by_keyword_and_whole(member: str) -> None:
    keyword, value, expected = CONTAINER_MEMBERS[member]
    parts: dict[str, Any] = {"image": IMAGE, keyword: value}
    whole = ModelPackageContainerDefinition(**parts)
    wanted = [{"Image": IMAGE, member: expected}]

    assert containers_of(ModelPackageBuilder().container(**parts)) == wanted
    assert containers_of(ModelPackageBuilder().container(whole)) == wanted
    assert containers_of(ModelPackageBuilder().containers(whole)) == wanted


def test_all_members_of_a_container_go_together() -> None:
    assert containers_of(ModelPackageBuilder().container(**ALL_OF_A_CONTAINER)) == [ALL_OF_A_CONTAINER_KWARGS]


# What is nested, by convenience ---------------------------------------------------------------------------------------

DIGESTED = MetricsSource(content_type="text/html", content_digest=DIGEST, s3_uri="s3://models/churn/report.html")
DIGESTED_FILE = FileSource(content_type="text/yaml", content_digest=DIGEST, s3_uri="s3://models/churn/config.yaml")
DIGESTED_KWARGS = {"ContentType": "text/html", "ContentDigest": DIGEST, "S3Uri": "s3://models/churn/report.html"}
DIGESTED_FILE_KWARGS = {"ContentType": "text/yaml", "ContentDigest": DIGEST, "S3Uri": "s3://models/churn/config.yaml"}

METRICS: dict[tuple[str, str], tuple[str, str]] = {
    ("ModelQuality", "Statistics"): ("model_quality", "statistics"),
    ("ModelQuality", "Constraints"): ("model_quality", "constraints"),
    ("ModelDataQuality", "Statistics"): ("model_data_quality", "statistics"),
    ("ModelDataQuality", "Constraints"): ("model_data_quality", "constraints"),
    ("Bias", "Report"): ("bias", "report"),
    ("Bias", "PreTrainingReport"): ("bias", "pre_training_report"),
    ("Bias", "PostTrainingReport"): ("bias", "post_training_report"),
    ("Explainability", "Report"): ("explainability", "report"),
}
BASELINES: dict[tuple[str, str], tuple[str, str]] = {
    ("ModelQuality", "Statistics"): ("drift_model_quality", "statistics"),
    ("ModelQuality", "Constraints"): ("drift_model_quality", "constraints"),
    ("ModelDataQuality", "Statistics"): ("drift_model_data_quality", "statistics"),
    ("ModelDataQuality", "Constraints"): ("drift_model_data_quality", "constraints"),
    ("Bias", "ConfigFile"): ("drift_bias", "config_file"),
    ("Bias", "PreTrainingConstraints"): ("drift_bias", "pre_training_constraints"),
    ("Bias", "PostTrainingConstraints"): ("drift_bias", "post_training_constraints"),
    ("Explainability", "Constraints"): ("drift_explainability", "constraints"),
    ("Explainability", "ConfigFile"): ("drift_explainability", "config_file"),
}


@pytest.mark.parametrize(("holder", "table"), [("ModelMetrics", METRICS), ("DriftCheckBaselines", BASELINES)])
def test_each_report_can_be_given_as_a_uri_or_with_its_digest(
    holder: str, table: dict[tuple[str, str], tuple[str, str]]
) -> None:
    assert table.keys() == {(topic, report) for topic in members(holder) for report in members(holder, topic)}
    everything = ModelPackageBuilder()
    for (topic, report), (setter, keyword) in table.items():
        digested, arrives = (
            (DIGESTED_FILE, DIGESTED_FILE_KWARGS) if report == "ConfigFile" else (DIGESTED, DIGESTED_KWARGS)
        )
        for given, expected in (
            ({keyword: REPORT}, SOURCE_KWARGS),
            ({keyword: REPORT, "content_type": "text/csv"}, {"ContentType": "text/csv", "S3Uri": REPORT}),
            ({keyword: digested}, arrives),
            ({keyword: digested, "content_type": "text/csv"}, arrives),
        ):
            builder: ModelPackageBuilder = getattr(ModelPackageBuilder(), setter)(**given)
            assert accepted(builder.versioned("churn").build().to_kwargs())[holder] == {topic: {report: expected}}
        everything = getattr(everything, setter)(**{keyword: f"s3://reports/{topic}/{report}"})

    merged: dict[str, dict[str, object]] = {}
    for topic, report in table:
        uri = f"s3://reports/{topic}/{report}"
        merged.setdefault(topic, {})[report] = {"ContentType": "application/json", "S3Uri": uri}
    assert accepted(everything.versioned("churn").build().to_kwargs())[holder] == merged


_JOB = "ValidationProfiles[].TransformJobDefinition"
VALIDATION_LEAVES: dict[str, tuple[str, Any]] = {
    "ValidationRole": ("role", ROLE),
    "ValidationProfiles[].ProfileName": ("profile_name", "smoke"),
    f"{_JOB}.MaxConcurrentTransforms": ("max_concurrent_transforms", 0),
    f"{_JOB}.MaxPayloadInMB": ("max_payload_in_mb", 6),
    f"{_JOB}.BatchStrategy": ("batch_strategy", "MultiRecord"),
    f"{_JOB}.Environment": ("environment", {"MODE": "validate"}),
    f"{_JOB}.TransformInput.DataSource.S3DataSource.S3DataType": ("s3_data_type", "ManifestFile"),
    f"{_JOB}.TransformInput.DataSource.S3DataSource.S3Uri": ("s3_uri", "s3://data/in/"),
    f"{_JOB}.TransformInput.ContentType": ("content_type", "text/csv"),
    f"{_JOB}.TransformInput.CompressionType": ("compression_type", "Gzip"),
    f"{_JOB}.TransformInput.SplitType": ("split_type", "Line"),
    f"{_JOB}.TransformOutput.S3OutputPath": ("s3_output_path", "s3://data/out/"),
    f"{_JOB}.TransformOutput.Accept": ("accept", "text/csv"),
    f"{_JOB}.TransformOutput.AssembleWith": ("assemble_with", "Line"),
    f"{_JOB}.TransformOutput.KmsKeyId": ("output_kms_key_id", "alias/output"),
    f"{_JOB}.TransformResources.InstanceType": ("instance_type", "ml.m5.large"),
    f"{_JOB}.TransformResources.InstanceCount": ("instance_count", 2),
    f"{_JOB}.TransformResources.VolumeKmsKeyId": ("volume_kms_key_id", "alias/volume"),
    f"{_JOB}.TransformResources.TransformAmiVersion": ("transform_ami_version", "al2-ami-sagemaker-batch-gpu-535"),
}
VALIDATION_REQUIRED: dict[str, Any] = {
    "role": ROLE,
    "s3_uri": "s3://data/in/",
    "s3_output_path": "s3://data/out/",
    "instance_type": "ml.m5.large",
}


def validation_leaves(builder: ModelPackageBuilder) -> dict[str, object]:
    kwargs = accepted(builder.versioned("churn").build().to_kwargs())
    shape = shape_at("ValidationSpecification")
    return dict(leaves(shape, kwargs["ValidationSpecification"]))


def test_validation_has_an_argument_for_every_member_of_a_profile() -> None:
    assert VALIDATION_LEAVES.keys() == set(leaf_paths(shape_at("ValidationSpecification")))


def test_all_arguments_of_validation_arrive_in_one_call_or_in_one_call_each() -> None:
    arguments: dict[str, Any] = dict(VALIDATION_LEAVES.values())
    expected = {path: value for path, (_, value) in VALIDATION_LEAVES.items()}
    one_by_one = ModelPackageBuilder()
    for name, value in arguments.items():
        one_by_one = one_by_one.validation(**{name: value})

    assert validation_leaves(ModelPackageBuilder().validation(**arguments)) == expected
    assert validation_leaves(one_by_one) == expected


@pytest.mark.parametrize("path", sorted(VALIDATION_LEAVES))
def test_each_argument_of_validation_arrives_and_nothing_else(path: str) -> None:
    name, value = VALIDATION_LEAVES[path]
    required = ModelPackageBuilder().validation(**VALIDATION_REQUIRED)

    assert validation_leaves(required.validation(**{name: value})) == {**validation_leaves(required), path: value}


def test_a_validation_by_flat_arguments_assumes_a_profile_name_a_prefix_and_one_instance() -> None:
    given = validation_leaves(ModelPackageBuilder().validation(**VALIDATION_REQUIRED))

    assumed = {VALIDATION_LEAVES[path][0]: value for path, value in given.items()}
    assert assumed == {
        **VALIDATION_REQUIRED,
        "profile_name": "validation",
        "s3_data_type": "S3Prefix",
        "instance_count": 1,
    }


SOURCE_ALGORITHM: dict[str, tuple[str, Any, object]] = {
    "AlgorithmName": ("algorithm_name", "other", "other"),
    "ModelDataUrl": ("model_data_url", MODEL, MODEL),
    "ModelDataSource": (
        "model_data_source", WHERE, {"S3DataSource": S3_SOURCE_KWARGS},
    ),
    "ModelDataETag": ("model_data_etag", "etag", "etag"),
}  # fmt: skip
METADATA = {
    "CommitId": ("commit_id", "abc", "abc"),
    "Repository": ("repository", "r", "r"),
    "GeneratedBy": ("generated_by", "g", "g"),
    "ProjectId": ("project_id", "p", "p"),
}
LIFE_CYCLE = {
    "Stage": ("stage", "Prod", "Prod"),
    "StageStatus": ("status", "Live", "Live"),
    "StageDescription": ("description", "d", "d"),
}
MODEL_CARD = {
    "ModelCardContent": ("content", '{"a": 1}', '{"a": 1}'),
    "ModelCardStatus": ("status", "Approved", "Approved"),
}
SECURITY = {"KmsKeyId": ("kms_key_id", KEY, KEY)}


@pytest.mark.parametrize(
    ("path", "setter", "table", "required"),
    [
        (
            ("SourceAlgorithmSpecification", "SourceAlgorithms"),
            "source_algorithm",
            SOURCE_ALGORITHM,
            {"algorithm_name": "a"},
        ),
        (("MetadataProperties",), "metadata_properties", METADATA, {}),
        (("ModelLifeCycle",), "life_cycle", LIFE_CYCLE, {"stage": "Test", "status": "Done"}),
        (("ModelCard",), "model_card", MODEL_CARD, {}),
        (("SecurityConfig",), "kms_key_id", SECURITY, {"kms_key_id": "alias/other"}),
    ],
)
def test_each_member_of_a_small_structure_has_its_argument(
    path: tuple[str, ...], setter: str, table: dict[str, tuple[str, Any, object]], required: dict[str, Any]
) -> None:
    assert table.keys() == members(*path)
    for member, (keyword, value, expected) in table.items():
        builder: ModelPackageBuilder = getattr(ModelPackageBuilder(), setter)(**{**required, keyword: value})
        found: Kwargs = accepted(builder.versioned("churn").build().to_kwargs())
        for name in path:
            found = found[name]
        if path[-1] == "SourceAlgorithms":
            (found,) = found
        assert found[member] == expected
        assert len(found) == len({keyword, *required})


# Inference Recommender ------------------------------------------------------------------------------------------------

RECOMMENDER: dict[str, Any] = {
    "domain": "COMPUTER_VISION",
    "task": "IMAGE_CLASSIFICATION",
    "sample_payload_url": "s3://a/payload.tar.gz",
    "framework": "PYTORCH",
    "framework_version": "2.1.0",
    "nearest_model_name": "resnet50",
    "data_input_config": {"input": [1, 3, 224, 224]},
}
FOR_CONTAINERS = {
    "Framework": "PYTORCH",
    "FrameworkVersion": "2.1.0",
    "NearestModelName": "resnet50",
    "ModelInput": {"DataInputConfig": INPUT_CONFIG},
}


def test_inference_recommender_fills_the_request_and_the_containers_before_and_after_it() -> None:
    kwargs = accepted(
        ModelPackageBuilder()
        .container(image=IMAGE)
        .inference_recommender(**RECOMMENDER)
        .container(image=IMAGE, framework="XGBOOST", framework_version="1.7-1")
        .container(ModelPackageContainerDefinition(base_model=BaseModel(recipe_name="sft")))
        .versioned("churn")
        .build()
        .to_kwargs()
    )

    assert kwargs == {
        "ModelPackageGroupName": "churn",
        "Domain": "COMPUTER_VISION",
        "Task": "IMAGE_CLASSIFICATION",
        "SamplePayloadUrl": "s3://a/payload.tar.gz",
        "InferenceSpecification": {
            "Containers": [
                {"Image": IMAGE, **FOR_CONTAINERS},
                {"Image": IMAGE, **FOR_CONTAINERS, "Framework": "XGBOOST", "FrameworkVersion": "1.7-1"},
                {"BaseModel": {"RecipeName": "sft"}, **FOR_CONTAINERS},
            ]
        },
    }


@pytest.mark.parametrize("after_the_move", [False, True])
def test_inference_recommender_reaches_a_whole_specification(after_the_move: bool) -> None:  # noqa: FBT001
    start = ModelPackageBuilder().inference_recommender(**RECOMMENDER).inference_specification(SPECIFICATION)
    if after_the_move:
        builder = (
            ModelPackageBuilder()
            .versioned("churn")
            .inference_specification(SPECIFICATION)
            .inference_recommender(**RECOMMENDER)
        )
    else:
        builder = start.versioned("churn")

    kwargs = accepted(builder.build().to_kwargs())

    assert kwargs["InferenceSpecification"] == {
        **SPECIFICATION_KWARGS,
        "Containers": [{"Image": IMAGE, **FOR_CONTAINERS}],
    }
    assert SPECIFICATION.containers == (CONTAINER,)
    assert CONTAINER.framework is None


def test_inference_recommender_leaves_additional_specifications_alone() -> None:
    kwargs = (
        ModelPackageBuilder()
        .container(image=IMAGE)
        .additional_inference_specification(FURTHER)
        .inference_recommender(**RECOMMENDER)
        .versioned("churn")
        .build()
        .to_kwargs()
    )

    assert kwargs["AdditionalInferenceSpecifications"] == [{"Name": "neo", "Containers": [{"Image": IMAGE}]}]


# All of it at once ----------------------------------------------------------------------------------------------------


def everything() -> ModelPackageBuilder:
    builder = (
        ModelPackageBuilder()
        .description("d")
        .registration_type("Logged")
        .container(**ALL_OF_A_CONTAINER)
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .transform_instance_types("ml.m5.large")
        .realtime_instance_types("ml.m5.large")
        .additional_inference_specification(
            AdditionalInferenceSpecificationDefinition(
                name="neo",
                description="compiled",
                containers=[ModelPackageContainerDefinition(**ALL_OF_A_CONTAINER)],
                supported_transform_instance_types=["ml.m5.large"],
                supported_realtime_inference_instance_types=["ml.m5.large"],
                supported_content_types=["text/csv"],
                supported_response_mime_types=["text/csv"],
            )
        )
        .validation(**dict(VALIDATION_LEAVES.values()))
        .source_algorithm("algorithm", model_data_url=MODEL, model_data_source=WHERE, model_data_etag="etag")
        .source_uri("s3://a/b")
        .metadata_properties(commit_id="abc", repository="r", generated_by="g", project_id="p")
        .domain("COMPUTER_VISION")
        .task("CLASSIFICATION")
        .sample_payload_url("s3://a/payload.tar.gz")
        .customer_metadata({"team": "growth"})
        .skip_model_validation("All")
        .client_token("token")
        .kms_key_id(KEY)
        .model_card({}, status="Draft")
        .life_cycle("Test", "Done", "well")
        .managed_storage_type("Restricted")
    )
    for table in (METRICS, BASELINES):
        for (_, report), (setter, keyword) in table.items():
            builder = getattr(builder, setter)(**{keyword: DIGESTED_FILE if report == "ConfigFile" else DIGESTED})
    return builder


def test_together_the_two_kinds_reach_every_leaf_of_the_service_model() -> None:
    shape = request_shape()
    version = accepted(everything().versioned("churn").approval_status("Approved").build().to_kwargs())
    stand_alone = accepted(
        everything()
        .unversioned("churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"])
        .certify_for_marketplace(certify=False)
        .tags({"team": "growth"})
        .build()
        .to_kwargs()
    )
    every_leaf = set(leaf_paths(shape))

    reached_by_version = {path for path, _ in leaves(shape, version)}
    reached_by_stand_alone = {path for path, _ in leaves(shape, stand_alone)}

    assert reached_by_version == every_leaf - {
        "ModelPackageName",
        "CertifyForMarketplace",
        "Tags[].Key",
        "Tags[].Value",
    }
    assert reached_by_stand_alone == every_leaf - {"ModelPackageGroupName", "ModelApprovalStatus"}
