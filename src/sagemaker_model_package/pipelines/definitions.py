"""Finished definitions of pipelines: their steps that register packages, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from sagemaker_model_package._faults import wrong_type
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.json_text import parsed
from sagemaker_model_package._internal.mappings import mapping_entries
from sagemaker_model_package._internal.nesting import MOST_LEVELS, is_too_deep
from sagemaker_model_package._internal.paths import format_key
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package._internal.value_format import is_text
from sagemaker_model_package._validation.problems import problem_of, raise_or_warn, reported, warn_of
from sagemaker_model_package._validation.references import DEFINITION
from sagemaker_model_package.errors import PipelineDefinitionError
from sagemaker_model_package.packages import ModelPackage, read_kwargs
from sagemaker_model_package.pipelines.steps import REFUSED_IN_STEPS, step_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package.errors import Kind, Problem

__all__ = ["RegisterModelStep", "read_definition"]


@frozen(kw_only=True)
class RegisterModelStep:
    """A step of a finished definition that registers a package."""

    name: str
    """Its name."""
    package: ModelPackage
    """What it registers; each expression of the definition is a ``Reference`` in it."""
    definition: Mapping[str, Any] = field(eq=False, repr=False)
    """The whole step as the definition has it: ``DependsOn``, ``DisplayName``, ``RetryPolicies``, ..."""


def read_definition(definition: str | Mapping[str, Any]) -> tuple[RegisterModelStep, ...]:
    """Return each ``RegisterModel`` step of a pipeline's definition with its package, checked.

    Steps inside conditions are found too, and so are those of ``ForEach`` steps. ``describe_pipeline`` returns the
    definition as ``PipelineDefinition``; AWS's SDK makes it with ``pipeline.definition()``.

    Args:
        definition: The definition as JSON text, or as a mapping.

    Returns:
        The steps, in the definition's order. What is likely to be regretted is a ``ModelPackageWarning``.

    Raises:
        PipelineDefinitionError: a ``ModelPackageValidationError`` with every problem of every such step; the path of
            each begins with the step, ``Steps.NAME``.
    """
    try:
        return checked_steps(definition)
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        definition = FORGOTTEN
        raise error.with_traceback(None) from None


def checked_steps(
    definition: object, is_left: Callable[[Problem], bool] = lambda _: False
) -> tuple[RegisterModelStep, ...]:
    """Do what ``read_definition`` does, less the problems that ``is_left`` takes."""
    problems: list[Problem] = []
    steps: list[RegisterModelStep] = []
    for step in register_steps(definition):
        name: Any = step.get("Name")
        request = _without_nulls(mapping_entries(step.get("Arguments")) or {})
        package, _, found = _read_request(request)
        told = (one for one in found if not is_left(one))
        problems += (in_step(name, one) for one in told)
        steps.append(RegisterModelStep(name=name, package=package, definition=step))
    if any(problem.severity == "error" for problem in problems):
        raise PipelineDefinitionError(problems)
    warn_of(problems)
    return tuple(steps)


def in_step(name: object, problem: Problem) -> Problem:
    """Return a problem of a step's request as one of the definition."""
    return attrs.evolve(problem, path=".".join(filter(None, ("Steps", format_key(name), problem.path))))


_NESTED_STEPS = ("IfSteps", "ElseSteps", "ForEachBody")
"""Arguments of steps that are lists of steps themselves: of conditions, and of loops."""

_OWN_ARGUMENTS = frozenset({"RegisterModel", "Lambda", "Callback"})
"""Steps whose arguments are a request, or what a program of the user's own is given: no steps, whatever their names."""


_DEFINITION: Path = (None, "PipelineDefinition")
_WHOLE = "give the whole definition, as pipeline.definition() and describe_pipeline(...) return it"


def register_steps(definition: object) -> Iterator[dict[str, Any]]:
    """Return the steps of a definition that register packages, as it has them; ``PipelineDefinitionError`` for others.

    A step's arguments are the kwargs of ``create_model_package``, with expressions for what only a run knows.
    """
    entries = mapping_entries(_parsed(definition) if is_text(definition) else definition)
    if entries is None:
        message = wrong_type("a dict or its JSON text", definition, has_secrets=True).message
        raise _unusable(_DEFINITION, message)
    if is_too_deep(entries):
        raise _unusable(_DEFINITION, f"it is nested more than {MOST_LEVELS} levels deep, or in itself")
    steps: Any = entries.get("Steps")
    if type(as_tuple(steps)) is not tuple:
        raise _unusable((_DEFINITION, "Steps"), "the definition has no list of steps")
    return (step for _, step in register_steps_in(steps, "Steps"))


def register_steps_in(steps: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the steps of a list that register packages, those inside conditions and loops too, each with its place."""
    listed: tuple[Any, ...] | None = as_tuple(steps)
    if type(listed) is not tuple:
        return
    for index, step in enumerate(listed):
        entries, where = mapping_entries(step) or {}, f"{place}[{index}]"
        kind = entries.get("Type")
        if kind == "RegisterModel":
            yield where, entries
        arguments = mapping_entries(entries.get("Arguments")) or {}
        for name in () if kind in _OWN_ARGUMENTS else _NESTED_STEPS:
            yield from register_steps_in(arguments.get(name), f"{where}.Arguments.{name}")


def _parsed(text: str) -> object:
    try:
        return parsed(str.__str__(text))
    except ValueError as error:
        message = f"it is not valid JSON: {error}"
    raise _unusable(_DEFINITION, message)


def _unusable(path: Path, message: str) -> PipelineDefinitionError:
    return PipelineDefinitionError((problem_of(DEFINITION, path, message, _WHOLE),))


def from_arguments(arguments: Mapping[str, Any]) -> ModelPackage:
    """Make a package of the arguments of a single step, checked as ``read_definition`` does."""
    package, kind, problems = _read_request(_without_nulls(arguments))
    raise_or_warn(problems, kind)
    made: ModelPackage = package
    return made


def _read_request(request: Mapping[str, Any]) -> tuple[Any, Kind | None, list[Problem]]:
    """Make a package of a step's request, and return it with its kind and every problem."""
    package, kind, problems = read_kwargs(request)
    return package, kind, problems + step_problems(request, REFUSED_IN_STEPS)


def _without_nulls(value: object) -> Any:
    """Return JSON without what is ``null`` in objects: to the service that is not set."""
    entries = mapping_entries(value)
    if entries is not None:
        return {key: _without_nulls(held) for key, held in entries.items() if held is not None}
    held: Any = value
    return [_without_nulls(item) for item in held] if isinstance(value, list) else held
