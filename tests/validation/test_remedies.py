"""Remedies: what a colleague would say to sixty misspellings, and to values that belong elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageValidationError,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package._internal.lazy_botocore import service_shapes
from sagemaker_model_package._validation import unexpected_keys
from sagemaker_model_package.shapes import ModelDataSource, S3ModelDataSource

from .bad_requests import (
    C0,
    CARD,
    CONTAINER,
    EMPTY,
    GROUP_ARN,
    IMAGE,
    SERVING,
    SHELF,
    SHELF_ARN,
    VERSION,
    Place,
    container,
    placed,
    problems_of,
    steps_of,
    version,
    with_job,
    with_resources,
    with_serving,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package import Problem

    from .bad_requests import Kwargs


def problem_at(path: str, kwargs: Kwargs) -> Problem:
    (problem,) = [one for one in problems_of(lambda: from_kwargs(kwargs)) if one.path == path]
    return problem


def remedy_of(place: Place, path: str, value: object) -> str:
    """Return what to do about a value at a path."""
    at = place.path + path
    return problem_at(at, placed(place.request, steps_of(at), value, None)).remedy


# Sixty misspellings ---------------------------------------------------------------------------------------------------

BATCH = "ml.m5.large"
TRANSFORM, REALTIME = "SupportedTransformInstanceTypes[0]", "SupportedRealtimeInferenceInstanceTypes[0]"
INSTANCE_TYPES = [
    (TRANSFORM, "m5.large", BATCH),
    (TRANSFORM, "ml-m5-large", BATCH),
    (TRANSFORM, "ML.M5.LARGE", BATCH),
    (TRANSFORM, "ml_m5_large", BATCH),
    (TRANSFORM, "ML_M5_LARGE", BATCH),
    (TRANSFORM, "m5large", BATCH),
    (TRANSFORM, "ml.m5large", BATCH),
    (TRANSFORM, " ml.m5.large", BATCH),
    (TRANSFORM, "ml.m5", BATCH),
    (TRANSFORM, "ml.m5.medium", BATCH),
    (TRANSFORM, "ml.m5.56xlarge", "ml.m5.24xlarge"),
    (TRANSFORM, "m5.56xlarge", "ml.m5.24xlarge"),
    (TRANSFORM, "ml.m5.3xlarge", "ml.m5.4xlarge"),
    (TRANSFORM, "ml.m5.2x.large", "ml.m5.2xlarge"),
    (TRANSFORM, "ml.m5.extralarge", "ml.m5.xlarge"),
    (TRANSFORM, "ml.c5.2xlarg", "ml.c5.2xlarge"),
    (TRANSFORM, "ml.p3.large", "ml.p3.2xlarge"),
    (TRANSFORM, "ml.inf1.xlarge", "ml.inf2.xlarge"),
    (REALTIME, "g5.large", "ml.g5.xlarge"),
    (REALTIME, "ml.g5.larg", "ml.g5.xlarge"),
    (REALTIME, "ml.g4.xlarge", "ml.g4dn.xlarge"),
    (REALTIME, "ml.p4.24xlarge", "ml.p4d.24xlarge"),
    (REALTIME, "p4d", "ml.p4d.24xlarge"),
    (REALTIME, "t2.medium", "ml.t2.medium"),
    (REALTIME, "ml.t2.small", "ml.t2.medium"),
    (REALTIME, "ml.inf2.2xlarge", "ml.inf2.xlarge"),
]
VALUES = [
    ("ModelApprovalStatus", "Pending", "PendingManualApproval"),
    ("ModelApprovalStatus", "PENDING_MANUAL_APPROVAL", "PendingManualApproval"),
    ("ModelApprovalStatus", "ManualApproval", "PendingManualApproval"),
    ("ModelApprovalStatus", "approve", "Approved"),
    ("ModelApprovalStatus", "aproved", "Approved"),
    ("ModelApprovalStatus", "Reject", "Rejected"),
    ("SkipModelValidation", "all", "All"),
    ("SkipModelValidation", "NONE", "None"),
    ("ModelPackageRegistrationType", "Register", "Registered"),
    ("ModelPackageRegistrationType", "log", "Logged"),
    ("ManagedStorageType", "restrict", "Restricted"),
    ("ModelCard.ModelCardStatus", "PENDING", "PendingReview"),
    ("ModelCard.ModelCardStatus", "Archive", "Archived"),
]
MEMBERS = [
    ("", "model_package_description", "ModelPackageDescription"),
    ("", "modelPackageDescription", "ModelPackageDescription"),
    ("", "description", "ModelPackageDescription"),
    ("", "GroupName", "ModelPackageGroupName"),
    ("", "ModelPackageGropName", "ModelPackageGroupName"),
    ("", "approval_status", "ModelApprovalStatus"),
    ("", "customer_metadata", "CustomerMetadataProperties"),
    ("", "metrics", "ModelMetrics"),
    ("", "lifeCycle", "ModelLifeCycle"),
    ("", "SamplePayloadURL", "SamplePayloadUrl"),
    ("InferenceSpecification.", "content_types", "SupportedContentTypes"),
    ("InferenceSpecification.", "supportedResponseMimeTypes", "SupportedResponseMIMETypes"),
    ("InferenceSpecification.", "transform_instances", "SupportedTransformInstanceTypes"),
    ("InferenceSpecification.", "RealtimeInstanceTypes", "SupportedRealtimeInferenceInstanceTypes"),
    (f"{C0}.", "image", "Image"),
    (f"{C0}.", "imageDigest", "ImageDigest"),
    (f"{C0}.", "model_data_url", "ModelDataUrl"),
    (f"{C0}.", "model_data", "ModelDataUrl"),
    (f"{C0}.", "env", "Environment"),
    (f"{C0}.", "Enviroment", "Environment"),
    (f"{C0}.", "hostname", "ContainerHostname"),
]


@pytest.mark.parametrize(("place", "wrong", "right"), INSTANCE_TYPES)
def test_the_instance_type_that_was_meant(place: str, wrong: str, right: str) -> None:
    assert f"did you mean {right!r}?" in remedy_of(SERVING, place, wrong)


@pytest.mark.parametrize(("place", "wrong", "right"), VALUES)
def test_the_value_that_was_meant(place: str, wrong: str, right: str) -> None:
    assert f"did you mean {right!r}?" in remedy_of(VERSION, place, wrong)


@pytest.mark.parametrize(("place", "wrong", "right"), MEMBERS)
def test_the_member_that_was_meant(place: str, wrong: str, right: str) -> None:
    assert remedy_of(Place(version(), place), wrong, 1) == f"did you mean {right}?"


def test_there_are_sixty() -> None:
    assert len({wrong for _, wrong, _ in (*INSTANCE_TYPES, *VALUES, *MEMBERS)}) >= 60


def test_a_value_of_the_other_list_is_named_as_such() -> None:
    remedy = remedy_of(SERVING, TRANSFORM, "ml.t2.medium")
    assert remedy.startswith("it is a value of ProductionVariantInstanceType; ")
    assert "did you mean" not in remedy


@pytest.mark.parametrize("value", ["ml.zz9.large", "large", "ml.", "a machine with a GPU"])
def test_nothing_is_said_where_nobody_would_know(value: str) -> None:
    assert "did you mean" not in remedy_of(SERVING, TRANSFORM, value)


# Keys that belong elsewhere -------------------------------------------------------------------------------------------


RESPONSE = "give the whole response to from_describe(response), or leave it out"
UPDATED = "leave it out: UpdateModelPackage sets it, once the package exists"


@pytest.mark.parametrize(
    ("place", "key", "remedy"),
    [
        ("", "ApprovalDescription", UPDATED),
        ("", "AdditionalInferenceSpecificationsToAdd", UPDATED),
        ("", "ModelPackageVersion", RESPONSE),
        ("", "CreationTime", RESPONSE),
        ("", "ModelPackageArn", RESPONSE),
        ("", "ResponseMetadata", RESPONSE),
        ("", "ModelPackageGroupDescription", "leave it out: CreateModelPackageGroup takes it, for the group"),
        ("", "ExecutionRoleArn", "leave it out: CreateModel takes it, when a model is made of the package"),
        ("", "Containers", "Containers is a member of InferenceSpecification"),
        ("", "model_data_url", "ModelDataUrl is a member of ModelPackageContainerDefinition"),
        ("", "KmsKeyId", "KmsKeyId is a member of ModelPackageSecurityConfig"),
        (f"{C0}.", "ModelApprovalStatus", "ModelApprovalStatus is a member of the request itself"),
        (f"{C0}.", "SupportedContentTypes", "SupportedContentTypes is a member of InferenceSpecification"),
    ],
)
def test_whose_a_key_is(place: str, key: str, remedy: str) -> None:
    assert remedy_of(Place(version(), place), key, 1) == remedy


def test_a_version_s_tags_are_those_of_its_group() -> None:
    assert remedy_of(VERSION, "Tags", []) == "tag the group 'churn', or use customer_metadata(...)"


def test_every_member_of_a_response_is_known_as_such() -> None:
    of_responses = service_shapes("sagemaker")["DescribeModelPackageOutput"]["members"]
    for member in of_responses.keys() - {*unexpected_keys.REQUEST_MEMBERS, "ApprovalDescription"}:
        assert remedy_of(Place(version()), member, 1) == RESPONSE


def test_without_botocore_s_model_the_rest_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: str) -> dict[str, Any]:
        return EMPTY

    monkeypatch.setattr(unexpected_keys, "service_shapes", nothing)
    unexpected_keys.members_elsewhere.cache_clear()
    try:
        assert remedy_of(Place(version()), "ApprovalDescription", 1) == RESPONSE
        remedy = remedy_of(Place(version()), "ExecutionRoleArn", 1)
        assert remedy.startswith("leave it out; the members are ModelPackageDescription, ")
    finally:
        unexpected_keys.members_elsewhere.cache_clear()


# Values of another kind -----------------------------------------------------------------------------------------------

PIPELINE, TEMPLATE = "a reference stands for a single value", "only a deployed template knows this value"


@pytest.mark.parametrize(
    ("place", "path", "value", "remedy"),
    [
        (SERVING, "SupportedContentTypes", {"Get": "Parameters.Types"}, PIPELINE),
        (SERVING, "Containers", {"Std:Join": {"On": "/", "Values": []}}, PIPELINE),
        (VERSION, "ModelApprovalStatus", {"Std:JsonGet": []}, PIPELINE),
        (CONTAINER, "Image", {"Ref": "Image"}, TEMPLATE),
        (CONTAINER, "Environment", {"Fn::If": []}, "give a dict of str to str"),
        (CONTAINER, "Environment.A", {"Fn::Sub": "${A}"}, TEMPLATE),
        (SERVING, "SupportedContentTypes", {"Fn::Split": []}, TEMPLATE),
        (CARD, "ModelCardContent", {"Fn::ToJsonString": EMPTY}, TEMPLATE),
        (CONTAINER, "Image", {"Get": 1, "Ref": 2}, "give a str"),
        (CONTAINER, "Image", {1: 2}, "give a str"),
        (CARD, "ModelCardContent", {"intended_uses": EMPTY}, "give JSON text: json.dumps(...)"),
        (CONTAINER, "ModelInput.DataInputConfig", {"input": [1, 3]}, "give JSON text: json.dumps(...)"),
        (SHELF, "Tags", {"team": "growth"}, 'give [{"Key": KEY, "Value": VALUE}, ...], or a dict to the builder'),
        (SERVING, "Containers", container(), "put it into a list: [...]"),
        (SERVING, "SupportedContentTypes", "text/csv", "put it into a list: [...]"),
        (SERVING, "SupportedContentTypes", 5, "give a list or a tuple"),
        (VERSION, "ModelPackageGroupName", None, "give ModelPackageGroupName a value"),
        (VERSION, "ModelPackageDescription", None, "leave the member out where it is not set"),
    ],
)
def test_what_to_give_instead(place: Place, path: str, value: object, remedy: str) -> None:
    if path == "Environment":  # a map has entries, of which one is wrong
        path += ".Fn::If"
        value = []
        remedy = "give a str"
    assert remedy_of(place, path, value).startswith(remedy)


def test_only_a_list_in_a_list_is_to_be_given_one_by_one() -> None:
    assert "one by one" not in remedy_of(VERSION, "CustomerMetadataProperties.a", ["b"])
    assert "one by one" not in remedy_of(VERSION, "ModelPackageDescription", ["b"])
    setter: Any = ModelPackageBuilder().content_types
    with pytest.raises(ModelPackageValidationError, match=r"give them one by one: \*items"):
        setter(["text/csv"], ["text/html"]).source_uri("x").container(image="x").versioned("churn").build()


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        ({"s3_data_type": "S3Prefix", "compression_type": None}, "set compression_type to 'None' or 'Gzip'"),
        ({"s3_data_type": None, "compression_type": "None"}, "set s3_data_type to 'S3Prefix' or 'S3Object'"),
    ],
)
def test_a_short_list_of_values_is_named_where_one_is_missing(arguments: dict[str, Any], remedy: str) -> None:
    data = ModelDataSource(s3_data_source=S3ModelDataSource(s3_uri="s3://models/churn/", **arguments))
    with pytest.raises(ModelPackageValidationError) as caught:
        ModelPackageBuilder().container(image=IMAGE, model_data_source=data).versioned("churn").build()
    (problem,) = caught.value.problems
    assert (problem.code, problem.remedy) == ("MP007", remedy)


def test_a_long_list_of_values_is_not() -> None:
    kwargs = with_resources()
    (profile,) = kwargs["ValidationSpecification"]["ValidationProfiles"]
    del profile["TransformJobDefinition"]["TransformResources"]["InstanceType"]
    assert [problem.remedy for problem in problems_of(lambda: from_kwargs(kwargs))] == ["set instance_type"]


def test_json_text_in_place_of_a_request_is_to_be_parsed() -> None:
    wrong: Any = '{"ModelPackageGroupName": "churn"}'
    (problem,) = problems_of(lambda: from_kwargs(wrong))
    assert problem.remedy == "parse it first: json.loads(...)"


def test_what_is_required_cannot_be_left_out() -> None:
    assert remedy_of(SERVING, "Containers", []) == "give at least 1"
    assert remedy_of(VERSION, "AdditionalInferenceSpecifications", []) == "give at least 1, or leave it out"


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        (f"{SHELF_ARN}/7", f"that is a version; give its group: {GROUP_ARN}"),
        (f"{GROUP_ARN}/7", f"that is a version; give its group: {GROUP_ARN}"),
        (SHELF_ARN, f"give the group's name, or its ARN: {GROUP_ARN.removesuffix('churn')}NAME"),
        ("arn:aws:s3:::churn", "give a name of letters, digits and inner hyphens, or arn:aws"),
    ],
)
def test_the_group_of_another_arn_is_told(given: str, remedy: str) -> None:
    assert remedy_of(VERSION, "ModelPackageGroupName", given).startswith(remedy)


# Secrets in the wrong place -------------------------------------------------------------------------------------------

SECRET = "hunter2-the-password"
TEXT = json.dumps([container(Environment={"TOKEN": SECRET})])
LEAKS: dict[str, Callable[[], object]] = {
    "containers as text": lambda: from_kwargs(with_serving(Containers=TEXT)),
    "a container as text": lambda: from_kwargs(with_serving(Containers=[TEXT])),
    "a specification as text": lambda: from_kwargs(version(InferenceSpecification=TEXT)),
    "additional specifications as text": lambda: from_kwargs(version(AdditionalInferenceSpecifications=TEXT)),
    "profiles as text": lambda: from_kwargs(version(ValidationSpecification={"ValidationProfiles": TEXT})),
    "a card as text": lambda: from_kwargs(version(ModelCard=TEXT)),
    "an environment as text": lambda: from_kwargs(with_serving(Containers=[container(Environment=TEXT)])),
    "a whole request as text": lambda: from_kwargs(TEXT),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    "a response as text": lambda: from_describe(TEXT),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    "a class given text": lambda: VersionedModelPackage(
        model_package_group_name="churn",
        inference_specification=TEXT,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        additional_inference_specifications=TEXT,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    ),
    "another class given text": lambda: UnversionedModelPackage(
        model_package_name="churn",
        inference_specification=TEXT,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    ),
    "a line in place of a name": lambda: from_kwargs(
        with_serving(Containers=[container(Environment={f"TOKEN={SECRET}": ""})])
    ),
    "a line in a job's environment": lambda: from_kwargs(with_job(Environment={f"TOKEN={SECRET}": 5})),
    "a line that a builder was given": (
        lambda: ModelPackageBuilder().container(image="x", environment={f"A={SECRET}": ""}).versioned("churn").build()
    ),
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_what_may_contain_a_secret_is_one(leak: Callable[[], object]) -> None:
    with pytest.raises(ModelPackageValidationError) as caught:
        leak()
    error = caught.value
    shown = [str(error), repr(error), repr(error.args), *(f"{one!r} {one}" for one in error.problems)]
    assert not [text for text in shown if SECRET in text or "hunter2" in text]


def test_a_line_in_place_of_a_name_is_told_apart() -> None:
    (problem,) = problems_of(LEAKS["a line in place of a name"])
    assert problem.path == f"{C0}.Environment (key: TOKEN=...)"
    assert problem.remedy == "write what is before the = as the key, the rest as its value"


# AWS's own SDK --------------------------------------------------------------------------------------------------------

SENT: dict[str, Kwargs] = json.loads(Path(__file__).with_name("sdk_requests.json").read_text("utf-8"))["requests"]


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT.keys())
def test_nothing_that_the_sdk_sends_by_itself_is_warned_of(sent: Kwargs) -> None:
    made = from_kwargs(sent).to_kwargs()  # a warning would be an error here
    dropped = (
        {"CertifyForMarketplace", "ModelApprovalStatus"} if "ModelPackageName" in sent else {"CertifyForMarketplace"}
    )
    assert {**made, **{name: sent[name] for name in dropped & sent.keys()}} == sent


# Model cards ----------------------------------------------------------------------------------------------------------


def departures(content: Kwargs) -> list[tuple[str, str]]:
    """Return the paths inside the card and the remedies of what is warned of."""
    card = {"ModelCardContent": json.dumps(content)}
    found = problems_of(lambda: from_kwargs(version(ModelCard=card)))
    assert {problem.code for problem in found} <= {"MP226"}
    assert SECRET not in "".join(map(str, found))
    start = "ModelCard.ModelCardContent."
    return [(problem.path.removeprefix(start), problem.remedy) for problem in found]


def test_a_card_as_documented() -> None:
    for sent in SENT.values():
        if "ModelCard" in sent:
            assert departures(json.loads(sent["ModelCard"]["ModelCardContent"])) == []
    assert departures({"additional_information": {"custom_details": {"anything": SECRET}}}) == []
    assert departures({"evaluation_details": "later", "intended_uses": None}) == []  # types are the service's affair


@pytest.mark.parametrize(
    ("content", "path", "remedy"),
    [
        ({"intended_use": SECRET}, "intended_use", "did you mean intended_uses?"),
        ({"model_package_details": {}}, "model_package_details", "the members are model_overview"),
        ({"model_overview": {"problem_type": SECRET}}, "model_overview.problem_type", "the members are model_creator"),
        ({"intended_uses": {"riskRating": 1}}, "intended_uses.riskRating", "did you mean risk_rating?"),
        ({"intended_uses": {"risk_rating": SECRET}}, "intended_uses.risk_rating", "use High, Medium, Low, Unknown"),
        ({"intended_uses": {"risk_rating": [SECRET]}}, "intended_uses.risk_rating", "use High"),
        (
            {"evaluation_details": [{}, {"metric_groups": [{"metric_data": [{"type": "bar_graph"}]}]}]},
            "evaluation_details[1].metric_groups[0].metric_data[0].type",
            "use number, string, boolean, linear_graph, bar_chart, matrix",
        ),
        (
            {"training_details": {"objective_function": {"function": {"function": "Min"}}}},
            None,
            "use Maximize, Minimize",
        ),
        ({"a\nb": 1}, "'a\\nb'", "the members are"),
    ],
)
def test_where_a_card_departs_from_its_schema(content: Kwargs, path: str | None, remedy: str) -> None:
    ((found, said),) = departures(content)
    assert found == (path or "training_details.objective_function.function.function")
    assert said.startswith(remedy)


def test_a_card_of_another_kind_is_not_listed_without_end() -> None:
    assert len(departures({f"field_{number}": 1 for number in range(1000)})) == 50
