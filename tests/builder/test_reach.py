"""Every member that the service model has can be set by the builder: the model says what there is, and judges it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import Loader
from botocore.model import ListShape, ServiceModel, StructureShape
from botocore.validate import ParamValidator

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    UnversionedModelPackage,
    VersionedModelPackage,
)
from sagemaker_model_package.shapes import (
    AdditionalInferenceSpecificationDefinition,
    AdditionalModelDataSource,
    AdditionalS3DataSource,
    BaseModel,
    FileSource,
    InferenceHubAccessConfig,
    MetricsSource,
    ModelAccessConfig,
    ModelDataSource,
    ModelInput,
    S3ModelDataSource,
    SourceAlgorithm,
    SourceAlgorithmSpecification,
    Tag,
)

from .calls import COMMON, CONTAINER, FURTHER, IMAGE, ROLE, SPECIFICATION, TYPES, VALIDATION_ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.model import Shape

pytestmark = [
    pytest.mark.pinned_botocore,
    # Some members are doubtful beside others, or on one kind; here they only have to arrive.
    pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning"),
]

MODEL = "s3://models/churn/model.tar.gz"
REPORT = "s3://models/churn/report.json"
DIGEST = "sha256:" + "0123456789abcdef" * 4
KEY = "alias/models"
INPUT_CONFIG = '{"input":[1,3,224,224]}'


@lru_cache(maxsize=1)
def request_shape() -> StructureShape:
    model = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
    shape = model.operation_model("CreateModelPackage").input_shape
    assert isinstance(shape, StructureShape)
    return shape


def shape_at(*path: str) -> StructureShape:
    """Return the shape of a structure within the request; of a list, that of its items."""
    shape = request_shape()
    for name in path:
        member = shape.members[name]
        member = member.member if isinstance(member, ListShape) else member
        assert isinstance(member, StructureShape)
        shape = member
    return shape


def members(*path: str) -> set[str]:
    return set(shape_at(*path).members)


def leaf_paths(shape: Shape, path: str = "") -> Iterator[str]:
    """Yield every member below a shape that holds no other: texts, numbers, flags and maps."""
    if isinstance(shape, StructureShape):
        for name, member in shape.members.items():
            yield from leaf_paths(member, f"{path}.{name}".lstrip("."))
    elif isinstance(shape, ListShape):
        yield from leaf_paths(shape.member, f"{path}[]")
    else:
        yield path


def leaves(shape: Shape, value: Any, path: str = "") -> Iterator[tuple[str, object]]:  # noqa: ANN401
    """Yield the same of a value of that shape, with what is there."""
    if isinstance(shape, StructureShape):
        for name, member in value.items():
            yield from leaves(shape.members[name], member, f"{path}.{name}".lstrip("."))
    elif isinstance(shape, ListShape):
        for item in value:
            yield from leaves(shape.member, item, f"{path}[]")
    else:
        yield path, value


def sent(package: VersionedModelPackage | UnversionedModelPackage) -> dict[str, Any]:
    """Return a package's request, if botocore would send it."""
    kwargs: dict[str, Any] = {**package.to_kwargs()}
    report = ParamValidator().validate(kwargs, request_shape())
    assert not report.has_errors(), report.generate_report()
    return kwargs


def sent_by(builder: ModelPackageBuilder) -> dict[str, Any]:
    return sent(builder.versioned("churn").build())


# The request's members ------------------------------------------------------------------------------------------------


def versioned(builder: ModelPackageBuilder) -> Any:  # noqa: ANN401
    return builder.versioned("churn")


def unversioned(builder: ModelPackageBuilder) -> Any:  # noqa: ANN401
    return builder.unversioned_from_algorithm("churn", "algorithm")


@pytest.mark.parametrize("move", [versioned, unversioned])
@pytest.mark.parametrize("setter", sorted(COMMON))
def test_each_setter_does_the_same_before_and_after_a_move(
    setter: str, move: Callable[[ModelPackageBuilder], Any]
) -> None:
    start = ModelPackageBuilder().container(image=IMAGE)
    start = start.transform_instance_types("ml.c5.xlarge").realtime_instance_types("ml.c5.xlarge")
    if move is unversioned and "source_algorithm" in setter:  # the move names an algorithm itself
        return

    after = sent(COMMON[setter].of(setter, move(start)).build())

    assert after == sent(move(COMMON[setter].of(setter, start)).build())
    assert after != sent(move(start).build())


def test_what_one_kind_has_can_be_set() -> None:
    start = ModelPackageBuilder()
    version = start.versioned("churn").approval_status("Approved")
    alone = start.container(image=IMAGE).unversioned("churn", **TYPES).certify_for_marketplace(certify=True)
    tagged = alone.tags({"team": "growth"}, Tag(key="stage", value=""))
    algorithm: dict[str, Any] = {"model_data_url": MODEL, "model_data_source": WHERE, "model_data_etag": "e"}
    from_algorithm = start.unversioned_from_algorithm("churn", "algorithm", **algorithm)

    assert sent(version.build()) == {"ModelPackageGroupName": "churn", "ModelApprovalStatus": "Approved"}
    assert sent(tagged.build()) == {
        "ModelPackageName": "churn",
        "InferenceSpecification": {
            "Containers": [{"Image": IMAGE}],
            "SupportedTransformInstanceTypes": ["ml.m5.large"],
            "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
        },
        "CertifyForMarketplace": True,
        "Tags": [{"Key": "team", "Value": "growth"}, {"Key": "stage", "Value": ""}],
    }
    assert sent(from_algorithm.build()).keys() == {"ModelPackageName", "SourceAlgorithmSpecification"}
    whole = SourceAlgorithmSpecification(source_algorithms=[SourceAlgorithm(algorithm_name="algorithm", **algorithm)])
    by_setter = start.source_algorithm("algorithm", **algorithm).versioned("churn")
    for builder in (from_algorithm, by_setter):
        assert builder.build().source_algorithm_specification == whole


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
CONTAINER_MEMBERS: dict[str, tuple[str, Any]] = {
    "ContainerHostname": ("container_hostname", "first"),
    "Image": ("image", IMAGE),
    "ImageDigest": ("image_digest", DIGEST),
    "ModelDataUrl": ("model_data_url", MODEL),
    "ModelDataSource": ("model_data_source", WHERE),
    "ProductId": ("product_id", "prod-1"),
    "Environment": ("environment", {"SAGEMAKER_PROGRAM": "inference.py"}),
    "ModelInput": ("model_input", ModelInput(data_input_config=INPUT_CONFIG)),
    "Framework": ("framework", "XGBOOST"),
    "FrameworkVersion": ("framework_version", "1.7-1"),
    "NearestModelName": ("nearest_model_name", "resnet50"),
    "AdditionalModelDataSources": (
        "additional_model_data_sources",
        [AdditionalModelDataSource(channel_name="adapter", s3_data_source=S3_SOURCE)],
    ),
    "AdditionalS3DataSource": (
        "additional_s3_data_source",
        AdditionalS3DataSource(s3_data_type="S3Object", s3_uri="s3://a/b", compression_type="Gzip", etag="etag-3"),
    ),
    "ModelDataETag": ("model_data_etag", "etag-4"),
    "IsCheckpoint": ("is_checkpoint", False),
    "BaseModel": (
        "base_model",
        BaseModel(hub_content_name="llm", hub_content_version="1.0.12", recipe_name="sft"),
    ),
}
"""Each member's keyword, and a value."""

ALL_OF_A_CONTAINER: dict[str, Any] = dict(CONTAINER_MEMBERS.values())


@pytest.mark.parametrize("member", sorted(CONTAINER_MEMBERS))
def test_each_member_of_a_container_can_be_set_by_keyword_and_whole(member: str) -> None:
    assert CONTAINER_MEMBERS.keys() == members("InferenceSpecification", "Containers")
    keyword, value = CONTAINER_MEMBERS[member]
    parts: dict[str, Any] = {"image": IMAGE, keyword: value}
    whole = ModelPackageContainerDefinition(**parts)
    by_keyword = ModelPackageBuilder().container(**parts)

    assert by_keyword == ModelPackageBuilder().container(whole) == ModelPackageBuilder().containers(whole)
    (container,) = sent_by(by_keyword)["InferenceSpecification"]["Containers"]
    assert container.keys() == {"Image", member}
    if isinstance(value, (str, bool, dict)):
        assert container[member] == value


# What is nested, by convenience ---------------------------------------------------------------------------------------

DIGESTED = MetricsSource(content_type="text/html", content_digest=DIGEST, s3_uri="s3://models/churn/report.html")
DIGESTED_FILE = FileSource(content_type="text/yaml", content_digest=DIGEST, s3_uri="s3://models/churn/config.yaml")


def snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


REPORTS = [
    (holder, topic, report, prefix + snake_case(topic), snake_case(report))
    for holder, prefix in (("ModelMetrics", ""), ("DriftCheckBaselines", "drift_"))
    for topic in sorted(members(holder))
    for report in sorted(members(holder, topic))
]
"""Where each report stands, and the setter and the keyword for it."""


def test_each_report_can_be_given_as_a_uri_or_with_its_digest() -> None:
    everything = ModelPackageBuilder()
    expected: dict[str, dict[str, dict[str, object]]] = {}
    for holder, topic, report, setter, keyword in REPORTS:
        digested: Any = DIGESTED_FILE if report == "ConfigFile" else DIGESTED
        with_digest = {"ContentType": digested.content_type, "ContentDigest": DIGEST, "S3Uri": digested.s3_uri}
        for given, arrives in (
            ({keyword: REPORT}, {"ContentType": "application/json", "S3Uri": REPORT}),
            ({keyword: REPORT, "content_type": "text/csv"}, {"ContentType": "text/csv", "S3Uri": REPORT}),
            ({keyword: digested, "content_type": "text/csv"}, with_digest),
        ):
            builder: ModelPackageBuilder = getattr(ModelPackageBuilder(), setter)(**given)
            assert sent_by(builder)[holder] == {topic: {report: arrives}}
        uri = f"s3://reports/{holder}/{topic}/{report}"
        everything = getattr(everything, setter)(**{keyword: uri})
        expected.setdefault(holder, {}).setdefault(topic, {})[report] = {
            "ContentType": "application/json",
            "S3Uri": uri,
        }

    assert len(REPORTS) == 17
    assert sent_by(everything) == {"ModelPackageGroupName": "churn", **expected}


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


def validation_leaves(builder: ModelPackageBuilder) -> dict[str, object]:
    return dict(leaves(shape_at("ValidationSpecification"), sent_by(builder)["ValidationSpecification"]))


def test_validation_has_an_argument_for_every_member_of_a_profile() -> None:
    assert VALIDATION_LEAVES.keys() == set(leaf_paths(shape_at("ValidationSpecification")))
    expected = {path: value for path, (_, value) in VALIDATION_LEAVES.items()}
    one_by_one = ModelPackageBuilder()
    for name, value in VALIDATION_LEAVES.values():
        one_by_one = one_by_one.validation(**{name: value})

    assert validation_leaves(ModelPackageBuilder().validation(**dict(VALIDATION_LEAVES.values()))) == expected
    assert validation_leaves(one_by_one) == expected


def test_each_argument_of_validation_arrives_and_nothing_else() -> None:
    required = ModelPackageBuilder().validation(**VALIDATION_ARGUMENTS)
    assumed = {"profile_name": "validation", "s3_data_type": "S3Prefix", "instance_count": 1}
    arrived = validation_leaves(required)

    assert {VALIDATION_LEAVES[path][0]: value for path, value in arrived.items()} == {**VALIDATION_ARGUMENTS, **assumed}
    for path, (name, value) in VALIDATION_LEAVES.items():
        assert validation_leaves(required.validation(**{name: value})) == {**arrived, path: value}


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
    builder = (
        ModelPackageBuilder()
        .container(image=IMAGE)
        .additional_inference_specification(FURTHER)
        .inference_recommender(**RECOMMENDER)
        .container(image=IMAGE, framework="XGBOOST", framework_version="1.7-1")
        .container(base_model=BaseModel(recipe_name="sft"), model_input=ModelInput(data_input_config="[]"))
    )

    assert sent_by(builder) == {
        "ModelPackageGroupName": "churn",
        "Domain": "COMPUTER_VISION",
        "Task": "IMAGE_CLASSIFICATION",
        "SamplePayloadUrl": "s3://a/payload.tar.gz",
        "InferenceSpecification": {
            "Containers": [
                {"Image": IMAGE, **FOR_CONTAINERS},
                {"Image": IMAGE, **FOR_CONTAINERS, "Framework": "XGBOOST", "FrameworkVersion": "1.7-1"},
                {"BaseModel": {"RecipeName": "sft"}, **FOR_CONTAINERS, "ModelInput": {"DataInputConfig": "[]"}},
            ]
        },
        "AdditionalInferenceSpecifications": [{"Name": "neo", "Containers": [{"Image": IMAGE}]}],
    }


def test_inference_recommender_reaches_a_whole_specification_before_and_after_a_move() -> None:
    start = ModelPackageBuilder()
    before = start.inference_recommender(**RECOMMENDER).inference_specification(SPECIFICATION).versioned("churn")
    after = start.versioned("churn").inference_specification(SPECIFICATION).inference_recommender(**RECOMMENDER)

    assert before == after
    (container,) = sent(before.build())["InferenceSpecification"]["Containers"]
    assert container == {"Image": IMAGE, **FOR_CONTAINERS}
    assert CONTAINER.framework is None


def test_inference_recommender_merges_and_leaves_earlier_builders_alone() -> None:
    first = ModelPackageBuilder().container(image=IMAGE).inference_recommender(**RECOMMENDER)
    second = first.inference_recommender(framework="XGBOOST", data_input_config="[ ]")
    changed = {**FOR_CONTAINERS, "Framework": "XGBOOST", "ModelInput": {"DataInputConfig": "[ ]"}}

    assert sent_by(second)["InferenceSpecification"]["Containers"] == [{"Image": IMAGE, **changed}]
    assert sent_by(first)["InferenceSpecification"]["Containers"] == [{"Image": IMAGE, **FOR_CONTAINERS}]
    assert "framework" in repr(ModelPackageBuilder().inference_recommender(framework="XGBOOST"))


# All of it at once ----------------------------------------------------------------------------------------------------


def everything() -> ModelPackageBuilder:
    builder = (
        ModelPackageBuilder()
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
        .metadata_properties(commit_id="abc", repository="r", generated_by="g", project_id="p")
    )
    for setter in (
        *("description", "registration_type", "source_uri", "domain", "task", "sample_payload_url", "kms_key_id"),
        *("customer_metadata", "skip_model_validation", "client_token", "model_card", "life_cycle"),
        "managed_storage_type",
    ):
        builder = COMMON[setter].of(setter, builder)
    for _, _, report, setter, keyword in REPORTS:
        builder = getattr(builder, setter)(**{keyword: DIGESTED_FILE if report == "ConfigFile" else DIGESTED})
    return builder


def test_together_the_two_kinds_reach_every_leaf_of_the_service_model() -> None:
    shape = request_shape()
    version = everything().versioned("churn").approval_status("Approved").build()
    alone = everything().unversioned("churn", **TYPES).certify_for_marketplace(certify=False).tags({"a": "b"}).build()
    of_unversioned = {"ModelPackageName", "CertifyForMarketplace", "Tags[].Key", "Tags[].Value"}
    every_leaf = set(leaf_paths(shape))

    assert {path for path, _ in leaves(shape, sent(version))} == every_leaf - of_unversioned
    assert {path for path, _ in leaves(shape, sent(alone))} == every_leaf - {
        "ModelPackageGroupName",
        "ModelApprovalStatus",
    }
