"""A table as HTML, as text, and as rich's."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from sagemaker_model_package._display.markup import document, element, link


class Table(NamedTuple):
    """Rows of texts below a title."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    links: list[str | None]
    """Where the first text of each row leads in HTML."""
    note: str
    """What is said below the rows, if anything."""

    def html(self) -> str:
        """Return it for notebooks."""
        head = element("tr", *(element("th", text, scope="col") for text in self.header))
        lines = [
            element("tr", element("td", link(first, url)), *(element("td", text) for text in rest))
            for (first, *rest), url in zip(self.rows, self.links, strict=True)
        ]
        note = element("p", element("small", self.note)) if self.note else ""
        shown = element("table", head, *lines, class_="columns") if lines else ""
        return document(element("p", element("strong", self.title)), shown, note)

    def text(self) -> str:
        """Return it for terminals, in columns."""
        rows = [self.header, *self.rows] if self.rows else []
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
        return "\n".join([f"{self.title}:", *(f"  {line}" for line in [*lines, self.note] if line)])

    def rich(self) -> Any:
        """Return it for rich, which is imported by its name, so that type checkers need not read its many modules."""
        text = import_module("rich.text").Text
        shown: Any = import_module("rich.table").Table(*self.header, title=text(self.title), caption=text(self.note))
        for row in self.rows:
            shown.add_row(*map(text, row))
        return shown
