"""What differs between two packages: ``diff``, and the changes that it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeGuard

from sagemaker_model_package._constraints import nested
from sagemaker_model_package._internal.attributes import frozen
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.paths import format_path
from sagemaker_model_package._internal.value_format import format_value, type_name
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.shapes._request import ModelPackageRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package._constraints import Constraint
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package.packages import ModelPackage

__all__ = ["Change", "ChangeKind", "Changes", "diff"]

ChangeKind: TypeAlias = Literal["added", "removed", "changed"]
"""What happened to a value."""

_WIDEST = 200
"""How many characters of a text are shown."""

_CONTEXT = 40
"""How many of those stand before the first difference of two longer texts."""

_NOT_SHOWN = "(not shown)"


@frozen(kw_only=True)
class Change:
    """One value that differs between two packages."""

    path: str
    """Where, as boto3 spells it: ``InferenceSpecification.Containers[0].Image``. An index counts in the second package;
    that of something removed, in the first."""

    kind: ChangeKind
    """``added``, ``removed`` or ``changed``."""

    before: Any = None
    """The value in the first package; ``None`` where it was added. A secret is not kept: both values are ``None``."""

    after: Any = None
    """The value in the second package; ``None`` where it was removed."""

    def __str__(self) -> str:
        """Return the path, below it the old value behind a ``-`` and the new value behind a ``+``."""
        before, after = _texts(self)
        if _NOT_SHOWN in {before, after}:
            return f"{self.path}\n  ({self.kind}, not shown)"
        lines = [f"  {sign} {text}" for sign, text in (("-", before), ("+", after)) if text]
        return "\n".join([self.path, *lines])


class Changes(tuple[Change, ...]):
    """What differs between two packages: a tuple of changes, in the order of the request's members.

    Printed, each change is a path with the old and the new value below it; a notebook shows a table.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """Return all changes as text."""
        return "\n".join(map(str, self)) or "no differences"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython's signature
        """Show IPython the text."""
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """Show notebooks a table."""
        from sagemaker_model_package._display.markup import document, element

        if not self:
            return document("no differences")
        head = element("tr", *(element("th", name) for name in ("member", "before", "after")))
        rows = (
            element(
                "tr",
                element("th", change.path, scope="row"),
                *(element("td", element("code", text)) for text in _texts(change)),
            )
            for change in self
        )
        return document(element("table", head, *rows))


def diff(before: ModelPackage, after: ModelPackage) -> Changes:
    """Return what differs between two packages, value by value.

    Each change has boto3's path of the value, and the value in both packages. Values of ``Environment`` and
    ``ModelCardContent`` are not shown. Of what was added or removed whole, each value inside is a change of its own.

    The order of a list counts where the service's documentation gives it a meaning: ``Containers`` are run in order.
    It does not count for content types, response types and instance types, which are sets of what is supported, and for
    what has a name or key of its own: ``AdditionalInferenceSpecifications``, ``AdditionalModelDataSources``, ``Tags``.

    Args:
        before: The first package, of either kind.
        after: The second package, of either kind.

    Raises:
        TypeError: where one of the two is not a model package.
    """
    packages: list[object] = [before, after]
    wrong = [type_name(given) for given in packages if not issubclass(type(given), ModelPackageRequest)]
    if wrong:
        __tracebackhide__ = _rich_traceback_omit = True
        before = after = packages = FORGOTTEN
        raise TypeError(
            f"diff() takes two model packages, got a value of type {wrong[0]}; "
            "a described package has its package as .package, and from_kwargs(...) makes one of a dict"
        )
    return Changes(_changes(nested(type(after)), before, after, None))


def _changes(constraint: Constraint, before: Any, after: Any, path: Path) -> Iterator[Change]:
    if before == after:
        return
    pairs = constraint.pairs(before, after)
    for step, inner, old, new in pairs:
        yield from _changes(inner, old, new, (path, step))
    if not pairs:
        kind: ChangeKind = "added" if before is None else "removed" if after is None else "changed"
        old, new = (None, None) if constraint.has_secrets else (before, after)
        yield Change(path=format_path(path), kind=kind, before=old, after=new)


def _texts(change: Change) -> tuple[str, str]:
    """Return both values of a change as text; an empty one where there is no value."""
    before, after = change.before, change.after
    if before is None and after is None:
        return "" if change.kind == "added" else _NOT_SHOWN, "" if change.kind == "removed" else _NOT_SHOWN
    start = _first_difference(before, after) if _is_text(before) and _is_text(after) else 0
    return _shown(before, start), _shown(after, start)


def _shown(value: object, start: int) -> str:
    """Return a value as text: of a long one, the part around the first difference, which is at ``start``."""
    if value is None:
        return ""
    if not _is_text(value):
        return format_value(value) if isinstance(value, (str, int)) else repr(value)
    text = str.__str__(value)
    if len(text) <= _WIDEST:
        return repr(text)
    first = max(start - _CONTEXT, 0)
    last = first + _WIDEST
    return f"{'...' * (first > 0)}{text[first:last]!r}{'...' * (last < len(text))} ({len(text)} characters)"


def _is_text(value: object) -> TypeGuard[str]:
    return type(value) is str or isinstance(value, ServiceEnum)


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
