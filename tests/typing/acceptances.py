"""What users write with the builder and the classes, and what mypy and pyright have to accept; nothing runs it."""

# As in a notebook: checkers have to see every public name.
# ruff: noqa: F403, F405

from __future__ import annotations

import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeVar
from uuid import uuid4

import attrs
from typing_extensions import assert_never, assert_type

from sagemaker_model_package import *
from sagemaker_model_package.builder import metadata_text
from sagemaker_model_package.enums import *
from sagemaker_model_package.pipelines import *
from sagemaker_model_package.shapes import *

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"

B = TypeVar("B", ModelPackageBuilder, VersionedModelPackageBuilder, UnversionedModelPackageBuilder)
V = TypeVar("V", bound=VersionedModelPackageBuilder)
P = TypeVar("P", VersionedModelPackage, UnversionedModelPackage)
K = TypeVar("K", bound=ModelPackage)


def branches(report: str | None, *, production: bool, images: Iterable[str]) -> VersionedModelPackage:
    builder = ModelPackageBuilder()
    if production:
        builder = builder.description("production").skip_model_validation("None")
    else:
        builder = builder.description("test")
    for image in images:
        builder = builder.container(image=image)
    for number, image in enumerate(images):
        builder = builder.container(ModelPackageContainerDefinition(image=image, container_hostname=f"c{number}"))
    builder = builder.domain("a") if production else builder.domain("b").task("OTHER")
    builder = builder.model_quality(statistics="s3://b/evaluation.json").response_mime_types("text/csv")
    builder = builder.bias(report=report)  # no `if` for what may be None
    while images:
        builder = builder.task(None)
    assert_type(builder, ModelPackageBuilder)
    status: ModelApprovalStatusLike | None = "Approved" if production else None
    return builder.versioned("churn").approval_status(status).build()


def both_kinds(base: ModelPackageBuilder) -> tuple[VersionedModelPackage, UnversionedModelPackage]:
    shared = base.container(image=IMAGE).content_types("text/csv")
    from_algorithm = shared.unversioned_from_algorithm("churn", "algorithm", model_data_url=None)
    return shared.versioned("churn").build(), from_algorithm.certify_for_marketplace(certify=True).build()


def one_of_both(base: ModelPackageBuilder, group: str | None) -> ModelPackage:
    types: list[TransformInstanceTypeName] = ["ml.m5.large"]
    builder = (
        base.versioned(group)
        if group is not None
        else base.unversioned("churn", transform_instance_types=types, realtime_instance_types=["ml.m5.large"])
    )
    return builder.description("either").build()


def with_provenance(builder: B) -> B:
    return builder.metadata_properties(commit_id=os.environ.get("COMMIT"), repository="r").kms_key_id("alias/key")


def approved(builder: V) -> V:
    return builder.approval_status("Approved")


class Ours(ModelPackageBuilder):
    """A builder with a setter more."""

    __slots__ = ()

    def ours(self) -> Ours:
        return self.domain("ours")


def helpers() -> None:
    base = with_provenance(ModelPackageBuilder())
    assert_type(base, ModelPackageBuilder)
    version = with_provenance(base.versioned("churn"))
    assert_type(version, VersionedModelPackageBuilder)
    assert_type(approved(version), VersionedModelPackageBuilder)
    stand_alone = with_provenance(base.unversioned_from_algorithm("churn", "algorithm"))
    assert_type(stand_alone, UnversionedModelPackageBuilder)
    assert_type(Ours().description("x").ours().container(image=IMAGE), Ours)
    steps: list[Callable[[ModelPackageBuilder], ModelPackageBuilder]] = [with_provenance, ModelPackageBuilder.container]
    steps.append(lambda builder: builder.description("x"))
    for step in steps:
        base = step(base)


class Scalar(Protocol):
    """What type checkers see of numpy's scalars."""

    @property
    def dtype(self) -> object: ...

    def item(self) -> float: ...


def what_scripts_have(accuracy: Scalar, trained: dt.date, report: Path, recall: float | None) -> None:
    builder = ModelPackageBuilder().customer_metadata({"accuracy": accuracy, "trained": trained, "report": report})
    builder = builder.customer_metadata({"recall": recall, "run": uuid4()})
    builder = builder.customer_metadata({"threshold": Decimal("0.5"), "note": metadata_text("AUC > 0.9"), "ok": True})
    builder = builder.container(image=IMAGE, environment={"BATCH": os.environ.get("BATCH")})
    stand_alone = builder.unversioned_from_algorithm("churn", "algorithm").certify_for_marketplace()
    assert_type(stand_alone.tags({"team": os.environ.get("TEAM")}), UnversionedModelPackageBuilder)


STATUS: Literal["Approved", "Rejected"] = "Approved"
INSTANCE: Final = "ml.m5.large"


def strings(config: Mapping[str, str]) -> None:
    builder = ModelPackageBuilder()
    local: TransformInstanceTypeName = "ml.c5.xlarge"
    builder.transform_instance_types(INSTANCE, local, "ml.m5.large").versioned("churn").approval_status(STATUS).build()
    for status in ("Approved", "Rejected"):
        builder.versioned("churn").approval_status(ModelApprovalStatus(status)).build()
    builder = (
        builder.transform_instance_types(TransformInstanceType(config["batch"]))
        .realtime_instance_types(ProductionVariantInstanceType(config["endpoint"]))
        .realtime_instance_types(*(ProductionVariantInstanceType(name) for name in config["all"].split()))
        .realtime_instance_types(ProductionVariantInstanceType.unlisted("ml.x9.large"), "ml.m5.large")
        .skip_model_validation(SkipModelValidation(config["skip"]))
        .model_card(config["card"], status=ModelCardStatus(config["status"]))
        .content_types(*config["types"].split(","))
        .content_types(*list(config))
    )
    builder.versioned(config["group"]).approval_status(ModelApprovalStatus(config["approval"])).build()


def input_of_a_transform_job(config: Mapping[str, str]) -> None:
    kind = S3DataType(config["kind"])
    if kind is S3DataType.AUGMENTED_MANIFEST_FILE:
        message = "batch transform does not read it"
        raise ValueError(message)
    ModelPackageBuilder().validation(role="r", s3_uri="s3://a", s3_data_type=kind).versioned("churn").build()
    TransformS3DataSource(s3_data_type=kind, s3_uri="s3://a")
    TransformS3DataSource(s3_data_type="ManifestFile", s3_uri="s3://a")
    TransformS3DataSource(s3_data_type=S3DataType.S3_PREFIX, s3_uri="s3://a")


def lists(base: ModelPackageBuilder) -> None:
    members: list[TransformInstanceType] = [TransformInstanceType.ML_M5_LARGE]
    names: list[TransformInstanceTypeName] = ["ml.m5.large", "ml.c5.xlarge"]
    either: list[TransformInstanceTypeLike] = ["ml.m5.large", TransformInstanceType.ML_C5_XLARGE]
    fixed: tuple[TransformInstanceType, ...] = (TransformInstanceType.ML_M5_LARGE,)
    realtime: list[ProductionVariantInstanceType] = list(ProductionVariantInstanceType)
    realtime_names: tuple[ProductionVariantInstanceTypeName, ...] = ("ml.m5.large",)
    realtime_either: Sequence[RealtimeInstanceTypeLike] = ["ml.m5.large", ProductionVariantInstanceType.ML_M5_LARGE]

    base.unversioned("churn", transform_instance_types=members, realtime_instance_types=realtime).build()
    base.unversioned("churn", transform_instance_types=names, realtime_instance_types=realtime_names).build()
    base.unversioned("churn", transform_instance_types=either, realtime_instance_types=realtime_either).build()
    base.transform_instance_types(*members).transform_instance_types(*names).realtime_instance_types(
        *realtime_either
    ).versioned("churn").build()

    container = ModelPackageContainerDefinition(image=IMAGE)
    containers = [container, ModelPackageContainerDefinition(image=IMAGE)]
    types = ["text/csv"]
    for given in (members, fixed, names, either):
        InferenceSpecification(containers=containers, supported_transform_instance_types=given)
    InferenceSpecification(
        containers=(container,),
        supported_transform_instance_types=["ml.m5.large", TransformInstanceType.ML_C5_XLARGE],
        supported_realtime_inference_instance_types=realtime,
        supported_content_types=types,
        supported_response_mime_types=("text/csv",),
    )
    further = AdditionalInferenceSpecificationDefinition(
        name="neo", containers=[container], supported_content_types=[*types, "a/b"]
    )
    base.containers(*containers).additional_inference_specifications(*[further]).versioned("churn").build()
    UnversionedModelPackage(model_package_name="churn", tags=[Tag(key="a", value="b")])


def mappings(base: ModelPackageBuilder, scores: dict[str, float], maybe: dict[str, str | None]) -> None:
    counts: dict[str, int] = {"epochs": 7}
    texts = {"team": "growth"}
    environment = {name: value for name, value in os.environ.items() if name.startswith("MODEL_")}
    card = {"model_overview": {"model_owner": "growth"}, "tests": [1, 2.5, None]}
    builder = (
        base.customer_metadata(scores)
        .customer_metadata(counts)
        .customer_metadata(texts)
        .customer_metadata(maybe)
        .customer_metadata({"team": "growth", "auc": 0.91, "epochs": 7, "tuned": True, "nothing": None})
        .customer_metadata(None)
        .container(image=IMAGE, environment=environment)
        .container(image=IMAGE, environment=os.environ)
        .validation(environment=texts)
        .model_card(card, status="Draft")
        .model_card('{"a": 1}')
        .model_card(status=ModelCardStatus.APPROVED)
        .model_card(ModelPackageModelCard(model_card_content="{}"))
        .inference_recommender(data_input_config={"input": [1, 3]}, framework=None)
        .inference_recommender(data_input_config=[{"shape": [1, 3], "name": "input"}])
        .inference_recommender(data_input_config='{"input": [1, 3]}')
    )
    builder.unversioned_from_algorithm("churn", "a").tags(texts, Tag(key="a", value="b"), {"c": "d"}).tags().build()


def optional_values(base: ModelPackageBuilder, text: str | None, number: int | None, flag: bool | None) -> None:  # noqa: FBT001
    base.container(image=text, environment=None, is_checkpoint=flag, model_input=None).description(text).kms_key_id(
        text
    ).model_quality(statistics=text).drift_bias(config_file=text).metadata_properties(commit_id=text).life_cycle(
        "Test", "Done", text
    ).validation(role=text, instance_count=number).model_card(text, status=None).source_algorithm(
        text, model_data_url=text
    ).unversioned_from_algorithm("churn", "a", model_data_url=text).certify_for_marketplace(flag).build()


def optional_structures(  # noqa: PLR0917
    base: ModelPackageBuilder,
    specification: InferenceSpecification | None,
    container: ModelPackageContainerDefinition | None,
    properties: MetadataProperties | None,
    card: ModelPackageModelCard | None,
    life_cycle: ModelLifeCycle | None,
    report: MetricsSource | str | None,
    file: FileSource | str | None,
) -> None:
    base.inference_specification(specification).bias(report=report).drift_bias(config_file=file).container(
        container
    ).metadata_properties(properties).model_card(card).life_cycle(life_cycle).versioned("churn").build()


def kinds(package: ModelPackage) -> str:
    match package:
        case VersionedModelPackage():
            return f"{package.model_package_group_name} {package.model_approval_status}"
        case UnversionedModelPackage(model_package_name=name):
            return f"{name} {package.certify_for_marketplace} {package.tags}"
        case _:
            assert_never(package)


def kinds_by_isinstance(package: ModelPackage) -> str:
    if isinstance(package, VersionedModelPackage):
        return package.model_package_group_name
    assert_type(package, UnversionedModelPackage)
    return package.model_package_name


def kinds_by_name(package: ModelPackage) -> str:
    return package.model_package_group_name if package.kind == "versioned" else package.model_package_name


def relabelled(package: P, labels: Mapping[str, str]) -> P:
    return attrs.evolve(package, customer_metadata_properties=labels)


def an_image_a_metric_and_a_metadata_key_of_a_described_package(registry: ModelRegistry, arn: str) -> ModelPackage:
    builder = registry.describe(arn).package.to_builder().update_container(0, image="image:2")
    builder = builder.model_quality(statistics="s3://reports/2").customer_metadata({"auc": 0.93})
    return builder.build()


def logged(package: K) -> K:
    assert_type(package.to_kwargs(), dict[str, Any])
    return package


def generic_code(version: VersionedModelPackage, either: ModelPackage) -> None:
    assert_type(relabelled(version, {"team": "growth"}), VersionedModelPackage)
    assert_type(logged(version), VersionedModelPackage)
    assert_type([logged(one) for one in (version, either)], list[ModelPackage])


def evolved(package: VersionedModelPackage, container: ModelPackageContainerDefinition) -> VersionedModelPackage:
    other = attrs.evolve(container, image=IMAGE, environment={"A": "b"}, is_checkpoint=None)
    assert_type(other, ModelPackageContainerDefinition)
    specification = InferenceSpecification(containers=[other])
    specification = attrs.evolve(specification, containers=[other], supported_transform_instance_types=["ml.m5.large"])
    return attrs.evolve(
        package,
        model_package_description="better",
        model_approval_status="Approved",
        inference_specification=specification,
        customer_metadata_properties={"team": "growth"},
    )


def fields_of_one_object_for_another(package: VersionedModelPackage) -> UnversionedModelPackage | None:
    """Given to setters; ``fields.py`` gives them to the classes."""
    old = package.inference_specification
    job = package.validation_specification
    if old is None or old.supported_transform_instance_types is None or job is None:
        return None
    first, old_job = old.containers[0], job.validation_profiles[0].transform_job_definition
    assert_type(first.image, str | None)
    return (
        ModelPackageBuilder()
        .inference_specification(old)
        .container(attrs.evolve(first, model_input=first.model_input or ModelInput(data_input_config="{}")))
        .container(image=first.image, environment=first.environment, base_model=first.base_model)
        .content_types(*(old.supported_content_types or ()))
        .customer_metadata(package.customer_metadata_properties)
        .skip_model_validation(package.skip_model_validation)
        .validation(
            s3_data_type=old_job.transform_input.data_source.s3_data_source.s3_data_type,
            instance_type=old_job.transform_resources.instance_type,
            environment=old_job.environment,
        )
        .unversioned(
            "churn",
            transform_instance_types=old.supported_transform_instance_types,
            realtime_instance_types=old.supported_realtime_inference_instance_types or (),
        )
        .tags(*(Tag(key="a", value="b"),))
        .build()
    )


def specifications_of_both_kinds(container: ModelPackageContainerDefinition) -> VersionedModelPackage:
    specification = UnversionedInferenceSpecification(
        containers=[container],
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=[ProductionVariantInstanceType.ML_M5_LARGE, "ml.c7i.xlarge"],
    )
    assert_type(specification.supported_transform_instance_types, tuple[TransformInstanceType, ...])
    package = UnversionedModelPackage(model_package_name="churn", inference_specification=specification)
    assert_type(package.inference_specification, UnversionedInferenceSpecification | None)
    # What has more than a version needs is good for a version, and for a builder of either kind.
    base = ModelPackageBuilder().inference_specification(package.inference_specification)
    assert_type(base.versioned("churn").build().inference_specification, InferenceSpecification | None)
    return VersionedModelPackage(
        model_package_group_name="churn", inference_specification=package.inference_specification
    )


class Variable(Protocol):
    """What AWS's variables have in common."""

    @property
    def expr(self) -> dict[str, Any]: ...


def references(base: ModelPackageBuilder, variable: Variable, names: list[str]) -> ModelPackage:
    """Wherever a text, a member of an enum, a number or a flag may stand."""
    url: str = reference(variable)
    status: ModelApprovalStatusLike = reference(variable)
    held = reference({"Get": "Parameters.Text"})
    types: list[TransformInstanceTypeLike] = [reference(variable), "ml.m5.large"]
    realtime: list[RealtimeInstanceTypeLike] = [reference(variable)]
    builder = (
        base.description(held)
        .container(image=reference(variable), environment={"A": reference(variable)}, is_checkpoint=reference(variable))
        .content_types(reference(variable), *names)
        .transform_instance_types(*types)
        .realtime_instance_types(reference(variable), "ml.m5.large")
        .model_quality(statistics=reference(variable))
        .customer_metadata({"auc": reference(variable), "epochs": 7})
        .model_card(reference(variable), status=reference(variable))
        .inference_recommender(data_input_config=reference(variable))
        .validation(instance_type=reference(variable), instance_count=reference(variable), s3_data_type=held)
        .skip_model_validation(reference(variable))
    )
    container = ModelPackageContainerDefinition(image=url, model_data_url=reference(variable), is_checkpoint=held)
    resources = TransformResources(instance_type=reference(variable), instance_count=reference(variable))
    specification = InferenceSpecification(containers=[container], supported_transform_instance_types=types)
    alone = builder.unversioned(held, transform_instance_types=types, realtime_instance_types=realtime).tags(
        {"a": held}
    )
    register_step("Register", builder.versioned(reference(variable)).approval_status(status).build(), depends_on=names)
    return attrs.evolve(
        VersionedModelPackage(model_package_group_name=held, inference_specification=specification),
        model_package_description=f"{resources}" if names else alone.build().model_package_description,
        model_approval_status=reference(variable),
    )


def finished(definition: Mapping[str, Any]) -> list[ModelPackage]:
    return [step.package for step in (*read_definition(definition), *read_definition("{}")) if step.name != "Test"]
