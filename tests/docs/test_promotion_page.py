"""The worked example of a promotion across accounts: its policies, as far as a test can judge, and its program."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import boto3
import botocore.loaders
import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry
from sagemaker_model_package.registry import Rewrite
from tests.double import SageMakerDouble

from .conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Names

PAGE = (ROOT / "docs" / "promotion-across-accounts.md").read_text(encoding="utf-8")
DEV, PROD = "111111111111", "222222222222"

POLICIES: dict[str, dict[str, Any]] = {
    section.partition("\n")[0]: json.loads(section.partition("```json\n")[2].partition("```")[0])
    for section in PAGE.split("\n### ")[1:]
}
each_policy = pytest.mark.parametrize("title", POLICIES)

OPERATIONS = {"s3:ListBucket": "ListObjectsV2"}
"""Actions of IAM that have another name than the operation that asks for them."""


def as_list(value: object) -> list[str]:
    held: Any = value
    return list(held) if isinstance(value, list) else [held]


def actions(policy: dict[str, Any]) -> set[str]:
    return {action for statement in policy["Statement"] for action in as_list(statement["Action"])}


def grants(title: str, resource: str | None = None) -> set[tuple[str, str]]:
    """Return each action with each resource; a policy of the resource itself does not name it."""
    return {
        (action, resource or one)
        for statement in POLICIES[title]["Statement"]
        for action in as_list(statement["Action"])
        for one in as_list(statement.get("Resource", "*"))
    }


def service_model(service: str) -> dict[str, Any]:
    model: dict[str, Any] = botocore.loaders.Loader().load_service_model(service, "service-2")
    return model


# The policies ---------------------------------------------------------------------------------------------------------


def test_every_policy_of_the_page_is_read() -> None:
    assert len(POLICIES) == PAGE.count("```json") == 8


@each_policy
def test_a_policy_is_well_formed(title: str) -> None:
    policy = POLICIES[title]
    assert policy.keys() == {"Version", "Statement"}
    assert policy["Version"] == "2012-10-17"
    sids = [statement["Sid"] for statement in policy["Statement"]]
    assert len(sids) == len(set(sids))
    for statement in policy["Statement"]:
        assert statement["Effect"] == "Allow"
        assert re.fullmatch(r"[A-Za-z0-9]+", statement["Sid"])
        assert ("Principal" in statement) is not title.startswith("Identity")
        assert ("Resource" in statement) is not title.startswith(("Trust", "Repository"))
        for arn in [*as_list(statement.get("Resource", "*")), statement.get("Principal", {}).get("AWS", "*")]:
            assert re.fullmatch(rf"\*|arn:aws:[a-z0-9]+:[a-z0-9-]*:({DEV}|{PROD}|):[A-Za-z0-9/*-]+", arn), arn


@each_policy
def test_its_actions_exist_and_stand_with_resources_of_their_service(title: str) -> None:
    for statement in POLICIES[title]["Statement"]:
        (service,) = {action.partition(":")[0] for action in as_list(statement["Action"])}
        for action in as_list(statement["Action"]):
            assert OPERATIONS.get(action, action.partition(":")[2]) in service_model(service)["operations"]
        owners = {arn.split(":")[2] for arn in as_list(statement.get("Resource", "*")) if arn != "*"}
        assert {"sts" if owner == "iam" else owner for owner in owners} <= {service}  # STS assumes roles of IAM


@pytest.mark.parametrize("title", [title for title in POLICIES if title.startswith("Resource policy")])
def test_a_groups_policy_fits_into_its_member(title: str) -> None:
    assert len(json.dumps(POLICIES[title])) <= service_model("sagemaker")["shapes"]["PolicyString"]["max"]


def test_what_one_side_may_do_the_other_side_allows() -> None:
    """Access across accounts takes both: the identity's policy, and the resource's."""
    identity = grants("Identity policy of `model-promotion`")
    key = "arn:aws:kms:us-east-1:111111111111:key/1111aaaa-0000-0000-0000-000000000000"
    assert {(action, one) for action, one in identity if DEV in one or "dev-models" in one} == (
        grants("Trust policy of `model-reader`", "arn:aws:iam::111111111111:role/model-reader")
        | grants("Bucket policy of `dev-models`")
        | grants("Statement for the key policy of `dev-models`", key)
        | grants("Repository policy of `churn`", "arn:aws:ecr:us-east-1:111111111111:repository/churn")
    )


def test_what_is_called_is_allowed() -> None:
    with SageMakerDouble(account=DEV) as dev, SageMakerDouble(account=PROD) as prod:
        source, target = ModelRegistry(dev.client()), ModelRegistry(prod.client())
        source.ensure_group("churn")
        version = source.register(package())
        before = len(dev.calls)
        target.ensure_group("churn")
        source.promote(version, target, rewrite=Rewrite())
        in_dev = {f"sagemaker:{call.operation}" for call in dev.calls[before:]}
        in_prod = {f"sagemaker:{call.operation}" for call in prod.calls}
    promotion = actions(POLICIES["Identity policy of `model-promotion`"])
    assert in_dev == actions(POLICIES["Identity policy of `model-reader`"])
    assert in_dev == actions(POLICIES["Resource policy of the group `churn` in development"])
    assert in_prod | {"s3:GetObject", "s3:ListBucket", "sts:AssumeRole"} <= promotion


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


@pytest.mark.usefixtures("moto")
def test_the_program_promotes(run_page: Callable[[str, Names], Names]) -> None:
    """The role that is assumed is of the account with the version; moto begins with the other account."""
    sts: Any = boto3.client("sts")
    role = f"arn:aws:iam::{DEV}:role/model-registration"
    keys = sts.assume_role(RoleArn=role, RoleSessionName="training")["Credentials"]
    session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    dev = ModelRegistry.from_session(session)
    for registry in (dev, ModelRegistry.from_session(boto3.Session())):
        registry.ensure_group("churn")
    dev.register(package())
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="prod-models")
    s3.put_object(Bucket="prod-models", Key="churn/model.tar.gz", Body=b"x")

    names = run_page("docs/promotion-across-accounts.md", {})
    promotion = names["promotion"]
    assert promotion.registered.arn == "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"
    container = promotion.package.inference_specification.containers[0]
    assert container.model_data_url == "s3://prod-models/churn/model.tar.gz"
    assert container.image == f"{PROD}.dkr.ecr.us-east-1.amazonaws.com/churn:1"
    assert str(promotion.source) == names["DEVELOPMENT"]
