"""The socket: HTTP/1.1 with connections that are kept, one thread for each, and answers that get lost as told."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING, Any, ClassVar

from .faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self

    from .service import Answer, Service

_LOOPBACK = "127.0.0.1"
_LINGER = "hh" if os.name == "nt" else "ii"
"""How the system lays out whether, and for how many seconds, a closed socket goes on sending."""
_GIVEN_UP = 0.05
"""How often, in seconds, a slow answer looks whether its client has gone."""


class Server(ThreadingMixIn, TCPServer):
    """Serves until it is closed. What goes wrong within it is raised by ``close``."""

    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, service: Service, *, slow: float | None) -> None:
        self.defects: list[BaseException] = []
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((_LOOPBACK, 0), partial(_Handler, service=service, owner=self, slow=slow))
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://{_LOOPBACK}:{self.server_address[1]}"

    def start(self) -> Self:
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop serving, close all connections and wait for their threads."""
        self.closing.set()
        self.shutdown()
        self._thread.join()
        with self._lock:
            for connection in self._open:
                _end(connection)
        self.server_close()
        if self.defects:
            raise AssertionError("the double has a defect") from self.defects[0]

    def keep(self, connection: socket.socket) -> None:
        """Keep a connection, to end it when the server is closed: now, if its thread started late."""
        with self._lock:
            self._open.add(connection)
            if self.closing.is_set():
                _end(connection)

    def forget(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - as socketserver calls it
        """Keep what a thread died of, for ``close``."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.defects.append(error)


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the client may have closed it
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, service: Service, owner: Server, slow: float | None) -> None:  # noqa: ANN401 - see socketserver
        self._service = service
        self._owner = owner
        self._slow = slow
        super().__init__(*args)

    def setup(self) -> None:
        super().setup()
        self._owner.keep(self.connection)

    def finish(self) -> None:
        self._owner.forget(self.connection)
        with contextlib.suppress(OSError):  # the client has gone
            super().finish()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self._service.answer(headers, body)
        if answer.fault is None:
            self._send(answer)
        else:
            self._DELIVERIES.get(answer.fault, _Handler._send)(self, answer)

    def _send(self, answer: Answer, *, length: int | None = None) -> None:
        """Send an answer, or its head and the first bytes of its body."""
        status = f"{self.protocol_version} {answer.status} {HTTPStatus(answer.status).phrase}"
        head = "".join(f"{line}\r\n" for line in (status, *map(": ".join, answer.headers.items()), ""))
        self.wfile.write(head.encode("latin-1") + answer.body[:length])

    def _reset(self, answer: Answer) -> None:  # noqa: ARG002 - nothing of it is sent
        """Close the connection so that the client gets a reset, not an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(_LINGER, 1, 0))
        self.rfile.close()
        self.connection.close()
        self.close_connection = True

    def _hang_up(self, answer: Answer) -> None:  # noqa: ARG002 - see above
        self.close_connection = True

    def _cut(self, answer: Answer) -> None:
        self._send(answer, length=int(self._service.faults.fraction() * len(answer.body)))
        self.close_connection = True

    def _dawdle(self, answer: Answer) -> None:
        """Answer after some seconds, or as soon as the client has given up: too late in any case."""
        if self._slow is not None:
            self._owner.closing.wait(self._slow)
        else:
            while not self._owner.closing.is_set() and not select.select([self.connection], [], [], _GIVEN_UP)[0]:
                pass
        self._send(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server calls it
        """Write nothing: calls are kept by the service."""

    _DELIVERIES: ClassVar[dict[Fault, Callable[[_Handler, Answer], None]]] = {
        Fault.DROP_BEFORE: _reset,
        Fault.DROP_AFTER: _hang_up,
        Fault.CUT_SHORT: _cut,
        Fault.SLOW: _dawdle,
    }
    """How an answer that suffers a fault is sent, where it is not sent as any other."""
