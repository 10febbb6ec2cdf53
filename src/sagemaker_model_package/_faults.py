"""What can be wrong with one value, each with a code, and how it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sagemaker_model_package._internal.value_format import format_value, is_any, is_text, type_name

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault:
    """Why a value does not meet its constraint."""

    __slots__ = ("code", "message", "remedy", "suggest")

    def __init__(self, code: str, message: str, remedy: str, suggest: Callable[[], str] | None = None) -> None:
        """Keep all there is to say; ``suggest`` finds a better remedy, which may take milliseconds."""
        self.code: str = code
        self.message: str = message
        self.remedy: str = remedy
        self.suggest: Callable[[], str] | None = suggest

    def with_remedy(self, remedy: str) -> Fault:
        """Return the fault with another remedy."""
        return Fault(self.code, self.message, remedy, self.suggest)


class FaultCode:
    """A kind of fault, as the rule page lists it."""

    __slots__ = ("code", "name", "why")

    def __init__(self, code: str, name: str, why: str) -> None:
        """Keep the code, its short name, and a sentence on what has to be so."""
        self.code: str = code
        self.name: str = name
        self.why: str = why


WRONG_TYPE = "MP001"
LENGTH = "MP002"
PATTERN = "MP003"
RANGE = "MP004"
SIZE = "MP005"
NOT_LISTED = "MP006"
MISSING = "MP007"
UNKNOWN_KEY = "MP008"

OF_WHAT_IS_THERE = frozenset({WRONG_TYPE, LENGTH, PATTERN, RANGE, SIZE, NOT_LISTED, UNKNOWN_KEY})
"""The codes of faults that a value or key has by itself, whatever stands beside it."""


def wrong_type(expected: str, value: object, *, has_secrets: bool = False) -> Fault:
    """Return the fault of a value of the wrong type; where it may contain a secret, only its type is shown."""
    if value is None:
        return Fault(WRONG_TYPE, f"expected {expected}, got None", "leave the member out where it is not set")
    got = with_article(type_name(value))
    if not has_secrets and is_any(type(value), _SHOWN_WITH_TYPE):
        got = f"{got}: {format_value(value)}"
    return Fault(WRONG_TYPE, f"expected {expected}, got {got}", placeholder_remedy(value) or f"give {expected}")


def placeholder_remedy(value: object) -> str | None:
    """Return what to do with a dict that stands for a value in a pipeline or a template; ``None`` for anything else."""
    keys = list(cast("dict[object, object]", value)) if type(value) is dict else []
    key = keys[0] if len(keys) == 1 else None
    if not is_text(key):
        return None
    name = str.__str__(key)
    if name in {"Get", "Std:Join", "Std:JsonGet"}:
        return 'a reference stands for a single value, as {"Get": "Parameters.NAME"}: give one for each value in it'
    if name == "Ref" or name.startswith("Fn::"):
        return "only a deployed template knows this value: write it with sagemaker_model_package.cloudformation"
    return None


_SHOWN_WITH_TYPE = (str, int, float, bool)


def with_article(noun: str) -> str:
    """Return a noun with its indefinite article."""
    sounds_so = noun[:1] in "aeiouAEIO" or noun.startswith("Unversioned")
    return f"{'an' if sounds_so else 'a'} {noun}"


# Below the classes: of each call above a class, pyright asks after each edit whether it returns. See attributes.pyi.
FAULT_CODES = (
    FaultCode(
        WRONG_TYPE,
        "type",
        "A value has exactly the type of its member: True is not an int, bytes are not a str, None is not a value.",
    ),
    FaultCode(LENGTH, "length", "A string's length, in code points, lies within the member's bounds."),
    FaultCode(PATTERN, "pattern", "The whole string matches the member's pattern."),
    FaultCode(RANGE, "range", "A number lies within the member's bounds."),
    FaultCode(SIZE, "size", "A list or map has no fewer and no more entries than the member allows."),
    FaultCode(
        NOT_LISTED,
        "enum",
        "The value is one of the member's closed list, as this release or the installed botocore knows it.",
    ),
    FaultCode(MISSING, "missing", "A structure has every member that the service requires of it."),
    FaultCode(UNKNOWN_KEY, "unknown-key", "A structure has no member that the service does not know."),
)
"""What the constraints can find, each with a code that never changes its meaning."""
