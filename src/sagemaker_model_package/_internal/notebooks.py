"""What IPython, and so a notebook, shows of an error: the user's frames.

``__tracebackhide__`` hides a frame from IPython too, unless it is the last one. So an error that this library raises
asks IPython for the traceback without those at its end.
"""

from __future__ import annotations

import sys
from types import TracebackType


def rendered(error: BaseException) -> list[str]:
    """Return what IPython shows of an error, without the frames at its end that hide themselves."""
    shell = sys.modules["IPython"].get_ipython()
    lines: list[str] = shell.InteractiveTB.structured_traceback(
        type(error), error, _shown(error.__traceback__), tb_offset=1
    )
    return lines


def _shown(traceback: TracebackType | None) -> TracebackType | None:
    """Return a copy of a traceback that ends with the last frame that does not hide itself."""
    if traceback is None:
        return None
    following = _shown(traceback.tb_next)
    if following is None and traceback.tb_frame.f_locals.get("__tracebackhide__") is True:
        return None
    return TracebackType(following, traceback.tb_frame, traceback.tb_lasti, traceback.tb_lineno)
