"""The double as tests use it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from .faults import Faults
from .server import Server
from .service import LOCK, Call, Service
from .state import Account, Group, Package

if TYPE_CHECKING:
    from collections.abc import Sequence

    from types_boto3_sagemaker.client import SageMakerClient
    from typing_extensions import Self

    from .progress import Step


@cache
def _session() -> boto3.Session:
    """Return a session for all clients, so that the service model is loaded once."""
    return fake_session()


def fake_session(region: str = "us-east-1") -> boto3.Session:
    """Create a session with fake credentials."""
    return boto3.Session(aws_access_key_id="fake", aws_secret_access_key="fake", region_name=region)


def make_client(
    url: str,
    *,
    region: str = "us-east-1",
    config: Config | None = None,
    read_timeout: float = 10,
    max_attempts: int = 1,
) -> SageMakerClient:
    """Create a boto3 client for a double, which may be in another process; see ``SageMakerDouble.client``."""
    standard = Config(
        connect_timeout=10,
        read_timeout=read_timeout,
        retries={"total_max_attempts": max_attempts, "mode": "standard"},
        max_pool_connections=32,
        proxies={},
    )
    return _session().client(
        "sagemaker", region_name=region, endpoint_url=url, config=standard.merge(config) if config else standard
    )


class SageMakerDouble:
    """A stand-in for SageMaker's model registry, in one account and region, on a socket of the loopback address.

    It serves within its context. Several may run side by side.

    Args:
        faults: What goes wrong; nothing, unless given.
        shared: Doubles of other accounts whose groups and packages this one may use, by ARN.
        options: Fields of ``Account``, such as ``page_size``.
    """

    def __init__(
        self,
        faults: Faults | None = None,
        *,
        shared: Sequence[SageMakerDouble] = (),
        **options: Any,  # noqa: ANN401 - see Account
    ) -> None:
        self._state: Account = Account(shared=[one._state for one in shared], **options)
        self.account: str = self._state.account
        self.region: str = self._state.region
        self.faults = faults or Faults()
        self._service = Service(self._state, self.faults)
        self._server = Server(self._service)
        self.url: str = self._server.url
        self._clients: list[SageMakerClient] = []

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients:
            client.close()
        self._server.close()

    def client(
        self, *, config: Config | None = None, read_timeout: float = 10, max_attempts: int = 1
    ) -> SageMakerClient:
        """Create a boto3 client for it, closed when the double is.

        Args:
            config: Further settings, which override these.
            read_timeout: After how many seconds without an answer the client gives up: the duration of a slow answer.
            max_attempts: How often botocore sends a request at most.
        """
        client = make_client(
            self.url, region=self.region, config=config, read_timeout=read_timeout, max_attempts=max_attempts
        )
        self._clients.append(client)
        return client

    def session(self) -> boto3.Session:
        """Create a session with fake credentials; its clients need the double's ``url``."""
        return fake_session(self.region)

    @property
    def progress(self) -> Sequence[Step]:
        """The progress of packages that are created from now on, see ``progress()``; completed at once, unless set."""
        return self._state.steps

    @progress.setter
    def progress(self, steps: Sequence[Step]) -> None:
        self._state.steps = steps

    @property
    def groups(self) -> dict[str, Group]:
        """All groups, by name."""
        with LOCK:
            return dict(self._state.groups)

    @property
    def packages(self) -> dict[str, Package]:
        """All packages, by ARN, in order of creation."""
        with LOCK:
            return dict(self._state.packages)

    @property
    def calls(self) -> list[Call]:
        """All calls, in the order in which they were done."""
        with LOCK:
            return list(self._service.calls)
