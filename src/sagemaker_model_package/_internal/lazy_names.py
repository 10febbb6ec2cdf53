"""Packages whose public names are imported from the modules that define them when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


_ROOT = __name__.partition(".")[0]


def lazy_names(
    package: str, modules: Mapping[str, Iterable[str]], submodules: Iterable[str] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` for a package.

    Args:
        package: The package's ``__name__``.
        modules: The public names of each module; a module is named relative to the package, or in full.
        submodules: The package's public modules, which are imported on first use too.
    """
    namespace = vars(sys.modules[package])
    names = {name: module for module, defined in modules.items() for name in defined}
    public = frozenset(submodules)

    def get_name(name: str) -> Any:
        if name in names:
            module = names[name]
            value = getattr(import_module(module if module.startswith(_ROOT) else f"{package}.{module}"), name)
        elif name in public:
            value = import_module(f"{package}.{name}")
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=sys.modules[package])
        namespace[name] = value
        return value

    def list_names() -> list[str]:
        return sorted({*names, *public, *(name for name in namespace if name.startswith("__"))})

    return get_name, list_names
