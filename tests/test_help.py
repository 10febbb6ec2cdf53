"""What ``help()`` and IPython's ``?`` show: what is written beside the code, and signatures as a person writes them."""

from __future__ import annotations

import ast
import inspect
import pydoc
from itertools import chain
from pathlib import Path
from typing import Any

import attrs
import pytest

import sagemaker_model_package
from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    UnversionedModelPackage,
    VersionedModelPackage,
    shapes,
)

BUILDERS = [
    ModelPackageBuilder(),
    ModelPackageBuilder().versioned("churn"),
    ModelPackageBuilder().unversioned_from_algorithm("churn", "algorithm"),
]
STRUCTURES = [
    *(found for _, found in inspect.getmembers(shapes, inspect.isclass) if attrs.has(found)),
    *(VersionedModelPackage, UnversionedModelPackage),
]
each_structure = pytest.mark.parametrize("cls", STRUCTURES, ids=lambda cls: cls.__name__)


def help_on(thing: object) -> str:
    return pydoc.plain(pydoc.render_doc(thing))


def first_line_below(cls: type[Any], field: str) -> str:
    """Return the first line of the string that stands below a field in the source."""
    for base in cls.__mro__:
        if base is not object:
            lines = Path(inspect.getfile(base)).read_text("utf-8").splitlines()
            bodies = [
                node.body
                for node in ast.parse("\n".join(lines)).body
                if isinstance(node, ast.ClassDef) and node.name == base.__name__
            ]
            for node in chain.from_iterable(bodies):
                if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == field:
                    return lines[node.end_lineno or 0].strip().strip('"')
    raise AssertionError(field)


@each_structure
def test_help_shows_each_member_with_the_text_below_it(cls: type[Any]) -> None:
    shown = help_on(cls)

    for field in attrs.fields(cls):
        assert f" |      {field.name}: {first_line_below(cls, field.name)}\n" in shown


@each_structure
def test_a_class_s_signature_is_as_a_person_writes_it(cls: type[Any]) -> None:
    shown = inspect.signature(cls)

    assert not [sign for sign in ("'", "Any", "sagemaker_model_package", "typing", "abc.") if sign in str(shown)]
    made = list(inspect.signature(cls.__init__).parameters.values())[1:]
    assert [(one.name, one.kind, one.default) for one in shown.parameters.values()] == [
        (one.name, one.kind, one.default) for one in made
    ]


@pytest.mark.parametrize("builder", BUILDERS, ids=lambda builder: type(builder).__name__)
def test_a_setter_s_signature_names_no_type_variable(builder: Any) -> None:  # noqa: ANN401
    for name, method in inspect.getmembers(builder, inspect.ismethod):
        if not name.startswith("_"):
            shown = inspect.signature(method)
            words = {"Self", *(type(one).__name__ for one in BUILDERS)}
            assert shown.return_annotation in words or name == "build", name
            assert "definition: Any" not in str(shown)


def test_a_docstring_on_its_own_stays_as_it_is_written() -> None:
    class Mine(VersionedModelPackage):
        pass

    assert Mine.__doc__ is None
    assert not hasattr(shapes.Tag.__mro__[1], "__signature__")


def test_ipython_shows_what_a_container_s_members_are() -> None:
    oinspect = pytest.importorskip("IPython.core.oinspect")

    shown = oinspect.getdoc(ModelPackageBuilder().container)

    assert shown.startswith("Append a container: ")
    for field in attrs.fields(ModelPackageContainerDefinition):
        assert f"\n    {field.name}: {first_line_below(ModelPackageContainerDefinition, field.name)}\n" in f"{shown}\n"
    signature = str(inspect.signature(ModelPackageBuilder().container))
    assert "environment: Mapping[str, str] | None = None" in signature
    assert "model_data_source: ModelDataSource | None = None" in signature


def test_help_on_the_package_is_short_and_names_everything() -> None:
    shown = help_on(sagemaker_model_package)

    names: list[str] = vars(sagemaker_model_package)["__all__"]
    assert [name for name in names if name not in shown] == []
    assert len(shown.splitlines()) < 80
