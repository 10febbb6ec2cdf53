"""The bad requests and their twins as JSON, and what a JSON Schema can say of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sagemaker_model_package._validation.rules import RULES
from tests.validation.bad_requests import BAD_REQUESTS

if TYPE_CHECKING:
    from tests.validation.bad_requests import BadRequest

UNSAID = {rule.code for rule in RULES if rule.severity == "error" and rule.json_schema is None}
"""The rules that a JSON Schema cannot say."""


def is_json(value: object) -> bool:
    """Tell whether a value can be written as JSON: there are no bytes, sets and keys that are numbers."""
    try:
        read: Any = json.loads(json.dumps(value))
    except TypeError:
        return False
    return bool(read == value)


def is_refused(case: BadRequest) -> bool:
    """Tell whether a schema has to refuse a bad request; what is only a warning passes."""
    return any(code < "MP200" and code not in UNSAID for code, _ in case.expected)


CASES = [case for case in BAD_REQUESTS if is_json(case.bad)]
