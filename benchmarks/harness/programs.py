"""One program written twice, for editors and mypy to look at: with the builder, and with types-boto3's ``TypedDict``s.

Both are made from the one request of ``requests``, so they cannot drift apart. Each of a program's functions makes it.
"""

from __future__ import annotations

import inspect
import json
import sys
import textwrap
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import sagemaker_model_package

from .requests import one_container_builder, one_container_dict

CURSOR = "<|>"
"""Marks in a program where somebody is typing."""

OURS = "builder"
THEIRS = "TypedDict"
SIDES = (OURS, THEIRS)

RIVAL = "types_boto3_sagemaker"
SOURCE = Path(sagemaker_model_package.__file__).parents[1]
FOUND_BY_ITSELF = SOURCE.is_relative_to(sys.prefix)
"""Whether the package is installed, so that checkers find it without being told where."""

_HEADS = {
    OURS: "from sagemaker_model_package import ModelPackageBuilder, TransformInstanceType, VersionedModelPackage\n",
    THEIRS: f"from {RIVAL}.type_defs import CreateModelPackageInputTypeDef\n",
}
_SIGNATURES = {OURS: "VersionedModelPackage", THEIRS: "CreateModelPackageInputTypeDef"}
_SENT = {OURS: "**request_0().to_kwargs()", THEIRS: "**request_0()"}


class Typing(NamedTuple):
    """What somebody types: on each side, how it begins when it is complete, while it is typed, and what is offered."""

    what: str
    complete: dict[str, str]
    begun: dict[str, str]
    offered: dict[str, str]


TYPED = (
    Typing(
        "a member of the request",
        complete={OURS: '.approval_status("Pend', THEIRS: '"ModelApprovalStatus": "Pend'},
        begun={OURS: f'.approv{CURSOR}("Pend', THEIRS: f'"ModelApprov{CURSOR}": "Pend'},
        offered={OURS: "approval_status", THEIRS: '"ModelApprovalStatus"'},
    ),
    Typing(
        "a member of a container",
        complete={OURS: "model_data_url=", THEIRS: '"ModelDataUrl":'},
        begun={OURS: f"model_d{CURSOR}=", THEIRS: f'"ModelD{CURSOR}":'},
        offered={OURS: "model_data_url=", THEIRS: '"ModelDataUrl"'},
    ),
    Typing(
        "an instance type",
        complete=dict.fromkeys(SIDES, '"ml.c7i.xlarge"'),
        begun=dict.fromkeys(SIDES, f'"ml.c7i.{CURSOR}"'),
        offered=dict.fromkeys(SIDES, '"ml.c7i.xlarge"'),
    ),
)


def program(side: str, requests: int, *, sent: bool = False) -> str:
    """Return a program of so many functions; it may send the first one's request with a client of types-boto3."""
    head = "from __future__ import annotations\n\n"
    head += f"import boto3\n{_HEADS[side]}" if sent else _HEADS[side]
    functions = [
        f"\n\ndef request_{number}() -> {_SIGNATURES[side]}:\n    return {_body(side)}\n" for number in range(requests)
    ]
    tail = f'\n\nboto3.client("sagemaker").create_model_package({_SENT[side]})\n' if sent else ""
    return head + "".join(functions) + tail


def while_typing(text: str, side: str, typed: Typing) -> str:
    """Return the program while somebody is typing in its first function."""
    before, complete, after = text.partition(typed.complete[side])
    if not complete:
        raise ValueError(f"{typed.what}: {typed.complete[side]} is not in the program")
    return before + typed.begun[side] + after


def require_rival() -> None:
    """End the program where there is nothing to compare with."""
    if find_spec(RIVAL) is None:
        sys.exit(f"{RIVAL} is not installed, so there is nothing to compare with: install types-boto3[sagemaker]")


def _body(side: str) -> str:
    if side == THEIRS:
        return textwrap.indent(json.dumps(one_container_dict(), indent=4), "    ").lstrip()
    setters = inspect.getsource(one_container_builder).partition("return (")[2].rpartition(")")[0].rstrip()
    return f"({setters}\n        .build()\n    )"
