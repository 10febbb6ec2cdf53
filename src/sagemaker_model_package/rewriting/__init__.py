"""A package for another account: its S3 and ECR locations rewritten, its digests dropped. No client is needed.

Every string of a package is searched, so that a member which the service adds later is rewritten too; what is left
alone is named in tables here, each with its reason. Nothing is copied: the objects and images are the user's to move.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

import attrs

from sagemaker_model_package.arn import ModelPackageArn, ModelPackageGroupArn
from sagemaker_model_package.attributes import field, frozen
from sagemaker_model_package.constraints import ListOf, MapOf, Nested, Text, members_of
from sagemaker_model_package.errors import ModelPackageError
from sagemaker_model_package.packages import UnversionedModelPackage, VersionedModelPackage
from sagemaker_model_package.shapes.strings import (
    ARN_OR_NAME,
    CONTAINER_IMAGE,
    CUSTOMER_METADATA_VALUE,
    HUB_CONTENT_ARN,
    IMAGE_DIGEST,
    KMS_KEY_ID,
    METADATA_PROPERTY_VALUE,
    ROLE_ARN,
    S3_MODEL_URI,
    S3_URI,
    URL,
)
from sagemaker_model_package.shapes.transform import TransformOutput
from sagemaker_model_package.showing import is_text, shown
from sagemaker_model_package.walking import key_text, written

from .places import What, anywhere, as_whole, still_named
from .rules import Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sagemaker_model_package.constraints import Constraint, Member
    from sagemaker_model_package.enums import ModelApprovalStatusLike
    from sagemaker_model_package.shapes.structure import Structure
    from sagemaker_model_package.walking import Path

__all__ = ["Change", "Location", "PromotionError", "Rewrite", "Rewritten", "Unmatched", "rewritten"]

PROMOTION_SOURCE = "promotion.source"
"""Key of the customer metadata under which a promoted package keeps the ARN that it was made from."""
PROMOTION_ORIGIN = "promotion.origin"
"""The same for the first ARN of all, however many accounts lie between."""
PROVENANCE = (PROMOTION_SOURCE, PROMOTION_ORIGIN)
MOST_METADATA = 50
"""How many entries customer metadata may have."""

URIS = frozenset({URL, S3_URI, S3_MODEL_URI})
"""Constraints of members whose whole value is one location."""

LEFT_ALONE = frozenset({METADATA_PROPERTY_VALUE})
"""Constraints of members that tell where a model was made: promotion does not change that."""

NAMED_THERE: Mapping[Text, What] = {
    CONTAINER_IMAGE: "image",
    ROLE_ARN: "role",
    KMS_KEY_ID: "kms-key",
    HUB_CONTENT_ARN: "hub-content",
    ARN_OR_NAME: "algorithm",
    **dict.fromkeys(URIS, "location"),
}
"""Constraints of members that name something which has to be there in the target account, or to be open to it."""

TAGS_OF_OBJECTS: Mapping[str, tuple[str, ...]] = {
    "etag": ("s3_uri",),
    "manifest_etag": ("manifest_s3_uri",),
    "model_data_etag": ("model_data_url", "model_data_source"),
}
"""Entity tags, and the members beside them that say of which object. A copy may have another tag: S3 computes it from
the parts of the upload and the encryption, too. So it is dropped where its object is another one now."""

NOT_READ = frozenset({(TransformOutput, "s3_output_path")})
"""Locations that are written to, so that nothing needs to be there."""

READ_FROM_ENVIRONMENT = frozenset({"SAGEMAKER_SUBMIT_DIRECTORY"})
"""Environment variables whose location has to be there: the SageMaker toolkits load the serving code from it. Of others
nobody but their container knows whether it reads or writes there."""


class PromotionError(ModelPackageError):
    """A package cannot be promoted as it is. Nothing was registered."""


# What comes of it -----------------------------------------------------------------------------------------------------

P_co = TypeVar("P_co", bound=VersionedModelPackage | UnversionedModelPackage, covariant=True)


@frozen(kw_only=True)
class Change:
    """A member that promotion changed."""

    path: str
    """Where, as boto3 spells it."""
    before: str | None
    """What it was; ``None`` where it was not set, or is secret."""
    after: str | None
    """What it is now; ``None`` where it was dropped, or is secret."""


@frozen(kw_only=True)
class Unmatched:
    """A value that no rule matched, and that therefore names the same place, image, role or key as before."""

    path: str
    """Where, as boto3 spells it."""
    what: What
    """What it names. ``"arn"`` and ``"location"`` may stand somewhere inside a longer text."""
    value: str | None
    """The whole value; ``None`` where it is secret."""

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.path}  [{self.what}]  {'(not shown)' if self.value is None else shown(self.value)}"


@frozen(kw_only=True)
class Location:
    """A place in S3 that a rule led to, and that the package reads: so something has to be there."""

    path: str
    """Which member names it, as boto3 spells it."""
    uri: str = field(repr=False)
    """The place itself."""
    is_prefix: bool
    """Whether it is the beginning of several keys, not one object."""
    secret: bool
    """Whether the place is kept out of messages, for the member may hold secrets."""


@frozen(kw_only=True)
class Rewritten(Generic[P_co]):
    """A package for the target account, and what became of the old one."""

    package: P_co
    """The package, checked as any other."""
    changes: tuple[Change, ...]
    """What is not as it was, in the order of the members."""
    unmatched: tuple[Unmatched, ...]
    """What no rule matched, in the same order."""
    locations: tuple[Location, ...]
    """What has to be at the target before the package is of use."""


P = TypeVar("P", bound=VersionedModelPackage | UnversionedModelPackage)


def rewritten(
    package: P,
    rewrite: Rewrite,
    *,
    group: str | ModelPackageGroupArn | None = None,
    approval_status: ModelApprovalStatusLike | None = None,
    source: ModelPackageArn | str | None = None,
) -> Rewritten[P]:
    """Return the package as another account is to register it; nothing is sent or read.

    * Prefixes, registries and values are replaced by the rules of ``rewrite``, in every string but those of
      ``MetadataProperties``, which tell where the model was made. That takes in what is embedded in longer texts:
      environment values, the model card, customer metadata, descriptions.
    * Image digests are dropped, and the entity tags of objects that are others now. A digest that is part of ``Image``
      stays, for it is the image's address.
    * The approval status is not copied: it is ``approval_status``, or the service's default, which is pending.
      ``ClientToken`` is dropped. All else stays, the life cycle's stage and the model card's status among it.
    * The version goes to ``group``, a name or an ARN, or to the group of the same name as the source's. An
      unversioned package keeps its name, and has neither group nor approval status.
    * With ``source``, the ARN of the package, customer metadata says where it came from: ``promotion.source`` is that
      ARN, ``promotion.origin`` the first one of all. A key of these names with anything but such an ARN is the user's
      own and is never overwritten.

    Raises:
        PromotionError: where customer metadata has no room for the two entries, or holds a key of these names.
        ModelPackageValidationError: where the package as it would be has problems, such as a rewritten URI that is too
            long.
        ValueError: where ``group`` or ``approval_status`` is given for an unversioned package, or ``source`` is no
            ARN of a model package.
    """
    walk = _Walk(rewrite)
    settled: dict[str, Any] = {"client_token": None}
    if isinstance(package, VersionedModelPackage):
        own = package.model_package_group_name.rpartition("/")[2]
        settled["model_package_group_name"] = own if group is None else _as_text(group)
        settled["model_approval_status"] = approval_status
    else:
        _refuse_for_unversioned(group=group, approval_status=approval_status)
    arn = ModelPackageArn.parse(source) if isinstance(source, str) else source
    changed = walk.structure(package, None, settled)
    if arn is not None:
        held = changed.get("customer_metadata_properties", package.customer_metadata_properties)
        changed["customer_metadata_properties"] = walk.with_provenance(held or {}, str(arn))
    return Rewritten(
        package=attrs.evolve(package, **changed),
        changes=tuple(walk.changes),
        unmatched=tuple(walk.unmatched),
        locations=tuple(walk.locations),
    )


def _refuse_for_unversioned(**given: object) -> None:
    for name, value in given.items():
        if value is not None:
            raise ValueError(
                f"{name}={shown(value)} is for versions, and this package is unversioned: it keeps its name; "
                f"leave out {name}"
            )


# The walk -------------------------------------------------------------------------------------------------------------

_OWNED_BY_AWS = r"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:aws:"
"""How ARNs begin that are the same for every account, such as those of the public hub."""

_URI = re.compile(r"(?:s3[an]?|https)://")
"""How a text begins that is one location, where it is not declared as one."""

_HowRead: TypeAlias = Literal["as object", "as prefix", "as it ends", "not at all"]
"""What has to be at a location: one object, some key that begins so, whichever its last character says, or nothing."""

_HOW_READ: Mapping[str, _HowRead] = {
    "S3Object": "as object",
    "ManifestFile": "as object",
    "S3Prefix": "as prefix",
    "Converse": "as prefix",
}
"""The same, by the type of data that stands beside the location."""


class _Walk:
    """One walk over a package, and what it came by."""

    def __init__(self, rewrite: Rewrite) -> None:
        self.changes: list[Change] = []
        self.unmatched: list[Unmatched] = []
        self.locations: list[Location] = []
        self._values = rewrite.values
        self._whole = as_whole(rewrite.s3.items())
        self._anywhere = anywhere([*rewrite.s3.items(), *rewrite.ecr.items()])

    def structure(self, structure: Structure, path: Path, settled: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the members of a structure that are not as they were; those in ``settled`` become what it says."""
        changed: dict[str, Any] = {}
        for member in members_of(type(structure)):
            attribute, here = member.attribute, (path, f".{member.name}")
            value: Any = getattr(structure, attribute)
            if settled and attribute in settled:
                new: Any = self._changed(value, settled[attribute], here)
            elif value is None:
                continue
            elif member.constraint is IMAGE_DIGEST or any(one in changed for one in TAGS_OF_OBJECTS.get(attribute, ())):
                new = self._changed(value, None, here)
            else:
                new = self._value(member.constraint, value, here, _how_read(structure, member))
            if new is not value:
                changed[attribute] = new
        return changed

    def with_provenance(self, metadata: Mapping[str, str], arn: str) -> dict[str, str]:
        """Return customer metadata that says where the package came from."""
        taken = [key for key in PROVENANCE if key in metadata and not _is_provenance(key, metadata[key])]
        if taken:
            raise PromotionError(
                f"the customer metadata has {' and '.join(map(repr, taken))} with something of your own, and promotion "
                "would keep the ARN that the package came from there; give your own entry another key"
            )
        origin = metadata.get(PROMOTION_ORIGIN) or metadata.get(PROMOTION_SOURCE) or arn
        new = {**metadata, PROMOTION_SOURCE: arn, PROMOTION_ORIGIN: origin}
        if len(new) > MOST_METADATA:
            raise PromotionError(
                f"the customer metadata has {len(metadata)} entries, and with where the package came from "
                f"({', '.join(PROVENANCE)}) there would be {len(new)}, more than the {MOST_METADATA} allowed; remove "
                f"{len(new) - MOST_METADATA} of them from the package that is promoted"
            )
        for key in PROVENANCE:
            self._changed(metadata.get(key), new[key], (None, f"CustomerMetadataProperties.{key}"))
        return new

    def _value(self, constraint: Constraint, value: Any, path: Path, how: _HowRead = "not at all") -> Any:
        """Return a value as it is to be: the very same object where nothing changes."""
        if isinstance(constraint, Text):
            return self._text(constraint, value, path, how)
        if isinstance(constraint, Nested):
            changed = self.structure(value, path)
            return attrs.evolve(value, **changed) if changed else value
        if isinstance(constraint, ListOf):
            items = tuple(self._value(constraint.item, one, (path, at)) for at, one in enumerate(value))
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        if isinstance(constraint, MapOf):
            entries = {key: self._entry(constraint, key, entry, path) for key, entry in value.items()}
            return constraint.kept_as(entries) if any(entries[key] is not value[key] for key in value) else value
        return value

    def _entry(self, constraint: MapOf, key: str, value: str, path: Path) -> Any:
        if constraint.value is CUSTOMER_METADATA_VALUE and _is_provenance(key, value):
            return value
        how: _HowRead = "as it ends" if key in READ_FROM_ENVIRONMENT and constraint.sensitive else "not at all"
        return self._text(constraint.value, value, (path, f".{key_text(key)}"), how)

    def _text(self, constraint: Text, value: Any, path: Path, how: _HowRead) -> Any:
        secret = constraint.sensitive
        if constraint in LEFT_ALONE:
            return value
        if value in self._values:
            return self._changed(value, self._values[value], path, secret=secret)
        is_location = constraint in URIS or (how != "not at all" and _URI.match(value) is not None)
        places = self._whole if is_location else self._anywhere
        new, matched = places.replaced(value)
        what = NAMED_THERE.get(constraint)
        if what is None:
            found: Iterable[What] = still_named(places.taken_out(value))
        else:
            found = () if matched or re.match(_OWNED_BY_AWS, value) else (what,)
        where = written(path)
        self.unmatched += (Unmatched(path=where, what=named, value=None if secret else value) for named in found)
        if how != "not at all" and is_location and matched:
            is_prefix = how == "as prefix" or (how == "as it ends" and _ends_as_prefix(new))
            self.locations.append(Location(path=where, uri=new, is_prefix=is_prefix, secret=secret))
        return self._changed(value, new, path, secret=secret)

    def _changed(self, before: Any, after: Any, path: Path, *, secret: bool = False) -> Any:
        """Return what a value becomes, and note it; where that equals what it was, it stays the same object."""
        if before == after:
            return before
        old, new = (None if secret else _noted(value) for value in (before, after))
        self.changes.append(Change(path=written(path), before=old, after=new))
        return after


def _how_read(structure: Structure, member: Member) -> _HowRead:
    if member.constraint not in URIS or (type(structure), member.attribute) in NOT_READ:
        return "not at all"
    declared = getattr(structure, "s3_data_type", "") if member.attribute == "s3_uri" else ""
    return _HOW_READ.get(str.__str__(declared), "as it ends")


def _ends_as_prefix(uri: str) -> bool:
    return uri.endswith("/") or uri.count("/") == 2  # noqa: PLR2004 - those after the scheme: a bucket alone


def _as_text(group: object) -> object:
    """Return a group's ARN as the request has it; a wrong value is left for the check to report."""
    return str(group) if isinstance(group, ModelPackageGroupArn) else group


def _is_provenance(key: str, value: str) -> bool:
    """Return whether an entry of customer metadata is of an earlier promotion."""
    if key not in PROVENANCE:
        return False
    try:
        ModelPackageArn.parse(value)
    except ValueError:
        return False
    return True


def _noted(value: object) -> str | None:
    if value is None:
        return None
    return str.__str__(value) if is_text(value) else shown(value)
