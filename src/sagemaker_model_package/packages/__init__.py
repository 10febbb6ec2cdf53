"""The two kinds of model package, each checked when it comes to exist; from kwargs and from a response.

A class is imported when it is first used: most programs build packages of one kind. The functions need both.
"""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.lazy_names import lazy_names
from sagemaker_model_package._internal.value_format import REFERENCES, type_name
from sagemaker_model_package._validation.problems import raise_or_warn, reported
from sagemaker_model_package.packages._checked import CheckedPackage

if TYPE_CHECKING:
    from sagemaker_model_package.errors import Kind, Problem
    from sagemaker_model_package.packages import _kinds
    from sagemaker_model_package.packages._kinds import ModelPackage
    from sagemaker_model_package.packages.unversioned import UnversionedModelPackage
    from sagemaker_model_package.packages.versioned import VersionedModelPackage
else:
    _kinds = LazyModule("sagemaker_model_package.packages._kinds")

__all__ = ["ModelPackage", "UnversionedModelPackage", "VersionedModelPackage", "from_describe", "from_kwargs"]


def from_kwargs(kwargs: Mapping[str, Any]) -> "_kinds.ModelPackage":
    """Make a package of the kwargs of ``create_model_package``; nothing is coerced.

    ``ModelPackageGroupName`` makes it a version, ``ModelPackageName`` an unversioned package.

    Raises:
        ModelPackageValidationError: with every problem: unknown keys, wrong types, missing members, wrong kind, broken
            constraints and rules.
    """
    from sagemaker_model_package import _conversion

    try:
        return _conversion.from_kwargs(kwargs, _kinds.PACKAGES)
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        kwargs = FORGOTTEN
        raise error.with_traceback(None) from None


def from_describe(response: Mapping[str, Any]) -> "_kinds.ModelPackage":
    """Make a package of a response of ``describe_model_package``.

    Members that only responses have are dropped, and ``Tags`` and ``ClientToken`` never come back. The service holds
    this package already, so what would be an error elsewhere is a ``ModelPackageWarning`` here, and enum values that
    this release does not know are let through.

    Raises:
        ModelPackageValidationError: where the response is not of the operation's shape: it has neither name, a value
            of another type, or lacks a member that the service requires.
    """
    from sagemaker_model_package import _conversion

    try:
        return _conversion.from_describe(response, _kinds.PACKAGES)
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        response = FORGOTTEN
        raise error.with_traceback(None) from None


def read_kwargs(kwargs: Mapping[str, Any]) -> "tuple[Any, Kind | None, list[Problem]]":
    """Make a package of kwargs, and return it with its kind and every problem, in place of an error or warnings.

    The package is valid where none of the problems is an error; else it is of no use. A value that the program has
    accepted with ``.unlisted(...)`` passes, though a plain ``str`` does not show that.
    """
    from sagemaker_model_package import _conversion

    return _conversion.read_kwargs(kwargs, _kinds.PACKAGES)


def refusal_of(package: object, function: str) -> str | None:
    """Return why a function that takes a package refuses what is none.

    It is returned, not raised: the function forgets the value first. It may be a request as a dict or as text, and a
    traceback would keep it, with the secrets in it.
    """
    if isinstance(package, CheckedPackage):
        return None
    return (
        f"{function} takes a model package, got a value of type {type_name(package)}; "
        "get one from a builder's .build(), from a description's .package, or from a dict with from_kwargs(...)"
    )


def from_values(kwargs: Mapping[str, Any]) -> "_kinds.ModelPackage":
    """Do what ``from_kwargs`` does for a request that is to be sent: each reference in it is a problem too."""
    package, kind, problems = read_values(kwargs)
    if problems:
        raise_or_warn(problems, kind)
    made: _kinds.ModelPackage = package
    return made


def read_values(kwargs: Mapping[str, Any]) -> "tuple[Any, Kind | None, list[Problem]]":
    """Do what ``read_kwargs`` does for a request that is to be sent: each reference in it is a problem too."""
    package, kind, problems = read_kwargs(kwargs)
    if REFERENCES in sys.modules:  # else there is none in this process
        from sagemaker_model_package._validation.references import reference_problems

        problems += reference_problems(package)
    return package, kind, problems


if not TYPE_CHECKING:  # type checkers read the imports above
    _MODULES = {
        "_kinds": ("ModelPackage",),
        "unversioned": ("UnversionedModelPackage",),
        "versioned": ("VersionedModelPackage",),
    }
    __getattr__, _ = lazy_names(__name__, _MODULES)

    def __dir__() -> list[str]:
        """Return the public names, also those that are not imported yet."""
        return __all__
