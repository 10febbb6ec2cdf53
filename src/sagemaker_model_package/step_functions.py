"""A package as a state of a Step Functions state machine, which registers it in each execution.

The state calls ``createModelPackage`` through Step Functions' integration of AWS's SDK. That names parameters as AWS's
SDK for Java does, in PascalCase: for ``create_model_package``, these are boto3's names.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from sagemaker_model_package._constraints import nested
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.mappings import is_mapping
from sagemaker_model_package._internal.paths import MapKey, format_key
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package._internal.value_format import format_value, is_text
from sagemaker_model_package._template_problems import (
    FIXED_CLIENT_TOKEN,
    STEP_FUNCTIONS_PATH,
    checked_kwargs,
)
from sagemaker_model_package._validation.problems import problem_of, reported
from sagemaker_model_package.packages import refusal_of
from sagemaker_model_package.packages._approval import warn_of_inherited_approval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sagemaker_model_package._constraints import Checked
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package.errors import Problem
    from sagemaker_model_package.packages import ModelPackage

__all__ = ["QueryLanguage", "state"]

QueryLanguage: TypeAlias = Literal["JSONPath", "JSONata"]
"""How a state reads its input and writes its output."""


def state(
    package: ModelPackage,
    *,
    query_language: QueryLanguage = "JSONPath",
    next_state: str | None = None,
    comment: str | None = None,
    result_path: str | None = None,
    retry: Sequence[Mapping[str, Any]] | None = None,
    catch: Sequence[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return a ``Task`` state that registers a package: a dict, for the ``States`` of a state machine's definition.

    What the package holds is sent as it is: no value of it is read as a path or an expression. The state's result is
    ``{"ModelPackageArn": ...}``. The definition shows values of environments and the model card's content: whoever
    reads it reads them.

    Approval is never inherited: a package that still has the approval status of the response that it came from gives a
    ``ModelRegistryWarning``.

    Args:
        package: What to register. An unversioned one can be registered once, so one execution will succeed.
        query_language: The language of the state; the package stands in its ``Parameters`` or ``Arguments``.
        next_state: Name of the state that comes next. Default: none, the state ends the execution.
        comment: What the state is for.
        result_path: Where in the state's input the result is put, such as ``$.registered``; for ``JSONPath`` alone.
            Default: the result replaces the input.
        retry: Retriers, as the definition has them.
        catch: Catchers, as the definition has them.

    Raises:
        ModelPackageValidationError: where a map of the package has a key that would be read as a path.
        TypeError: for what is not a package, a ``result_path`` beside ``JSONata``, or for retriers or catchers that
            are not a list of dicts.
        ValueError: for another query language, or an empty name of a state.
    """
    refusal = refusal_of(package, "state()")
    if refusal is not None:
        __tracebackhide__ = _rich_traceback_omit = True
        package = FORGOTTEN
        raise TypeError(refusal)
    warn_of_inherited_approval(package)
    _refuse_wrong_fields(query_language, next_state, retry=retry, catch=catch)
    if query_language == "JSONata" and result_path is not None:
        raise TypeError("result_path is for JSONPath; with JSONata, set the state's Output")
    is_path = query_language == "JSONPath"
    try:
        kwargs = checked_kwargs(package, _problems(package, is_path=is_path))
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        package = FORGOTTEN
        raise error.with_traceback(None) from None
    fields = {
        "Type": "Task",
        "Comment": comment,
        "QueryLanguage": None if is_path else query_language,
        "Resource": "arn:aws:states:::aws-sdk:sagemaker:createModelPackage",
        **({"Parameters": kwargs} if is_path else {"Arguments": _literal(kwargs)}),
        "ResultPath": result_path,
        "Retry": None if retry is None else [dict(one) for one in retry],
        "Catch": None if catch is None else [dict(one) for one in catch],
        **({"End": True} if next_state is None else {"Next": next_state}),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _refuse_wrong_fields(
    query_language: object, next_state: object, **lists: Sequence[Mapping[str, Any]] | None
) -> None:
    """Refuse what makes no state."""
    languages = get_args(QueryLanguage)
    if query_language not in languages:
        raise ValueError(
            f"query_language must be {' or '.join(map(format_value, languages))}, got {format_value(query_language)}"
        )
    if next_state is not None and not (is_text(next_state) and next_state):
        raise ValueError(
            f"next_state must be the name of a state, got {format_value(next_state)}; "
            "leave it out where this state ends the execution"
        )
    for name, given in lists.items():
        entries: tuple[object, ...] | None = as_tuple(given)
        if given is not None and (type(entries) is not tuple or not all(map(is_mapping, entries))):
            raise TypeError(f'{name} must be a list of dicts, got {format_value(given)}; give [{{"ErrorEquals": ...}}]')


def _problems(package: ModelPackage, *, is_path: bool) -> Iterator[Problem]:
    if is_path:
        yield from _paths(nested(type(package)), package, None)
    if package.client_token is not None:
        yield problem_of(
            FIXED_CLIENT_TOKEN,
            (None, "ClientToken"),
            "with the same token, each execution gets the version that the first one made",
            "leave it out, or set it in the state to what differs, such as the execution's name",
            severity="warning",
        )


def _paths(constraint: Checked, value: Any, path: Path) -> Iterator[Problem]:
    """Return the keys of maps that JSONPath takes for the name of a field that holds a path."""
    if path is not None and isinstance(path[1], MapKey) and value.endswith(".$"):
        message = f"Step Functions would read the value of the key {format_key(value)} as a path"
        yield problem_of(STEP_FUNCTIONS_PATH, path, message, 'give it another key, or query_language="JSONata"')
    for step, inner, held in constraint.children(value):
        yield from _paths(inner, held, (path, step))


def _literal(value: Any) -> Any:
    """Return a value of which JSONata reads no string as an expression."""
    held: Any = value
    if isinstance(value, dict):
        return {name: _literal(inner) for name, inner in held.items()}
    if isinstance(value, list):
        return [_literal(item) for item in held]
    if isinstance(value, str) and ("{%" in value or "%}" in value):
        # An expression that is a string. JSONata writes strings as JSON does, so the delimiters within can be escaped.
        text = json.dumps(value, ensure_ascii=False).replace("%", r"\u0025")
        return f"{{% {text} %}}"
    return held
