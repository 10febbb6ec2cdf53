"""The worked example of a promotion across accounts: its policies, as far as one can judge, and its program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import boto3
import botocore.loaders
import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry, Rewrite
from tests.double import SageMakerDouble
from tests.registry.moto_server import environment, moto_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from types_boto3_s3.client import S3Client

PAGE = (Path(__file__).parents[1] / "docs" / "promotion-across-accounts.md").read_text(encoding="utf-8")
DEV, PROD = "111111111111", "222222222222"

POLICIES: dict[str, dict[str, Any]] = {
    section.partition("\n")[0]: json.loads(section.partition("```json\n")[2].partition("```")[0])
    for section in PAGE.split("\n### ")[1:]
}

NO_OPERATIONS = {"s3:ListBucket": "ListObjectsV2"}
"""Actions of IAM that are named otherwise than the operation that asks for them."""


def listed(value: object) -> list[str]:
    held: Any = value
    return list(held) if isinstance(value, list) else [held]


def actions(policy: dict[str, Any]) -> set[str]:
    return {action for statement in policy["Statement"] for action in listed(statement["Action"])}


def operations(service: str) -> set[str]:
    model: Any = botocore.loaders.Loader().load_service_model(service, "service-2")
    return set(model["operations"])


# The policies ---------------------------------------------------------------------------------------------------------


def test_every_policy_of_the_page_is_read() -> None:
    assert len(POLICIES) == PAGE.count("```json") == 8


@pytest.mark.parametrize("title", POLICIES)
def test_a_policy_is_well_formed(title: str) -> None:
    policy = POLICIES[title]
    assert policy.keys() == {"Version", "Statement"}
    assert policy["Version"] == "2012-10-17"
    sids = [statement["Sid"] for statement in policy["Statement"]]
    assert len(sids) == len(set(sids))
    of_identity = title.startswith("Identity")
    of_resource_itself = title.startswith(("Trust", "Repository"))
    for statement in policy["Statement"]:
        assert statement["Effect"] == "Allow"
        assert re.fullmatch(r"[A-Za-z0-9]+", statement["Sid"])
        assert ("Principal" in statement) is not of_identity
        assert ("Resource" in statement) is not of_resource_itself
        for arn in [*listed(statement.get("Resource", "*")), statement.get("Principal", {}).get("AWS", "*")]:
            assert arn == "*" or re.fullmatch(rf"arn:aws:[a-z0-9]+:[a-z0-9-]*:({DEV}|{PROD}|):[A-Za-z0-9/*-]+", arn), (
                arn
            )


@pytest.mark.parametrize("title", POLICIES)
def test_its_actions_exist(title: str) -> None:
    for action in actions(POLICIES[title]):
        service, _, name = action.partition(":")
        assert NO_OPERATIONS.get(action, name) in operations(service), action


@pytest.mark.parametrize("title", POLICIES)
def test_an_action_stands_with_resources_of_its_service(title: str) -> None:
    for statement in POLICIES[title]["Statement"]:
        services = {action.partition(":")[0] for action in listed(statement["Action"])}
        owners = {arn.split(":")[2] for arn in listed(statement.get("Resource", "*")) if arn != "*"}
        assert {"sts" if owner == "iam" else owner for owner in owners} <= services  # roles are IAM's, assumed by STS
        assert len(services) == 1


@pytest.mark.parametrize("title", [title for title in POLICIES if title.startswith("Resource policy")])
def test_a_groups_policy_fits_into_its_member(title: str) -> None:
    loader = botocore.loaders.Loader()
    shape: Any = loader.load_service_model("sagemaker", "service-2")["shapes"]["PolicyString"]
    assert len(json.dumps(POLICIES[title])) <= shape["max"]


def test_what_one_side_may_the_other_side_lets_it() -> None:
    """Access across accounts takes both: the identity's policy, and the resource's."""
    identity = POLICIES["Identity policy of `model-promotion`"]
    own = {
        (action, resource)
        for statement in identity["Statement"]
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
        if DEV in resource or "dev-models" in resource
    }
    key = "arn:aws:kms:us-east-1:111111111111:key/1111aaaa-0000-0000-0000-000000000000"
    repository = "arn:aws:ecr:us-east-1:111111111111:repository/churn"
    places = {
        "Trust policy of `model-reader`": "arn:aws:iam::111111111111:role/model-reader",
        "Bucket policy of `dev-models`": None,
        "Statement for the key policy of `dev-models`": key,
        "Repository policy of `churn`": repository,
    }
    granted = {
        (action, place or resource)
        for title, place in places.items()
        for statement in POLICIES[title]["Statement"]
        for action in listed(statement["Action"])
        for resource in listed(statement.get("Resource", "*"))
    }
    assert own == granted


class Calls(NamedTuple):
    """What was called in each account."""

    dev: set[str]
    prod: set[str]


@pytest.fixture
def calls() -> Calls:
    """Make a promotion, and return which operations it took."""
    with SageMakerDouble(account=DEV) as dev, SageMakerDouble(account=PROD) as prod:
        source, target = ModelRegistry(dev.client()), ModelRegistry(prod.client())
        source.ensure_group("churn")
        version = source.register(package())
        before = len(dev.calls)
        target.ensure_group("churn")
        source.promote(version, target, rewrite=Rewrite())
        return Calls({call.operation for call in dev.calls[before:]}, {call.operation for call in prod.calls})


def test_what_is_called_is_allowed(calls: Calls) -> None:
    reader, promotion = (POLICIES[f"Identity policy of `{role}`"] for role in ("model-reader", "model-promotion"))
    assert {f"sagemaker:{name}" for name in calls.dev} == actions(reader)
    assert {f"sagemaker:{name}" for name in calls.prod} <= actions(promotion)
    assert {"s3:GetObject", "s3:ListBucket", "sts:AssumeRole"} <= actions(promotion)
    in_the_group = actions(POLICIES["Resource policy of the group `churn` in development"])
    assert in_the_group == {f"sagemaker:{name}" for name in calls.dev}


# The program ----------------------------------------------------------------------------------------------------------


def package() -> Any:  # noqa: ANN401 - either kind is registered
    return (
        ModelPackageBuilder()
        .container(
            image=f"{DEV}.dkr.ecr.us-east-1.amazonaws.com/churn:1", model_data_url="s3://dev-models/churn/model.tar.gz"
        )
        .versioned("churn")
        .build()
    )


@pytest.fixture
def two_accounts(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Client]:
    """Two accounts of moto's: the one whose role is assumed, with the version, and the one that there is by itself."""
    with moto_server() as url:
        for name, value in environment(url).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
        sts: Any = boto3.client("sts")
        role = f"arn:aws:iam::{DEV}:role/model-registration"
        keys = sts.assume_role(RoleArn=role, RoleSessionName="training")["Credentials"]
        session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
        for registry in (dev := ModelRegistry.from_session(session), ModelRegistry.from_session(boto3.Session())):
            registry.ensure_group("churn")
        dev.register(package())
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="prod-models")
        s3.put_object(Bucket="prod-models", Key="churn/model.tar.gz", Body=b"x")
        yield s3


@pytest.mark.usefixtures("two_accounts")
def test_the_program_promotes(capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - it is the page's own
    assert capsys.readouterr().out == "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1\n"
    container = names["promotion"].package.inference_specification.containers[0]
    assert container.model_data_url == "s3://prod-models/churn/model.tar.gz"
    assert container.image == f"{PROD}.dkr.ecr.us-east-1.amazonaws.com/churn:1"
    assert str(names["promotion"].source) == names["DEVELOPMENT"]
