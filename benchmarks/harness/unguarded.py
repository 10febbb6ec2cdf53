"""Setters without the guard against results that are discarded: they do not look where they are called.

Such a setter is made of the text of the real one, less the line that looks, so that nothing else differs.
"""

from __future__ import annotations

import inspect
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sagemaker_model_package.builder import _setters

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

LOOK = "new._watch = "
SET = "_set"


@contextmanager
def without_guard() -> Generator[None]:
    """Take the guard away from all builders for a while."""
    with patch.object(_setters.Setters, SET, _less_the_look()):
        yield


def _less_the_look() -> Callable[..., Any]:
    """Return what every setter calls, less its look at where the setter was called."""
    lines = textwrap.dedent(inspect.getsource(getattr(_setters.Setters, SET))).splitlines()
    kept = [line for line in lines if not line.strip().startswith(LOOK)]
    if len(kept) != len(lines) - 1:
        raise RuntimeError(f"Setters.{SET} no longer has one line {LOOK!r}: adapt the benchmark")
    names = dict(vars(_setters))
    exec("\n".join(kept), names)  # noqa: S102 - the text is that of the package's own function
    function: Callable[..., Any] = names[SET]
    return function
