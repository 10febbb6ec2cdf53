"""What one value may be: its type, length, pattern, range, size, or membership of a closed list.

A constraint stands beside the field that it binds, in the field's metadata, under the service's own name for the field.
Constraints know values alone; ``checking`` walks a package and asks them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

import attrs

from .attributes import field, frozen
from .enums import ServiceEnum
from .showing import is_text, shown, type_name

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault(NamedTuple):
    """Why a value does not meet its constraint."""

    code: str
    message: str
    remedy: str


class FaultCode(NamedTuple):
    """A kind of fault, as the rule page lists it."""

    code: str
    name: str
    why: str


WRONG_TYPE = "MP001"
LENGTH = "MP002"
PATTERN = "MP003"
RANGE = "MP004"
SIZE = "MP005"
NOT_LISTED = "MP006"
MISSING = "MP007"
UNKNOWN_KEY = "MP008"


class Pattern:
    """A regular expression that the whole value has to match, with ASCII classes; compiled on first use."""

    __slots__ = ("_accepts", "expression")

    def __init__(self, expression: str) -> None:
        """Keep the expression, in Python's syntax. It must not take super-linear time on any string."""
        self.expression: str = expression
        self._accepts: Callable[[str], object] | None = None

    @property
    def accepts(self) -> Callable[[str], object]:
        """The function that returns something true where the whole value matches."""
        if self._accepts is None:
            self._accepts = re.compile(self.expression, re.ASCII).fullmatch
        return self._accepts


class Characters:
    r"""Any number of characters out of Unicode's general categories, such as ``\p{L}`` and ``\p{N}``, and a few more.

    Python's ``re`` has no ``\p{..}``. A character that the running Python's Unicode tables do not know yet passes:
    the service's tables may be newer, and a description is not worth a false alarm.
    """

    __slots__ = ("_ascii", "also", "categories")

    def __init__(self, categories: str, also: str = "") -> None:
        """Keep the categories' first letters, and the single characters allowed beside them."""
        self.categories: str = categories
        self.also: str = also
        self._ascii: Pattern | None = None

    @property
    def accepts_ascii(self) -> Callable[[str], object]:
        """The function that returns something true where the value is ASCII, as most are, and allowed."""
        if self._ascii is None:
            allowed = (chr(code) for code in range(128) if self._allows(chr(code)))
            self._ascii = Pattern(f"[{''.join(map(re.escape, allowed))}]*")
        return self._ascii.accepts

    def accepts(self, value: str) -> object:
        """Return something true where every character of the value is allowed."""
        return self.accepts_ascii(value) or all(map(self._allows, set(value)))

    def _allows(self, character: str) -> bool:
        from unicodedata import category

        found = category(character)
        return found[0] in self.categories or found == "Cn" or character in self.also


@frozen(eq=False, repr=False)
class Text:
    """A string, with its length in code points and its pattern."""

    minimum: int = 0
    maximum: int | None = None
    pattern: Pattern | Characters | None = None
    expected: str = "a valid value"
    """What a value is that matches the pattern, for messages."""
    remedy: str = ""
    """How to write one, for messages."""
    sensitive: bool = False
    """Whether values are kept out of messages."""
    json: bool = False
    """Whether it is JSON text, for which the builder takes a dict too."""

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``."""
        if not is_text(value):
            fault = wrong_type("a str", value, sensitive=self.sensitive)
            return fault._replace(remedy=_JSON_REMEDY) if self.json and value is not None else fault
        text = str.__str__(value)  # what a subclass says of itself does not count
        # Length goes first, so that a pattern never sees more than the longest value there may be.
        if len(text) < self.minimum or (self.maximum is not None and len(text) > self.maximum):
            return self._too_short_or_long(text)
        if self.pattern is not None and not self.pattern.accepts(text):
            what = "the value (not shown)" if self.sensitive else shown(text)
            return Fault(PATTERN, f"{what} is not {self.expected}", self.remedy)
        return None

    def _too_short_or_long(self, value: str) -> Fault:
        length = len(value)
        what = "" if self.sensitive else f"{shown(value)}: "
        count = f"{length} character{'' if length == 1 else 's'}"
        if length < self.minimum:
            return Fault(LENGTH, f"{what}{count}, fewer than the {self.minimum} required", self._bounds())
        return Fault(LENGTH, f"{what}{count}, more than the {self.maximum} allowed", self._bounds())

    def _bounds(self) -> str:
        form = f"; {self.remedy}" if self.remedy else ""
        if self.maximum is None:
            return f"give at least {self.minimum} characters{form}"
        return f"give {self.minimum} to {self.maximum} characters{form}"


@frozen(eq=False, repr=False)
class Integer:
    """A whole number within bounds; ``bool`` is not one."""

    minimum: int | None = None
    maximum: int | None = None

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``."""
        if not issubclass(type(value), int) or type(value) is bool:
            return wrong_type("an int", value)
        number = int.__int__(cast("int", value))  # what a subclass says of itself does not count
        if self.minimum is not None and number < self.minimum:
            return Fault(RANGE, f"{shown(number)} is less than {self.minimum}", f"give {self.minimum} or more")
        if self.maximum is not None and number > self.maximum:
            return Fault(RANGE, f"{shown(number)} is more than {self.maximum}", f"give {self.maximum} or less")
        return None


@frozen(eq=False, repr=False)
class Flag:
    """A ``bool``; 0 and 1 are not."""

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``."""
        return None if type(value) is bool else wrong_type("a bool", value)


@frozen(eq=False, repr=False)
class Choice:
    """A member of one of the service's closed lists."""

    enum: type[ServiceEnum]

    def fault(self, value: object, *, suggest: bool = True) -> Fault | None:
        """Return what is wrong with the value, or ``None``; looking for the value that was meant takes milliseconds.

        The fields' converters have made a member of every string that this release or the installed botocore knows.
        """
        if issubclass(type(value), self.enum):
            return None
        if not is_text(value):
            return wrong_type(f"{_with_article(self.enum.__name__)} or a str", value)
        remedy = self.enum.way_through(str.__str__(value)) if suggest else f"see {self.enum.__name__} for its values"
        return Fault(NOT_LISTED, f"{shown(value)} is no {self.enum.__name__}", remedy)


@frozen(eq=False, repr=False)
class Nested:
    """A structure of a given class."""

    structure: type[Any]

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value itself, or ``None``; its members are another matter.

        What stands in a structure's place is not shown: it may hold what the structure would keep to itself.
        """
        if issubclass(type(value), self.structure):
            return None
        name = self.structure.__name__
        if issubclass(type(value), dict):  # kwargs have been made structures of; so this one was given to a class
            fault = wrong_type(_with_article(name), value, sensitive=True)
            return fault._replace(remedy=f"write {name}(...); a request that is all dicts goes to from_kwargs(...)")
        return wrong_type(f"{_with_article(name)} (in kwargs: a dict)", value, sensitive=True)


def as_constraint(allowed: Allowed) -> Constraint:
    """Return the constraint that a class of the request stands for: a member of an enum, or a structure of its own."""
    if not isinstance(allowed, type):
        return allowed
    return Choice(allowed) if issubclass(allowed, ServiceEnum) else Nested(allowed)


@frozen(eq=False, repr=False)
class ListOf:
    """A list; kept as a tuple."""

    item: Constraint = field(converter=as_constraint)
    minimum: int = 0
    maximum: int | None = None

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the list itself, or ``None``; its items are another matter."""
        held: Any = value
        if type(value) is not tuple:
            return wrong_type("a list or a tuple", value)
        return wrong_size(len(held), self.minimum, self.maximum, ("item", "items"))


@frozen(eq=False, repr=False)
class MapOf:
    """A map from strings to strings; kept as a ``FrozenMap``."""

    key: Text
    value: Text
    kept_as: type[Any]
    minimum: int = 0
    maximum: int | None = None
    sensitive: bool = False
    """Whether values are kept out of messages and texts."""

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the map itself, or ``None``; its keys and values are another matter."""
        held: Any = value
        if type(value) is not self.kept_as:
            return wrong_type("a dict of str to str", value, sensitive=self.sensitive)
        return wrong_size(len(held), self.minimum, self.maximum, ("entry", "entries"))


_JSON_REMEDY = "give JSON text; what the builder is to write as JSON holds no NaN, no sets and no objects"

Constraint: TypeAlias = "Text | Integer | Flag | Choice | Nested | ListOf | MapOf"
Allowed: TypeAlias = "Constraint | type[Any]"
"""What a value may be: a constraint, or an enum's or structure's class in place of a ``Choice`` or ``Nested`` of it."""


def wrong_type(expected: str, value: object, *, sensitive: bool = False) -> Fault:
    """Return the fault of a value of the wrong type; of a sensitive one only the type is told."""
    if value is None:
        return Fault(WRONG_TYPE, f"expected {expected}, got None", "leave the member out where it is not set")
    got = _with_article(type_name(value))
    if not sensitive and type(value) in _SHOWN_BESIDE_TYPE:
        got = f"{got}: {shown(value)}"
    several = type(value) in {list, tuple} and not expected.startswith("a dict")
    one_by_one = "; where several are meant, give them one by one: *items" if several else ""
    return Fault(WRONG_TYPE, f"expected {expected}, got {got}", f"give {expected}{one_by_one}")


_SHOWN_BESIDE_TYPE = frozenset({str, int, float, bool})


def wrong_size(size: int, minimum: int, maximum: int | None, words: tuple[str, str]) -> Fault | None:
    """Return the fault of a list or map with too few or too many entries, or ``None``."""
    counted = f"{size} {words[size != 1]}"
    if size < minimum:
        return Fault(SIZE, f"{counted}, fewer than the {minimum} required", f"give at least {minimum}, or leave it out")
    if maximum is not None and size > maximum:
        return Fault(SIZE, f"{counted}, more than the {maximum} allowed", f"give at most {maximum}")
    return None


def _with_article(noun: str) -> str:
    sounds_so = noun[:1] in "aeiouAEIO" or noun.startswith("Unversioned")
    return f"{'an' if sounds_so else 'a'} {noun}"


class Member(NamedTuple):
    """A field of a structure, as the service sees it."""

    attribute: str
    """The Python name."""
    name: str
    """The service's name, as in boto3's kwargs."""
    required: bool
    constraint: Constraint
    rule: str | None
    """The code of the rule that reports its absence, where the service model calls it optional."""


_MEMBERS: dict[type[Any], tuple[Member, ...]] = {}


def members_of(structure: type[Any]) -> tuple[Member, ...]:
    """Return the members of a structure's class, in the order of its fields."""
    members = _MEMBERS.get(structure)
    if members is None:
        members = _MEMBERS[structure] = tuple(map(_member_of, attrs.fields(structure)))
    return members


def _member_of(attribute: attrs.Attribute[Any]) -> Member:
    metadata: dict[str, Any] = dict(attribute.metadata)
    rule = metadata.pop("rule", None)
    ((name, allowed),) = metadata.items()
    return Member(attribute.name, name, attribute.default is attrs.NOTHING, as_constraint(allowed), rule)


# Below the classes: of each call above a class, pyright asks after each edit whether it returns. See attributes.pyi.
FAULT_CODES = (
    FaultCode(
        WRONG_TYPE,
        "type",
        "A value has exactly the type of its member: True is no int, bytes are no str, None is no value.",
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
