"""The one check: everything at once, in a steady order, whichever way a package comes to exist."""

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
    AdditionalInferenceSpecificationDefinition,
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
    enums,
    from_describe,
    from_kwargs,
)

from .bad_requests import (
    C0,
    GROUP_ARN,
    IMAGE,
    JOB,
    KEY_ARN,
    additional,
    container,
    from_algorithm,
    job_input,
    job_resources,
    profile,
    serving,
    shelf,
    validated_by,
    version,
    with_container,
    with_resources,
    with_serving,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sagemaker_model_package import Problem

    from .bad_requests import Kwargs


def problems_of(kwargs: object) -> list[tuple[str, str]]:
    """Return code and path of every problem, in order; there has to be an error among them."""
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs(cast("Kwargs", kwargs))
    return [(problem.code, problem.path) for problem in raised.value.problems]


def only_problem_of(kwargs: Kwargs) -> Problem:
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs(kwargs)
    (problem,) = raised.value.problems
    return problem


# Everything at once, in order -----------------------------------------------------------------------------------------


def test_errors_come_in_the_order_of_the_service_and_rules_after_them() -> None:
    kwargs: Kwargs = {
        "CustomerMetadataProperties": {"a%": "b%", "c": ""},
        "ClientToken": "",
        "InferenceSpecification": serving(
            container(Image=" ", Environment={"A-B": 5}), {}, SupportedContentTypes=["a\n", "b", 5]
        ),
        "ModelPackageDescription": 5,
        "ModelPackageGroupName": "churn",
        "Task": "GUESSING",
        "Tags": [],
    }
    found = problems_of(kwargs)
    values = [one for one in found if one[0] < "MP100"]
    assert values == [
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
    ]
    assert sorted(one for one in found if one[0] > "MP100") == [
        ("MP103", "Tags"),
        ("MP104", "InferenceSpecification.Containers[1].Image"),
        ("MP218", "Task"),
    ]
    assert found[-1] == ("MP218", "Task")  # the only warning


def test_the_order_is_the_same_each_time() -> None:
    unknown = [f"Unknown{number}" for number in range(50)]
    kwargs: Kwargs = {**version(), **dict.fromkeys(unknown, 1), "Tags": [], "Task": None, "Domain": 5}
    assert problems_of(kwargs) == problems_of(copy.deepcopy(kwargs))
    assert [path for _, path in problems_of(kwargs) if path.startswith("Unknown")] == unknown


def test_an_empty_request() -> None:
    assert problems_of({}) == [("MP101", "")]


@pytest.mark.parametrize("nothing", [None, [], "", 5, b"", [("ModelPackageGroupName", "churn")]])
def test_what_is_no_request_at_all(nothing: object) -> None:
    assert problems_of(nothing) == [("MP001", "")]
    with pytest.raises(ModelPackageValidationError):
        from_describe(cast("Kwargs", nothing))


# Rules and values that were reported ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kwargs", "expected"),
    [
        pytest.param(with_container(Image=5), [("MP001", f"{C0}.Image")], id="an image of a wrong type is an image"),
        pytest.param(with_container(Image=" "), [("MP003", f"{C0}.Image")], id="an image that is none is no ECR path"),
        pytest.param(
            with_container(ModelDataUrl="model.pkl"), [("MP003", f"{C0}.ModelDataUrl")], id="no URI and no archive"
        ),
        pytest.param(
            with_resources(InstanceType="ml.g5.larg", VolumeKmsKeyId=KEY_ARN),
            [("MP006", f"{JOB}.TransformResources.InstanceType")],
            id="a key with an unknown instance type",
        ),
        pytest.param(
            with_resources(InstanceType="ml.g5.xlarge", VolumeKmsKeyId=" "),
            [("MP003", f"{JOB}.TransformResources.VolumeKmsKeyId")],
            id="a key that is none with local storage",
        ),
        pytest.param(
            with_resources(InstanceCount="101"), [("MP001", f"{JOB}.TransformResources.InstanceCount")], id="'101'"
        ),
        pytest.param(
            version(ModelCard={"ModelCardContent": "\n" * 100_001}),
            [("MP002", "ModelCard.ModelCardContent")],
            id="a model card that is too long, no JSON and has line breaks",
        ),
        pytest.param(version(Task=5), [("MP001", "Task")], id="a task of a wrong type"),
        pytest.param(
            version(SamplePayloadUrl="sample.csv"), [("MP003", "SamplePayloadUrl")], id="a payload that is no URI"
        ),
        pytest.param(
            with_container(Environment={f"V{n}": "" for n in range(101)} | {"API_TOKEN": "hunter2hunter2"}),
            [("MP005", f"{C0}.Environment")],
            id="too many variables, one with a credential",
        ),
        pytest.param(
            shelf(InferenceSpecification=5), [("MP001", "InferenceSpecification")], id="no specification to ask"
        ),
        pytest.param(
            {"ModelPackageGroupName": "churn", "InferenceSpecification": 5},
            [("MP001", "InferenceSpecification")],
            id="something was meant to be deployed",
        ),
        pytest.param(
            {"ModelPackageName": "churn", "SourceAlgorithmSpecification": []},
            [("MP001", "SourceAlgorithmSpecification")],
            id="something was meant to be inside",
        ),
        pytest.param(
            shelf(CertifyForMarketplace=True, ValidationSpecification=[]),
            [("MP001", "ValidationSpecification")],
            id="something was meant to be validated",
        ),
        pytest.param(
            shelf(Tags=[{"Key": 5, "Value": "a"}, {"Key": 5, "Value": "b"}]),
            [("MP001", "Tags[0].Key"), ("MP001", "Tags[1].Key")],
            id="the same key that is none",
        ),
        pytest.param(
            with_serving(SupportedTransformInstanceTypes=[]) | {"ValidationSpecification": validated_by()},
            [("MP005", "InferenceSpecification.SupportedTransformInstanceTypes")],
            id="an instance type that is not in an empty list",
        ),
        pytest.param(
            version(ModelPackageGroupName=GROUP_ARN.replace("us-east-1", "us-west-2") + "-"),
            [("MP003", "ModelPackageGroupName")],
            id="a group that is none, elsewhere",
        ),
        pytest.param(version(Tags=None), [("MP103", "Tags")], id="None for tags on a version"),
        pytest.param(
            with_container(
                ModelDataSource={
                    "S3DataSource": {"S3Uri": "s3//prefix", "S3DataType": "S3Prefix", "CompressionType": "None"}
                }
            ),
            [("MP003", f"{C0}.ModelDataSource.S3DataSource.S3Uri")],
            id="a prefix that is no URI",
        ),
        pytest.param(
            with_container(
                ModelDataSource={
                    "S3DataSource": {"S3Uri": "s3://b/prefix/", "S3DataType": "S3prefix", "CompressionType": "Gzip"}
                }
            ),
            [("MP006", f"{C0}.ModelDataSource.S3DataSource.S3DataType")],
            id="gzip on something unknown",
        ),
    ],
)
def test_a_rule_is_silent_on_what_was_reported(kwargs: Kwargs, expected: list[tuple[str, str]]) -> None:
    assert problems_of(kwargs) == expected


DIRTY: Kwargs = {"Image": 5, "Environment": {"A": 5, "B-": "x"}, "Unknown": 1}
FROM_DIRTY = [
    ("MP001", "Image"),
    ("MP001", "Environment.A"),
    ("MP003", "Environment (key: B-)"),
    ("MP008", "Unknown"),
]


@pytest.mark.parametrize(
    ("members", "code", "path"),
    [
        ({"Image": None}, "MP104", "Image"),
        ({"ModelDataUrl": "s3://bucket/model.pkl"}, "MP205", "ModelDataUrl"),
        (
            {"ModelDataUrl": "s3://bucket/m.tar.gz", "ModelDataSource": {}},
            "MP206",
            "ModelDataSource",
        ),
        ({"Environment": {f"V{n}": "" for n in range(17)}}, "MP213", "Environment"),
        ({"Environment": {"API_TOKEN": "hunter2hunter2"}}, "MP214", "Environment.API_TOKEN"),
        ({"Image": "python:3.12"}, "MP215", "Image"),
        ({"ModelInput": {"DataInputConfig": "{"}}, "MP219", "ModelInput.DataInputConfig"),
    ],
)
def test_a_rule_still_speaks_for_the_containers_beside_a_dirty_one(members: Kwargs, code: str, path: str) -> None:
    clean = {name: value for name, value in container(**members).items() if value is not None}
    kwargs = with_serving(Containers=[DIRTY, clean, DIRTY])
    expected = [
        (found, f"InferenceSpecification.Containers[{index}].{at}") for index in (0, 2) for found, at in FROM_DIRTY
    ]
    assert sorted(problems_of(kwargs)) == sorted([*expected, (code, f"InferenceSpecification.Containers[1].{path}")])


@pytest.mark.parametrize(
    ("kwargs", "code", "path"),
    [
        pytest.param(
            with_serving(Containers=[container(Framework=5), container(AdditionalS3DataSource={})]),
            "MP212",
            "InferenceSpecification.Containers[1].AdditionalS3DataSource",
            id="a source in the container beside",
        ),
        pytest.param(
            version(
                ModelPackageGroupName=GROUP_ARN.replace("us-east-1", "us-west-2"),
                InferenceSpecification=serving(container(Framework=5), container()),
            ),
            "MP221",
            "InferenceSpecification.Containers[1].Image",
            id="an image of another region beside",
        ),
        pytest.param(
            version(AdditionalInferenceSpecifications=[additional("a", Description=5), additional("a")]),
            "MP108",
            "AdditionalInferenceSpecifications[1].Name",
            id="a name again",
        ),
        pytest.param(
            shelf(Tags=[{"Key": "a", "Value": 5}, {"Key": "a", "Value": "b"}]),
            "MP107",
            "Tags[1].Key",
            id="a tag's key again",
        ),
        pytest.param(
            shelf(InferenceSpecification=serving(container(Image=5))),
            "MP102",
            "InferenceSpecification.SupportedTransformInstanceTypes",
            id="instance types that are missing beside a bad container",
        ),
        pytest.param(
            version(
                InferenceSpecification=serving(SupportedContentTypes=["a/b"], SupportedTransformInstanceTypes=["m5"]),
                ValidationSpecification=validated_by(profile(TransformInput=job_input(ContentType="c/d"))),
            ),
            "MP217",
            f"{JOB}.TransformInput.ContentType",
            id="a content type that is not supported beside an unknown instance type",
        ),
        pytest.param(
            with_container(Environment={"A": 5, "API_TOKEN": "hunter2hunter2"}),
            "MP214",
            f"{C0}.Environment.API_TOKEN",
            id="a credential beside a bad variable",
        ),
        pytest.param(
            version(SourceUri="churn-7", InferenceSpecification=serving(5)),
            "MP209",
            "SourceUri",
            id="a source beside a specification with a bad container",
        ),
        pytest.param(
            with_resources(InstanceCount=101, TransformAmiVersion=5),
            "MP106",
            f"{JOB}.TransformResources.InstanceCount",
            id="too many instances beside a bad machine image",
        ),
    ],
)
def test_a_rule_speaks_of_what_was_not_reported(kwargs: Kwargs, code: str, path: str) -> None:
    assert (code, path) in problems_of(kwargs)


# Neither name, or both ------------------------------------------------------------------------------------------------

COMMON: list[tuple[Kwargs, tuple[str, str]]] = [
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
]


@pytest.mark.parametrize("names", [{}, {"ModelPackageName": "churn", "ModelPackageGroupName": "churn"}])
@pytest.mark.parametrize(("members", "expected"), COMMON)
def test_without_a_kind_everything_common_is_checked(names: Kwargs, members: Kwargs, expected: tuple[str, str]) -> None:
    assert problems_of({**names, **members}) == [("MP101", ""), expected]


@pytest.mark.parametrize("names", [{}, {"ModelPackageName": "churn", "ModelPackageGroupName": "churn"}])
@pytest.mark.parametrize(
    "of_one_kind",
    [
        {"Tags": []},
        {"CertifyForMarketplace": True},
        {"ModelApprovalStatus": "Approved"},
        {"InferenceSpecification": serving(container(Environment={"A": "b"}))},
    ],
)
def test_without_a_kind_none_is_assumed(names: Kwargs, of_one_kind: Kwargs) -> None:
    assert problems_of({**names, **of_one_kind}) == [("MP101", "")]
    with pytest.raises(ModelPackageValidationError, match="1 problem in this model package:") as raised:
        from_kwargs({**names, **of_one_kind})
    assert raised.value.kind is None


# Ways in --------------------------------------------------------------------------------------------------------------


def undeployable() -> VersionedModelPackage:
    """Return a package that was warned of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return VersionedModelPackage(model_package_group_name="churn")


def described_with_an_error() -> VersionedModelPackage:
    """Return a package that no other way in would let exist."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = from_describe({**version(), "ClientToken": "a b"})
    assert isinstance(package, VersionedModelPackage)
    return package


WAYS_IN: dict[str, Callable[[], object]] = {
    "build": lambda: ModelPackageBuilder().client_token("a b").source_uri("x").versioned("churn").build(),
    "a class": lambda: VersionedModelPackage(model_package_group_name="churn", client_token="a b", source_uri="x"),
    "from_kwargs": lambda: from_kwargs(version(ClientToken="a b")),
    "evolve": lambda: attrs.evolve(
        VersionedModelPackage(model_package_group_name="churn", source_uri="x"), client_token="a b"
    ),
    "evolve of what was described": lambda: attrs.evolve(described_with_an_error(), task="OTHER"),
}


@pytest.mark.parametrize("way_in", WAYS_IN.values(), ids=WAYS_IN.keys())
def test_every_way_in_checks(way_in: Callable[[], object]) -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        way_in()
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("MP003", "ClientToken")]
    assert raised.value.kind == "versioned"


def test_from_describe_checks_but_only_warns() -> None:
    with pytest.warns(ModelPackageWarning) as caught:
        package = from_describe({**version(), "ClientToken": "a b", "Task": "GUESSING"})
    found = [warning.message.problem for warning in caught if isinstance(warning.message, ModelPackageWarning)]
    assert [(problem.code, problem.severity) for problem in found] == [("MP003", "warning"), ("MP218", "warning")]
    assert package.to_kwargs()["ClientToken"] == "a b"


@pytest.mark.parametrize("package", [undeployable(), described_with_an_error()], ids=["warned of", "in error"])
def test_copies_and_pickles_are_not_checked_again(package: VersionedModelPackage) -> None:
    for other in (copy.copy(package), copy.deepcopy(package), pickle.loads(pickle.dumps(package))):  # noqa: S301
        assert other == package
        assert other.to_kwargs() == package.to_kwargs()


def test_evolve_gives_another_package() -> None:
    package = from_kwargs(version())
    assert attrs.evolve(package, task="OTHER").to_kwargs() == version(Task="OTHER")
    assert package.to_kwargs() == version()


def test_parts_are_not_checked_before_there_is_a_package() -> None:
    part = ModelPackageContainerDefinition(image=cast("Any", 5))
    with pytest.raises(ModelPackageValidationError):
        VersionedModelPackage(
            model_package_group_name="churn", inference_specification=InferenceSpecification(containers=[part])
        )


def test_a_structure_of_the_wrong_class() -> None:
    wrong = cast("Any", AdditionalInferenceSpecificationDefinition(name="a", containers=[]))
    with pytest.raises(ModelPackageValidationError) as raised:
        VersionedModelPackage(model_package_group_name="churn", inference_specification=wrong)
    first = raised.value.problems[0]
    assert (first.code, first.path) == ("MP001", "InferenceSpecification")
    assert "InferenceSpecification" in first.message
    assert "AdditionalInferenceSpecificationDefinition" in first.message


def test_a_structure_that_stands_twice_is_reported_twice() -> None:
    part = ModelPackageContainerDefinition(image="a b")
    with pytest.raises(ModelPackageValidationError) as raised:
        VersionedModelPackage(
            model_package_group_name="churn", inference_specification=InferenceSpecification(containers=[part, part])
        )
    assert [problem.path for problem in raised.value.problems] == [f"{C0}.Image", f"{C0.replace('0', '1')}.Image"]


def test_a_dict_that_stands_twice_is_reported_twice() -> None:
    part = container(Unknown=1, Framework=None)
    assert sorted(problems_of(with_serving(Containers=[part, part]))) == [
        (code, f"InferenceSpecification.Containers[{index}].{name}")
        for code, name in (("MP001", "Framework"), ("MP008", "Unknown"))
        for index in (0, 1)
    ]


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
    "evolve": lambda: attrs.evolve(undeployable(), task="OTHER"),
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
        replace(undeployable(), client_token="a b")
    with pytest.warns(ModelPackageWarning) as caught:
        replace(undeployable(), domain="churn")
    assert {warning.filename for warning in caught} == {__file__}


def test_warnings_can_be_ignored() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", ModelPackageWarning)
        from_kwargs({"ModelPackageGroupName": "churn"})
    assert caught == []


def test_warnings_can_be_ignored_one_by_one() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", r"(?s).*\[MP220 ", ModelPackageWarning)
        from_kwargs({"ModelPackageGroupName": "churn", "Task": "GUESSING"})
    assert [warning.message.problem.code for warning in caught if isinstance(warning.message, ModelPackageWarning)] == [
        "MP218"
    ]


def test_warnings_can_be_made_errors() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelPackageWarning)
        with pytest.raises(ModelPackageWarning):
            from_kwargs({"ModelPackageGroupName": "churn"})


def test_errors_raise_whatever_the_filters_say() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        assert problems_of({"ModelPackageGroupName": "", "Task": "GUESSING"})[0] == ("MP002", "ModelPackageGroupName")
    assert caught == []


# Suggestions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kwargs", "meant"),
    [
        (version(ModelApprovalStatus="Aproved"), "Approved"),
        (version(ModelApprovalStatus="PENDING_MANUAL_APPROVAL"), "PendingManualApproval"),
        (version(SkipModelValidation="all"), "All"),
        (with_serving(SupportedTransformInstanceTypes=["m5.large"]), "ml.m5.large"),
        (with_serving(SupportedRealtimeInferenceInstanceTypes=["ml_g5_12xlarge"]), "ml.g5.12xlarge"),
    ],
)
def test_an_unknown_value_is_met_with_the_nearest(kwargs: Kwargs, meant: str) -> None:
    problem = only_problem_of(kwargs)
    assert problem.code == "MP006"
    assert f"did you mean {meant!r}?" in problem.remedy
    assert ".unlisted(" in problem.remedy


def test_a_value_that_is_like_no_other_is_met_with_the_way_through() -> None:
    problem = only_problem_of(with_serving(SupportedTransformInstanceTypes=["?"]))
    assert "did you mean" not in problem.remedy
    assert "TransformInstanceType.unlisted('?')" in problem.remedy


@pytest.mark.parametrize(
    ("kwargs", "path", "meant"),
    [
        (version(model_package_description="x"), "model_package_description", "ModelPackageDescription"),
        (version(ModelPackgeDescription="x"), "ModelPackgeDescription", "ModelPackageDescription"),
        (with_container(ModelDataURL="s3://a/b.tar.gz"), f"{C0}.ModelDataURL", "ModelDataUrl"),
        (with_container(image_digest="x"), f"{C0}.image_digest", "ImageDigest"),
    ],
)
def test_an_unknown_key_is_met_with_the_nearest(kwargs: Kwargs, path: str, meant: str) -> None:
    problem = only_problem_of(kwargs)
    assert (problem.code, problem.path) == ("MP008", path)
    assert meant in problem.remedy


def test_a_key_that_is_like_no_other_is_met_with_all_there_are() -> None:
    problem = only_problem_of(version(MetadataProperties={"?": "x"}))
    assert "CommitId, Repository, GeneratedBy, ProjectId" in problem.remedy


def test_a_missing_member_is_named_in_both_spellings() -> None:
    problem = only_problem_of(shelf(Tags=[{"Key": "team"}]))
    assert "Value" in problem.message
    assert "value" in problem.remedy


# New values -----------------------------------------------------------------------------------------------------------

NEWER = "ml.z9.large"


def newer_botocore(monkeypatch: pytest.MonkeyPatch, values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Put a botocore in place that knows more, and return what it is asked for."""
    asked: list[str] = []

    def values_in_botocore(shape: str) -> tuple[str, ...]:
        asked.append(shape)
        return values.get(shape, ())

    monkeypatch.setattr(enums, "_values_in_botocore", values_in_botocore)
    return asked


@pytest.mark.parametrize(
    ("shape", "member"),
    [
        (TransformInstanceType, "SupportedTransformInstanceTypes"),
        (ProductionVariantInstanceType, "SupportedRealtimeInferenceInstanceTypes"),
    ],
)
def test_what_the_installed_botocore_knows_passes(
    monkeypatch: pytest.MonkeyPatch, shape: type[enums.ServiceEnum], member: str
) -> None:
    newer_botocore(monkeypatch, {shape.__name__: (NEWER,)})
    kwargs = with_serving(**{member: [NEWER]})
    assert from_kwargs(kwargs).to_kwargs() == kwargs
    (taken,) = getattr(from_kwargs(kwargs).inference_specification, _attribute_of(member))
    assert taken is shape.unlisted(NEWER)
    assert not taken.is_listed


def _attribute_of(member: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", member).lower()


def test_what_botocore_knows_for_another_list_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    newer_botocore(monkeypatch, {"ProductionVariantInstanceType": (NEWER,)})
    assert problems_of(with_serving(SupportedTransformInstanceTypes=[NEWER])) == [
        ("MP006", "InferenceSpecification.SupportedTransformInstanceTypes[0]")
    ]


def test_botocore_is_not_asked_for_what_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = newer_botocore(monkeypatch, {})
    from_kwargs(with_serving(SupportedTransformInstanceTypes=["ml.m5.large"]))
    assert asked == []
    assert problems_of(with_serving(SupportedTransformInstanceTypes=[NEWER]))
    assert set(asked) == {"TransformInstanceType"}


def test_what_nobody_knows_passes_through_the_door() -> None:
    value = TransformInstanceType.unlisted(NEWER)
    kwargs = with_serving(SupportedTransformInstanceTypes=[value])
    sent = from_kwargs(kwargs).to_kwargs()
    assert sent == with_serving(SupportedTransformInstanceTypes=[NEWER])
    assert type(sent["InferenceSpecification"]["SupportedTransformInstanceTypes"][0]) is str
    built = ModelPackageBuilder().container(image=IMAGE).transform_instance_types(value).versioned("churn").build()
    assert built.to_kwargs()["InferenceSpecification"]["SupportedTransformInstanceTypes"] == [NEWER]


def test_a_member_of_another_enum_is_taken_for_its_value() -> None:
    other = ProductionVariantInstanceType.ML_M5_LARGE
    package = from_kwargs(with_serving(SupportedTransformInstanceTypes=[other]))
    assert package.inference_specification is not None
    assert package.inference_specification.supported_transform_instance_types == (TransformInstanceType.ML_M5_LARGE,)
    assert problems_of(version(ModelApprovalStatus=other)) == [("MP006", "ModelApprovalStatus")]


def test_members_and_values_are_the_same() -> None:
    by_member = VersionedModelPackage(
        model_package_group_name="churn", source_uri="x", model_approval_status=ModelApprovalStatus.APPROVED
    )
    by_value = VersionedModelPackage(model_package_group_name="churn", source_uri="x", model_approval_status="Approved")
    assert by_member == by_value


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


def test_a_package_without_its_name() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        VersionedModelPackage(model_package_group_name=cast("Any", None), source_uri="x")
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("MP007", "ModelPackageGroupName")]


def test_from_describe_prefers_the_group() -> None:
    response = {**version(), "ModelPackageName": "churn", "ModelPackageVersion": 7, "ModelPackageStatus": "Completed"}
    assert from_describe(response).to_kwargs() == version()


def test_from_describe_with_neither_name() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        from_describe(without(version(), "ModelPackageGroupName"))
    assert [problem.code for problem in raised.value.problems] == ["MP101"]


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ({"ModelPackageGroupName": "churn", "ModelPackageDescription": 5}, "MP001"),
        ({"ModelPackageName": "churn", "InferenceSpecification": {}}, "MP007"),
    ],
)
def test_from_describe_refuses_a_response_of_the_wrong_shape(response: Kwargs, code: str) -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        from_describe(response)
    assert code in {problem.code for problem in raised.value.problems if problem.severity == "error"}


def test_an_algorithms_members_are_reported_by_the_moves() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        ModelPackageBuilder().unversioned_from_algorithm("a b", "c d", model_data_url="e f").build()
    algorithm = "SourceAlgorithmSpecification.SourceAlgorithms[0]"
    assert sorted(problem.path for problem in raised.value.problems) == [
        "ModelPackageName",
        f"{algorithm}.AlgorithmName",
        f"{algorithm}.ModelDataUrl",
    ]
    assert from_kwargs(from_algorithm()).to_kwargs() == from_algorithm()
