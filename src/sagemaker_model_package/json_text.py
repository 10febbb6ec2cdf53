"""JSON inside strings: reading what a member holds, and writing what a user gives as a dict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn


def parsed(text: str) -> object:
    """Return what the text says, or raise ``ValueError``, whatever is wrong with it.

    The error's text never holds a part of the input.
    """
    import json

    try:
        return json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        problem = f"{error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        problem = "nested too deeply"
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
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain)
    except Exception:  # noqa: BLE001 - whatever an object of the user's own may raise
        return held


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
