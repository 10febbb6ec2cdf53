"""A builder that starts from a package: what it holds, and how its containers are changed."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    UnversionedModelPackageBuilder,
    VersionedModelPackageBuilder,
    diff,
    from_describe,
)
from sagemaker_model_package.shapes import ModelDataSource, S3ModelDataSource
from tests.strategies import Wanted, packages

from .calls import IMAGE, OTHER, TYPES

if TYPE_CHECKING:
    from sagemaker_model_package import ModelPackage

pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")

DIGEST = f"sha256:{'0' * 64}"
DATA = "s3://ml-artifacts/churn/model.tar.gz"
OTHER_DATA = "s3://ml-artifacts/churn/retrained.tar.gz"
SOURCE = ModelDataSource(
    s3_data_source=S3ModelDataSource(s3_uri="s3://ml-artifacts/new/", s3_data_type="S3Prefix", compression_type="None")
)
BASE = (
    ModelPackageBuilder()
    .container(
        container_hostname="prepare",
        image=IMAGE,
        image_digest=DIGEST,
        model_data_url=DATA,
        model_data_etag="tag",
        environment={"A": "1", "B": "2"},
    )
    .container(container_hostname="predict", image=IMAGE)
    .versioned("churn")
)


# What it holds --------------------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(packages(Wanted(unlisted=True)))
def test_it_holds_all_of_a_package_but_approval_and_token(package: ModelPackage) -> None:
    expected = {
        name: value for name, value in package.to_kwargs().items() if name not in {"ModelApprovalStatus", "ClientToken"}
    }
    builder = package.to_builder()
    assert builder.build().to_kwargs() == expected
    assert type(builder.build()) is type(package)
    assert ModelPackageBuilder.from_package(package) == builder


@settings(max_examples=40)
@given(packages(Wanted(unlisted=True)))
def test_a_described_package_starts_one_too(package: ModelPackage) -> None:
    response = {**package.to_kwargs(), "ModelPackageStatus": "Completed", "CreationTime": datetime.now(timezone.utc)}
    described = from_describe(response)
    changed = described.to_builder().description("The same, described better").build()
    assert {change.path for change in diff(described, changed)} <= {
        *("ModelPackageDescription", "ModelApprovalStatus", "ClientToken")
    }
    assert changed.model_package_description == "The same, described better"


def test_every_setter_goes_on_from_there() -> None:
    first = (
        BASE.content_types("text/csv")
        .model_quality(statistics="s3://reports/1", constraints="s3://reports/limits")
        .customer_metadata({"team": "growth", "auc": 0.91})
        .approval_status("Approved")
        .client_token("token")
        .build()
    )
    again = (
        first.to_builder()
        .content_types("application/json")
        .model_quality(statistics="s3://reports/2")
        .customer_metadata({"auc": 0.93})
        .build()
    )
    assert {(change.path, change.before, change.after) for change in diff(first, again)} == {
        ("ClientToken", "token", None),
        ("ModelApprovalStatus", "Approved", None),
        ("InferenceSpecification.SupportedContentTypes[0]", "text/csv", None),
        ("InferenceSpecification.SupportedContentTypes[0]", None, "application/json"),
        ("ModelMetrics.ModelQuality.Statistics.S3Uri", "s3://reports/1", "s3://reports/2"),
        ("CustomerMetadataProperties.auc", "0.91", "0.93"),
    }
    assert again.to_builder().approval_status("Approved").build().model_approval_status == "Approved"


def test_each_kind_has_its_own_builder() -> None:
    shelf = ModelPackageBuilder().container(image=IMAGE).unversioned("shelf", **TYPES).tags({"team": "growth"}).build()
    assert type(BASE.build().to_builder()) is VersionedModelPackageBuilder
    assert type(shelf.to_builder()) is UnversionedModelPackageBuilder
    more = shelf.to_builder().tags({"stage": "test"}).certify_for_marketplace().build()
    assert [tag.key for tag in more.tags or ()] == ["team", "stage"]


@pytest.mark.parametrize("wrong", [None, {}, ModelPackageBuilder()])
def test_what_is_not_a_package_is_refused(wrong: Any) -> None:  # noqa: ANN401 - of any type
    with pytest.raises(
        TypeError, match=r"from_package\(\) takes a model package, got a value of type \w+; .*\.package"
    ):
        ModelPackageBuilder.from_package(wrong)


# Containers -----------------------------------------------------------------------------------------------------------


def changes_of(builder: VersionedModelPackageBuilder) -> dict[str, tuple[object, object]]:
    container = "InferenceSpecification.Containers"
    return {one.path.removeprefix(container): (one.before, one.after) for one in diff(BASE.build(), builder.build())}


@pytest.mark.parametrize("which", [1, -1, "predict"])
def test_a_container_is_named_by_index_or_hostname(which: int | str) -> None:
    assert changes_of(BASE.update_container(which, image=OTHER)) == {"[1].Image": (IMAGE, OTHER)}
    replaced = BASE.replace_container(which, ModelPackageContainerDefinition(image=OTHER)).build()
    assert [one.image for one in containers(replaced)] == [IMAGE, OTHER]
    assert [one.container_hostname for one in containers(BASE.remove_container(which).build())] == ["prepare"]


def containers(package: ModelPackage) -> tuple[ModelPackageContainerDefinition, ...]:
    return package.inference_specification.containers if package.inference_specification else ()


def test_a_digest_and_an_entity_tag_go_with_what_they_belong_to() -> None:
    assert changes_of(BASE.update_container(0, image=OTHER)) == {
        "[0].Image": (IMAGE, OTHER),
        "[0].ImageDigest": (DIGEST, None),
    }
    assert changes_of(BASE.update_container(0, image=OTHER, image_digest=DIGEST)) == {"[0].Image": (IMAGE, OTHER)}
    assert changes_of(BASE.update_container(0, model_data_url=OTHER_DATA)) == {
        "[0].ModelDataUrl": (DATA, OTHER_DATA),
        "[0].ModelDataETag": ("tag", None),
    }
    moved = BASE.update_container(0, model_data_source=SOURCE)
    assert changes_of(moved)["[0].ModelDataUrl"] == (DATA, None)
    assert changes_of(moved.update_container(0, model_data_url=DATA)) == {"[0].ModelDataETag": ("tag", None)}


def test_an_environment_merges_by_key() -> None:
    updated = BASE.update_container("prepare", environment={"B": "3", "C": "4", "D": None}).build()
    assert containers(updated)[0].environment == {"A": "1", "B": "3", "C": "4"}
    assert containers(BASE.update_container(1, environment={"A": "1"}).build())[1].environment == {"A": "1"}


def test_nothing_but_none_changes_nothing() -> None:
    assert BASE.update_container(0, image=None) == BASE


@pytest.mark.parametrize(
    ("builder", "which", "text"),
    [
        (BASE, 2, "no containers are named 2; give an index: 0 ('prepare'), 1 ('predict')"),
        (BASE, "serve", "no containers are named 'serve'; give an index: 0 ('prepare'), 1 ('predict')"),
        (BASE.update_container(1, container_hostname="prepare"), "prepare", "2 containers are named 'prepare'; give "),
        (ModelPackageBuilder(), 0, "no containers are named 0; give an index: there is no container yet"),
    ],
    ids=["index", "hostname", "twice", "empty"],
)
def test_which_container_is_meant_has_to_be_clear(builder: Any, which: int | str, text: str) -> None:  # noqa: ANN401
    for call in (builder.update_container, builder.remove_container):
        with pytest.raises(LookupError) as raised:
            call(which)
        assert str(raised.value).startswith(text)


def test_what_is_not_a_container_is_left_for_the_check() -> None:
    wrong: Any = {"Image": IMAGE}
    builder = BASE.containers(wrong).update_container(0, image=OTHER)
    with pytest.raises(ValueError, match=r"InferenceSpecification\.Containers\[0\]  \[MP001 type\]"):
        builder.build()
