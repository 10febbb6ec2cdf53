"""The nested structures of a request, each named as the service names its shape; one module for each theme.

They are attrs classes: frozen, keyword-only and hashable. Lists are kept as tuples, maps as a ``FrozenMap``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.lazy_names import lazy_names

if TYPE_CHECKING:
    from sagemaker_model_package._internal.frozen_map import EnvironmentMap as EnvironmentMap
    from sagemaker_model_package._internal.frozen_map import FrozenMap as FrozenMap
    from sagemaker_model_package.shapes.additional_inference import (
        AdditionalInferenceSpecificationDefinition as AdditionalInferenceSpecificationDefinition,
    )
    from sagemaker_model_package.shapes.algorithm import SourceAlgorithm as SourceAlgorithm
    from sagemaker_model_package.shapes.algorithm import SourceAlgorithmSpecification as SourceAlgorithmSpecification
    from sagemaker_model_package.shapes.containers import (
        ModelPackageContainerDefinition as ModelPackageContainerDefinition,
    )
    from sagemaker_model_package.shapes.drift import DriftCheckBaselines as DriftCheckBaselines
    from sagemaker_model_package.shapes.drift import DriftCheckBias as DriftCheckBias
    from sagemaker_model_package.shapes.drift import DriftCheckExplainability as DriftCheckExplainability
    from sagemaker_model_package.shapes.drift import DriftCheckModelDataQuality as DriftCheckModelDataQuality
    from sagemaker_model_package.shapes.drift import DriftCheckModelQuality as DriftCheckModelQuality
    from sagemaker_model_package.shapes.drift import FileSource as FileSource
    from sagemaker_model_package.shapes.governance import MetadataProperties as MetadataProperties
    from sagemaker_model_package.shapes.governance import ModelLifeCycle as ModelLifeCycle
    from sagemaker_model_package.shapes.governance import ModelPackageModelCard as ModelPackageModelCard
    from sagemaker_model_package.shapes.governance import ModelPackageSecurityConfig as ModelPackageSecurityConfig
    from sagemaker_model_package.shapes.governance import Tag as Tag
    from sagemaker_model_package.shapes.inference import InferenceSpecification as InferenceSpecification
    from sagemaker_model_package.shapes.metrics import Bias as Bias
    from sagemaker_model_package.shapes.metrics import Explainability as Explainability
    from sagemaker_model_package.shapes.metrics import MetricsSource as MetricsSource
    from sagemaker_model_package.shapes.metrics import ModelDataQuality as ModelDataQuality
    from sagemaker_model_package.shapes.metrics import ModelMetrics as ModelMetrics
    from sagemaker_model_package.shapes.metrics import ModelQuality as ModelQuality
    from sagemaker_model_package.shapes.model_data import AdditionalModelDataSource as AdditionalModelDataSource
    from sagemaker_model_package.shapes.model_data import AdditionalS3DataSource as AdditionalS3DataSource
    from sagemaker_model_package.shapes.model_data import BaseModel as BaseModel
    from sagemaker_model_package.shapes.model_data import InferenceHubAccessConfig as InferenceHubAccessConfig
    from sagemaker_model_package.shapes.model_data import ModelAccessConfig as ModelAccessConfig
    from sagemaker_model_package.shapes.model_data import ModelDataSource as ModelDataSource
    from sagemaker_model_package.shapes.model_data import S3ModelDataSource as S3ModelDataSource
    from sagemaker_model_package.shapes.model_input import ModelInput as ModelInput
    from sagemaker_model_package.shapes.transform import TransformDataSource as TransformDataSource
    from sagemaker_model_package.shapes.transform import TransformInput as TransformInput
    from sagemaker_model_package.shapes.transform import TransformJobDefinition as TransformJobDefinition
    from sagemaker_model_package.shapes.transform import TransformOutput as TransformOutput
    from sagemaker_model_package.shapes.transform import TransformResources as TransformResources
    from sagemaker_model_package.shapes.transform import TransformS3DataSource as TransformS3DataSource
    from sagemaker_model_package.shapes.unversioned_inference import (
        UnversionedInferenceSpecification as UnversionedInferenceSpecification,
    )
    from sagemaker_model_package.shapes.validation import ModelPackageValidationProfile as ModelPackageValidationProfile
    from sagemaker_model_package.shapes.validation import (
        ModelPackageValidationSpecification as ModelPackageValidationSpecification,
    )

_MODULES = {
    "additional_inference": ("AdditionalInferenceSpecificationDefinition",),
    "algorithm": (
        "SourceAlgorithm",
        "SourceAlgorithmSpecification",
    ),
    "containers": ("ModelPackageContainerDefinition",),
    "drift": (
        "DriftCheckBaselines",
        "DriftCheckBias",
        "DriftCheckExplainability",
        "DriftCheckModelDataQuality",
        "DriftCheckModelQuality",
        "FileSource",
    ),
    "governance": (
        "MetadataProperties",
        "ModelLifeCycle",
        "ModelPackageModelCard",
        "ModelPackageSecurityConfig",
        "Tag",
    ),
    "inference": ("InferenceSpecification",),
    "metrics": (
        "Bias",
        "Explainability",
        "MetricsSource",
        "ModelDataQuality",
        "ModelMetrics",
        "ModelQuality",
    ),
    "model_data": (
        "AdditionalModelDataSource",
        "AdditionalS3DataSource",
        "BaseModel",
        "InferenceHubAccessConfig",
        "ModelAccessConfig",
        "ModelDataSource",
        "S3ModelDataSource",
    ),
    "model_input": ("ModelInput",),
    "transform": (
        "TransformDataSource",
        "TransformInput",
        "TransformJobDefinition",
        "TransformOutput",
        "TransformResources",
        "TransformS3DataSource",
    ),
    "unversioned_inference": ("UnversionedInferenceSpecification",),
    "validation": (
        "ModelPackageValidationProfile",
        "ModelPackageValidationSpecification",
    ),
    "sagemaker_model_package._internal.frozen_map": (
        "EnvironmentMap",
        "FrozenMap",
    ),
}
"""The public names of each module."""

if not TYPE_CHECKING:  # type checkers read the imports above
    __all__ = [name for names in _MODULES.values() for name in names]
    __getattr__, __dir__ = lazy_names(__name__, _MODULES)
