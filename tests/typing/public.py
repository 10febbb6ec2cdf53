"""The public names, and where programs import them from."""

from __future__ import annotations

import re
from typing import Any

import attrs

import sagemaker_model_package
from sagemaker_model_package import (
    arn,
    cloudformation,
    converter,
    enums,
    errors,
    pipelines,
    registry,
    shapes,
    step_functions,
)

MODULES = (
    arn,
    cloudformation,
    converter,
    pipelines,
    registry,
    errors,
    enums,
    shapes,
    step_functions,
    sagemaker_model_package,
)
HOMES = {name: module.__name__ for module in MODULES for name in module.__all__}
"""The module of each name: the package itself, where that has it too."""

NAMES: dict[str, Any] = {name: getattr(module, name) for module in MODULES for name in module.__all__}

STRUCTURES: dict[str, type[attrs.AttrsInstance]] = {
    name: value for name, value in NAMES.items() if attrs.has(value) and attrs.fields(value)[0].metadata
}
"""The structures of a request and the packages themselves: the classes that know the API's names of their fields."""


def imports(program: str) -> str:
    """Return the import statements that a program needs."""
    used = sorted(set(re.findall(r"\w+", program)) & HOMES.keys())
    return "".join(f"from {HOMES[name]} import {name}\n" for name in used)
