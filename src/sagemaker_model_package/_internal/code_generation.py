"""Functions that are generated for a class, as attrs generates a class's ``__init__``.

It is done for the check alone: calling a function for each of a request's values takes longer than all else that the
check does. A generated function is named after its class, and its source is in ``linecache``, so that tracebacks,
debuggers and profiles show it.
"""

from __future__ import annotations

import linecache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Names(dict[str, Any]):
    """The objects that a generated function uses, by the names that its source has for them."""

    def of(self, thing: object) -> str:
        """Return a name for an object."""
        name = f"_{len(self)}"
        self[name] = thing
        return name


def generate(name: str, parameters: str, body: Iterable[str], names: Names) -> Callable[..., Any]:
    """Return a function of some parameters, with the lines of a body that was written by this package alone."""
    source = "".join([f"def {name}({parameters}):\n", *(f"    {line}\n" for line in body)])
    namespace: dict[str, Any] = {**names}  # a plain dict: Python looks names up faster in those
    filename = f"<sagemaker_model_package generated {name} {id(namespace):x}>"
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102 - see the docstring
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    function: Callable[..., Any] = namespace[name]
    return function
