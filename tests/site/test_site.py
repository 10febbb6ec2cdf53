"""The site in a browser: its tutorial works as it is shown, search finds, and every page fits a phone.

``nox -s site`` builds the site, names its directory in ``SITE``, and runs these. They need Chromium.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import re
import shutil
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import boto3
import pytest

import sagemaker_model_package
from sagemaker_model_package import (
    ModelPackageValidationError,
    ProductionVariantInstanceType,
    TransformInstanceType,
    UnversionedModelPackage,
    VersionedModelPackage,
    shapes,
)
from sagemaker_model_package._constraints import members_of
from sagemaker_model_package._internal.member_docs import member_docs
from tests.registry.moto_server import environment, moto_server

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Browser, Page

pytest.importorskip("playwright", reason="only some sessions install a browser's driver")

pytestmark = pytest.mark.session(name="site")

SITE = Path(os.environ.get("SITE", "docs/_build/html"))
PICTURES = os.environ.get("PICTURES")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = {"phone": 390, "desktop": 1300}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


PLAIN = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."})
"""Sphinx prints typographic quotation marks."""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, and prints nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Print nothing."""


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    assert (SITE / "index.html").is_file(), f"build the site first: {SITE} has none"
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(SITE))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    assert BROWSER, "Chromium is not installed"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    opened = browser.new_page(viewport={"width": WIDTHS["desktop"], "height": 900})
    yield opened
    opened.close()


def names_of_pages() -> list[str]:
    """Name all pages but the one for missing pages, which is made for the address that the site is published at."""
    pages = (path for path in SITE.rglob("*.html") if "_static" not in path.parts and path.name != "404.html")
    return sorted(path.relative_to(SITE).as_posix() for path in pages)


def test_the_tutorial_works_as_the_browser_shows_it(page: Page, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its blocks are taken from the page, as one would copy them, and print what the page says."""
    for name, value in environment("").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with moto_server():  # forget what other servers of this process were told
        pass
    page.goto(site)
    page.locator("aside").get_by_role("link", name="Tutorial").click()
    page.wait_for_url("**/tutorial.html")

    blocks = page.locator("div.highlight-python, div.highlight-text")
    names: dict[str, object] = {"__name__": "__main__"}
    printed, compared = "", 0
    for index in range(blocks.count()):
        block = blocks.nth(index)
        text = block.locator("pre").inner_text()
        if "highlight-text" in (block.get_attribute("class") or ""):
            assert printed.strip() == text.strip()
            compared += 1
            continue
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            try:
                exec(compile(text, "tutorial", "exec"), names)  # noqa: S102 - the page's own program
            except ModelPackageValidationError as error:
                print(error)  # noqa: T201 - as a session shows it
        printed = output.getvalue()
    assert compared >= 6


def test_a_block_can_be_copied(page: Page, site: str) -> None:
    page.goto(f"{site}/tutorial.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = page.locator("div.highlight-python").nth(2)
    block.hover()
    block.locator("button.copybtn").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('ModelPackageBuilder()')")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("certify_for_marketplace", "reference/builder.html"),
        ("ModelDataUrl", "reference/shapes-containers.html"),
        ("registration twice", "explanation/idempotency.html"),
        ("augmented manifest", "rules.html"),
    ],
)
def test_search_finds(page: Page, site: str, words: str, found: str) -> None:
    page.goto(f"{site}/search.html?q={words}")
    page.locator(f'ul.search a[href^="{found}"]').first.wait_for()


def test_every_page_opens_fits_and_reports_no_error(browser: Browser, site: str) -> None:
    """At the width of a phone and of a desktop, light and dark; nothing is asked of any other host."""
    faults: list[str] = []
    for scheme in ("light", "dark"):
        for device, width in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            opened = context.new_page()
            opened.on("pageerror", lambda error: faults.append(str(error)))
            opened.on(
                "response",
                lambda reply: (
                    None if reply.status < HTTPStatus.BAD_REQUEST else faults.append(f"{reply.status} {reply.url}")
                ),
            )
            opened.on("request", lambda request: None if request.url.startswith(site) else faults.append(request.url))
            for name in names_of_pages():
                opened.goto(f"{site}/{name}")
                if opened.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    faults.append(f"{name} is wider than a {device}")
                if PICTURES:
                    picture = f"{name.removesuffix('.html').replace('/', '-')}-{device}-{scheme}.png"
                    opened.screenshot(path=Path(PICTURES) / picture, full_page=True)
            context.close()
    assert "\n".join(faults) == ""


def test_every_public_name_is_in_the_reference(page: Page, site: str) -> None:
    page.goto(f"{site}/genindex.html")
    text = page.locator("article").inner_text()
    assert [name for name in dir(sagemaker_model_package) if name not in text and not name.startswith("__")] == []


def test_every_member_is_shown_with_the_service_s_name_for_it(page: Page, site: str) -> None:
    shown: list[str] = []
    for path in sorted((SITE / "reference").glob("shapes-*.html")):
        page.goto(f"{site}/reference/{path.name}")
        shown += re.findall(r"Service member: (\w+)", page.locator("article").inner_text())
    structures = [found for name in dir(shapes) if attrs.has(found := getattr(shapes, name))]
    own = [member.name for one in structures for member in members_of(one) if member.attribute in one.__annotations__]
    assert sorted(shown) == sorted(own)

    page.goto(f"{site}/reference/packages.html")
    shown = re.findall(r"Service member: (\w+)", page.locator("article").inner_text())
    packages = (VersionedModelPackage, UnversionedModelPackage)
    assert sorted(shown) == sorted(member.name for one in packages for member in members_of(one))


def test_each_member_s_text_is_shown_as_it_is_written(page: Page, site: str) -> None:
    shown = ""
    for path in sorted((SITE / "reference").glob("shapes-*.html")):
        page.goto(f"{site}/reference/{path.name}")
        shown += " ".join(page.locator("article").inner_text().translate(PLAIN).split())
    structures = [found for name in dir(shapes) if attrs.has(found := getattr(shapes, name))]
    written = {" ".join(text.replace("`", "").split()) for one in structures for text in member_docs(one).values()}
    assert len(written) > len(structures)
    assert [text for text in written if text not in shown] == []


def test_every_instance_type_is_in_the_reference(page: Page, site: str) -> None:
    page.goto(f"{site}/reference/enums.html")
    text = page.locator("article").text_content() or ""
    known = {*ProductionVariantInstanceType, *TransformInstanceType}
    assert {value for value in known if value not in text} == set()
