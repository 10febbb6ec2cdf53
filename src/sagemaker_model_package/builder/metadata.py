"""What becomes a value of ``CustomerMetadataProperties``, which the service keeps as short texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.value_format import format_value

if TYPE_CHECKING:
    from datetime import date, time
    from decimal import Decimal
    from pathlib import PurePath
    from typing import Protocol
    from uuid import UUID

    from sagemaker_model_package._internal import numpy_values

    class NumpyScalar(Protocol):
        """As much of numpy's scalars as type checkers need to see."""

        @property
        def dtype(self) -> Any:
            """Its type of data."""
            ...

        def item(self) -> Any:
            """Return it as Python's own."""
            ...

else:
    numpy_values = LazyModule("sagemaker_model_package._internal.numpy_values")

MetadataValue: TypeAlias = "str | float | bool | Decimal | date | time | PurePath | UUID | NumpyScalar"
"""What ``customer_metadata`` and ``metadata_text`` write as text."""


def metadata_text(value: MetadataValue, *, unfit: str = "_") -> str:
    """Make a value for ``customer_metadata`` of any text: what does not fit is replaced, and what is too long is cut.

    A value has 1 to 256 letters, digits, spaces and ``_ . : / = + - @``. Nothing is replaced where you do not ask for
    it: ``customer_metadata`` itself refuses other values.

    Args:
        value: A text, or anything that ``customer_metadata`` writes as one: a number, a date, a path, a UUID.
        unfit: What stands for each character that does not fit, and for an empty text; ``""`` leaves such characters
            out.

    Raises:
        TypeError: where the value is of a type that has no such text.
        ValueError: where ``unfit`` does not fit itself, or where it is empty and nothing is left.
    """
    from sagemaker_model_package.shapes._strings import CUSTOMER_METADATA_VALUE

    text = as_text(value)
    if not isinstance(text, str):
        raise TypeError(f"metadata_text() takes a text, a number, a date, a path or a UUID, got {format_value(value)}")
    fits = CUSTOMER_METADATA_VALUE.accepts
    if unfit and not fits(unfit):
        raise ValueError(f"unfit={format_value(unfit)} does not fit itself; {CUSTOMER_METADATA_VALUE.remedy}")
    fitting = "".join([one if fits(one) else unfit for one in str.__str__(text)]) or unfit
    if not fitting:
        raise ValueError('no character of the text fits, and a value has at least 1: leave unfit="_"')
    return fitting[: CUSTOMER_METADATA_VALUE.maximum]


def as_text(value: object) -> object:
    """Return a property's value as text; what has no such text stays as it is, for the check to report."""
    held: Any = value
    if type(value) is str:
        return value
    if issubclass(type(value), float):
        return float.__repr__(held)  # numpy's own repr of its floats names their type
    if issubclass(type(value), bool):
        return "true" if held else "false"
    try:
        if issubclass(type(value), int):
            return int.__repr__(held)  # a member of an IntEnum has a text of its own
        return _text_of_object(value, type(value))  # of a mock, isinstance() is true as well
    except Exception:  # noqa: BLE001 - an int of too many digits, and whatever an object of the user's own may raise
        return value


def _text_of_object(value: Any, cls: type[object]) -> object:
    from datetime import date, time
    from numbers import Number
    from pathlib import PurePath
    from uuid import UUID

    if issubclass(cls, (date, time)):
        return value.isoformat()
    if numpy_values.is_numpy(value) and not value.ndim:
        if value.dtype.kind == "b":
            return "true" if value else "false"
        return str(value)
    return str(value) if issubclass(cls, (Number, PurePath, UUID)) else value
