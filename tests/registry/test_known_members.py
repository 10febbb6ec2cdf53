"""A client whose own botocore is older than the request: what it lacks is named, and nothing is sent."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ParamValidationError

from sagemaker_model_package import ModelRegistry, guard, unguard
from sagemaker_model_package.errors import OutdatedBotocoreError
from tests.double import SageMakerDouble, fake_session

from .examples import SECRET, builder

if TYPE_CHECKING:
    from collections.abc import Iterator

FORGOTTEN = {
    "CreateModelPackageInput": ["ModelLifeCycle"],
    "ModelPackageContainerDefinition": ["ModelDataETag", "BaseModel"],
    "CreateModelPackageGroupInput": ["ManagedConfiguration"],
    "DescribeModelPackageGroupOutput": ["ManagedConfiguration"],
}
"""Members that the client's model lacks, by shape, whatever botocore is installed."""

NEWER = builder().update_container(0, model_data_etag="tag").life_cycle("Test", "Done").build()
LACKS = ("InferenceSpecification.Containers[0].ModelDataETag", "ModelLifeCycle")


@pytest.fixture
def old_client(double: SageMakerDouble) -> Iterator[Any]:
    client: Any = fake_session().client("sagemaker", endpoint_url=double.url)
    shapes = client.meta.service_model._service_description["shapes"]
    for shape, members in FORGOTTEN.items():
        for member in members:
            shapes[shape]["members"].pop(member, None)
    yield client
    client.close()


def test_register_names_the_members_that_botocore_lacks(old_client: Any, double: SageMakerDouble) -> None:  # noqa: ANN401
    registry, before = ModelRegistry(old_client), len(double.calls)
    with pytest.raises(OutdatedBotocoreError, match="update boto3") as raised:
        registry.register(NEWER)
    assert sorted(raised.value.members) == sorted(LACKS)
    assert all(member in str(raised.value) for member in LACKS)
    assert len(double.calls) == before
    assert SECRET not in str(raised.value)
    assert pickle.loads(pickle.dumps(raised.value)).members == raised.value.members  # noqa: S301 - our own
    assert registry.register(builder().build()).version == 1


def test_no_frame_of_the_error_holds_the_request(old_client: Any) -> None:  # noqa: ANN401
    for call in (
        lambda: ModelRegistry(old_client).register(NEWER),
        lambda: guard(old_client).create_model_package(**NEWER.to_kwargs()),
    ):
        with pytest.raises(OutdatedBotocoreError) as raised:
            call()
        frame = raised.value.__traceback__
        while frame is not None:
            if "sagemaker_model_package" in frame.tb_frame.f_code.co_filename:
                assert SECRET not in repr(frame.tb_frame.f_locals)
            frame = frame.tb_next


def test_a_guarded_client_names_them_too(old_client: Any, double: SageMakerDouble) -> None:  # noqa: ANN401
    guard(old_client)
    before = len(double.calls)
    kwargs = NEWER.to_kwargs()
    kwargs["InferenceSpecification"]["Containers"] = tuple(kwargs["InferenceSpecification"]["Containers"])
    with pytest.raises(OutdatedBotocoreError) as raised:
        old_client.create_model_package(**kwargs)
    assert sorted(raised.value.members) == sorted(LACKS)
    with pytest.raises(ValueError, match="MP101"):  # what is wrong goes before what is new
        old_client.create_model_package(ModelLifeCycle={"Stage": "Test", "StageStatus": "Done"})
    assert len(double.calls) == before
    old_client.create_model_package(**builder().build().to_kwargs())
    unguard(old_client)


def test_a_misspelt_member_of_another_operation_is_left_to_botocore(old_client: Any) -> None:  # noqa: ANN401
    with pytest.raises(ParamValidationError, match='Unknown parameter in input: "PipelineNam"'):
        guard(old_client).create_pipeline(PipelineNam="churn", PipelineDefinition='{"Steps": []}', RoleArn="r" * 20)


def test_managed_storage_needs_a_botocore_that_knows_it(old_client: Any, double: SageMakerDouble) -> None:  # noqa: ANN401
    registry, before = ModelRegistry(old_client), len(double.calls)
    for group in ("fraud", "churn"):
        with pytest.raises(OutdatedBotocoreError, match=r"CreateModelPackageGroup request:\n  ManagedConfiguration"):
            registry.ensure_group(group, managed_storage_type="Restricted")
    assert len(double.calls) == before
    assert registry.ensure_group("churn").managed_storage_type is None


def test_only_so_many_members_are_spelled_out() -> None:
    error = OutdatedBotocoreError("CreateModelPackage", [f"Member{number}" for number in range(60)], "1.34.0")
    assert "  and 10 more, in the error's .members" in str(error).splitlines()
    assert len(error.members) == 60
