"""The builder, rule by rule: it never changes, skips ``None``, merges as it says, and reports garbage in one error."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import traceback
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from unittest.mock import Mock

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sagemaker_model_package import (
    AdditionalInferenceSpecificationDefinition,
    BaseModel,
    Bias,
    DriftCheckBaselines,
    DriftCheckModelQuality,
    FrozenMap,
    InferenceSpecification,
    MetadataProperties,
    MetricsSource,
    ModelLifeCycle,
    ModelMetrics,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageModelCard,
    ModelPackageSecurityConfig,
    ModelPackageValidationError,
    ModelPackageValidationProfile,
    ModelPackageValidationSpecification,
    ModelQuality,
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
    UnversionedInferenceSpecification,
    UnversionedModelPackageBuilder,
    VersionedModelPackageBuilder,
)
from sagemaker_model_package.showing import shown

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")

AnyBuilder: TypeAlias = "ModelPackageBuilder | VersionedModelPackageBuilder | UnversionedModelPackageBuilder"
Kwargs: TypeAlias = "dict[str, Any]"

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
OTHER = "683313688378.dkr.ecr.us-east-1.amazonaws.com/other:1"
ROLE = "arn:aws:iam::123456789012:role/validation"
SECRET = "do-not-show-me-0451"

CONTAINER = ModelPackageContainerDefinition(image=IMAGE)
SPECIFICATION = InferenceSpecification(
    containers=[CONTAINER],
    supported_transform_instance_types=["ml.m5.large"],
    supported_realtime_inference_instance_types=["ml.m5.large"],
)
FURTHER = AdditionalInferenceSpecificationDefinition(name="neo", containers=[CONTAINER])
SOURCE = MetricsSource(content_type="text/html", s3_uri="s3://reports/whole")
PROFILE = ModelPackageValidationProfile(
    profile_name="smoke",
    transform_job_definition=TransformJobDefinition(
        transform_input=TransformInput(
            data_source=TransformDataSource(
                s3_data_source=TransformS3DataSource(s3_data_type="S3Prefix", s3_uri="s3://data/in/")
            )
        ),
        transform_output=TransformOutput(s3_output_path="s3://data/out/", accept="text/csv"),
        transform_resources=TransformResources(instance_type="ml.m5.large", instance_count=2),
    ),
)
VALIDATION = ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=[PROFILE])
VALIDATION_ARGUMENTS: Kwargs = {
    "role": ROLE,
    "s3_uri": "s3://data/in/",
    "s3_output_path": "s3://data/out/",
    "instance_type": "ml.m5.large",
}
TYPES: Kwargs = {"transform_instance_types": ["ml.m5.large"], "realtime_instance_types": ["ml.m5.large"]}


class Call(NamedTuple):
    """The arguments of a call that are valid and set something."""

    args: tuple[Any, ...] = ()
    kwargs: Kwargs = {}  # noqa: RUF012 - never changed

    def of(self, setter: str, builder: Any) -> Any:  # noqa: ANN401
        return getattr(builder, setter)(*self.args, **self.kwargs)


COMMON: dict[str, Call] = {
    "description": Call(("Churn",)),
    "registration_type": Call(("Registered",)),
    "container": Call(kwargs={"image": IMAGE}),
    "containers": Call((CONTAINER, CONTAINER)),
    "content_types": Call(("text/csv", "application/json")),
    "response_mime_types": Call(("text/csv",)),
    "transform_instance_types": Call(("ml.m5.large",)),
    "realtime_instance_types": Call(("ml.m5.large",)),
    "inference_specification": Call((SPECIFICATION,)),
    "additional_inference_specification": Call((FURTHER,)),
    "additional_inference_specifications": Call((FURTHER,)),
    "source_algorithm": Call(("algorithm",)),
    "source_algorithm_specification": Call(
        (SourceAlgorithmSpecification(source_algorithms=[SourceAlgorithm(algorithm_name="whole")]),)
    ),
    "source_uri": Call(("s3://models/registered",)),
    "validation": Call(kwargs=VALIDATION_ARGUMENTS),
    "validation_specification": Call((VALIDATION,)),
    "metadata_properties": Call(kwargs={"commit_id": "abc"}),
    "model_quality": Call(kwargs={"statistics": "s3://reports/quality"}),
    "model_data_quality": Call(kwargs={"constraints": "s3://reports/data"}),
    "bias": Call(kwargs={"report": "s3://reports/bias"}),
    "explainability": Call(kwargs={"report": "s3://reports/why"}),
    "model_metrics": Call((ModelMetrics(bias=Bias(report=SOURCE)),)),
    "drift_model_quality": Call(kwargs={"statistics": "s3://drift/quality"}),
    "drift_model_data_quality": Call(kwargs={"constraints": "s3://drift/data"}),
    "drift_bias": Call(kwargs={"config_file": "s3://drift/config"}),
    "drift_explainability": Call(kwargs={"constraints": "s3://drift/why"}),
    "drift_check_baselines": Call((DriftCheckBaselines(model_quality=DriftCheckModelQuality(statistics=SOURCE)),)),
    "domain": Call(("COMPUTER_VISION",)),
    "task": Call(("CLASSIFICATION",)),
    "sample_payload_url": Call(("s3://a/payload.tar.gz",)),
    "inference_recommender": Call(kwargs={"domain": "COMPUTER_VISION", "framework": "PYTORCH"}),
    "customer_metadata": Call(({"team": "growth"},)),
    "skip_model_validation": Call(("All",)),
    "client_token": Call(("token",)),
    "security_config": Call((ModelPackageSecurityConfig(kms_key_id="alias/whole"),)),
    "kms_key_id": Call(("alias/key",)),
    "model_card": Call(({"a": 1},), {"status": "Draft"}),
    "life_cycle": Call(("Test", "Done", "well")),
    "managed_storage_type": Call(("Restricted",)),
}
VERSIONED: dict[str, Call] = {"approval_status": Call(("Approved",))}
UNVERSIONED: dict[str, Call] = {
    "certify_for_marketplace": Call((False,)),
    "tags": Call(({"team": "growth"},)),
}
MOVES: dict[str, Call] = {
    "versioned": Call(("churn",)),
    "unversioned": Call(("churn",), TYPES),
    "unversioned_from_algorithm": Call(("churn", "algorithm")),
}
BUILDERS: list[tuple[type[AnyBuilder], AnyBuilder, dict[str, Call]]] = [
    (ModelPackageBuilder, ModelPackageBuilder(), {**COMMON, **MOVES}),
    (VersionedModelPackageBuilder, ModelPackageBuilder().versioned("churn"), {**COMMON, **VERSIONED}),
    (
        UnversionedModelPackageBuilder,
        ModelPackageBuilder().unversioned_from_algorithm("churn", "algorithm"),
        {**COMMON, **UNVERSIONED},
    ),
]

each_builder = pytest.mark.parametrize(("cls", "builder", "setters"), BUILDERS, ids=[b[0].__name__ for b in BUILDERS])
each_common_setter = pytest.mark.parametrize("setter", sorted(COMMON))


def full() -> ModelPackageBuilder:
    """Return a builder with every field that both kinds have set to something."""
    builder = ModelPackageBuilder()
    for setter, call in COMMON.items():
        builder = call.of(setter, builder)
    return builder


def kwargs_of(builder: ModelPackageBuilder) -> Kwargs:
    """Return a builder's fields as a version has them, but for the group."""
    kwargs = builder.versioned("churn").build().to_kwargs()
    assert kwargs.pop("ModelPackageGroupName") == "churn"
    return kwargs


def problems_of(builder: AnyBuilder) -> dict[str, str]:
    """Return what ``build`` reports as an error: the paths and the codes."""
    if isinstance(builder, ModelPackageBuilder):
        builder = builder.versioned("churn")
    with pytest.raises(ModelPackageValidationError) as caught:
        builder.build()
    return {problem.path: problem.code for problem in caught.value.problems if problem.severity == "error"}


# What there is --------------------------------------------------------------------------------------------------------


@each_builder
def test_the_tables_of_these_tests_name_every_public_method(
    cls: type[AnyBuilder], builder: AnyBuilder, setters: dict[str, Call]
) -> None:
    assert type(builder) is cls
    methods = {name for name in dir(cls) if not name.startswith("_")}
    assert methods - {"build"} == setters.keys()


def test_build_is_a_method_of_the_two_kinds_alone() -> None:
    assert not hasattr(ModelPackageBuilder, "build")
    assert not hasattr(ModelPackageBuilder(), "build")
    assert callable(VersionedModelPackageBuilder.build)
    assert callable(UnversionedModelPackageBuilder.build)


@pytest.mark.parametrize(
    ("setter", "parameters"),
    [
        ("source_algorithm", "algorithm_name model_data_url model_data_source model_data_etag"),
        (
            "validation",
            """role profile_name s3_uri s3_data_type content_type compression_type split_type s3_output_path accept
            assemble_with output_kms_key_id instance_type instance_count volume_kms_key_id transform_ami_version
            max_concurrent_transforms max_payload_in_mb batch_strategy environment""",
        ),
        ("metadata_properties", "properties commit_id repository generated_by project_id"),
        ("model_quality", "statistics constraints content_type"),
        ("model_data_quality", "statistics constraints content_type"),
        ("bias", "report pre_training_report post_training_report content_type"),
        ("explainability", "report content_type"),
        ("drift_model_quality", "statistics constraints content_type"),
        ("drift_model_data_quality", "statistics constraints content_type"),
        ("drift_bias", "config_file pre_training_constraints post_training_constraints content_type"),
        ("drift_explainability", "constraints config_file content_type"),
        (
            "inference_recommender",
            "domain task sample_payload_url framework framework_version nearest_model_name data_input_config",
        ),
        ("model_card", "content status"),
        ("life_cycle", "stage status description"),
        ("unversioned", "name transform_instance_types realtime_instance_types"),
        ("unversioned_from_algorithm", "name algorithm_name model_data_url model_data_source model_data_etag"),
        ("versioned", "group"),
    ],
)
def test_setters_have_the_parameters_that_are_documented(setter: str, parameters: str) -> None:
    method = getattr(ModelPackageBuilder(), setter)

    assert set(inspect.signature(method).parameters) == set(parameters.split())
    assert method.__doc__


# Immutable ------------------------------------------------------------------------------------------------------------


@each_builder
def test_a_setter_returns_a_new_builder_and_leaves_the_old_one_as_it_was(
    cls: type[AnyBuilder], builder: AnyBuilder, setters: dict[str, Call]
) -> None:
    shown, kept = repr(builder), pickle.dumps(builder)
    for setter, call in setters.items():
        after = call.of(setter, builder)
        assert after is not builder
        assert after != builder
        if setter not in MOVES:
            assert type(after) is cls
        assert (repr(builder), pickle.dumps(builder)) == (shown, kept)


@each_common_setter
def test_a_full_builder_does_not_change_either(setter: str) -> None:
    before = full()
    kept, kwargs = pickle.dumps(before), kwargs_of(before)

    after = COMMON[setter].of(setter, before)

    assert after is not before
    assert pickle.dumps(before) == kept
    assert kwargs_of(before) == kwargs


def test_a_shared_builder_can_be_branched() -> None:
    base = (
        ModelPackageBuilder()
        .container(image=IMAGE)
        .customer_metadata({"team": "growth"})
        .model_quality(statistics="s3://a")
    )
    first = base.container(image=OTHER).customer_metadata({"run": 1}).model_quality(constraints="s3://b")
    second = base.content_types("text/csv").customer_metadata({"run": 2}).versioned("churn").approval_status("Approved")

    assert kwargs_of(base) == {
        "InferenceSpecification": {"Containers": [{"Image": IMAGE}]},
        "CustomerMetadataProperties": {"team": "growth"},
        "ModelMetrics": {
            "ModelQuality": {"Statistics": {"ContentType": "application/json", "S3Uri": "s3://a"}},
        },
    }
    assert kwargs_of(first)["InferenceSpecification"]["Containers"] == [{"Image": IMAGE}, {"Image": OTHER}]
    assert kwargs_of(first)["CustomerMetadataProperties"] == {"team": "growth", "run": "1"}
    assert kwargs_of(first)["ModelMetrics"]["ModelQuality"].keys() == {"Statistics", "Constraints"}
    assert second.build().to_kwargs()["CustomerMetadataProperties"] == {"team": "growth", "run": "2"}
    assert second.build().to_kwargs()["InferenceSpecification"] == {
        "Containers": [{"Image": IMAGE}],
        "SupportedContentTypes": ["text/csv"],
    }


def test_building_twice_gives_the_same_package() -> None:
    builder = full().inference_recommender(data_input_config={"a": [1]}).versioned("churn")

    assert builder.build() == builder.build()
    assert builder.build().to_kwargs() == builder.build().to_kwargs()


def test_attributes_can_be_neither_set_nor_made() -> None:
    builder: Any = ModelPackageBuilder()

    with pytest.raises(AttributeError):
        builder.description = "Churn"
    with pytest.raises(AttributeError):
        builder.descripton = "Churn"
    assert kwargs_of(builder) == {}


def test_many_threads_can_share_a_builder() -> None:
    base = full()

    def branch(number: int) -> Kwargs:
        return kwargs_of(base.description(f"run {number}").customer_metadata({"run": number}).container(image=OTHER))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(branch, range(64)))

    before = kwargs_of(base)
    for number, result in enumerate(results):
        assert result["ModelPackageDescription"] == f"run {number}"
        assert result["CustomerMetadataProperties"] == {"team": "growth", "run": str(number)}
        assert len(result["InferenceSpecification"]["Containers"]) == 2
    assert before["ModelPackageDescription"] == "Churn"


# None -----------------------------------------------------------------------------------------------------------------


def nothing(setter: str) -> Call | None:
    """Return a call of a setter with ``None`` for everything that may be; none where it takes no ``None``."""
    if setter == "container":
        return Call((None,), {"image": None, "environment": None, "is_checkpoint": None, "base_model": None})
    parameters = inspect.signature(getattr(ModelPackageBuilder(), setter)).parameters.values()
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters):
        return None  # a plural setter: each of its arguments is an item
    keywords = [parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY]
    return Call(
        (None,) * (len(parameters) - len(keywords)),
        {name: None for name in keywords if name != "content_type"},
    )


@each_common_setter
@pytest.mark.parametrize("start", [ModelPackageBuilder(), full()], ids=["empty", "full"])
def test_a_call_with_nothing_but_none_changes_nothing(start: ModelPackageBuilder, setter: str) -> None:
    call = nothing(setter)
    if call is None:
        return

    after = call.of(setter, start)

    assert after == start
    assert pickle.dumps(after) == pickle.dumps(start)


def test_none_changes_nothing_on_the_kinds_either() -> None:
    version = ModelPackageBuilder().versioned("churn").approval_status("Approved")
    stand_alone = full().unversioned("churn", **TYPES).certify_for_marketplace(certify=False).tags({"a": "b"})

    assert version.approval_status(None) == version
    assert stand_alone.certify_for_marketplace(None) == stand_alone
    assert stand_alone.tags() == stand_alone
    assert stand_alone.tags({}) == stand_alone


def test_no_tags_are_nothing_to_add() -> None:
    stand_alone: Any = full().unversioned("churn", **TYPES).tags({"a": "b"})

    assert stand_alone.tags(None) == stand_alone


def test_none_among_other_arguments_is_skipped() -> None:
    builder = (
        ModelPackageBuilder()
        .container(image=IMAGE, environment=None, is_checkpoint=None)
        .model_quality(statistics="s3://a", constraints=None)
        .metadata_properties(commit_id="abc", repository=None)
        .life_cycle("Test", "Done", None)
        .model_card(None, status="Draft")
        .customer_metadata({"team": "growth", "auc": None})
        .source_algorithm("algorithm", model_data_url=None)
    )

    assert kwargs_of(builder) == {
        "InferenceSpecification": {"Containers": [{"Image": IMAGE}]},
        "ModelMetrics": {"ModelQuality": {"Statistics": {"ContentType": "application/json", "S3Uri": "s3://a"}}},
        "MetadataProperties": {"CommitId": "abc"},
        "ModelLifeCycle": {"Stage": "Test", "StageStatus": "Done"},
        "ModelCard": {"ModelCardStatus": "Draft"},
        "CustomerMetadataProperties": {"team": "growth"},
        "SourceAlgorithmSpecification": {"SourceAlgorithms": [{"AlgorithmName": "algorithm"}]},
    }


def test_none_as_a_report_s_content_type_is_not_set_and_so_json() -> None:
    builder: Any = ModelPackageBuilder()

    kwargs = kwargs_of(builder.model_quality(statistics="s3://a", content_type=None))

    assert kwargs["ModelMetrics"]["ModelQuality"]["Statistics"]["ContentType"] == "application/json"


def test_a_content_type_without_a_report_is_nothing() -> None:
    assert ModelPackageBuilder().bias(content_type="text/csv") == ModelPackageBuilder()
    assert ModelPackageBuilder().drift_bias(content_type="text/csv") == ModelPackageBuilder()


def test_a_whole_structure_may_stand_beside_keywords_that_are_none() -> None:
    builder: Any = ModelPackageBuilder()
    properties = MetadataProperties(commit_id="abc")

    assert builder.container(CONTAINER, image=None) == builder.container(CONTAINER)
    assert builder.metadata_properties(properties, commit_id=None) == builder.metadata_properties(properties)
    card = ModelPackageModelCard(model_card_content="{}")
    assert builder.model_card(card, status=None) == builder.model_card(card)


def test_the_string_none_is_a_value() -> None:
    assert kwargs_of(ModelPackageBuilder().skip_model_validation("None")) == {"SkipModelValidation": "None"}


# False, 0, "", [] and {} ----------------------------------------------------------------------------------------------


EMPTY: list[tuple[ModelPackageBuilder, Kwargs]] = [
    (ModelPackageBuilder().description(""), {"ModelPackageDescription": ""}),
    (ModelPackageBuilder().domain(""), {"Domain": ""}),
    (ModelPackageBuilder().source_uri(""), {"SourceUri": ""}),
    (ModelPackageBuilder().metadata_properties(commit_id=""), {"MetadataProperties": {"CommitId": ""}}),
    (ModelPackageBuilder().inference_recommender(domain=""), {"Domain": ""}),
    (
        ModelPackageBuilder().container(image=IMAGE, environment={}, is_checkpoint=False, nearest_model_name=""),
        {
            "InferenceSpecification": {
                "Containers": [{"Image": IMAGE, "Environment": {}, "IsCheckpoint": False, "NearestModelName": ""}]
            }
        },
    ),
    (
        ModelPackageBuilder().container(image=IMAGE, additional_model_data_sources=[]),
        {"InferenceSpecification": {"Containers": [{"Image": IMAGE, "AdditionalModelDataSources": []}]}},
    ),
    (
        ModelPackageBuilder().container(image=IMAGE).inference_recommender(framework="", data_input_config={}),
        {
            "InferenceSpecification": {
                "Containers": [{"Image": IMAGE, "Framework": "", "ModelInput": {"DataInputConfig": "{}"}}]
            }
        },
    ),
    (
        ModelPackageBuilder().container(image=IMAGE).content_types().response_mime_types().realtime_instance_types(),
        {
            "InferenceSpecification": {
                "Containers": [{"Image": IMAGE}],
                "SupportedContentTypes": [],
                "SupportedResponseMIMETypes": [],
                "SupportedRealtimeInferenceInstanceTypes": [],
            }
        },
    ),
    (ModelPackageBuilder().model_card({}), {"ModelCard": {"ModelCardContent": "{}"}}),
    (ModelPackageBuilder().model_card(ModelPackageModelCard()), {"ModelCard": {}}),
    (ModelPackageBuilder().metadata_properties(MetadataProperties()), {"MetadataProperties": {}}),
    (ModelPackageBuilder().model_metrics(ModelMetrics()), {"ModelMetrics": {}}),
    (ModelPackageBuilder().model_metrics(ModelMetrics(bias=Bias())), {"ModelMetrics": {"Bias": {}}}),
    (ModelPackageBuilder().drift_check_baselines(DriftCheckBaselines()), {"DriftCheckBaselines": {}}),
    (
        ModelPackageBuilder().validation_specification(
            ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=[])
        ),
        {"ValidationSpecification": {"ValidationRole": ROLE, "ValidationProfiles": []}},
    ),
]


@pytest.mark.parametrize(("builder", "expected"), EMPTY)
def test_what_is_empty_survives(builder: ModelPackageBuilder, expected: Kwargs) -> None:
    assert kwargs_of(builder) == expected


def test_what_is_empty_survives_in_a_profile_and_on_an_unversioned_package() -> None:
    job = full().validation(max_payload_in_mb=0, max_concurrent_transforms=0, environment={}, accept="")
    definition = kwargs_of(job)["ValidationSpecification"]["ValidationProfiles"][0]["TransformJobDefinition"]
    stand_alone = ModelPackageBuilder().unversioned_from_algorithm("churn", "a", model_data_etag="")
    kwargs = stand_alone.certify_for_marketplace(certify=False).tags({"stage": ""}).build().to_kwargs()

    assert (definition["MaxPayloadInMB"], definition["MaxConcurrentTransforms"]) == (0, 0)
    assert definition["Environment"] == {}
    assert definition["TransformOutput"]["Accept"] == ""
    assert kwargs["CertifyForMarketplace"] is False
    assert kwargs["Tags"] == [{"Key": "stage", "Value": ""}]
    assert kwargs["SourceAlgorithmSpecification"]["SourceAlgorithms"][0]["ModelDataETag"] == ""
    assert stand_alone.tags({}).build().to_kwargs()["Tags"] == []


@pytest.mark.parametrize(
    ("builder", "path"),
    [
        (ModelPackageBuilder().client_token(""), "ClientToken"),
        (ModelPackageBuilder().registration_type(""), "ModelPackageRegistrationType"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (ModelPackageBuilder().customer_metadata({}), "CustomerMetadataProperties"),
        (ModelPackageBuilder().containers(), "InferenceSpecification.Containers"),
        (ModelPackageBuilder().additional_inference_specifications(), "AdditionalInferenceSpecifications"),
        (
            ModelPackageBuilder().container(image=IMAGE).transform_instance_types(),
            "InferenceSpecification.SupportedTransformInstanceTypes",
        ),
        (ModelPackageBuilder().model_quality(statistics=""), "ModelMetrics.ModelQuality.Statistics.S3Uri"),
        (
            ModelPackageBuilder().validation(**VALIDATION_ARGUMENTS).validation(instance_count=0),
            "ValidationSpecification.ValidationProfiles[0].TransformJobDefinition.TransformResources.InstanceCount",
        ),
        (
            ModelPackageBuilder().container(image=IMAGE).inference_recommender(data_input_config=""),
            "InferenceSpecification.Containers[0].ModelInput.DataInputConfig",
        ),
        (ModelPackageBuilder().life_cycle("", ""), "ModelLifeCycle.Stage"),
        (ModelPackageBuilder().model_card(""), "ModelCard.ModelCardContent"),
    ],
)
def test_what_is_empty_and_may_not_be_reaches_the_check(builder: ModelPackageBuilder, path: str) -> None:
    assert path in problems_of(builder)


# What a second call does ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setter", "member", "values"),
    [
        ("description", "ModelPackageDescription", ("a", "b")),
        ("registration_type", "ModelPackageRegistrationType", ("Logged", "Registered")),
        ("source_uri", "SourceUri", ("s3://a", "s3://b")),
        ("domain", "Domain", ("a", "b")),
        ("task", "Task", ("REGRESSION", "OTHER")),
        ("sample_payload_url", "SamplePayloadUrl", ("s3://a/p.tar.gz", "s3://b/p.tar.gz")),
        ("skip_model_validation", "SkipModelValidation", ("All", "None")),
        ("client_token", "ClientToken", ("a", "b")),
    ],
)
def test_scalars_replace(setter: str, member: str, values: tuple[str, str]) -> None:
    builder: Any = ModelPackageBuilder()
    for value in values:
        builder = getattr(builder, setter)(value)

    assert kwargs_of(builder) == {member: values[1]}


@pytest.mark.parametrize(
    ("setter", "member"),
    [
        ("content_types", "SupportedContentTypes"),
        ("response_mime_types", "SupportedResponseMIMETypes"),
        ("transform_instance_types", "SupportedTransformInstanceTypes"),
        ("realtime_instance_types", "SupportedRealtimeInferenceInstanceTypes"),
    ],
)
def test_plural_names_set(setter: str, member: str) -> None:
    values = ["ml.m5.large", "ml.m5.xlarge", "ml.c5.xlarge"] if "instance" in setter else ["a/b", "a/c", "a/d"]
    first: ModelPackageBuilder = getattr(ModelPackageBuilder().container(image=IMAGE), setter)(*values[:2])
    second: ModelPackageBuilder = getattr(first, setter)(values[2])

    assert kwargs_of(first)["InferenceSpecification"][member] == values[:2]
    assert kwargs_of(second)["InferenceSpecification"][member] == values[2:]


def test_singular_names_append_and_plural_names_start_anew() -> None:
    other = AdditionalInferenceSpecificationDefinition(name="other", containers=[CONTAINER])
    last = AdditionalInferenceSpecificationDefinition(name="last", containers=[CONTAINER])
    builder = ModelPackageBuilder().container(image="a").container(ModelPackageContainerDefinition(image="b"))
    builder = builder.additional_inference_specification(FURTHER).additional_inference_specification(other)

    def images(of: ModelPackageBuilder) -> list[str]:
        return [container["Image"] for container in kwargs_of(of)["InferenceSpecification"]["Containers"]]

    def names(of: ModelPackageBuilder) -> list[str]:
        return [specification["Name"] for specification in kwargs_of(of)["AdditionalInferenceSpecifications"]]

    assert images(builder) == ["a", "b"]
    assert images(builder.containers(CONTAINER)) == [IMAGE]
    assert images(builder.containers(CONTAINER).container(image="c")) == [IMAGE, "c"]
    assert images(builder.containers().container(image="c")) == ["c"]
    assert names(builder) == ["neo", "other"]
    assert names(builder.additional_inference_specifications(last)) == ["last"]
    assert names(builder.additional_inference_specifications(last).additional_inference_specification(other)) == [
        "last",
        "other",
    ]


def test_mappings_merge_by_key() -> None:
    builder = ModelPackageBuilder().customer_metadata({"a": 1, "b": 2}).customer_metadata({"b": "two", "c": None})
    stand_alone = full().unversioned("churn", **TYPES)
    tagged = stand_alone.tags({"a": "1", "b": "2"}).tags(Tag(key="b", value="two"), {"c": "3"}).tags({"a": "one"})

    assert kwargs_of(builder)["CustomerMetadataProperties"] == {"a": "1", "b": "two"}
    assert tagged.build().to_kwargs()["Tags"] == [
        {"Key": "a", "Value": "one"},
        {"Key": "b", "Value": "two"},
        {"Key": "c", "Value": "3"},
    ]
    same_call = stand_alone.tags({"a": "1"}, {"a": "2"}, Tag(key="a", value="3"))
    assert same_call.build().to_kwargs()["Tags"] == [{"Key": "a", "Value": "3"}]


def test_setters_of_one_structure_merge_what_is_given() -> None:
    builder = (
        ModelPackageBuilder()
        .model_quality(statistics="s3://1")
        .model_quality(constraints="s3://2")
        .model_quality(statistics="s3://3", content_type="text/csv")
        .metadata_properties(commit_id="abc", project_id="p")
        .metadata_properties(commit_id="def")
        .model_card({"a": 1})
        .model_card(status="Approved")
        .life_cycle("Test", "Done", "well")
        .life_cycle("Prod", "Live")
        .source_algorithm("algorithm", model_data_etag="e")
        .source_algorithm(model_data_url="s3://a/m.tar.gz")
        .inference_recommender(framework="PYTORCH")
        .inference_recommender(framework_version="2.1.0")
        .container(image=IMAGE)
    )

    assert kwargs_of(builder) == {
        "ModelMetrics": {
            "ModelQuality": {
                "Statistics": {"ContentType": "text/csv", "S3Uri": "s3://3"},
                "Constraints": {"ContentType": "application/json", "S3Uri": "s3://2"},
            }
        },
        "MetadataProperties": {"CommitId": "def", "ProjectId": "p"},
        "ModelCard": {"ModelCardContent": '{"a":1}', "ModelCardStatus": "Approved"},
        "ModelLifeCycle": {"Stage": "Prod", "StageStatus": "Live", "StageDescription": "well"},
        "SourceAlgorithmSpecification": {
            "SourceAlgorithms": [
                {"AlgorithmName": "algorithm", "ModelDataETag": "e", "ModelDataUrl": "s3://a/m.tar.gz"}
            ]
        },
        "InferenceSpecification": {
            "Containers": [{"Image": IMAGE, "Framework": "PYTORCH", "FrameworkVersion": "2.1.0"}]
        },
    }


WHOLE_THEN_PART: list[tuple[str, Callable[[ModelPackageBuilder], ModelPackageBuilder], str, Kwargs]] = [
    (
        "inference_specification",
        lambda b: b.container(image=OTHER).response_mime_types("text/csv"),
        "InferenceSpecification",
        {
            "Containers": [{"Image": IMAGE}, {"Image": OTHER}],
            "SupportedTransformInstanceTypes": ["ml.m5.large"],
            "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
            "SupportedResponseMIMETypes": ["text/csv"],
        },
    ),
    (
        "source_algorithm_specification",
        lambda b: b.source_algorithm(model_data_etag="e"),
        "SourceAlgorithmSpecification",
        {"SourceAlgorithms": [{"AlgorithmName": "whole", "ModelDataETag": "e"}]},
    ),
    (
        "validation_specification",
        lambda b: b.validation(instance_type="ml.m5.xlarge", environment={"A": "b"}, content_type="text/csv"),
        "ValidationSpecification",
        {
            "ValidationRole": ROLE,
            "ValidationProfiles": [
                {
                    "ProfileName": "smoke",
                    "TransformJobDefinition": {
                        "Environment": {"A": "b"},
                        "TransformInput": {
                            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://data/in/"}},
                            "ContentType": "text/csv",
                        },
                        "TransformOutput": {"S3OutputPath": "s3://data/out/", "Accept": "text/csv"},
                        "TransformResources": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 2},
                    },
                }
            ],
        },
    ),
    (
        "model_metrics",
        lambda b: b.bias(pre_training_report="s3://pre").explainability(report="s3://why"),
        "ModelMetrics",
        {
            "Bias": {
                "Report": {"ContentType": "text/html", "S3Uri": "s3://reports/whole"},
                "PreTrainingReport": {"ContentType": "application/json", "S3Uri": "s3://pre"},
            },
            "Explainability": {"Report": {"ContentType": "application/json", "S3Uri": "s3://why"}},
        },
    ),
    (
        "drift_check_baselines",
        lambda b: b.drift_model_quality(constraints="s3://c"),
        "DriftCheckBaselines",
        {
            "ModelQuality": {
                "Statistics": {"ContentType": "text/html", "S3Uri": "s3://reports/whole"},
                "Constraints": {"ContentType": "application/json", "S3Uri": "s3://c"},
            }
        },
    ),
    ("security_config", lambda b: b.kms_key_id("alias/later"), "SecurityConfig", {"KmsKeyId": "alias/later"}),
]


@pytest.mark.parametrize(("setter", "part", "member", "expected"), WHOLE_THEN_PART, ids=[w[0] for w in WHOLE_THEN_PART])
def test_a_whole_structure_sets_all_at_once_and_later_setters_go_on_from_there(
    setter: str, part: Callable[[ModelPackageBuilder], ModelPackageBuilder], member: str, expected: Kwargs
) -> None:
    whole: ModelPackageBuilder = COMMON[setter].of(setter, ModelPackageBuilder())

    assert kwargs_of(part(whole)) == {member: expected}
    for before in (ModelPackageBuilder(), whole):
        again: ModelPackageBuilder = COMMON[setter].of(setter, part(before))
        assert kwargs_of(again) == kwargs_of(whole)


def test_smaller_structures_can_be_whole_and_gone_on_from_too() -> None:
    builder = (
        ModelPackageBuilder()
        .metadata_properties(project_id="old")
        .metadata_properties(MetadataProperties(commit_id="abc"))
        .metadata_properties(repository="r")
        .model_card("[]", status="Approved")
        .model_card(ModelPackageModelCard(model_card_content="{}"))
        .model_card(status="Draft")
        .life_cycle("Old", "Old", "old")
        .life_cycle(ModelLifeCycle(stage="Test", stage_status="Done"))
        .life_cycle("Prod", "Live")
    )

    assert kwargs_of(builder) == {
        "MetadataProperties": {"CommitId": "abc", "Repository": "r"},
        "ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        "ModelLifeCycle": {"Stage": "Prod", "StageStatus": "Live"},
    }


def test_an_empty_profile_list_can_be_gone_on_from() -> None:
    whole = ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=[])
    arguments: Kwargs = {**VALIDATION_ARGUMENTS, "role": None}

    builder = ModelPackageBuilder().validation_specification(whole).validation(**arguments)

    assert builder == ModelPackageBuilder().validation(**VALIDATION_ARGUMENTS)
    assert kwargs_of(builder) == kwargs_of(ModelPackageBuilder().validation(**VALIDATION_ARGUMENTS))


def test_the_arguments_of_a_move_replace() -> None:
    base = full().transform_instance_types("ml.c5.xlarge").realtime_instance_types("ml.c5.xlarge")

    stand_alone = base.unversioned("churn", **TYPES).build().to_kwargs()
    from_algorithm = (
        ModelPackageBuilder()
        .source_algorithm("old", model_data_etag="e")
        .unversioned_from_algorithm("churn", "new")
        .build()
        .to_kwargs()
    )

    assert stand_alone["InferenceSpecification"]["SupportedTransformInstanceTypes"] == ["ml.m5.large"]
    assert stand_alone["InferenceSpecification"]["SupportedRealtimeInferenceInstanceTypes"] == ["ml.m5.large"]
    assert (
        stand_alone["InferenceSpecification"]["Containers"] == kwargs_of(base)["InferenceSpecification"]["Containers"]
    )
    assert from_algorithm["SourceAlgorithmSpecification"] == {"SourceAlgorithms": [{"AlgorithmName": "new"}]}


def test_setters_after_a_move_replace_what_it_set() -> None:
    stand_alone = full().unversioned("churn", **TYPES).realtime_instance_types("ml.c5.xlarge").build()

    assert stand_alone.to_kwargs()["InferenceSpecification"]["SupportedRealtimeInferenceInstanceTypes"] == [
        "ml.c5.xlarge"
    ]


# Bare strings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bare", ["ml.m5.large", b"ml.m5.large", {"ml.m5.large"}, 5, iter(["ml.m5.large"])])
def test_what_is_no_list_is_refused_in_the_arguments_of_a_move(bare: object) -> None:
    base: Any = ModelPackageBuilder().container(image=IMAGE)

    reported = problems_of(base.unversioned("churn", transform_instance_types=bare, realtime_instance_types=bare))

    assert reported == {
        "InferenceSpecification.SupportedTransformInstanceTypes": "MP001",
        "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes": "MP001",
    }


@pytest.mark.parametrize(
    ("field", "member"),
    [
        ("containers", "Containers"),
        ("supported_transform_instance_types", "SupportedTransformInstanceTypes"),
        ("supported_realtime_inference_instance_types", "SupportedRealtimeInferenceInstanceTypes"),
        ("supported_content_types", "SupportedContentTypes"),
        ("supported_response_mime_types", "SupportedResponseMIMETypes"),
    ],
)
def test_bare_strings_are_refused_in_the_fields_of_classes(field: str, member: str) -> None:
    fields: Kwargs = {"containers": [CONTAINER], field: "text/csv"}
    builder = ModelPackageBuilder().inference_specification(InferenceSpecification(**fields))

    assert problems_of(builder) == {f"InferenceSpecification.{member}": "MP001"}


ADDITIONS: list[Callable[[ModelPackageBuilder], ModelPackageBuilder]] = [
    lambda b: b.container(image=IMAGE),
    lambda b: b.content_types("text/csv"),
    lambda b: b.inference_recommender(framework="PYTORCH"),
]


@pytest.mark.parametrize("more", ADDITIONS)
def test_what_later_setters_add_does_not_hide_a_bare_string(
    more: Callable[[ModelPackageBuilder], ModelPackageBuilder],
) -> None:
    specification: Any = InferenceSpecification(containers="text/csv")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    builder = more(ModelPackageBuilder().inference_specification(specification))

    assert problems_of(builder) == {"InferenceSpecification.Containers": "MP001"}


@pytest.mark.parametrize(
    ("setter", "member"),
    [
        ("content_types", "InferenceSpecification.SupportedContentTypes[0]"),
        ("containers", "InferenceSpecification.Containers[0]"),
        ("additional_inference_specifications", "AdditionalInferenceSpecifications[0]"),
    ],
)
def test_a_list_given_where_its_items_are_wanted_is_reported(setter: str, member: str) -> None:
    builder: ModelPackageBuilder = getattr(ModelPackageBuilder().container(image=IMAGE), setter)(["text/csv"])

    assert problems_of(builder) == {member: "MP001"}


# What callers do with their lists and dicts afterwards ----------------------------------------------------------------


def test_what_a_caller_changes_afterwards_changes_nothing() -> None:
    environment, more_environment = {"A": "1"}, {"A": "1"}
    metadata: dict[str, str | float | bool | None] = {"a": 1}
    card: Kwargs = {"a": {"b": [1]}}
    config: Kwargs = {"a": [1]}
    tags = {"a": "1"}
    transform, realtime = [TransformInstanceType.ML_M5_LARGE], ["ml.m5.large"]
    content_types, containers = ["text/csv"], [CONTAINER]
    specification = AdditionalInferenceSpecificationDefinition(
        name="neo", containers=containers, supported_content_types=content_types
    )
    algorithms = [SourceAlgorithm(algorithm_name="a")]
    algorithm = SourceAlgorithmSpecification(source_algorithms=algorithms)
    types: Any = {"transform_instance_types": transform, "realtime_instance_types": realtime}
    builder = (
        ModelPackageBuilder()
        .container(image=IMAGE, environment=environment)
        .content_types(*content_types)
        .validation(**VALIDATION_ARGUMENTS, environment=more_environment)
        .customer_metadata(metadata)
        .model_card(card)
        .inference_recommender(data_input_config=config)
        .additional_inference_specification(specification)
        .source_algorithm_specification(algorithm)
        .unversioned("churn", **types)
        .tags(tags)
    )
    before = builder.build().to_kwargs()

    for mapping in (environment, more_environment, metadata, card["a"], config, tags):
        mapping["changed"] = "yes"
    card["a"]["b"].append(2)
    config["a"].append(2)
    for items in (transform, realtime, content_types, containers, algorithms):
        items.clear()

    assert builder.build().to_kwargs() == before


def test_what_a_caller_does_to_kwargs_changes_no_package() -> None:
    package = full().versioned("churn").build()
    kwargs = package.to_kwargs()
    kept = copy.deepcopy(kwargs)

    kwargs["InferenceSpecification"]["Containers"].clear()
    kwargs["CustomerMetadataProperties"]["team"] = "other"

    assert package.to_kwargs() == kept


# JSON -----------------------------------------------------------------------------------------------------------------

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=10), JSON_VALUES, max_size=4))
def test_dicts_become_compact_json(content: Kwargs) -> None:
    builder = ModelPackageBuilder().container(image=IMAGE).model_card(content)
    kwargs = kwargs_of(builder.inference_recommender(data_input_config=content))
    card = kwargs["ModelCard"]["ModelCardContent"]
    config = kwargs["InferenceSpecification"]["Containers"][0]["ModelInput"]["DataInputConfig"]

    assert json.loads(card) == json.loads(config) == content
    assert card == json.dumps(content, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("text", ['{"a": 1}', ' {"a" : 1 } ', '{"a":"ü"}', "{}"])
def test_json_given_as_text_is_left_alone(text: str) -> None:
    builder = (
        ModelPackageBuilder().container(image=IMAGE).model_card(text).inference_recommender(data_input_config=text)
    )
    kwargs = kwargs_of(builder)

    assert kwargs["ModelCard"] == {"ModelCardContent": text}
    assert kwargs["InferenceSpecification"]["Containers"][0]["ModelInput"] == {"DataInputConfig": text}


def test_other_mappings_and_lists_become_json_too() -> None:
    kwargs = kwargs_of(
        ModelPackageBuilder()
        .container(image=IMAGE)
        .model_card(MappingProxyType({"a": FrozenMap({"b": "c"})}))
        .inference_recommender(data_input_config=[{"shape": (1, 3)}])
    )

    assert kwargs["ModelCard"]["ModelCardContent"] == '{"a":{"b":"c"}}'
    assert kwargs["InferenceSpecification"]["Containers"][0]["ModelInput"]["DataInputConfig"] == '[{"shape":[1,3]}]'


def loop() -> Kwargs:
    itself: Kwargs = {SECRET: SECRET}
    itself["itself"] = itself
    return itself


def deep() -> Kwargs:
    inner: Kwargs = {}
    for _ in range(100_000):
        inner = {SECRET: inner}
    return inner


UNSERIALISABLE: list[tuple[str, Callable[[], Any]]] = [
    ("set", lambda: {"a": {SECRET}}),
    ("bytes", lambda: {"a": SECRET.encode()}),
    ("nan", lambda: {SECRET: float("nan")}),
    ("infinity", lambda: {SECRET: float("inf")}),
    ("key", lambda: {(SECRET,): 1}),
    ("loop", loop),
    ("deep", deep),
    ("long integer", lambda: {SECRET: 10**5000}),
    ("list", lambda: [SECRET]),
    ("text", lambda: f"{{{SECRET}"),
    ("number", lambda: 451),
    ("object", lambda: Mock(name=SECRET)),
]


@pytest.mark.parametrize(("name", "content"), UNSERIALISABLE, ids=[name for name, _ in UNSERIALISABLE])
def test_a_model_card_that_is_no_json_object_is_reported_and_not_shown(name: str, content: Callable[[], Any]) -> None:
    assert name
    builder = ModelPackageBuilder().model_card(content()).versioned("churn")

    with pytest.raises(ModelPackageValidationError) as caught:
        builder.build()

    assert [problem.path for problem in caught.value.problems if problem.severity == "error"] == [
        "ModelCard.ModelCardContent"
    ]
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(builder)
    assert SECRET not in told
    assert "451" not in told.partition("ModelCard.ModelCardContent")[2]
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("config", [{"a": {1}}, {"a": float("nan")}, {1, 2}, b"{}"])
def test_an_input_configuration_that_cannot_be_written_as_json_is_reported(config: object) -> None:
    builder: Any = ModelPackageBuilder().container(image=IMAGE)

    assert problems_of(builder.inference_recommender(data_input_config=config)) == {
        "InferenceSpecification.Containers[0].ModelInput.DataInputConfig": "MP001"
    }


# Customer metadata ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("growth", "growth"),
        (0, "0"),
        (-7, "-7"),
        (10**30, "1" + "0" * 30),
        (0.0, "0.0"),
        (0.91, "0.91"),
        (1e-07, "1e-07"),
        (1e22, "1e+22"),
        (0.1 + 0.2, "0.30000000000000004"),
        (float("nan"), "nan"),
        (True, "true"),
        (False, "false"),
        (Decimal("0.910"), "0.910"),
        (TransformInstanceType.ML_M5_LARGE, "ml.m5.large"),
        (HTTPStatus.OK, "200"),
    ],
)
def test_customer_metadata_is_written_as_text(value: float | str, text: str) -> None:
    assert kwargs_of(ModelPackageBuilder().customer_metadata({"key": value})) == {
        "CustomerMetadataProperties": {"key": text}
    }


def test_customer_metadata_skips_none_and_keeps_the_order() -> None:
    properties = {"b": 1, "none": None, "a": 2}
    builder = ModelPackageBuilder().customer_metadata(properties).customer_metadata({"only": None})

    assert list(kwargs_of(builder)["CustomerMetadataProperties"].items()) == [("b", "1"), ("a", "2")]
    assert ModelPackageBuilder().customer_metadata({"only": None}) == ModelPackageBuilder()


@pytest.mark.parametrize(
    ("scalar", "value", "text"),
    [
        ("float64", 0.91, "0.91"),
        ("float32", 0.5, "0.5"),
        ("int64", 7, "7"),
        ("uint8", 7, "7"),
        ("str_", "growth", "growth"),
        ("bool_", True, "true"),
    ],
)
def test_numpy_scalars_are_written_as_the_plain_ones(scalar: str, value: object, text: str) -> None:
    numpy: Any = pytest.importorskip("numpy")

    kwargs = kwargs_of(ModelPackageBuilder().customer_metadata({"key": getattr(numpy, scalar)(value)}))

    assert kwargs["CustomerMetadataProperties"] == {"key": text}
    assert type(kwargs["CustomerMetadataProperties"]["key"]) is str


@pytest.mark.parametrize("value", [10**300, 10**5000, [1], {}, object(), b"growth", "x" * 257, "a\nb"], ids=shown)
def test_other_customer_metadata_is_reported(value: object) -> None:
    builder: Any = ModelPackageBuilder()

    assert problems_of(builder.customer_metadata({"key": value})).keys() == {"CustomerMetadataProperties.key"}


@pytest.mark.parametrize("properties", ["team=growth", ["team"], 5, {("team", "growth")}])
def test_customer_metadata_that_is_no_mapping_is_reported_even_where_more_follows(properties: object) -> None:
    builder: Any = ModelPackageBuilder()

    wrong = builder.customer_metadata(properties)

    assert problems_of(wrong) == {"CustomerMetadataProperties": "MP001"}
    assert problems_of(wrong.customer_metadata({"team": "growth"})) == {"CustomerMetadataProperties": "MP001"}


# Tags -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tags", "path"),
    [
        (({"team": 5},), "Tags[0].Value"),
        (({5: "growth"},), "Tags[0].Key"),
        (("team",), "Tags[0]"),
        ((["team"],), "Tags[0]"),
        (({"fine": "yes"}, 5), "Tags[1]"),
        ((Tag(key="a" * 129, value=""),), "Tags[0].Key"),
    ],
)
def test_wrong_tags_are_reported(tags: tuple[Any, ...], path: str) -> None:
    builder = full().unversioned("churn", **TYPES).tags(*tags)

    assert problems_of(builder).keys() == {path}
    assert problems_of(builder.tags({"more": "1"})).keys() == {path}


# Copies ---------------------------------------------------------------------------------------------------------------


@each_builder
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_builders_pickle_and_copy(
    cls: type[AnyBuilder], builder: AnyBuilder, setters: dict[str, Call], protocol: int
) -> None:
    for setter, call in setters.items():
        if setter not in MOVES:
            builder = call.of(setter, builder)
    if not isinstance(builder, ModelPackageBuilder):
        built = builder.build()
        assert pickle.loads(pickle.dumps(builder, protocol)).build() == built  # noqa: S301

    for twin in (
        copy.copy(builder),
        copy.deepcopy(builder),
        pickle.loads(pickle.dumps(builder, protocol)),  # noqa: S301
        copy.deepcopy({"holder": [builder]})["holder"][0],
    ):
        assert type(twin) is cls
        assert twin == builder
        assert repr(twin) == repr(builder)
        more = COMMON["container"].of("container", twin)
        assert more == COMMON["container"].of("container", builder)
        assert more != builder


def test_builders_compare_by_what_they_were_given() -> None:
    builder = ModelPackageBuilder().container(image=IMAGE).content_types("text/csv")

    assert builder == ModelPackageBuilder().content_types("text/csv").container(CONTAINER)
    assert builder == ModelPackageBuilder().content_types("text/css").container(image=IMAGE).content_types("text/csv")
    assert builder != ModelPackageBuilder().container(image=IMAGE)
    assert builder.versioned("churn") == builder.versioned("churn")
    assert builder.versioned("churn") != builder.versioned("other")
    assert builder != "a builder"
    assert ModelPackageBuilder() == ModelPackageBuilder()
    assert builder.versioned("churn").description("a").domain("b") == builder.domain("b").description("a").versioned(
        "churn"
    )


def test_builders_that_grow_can_not_be_hashed() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(ModelPackageBuilder())


def test_a_long_chain_does_everything_that_a_short_one_does() -> None:
    builder = ModelPackageBuilder()
    for number in range(1000):
        builder = builder.container(image=f"image-{number}")
    for number in range(20_000):
        builder = builder.description(f"{number}")

    assert pickle.loads(pickle.dumps(builder)) == builder  # noqa: S301
    assert copy.deepcopy(builder) == copy.copy(builder) == builder
    assert repr(builder)
    assert problems_of(builder) == {"InferenceSpecification.Containers": "MP005"}
    kwargs = kwargs_of(builder.containers(CONTAINER))
    assert kwargs == {"ModelPackageDescription": "19999", "InferenceSpecification": {"Containers": [{"Image": IMAGE}]}}


def test_a_builder_of_one_s_own_keeps_its_class() -> None:
    class Ours(ModelPackageBuilder):
        __slots__ = ()

        def ours(self, commit: str) -> Ours:
            return self.metadata_properties(commit_id=commit, repository="ours")

    builder = Ours().description("Churn").ours("abc")

    assert type(builder) is Ours
    assert kwargs_of(builder)["MetadataProperties"] == {"CommitId": "abc", "Repository": "ours"}
    assert not hasattr(builder, "nonsense")
    with pytest.raises(AttributeError, match=r"versioned\(group\)"):
        builder.approval_status  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


# Attributes that are not there ----------------------------------------------------------------------------------------

BASE: AnyBuilder = ModelPackageBuilder()
VERSION: AnyBuilder = ModelPackageBuilder().versioned("churn")
STAND_ALONE: AnyBuilder = ModelPackageBuilder().unversioned_from_algorithm("churn", "algorithm")


@pytest.mark.parametrize(
    ("builder", "name", "told"),
    [
        (VERSION, "tags", ["tags of its group", "customer_metadata(...)"]),
        (VERSION, "certify_for_marketplace", ["unversioned"]),
        (STAND_ALONE, "approval_status", ["versions", ".versioned(group)"]),
        (BASE, "approval_status", ["versions", ".versioned(group)"]),
        (BASE, "tags", [".unversioned(...)"]),
        (BASE, "certify_for_marketplace", [".unversioned(...)"]),
        (BASE, "build", [".versioned(group)", ".unversioned(...)", ".unversioned_from_algorithm(...)"]),
        (VERSION, "versioned", ["chosen already"]),
        (VERSION, "unversioned", ["chosen already"]),
        (STAND_ALONE, "versioned", ["chosen already"]),
        (STAND_ALONE, "unversioned_from_algorithm", ["chosen already"]),
        (BASE, "descripton", ["Did you mean 'description'?"]),
        (VERSION, "aproval_status", ["Did you mean 'approval_status'?"]),
        (STAND_ALONE, "contentTypes", ["Did you mean 'content_types'?"]),
        (BASE, "customer_meta_data", ["Did you mean 'customer_metadata'?"]),
    ],
)
def test_a_missing_attribute_says_why_and_what_to_do(builder: AnyBuilder, name: str, told: list[str]) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(builder, name)

    text = str(caught.value)
    assert text.startswith(f"{type(builder).__name__!r} object has no attribute {name!r}")
    for part in told:
        assert part in text
    assert caught.value.name == name
    assert caught.value.obj is builder
    assert not hasattr(builder, name)
    assert getattr(builder, name, "default") == "default"


@pytest.mark.parametrize("builder", [BASE, VERSION, STAND_ALONE])
@pytest.mark.parametrize(
    "name", ["__deepcopy_", "__array__", "_description", "_ipython_display_", "__len__", "_fields_", "__html__"]
)
def test_names_with_underscores_first_are_refused_plainly(builder: AnyBuilder, name: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(builder, name)

    assert str(caught.value) == f"{type(builder).__name__!r} object has no attribute {name!r}"


def test_nonsense_gets_no_suggestion() -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(BASE, "xyzzy" * 1000)

    assert "mean" not in str(caught.value)


def test_half_made_builders_fail_plainly() -> None:
    builder = object.__new__(ModelPackageBuilder)

    with pytest.raises(AttributeError):
        repr(builder)
    with pytest.raises(AttributeError):
        builder.description("x")


# Texts ----------------------------------------------------------------------------------------------------------------


def test_no_text_of_a_builder_shows_a_secret() -> None:
    builder = (
        full()
        .container(image=IMAGE, environment={"API_KEY": SECRET})
        .validation(environment={"API_KEY": SECRET})
        .model_card({"secret": SECRET})
        .customer_metadata({"key": SECRET})
    )

    for one in (builder, builder.versioned("churn"), builder.unversioned("churn", **TYPES)):
        assert SECRET not in f"{one} {one!r} {[one]}"
        assert type(one).__name__ in repr(one)
    assert repr(ModelPackageBuilder()) == "<ModelPackageBuilder with nothing set>"


def test_no_secret_is_told_where_an_environment_is_refused() -> None:
    wrong: Any = {"API_KEY": SECRET, SECRET: 5, 5: SECRET}
    listed: Any = [wrong]
    long: Any = {"LONG": SECRET * 100, "LISTED": [SECRET]}
    builder = ModelPackageBuilder().container(image=IMAGE, environment=long).versioned("churn")
    other = ModelPackageBuilder().validation(**VALIDATION_ARGUMENTS, environment=listed).versioned("churn")

    for one in (builder, other):
        with pytest.raises(ModelPackageValidationError) as caught:
            one.build()
        assert SECRET not in "".join(traceback.format_exception(caught.value))


# Calls that are wrong in themselves -----------------------------------------------------------------------------------


MISFITS: list[Callable[[Any], Any]] = [
    lambda b: b.container(CONTAINER, image=IMAGE),
    lambda b: b.container(CONTAINER, environment={}),
    lambda b: b.container(imag=IMAGE),
    lambda b: b.container(imag=None),
    lambda b: b.container(CONTAINER, imag=IMAGE),
    lambda b: b.container(CONTAINER, CONTAINER),
    lambda b: b.container(definition=CONTAINER),
    lambda b: b.metadata_properties(MetadataProperties(), commit_id="abc"),
    lambda b: b.model_card(ModelPackageModelCard(), status="Draft"),
    lambda b: b.life_cycle(ModelLifeCycle(stage="a", stage_status="b"), "c"),
    lambda b: b.description(),
    lambda b: b.description("a", "b"),
    lambda b: b.model_quality("s3://a"),
    lambda b: b.model_quality(statistic="s3://a"),
    lambda b: b.validation(ROLE),
    lambda b: b.unversioned("churn"),
    lambda b: b.unversioned("churn", ["ml.m5.large"], ["ml.m5.large"]),
    lambda b: b.unversioned_from_algorithm("churn"),
    lambda b: b.versioned(),
]


@pytest.mark.parametrize("call", MISFITS)
def test_arguments_that_do_not_fit_a_setter_are_a_type_error(call: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError):
        call(ModelPackageBuilder())


TOLD: list[tuple[Callable[[Any], Any], list[str]]] = [
    (lambda b: b.container(CONTAINER, image=IMAGE), ["container()", "image"]),
    (lambda b: b.container(imag=IMAGE), ["imag"]),
    (lambda b: b.life_cycle(ModelLifeCycle(stage="a", stage_status="b"), "c"), ["life_cycle()", "status"]),
    (
        lambda b: b.metadata_properties(MetadataProperties(), commit_id="abc"),
        ["metadata_properties()", "commit_id"],
    ),
]


@pytest.mark.parametrize(("call", "told"), TOLD)
def test_such_a_type_error_names_setter_and_argument(call: Callable[[Any], Any], told: list[str]) -> None:
    with pytest.raises(TypeError) as caught:
        call(ModelPackageBuilder())

    for part in told:
        assert part in str(caught.value)


# Garbage --------------------------------------------------------------------------------------------------------------

ITSELF: list[Any] = []
ITSELF.append(ITSELF)

STRUCTURES: list[Any] = [
    CONTAINER,
    SPECIFICATION,
    FURTHER,
    SOURCE,
    PROFILE,
    VALIDATION,
    BaseModel(),
    Bias(),
    ModelQuality(),
    Tag(key="a", value="b"),
    MetadataProperties(),
    ModelMetrics(),
    DriftCheckBaselines(),
    ModelLifeCycle(stage="a", stage_status="b"),
    SourceAlgorithmSpecification(source_algorithms=()),
    InferenceSpecification(containers=5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    SourceAlgorithmSpecification(source_algorithms=[SOURCE]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=[BaseModel()]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    FrozenMap({"a": "b"}),
    FrozenMap({"model_quality": "b", "containers": "c", "kms_key_id": 5}),
]
GARBAGE: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.text(st.characters(categories=["Cs"]), min_size=1),
    st.binary(),
    st.lists(st.none() | st.integers() | st.text(max_size=5), max_size=3),
    st.dictionaries(st.none() | st.integers() | st.text(max_size=5), st.none() | st.text(max_size=5), max_size=3),
    st.sampled_from(
        [10**5000, -(10**5000), ITSELF, {"a": ITSELF}, object(), object, len, {1, 2}, (), (1,), [[]], range(3), 1j, ...]
    ),
    st.sampled_from([TransformInstanceType.ML_M5_LARGE, HTTPStatus.OK, "x" * 10_000, "ml.m5.large", "Approved", "{}"]),
    st.sampled_from(STRUCTURES),
    st.sampled_from(STRUCTURES).map(lambda structure: [structure]),
    st.builds(lambda: Mock(spec=str)),
    st.builds(lambda: (number for number in range(3))),
    st.just(ModelPackageBuilder().description("x")),
)

CONTAINER_KEYWORDS = sorted(attrs.fields_dict(ModelPackageContainerDefinition))


def garbage_for(setter: str, data: st.DataObject, builder: AnyBuilder) -> Call:
    """Return a call that fits a setter's signature, with anything for arguments."""
    if setter == "container":
        if data.draw(st.booleans()):
            return Call((data.draw(GARBAGE),))
        return Call(kwargs=data.draw(st.dictionaries(st.sampled_from(CONTAINER_KEYWORDS), GARBAGE, max_size=4)))
    args: list[Any] = []
    kwargs: Kwargs = {}
    for parameter in inspect.signature(getattr(builder, setter)).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            args += data.draw(st.lists(GARBAGE, max_size=3))
        elif parameter.kind is not parameter.KEYWORD_ONLY:
            args.append(data.draw(GARBAGE))
        elif parameter.default is parameter.empty or data.draw(st.booleans()):
            kwargs[parameter.name] = data.draw(GARBAGE)
    return Call(tuple(args), kwargs)


def without_parts_beside_a_whole(setter: str, call: Call) -> Call:
    """Return a call that does not give a structure and parts of it, which is meant to be a ``TypeError``."""
    wholes = {"metadata_properties": object, "model_card": ModelPackageModelCard, "life_cycle": ModelLifeCycle}
    if setter not in wholes or call.args[0] is None or not isinstance(call.args[0], wholes[setter]):
        return call
    return Call((call.args[0], *(None for _ in call.args[1:])))


ALL_SETTERS = sorted(COMMON) + sorted(VERSIONED) + sorted(UNVERSIONED)


@pytest.mark.parametrize("setter", ALL_SETTERS)
@given(data=st.data())
def test_garbage_is_reported_by_build_and_by_nothing_else(setter: str, data: st.DataObject) -> None:
    builders = [VERSION if setter in VERSIONED else STAND_ALONE] if setter not in COMMON else [VERSION, STAND_ALONE]
    builder: Any = data.draw(st.sampled_from(builders))
    siblings = [name for name in COMMON if name not in MOVES]
    before, after = data.draw(st.sampled_from(siblings)), data.draw(st.sampled_from(siblings))
    call = without_parts_beside_a_whole(setter, garbage_for(setter, data, builder))

    builder = COMMON[before].of(before, builder)
    builder = call.of(setter, builder)
    builder = COMMON[after].of(after, builder)
    assert repr(builder)

    try:
        package = builder.build()
    except ModelPackageValidationError as error:
        assert str(error)  # noqa: PT017 - not every garbage is an error
    else:
        json.dumps(package.to_kwargs())


@pytest.mark.parametrize("move", sorted(MOVES))
@given(data=st.data())
def test_garbage_in_moves_is_reported_by_build_and_by_nothing_else(move: str, data: st.DataObject) -> None:
    base = ModelPackageBuilder().container(image=IMAGE)
    builder: Any = garbage_for(move, data, base).of(move, base)

    try:
        package = builder.build()
    except ModelPackageValidationError as error:
        assert str(error)  # noqa: PT017 - not every garbage is an error
    else:
        json.dumps(package.to_kwargs())


PARTS = {
    "inference_specification": "content_types",
    "source_algorithm_specification": "source_algorithm",
    "validation_specification": "validation",
    "model_metrics": "model_quality",
    "drift_check_baselines": "drift_bias",
    "security_config": "kms_key_id",
    "metadata_properties": "metadata_properties",
    "customer_metadata": "customer_metadata",
}


@pytest.mark.parametrize("whole", sorted(PARTS))
@given(wrong=GARBAGE)
def test_a_wrong_whole_stays_wrong_when_parts_follow(whole: str, wrong: object) -> None:
    assume(wrong is not None)
    base: Any = ModelPackageBuilder()
    alone = getattr(base, whole)(wrong).versioned("churn")
    try:
        alone.build()
    except ModelPackageValidationError as error:
        found = {problem.code for problem in error.problems if problem.severity == "error"}
    else:
        found = set[str]()
    assume(found == {"MP001"})

    more = COMMON[PARTS[whole]].of(PARTS[whole], getattr(base, whole)(wrong))

    assert problems_of(more)


def test_objects_without_a_truth_value_are_reported_too() -> None:
    class Undecided:
        def __bool__(self) -> bool:
            raise ValueError(SECRET)

    undecided: Any = Undecided()
    builder = ModelPackageBuilder().description(undecided).domain(undecided).model_quality(statistics=undecided)

    assert problems_of(builder.container(image=undecided, environment=undecided)) == {
        "ModelPackageDescription": "MP001",
        "Domain": "MP001",
        "ModelMetrics.ModelQuality.Statistics": "MP001",
        "InferenceSpecification.Containers[0].Image": "MP001",
        "InferenceSpecification.Containers[0].Environment": "MP001",
    }


# Any sequence of calls ------------------------------------------------------------------------------------------------

Step: TypeAlias = "tuple[str, Call, Callable[[Kwargs], None]]"
"""A setter, a call of it, and what the call does to boto3's kwargs."""


def setting(member: str, value: object) -> Callable[[Kwargs], None]:
    """Return what sets a member, deep down where the name has dots; ``None`` sets nothing."""

    def do(kwargs: Kwargs) -> None:
        if value is None:
            return
        *path, last = member.split(".")
        for name in path:
            kwargs = kwargs.setdefault(name, {})
        kwargs[last] = value

    return do


def both(*steps: Callable[[Kwargs], None]) -> Callable[[Kwargs], None]:
    def do(kwargs: Kwargs) -> None:
        for step in steps:
            step(kwargs)

    return do


def appending(member: str, value: object) -> Callable[[Kwargs], None]:
    def do(kwargs: Kwargs) -> None:
        *path, last = member.split(".")
        for name in path:
            kwargs = kwargs.setdefault(name, {})
        kwargs[last] = [*kwargs.get(last, []), value]

    return do


def scalar(setter: str, member: str, *values: str) -> st.SearchStrategy[Step]:
    return st.sampled_from([*values, None]).map(lambda value: (setter, Call((value,)), setting(member, value)))


def plural(setter: str, member: str, *values: str) -> st.SearchStrategy[Step]:
    minimum = 1 if setter == "transform_instance_types" else 0
    lists = st.lists(st.sampled_from(values), min_size=minimum, max_size=3)
    return lists.map(
        lambda items: (setter, Call(tuple(items)), setting(f"InferenceSpecification.{member}", list(items)))
    )


def reports(setter: str, member: str, **names: str) -> st.SearchStrategy[Step]:
    def step(given: dict[str, str | None], content_type: str) -> Step:
        told: list[Callable[[Kwargs], None]] = [
            setting(f"{member}.{names[name]}", None if uri is None else {"ContentType": content_type, "S3Uri": uri})
            for name, uri in given.items()
        ]
        return setter, Call(kwargs={**given, "content_type": content_type}), both(*told)

    uris = st.sampled_from(["s3://a/1", "s3://a/2", None])
    return st.builds(
        step, st.fixed_dictionaries({}, optional=dict.fromkeys(names, uris)), st.sampled_from(["text/csv", "a/b"])
    )


def container(image: str, environment: dict[str, str] | None, checkpoint: bool | None) -> Step:  # noqa: FBT001
    members = {"Image": image, "Environment": environment, "IsCheckpoint": checkpoint}
    given = {"image": image, "environment": environment, "is_checkpoint": checkpoint}
    arrives = {name: value for name, value in members.items() if value is not None}
    return "container", Call(kwargs=given), appending("InferenceSpecification.Containers", arrives)


def containers(images: list[str]) -> Step:
    arrives = [{"Image": image} for image in images]
    given = tuple(ModelPackageContainerDefinition(image=image) for image in images)
    return "containers", Call(given), setting("InferenceSpecification.Containers", arrives)


def metadata(properties: dict[str, Any]) -> Step:
    def do(kwargs: Kwargs) -> None:
        texts = {key: str(value).lower() for key, value in properties.items() if value is not None}
        if texts:
            kwargs["CustomerMetadataProperties"] = {**kwargs.get("CustomerMetadataProperties", {}), **texts}

    return "customer_metadata", Call((properties,)), do


def whole_specification(image: str, content_types: list[str] | None) -> Step:
    arrives: Kwargs = {"Containers": [{"Image": image}]}
    if content_types is not None:
        arrives["SupportedContentTypes"] = content_types
    specification = InferenceSpecification(
        containers=[ModelPackageContainerDefinition(image=image)], supported_content_types=content_types
    )
    return "inference_specification", Call((specification,)), setting("InferenceSpecification", arrives)


def life_cycle(stage: str, status: str, description: str | None) -> Step:
    told = both(
        setting("ModelLifeCycle.Stage", stage),
        setting("ModelLifeCycle.StageStatus", status),
        setting("ModelLifeCycle.StageDescription", description),
    )
    return "life_cycle", Call((stage, status, description)), told


def model_card(content: Kwargs | str | None, status: str | None) -> Step:
    text = json.dumps(content, separators=(",", ":")) if isinstance(content, dict) else content
    told = both(setting("ModelCard.ModelCardContent", text), setting("ModelCard.ModelCardStatus", status))
    return "model_card", Call((content,), {"status": status}), told


def properties(**given: str | None) -> Step:
    names = {"commit_id": "CommitId", "repository": "Repository", "generated_by": "GeneratedBy"}
    told = [setting(f"MetadataProperties.{names[name]}", value) for name, value in given.items()]
    return "metadata_properties", Call(kwargs=given), both(*told)


IMAGES = st.sampled_from(["image-a", "image-b"])
WORDS = st.sampled_from(["a", "b"])
MAYBE = st.none() | WORDS
CARDS: st.SearchStrategy[Kwargs | str | None] = st.sampled_from([None, {}, {"a": [1, None]}, '{ "b": 2 }'])
STEPS: st.SearchStrategy[Step] = st.one_of(
    scalar("description", "ModelPackageDescription", "", "a", "ü"),
    scalar("registration_type", "ModelPackageRegistrationType", "Logged", "Registered"),
    scalar("domain", "Domain", "", "a"),
    scalar("task", "Task", "OTHER", "REGRESSION"),
    scalar("source_uri", "SourceUri", "s3://a", "s3://b"),
    scalar("skip_model_validation", "SkipModelValidation", "All", "None"),
    scalar("kms_key_id", "SecurityConfig.KmsKeyId", "a", "alias/b"),
    scalar("client_token", "ClientToken", "a", "b"),
    scalar("sample_payload_url", "SamplePayloadUrl", "s3://a/p.tar.gz"),
    scalar("managed_storage_type", "ManagedStorageType", "Restricted"),
    plural("content_types", "SupportedContentTypes", "a/b", "c"),
    plural("response_mime_types", "SupportedResponseMIMETypes", "a/b", "c/d"),
    plural("transform_instance_types", "SupportedTransformInstanceTypes", "ml.m5.large", "ml.m5.xlarge"),
    plural("realtime_instance_types", "SupportedRealtimeInferenceInstanceTypes", "ml.m5.large", "ml.m5.xlarge"),
    reports("model_quality", "ModelMetrics.ModelQuality", statistics="Statistics", constraints="Constraints"),
    reports("bias", "ModelMetrics.Bias", report="Report", pre_training_report="PreTrainingReport"),
    reports("explainability", "ModelMetrics.Explainability", report="Report"),
    reports("drift_bias", "DriftCheckBaselines.Bias", config_file="ConfigFile"),
    reports("drift_model_quality", "DriftCheckBaselines.ModelQuality", statistics="Statistics"),
    st.builds(container, IMAGES, st.sampled_from([None, {}, {"A": "b"}]), st.sampled_from([None, False, True])),
    st.builds(containers, st.lists(IMAGES, min_size=1, max_size=2)),
    st.builds(metadata, st.dictionaries(WORDS, st.sampled_from(["x", 1, 0.5, True, None]), min_size=1)),
    st.builds(whole_specification, IMAGES, st.sampled_from([None, [], ["a/b"]])),
    st.builds(life_cycle, WORDS, WORDS, MAYBE),
    st.builds(model_card, CARDS, st.sampled_from([None, "Draft"])),
    st.builds(properties, commit_id=MAYBE, repository=MAYBE, generated_by=MAYBE),
)


@given(st.lists(STEPS, max_size=12), st.lists(STEPS, max_size=4), st.data())
def test_any_sequence_of_calls_gives_what_filling_a_dict_by_hand_gives(
    before: list[Step], after: list[Step], data: st.DataObject
) -> None:
    expected: Kwargs = {}
    builder: Any = ModelPackageBuilder()
    first = container(IMAGE, None, None)
    for setter, call, told in [first, *before]:
        builder = call.of(setter, builder)
        told(expected)
    halfway, so_far = builder, copy.deepcopy(expected)

    if data.draw(st.booleans()):
        builder = builder.versioned("churn")
        expected["ModelPackageGroupName"] = "churn"
    else:
        after = [step for step in after if step[0] not in {"inference_specification", "realtime_instance_types"}]
        builder = builder.unversioned("churn", **TYPES)
        expected["ModelPackageName"] = "churn"
        expected["InferenceSpecification"] = {
            **expected["InferenceSpecification"],
            "SupportedTransformInstanceTypes": ["ml.m5.large"],
            "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
        }
    for setter, call, told in after:
        builder = call.of(setter, builder)
        told(expected)

    assert builder.build().to_kwargs() == expected
    assert kwargs_of(halfway) == so_far


@pytest.mark.parametrize("builder", [VersionedModelPackageBuilder, UnversionedModelPackageBuilder])
def test_a_kind_s_builder_comes_of_a_move_alone(builder: type[Any]) -> None:
    with pytest.raises(TypeError, match=r"start with ModelPackageBuilder\(\)"):
        builder()


# The inference specification, given whole before the kind is chosen


class SpecificationOfAUser(InferenceSpecification):
    """A subclass: not what it was made for, but it has all that is asked of it."""


WHOLE_SPECIFICATIONS = (
    SpecificationOfAUser(containers=[ModelPackageContainerDefinition(image=IMAGE)]),
    InferenceSpecification(containers=[ModelPackageContainerDefinition(image=IMAGE)]),
    UnversionedInferenceSpecification(
        containers=[ModelPackageContainerDefinition(image=IMAGE)],
        supported_transform_instance_types=["ml.c5.xlarge"],
        supported_realtime_inference_instance_types=["ml.c5.xlarge"],
    ),
)


@pytest.mark.parametrize("whole", WHOLE_SPECIFICATIONS, ids=lambda whole: type(whole).__name__)
@pytest.mark.parametrize("later", [True, False], ids=["changed later", "as it is"])
def test_a_whole_inference_specification_goes_on_to_either_kind(whole: InferenceSpecification, later: bool) -> None:  # noqa: FBT001 - a parameter of the test
    base = ModelPackageBuilder().inference_specification(whole)
    base = base.content_types("text/csv") if later else base
    content_types = ("text/csv",) if later else None
    version = base.versioned("churn").build().inference_specification
    assert version == attrs.evolve(
        InferenceSpecification(containers=whole.containers),
        supported_transform_instance_types=whole.supported_transform_instance_types,
        supported_realtime_inference_instance_types=whole.supported_realtime_inference_instance_types,
        supported_content_types=content_types,
    )
    alone = base.unversioned(
        "churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
    ).build()
    assert alone.inference_specification == UnversionedInferenceSpecification(
        containers=whole.containers,
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=["ml.m5.large"],
        supported_content_types=content_types,
    )


def test_a_mock_of_a_specification_is_reported_also_where_a_setter_goes_on_from_it() -> None:
    claiming = Mock(spec=InferenceSpecification)
    builder = ModelPackageBuilder().inference_specification(claiming).content_types("text/csv").versioned("churn")
    with pytest.raises(ModelPackageValidationError, match=r"InferenceSpecification  \[MP001 type\]"):
        builder.build()
