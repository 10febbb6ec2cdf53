"""What both kinds of model package do."""

from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

from attrs.exceptions import FrozenInstanceError

from sagemaker_model_package._constraints import table_of
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._validation.check import check
from sagemaker_model_package._validation.problems import reported


class CheckedPackage:
    """What both kinds of package do."""

    __slots__ = ()

    def __attrs_post_init__(self: Any) -> None:
        """Check the whole tree."""
        check(self, self.kind)

    def to_kwargs(self) -> dict[str, Any]:
        """Return the kwargs of ``create_model_package``: plain dicts, lists, str, int and bool, only what was set.

        Raises:
            ModelPackageValidationError: if the package holds what only the run of a pipeline knows, with every path;
                see ``pipelines.reference``.
        """
        from sagemaker_model_package import _conversion

        try:
            return _conversion.to_kwargs(self)
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


def init_of(request: type[Any]) -> Any:
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
