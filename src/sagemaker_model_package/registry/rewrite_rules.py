"""The rules of a promotion: which place is replaced by which, and which rules are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.frozen_map import FrozenMap, as_frozen_map
from sagemaker_model_package._internal.value_format import format_value, is_text, type_name
from sagemaker_model_package.registry._places import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def to_rules(value: Mapping[str, str]) -> FrozenMap[str, str]:
    """Convert a mapping of rules; anything else is left for the check to report."""
    kept_as: type[FrozenMap[str, str]] = FrozenMap
    return as_frozen_map(kept_as, value)


_NO_RULES: FrozenMap[str, str] = FrozenMap()


def _number_of(rules: FrozenMap[str, str]) -> str:
    return f"({len(rules)}, not shown)"


@frozen(kw_only=True)
class Rewrite:
    """Rules of a promotion: each key, wherever it occurs, is replaced by its value.

    A prefix ends where a segment of the path ends: ``s3://models`` matches neither ``s3://models-2`` nor
    ``s3://models.old``. If several prefixes match, the longest is used. A slash at the end of a place makes no
    difference. A rule from a place to itself says that the place is the same for both accounts: it is not changed, and
    not listed as unmatched.

    Within a longer text, ``s3://models/churn`` may be a whole location or its beginning: ``s3://models/churn v2/x`` is
    also a location. So a prefix with a key is only replaced there if its segment certainly ends; otherwise it stays and
    is listed. A bucket alone is always replaced.

    Raises:
        ValueError: with all problems of the rules.
    """

    s3: FrozenMap[str, str] = field(default=_NO_RULES, converter=to_rules)
    """Prefixes of locations: ``{"s3://dev-models/churn": "s3://prod-models/churn"}``. Both sides may also begin with
    ``https://``, or with Hadoop's ``s3a://`` or ``s3n://``, and match locations that begin in the same way."""

    ecr: FrozenMap[str, str] = field(default=_NO_RULES, converter=to_rules)
    """Registries, or repositories or the beginning of their names:
    ``{"111111111111.dkr.ecr.us-east-1.amazonaws.com": "222222222222.dkr.ecr.us-east-1.amazonaws.com"}``."""

    values: FrozenMap[str, str] = field(default=_NO_RULES, converter=to_rules, repr=_number_of)
    """Whole values, such as the ARNs of roles and KMS keys: a member that is equal to the key is replaced. They may
    come from an environment, so no message and no ``repr`` shows them."""

    def __attrs_post_init__(self) -> None:
        """Refuse invalid rules."""
        faults = [*_faults("s3", self.s3), *_faults("ecr", self.ecr), *_faults("values", self.values)]
        if faults:
            raise ValueError("these rules cannot be used:\n" + "\n".join(f"  {fault}" for fault in faults))


def refusal_of_rules(rewrite: object) -> str | None:
    """Return why something is refused in place of rules; it is not shown, for whole values may be secrets."""
    if isinstance(rewrite, Rewrite):
        return None
    return (
        f"rewrite must be a Rewrite, got a value of type {type_name(rewrite)}; "
        "give rewrite=Rewrite(s3={OLD: NEW}, ecr=...)"
    )


# No quotes, backslashes and control characters: the replacement may be inside JSON.
_REST = r"(?:/[^\"\\\x00-\x1f\x7f]*)?"
_PLACES = {
    "s3": (
        r"(?:s3[an]?://(?:arn:aws[a-z-]*:s3[a-z-]*:[\w:-]+/)?|https://)[\w.:-]+" + _REST,
        "write it as s3://BUCKET or s3://BUCKET/PREFIX",
    ),
    "ecr": (
        r"(?:\d{12}\.dkr[.-]ecr(?:-fips)?(?:\.[a-z0-9-]+){2,9}|public\.ecr\.aws)(?:/[a-z0-9._/-]*)?",
        "write it as ACCOUNT.dkr.ecr.REGION.amazonaws.com, with or without /REPOSITORY, and without a tag",
    ),
    "values": (r"(?s:.+)", "give a text"),
}
"""The pattern of both sides of a rule, and how to write one."""


def _faults(name: str, rules: FrozenMap[str, str]) -> Iterator[str]:
    if type(rules) is not FrozenMap:
        yield f"{name}: expected a dict of str to str, got {format_value(rules)}; give {name}={{OLD: NEW}}"
        return
    pattern, remedy = _PLACES[name]
    targets: dict[str, str] = {}
    for source, target in rules.items():
        wrong = [side for side in (source, target) if not (is_text(side) and re.fullmatch(pattern, side, re.ASCII))]
        for side in wrong:
            # A whole value may be a secret.
            what = f"an empty or wrong value of type {type_name(side)}" if name == "values" else format_value(side)
            yield f"{name}: {what} cannot be one side of a rule; {remedy}"
        if wrong or name == "values":
            continue
        if name == "s3" and _scheme(source) != _scheme(target):
            yield (
                f"s3: {format_value(source)} and {format_value(target)} begin differently; "
                "write both sides with one of them"
            )
        if name == "ecr" and _names_repository(source) and not _names_repository(target):
            yield (
                f"ecr: {format_value(source)} is a repository, {format_value(target)} is a registry without one, "
                "so that images would have no repository; name one on both sides, or on neither"
            )
        if targets.setdefault(bare(source), bare(target)) != bare(target):
            yield f"{name}: {format_value(source)} is there twice, with and without a slash; keep one of the two"


def _scheme(place: str) -> str:
    return place.partition("://")[0]


def _names_repository(place: str) -> bool:
    """Return whether a repository follows the registry. In ECR's public gallery the registry's alias is in between."""
    return bare(place).count("/") > place.startswith("public.ecr.aws/")
