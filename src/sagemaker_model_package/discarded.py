"""The warning for a setter whose result is thrown away.

``builder.description("x")`` on a line of its own does nothing, for builders are immutable, and type checkers do not
report it by default. Python has the same trouble with a coroutine that nobody awaits, and warns when it dies; so does
this module.

The rule has to be exact, or innocent code is accused: a builder also dies when a name is bound anew, when a list is
dropped, when an exception unwinds. What tells a discarded one apart is where it dies: at the ``POP_TOP`` instruction
that comes right after the very ``CALL`` that made it. That is what the compiler makes of an expression statement and of
nothing else. So a setter notes the code object and the instruction of its call, and ``__del__`` compares.

Objects die at once on CPython alone, so there is nothing to see elsewhere, and nothing is said.
"""

from __future__ import annotations

import sys
import warnings
from dis import opmap
from typing import TYPE_CHECKING, TypeAlias

from .frames import frame_at

if TYPE_CHECKING:
    from types import CodeType, FrameType

Origin: TypeAlias = "tuple[CodeType, int, str]"
"""The code that called a setter, at which instruction, and the setter's name."""

_POP_TOP = opmap["POP_TOP"]
_INSTRUCTION = 2
"""Bytes of an instruction."""
_FARTHEST = 8 * _INSTRUCTION
"""From Python 3.11 on a call is followed by its cache, a few instructions of opcode 0; no more than these."""

_ON_CPYTHON = sys.implementation.name == "cpython"


def origin_of(setter: str) -> Origin | None:
    """Return what is to be remembered of a setter's call; the setter calls what calls this."""
    try:
        caller = frame_at(3)
    except ValueError:  # no Python code called it
        return None
    return (caller.f_code, caller.f_lasti, setter) if _ON_CPYTHON else None


class Discardable:
    """Something made by a setter; it warns when it dies right there. One without ``_origin`` never does."""

    __slots__ = ("_origin",)

    _origin: Origin | None

    def __del__(self) -> None:
        """Warn where the result of a setter was thrown away."""
        try:
            origin = self._origin
            dying_in = frame_at(1)
            if origin is not None and dying_in.f_code is origin[0] and 0 < dying_in.f_lasti - origin[1] <= _FARTHEST:
                _warn_if_popped(dying_in, origin)
        except (AttributeError, TypeError, ValueError):
            # No origin (a copy), or no frame and no modules any more: the interpreter is shutting down.
            return


def _warn_if_popped(frame: FrameType, origin: Origin) -> None:
    """Warn if a frame is at the ``POP_TOP`` right after a call."""
    code, call, setter = origin
    bytecode, now = code.co_code, frame.f_lasti
    if bytecode[now] == _POP_TOP and not any(bytecode[call + _INSTRUCTION : now : _INSTRUCTION]):
        _warn(setter)


def _warn(setter: str) -> None:
    message = (
        f"the result of {setter}(...) was thrown away: builders never change, a setter returns a new one. "
        f"Write: builder = builder.{setter}(...)"
    )
    # Where a filter makes an error of it, Python hands it to sys.unraisablehook, as it does for a coroutine's warning:
    # what __del__ raises goes no further.
    warnings.warn(message, RuntimeWarning, stacklevel=4)
