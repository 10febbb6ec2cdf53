"""Reading the mappings that a user gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sagemaker_model_package._internal.value_format import is_text

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
