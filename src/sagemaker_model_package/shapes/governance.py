"""Who made the package, from what, who may use it: tags, provenance, encryption, model card, life cycle."""

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package.enums import ModelCardStatus, to_model_card_status
from sagemaker_model_package.shapes._strings import (
    ENTITY_NAME,
    KMS_KEY_ID,
    METADATA_PROPERTY_VALUE,
    MODEL_CARD_CONTENT,
    STAGE_DESCRIPTION,
    TAG_KEY,
    TAG_VALUE,
)
from sagemaker_model_package.shapes._structure import Structure


@frozen(kw_only=True, eq=False, repr=False)
class Tag(Structure):
    """A key and a value attached to the package as an AWS resource.

    Source: API shape ``Tag``.
    """

    key: str = field(metadata={"Key": TAG_KEY})
    """1 to 128 letters, digits, spaces and ``_ . : / = + - @``; unique within the package."""

    value: str = field(metadata={"Value": TAG_VALUE})
    """Up to 256 of the same characters; may be empty."""


@frozen(kw_only=True, eq=False, repr=False)
class MetadataProperties(Structure):
    """Where the model came from.

    Source: API shape ``MetadataProperties``.
    """

    commit_id: str | None = field(default=None, metadata={"CommitId": METADATA_PROPERTY_VALUE})
    """Commit that the model was built from, up to 1,024 characters on one line."""

    repository: str | None = field(default=None, metadata={"Repository": METADATA_PROPERTY_VALUE})
    """Repository of that commit, up to 1,024 characters on one line."""

    generated_by: str | None = field(default=None, metadata={"GeneratedBy": METADATA_PROPERTY_VALUE})
    """What produced the model, such as the ARN of a training job; up to 1,024 characters on one line."""

    project_id: str | None = field(default=None, metadata={"ProjectId": METADATA_PROPERTY_VALUE})
    """SageMaker project that the model belongs to, up to 1,024 characters on one line."""


@frozen(kw_only=True, eq=False, repr=False)
class ModelPackageSecurityConfig(Structure):
    """How the service encrypts what it stores about the package.

    Source: API shape ``ModelPackageSecurityConfig``.
    """

    kms_key_id: str = field(metadata={"KmsKeyId": KMS_KEY_ID})
    """KMS key: key ID, key ARN, ``alias/NAME`` or alias ARN, up to 2,048 characters."""


@frozen(kw_only=True, eq=False, repr=False)
class ModelPackageModelCard(Structure):
    """The model card of the package. Its content appears in no text or message of this library.

    Source: API shape ``ModelPackageModelCard``.
    """

    model_card_content: str | None = field(default=None, repr=False, metadata={"ModelCardContent": MODEL_CARD_CONTENT})
    """The card as a JSON object, up to 100,000 characters, after AWS's model package model card schema."""

    model_card_status: ModelCardStatus | None = field(
        default=None, converter=to_model_card_status, metadata={"ModelCardStatus": ModelCardStatus}
    )
    """How far its review has come. An archived card can no longer be changed."""


@frozen(kw_only=True, eq=False, repr=False)
class ModelLifeCycle(Structure):
    """Where the model stands in its life cycle, in stages that your organisation defines.

    Source: API shape ``ModelLifeCycle``.
    """

    stage: str = field(metadata={"Stage": ENTITY_NAME})
    """Stage, such as ``Development``: 1 to 63 letters, digits and inner hyphens."""

    stage_status: str = field(metadata={"StageStatus": ENTITY_NAME})
    """Status within the stage, such as ``Approved``: 1 to 63 letters, digits and inner hyphens."""

    stage_description: str | None = field(default=None, metadata={"StageDescription": STAGE_DESCRIPTION})
    """More about the stage, up to 1,024 characters on one line."""
