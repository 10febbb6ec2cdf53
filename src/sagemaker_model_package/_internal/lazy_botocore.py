"""botocore's modules, imported when they are first needed and hidden from type checkers.

With botocore's stubs installed, a type checker would read the two hundred modules that they name, even for a program
without a client.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def botocore_version() -> str:
    """Return the version of the installed botocore."""
    version: str = import_module("botocore").__version__
    return version


def botocore_module(name: str) -> Any:
    """Return a module of botocore, such as ``exceptions``; raises ``ImportError`` where botocore is not installed."""
    return import_module(f"botocore.{name}")


def service_shapes(service: str) -> Mapping[str, Any]:
    """Return the shapes of a service's model as the installed botocore has it; none where it cannot be read.

    That takes some hundred milliseconds, and much memory: keep of it what is needed.
    """
    try:
        core_error = botocore_module("exceptions").BotoCoreError
        loader = botocore_module("loaders").Loader()
    except ImportError:
        return {}
    try:
        shapes: dict[str, Any] = loader.load_service_model(service, "service-2")["shapes"]
    except (core_error, OSError, ValueError, KeyError):  # no such service, or a file that cannot be read
        return {}
    return shapes
