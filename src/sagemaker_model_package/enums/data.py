"""The closed lists that say what data is, and how transform jobs cut it.

Most requests use none of them, so they are imported when one is first used.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, cast

from sagemaker_model_package._service_enum import ServiceEnum


class S3ModelDataType(ServiceEnum):
    """What the URI of model data names: ``S3ModelDataSource.S3DataType``."""

    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's, which ends with a slash."""
    S3_OBJECT = "S3Object"
    """One object: an archive, or a single uncompressed file."""


S3ModelDataTypeName: TypeAlias = Literal["S3Prefix", "S3Object"]
S3ModelDataTypeLike: TypeAlias = S3ModelDataType | S3ModelDataTypeName


def to_s3_model_data_type(value: S3ModelDataTypeLike) -> S3ModelDataType:
    """Convert the type of model data in S3."""
    return S3ModelDataType.convert(value)


class ModelCompressionType(ServiceEnum):
    """How model data is packed: ``S3ModelDataSource.CompressionType``."""

    NONE = "None"
    """Not packed: the objects are put into the container's model directory as they are."""
    GZIP = "Gzip"
    """One gzip-compressed tar archive, unpacked when the model is deployed; only with ``S3Object``."""


ModelCompressionTypeName: TypeAlias = Literal["None", "Gzip"]
ModelCompressionTypeLike: TypeAlias = ModelCompressionType | ModelCompressionTypeName


def to_model_compression_type(value: ModelCompressionTypeLike) -> ModelCompressionType:
    """Convert the compression of model data."""
    return ModelCompressionType.convert(value)


class AdditionalS3DataSourceDataType(ServiceEnum):
    """What the URI of a container's additional data names: ``AdditionalS3DataSource.S3DataType``."""

    S3_OBJECT = "S3Object"
    """One object."""
    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's."""


AdditionalS3DataSourceDataTypeName: TypeAlias = Literal["S3Object", "S3Prefix"]
AdditionalS3DataSourceDataTypeLike: TypeAlias = AdditionalS3DataSourceDataType | AdditionalS3DataSourceDataTypeName


def to_additional_s3_data_source_data_type(value: AdditionalS3DataSourceDataTypeLike) -> AdditionalS3DataSourceDataType:
    """Convert the type of an additional data source in S3."""
    return AdditionalS3DataSourceDataType.convert(value)


class CompressionType(ServiceEnum):
    """How other data is packed: ``CompressionType`` of ``AdditionalS3DataSource`` and of ``TransformInput``."""

    NONE = "None"
    """Not compressed; what a transform job assumes by default."""
    GZIP = "Gzip"
    """Compressed with gzip; a transform job decompresses its input by itself."""


CompressionTypeName: TypeAlias = Literal["None", "Gzip"]
CompressionTypeLike: TypeAlias = CompressionType | CompressionTypeName


def to_compression_type(value: CompressionTypeLike | None) -> CompressionType | None:
    """Convert the compression of data."""
    return CompressionType.convert_optional(value)


class BatchStrategy(ServiceEnum):
    """How many records go into one request of a transform job: ``TransformJobDefinition.BatchStrategy``."""

    MULTI_RECORD = "MultiRecord"
    """As many as fit within ``MaxPayloadInMB``."""
    SINGLE_RECORD = "SingleRecord"
    """One."""


BatchStrategyName: TypeAlias = Literal["MultiRecord", "SingleRecord"]
BatchStrategyLike: TypeAlias = BatchStrategy | BatchStrategyName


def to_batch_strategy(value: BatchStrategyLike | None) -> BatchStrategy | None:
    """Convert a batch strategy."""
    return BatchStrategy.convert_optional(value)


class S3DataType(ServiceEnum):
    """What the URI of a transform job's input names: ``TransformS3DataSource.S3DataType``."""

    MANIFEST_FILE = "ManifestFile"
    """A JSON file that lists the keys of the input objects under a common prefix."""
    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's."""
    AUGMENTED_MANIFEST_FILE = "AugmentedManifestFile"
    """A JSON Lines file that holds records with their labels: for training, not for transform jobs."""
    CONVERSE = "Converse"
    """Conversations in the Converse format, as foundation models are fine-tuned on."""


S3DataTypeName: TypeAlias = Literal["ManifestFile", "S3Prefix", "AugmentedManifestFile", "Converse"]
S3DataTypeLike: TypeAlias = S3DataType | S3DataTypeName

TransformS3DataType: TypeAlias = Literal[S3DataType.MANIFEST_FILE, S3DataType.S3_PREFIX, S3DataType.CONVERSE]
"""The members of ``S3DataType`` that batch transform reads: all but ``AugmentedManifestFile``."""

TransformS3DataTypeLike: TypeAlias = Literal[
    S3DataType.MANIFEST_FILE, S3DataType.S3_PREFIX, S3DataType.CONVERSE, "ManifestFile", "S3Prefix", "Converse"
]
"""The same, or their values."""


def to_transform_s3_data_type(value: TransformS3DataTypeLike) -> TransformS3DataType:
    """Convert the type of a transform job's input."""
    return cast("TransformS3DataType", S3DataType.convert(value))


class SplitType(ServiceEnum):
    """Where a transform job may cut its input objects: ``TransformInput.SplitType``."""

    NONE = "None"
    """Nowhere: each object is sent whole. The service's default."""
    LINE = "Line"
    """After each line break."""
    RECORD_IO = "RecordIO"
    """Between the records of MXNet's RecordIO format."""
    TF_RECORD = "TFRecord"
    """Between the records of TensorFlow's TFRecord format."""


SplitTypeName: TypeAlias = Literal["None", "Line", "RecordIO", "TFRecord"]
SplitTypeLike: TypeAlias = SplitType | SplitTypeName


def to_split_type(value: SplitTypeLike | None) -> SplitType | None:
    """Convert a way to split objects."""
    return SplitType.convert_optional(value)


class AssemblyType(ServiceEnum):
    """How a transform job joins the results of one input object: ``TransformOutput.AssembleWith``."""

    NONE = "None"
    """One directly after the other, byte by byte."""
    LINE = "Line"
    """With a line break after each."""


AssemblyTypeName: TypeAlias = Literal["None", "Line"]
AssemblyTypeLike: TypeAlias = AssemblyType | AssemblyTypeName


def to_assembly_type(value: AssemblyTypeLike | None) -> AssemblyType | None:
    """Convert a way to assemble results."""
    return AssemblyType.convert_optional(value)
