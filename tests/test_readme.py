"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelPackageValidationError, ModelRegistry

from .registry.moto_server import environment, moto_server

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def blocks_below(heading: str) -> list[str]:
    """Return the code blocks of a section."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```(?:python)?\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)


def test_the_quick_example_sends_a_version() -> None:
    with patch.object(boto3, "client") as client:
        exec(blocks_below("Quick example")[0], {})  # noqa: S102 - it is the README's own
    (call,) = client.return_value.create_model_package.mock_calls
    assert call.kwargs["ModelPackageGroupName"] == "churn"
    assert call.kwargs["CustomerMetadataProperties"] == {"team": "growth", "auc": "0.91"}


def test_what_comes_after_the_build_does_what_it_says() -> None:
    with moto_server() as url, pytest.MonkeyPatch.context() as patched:
        for name, value in environment(url).items():
            patched.setenv(name, value)
        client = boto3.session.Session().client("sagemaker")
        names: dict[str, Any] = {"client": client, "production": ModelRegistry(client)}
        with patch.object(boto3, "client"):
            exec(blocks_below("Quick example")[0], names)  # noqa: S102 - it is the README's own
        exec(blocks_below("After the build")[0], names)  # noqa: S102 - see above

    assert names["newest"].arn == names["registered"].arn
    assert names["described"].status == "Completed"
    promoted = names["promotion"].package.to_kwargs()
    (container,) = promoted["InferenceSpecification"]["Containers"]
    assert container["ModelDataUrl"] == "s3://ml-artifacts-prod/churn/model.tar.gz"
    statistics = promoted["ModelMetrics"]["ModelQuality"]["Statistics"]
    assert statistics["S3Uri"] == "s3://ml-artifacts-prod/churn/evaluation.json"
    assert [one.path for one in names["promotion"].unmatched] == ["InferenceSpecification.Containers[0].Image"]


def test_the_mistake_looks_as_it_is_shown() -> None:
    program, text = blocks_below("What a mistake looks like")
    names: dict[str, Any] = {"ModelPackageBuilder": ModelPackageBuilder}
    with pytest.raises(ModelPackageValidationError) as raised:
        exec(program, names)  # noqa: S102 - it is the README's own
    assert str(raised.value) == text.rstrip("\n")
