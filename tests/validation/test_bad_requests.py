"""Every bad request is reported with its exact path, by every way in, and no twin is reported at all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import botocore.session
import pytest
from botocore.validate import ParamValidator

import sagemaker_model_package
from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageBuilder,
    ModelPackageWarning,
    UnversionedInferenceSpecification,
    UnversionedModelPackage,
    UnversionedModelPackageBuilder,
    VersionedModelPackage,
    VersionedModelPackageBuilder,
    from_kwargs,
    shapes,
)
from sagemaker_model_package._constraints import ListOf, Nested, members_of
from sagemaker_model_package._faults import FAULT_CODES
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package._validation.rules import RULES
from sagemaker_model_package.builder import metadata_text

from .bad_requests import (
    BAD_REQUESTS,
    BadRequest,
    full_shelf,
    full_version,
    problems_of,
    serving,
    version,
    with_container,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package import Problem
    from sagemaker_model_package._constraints import Constraint
    from sagemaker_model_package.shapes._structure import Structure

    from .bad_requests import Kwargs

each_bad_request = pytest.mark.parametrize("case", BAD_REQUESTS, ids=lambda case: case.name)


def severity_of(code: str) -> str:
    return "warning" if code >= "MP200" else "error"


def codes_and_paths(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.path) for problem in problems)


BUILDERS = (ModelPackageBuilder, VersionedModelPackageBuilder, UnversionedModelPackageBuilder)
FUNCTIONS = {
    *(name for one in (*BUILDERS, sagemaker_model_package, shapes) for name in dir(one)),
    *(one.__name__ for one in (metadata_text, json.dumps, ServiceEnum.unlisted)),
}
"""What a remedy may tell to call: setters, public names, and three more."""


# By kwargs ------------------------------------------------------------------------------------------------------------


@each_bad_request
def test_bad_request_is_reported(case: BadRequest) -> None:
    problems = problems_of(lambda: from_kwargs(case.bad))
    assert codes_and_paths(problems) == sorted(case.expected)
    for problem in problems:
        assert problem.severity == severity_of(problem.code)
        assert problem.message
        assert problem.remedy
        assert set(re.findall(r"\b(\w+)\(", problem.remedy)) <= FUNCTIONS


@each_bad_request
def test_twin_is_not_reported(case: BadRequest) -> None:
    package = from_kwargs(case.twin)  # a warning would be an error here
    assert package.to_kwargs() == case.twin


@pytest.mark.parametrize("request_", [full_version(), full_shelf()], ids=["version", "shelf"])
def test_a_request_with_every_member_has_no_error(request_: Kwargs) -> None:
    with pytest.warns(ModelPackageWarning):
        package = from_kwargs(request_)
    assert package.to_kwargs() == request_
    assert len(request_) == len(members_of(type(package)))


def test_every_code_occurs_alone() -> None:
    alone = {case.expected[0][0] for case in BAD_REQUESTS if len({code for code, _ in case.expected}) == 1}
    of_requests = {rule.code for rule in RULES if rule.on != "registration"}
    assert alone == {fault.code for fault in FAULT_CODES} | of_requests


def test_names_tell_the_cases_apart() -> None:
    assert len({case.name for case in BAD_REQUESTS}) == len(BAD_REQUESTS) >= 175


# By classes and by the builder ----------------------------------------------------------------------------------------


INSTANCE_TYPES = {"SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes"}


class CannotBeWrittenError(Exception):
    """The classes have no place for this: Python itself, or a type checker, refuses it."""


def written_with_classes(kwargs: Kwargs, structure: type[Structure]) -> dict[str, Any]:
    """Return the arguments with which a user of the classes makes the same mistakes."""
    by_name = {member.name: member for member in members_of(structure)}
    if kwargs.keys() - by_name.keys():
        raise CannotBeWrittenError
    if any(member.required and name not in kwargs for name, member in by_name.items()):
        raise CannotBeWrittenError
    return {by_name[name].attribute: _written(value, by_name[name].constraint) for name, value in kwargs.items()}


def _written(value: object, constraint: Constraint) -> object:
    if value is None:
        raise CannotBeWrittenError
    if isinstance(constraint, Nested) and isinstance(value, Mapping):
        kwargs = dict(cast("Kwargs", value))
        structure = constraint.structure
        if structure is UnversionedInferenceSpecification and not kwargs.keys() >= INSTANCE_TYPES:
            structure = InferenceSpecification  # type checkers refuse it there, and at run time it gets that far
        return structure(**written_with_classes(kwargs, structure))
    if isinstance(constraint, ListOf) and isinstance(value, list):
        items = cast("list[object]", value)
        return [None if item is None else _written(item, constraint.item) for item in items]
    return value


def package_class(kwargs: Kwargs) -> type[VersionedModelPackage | UnversionedModelPackage]:
    if ("ModelPackageGroupName" in kwargs) == ("ModelPackageName" in kwargs):
        raise CannotBeWrittenError
    return VersionedModelPackage if "ModelPackageGroupName" in kwargs else UnversionedModelPackage


def by_class(kwargs: Kwargs) -> Callable[[], object]:
    package = package_class(kwargs)
    arguments = written_with_classes(kwargs, package)
    return lambda: package(**arguments)


SETTERS = {
    "model_package_description": "description",
    "model_package_registration_type": "registration_type",
    "customer_metadata_properties": "customer_metadata",
    "model_life_cycle": "life_cycle",
    "model_approval_status": "approval_status",
}
APPENDING = {"additional_inference_specifications", "tags"}


def by_builder(kwargs: Kwargs) -> Callable[[], object]:
    arguments = written_with_classes(kwargs, package_class(kwargs))
    group = arguments.pop("model_package_group_name", None)
    name = arguments.pop("model_package_name", None)
    builder: Any = ModelPackageBuilder()
    if group is not None:
        builder = builder.versioned(group)
    elif "inference_specification" in arguments:
        builder = builder.unversioned(name, transform_instance_types=[], realtime_instance_types=[])
    elif "source_algorithm_specification" in arguments:
        builder = builder.unversioned_from_algorithm(name, "replaced-below")
    else:
        raise CannotBeWrittenError
    for attribute, value in arguments.items():
        setter = getattr(builder, SETTERS.get(attribute, attribute))
        builder = setter(*value) if attribute in APPENDING and isinstance(value, list) else setter(value)
    build: Callable[[], object] = builder.build
    return build


MENDED_BY_THE_BUILDER = {
    "a measure that is still a number": "customer_metadata writes numbers as text",
    "a tag's key again": "tags merge by key",
    "tags as a dict": "tags are given as a dict",
}


def reported_by(way_in: Callable[[Kwargs], Callable[[], object]]) -> dict[str, tuple[Any, Any]]:
    """Return what was reported, and what should have been, of the bad requests that can be written this way."""
    reported: dict[str, tuple[Any, Any]] = {}
    for case in BAD_REQUESTS:
        try:
            attempt = way_in(case.bad)
        except CannotBeWrittenError:
            continue
        reported[case.name] = codes_and_paths(problems_of(attempt)), sorted(case.expected)
    return reported


def test_classes_report_the_same() -> None:
    reported = reported_by(by_class)
    assert {name: found for name, (found, expected) in reported.items() if found != expected} == {}
    assert len(reported) >= 125


def test_the_builder_reports_the_same() -> None:
    reported = reported_by(by_builder)
    differing = {name for name, (found, expected) in reported.items() if found != expected}
    assert differing == MENDED_BY_THE_BUILDER.keys()
    assert len(reported) >= 125


@pytest.mark.parametrize("way_in", [by_class, by_builder])
def test_no_twin_is_reported_by(way_in: Callable[[Kwargs], Callable[[], object]]) -> None:
    reported = {case.name: problems_of(way_in(case.twin)) for case in BAD_REQUESTS}
    assert {name: found for name, found in reported.items() if found} == {}


# Beside botocore ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def refused_by_botocore() -> Callable[[Kwargs], bool]:
    model = botocore.session.get_session().get_service_model("sagemaker")
    shape = model.operation_model("CreateModelPackage").input_shape
    assert shape is not None
    return lambda kwargs: ParamValidator().validate(kwargs, shape).has_errors()


@pytest.mark.pinned_botocore
def test_botocore_accepts_every_twin(refused_by_botocore: Callable[[Kwargs], bool]) -> None:
    assert [case.name for case in BAD_REQUESTS if refused_by_botocore(case.twin)] == []


@pytest.mark.pinned_botocore
def test_botocore_reports_fewer(refused_by_botocore: Callable[[Kwargs], bool]) -> None:
    refused = [case for case in BAD_REQUESTS if refused_by_botocore(case.bad)]
    within_its_reach = {"MP001", "MP002", "MP004", "MP005", "MP007", "MP008"}
    assert [case.name for case in refused if not within_its_reach & {code for code, _ in case.expected}] == []
    assert len(refused) < len(BAD_REQUESTS) / 2


# What goes unreported -------------------------------------------------------------------------------------------------


def test_nothing_is_coerced() -> None:
    kwargs = version(
        ClientToken="7", InferenceSpecification=serving(SupportedContentTypes=[], SupportedResponseMIMETypes=("a/b",))
    )
    expected = version(
        ClientToken="7", InferenceSpecification=serving(SupportedContentTypes=[], SupportedResponseMIMETypes=["a/b"])
    )
    assert from_kwargs(kwargs).to_kwargs() == expected


def test_the_kwargs_are_not_changed_and_not_kept() -> None:
    environment = {"WORKERS": "4"}
    kwargs = with_container(Environment=environment)
    package = from_kwargs(kwargs)
    environment["WORKERS"] = "5"
    kwargs["InferenceSpecification"]["Containers"].clear()
    assert package.to_kwargs() == with_container(Environment={"WORKERS": "4"})
