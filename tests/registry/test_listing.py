"""A list of versions is a table for whoever looks at it, and an iterator for whoever goes through it."""

from __future__ import annotations

from datetime import datetime, timezone
from importlib import import_module
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from botocore.exceptions import ClientError

from sagemaker_model_package.registry import Versions
from tests._display.displays import IPYTHON, printed_by_rich

from .examples import ARN, registry_with, version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sagemaker_model_package import ModelRegistry
    from sagemaker_model_package.registry._pages import Page
    from tests.double import SageMakerDouble

FORMATTER: Any = import_module("IPython.core.formatters").HTMLFormatter()

DISPLAYS: dict[str, Callable[[Versions], str]] = {
    "IPython": IPYTHON.pretty,
    "notebook": FORMATTER,
    "rich": printed_by_rich,
}
each_display = pytest.mark.parametrize("display", DISPLAYS)


def lists_of(double: SageMakerDouble) -> int:
    return [call.operation for call in double.calls].count("ListModelPackages")


@each_display
def test_a_display_requests_one_page_and_takes_nothing_away(display: str) -> None:
    with registry_with(page_size=2) as (registry, double):
        for _ in range(5):
            registry.register(version())
        registry.approve(next(registry.versions("churn")))
        before = lists_of(double)

        found = registry.versions("churn")
        assert repr(found) == str(found) == "<Versions of 'churn'>"
        assert lists_of(double) == before
        shown = DISPLAYS[display](found)
        assert DISPLAYS[display](found) == shown
        assert lists_of(double) == before + 1
        for text in (
            "Versions of churn",
            "Version",
            "Status",
            "Completed",
            "Approved",
            "PendingManualApproval",
            "may be",
        ):
            assert text in shown
        assert [one.version for one in found] == [5, 4, 3, 2, 1]
        assert lists_of(double) == before + 3
        assert DISPLAYS[display](found) == shown


def test_the_text_is_a_table(registry: ModelRegistry) -> None:
    found = [registry.register(version()), registry.register(version())]
    registry.reject(found[0])
    newest = next(registry.versions("churn")).created
    lines = IPYTHON.pretty(registry.versions("churn")).split("\n")
    assert lines[:2] == ["Versions of churn:", "  Version  Status     Approval               Created"]
    assert lines[2].startswith(f"  2        Completed  PendingManualApproval  {newest:%Y-%m-%d %H:%M}")
    assert lines[3].startswith("  1        Completed  Rejected               20")
    assert len(lines) == 4


def test_the_table_of_a_notebook_leads_to_the_console(registry: ModelRegistry) -> None:
    arn = registry.register(version()).arn
    table = ET.fromstring(FORMATTER(registry.versions("churn"))).find("table")  # noqa: S314 - made by this library
    assert table is not None
    (link,) = table.iter("a")
    assert link.text == "1"
    assert str(link.get("href")).endswith(f"#/model-packages/{str(arn).partition('/')[2]}")


@each_display
def test_an_empty_list_says_so(registry: ModelRegistry, display: str) -> None:
    shown = DISPLAYS[display](registry.versions("churn"))
    assert "Versions of churn" in shown
    assert "none" in shown


@each_display
def test_what_cannot_be_listed_is_told_by_the_display_and_raised_by_a_loop(
    registry: ModelRegistry, display: str
) -> None:
    found = registry.versions("absent")
    assert "ClientError" in DISPLAYS[display](found) or "ResourceNotFound" in DISPLAYS[display](found)
    with pytest.raises(ClientError):
        next(found)


def listed(**members: object) -> Versions:
    """Return a list of one version, as the service could describe it."""
    entry: Mapping[str, Any] = {
        "ModelPackageArn": f"{ARN}/1",
        "ModelPackageStatus": "Completed",
        "CreationTime": datetime(2026, 11, 30, tzinfo=timezone.utc),
        **members,
    }
    page: Page = ([entry], False)
    return Versions("churn", iter([page]))


@each_display
def test_texts_of_the_service_are_no_markup(display: str) -> None:
    shown = DISPLAYS[display](listed(ModelPackageStatus="<b>[red]x"))
    assert "[red]x" in shown
    assert ("<b>" in shown) is (display != "notebook")
    assert "2026-11-30 00:00 UTC" in shown


@pytest.mark.parametrize("partition", ["aws", "aws-iso"])
def test_a_page_of_the_console_is_named_where_it_is_known(partition: str) -> None:
    arn = f"{ARN}/1".replace("arn:aws:", f"arn:{partition}:")
    assert ("<a " in FORMATTER(listed(ModelPackageArn=arn))) is (partition == "aws")


def test_a_registry_says_its_region(registry: ModelRegistry) -> None:
    assert repr(registry) == "ModelRegistry(region='us-east-1')"
    assert printed_by_rich(registry) == "ModelRegistry(region='us-east-1')\n"
