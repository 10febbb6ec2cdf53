"""cattrs for classes of your own that hold model packages.

``configure_converter`` teaches a cattrs converter of your own, so that packages may stand inside classes of yours;
``make_converter`` makes one. It writes what ``to_kwargs()`` returns; what it reads is checked as by ``from_kwargs``.
"""

from __future__ import annotations

from functools import partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from cattrs import Converter

from sagemaker_model_package._conversion import as_given, checked_package, register_structuring, register_unstructuring
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._validation.problems import reported
from sagemaker_model_package.shapes._request import ModelPackageRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cattrs import BaseConverter

    from sagemaker_model_package.errors import Kind

__all__ = ["configure_converter", "make_converter"]

C = TypeVar("C", bound=Converter)


def configure_converter(converter: C) -> C:
    """Teach a cattrs converter model packages and their structures; return it.

    Packages are unstructured as the kwargs of ``create_model_package``, and structured from them with the whole check,
    as by ``from_kwargs``; so is a ``ModelPackage``, which may be either kind. A structure on its own is made of what
    there is, and checked when a package is made of it. Nothing else that the converter does changes.

    Raises:
        ModelPackageValidationError: from the converter, where it makes a package of a mapping that has problems; inside
            another class, cattrs puts it into its own ``ClassValidationError`` unless that is switched off.
    """
    register_unstructuring(converter, converter.unstructure)
    register_structuring(converter, as_given)
    converter.register_structure_hook_factory(_is_package, partial(_package_hook, converter))
    converter.register_structure_hook_factory(_is_either_package, partial(_package_hook, converter))
    return converter


def make_converter() -> Converter:
    """Return a new cattrs converter that knows model packages; see ``configure_converter``."""
    return configure_converter(Converter())


def _is_package(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, ModelPackageRequest)


def _is_either_package(cls: Any) -> bool:
    return get_origin(cls) in {Union, UnionType} and all(one is NoneType or _is_package(one) for one in get_args(cls))


def _package_hook(converter: BaseConverter, cls: Any) -> Callable[[Any, Any], Any]:
    classes = get_args(cls) or (cls,)
    packages: dict[Kind, type[Any]] = {one.kind: one for one in classes if one is not NoneType}

    def structured(value: Any, _: Any) -> Any:
        try:
            return None if value is None and NoneType in classes else checked_package(converter, value, packages)
        except reported() as error:
            __tracebackhide__ = _rich_traceback_omit = True
            value = FORGOTTEN
            raise error.with_traceback(None) from None

    return structured
