"""Which places become which: the rules of a promotion, and what rules are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sagemaker_model_package.attributes import field, frozen
from sagemaker_model_package.frozen_map import FrozenMap
from sagemaker_model_package.shapes.converters import as_map
from sagemaker_model_package.showing import is_text, shown, type_name

from .places import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def to_rules(value: Mapping[str, str]) -> FrozenMap[str, str]:
    """Convert a mapping of rules; what is none is left for the check to report."""
    made: FrozenMap[str, str] = as_map(FrozenMap, value)
    return made


_NO_RULES: FrozenMap[str, str] = FrozenMap()


def _number_of(rules: FrozenMap[str, str]) -> str:
    return f"({len(rules)}, not shown)"


@frozen(kw_only=True)
class Rewrite:
    """Which places become which: each key, where it occurs, is replaced by its value.

    A prefix ends where a segment of the path ends: ``s3://models`` is neither ``s3://models-2`` nor
    ``s3://models.old``. Where several match, the longest does. A slash at the end of a place makes no difference. A
    rule from a place to itself says that the place is the same for both accounts, so that it is neither listed as
    unmatched nor changed.

    Within a text, ``s3://models/churn`` may be all of a location or its beginning: ``s3://models/churn v2/x`` is a
    location, too. So a prefix with a key is replaced there where its segment certainly ends, and else stays and is
    listed; a bucket alone is always replaced.

    Raises:
        ValueError: with everything that is wrong with the rules.
    """

    s3: FrozenMap[str, str] = field(default=_NO_RULES, converter=to_rules)
    """Prefixes of locations: ``{"s3://dev-models/churn": "s3://prod-models/churn"}``. Both may also be written with
    ``https://``, for members that are, or with the ``s3a://`` and ``s3n://`` of Hadoop, for environment values."""

    ecr: FrozenMap[str, str] = field(default=_NO_RULES, converter=to_rules)
    """Registries, or repositories and what their names begin with, which become repositories:
    ``{"111111111111.dkr.ecr.us-east-1.amazonaws.com": "222222222222.dkr.ecr.us-east-1.amazonaws.com"}``."""

    values: FrozenMap[str, str] = field(default=_NO_RULES, converter=to_rules, repr=_number_of)
    """Whole values, such as the ARNs of roles and KMS keys: replaced where a member is equal to the key. They may be
    those of an environment, so that no message and no ``repr`` shows them."""

    def __attrs_post_init__(self) -> None:
        """Refuse rules that cannot be meant."""
        faults = [*_faults("s3", self.s3), *_faults("ecr", self.ecr), *_faults("values", self.values)]
        if faults:
            raise ValueError("these rules cannot be used:\n" + "\n".join(f"  {fault}" for fault in faults))


# No quotes, backslashes and control characters: what replaces a prefix may stand inside JSON.
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
"""What the two sides of a rule are, and how to write one."""


def _faults(name: str, rules: FrozenMap[str, str]) -> Iterator[str]:
    if type(rules) is not FrozenMap:
        yield f"{name}: expected a dict of str to str, got {shown(rules)}; give {name}={{OLD: NEW}}"
        return
    pattern, remedy = _PLACES[name]
    targets: dict[str, str] = {}
    for source, target in rules.items():
        wrong = [side for side in (source, target) if not (is_text(side) and re.fullmatch(pattern, side, re.ASCII))]
        for side in wrong:
            # Of whole values, one may be a secret.
            what = f"an empty or wrong value of type {type_name(side)}" if name == "values" else shown(side)
            yield f"{name}: {what} cannot be one side of a rule; {remedy}"
        if wrong or name == "values":
            continue
        if name == "s3" and _scheme(source) != _scheme(target):
            yield f"s3: {shown(source)} and {shown(target)} begin differently; write both sides with one of them"
        if name == "ecr" and _names_repository(source) and not _names_repository(target):
            yield (
                f"ecr: {shown(source)} is a repository, {shown(target)} is a registry without one, so that images "
                "would have no repository; name one on both sides, or on neither"
            )
        if targets.setdefault(bare(source), bare(target)) != bare(target):
            yield f"{name}: {shown(source)} is there twice, with and without a slash; keep one of the two"


def _scheme(place: str) -> str:
    return place.partition("://")[0]


def _names_repository(place: str) -> bool:
    """Tell whether a repository follows the registry. In ECR's public gallery the registry's alias is in between."""
    return bare(place).count("/") > place.startswith("public.ecr.aws/")
