"""The base of the service's closed lists: string enums that let a program use values newer than this release."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package._internal.value_format import format_value, is_reference, is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typing_extensions import Self

_MAX_REPEATED = 40
"""Characters of a wrong value that a message shows a second time, inside the call that lets it through."""

_UNLISTED: dict[tuple[type[ServiceEnum], str], ServiceEnum] = {}
"""The members of values that are not declared; like declared ones, they live as long as the process."""

_ACCEPTED: set[tuple[type[ServiceEnum], str]] = set()
"""Those that the program itself has accepted, with ``unlisted``: not what a response or the installed botocore has."""


_WITH_LISTS = tuple(f"sagemaker_model_package.{name}" for name in ("enums.data", "enums", "_instance_types"))
"""The modules of the closed lists, which are imported when they are first used."""


class ServiceEnum(str, Enum):
    """A closed list of the service that also takes values newer than this release.

    ``cls(value)`` gives the declared member, or failing that an unlisted one if the installed botocore knows the value.
    ``cls.unlisted(value)`` takes any value.
    """

    _value_: str

    def __str__(self) -> str:
        """Return the value, which is what ``str`` gives for members on some Pythons only."""
        return self._value_

    def __format__(self, format_spec: str) -> str:
        """Format the value."""
        return format(self._value_, format_spec)

    def __repr__(self) -> str:
        """Show the member as enums do, or the call that makes an unlisted one."""
        if self.is_listed:
            return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"
        return f"<{type(self).__name__}.unlisted({format_value(self._value_)})>"

    def __reduce_ex__(self, _protocol: object) -> tuple[Callable[[str], Self], tuple[str]]:
        """Pickle and copy by value: the release that unpickles may list more values, or fewer."""
        cls = type(self)
        return (cls.unlisted if (cls, self._value_) in _ACCEPTED else cls.let_through), (self._value_,)

    @property
    def is_listed(self) -> bool:
        """Whether this release declares the value."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def unlisted(cls, value: str) -> Self:
        """Return the declared member of this value or, where there is none, an object that behaves like one.

        It is the same object each time. It does not belong to the class's members: iteration, ``len()`` and
        ``cls(value)`` do not know it.
        """
        if not is_text(value):
            raise TypeError(f"{cls.__name__}.unlisted() takes a str, got {format_value(value)}")
        text = str.__str__(value)
        if not text:
            raise ValueError(f"{cls.__name__}.unlisted() takes a value of the service, got an empty str")
        _ACCEPTED.add((cls, text))
        return cls.let_through(text)

    @classmethod
    def let_through(cls, text: str) -> Self:
        """Return the declared or the unlisted member of a value that is known from elsewhere, such as a response."""
        declared = cls._value2member_map_.get(text)
        if declared is not None:
            return cast("Self", declared)
        made = str.__new__(cls, text)
        made._name_ = made._value_ = text
        # Atomic: of threads that meet here, all get the object of the first.
        return cast("Self", _UNLISTED.setdefault((cls, text), made))

    @classmethod
    def accepted(cls, value: str) -> Self:
        """Return the member of a value that the program has accepted with ``unlisted``; anything else as it is."""
        known = is_text(value) and (cls, str.__str__(value)) in _ACCEPTED
        return cls.let_through(str.__str__(value)) if known else cast("Self", value)

    @classmethod
    def convert(cls, value: str) -> Self:
        """Return the member of a value; return anything else, and a value that is not known, as it is.

        This is what the converters of fields call. It never raises: what is not a member is left for the check, which
        is why the annotation promises more than is true of a value that has not been checked. A value that is not
        declared but known to the installed botocore gives an unlisted member.
        """
        text = value
        if type(value) is not str:  # nearly all values are plain strings
            if type(value) is cls or not is_text(value) or is_reference(value):
                return cast("Self", value)
            text = str.__str__(value)  # a subclass may define its own hash and equality
        member = cls._value2member_map_.get(text)
        if member is None and text in _values_in_botocore(cls.__name__):
            return cls.let_through(text)
        return cast("Self", value if member is None else member)

    @classmethod
    def convert_optional(cls, value: str | None) -> Self | None:
        """Return ``None`` as it is, and anything else as ``convert`` does."""
        return None if value is None else cls.convert(value)

    @classmethod
    def convert_items(cls, value: Sequence[str]) -> tuple[Self, ...]:
        """Return a list as a tuple of what ``convert`` makes of its items; return anything else as it is."""
        items = as_tuple(value)
        return tuple(map(cls.convert, items)) if type(items) is tuple else cast("tuple[Self, ...]", items)

    @classmethod
    def known_values(cls) -> tuple[str, ...]:
        """Return every value that this release declares, then those that only the installed botocore knows."""
        declared = tuple(member._value_ for member in cls)
        return tuple(dict.fromkeys(declared + _values_in_botocore(cls.__name__)))

    @classmethod
    def suggestion(cls, value: str) -> str:
        """Return what to do about a string that is not known: the value that was probably meant, and ``unlisted``."""
        others = (found for name in _WITH_LISTS for found in vars(import_module(name)).values())
        lists = (found for found in others if isinstance(found, type) and issubclass(found, ServiceEnum))
        other = next((found for found in lists if value in found._value2member_map_), None)
        elsewhere = f"it is a value of {other.__name__}; " if other else ""
        from sagemaker_model_package._internal.nearest import nearest

        near = nearest(value, cls.known_values())
        argument = format_value(value) if 0 < len(value) <= _MAX_REPEATED else "..."
        newer = f"it is newer than this release, write {cls.__name__}.unlisted({argument})"
        return elsewhere + (f"did you mean {near!r}? If {newer}" if near else f"if {newer}")

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if not is_text(value) or is_reference(value):
            raise ValueError(f"{format_value(value)} is not a valid {cls.__name__}: expected a str")
        text = str.__str__(value)
        if text in _values_in_botocore(cls.__name__):
            return cls.let_through(text)
        raise ValueError(
            f"{format_value(text)} is not a valid {cls.__name__}, "
            f"as far as this release and the installed botocore know: {cls.suggestion(text)}"
        )


def _values_in_botocore(shape: str) -> tuple[str, ...]:
    """Return the values of a closed list that the installed botocore knows; none if there is no botocore."""
    return _botocore_enums().get(shape, ())


@lru_cache(maxsize=1)
def _botocore_enums() -> Mapping[str, tuple[str, ...]]:
    """Return every closed list of SageMaker's service model; of the model, only these are kept."""
    from sagemaker_model_package._internal.lazy_botocore import service_shapes

    # Loaded here, for it takes longer than all the rest of this package, and only a wrong value needs it.
    shapes = service_shapes("sagemaker")
    return {name: tuple(shape["enum"]) for name, shape in shapes.items() if "enum" in shape}
