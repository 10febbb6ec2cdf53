"""Builders under any calls: garbage is reported by ``build`` alone, and any sequence of calls gives what it should."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias
from unittest.mock import Mock

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.pretty import pretty_repr

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    TransformInstanceType,
    shapes,
)

from .calls import (
    BASE,
    COMMON,
    CONTAINER,
    FURTHER,
    IMAGE,
    MOVES,
    PROFILE,
    ROLE,
    SOURCE,
    SPECIFICATION,
    STAND_ALONE,
    TYPES,
    UNVERSIONED,
    VALIDATION,
    VERSION,
    VERSIONED,
    AnyBuilder,
    Call,
    Kwargs,
    kwargs_of,
    problems_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")

# Garbage --------------------------------------------------------------------------------------------------------------

ITSELF: list[Any] = []
ITSELF.append(ITSELF)

STRUCTURES: list[Any] = [
    CONTAINER,
    SPECIFICATION,
    FURTHER,
    SOURCE,
    PROFILE,
    VALIDATION,
    shapes.BaseModel(),
    shapes.Bias(),
    shapes.ModelQuality(),
    shapes.Tag(key="a", value="b"),
    shapes.MetadataProperties(),
    shapes.ModelMetrics(),
    shapes.DriftCheckBaselines(),
    shapes.ModelLifeCycle(stage="a", stage_status="b"),
    shapes.SourceAlgorithmSpecification(source_algorithms=()),
    InferenceSpecification(containers=5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    shapes.SourceAlgorithmSpecification(source_algorithms=[SOURCE]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    shapes.ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=[shapes.BaseModel()]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    shapes.FrozenMap({"a": "b"}),
    shapes.FrozenMap({"model_quality": "b", "containers": "c", "kms_key_id": 5}),
]
GARBAGE: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.text(st.characters(categories=["Cs"]), min_size=1),
    st.binary(),
    st.lists(st.none() | st.integers() | st.text(max_size=5), max_size=3),
    st.dictionaries(st.none() | st.integers() | st.text(max_size=5), st.none() | st.text(max_size=5), max_size=3),
    st.sampled_from(
        [10**5000, -(10**5000), ITSELF, {"a": ITSELF}, object(), object, len, {1, 2}, (), (1,), [[]], range(3), 1j, ...]
    ),
    st.sampled_from([TransformInstanceType.ML_M5_LARGE, HTTPStatus.OK, "x" * 10_000, "ml.m5.large", "Approved", "{}"]),
    st.sampled_from(STRUCTURES),
    st.sampled_from(STRUCTURES).map(lambda structure: [structure]),
    st.builds(lambda: Mock(spec=str)),
    st.builds(lambda: (number for number in range(3))),
    st.just(ModelPackageBuilder().description("x")),
)

CONTAINER_KEYWORDS = sorted(attrs.fields_dict(ModelPackageContainerDefinition))


def garbage_for(setter: str, data: st.DataObject, builder: AnyBuilder) -> Call:
    """Return a call that fits a setter's signature, with anything for arguments."""
    if setter == "container":
        if data.draw(st.booleans()):
            return Call((data.draw(GARBAGE),))
        return Call(kwargs=data.draw(st.dictionaries(st.sampled_from(CONTAINER_KEYWORDS), GARBAGE, max_size=4)))
    args: list[Any] = []
    kwargs: Kwargs = {}
    for parameter in inspect.signature(getattr(builder, setter)).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            args += data.draw(st.lists(GARBAGE, max_size=3))
        elif parameter.kind is not parameter.KEYWORD_ONLY:
            args.append(data.draw(GARBAGE))
        elif parameter.default is parameter.empty or data.draw(st.booleans()):
            kwargs[parameter.name] = data.draw(GARBAGE)
    return Call(tuple(args), kwargs)


def without_parts_beside_a_whole(setter: str, call: Call) -> Call:
    """Return a call that does not give a structure and parts of it, which is meant to be a ``TypeError``."""
    parts_too = {"metadata_properties": object, "model_card": shapes.ModelPackageModelCard}
    whole = {**parts_too, "life_cycle": shapes.ModelLifeCycle}.get(setter)
    if whole is None or call.args[0] is None or not isinstance(call.args[0], whole):
        return call
    return Call((call.args[0], *(None for _ in call.args[1:])))


@pytest.mark.parametrize("setter", [*sorted(COMMON), *VERSIONED, *UNVERSIONED, *MOVES])
@given(data=st.data())
def test_garbage_is_reported_by_build_and_by_nothing_else(setter: str, data: st.DataObject) -> None:
    of_one_kind = {"approval_status": VERSION, **dict.fromkeys(UNVERSIONED, STAND_ALONE), **dict.fromkeys(MOVES, BASE)}
    builder: Any = of_one_kind.get(setter) or data.draw(st.sampled_from([VERSION, STAND_ALONE]))
    before, after = data.draw(st.sampled_from([*COMMON])), data.draw(st.sampled_from([*COMMON]))
    call = without_parts_beside_a_whole(setter, garbage_for(setter, data, builder))

    builder = COMMON[before].of(before, builder)
    builder = call.of(setter, builder)
    builder = COMMON[after].of(after, builder)

    assert repr(builder)
    assert pretty_repr(builder)
    try:
        package = builder.build()
    except ModelPackageValidationError as error:
        assert str(error)  # noqa: PT017 - not every garbage is an error
    else:
        json.dumps(package.to_kwargs())


PARTS = {
    "inference_specification": "content_types",
    "source_algorithm_specification": "source_algorithm",
    "validation_specification": "validation",
    "model_metrics": "model_quality",
    "drift_check_baselines": "drift_bias",
    "security_config": "kms_key_id",
    "metadata_properties": "metadata_properties",
    "customer_metadata": "customer_metadata",
}


@pytest.mark.parametrize("whole", sorted(PARTS))
@given(wrong=GARBAGE)
def test_a_wrong_whole_stays_wrong_when_parts_follow(whole: str, wrong: object) -> None:
    assume(wrong is not None)
    base: Any = ModelPackageBuilder()
    try:
        getattr(base, whole)(wrong).versioned("churn").build()
    except ModelPackageValidationError as error:
        found = {problem.code for problem in error.problems if problem.severity == "error"}
    else:
        found = set[str]()
    assume(found == {"MP001"})

    assert problems_of(COMMON[PARTS[whole]].of(PARTS[whole], getattr(base, whole)(wrong)))


@pytest.mark.parametrize("whole", sorted({*PARTS} - {"metadata_properties", "customer_metadata"}))
@pytest.mark.parametrize("wrong", [shapes.BaseModel(hub_content_name="a"), SOURCE, shapes.FrozenMap({"a": "b"})])
def test_a_wrong_whole_that_was_gone_on_from_stays_wrong_when_pickled(whole: str, wrong: object) -> None:
    builder = getattr(ModelPackageBuilder(), whole)(wrong)
    builder = COMMON[PARTS[whole]].of(PARTS[whole], builder)
    unpickled = pickle.loads(pickle.dumps(builder))  # noqa: S301

    assert unpickled == builder
    assert problems_of(unpickled) == problems_of(builder)


# Any sequence of calls ------------------------------------------------------------------------------------------------

Step: TypeAlias = "tuple[str, Call, Callable[[Kwargs], None]]"
"""A setter, a call of it, and what the call does to boto3's kwargs."""


def setting(member: str, value: object) -> Callable[[Kwargs], None]:
    """Return what sets a member, deep down where the name has dots; ``None`` sets nothing."""

    def do(kwargs: Kwargs) -> None:
        if value is None:
            return
        *path, last = member.split(".")
        for name in path:
            kwargs = kwargs.setdefault(name, {})
        kwargs[last] = value

    return do


def both(*steps: Callable[[Kwargs], None]) -> Callable[[Kwargs], None]:
    def do(kwargs: Kwargs) -> None:
        for step in steps:
            step(kwargs)

    return do


def appending(member: str, value: object) -> Callable[[Kwargs], None]:
    """Return what appends to a list within a member."""
    holder, name = member.split(".")

    def do(kwargs: Kwargs) -> None:
        held = kwargs.setdefault(holder, {})
        held[name] = [*held.get(name, []), value]

    return do


def scalar(setter: str, member: str, *values: str) -> st.SearchStrategy[Step]:
    return st.sampled_from([*values, None]).map(lambda value: (setter, Call((value,)), setting(member, value)))


def plural(setter: str, member: str, *values: str) -> st.SearchStrategy[Step]:
    minimum = 1 if setter == "transform_instance_types" else 0
    lists = st.lists(st.sampled_from(values), min_size=minimum, max_size=3)
    return lists.map(
        lambda items: (setter, Call(tuple(items)), setting(f"InferenceSpecification.{member}", list(items)))
    )


def reports(setter: str, member: str, **names: str) -> st.SearchStrategy[Step]:
    def step(given: dict[str, str | None], content_type: str) -> Step:
        told: list[Callable[[Kwargs], None]] = [
            setting(f"{member}.{names[name]}", None if uri is None else {"ContentType": content_type, "S3Uri": uri})
            for name, uri in given.items()
        ]
        return setter, Call(kwargs={**given, "content_type": content_type}), both(*told)

    uris = st.sampled_from(["s3://a/1", "s3://a/2", None])
    return st.builds(
        step, st.fixed_dictionaries({}, optional=dict.fromkeys(names, uris)), st.sampled_from(["text/csv", "a/b"])
    )


def container(image: str, environment: dict[str, str] | None, checkpoint: bool | None) -> Step:  # noqa: FBT001
    members = {"Image": image, "Environment": environment, "IsCheckpoint": checkpoint}
    given = {"image": image, "environment": environment, "is_checkpoint": checkpoint}
    arrives = {name: value for name, value in members.items() if value is not None}
    return "container", Call(kwargs=given), appending("InferenceSpecification.Containers", arrives)


def containers(images: list[str]) -> Step:
    arrives = [{"Image": image} for image in images]
    given = tuple(ModelPackageContainerDefinition(image=image) for image in images)
    return "containers", Call(given), setting("InferenceSpecification.Containers", arrives)


def metadata(properties: dict[str, Any]) -> Step:
    def do(kwargs: Kwargs) -> None:
        texts = {key: str(value).lower() for key, value in properties.items() if value is not None}
        if texts:
            kwargs["CustomerMetadataProperties"] = {**kwargs.get("CustomerMetadataProperties", {}), **texts}

    return "customer_metadata", Call((properties,)), do


def whole_specification(image: str, content_types: list[str] | None) -> Step:
    arrives: Kwargs = {"Containers": [{"Image": image}]}
    if content_types is not None:
        arrives["SupportedContentTypes"] = content_types
    specification = InferenceSpecification(
        containers=[ModelPackageContainerDefinition(image=image)], supported_content_types=content_types
    )
    return "inference_specification", Call((specification,)), setting("InferenceSpecification", arrives)


def life_cycle(stage: str, status: str, description: str | None) -> Step:
    told = both(
        setting("ModelLifeCycle.Stage", stage),
        setting("ModelLifeCycle.StageStatus", status),
        setting("ModelLifeCycle.StageDescription", description),
    )
    return "life_cycle", Call((stage, status, description)), told


def model_card(content: Kwargs | str | None, status: str | None) -> Step:
    text = json.dumps(content, separators=(",", ":")) if isinstance(content, dict) else content
    told = both(setting("ModelCard.ModelCardContent", text), setting("ModelCard.ModelCardStatus", status))
    return "model_card", Call((content,), {"status": status}), told


def properties(**given: str | None) -> Step:
    names = {"commit_id": "CommitId", "repository": "Repository", "generated_by": "GeneratedBy"}
    told = [setting(f"MetadataProperties.{names[name]}", value) for name, value in given.items()]
    return "metadata_properties", Call(kwargs=given), both(*told)


IMAGES = st.sampled_from(["image-a", "image-b"])
WORDS = st.sampled_from(["a", "b"])
MAYBE = st.none() | WORDS
CARDS: st.SearchStrategy[Kwargs | str | None] = st.sampled_from([None, {}, {"a": [1, None]}, '{ "b": 2 }'])
STEPS: st.SearchStrategy[Step] = st.one_of(
    scalar("description", "ModelPackageDescription", "", "a", "ü"),
    scalar("registration_type", "ModelPackageRegistrationType", "Logged", "Registered"),
    scalar("domain", "Domain", "", "a"),
    scalar("task", "Task", "OTHER", "REGRESSION"),
    scalar("source_uri", "SourceUri", "s3://a", "s3://b"),
    scalar("skip_model_validation", "SkipModelValidation", "All", "None"),
    scalar("kms_key_id", "SecurityConfig.KmsKeyId", "a", "alias/b"),
    scalar("client_token", "ClientToken", "a", "b"),
    scalar("sample_payload_url", "SamplePayloadUrl", "s3://a/p.tar.gz"),
    scalar("managed_storage_type", "ManagedStorageType", "Restricted"),
    plural("content_types", "SupportedContentTypes", "a/b", "c"),
    plural("response_mime_types", "SupportedResponseMIMETypes", "a/b", "c/d"),
    plural("transform_instance_types", "SupportedTransformInstanceTypes", "ml.m5.large", "ml.m5.xlarge"),
    plural("realtime_instance_types", "SupportedRealtimeInferenceInstanceTypes", "ml.m5.large", "ml.m5.xlarge"),
    reports("model_quality", "ModelMetrics.ModelQuality", statistics="Statistics", constraints="Constraints"),
    reports("bias", "ModelMetrics.Bias", report="Report", pre_training_report="PreTrainingReport"),
    reports("explainability", "ModelMetrics.Explainability", report="Report"),
    reports("drift_bias", "DriftCheckBaselines.Bias", config_file="ConfigFile"),
    reports("drift_model_quality", "DriftCheckBaselines.ModelQuality", statistics="Statistics"),
    st.builds(container, IMAGES, st.sampled_from([None, {}, {"A": "b"}]), st.sampled_from([None, False, True])),
    st.builds(containers, st.lists(IMAGES, min_size=1, max_size=2)),
    st.builds(metadata, st.dictionaries(WORDS, st.sampled_from(["x", 1, 0.5, True, None]), min_size=1)),
    st.builds(whole_specification, IMAGES, st.sampled_from([None, [], ["a/b"]])),
    st.builds(life_cycle, WORDS, WORDS, MAYBE),
    st.builds(model_card, CARDS, st.sampled_from([None, "Draft"])),
    st.builds(properties, commit_id=MAYBE, repository=MAYBE, generated_by=MAYBE),
)


@given(st.lists(STEPS, max_size=12), st.lists(STEPS, max_size=4), st.data())
def test_any_sequence_of_calls_gives_what_filling_a_dict_by_hand_gives(
    before: list[Step], after: list[Step], data: st.DataObject
) -> None:
    expected: Kwargs = {}
    builder: Any = ModelPackageBuilder()
    first = container(IMAGE, None, None)
    for setter, call, told in [first, *before]:
        builder = call.of(setter, builder)
        told(expected)
    halfway, so_far = builder, copy.deepcopy(expected)

    if data.draw(st.booleans()):
        builder = builder.versioned("churn")
        expected["ModelPackageGroupName"] = "churn"
    else:
        after = [step for step in after if step[0] not in {"inference_specification", "realtime_instance_types"}]
        builder = builder.unversioned("churn", **TYPES)
        expected["ModelPackageName"] = "churn"
        expected["InferenceSpecification"] = {
            **expected["InferenceSpecification"],
            "SupportedTransformInstanceTypes": ["ml.m5.large"],
            "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
        }
    for setter, call, told in after:
        builder = call.of(setter, builder)
        told(expected)

    assert builder.build().to_kwargs() == expected
    assert kwargs_of(halfway) == so_far
