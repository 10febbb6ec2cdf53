"""The warning for a setter whose result is thrown away.

``builder.description("x")`` on a line of its own does nothing, for builders are immutable, and type checkers do not
report it by default. Python has the same trouble with a coroutine that nobody awaits, and warns when it dies; so does
this module.

The rule has to be exact, or innocent code is accused: a builder also dies when a name is bound anew, when a list is
dropped, when an exception unwinds. What tells a discarded one apart is where it dies: at the ``POP_TOP`` instruction
that comes right after the very ``CALL`` that made it. That is what the compiler makes of an expression statement and of
nothing else. So what a setter makes is given a watch where the setter's call stands right before a ``POP_TOP``; the
watch dies with it, and sees whether that is there. All other calls, the innocent ones, cost no more than a look into a
table that is made once for each piece of code.

Objects die at once on CPython alone, so there is nothing to see elsewhere, and nothing is said.
"""

from __future__ import annotations

import sys
import warnings
from dis import opmap
from typing import TYPE_CHECKING

from .frames import frame_at

if TYPE_CHECKING:
    from types import CodeType

_POP_TOP = opmap["POP_TOP"]
_INSTRUCTION = 2
"""Bytes of an instruction."""

_ON_CPYTHON = sys.implementation.name == "cpython"

_MOST_KNOWN = 1_000
"""Pieces of code whose table is kept: the tables keep the code alive, and a program may make code without end."""

_KNOWN: dict[int, tuple[CodeType, dict[int, int]]] = {}
"""By the ``id`` of a piece of code: itself, so that the ``id`` remains its own, and its table."""


def _popped_calls(code: CodeType) -> dict[int, int]:
    """Return which instructions of a piece of code come right before a ``POP_TOP``, and where that is.

    From Python 3.11 on a call is followed by its cache, a few instructions of opcode 0. While it is going on, a frame
    is said to be at the call or at the end of that cache.
    """
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    popped: dict[int, int] = {}
    if _ON_CPYTHON:
        call = 0
        for at, opcode in enumerate(code.co_code[::_INSTRUCTION]):
            if opcode == _POP_TOP:
                popped |= dict.fromkeys(range(call * _INSTRUCTION, at * _INSTRUCTION, _INSTRUCTION), at * _INSTRUCTION)
            if opcode:
                call = at
    _KNOWN[id(code)] = code, popped
    return popped


class Watch:
    """Dies with what a setter made, and warns if that was thrown away."""

    __slots__ = ("_code", "_pop", "_setter")

    def __init__(self, code: CodeType, pop: int, setter: str) -> None:
        """Remember the code that called the setter, and the instruction that may throw the result away."""
        self._code = code
        self._pop = pop
        self._setter = setter

    def __del__(self) -> None:
        """Warn if this is the place."""
        try:
            dying_in = frame_at(1)
            if dying_in.f_code is self._code and dying_in.f_lasti == self._pop:
                _warn(self._setter)
        except (AttributeError, TypeError, ValueError):
            # No frame and no modules any more: the interpreter is shutting down.
            return


def watch(setter: str) -> Watch | None:
    """Return a watch for what a setter makes, where it may be thrown away; the setter calls what calls this."""
    try:
        caller = frame_at(3)
    except ValueError:  # no Python code called it
        return None
    code = caller.f_code
    known = _KNOWN.get(id(code))
    pop = (known[1] if known else _popped_calls(code)).get(caller.f_lasti)
    return None if pop is None else Watch(code, pop, setter)


def _warn(setter: str) -> None:
    message = (
        f"the result of {setter}(...) was thrown away: builders never change, a setter returns a new one. "
        f"Write: builder = builder.{setter}(...)"
    )
    # Where a filter makes an error of it, Python hands it to sys.unraisablehook, as it does for a coroutine's warning:
    # what __del__ raises goes no further.
    warnings.warn(message, RuntimeWarning, stacklevel=3)
