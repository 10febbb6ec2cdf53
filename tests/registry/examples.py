"""Packages to register, and helpers to spoil answers and to read errors."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry
from tests.double import SageMakerDouble

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from botocore.model import OperationModel

    from sagemaker_model_package import UnversionedModelPackage, VersionedModelPackage, VersionedModelPackageBuilder

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
DATA = "s3://ml-artifacts/churn/model.tar.gz"
SECRET = "hunter2-the-password"
ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn"

HAS_NOTES = sys.version_info >= (3, 11)


def builder(group: str = "churn", *, data: str = DATA) -> VersionedModelPackageBuilder:
    return (
        ModelPackageBuilder()
        .container(image=IMAGE, model_data_url=data, environment={"MESSAGE": SECRET})
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .versioned(group)
    )


def version(group: str = "churn", *, data: str = DATA) -> VersionedModelPackage:
    return builder(group, data=data).build()


def unversioned(name: str = "shelf") -> UnversionedModelPackage:
    return (
        ModelPackageBuilder()
        .container(image=IMAGE, model_data_url=DATA)
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .unversioned(name, transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"])
        .build()
    )


@contextmanager
def registry_with(group: str = "churn", **options: Any) -> Generator[tuple[ModelRegistry, SageMakerDouble]]:  # noqa: ANN401
    """Serve a double with options and a group."""
    with SageMakerDouble(**options) as double:
        client = double.client()
        client.create_model_package_group(ModelPackageGroupName=group)
        yield ModelRegistry(client), double


def client_of(registry: ModelRegistry) -> Any:  # noqa: ANN401 - a stubber takes only boto3's classes
    return registry.client


def spoil(registry: ModelRegistry, operation: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Change each answer to an operation before the registry gets it."""

    def handle(parsed: dict[str, Any], **_: object) -> None:
        change(parsed)

    registry.client.meta.events.register(f"after-call.sagemaker.{operation}", handle)


def halve_answers(registry: ModelRegistry, *operations: str) -> None:
    """Cut the next answer to each operation short, as newer versions of botocore return it: without members."""
    left = set(operations)

    def halve(parsed: dict[str, Any], model: OperationModel, **_: object) -> None:
        if model.name in left:
            left.discard(model.name)
            parsed.clear()

    registry.client.meta.events.register("after-call.sagemaker", halve)


def notes_of(error: BaseException) -> list[str]:
    """Return an error's notes; Python 3.10 has none."""
    notes: list[str] = getattr(error, "__notes__", [])
    return notes
