"""Train a model, register it, and read it back: the whole way through, against a fake AWS on this machine.

Nothing here talks to AWS: a moto server on the loopback address plays SageMaker and S3, and the credentials are fake.
Run it with ``nox -s demo``, or by hand with ``python examples/register_model.py``.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import socket
import sys
import tarfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

try:
    import attrs
    import boto3
    import joblib
    from botocore.config import Config
    from moto.server import ThreadedMotoServer
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import (
        accuracy_score,
        confusion_matrix,
        f1_score,
        precision_score,
        recall_score,
        roc_auc_score,
    )
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import Pipeline, make_pipeline
    from sklearn.preprocessing import StandardScaler

    from sagemaker_model_package import (
        ModelPackageBuilder,
        ModelPackageValidationError,
        TransformInstanceType,
        from_describe,
    )
except ModuleNotFoundError as missing:
    print(
        f"This example needs the module {(missing.name or '?').partition('.')[0]!r}, which is not installed here.\n"
        "Run `nox -s demo`, which installs all it needs, or, in the repository:\n"
        '  python -m pip install . "moto[s3,server]" scikit-learn',
        file=sys.stderr,
    )
    raise SystemExit(2) from None

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from types_boto3_s3 import S3Client
    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_model_package import VersionedModelPackage

LOOPBACK = "127.0.0.1"
REGION = "us-east-1"
BUCKET = "ml-artifacts"
GROUP = "breast-cancer"
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3"

# What SageMaker's scikit-learn container runs; it goes into the archive beside the model.
INFERENCE_SCRIPT = '''\
"""Load the model: the container's defaults do the rest (CSV in, CSV out)."""

from pathlib import Path

import joblib


def model_fn(model_dir):
    return joblib.load(Path(model_dir) / "model.joblib")
'''

# What moto 5.2 takes without keeping it: these members come back from AWS, but not from here.
FORGOTTEN_BY_MOTO = frozenset(
    {
        "ManagedStorageType",
        "ModelCard",
        "ModelLifeCycle",
        "ModelPackageRegistrationType",
        "SecurityConfig",
        "SkipModelValidation",
        "SourceUri",
    }
)


class ExampleError(Exception):
    """Something that the person at the keyboard can mend; the text says how."""


def train() -> tuple[Pipeline, dict[str, Any]]:
    """Train a classifier; give it with its evaluation, in the shape of SageMaker's model quality statistics."""
    samples, labels = load_breast_cancer(return_X_y=True)
    train_samples, test_samples, train_labels, test_labels = train_test_split(
        samples, labels, test_size=0.25, random_state=0, stratify=labels
    )
    model = make_pipeline(StandardScaler(), LogisticRegression(random_state=0)).fit(train_samples, train_labels)
    predicted = model.predict(test_samples)
    scores = {
        "accuracy": accuracy_score(test_labels, predicted),
        "auc": roc_auc_score(test_labels, model.decision_function(test_samples)),
        "f1": f1_score(test_labels, predicted),
        "precision": precision_score(test_labels, predicted),
        "recall": recall_score(test_labels, predicted),
    }
    metrics: dict[str, Any] = {
        name: {"value": round(float(score), 4), "standard_deviation": "NaN"} for name, score in scores.items()
    }
    metrics["confusion_matrix"] = {
        str(actual): {str(guess): int(count) for guess, count in enumerate(row)}
        for actual, row in enumerate(confusion_matrix(test_labels, predicted))
    }
    return model, {"binary_classification_metrics": metrics}


def pack(model: Pipeline, directory: Path) -> Path:
    """Write ``model.tar.gz`` as the container expects it: the model, and the script under ``code/``."""
    weights = directory / "model.joblib"
    joblib.dump(model, weights)
    script = directory / "inference.py"
    script.write_text(INFERENCE_SCRIPT, encoding="utf-8")
    archive = directory / "model.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(weights, "model.joblib")
        tar.add(script, "code/inference.py")
    return archive


def write_report(report: Mapping[str, Any], directory: Path) -> Path:
    """Write ``evaluation.json``."""
    path = directory / "evaluation.json"
    path.write_text(json.dumps(report, indent=2), encoding="utf-8")
    return path


def use_fake_credentials() -> None:
    """See to it that boto3 finds fake credentials, and none of the real ones this machine may have."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(
        AWS_ACCESS_KEY_ID="fake",
        AWS_SECRET_ACCESS_KEY="fake",  # noqa: S106 - fake, as it says
        AWS_DEFAULT_REGION=REGION,
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
        AWS_EC2_METADATA_DISABLED="true",
    )


def refuse_taken_port(port: int) -> None:
    """Raise ``ExampleError`` if nothing can listen on this port (moto's server would wait for ever)."""
    with socket.socket() as probe:
        if os.name == "posix":  # as the server does; elsewhere the option would let two listen on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen()
        except OSError as error:
            text = (
                f"Cannot listen on {LOOPBACK}:{port}: {error.strerror or error}.\n"
                "Leave out --port for a free one, or give another: --port 5001"
            )
            raise ExampleError(text) from None


@contextmanager
def fake_aws(port: int) -> Generator[str]:
    """Run a moto server on the loopback address; give its URL."""
    refuse_taken_port(port)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # no line for every request
    server = ThreadedMotoServer(ip_address=LOOPBACK, port=port, verbose=False)
    server.start()
    try:
        host, actual_port = server.get_host_and_port()
        yield f"http://{host}:{actual_port}"
    finally:
        server.stop()


def upload(s3: S3Client, *files: Path) -> list[str]:
    """Upload the files; give their S3 URIs."""
    s3.create_bucket(Bucket=BUCKET)
    uris: list[str] = []
    for file in files:
        key = f"{GROUP}/{file.name}"
        s3.upload_file(str(file), BUCKET, key)
        uris.append(f"s3://{BUCKET}/{key}")
    return uris


def build_package(model_uri: str, report_uri: str, auc: float) -> VersionedModelPackage:
    """Describe the model to the registry. Everything is checked in ``build()``, before anything is sent."""
    return (
        ModelPackageBuilder()
        .description("Logistic regression on the Wisconsin breast cancer data set")
        .container(
            image=IMAGE,
            model_data_url=model_uri,
            environment={
                "SAGEMAKER_PROGRAM": "inference.py",
                "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code",
            },
        )
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .realtime_instance_types("ml.m5.large", "ml.c7i.xlarge")
        .transform_instance_types(TransformInstanceType.ML_M5_LARGE)
        .model_quality(statistics=report_uri)
        .customer_metadata({"auc": auc, "data-set": "breast-cancer-wisconsin"})
        .life_cycle("Development", "PendingApproval")
        .versioned(GROUP)
        .approval_status("PendingManualApproval")
        .build()
    )


def register(client: SageMakerClient, package: VersionedModelPackage) -> str:
    """Make the group, and in it a new version; give the version's ARN."""
    client.create_model_package_group(
        ModelPackageGroupName=GROUP, ModelPackageGroupDescription="Tells malignant from benign tumours"
    )
    return client.create_model_package(**package.to_kwargs())["ModelPackageArn"]


def read_back(client: SageMakerClient, arn: str, sent: VersionedModelPackage) -> bool:
    """Compare what the registry holds with what was sent, both as packages and as keyword arguments."""
    response = client.describe_model_package(ModelPackageName=arn)
    print(f"  version {response['ModelPackageVersion']} of {response['ModelPackageGroupName']}", end=", ")
    print(f"{response['ModelPackageStatus']}, {response['ModelApprovalStatus']}")

    received = from_describe(response)
    sent_kwargs, received_kwargs = sent.to_kwargs(), received.to_kwargs()
    forgotten = sorted(sent_kwargs.keys() - received_kwargs.keys())
    for member in sorted(received_kwargs):
        same = received_kwargs[member] == sent_kwargs.get(member)
        print(f"  {member:<28} {'same' if same else 'DIFFERENT'}")
    for member in forgotten:
        print(f"  {member:<28} not kept by moto" if member in FORGOTTEN_BY_MOTO else f"  {member:<28} LOST")

    equal = received == attrs.evolve(sent, model_life_cycle=None)
    print(f"  from_describe(response) == the package sent, less what moto does not keep: {equal}")
    return equal and FORGOTTEN_BY_MOTO.issuperset(forgotten)


def show_wrong_request() -> bool:
    """Make three mistakes that no type checker can know, and show the one error that names them all."""
    try:
        (
            ModelPackageBuilder()
            .container(image=IMAGE, model_data_url=f"s3//{BUCKET}/{GROUP}/model.tar.gz")
            .content_types("text/csv")
            .response_mime_types("csv")
            .versioned("breast_cancer")
            .build()
        )
    except ModelPackageValidationError as error:
        print(error)
        return True
    print("The wrong request was not refused.", file=sys.stderr)
    return False


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n== {text}")


def run(port: int) -> bool:
    """Go the whole way; give whether everything came back as it was sent."""
    use_fake_credentials()
    print("Nothing here reaches AWS: moto plays SageMaker and S3 on this machine, and the credentials are fake.")

    heading("Train")
    model, report = train()
    metrics = report["binary_classification_metrics"]
    auc = metrics["auc"]["value"]
    print(f"Held-out accuracy {metrics['accuracy']['value']}, AUC {auc}")

    with TemporaryDirectory(prefix="register-model-") as name, fake_aws(port) as url:
        heading(f"Pack and upload, to {url}")
        settings = Config(proxies={}, retries={"total_max_attempts": 1})
        s3 = boto3.client("s3", endpoint_url=url, config=settings)
        archive = pack(model, Path(name))
        model_uri, report_uri = upload(s3, archive, write_report(report, Path(name)))
        print(f"{model_uri} ({archive.stat().st_size} bytes)\n{report_uri}")

        heading("Build: what will be sent")
        package = build_package(model_uri, report_uri, auc)
        print(json.dumps(package.to_kwargs(), indent=2))

        heading("Register")
        sagemaker = boto3.client("sagemaker", endpoint_url=url, config=settings)
        arn = register(sagemaker, package)
        print(f"{arn}\nversion {arn.rpartition('/')[2]}")

        heading("Read back, and compare with what was sent")
        same = read_back(sagemaker, arn, package)

    heading("What a wrong request looks like: three mistakes, one error, nothing sent")
    return show_wrong_request() and same


def main(argv: Sequence[str] | None = None) -> int:
    """Run the example; 0 if all went well, 1 if something came back wrong, 2 if the person can mend it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--port", type=int, default=0, choices=range(65536), metavar="PORT", help="listen here (default: a free port)"
    )
    options = parser.parse_args(argv)
    try:
        return 0 if run(options.port) else 1
    except ExampleError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
