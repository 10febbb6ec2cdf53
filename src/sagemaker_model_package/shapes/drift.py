"""Baselines that Model Monitor later compares with: what counts as drift from this model."""

from typing import TYPE_CHECKING

from sagemaker_model_package._constraints import Nested
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package.shapes._strings import CONTENT_DIGEST, CONTENT_TYPE, S3_URI
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from sagemaker_model_package.shapes import metrics
else:
    metrics = LazyModule("sagemaker_model_package.shapes.metrics")


@frozen(kw_only=True, eq=False, repr=False)
class FileSource(Structure):
    """A configuration file in S3.

    Source: API shape ``FileSource``.
    """

    content_type: str | None = field(default=None, metadata={"ContentType": CONTENT_TYPE})
    """MIME type of the file, up to 256 characters. Default: not stated."""

    content_digest: str | None = field(default=None, metadata={"ContentDigest": CONTENT_DIGEST})
    """SHA-256 digest of the file: ``sha256:`` and 64 hexadecimal digits."""

    s3_uri: str = field(metadata={"S3Uri": S3_URI})
    """S3 or HTTPS URI of the file, up to 1,024 characters."""


@frozen(kw_only=True, eq=False, repr=False)
class DriftCheckBias(Structure):
    """Baselines for drift in bias.

    Source: API shape ``DriftCheckBias``.
    """

    config_file: FileSource | None = field(default=None, metadata={"ConfigFile": FileSource})
    """Clarify's configuration of the bias analysis."""

    pre_training_constraints: "metrics.MetricsSource | None" = field(
        default=None, metadata={"PreTrainingConstraints": Nested(lambda: metrics.MetricsSource)}
    )
    """Thresholds for bias in the training data."""

    post_training_constraints: "metrics.MetricsSource | None" = field(
        default=None, metadata={"PostTrainingConstraints": Nested(lambda: metrics.MetricsSource)}
    )
    """Thresholds for bias in predictions."""


@frozen(kw_only=True, eq=False, repr=False)
class DriftCheckExplainability(Structure):
    """Baselines for drift in feature attribution.

    Source: API shape ``DriftCheckExplainability``.
    """

    constraints: "metrics.MetricsSource | None" = field(
        default=None, metadata={"Constraints": Nested(lambda: metrics.MetricsSource)}
    )
    """Thresholds for the attributions."""

    config_file: FileSource | None = field(default=None, metadata={"ConfigFile": FileSource})
    """Clarify's configuration of the explainability analysis."""


@frozen(kw_only=True, eq=False, repr=False)
class DriftCheckModelQuality(Structure):
    """Baselines for drift in the quality of predictions.

    Source: API shape ``DriftCheckModelQuality``.
    """

    statistics: "metrics.MetricsSource | None" = field(
        default=None, metadata={"Statistics": Nested(lambda: metrics.MetricsSource)}
    )
    """Measures at the time of training."""

    constraints: "metrics.MetricsSource | None" = field(
        default=None, metadata={"Constraints": Nested(lambda: metrics.MetricsSource)}
    )
    """Thresholds for the measures."""


@frozen(kw_only=True, eq=False, repr=False)
class DriftCheckModelDataQuality(Structure):
    """Baselines for drift in the quality of input data.

    Source: API shape ``DriftCheckModelDataQuality``.
    """

    statistics: "metrics.MetricsSource | None" = field(
        default=None, metadata={"Statistics": Nested(lambda: metrics.MetricsSource)}
    )
    """Statistics of the data at the time of training."""

    constraints: "metrics.MetricsSource | None" = field(
        default=None, metadata={"Constraints": Nested(lambda: metrics.MetricsSource)}
    )
    """What the data is held to."""


@frozen(kw_only=True, eq=False, repr=False)
class DriftCheckBaselines(Structure):
    """All baselines for Model Monitor.

    Source: API shape ``DriftCheckBaselines``.
    """

    bias: DriftCheckBias | None = field(default=None, metadata={"Bias": DriftCheckBias})
    """For bias."""

    explainability: DriftCheckExplainability | None = field(
        default=None, metadata={"Explainability": DriftCheckExplainability}
    )
    """For feature attribution."""

    model_quality: DriftCheckModelQuality | None = field(
        default=None, metadata={"ModelQuality": DriftCheckModelQuality}
    )
    """For the quality of predictions."""

    model_data_quality: DriftCheckModelDataQuality | None = field(
        default=None, metadata={"ModelDataQuality": DriftCheckModelDataQuality}
    )
    """For the quality of input data."""
