"""From one account to another: described there, looked for in S3, registered here."""

from __future__ import annotations

import json
import pickle
from copy import copy
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber
from hypothesis import Phase, given, settings

from sagemaker_model_package import (
    MissingObjectsError,
    ModelPackageError,
    ModelPackageValidationError,
    ModelPackageWarning,
    ModelRegistry,
    PromotionError,
    Rewrite,
    VersionedModelPackage,
)
from sagemaker_model_package.registry.promotion import Absence, require_objects
from sagemaker_model_package.rewriting import PROMOTION_ORIGIN, PROMOTION_SOURCE, Location
from tests.double import SageMakerDouble
from tests.places import HERE, THERE, full_of_places, settled, without
from tests.registry.examples import SECRET, builder, unversioned, version
from tests.registry.moto_server import moto_server

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from types_boto3_s3.client import S3Client

    from sagemaker_model_package import ModelPackage

few = settings(max_examples=40, phases=[Phase.explicit, Phase.generate])  # packages are large; to shrink takes minutes
quiet = pytest.mark.filterwarnings(
    "ignore::sagemaker_model_package.ModelPackageWarning", "ignore:Generating overly large repr"
)

MOVE = Rewrite(
    s3={"s3://dev": "s3://prd", "s3://ml-artifacts": "s3://prod-artifacts"},
    ecr={HERE: THERE, "683313688378.dkr.ecr.us-east-1.amazonaws.com": THERE},
)


class Accounts(NamedTuple):
    """Two accounts, each with a group of the same name."""

    dev: SageMakerDouble
    prod: SageMakerDouble
    source: ModelRegistry
    target: ModelRegistry

    def registered(self) -> list[dict[str, Any]]:
        """Return what was asked to be registered in the target account."""
        return [call.params for call in self.prod.calls if call.operation == "CreateModelPackage"]


@pytest.fixture(scope="module")
def accounts() -> Iterator[Accounts]:
    with (
        SageMakerDouble(account="222222222222") as prod,
        SageMakerDouble(account="111111111111", shared=[prod]) as dev,
    ):
        source, target = ModelRegistry(dev.client()), ModelRegistry(prod.client())
        for registry in (source, target):
            registry.ensure_group("churn")
        yield Accounts(dev, prod, source, target)


# The whole way --------------------------------------------------------------------------------------------------------


def test_a_version_becomes_one_of_the_other_account(accounts: Accounts) -> None:
    first = accounts.source.register(version())
    accounts.source.approve(first)
    done = accounts.source.promote(first, accounts.target, rewrite=MOVE)

    assert done.source == first.arn
    assert done.registered.arn.account == "222222222222"
    assert done.registered.group == "churn"
    promoted = accounts.target.describe(done.registered)
    assert promoted.approval_status == "PendingManualApproval"
    assert accounts.source.describe(first).approval_status == "Approved"
    specification = promoted.package.inference_specification
    assert specification is not None
    assert specification.containers[0].image == f"{THERE}/sagemaker-xgboost:1.7-1"
    assert specification.containers[0].model_data_url == "s3://prod-artifacts/churn/model.tar.gz"
    assert promoted.package.customer_metadata_properties == {
        PROMOTION_SOURCE: str(first.arn),
        PROMOTION_ORIGIN: str(first.arn),
    }
    assert done.unmatched == ()
    assert [one.path for one in done.unchecked] == ["InferenceSpecification.Containers[0].ModelDataUrl"]
    assert {change.path for change in done.changes} >= {"InferenceSpecification.Containers[0].ImageDigest"}
    assert SECRET not in repr(done)


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return count()


@pytest.mark.pinned_botocore
@quiet
@few
@given(package=full_of_places())
def test_what_is_described_after_it_is_what_was_described_before(
    accounts: Accounts, numbers: Iterator[int], package: ModelPackage
) -> None:
    if isinstance(package, VersionedModelPackage):
        package = attrs.evolve(package, client_token=None, model_package_group_name="churn")
    else:
        package = attrs.evolve(package, client_token=None, model_package_name=f"package-{next(numbers)}")
    first = accounts.source.register(package)
    before = accounts.source.describe(first).package
    done = accounts.source.promote(first, accounts.target, rewrite=MOVE)
    after = accounts.target.describe(done.registered).package

    arn = str(first.arn)
    expected = json.loads(json.dumps(settled(before)).replace("s3://dev", "s3://prd").replace(HERE, THERE))
    metadata = expected.setdefault("CustomerMetadataProperties", {})
    metadata |= {PROMOTION_SOURCE: arn, PROMOTION_ORIGIN: arn}
    assert without(settled(after), "etag") == without(expected, "etag")
    assert settled(after) == settled(done.package)


def test_a_second_hop_keeps_the_origin(accounts: Accounts) -> None:
    first = accounts.source.register(version())
    second = accounts.source.promote(str(first.arn), accounts.target, rewrite=MOVE).registered
    third = accounts.target.promote(second.arn, accounts.source, rewrite=Rewrite()).registered
    metadata = accounts.source.describe(third).package.customer_metadata_properties
    assert metadata == {PROMOTION_SOURCE: str(second.arn), PROMOTION_ORIGIN: str(first.arn)}


def test_the_status_and_the_group_are_those_given(accounts: Accounts) -> None:
    accounts.target.ensure_group("churn-prod")
    first = accounts.source.register(version())
    done = accounts.source.promote(first, accounts.target, group="churn-prod", rewrite=MOVE, approval_status="Approved")
    assert done.registered.group == "churn-prod"
    assert accounts.target.describe(done.registered).approval_status == "Approved"


def test_one_identity_may_register_in_a_group_that_is_shared_with_it(accounts: Accounts) -> None:
    group = "arn:aws:sagemaker:us-east-1:222222222222:model-package-group/churn"
    first = accounts.source.register(version())
    done = accounts.source.promote(first, accounts.source, group=group, rewrite=MOVE)
    assert done.registered.arn.account == "222222222222"
    assert str(done.registered.arn) in accounts.prod.packages


def test_a_group_given_by_its_arn_becomes_the_targets_own(accounts: Accounts) -> None:
    group = "arn:aws:sagemaker:us-east-1:111111111111:model-package-group/churn"
    first = accounts.source.register(version(group))
    done = accounts.source.promote(first, accounts.target, rewrite=MOVE)
    assert done.registered.arn.account == "222222222222"


def test_an_unversioned_package_keeps_its_name(accounts: Accounts) -> None:
    first = accounts.source.register(unversioned("kept"))
    done = accounts.source.promote(first, accounts.target, rewrite=MOVE)
    assert str(done.registered.arn) == "arn:aws:sagemaker:us-east-1:222222222222:model-package/kept"
    with pytest.raises(ValueError, match="group='churn' is for versions"):
        accounts.source.promote(first, accounts.target, group="churn", rewrite=MOVE)


def test_repeating_it_with_a_key_makes_no_second_version(accounts: Accounts) -> None:
    first = accounts.source.register(version())
    made = {
        str(accounts.source.promote(first, accounts.target, rewrite=MOVE, idempotency_key="release-7").registered.arn)
        for _ in range(3)
    }
    assert len(made) == 1


def test_an_error_leaves_nothing_registered(accounts: Accounts) -> None:
    before = len(accounts.registered())
    metadata = {f"key-{n}": "x" for n in range(49)}
    first = accounts.source.register(builder().customer_metadata(metadata).build())
    with pytest.raises(PromotionError, match="more than the 50 allowed"):
        accounts.source.promote(first, accounts.target, rewrite=MOVE)
    long = Rewrite(s3={"s3://ml-artifacts": "s3://prd/" + "x" * 1020})
    with pytest.raises(ModelPackageValidationError, match=r"ModelDataUrl"):
        accounts.source.promote(accounts.source.register(version()), accounts.target, rewrite=long)
    with pytest.raises(ClientError):
        accounts.source.promote(str(first.arn)[:-1] + "999", accounts.target, rewrite=MOVE)
    assert len(accounts.registered()) == before


def test_what_is_no_registry_and_no_rewrite_is_refused(accounts: Accounts) -> None:
    wrong: Any = accounts.prod.client()
    with pytest.raises(TypeError, match=r"to is a ModelRegistry, got an object of type SageMaker; give"):
        accounts.source.promote("x", wrong, rewrite=MOVE)
    rules: Any = {"s3://dev": "s3://prd"}
    with pytest.raises(TypeError, match=r"rewrite is a Rewrite, got a dict of 1 key; give rewrite=Rewrite"):
        accounts.source.promote("x", accounts.target, rewrite=rules)


def test_a_warning_blames_the_line_that_promotes(accounts: Accounts) -> None:
    first = accounts.source.register(version())
    rules = Rewrite(s3={"s3://ml-artifacts/churn/model.tar.gz": "s3://prd/model.bin"})
    with pytest.warns(ModelPackageWarning, match=r"\.tar\.gz") as caught:
        accounts.source.promote(first, accounts.target, rewrite=rules)
    assert {one.filename for one in caught} == {__file__}


# Looking, in a real store ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def s3() -> Generator[S3Client]:
    with moto_server() as url:
        client = boto3.client(
            "s3",
            region_name="us-east-1",
            endpoint_url=url,
            aws_access_key_id="fake",
            aws_secret_access_key="fake",
            config=Config(proxies={}),
        )
        client.create_bucket(Bucket="prod-artifacts")
        yield client
        client.close()


def test_everything_that_is_missing_is_in_one_error_and_nothing_is_registered(accounts: Accounts, s3: S3Client) -> None:
    before = len(accounts.registered())
    first = accounts.source.register(
        builder()
        .model_quality(statistics="s3://ml-artifacts/churn/evaluation.json")
        .bias(report="s3://ml-artifacts/churn/evaluation.json")
        .sample_payload_url("s3://elsewhere/sample.tar.gz")
        .build()
    )
    rules = attrs.evolve(MOVE, s3={**MOVE.s3, "s3://elsewhere": "s3://no-such-bucket"})
    with pytest.raises(MissingObjectsError) as raised:
        accounts.source.promote(first, accounts.target, rewrite=rules, objects=s3)
    assert isinstance(raised.value, ModelPackageError)
    assert str(raised.value) == (
        "nothing was registered, for the package names 3 places where nothing was found:\n\n"
        "  's3://prod-artifacts/churn/model.tar.gz'  nothing is there\n"
        "    InferenceSpecification.Containers[0].ModelDataUrl\n\n"
        "  's3://prod-artifacts/churn/evaluation.json'  nothing is there\n"
        "    ModelMetrics.ModelQuality.Statistics.S3Uri\n"
        "    ModelMetrics.Bias.Report.S3Uri\n\n"
        "  's3://no-such-bucket/sample.tar.gz'  nothing is there\n"
        "    SamplePayloadUrl\n\n"
        "  copy what is missing, then promote again"
    )
    assert len(accounts.registered()) == before

    for name in ("model.tar.gz", "evaluation.json"):
        s3.put_object(Bucket="prod-artifacts", Key=f"churn/{name}", Body=b"x")
    with pytest.raises(MissingObjectsError, match="names 1 place where"):
        accounts.source.promote(first, accounts.target, rewrite=rules, objects=s3)
    s3.create_bucket(Bucket="no-such-bucket")
    s3.put_object(Bucket="no-such-bucket", Key="sample.tar.gz", Body=b"x")
    done = accounts.source.promote(first, accounts.target, rewrite=rules, objects=s3)
    assert done.unchecked == ()
    assert len(accounts.registered()) == before + 1


def place(uri: str, *, is_prefix: bool = False, secret: bool = False, path: str = "Here") -> Location:
    return Location(path=path, uri=uri, is_prefix=is_prefix, secret=secret)


def absences(s3: S3Client, *locations: Location) -> list[str | None]:
    try:
        require_objects(locations, s3)
    except MissingObjectsError as error:
        return [one.uri for one in error.absent]
    return []


def test_a_prefix_is_there_when_any_key_begins_so(s3: S3Client) -> None:
    s3.create_bucket(Bucket="prefixes")
    assert absences(s3, place("s3://prefixes", is_prefix=True)) == ["s3://prefixes"]
    s3.put_object(Bucket="prefixes", Key="a/b c/ü", Body=b"x")
    there = ("s3://prefixes", "s3://prefixes/", "s3://prefixes/a/", "s3://prefixes/a/b c/ü")
    assert absences(s3, *(place(uri, is_prefix=True) for uri in there)) == []
    assert absences(s3, place("s3://prefixes/b/", is_prefix=True)) == ["s3://prefixes/b/"]
    assert absences(s3, place("s3://prefixes/a/b c/ü"), place("s3a://prefixes/a/b c/ü")) == []
    assert absences(s3, place("s3://prefixes/a"), place("s3://prefixes/a/")) == ["s3://prefixes/a", "s3://prefixes/a/"]
    assert absences(s3, place("s3://prefixes")) == []  # a bucket alone is no object: something in it is enough


# What the service is asked, and how its answers are understood --------------------------------------------------------


@pytest.fixture
def stubbed() -> Iterator[tuple[S3Client, Stubber]]:
    client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake")
    with Stubber(client) as stubber:
        yield client, stubber
    stubber.assert_no_pending_responses()


HEAD, LIST = "head_object", "list_objects_v2"


@pytest.mark.parametrize(
    ("uri", "bucket", "key"),
    [
        ("s3://bucket/a/b", "bucket", "a/b"),
        ("s3://bucket//a", "bucket", "/a"),
        ("s3://bucket/a\nb", "bucket", "a\nb"),
        ("s3n://bucket/a", "bucket", "a"),
        ("https://bucket.s3.us-east-1.amazonaws.com/a/b%20c?versionId=1", "bucket", "a/b c"),
        ("https://my.bucket.s3-us-west-2.amazonaws.com/a", "my.bucket", "a"),
        ("https://bucket.s3.amazonaws.com/a", "bucket", "a"),
        ("https://bucket.s3.dualstack.us-east-1.amazonaws.com/a", "bucket", "a"),
        ("https://s3.cn-north-1.amazonaws.com.cn/bucket/a/b", "bucket", "a/b"),
        (
            "s3://arn:aws:s3:us-east-1:111111111111:accesspoint/mine/a/b",
            "arn:aws:s3:us-east-1:111111111111:accesspoint/mine",
            "a/b",
        ),
    ],
)
def test_where_it_looks(stubbed: tuple[S3Client, Stubber], uri: str, bucket: str, key: str) -> None:
    client, stubber = stubbed
    stubber.add_response(HEAD, {}, {"Bucket": bucket, "Key": key})
    assert require_objects([place(uri)], client) == ()
    stubber.add_response(LIST, {"Contents": [{"Key": key}]}, {"Bucket": bucket, "Prefix": key, "MaxKeys": 1})
    assert require_objects([place(uri, is_prefix=True)], client) == ()


@pytest.mark.parametrize(
    "uri", ["https://example.com/model.tar.gz", "https://s3.us-east-1.amazonaws.com/", "https://127.0.0.1:5000/b/k"]
)
def test_what_is_no_url_of_s3_is_returned_unlooked_at(stubbed: tuple[S3Client, Stubber], uri: str) -> None:
    client, _ = stubbed
    assert require_objects([place(uri)], client) == (place(uri),)


def test_a_place_is_asked_for_once_whoever_names_it(stubbed: tuple[S3Client, Stubber]) -> None:
    client, stubber = stubbed
    stubber.add_response(HEAD, {}, {"Bucket": "b", "Key": "k"})
    named = [place("s3://b/k", path=f"Here[{n}]") for n in range(20)]
    assert require_objects(named, client) == ()


def test_denied_is_told_from_missing(stubbed: tuple[S3Client, Stubber]) -> None:
    client, stubber = stubbed
    stubber.add_client_error(HEAD, "403", "Forbidden", 403)
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    stubber.add_client_error(LIST, "AccessDenied", "Access Denied", 403)
    stubber.add_client_error(LIST, "NoSuchBucket", "The specified bucket does not exist", 404)
    places = [place(f"s3://b/{n}", is_prefix=n > 1, path=f"Here[{n}]") for n in range(4)]
    with pytest.raises(MissingObjectsError) as raised:
        require_objects(places, client)
    assert [(one.uri, one.paths, one.reason) for one in raised.value.absent] == [
        ("s3://b/0", ("Here[0]",), "hidden"),
        ("s3://b/1", ("Here[1]",), "missing"),
        ("s3://b/2", ("Here[2]",), "hidden"),
        ("s3://b/3", ("Here[3]",), "missing"),
    ]
    text = str(raised.value)
    assert "'s3://b/0'  cannot be looked at, access is denied" in text
    assert "'s3://b/1'  nothing is there" in text
    assert "copy what is missing" in text
    assert "s3:GetObject and s3:ListBucket" in text


def test_where_access_is_denied_alone_nothing_is_said_of_copying(stubbed: tuple[S3Client, Stubber]) -> None:
    client, stubber = stubbed
    stubber.add_client_error(HEAD, "403", "Forbidden", 403)
    with pytest.raises(MissingObjectsError) as raised:
        require_objects([place("s3://b/k")], client)
    assert "copy" not in str(raised.value)
    assert "leave out objects=" in str(raised.value)


@pytest.mark.parametrize("status", [301, 400, 500, 503])
def test_other_errors_come_through_as_boto3_raises_them(stubbed: tuple[S3Client, Stubber], status: int) -> None:
    client, stubber = stubbed
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    stubber.add_client_error(HEAD, str(status), "Something", status, expected_params={"Bucket": ANY, "Key": "2"})
    with pytest.raises(ClientError) as raised:
        require_objects([place("s3://b/1"), place("s3://b/2")], client)
    assert raised.value.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == status


def test_a_place_out_of_an_environment_is_not_shown(stubbed: tuple[S3Client, Stubber]) -> None:
    client, stubber = stubbed
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    places = [place("s3://b/k", path="Open"), place("s3://b/k", path="Environment.X", secret=True)]
    with pytest.raises(MissingObjectsError) as raised:
        require_objects(places, client)
    assert [(one.uri, one.paths) for one in raised.value.absent] == [
        ("s3://b/k", ("Open",)),
        (None, ("Environment.X",)),
    ]
    assert "(a place that is not shown)  nothing is there\n    Environment.X" in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


def test_the_error_spells_out_the_first_fifty_and_survives_pickling() -> None:
    absent = [Absence(uri=f"s3://b/{n}", paths=(f"Here[{n}]",), reason="missing") for n in range(60)]
    error = MissingObjectsError(absent)
    assert "names 60 places" in str(error)
    assert "'s3://b/49'" in str(error)
    assert "'s3://b/50'" not in str(error)
    assert "and 10 more, in the error's .absent" in str(error)
    for again in (copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301 - made in the line before
        assert str(again) == str(error)
        assert again.absent == tuple(absent)
