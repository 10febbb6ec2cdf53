"""What an editor with pyright's language server offers and explains beyond what ``test_all.py`` has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from sagemaker_model_package import ModelPackageContainerDefinition
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.enums import (
    ModelApprovalStatusName,
    ProductionVariantInstanceTypeName,
    TransformInstanceTypeName,
)
from tests.typing.public import NAMES, STRUCTURES

from .asking import keywords, words
from .knowledge import BASE, CONTAINER_MEMBERS, VERSIONED, documented, literals

if TYPE_CHECKING:
    from .asking import Pyright

pytestmark = [pytest.mark.session(name="editor"), pytest.mark.filterwarnings("ignore::DeprecationWarning:pygls")]

ENUMS = {name: one for name, one in NAMES.items() if isinstance(one, type) and issubclass(one, ServiceEnum)}


@pytest.mark.parametrize(
    ("before", "alias"),
    [
        (f'{BASE}.realtime_instance_types("', ProductionVariantInstanceTypeName),
        (f'{BASE}.realtime_instance_types("ml.m5.large", "', ProductionVariantInstanceTypeName),
        (f'{BASE}.unversioned("churn", realtime_instance_types=["', ProductionVariantInstanceTypeName),
        ('InferenceSpecification(supported_realtime_inference_instance_types=["', ProductionVariantInstanceTypeName),
        (f'{BASE}.transform_instance_types("', TransformInstanceTypeName),
        (f'{BASE}.unversioned("churn", transform_instance_types=["ml.m5.large", "', TransformInstanceTypeName),
        (f'{BASE}.validation(instance_type="', TransformInstanceTypeName),
        ('TransformResources(instance_type="', TransformInstanceTypeName),
    ],
)
def test_inside_a_string_the_fitting_instance_types_are_offered(pyright: Pyright, before: str, alias: object) -> None:
    closing = '"])' if before.endswith(('["', ', "')) and "[" in before else '")'
    fitting = [f'"{value}"' for value in literals(alias, "ml.g5.")]
    assert fitting
    assert pyright.offered(f"{before}ml.g5.<|>{closing}") == sorted(fitting)


def test_inside_a_string_that_nobody_closed_they_are_among_those_offered(pyright: Pyright) -> None:
    fitting = {f'"{value}"' for value in literals(ProductionVariantInstanceTypeName, "ml.g5.")}
    assert fitting <= set(pyright.offered(f'{BASE}.realtime_instance_types("ml.g5.<|>\n'))


def test_inside_a_string_the_values_of_a_small_enum_are_offered(pyright: Pyright) -> None:
    values = [f'"{value}"' for value in literals(ModelApprovalStatusName, "")]
    assert pyright.offered(f'{VERSIONED}.approval_status("<|>")') == sorted(values)


@pytest.mark.parametrize("call", [f"{BASE}.container", f"{VERSIONED}.container", "ModelPackageContainerDefinition"])
def test_a_member_that_is_given_is_not_offered_again(pyright: Pyright, call: str) -> None:
    left = [member for member in CONTAINER_MEMBERS if member != "image"]
    assert keywords(pyright, f'{call}(image="image", <|>)') == left


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_field_is_explained_and_a_classs_signature_names_types(pyright: Pyright, name: str) -> None:
    texts = documented(STRUCTURES[name])
    (label,) = pyright.signatures(f"{name}(<|>)")
    assert "Literal[" not in label
    for field in attrs.fields(STRUCTURES[name]):
        program = f"def read(value: {name}) -> object:\n    return value.{field.name}<|>\n"
        assert words(texts[field.name]) in pyright.explained(program), field.name
        assert f"{field.name}: " in label


def test_a_keyword_of_a_class_is_explained(pyright: Pyright) -> None:
    text = words(documented(ModelPackageContainerDefinition)["image_digest"])
    assert text in pyright.explained('ModelPackageContainerDefinition(image_digest<|>="sha256:0")')


@pytest.mark.parametrize("name", ENUMS)
def test_a_member_is_explained(pyright: Pyright, name: str) -> None:
    texts = documented(ENUMS[name])
    for member in list(ENUMS[name])[:20]:  # of the two large ones, some: one says no more than another
        hovered = pyright.explained(f"{name}.{member.name}<|>")
        assert hovered.startswith(f"(constant) {member.name}: "), member
        assert words(texts.get(member.name, "")) in hovered, member


def test_members_have_texts_unless_they_are_instance_types() -> None:
    without = [name for name, enum in ENUMS.items() if set(documented(enum)) < {member.name for member in enum}]
    assert without == ["ProductionVariantInstanceType", "TransformInstanceType"]
