"""What the command does where files, and its own input and output, are not as they should be; mostly as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sagemaker_model_package.json_schema import json_schema
from tests.validation.bad_requests import version

from .files import template

if TYPE_CHECKING:
    from .conftest import Run, Write

SMALL = {"ModelPackageGroupName": "churn", "SourceUri": "churn-7"}
COMMAND = (sys.executable, "-m", "sagemaker_model_package")

on_posix = pytest.mark.skipif(os.name != "posix", reason="as a shell of Unix does it")


# What cannot be read


def test_a_directory_that_cannot_be_listed_is_unusable(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("requests/one.json", SMALL)
    write("requests/closed/two.json", SMALL)
    write("requests/.git/three.json", SMALL)
    list_directory = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name in {"closed", ".git"}:
            raise PermissionError(13, "Permission denied", path)
        return list_directory(path)

    monkeypatch.setattr(os, "scandir", refuse)  # root may list any
    ended = run("check", "requests")
    assert ended.code == 2
    closed = os.path.join("requests", "closed")  # noqa: PTH118 - as it is printed
    assert ended.out == (f"{closed}:1:1: unusable: Permission denied\n\n1 request in 1 file: 1 unusable file\n")


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_what_is_unusable_is_said_to_people_too(run: Run, format_: str) -> None:
    ended = run("check", "--format", format_, "", "absent.json")
    json.loads(ended.out)
    first, second = ended.err.splitlines()
    assert first == ":1:1: unusable: the name of the file is empty"
    assert second.startswith("absent.json:1:1: unusable: No such file")


@on_posix
def test_a_directory_may_have_pipes_in_it_but_no_link_that_leads_nowhere(run: Run, write: Write) -> None:
    file = write("requests/one.json", SMALL)
    os.mkfifo(file.with_name("pipe.json"))
    assert run("check", "requests").code == 0
    file.with_name("link.json").symlink_to("absent")
    ended = run("check", "requests")
    assert (ended.code, ended.out.partition("\n")[0]) == (
        2,
        "requests/link.json:1:1: unusable: No such file or directory",
    )


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("", None, "the name of the file is empty"),
        (f"{'a' * 9_000}.json", None, ""),
        ("closed/a.json", PermissionError(13, "Permission denied"), "Permission denied"),
        ("device.json", OSError("odd"), "it cannot be read"),
    ],
    ids=["empty", "long", "closed", "odd"],
)
def test_what_cannot_be_read_is_unusable(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, error: OSError | None, said: str
) -> None:
    Path("request.json").write_text(json.dumps(SMALL), "utf-8")  # where an empty name would lead to

    def refuse(*_: object, **__: object) -> None:
        assert error
        raise error

    with monkeypatch.context() as patched:
        if error:
            patched.setattr(Path, "read_bytes", refuse)
            patched.setattr(Path, "is_dir", refuse)
        checked, compared = run("check", name), run("diff", name, name)
    assert checked.code == compared.code == 2
    assert f"{name}:1:1: unusable: {said}" in checked.out
    assert compared.err.startswith(f"{name}:1:1: {said}")
    assert compared.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("check", "-"), ("convert", "--to", "kwargs", "-")], ids=["check", "convert"])
def test_a_closed_standard_input_is_unusable(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)  # as Python has it then
    ended = run(*arguments)
    assert ended.code == 2
    assert "-:1:1: " in ended.out + ended.err
    assert "the standard input is closed" in ended.out + ended.err


# What cannot be written

PRINTING = pytest.mark.parametrize(
    "arguments",
    ["--help", "rules", "schema", "check request.json", "convert --to kwargs request.json", "check --format sarif ."],
)


@on_posix
@PRINTING
@pytest.mark.parametrize(
    ("redirected", "said"),
    [
        (">&-", "nothing can be printed: the standard output is closed\n"),
        pytest.param(
            "> /dev/full",
            "the standard output cannot be written: No space left on device\n",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it"),
        ),
        ("2>&- >&-", ""),
    ],
    ids=["closed", "full", "both closed"],
)
def test_an_output_that_cannot_be_written_is_unusable(
    tmp_path: Path, write: Write, arguments: str, redirected: str, said: str
) -> None:
    write("request.json", SMALL)
    script = f'exec "$@" {redirected}'
    ended = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *COMMAND, *arguments.split()],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 2
    assert ended.stderr.endswith(said)
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr


@on_posix
@PRINTING
def test_where_nobody_reads_on_it_ends_as_other_programs_do(tmp_path: Path, write: Write, arguments: str) -> None:
    write("request.json", SMALL)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [*COMMAND, *arguments.split()],
            check=False,
            cwd=tmp_path,
            stdout=writing,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")


# Encodings

NARROW = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "environment",
    [NARROW, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "utf-16"}],
    ids=["C", "latin-1", "utf-16"],
)
def test_what_programs_read_is_utf_8_in_any_locale(tmp_path: Path, write: Write, environment: dict[str, str]) -> None:
    request = version(ModelPackageDescription="grüezi 日本", SourceUri="churn-7")
    write("request.json", request)
    write("wrong.json", {**request, "ModelPackageGroupName": "ü"})

    def printed(*arguments: str) -> str:
        ended = subprocess.run(
            [*COMMAND, *arguments], check=False, capture_output=True, cwd=tmp_path, env={**os.environ, **environment}
        )
        return ended.stdout.decode("utf-8")

    assert json.loads(printed("convert", "--to", "kwargs", "request.json")) == request
    assert "grüezi 日本" in printed("convert", "--to", "python", "request.json")
    assert json.loads(printed("check", "--format", "json", "wrong.json"))["problems"][0]["code"] == "MP003"
    assert json.loads(printed("check", "--format", "sarif", "wrong.json"))["version"] == "2.1.0"
    assert json.loads(printed("schema")) == json_schema()


# What a file is


YAML = (
    "Resources:\n  A: {Type: AWS::SageMaker::ModelPackage, Properties: {ModelPackageGroupName: !Ref G, SourceUri: u}}\n"
)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (json.dumps(template(SMALL)), 0, "1 request in 1 file: no problems\n"),
        (YAML, 0, "1 request in 1 file: no problems\n"),
        ("{ModelPackageGroupName: churn, SourceUri: u}", 0, "1 request in 1 file: no problems\n"),
        ('{"ModelPackageGroupName": }}', 2, ":1:27: unusable: not valid JSON: Expecting value\n"),
        ("ModelPackageGroupName: [", 2, ":1:25: unusable: not valid YAML"),
        ("", 2, ":1:1: unusable: it is empty\n"),
    ],
    ids=["json", "yaml", "flow", "broken json", "broken yaml", "empty"],
)
def test_where_no_suffix_says_it_the_content_does(run: Run, write: Write, content: str, code: int, said: str) -> None:
    for name in ("template", "request.template", "request.txt"):
        ended = run("check", write(name, content))
        assert ended.code == code
        assert said in ended.out


def test_a_suffix_says_what_a_file_is(run: Run, write: Write) -> None:
    assert "not valid JSON" in run("check", write("request.json", YAML)).out


def test_a_document_that_is_something_else_keeps_no_problem_of_others(run: Run, write: Write) -> None:
    wrong = "ModelPackageGroupName: a_b\nSourceUri: u\n"
    ended = run("check", write("documents.yaml", f"{wrong}---\nname: other\n---\n{wrong}---\n"))
    assert ended.code == 2
    assert [line.partition(": ")[0] for line in ended.out.splitlines() if line.startswith("documents")] == [
        "documents.yaml:1:24",
        "documents.yaml:6:24",
        "documents.yaml:4:1",
    ]
    assert run("check", write("ended.yaml", f"{wrong}---\n")).out.endswith("1 request in 1 file: 1 error\n")
    assert run("convert", "--to", "kwargs", "documents.yaml").err.startswith("documents.yaml:4:1: it is neither")
