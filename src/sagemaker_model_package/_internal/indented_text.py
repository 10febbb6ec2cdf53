"""The text of an object in IPython: on one line, or indented over several, as its parts and the width ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

_STEP = 4


class Printer(Protocol):
    """The part of ``IPython.lib.pretty.PrettyPrinter`` that is used here."""

    def text(self, obj: str) -> None:
        """Write text that stays on its line."""
        ...

    def breakable(self, sep: str = " ") -> None:
        """Write a separator, or begin a new line."""
        ...

    def break_(self) -> None:
        """Begin a new line."""
        ...

    def group(self) -> AbstractContextManager[None]:
        """Let all separators within become new lines, or none."""
        ...

    def indent(self, indent: int) -> AbstractContextManager[None]:
        """Indent the new lines within."""
        ...


def write(printer: Printer, value: object) -> None:
    """Write an object that yields its parts by ``__rich_repr__``, or a tuple or dict of such; or any other's ``repr``.

    What rich does with such an object by itself, IPython does by this.
    """
    bracketed = _bracketed(value)
    if bracketed is None:
        printer.text(repr(value))
        return
    opening, entries, last, closing = bracketed
    with printer.group():
        printer.text(opening)
        with printer.indent(_STEP):
            for index, (start, part) in enumerate(entries):
                if index:
                    printer.text(",")
                printer.breakable(" " if index else "")
                printer.text(start)
                write(printer, part)
            printer.text(last)
        printer.breakable("")
        printer.text(closing)


def _bracketed(value: object) -> tuple[str, Iterable[tuple[str, object]], str, str] | None:
    """Return the opening bracket, the parts, what follows the last one, and the closing bracket, if there are any."""
    parts: Any = value
    if hasattr(value, "__rich_repr__"):
        return f"{type(value).__name__}(", [(f"{name}=", part) for name, part in parts.__rich_repr__()], "", ")"
    if isinstance(value, dict) and parts:
        return "{", [(f"{key!r}: ", part) for key, part in parts.items()], "", "}"
    if isinstance(value, tuple) and parts:
        return "(", [("", part) for part in parts], "," * (len(parts) == 1), ")"
    return None


def write_lines(printer: Printer, text: str) -> None:
    """Write a text of several lines, indented as what stands around it."""
    for index, line in enumerate(text.split("\n")):
        if index:
            printer.break_()
        printer.text(line)
