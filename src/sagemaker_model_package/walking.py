"""The walk over a package's tree, on which each value meets its own constraint.

For every class of structures a function is compiled on first use that reads its members one after the other. It lets
pass what is plainly right; anything else goes to ``Walk.examine``, which asks the constraint and reports. So the texts
of problems have one place, and a valid request, which nearly all are, is through in less time than botocore takes for
its own check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from .compiling import Function
from .constraints import (
    FAULT_CODES,
    MISSING,
    SIZE,
    UNKNOWN_KEY,
    Characters,
    Choice,
    Fault,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Nested,
    Text,
    members_of,
)
from .errors import MOST_SHOWN, Problem
from .rules import rules_for
from .shapes.structure import shape_of
from .showing import is_text, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .constraints import Constraint, Member
    from .errors import Kind
    from .rules import Rule
    from .shapes.structure import Structure

Path: TypeAlias = "tuple[Path, str | int] | None"
"""Where a value is: the path of what holds it, and what leads on from there. Only a problem writes it out."""

_NAMES = {code.code: code.name for code in FAULT_CODES}


class Stray(NamedTuple):
    """What a mapping held that its structure has no place for."""

    unknown: tuple[object, ...] = ()
    """Keys that are no member."""
    empty: tuple[str, ...] = ()
    """Members whose value was ``None``."""
    known: tuple[str, ...] = ()
    """Names that an unknown key may have been meant for."""


class Walk:
    """One walk over a tree, and what it found."""

    __slots__ = ("kind", "odd", "problems", "ruled", "strays")

    def __init__(self, kind: Kind | None, strays: Mapping[int, Stray]) -> None:
        """Start with nothing found."""
        self.kind: Kind | None = kind
        self.strays: Mapping[int, Stray] = strays
        """What could not be put into a structure, by the structure's ``id``."""
        self.problems: list[Problem] = []
        self.odd: bool = False
        """Whether any value was not plainly right."""
        self.ruled: list[tuple[Structure, Path, Rule]] = []
        """The structures that there are rules for, each with one of them that may find something."""

    def structure(self, structure: Structure, path: Path) -> None:
        """Check every member of a structure."""
        check_of(type(structure), self.kind)(self, structure, path)

    def examine(self, member: Member, value: Any, path: Path) -> None:
        """Report what is wrong with a member's value, and check what it holds.

        Where nothing is wrong, a subclass of ``str`` or ``int`` is what brought it here.
        """
        self.odd = True
        if self._report((path, f".{member.name}"), self._fault(member.constraint, value)):
            self._inside(member.constraint, value, (path, f".{member.name}"))

    def missing(self, member: Member, structure: Structure, path: Path) -> None:
        """Report a required member that is ``None``, unless it was given so: that is reported as a wrong type."""
        if member.name not in self.strays.get(id(structure), _NO_STRAY).empty:
            fault = Fault(MISSING, f"{member.name} is required and was not given", f"set {member.attribute}")
            self._report((path, f".{member.name}"), fault)

    def report_stray(self, structure: Structure, path: Path) -> None:
        """Report what could not be put into a structure."""
        stray = self.strays.get(id(structure), _NO_STRAY)
        members = members_of(type(structure))
        what = "a create_model_package request" if hasattr(structure, "kind") else shape_of(type(structure)).__name__
        for key in stray.unknown:
            near = nearest(key, stray.known) if is_text(key) and self._few_so_far() else None
            message = f"{shown(key)} is no member of {what}"
            remedy = f"did you mean {near}?" if near else "leave it out; the members are " + ", ".join(stray.known)
            self._report((path, f".{key_text(key)}"), Fault(UNKNOWN_KEY, message, remedy))
        for member in members:
            if member.name in stray.empty:
                self._report((path, f".{member.name}"), member.constraint.fault(None))

    def _inside(self, constraint: Constraint, value: Any, path: Path) -> None:
        if isinstance(constraint, Nested):
            self.structure(value, path)
        elif isinstance(constraint, ListOf):
            for index, item in enumerate(value):
                if self._report((path, index), self._fault(constraint.item, item)):
                    self._inside(constraint.item, item, (path, index))
        elif isinstance(constraint, MapOf):
            for key, entry in value.items():
                self._report((path, f" (key: {key_text(key)})"), constraint.key.fault(key))
                self._report((path, f".{key_text(key)}"), constraint.value.fault(entry))

    def _fault(self, constraint: Constraint, value: object) -> Fault | None:
        if isinstance(constraint, Choice):
            return constraint.fault(value, suggest=self._few_so_far())
        return constraint.fault(value)

    def _few_so_far(self) -> bool:
        """Return whether the problems so far all fit into an error's text: only there is a suggestion of use."""
        return len(self.problems) < MOST_SHOWN

    def _report(self, path: Path, fault: Fault | None) -> bool:
        """Note a problem, if there is one, and return whether the value is still of its type."""
        if fault is None:
            return True
        name, where = _NAMES[fault.code], written(path)
        self.problems.append(
            Problem(
                code=fault.code, name=name, severity="error", path=where, message=fault.message, remedy=fault.remedy
            )
        )
        return fault.code == SIZE  # what is merely too long still has items worth checking


_NO_STRAY = Stray()


def written(path: Path) -> str:
    """Return a path as boto3 writes it."""
    parts: list[str] = []
    while path is not None:
        path, part = path
        parts.append(f"[{part}]" if isinstance(part, int) else part)
    return "".join(reversed(parts)).lstrip(".")


def key_text(key: object) -> str:
    """Return a key as a path shows it: bounded, and escaped where it is not plain."""
    text = shown(key)
    plain = is_text(key) and text == f"'{str.__str__(key)}'" and text != "''"
    return text[1:-1] if plain else text


# The compiled functions -----------------------------------------------------------------------------------------------

Check: TypeAlias = "Callable[[Walk, Any, Path], None]"

_CHECKS: dict[tuple[type[Structure], Kind | None], Check] = {}


def check_of(structure: type[Structure], kind: Kind | None) -> Check:
    """Return the function that checks the members of a class's structures in a package of one kind."""
    check = _CHECKS.get((structure, kind))
    if check is None:
        check = _CHECKS[structure, kind] = _Source(structure, kind).compiled()
    return check


class _Source(Function):
    """The text of a class's function, while it is written."""

    def __init__(self, structure: type[Structure], kind: Kind | None) -> None:
        super().__init__("walk", "structure", "path")
        self._kind: Kind | None = kind
        self.line("if walk.strays: walk.report_stray(structure, path)")
        for member in members_of(structure):
            self._write(member)
        for rule in rules_for(structure, kind):
            needed = [f"structure.{rule.needs} is not None"] if rule.needs else []
            lacking = [f"structure.{rule.unless} is None"] if rule.unless else []
            condition = " and ".join([*needed, *lacking]) or "True"
            self.line(f"if {condition}: walk.ruled.append((structure, path, {self.named(rule)}))")

    def _write(self, member: Member) -> None:
        examine = f"walk.examine({self.named(member)}, value, path)"
        reported_here = member.required and member.rule is None
        absent = f"walk.missing({self.named(member)}, structure, path)" if reported_here else "pass"
        self.line(f"value = structure.{member.attribute}")
        self.line(f"if value is None: {absent}")
        self.line(f"elif {self._doubt(member.constraint, 'value')}: {examine}")
        for line in self._inside(member, examine):
            self.line(line)

    def _doubt(self, constraint: Constraint, value: str) -> str:
        """Return a condition; where it is false, the value meets its constraint, not counting what it holds."""
        if isinstance(constraint, Text):
            doubts = [f"type({value}) is not str", self._outside(f"len({value})", constraint)]
            pattern = constraint.pattern
            if pattern is not None:
                matched = f"{self.named(pattern.accepts)}({value})"
                quick = f"{self.named(pattern.accepts_ascii)}({value}) or " if isinstance(pattern, Characters) else ""
                doubts.append(f"not ({quick}{matched})")
        elif isinstance(constraint, Integer):
            doubts = [f"type({value}) is not int", self._outside(value, constraint)]
        elif isinstance(constraint, ListOf):
            doubts = [f"type({value}) is not tuple", self._outside(f"len({value})", constraint)]
        elif isinstance(constraint, MapOf):
            doubts = [
                f"type({value}) is not {self.named(constraint.kept_as)}",
                self._outside(f"len({value}._items)", constraint),
            ]
        else:
            doubts = [f"type({value}) is not {self.named(_class_of(constraint))}"]
        return " or ".join(filter(None, doubts))

    def _outside(self, number: str, bounds: Text | Integer | ListOf | MapOf) -> str:
        pointless = not isinstance(bounds, Integer) and bounds.minimum == 0  # no length is less
        least = "" if bounds.minimum is None or pointless else f"{number} < {bounds.minimum}"
        most = "" if bounds.maximum is None else f"{number} > {bounds.maximum}"
        return " or ".join(filter(None, (least, most)))

    def _inside(self, member: Member, examine: str) -> list[str]:
        """Return how to check what a value holds that is right in itself."""
        constraint, segment = member.constraint, f"'.{member.name}'"
        if isinstance(constraint, Nested):
            return [f"else: {self._check(constraint)}(walk, value, (path, {segment}))"]
        if isinstance(constraint, MapOf):
            doubt = f"{self._doubt(constraint.key, 'key')} or {self._doubt(constraint.value, 'entry')}"
            return ["else:", "  for key, entry in value._items.items():", f"    if {doubt}: {examine}; break"]
        if not isinstance(constraint, ListOf):
            return []
        lines = [
            "else:",
            "  for item in value:",
            f"    if {self._doubt(constraint.item, 'item')}: {examine}; break",
        ]
        if isinstance(constraint.item, Nested):
            check = f"{self._check(constraint.item)}(walk, item, ((path, {segment}), index))"
            lines += ["  else:", f"    for index, item in enumerate(value): {check}"]
        return lines

    def _check(self, nested: Nested) -> str:
        return self.named(check_of(nested.structure, self._kind))


def _class_of(constraint: Choice | Nested | Flag) -> type[Any]:
    if isinstance(constraint, Choice):
        return constraint.enum
    return constraint.structure if isinstance(constraint, Nested) else bool
