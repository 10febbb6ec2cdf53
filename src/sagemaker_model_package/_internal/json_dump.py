"""Writing what a user gives as a dict or list into a string, as JSON."""

from __future__ import annotations

from typing import Any

from sagemaker_model_package._internal.json_text import dumped, is_nested_deeper
from sagemaker_model_package._internal.mappings import is_mapping
from sagemaker_model_package._internal.numpy_values import is_numpy
from sagemaker_model_package._internal.sequences import is_sequence
from sagemaker_model_package._internal.value_format import is_text

_ESCAPED = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
"""Line breaks that JSON allows within its strings, but that would make several lines of its text."""


def as_json(value: object) -> object:
    """Return a dict or list as compact JSON text, or as ``NotJson``; anything else as it is.

    numpy's scalars and arrays count as the numbers and lists that they hold. It never raises.
    """
    held: Any = value
    if is_text(value) or not (is_mapping(value) or is_sequence(value) or is_numpy(value)):
        return held
    text = dumped(held)
    if text is not None and not is_nested_deeper(text):
        return text.translate(_ESCAPED)
    from sagemaker_model_package._internal.not_json import not_json

    return not_json(held)
