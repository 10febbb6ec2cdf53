"""What each constraint says of one value: code, message and remedy; and that its bounds lie where they are put."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from sagemaker_model_package import CompressionType, Tag, TransformInstanceType
from sagemaker_model_package.constraints import (
    FAULT_CODES,
    Characters,
    Choice,
    Fault,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Nested,
    Pattern,
    Text,
    members_of,
    wrong_size,
    wrong_type,
)
from sagemaker_model_package.frozen_map import EnvironmentMap, FrozenMap
from sagemaker_model_package.shapes import strings
from sagemaker_model_package.shapes.governance import ModelLifeCycle

if TYPE_CHECKING:
    from sagemaker_model_package.constraints import Constraint

EMPTY: FrozenMap[str, str] = FrozenMap()
WORD = Text(2, 5, Pattern(r"[a-z]+"), "a word", "use a-z")
SENSITIVE = Text(2, 5, Pattern(r"[a-z]+"), "a word", "use a-z", sensitive=True)
MAP = MapOf(Text(), Text(), FrozenMap, minimum=1, maximum=2)
ENVIRONMENT = MapOf(Text(), Text(), EnvironmentMap, maximum=2, sensitive=True)


@pytest.mark.parametrize(
    ("constraint", "value", "fault"),
    [
        (Text(), 5, Fault("MP001", "expected a str, got an int: 5", "give a str")),
        (Text(), True, Fault("MP001", "expected a str, got a bool: True", "give a str")),
        (Text(), None, Fault("MP001", "expected a str, got None", "leave the member out where it is not set")),
        (Text(), b"abc", Fault("MP001", "expected a str, got a bytes", "give a str")),
        (
            Text(),
            ["abc"],
            Fault(
                "MP001",
                "expected a str, got a list",
                "give a str; where several are meant, give them one by one: *items",
            ),
        ),
        (WORD, "a", Fault("MP002", "'a': 1 character, fewer than the 2 required", "give 2 to 5 characters; use a-z")),
        (WORD, "", Fault("MP002", "'': 0 characters, fewer than the 2 required", "give 2 to 5 characters; use a-z")),
        (
            WORD,
            "abcdef",
            Fault("MP002", "'abcdef': 6 characters, more than the 5 allowed", "give 2 to 5 characters; use a-z"),
        ),
        (
            Text(minimum=2),
            "a",
            Fault("MP002", "'a': 1 character, fewer than the 2 required", "give at least 2 characters"),
        ),
        (WORD, "a b", Fault("MP003", "'a b' is not a word", "use a-z")),
        (WORD, "A", Fault("MP002", "'A': 1 character, fewer than the 2 required", "give 2 to 5 characters; use a-z")),
        (
            SENSITIVE,
            "hidden",
            Fault("MP002", "6 characters, more than the 5 allowed", "give 2 to 5 characters; use a-z"),
        ),
        (SENSITIVE, "h d", Fault("MP003", "the value (not shown) is not a word", "use a-z")),
        (SENSITIVE, 12345, Fault("MP001", "expected a str, got an int", "give a str")),
        (
            SENSITIVE,
            ["hidden"],
            Fault(
                "MP001",
                "expected a str, got a list",
                "give a str; where several are meant, give them one by one: *items",
            ),
        ),
        (Integer(1, 9), True, Fault("MP001", "expected an int, got a bool: True", "give an int")),
        (Integer(1, 9), 1.0, Fault("MP001", "expected an int, got a float: 1.0", "give an int")),
        (Integer(1, 9), "1", Fault("MP001", "expected an int, got a str: '1'", "give an int")),
        (Integer(1, 9), 0, Fault("MP004", "0 is less than 1", "give 1 or more")),
        (Integer(1, 9), 10, Fault("MP004", "10 is more than 9", "give 9 or less")),
        (Integer(1, 9), 10**40, Fault("MP004", "an int of 133 bits is more than 9", "give 9 or less")),
        (Flag(), 1, Fault("MP001", "expected a bool, got an int: 1", "give a bool")),
        (Flag(), "true", Fault("MP001", "expected a bool, got a str: 'true'", "give a bool")),
        (
            Choice(CompressionType),
            5,
            Fault("MP001", "expected a CompressionType or a str, got an int: 5", "give a CompressionType or a str"),
        ),
        (
            Choice(CompressionType),
            "gzip",
            Fault(
                "MP006",
                "'gzip' is no CompressionType",
                "did you mean 'Gzip'? If it is newer than this release, write CompressionType.unlisted('gzip')",
            ),
        ),
        (
            Choice(CompressionType),
            "?",
            Fault(
                "MP006",
                "'?' is no CompressionType",
                "if it is newer than this release, write CompressionType.unlisted('?')",
            ),
        ),
        (
            Nested(Tag),
            {"Key": "a"},
            Fault(
                "MP001",
                "expected a Tag, got a dict",
                "write Tag(...); a request that is all dicts goes to from_kwargs(...)",
            ),
        ),
        (
            Nested(Tag),
            ModelLifeCycle(stage="a", stage_status="b"),
            Fault(
                "MP001", "expected a Tag (in kwargs: a dict), got a ModelLifeCycle", "give a Tag (in kwargs: a dict)"
            ),
        ),
        (
            ListOf(Text()),
            "text/csv",
            Fault("MP001", "expected a list or a tuple, got a str: 'text/csv'", "give a list or a tuple"),
        ),
        (
            ListOf(Text(), minimum=1),
            (),
            Fault("MP005", "0 items, fewer than the 1 required", "give at least 1, or leave it out"),
        ),
        (ListOf(Text(), maximum=1), ("a", "b"), Fault("MP005", "2 items, more than the 1 allowed", "give at most 1")),
        (MAP, [("a", "b")], Fault("MP001", "expected a dict of str to str, got a list", "give a dict of str to str")),
        (MAP, EMPTY, Fault("MP005", "0 entries, fewer than the 1 required", "give at least 1, or leave it out")),
        (
            MAP,
            FrozenMap(dict.fromkeys("abc", "")),
            Fault("MP005", "3 entries, more than the 2 allowed", "give at most 2"),
        ),
        (ENVIRONMENT, "A=b", Fault("MP001", "expected a dict of str to str, got a str", "give a dict of str to str")),
        (
            ENVIRONMENT,
            {"A": "b"},
            Fault("MP001", "expected a dict of str to str, got a dict", "give a dict of str to str"),
        ),
    ],
)
def test_faults(constraint: Constraint, value: object, fault: Fault) -> None:
    assert constraint.fault(value) == fault


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
        (Choice(CompressionType), CompressionType.GZIP),
        (Choice(CompressionType), CompressionType.unlisted("Zstd")),
        (Nested(Tag), Tag(key="a", value="b")),
        (ListOf(Text(), minimum=1, maximum=1), ("a",)),
        (ListOf(Text()), ()),
        (MAP, FrozenMap({"a": "b"})),
        (ENVIRONMENT, EnvironmentMap()),
    ],
)
def test_no_fault(constraint: Constraint, value: object) -> None:
    assert constraint.fault(value) is None


@given(st.integers(0, 5), st.integers(0, 5), st.text(max_size=8))
def test_lengths_count_code_points(minimum: int, spread: int, value: str) -> None:
    fault = Text(minimum, minimum + spread).fault(value)
    assert (fault is None) == (minimum <= len(value) <= minimum + spread)


@given(st.integers(-5, 5), st.integers(0, 5), st.integers())
def test_ranges_include_their_bounds(minimum: int, spread: int, value: int) -> None:
    fault = Integer(minimum, minimum + spread).fault(value)
    assert (fault is None) == (minimum <= value <= minimum + spread)


@given(st.integers(0, 5), st.none() | st.integers(5, 9), st.integers(0, 12))
def test_sizes_include_their_bounds(minimum: int, maximum: int | None, size: int) -> None:
    fault = wrong_size(size, minimum, maximum, ("item", "items"))
    assert (fault is None) == (minimum <= size and (maximum is None or size <= maximum))


def test_the_length_is_looked_at_before_the_pattern() -> None:
    class Unasked:
        def accepts(self, value: str) -> bool:
            raise AssertionError(value)

    fault = Text(0, 5, cast("Any", Unasked())).fault("x" * 6)
    assert fault is not None
    assert fault.code == "MP002"


@pytest.mark.parametrize("value", [None, 5, "x", 1.5, b"x", [], (), {}, object(), int, EnvironmentMap({"A": "hidden"})])
def test_articles(value: object) -> None:
    message = wrong_type("an owl", value).message
    assert message.startswith("expected an owl, got ")
    assert "got a int" not in message
    assert "hidden" not in message
    assert "hidden" not in wrong_type("an owl", value, sensitive=True).message


def test_an_int_that_is_an_enum_is_an_int() -> None:
    from enum import IntEnum

    class Level(IntEnum):
        HIGH = 3

    assert Integer(1, 9).fault(Level.HIGH) is None


# Patterns -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["\u0663", "\u017f", "\u212a", "\u00e9", "\u00a0"])
def test_classes_are_ascii(value: str) -> None:
    assert not Pattern(r"\d|\w|\s|(?i:[a-z])").accepts(value)


@pytest.mark.parametrize("value", ["ab\n", "\nab", "ab ", "xab"])
def test_the_whole_value_has_to_match(value: str) -> None:
    assert not Pattern(r"ab|x").accepts(value)
    assert Pattern(r"ab|x").accepts("ab")


CATEGORIES = [("LMZSNP", ""), ("LMZNP", ""), ("LZN", "_.:/=+-@")]


@pytest.mark.parametrize(("categories", "also"), CATEGORIES)
@given(text=st.text(st.characters(), max_size=20))
@example(text="\ud800")
@example(text="\u200b\ufeff\u00ad")
def test_characters_are_those_of_their_categories(categories: str, also: str, text: str) -> None:
    import unicodedata

    oracle = regex.compile("[" + "".join(rf"\p{{{one}}}" for one in categories) + regex.escape(also) + "]*")
    known = "".join(one for one in text if unicodedata.category(one) != "Cn")
    # What either table does not know yet is not for this test.
    settled = "".join(one for one in known if not regex.match(r"\p{Cn}", one))
    assert bool(Characters(categories, also).accepts(settled)) == (oracle.fullmatch(settled) is not None)


@pytest.mark.parametrize(("categories", "also"), CATEGORIES)
def test_a_character_that_this_python_does_not_know_passes(categories: str, also: str) -> None:
    assert Characters(categories, also).accepts("a\u0378")
    assert not Characters(categories, also).accepts("a\u0378\n")


TEXTS = {name: value for name, value in vars(strings).items() if isinstance(value, Text)}
PATTERNS = {name: text.pattern for name, text in TEXTS.items() if text.pattern is not None}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
@pytest.mark.parametrize("unit", ["a", "-", "a-", "/", "s3://", "arn:", "1.", " ", "\n", "模", "é", "A_", "a/a"])
def test_no_pattern_takes_super_linear_time(pattern: Pattern | Characters, unit: str) -> None:
    """20,000 characters, though lengths keep such values from most patterns."""
    value = unit * (20_000 // len(unit)) + "\n!"
    start = time.perf_counter()
    pattern.accepts(value)
    pattern.accepts("s3://" + value)
    pattern.accepts("arn:aws:iam::111122223333:role/" + value)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_texts_say_what_to_do(text: Text) -> None:
    refused = [value for value in ("\n" * 30, "a b" * 10, "", "=" * 30, "\0" * 30) if text.fault(value) is not None]
    for value in refused:
        fault = text.fault(value)
        assert fault is not None
        assert fault.message
        assert fault.remedy


# Members --------------------------------------------------------------------------------------------------------------


def test_members_say_how_the_service_names_them() -> None:
    stage, status, description = members_of(ModelLifeCycle)
    assert (stage.attribute, stage.name, stage.required) == ("stage", "Stage", True)
    assert (status.attribute, status.name, status.required) == ("stage_status", "StageStatus", True)
    assert (description.attribute, description.name, description.required) == (
        "stage_description",
        "StageDescription",
        False,
    )


def test_fault_codes_are_named_and_explained() -> None:
    assert len({code.name for code in FAULT_CODES}) == len(FAULT_CODES)
    assert all(code.why.endswith(".") for code in FAULT_CODES)


def test_constraints_do_not_change() -> None:
    changing = cast("Any", WORD)
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        changing.maximum = 7
    assert Choice(TransformInstanceType).fault(TransformInstanceType.ML_M5_LARGE) is None
