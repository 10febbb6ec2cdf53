"""Whether the client's own botocore knows all members of a request.

botocore refuses those that it does not know, in words that sound as if the member did not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sagemaker_model_package._internal.lazy_botocore import botocore_version
from sagemaker_model_package.errors import OutdatedBotocoreError


def outdated_botocore(model: Any, kwargs: Mapping[str, Any]) -> OutdatedBotocoreError | None:
    """Return the error to raise where an operation's model lacks members of a request.

    It is returned, not raised: a traceback would keep the request, which may contain secrets.
    """
    unknown = tuple(_unknown_members(kwargs, model.input_shape, ""))
    return OutdatedBotocoreError(model.name, unknown, botocore_version()) if unknown else None


def _unknown_members(value: object, shape: Any, path: str) -> Iterator[str]:
    """Return the paths of what botocore's shape of a request has no member for."""
    held: Any = value
    if shape.type_name == "structure" and isinstance(value, Mapping):
        for name, inner in held.items():
            known = shape.members.get(name)
            if known is None:
                yield f"{path}.{name}".removeprefix(".")
            else:
                yield from _unknown_members(inner, known, f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(value, (list, tuple)):
        for index, item in enumerate(held):
            yield from _unknown_members(item, shape.member, f"{path}[{index}]")
