"""More that mypy and pyright have to refuse: variations of what ``refusals.py`` has, line by line.

Each wrong line names the refusal it expects; both checkers report an expectation that did not come true.
"""

# ruff: noqa: F403, F405
# What was refused is of unknown type from there on; that is no second mistake.
# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import attrs

from sagemaker_model_package import *
from sagemaker_model_package.shapes import *


def refused(*wrong: object) -> None:
    """Take what is wrong."""


def wrong_kind(
    base: ModelPackageBuilder, version: VersionedModelPackageBuilder, stand_alone: UnversionedModelPackageBuilder
) -> None:
    refused(
        version.versioned,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        version.unversioned,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        stand_alone.versioned,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        base.approval_status,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        base.tags,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        base.certify_for_marketplace,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        base.versioned("churn").description("x").tags,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    )


def missing(base: ModelPackageBuilder) -> None:
    refused(
        base.unversioned("churn", transform_instance_types=["ml.m5.large"]),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        base.unversioned("churn", realtime_instance_types=["ml.m5.large"]),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        base.unversioned_from_algorithm("churn"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        base.description(),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        UnversionedModelPackage(),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        InferenceSpecification(),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        Tag(key="a"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    )


def bare_strings(base: ModelPackageBuilder, text: str) -> None:
    container = ModelPackageContainerDefinition(image="image")
    refused(
        base.unversioned("churn", transform_instance_types=[], realtime_instance_types="ml.m5.large"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.unversioned("churn", transform_instance_types=text, realtime_instance_types=[]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        InferenceSpecification(containers=[container], supported_response_mime_types="text/csv"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        InferenceSpecification(containers=[container], supported_transform_instance_types="ml.m5.large"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        InferenceSpecification(containers=[container], supported_realtime_inference_instance_types="ml.m5.large"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        InferenceSpecification(containers="image"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.containers([container]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )


def misspelt_literals(base: ModelPackageBuilder, version: VersionedModelPackageBuilder, text: str) -> None:
    refused(
        version.approval_status("approved"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.transform_instance_types("ml.m5.larg"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.transform_instance_types(text),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.realtime_instance_types("m5.large"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.realtime_instance_types(TransformInstanceType.ML_M5_LARGE),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.registration_type("registered"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.skip_model_validation(True),  # type: ignore[arg-type]  # noqa: FBT003  # pyright: ignore[reportArgumentType]
        base.managed_storage_type("restricted"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.model_card({}, status="draft"),  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
        base.validation(split_type="line"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )


def an_augmented_manifest_perhaps(base: ModelPackageBuilder, kind: S3DataType) -> None:
    refused(
        base.validation(s3_data_type=kind),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )


def wrong_types(base: ModelPackageBuilder, stand_alone: UnversionedModelPackageBuilder) -> None:
    refused(
        base.validation(environment={"PORT": 8080}),  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
        base.customer_metadata({"a": ["b"]}),  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
        base.customer_metadata({5: "b"}),  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
        base.customer_metadata("team=growth"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.model_quality(statistics=5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.model_card(["a"]),  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
        base.inference_specification(MetadataProperties()),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        base.unversioned_from_algorithm("churn", None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        stand_alone.tags({"a": 5}),  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
        stand_alone.tags([Tag(key="a", value="b")]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        stand_alone.certify_for_marketplace("yes"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )


def arguments_that_do_not_fit(base: ModelPackageBuilder, container: ModelPackageContainerDefinition) -> None:
    refused(
        base.container(container, image="image"),  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
        base.metadata_properties(MetadataProperties(), commit_id="abc"),  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
        base.model_quality(statistic="s3://a"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        base.model_quality("s3://a"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        base.unversioned("churn", ["ml.m5.large"], ["ml.m5.large"]),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        UnversionedModelPackage(model_package_name="churn", model_package_group_name="churn"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    )


def fields_of_the_other_kind(package: ModelPackage, version: VersionedModelPackage) -> None:
    refused(
        package.tags,  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue]
        package.model_package_group_name,  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue]
        version.tags,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    )


def frozen(container: ModelPackageContainerDefinition) -> None:
    container.image = "x"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    attrs.evolve(container, imag="x")  # type: ignore[call-arg]  # pyright does not look into evolve
    builder: VersionedModelPackageBuilder = ModelPackageBuilder()  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    package: VersionedModelPackage = builder  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    refused(package)


def unbound_setters(
    base: ModelPackageBuilder, version: VersionedModelPackageBuilder, stand_alone: UnversionedModelPackageBuilder
) -> None:
    refused(
        VersionedModelPackageBuilder.approval_status(base, "Approved"),  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
        VersionedModelPackageBuilder.approval_status(stand_alone, "Approved"),  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
        VersionedModelPackageBuilder.build(base),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        UnversionedModelPackageBuilder.tags(base, {"a": "b"}),  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
        UnversionedModelPackageBuilder.tags(version, {"a": "b"}),  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
        UnversionedModelPackageBuilder.certify_for_marketplace(version, None),  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
        UnversionedModelPackageBuilder.build(version),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        ModelPackageBuilder.versioned(version, "churn"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )
