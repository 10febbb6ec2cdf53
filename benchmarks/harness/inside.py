"""What is measured inside a peer's environment. It has nothing but the peer, so this needs the standard library alone.

It is run as ``python inside.py WORK``, reads what to do as a Python literal from standard input, and prints JSON.
"""

from __future__ import annotations

import ast
import contextlib
import http.server
import importlib.metadata
import io
import json
import os
import sys
import sysconfig
import threading
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LONG_ENOUGH = 0.4
"""Seconds that a program is repeated for."""
ANSWER = b'{"ModelPackageArn": "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1"}'

NOBODY = {"AWS_ACCESS_KEY_ID": "fake", "AWS_SECRET_ACCESS_KEY": "fake", "AWS_DEFAULT_REGION": "us-east-1"}

Names = dict[str, Any]


# A fresh process ------------------------------------------------------------------------------------------------------


def fresh(program: str) -> dict[str, float]:
    """Run a program, and return what this process paid for that; nothing else has been done in it."""
    code, modules = compile(program, "<program>", "exec"), len(sys.modules)
    before = _memory("VmRSS")
    started = time.perf_counter()
    exec(code, {})  # noqa: S102 - a program of the benchmark's own
    taken = time.perf_counter() - started
    return {
        "milliseconds": taken * 1e3,
        "mebibytes": (_memory("VmHWM") - before) / 1024,
        "modules": len(sys.modules) - modules,
    }


def _memory(what: str) -> int:
    """Return the KiB that this process has now, or had at most, as Linux counts them.

    (``getrusage`` would tell the peak of the process that started this one, where that was higher.)
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what))


# A warm process -------------------------------------------------------------------------------------------------------


def warm(program: dict[str, str]) -> list[float]:
    """Return the milliseconds of each time that a program made its kwargs."""
    names: Names = {}
    exec(program["head"], names)  # noqa: S102 - a program of the benchmark's own
    exec(compile(program["function"], "<program>", "exec"), names)  # noqa: S102 - see above
    make: Callable[[], object] = names["make"]
    make()
    taken: list[float] = []
    while sum(taken) < LONG_ENOUGH * 1e3:
        started = time.perf_counter()
        make()
        taken.append((time.perf_counter() - started) * 1e3)
    return taken


# What is installed ----------------------------------------------------------------------------------------------------


def size(_: object) -> dict[str, float]:
    """Return how many distributions are installed, and how large their files are, less compiled bytecode."""
    installed = list(importlib.metadata.distributions(path=[sysconfig.get_path("purelib")]))
    located = {str(path.locate()) for one in installed for path in one.files or () if path.suffix != ".pyc"}
    files = [Path(path) for path in located]
    return {
        "packages": len(installed),
        "mebibytes": sum(path.stat().st_size for path in files if path.exists()) / 2**20,
    }


# What reaches the service ---------------------------------------------------------------------------------------------


class Service(http.server.BaseHTTPRequestHandler):
    """Accepts everything, and keeps what ``create_model_package`` was called with."""

    protocol_version = "HTTP/1.1"
    received: list[object] = []  # noqa: RUF012 - one for all connections, on purpose

    def do_POST(self) -> None:
        """Answer a call."""
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        if str(self.headers["X-Amz-Target"]).endswith(".CreateModelPackage"):
            self.received.append(json.loads(body))
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""


def sent(work: dict[str, Any]) -> list[dict[str, Any]]:
    """Send requests, and return what became of each: what was received, what was raised, whether was warned."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        os.environ.update(NOBODY, AWS_ENDPOINT_URL=f"http://127.0.0.1:{server.server_port}")
        names: Names = {}
        exec(work["start"], names)  # noqa: S102 - a program of the benchmark's own
        outcomes = [_outcome(call, names) for call in work["calls"]]
        server.shutdown()
    return outcomes


def _outcome(call: str, names: Names) -> dict[str, Any]:
    Service.received.clear()
    raised = ""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                eval(call, names)  # noqa: S307 - a program of the benchmark's own
        except Exception as error:  # noqa: BLE001 - whatever it may be
            raised = type(error).__name__
    categories = {warning.category.__name__ for warning in caught}
    return {"received": Service.received[:1], "raised": raised, "warned": sorted(categories)}


WORKS: dict[str, Callable[[Any], object]] = {"fresh": fresh, "warm": warm, "size": size, "sent": sent}

if __name__ == "__main__":
    print(json.dumps(WORKS[sys.argv[1]](ast.literal_eval(sys.stdin.read()))))
