"""The arrows between the modules, what an import costs, and the public names."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import sagemaker_model_package

NAME = sagemaker_model_package.__name__
ROOT = Path(inspect.getfile(sagemaker_model_package)).parent


class Import(NamedTuple):
    """One imported module, and when it is imported."""

    importer: str
    imported: str
    when: str
    """``always``, ``late`` (inside a function) or ``typing`` (under ``TYPE_CHECKING``)."""


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path: Path) -> list[Import]:
    package = NAME + "".join(f".{part}" for part in path.relative_to(ROOT).parent.parts)
    found: list[Import] = []

    def visit(node: ast.AST, when: str) -> None:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for statement in node.body:
                visit(statement, "typing")
            for statement in node.orelse:
                visit(statement, when)
            return
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            when = "late" if when == "always" else when
        elif isinstance(node, ast.Import):
            found.extend(Import(module_of(path), alias.name, when) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                found.append(Import(module_of(path), whole if is_module(whole) else base, when))
        for child in ast.iter_child_nodes(node):
            visit(child, when)

    visit(ast.parse(path.read_text(encoding="utf-8")), "always")
    return found


def is_module(name: str) -> bool:
    if not name.startswith(f"{NAME}."):
        return False
    path = ROOT.joinpath(*name.split(".")[1:])
    return path.is_dir() or path.with_suffix(".py").is_file()


SOURCES = sorted(ROOT.rglob("*.py"))
IMPORTS = [one for path in SOURCES for one in imports_of(path)]
INTERNAL = [
    one._replace(imported=one.imported.removeprefix(NAME).removeprefix("."))
    for one in IMPORTS
    if one.imported.split(".")[0] == NAME
]
EXTERNAL = [one for one in IMPORTS if one.imported.split(".")[0] != NAME]


def part_of(module: str) -> str:
    """Return the part of the house that a module belongs to."""
    return module.partition(".")[0] or "__init__"


# Data flows one way. A part may import, when it is itself imported, from the parts named beside it and from itself.
ARROWS: dict[str, set[str]] = {
    "showing": set(),
    "frozen_map": {"showing"},
    "frames": set(),
    "json_text": set(),
    "attributes": set(),
    "errors": {"attributes"},
    "compiling": set(),
    "discarded": {"frames"},
    "arn": {"attributes", "showing"},
    "loading": set(),
    "enums": {"loading", "showing"},
    "instance_types": {"enums"},
    "constraints": {"attributes", "showing", "enums", "frozen_map"},
    "shapes": {"attributes", "compiling", "constraints", "enums", "instance_types", "frozen_map", "showing"},
    "rules": {"shapes", "enums", "instance_types", "frozen_map", "json_text", "arn", "showing", "constraints"},
    "walking": {"compiling", "rules", "shapes", "constraints", "errors", "enums", "frozen_map", "showing"},
    "checking": {"walking", "rules", "shapes", "constraints", "errors", "enums", "frozen_map", "frames", "showing"},
    "request": {"attributes", "checking", "shapes", "constraints", "enums", "errors", "frozen_map"},
    "packages": {"attributes", "request", "shapes", "constraints", "enums", "errors"},
    "builder": {
        *("checking", "request", "packages", "shapes", "constraints", "enums", "instance_types", "frozen_map"),
        *("json_text", "showing", "discarded", "frames"),
    },
    "wire": {
        *("request", "packages", "checking", "compiling", "walking", "rules", "shapes", "constraints"),
        *("enums", "instance_types", "errors", "frozen_map", "showing"),
    },
    "rewriting": {
        *("attributes", "packages", "walking", "shapes", "constraints", "enums", "errors"),
        *("frozen_map", "json_text", "arn", "showing"),
    },
    "jobs": {"builder", "shapes", "enums", "errors", "showing"},
    "registry": {
        *("rewriting", "wire", "checking", "packages", "shapes", "constraints", "enums", "errors"),
        *("attributes", "arn", "frames", "loading", "showing"),
    },
}

TYPING_ALONE = {
    ("rules", "request"),  # rules look at packages, but it is packages that have themselves checked
    ("rules", "packages"),  # likewise
    ("rules", "errors"),  # names of kinds and severities
    ("checking", "request"),  # a package has itself checked
}
"""Arrows against the stream that a type checker alone sees."""

LATE = {
    ("request", "wire"): "to_kwargs() needs cattrs, whose import costs more than all the rest",
    ("__init__", "wire"): "from_kwargs() and from_describe() likewise",
    ("registry", "wire"): "a description becomes a package when it is asked for; who guards a client has it at once",
}
"""Imports inside functions, each with its reason."""


def test_the_house_has_no_unknown_part() -> None:
    parts = {part_of(module_of(path)) for path in SOURCES} - {"__init__"}
    assert parts == ARROWS.keys()


@pytest.mark.parametrize("part", ARROWS)
def test_arrows_point_one_way(part: str) -> None:
    of_part = [one for one in INTERNAL if part_of(one.importer) == part and part_of(one.imported) != part]
    always = {part_of(one.imported) for one in of_part if one.when == "always"}
    assert always - ARROWS[part] == set()
    typing = {(part, part_of(one.imported)) for one in of_part if one.when == "typing"}
    assert {pair for pair in typing if pair[1] not in ARROWS[part]} <= TYPING_ALONE
    late = {(part, part_of(one.imported)) for one in of_part if one.when == "late"}
    assert late <= LATE.keys()


def test_the_arrows_have_no_circle() -> None:
    settled: set[str] = set()
    while remaining := ARROWS.keys() - settled:
        free = {part for part in remaining if ARROWS[part] <= settled}
        assert free, f"a circle among {sorted(remaining)}"
        settled |= free


def test_the_foundations_know_nothing_above_them() -> None:
    above = {"request", "packages", "checking", "rules", "builder", "wire", "errors", "__init__"}
    for one in INTERNAL:
        if part_of(one.importer) in {"shapes", "enums", "instance_types", "constraints", "frozen_map"}:
            assert part_of(one.imported) not in above, one


def test_nobody_but_users_knows_the_builder_and_the_package_itself() -> None:
    importers = {part_of(one.importer) for one in INTERNAL if part_of(one.imported) == "builder"}
    assert importers <= {"__init__", "builder", "jobs"}  # from_training_job(...) makes a builder for its user
    assert [one for one in INTERNAL if one.imported == ""] == []


def test_reasons_for_late_imports_are_not_out_of_date() -> None:
    late = {(part_of(one.importer), part_of(one.imported)) for one in INTERNAL if one.when == "late"}
    assert {pair for pair in late if pair[0] != pair[1]} == LATE.keys()


# Libraries ------------------------------------------------------------------------------------------------------------

LATE_LIBRARIES = {
    ("showing", "difflib"): "only a wrong value needs it",
    ("constraints", "unicodedata"): "only text beyond ASCII needs it",
    ("json_text", "json"): "only members that hold JSON need it",
    ("builder", "numbers"): "only customer metadata needs it",
    ("registry", "ssl"): "only an error about certificates needs it",
}
"""Modules of others, imported inside functions, each with its reason."""


def test_nobody_imports_a_client_where_a_type_checker_sees_it() -> None:
    clients = {"boto3", "botocore", "s3transfer", "types_boto3_sagemaker", "mypy_boto3_sagemaker"}
    assert [one for one in EXTERNAL if one.imported.split(".")[0] in clients] == []
    # The enums look values up, in the service's model; all else that is botocore's is the registry's.
    assert {part_of(one.importer) for one in INTERNAL if one.imported == "loading"} == {"enums", "registry"}


def test_nothing_but_users_knows_the_registry() -> None:
    assert {part_of(one.importer) for one in INTERNAL if part_of(one.imported) == "registry"} <= {
        "__init__",
        "registry",
    }


def test_the_wire_alone_knows_cattrs() -> None:
    assert {one.importer for one in EXTERNAL if one.imported.split(".")[0] in {"cattrs", "cattr"}} == {"wire"}


def test_typing_extensions_is_for_type_checkers_alone() -> None:
    found = [one for one in EXTERNAL if one.imported == "typing_extensions"]
    assert found
    assert {one.when for one in found} == {"typing"}


def test_libraries_are_the_declared_ones() -> None:
    tops = {one.imported.split(".")[0] for one in EXTERNAL if one.when != "typing"} - set(sys.stdlib_module_names)
    assert tops <= {"attrs", "attr", "cattrs"}
    # Not even for typing: every user's checker would read its many modules. See registry/progress.py.
    assert not [one for one in EXTERNAL if one.imported.split(".")[0] == "rich"]


def test_late_imports_of_libraries_are_listed() -> None:
    late = {(part_of(one.importer), one.imported) for one in EXTERNAL if one.when == "late"}
    assert late == LATE_LIBRARIES.keys()


# What an import brings along ------------------------------------------------------------------------------------------


def loaded_by(code: str) -> set[str]:
    """Return the modules that are loaded when a new interpreter has run the code."""
    command = f"import sys; {code}; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", command],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(ROOT.parent), "PYTHONWARNINGS": "error"},
    )
    return set(result.stdout.split())


HEAVY = {"boto3", "botocore", "cattrs", "cattr", "typing_extensions", "difflib", "rich"}


def test_importing_the_package_is_light() -> None:
    assert loaded_by(f"import {NAME}") & HEAVY == set()


def test_building_a_package_is_light() -> None:
    code = f"import {NAME} as s; s.ModelPackageBuilder().source_uri('x').description('x').versioned('churn').build()"
    assert loaded_by(code) & HEAVY == set()


def test_the_registry_brings_no_library_along() -> None:
    code = f"import {NAME} as s; [getattr(s, name) for name in set(s.__all__) - {{'guard', 'unguard'}}]"
    assert loaded_by(code) & HEAVY == set()


def test_the_wire_is_loaded_on_first_use() -> None:
    code = f"import {NAME} as s; s.from_kwargs(dict(ModelPackageGroupName='churn', SourceUri='x')).to_kwargs()"
    loaded = loaded_by(code)
    assert "cattrs" in loaded
    assert not loaded & {"boto3", "botocore"}


def test_every_module_can_be_imported_first() -> None:
    """There is no circle that only works if entered at the right place."""
    names = [f"{NAME}.{module_of(path)}".rstrip(".") for path in SOURCES]
    forget = f"[sys.modules.pop(one) for one in list(sys.modules) if one.startswith({NAME!r})]"
    loaded = loaded_by(f"import importlib; [(importlib.import_module(name), {forget}) for name in {names}]")
    assert NAME not in loaded


# Public names ---------------------------------------------------------------------------------------------------------


def test_the_list_of_public_names_is_sorted_and_right() -> None:
    names = sagemaker_model_package.__all__
    assert names == sorted(names)
    assert len(names) == len(set(names))
    for name in names:
        assert getattr(sagemaker_model_package, name) is not None


def test_the_list_of_public_names_is_complete() -> None:
    modules = {part_of(module_of(path)) for path in SOURCES}
    incidental = {"annotations", "TYPE_CHECKING", "Any", "Mapping"}
    given = {name for name in vars(sagemaker_model_package) if not name.startswith("_")} - modules - incidental
    assert given == set(sagemaker_model_package.__all__)


def test_every_shape_enum_and_error_is_public() -> None:
    defined: set[str] = set()
    for path in SOURCES:
        if part_of(module_of(path)) in {"shapes", "enums", "instance_types", "errors", "request", "packages", "arn"}:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            defined |= {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    assert len(defined) > 38 + 15
    assert defined - set(sagemaker_model_package.__all__) == {"Structure", "Request", "ServiceEnum"}


def test_every_class_that_users_meet_after_the_build_is_public() -> None:
    defined: set[str] = set()
    for path in SOURCES:
        if part_of(module_of(path)) in {"registry", "rewriting", "jobs"}:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            defined |= {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    protocols = {"SageMakerClient", "Session", "ClientConfig", "ClientMeta", "S3Client", "Guardable", "Console"}
    assert protocols < defined
    private = {name for name in defined if name.startswith("_")}
    assert defined - protocols - private <= set(sagemaker_model_package.__all__)


def test_type_checkers_are_told_that_there_are_types() -> None:
    assert ROOT.joinpath("py.typed").is_file()


def test_public_names_are_listed_before_they_are_used_and_no_others_are_had() -> None:
    program = (
        "import sagemaker_model_package as package\n"
        "assert set(package.__all__) <= set(dir(package))\n"
        "assert 'attrs' not in __import__('sys').modules\n"
        "package.no_such_name\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert "AttributeError: module 'sagemaker_model_package' has no attribute 'no_such_name'" in ended.stderr
    assert set(sagemaker_model_package.__all__) <= set(dir(sagemaker_model_package))
    assert not hasattr(sagemaker_model_package, "no_such_name")
