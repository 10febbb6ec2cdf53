"""Setters for how the model is served, and for what Inference Recommender wants to know."""

from __future__ import annotations

from inspect import Signature, signature
from typing import TYPE_CHECKING, Any, overload

from sagemaker_model_package.constraints import members_of
from sagemaker_model_package.json_text import as_json
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition
from sagemaker_model_package.shapes.making import maker_of
from sagemaker_model_package.showing import nearest

from .draft import CONTAINER_DEFAULTS, Appended, given
from .setters import Setters, refuse_beside_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sagemaker_model_package.instance_types import RealtimeInstanceTypeLike, TransformInstanceTypeLike
    from sagemaker_model_package.shapes.containers import ModelInput
    from sagemaker_model_package.shapes.inference import (
        AdditionalInferenceSpecificationDefinition,
        InferenceSpecification,
    )
    from sagemaker_model_package.shapes.model_data import (
        AdditionalModelDataSource,
        AdditionalS3DataSource,
        BaseModel,
        ModelDataSource,
    )

    from .setters import B


class InferenceSetters(Setters):
    """Containers, content types, instance types."""

    __slots__ = ()

    @overload
    def container(self: B, definition: ModelPackageContainerDefinition | None, /) -> B: ...

    @overload
    def container(
        self: B,
        /,
        *,
        image: str | None = None,
        model_data_url: str | None = None,
        environment: Mapping[str, str] | None = None,
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
    ) -> B: ...

    def container(self: B, definition: Any = None, /, **members: Any) -> B:
        """Append a container: all its members by keyword, or one ``ModelPackageContainerDefinition``.

        A container needs an ``image`` or a ``base_model``; ``ModelPackageContainerDefinition`` says what each member
        is. Source: API member ``InferenceSpecification.Containers``.

        Raises:
            TypeError: for a keyword that is no member, or for keywords beside a definition.
        """
        if definition is None:
            try:
                definition = maker_of(ModelPackageContainerDefinition)(**members)
            except TypeError:
                raise TypeError(_unexpected(members)) from None
            for value in members.values():
                if value is not None:
                    break
            else:
                return self
        elif members:
            refuse_beside_whole("container", members)
        return self._set("container", "inference_specification", Appended((definition,)), "containers")

    def containers(self: B, *definitions: ModelPackageContainerDefinition) -> B:
        """Set all containers, 1 to 15. Source: API member ``InferenceSpecification.Containers``."""
        return self._set("containers", "inference_specification", definitions, "containers")

    def content_types(self: B, *mime_types: str) -> B:
        """Set the MIME types that the model accepts; none makes the list empty.

        Source: API member ``InferenceSpecification.SupportedContentTypes``.
        """
        return self._set("content_types", "inference_specification", mime_types, "supported_content_types")

    def response_mime_types(self: B, *mime_types: str) -> B:
        """Set the MIME types that the model returns, such as ``text/csv``; none makes the list empty.

        Source: API member ``InferenceSpecification.SupportedResponseMIMETypes``.
        """
        return self._set("response_mime_types", "inference_specification", mime_types, "supported_response_mime_types")

    def transform_instance_types(self: B, *instance_types: TransformInstanceTypeLike) -> B:
        """Set the instance types for batch transform.

        Source: API member ``InferenceSpecification.SupportedTransformInstanceTypes``.
        """
        return self._set(
            "transform_instance_types", "inference_specification", instance_types, "supported_transform_instance_types"
        )

    def realtime_instance_types(self: B, *instance_types: RealtimeInstanceTypeLike) -> B:
        """Set the instance types for real-time endpoints; none makes the list empty.

        Source: API member ``InferenceSpecification.SupportedRealtimeInferenceInstanceTypes``.
        """
        return self._set(
            "realtime_instance_types",
            "inference_specification",
            instance_types,
            "supported_realtime_inference_instance_types",
        )

    def inference_specification(self: B, specification: InferenceSpecification | None) -> B:
        """Set the inference specification whole; later setters go on from there.

        Source: API member ``InferenceSpecification``.
        """
        return self._set("inference_specification", "inference_specification", specification)

    def additional_inference_specification(
        self: B, specification: AdditionalInferenceSpecificationDefinition | None
    ) -> B:
        """Append a further way to serve the model. Source: API member ``AdditionalInferenceSpecifications``."""
        appended = None if specification is None else Appended((specification,))
        return self._set("additional_inference_specification", "additional_inference_specifications", appended)

    def additional_inference_specifications(self: B, *specifications: AdditionalInferenceSpecificationDefinition) -> B:
        """Set all further ways to serve the model, 1 to 15. Source: API member of the same name."""
        return self._set("additional_inference_specifications", "additional_inference_specifications", specifications)

    def domain(self: B, domain: str | None) -> B:
        """Set the machine-learning domain, such as ``COMPUTER_VISION``. Source: API member ``Domain``."""
        return self._set("domain", "domain", domain)

    def task(self: B, task: str | None) -> B:
        """Set the machine-learning task, such as ``CLASSIFICATION``. Source: API member ``Task``.

        Inference Recommender knows eight; others are warned of.
        """
        return self._set("task", "task", task)

    def sample_payload_url(self: B, uri: str | None) -> B:
        """Set the S3 URI of a ``.tar.gz`` archive of sample requests. Source: API member ``SamplePayloadUrl``."""
        return self._set("sample_payload_url", "sample_payload_url", uri)

    def inference_recommender(
        self: B,
        *,
        domain: str | None = None,
        task: str | None = None,
        sample_payload_url: str | None = None,
        framework: str | None = None,
        framework_version: str | None = None,
        nearest_model_name: str | None = None,
        data_input_config: Mapping[str, Any] | Sequence[Any] | str | None = None,
    ) -> B:
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
            model_input=given(data_input_config=as_json(data_input_config)),
        )
        fields = (("domain", domain), ("task", task), ("sample_payload_url", sample_payload_url))
        builder = self._set("inference_recommender", CONTAINER_DEFAULTS, defaults)
        for field, value in fields:
            builder = builder._set("inference_recommender", field, value)  # noqa: SLF001 - of the same class
        return builder


def _container_signature() -> Signature:
    """Return the signature of ``container`` as its overloads have it: notebooks and ``help()`` do not see those."""
    written = signature(InferenceSetters.container)
    this, definition, _ = written.parameters.values()
    members = signature(ModelPackageContainerDefinition).parameters.values()
    return written.replace(parameters=[this, definition, *members])


vars(InferenceSetters.container)["__signature__"] = _container_signature()


def _unexpected(members: Mapping[str, Any]) -> str:
    known = [member.attribute for member in members_of(ModelPackageContainerDefinition)]
    unknown = next(name for name in members if name not in known)
    near = nearest(unknown, known)
    return f"container() got an unexpected keyword argument {unknown!r}" + (f". Did you mean {near!r}?" if near else "")
