"""Rules about containers: image, environment, input configuration."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sagemaker_model_package._internal.frozen_map import EnvironmentMap
from sagemaker_model_package._internal.json_text import parsed
from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._validation.rules.rule import BOTH, UNVERSIONED, Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition
    from sagemaker_model_package.shapes.inference import InferenceSpecification
    from sagemaker_model_package.shapes.model_input import ModelInput
    from sagemaker_model_package.shapes.transform import TransformJobDefinition

_SDK = "Seen: AWS's SageMaker Python SDK 2.257"


@Rule(
    "MP104",
    "image-required",
    severity="error",
    kinds=BOTH,
    on=("ModelPackageContainerDefinition",),
    why="A container needs an image, or a base model in its stead.",
    source="API reference, ModelPackageContainerDefinition: Image, BaseModel",
    unless="image",
    json_schema={
        "anyOf": [
            {"required": ["Image"]},
            {"required": ["BaseModel"], "properties": {"BaseModel": {"minProperties": 1}}},
        ]
    },
)
def image_required(container: ModelPackageContainerDefinition) -> Iterable[Finding]:
    """Find a container with neither, or with a base model that names none."""
    base_model = container.base_model
    if base_model is None:
        return (Finding("Image", "the container has neither Image nor BaseModel", "set image, or base_model"),)
    if base_model.hub_content_name is base_model.hub_content_version is base_model.recipe_name is None:
        return (
            Finding("BaseModel", "the base model is empty, and there is no Image", "set hub_content_name, or image"),
        )
    return ()


@Rule(
    "MP212",
    "s3-source-in-inference",
    severity="warning",
    kinds=BOTH,
    on=("InferenceSpecification",),
    why="An additional S3 data source belongs to the containers of an additional inference specification.",
    source="Seen: boto/boto3 issue 4510, with the service's own refusal",
)
def s3_source_in_inference(specification: InferenceSpecification) -> Iterable[Finding]:
    """Find such a source in the main specification."""
    for index, container in enumerate(specification.containers):
        if container.additional_s3_data_source is not None:
            yield Finding(
                f"Containers[{index}].AdditionalS3DataSource",
                "AdditionalS3DataSource is refused inside InferenceSpecification",
                "use AdditionalModelDataSources, or an additional inference specification",
            )


@Rule(
    "MP211",
    "not-for-unversioned",
    severity="warning",
    kinds=UNVERSIONED,
    on=("ModelPackageContainerDefinition",),
    why="An unversioned package takes neither a model data source nor an environment in its containers.",
    source=f"{_SDK}, Model.register, which refuses the one and leaves the other out",
)
def not_for_unversioned(container: ModelPackageContainerDefinition) -> Iterable[Finding]:
    """Find either."""
    if container.model_data_source is not None:
        yield Finding(
            "ModelDataSource",
            "an unversioned package takes no ModelDataSource",
            "use model_data_url, or register a version in a group",
        )
    if container.environment:
        yield Finding(
            "Environment",
            "an unversioned package takes no Environment",
            "set the variables in the image, or register a version in a group",
        )


@Rule(
    "MP214",
    "credential",
    severity="warning",
    kinds=BOTH,
    on=("ModelPackageContainerDefinition", "TransformJobDefinition"),
    why="Whoever may describe the package can read its environment, so a credential has no place there.",
    source="AWS Well-Architected Framework, SEC02-BP03: store and use secrets securely",
    needs="environment",
)
def credential(holder: ModelPackageContainerDefinition | TransformJobDefinition) -> Iterable[Finding]:
    """Find values that look like credentials; they are not shown."""
    return [
        Finding(
            f"Environment.{name}",
            "the value (not shown) looks like a credential",
            "let the container read it from AWS Secrets Manager, and give the secret's name here",
        )
        for name, value in (holder.environment or EnvironmentMap()).items()
        if _looks_like_a_credential(name, value)
    ]


_KEYS = ("API", "ACCESS", "PRIVATE", "SECRET", "ACCOUNT", "AUTH")
_LAST_WORDS = (
    *("_SECRET", "_TOKEN", "_PASSWORD", "_PASSWD", "_PWD", "_PASSPHRASE", "_CREDENTIAL", "_CREDENTIALS"),
    *("_ACCESS_KEY_ID", "_CONNECTION_STRING"),
    *(f"_{what}{joint}KEY" for what in _KEYS for joint in ("", "_")),
)
"""What the names of variables that hold a secret end with."""
_LIKE_A_VALUE = (
    r"(?:AKIA|ASIA)[A-Z0-9]{16}"  # AWS access keys
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?s:.*)"
    r"|gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|hf_\w{30,}|sk-[\w-]{20,}|xox[abprs]-[\w-]{10,}"
    r"|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*"  # a JSON web token
    r"|[a-z][a-z0-9+]{0,20}://[^/\s:@]{1,200}:[^/\s@]{1,200}@(?s:.*)"  # a URL with a password
)
_TEMPLATE = r"\$\{|\{\{|%\(|<[\w-]+>"
_REFERENCE_OR_SETTING = (
    r"(?i)arn:.*|s3:.*|https?:.*|/.*|[\d.]+|true|false|none|null"
    r"|<.*>|\[.*\]|\w+:|__\w+__|#+ .*"  # stop tokens and other marks in a prompt
)
_TOKEN = r"(?=.*\d|.{24})[\w.~+/=-]+"  # noqa: S105 - what tokens look like: no blanks, and some digit or no end
_SHORTEST_SECRET = 8


@lru_cache(maxsize=1)
def _credential_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, (_LIKE_A_VALUE, _TEMPLATE, _REFERENCE_OR_SETTING, _TOKEN)))


def _looks_like_a_credential(name: str, value: str) -> bool:
    if len(value) < _SHORTEST_SECRET:
        return False
    secret, template, harmless, token = _credential_patterns()
    if template.search(value):
        return False
    if secret.fullmatch(value):
        return True
    last = f"_{name}".upper()
    if last.endswith("_TOKEN"):  # language models have tokens of another kind, and many names for them
        return token.fullmatch(value) is not None and harmless.fullmatch(value) is None
    return last.endswith(_LAST_WORDS) and harmless.fullmatch(value) is None


_ECR_IMAGE = (
    r"(?P<account>(?P<valid_account>\d{12})|[^./]*)\.dkr[.-]ecr(?:-fips)?\."
    r"(?P<region>(?P<valid_region>[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2})|[^./]*)\.[a-z0-9.-]+/\S+"
)
"""The account and the region are whatever stands there; the valid ones are ``None`` where that cannot be one."""


@lru_cache(maxsize=1)
def _image_pattern() -> re.Pattern[str]:
    return re.compile(_ECR_IMAGE, re.ASCII)


def ecr_region(image: str) -> str | None:
    """Return the region of an ECR image path, or ``None`` for anything else."""
    match = _image_pattern().fullmatch(image)
    return match and match["valid_region"]


@Rule(
    "MP215",
    "image-path",
    severity="warning",
    kinds=BOTH,
    on=("ModelPackageContainerDefinition",),
    why="SageMaker pulls images from Amazon ECR; quotes around a path come from a shell or a configuration file.",
    source="API reference, ModelPackageContainerDefinition: Image",
    needs="image",
)
def image_path(container: ModelPackageContainerDefinition) -> Iterable[Finding]:
    """Find an image elsewhere, in quotes, or of an account or a region that cannot be one."""
    image = container.image or ""
    if image[0] in "'\"`" or image[-1] in "'\"`":
        yield Finding("Image", f"{format_value(image)} is wrapped in quotes", "take them away")
        return
    match = _image_pattern().fullmatch(image)
    if match is None:
        yield Finding(
            "Image",
            f"{format_value(image)} is not an Amazon ECR path",
            "write it as ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG",
        )
        return
    account, region = match.group("account", "region")
    if match["valid_account"] is None:
        message = f"{format_value(account)} is not an account, in {format_value(image)}"
        yield Finding("Image", message, "begin the path with the 12 digits of the account that has the repository")
    if match["valid_region"] is None:
        message = f"{format_value(region)} is not a region, in {format_value(image)}"
        yield Finding("Image", message, "name the repository's region after dkr.ecr, such as us-east-1")


@Rule(
    "MP219",
    "input-config-json",
    severity="warning",
    kinds=BOTH,
    on=("ModelInput",),
    why="SageMaker Neo and Inference Recommender read the input configuration as JSON.",
    source="API reference, ModelInput: DataInputConfig",
)
def input_config_json(model_input: ModelInput) -> Iterable[Finding]:
    """Find an input configuration that is not valid JSON."""
    try:
        parsed(model_input.data_input_config)
    except ValueError as error:
        return (Finding("DataInputConfig", f"it is not valid JSON: {error}", 'write it as {"INPUT": [SHAPE]}'),)
    return ()
