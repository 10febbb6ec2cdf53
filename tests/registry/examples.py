"""Packages to register."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from sagemaker_model_package import ModelPackageBuilder

if TYPE_CHECKING:
    from botocore.model import OperationModel

    from sagemaker_model_package import UnversionedModelPackage, VersionedModelPackage, VersionedModelPackageBuilder
    from sagemaker_model_package.registry.client import SageMakerClient

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
SECRET = "hunter2-the-password"

HAS_NOTES = sys.version_info >= (3, 11)


def builder(
    group: str = "churn", *, data: str = "s3://ml-artifacts/churn/model.tar.gz"
) -> VersionedModelPackageBuilder:
    return (
        ModelPackageBuilder()
        .container(image=IMAGE, model_data_url=data, environment={"MESSAGE": SECRET})
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .versioned(group)
    )


def version(group: str = "churn", *, data: str = "s3://ml-artifacts/churn/model.tar.gz") -> VersionedModelPackage:
    return builder(group, data=data).build()


def unversioned(name: str = "shelf") -> UnversionedModelPackage:
    return (
        ModelPackageBuilder()
        .container(image=IMAGE, model_data_url="s3://ml-artifacts/churn/model.tar.gz")
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .unversioned(name, transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"])
        .build()
    )


def halve_answers(client: SageMakerClient, *operations: str) -> None:
    """Have the next answer to each operation cut short, as newer versions of botocore show it: without members."""
    left = set(operations)

    def halve(parsed: dict[str, Any], model: OperationModel, **_: object) -> None:
        if model.name in left:
            left.discard(model.name)
            parsed.clear()

    client.meta.events.register("after-call.sagemaker", halve)


def notes_of(error: BaseException) -> list[str]:
    """Return an error's notes; Python 3.10 has none."""
    notes: list[str] = getattr(error, "__notes__", [])
    return notes
