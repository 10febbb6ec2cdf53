"""The problems of one request, while they are collected; and what becomes of them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from sagemaker_model_package._faults import FAULT_CODES, MISSING, UNKNOWN_KEY
from sagemaker_model_package._internal.frames import user_stacklevel
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package import errors
    from sagemaker_model_package._faults import Fault, FaultCode
    from sagemaker_model_package._internal.paths import Path
    from sagemaker_model_package.errors import Kind, Problem, Severity
else:
    errors = LazyModule("sagemaker_model_package.errors")

_NAMES = {code.code: code.name for code in FAULT_CODES}


class Problems:
    """The problems found so far, and the paths of the values that they are about."""

    __slots__ = ("found", "paths")

    def __init__(self) -> None:
        """Start with none."""
        self.found: list[Problem] = []
        self.paths: set[str] = set()

    def add_fault(self, path: Path, fault: Fault) -> None:
        """Add what a constraint found."""
        where = format_path(path)
        if fault.code == MISSING and where in self.paths:
            return  # it was given as None, which has been reported
        # A suggestion takes long to find, and is of use only where the error's text shows it.
        suggest = fault.suggest if len(self.found) < errors.MOST_SHOWN else None
        problem = errors.Problem(
            code=fault.code,
            name=_NAMES[fault.code],
            severity="error",
            path=where,
            message=fault.message,
            remedy=fault.remedy if suggest is None else suggest(),
        )
        self.found.append(problem)
        if fault.code != UNKNOWN_KEY:  # such a key may look like the path of a member
            self.paths.add(where)


def problem_of(code: FaultCode, path: Path, message: str, remedy: str, *, severity: Severity = "error") -> Problem:
    """Return the problem of a code that stands in no table of rules, at a place."""
    return errors.Problem(
        code=code.code, name=code.name, severity=severity, path=format_path(path), message=message, remedy=remedy
    )


def raise_or_warn(problems: Iterable[Problem], kind: Kind | None) -> None:
    """Raise an error with all problems where one of them is an error; else warn of each."""
    found = tuple(problems)
    if any(problem.severity == "error" for problem in found):
        raise errors.ModelPackageValidationError(found, kind)
    warn_of(found)


def warn_of(problems: Iterable[Problem]) -> None:
    """Warn of each problem."""
    for problem in problems:
        warnings.warn(errors.ModelPackageWarning(problem), stacklevel=user_stacklevel())


def reported() -> tuple[type[errors.ModelPackageValidationError], type[errors.ModelPackageWarning]]:
    """Return what ``raise_or_warn`` raises: the error, or a warning where a filter makes an error of it.

    Whoever calls it for a user catches these, forgets its own arguments and raises them again ``with_traceback(None)``.
    So a traceback leads from the user's line to one frame, and keeps no frame alive whose variables hold a secret.
    With ``__tracebackhide__`` that frame is passed over by pytest and Sentry, with ``_rich_traceback_omit`` by rich;
    IPython is asked by ``_internal.notebooks``.
    """
    return errors.ModelPackageValidationError, errors.ModelPackageWarning
