"""A version in a group, checked when it comes to exist."""

from typing import TYPE_CHECKING

from sagemaker_model_package._internal import builders
from sagemaker_model_package.packages._checked import CheckedPackage, init_of
from sagemaker_model_package.shapes._versioned_request import VersionedRequest


class VersionedModelPackage(CheckedPackage, VersionedRequest):
    """A model version: it belongs to a group, takes the group's tags, and is approved or rejected.

    One that exists is valid: making one checks the whole tree. Warnings go through the standard ``warnings`` module as
    ``ModelPackageWarning``. Source: API operation ``CreateModelPackage`` with ``ModelPackageGroupName``.

    Raises:
        ModelPackageValidationError: where anything is wrong, with every problem.
    """

    __slots__ = ()

    if not TYPE_CHECKING:
        __init__ = init_of(VersionedRequest)

    def to_builder(self) -> "builders.VersionedModelPackageBuilder":
        """Return a builder that holds all of this package, so that a change is written in the words of the making.

        The approval status and the client token are not carried over: a copy starts as pending.
        """
        return builders.ModelPackageBuilder.from_package(self)
