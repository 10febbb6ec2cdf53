"""What every setter of the builders does: return the builder itself, or a new one with one thing more."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_model_package.builder._discarded import Watch, watch
from sagemaker_model_package.builder._draft import Draft, container_of, merged, unchecked
from sagemaker_model_package.shapes._structure import given_members, shown_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typing_extensions

    from sagemaker_model_package.builder._draft import Step
    from sagemaker_model_package.shapes._request import ModelPackageRequest
    from sagemaker_model_package.shapes._structure import Structure

B = TypeVar("B", bound="Setters")

Self = TypeVar("Self", bound="Setters")
"""The builder's own class. Setters that several builders share annotate ``self`` with it, too: jedi, and so JupyterLab
and IPython, take ``typing.Self`` for the class that a method stands in, and would offer that class's setters alone.
"""


class Setters:  # noqa: PLW1641 - what it was given may be of any type, and need not have a hash
    """What an immutable builder was given, as a chain of steps that it shares with the builders it came from."""

    __slots__ = ("_container_defaults", "_last", "_watch")

    if TYPE_CHECKING:
        _last: Step | None
        _container_defaults: Draft | None
        """Members for every container that does not have them itself."""
        _watch: Watch | None
        """What notices that this builder is discarded, where it may be."""

    @staticmethod
    @abstractmethod
    def _request_class() -> type[ModelPackageRequest]:
        """Return the class with the members that may be set, which checks nothing."""

    def _set(self, **fields: Any) -> typing_extensions.Self:
        """Return a builder with fields of the request set, or itself where all are ``None``. For setters to call."""
        last = self._last
        for name, value in fields.items():
            if value is not None:
                last = (last, name, value)
        if last is self._last:
            return self
        new = object.__new__(type(self))
        new._last = last
        new._container_defaults = self._container_defaults
        new._watch = watch()
        return new

    def _set_container_defaults(self, defaults: Draft | None) -> typing_extensions.Self:
        """Return a builder with members for every container, or itself for ``None``. For setters to call."""
        if defaults is None:
            return self
        merged_defaults = defaults.merged_into((self._container_defaults or Draft()).merged_into(None))
        return _new_builder(type(self), self._last, merged_defaults, watch())

    def _move(self, builder: type[B], **fields: Any) -> B:
        """Return a builder of another class with fields of the request set. For moves to call."""
        last = self._last
        for name, value in fields.items():
            last = (last, name, value)
        return _new_builder(builder, last, self._container_defaults, watch())

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of the same class and was given the same. A builder has no hash."""
        if not isinstance(other, Setters) or type(other) is not type(self):
            return NotImplemented
        return self._given() == other._given()

    def _given(self) -> tuple[Draft, Draft | None]:
        return merged(self._last), self._container_defaults

    def __repr__(self) -> str:
        """Return the class and the names of what was set: fields, and members for every container."""
        names = [*merged(self._last), *(self._container_defaults or ())]
        return f"<{type(self).__name__} with {', '.join(names) or 'nothing'} set>"

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        """Show rich what was set so far, as a package shows it, and what goes to every container."""
        yield from shown_members(unchecked(self._request_class(), self._last))
        if self._container_defaults is not None:
            yield "every_container", container_of(self._container_defaults)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython's signature
        """Show IPython the same, indented where it does not fit on a line."""
        from sagemaker_model_package._internal.indented_text import write

        write(printer, self)

    def __copy__(self) -> typing_extensions.Self:
        """Return itself: it never changes."""
        return self

    def __deepcopy__(self, _memo: object) -> typing_extensions.Self:
        """Return itself: it never changes."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was given; where the builder was made is of no use elsewhere."""
        return _unpickled, (type(self), *self._given())


NOT_CARRIED_OVER = frozenset({"client_token", "model_approval_status"})
"""Members that a copy of a package does not have: it is a new request, and approval is never inherited."""


def started(builder: type[B], package: Structure) -> B:
    """Return a builder that holds all of a package but what is not carried over."""
    last: Step | None = None
    for name, value in given_members(package).items():
        if name not in NOT_CARRIED_OVER:
            last = (last, name, value)
    return _new_builder(builder, last, None, None)


def _unpickled(builder: type[B], fields: Draft, container_defaults: Draft | None) -> B:
    last: Step | None = None
    for name, value in fields.items():
        last = (last, name, value)
    return _new_builder(builder, last, container_defaults, None)


def _new_builder(builder: type[B], last: Step | None, container_defaults: Draft | None, watching: Watch | None) -> B:
    new = object.__new__(builder)
    new._last = last  # pyright: ignore[reportPrivateUsage] - it is still being made
    new._container_defaults = container_defaults  # pyright: ignore[reportPrivateUsage] - see above
    new._watch = watching  # pyright: ignore[reportPrivateUsage] - see above
    return new


def refuse_beside_whole(setter: str, parts: dict[str, Any] | None) -> None:
    """Raise ``TypeError`` where a setter got parts of a structure beside the whole of it."""
    given_too = [name for name, part in (parts or {}).items() if part is not None]
    if parts and given_too:
        __tracebackhide__ = _rich_traceback_omit = True
        parts.clear()  # a traceback keeps them, and they may hold a secret
        raise TypeError(f"{setter}() takes a whole structure or its parts, not both; got {', '.join(given_too)} too")
