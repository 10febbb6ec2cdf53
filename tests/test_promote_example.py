"""The promotion between two accounts, run as a person runs it: as a program of its own."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.test_example import WITHOUT, run, section

if TYPE_CHECKING:
    import subprocess

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "promote_model.py"
DEV, PROD = "111111111111", "222222222222"


@pytest.fixture(scope="module")
def done() -> subprocess.CompletedProcess[str]:
    return run(str(EXAMPLE))


def test_goes_the_whole_way(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "Nothing here reaches AWS" in done.stdout
    accounts = section(done.stdout, "Two accounts, at http://127.0.0.1:")
    assert re.findall(r"^\d{12}", accounts, re.MULTILINE) == [DEV, PROD]
    registered = section(done.stdout, "Development")
    assert f"arn:aws:sagemaker:us-east-1:{DEV}:model-package/churn/1\nApproved\n" in registered
    promoted = section(done.stdout, "Promote again").strip()
    assert promoted == f"arn:aws:sagemaker:us-east-1:{PROD}:model-package/churn/1"


def test_shows_everything_that_is_missing_first(done: subprocess.CompletedProcess[str]) -> None:
    refused = section(done.stdout, "Promote before anything was copied")
    assert refused.startswith("nothing was registered, for the package names 3 places where nothing was found:")
    assert "'s3://prod-models/churn/model.tar.gz'  nothing is there" in refused
    copied = section(done.stdout, "Copy the objects")
    assert "s3://dev-models/reports/churn.json -> s3://prod-models/churn/reports/churn.json" in copied


def test_shows_what_changed_and_what_is_left_to_look_at(done: subprocess.CompletedProcess[str]) -> None:
    changed = section(done.stdout, "What changed on the way")
    container = "InferenceSpecification.Containers[0]"
    digest = rf"{re.escape(container)}\.ImageDigest\n +sha256:0+\n +\(dropped\)"
    assert re.search(digest, changed)
    assert f"{container}.Environment.SETTINGS\n    (rewritten, but secret)" in changed
    left = section(done.stdout, "What no rule matched")
    assert left.split() == [f"{container}.Environment.SETTINGS", "[location]", "(not", "shown)"]
    assert "shared-lookups" not in done.stdout


def test_compares_what_the_two_accounts_hold(done: subprocess.CompletedProcess[str]) -> None:
    compared = section(done.stdout, "Production")
    assert "version 1 of churn, Completed, PendingManualApproval" in compared
    arn = f"arn:aws:sagemaker:us-east-1:{DEV}:model-package/churn/1"
    assert re.findall(r"promotion\.\w+ = (.*)", compared) == [arn, arn]
    assert "team = growth" in compared
    same = set(re.findall(r"^ +(\w+) +same$", compared, re.MULTILINE))
    assert same == {"ModelPackageDescription", "ModelPackageGroupName"}
    assert "names the development account: True" in compared


def test_never_uses_the_credentials_or_the_endpoint_it_finds() -> None:
    found = {"AWS_PROFILE": "production", "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    ended = run(str(EXAMPLE), **found, http_proxy="http://127.0.0.1:9")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_says_what_to_do_when_the_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run(str(EXAMPLE), "--port", str(port))
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert f"Cannot listen on 127.0.0.1:{port}" in ended.stderr
    assert "Leave out --port" in ended.stderr


def test_listens_where_it_is_told_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ended = run(str(EXAMPLE), "--port", str(port))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"http://127.0.0.1:{port}" in ended.stdout


@pytest.mark.parametrize("module", ["boto3", "moto", "sagemaker_model_package"])
def test_says_what_to_do_when_a_dependency_is_missing(module: str) -> None:
    ended = run("-c", WITHOUT, module, str(EXAMPLE))
    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert f"needs the module '{module}'" in ended.stderr
    assert "nox -s demo" in ended.stderr
