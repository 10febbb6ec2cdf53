"""The recipes for AWS's SDKs and Airflow, each run with the release that it is for: ``nox -s recipes``."""

from __future__ import annotations

import importlib.metadata
import re
import warnings
from pathlib import Path

import boto3
import pytest

from sagemaker_model_package import ModelPackageValidationError
from tests.registry.moto_server import environment, moto_server

pytestmark = pytest.mark.session(name="recipes")

PAGE = Path(__file__).parents[2].joinpath("docs", "how-to", "guard-sdks.md").read_text("utf-8")
SECTIONS = {title: body for title, _, body in (part.partition("\n") for part in PAGE.split("\n## ")[1:])}

RELEASES = {
    "SageMaker SDK, version 2": ("sagemaker", 2),
    "sagemaker-core, version 1": ("sagemaker-core", 1),
    "sagemaker-core, version 2, and the SageMaker SDK, version 3": ("sagemaker-core", 2),
    "Airflow": ("apache-airflow-providers-amazon", None),
}
MISTAKES = {"SageMaker SDK, version 2": "SupportedResponseMIMETypes[0]"}


def is_installed(distribution: str, major: int | None) -> bool:
    try:
        version = importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return False
    return major is None or int(version.partition(".")[0]) == major


def test_each_recipe_has_its_release() -> None:
    assert SECTIONS.keys() == RELEASES.keys()
    assert any(is_installed(*release) for release in RELEASES.values()), "install what one of the recipes is for"


@pytest.mark.filterwarnings("default")  # theirs
@pytest.mark.parametrize("title", RELEASES)
def test_the_recipe_refuses_a_mistake(title: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if not is_installed(*RELEASES[title]):
        pytest.skip("another environment of the session has it")
    (program,) = re.findall(r"```python\n(.*?)```", SECTIONS[title], re.DOTALL)
    with moto_server() as url:
        for name, value in {**environment(url), "AIRFLOW_HOME": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
        client = boto3.client("sagemaker")
        client.create_model_package_group(ModelPackageGroupName="churn")
        with pytest.raises(ModelPackageValidationError) as caught, warnings.catch_warnings():
            exec(compile(program, title, "exec"), {"__name__": "recipe"})  # noqa: S102 - the page's own program
        (problem,) = caught.value.problems
        assert problem.path.endswith(MISTAKES.get(title, "Containers[0].ModelDataUrl"))
        assert client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"] == []
