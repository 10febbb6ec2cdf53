"""Write the page of rules, ``docs/rules.md``, from the tables that the check itself works with.

``--check`` writes nothing: it prints how the page differs from what would be written, and exits with 1 if it does.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sagemaker_model_package._command.documents import FILE_CODES
from sagemaker_model_package._faults import FAULT_CODES
from sagemaker_model_package._template_problems import TEMPLATE_CODES
from sagemaker_model_package._validation.references import PIPELINE_CODES
from sagemaker_model_package._validation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sagemaker_model_package._faults import FaultCode
    from sagemaker_model_package._validation.rules import Rule

TARGET = Path(__file__).resolve().parent / "rules.md"

INTRODUCTION = """\
<!-- Written by docs/generate_rules.py from the tables in the code: change those, and run it again. -->

# Rules

Everything that is checked before a request is sent, with the code that each problem carries. `build()` and
`from_kwargs()` check the whole request and report every problem at once: see
[the tutorial](tutorial.md#make-a-mistake).

* [Values](#values): what one value may be. Errors, all of them.
* [Errors](#errors): rules that span fields. The API reference or the service model says so.
* [Warnings](#warnings): the service was seen to refuse it, or you are likely to regret it.
* [Templates](#templates): what keeps a valid package out of a template.
  Errors when the template is made, but for MP412, a warning.
* [Pipelines](#pipelines): what keeps a package out of a call, or out of a pipeline's step.
* [Files](#files): what the command finds in a file beside the request. Errors, all of them.

## How to read a problem

* **`code`**, such as `MP104`, never changes its meaning. A code that is retired is not given to another rule.
* **`name`** is the code in words: `image-required`.
* **`severity`** is `error` or `warning`. One error is enough for `ModelPackageValidationError`, whose `problems` holds
  everything found, the warnings too. Where there are warnings alone, the package is made, and each of them is issued as
  a `ModelPackageWarning`.
* **`path`** says where, in the names of boto3's kwargs: `InferenceSpecification.Containers[0].Image`. It leads into
  lists by index and into maps by key: `...Containers[0].Environment.MODE` is the value of that variable. Where the key
  itself is wrong, the path ends in `Environment (key: MODE)`. It is empty where the request as a whole is meant.
* **`message`** says what is wrong and what was given, **`remedy`** what to do about it.

A rule is skipped where a value that it reads is reported already. Correct that value, and the rule is checked.

`from_describe()` reads what the service holds already, so there everything is a warning but values of the wrong type
([MP001](#mp001)) and members that are missing ([MP007](#mp007)).

## How to silence a warning

Warnings go through the standard `warnings` module. Its filters see a problem's text, whose first line has the code:

```python
import warnings

from sagemaker_model_package import ModelPackageWarning

# One rule: {example}.
warnings.filterwarnings("ignore", r".*\\[{code} ", ModelPackageWarning)

# All of them; or "error" in place of "ignore", to be strict.
warnings.simplefilter("ignore", ModelPackageWarning)
```

In pytest's `filterwarnings` setting, the first is
`'ignore:.*\\[{code} :sagemaker_model_package.ModelPackageWarning'`.

Errors cannot be silenced. For a value of a closed list that is newer than this release ([MP006](#mp006)) there is a
[way through](how-to/new-instance-types.md).
"""

EXAMPLE = "MP205"

VALUES = """
## Values

Each member has its own bounds: they are the service model's, and the documentation of each field tells them.
"""

ERRORS = """
## Errors

*Applies to* says which of the two kinds of package: versioned, unversioned, or both.
"""

WARNINGS = """
## Warnings

"""

SEEN = """
*Seen* marks what is known from how the service behaves, and is not documented.
"""

PIPELINES = """
## Pipelines

What is found in [packages of pipelines](how-to/pipelines.md). Errors, all of them.
"""

TEMPLATES = """
## Templates

A valid package is refused where a template cannot hold it: by `cloudformation.resource` ([what that
is](how-to/cloudformation.md#what-cannot-be-in-a-template)) and by `step_functions.state`.
"""


FILES = """
## Files

What the [command](how-to/command.md) finds in a JSON or YAML file. Within Python, a dict has each key once.
"""


def cell(text: str) -> str:
    """Return a text as Markdown that stands in a table's cell and means nothing but itself."""
    return re.sub(r"([\\`*_|<\[\]])", r"\\\1", text)


def anchored(code: str) -> str:
    """Return a code that a link can lead to."""
    return f'<a id="{code.lower()}"></a>`{code}`'


def row(*cells: str) -> str:
    """Return a line of a table."""
    return f"| {' | '.join(cells)} |"


def applies_to(rule: Rule) -> str:
    """Return the kinds of package that a rule applies to."""
    return rule.kinds[0] if len(rule.kinds) == 1 else "both"


def table_of_values(codes: Iterable[FaultCode]) -> list[str]:
    """Return the table of what can be wrong with one value."""
    lines = [row("code", "name", "what holds"), "|---|---|---|"]
    lines += [row(anchored(fault.code), fault.name, cell(fault.why)) for fault in codes]
    return lines


def table_of_rules(rules: Iterable[Rule]) -> list[str]:
    """Return a table of rules, in the order of their codes."""
    lines = [row("code", "name", "applies to", "rule", "source"), "|---|---|---|---|---|"]
    lines += [
        row(anchored(rule.code), rule.name, applies_to(rule), cell(rule.why), cell(rule.source))
        for rule in sorted(rules, key=lambda rule: rule.code)
    ]
    return lines


def page() -> str:
    """Return the text of the page."""
    example = next(rule.name for rule in RULES if rule.code == EXAMPLE)
    lines = [
        INTRODUCTION.replace("{example}", example).replace("{code}", EXAMPLE),
        VALUES,
        *table_of_values(FAULT_CODES),
        ERRORS,
        *table_of_rules(rule for rule in RULES if rule.severity == "error"),
        WARNINGS,
        *table_of_rules(rule for rule in RULES if rule.severity == "warning"),
        SEEN,
        PIPELINES,
        *table_of_values(PIPELINE_CODES),
        TEMPLATES,
        *table_of_values(TEMPLATE_CODES),
        FILES,
        *table_of_values(FILE_CODES),
        "",
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page or check it; return the exit code, which is 1 for a difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the page is out of date")
    parser.add_argument("--target", type=Path, default=TARGET, help="the page to write or to check")
    options = parser.parse_args(arguments)
    target: Path = options.target

    wanted = page()
    found = target.read_text(encoding="utf-8") if target.exists() else ""
    counts = f"{len(FAULT_CODES)} kinds of wrong value, {len(RULES)} rules, {len(TEMPLATE_CODES)} limits of templates"
    if found == wanted:
        print(f"{target.name} is up to date: {counts}")
        return 0
    if options.check:
        difference = difflib.unified_diff(
            found.splitlines(), wanted.splitlines(), target.name, "the rules", lineterm="", n=1
        )
        print("\n".join(difference))
        print(f"{target.name} is out of date; run {Path(__file__).name} to write it again", file=sys.stderr)
        return 1
    target.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{target.name} written: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
