"""The structures as objects: frozen, slotted, keyword-only, hashable, discreet, documented."""

from __future__ import annotations

import ast
import copy
import inspect
import pickle
import re
import typing
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import MagicMock, Mock

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError
from botocore.loaders import Loader
from hypothesis import given, settings
from hypothesis import strategies as st

import sagemaker_model_package
from sagemaker_model_package import (
    EnvironmentMap,
    FrozenMap,
    InferenceSpecification,
    ModelPackageContainerDefinition,
    ModelPackageModelCard,
    ModelPackageValidationError,
    Tag,
    TransformJobDefinition,
    UnversionedInferenceSpecification,
    UnversionedModelPackage,
    VersionedModelPackage,
)
from sagemaker_model_package.constraints import Choice, ListOf, MapOf, members_of
from sagemaker_model_package.enums import ServiceEnum
from sagemaker_model_package.request import Request
from sagemaker_model_package.shapes.structure import Structure

from .contract.comparison import shape_of
from .strategies import Wanted, fields, packages, structures, unversioned, values, versioned, without_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGES: tuple[type[Any], ...] = (VersionedModelPackage, UnversionedModelPackage)
SHAPES: list[type[Any]] = [
    found
    for name in sagemaker_model_package.__all__
    if inspect.isclass(found := getattr(sagemaker_model_package, name))
    and issubclass(found, Structure)
    and found not in PACKAGES
]
SECRET = "hunter2-hunter2"
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"

each_shape = pytest.mark.parametrize("cls", SHAPES, ids=lambda cls: cls.__name__)
each_class = pytest.mark.parametrize("cls", [*SHAPES, *PACKAGES], ids=lambda cls: cls.__name__)
few = settings(max_examples=5)  # for each of some 40 classes


def made(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Return structures or packages of a class."""
    if cls in PACKAGES:
        return versioned() if cls is VersionedModelPackage else unversioned()
    return structures(cls) | structures(cls, Wanted(full=True))


def set_members(structure: Structure) -> dict[str, Any]:
    given = {member.attribute: getattr(structure, member.attribute) for member in members_of(type(structure))}
    return {attribute: value for attribute, value in given.items() if value is not None}


# Frozen, slotted, keyword-only, hashable


@each_class
@few
@given(data=st.data())
def test_objects_are_frozen_and_slotted(cls: type[Any], data: st.DataObject) -> None:
    structure = data.draw(made(cls))
    for attribute in [*(field.name for field in attrs.fields(cls)), "colour", "kind"]:
        with pytest.raises(FrozenInstanceError):
            setattr(structure, attribute, None)
        with pytest.raises(FrozenInstanceError):
            delattr(structure, attribute)
    assert not hasattr(structure, "__dict__")


@each_class
def test_arguments_are_given_by_keyword_alone(cls: type[Any]) -> None:
    parameters = inspect.signature(cls).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    with pytest.raises(TypeError, match="positional argument"):
        cls("text")


@each_class
def test_only_what_is_required_must_be_given(cls: type[Any]) -> None:
    parameters = inspect.signature(cls).parameters.values()
    required = {parameter.name for parameter in parameters if parameter.default is inspect.Parameter.empty}
    assert required == {member.attribute for member in members_of(cls) if member.required}
    assert all(parameter.default is None for parameter in parameters if parameter.name not in required)


@each_class
@few
@given(data=st.data())
def test_equal_members_make_equal_objects(cls: type[Any], data: st.DataObject) -> None:
    structure = data.draw(made(cls))
    twin = pickle.loads(pickle.dumps(structure))  # noqa: S301 - pickled in this line
    assert twin == structure
    assert hash(twin) == hash(structure)
    assert {structure, twin, copy.copy(structure), copy.deepcopy(structure)} == {structure}


@each_shape
@few
@given(data=st.data())
def test_every_member_counts_in_a_comparison(cls: type[Any], data: st.DataObject) -> None:
    structure = data.draw(structures(cls, Wanted(full=True)))
    for member in members_of(cls):
        other = attrs.evolve(structure, **{member.attribute: object()})
        assert other != structure
        assert structure != other


def test_objects_of_different_classes_are_never_equal() -> None:
    alike = [cls() for cls in SHAPES if not any(member.required for member in members_of(cls))]
    assert len(alike) > 5
    for one in alike:
        assert [other for other in alike if one == other] == [one]
        assert one != {}
        assert one is not None


# The inference specification of each kind


@given(given_one=structures(UnversionedInferenceSpecification))
def test_either_kind_takes_the_inference_specification_of_the_other(
    given_one: UnversionedInferenceSpecification,
) -> None:
    version = without_warnings(
        VersionedModelPackage, {"model_package_group_name": "churn", "inference_specification": given_one}
    )
    assert type(version.inference_specification) is InferenceSpecification
    alone = without_warnings(
        UnversionedModelPackage,
        {"model_package_name": "churn", "inference_specification": version.inference_specification},
    )
    assert type(alone.inference_specification) is UnversionedInferenceSpecification
    assert alone.inference_specification == given_one == version.inference_specification
    assert len({alone.inference_specification, given_one, version.inference_specification}) == 1
    assert alone.to_kwargs()["InferenceSpecification"] == version.to_kwargs()["InferenceSpecification"]


@pytest.mark.parametrize("cls", [UnversionedInferenceSpecification, UnversionedModelPackage])
def test_fields_that_are_defined_again_keep_their_places(cls: type[Any]) -> None:
    above = [field.name for field in attrs.fields(cls.mro()[1])]
    assert [field.name for field in attrs.fields(cls)][: len(above)] == above
    assert list(inspect.signature(cls).parameters)[: len(above)] == above


@pytest.mark.parametrize("cls", PACKAGES)
def test_what_only_claims_to_be_an_inference_specification_is_reported(cls: type[Any]) -> None:
    name: dict[str, Any] = (
        {"model_package_name": "n"} if cls is UnversionedModelPackage else {"model_package_group_name": "g"}
    )
    for claiming in (Mock(spec=InferenceSpecification), MagicMock(spec=UnversionedInferenceSpecification)):
        with pytest.raises(ModelPackageValidationError, match=r"InferenceSpecification  \[MP001 type\]"):
            cls(inference_specification=claiming, **name)


def test_an_inference_specification_without_instance_types_gets_as_far_as_the_check() -> None:
    specification: Any = InferenceSpecification(containers=[ModelPackageContainerDefinition(image=IMAGE)])
    with pytest.raises(ModelPackageValidationError) as raised:
        UnversionedModelPackage(model_package_name="churn", inference_specification=specification)
    assert [problem.code for problem in raised.value.problems] == ["MP102", "MP111"]
    with pytest.raises(TypeError, match="supported_transform_instance_types"):
        cast("Any", UnversionedInferenceSpecification)(containers=specification.containers)


# Nothing of the caller's is kept


@each_class
@few
@given(data=st.data())
def test_no_list_or_dict_of_the_caller_is_kept(cls: type[Any], data: st.DataObject) -> None:
    given = set_members(data.draw(made(cls))) if cls in PACKAGES else data.draw(fields(cls, Wanted(full=True)))
    kinds: dict[type[Any], type[Any]] = {ListOf: list, MapOf: dict}
    containers = {
        member.attribute: kinds[type(member.constraint)](given[member.attribute])
        for member in members_of(cls)
        if member.attribute in given and type(member.constraint) in kinds
    }
    structure: Any = (without_warnings if cls in PACKAGES else called)(cls, given | containers)
    before = copy.deepcopy(structure)
    for value in containers.values():
        value.clear()
    assert structure == before
    assert all(type(getattr(structure, name)) in {tuple, FrozenMap, EnvironmentMap} for name in containers)
    assert not {type(value) for value in set_members(structure).values()} & {list, dict}


def called(cls: type[Any], given: dict[str, Any]) -> object:
    return cls(**given)


# What converters do


@each_shape
@few
@given(data=st.data())
def test_strings_become_members_of_enums(cls: type[Any], data: st.DataObject) -> None:
    given = data.draw(fields(cls, Wanted(full=True)))
    as_text = {name: text_of(value) for name, value in given.items()}
    structure = cls(**as_text)
    assert structure == cls(**given)
    for member in members_of(cls):
        constraint = member.constraint.item if isinstance(member.constraint, ListOf) else member.constraint
        if isinstance(constraint, Choice):
            value = getattr(structure, member.attribute)
            assert {type(one) for one in (value if isinstance(member.constraint, ListOf) else [value])} == {
                constraint.enum
            }


def text_of(value: object) -> object:
    if isinstance(value, ServiceEnum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [text_of(one) for one in typing.cast("Sequence[object]", value)]
    return value


class Strange:
    """What no member takes, and no converter has heard of."""

    def __repr__(self) -> str:
        return "strange"


@each_shape
@pytest.mark.parametrize("value", [5, 1.5, b"text", True, Strange(), range(3), Strange], ids=repr)
def test_converters_keep_what_they_cannot_convert(cls: type[Any], value: object) -> None:
    structure = cls(**{member.attribute: value for member in members_of(cls)})
    for member in members_of(cls):
        assert getattr(structure, member.attribute) is value


@each_shape
def test_converters_keep_strings_that_they_do_not_know(cls: type[Any]) -> None:
    structure = cls(**{member.attribute: "no such value" for member in members_of(cls)})
    for member in members_of(cls):
        assert getattr(structure, member.attribute) == "no such value"


# What the text of an object shows


@each_shape
@given(data=st.data())
@few
def test_the_text_shows_what_is_set_and_nothing_else(cls: type[Any], data: st.DataObject) -> None:
    members = members_of(cls)
    chosen = data.draw(st.sets(st.sampled_from([member.attribute for member in members])))
    structure = cls(**{member.attribute: Strange() if member.attribute in chosen else None for member in members})
    shown = [member.attribute for member in members if member.attribute in chosen]
    text = repr(structure)
    assert str(structure) == text
    # What is of a wrong type is told by its type alone.
    assert re.findall(r"(\w+)=(?:<Strange, not shown>|an object of type Strange)", text) == shown
    assert text.count("=") == len(shown)


@given(package=packages())
def test_the_text_of_a_package_shows_what_is_set_and_nothing_else(package: Structure) -> None:
    shown = ", ".join(f"{attribute}=.+" for attribute in set_members(package))
    assert re.fullmatch(rf"{type(package).__name__}\({shown}\)", repr(package))


@pytest.mark.parametrize(
    "environment",
    [
        {"NAME": SECRET},
        {"NAME": [SECRET]},
        [SECRET],
        (SECRET,),
        SECRET,
        SECRET.encode(),
        [("NAME", SECRET)],
        FrozenMap({"NAME": SECRET}),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("cls", [ModelPackageContainerDefinition, TransformJobDefinition])
def test_no_text_shows_what_an_environment_holds(cls: type[Any], environment: object) -> None:
    given: dict[str, Any] = {member.attribute: None for member in members_of(cls)} | {"environment": environment}
    structure = cls(**given)
    assert SECRET not in f"{structure!r} {structure}"
    assert "environment=" in repr(structure)


@pytest.mark.parametrize(
    "content", [SECRET, SECRET.encode(), {"intended_uses": SECRET}, [SECRET]], ids=lambda value: type(value).__name__
)
def test_no_text_shows_the_content_of_a_model_card(content: object) -> None:
    given: dict[str, Any] = {"model_card_content": content}
    card = ModelPackageModelCard(**given)
    assert SECRET not in f"{card!r} {card}"
    assert "model_card_content=" in repr(card)


def test_the_text_of_a_package_shows_no_secrets() -> None:
    container = ModelPackageContainerDefinition(
        image="683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1", environment={"NAME": SECRET}
    )
    card = ModelPackageModelCard(model_card_content=f'{{"intended_uses":"{SECRET}"}}')
    specification = sagemaker_model_package.InferenceSpecification(containers=[container])
    package = VersionedModelPackage(
        model_package_group_name="churn", inference_specification=specification, model_card=card
    )
    assert SECRET not in f"{package!r} {package}"
    assert "NAME" in repr(package)


def test_the_text_of_a_small_object_can_be_copied_into_code() -> None:
    tag = Tag(key="team", value="growth")
    assert repr(tag) == "Tag(key='team', value='growth')"
    assert eval(repr(tag)) == tag  # noqa: S307 - the text is the line above


# Documented, and resolvable at run time


def class_bodies() -> Iterator[ast.ClassDef]:
    for source in {inspect.getsourcefile(cls) for cls in (*SHAPES, *PACKAGES, Request)}:
        assert source is not None
        with open(source, encoding="utf-8") as file:  # noqa: PTH123 - a name, not a path
            tree = ast.parse(file.read())
        yield from (node for node in tree.body if isinstance(node, ast.ClassDef))


def test_every_field_has_a_docstring_of_its_own() -> None:
    documented: set[tuple[str, str]] = set()
    for body in class_bodies():
        for statement, following in zip(body.body, body.body[1:], strict=False):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                text = ast.get_docstring(ast.Module([following], []))
                assert text or "ClassVar" in ast.unparse(statement.annotation), statement.target.id
                documented.add((body.name, statement.target.id))
    assert documented >= {
        (owner.__name__, field.name)
        for cls in (*SHAPES, *PACKAGES)
        for field in attrs.fields(cls)
        for owner in [cls.mro()[1] if field.inherited else cls]
    }


@each_shape
def test_every_class_names_its_shape(cls: type[Any]) -> None:
    assert f"API shape ``{shape_of(cls)}``" in " ".join((cls.__doc__ or "").split())


@pytest.mark.pinned_botocore
def test_the_shapes_named_are_the_service_models() -> None:
    shapes = Loader().load_service_model("sagemaker", "service-2")["shapes"]
    named = {shape_of(cls) for cls in SHAPES}
    assert named <= shapes.keys()
    assert len(named) == 38


@pytest.mark.parametrize("cls", PACKAGES)
def test_packages_name_their_operation(cls: type[Any]) -> None:
    assert "``CreateModelPackage``" in (cls.__doc__ or "")


@each_class
def test_annotations_can_be_resolved(cls: type[Any]) -> None:
    hints = typing.get_type_hints(cls)
    assert {field.name for field in attrs.fields(cls)} <= hints.keys()
    resolved = attrs.fields(attrs.resolve_types(cls))
    assert {field.name: field.type for field in resolved} == {field.name: hints[field.name] for field in resolved}


@each_shape
@few
@given(data=st.data())
def test_values_are_what_the_annotations_say(cls: type[Any], data: st.DataObject) -> None:
    structure = data.draw(structures(cls, Wanted(full=True)))
    hints = typing.get_type_hints(cls)
    for attribute, value in set_members(structure).items():
        assert fits(value, hints[attribute]), attribute


def fits(value: object, annotation: object) -> bool:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple and isinstance(value, tuple):
        return all(fits(item, arguments[0]) for item in typing.cast("Sequence[object]", value))
    if origin is typing.Literal:
        return value in arguments
    if origin is FrozenMap:
        return type(value) is FrozenMap
    if origin is not None:  # a union
        return any(fits(value, argument) for argument in arguments)
    kind: Any = type(value)
    return kind is annotation


@given(data=st.data())
def test_a_structure_is_made_of_any_values_that_its_constraints_allow(data: st.DataObject) -> None:
    cls = data.draw(st.sampled_from(SHAPES))
    member = data.draw(st.sampled_from(members_of(cls)))
    value = data.draw(values(member.constraint))
    structure = cls(**{one.attribute: value if one is member else None for one in members_of(cls)})
    assert member.constraint.fault(getattr(structure, member.attribute)) is None
