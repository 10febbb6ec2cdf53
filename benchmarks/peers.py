"""What this package costs and what it catches, beside whatever else people write ``create_model_package`` with.

Installs each peer of ``harness/peers.py`` into an environment of its own, measures all of them in turns, and writes
``docs/benchmarks/peers.json``, which ``docs/generate_comparison.py`` makes the site's plots and tables from. Needs
Linux and the package index; takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from botocore.validate import ParamValidator
from harness.mistakes import MISTAKES, SETUP
from harness.peers import BOTO3, OURS, PEERS, VALIDATOR
from harness.programs import OURS as BUILDER
from harness.programs import program
from harness.requests import largest_builder, largest_dict, leaves, one_container_dict
from harness.service import request_shape

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the bad requests are among the tests

from tests.validation.bad_requests import BAD_REQUESTS  # noqa: E402 - see above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from harness.peers import Peer

TARGET = ROOT / "docs" / "benchmarks" / "peers.json"
INSIDE = ROOT / "benchmarks" / "harness" / "inside.py"
FRESH_ROUNDS, WARM_ROUNDS, CHECKER_ROUNDS, GROWTH_ROUNDS = 5, 3, 2, 5
SIZES = range(1, 16)
FIRST_WARNING = "MP200"
NOT_ABOUT_THE_REQUEST = {"DeprecationWarning", "PendingDeprecationWarning", "ResourceWarning"}
# Of what comes without type information, mypy takes everything for Any, as it does by default.
MYPY = ("--strict", "--disable-error-code", "import-untyped", "--config-file", os.devnull, "--output", "json")
READ_ANYHOW = "--follow-untyped-imports"

Figures: TypeAlias = "dict[str, Any]"
Environments: TypeAlias = "dict[str, Path]"
"""The Python of each peer."""


# Running things -------------------------------------------------------------------------------------------------------


def clean_environment() -> dict[str, str]:
    """Return an environment in which nothing is found but what is installed, and no credentials."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "MYPY", "PYTHON")) or name == "PYTHONPYCACHEPREFIX"
    }
    none = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return {**kept, **none, "AWS_EC2_METADATA_DISABLED": "true", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}


def run(*command: str | Path, given: str = "", fails: bool = False, cwd: Path | None = None) -> str:
    """Run a command and return what it prints; end this program where it fails and may not."""
    ended = subprocess.run(  # noqa: S603 - the commands are this file's own
        list(map(str, command)),
        check=False,
        input=given,
        capture_output=True,
        encoding="utf-8",
        env=clean_environment(),
        cwd=cwd,
    )
    if ended.returncode not in ({0, 1} if fails else {0}):
        sys.exit(f"{ended.stdout[-2000:]}\n{ended.stderr[-4000:]}\n{command} ended with {ended.returncode}")
    return ended.stdout


def inside(python: Path, work: str, given: object) -> Any:  # noqa: ANN401 - JSON
    """Do a work of ``harness/inside.py`` in an environment, and return what it prints last."""
    return json.loads(run(python, "-I", INSIDE, work, given=repr(given)).splitlines()[-1])


def say(text: str) -> None:
    """Tell how far it is."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def in_turns(rounds: int, what: str) -> Iterator[Peer]:
    """Yield every peer in each round, each time in another order, so that what else goes on falls on all of them."""
    for number in range(rounds):
        say(f"{what}, round {number + 1} of {rounds}")
        yield from random.Random(number).sample(PEERS, len(PEERS))  # noqa: S311 - no secret


def spread(values: list[float]) -> Figures:
    """Return the median, and the quartiles."""
    low, middle, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    return {"low": round(low, 4), "median": round(middle, 4), "high": round(high, 4)}


def installed(directory: Path, ours: Path) -> Environments:
    """Make the environments."""
    pythons: Environments = {}
    for peer in PEERS:
        say(f"installing {peer.name}")
        place = directory / peer.name.replace(" ", "-")
        run("uv", "venv", "--quiet", "--python", sys.executable, place)
        pythons[peer.name] = place / "bin" / "python"
        wanted = [str(ours) if one == OURS else one for one in peer.requirements]
        run("uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", pythons[peer.name], *wanted)
    return pythons


# What it costs --------------------------------------------------------------------------------------------------------


def fresh_program(peer: Peer) -> str:
    """Return the program that a fresh process runs, from import to kwargs."""
    if peer.name == OURS:
        return f"{program(BUILDER, 1)}\nkwargs = request_0().to_kwargs()\n"
    return peer.made.text(one_container_dict())


def warm_program(peer: Peer) -> dict[str, str]:
    """Return a function that makes the kwargs of the largest request, and what it needs."""
    if peer.name == OURS:
        head = (
            f"import sys\nsys.path.append({str(ROOT / 'benchmarks')!r})\nfrom harness.requests import largest_builder"
        )
        return {"head": head, "function": "def make():\n    return largest_builder().build().to_kwargs()\n"}
    body = peer.made.body(largest_dict())
    return {"head": peer.made.start(body), "function": f"def make():\n    {body}\n    return kwargs\n"}


def fresh_processes(pythons: Environments) -> Figures:
    """Measure fresh processes, from import to kwargs of one container."""
    programs = {peer.name: fresh_program(peer) for peer in PEERS}
    taken: dict[str, list[Figures]] = {peer.name: [] for peer in PEERS}
    for name, python in pythons.items():
        inside(python, "fresh", programs[name])  # fills the file system's cache
    for peer in in_turns(FRESH_ROUNDS, "fresh processes"):
        taken[peer.name].append(inside(pythons[peer.name], "fresh", programs[peer.name]))
    return {
        name: {
            "milliseconds": spread([one["milliseconds"] for one in all_]),
            "mebibytes": spread([one["mebibytes"] for one in all_]),
            "modules": int(median(one["modules"] for one in all_)),
        }
        for name, all_ in taken.items()
    }


def warm_processes(pythons: Environments) -> Figures:
    """Measure the largest request in a process that has made it before."""
    programs = {peer.name: warm_program(peer) for peer in PEERS}
    taken: dict[str, list[float]] = {peer.name: [] for peer in PEERS}
    for peer in in_turns(WARM_ROUNDS, "the largest request"):
        taken[peer.name] += inside(pythons[peer.name], "warm", programs[peer.name])
    return {name: {"milliseconds": spread(times)} for name, times in taken.items()}


def checker_times(pythons: Environments, directory: Path) -> Figures:
    """Measure mypy, without a cache and with one after an edit, and pyright, each on one program of one container."""
    taken: dict[str, dict[str, list[float]]] = {
        peer.name: {"mypy cold": [], "mypy warm": [], "pyright": []} for peer in PEERS
    }
    for number, peer in enumerate(in_turns(CHECKER_ROUNDS, "type checkers")):
        place = directory / f"{peer.name}-{number}".replace(" ", "-")
        place.mkdir()
        text, python = peer.typed.text(one_container_dict()), pythons[peer.name]
        file = place / "program.py"
        for what, edited in (("mypy cold", text), ("mypy warm", f"{text}# an edit\n")):
            file.write_text(edited, encoding="utf-8")
            taken[peer.name][what].append(timed(partial(mypy, file, python)))
        taken[peer.name]["pyright"].append(timed(partial(pyright, file, python)))
    return {
        name: {what.replace(" ", "_"): {"seconds": spread(times)} for what, times in whats.items()}
        for name, whats in taken.items()
    }


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def mypy(path: Path, python: Path, *options: str) -> str:
    """Return what mypy prints of a file, or of a directory's files. Its cache is beside them, and of nothing else."""
    place = path if path.is_dir() else path.parent
    options = (*MYPY, *options, "--python-executable", str(python))
    return run(sys.executable, "-m", "mypy", *options, path, fails=True, cwd=place)


def pyright(file: Path, python: Path) -> str:
    """Return what pyright prints of a file."""
    return run(sys.executable, "-m", "pyright", "--pythonpath", python, file, fails=True, cwd=file.parent)


# What it catches ------------------------------------------------------------------------------------------------------


def requests_sent(peer: Peer, python: Path) -> Figures:
    """Return what became of the bad requests of the tests, and of their twins."""
    calls = [peer.sent.body(request) for case in BAD_REQUESTS for request in (case.bad, case.twin)]
    outcomes: list[Figures] = inside(python, "sent", {"start": peer.sent.start(*calls), "calls": calls})
    found = {"errors": Counter[str](), "warnings": Counter[str](), "twins": Counter[str]()}
    for case, bad, twin in zip(BAD_REQUESTS, outcomes[::2], outcomes[1::2], strict=True):
        is_error = any(code < FIRST_WARNING for code, _ in case.expected)
        found["errors" if is_error else "warnings"][became(bad, case.twin)] += 1
        found["twins"][became(twin, case.twin)] += 1
    return {name: dict(sorted(counter.items())) for name, counter in found.items()}


def became(outcome: Figures, twin: dict[str, Any]) -> str:
    """Return what became of a request that was to be sent."""
    if not outcome["received"]:
        return "refused"
    received: dict[str, Any] = outcome["received"][0]
    if "ClientToken" not in twin:
        received.pop("ClientToken", None)  # clients make one where there is none
    if received == json.loads(json.dumps(twin, default=list)):
        return "right"
    return "warned" if set(outcome["warned"]) - NOT_ABOUT_THE_REQUEST else "sent"


def mistakes_refused(peer: Peer, python: Path, directory: Path) -> Figures:
    """Return how many typing mistakes mypy refuses, and how many of their right twins."""
    place = directory / f"{peer.name}-mistakes".replace(" ", "-")
    place.mkdir()
    for number, mistake in enumerate(MISTAKES):
        for which, request in (("wrong", mistake.wrong), ("right", mistake.right)):
            body = peer.typed.body(request)
            text = f"{peer.typed.start(body)}\n{SETUP}\n{body}\n"
            (place / f"{which}_{number}.py").write_text(text, encoding="utf-8")
    found = {"": by_file(mypy(place, python))}
    if not typed(peer, python):
        found[READ_ANYHOW] = by_file(mypy(place, python, READ_ANYHOW))
    names = range(len(MISTAKES))
    figures = [
        {
            "wrong": sum(f"wrong_{number}.py" in files and f"right_{number}.py" not in files for number in names),
            "right": sum(f"right_{number}.py" in files for number in names),
        }
        for files in found.values()
    ]
    return {**figures[0], **({"read_anyhow": figures[1]} if len(figures) > 1 else {})}


def typed(peer: Peer, python: Path) -> bool:
    """Return whether mypy reads what a peer's program imports, by default."""
    text = peer.typed.text(one_container_dict())
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "program.py"
        file.write_text(text, encoding="utf-8")
        printed = run(
            sys.executable,
            *("-m", "mypy", "--config-file", os.devnull, "--python-executable", python, file),
            fails=True,
            cwd=file.parent,
        )
    return "import-untyped" not in printed


def by_file(printed: str) -> set[str]:
    """Return the names of the files that mypy reports errors of."""
    found = [cast("dict[str, Any]", json.loads(line)) for line in printed.splitlines() if line.startswith("{")]
    return {Path(one["file"]).name for one in found if one["severity"] == "error"}


# How it grows ---------------------------------------------------------------------------------------------------------


def made_ours(containers: int, specifications: int) -> dict[str, Any]:
    """Make the kwargs of a request of this size with the builder."""
    return largest_builder(containers, specifications).build().to_kwargs()


def growth() -> list[Figures]:
    """Measure 1 to 15 containers by 1 to 15 additional specifications, in a new order each time."""
    validator, shape = ParamValidator(), request_shape()
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {(one, other): [] for one in SIZES for other in SIZES}
    made_ours(1, 1)
    for number in range(GROWTH_ROUNDS):
        say(f"growth, round {number + 1} of {GROWTH_ROUNDS}")
        for size in random.Random(number).sample(list(taken), len(taken)):  # noqa: S311 - no secret
            plain = largest_dict(*size)
            ours = timed(partial(made_ours, *size))
            taken[size].append((ours, timed(partial(validator.validate, plain, shape))))
    return [
        {
            "containers": size[0],
            "specifications": size[1],
            "leaves": leaves(largest_dict(*size)),
            OURS: spread([ours * 1e3 for ours, _ in times]),
            VALIDATOR: spread([theirs * 1e3 for _, theirs in times]),
        }
        for size, times in taken.items()
    ]


def measured(directory: Path, ours: Path) -> Figures:
    """Measure everything."""
    pythons = installed(directory, ours)
    peers: dict[str, Figures] = {}
    for peer in PEERS:
        say(f"what {peer.name} catches")
        python = pythons[peer.name]
        peers[peer.name] = {
            "version": version(OURS) if peer.name == OURS else peer.version,
            "note": peer.note,
            "installed": inside(python, "size", None),
            "requests": requests_sent(peer, python),
            "typed": typed(peer, python),
            "mistakes": mistakes_refused(peer, python, directory),
        }
    for name, figures in fresh_processes(pythons).items():
        peers[name]["fresh"] = figures
    for name, figures in warm_processes(pythons).items():
        peers[name]["largest"] = figures
    for name, figures in checker_times(pythons, directory).items():
        peers[name] |= figures
    errors = [any(code < FIRST_WARNING for code, _ in case.expected) for case in BAD_REQUESTS]
    return {
        "spread": "low and high are the quartiles",
        "versions": {
            "Python": platform.python_version(),
            "boto3": BOTO3.partition("==")[2],
            **{name: version(name) for name in ("mypy", "pyright")},
        },
        "processors": os.cpu_count(),
        "requests": {"errors": sum(errors), "warnings": len(errors) - sum(errors)},
        "mistakes": len(MISTAKES),
        "peers": peers,
        "growth": growth(),
    }


def main() -> int:
    """Measure, write, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", type=Path, default=TARGET, help="the file to write (default: %(default)s)")
    parser.add_argument("--ours", type=Path, default=ROOT, help="the wheel of this package, or its sources")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        results = measured(Path(directory), options.ours.resolve())
    options.target.parent.mkdir(exist_ok=True)
    options.target.write_text(f"{json.dumps(results, indent=1)}\n", encoding="utf-8", newline="\n")
    say(f"{options.target.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
