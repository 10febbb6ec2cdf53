"""The table of rules: what spans fields, in one place. The documentation's rule page is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._validation.rules import (
    container,
    model_card,
    model_data,
    package,
    region,
    request,
    transform_job,
)
from sagemaker_model_package._validation.rules.rule import BOTH, Finding, Rule

if TYPE_CHECKING:
    from typing import Literal

    from sagemaker_model_package.errors import Kind

__all__ = ["RETIRED", "RULES", "RULES_BY_KIND", "Finding", "Rule", "rules_for"]

RULES: tuple[Rule, ...] = (
    request.one_name,
    package.transform_instance_types,
    request.not_for_versions,
    container.image_required,
    transform_job.augmented_manifest,
    transform_job.instance_count,
    package.duplicate_tag,
    package.duplicate_specification,
    transform_job.volume_key_with_local_storage,
    model_card.model_card_json,
    package.realtime_instance_types,
    package.group_arn,
    request.approval_on_unversioned,
    package.nothing_inside,
    model_card.model_card_line_break,
    model_data.archive_suffix,
    model_data.model_data_twice,
    model_data.prefix_without_slash,
    model_data.gzip_on_prefix,
    package.source_uri_beside_inference,
    package.inference_beside_algorithm,
    container.not_for_unversioned,
    container.s3_source_in_inference,
    container.credential,
    container.image_path,
    transform_job.certify_without_profile,
    transform_job.profile_not_supported,
    package.task,
    container.input_config_json,
    package.not_deployable,
    region.other_region,
    package.source_uri_on_unversioned,
    package.payload_suffix,
    package.not_a_number,
    model_data.eula_not_accepted,
    region.client_region,
    model_card.model_card_schema,
)

"""The table. A code is never given to another rule."""

RETIRED = ("MP202", "MP213")
"""The codes of rules that are gone: certify-false-on-version and environment-size."""


def rules_for(scope: type[Any] | Literal["kwargs", "registration"], kind: Kind | None) -> tuple[Rule, ...]:
    """Return the rules that look at structures of a class, at a package of a class, at kwargs, or at a registration.

    Where the kind is not known (``None``), only rules that apply to both count.
    """
    kinds = BOTH if kind is None else (kind,)
    return tuple(rule for rule in RULES if _looks_at(rule, scope) and all(one in rule.kinds for one in kinds))


def _looks_at(rule: Rule, scope: type[Any] | Literal["kwargs", "registration"]) -> bool:
    if isinstance(scope, str):
        return rule.on == scope
    names = ("ModelPackageRequest",) if rule.on == "package" else rule.on
    return not isinstance(names, str) and any(cls.__name__ in names for cls in scope.__mro__)


class RulesByClass(dict[type[Any], tuple[Rule, ...]]):
    """The rules that look at structures of each class in a package of a kind, looked up once."""

    def __init__(self, kind: Kind | None) -> None:
        """Start with none looked up."""
        super().__init__()
        self._kind: Kind | None = kind

    def __missing__(self, cls: type[Any]) -> tuple[Rule, ...]:
        """Look up the rules for a class."""
        rules = self[cls] = rules_for(cls, self._kind)
        return rules


RULES_BY_KIND: dict[Kind | None, RulesByClass] = {
    kind: RulesByClass(kind) for kind in ("versioned", "unversioned", None)
}
"""The rules of each kind of package, by class."""
