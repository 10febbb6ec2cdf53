"""One package out of a file, or out of the registry: what ``diff`` and ``convert`` take."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sagemaker_model_package._command import StopError
from sagemaker_model_package._command.check import Checked, Located, located, requests_in_file
from sagemaker_model_package._command.documents import UnusableError
from sagemaker_model_package._command.formats import printable, text
from sagemaker_model_package._internal.lazy_botocore import botocore_module
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.errors import ModelPackageValidationError, ModelPackageWarning
from sagemaker_model_package.packages import from_describe

if TYPE_CHECKING:
    from sagemaker_model_package.packages import ModelPackage


def read_package(source: str) -> ModelPackage:
    """Return the one package of a file, or the registered one of an ARN; what is only a warning is left to ``check``.

    Raises:
        StopError: where there is none, or more than one, or where it has errors.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelPackageWarning)
        try:
            return _registered(source) if source.startswith("arn:") else _read(source)
        except UnusableError as error:
            line, column = error.position
            raise StopError(f"{printable(source)}:{line}:{column}: {error.message}") from None


def _read(source: str) -> ModelPackage:
    requests, around, errors = requests_in_file(source)
    if errors:
        raise errors[0]
    if len(requests) != 1:
        raise UnusableError(f"it has {len(requests)} requests; give a file with one")
    (request,) = requests
    problems = [Located(source, *one) for one in (*around, *located(request, later=False))]
    wrong = [one for one in problems if one.problem.severity == "error"]
    if wrong:
        raise StopError(text(Checked(1, 1, sorted(wrong, key=lambda one: one.position), [])))
    return request.kind.read(request.members.value)


def _registered(arn: str) -> ModelPackage:
    try:
        region = ModelPackageArn(arn).region
    except ValueError as error:
        raise StopError(str(error)) from None
    try:
        client: Any = import_module("boto3").client("sagemaker", region_name=region)
    except Exception as error:  # noqa: BLE001 - botocore lets pass what int() and others raise for its configuration
        raise StopError(f"{arn}: boto3 cannot make a client as it is configured: {error}") from None
    try:
        return from_describe(client.describe_model_package(ModelPackageName=arn))
    except (botocore_module("exceptions").BotoCoreError, botocore_module("exceptions").ClientError) as error:
        raise StopError(f"{arn}: {error}") from None
    except ModelPackageValidationError as error:
        raise StopError(f"{arn}: the answer of the service is no package: {error}") from None
    except Exception as error:  # noqa: BLE001 - what botocore raises for an answer that is none; that may quote a secret
        raise StopError(f"{arn}: the answer of the service cannot be read ({type(error).__name__})") from None
