"""Setters for how the model is served, and for what Inference Recommender wants to know."""

from __future__ import annotations

from inspect import Signature, cleandoc, signature
from typing import TYPE_CHECKING, Any, cast, overload

import attrs

from sagemaker_model_package._constraints import members_of
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.mappings import is_mapping, without_none
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package._internal.signatures import signature_of
from sagemaker_model_package._internal.value_format import format_value, is_text
from sagemaker_model_package.builder._draft import Appended, Draft, given, given_part, merged
from sagemaker_model_package.builder._setters import Setters, refuse_beside_whole
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sagemaker_model_package._instance_types import RealtimeInstanceTypeLike, TransformInstanceTypeLike
    from sagemaker_model_package._internal import json_dump
    from sagemaker_model_package.builder._draft import Step
    from sagemaker_model_package.builder._setters import Self
    from sagemaker_model_package.shapes.additional_inference import AdditionalInferenceSpecificationDefinition
    from sagemaker_model_package.shapes.inference import InferenceSpecification
    from sagemaker_model_package.shapes.model_data import (
        AdditionalModelDataSource,
        AdditionalS3DataSource,
        BaseModel,
        ModelDataSource,
    )
    from sagemaker_model_package.shapes.model_input import ModelInput
else:
    json_dump = LazyModule("sagemaker_model_package._internal.json_dump")


class InferenceSetters(Setters):
    """Containers, content types, instance types."""

    __slots__ = ()

    @overload
    def container(self: Self, definition: ModelPackageContainerDefinition | None, /) -> Self: ...

    @overload
    def container(
        self: Self,
        /,
        *,
        image: str | None = None,
        model_data_url: str | None = None,
        environment: Mapping[str, str | None] | None = None,
        container_hostname: str | None = None,
        image_digest: str | None = None,
        model_data_source: ModelDataSource | None = None,
        product_id: str | None = None,
        model_input: ModelInput | None = None,
        framework: str | None = None,
        framework_version: str | None = None,
        nearest_model_name: str | None = None,
        additional_model_data_sources: Sequence[AdditionalModelDataSource] | None = None,
        additional_s3_data_source: AdditionalS3DataSource | None = None,
        model_data_etag: str | None = None,
        is_checkpoint: bool | None = None,
        base_model: BaseModel | None = None,
    ) -> Self: ...

    def container(self: Self, definition: ModelPackageContainerDefinition | None = None, /, **members: Any) -> Self:
        """Append a container: all its members by keyword, or one ``ModelPackageContainerDefinition``.

        A container needs an ``image`` or a ``base_model``; ``ModelPackageContainerDefinition`` says what each member
        is. ``None`` values in an ``environment`` are skipped. Source: API member
        ``InferenceSpecification.Containers``.

        Raises:
            TypeError: for a keyword that is not a member, or for keywords beside a definition.
        """
        if definition is None:
            if not members.keys() <= _CONTAINER_MEMBERS.keys():
                problem = _unexpected(members)
                __tracebackhide__ = _rich_traceback_omit = True
                members.clear()  # a traceback keeps them, and they may hold a secret
                raise TypeError(problem)
            members["environment"] = without_none(members.get("environment"))
            given_members = {name: value for name, value in members.items() if value is not None}
            if not given_members:
                return self
            definition = ModelPackageContainerDefinition(**given_members)
        elif members:
            __tracebackhide__ = _rich_traceback_omit = True
            refuse_beside_whole("container", members)
        return self._set(inference_specification=Draft(containers=Appended((definition,))))

    def containers(self: Self, *definitions: ModelPackageContainerDefinition) -> Self:
        """Set all containers, 1 to 15. Source: API member ``InferenceSpecification.Containers``."""
        return self._set(inference_specification=Draft(containers=definitions))

    def update_container(
        self: Self,
        which: int | str,
        /,
        *,
        image: str | None = None,
        model_data_url: str | None = None,
        environment: Mapping[str, str | None] | None = None,
        container_hostname: str | None = None,
        image_digest: str | None = None,
        model_data_source: ModelDataSource | None = None,
        product_id: str | None = None,
        model_input: ModelInput | None = None,
        framework: str | None = None,
        framework_version: str | None = None,
        nearest_model_name: str | None = None,
        additional_model_data_sources: Sequence[AdditionalModelDataSource] | None = None,
        additional_s3_data_source: AdditionalS3DataSource | None = None,
        model_data_etag: str | None = None,
        is_checkpoint: bool | None = None,
        base_model: BaseModel | None = None,
    ) -> Self:
        """Change members of a container, which is named by its index, as Python counts, or by its host name.

        What is not given stays. ``environment`` merges by key. What belongs to a replaced value goes with it: the
        digest with the image, the entity tag with the model data; and ``model_data_url`` and ``model_data_source``
        replace each other. Source: API member ``InferenceSpecification.Containers``.

        Raises:
            LookupError: where there is no such container, or several have the host name.
        """
        try:
            before, container, after = _around(self._last, which)
        except LookupError as error:
            __tracebackhide__ = _rich_traceback_omit = True
            environment = FORGOTTEN  # a traceback keeps it
            raise error.with_traceback(None) from None
        changes = given(
            image=image,
            model_data_url=model_data_url,
            environment=without_none(environment),
            container_hostname=container_hostname,
            image_digest=image_digest,
            model_data_source=model_data_source,
            product_id=product_id,
            model_input=model_input,
            framework=framework,
            framework_version=framework_version,
            nearest_model_name=nearest_model_name,
            additional_model_data_sources=additional_model_data_sources,
            additional_s3_data_source=additional_s3_data_source,
            model_data_etag=model_data_etag,
            is_checkpoint=is_checkpoint,
            base_model=base_model,
        )
        updated = _updated(container, changes or {})
        return self._set(inference_specification=Draft(containers=(*before, updated, *after)) if changes else None)

    def replace_container(self: Self, which: int | str, definition: ModelPackageContainerDefinition, /) -> Self:
        """Replace a container, which is named by its index, as Python counts, or by its host name.

        Source: API member ``InferenceSpecification.Containers``.

        Raises:
            LookupError: where there is no such container, or several have the host name.
        """
        try:
            before, _, after = _around(self._last, which)
        except LookupError as error:
            __tracebackhide__ = _rich_traceback_omit = True
            definition = FORGOTTEN
            raise error.with_traceback(None) from None
        return self._set(inference_specification=Draft(containers=(*before, definition, *after)))

    def remove_container(self: Self, which: int | str, /) -> Self:
        """Drop a container, which is named by its index, as Python counts, or by its host name.

        Source: API member ``InferenceSpecification.Containers``.

        Raises:
            LookupError: where there is no such container, or several have the host name.
        """
        try:
            before, _, after = _around(self._last, which)
        except LookupError as error:
            __tracebackhide__ = _rich_traceback_omit = True
            raise error.with_traceback(None) from None
        return self._set(inference_specification=Draft(containers=(*before, *after)))

    def content_types(self: Self, *mime_types: str) -> Self:
        """Set the MIME types that the model accepts; none makes the list empty.

        Source: API member ``InferenceSpecification.SupportedContentTypes``.
        """
        return self._set(inference_specification=Draft(supported_content_types=mime_types))

    def response_mime_types(self: Self, *mime_types: str) -> Self:
        """Set the MIME types that the model returns, such as ``text/csv``; none makes the list empty.

        Source: API member ``InferenceSpecification.SupportedResponseMIMETypes``.
        """
        return self._set(inference_specification=Draft(supported_response_mime_types=mime_types))

    def transform_instance_types(self: Self, *instance_types: TransformInstanceTypeLike) -> Self:
        """Set the instance types for batch transform.

        Source: API member ``InferenceSpecification.SupportedTransformInstanceTypes``.
        """
        return self._set(inference_specification=Draft(supported_transform_instance_types=instance_types))

    def realtime_instance_types(self: Self, *instance_types: RealtimeInstanceTypeLike) -> Self:
        """Set the instance types for real-time endpoints; none makes the list empty.

        Source: API member ``InferenceSpecification.SupportedRealtimeInferenceInstanceTypes``.
        """
        return self._set(inference_specification=Draft(supported_realtime_inference_instance_types=instance_types))

    def inference_specification(self: Self, specification: InferenceSpecification | None) -> Self:
        """Set the inference specification whole; later setters go on from there.

        Source: API member ``InferenceSpecification``.
        """
        return self._set(inference_specification=specification)

    def additional_inference_specification(
        self: Self, specification: AdditionalInferenceSpecificationDefinition | None
    ) -> Self:
        """Append a further way to serve the model. Source: API member ``AdditionalInferenceSpecifications``."""
        appended = None if specification is None else Appended((specification,))
        return self._set(additional_inference_specifications=appended)

    def additional_inference_specifications(
        self: Self, *specifications: AdditionalInferenceSpecificationDefinition
    ) -> Self:
        """Set all further ways to serve the model, 1 to 15. Source: API member of the same name."""
        return self._set(additional_inference_specifications=specifications)

    def domain(self: Self, domain: str | None) -> Self:
        """Set the machine-learning domain, such as ``COMPUTER_VISION``. Source: API member ``Domain``."""
        return self._set(domain=domain)

    def task(self: Self, task: str | None) -> Self:
        """Set the machine-learning task, such as ``CLASSIFICATION``. Source: API member ``Task``.

        Inference Recommender knows eight; others are warned of.
        """
        return self._set(task=task)

    def sample_payload_url(self: Self, uri: str | None) -> Self:
        """Set the S3 URI of a ``.tar.gz`` archive of sample requests. Source: API member ``SamplePayloadUrl``."""
        return self._set(sample_payload_url=uri)

    def inference_recommender(
        self: Self,
        *,
        domain: str | None = None,
        task: str | None = None,
        sample_payload_url: str | None = None,
        framework: str | None = None,
        framework_version: str | None = None,
        nearest_model_name: str | None = None,
        data_input_config: Mapping[str, Any] | Sequence[Any] | str | None = None,
    ) -> Self:
        """Set all that Inference Recommender reads, in one call.

        The last four are members of containers. They go to every container of the inference specification that does
        not say otherwise itself, whether it was given before this call or comes after it.

        Args:
            domain: As in ``domain()``.
            task: As in ``task()``.
            sample_payload_url: As in ``sample_payload_url()``.
            framework: Framework of the image, such as ``XGBOOST``.
            framework_version: Its version, such as ``1.7-1``.
            nearest_model_name: The benchmarked model that comes closest.
            data_input_config: Names and shapes of the inputs; a dict or list is dumped as JSON, a str stays as it is.
        """
        defaults = given(
            framework=framework,
            framework_version=framework_version,
            nearest_model_name=nearest_model_name,
            model_input=given(data_input_config=json_dump.as_json(data_input_config)),
        )
        builder = self._set(domain=domain, task=task, sample_payload_url=sample_payload_url)
        return builder._set_container_defaults(defaults)  # noqa: SLF001 - of the same class


def _container_signature() -> Signature:
    """Return the signature of ``container`` as its overloads have it: notebooks and ``help()`` do not see those."""
    written = signature(InferenceSetters.container)
    this, definition, _ = written.parameters.values()
    members = signature_of(ModelPackageContainerDefinition).parameters.values()
    return written.replace(parameters=[this, definition, *members])


def _container_docstring() -> str:
    """Return the docstring of ``container`` with what ``ModelPackageContainerDefinition`` says of each member."""
    members = cleandoc(ModelPackageContainerDefinition.__doc__ or "").partition("Attributes:")[2]
    return f"{cleandoc(InferenceSetters.container.__doc__ or '')}\n\nArgs:{members}"


vars(InferenceSetters.container).update(
    __signature__=_container_signature(),
    getdoc=_container_docstring,  # IPython asks for this, and only then
)


_GOES_WITH: Mapping[str, tuple[str, ...]] = {
    "image": ("image_digest",),
    "model_data_url": ("model_data_etag", "model_data_source"),
    "model_data_source": ("model_data_etag", "model_data_url"),
}
"""Members that belong to the old value of another one, and go with it."""


def _updated(container: Any, changes: Mapping[str, Any]) -> Any:
    """Return a container with members changed; what is not a container stays, for the check to report."""
    if not issubclass(type(container), ModelPackageContainerDefinition):
        return container
    dropped = {name: None for changed in changes for name in _GOES_WITH.get(changed, ())}
    environment = changes.get("environment")
    if is_mapping(environment) and container.environment:
        changes = {**changes, "environment": {**container.environment, **environment}}
    return attrs.evolve(container, **{**dropped, **changes})


def _around(last: Step | None, which: int | str) -> tuple[tuple[Any, ...], Any, tuple[Any, ...]]:
    """Return the containers before one of them, itself, and those after it; raise ``LookupError`` for no single one."""
    specification = merged(last).get("inference_specification")
    containers: tuple[Any, ...] = _listed(given_part(specification, "containers"))
    hostnames = [given_part(one, "container_hostname") for one in containers]
    found = [
        index
        for index, hostname in enumerate(hostnames)
        if _is_named(which, (index, index - len(containers)), hostname)
    ]
    if len(found) == 1:
        return containers[: found[0]], containers[found[0]], containers[found[0] + 1 :]
    there = [str(index) if name is None else f"{index} ({format_value(name)})" for index, name in enumerate(hostnames)]
    problem = (
        f"{len(found) or 'no'} containers are named {format_value(which)}; "
        f"give an index: {', '.join(there) or 'there is no container yet'}"
    )
    raise LookupError(problem)


def _listed(containers: Any) -> tuple[Any, ...]:
    """Return what a specification has for containers as a tuple; none where it is no list."""
    listed: Any = as_tuple(containers)
    return listed if issubclass(type(listed), tuple) else ()


def _is_named(which: object, indices: tuple[int, ...], hostname: object) -> bool:
    """Return whether a container is meant by an index or a host name; what is neither means none."""
    if is_text(which):
        return is_text(hostname) and str.__str__(which) == str.__str__(hostname)
    return issubclass(type(which), int) and int.__int__(cast("int", which)) in indices


_CONTAINER_MEMBERS = dict.fromkeys(member.attribute for member in members_of(ModelPackageContainerDefinition))


def _unexpected(members: Mapping[str, Any]) -> str:
    from sagemaker_model_package.builder._leads import for_container_keyword

    unknown = next(name for name in members if name not in _CONTAINER_MEMBERS)
    return f"container() got an unexpected keyword argument {unknown!r}{for_container_keyword(unknown)}"
