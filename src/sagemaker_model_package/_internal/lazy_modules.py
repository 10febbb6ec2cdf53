"""Modules that are imported when a name of theirs is first used.

A structure's class takes 0.3 ms to make, and a request uses few of the 40. So one module of ``shapes`` names the
classes of another through a ``LazyModule``, also in annotations: ``typing.get_type_hints`` finds it in the module's
namespace. Other modules name what few programs need in the same way. Type checkers are shown a plain import.

The standard library's ``LazyLoader`` is not used: until Python 3.12.3, a thread that comes while another one executes
the module finds it half done.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class LazyModule(ModuleType):
    """Stands for a module, given by its full name, until a name of it is used; and then hands out the module's own."""

    def __getattr__(self, name: str) -> Any:
        """Return what the module has under a name that was not used before; other threads wait until it is imported."""
        value = getattr(import_module(self.__name__), name)
        setattr(self, name, value)
        return value
