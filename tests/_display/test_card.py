"""The card of a package in notebooks: whole, well-formed, bounded, escaped, and without secrets."""

from __future__ import annotations

import json
import warnings
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_model_package import ModelPackageBuilder, ModelPackageWarning, from_describe
from sagemaker_model_package._display.markup import LONGEST, MOST
from sagemaker_model_package.pipelines import reference
from tests.builder.calls import IMAGE
from tests.strategies import Wanted, packages, unversioned, versioned

from .displays import DISPLAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_model_package import ModelPackage

SECRET = "hunter2-hunter2"
ELEMENTS = {
    *("div", "style", "table", "tr", "th", "td", "p", "ul", "li", "details", "summary"),
    *("strong", "small", "code", "span", "a"),
}
ATTRIBUTES = {"class", "scope", "href", "target", "rel"}


class Tags(HTMLParser):
    """What a browser's tokenizer finds in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [str(value) for name, value in attrs if name == "href"]


def html_of(package: ModelPackage) -> str:
    """Return what IPython asks an object for."""
    html: Any = getattr(package, "_repr_html_")  # noqa: B009 - pyright takes the name for a private one
    return str(html())


def card_of(package: ModelPackage) -> ET.Element:
    """Return the card, which is well-formed XML as well: each element is closed, and each text escaped."""
    html = html_of(package)
    root = ET.fromstring(html)  # noqa: S314 - made by this library
    tags = Tags(html)
    assert tags.elements <= ELEMENTS
    assert tags.attributes <= ATTRIBUTES
    assert all(link.startswith("https://console.") for link in tags.links)
    style = root.find("style")
    assert style is not None
    root.remove(style)
    return root


def texts_of(card: ET.Element) -> list[str]:
    return list(card.itertext())


def rows_of(card: ET.Element) -> dict[str, str]:
    """Return the text of each row that is in sight at once."""
    return {row[0].itertext().__next__(): "".join(row[1].itertext()).strip() for row in card.findall("table/tr")}


def made(make: Callable[..., ModelPackage], *request: dict[str, Any]) -> ModelPackage:
    """Return a package whose warnings are of no interest."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelPackageWarning)
        return make(*request)


# What it shows --------------------------------------------------------------------------------------------------------

BUILDER = (
    ModelPackageBuilder()
    .description("Churn classifier")
    .container(image=IMAGE, model_data_url="s3://ml-artifacts/churn/a b&c/model.tar.gz", environment={"LEVEL": SECRET})
    .content_types("text/csv", "application/json")
    .response_mime_types("text/csv")
    .realtime_instance_types("ml.m5.large", "ml.c7i.xlarge", "ml.m5.xlarge")
    .model_quality(statistics="s3://reports/statistics.json")
    .customer_metadata({"team": "growth"})
    .model_card({"intended_uses": SECRET})
)


def test_a_card_says_at_a_glance_what_a_version_is() -> None:
    card = card_of(BUILDER.versioned("churn").approval_status("Approved").build())
    assert texts_of(card)[0] == "Versioned model package"
    assert rows_of(card) == {
        "Group": "churn",
        "Approval": "Approved",
        "Description": "Churn classifier",
        "Containers": (
            "Imagesagemaker-xgboost:1.7-1 683313688378.dkr.ecr.us-east-1.amazonaws.com"
            "Model datas3://ml-artifacts/churn/a b&c/model.tar.gz"
            "EnvironmentLEVEL values not shown"
        ),
        "Endpoints on": "ml.m5 (large, xlarge) ml.c7i.xlarge",
        "Takes": "text/csv application/json",
        "Returns": "text/csv",
        "Reports": "Model Quality, Statisticss3://reports/statistics.json application/json",
        "Metadata": "teamgrowth",
        "ModelCard": "ModelCardContent<str, not shown>",
        "Problems": "none",
    }


def test_a_card_of_an_unversioned_package_has_its_name() -> None:
    types: Any = {"transform_instance_types": ["ml.m5.large"], "realtime_instance_types": ["ml.m5.large"]}
    builder = ModelPackageBuilder().container(image=f"registry/{IMAGE}@sha256:{'a' * 64}".replace(":1.7-1", ""))
    card = card_of(made(builder.unversioned("shelf", **types).tags({"a": "b"}).build))
    assert texts_of(card)[0] == "Unversioned model package"
    shown = rows_of(card)
    assert shown["Name"] == "shelf"
    assert shown["Batch transform on"] == "ml.m5.large"
    assert "sagemaker-xgboost@sha256:aaaaaaaaaaaa... registry" in shown["Containers"]


@pytest.mark.parametrize(
    ("group", "image", "host"),
    [
        ("churn", IMAGE, "console.aws.amazon.com"),
        ("churn", "683313688378.dkr.ecr.cn-north-1.amazonaws.com.cn/a:1", "console.amazonaws.cn"),
        ("churn", "683313688378.dkr.ecr.us-gov-west-1.amazonaws.com/a:1", "console.amazonaws-us-gov.com"),
        ("arn:aws-cn:sagemaker:cn-north-1:123456789012:model-package-group/churn", IMAGE, "console.amazonaws.cn"),
        ("arn:aws-iso:sagemaker:us-iso-east-1:123456789012:model-package-group/churn", IMAGE, None),
    ],
)
def test_reports_and_data_lead_to_the_console(group: str, image: str, host: str | None) -> None:
    builder = ModelPackageBuilder().container(image=image, model_data_url="s3://ml-artifacts/a b&c/model.tar.gz")
    builder = builder.model_quality(statistics="s3://reports/x/", constraints="s3://reports").bias(
        report="https://reports.example/bias.json"
    )
    links = [urlsplit(link) for link in Tags(html_of(made(builder.versioned(group).build))).links]
    if host is None:
        assert links == []
        return
    assert {link.hostname for link in links} == {host}
    found = [(link.path, parse_qs(link.query).get("prefix")) for link in links]
    assert found == [
        ("/s3/object/ml-artifacts", ["a b&c/model.tar.gz"]),
        ("/s3/buckets/reports", ["x/"]),
        ("/s3/buckets/reports", None),
    ]


def test_what_only_a_pipeline_knows_is_shown_as_a_reference() -> None:
    joined = {"Std:Join": {"On": "/", "Values": [{"Get": "Parameters.Registry"}, "churn:1.7"]}}
    one, other = reference({"Get": "Parameters.One"}), reference({"Get": "Parameters.Other"})
    builder = ModelPackageBuilder().container(
        image=reference(joined), model_data_url=one, environment={"LEVEL": reference({"Get": f"Parameters.{SECRET}"})}
    )
    builder = builder.realtime_instance_types("ml.m5.large", one, "ml.m5.xlarge", other)
    package = builder.versioned(reference({"Get": "Parameters.Group"})).build()
    shown = rows_of(card_of(package))
    assert shown["Group"] == 'reference({"Get": "Parameters.Group"})'
    assert f"Imagereference({json.dumps(joined)}) Model data{one!r}EnvironmentLEVEL" in shown["Containers"]
    assert shown["Endpoints on"] == f"{one!r} {other!r} ml.m5 (large, xlarge)"
    for display in DISPLAYS.values():
        assert SECRET not in display(package)
        assert "reference(" in display(package)


def test_what_is_long_is_folded() -> None:
    sizes: Any = ["ml.m5.large", *(f"ml.{family}.xlarge" for family in ("c4", "c5", "c6i", "c7i", "m4", "r5"))]
    builder = BUILDER.realtime_instance_types(*sizes).customer_metadata({f"key{n}": str(n) for n in range(30)})
    for number in range(7):
        builder = builder.container(image=IMAGE, environment={"N": str(number)})
    card = card_of(made(builder.versioned("churn").build))
    summaries = [summary.text for summary in card.iter("summary")]
    assert summaries == ["8 containers", "7 types of 7 families", "31 values"]
    assert f"key{MOST}" not in texts_of(card)


def test_problems_are_counted_and_told() -> None:
    with pytest.warns(ModelPackageWarning, match="MP2"):
        package = ModelPackageBuilder().versioned("churn").build()
    card = card_of(package)
    (summary,) = card.iter("summary")
    assert summary.text == "1 warning"
    assert any("cannot be deployed yet" in text for text in texts_of(card))

    wrong: dict[str, Any] = {
        "ModelPackageGroupName": "a b",
        "SourceUri": "x\n",
        "ModelMetrics": {},
        "DriftCheckBaselines": {"Bias": {}},
    }
    card = card_of(made(from_describe, wrong))
    assert rows_of(card)["Problems"].startswith("2 errors")
    assert rows_of(card)["Reports"] == "ModelMetrics()"


SHOWN_OTHERWISE = {"Image", "SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes"}
SECRETS = {"Environment", "ModelCardContent"}


def leaves_of(value: object, member: str = "") -> Iterator[tuple[str, object]]:
    inside: Any = value
    if isinstance(value, dict):
        for name, held in inside.items():
            yield from leaves_of(held, member if member in SECRETS else name)
    elif isinstance(value, list):
        for held in inside:
            yield from leaves_of(held, member)
    else:
        yield member, value


@settings(max_examples=20)
@given(package=packages())
def test_whatever_is_set_is_shown(package: ModelPackage) -> None:
    shown = "\n".join(texts_of(card_of(package)))
    for member, value in leaves_of(package.to_kwargs()):
        if member not in SHOWN_OTHERWISE | SECRETS and str(value).isprintable():
            assert str(value)[:LONGEST] in shown


# What it never shows --------------------------------------------------------------------------------------------------

HOSTILE = '<script>alert("1")</script>\'&amp;</style>--><img src=x onerror=y>\ud800\u202e\0\n' + "x" * 10_000


def spoiled(value: object, member: str = "") -> Any:  # noqa: ANN401 - part of a request
    """Return a request with a hostile text in place of each text and key; in place of a secret one, the secret."""
    inside: Any = value
    if isinstance(value, dict):
        is_map = member in {"Environment", "CustomerMetadataProperties"}
        end = f"={SECRET}{HOSTILE}" if member == "Environment" else HOSTILE
        return {
            f"{name}{end}" if is_map else name: spoiled(held, member if is_map else name)
            for name, held in inside.items()
        }
    if isinstance(value, list):
        return [spoiled(held, member) for held in inside]
    if not isinstance(value, str):
        return value
    if member in SECRETS:
        return f"{SECRET}{HOSTILE}"
    return f"s3://{HOSTILE}" if value.startswith("s3://") else HOSTILE


@pytest.mark.parametrize("kind", [versioned, unversioned])
@settings(max_examples=3)
@given(data=st.data())
def test_no_text_gets_out_of_its_place(kind: Callable[[Wanted], st.SearchStrategy[Any]], data: st.DataObject) -> None:
    spoilt = made(from_describe, spoiled(data.draw(kind(Wanted(full=True))).to_kwargs()))
    assert len(spoilt.to_kwargs()) > 15
    card = card_of(spoilt)
    assert not card.findall("table" + "//table" * 4), "so deep, it is wider than a page"
    html, shown = html_of(spoilt), texts_of(card)
    assert sum('<script>alert("1")' in text for text in shown) > 20
    assert max(map(len, shown)) < LONGEST + 100
    assert all(text.isprintable() for text in shown)
    assert len(html.encode()) < 150_000
    assert SECRET not in html
    assert SECRET not in unquote(html)
