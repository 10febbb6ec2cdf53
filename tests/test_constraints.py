"""What each constraint says of one value: code, message and remedy; and that its bounds are where they are put."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import CompressionType
from sagemaker_model_package._constraints import (
    Choice,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Nested,
    Text,
    members_of,
    table_of,
)
from sagemaker_model_package._faults import FAULT_CODES, wrong_type
from sagemaker_model_package._patterns import Characters, Pattern
from sagemaker_model_package._validation.quick_check import QUICK_CHECKS
from sagemaker_model_package.shapes import EnvironmentMap, FrozenMap, ModelLifeCycle, Tag

if TYPE_CHECKING:
    from sagemaker_model_package._constraints import Constraint

WORD = Text(2, 5, Pattern(r"[a-z]+"), "a word", "use a-z")
SECRET = Text(2, 5, Pattern(r"[a-z]+"), "a word", "use a-z", sensitive=True)
MAP = MapOf(Text(), Text(), FrozenMap, minimum=1, maximum=2)
ENVIRONMENT = MapOf(Text(), Text(sensitive=True), EnvironmentMap, maximum=2)
COMPRESSION = Choice(CompressionType)
LENGTHS = "give 2 to 5 characters; use a-z"
NOT_SET = "leave the member out where it is not set"
MAPPING = "a dict of str to str"
THREE = FrozenMap(dict.fromkeys("abc", ""))
AT_LEAST = "give at least 1, or leave it out"
AS_KWARGS = "write Tag(...); a request that is all dicts goes to from_kwargs(...)"


class Level(IntEnum):
    HIGH = 3


REFUSED: list[tuple[Constraint, object, str, str, str]] = [
    (Text(), 5, "MP001", "expected a str, got an int: 5", 'give it as text: "5"'),
    (Text(), True, "MP001", "expected a str, got a bool: True", 'give it as text: "true"'),
    (Text(), None, "MP001", "expected a str, got None", NOT_SET),
    (Text(), b"abc", "MP001", "expected a str, got a bytes", "give a str"),
    (Text(), ["abc"], "MP001", "expected a str, got a list", "give a str"),
    (WORD, "a", "MP002", "'a': 1 character, fewer than the 2 required", LENGTHS),
    (WORD, "", "MP002", "'': 0 characters, fewer than the 2 required", LENGTHS),
    (WORD, "abcdef", "MP002", "'abcdef': 6 characters, more than the 5 allowed", LENGTHS),
    (Text(2), "a", "MP002", "'a': 1 character, fewer than the 2 required", "give at least 2 characters"),
    (WORD, "a b", "MP003", "'a b' is not a word", "use a-z"),
    (WORD, "A", "MP002", "'A': 1 character, fewer than the 2 required", LENGTHS),
    (SECRET, "hidden", "MP002", "6 characters, more than the 5 allowed", LENGTHS),
    (SECRET, "h d", "MP003", "the value (not shown) is not a word", "use a-z"),
    (SECRET, 12345, "MP001", "expected a str, got an int", 'give it as text, such as "2"'),
    (SECRET, ["hidden"], "MP001", "expected a str, got a list", "give a str"),
    (Integer(1, 9), True, "MP001", "expected an int, got a bool: True", "give an int"),
    (Integer(1, 9), 1.0, "MP001", "expected an int, got a float: 1.0", "give an int"),
    (Integer(1, 9), "1", "MP001", "expected an int, got a str: '1'", "give an int"),
    (Integer(1, 9), 0, "MP004", "0 is less than 1", "give 1 or more"),
    (Integer(1, 9), 10, "MP004", "10 is more than 9", "give 9 or less"),
    (Integer(1, 9), 10**40, "MP004", "an int of 133 bits is more than 9", "give 9 or less"),
    (Integer(4, 9), Level.HIGH, "MP004", "3 is less than 4", "give 4 or more"),
    (Flag(), 1, "MP001", "expected a bool, got an int: 1", "give a bool"),
    (Flag(), "true", "MP001", "expected a bool, got a str: 'true'", "give a bool"),
    (
        *(COMPRESSION, 5, "MP001"),
        *("expected a CompressionType or a str, got an int: 5", "give a CompressionType or a str"),
    ),
    (COMPRESSION, "?", "MP006", "'?' is not a valid CompressionType", "see CompressionType for its values"),
    (Nested(Tag), {"Key": "hidden"}, "MP001", "expected a Tag, got a dict", AS_KWARGS),
    (
        *(Nested(Tag), ModelLifeCycle(stage="a", stage_status="b"), "MP001"),
        *("expected a Tag (in kwargs: a dict), got a ModelLifeCycle", "give a Tag (in kwargs: a dict)"),
    ),
    (ListOf(Text()), "x", "MP001", "expected a list or a tuple, got a str: 'x'", "put it into a list: [...]"),
    (ListOf(Text(), minimum=1), (), "MP005", "0 items, fewer than the 1 required", AT_LEAST),
    (ListOf(Text(), maximum=1), ("a", "b"), "MP005", "2 items, more than the 1 allowed", "give at most 1"),
    (MAP, [("a", "b")], "MP001", f"expected {MAPPING}, got a list", f"give {MAPPING}"),
    (MAP, FrozenMap(), "MP005", "0 entries, fewer than the 1 required", AT_LEAST),
    (MAP, THREE, "MP005", "3 entries, more than the 2 allowed", "give at most 2"),
    (ENVIRONMENT, "A=b", "MP001", f"expected {MAPPING}, got a str", f"give {MAPPING}"),
    (ENVIRONMENT, {"A": "b"}, "MP001", f"expected {MAPPING}, got a dict", f"give {MAPPING}"),
]


@pytest.mark.parametrize(("constraint", "value", "code", "message", "remedy"), REFUSED)
def test_faults(constraint: Constraint, value: object, code: str, message: str, remedy: str) -> None:
    fault = constraint.fault(value)
    assert fault is not None
    assert (fault.code, fault.message, fault.remedy) == (code, message, remedy)
    assert not constraint.accepts(value)


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("gzip", "did you mean 'Gzip'? If it is newer than this release, write CompressionType.unlisted('gzip')"),
        ("?", "if it is newer than this release, write CompressionType.unlisted('?')"),
    ],
)
def test_what_was_probably_meant_is_found_on_request(value: str, remedy: str) -> None:
    fault = COMPRESSION.fault(value)
    assert fault is not None
    assert fault.suggest is not None
    assert fault.suggest() == remedy


@pytest.mark.parametrize(
    ("constraint", "value"),
    [
        (Text(), ""),
        (WORD, "ab"),
        (WORD, "abcde"),
        (Integer(1, 9), 1),
        (Integer(1, 9), 9),
        (Integer(), -(10**40)),
        (Flag(), True),
        (Flag(), False),
        (COMPRESSION, CompressionType.GZIP),
        (COMPRESSION, CompressionType.unlisted("Zstd")),
        (Nested(Tag), Tag(key="a", value="b")),
        (ListOf(Text(), minimum=1, maximum=1), ("a",)),
        (ListOf(Text()), ()),
        (MAP, FrozenMap({"a": "b"})),
        (ENVIRONMENT, EnvironmentMap()),
    ],
)
def test_no_fault(constraint: Constraint, value: object) -> None:
    assert constraint.fault(value) is None
    assert constraint.accepts(value)


def test_subclasses_of_plain_types_are_valid() -> None:
    assert Integer(1, 9).fault(Level.HIGH) is None
    assert Text(maximum=4).fault(CompressionType.GZIP) is None


@given(st.integers(0, 5), st.none() | st.integers(5, 9), st.text(max_size=12))
def test_bounds_are_included_and_lengths_count_code_points(least: int, most: int | None, value: str) -> None:
    size = len(value)
    entries = FrozenMap({str(number): "" for number in range(size)})
    cases: list[tuple[Constraint, object]] = [
        (Text(least, most), value),
        (Integer(least, most), size),
        (ListOf(Text(), minimum=least, maximum=most), tuple(value)),
        (MapOf(Text(), Text(), FrozenMap, minimum=least, maximum=most), entries),
    ]
    fits = least <= size and (most is None or size <= most)
    for constraint, held in cases:
        assert (constraint.fault(held) is None) is constraint.accepts(held) is fits, constraint
    assert (Integer(-least, most).fault(-size) is None) is (size <= least)


def test_the_length_is_looked_at_before_the_pattern() -> None:
    class Unasked(Pattern):
        __slots__ = ()

        def condition(self, value: str, names: object) -> str:  # noqa: ARG002
            return f"{value}.no_such_attribute"

    fault = Text(0, 5, Unasked("")).fault("x" * 6)
    assert fault is not None
    assert fault.code == "MP002"


@pytest.mark.parametrize("value", [None, 5, "x", 1.5, b"x", [], (), {}, object(), int, EnvironmentMap({"A": "hidden"})])
def test_a_wrong_type_is_told_with_its_article_and_without_secrets(value: object) -> None:
    message = wrong_type("an owl", value).message
    assert message.startswith("expected an owl, got ")
    assert "got a int" not in message
    assert "hidden" not in message
    assert "hidden" not in wrong_type("an owl", "hidden", has_secrets=True).message


@pytest.mark.parametrize("value", ["\u0663", "\u017f", "\u212a", "\u00e9", "\u00a0"])
def test_classes_of_characters_are_ascii(value: str) -> None:
    assert not Pattern(r"\d|\w|\s|(?i:[a-z])").accepts(value)


@pytest.mark.parametrize("value", ["ab\n", "\nab", "ab ", "xab"])
def test_the_whole_value_has_to_match(value: str) -> None:
    assert not Pattern(r"ab|x").accepts(value)
    assert Pattern(r"ab|x").accepts("ab")


def test_a_character_that_this_python_does_not_know_passes() -> None:
    text = Text(pattern=Characters("LZN", "_"))
    assert text.fault("a\u0378_") is None
    assert text.fault("a\u0378\n") is not None


# Members


def test_members_say_how_the_service_names_them() -> None:
    assert [(member.attribute, member.name, member.required) for member in members_of(ModelLifeCycle)] == [
        ("stage", "Stage", True),
        ("stage_status", "StageStatus", True),
        ("stage_description", "StageDescription", False),
    ]
    assert table_of(ModelLifeCycle).values_of(ModelLifeCycle(stage="a", stage_status="b")) == ("a", "b", None)


@pytest.mark.parametrize(
    ("tag", "is_valid"),
    [
        ({"key": "a", "value": ""}, True),
        ({"key": "", "value": ""}, False),
        ({"key": "a", "value": 5}, False),
        ({"key": "a", "value": None}, False),
    ],
)
def test_a_structure_is_valid_where_all_its_members_are(tag: dict[str, Any], is_valid: bool) -> None:  # noqa: FBT001
    structure = Tag(**tag)
    assert QUICK_CHECKS["unversioned"][Tag](structure, []) is is_valid
    faults = [constraint.fault(held) for _, constraint, held in Nested(Tag).children(structure)]
    assert (faults == [None, None]) is is_valid


def test_fault_codes_are_named_and_explained() -> None:
    assert len({code.name for code in FAULT_CODES}) == len({code.code for code in FAULT_CODES}) == len(FAULT_CODES)
    assert all(code.why.endswith(".") for code in FAULT_CODES)


def test_only_structures_and_lists_of_them_hold_structures() -> None:
    tag = Tag(key="team", value="growth")
    assert (WORD.inner_structure, list(WORD.structures("abc", None))) == (None, [])
    assert list(ListOf(Tag).structures((tag, "no tag"), None)) == [(tag, (None, 0))]
    assert list(ListOf(Tag).structures("no list", None)) == []
