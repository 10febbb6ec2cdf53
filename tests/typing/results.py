"""What every public function, method and property returns, to mypy and pyright; nothing runs it.

``test_refusals.py`` holds that none is left out.
"""

# As in a notebook: checkers have to see every public name.
# ruff: noqa: F403, F405

from __future__ import annotations

from collections.abc import Callable, ItemsView, ValuesView
from typing import TYPE_CHECKING, Any, Literal

from cattrs import Converter
from typing_extensions import assert_type

from sagemaker_model_package import *
from sagemaker_model_package.arn import *
from sagemaker_model_package.changes import *
from sagemaker_model_package.cloudformation import *
from sagemaker_model_package.converter import *
from sagemaker_model_package.json_schema import json_schema as schema_of
from sagemaker_model_package.pipelines import *
from sagemaker_model_package.registry import *
from sagemaker_model_package.shapes import *
from sagemaker_model_package.step_functions import *

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boto3 import Session
    from cattrs.preconf.json import JsonConverter
    from types_boto3_sagemaker.client import SageMakerClient as OfTypesBoto3


def functions(mapping: Mapping[str, Any], version: VersionedModelPackage, own: JsonConverter) -> None:
    assert_type(from_kwargs(mapping), ModelPackage)
    assert_type(from_describe(mapping), ModelPackage)
    assert_type(schema_of(pipeline=True), dict[str, Any])
    assert_type(from_training_job(mapping), ModelPackageBuilder)
    assert_type(from_automl_candidate(mapping), ModelPackageBuilder)
    assert_type(rewritten(version, Rewrite()), Rewritten[VersionedModelPackage])
    assert_type(resource(version), dict[str, Any])
    assert_type(state(version, query_language="JSONata"), dict[str, Any])
    assert_type(make_converter(), Converter)
    assert_type(configure_converter(own), "JsonConverter")


def arns(arn: ModelPackageArn, group: ModelPackageGroupArn) -> None:
    assert_type(group.version_arn(7), ModelPackageArn)
    assert_type(arn.version, int | None)
    assert_type(arn.partition, ArnPartition)
    assert_type(arn.region, str)
    assert_type(arn.account, str)
    assert_type(arn.name, str)


def pipelines_(version: VersionedModelPackage, held: Reference) -> None:
    assert_type(reference({"Get": "Parameters.Text"}), Any)
    assert_type(register_step("Register", version), Any)
    assert_type(read_definition("{}"), "tuple[RegisterModelStep, ...]")
    assert_type(held.variable, Any)
    assert_type(held.expression, dict[str, Any])


def enum_classes(member: ModelApprovalStatus) -> None:
    assert_type(ModelApprovalStatus("Approved"), ModelApprovalStatus)
    assert_type(ModelApprovalStatus.unlisted("New"), ModelApprovalStatus)
    assert_type(ModelApprovalStatus.known_values(), tuple[str, ...])
    assert_type(ModelApprovalStatus.suggestion("New"), str)
    assert_type(ModelApprovalStatus.convert("New"), ModelApprovalStatus)
    assert_type(ModelApprovalStatus.convert_optional("New"), ModelApprovalStatus | None)
    assert_type(ModelApprovalStatus.convert_items(["New"]), tuple[ModelApprovalStatus, ...])
    assert_type(ModelApprovalStatus.accepted("New"), ModelApprovalStatus)
    assert_type(ModelApprovalStatus.let_through("New"), ModelApprovalStatus)
    assert_type(member.is_listed, bool)


def maps(scores: FrozenMap[str, float], environment: EnvironmentMap) -> None:
    assert_type(scores.items(), ItemsView[str, float])
    assert_type(scores.values(), ValuesView[float])
    assert_type(environment["A"], str)
    assert_type(environment.hides_values, bool)
    assert_type(scores.with_items({"a": 1.0}), FrozenMap[str, float])
    assert_type(scores.shown_key("a"), object)


def packages(version: VersionedModelPackage, shelf: UnversionedModelPackage, other: ModelPackage) -> None:
    assert_type(version.to_kwargs(), dict[str, Any])
    assert_type(other.to_kwargs(), dict[str, Any])
    assert_type(version.to_builder(), VersionedModelPackageBuilder)
    assert_type(shelf.to_builder(), UnversionedModelPackageBuilder)
    assert_type(other.to_builder(), VersionedModelPackageBuilder | UnversionedModelPackageBuilder)
    assert_type(ModelPackageBuilder.from_package(version), VersionedModelPackageBuilder)
    assert_type(ModelPackageBuilder.from_package(shelf), UnversionedModelPackageBuilder)
    assert_type(other.kind, Literal["versioned", "unversioned"])
    assert_type(version.kind, Literal["versioned"])
    assert_type(shelf.kind, Literal["unversioned"])
    assert_type(diff(version, shelf), Changes)
    assert_type(diff(other, other)[0], Change)


def moves(base: ModelPackageBuilder) -> None:
    assert_type(base.description("x"), ModelPackageBuilder)
    assert_type(base.versioned("churn"), VersionedModelPackageBuilder)
    assert_type(
        base.unversioned("churn", transform_instance_types=[], realtime_instance_types=[]),
        UnversionedModelPackageBuilder,
    )
    assert_type(base.unversioned_from_algorithm("churn", "xgboost"), UnversionedModelPackageBuilder)


def setters_of_an_unversioned_package(shelf: UnversionedModelPackageBuilder) -> None:
    assert_type(shelf.description("x"), UnversionedModelPackageBuilder)
    assert_type(shelf.certify_for_marketplace(None), UnversionedModelPackageBuilder)
    assert_type(shelf.tags({"team": "growth"}), UnversionedModelPackageBuilder)
    assert_type(shelf.build(), UnversionedModelPackage)


def setters_of_a_version(version: VersionedModelPackageBuilder, definition: ModelPackageContainerDefinition) -> None:
    assert_type(version.build(), VersionedModelPackage)
    assert_type(version.approval_status("Approved"), VersionedModelPackageBuilder)
    assert_type(version.container(image="image"), VersionedModelPackageBuilder)
    assert_type(version.container(definition), VersionedModelPackageBuilder)
    assert_type(version.containers(definition), VersionedModelPackageBuilder)
    assert_type(version.update_container(0, image="image"), VersionedModelPackageBuilder)
    assert_type(version.replace_container("host", definition), VersionedModelPackageBuilder)
    assert_type(version.remove_container(-1), VersionedModelPackageBuilder)
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
    assert_type(version.source_algorithm("xgboost"), VersionedModelPackageBuilder)
    assert_type(version.source_algorithm_specification(None), VersionedModelPackageBuilder)
    assert_type(version.source_uri(None), VersionedModelPackageBuilder)
    assert_type(version.validation(), VersionedModelPackageBuilder)
    assert_type(version.validation_specification(None), VersionedModelPackageBuilder)
    assert_type(version.skip_model_validation(None), VersionedModelPackageBuilder)
    assert_type(version.description(None), VersionedModelPackageBuilder)
    assert_type(version.registration_type(None), VersionedModelPackageBuilder)
    assert_type(version.metadata_properties(), VersionedModelPackageBuilder)
    assert_type(version.customer_metadata(None), VersionedModelPackageBuilder)
    assert_type(version.model_card(None), VersionedModelPackageBuilder)
    assert_type(version.life_cycle(None), VersionedModelPackageBuilder)
    assert_type(version.life_cycle("Development", "InProgress"), VersionedModelPackageBuilder)
    assert_type(version.security_config(None), VersionedModelPackageBuilder)
    assert_type(version.kms_key_id(None), VersionedModelPackageBuilder)
    assert_type(version.managed_storage_type(None), VersionedModelPackageBuilder)
    assert_type(version.client_token(None), VersionedModelPackageBuilder)


def registries(registry: ModelRegistry, session: Session, package: ModelPackage, arn: ModelPackageArn) -> None:
    assert_type(ModelRegistry.from_session(session), ModelRegistry)
    assert_type(registry.ensure_group("churn"), EnsuredGroup)
    assert_type(registry.register(package), RegisteredModelPackage)
    assert_type(registry.wait_until_completed(arn), DescribedModelPackage)
    assert_type(registry.wait_until_completed("churn", 3), DescribedModelVersion)
    assert_type(registry.approve(arn), RegisteredModelPackage)
    assert_type(registry.reject(arn), RegisteredModelPackage)
    assert_type(registry.approve("churn", 3), RegisteredModelPackage)
    assert_type(registry.reject("churn", 3, "why"), RegisteredModelPackage)
    assert_type(registry.latest_approved("churn"), ListedModelPackage | None)
    assert_type(registry.versions("churn"), Versions)
    assert_type(next(registry.versions("churn")), ListedModelPackage)
    assert_type(registry.describe(arn), DescribedModelPackage)
    assert_type(registry.describe("churn", 3), DescribedModelVersion)
    for listed in registry.versions("churn"):
        assert_type(registry.describe(listed), DescribedModelVersion)
    assert_type(registry.client, SageMakerClient)
    assert_type(registry.promote(arn, registry, rewrite=Rewrite()), Promotion)
    with rich_progress() as progress:
        assert_type(progress, Callable[[Progress], None])


def clients(client: OfTypesBoto3) -> None:
    assert_type(guard(client), "OfTypesBoto3")
    unguard(guard(client))


def what_the_registry_returns(
    one: RegisteredModelPackage, other: DescribedModelPackage, told: Mapping[str, Any], arn: ModelPackageArn
) -> None:
    assert_type(one.version, int | None)
    assert_type(one.console_url, str | None)
    assert_type(DescribedModelPackage.from_response(told, arn), DescribedModelPackage)
    assert_type(other.package, ModelPackage)
    assert_type(ListedModelPackage.from_summary(told), ListedModelPackage)
    assert_type(UserContext.from_response(told), UserContext | None)


def what_it_returns_for_versions(version: DescribedModelVersion, listed: ListedModelPackage) -> None:
    assert_type(version.package, VersionedModelPackage)
    assert_type(version.version, int)
    assert_type(version.group, str)
    assert_type(listed.version, int)
    assert_type(listed.group, str)
