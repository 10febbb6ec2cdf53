"""The builder, rule by rule: it never changes, skips ``None``, and merges as it says."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from botocore import xform_name
from botocore.loaders import Loader

from sagemaker_model_package import (
    InferenceSpecification,
    ModelPackageBuilder,
    ModelRegistry,
    UnversionedInferenceSpecification,
    UnversionedModelPackageBuilder,
    VersionedModelPackage,
    VersionedModelPackageBuilder,
    shapes,
)
from sagemaker_model_package.builder._leads import WORDS, WORDS_BY_KIND
from sagemaker_model_package.registry import rewritten

from .calls import (
    BASE,
    COMMON,
    CONTAINER,
    EDITS,
    FURTHER,
    IMAGE,
    MOVES,
    OTHER,
    ROLE,
    SOURCE,
    STAND_ALONE,
    TYPES,
    VALIDATION_ARGUMENTS,
    VERSION,
    AnyBuilder,
    Call,
    Kwargs,
    each_builder,
    full,
    kwargs_of,
    problems_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Step = Callable[[ModelPackageBuilder], ModelPackageBuilder]

pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")


@each_builder
def test_the_tables_of_these_tests_name_every_public_method(
    cls: type[AnyBuilder], builder: AnyBuilder, setters: dict[str, Call]
) -> None:
    assert type(builder) is cls
    methods = {name for name in dir(cls) if not name.startswith("_")}
    assert methods - {"build", "from_package"} == setters.keys() | EDITS.keys()
    assert ("build" in methods) == hasattr(builder, "build") == (cls is not ModelPackageBuilder)


# Immutable ------------------------------------------------------------------------------------------------------------


@each_builder
def test_a_setter_returns_a_new_builder_and_leaves_the_old_one_as_it_was(
    cls: type[AnyBuilder], builder: AnyBuilder, setters: dict[str, Call]
) -> None:
    for before in (builder, filled(builder, setters)):
        shown, kept = repr(before), pickle.dumps(before)
        for setter, call in setters.items():
            after = call.of(setter, before)
            assert after is not before
            assert after != builder
            assert type(after) is cls or setter in MOVES
            assert (repr(before), pickle.dumps(before)) == (shown, kept)


def filled(builder: AnyBuilder, setters: dict[str, Call]) -> AnyBuilder:
    for setter, call in setters.items():
        builder = builder if setter in MOVES else call.of(setter, builder)
    return builder


def test_attributes_can_be_neither_set_nor_made() -> None:
    builder: Any = ModelPackageBuilder()

    with pytest.raises(AttributeError):
        builder.description = "Churn"
    with pytest.raises(AttributeError):
        builder.descripton = "Churn"
    assert kwargs_of(builder) == {}


def test_many_threads_can_share_a_builder() -> None:
    base = full()

    def branch(number: int) -> Kwargs:
        return kwargs_of(base.description(f"run {number}").customer_metadata({"run": number}).container(image=OTHER))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(branch, range(64))) == list(map(branch, range(64)))
    assert base == full()


# None, and what is empty ----------------------------------------------------------------------------------------------


def nothing(setter: str) -> Call | None:
    """Return a call of a setter with ``None`` for everything; none where its arguments are items."""
    kinds = [one.kind for one in inspect.signature(getattr(ModelPackageBuilder(), setter)).parameters.values()]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return None
    parameters = inspect.signature(getattr(ModelPackageBuilder(), setter)).parameters.values()
    keywords = [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]
    return Call((None,) * (len(parameters) - len(keywords)), dict.fromkeys(keywords))


@pytest.mark.parametrize("setter", sorted(COMMON))
@pytest.mark.parametrize("start", [ModelPackageBuilder(), full()], ids=["empty", "full"])
def test_a_call_with_nothing_but_none_changes_nothing(start: ModelPackageBuilder, setter: str) -> None:
    call = nothing(setter)
    if call is None:
        return

    after = call.of(setter, start)

    assert after == start
    assert pickle.dumps(after) == pickle.dumps(start)


def test_none_changes_nothing_on_the_kinds_either() -> None:
    version = ModelPackageBuilder().versioned("churn").approval_status("Approved")
    alone = full().unversioned("churn", **TYPES).certify_for_marketplace(certify=False).tags({"a": "b"})

    assert version.approval_status(None) == version
    assert alone.certify_for_marketplace(None) == alone.tags() == alone.tags({}) == alone.tags(None) == alone


def test_none_beside_other_arguments_is_not_given() -> None:
    builder: Any = ModelPackageBuilder()
    card, properties = shapes.ModelPackageModelCard(model_card_content="{}"), shapes.MetadataProperties(commit_id="abc")
    as_json = builder.model_quality(statistics="s3://a", content_type="application/json")

    assert builder.container(CONTAINER, image=None) == builder.container(CONTAINER)
    assert builder.metadata_properties(properties, commit_id=None) == builder.metadata_properties(properties)
    assert builder.model_card(card, status=None) == builder.model_card(card)
    assert builder.model_quality(statistics="s3://a", content_type=None) == as_json
    assert builder.bias(content_type="text/csv") == builder.drift_bias(content_type="text/csv") == builder


CONFIG = {"DataInputConfig": "{}"}
EMPTY: list[tuple[Step, Kwargs]] = [
    (lambda b: b.metadata_properties(commit_id=""), {"MetadataProperties": {"CommitId": ""}}),
    (lambda b: b.inference_recommender(domain=""), {"Domain": ""}),
    (
        lambda b: b.container(image=IMAGE, base_model=shapes.BaseModel(), additional_model_data_sources=[]),
        {
            "InferenceSpecification": {
                "Containers": [{"Image": IMAGE, "AdditionalModelDataSources": [], "BaseModel": {}}]
            }
        },
    ),
    (
        lambda b: b.container(image=IMAGE).inference_recommender(framework="", data_input_config={}),
        {"InferenceSpecification": {"Containers": [{"Image": IMAGE, "Framework": "", "ModelInput": CONFIG}]}},
    ),
    (lambda b: b.model_card(shapes.ModelPackageModelCard()), {"ModelCard": {}}),
    (lambda b: b.metadata_properties(shapes.MetadataProperties()), {"MetadataProperties": {}}),
    (lambda b: b.model_metrics(shapes.ModelMetrics(bias=shapes.Bias())), {"ModelMetrics": {"Bias": {}}}),
    (lambda b: b.drift_check_baselines(shapes.DriftCheckBaselines()), {"DriftCheckBaselines": {}}),
]


@pytest.mark.parametrize(("step", "expected"), EMPTY)
def test_what_is_empty_survives(step: Step, expected: Kwargs) -> None:
    assert kwargs_of(step(ModelPackageBuilder())) == expected


def test_what_is_empty_survives_in_a_profile_and_on_an_unversioned_package() -> None:
    job = full().validation(max_payload_in_mb=0, max_concurrent_transforms=0, environment={}, accept="")
    definition = kwargs_of(job)["ValidationSpecification"]["ValidationProfiles"][0]["TransformJobDefinition"]
    stand_alone = ModelPackageBuilder().unversioned_from_algorithm("churn", "a", model_data_etag="")
    kwargs = stand_alone.certify_for_marketplace(certify=False).tags({"stage": ""}).build().to_kwargs()

    assert (definition["MaxPayloadInMB"], definition["MaxConcurrentTransforms"]) == (0, 0)
    assert definition["Environment"] == {}
    assert definition["TransformOutput"]["Accept"] == ""
    assert kwargs["CertifyForMarketplace"] is False
    assert kwargs["Tags"] == [{"Key": "stage", "Value": ""}]
    assert kwargs["SourceAlgorithmSpecification"]["SourceAlgorithms"][0]["ModelDataETag"] == ""
    assert stand_alone.tags({}).build().to_kwargs()["Tags"] == []


WRONGLY_EMPTY: dict[str, Callable[[Any], ModelPackageBuilder]] = {
    "ClientToken": lambda b: b.client_token(""),
    "ModelPackageRegistrationType": lambda b: b.registration_type(""),
    "CustomerMetadataProperties": lambda b: b.customer_metadata({}),
    "InferenceSpecification.Containers": lambda b: b.containers(),
    "AdditionalInferenceSpecifications": lambda b: b.additional_inference_specifications(),
    "InferenceSpecification.SupportedTransformInstanceTypes": lambda b: b.container(
        image=IMAGE
    ).transform_instance_types(),
    "ModelMetrics.ModelQuality.Statistics.S3Uri": lambda b: b.model_quality(statistics=""),
    "ValidationSpecification.ValidationProfiles[0].TransformJobDefinition.TransformResources.InstanceCount": lambda b: (
        b.validation(**VALIDATION_ARGUMENTS).validation(instance_count=0)
    ),
    "InferenceSpecification.Containers[0].ModelInput.DataInputConfig": lambda b: b.container(
        image=IMAGE
    ).inference_recommender(data_input_config=""),
    "ModelLifeCycle.Stage": lambda b: b.life_cycle("", "a"),
    "ModelCard.ModelCardContent": lambda b: b.model_card(""),
}


@pytest.mark.parametrize("path", WRONGLY_EMPTY)
def test_what_is_empty_and_may_not_be_reaches_the_check(path: str) -> None:
    assert problems_of(WRONGLY_EMPTY[path](ModelPackageBuilder())).keys() == {path}


# What a second call does ----------------------------------------------------------------------------------------------


def test_singular_names_append_and_plural_names_start_anew() -> None:
    other = shapes.AdditionalInferenceSpecificationDefinition(name="other", containers=[CONTAINER])
    last = shapes.AdditionalInferenceSpecificationDefinition(name="last", containers=[CONTAINER])
    base = ModelPackageBuilder()
    both = base.additional_inference_specification(FURTHER).additional_inference_specification(other)
    anew = both.additional_inference_specifications(last).additional_inference_specification(other)

    assert both.versioned("churn").build().additional_inference_specifications == (FURTHER, other)
    assert anew.versioned("churn").build().additional_inference_specifications == (last, other)
    assert base.container(image="a").containers().container(image="c") == base.container(image="c")
    assert base.container(image="a").containers(CONTAINER) == base.containers(CONTAINER)


def test_tags_merge_by_key() -> None:
    base = full().unversioned("churn", **TYPES)
    tagged = base.tags({"a": "1", "b": "2"}).tags(shapes.Tag(key="b", value="two"), {"c": "3"}).tags({"a": "one"})

    assert tagged == base.tags({"a": "one", "b": "two", "c": "3"})
    assert base.tags({"a": "1"}, {"a": "2"}, shapes.Tag(key="a", value="3")) == base.tags({"a": "3"})


WHOLE_THEN_PART: dict[str, tuple[Step, Step]] = {
    "inference_specification": (
        lambda b: b.container(image=OTHER).response_mime_types("text/csv"),
        lambda b: (
            b.container(image=IMAGE)
            .container(image=OTHER)
            .transform_instance_types("ml.m5.large")
            .realtime_instance_types("ml.m5.large")
            .response_mime_types("text/csv")
        ),
    ),
    "source_algorithm_specification": (
        lambda b: b.source_algorithm(model_data_etag="e"),
        lambda b: b.source_algorithm("whole", model_data_etag="e"),
    ),
    "validation_specification": (
        lambda b: b.validation(instance_type="ml.m5.xlarge", environment={"A": "b"}, content_type="text/csv"),
        lambda b: b.validation(
            **cast("Any", {**VALIDATION_ARGUMENTS, "instance_type": "ml.m5.xlarge"}),
            profile_name="smoke",
            instance_count=2,
            accept="text/csv",
            environment={"A": "b"},
            content_type="text/csv",
        ),
    ),
    "model_metrics": (
        lambda b: b.bias(pre_training_report="s3://pre").explainability(report="s3://why"),
        lambda b: b.bias(pre_training_report="s3://pre").bias(report=SOURCE).explainability(report="s3://why"),
    ),
    "drift_check_baselines": (
        lambda b: b.drift_model_quality(constraints="s3://c"),
        lambda b: b.drift_model_quality(constraints="s3://c").drift_model_quality(statistics=SOURCE),
    ),
    "security_config": (lambda b: b.kms_key_id("alias/later"), lambda b: b.kms_key_id("alias/later")),
}


@pytest.mark.parametrize("setter", WHOLE_THEN_PART)
def test_a_whole_structure_sets_all_at_once_and_later_setters_go_on_from_there(setter: str) -> None:
    part, by_hand = WHOLE_THEN_PART[setter]
    whole: ModelPackageBuilder = COMMON[setter].of(setter, ModelPackageBuilder())

    assert kwargs_of(part(whole)) == kwargs_of(by_hand(ModelPackageBuilder()))
    for before in (ModelPackageBuilder(), whole):
        assert kwargs_of(COMMON[setter].of(setter, part(before))) == kwargs_of(whole)


def test_smaller_structures_merge_and_can_be_whole_and_gone_on_from_too() -> None:
    builder = (
        ModelPackageBuilder()
        .metadata_properties(project_id="old")
        .metadata_properties(shapes.MetadataProperties(commit_id="abc"))
        .metadata_properties(repository="r")
        .metadata_properties(project_id="p")
        .model_card("[]", status="Approved")
        .model_card(shapes.ModelPackageModelCard(model_card_content="{}"))
        .model_card(status="Draft")
        .life_cycle("Old", "Old", "old")
        .life_cycle(shapes.ModelLifeCycle(stage="Test", stage_status="Done"))
        .life_cycle("Prod", "Live")
        .source_algorithm("algorithm", model_data_etag="e")
        .source_algorithm(model_data_url="s3://a/m.tar.gz")
    )

    assert kwargs_of(builder) == {
        "MetadataProperties": {"CommitId": "abc", "Repository": "r", "ProjectId": "p"},
        "ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        "ModelLifeCycle": {"Stage": "Prod", "StageStatus": "Live"},
        "SourceAlgorithmSpecification": {
            "SourceAlgorithms": [
                {"AlgorithmName": "algorithm", "ModelDataETag": "e", "ModelDataUrl": "s3://a/m.tar.gz"}
            ]
        },
    }


def test_the_arguments_of_a_move_replace() -> None:
    base = full().transform_instance_types("ml.c5.xlarge").realtime_instance_types("ml.c5.xlarge")
    old = ModelPackageBuilder().source_algorithm("old", model_data_etag="e")

    assert base.unversioned("churn", **TYPES) == full().unversioned("churn", **TYPES)
    assert old.unversioned_from_algorithm("churn", "algorithm") == STAND_ALONE


def test_an_empty_profile_list_can_be_gone_on_from() -> None:
    whole = shapes.ModelPackageValidationSpecification(validation_role=ROLE, validation_profiles=[])
    builder = ModelPackageBuilder().validation(**VALIDATION_ARGUMENTS)

    assert ModelPackageBuilder().validation_specification(whole).validation(**VALIDATION_ARGUMENTS) == builder


class SpecificationOfAUser(InferenceSpecification):
    """A subclass with all that is asked of the class."""


WHOLE_SPECIFICATIONS: list[InferenceSpecification] = [
    SpecificationOfAUser(containers=[CONTAINER]),
    InferenceSpecification(containers=[CONTAINER]),
    UnversionedInferenceSpecification(
        containers=[CONTAINER],
        supported_transform_instance_types=["ml.c5.xlarge"],
        supported_realtime_inference_instance_types=["ml.c5.xlarge"],
    ),
]


@pytest.mark.parametrize("whole", WHOLE_SPECIFICATIONS, ids=lambda whole: type(whole).__name__)
@pytest.mark.parametrize("content_types", [None, ("text/csv",)])
def test_a_whole_inference_specification_goes_on_to_either_kind(
    whole: InferenceSpecification, content_types: tuple[str, ...] | None
) -> None:
    base = ModelPackageBuilder().inference_specification(whole)
    base = base.content_types(*content_types) if content_types else base

    assert base.versioned("churn").build().inference_specification == attrs.evolve(
        InferenceSpecification(containers=whole.containers),
        supported_transform_instance_types=whole.supported_transform_instance_types,
        supported_realtime_inference_instance_types=whole.supported_realtime_inference_instance_types,
        supported_content_types=content_types,
    )
    alone = base.unversioned("churn", **TYPES).build()
    assert alone.inference_specification == UnversionedInferenceSpecification(
        containers=whole.containers,
        supported_transform_instance_types=["ml.m5.large"],
        supported_realtime_inference_instance_types=["ml.m5.large"],
        supported_content_types=content_types,
    )


# Copies ---------------------------------------------------------------------------------------------------------------


@each_builder
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_builders_pickle_and_copy(
    cls: type[AnyBuilder], builder: AnyBuilder, setters: dict[str, Call], protocol: int
) -> None:
    one: Any = filled(builder, setters)
    more = one.container(image=IMAGE)
    pickled = pickle.loads(pickle.dumps(one, protocol))  # noqa: S301

    for twin in (copy.copy(one), copy.deepcopy({"holder": [one]})["holder"][0], pickled):
        assert type(twin) is cls
        assert twin == one
        assert repr(twin) == repr(one)
        assert twin.container(image=IMAGE) == more != one
        if not isinstance(twin, ModelPackageBuilder):
            assert twin.build() == one.build()


def test_builders_compare_by_what_they_were_given() -> None:
    builder = ModelPackageBuilder().container(image=IMAGE).content_types("text/csv")

    assert builder == ModelPackageBuilder().content_types("text/csv").container(CONTAINER)
    assert builder == ModelPackageBuilder().content_types("text/css").container(image=IMAGE).content_types("text/csv")
    assert builder != ModelPackageBuilder().container(image=IMAGE)
    assert builder.versioned("churn") == builder.versioned("churn")
    assert builder.versioned("churn") != builder.versioned("other")
    assert builder != "a builder"
    with pytest.raises(TypeError, match="unhashable"):
        hash(builder)
    assert builder.versioned("churn").description("a").domain("b") == builder.domain("b").description("a").versioned(
        "churn"
    )


def test_a_long_chain_does_everything_that_a_short_one_does() -> None:
    builder = ModelPackageBuilder()
    for number in range(1000):
        builder = builder.container(image=f"image-{number}")
    for number in range(20_000):
        builder = builder.description(f"{number}")

    assert pickle.loads(pickle.dumps(builder)) == builder  # noqa: S301
    assert copy.deepcopy(builder) == copy.copy(builder) == builder
    assert repr(builder)
    assert problems_of(builder) == {"InferenceSpecification.Containers": "MP005"}
    kwargs = kwargs_of(builder.containers(CONTAINER))
    assert kwargs == {"ModelPackageDescription": "19999", "InferenceSpecification": {"Containers": [{"Image": IMAGE}]}}


def test_a_builder_of_one_s_own_keeps_its_class() -> None:
    class Ours(ModelPackageBuilder):
        __slots__ = ()

        def ours(self, commit: str) -> Ours:
            return self.metadata_properties(commit_id=commit, repository="ours")

    builder = Ours().description("Churn").ours("abc")

    assert type(builder) is Ours
    assert kwargs_of(builder)["MetadataProperties"] == {"CommitId": "abc", "Repository": "ours"}
    with pytest.raises(AttributeError, match=r"versioned\(group\)"):
        builder.approval_status  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


# Attributes that are not there, and calls that are wrong in themselves ------------------------------------------------


@pytest.mark.parametrize(
    ("builder", "name", "text"),
    [
        (VERSION, "tags", r"tags of its group.*customer_metadata\(\.\.\.\)"),
        (VERSION, "certify_for_marketplace", "unversioned"),
        (STAND_ALONE, "approval_status", r"versions.*\.versioned\(group\)"),
        (BASE, "approval_status", r"versions.*\.versioned\(group\)"),
        (BASE, "tags", r"\.unversioned\(\.\.\.\)"),
        (BASE, "certify_for_marketplace", r"\.unversioned\(\.\.\.\)"),
        (BASE, "build", r"\.versioned\(group\), \.unversioned\(\.\.\.\) or \.unversioned_from_algorithm\(\.\.\.\)"),
        (BASE, "to_kwargs", r"choose the kind.*\.build\(\)\.to_kwargs\(\)"),
        (VERSION, "to_kwargs", r"build the package first: \.build\(\)\.to_kwargs\(\)"),
        (STAND_ALONE, "to_kwargs", r"build the package first: \.build\(\)\.to_kwargs\(\)"),
        *((VERSION, move, r"chosen already; for another group, .*rewritten\(") for move in MOVES),
        *((STAND_ALONE, move, r"chosen already; for another name, .*attrs\.evolve\(") for move in MOVES),
        (BASE, "descripton", r"Did you mean 'description'\?"),
        (VERSION, "aproval_status", r"Did you mean 'approval_status'\?"),
        (STAND_ALONE, "contentTypes", r"Did you mean 'content_types'\?"),
        (BASE, "image", r"call \.container\(image=\.\.\.\)"),
        (STAND_ALONE, "env", r"call \.container\(environment=\.\.\.\)"),
        (BASE, "group", r"call \.versioned\(group\)"),
        (BASE, "name", r"call \.unversioned\(name, \.\.\.\)"),
        (VERSION, "to_dict", r"\.build\(\)\.to_kwargs\(\)"),
        (VERSION, "to_json", r"json\.dumps\(.*\.to_kwargs\(\)\)"),
    ],
)
def test_a_missing_attribute_says_why_and_what_to_do(builder: AnyBuilder, name: str, text: str) -> None:
    with pytest.raises(AttributeError, match=text) as caught:
        getattr(builder, name)

    assert str(caught.value).startswith(f"{type(builder).__name__!r} object has no attribute {name!r}")
    assert (caught.value.name, caught.value.obj) == (name, builder)
    assert getattr(builder, name, "default") == "default"


@pytest.mark.parametrize("name", ["__deepcopy_", "__array__", "_description", "__len__", "xyzzy" * 1000])
def test_other_names_get_no_suggestion(name: str) -> None:
    for builder in (BASE, VERSION, STAND_ALONE):
        with pytest.raises(AttributeError) as caught:
            getattr(builder, name)
        assert str(caught.value) == f"{type(builder).__name__!r} object has no attribute {name!r}"


def test_every_word_that_leads_on_leads_to_something() -> None:
    """What the messages name, there is."""
    others = (ModelRegistry.register, VersionedModelPackage.to_kwargs, rewritten, attrs.evolve, json.dumps)
    attributes: dict[str, Any] = {one.__name__: one for one in others}
    attributes |= {name: getattr(one, name) for one in (STAND_ALONE, VERSION, BASE) for name in dir(one)}
    for builder in (BASE, VERSION, STAND_ALONE):
        for name in {**WORDS, **WORDS_BY_KIND[type(builder).__name__]}:
            with pytest.raises(AttributeError) as caught:
                getattr(builder, name)
            called = re.findall(r"(?<=\.)(\w+)\((\w+=)?", str(caught.value))
            assert called, name
            for setter, argument in called:
                parameters = inspect.signature(attributes[setter]).parameters
                assert not argument or argument[:-1] in parameters or setter == "evolve", caught.value


@pytest.mark.parametrize("shape", ["CreateModelPackageInput", "MetadataProperties", "ModelPackageContainerDefinition"])
def test_the_service_s_names_lead_on(shape: str) -> None:
    for member in Loader().load_service_model("sagemaker", "service-2")["shapes"][shape]["members"]:
        name = xform_name(member)
        if not hasattr(BASE, name):
            with pytest.raises(AttributeError, match=r": .+\(|\. Did you mean"):
                getattr(BASE, name)


@pytest.mark.parametrize("builder", [VersionedModelPackageBuilder, UnversionedModelPackageBuilder])
def test_a_kind_s_builder_comes_of_a_move_alone(builder: type[Any]) -> None:
    with pytest.raises(TypeError, match=r"start with ModelPackageBuilder\(\)"):
        builder()


MISFITS: list[tuple[Callable[[Any], Any], str]] = [
    (lambda b: b.container(CONTAINER, image=IMAGE), r"^container\(\) takes a whole .* not both; got image too"),
    (lambda b: b.container(imag=IMAGE), r"^container\(\) got .* keyword argument 'imag'\. Did you mean 'image'\?$"),
    (lambda b: b.container(name="main"), r"keyword argument 'name'\. Did you mean 'container_hostname'\?$"),
    (lambda b: b.container(s3_uri="s3://a"), r"keyword argument 's3_uri'\. Did you mean 'model_data_url'\?$"),
    (lambda b: b.container(env={"TOKEN": "x"}), r"keyword argument 'env'\. Did you mean 'environment'\?$"),
    (lambda b: b.container(image=IMAGE, xyzzy=None, imag=1), r"^container\(\) got .* keyword argument 'xyzzy'$"),
    (lambda b: b.container(CONTAINER, imag=IMAGE), "imag"),
    (lambda b: b.container(CONTAINER, CONTAINER), "positional"),
    (lambda b: b.container(definition=CONTAINER), "definition"),
    (lambda b: b.metadata_properties(shapes.MetadataProperties(), commit_id="abc"), r"^metadata_prop.* commit_id too"),
    (lambda b: b.model_card(shapes.ModelPackageModelCard(), status="Draft"), r"^model_card\(\) .* status too"),
    (lambda b: b.life_cycle(shapes.ModelLifeCycle(stage="a", stage_status="b"), "c"), r"^life_cycle\(\) .* status"),
    (lambda b: b.model_quality("s3://a"), "positional"),
    (lambda b: b.validation(ROLE), "positional"),
    (lambda b: b.unversioned("churn", ["ml.m5.large"], ["ml.m5.large"]), "positional"),
]


@pytest.mark.parametrize(("call", "text"), MISFITS)
def test_arguments_that_do_not_fit_a_setter_are_a_type_error(call: Callable[[Any], Any], text: str) -> None:
    with pytest.raises(TypeError, match=text):
        call(ModelPackageBuilder())
