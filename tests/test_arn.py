"""ARNs of packages and groups, taken apart and put together."""

from __future__ import annotations

import copy
import pickle
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package.arn import ModelPackageArn, ModelPackageGroupArn

Arn: TypeAlias = type[ModelPackageArn | ModelPackageGroupArn]

PARTITIONS = st.sampled_from(["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e"])
REGIONS = st.sampled_from(["us-east-1", "cn-northwest-1", "us-gov-west-1", "ap-southeast-4", "us-isob-east-1"])
ACCOUNTS = st.from_regex(r"[0-9]{12}", fullmatch=True)
NAMES = st.from_regex(r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,20}", fullmatch=True)
VERSIONS = st.none() | st.integers(min_value=1, max_value=999_999_999)
HEAD = "arn:aws:sagemaker:us-east-1:111122223333"
both = pytest.mark.parametrize("cls", [ModelPackageArn, ModelPackageGroupArn])


@given(PARTITIONS, REGIONS, ACCOUNTS, NAMES, VERSIONS)
def test_there_and_back(partition: str, region: str, account: str, name: str, version: int | None) -> None:
    parts = {"partition": partition, "region": region, "account": account, "name": name}
    head = f"arn:{partition}:sagemaker:{region}:{account}"
    for text, arn in (
        (f"{head}:model-package-group/{name}", ModelPackageGroupArn(**parts)),
        (f"{head}:model-package/{name}{f'/{version}' if version else ''}", ModelPackageArn(**parts, version=version)),
    ):
        parsed = type(arn).parse(text)
        assert parsed == arn
        assert str(parsed) == f"{parsed}" == text
        assert pickle.loads(pickle.dumps(parsed)) == copy.deepcopy(parsed) == arn  # noqa: S301 - our own
        assert len({parsed, arn, copy.copy(parsed)}) == 1
        assert type(getattr(parsed, "version", None)) is type(getattr(arn, "version", None))


@both
@pytest.mark.parametrize(
    "text",
    [
        "",
        "churn",
        f"{HEAD}:model/churn",
        f"{HEAD}:model-package/",
        f"{HEAD}:model-package-group/",
        f"{HEAD}:model-package-group/churn/7",
        f"{HEAD}:model-package/churn/",
        f"{HEAD}:model-package/churn/seven",
        f"{HEAD}:model-package/churn/-7",
        f"{HEAD}:model-package/churn/7/8",
        f"{HEAD[:-2]}:model-package/churn",
        "arn:aws:sagemaker::111122223333:model-package/churn",
        "arn:aws:s3:us-east-1:111122223333:model-package/churn",
        "arn:gcp:sagemaker:us-east-1:111122223333:model-package/churn",
        f" {HEAD}:model-package/churn",
        f"{HEAD}:model-package/churn\n",
        f"{HEAD}:model-package/churn-",
        f"{HEAD[:-1]}٣:model-package/churn",
        "\ud800",
        "x" * 10_000_000,
        None,
        7,
        f"{HEAD}:model-package/churn".encode(),
    ],
    ids=lambda text: ascii(text)[:90],
)
def test_what_is_not_an_arn_is_refused(cls: Arn, text: Any) -> None:  # noqa: ANN401 - of any type
    expected = r"is not the ARN of a model package( group)?; it is written as arn:aws:"
    with pytest.raises(ValueError, match=expected) as raised:
        cls.parse(text)
    assert len(str(raised.value)) < 300
    str(raised.value).encode()


def test_one_is_not_taken_for_the_other() -> None:
    with pytest.raises(ValueError, match="not the ARN of a model package; "):
        ModelPackageArn.parse(f"{HEAD}:model-package-group/churn")
    with pytest.raises(ValueError, match="not the ARN of a model package group; "):
        ModelPackageGroupArn.parse(f"{HEAD}:model-package/churn")


@given(st.text(max_size=60) | st.from_regex(r"arn:aws:sagemaker:[a-z-]*:[0-9]*:model-package/[\w/-]*", fullmatch=True))
def test_parsing_refuses_or_gives_back_what_it_got(text: str) -> None:
    try:
        arn = ModelPackageArn.parse(text)
    except ValueError:
        return
    number = text.rpartition("/")[2]
    assert str(arn) == text or (arn.version is not None and number.startswith("0"))


@both
def test_arns_do_not_change(cls: Arn) -> None:
    arn: Any = cls(partition="aws", region="us-east-1", account="111122223333", name="churn")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        arn.name = "other"
