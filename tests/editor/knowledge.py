"""What an editor should say of the package, taken from the classes and their source, not from a language server."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from typing import get_args

import attrs

import sagemaker_model_package as package
from sagemaker_model_package import (
    ModelPackageBuilder,
    UnversionedModelPackage,
    UnversionedModelPackageBuilder,
    VersionedModelPackage,
    VersionedModelPackageBuilder,
)
from sagemaker_model_package.enums import ServiceEnum

IMPORTS = "from sagemaker_model_package import *\n"
NAMES: dict[str, object] = {name: getattr(package, name) for name in package.__all__}
BASE = "ModelPackageBuilder()"
VERSIONED = f'{BASE}.versioned("churn")'
UNVERSIONED = (
    f'{BASE}.unversioned("churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"])'
)
FROM_ALGORITHM = f'{BASE}.unversioned_from_algorithm("churn", "algorithm")'

BUILDERS: dict[str, type] = {
    BASE: ModelPackageBuilder,
    VERSIONED: VersionedModelPackageBuilder,
    UNVERSIONED: UnversionedModelPackageBuilder,
    FROM_ALGORITHM: UnversionedModelPackageBuilder,
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


def of_the_other_kind(cls: type) -> list[str]:
    """Return the request's members, as attributes, that do not apply to what a builder of this class is for."""
    versioned, unversioned = fields_of(VersionedModelPackage), fields_of(UnversionedModelPackage)
    own = versioned & unversioned
    if cls is not ModelPackageBuilder:
        own = versioned if cls is VersionedModelPackageBuilder else unversioned
    return sorted((versioned | unversioned) - own)


def fields_of(cls: type) -> set[str]:
    """Return the names of an attrs class's fields."""
    return {field.name for field in attrs.fields(cls)}


def applies(setter: str, members: list[str]) -> bool:
    """Return whether a setter sets one of these members: ``approval_status`` sets ``model_approval_status``."""
    return any(member.endswith(setter) for member in members)


def structures() -> list[type]:
    """Return the attrs classes among the public names: all structures and both kinds of package."""
    # A member of the service says so beside its field; ARNs and problems are attrs classes too.
    return [one for one in NAMES.values() if isinstance(one, type) and attrs.has(one) and attrs.fields(one)[0].metadata]


def enums() -> list[type[ServiceEnum]]:
    """Return the closed lists among the public names."""
    return [one for one in NAMES.values() if isinstance(one, type) and issubclass(one, ServiceEnum)]


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
    (definition,) = ast.parse(inspect.getsource(cls)).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    texts: dict[str, str] = {}
    for above, below in pairwise(body):
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            target = above.targets[0] if isinstance(above, ast.Assign) else getattr(above, "target", None)
            if isinstance(target, ast.Name):
                texts[target.id] = inspect.cleandoc(below.value.value)
    return texts


CONTAINER_MEMBERS = sorted(fields_of(package.ModelPackageContainerDefinition))
