"""What is written below a field is found at run time."""

from __future__ import annotations

import inspect
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from sagemaker_model_package import UnversionedModelPackage, VersionedModelPackage, shapes
from sagemaker_model_package._constraints import members_of
from sagemaker_model_package._internal.member_docs import member_docs

if TYPE_CHECKING:
    from pathlib import Path

STRUCTURES = [
    *(found for _, found in inspect.getmembers(shapes, inspect.isclass) if attrs.has(found)),
    *(VersionedModelPackage, UnversionedModelPackage),
]


@pytest.mark.parametrize("cls", STRUCTURES, ids=lambda cls: cls.__name__)
def test_every_member_has_one(cls: type[Any]) -> None:
    docs = member_docs(cls)
    assert all(docs[member.attribute].endswith(".") for member in members_of(cls))


def test_that_of_the_class_itself_goes_before_its_bases() -> None:
    docs = member_docs(shapes.UnversionedInferenceSpecification)
    assert docs["supported_transform_instance_types"].startswith("Instance types for batch transform, at least one; ")
    assert docs["containers"] == member_docs(shapes.InferenceSpecification)["containers"]


def test_lines_are_set_flush() -> None:
    assert "\nmakes a new one" in member_docs(VersionedModelPackage)["client_token"]


def test_only_strings_right_below_a_field_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = 'class A:\n    a: int = 1\n    "of a"\n    b: int\n    2\n    c = 1\n    "of no field"\n    d: int\n'
    tmp_path.joinpath("fields.py").write_text(source, "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.delitem(sys.modules, "fields", raising=False)
    assert member_docs(__import__("fields").A) == {"a": "of a"}


def test_without_source_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("bytecode_alone")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert member_docs(type("A", (), {"__module__": module.__name__})) == {}
    assert member_docs(int) == {}
