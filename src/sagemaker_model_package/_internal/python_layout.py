"""Python source text of calls, dicts and lists, laid out as formatters lay it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WIDTH = 88
"""The most columns of a line, unless a string alone takes more. It is the default of ruff and Black."""

_INDENT = 4


class Brackets(NamedTuple):
    """What stands between brackets, with commas: all on one line, or each part on a line of its own."""

    opening: str
    parts: tuple[tuple[str, Expression], ...]
    """Each part, and what stands before it: the name of an argument, or the key of an entry."""
    closing: str


Expression: TypeAlias = "str | Brackets"
"""Source text without brackets, or with."""


def call(name: str, /, *arguments: Expression, **keywords: Expression) -> Brackets:
    """Return a call."""
    named = [(f"{keyword}=", value) for keyword, value in keywords.items()]
    return Brackets(f"{name}(", (*(("", argument) for argument in arguments), *named), ")")


def list_of(items: Iterable[Expression]) -> Brackets:
    """Return a list."""
    return Brackets("[", tuple(("", item) for item in items), "]")


def dict_of(entries: Mapping[str, Expression]) -> Brackets:
    """Return a dict."""
    return Brackets("{", tuple((f"{string(key)}: ", value) for key, value in entries.items()), "}")


def plain(value: Any) -> Expression:
    """Return what JSON can hold: dicts, lists, strings, numbers, booleans and ``None``."""
    held: Any = value
    if isinstance(value, dict):
        return dict_of({key: plain(inner) for key, inner in held.items()})
    if isinstance(value, list):
        return list_of(map(plain, held))
    return string(value) if isinstance(value, str) else repr(held).replace("e+", "e")


def string(text: str) -> str:
    """Return a string's literal: in double quotation marks, unless single ones need fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    # repr escapes what does not print. Of a single character, it escapes no quotation mark.
    body = "".join(f"\\{one}" if one == quote else repr(one)[1:-1] for one in text)
    return f"{quote}{body}{quote}"


def laid_out(expression: Expression, indent: int = 0, before: int = 0, after: int = 0) -> str:
    """Return the source text of an expression.

    Args:
        expression: What to write.
        indent: Columns that its line is indented by.
        before: Columns that are taken on its first line, besides.
        after: Columns that are taken on its last line, after it.
    """
    if isinstance(expression, str):
        return expression
    flat = _flat(expression)
    if indent + before + _width(flat) + after <= WIDTH or not expression.parts:
        return flat
    deeper = indent + _INDENT
    lines = [
        f"{' ' * deeper}{prefix}{laid_out(part, deeper, _width(prefix), 1)},\n" for prefix, part in expression.parts
    ]
    return f"{expression.opening}\n{''.join(lines)}{' ' * indent}{expression.closing}"


def chain(target: str, start: str, calls: Iterable[Brackets]) -> str:
    """Return a statement that assigns the result of calls, each of a method of what the one before returned."""
    methods = list(calls)
    flat = f"{target} = {start}{''.join(map(_flat, methods))}"
    if _width(flat) <= WIDTH:
        return f"{flat}\n"
    lines = [start, *(laid_out(method, _INDENT) for method in methods)]
    return "\n".join([f"{target} = (", *(f"{' ' * _INDENT}{line}" for line in lines), ")\n"])


def import_from(module: str, names: Iterable[str]) -> str:
    """Return a statement that imports names."""
    ordered = sorted(names)
    flat = f"from {module} import {', '.join(ordered)}\n"
    if len(flat) <= WIDTH + 1:
        return flat
    return "\n".join([f"from {module} import (", *(f"{' ' * _INDENT}{name}," for name in ordered), ")\n"])


def _width(text: str) -> int:
    """Return how many columns a text takes: those of Chinese and Japanese, say, take two each."""
    return len(text) if text.isascii() else len(text) + sum(east_asian_width(one) in "FW" for one in text)


def _flat(expression: Expression) -> str:
    if isinstance(expression, str):
        return expression
    parts = ", ".join(f"{prefix}{_flat(part)}" for prefix, part in expression.parts)
    return f"{expression.opening}{parts}{expression.closing}"
