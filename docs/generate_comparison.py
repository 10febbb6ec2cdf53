"""Write the comparison with other libraries from ``docs/benchmarks/peers.json``: page, plots, and the README's table.

The page is ``docs/comparison.md``; the plots are ``docs/_static/comparison-*.svg``, each light and dark, and need
matplotlib; the README's table stands between the lines ``<!-- comparison -->`` and ``<!-- /comparison -->``.
``--check`` writes nothing and needs no matplotlib: it tells what is out of date, and exits with 1 if anything is.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import re
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import correlation, linear_regression
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DOCS = Path(__file__).resolve().parent
RESULTS = DOCS / "benchmarks" / "peers.json"
PAGE = DOCS / "comparison.md"
PLOTS = DOCS / "_static"
README = DOCS.parent / "README.md"
BLOCK = re.compile(r"(?<=<!-- comparison -->\n).*?(?=<!-- /comparison -->)", re.DOTALL)

SITE = "https://sagemaker-model-package.readthedocs.io/en/latest/comparison.html"
OURS = "sagemaker-model-package"
VALIDATOR = "dict and ParamValidator"
MANY, LEAST = 10, 0.01
"""From where on a figure is shown without decimals, and below what only that it is less."""

Figures: TypeAlias = "dict[str, Any]"


# Figures as text ------------------------------------------------------------------------------------------------------


def number(value: float) -> str:
    """Return a figure with as many digits as it is good for."""
    if value < LEAST:
        return f"< {LEAST}"
    return f"{value:,.0f}" if value >= MANY else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def middle(spread: Figures) -> str:
    """Return the median."""
    return number(spread["median"])


def whole(spread: Figures) -> str:
    """Return the median with the quartiles."""
    return f"{number(spread['median'])} ({number(spread['low'])} to {number(spread['high'])})"


def caught(peer: Figures) -> int:
    """Return how many of the wrong requests a library does not send as they are."""
    return sum(peer["requests"]["errors"].get(what, 0) for what in ("refused", "right"))


def told(peer: Figures) -> int:
    """Return how many of the doubtful requests a library speaks of, or puts right."""
    return sum(peer["requests"]["warnings"].get(what, 0) for what in ("refused", "right", "warned"))


def not_sent_right(peer: Figures) -> str:
    """Return how many right requests a library refuses, and how many it changes."""
    twins = peer["requests"]["twins"]
    changed = twins.get("sent", 0) + twins.get("warned", 0)
    return f"{twins.get('refused', 0)}{f', and changes {changed}' if changed else ''}"


def refused_by_mypy(peer: Figures) -> str:
    """Return how many typing mistakes mypy refuses, and how many more where it reads what is not declared typed."""
    mistakes = peer["mistakes"]
    anyhow = mistakes.get("read_anyhow")
    in_brackets = f" ({anyhow['wrong']})" if anyhow else ""
    return f"{mistakes['wrong']}{in_brackets}"


def named(name: str) -> str:
    """Return a library's name as Markdown."""
    return f"**`{name}`**" if name == OURS else "dict and `ParamValidator`" if name == VALIDATOR else f"`{name}`"


# Tables ---------------------------------------------------------------------------------------------------------------


def row(*cells: str) -> str:
    """Return a line of a table."""
    return f"| {' | '.join(cells)} |"


def table(results: Figures, columns: dict[str, Callable[[Figures], str]], corner: str = "") -> list[str]:
    """Return a table with a line for each library."""
    return [
        row(corner, *columns),
        f"|---|{'--:|' * len(columns)}",
        *(row(named(name), *(cell(peer) for cell in columns.values())) for name, peer in results["peers"].items()),
    ]


def readme_table(results: Figures) -> str:
    """Return the table for the README: one line for each library."""
    columns: dict[str, Callable[[Figures], str]] = {
        f"wrong requests caught, of {results['requests']['errors']}": lambda peer: str(caught(peer)),
        "right ones refused": not_sent_right,
        f"typing mistakes mypy reports, of {results['mistakes']}": refused_by_mypy,
        "fresh process, ms": lambda peer: middle(peer["fresh"]["milliseconds"]),
        "installed, MiB": lambda peer: number(peer["installed"]["mebibytes"]),
    }
    return "\n".join([*table(results, columns, f"[measured]({SITE})"), ""])


# Plots ----------------------------------------------------------------------------------------------------------------


class Theme(NamedTuple):
    """The colours of a plot."""

    name: str
    text: str
    grid: str
    ours: str
    others: str


THEMES = (
    Theme("light", text="#24292f", grid="#d8dee4", ours="#0a58ca", others="#9aa4af"),
    Theme("dark", text="#e6edf3", grid="#3d444d", ours="#6ea8fe", others="#7d8590"),
)


def bars(axes: Any, theme: Theme, spreads: dict[str, Figures], label: str) -> None:  # noqa: ANN401 - matplotlib's
    """Draw a bar for each library, with its spread."""
    names = list(reversed(spreads))
    values = [spreads[name]["median"] for name in names]
    below = [spreads[name]["median"] - spreads[name]["low"] for name in names]
    above = [spreads[name]["high"] - spreads[name]["median"] for name in names]
    colours = [theme.ours if name == OURS else theme.others for name in names]
    error = {"ecolor": theme.text, "elinewidth": 1.2, "capsize": 3}
    spread = [below, above] if any(above) else None
    axes.barh(names, values, color=colours, height=0.62, xerr=spread, error_kw=error)
    farthest = max(value + more for value, more in zip(values, above, strict=True))
    axes.set_xlim(0, farthest * 1.14)
    for place, (value, more) in enumerate(zip(values, above, strict=True)):
        axes.text(value + more + farthest * 0.015, place, number(value), va="center", color=theme.text)
    axes.set_xlabel(label)
    axes.grid(axis="x", color=theme.grid, linewidth=0.8)


def plot_fresh(axes: Any, theme: Theme, results: Figures) -> None:  # noqa: ANN401 - matplotlib's
    """Draw what fresh processes take."""
    spreads = {name: peer["fresh"]["milliseconds"] for name, peer in results["peers"].items()}
    bars(axes, theme, spreads, "milliseconds from import to kwargs, in a fresh process")


def plot_caught(axes: Any, theme: Theme, results: Figures) -> None:  # noqa: ANN401 - matplotlib's
    """Draw how many wrong requests are caught."""
    spreads: dict[str, Figures] = {
        name: dict.fromkeys(("low", "median", "high"), caught(peer)) for name, peer in results["peers"].items()
    }
    bars(axes, theme, spreads, f"wrong requests caught before sending, of {results['requests']['errors']}")


def fit(results: Figures, who: str) -> tuple[float, float, float]:
    """Return slope (ms for a value), intercept (ms) and the square of the correlation of the line through growth."""
    sizes = [float(point["leaves"]) for point in results["growth"]]
    times = [point[who]["median"] for point in results["growth"]]
    slope, intercept = linear_regression(sizes, times)
    return slope, intercept, correlation(sizes, times) ** 2


def plot_growth(axes: Any, theme: Theme, results: Figures) -> None:  # noqa: ANN401 - matplotlib's
    """Draw what a request takes by its size, and the line through that."""
    sizes = [point["leaves"] for point in results["growth"]]
    for who, colour in ((OURS, theme.ours), (VALIDATOR, theme.others)):
        slope, intercept, squared = fit(results, who)
        axes.plot(sizes, [point[who]["median"] for point in results["growth"]], ".", color=colour, markersize=4)
        ends = [0, max(sizes)]
        label = f"{who}: {slope * 1e3:.2f} µs for each value, r² = {squared:.3f}"
        axes.plot(ends, [intercept + slope * end for end in ends], color=colour, linewidth=1.6, label=label)
    axes.set_xlim(0)
    axes.set_ylim(0)
    axes.set_xlabel("values in the request (1 to 15 containers by 1 to 15 additional specifications)")
    axes.set_ylabel("milliseconds")
    axes.grid(color=theme.grid, linewidth=0.8)
    legend = axes.legend(loc="upper left", frameon=False)
    for text in legend.get_texts():
        text.set_color(theme.text)


class Plot(NamedTuple):
    """A plot, and what it shows, for those who do not see it."""

    draw: Callable[[Any, Theme, Figures], None]
    height: float
    alt: str


DRAWN = {
    "caught": Plot(plot_caught, 3.0, "A bar for each library: the wrong requests that it catches before sending."),
    "fresh": Plot(plot_fresh, 3.0, "A bar for each library: the time from import to kwargs in a fresh process."),
    "growth": Plot(plot_growth, 4.0, "Time by size of the request: the points lie on a straight line."),
}


def plot_file(name: str, theme: Theme) -> Path:
    """Return where a plot is."""
    return PLOTS / f"comparison-{name}-{theme.name}.svg"


def made_from() -> str:
    """Return what stands in each plot, to tell from which results it was made."""
    return f"peers.json {hashlib.sha256(RESULTS.read_bytes()).hexdigest()}"


def draw(results: Figures) -> None:
    """Write the plots."""
    matplotlib, figure = import_module("matplotlib"), import_module("matplotlib.figure")
    settings = {"svg.hashsalt": "comparison", "font.family": "sans-serif", "font.size": 10}
    for name, plot in DRAWN.items():
        for theme in THEMES:
            with matplotlib.rc_context(settings):
                picture = figure.Figure(figsize=(8, plot.height), layout="constrained")
                axes = picture.subplots()
                axes.set_axisbelow(True)
                plot.draw(axes, theme, results)
                axes.tick_params(colors=theme.text, length=0)
                axes.xaxis.label.set_color(theme.text)
                axes.yaxis.label.set_color(theme.text)
                for spine in axes.spines.values():
                    spine.set_visible(False)
                metadata = {"Date": None, "Creator": None, "Description": made_from()}
                picture.savefig(plot_file(name, theme), transparent=True, metadata=metadata)


# The page -------------------------------------------------------------------------------------------------------------

INTRODUCTION = """\
<!-- Written by docs/generate_comparison.py from docs/benchmarks/peers.json: run `nox -s peers`. -->

# Comparison with other libraries

What else people write `create_model_package` with, measured in turns on one machine, each in an environment of its
own and used as its own documentation shows it:

{notes}

Everything was measured in one run, on a small machine with nothing else to do. Where a time has two more in brackets,
these are the quartiles. `nox -s peers` measures on yours.

## What is caught before sending

`tests/validation` holds {errors} requests that the service model or the API reference calls wrong, each beside the
closest one that is right, and {warnings} that are allowed but likely to be regretted. Every library sends all of them,
twins included, to a server that counts what arrives. These are **this project's own tests**: they say what it
knows of this one call, not how good a library is at what it was made for.

{plot_caught}

{table_caught}

* *Caught*: an exception before anything is sent, by the library or by boto3's own check. A request that is put right on
  the way, and arrives as its twin, counts as well.
* *Told of*: refused, warned of, or put right.
* *Right ones refused*: twins that are not sent; or that arrive as something else, for what was set is left out.
* *mypy*: {mistakes} typing mistakes that can be written for every library, from
  [what the checker refuses](what-the-checker-refuses.md). mypy is strict; in brackets, what it finds with
  `--follow-untyped-imports` in libraries that do not declare that they are typed. {right_refused}

## What a fresh process pays

From the first import to the kwargs of one container, as in a training script: time, memory on top of the bare
interpreter's, and modules that are imported.

{plot_fresh}

{table_fresh}

A library that only hands the dict on pays nothing here, and checks nothing here: boto3 does so later, in the call.

## What the largest request costs, and what is installed

The largest valid request has {leaves:,} values: 15 containers, 15 additional specifications, all metrics and baselines,
50 tags. It is made again and again in one process. *Installed* counts what is needed to send, boto3 included, without
compiled bytecode.

{table_largest}

## How it grows

{plot_growth}

From one container and one additional specification to fifteen of each, all {points} combinations. Builder, check and
kwargs take {slope:.2f} µs for each value of the request: a straight line (r² = {squared:.3f}), so that the time grows
with the size, and no faster.

## What type checkers take

One program with one container. *Cold* is without a cache, *warm* after an edit. Where a library brings no types, there
is little to check, and that is quick.

{table_checkers}
"""


def notes(results: Figures) -> str:
    """Return what each library is and does."""
    lines = [
        f"* {named(name)}{' ' + peer['version'] if name not in {OURS, VALIDATOR} else ''}: {peer['note']}"
        for name, peer in results["peers"].items()
    ]
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    return "\n".join([*lines, "", f"{versions}; {results['processors']} processors."])


def shown(name: str) -> str:
    """Return a plot, for both colour schemes."""
    blocks = [
        f"```{{image}} {plot_file(name, theme).relative_to(DOCS).as_posix()}\n:class: only-{theme.name}\n"
        f":alt: {DRAWN[name].alt}\n```"
        for theme in THEMES
    ]
    return "\n\n".join(blocks)


def right_refused(results: Figures) -> str:
    """Return a sentence on right programs that mypy refuses."""
    found = {name: peer["mistakes"]["right"] for name, peer in results["peers"].items() if peer["mistakes"]["right"]}
    if not found:
        return "It reports none of the right twins."
    return f"Right twins that it reports: {', '.join(f'{named(name)} {count}' for name, count in found.items())}."


def page(results: Figures) -> str:
    """Return the text of the page."""
    requests = results["requests"]
    slope, _, squared = fit(results, OURS)
    return INTRODUCTION.format(
        notes=notes(results),
        errors=requests["errors"],
        warnings=requests["warnings"],
        mistakes=results["mistakes"],
        right_refused=right_refused(results),
        plot_caught=shown("caught"),
        plot_fresh=shown("fresh"),
        plot_growth=shown("growth"),
        leaves=max(point["leaves"] for point in results["growth"]),
        points=len(results["growth"]),
        slope=slope * 1e3,
        squared=squared,
        table_caught="\n".join(
            table(
                results,
                {
                    f"wrong: caught, of {requests['errors']}": lambda peer: str(caught(peer)),
                    f"doubtful: told of, of {requests['warnings']}": lambda peer: str(told(peer)),
                    "right ones refused": not_sent_right,
                    f"mypy, of {results['mistakes']}": refused_by_mypy,
                },
            )
        ),
        table_fresh="\n".join(
            table(
                results,
                {
                    "milliseconds": lambda peer: whole(peer["fresh"]["milliseconds"]),
                    "MiB": lambda peer: middle(peer["fresh"]["mebibytes"]),
                    "modules": lambda peer: f"{peer['fresh']['modules']:,}",
                },
            )
        ),
        table_largest="\n".join(
            table(
                results,
                {
                    "largest request, ms": lambda peer: whole(peer["largest"]["milliseconds"]),
                    "installed, MiB": lambda peer: number(peer["installed"]["mebibytes"]),
                    "packages": lambda peer: str(peer["installed"]["packages"]),
                },
            )
        ),
        table_checkers="\n".join(
            table(
                results,
                {
                    "mypy cold, s": lambda peer: whole(peer["mypy_cold"]["seconds"]),
                    "mypy warm, s": lambda peer: whole(peer["mypy_warm"]["seconds"]),
                    "pyright, s": lambda peer: whole(peer["pyright"]["seconds"]),
                },
            )
        ),
    )


# Writing and checking -------------------------------------------------------------------------------------------------


def with_block(text: str, block: str) -> str:
    """Return the README with the table where its markers are; as it is, where it has none."""
    return BLOCK.sub(lambda _: block, text)


def check(wanted: dict[Path, str]) -> list[str]:
    """Return what is out of date: lines to print."""
    lines: list[str] = []
    for path, text in wanted.items():
        found = path.read_text(encoding="utf-8") if path.exists() else ""
        lines += difflib.unified_diff(found.splitlines(), text.splitlines(), path.name, "the results", lineterm="", n=1)
    for path in (plot_file(name, theme) for name in DRAWN for theme in THEMES):
        if not path.exists() or made_from() not in path.read_text(encoding="utf-8"):
            lines.append(f"{path.name} was made from other results")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Write everything or check it; return the exit code, which is 1 for a difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if anything is out of date")
    options = parser.parse_args(arguments)

    results: Figures = json.loads(RESULTS.read_text(encoding="utf-8"))
    readme = README.read_text(encoding="utf-8")
    wanted = {PAGE: page(results), README: with_block(readme, readme_table(results))}
    if not options.check:
        for path, text in wanted.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        if find_spec("matplotlib"):
            draw(results)
    late = check(wanted)
    if late:
        print("\n".join(late))
        print(f"run {Path(__file__).name}, with matplotlib installed, to write it again", file=sys.stderr)
        return 1
    print(f"the comparison is up to date: {len(results['peers'])} libraries, {len(results['growth'])} sizes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
