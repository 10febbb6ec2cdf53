"""A package as a CloudFormation resource: what it holds, and what it refuses.

The tests marked ``templates`` ask cfn-lint, which ships CloudFormation's own schema; ``nox -s templates`` runs them.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pytest
from hypothesis import Phase, assume, given, settings

from sagemaker_model_package import ModelPackageValidationError, from_kwargs
from sagemaker_model_package._constraints import (
    Choice,
    Constraint,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Nested,
    Text,
    members_of,
)
from sagemaker_model_package.cloudformation import LIMITS, NOT_THERE, REQUIRED, Limit, resource
from sagemaker_model_package.packages import UnversionedModelPackage, VersionedModelPackage
from sagemaker_model_package.shapes._request import ModelPackageRequest
from sagemaker_model_package.shapes._structure import api_shape

from .docs.conftest import ROOT
from .places import leaves
from .strategies import Wanted, packages
from .validation.bad_requests import ROLE, container, serving

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sagemaker_model_package import ModelPackage

pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")
judged = pytest.mark.session(name="templates")

TYPE = "AWS::SageMaker::ModelPackage"
SECRET = "q7-never-to-be-seen-Zx"
MIME: dict[str, Any] = {"SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["text/csv"]}
CARD = {"ModelCardContent": "{}", "ModelCardStatus": "Draft"}


def version(**members: object) -> dict[str, Any]:
    return {"ModelPackageGroupName": "churn", **members}


def served(**members: object) -> dict[str, Any]:
    """Return a version with one container of these members."""
    return version(InferenceSpecification=serving(container(**members), **MIME))


def validated(data_type: str = "S3Prefix", resources: dict[str, Any] | None = None, **job: object) -> dict[str, Any]:
    """Return a version that is validated by such a job."""
    definition = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": data_type, "S3Uri": "s3://a/b/"}}},
        "TransformOutput": {"S3OutputPath": "s3://a/out"},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1, **(resources or {})},
        **job,
    }
    profile = {"ProfileName": "smoke", "TransformJobDefinition": definition}
    return version(ValidationSpecification={"ValidationRole": ROLE, "ValidationProfiles": [profile]})


ALL_THERE: Mapping[str, dict[str, Any]] = {
    "a version": version(ModelApprovalStatus="Approved", ClientToken="t", CustomerMetadataProperties={"a": "b"}),
    "a container": served(Environment={"A": SECRET}, Framework="XGBOOST", FrameworkVersion="1.7-1"),
    "model data": served(
        ModelDataSource={"S3DataSource": {"S3Uri": "s3://a/b/", "S3DataType": "S3Prefix", "CompressionType": "None"}}
    ),
    "a model card": version(ModelCard=CARD),
    "a validation": validated(Environment={"A": "x" * 1024}),
    "an algorithm": version(SourceAlgorithmSpecification={"SourceAlgorithms": [{"AlgorithmName": "a"}]}),
    "an unversioned package": {
        "ModelPackageName": "shelf",
        "InferenceSpecification": serving(
            **MIME,
            SupportedTransformInstanceTypes=["ml.m5.large"],
            SupportedRealtimeInferenceInstanceTypes=["ml.m5.large"],
        ),
        "CertifyForMarketplace": False,
        "Tags": [{"Key": "Ref", "Value": "x"}],
    },
}


@pytest.mark.parametrize("kwargs", ALL_THERE.values(), ids=ALL_THERE)
def test_the_properties_are_those_of_the_request(kwargs: dict[str, Any]) -> None:
    made = resource(from_kwargs(kwargs))
    assert made == {"Type": TYPE, "Properties": kwargs}
    assert json.loads(json.dumps(made)) == made


class Refused(NamedTuple):
    """A request that cannot be a resource, and why."""

    kwargs: dict[str, Any]
    code: str
    path: str
    message: str
    remedy: str


_JOB = "ValidationSpecification.ValidationProfiles[0].TransformJobDefinition"
_CONTAINER = "InferenceSpecification.Containers[0]"
REFUSED = [
    Refused(
        version(ModelLifeCycle={"Stage": "a", "StageStatus": "b"}),
        "MP401",
        "ModelLifeCycle",
        "CloudFormation has no property ModelLifeCycle",
        "leave it out, or register the package with boto3 or the AWS CLI",
    ),
    # Of what is inside there is nothing to say.
    Refused(
        served(AdditionalS3DataSource={"S3DataType": "S3Object", "S3Uri": "s3://a/b", "ETag": "e"}),
        "MP401",
        f"{_CONTAINER}.AdditionalS3DataSource",
        "CloudFormation has no property AdditionalS3DataSource",
        "leave it out, or register the package with boto3 or the AWS CLI",
    ),
    Refused(
        version(InferenceSpecification={"Containers": [container()], "SupportedContentTypes": []}),
        "MP402",
        "InferenceSpecification.SupportedResponseMIMETypes",
        "CloudFormation requires SupportedResponseMIMETypes, and it was not given",
        "set supported_response_mime_types",
    ),
    Refused(
        version(ModelCard={"ModelCardContent": "{}"}),
        "MP402",
        "ModelCard.ModelCardStatus",
        "CloudFormation requires ModelCardStatus, and it was not given",
        "set model_card_status",
    ),
    Refused(
        served(Environment={f"A{number}": SECRET for number in range(17)}),
        "MP403",
        f"{_CONTAINER}.Environment",
        "17 entries, more than the 16 allowed in CloudFormation",
        "give at most 16",
    ),
    Refused(
        served(FrameworkVersion="1.-7"),
        "MP403",
        f"{_CONTAINER}.FrameworkVersion",
        "'1.-7' is not a framework version in CloudFormation",
        "begin with one digit and a dot, such as 1.7-1 or 2.1.0",
    ),
    Refused(
        validated(Environment={"A": SECRET * 100}),
        "MP403",
        f"{_JOB}.Environment.A",
        "2200 characters, more than the 1024 allowed in CloudFormation",
        "give 0 to 1024 characters",
    ),
    Refused(
        validated("Converse"),
        "MP403",
        f"{_JOB}.TransformInput.DataSource.S3DataSource.S3DataType",
        "'Converse' is not a valid value in CloudFormation",
        "give S3Prefix or ManifestFile",
    ),
    Refused(
        version(InferenceSpecification=serving(container(), {"Image": "other"}, container(), **MIME)),
        "MP403",
        "InferenceSpecification.Containers",
        "items [0] and [2] are equal, which is not allowed in CloudFormation",
        "leave one out",
    ),
    Refused(
        served(Environment={"Ref": SECRET}),
        "MP404",
        f"{_CONTAINER}.Environment (key: Ref)",
        "CloudFormation takes a map with the key Ref for a function",
        "give it another key",
    ),
    Refused(
        version(CustomerMetadataProperties={"Fn::GetAtt": "Another.Arn"}),
        "MP404",
        "CustomerMetadataProperties (key: Fn::GetAtt)",
        "CloudFormation takes a map with the key Fn::GetAtt for a function",
        "give it another key",
    ),
]


each_refused = pytest.mark.parametrize(
    "refused", REFUSED, ids=lambda refused: f"{refused.code}-{refused.path.rpartition('.')[2]}"
)


@each_refused
def test_what_cloudformation_does_not_take_is_refused(refused: Refused) -> None:
    package = from_kwargs(refused.kwargs)
    with pytest.raises(ModelPackageValidationError) as caught:
        resource(package)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.message, problem.remedy) == refused[1:]
    assert caught.value.kind == "versioned"
    assert SECRET not in str(caught.value)


def test_all_reasons_are_in_one_error() -> None:
    package = from_kwargs(
        {
            **served(ProductId="a", IsCheckpoint=False),
            "ModelCard": {"ModelCardContent": json.dumps({"a": SECRET})},
            "ManagedStorageType": "Restricted",
            "CustomerMetadataProperties": {"Ref": "a"},
        }
    )
    with pytest.raises(ModelPackageValidationError) as caught:
        resource(package)
    assert str(caught.value).startswith("5 problems in this versioned model package:")
    assert [problem.code for problem in caught.value.problems] == ["MP401", "MP401", "MP404", "MP402", "MP401"]
    assert SECRET not in str(caught.value)


def test_the_page_shows_the_tables() -> None:
    lines = [f"| `{name_of(shape)}` | `{name}` | not there |" for shape, names in NOT_THERE.items() for name in names]
    lines += [f"| `{name_of(shape)}` | `{name}` | required |" for shape, names in REQUIRED.items() for name in names]
    lines += [
        f"| `{name_of(shape)}` | `{name}` | {limit.text} |"
        for shape, limits in LIMITS.items()
        for name, limit in limits.items()
    ]
    page = (ROOT / "docs/how-to/cloudformation.md").read_text("utf-8")
    assert re.findall(r"^\| `.*", page, re.MULTILINE) == lines


def name_of(shape: type[Any]) -> str:
    return "CreateModelPackage" if issubclass(shape, ModelPackageRequest) else api_shape(shape).__name__


# What cfn-lint says ---------------------------------------------------------------------------------------------------

Schema: TypeAlias = "dict[str, Any]"
Place: TypeAlias = "tuple[str, str]"
"""A structure's name, and a member's."""

TYPES: Mapping[type[Constraint], str] = {
    **dict.fromkeys((Text, Choice), "string"),
    **dict.fromkeys((MapOf, Nested), "object"),
    ListOf: "array",
    Integer: "integer",
    Flag: "boolean",
}

NOT_OF_THE_SCHEMA = {
    "E3017": "the schema has no anyOf: cfn-lint adds the formats of KMS keys",
    **dict.fromkeys(("E1157", "E1162", "E1164"), "see E3017"),
    "E3643": "cfn-lint takes the instance types of each region from a price list",
}
"""What cfn-lint reports that is not CloudFormation's own schema."""


BY_PATTERN = {("ModelPackageContainerDefinition", "FrameworkVersion")}
"""The limits that are a pattern: cfn-lint finds them in random packages, for patterns cannot be compared."""


class Comparison:
    """CloudFormation's schema, compared with the members of all structures."""

    def __init__(self, schema: Schema) -> None:
        self._whole = schema
        self.not_there: set[Place] = set()
        self.required: set[Place] = set()
        self.limited: set[Place] = set()
        for request in (VersionedModelPackage, UnversionedModelPackage):
            self._compare(request, schema)

    def _compare(self, structure: type[Any], schema: Schema) -> None:
        for member in members_of(structure):
            place = (name_of(structure), member.name)
            if member.name not in schema["properties"]:
                self.not_there.add(place)
                continue
            if member.name in schema.get("required", ()) and not member.required:
                self.required.add(place)
            described = self._resolved(schema["properties"][member.name])
            if not self._is_within(member.constraint, described):
                self.limited.add(place)
                limit = limits()[place].check
                assert not isinstance(limit, Constraint) or self._is_within(limit, described), place
            inner = member.constraint.inner_structure
            if inner is not None:
                self._compare(inner, self._resolved(described.get("items", described)))

    def _resolved(self, schema: Schema) -> Schema:
        found: Schema = self._whole["definitions"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        return found

    def _is_within(self, constraint: Constraint, schema: Schema) -> bool:
        """Return whether the schema's bounds allow all that the constraint's do. The type is the same in any case."""
        assert schema["type"] == TYPES[type(constraint)]
        if isinstance(constraint, Choice):
            return set(constraint.enum) <= set(schema.get("enum", constraint.enum))
        if isinstance(constraint, Text):
            minimum = constraint.minimum or int(not constraint.accepts(""))
            return within(schema, "Length", minimum, constraint.maximum)
        if isinstance(constraint, Integer):
            return within(schema, "imum", constraint.minimum, constraint.maximum)
        if isinstance(constraint, ListOf):
            fits = within(schema, "Items", constraint.minimum, constraint.maximum) and not schema.get("uniqueItems")
            return fits and self._is_within(constraint.item, self._resolved(schema["items"]))
        if isinstance(constraint, MapOf):
            fits = within(schema, "Properties", constraint.minimum, constraint.maximum)
            return fits and all(self._is_within(constraint.value, one) for one in schema["patternProperties"].values())
        return True


def within(schema: Schema, bound: str, minimum: int | None, maximum: int | None) -> bool:
    least, most = schema.get(f"min{bound}", 0), schema.get(f"max{bound}")
    return (minimum or 0) >= least and (most is None or (maximum is not None and maximum <= most))


def limits() -> dict[Place, Limit]:
    return {(name_of(shape), name): limit for shape, found in LIMITS.items() for name, limit in found.items()}


def places(table: Mapping[type[Any], Iterable[str]]) -> set[Place]:
    return {(name_of(shape), name) for shape, names in table.items() for name in names}


@judged
def test_the_tables_are_what_the_schema_says() -> None:
    manager = import_module("cfnlint.schema.manager").PROVIDER_SCHEMA_MANAGER
    found = Comparison(manager.get_resource_schema("us-east-1", TYPE).schema)
    assert found.not_there == places(NOT_THERE)
    assert found.required == places(REQUIRED)
    assert found.limited | BY_PATTERN == places(LIMITS)


def refused_paths(package: ModelPackage) -> list[str]:
    try:
        resource(package)
    except ModelPackageValidationError as error:
        return [problem.path for problem in error.problems]
    return []


class Linter:
    """cfn-lint, in this process."""

    def __init__(self) -> None:
        config = import_module("cfnlint.config").ConfigMixIn(regions=["us-east-1"])
        self._runner = import_module("cfnlint.runner").Runner(config)
        # Its parser of YAML, which it tries first, does not know JSON's escapes of characters beyond the first plane.
        self._parse = import_module("cfnlint.decode.cfn_json").loads

    def paths(self, resource: Mapping[str, Any]) -> set[str]:
        """Return where a template with a resource is wrong, as boto3 spells it."""
        template = self._parse(json.dumps({"Resources": {"Package": resource}}))
        found = [match for match in self._runner.validate_template(template) if match.rule.id not in NOT_OF_THE_SCHEMA]
        return {boto3_path(match.path, match.message) for match in found}


def boto3_path(path: Iterable[str | int], message: str) -> str:
    missing = re.fullmatch(r"'(\w+)' is a required property", message)
    steps = [*path, *(missing.groups() if missing else ())][len(("Resources", "Package", "Properties")) :]
    return without_keys("".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)[1:])


def without_keys(path: str) -> str:
    """Return a path up to the map that a value or a key is in."""
    return re.sub(r"(Environment|CustomerMetadataProperties)[ .].*", r"\1", path, flags=re.DOTALL)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@judged
@settings(max_examples=100, phases=[Phase.generate])  # cfn-lint is too slow for shrinking
@given(package=packages() | packages(Wanted(quiet=True)) | packages(Wanted(full=True)))
def test_cfn_lint_finds_the_same(linter: Linter, package: ModelPackage) -> None:
    kwargs = package.to_kwargs()
    # The service's \S is ASCII's; cfn-lint's knows no-break spaces and the like as well.
    assume(not any(path.endswith(".Image") and re.search(r"\s", text) for path, text in leaves(kwargs)))
    found = linter.paths({"Type": TYPE, "Properties": kwargs})
    assert {without_keys(path) for path in refused_paths(package)} == found


@judged
@pytest.mark.parametrize("kwargs", ALL_THERE.values(), ids=ALL_THERE)
def test_cfn_lint_takes_the_resource(linter: Linter, kwargs: dict[str, Any]) -> None:
    assert linter.paths(resource(from_kwargs(kwargs))) == set()


@judged
@each_refused
def test_cfn_lint_refuses_what_is_refused(linter: Linter, refused: Refused) -> None:
    found = linter.paths({"Type": TYPE, "Properties": refused.kwargs})
    assert found == {without_keys(refused.path)}
