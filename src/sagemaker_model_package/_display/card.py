"""The card of a package: what it is at a glance, and whatever else was set, by the table of members.

What is shown of a value is its constraint's matter, so environments and model cards keep their contents to themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from sagemaker_model_package._constraints import table_of
from sagemaker_model_package._display.console import s3_page
from sagemaker_model_package._display.markup import MOST, Html, document, element, folded, items, joined, link, table
from sagemaker_model_package._internal.paths import MapKey, MapValue, format_key
from sagemaker_model_package._internal.value_format import counted, is_text
from sagemaker_model_package._validation.check import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sagemaker_model_package._constraints import Child, Constraint
    from sagemaker_model_package._internal.paths import Step
    from sagemaker_model_package.shapes._structure import Structure
    from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
    from sagemaker_model_package.shapes._versioned_request import VersionedRequest

Show: TypeAlias = "Callable[[Any, Any, str], Html]"
"""What shows a value that is set, given its constraint, and the partition that links lead to."""

Row: TypeAlias = "tuple[str, Html]"

_FEW = 6
"""How many values are shown without a click."""


def card(package: VersionedRequest | UnversionedRequest) -> str:
    """Return a package as HTML."""
    told = re.search(r"\barn:(aws[a-z-]*):|\.dkr\.ecr\.(cn|us-gov)-", repr(package))
    partition = "aws" if told is None else told[1] or f"aws-{told[2]}"
    title = element("p", element("strong", f"{package.kind.capitalize()} model package"))
    return document(title, table([*_rows(package, _REQUEST, partition), ("Problems", _problems(package))]))


def _rows(structure: Structure, known: Mapping[str, tuple[str, Show]], partition: str) -> list[Row]:
    """Return what is set in a structure: what is known first, in that order, then the rest by the service's names."""
    members = table_of(type(structure)).by_attribute
    rows: list[Row] = []
    for attribute in sorted(members, key=lambda name: list(known).index(name) if name in known else len(known)):
        member, held = members[attribute], getattr(structure, attribute)
        if held is None:
            continue
        if attribute == "inference_specification":
            rows += _rows(held, _SPECIFICATION, partition)
            continue
        label, show = known.get(attribute, (member.name, _outline))
        rows.append((label, show(member.constraint, held, partition)))
    return rows


def _problems(package: VersionedRequest | UnversionedRequest) -> Html:
    found = problems_of(package, package.kind)
    numbers = {severity: sum(one.severity == severity for one in found) for severity in ("error", "warning")}
    counts = [counted(number, word) for word, number in numbers.items() if number]
    texts = [
        element("li", element("code", one.path or "(the request)"), f" {one.message}: {one.remedy} ({one.code})")
        for one in found
    ]
    return folded(", ".join(counts), element("ul", items(texts))) if found else joined("none")


# Any value, with all that is inside it --------------------------------------------------------------------------------


def _outline(constraint: Any, value: Any, partition: str) -> Html:
    """Return a value and what is inside it; folded, where that is much."""
    inside, size = list(_children(constraint, value)), _size(constraint, value)
    if inside and type(value) is not tuple and not any(list(_children(*child[1:])) for child in inside):
        whole = _entries([(_named(step), _value(inner, held, partition)) for step, inner, held in inside])
    else:
        whole = _whole(constraint, value, partition)
    return folded(f"{size} values", whole) if size > _FEW else whole


def _size(constraint: Any, value: Any) -> int:
    return sum(_size(inner, held) for _, inner, held in _children(constraint, value)) or 1


def _whole(constraint: Any, value: Any, partition: str) -> Html:
    """Return a value and what is inside it as lists within lists, which stay narrow however deep they go."""
    lines = [
        element("li", _label(step), _whole(inner, held, partition))
        for step, inner, held in _children(constraint, value)
    ]
    return element("ul", items(lines)) if lines else _value(constraint, value, partition)


def _label(step: Step) -> Html:
    return Html() if isinstance(step, int) else joined(element("small", _named(step)), " ")


def _children(constraint: Any, value: Any) -> Iterator[Child]:
    return (child for child in constraint.children(value) if child[2] is not None and not isinstance(child[0], MapKey))


def _named(step: Step) -> str:
    return format_key(step.key) if isinstance(step, MapValue) else str(step)


def _words(constraint: Constraint, value: Any) -> str:
    """Return a value as a structure's text shows it; a string whole, and without quotes."""
    text = repr(constraint.shown(value))
    return str.__str__(value) if is_text(value) and text.startswith(("'", '"')) else text


def _value(constraint: Any, value: Any, partition: str) -> Html:
    """Return a value with nothing inside; the address of something in S3 leads to the console."""
    words = _words(constraint, value)
    page = s3_page(words, partition)
    return element("code", words) if page is None else link(words, page)


def _entries(rows: list[Row]) -> Html:
    more = [(f"and {len(rows) - MOST} more", Html())] if len(rows) > MOST else []
    return table([*rows[:MOST], *more], class_="entries")


# What is shown in a way of its own ------------------------------------------------------------------------------------


def _inline(constraint: Any, value: Any, _: str) -> Html:
    """Return a list of strings on one line."""
    return items([element("code", _words(inner, held)) for _, inner, held in _children(constraint, value)], " ")


def _text(constraint: Any, value: Any, _: str) -> Html:
    return joined(_words(constraint, value))


def _name(constraint: Any, value: Any, _: str) -> Html:
    return element("strong", _words(constraint, value))


def _badge(constraint: Any, value: Any, _: str) -> Html:
    words = _words(constraint, value)
    return element("span", words, class_=f"badge {_COLOURS.get(words, '')}".strip())


def _split(words: str, separator: str) -> tuple[str, str]:
    """Return what is before and behind the last separator; a text with spaces, such as a reference's, stays whole."""
    before, _, behind = ("", "", words) if " " in words else words.rpartition(separator)
    return before, behind


def _image(constraint: Any, value: Any, _: str) -> Html:
    """Return an image's name with its tag, or the beginning of its digest; and the registry."""
    registry, name = _split(_words(constraint, value), "/")
    short = re.sub(r"(@sha256:[0-9a-f]{12})[0-9a-f]+$", r"\1...", name)
    return joined(element("strong", short), " ", element("small", registry))


def _variables(constraint: Any, value: Any, _: str) -> Html:
    """Return the names of an environment's variables."""
    names = [element("code", _named(step)) for step, _inner, _held in _children(constraint, value)]
    return joined(items(names, " "), element("small", "values not shown" if names else "empty"))


def _instance_types(constraint: Any, value: Any, _: str) -> Html:
    """Return instance types in short, by family: ``ml.m5 (large, xlarge)``."""
    families: dict[str, list[str]] = {}
    for _step, inner, held in _children(constraint, value):
        family, size = _split(_words(inner, held), ".")
        families.setdefault(family, []).append(size)
    texts = families.pop("", [])
    texts += [f"{family}.{of[0]}" if len(of) == 1 else f"{family} ({', '.join(of)})" for family, of in families.items()]
    shown = items([element("code", text) for text in texts], " ")
    return folded(f"{len(value)} types of {len(texts)} families", shown) if len(texts) > _FEW else shown


def _containers(constraint: Any, value: Any, partition: str) -> Html:
    shown = [_entries(_rows(held, _CONTAINER, partition)) for _, _, held in _children(constraint, value)]
    return folded(f"{len(shown)} containers", items(shown)) if len(shown) > 1 else items(shown)


def _specifications(constraint: Any, value: Any, partition: str) -> Html:
    """Return inference specifications, each folded below its name."""
    return items(
        [
            folded(str(format_key(held.name)), _entries(_rows(held, _SPECIFICATION, partition)))
            for _, _, held in _children(constraint, value)
        ]
    )


def _reports(constraint: Any, value: Any, partition: str) -> Html:
    """Return the files that metrics or baselines name."""
    rows = list(_files(constraint, value, partition, ()))
    return _entries(rows) if rows else _outline(constraint, value, partition)


def _files(constraint: Any, value: Any, partition: str, path: tuple[str, ...]) -> Iterator[Row]:
    inside = list(_children(constraint, value))
    about = " ".join(_words(inner, held) for step, inner, held in inside if step in _ABOUT_FILES)
    for step, inner, held in inside:
        if step == "S3Uri":
            name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ", ".join(path))
            yield name, joined(_value(inner, held, partition), " ", element("small", about))
        elif step not in _ABOUT_FILES:
            yield from _files(inner, held, partition, (*path, str(step)))


_ABOUT_FILES = {"ContentType", "ContentDigest"}

_COLOURS = {"Approved": "good", "Rejected": "bad"}

_REQUEST: Mapping[str, tuple[str, Show]] = {
    "model_package_group_name": ("Group", _name),
    "model_package_name": ("Name", _name),
    "model_approval_status": ("Approval", _badge),
    "model_package_description": ("Description", _text),
    "inference_specification": ("", _outline),
    "additional_inference_specifications": ("More inference specifications", _specifications),
    "model_metrics": ("Reports", _reports),
    "drift_check_baselines": ("Baselines", _reports),
    "customer_metadata_properties": ("Metadata", _outline),
    "metadata_properties": ("Origin", _outline),
}

_SPECIFICATION: Mapping[str, tuple[str, Show]] = {
    "description": ("Description", _text),
    "containers": ("Containers", _containers),
    "supported_realtime_inference_instance_types": ("Endpoints on", _instance_types),
    "supported_transform_instance_types": ("Batch transform on", _instance_types),
    "supported_content_types": ("Takes", _inline),
    "supported_response_mime_types": ("Returns", _inline),
}

_CONTAINER: Mapping[str, tuple[str, Show]] = {
    "image": ("Image", _image),
    "model_data_url": ("Model data", _value),
    "model_data_source": ("Model data", _outline),
    "environment": ("Environment", _variables),
}
