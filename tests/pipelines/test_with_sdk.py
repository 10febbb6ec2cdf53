"""Steps, and the definitions made of them, against AWS's own SDK; ``nox -s pipelines`` has version 2 and version 3."""

from __future__ import annotations

import importlib
import importlib.util
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs
import boto3
import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelPackageValidationError, guard
from sagemaker_model_package.errors import PipelineDefinitionError
from sagemaker_model_package.pipelines import read_definition, reference, register_step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sagemaker_model_package import VersionedModelPackage

pytestmark = pytest.mark.session(name="pipelines")

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
ARCHIVE = "s3://ml-artifacts/churn/model.tar.gz"
ROLE = "arn:aws:iam::111122223333:role/SageMaker"
JSON = "application/json"


@pytest.fixture(scope="module", autouse=True)
def _aws() -> Iterator[None]:
    """Let moto play AWS: the SDK asks for a bucket of its own."""
    from moto import mock_aws

    with pytest.MonkeyPatch.context() as patched, mock_aws():
        patched.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patched.setenv("AWS_ACCESS_KEY_ID", "fake")
        patched.setenv("AWS_SECRET_ACCESS_KEY", "fake")
        patched.setenv("SAGEMAKER_VALIDATE_ROLE", "false")  # moto has no such role
        yield


class Sdk:
    """The names of AWS's SDK, wherever its two versions have them."""

    def __init__(self) -> None:
        self.version = 3 if importlib.util.find_spec("sagemaker.mlops") else 2
        self._places = (
            ("sagemaker.mlops.workflow", "sagemaker.core.workflow", "sagemaker.core")
            if self.version == 3
            else ("sagemaker.workflow", "sagemaker")
        )

    def __call__(self, module: str, name: str) -> Any:  # noqa: ANN401 - the SDK has no types
        """Return a name of a module, looked for in each of the places."""
        for place in self._places:
            if importlib.util.find_spec(f"{place}.{module}"):
                return getattr(importlib.import_module(f"{place}.{module}"), name)
        raise ModuleNotFoundError(module)


@pytest.fixture(scope="module")
def sdk() -> Sdk:
    return Sdk()


@pytest.fixture(scope="module")
def session(sdk: Sdk) -> Any:  # noqa: ANN401 - the SDK's
    return sdk("pipeline_context", "PipelineSession")()


@attrs.frozen
class Case:
    """A package of ours, and how AWS's SDK is told to register the same."""

    name: str
    ours: Callable[[Sdk, ModelPackageBuilder], ModelPackageBuilder]
    register: Callable[[Sdk], dict[str, Any]]
    """The arguments of ``register`` beside those that all have."""
    model_data: Callable[[Sdk], Any] = lambda _: ARCHIVE
    status: Callable[[Sdk], Any] = lambda _: "PendingManualApproval"


def parameter(sdk: Sdk, name: str) -> Any:  # noqa: ANN401 - the SDK's
    return sdk("parameters", "ParameterString")(name=name)


def joined(sdk: Sdk) -> Any:  # noqa: ANN401 - the SDK's
    run = sdk("execution_variables", "ExecutionVariables").PIPELINE_EXECUTION_ID
    return sdk("functions", "Join")(on="/", values=["s3:/", parameter(sdk, "Bucket"), run, "model.tar.gz"])


def source(sdk: Sdk, name: str) -> Any:  # noqa: ANN401 - the SDK's
    return sdk("model_metrics", "MetricsSource")(content_type=JSON, s3_uri=f"s3://ml-artifacts/{name}.json")


def s3(name: str) -> str:
    return f"s3://ml-artifacts/{name}.json"


CASES = [
    Case("nothing more", lambda _, builder: builder, lambda _: {}),
    Case(
        "a description, metadata and a domain",
        lambda _, builder: (
            builder.description("Churn, November").customer_metadata({"team": "growth"}).domain("MACHINE_LEARNING")
        ),
        lambda _: {
            "description": "Churn, November",
            "customer_metadata_properties": {"team": "growth"},
            "domain": "MACHINE_LEARNING",
        },
    ),
    Case(
        "an approval from a parameter",
        lambda _, builder: builder,
        lambda sdk: {"approval_status": parameter(sdk, "Status")},
        status=lambda sdk: parameter(sdk, "Status"),
    ),
    Case(
        "instance types",
        lambda _, builder: builder.realtime_instance_types("ml.m5.large").transform_instance_types("ml.c5.xlarge"),
        lambda _: {"inference_instances": ["ml.m5.large"], "transform_instances": ["ml.c5.xlarge"]},
    ),
    Case(
        "an instance type and metadata from parameters",
        lambda sdk, builder: builder.realtime_instance_types(
            reference(parameter(sdk, "Instance")), "ml.m5.large"
        ).customer_metadata({"team": reference(parameter(sdk, "Team"))}),
        lambda sdk: {
            "inference_instances": [parameter(sdk, "Instance"), "ml.m5.large"],
            "customer_metadata_properties": {"team": parameter(sdk, "Team")},
        },
    ),
    Case("model data that is joined", lambda _, builder: builder, lambda _: {}, model_data=joined),
    Case(
        "reports",
        lambda _, builder: (
            builder.model_quality(statistics=s3("quality")).bias(report=s3("bias")).explainability(report=s3("shap"))
        ),
        lambda sdk: {
            "model_metrics": sdk("model_metrics", "ModelMetrics")(
                model_statistics=source(sdk, "quality"), bias=source(sdk, "bias"), explainability=source(sdk, "shap")
            )
        },
    ),
    Case(
        "baselines",
        lambda _, builder: builder.drift_model_quality(statistics=s3("quality")).drift_bias(config_file=s3("config")),
        lambda sdk: {
            "drift_check_baselines": sdk("drift_check_baselines", "DriftCheckBaselines")(
                model_statistics=source(sdk, "quality"),
                bias_config_file=sdk("model_metrics", "FileSource")(content_type=JSON, s3_uri=s3("config")),
            )
        },
    ),
    Case(
        "provenance",
        lambda _, builder: builder.metadata_properties(commit_id="abc", repository="churn", project_id="p-1"),
        lambda sdk: {
            "metadata_properties": sdk("metadata_properties", "MetadataProperties")(
                commit_id="abc", repository="churn", project_id="p-1"
            )
        },
    ),
    Case(
        "what Inference Recommender reads",
        lambda _, builder: builder.inference_recommender(
            task="CLASSIFICATION",
            sample_payload_url="s3://ml-artifacts/payload.tar.gz",
            nearest_model_name="xgboost",
            data_input_config='{"input": [1]}',
        ),
        lambda _: {
            "task": "CLASSIFICATION",
            "sample_payload_url": "s3://ml-artifacts/payload.tar.gz",
            "nearest_model_name": "xgboost",
            "data_input_configuration": '{"input": [1]}',
        },
    ),
    Case(
        "no validation, and a life cycle",
        lambda _, builder: builder.skip_model_validation("All").life_cycle("Test", "Done", "checked"),
        lambda sdk: {
            "skip_model_validation": "All",
            "model_life_cycle": sdk("model_life_cycle", "ModelLifeCycle")(
                stage="Test", stage_status="Done", stage_description="checked"
            ),
        },
    ),
]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def package_of(case: Case, sdk: Sdk) -> VersionedModelPackage:
    container: Any = case.model_data(sdk)
    builder = ModelPackageBuilder().container(image=IMAGE, model_data_url=container, environment={"MODE": "a"})
    builder = builder.content_types("text/csv").response_mime_types("text/csv")
    return case.ours(sdk, builder).versioned("churn").approval_status(case.status(sdk)).build()


def arguments_of_aws(case: Case, sdk: Sdk, session: Any) -> dict[str, Any]:  # noqa: ANN401 - the SDK's
    """Return the arguments of the step that AWS's SDK makes itself."""
    common: dict[str, Any] = {"image_uri": IMAGE, "sagemaker_session": session}
    if sdk.version == 3:
        builder = importlib.import_module("sagemaker.serve.model_builder").ModelBuilder
        model = builder(**common, role_arn=ROLE, s3_model_data_url=case.model_data(sdk), env_vars={"MODE": "a"})
    else:
        builder = importlib.import_module("sagemaker.model").Model
        model = builder(**common, role=ROLE, model_data=case.model_data(sdk), env={"MODE": "a"})
    types = {"content_types": ["text/csv"], "response_types": ["text/csv"]}
    registered = model.register(**types, model_package_group_name="churn", **case.register(sdk))
    step = sdk("model_step", "ModelStep")(name="Register", step_args=registered)
    arguments: dict[str, Any] = (step.steps[0] if sdk.version == 2 else step).arguments
    return arguments


ADDED_BY_MODEL_BUILDER = {
    "SAGEMAKER_CONTAINER_LOG_LEVEL",
    "SAGEMAKER_PROGRAM",
    "SAGEMAKER_REGION",
    "SAGEMAKER_SUBMIT_DIRECTORY",
}
"""Environment variables that version 3 adds to every container, for its own serving code, also where there is none."""


def less_what_aws_adds(arguments: dict[str, Any], case: Case, sdk: Sdk) -> dict[str, Any]:
    """Take away, by name, what AWS's SDK writes and nobody asked it for."""
    left = dict(arguments)
    if "skip_model_validation" not in case.register(sdk):
        assert left.pop("SkipModelValidation") == "None"  # the service's own default
    if "ModelMetrics" in left:  # a structure for each kind of report, also where there is none
        left["ModelMetrics"] = {name: held for name, held in left["ModelMetrics"].items() if held}
    for container in left["InferenceSpecification"]["Containers"]:
        environment = container["Environment"]
        if sdk.version == 3:
            assert environment.keys() >= ADDED_BY_MODEL_BUILDER
            container["Environment"] = {k: v for k, v in environment.items() if k not in ADDED_BY_MODEL_BUILDER}
    return left


# The step -------------------------------------------------------------------------------------------------------------


def plain(arguments: Any) -> Any:  # noqa: ANN401 - any JSON, and variables
    """Return arguments with the expression in place of each variable."""
    return json.loads(json.dumps(arguments, default=lambda variable: variable.expr))


@each_case
def test_the_arguments_are_those_of_awss_own_step(case: Case, sdk: Sdk, session: Any) -> None:  # noqa: ANN401 - the SDK's
    ours = register_step("Register", package_of(case, sdk)).arguments
    theirs = less_what_aws_adds(arguments_of_aws(case, sdk, session), case, sdk)
    assert plain(ours) == plain(theirs)


def test_there_are_ten_packages() -> None:
    assert len(CASES) >= 10


@pytest.fixture
def package(sdk: Sdk) -> VersionedModelPackage:
    """Return a package with variables of several kinds."""
    return (
        ModelPackageBuilder()
        .container(image=IMAGE, model_data_url=reference(joined(sdk)))
        .customer_metadata({"team": reference(parameter(sdk, "Team"))})
        .versioned("churn")
        .approval_status(reference(parameter(sdk, "Status")))
        .build()
    )


def pipeline_of(sdk: Sdk, session: Any, *steps: Any) -> Any:  # noqa: ANN401 - the SDK's
    names = ("Bucket", "Team", "Status")
    return sdk("pipeline", "Pipeline")(
        name="churn", parameters=[parameter(sdk, name) for name in names], steps=list(steps), sagemaker_session=session
    )


def policy(sdk: Sdk) -> Any:  # noqa: ANN401 - the SDK's
    error = sdk("retry", "StepExceptionTypeEnum").THROTTLING
    return sdk("retry", "StepRetryPolicy")(exception_types=[error], interval_seconds=5, max_attempts=3)


def test_it_is_a_step_of_the_sdk(sdk: Sdk, package: VersionedModelPackage) -> None:
    depends_on: list[Any] = []
    step = register_step("Register", package, depends_on=depends_on, retry_policies=[policy(sdk)])
    assert isinstance(step, sdk("steps", "ConfigurableRetryStep"))
    assert step.step_type is sdk("steps", "StepTypeEnum").REGISTER_MODEL
    assert step.properties.ModelPackageArn.expr == {"Get": "Steps.Register.ModelPackageArn"}
    step.add_depends_on(["Another"])
    step.add_retry_policy(policy(sdk))
    assert depends_on == []
    assert len(step.retry_policies) == 2
    step.arguments.clear()  # the SDK changes what it is given
    assert step.arguments["ModelPackageGroupName"] == "churn"


def test_it_stands_in_a_definition(sdk: Sdk, session: Any, package: VersionedModelPackage) -> None:  # noqa: ANN401 - the SDK's
    step = register_step(
        "Register", package, retry_policies=[policy(sdk)], display_name="Register it", description="if it is good"
    )
    (written,) = json.loads(pipeline_of(sdk, session, step).definition())["Steps"]
    assert written["Type"] == "RegisterModel"
    assert (written["DisplayName"], written["Description"]) == ("Register it", "if it is good")
    assert written["RetryPolicies"][0]["ExceptionType"] == ["Step.THROTTLING"]
    assert written["Arguments"] == plain(step.arguments)
    (read,) = read_definition({"Steps": [written]})
    assert read.package == package
    assert pickle.loads(pickle.dumps(package)) == package  # noqa: S301 - ours


def test_it_stands_in_a_condition_and_before_other_steps(
    sdk: Sdk,
    session: Any,  # noqa: ANN401 - the SDK's
    package: VersionedModelPackage,
) -> None:
    register = register_step("Register", package)
    condition = sdk("condition_step", "ConditionStep")(
        name="GoodEnough",
        conditions=[sdk("conditions", "ConditionEquals")(left=parameter(sdk, "Team"), right="growth")],
        if_steps=[register],
        else_steps=[],
    )
    arn = register.properties.ModelPackageArn
    copied = ModelPackageBuilder().source_uri(reference(arn)).versioned("copies").build()
    after = register_step("Copy", copied)
    definition = pipeline_of(sdk, session, condition, after).definition()
    steps = read_definition(definition)
    assert [(step.name, step.package) for step in steps] == [("Register", package), ("Copy", copied)]
    assert steps[1].definition["Arguments"]["SourceUri"] == {"Get": "Steps.Register.ModelPackageArn"}


def test_the_sdk_finds_the_steps_that_a_package_refers_to(sdk: Sdk, session: Any) -> None:  # noqa: ANN401 - the SDK's
    first = register_step("First", ModelPackageBuilder().source_uri("arn:x").versioned("churn").build())
    arn = first.properties.ModelPackageArn
    second = register_step("Second", ModelPackageBuilder().source_uri(reference(arn)).versioned("churn").build())
    pipeline = pipeline_of(sdk, session, first, second)
    graph = importlib.import_module(type(pipeline).__module__).PipelineGraph.from_pipeline(pipeline)
    assert graph.adjacency_list == {"First": ["Second"], "Second": []}


def test_aws_keeps_it(sdk: Sdk, session: Any, package: VersionedModelPackage) -> None:  # noqa: ANN401 - the SDK's
    pipeline = pipeline_of(sdk, session, register_step("Register", package))
    pipeline.upsert(role_arn=ROLE)
    client: Any = boto3.client("sagemaker")
    (read,) = read_definition(client.describe_pipeline(PipelineName="churn")["PipelineDefinition"])
    assert read.package == package


def test_a_guarded_client_checks_what_the_sdk_sends(sdk: Sdk, session: Any) -> None:  # noqa: ANN401 - the SDK's
    package = ModelPackageBuilder().container(image=IMAGE).versioned("churn").build()
    step = register_step("Register", package)
    pipeline = pipeline_of(sdk, session, step)
    definition = json.loads(pipeline.definition())
    definition["Steps"][0]["Arguments"]["ModelApprovalStatus"] = "Aproved"
    client: Any = guard(boto3.client("sagemaker"))
    with pytest.raises(PipelineDefinitionError) as caught:
        client.create_pipeline(
            PipelineName="bad", PipelineDefinition=json.dumps(definition), ClientRequestToken="a" * 32, RoleArn=ROLE
        )
    assert [problem.path for problem in caught.value.problems] == ["Steps.Register.ModelApprovalStatus"]


@each_case
def test_definitions_of_awss_own_steps_are_accepted(case: Case, sdk: Sdk, session: Any) -> None:  # noqa: ANN401 - the SDK's
    arguments = plain(arguments_of_aws(case, sdk, session))
    (read,) = read_definition({"Steps": [{"Name": "Register", "Type": "RegisterModel", "Arguments": arguments}]})
    assert read.package.kind == "versioned"


def test_policies_of_jobs_are_refused_as_the_sdk_refuses_them(sdk: Sdk, package: VersionedModelPackage) -> None:
    error = sdk("retry", "SageMakerJobExceptionTypeEnum").INTERNAL_ERROR
    for_jobs = sdk("retry", "SageMakerJobStepRetryPolicy")(exception_types=[error], max_attempts=2)
    with pytest.raises(ValueError, match="give StepRetryPolicy objects"):
        register_step("Register", package, retry_policies=[for_jobs])


def test_no_call_gets_a_variable(package: VersionedModelPackage) -> None:
    with pytest.raises(ModelPackageValidationError, match="MP301"):
        package.to_kwargs()


# To type checkers ---------------------------------------------------------------------------------------------------

PROGRAM = """\
from sagemaker.workflow.parameters import ParameterString

from sagemaker_model_package import ModelPackageBuilder
from sagemaker_model_package.pipelines import reference

text = ParameterString(name="Text")
builder = ModelPackageBuilder().description(reference(text)).versioned("churn").approval_status(reference(text))
builder.description(text)  # refused
builder.approval_status(text)  # refused
builder.container(image="image", model_data_url=text)  # refused
"""
SETTINGS = {
    "mypy.ini": "[mypy]\nstrict = True\nfollow_untyped_imports = True\n[mypy-sagemaker.*]\nignore_errors = True\n",
    "pyrightconfig.json": json.dumps({"typeCheckingMode": "strict", "include": ["program.py"]}),
}
"""Both read the SDK's own sources, for it says nothing of its types to checkers."""

CHECKERS = {
    "mypy": ["mypy", "--no-error-summary", "program.py"],
    "pyright": ["pyright", "--pythonpath", sys.executable],
}


@pytest.mark.parametrize("checker", CHECKERS)
def test_checkers_refuse_a_variable_by_itself_and_accept_a_reference(checker: str, sdk: Sdk, tmp_path: Path) -> None:
    if sdk.version == 3:
        pytest.skip("what is refused here are the variables of version 2")
    for name, text in {"program.py": PROGRAM, **SETTINGS}.items():
        (tmp_path / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", *CHECKERS[checker]]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8").stdout
    lines = PROGRAM.splitlines()
    for number, line in enumerate(lines, start=1):
        said = [one for one in printed.splitlines() if f"program.py:{number}:" in one and "error" in one]
        assert bool(said) is line.endswith("# refused"), printed
        if said:
            assert "ParameterString" in said[0]
            assert len(said[0].partition("program.py")[2]) < 300
