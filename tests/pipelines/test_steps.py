"""Which SDK a step is made with, and what is refused; ``test_with_sdk.py`` has the real ones."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelPackageValidationError, from_describe, from_kwargs
from sagemaker_model_package.errors import ModelRegistryWarning, PipelineSdkError
from sagemaker_model_package.pipelines import reference, register_step
from tests.validation.bad_requests import IMAGE, shelf, version

from .variables import ParameterString

if TYPE_CHECKING:
    from collections.abc import Callable

URL = ParameterString("ModelUrl")
PACKAGE = ModelPackageBuilder().container(image=IMAGE, model_data_url=reference(URL)).versioned("churn").build()

VERSION_2 = {"steps": "sagemaker.workflow.steps", "properties": "sagemaker.workflow.properties"}
VERSION_3 = {"steps": "sagemaker.mlops.workflow.steps", "properties": "sagemaker.core.workflow.properties"}
VERSIONS = pytest.mark.parametrize("version_", [VERSION_2, VERSION_3], ids=["2", "3"])


class ConfigurableRetryStep:
    """What AWS's class keeps."""

    def __init__(self, name: str, step_type: str, **options: object) -> None:
        self.name, self.step_type, self.options = name, step_type, options


class StepTypeEnum:
    REGISTER_MODEL = "RegisterModel"


class Properties:
    """What AWS's class is given."""

    def __init__(self, step_name: str, step: object, shape_name: str) -> None:
        self.given = (step_name, step, shape_name)


@pytest.fixture(autouse=True)
def _no_sdk(monkeypatch: pytest.MonkeyPatch) -> None:
    """See to it that neither version is installed, nor imported."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "sagemaker"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sagemaker", None)  # what makes an import of it fail


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], ModuleType]:
    """Give the function that puts the modules of a version in place and returns that of its steps."""

    def put(modules: dict[str, str]) -> ModuleType:
        for module in modules.values():
            parts = module.split(".")
            for size in range(1, len(parts) + 1):
                name = ".".join(parts[:size])
                found = sys.modules.get(name) or ModuleType(name)
                found.__path__ = []  # a package, of which nothing more is installed
                monkeypatch.setitem(sys.modules, name, found)
        steps = sys.modules[modules["steps"]]
        vars(steps).update(ConfigurableRetryStep=ConfigurableRetryStep, StepTypeEnum=StepTypeEnum)
        vars(sys.modules[modules["properties"]]).update(Properties=Properties)
        return steps

    return put


@VERSIONS
def test_a_step_is_one_of_the_sdk(install: Callable[..., ModuleType], version_: dict[str, str]) -> None:
    install(version_)
    step = register_step("Register", PACKAGE, depends_on=["Train"], display_name="shown", description="said")
    assert issubclass(type(step), ConfigurableRetryStep)
    assert (step.name, step.step_type) == ("Register", "RegisterModel")
    assert step.options == {
        "depends_on": ["Train"],
        "retry_policies": [],
        "display_name": "shown",
        "description": "said",
    }
    assert step.properties.given == ("Register", step, "DescribeModelPackageOutput")
    assert step.package is PACKAGE


def test_variables_go_in_as_objects_and_each_dict_is_new(install: Callable[..., ModuleType]) -> None:
    install(VERSION_2)
    step = register_step("Register", PACKAGE)
    assert step.options["depends_on"] is None
    (container,) = step.arguments["InferenceSpecification"]["Containers"]
    assert container["ModelDataUrl"] is URL
    container.clear()
    assert step.arguments["InferenceSpecification"]["Containers"][0]["Image"] == IMAGE
    expression: Any = from_kwargs(version(Task={"Get": "Parameters.Task"}))
    assert register_step("Register", expression).arguments["Task"] == {"Get": "Parameters.Task"}


def test_an_inherited_approval_is_warned_of(install: Callable[..., ModuleType]) -> None:
    install(VERSION_2)
    package: Any = from_describe(version(ModelApprovalStatus="Approved"))
    with pytest.warns(ModelRegistryWarning, match=r"(?s)registered as 'Approved'.*to_builder\(\)") as warned:
        register_step("Register", package)
    assert warned[0].filename == __file__


def test_the_sdk_that_is_imported_goes_before_the_one_that_is_found(install: Callable[..., ModuleType]) -> None:
    steps = install(VERSION_2)

    class OfVersion2(ConfigurableRetryStep):
        pass

    vars(steps).update(ConfigurableRetryStep=OfVersion2)
    assert isinstance(register_step("Register", PACKAGE), OfVersion2)


def test_a_missing_sdk_is_told() -> None:
    with pytest.raises(PipelineSdkError) as caught:
        register_step("Register", PACKAGE)
    assert str(caught.value) == (
        "a pipeline's step is an object of AWS's SageMaker SDK, which is not installed\n"
        "  install the version that your pipeline is written for: pip install 'sagemaker>=3' or 'sagemaker<3'"
    )
    assert caught.value.reason is None


class NoRegionError(Exception):
    """What botocore raises."""


class Finder:
    """An SDK whose import fails."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def find_spec(self, name: str, *_: object) -> None:
        if name.startswith("sagemaker"):
            raise self.error


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    def failing(error: Exception) -> None:
        monkeypatch.delitem(sys.modules, "sagemaker")
        monkeypatch.setattr(sys, "meta_path", [Finder(error), *sys.meta_path])

    return failing


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NoRegionError("You must specify a region."), "NoRegionError: You must specify a region."),
        (ModuleNotFoundError("No module named 'pandas'", name="pandas"), "No module named 'pandas'"),
    ],
    ids=["no region", "a dependency"],
)
def test_a_failing_import_is_told(fail: Callable[[Exception], None], error: Exception, reason: str) -> None:
    fail(error)
    with pytest.raises(PipelineSdkError) as caught:
        register_step("Register", PACKAGE)
    assert str(caught.value) == (
        f"AWS's SageMaker SDK cannot be imported: {reason}\n"
        "  import it by itself to see more; version 3 needs a region for that: set AWS_DEFAULT_REGION"
    )
    assert caught.value.__cause__ is error


# What has no place in a step: no SDK is needed to be told of it


@pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
@pytest.mark.parametrize(
    ("request_", "members"),
    [
        (version(ClientToken="token"), ["ClientToken"]),
        (
            shelf(ClientToken="token", CertifyForMarketplace=False),
            ["ModelPackageName", "CertifyForMarketplace", "ClientToken"],
        ),
    ],
    ids=["a version", "one that stands alone"],
)
def test_members_that_no_step_may_have_are_problems(request_: dict[str, Any], members: list[str]) -> None:
    package: Any = from_kwargs(request_)
    with pytest.raises(ModelPackageValidationError) as caught:
        register_step("Register", package)
    assert [(one.code, one.path) for one in caught.value.problems] == [("MP302", member) for member in members]
    assert all(one.remedy for one in caught.value.problems)


def test_other_things_are_refused() -> None:
    builder: Any = ModelPackageBuilder()
    with pytest.raises(TypeError, match=r"register_step\(\) takes a model package, got .*; get one from a builder's"):
        register_step("Register", builder)


@pytest.mark.parametrize("name", ["depends_on", "retry_policies"])
@pytest.mark.parametrize(("given", "shown"), [("Train", "'Train'"), ({"Train"}, "a set of 1 item")], ids=["str", "set"])
def test_a_list_has_to_be_one(install: Callable[..., ModuleType], name: str, given: object, shown: str) -> None:
    install(VERSION_2)
    call: Any = register_step
    with pytest.raises(TypeError) as caught:
        call("Register", PACKAGE, **{name: given})
    assert str(caught.value) == (f"{name} of register_step() takes a list or tuple, got {shown}: write {name}=[...]")
    assert call("Register", PACKAGE, **{name: ("Train",)}).options[name] == ["Train"]


class SageMakerJobStepRetryPolicy:
    """AWS's policy for jobs."""


def test_policies_of_jobs_are_refused() -> None:
    with pytest.raises(ValueError, match="SageMakerJobStepRetryPolicy is for steps that run jobs; give StepRetryPol"):
        register_step("Register", PACKAGE, retry_policies=[SageMakerJobStepRetryPolicy()])
