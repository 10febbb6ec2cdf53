"""Rules about the content of a model card; it appears in no message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.json_text import parsed
from sagemaker_model_package._validation.rules.rule import BOTH, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.shapes.governance import ModelPackageModelCard


@rule(
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


@rule(
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
    if "\n" not in (card.model_card_content or ""):
        return ()
    return (Finding("ModelCardContent", "the content (not shown) has line breaks", "dump the JSON without an indent"),)
