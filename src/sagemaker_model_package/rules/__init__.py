"""The table of rules: what spans fields, in one place. The documentation's rule page is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import containers, contents, kwargs, validation
from .rule import BOTH, Finding, Rule

if TYPE_CHECKING:
    from typing import Literal

    from sagemaker_model_package.errors import Kind

__all__ = ["RULES", "Finding", "Rule", "rules_for"]

RULES: tuple[Rule, ...] = (
    kwargs.one_name,
    contents.transform_instance_types,
    kwargs.not_for_versions,
    containers.image_required,
    validation.augmented_manifest,
    validation.instance_count,
    contents.duplicate_tag,
    contents.duplicate_specification,
    validation.volume_key_with_local_storage,
    contents.model_card_json,
    contents.realtime_instance_types,
    kwargs.approval_on_unversioned,
    kwargs.certify_false_on_version,
    contents.nothing_inside,
    contents.model_card_line_break,
    containers.archive_suffix,
    containers.model_data_twice,
    containers.prefix_without_slash,
    containers.gzip_on_prefix,
    contents.source_uri_beside_inference,
    contents.inference_beside_algorithm,
    containers.not_for_unversioned,
    containers.s3_source_in_inference,
    containers.environment_size,
    containers.credential,
    containers.image_path,
    validation.certify_without_profile,
    validation.profile_not_supported,
    contents.task,
    containers.input_config_json,
    contents.not_deployable,
    contents.other_region,
    contents.source_uri_on_unversioned,
    contents.payload_suffix,
)


def rules_for(scope: type[Any] | Literal["kwargs"], kind: Kind | None) -> tuple[Rule, ...]:
    """Return the rules that look at structures of a class, the package itself among them, or at kwargs.

    Where the kind is not known (``None``), only rules that apply to both count.
    """
    kinds = BOTH if kind is None else (kind,)
    return tuple(rule for rule in RULES if _looks_at(rule, scope) and all(one in rule.kinds for one in kinds))


def _looks_at(rule: Rule, scope: type[Any] | Literal["kwargs"]) -> bool:
    if rule.on == "package":
        return hasattr(scope, "kind")  # a package has one
    return rule.on == scope if isinstance(rule.on, str) else isinstance(scope, type) and issubclass(scope, rule.on)
