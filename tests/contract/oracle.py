"""What the service model's own patterns accept, and the strings that show where another matcher differs from them."""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    Tree: TypeAlias = Sequence[tuple[object, Any]]
    """A pattern as Python's own parser sees it: nodes, each of a kind and with what belongs to it."""

T = TypeVar("T")

_REPEATED = 3
"""How often more than it must a sample repeats what may be repeated without end."""
_EDITED = 12
"""How many of the shortest samples are edited."""
_POSITIONS = 24
"""How many positions at either end of a sample are edited."""
_PER_CATEGORY = 2
"""How many characters stand for a category of Unicode."""

_INSERTED = "-/:.~a7 \n"
"""What is inserted in the middle of a sample; everything is at its ends."""


@cache
def oracle(pattern: str) -> Callable[[str], bool]:
    r"""Return what tells whether a pattern of the service model matches a whole string.

    Classes are ASCII, as the service's are. ``re`` has no ``\p{..}``, so patterns with it go through ``regex``, where
    they name Unicode's categories.
    """
    if r"\p{" in pattern:
        unicode_match = regex.compile(pattern).fullmatch
        return lambda value: unicode_match(value) is not None
    ascii_match = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: ascii_match(value) is not None


def is_known(value: str) -> bool:
    """Tell whether the running Python knows all characters; the regex package may know newer ones."""
    return value.isascii() or all(unicodedata.category(character) != "Cn" for character in value)


@cache
def probes() -> str:
    """Return the characters to try everywhere: all of ASCII, and some of every category of Unicode."""
    by_category: dict[str, list[str]] = {}
    for code in range(0x80, sys.maxunicode + 1):
        character = chr(code)
        category = unicodedata.category(character)
        found = by_category.setdefault(category, [])
        if category != "Cn" and len(found) < _PER_CATEGORY:
            found.append(character)
    others = "".join(character for found in by_category.values() for character in found)
    # Digits, dashes and spaces that are not ASCII's, and what some languages take for the end of a line.
    return "".join(map(chr, range(128))) + others + "\u0663\u0967\uff11\u2010\u2013\u2212\u2028\u2029\x85\xa0\u200b"


@cache
def samples(pattern: str) -> tuple[str, ...]:
    """Return strings at the edges of what a pattern accepts: its own and those one edit away from them."""
    shapes = list(dict.fromkeys(("", *_around_the_repetitions(pattern))))
    usual, *others = shapes[1:]
    found = dict.fromkeys(shapes)
    for shape in (usual, *sorted(others, key=len)[:_EDITED]):
        found.update(dict.fromkeys(_edited(shape)))
    return tuple(found)


@cache
def seeds(pattern: str) -> tuple[str, ...]:
    """Return the samples of a pattern that it accepts, before any edit."""
    return tuple(value for value in dict.fromkeys(_around_the_repetitions(pattern)) if oracle(pattern)(value))


def _edited(value: str) -> Iterator[str]:
    last = len(value) - _POSITIONS
    for position in range(len(value) + 1):
        if _POSITIONS < position < last:
            continue
        before, after = value[:position], value[position:]
        yield before + after[1:]
        for probe in probes() if after else "":
            yield before + probe + after[1:]
        for probe in _INSERTED if before and after else probes():
            yield before + probe + after


def _around_the_repetitions(pattern: str) -> Iterator[str]:
    """Yield strings that take each alternative, and repeat each part at its bounds and once more or less."""
    tree = _parsed(re.sub(r"\\p\{\w\}", r"\\w", pattern))
    plain = _Writer()
    yield plain.written(tree)
    for number in range(plain.choices):
        for wanted in range(_Writer(number).count_at(tree)):
            yield _Writer(number, wanted).written(tree)


def _parsed(pattern: str) -> Tree:
    # The module is undocumented, but has kept its form since Python 1.6; only its name has changed.
    parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
    tree: Tree = parser.parse(re.sub(r"\$\{\d+,\d+\}$", "$", pattern), re.ASCII)
    return tree


class _Writer:
    """Writes a string that a pattern's tree describes, with one choice made differently from the rest.

    A choice is an alternative to take or a number of repetitions; elsewhere the first alternative and, of repetitions,
    the fewest but one at the least are taken. Each kind of node has the method of its name.
    """

    def __init__(self, number: int = -1, wanted: int = 0) -> None:
        self.choices = 0
        self._number = number
        self._wanted = wanted
        self._options = 0

    def count_at(self, tree: Tree) -> int:
        """Return among how many options the choice of this writer is."""
        self.written(tree)
        return self._options

    def written(self, tree: Tree) -> str:
        return "".join(self._part(str(kind), argument) for kind, argument in tree)

    def _part(self, kind: str, argument: object) -> str:
        write: Callable[[object], str] = getattr(self, "in_" if kind == "IN" else kind.lower())
        return write(argument)

    def literal(self, code: int) -> str:
        return chr(code)

    def not_literal(self, code: int) -> str:
        return "!" if chr(code) == "~" else "~"

    def any(self, _: None) -> str:
        return "."

    def at(self, _: object) -> str:
        return ""

    def assert_not(self, _: object) -> str:
        return ""

    def subpattern(self, argument: tuple[object, object, object, Tree]) -> str:
        return self.written(argument[-1])

    def branch(self, argument: tuple[None, list[Tree]]) -> str:
        return self.written(self._chosen(argument[1]))

    def category(self, name: object) -> str:
        return {"CATEGORY_DIGIT": "7", "CATEGORY_WORD": "w", "CATEGORY_SPACE": " "}.get(str(name), "!")

    def range(self, bounds: tuple[int, int]) -> str:
        return chr(self._chosen(bounds))

    def in_(self, items: Tree) -> str:
        return "~" if str(items[0][0]) == "NEGATE" else self.written([self._chosen(items)])

    def max_repeat(self, argument: tuple[int, int, Tree]) -> str:
        least, most, tree = argument
        counts = {max(0, least - 1), least, least + 1}
        counts |= {least + _REPEATED} if str(most) == "MAXREPEAT" else {max(0, most - 1), most, most + 1}
        usual = max(least, 1)
        count = self._chosen([usual, *sorted(counts - {usual})])
        # All repetitions are alike, but for choices inside, which are made in the first alone.
        first = self.written(tree)
        return first + _Writer().written(tree) * (count - 1) if count else ""

    def _chosen(self, options: Sequence[T]) -> T:
        number = self.choices
        self.choices += 1
        if number != self._number:
            return options[0]
        self._options = len(options)
        return options[self._wanted]
