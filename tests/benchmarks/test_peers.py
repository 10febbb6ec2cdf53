"""The comparison with other libraries gives each of them the same requests, and counts what becomes of them rightly."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.typing.refusals import REFUSALS
from tests.validation.bad_requests import ARCHIVE, IMAGE, with_container

from .test_benchmarks import BENCHMARKS, imported

if TYPE_CHECKING:
    from types import ModuleType

pytestmark = pytest.mark.slow

OURS = "sagemaker-model-package"


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return imported("harness.peers", monkeypatch)


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return imported("harness.requests", monkeypatch)


@pytest.fixture
def mistakes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return imported("harness.mistakes", monkeypatch)


def run(program: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - a program of the benchmark's own
    return names


@pytest.mark.parametrize("name", ["one container", "largest request"])
def test_programs_make_the_request_that_they_were_given(peers: ModuleType, requests: ModuleType, name: str) -> None:
    plain = requests.named(name).plain()
    assert run(peers.named(peers.VALIDATOR).made.text(plain))["kwargs"] == plain
    assert run(peers.named(OURS).made.text(plain))["kwargs"] == plain
    assert run(peers.named(OURS).typed.text(plain))["request"].to_kwargs() == plain


def test_versions_are_pinned(peers: ModuleType) -> None:
    assert [one for peer in peers.PEERS for one in peer.requirements if "==" not in one] == [OURS]


@pytest.mark.parametrize("size", [(1, 1), (3, 15), (15, 2)])
def test_smaller_requests_have_the_sizes_that_are_said(requests: ModuleType, size: tuple[int, int]) -> None:
    plain = requests.largest_dict(*size)
    found = plain["InferenceSpecification"]["Containers"], plain["AdditionalInferenceSpecifications"]
    assert tuple(map(len, found)) == size
    assert requests.largest_builder(*size).build().to_kwargs() == plain


def test_the_mistakes_are_those_that_the_checkers_have_to_refuse(mistakes: ModuleType) -> None:
    titles = [*(mistake.title for mistake in mistakes.MISTAKES), *mistakes.ELSEWHERE]
    assert sorted(titles) == sorted(refusal.title for refusal in REFUSALS)


def test_a_mistake_is_wrong_and_its_twin_is_right(peers: ModuleType, mistakes: ModuleType) -> None:
    typed = peers.named(OURS).typed
    for mistake in mistakes.MISTAKES:
        assert run(f"{mistakes.SETUP}{typed.text(mistake.right)}")["request"].to_kwargs() == mistake.right
        with pytest.raises((ValueError, TypeError)):
            run(f"{mistakes.SETUP}{typed.text(mistake.wrong)}")


def test_what_reaches_the_service_is_told(peers: ModuleType) -> None:
    good, bad = (
        {**with_container(ModelDataUrl=url), "ClientToken": "0"}  # else the client makes one
        for url in (ARCHIVE, "s3//model.tar.gz")
    )
    outcomes: dict[str, list[dict[str, Any]]] = {}
    for name in (peers.VALIDATOR, OURS):
        sent = peers.named(name).sent
        calls = [sent.body(request) for request in (good, bad)]
        ended = subprocess.run(
            [sys.executable, str(BENCHMARKS / "harness" / "inside.py"), "sent"],
            check=False,
            input=repr({"start": sent.start(*calls), "calls": calls}),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert ended.returncode == 0, ended.stderr
        outcomes[name] = json.loads(ended.stdout)
    for name, (of_good, _) in outcomes.items():
        assert of_good["received"] == [good], name
    assert [bad_one["received"] for _, bad_one in outcomes.values()] == [[bad], []]
    assert outcomes[OURS][1]["raised"] == "ModelPackageValidationError"
    assert IMAGE in str(outcomes[OURS][0])
