"""References: where they may stand, that nothing reads what they stand for, that no call of the service gets one."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import attrs
import boto3
import pytest

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageValidationError,
    ModelPackageWarning,
    ModelRegistry,
    TransformInstanceType,
    VersionedModelPackage,
    from_kwargs,
)
from sagemaker_model_package._conversion import to_kwargs_with_references
from sagemaker_model_package.converter import make_converter
from sagemaker_model_package.pipelines import Reference, reference
from sagemaker_model_package.registry import Rewrite, rewritten
from tests.validation.bad_requests import (
    BAD_REQUESTS,
    IMAGE,
    container,
    full_shelf,
    full_version,
    problems_of,
    serving,
    shelf,
    version,
    with_container,
)

from .variables import Join, JsonGet, ParameterInteger, ParameterString

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_model_package import Problem

pytestmark = pytest.mark.usefixtures("modules_of_variables")

GET = {"Get": "Parameters.ModelUrl"}
URL = ParameterString("ModelUrl")
SECRET = "hunter2-hunter2"
EXPRESSIONS: list[dict[str, Any]] = [
    GET,
    {"Std:Join": {"On": "/", "Values": ["s3:/", {"Get": "Parameters.Bucket"}, 1]}},
    {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Evaluate.PropertyFiles.report"}, "Path": "auc"}},
]

Step = str | int


def leaves(value: object, *path: Step) -> Iterator[tuple[Step, ...]]:
    """Yield the path of each single value of a request."""
    held: Any = value
    if isinstance(value, (dict, list)):
        for step in held if isinstance(value, dict) else range(len(held)):
            yield from leaves(held[step], *path, step)
    else:
        yield path


def with_value(request: dict[str, Any], path: tuple[Step, ...], value: object) -> dict[str, Any]:
    changed: dict[str, Any] = copy.deepcopy(request)
    target: Any = changed
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return changed


def written(path: tuple[Step, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def expression_of(held: Any) -> Any:  # noqa: ANN401 - what a definition has
    return held.expression


def refusals(way_out: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ModelPackageValidationError) as caught:
        way_out()
    return [(problem.code, problem.path) for problem in caught.value.problems]


FULL: list[dict[str, Any]] = json.loads(json.dumps([full_version(), full_shelf()]))  # in which no part stands twice
LEAVES = [(request, path) for request in FULL for path in leaves(request)]


# Where they stand -----------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
def test_each_single_value_of_a_request_may_be_one() -> None:
    """Texts, enum members, numbers, flags, JSON, items of lists and values of maps."""
    assert len(LEAVES) > 300
    for request, path in LEAVES:
        referring = with_value(request, path, GET)
        package = from_kwargs(referring)
        assert to_kwargs_with_references(package, expression_of) == referring
        assert refusals(package.to_kwargs) == [("MP301", written(path))]


@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
def test_all_of_them_may_be_at_once_and_are_named_in_one_error() -> None:
    for request in FULL:
        referring = request
        for path in leaves(request):
            referring = with_value(referring, path, ParameterInteger(written(path)))
        package = from_kwargs(referring)
        assert sorted(refusals(package.to_kwargs)) == sorted(("MP301", written(path)) for path in leaves(request))
        paths = to_kwargs_with_references(package, lambda held: held.variable.name)
        assert all(paths == with_value(paths, path, written(path)) for path in leaves(request))
        for again in (copy.copy(package), copy.deepcopy(package), attrs.evolve(package)):
            assert again == package
            assert hash(again) == hash(package)
        assert pickle.loads(pickle.dumps(package)) == package  # noqa: S301 - ours


@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
def test_no_rule_reads_what_they_stand_for_and_all_else_is_still_checked() -> None:
    """Put into a bad request, one brings no problem elsewhere, and silences only rules that would read it."""
    for case in BAD_REQUESTS:
        told = problems_of(lambda case=case: from_kwargs(case.bad))  # type: ignore[misc]
        for path in leaves(case.bad):
            referring = with_value(case.bad, path, URL)
            left: list[Problem] = problems_of(lambda held=referring: from_kwargs(held))  # type: ignore[misc]
            assert {one.path for one in left} <= {one.path for one in told}, (case.name, path)
            assert "known when" not in "".join(map(str, left))


def test_the_builder_takes_variables_as_they_are() -> None:
    builder: Any = ModelPackageBuilder()  # type checkers refuse them: reference(...) is for those
    package = (
        builder.container(image=IMAGE, model_data_url=URL, environment={"A": URL}, is_checkpoint=URL)
        .content_types(URL, "text/csv")
        .transform_instance_types(URL, TransformInstanceType.ML_M5_LARGE)
        .model_quality(statistics=URL)
        .drift_bias(config_file=URL)
        .customer_metadata({"auc": URL, "epochs": 7})
        .model_card(URL, status=URL)
        .inference_recommender(data_input_config=URL)
        .validation(role=URL, s3_uri=URL, s3_output_path=URL, instance_type=URL, instance_count=URL)
        .versioned(URL)
        .approval_status(URL)
        .build()
    )
    kwargs = to_kwargs_with_references(package, expression_of)
    assert kwargs == from_kwargs_again(kwargs)
    assert kwargs["InferenceSpecification"]["SupportedTransformInstanceTypes"] == [GET, "ml.m5.large"]
    assert kwargs["ModelMetrics"]["ModelQuality"]["Statistics"]["S3Uri"] == GET
    assert kwargs["DriftCheckBaselines"]["Bias"]["ConfigFile"]["S3Uri"] == GET
    assert kwargs["CustomerMetadataProperties"] == {"auc": GET, "epochs": "7"}
    assert json.dumps(kwargs).count(json.dumps(GET)) == 18


def from_kwargs_again(kwargs: dict[str, Any]) -> dict[str, Any]:
    return to_kwargs_with_references(from_kwargs(kwargs), expression_of)


def test_a_structure_or_a_key_is_none() -> None:
    held: Any = reference(GET)
    for member, value in (
        ("InferenceSpecification", held),
        ("AdditionalInferenceSpecifications", held),
        ("CustomerMetadataProperties", held),
        ("CustomerMetadataProperties", {held: "text"}),
    ):
        (problem,) = problems_of(lambda name=member, given=value: from_kwargs(version(**{name: given})))  # type: ignore[misc]
        assert problem.code == "MP001"
        assert problem.path.startswith(member)


def test_they_are_entries_of_a_map_whose_other_values_are_read() -> None:
    (problem,) = problems_of(lambda: from_kwargs(with_container(Environment={"MODE": URL, "API_TOKEN": SECRET})))
    assert (problem.code, problem.path.rpartition(".")[2]) == ("MP214", "API_TOKEN")
    alone = serving(
        container(Environment={"MODE": URL}),
        SupportedTransformInstanceTypes=["ml.m5.large"],
        SupportedRealtimeInferenceInstanceTypes=["ml.m5.large"],
    )
    (problem,) = problems_of(lambda: from_kwargs(shelf(InferenceSpecification=alone)))
    assert problem.code == "MP211"


# What they are --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda expression: next(iter(expression)))
def test_they_hold_an_expression(expression: dict[str, Any]) -> None:
    held: Reference = reference(expression)
    assert isinstance(held, str)
    assert held.expression == held.variable == expression
    assert repr(held) == f"reference({json.dumps(expression)})"
    expression_before = copy.deepcopy(expression)
    held.expression.clear()
    held.variable.clear()
    expression.clear()  # neither what was given nor what is handed out is the one that is held
    assert held.expression == expression_before
    expression.update(expression_before)
    for same in (copy.copy(held), copy.deepcopy(held), pickle.loads(pickle.dumps(held)), reference(held)):  # noqa: S301 - ours
        assert same == held
        assert hash(same) == hash(held)


def test_they_hold_a_variable() -> None:
    held: Reference = reference(URL)
    assert held.variable is copy.deepcopy(held).variable is URL
    assert held.expression == GET
    assert held == reference(GET)
    assert hash(held) == hash(reference(GET))
    assert len({held, reference(ParameterString("B")), reference(ParameterInteger("C"))}) == 3
    assert pickle.loads(pickle.dumps(held)).variable == URL  # noqa: S301 - ours


def test_they_equal_no_text_and_no_other() -> None:
    held: Reference = reference(URL)
    assert held != str.__str__(held)
    assert str.__str__(held) != held
    assert reference(Join("", [1])) != reference(Join("", [True]))
    assert reference(Join("", [1])) == reference(Join("", [1]))
    incomplete, other = JsonGet(), JsonGet()
    assert reference(incomplete) == reference(incomplete) != reference(other)
    assert repr(reference(incomplete)) == "reference(<JsonGet>)"


def test_they_have_no_text() -> None:
    held: Reference = reference(URL)
    uses: list[Callable[[], str]] = [lambda: str(held), lambda: f"s3://bucket/{held}", lambda: f"{held:>20}"]
    for use in uses:
        with pytest.raises(TypeError, match=r"no text until the pipeline runs; join .* with Join\(\.\.\.\)"):
            use()


@pytest.mark.parametrize(
    "other",
    ["s3://a/b", 5, {}, {"Get": 5}, {"Std:Join": "a"}, {"Get": "a", "Std:Join": {}}, {"Std:Equals": {}}],
    ids=repr,
)
def test_other_things_are_none(other: Any) -> None:  # noqa: ANN401 - as at run time
    with pytest.raises(TypeError, match=r"reference\(\) takes a pipeline variable of AWS's SDK or an expression, got"):
        reference(other)
    if not isinstance(other, str):
        (problem,) = problems_of(lambda: from_kwargs(version(ModelPackageDescription=other)))
        assert problem.code == "MP001"


def test_an_enum_is_not_made_of_one() -> None:
    with pytest.raises(ValueError, match=r'reference\({"Get": "Parameters.ModelUrl"}\) is not a valid Transform'):
        TransformInstanceType(reference(GET))


# Where they are refused or left alone ---------------------------------------------------------------------------------


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - boto3 has no types of its own here
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    return boto3.client("sagemaker", region_name="us-east-1", endpoint_url="http://127.0.0.1:1")


def test_no_call_gets_one(client: Any) -> None:  # noqa: ANN401 - see above
    package = from_kwargs(version(ModelPackageDescription=GET, Task=reference(URL)))
    expected = [("MP301", "ModelPackageDescription"), ("MP301", "Task")]
    assert refusals(lambda: ModelRegistry(client).register(package)) == expected


def test_a_package_without_one_is_written_as_ever() -> None:
    reference(GET)  # there is one in the process
    assert from_kwargs(version()).to_kwargs() == version()


def test_without_one_nothing_of_this_is_imported() -> None:
    program = (
        "import sys, sagemaker_model_package as s; "
        "kwargs = s.ModelPackageBuilder().source_uri('x').model_quality(statistics='s3://a/b').versioned('churn')"
        ".build().to_kwargs(); s.from_kwargs(kwargs).to_kwargs()\n"
        "from sagemaker_model_package.packages import from_values; from_values(kwargs); print(*sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    modules = [name for name in ended.stdout.split() if name.startswith("sagemaker")]
    assert "sagemaker_model_package._conversion" in modules
    assert not [name for name in modules if "reference" in name or "pipelines" in name]


def test_a_converter_of_your_own_refuses_too() -> None:
    package = from_kwargs(version(Task=GET))
    assert refusals(lambda: make_converter().unstructure(package)) == [("MP301", "Task")]


def test_the_refusal_says_what_to_do() -> None:
    with pytest.raises(ModelPackageValidationError) as caught:
        from_kwargs(version(Task=GET)).to_kwargs()
    assert str(caught.value) == (
        "1 problem in this versioned model package:\n\n"
        "  Task  [MP301 reference]\n"
        '    reference({"Get": "Parameters.ModelUrl"}) has a value only while a pipeline runs\n'
        "    make a step of the package: pipelines.register_step(name, package); or give the value itself"
    )


def test_rewriting_leaves_them_alone() -> None:
    prefix = "s3://ml-artifacts/"
    request = with_container(ModelDataUrl=GET, Environment={"A": GET, "B": f"{prefix}x"}, ImageDigest=GET)
    package = from_kwargs({**request, "ModelPackageGroupName": GET, "ClientToken": GET})
    assert isinstance(package, VersionedModelPackage)
    made = rewritten(package, Rewrite(s3={prefix: "s3://other/"}))
    specification = made.package.inference_specification
    assert specification is not None
    (first,) = specification.containers
    assert isinstance(first, ModelPackageContainerDefinition)
    assert first.model_data_url == made.package.model_package_group_name == reference(GET)
    assert first.environment == {"A": reference(GET), "B": "s3://other/x"}
    assert [(one.path, one.before, one.after) for one in made.changes if one.path.endswith(("Token", "Digest"))] == [
        ("InferenceSpecification.Containers[0].ImageDigest", reference(GET), None),
        ("ClientToken", reference(GET), None),
    ]
    assert not [one for one in made.unmatched if one.what != "image"]
    assert f"reference({json.dumps(GET)})" in str(made.changes)


def test_a_secret_in_an_expression_is_not_shown() -> None:
    token: Any = Join("", [SECRET, ParameterString("Suffix")])
    package = ModelPackageBuilder().container(image=IMAGE, environment={"MODE": token}).model_card(token)
    made = package.versioned("churn").build()
    with pytest.raises(ModelPackageValidationError) as caught:
        made.to_kwargs()
    assert SECRET not in f"{made!r}{caught.value}{caught.value!r}"
    assert str(caught.value).count("a reference (not shown)") == 2


def test_long_expressions_are_cut() -> None:
    package = from_kwargs(version(Task=Join("/", ["text"] * 500)))
    with pytest.raises(ModelPackageValidationError) as caught:
        package.to_kwargs()
    assert len(str(caught.value)) < 500
    assert len(repr(package)) < 500


def test_a_warning_does_not_read_them() -> None:
    with pytest.warns(ModelPackageWarning, match="MP205") as caught:
        from_kwargs(with_container(Image=GET, ModelDataUrl="s3://a/model.zip"))
    assert len(caught) == 1
