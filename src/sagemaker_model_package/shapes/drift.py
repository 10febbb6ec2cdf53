"""Baselines that Model Monitor later compares with: what counts as drift from this model."""

import attrs

from sagemaker_model_package.constraints import Nested, member

from .metrics import MetricsSource
from .strings import CONTENT_DIGEST, CONTENT_TYPE, S3_URI
from .structure import Structure


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FileSource(Structure):
    """A configuration file in S3.

    Source: API shape ``FileSource``.
    """

    content_type: str | None = attrs.field(default=None, metadata=member("ContentType", CONTENT_TYPE))
    """MIME type of the file, up to 256 characters. Default: not stated."""

    content_digest: str | None = attrs.field(default=None, metadata=member("ContentDigest", CONTENT_DIGEST))
    """SHA-256 digest of the file: ``sha256:`` and 64 hexadecimal digits."""

    s3_uri: str = attrs.field(metadata=member("S3Uri", S3_URI))
    """S3 or HTTPS URI of the file, up to 1,024 characters."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DriftCheckBias(Structure):
    """Baselines for drift in bias.

    Source: API shape ``DriftCheckBias``.
    """

    config_file: FileSource | None = attrs.field(default=None, metadata=member("ConfigFile", Nested(FileSource)))
    """Clarify's configuration of the bias analysis."""

    pre_training_constraints: MetricsSource | None = attrs.field(
        default=None, metadata=member("PreTrainingConstraints", Nested(MetricsSource))
    )
    """Thresholds for bias in the training data."""

    post_training_constraints: MetricsSource | None = attrs.field(
        default=None, metadata=member("PostTrainingConstraints", Nested(MetricsSource))
    )
    """Thresholds for bias in predictions."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DriftCheckExplainability(Structure):
    """Baselines for drift in feature attribution.

    Source: API shape ``DriftCheckExplainability``.
    """

    constraints: MetricsSource | None = attrs.field(default=None, metadata=member("Constraints", Nested(MetricsSource)))
    """Thresholds for the attributions."""

    config_file: FileSource | None = attrs.field(default=None, metadata=member("ConfigFile", Nested(FileSource)))
    """Clarify's configuration of the explainability analysis."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DriftCheckModelQuality(Structure):
    """Baselines for drift in the quality of predictions.

    Source: API shape ``DriftCheckModelQuality``.
    """

    statistics: MetricsSource | None = attrs.field(default=None, metadata=member("Statistics", Nested(MetricsSource)))
    """Measures at the time of training."""

    constraints: MetricsSource | None = attrs.field(default=None, metadata=member("Constraints", Nested(MetricsSource)))
    """Thresholds for the measures."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DriftCheckModelDataQuality(Structure):
    """Baselines for drift in the quality of input data.

    Source: API shape ``DriftCheckModelDataQuality``.
    """

    statistics: MetricsSource | None = attrs.field(default=None, metadata=member("Statistics", Nested(MetricsSource)))
    """Statistics of the data at the time of training."""

    constraints: MetricsSource | None = attrs.field(default=None, metadata=member("Constraints", Nested(MetricsSource)))
    """What the data is held to."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DriftCheckBaselines(Structure):
    """All baselines for Model Monitor.

    Source: API shape ``DriftCheckBaselines``.
    """

    bias: DriftCheckBias | None = attrs.field(default=None, metadata=member("Bias", Nested(DriftCheckBias)))
    """For bias."""

    explainability: DriftCheckExplainability | None = attrs.field(
        default=None, metadata=member("Explainability", Nested(DriftCheckExplainability))
    )
    """For feature attribution."""

    model_quality: DriftCheckModelQuality | None = attrs.field(
        default=None, metadata=member("ModelQuality", Nested(DriftCheckModelQuality))
    )
    """For the quality of predictions."""

    model_data_quality: DriftCheckModelDataQuality | None = attrs.field(
        default=None, metadata=member("ModelDataQuality", Nested(DriftCheckModelDataQuality))
    )
    """For the quality of input data."""
