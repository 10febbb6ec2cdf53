"""What builders make of values: JSON, texts, lists and mocks. What is wrong is reported by ``build`` alone."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from datetime import date, datetime, time, timezone
from decimal import Decimal
from http import HTTPStatus
from importlib import import_module
from itertools import product
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn
from unittest.mock import Mock
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    ModelPackageWarning,
    TransformInstanceType,
)
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package.builder import metadata_text
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


def deep() -> Kwargs:
    inner: Kwargs = {}
    for _ in range(100_000):
        inner = {SECRET: inner}
    return inner


CARD = "ModelCard.ModelCardContent"
UNSERIALISABLE: dict[str, tuple[Callable[[], Any], str]] = {
    "set": (lambda: {"a": [1, {SECRET}]}, f"{CARD}.a[1]"),
    "bytes": (lambda: {"a": {"b": SECRET.encode()}}, f"{CARD}.a.b"),
    "nan": (lambda: {"a": float("nan")}, f"{CARD}.a"),
    "infinity": (lambda: {"a": float("inf")}, f"{CARD}.a"),
    "key": (lambda: {"a": {(SECRET,): 1}}, f"{CARD}.a (key: a tuple of 1 item)"),
    "loop": (lambda: ITSELF, CARD),
    "deep": (deep, CARD),
    "long integer": (lambda: {"a": 10**5000}, f"{CARD}.a"),
    "list": (lambda: [SECRET], CARD),
    "text": (lambda: f"{{{SECRET}", CARD),
    "number": (lambda: 451, CARD),
    "object": (lambda: Mock(name=SECRET), CARD),
}
ITSELF: Kwargs = {SECRET: SECRET}
ITSELF["itself"] = ITSELF


@pytest.mark.parametrize("name", UNSERIALISABLE)
def test_a_model_card_that_is_no_json_object_is_reported_and_not_shown(name: str) -> None:
    card, path = UNSERIALISABLE[name]
    builder = ModelPackageBuilder().container(image=IMAGE).model_card(card()).versioned("churn")

    with pytest.raises(ModelPackageValidationError) as caught:
        builder.build()

    assert [problem.path for problem in caught.value.problems] == [path]
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(builder)
    assert SECRET not in shown
    assert "451" not in shown.partition("ModelCard.ModelCardContent")[2]
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_an_input_configuration_that_cannot_be_written_as_json_is_reported() -> None:
    config = "InferenceSpecification.Containers[0].ModelInput.DataInputConfig"
    for wrong, place in (({"a": {1}}, ".a"), ([{"b": float("nan")}], "[0].b"), ({1, 2}, ""), (b"{}", "")):
        builder: Any = ModelPackageBuilder().container(image=IMAGE)
        reported = problems_of(builder.inference_recommender(data_input_config=wrong))
        assert reported == {f"{config}{place}": "MP001"}


def test_numpy_s_values_are_written_into_json() -> None:
    numpy: Any = pytest.importorskip("numpy")
    matrix = {"matrix": numpy.array([[3, 1], [0, 4]]), "auc": numpy.float32(0.5)}

    kwargs = kwargs_of(
        ModelPackageBuilder()
        .container(image=IMAGE)
        .model_card({"metrics": [matrix]})
        .inference_recommender(data_input_config={"input": numpy.array([1, 3, 224, 224])})
    )

    assert kwargs["ModelCard"]["ModelCardContent"] == '{"metrics":[{"matrix":[[3,1],[0,4]],"auc":0.5}]}'
    (container,) = kwargs["InferenceSpecification"]["Containers"]
    assert container["ModelInput"]["DataInputConfig"] == '{"input":[1,3,224,224]}'


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
        "2026-11-30": date(2026, 11, 30),
        "2026-11-30T22:20:00+00:00": datetime(2026, 11, 30, 22, 20, tzinfo=timezone.utc),
        "22:20:00": time(22, 20),
        "runs/7": PurePosixPath("runs/7"),
        "00000000-0000-0000-0000-000000000007": UUID(int=7),
    }

    written = kwargs_of(ModelPackageBuilder().customer_metadata({"none": None, **texts}))["CustomerMetadataProperties"]

    assert list(written.items()) == [(text, text) for text in texts]
    assert ModelPackageBuilder().customer_metadata({"only": None}) == ModelPackageBuilder()


def test_numpy_scalars_are_written_as_the_plain_ones() -> None:
    numpy: Any = pytest.importorskip("numpy")
    scalars = [
        numpy.float64(0.91),
        numpy.float32(0.91),
        numpy.int64(7),
        numpy.uint8(7),
        numpy.str_("a"),
        numpy.bool_(1),
    ]
    scalars += [numpy.datetime64("2026-11-30"), numpy.array(0.5)]

    given = {f"{number}": scalar for number, scalar in enumerate(scalars)}
    texts = kwargs_of(ModelPackageBuilder().customer_metadata(given))["CustomerMetadataProperties"]

    assert [*texts.values()] == ["0.91", "0.91", "7", "7", "a", "true", "2026-11-30", "0.5"]
    assert {type(text) for text in texts.values()} == {str}


@pytest.mark.parametrize(
    "value", [10**300, 10**5000, [1], {}, object(), b"growth", "x" * 257, "a\nb"], ids=format_value
)
def test_other_customer_metadata_is_reported(value: object) -> None:
    builder: Any = ModelPackageBuilder()

    assert problems_of(builder.customer_metadata({"key": value})).keys() == {"CustomerMetadataProperties.key"}


@pytest.mark.parametrize(
    ("number", "value"),
    [*product([float, Decimal, "float32"], ["nan", "inf", "-inf"]), ("datetime64[s]", "NaT")],
)
def test_metadata_that_is_no_number_is_warned_of(number: Any, value: str) -> None:  # noqa: ANN401 - a class or a dtype
    auc = pytest.importorskip("numpy").array(value, number)[()] if isinstance(number, str) else number(value)
    builder = ModelPackageBuilder().container(image=IMAGE).versioned("churn")

    with pytest.warns(ModelPackageWarning) as warned:
        builder.customer_metadata({"auc": auc, "recall": 0.5}).build()

    (warning,) = warned
    assert str(warning.message).startswith("CustomerMetadataProperties.auc  [MP230 not-a-number, a warning]")


@given(st.text(max_size=300) | st.floats() | st.integers() | st.dates() | st.uuids() | st.booleans() | st.decimals())
def test_metadata_text_makes_a_value_of_anything(value: Any) -> None:  # noqa: ANN401
    text = metadata_text(value)

    written = kwargs_of(ModelPackageBuilder().container(image=IMAGE).customer_metadata({"key": text}))
    assert written["CustomerMetadataProperties"] == {"key": text}
    assert metadata_text(text) == text


def test_metadata_text_replaces_and_cuts() -> None:
    assert metadata_text("AUC > 0.9 (val)\n") == "AUC _ 0.9 _val__"
    assert metadata_text("a, b", unfit="") == "a b"
    assert metadata_text("tree#7", unfit=" no. ") == "tree no. 7"
    assert metadata_text("x" * 1000) == "x" * 256
    assert metadata_text("") == "_"


@pytest.mark.parametrize(
    ("value", "unfit", "error"),
    [([1], "_", TypeError), (None, "_", TypeError), ("a", "#", ValueError), ("##", "", ValueError)],
)
def test_metadata_text_says_what_it_takes(value: Any, unfit: str, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error, match=r"takes a text|does not fit|no character"):
        metadata_text(value, unfit=unfit)


def test_the_remedy_for_metadata_that_does_not_fit_can_be_followed() -> None:
    builder = ModelPackageBuilder().container(image=IMAGE).versioned("churn").customer_metadata({"a": "b > c"})

    with pytest.raises(ModelPackageValidationError) as caught:
        builder.build()

    (named,) = re.findall(r"sagemaker_model_package\.[\w.]+", caught.value.problems[0].remedy)
    module, _, function = named.rpartition(".")
    assert getattr(import_module(module), function) is metadata_text


def test_none_skips_the_key_in_every_map() -> None:
    builder = (
        ModelPackageBuilder()
        .container(image=IMAGE, environment={"A": "1", "B": None})
        .container(image=IMAGE, environment={"B": None})
        .validation(**VALIDATION_ARGUMENTS, environment={"A": "1", "B": None})
        .customer_metadata({"a": "1", "b": None})
        .unversioned("churn", **TYPES)
        .tags({"a": "1", "b": None})
    )

    kwargs = builder.build().to_kwargs()

    one, other = kwargs["InferenceSpecification"]["Containers"]
    assert (one["Environment"], "Environment" in other) == ({"A": "1"}, False)
    (profile,) = kwargs["ValidationSpecification"]["ValidationProfiles"]
    assert profile["TransformJobDefinition"]["Environment"] == {"A": "1"}
    assert kwargs["CustomerMetadataProperties"] == {"a": "1"}
    assert kwargs["Tags"] == [{"Key": "a", "Value": "1"}]
    assert builder.tags({"c": None}).customer_metadata({"c": None}) == builder


def test_a_mapping_that_fails_is_reported() -> None:
    class Failing(Mapping[str, str]):
        def __getitem__(self, key: str) -> NoReturn:
            raise ValueError(SECRET)

        def __iter__(self) -> NoReturn:
            raise ValueError(SECRET)

        def __len__(self) -> int:
            return 1

    builder = ModelPackageBuilder().container(image=IMAGE, environment=Failing())

    assert problems_of(builder) == {"InferenceSpecification.Containers[0].Environment": "MP001"}


@pytest.mark.parametrize(("value", "text"), [(2, '"2"'), (0.5, '"0.5"'), (True, '"true"')])
def test_a_number_in_place_of_a_text_is_shown_as_it_is_to_be_written(value: Any, text: str) -> None:  # noqa: ANN401
    builder = full().unversioned("churn", **TYPES).tags({"a": value}).description(value)

    with pytest.raises(ModelPackageValidationError) as caught:
        builder.build()

    remedies = {problem.path: problem.remedy for problem in caught.value.problems}
    assert remedies["Tags[0].Value"] == remedies["ModelPackageDescription"] == f"give it as text: {text}"


@pytest.mark.parametrize("secret", [451, 0.451, True])
def test_an_environment_s_number_is_not_shown(secret: Any) -> None:  # noqa: ANN401
    with pytest.raises(ModelPackageValidationError) as caught:
        ModelPackageBuilder().container(image=IMAGE, environment={"PIN": secret}).versioned("churn").build()

    (problem,) = caught.value.problems
    assert problem.remedy.startswith('give it as text, such as "')
    assert str(secret) not in str(problem)


def test_tags_in_boto3_s_form_are_shown_as_they_are_written_here() -> None:
    builder: Any = full().unversioned("churn", **TYPES)

    for tags in ([{"Key": "team", "Value": "growth"}], {"Key": "team", "Value": "growth"}):
        with pytest.raises(TypeError, match=r"^tags\(\) takes tags as a mapping.*: write \{'team': 'growth'\}$"):
            builder.tags(tags)
    with pytest.raises(TypeError, match=r"write \{'a': '1', \.\.\.\}$"):
        builder.tags([{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])


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


def test_what_is_no_report_is_reported_in_its_own_place() -> None:
    number: Any = 5
    builder = (
        ModelPackageBuilder().container(image=IMAGE).drift_bias(config_file=number, pre_training_constraints=number)
    )
    bias = "DriftCheckBaselines.Bias"
    reported = {f"{bias}.ConfigFile": "MP001", f"{bias}.PreTrainingConstraints": "MP001"}
    assert problems_of(builder.versioned("churn")) == reported


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
