"""The double as tests use it."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from .faults import Faults
from .progress import AT_ONCE
from .server import Server
from .service import LOCK, Call, Service
from .state import Account, Group, Options, Package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from types_boto3_sagemaker.client import SageMakerClient
    from typing_extensions import Self

    from .progress import Step

_MAKING_CLIENTS = threading.Lock()
"""Sessions are not safe for threads; the clients they make are."""


@cache
def _session() -> boto3.Session:
    """Return a session for all clients, so that the service model is loaded once."""
    return fake_session()


def fake_session(region: str = "us-east-1") -> boto3.Session:
    """Make a session with credentials that are none."""
    return boto3.Session(aws_access_key_id="fake", aws_secret_access_key="fake", region_name=region)


def make_client(
    url: str,
    *,
    region: str = "us-east-1",
    config: Config | None = None,
    read_timeout: float = 10,
    max_attempts: int = 1,
) -> SageMakerClient:
    """Make a boto3 client for a double, which may serve in another process; ``SageMakerDouble.client`` tells more."""
    standard = Config(
        connect_timeout=10,
        read_timeout=read_timeout,
        retries={"total_max_attempts": max_attempts, "mode": "standard"},
        max_pool_connections=32,
        proxies={},
    )
    with _MAKING_CLIENTS:
        return _session().client(
            "sagemaker",
            region_name=region,
            endpoint_url=url,
            config=standard if config is None else standard.merge(config),
        )


class SageMakerDouble:
    """A stand-in for SageMaker's model registry, in one account and region, behind a socket of the loopback address.

    It serves from entering the context until leaving it. Several may run side by side.

    Args:
        faults: What goes wrong; nothing, unless given. It can be replaced at any time: ``double.faults = ...``.
        account: Its account ID.
        region: Its region; requests that are signed for another one are refused.
        progress: What becomes of packages, see ``progress()``; completed at once, unless given. It can be replaced at
            any time, for packages that are created from then on.
        slow: After how many seconds a slow answer is sent. Unless given, when the client has given up.
        shared: Doubles of other accounts that let this one use their groups and packages, by ARN.
        other_exists_text: Whether to say of a group that exists what the service says more rarely.
        name_on_versions: Whether versions are described with a ``ModelPackageName`` (their group's) as well. The
            service does either.
        lower_case_arns: Whether ARNs have names in small letters, as those have that the service made in earlier years.
        image_digests: Whether ``ImageDigest`` is added to containers.
        newer_values: Whether to accept enum values that the installed botocore does not list, as a newer service does.
        page_size: How many items a page of a list has at most.
        empty_pages: How many pages with a token but without items come before each one with items.
        group_limit: How many groups the account may have.
        package_limit: How many packages the account may have.
    """

    def __init__(
        self,
        faults: Faults | None = None,
        *,
        account: str = "111122223333",
        region: str = "us-east-1",
        progress: Sequence[Step] = AT_ONCE,
        slow: float | None = None,
        shared: Sequence[SageMakerDouble] = (),
        other_exists_text: bool = False,
        name_on_versions: bool = False,
        lower_case_arns: bool = False,
        image_digests: bool = True,
        newer_values: bool = False,
        page_size: int = 100,
        empty_pages: int = 0,
        group_limit: int | None = None,
        package_limit: int | None = None,
    ) -> None:
        options = Options(
            other_exists_text=other_exists_text,
            name_on_versions=name_on_versions,
            lower_case_arns=lower_case_arns,
            image_digests=image_digests,
            newer_values=newer_values,
            page_size=page_size,
            empty_pages=empty_pages,
            group_limit=group_limit,
            package_limit=package_limit,
        )
        state = Account(
            account=account,
            region=region,
            options=options,
            steps=progress,
            shared=[one._service.state for one in shared],
        )
        self._service: Service = Service(state, faults or Faults.none())
        self._server = Server(self._service, slow=slow)
        self._clients: list[SageMakerClient] = []

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for client in self._clients:
            client.close()
        self._server.close()

    @property
    def url(self) -> str:
        """Where it serves: the ``endpoint_url`` for a client."""
        return self._server.url

    @property
    def account(self) -> str:
        """Its account ID."""
        return self._service.state.account

    @property
    def region(self) -> str:
        """Its region."""
        return self._service.state.region

    def client(
        self, *, config: Config | None = None, read_timeout: float = 10, max_attempts: int = 1
    ) -> SageMakerClient:
        """Make a boto3 client for it, closed when the double is.

        Args:
            config: What to set beside or in place of what is said here.
            read_timeout: After how many seconds without an answer the client gives up: what a slow answer costs.
            max_attempts: How often botocore sends a request at most, the first time included.
        """
        client = make_client(
            self.url, region=self.region, config=config, read_timeout=read_timeout, max_attempts=max_attempts
        )
        self._clients.append(client)
        return client

    def session(self) -> boto3.Session:
        """Make a session with fake credentials; its clients need the double's ``url``."""
        return fake_session(self.region)

    @property
    def faults(self) -> Faults:
        """What goes wrong from now on."""
        return self._service.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._service.faults = faults

    @property
    def progress(self) -> Sequence[Step]:
        """What becomes of packages that are created from now on."""
        return self._service.state.steps

    @progress.setter
    def progress(self, steps: Sequence[Step]) -> None:
        self._service.state.steps = steps

    @property
    def groups(self) -> dict[str, Group]:
        """The groups there are, by name."""
        with LOCK:
            return dict(self._service.state.groups)

    @property
    def packages(self) -> dict[str, Package]:
        """The packages there are, by ARN, in order of creation."""
        with LOCK:
            return dict(self._service.state.packages)

    @property
    def calls(self) -> list[Call]:
        """The calls there were, in the order in which they were done."""
        with LOCK:
            return list(self._service.calls)
