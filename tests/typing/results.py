"""What every public function, method and property returns, to mypy and pyright; nothing runs it.

``tests/test_refusals.py`` holds that none is left out.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator
from typing import TYPE_CHECKING, Any

from typing_extensions import assert_type

from sagemaker_model_package import (
    DescribedModelPackage,
    EnsuredGroup,
    EnvironmentMap,
    FrozenMap,
    ListedModelPackage,
    ModelApprovalStatus,
    ModelPackage,
    ModelPackageArn,
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    ModelPackageGroupArn,
    ModelRegistry,
    Progress,
    Promotion,
    RegisteredModelPackage,
    Rewrite,
    Rewritten,
    UnversionedModelPackage,
    UnversionedModelPackageBuilder,
    UserContext,
    VersionedModelPackage,
    VersionedModelPackageBuilder,
    from_automl_candidate,
    from_describe,
    from_kwargs,
    from_training_job,
    guard,
    rewritten,
    rich_progress,
    unguard,
)
from sagemaker_model_package.registry.client import SageMakerClient as ClientOfTheRegistry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boto3 import Session
    from types_boto3_sagemaker.client import SageMakerClient


def functions(mapping: Mapping[str, Any]) -> None:
    assert_type(from_kwargs(mapping), ModelPackage)
    assert_type(from_describe(mapping), ModelPackage)


def enums(member: ModelApprovalStatus) -> None:
    assert_type(ModelApprovalStatus("Approved"), ModelApprovalStatus)
    assert_type(ModelApprovalStatus.unlisted("New"), ModelApprovalStatus)
    assert_type(ModelApprovalStatus.known_values(), tuple[str, ...])
    assert_type(ModelApprovalStatus.way_through("New"), str)
    assert_type(ModelApprovalStatus.coerced("New"), Any)
    assert_type(ModelApprovalStatus.is_let_through("New"), bool)
    assert_type(member.is_listed, bool)


def arns() -> None:
    assert_type(ModelPackageArn.parse("arn"), ModelPackageArn)
    assert_type(ModelPackageGroupArn.parse("arn"), ModelPackageGroupArn)


def maps(scores: FrozenMap[str, float], environment: EnvironmentMap) -> None:
    assert_type(scores.items(), ItemsView[str, float])
    assert_type(environment["A"], str)


def packages(version: VersionedModelPackage, shelf: UnversionedModelPackage) -> None:
    assert_type(version.to_kwargs(), dict[str, Any])
    assert_type(shelf.to_kwargs(), dict[str, Any])


def moves(base: ModelPackageBuilder) -> None:
    assert_type(base.description("x"), ModelPackageBuilder)
    assert_type(base.versioned("churn"), VersionedModelPackageBuilder)
    assert_type(
        base.unversioned("churn", transform_instance_types=[], realtime_instance_types=[]),
        UnversionedModelPackageBuilder,
    )
    assert_type(base.unversioned_from_algorithm("churn", "xgboost"), UnversionedModelPackageBuilder)


def setters_of_a_version(version: VersionedModelPackageBuilder) -> None:
    assert_type(version.approval_status("Approved"), VersionedModelPackageBuilder)
    assert_type(version.build(), VersionedModelPackage)


def setters_of_an_unversioned_package(shelf: UnversionedModelPackageBuilder) -> None:
    assert_type(shelf.description("x"), UnversionedModelPackageBuilder)
    assert_type(shelf.certify_for_marketplace(None), UnversionedModelPackageBuilder)
    assert_type(shelf.tags({"team": "growth"}), UnversionedModelPackageBuilder)
    assert_type(shelf.build(), UnversionedModelPackage)


def setters_for_serving(version: VersionedModelPackageBuilder, definition: ModelPackageContainerDefinition) -> None:
    assert_type(version.container(image="image"), VersionedModelPackageBuilder)
    assert_type(version.container(definition), VersionedModelPackageBuilder)
    assert_type(version.containers(definition), VersionedModelPackageBuilder)
    assert_type(version.content_types("text/csv"), VersionedModelPackageBuilder)
    assert_type(version.response_mime_types("text/csv"), VersionedModelPackageBuilder)
    assert_type(version.transform_instance_types("ml.m5.large"), VersionedModelPackageBuilder)
    assert_type(version.realtime_instance_types("ml.m5.large"), VersionedModelPackageBuilder)
    assert_type(version.inference_specification(None), VersionedModelPackageBuilder)
    assert_type(version.additional_inference_specification(None), VersionedModelPackageBuilder)
    assert_type(version.additional_inference_specifications(), VersionedModelPackageBuilder)
    assert_type(version.domain(None), VersionedModelPackageBuilder)
    assert_type(version.task(None), VersionedModelPackageBuilder)
    assert_type(version.sample_payload_url(None), VersionedModelPackageBuilder)
    assert_type(version.inference_recommender(), VersionedModelPackageBuilder)


def setters_for_reports(version: VersionedModelPackageBuilder) -> None:
    assert_type(version.model_metrics(None), VersionedModelPackageBuilder)
    assert_type(version.model_quality(), VersionedModelPackageBuilder)
    assert_type(version.model_data_quality(), VersionedModelPackageBuilder)
    assert_type(version.bias(), VersionedModelPackageBuilder)
    assert_type(version.explainability(), VersionedModelPackageBuilder)
    assert_type(version.drift_check_baselines(None), VersionedModelPackageBuilder)
    assert_type(version.drift_model_quality(), VersionedModelPackageBuilder)
    assert_type(version.drift_model_data_quality(), VersionedModelPackageBuilder)
    assert_type(version.drift_bias(), VersionedModelPackageBuilder)
    assert_type(version.drift_explainability(), VersionedModelPackageBuilder)


def setters_for_origin(version: VersionedModelPackageBuilder) -> None:
    assert_type(version.source_algorithm("xgboost"), VersionedModelPackageBuilder)
    assert_type(version.source_algorithm_specification(None), VersionedModelPackageBuilder)
    assert_type(version.source_uri(None), VersionedModelPackageBuilder)
    assert_type(version.validation(), VersionedModelPackageBuilder)
    assert_type(version.validation_specification(None), VersionedModelPackageBuilder)
    assert_type(version.skip_model_validation(None), VersionedModelPackageBuilder)


def setters_for_governance(version: VersionedModelPackageBuilder) -> None:
    assert_type(version.description(None), VersionedModelPackageBuilder)
    assert_type(version.registration_type(None), VersionedModelPackageBuilder)
    assert_type(version.metadata_properties(), VersionedModelPackageBuilder)
    assert_type(version.metadata_properties(None), VersionedModelPackageBuilder)
    assert_type(version.customer_metadata(None), VersionedModelPackageBuilder)
    assert_type(version.model_card(None), VersionedModelPackageBuilder)
    assert_type(version.life_cycle(None), VersionedModelPackageBuilder)
    assert_type(version.life_cycle("Development", "InProgress"), VersionedModelPackageBuilder)
    assert_type(version.security_config(None), VersionedModelPackageBuilder)
    assert_type(version.kms_key_id(None), VersionedModelPackageBuilder)
    assert_type(version.managed_storage_type(None), VersionedModelPackageBuilder)
    assert_type(version.client_token(None), VersionedModelPackageBuilder)


def registry(session: Session, client: SageMakerClient, package: ModelPackage, arn: ModelPackageArn) -> None:
    registry = ModelRegistry(client)
    assert_type(ModelRegistry.from_session(session), ModelRegistry)
    assert_type(registry.ensure_group("churn"), EnsuredGroup)
    assert_type(registry.register(package), RegisteredModelPackage)
    assert_type(registry.wait_until_completed(arn), DescribedModelPackage)
    assert_type(registry.approve(arn), RegisteredModelPackage)
    assert_type(registry.reject(arn), RegisteredModelPackage)
    assert_type(registry.latest_approved("churn"), ListedModelPackage | None)
    assert_type(registry.versions("churn"), Iterator[ListedModelPackage])
    assert_type(registry.describe(arn), DescribedModelPackage)
    assert_type(registry.client, ClientOfTheRegistry)
    assert_type(registry.promote(arn, registry, rewrite=Rewrite()), Promotion)
    assert_type(guard(client), "SageMakerClient")
    unguard(guard(client))
    with rich_progress() as progress:
        assert_type(progress, Callable[[Progress], None])


def what_leads_there(job: Mapping[str, Any], version: VersionedModelPackage) -> None:
    assert_type(from_training_job(job), ModelPackageBuilder)
    assert_type(from_automl_candidate(job), ModelPackageBuilder)
    assert_type(rewritten(version, Rewrite()), Rewritten[VersionedModelPackage])


def what_the_registry_returns(registered: RegisteredModelPackage, described: DescribedModelPackage) -> None:
    assert_type(registered.version, int | None)
    assert_type(registered.console_url, str | None)
    assert_type(described.package, ModelPackage)


def responses_as_objects(told: Mapping[str, Any], arn: ModelPackageArn) -> None:
    assert_type(DescribedModelPackage.from_response(told, arn), DescribedModelPackage)
    assert_type(ListedModelPackage.from_summary(told), ListedModelPackage)
    assert_type(UserContext.from_response(told), UserContext | None)
