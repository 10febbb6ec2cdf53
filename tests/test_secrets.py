"""No way of showing shows a secret: each way over packages, builders, and what each door raises."""

from __future__ import annotations

import io
import json
import logging
import pickle
import traceback
import warnings
from datetime import datetime, timezone
from functools import cache
from pprint import pformat
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from botocore.stub import Stubber
from rich.console import Console
from rich.pretty import pretty_repr
from rich.traceback import Traceback

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry, diff
from sagemaker_model_package._command.main import main
from sagemaker_model_package.registry import Rewrite, rewritten
from tests import tracebacks_program
from tests.test_tracebacks import DOORS, is_ours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECRET = "never-to-be-seen-0451"
pytestmark = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")


@pytest.fixture(autouse=True)
def the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THE_SECRET", SECRET)


# What is shown --------------------------------------------------------------------------------------------------------


def package() -> Any:  # noqa: ANN401 - whatever is shown
    return tracebacks_program.builder().versioned("churn").build()


def containers() -> Any:  # noqa: ANN401 - see above
    return package().inference_specification.containers


SHOWN: dict[str, Callable[[], Any]] = {
    "package": package,
    "builder": tracebacks_program.builder,
    "builder of a package": lambda: package().to_builder(),
    "containers": containers,
    "environment": lambda: containers()[0].environment,
    "model card": lambda: package().model_card,
    "differences": lambda: diff(ModelPackageBuilder().container(image="i").versioned("churn").build(), package()),
    "rewritten": lambda: rewritten(package(), Rewrite()),
}
"""Objects that hold a secret."""


# The ways of showing --------------------------------------------------------------------------------------------------


def of_logging(value: object) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("tests.secrets")
    logger.propagate = False
    logger.addHandler(handler)
    info: Any = value if isinstance(value, BaseException) else None
    logger.error("%s %r", value, value, exc_info=info)
    logger.removeHandler(handler)
    return stream.getvalue()


def of_warnings(value: object) -> str:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn(str(value), stacklevel=1)
    return str(caught[0])


def of_rich(value: object) -> str:
    stream = io.StringIO()
    Console(file=stream, width=200).print(value)
    return stream.getvalue() + pretty_repr(value)


def of_ipython(value: object) -> str:
    pretty: str = pytest.importorskip("IPython.lib.pretty").pretty(value)
    return pretty


def of_devtools(value: object) -> str:
    shown: object = pytest.importorskip("devtools").pformat(value)
    return str(shown)


def of_sentry(error: BaseException | None) -> str:
    """Return what Sentry's SDK sends of an error, or of a frame that holds an object."""
    sdk: Any = pytest.importorskip("sentry_sdk")
    sent: list[Any] = []

    class Transport(sdk.Transport):  # type: ignore[misc]
        """Keeps what is sent."""

        def capture_envelope(self, envelope: Any) -> None:  # noqa: ANN401 - of an untyped library
            sent.extend(item.payload.json for item in envelope.items)

    options = {"default_integrations": False, "include_local_variables": True, "max_value_length": 100_000}
    client = sdk.Client(dsn="http://key@localhost/1", transport=Transport, **options)
    client.capture_event(*sdk.utils.event_from_exception(error, client_options=client.options))
    client.close(timeout=0)
    assert sent
    return json.dumps(sent)


def sentry_of_a_value(value: object) -> str:
    try:
        raise_beside(value)
    except ZeroDivisionError as error:
        return of_sentry(error)


def raise_beside(held: object) -> NoReturn:  # noqa: ARG001 - Sentry shows it
    """Fail in a frame that holds an object."""
    raise ZeroDivisionError


WAYS: dict[str, Callable[[Any], str]] = {
    "str": str,
    "repr": repr,
    "format": lambda value: f"{value} {[value]} {pformat(value)}",
    "logging": of_logging,
    "warnings": of_warnings,
    "rich": of_rich,
    "IPython": of_ipython,
    "devtools": of_devtools,
    "Sentry": sentry_of_a_value,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shown", SHOWN)
def test_an_object_shows_no_secret(shown: str, way: str) -> None:
    value = SHOWN[shown]()
    text = WAYS[way](value)
    assert text
    assert SECRET not in text


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Return an error with its causes and contexts."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def of_arguments(error: BaseException) -> str:
    return "".join(f"{one.args!r} {vars(one)!r} {one.__cause__!r} {one.__context__!r}" for one in chain(error))


def of_cgitb(error: BaseException) -> str:
    text: str = pytest.importorskip("cgitb", reason="Python 3.13 removed it").text(
        (type(error), error, error.__traceback__)
    )
    return text


def of_rich_traceback(error: BaseException) -> str:
    stream = io.StringIO()
    shown = Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True, suppress=())
    Console(file=stream, width=200).print(shown)
    return stream.getvalue()


def of_pickle(error: BaseException) -> str:
    try:
        return repr(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - boto3's own errors cannot be pickled
        return "not pickled"


def of_traceback(error: BaseException) -> str:
    captured = traceback.TracebackException.from_exception(error, capture_locals=True)
    return "".join(captured.format())


WAYS_OF_ERRORS: dict[str, Callable[[Any], str]] = {
    **{name: way for name, way in WAYS.items() if name != "Sentry"},
    "arguments, cause and context": of_arguments,
    "traceback with locals": of_traceback,
    "rich's traceback with locals": of_rich_traceback,
    "cgitb": of_cgitb,
    "Sentry": of_sentry,
    "pickle": of_pickle,
}


def answered(call: Callable[[ModelRegistry], object], *answers: tuple[str, dict[str, Any] | None]) -> None:
    """Make a call of the registry whose client gets these answers; ``None`` is an error of the server."""
    client: Any = tracebacks_program.client()
    with Stubber(client) as stub:
        for operation, answer in answers:
            if answer is None:
                stub.add_client_error(operation, "InternalFailure", http_status_code=500)
            else:
                stub.add_response(operation, answer)
        call(ModelRegistry(client))


ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"


def described(status: str) -> tuple[str, dict[str, Any]]:
    always: dict[str, Any] = {
        "ModelPackageName": "churn",
        "ModelPackageArn": ARN,
        "CreationTime": datetime(2026, 1, 1, tzinfo=timezone.utc),
        "ModelPackageStatusDetails": {"ValidationStatuses": []},
    }
    return "describe_model_package", {**tracebacks_program.request(), **always, "ModelPackageStatus": status}


REGISTRY: dict[str, Callable[[], object]] = {
    "uncertain": lambda: answered(lambda registry: registry.register(package()), ("create_model_package", None)),
    "cut short": lambda: answered(lambda registry: registry.register(package()), ("create_model_package", {})),
    "failed": lambda: answered(lambda registry: registry.wait_until_completed(ARN), described("Failed")),
    "deleting": lambda: answered(lambda registry: registry.wait_until_completed(ARN), described("Deleting")),
    "not promoted": lambda: answered(
        lambda registry: registry.promote(ARN, registry, rewrite=Rewrite()), described("Failed")
    ),
    "uncertain promotion": lambda: answered(
        lambda registry: registry.promote(ARN, registry, rewrite=Rewrite()),
        described("Completed"),
        ("create_model_package", None),
    ),
}
"""What the registry raises while it has a package that holds a secret."""


@cache
def failure(door: str) -> Exception:
    """Return what a door raises, with the library's frames alone: others keep what they were given."""
    doors: dict[str, Callable[[], object]] = {**DOORS, **REGISTRY}
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which one it is does not matter here
        doors[door]()
    for error in chain(raised.value):
        error.__traceback__ = of_the_library(error.__traceback__)
    return raised.value


def of_the_library(entry: TracebackType | None) -> TracebackType | None:
    if entry is None:
        return None
    following = of_the_library(entry.tb_next)
    return TracebackType(following, entry.tb_frame, entry.tb_lasti, entry.tb_lineno) if is_ours(entry) else following


@pytest.mark.parametrize("way", WAYS_OF_ERRORS)
def test_an_error_shows_no_secret(way: str) -> None:
    texts = {door: WAYS_OF_ERRORS[way](failure(door)) for door in (*DOORS, *REGISTRY)}
    assert all(texts.values())
    # That error carries the package, to register it again, and so takes it to other processes.
    carried = ["uncertain promotion"] if way == "pickle" else []
    assert [door for door, text in texts.items() if SECRET in text] == carried


def test_the_ways_would_show_a_secret() -> None:
    def fail(kwargs: object) -> None:
        raise ZeroDivisionError(str(kwargs))

    with pytest.raises(ZeroDivisionError) as raised:
        fail({"TOKEN": SECRET})
    for way in (
        "str",
        "repr",
        "logging",
        "warnings",
        "traceback with locals",
        "rich's traceback with locals",
        "Sentry",
    ):
        assert SECRET in WAYS_OF_ERRORS[way](raised.value), way


def test_what_boto3_logs_of_the_library_shows_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for door in ("guarded", "register", "guarded_pipeline"):
            with pytest.raises(Exception):  # noqa: B017, PT011 - which one it is does not matter here
                DOORS[door]()
    ours = [text for text in caplog.messages if "calling handler" in text]  # it shows each handler's repr
    assert ours
    assert SECRET not in "".join(ours)


def test_the_command_shows_no_secret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environment = {"TOKEN": SECRET, f"LINE={SECRET}": 5, "OTHER": [SECRET]}
    containers = [{"Image": "i", "Environment": environment}, {"Environment": SECRET}, SECRET]
    card = {"ModelCardContent": {"a": SECRET}}
    request = {
        "ModelPackageGroupName": "churn",
        "InferenceSpecification": {"Containers": containers},
        "ModelCard": card,
    }
    for name, held in {"wrong": request, "text": {**request, "InferenceSpecification": SECRET}}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(held), "utf-8")
    for output in ("text", "json", "github", "sarif"):
        main(["check", "--format", output, str(tmp_path)])
        shown = capsys.readouterr()
        assert "Environment" in shown.out
        assert SECRET not in shown.out + shown.err
