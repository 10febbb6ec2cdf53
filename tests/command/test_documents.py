"""Every value of a document is found at its place."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package._command.documents import Node, Position, UnusableError, read_json, read_yaml
from sagemaker_model_package._internal.paths import MapValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_model_package._command.documents import Child

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
LAYOUTS: list[dict[str, Any]] = [{}, {"indent": 2}, {"indent": "\t", "ensure_ascii": False}, {"separators": (",", ":")}]


def nodes(node: Node) -> Iterator[tuple[Position, Node]]:
    yield node.position, node
    for _, _, child in node.children():
        yield from nodes(child)


def offset(text: str, position: Position) -> int:
    return sum(len(line) + 1 for line in text.split("\n")[: position.line - 1]) + position.column - 1


@given(JSON, st.sampled_from(LAYOUTS))
def test_json_reads_on_from_every_place(value: object, layout: dict[str, Any]) -> None:
    text = json.dumps(value, **layout)
    document = read_json(text)
    assert document.value == value
    for position, node in nodes(document):
        assert json.JSONDecoder().raw_decode(text, offset(text, position))[0] == node.value
        for _, key, child in node.children():
            read, _ = json.JSONDecoder().raw_decode(text, offset(text, key))
            assert read == child.value or read in node.value


@given(JSON.map(lambda value: json.dumps({"a": value}, indent=1)))
def test_yaml_finds_json_where_json_does(text: str) -> None:
    (document,) = read_yaml(text)
    expected = read_json(text)
    if document.value == expected.value:  # YAML 1.1 takes 1e5 for text
        assert [position for position, _ in nodes(document)] == [position for position, _ in nodes(expected)]


def read_one(text: str) -> Node:
    (document,) = read_yaml(text)
    return document


DOCUMENT = """\
{
  "a.b": {"c": [1, {"d e": 2}]},
  "a": {"b": 3},
  "twice": 4,
  "twice": 5
}
"""


@pytest.mark.parametrize(
    ("path", "there", "value"),
    [
        ("a.b.c[1].d e", "2}]", 2),
        ("a.b.c[0]", "1, {", 1),
        ("a.b.c[7].x", "[1, {", [1, {"d e": 2}]),
        ("a.b (key: c)", '"c"', None),
        ("twice", "5\n", 5),
    ],
)
@pytest.mark.parametrize("read", [read_json, read_one], ids=["json", "yaml"])
def test_a_path_leads_to_its_value(read: Callable[[str], Node], path: str, there: str, value: object) -> None:
    *_, (_, _, node) = read(DOCUMENT).lead(path)
    assert offset(DOCUMENT, node.position) == DOCUMENT.index(there)
    assert node.value == value


def test_a_mapping_is_gone_through_once_however_many_paths_lead_into_it() -> None:
    times: list[int] = []

    def children() -> Iterator[Child]:
        times.append(1)
        yield from (
            (MapValue(f"a{number}"), Position(number, 1), Node(number, Position(number, 9))) for number in range(4_000)
        )

    inner: Child = (MapValue("m"), Position(1, 1), Node({}, Position(1, 1), children))
    node = Node({}, Position(1, 1), lambda: [inner])
    for number in range(4_000):
        *_, (_, _, value) = node.lead(f"m.a{number}")
        *_, (_, key, _) = node.lead(f"m (key: a{number})")
        assert (value.value, key) == (number, Position(number, 1))
    assert len(times) == 1


def test_a_path_that_leads_nowhere_is_empty() -> None:
    assert list(read_json("[1]").lead("a")) == []
    assert list(read_json("[1]").lead("")) == []
    ((_, _, item),) = read_json("[1]").lead("[0]")
    assert item.value == 1


YAML = """\
base: &base
  x: 1
all:
  <<: *base
  y: !Sub "${A}"
  z: !GetAtt [A, B]
  w: !Transform {Name: include}
  v: !Ref A
  2: two
---
- *unknown_to_nobody
"""


def test_yaml_knows_merges_tags_and_documents() -> None:
    first, second = read_yaml(YAML.replace("*unknown_to_nobody", "last"))
    assert first.value["all"] == {
        "x": 1,
        "y": {"Fn::Sub": "${A}"},
        "z": {"Fn::GetAtt": ["A", "B"]},
        "w": {"Fn::Transform": {"Name": "include"}},
        "v": {"Ref": "A"},
        2: "two",
    }
    *_, (_, key, merged) = first.lead("all.x")
    assert (key, merged.position) == (Position(2, 3), Position(2, 6))
    *_, (_, _, two) = first.lead("all.2")
    assert two.position == Position(9, 6)
    assert second.position == Position(11, 1)


@pytest.mark.parametrize(
    ("read", "text", "paths"),
    [
        (read_json, '{"a": 1,\n "b": {"c": [{"d": 1, §"d": 1}]}}', ["b.c[0].d"]),
        (read_json, '{"a": {"b": 1, "b": 2},\n §"a": 1, §"a": {"c": 1, §"c": 2}}', ["a", "a", "a.c"]),
        (read_json, '{"A=hunter2": 1, §"A=hunter2": 1}', ["A=..."]),
        (read_one, "a: 1\nb: {c: 1, §'c': 1}\n§a: 2\n", ["b.c", "a"]),
        (read_one, "1: a\n'1': b\n§0x1: c\n", ["1"]),
        (read_one, "a: &x {b: 1, §b: 2}\nc: *x\n", ["a.b"]),
        (read_one, "- &x {a: 1, b: {c: 1}}\n- {<<: *x, a: 2, <<: {a: 3}, b: {d: 1, §d: 1}}\n", ["[1].b.d"]),
        (read_one, "- &x {<<: &y {a: 1}, a: 2}\n- {<<: *x, b: 1}\n- *x\n- *y\n", []),
    ],
)
def test_keys_that_are_there_already_are_found(read: Callable[[str], Node], text: str, paths: list[str]) -> None:
    marked = [match.start() for match in re.finditer("§", text)]
    document = text.replace("§", "")
    found = sorted((offset(document, at), path.lstrip(".")) for path, at in read(document).repeated_keys())
    assert found == [(at - before, path) for before, (at, path) in enumerate(zip(marked, paths, strict=True))]


@given(JSON, st.sampled_from(LAYOUTS))
def test_what_json_writes_repeats_no_key(value: object, layout: dict[str, Any]) -> None:
    text = json.dumps(value, **layout)
    assert not list(read_json(text).repeated_keys())


def aliases(depth: int, item: str) -> str:
    """Return a document in which each level has nine times what is in the one before."""
    levels = [f"a{n}: &a{n} {item.format(', '.join([f'*a{n - 1}'] * 9))}" for n in range(1, depth)]
    return "\n".join(["a0: &a0 {x: y}", *levels, ""])


@pytest.mark.parametrize("item", ["[{}]", "{{<<: [{}]}}", "!Join [{}]"], ids=["lists", "merged", "tags"])
@pytest.mark.parametrize("depth", [8, 40, 2_000])
def test_aliases_that_stand_for_more_than_ends_are_refused(depth: int, item: str) -> None:
    with pytest.raises(UnusableError) as caught:
        read_yaml(aliases(depth, item))
    assert caught.value.message in {"its aliases stand for more than 100,000 values", "nested too deeply"}


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: [*x]}", "&x {<<: *x}", "- &x !Join [*x]"])
def test_an_alias_of_what_it_is_in_is_refused(text: str) -> None:
    with pytest.raises(UnusableError, match="an alias in it stands for what it is in"):
        read_yaml(text)


def test_aliases_may_stand_for_much() -> None:
    (document,) = read_yaml(aliases(5, "[{}]") + f"more: [{'x, ' * 1_000}]\n")
    *_, (_, _, inner) = document.lead("a4" + "[8]" * 4)
    assert inner.value == {"x": "y"}


def test_a_date_is_a_text_as_in_templates() -> None:
    text = "[2026-11-30, 2026-11-30T20:00:00Z, 2026-02-30]"
    assert read_one(text).value == text[1:-1].split(", ")
    assert "datetime" in repr(import_module("yaml").safe_load("2026-11-30T20:00:00Z")), "others read it as before"


def test_a_document_without_anything_is_none() -> None:
    first, second = read_yaml("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n---\n")
    assert (first.value, second.value) == ({"a": 1}, {"b": 2})


@pytest.mark.parametrize(
    ("read", "text", "message", "position"),
    [
        (read_json, '{"a": }', "not valid JSON: Expecting value", (1, 7)),
        (read_json, "[1,\n 2", "not valid JSON: Expecting ',' delimiter", (2, 3)),
        (read_json, "[" * 100_000, "nested too deeply", (1, 1)),
        (read_yaml, "a: [1", "not valid YAML: expected ',' or ']', but got", (1, 6)),
        (read_yaml, "a: *hunter2", "not valid YAML: found undefined alias ...", (1, 4)),
        (read_yaml, "a: 'hunter2", "not valid YAML: found unexpected end of stream", (1, 12)),
        (read_yaml, "? [a]\n: 1", "not valid YAML: found unhashable key", (1, 3)),
        (read_yaml, "a: \x00", "not valid YAML: it has characters that are not allowed", (1, 1)),
        (read_json, "[" + "1" * 5_000 + "]", "a number in it has too many digits", (1, 1)),
        (read_yaml, f"a: {'9' * 5_000}", "not valid YAML: a value in it cannot be read (ValueError)", (1, 1)),
        (read_yaml, "a: !!bool hunter2", "not valid YAML: a value in it cannot be read (KeyError)", (1, 1)),
        (read_yaml, "[" * 1_000, "nested too deeply", (1, 1)),
    ],
    ids=range(12),
)
def test_what_is_no_document(read: Callable[[str], object], text: str, message: str, position: tuple[int, int]) -> None:
    with pytest.raises(UnusableError) as caught:
        read(text)
    assert "hunter2" not in str(caught.value)
    assert caught.value.message.startswith(message.partition("'")[0])
    assert caught.value.position == position


def test_without_pyyaml_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(UnusableError, match="pip install pyyaml"):
        read_yaml("a: 1")
