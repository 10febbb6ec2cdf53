"""Write the two enums of instance types from the installed botocore's service model of SageMaker.

``--check`` writes nothing: it prints how the module differs from what would be written, and exits with 1 if it does.
The module does not say which botocore it was written from, so that a new botocore with the same types changes nothing.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import botocore
from botocore.loaders import Loader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TARGET = Path(__file__).resolve().parents[1] / "src" / "sagemaker_model_package" / "_instance_types.py"

HEADER = '''\
"""The instance types of transform jobs and of real-time endpoints, in their natural order.

Written by tools/sync_instance_types.py from botocore's service model of SageMaker: run it again instead of editing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from sagemaker_model_package._service_enum import ServiceEnum

if TYPE_CHECKING:
    from typing import Generic, NoReturn, TypeVar, final

    _Alias = TypeVar("_Alias")

    @final
    class _Unlisted(str, Generic[_Alias]):
        """Lets an alias refer to itself: mypy shows such an alias by its name, any other by all its values.

        There are no instances of it, so the alias takes what it would take without.
        """

        __slots__ = ()

        def __init__(self, nothing: NoReturn) -> None: ...
'''

NAMED_SIZES = ("nano", "micro", "small", "medium", "large", "xlarge")
MULTIPLE = re.compile(r"([0-9]+)xlarge")


class Listing(NamedTuple):
    """An enum to write: the shape it is named after, its docstring, and the name of its parameter type.

    Where a method that returns ``Self`` has a parameter of this type or ``None``, that needs a name of its own: in such
    signatures mypy takes unions apart.
    """

    shape: str
    docstring: str
    like: str
    optional: str | None


LISTINGS = (
    Listing(
        "TransformInstanceType",
        "The instance types of batch transform jobs: ``SupportedTransformInstanceTypes``, ``TransformResources``.",
        "TransformInstanceTypeLike",
        "OptionalTransformInstanceTypeLike",
    ),
    Listing(
        "ProductionVariantInstanceType",
        "The instance types of real-time endpoints: ``SupportedRealtimeInferenceInstanceTypes``.",
        "RealtimeInstanceTypeLike",
        None,
    ),
)


class UnusableModelError(Exception):
    """The service model cannot be turned into Python as it is."""


def enums_in_botocore() -> dict[str, list[str]]:
    """Return the values of both shapes as the installed botocore lists them."""
    shapes: Mapping[str, Any] = Loader().load_service_model("sagemaker", "service-2")["shapes"]
    try:
        return {shape: list(shapes[shape]["enum"]) for shape, *_ in LISTINGS}
    except KeyError as error:
        raise UnusableModelError(f"botocore {botocore.__version__} has no {error} among SageMaker's enums") from error


def natural_order(value: str) -> tuple[object, ...]:
    """Return a sort key: family by family, each from its smallest size to its largest."""
    family, _, size = value.rpartition(".")
    # Alternately words and numbers, beginning with a word, so that like is compared with like.
    pieces = tuple(int(piece) if piece.isdigit() else piece for piece in re.split(r"([0-9]+)", family))
    multiple = MULTIPLE.fullmatch(size)
    if multiple:
        return pieces, len(NAMED_SIZES), int(multiple[1]), size
    if size in NAMED_SIZES:
        return pieces, NAMED_SIZES.index(size), 0, size
    return pieces, len(NAMED_SIZES) + 1, 0, size


def member_name(value: str) -> str:
    """Return the name of a value's enum member: ``ML_G5_12XLARGE`` for ``ml.g5.12xlarge``."""
    name = value.upper().replace(".", "_").replace("-", "_")
    if not (value.isascii() and name.isidentifier()) or name.startswith("_") or iskeyword(name):
        raise UnusableModelError(f"{value!r} makes no name for a member: {name!r}")
    return name


def members(values: Iterable[str]) -> dict[str, str]:
    """Return the members, name to value, in their natural order."""
    named: dict[str, str] = {}
    for value in sorted(values, key=natural_order):
        name = member_name(value)
        if name in named:
            raise UnusableModelError(f"{named[name]!r} and {value!r} would both be the member {name}")
        named[name] = value
    return named


def parameter_type(name: str, one: str, other: str) -> list[str]:
    """Return the lines of a parameter type: what checkers read, and what is there at run time."""
    return [
        "if TYPE_CHECKING:",
        f"    {name}: TypeAlias = (",
        f'        "{one} | _Unlisted[{name}] | {other}"',
        "    )",
        "else:",
        f"    {name} = {one} | {other}",
    ]


def module(enums: Mapping[str, Iterable[str]]) -> str:
    """Return the text of the module, formatted as ruff would."""
    lines = [HEADER]
    for shape, docstring, like, optional in LISTINGS:
        named = members(enums[shape])
        lines += ["", f"class {shape}(ServiceEnum):", f'    """{docstring}"""', ""]
        lines += ['    __module__ = "sagemaker_model_package.enums"  # its public place', ""]
        lines += [f'    {name} = "{value}"' for name, value in named.items()]
        lines += ["", "", f"{shape}Name: TypeAlias = Literal["]
        lines += [f'    "{value}",' for value in named.values()]
        lines += ["]", *parameter_type(like, shape, f"{shape}Name")]
        lines += parameter_type(optional, like, "None") if optional else ()
        lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the module or check it; return the exit code: 0, 1 for a difference, 2 for an unusable service model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the module is out of date")
    parser.add_argument("--target", type=Path, default=TARGET, help="the module to write or to check")
    options = parser.parse_args(arguments)
    target: Path = options.target

    try:
        enums = enums_in_botocore()
        wanted = module(enums)
    except UnusableModelError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    found = target.read_text(encoding="utf-8") if target.exists() else ""
    counts = ", ".join(f"{len(values)} {shape}" for shape, values in enums.items())
    if found == wanted:
        print(f"{target.name} is up to date with botocore {botocore.__version__}: {counts}")
        return 0
    if options.check:
        difference = difflib.unified_diff(
            found.splitlines(),
            wanted.splitlines(),
            str(target),
            f"botocore {botocore.__version__}",
            lineterm="",
            n=1,
        )
        print("\n".join(difference))
        print(f"{target.name} is out of date; run {Path(__file__).name} to write it again", file=sys.stderr)
        return 1
    target.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{target.name} written from botocore {botocore.__version__}: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
