"""What the registry needs of a client: the operations that it calls, and the events that it observes.

These are protocols, so that a client has the right type whichever stubs describe it: ``types-boto3``,
``mypy-boto3-sagemaker``, your own, or none. Clients of other services do not match, nor do those of aiobotocore, whose
operations have to be awaited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import iscoroutinefunction, isfunction
from typing import Any, Protocol, TypeAlias

Operation: TypeAlias = Callable[..., Mapping[str, Any]]
"""An operation of a client: takes keywords, returns a response. Each stub library types both in its own way."""


class SageMakerClient(Protocol):
    """A boto3 client for SageMaker, as ``boto3.client("sagemaker")`` makes it."""

    @property
    def meta(self) -> Any:
        """The client's metadata, as botocore has it: ``events``, ``region_name`` and ``service_model`` are used."""
        ...

    @property
    def exceptions(self) -> Any:
        """The exceptions that the service's model defines."""
        ...

    @property
    def create_model_package(self) -> Operation:
        """Create a version, or an unversioned package."""
        ...

    @property
    def create_model_package_group(self) -> Operation:
        """Create a group."""
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


class UntypedClient(Protocol):
    """A boto3 client whose operations type checkers do not know: they have no stubs for boto3, or botocore's alone.

    A typed client of another service is none: its ``get_paginator`` takes the names that it has, not any ``str``.
    """

    @property
    def meta(self) -> Any:
        """The client's metadata."""
        ...

    @property
    def get_paginator(self) -> Callable[[str], Any]:
        """Return a paginator for an operation."""
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
        """Return these settings, overridden by those of another config."""
        ...


def refuse_asynchronous(client: object, remedy: str) -> None:
    """Raise ``TypeError`` for a client whose operations have to be awaited.

    One of aiobotocore is told by ``async with``: its operations are no coroutine functions, but return coroutines.
    """
    enter: object = getattr(type(client), "__aenter__", None)
    if isfunction(enter) and iscoroutinefunction(enter):  # a mock has something else of that name
        raise TypeError(f"the operations of this client have to be awaited; {remedy}")
