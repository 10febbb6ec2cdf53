"""The guard: the whole check before every ``create_model_package`` call of a client, whatever code makes the call.

A pipeline's definition holds such requests too, so ``create_pipeline`` and ``update_pipeline`` are checked likewise.

botocore emits an event for each call before it serialises, signs and sends anything. An exception from a handler of
this event is raised from the call itself, so a refused request is never sent. A session hands its handlers on to each
client that it makes: so a session can be guarded as well.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sagemaker_model_package._faults import OF_WHAT_IS_THERE, UNKNOWN_KEY
from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.value_format import format_value, is_text, type_name
from sagemaker_model_package._validation.check import check_region, region_problems
from sagemaker_model_package._validation.problems import raise_or_warn, reported, warn_of
from sagemaker_model_package.packages import read_values
from sagemaker_model_package.registry._known_members import outdated_botocore

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from sagemaker_model_package.errors import Problem
    from sagemaker_model_package.packages import ModelPackage


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


class GuardableSession(Protocol):
    """A session of boto3: what is asked of one."""

    @property
    def events(self) -> Any:
        """Its event system, which each client that it makes gets a copy of."""
        ...


C = TypeVar("C", bound="Guardable | GuardableSession")

_OPERATION = "CreateModelPackage"
_EVENT = "before-parameter-build"
"""The event of all operations. Its handlers run after those of one service or operation, so the guard sees what those
have made of the request; and after botocore's own, which generates a ``ClientToken``."""
_ID = "sagemaker-model-package-guard"
_LOCK = Lock()
"""botocore checks whether an ID is registered and then registers it, in two steps."""
_CHECKED: ContextVar[ModelPackage | None] = ContextVar("_CHECKED", default=None)
"""The package that ``ModelRegistry`` sends in this thread or task: it was checked when it was made."""


def guard(client: C) -> C:
    """Check every ``create_model_package`` call of a client, or of a session's future clients; return what was given.

    A request with an error raises ``ModelPackageValidationError`` from the call itself, with every problem, and nothing
    is sent. If there are only warnings, each is a ``ModelPackageWarning`` that points to the line of the call, and the
    request is sent. The request is never changed. Members that this release does not know, but that the client's own
    service model does, are left to botocore. So are values of closed lists that this program has accepted with
    ``.unlisted(...)``, each for its own list. What ``ModelRegistry`` sends was checked when the package was made; it is
    checked again only if a handler has changed it. Members that botocore's model lacks raise
    ``OutdatedBotocoreError``.

    The steps of a pipeline that register packages are checked in the same way in ``create_pipeline`` and
    ``update_pipeline``; the error is a ``PipelineDefinitionError`` then. A definition that is only named, by
    ``PipelineDefinitionS3Location``, is not read and not checked.

    Given a client, it guards that one. Given a ``boto3.Session``, or a session of botocore, it guards every SageMaker
    client that the session makes from then on, but none that exists: SDKs that make clients of their own need this.

    The check comes last: after handlers of the operation, of the service and of all operations. Only a handler that is
    registered later, with ``register_last`` for all operations, could change the request after it. A second call
    changes nothing. Guard before other threads use the client: botocore does not lock its list of handlers.

    API calls: none. IAM actions: none.

    Raises:
        TypeError: if it is neither a SageMaker client nor a session.
    """
    events = _events_of(client, "guard")
    with _LOCK:
        events.register_last(_EVENT, _check, unique_id=_ID)
    return client


def unguard(client: Guardable | GuardableSession) -> None:
    """Remove the guard from a client, or from a session's future clients; if there is none, do nothing.

    API calls: none. IAM actions: none.

    Raises:
        TypeError: if it is neither a SageMaker client nor a session.
    """
    events = _events_of(client, "unguard")
    with _LOCK:
        events.unregister(_EVENT, unique_id=_ID)


def _events_of(client: Any, function: str) -> Any:
    model: Any = getattr(getattr(client, "meta", None), "service_model", None)
    names: object = getattr(model, "operation_names", ())
    if isinstance(names, (list, tuple)) and _OPERATION in names:
        return client.meta.events
    service: object = getattr(model, "service_name", None)
    if model is None and hasattr(client, "get_available_services"):  # a session: of boto3, or of botocore
        return client.events if hasattr(client, "events") else client.get_component("event_emitter")
    got = f"a client of {format_value(service)}" if is_text(service) else f"a value of type {type_name(client)}"
    raise TypeError(
        f"{function}() takes a SageMaker client or a boto3.Session, got {got}; "
        "give it boto3.client('sagemaker'), or the like"
    )


def _check(params: Mapping[str, Any], model: Any, context: Mapping[str, Any], **_: object) -> None:
    """Check a request before it is sent; botocore calls this, with these names of arguments."""
    check = _CHECKS.get(model.name)
    if check is None or _is_checked(params):
        return
    try:
        check(params, model, context)
    except reported() as error:
        __tracebackhide__ = _rich_traceback_omit = True
        params = FORGOTTEN
        raise error.with_traceback(None) from None
    # Of other operations' members nothing is known here: one that is misspelt is not a newer one.
    outdated = outdated_botocore(model, params) if model.name == _OPERATION else None
    if outdated is not None:
        __tracebackhide__ = _rich_traceback_omit = True
        params = FORGOTTEN
        raise outdated


def _check_package(params: Mapping[str, Any], model: Any, context: Mapping[str, Any]) -> None:
    package, kind, problems = read_values(params)
    raise_or_warn(_less_newer(problems, model), kind)
    check_region(package, context.get("client_region"))


def _check_definition(params: Mapping[str, Any], model: Any, context: Mapping[str, Any]) -> None:
    """Check the definition of a pipeline. One that lies in S3 is not read."""
    if params.get("PipelineDefinition") is None:
        return
    from sagemaker_model_package.pipelines.definitions import checked_steps, in_step

    create = model.service_model.operation_model(_OPERATION)
    for step in checked_steps(params["PipelineDefinition"], lambda problem: _is_newer(problem, create)):
        warn_of(in_step(step.name, one) for one in region_problems(step.package, context.get("client_region")))


_CHECKS = {_OPERATION: _check_package, "CreatePipeline": _check_definition, "UpdatePipeline": _check_definition}
"""The operations that are checked, and how."""


@contextmanager
def checked(package: ModelPackage) -> Generator[None]:
    """Let the request of a package pass, unless a handler changes it."""
    before = _CHECKED.set(package)
    try:
        yield
    finally:
        _CHECKED.reset(before)


def _is_checked(params: Mapping[str, Any]) -> bool:
    package = _CHECKED.get()
    return package is not None and {**package.to_kwargs(), "ClientToken": None} == {**params, "ClientToken": None}


def _less_newer(problems: list[Problem], model: Any) -> list[Problem]:
    """Return the problems that are not of members newer than this release, or of what those may be in place of."""
    newer = {problem.path for problem in problems if _is_newer(problem, model)}
    holders = {path.rpartition(".")[0] for path in newer} - {""}

    def may_be_filled(problem: Problem) -> bool:
        near = {problem.path, problem.path.rpartition(".")[0]}
        return problem.severity == "error" and problem.code not in OF_WHAT_IS_THERE and not holders.isdisjoint(near)

    return [problem for problem in problems if problem.path not in newer and not may_be_filled(problem)]


def _is_newer(problem: Problem, model: Any) -> bool:
    """Return whether a problem is only a member that is newer than this release: the client's model knows it."""
    if problem.code != UNKNOWN_KEY:
        return False
    shape: Any = model.input_shape
    for step in re.split(r"[.[]", problem.path):
        shape = getattr(shape, "member", None) if step.endswith("]") else getattr(shape, "members", {}).get(step)
    return shape is not None
