"""Waiting until the service has completed a package."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.attributes import frozen
from sagemaker_model_package.showing import shown

from .errors import ModelPackageDeletingError, ModelPackageFailedError, WaitTimeoutError
from .failing import add_note, is_transient
from .registered import DescribedModelPackage, StatusDetail

if TYPE_CHECKING:
    from .client import SageMakerClient

DEFAULT_TIMEOUT = 3600.0
"""How long to wait, in seconds, unless something else is said: validations start instances and run batch jobs."""

DEFAULT_POLL = 1.0
"""The first pause, in seconds: a version without validation is completed almost at once."""

LONGEST_PAUSE = 30.0
"""Pauses double until they are this long, in seconds, unless the first one is longer."""

LONGEST_POLL = 86_400.0
"""The longest first pause, in seconds, is a day: from some centuries on, Python cannot pause."""


@frozen(kw_only=True)
class Progress:
    """How a package stands that is being waited for."""

    arn: ModelPackageArn
    """The package."""

    status: str
    """``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""

    elapsed: float
    """For how long it has been waited for, in seconds."""

    attempt: int
    """How often the service has been asked, this time included."""

    details: tuple[StatusDetail, ...] = ()
    """How each validation and image scan stands."""


ProgressCallback: TypeAlias = Callable[[Progress], None]
"""What is called each time the service has been asked. What it raises ends the waiting."""


def wait_for_registered(client: SageMakerClient, arn: ModelPackageArn, timeout: float) -> None:
    """Wait for a package that was made just now. Whatever that raises has its ARN, for it must not be lost."""
    try:
        wait_until_completed(client, arn, timeout=timeout)
    except BaseException as error:
        if not hasattr(error, "arn"):
            vars(error)["arn"] = arn
            add_note(error, f"while waiting for {arn}, which is registered")
        raise


def wait_until_completed(
    client: SageMakerClient,
    arn: ModelPackageArn,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    poll: float = DEFAULT_POLL,
    progress: ProgressCallback | None = None,
) -> DescribedModelPackage:
    """Wait for a package; ``ModelRegistry.wait_until_completed`` tells how."""
    check_timeout(timeout)
    check_poll(poll)
    begun = time.monotonic()
    pause, attempt, status = poll, 0, None
    while True:
        attempt += 1
        fault: Exception | None = None
        try:
            response = client.describe_model_package(ModelPackageName=str(arn))
            described = DescribedModelPackage.from_response(response, arn)
        except Exception as error:
            if not is_transient(error):
                raise
            fault = error
        else:
            status = described.status
            if progress is not None:
                elapsed = time.monotonic() - begun
                told = Progress(
                    arn=arn, status=status, elapsed=elapsed, attempt=attempt, details=described.status_details
                )
                progress(told)
            if _is_completed(described):
                return described
        left = begun + timeout - time.monotonic()
        if left <= 0:
            raise WaitTimeoutError(arn, timeout, status) from fault
        time.sleep(min(pause, left))  # the last look is at the end of the time
        pause = max(poll, min(pause * 2, LONGEST_PAUSE))


def _is_completed(described: DescribedModelPackage) -> bool:
    if described.status == "Failed":
        failures = (one for one in described.status_details if one.status == "Failed")
        raise ModelPackageFailedError(described.arn, failures)
    if described.status == "Deleting":
        raise ModelPackageDeletingError(described.arn)
    return described.status == "Completed"


def check_timeout(value: object) -> None:
    """Raise ``ValueError`` for what is no time to wait."""
    if not (_is_number(value) and (value == math.inf or 0 <= value <= sys.float_info.max)):
        raise ValueError(f"timeout is a number of seconds, 0 or more, or math.inf to wait for ever, got {shown(value)}")


def check_poll(value: object) -> None:
    """Raise ``ValueError`` for what is no first pause."""
    if not (_is_number(value) and 0 < value <= LONGEST_POLL):
        raise ValueError(f"poll is a number of seconds, more than 0 and up to {LONGEST_POLL:g}, got {shown(value)}")


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)  # NaN is in no range
