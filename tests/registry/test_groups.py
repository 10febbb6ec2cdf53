"""Groups: found or created once, and not changed."""

from __future__ import annotations

import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from sagemaker_model_package import ModelRegistry
from sagemaker_model_package.arn import ModelPackageGroupArn
from sagemaker_model_package.errors import (
    IncompleteAnswerError,
    ModelPackageGroupStatusError,
    ModelRegistryWarning,
    UnreadableArnError,
)
from sagemaker_model_package.registry import EnsuredGroup, TagDifference
from sagemaker_model_package.shapes import Tag
from tests.double import Fault, SageMakerDouble

from .examples import ARN, HAS_NOTES, client_of, halve_answers, notes_of, registry_with, spoil

if TYPE_CHECKING:
    from sagemaker_model_package.registry import TagsLike

TAGS = {"team": "growth", "stage": "test"}
DESCRIBE, CREATE = "describe_model_package_group", "create_model_package_group"


def operations(double: SageMakerDouble) -> list[str]:
    return [call.operation for call in double.calls[1:]]  # the first one created the fixture's group


def group_arn(name: str, account: str = "111122223333") -> ModelPackageGroupArn:
    return ModelPackageGroupArn(f"arn:aws:sagemaker:us-east-1:{account}:model-package-group/{name}")


def described(name: str, **members: object) -> dict[str, Any]:
    return {
        "ModelPackageGroupName": name,
        "ModelPackageGroupArn": group_arn(name),
        "CreationTime": datetime(2026, 1, 1, tzinfo=timezone.utc),
        "CreatedBy": {},
        "ModelPackageGroupStatus": "Completed",
        **members,
    }


# Create and find ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tags", [TAGS, [Tag(key=key, value=value) for key, value in TAGS.items()]])
def test_an_absent_group_is_created_once(registry: ModelRegistry, double: SageMakerDouble, tags: TagsLike) -> None:
    group, again = (registry.ensure_group("fraud", description="Who cheats", tags=tags) for _ in range(2))
    assert group == EnsuredGroup(arn=group_arn("fraud"), name="fraud", created=True, description="Who cheats")
    assert (again.arn, again.created, again.tag_differences, again.wanted_description) == (group.arn, False, (), None)
    assert double.groups["fraud"].tags == TAGS
    assert double.groups["fraud"].request["ModelPackageGroupDescription"] == "Who cheats"
    assert operations(double)[:3] == [
        "DescribeModelPackageGroup",
        "CreateModelPackageGroup",
        "DescribeModelPackageGroup",
    ]


def test_only_what_was_given_is_sent(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registry.ensure_group("fraud", tags={})
    assert double.calls[-1].params == {"ModelPackageGroupName": "fraud"}


def test_an_existing_group_is_found(registry: ModelRegistry, double: SageMakerDouble) -> None:
    group = registry.ensure_group("churn", description="")  # the same as none
    assert group == EnsuredGroup(arn=group_arn("churn"), name="churn", created=False, status="Completed")
    assert operations(double) == ["DescribeModelPackageGroup"]


@pytest.mark.parametrize("other_text", [False, True])
def test_two_callers_at_the_same_time(*, other_text: bool) -> None:
    """Both find no group, then both create it. The second one is refused, with either text."""
    meeting = threading.Barrier(2, timeout=10)

    def meet(**_: object) -> None:
        meeting.wait()

    with SageMakerDouble(other_exists_text=other_text) as double:
        registries = [ModelRegistry(double.client()) for _ in range(2)]
        for registry in registries:
            registry.client.meta.events.register("before-call.sagemaker.CreateModelPackageGroup", meet)
        with ThreadPoolExecutor(2) as pool:
            calls = [pool.submit(registry.ensure_group, "fraud", tags=TAGS) for registry in registries]
        groups = [call.result() for call in calls]
        assert sorted(group.created for group in groups) == [False, True]
        assert groups[0].arn == groups[1].arn
        assert "ValidationException" in [call.outcome for call in double.calls[2:]]


@pytest.mark.parametrize("code", ["ConflictException", "ValidationException"])
def test_whatever_the_text_of_a_refusal_the_group_is_looked_up(registry: ModelRegistry, code: str) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_client_error(DESCRIBE, "ResourceNotFound")
        stub.add_client_error(CREATE, code, "a text of next year")
        stub.add_response(DESCRIBE, described("fraud"))
        assert registry.ensure_group("fraud").created is False
        stub.assert_no_pending_responses()


def test_other_errors_come_through() -> None:
    with registry_with(group_limit=1) as (registry, _):
        with pytest.raises(registry.client.exceptions.ResourceLimitExceeded) as raised:
            registry.ensure_group("fraud")
        assert notes_of(raised.value) == ["while creating the group 'fraud'"] * HAS_NOTES
        with Stubber(client_of(registry)) as stub:
            stub.add_client_error(DESCRIBE, "AccessDeniedException")
            with pytest.raises(ClientError, match="AccessDeniedException"):
                registry.ensure_group("churn")
            stub.add_response(DESCRIBE, described("churn"))
            stub.add_client_error("list_tags", "AccessDeniedException")
            with pytest.raises(ClientError, match="AccessDeniedException") as denied:
                registry.ensure_group("churn", tags=TAGS)
        assert not HAS_NOTES or "the group exists" in notes_of(denied.value)[0]


def test_after_a_lost_answer_a_second_call_finds_the_group(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.faults.script("CreateModelPackageGroup", Fault.DROP_AFTER)
    with pytest.raises(Exception, match="Connection was closed") as raised:
        registry.ensure_group("fraud")
    assert not HAS_NOTES or "it is safe to call ensure_group() again" in notes_of(raised.value)[0]
    assert registry.ensure_group("fraud").created is False


@pytest.mark.filterwarnings("ignore::sagemaker_model_package.errors.ModelRegistryWarning")
@pytest.mark.parametrize("operation", ["DescribeModelPackageGroup", "CreateModelPackageGroup", "ListTags"])
def test_after_an_incomplete_answer_a_second_call_works(registry: ModelRegistry, operation: str) -> None:
    name = "fraud" if operation == "CreateModelPackageGroup" else "churn"
    halve_answers(registry, operation)
    with pytest.raises(IncompleteAnswerError, match=f"the answer to {operation} has no .*: it was cut short"):
        registry.ensure_group(name, tags=TAGS)
    assert registry.ensure_group(name, tags=TAGS).created is False


def test_a_group_that_is_given_by_its_arn_is_found_but_never_created() -> None:
    with registry_with(account="444455556666") as (_, theirs), SageMakerDouble(shared=[theirs]) as ours:
        registry = ModelRegistry(ours.client())
        group = registry.ensure_group(str(group_arn("churn", "444455556666")))
        assert (group.arn.account, group.created) == ("444455556666", False)
        assert registry.ensure_group(group.arn) == registry.ensure_group(group) == group
        with pytest.raises(ClientError, match="does not exist") as raised:
            registry.ensure_group(group_arn("fraud"))
        assert not HAS_NOTES or "is only looked up, never created" in notes_of(raised.value)[0]
        assert ours.groups == {}


# Managed storage ------------------------------------------------------------------------------------------------------


@pytest.mark.pinned_botocore
def test_managed_storage_is_sent_and_compared(registry: ModelRegistry, double: SageMakerDouble) -> None:
    group, again = (registry.ensure_group("nova", managed_storage_type="Restricted") for _ in range(2))
    assert (group.created, group.managed_storage_type) == (True, "Restricted")
    assert (again.created, again.managed_storage_type) == (False, "Restricted")
    assert double.groups["nova"].request["ManagedConfiguration"] == {"ManagedStorageType": "Restricted"}
    with pytest.warns(
        ModelRegistryWarning, match=r"managed storage: 'Restricted' was wanted, the group has None; .*name"
    ):
        assert registry.ensure_group("churn", managed_storage_type="Restricted").managed_storage_type is None
    assert "ManagedConfiguration" not in double.groups["churn"].request
    wrong: Any = "Restrictd"
    with pytest.raises(ValueError, match="Restricted"):
        registry.ensure_group("nova", managed_storage_type=wrong)


# Differences ----------------------------------------------------------------------------------------------------------


def test_differences_are_warned_of_and_left(registry: ModelRegistry, double: SageMakerDouble) -> None:
    tags = {**TAGS, "more": "is ignored"}
    registry.ensure_group("fraud", description="Who cheats", tags=tags)
    with pytest.warns(ModelRegistryWarning) as warned:
        group = registry.ensure_group(
            "fraud", description="Who pays", tags={"team": "pricing", "stage": "test", "cost": "42"}
        )
    assert group.tag_differences == (
        TagDifference(key="team", wanted="pricing", found="growth"),
        TagDifference(key="cost", wanted="42", found=None),
    )
    assert (group.description, group.wanted_description) == ("Who cheats", "Who pays")
    assert str(warned[0].message).splitlines() == [
        "the group 'fraud' exists and was not changed:",
        "  description: 'Who pays' was wanted, the group has 'Who cheats'",
        "  tag 'team': 'pricing' was wanted, the group has 'growth'",
        "  tag 'cost': '42' was wanted, the group has None",
    ]
    assert warned[0].filename == __file__
    assert double.groups["fraud"].tags == tags
    assert double.groups["fraud"].request["ModelPackageGroupDescription"] == "Who cheats"
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelRegistryWarning)
        with pytest.raises(ModelRegistryWarning):
            registry.ensure_group("churn", tags=TAGS)


def test_a_tag_without_a_value_has_an_empty_one(registry: ModelRegistry) -> None:
    registry.ensure_group("tagged", tags={"team": ""})
    spoil(registry, "ListTags", lambda parsed: parsed["Tags"][0].pop("Value"))
    assert registry.ensure_group("tagged", tags={"team": ""}).tag_differences == ()
    with pytest.warns(ModelRegistryWarning):
        (difference,) = registry.ensure_group("tagged", tags={"team": "growth"}).tag_differences
    assert (difference.wanted, difference.found) == ("growth", "")


def test_a_null_among_the_tags_is_an_incomplete_answer(registry: ModelRegistry) -> None:
    registry.ensure_group("tagged", tags=TAGS)
    spoil(registry, "ListTags", lambda parsed: parsed["Tags"].append(None))
    with pytest.raises(IncompleteAnswerError, match="the answer to ListTags has no Key"):
        registry.ensure_group("tagged", tags=TAGS)


def test_all_pages_of_tags_are_read() -> None:
    with registry_with(page_size=7, empty_pages=1) as (registry, _):
        tags = {f"key-{number}": "x" for number in range(20)}
        assert [registry.ensure_group("fraud", tags=tags).tag_differences for _ in range(2)] == [(), ()]


@pytest.mark.parametrize("status", ["Deleting", "Failed"])
def test_a_group_that_accepts_no_versions_is_an_error(registry: ModelRegistry, status: str) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_response(DESCRIBE, described("churn", ModelPackageGroupStatus=status))
        with pytest.raises(ModelPackageGroupStatusError) as raised:
            registry.ensure_group("churn")
    assert (raised.value.group, raised.value.status) == ("churn", status)


def test_a_group_that_could_not_be_deleted_is_warned_of(registry: ModelRegistry) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_response(DESCRIBE, described("churn", ModelPackageGroupStatus="DeleteFailed"))
        with pytest.warns(ModelRegistryWarning, match="its status is DeleteFailed"):
            registry.ensure_group("churn")


def test_an_arn_of_an_unknown_form_is_not_lost(registry: ModelRegistry) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_response(DESCRIBE, described("churn", ModelPackageGroupArn="arn:aws:sagemaker2:churn"))
        with pytest.raises(UnreadableArnError, match=r"the group .churn.* .arn:aws:sagemaker2:churn"):
            registry.ensure_group("churn")


# What is refused at once ----------------------------------------------------------------------------------------------


TWICE = [Tag(key="team", value="growth"), Tag(key="stage", value="test"), Tag(key="team", value="pricing")]


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        *((tags, "tags must be a mapping or a list of Tag") for tags in ("team", {"team"}, [("team", "growth")], 7)),
        (TWICE, "tags name the key 'team' more than once"),
        ([{"Key": "team", "Value": "growth"}], r"boto3's own form: write \{'team': 'growth'\}"),
    ],
)
def test_wrong_tags_are_refused(registry: ModelRegistry, double: SageMakerDouble, tags: Any, text: str) -> None:  # noqa: ANN401
    with pytest.raises(ValueError if tags is TWICE else TypeError, match=text):
        registry.ensure_group("fraud", tags=tags)
    assert operations(double) == []


@pytest.mark.parametrize("name", ["churn_model", "", "x" * 64, f"{ARN}/1", "arn:aws:s3:::churn", None, 7])
def test_what_does_not_name_a_group_is_refused(registry: ModelRegistry, double: SageMakerDouble, name: Any) -> None:  # noqa: ANN401
    for call in (registry.ensure_group, registry.versions, registry.latest_approved):
        with pytest.raises(ValueError, match=r"group|a str"):
            call(name)
    assert operations(double) == []
