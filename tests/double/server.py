"""The socket: HTTP/1.1 with connections that are kept, one thread for each, and answers that get lost on demand."""

from __future__ import annotations

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
from typing import TYPE_CHECKING, Any

from .faults import Fault

if TYPE_CHECKING:
    from .service import Answer, Service

_LOOPBACK = "127.0.0.1"
_LINGER = "hh" if os.name == "nt" else "ii"
"""The layout of the system's setting for how long a closed socket continues to send."""
_GIVEN_UP = 0.05
"""How often, in seconds, a slow answer checks whether its client has gone."""


class Server(ThreadingMixIn, TCPServer):
    """Serves until it is closed. Errors of its own are raised by ``close``."""

    allow_reuse_address = True
    request_queue_size = 128
    daemon_threads = True
    block_on_close = False  # a thread ends when its client closes the connection

    def __init__(self, service: Service) -> None:
        self.defects: list[BaseException] = []
        self.closing = threading.Event()
        super().__init__((_LOOPBACK, 0), partial(_Handler, service=service, closing=self.closing))
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://{_LOOPBACK}:{self.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
        if self.defects:
            raise AssertionError("the double has a defect") from self.defects[0]

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - as socketserver calls it
        """Keep the error of a thread, for ``close``."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.defects.append(error)


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, service: Service, closing: threading.Event) -> None:  # noqa: ANN401 - see socketserver
        self._service = service
        self._closing = closing
        super().__init__(*args)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "1"))
        body = self.rfile.read(length)
        if len(body) < length:  # the client was killed
            self.close_connection = True
            return
        answer = self._service.answer(self.headers, body)
        self.close_connection = answer.fault in {Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.CUT_SHORT}
        if answer.fault is Fault.DROP_BEFORE:
            # The client gets a reset, not an end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(_LINGER, 1, 0))
            self.rfile.close()
            self.connection.close()
        elif answer.fault is Fault.CUT_SHORT:
            self._send(answer, length=int(self._service.faults.fraction() * len(answer.body)))
        elif answer.fault is not Fault.DROP_AFTER:
            while answer.fault is Fault.SLOW and not self._closing.is_set():
                if select.select([self.connection], [], [], _GIVEN_UP)[0]:
                    break
            self._send(answer)

    def _send(self, answer: Answer, *, length: int | None = None) -> None:
        """Send an answer, or its head and the first bytes of its body."""
        status = f"{self.protocol_version} {answer.status} {HTTPStatus(answer.status).phrase}"
        head = "".join(f"{line}\r\n" for line in (status, *map(": ".join, answer.headers.items()), ""))
        self.wfile.write(head.encode("latin-1") + answer.body[:length])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server calls it
        """Write nothing: the service keeps the calls."""
