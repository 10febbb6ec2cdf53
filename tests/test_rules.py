"""The rules: what the service is known to accept passes, and each rule's bounds lie where its sources put them."""

from __future__ import annotations

import gzip
import json
import re
import warnings
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import (
    ModelPackageValidationError,
    ModelPackageWarning,
    ProductionVariantInstanceType,
    TransformInstanceType,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_kwargs,
)
from sagemaker_model_package.constraints import FAULT_CODES
from sagemaker_model_package.request import Request
from sagemaker_model_package.rules import RULES, rules_for
from sagemaker_model_package.rules.containers import names_an_archive
from sagemaker_model_package.rules.contents import TASKS
from sagemaker_model_package.rules.validation import LOCAL_STORAGE_FAMILIES
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition

from .bad_requests import (
    ARCHIVE,
    EMPTY,
    GROUP_ARN,
    IMAGE,
    JOB,
    KEY_ARN,
    container,
    files_in_s3,
    from_algorithm,
    full_shelf,
    full_version,
    job_input,
    job_resources,
    profile,
    report,
    serving,
    shelf,
    validated_by,
    version,
    with_additional,
    with_container,
    with_job,
    with_resources,
    with_serving,
    with_statistics,
)

if TYPE_CHECKING:
    from sagemaker_model_package.errors import Kind

    from .bad_requests import Kwargs


def warned_of(kwargs: Kwargs) -> list[str]:
    """Return the codes of what is warned of; an error fails the test."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        from_kwargs(kwargs)
    return [warning.message.problem.code for warning in caught if isinstance(warning.message, ModelPackageWarning)]


# What the service is known to accept ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accepted",
    [
        pytest.param(with_statistics(report(ContentType="json")), id="a report's content type that is no MIME type"),
        pytest.param(with_serving(SupportedContentTypes=["json"]), id="a content type without a slash"),
        pytest.param(with_serving(SupportedContentTypes=[""]), id="an empty content type"),
        pytest.param(with_serving(SupportedContentTypes=["text/csv; header=absent"]), id="a content type's parameter"),
        pytest.param(with_serving(SupportedContentTypes=[]), id="an empty list of content types"),
        pytest.param(with_serving(SupportedResponseMIMETypes=[]), id="an empty list of response types"),
        pytest.param(with_serving(SupportedRealtimeInferenceInstanceTypes=[]), id="an empty list of real-time types"),
        pytest.param(version(ModelMetrics={}), id="metrics without any"),
        pytest.param(version(ModelMetrics={"Bias": {}}), id="bias without a report"),
        pytest.param(version(DriftCheckBaselines={}), id="baselines without any"),
        pytest.param(version(MetadataProperties={}), id="metadata properties without any"),
        pytest.param(with_container(Environment={}), id="an empty environment"),
        pytest.param(with_container(Environment={"EMPTY": ""}), id="an empty variable"),
        pytest.param(with_container(ModelDataSource={}), id="an empty model data source"),
        pytest.param(with_container(AdditionalModelDataSources=[]), id="no additional sources"),
        pytest.param(
            with_container(ModelDataUrl="https://s3.us-east-1.amazonaws.com/b/m.tar.gz"), id="an https URI of a model"
        ),
        pytest.param(with_statistics(report(S3Uri="https://example.com/report")), id="an https URI of a report"),
        pytest.param(version(ModelPackageDescription="Kündigungsprognose, 解約予測 🎯"), id="a Unicode description"),
        pytest.param(version(ModelPackageDescription=""), id="an empty description"),
        pytest.param(version(ModelPackageGroupName=GROUP_ARN), id="a group given as ARN"),
        pytest.param(
            {"ModelPackageGroupName": "churn", "SourceUri": "anything at all, (really)!"}, id="free text as source"
        ),
        pytest.param(with_container(Framework="our own framework"), id="free text as framework"),
        pytest.param(with_container(NearestModelName="something like XGBoost"), id="free text as nearest model"),
        pytest.param(version(Domain="churn prediction"), id="free text as domain"),
        pytest.param(version(CustomerMetadataProperties={"größe": "kräftig"}), id="a metadata key in German"),
        pytest.param(shelf(Tags=[{"Key": "team", "Value": ""}]), id="an empty tag"),
        pytest.param(shelf(Tags=[]), id="no tags"),
        pytest.param(
            version(ValidationSpecification={**validated_by(), "ValidationProfiles": []}), id="no validation profile"
        ),
        pytest.param(version(SkipModelValidation="None"), id="the text None"),
        pytest.param(version(ModelCard={}), id="an empty model card"),
        pytest.param(version(ModelCard={"ModelCardContent": '{"note": "a\\nb"}'}), id="an escaped line break"),
        pytest.param(version(SecurityConfig={"KmsKeyId": "alias/models"}), id="an alias of a key"),
    ],
)
def test_accepted_without_a_word(accepted: Kwargs) -> None:
    assert from_kwargs(accepted).to_kwargs() == accepted


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        pytest.param(with_container(ModelDataUrl="s3://bucket/model.pkl"), "MP205", id="an artefact of another kind"),
        pytest.param(with_container(ModelDataUrl="s3://bucket/model.zip"), "MP205", id="another archive"),
        pytest.param({"ModelPackageGroupName": "churn"}, "MP220", id="a version with nothing but a group"),
        pytest.param(with_container(Environment={f"V{n}": "" for n in range(100)}), "MP213", id="100 variables"),
        pytest.param(with_container(Image="python:3.12"), "MP215", id="an image elsewhere"),
        pytest.param(version(Task="anything"), "MP218", id="another task"),
        pytest.param(with_container(ModelInput={"DataInputConfig": "(1, 3)"}), "MP219", id="input that is no JSON"),
        pytest.param(version(ModelCard={"ModelCardContent": "{\n}"}), "MP204", id="a model card with a line break"),
        pytest.param({"ModelPackageName": "churn"}, "MP203", id="a package with nothing but a name"),
    ],
)
def test_accepted_with_a_warning(accepted: Kwargs, code: str) -> None:
    assert warned_of(accepted) == [code]


@pytest.mark.parametrize("everything", [full_version(), full_shelf()], ids=["version", "shelf"])
def test_every_member_at_once_is_no_error(everything: Kwargs) -> None:
    assert {"MP206", "MP209", "MP210", "MP212"} <= set(warned_of(everything))


# The table ------------------------------------------------------------------------------------------------------------


def test_codes_are_unique_and_tell_the_severity() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    for rule in RULES:
        assert re.fullmatch(r"MP1\d\d" if rule.severity == "error" else r"MP2\d\d", rule.code)
    assert [fault.code for fault in FAULT_CODES] == [f"MP00{number}" for number in range(1, 9)]


def test_each_rule_says_why_and_on_what_grounds() -> None:
    names = [rule.name for rule in RULES] + [fault.name for fault in FAULT_CODES]
    assert len(names) == len(set(names))
    for rule in RULES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert re.fullmatch(r"[A-Z][^.]*(\.\w[^.]*)*\.", rule.why), f"one sentence: {rule.why}"
        assert rule.source
        assert rule.kinds


def test_each_rule_is_asked_somewhere() -> None:
    scopes: list[Any] = ["kwargs", VersionedModelPackage, UnversionedModelPackage]
    scopes += {one for rule in RULES if isinstance(rule.on, tuple) for one in rule.on}
    kinds: tuple[Kind, ...] = ("versioned", "unversioned")
    assert {rule for scope in scopes for kind in kinds for rule in rules_for(scope, kind)} == set(RULES)


@pytest.mark.parametrize("scope", ["kwargs", Request, ModelPackageContainerDefinition])
def test_without_a_kind_only_what_holds_for_both_is_asked(scope: Literal["kwargs"] | type[Any]) -> None:
    of_each = set(rules_for(scope, "versioned")), set(rules_for(scope, "unversioned"))
    assert set(rules_for(scope, None)) == of_each[0] & of_each[1]
    assert of_each[0] != of_each[1]


# Names of archives ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uri", "is_archive"),
    [
        ("s3://bucket/model.tar.gz", True),
        ("s3://bucket/.tar.gz", True),
        ("https://bucket.s3.amazonaws.com/model.tar.gz", True),
        ("https://bucket.s3.amazonaws.com/model.tar.gz?X-Amz-Expires=60&X-Amz-Signature=ab", True),
        ("s3://bucket/model.tar.gz?versionId=1", False),
        ("s3://bucket/model.tar.gz/", False),
        ("s3://bucket/model.tgz", False),
        ("s3://bucket/model.TAR.GZ", False),
        ("s3://bucket", False),
        ("https://example.com/model?name=model.tar.gz", False),
    ],
)
def test_names_an_archive(uri: str, *, is_archive: bool) -> None:
    assert names_an_archive(uri) is is_archive


# Local storage --------------------------------------------------------------------------------------------------------


def family_of(instance_type: str) -> str:
    return instance_type.removeprefix("ml.").partition(".")[0]


@pytest.fixture(scope="module")
def families_of_ec2() -> dict[str, bool]:
    """Return, by family, whether all its sizes have local NVMe storage: as EC2 told moto's authors."""
    packed = resources.files("moto").joinpath("ec2/resources/instance_types.json.gz").read_bytes()
    types: dict[str, dict[str, Any]] = json.loads(gzip.decompress(packed))
    families: dict[str, bool] = {}
    for name, facts in types.items():
        has_storage = facts.get("InstanceStorageInfo", {}).get("NvmeSupport") in {"required", "supported"}
        families[family_of(name)] = families.get(family_of(name), True) and has_storage
    return families


def test_families_with_local_storage_are_those_of_ec2(families_of_ec2: dict[str, bool]) -> None:
    listed = {family_of(value) for value in [*TransformInstanceType, *ProductionVariantInstanceType]}
    known = listed & families_of_ec2.keys()
    assert len(known) > 40
    assert {family for family in known if families_of_ec2[family]} == LOCAL_STORAGE_FAMILIES & known


def test_no_family_of_the_table_is_one_without_local_storage(families_of_ec2: dict[str, bool]) -> None:
    assert {family for family in LOCAL_STORAGE_FAMILIES if not families_of_ec2.get(family, True)} == set()


@pytest.mark.parametrize("instance_type", ["ml.c5.xlarge", "ml.p3.2xlarge", "ml.c4.xlarge", "ml.inf2.xlarge"])
def test_a_key_for_disks_that_take_one(instance_type: str) -> None:
    value = TransformInstanceType.unlisted(instance_type)
    assert warned_of(with_resources(InstanceType=value, VolumeKmsKeyId=KEY_ARN)) == []


# Credentials ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DB_PASSWORD", "correct horse"),
        ("password", "hunter2hunter2"),
        ("HF_TOKEN", "hf_" + "a1" * 17),
        ("API_KEY", "0123456789abcdef"),
        ("OPENAI_APIKEY", "0123456789abcdef"),
        ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("ANYTHING", "AKIAIOSFODNN7EXAMPLE"),
        ("ANYTHING", "ghp_" + "a1" * 18),
        ("ANYTHING", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"),
        ("ANYTHING", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0xxxx.c2lnbmF0dXJl"),
        ("DATABASE_URL", "postgresql://user:correct-horse@db.example.com/models"),
    ],
)
def test_looks_like_a_credential(name: str, value: str) -> None:
    assert warned_of(with_container(Environment={name: value})) == ["MP214"]
    assert warned_of(with_job(Environment={name: value})) == ["MP214"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAGEMAKER_PROGRAM", "inference.py"),
        ("SAGEMAKER_SUBMIT_DIRECTORY", "s3://ml-artifacts/churn/sourcedir.tar.gz"),
        ("SM_NUM_GPUS", "4"),
        ("HF_MODEL_ID", "meta-llama/Llama-3.1-8B-Instruct"),
        ("HF_TOKEN", ""),
        ("TOKENIZERS_PARALLELISM", "false-or-true"),
        ("MAX_TOTAL_TOKENS", "1024102410"),
        ("PAD_TOKEN", "<|end_of_text|>"),
        ("SEPARATOR_TOKEN", "[SEPARATOR]"),
        ("DB_PASSWORD", "short"),
        ("DB_SECRET", "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf"),
        ("TOKEN_FILE", "/opt/ml/model/token.json"),
        ("AUTH_TOKEN", "/run/secrets/token"),
        ("PASSWORD_POLICY", "at least twelve letters"),
        ("KEYBOARD_LAYOUT", "international"),
        ("PROXY", "http://proxy.example.com:8080"),
        ("ENDPOINT", "https://example.com/a:b@c"),
    ],
)
def test_does_not_look_like_a_credential(name: str, value: str) -> None:
    assert warned_of(with_container(Environment={name: value})) == []


@given(st.text(max_size=1024))
def test_no_value_makes_the_search_for_credentials_fail(value: str) -> None:
    assert set(warned_of(with_container(Environment={"API_TOKEN": value, "NAME": value}))) <= {"MP214"}


# Images ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "image",
    [
        IMAGE,
        "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost@sha256:" + "0" * 64,
        "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/models",
        "111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a/b/c:latest",
        "111122223333.dkr-ecr.us-east-1.on.aws/models:1",
        "763104351884.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk/pytorch-inference:2.1",
    ],
)
def test_images_of_ecr(image: str) -> None:
    assert warned_of(with_container(Image=image)) == []


@pytest.mark.parametrize("image", ["x", "python:3.12", "public.ecr.aws/lambda/python:3.12", f"https://{IMAGE}", "'x'"])
def test_images_elsewhere(image: str) -> None:
    assert warned_of(with_container(Image=image)) == ["MP215"]


def test_a_base_model_needs_no_image() -> None:
    assert warned_of(with_serving(Containers=[{"BaseModel": EMPTY}])) == []


# Regions --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "image", "codes"),
    [
        (GROUP_ARN, IMAGE, []),
        ("churn", IMAGE, []),
        (GROUP_ARN, "python:3.12", ["MP215"]),
        (GROUP_ARN, IMAGE.replace("us-east-1", "us-west-2"), ["MP221"]),
        (GROUP_ARN.replace("model-package-group", "model-package"), IMAGE.replace("us-east-1", "us-west-2"), []),
    ],
)
def test_regions_of_group_and_image(group: str, image: str, codes: list[str]) -> None:
    kwargs = version(ModelPackageGroupName=group, InferenceSpecification=serving(container(Image=image)))
    assert warned_of(kwargs) == codes


def test_the_region_of_an_additional_specification_does_not_matter() -> None:
    elsewhere = container(Image=IMAGE.replace("us-east-1", "us-west-2"))
    kwargs = {**with_additional(Containers=[elsewhere]), "ModelPackageGroupName": GROUP_ARN}
    assert warned_of(kwargs) == []


# Validation -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 99, 100])
def test_counts_of_instances(count: int) -> None:
    assert warned_of(with_resources(InstanceCount=count)) == []


@pytest.mark.parametrize(
    ("members", "job", "codes"),
    [
        ({}, {"TransformInput": job_input(ContentType="text/csv")}, []),
        ({"SupportedContentTypes": ["text/csv"]}, {}, []),
        ({"SupportedContentTypes": []}, {"TransformInput": job_input(ContentType="text/csv")}, ["MP217"]),
        ({"SupportedTransformInstanceTypes": ["ml.m5.large"]}, {}, []),
        ({"SupportedTransformInstanceTypes": ["ml.m5.xlarge"]}, {}, ["MP217"]),
    ],
)
def test_profiles_use_what_is_supported(members: Kwargs, job: Kwargs, codes: list[str]) -> None:
    kwargs = version(InferenceSpecification=serving(**members), ValidationSpecification=validated_by(profile(**job)))
    assert warned_of(kwargs) == codes


def test_a_profile_beside_no_inference_specification() -> None:
    kwargs = {**from_algorithm(), "ValidationSpecification": validated_by(), "CertifyForMarketplace": True}
    assert warned_of(kwargs) == []


def test_certified_by_a_specification_without_a_profile() -> None:
    kwargs = shelf(CertifyForMarketplace=True, ValidationSpecification={**validated_by(), "ValidationProfiles": []})
    assert warned_of(kwargs) == ["MP216"]


# The rest -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
def test_tasks(task: str) -> None:
    assert warned_of(version(Task=task)) == []


def test_prefixes_of_a_transform_job_need_no_slash() -> None:
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://ml-artifacts/in"}}
    assert warned_of(with_job(TransformInput={"DataSource": source})) == []


def test_one_object_needs_no_slash() -> None:
    assert warned_of(with_container(ModelDataSource={"S3DataSource": files_in_s3(S3DataType="S3Object")})) == []


def test_the_same_tag_thrice_is_reported_twice() -> None:
    tag = {"Key": "team", "Value": "growth"}
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs(shelf(Tags=[tag, tag, tag]))
    assert [problem.path for problem in raised.value.problems] == ["Tags[1].Key", "Tags[2].Key"]
    assert all("Tags[0]" in problem.message for problem in raised.value.problems)


def test_an_algorithm_with_an_archive() -> None:
    assert warned_of(from_algorithm(ModelDataUrl=ARCHIVE)) == []


def test_a_model_card_nested_too_deeply_to_read() -> None:
    with pytest.raises(ModelPackageValidationError, match="nested too deeply"):
        from_kwargs(version(ModelCard={"ModelCardContent": '{"a":' * 15_000 + "1" + "}" * 15_000}))


def test_messages_of_rules_name_what_was_got() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs(with_resources(InstanceCount=101, InstanceType="ml.g5.xlarge", VolumeKmsKeyId="alias/a"))
    count, key = raised.value.problems
    assert (count.path, key.path) == (
        f"{JOB}.TransformResources.InstanceCount",
        f"{JOB}.TransformResources.VolumeKmsKeyId",
    )
    assert "101" in count.message
    assert "100" in count.message
    assert "'ml.g5.xlarge'" in key.message


def test_resources_of_a_job_without_a_key() -> None:
    assert warned_of(with_job(TransformResources=job_resources(InstanceType="ml.g5.xlarge"))) == []
