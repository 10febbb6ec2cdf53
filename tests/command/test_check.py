"""``check`` finds in files what ``from_kwargs`` finds in Python, and says where it stands."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_model_package import from_kwargs
from sagemaker_model_package.pipelines import read_definition
from tests.json_schema.requests import CASES
from tests.validation.bad_requests import (
    archive_in_s3,
    container,
    problems_of,
    report,
    serving,
    version,
    with_container,
    with_job,
    with_statistics,
)

from .files import KINDS, RESPONSE, definition, of_step, step, template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.validation.bad_requests import Kwargs

    from .conftest import Run, Write

WRONG = version(ModelPackageGroupName="churn_models")
RIGHT = version()
SMALL = {"ModelPackageGroupName": "churn", "SourceUri": "churn-7"}
REGRETTED = with_container(ModelDataUrl="s3://a/model.pkl")


TYPES = {"SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["text/csv"]}


def problems(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("check", "--format", "json", *arguments).out)["problems"]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_problems_are_found_in_each_kind_of_document(run: Run, write: Write, kind: str) -> None:
    make, prefix = KINDS[kind]
    cases = CASES if kind == "request" else CASES[::8]
    if kind == "template":  # CloudFormation makes texts of numbers
        cases = [case for case in cases if "MP001" not in {code for code, _ in case.expected}]
    for number, case in enumerate(cases):
        write(f"bad/{number:03}.json", make(case.bad))
    found = problems(run, "bad")
    for number, case in enumerate(cases):
        here = [one for one in found if one["file"].endswith(f"{number:03}.json") and one["code"] < "MP300"]
        expected = problems_of(lambda case=case: from_kwargs(case.bad))  # type: ignore[misc]
        assert sorted((one["code"], one["path"], one["message"]) for one in here) == sorted(
            (one.code, f"{prefix}{one.path}".rstrip("."), one.message) for one in expected
        )


def test_twins_have_no_problems(run: Run, write: Write) -> None:
    for number, case in enumerate(CASES):
        write(f"{number}.json", case.twin)
    ended = run("check", ".")
    assert ended.code == 0
    assert ended.out == f"{len(CASES)} requests in {len(CASES)} files: no problems\n"


def read_on(path: Path, problem: dict[str, Any]) -> str:
    """Return the line of a problem, from its column on."""
    line, column = int(problem["line"]), int(problem["column"])
    return path.read_text("utf-8").splitlines()[line - 1][column - 1 :]


def test_a_wrong_value_is_pointed_at(run: Run, write: Write) -> None:
    path = write("request.json", with_container(ModelDataUrl="s3//b/model.pkl"))
    (problem,) = problems(run, str(path))
    assert read_on(path, problem).startswith('"s3//b/model.pkl"')


def test_an_unknown_key_and_a_missing_member_are_pointed_at(run: Run, write: Write) -> None:
    source = {"Content": "x", **report()}
    del source["S3Uri"]
    path = write("request.json", with_statistics(source))
    missing, unknown = problems(run, str(path))
    assert (missing["code"], read_on(path, missing)) == ("MP007", "{")
    assert (unknown["code"], read_on(path, unknown)) == ("MP008", '"Content": "x",')


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_that_is_repeated_is_a_problem_in_each_kind_of_document(run: Run, write: Write, kind: str) -> None:
    make, prefix = KINDS[kind]
    text = json.dumps(make(with_container(Environment={"TOKEN": "hunter2"})), indent=2)
    path = write("request.json", text.replace('"TOKEN"', '"TOKEN": "hunter1", "TOKEN"'))
    ended = run("check", str(path))
    assert ended.code == 1
    assert f"error: {prefix}InferenceSpecification.Containers[0].Environment.TOKEN  [MP501 repeated-key]" in ended.out
    assert "hunter" not in ended.out
    (problem,) = (one for one in problems(run, str(path)) if one["code"] == "MP501")
    assert read_on(path, problem) == '"TOKEN": "hunter2"'


def test_a_key_repeated_outside_of_requests_is_not_our_business(run: Run, write: Write) -> None:
    text = json.dumps({"Description": "a", **definition(step(RIGHT))})
    assert run("check", write("pipeline.json", text.replace("{", '{"Description": "b", ', 1))).code == 0


def test_a_file_with_a_repeated_key_is_not_converted(run: Run, write: Write) -> None:
    path = write("request.json", '{"ModelPackageGroupName": "churn",\n "ModelPackageGroupName": "fraud"}')
    ended = run("convert", str(path), "--to", "kwargs")
    assert (ended.code, ended.out) == (2, "")
    assert "request.json:2:2: error: ModelPackageGroupName  [MP501 repeated-key]" in ended.err


def test_problems_stand_in_the_order_of_the_file(run: Run, write: Write) -> None:
    wrong: Kwargs = {"Tags": [], **with_container(Image="a b"), "ModelPackageGroupName": "a_b", "Unknown": 1}
    found = problems(run, str(write("request.json", wrong)))
    assert [one["path"] for one in found] == [
        "Tags",
        "ModelPackageGroupName",
        "InferenceSpecification.Containers[0].Image",
        "Unknown",
    ]


def test_a_response_is_checked_as_one(run: Run, write: Write) -> None:
    path = write("described.json", {**RESPONSE, **REGRETTED, "ModelPackageDescription": "x" * 2000})
    assert {(one["code"], one["severity"]) for one in problems(run, str(path))} == {
        ("MP002", "warning"),
        ("MP205", "warning"),
    }


@pytest.mark.parametrize(
    ("make", "reference"),
    [
        (template, {"Ref": "Url"}),
        (template, {"Fn::Sub": "s3://${Bucket}/model.tar.gz"}),
        (of_step, {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}),
        (of_step, {"Std:Join": {"On": "/", "Values": []}}),
    ],
    ids=["Ref", "Fn", "Get", "Join"],
)
def test_what_is_known_only_later_is_not_a_problem(
    run: Run, write: Write, make: Callable[[Kwargs], Kwargs], reference: object
) -> None:
    request = with_container(ModelDataUrl=reference, Environment={"A": reference, "B-": reference})
    request["InferenceSpecification"].update(TYPES)
    request["ModelPackageGroupName"] = reference
    (problem,) = problems(run, str(write("document.json", make(request))))
    assert problem["message"].startswith("'B-' is not the name")
    (other, *_) = problems(run, str(write("request.json", request)))
    assert other["path"] == "ModelPackageGroupName"
    assert other["code"] == ("MP301" if make is of_step else "MP001")  # what it is for is known, but there is no run


@pytest.mark.parametrize("name", ["RefModel", "ConditionalModel", "Ref", "Fn::Transform"])
def test_the_name_of_a_resource_is_not_taken_for_a_function(run: Run, write: Write, name: str) -> None:
    resource = {"Type": "AWS::SageMaker::ModelPackage", "Properties": {**SMALL, "ModelPackageGroupName": "a_b"}}
    (problem,) = problems(run, str(write("template.json", {"Resources": {name: resource}})))
    assert (problem["code"], problem["path"]) == ("MP003", f"Resources.{name}.Properties.ModelPackageGroupName")


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (template, "ReferenceRun"),
        (template, "Conditional"),
        (of_step, "GetTimeout"),
        (of_step, "Get"),  # which takes a text
        (of_step, "Std:Other"),
    ],
)
def test_only_functions_that_there_are_stand_for_a_value(
    run: Run, write: Write, make: Callable[[Kwargs], Kwargs], key: str
) -> None:
    document = make({**SMALL, "CustomerMetadataProperties": {key: ["x"]}})
    found = problems(run, str(write("document.json", document)))
    assert [one["code"] for one in found if one["path"].endswith(f"CustomerMetadataProperties.{key}")] == ["MP001"]


@pytest.mark.parametrize(
    ("member", "is_right"), [("ModelPackageDescription", True), ("InferenceSpecification", False), ("Tags", False)]
)
def test_the_command_says_of_a_pipeline_what_the_library_says(
    run: Run, write: Write, member: str, *, is_right: bool
) -> None:
    """A value may be known only later, a whole structure may not."""
    document = of_step({**SMALL, member: {"Get": "Parameters.Later"}})
    codes = sorted(one["code"] for one in problems(run, str(write("pipeline.json", document))))
    assert codes == sorted(one.code for one in problems_of(lambda: read_definition(document)))
    assert (codes == []) is is_right


FUNCTIONS = pytest.mark.parametrize(
    "function", [{"Ref": "Name"}, {"Fn::If": ["IsVersion", "churn", {"Ref": "AWS::NoValue"}]}], ids=["Ref", "If"]
)


LONG = "Model" * 20
"""Cut in the middle where it is shown, as the names that tools generate are."""


@pytest.mark.parametrize(("first", "second"), [({"Ref": "G"}, "a_b"), ("a-b", "a_b"), ("a_b", "a-b")])
def test_resources_with_long_names_are_told_apart(run: Run, write: Write, first: object, second: object) -> None:
    groups = {f"{LONG}1": first, f"{LONG}2": second}
    resources = {name: template({**SMALL, "ModelPackageGroupName": group}) for name, group in groups.items()}
    document = {"Resources": {name: made["Resources"]["Churn"] for name, made in resources.items()}}
    path = write("template.json", document)
    (problem,) = problems(run, str(path))
    line = path.read_text("utf-8").splitlines()[int(problem["line"]) - 1]
    assert line[int(problem["column"]) - 1 :].startswith('"a_b"')


LATER: list[dict[str, Any]] = [
    {"ModelPackageGroupName": "{{resolve:ssm:/group}}", "ModelApprovalStatus": "{{resolve:ssm:/status}}"},
    {"InferenceSpecification": {"Containers": [{"Fn::If": ["A", 1, 2]}, {"Fn::If": ["B", 3, 4]}], **TYPES}},
    {"InferenceSpecification": {"Containers": [container(ModelInput={"Fn::If": [c, 1, 2]}) for c in "AB"], **TYPES}},
    {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://a/b"}}},
    {"InferenceSpecification": {"Fn::Transform": {"Name": "AWS::Include"}, "SupportedContentTypes": ["text/csv"]}},
    {"InferenceSpecification": {"Containers": [{"Fn::Transform": {"Name": "A"}, "Framework": "XGBOOST"}], **TYPES}},
    {"CustomerMetadataProperties": {"Fn::ForEach::E": ["N", ["a"], {"${N}": "b"}], "c": "d"}},
    {"CertifyForMarketplace": "False", "SkipModelValidation": "All"},
]


@pytest.mark.parametrize("members", LATER, ids=map(str, range(len(LATER))))
def test_what_only_a_stack_shows_is_left_to_it(run: Run, write: Write, members: dict[str, Any]) -> None:
    document = template({**SMALL, "ModelPackageDescription": "x" * 2000, **members})
    found = problems(run, str(write("template.json", document)))
    errors = [(one["code"], one["path"].rpartition(".")[2]) for one in found if one["severity"] == "error"]
    assert errors == [("MP002", "ModelPackageDescription")]


@pytest.mark.parametrize(("value", "said"), [(4.5, "expected an int, got a float: 4.5"), ("-1", "-1 is less than 0")])
def test_a_template_s_value_is_told_as_it_stands_there(run: Run, write: Write, value: object, said: str) -> None:
    request = with_job(MaxConcurrentTransforms=value)
    found = problems(run, str(write("template.json", template(request))))
    (problem,) = [one for one in found if one["path"].endswith("MaxConcurrentTransforms")]
    assert problem["message"] == said


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"Resources": {"A": BAD, "A": GOOD}}', "Resources.A"),
        (
            '{"Resources": {"A": {"Type": "AWS::SageMaker::ModelPackage", "Properties": 1, "Properties": REQUEST}}}',
            None,
        ),
        ('{"Resources": {"A": BAD}, "Resources": {"A": GOOD}}', "Resources"),
        ('{"Steps": [{"Name": "R", "Type": "RegisterModel", "Arguments": {}, "Arguments": REQUEST}]}', None),
        ('{"Steps": [], "Steps": [{"Name": "R", "Type": "RegisterModel", "Arguments": REQUEST}]}', "Steps"),
    ],
)
def test_a_key_that_decides_what_a_request_is_may_not_be_repeated(
    run: Run, write: Write, text: str, path: str | None
) -> None:
    good, bad = (template({**SMALL, "ModelPackageGroupName": name})["Resources"]["Churn"] for name in ("a-b", "a_b"))
    for word, value in (("REQUEST", SMALL), ("GOOD", good), ("BAD", bad), ("TYPE", good["Type"])):
        text = text.replace(word, json.dumps(value))
    (problem,) = problems(run, str(write("document.json", text)))
    assert problem["code"] == "MP501"
    assert path is None or problem["path"] == path


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ('"Environment": {"TOKEN=hunter2": {"a": 1, "a": 2}}', "Environment.TOKEN=..."),
        ('"Environment": {"TOKEN": {"hunter2": 1, "hunter2": 2}}', "Environment.TOKEN"),
        ('"ModelCardContent": {"hunter2": {"hunter2": 1, "hunter2": 2}}', "ModelCardContent"),
    ],
)
def test_a_repeated_key_shows_no_secret(run: Run, write: Write, members: str, path: str) -> None:
    shown = run("check", str(write("request.json", f'{{"ModelPackageGroupName": "churn", "X": {{{members}}}}}'))).out
    assert f" X.{path}  [MP501 repeated-key]" in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize(
    "document", [{"Steps": {"R": step(RIGHT)}}, {"Steps": 5}, {"Resources": [template(RIGHT)]}, {"Resources": None}]
)
def test_a_document_of_no_form_of_its_kind_is_unusable(run: Run, write: Write, document: Kwargs) -> None:
    assert run("check", str(write("document.json", document))).code == 2


@pytest.mark.parametrize("document", [{"Tags": [], "TrainingJobName": "a"}, {"Domain": "example.com"}, {"Steps": 5}])
def test_what_is_something_else_is_passed_over_in_a_directory(run: Run, write: Write, document: Kwargs) -> None:
    write("all/request.json", RIGHT)
    write("all/other.json", document)
    assert run("check", "all").code == 0


@FUNCTIONS
def test_all_that_is_wrong_with_a_template_is_found_in_one_run(run: Run, write: Write, function: object) -> None:
    request = version(
        ModelPackageGroupName=function,
        ManagedStorageType="Restricted",
        ModelPackageDescription="x" * 2000,
        CustomerMetadataProperties={"Ref": "a", "b": "c"},
        InferenceSpecification={
            "Containers": [container(Environment={f"A{number}": function for number in range(17)}), function, function],
            "SupportedContentTypes": function,
        },
        ModelCard="none",
    )
    found = problems(run, str(write("template.json", template(request))))
    assert {(one["code"], one["path"].removeprefix("Resources.Churn.Properties.")) for one in found} == {
        ("MP401", "ManagedStorageType"),
        ("MP402", "InferenceSpecification.SupportedResponseMIMETypes"),
        ("MP403", "InferenceSpecification.Containers[0].Environment"),
        ("MP404", "CustomerMetadataProperties (key: Ref)"),
        ("MP002", "ModelPackageDescription"),
        ("MP001", "ModelCard"),
    }


@FUNCTIONS
def test_a_template_may_choose_the_kind(run: Run, write: Write, function: object) -> None:
    chosen = {"ModelPackageGroupName": function, "ModelPackageName": function, "SourceUri": "churn-7"}
    path = write("template.json", template(chosen))
    assert run("check", path).code == 0
    assert run("convert", "--to", "kwargs", path).code == 2
    chosen["Tag"] = "a"
    (problem,) = problems(run, str(write("template.json", template(chosen))))
    assert problem["path"] == "Resources.Churn.Properties.Tag"
    both = {**chosen, "ModelPackageGroupName": "churn", "ModelPackageName": "churn"}
    assert "MP101" in {one["code"] for one in problems(run, str(write("template.json", template(both))))}


@pytest.mark.parametrize(
    ("member", "number"),
    [("ModelPackageDescription", f"0x{'f' * 6_000}"), ("SkipModelValidation", f"'{'9' * 5_000}'")],
)
def test_a_number_of_thousands_of_digits_is_a_problem(run: Run, write: Write, member: str, number: str) -> None:
    text = json.dumps(template({**SMALL, member: "HERE"})).replace('"HERE"', number)
    (problem,) = problems(run, str(write("template.yaml", text)))
    assert problem["path"] == f"Resources.Churn.Properties.{member}"


def test_cloudformation_makes_texts_of_numbers_and_the_other_way_round(run: Run, write: Write) -> None:
    request = with_job(Environment={"A": 4, "B": True, "C": 0.5}, MaxPayloadInMB="6")
    request["CustomerMetadataProperties"] = {"auc": 0.91}
    request["InferenceSpecification"] = serving(**TYPES)
    request["InferenceSpecification"]["Containers"][0]["ModelDataSource"] = {
        "S3DataSource": archive_in_s3(ModelAccessConfig={"AcceptEula": "true"})
    }
    assert run("check", write("template.json", template(request))).code == 0
    assert len(problems(run, str(write("request.json", request)))) == 6
    request["InferenceSpecification"]["SupportedContentTypes"] = "text/csv"
    (problem,) = problems(run, str(write("template.json", template(request))))
    assert problem["path"] == "Resources.Churn.Properties.InferenceSpecification.SupportedContentTypes"


def test_a_template_is_asked_for_what_cloudformation_has(run: Run, write: Write) -> None:
    request = version(InferenceSpecification=serving(container(ProductId="p"), **TYPES))
    later = {"ApprovalDescription": "Measured", "ModelPackageVersion": 3}
    (problem,) = problems(run, str(write("template.json", template({**request, **later}))))
    assert (problem["code"], problem["path"]) == (
        "MP401",
        "Resources.Churn.Properties.InferenceSpecification.Containers[0].ProductId",
    )


def test_a_structure_that_is_known_only_later_is_none_either(run: Run, write: Write) -> None:
    chosen: Kwargs = {"Fn::If": ["IsLarge", {"Containers": []}, {"Ref": "AWS::NoValue"}]}
    assert run("check", write("t.json", template(version(InferenceSpecification=chosen)))).code == 0


TEMPLATE = """\
Resources:
  Churn:
    Type: AWS::SageMaker::ModelPackage
    Properties:
      ModelPackageGroupName: !Ref Group
      InferenceSpecification:
        Containers:
          - Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/churn:1"
        SupportedResponseMIMETypes: [json]
        SupportedContentTypes: [text/csv]
---
ModelPackageGroupName: churn_models
SourceUri: churn-7
"""


def test_yaml_is_read_with_the_tags_of_cloudformation(run: Run, write: Write) -> None:
    found = problems(run, str(write("documents.yaml", TEMPLATE)))
    assert [(one["line"], one["column"], one["code"]) for one in found] == [(9, 38, "MP003"), (12, 24, "MP003")]


# What there is to read


@pytest.mark.parametrize(("content", "code"), [(json.dumps(WRONG), 1), ("ModelPackageGroupName: a_b", 1), ("{", 2)])
def test_the_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch, content: str, code: int) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    ended = run("check", "-")
    assert ended.code == code
    assert ended.out.startswith("-:1:")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_editors_encodings_are_read(run: Run, write: Write, encoding: str) -> None:
    path = write("request.json", "")
    path.write_text(json.dumps(RIGHT), encoding)
    assert run("check", path).code == 0


def test_a_directory_is_searched_for_what_is_known(run: Run, write: Write) -> None:
    write("requests/deep/one.JSON", RIGHT)
    write("requests/two.yml", "ModelPackageGroupName: churn\nSourceUri: churn-7\n")
    write("requests/package.json", {"name": "other"})
    write("requests/list.json", [])
    write("requests/notes.txt", "ModelPackageGroupName")
    write("requests/.hidden/three.json", WRONG)
    ended = run("check", "requests")
    assert (ended.code, ended.out) == (0, "2 requests in 2 files: no problems\n")
    write("requests/broken.json", "{")
    assert run("check", "requests").code == 2


def test_a_directory_without_a_request_is_not_fine(run: Run, write: Write) -> None:
    write("requests/package.json", {"name": "other"})
    write("requests/request.json", {"modelPackageGroupName": "churn"})
    ended = run("check", "requests")
    assert ended.code == 2
    assert ended.out.startswith("requests:1:1: unusable: no file in it has a request\n")


def test_a_document_without_a_request_is_fine(run: Run, write: Write) -> None:
    path = write("pipeline.json", definition({"Type": "Fail"}, {"Type": "RegisterModels"}, "step"))
    odd = write("template.json", {"Resources": {"A": "b"}})
    assert run("check", path, odd).out == "no request in 2 files: no problems\n"


@pytest.mark.parametrize("properties", [[], None, "x"], ids=str)
def test_properties_that_are_none_are_a_problem(run: Run, write: Write, properties: object) -> None:
    ended = run("check", write("template.json", template(properties)))
    assert ended.code == 1
    assert "Resources.Churn.Properties  [MP001 type]" in ended.out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("other.json", {"name": "other"}, "nor a request of create_model_package"),
        ("list.json", [], "nor a request of create_model_package"),
        ("empty.yaml", "# nothing\n", "empty.yaml:1:1: unusable: it is empty"),
        ("broken.json", "{\n]", "broken.json:2:1: unusable: not valid JSON"),
        ("broken.yaml", "a: [\n}", "broken.yaml:2:1: unusable: not valid YAML"),
    ],
)
def test_a_named_file_that_cannot_be_used_says_why(
    run: Run, write: Write, name: str, content: object, said: str
) -> None:
    right = write("right.json", RIGHT)
    ended = run("check", write(name, content), right)
    assert ended.code == 2
    assert said in ended.out
    assert "1 request in " in ended.out, "the others are checked all the same"


@pytest.mark.parametrize("depth", [260, 400])
def test_what_aliases_nest_too_deeply_is_unusable(run: Run, write: Write, depth: int) -> None:
    levels = "".join(f"x{level}: &x{level} [*x{level - 1}]\n" for level in range(1, depth))
    last = f"Steps: [{{Type: RegisterModel, Arguments: {{SourceUri: *x{depth - 1}}}}}]\n"
    ended = run("check", write("pipeline.yaml", f"x0: &x0 []\n{levels}{last}"))
    assert (ended.code, ended.out.partition("\n")[0]) == (2, "pipeline.yaml:1:1: unusable: nested too deeply")


def test_a_file_that_is_not_there_or_no_text_says_so(run: Run, write: Write) -> None:
    assert "absent.json:1:1: unusable: No such file" in run("check", "absent.json").out
    path = write("binary.json", "")
    path.write_bytes(b'{"a": "\xff"}')
    assert "not text in UTF-8" in run("check", path).out


# Warnings


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 0, "1 warning"),
        (["--warnings", "error"], 1, "1 error"),
        (["--warnings", "ignore"], 0, "no problems"),
    ],
    ids=["shown", "error", "ignore"],
)
def test_warnings_are_shown_or_errors_or_left_out(
    run: Run, write: Write, arguments: list[str], code: int, said: str
) -> None:
    ended = run("check", *arguments, write("request.json", REGRETTED))
    assert ended.code == code
    assert ended.out.endswith(f"1 request in 1 file: {said}\n")


def test_a_filter_of_warnings_changes_nothing(run: Run, write: Write) -> None:
    """The tests make errors of warnings; a user may have PYTHONWARNINGS."""
    path = write("request.json", version(InferenceSpecification={"Containers": [container(ModelDataUrl="s3://a/b")]}))
    assert run("check", path).code == 0
