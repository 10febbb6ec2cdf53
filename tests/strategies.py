"""Hypothesis strategies for every structure and for both kinds of package.

They follow the constraints that the fields carry, so a new field is covered as soon as it is declared. ``packages()``
gives what passes the check, and ``Wanted`` says what more is asked of it.
"""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import attrs
from hypothesis import strategies as st

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageContainerDefinition,
    ModelPackageWarning,
    S3DataType,
    UnversionedInferenceSpecification,
    UnversionedModelPackage,
    VersionedModelPackage,
)
from sagemaker_model_package._constraints import (
    Choice,
    Constraint,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Member,
    Nested,
    Text,
    members_of,
)
from sagemaker_model_package._patterns import Characters, Pattern
from sagemaker_model_package._validation.rules.package import TASKS
from sagemaker_model_package._validation.rules.transform_job import LOCAL_STORAGE_FAMILIES, MOST_INSTANCES
from sagemaker_model_package.shapes import (
    AdditionalInferenceSpecificationDefinition,
    AdditionalS3DataSource,
    BaseModel,
    ModelPackageModelCard,
    ModelPackageValidationSpecification,
    S3ModelDataSource,
    SourceAlgorithm,
    TransformResources,
    TransformS3DataSource,
)
from sagemaker_model_package.shapes._strings import MODEL_PACKAGE_GROUP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sagemaker_model_package import ModelPackage
    from sagemaker_model_package.shapes._structure import Structure

    S = TypeVar("S", bound=Structure)

MOST_ITEMS = 3
"""How long lists and maps get, where more are allowed. That the limits hold is not for random packages to show."""
MOST_OPTIONAL = 4
"""How many of the optional members of a structure are set at a time, unless all are wanted."""
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost"
REGION_OF_IMAGE = "us-east-1"


class Wanted(NamedTuple):
    """What is asked of packages beside that they pass the check."""

    quiet: bool = False
    """That there is no warning either."""
    unlisted: bool = False
    """That some enum values are newer than this release."""
    full: bool = False
    """That every member is set, as far as warnings are allowed or do not keep it out."""


ANY = Wanted()


@cache
def values(constraint: Constraint, wanted: Wanted = ANY) -> st.SearchStrategy[Any]:
    """Return the values that a constraint allows."""
    if isinstance(constraint, Choice):
        listed: st.SearchStrategy[Any] = st.sampled_from(list(constraint.enum))
        newer = st.from_regex(r"ml\.[a-z][0-9]{2}[a-z]\.[0-9]{3}xlarge", fullmatch=True).map(constraint.enum.unlisted)
        return listed | newer if wanted.unlisted else listed
    if isinstance(constraint, Nested):
        return structures(constraint.structure, wanted)
    if isinstance(constraint, (Text, Integer, Flag)):
        return _plain(constraint)
    assert isinstance(constraint, (ListOf, MapOf))
    least = max(constraint.minimum, 1) if wanted.full else constraint.minimum
    most = 1 if wanted.full else min(MOST_ITEMS, constraint.maximum or MOST_ITEMS)
    if isinstance(constraint, ListOf):
        return st.lists(values(constraint.item, wanted), min_size=least, max_size=most)
    return st.dictionaries(strings(constraint.key), strings(constraint.value), min_size=least, max_size=most)


def _plain(constraint: Text | Integer | Flag) -> st.SearchStrategy[Any]:
    if isinstance(constraint, Text):
        return strings(constraint)
    return st.booleans() if isinstance(constraint, Flag) else st.integers(constraint.minimum, constraint.maximum)


@cache
def strings(text: Text) -> st.SearchStrategy[str]:
    """Return the strings that a constraint allows, some of them as short or as long as they may be."""

    def fits(value: str) -> bool:
        return text.fault(value) is None

    fitting = _matching(text).filter(fits)
    bounds = [bound for bound in (text.minimum, text.maximum) if bound is not None]
    at_a_bound = st.builds(_stretched, fitting, st.integers(0, 20), st.sampled_from(bounds), st.just(fits))
    return st.one_of(fitting, fitting, at_a_bound)


def _matching(text: Text) -> st.SearchStrategy[str]:
    if isinstance(text.pattern, Characters):
        categories: Any = tuple(text.pattern.categories)
        characters = st.characters(categories=categories, include_characters=text.pattern.also)
        return st.text(characters, min_size=text.minimum, max_size=40)
    if isinstance(text.pattern, Pattern):
        return st.from_regex(re.compile(text.pattern.expression, re.ASCII), fullmatch=True)
    return st.text(min_size=text.minimum, max_size=40)


def _stretched(value: str, position: int, length: int, fits: Callable[[str], bool]) -> str:
    """Return a string of the length, made of another; the other one where that does not fit."""
    if length <= len(value):
        other = value[:length]
    else:
        at = position % len(value) if value else 0
        other = value[:at] + (value[at : at + 1] or "x") * (length - len(value)) + value[at:]
    return other if fits(other) else value


# Structures -----------------------------------------------------------------------------------------------------------


def structures(cls: type[S], wanted: Wanted = ANY) -> st.SearchStrategy[S]:
    """Return structures of a class that break no error rule."""
    return _structures(cast("Any", cls), wanted)


@cache
def _structures(cls: type[Any], wanted: Wanted) -> st.SearchStrategy[Any]:
    return fields(cls, wanted).map(lambda given: cls(**given))


@st.composite
def fields(draw: st.DrawFn, cls: type[Structure], wanted: Wanted = ANY) -> dict[str, Any]:
    """Return the fields of a structure, for its class to be called with."""
    members = members_of(cls)
    optional = [member.attribute for member in members if not member.required]
    some = st.sets(st.sampled_from(optional), max_size=MOST_OPTIONAL) if optional else st.just(set[str]())
    chosen = optional if wanted.full else draw(some)
    given = {
        member.attribute: draw(_member_values(cls, member, wanted))
        for member in members
        if member.required or member.attribute in chosen
    }
    mend = _MENDED.get(cls)
    if mend is not None:
        mend(given)
    if wanted.quiet and cls in _QUIETED:
        _QUIETED[cls](given)
    return given


def _member_values(cls: type[Structure], member: Member, wanted: Wanted) -> st.SearchStrategy[Any]:
    place = (cls, member.attribute)
    if wanted.quiet and member.attribute in _QUIET_ANYWHERE:
        return _QUIET_ANYWHERE[member.attribute]
    if place in _PARTICULAR:
        return _PARTICULAR[place]
    if member.rule is not None:  # which asks for an item at least
        return values(member.constraint, wanted).filter(len)
    return values(member.constraint, wanted)


# What error rules ask for.


def is_no_other_arn(group: str) -> bool:
    return not group.startswith("arn:") or ":model-package-group/" in group


_JSON_OBJECTS = st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(), max_size=3)

_PARTICULAR: Mapping[tuple[type[Structure], str], st.SearchStrategy[Any]] = {
    (ModelPackageModelCard, "model_card_content"): _JSON_OBJECTS.map(json.dumps),
    (TransformResources, "instance_count"): st.integers(1, MOST_INSTANCES),
    (VersionedModelPackage, "model_package_group_name"): strings(MODEL_PACKAGE_GROUP).filter(is_no_other_arn),
    (TransformS3DataSource, "s3_data_type"): st.sampled_from(
        [kind for kind in S3DataType if kind is not S3DataType.AUGMENTED_MANIFEST_FILE]
    ),
}


def _with_an_image(given: dict[str, Any]) -> None:
    if given.get("base_model") in {None, BaseModel()}:
        given.setdefault("image", f"{IMAGE}:1.7-1")


def _without_a_key_for_local_storage(given: dict[str, Any]) -> None:
    family = str(given["instance_type"]).removeprefix("ml.").partition(".")[0]
    if family in LOCAL_STORAGE_FAMILIES:
        given.pop("volume_kms_key_id", None)


_MENDED: Mapping[type[Structure], Callable[[dict[str, Any]], None]] = {
    ModelPackageContainerDefinition: _with_an_image,
    TransformResources: _without_a_key_for_local_storage,
}

# What warning rules ask for.

_ENVIRONMENT = st.dictionaries(
    st.from_regex(r"[A-Z]{1,8}", fullmatch=True), st.from_regex(r"[a-z0-9]{0,7}", fullmatch=True), max_size=MOST_ITEMS
)
_ARCHIVES = st.from_regex(r"(s3|https)://[a-z]{3,9}/[a-z0-9/]{0,20}\.tar\.gz", fullmatch=True)

_QUIET_ANYWHERE: Mapping[str, st.SearchStrategy[Any]] = {
    "accept_eula": st.just(value=True),
    "model_card_content": st.sampled_from(["{}", '{"intended_uses":{"risk_rating":"Low"}}']),
    "data_input_config": st.dictionaries(st.text(max_size=5), st.lists(st.integers(), max_size=4), max_size=3).map(
        json.dumps
    ),
    "environment": _ENVIRONMENT,
    "image": st.from_regex(re.escape(IMAGE) + r"(:[a-z0-9]{1,5}|@sha256:[0-9a-f]{64})", fullmatch=True),
    "model_data_url": _ARCHIVES,
    "model_package_group_name": st.from_regex(
        rf"(arn:aws:sagemaker:{REGION_OF_IMAGE}:[0-9]{{12}}:model-package-group/)?[a-z0-9]{{1,20}}", fullmatch=True
    ),
    "sample_payload_url": _ARCHIVES,
    "task": st.sampled_from(TASKS),
}


def _with_one_source(given: dict[str, Any]) -> None:
    if "model_data_source" in given:
        given.pop("model_data_url", None)


def _as_prefix_or_object(given: dict[str, Any]) -> None:
    if given["s3_data_type"] == "S3Prefix":
        given["s3_uri"] = "s3://ml-artifacts/churn/"
        if "compression_type" in given:
            given["compression_type"] = "None"


def _without_additional_sources(given: dict[str, Any]) -> None:
    given["containers"] = [attrs.evolve(one, additional_s3_data_source=None) for one in given["containers"]]


_QUIETED: Mapping[type[Structure], Callable[[dict[str, Any]], None]] = {
    AdditionalS3DataSource: _as_prefix_or_object,
    InferenceSpecification: _without_additional_sources,
    UnversionedInferenceSpecification: _without_additional_sources,
    ModelPackageContainerDefinition: _with_one_source,
    S3ModelDataSource: _as_prefix_or_object,
    SourceAlgorithm: _with_one_source,
}


# Packages -------------------------------------------------------------------------------------------------------------


def packages(wanted: Wanted = ANY) -> st.SearchStrategy[ModelPackage]:
    """Return packages of both kinds."""
    return versioned(wanted) | unversioned(wanted)


@st.composite
def versioned(draw: st.DrawFn, wanted: Wanted = ANY) -> VersionedModelPackage:
    """Return versions, whose warnings are not shown."""
    given = draw(fields(VersionedModelPackage, wanted))
    _distinguish(given)
    if not wanted.quiet:
        return without_warnings(VersionedModelPackage, given)
    if "source_uri" not in given:
        given["inference_specification"] = draw(structures(InferenceSpecification, wanted))
    if "inference_specification" in given:
        given.pop("source_uri", None)
        given.pop("source_algorithm_specification", None)
        _support_what_is_validated(given)
    return VersionedModelPackage(**given)


@st.composite
def unversioned(draw: st.DrawFn, wanted: Wanted = ANY) -> UnversionedModelPackage:
    """Return unversioned packages, whose warnings are not shown."""
    given = draw(fields(UnversionedModelPackage, wanted))
    _distinguish(given)
    if wanted.quiet and not given.keys() & {"inference_specification", "source_algorithm_specification"}:
        given["inference_specification"] = draw(structures(UnversionedInferenceSpecification, wanted))
    if not wanted.quiet:
        return without_warnings(UnversionedModelPackage, given)
    _quieten_unversioned(given)
    return UnversionedModelPackage(**given)


P = TypeVar("P", VersionedModelPackage, UnversionedModelPackage)


def without_warnings(cls: type[P], given: dict[str, Any]) -> P:
    """Make a package and ignore what the check warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelPackageWarning)
        return cls(**given)


def _distinguish(given: dict[str, Any]) -> None:
    """Leave one of each name or key."""
    if "tags" in given:
        given["tags"] = list({tag.key: tag for tag in given["tags"]}.values())
    if "additional_inference_specifications" in given:
        specifications = {one.name: one for one in given["additional_inference_specifications"]}
        given["additional_inference_specifications"] = list(specifications.values())


def _support_what_is_validated(given: dict[str, Any]) -> None:
    """Let the inference specification support what the validation profiles use."""
    inference, validation = given.get("inference_specification"), given.get("validation_specification")
    if inference is None or validation is None:
        return
    jobs = [profile.transform_job_definition for profile in validation.validation_profiles]
    supported = inference.supported_transform_instance_types
    if supported is not None:
        supported = [*supported, *(job.transform_resources.instance_type for job in jobs)]
    given["inference_specification"] = attrs.evolve(
        inference, supported_transform_instance_types=supported, supported_content_types=None
    )


def _quieten_unversioned(given: dict[str, Any]) -> None:
    given.pop("source_uri", None)
    if "inference_specification" in given:
        given.pop("source_algorithm_specification", None)
        given["inference_specification"] = _for_unversioned(given["inference_specification"])
    given["additional_inference_specifications"] = [
        _for_unversioned(one) for one in given.get("additional_inference_specifications", ())
    ] or None
    validation: ModelPackageValidationSpecification | None = given.get("validation_specification")
    if validation is None or not validation.validation_profiles:
        given.pop("certify_for_marketplace", None)
    _support_what_is_validated(given)


T = TypeVar("T", UnversionedInferenceSpecification, AdditionalInferenceSpecificationDefinition)


def _for_unversioned(specification: T) -> T:
    containers = [attrs.evolve(one, model_data_source=None, environment=None) for one in specification.containers]
    return attrs.evolve(specification, containers=containers)
