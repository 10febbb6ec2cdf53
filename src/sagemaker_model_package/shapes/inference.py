"""How the model is served: its containers, what they accept and return, and on which instances they run."""

from collections.abc import Sequence

import attrs

from sagemaker_model_package.constraints import Choice, Flag, ListOf, MapOf, Nested, member
from sagemaker_model_package.frozen_map import EnvironmentMap
from sagemaker_model_package.instance_types import ProductionVariantInstanceType, TransformInstanceType

from .converters import (
    as_tuple,
    to_environment,
    to_realtime_instance_types,
    to_strings,
    to_transform_instance_types,
)
from .model_data import AdditionalModelDataSource, AdditionalS3DataSource, BaseModel, ModelDataSource
from .strings import (
    CONTAINER_HOSTNAME,
    CONTAINER_IMAGE,
    CONTENT_TYPE,
    DATA_INPUT_CONFIG,
    ENTITY_DESCRIPTION,
    ENTITY_NAME,
    ENVIRONMENT_KEY,
    ENVIRONMENT_VALUE,
    IMAGE_DIGEST,
    MODEL_PACKAGE_FRAMEWORK_VERSION,
    PRODUCT_ID,
    RESPONSE_MIME_TYPE,
    STRING,
    URL,
)
from .structure import Structure

_TRANSFORM_INSTANCE_TYPES = ListOf(Choice(TransformInstanceType), minimum=1)
_REALTIME_INSTANCE_TYPES = ListOf(Choice(ProductionVariantInstanceType))
_CONTENT_TYPES = ListOf(CONTENT_TYPE)
_RESPONSE_MIME_TYPES = ListOf(RESPONSE_MIME_TYPE)


def to_additional_model_data_sources(
    value: Sequence[AdditionalModelDataSource] | None,
) -> tuple[AdditionalModelDataSource, ...] | None:
    """Convert a list of additional model data sources."""
    made: tuple[AdditionalModelDataSource, ...] | None = as_tuple(value)
    return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ModelInput(Structure):
    """What the model takes as input.

    Source: API shape ``ModelInput``.
    """

    data_input_config: str = attrs.field(metadata=member("DataInputConfig", DATA_INPUT_CONFIG))
    """Names and shapes of the inputs as JSON, 1 to 16,384 characters, such as ``{"input": [1, 3, 224, 224]}``.

    What exactly it holds depends on the framework; SageMaker Neo and Inference Recommender read it.
    """


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ModelPackageContainerDefinition(Structure):
    """A container of the model package: its image, model data and settings.

    The API reference requires an image, or a base model in its stead. Source: API shape
    ``ModelPackageContainerDefinition``.
    """

    container_hostname: str | None = attrs.field(default=None, metadata=member("ContainerHostname", CONTAINER_HOSTNAME))
    """DNS host name of the container, up to 63 letters, digits and inner hyphens. Default: the service chooses."""

    image: str | None = attrs.field(default=None, metadata=member("Image", CONTAINER_IMAGE))
    """Amazon ECR path of the image, ``REGISTRY/REPOSITORY:TAG`` or ``...@DIGEST``, up to 255 characters."""

    image_digest: str | None = attrs.field(default=None, metadata=member("ImageDigest", IMAGE_DIGEST))
    """SHA-256 digest of the image: ``sha256:`` and 64 hexadecimal digits. ECR's console lists it beside the tag."""

    model_data_url: str | None = attrs.field(default=None, metadata=member("ModelDataUrl", URL))
    """S3 or HTTPS URI of the model's ``.tar.gz`` archive, up to 1,024 characters, in the package's region.

    ``describe_training_job`` returns it as ``ModelArtifacts.S3ModelArtifacts``. Not together with
    ``model_data_source``.
    """

    model_data_source: ModelDataSource | None = attrs.field(
        default=None, metadata=member("ModelDataSource", Nested(ModelDataSource))
    )
    """Where the model data is, packed or not. Not together with ``model_data_url``."""

    product_id: str | None = attrs.field(default=None, metadata=member("ProductId", PRODUCT_ID))
    """AWS Marketplace product ID, up to 256 letters, digits and inner hyphens."""

    environment: EnvironmentMap | None = attrs.field(
        default=None,
        converter=to_environment,
        metadata=member(
            "Environment", MapOf(ENVIRONMENT_KEY, ENVIRONMENT_VALUE, EnvironmentMap, maximum=100, sensitive=True)
        ),
    )
    """Environment variables of the container: keys and values up to 1,024 characters. The service model allows 100
    entries, the API reference speaks of 16."""

    model_input: ModelInput | None = attrs.field(default=None, metadata=member("ModelInput", Nested(ModelInput)))
    """What the model takes as input."""

    framework: str | None = attrs.field(default=None, metadata=member("Framework", STRING))
    """Machine-learning framework of the image, such as ``XGBOOST``. Inference Recommender reads it."""

    framework_version: str | None = attrs.field(
        default=None, metadata=member("FrameworkVersion", MODEL_PACKAGE_FRAMEWORK_VERSION)
    )
    """Version of the framework, 3 to 10 characters, beginning with one digit and a dot: ``1.7-1``."""

    nearest_model_name: str | None = attrs.field(default=None, metadata=member("NearestModelName", STRING))
    """The benchmarked model that comes closest, for Inference Recommender; ``list_model_metadata`` lists them."""

    additional_model_data_sources: tuple[AdditionalModelDataSource, ...] | None = attrs.field(
        default=None,
        converter=to_additional_model_data_sources,
        metadata=member("AdditionalModelDataSources", ListOf(Nested(AdditionalModelDataSource), maximum=5)),
    )
    """Up to 5 sources of model data beside the main one."""

    additional_s3_data_source: AdditionalS3DataSource | None = attrs.field(
        default=None, metadata=member("AdditionalS3DataSource", Nested(AdditionalS3DataSource))
    )
    """A data source that the container uses at inference time."""

    model_data_etag: str | None = attrs.field(default=None, metadata=member("ModelDataETag", STRING))
    """Entity tag of the object at ``model_data_url``."""

    is_checkpoint: bool | None = attrs.field(default=None, metadata=member("IsCheckpoint", Flag()))
    """Whether the model data is a checkpoint taken during training. Default: not stated."""

    base_model: BaseModel | None = attrs.field(default=None, metadata=member("BaseModel", Nested(BaseModel)))
    """The foundation model that was customised."""


_CONTAINERS = ListOf(Nested(ModelPackageContainerDefinition), minimum=1, maximum=15)


def to_containers(
    value: Sequence[ModelPackageContainerDefinition],
) -> tuple[ModelPackageContainerDefinition, ...]:
    """Convert a list of containers."""
    made: tuple[ModelPackageContainerDefinition, ...] = as_tuple(value)
    return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class InferenceSpecification(Structure):
    """Which containers serve the model, on which instances, and what goes in and comes out.

    Source: API shape ``InferenceSpecification``.
    """

    containers: tuple[ModelPackageContainerDefinition, ...] = attrs.field(
        converter=to_containers, metadata=member("Containers", _CONTAINERS)
    )
    """1 to 15 containers; more than one makes an inference pipeline, in this order."""

    supported_transform_instance_types: tuple[TransformInstanceType, ...] | None = attrs.field(
        default=None,
        converter=to_transform_instance_types,
        metadata=member("SupportedTransformInstanceTypes", _TRANSFORM_INSTANCE_TYPES),
    )
    """Instance types for batch transform, at least one where given. An unversioned package requires it."""

    supported_realtime_inference_instance_types: tuple[ProductionVariantInstanceType, ...] | None = attrs.field(
        default=None,
        converter=to_realtime_instance_types,
        metadata=member("SupportedRealtimeInferenceInstanceTypes", _REALTIME_INSTANCE_TYPES),
    )
    """Instance types for real-time endpoints. An unversioned package requires it."""

    supported_content_types: tuple[str, ...] | None = attrs.field(
        default=None, converter=to_strings, metadata=member("SupportedContentTypes", _CONTENT_TYPES)
    )
    """MIME types that the model accepts, each up to 256 characters on one line."""

    supported_response_mime_types: tuple[str, ...] | None = attrs.field(
        default=None, converter=to_strings, metadata=member("SupportedResponseMIMETypes", _RESPONSE_MIME_TYPES)
    )
    """MIME types that the model returns, each up to 1,024 characters and with a slash."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AdditionalInferenceSpecificationDefinition(Structure):
    """A further way to serve the same model, such as artifacts that SageMaker Neo compiled for other hardware.

    Source: API shape ``AdditionalInferenceSpecificationDefinition``.
    """

    name: str = attrs.field(metadata=member("Name", ENTITY_NAME))
    """Its name, 1 to 63 letters, digits and inner hyphens; unique within the package."""

    description: str | None = attrs.field(default=None, metadata=member("Description", ENTITY_DESCRIPTION))
    """What it is for, up to 1,024 characters without line breaks."""

    containers: tuple[ModelPackageContainerDefinition, ...] = attrs.field(
        converter=to_containers, metadata=member("Containers", _CONTAINERS)
    )
    """1 to 15 containers."""

    supported_transform_instance_types: tuple[TransformInstanceType, ...] | None = attrs.field(
        default=None,
        converter=to_transform_instance_types,
        metadata=member("SupportedTransformInstanceTypes", _TRANSFORM_INSTANCE_TYPES),
    )
    """Instance types for batch transform, at least one where given."""

    supported_realtime_inference_instance_types: tuple[ProductionVariantInstanceType, ...] | None = attrs.field(
        default=None,
        converter=to_realtime_instance_types,
        metadata=member("SupportedRealtimeInferenceInstanceTypes", _REALTIME_INSTANCE_TYPES),
    )
    """Instance types for real-time endpoints."""

    supported_content_types: tuple[str, ...] | None = attrs.field(
        default=None, converter=to_strings, metadata=member("SupportedContentTypes", _CONTENT_TYPES)
    )
    """MIME types that it accepts, each up to 256 characters on one line."""

    supported_response_mime_types: tuple[str, ...] | None = attrs.field(
        default=None, converter=to_strings, metadata=member("SupportedResponseMIMETypes", _RESPONSE_MIME_TYPES)
    )
    """MIME types that it returns, each up to 1,024 characters and with a slash."""
