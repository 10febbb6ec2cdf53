"""JSON and YAML files, with the place of every value in them.

No library that this package needs anyway keeps the places of values. PyYAML does; for JSON, ``json`` does the reading,
and says what is wrong with a text, and a second pass over its tokens finds the places.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sagemaker_model_package._internal.paths import MapKey, MapValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sagemaker_model_package._internal.paths import Step


class Position(NamedTuple):
    """A place in a text; both count from 1."""

    line: int
    column: int


START = Position(1, 1)


class UnusableError(Exception):
    """A file that cannot be used: what is wrong with it, and where."""

    def __init__(self, message: str, position: Position = START) -> None:
        """Keep both."""
        super().__init__(message)
        self.message = message
        self.position = position


Child: TypeAlias = "tuple[Step, Position, Node]"
"""A value inside another one: its step, the place of its key (of itself in a list), and itself."""


class Node:
    """A value in a document."""

    __slots__ = ("children", "position", "value")

    def __init__(self, value: Any, position: Position, children: Callable[[], Iterable[Child]] = tuple) -> None:
        """Keep a value, its place, and what gives the values inside it."""
        self.value = value
        self.position = position
        self.children = children

    def lead(self, path: str) -> Iterator[Child]:
        """Return each value that a problem's path leads through, as far as the document goes."""
        rest = path if path.startswith("[") else f".{path}"
        node = self
        while rest:
            found = [child for child in node.children() if _goes_on(rest, child[0])]
            if not found:
                keys = [(step, at) for step, at, _ in node.children() if rest == str(_key_of(step))]
                yield from ((step, at, Node(None, at)) for step, at in keys)
                return
            # Keys may have dots in them: the longest is meant. Of a key that stands twice, the last one counts.
            step, at, node = max(reversed(found), key=lambda child: len(_text(child[0])))
            yield step, at, node
            rest = rest[len(_text(step)) :]


def _goes_on(path: str, step: Step) -> bool:
    text = _text(step)
    return path.startswith(text) and path[len(text) :][:1] in {"", ".", "[", " "}


def _text(step: Step) -> str:
    return f"[{step}]" if isinstance(step, int) else str(step)


def _key_of(step: Step) -> Step:
    return MapKey(step.key) if isinstance(step, MapValue) else step


# JSON -----------------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


def read_json(text: str) -> Node:
    """Return the document of a JSON text; raises ``UnusableError``."""
    try:
        json.loads(text)
        return _JsonText(text).node()
    except json.JSONDecodeError as error:
        raise UnusableError(f"not valid JSON: {error.msg}", Position(error.lineno, error.colno)) from None
    except ValueError:
        raise UnusableError("a number in it has too many digits") from None
    except RecursionError:
        raise UnusableError("nested too deeply") from None


class _JsonText:
    """The tokens of a valid JSON text, read one after the other."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.finditer(text)
        self._lines = [0, *(line.end() for line in re.finditer("\n", text))]

    def node(self) -> Node:
        return self._node(next(self._tokens))

    def _node(self, token: re.Match[str]) -> Node:
        position = self._position(token)
        if token[0] not in {"{", "["}:
            return Node(json.loads(token[0]), position)
        children = list(self._entries() if token[0] == "{" else self._items())
        held: list[Any] = [node.value for _, _, node in children]
        if token[0] == "{":
            keys = [step.key for step, _, _ in children if isinstance(step, MapValue)]
            return Node(dict(zip(keys, held, strict=True)), position, lambda: children)
        return Node(held, position, lambda: children)

    def _entries(self) -> Iterator[Child]:
        while (key := next(self._tokens))[0] != "}":
            if key[0] != ",":
                next(self._tokens)  # the colon
                yield MapValue(json.loads(key[0])), self._position(key), self.node()

    def _items(self) -> Iterator[Child]:
        index = 0
        while (token := next(self._tokens))[0] != "]":
            if token[0] != ",":
                yield index, self._position(token), self._node(token)
                index += 1

    def _position(self, token: re.Match[str]) -> Position:
        line = bisect_right(self._lines, token.start())
        return Position(line, token.start() - self._lines[line - 1] + 1)


# YAML -----------------------------------------------------------------------------------------------------------------


def read_yaml(text: str) -> list[Node]:
    """Return the documents of a YAML text; raises ``UnusableError``, also where PyYAML is not installed."""
    try:
        yaml: Any = import_module("yaml")
    except ImportError:
        raise UnusableError("YAML is read with PyYAML, which is not installed: pip install pyyaml") from None

    class Loader(yaml.SafeLoader):  # type: ignore[misc]  # a class of a module without types
        """PyYAML's own, with the tags of CloudFormation as what they stand for."""

    Loader.add_multi_constructor("!", _intrinsic)
    try:
        loader = Loader(text)
        documents: list[Node] = []
        while loader.check_node():
            node = loader.get_node()
            documents.append(_yaml_node(node, loader.construct_document(node), loader))
    except yaml.MarkedYAMLError as error:
        # What PyYAML quotes may be a secret.
        problem, *quoted = (error.problem or "").partition("'")
        said = f": {problem.strip()}{' ...' if any(quoted) else ''}"
        raise UnusableError(f"not valid YAML{said}", _yaml_position(error.problem_mark)) from None
    except yaml.YAMLError:
        raise UnusableError("not valid YAML: it has characters that are not allowed") from None
    except RecursionError:
        raise UnusableError("nested too deeply") from None
    except Exception as error:  # noqa: BLE001 - PyYAML lets pass what int(), date() and others raise; that quotes the value
        raise UnusableError(f"not valid YAML: a value in it cannot be read ({type(error).__name__})") from None
    return documents


def _yaml_position(mark: Any) -> Position:
    return START if mark is None else Position(mark.line + 1, mark.column + 1)


def _yaml_node(node: Any, value: Any, loader: Any) -> Node:
    position = _yaml_position(node.start_mark)

    def entries() -> Iterator[Child]:
        for key, inner in node.value:
            name = loader.construct_object(key, deep=True)
            yield MapValue(name), _yaml_position(key.start_mark), _yaml_node(inner, value.get(name), loader)

    def items() -> Iterator[Child]:
        for index, (inner, held) in enumerate(zip(node.value, value, strict=True)):
            yield index, _yaml_position(inner.start_mark), _yaml_node(inner, held, loader)

    # On demand: where aliases stand for each other, a document is larger than any memory.
    if node.id == "mapping" and isinstance(value, dict) and not node.tag.startswith("!"):
        return Node(value, position, entries)
    return Node(value, position, items if node.id == "sequence" and isinstance(value, list) else tuple)


def _intrinsic(loader: Any, suffix: str, node: Any) -> dict[str, Any]:
    """Return what a tag such as ``!Sub`` stands for: ``{"Fn::Sub": ...}``."""
    if node.id == "scalar":
        value = loader.construct_scalar(node)
    elif node.id == "sequence":
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}
