"""One registration: its token, whether its request was sent, and the errors that it raises.

The last error alone does not show whether a request was carried out: of several attempts that botocore makes, the first
may have been carried out without an answer, and the last may not have connected. So every attempt is observed through
the client's event system, by two handlers that change nothing and do nothing outside a registration.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import attrs

from sagemaker_model_package._internal.value_format import format_value, is_text
from sagemaker_model_package._validation.check import check_region
from sagemaker_model_package.errors import RegistrationUncertainError
from sagemaker_model_package.packages import VersionedModelPackage
from sagemaker_model_package.packages._approval import warn_of_inherited_approval
from sagemaker_model_package.registry._known_members import outdated_botocore
from sagemaker_model_package.registry._service_errors import (
    add_lead,
    add_note,
    is_refusal,
    may_have_left,
    name_of,
    status_of,
)
from sagemaker_model_package.registry.registered import RegisteredModelPackage, read_arn
from sagemaker_model_package.registry.request_guard import checked

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from sagemaker_model_package.packages import ModelPackage
    from sagemaker_model_package.registry.client import SageMakerClient

TOKEN_LENGTH = 36
"""Length of a token, the maximum that the service accepts: in hexadecimal digits, 144 bits of a hash."""

_TOKEN_SCHEME = "sagemaker-model-package 1"  # noqa: S105 - not a secret: first part of the hash's input, and its version
_SENT = "before-send.sagemaker.CreateModelPackage"
_ANSWERED = "response-received.sagemaker.CreateModelPackage"

_REDIRECTION = 300


def register(client: SageMakerClient, package: ModelPackage, idempotency_key: str | None) -> RegisteredModelPackage:
    """Register a package; see ``ModelRegistry.register``."""
    __tracebackhide__ = _rich_traceback_omit = True
    target = _target_of(package)
    warn_of_inherited_approval(package)
    check_region(package, getattr(client.meta, "region_name", None))
    outdated = outdated_botocore(client.meta.service_model.operation_model("CreateModelPackage"), package.to_kwargs())
    if outdated is not None:
        raise outdated
    token = package.client_token
    if idempotency_key is not None:
        check_key(idempotency_key)
        token = token or token_of(idempotency_key, package.to_kwargs())
    given = {} if token is None else {"ClientToken": token}

    def uncertain(reason: str) -> RegistrationUncertainError:
        return RegistrationUncertainError(target, reason, token or attempts.token, idempotency_key)

    with _observed() as attempts, checked(package):
        try:
            # The kwargs have no name here: a traceback would keep them, with the secrets in them.
            response = client.create_model_package(**{**package.to_kwargs(), **given})
        except Exception as error:
            if attempts.uncertain or _is_inconclusive_answer(error):
                last = attempts.under_way or may_have_left(error)
                left = "the request was sent" if last else "an earlier attempt got no answer"
                raise uncertain(f"{left}, then came {name_of(error)}") from error
            add_note(error, f"while registering {target}: nothing was registered")
            add_lead(error)
            raise
    arn = response.get("ModelPackageArn")
    if arn is None:  # the answer was cut short: botocore reads incomplete JSON as an empty answer
        raise uncertain("the service accepted the request, but its answer was cut short")
    return RegisteredModelPackage(arn=read_arn(arn, target), group=_group_of(package))


def _is_inconclusive_answer(error: Exception) -> bool:
    """Return whether an error is an answer that leaves the result open. It may come from a stub.

    If no attempt was observed, other errors do not count: they may come from a failed request for credentials.
    """
    return getattr(error, "operation_name", None) == "CreateModelPackage" and may_have_left(error)


def _target_of(package: ModelPackage) -> str:
    if isinstance(package, VersionedModelPackage):
        return f"a version in the group {format_value(package.model_package_group_name)}"
    return f"the unversioned package {format_value(package.model_package_name)}"


def _group_of(package: ModelPackage) -> str | None:
    """Return the group's name as the user wrote it: the ARN may have it in lower case."""
    return package.model_package_group_name.rpartition("/")[2] if isinstance(package, VersionedModelPackage) else None


# The token ------------------------------------------------------------------------------------------------------------


def check_key(key: object) -> None:
    """Refuse what cannot be an idempotency key."""
    if not is_text(key):
        raise TypeError(f"idempotency_key must be a str, got {format_value(key)}")
    text = str.__str__(key)
    if not text:
        raise ValueError(
            "idempotency_key is empty; give a text that stays the same when the script runs again, such as a job's name"
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(
            f"idempotency_key {format_value(key)} holds half a surrogate pair, which is not valid text"
        ) from None


def token_of(key: str, kwargs: Mapping[str, Any]) -> str:
    """Return the token of a key and of the content that is registered under it.

    The same key and content give the same token, whatever the order of entries in maps; others give another token.
    """
    text = str.__str__(key)
    content = {name: value for name, value in kwargs.items() if name != "ClientToken"}
    hashed = json.dumps([_TOKEN_SCHEME, text, content], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    # SHA-256, because every Python has it: those for FIPS 140 lack BLAKE2. A value may contain a lone surrogate.
    return hashlib.sha256(hashed.encode(errors="surrogatepass")).hexdigest()[:TOKEN_LENGTH]


# The attempts ---------------------------------------------------------------------------------------------------------


@attrs.define
class _Attempts:
    """The state of one call's attempts."""

    under_way: bool = False
    """Whether an attempt has begun whose result is not known yet."""

    unanswered: bool = False
    """Whether an attempt has ended without an answer that shows whether it was carried out."""

    _body: bytes | str | None = attrs.field(default=None, repr=False)

    @property
    def uncertain(self) -> bool:
        """Whether the request may have been carried out."""
        return self.under_way or self.unanswered

    @property
    def token(self) -> str | None:
        """The token that was sent: if none was given, botocore has generated one."""
        if self._body is None:
            return None
        token: str | None = json.loads(self._body).get("ClientToken")
        return token

    def begin(self, body: bytes | str | None) -> None:
        """Record that an attempt begins."""
        self.under_way = True
        self._body = body

    def end(self, answer: Mapping[str, Any], exception: Exception | None) -> None:
        """Record how an attempt has ended: with an answer, or with an exception."""
        if exception is not None:
            self.unanswered = self.unanswered or may_have_left(exception)
        elif status_of(answer) < _REDIRECTION:
            return  # accepted: if the call still fails, the result is uncertain
        else:
            self.unanswered = self.unanswered or not is_refusal(answer)
        self.under_way = False


_CURRENT: ContextVar[_Attempts | None] = ContextVar("_CURRENT", default=None)
"""The current registration of this thread or task: a client may be shared between several."""


def observe(client: SageMakerClient) -> None:
    """Observe the client's attempts to create a model package. A second call changes nothing.

    botocore caches the handlers of each event without a lock: a handler that is added during another thread's first
    call of this operation may never be called. ``ModelRegistry`` explains how to avoid this.
    """
    for event, handler in ((_SENT, _on_sent), (_ANSWERED, _on_answered)):
        client.meta.events.register_first(event, handler, unique_id=f"sagemaker-model-package.{event}")


@contextmanager
def _observed() -> Generator[_Attempts]:
    attempts = _Attempts()
    before = _CURRENT.set(attempts)
    try:
        yield attempts
    finally:
        _CURRENT.reset(before)


def _on_sent(request: Any, **_: object) -> None:
    attempts = _CURRENT.get()
    if attempts is not None:
        attempts.begin(request.body)


def _on_answered(parsed_response: Mapping[str, Any] | None, exception: Exception | None, **_: object) -> None:
    attempts = _CURRENT.get()
    if attempts is not None:
        attempts.end(parsed_response or {}, exception)
