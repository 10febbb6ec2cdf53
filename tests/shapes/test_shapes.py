"""The structures as objects: frozen, slotted, keyword-only, hashable, documented, and no secrets in their texts."""

from __future__ import annotations

import ast
import copy
import inspect
import pickle
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import MagicMock, Mock

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    UnversionedInferenceSpecification,
    UnversionedModelPackage,
    VersionedModelPackage,
)
from sagemaker_model_package._constraints import Choice, ListOf, MapOf, members_of
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.shapes import EnvironmentMap, FrozenMap, ModelPackageModelCard, Tag, TransformJobDefinition
from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
from sagemaker_model_package.shapes._versioned_request import VersionedRequest
from tests.contract.comparison import OF_THE_SAME_SHAPE, REQUESTS, service_name
from tests.contract.comparison import structures as nested_structures
from tests.strategies import Wanted, fields, packages, structures, unversioned, values, versioned, without_warnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_model_package.shapes._structure import Structure

SHAPES: list[type[Any]] = [*nested_structures().values(), *OF_THE_SAME_SHAPE]
SECRET = "hunter2-hunter2"
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"

each_shape = pytest.mark.parametrize("cls", SHAPES, ids=lambda cls: cls.__name__)
each_class = pytest.mark.parametrize("cls", [*SHAPES, *REQUESTS], ids=lambda cls: cls.__name__)
few = settings(max_examples=5)  # for each of some 40 classes


def made(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Return structures or packages of a class."""
    if cls in REQUESTS:
        return versioned() if cls is VersionedModelPackage else unversioned()
    return structures(cls) | structures(cls, Wanted(full=True))


def set_members(structure: Structure) -> dict[str, Any]:
    given = {member.attribute: getattr(structure, member.attribute) for member in members_of(type(structure))}
    return {attribute: value for attribute, value in given.items() if value is not None}


# Frozen, slotted, keyword-only, hashable


@each_class
@few
@given(data=st.data())
def test_objects_are_frozen_values(cls: type[Any], data: st.DataObject) -> None:
    structure = data.draw(made(cls))
    for attribute in [*(field.name for field in attrs.fields(cls)), "colour", "kind"]:
        with pytest.raises(FrozenInstanceError):
            setattr(structure, attribute, None)
        with pytest.raises(FrozenInstanceError):
            delattr(structure, attribute)
    assert not hasattr(structure, "__dict__")
    twin = pickle.loads(pickle.dumps(structure))  # noqa: S301 - pickled in this line
    assert twin == structure
    assert {structure, twin, copy.copy(structure), copy.deepcopy(structure)} == {structure}


@each_class
def test_arguments_are_given_by_keyword_and_only_what_is_required_must_be(cls: type[Any]) -> None:
    parameters = inspect.signature(cls).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    required = {parameter.name for parameter in parameters if parameter.default is inspect.Parameter.empty}
    assert required == {member.attribute for member in members_of(cls) if member.required}
    assert all(parameter.default is None for parameter in parameters if parameter.name not in required)
    with pytest.raises(TypeError, match="positional argument"):
        cls("text")


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


@pytest.mark.parametrize("cls", [UnversionedInferenceSpecification, UnversionedRequest])
def test_fields_that_are_defined_again_keep_their_places(cls: type[Any]) -> None:
    above = [field.name for field in attrs.fields(cls.mro()[1])]
    assert [field.name for field in attrs.fields(cls)][: len(above)] == above
    assert list(inspect.signature(cls).parameters)[: len(above)] == above


@pytest.mark.parametrize("cls", REQUESTS)
@pytest.mark.parametrize("mock", [Mock(spec=InferenceSpecification), MagicMock(spec=UnversionedInferenceSpecification)])
def test_what_only_claims_to_be_an_inference_specification_is_reported(cls: type[Any], mock: Mock) -> None:
    name = "model_package_name" if cls is UnversionedModelPackage else "model_package_group_name"
    with pytest.raises(ModelPackageValidationError, match=r"InferenceSpecification  \[MP001 type\]"):
        cls(**{"inference_specification": mock, name: "churn"})


def test_an_inference_specification_without_instance_types_gets_as_far_as_the_check() -> None:
    specification: Any = InferenceSpecification(containers=[ModelPackageContainerDefinition(image=IMAGE)])
    with pytest.raises(ModelPackageValidationError) as raised:
        UnversionedModelPackage(model_package_name="churn", inference_specification=specification)
    assert [problem.code for problem in raised.value.problems] == ["MP102", "MP111"]
    with pytest.raises(TypeError, match="supported_transform_instance_types"):
        cast("Any", UnversionedInferenceSpecification)(containers=specification.containers)


# What converters do


@each_class
@few
@given(data=st.data())
def test_no_list_or_dict_of_the_caller_is_kept(cls: type[Any], data: st.DataObject) -> None:
    given = set_members(data.draw(made(cls))) if cls in REQUESTS else data.draw(fields(cls, Wanted(full=True)))
    kinds: dict[type[Any], type[Any]] = {ListOf: list, MapOf: dict}
    containers = {
        member.attribute: kinds[type(member.constraint)](given[member.attribute])
        for member in members_of(cls)
        if member.attribute in given and type(member.constraint) in kinds
    }
    members = given | containers
    structure: Any = cast("Any", without_warnings)(cls, members) if cls in REQUESTS else cls(**members)
    before = copy.deepcopy(structure)
    for value in containers.values():
        value.clear()
    assert structure == before
    assert all(type(getattr(structure, name)) in {tuple, FrozenMap, EnvironmentMap} for name in containers)
    assert not {type(value) for value in set_members(structure).values()} & {list, dict}


@each_shape
@few
@given(data=st.data())
def test_strings_become_members_of_enums(cls: type[Any], data: st.DataObject) -> None:
    given = data.draw(fields(cls, Wanted(full=True)))
    structure = cls(**{name: text_of(value) for name, value in given.items()})
    assert structure == cls(**given)
    for member in members_of(cls):
        value = getattr(structure, member.attribute)
        if isinstance(member.constraint, Choice):
            assert type(value) is member.constraint.enum
        elif isinstance(member.constraint, ListOf) and isinstance(member.constraint.item, Choice):
            assert {type(one) for one in value} == {member.constraint.item.enum}


def text_of(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [text_of(one) for one in cast("Sequence[object]", value)]
    return value.value if isinstance(value, ServiceEnum) else value


class Strange:
    """What no member takes, and no converter has heard of."""

    def __repr__(self) -> str:
        return "strange"


@each_shape
@pytest.mark.parametrize("value", [5, b"text", True, Strange(), range(3), Strange, "no such value"], ids=repr)
def test_converters_keep_what_they_cannot_convert(cls: type[Any], value: object) -> None:
    structure = cls(**{member.attribute: value for member in members_of(cls)})
    assert all(getattr(structure, member.attribute) is value for member in members_of(cls))


@given(data=st.data())
def test_a_structure_is_made_of_any_values_that_its_constraints_allow(data: st.DataObject) -> None:
    cls = data.draw(st.sampled_from(SHAPES))
    member = data.draw(st.sampled_from(members_of(cls)))
    value = data.draw(values(member.constraint))
    structure = cls(**{one.attribute: value if one is member else None for one in members_of(cls)})
    assert member.constraint.fault(getattr(structure, member.attribute)) is None


# What the text of an object shows


@each_shape
@few
@given(data=st.data())
def test_the_text_shows_what_is_set_and_nothing_else(cls: type[Any], data: st.DataObject) -> None:
    names = [member.attribute for member in members_of(cls)]
    chosen = data.draw(st.sets(st.sampled_from(names)))
    structure = cls(**{name: Strange() if name in chosen else None for name in names})
    text = repr(structure)
    assert str(structure) == text
    # What is of a wrong type is told by its type alone.
    shown = re.findall(r"(\w+)=(?:<Strange, not shown>|an object of type Strange)", text)
    assert shown == [name for name in names if name in chosen]
    assert text.count("=") == len(shown)


@given(package=packages())
def test_the_text_of_a_package_shows_what_is_set_and_nothing_else(package: Structure) -> None:
    shown = ", ".join(f"{attribute}=.+" for attribute in set_members(package))
    assert re.fullmatch(rf"{type(package).__name__}\({shown}\)", repr(package))


SECRETS: list[object] = [
    SECRET,
    SECRET.encode(),
    {"NAME": SECRET},
    {"NAME": [SECRET]},
    [SECRET],
    (SECRET,),
    [("NAME", SECRET)],
    FrozenMap({"NAME": SECRET}),
]


@pytest.mark.parametrize("value", SECRETS, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize(
    ("cls", "attribute"),
    [
        (ModelPackageContainerDefinition, "environment"),
        (TransformJobDefinition, "environment"),
        (ModelPackageModelCard, "model_card_content"),
    ],
)
def test_no_text_shows_a_secret_whatever_type_it_has(cls: type[Any], attribute: str, value: object) -> None:
    structure = cls(**{member.attribute: None for member in members_of(cls)} | {attribute: value})
    assert SECRET not in f"{structure!r} {structure}"
    assert f"{attribute}=" in repr(structure)


def test_the_text_of_a_package_shows_no_secrets() -> None:
    container = ModelPackageContainerDefinition(image=IMAGE, environment={"NAME": SECRET})
    package = VersionedModelPackage(
        model_package_group_name="churn",
        inference_specification=InferenceSpecification(containers=[container]),
        model_card=ModelPackageModelCard(model_card_content=f'{{"intended_uses":"{SECRET}"}}'),
    )
    assert SECRET not in f"{package!r} {package}"
    assert "NAME" in repr(package)


def test_the_text_of_a_small_object_can_be_copied_into_code() -> None:
    tag = Tag(key="team", value="growth")
    assert repr(tag) == "Tag(key='team', value='growth')"
    assert eval(repr(tag)) == tag  # noqa: S307 - the text is the line above


# Documented


@pytest.mark.parametrize("cls", [*SHAPES, VersionedRequest, UnversionedRequest], ids=lambda cls: cls.__name__)
def test_every_field_has_a_docstring_of_its_own(cls: type[Any]) -> None:
    bodies = {
        node.name: node.body
        for file in {inspect.getfile(one) for one in cls.mro() if attrs.has(one)}
        for node in ast.parse(Path(file).read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    }
    documented: set[str] = set()
    for name in [one.__name__ for one in cls.mro() if one.__name__ in bodies]:
        for statement, following in zip(bodies[name], bodies[name][1:], strict=False):
            if isinstance(statement, ast.AnnAssign) and ast.get_docstring(ast.Module([following], [])):
                documented.add(ast.unparse(statement.target))
    assert documented >= {field.name for field in attrs.fields(cls)}


@each_shape
def test_every_class_names_its_shape(cls: type[Any]) -> None:
    assert f"API shape ``{service_name(cls)}``" in " ".join((cls.__doc__ or "").split())


@pytest.mark.parametrize("cls", REQUESTS)
def test_packages_name_their_operation(cls: type[Any]) -> None:
    assert "``CreateModelPackage``" in (cls.__doc__ or "")
