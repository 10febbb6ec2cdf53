"""Typed, checked requests for SageMaker's ``create_model_package``.

``ModelPackageBuilder`` collects a request, ``build()`` checks it and ``to_kwargs()`` turns it into boto3's kwargs;
``from_kwargs`` and ``from_describe`` lead back. ``ModelRegistry`` does what comes after: it registers, waits, approves,
finds and promotes. Importing this package imports neither boto3 nor cattrs, and its own modules only when a name of
theirs is first used.
"""

from __future__ import annotations

from importlib import import_module as _import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .arn import ModelPackageArn, ModelPackageGroupArn
    from .builder import ModelPackageBuilder, UnversionedModelPackageBuilder, VersionedModelPackageBuilder
    from .enums import (
        AdditionalS3DataSourceDataType,
        AdditionalS3DataSourceDataTypeLike,
        AdditionalS3DataSourceDataTypeName,
        AssemblyType,
        AssemblyTypeLike,
        AssemblyTypeName,
        BatchStrategy,
        BatchStrategyLike,
        BatchStrategyName,
        CompressionType,
        CompressionTypeLike,
        CompressionTypeName,
        ManagedStorageType,
        ManagedStorageTypeLike,
        ManagedStorageTypeName,
        ModelApprovalStatus,
        ModelApprovalStatusLike,
        ModelApprovalStatusName,
        ModelCardStatus,
        ModelCardStatusLike,
        ModelCardStatusName,
        ModelCompressionType,
        ModelCompressionTypeLike,
        ModelCompressionTypeName,
        ModelPackageRegistrationType,
        ModelPackageRegistrationTypeLike,
        ModelPackageRegistrationTypeName,
        S3DataType,
        S3DataTypeLike,
        S3DataTypeName,
        S3ModelDataType,
        S3ModelDataTypeLike,
        S3ModelDataTypeName,
        SkipModelValidation,
        SkipModelValidationLike,
        SkipModelValidationName,
        SplitType,
        SplitTypeLike,
        SplitTypeName,
    )
    from .errors import ModelPackageError, ModelPackageValidationError, ModelPackageWarning, Problem
    from .frozen_map import EnvironmentMap, FrozenMap
    from .instance_types import (
        ProductionVariantInstanceType,
        ProductionVariantInstanceTypeName,
        RealtimeInstanceTypeLike,
        TransformInstanceType,
        TransformInstanceTypeLike,
        TransformInstanceTypeName,
    )
    from .jobs import JobResponseError, from_automl_candidate, from_training_job
    from .packages import ModelPackage, UnversionedModelPackage, VersionedModelPackage
    from .registry import ModelRegistry
    from .registry.errors import (
        IncompleteAnswerError,
        ModelPackageDeletingError,
        ModelPackageFailedError,
        ModelPackageGroupStatusError,
        ModelRegistryWarning,
        RegistrationUncertainError,
        UnreadableArnError,
        WaitTimeoutError,
    )
    from .registry.groups import EnsuredGroup, TagDifference
    from .registry.guarding import guard, unguard
    from .registry.progress import rich_progress
    from .registry.promotion import (
        Absence,
        MissingObjectsError,
        ObjectLookupError,
        Promotion,
        PromotionUncertainError,
    )
    from .registry.registered import (
        DescribedModelPackage,
        ListedModelPackage,
        RegisteredModelPackage,
        StatusDetail,
        UserContext,
    )
    from .registry.waiting import Progress
    from .rewriting import (
        Change,
        Location,
        PromotionError,
        Rewrite,
        Rewritten,
        Unmatched,
        rewritten,
    )
    from .shapes.algorithm import SourceAlgorithm, SourceAlgorithmSpecification
    from .shapes.containers import ModelInput, ModelPackageContainerDefinition
    from .shapes.drift import (
        DriftCheckBaselines,
        DriftCheckBias,
        DriftCheckExplainability,
        DriftCheckModelDataQuality,
        DriftCheckModelQuality,
        FileSource,
    )
    from .shapes.governance import (
        MetadataProperties,
        ModelLifeCycle,
        ModelPackageModelCard,
        ModelPackageSecurityConfig,
        Tag,
    )
    from .shapes.inference import (
        AdditionalInferenceSpecificationDefinition,
        InferenceSpecification,
        UnversionedInferenceSpecification,
    )
    from .shapes.metrics import Bias, Explainability, MetricsSource, ModelDataQuality, ModelMetrics, ModelQuality
    from .shapes.model_data import (
        AdditionalModelDataSource,
        AdditionalS3DataSource,
        BaseModel,
        InferenceHubAccessConfig,
        ModelAccessConfig,
        ModelDataSource,
        S3ModelDataSource,
    )
    from .shapes.transform import (
        TransformDataSource,
        TransformInput,
        TransformJobDefinition,
        TransformOutput,
        TransformResources,
        TransformS3DataSource,
        TransformS3DataType,
        TransformS3DataTypeLike,
    )
    from .shapes.validation import ModelPackageValidationProfile, ModelPackageValidationSpecification

__all__ = [
    "Absence",
    "AdditionalInferenceSpecificationDefinition",
    "AdditionalModelDataSource",
    "AdditionalS3DataSource",
    "AdditionalS3DataSourceDataType",
    "AdditionalS3DataSourceDataTypeLike",
    "AdditionalS3DataSourceDataTypeName",
    "AssemblyType",
    "AssemblyTypeLike",
    "AssemblyTypeName",
    "BaseModel",
    "BatchStrategy",
    "BatchStrategyLike",
    "BatchStrategyName",
    "Bias",
    "Change",
    "CompressionType",
    "CompressionTypeLike",
    "CompressionTypeName",
    "DescribedModelPackage",
    "DriftCheckBaselines",
    "DriftCheckBias",
    "DriftCheckExplainability",
    "DriftCheckModelDataQuality",
    "DriftCheckModelQuality",
    "EnsuredGroup",
    "EnvironmentMap",
    "Explainability",
    "FileSource",
    "FrozenMap",
    "IncompleteAnswerError",
    "InferenceHubAccessConfig",
    "InferenceSpecification",
    "JobResponseError",
    "ListedModelPackage",
    "Location",
    "ManagedStorageType",
    "ManagedStorageTypeLike",
    "ManagedStorageTypeName",
    "MetadataProperties",
    "MetricsSource",
    "MissingObjectsError",
    "ModelAccessConfig",
    "ModelApprovalStatus",
    "ModelApprovalStatusLike",
    "ModelApprovalStatusName",
    "ModelCardStatus",
    "ModelCardStatusLike",
    "ModelCardStatusName",
    "ModelCompressionType",
    "ModelCompressionTypeLike",
    "ModelCompressionTypeName",
    "ModelDataQuality",
    "ModelDataSource",
    "ModelInput",
    "ModelLifeCycle",
    "ModelMetrics",
    "ModelPackage",
    "ModelPackageArn",
    "ModelPackageBuilder",
    "ModelPackageContainerDefinition",
    "ModelPackageDeletingError",
    "ModelPackageError",
    "ModelPackageFailedError",
    "ModelPackageGroupArn",
    "ModelPackageGroupStatusError",
    "ModelPackageModelCard",
    "ModelPackageRegistrationType",
    "ModelPackageRegistrationTypeLike",
    "ModelPackageRegistrationTypeName",
    "ModelPackageSecurityConfig",
    "ModelPackageValidationError",
    "ModelPackageValidationProfile",
    "ModelPackageValidationSpecification",
    "ModelPackageWarning",
    "ModelQuality",
    "ModelRegistry",
    "ModelRegistryWarning",
    "ObjectLookupError",
    "Problem",
    "ProductionVariantInstanceType",
    "ProductionVariantInstanceTypeName",
    "Progress",
    "Promotion",
    "PromotionError",
    "PromotionUncertainError",
    "RealtimeInstanceTypeLike",
    "RegisteredModelPackage",
    "RegistrationUncertainError",
    "Rewrite",
    "Rewritten",
    "S3DataType",
    "S3DataTypeLike",
    "S3DataTypeName",
    "S3ModelDataSource",
    "S3ModelDataType",
    "S3ModelDataTypeLike",
    "S3ModelDataTypeName",
    "SkipModelValidation",
    "SkipModelValidationLike",
    "SkipModelValidationName",
    "SourceAlgorithm",
    "SourceAlgorithmSpecification",
    "SplitType",
    "SplitTypeLike",
    "SplitTypeName",
    "StatusDetail",
    "Tag",
    "TagDifference",
    "TransformDataSource",
    "TransformInput",
    "TransformInstanceType",
    "TransformInstanceTypeLike",
    "TransformInstanceTypeName",
    "TransformJobDefinition",
    "TransformOutput",
    "TransformResources",
    "TransformS3DataSource",
    "TransformS3DataType",
    "TransformS3DataTypeLike",
    "Unmatched",
    "UnreadableArnError",
    "UnversionedInferenceSpecification",
    "UnversionedModelPackage",
    "UnversionedModelPackageBuilder",
    "UserContext",
    "VersionedModelPackage",
    "VersionedModelPackageBuilder",
    "WaitTimeoutError",
    "from_automl_candidate",
    "from_describe",
    "from_kwargs",
    "from_training_job",
    "guard",
    "rewritten",
    "rich_progress",
    "unguard",
]


_MODULES = (
    "arn",
    "enums",
    "instance_types",
    "errors",
    "frozen_map",
    "shapes.model_data",
    "shapes.containers",
    "shapes.inference",
    "shapes.transform",
    "shapes.validation",
    "shapes.algorithm",
    "shapes.metrics",
    "shapes.drift",
    "shapes.governance",
    "packages",
    "rewriting",
    "builder",
    "jobs",
    "registry",
    "registry.errors",
    "registry.registered",
    "registry.groups",
    "registry.waiting",
    "registry.progress",
    "registry.promotion",
    "registry.guarding",
)
"""Where the public names are at home, from what costs little to what costs most."""


def __getattr__(name: str) -> Any:
    """Import the module that a public name is at home in, when the name is first used (PEP 562).

    A program that needs an enum or an ARN alone does not wait for forty classes.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    modules = (vars(_import_module(f"{__name__}.{module}")) for module in _MODULES)
    found = globals()[name] = next(module[name] for module in modules if name in module)
    return found


def __dir__() -> list[str]:
    """Return the public names, also those not yet imported."""
    return sorted({*globals(), *__all__})


def from_kwargs(kwargs: Mapping[str, Any]) -> ModelPackage:
    """Make a package of the kwargs of ``create_model_package``; nothing is coerced.

    ``ModelPackageGroupName`` makes it a version, ``ModelPackageName`` an unversioned package.

    Raises:
        ModelPackageValidationError: with every problem: unknown keys, wrong types, missing members, wrong kind, broken
            constraints and rules.
    """
    from . import wire

    return wire.from_kwargs(kwargs)


def from_describe(response: Mapping[str, Any]) -> ModelPackage:
    """Make a package of a response of ``describe_model_package``.

    Members that only responses have are dropped, and ``Tags`` and ``ClientToken`` never come back. The service holds
    this package already, so what would be an error elsewhere is a ``ModelPackageWarning`` here, and enum values that
    this release does not know are let through.

    Raises:
        ModelPackageValidationError: where the response is not of the operation's shape: it has neither name, a value
            of another type, or lacks a member that the service requires.
    """
    from . import wire

    return wire.from_describe(response)
