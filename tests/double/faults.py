"""What goes wrong on the way to the service and back, and the plan of which call suffers what."""

from __future__ import annotations

import enum
import random
import threading
from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Fault(enum.Enum):
    """What befalls one call."""

    THROTTLE = "throttle"
    """Refused with ``ThrottlingException``; nothing is done."""
    INTERNAL_ERROR = "internal error"
    """Answered with status 500; nothing is done."""
    DROP_BEFORE = "drop before"
    """The connection is reset; nothing is done."""
    DROP_AFTER = "drop after"
    """Done, then the connection is closed without an answer."""
    INTERNAL_ERROR_AFTER = "internal error after"
    """Done, then answered with status 500."""
    SLOW = "slow"
    """Done, but the answer comes only when the client has given up (or after the double's ``slow`` seconds)."""
    CUT_SHORT = "cut short"
    """Done, then a part of the answer's body is sent, which may be none of it, and the connection is closed."""

    @property
    def commits(self) -> bool:
        """Whether what was asked for is done all the same."""
        return self not in _BEFORE


_BEFORE = frozenset({Fault.THROTTLE, Fault.INTERNAL_ERROR, Fault.DROP_BEFORE})


class Faults:
    """Which call suffers what: what was scripted for its operation, else what falls to it by chance.

    The same seed gives the same sequence of faults; which thread's call meets which is up to the threads. Safe to be
    used by many threads.

    Args:
        rate: Share of all calls that suffer a fault by chance, from 0 to 1.
        kinds: What they suffer, each as likely as the others.
        seed: What the chance is made from.
        operations: Names of the operations that suffer by chance, such as ``CreateModelPackage``; all, unless given.
    """

    def __init__(
        self,
        rate: float = 1 / 3,
        kinds: Sequence[Fault] = tuple(Fault),
        *,
        seed: int = 0,
        operations: Collection[str] | None = None,
    ) -> None:
        self._rate = rate
        self._kinds = tuple(kinds)
        self._operations = operations
        self._random = random.Random(seed)  # noqa: S311 - a plan, not a secret
        self._scripts: defaultdict[str, deque[Fault | None]] = defaultdict(deque)
        self._lock = threading.Lock()

    @classmethod
    def none(cls) -> Faults:
        """Make a plan without any faults but those that are scripted."""
        return cls(rate=0)

    def script(self, operation: str, *faults: Fault | None) -> None:
        """Say what the next calls of an operation suffer, one after the other; ``None`` is a call that goes well."""
        with self._lock:
            self._scripts[operation].extend(faults)

    def next(self, operation: str) -> Fault | None:
        """Return what the next call of an operation suffers."""
        with self._lock:
            if self._scripts[operation]:
                return self._scripts[operation].popleft()
            if self._operations is not None and operation not in self._operations:
                return None
            return self._random.choice(self._kinds) if self._random.random() < self._rate else None

    def fraction(self) -> float:
        """Return a number from 0 to 1, exclusive: where to cut, for one."""
        with self._lock:
            return self._random.random()
