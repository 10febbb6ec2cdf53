"""The files that the command is given, and the documents in them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

from sagemaker_model_package._command.documents import START, Node, Position, UnusableError, read_json, read_yaml
from sagemaker_model_package._internal.nesting import is_too_deep

STDIN = "-"
SUFFIXES = {".json", ".yaml", ".yml"}


class Unusable(NamedTuple):
    """A file that cannot be used."""

    file: str
    position: Position
    message: str


def is_directory(path: str) -> bool:
    """Tell whether a path is that of a directory."""
    return path != STDIN and os.path.isdir(path)  # noqa: PTH112 - on old Pythons, Path's own raises some of its errors


def files_at(path: str, unusable: list[Unusable]) -> list[str]:
    """Return the file of this path, or those in the directory that are not hidden; add what cannot be listed."""
    if not is_directory(path):
        return [path]
    found: list[Path] = []
    for directory, inner, names in os.walk(
        path, onerror=lambda error: unusable.append(Unusable(str(error.filename), START, _reason(error)))
    ):
        inner[:] = [name for name in inner if not name.startswith(".")]  # those that are gone through
        files = [Path(directory, name) for name in names if not name.startswith(".")]
        found += [file for file in files if file.suffix.lower() in SUFFIXES and not _is_device(file)]
    return list(map(str, sorted(found)))


def _is_device(path: Path) -> bool:
    """Tell whether it is there and no file, such as a pipe; a link that leads nowhere is for the user to see."""
    return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113 - see is_directory


def _reason(error: OSError) -> str:
    return error.strerror or "it cannot be read"


def _text(path: str) -> str:
    """Return the text of a file; raises ``UnusableError``."""
    if not path:
        raise UnusableError("the name of the file is empty")
    if path == STDIN and sys.stdin is None:
        raise UnusableError("the standard input is closed")
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise UnusableError(_reason(error)) from None
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnusableError("not text in UTF-8, UTF-16 or UTF-32") from None


def documents(path: str) -> list[Node]:
    """Return the documents of a file; raises ``UnusableError``."""
    nodes = _parsed(path, _text(path))
    for node in nodes:
        if is_too_deep(node.value):
            raise UnusableError("nested too deeply", node.position)
    return nodes


def _parsed(path: str, text: str) -> list[Node]:
    suffix = Path(path).suffix.lower()
    if suffix in SUFFIXES:
        return [read_json(text)] if suffix == ".json" else read_yaml(text)
    try:
        return [read_json(text)]
    except UnusableError as error:
        no_json = error
    try:
        return read_yaml(text)
    except UnusableError as no_yaml:
        raise (no_json if text.lstrip()[:1] in {"{", "["} else no_yaml) from None
