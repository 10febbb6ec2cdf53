"""Rewrite a package for another account: replace its S3 and ECR locations, drop its digests. No client is needed.

Every string of a package is searched, so that members which the service adds later are rewritten too. Exceptions are
listed in tables here, each with its reason. Nothing is copied: the user has to copy the objects and images.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

import attrs

from sagemaker_model_package._constraints import Nested, Text, members_of
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.frozen_map import FrozenMap
from sagemaker_model_package._internal.paths import MapValue, format_path
from sagemaker_model_package._internal.value_format import format_value, is_reference
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.changes import Changes, diff
from sagemaker_model_package.errors import PromotionError
from sagemaker_model_package.packages import UnversionedModelPackage, VersionedModelPackage, refusal_of
from sagemaker_model_package.registry._places import What, anywhere, as_whole, still_named
from sagemaker_model_package.registry.rewrite_rules import refusal_of_rules
from sagemaker_model_package.shapes._request import MOST_METADATA
from sagemaker_model_package.shapes._strings import (
    ARN_OR_NAME,
    CONTAINER_IMAGE,
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sagemaker_model_package._constraints import Child, Constraint, Member
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package.enums import ModelApprovalStatusLike
    from sagemaker_model_package.registry.rewrite_rules import Rewrite
    from sagemaker_model_package.shapes._structure import Structure

__all__ = ["Location", "Rewritten", "Unmatched", "rewritten"]

PROMOTION_SOURCE = "promotion.source"
"""Key of the customer metadata under which a promoted package has the ARN that it was made from."""
PROMOTION_ORIGIN = "promotion.origin"
"""The same for the ARN of the first package, after any number of promotions."""
PROVENANCE = (PROMOTION_SOURCE, PROMOTION_ORIGIN)

URIS = frozenset({URL, S3_URI, S3_MODEL_URI})
"""Constraints of members whose whole value is one location."""

_CUSTOMER_METADATA: Path = (None, "CustomerMetadataProperties")

LEFT_ALONE = frozenset({METADATA_PROPERTY_VALUE})
"""Constraints of members that say where a model was created: promotion does not change that."""

NAMED_THERE: Mapping[Text, What] = {
    CONTAINER_IMAGE: "image",
    ROLE_ARN: "role",
    KMS_KEY_ID: "kms-key",
    HUB_CONTENT_ARN: "hub-content",
    ARN_OR_NAME: "algorithm",
    **dict.fromkeys(URIS, "location"),
}
"""Constraints of members that name something which must exist in the target account, or be accessible from it."""

TAGS_OF_OBJECTS: Mapping[str, tuple[str, ...]] = {
    "etag": ("s3_uri",),
    "manifest_etag": ("manifest_s3_uri",),
    "model_data_etag": ("model_data_url", "model_data_source"),
}
"""Entity tags, and the members beside them that name the object. A copy may have another tag, because S3 also computes
it from the parts of the upload and the encryption. So it is dropped if the object is a different one now."""

NOT_READ = frozenset({(TransformOutput, "s3_output_path")})
"""Locations that are written to, so that nothing needs to exist there."""

READ_FROM_ENVIRONMENT = frozenset({"SAGEMAKER_SUBMIT_DIRECTORY"})
"""Environment variables whose location must exist: the SageMaker toolkits load the serving code from it. For others,
only their container knows whether it reads or writes there."""


# Results -----------------------------------------------------------------------------------------------------

P_co = TypeVar("P_co", bound=VersionedModelPackage | UnversionedModelPackage, covariant=True)


@frozen(kw_only=True)
class Unmatched:
    """A value that no rule matched, so that it names the same place, image, role or key as before."""

    path: str
    """Where, as boto3 spells it."""
    what: What
    """What it names. ``"arn"`` and ``"location"`` may be inside a longer text."""
    value: str | None
    """The whole value; ``None`` if it is secret."""

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.path}  [{self.what}]  {'(not shown)' if self.value is None else format_value(self.value)}"


@frozen(kw_only=True)
class Location:
    """A rewritten place in S3 from which the package reads, so that something must exist there."""

    path: str
    """Which member names it, as boto3 spells it."""
    uri: str = field(repr=False)
    """The place itself."""
    is_prefix: bool
    """Whether it is a prefix of several keys, not one object."""
    secret: bool
    """Whether the place must not appear in messages, because the member may contain secrets."""


@frozen(kw_only=True)
class Rewritten(Generic[P_co]):
    """A package for the target account, and how it differs from the old one."""

    package: P_co
    """The package, checked like any other."""
    changes: Changes
    """What differs from the old package, as ``diff`` says it."""
    unmatched: tuple[Unmatched, ...]
    """The values that no rule matched, in the same order."""
    locations: tuple[Location, ...]
    """The places that must exist at the target before the package can be used."""


P = TypeVar("P", bound=VersionedModelPackage | UnversionedModelPackage)


def rewritten(
    package: P,
    rewrite: Rewrite,
    *,
    group: str | None = None,
    approval_status: ModelApprovalStatusLike | None = None,
    source: str | None = None,
) -> Rewritten[P]:
    """Return the package as another account should register it; nothing is sent or read.

    * Prefixes, registries and values are replaced by the rules of ``rewrite``, in every string except those of
      ``MetadataProperties``, which say where the model was created. This includes places inside longer texts:
      environment values, the model card, customer metadata, descriptions.
    * What only the run of a pipeline knows stays as it is: a reference is neither read nor replaced.
    * Image digests are dropped, and the entity tags of objects that are different ones now. A digest that is part of
      ``Image`` stays, because it is the image's address.
    * The approval status is not copied: it is ``approval_status``, or the service's default, which is pending.
      ``ClientToken`` is dropped. So is ``SourceAlgorithmSpecification`` beside an ``InferenceSpecification``: a package
      that was made from an algorithm is described with both, but only one of them can be registered.
      Everything else stays, including the life cycle's stage and the model card's status.
    * The version goes to ``group``, a name or an ARN, by default to the group with the same name as the source's. An
      unversioned package keeps its name, and has neither group nor approval status.
    * With ``source``, the ARN of the package, customer metadata says where it came from: ``promotion.source`` is that
      ARN, ``promotion.origin`` that of the first package. An entry with one of these keys whose value is not such an
      ARN is the user's own and is never overwritten.

    Raises:
        PromotionError: if customer metadata has no room for the two entries, or the user's own entry with such a key.
        ModelPackageValidationError: if the new package has problems, such as a rewritten URI that is too long.
        ValueError: if ``group`` or ``approval_status`` is given for an unversioned package, or ``source`` is not the
            ARN of a model package.
        TypeError: if ``package`` is not a package, or ``rewrite`` not a ``Rewrite``.
    """
    refusal = refusal_of(package, "rewritten()") or refusal_of_rules(rewrite)
    if refusal is not None:
        __tracebackhide__ = _rich_traceback_omit = True
        package = rewrite = FORGOTTEN
        raise TypeError(refusal)
    walk = _Walk(rewrite)
    replaced_members: dict[str, Any] = {"client_token": None}
    if package.inference_specification is not None:
        replaced_members["source_algorithm_specification"] = None
    if isinstance(package, VersionedModelPackage):
        own = _name_of(package.model_package_group_name)
        replaced_members["model_package_group_name"] = own if group is None else group
        replaced_members["model_approval_status"] = approval_status
    else:
        _refuse_for_unversioned(group=group, approval_status=approval_status)
    arn = None if source is None else str(ModelPackageArn(source))
    changed = walk.structure(package, None, replaced_members)
    if isinstance(package, VersionedModelPackage):
        changed["described_approval_status"] = None  # of another version
    if arn is not None:
        held = changed.get("customer_metadata_properties", package.customer_metadata_properties)
        changed["customer_metadata_properties"] = walk.with_provenance(held or FrozenMap(), arn)
    new = attrs.evolve(package, **changed)
    return Rewritten(
        package=new,
        changes=diff(package, new),
        unmatched=tuple(walk.unmatched),
        locations=tuple(walk.locations),
    )


def _refuse_for_unversioned(**given: object) -> None:
    for name, value in given.items():
        if value is not None:
            raise ValueError(
                f"{name}={format_value(value)} is only for versions, but this package is unversioned and keeps its "
                f"name; leave out {name}"
            )


# The walk -------------------------------------------------------------------------------------------------------------

_OWNED_BY_AWS = r"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:aws:"
"""The beginning of ARNs that are the same for every account, such as those of the public hub."""

_URI = re.compile(r"(?:s3[an]?|https)://")
"""The beginning of a text that is one location, if it is not declared as one."""

_HowRead: TypeAlias = Literal["as object", "as prefix", "as it ends", "not at all"]
"""What must exist at a location: an object, any key with the prefix, one of both by its last character, or nothing."""

_HOW_READ: Mapping[str, _HowRead] = {
    "S3Object": "as object",
    "ManifestFile": "as object",
    "S3Prefix": "as prefix",
    "Converse": "as prefix",
}
"""The same, by the declared type of data."""


class _Walk:
    """One walk over a package, and its findings."""

    def __init__(self, rewrite: Rewrite) -> None:
        self.unmatched: list[Unmatched] = []
        self.locations: list[Location] = []
        self._values = rewrite.values
        self._whole = as_whole(rewrite.s3.items())
        self._anywhere = anywhere([*rewrite.s3.items(), *rewrite.ecr.items()])

    def structure(
        self, structure: Structure, path: Path, replaced_members: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the changed members of a structure; those in ``replaced_members`` get the value given there."""
        changed: dict[str, Any] = {}
        for member in members_of(type(structure)):
            attribute, here = member.attribute, (path, member.name)
            value: Any = getattr(structure, attribute)
            if replaced_members and attribute in replaced_members:
                new: Any = _unless_equal(value, replaced_members[attribute])
            elif value is None:
                continue
            elif member.constraint is IMAGE_DIGEST or any(one in changed for one in TAGS_OF_OBJECTS.get(attribute, ())):
                new = None
            else:
                new = self._value(member.constraint, value, here, _how_read(structure, member))
            if new is not value:
                changed[attribute] = new
        return changed

    def with_provenance(self, metadata: FrozenMap[str, str], arn: str) -> FrozenMap[str, str]:
        """Return customer metadata that says where the package came from."""
        taken = [key for key in PROVENANCE if key in metadata and not _is_provenance(key, metadata[key])]
        if taken:
            raise PromotionError(
                f"the customer metadata has an entry of your own under {' and '.join(map(repr, taken))}, where "
                "promotion keeps the ARN that the package came from; give your own entry another key"
            )
        origin = metadata.get(PROMOTION_ORIGIN) or metadata.get(PROMOTION_SOURCE) or arn
        new = metadata.with_items({**metadata, PROMOTION_SOURCE: arn, PROMOTION_ORIGIN: origin})
        if len(new) > MOST_METADATA:
            raise PromotionError(
                f"the customer metadata has {len(metadata)} entries; with the package's origin "
                f"({', '.join(PROVENANCE)}) there would be {len(new)}, more than the {MOST_METADATA} allowed; remove "
                f"{len(new) - MOST_METADATA} of them from the package that is promoted"
            )
        return new

    def _value(self, constraint: Constraint, value: Any, path: Path, how: _HowRead = "not at all") -> Any:
        """Return the new value: the same object if nothing changes."""
        if isinstance(constraint, Text):
            return self._text(constraint, value, path, how)
        if isinstance(constraint, Nested):
            changed = self.structure(value, path)
            return attrs.evolve(value, **changed) if changed else value
        return constraint.changed(value, partial(self._child, path))

    def _child(self, path: Path, child: Child) -> Any:
        """Return the new item of a list or value of a map."""
        step, constraint, value = child
        how: _HowRead = "not at all"
        if isinstance(step, MapValue):
            key = str(step.key)
            if path == _CUSTOMER_METADATA:
                if _is_provenance(key, value):
                    return value
            elif key in READ_FROM_ENVIRONMENT:  # all other maps are environments
                how = "as it ends"
        return self._value(constraint, value, (path, step), how)

    def _text(self, constraint: Text, value: Any, path: Path, how: _HowRead) -> Any:
        if constraint in LEFT_ALONE or is_reference(value):
            return value
        if value in self._values:
            return _unless_equal(value, self._values[value])
        is_location = constraint in URIS or (how != "not at all" and _URI.match(value) is not None)
        places = self._whole if is_location else self._anywhere
        new, matched = places.replaced(value)
        what = NAMED_THERE.get(constraint)
        if what is None:
            found: Iterable[What] = still_named(places.taken_out(value))
        else:
            found = () if matched or re.match(_OWNED_BY_AWS, value) else (what,)
        where, secret = format_path(path), constraint.sensitive
        self.unmatched += (Unmatched(path=where, what=named, value=None if secret else value) for named in found)
        if how != "not at all" and is_location and matched:
            is_prefix = how == "as prefix" or (how == "as it ends" and _ends_as_prefix(new))
            self.locations.append(Location(path=where, uri=new, is_prefix=is_prefix, secret=secret))
        return _unless_equal(value, new)


def _unless_equal(before: Any, after: Any) -> Any:
    """Return the new value; if both are equal, the old object."""
    return before if before == after else after


def _how_read(structure: Structure, member: Member) -> _HowRead:
    if member.constraint not in URIS or (type(structure), member.attribute) in NOT_READ:
        return "not at all"
    declared = getattr(structure, "s3_data_type", "") if member.attribute == "s3_uri" else ""
    return _HOW_READ.get(str.__str__(declared), "as it ends")


def _ends_as_prefix(uri: str) -> bool:
    return uri.endswith("/") or uri.count("/") == 2  # noqa: PLR2004 - the slashes after the scheme: a bucket alone


def _name_of(group: str) -> str:
    """Return the name in a group's ARN; what only the run of a pipeline knows stays as it is."""
    return group if is_reference(group) else group.rpartition("/")[2]


def _is_provenance(key: str, value: str) -> bool:
    """Return whether an entry of customer metadata is from an earlier promotion."""
    if key not in PROVENANCE:
        return False
    try:
        ModelPackageArn(value)
    except ValueError:
        return False
    return True
