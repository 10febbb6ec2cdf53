"""The request: what a version in a group and a package that stands alone have in common."""

from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any, ClassVar

from .attributes import field, frozen
from .checking import check
from .constraints import ListOf, MapOf
from .enums import ManagedStorageType, ModelPackageRegistrationType, SkipModelValidation
from .errors import Kind
from .frozen_map import FrozenMap
from .shapes.algorithm import SourceAlgorithmSpecification
from .shapes.converters import (
    as_tuple,
    to_managed_storage_type,
    to_registration_type,
    to_skip_model_validation,
    to_string_map,
)
from .shapes.drift import DriftCheckBaselines
from .shapes.governance import MetadataProperties, ModelLifeCycle, ModelPackageModelCard, ModelPackageSecurityConfig
from .shapes.inference import (
    AdditionalInferenceSpecificationDefinition,
    InferenceSpecification,
    to_inference_specification,
)
from .shapes.metrics import ModelMetrics
from .shapes.strings import (
    CLIENT_TOKEN,
    CUSTOMER_METADATA_KEY,
    CUSTOMER_METADATA_VALUE,
    ENTITY_DESCRIPTION,
    MODEL_PACKAGE_SOURCE_URI,
    S3_URI,
    STRING,
)
from .shapes.structure import Structure
from .shapes.validation import ModelPackageValidationSpecification


def to_additional_inference_specifications(
    value: Sequence[AdditionalInferenceSpecificationDefinition] | None,
) -> tuple[AdditionalInferenceSpecificationDefinition, ...] | None:
    """Convert a list of additional inference specifications."""
    made: tuple[AdditionalInferenceSpecificationDefinition, ...] | None = as_tuple(value)
    return made


@cache
def _wire() -> ModuleType:
    """Return the module that makes kwargs; it imports cattrs, so it is imported when it is first needed."""
    from . import wire

    return wire


@frozen(kw_only=True, eq=False, repr=False)
class Request(Structure):
    """What both kinds of package have in common.

    Making an instance of either kind checks the whole tree and raises ``ModelPackageValidationError`` with every
    problem found; warnings go through the standard ``warnings`` module as ``ModelPackageWarning``.
    """

    kind: ClassVar[Kind | None] = None

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

    validation_specification: ModelPackageValidationSpecification | None = field(
        default=None, metadata={"ValidationSpecification": ModelPackageValidationSpecification}
    )
    """The batch transform job that the service runs to validate the package."""

    source_algorithm_specification: SourceAlgorithmSpecification | None = field(
        default=None, metadata={"SourceAlgorithmSpecification": SourceAlgorithmSpecification}
    )
    """The algorithm that the package was made from."""

    metadata_properties: MetadataProperties | None = field(
        default=None, metadata={"MetadataProperties": MetadataProperties}
    )
    """Where the model came from."""

    model_metrics: ModelMetrics | None = field(default=None, metadata={"ModelMetrics": ModelMetrics})
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
                CUSTOMER_METADATA_KEY, CUSTOMER_METADATA_VALUE, FrozenMap, minimum=1, maximum=50
            )
        },
    )
    """1 to 50 properties of your own: keys of 1 to 128, values of 1 to 256 characters."""

    drift_check_baselines: DriftCheckBaselines | None = field(
        default=None, metadata={"DriftCheckBaselines": DriftCheckBaselines}
    )
    """Baselines that Model Monitor compares with."""

    additional_inference_specifications: tuple[AdditionalInferenceSpecificationDefinition, ...] | None = field(
        default=None,
        converter=to_additional_inference_specifications,
        metadata={
            "AdditionalInferenceSpecifications": ListOf(
                AdditionalInferenceSpecificationDefinition, minimum=1, maximum=15
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

    security_config: ModelPackageSecurityConfig | None = field(
        default=None, metadata={"SecurityConfig": ModelPackageSecurityConfig}
    )
    """The KMS key that encrypts the package's information."""

    model_card: ModelPackageModelCard | None = field(default=None, metadata={"ModelCard": ModelPackageModelCard})
    """The model card."""

    model_life_cycle: ModelLifeCycle | None = field(default=None, metadata={"ModelLifeCycle": ModelLifeCycle})
    """Where the model stands in its life cycle."""

    managed_storage_type: ManagedStorageType | None = field(
        default=None,
        converter=to_managed_storage_type,
        metadata={"ManagedStorageType": ManagedStorageType},
    )
    """``Restricted`` for storage that the service manages and that you cannot read."""

    def __attrs_post_init__(self) -> None:
        """Check the whole tree."""
        check(self)

    def to_kwargs(self) -> dict[str, Any]:
        """Return the kwargs of ``create_model_package``: plain dicts, lists, str, int and bool, only what was set."""
        kwargs: dict[str, Any] = _wire().to_kwargs(self)
        return kwargs
