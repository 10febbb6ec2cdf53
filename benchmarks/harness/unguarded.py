"""Setters without the guard against results that are thrown away: no note of where they are called, no ``__del__``.

Such a setter is made of the text of the real one, less the line that makes the note, so that nothing else differs.
"""

from __future__ import annotations

import inspect
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sagemaker_model_package.builder import setters
from sagemaker_model_package.discarded import Discardable

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

NOTE = "new._origin = "
SET = "_set"


@contextmanager
def without_guard() -> Generator[None]:
    """Take the guard away from all builders for a while."""
    finalizer = Discardable.__dict__["__del__"]
    with patch.object(setters.Setters, SET, _less_the_note()):
        delattr(Discardable, "__del__")
        try:
            yield
        finally:
            setattr(Discardable, "__del__", finalizer)  # noqa: B010 - the counterpart of delattr


def _less_the_note() -> Callable[..., Any]:
    """Return what every setter calls, less its note of where the setter was called."""
    lines = textwrap.dedent(inspect.getsource(getattr(setters.Setters, SET))).splitlines()
    kept = [line for line in lines if not line.strip().startswith(NOTE)]
    if len(kept) != len(lines) - 1:
        raise RuntimeError(f"Setters.{SET} no longer has one line {NOTE!r}: mend the benchmark")
    names = dict(vars(setters))
    exec("\n".join(kept), names)  # noqa: S102 - the text is that of the package's own function
    function: Callable[..., Any] = names[SET]
    return function
