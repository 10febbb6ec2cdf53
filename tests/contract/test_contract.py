"""The classes say what the service model says: compared member by member, in both directions."""

from __future__ import annotations

import copy
import re
import sys
import time
import typing
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sagemaker_model_package
from sagemaker_model_package import ProductionVariantInstanceType, TransformInstanceType
from sagemaker_model_package.constraints import Characters, ListOf, MapOf, Text
from sagemaker_model_package.wire import RESPONSE_ONLY

from . import comparison
from .comparison import (
    OF_THE_SAME_SHAPE,
    PATTERNS_AS_WARNINGS,
    REQUEST,
    REQUESTS,
    Aspect,
    Difference,
    accepted_here,
    differences,
    fields_of,
    listed_enums,
    reached,
    structures,
)
from .mutants import expressions_near, mutants, survivors
from .oracle import is_known, oracle, probes, seeds

if typing.TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package.constraints import Constraint

    from .comparison import Shapes

pytestmark = pytest.mark.pinned_botocore

LONG = 100_000
LONGER = 1_000_000
SECONDS = 10
"""What no match of a long string may take: a linear one takes a thousandth, a quadratic one minutes."""


def texts() -> Iterator[tuple[str, Text]]:
    """Yield every string that the classes hold, with its path."""
    for structure in (*structures().values(), *REQUESTS):
        for field in fields_of(structure):
            yield from _texts_in(f"{structure.__name__}.{field.name}", field.constraint)


def _texts_in(path: str, constraint: Constraint) -> Iterator[tuple[str, Text]]:
    if isinstance(constraint, Text):
        yield path, constraint
    elif isinstance(constraint, ListOf):
        yield from _texts_in(f"{path}[]", constraint.item)
    elif isinstance(constraint, MapOf):
        yield from _texts_in(f"{path} (key)", constraint.key)
        yield from _texts_in(f"{path} (value)", constraint.value)


TEXTS = {constraint: path for path, constraint in texts() if constraint.pattern is not None}
UNICODE_TEXTS = {constraint: path for constraint, path in TEXTS.items() if isinstance(constraint.pattern, Characters)}
each_pattern = pytest.mark.parametrize(("constraint", "path"), TEXTS.items(), ids=TEXTS.values())


@pytest.fixture(scope="session")
def shape_at(shapes: Shapes) -> Callable[[str], Mapping[str, Any]]:
    """Return what gives the service model's shape of a string."""

    def shape_at(path: str) -> Mapping[str, Any]:
        structure, _, member = path.partition(".")
        name = REQUEST if structure in {request.__name__ for request in REQUESTS} else structure
        shape = shapes[shapes[name]["members"][re.sub(r"\[\]| \(.*", "", member)]["shape"]]
        for ending, part in (("[]", "member"), (" (key)", "key"), (" (value)", "value")):
            shape = shapes[shape[part]["shape"]] if path.endswith(ending) else shape
        return shape

    return shape_at


def repeats_its_length(shape: Mapping[str, Any]) -> bool:
    return str(shape["pattern"]).endswith(f"{{0,{shape['max']}}}")


# The comparison


def test_the_classes_say_what_the_service_model_says(
    shapes: Shapes, additions: list[Difference], pytestconfig: pytest.Config
) -> None:
    found = differences(shapes)
    if pytestconfig.getoption("upstream"):
        additions += [difference for difference in found if difference.is_addition]
        found = [difference for difference in found if not difference.is_addition]
    assert not found, "\n".join(map(str, found))


def test_nothing_is_missing_from_the_counts() -> None:
    members = {(name, field.name) for name, cls in structures().items() for field in fields_of(cls)}
    members |= {(REQUEST, field.name) for cls in REQUESTS for field in fields_of(cls)}
    values = [member for enum in listed_enums().values() for member in enum]
    assert len(structures()) + 1 == 39
    assert len(members) == 148
    assert len(listed_enums()) == 15
    assert len(values) == 425
    assert len(TransformInstanceType) == 116
    assert len(ProductionVariantInstanceType) == 277


def test_every_class_is_public() -> None:
    others = {cls.__name__: cls for cls in OF_THE_SAME_SHAPE}
    for name, found in {**structures(), **others, **listed_enums()}.items():
        assert getattr(sagemaker_model_package, name) is found
        assert name in sagemaker_model_package.__all__


def test_what_only_responses_have_is_known(shapes: Shapes, pytestconfig: pytest.Config) -> None:
    response, request = shapes["DescribeModelPackageOutput"]["members"], shapes[REQUEST]["members"]
    only_there = {*response.keys() - request.keys(), "ResponseMetadata"}
    never_there = request.keys() - response.keys()
    if pytestconfig.getoption("upstream"):
        only_there &= RESPONSE_ONLY
        never_there &= {field.name for cls in REQUESTS for field in fields_of(cls)}
    assert only_there == RESPONSE_ONLY
    assert never_there == {"ClientToken", "Tags"}


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (table, key)
        for table in (
            "EXCLUDED_VALUES",
            "OF_ONE_KIND",
            "PATTERNS_AS_WARNINGS",
            "PATTERNS_WITH_LENGTH",
            "REQUIRED_BY_KIND",
            "SENSITIVE_HERE",
        )
        for key in getattr(comparison, table)
    ],
    ids=str,
)
def test_every_exception_is_needed(table: str, key: object, shapes: Shapes, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = set(differences(shapes))
    exceptions = getattr(comparison, table)
    monkeypatch.setattr(comparison, table, {other: exceptions[other] for other in exceptions if other != key})
    assert set(differences(shapes)) - with_it


# What --upstream makes of a newer service model


def _new_member(shapes: dict[str, Any]) -> None:
    shapes["Tag"]["members"]["Colour"] = {"shape": "String"}


def _new_request_member(shapes: dict[str, Any]) -> None:
    shapes[REQUEST]["members"]["Colour"] = {"shape": "String"}


def _new_structure(shapes: dict[str, Any]) -> None:
    shapes["Colour"] = {"type": "structure", "members": {"Name": {"shape": "String"}}}
    shapes["Tag"]["members"]["Colour"] = {"shape": "Colour"}


def _new_value(shapes: dict[str, Any]) -> None:
    shapes["TransformInstanceType"]["enum"].append("ml.none.such")


def _new_enum(shapes: dict[str, Any]) -> None:
    shapes["Colour"] = {"type": "string", "enum": ["Red"]}
    shapes["Tag"]["members"]["Colour"] = {"shape": "Colour"}


def _new_required_member(shapes: dict[str, Any]) -> None:
    shapes["Tag"]["members"]["Colour"] = {"shape": "String"}
    shapes["Tag"]["required"].append("Colour")


def _member_gone(shapes: dict[str, Any]) -> None:
    del shapes["Tag"]["members"]["Value"]


def _structure_gone(shapes: dict[str, Any]) -> None:
    del shapes[REQUEST]["members"]["ModelLifeCycle"]


def _value_gone(shapes: dict[str, Any]) -> None:
    shapes["SplitType"]["enum"].remove("Line")


def _enum_gone(shapes: dict[str, Any]) -> None:
    del shapes["SplitType"]["enum"]


def _no_longer_required(shapes: dict[str, Any]) -> None:
    shapes["Tag"]["required"].remove("Value")


def _longer(shapes: dict[str, Any]) -> None:
    shapes["TagKey"]["max"] += 1


def _unbounded(shapes: dict[str, Any]) -> None:
    del shapes["TagKey"]["max"]


def _other_pattern(shapes: dict[str, Any]) -> None:
    shapes["ClientToken"]["pattern"] = "[a-zA-Z0-9-_]+"


def _no_pattern(shapes: dict[str, Any]) -> None:
    del shapes["ClientToken"]["pattern"]


def _sensitive(shapes: dict[str, Any]) -> None:
    shapes["TagValue"]["sensitive"] = True


def _other_type(shapes: dict[str, Any]) -> None:
    shapes["TagValue"] = {"type": "integer"}


def _new_kind_of_constraint(shapes: dict[str, Any]) -> None:
    shapes["Tag"]["union"] = True


def _new_kind_of_constraint_on_a_member(shapes: dict[str, Any]) -> None:
    shapes["Tag"]["members"]["Key"]["deprecated"] = True


Change = Callable[[dict[str, Any]], None]


def changed(shapes: Shapes, change: Change) -> Shapes:
    copied = copy.deepcopy({name: dict(shapes[name]) for name in {*reached(shapes), "String"}})
    change(copied)
    return copied


@pytest.mark.parametrize(
    ("change", "aspects"),
    [
        (_new_member, {"member"}),
        (_new_request_member, {"member"}),
        (_new_structure, {"structure", "member"}),
        (_new_value, {"value"}),
        (_new_enum, {"enum class", "member"}),
    ],
)
def test_what_is_new_in_the_service_is_an_addition(change: Change, aspects: set[Aspect], shapes: Shapes) -> None:
    found = set(differences(changed(shapes, change))) - set(differences(shapes))
    assert {difference.aspect for difference in found} == aspects
    assert all(difference.is_addition for difference in found)


@pytest.mark.parametrize(
    ("change", "aspect"),
    [
        (_new_required_member, "member"),
        (_member_gone, "member"),
        (_structure_gone, "structure"),
        (_value_gone, "value"),
        (_enum_gone, "enum class"),
        (_no_longer_required, "required"),
        (_longer, "max"),
        (_unbounded, "max"),
        (_other_pattern, "pattern"),
        (_no_pattern, "pattern"),
        (_sensitive, "sensitive"),
        (_other_type, "type"),
        (_new_kind_of_constraint, "trait"),
        (_new_kind_of_constraint_on_a_member, "trait"),
    ],
)
def test_what_is_gone_or_changed_is_none(change: Change, aspect: Aspect, shapes: Shapes) -> None:
    found = set(differences(changed(shapes, change))) - set(differences(shapes))
    assert aspect in {difference.aspect for difference in found if not difference.is_addition}


# Sharpness


def test_every_constraint_changed_by_one_is_noticed(shapes: Shapes) -> None:
    if not all(difference.is_addition for difference in differences(shapes)):
        pytest.skip("the classes differ from the service model as they are")
    made = list(mutants())
    survived = survivors(shapes, made)
    assert not survived, f"{len(survived)} of {len(made)} mutants survived:\n" + "\n".join(map(str, survived))
    about_classes = {"structure", "enum class", "trait"}
    assert {mutant.aspect for mutant in made} == set(typing.get_args(Aspect)) - about_classes
    fields = Counter((mutant.structure, mutant.path) for mutant in made)
    assert all(
        fields[cls, field.name if cls in REQUESTS else f"{cls.__name__}.{field.name}"] >= 5
        for cls in (*structures().values(), *REQUESTS)
        for field in fields_of(cls)
    )


@pytest.mark.parametrize(
    ("expression", "others"),
    [
        ("[a-c]+", {"[b-c]+", "[a-b]+", "[!a-c]+", "[~a-c]+", r"[\na-c]+", r"[\wa-c]+", "[a-c]*"}),
        ("a{2,3}", {"~{2,3}", "a{1,3}", "a{3,3}", "a{2,2}", "a{2,4}"}),
        (r"b?\.", {r"~?\.", r"b\.", "b?."}),
        (r"\d.", {"[0-8].", r"\w.", r"\d[\S\s]", r"\d[^~\n]"}),
        ("[^/]", {"[^!/]", "[^~/]", r"[^\n/]", r"[^\w/]"}),
        ("[aa]", {"[!aa]", "[~aa]", r"[\naa]", r"[\waa]"}),
    ],
)
def test_patterns_are_changed_in_every_token(expression: str, others: set[str]) -> None:
    assert set(expressions_near(expression)) == others


# Patterns: the same strings are accepted and refused


def like(pattern: str) -> st.SearchStrategy[str]:
    """Return strings of which a pattern of the service model accepts all or most."""
    categories = re.findall(r"\\p\{(\w)\}", pattern)
    if categories:
        return st.text(st.characters(categories=categories, include_characters="_.:/=+-@"))
    return st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)


def near(shape: Mapping[str, Any]) -> st.SearchStrategy[str]:
    """Return strings that a shape accepts, the same with an edit, or stretched to its bounds, and any others."""
    accepted = like(shape["pattern"])
    lengths = [length + by for length in (shape["min"], shape["max"]) for by in (-1, 0, 1) if length + by >= 0]
    return st.one_of(
        accepted,
        st.builds(edited, accepted, st.integers(0, 100), st.sampled_from(probes()), st.integers(0, 1)),
        st.builds(stretched, accepted.filter(bool), st.integers(0, 100), st.sampled_from(lengths)),
        st.text(),
        st.text(st.sampled_from(probes())),
    )


def edited(value: str, position: int, probe: str, cut: int) -> str:
    position %= len(value) + 1
    return value[:position] + probe + value[position + cut :]


def stretched(value: str, position: int, length: int) -> str:
    position %= len(value)
    more = length - len(value)
    return value[:length] if more <= 0 else value[:position] + value[position] * more + value[position:]


@each_pattern
@settings(max_examples=25)  # for each of some 40 patterns
@given(data=st.data())
def test_the_same_strings_are_accepted(
    constraint: Text, path: str, shape_at: Callable[[str], Mapping[str, Any]], data: st.DataObject
) -> None:
    shape = shape_at(path)
    value = data.draw(near(shape).filter(is_known))
    matches = oracle(shape["pattern"])(value)
    fits = shape["min"] <= len(value) <= shape["max"]
    if fits or not repeats_its_length(shape):
        assert accepted_here(constraint.pattern, path)(value) == matches
    if path not in PATTERNS_AS_WARNINGS:
        assert (constraint.fault(value) is None) == (matches and fits)


@pytest.mark.parametrize(("constraint", "path"), UNICODE_TEXTS.items(), ids=UNICODE_TEXTS.values())
def test_the_same_characters_are_accepted(
    constraint: Text, path: str, shape_at: Callable[[str], Mapping[str, Any]]
) -> None:
    theirs, ours = oracle(shape_at(path)["pattern"]), accepted_here(constraint.pattern)
    assert not [hex(code) for code in KNOWN_CHARACTERS if theirs(chr(code)) != ours(chr(code))]


KNOWN_CHARACTERS = [code for code in range(sys.maxunicode + 1) if is_known(chr(code))]


def test_a_character_that_python_does_not_know_passes() -> None:
    unknown = next(chr(code) for code in range(sys.maxunicode) if not is_known(chr(code)))
    assert all(constraint.fault(f"a{unknown}") is None for constraint in UNICODE_TEXTS)


@each_pattern
def test_no_string_takes_long(constraint: Text, path: str, shape_at: Callable[[str], Mapping[str, Any]]) -> None:
    accepted = accepted_here(constraint.pattern)
    for value in pumped(shape_at(path)["pattern"]):
        start = time.perf_counter()
        accepted(value)
        assert time.perf_counter() - start < SECONDS, f"{value[:60]!r}..., {len(value)} characters"


def pumped(pattern: str) -> Iterator[str]:
    """Yield long strings: samples with one or two of their characters repeated, and an end that fits or does not."""
    shortest = sorted(filter(None, seeds(pattern)), key=len)
    usual = seeds(pattern)[0][:40]
    for seed in (*shortest[:2], usual):
        for width in (1, 2):
            for position in range(len(seed) - width + 1):
                middle = seed[position : position + width] * (LONG // width)
                for end in ("", "\n", "!"):
                    yield seed[:position] + middle + seed[position:] + end
    for character in "a-/.: \n\xe9":
        yield character * LONGER
        yield shortest[0] + character * LONGER + "\n"
