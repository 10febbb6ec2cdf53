"""Waiting: for how long, how often, and what is told at the end."""

from __future__ import annotations

import math
import pickle
import sys
import time
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from sagemaker_model_package import (
    ModelPackageArn,
    ModelPackageDeletingError,
    ModelPackageFailedError,
    ModelRegistry,
    Progress,
    StatusDetail,
    WaitTimeoutError,
)
from sagemaker_model_package.registry import waiting
from tests.double import Fault, Item, SageMakerDouble, Step, progress
from tests.registry.examples import halve_answers, version

if TYPE_CHECKING:
    from collections.abc import Callable

DESCRIBE = "DescribeModelPackage"


@attrs.define
class Clock:
    """Time that passes only in pauses, and a second with each look at it if so wanted."""

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
    monkeypatch.setattr(waiting, "time", clock)
    return clock


# How often, and for how long ------------------------------------------------------------------------------------------


def test_what_is_completed_is_not_waited_for(registry: ModelRegistry, clock: Clock) -> None:
    registered = registry.register(version())
    described = registry.wait_until_completed(registered)
    assert described.status == "Completed"
    assert described.arn == registered.arn
    assert described.group == "churn"
    assert clock.pauses == []


@pytest.mark.parametrize("form", [str, ModelPackageArn.parse])
def test_the_arn_may_be_written_in_any_form(
    registry: ModelRegistry, form: Callable[[str], str | ModelPackageArn]
) -> None:
    registered = registry.register(version())
    assert registry.wait_until_completed(form(str(registered.arn))).arn == registered.arn


def test_pauses_double_up_to_half_a_minute(registry: ModelRegistry, double: SageMakerDouble, clock: Clock) -> None:
    double.progress = progress(7)
    registry.wait_until_completed(registry.register(version()))
    assert clock.pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_long_first_pause_stays(registry: ModelRegistry, double: SageMakerDouble, clock: Clock) -> None:
    double.progress = progress(2)
    registry.wait_until_completed(registry.register(version()), poll=45)
    assert clock.pauses == [45, 45, 45]


def test_the_last_look_is_at_the_end_of_the_time(
    registry: ModelRegistry, double: SageMakerDouble, clock: Clock
) -> None:
    double.progress = progress(3)
    registered = registry.register(version())
    assert registry.wait_until_completed(registered, timeout=10).status == "Completed"
    assert clock.pauses == [1, 2, 4, 3]


def test_a_timeout_says_how_to_go_on(registry: ModelRegistry, double: SageMakerDouble, clock: Clock) -> None:
    double.progress = progress(50)
    registered = registry.register(version())
    with pytest.raises(WaitTimeoutError, match="is not completed after 90 seconds: its status is InProgress") as raised:
        registry.wait_until_completed(registered, timeout=90)
    assert sum(clock.pauses) == 90
    assert f"call wait_until_completed('{registered.arn}', timeout=...)" in str(raised.value)
    assert isinstance(raised.value, TimeoutError)
    assert (raised.value.arn, raised.value.timeout, raised.value.status) == (registered.arn, 90, "InProgress")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301 - our own

    double.progress = progress(0)
    assert registry.wait_until_completed(raised.value.arn, timeout=math.inf).status == "Completed"


def test_no_time_is_one_look(registry: ModelRegistry, double: SageMakerDouble, clock: Clock) -> None:
    double.progress = progress(5)
    registered = registry.register(version())
    with pytest.raises(WaitTimeoutError, match="its status is Pending"):
        registry.wait_until_completed(registered, timeout=0)
    assert [call.operation for call in double.calls].count(DESCRIBE) == 1
    assert clock.pauses == []


_NO_SECONDS: list[Any] = [-1, math.nan, True, "10", None, pytest.param(10**400, id="too large")]


@pytest.mark.parametrize("seconds", _NO_SECONDS)
def test_what_is_no_number_of_seconds_is_refused(registry: ModelRegistry, seconds: float) -> None:
    arn = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1"
    with pytest.raises(ValueError, match=r"timeout is a number of seconds, 0 or more, or math\.inf .*, got "):
        registry.wait_until_completed(arn, timeout=seconds)
    with pytest.raises(ValueError, match="poll is a number of seconds, more than 0 and up to 86400, got "):
        registry.wait_until_completed(arn, poll=seconds)


@pytest.mark.parametrize("seconds", [0, 1e300, math.inf])
def test_pauses_are_neither_nothing_nor_endless(registry: ModelRegistry, seconds: float) -> None:
    arn = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1"
    with pytest.raises(ValueError, match="poll is a number of seconds, more than 0 and up to 86400, got "):
        registry.wait_until_completed(arn, poll=seconds)


def test_the_longest_pause_that_is_allowed_can_be_made(
    registry: ModelRegistry, double: SageMakerDouble, clock: Clock
) -> None:
    double.progress = progress(1)
    registered = registry.register(version())
    assert registry.wait_until_completed(registered, timeout=sys.float_info.max, poll=86_400).status == "Completed"
    assert clock.pauses == [86_400, 86_400]


def test_a_service_that_hangs_is_waited_for_no_longer_than_the_client_waits_for_a_call(
    registry: ModelRegistry, double: SageMakerDouble
) -> None:
    registered = registry.register(version())
    timeout, read_timeout = 0.4, 0.3
    double.faults.script(DESCRIBE, *[Fault.SLOW] * 20)
    begun = time.monotonic()
    with pytest.raises(WaitTimeoutError, match="the service could not be asked") as raised:
        registry.wait_until_completed(registered, timeout=timeout, poll=0.01)
    elapsed = time.monotonic() - begun
    assert isinstance(raised.value.__cause__, ReadTimeoutError)
    assert timeout <= elapsed < timeout + read_timeout + 1  # a second for a machine that has other things to do


@pytest.mark.parametrize("arn", ["churn", "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/churn"])
def test_what_is_no_arn_of_a_package_is_refused(registry: ModelRegistry, double: SageMakerDouble, arn: str) -> None:
    with pytest.raises(ValueError, match="is no ARN of a model package"):
        registry.wait_until_completed(arn)
    assert len(double.calls) == 1


# What comes to no good ------------------------------------------------------------------------------------------------


def test_each_failure_is_named_with_its_reason(registry: ModelRegistry, double: SageMakerDouble, clock: Clock) -> None:
    end = Step(
        "Failed",
        validations=(Item("profile-1", "Failed", "ClientError: no such bucket"), Item("profile-2")),
        image_scans=(Item("sagemaker-xgboost", "Failed", "CVE-2026-0001"), Item("other", "Failed")),
    )
    double.progress = progress(1, end=end)
    registered = registry.register(version())
    with pytest.raises(ModelPackageFailedError) as raised:
        registry.wait_until_completed(registered)
    assert raised.value.failures == (
        StatusDetail(kind="validation", name="profile-1", status="Failed", reason="ClientError: no such bucket"),
        StatusDetail(kind="image scan", name="sagemaker-xgboost", status="Failed", reason="CVE-2026-0001"),
        StatusDetail(kind="image scan", name="other", status="Failed", reason=None),
    )
    assert str(raised.value).splitlines() == [
        f"{registered.arn} failed",
        "  validation 'profile-1': ClientError: no such bucket",
        "  image scan 'sagemaker-xgboost': CVE-2026-0001",
        "  image scan 'other': the service gives no reason",
        (
            "  mend the cause and register again, with another idempotency_key: the same one would find this package, "
            "which cannot be used and stays until it is deleted"
        ),
    ]
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301 - our own
    assert clock.pauses == [1, 2]


def test_a_failure_without_details(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Failed"),)
    with pytest.raises(ModelPackageFailedError, match="names no validation or image scan that failed"):
        registry.register(version(), wait=True)


def test_what_is_being_deleted_is_not_waited_for(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Deleting"),)
    registered = registry.register(version())
    with pytest.raises(ModelPackageDeletingError, match="is being deleted: it will not be completed") as raised:
        registry.wait_until_completed(registered)
    assert raised.value.arn == registered.arn
    assert "with another idempotency_key" in str(raised.value)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301 - our own


def test_odd_details_of_a_failure_do_not_hide_it(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Failed", validations=(Item("profile-1", "Failed"), Item("profile-2", "Failed"))),)

    def leave_out(parsed: dict[str, Any], **_: object) -> None:
        first, second = parsed["ModelPackageStatusDetails"]["ValidationStatuses"]
        del first["Name"], second["Status"]

    registry.client.meta.events.register("after-call.sagemaker.DescribeModelPackage", leave_out)
    with pytest.raises(ModelPackageFailedError) as raised:
        registry.register(version(), wait=True)
    assert raised.value.failures == (StatusDetail(kind="validation", name="", status="Failed"),)


# Faults on the way ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_faults_that_pass_do_not_end_it(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = progress(1)
    registered = registry.register(version())
    double.faults.script(
        DESCRIBE, Fault.THROTTLE, Fault.INTERNAL_ERROR, None, Fault.DROP_BEFORE, Fault.SLOW, None, Fault.DROP_AFTER
    )
    seen: list[Progress] = []
    assert registry.wait_until_completed(registered, progress=seen.append).status == "Completed"
    assert [one.status for one in seen] == ["Pending", "Completed"]
    assert [one.attempt for one in seen] == [3, 6]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("fault", "cause"),
    [(Fault.THROTTLE, ClientError), (Fault.DROP_BEFORE, ConnectionClosedError), (Fault.SLOW, ReadTimeoutError)],
)
def test_faults_to_the_end_are_told(
    registry: ModelRegistry, double: SageMakerDouble, fault: Fault, cause: type[Exception]
) -> None:
    registered = registry.register(version())
    double.faults.script(DESCRIBE, *[fault] * 3)
    with pytest.raises(WaitTimeoutError, match="the service could not be asked") as raised:
        registry.wait_until_completed(registered, timeout=2)
    assert isinstance(raised.value.__cause__, cause)
    assert raised.value.status is None


@pytest.mark.usefixtures("clock")
def test_half_an_answer_is_asked_for_again(registry: ModelRegistry) -> None:
    registered = registry.register(version())
    halve_answers(registry.client, DESCRIBE)
    assert registry.wait_until_completed(registered).status == "Completed"


def test_other_errors_end_it(registry: ModelRegistry, double: SageMakerDouble) -> None:
    arn = f"arn:aws:sagemaker:us-east-1:{double.account}:model-package/churn/7"
    with pytest.raises(ClientError, match="does not exist"):
        registry.wait_until_completed(arn)


# Progress -------------------------------------------------------------------------------------------------------------


def test_progress_is_told(registry: ModelRegistry, double: SageMakerDouble, clock: Clock) -> None:
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
    assert clock.pauses == [1, 2]


@pytest.mark.parametrize("error", [LookupError, KeyboardInterrupt])
def test_what_the_progress_function_raises_ends_it(registry: ModelRegistry, error: type[BaseException]) -> None:
    def give_up(_: Progress) -> None:
        raise error

    registered = registry.register(version())
    with pytest.raises(error):
        registry.wait_until_completed(registered, progress=give_up)


def test_a_failure_is_told_before_it_is_raised(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.progress = (Step("Failed"),)
    registered = registry.register(version())
    seen: list[Progress] = []
    with pytest.raises(ModelPackageFailedError):
        registry.wait_until_completed(registered, progress=seen.append)
    assert [one.status for one in seen] == ["Failed"]


def test_a_status_that_is_not_known_is_waited_for(registry: ModelRegistry, clock: Clock) -> None:
    def name_it_anew(parsed: dict[str, Any], **_: object) -> None:
        if not clock.pauses:
            parsed["ModelPackageStatus"] = "Certifying"

    registry.client.meta.events.register("after-call.sagemaker.DescribeModelPackage", name_it_anew)
    assert registry.wait_until_completed(registry.register(version())).status == "Completed"
    assert clock.pauses == [1]
