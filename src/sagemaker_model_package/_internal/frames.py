"""Where in the call stack something happens: for warnings that blame the right line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_PASSED_OVER = frozenset(
    {
        *("sagemaker_model_package", "attr", "attrs", "cattrs"),
        "copy",  # copy.replace makes packages, too
        *("botocore", "aiobotocore"),  # a guarded client has its calls checked from within
        *("sagemaker", "pydantic"),  # AWS's own SDK makes such calls, and pydantic wraps its methods
    }
)
"""Packages whose frames lie between a user's call and a warning."""

_GENERATED = ("<attrs generated", "<cattrs generated")
"""How the file names of code begin that these two generate."""

frame_at: Callable[[int], FrameType] = sys._getframe  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - CPython's documented way to a frame, and what warnings itself goes by; inspect.currentframe costs a call more in every setter


FORGOTTEN: Any = None
"""What is put in the place of an argument that may hold a secret, before an error is raised whose traceback keeps it.

It is not deleted, for cgitb fails where an argument of a frame is gone.
"""


def is_called_by(module: str) -> bool:
    """Tell whether a module has called what calls this, or what called that, and so on."""
    frame: FrameType | None = frame_at(1)
    while frame is not None:
        if frame.f_globals.get("__name__") == module:
            return True
        frame = frame.f_back
    return False


def user_stacklevel() -> int:
    """Return the ``stacklevel`` at which the caller's ``warnings.warn`` blames the first frame outside this package.

    A package is made through generated code of attrs' and hooks of cattrs', which are passed over too.
    """
    level = 1
    frame = frame_at(1)
    while frame.f_back is not None and _is_passed_over(frame):
        frame = frame.f_back
        level += 1
    return level


def _is_passed_over(frame: FrameType) -> bool:
    module: str = frame.f_globals.get("__name__", "")
    return module.partition(".")[0] in _PASSED_OVER or frame.f_code.co_filename.startswith(_GENERATED)
