r"""The service's string shapes: each with its length and its pattern, named as the service model names it.

Where the service's pattern is written differently here, it accepts the same strings: ``\p{..}`` classes become
``Characters``, a dot becomes ``ANY``, and ``(https|s3)://([^/]+)/?(.*)`` loses the overlap of its last two parts, which
takes quadratic time. The contract test holds each of them against the service's own.
"""

from sagemaker_model_package._constraints import Text
from sagemaker_model_package._patterns import ANY, Characters, Pattern

_NAME = Pattern(r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
_NAME_EXPECTED = "a name of letters, digits and inner hyphens"
_NAME_REMEDY = "use a-z, A-Z, 0-9 and hyphens; begin and end with a letter or digit"
_ONE_LINE = Pattern(f"{ANY}*")
_ONE_LINE_EXPECTED = "a single line"
_ONE_LINE_REMEDY = "remove the line breaks"
_ANYTHING = Pattern(r"[\S\s]*")
_LOCATION = Pattern(f"(?:https|s3)://[^/]+(?:/{ANY}*)?")
_LOCATION_EXPECTED = "an S3 or HTTPS URI"
_LOCATION_REMEDY = "write it as s3://BUCKET/KEY"
_DIGEST = Pattern(r"[Ss][Hh][Aa]256:[0-9a-fA-F]{64}")
_DIGEST_EXPECTED = "a SHA-256 digest"
_DIGEST_REMEDY = "write it as sha256: and 64 hexadecimal digits"
_WORDS_REMEDY = "use letters, digits, spaces and _ . : / = + - @"
_VARIABLE_REMEDY = "use letters, digits and underscores; begin with none of the digits"


def _split_line(key: str) -> str | None:
    return "write what is before the = as the key, the rest as its value" if "=" in key else None


def _instead_of(group: str) -> str | None:
    from sagemaker_model_package.shapes._not_a_group import instead_of

    return instead_of(group)


STRING = Text()

ENTITY_NAME = Text(1, 63, _NAME, _NAME_EXPECTED, _NAME_REMEDY)
CONTAINER_HOSTNAME = Text(0, 63, _NAME, "a DNS host name", _NAME_REMEDY)
HUB_CONTENT_NAME = Text(0, 63, _NAME, _NAME_EXPECTED, _NAME_REMEDY)
ARN_OR_NAME = Text(
    1,
    170,
    Pattern(r"(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)"),
    "a name or a SageMaker ARN",
    "give a name of letters, digits and inner hyphens, or arn:aws:sagemaker:REGION:ACCOUNT:TYPE/NAME "
    "with an account of 12 digits",
)
MODEL_PACKAGE_GROUP = Text(
    1,
    170,
    ARN_OR_NAME.pattern,
    "the name or ARN of a model package group",
    "give a name of letters, digits and inner hyphens, or arn:aws:sagemaker:REGION:ACCOUNT:model-package-group/NAME "
    "with an account of 12 digits",
    advice=_instead_of,
)
ENTITY_DESCRIPTION = Text(
    0,
    1024,
    Characters("LMZSNP"),
    "a text without control characters",
    "remove line breaks, tabs and invisible characters",
)
MODEL_PACKAGE_SOURCE_URI = Text(
    0,
    1024,
    Characters("LMZNP"),
    "a URI without symbols and control characters",
    "remove symbols such as = + < > | ~ $ ^, line breaks and tabs",
)
STAGE_DESCRIPTION = Text(0, 1024, _ONE_LINE, _ONE_LINE_EXPECTED, _ONE_LINE_REMEDY)
APPROVAL_DESCRIPTION = Text(0, 1024, _ONE_LINE, _ONE_LINE_EXPECTED, _ONE_LINE_REMEDY)
CLIENT_TOKEN = Text(1, 36, Pattern(r"[a-zA-Z0-9-]+"), "a token", "use a-z, A-Z, 0-9 and hyphens; a UUID will do")

CONTAINER_IMAGE = Text(
    0, 255, Pattern(r"[\S]+"), "an image path", "write it as REGISTRY/REPOSITORY:TAG, without spaces"
)
IMAGE_DIGEST = Text(0, 72, _DIGEST, _DIGEST_EXPECTED, _DIGEST_REMEDY)
CONTENT_DIGEST = Text(0, 72, _DIGEST, _DIGEST_EXPECTED, _DIGEST_REMEDY)
PRODUCT_ID = Text(
    0, 256, Pattern(r"[a-zA-Z0-9](-*[a-zA-Z0-9])*"), "a product ID of letters, digits and inner hyphens", _NAME_REMEDY
)
MODEL_PACKAGE_FRAMEWORK_VERSION = Text(
    3,
    10,
    Pattern(r"[0-9]\.[A-Za-z0-9.-]+"),
    "a framework version",
    "begin with one digit and a dot, such as 1.7-1 or 2.1.0",
)
DATA_INPUT_CONFIG = Text(1, 16384, Pattern(r"[\S\s]+"), json=True)
ENVIRONMENT_KEY = Text(
    0,
    1024,
    Pattern(r"[a-zA-Z_][a-zA-Z0-9_]*"),
    "the name of an environment variable",
    _VARIABLE_REMEDY,
    advice=_split_line,
)
ENVIRONMENT_VALUE = Text(0, 1024, _ANYTHING, sensitive=True)
TRANSFORM_ENVIRONMENT_KEY = Text(
    0,
    1024,
    Pattern(r"[a-zA-Z_][a-zA-Z0-9_]{0,1023}"),
    "the name of an environment variable",
    _VARIABLE_REMEDY,
    advice=_split_line,
)
TRANSFORM_ENVIRONMENT_VALUE = Text(0, 10240, _ANYTHING, sensitive=True)

URL = Text(0, 1024, _LOCATION, _LOCATION_EXPECTED, _LOCATION_REMEDY)
S3_URI = Text(0, 1024, _LOCATION, _LOCATION_EXPECTED, _LOCATION_REMEDY)
S3_MODEL_URI = Text(0, 1024, _LOCATION, _LOCATION_EXPECTED, _LOCATION_REMEDY)
HUB_CONTENT_ARN = Text(0, 255, _ONE_LINE, _ONE_LINE_EXPECTED, _ONE_LINE_REMEDY)
HUB_CONTENT_VERSION = Text(
    5,
    14,
    Pattern(rf"\d{{1,4}}{ANY}\d{{1,4}}{ANY}\d{{1,4}}"),
    "a hub content version",
    "write it as three numbers, such as 1.0.12",
)
RECIPE_NAME = Text(0, 255)
ADDITIONAL_MODEL_CHANNEL_NAME = Text(
    1, 64, Pattern(r"[A-Za-z0-9\.\-_]+"), "a channel name", "use letters, digits, dots, hyphens and underscores"
)

CONTENT_TYPE = Text(0, 256, _ONE_LINE, _ONE_LINE_EXPECTED, _ONE_LINE_REMEDY)
ACCEPT = Text(0, 256, _ONE_LINE, _ONE_LINE_EXPECTED, _ONE_LINE_REMEDY)
RESPONSE_MIME_TYPE = Text(
    0,
    1024,
    Pattern(rf"[-\w]+\/{ANY}+"),
    "a MIME type",
    "write it as TYPE/SUBTYPE, such as text/csv or application/json",
)
KMS_KEY_ID = Text(
    0,
    2048,
    Pattern(r"[a-zA-Z0-9:/_-]*"),
    "a KMS key ID, key ARN, alias/NAME or alias ARN",
    "use letters, digits and : / _ - only",
)
TRANSFORM_AMI_VERSION = Text(
    1,
    63,
    Pattern(r"[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*"),
    "an AMI version",
    "write it as words of letters and digits with single hyphens, such as al2-ami-sagemaker-batch-gpu-535",
)
ROLE_ARN = Text(
    20,
    2048,
    Pattern(r"arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+"),
    "the ARN of an IAM role",
    "write it as arn:aws:iam::ACCOUNT:role/NAME, the account in 12 digits",
)

METADATA_PROPERTY_VALUE = Text(0, 1024, _ONE_LINE, _ONE_LINE_EXPECTED, _ONE_LINE_REMEDY)
CUSTOMER_METADATA_KEY = Text(1, 128, Characters("LZN", "_.:/=+-@"), "a metadata key", _WORDS_REMEDY)
CUSTOMER_METADATA_VALUE = Text(
    1,
    256,
    Characters("LZN", "_.:/=+-@"),
    "a metadata value",
    f"{_WORDS_REMEDY}, or sagemaker_model_package.builder.metadata_text(value)",
)
TAG_KEY = Text(1, 128, Characters("LZN", "_.:/=+-@"), "a tag key", _WORDS_REMEDY)
TAG_VALUE = Text(0, 256, Characters("LZN", "_.:/=+-@"), "a tag value", _WORDS_REMEDY)
# A line break is a warning (MP204), not an error: the service's pattern has none, but JSON does not care for them.
MODEL_CARD_CONTENT = Text(0, 100_000, _ANYTHING, sensitive=True, json=True)
