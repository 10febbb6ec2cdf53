"""What rich, IPython and others show: what was set, indented, and no secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.pretty import pretty_repr

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageError,
    ModelPackageValidationError,
    ModelPackageWarning,
    from_kwargs,
)
from sagemaker_model_package._constraints import members_of
from sagemaker_model_package.shapes import (
    EnvironmentMap,
    FrozenMap,
    ModelPackageModelCard,
    Tag,
    TransformJobDefinition,
)
from tests.builder.calls import IMAGE
from tests.strategies import packages

from .displays import DISPLAYS, IPYTHON

if TYPE_CHECKING:
    from sagemaker_model_package import ModelPackage

SECRET = "hunter2-hunter2"
VERY_WIDE = 10**9

each_display = pytest.mark.parametrize("display", DISPLAYS)


def on_one_line(text: str) -> str:
    """Return an indented text as it would be on one line."""
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"(?<=,) (?=[)])", "", "".join(f"{line} " if line.endswith(",") else line for line in lines))


@settings(max_examples=25)
@given(package=packages(), width=st.integers(20, 120))
def test_a_package_is_indented_and_shows_what_its_repr_shows(package: ModelPackage, width: int) -> None:
    assert IPYTHON.pretty(package, max_width=VERY_WIDE) == repr(package)
    assert pretty_repr(package, max_width=VERY_WIDE) == repr(package)
    text = IPYTHON.pretty(package, max_width=width)
    assert on_one_line(text) == on_one_line(repr(package))
    assert text == pretty_repr(package, max_width=width) or "\n" in text
    depths = {len(line) - len(line.lstrip(" ")) for line in text.split("\n")}
    assert {depth % 4 for depth in depths} == {0}


def test_a_small_object_stays_on_its_line() -> None:
    tag = Tag(key="team", value="growth")
    assert IPYTHON.pretty(tag) == pretty_repr(tag) == "Tag(key='team', value='growth')"
    assert IPYTHON.pretty([tag], max_width=20) == "[Tag(\n     key='team',\n     value='growth'\n )]"
    assert IPYTHON.pretty(ModelPackageModelCard()) == "ModelPackageModelCard()"


BUILDER = (
    ModelPackageBuilder()
    .container(image=IMAGE, environment={"LEVEL": SECRET})
    .content_types("text/csv")
    .model_quality(statistics="s3://reports/statistics.json")
    .customer_metadata({"team": "growth"})
    .model_card({"intended_uses": SECRET})
)


def test_a_builder_shows_what_the_package_will_have() -> None:
    types: Any = {"transform_instance_types": ["ml.m5.large"], "realtime_instance_types": ["ml.m5.large"]}
    for builder in (
        BUILDER.versioned("churn").approval_status("Approved"),
        ModelPackageBuilder().container(image=IMAGE).unversioned("churn", **types).tags({"team": "growth"}),
    ):
        shown = repr(builder.build()).partition("(")[2]
        for text in (pretty_repr(builder, max_width=VERY_WIDE), IPYTHON.pretty(builder, max_width=VERY_WIDE)):
            assert text == f"{type(builder).__name__}({shown}"


def test_a_builder_shows_what_goes_to_every_container_before_there_is_one() -> None:
    builder = BUILDER.inference_recommender(framework="XGBOOST", domain="OTHER", data_input_config={"input": [1]})
    shown = "every_container=ModelPackageContainerDefinition(model_input=ModelInput("
    assert shown in pretty_repr(builder, max_width=VERY_WIDE)
    assert "domain='OTHER'" in pretty_repr(builder)
    assert pretty_repr(ModelPackageBuilder()) == "ModelPackageBuilder()"


def test_a_builder_shows_what_is_wrong_and_what_is_missing_yet() -> None:
    wrong: Any = 5
    builder = ModelPackageBuilder().content_types(wrong).task(wrong).validation(role="r")
    for text in (pretty_repr(builder), IPYTHON.pretty(builder)):
        assert "supported_content_types=(5,)" in text
        assert "validation_role='r'" in text
        assert "task=5" in text


def test_errors_and_warnings_show_their_text() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs({"ModelPackageGroupName": "a b"})
    error = raised.value
    warning = ModelPackageWarning(error.problems[1])
    assert IPYTHON.pretty(error) == f"ModelPackageValidationError: {error}"
    assert IPYTHON.pretty(warning) == f"ModelPackageWarning: {warning}"
    assert on_one_line(IPYTHON.pretty({"errors": [error]})) == on_one_line(f"{{'errors': [{IPYTHON.pretty(error)}]}}")
    assert IPYTHON.pretty(ModelPackageError("nothing")) == "ModelPackageError: nothing"


CONTAINER = ModelPackageContainerDefinition(image=IMAGE, environment={"LEVEL": SECRET})
HOLDERS: dict[str, Any] = {
    "builder": BUILDER,
    "builder with defaults": BUILDER.inference_recommender(framework="XGBOOST").versioned("churn"),
    "container": CONTAINER,
    "environment": EnvironmentMap({"LEVEL": SECRET}),
    "line as a name": ModelPackageContainerDefinition(environment={f"LEVEL={SECRET}": ""}),
    "line as a name in a builder": BUILDER.container(image=IMAGE, environment={f"LEVEL={SECRET}": ""}),
    "package": BUILDER.versioned("churn").build(),
    "specification": InferenceSpecification(containers=[CONTAINER]),
}


@each_display
@pytest.mark.parametrize("holder", HOLDERS)
def test_no_display_shows_a_secret(display: str, holder: str) -> None:
    shown = DISPLAYS[display](HOLDERS[holder])
    assert SECRET not in shown
    assert "LEVEL" in shown or "builder" in holder or display == "pytest"  # which cuts what is long


SECRETS: list[object] = [
    *(SECRET, SECRET.encode(), [SECRET], (SECRET,), [("NAME", SECRET)]),
    *({"NAME": SECRET}, {"NAME": [SECRET]}, FrozenMap({"NAME": SECRET})),
]


@each_display
@pytest.mark.parametrize(
    ("cls", "attribute"),
    [
        (ModelPackageContainerDefinition, "environment"),
        (TransformJobDefinition, "environment"),
        (ModelPackageModelCard, "model_card_content"),
    ],
)
def test_no_display_shows_a_secret_of_whatever_type(display: str, cls: type[Any], attribute: str) -> None:
    for value in SECRETS:
        structure = cls(**dict.fromkeys((member.attribute for member in members_of(cls)), None) | {attribute: value})
        shown = DISPLAYS[display](structure)
        assert SECRET not in shown
        assert attribute in shown
