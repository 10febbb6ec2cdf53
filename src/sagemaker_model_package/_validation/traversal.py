"""The walk over a request, on which each value meets its own constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._constraints import nested
from sagemaker_model_package._faults import SIZE
from sagemaker_model_package._service_enum import ServiceEnum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package._constraints import Checked
    from sagemaker_model_package._faults import Fault
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package._validation.problems import Problems
    from sagemaker_model_package.shapes._structure import Structure


def faults_in(constraint: Checked, value: Any, path: Path) -> Iterator[tuple[Path, Fault]]:
    """Return what is wrong with a value, and with those inside it."""
    fault = constraint.fault(value)
    if fault is not None:
        yield path, fault
    if fault is None or fault.code == SIZE:  # else it is not of the type that has children
        for step, inner, held in constraint.children(value):
            yield from faults_in(inner, held, (path, step))


_PLAIN_TYPES = (str, int, bool)


class Traversal:
    """One walk over a request, and what it met."""

    __slots__ = ("_problems", "has_references", "has_subclasses")

    def __init__(self, request: Structure, problems: Problems) -> None:
        """Go through the request, and add what is wrong with its values to the problems."""
        self._problems = problems
        self.has_subclasses: bool = False
        """Whether a string or number was of a subclass, whose methods may not do what rules expect."""
        self.has_references: bool = False
        """Whether there was a value that only the run of a pipeline knows, or a variable that stands for one."""
        self._visit(nested(type(request)), request, None)

    def _visit(self, constraint: Checked, value: object, path: Path) -> None:
        fault = constraint.fault(value)
        if fault is not None:
            if constraint.reference_of(value) is not None:
                self.has_references = True
                return
            self._problems.add_fault(path, fault)
            if fault.code != SIZE:  # a list of a wrong size still has items worth checking
                return
        cls = type(value)
        if issubclass(cls, _PLAIN_TYPES) and not issubclass(cls, ServiceEnum):
            self.has_subclasses = self.has_subclasses or all(cls is not plain for plain in _PLAIN_TYPES)
        for step, inner, held in constraint.children(value):
            self._visit(inner, held, (path, step))
