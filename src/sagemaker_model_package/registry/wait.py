"""Wait until the service has completed a package."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from sagemaker_model_package._internal.attributes import frozen
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.errors import (
    ModelPackageDeletingError,
    ModelPackageFailedError,
    StatusDetail,
    WaitTimeoutError,
)
from sagemaker_model_package.registry._service_errors import ABSENT, add_note, code_of, is_transient
from sagemaker_model_package.registry.registered import DescribedModelPackage, described_package

if TYPE_CHECKING:
    from sagemaker_model_package.registry.client import SageMakerClient

DEFAULT_TIMEOUT = 3600.0
"""How long to wait by default, in seconds: validations start instances and run batch jobs."""

DEFAULT_POLL = 1.0
"""The first pause, in seconds: a version without validation is completed almost at once."""

UNKNOWN_AT_FIRST = 30.0
"""How long a package that was just registered may be unknown, in seconds: the service is not everywhere the same."""

LONGEST_PAUSE = 30.0
"""Pauses double up to this length, in seconds, unless the first one is longer."""

LONGEST_POLL = 86_400.0
"""The longest first pause, in seconds: a day. Python cannot sleep for more than some centuries."""


@frozen(kw_only=True)
class Progress:
    """The state of a package during a wait."""

    arn: ModelPackageArn
    """The package."""

    status: str
    """``Pending``, ``InProgress``, ``Completed``, ``Failed`` or ``Deleting``."""

    elapsed: float
    """How long the wait has taken so far, in seconds."""

    attempt: int
    """How many queries have been made, including this one."""

    details: tuple[StatusDetail, ...] = ()
    """The status of each validation and image scan."""


ProgressCallback: TypeAlias = Callable[[Progress], None]
"""A function that is called after each answer of the service. An exception from it ends the wait."""


def wait_for_registered(client: SageMakerClient, arn: ModelPackageArn, timeout: float) -> None:
    """Wait for a package that was just created. Every exception gets its ARN, so that the ARN is not lost."""
    try:
        wait_until_completed(client, arn, timeout=timeout, unknown_at_first=UNKNOWN_AT_FIRST)
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
    unknown_at_first: float = 0.0,
) -> DescribedModelPackage:
    """Wait for a package; see ``ModelRegistry.wait_until_completed``."""
    check_timeout(timeout)
    check_poll(poll)
    begun = time.monotonic()
    pause, attempt, status = poll, 0, None
    while True:
        attempt += 1
        fault: Exception | None = None
        try:
            # No variable keeps the response, which may hold secrets: an error shows the variables of its frames.
            described = described_package(client.describe_model_package(ModelPackageName=arn), arn)
        except Exception as error:
            not_there_yet = status is None and time.monotonic() - begun < unknown_at_first and code_of(error) in ABSENT
            if not (not_there_yet or is_transient(error)):
                raise
            fault = error
        else:
            status = described.status
            if progress is not None:
                elapsed = time.monotonic() - begun
                state = Progress(
                    arn=arn, status=status, elapsed=elapsed, attempt=attempt, details=described.status_details
                )
                progress(state)
            if _is_completed(described):
                return described
        left = begun + timeout - time.monotonic()
        if left <= 0:
            raise WaitTimeoutError(arn, timeout, status) from fault
        time.sleep(min(pause, left))  # the last query is when the timeout is reached
        pause = max(poll, min(pause * 2, LONGEST_PAUSE))


def _is_completed(described: DescribedModelPackage) -> bool:
    if described.status == "Failed":
        failures = (one for one in described.status_details if one.status == "Failed")
        raise ModelPackageFailedError(described.arn, failures)
    if described.status == "Deleting":
        raise ModelPackageDeletingError(described.arn)
    return described.status == "Completed"


def check_timeout(value: object) -> None:
    """Raise ``ValueError`` if a timeout is not valid."""
    if not (_is_number(value) and (value == math.inf or 0 <= value <= sys.float_info.max)):
        raise ValueError(
            f"timeout must be a number of seconds, 0 or more, or math.inf to wait for ever, got {format_value(value)}"
        )


def check_poll(value: object) -> None:
    """Raise ``ValueError`` if a first pause is not valid."""
    if not (_is_number(value) and 0 < value <= LONGEST_POLL):
        raise ValueError(
            f"poll must be a number of seconds, more than 0 and up to {LONGEST_POLL:g}, got {format_value(value)}"
        )


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)  # every comparison with NaN is false
