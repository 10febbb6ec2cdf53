"""Holds the classes against botocore's service model, member by member and in both directions."""

from __future__ import annotations

import inspect
import re
import sys
import types
import typing
from functools import cache
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, Union

from botocore import xform_name

from sagemaker_model_package import _instance_types, enums
from sagemaker_model_package import shapes as shape_modules
from sagemaker_model_package._constraints import (
    Choice,
    Constraint,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Nested,
    Text,
    members_of,
)
from sagemaker_model_package._patterns import ANY, Characters, Pattern
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.enums import data
from sagemaker_model_package.packages import UnversionedModelPackage, VersionedModelPackage
from sagemaker_model_package.shapes import FrozenMap, UnversionedInferenceSpecification
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    Shapes: TypeAlias = Mapping[str, Mapping[str, Any]]
    """The shapes of the service model, by name."""

REQUEST = "CreateModelPackageInput"
REQUESTS = (VersionedModelPackage, UnversionedModelPackage)

# Where the classes mean to differ from the service model, each with its reason.

OF_THE_SAME_SHAPE: Mapping[type[Structure], str] = {
    UnversionedInferenceSpecification: "InferenceSpecification",  # with what an unversioned package requires of it
}
"""Classes of shapes that have a class of their own name already."""

REQUIRED_BY_KIND = {
    ("ModelPackageGroupName", VersionedModelPackage): "a version belongs to a group",
    ("ModelPackageName", UnversionedModelPackage): "what belongs to no group has a name of its own",
    ("SupportedTransformInstanceTypes", UnversionedInferenceSpecification): "the API reference says so",
    ("SupportedRealtimeInferenceInstanceTypes", UnversionedInferenceSpecification): "the API reference says so",
}
"""Members that the service model calls optional, because it has one request for both kinds."""

OF_ONE_KIND: Mapping[str, type[Structure]] = {
    "ModelPackageGroupName": VersionedModelPackage,
    "ModelApprovalStatus": VersionedModelPackage,
    "ModelPackageName": UnversionedModelPackage,
    "CertifyForMarketplace": UnversionedModelPackage,
    "Tags": UnversionedModelPackage,
}
"""Members of the request that apply to one kind; the classes of both have all others."""

EXCLUDED_VALUES = {
    "TransformS3DataSource.S3DataType": (
        "AugmentedManifestFile",
        "the API reference rules it out, so the annotation does not offer it and rule MP105 reports it",
    ),
}
"""Values of an enum that a member's annotation leaves out."""

_NO_CATEGORIES = "Python's re has no \\p{..}; the first letters of the categories, and what else is allowed"
_NO_OVERLAP = "the last two parts overlap in the service model's, which takes quadratic time"
_LENGTH = "the service model's ends in {0,1024} and so says the maximum length again"
WARNED = "ModelCardContent"
"""The shape whose pattern is a warning rule's: it has no line breaks, but JSON does not care for them."""
WARNING_RULE = "MP204"

REWRITTEN_PATTERNS = {
    **dict.fromkeys(("Url", "S3Uri", "S3ModelUri"), (r"(?:https|s3)://[^/]+(?:/.*)?", _NO_OVERLAP)),
    **dict.fromkeys(("TagKey", "TagValue"), ("LZN _.:/=+-@", _NO_CATEGORIES)),
    **dict.fromkeys(("CustomerMetadataKey", "CustomerMetadataValue"), ("LZN _.:/=+-@", _NO_CATEGORIES)),
    "EntityDescription": ("LMZSNP ", _NO_CATEGORIES),
    "ModelPackageSourceUri": ("LMZNP ", _NO_CATEGORIES),
    "StageDescription": (".*", _LENGTH),
    WARNED: (r"[\S\s]*", f"what the service model's refuses gets a warning, {WARNING_RULE}"),
}
"""Patterns that are written in another way here, by their shapes; that they accept the same has tests of its own."""

SENSITIVE_HERE = {
    "EnvironmentMap": "environment values are often secrets",
    "EnvironmentValue": "environment values are often secrets",
    "TransformEnvironmentMap": "environment values are often secrets",
    "TransformEnvironmentValue": "environment values are often secrets",
}
"""Shapes whose values are hidden though the service model does not ask for it."""

# What the comparison looks at. A trait that is in neither set is reported: it may be a constraint of a new kind.

COMPARED_TRAITS = {
    "type", "members", "required", "member", "key", "value", "min", "max", "pattern", "enum", "sensitive",
}  # fmt: skip
IRRELEVANT_TRAITS = {
    "box",  # that a Java client uses Integer and not int
    "documentation",
    "idempotencyToken",  # that botocore fills the member in
    "shape",
}

Aspect: TypeAlias = Literal[
    "annotation",
    "attribute",
    "enum class",
    "kind",
    "literal alias",
    "max",
    "member",
    "min",
    "pattern",
    "required",
    "sensitive",
    "structure",
    "trait",
    "type",
    "value",
]


class Difference(NamedTuple):
    """Something in which the classes and the service model are not alike."""

    path: str
    aspect: Aspect
    here: str
    there: str
    is_addition: bool = False
    """Whether the service model has merely become larger: a new member, value or structure."""

    def __str__(self) -> str:
        return f"{self.path}: {self.aspect}: here {self.here}, in the service model {self.there}"


class Field(NamedTuple):
    """A field of a class with everything that is compared."""

    attribute: str
    name: str
    required: bool
    constraint: Constraint
    annotation: object


FieldsOf: TypeAlias = "Callable[[type[Structure]], Sequence[Field]]"


_FIELDS: dict[type[Structure], tuple[Field, ...]] = {}


def fields_of(structure: type[Structure]) -> tuple[Field, ...]:
    """Return the fields of a class, with their annotations resolved."""
    if structure not in _FIELDS:
        annotations = typing.get_type_hints(structure)
        members = members_of(structure)
        _FIELDS[structure] = tuple(
            Field(m.attribute, m.name, m.required, m.constraint, annotations[m.attribute]) for m in members
        )
    return _FIELDS[structure]


@cache
def structures() -> Mapping[str, type[Structure]]:
    """Return the classes of the nested structures, by the names of their shapes; those that share one are left out."""
    names = [module.name for module in iter_modules(shape_modules.__path__) if not module.name.startswith("_")]
    modules = [import_module(f"{shape_modules.__name__}.{name}") for name in names]
    return _classes_in(modules, Structure, OF_THE_SAME_SHAPE)


@cache
def listed_enums() -> Mapping[str, type[ServiceEnum]]:
    """Return the enum classes, by name."""
    return _classes_in((enums, data, _instance_types), ServiceEnum, ())


C = typing.TypeVar("C")


def _classes_in(modules: Iterable[types.ModuleType], base: type[C], others: Collection[type]) -> Mapping[str, type[C]]:
    classes = (found for module in modules for found in vars(module).values() if inspect.isclass(found))
    return {one.__name__: one for one in classes if issubclass(one, base) and one not in {base, *others}}


def reached(shapes: Shapes) -> tuple[str, ...]:
    """Return the names of the shapes that a request is made of."""
    found: dict[str, None] = {}
    ahead = [REQUEST]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found[name] = None
            ahead += [part["shape"] for part in _parts(shapes[name])]
    return tuple(found)


def _parts(shape: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from shape.get("members", {}).values()
    for part in ("member", "key", "value"):
        if part in shape:
            yield shape[part]


def differences(shapes: Shapes, fields: FieldsOf = fields_of) -> list[Difference]:
    """Return every difference between the classes and the service model."""
    comparison = _Comparison(shapes, fields)
    return [*comparison.of_names(), *comparison.of_requests(), *chain(*map(comparison.of_structure, structures()))]


def differences_of(structure: type[Structure], shapes: Shapes, fields: FieldsOf = fields_of) -> list[Difference]:
    """Return every difference between one of the classes and the service model."""
    comparison = _Comparison(shapes, fields)
    return list(comparison.of_requests() if structure in REQUESTS else comparison.of_structure(service_name(structure)))


def service_name(structure: type[Any]) -> str:
    """Return the name of the shape that a nested structure's class stands for."""
    return OF_THE_SAME_SHAPE.get(structure, structure.__name__)


class _Comparison:
    def __init__(self, shapes: Shapes, fields: FieldsOf) -> None:
        self._shapes = shapes
        self._fields = fields

    def of_names(self) -> Iterator[Difference]:
        """Compare which structures and enums there are, and which traits they have at all."""
        there = reached(self._shapes)
        for name in there:
            for trait in self._shapes[name].keys() - COMPARED_TRAITS - IRRELEVANT_TRAITS:
                yield Difference(name, "trait", "not compared", trait)
        nested = {name for name in there if self._shapes[name]["type"] == "structure"} - {REQUEST}
        yield from _both_ways("structure", "", structures(), nested)
        yield from _both_ways("enum class", "", listed_enums(), {n for n in there if "enum" in self._shapes[n]})

    def of_requests(self) -> Iterator[Difference]:
        yield from self._structure(REQUEST, "", REQUESTS)
        names = {cls: {field.name for field in self._fields(cls)} for cls in REQUESTS}
        for name in set(chain(*names.values())):
            kinds = {OF_ONE_KIND[name]} if name in OF_ONE_KIND else set(REQUESTS)
            yield from _unequal(name, "kind", {cls for cls in REQUESTS if name in names[cls]}, kinds)

    def of_structure(self, name: str) -> Iterator[Difference]:
        if name in self._shapes:
            others = [cls for cls, shape in OF_THE_SAME_SHAPE.items() if shape == name]
            for structure in (structures()[name], *others):
                yield from self._structure(name, f"{name}.", (structure,))

    def _structure(self, shape_name: str, prefix: str, classes: Sequence[type[Structure]]) -> Iterator[Difference]:
        shape = self._shapes[shape_name]
        members: Mapping[str, Mapping[str, Any]] = shape["members"]
        fields = [(cls, field) for cls in classes for field in self._fields(cls)]
        for found in _both_ways("member", prefix, {field.name for _, field in fields}, members):
            is_required = found.path.removeprefix(prefix) in shape.get("required", ())
            yield found._replace(there="required", is_addition=False) if is_required else found
        for cls in classes:
            names = [field.name for field in self._fields(cls)]
            for name in {name for name in names if names.count(name) > 1}:
                yield Difference(f"{prefix}{name}", "member", "more than once", "once")
        for cls, field in fields:
            if field.name not in members:
                continue
            path = f"{prefix}{field.name}"
            for trait in members[field.name].keys() - IRRELEVANT_TRAITS:
                yield Difference(path, "trait", "not compared", trait)
            required = field.name in shape.get("required", ()) or (field.name, cls) in REQUIRED_BY_KIND
            yield from self._field(path, field, members[field.name]["shape"], required=required)

    def _field(self, path: str, field: Field, shape: str, *, required: bool) -> Iterator[Difference]:
        yield from _unequal(path, "attribute", field.attribute, attribute_of(field.name))
        yield from _unequal(path, "required", field.required, required)
        annotation, optional = _without_none(field.annotation)
        yield from _unequal(path, "annotation", "optional" if optional else "required", _optional(required=required))
        yield from self._value(path, field.constraint, annotation, shape)

    def _value(self, path: str, constraint: Constraint, annotation: object, shape_name: str) -> Iterator[Difference]:
        shape = self._shapes[shape_name]
        kind = _KINDS["enum" if "enum" in shape else shape["type"]]
        if not isinstance(constraint, kind):
            yield Difference(path, "type", type(constraint).__name__, kind.__name__)
        elif isinstance(constraint, Text):
            yield from _unequal(path, "annotation", annotation, str)
            yield from _bounds(path, constraint, shape, least=0)
            wanted, _ = REWRITTEN_PATTERNS.get(shape_name, (shape.get("pattern", "none"), ""))
            yield from _unequal(path, "pattern", _written(constraint.pattern), wanted)
            yield from _sensitivity(path, shape_name, constraint, shape)
        elif isinstance(constraint, Integer):
            yield from _unequal(path, "annotation", annotation, int)
            yield from _bounds(path, constraint, shape, least=None)
        elif isinstance(constraint, Flag):
            yield from _unequal(path, "annotation", annotation, bool)
        elif isinstance(constraint, Choice):
            yield from _choice(path, constraint.enum, annotation, shape_name, shape["enum"])
        elif isinstance(constraint, Nested):
            yield from _unequal(path, "type", service_name(constraint.structure), shape_name)
            yield from _unequal(path, "annotation", annotation, constraint.structure)
        elif isinstance(constraint, ListOf):
            yield from _bounds(path, constraint, shape, least=0)
            item, *more = typing.get_args(annotation) or (None,)
            yield from _unequal(path, "annotation", (typing.get_origin(annotation), *more), (tuple, ...))
            yield from self._value(f"{path}[]", constraint.item, item, shape["member"]["shape"])
        elif isinstance(constraint, MapOf):
            yield from _bounds(path, constraint, shape, least=0)
            yield from _sensitivity(path, shape_name, constraint, shape)
            expected: object = constraint.kept_as
            if expected is FrozenMap:
                expected = FrozenMap[str, str]
            yield from _unequal(path, "annotation", annotation, expected)
            yield from self._value(f"{path} (key)", constraint.key, str, shape["key"]["shape"])
            yield from self._value(f"{path} (value)", constraint.value, str, shape["value"]["shape"])


def attribute_of(member: str) -> str:
    """Return the Python name of a member: botocore's, but that ETag is one word."""
    return xform_name(member.replace("ETag", "Etag"))


_KINDS: Mapping[str, type[Any]] = {
    "string": Text,
    "enum": Choice,
    "integer": Integer,
    "boolean": Flag,
    "structure": Nested,
    "list": ListOf,
    "map": MapOf,
}


def _both_ways(aspect: Aspect, prefix: str, here: Collection[str], there: Collection[str]) -> Iterator[Difference]:
    known, wanted = set(here), set(there)
    for name in sorted(known - wanted):
        yield Difference(f"{prefix}{name}", aspect, "known", "unknown")
    for name in sorted(wanted - known):
        yield Difference(f"{prefix}{name}", aspect, "unknown", "known", is_addition=True)


def _unequal(path: str, aspect: Aspect, here: object, there: object) -> Iterator[Difference]:
    if here != there:
        yield Difference(path, aspect, str(here), str(there))


def _bounds(
    path: str, constraint: Text | Integer | ListOf | MapOf, shape: Mapping[str, Any], *, least: int | None
) -> Iterator[Difference]:
    yield from _unequal(path, "min", constraint.minimum, shape.get("min", least))
    yield from _unequal(path, "max", constraint.maximum, shape.get("max"))


def _written(pattern: Pattern | Characters | None) -> str:
    if isinstance(pattern, Characters):
        return f"{pattern.categories} {pattern.also}"
    if pattern is None:
        return "none"
    rest = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", pattern.expression)
    return "a dot of Python's" if "." in rest else pattern.expression.replace(ANY, ".")


def _sensitivity(path: str, name: str, constraint: Text | MapOf, shape: Mapping[str, Any]) -> Iterator[Difference]:
    expected = bool(shape.get("sensitive")) or name in SENSITIVE_HERE
    yield from _unequal(path, "sensitive", constraint.has_secrets, expected)


def _choice(
    path: str, enum: type[ServiceEnum], annotation: object, name: str, values: Sequence[str]
) -> Iterator[Difference]:
    yield from _unequal(path, "type", enum.__name__, name)
    yield from _both_ways("value", f"{path}=", _values_of(enum), values)
    alias = getattr(sys.modules[enum.__module__], f"{name}Name", None)
    yield from _unequal(path, "literal alias", set(typing.get_args(alias)) ^ _values_of(enum), set[str]())
    expected: object = enum
    if path in EXCLUDED_VALUES:
        excluded, _ = EXCLUDED_VALUES[path]
        expected = Literal[tuple(member for member in enum if member.value != excluded)]
    yield from _unequal(path, "annotation", annotation, expected)


@cache
def _values_of(enum: type[ServiceEnum]) -> frozenset[str]:
    return frozenset(member.value for member in enum)


def _without_none(annotation: object) -> tuple[object, bool]:
    """Return an annotation without its ``None``, and whether there was one."""
    if typing.get_origin(annotation) not in (types.UnionType, Union):
        return annotation, False
    parts = [part for part in typing.get_args(annotation) if part is not type(None)]
    return (parts[0] if len(parts) == 1 else annotation), type(None) in typing.get_args(annotation)


def _optional(*, required: bool) -> str:
    return "required" if required else "optional"
