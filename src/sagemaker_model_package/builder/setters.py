"""What every setter of the builders does: return the builder itself, or a new one with one step more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_model_package.discarded import watch

from .draft import replayed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typing_extensions import Self

    from sagemaker_model_package.discarded import Watch

    from .draft import Step

B = TypeVar("B", bound="Setters")
"""The builder's own class. Setters that several builders share say so in place of ``Self``, which jedi, and so
JupyterLab and IPython, take for the class that a method stands in: after a setter, they would offer that class's alone.
"""


class Setters:  # noqa: PLW1641 - what it was given may be of any type, and need not have a hash
    """An immutable chain of setters' calls. Each setter returns a new object that shares the chain so far."""

    __slots__ = ("_last", "_watch")

    _last: Step
    _watch: Watch | None
    """What notices that this builder is thrown away, where it may be."""

    def _set(self, setter: str, field: str, part: Any, member: str | None = None) -> Self:
        """Return a builder with one step more, or itself where there is nothing to set. For setters alone to call.

        It sets a field of the request or, where one is named, a member of that field's structure.
        """
        if part is None:
            return self
        new = object.__new__(type(self))
        new._last = (self._last, field, member, part)
        new._watch = watch(setter)
        return new

    def _moved(self, setter: str, builder: type[B], last: Step) -> B:
        """Return a builder of another class. For moves alone to call."""
        return _made(builder, last, watch(setter))

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of the same class and was given the same. A builder has no hash."""
        if not isinstance(other, Setters) or type(other) is not type(self):
            return NotImplemented
        return replayed(self._last) == replayed(other._last)

    def __repr__(self) -> str:
        """Return the class and the names of the fields that were set."""
        return f"<{type(self).__name__} with {', '.join(replayed(self._last)) or 'nothing'} set>"

    def __copy__(self) -> Self:
        """Return itself: it never changes."""
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        """Return itself: it never changes."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was given; where the builder was made is of no use elsewhere."""
        return _unpickled, (type(self), list(replayed(self._last).items()))


def _made(builder: type[B], last: Step, watch: Watch | None = None) -> B:
    new = object.__new__(builder)
    new._last = last  # pyright: ignore[reportPrivateUsage] - it is still being made
    new._watch = watch  # pyright: ignore[reportPrivateUsage] - see above
    return new


def _unpickled(builder: type[B], fields: list[tuple[str, Any]]) -> B:
    last: Step = None
    for field, value in fields:
        last = (last, field, None, value)
    return _made(builder, last)


def refuse_beside_whole(setter: str, parts: Mapping[str, Any] | None) -> None:
    """Raise ``TypeError`` where a setter got parts of a structure beside the whole of it."""
    given_too = [name for name, part in (parts or {}).items() if part is not None]
    if given_too:
        raise TypeError(f"{setter}() takes a whole structure or its parts, not both; got {', '.join(given_too)} too")
