"""The warning for a setter whose result is discarded.

``builder.description("x")`` on a line of its own does nothing, for builders are immutable, and type checkers do not
report it by default. Python warns of a coroutine that was never awaited when the coroutine is deallocated; this module
does the same for builders.

The rule has to be exact, or innocent code is warned of: a builder is also deallocated when a name is bound again, when
a list is deleted, or when an exception unwinds the stack. A discarded one is deallocated by the ``POP_TOP`` instruction
right after the ``CALL`` that made it. The compiler writes this pair for an expression statement and for nothing else.
So a setter gives its result a ``Watch`` where such a pair calls it; the watch is deallocated with the result, and looks
whether that happens at this ``POP_TOP``. Any other call of a setter only costs a look into a table, which is made once
for each code object.

CPython alone deallocates objects at once, and its instructions differ between releases. The warning is off elsewhere,
and on releases whose instructions are not known here.
"""

from __future__ import annotations

import sys
import warnings
from dis import opmap
from typing import TYPE_CHECKING

from sagemaker_model_package._internal.frames import frame_at

if TYPE_CHECKING:
    from types import CodeType

KNOWN_RELEASES = ((3, 10), (3, 11), (3, 12), (3, 13), (3, 14), (3, 15))
"""The releases of CPython for which a test shows that the rule is exact."""

IS_ON = sys.implementation.name == "cpython" and sys.version_info[:2] in KNOWN_RELEASES

_POP_TOP = opmap["POP_TOP"]
_INSTRUCTION = 2
"""Bytes of an instruction."""

_MOST_KNOWN = 1_000
"""Code objects whose table is kept: a table keeps its code object alive, and a program may make them without end."""

_TABLES: dict[int, tuple[CodeType, dict[int, int]]] = {}
"""By the ``id`` of a code object: itself, so that no other one gets this ``id``, and its table."""


def _calls_before_pop(code: CodeType) -> dict[int, int]:
    """Return the offsets of the instructions that come right before a ``POP_TOP``, each with the offset of that.

    From Python 3.11 on a call is followed by its cache, which is a few instructions of opcode 0. While the call goes
    on, the frame's last instruction is the call or the end of its cache.
    """
    if len(_TABLES) >= _MOST_KNOWN:
        _TABLES.clear()
    table: dict[int, int] = {}
    if IS_ON:
        call = 0
        for at, opcode in enumerate(code.co_code[::_INSTRUCTION]):
            if opcode == _POP_TOP:
                table |= dict.fromkeys(range(call * _INSTRUCTION, at * _INSTRUCTION, _INSTRUCTION), at * _INSTRUCTION)
            if opcode:
                call = at
    _TABLES[id(code)] = code, table
    return table


class Watch:
    """Is deallocated with what a setter returned, and warns if that was discarded."""

    __slots__ = ("_code", "_pop", "_setter")

    def __init__(self, code: CodeType, pop: int, setter: str) -> None:
        """Remember the code that called the setter, and the instruction that may discard the result."""
        self._code = code
        self._pop = pop
        self._setter = setter

    def __del__(self) -> None:
        """Warn if the result is deallocated by that instruction."""
        try:
            frame = frame_at(1)
            if frame.f_code is self._code and frame.f_lasti == self._pop:
                _warn(self._setter)
        except (AttributeError, TypeError, ValueError):
            # No frame and no modules any more: the interpreter is shutting down.
            return


_SETTER = 2
"""How many frames lie between ``watch`` and the setter's: its own, and that of what the setter calls."""


def watch() -> Watch | None:
    """Return a watch for what a setter returns, if the code that called it may discard that."""
    setter = frame_at(_SETTER)
    caller = setter.f_back
    if caller is None:  # no Python code called it
        return None
    code = caller.f_code
    known = _TABLES.get(id(code))
    pop = (known[1] if known else _calls_before_pop(code)).get(caller.f_lasti)
    return None if pop is None else Watch(code, pop, setter.f_code.co_name)


def _warn(setter: str) -> None:
    message = (
        f"the result of {setter}(...) was discarded: builders never change, a setter returns a new one. "
        f"Write: builder = builder.{setter}(...)"
    )
    # Where a filter makes an error of it, Python hands it to sys.unraisablehook, as it does for a coroutine's warning:
    # what __del__ raises goes no further.
    warnings.warn(message, RuntimeWarning, stacklevel=3)
