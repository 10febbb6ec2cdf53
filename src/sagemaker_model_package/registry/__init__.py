"""The Model Registry: ``ModelRegistry``, the guard, the rewrite, and the types that they take and return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.lazy_names import lazy_names

if TYPE_CHECKING:
    from sagemaker_model_package.errors import Absence as Absence
    from sagemaker_model_package.errors import StatusDetail as StatusDetail
    from sagemaker_model_package.registry._versions import PackageLike as PackageLike
    from sagemaker_model_package.registry.client import SageMakerClient as SageMakerClient
    from sagemaker_model_package.registry.client import UntypedClient as UntypedClient
    from sagemaker_model_package.registry.groups import EnsuredGroup as EnsuredGroup
    from sagemaker_model_package.registry.groups import GroupLike as GroupLike
    from sagemaker_model_package.registry.groups import TagDifference as TagDifference
    from sagemaker_model_package.registry.groups import TagsLike as TagsLike
    from sagemaker_model_package.registry.listing import Versions as Versions
    from sagemaker_model_package.registry.model_registry import ModelRegistry as ModelRegistry
    from sagemaker_model_package.registry.progress import rich_progress as rich_progress
    from sagemaker_model_package.registry.promotion import Promotion as Promotion
    from sagemaker_model_package.registry.promotion import S3Client as S3Client
    from sagemaker_model_package.registry.registered import ArnLike as ArnLike
    from sagemaker_model_package.registry.registered import DescribedModelPackage as DescribedModelPackage
    from sagemaker_model_package.registry.registered import DescribedModelVersion as DescribedModelVersion
    from sagemaker_model_package.registry.registered import ListedModelPackage as ListedModelPackage
    from sagemaker_model_package.registry.registered import RegisteredModelPackage as RegisteredModelPackage
    from sagemaker_model_package.registry.registered import UserContext as UserContext
    from sagemaker_model_package.registry.request_guard import guard as guard
    from sagemaker_model_package.registry.request_guard import unguard as unguard
    from sagemaker_model_package.registry.rewrite import Location as Location
    from sagemaker_model_package.registry.rewrite import Rewritten as Rewritten
    from sagemaker_model_package.registry.rewrite import Unmatched as Unmatched
    from sagemaker_model_package.registry.rewrite import rewritten as rewritten
    from sagemaker_model_package.registry.rewrite_rules import Rewrite as Rewrite
    from sagemaker_model_package.registry.wait import Progress as Progress
    from sagemaker_model_package.registry.wait import ProgressCallback as ProgressCallback

_MODULES = {
    "_versions": ("PackageLike",),
    "client": (
        "SageMakerClient",
        "UntypedClient",
    ),
    "groups": (
        "EnsuredGroup",
        "GroupLike",
        "TagDifference",
        "TagsLike",
    ),
    "listing": ("Versions",),
    "model_registry": ("ModelRegistry",),
    "progress": ("rich_progress",),
    "promotion": (
        "Promotion",
        "S3Client",
    ),
    "registered": (
        "ArnLike",
        "DescribedModelPackage",
        "DescribedModelVersion",
        "ListedModelPackage",
        "RegisteredModelPackage",
        "UserContext",
    ),
    "request_guard": (
        "guard",
        "unguard",
    ),
    "rewrite": (
        "Location",
        "Rewritten",
        "Unmatched",
        "rewritten",
    ),
    "rewrite_rules": ("Rewrite",),
    "wait": (
        "Progress",
        "ProgressCallback",
    ),
    "sagemaker_model_package.errors": (
        "Absence",
        "StatusDetail",
    ),
}
"""The public names of each module."""

if not TYPE_CHECKING:  # type checkers read the imports above
    __all__ = [name for names in _MODULES.values() for name in names]
    __getattr__, __dir__ = lazy_names(__name__, _MODULES)
