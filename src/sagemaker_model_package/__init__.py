"""Typed, checked requests for SageMaker's ``create_model_package``.

``ModelPackageBuilder`` collects a request, ``build()`` checks it and ``to_kwargs()`` turns it into boto3's kwargs;
``from_kwargs`` and ``from_describe`` lead back. ``ModelRegistry`` does what comes after: it registers, waits, approves,
finds and promotes. Importing this package imports neither boto3 nor cattrs, and its own modules only when a name of
theirs is first used.

Builders: ModelPackageBuilder, VersionedModelPackageBuilder, UnversionedModelPackageBuilder; from_training_job and
from_automl_candidate start one from a job.

Packages: VersionedModelPackage, UnversionedModelPackage, and ModelPackage for either; from_kwargs, from_describe, diff.
What is in them: InferenceSpecification, UnversionedInferenceSpecification, ModelPackageContainerDefinition.

The registry: ModelRegistry; guard and unguard, for calls that go to boto3 directly.

Errors: ModelPackageError, ModelPackageValidationError, ModelPackageWarning, Problem.

Enums: AdditionalS3DataSourceDataType, AssemblyType, BatchStrategy, CompressionType, ManagedStorageType,
ModelApprovalStatus, ModelCardStatus, ModelCompressionType, ModelPackageRegistrationType, ProductionVariantInstanceType,
S3DataType, S3ModelDataType, SkipModelValidation, SplitType, TransformInstanceType.

More names are in ``shapes`` (the nested structures), ``enums`` (with types for annotations), ``errors``, ``registry``,
``arn``, ``builder``, ``changes``, ``cloudformation``, ``converter``, ``json_schema``, ``pipelines`` and
``step_functions``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._internal.lazy_names import lazy_names

if TYPE_CHECKING:
    from sagemaker_model_package import arn as arn
    from sagemaker_model_package import builder as builder
    from sagemaker_model_package import changes as changes
    from sagemaker_model_package import cloudformation as cloudformation
    from sagemaker_model_package import converter as converter
    from sagemaker_model_package import enums as enums
    from sagemaker_model_package import errors as errors
    from sagemaker_model_package import json_schema as json_schema
    from sagemaker_model_package import pipelines as pipelines
    from sagemaker_model_package import registry as registry
    from sagemaker_model_package import shapes as shapes
    from sagemaker_model_package import step_functions as step_functions
    from sagemaker_model_package.builder import ModelPackageBuilder as ModelPackageBuilder
    from sagemaker_model_package.builder import UnversionedModelPackageBuilder as UnversionedModelPackageBuilder
    from sagemaker_model_package.builder import VersionedModelPackageBuilder as VersionedModelPackageBuilder
    from sagemaker_model_package.builder.jobs import from_automl_candidate as from_automl_candidate
    from sagemaker_model_package.builder.jobs import from_training_job as from_training_job
    from sagemaker_model_package.changes import diff as diff
    from sagemaker_model_package.enums import AdditionalS3DataSourceDataType as AdditionalS3DataSourceDataType
    from sagemaker_model_package.enums import AssemblyType as AssemblyType
    from sagemaker_model_package.enums import BatchStrategy as BatchStrategy
    from sagemaker_model_package.enums import CompressionType as CompressionType
    from sagemaker_model_package.enums import ManagedStorageType as ManagedStorageType
    from sagemaker_model_package.enums import ModelApprovalStatus as ModelApprovalStatus
    from sagemaker_model_package.enums import ModelCardStatus as ModelCardStatus
    from sagemaker_model_package.enums import ModelCompressionType as ModelCompressionType
    from sagemaker_model_package.enums import ModelPackageRegistrationType as ModelPackageRegistrationType
    from sagemaker_model_package.enums import ProductionVariantInstanceType as ProductionVariantInstanceType
    from sagemaker_model_package.enums import S3DataType as S3DataType
    from sagemaker_model_package.enums import S3ModelDataType as S3ModelDataType
    from sagemaker_model_package.enums import SkipModelValidation as SkipModelValidation
    from sagemaker_model_package.enums import SplitType as SplitType
    from sagemaker_model_package.enums import TransformInstanceType as TransformInstanceType
    from sagemaker_model_package.errors import ModelPackageError as ModelPackageError
    from sagemaker_model_package.errors import ModelPackageValidationError as ModelPackageValidationError
    from sagemaker_model_package.errors import ModelPackageWarning as ModelPackageWarning
    from sagemaker_model_package.errors import Problem as Problem
    from sagemaker_model_package.packages import ModelPackage as ModelPackage
    from sagemaker_model_package.packages import UnversionedModelPackage as UnversionedModelPackage
    from sagemaker_model_package.packages import VersionedModelPackage as VersionedModelPackage
    from sagemaker_model_package.packages import from_describe as from_describe
    from sagemaker_model_package.packages import from_kwargs as from_kwargs
    from sagemaker_model_package.registry.model_registry import ModelRegistry as ModelRegistry
    from sagemaker_model_package.registry.request_guard import guard as guard
    from sagemaker_model_package.registry.request_guard import unguard as unguard
    from sagemaker_model_package.shapes.containers import (
        ModelPackageContainerDefinition as ModelPackageContainerDefinition,
    )
    from sagemaker_model_package.shapes.inference import InferenceSpecification as InferenceSpecification
    from sagemaker_model_package.shapes.unversioned_inference import (
        UnversionedInferenceSpecification as UnversionedInferenceSpecification,
    )

    __version__: str

_MODULES = {
    "builder": (
        "ModelPackageBuilder",
        "UnversionedModelPackageBuilder",
        "VersionedModelPackageBuilder",
    ),
    "builder.jobs": (
        "from_automl_candidate",
        "from_training_job",
    ),
    "changes": ("diff",),
    "enums": (
        "AdditionalS3DataSourceDataType",
        "AssemblyType",
        "BatchStrategy",
        "CompressionType",
        "ManagedStorageType",
        "ModelApprovalStatus",
        "ModelCardStatus",
        "ModelCompressionType",
        "ModelPackageRegistrationType",
        "ProductionVariantInstanceType",
        "S3DataType",
        "S3ModelDataType",
        "SkipModelValidation",
        "SplitType",
        "TransformInstanceType",
    ),
    "errors": (
        "ModelPackageError",
        "ModelPackageValidationError",
        "ModelPackageWarning",
        "Problem",
    ),
    "packages": (
        "ModelPackage",
        "UnversionedModelPackage",
        "VersionedModelPackage",
        "from_describe",
        "from_kwargs",
    ),
    "registry.model_registry": ("ModelRegistry",),
    "registry.request_guard": (
        "guard",
        "unguard",
    ),
    "shapes.containers": ("ModelPackageContainerDefinition",),
    "shapes.inference": ("InferenceSpecification",),
    "shapes.unversioned_inference": ("UnversionedInferenceSpecification",),
}
"""The public names of each module."""

if not TYPE_CHECKING:  # type checkers read the imports above
    __all__ = [name for names in _MODULES.values() for name in names]
    _lazy, _list_names = lazy_names(
        __name__,
        _MODULES,
        (
            "arn",
            "builder",
            "changes",
            "cloudformation",
            "converter",
            "enums",
            "errors",
            "json_schema",
            "pipelines",
            "registry",
            "shapes",
            "step_functions",
        ),
    )

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first used; look the installed version up."""
        if name == "__version__":
            from importlib.metadata import version

            return version("sagemaker-model-package")
        return _lazy(name)

    def __dir__() -> list[str]:
        """Return the public names; none to ``help()``, which would show 9,000 lines where the docstring says more."""
        from sagemaker_model_package._internal.frames import is_called_by

        return [] if is_called_by("pydoc") else _list_names()
