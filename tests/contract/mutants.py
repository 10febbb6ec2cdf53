"""Proof that the comparison is sharp: every constraint, changed by one, makes a difference that it reports.

A mutant is one field of one class with one thing about it changed. It is killed where the comparison of its class
reports a difference of the very kind that was made, at the very place; a difference elsewhere does not count.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sagemaker_model_package._constraints import Choice, Constraint, Flag, Integer, ListOf, MapOf, Nested, Text
from sagemaker_model_package._patterns import ANY, Characters, Pattern
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.shapes import EnvironmentMap, FrozenMap, Tag
from sagemaker_model_package.shapes._structure import Structure

from .comparison import (
    OF_ONE_KIND,
    OF_THE_SAME_SHAPE,
    REQUESTS,
    Aspect,
    Difference,
    Field,
    differences,
    differences_of,
    fields_of,
    service_name,
    structures,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .comparison import Shapes


class Mutant(NamedTuple):
    """One change, and the difference that it must make."""

    structure: type[Structure]
    fields: tuple[Field, ...]
    """All fields of the class, one of them changed."""
    path: str
    aspect: Aspect
    change: str

    def __str__(self) -> str:
        return f"{self.structure.__name__}: {self.path}: {self.change}"


class Changed(NamedTuple):
    """A changed constraint: which part of it, how, and what it is now."""

    part: str
    aspect: Aspect
    change: str
    constraint: Any


def survivors(shapes: Shapes, changed: Iterable[Mutant]) -> list[Mutant]:
    """Return the mutants of which the comparison takes no notice."""
    as_they_are = set(differences(shapes))
    return [mutant for mutant in changed if not _is_killed(mutant, shapes, as_they_are)]


def _is_killed(mutant: Mutant, shapes: Shapes, as_they_are: set[Difference]) -> bool:
    def fields(structure: type[Structure]) -> tuple[Field, ...]:
        return mutant.fields if structure is mutant.structure else fields_of(structure)

    found = differences_of(mutant.structure, shapes, fields)
    return any(_is_it(one, mutant) and one not in as_they_are for one in found)


def _is_it(found: Difference, mutant: Mutant) -> bool:
    path = found.path.partition("=")[0]
    return found.aspect == mutant.aspect and mutant.path == (path if mutant.path.endswith("]") else path.rstrip("[]"))


def mutants() -> Iterator[Mutant]:
    """Yield every mutant of every class."""
    yield from _with_a_foreign_member()
    for structure in (*structures().values(), *OF_THE_SAME_SHAPE, *REQUESTS):
        prefix = "" if structure in REQUESTS else f"{service_name(structure)}."
        fields = fields_of(structure)
        for index, field in enumerate(fields):
            for path, aspect, change, changed in _mutated(field, structure):
                yield Mutant(
                    structure, (*fields[:index], *changed, *fields[index + 1 :]), prefix + path, aspect, change
                )


def _mutated(field: Field, structure: type[Structure]) -> Iterator[tuple[str, Aspect, str, tuple[Field, ...]]]:
    name = field.name
    yield f"{name}X", "member", "renamed", (field._replace(name=f"{name}X"),)
    yield name, "member", "given twice", (field, field)
    shared = structure in REQUESTS and name not in OF_ONE_KIND
    yield name, "kind" if shared else "member", "removed", ()
    yield name, "attribute", "attribute renamed", (field._replace(attribute=f"{field.attribute}_"),)
    yield name, "required", "required flipped", (field._replace(required=not field.required),)
    for annotation in _annotations(field):
        yield name, "annotation", f"annotated as {annotation}", (field._replace(annotation=annotation),)
    for part, aspect, change, constraint in _constraints(field.constraint):
        yield f"{name}{part}", aspect, change, (field._replace(constraint=constraint),)


def _with_a_foreign_member() -> Iterator[Mutant]:
    """Yield each kind of request with a member of the other kind."""
    for name, kind in OF_ONE_KIND.items():
        (field,) = [field for field in fields_of(kind) if field.name == name]
        (other,) = [request for request in REQUESTS if request is not kind]
        yield Mutant(other, (*fields_of(other), field), name, "kind", "given to the other kind")


def _annotations(field: Field) -> Iterator[object]:
    annotation: Any = field.annotation
    yield annotation | None if field.required else annotation.__args__[0]
    for other in (str, int, bool, bytes, FrozenMap[str, str], tuple[str, ...], tuple[str], list[str], Structure):
        changed: Any = other if field.required else other | None
        if changed != annotation:
            yield changed


@cache  # fields that share a constraint share what becomes of it
def _constraints(constraint: Constraint) -> tuple[Changed, ...]:
    return tuple(_near(constraint))


def _near(constraint: Constraint) -> Iterator[Changed]:
    for other in (Text(), Integer(), Flag(), ListOf(Text()), MapOf(Text(), Text(), FrozenMap), Nested(Tag)):
        if type(other) is not type(constraint):
            yield Changed("", "type", f"made a {type(other).__name__}", other)
    if isinstance(constraint, (Text, Integer, ListOf, MapOf)):
        yield from _bounds(constraint)
    if isinstance(constraint, Text):
        yield Changed("", "sensitive", "flipped", constraint.with_changes(sensitive=not constraint.sensitive))
        for change, pattern in _patterns(constraint.pattern):
            yield Changed("", "pattern", change, constraint.with_changes(pattern=pattern))
    if isinstance(constraint, Nested):
        structure = next(cls for cls in structures().values() if cls is not constraint.structure)
        yield Changed("", "type", f"made a {structure.__name__}", Nested(structure))
    if isinstance(constraint, Choice):
        yield from _choices(constraint.enum)
    if isinstance(constraint, (ListOf, MapOf)):
        yield from _parts(constraint)


def _parts(constraint: ListOf | MapOf) -> Iterator[Changed]:
    if isinstance(constraint, ListOf):
        yield from _inside(constraint, "item", "[]", constraint.item)
        return
    yield from _inside(constraint, "key", " (key)", constraint.key)
    yield from _inside(constraint, "value", " (value)", constraint.value)
    kept_as = FrozenMap if constraint.kept_as is EnvironmentMap else EnvironmentMap
    yield Changed("", "annotation", f"kept as {kept_as.__name__}", constraint.with_changes(kept_as=kept_as))


def _inside(constraint: ListOf | MapOf, name: str, part: str, inner: Constraint) -> Iterator[Changed]:
    for deeper, aspect, change, changed in _constraints(inner):
        yield Changed(f"{part}{deeper}", aspect, change, constraint.with_changes(**{name: changed}))


def _bounds(constraint: Text | Integer | ListOf | MapOf) -> Iterator[Changed]:
    minimum, maximum = constraint.minimum, constraint.maximum
    for least in (1,) if minimum is None else (minimum - 1, minimum + 1):
        yield Changed("", "min", f"from {minimum} to {least}", constraint.with_changes(minimum=least))
    for most in (0, 1_000_000) if maximum is None else (None, maximum - 1, maximum + 1):
        yield Changed("", "max", f"from {maximum} to {most}", constraint.with_changes(maximum=most))


def _choices(enum: type[ServiceEnum]) -> Iterator[Changed]:
    declared = {name: str(member.value) for name, member in enum.__members__.items()}
    for name, value in declared.items():
        without = {other: text for other, text in declared.items() if other != name}
        yield Changed("", "value", f"{value} dropped", Choice(_enum_like(enum, without)))
    more = _enum_like(enum, declared | {"MORE": "More"})
    yield Changed("", "value", "one added", Choice(more))
    yield Changed("", "literal alias", "one added", Choice(more))
    yield Changed("", "type", "another enum", Choice(_enum_like(enum, declared, name=f"{enum.__name__}X")))
    yield Changed("", "annotation", "an equal enum", Choice(_enum_like(enum, declared)))


def _enum_like(enum: type[ServiceEnum], members: dict[str, str], name: str | None = None) -> type[ServiceEnum]:
    make = cast("Any", ServiceEnum)
    return cast("type[ServiceEnum]", make(name or enum.__name__, members, module=enum.__module__))


def _patterns(pattern: Pattern | Characters | None) -> Iterator[tuple[str, Pattern | Characters | None]]:
    if pattern is None:
        yield "a pattern given", Pattern(f"{ANY}*")
        return
    yield "pattern dropped", None
    if isinstance(pattern, Pattern):
        for index in range(len(pattern.expression)):
            yield f"character {index} dropped", Pattern(pattern.expression[:index] + pattern.expression[index + 1 :])
        yield "a line break added", Pattern(pattern.expression + r"\n?")
        if ANY in pattern.expression:
            yield "more line breaks ruled in", Pattern(pattern.expression.replace(ANY, "."))
        return
    for category in pattern.categories:
        yield f"category {category} dropped", Characters(pattern.categories.replace(category, ""), pattern.also)
    for category in set("LMNPSZC") - set(pattern.categories):
        yield f"category {category} added", Characters(pattern.categories + category, pattern.also)
    for character in pattern.also:
        yield f"{character!r} dropped", Characters(pattern.categories, pattern.also.replace(character, ""))
    yield "a line break added", Characters(pattern.categories, pattern.also + "\n")
