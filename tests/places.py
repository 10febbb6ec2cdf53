"""Packages full of places in S3 and ECR, planted by the service's own model, and what of one no promotion keeps."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import botocore.loaders
import botocore.model
from hypothesis import strategies as st

from sagemaker_model_package import from_kwargs
from sagemaker_model_package._constraints import ListOf, Nested, members_of
from sagemaker_model_package._internal.paths import format_key
from sagemaker_model_package.shapes._structure import Structure

from .strategies import Wanted, packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package import ModelPackage

Json: TypeAlias = Any
"""What a request holds, and botocore's shapes of it, whose classes its stubs do not tell apart."""

HERE = "111111111111.dkr.ecr.us-east-1.amazonaws.com"
THERE = "222222222222.dkr.ecr.us-east-1.amazonaws.com"


@cache
def request_shape() -> botocore.model.Shape:
    loader = botocore.loaders.Loader()
    service = botocore.model.ServiceModel(loader.load_service_model("sagemaker", "service-2"), "sagemaker")
    shape = service.operation_model("CreateModelPackage").input_shape
    assert shape is not None
    return shape


def is_location(shape: Json) -> bool:
    """Tell whether the service's own pattern wants a URI."""
    return shape.type_name == "string" and "s3" in shape.metadata.get("pattern", "")


def planted(value: Json, shape: Json, bucket: str, registry: str, counter: Iterator[int]) -> Json:
    """Return a request whose locations are in the bucket, its images in the registry, by the service's own model."""
    if shape.type_name == "structure":
        known = shape.members  # an older botocore's model lacks some
        return {k: planted(v, known[k], bucket, registry, counter) if k in known else v for k, v in value.items()}
    if shape.type_name == "list":
        return [planted(item, shape.member, bucket, registry, counter) for item in value]
    number = next(counter)
    if shape.type_name == "map" and "Environment" in shape.name:
        return {key: json.dumps({"at": [f"{bucket}/{number}", f"{registry}/x:1"]}) for key in value}
    if is_location(shape):
        return f"{bucket}/{number}/model.tar.gz"
    others = {
        "ContainerImage": f"{registry}/churn-{number}:1.7",
        "ModelCardContent": json.dumps({"artifact": [f"{bucket}/{number}"]}),
    }
    return others.get(shape.name, value)


@st.composite
def full_of_places(draw: st.DrawFn, kinds: st.SearchStrategy[ModelPackage] | None = None) -> ModelPackage:
    """Return packages with places in every member that can hold one, as far as the package has it."""
    package = draw(st.one_of(packages(), packages(), packages(Wanted(full=True))) if kinds is None else kinds)
    request = planted(package.to_kwargs(), request_shape(), "s3://dev", HERE, iter(range(10**6)))
    return from_kwargs(request)


def structures_in(value: object) -> set[type]:
    """Return the classes of structures that a package holds, its own among them."""
    held: Json = value
    if isinstance(value, tuple):
        return set[type]().union(*(structures_in(item) for item in held))
    if not isinstance(value, Structure):
        return set()
    return {type(value)}.union(*(structures_in(getattr(held, one.attribute)) for one in members_of(type(value))))


def structures_below(structure: type[Any]) -> set[type]:
    """Return the classes of structures that an instance of a class may hold, the class among them."""
    found: set[type] = {structure}
    for member in members_of(structure):
        constraint = member.constraint
        while isinstance(constraint, ListOf):
            constraint = constraint.item
        if isinstance(constraint, Nested):
            found |= structures_below(constraint.structure)
    return found


def settled(package: ModelPackage) -> dict[str, Any]:
    """Return the kwargs less what no promotion takes along."""
    kwargs = package.to_kwargs()
    for member in ("ClientToken", "ModelApprovalStatus"):
        kwargs.pop(member, None)
    if "ModelPackageGroupName" in kwargs:
        kwargs["ModelPackageGroupName"] = kwargs["ModelPackageGroupName"].rpartition("/")[2]
    if "InferenceSpecification" in kwargs:
        kwargs.pop("SourceAlgorithmSpecification", None)
    cleaned: dict[str, Any] = without(kwargs, "imagedigest")
    return cleaned


def without(value: Json, ending: str) -> Json:
    """Return a request without the members of such names."""
    held: Json = value
    if isinstance(value, dict):
        return {key: without(entry, ending) for key, entry in held.items() if not key.lower().endswith(ending)}
    return [without(item, ending) for item in held] if isinstance(value, list) else held


def leaves(value: Json, path: str = "") -> Iterator[tuple[str, Any]]:
    """Return the texts, numbers and flags of a request with their paths."""
    items: Any = value
    if isinstance(value, dict):
        for key, entry in items.items():
            yield from leaves(entry, f"{path}.{format_key(key)}".lstrip("."))
    elif isinstance(value, list):
        for index, entry in enumerate(items):
            yield from leaves(entry, f"{path}[{index}]")
    else:
        yield path, value
