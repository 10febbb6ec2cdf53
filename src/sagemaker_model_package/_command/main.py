"""The command line: what it takes, and which exit code it gives.

Modules of ours are imported by the subcommand that needs them, so that ``--help`` is there at once.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sagemaker_model_package._command import StopError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FINE, PROBLEMS, UNUSABLE = 0, 1, 2
"""The exit codes."""

PIPE_CLOSED = 141
"""What shells report of programs that are ended by SIGPIPE, as most are where nobody reads on."""

_DESCRIPTION = "Check, compare and convert requests of SageMaker's create_model_package that are written in files."
_CODES = "exit codes: 0 without problems, or differences; 1 with some; 2 where something cannot be used"
_FILES = """\
FILE is JSON, or YAML where PyYAML is installed; `-` is the standard input. It may be a request, a response of
describe_model_package, a pipeline definition or a CloudFormation template: that is told by its keys. In a directory,
every file counts that is one of these, but for hidden ones.
"""
_CONVERT = """\
Write the package of a file for something else. All that the service needs is written, values of environments and the
content of the model card included: whoever reads the output reads them.
"""
TARGETS = ("kwargs", "python", "pipeline", "cloudformation", "step-functions")
"""What a package can be converted to."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except StopError as error:
        _say(str(error))
        return UNUSABLE
    except BrokenPipeError:
        return PIPE_CLOSED


class _Parser(argparse.ArgumentParser):
    """One that does not hide that its help could not be printed."""

    def print_help(self, file: Any = None) -> None:  # noqa: ARG002 - the standard output, wherever it is called here
        """Print the help to the standard output."""
        _write(self.format_help())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="sagemaker-model-package", description=_DESCRIPTION, epilog=_CODES)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[Any], int], purpose: str, description: str = "") -> argparse.ArgumentParser:
        added = subparsers.add_parser(
            name, help=purpose, description=description or f"{purpose[0].upper()}{purpose[1:]}.", epilog=_CODES
        )
        added.set_defaults(run=run)
        return added

    check = command("check", _check, "report every problem in files", f"Report every problem in files. {_FILES}")
    check.add_argument("files", nargs="+", metavar="FILE", help="a file, a directory, or -")
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how problems are written: for people (the default), for programs, as GitHub's annotations, as SARIF",
    )
    check.add_argument(
        "--warnings",
        choices=("error", "ignore"),
        help="make errors of warnings, or leave them out; by default they are shown, and leave the exit code 0",
    )

    diff = command("diff", _diff, "show what differs between two packages")
    for name in ("A", "B"):
        diff.add_argument(name.lower(), metavar=name, help="a file with one package, -, or the ARN of a registered one")

    convert = command("convert", _convert, "write a package for something else", _CONVERT)
    convert.add_argument("source", metavar="FILE", help="a file with one package, -, or the ARN of a registered one")
    convert.add_argument("--to", choices=TARGETS, required=True, help="what to write")

    schema = command("schema", _schema, "print the JSON Schema of a request")
    schema.add_argument("--pipeline", action="store_true", help="allow what is known only when a pipeline runs")

    rules = command("rules", _rules, "list what is checked, or explain one rule")
    rules.add_argument("code", nargs="?", metavar="CODE", help="such as MP104")
    return parser


def _check(options: argparse.Namespace) -> int:
    from sagemaker_model_package._command.check import check
    from sagemaker_model_package._command.formats import FORMATS, unusable

    checked = check(options.files, warnings=options.warnings)
    is_data = options.format in {"json", "sarif"}
    _print(FORMATS[options.format](checked), is_data=is_data)
    for line in unusable(checked) if is_data else ():  # people do not read those
        _say(line)
    if checked.unusable:
        return UNUSABLE
    return PROBLEMS if any(located.problem.severity == "error" for located in checked.problems) else FINE


def _diff(options: argparse.Namespace) -> int:
    from sagemaker_model_package._command.packages import read_package
    from sagemaker_model_package.changes import diff

    changes = diff(read_package(options.a), read_package(options.b))
    _print(str(changes))
    return PROBLEMS if changes else FINE


def _convert(options: argparse.Namespace) -> int:
    from sagemaker_model_package._command.convert import converted
    from sagemaker_model_package._command.packages import read_package

    text, warned = converted(read_package(options.source), options.to)
    _print(text, is_data=True)
    for warning in warned:
        _say(warning)
    return FINE


def _schema(options: argparse.Namespace) -> int:
    import json

    from sagemaker_model_package.json_schema import json_schema

    _print(json.dumps(json_schema(pipeline=options.pipeline), indent=2), is_data=True)
    return FINE


def _rules(options: argparse.Namespace) -> int:
    from sagemaker_model_package._command.rules import rules

    _print(rules(options.code))
    return FINE


def _print(text: str, *, is_data: bool = False) -> None:
    """Print to the standard output: for people whatever its encoding can hold, for programs always UTF-8."""
    _write(f"{text}\n", "utf-8" if is_data else None)


def _write(text: str, encoding: str | None = None) -> None:
    """Write to the standard output; raises ``BrokenPipeError`` where nobody reads it, ``StopError`` where none can."""
    output = sys.stdout
    if output is None:
        raise StopError("nothing can be printed: the standard output is closed")
    try:
        if encoding is None:
            held = output.encoding or "utf-8"
            output.write(text.encode(held, "backslashreplace").decode(held))
        else:
            output.buffer.write(text.encode(encoding, "backslashreplace"))
        output.flush()
    except OSError as error:
        with suppress(OSError):
            output.close()  # or Python writes what is left as it ends, and reports that in its own words
        if isinstance(error, BrokenPipeError):
            raise
        raise StopError(f"the standard output cannot be written: {error.strerror or error}") from None


def _say(text: str) -> None:
    """Write a line to the standard error, if there is one."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{text}\n")
