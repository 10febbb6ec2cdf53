"""An unversioned package, checked when it comes to exist."""

from typing import TYPE_CHECKING

from sagemaker_model_package._internal import builders
from sagemaker_model_package.packages._checked import CheckedPackage, init_of
from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest


class UnversionedModelPackage(CheckedPackage, UnversionedRequest):
    """An unversioned package, under its own name, as AWS Marketplace sells them.

    One that exists is valid: making one checks the whole tree. Warnings go through the standard ``warnings`` module as
    ``ModelPackageWarning``. Source: API operation ``CreateModelPackage`` with ``ModelPackageName``.

    Raises:
        ModelPackageValidationError: where anything is wrong, with every problem.
    """

    __slots__ = ()

    if not TYPE_CHECKING:
        __init__ = init_of(UnversionedRequest)

    def to_builder(self) -> "builders.UnversionedModelPackageBuilder":
        """Return a builder that holds all of this package, so that a change is written in the words of the making.

        The client token is not carried over.
        """
        return builders.ModelPackageBuilder.from_package(self)
