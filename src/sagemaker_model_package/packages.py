"""The two kinds of model package, each checked when it comes to exist; from kwargs, from a response, and to kwargs."""

import sys
from collections.abc import Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from attrs.exceptions import FrozenInstanceError

from sagemaker_model_package._constraints import table_of
from sagemaker_model_package._internal import builders
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.value_format import REFERENCES, format_value
from sagemaker_model_package._validation.check import check
from sagemaker_model_package._validation.problems import raise_or_warn, reported
from sagemaker_model_package.shapes._request import UnversionedRequest, VersionedRequest

if TYPE_CHECKING:
    from sagemaker_model_package.errors import Kind, Problem

__all__ = ["ModelPackage", "UnversionedModelPackage", "VersionedModelPackage", "from_describe", "from_kwargs"]


class _CheckedPackage:
    """What both kinds of package do."""

    __slots__ = ()

    def to_kwargs(self) -> dict[str, Any]:
        """Return the kwargs of ``create_model_package``: plain dicts, lists, str, int and bool, only what was set.

        Raises:
            ModelPackageValidationError: if the package holds what only the run of a pipeline knows, with every path;
                see ``pipelines.reference``.
        """
        from sagemaker_model_package import converter

        try:
            return converter.to_kwargs(self)
        except reported() as error:
            __tracebackhide__ = _rich_traceback_omit = True
            raise error.with_traceback(None) from None

    def _repr_html_(self: Any) -> str:
        """Return the card that notebooks show: what was set, without values of environments and model cards."""
        from sagemaker_model_package._display.card import card

        return card(self)

    if not TYPE_CHECKING:  # type checkers say by themselves that there is none of this

        def __getattr__(self, name: str) -> NoReturn:
            """Say what there is in place of a name that is not an attribute."""
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            if not name.startswith("_"):  # copy and pickle probe for those
                message += _lead(type(self), name)
            raise AttributeError(message, name=name, obj=self)

        def __getitem__(self, key: object) -> NoReturn:
            """Say how a member is read."""
            member = table_of(type(self)).by_name.get(key) if isinstance(key, str) else None
            attribute = member.attribute if member else "model_package_description"
            raise TypeError(
                f"{type(self).__name__!r} object is not subscriptable: its members are attributes, such as "
                f"package.{attribute}; package.to_kwargs() is a dict"
            )

        def __setattr__(self, name: str, value: object) -> NoReturn:
            """Say how a changed package is made."""
            message = f"a package cannot be changed: {_CHANGED}"
            raise FrozenInstanceError.__new__(FrozenInstanceError, message)  # attrs' own takes no message


_CHANGED = "package.to_builder() goes on from it; .build() makes another one"

_LEADS = {
    **dict.fromkeys(("to_dict", "as_dict", "asdict", "dict", "model_dump"), "package.to_kwargs() is a dict"),
    **dict.fromkeys(("to_json", "json", "model_dump_json"), "json.dumps(package.to_kwargs()) is JSON"),
    **dict.fromkeys(("evolve", "replace", "copy", "model_copy"), _CHANGED),
    **dict.fromkeys(("register", "create"), "ModelRegistry(client).register(package) registers it"),
    "build": "it is built already",
}
"""For names that a package does not have, what there is in their place."""


def _lead(package: type[Any], name: str) -> str:
    if name in _LEADS:
        return f": {_LEADS[name]}"
    table = table_of(package)
    from sagemaker_model_package._internal.nearest import nearest

    near = nearest(name, table.by_attribute) or nearest(name, table.by_name)
    return f". Did you mean {table.by_name[near].attribute if near in table.by_name else near!r}?" if near else ""


def _init_of(request: type[Any]) -> Any:
    """Return the ``__init__`` of a request's class, with a traceback that ends where the user calls it."""
    make = request.__init__

    @wraps(make)
    def __init__(self: Any, **members: Any) -> None:  # noqa: N807 - it becomes that
        __tracebackhide__ = _rich_traceback_omit = True
        try:
            make(self, **members)
        except reported() as error:
            raise error.with_traceback(None) from None
        finally:  # a traceback keeps them, and they may hold a secret
            members.clear()
            self = FORGOTTEN

    return __init__


class VersionedModelPackage(_CheckedPackage, VersionedRequest):
    """A model version: it belongs to a group, takes the group's tags, and is approved or rejected.

    One that exists is valid: making one checks the whole tree. Warnings go through the standard ``warnings`` module as
    ``ModelPackageWarning``. Source: API operation ``CreateModelPackage`` with ``ModelPackageGroupName``.

    Raises:
        ModelPackageValidationError: where anything is wrong, with every problem.
    """

    __slots__ = ()

    if not TYPE_CHECKING:
        __init__ = _init_of(VersionedRequest)

    def __attrs_post_init__(self) -> None:
        """Check the whole tree."""
        check(self, self.kind)

    def to_builder(self) -> "builders.VersionedModelPackageBuilder":
        """Return a builder that holds all of this package, so that a change is written in the words of the making.

        The approval status and the client token are not carried over: a copy starts as pending.
        """
        return builders.ModelPackageBuilder.from_package(self)


class UnversionedModelPackage(_CheckedPackage, UnversionedRequest):
    """A package that stands alone, under its own name, as AWS Marketplace sells them.

    One that exists is valid: making one checks the whole tree. Warnings go through the standard ``warnings`` module as
    ``ModelPackageWarning``. Source: API operation ``CreateModelPackage`` with ``ModelPackageName``.

    Raises:
        ModelPackageValidationError: where anything is wrong, with every problem.
    """

    __slots__ = ()

    if not TYPE_CHECKING:
        __init__ = _init_of(UnversionedRequest)

    def __attrs_post_init__(self) -> None:
        """Check the whole tree."""
        check(self, self.kind)

    def to_builder(self) -> "builders.UnversionedModelPackageBuilder":
        """Return a builder that holds all of this package, so that a change is written in the words of the making.

        The client token is not carried over.
        """
        return builders.ModelPackageBuilder.from_package(self)


ModelPackage: TypeAlias = VersionedModelPackage | UnversionedModelPackage
"""Either kind of package."""

_PACKAGES: "dict[Kind, type[ModelPackage]]" = {
    "versioned": VersionedModelPackage,
    "unversioned": UnversionedModelPackage,
}


def from_kwargs(kwargs: Mapping[str, Any]) -> ModelPackage:
    """Make a package of the kwargs of ``create_model_package``; nothing is coerced.

    ``ModelPackageGroupName`` makes it a version, ``ModelPackageName`` an unversioned package.

    Raises:
        ModelPackageValidationError: with every problem: unknown keys, wrong types, missing members, wrong kind, broken
            constraints and rules.
    """
    from sagemaker_model_package import converter

    try:
        return converter.from_kwargs(kwargs, _PACKAGES)
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        kwargs = FORGOTTEN
        raise error.with_traceback(None) from None


def from_describe(response: Mapping[str, Any]) -> ModelPackage:
    """Make a package of a response of ``describe_model_package``.

    Members that only responses have are dropped, and ``Tags`` and ``ClientToken`` never come back. The service holds
    this package already, so what would be an error elsewhere is a ``ModelPackageWarning`` here, and enum values that
    this release does not know are let through.

    Raises:
        ModelPackageValidationError: where the response is not of the operation's shape: it has neither name, a value
            of another type, or lacks a member that the service requires.
    """
    from sagemaker_model_package import converter

    try:
        return converter.from_describe(response, _PACKAGES)
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        response = FORGOTTEN
        raise error.with_traceback(None) from None


def read_kwargs(kwargs: Mapping[str, Any]) -> "tuple[Any, Kind | None, list[Problem]]":
    """Make a package of kwargs, and return it with its kind and every problem, in place of an error or warnings.

    The package is valid where none of the problems is an error; else it is of no use. A value that the program has
    accepted with ``.unlisted(...)`` passes, though a plain ``str`` does not show that.
    """
    from sagemaker_model_package import converter

    return converter.read_kwargs(kwargs, _PACKAGES)


def refusal_of(package: object, function: str) -> str | None:
    """Return why a function that takes a package refuses what is none."""
    if isinstance(package, (VersionedModelPackage, UnversionedModelPackage)):
        return None
    return (
        f"{function} takes a model package, got {format_value(package)}; "
        "get one from a builder's .build(), or from a dict with from_kwargs(...)"
    )


def from_values(kwargs: Mapping[str, Any]) -> ModelPackage:
    """Do what ``from_kwargs`` does for a request that is to be sent: each reference in it is a problem too."""
    package, kind, problems = read_kwargs(kwargs)
    if REFERENCES in sys.modules:  # else there is none in this process
        from sagemaker_model_package._validation.references import reference_problems

        problems += reference_problems(package)
    if problems:
        raise_or_warn(problems, kind)
    made: ModelPackage = package
    return made
