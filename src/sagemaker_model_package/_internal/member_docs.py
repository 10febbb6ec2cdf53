"""The docstrings below the fields of a class, read from its source: Python does not keep them."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def member_docs(cls: type[Any]) -> Mapping[str, str]:
    """Return what is written below each field of a class, by the field's name; fields of its base classes count too.

    Where there is no source, as in a package of bytecode alone, there is nothing.
    """
    return {name: text for base in reversed(cls.__mro__) for name, text in _docs_in(base).items()}


def docstring(text: str, cls: type[Any]) -> str:
    """Return a class's own docstring with what is written below each of its fields."""
    members = [f"{name}: {told}".replace("\n", "\n    ") for name, told in member_docs(cls).items()]
    return "\n".join([inspect.cleandoc(text), "", "Attributes:", *(textwrap.indent(one, "    ") for one in members)])


def _docs_in(cls: type[Any]) -> dict[str, str]:
    body = _classes_in(cls.__module__).get(cls.__qualname__, [])
    return {
        node.target.id: inspect.cleandoc(below.value.value)
        for node, below in pairwise(body)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
    }


@cache
def _classes_in(module: str) -> dict[str, list[ast.stmt]]:
    """Return the bodies of the classes that a module defines at its top, by their names."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):  # no source, or a built-in module
        return {}
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
