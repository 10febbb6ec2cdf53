"""JSON inside strings: reading what a member holds, and writing what a user gives as a dict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NoReturn

MOST_NESTED = 500
"""How deeply arrays and objects may be nested. How much Python's own parser takes differs between its releases."""


def parsed(text: str) -> object:
    """Return what the text says, or raise ``ValueError``, whatever is wrong with it.

    The error's text never holds a part of the input.
    """
    import json

    if _nesting(text) > MOST_NESTED:
        raise ValueError(_TOO_DEEP)
    try:
        return json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        problem = f"{error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:  # the caller's own calls are nested almost as deeply as Python allows
        problem = _TOO_DEEP
    except ValueError:
        problem = "it holds a number that is out of range"
    raise ValueError(problem)


def as_json(value: object) -> object:
    """Return a dict or list as compact JSON text; anything else, or what cannot be written so, as it is.

    It never raises.
    """
    held: Any = value
    if isinstance(value, str) or not isinstance(value, (Mapping, Sequence)):
        return held
    import json

    try:
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain)
    except Exception:  # noqa: BLE001 - whatever an object of the user's own may raise
        return held
    return text if _nesting(text) <= MOST_NESTED else held


_TOO_DEEP = "nested too deeply"


@lru_cache(maxsize=1)
def _tokens() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL), re.compile(r"[\[\]{}]")


def _nesting(text: str) -> int:
    """Return how deeply arrays and objects are nested in JSON text."""
    strings, brackets = _tokens()
    depth = deepest = 0
    for bracket in brackets.findall(strings.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _plain(value: object) -> object:
    """Return a mapping or sequence that is neither dict nor list as one of those."""
    entries: Any = value
    if isinstance(value, Mapping):
        return dict(entries)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
        return list(entries)
    raise TypeError


def _refused(_constant: str) -> NoReturn:
    raise ValueError
