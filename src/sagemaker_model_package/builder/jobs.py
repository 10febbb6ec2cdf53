"""Builders that start from what a finished job made.

A job's description says where its model is and what it ran in; here that is read and put where a package has it. The
descriptions are given, never fetched: nothing here knows a client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeGuard

from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.mappings import is_mapping
from sagemaker_model_package._internal.value_format import format_value, is_text, type_name
from sagemaker_model_package.builder import ModelPackageBuilder
from sagemaker_model_package.errors import JobResponseError
from sagemaker_model_package.shapes.model_data import ModelDataSource, S3ModelDataSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ProcessingUnit: TypeAlias = Literal["CPU", "GPU"]
"""What the containers of an AutoML candidate may run on."""


def from_training_job(
    response: Mapping[str, object],
    *,
    image: str | None = None,
    environment: Mapping[str, str | None] | None = None,
    allow_stopped: bool = False,
) -> ModelPackageBuilder:
    """Start a builder from a response of ``describe_training_job``.

    What is read, and where it goes:

    * ``TrainingJobArn``: ``MetadataProperties.GeneratedBy``.
    * ``AlgorithmSpecification.TrainingImage``: a container's ``Image``.
    * ``ModelArtifacts.S3ModelArtifacts``: its ``ModelDataUrl``. Where ``OutputDataConfig.CompressionType`` is ``NONE``,
      its ``ModelDataSource``: an uncompressed ``S3Prefix``, ended with the slash that hosting asks for.
    * ``Environment``, where there is any: its ``Environment``, whole.
    * ``AlgorithmSpecification.AlgorithmName``, which a job has in place of an image: the source algorithm, with the
      model data. An algorithm takes no environment, so the job's is left out.

    Nothing else is read: hyperparameters, metrics and keys stay where they are.

    Args:
        response: What ``describe_training_job`` returned.
        image: The image to serve with, in place of the one that the job trained with. It also makes a container for a
            job whose algorithm has a name instead of an image.
        environment: The container's environment, in place of the job's; ``{}`` for none. ``None`` values are skipped.
        allow_stopped: Whether a job that was stopped will do, such as one that ran out of time; its model is as good as
            the training script left it.

    Returns:
        A builder with all that set; choose the kind, and add what only you know.

    Raises:
        JobResponseError: where the job is not ``Completed``, has no model artifacts or names no image, or where the
            response is of another shape. It says where, and what to do.
    """
    try:
        return _from_training_job(response, image, environment, allow_stopped=allow_stopped)
    except JobResponseError as error:
        __tracebackhide__ = _rich_traceback_omit = True
        response = environment = FORGOTTEN  # a traceback keeps them, and they may hold a secret
        raise error.with_traceback(None) from None


def _from_training_job(
    response: Mapping[str, object],
    image: str | None,
    environment: Mapping[str, str | None] | None,
    *,
    allow_stopped: bool,
) -> ModelPackageBuilder:
    job = _Part.of(response, "describe_training_job", "TrainingJobArn")
    job.require_status("TrainingJobStatus", "training job", _TRAINING_REMEDIES, allow_stopped=allow_stopped)
    algorithm = job.part("AlgorithmSpecification")
    served_by = algorithm.text("TrainingImage") if image is None else image
    data = _model_data(job)
    builder = ModelPackageBuilder().metadata_properties(generated_by=job.required_text("TrainingJobArn", _DESCRIBE))
    if served_by is not None:
        variables = job.mapping("Environment") or None if environment is None else environment
        return builder.container(image=served_by, environment=variables, **data)
    name = algorithm.text("AlgorithmName")
    if name is None:
        raise JobResponseError(
            algorithm.at("TrainingImage"), "the training job names neither an image nor an algorithm", "give image=..."
        )
    if environment is not None:
        raise JobResponseError(
            algorithm.at("AlgorithmName"),
            f"the training job names the algorithm {format_value(name)} and no image, "
            "and an algorithm takes no environment",
            "give image=... beside environment=..., or neither",
        )
    return builder.source_algorithm(name, **data)


def from_automl_candidate(
    response: Mapping[str, object],
    *,
    candidate: Mapping[str, object] | None = None,
    processing_unit: ProcessingUnit | None = None,
) -> ModelPackageBuilder:
    """Start a builder from a response of ``describe_auto_ml_job_v2``, or of ``describe_auto_ml_job``.

    What is read, and where it goes:

    * ``AutoMLJobArn``: ``MetadataProperties.GeneratedBy``.
    * ``BestCandidate.InferenceContainers``: a container each, in their order, with ``Image``, ``ModelDataUrl`` and,
      where there is any, ``Environment``.
    * ``BestCandidate.InferenceContainerDefinitions``, the same by processing unit: where there are no
      ``InferenceContainers``, or where ``processing_unit`` asks for it.

    Args:
        response: What the job's description returned.
        candidate: Another candidate of the job in place of the best one: one of those that
            ``list_candidates_for_auto_ml_job`` lists. The job itself need not have ended then.
        processing_unit: ``CPU`` or ``GPU``, for jobs that have containers for each.

    Returns:
        A builder with all that set; choose the kind, and add what only you know.

    Raises:
        JobResponseError: where the job or the candidate is not ``Completed``, where there is no candidate or it has no
            such containers, or where the response is of another shape. It says where, and what to do.
    """
    try:
        return _from_automl_candidate(response, candidate, processing_unit)
    except JobResponseError as error:
        __tracebackhide__ = _rich_traceback_omit = True
        response = candidate = FORGOTTEN  # a traceback keeps them, and they may hold a secret
        raise error.with_traceback(None) from None


def _from_automl_candidate(
    response: Mapping[str, object], candidate: Mapping[str, object] | None, processing_unit: ProcessingUnit | None
) -> ModelPackageBuilder:
    job = _Part.of(response, "describe_auto_ml_job_v2", "AutoMLJobArn")
    if candidate is None:
        job.require_status("AutoMLJobStatus", "AutoML job", _AUTOML_REMEDIES)
        chosen = job.part("BestCandidate")
        if not chosen.entries:
            raise JobResponseError(chosen.path, "the AutoML job has no best candidate", _LISTED)
    else:
        chosen = _Part.of(candidate, "list_candidates_for_auto_ml_job", "CandidateStatus", path="candidate")
    chosen.require_status("CandidateStatus", "candidate", _CANDIDATE_REMEDIES)
    builder = ModelPackageBuilder()
    for container in _containers(chosen, processing_unit):
        builder = builder.container(
            image=container.required_text("Image", _DESCRIBE),
            model_data_url=container.required_text("ModelDataUrl", _DESCRIBE),
            environment=container.mapping("Environment") or None,
        )
    return builder.metadata_properties(generated_by=job.required_text("AutoMLJobArn", _DESCRIBE))


_DESCRIBE = "describe the job again, and hand over the whole response"
_LISTED = "give candidate=..., one of those that client.list_candidates_for_auto_ml_job(...) lists"

_TRAINING_REMEDIES = {
    "InProgress": "wait for it: client.get_waiter('training_job_completed_or_stopped').wait(TrainingJobName=...)",
    "Failed": "its FailureReason says why; run it again",
    "Stopped": "give allow_stopped=True if its model will do",
}
_AUTOML_REMEDIES = {
    "InProgress": "wait for it, or give candidate=... to take one that is done",
    "Stopped": "give candidate=... to take one that is done",
    "Failed": "its FailureReason says why; run it again, or give candidate=... to take one that is done",
}
_CANDIDATE_REMEDIES = {
    "InProgress": "wait for it, or give candidate=... to take another",
    "Failed": "its FailureReason says why; give candidate=... to take another",
}
_OTHER_REMEDY = "only what is Completed has a model to register"


def _model_data(job: _Part) -> dict[str, Any]:
    """Return the model data of a training job as keywords of a container, or of a source algorithm."""
    uri = job.part("ModelArtifacts").required_text("S3ModelArtifacts", "register a job that saved a model")
    output = job.part("OutputDataConfig")
    compression = output.text("CompressionType")
    if compression in {None, "GZIP"}:
        return {"model_data_url": uri}
    if compression != "NONE":
        raise JobResponseError(
            output.at("CompressionType"),
            f"expected GZIP or NONE, got {format_value(compression)}",
            "fill a ModelPackageBuilder by hand, or update sagemaker-model-package",
        )
    prefix = uri if uri.endswith("/") else f"{uri}/"
    place = S3ModelDataSource(s3_uri=prefix, s3_data_type="S3Prefix", compression_type="None")
    return {"model_data_source": ModelDataSource(s3_data_source=place)}


def _containers(candidate: _Part, processing_unit: str | None) -> list[_Part]:
    recommended = candidate.parts("InferenceContainers")
    if processing_unit is None and recommended:
        return recommended
    by_unit = candidate.part("InferenceContainerDefinitions")
    units = [unit for unit in by_unit.entries if is_text(unit) and by_unit.parts(unit)]
    known = " and ".join(map(format_value, units)) or "none"
    if processing_unit is not None:
        if processing_unit in units:
            return by_unit.parts(processing_unit)
        raise JobResponseError(
            by_unit.path,
            f"the candidate has no containers for {format_value(processing_unit)}, but for {known}",
            "give processing_unit=... one of these" if units else "leave processing_unit out",
        )
    if len(units) == 1:
        return by_unit.parts(units[0])
    if units:
        raise JobResponseError(by_unit.path, f"the candidate has containers for {known}", "choose: processing_unit=...")
    raise JobResponseError(
        candidate.at("InferenceContainers"), "the candidate has no containers", "give candidate=... to take another"
    )


class _Part:
    """A mapping within a response, and where it stands. What is ``None`` or empty is as good as absent."""

    __slots__ = ("entries", "path")

    def __init__(self, entries: Mapping[Any, object], path: str) -> None:
        self.entries = entries
        self.path = path

    @classmethod
    def of(cls, response: object, operation: str, member: str, path: str = "") -> _Part:
        """Return a whole response; refuse what is not one of the operation's."""
        if not is_mapping(response):
            got = f"expected a response of {operation}, got {_kind(response)}"
            raise JobResponseError(path, got, f"give what client.{operation}(...) returned")
        part = cls(response, path)
        part.required_text(member, f"give what client.{operation}(...) returned")
        return part

    def at(self, name: str) -> str:
        """Return the path of a member."""
        return f"{self.path}.{name}".removeprefix(".")

    def text(self, name: str) -> str | None:
        """Return a string, or ``None`` where there is none."""
        value = self.entries.get(name)
        if value is None or is_text(value):
            return value or None
        raise self._wrong_type(self.at(name), "a str", value)

    def required_text(self, name: str, remedy: str) -> str:
        """Return a string that has to be there."""
        text = self.text(name)
        if text is None:
            raise JobResponseError(self.at(name), "missing", remedy)
        return text

    def mapping(self, name: str) -> Mapping[Any, Any]:
        """Return a mapping as it is; the package's check will look into it."""
        value = self.entries.get(name)
        if value is None:
            return {}
        if is_mapping(value):
            return value
        raise self._wrong_type(self.at(name), "a mapping", value)

    def part(self, name: str) -> _Part:
        """Return a mapping as a part; an empty one where there is none."""
        return _Part(self.mapping(name), self.at(name))

    def parts(self, name: str) -> list[_Part]:
        """Return a list of mappings as parts; an empty one where there is none."""
        value = self.entries.get(name)
        if value is None:
            return []
        if not _is_list(value):
            raise self._wrong_type(self.at(name), "a list", value)
        found: list[_Part] = []
        for index, item in enumerate(value):
            path = f"{self.at(name)}[{index}]"
            if not is_mapping(item):
                raise self._wrong_type(path, "a mapping", item)
            found.append(_Part(item, path))
        return found

    def require_status(self, name: str, what: str, remedies: Mapping[str, str], *, allow_stopped: bool = False) -> None:
        """Refuse what is not ``Completed``."""
        status = self.required_text(name, _DESCRIBE)
        if status != "Completed" and not (allow_stopped and status == "Stopped"):
            message = f"the {what} is {format_value(status)}, not 'Completed'"
            raise JobResponseError(self.at(name), message, remedies.get(status, _OTHER_REMEDY))

    @staticmethod
    def _wrong_type(path: str, expected: str, value: object) -> JobResponseError:
        return JobResponseError(path, f"expected {expected}, got {_kind(value)}", _DESCRIBE)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return issubclass(type(value), (list, tuple))


def _kind(value: object) -> str:
    """Return what a value is, and never what is in it: it may be an environment."""
    return "None" if value is None else f"a value of type {type_name(value)}"
