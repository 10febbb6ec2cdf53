"""Where model artifacts lie in S3, how they are packed, and what else a container loads beside them."""

from sagemaker_model_package._constraints import Flag
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package.enums.data import (
    AdditionalS3DataSourceDataType,
    CompressionType,
    ModelCompressionType,
    S3ModelDataType,
    to_additional_s3_data_source_data_type,
    to_compression_type,
    to_model_compression_type,
    to_s3_model_data_type,
)
from sagemaker_model_package.shapes._strings import (
    ADDITIONAL_MODEL_CHANNEL_NAME,
    HUB_CONTENT_ARN,
    HUB_CONTENT_NAME,
    HUB_CONTENT_VERSION,
    RECIPE_NAME,
    S3_MODEL_URI,
    S3_URI,
    STRING,
)
from sagemaker_model_package.shapes._structure import Structure


@frozen(kw_only=True, eq=False, repr=False)
class ModelAccessConfig(Structure):
    """Consent to the licence of a model, where its provider asks for one.

    Source: API shape ``ModelAccessConfig``.
    """

    accept_eula: bool = field(metadata={"AcceptEula": Flag()})
    """``True`` accepts the model's end-user licence agreement. Required; there is no default, on purpose."""


@frozen(kw_only=True, eq=False, repr=False)
class InferenceHubAccessConfig(Structure):
    """Which content of a SageMaker hub a deployment may read.

    Source: API shape ``InferenceHubAccessConfig``.
    """

    hub_content_arn: str = field(metadata={"HubContentArn": HUB_CONTENT_ARN})
    """ARN of the hub content, up to 255 characters. ``describe_hub_content`` returns it."""


@frozen(kw_only=True, eq=False, repr=False)
class S3ModelDataSource(Structure):
    """Model data in S3: one object, or all objects below a prefix; packed or not.

    Source: API shape ``S3ModelDataSource``.
    """

    s3_uri: str = field(metadata={"S3Uri": S3_MODEL_URI})
    """S3 or HTTPS URI of the object or prefix, up to 1,024 characters. A prefix ends with a slash."""

    s3_data_type: S3ModelDataType = field(converter=to_s3_model_data_type, metadata={"S3DataType": S3ModelDataType})
    """``S3Object`` where ``s3_uri`` is one object, ``S3Prefix`` where it is the beginning of several keys."""

    compression_type: ModelCompressionType = field(
        converter=to_model_compression_type, metadata={"CompressionType": ModelCompressionType}
    )
    """``Gzip`` for a gzip-compressed tar archive (one object only), ``None`` for files used as they are."""

    model_access_config: ModelAccessConfig | None = field(
        default=None, metadata={"ModelAccessConfig": ModelAccessConfig}
    )
    """Consent to the model's licence. Default: none given."""

    hub_access_config: InferenceHubAccessConfig | None = field(
        default=None, metadata={"HubAccessConfig": InferenceHubAccessConfig}
    )
    """Access to content of a hub. Default: none."""

    manifest_s3_uri: str | None = field(default=None, metadata={"ManifestS3Uri": S3_MODEL_URI})
    """S3 or HTTPS URI of the CSV manifest that lists where the artifacts are, up to 1,024 characters."""

    etag: str | None = field(default=None, metadata={"ETag": STRING})
    """Entity tag of the object at ``s3_uri``, as S3's ``head_object`` returns it."""

    manifest_etag: str | None = field(default=None, metadata={"ManifestEtag": STRING})
    """Entity tag of the manifest at ``manifest_s3_uri``."""


@frozen(kw_only=True, eq=False, repr=False)
class ModelDataSource(Structure):
    """Where the model data that an endpoint deploys is found.

    Source: API shape ``ModelDataSource``.
    """

    s3_data_source: S3ModelDataSource | None = field(default=None, metadata={"S3DataSource": S3ModelDataSource})
    """The place in S3. S3 is the only kind of place that there is so far."""


@frozen(kw_only=True, eq=False, repr=False)
class AdditionalModelDataSource(Structure):
    """Model data that a container loads beside its main model, such as an adapter or a draft model.

    Source: API shape ``AdditionalModelDataSource``.
    """

    channel_name: str = field(metadata={"ChannelName": ADDITIONAL_MODEL_CHANNEL_NAME})
    """Your name for it, 1 to 64 letters, digits, dots, hyphens and underscores."""

    s3_data_source: S3ModelDataSource = field(metadata={"S3DataSource": S3ModelDataSource})
    """Where it is in S3."""


@frozen(kw_only=True, eq=False, repr=False)
class AdditionalS3DataSource(Structure):
    """A further data source in S3 that the container uses at inference or training time.

    Source: API shape ``AdditionalS3DataSource``.
    """

    s3_data_type: AdditionalS3DataSourceDataType = field(
        converter=to_additional_s3_data_source_data_type,
        metadata={"S3DataType": AdditionalS3DataSourceDataType},
    )
    """``S3Object`` for one object, ``S3Prefix`` for all that share the beginning of their key."""

    s3_uri: str = field(metadata={"S3Uri": S3_URI})
    """S3 or HTTPS URI of the object or prefix, up to 1,024 characters."""

    compression_type: CompressionType | None = field(
        default=None, converter=to_compression_type, metadata={"CompressionType": CompressionType}
    )
    """``Gzip``, or ``None`` for data that is not compressed. Default: not stated."""

    etag: str | None = field(default=None, metadata={"ETag": STRING})
    """Entity tag of the object at ``s3_uri``."""


@frozen(kw_only=True, eq=False, repr=False)
class BaseModel(Structure):
    """The foundation model from which a customised model was made.

    A container that names one needs no image. Source: API shape ``BaseModel``.
    """

    hub_content_name: str | None = field(default=None, metadata={"HubContentName": HUB_CONTENT_NAME})
    """Name of the model in its hub, up to 63 letters, digits and inner hyphens."""

    hub_content_version: str | None = field(default=None, metadata={"HubContentVersion": HUB_CONTENT_VERSION})
    """Version of the model in its hub: three numbers of up to 4 digits, such as ``1.0.12``."""

    recipe_name: str | None = field(default=None, metadata={"RecipeName": RECIPE_NAME})
    """Name of the recipe that customised it, up to 255 characters."""
