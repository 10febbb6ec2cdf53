"""ARNs of packages and groups: strings that know their parts."""

from __future__ import annotations

import copy
import json
import operator
import pickle
from typing import TYPE_CHECKING, Any, TypeAlias

import boto3
import pytest
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package.arn import ModelPackageArn, ModelPackageGroupArn

if TYPE_CHECKING:
    from collections.abc import Callable

Arn: TypeAlias = type[ModelPackageArn | ModelPackageGroupArn]

PARTS = {
    "partition": st.sampled_from(["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e"]),
    "region": st.sampled_from(["us-east-1", "cn-northwest-1", "us-gov-west-1", "ap-southeast-4", "us-isob-east-1"]),
    "account": st.from_regex(r"[0-9]{12}", fullmatch=True),
    "name": st.from_regex(r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,20}", fullmatch=True),
}
VERSIONS = st.none() | st.integers(min_value=1, max_value=999_999_999)
HEAD = "arn:aws:sagemaker:us-east-1:111122223333"
both = pytest.mark.parametrize("cls", [ModelPackageArn, ModelPackageGroupArn])


@st.composite
def arns(draw: st.DrawFn) -> tuple[ModelPackageArn | ModelPackageGroupArn, dict[str, Any]]:
    """An ARN, and its parts."""
    parts = {name: draw(of) for name, of in PARTS.items()}
    head = f"arn:{parts['partition']}:sagemaker:{parts['region']}:{parts['account']}"
    if draw(st.booleans()):
        return ModelPackageGroupArn(f"{head}:model-package-group/{parts['name']}"), parts
    version = draw(VERSIONS)
    number = "" if version is None else f"/{version}"
    return ModelPackageArn(f"{head}:model-package/{parts['name']}{number}"), {**parts, "version": version}


@given(arns())
def test_an_arn_knows_its_parts(made: tuple[ModelPackageArn | ModelPackageGroupArn, dict[str, Any]]) -> None:
    arn, parts = made
    assert {name: getattr(arn, name) for name in parts} == parts
    assert type(arn)(arn) == arn
    for other in (copy.copy(arn), copy.deepcopy(arn), pickle.loads(pickle.dumps(arn))):  # noqa: S301 - our own
        assert (other, type(other)) == (arn, type(arn))
    for other in (copy.copy(arn.partition), pickle.loads(pickle.dumps(arn.partition))):  # noqa: S301 - see above
        assert (other, other("/")) == (parts["partition"], str(arn).partition("/"))


USES: list[Callable[[str], object]] = [
    *(hash, len, repr, str, json.dumps, str.upper, str.encode, operator.itemgetter(2)),
    *(
        operator.methodcaller(name, part)
        for name in ("partition", "rpartition", "split", "find")
        for part in (":", "x")
    ),
    lambda arn: f"{arn}|{arn:>200}|{arn!r}",
    lambda arn: {arn: 1},
    lambda arn: sorted([arn, "a", "z"]),
    lambda arn: "arn:" in arn and arn != "arn:" and arn > "arn:" and arn + "x",
]


@given(arns())
def test_an_arn_is_a_str(made: tuple[ModelPackageArn | ModelPackageGroupArn, dict[str, Any]]) -> None:
    arn, plain = made[0], "".join(made[0])
    assert type(plain) is str
    assert (arn, {plain: 1}[arn]) == (plain, 1)
    for use in USES:
        assert use(arn) == use(plain)


def test_boto3_takes_an_arn_as_it_is() -> None:
    arn = ModelPackageArn(f"{HEAD}:model-package/churn/7")
    client = boto3.client("sagemaker", region_name="us-east-1")
    with Stubber(client) as stub:
        stub.add_response("update_model_package", {"ModelPackageArn": arn}, {"ModelPackageArn": f"{arn}"})
        assert client.update_model_package(ModelPackageArn=arn)["ModelPackageArn"] == arn
    ssm: Any = boto3.client("ssm", region_name="us-east-1")
    with Stubber(ssm) as stub:
        expected = {"Name": "/churn/model", "Value": f"{HEAD}:model-package/churn/7"}
        stub.add_response("put_parameter", {"Version": 1}, expected)
        ssm.put_parameter(Name="/churn/model", Value=arn)


def test_a_group_s_arn_leads_to_its_versions() -> None:
    group = ModelPackageGroupArn(f"{HEAD}:model-package-group/model-package-group")
    assert group.version_arn(7) == ModelPackageArn(f"{HEAD}:model-package/model-package-group/7")
    for number in ("3", 0, True, None):
        wrong: Any = number
        with pytest.raises(ValueError, match=f"^version must be the number of a version, 1 or more, got {wrong!r}$"):
            group.version_arn(wrong)


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
        f"{HEAD}:model-package/churn/0",
        f"{HEAD}:model-package/churn/07",
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
        cls(text)
    assert len(str(raised.value)) < 300
    str(raised.value).encode()


def test_one_is_not_taken_for_the_other() -> None:
    with pytest.raises(ValueError, match="not the ARN of a model package; "):
        ModelPackageArn(f"{HEAD}:model-package-group/churn")
    with pytest.raises(ValueError, match="not the ARN of a model package group; "):
        ModelPackageGroupArn(f"{HEAD}:model-package/churn")


@given(st.text(max_size=60) | st.from_regex(r"arn:aws:sagemaker:[a-z-]*:[0-9]*:model-package/[\w/-]*", fullmatch=True))
def test_a_text_is_refused_or_kept_as_it_is(text: str) -> None:
    try:
        arn = ModelPackageArn(text)
    except ValueError:
        return
    assert arn == text


@both
def test_arns_do_not_change(cls: Arn) -> None:
    arn: Any = cls(f"{HEAD}:{'model-package' if cls is ModelPackageArn else 'model-package-group'}/churn")
    for name in ("name", "partition", "other"):
        with pytest.raises(AttributeError):
            setattr(arn, name, "other")
