"""The README and the pages do what they show: their blocks are run, and print what stands below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelPackageWarning, ModelRegistry
from tests.registry.moto_server import environment, moto_server

from .conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sagemaker_model_package import VersionedModelPackage

    from .conftest import Names

    RunPage = Callable[[str, Names], Names]

OF_THEIR_OWN = {"guard-sdks.md", "promotion-across-accounts.md", "tutorial.md", "what-the-checker-refuses.md"}
PAGES = [
    str(page.relative_to(ROOT))
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if "```python" in page.read_text("utf-8") and page.name not in OF_THEIR_OWN
]


def test_there_are_pages() -> None:
    assert len(PAGES) >= 20


@pytest.mark.usefixtures("moto")
@pytest.mark.parametrize("page", PAGES)
def test_the_page_does_what_it_shows(
    run_page: RunPage,
    package: VersionedModelPackage,
    page: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # some write files
    client = boto3.client("sagemaker")
    run_page(page, {"client": client, "registry": ModelRegistry(client), "package": package})


@pytest.mark.usefixtures("moto")
def test_the_readme_does_what_it_shows(run_page: RunPage) -> None:
    client: Any = boto3.client("sagemaker")
    ModelRegistry(client).ensure_group("churn", tags={"team": "growth"})
    names = run_page("README.md", {"client": client})

    arn = names["registered"].arn
    assert arn.endswith("/2")  # the first block has sent one too
    sent = client.describe_model_package(ModelPackageName=arn.replace("/2", "/1"))
    assert sent["CustomerMetadataProperties"] == {"team": "growth", "auc": "0.91"}
    assert names["newest"].arn == arn
    (container,) = names["in_pipeline"].inference_specification.containers
    assert container.model_data_url.expression == {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}


def test_the_readme_leads_everywhere_from_a_package_index() -> None:
    """Its links are absolute, and those into the site and the repository lead to what is there."""
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert [link for link in links if not link.startswith("https://")] == []
    for link in links:
        page = re.search(r"/en/latest/(.+)\.html$|/blob/main/(.+)$", link)
        if page:
            assert ROOT.joinpath("docs", f"{page[1]}.md").is_file() if page[1] else ROOT.joinpath(page[2]).is_file(), (
                link
            )
    assert len(text.splitlines()) < 150


IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
CREDENTIAL = ModelPackageBuilder().container(image=IMAGE, environment={"AWS_SECRET_ACCESS_KEY": "k" * 40})
CERTIFIED = ModelPackageBuilder().container(image=IMAGE).content_types("text/csv").response_mime_types("text/csv")


@pytest.mark.parametrize(
    ("page", "build"),
    [
        ("how-to/script-mode-environment.md", CREDENTIAL.versioned("churn").build),
        ("explanation/secrets.md", CREDENTIAL.versioned("churn").build),
        (
            "how-to/marketplace.md",
            CERTIFIED.unversioned(
                "churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"]
            )
            .certify_for_marketplace()
            .build,
        ),
    ],
)
def test_a_page_links_to_the_rule_that_it_speaks_of(page: str, build: Callable[[], object]) -> None:
    with pytest.warns(ModelPackageWarning) as warned:
        build()
    codes = {one.message.problem.code for one in warned if isinstance(one.message, ModelPackageWarning)}
    linked = re.findall(r"rules\.md#(mp\d+)", (ROOT / "docs" / page).read_text("utf-8"))
    assert {code.lower() for code in codes} <= set(linked)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", "it is not what the block above it says:\n1"),
        ("```python\nvalue = 1\n```\n\nWords.\n\n```python\nassert value == 2\n```\n", "assert|^$"),
        ("```python\nfrom sagemaker_model_package import from_kwargs\nfrom_kwargs({})\n```\n", "1 problem in this"),
        ("No block.\n", "no block"),
    ],
)
def test_a_page_that_is_wrong_fails(run_page: RunPage, tmp_path: Path, text: str, message: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    with pytest.raises((AssertionError, ValueError), match=message):
        run_page(str(page), {})


def test_a_block_that_is_skipped_is_not_run(run_page: RunPage, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        '<!-- skip: next "needs AWS" -->\n\n```python\nraise OSError\n```\n\nWords.\n\n```python\nx = 1\n```\n', "utf-8"
    )
    assert run_page(str(page), {})["x"] == 1


def test_the_tutorial_leads_to_an_approved_version_in_another_account(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    for name, value in environment("").items():
        monkeypatch.setenv(name, value)  # and takes away again what the page sets
    with moto_server():  # servers of one process share what they were told: this one forgets it
        pass
    names = run_page("docs/tutorial.md", {})
    assert names["latest"].arn == names["registered"].arn
    assert names["promotion"].registered.arn.account == "222222222222"
