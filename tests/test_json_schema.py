"""The JSON Schema says what the check says, as far as it can, and never more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from botocore.loaders import Loader
from hypothesis import given

from sagemaker_model_package import json_schema as module
from sagemaker_model_package._faults import FAULT_CODES
from sagemaker_model_package.json_schema import json_schema
from sagemaker_model_package.pipelines.steps import REFUSED_IN_STEPS

from .contract.comparison import structures
from .contract.oracle import oracle, probes, seeds
from .json_schema.requests import CASES, UNSAID, is_refused
from .strategies import packages
from .validation.bad_requests import full_shelf, full_version, with_container, with_resources, without

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package import ModelPackage

    from .validation.bad_requests import BadRequest, Kwargs

SCHEMA = json_schema()
DEFINITIONS: dict[str, Any] = SCHEMA["$defs"]
SHAPES: Mapping[str, Any] = Loader().load_service_model("sagemaker", "service-2")["shapes"]
IS_VALID = jsonschema_rs.Draft202012Validator(SCHEMA).is_valid
IS_VALID_STEP = jsonschema_rs.Draft202012Validator(json_schema(pipeline=True)).is_valid
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.mark.parametrize("pipeline", [False, True])
def test_it_is_a_schema(pipeline: bool) -> None:  # noqa: FBT001 - a parameter of the test
    jsonschema_rs.meta.validate(json_schema(pipeline=pipeline))


@each_case
def test_what_an_error_says_is_refused(case: BadRequest) -> None:
    assert IS_VALID(case.bad) is not is_refused(case)


@each_case
def test_a_twin_passes(case: BadRequest) -> None:
    assert IS_VALID(case.twin)
    assert IS_VALID_STEP(case.twin) is case.twin.keys().isdisjoint(REFUSED_IN_STEPS)


@given(packages())
def test_every_package_passes(package: ModelPackage) -> None:
    assert IS_VALID(package.to_kwargs())


@pytest.mark.parametrize("request_", [full_version(), full_shelf()], ids=["version", "shelf"])
def test_a_request_with_every_member_passes(request_: Kwargs) -> None:
    assert IS_VALID(request_)


def test_it_says_which_rules_it_cannot_say() -> None:
    assert all(f"{code}" in str(json_schema.__doc__) for code in UNSAID)
    assert not UNSAID & {fault.code for fault in FAULT_CODES}


# Against botocore's service model


@pytest.mark.pinned_botocore
@pytest.mark.parametrize("name", sorted(structures()))
def test_a_structure_has_the_members_of_its_shape(name: str) -> None:
    definition, shape = DEFINITIONS[name], SHAPES[name]
    assert definition["properties"].keys() == shape["members"].keys()
    assert set(definition["required"]) == set(shape.get("required", ()))
    assert definition["additionalProperties"] is False
    for member, reference in shape["members"].items():
        schema = definition["properties"][member]
        assert schema["description"].endswith(".")
        assert_like_the_shape(schema, SHAPES[reference["shape"]])


LIMITS = {
    "string": ("minLength", "maxLength"),
    "list": ("minItems", "maxItems"),
    "map": ("minProperties", "maxProperties"),
    "integer": ("minimum", "maximum"),
}
TYPES = {"string": "string", "list": "array", "map": "object", "integer": "integer", "boolean": "boolean"}


def assert_like_the_shape(schema: Mapping[str, Any], shape: Mapping[str, Any]) -> None:
    if "enum" in shape:
        definition = DEFINITIONS[schema["$ref"].removeprefix("#/$defs/")]
        assert sorted(definition["enum"]) == sorted(shape["enum"])
        return
    if shape["type"] == "structure":
        assert schema["$ref"].startswith("#/$defs/")
        return
    assert schema["type"] == TYPES[shape["type"]]
    for keyword, bound in zip(LIMITS.get(shape["type"], ()), ("min", "max"), strict=False):
        assert schema.get(keyword, 0) == shape.get(bound, 0)
    if shape["type"] == "list":
        assert_like_the_shape(schema["items"], SHAPES[shape["member"]["shape"]])
    if shape["type"] == "map":
        assert_like_the_shape(schema["propertyNames"], SHAPES[shape["key"]["shape"]])
        assert_like_the_shape(schema["additionalProperties"], SHAPES[shape["value"]["shape"]])


def patterns() -> dict[str, str]:
    """Return the service's patterns with those of the schema, which an ECMAScript engine has to read."""
    found: dict[str, str] = {}
    for name in structures() & SHAPES.keys():  # an older botocore lacks some
        for member, reference in SHAPES[name]["members"].items():
            shape, schema = SHAPES[reference["shape"]], DEFINITIONS[name]["properties"][member]
            if "pattern" in shape and member != "ModelCardContent":  # MP204 warns of what that one refuses
                found[shape["pattern"]] = schema["pattern"]
    return found


@pytest.mark.pinned_botocore
@pytest.mark.parametrize(("service", "ours"), sorted(patterns().items()))
def test_a_pattern_accepts_what_the_service_accepts(service: str, ours: str) -> None:
    matches = jsonschema_rs.Draft202012Validator({"pattern": ours}).is_valid
    accepts = oracle(service)
    characters = [one for one in probes() if not "\ud800" <= one <= "\udfff"]  # surrogates are no JSON text
    tried = {*characters, *seeds(service), *(seed + one for seed in seeds(service)[:1] for one in characters)}
    assert {value for value in tried if accepts(value)} <= {value for value in tried if matches(value)}
    assert not [value for value in tried if value.isascii() and matches(value) and not accepts(value)]


# References of pipelines

GET = {"Get": "Parameters.Value"}
IN_A_STEP = without(full_version(), *REFUSED_IN_STEPS)
JOIN = {"Std:Join": {"On": "/", "Values": ["s3:/", GET, 1]}}
JSON_GET = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Evaluate.PropertyFiles.Report"}, "Path": "auc"}}


@pytest.mark.parametrize(
    "request_",
    [
        {**IN_A_STEP, "ModelApprovalStatus": GET},
        {**IN_A_STEP, "CustomerMetadataProperties": {"auc": JSON_GET}},
        with_container(ModelDataUrl=JOIN, Environment={"A": GET}, IsCheckpoint=GET),
        with_resources(InstanceCount=GET, InstanceType=GET),
    ],
    ids=["enum", "map", "container", "numbers"],
)
def test_references_are_allowed_on_request(request_: Kwargs) -> None:
    assert IS_VALID_STEP(request_)
    assert not IS_VALID(request_)


@pytest.mark.parametrize(
    "reference", [{}, {"Get": 1}, {"Get": "a", "Std:Join": {}}, {"Std:Join": {"On": "/"}}, {"Ref": "Image"}], ids=str
)
def test_what_is_no_reference_is_refused(reference: object) -> None:
    assert not IS_VALID_STEP(with_container(ModelDataUrl=reference))


def test_structures_and_lists_are_no_references() -> None:
    assert not IS_VALID_STEP(with_container(ModelInput=GET))
    assert not IS_VALID_STEP({"ModelPackageGroupName": "churn", "InferenceSpecification": {"Containers": GET}})


# What may be done with it


def test_it_is_json_and_made_afresh() -> None:
    json_schema()["$defs"].clear()
    assert json.loads(json.dumps(json_schema())) == SCHEMA


def test_without_source_there_are_no_descriptions(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: type) -> dict[str, str]:
        return {}

    monkeypatch.setattr(module, "member_docs", nothing)
    assert "description" not in json_schema()["$defs"]["Tag"]["properties"]["Key"]
