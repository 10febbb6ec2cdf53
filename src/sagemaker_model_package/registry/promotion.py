"""Promote a package: describe it, rewrite it, check its objects in S3, register it in another registry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import unquote, urlsplit

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.value_format import type_name
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.changes import Changes
from sagemaker_model_package.errors import (
    Absence,
    MissingObjectsError,
    ObjectLookupError,
    PromotionError,
    PromotionUncertainError,
    Reason,
    RegistrationUncertainError,
)
from sagemaker_model_package.packages import ModelPackage
from sagemaker_model_package.registry._service_errors import answer_of, name_of, status_of
from sagemaker_model_package.registry.client import refuse_asynchronous
from sagemaker_model_package.registry.groups import EnsuredGroup
from sagemaker_model_package.registry.registered import RegisteredModelPackage
from sagemaker_model_package.registry.rewrite import Location, Unmatched, rewritten
from sagemaker_model_package.registry.rewrite_rules import refusal_of_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sagemaker_model_package.enums import ModelApprovalStatusLike
    from sagemaker_model_package.registry._versions import PackageLike
    from sagemaker_model_package.registry.client import Operation, UntypedClient
    from sagemaker_model_package.registry.groups import GroupLike
    from sagemaker_model_package.registry.registered import DescribedModelPackage
    from sagemaker_model_package.registry.rewrite_rules import Rewrite


class Registry(Protocol):
    """What a promotion needs of the two registries."""

    @property
    def describe(self) -> Callable[[Any, Any], DescribedModelPackage]:
        """Describe a package."""
        ...

    @property
    def register(self) -> Callable[..., RegisteredModelPackage]:
        """Register a package."""
        ...


class S3Client(Protocol):
    """A boto3 client for S3, as ``boto3.client("s3")`` makes it: the operations that are called here."""

    @property
    def head_object(self) -> Operation:
        """Return the metadata of an object."""
        ...

    @property
    def list_objects_v2(self) -> Operation:
        """List the objects with a prefix."""
        ...


@frozen(kw_only=True)
class Promotion:
    """A package that was registered from another one."""

    source: ModelPackageArn
    """The package that it was made from."""
    registered: RegisteredModelPackage
    """What was registered."""
    package: ModelPackage
    """The package that was sent."""
    changes: Changes
    """What differs from the source, as ``diff`` says it."""
    unmatched: tuple[Unmatched, ...]
    """Values that no rule matched: locations, images, roles, keys and ARNs that are still the source's."""
    unchecked: tuple[Location, ...]
    """Rewritten places that were not checked: without an S3 client all of them, with one those that are not S3 URLs."""


_REASONS: dict[int, Reason] = {403: "hidden", 404: "missing"}


def promote(
    registry: Registry,
    package: PackageLike,
    to: Registry,
    *,
    version: int | None = None,
    group: GroupLike | None = None,
    rewrite: Rewrite,
    approval_status: ModelApprovalStatusLike | None = None,
    idempotency_key: str | None = None,
    objects: S3Client | UntypedClient | None = None,
) -> Promotion:
    """Register a package of one registry in another; see ``ModelRegistry.promote``."""
    _refuse_other_types(to, rewrite, objects)
    described = registry.describe(package, version)
    _refuse_unusable(described, approval_status)
    called = group.arn if isinstance(group, EnsuredGroup) else group
    made = rewritten(described.package, rewrite, group=called, approval_status=approval_status, source=described.arn)
    unchecked = made.locations if objects is None else require_objects(made.locations, cast("S3Client", objects))
    try:
        registered = to.register(made.package, idempotency_key=idempotency_key)
    except RegistrationUncertainError as error:
        known = (error.target, error.reason, error.client_token, error.idempotency_key)
        raise PromotionUncertainError(*known, made.package) from error.__cause__
    return Promotion(
        source=described.arn,
        registered=registered,
        package=made.package,
        changes=made.changes,
        unmatched=made.unmatched,
        unchecked=unchecked,
    )


def _refuse_other_types(to: object, rewrite: object, objects: object) -> None:
    if not hasattr(to, "register"):
        raise TypeError(
            f"to must be a ModelRegistry, got an object of type {type_name(to)}; give to=ModelRegistry(client)"
        )
    refusal = refusal_of_rules(rewrite)
    if refusal is not None:
        raise TypeError(refusal)
    if objects is not None and not hasattr(objects, "head_object"):
        raise TypeError(
            f"objects must be a boto3 client for S3, got an object of type {type_name(objects)}; "
            'give objects=boto3.client("s3")'
        )
    refuse_asynchronous(objects, 'give one of boto3\'s: objects=boto3.client("s3")')


_WAIT = "wait until it is completed, for example with wait_until_completed(...), then promote it"
_TAKE_ANOTHER = "promote a version that is completed"
_UNUSABLE: Mapping[str, str] = {
    "Pending": _WAIT,
    "InProgress": _WAIT,
    "Failed": _TAKE_ANOTHER,
    "Deleting": _TAKE_ANOTHER,
}
"""Statuses of a package that cannot be deployed, and what to do."""


def _refuse_unusable(source: DescribedModelPackage, approval_status: ModelApprovalStatusLike | None) -> None:
    if source.status in _UNUSABLE:
        raise PromotionError(
            f"nothing was registered, because the status of {source.arn} is {source.status}; {_UNUSABLE[source.status]}"
        )
    if source.approval_status == "Rejected" and approval_status == "Approved":
        raise PromotionError(
            f"nothing was registered, because {source.arn} was rejected and would be approved at once; approve it "
            "first, or leave out approval_status to decide at the target"
        )


# Objects --------------------------------------------------------------------------------------------------------------


def require_objects(locations: Iterable[Location], objects: S3Client) -> tuple[Location, ...]:
    """Check that something exists at each place; return the places that are not in S3 and so cannot be checked.

    For an object, its head is requested; for a prefix, its first key. The objects are not compared with those of the
    source: whether the copy is complete is not checked.

    API calls: ``HeadObject`` and ``ListObjectsV2`` of S3, one for each place.

    IAM: ``s3:GetObject`` on the objects, ``s3:ListBucket`` on the buckets.

    Raises:
        MissingObjectsError: with every place where nothing exists or to which S3 denies access.
        ObjectLookupError: if S3 cannot be queried for any other reason.
    """
    places: dict[tuple[_Place | None, bool], list[Location]] = {}
    for location in locations:
        places.setdefault((_place_of(location), location.secret), []).append(location)
    absent: list[Absence] = []
    unchecked: list[Location] = []
    for (place, secret), named in places.items():
        if place is None:
            unchecked += named
        else:
            uri, paths = None if secret else named[0].uri, tuple(one.path for one in named)
            answer = _answer(place, objects)
            if isinstance(answer, Exception):
                # For a secret place nothing is chained: botocore's texts contain the address, and so the place.
                raise ObjectLookupError(uri, paths, name_of(answer)) from (None if secret else answer)
            if answer is not None:
                absent.append(Absence(uri=uri, paths=paths, reason=answer))
    if absent:
        raise MissingObjectsError(absent)
    return tuple(unchecked)


@frozen()
class _Place:
    bucket: str
    key: str = field(repr=False)
    is_prefix: bool


_S3_URI = re.compile(r"s3[an]?://(?P<bucket>arn:[^/]+/[^/]+|[^/]+)(?:/(?P<key>.*))?", re.DOTALL)
_S3_HOST = re.compile(r"(?:(?P<bucket>[a-z0-9.-]+)\.)?s3(?:[.-][a-z0-9-]+){0,3}\.amazonaws\.com(?:\.cn)?")


def _place_of(location: Location) -> _Place | None:
    match = _S3_URI.fullmatch(location.uri)
    if match:
        bucket, key = match["bucket"], match["key"] or ""
    else:
        url = urlsplit(location.uri)
        host = _S3_HOST.fullmatch(url.netloc.lower())
        if host is None:
            return None
        bucket, key = host["bucket"] or "", unquote(url.path.removeprefix("/"))
        if not bucket:
            bucket, _, key = key.partition("/")
    return _Place(bucket, key, location.is_prefix or not key) if bucket else None


def _answer(place: _Place, objects: S3Client) -> Reason | Exception | None:
    """Return why nothing was found at a place, ``None`` if something was, or the error that left it open.

    The error is returned, not raised, so that it does not become the context of the error that is raised instead.
    """
    try:
        if not place.is_prefix:
            objects.head_object(Bucket=place.bucket, Key=place.key)
            return None
        listed = objects.list_objects_v2(Bucket=place.bucket, Prefix=place.key, MaxKeys=1)
        return None if listed.get("Contents") else "missing"
    except Exception as error:  # noqa: BLE001 - the text of any error may contain the place
        answer = answer_of(error)
        return error if answer is None else _REASONS.get(status_of(answer), error)
