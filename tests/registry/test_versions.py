"""List, describe, approve and reject versions."""

from __future__ import annotations

import itertools
import pickle
from copy import copy
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectionClosedError
from botocore.stub import Stubber

from sagemaker_model_package import ModelApprovalStatus, ModelPackageValidationError, ModelRegistry, from_describe
from sagemaker_model_package.arn import ModelPackageArn, ModelPackageGroupArn
from sagemaker_model_package.errors import IncompleteAnswerError, RepeatedPageError, UnreadableArnError
from sagemaker_model_package.registry import (
    DescribedModelPackage,
    DescribedModelVersion,
    RegisteredModelPackage,
    UserContext,
)
from tests.double import Fault, SageMakerDouble, Step

from .examples import ARN, SECRET, builder, client_of, halve_answers, registry_with, spoil, unversioned, version
from .moto_server import environment, moto_server

if TYPE_CHECKING:
    from sagemaker_model_package.registry import GroupLike

LIST = "ListModelPackages"


def numbers(registry: ModelRegistry, *args: Any) -> list[int | None]:  # noqa: ANN401 - also what is wrong
    return [one.version for one in registry.versions("churn", *args)]


def ask_again(registry: ModelRegistry) -> None:
    """Ask for the first page each time, whatever token was given."""

    def forget(params: dict[str, Any], **_: object) -> None:
        params.pop("NextToken", None)

    registry.client.meta.events.register(f"before-parameter-build.sagemaker.{LIST}", forget)


def latest(registry: ModelRegistry, group: GroupLike = "churn") -> int | None:
    found = registry.latest_approved(group)
    return found.version if found else None


# Lists ----------------------------------------------------------------------------------------------------------------


def test_versions_come_newest_first_and_by_status(registry: ModelRegistry) -> None:
    registry.register(builder().description("the first").build())
    for _ in range(2):
        registry.register(version())
    registry.approve(next(registry.versions("churn")))
    found = list(registry.versions("churn"))
    assert [(one.version, one.group, one.status) for one in found] == [(n, "churn", "Completed") for n in (3, 2, 1)]
    assert [one.approval_status for one in found] == ["Approved", "PendingManualApproval", "PendingManualApproval"]
    assert [one.description for one in found] == [None, None, "the first"]
    assert datetime.now(timezone.utc) - found[0].created < timedelta(minutes=5)
    for status in ("Approved", ModelApprovalStatus.APPROVED):
        assert numbers(registry, status) == [3]
    assert numbers(registry, "PendingManualApproval") == [2, 1]


def test_pages_are_requested_as_they_are_needed() -> None:
    with registry_with(page_size=2) as (registry, double):
        for _ in range(5):
            registry.register(version())

        def asked() -> int:
            return [call.operation for call in double.calls].count(LIST)

        found = registry.versions("churn")
        assert asked() == 0
        assert [next(found).version, next(found).version, asked()] == [5, 4, 1]
        assert [[one.version for one in found], asked()] == [[3, 2, 1], 3]


def test_empty_pages_do_not_end_the_list() -> None:
    with registry_with(page_size=2, empty_pages=3) as (registry, _):
        first, *_ = [registry.register(version()) for _ in range(5)]
        registry.approve(first)
        assert numbers(registry) == [5, 4, 3, 2, 1]
        assert latest(registry) == 1


@pytest.mark.parametrize("place", range(3))
def test_an_error_does_not_end_the_list(place: int) -> None:
    with registry_with(page_size=2) as (registry, double):
        for _ in range(5):
            registry.register(version())
        double.faults.script(LIST, *[None] * place, Fault.THROTTLE, Fault.DROP_AFTER)
        found, seen = registry.versions("churn"), list[int]()
        for _ in range(2):
            with pytest.raises((ClientError, ConnectionClosedError)):
                seen.extend(one.version for one in found)
        seen.extend(one.version for one in found)
        assert seen == [5, 4, 3, 2, 1]
        assert list(found) == []


def test_an_entry_that_cannot_be_read_is_not_passed_over(registry: ModelRegistry) -> None:
    registry.register(version())
    spoil(registry, LIST, lambda parsed: parsed["ModelPackageSummaryList"].insert(0, None))
    found = registry.versions("churn")
    for _ in range(2):
        with pytest.raises(IncompleteAnswerError, match=f"the answer to {LIST} has no ModelPackageArn"):
            next(found)


def test_a_wrong_status_is_refused_at_once(registry: ModelRegistry) -> None:
    wrong: Any = "Aproved"
    with pytest.raises(ValueError, match="Approved"):
        registry.versions("churn", wrong)


def test_a_group_may_be_named_by_its_arn() -> None:
    with registry_with(account="444455556666") as (_, theirs), SageMakerDouble(shared=[theirs]) as ours:
        arn = theirs.groups["churn"].arn
        registry = ModelRegistry(ours.client())
        registry.approve(registry.register(version(arn)))
        for group in (arn, ModelPackageGroupArn(arn), registry.ensure_group(arn)):
            assert [one.arn.account for one in registry.versions(group)] == ["444455556666"]
            assert latest(registry, group) == 1


def test_an_absent_group_is_boto3_s_error(registry: ModelRegistry) -> None:
    with pytest.raises(ClientError):
        list(registry.versions("absent"))


@pytest.mark.parametrize("method", ["latest_approved", "versions"])
def test_an_absent_group_is_told_from_an_empty_one_where_its_list_is_no_error(
    registry: ModelRegistry, method: str
) -> None:
    """The list of a group that does not exist may be empty: moto's is. A misspelt name is no empty group."""

    def first() -> object:
        found = getattr(registry, method)("churn")
        return found if found is None else next(found, None)

    with Stubber(client_of(registry)) as stub:
        stub.add_response("list_model_packages", {"ModelPackageSummaryList": []})
        stub.add_client_error("describe_model_package_group", "ValidationException", "churn does not exist")
        with pytest.raises(ClientError, match="churn does not exist"):
            first()
        stub.add_response("list_model_packages", {"ModelPackageSummaryList": []})
        stub.add_client_error("describe_model_package_group", "AccessDeniedException")
        assert first() is None
    assert first() is None


# A version of a group -------------------------------------------------------------------------------------------------


def test_a_group_and_a_version_name_a_version(registry: ModelRegistry, double: SageMakerDouble) -> None:
    first, second = (registry.register(version()) for _ in range(2))
    group = registry.ensure_group("churn")
    for named in ("churn", group, group.arn, str(group.arn)):
        assert registry.describe(named, 2).arn == second.arn
    assert registry.describe("churn", version=1).arn == first.arn
    assert registry.wait_until_completed("churn", 2).arn == second.arn
    assert registry.approve("churn", 1, "good") == registry.approve("churn", 1, description="good") == first
    assert registry.describe("churn", 1).approval_description == "good"
    assert registry.reject("churn", version=2).arn == second.arn
    assert registry.describe("churn", 2).approval_status == "Rejected"
    before = len(double.calls)
    registry.describe(group, 1)  # its ARN is known
    assert [call.operation for call in double.calls[before:]] == ["DescribeModelPackage"]


def test_a_version_is_said_to_be_one(registry: ModelRegistry) -> None:
    registered = registry.register(version())
    registry.approve(registered)
    found = registry.latest_approved("churn")
    assert found is not None
    for described in (registry.describe("churn", 1), registry.describe(found), registry.wait_until_completed(found)):
        assert (described.version, described.group) == (1, "churn")
        assert described.package.model_package_group_name == "churn"
    assert isinstance(registry.describe(registered.arn), DescribedModelVersion)
    shelf = registry.describe(registry.register(unversioned()))
    assert not isinstance(shelf, DescribedModelVersion)
    assert (shelf.version, shelf.group, shelf.package.kind) == (None, None, "unversioned")


def test_an_absent_group_and_an_absent_version_are_boto3_s_errors(registry: ModelRegistry) -> None:
    for group, number, text in (("absent", 1, "model-package-group/absent"), ("churn", 7, "model-package/churn/7")):
        with pytest.raises(ClientError, match=text):
            registry.describe(group, number)


@pytest.mark.parametrize("number", [0, -1, "3", 1.0, True])
def test_what_is_not_the_number_of_a_version_is_refused(registry: ModelRegistry, number: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="version must be the number of a version, 1 or more, got "):
        registry.describe("churn", number)


def test_a_description_beside_a_version_that_is_no_number_is_not_lost(registry: ModelRegistry) -> None:
    decide: Any = registry.approve
    with pytest.raises(ValueError, match="version must be the number of a version, 1 or more, got '1'"):
        decide("churn", "1", "AUC 0.91")


def test_a_version_of_a_list_says_where_its_package_is(registry: ModelRegistry) -> None:
    registry.register(version())
    (listed,) = registry.versions("churn")
    with pytest.raises(AttributeError, match=r"registry\.describe\(it\)\.package is the package"):
        listed.package  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    assert registry.describe(listed).package.kind == "versioned"
    assert not hasattr(listed, "anything")


def test_a_group_without_a_version_and_a_version_of_a_package_are_refused(registry: ModelRegistry) -> None:
    with pytest.raises(ValueError, match=r"'churn' is not the ARN of a model package.* or give a group and the number"):
        registry.describe("churn")
    registered: Any = registry.register(version())
    with pytest.raises(TypeError, match="leave version out"):
        registry.describe(registered, 1)
    with pytest.raises(ValueError, match="is not the ARN of a model package group"):
        registry.describe(registered.arn, 1)


def test_the_latest_approved_is_the_newest_that_can_be_used(registry: ModelRegistry, double: SageMakerDouble) -> None:
    assert latest(registry) is None
    first = registry.register(version())
    assert latest(registry) is None
    registry.approve(first)
    registry.register(version())
    for unusable in (Step("Failed"), Step("InProgress")):
        double.progress = (unusable,)
        registry.approve(registry.register(version()))
    assert latest(registry) == 1
    double.progress = (Step("Completed"),)
    registry.approve(registry.register(version()))
    assert latest(registry) == 5
    registry.reject(first.arn.replace("/1", "/5"))
    assert latest(registry) == 1


def test_the_latest_approved_is_approved_whatever_the_service_lists(registry: ModelRegistry) -> None:
    """A fake may ignore the status that was asked for."""

    def listed(number: int, status: str) -> dict[str, Any]:
        of_all = {"CreationTime": datetime.now(timezone.utc), "ModelPackageStatus": "Completed"}
        return {"ModelPackageArn": f"{ARN}/{number}", "ModelApprovalStatus": status, **of_all}

    entries = [listed(3, "Rejected"), listed(2, "Approved"), listed(1, "PendingManualApproval")]
    with Stubber(client_of(registry)) as stub:
        for entry in (entries, entries[:1]):
            stub.add_response("list_model_packages", {"ModelPackageSummaryList": entry})
        assert [latest(registry), latest(registry)] == [2, None]


# Decisions ------------------------------------------------------------------------------------------------------------


def test_approve_and_reject(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registered = registry.register(version())
    for decide, status, reason in ((registry.approve, "Approved", "good"), (registry.reject, "Rejected", "bad")):
        for form in (registered, registered.arn, str(registered.arn)):
            assert decide(form, reason) == registered
        described = registry.describe(registered)
        assert (described.approval_status, described.approval_description) == (status, reason)
    registry.approve(registered)
    params = {name: value for name, value in double.calls[-1].params.items() if name != "ClientToken"}
    assert params == {"ModelPackageArn": str(registered.arn), "ModelApprovalStatus": "Approved"}
    for decide in (registry.approve, registry.reject):
        with pytest.raises(ValueError, match="only versions of a group are approved and rejected"):
            decide(registry.register(unversioned(f"x-{decide.__name__}")))


def test_the_group_s_name_is_kept_as_it_was_given() -> None:
    with registry_with("Churn", lower_case_arns=True) as (registry, _):
        registered = registry.register(version("Churn"))
        assert registry.approve(registered).group == "Churn"
        assert registry.approve(registered.arn).group == "churn"
        assert registry.describe(registered.arn).group == "Churn"
        assert next(registry.versions("Churn")).group == "Churn"


# Descriptions ---------------------------------------------------------------------------------------------------------


def test_a_version_is_described(registry: ModelRegistry) -> None:
    registered = registry.register(version())
    registry.approve(registered)
    described, again = (registry.describe(registered) for _ in range(2))
    assert (described.arn, described.group, described.version) == (registered.arn, "churn", 1)
    assert described.status == "Completed"
    assert described.created is not None
    assert described.modified is not None
    assert described.modified >= described.created
    assert isinstance(described.created_by, UserContext)
    assert described.created_by.iam_arn is not None
    assert described.package == from_describe(described.response)
    assert described.package.inference_specification is not None

    assert described == again
    assert hash(described) == hash(again)
    assert described.package is described.package
    assert copy(described).package == described.package
    assert pickle.loads(pickle.dumps(described)) == described  # noqa: S301 - our own
    assert SECRET not in repr(described) + repr(described.package)


def test_an_unversioned_package_is_described(registry: ModelRegistry) -> None:
    described = registry.describe(registry.register(unversioned()).arn)
    assert (described.group, described.version, described.approval_status) == (None, None, None)
    assert described.package.kind == "unversioned"
    assert described.modified_by is None


def test_the_package_is_made_when_it_is_needed() -> None:
    """So that a response of another shape only affects the package itself."""
    described = DescribedModelPackage.from_response({"ModelPackageStatus": "Completed"}, ModelPackageArn(f"{ARN}/1"))
    assert described.group == "churn"
    with pytest.raises(ModelPackageValidationError):
        _ = described.package


@pytest.mark.parametrize("member", ["ModelPackageStatus", "ModelPackageSummaryList"])
def test_an_incomplete_answer_is_not_taken_for_a_complete_one(registry: ModelRegistry, member: str) -> None:
    registered = registry.register(version())
    halve_answers(registry, "DescribeModelPackage", LIST)
    with pytest.raises(IncompleteAnswerError, match=f"has no {member}: it was cut short"):
        _ = registry.describe(registered) if member == "ModelPackageStatus" else list(registry.versions("churn"))


def test_pages_whose_tokens_alternate_end() -> None:
    with registry_with(page_size=1) as (registry, _):
        for _number in range(2):
            registry.register(version())
        tokens = itertools.cycle(["one", "other"])
        ask_again(registry)
        spoil(registry, LIST, lambda parsed: parsed.update(NextToken=next(tokens)))
        with pytest.raises(RepeatedPageError, match="ListModelPackages gave the token of the same page twice"):
            list(registry.versions("churn"))


def test_a_page_without_its_list_is_empty_if_another_follows() -> None:
    with registry_with(page_size=1) as (registry, _):
        for _number in range(3):
            registry.register(version())
        pages = iter(range(3))
        spoil(registry, LIST, lambda parsed: next(pages) == 1 and parsed.pop("ModelPackageSummaryList"))
        assert numbers(registry) == [3, 1]


@pytest.mark.parametrize("member", ["ModelPackageArn", "ModelPackageStatus", "CreationTime"])
def test_an_entry_without_a_required_member_is_an_error(registry: ModelRegistry, member: str) -> None:
    registry.register(version())
    spoil(registry, LIST, lambda parsed: parsed["ModelPackageSummaryList"][0].pop(member))
    with pytest.raises(IncompleteAnswerError, match=f"the answer to {LIST} has no {member}"):
        next(registry.versions("churn"))


@pytest.mark.parametrize("arn", [f"{ARN}/latest", ARN])
@pytest.mark.parametrize(("group", "target"), [("churn", "a version in the group 'churn'"), (None, "a version")])
def test_an_entry_with_an_arn_of_an_unknown_form_is_an_error(
    registry: ModelRegistry, group: str | None, target: str, arn: str
) -> None:
    registry.register(version())
    odd = {"ModelPackageArn": arn, "ModelPackageGroupName": group}
    spoil(registry, LIST, lambda parsed: parsed["ModelPackageSummaryList"][0].update(odd))
    with pytest.raises(UnreadableArnError) as raised:
        next(registry.versions("churn"))
    assert (raised.value.arn, raised.value.target) == (arn, target)


def test_a_group_that_is_not_given_is_that_of_the_arn(registry: ModelRegistry) -> None:
    registry.register(version())
    spoil(registry, LIST, lambda parsed: parsed["ModelPackageSummaryList"][0].pop("ModelPackageGroupName"))
    assert next(registry.versions("churn")).group == "churn"
    arn = ModelPackageArn(f"{ARN}/1")
    assert DescribedModelVersion(arn=arn, status="Completed", response={}).group == "churn"


# The console ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partition", "region", "host"),
    [
        ("aws", "eu-west-1", "eu-west-1.console.aws.amazon.com"),
        ("aws-cn", "cn-north-1", "cn-north-1.console.amazonaws.cn"),
        ("aws-us-gov", "us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
        ("aws-iso", "us-iso-east-1", None),
    ],
)
def test_the_console_of_each_partition(partition: str, region: str, host: str | None) -> None:
    arn = ModelPackageArn(f"arn:{partition}:sagemaker:{region}:111122223333:model-package/churn/3")
    url = None if host is None else f"https://{host}/sagemaker/home?region={region}#/model-packages/churn/3"
    assert RegisteredModelPackage(arn=arn).console_url == url


# Another fake ---------------------------------------------------------------------------------------------------------


def test_moto_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    with moto_server() as url:
        for name, value in environment(url).items():
            monkeypatch.setenv(name, value)
        registry = ModelRegistry.from_session(boto3.Session())
        created = [registry.ensure_group("Churn", tags={"team": "growth"}).created for _ in range(2)]
        assert created == [True, False]
        first, second = (registry.register(version("Churn"), wait=True) for _ in range(2))
        assert (first.version, second.version) == (1, 2)
        assert [one.version for one in registry.versions("Churn")] == [2, 1]
        assert registry.approve(first, "good").version == 1
        approved = registry.latest_approved("Churn")
        assert approved is not None
        assert (approved.arn, approved.group) == (first.arn, "Churn")
        described = registry.describe(first)
        assert described.package.inference_specification == version("Churn").inference_specification
