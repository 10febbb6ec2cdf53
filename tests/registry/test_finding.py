"""Finding, describing, approving and rejecting versions."""

from __future__ import annotations

import pickle
from copy import copy
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from botocore.exceptions import ClientError

from sagemaker_model_package import (
    DescribedModelPackage,
    IncompleteAnswerError,
    ListedModelPackage,
    ModelApprovalStatus,
    ModelPackageArn,
    ModelPackageGroupArn,
    ModelPackageValidationError,
    ModelRegistry,
    RegisteredModelPackage,
    UnreadableArnError,
    UserContext,
    from_describe,
)
from tests.double import SageMakerDouble, Step
from tests.registry.examples import SECRET, halve_answers, unversioned, version
from tests.registry.moto_server import environment, moto_server

if TYPE_CHECKING:
    from collections.abc import Iterator


LIST = "ListModelPackages"


def numbers(found: Iterator[ListedModelPackage]) -> list[int | None]:
    return [one.version for one in found]


# Lists ----------------------------------------------------------------------------------------------------------------


def test_versions_come_newest_first(registry: ModelRegistry) -> None:
    for _ in range(3):
        registry.register(version())
    found = list(registry.versions("churn"))
    assert [one.version for one in found] == [3, 2, 1]
    assert {one.group for one in found} == {"churn"}
    assert {one.status for one in found} == {"Completed"}
    assert {one.approval_status for one in found} == {"PendingManualApproval"}
    assert datetime.now(timezone.utc) - found[0].created < timedelta(minutes=5)


def test_pages_are_asked_for_as_they_are_needed() -> None:
    with SageMakerDouble(page_size=2) as double:
        client = double.client()
        client.create_model_package_group(ModelPackageGroupName="churn")
        registry = ModelRegistry(client)
        for _ in range(5):
            registry.register(version())

        def asked() -> int:
            return [call.operation for call in double.calls].count(LIST)

        found = registry.versions("churn")
        assert asked() == 0
        assert [next(found).version, next(found).version, asked()] == [5, 4, 1]
        assert [numbers(found), asked()] == [[3, 2, 1], 3]


def test_empty_pages_do_not_end_the_list() -> None:
    with SageMakerDouble(page_size=2, empty_pages=3) as double:
        client = double.client()
        client.create_model_package_group(ModelPackageGroupName="churn")
        registry = ModelRegistry(client)
        first, *_ = [registry.register(version()) for _ in range(5)]
        registry.approve(first)
        assert numbers(registry.versions("churn")) == [5, 4, 3, 2, 1]
        latest = registry.latest_approved("churn")
        assert latest is not None
        assert latest.arn == first.arn


@pytest.mark.parametrize("form", [str, ModelApprovalStatus])
def test_versions_of_one_status(registry: ModelRegistry, form: Any) -> None:  # noqa: ANN401 - a callable of literals
    for _ in range(3):
        registry.register(version())
    registry.approve(next(registry.versions("churn")))
    assert numbers(registry.versions("churn", form("Approved"))) == [3]
    assert numbers(registry.versions("churn", form("PendingManualApproval"))) == [2, 1]


def test_a_status_that_does_not_exist_is_refused_at_once(registry: ModelRegistry) -> None:
    wrong: Any = "Aproved"
    with pytest.raises(ValueError, match="Approved"):
        registry.versions("churn", wrong)


def test_a_group_may_be_named_by_its_arn() -> None:
    with SageMakerDouble(account="444455556666") as theirs, SageMakerDouble(shared=[theirs]) as ours:
        arn = theirs.client().create_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"]
        registry = ModelRegistry(ours.client())
        registry.register(version(arn))
        for group in (arn, ModelPackageGroupArn.parse(arn), registry.ensure_group(arn)):
            assert [one.arn.account for one in registry.versions(group)] == ["444455556666"]
            registry.approve(next(registry.versions(group)))
            latest = registry.latest_approved(group)
            assert latest is not None
            assert latest.arn.account == "444455556666"


def test_an_absent_group_is_boto3_s_error(registry: ModelRegistry) -> None:
    with pytest.raises(ClientError):
        list(registry.versions("absent"))


# The latest approved --------------------------------------------------------------------------------------------------


def test_the_latest_approved_is_the_newest_that_can_be_used(registry: ModelRegistry, double: SageMakerDouble) -> None:
    assert registry.latest_approved("churn") is None
    first = registry.register(version())
    assert registry.latest_approved("churn") is None
    registry.approve(first)
    registry.register(version())
    double.progress = (Step("Failed"),)
    registry.approve(registry.register(version()))
    double.progress = (Step("InProgress"),)
    registry.approve(registry.register(version()))
    assert _version(registry) == 1
    double.progress = (Step("Completed"),)
    registry.approve(registry.register(version()))
    assert _version(registry) == 5
    registry.reject(attrs.evolve(first.arn, version=5))
    assert _version(registry) == 1


def _version(registry: ModelRegistry) -> int | None:
    latest = registry.latest_approved("churn")
    return latest.version if latest else None


# Decisions ------------------------------------------------------------------------------------------------------------


def test_approving_and_rejecting(registry: ModelRegistry) -> None:
    registered = registry.register(version())
    assert registry.approve(str(registered.arn), "as good as the last one") == registered
    described = registry.describe(registered)
    assert (described.approval_status, described.approval_description) == ("Approved", "as good as the last one")
    assert registry.reject(registered.arn, "no longer") == registered
    described = registry.describe(registered)
    assert (described.approval_status, described.approval_description) == ("Rejected", "no longer")
    assert registry.approve(registered) == registered


def test_a_decision_without_a_reason_sends_none(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registered = registry.register(version())
    registry.approve(registered)
    params = double.calls[-1].params
    assert {name: value for name, value in params.items() if name != "ClientToken"} == {
        "ModelPackageArn": str(registered.arn),
        "ModelApprovalStatus": "Approved",
    }


def test_unversioned_packages_are_not_approved(registry: ModelRegistry) -> None:
    registered = registry.register(unversioned())
    for decide in (registry.approve, registry.reject):
        with pytest.raises(ValueError, match="only versions of a group are approved and rejected"):
            decide(registered)


def test_the_group_s_name_is_kept_as_it_was_told() -> None:
    with SageMakerDouble(lower_case_arns=True) as double:
        client = double.client()
        client.create_model_package_group(ModelPackageGroupName="Churn")
        registry = ModelRegistry(client)
        registered = registry.register(version("Churn"))
        assert registry.approve(registered).group == "Churn"
        assert registry.approve(registered.arn).group == "churn"
        assert registry.describe(registered.arn).group == "Churn"
        assert next(registry.versions("Churn")).group == "Churn"


# Descriptions ---------------------------------------------------------------------------------------------------------


def test_a_version_is_described(registry: ModelRegistry) -> None:
    package = version()
    registered = registry.register(package)
    registry.approve(registered)
    described = registry.describe(registered)
    assert (described.arn, described.group, described.version) == (registered.arn, "churn", 1)
    assert described.status == "Completed"
    assert described.created is not None
    assert described.modified is not None
    assert described.modified >= described.created
    assert isinstance(described.created_by, UserContext)
    assert described.created_by.iam_arn is not None
    assert described.package == from_describe(described.response)
    assert described.package.inference_specification is not None


def test_an_unversioned_package_is_described(registry: ModelRegistry) -> None:
    described = registry.describe(registry.register(unversioned()).arn)
    assert (described.group, described.version, described.approval_status) == (None, None, None)
    assert described.package.kind == "unversioned"
    assert described.modified_by is None


@pytest.mark.parametrize("member", ["ModelPackageStatus", "ModelPackageSummaryList"])
def test_half_an_answer_is_not_taken_for_a_whole_one(registry: ModelRegistry, member: str) -> None:
    """Botocore does not notice that an answer was cut short: a list would end early."""
    registered = registry.register(version())
    halve_answers(registry.client, "DescribeModelPackage", LIST)
    with pytest.raises(IncompleteAnswerError, match=f"has no {member}: it was cut short") as raised:
        _ = registry.describe(registered) if member == "ModelPackageStatus" else list(registry.versions("churn"))
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301 - our own


@pytest.mark.parametrize("member", ["ModelPackageArn", "ModelPackageStatus", "CreationTime"])
def test_an_entry_that_lacks_what_all_have_is_told(registry: ModelRegistry, member: str) -> None:
    registry.register(version())

    def leave_out(parsed: dict[str, Any], **_: object) -> None:
        del parsed["ModelPackageSummaryList"][0][member]

    registry.client.meta.events.register(f"after-call.sagemaker.{LIST}", leave_out)
    with pytest.raises(IncompleteAnswerError, match=f"the answer to {LIST} has no {member}"):
        next(registry.versions("churn"))


@pytest.mark.parametrize("group", ["churn", None])
def test_an_entry_with_an_arn_of_an_unknown_form_is_told(registry: ModelRegistry, group: str | None) -> None:
    registry.register(version())
    odd = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/latest"

    def rename(parsed: dict[str, Any], **_: object) -> None:
        parsed["ModelPackageSummaryList"][0] |= {"ModelPackageArn": odd, "ModelPackageGroupName": group}

    registry.client.meta.events.register(f"after-call.sagemaker.{LIST}", rename)
    with pytest.raises(UnreadableArnError, match="the service holds a version") as raised:
        next(registry.versions("churn"))
    assert raised.value.arn == odd
    assert ("in the group 'churn'" in str(raised.value)) is (group is not None)


def test_the_package_is_made_when_it_is_asked_for() -> None:
    """So that a response of another shape spoils nothing but the package itself."""
    asked = ModelPackageArn(partition="aws", region="us-east-1", account="111122223333", name="churn", version=1)
    described = DescribedModelPackage.from_response({"ModelPackageStatus": "Completed"}, asked)
    assert described.group == "churn"
    with pytest.raises(ModelPackageValidationError):
        _ = described.package


def test_a_description_is_a_value(registry: ModelRegistry) -> None:
    registered = registry.register(version())
    first, again = (registry.describe(registered) for _ in range(2))
    assert first == again
    assert hash(first) == hash(again)
    assert first.package is first.package
    assert copy(first).package == first.package
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - our own
    assert SECRET not in repr(first)
    assert SECRET not in repr(first.package)


# Where it is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partition", "region", "host"),
    [
        ("aws", "eu-west-1", "eu-west-1.console.aws.amazon.com"),
        ("aws-cn", "cn-north-1", "cn-north-1.console.amazonaws.cn"),
        ("aws-us-gov", "us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
    ],
)
def test_the_console_of_each_partition(partition: str, region: str, host: str) -> None:
    arn = ModelPackageArn(partition=partition, region=region, account="111122223333", name="churn", version=3)
    url = RegisteredModelPackage(arn=arn).console_url
    assert url == f"https://{host}/sagemaker/home?region={region}#/model-packages/churn/3"


def test_a_partition_whose_console_is_not_known() -> None:
    arn = ModelPackageArn(partition="aws-iso", region="us-iso-east-1", account="111122223333", name="churn")
    assert RegisteredModelPackage(arn=arn).console_url is None


# Against another fake -------------------------------------------------------------------------------------------------


def test_moto_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    import boto3

    with moto_server() as url:
        for name, value in environment(url).items():
            monkeypatch.setenv(name, value)
        registry = ModelRegistry.from_session(boto3.Session())
        assert registry.ensure_group("Churn", tags={"team": "growth"}).created is True
        assert registry.ensure_group("Churn", tags={"team": "growth"}).created is False
        first, second = (registry.register(version("Churn"), wait=True) for _ in range(2))
        assert (first.version, second.version) == (1, 2)
        assert numbers(registry.versions("Churn")) == [2, 1]
        assert registry.approve(first, "good").version == 1
        latest = registry.latest_approved("Churn")
        assert latest is not None
        assert (latest.arn, latest.group) == (first.arn, "Churn")
        described = registry.describe(first)
        assert described.package.inference_specification == version("Churn").inference_specification
