"""What every editor offers and explains: VS Code with pyright's language server, JupyterLab and IPython with jedi."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from sagemaker_model_package import ModelPackageBuilder, TransformInstanceType, VersionedModelPackage

from .asking import Pyright, keywords, words
from .knowledge import BASE, BUILDERS, CONTAINER_MEMBERS, UNVERSIONED, VERSIONED, fields_of, public

if TYPE_CHECKING:
    from .asking import Asked

pytestmark = [pytest.mark.session(name="editor"), pytest.mark.filterwarnings("ignore::DeprecationWarning:pygls")]


@pytest.mark.parametrize("program", BUILDERS)
def test_a_builder_offers_exactly_its_setters(asked: Asked, program: str) -> None:
    assert asked.offered(f"{program}.<|>") == public(BUILDERS[program])


def test_a_built_package_offers_its_fields(asked: Asked) -> None:
    names = asked.offered(f"{VERSIONED}.description('a model').build().<|>")
    assert set(names) >= fields_of(VersionedModelPackage) | {"kind", "to_kwargs"}


def test_after_a_family_its_members_are_offered(asked: Asked) -> None:
    members = [member.name for member in TransformInstanceType if member.name.startswith("ML_C7I")]
    assert members
    assert asked.offered("TransformInstanceType.ML_C7I<|>") == sorted(members)


@pytest.mark.parametrize("call", [f"{BASE}.container", f"{VERSIONED}.container", "ModelPackageContainerDefinition"])
def test_a_container_is_offered_its_members_as_keywords(asked: Asked, call: str) -> None:
    assert keywords(asked, f"{call}(<|>)") == CONTAINER_MEMBERS


@pytest.mark.parametrize("program", [BASE, VERSIONED, UNVERSIONED])
def test_a_setter_is_explained_and_its_signature_names_types(asked: Asked, program: str) -> None:
    for setter in public(BUILDERS[program]):
        docstring = inspect.getdoc(getattr(BUILDERS[program], setter))
        assert docstring
        assert words(docstring) in asked.explained(f"{program}.{setter}<|>"), setter
        labels = asked.signatures(f"{program}.{setter}(<|>)")
        assert labels, setter
        wrong = ["Literal[", "'"] if isinstance(asked, Pyright) else ["Literal["]
        assert not [label for label in labels if any(text in label for text in wrong)], setter


def test_the_first_call_is_explained_by_its_class(asked: Asked) -> None:
    assert words(str(inspect.getdoc(ModelPackageBuilder))) in asked.explained("ModelPackageBuilder<|>()")


def test_an_instance_type_is_called_by_its_types_name(asked: Asked) -> None:
    (label,) = asked.signatures(f"{BASE}.realtime_instance_types(<|>)")
    assert "(*instance_types: RealtimeInstanceTypeLike)" in label
