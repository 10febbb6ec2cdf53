"""Write ``docs/what-the-checker-refuses.md`` from the programs in ``tests/typing`` and from what checkers say of them.

``--check`` writes nothing: it prints how the page differs from what would be written, and exits with 1 if it does.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import re
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the programs are among the tests

import sagemaker_model_package  # noqa: E402 - see above
from tests.typing.checkers import CHECKERS  # noqa: E402
from tests.typing.clients import CLIENTS  # noqa: E402
from tests.typing.refusals import REFUSALS, SETUP  # noqa: E402
from tests.typing.trials import TRIALS, WAYS, codes, run, tried  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.typing.checkers import Report
    from tests.typing.refusals import Refusal
    from tests.typing.trials import Findings, Trial

TARGET = Path(__file__).resolve().parent / "what-the-checker-refuses.md"
JEDI = ROOT / "tests" / "editor" / "test_jedi.py"
BOTH_WAYS = ("builder", "classes")
"""How users write a request."""
LONGEST = 300
"""Characters of a message that the page shows."""

INTRODUCTION = """\
<!-- Written by docs/generate_refusals.py from the programs in tests/typing: change those, and run it again. -->

# What the checker refuses

Mistakes that a type checker reports while you type, each written with the builder and with the classes. ✓ means that
the checker reports the program [below](#the-programs) where it is wrong, and nowhere else; ✗ that it lets it pass, for
a [reason](#what-passes). None of the checkers reports one of the right twins. The last column is what those see who use
no checker: an exception, or the [codes](rules.md) of the problems in the one that `build()` raises.

Of each message, the page shows the first line alone. Where mypy should name a builder, it names the part of it that has
the setter: {parts}.

{versions}. mypy and pyright are strict, ty and pyrefly as they are by default.

"""

EVOLVE = """
## Where an object is changed

Some of these mistakes can be made with `attrs.evolve` too, of which checkers know less: in attrs' stubs it takes any
keyword with any value, unless a checker knows better.

"""

PASSES = """
## What passes

"""

EDITOR = """
## What editors miss

JupyterLab and IPython ask jedi, which misses what pyright's language server does not; `tests/editor` holds both:

"""

CLIENTS_HEADING = """
## What is accepted: clients

`client.create_model_package(**package.to_kwargs())` with each kind of typed client: ✓ means that the checker accepts it
and that the response keeps its type. For `stubs/`, the checkers find none of the other clients.

"""

ACCEPTED = """
## What is accepted: everything else

`tests/typing/acceptances.py` holds what users write that has to be accepted: branches and loops over a builder, one
builder forked into both kinds, helper functions, generic code over `ModelPackage`, `match`, strings from configuration,
`attrs.evolve`, and the result of every public function. Beside it, every field of every structure and of both packages
is read from one object and given to another, by the constructor and by `attrs.evolve`.

"""

PROGRAMS = """
## The programs

Every program begins with the imports that it needs, and this:

"""


def row(*cells: str) -> str:
    """Return a line of a table."""
    return f"| {' | '.join(cells)} |"


def mark(*, good: bool) -> str:
    """Return the sign for a cell."""
    return "✓" if good else "✗"


def anchor(refusal: Refusal) -> str:
    """Return what a link to a refusal leads to, as Markdown viewers make it of the heading."""
    return re.sub(r"[^a-z0-9 _-]", "", refusal.title.lower()).replace(" ", "-")


def shortened(message: str) -> str:
    """Return the first line of a message, or its beginning."""
    line = message.partition("\n")[0]
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}... ({len(line):,} characters)"


def at_run_time(trial: Trial) -> str:
    """Return what running the wrong program comes to."""
    error = run(trial.pair.wrong)
    if error is None:
        return mark(good=False)
    links = (f"[`{code}`](rules.md#{code.lower()})" for code in codes(error))
    return ", ".join(links) or f"`{type(error).__name__}`"


def table(findings: Findings, *ways: str) -> Iterator[str]:
    """Yield the lines of the table of refusals, written in these ways, by checkers."""
    yield row("mistake", "written with", *CHECKERS, "at run time")
    yield "|---|---|" + ":-:|" * len(CHECKERS) + "---|"
    for trial in (trial for trial in TRIALS if trial.way in ways):
        link = f"[{trial.refusal.title}](#{anchor(trial.refusal)})"
        marks = [mark(good=findings.refused(checker, trial)) for checker in CHECKERS]
        way = WAYS[trial.way].removeprefix("the ")
        yield row(link if trial.way == ways[0] else "", way, *marks, at_run_time(trial))


def what_passes(findings: Findings) -> Iterator[str]:
    """Yield a line for each program that some checker lets pass."""
    for trial in TRIALS:
        missed = [checker for checker in CHECKERS if not findings.refused(checker, trial)]
        reasons = {**trial.pair.missed, **dict.fromkeys(CHECKERS if trial.pair.passes else (), trial.pair.passes)}
        for reason in dict.fromkeys(reasons.get(checker, "for no known reason") for checker in missed):
            who = ", ".join(checker for checker in missed if reasons.get(checker) == reason)
            yield f"* {trial.label}: {who}. {reason[:1].upper()}{reason[1:]}."


def clients(findings: Findings) -> Iterator[str]:
    """Yield the lines of the table of clients by checkers, and the programs."""
    yield row("client", *CHECKERS)
    yield "|---|" + ":-:|" * len(CHECKERS)
    for client in CLIENTS:
        marks = [mark(good=client.file not in findings.clients[checker]) for checker in CHECKERS]
        yield row(client.source, *marks)
    yield ""
    for program in dict.fromkeys(client.program for client in CLIENTS):
        yield from ("```python", program.strip(), "```", "")


def acceptances(findings: Findings) -> Iterator[str]:
    """Yield a line for each checker: how much of it is reported."""
    for checker, reports in findings.acceptances.items():
        yield f"* {checker}: {'nothing' if not reports else f'{len(reports)} lines'} reported"
        yield from (f"    * `{report.rule}`: {as_text(report)}" for report in reports)


def as_text(report: Report) -> str:
    """Return a report's message as Markdown."""
    return escaped(shortened(report.message))


def escaped(text: str) -> str:
    """Return a text as Markdown that means nothing but itself, code in backticks included."""
    return re.sub(r"(`[^`]*`)|([\\*_|<>\[\]])", lambda found: found[1] or f"\\{found[2]}", text)


def parts() -> str:
    """Return the names of the mix-ins of public setters, as a list in a sentence."""
    bases = sagemaker_model_package.ModelPackageBuilder.__mro__[1:]
    names = [f"`{base.__name__}`" for base in bases if base.__name__[0] != "_" and any(map(public, vars(base)))]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def public(name: str) -> bool:
    """Return whether a name is for users."""
    return not name.startswith("_")


def misses() -> Iterator[str]:
    """Yield a line for each miss that the tests of jedi hold: their names say what it is."""
    for statement in ast.parse(JEDI.read_text("utf-8")).body:
        if isinstance(statement, ast.FunctionDef) and (ast.get_docstring(statement) or "").startswith("A miss: "):
            yield f"* {statement.name.removeprefix('test_').replace('_', ' ')}"


def programs(findings: Findings) -> Iterator[str]:
    """Yield the programs, each with its twin and what mypy and pyright say of it."""
    for refusal in REFUSALS:
        yield from (f"### {refusal.title}", "")
        for trial in (one for one in TRIALS if one.refusal is refusal):
            wrong = trial.pair.wrong.splitlines()
            yield "```python"
            yield from (
                f"{line}  # wrong" if at in trial.pair.wrong_lines else line for at, line in enumerate(wrong, 1)
            )
            yield from ("", "# right", trial.pair.right, "```", "")
            said = {checker: findings.message(checker, trial) for checker in ("mypy", "pyright")}
            if any(said.values()):
                yield "```text"
                yield from (f"{checker}: {shortened(message) or '(nothing)'}" for checker, message in said.items())
                yield from ("```", "")


def page(findings: Findings) -> str:
    """Return the text of the page."""
    versions = ", ".join(f"{checker} {version(checker)}" for checker in CHECKERS)
    lines = [
        INTRODUCTION.replace("{versions}", versions).replace("{parts}", parts()),
        *table(findings, *BOTH_WAYS),
        EVOLVE,
        *table(findings, "evolve"),
        PASSES,
        *what_passes(findings),
        EDITOR,
        *misses(),
        CLIENTS_HEADING,
        *clients(findings),
        ACCEPTED,
        *acceptances(findings),
        PROGRAMS,
        "```python",
        SETUP.strip(),
        "```",
        "",
        *programs(findings),
    ]
    return re.sub(r"\n{3,}(?=[#|*`]|\Z)", "\n\n", "\n".join(lines)).strip() + "\n"


def main(arguments: Sequence[str] | None = None, findings: Findings | None = None) -> int:
    """Write the page or check it; return the exit code, which is 1 for a difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the page is out of date")
    options = parser.parse_args(arguments)

    wanted = page(findings or tried())
    found = TARGET.read_text("utf-8") if TARGET.exists() else ""
    if found == wanted:
        print(f"{TARGET.name} is up to date: {len(TRIALS)} wrong programs, {len(CHECKERS)} checkers")
        return 0
    if options.check:
        difference = difflib.unified_diff(
            found.splitlines(), wanted.splitlines(), TARGET.name, "what the checkers say", lineterm="", n=1
        )
        print("\n".join(difference))
        print(f"{TARGET.name} is out of date; run {Path(__file__).name} to write it again", file=sys.stderr)
        return 1
    TARGET.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{TARGET.name} written: {len(TRIALS)} wrong programs, {len(CHECKERS)} checkers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
