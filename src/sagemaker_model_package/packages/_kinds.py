"""Both kinds of model package: either of them for annotations, and each by its kind."""

from typing import TYPE_CHECKING, TypeAlias

from sagemaker_model_package.packages.unversioned import UnversionedModelPackage
from sagemaker_model_package.packages.versioned import VersionedModelPackage

if TYPE_CHECKING:
    from sagemaker_model_package.errors import Kind

ModelPackage: TypeAlias = VersionedModelPackage | UnversionedModelPackage
"""Either kind of package."""

PACKAGES: "dict[Kind, type[ModelPackage]]" = {
    "versioned": VersionedModelPackage,
    "unversioned": UnversionedModelPackage,
}
