"""SageMaker Pipelines: packages with values that only a run knows, the step that registers one, finished definitions.

AWS's SDK is imported by ``register_step`` alone, when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._internal.value_format import type_name
from sagemaker_model_package._reference import Reference, as_reference
from sagemaker_model_package.pipelines.definitions import RegisterModelStep, read_definition
from sagemaker_model_package.pipelines.steps import register_step

if TYPE_CHECKING:
    from sagemaker_model_package._reference import Expression, PipelineVariable

__all__ = ["Reference", "RegisterModelStep", "read_definition", "reference", "register_step"]


def reference(variable: PipelineVariable | Expression | Reference) -> Any:
    """Return what stands for a value that only the run of a pipeline knows, as type checkers accept it everywhere.

    At run time the variable itself may be given wherever a text, a member of an enum, a number or a flag may stand; to
    type checkers it is none of these. The result is a ``Reference``. Neither the check nor its rules read it, and
    ``to_kwargs()`` refuses a package that holds one: make a step of it with ``register_step``.

    Args:
        variable: A pipeline variable of AWS's SDK, version 2 or 3 (a parameter, a property of a step, an execution
            variable, ``Join``, ``JsonGet``), or what a finished definition has for it: ``{"Get": ...}``,
            ``{"Std:Join": ...}`` or ``{"Std:JsonGet": ...}``.

    Raises:
        TypeError: for anything else.
    """
    found = as_reference(variable)
    if found is None:
        raise TypeError(
            f"reference() takes a pipeline variable of AWS's SDK or an expression, got {type_name(variable)}; "
            'write it as {"Get": "Parameters.NAME"} or the like, and give a value that is known as it is'
        )
    return found
