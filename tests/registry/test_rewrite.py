"""Rewrite a package for another account: what is replaced, dropped and listed, and what stays."""

from __future__ import annotations

import json
import pickle
import re
import time
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageValidationError,
    ModelPackageWarning,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_kwargs,
)
from sagemaker_model_package._constraints import ListOf, Member, Nested, Text, members_of
from sagemaker_model_package.arn import ModelPackageArn, ModelPackageGroupArn
from sagemaker_model_package.errors import PromotionError
from sagemaker_model_package.registry import Rewrite, Rewritten, rewritten
from sagemaker_model_package.registry.rewrite import (
    LEFT_ALONE,
    NOT_READ,
    PROMOTION_ORIGIN,
    PROMOTION_SOURCE,
    TAGS_OF_OBJECTS,
    URIS,
)
from sagemaker_model_package.shapes import Tag
from tests.places import (
    HERE,
    THERE,
    Json,
    full_of_places,
    is_location,
    leaves,
    request_shape,
    settled,
    without,
)
from tests.validation.bad_requests import with_job

from .examples import unversioned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package import ModelPackage

quiet = pytest.mark.filterwarnings(
    "ignore::sagemaker_model_package.ModelPackageWarning", "ignore:Generating overly large repr"
)

few = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])  # packages are large and slow to shrink

ARN = "arn:aws:sagemaker:us-east-1:111111111111:model-package/churn/3"
SECOND_ARN = "arn:aws:sagemaker:us-east-1:222222222222:model-package/churn/8"
DIGEST = f"sha256:{'0' * 64}"

MOVE = Rewrite(s3={"s3://dev": "s3://prd"}, ecr={HERE: THERE})
"""Both sides have the same length, so that nothing becomes too long."""
CONTAINER = "InferenceSpecification.Containers[0]"


def package_of(**container: Json) -> VersionedModelPackage:
    given: dict[str, Any] = {"image": f"{HERE}/churn:1", "model_data_url": "s3://dev/model.tar.gz", **container}
    return ModelPackageBuilder().container(**given).versioned("churn").build()


def container_of(done: Rewritten[VersionedModelPackage]) -> dict[str, Any]:
    (container,) = done.package.to_kwargs()["InferenceSpecification"]["Containers"]
    found: dict[str, Any] = container
    return found


def paths(found: Any) -> set[str]:  # noqa: ANN401 - changes, unmatched values, or locations
    return {one.path for one in found}


# What holds for every package -----------------------------------------------------------------------------------------


SAME = Rewrite(s3={"s3://dev": "s3://dev"}, ecr={HERE: HERE})
"""Rules from a place to itself."""


@quiet
@given(full_of_places())
def test_without_replacements_only_digests_status_and_token_are_dropped(package: ModelPackage) -> None:
    assert rewritten(package, Rewrite()).package.to_kwargs() == settled(package)
    done = rewritten(package, SAME)
    assert done.package.to_kwargs() == settled(package)
    assert {one.what for one in done.unmatched}.isdisjoint({"location", "image"} if is_plain(package) else ())


def is_plain(package: ModelPackage) -> bool:
    """Tell whether the package's free texts, which are random, name nothing by chance."""
    return not re.search(r"(?<!dev)(s3[an]?:/|amazonaws)", json.dumps(package.to_kwargs()).replace("s3://dev", ""))


@quiet
@few
@given(full_of_places())
def test_places_are_replaced_and_all_else_stays(package: ModelPackage) -> None:
    """The oracle: a plain replacement in the text of the request, which contains the prefix in no other way."""
    before = deepcopy(package.to_kwargs())
    done = rewritten(package, MOVE, source=ARN)
    expected = json.loads(json.dumps(settled(package)).replace("s3://dev", "s3://prd").replace(HERE, THERE))
    metadata = expected.setdefault("CustomerMetadataProperties", {})
    metadata |= {PROMOTION_SOURCE: ARN, PROMOTION_ORIGIN: ARN}
    assert without(done.package.to_kwargs(), "etag") == without(expected, "etag")
    assert package.to_kwargs() == before
    again = rewritten(done.package, MOVE)
    assert again.package == done.package
    assert again.changes == ()


@quiet
@few
@given(full_of_places())
def test_every_change_is_recorded_with_its_path(package: ModelPackage) -> None:
    """The oracle: a comparison of all values of both requests."""
    done = rewritten(package, MOVE, source=ARN)
    before, after = (dict(leaves(p.to_kwargs())) for p in (package, done.package))
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {change.path for change in done.changes} == differing
    for change in done.changes:
        if "Environment." in change.path or "ModelCardContent" in change.path:
            assert (change.before, change.after) == (None, None)
        else:
            assert (change.before, change.after) == (before.get(change.path), after.get(change.path))


@quiet
@few
@given(full_of_places())
def test_what_no_rule_matched_is_listed(package: ModelPackage) -> None:
    done = rewritten(package, Rewrite())
    listed = {one.path for one in done.unmatched}
    naming = {
        path for path, value in leaves(done.package.to_kwargs()) if isinstance(value, str) and "s3://dev" in value
    }
    assert naming <= listed
    shown = repr([done.unmatched, done.changes, [str(one) for one in done.unmatched]])
    for path, value in leaves(done.package.to_kwargs()):
        if "Environment." in path or "ModelCardContent" in path:
            assert repr(value)[1:-1] not in shown


# Every member of the service's model is covered -----------------------------------------------------------------------

EXCEPTIONS = {
    ("CreateModelPackageInput", "SourceUri"): "free text, often an ARN: searched like a text, and not one location",
}
"""Members that are not locations, though they have a name like one."""


def scalar_members() -> Iterator[tuple[str, str, Any, Member]]:
    """Go through the string members of all structures: the service's shape, and our member of the same name."""
    seen: set[str] = set()

    def walk(shape: Json, structure: type[Any]) -> Iterator[tuple[str, str, Any, Member]]:
        if shape.name in seen:
            return
        seen.add(shape.name)
        ours = {member.name: member for member in all_members(shape.name, structure)}
        for name, inner in shape.members.items():
            if inner.type_name == "string":
                yield shape.name, name, inner, ours[name]
            constraint, item = ours[name].constraint, inner
            while isinstance(constraint, ListOf):
                constraint, item = constraint.item, item.member
            if isinstance(constraint, Nested):
                yield from walk(item, constraint.structure)

    yield from walk(request_shape(), VersionedModelPackage)


def all_members(shape: str, structure: type[Any]) -> tuple[Member, ...]:
    both = members_of(VersionedModelPackage) + members_of(UnversionedModelPackage)
    return both if shape == "CreateModelPackageInput" else members_of(structure)


@pytest.mark.pinned_botocore
def test_the_tables_agree_with_the_service_model() -> None:
    members = {(shape, name): (inner, member) for shape, name, inner, member in scalar_members()}
    assert len(members) > 40
    locations = {
        place: member
        for place, (inner, member) in members.items()
        if is_location(inner) or re.search(r"S3Uri|Ur[il]$|S3.*Path", place[1])
    }
    assert len(locations) > 10
    assert EXCEPTIONS.keys() <= locations.keys()
    for place, member in locations.items():
        assert (member.constraint in URIS) is (place not in EXCEPTIONS), place
    assert all(isinstance(member.constraint, Text) or "enum" in inner.metadata for inner, member in members.values())

    left = {place for place, (_, member) in members.items() if member.constraint in LEFT_ALONE}
    assert left == {("MetadataProperties", name) for name in ("CommitId", "Repository", "GeneratedBy", "ProjectId")}
    tags = {place: member.attribute for place, (_, member) in members.items() if place[1].lower().endswith("etag")}
    assert len(tags) == 5
    assert set(tags.values()) == TAGS_OF_OBJECTS.keys()
    for structure, attribute in NOT_READ:
        assert attribute in {member.attribute for member in members_of(structure)}


# Where a prefix ends --------------------------------------------------------------------------------------------------

HTTPS = "https://src.s3.us-east-1.amazonaws.com"
PREFIXES = [
    ("s3://src", "s3://src/a.tar.gz", "s3://dst/a.tar.gz"),
    ("s3://src/", "s3://src/a.tar.gz", "s3://dst/a.tar.gz"),
    ("s3://src", "s3://src", "s3://dst"),
    ("s3://src/", "s3://src", "s3://dst"),
    ("s3://src", "s3://src/", "s3://dst/"),
    ("s3://src/models", "s3://src/models/a.tar.gz", "s3://dst/a.tar.gz"),
    ("s3://src/models/", "s3://src/models/", "s3://dst/"),
    ("s3://src/models", "s3://src/models//a.tar.gz", "s3://dst//a.tar.gz"),
    ("s3://src/a.tar.gz", "s3://src/a.tar.gz", "s3://dst"),
    ("s3://src", "s3://src-2/a.tar.gz", None),
    ("s3://src", "s3://src.old/a.tar.gz", None),
    ("s3://src", "s3://srcs", None),
    ("s3://src", "https://src/a.tar.gz", None),
    ("s3://src/models", "s3://src/models-2/a.tar.gz", None),
    ("s3://src/models", "s3://src/models.tar.gz", None),
    ("s3://src/models", "s3://src/Models/a.tar.gz", None),
    ("s3://src/models", "s3://src", None),
    ("s3://src", "s3://other/s3://src/a.tar.gz", None),
    ("s3://src.x", "s3://srcyx/a.tar.gz", None),
    (HTTPS, f"{HTTPS}/a.tar.gz", "https://dst/a.tar.gz"),
    (f"{HTTPS}/", f"{HTTPS}/a.tar.gz?versionId=1", "https://dst/a.tar.gz?versionId=1"),
    (f"{HTTPS}/a.tar.gz", f"{HTTPS}/a.tar.gz?versionId=1", "https://dst?versionId=1"),
    (HTTPS, f"{HTTPS}.cn/a.tar.gz", None),
    ("s3://src", f"{HTTPS}/a.tar.gz", None),
]


@pytest.mark.parametrize(("source", "before", "after"), PREFIXES)
@pytest.mark.parametrize("slash", ["", "/"])
def test_a_prefix_ends_where_a_segment_ends(source: str, before: str, after: str | None, slash: str) -> None:
    target = f"{source.partition('://')[0]}://dst{slash}"
    done = rewritten(package_of(model_data_url=None, model_data_source=object_at(before)), Rewrite(s3={source: target}))
    assert container_of(done)["ModelDataSource"]["S3DataSource"]["S3Uri"] == (after or before)
    path = f"{CONTAINER}.ModelDataSource.S3DataSource.S3Uri"
    assert (path in paths(done.unmatched)) is (after is None)
    assert [one.uri for one in done.locations] == ([] if after is None else [after])


def object_at(uri: str, **more: Json) -> Json:
    source = {"S3DataSource": {"S3Uri": uri, "S3DataType": "S3Object", "CompressionType": "None", **more}}
    containers = [{"Image": f"{HERE}/churn:1", "ModelDataSource": source}]
    package = from_kwargs({"ModelPackageGroupName": "churn", "InferenceSpecification": {"Containers": containers}})
    assert package.inference_specification is not None
    return package.inference_specification.containers[0].model_data_source


def rewritten_text(text: str, s3: dict[str, str], ecr: dict[str, str] | None = None) -> tuple[str, list[str]]:
    """Return what a text becomes, and what it still names."""
    done = rewritten(package_of(environment={"SETTING": text}), Rewrite(s3=s3, ecr=ecr or {}))
    found = [one for one in done.unmatched if one.path == f"{CONTAINER}.Environment.SETTING"]
    assert all(one.value is None and str(one).endswith("(not shown)") for one in found)
    return container_of(done)["Environment"]["SETTING"], [one.what for one in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("s3://src/models/a", "s3://dst/a"),
        ("s3://src/models", "s3://dst"),
        ("a=s3://src/models/a,b=s3://src/models/b", "a=s3://dst/a,b=s3://dst/b"),
        ("s3://src/models;s3://src/models/b", "s3://dst;s3://dst/b"),
        ("s3://src/models:s3://src/models/b", "s3://dst:s3://dst/b"),
        ('{"a": "s3://src/models", "b": ["s3://src/models/"]}', '{"a": "s3://dst", "b": ["s3://dst/"]}'),
        (r'{"a": "s3:\/\/src\/models\/b"}', r'{"a": "s3://dst\/b"}'),
        ('{"a": "{\\"b\\": \\"s3://src/models\\"}"}', '{"a": "{\\"b\\": \\"s3://dst\\"}"}'),
        (r'{"a": "s3:\u002f\u002fsrc\u002Fmodels\u002fb"}', r'{"a": "s3://dst\u002fb"}'),
        (r'{"a": "in\ns3://src/models/b"}', r'{"a": "in\ns3://dst/b"}'),
        (r'{"a": "\u00e9s3://src/models/b"}', r'{"a": "\u00e9s3://dst/b"}'),
        ("--at 's3://src/models' --to \"s3://src/models\"", "--at 's3://dst' --to \"s3://dst\""),
        ("<a>s3://src/models</a>", "<a>s3://dst</a>"),
        ("s3://src/models, s3://src/models s3a://x", "s3://dst, s3://dst s3a://x"),
        ("a=s3://src/models,b=s3://src/models/b", "a=s3://dst,b=s3://dst/b"),
        (
            "[s3://src/models](s3://src/models){s3://src/models}<s3://src/models>",
            "[s3://dst](s3://dst){s3://dst}<s3://dst>",
        ),
        ("line\ns3://src/models\nline", "line\ns3://dst\nline"),
        ("${AT:-s3://src/models}", "${AT:-s3://dst}"),
        ("s3://src/models-2/a", None),
        ("s3://src/models.tar.gz", None),
        ("s3://src/models:v2/a", None),
        ("xs3://src/models/a", None),
        ("s3://SRC/models/a", None),
    ],
)
def test_a_prefix_is_found_anywhere_in_a_text(before: str, after: str | None) -> None:
    assert rewritten_text(before, {"s3://src/models": "s3://dst"})[0] == (before if after is None else after)


IN_DOUBT = [
    *(
        f"s3://src/models{after}"
        for after in (" v2/a", ",v2/a", "(1)/a", ";1/a", ":v2/a", "'s/a", "&b", "?x#y&z", "]v2/a")
    ),
    *(f"see s3://src/models{after}" for after in (".", " and so on", ", and", ") and")),
    "(s3://src/models)-2/a",
    "${AT:-s3://src/models}/a",
    "s3://src/models*",
    "s3://src/models${SUFFIX}",
    r'{"a": "s3://src/models\u00e9/b"}',
    r'{"a": "s3://src/models\u003d2024/b"}',
]


@pytest.mark.parametrize("text", IN_DOUBT)
def test_if_a_key_may_continue_nothing_is_replaced_and_the_place_is_listed(text: str) -> None:
    for shorter in ({}, {"s3://src": "s3://all"}):
        assert rewritten_text(text, {"s3://src/models": "s3://dst", **shorter}) == (text, ["location"])
    # A bucket alone ends with its name, so nothing is in doubt.
    assert rewritten_text(text, {"s3://src": "s3://dst"})[0] == text.replace("s3://src", "s3://dst")


POINT = "s3://arn:aws:s3:us-east-1:111111111111:accesspoint/mine"


@pytest.mark.parametrize(
    ("source", "target", "before", "after", "what"),
    [
        ("s3://src", "s3://dst", " s3://src and", " s3://dst and", []),
        ("s3://src", "s3://dst", "s3://src, (s3://src) s3://src.", "s3://dst, (s3://dst) s3://dst.", []),
        ("s3://src", "s3://dst", r'{"a": "s3://src\n"}', r'{"a": "s3://dst\n"}', []),
        ("s3://src", "s3://dst", r'{"a": "s3://src\u002fx"}', r'{"a": "s3://dst\u002fx"}', []),
        ("s3://src", "s3://dst", r'{"a": "s3://src\u0061/x"}', r'{"a": "s3://src\u0061/x"}', ["location"]),
        ("s3://src", "s3://dst", "s3://src\u00e9/x", "s3://src\u00e9/x", ["location"]),
        (POINT, "s3://dst", f"{POINT} and {POINT}/x", "s3://dst and s3://dst/x", []),
        (
            f"{HTTPS}/models",
            "https://x.example/m",
            f"{HTTPS}/models?versionId=1 {HTTPS}/models {HTTPS}/models,2",
            f"https://x.example/m?versionId=1 https://x.example/m {HTTPS}/models,2",
            ["location"],
        ),
        ("s3a://src", "s3a://dst", "s3a://src/x s3n://src/x", "s3a://dst/x s3n://src/x", ["location"]),
        ("s3n://src", "s3n://dst", "s3n://src/x s3://src/x", "s3n://dst/x s3://src/x", ["location"]),
        ("s3://src/modèles", "s3://dst/é", '{"a":"s3://src/modèles/x"}', '{"a":"s3://dst/é/x"}', []),
        ("s3://src/modèles", "s3://dst/é", r'{"a":"s3://src/mod\u00E8les/x"}', '{"a":"s3://dst/é/x"}', []),
    ],
)
def test_other_places_in_a_text(source: str, target: str, before: str, after: str, what: list[str]) -> None:
    assert rewritten_text(before, {source: target}) == (after, what)


KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\`<>|]}'), min_size=1, max_size=12)
"""Keys of S3 without the characters that S3 advises against and that end a key in a text."""


@quiet
@given(data=st.data(), key=KEYS, ascii_alone=st.booleans(), plain=st.booleans())
@settings(max_examples=300)
def test_a_key_in_a_text_becomes_the_right_one_or_stays_and_is_listed(
    data: st.DataObject, key: str, *, ascii_alone: bool, plain: bool
) -> None:
    """The oracle: a prefix matches if nothing or a slash follows it; the longest that matches is used."""
    cuts = data.draw(st.sets(st.integers(0, len(key)), min_size=1, max_size=2))
    uri = f"s3://b/{key}"
    sources = {f"s3://b/{key[:cut]}".rstrip("/") for cut in cuts}
    rules = {source: f"s3://new-{number}" for number, source in enumerate(sources)}
    fitting = [source for source in sources if uri.removeprefix(source)[:1] in {"", "/"}]
    best = max(fitting, key=len, default=None)
    right = uri if best is None else rules[best] + uri.removeprefix(best)

    new, what = rewritten_text(uri if plain else json.dumps({"at": uri}, ensure_ascii=ascii_alone), rules)
    became = new if plain else json.loads(new)["at"]
    assert became in {right, uri}
    if became == uri:
        assert "location" in what
    if best is not None and (uri == best or len(sources) == 1):
        assert became == right


@pytest.mark.parametrize(
    ("source", "target", "before", "after"),
    [
        (HERE, THERE, f"{HERE}/churn:1", f"{THERE}/churn:1"),
        (f"{HERE}/", THERE, f"{HERE}/a/b/churn:1", f"{THERE}/a/b/churn:1"),
        (HERE, f"{THERE}/", f"{HERE}/churn@{DIGEST}", f"{THERE}/churn@{DIGEST}"),
        (f"{HERE}/team", f"{THERE}/other/team", f"{HERE}/team/churn:1", f"{THERE}/other/team/churn:1"),
        (f"{HERE}/churn", f"{THERE}/churn-2", f"{HERE}/churn:1", f"{THERE}/churn-2:1"),
        (f"{HERE}/churn", f"{THERE}/churn-2", f"{HERE}/churn@{DIGEST}", f"{THERE}/churn-2@{DIGEST}"),
        (f"{HERE}/churn", f"{THERE}/churn", f"{HERE}/churn", f"{THERE}/churn"),
        (f"{HERE}/churn", f"{THERE}/churn", f"{HERE}/churn-2:1", None),
        (f"{HERE}/churn", f"{THERE}/churn", f"{HERE}/churn.x:1", None),
        (HERE, f"{THERE}/team", f"{HERE}/churn:1", f"{THERE}/team/churn:1"),
        (HERE, THERE, f"{HERE}.cn/churn:1", None),
        (HERE, THERE, f"{THERE}/churn:1", None),
        (HERE, THERE, HERE.replace(".", "x") + "/churn:1", None),
        (HERE, THERE, f"9{HERE}/churn:1", None),
    ],
)
@quiet
def test_a_registry_ends_where_a_part_of_the_path_ends(
    source: str, target: str, before: str, after: str | None
) -> None:
    done = rewritten(package_of(image=before), Rewrite(ecr={source: target}))
    assert container_of(done)["Image"] == (after or before)
    listed = {one.path: one.what for one in done.unmatched}
    assert listed.get(f"{CONTAINER}.Image") == (None if after else "image")


def test_a_registry_is_found_anywhere_in_a_text() -> None:
    assert rewritten_text(f"https://{HERE}/x, {HERE}.", {}, {HERE: THERE})[0] == f"https://{THERE}/x, {THERE}."


def test_the_longest_prefix_is_used_in_whatever_order_they_are_given() -> None:
    rules = {"s3://src": "s3://all", "s3://src/models/churn/": "s3://churn", "s3://src/models": "s3://models"}
    text = "s3://src/models/churn/a s3://src/models/churned/a s3://src/model/a"
    for order in (rules, dict(reversed(rules.items()))):
        assert rewritten_text(text, order)[0] == "s3://churn/a s3://models/churned/a s3://all/model/a"
        done = rewritten(package_of(model_data_url="s3://src/models/churn/m.tar.gz"), Rewrite(s3=order))
        assert container_of(done)["ModelDataUrl"] == "s3://churn/m.tar.gz"


def test_no_rule_is_applied_to_what_another_wrote() -> None:
    swap = Rewrite(s3={"s3://a": "s3://b", "s3://b": "s3://a"}, ecr={HERE: THERE, THERE: HERE})
    done = rewritten(package_of(model_data_url="s3://a/m.tar.gz", environment={"X": f"s3://b/x {THERE}/y"}), swap)
    assert container_of(done) == {
        "Image": f"{THERE}/churn:1",
        "ModelDataUrl": "s3://b/m.tar.gz",
        "Environment": {"X": f"s3://a/x {HERE}/y"},
    }


def test_whole_values_are_replaced_if_they_are_equal() -> None:
    key, role = "arn:aws:kms:us-east-1:111111111111:key/a", "arn:aws:iam::111111111111:role/validate"
    package = attrs.evolve(
        ModelPackageBuilder().kms_key_id(key).versioned("churn").source_uri("s3://src/x").build(),
        customer_metadata_properties={"role": role, "longer": f"{role}-2"},
    )
    done = rewritten(package, Rewrite(values={key: "alias/churn", role: "none"}))
    kwargs = done.package.to_kwargs()
    assert kwargs["SecurityConfig"] == {"KmsKeyId": "alias/churn"}
    assert kwargs["CustomerMetadataProperties"] == {"role": "none", "longer": f"{role}-2"}
    assert [one.path for one in done.unmatched] == ["CustomerMetadataProperties.longer", "SourceUri"]


def test_time_grows_linearly_with_the_text() -> None:
    key = "s3://src/a b=1"
    rules = Rewrite(s3={"s3://src": "s3://dst", key: "s3://dst/x", HTTPS: "https://x"}, ecr={HERE: THERE})
    endings = (key + ending * 50 for ending in (".", " ", "\\", ",a=", "]", "'", "\\u003d"))
    for hostile in (*endings, "s3://src.", "https://", "https://s3.", "arn:aws", "1" * 12, ".", "s3:", "\\/", "s3%3A"):
        card = json.dumps({"additional_information": hostile * (90_000 // len(json.dumps(hostile)))})
        package = ModelPackageBuilder().model_card(card).versioned("churn").source_uri("x").build()
        began = time.perf_counter()
        rewritten(package, rules)
        assert time.perf_counter() - began < 3, hostile


# Digests and entity tags ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("prefix", "kept"), [("s3://src/data", False), ("s3://other", True)])
def test_an_entity_tag_is_dropped_with_its_object(prefix: str, *, kept: bool) -> None:
    source = object_at("s3://src/data/x", ETag="a", ManifestS3Uri="s3://src/manifest", ManifestEtag="b")
    package = package_of(model_data_url="s3://src/data/m.tar.gz", model_data_etag="c")
    rules = Rewrite(s3={prefix: "s3://dst"})
    assert ("ModelDataETag" in container_of(rewritten(package, rules))) is kept
    container = container_of(rewritten(package_of(model_data_url=None, model_data_source=source), rules))
    s3 = container["ModelDataSource"]["S3DataSource"]
    assert ("ETag" in s3) is kept
    assert s3["ManifestEtag"] == "b"  # the manifest stays where it was


# What is listed -------------------------------------------------------------------------------------------------------


def test_what_belongs_to_an_account_is_listed_with_its_path() -> None:
    role, key = "arn:aws:iam::111111111111:role/validate", "arn:aws:kms:us-east-1:111111111111:key/a"
    job = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://src/in/"}}},
        "TransformOutput": {"S3OutputPath": "s3://src/out", "KmsKeyId": key},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeKmsKeyId": "alias/volumes"},
        "Environment": {"SECRET": "arn:aws:secretsmanager:us-east-1:111111111111:secret:x"},
    }
    profiles = [{"ProfileName": "a", "TransformJobDefinition": job}]
    validation = {"ValidationRole": role, "ValidationProfiles": profiles}
    hub = "arn:aws:sagemaker:us-east-1:111111111111:hub-content/mine/Model/a/1.0.0"
    public = "arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/a/1.0.0"
    sources = [object_at("s3://src/x", HubAccessConfig={"HubContentArn": arn}) for arn in (hub, public)]
    package = attrs.evolve(
        package_of(model_data_url=None, model_data_source=sources[0]),
        validation_specification=from_kwargs(
            {"ModelPackageGroupName": "churn", "SourceUri": "x", "ValidationSpecification": validation}
        ).validation_specification,
    )
    done = rewritten(package, Rewrite(s3={"s3://src": "s3://dst"}))
    definition = "ValidationSpecification.ValidationProfiles[0].TransformJobDefinition"
    assert {(one.path, one.what, one.value) for one in done.unmatched} == {
        (f"{CONTAINER}.Image", "image", f"{HERE}/churn:1"),
        (f"{CONTAINER}.ModelDataSource.S3DataSource.HubAccessConfig.HubContentArn", "hub-content", hub),
        ("ValidationSpecification.ValidationRole", "role", role),
        (f"{definition}.TransformOutput.KmsKeyId", "kms-key", key),
        (f"{definition}.TransformResources.VolumeKmsKeyId", "kms-key", "alias/volumes"),
        (f"{definition}.Environment.SECRET", "arn", None),
    }
    assert [(one.path, one.uri, one.is_prefix) for one in done.locations] == [
        (f"{CONTAINER}.ModelDataSource.S3DataSource.S3Uri", "s3://dst/x", False),
        (f"{definition}.TransformInput.DataSource.S3DataSource.S3Uri", "s3://dst/in/", True),
    ]
    of_all = rewritten(package_of(model_data_url=None, model_data_source=sources[1]), MOVE)
    assert "hub-content" not in {one.what for one in of_all.unmatched}


def test_an_algorithm_and_a_source_uri_are_listed() -> None:
    builder = (
        ModelPackageBuilder()
        .source_uri("arn:aws:sagemaker:us-east-1:111111111111:model/a")
        .unversioned_from_algorithm("churn", "my-algorithm", model_data_url="s3://dev/m.tar.gz")
    )
    with pytest.warns(ModelPackageWarning, match="SourceUri"):
        made = builder.build()
    with pytest.warns(ModelPackageWarning, match="SourceUri"):
        done = rewritten(made, MOVE)
    path = "SourceAlgorithmSpecification.SourceAlgorithms[0].AlgorithmName"
    assert [(one.path, one.what) for one in done.unmatched] == [(path, "algorithm"), ("SourceUri", "arn")]
    assert str(done.unmatched[0]) == f"{path}  [algorithm]  'my-algorithm'"


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("s3://other/x", ["location"]),
        ("a,s3a://other/x", ["location"]),
        (r'{"a":"s3:\/\/other"}', ["location"]),
        ("https://other.s3.eu-west-1.amazonaws.com/x", ["location"]),
        ("https://s3.eu-west-1.amazonaws.com/other/x", ["location"]),
        (f"{THERE}/x:1", ["image"]),
        ("arn:aws:iam::111111111111:role/x", ["arn"]),
        ("arn:aws:s3:::other/x", ["arn"]),
        ("arn:aws-cn:s3:::other", ["arn"]),
        ("S3://src/x", ["location"]),
        ("HTTPS://other.S3.amazonaws.com/x", ["location"]),
        ("http://other.s3.amazonaws.com/x", ["location"]),
        (r"s3:\u002f\u002fother/x", ["location"]),
        (r"s3\u003a\u002F\u002Fother/x", ["location"]),
        (r"{\"a\":\"s3:\\/\\/other\"}", ["location"]),
        ("at%3Ds3%3A%2F%2Fother%2Fx", ["location"]),
        (r'{"a":"in\ns3://other/x"}', ["location"]),
        ("s3://other/x and arn:aws:iam::111111111111:role/x", ["location", "arn"]),
        ("s3://src/x", []),
        (f"{HERE}/x:1", []),
        ("arn:aws:sagemaker:us-east-1:aws:hub-content/x", []),
        ("https://example.com/s3.html", []),
        ("nothing", []),
    ],
)
def test_what_an_environment_value_still_names_is_listed_and_the_value_is_not(value: str, what: list[str]) -> None:
    rules = Rewrite(s3={"s3://src": "s3://dst", "s3://dev": "s3://prd"}, ecr={HERE: THERE})
    done = rewritten(package_of(environment={"SETTING": value}), rules)
    assert [(one.path, one.what, one.value) for one in done.unmatched] == [
        (f"{CONTAINER}.Environment.SETTING", one, None) for one in what
    ]
    assert value.removeprefix("s3://") not in repr(done)


def test_the_place_where_the_model_was_created_stays_and_is_not_listed() -> None:
    builder = ModelPackageBuilder().metadata_properties(generated_by="s3://dev/job", repository=f"{HERE}/x")
    package = builder.versioned("churn").source_uri("x").build()
    done = rewritten(package, MOVE)
    assert done.package == package
    assert done.unmatched == ()


# Locations that must exist --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uri", "is_prefix"),
    [("s3://dev/m.tar.gz", False), ("s3://dev/models/", True), ("s3://dev", True), ("s3://dev/", True)],
)
@quiet
def test_without_a_declaration_a_prefix_is_known_by_its_end(uri: str, *, is_prefix: bool) -> None:
    (location,) = rewritten(package_of(model_data_url=uri), MOVE).locations
    assert (location.is_prefix, location.secret) == (is_prefix, False)


@pytest.mark.parametrize(
    ("data_type", "is_prefix"), [("S3Prefix", True), ("Converse", True), ("ManifestFile", False), ("S3Object", False)]
)
@pytest.mark.parametrize("path", ["in", "in/"])
@quiet
def test_the_declared_type_says_whether_it_is_a_prefix(path: str, data_type: str, *, is_prefix: bool) -> None:
    uri = f"s3://dev/{path}"
    if data_type == "S3Object":
        package: Any = package_of(model_data_url=None, model_data_source=object_at(uri))
    else:
        source = {"S3DataSource": {"S3DataType": data_type, "S3Uri": uri}}
        package = from_kwargs(with_job(TransformInput={"DataSource": source}))
    found = {one.uri: one.is_prefix for one in rewritten(package, MOVE).locations}
    assert found[f"s3://prd/{path}"] is is_prefix


@pytest.mark.parametrize(
    ("key", "rule"),
    [("my model/x.tar.gz", "my"), ("model,v2/x", "model"), ("a,s3://src/b", "a"), ("a's/x", "a")],
)
def test_the_serving_code_of_an_environment_is_one_location_and_not_a_text(key: str, rule: str) -> None:
    package = package_of(environment={"SAGEMAKER_SUBMIT_DIRECTORY": f"s3://src/{key}"})
    path = f"{CONTAINER}.Environment.SAGEMAKER_SUBMIT_DIRECTORY"
    stays = rewritten(package, Rewrite(s3={f"s3://src/{rule}": "s3://dst"}))
    assert container_of(stays)["Environment"] == {"SAGEMAKER_SUBMIT_DIRECTORY": f"s3://src/{key}"}
    assert path in paths(stays.unmatched)
    assert path not in paths(stays.locations)
    goes = rewritten(package, Rewrite(s3={f"s3://src/{key.partition('/')[0]}": "s3://dst/x y"}))
    assert [one.uri for one in goes.locations] == [f"s3://dst/x y/{key.partition('/')[2]}"]


@pytest.mark.parametrize(
    ("environment", "locations"),
    [
        (
            {"SAGEMAKER_SUBMIT_DIRECTORY": "s3://dev/code.tar.gz", "LOGS": "s3://dev/logs", "OTHER": "x"},
            [("SAGEMAKER_SUBMIT_DIRECTORY", "s3://prd/code.tar.gz", True)],
        ),
        ({"SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"}, []),
    ],
)
def test_the_serving_code_of_an_environment_must_exist(environment: Json, locations: Json) -> None:
    done = rewritten(package_of(environment=environment), MOVE)
    found = [(one.path.rpartition(".")[2], one.uri, one.secret) for one in done.locations]
    assert found == [("ModelDataUrl", "s3://prd/model.tar.gz", False), *locations]
    assert "code.tar.gz" not in repr(done.locations)


# Provenance -----------------------------------------------------------------------------------------------------------

OWN = {f"key-{n}": "x" for n in range(48)}
LONG_ARN = f"arn:aws-us-gov:sagemaker:us-gov-east-1:111111111111:model-package/{'x' * 63}/{'9' * 9}"


def metadata_of(before: dict[str, str] | None, source: str | ModelPackageArn | None, **rules: Any) -> Any:  # noqa: ANN401
    package = attrs.evolve(package_of(), customer_metadata_properties=before)
    done = rewritten(package, Rewrite(s3=MOVE.s3, ecr=MOVE.ecr, **rules), source=source)
    assert done.unmatched == ()
    return done.package.customer_metadata_properties


@pytest.mark.parametrize(
    ("before", "source", "after"),
    [
        (None, None, None),
        (None, ARN, {PROMOTION_SOURCE: ARN, PROMOTION_ORIGIN: ARN}),
        (None, LONG_ARN, {PROMOTION_SOURCE: LONG_ARN, PROMOTION_ORIGIN: LONG_ARN}),
        (OWN, ModelPackageArn(ARN), {**OWN, PROMOTION_SOURCE: ARN, PROMOTION_ORIGIN: ARN}),
        (
            {**OWN, PROMOTION_SOURCE: ARN, PROMOTION_ORIGIN: ARN},
            SECOND_ARN,
            {**OWN, PROMOTION_SOURCE: SECOND_ARN, PROMOTION_ORIGIN: ARN},
        ),
        # The origin is the last source if somebody removed it.
        ({PROMOTION_SOURCE: ARN}, SECOND_ARN, {PROMOTION_SOURCE: SECOND_ARN, PROMOTION_ORIGIN: ARN}),
        ({PROMOTION_SOURCE: "my own"}, None, {PROMOTION_SOURCE: "my own"}),
    ],
)
def test_customer_metadata_has_the_source_and_the_origin(
    before: dict[str, str] | None, source: str | ModelPackageArn | None, after: dict[str, str] | None
) -> None:
    assert metadata_of(before, source) == after


def test_the_arns_of_earlier_promotions_are_neither_rewritten_nor_listed() -> None:
    assert metadata_of({PROMOTION_SOURCE: ARN}, None, values={ARN: "x"}) == {PROMOTION_SOURCE: ARN}


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ({PROMOTION_SOURCE: "my own"}, r"'promotion\.source'.*another key"),
        ({PROMOTION_ORIGIN: "my own"}, r"'promotion\.origin'.*another key"),
        ({**OWN, "1": "x"}, "49 entries.*more than the 50 allowed; remove 1 of them"),
        ({**OWN, "1": "x", "2": "x"}, "50 entries.*more than the 50 allowed; remove 2 of them"),
    ],
)
def test_the_user_s_own_entries_are_never_lost(before: dict[str, str], message: str) -> None:
    with pytest.raises(PromotionError, match=message):
        metadata_of(before, ARN)


def test_a_source_that_is_not_an_arn_is_refused() -> None:
    with pytest.raises(ValueError, match="'churn' is not the ARN of a model package"):
        rewritten(package_of(), MOVE, source="churn")


# Group, status, token -------------------------------------------------------------------------------------------------


def test_the_approval_status_is_the_one_given_and_never_the_source_s() -> None:
    package = attrs.evolve(package_of(), model_approval_status="Approved")
    given_status: Any
    for given_status in (None, "Rejected", "Approved"):
        done = rewritten(package, MOVE, approval_status=given_status)
        assert done.package.model_approval_status == given_status
        assert ("ModelApprovalStatus" in paths(done.changes)) is (given_status != "Approved")
    wrong: Any = "Aproved"
    with pytest.raises(ModelPackageValidationError, match="Aproved"):
        rewritten(package, MOVE, approval_status=wrong)


GROUP_ARN = "arn:aws:sagemaker:us-east-1:111111111111:model-package-group/churn"


@pytest.mark.parametrize(
    ("before", "group", "after"),
    [
        ("churn", None, "churn"),
        (GROUP_ARN, None, "churn"),
        ("churn", "churn-prod", "churn-prod"),
        (GROUP_ARN, GROUP_ARN, GROUP_ARN),
        ("churn", ModelPackageGroupArn(GROUP_ARN), GROUP_ARN),
    ],
)
def test_the_group_is_the_one_given_or_that_with_the_same_name(
    before: str, group: str | ModelPackageGroupArn | None, after: str
) -> None:
    done = rewritten(attrs.evolve(package_of(), model_package_group_name=before), MOVE, group=group)
    assert done.package.model_package_group_name == after
    assert ("ModelPackageGroupName" in paths(done.changes)) is (before != after)


def test_an_unversioned_package_keeps_its_name_and_has_neither_group_nor_status() -> None:
    package = attrs.evolve(unversioned(), tags=[Tag(key="where", value="s3://dev/x")])
    kwargs = rewritten(package, MOVE, source=ARN).package.to_kwargs()
    assert kwargs["ModelPackageName"] == "shelf"
    assert kwargs["Tags"] == [{"Key": "where", "Value": "s3://prd/x"}]
    assert kwargs["CustomerMetadataProperties"][PROMOTION_SOURCE] == ARN
    for name in ("group", "approval_status"):
        arguments: Any = {name: "Approved"}
        with pytest.raises(ValueError, match=rf"{name}='Approved' is only for versions.*leave out {name}"):
            rewritten(package, MOVE, **arguments)


# The check ------------------------------------------------------------------------------------------------------------


def test_what_becomes_too_long_is_an_error_with_its_path() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        rewritten(package_of(), Rewrite(s3={"s3://dev": f"s3://prd/{'x' * 1020}"}))
    (problem,) = (one for one in raised.value.problems if one.severity == "error")
    assert problem.path == f"{CONTAINER}.ModelDataUrl"


def test_a_warning_names_the_line_of_the_call() -> None:
    with pytest.warns(ModelPackageWarning, match=r"does not end in \.tar\.gz") as caught:
        rewritten(package_of(), Rewrite(s3={"s3://dev/model.tar.gz": "s3://prd/model.bin"}))
    assert {one.filename for one in caught} == {__file__}


# The rules ------------------------------------------------------------------------------------------------------------


def test_rules_are_values() -> None:
    assert Rewrite(s3={"s3://dev": "s3://prd"}, ecr={HERE: THERE}) == MOVE
    assert hash(MOVE) == hash(deepcopy(MOVE))
    assert pickle.loads(pickle.dumps(MOVE)) == MOVE  # noqa: S301 - our own
    assert Rewrite(s3={"s3://prd": "s3://dev"}) != MOVE
    assigned: Any = MOVE
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        assigned.s3 = {}
    done = rewritten(package_of(), Rewrite(s3={"s3://dev": "s3://prd/", "s3://dev/": "s3://prd"}))  # the same twice
    assert container_of(done)["ModelDataUrl"] == "s3://prd/model.tar.gz"


S3_PLACES = [
    *("s3://b", "s3://b/", "s3://my_bucket.name-1/a b/ü=1/", "s3a://b/x", f"{POINT}/x"),
    *("https://b.s3.us-east-1.amazonaws.com/x", "https://127.0.0.1:5000/b"),
]
REGISTRIES = [
    *(HERE, f"{HERE}/team/", "111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn", "public.ecr.aws/alias"),
    *("111111111111.dkr.ecr-fips.us-east-1.amazonaws.com", "111111111111.dkr-ecr.us-east-1.on.aws"),
]


def test_places_that_rules_may_name() -> None:
    rules = Rewrite(s3={one: one for one in S3_PLACES}, ecr={one: one for one in REGISTRIES})
    assert (list(rules.s3), list(rules.ecr)) == (S3_PLACES, REGISTRIES)


def wrong(**rules: Any) -> str:  # noqa: ANN401 - they are wrong
    with pytest.raises(ValueError, match="these rules cannot be used") as raised:
        Rewrite(**rules)
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "place", "remedy"),
    [
        *(
            ("s3", place, "write it as s3://BUCKET or s3://BUCKET/PREFIX")
            for place in ("src", "s3:/src", "s3://", "s3:///x", "S3://src", 's3://src/*"', "s3://s\\c", "s3://src/a\n")
        ),
        *(
            ("ecr", place, "write it as ACCOUNT.dkr.ecr.REGION.amazonaws.com")
            for place in ("x", f"https://{HERE}", f"{HERE}/churn:1", f"{HERE}/churn@sha256:0")
        ),
        *((name, place, "write it as") for name in ("s3", "ecr") for place in ("", 5, None)),
    ],
)
def test_what_is_not_a_place_is_refused_on_either_side(name: str, place: Json, remedy: str) -> None:
    good = {"s3": "s3://src", "ecr": HERE}[name]
    for rules in ({place: good}, {good: place}):
        assert remedy in wrong(**{name: rules})


@pytest.mark.parametrize(
    ("source", "target", "fits"),
    [
        (f"{HERE}/churn", THERE, False),
        (f"{HERE}/churn/", f"{THERE}/", False),
        (f"{HERE}/churn", f"{THERE}/x", True),
        (HERE, f"{THERE}/x", True),
        (f"{HERE}/", THERE, True),
        ("public.ecr.aws/alias", THERE, True),
        ("public.ecr.aws/alias/", THERE, True),
        ("public.ecr.aws/alias/churn", THERE, False),
        (f"{HERE}/churn", "public.ecr.aws/alias", False),
    ],
)
def test_a_repository_becomes_a_repository(source: str, target: str, *, fits: bool) -> None:
    rules = {source: target}
    if fits:
        assert Rewrite(ecr=rules).ecr == rules
    else:
        assert "images would have no repository; name one on both sides" in wrong(ecr=rules)


def test_whole_values_are_never_shown() -> None:
    rules = Rewrite(values={"hunter2": "hunter3", "hunter2/": "hunter4"})
    assert repr(rules) == "Rewrite(s3=FrozenMap({}), ecr=FrozenMap({}), values=(2, not shown))"
    done = rewritten(package_of(environment={"SETTING": "hunter2/"}), rules)
    assert container_of(done)["Environment"] == {"SETTING": "hunter4"}
    text = wrong(values={"hunter2": "", 246813: "x"})
    assert "hunter2" not in text
    assert "246813" not in text


def test_every_wrong_rule_is_in_one_error() -> None:
    s3 = {"a": "b", "s3://x": "https://y", "s3://z": "s3://1", "s3://z/": "s3://2"}
    lines = wrong(s3=s3, ecr=5, values={"": "x"}).splitlines()[1:]
    assert [line.split(":")[0].strip() for line in lines] == ["s3", "s3", "s3", "s3", "ecr", "values"]
    assert "begin differently" in lines[2]
    assert "is there twice" in lines[3]
    assert "expected a dict of str to str, got 5; give ecr={OLD: NEW}" in lines[4]
