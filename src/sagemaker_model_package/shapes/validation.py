"""How the service validates a package: the role and the profile of its batch transform job."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sagemaker_model_package._constraints import ListOf, Nested
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package.shapes._strings import (
    ENTITY_NAME,
    ROLE_ARN,
)
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from sagemaker_model_package.shapes import transform
else:
    transform = LazyModule("sagemaker_model_package.shapes.transform")


@frozen(kw_only=True, eq=False, repr=False)
class ModelPackageValidationProfile(Structure):
    """A named validation job. AWS Marketplace shows its data to buyers.

    Source: API shape ``ModelPackageValidationProfile``.
    """

    profile_name: str = field(metadata={"ProfileName": ENTITY_NAME})
    """Its name, 1 to 63 letters, digits and inner hyphens."""

    transform_job_definition: "transform.TransformJobDefinition" = field(
        metadata={"TransformJobDefinition": Nested(lambda: transform.TransformJobDefinition)}
    )
    """The job."""


def to_validation_profiles(
    value: Sequence[ModelPackageValidationProfile],
) -> tuple[ModelPackageValidationProfile, ...]:
    """Convert a list of validation profiles."""
    return as_tuple(value)


@frozen(kw_only=True, eq=False, repr=False)
class ModelPackageValidationSpecification(Structure):
    """How the service validates the package before it is completed.

    Source: API shape ``ModelPackageValidationSpecification``.
    """

    validation_role: str = field(metadata={"ValidationRole": ROLE_ARN})
    """ARN of the IAM role that the job runs as, 20 to 2,048 characters."""

    validation_profiles: tuple[ModelPackageValidationProfile, ...] = field(
        converter=to_validation_profiles,
        metadata={"ValidationProfiles": ListOf(ModelPackageValidationProfile, maximum=1)},
    )
    """At most one profile."""
