"""botocore's modules, loaded when they are first needed, and not seen by type checkers.

Who has botocore's stubs would have every checker read them, and the two hundred modules that they name, for a program
that may have no client at all: they are most of what mypy would load for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def botocore(module: str) -> Any:
    """Return a module of botocore's, such as ``exceptions``; raises ``ImportError`` where there is no botocore."""
    return import_module(f"botocore.{module}")
