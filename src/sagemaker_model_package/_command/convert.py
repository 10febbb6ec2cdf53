"""``convert``: the package of a file, written for something else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sagemaker_model_package._command import StopError
from sagemaker_model_package.cloudformation import resource
from sagemaker_model_package.errors import ModelPackageValidationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package.packages import ModelPackage


def kwargs(package: ModelPackage) -> str:
    """Return the request, as ``aws sagemaker create-model-package --cli-input-json`` takes it."""
    return json.dumps(package.to_kwargs(), indent=2, ensure_ascii=False)


def cloudformation(package: ModelPackage) -> str:
    """Return the resource of a template."""
    return json.dumps(resource(package), indent=2, ensure_ascii=False)


def converted(package: ModelPackage, target: str) -> str:
    """Return a package written for a target; raises ``StopError`` where that cannot hold it."""
    try:
        return TARGETS[target](package)
    except ModelPackageValidationError as error:
        raise StopError(str(error)) from None


TARGETS: dict[str, Callable[[ModelPackage], str]] = {"kwargs": kwargs, "cloudformation": cloudformation}
"""What a package can be converted to, by the names of the command line."""
