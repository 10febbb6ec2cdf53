"""What the registry asks of a client: the operations it calls, and where it listens.

A protocol and no class of boto3's, so that a client has the right type whoever describes it: ``types-boto3``, ``mypy-
boto3-sagemaker``, stubs of your own, or nobody. Clients of other services do not fit, nor do aiobotocore's, whose
operations have to be awaited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

Operation: TypeAlias = Callable[..., Mapping[str, Any]]
"""An operation of a client: takes keywords, returns a response. Each library types either in its own way."""


class SageMakerClient(Protocol):
    """A boto3 client for SageMaker, as ``boto3.client("sagemaker")`` makes it."""

    @property
    def meta(self) -> Any:
        """Of the client's parts, its event system: ``meta.events``."""
        ...

    @property
    def exceptions(self) -> Any:
        """The errors that the service's model names."""
        ...

    @property
    def get_paginator(self) -> Callable[..., Any]:
        """Return a paginator for an operation."""
        ...

    @property
    def create_model_package(self) -> Operation:
        """Make a version, or an unversioned package."""
        ...

    @property
    def create_model_package_group(self) -> Operation:
        """Make a group."""
        ...

    @property
    def describe_model_package(self) -> Operation:
        """Describe a version, or an unversioned package."""
        ...

    @property
    def describe_model_package_group(self) -> Operation:
        """Describe a group."""
        ...

    @property
    def list_model_packages(self) -> Operation:
        """List the versions of a group, a page at a time."""
        ...

    @property
    def list_tags(self) -> Operation:
        """List the tags of a resource, a page at a time."""
        ...

    @property
    def update_model_package(self) -> Operation:
        """Approve or reject a version."""
        ...


class Session(Protocol):
    """A boto3 session, as ``boto3.Session()`` makes it."""

    @property
    def client(self) -> Callable[..., Any]:
        """Make a client."""
        ...


class ClientConfig(Protocol):
    """A client's settings, as ``botocore.config.Config(...)`` makes them."""

    @property
    def merge(self) -> Callable[..., Any]:
        """Return settings where those of another config go before these."""
        ...
