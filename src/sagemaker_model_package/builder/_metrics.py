"""Setters for reports on the model, and for the baselines that drift is measured from.

A report is given as its S3 URI, or as a ``MetricsSource`` where its digest is to be kept too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.value_format import is_text
from sagemaker_model_package.builder._draft import Draft, given
from sagemaker_model_package.builder._setters import Setters
from sagemaker_model_package.shapes._strings import S3_URI
from sagemaker_model_package.shapes._structure import is_structure

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from sagemaker_model_package.builder._setters import Self
    from sagemaker_model_package.shapes import drift, metrics
    from sagemaker_model_package.shapes.drift import DriftCheckBaselines, FileSource
    from sagemaker_model_package.shapes.metrics import MetricsSource, ModelMetrics
else:
    drift = LazyModule("sagemaker_model_package.shapes.drift")
    metrics = LazyModule("sagemaker_model_package.shapes.metrics")

JSON = "application/json"
"""What Model Monitor and Clarify write, and so the content type assumed for reports."""


class MetricsSetters(Setters):
    """Model metrics and drift baselines."""

    __slots__ = ()

    def model_metrics(self: Self, metrics: ModelMetrics | None) -> Self:
        """Set all reports whole; later setters go on from there. Source: API member ``ModelMetrics``."""
        return self._set(model_metrics=metrics)

    def model_quality(
        self: Self,
        *,
        statistics: str | MetricsSource | None = None,
        constraints: str | MetricsSource | None = None,
        content_type: str | None = None,
    ) -> Self:
        """Set the reports on the quality of predictions. Source: API member ``ModelMetrics.ModelQuality``.

        Args:
            statistics: What was measured.
            constraints: The thresholds that the measures are held to.
            content_type: MIME type of those given as a URI; default ``application/json``.
        """
        parts = _reports(content_type, statistics=statistics, constraints=constraints)
        return self._set(model_metrics=given(model_quality=parts))

    def model_data_quality(
        self: Self,
        *,
        statistics: str | MetricsSource | None = None,
        constraints: str | MetricsSource | None = None,
        content_type: str | None = None,
    ) -> Self:
        """Set the reports on the quality of input data. Source: API member ``ModelMetrics.ModelDataQuality``.

        Args:
            statistics: Statistics of the data.
            constraints: What the data is held to.
            content_type: MIME type of those given as a URI; default ``application/json``.
        """
        parts = _reports(content_type, statistics=statistics, constraints=constraints)
        return self._set(model_metrics=given(model_data_quality=parts))

    def bias(
        self: Self,
        *,
        report: str | MetricsSource | None = None,
        pre_training_report: str | MetricsSource | None = None,
        post_training_report: str | MetricsSource | None = None,
        content_type: str | None = None,
    ) -> Self:
        """Set the reports on bias. Source: API member ``ModelMetrics.Bias``.

        Args:
            report: The report as a whole.
            pre_training_report: Bias in the training data.
            post_training_report: Bias in predictions.
            content_type: MIME type of those given as a URI; default ``application/json``.
        """
        parts = _reports(
            content_type,
            report=report,
            pre_training_report=pre_training_report,
            post_training_report=post_training_report,
        )
        return self._set(model_metrics=given(bias=parts))

    def explainability(
        self: Self, *, report: str | MetricsSource | None = None, content_type: str | None = None
    ) -> Self:
        """Set the report on explainability. Source: API member ``ModelMetrics.Explainability``.

        Args:
            report: The report, such as Clarify's feature attributions.
            content_type: MIME type of a report given as a URI; default ``application/json``.
        """
        return self._set(model_metrics=given(explainability=_reports(content_type, report=report)))

    def drift_check_baselines(self: Self, baselines: DriftCheckBaselines | None) -> Self:
        """Set all baselines whole; later setters go on from there. Source: API member ``DriftCheckBaselines``."""
        return self._set(drift_check_baselines=baselines)

    def drift_model_quality(
        self: Self,
        *,
        statistics: str | MetricsSource | None = None,
        constraints: str | MetricsSource | None = None,
        content_type: str | None = None,
    ) -> Self:
        """Set the baselines for predictions. Source: API member ``DriftCheckBaselines.ModelQuality``.

        Args:
            statistics: Measures at the time of training.
            constraints: Thresholds for them.
            content_type: MIME type of those given as a URI; default ``application/json``.
        """
        parts = _reports(content_type, statistics=statistics, constraints=constraints)
        return self._set(drift_check_baselines=given(model_quality=parts))

    def drift_model_data_quality(
        self: Self,
        *,
        statistics: str | MetricsSource | None = None,
        constraints: str | MetricsSource | None = None,
        content_type: str | None = None,
    ) -> Self:
        """Set the baselines for input data. Source: API member ``DriftCheckBaselines.ModelDataQuality``.

        Args:
            statistics: Statistics of the data at the time of training.
            constraints: What the data is held to.
            content_type: MIME type of those given as a URI; default ``application/json``.
        """
        parts = _reports(content_type, statistics=statistics, constraints=constraints)
        return self._set(drift_check_baselines=given(model_data_quality=parts))

    def drift_bias(
        self: Self,
        *,
        config_file: str | FileSource | None = None,
        pre_training_constraints: str | MetricsSource | None = None,
        post_training_constraints: str | MetricsSource | None = None,
        content_type: str | None = None,
    ) -> Self:
        """Set the baselines for bias. Source: API member ``DriftCheckBaselines.Bias``.

        Args:
            config_file: Clarify's configuration of the analysis.
            pre_training_constraints: Thresholds for the training data.
            post_training_constraints: Thresholds for predictions.
            content_type: MIME type of those given as a URI; default ``application/json``.
        """
        parts = _reports(
            content_type,
            pre_training_constraints=pre_training_constraints,
            post_training_constraints=post_training_constraints,
            config_file=_file(config_file, content_type),
        )
        return self._set(drift_check_baselines=given(bias=parts))

    def drift_explainability(
        self: Self,
        *,
        constraints: str | MetricsSource | None = None,
        config_file: str | FileSource | None = None,
        content_type: str | None = None,
    ) -> Self:
        """Set the baselines for feature attribution. Source: API member ``DriftCheckBaselines.Explainability``.

        Args:
            constraints: Thresholds for the attributions.
            config_file: Clarify's configuration of the analysis.
            content_type: MIME type of those given as a URI; default ``application/json``.
        """
        parts = _reports(content_type, constraints=constraints, config_file=_file(config_file, content_type))
        return self._set(drift_check_baselines=given(explainability=parts))


def _reports(content_type: str | None, **reports: str | MetricsSource | FileSource | None) -> Draft | None:
    """Return the reports that are given, those named by a URI with the content type."""
    if content_type is None:
        content_type = JSON
    made = Draft()
    for name, report in reports.items():
        if report is None:
            continue
        if is_structure(report) or not _is_uri(report):
            made[name] = report
        else:
            made[name] = metrics.MetricsSource(content_type=content_type, s3_uri=report)
    return made or None


def _file(file: str | FileSource | None, content_type: str | None) -> FileSource | None:
    if file is None:
        return None
    if is_structure(file) or not _is_uri(file):
        return file
    return drift.FileSource(content_type=JSON if content_type is None else content_type, s3_uri=file)


def _is_uri(report: object) -> TypeIs[str]:
    """Return whether a report was given as its URI, or as a pipeline's variable that stands for it."""
    return is_text(report) or S3_URI.reference_of(report) is not None
