"""Rules about the content of a model card; it appears in no message."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sagemaker_model_package._internal.json_text import parsed
from sagemaker_model_package._internal.paths import format_path
from sagemaker_model_package._patterns import LINE_BREAKS
from sagemaker_model_package._validation.rules.rule import BOTH, Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.shapes.governance import ModelPackageModelCard


@Rule(
    "MP110",
    "model-card-json",
    severity="error",
    kinds=BOTH,
    on=("ModelPackageModelCard",),
    why="A model card's content is a JSON object.",
    source="API reference, ModelPackageModelCard: ModelCardContent",
    needs="model_card_content",
)
def model_card_json(card: ModelPackageModelCard) -> Iterable[Finding]:
    """Find content that is not a JSON object; the content is not shown."""
    remedy = "give a dict to model_card(...), or a JSON object as text"
    try:
        content = parsed(card.model_card_content or "")
    except ValueError as error:
        return (Finding("ModelCardContent", f"the content (not shown) is not valid JSON: {error}", remedy),)
    if isinstance(content, dict):
        return ()
    return (Finding("ModelCardContent", "the content (not shown) is JSON, but not an object", remedy),)


@Rule(
    "MP204",
    "model-card-line-break",
    severity="warning",
    kinds=BOTH,
    on=("ModelPackageModelCard",),
    why="The service model's pattern for the content has no line breaks.",
    source="Service model, ModelCardContent: pattern",
    needs="model_card_content",
)
def model_card_line_break(card: ModelPackageModelCard) -> Iterable[Finding]:
    """Find line breaks."""
    if not set(LINE_BREAKS).intersection(card.model_card_content or ""):
        return ()
    remedy = "write it in one line: json.dumps(...) without an indent, and without ensure_ascii=False"
    return (Finding("ModelCardContent", "the content (not shown) has line breaks", remedy),)


@Rule(
    "MP226",
    "model-card-schema",
    severity="warning",
    kinds=BOTH,
    on=("ModelPackageModelCard",),
    why="Consoles and exports show what the schema of a package's model card knows, and nothing else.",
    source="SageMaker developer guide: model package model card schema",
    needs="model_card_content",
)
def model_card_schema(card: ModelPackageModelCard) -> Iterable[Finding]:
    """Find where the content is not as documented: unknown members, other ratings and types. No value is shown."""
    try:
        content = parsed(card.model_card_content or "")
    except ValueError:
        return ()  # model-card-json reports it
    from sagemaker_model_package._validation.rules.model_card_schema import CARD
    from sagemaker_model_package.errors import MOST_SHOWN

    found = CARD.departures(content, (None, "ModelCardContent"))
    return [Finding(format_path(one.path), one.message, one.remedy) for one in islice(found, MOST_SHOWN)]
