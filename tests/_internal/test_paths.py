"""Paths of values in a request, as boto3 writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package._internal.paths import MapKey, MapValue, format_key, format_path

if TYPE_CHECKING:
    from sagemaker_model_package._internal.paths import Path, Step


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ([], ""),
        (["Domain"], "Domain"),
        (["InferenceSpecification", "Containers", 0, "Image"], "InferenceSpecification.Containers[0].Image"),
        (["Tags", 12], "Tags[12]"),
        (["Environment", MapValue("LEVEL")], "Environment.LEVEL"),
        (["Environment", MapKey("LEVEL")], "Environment (key: LEVEL)"),
        (["Environment", MapKey("a\n")], r"Environment (key: 'a\n')"),
        (["Environment", MapValue("")], "Environment.''"),
        (["Environment", MapValue(5)], "Environment.5"),
        ([MapValue(".env")], ".env"),
    ],
)
def test_paths_are_written_as_boto3_does(steps: list[Step], text: str) -> None:
    path: Path = None
    for step in steps:
        path = (path, step)
    assert format_path(path) == text


@given(st.text() | st.integers() | st.binary())
def test_a_key_is_printable_and_bounded(key: object) -> None:
    text = format_key(key)
    assert text.isprintable()
    assert 0 < len(text) < 10 * 80 + 40
    if isinstance(key, str) and key.isalnum() and len(key) <= 80:
        assert text == key
