"""Packages as builder code: what is written makes the same package, and reads as a person would have written it.

The tests marked ``templates`` ask ruff and mypy; ``nox -s templates`` runs them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_model_package import (
    ModelPackageValidationError,
    UnversionedModelPackage,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package._internal.python_layout import laid_out, plain, string
from sagemaker_model_package._source_code import builder_code

from .strategies import Wanted, packages
from .validation.bad_requests import full_shelf, full_version

if TYPE_CHECKING:
    from pathlib import Path

    from sagemaker_model_package import ModelPackage

pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
judged = pytest.mark.session(name="templates")

ANY_PACKAGE = st.one_of(
    packages(), packages(Wanted(quiet=True)), packages(Wanted(unlisted=True)), packages(Wanted(full=True))
)

VERSION = """\
from sagemaker_model_package import ModelPackageBuilder, TransformInstanceType
from sagemaker_model_package.shapes import MetricsSource, ModelInput

package = (
    ModelPackageBuilder()
    .description("Churn classifier, November retrain")
    .container(
        image="683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
        model_data_url="s3://ml-artifacts/churn/model.tar.gz",
        environment={"SAGEMAKER_PROGRAM": "inference.py"},
        model_input=ModelInput(data_input_config='{"input": [1, 3, 224, 224]}'),
        is_checkpoint=False,
    )
    .content_types("text/csv")
    .response_mime_types()
    .transform_instance_types(TransformInstanceType.unlisted("ml.x9.large"))
    .realtime_instance_types("ml.m5.large", "ml.c7i.xlarge")
    .source_algorithm("churn-algorithm")
    .validation(
        role="arn:aws:iam::111122223333:role/ModelValidation",
        s3_uri="s3://ml-artifacts/churn/requests/",
        s3_output_path="s3://ml-artifacts/churn/validation/",
        instance_type="ml.m5.large",
        max_payload_in_mb=6,
    )
    .model_quality(statistics="s3://ml-artifacts/churn/evaluation.json")
    .bias(
        report=MetricsSource(
            content_type="text/html",
            s3_uri="s3://ml-artifacts/churn/bias.html",
        ),
    )
    .drift_explainability(
        constraints="s3://ml-artifacts/churn/shap.json",
        config_file="s3://ml-artifacts/churn/config.json",
    )
    .metadata_properties(commit_id="1f38d56", project_id="churn")
    .customer_metadata({"team": "growth", "auc": "0.91"})
    .model_card(
        {"model_overview": {"model_owner": "growth", "versions": [1, None, True]}},
        status="Draft",
    )
    .life_cycle("Development", "Approved")
    .kms_key_id("alias/models")
    .versioned("churn")
    .approval_status("PendingManualApproval")
    .build()
)
"""

ON_THE_SHELF = """\
from sagemaker_model_package import ModelPackageBuilder

package = (
    ModelPackageBuilder()
    .container(image="683313688378.dkr.ecr.us-east-1.amazonaws.com/xgboost:1.7-1")
    .unversioned(
        "churn",
        transform_instance_types=["ml.m5.large"],
        realtime_instance_types=["ml.m5.large", "ml.c7i.xlarge"],
    )
    .certify_for_marketplace()
    .tags({"team": "growth"})
    .build()
)
"""

WIDE = """\
from sagemaker_model_package import ModelPackageBuilder

package = (
    ModelPackageBuilder()
    .description(
        "顧客離反の分類モデル。十一月に再学習し、二十万件の記録で評価したもの。",
    )
    .versioned("churn")
    .build()
)
"""

FROM_AN_ALGORITHM = """\
from sagemaker_model_package import ModelPackageBuilder

package = ModelPackageBuilder().unversioned_from_algorithm("churn", "xgboost").build()
"""


def made_by(code: str) -> ModelPackage:
    names: dict[str, Any] = {}
    exec(compile(code, "<written>", "exec"), names)  # noqa: S102 - that is what the code is for
    package: ModelPackage = names["package"]
    return package


@pytest.mark.parametrize(
    "code", [VERSION, ON_THE_SHELF, WIDE, FROM_AN_ALGORITHM], ids=["version", "shelf", "wide", "algorithm"]
)
def test_code_is_written_again_as_it_was(code: str) -> None:
    assert builder_code(made_by(code)) == code


@settings(max_examples=100)
@given(package=ANY_PACKAGE)
def test_the_code_makes_an_equal_package(package: ModelPackage) -> None:
    again = made_by(builder_code(package))
    assert type(again) is type(package)
    assert again == package
    assert again.to_kwargs() == package.to_kwargs()


EMPTY: dict[str, dict[str, Any]] = {
    "structures": {"MetadataProperties": {}, "ModelMetrics": {"Bias": {}}, "DriftCheckBaselines": {}, "ModelCard": {}},
    "a card with a status alone": {"ModelCard": {"ModelCardStatus": "Draft"}},
    "no profile": {
        "ValidationSpecification": {"ValidationRole": "arn:aws:iam::111122223333:role/r", "ValidationProfiles": []}
    },
    "a card nested deeply": {"ModelCard": {"ModelCardContent": json.dumps({"a": json.loads("[" * 300 + "]" * 300)})}},
    "a card with blanks": {"ModelCard": {"ModelCardContent": '{"a": 1}'}},
}


def with_references(value: object, path: str = "Parameters.P") -> Any:  # noqa: ANN401 - a part of a request
    """Return a request with a reference in place of each text, number and flag."""
    held: Any = value
    if isinstance(value, dict):
        return {key: with_references(inner, f"{path}_{key}") for key, inner in held.items()}
    if isinstance(value, list):
        return [with_references(inner, f"{path}_{index}") for index, inner in enumerate(held)]
    return {"Get": path}


@pytest.mark.parametrize("request_", [full_version(), full_shelf()], ids=["version", "shelf"])
def test_references_are_written_as_calls(request_: dict[str, Any]) -> None:
    package = from_kwargs(with_references(request_))
    namespace: dict[str, Any] = {}
    exec(builder_code(package), namespace)  # noqa: S102 - what the library has written
    assert namespace["package"] == package


@pytest.mark.parametrize("members", EMPTY.values(), ids=EMPTY)
def test_what_setters_do_not_say_is_written_whole(members: dict[str, Any]) -> None:
    package = from_kwargs({"ModelPackageGroupName": "churn", **members})
    assert made_by(builder_code(package)) == package


def test_a_package_without_a_way_of_the_builder_is_written_as_its_class() -> None:
    package = UnversionedModelPackage(model_package_name="churn", domain="OTHER")
    code = builder_code(package)
    assert "package = UnversionedModelPackage(" in code
    assert made_by(code) == package


def test_what_the_service_alone_takes_is_an_error_when_run() -> None:
    described = {
        "ModelPackageName": "churn",
        "ModelCard": {"ModelCardContent": "{nothing"},
        "InferenceSpecification": {"Containers": [{"Image": "a b"}]},
    }
    code = builder_code(from_describe(described))
    assert '.model_card("{nothing")' in code
    with pytest.raises(ModelPackageValidationError):
        made_by(code)


@given(text=st.text(st.sampled_from("'\"\\\n\t\0é\u2028\U0001f600\ud800ab{}%")))
def test_a_string_is_read_as_it_was(text: str) -> None:
    assert eval(string(text)) == text  # noqa: S307 - a literal
    assert string(text).isprintable()


@given(value=st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False), st.lists))
def test_what_json_holds_is_read_as_it_was(value: object) -> None:
    assert eval(laid_out(plain({"key": value}))) == {"key": value}  # noqa: S307 - a literal


# What others say of the code ------------------------------------------------------------------------------------------


@judged
def test_ruff_has_nothing_to_change(tmp_path: Path) -> None:
    written = [VERSION, ON_THE_SHELF, WIDE, FROM_AN_ALGORITHM]

    @settings(max_examples=80)
    @given(package=ANY_PACKAGE)
    def write(package: ModelPackage) -> None:
        written.append(builder_code(package))

    write()
    for number, code in enumerate(written):
        (tmp_path / f"module_{number}.py").write_text(code, "utf-8")
    for arguments in (["format", "--diff"], ["check", "--select", "E7,E9,F,I,UP,C4,PIE,Q,W"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--isolated", str(tmp_path)]
        ended = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
        assert ended.returncode == 0, ended.stdout + ended.stderr


@judged
def test_mypy_accepts_the_code(tmp_path: Path) -> None:
    for number, code in enumerate([VERSION, ON_THE_SHELF, WIDE, FROM_AN_ALGORITHM]):
        (tmp_path / f"module_{number}.py").write_text(code, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", str(tmp_path)]
    ended = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
