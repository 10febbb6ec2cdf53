"""The check of what a call sends that is not a package: descriptions and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._validation.problems import Problems, problem_of
from sagemaker_model_package._validation.references import REFERENCE, references_in
from sagemaker_model_package._validation.traversal import faults_in
from sagemaker_model_package.errors import ModelRegistryArgumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package._constraints import Constraint

_NO_VALUE = ("a reference has a value only while a pipeline runs", "give the value itself")


def check_arguments(given: Mapping[str, tuple[Constraint, object]]) -> None:
    """Raise ``ModelRegistryArgumentError`` with every problem of a request's members; one that is ``None`` is not sent.

    Each member has the constraint of the service model and its value.
    """
    problems = Problems()
    for name, (constraint, value) in given.items():
        if value is None:
            continue
        references = [path for path, _, _ in references_in(constraint, value, (None, name))]
        problems.found += [problem_of(REFERENCE, path, *_NO_VALUE) for path in references]
        for path, fault in faults_in(constraint, value, (None, name)):
            if path not in references:
                problems.add_fault(path, fault)
    if problems.found:
        raise ModelRegistryArgumentError(problems.found)
