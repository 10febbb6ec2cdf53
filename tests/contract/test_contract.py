"""The classes say what the service model says: compared member by member, in both directions."""

from __future__ import annotations

import copy
import itertools
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

from sagemaker_model_package import ProductionVariantInstanceType, TransformInstanceType
from sagemaker_model_package._constraints import ListOf, MapOf, Text
from sagemaker_model_package._patterns import ANY, Characters, Pattern
from sagemaker_model_package._validation.rules import RULES
from sagemaker_model_package._validation.unexpected_keys import RESPONSE_ONLY
from sagemaker_model_package.shapes import ModelPackageModelCard

from . import comparison
from .comparison import (
    REQUEST,
    REQUESTS,
    REWRITTEN_PATTERNS,
    WARNED,
    WARNING_RULE,
    Aspect,
    Difference,
    differences,
    fields_of,
    listed_enums,
    reached,
    structures,
)
from .mutants import mutants, survivors
from .oracle import is_known, oracle, probes, seeds

if typing.TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package._constraints import Constraint

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
    assert (len(structures()) + 1, len(members)) == (39, 148)
    assert (len(listed_enums()), sum(map(len, listed_enums().values()))) == (15, 425)
    assert (len(TransformInstanceType), len(ProductionVariantInstanceType)) == (116, 277)


def test_what_only_responses_have_is_known(shapes: Shapes, pytestconfig: pytest.Config) -> None:
    response, request = shapes["DescribeModelPackageOutput"]["members"], shapes[REQUEST]["members"]
    only_there = {*response.keys() - request.keys(), "ResponseMetadata"}
    never_there = request.keys() - response.keys()
    if pytestconfig.getoption("upstream"):
        only_there &= RESPONSE_ONLY
        never_there &= {field.name for cls in REQUESTS for field in fields_of(cls)}
    assert only_there == RESPONSE_ONLY
    assert never_there == {"ClientToken", "Tags"}


TABLES = (
    "EXCLUDED_VALUES",
    "OF_ONE_KIND",
    "REQUIRED_BY_KIND",
    "REWRITTEN_PATTERNS",
    "SENSITIVE_HERE",
)


@pytest.mark.parametrize(("table", "key"), [(name, key) for name in TABLES for key in vars(comparison)[name]], ids=str)
def test_every_exception_is_needed(table: str, key: object, shapes: Shapes, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = set(differences(shapes))
    exceptions = vars(comparison)[table]
    monkeypatch.setattr(comparison, table, {other: exceptions[other] for other in exceptions if other != key})
    assert set(differences(shapes)) - with_it


# What --upstream makes of a newer service model

STRING = {"shape": "String"}
GONE = object()

Changes: typing.TypeAlias = Mapping[str, object]
"""What is different in a service model: a new value for each path; or a function of the old one, or ``GONE``."""


def changed(shapes: Shapes, changes: Changes) -> Shapes:
    copied: dict[str, Any] = copy.deepcopy({name: dict(shapes[name]) for name in {*reached(shapes), "String"}})
    for path, value in changes.items():
        *above, last = path.split(".")
        holder: dict[str, Any] = copied
        for name in above:
            holder = holder[name]
        if value is GONE:
            del holder[last]
        else:
            holder[last] = value(holder[last]) if callable(value) else value
    return copied


def with_another(values: list[str]) -> list[str]:
    return [*values, "ml.none.such"]


def with_colour(names: list[str]) -> list[str]:
    return [*names, "Colour"]


def less_the_first(values: list[str]) -> list[str]:
    return values[1:]


def one_more(number: int) -> int:
    return number + 1


@pytest.mark.parametrize(
    ("changes", "aspects"),
    [
        ({"Tag.members.Colour": STRING}, {"member"}),
        ({f"{REQUEST}.members.Colour": STRING}, {"member"}),
        (
            {"Colour": {"type": "structure", "members": {"Name": STRING}}, "Tag.members.Colour": {"shape": "Colour"}},
            {"structure", "member"},
        ),
        ({"TransformInstanceType.enum": with_another}, {"value"}),
        (
            {"Colour": {"type": "string", "enum": ["Red"]}, "Tag.members.Colour": {"shape": "Colour"}},
            {"enum class", "member"},
        ),
    ],
)
def test_what_is_new_in_the_service_is_an_addition(changes: Changes, aspects: set[Aspect], shapes: Shapes) -> None:
    found = set(differences(changed(shapes, changes))) - set(differences(shapes))
    assert {difference.aspect for difference in found} == aspects
    assert all(difference.is_addition for difference in found)


@pytest.mark.parametrize(
    ("changes", "aspect"),
    [
        ({"Tag.members.Colour": STRING, "Tag.required": with_colour}, "member"),
        ({"Tag.members.Value": GONE}, "member"),
        ({f"{REQUEST}.members.ModelLifeCycle": GONE}, "structure"),
        ({"SplitType.enum": less_the_first}, "value"),
        ({"SplitType.enum": GONE}, "enum class"),
        ({"Tag.required": ["Key"]}, "required"),
        ({"TagKey.max": one_more}, "max"),
        ({"TagKey.max": GONE}, "max"),
        ({"ClientToken.pattern": "[a-zA-Z0-9-_]+"}, "pattern"),
        ({"ClientToken.pattern": GONE}, "pattern"),
        ({"TagValue.sensitive": True}, "sensitive"),
        ({"TagValue": {"type": "integer"}}, "type"),
        ({"Tag.union": True}, "trait"),
        ({"Tag.members.Key.deprecated": True}, "trait"),
    ],
)
def test_what_is_gone_or_changed_is_none(changes: Changes, aspect: Aspect, shapes: Shapes) -> None:
    found = set(differences(changed(shapes, changes))) - set(differences(shapes))
    assert aspect in {difference.aspect for difference in found if not difference.is_addition}


# Sharpness


def test_every_constraint_changed_by_one_is_noticed(shapes: Shapes) -> None:
    if not all(difference.is_addition for difference in differences(shapes)):
        pytest.skip("the classes differ from the service model as they are")
    made = list(mutants())
    survived = survivors(shapes, made)
    assert not survived, f"{len(survived)} of {len(made)} mutants survived:\n" + "\n".join(map(str, survived))
    assert {mutant.aspect for mutant in made} == set(typing.get_args(Aspect)) - {"structure", "enum class", "trait"}
    fields = Counter((mutant.structure, mutant.path) for mutant in made)
    assert all(
        fields[cls, field.name if cls in REQUESTS else f"{cls.__name__}.{field.name}"] >= 5
        for cls in (*structures().values(), *REQUESTS)
        for field in fields_of(cls)
    )


# Patterns: the same strings are accepted and refused


def like(pattern: str) -> st.SearchStrategy[str]:
    """Return strings of which a pattern of the service model accepts all or most."""
    categories = re.findall(r"\\p\{(\w)\}", pattern)
    if categories:
        return st.text(st.characters(categories=categories, include_characters="_.:/=+-@"))
    return st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)


def edited(value: str, position: int, probe: str, cut: int) -> str:
    position %= len(value) + 1
    return value[:position] + probe + value[position + cut :]


@each_pattern
@settings(max_examples=25)  # for each of some 40 patterns
@given(data=st.data())
def test_the_same_strings_are_accepted(
    constraint: Text, path: str, shape_at: Callable[[str], Mapping[str, Any]], data: st.DataObject
) -> None:
    shape = shape_at(path)
    pattern, least, most = str(shape["pattern"]), shape["min"], shape["max"]
    more = st.text(st.sampled_from(probes()), max_size=1) | st.sampled_from("ab-/").map(lambda one: one * most)
    near = st.builds(edited, like(pattern), st.integers(0, 100), more, st.integers(0, 1))
    value = data.draw((near | st.text() | st.text(st.sampled_from(probes()))).filter(is_known))
    accepted = constraint.fault(value) is None and not warning_of(path, value)
    assert accepted is (oracle(pattern)(value) and least <= len(value) <= most)


def warning_of(path: str, value: str) -> bool:
    """Return whether the rule that stands in for a pattern warns of a value."""
    (check,) = [rule.check for rule in RULES if rule.code == WARNING_RULE and rule.severity == "warning"]
    return path.endswith(WARNED) and any(check(ModelPackageModelCard(model_card_content=value)))


def test_the_rewritten_pattern_of_locations_accepts_the_same(shapes: Shapes) -> None:
    theirs, ours = oracle(shapes["Url"]["pattern"]), Pattern(REWRITTEN_PATTERNS["Url"][0].replace(".", ANY))
    tails = ["".join(tail) for length in range(5) for tail in itertools.product("a/:.\n\x85", repeat=length)]
    starts = ["", "s3:", "s3:/", "s3://", "S3://", "https://", "http://", "xs3://", "https3://", "\ns3://"]
    values = [start + tail for start in starts for tail in tails]
    assert not [value for value in values if theirs(value) != bool(ours.accepts(value))]


@pytest.mark.parametrize(("constraint", "path"), UNICODE_TEXTS.items(), ids=UNICODE_TEXTS.values())
def test_the_same_characters_are_accepted(
    constraint: Text, path: str, shape_at: Callable[[str], Mapping[str, Any]]
) -> None:
    theirs, ours = oracle(shape_at(path)["pattern"]), Text(pattern=constraint.pattern).accepts
    assert not [hex(code) for code in KNOWN_CHARACTERS if theirs(chr(code)) != ours(chr(code))]


KNOWN_CHARACTERS = [code for code in range(sys.maxunicode + 1) if is_known(chr(code))]


@each_pattern
def test_no_string_takes_long(constraint: Text, path: str, shape_at: Callable[[str], Mapping[str, Any]]) -> None:
    accepted = Text(pattern=constraint.pattern).accepts
    for value in pumped(shape_at(path)["pattern"]):
        start = time.perf_counter()
        accepted(value)
        assert time.perf_counter() - start < SECONDS, f"{value[:60]!r}..., {len(value)} characters"


def pumped(pattern: str) -> Iterator[str]:
    """Yield long strings: samples with one or two of their characters repeated, and an end that fits or does not."""
    samples = sorted(filter(None, seeds(pattern)), key=len)
    for seed in {*samples[:2], samples[-1][:40]}:
        for width in (1, 2):
            for position in range(len(seed) - width + 1):
                middle = seed[position : position + width] * (LONG // width)
                for end in ("", "\n", "!"):
                    yield seed[:position] + middle + seed[position:] + end
    for character in "a-/.: \n\xe9":
        yield character * LONGER
        yield samples[0] + character * LONGER + "\n"
