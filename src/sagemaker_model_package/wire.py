"""To boto3's kwargs and back, by cattrs converters of our own.

Out, members get the service's names and plain types. In, nothing is coerced and nothing raises: what does not fit is
kept where it was given or noted as stray, and the one check reports it. cattrs' stock hooks for structuring are never
used, for they turn ``5`` into ``'5'`` and a string into a tuple of letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache, partial
from typing import TYPE_CHECKING, Any, cast

import attrs
from cattrs import Converter

from .checking import problem_of, problems_of, settle
from .compiling import Function
from .constraints import (
    MISSING,
    UNKNOWN_KEY,
    WRONG_TYPE,
    Choice,
    Integer,
    ListOf,
    MapOf,
    Nested,
    Text,
    members_of,
    wrong_type,
)
from .enums import ServiceEnum
from .errors import ModelPackageValidationError, Problem
from .packages import UnversionedModelPackage, VersionedModelPackage
from .request import Request
from .rules import rules_for
from .shapes.converters import as_tuple, is_tuple
from .shapes.making import maker_of
from .shapes.structure import Structure
from .showing import is_text
from .walking import Stray

if TYPE_CHECKING:
    from collections.abc import Callable

    from .constraints import Constraint
    from .errors import Kind
    from .packages import ModelPackage

_REQUESTS: dict[Kind | None, type[Request]] = {
    "versioned": VersionedModelPackage,
    "unversioned": UnversionedModelPackage,
    None: Request,
}
"""What a request becomes; where it has both names or neither, it is checked for what both kinds have in common."""

_REQUEST_MEMBERS = tuple(dict.fromkeys(m.name for request in _REQUESTS.values() for m in members_of(request)))
"""The members of either kind: a misspelt name may be meant for any of them."""

RESPONSE_ONLY = frozenset(
    {
        "ApprovalDescription",
        "CreatedBy",
        "CreationTime",
        "LastModifiedBy",
        "LastModifiedTime",
        "ModelPackageArn",
        "ModelPackageStatus",
        "ModelPackageStatusDetails",
        "ModelPackageVersion",
        "ResponseMetadata",
    }
)
"""What ``describe_model_package`` returns beside the members of the request."""


def to_kwargs(package: Request) -> dict[str, Any]:
    """Return a package as the kwargs of ``create_model_package``."""
    return _outgoing(type(package))(package)


def from_kwargs(kwargs: Mapping[str, Any]) -> ModelPackage:
    """Make a package of kwargs; the package's own ``from_kwargs`` tells how."""
    entries = _entries_or_refuse(kwargs, "a dict of kwargs")
    kind = _kind_of(entries)
    found = [problem_of(rule, finding) for rule in rules_for("kwargs", kind) for finding in rule.check(entries)]
    request, strays = _taken_in(entries, _REQUESTS[kind], trusting=False)
    problems = problems_of(request, strays)
    settle([*found, *problems] if kind is None else [*problems, *found], kind)  # which request it is comes first
    return cast("ModelPackage", request)


def from_describe(response: Mapping[str, Any]) -> ModelPackage:
    """Make a package of a response; the package's own ``from_describe`` tells how."""
    entries = _entries_or_refuse(response, "a response of describe_model_package")
    kind: Kind | None = None
    if entries.get("ModelPackageGroupName") is not None:
        kind = "versioned"  # such a response may carry both names
    elif entries.get("ModelPackageName") is not None:
        kind = "unversioned"
    request, strays = _taken_in(entries, _REQUESTS[kind], trusting=True)
    found = [_softened(problem) for problem in problems_of(request, strays)]
    if kind is None:
        found += [problem_of(rule, finding) for rule in rules_for("kwargs", kind) for finding in rule.check({})]
    settle(found, kind)
    return cast("ModelPackage", request)


def _softened(problem: Problem) -> Problem:
    if problem.code in {WRONG_TYPE, MISSING}:
        return problem
    remedy = "it is dropped here; a newer release may know it" if problem.code == UNKNOWN_KEY else problem.remedy
    return attrs.evolve(problem, severity="warning", remedy=remedy)


def _entries_or_refuse(value: object, expected: str) -> dict[Any, Any]:
    entries = _entries(value)
    if entries is not None:
        return entries
    fault = wrong_type(expected, value)
    problem = Problem(
        code=fault.code, name="type", severity="error", path="", message=fault.message, remedy=fault.remedy
    )
    raise ModelPackageValidationError([problem])


def _kind_of(kwargs: Mapping[str, Any]) -> Kind | None:
    group, name = "ModelPackageGroupName" in kwargs, "ModelPackageName" in kwargs
    if group == name:
        return None
    return "versioned" if group else "unversioned"


# Out ------------------------------------------------------------------------------------------------------------------


_WRITERS: dict[type[Request], Callable[[Any], dict[str, Any]]] = {}


def _outgoing(request: type[Request]) -> Callable[[Any], dict[str, Any]]:
    writer = _WRITERS.get(request)
    if writer is None:
        converter = Converter()
        converter.register_unstructure_hook_factory(_is_structure, partial(_writer_of, converter))
        writer = _WRITERS[request] = converter.get_unstructure_hook(request)
    return writer


def _is_structure(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Structure)


def _writer_of(converter: Converter, structure: type[Any]) -> Callable[[Any], dict[str, Any]]:
    """Return what writes structures of a class; ``None`` is left out, and nothing else.

    cattrs' own compares each member with its default, which for structures and maps takes a call.
    """
    function = Function("structure")
    function.line("written = {}")
    for member in members_of(structure):
        function.line(f"value = structure.{member.attribute}")
        text = _written(member.constraint, "value", function, converter)
        function.line(f"if value is not None: written['{member.name}'] = {text}")
    function.line("return written")
    writer: Callable[[Any], dict[str, Any]] = function.compiled()
    return writer


def _written(constraint: Constraint, value: str, function: Function, converter: Converter) -> str:
    """Return the expression that makes plain types of a value."""
    plain = function.named(_plain)
    if isinstance(constraint, Nested):
        return f"{function.named(converter.get_unstructure_hook(constraint.structure))}({value})"
    if isinstance(constraint, ListOf):
        return f"[{_written(constraint.item, 'item', function, converter)} for item in {value}]"
    if isinstance(constraint, MapOf):
        return f"{{{plain}(key): {plain}(entry) for key, entry in {value}.items()}}"
    if isinstance(constraint, (Text, Choice)):
        return f"{plain}({value})"
    return f"{function.named(int.__int__ if isinstance(constraint, Integer) else bool)}({value})"


_plain = str.__str__
"""Makes a str of a str, of an enum member and of any other kind of str, whatever its own ``__str__`` says."""


# In -------------------------------------------------------------------------------------------------------------------

_STRAYS: ContextVar[dict[int, Stray]] = ContextVar("_STRAYS")
"""What the structures being made now have no place for, by the structures' ``id``."""


def _taken_in(
    mapping: Mapping[str, Any], request: type[Request], *, trusting: bool
) -> tuple[Request, dict[int, Stray]]:
    """Make a request of a mapping without checking it, and return with it what found no place."""
    strays: dict[int, Stray] = {}
    token = _STRAYS.set(strays)
    try:
        return _incoming(trusting=trusting).structure(mapping, request), strays
    finally:
        _STRAYS.reset(token)


@cache
def _incoming(*, trusting: bool) -> Converter:
    converter = Converter()
    converter.register_structure_hook_factory(_is_structure, partial(_reader_of, converter, trusting))
    # On the enums' base class: hook factories and predicates are not asked for enums.
    converter.register_structure_hook(ServiceEnum, _let_through if trusting else _as_given)
    return converter


def _as_given(value: Any, _: Any) -> Any:
    return value


def _let_through(value: Any, enum: type[ServiceEnum]) -> Any:
    return enum.unlisted(value) if is_text(value) and str.__len__(value) else value


def _reader_of(converter: Converter, trusting: bool, structure: type[Any]) -> Callable[[Any, Any], Any]:  # noqa: FBT001 - bound by partial()
    readers = [(m.name, m.attribute, _reader(m.constraint, converter)) for m in members_of(structure)]
    request = issubclass(structure, Request)
    make = maker_of(structure)
    known = _REQUEST_MEMBERS if request else tuple(name for name, _, _ in readers)
    passed_over = {*known, *RESPONSE_ONLY} if request and trusting else {*known}

    def read(value: Any, _: Any) -> Any:
        entries = _entries(value)
        if entries is None:
            return value
        fields = {attribute: read_member(entries.get(name)) for name, attribute, read_member in readers}
        made = make(**fields)
        unknown = tuple(key for key in entries if key not in passed_over)
        empty = () if trusting else tuple(name for name, _, _ in readers if name in entries and entries[name] is None)
        if unknown or empty:
            _STRAYS.get()[id(made)] = Stray(unknown, empty, known)
        return made

    return read


def _entries(value: Any) -> dict[Any, Any] | None:
    """Return a mapping's entries, or ``None`` for what is no mapping, or one that will not tell them."""
    entries: Any = value
    try:
        if type(value) is dict or isinstance(value, Mapping):
            return {str.__str__(key) if is_text(key) else key: entry for key, entry in entries.items()}
    except Exception:  # noqa: BLE001 - whatever a mapping of the user's own may raise
        return None
    return None


def _reader(constraint: Constraint, converter: Converter) -> Callable[[Any], Any]:
    if isinstance(constraint, Nested):
        nested = constraint.structure
        return lambda value: value if value is None else converter.structure(value, nested)
    if isinstance(constraint, Choice):
        enum = constraint.enum
        return lambda value: value if value is None else converter.structure(value, enum)
    if isinstance(constraint, ListOf):
        read = _reader(constraint.item, converter)
        return partial(_read_items, read)
    return _as_it_is


def _read_items(read: Callable[[Any], Any], value: Any) -> Any:
    items: Any = as_tuple(value)
    return tuple(map(read, items)) if is_tuple(items) else items


def _as_it_is(value: Any) -> Any:
    return value
