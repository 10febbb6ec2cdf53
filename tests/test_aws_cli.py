"""The AWS CLI takes a package as it is, as JSON. ``nox -s templates`` asks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from .registry.examples import unversioned, version
from .registry.moto_server import REGION, environment, moto_server

if TYPE_CHECKING:
    from sagemaker_model_package import ModelPackage


@pytest.mark.session(name="templates")
@pytest.mark.parametrize("package", [version(), unversioned()], ids=["versioned", "unversioned"])
def test_the_cli_registers_the_kwargs_as_json(package: ModelPackage) -> None:
    with moto_server() as url:
        client: Any = boto3.client(
            "sagemaker",
            endpoint_url=url,
            region_name=REGION,
            aws_access_key_id="fake",
            aws_secret_access_key="fake",
        )
        client.create_model_package_group(ModelPackageGroupName="churn")
        arguments = ["sagemaker", "create-model-package", "--cli-input-json", json.dumps(package.to_kwargs())]
        ended = subprocess.run(
            [sys.executable, "-m", "awscli", *arguments],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **environment(url)},
            timeout=60,
        )
        assert ended.returncode == 0, ended.stderr
        arn = json.loads(ended.stdout)["ModelPackageArn"]
        described = client.describe_model_package(ModelPackageName=arn)
        assert {**described, **package.to_kwargs()} == described
