"""One call from its bytes to its answer's: read, checked against the service model, done, or refused."""

from __future__ import annotations

import json
import re
import threading
import uuid
from typing import TYPE_CHECKING, NamedTuple

import attrs

from . import groups, packages, refusals, tags
from .faults import Fault, Faults
from .model import Document, input_shape, output_shape
from .refusals import Refusal
from .validation import Misfit, problems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .state import Account

LOCK = threading.RLock()
"""Held while the state of any account is read or changed: accounts may share what they have."""

OPERATIONS: dict[str, Callable[[Account, Document], Document]] = {
    **groups.OPERATIONS,
    **packages.OPERATIONS,
    **tags.OPERATIONS,
}

CONTENT_TYPE = "application/x-amz-json-1.1"
_TARGET = "SageMaker."
_SCOPE = re.compile(r"AWS4-HMAC-SHA256 Credential=[^/]+/\d{8}/(?P<region>[^/]+)/sagemaker/aws4_request, ")

OK = "ok"
"""Outcome of a call that was done."""
NOT_REACHED = "not reached"
"""Outcome of a call that a fault kept from the service."""


class Call(NamedTuple):
    """One call that reached the double's socket."""

    operation: str
    params: Document
    outcome: str
    """``ok``, the code of the error it was refused with, or ``not reached``; whatever the fault then made of it."""
    fault: Fault | None
    """What befell it on the way."""


@attrs.frozen
class Answer:
    """What goes back to the client, and what befalls it on the way."""

    status: int
    body: bytes
    fault: Fault | None = None
    request_id: str = attrs.field(factory=lambda: str(uuid.uuid4()))

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": CONTENT_TYPE,
            "Content-Length": str(len(self.body)),
            "x-amzn-RequestId": self.request_id,
        }


class Service:
    """Answers calls: the state behind it, the faults in front of it, and what was called."""

    def __init__(self, state: Account, faults: Faults) -> None:
        self.state = state
        self.faults = faults
        self.calls: list[Call] = []

    def answer(self, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer a request, given the headers by their names in small letters."""
        try:
            operation, params = self._read(headers, body)
        except Refusal as refusal:
            return _refused(refusal)
        fault = self.faults.next(operation)
        if fault is not None and not fault.commits:
            answer, outcome = _refused(_INSTEAD.get(fault, refusals.internal_failure)()), NOT_REACHED
        else:
            with LOCK:
                answer, outcome = self._done(operation, params)
            if fault is Fault.INTERNAL_ERROR_AFTER:
                answer = _refused(refusals.internal_failure())
        with LOCK:
            self.calls.append(Call(operation, params, outcome, fault))
        return attrs.evolve(answer, fault=fault)

    def _read(self, headers: Mapping[str, str], body: bytes) -> tuple[str, Document]:
        """Return the operation and its parameters; what is no request at all is refused."""
        scope = _SCOPE.match(headers.get("authorization", ""))
        if scope is None:
            raise Refusal("MissingAuthenticationTokenException", "Missing Authentication Token", 403)
        if scope["region"] != self.state.region:
            raise Refusal("InvalidSignatureException", "Credential should be scoped to a valid region.")
        target = headers.get("x-amz-target", "")
        operation = target.removeprefix(_TARGET)
        if not target.startswith(_TARGET) or operation not in OPERATIONS or headers.get("content-type") != CONTENT_TYPE:
            raise Refusal("UnknownOperationException", f"No operation {target!r} as {headers.get('content-type')!r}")
        if not body.startswith(b"{"):
            raise refusals.unreadable("Start of structure or map found where not expected.")
        try:
            return operation, json.loads(body)
        except ValueError as error:
            raise refusals.unreadable(str(error)) from error

    def _done(self, operation: str, params: Document) -> tuple[Answer, str]:
        """Do what is asked for, or refuse it; returns the outcome as well."""
        try:
            wrong = problems(input_shape(operation), params, newer_values=self.state.options.newer_values)
            if wrong:
                raise refusals.against_the_model(wrong)
            given = {name: value for name, value in params.items() if value is not None}
            document = OPERATIONS[operation](self.state, given)
        except Misfit as misfit:
            refusal = refusals.unreadable(str(misfit))
            return _refused(refusal), refusal.code
        except Refusal as refusal:
            return _refused(refusal), refusal.code
        return Answer(200, b"" if output_shape(operation) is None else _json(document)), OK


_INSTEAD: dict[Fault, Callable[[], Refusal]] = {Fault.THROTTLE: refusals.throttled}
"""What is answered in place of what the service would have said; an internal failure in all other cases."""


def _refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status, _json({"__type": refusal.code, "message": refusal.message}))


def _json(document: Document) -> bytes:
    return json.dumps(document).encode()
