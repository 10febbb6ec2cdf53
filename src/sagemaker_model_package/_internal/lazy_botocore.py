"""botocore's modules, imported when they are first needed and hidden from type checkers.

With botocore's stubs installed, a type checker would read the two hundred modules that they name, even for a program
without a client.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def botocore_module(name: str) -> Any:
    """Return a module of botocore, such as ``exceptions``; raises ``ImportError`` where botocore is not installed."""
    return import_module(f"botocore.{name}")
