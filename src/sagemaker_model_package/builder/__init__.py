"""The three builders: one for what both kinds of package share, and one for each kind.

What a kind requires is an argument of the move to it, and what does not apply to it is not a method of its class:
editors do not offer it, and type checkers say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, cast, overload

from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.mappings import is_mapping, refuse_boto3_tags, without_none
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package._internal.value_format import type_name
from sagemaker_model_package._validation.problems import reported
from sagemaker_model_package.builder._draft import Draft, Tags, assemble
from sagemaker_model_package.builder._governance import GovernanceSetters
from sagemaker_model_package.builder._inference import InferenceSetters
from sagemaker_model_package.builder._metrics import MetricsSetters
from sagemaker_model_package.builder._origin import OriginSetters
from sagemaker_model_package.builder._setters import started
from sagemaker_model_package.builder.metadata import metadata_text
from sagemaker_model_package.packages._checked import CheckedPackage
from sagemaker_model_package.shapes._request import ModelPackageRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typing_extensions import Self

    from sagemaker_model_package._instance_types import RealtimeInstanceTypeLike, TransformInstanceTypeLike
    from sagemaker_model_package.enums import ModelApprovalStatusLike
    from sagemaker_model_package.errors import Kind
    from sagemaker_model_package.packages import (
        ModelPackage,
        UnversionedModelPackage,
        VersionedModelPackage,
        unversioned,
        versioned,
    )
    from sagemaker_model_package.shapes import _unversioned_request, _versioned_request, algorithm, governance
    from sagemaker_model_package.shapes.governance import Tag
    from sagemaker_model_package.shapes.model_data import ModelDataSource
else:
    unversioned = LazyModule("sagemaker_model_package.packages.unversioned")
    _unversioned_request = LazyModule("sagemaker_model_package.shapes._unversioned_request")
    versioned = LazyModule("sagemaker_model_package.packages.versioned")
    _versioned_request = LazyModule("sagemaker_model_package.shapes._versioned_request")
    algorithm = LazyModule("sagemaker_model_package.shapes.algorithm")
    governance = LazyModule("sagemaker_model_package.shapes.governance")

__all__ = ["ModelPackageBuilder", "UnversionedModelPackageBuilder", "VersionedModelPackageBuilder", "metadata_text"]


class _CommonSetters(InferenceSetters, MetricsSetters, OriginSetters, GovernanceSetters):
    """All setters that apply to both kinds."""

    __slots__ = ()

    if not TYPE_CHECKING:  # where a type checker could see it, it would take every name for an attribute

        def __getattr__(self, name: str) -> NoReturn:
            """Say why there is no such setter, and what to do instead."""
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            if not name.startswith("_"):  # copy and pickle probe for those
                from sagemaker_model_package.builder._leads import for_attribute

                message += for_attribute(type(self), name)
            raise AttributeError(message, name=name, obj=self)


class ModelPackageBuilder(_CommonSetters):
    """Collects what both kinds of package have, then moves on to one of them.

    Builders are immutable: every setter returns a new one, so one that is partly filled can be shared and branched.
    ``None`` means "not set" for every optional argument. Lists: a plural name sets, a singular one appends. Mappings
    merge by key. Whatever else is given again replaces what was there. ``versioned``, ``unversioned`` or
    ``unversioned_from_algorithm`` choose the kind; ``build`` is a method of what they return.
    """

    __slots__ = ()

    @staticmethod
    def _request_class() -> type[ModelPackageRequest]:
        return ModelPackageRequest

    def __init__(self) -> None:  # noqa: D107 - of a call, editors show this text, and the class's where there is none
        self._last = None
        self._container_defaults = None
        self._watch = None

    @overload
    @staticmethod
    def from_package(package: VersionedModelPackage) -> VersionedModelPackageBuilder: ...

    @overload
    @staticmethod
    def from_package(package: UnversionedModelPackage) -> UnversionedModelPackageBuilder: ...

    @staticmethod
    def from_package(package: ModelPackage) -> VersionedModelPackageBuilder | UnversionedModelPackageBuilder:
        """Start from a package, as ``package.to_builder()`` does: the builder of its kind holds all of it.

        The approval status and the client token are not carried over: a copy starts as pending.

        Raises:
            TypeError: where it is not a model package.
        """
        if issubclass(type(cast("object", package)), CheckedPackage):  # it may be anything
            return started(_BUILDERS[package.kind], package)
        raise TypeError(
            f"from_package() takes a model package, got a value of type {type_name(package)}; "
            "a described package has its package as .package, and from_kwargs(...) makes one of a dict"
        )

    def versioned(self, group: str) -> VersionedModelPackageBuilder:
        """Move on to a version in a group, given by name or ARN. Source: API member ``ModelPackageGroupName``."""
        return self._move(VersionedModelPackageBuilder, model_package_group_name=group)

    def unversioned(
        self,
        name: str,
        *,
        transform_instance_types: Sequence[TransformInstanceTypeLike],
        realtime_instance_types: Sequence[RealtimeInstanceTypeLike],
    ) -> UnversionedModelPackageBuilder:
        """Move on to an unversioned package.

        Source: API members ``ModelPackageName`` and ``InferenceSpecification``.

        Args:
            name: Its name, 1 to 63 letters, digits and inner hyphens.
            transform_instance_types: Instance types for batch transform, at least one; replace those set before.
            realtime_instance_types: Instance types for real-time endpoints, at least one; replace those set before.
        """
        specification = Draft(
            supported_transform_instance_types=as_tuple(transform_instance_types),
            supported_realtime_inference_instance_types=as_tuple(realtime_instance_types),
        )
        return self._move(
            UnversionedModelPackageBuilder, model_package_name=name, inference_specification=specification
        )

    def unversioned_from_algorithm(
        self,
        name: str,
        algorithm_name: str,
        *,
        model_data_url: str | None = None,
        model_data_source: ModelDataSource | None = None,
        model_data_etag: str | None = None,
    ) -> UnversionedModelPackageBuilder:
        """Move on to an unversioned package that is made from an algorithm, and so needs no containers.

        Source: API members ``ModelPackageName`` and ``SourceAlgorithmSpecification``.

        Args:
            name: Its name, 1 to 63 letters, digits and inner hyphens.
            algorithm_name: Name or ARN of the algorithm; replaces a source algorithm set before.
            model_data_url: S3 URI of the model's ``.tar.gz`` archive.
            model_data_source: Where the model data is, in place of a URL.
            model_data_etag: Entity tag of the object at ``model_data_url``.
        """
        source = algorithm.SourceAlgorithm(
            algorithm_name=algorithm_name,
            model_data_url=model_data_url,
            model_data_source=model_data_source,
            model_data_etag=model_data_etag,
        )
        specification = algorithm.SourceAlgorithmSpecification(source_algorithms=(source,))
        return self._move(
            UnversionedModelPackageBuilder, model_package_name=name, source_algorithm_specification=specification
        )


class VersionedModelPackageBuilder(_CommonSetters):
    """Completes a version in a group; ``ModelPackageBuilder().versioned(group)`` makes one."""

    __slots__ = ()

    @staticmethod
    def _request_class() -> type[ModelPackageRequest]:
        return _versioned_request.VersionedRequest

    def __init__(self) -> None:
        """Refuse: a version needs its group."""
        raise TypeError("start with ModelPackageBuilder(), and move on with .versioned(group)")

    def approval_status(self, status: ModelApprovalStatusLike | None) -> Self:
        """Set whether the version may be deployed; the service's default is ``PendingManualApproval``.

        Source: API member ``ModelApprovalStatus``.
        """
        return self._set(model_approval_status=status)

    def build(self) -> versioned.VersionedModelPackage:
        """Check everything, once, and return the package.

        Raises:
            ModelPackageValidationError: with every problem found. What will be regretted is a ``ModelPackageWarning``.
        """
        try:
            return assemble(versioned.VersionedModelPackage, self._last, self._container_defaults)
        except reported() as error:
            __tracebackhide__ = _rich_traceback_omit = True
            raise error.with_traceback(None) from None


class UnversionedModelPackageBuilder(_CommonSetters):
    """Completes an unversioned package; ``unversioned`` and ``unversioned_from_algorithm`` make one."""

    __slots__ = ()

    @staticmethod
    def _request_class() -> type[ModelPackageRequest]:
        return _unversioned_request.UnversionedRequest

    def __init__(self) -> None:
        """Refuse: an unversioned package needs a name, and more."""
        raise TypeError("start with ModelPackageBuilder(), and move on with .unversioned(...)")

    def certify_for_marketplace(self, certify: bool | None = True) -> Self:  # noqa: FBT001, FBT002 - the method says what is true
        """Set that the package is to be certified for AWS Marketplace, or with ``False`` that it is not.

        Source: API member ``CertifyForMarketplace``.
        """
        return self._set(certify_for_marketplace=certify)

    def tags(self, *tags: Mapping[str, str | None] | Tag | None) -> Self:
        """Add tags, as a mapping or as ``Tag`` objects; they merge by key. ``None`` values are skipped. Up to 50.

        Source: API member ``Tags``.

        Raises:
            TypeError: for tags in boto3's own form, which are written shorter here.
        """
        refuse_boto3_tags("tags()", *tags)
        filled = [without_none(one) if is_mapping(one) else one for one in tags]
        present = [one for one in filled if one is not None]
        given_tags: list[Tag] = []
        for one in present:
            given_tags += [governance.Tag(key=k, value=v) for k, v in one.items()] if is_mapping(one) else [one]
        return self._set(tags=Tags(given_tags) if present else None)

    def build(self) -> unversioned.UnversionedModelPackage:
        """Check everything, once, and return the package.

        Raises:
            ModelPackageValidationError: with every problem found. What will be regretted is a ``ModelPackageWarning``.
        """
        try:
            return assemble(unversioned.UnversionedModelPackage, self._last, self._container_defaults)
        except reported() as error:
            __tracebackhide__ = _rich_traceback_omit = True
            raise error.with_traceback(None) from None


_BUILDERS: dict[Kind, type[VersionedModelPackageBuilder | UnversionedModelPackageBuilder]] = {
    "versioned": VersionedModelPackageBuilder,
    "unversioned": UnversionedModelPackageBuilder,
}
"""The builder of each kind of package."""
