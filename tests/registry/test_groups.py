"""Groups: there when they are needed, made once, and left as they are."""

from __future__ import annotations

import pickle
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, ParamValidationError
from botocore.stub import Stubber

from sagemaker_model_package import (
    EnsuredGroup,
    IncompleteAnswerError,
    ModelPackageGroupArn,
    ModelPackageGroupStatusError,
    ModelRegistry,
    ModelRegistryWarning,
    Tag,
    TagDifference,
    UnreadableArnError,
)
from tests.double import Fault, SageMakerDouble
from tests.registry.examples import HAS_NOTES, halve_answers, notes_of

if TYPE_CHECKING:
    from sagemaker_model_package.registry.groups import TagsLike

TAGS = {"team": "growth", "stage": "test"}


def operations(double: SageMakerDouble) -> list[str]:
    return [call.operation for call in double.calls[1:]]  # the first one made the fixture's group


def group_arn(double: SageMakerDouble, name: str) -> ModelPackageGroupArn:
    return ModelPackageGroupArn(partition="aws", region=double.region, account=double.account, name=name)


# Making and finding ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tags", [TAGS, [Tag(key=key, value=value) for key, value in TAGS.items()]])
def test_an_absent_group_is_made(registry: ModelRegistry, double: SageMakerDouble, tags: TagsLike) -> None:
    group = registry.ensure_group("fraud", description="Who cheats", tags=tags)
    assert group == EnsuredGroup(
        arn=group_arn(double, "fraud"), name="fraud", created=True, description="Who cheats", status=None
    )
    assert double.groups["fraud"].tags == TAGS
    assert double.groups["fraud"].request["ModelPackageGroupDescription"] == "Who cheats"
    assert operations(double) == ["DescribeModelPackageGroup", "CreateModelPackageGroup"]


def test_nothing_is_sent_that_was_not_given(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registry.ensure_group("fraud", tags={})
    assert double.calls[-1].params == {"ModelPackageGroupName": "fraud"}


def test_an_existing_group_is_found(registry: ModelRegistry, double: SageMakerDouble) -> None:
    group = registry.ensure_group("churn")
    assert group == EnsuredGroup(arn=group_arn(double, "churn"), name="churn", created=False, status="Completed")
    assert operations(double) == ["DescribeModelPackageGroup"]


def test_twice_is_as_good_as_once(registry: ModelRegistry, double: SageMakerDouble) -> None:
    first, again = (registry.ensure_group("fraud", description="Who cheats", tags=TAGS) for _ in range(2))
    assert (first.created, again.created) == (True, False)
    assert first.arn == again.arn
    assert again.tag_differences == ()
    assert again.wanted_description is None
    assert len(double.groups) == 2


@pytest.mark.parametrize("other_text", [False, True])
def test_two_callers_at_a_time(*, other_text: bool) -> None:
    """Both find no group, then both make it. The one who comes late is told that it exists, in either text."""
    meeting = threading.Barrier(2, timeout=10)

    def meet(**_: object) -> None:
        meeting.wait()

    def ensure(registry: ModelRegistry) -> EnsuredGroup:
        return registry.ensure_group("fraud", tags=TAGS)

    with SageMakerDouble(other_exists_text=other_text) as double:
        registries = [ModelRegistry(double.client()) for _ in range(2)]
        for registry in registries:
            registry.client.meta.events.register("before-call.sagemaker.CreateModelPackageGroup", meet)
        with ThreadPoolExecutor(2) as pool:
            groups = list(pool.map(ensure, registries))
        assert sorted(group.created for group in groups) == [False, True]
        assert groups[0].arn == groups[1].arn
        assert "ValidationException" in [call.outcome for call in double.calls[2:]]


@pytest.mark.parametrize("code", ["ConflictException", "ValidationException"])
def test_whatever_a_refusal_says_what_exists_exists(registry: ModelRegistry, code: str) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_client_error("describe_model_package_group", "ResourceNotFound")
        stub.add_client_error("create_model_package_group", code, "a text of next year")
        stub.add_response("describe_model_package_group", described("fraud"))
        assert registry.ensure_group("fraud").created is False
        stub.assert_no_pending_responses()


def test_a_refusal_for_another_reason_comes_through() -> None:
    with SageMakerDouble(group_limit=0) as double:
        registry = ModelRegistry(double.client())
        with pytest.raises(registry.client.exceptions.ResourceLimitExceeded) as raised:
            registry.ensure_group("fraud")
    if HAS_NOTES:
        assert notes_of(raised.value) == ["while making the group 'fraud'"]


def test_a_wrong_parameter_is_not_made_right_by_calling_again(registry: ModelRegistry) -> None:
    wrong: Any = {"team": 7}
    with pytest.raises(ParamValidationError) as raised:
        registry.ensure_group("fraud", tags=wrong)
    assert not HAS_NOTES or notes_of(raised.value) == ["while making the group 'fraud'"]


def test_a_lost_answer_is_made_good_by_calling_again(registry: ModelRegistry, double: SageMakerDouble) -> None:
    double.faults.script("CreateModelPackageGroup", Fault.DROP_AFTER)
    with pytest.raises(Exception, match="Connection was closed") as raised:
        registry.ensure_group("fraud")
    assert not HAS_NOTES or "it is safe to call ensure_group() again" in notes_of(raised.value)[0]
    assert registry.ensure_group("fraud").created is False


@pytest.mark.parametrize("operation", ["DescribeModelPackageGroup", "CreateModelPackageGroup", "ListTags"])
def test_half_an_answer_is_asked_for_again(registry: ModelRegistry, operation: str) -> None:
    name = "fraud" if operation == "CreateModelPackageGroup" else "churn"
    halve_answers(registry.client, operation)
    with pytest.raises(IncompleteAnswerError, match=f"the answer to {operation} has no .*: it was cut short"):
        registry.ensure_group(name, tags=TAGS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelRegistryWarning)
        assert registry.ensure_group(name, tags=TAGS).created is False


def test_what_may_not_be_described_comes_through(registry: ModelRegistry) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_client_error("describe_model_package_group", "AccessDeniedException")
        with pytest.raises(ClientError, match="AccessDeniedException"):
            registry.ensure_group("churn")


# A group that is given by its ARN -------------------------------------------------------------------------------------


def test_a_group_of_another_account_is_described() -> None:
    with SageMakerDouble(account="444455556666") as theirs, SageMakerDouble(shared=[theirs]) as ours:
        theirs.client().create_model_package_group(ModelPackageGroupName="churn")
        registry = ModelRegistry(ours.client())
        group = registry.ensure_group(str(group_arn(theirs, "churn")))
        assert group.arn.account == "444455556666"
        assert group.created is False
        assert registry.ensure_group(group.arn) == group
        assert registry.ensure_group(group) == group


def test_a_group_is_never_made_by_its_arn(registry: ModelRegistry, double: SageMakerDouble) -> None:
    with pytest.raises(ClientError, match="does not exist") as raised:
        registry.ensure_group(group_arn(double, "fraud"))
    assert not HAS_NOTES or notes_of(raised.value)[0].startswith("a group that is given by its ARN is described, never")
    assert list(double.groups) == ["churn"]


# What is not as it was wanted -----------------------------------------------------------------------------------------


def test_tags_that_differ_are_told_and_left(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registry.ensure_group("fraud", tags={**TAGS, "more": "is no difference"})
    with pytest.warns(ModelRegistryWarning) as warned:
        group = registry.ensure_group("fraud", tags={"team": "pricing", "stage": "test", "cost": "42"})
    assert group.tag_differences == (
        TagDifference(key="team", wanted="pricing", found="growth"),
        TagDifference(key="cost", wanted="42", found=None),
    )
    assert str(warned[0].message).splitlines() == [
        "the group 'fraud' exists and was left as it is:",
        "  tag 'team': 'pricing' was wanted, the group has 'growth'",
        "  tag 'cost': '42' was wanted, the group has None",
    ]
    assert warned[0].filename == __file__
    assert double.groups["fraud"].tags == {**TAGS, "more": "is no difference"}


def test_all_pages_of_tags_are_read() -> None:
    with SageMakerDouble(page_size=7, empty_pages=1) as double:
        registry = ModelRegistry(double.client())
        tags = {f"key-{number}": "x" for number in range(20)}
        registry.ensure_group("fraud", tags=tags)
        assert registry.ensure_group("fraud", tags=tags).tag_differences == ()


def test_a_description_that_differs_is_told_and_left(registry: ModelRegistry, double: SageMakerDouble) -> None:
    registry.ensure_group("fraud", description="Who cheats")
    with pytest.warns(ModelRegistryWarning, match="description: 'Who pays' was wanted, the group has 'Who cheats'"):
        group = registry.ensure_group("fraud", description="Who pays")
    assert (group.description, group.wanted_description) == ("Who cheats", "Who pays")
    assert double.groups["fraud"].request["ModelPackageGroupDescription"] == "Who cheats"


def test_no_description_and_an_empty_one_are_the_same(registry: ModelRegistry) -> None:
    assert registry.ensure_group("churn", description="").wanted_description is None


def test_tags_that_may_not_be_listed_come_through(registry: ModelRegistry) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_response("describe_model_package_group", described("churn"))
        stub.add_client_error("list_tags", "AccessDeniedException")
        with pytest.raises(ClientError, match="AccessDeniedException") as raised:
            registry.ensure_group("churn", tags=TAGS)
    assert not HAS_NOTES or "the group exists" in notes_of(raised.value)[0]


@pytest.mark.parametrize(("status", "remedy"), [("Deleting", "wait until it is gone"), ("Failed", "delete it")])
def test_a_group_that_takes_no_versions_is_an_error(registry: ModelRegistry, status: str, remedy: str) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_response("describe_model_package_group", described("churn", status=status))
        with pytest.raises(ModelPackageGroupStatusError, match=remedy) as raised:
            registry.ensure_group("churn")
    assert (raised.value.group, raised.value.status) == ("churn", status)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301 - our own


def test_a_group_that_could_not_be_deleted_is_doubtful(registry: ModelRegistry) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_response("describe_model_package_group", described("churn", status="DeleteFailed"))
        with pytest.warns(ModelRegistryWarning, match="its status is DeleteFailed"):
            registry.ensure_group("churn")


def test_an_arn_of_an_unknown_form_is_not_lost(registry: ModelRegistry) -> None:
    with Stubber(client_of(registry)) as stub:
        stub.add_response(
            "describe_model_package_group", {**described("churn"), "ModelPackageGroupArn": "arn:aws:sagemaker2:churn"}
        )
        with pytest.raises(UnreadableArnError, match="arn:aws:sagemaker2:churn"):
            registry.ensure_group("churn")


# What is refused at once ----------------------------------------------------------------------------------------------

_NO_TAGS: list[Any] = ["team", {"team"}, [("team", "growth")], 7]


@pytest.mark.parametrize("tags", _NO_TAGS)
def test_what_is_no_tags_is_refused(registry: ModelRegistry, double: SageMakerDouble, tags: TagsLike) -> None:
    with pytest.raises(TypeError, match="tags are a mapping or a list of Tag"):
        registry.ensure_group("fraud", tags=tags)
    assert list(double.groups) == ["churn"]


def test_a_key_has_one_value(registry: ModelRegistry, double: SageMakerDouble) -> None:
    tags = [Tag(key="team", value="growth"), Tag(key="stage", value="test"), Tag(key="team", value="pricing")]
    with pytest.raises(ValueError, match="tags name the key 'team' more than once"):
        registry.ensure_group("fraud", tags=tags)
    assert operations(double) == []


_NO_GROUPS: list[Any] = [
    "churn_model",
    "",
    "x" * 64,
    "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1",
    "arn:aws:s3:::churn",
    None,
    7,
]


@pytest.mark.parametrize("name", _NO_GROUPS)
def test_what_names_no_group_is_refused(registry: ModelRegistry, double: SageMakerDouble, name: str) -> None:
    for call in (registry.ensure_group, registry.versions, registry.latest_approved):
        with pytest.raises(ValueError, match=r"group|a str"):
            call(name)
    assert operations(double) == []


def test_warnings_can_be_made_errors(registry: ModelRegistry) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelRegistryWarning)
        with pytest.raises(ModelRegistryWarning):
            registry.ensure_group("churn", tags=TAGS)


def client_of(registry: ModelRegistry) -> Any:  # noqa: ANN401 - a stubber takes boto3's classes alone
    return registry.client


def described(name: str, *, status: str = "Completed") -> dict[str, Any]:
    return {
        "ModelPackageGroupName": name,
        "ModelPackageGroupArn": f"arn:aws:sagemaker:us-east-1:111122223333:model-package-group/{name}",
        "CreationTime": datetime(2026, 1, 1, tzinfo=timezone.utc),
        "CreatedBy": {},
        "ModelPackageGroupStatus": status,
    }
