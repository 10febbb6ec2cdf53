"""Variables as AWS's SDK has them, which is not installed here: the sessions ``pipelines`` try the real ones."""

from __future__ import annotations

from typing import Any, NoReturn


class PipelineVariable:
    """What AWS's class of this name does: it has no text, and no number either."""

    __module__ = "sagemaker.workflow.entities"

    def __str__(self) -> NoReturn:
        message = "Pipeline variables do not support __str__ operation."
        raise TypeError(message)

    def __int__(self) -> NoReturn:
        message = "Pipeline variables do not support __int__ operation."
        raise TypeError(message)

    @property
    def expr(self) -> Any:  # noqa: ANN401 - as AWS has it
        raise NotImplementedError


class ParameterString(PipelineVariable):
    """A parameter whose hash is the same for all, as in AWS's version 2."""

    __module__ = "sagemaker.workflow.parameters"

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ParameterString) and self.name == other.name

    def __hash__(self) -> int:
        return 1

    @property
    def expr(self) -> dict[str, str]:
        return {"Get": f"Parameters.{self.name}"}


class ParameterInteger(ParameterString):
    """A parameter without a hash: it has an ``__eq__``, and nothing more."""

    __module__ = "sagemaker.workflow.parameters"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ParameterInteger) and self.name == other.name

    def __hash__(self) -> NoReturn:
        message = "unhashable type: 'ParameterInteger'"
        raise TypeError(message)


class Join(PipelineVariable):
    """Texts and variables, joined."""

    __module__ = "sagemaker.workflow.functions"

    def __init__(self, on: str, values: list[Any]) -> None:
        self.on, self.values = on, values

    @property
    def expr(self) -> dict[str, Any]:
        values = [value.expr if isinstance(value, PipelineVariable) else value for value in self.values]
        return {"Std:Join": {"On": self.on, "Values": values}}


class JsonGet(PipelineVariable):
    """One that is not complete."""

    __module__ = "sagemaker.workflow.functions"

    @property
    def expr(self) -> NoReturn:
        message = "Please give a valid step name as a string."
        raise ValueError(message)
