"""Promote a model version from one account to another, between two fake accounts on this machine.

Nothing here talks to AWS: a moto server on the loopback address plays SageMaker, S3 and STS for both accounts, and the
credentials are fake. Run it by hand with ``python examples/promote_model.py``; ``docs/promotion-across-accounts.md``
has the policies that two real accounts need.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import socket
import sys
import tarfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

try:
    import boto3
    from botocore.config import Config
    from moto.server import ThreadedMotoServer

    from sagemaker_model_package import ModelPackageBuilder, ModelRegistry
    from sagemaker_model_package.errors import MissingObjectsError
    from sagemaker_model_package.registry import Rewrite
except ModuleNotFoundError as missing:
    print(
        f"This example needs the module {(missing.name or '?').partition('.')[0]!r}, which is not installed here.\n"
        "Run `nox -s demo`, which installs all it needs, or, in the repository:\n"
        '  python -m pip install . "moto[s3,server]"',
        file=sys.stderr,
    )
    raise SystemExit(2) from None

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from types_boto3_s3 import S3Client

    from sagemaker_model_package import ModelPackage, VersionedModelPackage
    from sagemaker_model_package.registry import Promotion, RegisteredModelPackage

LOOPBACK = "127.0.0.1"
REGION = "us-east-1"
DEV, PROD = "111111111111", "222222222222"
ROLE = "model-promotion"
GROUP = "churn"
DEV_BUCKET, PROD_BUCKET = "dev-models", "prod-models"
REGISTRY = "{account}.dkr.ecr.us-east-1.amazonaws.com"

# What is called otherwise in the production account. The longest prefix goes first, in whatever order they stand here.
RULES = Rewrite(
    s3={
        f"s3://{DEV_BUCKET}": f"s3://{PROD_BUCKET}",
        f"s3://{DEV_BUCKET}/reports": f"s3://{PROD_BUCKET}/{GROUP}/reports",
    },
    ecr={REGISTRY.format(account=DEV): REGISTRY.format(account=PROD)},
)


class ExampleError(Exception):
    """Something that the person at the keyboard can mend; the text says how."""


class Account(NamedTuple):
    """One account, as its role sees it."""

    number: str
    registry: ModelRegistry
    s3: S3Client


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


def assume(account: str, url: str) -> Account:
    """Assume the account's role, as one does with real accounts; its credentials say which account is meant."""
    settings = Config(proxies={}, retries={"total_max_attempts": 1})
    sts: Any = boto3.client("sts", endpoint_url=url, config=settings)
    role = f"arn:aws:iam::{account}:role/{ROLE}"
    keys: dict[str, str] = sts.assume_role(RoleArn=role, RoleSessionName="promotion")["Credentials"]
    session = boto3.Session(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
        region_name=REGION,
    )
    print(f"{account}: {role}")
    return Account(
        account,
        ModelRegistry(session.client("sagemaker", endpoint_url=url, config=settings)),
        session.client("s3", endpoint_url=url, config=settings),
    )


def archive(**files: str) -> bytes:
    """Return a ``.tar.gz`` archive of texts."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))
    return buffer.getvalue()


def upload(s3: S3Client) -> None:
    """Put the model, its code and its report where the development account keeps them."""
    objects = {
        "churn/model.tar.gz": archive(model="weights"),
        "churn/sourcedir.tar.gz": archive(inference="def model_fn(model_dir): ..."),
        "reports/churn.json": json.dumps({"regression_metrics": {"mse": {"value": 0.25}}}).encode(),
    }
    s3.create_bucket(Bucket=DEV_BUCKET)
    for key, body in objects.items():
        s3.put_object(Bucket=DEV_BUCKET, Key=key, Body=body)
        print(f"s3://{DEV_BUCKET}/{key} ({len(body)} bytes)")


def build_package() -> VersionedModelPackage:
    """Describe the model as the development account knows it."""
    at = f"s3://{DEV_BUCKET}"
    return (
        ModelPackageBuilder()
        .description("Churn classifier, November retrain")
        .container(
            image=f"{REGISTRY.format(account=DEV)}/churn:1.7",
            image_digest=f"sha256:{'0' * 64}",
            model_data_url=f"{at}/churn/model.tar.gz",
            environment={
                "SAGEMAKER_SUBMIT_DIRECTORY": f"{at}/churn/sourcedir.tar.gz",
                "SETTINGS": json.dumps({"cache": f"{at}/cache", "lookups": "s3://shared-lookups/churn"}),
            },
        )
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .model_quality(statistics=f"{at}/reports/churn.json")
        .drift_model_quality(statistics=f"{at}/reports/churn.json")
        .customer_metadata({"team": "growth", "auc": 0.91})
        .versioned(GROUP)
        .approval_status("Approved")
        .build()
    )


def register(dev: Account) -> RegisteredModelPackage:
    """Register the model in the development account.

    It is approved from the start, for moto 5.2 loses the customer metadata of what is approved later.
    """
    dev.registry.ensure_group(GROUP, description="Tells who is about to leave")
    made = dev.registry.register(build_package(), idempotency_key="november-retrain")
    print(made.arn)
    print(dev.registry.describe(made).approval_status)
    return made


def copy_objects(dev: Account, prod: Account) -> None:
    """Copy every object, as ``aws s3 sync`` would, to where the rules lead. This is yours to do, not the library's."""
    listed = dev.s3.list_objects_v2(Bucket=DEV_BUCKET).get("Contents", [])
    for key in sorted(str(entry.get("Key")) for entry in listed):
        target = f"{GROUP}/{key}" if key.startswith("reports/") else key
        body = dev.s3.get_object(Bucket=DEV_BUCKET, Key=key)["Body"].read()
        prod.s3.put_object(Bucket=PROD_BUCKET, Key=target, Body=body)
        print(f"s3://{DEV_BUCKET}/{key} -> s3://{PROD_BUCKET}/{target}")


def promote(dev: Account, prod: Account, version: RegisteredModelPackage) -> Promotion:
    """Register the version in the production account, where nobody has approved it yet.

    The key makes sure that a second run of the same release makes no second version.
    """
    return dev.registry.promote(
        version,
        prod.registry,
        rewrite=RULES,
        approval_status="PendingManualApproval",
        objects=prod.s3,
        idempotency_key="november-release",
    )


def refused(dev: Account, prod: Account, version: RegisteredModelPackage) -> bool:
    """Promote before anything was copied, and show the error; give whether there was one, and nothing registered."""
    try:
        promote(dev, prod, version)
    except MissingObjectsError as error:
        print(error)
        return not list(prod.registry.versions(GROUP))
    print("The promotion was not refused.", file=sys.stderr)
    return False


def compare(before: ModelPackage, after: ModelPackage) -> bool:
    """Show which members are as they were; give whether exactly those changed that name a place, and the provenance."""
    old, new = before.to_kwargs(), after.to_kwargs()
    changed = {member for member in old.keys() | new.keys() if old.get(member) != new.get(member)}
    for member in sorted(old.keys() | new.keys()):
        print(f"  {member:<28} {'changed' if member in changed else 'same'}")
    left = json.dumps(new["InferenceSpecification"]) + json.dumps(new["ModelMetrics"])
    clean = f"s3://{DEV_BUCKET}" not in left and DEV not in left
    print(f"  nothing but the provenance names the development account: {clean}")
    expected = {
        *("CustomerMetadataProperties", "DriftCheckBaselines", "InferenceSpecification"),
        *("ModelApprovalStatus", "ModelMetrics"),
    }
    return clean and changed == expected


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n== {text}")


def run(port: int) -> bool:
    """Go the whole way; give whether all was as it should be."""
    use_fake_credentials()
    print("Nothing here reaches AWS: moto plays both accounts on this machine, and the credentials are fake.")

    with fake_aws(port) as url:
        heading(f"Two accounts, at {url}")
        dev, prod = assume(DEV, url), assume(PROD, url)

        heading("Development: upload, and register as approved")
        upload(dev.s3)
        version = register(dev)

        heading("Promote before anything was copied: one error, nothing registered")
        prod.s3.create_bucket(Bucket=PROD_BUCKET)
        prod.registry.ensure_group(GROUP, description="Tells who is about to leave")
        as_expected = refused(dev, prod, version)

        heading("Copy the objects")
        copy_objects(dev, prod)

        heading("Promote again, with everything in place")
        done = promote(dev, prod, version)
        print(done.registered.arn)

        heading("What changed on the way")
        print(done.changes)

        heading("What no rule matched: look at each of these")
        for one in done.unmatched:
            print(f"  {one}")

        heading("Production: describe, and compare with development")
        there = prod.registry.describe(done.registered)
        print(f"  version {there.version} of {there.group}, {there.status}, {there.approval_status}")
        for key, value in (there.package.customer_metadata_properties or {}).items():
            print(f"  {key} = {value}")
        same = compare(dev.registry.describe(version).package, there.package)
        return as_expected and same and there.approval_status == "PendingManualApproval"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the example; 0 if all went well, 1 if something was not as expected, 2 if the person can mend it."""
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
