"""What an editor with pyright's language server (VS Code and most others) offers and explains."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import attrs
import pytest

from sagemaker_model_package import (
    ModelApprovalStatusName,
    ModelPackageBuilder,
    ProductionVariantInstanceTypeName,
    TransformInstanceType,
    TransformInstanceTypeName,
)

from .knowledge import (
    BASE,
    BUILDERS,
    CONTAINER_MEMBERS,
    IMPORTS,
    UNVERSIONED,
    VERSIONED,
    applies,
    documented,
    enums,
    literals,
    of_the_other_kind,
    public,
    structures,
)

if TYPE_CHECKING:
    from sagemaker_model_package.enums import ServiceEnum

    from .language_server import Editor


def offered(editor: Editor, program: str) -> list[str]:
    """Return what is offered, in order, but for names with underscores first: editors show those last."""
    return sorted(item.label for item in editor.completions(IMPORTS + program) if not item.label.startswith("_"))


def keywords(editor: Editor, program: str) -> list[str]:
    """Return the keywords that a call is offered."""
    return [label.removesuffix("=") for label in offered(editor, program) if label.endswith("=")]


def words(text: str) -> str:
    """Return a text without its line breaks and indentation."""
    return " ".join(text.split())


# Completion -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("program", BUILDERS)
def test_a_builder_offers_exactly_its_setters(editor: Editor, program: str) -> None:
    assert offered(editor, f"{program}.<|>") == public(BUILDERS[program])


@pytest.mark.parametrize("program", BUILDERS)
def test_a_builder_offers_nothing_of_the_other_kind(editor: Editor, program: str) -> None:
    foreign = of_the_other_kind(BUILDERS[program])
    assert foreign
    assert not [setter for setter in offered(editor, f"{program}.<|>") if applies(setter, foreign)]


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
def test_inside_a_string_the_fitting_instance_types_are_offered(editor: Editor, before: str, alias: object) -> None:
    closing = '"])' if before.endswith(('["', ', "')) and "[" in before else '")'
    fitting = [f'"{value}"' for value in literals(alias, "ml.g5.")]
    assert fitting
    assert offered(editor, f"{before}ml.g5.<|>{closing}") == sorted(fitting)


def test_inside_a_string_that_nobody_closed_the_fitting_instance_types_are_among_those_offered(editor: Editor) -> None:
    fitting = {f'"{value}"' for value in literals(ProductionVariantInstanceTypeName, "ml.g5.")}
    assert fitting <= set(offered(editor, f'{BASE}.realtime_instance_types("ml.g5.<|>\n'))


def test_inside_a_string_the_values_of_a_small_enum_are_offered(editor: Editor) -> None:
    values = [f'"{value}"' for value in literals(ModelApprovalStatusName, "")]
    assert offered(editor, f'{VERSIONED}.approval_status("<|>")') == sorted(values)


def test_after_a_family_its_members_are_offered(editor: Editor) -> None:
    members = [member.name for member in TransformInstanceType if member.name.startswith("ML_C7I")]
    assert members
    assert offered(editor, "TransformInstanceType.ML_C7I<|>") == sorted(members)


@pytest.mark.parametrize("call", [f"{BASE}.container", f"{VERSIONED}.container", "ModelPackageContainerDefinition"])
def test_a_container_is_offered_its_members_as_keywords(editor: Editor, call: str) -> None:
    assert keywords(editor, f"{call}(<|>)") == CONTAINER_MEMBERS
    left = [member for member in CONTAINER_MEMBERS if member != "image"]
    assert keywords(editor, f'{call}(image="image", <|>)') == left


# Hover ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("program", [BASE, VERSIONED, UNVERSIONED])
def test_a_setter_is_explained(editor: Editor, program: str) -> None:
    for setter in public(BUILDERS[program]):
        docstring = inspect.getdoc(getattr(BUILDERS[program], setter))
        assert docstring
        assert words(docstring) in words(editor.hover(f"{IMPORTS}{program}.{setter}<|>")), setter


@pytest.mark.parametrize("structure", structures(), ids=lambda structure: structure.__name__)
def test_a_field_is_explained(editor: Editor, structure: type) -> None:
    texts = documented(structure)
    for field in attrs.fields(structure):
        program = f"{IMPORTS}def read(value: {structure.__name__}) -> object:\n    return value.{field.name}<|>\n"
        assert words(texts[field.name]) in words(editor.hover(program)), field.name


def test_the_first_call_is_explained_by_its_class(editor: Editor) -> None:
    text = words(str(inspect.getdoc(ModelPackageBuilder)))
    assert text in words(editor.hover(f"{IMPORTS}ModelPackageBuilder<|>()"))


def test_a_keyword_of_a_class_is_explained(editor: Editor) -> None:
    text = documented_field("ModelPackageContainerDefinition", "image_digest")
    assert text in words(editor.hover(f'{IMPORTS}ModelPackageContainerDefinition(image_digest<|>="sha256:0")'))


@pytest.mark.parametrize("enum", enums(), ids=lambda enum: enum.__name__)
def test_a_member_is_explained(editor: Editor, enum: type[ServiceEnum]) -> None:
    texts = documented(enum)
    for member in list(enum)[:20]:  # of the two large ones, some: one says no more than another
        hovered = words(editor.hover(f"{IMPORTS}{enum.__name__}.{member.name}<|>"))
        assert hovered.startswith(f"(constant) {member.name}: "), member
        assert words(texts.get(member.name, "")) in hovered, member


def test_members_have_texts_unless_they_are_instance_types() -> None:
    without = [enum.__name__ for enum in enums() if set(documented(enum)) < {member.name for member in enum}]
    assert without == ["ProductionVariantInstanceType", "TransformInstanceType"]


def documented_field(structure: str, field: str) -> str:
    """Return the text that stands below a field."""
    (cls,) = (cls for cls in structures() if cls.__name__ == structure)
    return words(documented(cls)[field])


# Signature help -------------------------------------------------------------------------------------------------------


def test_an_instance_type_is_called_by_its_types_name(editor: Editor) -> None:
    (label,) = editor.signatures(f"{IMPORTS}{BASE}.realtime_instance_types(<|>)")
    assert label == "(*instance_types: RealtimeInstanceTypeLike) -> ModelPackageBuilder"


@pytest.mark.parametrize("program", [BASE, VERSIONED, UNVERSIONED])
def test_signatures_of_setters_name_types(editor: Editor, program: str) -> None:
    for setter in public(BUILDERS[program]):
        labels = editor.signatures(f"{IMPORTS}{program}.{setter}(<|>)")
        assert labels, setter
        assert not [label for label in labels if "Literal[" in label or "'" in label], setter


@pytest.mark.parametrize("structure", structures(), ids=lambda structure: structure.__name__)
def test_signatures_of_classes_name_types(editor: Editor, structure: type) -> None:
    (label,) = editor.signatures(f"{IMPORTS}{structure.__name__}(<|>)")
    assert "Literal[" not in label
    for field in attrs.fields(structure):
        assert f"{field.name}: " in label
