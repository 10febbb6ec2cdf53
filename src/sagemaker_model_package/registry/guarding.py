"""The guard: the whole check in front of every ``create_model_package`` call of one client, whoever makes it.

botocore tells a client's own event system of each call before it validates, completes, signs and sends anything. What a
handler raises there comes out of the call itself, so a refused request goes nowhere.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sagemaker_model_package.checking import settle
from sagemaker_model_package.constraints import NOT_LISTED, UNKNOWN_KEY
from sagemaker_model_package.enums import ServiceEnum
from sagemaker_model_package.errors import ModelPackageValidationError, Problem
from sagemaker_model_package.showing import is_text, shown, type_name
from sagemaker_model_package.wire import from_kwargs

if TYPE_CHECKING:
    from collections.abc import Mapping


class ClientMeta(Protocol):
    """What a client says of itself."""

    @property
    def events(self) -> Any:
        """Where it tells what it does."""
        ...

    @property
    def service_model(self) -> Any:
        """The service's operations and shapes, as it knows them."""
        ...


class Guardable(Protocol):
    """A client of botocore's making: what every kind of typed client has in common."""

    @property
    def meta(self) -> ClientMeta:
        """The client's events and service model."""
        ...


C = TypeVar("C", bound=Guardable)

_OPERATION = "CreateModelPackage"
_EVENT = f"before-parameter-build.sagemaker.{_OPERATION}"
"""After ``provide-client-params``, so that the guard sees what other handlers made of the parameters. Handlers of an
operation run before those of all operations, and botocore's own, which makes up a ``ClientToken``, is one of these."""
_ID = "sagemaker-model-package-guard"
_LOCK = Lock()
"""botocore looks whether an ID is registered and then registers it, in two steps."""


def guard(client: C) -> C:
    """Check every ``create_model_package`` call that goes through a client, and return the client.

    A request with an error raises ``ModelPackageValidationError`` from the call itself, with every problem, and nothing
    is sent. What is merely doubtful is a ``ModelPackageWarning`` that blames the line of the call, and the request goes
    out. Nothing is ever added, dropped or changed: what is sent is what the caller gave. Members that this release does
    not know, but the client's own service model does, are left to botocore. So are values of closed lists that this
    program has let through, with ``.unlisted(...)`` or ``from_describe``.

    Only this client is guarded, not its session nor other clients of it, and only this operation. Guarding twice is
    guarding once. Put the guard on before other threads use the client: botocore does not lock its list of handlers.

    API calls: none. IAM actions: none.

    Raises:
        TypeError: for what is no SageMaker client.
    """
    events = _events_of(client, "guard")
    with _LOCK:
        events.register_last(_EVENT, _check, unique_id=_ID)
    return client


def unguard(client: Guardable) -> None:
    """Take the guard off a client; where there is none, do nothing.

    API calls: none. IAM actions: none.

    Raises:
        TypeError: for what is no SageMaker client.
    """
    events = _events_of(client, "unguard")
    with _LOCK:
        events.unregister(_EVENT, unique_id=_ID)


def _events_of(client: Guardable, function: str) -> Any:
    model: Any = getattr(getattr(client, "meta", None), "service_model", None)
    if _OPERATION in getattr(model, "operation_names", ()):
        return client.meta.events
    service: object = getattr(model, "service_name", None)
    got = f"a client of {shown(service)}" if is_text(service) else f"a value of type {type_name(client)}"
    raise TypeError(f"{function}() takes a SageMaker client, got {got}; give it boto3.client('sagemaker'), or the like")


def _check(params: Mapping[str, Any], model: Any, **_: object) -> None:
    """Check a request that is about to be made; botocore calls this, and names the arguments."""
    try:
        from_kwargs(params)
    except ModelPackageValidationError as refusal:
        found = refusal
    else:
        return
    settle([problem for problem in found.problems if not _is_newer(problem, params, model)], found.kind)


def _is_newer(problem: Problem, params: Mapping[str, Any], model: Any) -> bool:
    """Return whether all that is wrong is that something is newer than this release.

    That is a member which the client's model knows, or a value that was let through: plain kwargs do not tell that.
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
