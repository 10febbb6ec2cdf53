"""The check: everything at once, in a steady order, whichever way a package comes to exist."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
import warnings
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

from sagemaker_model_package import (
    InferenceSpecification,
    ModelApprovalStatus,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    ModelPackageWarning,
    ProductionVariantInstanceType,
    TransformInstanceType,
    UnversionedModelPackage,
    VersionedModelPackage,
    _service_enum,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package.shapes import AdditionalInferenceSpecificationDefinition

from .bad_requests import (
    C0,
    ELSEWHERE,
    JOB,
    additional,
    archive_in_s3,
    container,
    job_input,
    job_resources,
    problems_of,
    profile,
    serving,
    shelf,
    validated_by,
    version,
    with_container,
    with_resources,
    with_serving,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package import Problem

    from .bad_requests import Kwargs


def errors_of(kwargs: object) -> list[tuple[str, str]]:
    """Return code and path of every problem, in order; there has to be an error among them."""
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs(cast("Kwargs", kwargs))
    return [(problem.code, problem.path) for problem in raised.value.problems]


def only_problem_of(kwargs: Kwargs) -> Problem:
    (problem,) = problems_of(lambda: from_kwargs(kwargs))
    return problem


# Everything at once, in order -----------------------------------------------------------------------------------------


def test_unexpected_keys_come_first_then_values_in_the_order_of_the_service_and_then_rules() -> None:
    kwargs: Kwargs = {
        "CustomerMetadataProperties": {"a%": "b%", "c": ""},
        "ClientToken": "",
        "InferenceSpecification": serving(
            container(Image=" ", Environment={"A-B": 5}), {"Other": 1}, SupportedContentTypes=["a\n", "b", 5]
        ),
        "ModelPackageDescription": 5,
        "Unknown": 1,
        "ModelPackageGroupName": "churn",
        "Task": "GUESSING",
        "Tags": [],
        "Domain": None,
    }
    assert errors_of(kwargs) == [
        ("MP008", "InferenceSpecification.Containers[1].Other"),
        ("MP008", "Unknown"),
        ("MP001", "Domain"),
        ("MP001", "ModelPackageDescription"),
        ("MP003", f"{C0}.Image"),
        ("MP003", f"{C0}.Environment (key: A-B)"),
        ("MP001", f"{C0}.Environment.A-B"),
        ("MP003", "InferenceSpecification.SupportedContentTypes[0]"),
        ("MP001", "InferenceSpecification.SupportedContentTypes[2]"),
        ("MP002", "ClientToken"),
        ("MP003", "CustomerMetadataProperties (key: a%)"),
        ("MP003", "CustomerMetadataProperties.a%"),
        ("MP002", "CustomerMetadataProperties.c"),
        ("MP104", "InferenceSpecification.Containers[1].Image"),
        ("MP103", "Tags"),
        ("MP218", "Task"),  # the only warning
    ]


def test_an_unknown_key_that_looks_like_a_path_hides_nothing() -> None:
    kwargs: Kwargs = {"ModelPackageGroupName": "churn", "InferenceSpecification": {}}
    kwargs["InferenceSpecification.Containers"] = 1
    assert errors_of(kwargs) == [(code, "InferenceSpecification.Containers") for code in ("MP008", "MP007")]


@pytest.mark.parametrize("nothing", [None, [], "", 5, b"", [("ModelPackageGroupName", "churn")]])
@pytest.mark.parametrize("read", [from_kwargs, from_describe])
def test_what_is_not_a_request_at_all(nothing: object, read: Callable[[Any], object]) -> None:
    (problem,) = problems_of(lambda: read(nothing))
    assert (problem.code, problem.path) == ("MP001", "")


# Rules and values that were reported ----------------------------------------------------------------------------------
# That a rule is silent where a value was reported is to be seen in the bad requests: each has its own problem alone.

DIRTY: Kwargs = {"Image": 5, "Environment": {"A": 5, "B-": "x"}, "Unknown": 1}
FROM_DIRTY = [("MP001", "Image"), ("MP001", "Environment.A"), ("MP003", "Environment (key: B-)"), ("MP008", "Unknown")]


@pytest.mark.parametrize(
    ("clean", "code", "path"),
    [
        ({}, "MP104", "Image"),
        (container(ModelDataUrl="s3://bucket/model.pkl"), "MP205", "ModelDataUrl"),
        (container(ModelDataUrl="s3://bucket/m.tar.gz", ModelDataSource={}), "MP206", "ModelDataSource"),
        (container(Environment={"API_TOKEN": "hunter2hunter2"}), "MP214", "Environment.API_TOKEN"),
        (container(Image="python:3.12"), "MP215", "Image"),
        (container(ModelInput={"DataInputConfig": "{"}), "MP219", "ModelInput.DataInputConfig"),
    ],
)
def test_a_rule_still_speaks_for_the_container_between_two_dirty_ones(clean: Kwargs, code: str, path: str) -> None:
    containers = "InferenceSpecification.Containers"
    expected = [(found, f"{containers}[{index}].{at}") for index in (0, 2) for found, at in FROM_DIRTY]
    found = errors_of(with_serving(Containers=[DIRTY, clean, DIRTY]))
    assert sorted(found) == sorted([*expected, (code, f"{containers}[1].{path}")])


UNSUPPORTED = profile(TransformInput=job_input(ContentType="c/d"))
TWO_TAGS = [{"Key": "a", "Value": 5}, {"Key": "a", "Value": "b"}]


@pytest.mark.parametrize(
    ("kwargs", "code", "path"),
    [
        (
            with_serving(Containers=[container(Framework=5), container(AdditionalS3DataSource={})]),
            "MP212",
            "InferenceSpecification.Containers[1].AdditionalS3DataSource",
        ),
        (
            version(ModelPackageGroupName=ELSEWHERE, InferenceSpecification=serving(container(Framework=5))),
            "MP221",
            f"{C0}.Image",
        ),
        (  # it has found this before it reads what was reported
            version(ModelPackageGroupName=ELSEWHERE, InferenceSpecification=serving(container(), container(Image=5))),
            "MP221",
            f"{C0}.Image",
        ),
        (
            shelf(
                InferenceSpecification=serving(
                    container(ModelDataSource={"S3DataSource": archive_in_s3()}, Environment=5)
                )
            ),
            "MP211",
            f"{C0}.ModelDataSource",
        ),
        (
            version(AdditionalInferenceSpecifications=[additional("a", Description=5), additional("a")]),
            "MP108",
            "AdditionalInferenceSpecifications[1].Name",
        ),
        (shelf(Tags=TWO_TAGS), "MP107", "Tags[1].Key"),
        (
            shelf(InferenceSpecification=serving(container(Image=5))),
            "MP102",
            "InferenceSpecification.SupportedTransformInstanceTypes",
        ),
        (
            version(
                InferenceSpecification=serving(SupportedContentTypes=["a/b"], SupportedTransformInstanceTypes=["m5"]),
                ValidationSpecification=validated_by(UNSUPPORTED),
            ),
            "MP217",
            f"{JOB}.TransformInput.ContentType",
        ),
        (
            with_container(Environment={"A": 5, "API_TOKEN": "hunter2hunter2"}),
            "MP214",
            f"{C0}.Environment.API_TOKEN",
        ),
        (version(SourceUri="churn-7", InferenceSpecification=serving(5)), "MP209", "SourceUri"),
        (
            with_resources(InstanceCount=101, TransformAmiVersion=5),
            "MP106",
            f"{JOB}.TransformResources.InstanceCount",
        ),
    ],
)
def test_a_rule_speaks_of_what_was_not_reported(kwargs: Kwargs, code: str, path: str) -> None:
    assert (code, path) in errors_of(kwargs)


@pytest.mark.parametrize(
    ("kwargs", "expected"),
    [
        (version(Tags=None), [("MP001", "Tags")]),
        (version(CertifyForMarketplace="yes"), [("MP001", "CertifyForMarketplace")]),
        (shelf(ModelApprovalStatus=None), [("MP001", "ModelApprovalStatus")]),
        (shelf(ModelApprovalStatus=5), [("MP001", "ModelApprovalStatus")]),
        (shelf(ModelApprovalStatus="approved!"), [("MP006", "ModelApprovalStatus")]),
        (version(ModelPackageName=None, Tags=[]), [("MP001", "ModelPackageName"), ("MP103", "Tags")]),
        (shelf(ModelPackageGroupName=None), [("MP001", "ModelPackageGroupName")]),
        (
            version(ModelPackageName="a b", ModelPackageGroupName="a c"),
            [("MP101", ""), ("MP003", "ModelPackageName"), ("MP003", "ModelPackageGroupName")],
        ),
        (
            version(ModelPackageName=None, ModelPackageGroupName=None),
            [("MP101", ""), ("MP001", "ModelPackageName"), ("MP001", "ModelPackageGroupName")],
        ),
    ],
)
def test_values_of_members_of_the_other_kind_are_checked_too(kwargs: Kwargs, expected: list[tuple[str, str]]) -> None:
    assert sorted((problem.code, problem.path) for problem in problems_of(lambda: from_kwargs(kwargs))) == sorted(
        expected
    )


@pytest.mark.parametrize("status", ["PendingManualApproval", ModelApprovalStatus.PENDING_MANUAL_APPROVAL])
def test_the_status_that_the_sdk_always_sends_is_dropped_without_a_word(status: str) -> None:
    assert from_kwargs(shelf(ModelApprovalStatus=status)).to_kwargs() == shelf()


# Neither name, or both ------------------------------------------------------------------------------------------------

NEITHER_OR_BOTH = pytest.mark.parametrize("names", [{}, {"ModelPackageName": "a", "ModelPackageGroupName": "a"}])


@NEITHER_OR_BOTH
@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"ModelPackageDescription": "a\nb"}, ("MP003", "ModelPackageDescription")),
        ({"InferenceSpecification": serving({})}, ("MP104", f"{C0}.Image")),
        ({"InferenceSpecification": serving(container(Nothing=1))}, ("MP008", f"{C0}.Nothing")),
        ({"InferenceSpecification": serving(), "SourceUri": "churn-7"}, ("MP209", "SourceUri")),
        ({"SkipModelValidation": "Some"}, ("MP006", "SkipModelValidation")),
        ({"Task": "GUESSING"}, ("MP218", "Task")),
        ({"Unknown": 1}, ("MP008", "Unknown")),
        ({"Domain": None}, ("MP001", "Domain")),
        ({"ModelCard": {"ModelCardContent": "[]"}}, ("MP110", "ModelCard.ModelCardContent")),
        (
            {"ValidationSpecification": validated_by(profile(TransformResources=job_resources(InstanceCount=101)))},
            ("MP106", f"{JOB}.TransformResources.InstanceCount"),
        ),
    ],
)
def test_without_a_kind_everything_common_is_checked(names: Kwargs, members: Kwargs, expected: tuple[str, str]) -> None:
    assert errors_of({**names, **members}) == [("MP101", ""), expected]


@NEITHER_OR_BOTH
@pytest.mark.parametrize(
    "of_one_kind",
    [
        {},
        {"Tags": []},
        {"CertifyForMarketplace": True},
        {"ModelApprovalStatus": "Approved"},
        {"InferenceSpecification": serving(container(Environment={"A": "b"}))},
    ],
)
def test_without_a_kind_none_is_assumed(names: Kwargs, of_one_kind: Kwargs) -> None:
    assert errors_of({**names, **of_one_kind}) == [("MP101", "")]
    with pytest.raises(ModelPackageValidationError, match="1 problem in this model package:") as raised:
        from_kwargs({**names, **of_one_kind})
    assert raised.value.kind is None


# Ways in --------------------------------------------------------------------------------------------------------------


def quietly(response: Kwargs) -> VersionedModelPackage:
    """Return a version that was warned of, and that no other way in might let exist."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = from_describe(response)
    assert isinstance(package, VersionedModelPackage)
    return package


UNDEPLOYABLE = quietly({"ModelPackageGroupName": "churn"})
IN_ERROR = quietly({**version(), "ClientToken": "a b"})
QUIET = VersionedModelPackage(model_package_group_name="churn", source_uri="x")

WAYS_IN: dict[str, Callable[[], object]] = {
    "build": lambda: ModelPackageBuilder().client_token("a b").source_uri("x").versioned("churn").build(),
    "a class": lambda: VersionedModelPackage(model_package_group_name="churn", client_token="a b", source_uri="x"),
    "from_kwargs": lambda: from_kwargs(version(ClientToken="a b")),
    "evolve": lambda: attrs.evolve(QUIET, client_token="a b"),
    "evolve of what was described": lambda: attrs.evolve(IN_ERROR, task="OTHER"),
}


@pytest.mark.parametrize("way_in", WAYS_IN.values(), ids=WAYS_IN.keys())
def test_every_way_in_checks(way_in: Callable[[], object]) -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        way_in()
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("MP003", "ClientToken")]
    assert raised.value.kind == "versioned"


@pytest.mark.parametrize("package", [UNDEPLOYABLE, IN_ERROR], ids=["warned of", "in error"])
def test_copies_and_pickles_are_not_checked_again(package: VersionedModelPackage) -> None:
    for other in (copy.copy(package), copy.deepcopy(package), pickle.loads(pickle.dumps(package))):  # noqa: S301
        assert other == package
        assert other.to_kwargs() == package.to_kwargs()


def test_parts_are_not_checked_before_there_is_a_package() -> None:
    part = ModelPackageContainerDefinition(image="a b")
    specification = InferenceSpecification(containers=[part, part])
    with pytest.raises(ModelPackageValidationError) as raised:
        VersionedModelPackage(model_package_group_name="churn", inference_specification=specification)
    containers = "InferenceSpecification.Containers"
    assert [problem.path for problem in raised.value.problems] == [f"{containers}[{index}].Image" for index in (0, 1)]


def test_a_dict_that_stands_twice_is_reported_twice() -> None:
    part = container(Unknown=1, Framework=None)
    assert sorted(errors_of(with_serving(Containers=[part, part]))) == [
        (code, f"InferenceSpecification.Containers[{index}].{name}")
        for code, name in (("MP001", "Framework"), ("MP008", "Unknown"))
        for index in (0, 1)
    ]


def test_a_structure_of_the_wrong_class() -> None:
    wrong = cast("Any", AdditionalInferenceSpecificationDefinition(name="a", containers=[]))
    with pytest.raises(ModelPackageValidationError) as raised:
        VersionedModelPackage(model_package_group_name="churn", inference_specification=wrong)
    first = raised.value.problems[0]
    assert (first.code, first.path) == ("MP001", "InferenceSpecification")
    assert "an InferenceSpecification" in first.message
    assert "an AdditionalInferenceSpecificationDefinition" in first.message


def test_a_package_without_its_name() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        VersionedModelPackage(model_package_group_name=cast("Any", None), source_uri="x")
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("MP007", "ModelPackageGroupName")]


# Warnings -------------------------------------------------------------------------------------------------------------

WARNED_OF: dict[str, Callable[[], object]] = {
    "build": lambda: ModelPackageBuilder().versioned("churn").build(),
    "build of an unversioned package": lambda: (
        ModelPackageBuilder().sample_payload_url("s3://a/b").unversioned_from_algorithm("churn", "algorithm").build()
    ),
    "a class": lambda: VersionedModelPackage(model_package_group_name="churn"),
    "a class of an unversioned package": lambda: UnversionedModelPackage(model_package_name="churn"),
    "from_kwargs": lambda: from_kwargs({"ModelPackageGroupName": "churn"}),
    "from_describe": lambda: from_describe({"ModelPackageGroupName": "churn"}),
    "evolve": lambda: attrs.evolve(UNDEPLOYABLE, task="OTHER"),
}


@pytest.mark.parametrize("way_in", WARNED_OF.values(), ids=WARNED_OF.keys())
def test_a_warning_blames_the_users_line(way_in: Callable[[], object]) -> None:
    lines, first = inspect.getsourcelines(way_in)
    with pytest.warns(ModelPackageWarning) as caught:
        way_in()
    (warning,) = caught
    assert warning.filename == __file__
    assert first <= warning.lineno < first + len(lines)


@pytest.mark.skipif(
    not (hasattr(copy, "replace") and hasattr(VersionedModelPackage, "__replace__")),
    reason="this Python or this attrs has no copy.replace",
)
def test_copy_replace_is_a_way_in_too() -> None:
    replace: Any = vars(copy)["replace"]
    with pytest.raises(ModelPackageValidationError):
        replace(UNDEPLOYABLE, client_token="a b")
    with pytest.warns(ModelPackageWarning) as caught:
        replace(UNDEPLOYABLE, domain="churn")
    assert {warning.filename for warning in caught} == {__file__}


@pytest.mark.parametrize(("pattern", "left"), [("", []), (r"(?s).*\[MP220 ", ["MP218"])])
def test_warnings_can_be_ignored_all_or_one_by_one(pattern: str, left: list[str]) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", pattern, ModelPackageWarning)
        from_kwargs({"ModelPackageGroupName": "churn", "Task": "GUESSING"})
    assert [str(warning.message).partition("[")[2][:5] for warning in caught] == left


def test_errors_raise_whatever_the_filters_say() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        assert errors_of({"ModelPackageGroupName": "", "Task": "GUESSING"})[0] == ("MP002", "ModelPackageGroupName")
    assert caught == []


# Suggestions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kwargs", "meant"),
    [
        (version(ModelApprovalStatus="Aproved"), "Approved"),
        (with_serving(SupportedTransformInstanceTypes=["m5.large"]), "ml.m5.large"),
        (with_serving(SupportedRealtimeInferenceInstanceTypes=["ml_g5_12xlarge"]), "ml.g5.12xlarge"),
        (with_serving(SupportedTransformInstanceTypes=["?"]), None),
    ],
)
def test_an_unknown_value_is_met_with_the_nearest_and_the_way_through(kwargs: Kwargs, meant: str | None) -> None:
    problem = only_problem_of(kwargs)
    assert problem.code == "MP006"
    assert f"did you mean {meant!r}?" in problem.remedy or meant is None
    assert ("did you mean" in problem.remedy) is (meant is not None)
    assert re.search(r"\w+\.unlisted\('", problem.remedy)


@pytest.mark.parametrize(
    ("kwargs", "path", "remedy"),
    [
        (version(model_package_description="x"), "model_package_description", "did you mean ModelPackageDescription?"),
        (version(ModelPackgeDescription="x"), "ModelPackgeDescription", "did you mean ModelPackageDescription?"),
        (version(Tag=[]), "Tag", "did you mean Tags?"),  # of the other kind
        (with_container(ModelDataURL="s3://a/b.tar.gz"), f"{C0}.ModelDataURL", "did you mean ModelDataUrl?"),
        (
            version(MetadataProperties={"?": "x"}),
            "MetadataProperties.?",
            "leave it out; the members are CommitId, Repository, GeneratedBy, ProjectId",
        ),
    ],
)
def test_an_unknown_key_is_met_with_the_nearest_or_with_all_there_are(kwargs: Kwargs, path: str, remedy: str) -> None:
    problem = only_problem_of(kwargs)
    assert (problem.code, problem.path, problem.remedy) == ("MP008", path, remedy)


def test_a_missing_member_is_named_in_both_spellings() -> None:
    problem = only_problem_of(shelf(Tags=[{"Key": "team"}]))
    assert "Value" in problem.message
    assert "value" in problem.remedy


# New values -----------------------------------------------------------------------------------------------------------

NEWER = "ml.z9.large"
TRANSFORM, REALTIME = "SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes"


@pytest.mark.parametrize(
    ("shape", "attribute", "member", "other"),
    [
        (TransformInstanceType, "supported_transform_instance_types", TRANSFORM, REALTIME),
        (ProductionVariantInstanceType, "supported_realtime_inference_instance_types", REALTIME, TRANSFORM),
    ],
)
def test_what_the_installed_botocore_knows_passes_in_its_list_alone(
    monkeypatch: pytest.MonkeyPatch, shape: type[Any], attribute: str, member: str, other: str
) -> None:
    def known(name: str) -> tuple[str, ...]:
        return (NEWER,) if name == shape.__name__ else ()

    monkeypatch.setattr(_service_enum, "_values_in_botocore", known)
    kwargs = with_serving(**{member: [NEWER]})
    package = from_kwargs(kwargs)
    assert package.to_kwargs() == kwargs
    (value,) = getattr(package.inference_specification, attribute)
    assert value is shape.unlisted(NEWER)
    assert errors_of(with_serving(**{other: [NEWER]})) == [("MP006", f"InferenceSpecification.{other}[0]")]


def test_an_unlisted_member_passes_and_goes_out_as_its_text() -> None:
    value = TransformInstanceType.unlisted(NEWER)
    kwargs = from_kwargs(with_serving(SupportedTransformInstanceTypes=[value])).to_kwargs()
    assert kwargs == with_serving(SupportedTransformInstanceTypes=[NEWER])
    assert type(kwargs["InferenceSpecification"]["SupportedTransformInstanceTypes"][0]) is str


# Paths ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("a%", "a%"),
        ("a b%", "a b%"),
        ("a\n", r"'a\n'"),
        ("\ud800", r"'\ud800'"),
        ("it's%", '"it\'s%"'),
        (5, "5"),
        (None, "None"),
        ((1, 2), "a tuple of 2 items"),
    ],
)
def test_keys_in_paths(key: object, text: str) -> None:
    problem = only_problem_of(version(CustomerMetadataProperties={key: "value"}))
    assert problem.path == f"CustomerMetadataProperties (key: {text})"
