"""What is said of a dict or list that cannot be written as JSON: where the values are that are in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sagemaker_model_package._internal.json_text import MOST_NESTED, NotJson, dumped, plain
from sagemaker_model_package._internal.paths import MapKey, MapValue
from sagemaker_model_package._internal.value_format import format_value, type_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_model_package._internal.paths import Path, Step


class Unwritable(NamedTuple):
    """A place whose value JSON cannot hold. The value itself is not kept: it may be a secret."""

    path: Path
    """Where, within the whole value."""
    what: str
    """What is there: the name of its type, and more where that does not say enough."""
    remedy: str
    """What to do about it."""


def not_json(value: object) -> NotJson:
    """Return what stands in the place of a value that cannot be written. It never raises."""
    found: list[Unwritable] = []
    met: dict[int, object] = {}  # with the objects, so that no new one gets the ``id`` of one that is gone
    waiting: list[tuple[Path, object]] = [(None, value)]
    while waiting:
        path, held = waiting.pop()
        is_key = path is not None and isinstance(path[1], MapKey)
        inside = None if is_key else _inside(held)
        if inside is None:
            if is_key or dumped(held) is None:
                found.append(_unwritable(path, held))
        elif id(held) not in met:
            met[id(held)] = held
            waiting += (((path, step), item) for step, item in reversed(inside))
    # Where there is no such place, it contains itself, or Python and its JSON parser would not get to its end.
    return NotJson(found or [Unwritable(None, f"{type_name(value)} nested more than {MOST_NESTED} deep", _REMEDY)])


def _inside(value: Any) -> list[tuple[Step, object]] | None:
    """Return what is inside a dict or list, ``None`` for anything else. Of an entry with a wrong key, it is the key."""
    try:
        known: Any = plain(value) if not issubclass(type(value), _WRITTEN) else value
        if isinstance(known, dict):
            return [_entry(key, item) for key, item in cast("dict[object, object]", known).items()]
        return list(enumerate(cast("Sequence[object]", known))) if isinstance(known, (list, tuple)) else None
    except Exception:  # noqa: BLE001 - whatever an object of the user's own may raise
        return None


def _entry(key: object, item: object) -> tuple[Step, object]:
    return (MapKey(format_value(key)), key) if dumped({key: None}) is None else (MapValue(key), item)


_WRITTEN = (str, int, float, type(None), dict, list, tuple)
"""What ``json`` writes without help."""


def _unwritable(path: Path, value: object) -> Unwritable:
    kind = type(value)
    if issubclass(kind, float):
        return Unwritable(path, "float that is nan or infinite", "leave it out, or give None")
    if issubclass(kind, int):
        return Unwritable(path, "int of so many digits", "give it as text")
    return Unwritable(path, type_name(value), _REMEDIES.get(type_name(value), _REMEDY))


_REMEDY = "give a dict, a list, a str, a number, a bool or None"
_AS_LIST = "make a list of it: sorted(...)"
_AS_TEXT = "give it as text: value.isoformat()"
_REMEDIES = {
    "set": _AS_LIST,
    "frozenset": _AS_LIST,
    "date": _AS_TEXT,
    "datetime": _AS_TEXT,
    "bytes": "give it as text: value.decode()",
}
"""By the name of the type."""
