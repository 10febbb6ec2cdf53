"""The rules: what the service is known to accept passes, and each rule's bounds lie where its sources put them."""

from __future__ import annotations

import gzip
import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import botocore.session
import pytest
from botocore.loaders import Loader
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import (
    TransformInstanceType,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_kwargs,
    shapes,
)
from sagemaker_model_package._faults import FAULT_CODES
from sagemaker_model_package._validation.rules import RETIRED, RULES, rules_for
from sagemaker_model_package._validation.rules.model_data import names_an_archive
from sagemaker_model_package._validation.rules.package import TASKS
from sagemaker_model_package._validation.rules.transform_job import LOCAL_STORAGE_FAMILIES
from sagemaker_model_package.shapes import ModelPackageContainerDefinition
from sagemaker_model_package.shapes._request import ModelPackageRequest

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
    problems_of,
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
    from sagemaker_model_package._validation.rules import Rule
    from sagemaker_model_package.errors import Kind

    from .bad_requests import Kwargs

PREFIX = {"S3DataType": "S3Prefix", "S3Uri": "s3://ml-artifacts/vocabulary"}
WITHOUT_PROFILE: dict[str, Any] = {**validated_by(), "ValidationProfiles": []}


def warned_of(kwargs: Kwargs) -> list[str]:
    """Return the codes of what is warned of; an error fails the test."""
    found = problems_of(lambda: from_kwargs(kwargs))
    assert all(problem.severity == "warning" for problem in found), found
    return [problem.code for problem in found]


# What the service is known to accept ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accepted",
    [
        with_statistics(report(ContentType="json")),
        with_statistics(report(S3Uri="https://example.com/report")),
        with_serving(SupportedContentTypes=["json", "", "text/csv; header=absent"]),
        with_serving(SupportedContentTypes=[]),
        with_serving(SupportedResponseMIMETypes=[]),
        with_serving(SupportedRealtimeInferenceInstanceTypes=[]),
        version(ModelMetrics={}, DriftCheckBaselines={}, MetadataProperties={}, ModelCard={}),
        version(ModelMetrics={"Bias": {}}, DriftCheckBaselines={"Bias": {}}),
        with_container(Environment={}),
        with_container(Environment={"EMPTY": ""}),
        with_container(ModelDataSource={}, AdditionalModelDataSources=[]),
        with_container(ModelDataUrl="https://s3.us-east-1.amazonaws.com/b/m.tar.gz"),
        version(ModelPackageDescription="Kündigungsprognose, 解約予測 🎯"),
        version(ModelPackageDescription=""),
        version(ModelPackageGroupName=GROUP_ARN),
        {"ModelPackageGroupName": "churn", "SourceUri": "anything at all, (really)!"},
        with_container(Framework="our own framework", NearestModelName="something like XGBoost"),
        version(Domain="churn prediction"),
        version(CustomerMetadataProperties={"größe": "kräftig"}),
        shelf(Tags=[{"Key": "team", "Value": ""}]),
        shelf(Tags=[]),
        version(ValidationSpecification=WITHOUT_PROFILE),
        version(SkipModelValidation="None"),
        version(ModelCard={"ModelCardContent": '{"additional_information": {"ethical_considerations": "a\\nb"}}'}),
        version(SecurityConfig={"KmsKeyId": "alias/models"}),
        from_algorithm(ModelDataUrl=ARCHIVE),
        with_container(BaseModel=EMPTY),
        with_serving(Containers=[{"BaseModel": {"RecipeName": "sft"}}]),  # which needs no image
        with_container(Environment={f"V{n}": "" for n in range(100)}),
        with_additional(Containers=[container(AdditionalS3DataSource=PREFIX)]),
        with_additional(Containers=[container(AdditionalS3DataSource={**PREFIX, "CompressionType": "Gzip"})]),
        with_job(TransformInput={"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://no-slash"}}}),
        with_container(
            ModelDataSource={"S3DataSource": files_in_s3(S3DataType="S3Object")}
        ),  # nor does it need a slash
        *(with_resources(InstanceCount=count) for count in (2, 99)),
        with_resources(InstanceType="ml.g5.xlarge"),  # local storage, and no key
        *(version(Task=task) for task in TASKS),
    ],
)
def test_accepted_without_a_word(accepted: Kwargs) -> None:
    assert from_kwargs(accepted).to_kwargs() == accepted


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        (with_container(ModelDataUrl="s3://bucket/model.zip"), "MP205"),
        (with_container(ModelInput={"DataInputConfig": "(1, 3)"}), "MP219"),
        (version(ModelCard={"ModelCardContent": "{\n}"}), "MP204"),
        (shelf(CertifyForMarketplace=True, ValidationSpecification=WITHOUT_PROFILE), "MP216"),
    ],
)
def test_accepted_with_a_warning(accepted: Kwargs, code: str) -> None:
    assert warned_of(accepted) == [code]


@pytest.mark.parametrize("everything", [full_version(), full_shelf()], ids=["version", "shelf"])
def test_every_member_at_once_is_no_error(everything: Kwargs) -> None:
    assert {"MP206", "MP209", "MP210", "MP212"} <= set(warned_of(everything))


# The table ------------------------------------------------------------------------------------------------------------


def test_codes_are_unique_and_tell_the_severity() -> None:
    assert [fault.code for fault in FAULT_CODES] == [f"MP00{number}" for number in range(1, 9)]
    entries: list[Any] = [*FAULT_CODES, *RULES]
    assert not {rule.code for rule in RULES}.intersection(RETIRED)
    assert len({entry.code for entry in entries}) == len({entry.name for entry in entries}) == len(entries)
    for rule in RULES:
        assert re.fullmatch(r"MP1\d\d" if rule.severity == "error" else r"MP2\d\d", rule.code)


@pytest.mark.parametrize("entry", [*FAULT_CODES, *RULES], ids=lambda entry: entry.code)
def test_each_says_why_in_one_sentence_and_has_a_short_name(entry: Any) -> None:  # noqa: ANN401 - a fault or a rule
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)
    assert re.fullmatch(r"[A-Z](?:(?!\. [A-Z]).)*\.", entry.why), entry.why


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_says_where_it_is_from(rule: Rule) -> None:
    assert re.match(r"(API reference|Service model|SageMaker developer guide|AWS |Seen: ).*[^. ]\Z", rule.source), (
        rule.source
    )
    assert rule.kinds


def test_each_rule_is_asked_somewhere() -> None:
    scopes: list[Any] = ["kwargs", "registration", VersionedModelPackage, UnversionedModelPackage]
    scopes += {getattr(shapes, name) for rule in RULES if isinstance(rule.on, tuple) for name in rule.on}
    kinds: tuple[Kind, ...] = ("versioned", "unversioned")
    assert {rule for scope in scopes for kind in kinds for rule in rules_for(scope, kind)} == set(RULES)


@pytest.mark.parametrize("scope", ["kwargs", ModelPackageRequest, ModelPackageContainerDefinition])
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
    of_sagemaker = Loader().load_service_model("sagemaker", "service-2")["shapes"].values()  # also to train, to label
    known = {family_of(value) for shape in of_sagemaker for value in shape.get("enum", ())} & families_of_ec2.keys()
    assert known.issuperset({"g5", "m5", "p3dn"})
    assert {family for family in known if families_of_ec2[family]} == LOCAL_STORAGE_FAMILIES & known


def test_no_family_of_the_table_is_one_without_local_storage(families_of_ec2: dict[str, bool]) -> None:
    assert {family for family in LOCAL_STORAGE_FAMILIES if not families_of_ec2.get(family, True)} == set()


@pytest.mark.parametrize("instance_type", ["ml.c5.xlarge", "ml.p3.2xlarge", "ml.c4.xlarge", "ml.inf2.xlarge"])
def test_a_key_for_disks_that_take_one(instance_type: str) -> None:
    value = TransformInstanceType.unlisted(instance_type)
    assert warned_of(with_resources(InstanceType=value, VolumeKmsKeyId=KEY_ARN)) == []


@pytest.mark.parametrize(
    ("image", "message"),
    [
        ('"docker.io/churn:1', "is wrapped in quotes"),
        ("docker.io/churn:1'", "is wrapped in quotes"),
        ("docker.io/churn:1", "is not an Amazon ECR path"),
    ],
)
def test_a_quote_at_either_end_is_named(image: str, message: str) -> None:
    (problem,) = problems_of(lambda: from_kwargs(with_container(Image=image)))
    assert (problem.code, message in problem.message) == ("MP215", True)


def test_a_container_with_nothing_to_run_says_what_to_set() -> None:
    (problem,) = problems_of(lambda: from_kwargs(with_serving(Containers=[EMPTY])))
    assert (problem.code, problem.remedy) == ("MP104", "set image, or base_model")


# Credentials ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DB_PASSWORD", "correct horse"),
        ("password", "hunter2hunter2"),
        ("password", "hunter22"),
        ("HF_TOKEN", "hf_" + "a1" * 17),
        ("API_KEY", "0123456789abcdef"),
        ("OPENAI_APIKEY", "0123456789abcdef"),
        ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("ANYTHING", "AKIAIOSFODNN7EXAMPLE"),
        ("ANYTHING", "ghp_" + "a1" * 18),
        ("ANYTHING", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"),
        ("ANYTHING", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0xxxx.c2lnbmF0dXJl"),
        ("DATABASE_URL", "postgresql://user:correct-horse@db.example.com/models"),
        ("SESSION_TOKEN", "FwoGZXIvYXdzEJr//////////wEaDHhk"),
        *(
            (f"MY_{word}", "0123456789abcdef")
            for word in (
                *("SECRET", "TOKEN", "PASSWORD", "PASSWD", "PWD", "PASSPHRASE", "CREDENTIAL", "CREDENTIALS"),
                *("ACCESS_KEY_ID", "CONNECTION_STRING", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY"),
                *("SECRET_KEY", "ACCOUNT_KEY", "AUTH_KEY"),
            )
        ),
        *(
            ("ANYTHING", beginning + "a1" * 18)
            for beginning in (
                *("gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "hf_", "sk-"),
                *("xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-"),
            )
        ),
        ("ANYTHING", "ASIAIOSFODNN7EXAMPLE"),
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
        ("STOP_TOKEN", "Observation:"),
        ("STOP_TOKEN", "### Instruction"),
        ("EOS_TOKEN", "</s></s></s>"),
        ("CLASS_TOKEN", "__class__"),
        ("CLASS_TOKEN", "__class_1__"),
        ("PROMPT_TOKEN", "{{ bos_token }}"),
        ("SEPARATOR_TOKEN", "Human said"),
        ("DB_PASSWORD", "${DB_PASSWORD}"),
        ("DATABASE_URL", "postgresql://user:<password>@db.example.com/models"),
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


@pytest.mark.parametrize(
    ("image", "named"),
    [
        ("68331368837.dkr.ecr.us-east-1.amazonaws.com/a", ["'68331368837' is not an account"]),
        ("${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/a", ["'${ACCOUNT}' is not an account"]),
        ("683313688378.dkr.ecr.us-east.amazonaws.com/a", ["'us-east' is not a region"]),
        ("683313688378.dkr.ecr..amazonaws.com/a", ["'' is not a region"]),
        (".dkr.ecr.REGION.amazonaws.com/a", ["'' is not an account", "'REGION' is not a region"]),
    ],
)
def test_the_part_of_an_image_that_is_wrong_is_named(image: str, named: list[str]) -> None:
    problems = problems_of(lambda: from_kwargs(with_container(Image=image)))
    assert [problem.message for problem in problems] == [f"{part}, in '{image}'" for part in named]


def test_every_region_of_aws_is_one() -> None:
    session = botocore.session.get_session()
    regions = [
        region
        for partition in session.get_available_partitions()
        for region in session.get_available_regions("ecr", partition)
    ]
    images = [container(Image=IMAGE.replace("us-east-1", region)) for region in regions]
    assert len(images) > 30
    assert [image for image in images if warned_of(with_serving(Containers=[image]))] == []


@pytest.mark.parametrize("image", ["x", "python:3.12", "public.ecr.aws/lambda/python:3.12", f"https://{IMAGE}", "'x'"])
def test_images_elsewhere(image: str) -> None:
    assert warned_of(with_container(Image=image)) == ["MP215"]


# Regions --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "image", "codes"),
    [
        (GROUP_ARN, IMAGE, []),
        ("churn", IMAGE, []),
        (GROUP_ARN, "python:3.12", ["MP215"]),
        (GROUP_ARN, IMAGE.replace("us-east-1", "us-west-2"), ["MP221"]),
        (GROUP_ARN, IMAGE.replace("us-east-1", "useast1"), ["MP215"]),  # no region at all, so not another one
    ],
)
def test_regions_of_group_and_image(group: str, image: str, codes: list[str]) -> None:
    kwargs = version(ModelPackageGroupName=group, InferenceSpecification=serving(container(Image=image)))
    assert warned_of(kwargs) == codes


def test_rules_read_plain_values_in_place_of_subclasses() -> None:
    silent: Any = type("Silent", (str,), {"split": None, "startswith": None})  # whoever calls these fails
    elsewhere = container(Image=IMAGE.replace("us-east-1", "us-west-2"))
    request = {"ModelPackageGroupName": silent(GROUP_ARN), "InferenceSpecification": {"Containers": [elsewhere]}}
    assert warned_of(request) == ["MP221"]
    silent = type("Silent", (int,), dict.fromkeys(("__lt__", "__le__", "__gt__", "__ge__")))
    (problem,) = problems_of(lambda: from_kwargs(with_resources(InstanceCount=silent(101))))
    assert problem.code == "MP106"


def test_the_region_of_an_additional_specification_does_not_matter() -> None:
    elsewhere = container(Image=IMAGE.replace("us-east-1", "us-west-2"))
    kwargs = {**with_additional(Containers=[elsewhere]), "ModelPackageGroupName": GROUP_ARN}
    assert warned_of(kwargs) == []


# Validation -----------------------------------------------------------------------------------------------------------


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


# The rest -------------------------------------------------------------------------------------------------------------


def test_the_same_tag_thrice_is_reported_twice() -> None:
    tag = {"Key": "team", "Value": "growth"}
    found = problems_of(lambda: from_kwargs(shelf(Tags=[tag, tag, tag])))
    assert [problem.path for problem in found] == ["Tags[1].Key", "Tags[2].Key"]
    assert all("Tags[0]" in problem.message for problem in found)


def test_a_model_card_nested_too_deeply_to_read() -> None:
    card = {"ModelCardContent": '{"a":' * 15_000 + "1" + "}" * 15_000}
    (problem,) = problems_of(lambda: from_kwargs(version(ModelCard=card)))
    assert problem.code == "MP110"
    assert "nested too deeply" in problem.message


def test_messages_of_rules_name_what_was_given() -> None:
    kwargs = with_resources(InstanceCount=101, InstanceType="ml.g5.xlarge", VolumeKmsKeyId="alias/a")
    count, key = problems_of(lambda: from_kwargs(kwargs))
    assert (count.path, count.message) == (
        f"{JOB}.TransformResources.InstanceCount",
        "101 instances, more than the 100 allowed",
    )
    assert (key.path, key.message) == (
        f"{JOB}.TransformResources.VolumeKmsKeyId",
        "'ml.g5.xlarge' has local storage, which takes no KMS key",
    )
