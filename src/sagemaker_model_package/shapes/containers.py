"""The containers of a package: image, model data and settings of each."""

from operator import attrgetter
from typing import TYPE_CHECKING

from sagemaker_model_package._constraints import Flag, ListOf, MapOf, Nested
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.frozen_map import EnvironmentMap, to_environment
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package.shapes._strings import (
    CONTAINER_HOSTNAME,
    CONTAINER_IMAGE,
    ENVIRONMENT_KEY,
    ENVIRONMENT_VALUE,
    IMAGE_DIGEST,
    MODEL_PACKAGE_FRAMEWORK_VERSION,
    PRODUCT_ID,
    STRING,
    URL,
)
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_model_package.shapes import model_data
    from sagemaker_model_package.shapes import model_input as inputs
else:
    inputs = LazyModule("sagemaker_model_package.shapes.model_input")
    model_data = LazyModule("sagemaker_model_package.shapes.model_data")


def to_additional_model_data_sources(
    value: "Sequence[model_data.AdditionalModelDataSource] | None",
) -> "tuple[model_data.AdditionalModelDataSource, ...] | None":
    """Convert a list of additional model data sources."""
    return as_tuple(value)


@frozen(kw_only=True, eq=False, repr=False)
class ModelPackageContainerDefinition(Structure):
    """A container of the model package: its image, model data and settings.

    The API reference requires an image, or a base model in its stead. Source: API shape
    ``ModelPackageContainerDefinition``.
    """

    container_hostname: str | None = field(default=None, metadata={"ContainerHostname": CONTAINER_HOSTNAME})
    """DNS host name of the container, up to 63 letters, digits and inner hyphens. Default: the service chooses."""

    image: str | None = field(default=None, metadata={"Image": CONTAINER_IMAGE})
    """Amazon ECR path of the image, ``REGISTRY/REPOSITORY:TAG`` or ``...@DIGEST``, up to 255 characters."""

    image_digest: str | None = field(default=None, metadata={"ImageDigest": IMAGE_DIGEST})
    """SHA-256 digest of the image: ``sha256:`` and 64 hexadecimal digits. ECR's console lists it beside the tag."""

    model_data_url: str | None = field(default=None, metadata={"ModelDataUrl": URL})
    """S3 or HTTPS URI of the model's ``.tar.gz`` archive, up to 1,024 characters, in the package's region.

    ``describe_training_job`` returns it as ``ModelArtifacts.S3ModelArtifacts``. Not together with
    ``model_data_source``.
    """

    model_data_source: "model_data.ModelDataSource | None" = field(
        default=None, metadata={"ModelDataSource": Nested(lambda: model_data.ModelDataSource)}
    )
    """Where the model data is, packed or not. Not together with ``model_data_url``."""

    product_id: str | None = field(default=None, metadata={"ProductId": PRODUCT_ID})
    """AWS Marketplace product ID, up to 256 letters, digits and inner hyphens."""

    environment: EnvironmentMap | None = field(
        default=None,
        converter=to_environment,
        metadata={"Environment": MapOf(ENVIRONMENT_KEY, ENVIRONMENT_VALUE, EnvironmentMap, maximum=100)},
    )
    """Environment variables of the container: keys and values up to 1,024 characters. The service model allows 100
    entries, the API reference speaks of 16."""

    model_input: "inputs.ModelInput | None" = field(
        default=None, metadata={"ModelInput": Nested(lambda: inputs.ModelInput)}
    )
    """What the model takes as input."""

    framework: str | None = field(default=None, metadata={"Framework": STRING})
    """Machine-learning framework of the image, such as ``XGBOOST``. Inference Recommender reads it."""

    framework_version: str | None = field(default=None, metadata={"FrameworkVersion": MODEL_PACKAGE_FRAMEWORK_VERSION})
    """Version of the framework, 3 to 10 characters, beginning with one digit and a dot: ``1.7-1``."""

    nearest_model_name: str | None = field(default=None, metadata={"NearestModelName": STRING})
    """The benchmarked model that comes closest, for Inference Recommender; ``list_model_metadata`` lists them."""

    additional_model_data_sources: "tuple[model_data.AdditionalModelDataSource, ...] | None" = field(
        default=None,
        converter=to_additional_model_data_sources,
        metadata={
            "AdditionalModelDataSources": ListOf(
                Nested(lambda: model_data.AdditionalModelDataSource), maximum=5, identity=attrgetter("channel_name")
            )
        },
    )
    """Up to 5 sources of model data beside the main one."""

    additional_s3_data_source: "model_data.AdditionalS3DataSource | None" = field(
        default=None, metadata={"AdditionalS3DataSource": Nested(lambda: model_data.AdditionalS3DataSource)}
    )
    """A data source that the container uses at inference time."""

    model_data_etag: str | None = field(default=None, metadata={"ModelDataETag": STRING})
    """Entity tag of the object at ``model_data_url``."""

    is_checkpoint: bool | None = field(default=None, metadata={"IsCheckpoint": Flag()})
    """Whether the model data is a checkpoint taken during training. Default: not stated."""

    base_model: "model_data.BaseModel | None" = field(
        default=None, metadata={"BaseModel": Nested(lambda: model_data.BaseModel)}
    )
    """The foundation model that was customised."""
