"""How a package is given to every kind of typed client: the request is taken, and the response keeps its type.

``docs/what-the-checker-refuses.md`` shows the programs, ``test_refusals.py`` holds that checkers accept them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .checkers import SRC, STUBS

if TYPE_CHECKING:
    from pathlib import Path

BOTO3 = """\
# The overloads of boto3.client name the clients of all services, most of which are not installed.
# pyright: reportUnknownMemberType=false
import boto3
from types_boto3_sagemaker.client import SageMakerClient
from types_boto3_sagemaker.type_defs import CreateModelPackageOutputTypeDef
from typing_extensions import assert_type

from sagemaker_model_package import ModelPackage


def register(package: ModelPackage) -> str:
    client = boto3.client("sagemaker")
    assert_type(client, SageMakerClient)
    response = client.create_model_package(**package.to_kwargs())
    assert_type(response, CreateModelPackageOutputTypeDef)
    assert_type(response["ModelPackageArn"], str)
    return response["ModelPackageArn"]
"""

MYPY_BOTO3 = """\
from mypy_boto3_sagemaker.client import SageMakerClient
from mypy_boto3_sagemaker.type_defs import CreateModelPackageOutputTypeDef
from typing_extensions import assert_type

from sagemaker_model_package import ModelPackage


def register(client: SageMakerClient, package: ModelPackage) -> str:
    response = client.create_model_package(**package.to_kwargs())
    assert_type(response, CreateModelPackageOutputTypeDef)
    assert_type(response["ModelPackageArn"], str)
    return response["ModelPackageArn"]
"""

AIOBOTOCORE = (
    MYPY_BOTO3.replace("mypy_boto3", "types_aiobotocore")
    .replace("\ndef ", "\nasync def ")
    .replace("= client.", "= await client.")
)


class Client(NamedTuple):
    """Where typed clients come from, and a program that uses one."""

    source: str
    module: str
    program: str
    search: tuple[Path, ...] = (SRC,)
    """Where checkers look for modules before the installed ones."""
    alone: bool = False
    """Whether checkers find none of the installed typed clients."""

    @property
    def file(self) -> str:
        """The program's file."""
        return f"{self.module}_client.py"


CLIENTS = (
    Client("`types-boto3[sagemaker]`", "types_boto3", BOTO3),
    Client("`mypy-boto3-sagemaker`", "mypy_boto3", MYPY_BOTO3),
    Client("`types-aiobotocore[sagemaker]`, awaited", "aiobotocore", AIOBOTOCORE),
    Client("the stubs of this repository, `stubs/`", "stubs", BOTO3, (SRC, STUBS), alone=True),
)

TYPED_CLIENTS = ("types_boto3", "boto3_stubs", "boto3-stubs", "mypy_boto3", "types_aiobotocore")
"""What the names of the modules begin with that hold installed typed clients."""

DISTRIBUTIONS = ("types-boto3-sagemaker", "mypy-boto3-sagemaker", "types-aiobotocore-sagemaker")
