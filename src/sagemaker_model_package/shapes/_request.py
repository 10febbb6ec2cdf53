"""The members of a request that both kinds of package have."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from sagemaker_model_package._constraints import ListOf, MapOf, Nested
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.frozen_map import FrozenMap, to_string_map
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package.enums import (
    ManagedStorageType,
    ModelPackageRegistrationType,
    SkipModelValidation,
    to_managed_storage_type,
    to_registration_type,
    to_skip_model_validation,
)
from sagemaker_model_package.shapes._strings import (
    CLIENT_TOKEN,
    CUSTOMER_METADATA_KEY,
    CUSTOMER_METADATA_VALUE,
    ENTITY_DESCRIPTION,
    MODEL_PACKAGE_SOURCE_URI,
    S3_URI,
    STRING,
)
from sagemaker_model_package.shapes._structure import Structure
from sagemaker_model_package.shapes.inference import InferenceSpecification, to_inference_specification

if TYPE_CHECKING:
    from sagemaker_model_package.shapes import additional_inference as extra
    from sagemaker_model_package.shapes import algorithm, drift, governance, metrics, validation
else:
    extra = LazyModule("sagemaker_model_package.shapes.additional_inference")
    algorithm = LazyModule("sagemaker_model_package.shapes.algorithm")
    drift = LazyModule("sagemaker_model_package.shapes.drift")
    governance = LazyModule("sagemaker_model_package.shapes.governance")
    metrics = LazyModule("sagemaker_model_package.shapes.metrics")
    validation = LazyModule("sagemaker_model_package.shapes.validation")


def to_additional_inference_specifications(
    value: "Sequence[extra.AdditionalInferenceSpecificationDefinition] | None",
) -> "tuple[extra.AdditionalInferenceSpecificationDefinition, ...] | None":
    """Convert a list of additional inference specifications."""
    return as_tuple(value)


MOST_METADATA = 50
"""How many entries customer metadata may have."""


@frozen(kw_only=True, eq=False, repr=False, init=False)
class ModelPackageRequest(Structure):
    """The members that both kinds of package have; ``new_unchecked`` makes one where the kind is not known."""

    model_package_description: str | None = field(
        default=None, metadata={"ModelPackageDescription": ENTITY_DESCRIPTION}
    )
    """What the package is, up to 1,024 characters without line breaks."""

    model_package_registration_type: ModelPackageRegistrationType | None = field(
        default=None,
        converter=to_registration_type,
        metadata={"ModelPackageRegistrationType": ModelPackageRegistrationType},
    )
    """Whether the package is ``Registered``, or only ``Logged``."""

    inference_specification: InferenceSpecification | None = field(
        default=None,
        converter=to_inference_specification,
        metadata={"InferenceSpecification": InferenceSpecification},
    )
    """How the model is served."""

    validation_specification: "validation.ModelPackageValidationSpecification | None" = field(
        default=None,
        metadata={"ValidationSpecification": Nested(lambda: validation.ModelPackageValidationSpecification)},
    )
    """The batch transform job that the service runs to validate the package."""

    source_algorithm_specification: "algorithm.SourceAlgorithmSpecification | None" = field(
        default=None, metadata={"SourceAlgorithmSpecification": Nested(lambda: algorithm.SourceAlgorithmSpecification)}
    )
    """The algorithm that the package was made from."""

    metadata_properties: "governance.MetadataProperties | None" = field(
        default=None, metadata={"MetadataProperties": Nested(lambda: governance.MetadataProperties)}
    )
    """Where the model came from."""

    model_metrics: "metrics.ModelMetrics | None" = field(
        default=None, metadata={"ModelMetrics": Nested(lambda: metrics.ModelMetrics)}
    )
    """Reports on its quality, bias and explainability."""

    client_token: str | None = field(default=None, metadata={"ClientToken": CLIENT_TOKEN})
    """Token that makes a repeated call create nothing new: 1 to 36 letters, digits and hyphens. Default: botocore
    makes a new one for each call."""

    domain: str | None = field(default=None, metadata={"Domain": STRING})
    """Machine-learning domain, such as ``COMPUTER_VISION``."""

    task: str | None = field(default=None, metadata={"Task": STRING})
    """Machine-learning task; Inference Recommender knows eight, such as ``CLASSIFICATION`` and ``OTHER``."""

    sample_payload_url: str | None = field(default=None, metadata={"SamplePayloadUrl": S3_URI})
    """S3 or HTTPS URI of a ``.tar.gz`` archive of sample requests, up to 1,024 characters, for load tests."""

    customer_metadata_properties: FrozenMap[str, str] | None = field(
        default=None,
        converter=to_string_map,
        metadata={
            "CustomerMetadataProperties": MapOf(
                CUSTOMER_METADATA_KEY, CUSTOMER_METADATA_VALUE, FrozenMap, minimum=1, maximum=MOST_METADATA
            )
        },
    )
    """1 to 50 properties of your own: keys of 1 to 128, values of 1 to 256 characters."""

    drift_check_baselines: "drift.DriftCheckBaselines | None" = field(
        default=None, metadata={"DriftCheckBaselines": Nested(lambda: drift.DriftCheckBaselines)}
    )
    """Baselines that Model Monitor compares with."""

    additional_inference_specifications: "tuple[extra.AdditionalInferenceSpecificationDefinition, ...] | None" = field(
        default=None,
        converter=to_additional_inference_specifications,
        metadata={
            "AdditionalInferenceSpecifications": ListOf(
                Nested(lambda: extra.AdditionalInferenceSpecificationDefinition),
                minimum=1,
                maximum=15,
                identity=attrgetter("name"),
            )
        },
    )
    """1 to 15 further ways to serve the model."""

    skip_model_validation: SkipModelValidation | None = field(
        default=None,
        converter=to_skip_model_validation,
        metadata={"SkipModelValidation": SkipModelValidation},
    )
    """``All`` skips the service's validation of the model, ``None`` skips nothing."""

    source_uri: str | None = field(default=None, metadata={"SourceUri": MODEL_PACKAGE_SOURCE_URI})
    """ARN of the model package to clone, or of the model to register; up to 1,024 characters."""

    security_config: "governance.ModelPackageSecurityConfig | None" = field(
        default=None, metadata={"SecurityConfig": Nested(lambda: governance.ModelPackageSecurityConfig)}
    )
    """The KMS key that encrypts the package's information."""

    model_card: "governance.ModelPackageModelCard | None" = field(
        default=None, metadata={"ModelCard": Nested(lambda: governance.ModelPackageModelCard)}
    )
    """The model card."""

    model_life_cycle: "governance.ModelLifeCycle | None" = field(
        default=None, metadata={"ModelLifeCycle": Nested(lambda: governance.ModelLifeCycle)}
    )
    """Where the model stands in its life cycle."""

    managed_storage_type: ManagedStorageType | None = field(
        default=None,
        converter=to_managed_storage_type,
        metadata={"ManagedStorageType": ManagedStorageType},
    )
    """``Restricted`` for storage that the service manages and that you cannot read."""

    def __attrs_post_init__(self) -> None:
        """Do nothing: packages check themselves here."""


R = TypeVar("R", bound=ModelPackageRequest)


def new_unchecked(request: type[R], members: Mapping[str, Any]) -> R:
    """Return a request, or a package, that has not been checked; whoever calls this has to check it.

    Members that are not given are ``None``, also required ones.
    """
    new = object.__new__(request)
    for attribute in attrs.fields(request):
        value = members.get(attribute.name)
        object.__setattr__(new, attribute.name, attribute.converter(value) if attribute.converter else value)
    return new
