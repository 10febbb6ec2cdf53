"""Wait: how long, how often, and how it ends."""

from __future__ import annotations

import math
import sys
import time
from typing import Any

import attrs
import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from sagemaker_model_package import ModelRegistry
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.errors import (
    ModelPackageDeletingError,
    ModelPackageFailedError,
    StatusDetail,
    WaitTimeoutError,
)
from sagemaker_model_package.registry import Progress, wait
from tests.double import Fault, Item, SageMakerDouble, Step, progress

from .examples import ARN, halve_answers, spoil, version

DESCRIBE = "DescribeModelPackage"


@attrs.define
class Clock:
    """A time that passes only in pauses."""

    now: float = 1000.0
    pauses: list[float] = attrs.field(factory=list[float])

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(wait, "time", clock)
    return clock


# How often, and how long ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "timeout", "poll", "pauses"),
    [
        (0, 3600, 1, []),
        (7, 3600, 1, [1, 2, 4, 8, 16, 30, 30]),
        (2, 3600, 45, [45, 45]),
        (3, 6, 1, [1, 2, 3]),  # the last query is when the timeout is reached
        (3, math.inf, 1, [1, 2, 4]),
        (1, sys.float_info.max, 86_400, [86_400]),
    ],
)
def test_pauses_double_up_to_half_a_minute(
    registry: ModelRegistry,
    double: SageMakerDouble,
    clock: Clock,
    *,
    steps: int,
    timeout: float,
    poll: float,
    pauses: list[float],
) -> None:
    double.progress = [*[Step("InProgress")] * steps, Step("Completed")]
    registered = registry.register(version())
    described = registry.wait_until_completed(registered, timeout=timeout, poll=poll)
    assert (described.arn, described.group, described.status) == (registered.arn, "churn", "Completed")
    assert clock.pauses == pauses


@pytest.mark.parametrize(("timeout", "status"), [(90, "InProgress"), (0, "Pending")])
def test_a_wait_can_be_continued(
    registry: ModelRegistry, double: SageMakerDouble, clock: Clock, timeout: float, status: str
) -> None:
    double.progress = progress(20)
    registered = registry.register(version())
    with pytest.raises(WaitTimeoutError) as raised:
        registry.wait_until_completed(registered, timeout=timeout)
    assert sum(clock.pauses) == timeout
    assert [call.operation for call in double.calls].count(DESCRIBE) == len(clock.pauses) + 1
    assert isinstance(raised.value, TimeoutError)
    assert (raised.value.arn, raised.value.timeout, raised.value.status) == (registered.arn, timeout, status)
    assert registry.wait_until_completed(raised.value.arn).status == "Completed"


@pytest.mark.parametrize("form", [str, ModelPackageArn])
def test_the_arn_may_be_written_in_any_form(registry: ModelRegistry, form: Any) -> None:  # noqa: ANN401 - either
    registered = registry.register(version())
    assert registry.wait_until_completed(form(str(registered.arn))).arn == registered.arn


@pytest.mark.parametrize("arn", ["churn", ARN.replace("package", "package-group")])
def test_what_is_not_the_arn_of_a_package_is_refused(
    registry: ModelRegistry, double: SageMakerDouble, arn: str
) -> None:
    with pytest.raises(ValueError, match="is not the ARN of a model package"):
        registry.wait_until_completed(arn)
    assert len(double.calls) == 1


_NOT_SECONDS: list[Any] = [-1, math.nan, True, "10", None, pytest.param(10**400, id="too large")]


@pytest.mark.parametrize("seconds", [*_NOT_SECONDS, 0, 86_401, 1e300, math.inf])
def test_a_wrong_first_pause_is_refused(registry: ModelRegistry, seconds: float) -> None:
    with pytest.raises(ValueError, match="poll must be a number of seconds, more than 0 and up to 86400, got "):
        registry.wait_until_completed(f"{ARN}/1", poll=seconds)


@pytest.mark.parametrize("seconds", _NOT_SECONDS)
def test_a_wrong_timeout_is_refused(registry: ModelRegistry, seconds: float) -> None:
    with pytest.raises(ValueError, match=r"timeout must be a number of seconds, 0 or more, or math\.inf .*, got "):
        registry.wait_until_completed(f"{ARN}/1", timeout=seconds)


def test_a_slow_service_is_waited_for_no_longer_than_the_client_waits_for_a_call(
    double: SageMakerDouble,
) -> None:
    timeout, read_timeout = 0.4, 0.3
    registry = ModelRegistry(double.client(read_timeout=read_timeout))
    registered = registry.register(version())
    double.faults.script(DESCRIBE, *[Fault.SLOW] * 20)
    begun = time.monotonic()
    with pytest.raises(WaitTimeoutError, match="its status could not be queried") as raised:
        registry.wait_until_completed(registered, timeout=timeout, poll=0.01)
    assert isinstance(raised.value.__cause__, ReadTimeoutError)
    assert timeout <= time.monotonic() - begun < timeout + read_timeout + 1  # a second for a busy machine


# Failures -------------------------------------------------------------------------------------------------------------


def test_each_failure_is_named_with_its_reason(registry: ModelRegistry, double: SageMakerDouble, clock: Clock) -> None:
    end = Step(
        "Failed",
        validations=(Item("profile-1", "Failed", "no such bucket"), Item("profile-2")),
        image_scans=(Item("xgboost", "Failed", "CVE-2026-0001"), Item("other", "Failed")),
    )
    double.progress = progress(1, end=end)
    registered = registry.register(version())
    seen: list[Progress] = []
    with pytest.raises(ModelPackageFailedError) as raised:
        registry.wait_until_completed(registered, progress=seen.append)
    assert raised.value.arn == registered.arn
    assert raised.value.failures == (
        StatusDetail(kind="validation", name="profile-1", status="Failed", reason="no such bucket"),
        StatusDetail(kind="image scan", name="xgboost", status="Failed", reason="CVE-2026-0001"),
        StatusDetail(kind="image scan", name="other", status="Failed", reason=None),
    )
    assert clock.pauses == [1, 2]
    assert [one.status for one in seen] == ["Pending", "InProgress", "Failed"]


def test_incomplete_details_of_a_failure_do_not_hide_it(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Failed", validations=(Item("profile-1", "Failed"), Item("profile-2", "Failed"))),)

    def leave_out(parsed: dict[str, Any]) -> None:
        first, second = parsed["ModelPackageStatusDetails"]["ValidationStatuses"]
        del first["Name"], second["Status"]

    spoil(registry, DESCRIBE, leave_out)
    with pytest.raises(ModelPackageFailedError) as raised:
        registry.register(version(), wait=True)
    assert raised.value.failures == (StatusDetail(kind="validation", name="", status="Failed"),)


def test_a_package_that_is_being_deleted_ends_it(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Deleting"),)
    registered = registry.register(version())
    with pytest.raises(ModelPackageDeletingError) as raised:
        registry.wait_until_completed(registered)
    assert raised.value.arn == registered.arn


# Faults ---------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_transient_faults_do_not_end_it(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = progress(1)
    registered = registry.register(version())
    double.faults.script(
        DESCRIBE, Fault.THROTTLE, Fault.INTERNAL_ERROR, None, Fault.DROP_BEFORE, Fault.SLOW, None, Fault.DROP_AFTER
    )
    seen: list[Progress] = []
    assert registry.wait_until_completed(registered, progress=seen.append).status == "Completed"
    assert [(one.status, one.attempt) for one in seen] == [("Pending", 3), ("Completed", 6)]
    halve_answers(registry, DESCRIBE)
    assert registry.wait_until_completed(registered).status == "Completed"


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("fault", "cause"),
    [(Fault.THROTTLE, ClientError), (Fault.DROP_BEFORE, ConnectionClosedError), (Fault.SLOW, ReadTimeoutError)],
)
def test_faults_until_the_end_are_the_cause(
    registry: ModelRegistry, double: SageMakerDouble, fault: Fault, cause: type[Exception]
) -> None:
    registered = registry.register(version())
    double.faults.script(DESCRIBE, *[fault] * 3)
    with pytest.raises(WaitTimeoutError) as raised:
        registry.wait_until_completed(registered, timeout=2)
    assert isinstance(raised.value.__cause__, cause)
    assert raised.value.status is None


def test_other_errors_end_it(registry: ModelRegistry) -> None:
    with pytest.raises(ClientError, match="does not exist"):
        registry.wait_until_completed(f"{ARN}/7")


# Progress -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_progress_is_reported(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = progress(1, end=Step("Completed", validations=(Item("profile-1"),)))
    registered = registry.register(version())
    seen: list[Progress] = []
    registry.wait_until_completed(registered, progress=seen.append)
    waiting_for, done = (
        StatusDetail(kind="validation", name="profile-1", status=status) for status in ("NotStarted", "Completed")
    )
    assert seen == [
        Progress(arn=registered.arn, status="Pending", elapsed=0, attempt=1),
        Progress(arn=registered.arn, status="InProgress", elapsed=1, attempt=2, details=(waiting_for,)),
        Progress(arn=registered.arn, status="Completed", elapsed=3, attempt=3, details=(done,)),
    ]


@pytest.mark.parametrize("error", [LookupError, KeyboardInterrupt])
def test_an_exception_of_the_progress_function_ends_it(registry: ModelRegistry, error: type[BaseException]) -> None:
    def give_up(_: Progress) -> None:
        raise error

    registered = registry.register(version())
    with pytest.raises(error):
        registry.wait_until_completed(registered, progress=give_up)


def test_an_unknown_status_does_not_end_it(registry: ModelRegistry, clock: Clock) -> None:
    spoil(registry, DESCRIBE, lambda parsed: clock.pauses or parsed.update(ModelPackageStatus="Certifying"))
    assert registry.wait_until_completed(registry.register(version())).status == "Completed"
    assert clock.pauses == [1]
