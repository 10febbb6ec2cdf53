"""What an editor should say of the package, taken from the classes and their source, not from a language server."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import get_args

import attrs

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    UnversionedModelPackageBuilder,
    VersionedModelPackageBuilder,
)

BASE = "ModelPackageBuilder()"
VERSIONED = f'{BASE}.versioned("churn")'
UNVERSIONED = (
    f'{BASE}.unversioned("churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"])'
)

BUILDERS: dict[str, type] = {
    BASE: ModelPackageBuilder,
    VERSIONED: VersionedModelPackageBuilder,
    UNVERSIONED: UnversionedModelPackageBuilder,
    f'{BASE}.unversioned_from_algorithm("churn", "algorithm")': UnversionedModelPackageBuilder,
    # Setters are inherited from several classes: their results must be offered those of all.
    f'{BASE}.description("a model")': ModelPackageBuilder,
    f'{BASE}.description("a model").content_types("text/csv").bias(report="s3://a/b")': ModelPackageBuilder,
    f'{BASE}.container(image="image").versioned("churn")': VersionedModelPackageBuilder,
    f'{VERSIONED}.container(image="image").description("a model")': VersionedModelPackageBuilder,
    f'{VERSIONED}.approval_status("Approved").metadata_properties(commit_id="1")': VersionedModelPackageBuilder,
    f'{VERSIONED}.life_cycle("a", "b").model_card({{}}).source_uri("s3://a/b")': VersionedModelPackageBuilder,
    f'{UNVERSIONED}.tags({{"a": "b"}}).model_quality()': UnversionedModelPackageBuilder,
}
"""Programs, and what class of builder their result is."""


def public(cls: type) -> list[str]:
    """Return the names that a class has for its users."""
    return sorted(name for name in dir(cls) if not name.startswith("_"))


def fields_of(cls: type) -> set[str]:
    """Return the names of an attrs class's fields."""
    return {field.name for field in attrs.fields(cls)}


def literals(alias: object, beginning: str) -> list[str]:
    """Return the values of a ``Literal`` that begin with something."""
    return [value for value in get_args(alias) if value.startswith(beginning)]


def documented(cls: type) -> dict[str, str]:
    """Return the texts that stand below the names of a class, its own and inherited."""
    texts: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("sagemaker_model_package"):
            texts |= _texts(base)
    return texts


@cache
def _texts(cls: type) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(sys.modules[cls.__module__]))
    # The instance types do not stand where they say; they have no texts.
    body = {one.name: one.body for one in tree.body if isinstance(one, ast.ClassDef)}.get(cls.__name__, [])
    texts: dict[str, str] = {}
    for above, below in pairwise(body):
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            target = above.targets[0] if isinstance(above, ast.Assign) else getattr(above, "target", None)
            if isinstance(target, ast.Name):
                texts[target.id] = inspect.cleandoc(below.value.value)
    return texts


CONTAINER_MEMBERS = sorted(fields_of(ModelPackageContainerDefinition))
