"""What the guard costs a call of ``create_model_package``: through a guarded client, in times of a bare one.

Neither sends anything: a handler answers in the network's place, so that all there is beside the guard is what botocore
itself does, from the parameters to the signed request. A call over a network takes longer, and the guard weighs less.

The arguments are pyperf's.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from harness.measuring import measured, new_runner, repeated
from harness.requests import named

from sagemaker_model_package.registry.request_guard import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = ("one container", "largest request")
MILLI = 1e3


class Answer:
    """The body of every answer."""

    def stream(self) -> Iterator[bytes]:
        """Return the body, as botocore asks for it."""
        yield b'{"ModelPackageArn": "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1"}'


def answered(request: Any, **_: object) -> AWSResponse:  # noqa: ANN401 - botocore's own
    """Answer a request in the network's place."""
    return AWSResponse(request.url, 200, HTTPHeaders(), Answer())


def task(size: str, *, guarded: bool) -> Callable[[int], float]:
    """Return the task of calling with a request of a size."""

    def prepare() -> Callable[[], object]:
        client = boto3.client(
            "sagemaker",
            region_name="us-east-1",
            aws_access_key_id="fake",
            aws_secret_access_key="fake",  # noqa: S106 - fake, as it says
        )
        handler: Any = answered  # the stubs know only of handlers that return nothing
        client.meta.events.register("before-send.sagemaker.CreateModelPackage", handler)
        if guarded:
            guard(client)
        kwargs = named(size).plain()
        return lambda: client.create_model_package(**kwargs)

    return repeated(prepare)


def main() -> int:
    """Measure, print, and return the exit code."""
    runner = new_runner(__doc__ or "")
    tasks = {f"{size}, {how}": task(size, guarded=how == "guarded") for size in SIZES for how in ("bare", "guarded")}
    results = measured(runner, tasks)
    if results is None:
        return 0
    print("a call of create_model_package, answered at once")
    for name in tasks:
        ratio = results.ratio(name, f"{name.partition(',')[0]}, bare")
        print(f"  {name:26}{results.seconds(name) * MILLI:8.2f} ms{ratio.middle:8.2f}   ({ratio})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
