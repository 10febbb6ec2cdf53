"""ARNs that are given in place of a model package group."""

from __future__ import annotations

import re

_GROUP = "model-package-group"


def instead_of(arn: str) -> str | None:
    """Return what to give instead of the ARN of something else; ``None`` for what is not a SageMaker ARN."""
    match = re.fullmatch(
        r"(arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:)([a-z-]+)/([a-zA-Z0-9-]{1,63})(/[0-9]+)?", arn
    )
    if match is None:
        return None
    start, what, name, version = match.groups()
    if version and what in {_GROUP, "model-package"}:
        return f"that is a version; give its group: {start}{_GROUP}/{name}"
    return f"give the group's name, or its ARN: {start}{_GROUP}/NAME"
