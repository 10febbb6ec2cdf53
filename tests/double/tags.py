"""The operations on tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import refusals
from .paging import page
from .state import tags_of

if TYPE_CHECKING:
    from .model import Document
    from .state import Account

MOST = 50
"""How many tags something has at most."""
PER_PAGE = 50
"""Items on a page where the request does not say."""


def _listed(tags: dict[str, str]) -> list[Document]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def add(account: Account, request: Document) -> Document:
    tags = account.tagged("AddTags", request["ResourceArn"])
    together = {**tags, **tags_of(request)}
    if len(together) > MOST:
        raise refusals.too_many("Maximum number of tags per resource", MOST)
    tags.update(together)
    return {"Tags": _listed(tags)}


def list_all(account: Account, request: Document) -> Document:
    tags = account.tagged("ListTags", request["ResourceArn"])
    shown, token = page(
        list(tags.items()), lambda item: (item[0],), request, account.options, size=request.get("MaxResults", PER_PAGE)
    )
    return {"Tags": _listed(dict(shown)), **token}


def delete(account: Account, request: Document) -> Document:
    tags = account.tagged("DeleteTags", request["ResourceArn"])
    for key in request["TagKeys"]:
        tags.pop(key, None)
    return {}


OPERATIONS = {"AddTags": add, "ListTags": list_all, "DeleteTags": delete}
