"""The builders, for the packages, which stand below them.

A package and its builder name each other. So packages find builders by name, on first use, and type checkers find their
classes in ``builders.pyi``.
"""

from __future__ import annotations

from sagemaker_model_package._internal.lazy_names import lazy_names

_MODULES = {
    "sagemaker_model_package.builder": (
        "ModelPackageBuilder",
        "UnversionedModelPackageBuilder",
        "VersionedModelPackageBuilder",
    )
}

__getattr__, __dir__ = lazy_names(__name__, _MODULES)
