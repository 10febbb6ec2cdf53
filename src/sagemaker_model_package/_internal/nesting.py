"""How deeply values are nested that somebody gives."""

from __future__ import annotations

from typing import Any

from sagemaker_model_package._internal.mappings import mapping_entries
from sagemaker_model_package._internal.sequences import as_tuple

MOST_LEVELS = 250
"""How deeply mappings and lists may be nested that are gone through by functions which call themselves.

Python allows a thousand calls, its own ``copy.deepcopy`` takes two for each level, and the caller has some already.
"""


def is_too_deep(value: object) -> bool:
    """Tell whether mappings and lists are nested more deeply than ``MOST_LEVELS``, or inside themselves."""
    level: list[Any] = [value]
    for _ in range(MOST_LEVELS + 1):
        # By identity, so that what stands in many places is gone through once.
        inner = {id(held): held for one in level for held in _inside(one)}
        if not inner:
            return False
        level = list(inner.values())
    return True


def _inside(value: Any) -> tuple[Any, ...]:
    entries = mapping_entries(value)
    held: tuple[Any, ...] | None = as_tuple(value) if entries is None else tuple(entries.values())
    return held if type(held) is tuple else ()
