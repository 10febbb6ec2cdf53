"""What else people write ``create_model_package`` with, and how each is used: as its own documentation shows it.

The versions here are the one list of them. Each is installed into an environment of its own, with boto3 where it sends
its requests with that.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .expressions import INPUT, Program, Writing, snake

OURS = "sagemaker-model-package"
VALIDATOR = "dict and ParamValidator"
BOTO3 = "boto3==1.44.8"

CLIENT = 'import boto3\nclient = boto3.client("sagemaker")\n'


class Peer(NamedTuple):
    """A way to write the request."""

    name: str
    requirements: tuple[str, ...]
    """What is installed, pinned. The first one is the peer itself."""
    typed: Program
    """A program for type checkers."""
    made: Program
    """A program that makes ``kwargs``, as far as the peer checks them."""
    sent: Program
    """A program that sends the request; the address and the credentials stand in the environment."""
    note: str
    """What it does before sending, in words."""

    @property
    def version(self) -> str:
        """The version of the peer itself."""
        return self.requirements[0].partition("==")[2]


# How the request is written -------------------------------------------------------------------------------------------


def _core_shape(shape: str, _members: dict[str, Any]) -> str:
    return "" if shape == INPUT else shape


def _model(shape: str, _members: dict[str, Any]) -> str:
    return f"{shape}TypeDef"


def _capo_call(shape: str, _members: dict[str, Any]) -> str:
    return "SageMakerClient().create_model_package" if shape == INPUT else ""


def _our_class(shape: str, members: dict[str, Any]) -> str:
    if shape == INPUT:
        return "VersionedModelPackage" if "ModelPackageGroupName" in members else "UnversionedModelPackage"
    alone = members.keys() >= {"SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes"}
    return f"Unversioned{shape}" if shape == "InferenceSpecification" and alone else shape


def _our_name(member: str) -> str:
    return snake(member).replace("e_tag", "etag")


# The table ------------------------------------------------------------------------------------------------------------

_CLIENT = 'import boto3\n\nclient = boto3.client("sagemaker")\n'
_PLAIN = Program("client.create_model_package(**{})", _CLIENT)
_CHECK = """\
import botocore.session
from botocore.validate import ParamValidator

model = botocore.session.get_session().get_service_model("sagemaker")
shape = model.operation_model("CreateModelPackage").input_shape


def checked(kwargs):
    report = ParamValidator().validate(kwargs, shape)
    if report.has_errors():
        raise ValueError(report.generate_report())
    return kwargs


"""
_TYPED_DICT = "from types_boto3_sagemaker.type_defs import CreateModelPackageInputTypeDef\n\n"
_DATACLASS = "from boto3_dataclass_sagemaker.type_defs import CreateModelPackageInput\n"
_MADE_ONE = "CreateModelPackageInput.make_one({})"
_MODELS = "aws_resource_validator.pydantic_models.sagemaker"
_MODEL = f"from {_MODELS} import CreateModelPackageInputTypeDef\n"
_VALIDATED = (
    'CreateModelPackageInputTypeDef.model_validate({}, context={"aws_validate_patterns": True})'
    ".model_dump(exclude_none=True)"
)
_SERIALIZE = "from sagemaker.core.utils.utils import serialize\n"
_CORE = (Writing(_core_shape, names=snake), "sagemaker.core.shapes.shapes")
_CAPO = """\
import os

from capo_sagemaker import SageMakerClient

client = SageMakerClient(
    endpoint=os.environ["AWS_ENDPOINT_URL"],
    region="us-east-1",
    credentials={"access_key": "fake", "secret_key": "fake"},
    retry_max_attempts=1,
)
"""
_CAPO_KWARGS = "from capo_sagemaker.types.create_model_package_input import serialize_aws_json_1_1\n"
_PACKAGES = "from sagemaker_model_package import UnversionedModelPackage, VersionedModelPackage\n"

PEERS = (
    Peer(
        VALIDATOR,
        (BOTO3,),
        typed=Program("request: dict[str, Any] = {}", "from typing import Any\n\n"),
        made=Program("kwargs = checked({})", _CHECK),
        sent=_PLAIN,
        note="boto3 alone: a plain dict, which botocore checks against its service model",
    ),
    Peer(
        "types-boto3-sagemaker",
        ("types-boto3-sagemaker==1.43.119", BOTO3),
        typed=Program("request: CreateModelPackageInputTypeDef = {}", _TYPED_DICT),
        made=Program("kwargs = {}"),
        sent=_PLAIN,
        note="stubs for boto3: a plain dict at run time, which nothing checks before boto3 does",
    ),
    Peer(
        "sagemaker-core",
        ("sagemaker-core==2.27.0",),
        typed=Program("request = serialize({})", _SERIALIZE, *_CORE),
        made=Program("kwargs = serialize({})", _SERIALIZE, *_CORE),
        sent=Program("client.create_model_package(**serialize({}))", _CLIENT + _SERIALIZE, *_CORE),
        note="AWS's SDK: pydantic classes of the structures, and its own function that turns them into kwargs for "
        "boto3. (`ModelPackage.create` of this version refuses them: it takes the class of the same name that is "
        "for model cards.)",
    ),
    Peer(
        "boto3-dataclass-sagemaker",
        ("boto3-dataclass-sagemaker==1.40.0", BOTO3),
        typed=Program(f"request = {_MADE_ONE}", _DATACLASS),
        made=Program(f"kwargs = {_MADE_ONE}.boto3_raw_data", _DATACLASS),
        sent=Program(f"client.create_model_package(**{_MADE_ONE}.boto3_raw_data)", _CLIENT + _DATACLASS),
        note="dataclasses around boto3's dicts, to read them by attributes; they check nothing",
    ),
    Peer(
        "aws-resource-validator-sagemaker",
        ("aws-resource-validator-sagemaker==2.6.0", BOTO3),
        typed=Program("request = {}", "", Writing(_model), _MODELS),
        made=Program(f"kwargs = {_VALIDATED}", _MODEL),
        sent=Program(f"client.create_model_package(**{_VALIDATED})", _CLIENT + _MODEL),
        note="pydantic models, with the patterns that they check on request; sent with boto3",
    ),
    Peer(
        "capo-sagemaker",
        ("capo-sagemaker==0.11.0",),
        typed=Program(
            "request = {}",
            "from capo_sagemaker import SageMakerClient\n\n",
            Writing(_capo_call, names=snake, keys=snake),
        ),
        made=Program("kwargs = serialize_aws_json_1_1({})", _CAPO_KWARGS, Writing(keys=snake)),
        sent=Program("client.create_model_package(**{})", _CAPO, Writing(keys=snake)),
        note="a client of its own in place of boto3: dicts in snake_case, which become the body of the call",
    ),
    Peer(
        OURS,
        (OURS, BOTO3),
        typed=Program(
            "request = {}", _PACKAGES, Writing(_our_class, names=_our_name), "sagemaker_model_package.shapes"
        ),
        made=Program("kwargs = from_kwargs({}).to_kwargs()", "from sagemaker_model_package import from_kwargs\n"),
        sent=Program(
            "client.create_model_package(**from_kwargs({}).to_kwargs())",
            f"{_CLIENT}from sagemaker_model_package import from_kwargs\n",
        ),
        note="this package: the builder, which checks everything before boto3 sees it",
    ),
)


def named(name: str) -> Peer:
    """Return the peer of this name."""
    return next(peer for peer in PEERS if peer.name == name)
