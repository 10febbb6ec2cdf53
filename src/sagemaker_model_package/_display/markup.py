"""HTML in which every text is escaped: what is not ``Html`` already becomes it here, and nowhere else."""

from __future__ import annotations

import html
from functools import cache
from importlib import resources

LONGEST = 300
"""How many characters of a text are shown."""
MOST = 20
"""How many items of a list are shown."""


class Html(str):
    """Markup, as opposed to a text. An f-string of it is a text again, and would be escaped."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str) -> Html:
    """Return an element. Texts in it are escaped."""
    start = "".join(f' {key.strip("_")}="{html.escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{start}>{joined(*content)}</{name}>")


def joined(*content: str) -> Html:
    """Return markup and texts one after another."""
    return Html("".join(one if type(one) is Html else _escaped(one) for one in content))


def _escaped(text: str) -> str:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}... ({len(text)} characters)"
    if not shown.isprintable():
        shown = "".join(one if one.isprintable() else _code_point(one) for one in shown)
    return html.escape(shown)


def _code_point(character: str) -> str:
    """Return an escape for what is invisible, turns the direction of a line, or cannot be sent, as half a surrogate."""
    return character.encode("unicode_escape").decode("ascii")


def link(text: str, url: str | None) -> Html:
    """Return a text that leads to another page; the text alone where there is none."""
    return joined(text) if url is None else element("a", text, href=url, target="_blank", rel="noreferrer")


def items(content: list[Html], separator: str = "") -> Html:
    """Return the first of a list, and how many more there are."""
    shown = content[:MOST]
    if len(content) > MOST:
        shown.append(element("small", f"and {len(content) - MOST} more"))
    return joined(*(part for one in shown for part in (one, Html(separator))))


def folded(summary: str, content: str) -> Html:
    """Return what is shown only when its summary is clicked."""
    return element("details", element("summary", summary), content)


def table(rows: list[tuple[str, Html]], **attributes: str) -> Html:
    """Return a table of two columns, each row with its name."""
    lines = (element("tr", element("th", name, scope="row"), element("td", held)) for name, held in rows)
    return element("table", *lines, **attributes)


def document(*content: str) -> Html:
    """Return what a notebook shows, with its style."""
    return element("div", element("style", _style()), *content, class_="sm-package")


@cache
def _style() -> Html:
    text = resources.files("sagemaker_model_package._display").joinpath("style.css").read_text("utf-8")
    return Html(" ".join(text.split()))
