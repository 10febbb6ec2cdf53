"""Reading the mappings that a user gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sagemaker_model_package._internal.value_format import describe_as, format_value, is_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import TypeIs

K = TypeVar("K")
V = TypeVar("V")


def is_mapping(value: object) -> TypeIs[Mapping[Any, Any]]:
    """Tell whether the value is a mapping. It never raises, whatever the value says of its class."""
    try:
        return type(value) is dict or isinstance(value, Mapping)
    except Exception:  # noqa: BLE001 - what a class or a metaclass of the user's own may raise
        return False


class OddKey:
    """A key that is no text, in place of itself: it equals nothing else, whatever the key says of itself."""

    __slots__ = ("key",)

    def __init__(self, key: object) -> None:
        """Keep the key, for messages."""
        self.key: object = key


describe_as(OddKey, lambda odd: format_value(odd.key))


def mapping_entries(value: object) -> dict[Any, Any] | None:
    """Return a mapping's entries, text keys as plain strings, others as ``OddKey``; ``None`` for anything else.

    What is returned may be the mapping itself, so it must not be changed.
    It never raises: a mapping of the user's own that fails counts as anything else.
    """
    if not is_mapping(value):
        return None
    entries: dict[Any, Any] = cast("Any", value)
    is_dict = type(value) is dict
    try:
        if is_dict and all(type(key) is str for key in entries):
            return entries  # as nearly all are
        return {str.__str__(key) if is_text(key) else OddKey(key): held for key, held in entries.items()}
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return None


def without_none(value: Mapping[K, V | None] | None) -> Mapping[K, V] | None:
    """Return a mapping without the keys whose value is ``None``; ``None`` where all are, anything else as it is.

    It never raises: a mapping of the user's own that fails is left for the check.
    """
    given = cast("Mapping[K, V] | None", value)  # it may be anything
    if not is_mapping(value):
        return given
    try:
        present = {key: held for key, held in value.items() if held is not None}
        return present if present or not len(value) else None
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return given


def refuse_boto3_tags(call: str, *tags: object) -> None:
    """Raise ``TypeError`` where tags are in boto3's own form; a call takes them as a mapping of keys to values."""
    for given in tags:
        pairs = cast("Sequence[Any]", given if issubclass(type(given), (list, tuple)) else (given,))
        if pairs and all(type(pair) is dict and pair.keys() == {"Key", "Value"} for pair in pairs):
            key, value = format_value(pairs[0]["Key"]), format_value(pairs[0]["Value"])
            more = ", ..." if len(pairs) > 1 else ""
            raise TypeError(f"{call} takes tags as a mapping, not in boto3's own form: write {{{key}: {value}{more}}}")
