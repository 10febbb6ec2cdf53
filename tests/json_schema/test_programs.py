"""What programs that people use make of the schema: check-jsonschema, ajv, VS Code's JSON language service."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sagemaker_model_package import UnversionedModelPackage, VersionedModelPackage
from sagemaker_model_package._constraints import members_of
from sagemaker_model_package.json_schema import json_schema
from sagemaker_model_package.pipelines.steps import REFUSED_IN_STEPS

from .requests import CASES, is_refused

pytestmark = pytest.mark.session(name="json_schema")

SCHEMA = json_schema()
VERSIONED, UNVERSIONED = (
    {member.name for member in members_of(cls)} for cls in (VersionedModelPackage, UnversionedModelPackage)
)


def asked(program: str, documents: list[str], schema: object = SCHEMA) -> list[Any]:
    """Return what a program in Node says of each document."""
    ended = subprocess.run(
        ["node", str(Path(__file__).with_name(program))],  # noqa: S607 - the one that the session found
        check=True,
        encoding="utf-8",
        input=json.dumps({"schema": schema, "documents": documents}),
        stdout=subprocess.PIPE,
    )
    answers: list[Any] = json.loads(ended.stdout)
    return answers


def test_ajv_refuses_bad_requests_and_passes_their_twins() -> None:
    refused = [case.name for case, valid in zip(CASES, asked("ajv.cjs", bad()), strict=True) if not valid]
    assert refused == [case.name for case in CASES if is_refused(case)]
    assert all(asked("ajv.cjs", twins()))
    in_steps = [case.twin.keys().isdisjoint(REFUSED_IN_STEPS) for case in CASES]
    assert asked("ajv.cjs", twins(), json_schema(pipeline=True)) == in_steps


def test_vs_code_refuses_bad_requests_and_passes_their_twins() -> None:
    answers = asked("language_service.cjs", bad())
    refused = [case.name for case, problems in zip(CASES, answers, strict=True) if problems]
    assert refused == [case.name for case in CASES if is_refused(case)]
    assert [problems for problems in asked("language_service.cjs", twins()) if problems] == []


def test_check_jsonschema_refuses_bad_requests_and_passes_their_twins(tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(SCHEMA), "utf-8")
    texts = {"bad": bad(), "twin": twins()}
    for name, documents in texts.items():
        tmp_path.joinpath(name).mkdir()
        for number, document in enumerate(documents):
            tmp_path.joinpath(name, f"{number}.json").write_text(document, "utf-8")

    def refused(name: str) -> set[int]:
        files = [str(path) for path in tmp_path.joinpath(name).iterdir()]
        command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", str(schema)]
        ended = subprocess.run([*command, *files], check=False, encoding="utf-8", stdout=subprocess.PIPE)
        return {int(Path(error["filename"]).stem) for error in json.loads(ended.stdout)["errors"]}

    assert refused("bad") == {number for number, case in enumerate(CASES) if is_refused(case)}
    assert refused("twin") == set()


def bad() -> list[str]:
    return [json.dumps(case.bad) for case in CASES]


def twins() -> list[str]:
    return [json.dumps(case.twin) for case in CASES]


# What VS Code shows


def shown(text: str) -> Any:  # noqa: ANN401 - JSON
    (answer,) = asked("language_service.cjs", [text])
    return answer


def test_completion_offers_what_applies_to_the_kind() -> None:
    version = shown('{"ModelPackageGroupName": "churn", |}')["offered"]
    assert sorted(version) == sorted(VERSIONED - {"ModelPackageGroupName"})
    alone = shown('{"ModelPackageName": "churn", |}')["offered"]
    assert sorted(alone) == sorted(UNVERSIONED - {"ModelPackageName"})
    assert sorted(shown("{|}")["offered"]) == sorted(
        VERSIONED & UNVERSIONED | {"ModelPackageGroupName", "ModelPackageName"}
    )


def test_completion_offers_the_values_of_enums() -> None:
    offered = shown('{"ModelPackageGroupName": "churn", "ModelApprovalStatus": |}')["offered"]
    assert sorted(offered) == ['"Approved"', '"PendingManualApproval"', '"Rejected"']


def test_no_key_is_offered_beside_local_storage() -> None:
    resources = '{"InstanceType": "ml.%s.xlarge", |}'
    place = (
        '{"ModelPackageGroupName": "churn", "ValidationSpecification": {"ValidationProfiles": '
        '[{"TransformJobDefinition": {"TransformResources": %s}}]}}'
    )
    assert "VolumeKmsKeyId" in shown(place % resources % "m5")["offered"]
    assert "InstanceCount" in shown(place % resources % "g5")["offered"]


def test_hover_shows_the_documentation_of_the_member() -> None:
    hover = shown('{"ModelPackageGroupName": "churn", "Inf|erenceSpecification": {}}')["hover"]
    assert "How the model is served" in hover
    enum = shown('{"ModelPackageGroupName": "churn", "Model|ApprovalStatus": "Approved"}')["hover"]
    assert "Whether the version may be deployed" in enum


@pytest.mark.parametrize(
    ("request_", "remedy"),
    [
        ('{"ModelPackageGroupName": "churn_models"}', "give a name of letters, digits and inner hyphens"),
        ('{"ModelPackageGroupName": "a", "ModelPackageName": "a"}', "give ModelPackageGroupName for a version"),
        ('{"ModelPackageGroupName": "churn", "Tags": []}', "tag the group"),
    ],
)
def test_problems_say_what_to_do(request_: str, remedy: str) -> None:
    assert any(remedy in message for message in shown(request_))
