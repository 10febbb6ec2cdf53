"""A group's versions: requested as they are needed, and shown as a table."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sagemaker_model_package._internal.value_format import format_value, type_name
from sagemaker_model_package.registry.registered import ListedModelPackage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typing_extensions import Self

    from sagemaker_model_package._display.tables import Table
    from sagemaker_model_package.registry._pages import Page


class Versions(Iterator[ListedModelPackage]):
    """The versions of a group, newest first. Pages of up to 100 are requested as they are needed.

    An error does not end the list: whoever asks for the next version goes on at the same place.

    A notebook, IPython and ``rich.print`` show a table of the newest ones: those of the first page, which is requested
    unless it has been already. No display requests another page, nor takes a version away from the loop that comes
    after it. ``repr`` and ``str`` request nothing.
    """

    def __init__(self, group: str, pages: Iterator[Page]) -> None:
        """Keep the pages, which are requested one by one. ``ModelRegistry.versions`` does this."""
        self._group = group
        self._pages = pages
        self._begun: Page | None = None
        self._left: deque[Mapping[str, Any]] = deque()

    def _begin(self) -> Page:
        """Return the first page. Where it cannot be requested, the next call tries again."""
        if self._begun is None:
            self._begun = next(self._pages)
            self._left.extend(self._begun[0])
        return self._begun

    def __iter__(self) -> Self:
        """Return itself."""
        return self

    def __next__(self) -> ListedModelPackage:
        """Return the next version; request a page where that is needed."""
        self._begin()
        while not self._left:
            entries, _ = next(self._pages)
            self._left.extend(entries)
        version = ListedModelPackage.from_summary(self._left[0])
        self._left.popleft()  # not before: an entry that cannot be read is not passed over
        return version

    def __repr__(self) -> str:
        """Return the class and the group."""
        return f"<{type(self).__name__} of {format_value(self._group)}>"

    def _table(self) -> Table:
        """Return the table of the first page; where it cannot be requested, the error is shown, as a loop raises it."""
        from sagemaker_model_package._display.tables import Table

        rows: list[tuple[str, ...]] = []
        links: list[str | None] = []
        try:
            summaries, has_more = self._begin()
            for one in map(ListedModelPackage.from_summary, summaries):
                created = f"{one.created:%Y-%m-%d %H:%M %Z}".rstrip()
                rows.append((str(one.version), one.status, one.approval_status or "", created))
                links.append(one.console_url)
        except Exception as error:  # noqa: BLE001 - whatever boto3 raises; a display shows it in one line
            note = f"could not be listed: {type_name(error)}: {error}"
        else:
            note = "there may be more" if has_more else "" if rows else "none"
        return Table(f"Versions of {self._group}", ("Version", "Status", "Approval", "Created"), rows, links, note)

    def _repr_html_(self) -> str:
        """Return the table, for notebooks."""
        return self._table().html()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython's signature
        """Show IPython the table as text."""
        from sagemaker_model_package._internal.indented_text import write_lines

        write_lines(printer, self._table().text())

    def __rich__(self) -> Any:
        """Return the table, for ``rich.print``. rich asks for it only where the object itself is printed."""
        return self._table().rich()
