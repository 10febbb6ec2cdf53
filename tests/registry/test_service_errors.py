"""Which errors leave it open whether a request was carried out; produced by real sockets if possible."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ProxyConnectionError,
    SSLError,
)
from botocore.parsers import ResponseParserError

from sagemaker_model_package import ModelRegistry
from sagemaker_model_package.errors import RegistrationUncertainError
from sagemaker_model_package.registry._service_errors import is_transient, may_have_left
from tests.double import fake_session

from .examples import version

if TYPE_CHECKING:
    from collections.abc import Generator


def error_at(url: str, **settings: Any) -> BaseException:  # noqa: ANN401 - what Config takes
    """Return what a registration raises."""
    once: dict[str, Any] = {"retries": {"total_max_attempts": 1}, "connect_timeout": 0.3, "read_timeout": 0.3}
    registry = ModelRegistry.from_session(fake_session(), endpoint_url=url, config=Config(**{**once, **settings}))
    with pytest.raises(Exception) as raised:  # noqa: PT011 - any error
        registry.register(version())
    return raised.value


@contextmanager
def server(answer: bytes) -> Generator[str]:
    """Give the same answer to each connection; yield the address."""
    closing = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            while True:
                connection, _ = listening.accept()
                with connection:
                    if closing.is_set():
                        return
                    connection.recv(1 << 16)
                    connection.sendall(answer)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            closing.set()
            socket.create_connection(listening.getsockname()).close()
            thread.join()


def nowhere() -> str:
    """Return an address that refuses connections."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}"


# Requests that were not sent ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [nowhere(), "http://no-such-host.invalid"], ids=["refused", "unknown host"])
def test_no_connection(url: str) -> None:
    assert isinstance(error_at(url), EndpointConnectionError)


def test_a_connection_that_takes_too_long() -> None:
    """The queue has no free place."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        with socket.create_connection(listening.getsockname()):
            error = error_at(f"http://127.0.0.1:{listening.getsockname()[1]}")
    assert isinstance(error, (ConnectTimeoutError, RegistrationUncertainError))  # some systems have longer queues


def test_a_certificate_that_is_not_trusted() -> None:
    original = ssl.SSLCertVerificationError("self-signed certificate")
    for error in (original, OSError(original)):
        assert not may_have_left(SSLError(endpoint_url="https://x", error=error))


def test_a_proxy_that_is_absent_or_refuses() -> None:
    with server(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n") as proxy:
        for url in (nowhere(), proxy):
            error = error_at("https://api.sagemaker.invalid", proxies={"https": url})
            assert isinstance(error, ProxyConnectionError)


@pytest.mark.parametrize("status", [301, 400, 403, 413, 429])
def test_answers_that_refuse(status: int) -> None:
    body = b'{"__type":"AccessDeniedException"}'
    head = b"HTTP/1.1 %d Refused\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: %d\r\n\r\n"
    with server(head % (status, len(body)) + body) as url:
        assert isinstance(error_at(url), ClientError)


# Requests that may have been carried out ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"Model',
        b'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n["no", "object"]',
        b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
    ],
)
def test_answers_without_a_result(answer: bytes) -> None:
    with server(answer) as url:
        assert isinstance(error_at(url), RegistrationUncertainError)


class _ProxyError(Exception):
    """Like that of urllib3, which versions before 2 raise for any fault behind a proxy."""

    def __init__(self, original_error: Exception) -> None:
        super().__init__("Unable to connect to proxy")
        self.original_error = original_error


def proxy_error(original: Exception) -> Exception:
    return ProxyConnectionError(proxy_url="http://127.0.0.1:1", error=_ProxyError(original))


def answered(code: str, status: int) -> Exception:
    response: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, "DescribeModelPackage")


@pytest.mark.parametrize(
    ("error", "left", "transient"),
    [
        (SSLError(endpoint_url="https://x", error=ssl.SSLEOFError("EOF in violation of protocol")), True, True),
        (SSLError(endpoint_url="https://x", error=ssl.SSLCertVerificationError("self-signed")), False, False),
        (HTTPClientError(error=ValueError()), True, True),
        (ResponseParserError("not JSON"), True, True),
        (proxy_error(ConnectionResetError()), True, True),
        (proxy_error(ConnectionRefusedError()), False, True),
        (proxy_error(OSError()), False, True),
        (answered("InternalFailure", 500), True, True),
        (answered("ThrottlingException", 400), False, True),
        (answered("ValidationException", 400), False, False),
        (answered("AccessDeniedException", 400), False, False),
        (answered("408", 408), True, True),
        (answered("429", 429), True, True),
        (LookupError(), False, False),
        (RegistrationUncertainError("x", "y", None), False, False),
    ],
)
def test_other_errors(error: Exception, *, left: bool, transient: bool) -> None:
    assert may_have_left(error) is left
    assert is_transient(error) is transient


STANDARD: Any = import_module("botocore.retries.standard")
CODES = {
    *STANDARD.ThrottledRetryableChecker._THROTTLED_ERROR_CODES,
    *STANDARD.TransientRetryableChecker._TRANSIENT_ERROR_CODES,
    *("AccessDeniedException", "ConflictException", "ExpiredTokenException", "ResourceInUse", "ResourceLimitExceeded"),
    *("ResourceNotFound", "ResourceNotFoundException", "ValidationException"),
}


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_refusal_is_transient_where_botocore_tries_again(code: str) -> None:
    error: Any = answered(code, 400)
    context = STANDARD.RetryContext(attempt_number=1, parsed_response=error.response)
    checkers = (STANDARD.ThrottledRetryableChecker(), STANDARD.TransientRetryableChecker())
    assert is_transient(error) is any(checker.is_retryable(context) for checker in checkers)
