"""Packages to boto3's kwargs and back, with cattrs.

Out, members get the service's names and plain types, and only what was set is written. In, nothing is coerced: what
does not fit a member is kept as it is, and the check reports it with everything else. So cattrs' own hooks for
structuring are not used within a request: they turn ``5`` into ``'5'``.
"""

from __future__ import annotations

import sys
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import (
    make_dict_unstructure_fn_from_attrs,  # pyright: ignore[reportUnknownVariableType] - it takes Attributes of any type
    override,
)

from sagemaker_model_package._constraints import members_of, nested, table_of
from sagemaker_model_package._faults import wrong_type
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.frozen_map import FrozenMap
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.mappings import mapping_entries
from sagemaker_model_package._internal.value_format import REFERENCES, is_text
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package._validation.check import check_response, problems_with_kwargs
from sagemaker_model_package._validation.kinds import kind_of_kwargs, kind_of_response
from sagemaker_model_package._validation.problems import Problems, raise_or_warn, reported
from sagemaker_model_package.shapes._request import ModelPackageRequest, new_unchecked
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cattrs import BaseConverter

    from sagemaker_model_package import errors
    from sagemaker_model_package._constraints import WriteReference
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package.errors import Kind, Problem
else:
    errors = LazyModule("sagemaker_model_package.errors")

C = TypeVar("C", bound=Converter)
R = TypeVar("R", bound=ModelPackageRequest)

EnumReader: TypeAlias = "Callable[[Any, type[ServiceEnum]], Any]"
"""What a value of a closed list becomes within a request, before the check."""


# To kwargs ------------------------------------------------------------------------------------------------------------


def to_kwargs(package: object) -> dict[str, Any]:
    """Return a package as the kwargs of ``create_model_package``."""
    kwargs: dict[str, Any] = _own_hooks().unstructure(package)
    return kwargs


class _Hooks(dict[type[Any], "Callable[[Any], Any]"]):
    """The hooks of a converter of our own, which nobody else can register hooks with; so each is looked up once."""

    def __init__(self, converter: Converter) -> None:
        super().__init__()
        self._converter: Converter = converter

    def __missing__(self, cls: type[Any]) -> Callable[[Any], Any]:
        hook = self[cls] = self._converter.get_unstructure_hook(cls)
        return hook

    def unstructure(self, value: object) -> Any:
        return self[type(value)](value)


@cache
def _own_hooks() -> _Hooks:
    converter = Converter()
    hooks = _Hooks(converter)
    register_unstructuring(converter, hooks.unstructure)
    return hooks


def to_kwargs_with_references(package: Any, write: WriteReference) -> dict[str, Any]:
    """Return a package as kwargs that have what ``write`` returns in place of each reference."""
    kwargs: dict[str, Any] = _referring_converter(write).unstructure(package)
    return kwargs


@cache
def _referring_converter(write: WriteReference) -> Converter:
    converter = Converter()
    register_unstructuring(converter, converter.unstructure, write)
    return converter


def register_unstructuring(
    converter: Converter, unstructure: Callable[[Any], Any], write: WriteReference | None = None
) -> None:
    """Register the hooks that make kwargs of packages, structures, maps and enum members."""
    hook_factory = partial(_unstructure_hook, converter, unstructure, write)
    converter.register_unstructure_hook_factory(_is_structure, hook_factory)
    # On the enums' base class: cattrs asks neither hook factories nor predicates for enums.
    converter.register_unstructure_hook(ServiceEnum, str.__str__)
    converter.register_unstructure_hook_factory(_is_frozen_map, _frozen_map_hook)


def _is_structure(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Structure)


def _is_frozen_map(cls: Any) -> bool:
    origin = get_origin(cls) or cls
    return isinstance(origin, type) and issubclass(origin, FrozenMap)


def _frozen_map_hook(_: Any) -> Callable[[Any], dict[Any, Any]]:
    return dict


def _unstructure_hook(
    converter: BaseConverter,
    unstructure: Callable[[Any], Any],
    write_reference: WriteReference | None,
    structure: type[Any],
) -> Callable[[Any], dict[str, Any]]:
    overrides: dict[str, Any] = {}
    conditional: list[tuple[str, str, Callable[[Any], Any]]] = []
    for member in members_of(structure):
        # A function for all structures, not the hooks of the members' classes: a program never meets most of them.
        export = member.constraint.exporter(unstructure, write_reference)
        overrides[member.attribute] = override(rename=member.name, unstruct_hook=export, omit=bool(member.rule))
        if member.rule:  # required, but the service may describe a package without it
            conditional.append((member.attribute, member.name, export))
    # With make_dict_unstructure_fn, cattrs would resolve all annotations, and import every module that they name.
    fields = [field for field in attrs.fields(structure) if field.metadata]
    write = make_dict_unstructure_fn_from_attrs(fields, structure, converter, _cattrs_omit_if_default=True, **overrides)
    if write_reference is None and issubclass(structure, ModelPackageRequest):
        return _without_references(write)
    if not conditional:
        return write

    def write_all(value: Any) -> dict[str, Any]:
        written = write(value)
        for attribute, name, export in conditional:
            held = getattr(value, attribute)
            if held is not None:
                written[name] = export(held)
        return written

    return write_all


def _without_references(write: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    def write_values(package: Any) -> dict[str, Any]:
        if REFERENCES in sys.modules:  # else there is none in this process
            from sagemaker_model_package._validation.references import refuse_references

            try:
                refuse_references(package)
            except reported() as error:
                __tracebackhide__ = _rich_traceback_omit = True
                package = FORGOTTEN
                raise error.with_traceback(None) from None
        return write(package)

    return write_values


# From kwargs and responses --------------------------------------------------------------------------------------------


def from_kwargs(kwargs: Any, packages: Mapping[Kind, type[R]]) -> R:
    """Make a package of kwargs, of one of the classes given; see ``packages.from_kwargs``."""
    return checked_package(_converter_with(as_given), kwargs, packages)


def read_kwargs(
    kwargs: Any, packages: Mapping[Kind, type[R]]
) -> tuple[ModelPackageRequest, Kind | None, list[Problem]]:
    """Make a request of kwargs, and return it with its kind and every problem; see ``packages.read_kwargs``."""
    return _read_kwargs(_converter_with(_accepted), _accepted, kwargs, packages)


def from_describe(response: Any, packages: Mapping[Kind, type[R]]) -> R:
    """Make a package of a response, of one of the classes given; see ``packages.from_describe``."""
    entries = _entries_or_raise(response, "a response of describe_model_package")
    kind = kind_of_response(entries)
    cls = _class_of(kind, packages)
    members = _read_members(_converter_with(_let_through), _let_through, cls, entries)
    request = new_unchecked(cls, {**members, "described_approval_status": members.get("model_approval_status")})
    check_response(request, kind, entries)
    return cast("R", request)


@cache
def _converter_with(read_enum: EnumReader) -> Converter:
    converter = Converter()
    register_structuring(converter, read_enum)
    return converter


def as_given(value: Any, _: type[ServiceEnum]) -> Any:
    """Return a value of a closed list as it is: the field makes a member of it."""
    return value


def _let_through(value: Any, enum: type[ServiceEnum]) -> Any:
    return enum.let_through(str.__str__(value)) if is_text(value) and str.__len__(value) else value


def _accepted(value: Any, enum: type[ServiceEnum]) -> Any:
    return enum.accepted(value)


def register_structuring(converter: Converter, read_enum: EnumReader) -> None:
    """Register the hook that makes structures of mappings."""
    converter.register_structure_hook_factory(_is_structure, partial(_structure_hook, converter, read_enum))


def _structure_hook(converter: BaseConverter, read_enum: EnumReader, structure: type[Any]) -> Callable[[Any, Any], Any]:
    assemble = nested(structure).assemble

    def structured(value: Any, _: Any) -> Any:
        entries = mapping_entries(value)
        return value if entries is None else assemble(_read_members(converter, read_enum, structure, entries))

    return structured


def _read_members(
    converter: BaseConverter, read_enum: EnumReader, structure: type[Any], entries: Mapping[Any, Any]
) -> dict[str, Any]:
    """Return the members of a structure that a mapping has, by their Python names."""

    def structured(value: Any, cls: type[Any], _: Path) -> Any:
        if value is None:
            return value
        return read_enum(value, cls) if issubclass(cls, ServiceEnum) else converter.structure(value, cls)

    members = table_of(structure).by_name
    return {
        members[name].attribute: members[name].constraint.read(value, structured, None)
        for name, value in entries.items()
        if value is not None and name in members
    }


def checked_package(converter: BaseConverter, kwargs: Any, packages: Mapping[Kind, type[R]]) -> R:
    """Make a package of kwargs; raise ``ModelPackageValidationError``, or warn, where it has problems."""
    request, kind, problems = _read_kwargs(converter, as_given, kwargs, packages)
    if problems:
        raise_or_warn(problems, kind)
    return cast("R", request)


def _read_kwargs(
    converter: BaseConverter, read_enum: EnumReader, kwargs: Any, packages: Mapping[Kind, type[R]]
) -> tuple[ModelPackageRequest, Kind | None, list[Problem]]:
    entries = _entries_or_raise(kwargs, "a dict of kwargs")
    kind = kind_of_kwargs(entries) if len(packages) > 1 else next(iter(packages))
    cls = _class_of(kind, packages)
    request = new_unchecked(cls, _read_members(converter, read_enum, cls, entries))
    return request, kind, problems_with_kwargs(request, kind, entries)


def _class_of(kind: Kind | None, packages: Mapping[Kind, type[R]]) -> type[ModelPackageRequest]:
    """Return the class of a kind; where it is unknown, that of the members that both kinds have."""
    return ModelPackageRequest if kind is None else packages[kind]


def _entries_or_raise(value: object, expected: str) -> dict[Any, Any]:
    entries = mapping_entries(value)
    if entries is None:
        problems = Problems()
        fault = wrong_type(expected, value, has_secrets=True)
        problems.add_fault(None, fault.with_remedy("parse it first: json.loads(...)") if is_text(value) else fault)
        raise errors.ModelPackageValidationError(problems.found)
    return entries
