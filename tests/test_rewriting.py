"""A package for another account: what is rewritten, what is dropped, what is listed, and what stays."""

from __future__ import annotations

import json
import pickle
import re
import time
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from sagemaker_model_package import (
    ModelPackageArn,
    ModelPackageBuilder,
    ModelPackageError,
    ModelPackageGroupArn,
    ModelPackageValidationError,
    ModelPackageWarning,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_kwargs,
)
from sagemaker_model_package.constraints import ListOf, MapOf, Member, Nested, Text, members_of
from sagemaker_model_package.rewriting import (
    LEFT_ALONE,
    MOST_METADATA,
    NOT_READ,
    PROMOTION_ORIGIN,
    PROMOTION_SOURCE,
    TAGS_OF_OBJECTS,
    URIS,
    PromotionError,
    Rewrite,
    Rewritten,
    rewritten,
)
from sagemaker_model_package.walking import key_text

from .contract.comparison import shape_of
from .places import (
    HERE,
    THERE,
    Json,
    full_of_places,
    is_location,
    request_shape,
    settled,
    structures_below,
    structures_in,
    without,
)
from .strategies import Wanted, packages, versioned
from .strategies import unversioned as unversioned_packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_model_package import ModelPackage

quiet = pytest.mark.filterwarnings(
    "ignore::sagemaker_model_package.ModelPackageWarning", "ignore:Generating overly large repr"
)

few = settings(
    max_examples=25, phases=[Phase.explicit, Phase.generate]
)  # packages are large; to shrink one takes minutes

ARN = "arn:aws:sagemaker:us-east-1:111111111111:model-package/churn/3"
SECOND_ARN = "arn:aws:sagemaker:us-east-1:222222222222:model-package/churn/8"
DIGEST = f"sha256:{'0' * 64}"

MOVE = Rewrite(s3={"s3://dev": "s3://prd"}, ecr={HERE: THERE})
"""Both sides are equally long, so that nothing grows too long by it."""
BACK = Rewrite(s3={"s3://prd": "s3://dev"}, ecr={THERE: HERE})


def package_of(**container: Json) -> VersionedModelPackage:
    given: dict[str, Any] = {"image": f"{HERE}/churn:1", "model_data_url": "s3://dev/model.tar.gz", **container}
    return ModelPackageBuilder().container(**given).versioned("churn").build()


def container_of(done: Rewritten[VersionedModelPackage]) -> dict[str, Any]:
    (container,) = done.package.to_kwargs()["InferenceSpecification"]["Containers"]
    found: dict[str, Any] = container
    return found


def with_environment(value: str) -> VersionedModelPackage:
    return package_of(environment={"SETTING": value})


def environment_of(done: Rewritten[VersionedModelPackage]) -> str:
    value: str = container_of(done)["Environment"]["SETTING"]
    return value


def without_etags(value: Json) -> Json:
    return without(value, "etag")


# What holds for every package -----------------------------------------------------------------------------------------


@quiet
@given(packages())
def test_without_rules_only_what_no_promotion_takes_along_is_gone(package: ModelPackage) -> None:
    assert rewritten(package, Rewrite()).package.to_kwargs() == settled(package)


@quiet
@few
@given(full_of_places())
def test_rules_from_a_place_to_itself_change_nothing_more(package: ModelPackage) -> None:
    same = Rewrite(s3={"s3://dev": "s3://dev"}, ecr={HERE: HERE})
    done = rewritten(package, same)
    assert done.package.to_kwargs() == settled(package)
    assert {one.what for one in done.unmatched}.isdisjoint({"location", "image"} if is_plain(package) else ())


def is_plain(package: ModelPackage) -> bool:
    """Tell whether the package's free texts, which are random, name nothing by chance."""
    return not re.search(r"(?<!dev)(s3[an]?:/|amazonaws)", json.dumps(package.to_kwargs()).replace("s3://dev", ""))


@quiet
@few
@given(full_of_places())
def test_no_place_of_the_source_is_left(package: ModelPackage) -> None:
    before, after = (json.dumps(p.to_kwargs()) for p in (package, rewritten(package, MOVE).package))
    assert "s3://dev" not in after
    assert HERE not in after
    assert after.count("s3://prd") >= before.count("s3://dev")
    assert after.count(THERE) >= before.count(HERE)


@quiet
@few
@given(full_of_places())
def test_all_else_is_as_it_was(package: ModelPackage) -> None:
    """The oracle: a plain replacement in the text of the request, which holds the prefix in no other way."""
    text = json.dumps(without_etags(settled(package)))
    expected = json.loads(text.replace("s3://dev", "s3://prd").replace(HERE, THERE))
    assert without_etags(rewritten(package, MOVE).package.to_kwargs()) == expected


@quiet
@few
@given(full_of_places())
def test_there_and_back(package: ModelPackage) -> None:
    assume("s3://prd" not in json.dumps(package.to_kwargs()))
    back = rewritten(rewritten(package, MOVE).package, BACK).package
    assert without_etags(back.to_kwargs()) == without_etags(settled(package))


@quiet
@pytest.mark.parametrize(
    ("kind", "of_kind"), [(VersionedModelPackage, versioned), (UnversionedModelPackage, unversioned_packages)]
)
def test_it_holds_for_packages_with_every_structure(
    kind: type[ModelPackage], of_kind: Callable[[Wanted], st.SearchStrategy[ModelPackage]]
) -> None:
    met: list[set[type]] = []

    @settings(few, max_examples=4, suppress_health_check=[HealthCheck.large_base_example, HealthCheck.data_too_large])
    @given(full_of_places(of_kind(Wanted(full=True))))
    def there_and_back(package: ModelPackage) -> None:
        back = rewritten(rewritten(package, MOVE).package, BACK).package
        assert without_etags(back.to_kwargs()) == without_etags(settled(package))
        met.append(structures_in(package))

    there_and_back()
    assert met
    assert all(structures == structures_below(kind) for structures in met)


@pytest.mark.pinned_botocore
def test_every_structure_is_every_one_of_the_service() -> None:
    names: set[str] = set()

    def walk(shape: Json) -> None:
        if shape.type_name == "list":
            walk(shape.member)
        elif shape.type_name == "structure":
            names.add(shape.name)
            for member in shape.members.values():
                walk(member)

    walk(request_shape())
    kinds = {VersionedModelPackage, UnversionedModelPackage}
    ours = set[type]().union(*(structures_below(kind) for kind in kinds))
    assert {shape_of(one) for one in ours - kinds} == names - {"CreateModelPackageInput"}
    assert len(names) == 39


@quiet
@few
@given(full_of_places())
def test_a_second_time_changes_nothing(package: ModelPackage) -> None:
    once = rewritten(package, MOVE).package
    again = rewritten(once, MOVE)
    assert again.package == once
    assert again.changes == ()


@quiet
@few
@given(full_of_places())
def test_every_change_is_told_with_its_path(package: ModelPackage) -> None:
    """Members are compared with a walk of the test's own over both requests."""
    done = rewritten(package, MOVE, source=ARN)
    before, after = (dict(leaves(p.to_kwargs())) for p in (package, done.package))
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {change.path for change in done.changes} == differing
    for change in done.changes:
        if "Environment." in change.path or "ModelCardContent" in change.path:
            assert (change.before, change.after) == (None, None)
        else:
            assert (change.before, change.after) == (before.get(change.path), after.get(change.path))


def leaves(value: Json, path: str = "") -> Iterator[tuple[str, Any]]:
    items: Any = value
    if isinstance(value, dict):
        for key, entry in items.items():
            yield from leaves(entry, f"{path}.{key_text(key)}".lstrip("."))
    elif isinstance(value, list):
        for index, entry in enumerate(items):
            yield from leaves(entry, f"{path}[{index}]")
    else:
        yield path, value


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
"""Members with a name like a location's that are none."""


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
def test_every_member_that_holds_a_location_is_known_as_one() -> None:
    wanted = {
        (shape, name): member
        for shape, name, inner, member in scalar_members()
        if is_location(inner) or re.search(r"S3Uri|Ur[il]$|S3.*Path", name)
    }
    assert len(wanted) > 10
    assert EXCEPTIONS.keys() <= wanted.keys()
    for place, member in wanted.items():
        assert (member.constraint in URIS) is (place not in EXCEPTIONS), place


def test_every_other_string_is_searched_as_text() -> None:
    left = {(shape, name) for shape, name, _, member in scalar_members() if member.constraint in LEFT_ALONE}
    assert left == {("MetadataProperties", name) for name in ("CommitId", "Repository", "GeneratedBy", "ProjectId")}


@pytest.mark.pinned_botocore
def test_every_entity_tag_is_known_with_the_members_it_belongs_to() -> None:
    tags = {(shape, name): m.attribute for shape, name, _, m in scalar_members() if name.lower().endswith("etag")}
    assert len(tags) == 5
    assert set(tags.values()) == TAGS_OF_OBJECTS.keys()


def test_what_is_written_to_is_a_member() -> None:
    for structure, attribute in NOT_READ:
        assert attribute in {member.attribute for member in members_of(structure)}


def test_the_limit_of_customer_metadata_is_the_services() -> None:
    metadata: Any = request_shape()
    assert metadata.members["CustomerMetadataProperties"].metadata["max"] == MOST_METADATA
    (constraint,) = (m.constraint for m in members_of(VersionedModelPackage) if m.name == "CustomerMetadataProperties")
    assert isinstance(constraint, MapOf)
    assert constraint.maximum == MOST_METADATA


# Where a prefix ends --------------------------------------------------------------------------------------------------

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
]


@pytest.mark.parametrize(("source", "before", "after"), PREFIXES)
@pytest.mark.parametrize("slash", ["", "/"])
def test_a_prefix_ends_where_a_segment_ends(source: str, before: str, after: str | None, slash: str) -> None:
    package = package_of(model_data_url=None, model_data_source=object_at(before))
    done = rewritten(package, Rewrite(s3={source: f"s3://dst{slash}"}))
    where = container_of(done)["ModelDataSource"]["S3DataSource"]["S3Uri"]
    assert where == (before if after is None else after)
    path = "InferenceSpecification.Containers[0].ModelDataSource.S3DataSource.S3Uri"
    assert (path in {one.path for one in done.unmatched}) is (after is None)
    assert [one.uri for one in done.locations] == ([] if after is None else [after])


def object_at(uri: str, **more: Json) -> Json:
    container = {
        "ModelDataSource": {"S3DataSource": {"S3Uri": uri, "S3DataType": "S3Object", "CompressionType": "None", **more}}
    }
    request = {
        "ModelPackageGroupName": "churn",
        "InferenceSpecification": {"Containers": [{"Image": f"{HERE}/churn:1", **container}]},
    }
    package = from_kwargs(request)
    assert package.inference_specification is not None
    return package.inference_specification.containers[0].model_data_source


HTTPS = "https://src.s3.us-east-1.amazonaws.com"


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        (HTTPS, f"{HTTPS}/a.tar.gz", "https://x.example/a.tar.gz"),
        (f"{HTTPS}/", f"{HTTPS}/a.tar.gz?versionId=1", "https://x.example/a.tar.gz?versionId=1"),
        (f"{HTTPS}/a.tar.gz", f"{HTTPS}/a.tar.gz?versionId=1", "https://x.example?versionId=1"),
        (HTTPS, f"{HTTPS}.cn/a.tar.gz", None),
        ("s3://src", f"{HTTPS}/a.tar.gz", None),
    ],
)
def test_urls_have_rules_of_their_own(source: str, before: str, after: str | None) -> None:
    package = package_of(model_data_url=None, model_data_source=object_at(before))
    target = "https://x.example" if source.startswith("https") else "s3://dst"
    done = rewritten(package, Rewrite(s3={source: target}))
    assert container_of(done)["ModelDataSource"]["S3DataSource"]["S3Uri"] == (after or before)


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
    done = rewritten(with_environment(before), Rewrite(s3={"s3://src/models": "s3://dst"}))
    assert environment_of(done) == (before if after is None else after)


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
@pytest.mark.parametrize("shorter", [{}, {"s3://src": "s3://all"}])
def test_where_a_key_may_go_on_nothing_is_replaced_and_the_place_is_listed(text: str, shorter: dict[str, str]) -> None:
    done = rewritten(with_environment(text), Rewrite(s3={"s3://src/models": "s3://dst", **shorter}))
    assert environment_of(done) == text
    listed = {one.what for one in done.unmatched if one.path.endswith("SETTING")}
    assert listed == {"location"}


@pytest.mark.parametrize("text", IN_DOUBT)
def test_a_bucket_alone_ends_with_its_name_so_that_nothing_is_in_doubt(text: str) -> None:
    done = rewritten(with_environment(text), Rewrite(s3={"s3://src": "s3://dst"}))
    assert environment_of(done) == text.replace("s3://src", "s3://dst")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" s3://src and", " s3://dst and"),
        ("s3://src, (s3://src) s3://src.", "s3://dst, (s3://dst) s3://dst."),
        (r'{"a": "s3://src\n"}', r'{"a": "s3://dst\n"}'),
        (r'{"a": "s3://src\u002fx"}', r'{"a": "s3://dst\u002fx"}'),
        (r'{"a": "s3://src\u0061/x"}', r'{"a": "s3://src\u0061/x"}'),
        ("s3://src\u00e9/x", "s3://src\u00e9/x"),
    ],
)
def test_a_bucket_alone_in_a_text(before: str, after: str) -> None:
    done = rewritten(with_environment(before), Rewrite(s3={"s3://src": "s3://dst"}))
    assert environment_of(done) == after
    assert (after == before) is ("location" in {one.what for one in done.unmatched if "SETTING" in one.path})


def test_an_access_point_is_a_bucket() -> None:
    point = "s3://arn:aws:s3:us-east-1:111111111111:accesspoint/mine"
    done = rewritten(with_environment(f"{point} and {point}/x"), Rewrite(s3={point: "s3://dst"}))
    assert environment_of(done) == "s3://dst and s3://dst/x"


def test_a_url_ends_at_its_query() -> None:
    rules = Rewrite(s3={f"{HTTPS}/models": "https://x.example/m"})
    done = rewritten(with_environment(f"{HTTPS}/models?versionId=1 {HTTPS}/models {HTTPS}/models,2"), rules)
    assert environment_of(done) == f"https://x.example/m?versionId=1 https://x.example/m {HTTPS}/models,2"


KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\`<>|]}'), min_size=1, max_size=12)
"""Keys of S3 without what S3 advises against and a text in it ends at."""


@quiet
@given(data=st.data(), key=KEYS, ascii_alone=st.booleans(), plain=st.booleans())
@settings(max_examples=300)
def test_a_key_in_a_text_becomes_the_right_one_or_stays_and_is_listed(
    data: st.DataObject, key: str, *, ascii_alone: bool, plain: bool
) -> None:
    """The oracle: a prefix fits where nothing or a slash follows it; the longest that fits is the one."""
    cuts = data.draw(st.sets(st.integers(0, len(key)), min_size=1, max_size=2))
    uri = f"s3://b/{key}"
    sources = {f"s3://b/{key[:cut]}".rstrip("/") for cut in cuts}
    rules = {source: f"s3://new-{number}" for number, source in enumerate(sources)}
    fitting = [source for source in sources if uri.removeprefix(source)[:1] in {"", "/"}]
    best = max(fitting, key=len, default=None)
    right = uri if best is None else rules[best] + uri.removeprefix(best)

    text = uri if plain else json.dumps({"at": uri}, ensure_ascii=ascii_alone)
    done = rewritten(with_environment(text), Rewrite(s3=rules))
    new = environment_of(done)
    became = new if plain else json.loads(new)["at"]
    assert became in {right, uri}
    if became == uri:
        assert "location" in {one.what for one in done.unmatched if one.path.endswith("SETTING")}
    if best is not None and (uri == best or len(sources) == 1):
        assert became == right


def test_hadoops_schemes_have_rules_of_their_own() -> None:
    rules = Rewrite(s3={"s3a://src": "s3a://dst", "s3n://src": "s3n://dst"})
    done = rewritten(with_environment("s3a://src/x s3n://src/x s3://src/x"), rules)
    assert environment_of(done) == "s3a://dst/x s3n://dst/x s3://src/x"


def test_letters_that_json_may_escape_are_found_either_way() -> None:
    rules = Rewrite(s3={"s3://src/modèles": "s3://dst/é"})
    plain, escaped = '{"a":"s3://src/modèles/x"}', r'{"a":"s3://src/mod\u00E8les/x"}'
    for text in (plain, escaped):
        assert json.loads(environment_of(rewritten(with_environment(text), rules))) == {"a": "s3://dst/é/x"}


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
    assert listed.get("InferenceSpecification.Containers[0].Image") == (None if after else "image")


def test_a_registry_is_found_anywhere_in_a_text() -> None:
    done = rewritten(with_environment(f"https://{HERE}/x, {HERE}."), Rewrite(ecr={HERE: THERE}))
    assert environment_of(done) == f"https://{THERE}/x, {THERE}."


def test_the_longest_prefix_goes_first_in_whatever_order_they_are_given() -> None:
    rules = {"s3://src": "s3://all", "s3://src/models/churn/": "s3://churn", "s3://src/models": "s3://models"}
    text = "s3://src/models/churn/a s3://src/models/churned/a s3://src/model/a"
    for order in (rules, dict(reversed(rules.items()))):
        done = rewritten(with_environment(text), Rewrite(s3=order))
        assert environment_of(done) == "s3://churn/a s3://models/churned/a s3://all/model/a"
        done = rewritten(package_of(model_data_url="s3://src/models/churn/m.tar.gz"), Rewrite(s3=order))
        assert container_of(done)["ModelDataUrl"] == "s3://churn/m.tar.gz"


def test_no_rule_reads_what_another_wrote() -> None:
    swap = Rewrite(s3={"s3://a": "s3://b", "s3://b": "s3://a"}, ecr={HERE: THERE, THERE: HERE})
    done = rewritten(package_of(model_data_url="s3://a/m.tar.gz", environment={"X": f"s3://b/x {THERE}/y"}), swap)
    assert container_of(done) == {
        "Image": f"{THERE}/churn:1",
        "ModelDataUrl": "s3://b/m.tar.gz",
        "Environment": {"X": f"s3://a/x {HERE}/y"},
    }


def test_whole_values_are_replaced_where_they_are_equal() -> None:
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


def test_time_grows_with_the_text_and_not_faster() -> None:
    key = "s3://src/a b=1"
    rules = Rewrite(s3={"s3://src": "s3://dst", key: "s3://dst/x", HTTPS: "https://x"}, ecr={HERE: THERE})
    endings = (key + ending * 50 for ending in (".", " ", "\\", ",a=", "]", "'", "\\u003d"))
    for hostile in (*endings, "s3://src.", "https://", "https://s3.", "arn:aws", "1" * 12, ".", "s3:", "\\/", "s3%3A"):
        card = json.dumps({"text": hostile * (90_000 // len(json.dumps(hostile)))})
        package = ModelPackageBuilder().model_card(card).versioned("churn").source_uri("x").build()
        began = time.perf_counter()
        rewritten(package, rules)
        assert time.perf_counter() - began < 3, hostile


# Digests and entity tags ----------------------------------------------------------------------------------------------


def test_an_image_digest_is_dropped_and_one_that_is_the_address_stays() -> None:
    done = rewritten(package_of(image=f"{HERE}/churn@{DIGEST}", image_digest=DIGEST), Rewrite())
    assert container_of(done)["Image"] == f"{HERE}/churn@{DIGEST}"
    assert "ImageDigest" not in container_of(done)
    (change,) = done.changes
    assert (change.path, change.before, change.after) == (
        "InferenceSpecification.Containers[0].ImageDigest",
        DIGEST,
        None,
    )


@pytest.mark.parametrize(("prefix", "kept"), [("s3://src/data", False), ("s3://other", True)])
def test_an_entity_tag_goes_with_its_object(prefix: str, *, kept: bool) -> None:
    source = object_at("s3://src/data/x", ETag="a", ManifestS3Uri="s3://src/manifest", ManifestEtag="b")
    package = package_of(model_data_url="s3://src/data/m.tar.gz", model_data_etag="c")
    rules = Rewrite(s3={prefix: "s3://dst"})

    container = container_of(rewritten(package, rules))
    assert ("ModelDataETag" in container) is kept

    container = container_of(rewritten(package_of(model_data_url=None, model_data_source=source), rules))
    s3 = container["ModelDataSource"]["S3DataSource"]
    assert ("ETag" in s3) is kept
    assert s3["ManifestEtag"] == "b"  # the manifest stays where it was


def test_the_digest_of_a_reports_content_stays_for_a_copy_has_the_same() -> None:
    package = from_kwargs(
        {
            "ModelPackageGroupName": "churn",
            "SourceUri": "x",
            "ModelMetrics": {
                "Bias": {
                    "Report": {"ContentType": "application/json", "ContentDigest": DIGEST, "S3Uri": "s3://src/report"}
                }
            },
        }
    )
    done = rewritten(package, Rewrite(s3={"s3://src": "s3://dst"}))
    report = done.package.to_kwargs()["ModelMetrics"]["Bias"]["Report"]
    assert report == {"ContentType": "application/json", "ContentDigest": DIGEST, "S3Uri": "s3://dst/report"}


# What is listed -------------------------------------------------------------------------------------------------------


def test_what_belongs_to_an_account_is_listed_with_its_path() -> None:
    role, key = "arn:aws:iam::111111111111:role/validate", "arn:aws:kms:us-east-1:111111111111:key/a"
    job = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://src/in/"}}},
        "TransformOutput": {"S3OutputPath": "s3://src/out", "KmsKeyId": key},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeKmsKeyId": "alias/volumes"},
        "Environment": {"SECRET": "arn:aws:secretsmanager:us-east-1:111111111111:secret:x"},
    }
    hub = "arn:aws:sagemaker:us-east-1:111111111111:hub-content/mine/Model/a/1.0.0"
    public = "arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/a/1.0.0"
    sources = [object_at("s3://src/x", HubAccessConfig={"HubContentArn": arn}) for arn in (hub, public)]
    package = attrs.evolve(
        package_of(model_data_url=None, model_data_source=sources[0]),
        validation_specification=from_kwargs(
            {
                "ModelPackageGroupName": "churn",
                "SourceUri": "x",
                "ValidationSpecification": {
                    "ValidationRole": role,
                    "ValidationProfiles": [{"ProfileName": "a", "TransformJobDefinition": job}],
                },
            }
        ).validation_specification,
    )
    done = rewritten(package, Rewrite(s3={"s3://src": "s3://dst"}))
    container, profile = "InferenceSpecification.Containers[0]", "ValidationSpecification.ValidationProfiles[0]"
    definition = f"{profile}.TransformJobDefinition"
    assert {(one.path, one.what, one.value) for one in done.unmatched} == {
        (f"{container}.Image", "image", f"{HERE}/churn:1"),
        (f"{container}.ModelDataSource.S3DataSource.HubAccessConfig.HubContentArn", "hub-content", hub),
        ("ValidationSpecification.ValidationRole", "role", role),
        (f"{definition}.TransformOutput.KmsKeyId", "kms-key", key),
        (f"{definition}.TransformResources.VolumeKmsKeyId", "kms-key", "alias/volumes"),
        (f"{definition}.Environment.SECRET", "arn", None),
    }
    assert [(one.path, one.uri, one.is_prefix) for one in done.locations] == [
        (f"{container}.ModelDataSource.S3DataSource.S3Uri", "s3://dst/x", False),
        (f"{definition}.TransformInput.DataSource.S3DataSource.S3Uri", "s3://dst/in/", True),
    ]
    of_all = rewritten(package_of(model_data_url=None, model_data_source=sources[1]), MOVE)
    assert "hub-content" not in {one.what for one in of_all.unmatched}


def test_an_algorithm_and_a_source_uri_are_listed() -> None:
    package = (
        ModelPackageBuilder()
        .source_uri("arn:aws:sagemaker:us-east-1:111111111111:model/a")
        .unversioned_from_algorithm("churn", "my-algorithm", model_data_url="s3://dev/m.tar.gz")
    )
    with pytest.warns(ModelPackageWarning, match="SourceUri"):
        made = package.build()
    with pytest.warns(ModelPackageWarning, match="SourceUri"):
        done = rewritten(made, MOVE)
    assert [(one.path, one.what) for one in done.unmatched] == [
        ("SourceAlgorithmSpecification.SourceAlgorithms[0].AlgorithmName", "algorithm"),
        ("SourceUri", "arn"),
    ]
    assert str(done.unmatched[0]).endswith("AlgorithmName  [algorithm]  'my-algorithm'")


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
    done = rewritten(with_environment(value), rules)
    assert [(one.path, one.what, one.value) for one in done.unmatched] == [
        ("InferenceSpecification.Containers[0].Environment.SETTING", one, None) for one in what
    ]
    assert all(str(one).endswith("(not shown)") for one in done.unmatched)
    secret = value.removeprefix("s3://")
    assert secret not in repr(done)


def test_what_tells_where_the_model_was_made_is_left_alone_and_not_listed() -> None:
    package = (
        ModelPackageBuilder()
        .metadata_properties(generated_by="s3://dev/job", repository=f"{HERE}/x")
        .versioned("churn")
        .source_uri("x")
        .build()
    )
    done = rewritten(package, MOVE)
    assert done.package == package
    assert done.unmatched == ()


# Locations that have to be there --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uri", "is_prefix"),
    [("s3://dev/m.tar.gz", False), ("s3://dev/models/", True), ("s3://dev", True), ("s3://dev/", True)],
)
@quiet
def test_what_is_not_declared_is_a_prefix_if_it_ends_as_one(uri: str, *, is_prefix: bool) -> None:
    (location,) = rewritten(package_of(model_data_url=uri), MOVE).locations
    assert (location.is_prefix, location.secret) == (is_prefix, False)


@pytest.mark.parametrize(
    ("key", "rule"),
    [("my model/x.tar.gz", "my"), ("model,v2/x", "model"), ("a,s3://src/b", "a"), ("a's/x", "a")],
)
def test_serving_code_named_by_the_environment_is_one_location_and_no_text(key: str, rule: str) -> None:
    package = package_of(environment={"SAGEMAKER_SUBMIT_DIRECTORY": f"s3://src/{key}"})
    path = "InferenceSpecification.Containers[0].Environment.SAGEMAKER_SUBMIT_DIRECTORY"

    stays = rewritten(package, Rewrite(s3={f"s3://src/{rule}": "s3://dst"}))
    assert container_of(stays)["Environment"] == {"SAGEMAKER_SUBMIT_DIRECTORY": f"s3://src/{key}"}
    assert path in {one.path for one in stays.unmatched}
    assert path not in {one.path for one in stays.locations}

    goes = rewritten(package, Rewrite(s3={f"s3://src/{key.partition('/')[0]}": "s3://dst/x y"}))
    assert [one.uri for one in goes.locations] == [f"s3://dst/x y/{key.partition('/')[2]}"]


def test_serving_code_named_by_the_environment_has_to_be_there_too() -> None:
    package = package_of(
        environment={"SAGEMAKER_SUBMIT_DIRECTORY": "s3://dev/code.tar.gz", "LOGS": "s3://dev/logs", "OTHER": "x"}
    )
    locations = rewritten(package, MOVE).locations
    assert [(one.path.rpartition(".")[2], one.uri, one.secret) for one in locations] == [
        ("ModelDataUrl", "s3://prd/model.tar.gz", False),
        ("SAGEMAKER_SUBMIT_DIRECTORY", "s3://prd/code.tar.gz", True),
    ]
    assert "code.tar.gz" not in repr(locations)
    local = package_of(environment={"SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"})
    assert len(rewritten(local, MOVE).locations) == 1


# Provenance -----------------------------------------------------------------------------------------------------------


def test_customer_metadata_tells_the_source_and_over_several_hops_the_origin() -> None:
    package = attrs.evolve(package_of(), customer_metadata_properties={"team": "growth"})
    once = rewritten(package, MOVE, source=ARN).package
    assert once.customer_metadata_properties == {
        "team": "growth",
        PROMOTION_SOURCE: ARN,
        PROMOTION_ORIGIN: ARN,
    }
    twice = rewritten(once, MOVE, source=ModelPackageArn.parse(SECOND_ARN)).package
    assert twice.customer_metadata_properties == {
        "team": "growth",
        PROMOTION_SOURCE: SECOND_ARN,
        PROMOTION_ORIGIN: ARN,
    }
    assert rewritten(package_of(), MOVE).package.customer_metadata_properties is None


def test_the_origin_is_the_last_source_where_somebody_removed_it() -> None:
    package = attrs.evolve(package_of(), customer_metadata_properties={PROMOTION_SOURCE: ARN})
    done = rewritten(package, MOVE, source=SECOND_ARN).package
    assert done.customer_metadata_properties == {PROMOTION_SOURCE: SECOND_ARN, PROMOTION_ORIGIN: ARN}


def test_the_arns_of_earlier_promotions_are_neither_rewritten_nor_listed() -> None:
    package = attrs.evolve(package_of(), customer_metadata_properties={PROMOTION_SOURCE: ARN})
    done = rewritten(package, Rewrite(s3=MOVE.s3, ecr=MOVE.ecr, values={ARN: "x"}))
    assert done.package.customer_metadata_properties == {PROMOTION_SOURCE: ARN}
    assert done.unmatched == ()


@pytest.mark.parametrize("key", [PROMOTION_SOURCE, PROMOTION_ORIGIN])
def test_a_key_of_the_users_own_is_never_lost(key: str) -> None:
    package = attrs.evolve(package_of(), customer_metadata_properties={key: "my own"})
    with pytest.raises(PromotionError, match=rf"'{re.escape(key)}'.*another key") as raised:
        rewritten(package, MOVE, source=ARN)
    assert isinstance(raised.value, ModelPackageError)
    done = rewritten(package, MOVE)
    assert done.package.customer_metadata_properties == {key: "my own"}


@pytest.mark.parametrize(("own", "fits"), [(48, True), (49, False), (50, False)])
def test_there_has_to_be_room_for_it(own: int, *, fits: bool) -> None:
    package = attrs.evolve(package_of(), customer_metadata_properties={f"key-{n}": "x" for n in range(own)})
    if fits:
        metadata = rewritten(package, MOVE, source=ARN).package.customer_metadata_properties
        assert metadata is not None
        assert len(metadata) == own + 2
        return
    with pytest.raises(PromotionError, match=rf"{own} entries.*more than the 50 allowed; remove {own - 48} "):
        rewritten(package, MOVE, source=ARN)


def test_a_full_set_of_an_earlier_promotion_has_room() -> None:
    own = {f"key-{n}": "x" for n in range(48)}
    once = rewritten(attrs.evolve(package_of(), customer_metadata_properties=own), MOVE, source=ARN).package
    twice = rewritten(once, MOVE, source=SECOND_ARN).package.customer_metadata_properties
    assert twice == {**own, PROMOTION_SOURCE: SECOND_ARN, PROMOTION_ORIGIN: ARN}


def test_the_longest_arn_fits_into_a_value() -> None:
    arn = f"arn:aws-us-gov:sagemaker:us-gov-east-1:111111111111:model-package/{'x' * 63}/{'9' * 9}"
    metadata = rewritten(package_of(), MOVE, source=arn).package.customer_metadata_properties
    assert metadata == {PROMOTION_SOURCE: arn, PROMOTION_ORIGIN: arn}


def test_a_source_that_is_no_arn_is_refused() -> None:
    with pytest.raises(ValueError, match="'churn' is no ARN of a model package"):
        rewritten(package_of(), MOVE, source="churn")


# Group, status, token -------------------------------------------------------------------------------------------------


def test_the_approval_status_is_the_one_given_and_never_the_sources() -> None:
    package = attrs.evolve(package_of(), model_approval_status="Approved")
    assert rewritten(package, MOVE).package.model_approval_status is None
    assert rewritten(package, MOVE, approval_status="Rejected").package.model_approval_status == "Rejected"
    done = rewritten(package, MOVE, approval_status="Approved")
    assert done.package.model_approval_status == "Approved"
    assert "ModelApprovalStatus" not in {change.path for change in done.changes}
    with pytest.raises(ModelPackageValidationError, match="Aproved"):
        rewritten(package, MOVE, approval_status="Aproved")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - at run time


GROUP_ARN = "arn:aws:sagemaker:us-east-1:111111111111:model-package-group/churn"


@pytest.mark.parametrize(
    ("before", "group", "after"),
    [
        ("churn", None, "churn"),
        (GROUP_ARN, None, "churn"),
        ("churn", "churn-prod", "churn-prod"),
        (GROUP_ARN, GROUP_ARN, GROUP_ARN),
        ("churn", ModelPackageGroupArn.parse(GROUP_ARN), GROUP_ARN),
    ],
)
def test_the_group_is_the_one_given_or_that_of_the_same_name(
    before: str, group: str | ModelPackageGroupArn | None, after: str
) -> None:
    package = attrs.evolve(package_of(), model_package_group_name=before)
    done = rewritten(package, MOVE, group=group)
    assert done.package.model_package_group_name == after
    assert ("ModelPackageGroupName" in {change.path for change in done.changes}) is (before != after)


def unversioned() -> UnversionedModelPackage:
    return (
        ModelPackageBuilder()
        .container(image=f"{HERE}/churn:1", model_data_url="s3://dev/model.tar.gz")
        .unversioned("churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"])
        .tags({"where": "s3://dev/x"})
        .build()
    )


def test_an_unversioned_package_keeps_its_name_and_has_its_tags_searched() -> None:
    done = rewritten(unversioned(), MOVE, source=ARN)
    assert isinstance(done.package, UnversionedModelPackage)
    kwargs = done.package.to_kwargs()
    assert kwargs["ModelPackageName"] == "churn"
    assert kwargs["Tags"] == [{"Key": "where", "Value": "s3://prd/x"}]
    assert kwargs["CustomerMetadataProperties"][PROMOTION_SOURCE] == ARN


@pytest.mark.parametrize("given_name", ["group", "approval_status"])
def test_an_unversioned_package_takes_neither_group_nor_status(given_name: str) -> None:
    arguments: Any = {given_name: "Approved"}
    with pytest.raises(ValueError, match=rf"{given_name}='Approved' is for versions.*leave out {given_name}"):
        rewritten(unversioned(), MOVE, **arguments)


def test_the_token_is_dropped_for_it_is_another_request() -> None:
    package = attrs.evolve(package_of(), client_token="abc")
    done = rewritten(package, Rewrite())
    assert done.package.client_token is None
    assert [(c.path, c.before, c.after) for c in done.changes] == [("ClientToken", "abc", None)]


def test_the_life_cycle_and_the_cards_status_go_along() -> None:
    package = (
        ModelPackageBuilder()
        .life_cycle("Development", "Approved")
        .model_card({"model_overview": {"model_artifact": ["s3://dev/m"]}}, status="Approved")
        .skip_model_validation("All")
        .versioned("churn")
        .source_uri("x")
        .build()
    )
    done = rewritten(package, MOVE)
    kwargs = done.package.to_kwargs()
    assert kwargs["ModelLifeCycle"] == {"Stage": "Development", "StageStatus": "Approved"}
    assert kwargs["SkipModelValidation"] == "All"
    assert kwargs["ModelCard"]["ModelCardStatus"] == "Approved"
    assert json.loads(kwargs["ModelCard"]["ModelCardContent"]) == {"model_overview": {"model_artifact": ["s3://prd/m"]}}
    assert "s3://" not in repr(done.changes)


# The check ------------------------------------------------------------------------------------------------------------


def test_what_grows_too_long_is_an_error_with_its_path() -> None:
    long = Rewrite(s3={"s3://dev": f"s3://prd/{'x' * 1020}"})
    with pytest.raises(ModelPackageValidationError) as raised:
        rewritten(package_of(), long)
    (problem,) = (one for one in raised.value.problems if one.severity == "error")
    assert problem.path == "InferenceSpecification.Containers[0].ModelDataUrl"


def test_a_warning_blames_the_line_that_called() -> None:
    with pytest.warns(ModelPackageWarning, match=r"does not end in \.tar\.gz") as caught:
        rewritten(package_of(), Rewrite(s3={"s3://dev/model.tar.gz": "s3://prd/model.bin"}))
    assert {one.filename for one in caught} == {__file__}


@quiet
@given(versioned())
def test_the_package_that_comes_in_stays_as_it_is(package: VersionedModelPackage) -> None:
    before = deepcopy(package.to_kwargs())
    rewritten(package, MOVE, source=ARN)
    assert package.to_kwargs() == before


# The rules ------------------------------------------------------------------------------------------------------------


def test_rules_are_values() -> None:
    assert Rewrite(s3={"s3://dev": "s3://prd"}, ecr={HERE: THERE}) == MOVE
    assert hash(MOVE) == hash(deepcopy(MOVE))
    assert pickle.loads(pickle.dumps(MOVE)) == MOVE  # noqa: S301 - made the line before
    assert MOVE != BACK
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        MOVE.s3 = BACK.s3  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue] - that it is refused is the point


@pytest.mark.parametrize(
    "place",
    [
        "s3://b",
        "s3://b/",
        "s3://my_bucket.name-1/a b/ü=1/",
        "s3a://b/x",
        "s3://arn:aws:s3:us-east-1:111111111111:accesspoint/mine/x",
        "https://b.s3.us-east-1.amazonaws.com/x",
        "https://127.0.0.1:5000/b",
    ],
)
def test_places_in_s3(place: str) -> None:
    assert Rewrite(s3={place: place}).s3 == {place: place}


@pytest.mark.parametrize(
    "place",
    [
        HERE,
        f"{HERE}/team/",
        "111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn",
        "111111111111.dkr.ecr-fips.us-east-1.amazonaws.com",
        "111111111111.dkr-ecr.us-east-1.on.aws",
        "public.ecr.aws/alias",
    ],
)
def test_registries(place: str) -> None:
    assert Rewrite(ecr={place: place}).ecr == {place: place}


def wrong(call: Callable[[], object]) -> str:
    with pytest.raises(ValueError, match="these rules cannot be used") as raised:
        call()
    return str(raised.value)


@pytest.mark.parametrize(
    "place", ["src", "s3:/src", "s3://", "s3:///x", "S3://src", 's3://src/*"', "s3://s\\c", "s3://src/a\n", "", 5, None]
)
def test_what_is_no_place_in_s3_is_refused_on_either_side(place: Json) -> None:
    for rules in ({place: "s3://dst"}, {"s3://src": place}):
        assert "write it as s3://BUCKET or s3://BUCKET/PREFIX" in wrong(partial(Rewrite, s3=rules))


@pytest.mark.parametrize("place", ["x", f"https://{HERE}", f"{HERE}/churn:1", f"{HERE}/churn@sha256:0", "", 5])
def test_what_is_no_registry_is_refused(place: Json) -> None:
    assert "ACCOUNT.dkr.ecr.REGION.amazonaws.com" in wrong(lambda: Rewrite(ecr={place: THERE}))


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
        assert "images would have no repository; name one on both sides" in wrong(partial(Rewrite, ecr=rules))


def test_whole_values_are_never_shown_for_they_may_be_secrets() -> None:
    rules = Rewrite(values={"hunter2": "hunter3", "hunter2/": "hunter4"})
    assert repr(rules) == "Rewrite(s3=FrozenMap({}), ecr=FrozenMap({}), values=(2, not shown))"
    done = rewritten(with_environment("hunter2/"), rules)
    assert environment_of(done) == "hunter4"
    for bad in ({"hunter2": ""}, {246813: "x"}):
        values: Any = bad
        text = wrong(partial(Rewrite, values=values))
        assert "hunter2" not in text
        assert "246813" not in text


def test_every_wrong_rule_is_in_one_error() -> None:
    text = wrong(
        lambda: Rewrite(
            s3={"a": "b", "s3://x": "https://y", "s3://z": "s3://1", "s3://z/": "s3://2"},
            ecr=5,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - at run time
            values={"": "x"},
        )
    )
    lines = text.splitlines()[1:]
    assert [line.split(":")[0].strip() for line in lines] == ["s3", "s3", "s3", "s3", "ecr", "values"]
    assert "begin differently" in lines[2]
    assert "is there twice" in lines[3]
    assert "expected a dict of str to str, got 5; give ecr={OLD: NEW}" in lines[4]


def test_the_same_rule_with_and_without_a_slash_is_one() -> None:
    done = rewritten(package_of(), Rewrite(s3={"s3://dev": "s3://prd/", "s3://dev/": "s3://prd"}))
    assert container_of(done)["ModelDataUrl"] == "s3://prd/model.tar.gz"


def test_every_text_of_the_walk_has_a_constraint_that_it_knows() -> None:
    """A list of strings is searched item by item."""
    package = attrs.evolve(package_of(), model_package_description="s3://dev/x")
    assert rewritten(package, MOVE).package.model_package_description == "s3://prd/x"
    texts = [member for *_, member in scalar_members() if isinstance(member.constraint, Text)]
    assert len(texts) > 40
