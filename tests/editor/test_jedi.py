"""What JupyterLab and IPython offer and explain: both ask jedi.

jedi reads a program's source, as ``Script``. In a notebook it also knows the objects that earlier cells made, as
``Interpreter``: names that are imported there are live classes.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import attrs
import jedi
import pytest

import sagemaker_model_package
from sagemaker_model_package import (
    ModelApprovalStatus,
    ModelPackageBuilder,
    ProductionVariantInstanceTypeName,
    TransformInstanceType,
)

from .conftest import SOURCE
from .knowledge import (
    BASE,
    BUILDERS,
    CONTAINER_MEMBERS,
    IMPORTS,
    NAMES,
    UNVERSIONED,
    VERSIONED,
    applies,
    documented,
    fields_of,
    literals,
    of_the_other_kind,
    public,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Asked = Callable[[str], jedi.Script]

PROJECT = jedi.Project(SOURCE, added_sys_path=[str(SOURCE)])


def script(program: str) -> jedi.Script:
    """Ask about a program that nobody has run."""
    return jedi.Script(IMPORTS + program, project=PROJECT)


def notebook(program: str) -> jedi.Script:
    """Ask about a cell, after one that has imported all public names."""
    return jedi.Interpreter(program, [NAMES])


both_ways = pytest.mark.parametrize("asked", [script, notebook])


def offered(asked: jedi.Script) -> list[str]:
    """Return what is offered at the end; names with underscores first are shown only when one is typed."""
    return sorted(completion.name for completion in asked.complete() if not completion.name.startswith("_"))


def keywords(asked: jedi.Script) -> list[str]:
    """Return the keywords that a call is offered."""
    return [name.removesuffix("=") for name in offered(asked) if name.endswith("=")]


# Completion -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_found_although_it_is_imported_on_first_use(name: str) -> None:
    program = f"from sagemaker_model_package import {name}"
    found = jedi.Script(program, project=PROJECT).goto(follow_imports=True)
    assert found
    assert all((one.full_name or "").startswith("sagemaker_model_package.") for one in found)


@both_ways
@pytest.mark.parametrize("program", BUILDERS)
def test_a_builder_offers_exactly_its_setters(asked: Asked, program: str) -> None:
    names = offered(asked(f"{program}."))
    assert names == public(BUILDERS[program])
    assert not [name for name in names if applies(name, of_the_other_kind(BUILDERS[program]))]


@pytest.mark.parametrize("program", BUILDERS)
def test_a_live_builder_offers_exactly_its_setters(program: str) -> None:
    builder: object = eval(program, NAMES)  # noqa: S307 - one of the programs above
    assert offered(jedi.Interpreter("builder.", [{"builder": builder}])) == public(BUILDERS[program])
    assert sorted(name for name in dir(builder) if not name.startswith("_")) == public(BUILDERS[program])


def test_a_live_builder_offers_what_follows_its_setters() -> None:
    live = {"builder": ModelPackageBuilder().description("a model")}
    names = offered(jedi.Interpreter('builder.content_types("text/csv").source_uri("s3://a/b").', [live]))
    assert names == public(ModelPackageBuilder)


@both_ways
def test_a_built_package_offers_its_fields(asked: Asked) -> None:
    names = offered(asked(f"{VERSIONED}.description('a model').build()."))
    assert set(names) >= fields_of(sagemaker_model_package.VersionedModelPackage)
    assert "to_kwargs" in names


@both_ways
def test_after_a_family_its_members_are_offered(asked: Asked) -> None:
    members = [member.name for member in TransformInstanceType if member.name.startswith("ML_C7I")]
    assert offered(asked("TransformInstanceType.ML_C7I")) == sorted(members)


@both_ways
@pytest.mark.parametrize("call", [f"{BASE}.container", f"{VERSIONED}.container", "ModelPackageContainerDefinition"])
def test_a_container_is_offered_its_members_as_keywords(asked: Asked, call: str) -> None:
    assert keywords(asked(f"{call}(")) == CONTAINER_MEMBERS


def test_a_live_builders_container_is_offered_its_members_as_keywords() -> None:
    assert keywords(jedi.Interpreter("builder.container(", [{"builder": ModelPackageBuilder()}])) == CONTAINER_MEMBERS


@both_ways
@pytest.mark.parametrize("end", ["", '")'])
def test_jedi_completes_no_literals(asked: Asked, end: str) -> None:
    """A miss: where jedi learns to, this fails, and what it offers can be tested."""
    program = f'{BASE}.realtime_instance_types("ml.g5.'
    line = (IMPORTS if asked is script else "").count("\n") + 1
    names = [completion.name for completion in asked(program + end).complete(line, len(program))]
    assert not [
        name for name in names if any(value in name for value in literals(ProductionVariantInstanceTypeName, ""))
    ]


# Explanations ---------------------------------------------------------------------------------------------------------


@both_ways
@pytest.mark.parametrize("program", [BASE, VERSIONED, UNVERSIONED])
def test_a_setter_is_explained(asked: Asked, program: str) -> None:
    for setter in public(BUILDERS[program]):
        docstring = inspect.getdoc(getattr(BUILDERS[program], setter))
        assert docstring
        (found,) = asked(f"{program}.{setter}").help()
        assert docstring in found.docstring(), setter


def test_a_field_is_explained() -> None:
    texts = documented(sagemaker_model_package.ModelPackageContainerDefinition)
    for field in attrs.fields(sagemaker_model_package.ModelPackageContainerDefinition):
        (found,) = script(f'ModelPackageContainerDefinition(image="image").{field.name}').help()
        assert texts[field.name] in found.docstring(), field.name


def test_of_a_member_jedi_knows_the_class_alone() -> None:
    """A miss: it shows the text of the class. Where it shows the member's, this fails."""
    (found,) = script("ModelApprovalStatus.APPROVED").help()
    assert str(inspect.getdoc(ModelApprovalStatus)) in found.docstring()
    assert documented(ModelApprovalStatus)["APPROVED"] not in found.docstring()


@both_ways
def test_a_class_is_explained(asked: Asked) -> None:
    (found,) = asked("ModelPackageBuilder").help()
    assert str(inspect.getdoc(ModelPackageBuilder)) in found.docstring()


@both_ways
def test_an_instance_type_is_called_by_its_types_name(asked: Asked) -> None:
    (signature,) = asked(f"{BASE}.realtime_instance_types(").get_signatures()
    assert signature.to_string().startswith("realtime_instance_types(*instance_types: RealtimeInstanceTypeLike)")


@both_ways
@pytest.mark.parametrize("program", [BASE, VERSIONED, UNVERSIONED])
def test_signatures_of_setters_name_types(asked: Asked, program: str) -> None:
    for setter in public(BUILDERS[program]):
        signatures = [signature.to_string() for signature in asked(f"{program}.{setter}(").get_signatures()]
        assert signatures, setter
        assert not [text for text in signatures if "Literal[" in text], setter
