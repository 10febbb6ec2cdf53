"""JSON inside strings: read strictly, written compactly, and never a reason to fail."""

from __future__ import annotations

import functools
import json
from collections import deque
from datetime import date
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package._internal.json_dump import as_json
from sagemaker_model_package._internal.json_text import MOST_NESTED, NotJson, parsed
from sagemaker_model_package._internal.paths import Inside
from sagemaker_model_package.shapes import FrozenMap

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
SECRET = "never-to-be-seen"


@given(st.lists(JSON) | st.dictionaries(st.text(), JSON))
def test_what_is_written_is_read_again(value: object) -> None:
    text = as_json(value)
    assert isinstance(text, str)
    assert parsed(text) == value
    assert json.loads(text) == value


def test_what_is_nested_as_deeply_as_may_be_is_read() -> None:
    text = "[" * MOST_NESTED + "]" * MOST_NESTED
    assert parsed(text) == json.loads(text)


def test_writing_is_compact_and_keeps_letters() -> None:
    value = {"größe": (1, 2.5, None), "ok": FrozenMap({"a": deque([True])})}
    assert as_json(value) == '{"größe":[1,2.5,null],"ok":{"a":[true]}}'


@pytest.mark.parametrize("text", ["", "{}", "not JSON at all", '{"a": 1}'])
def test_text_is_left_as_it_is(text: str) -> None:
    assert as_json(text) is text


def refuse(*_: object) -> NoReturn:
    raise TypeError


LOOP: list[object] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    "value",
    [
        None,
        object(),
        {1, 2},
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_neither_dict_nor_list_is_left_as_it_is(value: object) -> None:
    assert as_json(value) is value


DEEP = functools.reduce(lambda inner, _: [inner], range(10_000), list[object]())
SHARED: list[object] = functools.reduce(lambda inner, _: [inner, inner], range(400), [{SECRET}])


class Failing(dict[str, object]):
    def items(self) -> NoReturn:
        raise TypeError(SECRET)


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ({"a": {SECRET}}, {".a": "set"}),
        ({"a": [1, {"b": SECRET.encode()}]}, {".a[1].b": "bytes"}),
        (
            [float("inf"), 1.5, float("nan")],
            {"[0]": "float that is nan or infinite", "[2]": "float that is nan or infinite"},
        ),
        ([{"a": refuse}, date(2026, 1, 1)], {"[0].a": "function", "[1]": "date"}),
        ({"a": 1, (SECRET,): 3}, {" (key: a tuple of 1 item)": "tuple"}),
        ({1: object(), None: 2, "a b": [()]}, {".1": "object"}),
        ({"a": -(10**5000)}, {".a": "int of so many digits"}),
        ({"a": Failing({SECRET: 1})}, {".a": "Failing"}),
        (b"{}", {"": "bytes"}),
        (LOOP, {"": f"list nested more than {MOST_NESTED} deep"}),
        (DEEP, {"": f"list nested more than {MOST_NESTED} deep"}),
        ((DEEP, {1}), {"[1]": "set"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_written_is_told_with_its_place(value: object, places: dict[str, str]) -> None:
    found = as_json(value)

    assert isinstance(found, NotJson)
    assert {str(Inside(place.path)): place.what for place in found} == places
    assert SECRET not in repr(found)


def test_what_is_there_many_times_is_told_once() -> None:
    found = as_json(SHARED)
    assert isinstance(found, NotJson)
    assert [place.what for place in found] == ["set"]


def test_no_character_breaks_the_line() -> None:
    value = {"text": "".join(map(chr, range(0x3000)))}
    written: Any = as_json(value)
    assert written.splitlines() == [written]
    assert json.loads(written) == value


def test_numpy_s_values_are_written_as_python_s() -> None:
    numpy: Any = pytest.importorskip("numpy")
    value = {
        "scalars": [numpy.float32(0.5), numpy.int64(7), numpy.bool_(1), numpy.str_("a"), numpy.longdouble(2)],
        "arrays": [numpy.array([[1, 2], [3, 4]]), numpy.array(0.5), numpy.array([1], dtype=numpy.longdouble)],
        "objects": numpy.array(["a", None, 1], dtype=object),
    }

    arrays = '"arrays":[[[1,2],[3,4]],0.5,[1.0]],"objects":["a",null,1]'
    assert as_json(value) == f'{{"scalars":[0.5,7,true,"a",2.0],{arrays}}}'
    assert as_json(numpy.array(["a"])) == '["a"]'


def test_what_numpy_has_and_json_has_not_is_told_with_its_place() -> None:
    numpy: Any = pytest.importorskip("numpy")

    found = as_json({"a": numpy.array([1, numpy.nan]), "day": numpy.datetime64("2026-01-01", "ns")})

    assert isinstance(found, NotJson)
    assert [str(Inside(place.path)) for place in found] == [".a[1]", ".day"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Expecting value at line 1, column 1"),
        ("{", "line 1, column 2"),
        ('{\n"a": }', "line 2, column"),
        ("{'a': 1}", "line 1, column 2"),
        ("{} {}", "Extra data at line 1, column 4"),
        ("[1,]", "line 1, column"),
        ("\ufeff{}", "byte order mark, at line 1, column 1"),
        ("NaN", "out of range"),
        ('{"a": -Infinity}', "out of range"),
        ("9" * 5000, "out of range"),
        ("[" * (MOST_NESTED + 1) + "]" * (MOST_NESTED + 1), "nested too deeply"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
    ],
    ids=lambda text: text[:20],
)
def test_what_cannot_be_read_is_told(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parsed(text)


@given(st.text() | st.text(alphabet='{}[]":,0123456789.eE+-tfnulrasx\\ \n'))
def test_reading_agrees_with_the_json_module(text: str) -> None:
    try:
        expected = json.loads(text, parse_constant=refuse)
    except (ValueError, TypeError):
        with pytest.raises(ValueError, match=r"."):
            parsed(text)
    else:
        assert parsed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f'{{"a": "{SECRET}}}',
        f"{{{SECRET}: 1}}",
        f'["{SECRET}\n"]',
        f'["\\u{SECRET}"]',
        f'["\\x{SECRET}"]',
        f"{SECRET}",
        f'{{}} "{SECRET}"',
        f'"{SECRET}" {"9" * 5000}',
    ],
    ids=lambda text: text[:30],
)
def test_what_cannot_be_read_is_not_shown(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        parsed(text)
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert not isinstance(raised.value, json.JSONDecodeError)


def test_a_caller_that_is_nested_too_deeply_itself_gets_the_same_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object, **__: object) -> NoReturn:
        raise RecursionError

    monkeypatch.setattr(json.JSONDecoder, "decode", exhausted)
    with pytest.raises(ValueError, match="nested too deeply"):
        parsed("[]")
