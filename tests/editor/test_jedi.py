"""What JupyterLab and IPython offer and explain beyond what ``test_all.py`` has, and what jedi misses."""

from __future__ import annotations

import inspect

import attrs
import pytest

from sagemaker_model_package import ModelApprovalStatus, ModelPackageBuilder, ModelPackageContainerDefinition
from sagemaker_model_package.enums import ProductionVariantInstanceTypeName
from tests.typing.public import HOMES, NAMES

from .asking import Jedi, interpreter, source, words
from .knowledge import BASE, BUILDERS, CONTAINER_MEMBERS, documented, literals, public

pytestmark = pytest.mark.session(name="editor")


@pytest.fixture(autouse=True)
def _jedi_is_installed() -> None:
    pytest.importorskip("jedi")


def offered(program: str, live: dict[str, object]) -> list[str]:
    """Return what is offered at the end of a cell."""
    return sorted(one.name for one in interpreter(program, live).complete() if not one.name.startswith("_"))


@pytest.mark.parametrize("name", HOMES)
def test_a_public_name_is_found_although_it_is_imported_on_first_use(name: str) -> None:
    found = source(f"from {HOMES[name]} import {name}").goto(follow_imports=True)
    assert found
    assert all((one.full_name or "").startswith("sagemaker_model_package.") for one in found)


@pytest.mark.parametrize("program", BUILDERS)
def test_a_live_builder_offers_exactly_its_setters(program: str) -> None:
    builder: object = eval(program, dict(NAMES))  # noqa: S307 - one of our programs
    assert offered("builder.", {"builder": builder}) == public(BUILDERS[program])
    assert sorted(name for name in dir(builder) if not name.startswith("_")) == public(BUILDERS[program])


def test_a_live_builder_offers_what_follows_its_setters_and_a_containers_members() -> None:
    live: dict[str, object] = {"builder": ModelPackageBuilder().description("a model")}
    names = offered('builder.content_types("text/csv").source_uri("s3://a/b").', live)
    assert names == public(ModelPackageBuilder)
    keywords = [name.removesuffix("=") for name in offered("builder.container(", live) if name.endswith("=")]
    assert keywords == CONTAINER_MEMBERS


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("end", ["", '")'])
def test_jedi_completes_no_literals(live: bool, end: str) -> None:  # noqa: FBT001
    """A miss: where jedi learns to, this fails, and what it offers can be tested."""
    names = Jedi(live=live).offered(f'{BASE}.realtime_instance_types("ml.g5.<|>{end}')
    values = literals(ProductionVariantInstanceTypeName, "")
    assert not [name for name in names if any(value in name for value in values)]


def test_of_a_member_jedi_knows_the_class_alone() -> None:
    """A miss: it shows the text of the class. Where it shows the member's, this fails."""
    text = Jedi(live=False).explained("ModelApprovalStatus.APPROVED<|>")
    assert words(str(inspect.getdoc(ModelApprovalStatus))) in text
    assert documented(ModelApprovalStatus)["APPROVED"] not in text


def test_a_field_is_explained() -> None:
    texts = documented(ModelPackageContainerDefinition)
    for field in attrs.fields(ModelPackageContainerDefinition):
        program = f'ModelPackageContainerDefinition(image="image").{field.name}<|>'
        assert words(texts[field.name]) in Jedi(live=False).explained(program), field.name
