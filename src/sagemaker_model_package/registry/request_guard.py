"""The guard: the whole check before every ``create_model_package`` call of one client, whatever code makes the call.

A pipeline's definition holds such requests too, so ``create_pipeline`` and ``update_pipeline`` are checked likewise.

botocore emits an event for each call before it validates, completes, signs and sends anything. An exception from a
handler of this event is raised from the call itself, so a refused request is never sent.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sagemaker_model_package._constraints import NOT_LISTED, UNKNOWN_KEY
from sagemaker_model_package._internal.value_format import format_value, is_text, type_name
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package._validation.check import check_region
from sagemaker_model_package._validation.problems import raise_or_warn, reported
from sagemaker_model_package.errors import ModelPackageValidationError, Problem
from sagemaker_model_package.packages import from_values
from sagemaker_model_package.registry._known_members import outdated_botocore

if TYPE_CHECKING:
    from collections.abc import Mapping


class ClientMeta(Protocol):
    """The metadata of a client."""

    @property
    def events(self) -> Any:
        """Its event system."""
        ...

    @property
    def service_model(self) -> Any:
        """The service model that it uses."""
        ...


class Guardable(Protocol):
    """A client of botocore: what every kind of typed client has in common."""

    @property
    def meta(self) -> ClientMeta:
        """The client's events and service model."""
        ...


C = TypeVar("C", bound=Guardable)

_OPERATION = "CreateModelPackage"
_EVENT = "before-parameter-build.sagemaker."
"""After ``provide-client-params``, so that the guard sees the parameters as other handlers changed them. Handlers of
one operation run before those of all operations, such as botocore's own, which generates a ``ClientToken``."""
_ID = "sagemaker-model-package-guard"
_LOCK = Lock()
"""botocore checks whether an ID is registered and then registers it, in two steps."""


def guard(client: C) -> C:
    """Check every ``create_model_package`` call of a client, and return the client.

    A request with an error raises ``ModelPackageValidationError`` from the call itself, with every problem, and nothing
    is sent. If there are only warnings, each is a ``ModelPackageWarning`` that points to the line of the call, and the
    request is sent. The request is never changed. Members that this release does not know, but that the client's own
    service model does, are left to botocore. So are values of closed lists that this program has accepted with
    ``.unlisted(...)`` or ``from_describe``. Members that botocore's model lacks raise ``OutdatedBotocoreError``.

    The steps of a pipeline that register packages are checked in the same way in ``create_pipeline`` and
    ``update_pipeline``; the error is a ``PipelineDefinitionError`` then. A definition that is only named, by
    ``PipelineDefinitionS3Location``, is not read and not checked.

    Only this client is guarded, not its session or other clients of the session, and only these operations. A second
    call changes nothing. Guard the client before other threads use it: botocore does not lock its list of handlers.

    API calls: none. IAM actions: none.

    Raises:
        TypeError: if ``client`` is not a SageMaker client.
    """
    events = _events_of(client, "guard")
    with _LOCK:
        for operation, check in _CHECKS.items():
            events.register_last(f"{_EVENT}{operation}", check, unique_id=f"{_ID}-{operation}")
    return client


def unguard(client: Guardable) -> None:
    """Remove the guard from a client; if there is none, do nothing.

    API calls: none. IAM actions: none.

    Raises:
        TypeError: if ``client`` is not a SageMaker client.
    """
    events = _events_of(client, "unguard")
    with _LOCK:
        for operation in _CHECKS:
            events.unregister(f"{_EVENT}{operation}", unique_id=f"{_ID}-{operation}")


def _events_of(client: Guardable, function: str) -> Any:
    model: Any = getattr(getattr(client, "meta", None), "service_model", None)
    names: object = getattr(model, "operation_names", ())
    if isinstance(names, (list, tuple)) and _OPERATION in names:
        return client.meta.events
    service: object = getattr(model, "service_name", None)
    got = f"a client of {format_value(service)}" if is_text(service) else f"a value of type {type_name(client)}"
    raise TypeError(f"{function}() takes a SageMaker client, got {got}; give it boto3.client('sagemaker'), or the like")


def _check(params: Mapping[str, Any], model: Any, context: Mapping[str, Any], **_: object) -> None:
    """Check a request before it is sent; botocore calls this, with these names of arguments."""
    try:
        _check_all_but_newer(params, model, context.get("client_region"))
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        del params
        raise error.with_traceback(None) from None
    outdated = outdated_botocore(model, params)
    if outdated is not None:
        __tracebackhide__ = _rich_traceback_omit = True
        del params
        raise outdated


def _check_all_but_newer(params: Mapping[str, Any], model: Any, region: object) -> None:
    try:
        check_region(from_values(params), region)
    except ModelPackageValidationError as refusal:
        found = refusal
    else:
        return
    raise_or_warn([problem for problem in found.problems if not _is_newer(problem, params, model)], found.kind)


def _check_definition(params: Mapping[str, Any], model: Any, **_: object) -> None:
    """Check a pipeline's definition before it is sent, likewise. One that lies in S3 is not read."""
    if params.get("PipelineDefinition") is None:
        return
    from sagemaker_model_package.pipelines.definitions import checked_steps

    create = model.service_model.operation_model(_OPERATION)
    try:
        checked_steps(params["PipelineDefinition"], lambda problem, request: _is_newer(problem, request, create))
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        del params
        raise error.with_traceback(None) from None


_CHECKS = {_OPERATION: _check, "CreatePipeline": _check_definition, "UpdatePipeline": _check_definition}
"""The operations that are checked, and how."""


def _is_newer(problem: Problem, params: Mapping[str, Any], model: Any) -> bool:
    """Return whether a problem is only that something is newer than this release.

    This is a member that the client's model knows, or an enum value that was accepted as unlisted: a plain ``str`` does
    not show that.
    """
    steps = re.split(r"[.[]", problem.path)
    if problem.code == NOT_LISTED:
        value: Any = params
        for step in steps:
            value = value[int(step[:-1]) if step.endswith("]") else step]
        return ServiceEnum.is_let_through(value)
    if problem.code != UNKNOWN_KEY:
        return False
    shape: Any = model.input_shape
    for step in steps:
        shape = getattr(shape, "member", None) if step.endswith("]") else getattr(shape, "members", {}).get(step)
    return shape is not None
