"""What stands in a CloudFormation template for what is known only when a stack is made, and what that leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sagemaker_model_package._command.documents import step_text
from sagemaker_model_package._internal.paths import MapKey, MapValue
from sagemaker_model_package._template_problems import CLOUDFORMATION_LIMIT
from sagemaker_model_package._validation.kinds import names_given
from sagemaker_model_package._validation.rules.request import one_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_model_package._command.documents import Child
    from sagemaker_model_package.errors import Problem


def is_open(problem: Problem, way: Sequence[Child]) -> bool:
    """Tell whether only the stack shows if there is a problem, by the way to its place from a request's members."""
    if any(_is_function(inner.value) or _is_function_key(step) for step, _, inner in way):
        return True
    there: object = way[-1][2].value
    if problem.code == one_name.code:
        members = _object(there)
        if any(_is_function(members[name]) for name in names_given(members)):
            return True  # each may turn out to be no value
    if problem.code == CLOUDFORMATION_LIMIT.code and isinstance(there, list):
        return _holds_function(cast("object", there))  # of items that are equal
    reached = "".join(step_text(step) for step, _, _ in way[1:]).removeprefix(".")
    is_of_nothing = not reached or reached != problem.path  # that is there: a function may put it there
    return is_of_nothing and _has_function_key(there)


def _is_function(value: object) -> bool:
    """Tell whether a value is a function, or has a dynamic reference in it."""
    if isinstance(value, str):
        return "{{resolve:" in value
    keys = list(_object(value))
    return len(keys) == 1 and (keys[0] in {"Ref", "Condition"} or str(keys[0]).startswith("Fn::"))


def _is_function_key(step: object) -> bool:
    """Tell whether a step leads into a function that stands beside other keys, for more of them."""
    return isinstance(step, (MapKey, MapValue)) and str(step.key).startswith(("Fn::ForEach::", "Fn::Transform"))


def _has_function_key(value: object) -> bool:
    return any(_is_function_key(MapValue(key)) for key in _object(value))


def _holds_function(value: object) -> bool:
    if _is_function(value) or _has_function_key(value):
        return True
    inner = cast("list[object]", value) if isinstance(value, list) else _object(value).values()
    return any(map(_holds_function, inner))


def _object(value: object) -> dict[Any, object]:
    return cast("dict[Any, object]", value) if isinstance(value, dict) else {}
