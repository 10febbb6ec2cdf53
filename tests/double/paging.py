"""Lists in pages, with tokens that go on after the last item seen, whatever was added or deleted meanwhile."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any, TypeVar

from . import refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .model import Document
    from .state import Options

T = TypeVar("T")

DEFAULT_PAGE = 10
"""Items on a page where the request does not say how many it wants at most."""


def page(
    items: Sequence[T],
    key: Callable[[T], tuple[Any, ...]],
    request: Document,
    options: Options,
    *,
    size: int | None = None,
) -> tuple[list[T], Document]:
    """Return the items of one page, and ``NextToken`` where there are more.

    Args:
        items: All there are.
        key: What they are sorted by; no two items have the same.
        request: The request, with its ``SortOrder``, ``MaxResults`` and ``NextToken``.
        options: How many items a page has at most, and how many pages without any come before each.
        size: How many items the request wants at most.
    """
    descending = request.get("SortOrder") == "Descending"
    items = sorted(items, key=key, reverse=descending)
    question = {name: value for name, value in request.items() if name not in ("NextToken", "MaxResults")}
    last, empty = _read(request["NextToken"], question) if request.get("NextToken") else (None, 0)
    if last is not None:
        seen = tuple(last)
        items = [item for item in items if (key(item) < seen if descending else key(item) > seen)]
    if empty < options.empty_pages:
        return [], {"NextToken": _write(question, last, empty + 1)}
    size = min(size or DEFAULT_PAGE, options.page_size)
    shown = items[:size]
    return shown, {"NextToken": _write(question, key(shown[-1]), 0)} if len(items) > size else {}


def _write(question: Document, last: Sequence[object] | None, empty: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([question, last, empty]).encode()).decode()


def _read(token: str, question: Document) -> tuple[list[Any] | None, int]:
    """Return where to go on, and how many empty pages there were since the last item."""
    try:
        asked, last, empty = json.loads(base64.urlsafe_b64decode(token))
    except (binascii.Error, ValueError) as error:
        raise refusals.invalid(f"Invalid NextToken: {token}") from error
    if asked != question:
        raise refusals.invalid("NextToken was given to another request than this one")
    return last, empty
