"""A moto server on the loopback address, and clients that talk to it alone."""

from __future__ import annotations

import logging
import os
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from moto.server import ThreadedMotoServer

if TYPE_CHECKING:
    from collections.abc import Generator

REGION = "us-east-1"
ACCOUNT = "123456789012"
"""The account that moto plays, unless a role of another one is assumed."""


@contextmanager
def moto_server() -> Generator[str]:
    """Serve until the context is left; give the URL."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        forget_all(url)  # what servers of this process were told before: they share it
        yield url
    finally:
        server.stop()


def forget_all(url: str) -> None:
    """Have moto forget what it was told."""
    request = urllib.request.Request(f"{url}/moto-api/reset", method="POST")  # noqa: S310 - the loopback address
    with urllib.request.urlopen(request):  # noqa: S310 - likewise
        pass


def environment(url: str) -> dict[str, str]:
    """Return the environment variables that lead boto3 to the server, with credentials that are none."""
    return {
        "AWS_ACCESS_KEY_ID": "fake",
        "AWS_SECRET_ACCESS_KEY": "fake",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": url,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1",
    }
