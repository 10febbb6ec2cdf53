"""What the service model's own patterns accept, and strings to try them with."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Callable

_PER_CATEGORY = 2
"""How many characters stand for a category of Unicode."""

_JAVA_DOT = r"(?:(?![\\n\\r\\u0085\\u2028\\u2029])[\\S\\s])"

_EXAMPLES = (
    *("", "a", "A1", "_a", "a-b", "a/b", "text/csv", "two words", "1.7", "1.7-1", "1.1.1", "1234.1234.1234"),
    *("s3://b", "https://bucket/key", f"sha256:{'0aF' * 21}1", f"SHA256:{'9' * 64}"),
    *("arn:aws:iam::111122223333:role/r", "arn:aws-cn:iam::111122223333:rolepath/to_+=,.@-"),
    *("arn:aws:sagemaker:us-east-1:111122223333:model-package-group/a", "arn:aws::sagemaker:"),
)
"""Strings of which every pattern of the service accepts some: its shortest ones, and one for each of its parts."""


@cache
def oracle(pattern: str) -> Callable[[str], bool]:
    r"""Return what tells whether a pattern of the service model matches a whole string.

    Classes are ASCII, as the service's are. ``re`` has no ``\p{..}``, so patterns with it go through ``regex``, where
    they name Unicode's categories. A dot is Java's, which documents what it takes for the end of a line. Where a
    pattern of the service has a dot in brackets or behind a backslash, that is a dot itself.
    """
    if r"\p{" in pattern:
        unicode_match = regex.compile(pattern).fullmatch
        return lambda value: unicode_match(value) is not None
    ascii_match = re.compile(re.sub(r"(?<!\\)\.(?![^\[]*\])", _JAVA_DOT, pattern), re.ASCII).fullmatch
    return lambda value: ascii_match(value) is not None


def is_known(value: str) -> bool:
    """Tell whether the running Python knows all characters; the regex package may know newer ones."""
    return value.isascii() or all(unicodedata.category(character) != "Cn" for character in value)


@cache
def probes() -> str:
    """Return the characters to try everywhere: all of ASCII, and some of every category of Unicode."""
    by_category: dict[str, list[str]] = {}
    for character in map(chr, range(0x80, sys.maxunicode + 1)):
        found = by_category.setdefault(unicodedata.category(character), [])
        if len(found) < _PER_CATEGORY:
            found.append(character)
    del by_category["Cn"]
    others = "".join(character for found in by_category.values() for character in found)
    # Digits, dashes and spaces that are not ASCII's, and what some languages take for the end of a line.
    return "".join(map(chr, range(128))) + others + "\u0663\u0967\uff11\u2010\u2013\u2212\u2028\u2029\x85\xa0\u200b"


@cache
def seeds(pattern: str) -> tuple[str, ...]:
    """Return strings that a pattern accepts."""
    return tuple(filter(oracle(pattern), _EXAMPLES))
