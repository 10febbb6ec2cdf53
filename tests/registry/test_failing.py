"""Which errors leave it open whether a request was carried out; made by real sockets where they can be."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
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

from sagemaker_model_package import ModelRegistry, RegistrationUncertainError
from sagemaker_model_package.registry.failing import is_transient, may_have_left
from tests.registry.examples import version

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


def registry_at(url: str, **settings: Any) -> ModelRegistry:  # noqa: ANN401 - what Config takes
    session = boto3.Session(aws_access_key_id="fake", aws_secret_access_key="fake", region_name="us-east-1")
    once: dict[str, Any] = {"retries": {"total_max_attempts": 1}, "connect_timeout": 0.3, "read_timeout": 0.3}
    return ModelRegistry.from_session(session, endpoint_url=url, config=Config(**{**once, **settings}))


@contextmanager
def server(serve: Callable[[socket.socket], None]) -> Generator[int]:
    """Listen, and let a function have each connection; give the port."""
    closing = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            while True:
                connection, _ = listening.accept()
                with connection:
                    if closing.is_set():
                        return
                    serve(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            closing.set()
            socket.create_connection(listening.getsockname()).close()
            thread.join()


def say(answer: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        connection.recv(1 << 16)
        connection.sendall(answer)

    return serve


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def error_of(registry: ModelRegistry) -> BaseException:
    """Return what a registration raises."""
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whichever it is
        registry.register(version())
    return raised.value


# What never left ------------------------------------------------------------------------------------------------------


def test_a_refused_connection() -> None:
    assert isinstance(error_of(registry_at(f"http://127.0.0.1:{free_port()}")), EndpointConnectionError)


def test_a_name_that_does_not_resolve() -> None:
    assert isinstance(error_of(registry_at("http://no-such-host.invalid")), EndpointConnectionError)


def test_a_connection_that_takes_too_long() -> None:
    """A queue of none, and one who stands in it already."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        with socket.create_connection(listening.getsockname()):
            error = error_of(registry_at(f"http://127.0.0.1:{listening.getsockname()[1]}"))
    assert isinstance(error, (ConnectTimeoutError, RegistrationUncertainError))  # some systems have longer queues


def test_a_certificate_that_is_not_trusted() -> None:
    original = ssl.SSLCertVerificationError("self-signed certificate")
    for error in (original, OSError(original)):
        assert not may_have_left(SSLError(endpoint_url="https://x", error=error))


def test_a_proxy_that_is_not_there() -> None:
    proxy = f"http://127.0.0.1:{free_port()}"
    error = error_of(registry_at("https://api.sagemaker.invalid", proxies={"https": proxy}))
    assert isinstance(error, ProxyConnectionError)


def test_a_proxy_that_refuses() -> None:
    with server(say(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")) as port:
        error = error_of(registry_at("https://api.sagemaker.invalid", proxies={"https": f"http://127.0.0.1:{port}"}))
    assert isinstance(error, ProxyConnectionError)


@pytest.mark.parametrize("error", [LookupError(), RegistrationUncertainError("x", "y", None)])
def test_errors_of_others(error: Exception) -> None:
    assert not may_have_left(error)
    assert not is_transient(error)


# What may have been carried out ---------------------------------------------------------------------------------------


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
def test_answers_that_say_nothing(answer: bytes) -> None:
    with server(say(answer)) as port:
        error = error_of(registry_at(f"http://127.0.0.1:{port}"))
    assert isinstance(error, RegistrationUncertainError)


@pytest.mark.parametrize("status", [301, 400, 403, 413, 429])
def test_answers_that_refuse(status: int) -> None:
    body = b'{"__type":"AccessDeniedException"}'
    head = b"HTTP/1.1 %d Refused\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: %d\r\n\r\n"
    with server(say(head % (status, len(body)) + body)) as port:
        error = error_of(registry_at(f"http://127.0.0.1:{port}"))
    assert isinstance(error, ClientError)


@pytest.mark.parametrize(
    "error",
    [
        SSLError(endpoint_url="https://x", error=ssl.SSLEOFError("EOF occurred in violation of protocol")),
        HTTPClientError(error=ValueError()),
        ResponseParserError("no JSON"),
    ],
)
def test_errors_in_the_middle(error: Exception) -> None:
    assert may_have_left(error)
    assert is_transient(error)


class _ProxyError(Exception):
    """As urllib3's, which names what it was made of; versions before 2 make one of any fault behind a proxy."""

    def __init__(self, original_error: Exception) -> None:
        super().__init__("Unable to connect to proxy")
        self.original_error = original_error


@pytest.mark.parametrize(
    ("original", "left"), [(ConnectionResetError(), True), (ConnectionRefusedError(), False), (OSError(), False)]
)
def test_a_proxy_that_breaks_off(original: Exception, *, left: bool) -> None:
    error = ProxyConnectionError(proxy_url="http://127.0.0.1:1", error=_ProxyError(original))
    assert may_have_left(error) is left
    assert is_transient(error)


@pytest.mark.parametrize(
    ("code", "status", "passes"),
    [
        ("ThrottlingException", 400, True),
        ("InternalFailure", 500, True),
        ("ValidationException", 400, False),
        ("AccessDeniedException", 400, False),
    ],
)
def test_which_answers_may_be_other_ones_the_next_time(code: str, status: int, *, passes: bool) -> None:
    response: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    assert is_transient(ClientError(response, "DescribeModelPackage")) is passes
