"""ARNs of packages and groups, taken apart and put together."""

from __future__ import annotations

import copy
import pickle
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import ModelPackageArn, ModelPackageGroupArn

PARTITIONS = st.sampled_from(["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e"])
REGIONS = st.sampled_from(["us-east-1", "cn-northwest-1", "us-gov-west-1", "ap-southeast-4", "us-isob-east-1"])
ACCOUNTS = st.from_regex(r"[0-9]{12}", fullmatch=True)
NAMES = st.from_regex(r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,20}", fullmatch=True)
VERSIONS = st.none() | st.integers(min_value=1, max_value=999_999_999)
BOTH = pytest.mark.parametrize("arn", [ModelPackageArn, ModelPackageGroupArn])


@given(PARTITIONS, REGIONS, ACCOUNTS, NAMES, VERSIONS)
def test_a_packages_arn_there_and_back(
    partition: str, region: str, account: str, name: str, version: int | None
) -> None:
    text = f"arn:{partition}:sagemaker:{region}:{account}:model-package/{name}{f'/{version}' if version else ''}"
    arn = ModelPackageArn.parse(text)
    assert arn == ModelPackageArn(partition=partition, region=region, account=account, name=name, version=version)
    assert str(arn) == text
    assert f"{arn}" == text


@given(PARTITIONS, REGIONS, ACCOUNTS, NAMES)
def test_a_groups_arn_there_and_back(partition: str, region: str, account: str, name: str) -> None:
    text = f"arn:{partition}:sagemaker:{region}:{account}:model-package-group/{name}"
    arn = ModelPackageGroupArn.parse(text)
    assert arn == ModelPackageGroupArn(partition=partition, region=region, account=account, name=name)
    assert str(arn) == text


def test_a_version_is_a_number() -> None:
    arn = ModelPackageArn.parse("arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/7")
    assert arn.version == 7
    assert type(arn.version) is int


def test_an_unversioned_package_has_none() -> None:
    assert ModelPackageArn.parse("arn:aws:sagemaker:us-east-1:111122223333:model-package/churn").version is None


def test_names_keep_their_capitals() -> None:
    assert ModelPackageArn.parse("arn:aws:sagemaker:us-east-1:111122223333:model-package/Churn/7").name == "Churn"


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "",
        "churn",
        "arn:aws:sagemaker:us-east-1:111122223333:model/churn",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/churn/7",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/seven",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/-7",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/7/8",
        "arn:aws:sagemaker:us-east-1:1111222233:model-package/churn",
        "arn:aws:sagemaker::111122223333:model-package/churn",
        "arn:aws:s3:us-east-1:111122223333:model-package/churn",
        "arn:gcp:sagemaker:us-east-1:111122223333:model-package/churn",
        " arn:aws:sagemaker:us-east-1:111122223333:model-package/churn",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn\n",
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn-",
        "arn:aws:sagemaker:us-east-1:11112222333٣:model-package/churn",
        "\ud800",
        "x" * 10_000_000,
        None,
        7,
        b"arn:aws:sagemaker:us-east-1:111122223333:model-package/churn",
    ],
    ids=lambda text: ascii(text)[:90],
)
def test_what_is_no_arn_is_refused(arn: type[ModelPackageArn | ModelPackageGroupArn], text: object) -> None:
    with pytest.raises(ValueError, match=r"is no ARN of a model package( group)?; it is written as arn:aws:") as raised:
        arn.parse(cast("Any", text))
    assert len(str(raised.value)) < 300
    str(raised.value).encode()


def test_one_is_not_taken_for_the_other() -> None:
    of_group = "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/churn"
    with pytest.raises(ValueError, match="no ARN of a model package; "):
        ModelPackageArn.parse(of_group)
    with pytest.raises(ValueError, match="no ARN of a model package group; "):
        ModelPackageGroupArn.parse(of_group.replace("-group", ""))


@given(st.text(max_size=60) | st.from_regex(r"arn:aws:sagemaker:[a-z-]*:[0-9]*:model-package/[\w/-]*", fullmatch=True))
def test_parsing_refuses_or_gives_back_what_it_got(text: str) -> None:
    try:
        arn = ModelPackageArn.parse(text)
    except ValueError:
        return
    number = text.rpartition("/")[2]
    assert str(arn) == text or (arn.version is not None and number.startswith("0"))


@BOTH
def test_arns_are_values(arn: type[ModelPackageArn | ModelPackageGroupArn]) -> None:
    resource = "model-package" if arn is ModelPackageArn else "model-package-group"
    one = arn.parse(f"arn:aws:sagemaker:us-east-1:111122223333:{resource}/churn")
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert len({one, copy.copy(one)}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.name = "other"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
