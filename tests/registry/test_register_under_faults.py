"""Registrations while a third of all calls fails: with keys, exactly one version for each, none lost.

The double serves in the tests' process. This module, run as a program, is the process that is killed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry
from sagemaker_model_package.errors import RegistrationUncertainError
from tests.double import NOT_REACHED, OK, Fault, Faults, SageMakerDouble, make_client

if TYPE_CHECKING:
    from collections.abc import Generator

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

THREADS = 16
REGISTRATIONS = 2000
KILLED_AT = (500, 1200)
"""How many versions there are when a process is killed."""
FEW_REGISTRATIONS = 150
"""Enough for tests that do not depend on the number."""

LONGEST = 120
"""How long, in seconds, to wait for a process."""
READ_TIMEOUT = 0.3
MOST_ATTEMPTS = 100
"""How often one registration is tried. By chance, so many faults in a row do not happen."""


def register(registry: ModelRegistry, key: str, idempotency_key: str | None) -> str:
    """Do what a careful caller does: repeat a call that is uncertain or throttled. Return the ARN."""
    builder = ModelPackageBuilder().customer_metadata({"key": key}).source_uri("s3://ml/churn").versioned("churn")
    for attempt in range(MOST_ATTEMPTS):
        try:
            return registry.register(builder.build(), idempotency_key=idempotency_key).arn
        except RegistrationUncertainError:
            pass
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "ThrottlingException":
                raise
        time.sleep(min(0.05, 0.001 * 2**attempt))
    raise AssertionError(f"{key} could not be registered in {MOST_ATTEMPTS} attempts")


def register_all(url: str, count: int, *, with_keys: bool = True, max_attempts: int = 1) -> dict[str, str]:
    """Register packages from many threads. Return the ARN for each key."""
    client = make_client(url, read_timeout=READ_TIMEOUT, max_attempts=max_attempts)
    registry = ModelRegistry(client)
    keys = [f"training-job-{number}" for number in range(count)]
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            arns = [pool.submit(register, registry, key, key if with_keys else None) for key in keys]
            return {key: arn.result() for key, arn in zip(keys, arns, strict=True)}
    finally:
        client.close()


@contextmanager
def faulty_double(seed: int) -> Generator[SageMakerDouble]:
    with SageMakerDouble(Faults(1 / 3, seed=seed, operations={"CreateModelPackage"})) as double:
        double.client().create_model_package_group(ModelPackageGroupName="churn")
        yield double


def keys_of(double: SageMakerDouble) -> list[tuple[str, str]]:
    """Return the key of each version, and its ARN."""
    return [(held.request["CustomerMetadataProperties"]["key"], arn) for arn, held in double.packages.items()]


def assert_one_version_for_each_key(double: SageMakerDouble, registered: dict[str, str], count: int) -> None:
    assert len(registered) == count
    assert sorted(keys_of(double)) == sorted(registered.items())
    assert {held.version for held in double.packages.values()} == set(range(1, count + 1))


def assert_faults_happened(double: SageMakerDouble) -> None:
    """Check that every kind of fault happened, as often as planned."""
    calls = [call for call in double.calls if call.operation == "CreateModelPackage"]
    faults = Counter(call.fault for call in calls if call.fault is not None)
    assert set(faults) == set(Fault)
    assert 0.3 < sum(faults.values()) / len(calls) < 0.37
    assert {call.outcome for call in calls} == {OK, NOT_REACHED}
    done = sum(call.outcome == OK for call in calls)
    assert done > len(double.packages)  # some were carried out, but the answer was lost, and they were repeated


@pytest.mark.parametrize(
    ("seed", "count", "max_attempts"),
    [(1, REGISTRATIONS, 1), (3, FEW_REGISTRATIONS, 3)],
    ids=["without retries", "with botocore's retries"],
)
def test_with_keys_there_is_exactly_one_version_for_each_key(seed: int, count: int, max_attempts: int) -> None:
    with faulty_double(seed) as double:
        registered = register_all(double.url, count, max_attempts=max_attempts)
        assert_one_version_for_each_key(double, registered, count)
        if count == REGISTRATIONS:
            assert_faults_happened(double)


def test_without_keys_the_same_run_makes_too_many_versions() -> None:
    """So the faults do harm, and the tests would notice it."""
    with faulty_double(seed=1) as double:
        registered = register_all(double.url, FEW_REGISTRATIONS, with_keys=False)
        versions = Counter(key for key, _ in keys_of(double))
        assert versions.keys() == registered.keys()
        assert len(double.packages) > FEW_REGISTRATIONS * 1.1
        assert max(versions.values()) > 1


def start(double: SageMakerDouble) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", __name__, double.url, str(REGISTRATIONS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )


def test_a_process_that_is_killed_and_run_again_makes_no_version_twice() -> None:
    with faulty_double(seed=2) as double:
        for enough in KILLED_AT:
            with start(double) as process:
                deadline = time.monotonic() + LONGEST
                while process.poll() is None and len(double.packages) < enough and time.monotonic() < deadline:
                    time.sleep(0.005)
                ended_by_itself = process.poll() is not None
                process.kill()
            assert not ended_by_itself
            assert enough <= len(double.packages) < REGISTRATIONS
        with start(double) as process:
            output, _ = process.communicate(timeout=LONGEST)
        assert process.returncode == 0
        assert_one_version_for_each_key(double, json.loads(output), REGISTRATIONS)
        assert_faults_happened(double)


if __name__ == "__main__":
    print(json.dumps(register_all(sys.argv[1], int(sys.argv[2]))))  # noqa: T201 - the result of the program
