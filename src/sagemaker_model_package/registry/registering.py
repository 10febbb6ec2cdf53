"""One registration: its token, what became of its request, and what an error of it is told with.

Whether a request has left cannot be told from the last error alone: of several attempts that botocore makes, the first
may have been carried out without an answer, and the last refused a connection. So every attempt is observed through the
client's event system, by two handlers that change nothing and look away unless a registration is under way.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import attrs

from sagemaker_model_package.packages import UnversionedModelPackage, VersionedModelPackage
from sagemaker_model_package.showing import is_text, shown

from .errors import RegistrationUncertainError
from .failing import add_note, may_have_left, name_of, says_nothing
from .registered import RegisteredModelPackage, read_arn

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from sagemaker_model_package.packages import ModelPackage

    from .client import SageMakerClient

TOKEN_LENGTH = 36
"""The longest token that the service takes. As many hexadecimal digits are 144 bits of a hash."""

_TOKEN_SCHEME = "sagemaker-model-package 1"  # noqa: S105 - no secret: what the hash begins with, changed when its input is
_SENT = "before-send.sagemaker.CreateModelPackage"
_ANSWERED = "response-received.sagemaker.CreateModelPackage"

_REDIRECTION = 300


def register(client: SageMakerClient, package: ModelPackage, idempotency_key: str | None) -> RegisteredModelPackage:
    """Register a package; ``ModelRegistry.register`` tells how."""
    kwargs = _kwargs_of(package)
    target = _target_of(package)
    if idempotency_key is not None:
        kwargs.setdefault("ClientToken", token_of(idempotency_key, kwargs))

    def uncertain(reason: str) -> RegistrationUncertainError:
        return RegistrationUncertainError(target, reason, kwargs.get("ClientToken") or sending.token, idempotency_key)

    with _observed() as sending:
        try:
            response = client.create_model_package(**kwargs)
        except Exception as error:
            if sending.uncertain or _is_empty_answer(error):
                last = sending.under_way or may_have_left(error)
                left = "the request left" if last else "an earlier attempt got no answer"
                raise uncertain(f"{left}, then came {name_of(error)}") from error
            add_note(error, f"while registering {target}: nothing was registered")
            raise
    arn = response.get("ModelPackageArn")
    if arn is None:  # the answer was cut short: botocore makes an empty one of half a JSON text
        raise uncertain("the service accepted the request, but its answer was cut short")
    return RegisteredModelPackage(arn=read_arn(arn, target), group=_group_of(package))


def _is_empty_answer(error: Exception) -> bool:
    """Tell whether the service has answered, without saying what became of the request. A stub's answer counts, too.

    Other errors of a call of which no attempt was observed do not: it may be the credentials that could not be had.
    """
    return getattr(error, "operation_name", None) == "CreateModelPackage" and may_have_left(error)


def _kwargs_of(package: object) -> dict[str, Any]:
    if isinstance(package, (VersionedModelPackage, UnversionedModelPackage)):
        return package.to_kwargs()
    raise TypeError(
        f"register() takes a model package, got {shown(package)}; "
        "a builder makes one in .build(), from_kwargs(...) makes one of a dict"
    )


def _target_of(package: ModelPackage) -> str:
    if isinstance(package, VersionedModelPackage):
        return f"a version in the group {shown(package.model_package_group_name)}"
    return f"the unversioned package {shown(package.model_package_name)}"


def _group_of(package: ModelPackage) -> str | None:
    """Return the group's name as the user writes it: an ARN may have it in small letters."""
    return package.model_package_group_name.rpartition("/")[2] if isinstance(package, VersionedModelPackage) else None


# The token ------------------------------------------------------------------------------------------------------------


def token_of(key: str, kwargs: Mapping[str, Any]) -> str:
    """Return the token of a key and of the content that is registered under it.

    The same key and content give the same token, in whatever order maps were filled; anything else gives another one.
    """
    if not is_text(key):
        raise TypeError(f"idempotency_key is a str, got {shown(key)}")
    text = str.__str__(key)
    if not text:
        raise ValueError(
            "idempotency_key is empty; give what is the same when the script runs again, such as a job's name"
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"idempotency_key {shown(key)} holds half a surrogate pair, which is no text") from None
    content = {name: value for name, value in kwargs.items() if name != "ClientToken"}
    hashed = json.dumps([_TOKEN_SCHEME, text, content], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    # SHA-256, for not every Python has another one: those for FIPS 140 lack BLAKE2. A value may hold half a pair.
    return hashlib.sha256(hashed.encode(errors="surrogatepass")).hexdigest()[:TOKEN_LENGTH]


# What became of the request -------------------------------------------------------------------------------------------


@attrs.define
class _Sending:
    """The attempts of one call, as far as they have got."""

    under_way: bool = False
    """Whether an attempt has begun of which nothing is known yet."""

    unanswered: bool = False
    """Whether an attempt has ended without an answer that says what became of it."""

    _body: bytes | str | None = attrs.field(default=None, repr=False)

    @property
    def uncertain(self) -> bool:
        """Whether the request may have been carried out."""
        return self.under_way or self.unanswered

    @property
    def token(self) -> str | None:
        """The token that was sent: where none was given, botocore has made one."""
        if self._body is None:
            return None
        token: str | None = json.loads(self._body).get("ClientToken")
        return token

    def begin(self, body: bytes | str | None) -> None:
        """Note that an attempt begins."""
        self.under_way = True
        self._body = body

    def end(self, status: int | None, exception: Exception | None) -> None:
        """Note how an attempt has ended."""
        if exception is not None:
            self.unanswered = self.unanswered or may_have_left(exception)
        elif status is not None and says_nothing(status):
            self.unanswered = True
        elif status is not None and status < _REDIRECTION:
            return  # accepted: should the call fail for all that, it is uncertain
        self.under_way = False


_SENDING: ContextVar[_Sending | None] = ContextVar("_SENDING", default=None)
"""The registration under way in this thread or task: a client is shared among several."""


def observe(client: SageMakerClient) -> None:
    """Have the client tell of its attempts to create a model package. Asking twice changes nothing.

    botocore remembers for each event who listens, and does not lock that: a handler added in the middle of another
    thread's first call of this operation may never be heard. ``ModelRegistry`` says how to keep clear of it.
    """
    for event, handler in ((_SENT, _on_sent), (_ANSWERED, _on_answered)):
        client.meta.events.register_first(event, handler, unique_id=f"sagemaker-model-package.{event}")


@contextmanager
def _observed() -> Generator[_Sending]:
    sending = _Sending()
    before = _SENDING.set(sending)
    try:
        yield sending
    finally:
        _SENDING.reset(before)


def _on_sent(request: Any, **_: object) -> None:
    sending = _SENDING.get()
    if sending is not None:
        sending.begin(request.body)


def _on_answered(response_dict: Mapping[str, Any] | None, exception: Exception | None, **_: object) -> None:
    sending = _SENDING.get()
    if sending is not None:
        sending.end(None if response_dict is None else response_dict["status_code"], exception)
