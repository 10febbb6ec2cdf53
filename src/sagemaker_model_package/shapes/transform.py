"""The batch transform job that the service runs to validate a package."""

from typing import TYPE_CHECKING

from sagemaker_model_package._constraints import Choice, Integer, MapOf
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.frozen_map import EnvironmentMap, to_environment
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package.enums import to_transform_instance_type
from sagemaker_model_package.enums.data import (
    AssemblyType,
    BatchStrategy,
    CompressionType,
    S3DataType,
    SplitType,
    TransformS3DataType,
    to_assembly_type,
    to_batch_strategy,
    to_compression_type,
    to_split_type,
    to_transform_s3_data_type,
)
from sagemaker_model_package.shapes._strings import (
    ACCEPT,
    CONTENT_TYPE,
    KMS_KEY_ID,
    S3_URI,
    TRANSFORM_AMI_VERSION,
    TRANSFORM_ENVIRONMENT_KEY,
    TRANSFORM_ENVIRONMENT_VALUE,
)
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from sagemaker_model_package import _instance_types
else:
    _instance_types = LazyModule("sagemaker_model_package._instance_types")


@frozen(kw_only=True, eq=False, repr=False)
class TransformS3DataSource(Structure):
    """Input data in S3.

    Source: API shape ``TransformS3DataSource``.
    """

    s3_data_type: TransformS3DataType = field(converter=to_transform_s3_data_type, metadata={"S3DataType": S3DataType})
    """``S3Prefix`` for all objects below ``s3_uri``, ``ManifestFile`` for the objects that a manifest there lists.

    The API reference rules out ``AugmentedManifestFile`` here, though the service model lists it.
    """

    s3_uri: str = field(metadata={"S3Uri": S3_URI})
    """S3 or HTTPS URI of the prefix or manifest, up to 1,024 characters."""


@frozen(kw_only=True, eq=False, repr=False)
class TransformDataSource(Structure):
    """Where the input data is.

    Source: API shape ``TransformDataSource``.
    """

    s3_data_source: TransformS3DataSource = field(metadata={"S3DataSource": TransformS3DataSource})
    """The place in S3."""


@frozen(kw_only=True, eq=False, repr=False)
class TransformInput(Structure):
    """Where the input data is and how the job reads it.

    Source: API shape ``TransformInput``.
    """

    data_source: TransformDataSource = field(metadata={"DataSource": TransformDataSource})
    """Where it is."""

    content_type: str | None = field(default=None, metadata={"ContentType": CONTENT_TYPE})
    """MIME type of the data, up to 256 characters, sent along with every request."""

    compression_type: CompressionType | None = field(
        default=None, converter=to_compression_type, metadata={"CompressionType": CompressionType}
    )
    """``Gzip`` for data to be decompressed first. Default: ``None``, not compressed."""

    split_type: SplitType | None = field(default=None, converter=to_split_type, metadata={"SplitType": SplitType})
    """How objects are cut into records: ``Line``, ``RecordIO``, ``TFRecord``. Default: ``None``, not at all."""


@frozen(kw_only=True, eq=False, repr=False)
class TransformOutput(Structure):
    """Where results go and how they are put together.

    Source: API shape ``TransformOutput``.
    """

    s3_output_path: str = field(metadata={"S3OutputPath": S3_URI})
    """S3 or HTTPS URI of the prefix for results, up to 1,024 characters; each object gets the suffix ``.out``."""

    accept: str | None = field(default=None, metadata={"Accept": ACCEPT})
    """MIME type wanted for results, up to 256 characters."""

    assemble_with: AssemblyType | None = field(
        default=None, converter=to_assembly_type, metadata={"AssembleWith": AssemblyType}
    )
    """``Line`` puts a line break after each record, ``None`` joins them as they are."""

    kms_key_id: str | None = field(default=None, metadata={"KmsKeyId": KMS_KEY_ID})
    """KMS key that encrypts results: key ID, key ARN, ``alias/NAME`` or alias ARN, up to 2,048 characters.
    Default: the account's key for S3."""


@frozen(kw_only=True, eq=False, repr=False)
class TransformResources(Structure):
    """The instances that run the job.

    Source: API shape ``TransformResources``.
    """

    instance_type: "_instance_types.TransformInstanceType" = field(
        converter=to_transform_instance_type,
        metadata={"InstanceType": Choice(lambda: _instance_types.TransformInstanceType)},
    )
    """Type of the instances."""

    instance_count: int = field(metadata={"InstanceCount": Integer(minimum=1)})
    """How many, 1 to 100."""

    volume_kms_key_id: str | None = field(default=None, metadata={"VolumeKmsKeyId": KMS_KEY_ID})
    """KMS key that encrypts the instances' volumes, up to 2,048 characters. Instance types with local storage encrypt
    it in hardware and take no key."""

    transform_ami_version: str | None = field(default=None, metadata={"TransformAmiVersion": TRANSFORM_AMI_VERSION})
    """Machine image for GPU instances, such as ``al2-ami-sagemaker-batch-gpu-535`` (NVIDIA driver 535)."""


@frozen(kw_only=True, eq=False, repr=False)
class TransformJobDefinition(Structure):
    """The validation's batch transform job.

    Source: API shape ``TransformJobDefinition``.
    """

    max_concurrent_transforms: int | None = field(
        default=None, metadata={"MaxConcurrentTransforms": Integer(minimum=0)}
    )
    """Requests sent to each instance at a time, 0 or more. Default: 1."""

    max_payload_in_mb: int | None = field(default=None, metadata={"MaxPayloadInMB": Integer(minimum=0)})
    """Largest record, in MB, without its metadata; 0 or more."""

    batch_strategy: BatchStrategy | None = field(
        default=None, converter=to_batch_strategy, metadata={"BatchStrategy": BatchStrategy}
    )
    """``SingleRecord`` sends one record a request, ``MultiRecord`` as many as ``max_payload_in_mb`` holds."""

    environment: EnvironmentMap | None = field(
        default=None,
        converter=to_environment,
        metadata={
            "Environment": MapOf(TRANSFORM_ENVIRONMENT_KEY, TRANSFORM_ENVIRONMENT_VALUE, EnvironmentMap, maximum=16)
        },
    )
    """Up to 16 environment variables: keys up to 1,024, values up to 10,240 characters."""

    transform_input: TransformInput = field(metadata={"TransformInput": TransformInput})
    """What the job reads."""

    transform_output: TransformOutput = field(metadata={"TransformOutput": TransformOutput})
    """What it writes."""

    transform_resources: TransformResources = field(metadata={"TransformResources": TransformResources})
    """What it runs on."""
