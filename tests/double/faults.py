"""What goes wrong on the way to the service and back, and the plan of which call has which fault."""

from __future__ import annotations

import enum
import random
import threading
from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Fault(enum.Enum):
    """What happens to one call."""

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
    """Done, but the answer is sent only when the client has given up."""
    CUT_SHORT = "cut short"
    """Done, then a part of the answer's body is sent, possibly none of it, and the connection is closed."""

    @property
    def commits(self) -> bool:
        """Whether the request is carried out all the same."""
        return self not in {Fault.THROTTLE, Fault.INTERNAL_ERROR, Fault.DROP_BEFORE}


class Faults:
    """Which call has which fault: the one scripted for its operation, else a random one. May be shared by threads.

    Args:
        rate: Share of all calls that have a random fault, from 0 to 1; each kind is equally likely.
        seed: The seed of the random numbers: the same seed gives the same sequence of faults.
        operations: Names of the operations that have random faults; all, unless given.
    """

    def __init__(self, rate: float = 0, *, seed: int = 0, operations: Collection[str] | None = None) -> None:
        self._rate = rate
        self._operations = operations
        self._random = random.Random(seed)  # noqa: S311 - a plan, not a secret
        self._scripts: defaultdict[str, deque[Fault | None]] = defaultdict(deque)
        self._lock = threading.Lock()

    def script(self, operation: str, *faults: Fault | None) -> None:
        """Set the faults of the next calls of an operation, in this order; ``None`` is a call without a fault."""
        with self._lock:
            self._scripts[operation].extend(faults)

    def next(self, operation: str) -> Fault | None:
        """Return the fault of the next call of an operation."""
        with self._lock:
            if self._scripts[operation]:
                return self._scripts[operation].popleft()
            if self._operations is not None and operation not in self._operations:
                return None
            return self._random.choice(tuple(Fault)) if self._random.random() < self._rate else None

    def fraction(self) -> float:
        """Return a random number from 0 to 1, exclusive: where to cut an answer."""
        with self._lock:
            return self._random.random()
