"""What differs between two packages, and how it reads."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from copy import deepcopy
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_model_package import ModelPackageBuilder, ModelPackageContainerDefinition, diff, from_kwargs
from sagemaker_model_package.changes import Change, Changes
from sagemaker_model_package.pipelines import reference
from sagemaker_model_package.shapes import AdditionalInferenceSpecificationDefinition, ModelMetrics

from .places import Json, leaves
from .strategies import packages, versioned

if TYPE_CHECKING:
    from random import Random

    from sagemaker_model_package import ModelPackage

few = settings(max_examples=40)
IPYTHON: Any = import_module("IPython.lib.pretty")  # by its name: type checkers need not read its many modules
pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")

REPOSITORY = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost"
SECRET = "hunter2-the-password"
BASE = (
    ModelPackageBuilder()
    .container(image=f"{REPOSITORY}:1.7-1", environment={"TOKEN": SECRET, "OLD": SECRET})
    .content_types("text/csv", "application/json")
    .response_mime_types("text/csv")
    .customer_metadata({"team": "growth", "auc": 0.91})
)

SETS = {
    "SupportedContentTypes",
    "SupportedResponseMIMETypes",
    "SupportedTransformInstanceTypes",
    "SupportedRealtimeInferenceInstanceTypes",
}
"""Lists that are sets of what is supported, by the API reference."""
KEYED = {"AdditionalInferenceSpecifications", "AdditionalModelDataSources", "Tags"}
"""Lists of what has a name or a key of its own, by the API reference."""


# What holds for every two packages ------------------------------------------------------------------------------------


@st.composite
def two_packages(draw: st.DrawFn) -> tuple[ModelPackage, ModelPackage]:
    """Any two packages, or two that have much in common."""
    if draw(st.booleans()):
        return draw(packages()), draw(packages())
    before, other = draw(versioned()), draw(versioned())
    names = draw(st.sets(st.sampled_from([field.name for field in attrs.fields(type(before))])))
    return before, attrs.evolve(before, **{name: getattr(other, name) for name in names})


def is_secret(path: str) -> bool:
    return "Environment." in path or path.endswith("ModelCardContent")


def values_of(package: ModelPackage) -> dict[str, object]:
    return {path: None if is_secret(path) else value for path, value in leaves(package.to_kwargs())}


def without_indices(values: dict[str, object]) -> Counter[tuple[str, object]]:
    return Counter((re.sub(r"\[\d+\]", "[]", path), value) for path, value in values.items())


@few
@given(two_packages())
def test_the_changes_lead_from_one_package_to_the_other(both: tuple[ModelPackage, ModelPackage]) -> None:
    """The oracle: what is left of both requests without the changed values is the same."""
    before, after = map(values_of, both)
    for change in diff(*both):
        if change.kind != "removed" and change.path in after:  # an empty list, map or structure has no values
            assert after.pop(change.path) == change.after
        if change.kind == "removed" and change.path in before:
            assert before.pop(change.path) == change.before
        if change.kind == "changed":
            candidates = [path for path, value in before.items() if same_place(path, change.path, value, change.before)]
            before.pop(change.path if change.path in candidates else candidates[0])
    assert without_indices(before) == without_indices(after)


def same_place(path: str, other: str, value: object, expected: object) -> bool:
    return re.sub(r"\[\d+\]", "", path) == re.sub(r"\[\d+\]", "", other) and value == expected


@few
@given(two_packages())
def test_there_is_a_difference_where_the_packages_differ_but_for_order(both: tuple[ModelPackage, ModelPackage]) -> None:
    before, after = (ordered(package.to_kwargs()) for package in both)
    assert (diff(*both) == ()) is (before == after)
    assert len(diff(*both)) == len(diff(*reversed(both)))


@few
@given(packages(), st.randoms())
def test_the_order_of_what_the_service_takes_as_a_set_does_not_count(package: ModelPackage, random: Random) -> None:
    kwargs = deepcopy(package.to_kwargs())
    assert diff(package, from_kwargs(kwargs)) == ()
    for name, items in lists_in(kwargs):
        if name in SETS | KEYED:
            random.shuffle(items)
    assert diff(package, from_kwargs(kwargs)) == ()


def lists_in(value: Json, name: str = "") -> list[tuple[str, list[Any]]]:
    held: Json = value
    inside: list[tuple[str, Json]] = [*held.items()] if isinstance(value, dict) else [(name, one) for one in held]
    found = [pair for key, one in inside if isinstance(one, (dict, list)) for pair in lists_in(one, key)]
    return [*found, (name, held)] if isinstance(value, list) else found


def ordered(kwargs: dict[str, Any]) -> dict[str, Any]:
    for name, items in lists_in(kwargs):
        if name in SETS | KEYED:
            items.sort(key=repr)
    return kwargs


# Lists ----------------------------------------------------------------------------------------------------------------


def container(path: str) -> str:
    return f"InferenceSpecification.Containers{path}"


def test_containers_are_a_sequence() -> None:
    """An inference pipeline runs them in their order: see CreateModel in the API reference."""
    two = BASE.container(image=f"{REPOSITORY}:2").versioned("churn").build()
    first, second = two.to_kwargs()["InferenceSpecification"]["Containers"]

    def with_containers(*containers: dict[str, Any]) -> ModelPackage:
        kwargs = two.to_kwargs()
        kwargs["InferenceSpecification"]["Containers"] = list(containers)
        return from_kwargs(kwargs)

    assert [(one.kind, one.path) for one in diff(two, with_containers(second))] == [
        ("removed", container("[0].Image")),
        ("removed", container("[0].Environment.TOKEN")),
        ("removed", container("[0].Environment.OLD")),
    ]
    third = {"Image": f"{REPOSITORY}:3"}
    assert [str(one) for one in diff(two, with_containers(first, third, second))] == [
        f"{container('[1].Image')}\n  + '{REPOSITORY}:3'"
    ]
    assert [(one.path, one.after) for one in diff(two, with_containers(first, third))] == [
        (container("[1].Image"), f"{REPOSITORY}:3")
    ]
    assert diff(two, with_containers(second, first)) != ()


def test_items_with_a_name_are_compared_by_it() -> None:
    def specification(name: str, image: str) -> AdditionalInferenceSpecificationDefinition:
        return AdditionalInferenceSpecificationDefinition(
            name=name, containers=(ModelPackageContainerDefinition(image=image),)
        )

    gpu, cpu, new_cpu = specification("gpu", "i:1"), specification("cpu", "i:2"), specification("cpu", "i:3")
    before = BASE.additional_inference_specifications(gpu, cpu).versioned("churn").build()
    after = BASE.additional_inference_specifications(new_cpu, gpu).versioned("churn").build()
    assert diff(before, after) == (
        Change(
            path="AdditionalInferenceSpecifications[0].Containers[0].Image", kind="changed", before="i:2", after="i:3"
        ),
    )


def test_references_of_pipelines_are_compared_by_what_they_stand_for() -> None:
    def with_image(parameter: str) -> ModelPackage:
        image = reference({"Get": f"Parameters.{parameter}"})
        return ModelPackageBuilder().container(image=image).versioned("churn").build()

    assert diff(with_image("Image"), with_image("Image")) == ()
    (change,) = diff(with_image("Image"), with_image("Other"))
    assert str(change).splitlines()[1:] == [
        """  - reference({"Get": "Parameters.Image"})""",
        """  + reference({"Get": "Parameters.Other"})""",
    ]


def test_one_kind_may_be_compared_with_the_other() -> None:
    version = BASE.versioned("churn").build()
    shelf = BASE.unversioned(
        "shelf", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
    ).build()
    assert [(one.path, one.before, one.after) for one in diff(version, shelf)] == [
        ("InferenceSpecification.SupportedTransformInstanceTypes[0]", None, "ml.m5.large"),
        ("InferenceSpecification.SupportedRealtimeInferenceInstanceTypes[0]", None, "ml.m5.large"),
        ("ModelPackageGroupName", "churn", None),
        ("ModelPackageName", None, "shelf"),
    ]


# How it reads ---------------------------------------------------------------------------------------------------------


def changed() -> Changes:
    after = (
        BASE.containers()
        .container(image=f"{REPOSITORY}:1.7-2", environment={"TOKEN": f"{SECRET}!", "NEW": SECRET})
        .content_types("application/json", "<b>&/csv")
        .customer_metadata({"auc": 0.93})
        .versioned("churn")
        .approval_status("Approved")
        .build()
    )
    return diff(BASE.model_metrics(ModelMetrics()).versioned("churn").build(), after)


TEXT = f"""\
InferenceSpecification.Containers[0].Image
  - '{REPOSITORY}:1.7-1'
  + '{REPOSITORY}:1.7-2'
InferenceSpecification.Containers[0].Environment.TOKEN
  (changed, not shown)
InferenceSpecification.Containers[0].Environment.OLD
  (removed, not shown)
InferenceSpecification.Containers[0].Environment.NEW
  (added, not shown)
InferenceSpecification.SupportedContentTypes[0]
  - 'text/csv'
InferenceSpecification.SupportedContentTypes[1]
  + '<b>&/csv'
ModelMetrics
  - ModelMetrics()
CustomerMetadataProperties.auc
  - '0.91'
  + '0.93'
ModelApprovalStatus
  + 'Approved'"""


def test_printed_it_reads_like_a_diff() -> None:
    assert str(changed()) == TEXT
    assert str(diff(BASE.versioned("x").build(), BASE.versioned("x").build())) == "no differences"


class Cells(HTMLParser):
    """The texts of a table's cells, row by row."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"div", "style", "table", "tr", "th", "td", "code"}, attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows:  # what is above is the style
            self.rows[-1][-1] += data


def html_of(changes: Any) -> str:  # noqa: ANN401 - a notebook knows no types
    shown: str = changes._repr_html_()
    return shown


def test_a_notebook_shows_a_table() -> None:
    head, *rows = Cells(html_of(changed())).rows
    assert head == ["member", "before", "after"]
    assert [path for path, *_ in rows] == [change.path for change in changed()]
    shown = {path: values for path, *values in rows}
    assert shown["CustomerMetadataProperties.auc"] == ["'0.91'", "'0.93'"]
    assert shown["InferenceSpecification.SupportedContentTypes[1]"] == ["", "'<b>&/csv'"]
    assert shown[container("[0].Environment.TOKEN")] == ["(not shown)", "(not shown)"]
    assert shown[container("[0].Environment.OLD")] == ["(not shown)", ""]
    assert shown[container("[0].Environment.NEW")] == ["", "(not shown)"]
    assert "no differences" in html_of(diff(BASE.versioned("x").build(), BASE.versioned("x").build()))


def test_a_terminal_shows_the_text() -> None:
    assert IPYTHON.pretty(changed()) == TEXT
    assert SECRET not in IPYTHON.pretty([changed()])


def test_no_secret_is_kept() -> None:
    changes = changed()
    kept = pickle.dumps(changes)
    assert SECRET.encode() not in kept
    assert pickle.loads(kept) == changes  # noqa: S301 - our own
    assert SECRET not in f"{changes!r}{changes}{html_of(changes)}"


def test_long_texts_are_shown_where_they_differ() -> None:
    uri = f"s3://ml-artifacts/{'deep/' * 50}"
    before, after = (BASE.sample_payload_url(f"{uri}{end}.tar.gz").versioned("churn").build() for end in ("one", "two"))
    (change,) = diff(before, after)
    shown = str(change)
    assert "one.tar.gz" in shown
    assert "two.tar.gz" in shown
    assert max(map(len, shown.splitlines())) < 250
    (added,) = diff(BASE.versioned("churn").build(), after)
    assert "s3://ml-artifacts/" in str(added)
    assert len(str(added)) < 300


@pytest.mark.parametrize("wrong", [None, {"ModelPackageGroupName": "churn"}, BASE])
def test_what_is_not_a_package_is_refused(wrong: Any) -> None:  # noqa: ANN401 - of any type
    package = BASE.versioned("churn").build()
    for both in ((package, wrong), (wrong, package)):
        with pytest.raises(TypeError, match=r"diff\(\) takes two model packages, got a value of type"):
            diff(*both)
