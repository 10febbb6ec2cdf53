"""Functions that are written for each class of structures, and compiled, as attrs compiles a class's ``__init__``.

Reading 148 members out of a table takes several times as long as naming them, and a request is made, checked and
written by going through all of them.
"""

from __future__ import annotations

from typing import Any


class Function:
    """The text of a function while it is written. It is made of this package's own classes alone."""

    def __init__(self, *parameters: str) -> None:
        """Begin with its parameters."""
        self._lines: list[str] = [f"def function({', '.join(parameters)}):"]
        self._names: dict[str, Any] = {}

    def line(self, text: str) -> None:
        """Add a line to its body."""
        self._lines.append(f"  {text}")

    def named(self, thing: object) -> str:
        """Return the name by which the function knows something, and keep that alive."""
        name = f"_{len(self._names)}"
        self._names[name] = thing
        return name

    def compiled(self) -> Any:
        """Return the function."""
        exec("\n".join(self._lines), self._names)  # noqa: S102 - see above
        return self._names["function"]
