"""A call of each setter of the builders that is valid and sets something, for tests of what all setters do."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import pytest

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    UnversionedModelPackageBuilder,
    VersionedModelPackageBuilder,
)
from sagemaker_model_package.shapes import (
    AdditionalInferenceSpecificationDefinition,
    Bias,
    DriftCheckBaselines,
    DriftCheckModelQuality,
    MetricsSource,
    ModelMetrics,
    ModelPackageSecurityConfig,
    ModelPackageValidationProfile,
    ModelPackageValidationSpecification,
    SourceAlgorithm,
    SourceAlgorithmSpecification,
    TransformDataSource,
    TransformInput,
    TransformJobDefinition,
    TransformOutput,
    TransformResources,
    TransformS3DataSource,
)

AnyBuilder: TypeAlias = "ModelPackageBuilder | VersionedModelPackageBuilder | UnversionedModelPackageBuilder"
Kwargs: TypeAlias = "dict[str, Any]"

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
OTHER = "683313688378.dkr.ecr.us-east-1.amazonaws.com/other:1"
ROLE = "arn:aws:iam::123456789012:role/validation"

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
    """The arguments of a call."""

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
UNVERSIONED: dict[str, Call] = {"certify_for_marketplace": Call((False,)), "tags": Call(({"team": "growth"},))}
EDITS: dict[str, Call] = {
    "update_container": Call((0,), {"image": OTHER}),
    "replace_container": Call((0, CONTAINER)),
    "remove_container": Call((0,)),
}
"""Changes of a container that is there."""
MOVES: dict[str, Call] = {
    "versioned": Call(("churn",)),
    "unversioned": Call(("churn",), TYPES),
    "unversioned_from_algorithm": Call(("churn", "algorithm")),
}

BASE: AnyBuilder = ModelPackageBuilder()
VERSION: AnyBuilder = ModelPackageBuilder().versioned("churn")
STAND_ALONE: AnyBuilder = ModelPackageBuilder().unversioned_from_algorithm("churn", "algorithm")
BUILDERS: list[tuple[type[AnyBuilder], AnyBuilder, dict[str, Call]]] = [
    (ModelPackageBuilder, BASE, {**COMMON, **MOVES}),
    (VersionedModelPackageBuilder, VERSION, {**COMMON, **VERSIONED}),
    (UnversionedModelPackageBuilder, STAND_ALONE, {**COMMON, **UNVERSIONED}),
]

each_builder = pytest.mark.parametrize(("cls", "builder", "setters"), BUILDERS, ids=[b[0].__name__ for b in BUILDERS])


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
