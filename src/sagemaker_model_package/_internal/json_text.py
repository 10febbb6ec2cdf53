"""JSON inside strings: what it says, and what can be written as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from sagemaker_model_package._internal.lazy_modules import LazyModule

if TYPE_CHECKING:
    from json import JSONDecoder

    from sagemaker_model_package._internal import numpy_values
else:
    numpy_values = LazyModule("sagemaker_model_package._internal.numpy_values")

MOST_NESTED = 500
"""How deeply arrays and objects may be nested. How much Python's own parser takes differs between its releases."""


class NotJson(tuple[Any, ...]):
    """Stands in the place of a dict or list that cannot be written as JSON: the places in it that are in the way."""

    __slots__ = ()


def parsed(text: str) -> object:
    """Return what the text says, or raise ``ValueError``, whatever is wrong with it.

    The error's text never holds a part of the input.
    """
    import json

    if is_nested_deeper(text):
        raise ValueError(_TOO_DEEP)
    if text.startswith("\ufeff"):
        raise ValueError("it begins with a byte order mark, at line 1, column 1")
    try:
        return _decoder().decode(text)
    except json.JSONDecodeError as error:
        problem = f"{error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:  # the caller's own calls are nested almost as deeply as Python allows
        problem = _TOO_DEEP
    except ValueError:
        problem = "it holds a number that is out of range"
    raise ValueError(problem)


@lru_cache(maxsize=1)  # json.loads makes one at each call that refuses NaN
def _decoder() -> JSONDecoder:
    import json

    return json.JSONDecoder(parse_constant=_refused)


def dumped(value: object) -> str | None:
    """Return a value as JSON text, or ``None`` where JSON cannot hold it."""
    import json

    try:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=plain)
    except Exception:  # noqa: BLE001 - whatever an object of the user's own may raise
        return None


_TOO_DEEP = "nested too deeply"


@lru_cache(maxsize=1)
def _tokens() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL), re.compile(r"[\[\]{}]")


def is_nested_deeper(text: str, most: int = MOST_NESTED) -> bool:
    """Tell whether arrays and objects are nested more deeply in JSON text than ``most``."""
    if text.count("[") + text.count("{") <= most:  # as in nearly all texts
        return False
    strings, brackets = _tokens()
    depth = deepest = 0
    for bracket in brackets.findall(strings.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > most


def plain(value: object) -> object:
    """Return what JSON can hold in place of a mapping, a sequence, or a value of numpy's, or raise ``TypeError``."""
    entries: Any = value
    if isinstance(value, Mapping):
        return dict(entries)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
        return list(entries)
    if numpy_values.is_numpy(entries):
        return numpy_values.plain_value(entries)
    raise TypeError


def _refused(_constant: str) -> NoReturn:
    raise ValueError
