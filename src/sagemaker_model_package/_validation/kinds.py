"""Which kind of package a mapping describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package.errors import Kind


def names_given(kwargs: Mapping[str, Any]) -> list[str]:
    """Return which of the two names kwargs have; ``None`` beside a name is not one."""
    given = [name for name in ("ModelPackageGroupName", "ModelPackageName") if name in kwargs]
    return [name for name in given if kwargs[name] is not None] or given


def kind_of_kwargs(kwargs: Mapping[str, Any]) -> Kind | None:
    """Return the kind that the names in kwargs say; ``None`` where both are there, or neither."""
    names = names_given(kwargs)
    if len(names) != 1:
        return None
    return "versioned" if names == ["ModelPackageGroupName"] else "unversioned"


def kind_of_response(response: Mapping[str, Any]) -> Kind | None:
    """Return the kind of a described package. A version's response may have both names: the group decides."""
    if response.get("ModelPackageGroupName") is not None:
        return "versioned"
    return None if response.get("ModelPackageName") is None else "unversioned"
