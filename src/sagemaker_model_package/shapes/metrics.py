"""Reports that were made when the model was evaluated: quality, data quality, bias, explainability."""

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package.shapes._strings import CONTENT_DIGEST, CONTENT_TYPE, S3_URI
from sagemaker_model_package.shapes._structure import Structure


@frozen(kw_only=True, eq=False, repr=False)
class MetricsSource(Structure):
    """A report in S3, with its content type.

    Source: API shape ``MetricsSource``.
    """

    content_type: str = field(metadata={"ContentType": CONTENT_TYPE})
    """MIME type of the report, up to 256 characters; ``application/json`` for what Model Monitor and Clarify write."""

    content_digest: str | None = field(default=None, metadata={"ContentDigest": CONTENT_DIGEST})
    """SHA-256 digest of the report: ``sha256:`` and 64 hexadecimal digits."""

    s3_uri: str = field(metadata={"S3Uri": S3_URI})
    """S3 or HTTPS URI of the report, up to 1,024 characters."""


@frozen(kw_only=True, eq=False, repr=False)
class ModelQuality(Structure):
    """How good the model's predictions are.

    Source: API shape ``ModelQuality``.
    """

    statistics: MetricsSource | None = field(default=None, metadata={"Statistics": MetricsSource})
    """What was measured, such as accuracy and AUC."""

    constraints: MetricsSource | None = field(default=None, metadata={"Constraints": MetricsSource})
    """The thresholds that the measures are held to."""


@frozen(kw_only=True, eq=False, repr=False)
class ModelDataQuality(Structure):
    """How good the data is that goes into the model.

    Source: API shape ``ModelDataQuality``.
    """

    statistics: MetricsSource | None = field(default=None, metadata={"Statistics": MetricsSource})
    """Statistics of the input data, feature by feature."""

    constraints: MetricsSource | None = field(default=None, metadata={"Constraints": MetricsSource})
    """What the input data is held to, such as types and completeness."""


@frozen(kw_only=True, eq=False, repr=False)
class Bias(Structure):
    """How fair the model is, before and after training.

    Source: API shape ``Bias``.
    """

    report: MetricsSource | None = field(default=None, metadata={"Report": MetricsSource})
    """The bias report as a whole."""

    pre_training_report: MetricsSource | None = field(default=None, metadata={"PreTrainingReport": MetricsSource})
    """Bias in the training data."""

    post_training_report: MetricsSource | None = field(default=None, metadata={"PostTrainingReport": MetricsSource})
    """Bias in the trained model's predictions."""


@frozen(kw_only=True, eq=False, repr=False)
class Explainability(Structure):
    """What the model's predictions rest on.

    Source: API shape ``Explainability``.
    """

    report: MetricsSource | None = field(default=None, metadata={"Report": MetricsSource})
    """The explainability report, such as Clarify's feature attributions."""


@frozen(kw_only=True, eq=False, repr=False)
class ModelMetrics(Structure):
    """All reports on the model. Studio shows them on the version's page.

    Source: API shape ``ModelMetrics``.
    """

    model_quality: ModelQuality | None = field(default=None, metadata={"ModelQuality": ModelQuality})
    """How good its predictions are."""

    model_data_quality: ModelDataQuality | None = field(default=None, metadata={"ModelDataQuality": ModelDataQuality})
    """How good its input data is."""

    bias: Bias | None = field(default=None, metadata={"Bias": Bias})
    """How fair it is."""

    explainability: Explainability | None = field(default=None, metadata={"Explainability": Explainability})
    """What its predictions rest on."""
