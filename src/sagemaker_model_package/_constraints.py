"""What one value may be: its type, length, pattern, range, size, or membership of a closed list.

A constraint stands beside the field that it binds, in the field's metadata, under the service's own name for the field.
Its class says everything there is to say about such values: which it accepts and why it refuses the others, which
values lie inside one, and how one is shown, exported or changed. So going through a request needs no branches: each
constraint hands out what is inside, and calls itself on that.

Nothing changes a constraint once it is made. The classes are plain ones: attrs takes 0.3 ms to make a class, and every
process would pay that five times.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from sagemaker_model_package._faults import (
    LENGTH,
    MISSING,
    NOT_LISTED,
    PATTERN,
    RANGE,
    SIZE,
    WRONG_TYPE,
    Fault,
    placeholder_remedy,
    with_article,
    wrong_type,
)
from sagemaker_model_package._internal.code_generation import Names, generate
from sagemaker_model_package._internal.json_text import NotJson
from sagemaker_model_package._internal.paths import Inside, MapKey, MapValue
from sagemaker_model_package._internal.sequences import aligned, as_tuple
from sagemaker_model_package._internal.value_format import (
    Shown,
    counted,
    format_value,
    is_any,
    is_reference,
    is_text,
    type_name,
)
from sagemaker_model_package._service_enum import ServiceEnum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from typing_extensions import Self

    from sagemaker_model_package._internal.not_json import Unwritable
    from sagemaker_model_package._internal.paths import Path, Step
    from sagemaker_model_package._patterns import Characters, Pattern
    from sagemaker_model_package._reference import Reference

    class Schemas(Protocol):
        """The JSON Schemas that others are made of."""

        def of_class(self, cls: type[Any]) -> dict[str, Any]:
            """Return a reference to the schema of a structure or an enum."""
            ...

        def of_value(self, constraint: Constraint) -> dict[str, Any]:
            """Return the schema of a member, of a list's item, or of a map's value."""
            ...


Child: TypeAlias = "tuple[Step, Constraint, Any]"
"""A value inside another one: the last step of its path, its constraint, and itself."""

CheckedChild: TypeAlias = "tuple[Step, Checked, Any]"
"""The same, or the place of a member that is missing."""

Pair: TypeAlias = "tuple[Step, Constraint, Any, Any]"
"""The values at one place inside two others, with ``None`` where one has none."""

WriteReference: TypeAlias = "Callable[[Any], Any]"
"""What makes of a reference what is to be written in its place."""

Checks: TypeAlias = "Mapping[type[Any], Callable[[Any, list[Any]], bool]]"
"""For each class of structures, the generated function that checks one; see ``_validation.quick_check``."""

Structuring: TypeAlias = "Callable[[Any, type[Any], Path], Any]"
"""What makes a structure or an enum member of a value of a request, which stands at a path."""


class Checked(ABC):
    """What says whether a value is as it has to be."""

    __slots__ = ()

    @abstractmethod
    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``; what is inside it is another matter."""

    def children(self, value: Any) -> Iterable[CheckedChild]:  # noqa: ARG002 - most values have none
        """Return what is inside a value without a fault: its members, items, or keys and values."""
        return ()

    def reference_of(self, value: object) -> Reference | None:  # noqa: ARG002 - most may be none
        """Return the reference that a value with a fault is or stands for; ``None`` where it is simply wrong."""
        return None


class Constraint(Checked):
    """What one value may be."""

    __slots__ = ()

    def with_changes(self, **attributes: Any) -> Self:
        """Return the constraint with some of its attributes changed."""
        changed = copy(self)
        for name, value in attributes.items():
            setattr(changed, name, value)
        return changed

    @property
    def has_secrets(self) -> bool:
        """Whether values may contain a secret, and are therefore kept out of messages and texts."""
        return False

    @abstractmethod
    def condition(self, value: str, names: Names) -> str:
        """Return an expression that is true where a variable's value is valid, whatever is inside it.

        This is what the constraint means. It knows the plain types alone: a valid value of a subclass has no fault,
        but takes longer to be found valid. The objects that the expression uses are added to ``names``.
        """

    def test(self, value: str, names: Names, checks: Checks) -> list[str]:  # noqa: ARG002 - for structures
        """Return the lines of a function that return ``False`` where the value, or one inside it, is not valid."""
        return [f"if not ({self.condition(value, names)}): return False"]

    def accepts(self, value: object) -> bool:
        """Return whether the condition is true of a value."""
        return _accepts(self)(value)

    def pairs(self, before: Any, after: Any) -> Sequence[Pair]:  # noqa: ARG002 - see children
        """Return what is inside two valid values, side by side; one of the two values may be ``None``."""
        return ()

    def changed(self, value: Any, change: Callable[[Child], Any]) -> Any:  # noqa: ARG002 - see children
        """Return a valid list or map with each item or value replaced, anything else as it is.

        It is the same object where nothing changes.
        """
        return value

    @abstractmethod
    def exporter(self, unstructure: Callable[[Any], Any], write: WriteReference | None = None) -> Callable[[Any], Any]:
        """Return the function that makes of a value what boto3 takes; ``unstructure`` does it for structures.

        Without ``write`` it knows of no references; with it, each becomes what that function returns.
        """

    def read(self, value: Any, structure: Structuring, path: Path) -> Any:  # noqa: ARG002 - see children
        """Return what a class is given for a value of a request. What does not fit stays, for the check to report."""
        return value

    @property
    def inner_structure(self) -> type[Any] | None:
        """The class of the structures that a value is, or holds in a list."""
        return None

    def structures(self, value: Any, path: Path) -> Iterable[tuple[Any, Path]]:  # noqa: ARG002 - see children
        """Return those structures with their paths, whatever the value is."""
        return ()

    def short_list(self) -> str:
        """Return what to add to the advice to set a member: its values, where there are few."""
        return ""

    def shown(self, value: Any) -> Any:
        """Return what is displayed in the value's place, wherever a structure is shown: bounded, and without secrets.

        It is a structure, a tuple or dict of such objects, or has a ``repr`` that is the text.
        """
        return _hidden(value) if self.has_secrets else Shown(format_value(value))

    @abstractmethod
    def json_schema(self, schemas: Schemas) -> dict[str, Any]:
        """Return the JSON Schema of such values, as near to the condition as one can come."""


class Scalar(Constraint):
    """What a single value may be: a text, a number, a flag, a member of an enum; or a reference to one."""

    __slots__ = ()

    @property
    @abstractmethod
    def plain(self) -> Callable[[Any], Any]:
        """The function that makes a plain ``str``, ``int`` or ``bool`` of a valid value."""

    def exporter(self, unstructure: Callable[[Any], Any], write: WriteReference | None = None) -> Callable[[Any], Any]:  # noqa: ARG002 - for structures
        """Return what makes a plain value."""
        plain = self.plain
        if write is None:
            return plain
        return lambda value: write(value) if is_reference(value) else plain(value)

    def reference_of(self, value: object) -> Reference | None:
        """Return the reference that the value is, or that is made of a variable or an expression."""
        if is_any(type(value), _NO_REFERENCES):
            return None
        from sagemaker_model_package._reference import as_reference

        return as_reference(value)


class Composite(Constraint):
    """What a value may be that is made of parts with names: a structure, a map, or a list of one structure."""

    __slots__ = ()

    @property
    @abstractmethod
    def assembled_class(self) -> type[Any]:
        """The class whose objects are made of the parts: the structure's, the map's, or that of the list's items."""

    @abstractmethod
    def assemble(self, parts: Mapping[str, Any]) -> Any:
        """Return the value that is made of parts."""

    def enclose(self, value: Any) -> Any:
        """Return the value that holds an object of the assembled class: itself, or a list of it."""
        return value

    def part(self, name: str) -> Composite:
        """Return the constraint of a member that is made of parts itself, by its Python name."""
        return cast("Composite", table_of(self.assembled_class).by_attribute[name].constraint)


class Text(Scalar):
    """A string, with its length in code points and its pattern."""

    __slots__ = ("advice", "expected", "json", "maximum", "minimum", "pattern", "remedy", "sensitive")

    def __init__(
        self,
        minimum: int = 0,
        maximum: int | None = None,
        pattern: Pattern | Characters | None = None,
        expected: str = "a valid value",
        remedy: str = "",
        *,
        sensitive: bool = False,
        json: bool = False,
        advice: Callable[[str], str | None] | None = None,
    ) -> None:
        """Keep what a text may be.

        Args:
            minimum: Its least length.
            maximum: Its greatest length.
            pattern: What the whole of it matches.
            expected: What a value is that matches the pattern, for messages.
            remedy: How to write one, for messages.
            sensitive: Whether values may be secrets.
            json: Whether it is JSON text, for which the builder takes a dict too.
            advice: What finds a better remedy for some of the values that do not match the pattern.
        """
        self.minimum: int = minimum
        self.maximum: int | None = maximum
        self.pattern: Pattern | Characters | None = pattern
        self.expected: str = expected
        self.remedy: str = remedy
        self.sensitive: bool = sensitive
        self.json: bool = json
        self.advice: Callable[[str], str | None] | None = advice

    @property
    def has_secrets(self) -> bool:
        """Whether values may be secrets."""
        return self.sensitive

    def condition(self, value: str, names: Names) -> str:
        """Return an expression that is true for a valid ``str``."""
        # Length goes before the pattern, so that a pattern never sees more than the longest value there may be.
        is_within = _within(f"len({value})", self.minimum or None, self.maximum)
        matches = self.pattern and self.pattern.condition(value, names)
        return f"type({value}) is str{is_within}{f' and {matches}' if matches else ''}"

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``."""
        if not is_text(value):
            return None if self.json and type(value) is NotJson else self._not_text(value)
        text = str.__str__(value)  # a subclass may define methods of its own
        if self.accepts(text):
            return None
        if len(text) < self.minimum or (self.maximum is not None and len(text) > self.maximum):
            return self._wrong_length(text)
        what = "the value (not shown)" if self.sensitive else format_value(text)
        remedy = (self.advice and self.advice(text)) or self.remedy
        return Fault(PATTERN, f"{what} is not {self.expected}", remedy)

    def children(self, value: Any) -> Iterable[CheckedChild]:
        """Return the places inside what the builder was to write as JSON, and could not."""
        if type(value) is not NotJson:
            return ()
        return [(Inside(place.path), _Unwritable(place), None) for place in value]

    @property
    def plain(self) -> Callable[[Any], Any]:
        """What makes a plain ``str``, whatever a subclass's own ``__str__`` returns."""
        return str.__str__

    def json_schema(self, schemas: Schemas) -> dict[str, Any]:  # noqa: ARG002 - it is made of no others
        """Return the schema of a string; lengths are code points there too."""
        schema: dict[str, Any] = {"type": "string"}
        schema |= _limits("minLength", self.minimum or None, "maxLength", self.maximum)
        if self.pattern is not None:
            schema["pattern"] = self.pattern.ecmascript()
            if self.remedy:
                schema["patternErrorMessage"] = f"not {self.expected}: {self.remedy}"
        return schema | ({"contentMediaType": "application/json"} if self.json else {})

    def _not_text(self, value: object) -> Fault:
        fault = wrong_type("a str", value, has_secrets=self.sensitive)
        example = next((text for cls, text in _EXAMPLES if type(value) is cls), None)
        if example is not None:
            written = f', such as "{example}"' if self.sensitive else f': "{format_value(value).lower()}"'
            return fault.with_remedy(f"give it as text{written}")
        if value is None or not self.json:
            return fault
        return fault.with_remedy(placeholder_remedy(value) or _JSON_REMEDY)

    def _wrong_length(self, value: str) -> Fault:
        length = len(value)
        what = "" if self.sensitive else f"{format_value(value)}: "
        count = counted(length, "character")
        if length < self.minimum:
            return Fault(LENGTH, f"{what}{count}, fewer than the {self.minimum} required", self._bounds())
        return Fault(LENGTH, f"{what}{count}, more than the {self.maximum} allowed", self._bounds())

    def _bounds(self) -> str:
        form = f"; {self.remedy}" if self.remedy else ""
        if self.maximum is None:
            return f"give at least {self.minimum} characters{form}"
        return f"give {self.minimum} to {self.maximum} characters{form}"


class Integer(Scalar):
    """A whole number within bounds; ``bool`` is not one."""

    __slots__ = ("maximum", "minimum")

    def __init__(self, minimum: int | None = None, maximum: int | None = None) -> None:
        """Keep the bounds."""
        self.minimum: int | None = minimum
        self.maximum: int | None = maximum

    def condition(self, value: str, names: Names) -> str:  # noqa: ARG002 - it uses none
        """Return an expression that is true for an ``int`` within the bounds."""
        return f"type({value}) is int{_within(value, self.minimum, self.maximum)}"

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``."""
        if not issubclass(type(value), int) or type(value) is bool:
            return wrong_type("an int", value)
        number = int.__int__(cast("int", value))  # a subclass may define methods of its own
        if self.accepts(number):
            return None
        if self.minimum is not None and number < self.minimum:
            return Fault(RANGE, f"{format_value(number)} is less than {self.minimum}", f"give {self.minimum} or more")
        return Fault(RANGE, f"{format_value(number)} is more than {self.maximum}", f"give {self.maximum} or less")

    @property
    def plain(self) -> Callable[[Any], Any]:
        """What makes a plain ``int``."""
        return int.__int__

    def json_schema(self, schemas: Schemas) -> dict[str, Any]:  # noqa: ARG002 - it is made of no others
        """Return the schema of a whole number; in JSON Schema, 1.0 is one too."""
        return {"type": "integer", **_limits("minimum", self.minimum, "maximum", self.maximum)}


class Flag(Scalar):
    """A ``bool``; 0 and 1 are not."""

    __slots__ = ()

    def condition(self, value: str, names: Names) -> str:  # noqa: ARG002 - it uses none
        """Return an expression that is true for a ``bool``."""
        return f"type({value}) is bool"

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``."""
        return None if self.accepts(value) else wrong_type("a bool", value)

    @property
    def plain(self) -> Callable[[Any], Any]:
        """``bool``."""
        return bool

    def json_schema(self, schemas: Schemas) -> dict[str, Any]:  # noqa: ARG002 - it is made of no others
        """Return the schema of ``true`` and ``false``."""
        return {"type": "boolean"}


class OfClass(Constraint):
    """What a value may be that is of a given class."""

    __slots__ = ("_find", "cls")

    cls: type[Any]

    def __init__(self, cls: type[Any] | Callable[[], type[Any]]) -> None:
        """Keep the class, or the function that finds it when it is first needed, and imports its module then."""
        if isinstance(cls, type):
            self.cls = cls
        else:
            self._find = cls

    if not TYPE_CHECKING:  # where a type checker could see it, it would take every name for an attribute

        def __getattr__(self, name: str) -> Any:
            """Find the class: Python calls this where ``cls`` has no value yet."""
            if name != "cls":
                raise AttributeError(name)
            self.cls = self._find()
            return self.cls


class Choice(OfClass, Scalar):
    """A member of one of the service's closed lists."""

    __slots__ = ()

    @property
    def enum(self) -> type[ServiceEnum]:
        """The list's class."""
        return self.cls

    def condition(self, value: str, names: Names) -> str:
        """Return an expression that is true for a member.

        The fields' converters have made a member of every string that this release or the installed botocore knows.
        """
        return f"type({value}) is {names.of(self)}.cls"

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value, or ``None``."""
        if self.accepts(value):
            return None
        if not is_text(value):
            return wrong_type(f"{with_article(self.enum.__name__)} or a str", value)
        text, name = str.__str__(value), self.enum.__name__
        return Fault(
            NOT_LISTED,
            f"{format_value(text)} is not a valid {name}",
            f"see {name} for its values",
            lambda: self.enum.suggestion(text),
        )

    def short_list(self) -> str:
        """Return the values, where there are few. One of them may be the text ``None``."""
        values = [format_value(member.value) for member in self.enum]
        return f" to {' or '.join(values)}" if len(values) <= _FEW else ""

    @property
    def plain(self) -> Callable[[Any], Any]:
        """What makes a plain ``str`` of a member."""
        return str.__str__

    def read(self, value: Any, structure: Structuring, path: Path) -> Any:
        """Return the member of a value."""
        return structure(value, self.enum, path)

    def json_schema(self, schemas: Schemas) -> dict[str, Any]:
        """Return a reference to the enum's schema."""
        return schemas.of_class(self.enum)


class Nested(OfClass, Composite):
    """A structure of a given class."""

    __slots__ = ()

    @property
    def structure(self) -> type[Any]:
        """The structure's class."""
        return self.cls

    @property
    def has_secrets(self) -> bool:
        """Whether a member may contain one."""
        return has_secrets(self.structure)

    def condition(self, value: str, names: Names) -> str:
        """Return an expression that is true for a structure of the class, which is looked up where there is a value."""
        return f"type({value}) is {names.of(self)}.cls"

    def test(self, value: str, names: Names, checks: Checks) -> list[str]:
        """Return the line that checks the structure, by the function of its class."""
        inner = f"{names.of(checks)}[type({value})]({value}, noted)"
        return [f"if not ({self.condition(value, names)} and {inner}): return False"]

    @property
    def inner_structure(self) -> type[Any] | None:
        """The structure's class."""
        return self.structure

    def structures(self, value: Any, path: Path) -> Iterable[tuple[Any, Path]]:
        """Return the structure. Where none is given, its class need not have been imported."""
        return ((value, path),) if value is not None and issubclass(type(value), self.cls) else ()

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the value itself, or ``None``.

        What stands in a structure's place is not shown: it may be the text of one, with its secrets.
        """
        if issubclass(type(value), self.structure) and type(type(value)) is type:  # a metaclass may do anything
            return None
        name = self.structure.__name__
        if _is_list(value):
            fault = wrong_type(with_article(name), value, has_secrets=True)
            return fault.with_remedy(f"give {name}(...) for each of them, one by one: *items")
        if issubclass(type(value), dict):  # from_kwargs makes structures of dicts; so this one was given to a class
            fault = wrong_type(with_article(name), value, has_secrets=True)
            return fault.with_remedy(f"write {name}(...); a request that is all dicts goes to from_kwargs(...)")
        return wrong_type(f"{with_article(name)} (in kwargs: a dict)", value, has_secrets=True)

    def children(self, value: object) -> Iterator[CheckedChild]:
        """Return the members that are set; a required one that is not set, as ``None`` with a fault of its own."""
        table = table_of(type(value))
        for member, held in zip(table.members, table.values_of(value), strict=True):
            if held is not None:
                yield member.name, member.constraint, held
            elif member.absence is not None:
                yield member.name, member.absence, None

    def pairs(self, before: Any, after: Any) -> Sequence[Pair]:
        """Return the members that one of the two has set. The classes differ where the kinds of package do."""
        classes: list[type[Any]] = [type(held) for held in (before, after) if held is not None]
        members = {member.name: member for cls in classes for member in members_of(cls)}
        both = (
            (name, one.constraint, getattr(before, one.attribute, None), getattr(after, one.attribute, None))
            for name, one in members.items()
        )
        return [pair for pair in both if pair[2:] != (None, None)]

    def changed(self, value: object, change: Callable[[Child], Any]) -> Any:
        """Return the structure with each member that is set replaced."""
        structure: Any = value
        new: dict[str, Any] = {}
        for member in members_of(type(value)):
            held = getattr(value, member.attribute)
            if held is not None and (made := change((member.name, member.constraint, held))) is not held:
                new[member.attribute] = made
        return attrs.evolve(structure, **new) if new else value

    def exporter(self, unstructure: Callable[[Any], Any], write: WriteReference | None = None) -> Callable[[Any], Any]:  # noqa: ARG002 - unstructure knows it
        """Return what makes a dict."""
        return unstructure

    def read(self, value: Any, structure: Structuring, path: Path) -> Any:
        """Return the structure of a mapping."""
        return structure(value, self.structure, path)

    @property
    def assembled_class(self) -> type[Any]:
        """The structure's class."""
        return self.structure

    def assemble(self, parts: Mapping[str, Any]) -> Any:
        """Return a structure of its members; a required one that is not given is ``None``, for the check to report."""
        return self.cls(**{**table_of(self.cls).nothing_given, **parts})

    def shown(self, value: Any) -> Any:
        """Return the structure, which shows its members by their own constraints."""
        return value if issubclass(type(value), self.structure) else _hidden(value)

    def json_schema(self, schemas: Schemas) -> dict[str, Any]:
        """Return a reference to the structure's schema."""
        return schemas.of_class(self.structure)


_NESTED: dict[type[Any], Nested] = {}


def nested(structure: type[Any]) -> Nested:
    """Return the constraint of a structure's class; it is made when the class is first met."""
    constraint = _NESTED.get(structure)
    if constraint is None:
        constraint = _NESTED[structure] = Nested(structure)
    return constraint


class _Absent(Checked):
    """The place of a required member that is not set."""

    __slots__ = ("_attribute", "_constraint", "_name")

    def __init__(self, attribute: str, name: str, constraint: Constraint) -> None:
        self._attribute = attribute
        self._name = name
        self._constraint = constraint

    def fault(self, value: object) -> Fault:  # noqa: ARG002 - it is None
        return Fault(
            MISSING,
            f"{self._name} is required and was not given",
            f"set {self._attribute}{self._constraint.short_list()}",
        )


class _ListWithin(Checked):
    """The place of a list's item where a list stands: setters take what goes into one list one by one."""

    __slots__ = ("_item",)

    def __init__(self, item: Constraint) -> None:
        self._item = item

    def fault(self, value: object) -> Fault | None:
        fault = self._item.fault(value)
        return fault and fault.with_remedy(f"{fault.remedy}; where several are meant, give them one by one: *items")


class _Key(Checked):
    """The key of a map: a text, but no reference, because in a definition a key is a text and nothing else."""

    __slots__ = ("_text",)

    def __init__(self, text: Text) -> None:
        self._text = text

    def fault(self, value: object) -> Fault | None:
        return wrong_type("a str", value) if is_reference(value) else self._text.fault(value)


def as_constraint(allowed: Allowed) -> Constraint:
    """Return the constraint that a class of the request stands for: a member of an enum, or a structure of its own."""
    if not isinstance(allowed, type):
        return allowed
    return Choice(allowed) if issubclass(allowed, ServiceEnum) else nested(allowed)


def itself(item: object) -> object:
    """Return the item: the identity of texts that are a set to the service, such as content types."""
    return item


class ListOf(Composite):
    """A list; kept as a tuple."""

    __slots__ = ("identity", "item", "maximum", "minimum", "remedy", "required")

    def __init__(
        self,
        item: Allowed,
        *,
        minimum: int = 0,
        maximum: int | None = None,
        identity: Callable[[Any], object] | None = None,
        remedy: str = "",
    ) -> None:
        """Keep what a list may be.

        Args:
            item: What each of its items may be.
            minimum: The least number of items.
            maximum: The greatest number of items.
            identity: What tells items apart, where the service gives their order no meaning; ``None`` where their
                order counts.
            remedy: What to do about a value that is not a list, where there is more to say than that it should be one.
        """
        self.item: Constraint = as_constraint(item)
        self.minimum: int = minimum
        self.maximum: int | None = maximum
        self.identity: Callable[[Any], object] | None = identity
        self.remedy: str = remedy
        self.required: bool = False
        """Whether it cannot be left out; the table of members sets it, on a copy."""

    @property
    def has_secrets(self) -> bool:
        """Whether an item may contain one."""
        return self.item.has_secrets

    def condition(self, value: str, names: Names) -> str:  # noqa: ARG002 - sizes are written out
        """Return an expression that is true for a list of a valid size."""
        return f"type({value}) is tuple{_within(f'len({value})', self.minimum or None, self.maximum)}"

    def test(self, value: str, names: Names, checks: Checks) -> list[str]:
        """Return the lines that check the list, and each item."""
        items = (f"    {line}" for line in self.item.test("item", names, checks))
        return [*super().test(value, names, checks), f"for item in {value}:", *items]

    @property
    def inner_structure(self) -> type[Any] | None:
        """The class of the items, where they are structures."""
        return self.item.inner_structure

    def structures(self, value: Any, path: Path) -> Iterable[tuple[Any, Path]]:
        """Return the items that are structures."""
        items: Any = value
        if type(value) is not tuple:
            return ()
        return [found for index, item in enumerate(items) for found in self.item.structures(item, (path, index))]

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the list itself, or ``None``."""
        held: Any = value
        if type(value) is not tuple:
            fault = wrong_type("a list or a tuple", value, has_secrets=self.has_secrets)
            return fault.with_remedy(placeholder_remedy(value) or self._remedy_for(value) or fault.remedy)
        return _wrong_size(len(held), self.minimum, self.maximum, ("item", "items"), required=self.required)

    def _remedy_for(self, value: object) -> str | None:
        if value is None:
            return None
        is_one_item = issubclass(type(value), self.inner_structure or str) or (
            type(value) is dict and self.inner_structure is not None
        )
        return self.remedy or ("put it into a list: [...]" if is_one_item else None)

    def children(self, value: Any) -> Iterable[CheckedChild]:
        """Return the items; one that is a list itself with a fault of its own."""
        item, within = self.item, _ListWithin(self.item)
        return [(index, within if _is_list(held) else item, held) for index, held in enumerate(value)]

    def pairs(self, before: Any, after: Any) -> Sequence[Pair]:
        """Return the items, each beside the one that it was, or may have been, in the other list."""
        return [(index, self.item, old, new) for index, old, new in aligned(before or (), after or (), self.identity)]

    def changed(self, value: Any, change: Callable[[Child], Any]) -> Any:
        """Return the list with each item replaced."""
        new = tuple(change((index, self.item, held)) for index, held in enumerate(value))
        return new if any(one is not held for one, held in zip(new, value, strict=True)) else value

    def exporter(self, unstructure: Callable[[Any], Any], write: WriteReference | None = None) -> Callable[[Any], Any]:
        """Return what makes a list."""
        export = self.item.exporter(unstructure, write)
        return lambda value: list(map(export, value))

    def read(self, value: Any, structure: Structuring, path: Path) -> Any:
        """Return a tuple of what is read of each item."""
        held = as_tuple(value)
        items: Any = held
        if type(held) is not tuple:
            return items
        return tuple(self.item.read(item, structure, (path, index)) for index, item in enumerate(items))

    @property
    def assembled_class(self) -> type[Any]:
        """The class of the items."""
        return cast("Composite", self.item).assembled_class

    def assemble(self, parts: Mapping[str, Any]) -> Any:
        """Return a list of one structure."""
        return self.enclose(cast("Composite", self.item).assemble(parts))

    def enclose(self, value: Any) -> Any:
        """Return a list of one item."""
        return (value,)

    def shown(self, value: Any) -> Any:
        """Return a tuple of what is shown of each item."""
        items: Any = value
        return tuple(map(self.item.shown, items)) if type(value) is tuple else _hidden(value)

    def json_schema(self, schemas: Schemas) -> dict[str, Any]:
        """Return the schema of a list."""
        size = _limits("minItems", self.minimum or None, "maxItems", self.maximum)
        return {"type": "array", "items": schemas.of_value(self.item), **size}


class MapOf(Composite):
    """A map from strings to strings; kept as a ``FrozenMap``."""

    __slots__ = ("_hidden_value", "kept_as", "key", "maximum", "minimum", "value")

    def __init__(
        self, key: Text, value: Text, kept_as: type[Any], *, minimum: int = 0, maximum: int | None = None
    ) -> None:
        """Keep what its keys and values may be, the class it is kept as, and how many entries there may be."""
        self.key: Text = key
        self.value: Text = value
        self._hidden_value: Text = value if value.has_secrets else value.with_changes(sensitive=True)
        self.kept_as: type[Any] = kept_as
        self.minimum: int = minimum
        self.maximum: int | None = maximum

    @property
    def has_secrets(self) -> bool:
        """Whether its values may be secrets."""
        return self.value.has_secrets

    def condition(self, value: str, names: Names) -> str:
        """Return an expression that is true for a map of a valid size."""
        size = _within(f"len({value}._items)", self.minimum or None, self.maximum)
        return f"type({value}) is {names.of(self.kept_as)}{size}"

    def test(self, value: str, names: Names, checks: Checks) -> list[str]:
        """Return the lines that check the map, and each key and value."""
        entry = f"{self.key.condition('key', names)} and {self.value.condition('held', names)}"
        entries = [f"for key, held in {value}._items.items():", f"    if not ({entry}): return False"]
        return [*super().test(value, names, checks), *entries]

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with the map itself, or ``None``."""
        held: Any = value
        if type(value) is not self.kept_as:
            return wrong_type("a dict of str to str", value, has_secrets=self.has_secrets)
        return _wrong_size(len(held), self.minimum, self.maximum, ("entry", "entries"))

    def children(self, value: Any) -> Iterator[CheckedChild]:
        """Return each key, and its value."""
        checked_key, checked_value = _Key(self.key), self._value_in(value)
        for key, held in value.items():
            shown = value.shown_key(key)  # one that hides a part of the key is not valid either
            yield MapKey(shown), checked_key, shown
            yield MapValue(shown), checked_value, held

    def _value_in(self, held: Any) -> Text:
        """Return the constraint of a map's values; a copy of an environment hides them in any place."""
        return self._hidden_value if held.hides_values else self.value

    def pairs(self, before: Any, after: Any) -> Sequence[Pair]:
        """Return the values by their keys."""
        old: Mapping[Any, Any] = before or {}
        new: Mapping[Any, Any] = after or {}
        both: Any = [held for held in (before, after) if held is not None]
        hiding = next((held for held in both if held.hides_values), both[-1])
        value = self._value_in(hiding)
        return [(MapValue(hiding.shown_key(key)), value, old.get(key), new.get(key)) for key in {**old, **new}]

    def changed(self, value: Any, change: Callable[[Child], Any]) -> Any:
        """Return the map with each value replaced; keys stay."""
        constraint = self._value_in(value)
        new = {key: change((MapValue(value.shown_key(key)), constraint, held)) for key, held in value.items()}
        return value.with_items(new) if any(new[key] is not value[key] for key in value) else value

    def exporter(self, unstructure: Callable[[Any], Any], write: WriteReference | None = None) -> Callable[[Any], Any]:
        """Return what makes a dict."""
        if write is None:
            return lambda value: {str.__str__(key): str.__str__(held) for key, held in value.items()}
        export = self.value.exporter(unstructure, write)
        return lambda value: {str.__str__(key): export(held) for key, held in value.items()}

    @property
    def assembled_class(self) -> type[Any]:
        """The map's class."""
        return self.kept_as

    def assemble(self, parts: Mapping[str, Any]) -> Any:
        """Return a map of its entries."""
        return self.kept_as(parts)

    def shown(self, value: Any) -> Any:
        """Return a dict of what is shown of each key and value."""
        if type(value) is not self.kept_as:
            return _hidden(value)
        return {self.key.shown(value.shown_key(key)): self._value_in(value).shown(held) for key, held in value.items()}

    def json_schema(self, schemas: Schemas) -> dict[str, Any]:
        """Return the schema of a map."""
        return {
            "type": "object",
            "propertyNames": self.key.json_schema(schemas),
            "additionalProperties": schemas.of_value(self.value),
            **_limits("minProperties", self.minimum or None, "maxProperties", self.maximum),
        }


class _Unwritable(Checked):
    """A place inside JSON whose value JSON cannot hold."""

    __slots__ = ("_place",)

    def __init__(self, place: Unwritable) -> None:
        self._place = place

    def fault(self, value: object) -> Fault:  # noqa: ARG002 - it is not kept
        return Fault(WRONG_TYPE, f"{with_article(self._place.what)} is not a JSON value", self._place.remedy)


_JSON_REMEDY = "give JSON text: json.dumps(...), without NaN, sets and objects"

Allowed: TypeAlias = "Constraint | type[Any]"
"""What a value may be: a constraint, or an enum's or structure's class in place of a ``Choice`` or ``Nested`` of it."""


_NO_REFERENCES = (str, int, float, bool, type(None), list, tuple)
"""The types of most values that are wrong: they never stand for a reference."""

_FEW = 3
"""Values of a closed list that a remedy can name."""

_EXAMPLES: tuple[tuple[type, str], ...] = ((int, "2"), (float, "0.5"), (bool, "true"))
"""What numbers look like as text, where the number at hand is not shown."""


def _is_list(value: object) -> bool:
    return is_any(type(value), (list, tuple))


def _hidden(value: object) -> Shown:
    return Shown(f"<{type_name(value)}, not shown>")


def _wrong_size(
    size: int, minimum: int, maximum: int | None, words: tuple[str, str], *, required: bool = False
) -> Fault | None:
    """Return the fault of a list or map with too few or too many entries, or ``None``."""
    counted = f"{size} {words[size != 1]}"
    if size < minimum:
        remedy = f"give at least {minimum}" if required else f"give at least {minimum}, or leave it out"
        return Fault(SIZE, f"{counted}, fewer than the {minimum} required", remedy)
    if maximum is not None and size > maximum:
        return Fault(SIZE, f"{counted}, more than the {maximum} allowed", f"give at most {maximum}")
    return None


def _within(number: str, minimum: int | None, maximum: int | None) -> str:
    """Return what an expression has to say of a number within bounds."""
    if minimum is None and maximum is None:
        return ""
    least = "" if minimum is None else f"{minimum} <= "
    most = "" if maximum is None else f" <= {maximum}"
    return f" and {least}{number}{most}"


def _limits(least: str, minimum: int | None, most: str, maximum: int | None) -> dict[str, int]:
    """Return what a JSON Schema says of bounds, by the names of its keywords."""
    return {keyword: bound for keyword, bound in ((least, minimum), (most, maximum)) if bound is not None}


# The table of members -------------------------------------------------------------------------------------------------


class Member:
    """A field of a structure, as the service sees it."""

    __slots__ = ("absence", "attribute", "constraint", "name", "required", "rule")

    def __init__(self, field: attrs.Attribute[Any]) -> None:
        """Read what the field says of it."""
        metadata: Mapping[str, Any] = field.metadata
        ((name, allowed),) = ((key, value) for key, value in metadata.items() if key != "rule")
        constraint = as_constraint(allowed)
        required = field.default is attrs.NOTHING
        if required and isinstance(constraint, ListOf):
            constraint = constraint.with_changes(required=True)
        self.attribute: str = field.name
        """The Python name."""
        self.name: str = name
        """The service's name, as in boto3's kwargs."""
        self.required: bool = required
        self.constraint: Constraint = constraint
        self.rule: str | None = metadata.get("rule")
        """The code of the rule that reports its absence, where the service model calls it optional."""
        self.absence: Checked | None = _Absent(field.name, name, constraint) if required and self.rule is None else None
        """What reports that it is not set, where that is a fault."""


class MemberTable:
    """The members of a class."""

    __slots__ = ("by_attribute", "by_name", "members", "nothing_given", "values_of")

    def __init__(self, structure: type[Any]) -> None:
        """Read the fields of the class."""
        members = tuple(Member(field) for field in attrs.fields(structure) if field.metadata)
        names = [member.attribute for member in members]
        read = attrgetter(*names)
        self.members: tuple[Member, ...] = members
        """In the order of the class's fields."""
        self.values_of: Callable[[Any], tuple[Any, ...]] = read if len(names) > 1 else lambda value: (read(value),)
        """The function that reads all of them from a structure."""
        self.by_attribute: Mapping[str, Member] = {member.attribute: member for member in members}
        """By their Python names."""
        self.by_name: Mapping[str, Member] = {member.name: member for member in members}
        """By the service's names."""
        self.nothing_given: Mapping[str, None] = {member.attribute: None for member in members if member.required}
        """The required ones as ``None``, for structures that are made of what there is."""


_TABLES: dict[type[Any], MemberTable] = {}


def table_of(structure: type[Any]) -> MemberTable:
    """Return the table of a structure's class; it is made when the class is first met."""
    table = _TABLES.get(structure)
    if table is None:
        _refuse_fields_of_subclass(structure)
        table = _TABLES[structure] = MemberTable(structure)
    return table


def _refuse_fields_of_subclass(structure: type[Any]) -> None:
    """Raise ``TypeError`` where a class of the user's own adds or changes a field: nothing would send it."""
    ours = next(cls for cls in structure.__mro__ if cls.__module__.partition(".")[0] == _OURS)
    known = {one.name: one.metadata for one in attrs.fields(ours)}
    for one in attrs.fields(structure) if structure is not ours else ():
        if known.get(one.name) != one.metadata:
            raise TypeError(
                f"{structure.__name__}.{one.name}: a subclass of {ours.__name__} may add methods, and no fields, for "
                "the service has no member for them; keep such a value in a class of your own, beside the structure"
            )


_OURS = __name__.partition(".")[0]


def members_of(structure: type[Any]) -> tuple[Member, ...]:
    """Return the members of a structure's class, in the order of its fields."""
    return table_of(structure).members


@cache
def _accepts(constraint: Constraint) -> Callable[[Any], bool]:
    names = Names()
    line = f"return bool({constraint.condition('value', names)})"
    return generate(f"is_valid_{type(constraint).__name__}", "value", [line], names)


def has_secrets(structure: type[Any]) -> bool:
    """Return whether a member of a structure's class may contain a secret."""
    return any(member.constraint.has_secrets for member in members_of(structure))
