"""The examples, run as a person runs them: as programs of their own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from importlib.util import find_spec

import boto3
import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry
from tests.registry.moto_server import environment, moto_server

from .conftest import ROOT

REGISTER, PROMOTE = (str(ROOT / "examples" / f"{name}_model.py") for name in ("register", "promote"))
DEV, PROD = "111111111111", "222222222222"

# Runs an example in a Python that lacks the module named first.
WITHOUT = """\
import runpy, sys
missing, sys.argv = sys.argv[1], sys.argv[2:]
sys.modules[missing] = None
runpy.run_path(sys.argv[0], run_name="__main__")
"""

pytestmark = pytest.mark.slow

needs_scikit_learn = pytest.mark.skipif(
    find_spec("sklearn") is None, reason="the example needs scikit-learn, which only some sessions install"
)
each_example = pytest.mark.parametrize(
    "example", [pytest.param(REGISTER, marks=needs_scikit_learn, id="register"), pytest.param(PROMOTE, id="promote")]
)


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


def output_of(*command: str, **environment: str) -> str:
    ended = run(*command, **environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stderr == ""
    assert "Nothing here reaches AWS" in ended.stdout
    return ended.stdout


def section(output: str, heading: str) -> str:
    """Return what the example printed under a heading that begins so."""
    found = re.search(rf"^== {re.escape(heading)}.*?\n(.*?)(?=^== |\Z)", output, re.DOTALL | re.MULTILINE)
    assert found, output
    return found[1]


@pytest.fixture(scope="module")
def registered() -> str:
    return output_of(REGISTER)


@pytest.fixture(scope="module")
def promoted() -> str:
    return output_of(PROMOTE)


# Either ---------------------------------------------------------------------------------------------------------------


@each_example
def test_never_uses_the_credentials_or_the_endpoint_it_finds_but_the_port_it_is_told(example: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = {"AWS_PROFILE": "production", "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    output = output_of(example, "--port", str(port), **found, http_proxy="http://127.0.0.1:9")
    assert f"http://127.0.0.1:{port}" in output


@each_example
def test_says_what_to_do_when_the_port_is_taken(example: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run(example, "--port", str(port))
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert f"Cannot listen on 127.0.0.1:{port}" in ended.stderr
    assert "Leave out --port" in ended.stderr


@pytest.mark.parametrize(
    ("example", "module", "named"),
    [
        # Without scikit-learn, its absence may be noticed first; joblib comes with it.
        *((REGISTER, one, f"{one}|joblib|sklearn") for one in ("attrs", "boto3", "moto", "sklearn")),
        (REGISTER, "sagemaker_model_package", r"\w+"),
        *((PROMOTE, one, one) for one in ("boto3", "moto", "sagemaker_model_package")),
    ],
)
def test_says_what_to_do_when_a_dependency_is_missing(example: str, module: str, named: str) -> None:
    ended = run("-c", WITHOUT, module, example)
    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert re.search(rf"needs the module '({named})'", ended.stderr)
    assert "nox -s demo" in ended.stderr


# Register -------------------------------------------------------------------------------------------------------------


@needs_scikit_learn
def test_trains_uploads_and_registers(registered: str) -> None:
    assert re.search(r"accuracy 0\.9\d+, AUC 0\.9\d+", section(registered, "Train"))
    uploaded = section(registered, "Pack and upload, to http://127.0.0.1:")
    assert re.search(r"^s3://ml-artifacts/breast-cancer/model\.tar\.gz \([1-9]\d{2,} bytes\)$", uploaded, re.MULTILINE)
    assert '"ModelPackageGroupName": "breast-cancer"' in section(registered, "Build")
    assert section(registered, "Register").splitlines()[:2] == [
        "arn:aws:sagemaker:us-east-1:123456789012:model-package/breast-cancer/1",
        "version 1",
    ]


@needs_scikit_learn
def test_reads_back_what_it_sent(registered: str) -> None:
    compared = section(registered, "Read back")
    assert "version 1 of breast-cancer, Completed, PendingManualApproval" in compared
    assert re.search(r"InferenceSpecification +same", compared)
    assert re.search(r"CustomerMetadataProperties +same", compared)
    assert re.search(r"ModelLifeCycle +not kept by moto", compared)
    assert "DIFFERENT" not in compared
    assert "LOST" not in compared
    assert compared.rstrip().endswith("True")


@needs_scikit_learn
def test_shows_three_mistakes_in_one_error(registered: str) -> None:
    wrong = section(registered, "What a wrong request looks like")
    assert wrong.startswith("3 problems in this versioned model package:")
    assert re.findall(r"^ +(\S+)  \[", wrong, re.MULTILINE) == [
        "InferenceSpecification.Containers[0].ModelDataUrl",
        "InferenceSpecification.SupportedResponseMIMETypes[0]",
        "ModelPackageGroupName",
    ]


# Promote --------------------------------------------------------------------------------------------------------------


def test_goes_from_one_account_to_the_other(promoted: str) -> None:
    accounts = section(promoted, "Two accounts, at http://127.0.0.1:")
    assert re.findall(r"^\d{12}", accounts, re.MULTILINE) == [DEV, PROD]
    in_dev = section(promoted, "Development")
    assert f"arn:aws:sagemaker:us-east-1:{DEV}:model-package/churn/1\nApproved\n" in in_dev
    again = section(promoted, "Promote again").strip()
    assert again == f"arn:aws:sagemaker:us-east-1:{PROD}:model-package/churn/1"


def test_shows_everything_that_is_missing_first(promoted: str) -> None:
    refused = section(promoted, "Promote before anything was copied")
    assert re.match(r"nothing was registered, .* the package names 3 places where nothing was found:", refused)
    assert "'s3://prod-models/churn/model.tar.gz'  nothing is there" in refused
    copied = section(promoted, "Copy the objects")
    assert "s3://dev-models/reports/churn.json -> s3://prod-models/churn/reports/churn.json" in copied


def test_shows_what_changed_and_what_is_left_to_look_at(promoted: str) -> None:
    changed = section(promoted, "What changed on the way")
    container = "InferenceSpecification.Containers[0]"
    assert re.search(rf"{re.escape(container)}\.ImageDigest\n  - 'sha256:0+'\n", changed)
    assert f"{container}.Environment.SETTINGS\n  (changed, not shown)" in changed
    left = section(promoted, "What no rule matched")
    assert left.split() == [f"{container}.Environment.SETTINGS", "[location]", "(not", "shown)"]
    assert "shared-lookups" not in promoted


def test_compares_what_the_two_accounts_hold(promoted: str) -> None:
    compared = section(promoted, "Production")
    assert "version 1 of churn, Completed, PendingManualApproval" in compared
    arn = f"arn:aws:sagemaker:us-east-1:{DEV}:model-package/churn/1"
    assert re.findall(r"promotion\.\w+ = (.*)", compared) == [arn, arn]
    assert "team = growth" in compared
    same = set(re.findall(r"^ +(\w+) +same$", compared, re.MULTILINE))
    assert same == {"ModelPackageDescription", "ModelPackageGroupName"}
    assert "names the development account: True" in compared


# Training script ------------------------------------------------------------------------------------------------------


@needs_scikit_learn
def test_the_training_script_registers_what_it_measured() -> None:
    with moto_server() as url:
        ended = run("-W", "error", str(ROOT / "examples" / "training_script.py"), **environment(url))
        client = boto3.client(
            "sagemaker", "us-east-1", endpoint_url=url, aws_access_key_id="fake", aws_secret_access_key="fake"
        )
        (version,) = client.list_model_packages(ModelPackageGroupName="breast-cancer")["ModelPackageSummaryList"]
        described = client.describe_model_package(ModelPackageName=version["ModelPackageArn"])

    assert (ended.stderr, ended.returncode) == ("", 0)
    assert re.fullmatch(r"registered version 1 of breast-cancer, accuracy 0\.9\d\d\n", ended.stdout)
    metadata = described["CustomerMetadataProperties"]
    assert metadata.keys() == {"accuracy", "recall", "trained", "script"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", metadata["trained"])


# A changed version ----------------------------------------------------------------------------------------------------


def test_a_version_is_changed_and_starts_as_pending() -> None:
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-"
    with moto_server() as url:
        client = boto3.client(
            "sagemaker", "us-east-1", endpoint_url=url, aws_access_key_id="fake", aws_secret_access_key="fake"
        )
        registry = ModelRegistry(client)
        registry.ensure_group("churn")
        builder = ModelPackageBuilder().container(image=f"{image}1", model_data_url="s3://models/churn/model.tar.gz")
        builder = builder.content_types("text/csv").response_mime_types("text/csv")
        builder = builder.model_quality(statistics="s3://models/churn/1.json").customer_metadata({"team": "growth"})
        registry.approve(registry.register(builder.versioned("churn").build()))

        program = str(ROOT / "examples" / "change_version.py")
        arguments = ("churn", "1", f"{image}2", "s3://models/churn/2.json")
        ended = run("-W", "error", program, *arguments, **environment(url))
        changed = registry.describe("churn", 2).package

    assert (ended.stderr, ended.returncode) == ("", 0)
    assert changed.customer_metadata_properties is not None
    *changes, last = ended.stdout.splitlines()
    assert changes == [
        "InferenceSpecification.Containers[0].Image",
        f"  - '{image}1'",
        f"  + '{image}2'",
        "ModelMetrics.ModelQuality.Statistics.S3Uri",
        "  - 's3://models/churn/1.json'",
        "  + 's3://models/churn/2.json'",
        "CustomerMetadataProperties.tested",
        f"  + {changed.customer_metadata_properties['tested']!r}",
        "ModelApprovalStatus",
        "  - 'Approved'",
    ]
    assert last.startswith("registered version 2 of churn: arn:aws:sagemaker:us-east-1:")
    assert changed.model_approval_status is None
