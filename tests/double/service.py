"""One call, from the bytes of its request to those of its answer."""

from __future__ import annotations

import json
import threading
import uuid
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

import attrs

from . import refusals
from .faults import Fault, Faults
from .model import Document, input_shape
from .operations import OPERATIONS
from .refusals import Refusal
from .validation import problems

if TYPE_CHECKING:
    from email.message import Message

    from .state import Account

LOCK = threading.RLock()
"""Held while the state of any account is read or changed: accounts may share what they have."""

CONTENT_TYPE = "application/x-amz-json-1.1"

OK = "ok"
"""Outcome of a call that was done."""
NOT_REACHED = "not reached"
"""Outcome of a call that a fault kept from the service."""


class Call(NamedTuple):
    """One call that reached the double's socket."""

    operation: str
    params: Document
    outcome: str
    """``ok``, the code of the error, or ``not reached``: what was done, whatever the client gets to know."""
    fault: Fault | None
    """The fault that the call had."""


@attrs.frozen
class Answer:
    """What is sent to the client, and the fault on its way."""

    status: int
    body: bytes
    fault: Fault | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": CONTENT_TYPE,
            "Content-Length": str(len(self.body)),
            "x-amzn-RequestId": str(uuid.uuid4()),
        }


class Service:
    """Answers calls: the state behind it, the faults in front of it, and the calls so far."""

    def __init__(self, state: Account, faults: Faults) -> None:
        self.state = state
        self.faults = faults
        self.calls: list[Call] = []

    def answer(self, headers: Message, body: bytes) -> Answer:
        """Answer a request."""
        operation = headers["X-Amz-Target"].removeprefix("SageMaker.")
        assert headers["Content-Type"] == CONTENT_TYPE
        assert f"/{self.state.region}/sagemaker/aws4_request" in headers["Authorization"]
        params: Document = json.loads(body)
        fault = self.faults.next(operation)
        if fault is not None and not fault.commits:
            throttled = fault is Fault.THROTTLE
            answer, outcome = _refused(refusals.throttled() if throttled else refusals.internal_failure()), NOT_REACHED
        else:
            with LOCK:
                answer, outcome = self._done(operation, params)
            if fault is Fault.INTERNAL_ERROR_AFTER:
                answer = _refused(refusals.internal_failure())
        with LOCK:
            self.calls.append(Call(operation, params, outcome, fault))
        return attrs.evolve(answer, fault=fault)

    def _done(self, operation: str, params: Document) -> tuple[Answer, str]:
        """Do what is requested, or refuse it; return the outcome as well."""
        try:
            if wrong := problems(input_shape(operation), params, newer_values=self.state.newer_values):
                raise refusals.invalid(f"{len(wrong)} validation errors detected: {'; '.join(wrong)}")
            document = OPERATIONS[operation](self.state, deepcopy(params))
        except Refusal as refusal:
            return _refused(refusal), refusal.code
        return Answer(200, json.dumps(document).encode()), OK


def _refused(refusal: Refusal) -> Answer:
    body = json.dumps({"__type": refusal.code, "message": refusal.message}).encode()
    return Answer(refusal.status, body)
