"""Reading the mappings that a user gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sagemaker_model_package._internal.value_format import format_value, is_text

if TYPE_CHECKING:
    from collections.abc import Sequence

K = TypeVar("K")
V = TypeVar("V")

_PLAIN_KEYS = frozenset({str})


def mapping_entries(value: object) -> dict[Any, Any] | None:
    """Return a mapping's entries, text keys as plain strings; ``None`` for anything else.

    What is returned may be the mapping itself, so it must not be changed.
    It never raises: a mapping of the user's own that fails counts as anything else.
    """
    entries = cast("dict[Any, Any]", value)
    try:
        if type(value) is dict and _PLAIN_KEYS.issuperset(map(type, entries)):
            return entries  # as nearly all are
        if isinstance(value, Mapping):
            return {str.__str__(key) if is_text(key) else key: held for key, held in entries.items()}
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return None
    return None


def without_none(value: Mapping[K, V | None] | None) -> Mapping[K, V] | None:
    """Return a mapping without the keys whose value is ``None``; ``None`` where all are, anything else as it is.

    It never raises: a mapping of the user's own that fails is left for the check.
    """
    given = cast("Mapping[K, V] | None", value)  # it may be anything
    if not isinstance(value, Mapping):
        return given
    try:
        present = {key: held for key, held in value.items() if held is not None}
        return present if present or not len(value) else None
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return given


def refuse_boto3_tags(call: str, *tags: object) -> None:
    """Raise ``TypeError`` where tags are in boto3's own form; a call takes them as a mapping of keys to values."""
    for given in tags:
        pairs = cast("Sequence[Any]", given if isinstance(given, (list, tuple)) else (given,))
        if pairs and all(type(pair) is dict and pair.keys() == {"Key", "Value"} for pair in pairs):
            key, value = format_value(pairs[0]["Key"]), format_value(pairs[0]["Value"])
            more = ", ..." if len(pairs) > 1 else ""
            raise TypeError(f"{call} takes tags as a mapping, not in boto3's own form: write {{{key}: {value}{more}}}")
