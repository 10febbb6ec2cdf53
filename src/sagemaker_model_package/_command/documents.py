"""JSON and YAML files, with the place of every value in them.

No library that this package needs anyway keeps the places of values. PyYAML does; for JSON, ``json`` does the reading,
and says what is wrong with a text, and a second pass over its tokens finds the places.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import cached_property
from importlib import import_module
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeAlias

from sagemaker_model_package._faults import FaultCode
from sagemaker_model_package._internal.frozen_map import without_value
from sagemaker_model_package._internal.paths import MapKey, MapValue

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

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


REPEATED_KEY = FaultCode(
    "MP501", "repeated-key", "A mapping in a file has each key once: of equal ones, all but the last would be lost."
)

FILE_CODES = (REPEATED_KEY,)
"""What can be wrong with a file beside the request in it, each with a code that never changes its meaning."""


Child: TypeAlias = "tuple[Step, Position, Node]"
"""A value inside another one: its step, the place of its key (of itself in a list), and itself."""


class Node:
    """A value in a document."""

    def __init__(
        self,
        value: Any,
        position: Position,
        children: Callable[[], Iterable[Child]] = tuple,
        repeated: Sequence[tuple[object, Position]] = (),
    ) -> None:
        """Keep a value, its place, what gives the values inside it, and where a key stands that was there already."""
        self.value = value
        self.position = position
        self.children = children
        self.repeated = repeated

    def inside(self, key: str) -> Node:
        """Return the value of a key; ``None`` in the place of this one, where there is no such key."""
        found = (child for step, _, child in self.children() if isinstance(step, MapValue) and step.key == key)
        return next(found, Node(None, self.position))

    def lead(self, path: str) -> Iterator[Child]:
        """Return each value that a problem's path leads through, as far as the document goes."""
        rest = path if path.startswith("[") else f".{path}"
        node = self
        while rest:
            # Keys may have dots in them: the longest is meant.
            ends = [*(match.start() for match in _NEXT_STEP.finditer(rest)), len(rest)]
            end = next((end for end in reversed(ends) if rest[:end] in node._by_text), None)
            if end is None:
                return
            child = node._by_text[rest[:end]]
            yield child
            node, rest = child[2], rest[end:]

    @cached_property
    def _by_text(self) -> dict[str, Child]:
        """The values inside, and the places of the keys of maps, by their steps as a path shows them."""
        found: dict[str, Child] = {}
        for child in self.children():
            step, at, _ = child
            found.setdefault(step_text(step), child)
            if isinstance(step, MapValue):
                found.setdefault(_shown(step), child)
                found.setdefault(str(MapKey(step.key)), (step, at, Node(None, at)))
        return found

    def repeated_keys(self) -> Iterator[tuple[str, Position]]:
        """Return the path and the place of each key, here or further in, that its mapping has already.

        Keys inside what may be a secret are not in the path.
        """
        visited = {id(self.value)}  # in YAML, a value may stand in several places, or inside itself
        waiting: list[tuple[str, Node, float]] = [("", self, inf)]
        while waiting:
            path, node, levels = waiting.pop()
            for key, position in node.repeated:
                yield path + (_shown(MapValue(key)) if levels else ""), position
            for step, _, child in node.children():
                if id(child.value) not in visited:
                    visited.add(id(child.value))
                    below = _SECRET.get(step.key, inf) if isinstance(step, MapValue) else inf
                    waiting.append((path + (_shown(step) if levels else ""), child, min(below, max(levels - 1, 0))))


_SECRET: dict[object, float] = {"Environment": 1, "ModelCardContent": 0}
"""Members whose values may be secrets, each with the levels of keys in it that may be shown."""


_NEXT_STEP = re.compile(r"[.\[ ]")
"""What a step of a path begins with; a key may have it too."""


def _shown(step: Step) -> str:
    """Return a step as a path shows it, without what may be the value in a key."""
    return step_text(MapValue(without_value(step.key)) if isinstance(step, MapValue) else step)


def step_text(step: Step) -> str:
    """Return a step as a path shows it."""
    return f"[{step}]" if isinstance(step, int) else str(step)


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
        if token[0] == "[":
            items = list(self._items())
            return Node([node.value for _, _, node in items], position, lambda: items)
        entries = list(self._entries())
        last = {step.key: (step, at, node) for step, at, node in entries}  # as json.loads has it
        members = {key: node.value for key, (_, _, node) in last.items()}
        return Node(members, position, last.values, _repeated((step.key, at) for step, at, _ in entries))

    def _entries(self) -> Iterator[tuple[MapValue, Position, Node]]:
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


def _repeated(keys: Iterable[tuple[Hashable, Position]]) -> list[tuple[Hashable, Position]]:
    """Return those keys that came before."""
    before: set[Hashable] = set()
    repeated: list[tuple[Hashable, Position]] = []
    for key, position in keys:
        if key in before:
            repeated.append((key, position))
        before.add(key)
    return repeated


# YAML -----------------------------------------------------------------------------------------------------------------


_MERGE = "tag:yaml.org,2002:merge"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"

_MOST_REPEATED = 100_000
"""How many values the aliases of a document may stand for: nested in each other, they stand for more than ever end."""


def read_yaml(text: str) -> list[Node]:
    """Return the documents of a YAML text; raises ``UnusableError``, also where PyYAML is not installed."""
    try:
        yaml: Any = import_module("yaml")
    except ImportError:
        raise UnusableError("YAML is read with PyYAML, which is not installed: pip install pyyaml") from None

    try:
        loader = _loader_class(yaml)(text)
        documents: list[Node] = []
        while loader.check_node():
            node = loader.get_node()
            _refuse_endless(node)
            value = loader.construct_document(node)
            if value is not None:  # else there is nothing after the last `---`
                documents.append(_yaml_node(node, value, loader))
    except yaml.MarkedYAMLError as error:
        # What PyYAML quotes may be a secret.
        problem, *quoted = (error.problem or "").partition("'")
        said = f": {problem.strip()}{' ...' if any(quoted) else ''}"
        raise UnusableError(f"not valid YAML{said}", _yaml_position(error.problem_mark)) from None
    except yaml.YAMLError:
        raise UnusableError("not valid YAML: it has characters that are not allowed") from None
    except RecursionError:
        raise UnusableError("nested too deeply") from None
    except UnusableError:
        raise
    except Exception as error:  # noqa: BLE001 - PyYAML lets pass what int(), date() and others raise; that quotes the value
        raise UnusableError(f"not valid YAML: a value in it cannot be read ({type(error).__name__})") from None
    return documents


def _loader_class(yaml: Any) -> Any:
    """Return a class of loaders, made for one text alone."""

    class Loader(yaml.SafeLoader):  # type: ignore[misc]  # a class of a module without types
        """PyYAML's own, with the tags of CloudFormation as what they stand for; it notes keys that are repeated."""

        repeated: ClassVar[dict[Any, list[tuple[Hashable, Position]]]] = {}
        yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, object]]]] = {  # a date is a text, as in templates
            first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

        def flatten_mapping(self, node: Any) -> None:
            """Put in the keys of a merge key ``<<``; those that stand in the mapping itself may replace them."""
            if node not in self.repeated:
                keys = [key for key, _ in node.value if key.id == "scalar" and key.tag != _MERGE]
                self.repeated[node] = _repeated(
                    (self.construct_object(key), _yaml_position(key.start_mark)) for key in keys
                )
            yaml.SafeLoader.flatten_mapping(self, node)

    Loader.add_multi_constructor("!", _intrinsic)
    return Loader


def _refuse_endless(document: Any) -> None:
    """Raise ``UnusableError`` where aliases stand for what they are in, or for more than can be gone through."""
    sizes: dict[int, int] = {}
    within: set[int] = set()

    def size(node: Any) -> int:
        """Return how many values there are in a node, with what aliases in it stand for."""
        if id(node) in within:
            raise UnusableError("an alias in it stands for what it is in", _yaml_position(node.start_mark))
        if id(node) not in sizes:
            within.add(id(node))
            inner = chain.from_iterable(node.value) if node.id == "mapping" else node.value
            sizes[id(node)] = 1 + (0 if node.id == "scalar" else sum(map(size, inner)))
            within.remove(id(node))
        return sizes[id(node)]

    if size(document) > len(sizes) + _MOST_REPEATED:
        raise UnusableError(f"its aliases stand for more than {_MOST_REPEATED:,} values")


def _yaml_position(mark: Any) -> Position:
    return START if mark is None else Position(mark.line + 1, mark.column + 1)


def _yaml_node(node: Any, value: Any, loader: Any) -> Node:
    position = _yaml_position(node.start_mark)

    def entries() -> Iterator[Child]:
        last = {loader.construct_object(key, deep=True): (key, inner) for key, inner in node.value}
        for name, (key, inner) in last.items():
            yield MapValue(name), _yaml_position(key.start_mark), _yaml_node(inner, value[name], loader)

    def items() -> Iterator[Child]:
        for index, (inner, held) in enumerate(zip(node.value, value, strict=True)):
            yield index, _yaml_position(inner.start_mark), _yaml_node(inner, held, loader)

    # On demand: most documents have more in them than there are problems.
    if node.id == "mapping" and isinstance(value, dict) and not node.tag.startswith("!"):
        return Node(value, position, entries, loader.repeated[node])
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
