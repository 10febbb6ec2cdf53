"""Registrations while a third of all calls goes wrong: with keys, exactly one version for each, none lost.

The double serves in the tests' process. What is killed in the middle is this module, run as a program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from sagemaker_model_package import ModelPackageBuilder
from sagemaker_model_package.registry import ModelRegistry
from sagemaker_model_package.registry.errors import RegistrationUncertainError
from tests.double import NOT_REACHED, OK, Fault, Faults, SageMakerDouble, make_client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_model_package import VersionedModelPackage

ROOT = Path(__file__).parents[1]

GROUP = "churn"
THREADS = 16
REGISTRATIONS = 2000
KILLED_AT = (500, 1200)
"""How many versions there are when a process is killed."""
FEW_REGISTRATIONS = 150
"""Enough where it is not the number that matters."""

LONGEST = 120
"""How long, in seconds, a process is waited for."""
READ_TIMEOUT = 0.3
MOST_ATTEMPTS = 100
"""How often one registration is tried. That a third of all calls fails as often in a row is beyond chance."""


def package(key: str) -> VersionedModelPackage:
    return ModelPackageBuilder().customer_metadata({"key": key}).source_uri("s3://ml/churn").versioned(GROUP).build()


def register(registry: ModelRegistry, key: str, idempotency_key: str | None) -> str:
    """Do as a careful caller does: repeat what is uncertain, and what was throttled. Returns the ARN."""
    for attempt in range(MOST_ATTEMPTS):
        try:
            return str(registry.register(package(key), idempotency_key=idempotency_key).arn)
        except RegistrationUncertainError:
            pass
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "ThrottlingException":
                raise
        time.sleep(min(0.05, 0.001 * 2**attempt))
    raise AssertionError(f"{key} could not be registered in {MOST_ATTEMPTS} attempts")


def register_all(url: str, count: int, *, with_keys: bool, max_attempts: int = 1) -> dict[str, str]:
    """Register packages from many threads. Returns the ARN for each key."""
    client = make_client(url, read_timeout=READ_TIMEOUT, max_attempts=max_attempts)
    registry = ModelRegistry(client)
    keys = [f"training-job-{number}" for number in range(count)]
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            arns = [pool.submit(register, registry, key, key if with_keys else None) for key in keys]
            return {key: arn.result() for key, arn in zip(keys, arns, strict=True)}
    finally:
        client.close()


def double_with_a_group(seed: int) -> SageMakerDouble:
    return SageMakerDouble(Faults(1 / 3, seed=seed, operations={"CreateModelPackage"}))


def create_group(double: SageMakerDouble) -> None:
    double.client().create_model_package_group(ModelPackageGroupName=GROUP)


def keys_of(double: SageMakerDouble) -> Iterator[tuple[str, str]]:
    """Go through what the double holds: the key that each version was made for, and its ARN."""
    for arn, held in double.packages.items():
        yield held.request["CustomerMetadataProperties"]["key"], arn


def assert_one_version_for_each_key(double: SageMakerDouble, registered: dict[str, str], count: int) -> None:
    assert len(registered) == count
    assert sorted(keys_of(double)) == sorted(registered.items())
    assert {held.version for held in double.packages.values()} == set(range(1, count + 1))


def assert_faults_struck(double: SageMakerDouble) -> None:
    """See that all went wrong that can, and as often as was planned."""
    calls = [call for call in double.calls if call.operation == "CreateModelPackage"]
    struck = Counter(call.fault for call in calls if call.fault is not None)
    assert set(struck) == set(Fault)
    assert 0.3 < sum(struck.values()) / len(calls) < 0.37
    assert {call.outcome for call in calls} == {OK, NOT_REACHED}
    done = sum(call.outcome == OK for call in calls)
    assert done > len(double.packages)  # some were done of which the caller did not hear, and were asked for again


def test_with_keys_there_is_exactly_one_version_for_each_key_and_none_is_lost() -> None:
    with double_with_a_group(seed=1) as double:
        create_group(double)
        registered = register_all(double.url, REGISTRATIONS, with_keys=True)
        assert_one_version_for_each_key(double, registered, REGISTRATIONS)
        assert_faults_struck(double)


def test_botocores_own_retries_change_nothing_about_it() -> None:
    with double_with_a_group(seed=3) as double:
        create_group(double)
        registered = register_all(double.url, FEW_REGISTRATIONS, with_keys=True, max_attempts=3)
        assert_one_version_for_each_key(double, registered, FEW_REGISTRATIONS)


def test_without_keys_the_same_run_makes_more_versions_than_were_wanted() -> None:
    """Show that the faults do harm, and that it would be seen."""
    with double_with_a_group(seed=1) as double:
        create_group(double)
        registered = register_all(double.url, FEW_REGISTRATIONS, with_keys=False)
        versions = Counter(key for key, _ in keys_of(double))
        assert versions.keys() == registered.keys()
        assert len(double.packages) > FEW_REGISTRATIONS * 1.1
        assert max(versions.values()) > 1


def start(double: SageMakerDouble) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.test_register_under_faults", double.url, str(REGISTRATIONS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )


def test_a_process_that_is_killed_in_the_middle_and_run_again_makes_no_version_twice() -> None:
    with double_with_a_group(seed=2) as double:
        create_group(double)
        for enough in KILLED_AT:
            with start(double) as process:
                given_up = time.monotonic() + LONGEST
                while process.poll() is None and len(double.packages) < enough and time.monotonic() < given_up:
                    time.sleep(0.005)
                ended_by_itself = process.poll() is not None
                process.kill()
            assert not ended_by_itself
            assert enough <= len(double.packages) < REGISTRATIONS
        with start(double) as process:
            output, _ = process.communicate(timeout=LONGEST)
        assert process.returncode == 0
        assert_one_version_for_each_key(double, json.loads(output), REGISTRATIONS)
        assert_faults_struck(double)


if __name__ == "__main__":
    print(json.dumps(register_all(sys.argv[1], int(sys.argv[2]), with_keys=True)))  # noqa: T201 - what it is for
