"""Setters for what the package is, who made it, and what is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.mappings import is_mapping, without_none
from sagemaker_model_package.builder._draft import Draft, given
from sagemaker_model_package.builder._setters import Setters, refuse_beside_whole
from sagemaker_model_package.builder.metadata import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_model_package._internal import json_dump
    from sagemaker_model_package.builder._setters import Self
    from sagemaker_model_package.builder.metadata import MetadataValue
    from sagemaker_model_package.enums import (
        ManagedStorageTypeLike,
        ModelCardStatusLike,
        ModelPackageRegistrationTypeLike,
    )
    from sagemaker_model_package.shapes import governance
    from sagemaker_model_package.shapes.governance import (
        MetadataProperties,
        ModelLifeCycle,
        ModelPackageModelCard,
        ModelPackageSecurityConfig,
    )
else:
    json_dump = LazyModule("sagemaker_model_package._internal.json_dump")
    governance = LazyModule("sagemaker_model_package.shapes.governance")


class GovernanceSetters(Setters):
    """Description, provenance, metadata, model card, life cycle, encryption, storage."""

    __slots__ = ()

    def description(self: Self, text: str | None) -> Self:
        """Say what the package is, in up to 1,024 characters without line breaks.

        Source: API member ``ModelPackageDescription``.
        """
        return self._set(model_package_description=text)

    def registration_type(self: Self, registration_type: ModelPackageRegistrationTypeLike | None) -> Self:
        """Set whether the package is ``Registered``, or only ``Logged``.

        Source: API member ``ModelPackageRegistrationType``.
        """
        return self._set(model_package_registration_type=registration_type)

    @overload
    def metadata_properties(self: Self, properties: MetadataProperties | None, /) -> Self: ...

    @overload
    def metadata_properties(
        self: Self,
        /,
        *,
        commit_id: str | None = None,
        repository: str | None = None,
        generated_by: str | None = None,
        project_id: str | None = None,
    ) -> Self: ...

    def metadata_properties(
        self: Self,
        properties: MetadataProperties | None = None,
        /,
        *,
        commit_id: str | None = None,
        repository: str | None = None,
        generated_by: str | None = None,
        project_id: str | None = None,
    ) -> Self:
        """Say where the model came from: member by member, or whole. Source: API member ``MetadataProperties``.

        Args:
            properties: All of them, in place of the keywords.
            commit_id: Commit that the model was built from.
            repository: Repository of that commit.
            generated_by: What produced the model, such as the ARN of a training job.
            project_id: SageMaker project.
        """
        parts = given(commit_id=commit_id, repository=repository, generated_by=generated_by, project_id=project_id)
        if properties is None:
            return self._set(metadata_properties=parts)
        refuse_beside_whole("metadata_properties", parts)
        return self._set(metadata_properties=properties)

    def customer_metadata(self: Self, properties: Mapping[str, MetadataValue | None] | None) -> Self:
        """Add properties of your own, by key; later calls merge. ``None`` values are skipped.

        Numbers, numpy's too, are written as Python writes them, ``True`` and ``False`` as ``true`` and ``false``, dates
        and times in ISO 8601, paths and UUIDs as their text. Up to 50 properties, keys of 1 to 128 and values of 1 to
        256 letters, digits, spaces and ``_ . : / = + - @``; ``sagemaker_model_package.builder.metadata_text`` makes
        one of any text. Source: API member ``CustomerMetadataProperties``.
        """
        present = without_none(properties)
        if not is_mapping(present):
            return self._set(customer_metadata_properties=present)
        return self._set(customer_metadata_properties=Draft({key: as_text(value) for key, value in present.items()}))

    @overload
    def model_card(self: Self, card: ModelPackageModelCard, /) -> Self: ...

    @overload
    def model_card(
        self: Self, content: Mapping[str, Any] | str | None = None, *, status: ModelCardStatusLike | None = None
    ) -> Self: ...

    def model_card(
        self: Self,
        content: ModelPackageModelCard | Mapping[str, Any] | str | None = None,
        *,
        status: ModelCardStatusLike | None = None,
    ) -> Self:
        """Set the model card: its content as a dict or as JSON text, and its status; or whole.

        A dict is dumped as compact JSON, a str stays as it is. Source: API member ``ModelCard``.
        """
        if issubclass(type(content), governance.ModelPackageModelCard):
            refuse_beside_whole("model_card", given(status=status))
            return self._set(model_card=content)
        return self._set(model_card=given(model_card_content=json_dump.as_json(content), model_card_status=status))

    @overload
    def life_cycle(self: Self, life_cycle: ModelLifeCycle | None, /) -> Self: ...

    @overload
    def life_cycle(self: Self, stage: str, status: str, description: str | None = None) -> Self: ...

    def life_cycle(
        self: Self, stage: str | ModelLifeCycle | None, status: str | None = None, description: str | None = None
    ) -> Self:
        """Say where the model stands in its life cycle: stage, status and a description; or whole.

        A description given earlier stays until another one is given. Source: API member ``ModelLifeCycle``.
        """
        if issubclass(type(stage), governance.ModelLifeCycle):
            refuse_beside_whole("life_cycle", given(status=status, description=description))
            return self._set(model_life_cycle=stage)
        parts = given(stage=stage, stage_status=status, stage_description=description)
        return self._set(model_life_cycle=parts)

    def security_config(self: Self, config: ModelPackageSecurityConfig | None) -> Self:
        """Set the encryption of the package's information, whole. Source: API member ``SecurityConfig``."""
        return self._set(security_config=config)

    def kms_key_id(self: Self, kms_key_id: str | None) -> Self:
        """Set the KMS key that encrypts the package's information. Source: API member ``SecurityConfig.KmsKeyId``."""
        return self._set(security_config=given(kms_key_id=kms_key_id))

    def managed_storage_type(self: Self, storage_type: ManagedStorageTypeLike | None) -> Self:
        """Set the type of managed storage: ``Restricted``. Source: API member ``ManagedStorageType``."""
        return self._set(managed_storage_type=storage_type)

    def client_token(self: Self, token: str | None) -> Self:
        """Set the token that makes a repeated call create nothing new, 1 to 36 letters, digits and hyphens.

        Without one botocore makes a new token for each call. Source: API member ``ClientToken``.
        """
        return self._set(client_token=token)
