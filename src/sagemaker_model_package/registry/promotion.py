"""A package of one account becomes one of another: described here, rewritten, looked for in S3, registered there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias
from urllib.parse import unquote, urlsplit

from sagemaker_model_package.arn import ModelPackageArn, ModelPackageGroupArn
from sagemaker_model_package.attributes import field, frozen
from sagemaker_model_package.errors import MOST_SHOWN
from sagemaker_model_package.packages import ModelPackage
from sagemaker_model_package.rewriting import Change, Location, PromotionError, Rewrite, Unmatched, rewritten
from sagemaker_model_package.showing import shown, type_name

from .errors import RegistrationUncertainError
from .failing import answer_of, name_of, status_of
from .groups import EnsuredGroup, group_identifier
from .registered import RegisteredModelPackage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sagemaker_model_package.enums import ModelApprovalStatusLike

    from . import ModelRegistry
    from .client import Operation
    from .groups import GroupLike
    from .registered import ArnLike, DescribedModelPackage


class S3Client(Protocol):
    """A boto3 client for S3, as ``boto3.client("s3")`` makes it: what of it is called here."""

    @property
    def head_object(self) -> Operation:
        """Look at an object without reading it."""
        ...

    @property
    def list_objects_v2(self) -> Operation:
        """List what there is below a prefix."""
        ...


@frozen(kw_only=True)
class Promotion:
    """A package that was registered from another one."""

    source: ModelPackageArn
    """The package that it was made from."""
    registered: RegisteredModelPackage
    """What was registered."""
    package: ModelPackage
    """The same as a package: what was sent."""
    changes: tuple[Change, ...]
    """What is not as it was in the source."""
    unmatched: tuple[Unmatched, ...]
    """What no rule matched: locations, images, roles, keys and ARNs that are still the source's."""
    unchecked: tuple[Location, ...]
    """Places that rules led to and that were not looked at: all of them without an S3 client, with one those that are
    no S3 URLs."""


Reason: TypeAlias = Literal["missing", "hidden"]
"""``missing``: nothing is there. ``hidden``: S3 denies access, so that nobody can say."""

_REASONS: dict[int, Reason] = {403: "hidden", 404: "missing"}

_TOLD: dict[Reason, str] = {"missing": "nothing is there", "hidden": "cannot be looked at, access is denied"}

_REMEDIES: dict[Reason, str] = {
    "missing": "copy what is missing, then promote again",
    "hidden": (
        "allow the S3 client s3:GetObject and s3:ListBucket where access is denied (without s3:ListBucket, S3 denies "
        "access to what is not there, too), or leave out objects=... to register without looking"
    ),
}


@frozen(kw_only=True)
class Absence:
    """A place at which there is nothing to be found."""

    uri: str | None
    """The place; ``None`` where it is secret."""
    paths: tuple[str, ...]
    """The members that name it, as boto3 spells them."""
    reason: Reason
    """Whether nothing is there, or it could not be looked at."""

    def __str__(self) -> str:
        """Return the place, what is the matter, and who names it."""
        return "\n".join([f"{_place_shown(self.uri)}  {_TOLD[self.reason]}", *(f"  {path}" for path in self.paths)])


class MissingObjectsError(PromotionError):
    """What a package names is not at the target. Nothing was registered.

    Attributes:
        absent: Each place at which nothing was found, with the members that name it.
    """

    absent: tuple[Absence, ...]

    def __init__(self, absent: Iterable[Absence]) -> None:
        """Hold what is absent."""
        self.absent = tuple(absent)
        super().__init__(self.absent)  # args: what pickle and copy call the class with

    def __str__(self) -> str:
        """Return all that is absent, and what to do."""
        number = len(self.absent)
        counted = "1 place" if number == 1 else f"{number} places"
        blocks = [f"nothing was registered, for the package names {counted} where nothing was found:"]
        blocks += [_indented(str(one)) for one in self.absent[:MOST_SHOWN]]
        if number > MOST_SHOWN:
            blocks.append(f"  and {number - MOST_SHOWN} more, in the error's .absent")
        reasons = {one.reason for one in self.absent}
        return "\n\n".join([*blocks, "\n".join(f"  {text}" for why, text in _REMEDIES.items() if why in reasons)])


class ObjectLookupError(PromotionError):
    """S3 could not be asked for what a package names. Nothing was registered.

    ``__cause__`` is what boto3 raised; ``None`` where it would tell a place that is secret.

    Attributes:
        uri: The place; ``None`` where it is secret.
        paths: The members that name it, as boto3 spells them.
        reason: What happened, in a few words.
    """

    uri: str | None
    paths: tuple[str, ...]
    reason: str

    def __init__(self, uri: str | None, paths: Iterable[str], reason: str) -> None:
        """Hold what was looked for."""
        self.uri = uri
        self.paths = tuple(paths)
        self.reason = reason
        super().__init__(uri, self.paths, reason)

    def __str__(self) -> str:
        """Return what was looked for, what happened, and what to do."""
        return (
            f"nothing was registered, for S3 could not be asked whether something is there: {self.reason}\n\n"
            + _indented("\n".join([_place_shown(self.uri), *(f"  {path}" for path in self.paths)]))
            + "\n\n  see to it that the S3 client reaches the bucket (its region, its credentials, the network), then "
            "promote again, or leave out objects=... to register without looking"
        )


class PromotionUncertainError(RegistrationUncertainError):
    """The request for the target left, and no answer came that says what became of it: the version may exist.

    ``__cause__`` is what boto3 raised.

    Attributes:
        package: What was being registered. Registered again with the same token or key, it makes nothing new.
    """

    package: ModelPackage
    args: tuple[Any, ...]

    def __init__(
        self, target: str, reason: str, client_token: str | None, idempotency_key: str | None, package: ModelPackage
    ) -> None:
        """Hold what is known."""
        super().__init__(target, reason, client_token, idempotency_key)
        self.package = package
        self.args = (target, reason, client_token, idempotency_key, package)

    def _remedy(self) -> str:
        made = "if it was registered, no second one is made and its ARN is returned"
        if self.idempotency_key is not None:
            key = f"idempotency_key={shown(self.idempotency_key)}"
            return (
                f"call promote() again with the same arguments and {key}: {made}, provided that nobody has changed the "
                f"source in between. Even then, to.register(error.package, {key}) is the same request"
            )
        if self.client_token is not None:
            return (
                f"do not call promote() again, register the same content with the same token: "
                f"to.register(attrs.evolve(error.package, client_token={shown(self.client_token)})): {made}. "
                "With an idempotency_key, calling promote() again is enough"
            )
        return (
            "look for it before you promote again: next(to.versions(group), None) is a group's newest version. "
            "With an idempotency_key, calling promote() again is safe"
        )


def promote(
    registry: ModelRegistry,
    arn: ArnLike,
    to: ModelRegistry,
    *,
    group: GroupLike | None = None,
    rewrite: Rewrite,
    approval_status: ModelApprovalStatusLike | None = None,
    idempotency_key: str | None = None,
    objects: S3Client | None = None,
) -> Promotion:
    """Register a package of one registry in another; ``ModelRegistry.promote`` tells how."""
    _refuse_other_types(to, rewrite, objects)
    described = registry.describe(arn)
    _refuse_unusable(described, approval_status)
    called = group_identifier(group) if isinstance(group, (EnsuredGroup, ModelPackageGroupArn)) else group
    made = rewritten(described.package, rewrite, group=called, approval_status=approval_status, source=described.arn)
    unchecked = made.locations if objects is None else require_objects(made.locations, objects)
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
        raise TypeError(f"to is a ModelRegistry, got an object of type {type_name(to)}; give to=ModelRegistry(client)")
    if not isinstance(rewrite, Rewrite):
        raise TypeError(f"rewrite is a Rewrite, got {shown(rewrite)}; give rewrite=Rewrite(s3={{OLD: NEW}}, ecr=...)")
    if objects is not None and not hasattr(objects, "head_object"):
        raise TypeError(
            f"objects is a boto3 client for S3, got an object of type {type_name(objects)}; "
            'give objects=boto3.client("s3")'
        )


_WAIT = "wait until it is completed, such as by wait_until_completed(...), and promote it then"
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
            f"nothing was registered, for the status of {source.arn} is {source.status}; {_UNUSABLE[source.status]}"
        )
    if source.approval_status == "Rejected" and approval_status == "Approved":
        raise PromotionError(
            f"nothing was registered, for {source.arn} was rejected and would be approved at once; approve it first, "
            "or leave out approval_status, so that it is decided at the target"
        )


# Looking --------------------------------------------------------------------------------------------------------------


def require_objects(locations: Iterable[Location], objects: S3Client) -> tuple[Location, ...]:
    """Look whether something is at each place; return the places that are none of S3's, so that nobody can say.

    Of an object, its head is asked for, of a prefix, the first key that begins so. What is there is not compared with
    the source's: whether the copy is complete is for whoever made it to see to.

    API calls: ``HeadObject`` and ``ListObjectsV2`` of S3, one for each place.

    IAM: ``s3:GetObject`` on the objects, ``s3:ListBucket`` on the buckets.

    Raises:
        MissingObjectsError: with every place where nothing is, or that S3 denies access to.
        ObjectLookupError: where anything else keeps S3 from answering.
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
                # Of a secret place nothing is chained: botocore's texts hold addresses, and so the place.
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
    """Return why nothing is to be had at a place, ``None`` where something is, or the error that left it open.

    The error is returned, not raised, so that what is raised in its place need not have it as its context.
    """
    try:
        if not place.is_prefix:
            objects.head_object(Bucket=place.bucket, Key=place.key)
            return None
        listed = objects.list_objects_v2(Bucket=place.bucket, Prefix=place.key, MaxKeys=1)
        return None if listed.get("Contents") else "missing"
    except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold the place
        answer = answer_of(error)
        return error if answer is None else _REASONS.get(status_of(answer), error)


def _place_shown(uri: str | None) -> str:
    return "(a place that is not shown)" if uri is None else shown(uri)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
