"""Values in messages: short, printable, and never asked to describe themselves."""

from __future__ import annotations

from collections import OrderedDict
from enum import IntEnum
from typing import NoReturn
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import ModelApprovalStatus, TransformInstanceType
from sagemaker_model_package._internal.value_format import format_value, is_text, type_name


def refuse(*_: object) -> NoReturn:
    raise AssertionError


HOSTILE = dict.fromkeys(["__repr__", "__str__", "__format__", "__len__", "__iter__", "__eq__", "__hash__"], refuse)
"""Whatever a description could ask of a value."""


class Level(IntEnum):
    HIGH = 3


LOOP: list[object] = []
LOOP.append(LOOP)


SHOWN: list[tuple[object, str]] = [
    ("", "''"),
    ("it's", '"it\'s"'),
    ("grüße 模型", "'grüße 模型'"),
    ("a\tb\n\x00", r"'a\tb\n\x00'"),
    ("\ud800", r"'\ud800'"),
    ("\u202e\u200b", r"'\u202e\u200b'"),
    ("x" * 80, "'" + "x" * 80 + "'"),
    ("x" * 81, "'" + "x" * 80 + "'... (81 characters)"),
    ("x" * 10_000_000, "'" + "x" * 80 + "'... (10000000 characters)"),
    (ModelApprovalStatus.APPROVED, "'Approved'"),
    (TransformInstanceType.unlisted("ml.x9.large"), "'ml.x9.large'"),
    (0, "0"),
    (-7, "-7"),
    (Level.HIGH, "3"),
    (10**30 - 1, "9" * 30),
    (10**30, "an int of 100 bits"),
    (1 - 10**30, "-" + "9" * 30),
    (-(10**30), "an int of 100 bits"),
    (2 ** len(range(1_000_000)), "an int of 1000001 bits"),
    (True, "True"),
    (1.5, "1.5"),
    (float("nan"), "nan"),
    (float("-inf"), "-inf"),
    (None, "None"),
    (b"abc", "bytes of length 3"),
    ([], "a list of 0 items"),
    ([1], "a list of 1 item"),
    (["secret"] * 3, "a list of 3 items"),
    (LOOP, "a list of 1 item"),
    ((1, 2), "a tuple of 2 items"),
    ({"key": "secret"}, "a dict of 1 key"),
    (OrderedDict[str, int](a=1, b=2), "a dict of 2 keys"),
    ({1, 2}, "a set of 2 items"),
    (frozenset({1}), "a frozenset of 1 item"),
    (bytearray(3), "an object of type bytearray"),
    (str, "an object of type type"),
    (Mock(spec=str), "an object of type Mock"),
    (type("Line\nBreak" + "x" * 100, (), {})(), r"an object of type Line\nBreak" + "x" * 70),
]


@pytest.mark.parametrize(("value", "text"), SHOWN, ids=type_name)
def test_values_are_shown_short_and_escaped(value: object, text: str) -> None:
    assert format_value(value) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (object, "an object of type Hostile"),
        (str, "''"),
        (int, "0"),
        (float, "0.0"),
        (bytes, "bytes of length 0"),
        (list, "a list of 0 items"),
        (dict, "a dict of 0 keys"),
    ],
)
def test_no_value_describes_itself(kind: type, text: str) -> None:
    assert format_value(type("Hostile", (kind,), HOSTILE)()) == text


@given(st.text() | st.integers() | st.floats() | st.binary() | st.lists(st.integers()) | st.builds(object))
def test_what_is_shown_is_short_and_printable(value: object) -> None:
    text = format_value(value)
    assert text.isprintable()
    assert len(text) < 10 * 80 + 40
    assert type(text) is str


@given(st.text(max_size=80))
def test_a_short_string_is_shown_as_python_writes_it(text: str) -> None:
    assert format_value(text) == repr(text)


def test_only_strings_are_text() -> None:
    assert all(map(is_text, ["", type("Hostile", (str,), HOSTILE)(), ModelApprovalStatus.APPROVED]))
    assert not any(map(is_text, [b"", None, Mock(spec=str)]))
