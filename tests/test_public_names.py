"""The public names: which there are, what importing one costs, and where each says that it comes from."""

from __future__ import annotations

import ast
import importlib.metadata
import inspect
import re
import subprocess
import sys
import typing
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

import sagemaker_model_package
from sagemaker_model_package import (
    arn,
    builder,
    changes,
    cloudformation,
    converter,
    enums,
    errors,
    json_schema,
    packages,
    pipelines,
    registry,
    shapes,
    step_functions,
)

from .contract.comparison import OF_THE_SAME_SHAPE, listed_enums, structures

if typing.TYPE_CHECKING:
    from types import ModuleType

NAME = sagemaker_model_package.__name__
ROOT = Path(inspect.getfile(sagemaker_model_package)).parent
SOURCES = sorted(ROOT.rglob("*.py"))
LAZY = [sagemaker_model_package, registry, shapes]
"""The packages that import a public name when it is first used."""


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def public_names(module: ModuleType) -> list[str]:
    names: list[str] = vars(module)["__all__"]
    return names


STRUCTURES = {*structures(), *(cls.__name__ for cls in OF_THE_SAME_SHAPE)}
ENUMS = {*listed_enums()}
PUBLIC: dict[ModuleType, set[str]] = {
    sagemaker_model_package: {
        *("ModelPackageBuilder", "UnversionedModelPackageBuilder", "VersionedModelPackageBuilder"),
        *("ModelPackage", "UnversionedModelPackage", "VersionedModelPackage", "from_describe", "from_kwargs"),
        *("InferenceSpecification", "ModelPackageContainerDefinition", "UnversionedInferenceSpecification"),
        *("diff", "from_automl_candidate", "from_training_job", "ModelRegistry", "guard", "unguard"),
        *("ModelPackageError", "ModelPackageValidationError", "ModelPackageWarning", "Problem"),
        *ENUMS,
    },
    arn: {"ArnPartition", "ModelPackageArn", "ModelPackageGroupArn"},
    builder: {
        *("ModelPackageBuilder", "UnversionedModelPackageBuilder", "VersionedModelPackageBuilder"),
        "metadata_text",
    },
    changes: {"Change", "ChangeKind", "Changes", "diff"},
    cloudformation: {"resource"},
    converter: {"configure_converter", "make_converter"},
    enums: {
        *ENUMS,
        *(f"{name}Name" for name in ENUMS),
        *(f"{name}Like" for name in ENUMS - {"ProductionVariantInstanceType"}),
        *("RealtimeInstanceTypeLike", "TransformS3DataType", "TransformS3DataTypeLike"),
    },
    errors: {
        *("Absence", "Kind", "Problem", "Severity", "StatusDetail"),
        *(name for name, found in vars(errors).items() if inspect.isclass(found) and issubclass(found, Exception)),
    },
    json_schema: {"json_schema"},
    packages: {"ModelPackage", "UnversionedModelPackage", "VersionedModelPackage", "from_describe", "from_kwargs"},
    pipelines: {"Reference", "RegisterModelStep", "read_definition", "reference", "register_step"},
    registry: {
        *("ModelRegistry", "SageMakerClient", "UntypedClient", "guard", "unguard"),
        *("EnsuredGroup", "GroupLike", "TagDifference", "TagsLike"),
        *(
            "ArnLike",
            "DescribedModelPackage",
            "DescribedModelVersion",
            "ListedModelPackage",
            "PackageLike",
            "RegisteredModelPackage",
            "UserContext",
        ),
        "Versions",
        *("Absence", "Promotion", "S3Client", "StatusDetail"),
        *("Location", "Rewrite", "Rewritten", "Unmatched", "rewritten"),
        *("Progress", "ProgressCallback", "rich_progress"),
    },
    shapes: {*STRUCTURES, "EnvironmentMap", "FrozenMap"},
    step_functions: {"QueryLanguage", "state"},
}
each_module = pytest.mark.parametrize("module", PUBLIC, ids=lambda module: module.__name__)
each_lazy_package = pytest.mark.parametrize("module", LAZY, ids=lambda module: module.__name__)


@each_module
def test_the_public_names_are_these(module: ModuleType) -> None:
    names = public_names(module)
    assert sorted(names) == sorted(PUBLIC[module])
    assert all(getattr(module, name) is not None for name in names)
    namespace: dict[str, object] = {}
    exec(f"from {module.__name__} import *", namespace)  # noqa: S102 - an import
    assert namespace.keys() - {"__builtins__"} == PUBLIC[module]


@pytest.mark.parametrize("module", [*LAZY, enums, packages], ids=lambda module: module.__name__)
def test_nothing_else_is_offered(module: ModuleType) -> None:
    modules: set[str] = set()
    if module is sagemaker_model_package:
        modules = {
            "arn",
            "builder",
            "changes",
            "cloudformation",
            "converter",
            "enums",
            "errors",
            "json_schema",
            "pipelines",
            "registry",
            "shapes",
            "step_functions",
        }
    assert {name for name in dir(module) if not name.startswith("__")} == PUBLIC[module] | modules
    with pytest.raises(AttributeError, match=f"module '{module.__name__}' has no attribute 'no_such_name'"):
        _ = module.no_such_name


@each_lazy_package
def test_type_checkers_are_told_of_the_same_names(module: ModuleType) -> None:
    tree = ast.parse(Path(inspect.getfile(module)).read_text("utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    told = [(node.module, alias) for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert all(alias.asname == alias.name for _, alias in told)
    names = {alias.name: source for source, alias in told if source != NAME}
    assert names.keys() == PUBLIC[module]
    assert all(getattr(import_module(str(source)), name) is getattr(module, name) for name, source in names.items())
    assert all(
        getattr(module, alias.name) is sys.modules[f"{NAME}.{alias.name}"] for source, alias in told if source == NAME
    )
    assert ROOT.joinpath("py.typed").is_file()


@each_module
def test_names_say_that_they_come_from_a_public_module(module: ModuleType) -> None:
    for name in public_names(module):
        found = getattr(module, name)
        # Python 3.10 takes an alias such as Callable[[Progress], None] for a class.
        if typing.get_origin(found) is None and (inspect.isclass(found) or inspect.isfunction(found)):
            assert "._" not in found.__module__, name
            assert getattr(import_module(found.__module__), name) is found
            assert found.__doc__, name


@each_module
def test_annotations_of_classes_can_be_resolved(module: ModuleType) -> None:
    for name in public_names(module):
        found = getattr(module, name)
        if inspect.isclass(found):
            hints = typing.get_type_hints(found)
            assert {field.name for field in getattr(found, "__attrs_attrs__", ())} <= hints.keys()


@each_module
def test_fields_are_given_by_keyword(module: ModuleType) -> None:
    for name in public_names(module):
        found = getattr(module, name)
        if inspect.isclass(found) and attrs.has(found):
            kinds = {parameter.kind for parameter in inspect.signature(found).parameters.values()}
            assert kinds == {inspect.Parameter.KEYWORD_ONLY}, name


def test_every_module_without_underscore_has_a_public_name() -> None:
    homes = {getattr(getattr(module, name), "__module__", None) for module in PUBLIC for name in public_names(module)}
    public = {module_of(path) for path in SOURCES if "._" not in module_of(path)}
    assert public - homes - {module.__name__ for module in PUBLIC} == set()


# What an import costs


def first_of(value: object) -> str:
    names: Any = value
    return names[0] if isinstance(value, list) else ""


def run(code: str) -> list[str]:
    """Return the words that a new interpreter prints when it has run the code."""
    environment = {"PYTHONPATH": str(ROOT.parent), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", f"import sys; {code}"]
    return subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout.split()


HEAVY = {
    "boto3",
    "botocore",
    "cattrs",
    "cattr",
    "typing_extensions",
    "difflib",
    "rich",
    f"{NAME}._internal.member_docs",
}
REQUEST = "dict(ModelPackageGroupName='churn', SourceUri='x')"


@pytest.mark.parametrize(
    ("code", "not_needed"),
    [
        ("s", {*HEAVY, "attrs"}),
        ("[getattr(s, name) for name in s.__all__]", HEAVY),
        ("from sagemaker_model_package.registry import *", HEAVY),
        ("s.ModelPackageBuilder().source_uri('x').description('x').versioned('churn').build()", HEAVY),
        (f"s.from_kwargs({REQUEST}).to_kwargs(); 'cattrs' in sys.modules or 1 / 0", {"boto3", "botocore"}),
    ],
)
def test_no_library_is_imported_before_it_is_needed(code: str, not_needed: set[str]) -> None:
    assert not_needed.isdisjoint(run(f"import {NAME} as s; {code}; print(*sys.modules)"))


FORGET = f"[sys.modules.pop(one) for one in list(sys.modules) if one.startswith({NAME!r})]"

ENUM = {"_service_enum", "enums"}
CONSTRAINT = {"_constraints", "_faults", "_patterns"}
SHAPE = {*CONSTRAINT, *ENUM, "shapes"}
PACKAGE = {*SHAPE, "_validation", "packages"}
FUNCTION = {*CONSTRAINT, "_service_enum", "_validation", "packages"}
"""What a function that makes packages needs before it makes one."""

REGISTRY = {*PACKAGE, "arn", "changes", "errors", "registry"}


@pytest.fixture(scope="module")
def needed() -> dict[str, set[str]]:
    """Return the modules of this library that are imported for each name of its packages."""
    names = [f"{module.__name__}:{name}" for module in LAZY for name in public_names(module)]
    load = "(module := one.partition(':')[0], getattr(__import__(module, fromlist=['_']), one.partition(':')[2]))"
    loaded = f"print(one, *[name for name in sys.modules if name.startswith({NAME!r})], sep='|')"
    lines = [line.split("|") for line in run(f"[({load}, {loaded}, {FORGET}) for one in {names}]")]
    return {name: {module.removeprefix(NAME).removeprefix(".") for module in modules} for name, *modules in lines}


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (["ModelApprovalStatus", "S3DataType"], ENUM),
        (["TransformInstanceType", "ProductionVariantInstanceType"], {*ENUM, "_instance_types"}),
        (["Problem", "ModelPackageWarning", "ModelPackageError"], {"errors"}),
        (["InferenceSpecification", "UnversionedInferenceSpecification"], SHAPE),
        (["ModelPackageContainerDefinition"], SHAPE - {"enums"}),
        (["VersionedModelPackage", "UnversionedModelPackage"], PACKAGE),
        (["from_kwargs", "from_describe"], FUNCTION),
        (["ModelPackageBuilder"], {*PACKAGE, "builder"}),
        (["from_training_job", "from_automl_candidate"], {*PACKAGE, "builder", "errors"}),
        (["diff"], {*SHAPE, "changes"}),
        (["guard", "unguard"], {*FUNCTION, "errors", "registry"}),
        (["ModelRegistry"], REGISTRY),
    ],
    ids=first_of,
)
def test_a_name_imports_only_what_it_needs(names: list[str], parts: set[str], needed: dict[str, set[str]]) -> None:
    for name in names:
        found = {module.partition(".")[0] for module in needed[f"{NAME}:{name}"]} - {"", "_internal"}
        assert found - parts == set(), name
        assert parts <= found, name
    if names[0] in {"ModelPackageBuilder", "guard"}:
        modules = {module for module in needed[f"{NAME}:{names[0]}"] if "._" not in module}
        assert "builder.jobs" not in modules
        assert {module for module in modules if module.startswith("registry.")} <= {"registry.request_guard"}


def test_a_structure_imports_only_structures(needed: dict[str, set[str]]) -> None:
    for name in public_names(shapes):
        modules = needed[f"{shapes.__name__}:{name}"]
        assert {module.partition(".")[0] for module in modules} - {"", "_internal"} <= SHAPE, name
        assert "shapes._request" not in modules
    themes = {module for module in needed[f"{shapes.__name__}:Tag"] if re.match(r"shapes\.[a-z]", module)}
    assert themes == {"shapes.governance"}


CONTAINER = "container(image='683313688378.dkr.ecr.us-east-1.amazonaws.com/xgboost:1.7-1', framework='XGBOOST')"


@pytest.mark.parametrize(
    ("setters", "themes"),
    [
        (f"{CONTAINER}.content_types('text/csv')", set[str]()),
        (f"{CONTAINER}.model_quality(statistics='s3://b/k')", {"metrics"}),
        (f"{CONTAINER}.drift_model_quality(statistics='s3://b/k')", {"drift", "metrics"}),
        (f"{CONTAINER}.life_cycle('Development', 'Approved')", {"governance"}),
        ("source_algorithm('algorithm').source_uri('x')", {"algorithm"}),
    ],
)
def test_a_request_imports_only_the_structures_in_it(setters: str, themes: set[str]) -> None:
    """Otherwise a process would spend more time on classes that it does not use than on all those that it does."""
    request = f"s.ModelPackageBuilder().{setters}.versioned('churn').build()"
    loaded = f"print(*[name.removeprefix('{NAME}.') for name in sys.modules])"
    modules = run(f"import {NAME} as s; {request}.to_kwargs(); {loaded}")
    found = {module.removeprefix("shapes.") for module in modules if re.match(r"shapes\.[a-z]", module)}
    assert found == {"containers", "inference", *themes}
    assert {"_instance_types", "errors"}.isdisjoint(modules)


def test_a_warning_imports_no_structures() -> None:
    """Neither does what has to be said of a request need the classes of what it does not have."""
    quiet = "warnings.simplefilter('ignore')"
    request = f"s.ModelPackageBuilder().{CONTAINER}.task('SING').versioned('churn').build()"
    modules = run(f"import warnings, {NAME} as s; {quiet}; {request}; print(*sys.modules)")
    assert f"{NAME}.errors" in modules
    themes = {module for module in modules if re.match(rf"{NAME}\.shapes\.[a-z]", module)}
    assert themes == {f"{NAME}.shapes.containers", f"{NAME}.shapes.inference"}


def test_every_module_can_be_imported_first() -> None:
    """There is no circle that only works if entered at the right place."""
    names = [module_of(path) for path in SOURCES]
    assert run(f"import importlib; [(importlib.import_module(name), {FORGET}) for name in {names}]") == []


# Libraries


def libraries(tree: ast.AST) -> set[str]:
    """Return the top-level packages of others that a module imports, except for type checkers alone."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).partition(".")[0])
        found |= libraries(node)
    return found - {NAME} - set(sys.stdlib_module_names)


def test_libraries_are_imported_where_they_belong() -> None:
    trees = {module_of(path).removeprefix(f"{NAME}."): ast.parse(path.read_text("utf-8")) for path in SOURCES}
    used = {module: libraries(tree) for module, tree in trees.items()}
    assert set().union(*used.values()) == {"attrs", "cattrs"}
    assert [module for module, found in used.items() if "cattrs" in found] == ["_conversion", "converter"]
    # Not even for typing: every user's checker would read their many modules.
    clients = r"\b(import|from) (boto3|botocore|s3transfer|types_boto3_\w+|mypy_boto3_\w+|rich)\b"
    assert not [path for path in SOURCES if re.search(rf"^ *{clients}", path.read_text("utf-8"), re.MULTILINE)]


def test_the_version_is_the_installed_one() -> None:
    assert sagemaker_model_package.__version__ == importlib.metadata.version("sagemaker-model-package")
    assert "__version__" not in public_names(sagemaker_model_package)
