"""What the errors that boto3 raises mean, and a check for incomplete answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from sagemaker_model_package._internal.lazy_botocore import botocore_module
from sagemaker_model_package._internal.value_format import format_value, type_name
from sagemaker_model_package.errors import IncompleteAnswerError

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSALS = frozenset({"ConflictException", "ResourceLimitExceeded", "ValidationException"})
"""Error codes of requests that the service has examined and refused."""

ABSENT = frozenset({"ResourceNotFound", "ValidationException"})
"""Error codes of requests for something that does not exist."""

_LEADS = {
    r"manifest media type application/vnd\.oci\.": (
        "SageMaker takes images in Docker's own format: build it with 'docker buildx build --provenance=false "
        "--output type=docker', and push it again"
    ),
    r"ECR image .* is invalid|repository name must be lowercase": (
        "an image is ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG; a repository's name has no capital letters"
    ),
    r"ModelPackageGroup \S+ does not exist": (
        "make the group first, with ModelRegistry(client).ensure_group(...), or look at the client's account and region"
    ),
}
"""What to do about errors that people meet, by the service's text, as it was seen in public reports."""

_OVERLOADED = frozenset(
    {
        "BandwidthLimitExceeded",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "RequestTimeoutException",
        "SlowDown",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
"""Error codes after which botocore tries again, besides those that speak of throttling; a test compares them."""

_REQUEST_TIMEOUT = 408
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


def require_member(response: Mapping[str, Any] | None, member: str, operation: str) -> Any:
    """Return a member of an answer, or of an entry of its list; raise ``IncompleteAnswerError`` if it is missing.

    An entry may be ``None``: botocore reads a ``null`` of JSON so.
    """
    if response is None or member not in response:
        raise IncompleteAnswerError(operation, member)
    return response[member]


def answer_of(error: BaseException) -> Mapping[str, Any] | None:
    """Return the service's answer if an error is one, else ``None``."""
    if not isinstance(error, botocore_module("exceptions").ClientError):
        return None
    answer: Mapping[str, Any] = cast("Any", error).response
    return answer


def code_of(error: BaseException) -> str | None:
    """Return the error code if an error is the service's answer, else ``None``."""
    code: str | None = (answer_of(error) or {}).get("Error", {}).get("Code")
    return code


def status_of(answer: Mapping[str, Any]) -> int:
    """Return the HTTP status of an answer, or 0 if it is unknown."""
    status: int = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status


def name_of(error: BaseException) -> str:
    """Return a name for an error. Its text is not used, because the service may quote the request in it."""
    code = code_of(error)
    return type_name(error) if code is None else f"the service's error {format_value(code)}"


def add_note(error: BaseException, note: str) -> None:
    """Add a note to an error, from Python 3.11 on."""
    getattr(error, "add_note", str)(note)


def add_lead(error: BaseException) -> None:
    """Add a note on what to do, where the service's error is one that people meet."""
    text = (answer_of(error) or {}).get("Error", {}).get("Message", "")
    for pattern, lead in _LEADS.items():
        if re.search(pattern, text):
            add_note(error, lead)


def is_refusal(answer: Mapping[str, Any]) -> bool:
    """Return whether an error answer shows that the request was not carried out.

    It does if it has the service's own form, which names an error. Else it is the page of some proxy or load balancer,
    and botocore gives the HTTP status as its code.
    """
    code: str = answer.get("Error", {}).get("Code") or ""
    return not _is_inconclusive(status_of(answer)) and code != "" and not code.isdigit()


def _is_inconclusive(status: int) -> bool:
    return status >= _SERVER_ERROR or status == _REQUEST_TIMEOUT


def may_have_left(error: BaseException) -> bool:
    """Return whether the request of this error may have reached the service and been carried out."""
    answer = answer_of(error)
    if answer is not None:
        return not is_refusal(answer)
    exceptions = botocore_module("exceptions")
    if isinstance(error, (exceptions.EndpointConnectionError, exceptions.ConnectTimeoutError)):
        return False
    if isinstance(error, exceptions.ProxyConnectionError):
        return _broke_off(error)
    if isinstance(error, exceptions.SSLError):
        return not _distrusts(error)
    return isinstance(
        error, (exceptions.ConnectionError, exceptions.HTTPClientError, botocore_module("parsers").ResponseParserError)
    )


def is_transient(error: BaseException) -> bool:
    """Return whether a call that changes nothing may succeed if it is repeated."""
    answer = answer_of(error)
    if answer is not None:
        code, status = code_of(error) or "", status_of(answer)
        return "Throttl" in code or code in _OVERLOADED or status == _TOO_MANY_REQUESTS or _is_inconclusive(status)
    exceptions = botocore_module("exceptions")
    if isinstance(error, exceptions.SSLError):
        return not _distrusts(error)
    return isinstance(error, (exceptions.ConnectionError, IncompleteAnswerError)) or may_have_left(error)


def _broke_off(error: BaseException) -> bool:
    """Return whether a proxy accepted the connection and closed it: older versions of urllib3 do not say when."""
    original = getattr(_wrapped(error), "original_error", None)
    return isinstance(original, ConnectionError) and not isinstance(original, ConnectionRefusedError)


def _distrusts(error: BaseException) -> bool:
    """Return whether the server's certificate was refused, which happens before anything is sent."""
    from ssl import SSLCertVerificationError

    wrapped = _wrapped(error)
    return any(isinstance(one, SSLCertVerificationError) for one in (wrapped, *getattr(wrapped, "args", ())))


def _wrapped(error: BaseException) -> object:
    """Return the urllib3 error inside an error of botocore."""
    return getattr(error, "kwargs", {}).get("error")
