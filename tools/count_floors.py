"""Count the floors of the package, and the circles among its modules; fail where there are too many.

A module counts with the layer that the import contract in ``pyproject.toml`` puts it in. A floor is a layer that
imports the one below: the longest chain of imports between layers is the number of floors. Imports inside functions
and under ``TYPE_CHECKING`` count. ``__init__`` and ``__main__`` of the package itself stand above.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import grimp
import nox.project

PACKAGE = "sagemaker_model_package"
MOST_FLOORS = 6
PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def layers() -> list[list[str]]:
    """Return the layers of the contract, highest first, each as its modules."""
    contracts: list[dict[str, Any]] = nox.project.load_toml(PYPROJECT)["tool"]["importlinter"]["contracts"]
    found: list[str] = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [re.split(r"\s*[:|]\s*", layer) for layer in found]


def imports() -> dict[str, set[str]]:
    """Return what each module imports, less the package itself, whose names are imported on first use."""
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=False, cache_dir=None)
    modules = graph.modules - {PACKAGE, f"{PACKAGE}.__main__"}
    return {module: graph.find_modules_directly_imported_by(module) & modules for module in modules}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return a circle of modules; an empty list where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def longest_chain(graph: dict[str, set[str]]) -> list[int]:
    """Return the longest chain of imports between layers, highest first."""
    layer_of = {module: index for index, layer in enumerate(layers()) for module in layer}
    below: dict[int, set[int]] = {}
    for module, imported in graph.items():
        own = layer_of[module.split(".")[1]]
        below.setdefault(own, set()).update({layer_of[other.split(".")[1]] for other in imported} - {own})

    @cache
    def chain(layer: int) -> tuple[int, ...]:
        chains: list[tuple[int, ...]] = [(), *(chain(other) for other in below[layer])]
        return (layer, *max(chains, key=len))

    longest_of_all: tuple[int, ...] = max((chain(layer) for layer in below), key=len)
    return list(longest_of_all)


def main() -> int:
    """Print the counts; return the exit code."""
    graph = imports()
    found = circle(graph)
    if found:
        print("a circle of imports:", " -> ".join(found))
        return 1
    floors = longest_chain(graph)
    names = [", ".join(layers()[floor]) for floor in floors]
    print(f"{len(graph)} modules, 0 circles, {len(floors)} floors (at most {MOST_FLOORS}):")
    print("\n".join(f"  {len(names) - index}  {name}" for index, name in enumerate(names)))
    return int(len(floors) > MOST_FLOORS)


if __name__ == "__main__":
    sys.exit(main())
