"""From one account to another: described there, looked for in S3, registered here."""

from __future__ import annotations

import json
import pickle
import re
import socket
from copy import copy
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import attrs
import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError
from botocore.stub import ANY, Stubber
from hypothesis import HealthCheck, Phase, given, settings

from sagemaker_model_package import (
    MissingObjectsError,
    ModelApprovalStatus,
    ModelPackageBuilder,
    ModelPackageError,
    ModelPackageValidationError,
    ModelPackageWarning,
    ModelRegistry,
    PromotionError,
    RegistrationUncertainError,
    Rewrite,
    UnversionedModelPackage,
    VersionedModelPackage,
)
from sagemaker_model_package.registry.promotion import (
    Absence,
    ObjectLookupError,
    PromotionUncertainError,
    require_objects,
)
from sagemaker_model_package.rewriting import PROMOTION_ORIGIN, PROMOTION_SOURCE, Location
from tests.double import AT_ONCE, Fault, SageMakerDouble, Step
from tests.places import HERE, THERE, full_of_places, settled, structures_below, structures_in, without
from tests.registry.examples import SECRET, builder, unversioned, version
from tests.registry.moto_server import moto_server
from tests.strategies import Wanted, versioned
from tests.strategies import unversioned as shelved

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from hypothesis.strategies import SearchStrategy
    from types_boto3_s3.client import S3Client

    from sagemaker_model_package import ModelPackage
    from tests.double.progress import PackageStatus

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
    promote_and_compare(accounts, numbers, package)


@pytest.mark.pinned_botocore
@quiet
@pytest.mark.parametrize(("kind", "of_kind"), [(VersionedModelPackage, versioned), (UnversionedModelPackage, shelved)])
def test_the_same_of_packages_with_every_structure(
    accounts: Accounts,
    numbers: Iterator[int],
    kind: type[ModelPackage],
    of_kind: Callable[[Wanted], SearchStrategy[ModelPackage]],
) -> None:
    met: list[set[type]] = []

    @settings(few, max_examples=4, suppress_health_check=[HealthCheck.large_base_example, HealthCheck.data_too_large])
    @given(package=full_of_places(of_kind(Wanted(full=True))))
    def compare(package: ModelPackage) -> None:
        promote_and_compare(accounts, numbers, package)
        met.append(structures_in(package))

    compare()
    assert met
    assert all(structures == structures_below(kind) for structures in met)


def promote_and_compare(accounts: Accounts, numbers: Iterator[int], package: ModelPackage) -> None:
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


def test_with_the_key_alone_a_changed_source_is_another_version(accounts: Accounts) -> None:
    first = accounts.source.register(version())
    made: set[str] = set()
    for entry in ("a", "a", "b"):
        accounts.source.client.update_model_package(
            ModelPackageArn=str(first.arn), CustomerMetadataProperties={"seen": entry}
        )
        done = accounts.source.promote(first, accounts.target, rewrite=MOVE, idempotency_key="release-8")
        made.add(str(done.registered.arn))
    assert len(made) == 2


@pytest.mark.parametrize("key", [None, "release-9", "it's 9"])
def test_where_it_is_uncertain_the_error_has_what_repeats_the_request(accounts: Accounts, key: str | None) -> None:
    first = accounts.source.register(version())
    before = set(accounts.prod.packages)
    accounts.prod.faults.script("CreateModelPackage", Fault.DROP_AFTER)
    with pytest.raises(PromotionUncertainError) as raised:
        accounts.source.promote(first, accounts.target, rewrite=MOVE, idempotency_key=key)
    error = raised.value
    assert isinstance(error, RegistrationUncertainError)
    assert isinstance(error.__cause__, ConnectionClosedError)
    assert error.idempotency_key == key
    (made,) = set(accounts.prod.packages) - before

    # The error's own words are what is done.
    (expression,) = re.findall(r"to\.register\(.*?\)(?:\)|(?=:| is ))", str(error))
    again = eval(expression, {"to": accounts.target, "error": error, "attrs": attrs})  # noqa: S307 - of our own error
    assert str(again.arn) == made
    if key is not None:
        assert f"call promote() again with the same arguments and idempotency_key={key!r}" in str(error)
        done = accounts.source.promote(first, accounts.target, rewrite=MOVE, idempotency_key=key)
        assert str(done.registered.arn) == made
    assert set(accounts.prod.packages) - before == {made}
    assert SECRET not in str(error) + repr(error)
    for other in (copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301 - made in the line before
        assert str(other) == str(error)
        assert other.package == error.package


def test_where_not_even_the_token_is_known_it_says_where_to_look() -> None:
    error = PromotionUncertainError("a version in the group 'churn'", "the connection broke", None, None, version())
    assert "may have been registered: the connection broke\n  look for it before you promote again" in str(error)
    assert "next(to.versions(group), None)" in str(error)


@pytest.mark.parametrize("status", ["Pending", "InProgress", "Failed", "Deleting"])
def test_a_package_that_is_not_completed_is_refused(accounts: Accounts, status: PackageStatus) -> None:
    before = len(accounts.registered())
    accounts.dev.progress = (Step(status), AT_ONCE[0])
    first = accounts.source.register(version())
    accounts.dev.progress = AT_ONCE
    with pytest.raises(PromotionError, match=rf"^nothing was registered, for .*/{first.version} is {status}; "):
        accounts.source.promote(first, accounts.target, rewrite=MOVE)
    assert len(accounts.registered()) == before
    accounts.source.promote(first, accounts.target, rewrite=MOVE)  # the double goes on to Completed


def test_a_rejected_version_is_not_approved_at_once(accounts: Accounts) -> None:
    first = accounts.source.register(version())
    accounts.source.reject(first)
    for approved in ("Approved", ModelApprovalStatus.APPROVED):
        with pytest.raises(PromotionError, match=r"was rejected and would be approved at once; approve it first"):
            accounts.source.promote(first, accounts.target, rewrite=MOVE, approval_status=approved)
    done = accounts.source.promote(first, accounts.target, rewrite=MOVE)
    assert accounts.target.describe(done.registered).approval_status == "PendingManualApproval"


def test_a_group_is_given_by_what_ensured_it_or_its_arn(accounts: Accounts) -> None:
    group = accounts.target.ensure_group("churn-prod-2")
    first = accounts.source.register(version())
    for given_as in (group, group.arn, str(group.arn), group.name):
        done = accounts.source.promote(first, accounts.target, group=given_as, rewrite=MOVE)
        assert done.registered.group == "churn-prod-2"


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
    with pytest.raises(TypeError, match=r"objects is a boto3 client for S3, got an object of type SageMaker; give"):
        accounts.source.promote("x", accounts.target, rewrite=MOVE, objects=wrong)


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
def test_other_errors_tell_the_place_and_that_nothing_was_registered(
    stubbed: tuple[S3Client, Stubber], status: int
) -> None:
    client, stubber = stubbed
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    stubber.add_client_error(HEAD, str(status), "Something", status, expected_params={"Bucket": ANY, "Key": "2"})
    with pytest.raises(ObjectLookupError) as raised:
        require_objects([place("s3://b/1"), place("s3://b/2", path="A"), place("s3://b/2", path="B")], client)
    assert isinstance(raised.value, PromotionError)
    assert isinstance(raised.value.__cause__, ClientError)
    assert str(raised.value).startswith(
        "nothing was registered, for S3 could not be asked whether something is there: "
        f"the service's error '{status}'\n\n  's3://b/2'\n    A\n    B\n\n  see to it that the S3 client reaches"
    )
    for again in (copy(raised.value), pickle.loads(pickle.dumps(raised.value))):  # noqa: S301 - made in the line before
        assert str(again) == str(raised.value)
        assert (again.uri, again.paths) == ("s3://b/2", ("A", "B"))


def promoted_code(accounts: Accounts, objects: S3Client, bucket: str, **environment: str) -> ObjectLookupError:
    """Promote a package with serving code in S3, for which S3 cannot be asked."""
    first = accounts.source.register(
        ModelPackageBuilder()
        .container(image=f"{HERE}/x:1", model_data_url="s3://other/m.tar.gz", environment=environment)
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .versioned("churn")
        .build()
    )
    before = len(accounts.registered())
    with pytest.raises(ObjectLookupError) as raised:
        accounts.source.promote(first, accounts.target, rewrite=Rewrite(s3={"s3://dev": bucket}), objects=objects)
    assert len(accounts.registered()) == before
    return raised.value


def unreachable() -> S3Client:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return client_at(f"http://127.0.0.1:{port}")


def client_at(url: str) -> S3Client:
    return boto3.client(
        "s3",
        region_name="us-east-1",
        endpoint_url=url,
        aws_access_key_id="fake",
        aws_secret_access_key="fake",
        config=Config(proxies={}, read_timeout=0.5, retries={"total_max_attempts": 1}),
    )


def told_by(error: BaseException | None) -> Iterator[str]:
    """Return all that an error and those it is chained to can tell."""
    while error is not None:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("secret", [SECRET, f"{SECRET}/"])
@pytest.mark.parametrize("fault", ["unreachable", "silent", "closing", "not S3", "no bucket's name"])
def test_no_error_tells_a_place_out_of_an_environment(accounts: Accounts, fault: str, secret: str) -> None:
    environment = {"SAGEMAKER_SUBMIT_DIRECTORY": f"s3://dev/{secret}"}
    with socket.create_server(("127.0.0.1", 0)) as server:
        if fault in {"closing", "not S3"}:
            Thread(target=answer_once, args=(server, b"" if fault == "closing" else NO_XML), daemon=True).start()
        client = unreachable() if fault == "unreachable" else client_at(f"http://127.0.0.1:{server.getsockname()[1]}")
        error = promoted_code(accounts, client, "s3://p:r" if "name" in fault else "s3://prd", **environment)
        client.close()
    assert SECRET not in "\n".join(told_by(error))
    assert error.uri is None
    assert error.paths == ("InferenceSpecification.Containers[0].Environment.SAGEMAKER_SUBMIT_DIRECTORY",)
    assert error.paths[0] in str(error)
    assert "(a place that is not shown)" in str(error)
    assert (error.__cause__, error.__context__) == (None, None)
    assert error.reason in str(error)


NO_XML = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 28\r\n\r\n<no xml " + SECRET.encode()[:20]


def answer_once(server: socket.socket, answer: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(answer)


def test_nor_does_an_error_that_is_not_botocores() -> None:
    class Failing:
        def head_object(self, **asked: object) -> NoReturn:
            raise RuntimeError(repr(asked))

        list_objects_v2 = head_object

    for is_prefix in (False, True):
        with pytest.raises(ObjectLookupError, match="RuntimeError") as raised:
            require_objects([place(f"s3://b/{SECRET}", secret=True, is_prefix=is_prefix)], Failing())
        assert SECRET not in "\n".join(told_by(raised.value))


def test_an_error_about_an_open_place_tells_it_and_its_cause(accounts: Accounts) -> None:
    first = accounts.source.register(version())
    client = unreachable()
    with pytest.raises(ObjectLookupError) as raised:
        accounts.source.promote(first, accounts.target, rewrite=MOVE, objects=client)
    client.close()
    assert isinstance(raised.value.__cause__, EndpointConnectionError)
    assert raised.value.uri == "s3://prod-artifacts/churn/model.tar.gz"
    assert "EndpointConnectionError\n\n  's3://prod-artifacts/churn/model.tar.gz'\n    Inference" in str(raised.value)


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
