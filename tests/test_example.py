"""The example, run as a person runs it: as a program of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "register_model.py"

# Runs the example in a Python that lacks the module named first.
WITHOUT = """\
import runpy, sys
missing, sys.argv = sys.argv[1], sys.argv[2:]
sys.modules[missing] = None
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        stdin=subprocess.DEVNULL,
        timeout=240,
    )


def section(output: str, heading: str) -> str:
    """Cut out what the example printed under a heading that starts so."""
    found = re.search(rf"^== {re.escape(heading)}.*?\n(.*?)(?=^== |\Z)", output, re.DOTALL | re.MULTILINE)
    assert found, output
    return found[1]


needs_scikit_learn = pytest.mark.skipif(
    find_spec("sklearn") is None, reason="the example needs scikit-learn, which only some sessions install"
)


@pytest.fixture(scope="module")
def done() -> subprocess.CompletedProcess[str]:
    return run(str(EXAMPLE))


@needs_scikit_learn
def test_goes_the_whole_way(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "Nothing here reaches AWS" in done.stdout
    assert re.search(r"accuracy 0\.9\d+, AUC 0\.9\d+", section(done.stdout, "Train"))
    uploaded = section(done.stdout, "Pack and upload, to http://127.0.0.1:")
    assert re.search(r"^s3://ml-artifacts/breast-cancer/model\.tar\.gz \([1-9]\d{2,} bytes\)$", uploaded, re.MULTILINE)
    assert '"ModelPackageGroupName": "breast-cancer"' in section(done.stdout, "Build")
    assert section(done.stdout, "Register").splitlines()[:2] == [
        "arn:aws:sagemaker:us-east-1:123456789012:model-package/breast-cancer/1",
        "version 1",
    ]


@needs_scikit_learn
def test_reads_back_what_it_sent(done: subprocess.CompletedProcess[str]) -> None:
    compared = section(done.stdout, "Read back")

    assert "version 1 of breast-cancer, Completed, PendingManualApproval" in compared
    assert re.search(r"InferenceSpecification +same", compared)
    assert re.search(r"CustomerMetadataProperties +same", compared)
    assert re.search(r"ModelLifeCycle +not kept by moto", compared)
    assert "DIFFERENT" not in compared
    assert "LOST" not in compared
    assert compared.rstrip().endswith("True")


@needs_scikit_learn
def test_shows_three_mistakes_in_one_error(done: subprocess.CompletedProcess[str]) -> None:
    wrong = section(done.stdout, "What a wrong request looks like")

    assert wrong.startswith("3 problems in this versioned model package:")
    assert re.search(r"^ +ModelPackageGroupName\b", wrong, re.MULTILINE)
    assert re.search(r"^ +InferenceSpecification\.Containers\[0\]\.ModelDataUrl\b", wrong, re.MULTILINE)
    assert re.search(r"^ +InferenceSpecification\.SupportedResponseMIMETypes\[0\]", wrong, re.MULTILINE)


@needs_scikit_learn
def test_never_uses_the_credentials_or_the_endpoint_it_finds() -> None:
    done = run(
        str(EXAMPLE),
        AWS_PROFILE="production",
        AWS_ENDPOINT_URL="http://127.0.0.1:9",
        HTTP_PROXY="http://127.0.0.1:9",
        http_proxy="http://127.0.0.1:9",
    )

    assert done.returncode == 0, done.stdout + done.stderr


@needs_scikit_learn
def test_says_what_to_do_when_the_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = run(str(EXAMPLE), "--port", str(port))

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "Leave out --port" in done.stderr


@needs_scikit_learn
def test_listens_where_it_is_told_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    done = run(str(EXAMPLE), "--port", str(port))

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"http://127.0.0.1:{port}" in done.stdout


@pytest.mark.parametrize("module", ["attrs", "boto3", "moto", "sklearn", "sagemaker_model_package"])
def test_says_what_to_do_when_a_dependency_is_missing(module: str) -> None:
    done = run("-c", WITHOUT, module, str(EXAMPLE))

    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if module != "sagemaker_model_package":  # without scikit-learn, its absence may be noticed first
        assert re.search(rf"needs the module '({module}|joblib|sklearn)'", done.stderr)
    assert "nox -s demo" in done.stderr
