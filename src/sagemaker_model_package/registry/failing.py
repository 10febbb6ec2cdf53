"""What the errors that boto3 raises say, and what half an answer does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sagemaker_model_package.loading import botocore
from sagemaker_model_package.showing import shown, type_name

from .errors import IncompleteAnswerError

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSALS = frozenset({"ConflictException", "ResourceLimitExceeded", "ValidationException"})
"""What the service answers when it has looked at a request and will not carry it out."""

ABSENT = frozenset({"ResourceNotFound", "ValidationException"})
"""What it answers when it is asked for what does not exist."""

_REQUEST_TIMEOUT = 408
_SERVER_ERROR = 500


def told(response: Mapping[str, Any], member: str, operation: str) -> Any:
    """Return what an answer says in a member that it always has."""
    if member not in response:
        raise IncompleteAnswerError(operation, member)
    return response[member]


def answer_of(error: BaseException) -> Mapping[str, Any] | None:
    """Return what the service answered, where an error is an answer of its."""
    if not isinstance(error, botocore("exceptions").ClientError):
        return None
    answer: Mapping[str, Any] = cast("Any", error).response
    return answer


def code_of(error: BaseException) -> str | None:
    """Return the code of an error that the service answered, or ``None`` for any other error."""
    code: str | None = (answer_of(error) or {}).get("Error", {}).get("Code")
    return code


def status_of(answer: Mapping[str, Any]) -> int:
    """Return the HTTP status of an answer, or 0 where it does not tell."""
    status: int = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status


def name_of(error: BaseException) -> str:
    """Return what an error is called. Its text is left to itself: the service may quote the request in it."""
    code = code_of(error)
    return type_name(error) if code is None else f"the service's error {shown(code)}"


def add_note(error: BaseException, note: str) -> None:
    """Add a note to an error, from Python 3.11 on."""
    getattr(error, "add_note", str)(note)


def says_nothing(status: int) -> bool:
    """Tell whether an answer leaves it open if the request was carried out."""
    return status >= _SERVER_ERROR or status == _REQUEST_TIMEOUT


def may_have_left(error: BaseException) -> bool:
    """Tell, of an error by itself, whether its request may have reached the service and been carried out."""
    answer = answer_of(error)
    if answer is not None:
        return says_nothing(status_of(answer))
    exceptions = botocore("exceptions")
    if isinstance(error, (exceptions.EndpointConnectionError, exceptions.ConnectTimeoutError)):
        return False
    if isinstance(error, exceptions.ProxyConnectionError):
        return _broke_off(error)
    if isinstance(error, exceptions.SSLError):
        return not _distrusts(error)
    return isinstance(
        error, (exceptions.ConnectionError, exceptions.HTTPClientError, botocore("parsers").ResponseParserError)
    )


def is_transient(error: BaseException) -> bool:
    """Tell whether asking again, of a call that changes nothing, may go better."""
    if answer_of(error) is not None:
        return "Throttl" in (code_of(error) or "") or may_have_left(error)
    broken = (botocore("exceptions").ConnectionError, IncompleteAnswerError)
    return isinstance(error, broken) or may_have_left(error)


def _broke_off(error: BaseException) -> bool:
    """Tell whether a proxy took the connection and broke it off: older versions of urllib3 do not say when it did."""
    original = getattr(_wrapped(error), "original_error", None)
    return isinstance(original, ConnectionError) and not isinstance(original, ConnectionRefusedError)


def _distrusts(error: BaseException) -> bool:
    """Tell whether the other side's certificate was refused, which is before anything is sent."""
    from ssl import SSLCertVerificationError

    wrapped = _wrapped(error)
    return any(isinstance(one, SSLCertVerificationError) for one in (wrapped, *getattr(wrapped, "args", ())))


def _wrapped(error: BaseException) -> object:
    """Return the error of urllib3's that one of botocore's was made of."""
    return getattr(error, "kwargs", {}).get("error")
