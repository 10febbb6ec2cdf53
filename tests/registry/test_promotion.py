"""Promote a package from one account to another: describe it, check its objects in S3, register it."""

from __future__ import annotations

import json
import re
import socket
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

import attrs
import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError
from botocore.stub import ANY, Stubber
from hypothesis import HealthCheck, Phase, given, settings

from sagemaker_model_package import (
    ModelApprovalStatus,
    ModelPackageValidationError,
    ModelPackageWarning,
    ModelRegistry,
    UnversionedModelPackage,
    VersionedModelPackage,
)
from sagemaker_model_package.errors import (
    MissingObjectsError,
    ObjectLookupError,
    PromotionError,
    PromotionUncertainError,
    RegistrationUncertainError,
)
from sagemaker_model_package.registry import Location, Rewrite
from sagemaker_model_package.registry.promotion import require_objects
from sagemaker_model_package.registry.rewrite import PROMOTION_ORIGIN, PROMOTION_SOURCE
from tests.double import AT_ONCE, Fault, SageMakerDouble, Step
from tests.places import HERE, THERE, full_of_places, settled, structures_below, structures_in, without
from tests.strategies import Wanted, versioned
from tests.strategies import unversioned as shelved

from .examples import SECRET, builder, unversioned, version
from .moto_server import moto_server

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from hypothesis.strategies import SearchStrategy
    from types_boto3_s3.client import S3Client

    from sagemaker_model_package import ModelPackage
    from sagemaker_model_package.registry import Promotion, RegisteredModelPackage
    from tests.double.progress import PackageStatus

few = settings(max_examples=40, phases=[Phase.explicit, Phase.generate])  # packages are large and slow to shrink
quiet = pytest.mark.filterwarnings(
    "ignore::sagemaker_model_package.ModelPackageWarning", "ignore:Generating overly large repr"
)

DEV, PROD = "111111111111", "222222222222"
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
    numbers: Iterator[int]

    def registered(self) -> int:
        """Return how many packages the target account was asked to register."""
        return [call.operation for call in self.prod.calls].count("CreateModelPackage")

    def promote(self, registered: RegisteredModelPackage, rewrite: Rewrite = MOVE, **arguments: Any) -> Promotion:  # noqa: ANN401
        return self.source.promote(registered, self.target, rewrite=rewrite, **arguments)


@pytest.fixture(scope="module")
def accounts() -> Iterator[Accounts]:
    with SageMakerDouble(account=PROD) as prod, SageMakerDouble(account=DEV, shared=[prod]) as dev:
        source, target = ModelRegistry(dev.client()), ModelRegistry(prod.client())
        for registry in (source, target):
            registry.ensure_group("churn")
        yield Accounts(dev, prod, source, target, count())


@pytest.fixture
def first(accounts: Accounts) -> RegisteredModelPackage:
    return accounts.source.register(version())


# The whole way --------------------------------------------------------------------------------------------------------


def test_a_version_becomes_one_of_the_other_account(accounts: Accounts, first: RegisteredModelPackage) -> None:
    accounts.source.approve(first)
    done = accounts.promote(first)
    assert done.source == first.arn
    assert (done.registered.arn.account, done.registered.group) == (PROD, "churn")
    promoted = accounts.target.describe(done.registered)
    assert promoted.approval_status == "PendingManualApproval"
    assert accounts.source.describe(first).approval_status == "Approved"
    (container,) = promoted.response["InferenceSpecification"]["Containers"]
    assert container["Image"] == f"{THERE}/sagemaker-xgboost:1.7-1"
    assert container["ModelDataUrl"] == "s3://prod-artifacts/churn/model.tar.gz"
    assert promoted.response["CustomerMetadataProperties"] == {
        PROMOTION_SOURCE: first.arn,
        PROMOTION_ORIGIN: first.arn,
    }
    assert done.unmatched == ()
    assert [one.path for one in done.unchecked] == ["InferenceSpecification.Containers[0].ModelDataUrl"]
    assert {change.path for change in done.changes} >= {"InferenceSpecification.Containers[0].ImageDigest"}
    assert SECRET not in repr(done)

    back = accounts.target.promote(done.registered.arn, accounts.source, rewrite=Rewrite()).registered
    metadata = accounts.source.describe(back).package.customer_metadata_properties
    assert metadata == {PROMOTION_SOURCE: done.registered.arn, PROMOTION_ORIGIN: first.arn}


def promote_and_compare(accounts: Accounts, package: ModelPackage) -> None:
    if isinstance(package, VersionedModelPackage):
        package = attrs.evolve(package, client_token=None, model_package_group_name="churn")
    else:
        package = attrs.evolve(package, client_token=None, model_package_name=f"package-{next(accounts.numbers)}")
    first = accounts.source.register(package)
    before = accounts.source.describe(first).package
    answered = {"CertifyForMarketplace": False, **settled(package)}
    answered.pop("Tags", None)
    assert {"CertifyForMarketplace": False, **settled(before)} == answered
    done = accounts.promote(first)
    after = accounts.target.describe(done.registered).package

    arn = first.arn
    expected = json.loads(json.dumps(settled(before)).replace("s3://dev", "s3://prd").replace(HERE, THERE))
    metadata = expected.setdefault("CustomerMetadataProperties", {})
    metadata |= {PROMOTION_SOURCE: arn, PROMOTION_ORIGIN: arn}
    assert without(settled(after), "etag") == without(expected, "etag")
    assert settled(after) == settled(done.package)


@pytest.mark.pinned_botocore
@quiet
@few
@given(package=full_of_places())
def test_what_is_described_after_it_is_what_was_described_before(accounts: Accounts, package: ModelPackage) -> None:
    promote_and_compare(accounts, package)


@pytest.mark.pinned_botocore
@quiet
@pytest.mark.parametrize(("kind", "of_kind"), [(VersionedModelPackage, versioned), (UnversionedModelPackage, shelved)])
def test_the_same_of_packages_with_every_structure(
    accounts: Accounts, kind: type[ModelPackage], of_kind: Callable[[Wanted], SearchStrategy[ModelPackage]]
) -> None:
    met: list[set[type]] = []

    @settings(few, max_examples=4, suppress_health_check=[HealthCheck.large_base_example, HealthCheck.data_too_large])
    @given(package=full_of_places(of_kind(Wanted(full=True))))
    def compare(package: ModelPackage) -> None:
        promote_and_compare(accounts, package)
        met.append(structures_in(package))

    compare()
    assert met
    assert all(structures == structures_below(kind) for structures in met)


# Group, status, key ---------------------------------------------------------------------------------------------------


def test_the_status_and_the_group_are_those_given(accounts: Accounts, first: RegisteredModelPackage) -> None:
    group = accounts.target.ensure_group("churn-prod")
    for form in (group, group.arn, str(group.arn), group.name):
        done = accounts.promote(first, group=form, approval_status="Approved")
        assert done.registered.group == "churn-prod"
        assert accounts.target.describe(done.registered).approval_status == "Approved"


def test_a_group_may_be_shared_with_the_source_or_given_by_its_arn(
    accounts: Accounts, first: RegisteredModelPackage
) -> None:
    ours, theirs = accounts.dev.groups["churn"].arn, accounts.prod.groups["churn"].arn
    done = accounts.source.promote(first, accounts.source, group=theirs, rewrite=MOVE)
    assert done.registered.arn in accounts.prod.packages
    assert accounts.promote(accounts.source.register(version(ours))).registered.arn.account == PROD


def test_an_unversioned_package_keeps_its_name(accounts: Accounts) -> None:
    first = accounts.source.register(unversioned("kept"))
    assert accounts.promote(first).registered.arn == f"arn:aws:sagemaker:us-east-1:{PROD}:model-package/kept"
    with pytest.raises(ValueError, match="group='churn' is only for versions"):
        accounts.promote(first, group="churn")


def test_with_a_key_only_a_changed_source_makes_another_version(
    accounts: Accounts, first: RegisteredModelPackage
) -> None:
    made: list[int | None] = []
    for entry in ("a", "a", "b"):
        accounts.source.client.update_model_package(
            ModelPackageArn=first.arn, CustomerMetadataProperties={"seen": entry}
        )
        made.append(accounts.promote(first, idempotency_key="release-8").registered.version)
    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize("key", [None, "release-9", "it's 9"])
def test_an_uncertain_promotion_can_be_repeated(
    accounts: Accounts, first: RegisteredModelPackage, key: str | None
) -> None:
    before = set(accounts.prod.packages)
    accounts.prod.faults.script("CreateModelPackage", Fault.DROP_AFTER)
    with pytest.raises(PromotionUncertainError) as raised:
        accounts.promote(first, idempotency_key=key)
    error = raised.value
    assert isinstance(error, RegistrationUncertainError)
    assert isinstance(error.__cause__, ConnectionClosedError)
    assert error.idempotency_key == key
    (made,) = set(accounts.prod.packages) - before

    # Do as the error says.
    (expression,) = re.findall(r"to\.register\(.*?\)(?:\)|(?=:| repeats ))", str(error))
    again = eval(expression, {"to": accounts.target, "error": error, "attrs": attrs})  # noqa: S307 - of our own error
    assert again.arn == made
    if key is not None:
        assert accounts.promote(first, idempotency_key=key).registered.arn == made
    assert set(accounts.prod.packages) - before == {made}
    assert SECRET not in str(error) + repr(error)


# What is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["Pending", "InProgress", "Failed", "Deleting"])
def test_a_package_that_is_not_completed_is_refused(accounts: Accounts, status: PackageStatus) -> None:
    before = accounts.registered()
    accounts.dev.progress = (Step(status), AT_ONCE[0])
    first = accounts.source.register(version())
    accounts.dev.progress = AT_ONCE
    remedy = "wait until it is completed" if status in {"Pending", "InProgress"} else "promote a version that is"
    with pytest.raises(PromotionError, match=rf"^nothing was registered, .*/{first.version} is {status}; {remedy}"):
        accounts.promote(first)
    assert accounts.registered() == before
    accounts.promote(first)  # the double goes on to Completed


def test_a_rejected_version_is_not_approved_at_once(accounts: Accounts, first: RegisteredModelPackage) -> None:
    accounts.source.reject(first)
    for approved in ("Approved", ModelApprovalStatus.APPROVED):
        with pytest.raises(PromotionError, match=r"was rejected and would be approved at once; approve it first"):
            accounts.promote(first, approval_status=approved)
    done = accounts.promote(first)
    assert accounts.target.describe(done.registered).approval_status == "PendingManualApproval"


def test_an_error_leaves_nothing_registered(accounts: Accounts, first: RegisteredModelPackage) -> None:
    before = accounts.registered()
    full = builder().customer_metadata({f"key-{n}": "x" for n in range(49)}).build()
    with pytest.raises(PromotionError, match="more than the 50 allowed"):
        accounts.promote(accounts.source.register(full))
    with pytest.raises(ModelPackageValidationError, match=r"ModelDataUrl"):
        accounts.promote(first, Rewrite(s3={"s3://ml-artifacts": "s3://prd/" + "x" * 1020}))
    with pytest.raises(ClientError):
        accounts.source.promote(f"{first.arn}999", accounts.target, rewrite=MOVE)
    assert accounts.registered() == before


def test_arguments_of_other_types_are_refused(accounts: Accounts) -> None:
    good: dict[str, Any] = {"to": accounts.target, "rewrite": MOVE}
    for name, wrong, message in (
        ("to", accounts.prod.client(), "to must be a ModelRegistry, got an object of type SageMaker; give"),
        ("rewrite", {"s3://dev": "s3://prd"}, "rewrite must be a Rewrite, got a value of type dict; give"),
        ("objects", accounts.prod.client(), "objects must be a boto3 client for S3, got an object of type SageMaker"),
    ):
        with pytest.raises(TypeError, match=f"^{message}"):
            accounts.source.promote("x", **cast("dict[str, Any]", {**good, name: wrong}))


def test_a_warning_names_the_line_of_the_call(accounts: Accounts, first: RegisteredModelPackage) -> None:
    rules = Rewrite(s3={"s3://ml-artifacts/churn/model.tar.gz": "s3://prd/model.bin"})
    with pytest.warns(ModelPackageWarning, match=r"\.tar\.gz") as caught:
        accounts.source.promote(first, accounts.target, rewrite=rules)
    assert {one.filename for one in caught} == {__file__}


# Objects, in a real store ---------------------------------------------------------------------------------------------


def s3_client(url: str | None = None, *, read_timeout: float = 30) -> S3Client:
    return boto3.client(
        "s3",
        region_name="us-east-1",
        endpoint_url=url,
        aws_access_key_id="fake",
        aws_secret_access_key="fake",
        config=Config(proxies={}, read_timeout=read_timeout, retries={"total_max_attempts": 1}),
    )


@pytest.fixture(scope="module")
def s3() -> Generator[S3Client]:
    with moto_server() as url:
        client = s3_client(url)
        client.create_bucket(Bucket="prod-artifacts")
        yield client
        client.close()


def place(uri: str, path: str = "Here", *, is_prefix: bool = False, secret: bool = False) -> Location:
    return Location(path=path, uri=uri, is_prefix=is_prefix, secret=secret)


def test_all_missing_objects_are_in_one_error_and_nothing_is_registered(accounts: Accounts, s3: S3Client) -> None:
    before = accounts.registered()
    first = accounts.source.register(
        builder()
        .model_quality(statistics="s3://ml-artifacts/churn/evaluation.json")
        .bias(report="s3://ml-artifacts/churn/evaluation.json")
        .sample_payload_url("s3://elsewhere/sample.tar.gz")
        .build()
    )
    rules = attrs.evolve(MOVE, s3={**MOVE.s3, "s3://elsewhere": "s3://no-such-bucket"})
    with pytest.raises(MissingObjectsError) as raised:
        accounts.promote(first, rules, objects=s3)
    assert [(one.uri, one.paths, one.reason) for one in raised.value.absent] == [
        ("s3://prod-artifacts/churn/model.tar.gz", ("InferenceSpecification.Containers[0].ModelDataUrl",), "missing"),
        (
            "s3://prod-artifacts/churn/evaluation.json",
            ("ModelMetrics.ModelQuality.Statistics.S3Uri", "ModelMetrics.Bias.Report.S3Uri"),
            "missing",
        ),
        ("s3://no-such-bucket/sample.tar.gz", ("SamplePayloadUrl",), "missing"),
    ]
    assert accounts.registered() == before

    s3.create_bucket(Bucket="no-such-bucket")
    for bucket, key in (
        ("prod-artifacts", "churn/model.tar.gz"),
        ("prod-artifacts", "churn/evaluation.json"),
        ("no-such-bucket", "sample.tar.gz"),
    ):
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    assert accounts.promote(first, rules, objects=s3).unchecked == ()
    assert accounts.registered() == before + 1


def test_a_prefix_exists_if_any_key_begins_with_it(s3: S3Client) -> None:
    def absences(*uris: str, is_prefix: bool) -> list[str | None]:
        try:
            require_objects([place(uri, is_prefix=is_prefix) for uri in uris], s3)
        except MissingObjectsError as error:
            return [one.uri for one in error.absent]
        return []

    s3.create_bucket(Bucket="prefixes")
    bucket = "s3://prefixes"
    assert absences(bucket, is_prefix=True) == [bucket]
    s3.put_object(Bucket="prefixes", Key="a/b c/ü", Body=b"x")
    uris = [bucket, f"{bucket}/", f"{bucket}/a/", f"{bucket}/b/", f"{bucket}/a/b c/ü"]
    assert absences(*uris, is_prefix=True) == [f"{bucket}/b/"]
    # A bucket alone is not an object: anything in it is enough.
    uris = [bucket, f"{bucket}/a", f"{bucket}/a/", f"{bucket}/a/b c/ü", "s3a://prefixes/a/b c/ü"]
    assert absences(*uris, is_prefix=False) == [f"{bucket}/a", f"{bucket}/a/"]


# Requests to S3, and their answers ------------------------------------------------------------------------------------


@pytest.fixture
def stubbed() -> Iterator[tuple[S3Client, Stubber]]:
    client = s3_client()
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
            f"s3://arn:aws:s3:us-east-1:{DEV}:accesspoint/mine/a/b",
            f"arn:aws:s3:us-east-1:{DEV}:accesspoint/mine",
            "a/b",
        ),
    ],
)
def test_each_place_is_queried_once(stubbed: tuple[S3Client, Stubber], uri: str, bucket: str, key: str) -> None:
    client, stubber = stubbed
    stubber.add_response(HEAD, {}, {"Bucket": bucket, "Key": key})
    assert require_objects([place(uri, f"Here[{n}]") for n in range(20)], client) == ()
    stubber.add_response(LIST, {"Contents": [{"Key": key}]}, {"Bucket": bucket, "Prefix": key, "MaxKeys": 1})
    assert require_objects([place(uri, is_prefix=True)], client) == ()


@pytest.mark.parametrize(
    "uri", ["https://example.com/model.tar.gz", "https://s3.us-east-1.amazonaws.com/", "https://127.0.0.1:5000/b/k"]
)
def test_a_url_that_is_not_in_s3_is_returned_unchecked(stubbed: tuple[S3Client, Stubber], uri: str) -> None:
    client, _ = stubbed
    assert require_objects([place(uri)], client) == (place(uri),)


def test_denied_and_missing_are_different_and_secret_places_are_not_shown(stubbed: tuple[S3Client, Stubber]) -> None:
    client, stubber = stubbed
    stubber.add_client_error(HEAD, "403", "Forbidden", 403)
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    stubber.add_client_error(LIST, "AccessDenied", "Access Denied", 403)
    stubber.add_client_error(LIST, "NoSuchBucket", "The specified bucket does not exist", 404)
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    places = [place(f"s3://b/{n}", f"Here[{n}]", is_prefix=n > 1) for n in range(4)]
    with pytest.raises(MissingObjectsError) as raised:
        require_objects([*places, place("s3://b/1", "Environment.X", secret=True)], client)
    assert [(one.uri, one.paths, one.reason) for one in raised.value.absent] == [
        ("s3://b/0", ("Here[0]",), "hidden"),
        ("s3://b/1", ("Here[1]",), "missing"),
        ("s3://b/2", ("Here[2]",), "hidden"),
        ("s3://b/3", ("Here[3]",), "missing"),
        (None, ("Environment.X",), "missing"),
    ]
    assert (raised.value.__cause__, raised.value.__context__) == (None, None)


@pytest.mark.parametrize("status", [301, 400, 500, 503])
def test_other_errors_name_the_place(stubbed: tuple[S3Client, Stubber], status: int) -> None:
    client, stubber = stubbed
    stubber.add_client_error(HEAD, "404", "Not Found", 404)
    stubber.add_client_error(HEAD, str(status), "Something", status, expected_params={"Bucket": ANY, "Key": "2"})
    with pytest.raises(ObjectLookupError) as raised:
        require_objects([place("s3://b/1"), place("s3://b/2", "A"), place("s3://b/2", "B")], client)
    error = raised.value
    assert isinstance(error, PromotionError)
    assert isinstance(error.__cause__, ClientError)
    assert (error.uri, error.paths, error.reason) == ("s3://b/2", ("A", "B"), f"the service's error '{status}'")


def unreachable() -> S3Client:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return s3_client(f"http://127.0.0.1:{server.getsockname()[1]}")


def test_an_error_about_an_open_place_has_its_cause(accounts: Accounts, first: RegisteredModelPackage) -> None:
    client = unreachable()
    with pytest.raises(ObjectLookupError) as raised:
        accounts.promote(first, objects=client)
    client.close()
    assert isinstance(raised.value.__cause__, EndpointConnectionError)
    assert raised.value.uri == "s3://prod-artifacts/churn/model.tar.gz"


def shown_by(error: BaseException | None) -> Iterator[str]:
    """Return all texts of an error and of those it is chained to."""
    while error is not None:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        error = error.__cause__ or error.__context__


NOT_XML = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 28\r\n\r\n<no xml " + SECRET.encode()[:20]


def answer_once(server: socket.socket, answer: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(answer)


@pytest.mark.parametrize("secret", [SECRET, f"{SECRET}/"])
@pytest.mark.parametrize("fault", ["unreachable", "silent", "closing", "not S3", "not a bucket's name"])
def test_no_error_shows_a_place_of_an_environment(accounts: Accounts, fault: str, secret: str) -> None:
    environment = {"SAGEMAKER_SUBMIT_DIRECTORY": f"s3://dev/{secret}"}
    first = accounts.source.register(
        builder(data="s3://other/m.tar.gz").container(image=f"{HERE}/x:1", environment=environment).build()
    )
    rules = Rewrite(s3={"s3://dev": "s3://p:r" if "name" in fault else "s3://prd"})
    before = accounts.registered()
    with socket.create_server(("127.0.0.1", 0)) as server:
        if fault in {"closing", "not S3"}:
            Thread(target=answer_once, args=(server, b"" if fault == "closing" else NOT_XML), daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        client = unreachable() if fault == "unreachable" else s3_client(url, read_timeout=0.5)
        with pytest.raises(ObjectLookupError) as raised:
            accounts.promote(first, rules, objects=client)
        client.close()
    error = raised.value
    assert accounts.registered() == before
    assert SECRET not in "\n".join(shown_by(error))
    assert error.uri is None
    assert error.paths == ("InferenceSpecification.Containers[1].Environment.SAGEMAKER_SUBMIT_DIRECTORY",)
    assert (error.__cause__, error.__context__) == (None, None)


@pytest.mark.parametrize("is_prefix", [False, True])
def test_nor_does_an_error_of_another_library(*, is_prefix: bool) -> None:
    class Failing:
        def head_object(self, **asked: object) -> NoReturn:
            raise RuntimeError(repr(asked))

        list_objects_v2 = head_object

    with pytest.raises(ObjectLookupError, match="RuntimeError") as raised:
        require_objects([place(f"s3://b/{SECRET}", secret=True, is_prefix=is_prefix)], Failing())
    assert SECRET not in "\n".join(shown_by(raised.value))
