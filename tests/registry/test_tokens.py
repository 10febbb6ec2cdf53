"""The token that makes a repeated registration create nothing new."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import Loader
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package.registry.registering import token_of
from tests.registry.examples import builder, version
from tests.strategies import packages

if TYPE_CHECKING:
    from sagemaker_model_package import ModelPackage, ModelRegistry
    from tests.double import SageMakerDouble

TOKEN: Any = Loader().load_service_model("sagemaker", "service-2")["shapes"]["ClientToken"]

KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def allowed(token: str) -> bool:
    """Tell what the service model says of a token."""
    return TOKEN["min"] <= len(token) <= TOKEN["max"] and re.fullmatch(TOKEN["pattern"], token) is not None


def reordered(value: Any, random: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the same with the entries of every map in another order."""
    if isinstance(value, dict):
        entries: list[tuple[str, Any]] = list(value.items())  # pyright: ignore[reportUnknownArgumentType] - JSON is anything
        random.shuffle(entries)
        return {name: reordered(entry, random) for name, entry in entries}
    return [reordered(entry, random) for entry in value] if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType] - likewise


@given(KEYS, packages(), st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(key: str, package: ModelPackage, random: object) -> None:
    kwargs = package.to_kwargs()
    token = token_of(key, kwargs)
    assert token == token_of(key, reordered(kwargs, random))
    assert allowed(token)


@given(KEYS, KEYS, packages(), packages())
def test_another_key_or_content_gives_another_token(
    key: str, other_key: str, package: ModelPackage, other: ModelPackage
) -> None:
    both = (package.to_kwargs(), other.to_kwargs())
    contents = {json.dumps({**kwargs, "ClientToken": None}, sort_keys=True): kwargs for kwargs in both}
    tokens = {token_of(one, kwargs) for one in {key, other_key} for kwargs in contents.values()}
    assert len(tokens) == len({key, other_key}) * len(contents)


@given(packages())
def test_the_package_s_own_token_is_no_content(package: ModelPackage) -> None:
    kwargs = package.to_kwargs()
    assert token_of("run 7", kwargs) == token_of("run 7", {**kwargs, "ClientToken": "another"})


def test_key_and_content_do_not_run_into_each_other() -> None:
    assert token_of('a",{"b', {}) != token_of("a", {"b": ""})


def test_what_json_writes_alike_is_told_apart() -> None:
    """One character beyond the basic plane, and the two halves that JSON would write for it."""
    whole, halves = {"Task": "\U0001f600"}, {"Task": "\ud83d\ude00"}
    assert token_of("run 7", whole) != token_of("run 7", halves)


def test_another_process_makes_the_same_token() -> None:
    """A token is no use if it depends on the hash seed, the process, or the day."""
    program = (
        "from sagemaker_model_package.registry.registering import token_of\n"
        f"print(token_of('run 7', {version().to_kwargs()!r}))"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == token_of("run 7", version().to_kwargs())


def sent(double: SageMakerDouble) -> list[str]:
    return [call.params["ClientToken"] for call in double.calls if call.operation == "CreateModelPackage"]


def test_the_same_key_makes_no_second_version(registry: ModelRegistry, double: SageMakerDouble) -> None:
    first, again = (registry.register(version(), idempotency_key="run 7") for _ in range(2))
    assert first == again
    assert registry.register(version(), idempotency_key="run 8").version == 2
    assert registry.register(version(data="s3://ml/other.tar.gz"), idempotency_key="run 7").version == 3
    tokens = sent(double)
    assert tokens[0] == tokens[1]
    assert len(set(tokens)) == 3
    assert all(map(allowed, tokens))


def test_the_package_s_own_token_wins(registry: ModelRegistry, double: SageMakerDouble) -> None:
    package = builder().client_token("mine").build()
    registry.register(package, idempotency_key="run 7")
    registry.register(package)
    assert sent(double) == ["mine", "mine"]
    assert len(double.packages) == 1


def test_without_a_key_every_call_is_a_registration(registry: ModelRegistry, double: SageMakerDouble) -> None:
    assert [registry.register(version()).version for _ in range(2)] == [1, 2]
    assert len(set(sent(double))) == 2


@pytest.mark.parametrize(
    ("key", "error", "text"),
    [
        ("", ValueError, "idempotency_key is empty; give what is the same when the script runs again"),
        ("run \udcff", ValueError, r"idempotency_key 'run \\udcff' holds half a surrogate pair"),
        (7, TypeError, "idempotency_key is a str, got 7"),
    ],
)
def test_wrong_keys_are_refused_before_anything_is_sent(
    registry: ModelRegistry, double: SageMakerDouble, key: str, error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        registry.register(version(), idempotency_key=key)
    assert not double.packages
