r"""Search texts for places: where a place begins, where it certainly ends, and which places no rule matched.

A text may be JSON, or JSON within JSON. So a slash may be written ``/``, ``\/`` or ``\u002f``, and the ``n`` before a
place may be the end of an escaped line break.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

What: TypeAlias = Literal["location", "image", "role", "kms-key", "hub-content", "algorithm", "arn"]
"""What a value names that no rule matched."""

Rules: TypeAlias = "Iterable[tuple[str, str]]"
"""Pairs of a place and its replacement."""

_ESCAPE = r"\\{1,3}u"
_SLASH = rf"(?:\\{{0,3}}/|{_ESCAPE}002[fF])"
_AFTER_AN_ESCAPE = r"(?<=\\[bfnrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=%[0-9A-Fa-f]{2})"
_START_OF_URI = rf"(?:(?<![A-Za-z0-9])|{_AFTER_AN_ESCAPE})"
_START_OF_REGISTRY = rf"(?:(?<![A-Za-z0-9._-])|{_AFTER_AN_ESCAPE})"

# The characters of bucket, host and repository names are known: any other character ends the name.
_END_OF_NAME = r"""(?:\Z|[\s"'`,;|<>()\[\]{}&?#]|\\(?!\\{0,2}u))"""
_NEXT_URI = rf"(?:s3[an]?|https):{_SLASH}"
_END_OF_BUCKET = rf"{_SLASH}|[.:!]*{_END_OF_NAME}|:{_NEXT_URI}"
_END_OF_REGISTRY = rf"{_SLASH}|[:@]|\.*{_END_OF_NAME}"

# Keys may contain almost any character, such as blanks, commas and parentheses. So what follows a segment ends it (a
# slash, a quotation mark, a control character, a closing bracket, the next URI of a list), or belongs to it (a letter),
# or it is in doubt.
_END_OF_SEGMENT = (
    rf"{_SLASH}|\Z|\\*\"|[`<>|\x00-\x1f\x7f]|[\]}}](?![\w/.-])|[\s,;:]{{1,9}}(?:[\w.-]{{1,99}}=)?{_NEXT_URI}"
)
_END_OF_URL_SEGMENT = rf"{_END_OF_SEGMENT}|[\s?#]"
_IN_DOUBT_AFTER_SEGMENT = r"(?!\.*[\w=+-])"
_IN_DOUBT_AFTER_REGISTRY = _ESCAPE
_NEVER_IN_DOUBT = r"(?!)"

_ENCLOSED = re.compile(r"(?:''|\(\))(?![\w/.-])")
"""The characters before and after a place that make its end certain, and what must not follow them."""

_BUCKET_ALONE = re.compile(r"(?:s3[an]?://(?:arn:[^/]+/)?|https://)[^/]+")

_S3_HOST = r"(?:[a-z0-9.-]{1,99}\.)?s3[a-z0-9.-]{0,99}\.amazonaws\."
_ANY_COLON = rf"(?::|%3a|{_ESCAPE}003a)"
_ANY_SLASH = rf"(?:{_SLASH}|%2f)"

_STILL_NAMED: Mapping[What, re.Pattern[str]] = {
    "location": re.compile(
        rf"{_START_OF_URI}(?i:s3[an]?{_ANY_COLON}{_ANY_SLASH}{_ANY_SLASH}|https?:{_SLASH}{_SLASH}{_S3_HOST})"
    ),
    "image": re.compile(r"(?<![0-9])[0-9]{12}\.dkr[.-]ecr[.-]"),
    "arn": re.compile(r"arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,40}:(?:[0-9]{12})?:"),
}
"""What still names a place in some account, once a text's matches are removed. The ARNs of buckets and of their objects
contain no account."""


def still_named(rest: str) -> list[What]:
    """Return the kinds of places that the rest of a text names."""
    return [named for named, pattern in _STILL_NAMED.items() if pattern.search(rest)]


class _Places:
    """Rules as one regular expression, so that no rule is applied to what another rule wrote."""

    def __init__(self, rules: Rules, alternative: Callable[[str], str]) -> None:
        # The longest comes first: a regular expression takes the first alternative that matches.
        places = sorted(((bare(source), bare(target)) for source, target in rules), key=lambda rule: -len(rule[0]))
        self._targets = [target for _, target in places]
        self._pattern = re.compile("|".join(alternative(source) for source, _ in places) or r"(?!)()")

    def replaced(self, text: str) -> tuple[str, bool]:
        """Return the text with the rules applied, and whether any rule matched."""
        return self._each(text, self._targets), self.taken_out(text) != text

    def taken_out(self, text: str) -> str:
        """Return the text without the places that the rules match."""
        return self._each(text, ["\0"] * len(self._targets))

    def _each(self, text: str, become: Sequence[str]) -> str:
        def new(match: re.Match[str]) -> str:
            rule, in_doubt = divmod((match.lastindex or 1) - 1, 2)
            # A place in doubt stays, and shorter rules are not tried: they would be right for one of two readings only.
            return match[0] if in_doubt and not _is_enclosed(match) else become[rule]

        return self._pattern.sub(new, text)


def bare(place: str) -> str:
    """Return a place without the slash at its end."""
    return place.removesuffix("/")


def as_whole(rules: Rules) -> _Places:
    """Return rules for texts that are one location as a whole."""
    return _Places(rules, _whole)


def anywhere(rules: Rules) -> _Places:
    """Return rules for places anywhere in a text."""
    return _Places(rules, _embedded)


def _whole(source: str) -> str:
    end = r"/|\Z" if not source.startswith("https:") else r"[/?#]|\Z"
    return _pattern(r"\A", re.escape(source), end, _NEVER_IN_DOUBT)


def _embedded(source: str) -> str:
    spelt = "".join(map(_spelt, source))
    if "://" not in source:
        return _pattern(_START_OF_REGISTRY, spelt, _END_OF_REGISTRY, _IN_DOUBT_AFTER_REGISTRY)
    if _BUCKET_ALONE.fullmatch(source):
        return _pattern(_START_OF_URI, spelt, _END_OF_BUCKET, _NEVER_IN_DOUBT)
    end = _END_OF_URL_SEGMENT if source.startswith("https:") else _END_OF_SEGMENT
    return _pattern(_START_OF_URI, spelt, end, _IN_DOUBT_AFTER_SEGMENT)


def _pattern(start: str, spelt: str, end: str, in_doubt: str) -> str:
    """Return a pattern with two groups: the place, and an empty group that matches if the end is in doubt."""
    return rf"{start}({spelt})(?:(?={end})|(?={in_doubt})())"


def _spelt(character: str) -> str:
    r"""Return a pattern for a character as it is and as JSON may escape it: ``\/``, ``\u00e9``, ``\u003d``."""
    if character == "/":
        return _SLASH
    if character.isascii() and character.isalnum():
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    escaped = "".join(rf"{_ESCAPE}(?i:{units[at : at + 4]})" for at in range(0, len(units), 4))
    return rf"(?:{re.escape(character)}|{escaped})"


def _is_enclosed(match: re.Match[str]) -> bool:
    before = match.string[max(match.start() - 1, 0) : match.start()]
    return _ENCLOSED.match(before + match.string[match.end() : match.end() + 2]) is not None
