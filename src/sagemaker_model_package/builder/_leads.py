"""What a user tries first, and the word that there is for it. Imported only when somebody has tried one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._constraints import table_of
from sagemaker_model_package._internal.nearest import nearest
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONTAINER_WORDS = {
    "name": "container_hostname",
    "hostname": "container_hostname",
    "env": "environment",
    "env_vars": "environment",
    "environment_variables": "environment",
    "digest": "image_digest",
    "image_uri": "image",
    "model_data": "model_data_url",
    "model_uri": "model_data_url",
    "model_url": "model_data_url",
    "s3_uri": "model_data_url",
}
"""Keywords that a container does not have, with the one that is meant."""

_MEMBERS = table_of(ModelPackageContainerDefinition).by_attribute

_OF_CONTAINERS = {
    **{name: f"call .container({name}=...)" for name in _MEMBERS},
    **{wrong: f"call .container({right}=...)" for wrong, right in _CONTAINER_WORDS.items()},
}

_OF_A_GROUP = "call .versioned(group)"
_OF_METRICS = "call .model_quality(statistics=...), or give .model_metrics(...) whole"
_BUILD_FIRST = "build the package first: .build().to_kwargs()"

WORDS: dict[str, str] = {
    **_OF_CONTAINERS,
    "add_container": "call .container(...), which appends one",
    "approval": "call .approval_status(...)",
    "group": _OF_A_GROUP,
    "group_name": _OF_A_GROUP,
    "model_package_group": _OF_A_GROUP,
    "model_package_group_name": _OF_A_GROUP,
    "name": "call .unversioned(name, ...) for an unversioned package; a version has a number in its group",
    "model_package_name": "call .unversioned(name, ...)",
    "model_package_description": "call .description(...)",
    "model_approval_status": "call .approval_status(...)",
    "customer_metadata_properties": "call .customer_metadata(...)",
    "instance_types": "call .realtime_instance_types(...), .transform_instance_types(...) or both",
    "inference_instances": "call .realtime_instance_types(...)",
    "transform_instances": "call .transform_instance_types(...)",
    "metadata": "call .customer_metadata(...)",
    "metrics": _OF_METRICS,
    "baselines": "call .drift_model_quality(...) and the like, or give .drift_check_baselines(...) whole",
    "role": "call .validation(role=..., ...)",
    "commit_id": "call .metadata_properties(commit_id=...)",
    "repository": "call .metadata_properties(repository=...)",
    "generated_by": "call .metadata_properties(generated_by=...)",
    "project_id": "call .metadata_properties(project_id=...)",
    "register": "build the package, then register it: ModelRegistry(client).register(builder.build())",
    **dict.fromkeys(("to_kwargs", "to_dict", "dict"), _BUILD_FIRST),
    **dict.fromkeys(("to_json", "json"), "build the package first: json.dumps(builder.build().to_kwargs())"),
}
"""For names that no builder has, what to do instead."""

_CHOSEN_ALREADY = "the kind has been chosen already"
_OTHER_GROUP = "for another group, build it, then call registry.rewritten(package, Rewrite(), group=...)"
_OTHER_NAME = "for another name, build it, then call attrs.evolve(package, model_package_name=...)"

WORDS_BY_KIND: dict[str, dict[str, str]] = {
    "ModelPackageBuilder": {
        "approval_status": "it applies to versions: call .versioned(group) first",
        "certify_for_marketplace": "it applies to unversioned packages: call .unversioned(...) first",
        "tags": "it applies to unversioned packages: call .unversioned(...) first; a version takes its group's tags",
        "to_kwargs": "choose the kind, then build: .versioned(group).build().to_kwargs()",
        "build": "choose the kind first: .versioned(group), .unversioned(...) or .unversioned_from_algorithm(...)",
    },
    "VersionedModelPackageBuilder": {
        **dict.fromkeys(
            ("versioned", "unversioned", "unversioned_from_algorithm"), f"{_CHOSEN_ALREADY}; {_OTHER_GROUP}"
        ),
        "tags": "a version takes the tags of its group: tag the group, or use .customer_metadata(...)",
        "certify_for_marketplace": "only unversioned packages are certified for AWS Marketplace: use .unversioned(...) "
        "in place of .versioned(...)",
    },
    "UnversionedModelPackageBuilder": {
        **dict.fromkeys(
            ("versioned", "unversioned", "unversioned_from_algorithm"), f"{_CHOSEN_ALREADY}; {_OTHER_NAME}"
        ),
        "approval_status": "only versions are approved or rejected: use .versioned(group) in place of "
        ".unversioned(...)",
    },
}
"""Why a kind's builder lacks a setter that another one has, and what to do instead."""


def for_attribute(builder: type[Any], name: str) -> str:
    """Return what to add to the message that a builder's class has no such attribute."""
    kind = next(base.__name__ for base in builder.__mro__ if base.__name__ in WORDS_BY_KIND)
    reason = {**WORDS, **WORDS_BY_KIND[kind]}.get(name)
    return f": {reason}" if reason else _nearest(name, [one for one in dir(builder) if not one.startswith("_")])


def for_container_keyword(name: str) -> str:
    """Return what to add to the message that ``container()`` has no such keyword."""
    right = _CONTAINER_WORDS.get(name)
    return f". Did you mean {right!r}?" if right else _nearest(name, _MEMBERS)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f". Did you mean {near!r}?" if near else ""
