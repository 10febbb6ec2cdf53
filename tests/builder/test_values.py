"""What builders make of values: JSON, texts, lists and mocks. What is wrong is reported by ``build`` alone."""

from __future__ import annotations

import traceback
from decimal import Decimal
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    TransformInstanceType,
)
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package.shapes import (
    AdditionalInferenceSpecificationDefinition,
    FrozenMap,
    ModelPackageValidationSpecification,
    SourceAlgorithm,
    SourceAlgorithmSpecification,
)

from .calls import CONTAINER, IMAGE, ROLE, TYPES, VALIDATION_ARGUMENTS, Kwargs, full, kwargs_of, problems_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")

SECRET = "do-not-show-me-0451"


# Lists ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bare", ["ml.m5.large", b"ml.m5.large", {"ml.m5.large"}, 5, iter(["ml.m5.large"])])
def test_what_is_no_list_is_refused_in_the_arguments_of_a_move(bare: object) -> None:
    base: Any = ModelPackageBuilder().container(image=IMAGE)

    reported = problems_of(base.unversioned("churn", transform_instance_types=bare, realtime_instance_types=bare))

    assert reported == {
        "InferenceSpecification.SupportedTransformInstanceTypes": "MP001",
        "InferenceSpecification.SupportedRealtimeInferenceInstanceTypes": "MP001",
    }


MORE: list[Callable[[ModelPackageBuilder], ModelPackageBuilder]] = [
    lambda b: b,
    lambda b: b.container(image=IMAGE),
    lambda b: b.content_types("text/csv"),
    lambda b: b.inference_recommender(framework="PYTORCH"),
]


@pytest.mark.parametrize("more", MORE)
def test_what_later_setters_add_does_not_hide_a_single_string(more: Callable[[Any], Any]) -> None:
    wrong: Any = "text/csv"

    builder = more(ModelPackageBuilder().inference_specification(InferenceSpecification(containers=wrong)))

    assert problems_of(builder) == {"InferenceSpecification.Containers": "MP001"}


@pytest.mark.parametrize("wrong", ["", 0, {}])
def test_what_later_setters_add_does_not_hide_wrong_profiles(wrong: Any) -> None:  # noqa: ANN401
    whole = ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=wrong)
    builder = ModelPackageBuilder().validation_specification(whole).validation(**VALIDATION_ARGUMENTS)

    assert problems_of(builder) == {"ValidationSpecification.ValidationProfiles": "MP001"}


def test_a_list_given_where_its_items_are_wanted_is_reported() -> None:
    builder: Any = ModelPackageBuilder().container(image=IMAGE)

    assert problems_of(builder.content_types(["text/csv"]).additional_inference_specifications([CONTAINER])) == {
        "InferenceSpecification.SupportedContentTypes[0]": "MP001",
        "AdditionalInferenceSpecifications[0]": "MP001",
    }


def test_what_a_caller_changes_afterwards_changes_nothing() -> None:
    environment, metadata, tags, config = {"A": "1"}, {"a": "1"}, {"a": "1"}, {"a": [1]}
    card = {"a": {"b": [1]}}
    types, content_types, containers = ["ml.m5.large"], ["text/csv"], [CONTAINER]
    algorithms = [SourceAlgorithm(algorithm_name="a")]
    specification = AdditionalInferenceSpecificationDefinition(
        name="neo", containers=containers, supported_content_types=content_types
    )
    arguments: Any = {"transform_instance_types": types, "realtime_instance_types": types}
    builder = (
        ModelPackageBuilder()
        .container(image=IMAGE, environment=environment)
        .validation(**VALIDATION_ARGUMENTS, environment=environment)
        .customer_metadata(metadata)
        .model_card(card)
        .inference_recommender(data_input_config=config)
        .additional_inference_specification(specification)
        .source_algorithm_specification(SourceAlgorithmSpecification(source_algorithms=algorithms))
        .unversioned("churn", **arguments)
        .tags(tags)
    )
    before = builder.build().to_kwargs()

    for mapping in (environment, metadata, card, config, tags):
        mapping.clear()
    for items in (types, content_types, containers, algorithms):
        items.clear()

    assert builder.build().to_kwargs() == before


# JSON -----------------------------------------------------------------------------------------------------------------


def test_mappings_and_lists_become_compact_json() -> None:
    builder = ModelPackageBuilder().container(image=IMAGE).model_card(MappingProxyType({"a": FrozenMap({"ü": "c"})}))
    kwargs = kwargs_of(builder.inference_recommender(data_input_config=[{"shape": (1, None, 0.5)}]))

    assert kwargs["ModelCard"]["ModelCardContent"] == '{"a":{"ü":"c"}}'
    (container,) = kwargs["InferenceSpecification"]["Containers"]
    assert container["ModelInput"]["DataInputConfig"] == '[{"shape":[1,null,0.5]}]'


def loop() -> Kwargs:
    itself: Kwargs = {SECRET: SECRET}
    itself["itself"] = itself
    return itself


def deep() -> Kwargs:
    inner: Kwargs = {}
    for _ in range(100_000):
        inner = {SECRET: inner}
    return inner


UNSERIALISABLE: dict[str, Callable[[], Any]] = {
    "set": lambda: {"a": {SECRET}},
    "bytes": lambda: {"a": SECRET.encode()},
    "nan": lambda: {SECRET: float("nan")},
    "infinity": lambda: {SECRET: float("inf")},
    "key": lambda: {(SECRET,): 1},
    "loop": loop,
    "deep": deep,
    "long integer": lambda: {SECRET: 10**5000},
    "list": lambda: [SECRET],
    "text": lambda: f"{{{SECRET}",
    "number": lambda: 451,
    "object": lambda: Mock(name=SECRET),
}


@pytest.mark.parametrize("name", UNSERIALISABLE)
def test_a_model_card_that_is_no_json_object_is_reported_and_not_shown(name: str) -> None:
    builder = ModelPackageBuilder().model_card(UNSERIALISABLE[name]()).versioned("churn")

    with pytest.raises(ModelPackageValidationError) as caught:
        builder.build()

    assert [problem.path for problem in caught.value.problems if problem.severity == "error"] == [
        "ModelCard.ModelCardContent"
    ]
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(builder)
    assert SECRET not in shown
    assert "451" not in shown.partition("ModelCard.ModelCardContent")[2]
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_an_input_configuration_that_cannot_be_written_as_json_is_reported() -> None:
    for config in ({"a": {1}}, {"a": float("nan")}, {1, 2}, b"{}"):
        builder: Any = ModelPackageBuilder().container(image=IMAGE)
        reported = problems_of(builder.inference_recommender(data_input_config=config))
        assert reported == {"InferenceSpecification.Containers[0].ModelInput.DataInputConfig": "MP001"}


# Customer metadata and tags -------------------------------------------------------------------------------------------


def test_customer_metadata_is_written_as_text() -> None:
    texts: dict[str, Any] = {
        "growth": "growth",
        "0": 0,
        "-7": -7,
        "1" + "0" * 30: 10**30,
        "ml.m5.large": TransformInstanceType.ML_M5_LARGE,
        "0.0": 0.0,
        "0.91": 0.91,
        "1e-07": 1e-07,
        "1e+22": 1e22,
        "0.30000000000000004": 0.1 + 0.2,
        "nan": float("nan"),
        "true": True,
        "false": False,
        "0.910": Decimal("0.910"),
        "200": HTTPStatus.OK,
    }

    written = kwargs_of(ModelPackageBuilder().customer_metadata({"none": None, **texts}))["CustomerMetadataProperties"]

    assert list(written.items()) == [(text, text) for text in texts]
    assert ModelPackageBuilder().customer_metadata({"only": None}) == ModelPackageBuilder()


def test_numpy_scalars_are_written_as_the_plain_ones() -> None:
    numpy: Any = pytest.importorskip("numpy")
    scalars = [numpy.float64(0.91), numpy.float32(0.5), numpy.int64(7), numpy.uint8(7), numpy.str_("a"), numpy.bool_(1)]

    given = {f"{number}": scalar for number, scalar in enumerate(scalars)}
    texts = kwargs_of(ModelPackageBuilder().customer_metadata(given))["CustomerMetadataProperties"]

    assert [*texts.values()] == ["0.91", "0.5", "7", "7", "a", "true"]
    assert {type(text) for text in texts.values()} == {str}


@pytest.mark.parametrize(
    "value", [10**300, 10**5000, [1], {}, object(), b"growth", "x" * 257, "a\nb"], ids=format_value
)
def test_other_customer_metadata_is_reported(value: object) -> None:
    builder: Any = ModelPackageBuilder()

    assert problems_of(builder.customer_metadata({"key": value})).keys() == {"CustomerMetadataProperties.key"}


@pytest.mark.parametrize("properties", ["team=growth", ["team"], 5, {("team", "growth")}])
def test_customer_metadata_that_is_no_mapping_is_reported_even_where_more_follows(properties: object) -> None:
    builder: Any = ModelPackageBuilder()

    wrong = builder.customer_metadata(properties)

    assert problems_of(wrong) == {"CustomerMetadataProperties": "MP001"}
    assert problems_of(wrong.customer_metadata({"team": "growth"})) == {"CustomerMetadataProperties": "MP001"}


@pytest.mark.parametrize(("tag", "path"), [({"a": 5}, ".Value"), ({5: "a"}, ".Key"), ("a", ""), (["a"], ""), (5, "")])
def test_wrong_tags_are_reported(tag: Any, path: str) -> None:  # noqa: ANN401
    builder = full().unversioned("churn", **TYPES).tags({"fine": "yes"}, tag)

    assert problems_of(builder).keys() == {f"Tags[1]{path}"}
    assert problems_of(builder.tags({"more": "1"})).keys() == {f"Tags[1]{path}"}


# Secrets, mocks and odd objects ---------------------------------------------------------------------------------------


def test_no_text_of_a_builder_shows_a_secret() -> None:
    builder = (
        full()
        .container(image=IMAGE, environment={"API_KEY": SECRET})
        .validation(environment={"API_KEY": SECRET})
        .model_card({"secret": SECRET})
        .customer_metadata({"key": SECRET})
    )

    for one in (builder, builder.versioned("churn"), builder.unversioned("churn", **TYPES)):
        assert SECRET not in f"{one} {one!r} {[one]}"
        assert type(one).__name__ in repr(one)
    assert repr(ModelPackageBuilder()) == "<ModelPackageBuilder with nothing set>"


def test_no_secret_is_told_where_an_environment_is_refused() -> None:
    wrong: Any = {"API_KEY": SECRET, SECRET: 5, 5: SECRET}
    listed: Any = [wrong]
    long: Any = {"LONG": SECRET * 100, "LISTED": [SECRET]}
    builder = ModelPackageBuilder().container(image=IMAGE, environment=long).versioned("churn")
    other = ModelPackageBuilder().validation(**VALIDATION_ARGUMENTS, environment=listed).versioned("churn")

    for one in (builder, other):
        with pytest.raises(ModelPackageValidationError) as caught:
            one.build()
        assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_mocks_are_reported_also_where_setters_go_on_from_them() -> None:
    specification = Mock(spec=InferenceSpecification)
    container: Any = Mock(spec=ModelPackageContainerDefinition)
    base = ModelPackageBuilder()

    assert problems_of(base.inference_specification(specification).content_types("text/csv")) == {
        "InferenceSpecification": "MP001"
    }
    assert problems_of(base.container(container).inference_recommender(framework="PYTORCH")) == {
        "InferenceSpecification.Containers[0]": "MP001"
    }


def test_objects_without_a_truth_value_are_reported_too() -> None:
    class Undecided:
        def __bool__(self) -> bool:
            raise ValueError(SECRET)

    undecided: Any = Undecided()
    whole = ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=undecided)
    builder = ModelPackageBuilder().domain(undecided).validation_specification(whole).validation(**VALIDATION_ARGUMENTS)

    assert problems_of(builder.container(image=undecided, environment=undecided)) == {
        "Domain": "MP001",
        "ValidationSpecification.ValidationProfiles": "MP001",
        "InferenceSpecification.Containers[0].Image": "MP001",
        "InferenceSpecification.Containers[0].Environment": "MP001",
    }
