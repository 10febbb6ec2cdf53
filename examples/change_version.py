"""Change an existing version: another image, another report, another entry of its metadata.

``docs/how-to/change-a-package.md`` explains what is carried over. Run it with credentials of your own, or with
``AWS_ENDPOINT_URL`` set to a moto server: ``python examples/change_version.py GROUP VERSION IMAGE REPORT``.
"""

from __future__ import annotations

import argparse
from datetime import datetime, timezone

import boto3

from sagemaker_model_package import ModelRegistry, diff


def main() -> None:
    """Register a changed copy of a version, and print what differs."""
    parser = argparse.ArgumentParser(description="Register a version with another image and another report.")
    parser.add_argument("group", help="name or ARN of the group")
    parser.add_argument("version", type=int, help="number of the version to start from")
    parser.add_argument("image", help="ECR path of the image")
    parser.add_argument("report", help="S3 URI of the report on the model's quality")
    given = parser.parse_args()

    registry = ModelRegistry(boto3.client("sagemaker"))
    before = registry.describe(given.group, given.version).package

    builder = before.to_builder().update_container(0, image=given.image)
    builder = builder.model_quality(statistics=given.report)
    after = builder.customer_metadata({"tested": datetime.now(timezone.utc).date()}).build()

    print(diff(before, after))
    registered = registry.register(after)
    print(f"registered version {registered.version} of {registered.group}: {registered.arn}")


if __name__ == "__main__":
    main()
