"""Patterns of texts: the service's, written so that Python accepts the same strings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package._internal.code_generation import Names

LINE_BREAKS = "\n\r\x85\u2028\u2029"
"""What a dot in the service's patterns does not match: the service runs on Java, whose dot leaves out all of these."""

ANY = r"[^\n\r\u0085\u2028\u2029]"
"""What is written in place of such a dot."""


class Pattern:
    """A regular expression that the whole value has to match, with ASCII classes; compiled on first use.

    Where the service writes a dot, ``ANY`` stands.
    """

    __slots__ = ("accepts", "expression")

    accepts: Callable[[str], object]
    """Returns something true where the whole value matches."""

    def __init__(self, expression: str) -> None:
        """Keep the expression. It must not take super-linear time on any string."""
        self.expression: str = expression
        self.accepts = self._compile

    def _compile(self, value: str) -> object:
        self.accepts = re.compile(self.expression, re.ASCII).fullmatch
        return self.accepts(value)

    def condition(self, value: str, names: Names) -> str:
        """Return an expression that is true where a variable's value matches; an empty one where every value does."""
        return "" if self.expression == _MATCHES_EVERYTHING else f"{names.of(self)}.accepts({value})"

    def ecmascript(self) -> str:
        """Return the expression for JSON Schema: anchored, in ECMAScript's syntax with its flag ``u``."""
        ascii_blanks = self.expression.replace(r"[\S]", r"[^\t-\r ]")  # there, other characters are blanks too
        return f"^(?:{ascii_blanks})$"


_MATCHES_EVERYTHING = r"[\S\s]*"


class Characters:
    r"""Any number of characters out of Unicode's general categories, such as ``\p{L}`` and ``\p{N}``, and a few more.

    Python's ``re`` has no ``\p{..}``. A character that the running Python's Unicode tables do not know yet passes:
    the service's tables may be newer, and a description is not worth a false alarm.
    """

    __slots__ = ("_ascii", "also", "categories")

    def __init__(self, categories: str, also: str = "") -> None:
        """Keep the categories' first letters, and the single characters allowed beside them."""
        self.categories: str = categories
        self.also: str = also
        self._ascii: Pattern | None = None

    def accepts(self, value: str) -> bool:
        """Return whether every character of the value is allowed."""
        if self._ascii is None:  # most values are ASCII; it is made on first use, as patterns are
            allowed = (chr(code) for code in range(128) if self._allows(chr(code)))
            self._ascii = Pattern(f"[{''.join(map(re.escape, allowed))}]*")
        return self._ascii.accepts(value) is not None or all(map(self._allows, set(value)))

    def _allows(self, character: str) -> bool:
        from unicodedata import category

        found = category(character)
        return found[0] in self.categories or found == "Cn" or character in self.also

    def condition(self, value: str, names: Names) -> str:
        """Return an expression that is true where a variable's value has no other characters."""
        return f"{names.of(self)}.accepts({value})"

    def ecmascript(self) -> str:
        """Return the same as a regular expression for JSON Schema, in ECMAScript's syntax with its flag ``u``."""
        categories = "".join(f"\\p{{{category}}}" for category in (*self.categories, "Cn"))
        return f"^[{categories}{''.join(map(re.escape, self.also))}]*$"
