# A language server forgets all types at each edit, and works out again those that the file at hand leads to. For one
# class that is made with attrs it reads every overload of `attrs.field` and `attr.ib` and all that they name, which is
# as much as it has to do for a request otherwise. So it is shown the little of attrs that is used here. mypy and
# pyrefly know the real ones by name, and understand more of them: converters, `attrs.evolve`.

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from typing_extensions import dataclass_transform

__all__ = ["field", "frozen"]

# Each is true to the checker that it is named after, and to no other; attrs' own stubs make use of the first, too.
MYPY = False  # noqa: PYI052 - with an annotation it would not be
TYPE_CHECKING_WITH_PYREFLY = False  # noqa: PYI052 - see above

if MYPY or TYPE_CHECKING_WITH_PYREFLY:  # noqa: PYI002 - see above
    from attrs import field as field
    from attrs import frozen as frozen
else:
    _C = TypeVar("_C", bound=type)

    def field(
        *,
        default: Any = ...,
        converter: Callable[[Any], Any] = ...,
        init: bool = True,
        eq: bool = True,
        repr: bool | Callable[[Any], str] = True,  # noqa: A002 - attrs calls it so
        metadata: Mapping[str, Any] = ...,
    ) -> Any: ...  # as in attrs, so that it can be assigned to a field of any type
    @dataclass_transform(frozen_default=True, field_specifiers=(field,))
    def frozen(
        *,
        kw_only: bool = False,
        init: bool = True,
        eq: bool = True,
        repr: bool = True,  # noqa: A002 - see above
        field_transformer: Callable[[type[Any], list[Any]], list[Any]] | None = None,
    ) -> Callable[[_C], _C]: ...
