"""Builders that start from jobs: what is read of a description, where it goes, and what is refused."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypedDict, cast
from unittest.mock import MagicMock

import boto3
import pytest
from botocore import xform_name
from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape
from botocore.stub import Stubber
from botocore.validate import ParamValidator
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_model_package import (
    ModelDataSource,
    ModelPackageBuilder,
    ModelPackageError,
    ModelPackageValidationError,
    S3ModelDataSource,
    from_kwargs,
)
from sagemaker_model_package.jobs import JobResponseError, from_automl_candidate, from_training_job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WHEN = dt.datetime(2024, 11, 5, tzinfo=dt.timezone.utc)
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
OTHER_IMAGE = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.2-cpu"
DATA = "s3://ml-artifacts/churn/output/model.tar.gz"
JOB = "arn:aws:sagemaker:us-east-1:111122223333:training-job/churn"
AUTOML_JOB = "arn:aws:sagemaker:us-east-1:111122223333:automl-job/churn"
SECRET = "hunter2-hunter2"

# That the check warns of a random URI without .tar.gz, or of a long environment, is not what these tests are about.
quietly = pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning")


@cache
def client() -> Any:  # noqa: ANN401 - the stubs do not know of jobs
    return boto3.client("sagemaker", region_name="us-east-1", aws_access_key_id="fake", aws_secret_access_key="fake")


def shape_of(operation: str, side: str = "output") -> StructureShape:
    model = client().meta.service_model.operation_model(operation)
    return cast("StructureShape", getattr(model, f"{side}_shape"))


def described(operation: str, response: Mapping[str, Any]) -> dict[str, Any]:
    """Return a response as boto3 returns it; botocore's stubber refuses one that is not of the operation's shape."""
    method = xform_name(operation)
    with Stubber(client()) as stubber:
        stubber.add_response(method, dict(response), None)
        made: dict[str, Any] = getattr(client(), method)(**_any_input(operation))
    return made


def _any_input(operation: str) -> dict[str, str]:
    return dict.fromkeys(shape_of(operation, "input").required_members, "churn")


def training_job(**members: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a response may have
    response = {
        "TrainingJobName": "churn",
        "TrainingJobArn": JOB,
        "ModelArtifacts": {"S3ModelArtifacts": DATA},
        "TrainingJobStatus": "Completed",
        "SecondaryStatus": "Completed",
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "OutputDataConfig": {"S3OutputPath": "s3://ml-artifacts/churn"},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
        "HyperParameters": {"sagemaker_program": "train.py"},
        "StoppingCondition": {"MaxRuntimeInSeconds": 60},
        "CreationTime": WHEN,
        **members,
    }
    return {name: value for name, value in response.items() if value is not None}


def container(number: int = 1, **members: Any) -> dict[str, Any]:  # noqa: ANN401 - see above
    return {
        "Image": IMAGE.replace("1.7", f"{number}.7"),
        "ModelDataUrl": DATA.replace("model", f"model-{number}"),
        **members,
    }


def candidate(**members: Any) -> dict[str, Any]:  # noqa: ANN401 - see above
    response = {
        "CandidateName": "churn-1",
        "ObjectiveStatus": "Succeeded",
        "CandidateSteps": [],
        "CandidateStatus": "Completed",
        "InferenceContainers": [container(1, Environment={"SAGEMAKER_PROGRAM": "a.py"}), container(2), container(3)],
        "CreationTime": WHEN,
        "LastModifiedTime": WHEN,
        **members,
    }
    return {name: value for name, value in response.items() if value is not None}


def automl_job(version: int = 2, **members: Any) -> dict[str, Any]:  # noqa: ANN401 - see above
    response = {
        "AutoMLJobName": "churn",
        "AutoMLJobArn": AUTOML_JOB,
        **({"AutoMLJobInputDataConfig": [{}]} if version == 2 else {"InputDataConfig": [{"TargetAttributeName": "y"}]}),
        "OutputDataConfig": {"S3OutputPath": "s3://ml-artifacts/churn"},
        "RoleArn": "arn:aws:iam::111122223333:role/automl",
        "CreationTime": WHEN,
        "LastModifiedTime": WHEN,
        "AutoMLJobStatus": "Completed",
        "AutoMLJobSecondaryStatus": "Completed",
        "BestCandidate": candidate(),
        **members,
    }
    return {name: value for name, value in response.items() if value is not None}


def sent(builder: ModelPackageBuilder) -> dict[str, Any]:
    """Return the request of a version made by a builder; botocore has to accept it."""
    kwargs = builder.versioned("churn").build().to_kwargs()
    report = ParamValidator().validate(kwargs, shape_of("CreateModelPackage", "input"))
    assert not report.has_errors(), report.generate_report()
    return kwargs


# Training jobs --------------------------------------------------------------------------------------------------------


def test_a_training_job_fills_what_one_would_fill_by_hand() -> None:
    response = described("DescribeTrainingJob", training_job(Environment={"LOG_LEVEL": "info"}))

    builder = from_training_job(response)

    by_hand = ModelPackageBuilder().container(image=IMAGE, model_data_url=DATA, environment={"LOG_LEVEL": "info"})
    assert builder == by_hand.metadata_properties(generated_by=JOB)
    assert sent(builder) == {
        "ModelPackageGroupName": "churn",
        "InferenceSpecification": {
            "Containers": [{"Image": IMAGE, "ModelDataUrl": DATA, "Environment": {"LOG_LEVEL": "info"}}]
        },
        "MetadataProperties": {"GeneratedBy": JOB},
    }


def test_the_builder_goes_on_as_any_other() -> None:
    builder = from_training_job(training_job()).content_types("text/csv")

    kwargs = sent(builder)

    assert kwargs["InferenceSpecification"]["SupportedContentTypes"] == ["text/csv"]


@pytest.mark.parametrize("uri", ["s3://ml-artifacts/churn/output/model", "s3://ml-artifacts/churn/output/model/"])
def test_uncompressed_artifacts_are_a_prefix(uri: str) -> None:
    output = {"S3OutputPath": "s3://ml-artifacts/churn", "CompressionType": "NONE"}
    job = training_job(ModelArtifacts={"S3ModelArtifacts": uri}, OutputDataConfig=output)

    builder = from_training_job(described("DescribeTrainingJob", job))

    assert sent(builder)["InferenceSpecification"]["Containers"] == [
        {
            "Image": IMAGE,
            "ModelDataSource": {
                "S3DataSource": {
                    "S3Uri": "s3://ml-artifacts/churn/output/model/",
                    "S3DataType": "S3Prefix",
                    "CompressionType": "None",
                }
            },
        }
    ]


@pytest.mark.parametrize("output", [None, {"S3OutputPath": "s3://a/b", "CompressionType": "GZIP"}])
def test_compressed_artifacts_are_an_archive(output: dict[str, str] | None) -> None:
    builder = from_training_job(described("DescribeTrainingJob", training_job(OutputDataConfig=output)))

    assert builder == from_training_job(training_job())


def test_a_compression_of_a_kind_not_known_yet_is_refused() -> None:
    with pytest.raises(JobResponseError) as caught:
        from_training_job(training_job(OutputDataConfig={"S3OutputPath": "s3://a/b", "CompressionType": "ZSTD"}))

    assert str(caught.value) == (
        "OutputDataConfig.CompressionType: expected GZIP or NONE, got 'ZSTD'; "
        "fill a ModelPackageBuilder by hand, or update sagemaker-model-package"
    )


@pytest.mark.parametrize("environment", [None, {}])
def test_a_job_without_environment_sets_none(environment: dict[str, str] | None) -> None:
    builder = from_training_job(described("DescribeTrainingJob", training_job(Environment=environment)))

    assert sent(builder)["InferenceSpecification"]["Containers"] == [{"Image": IMAGE, "ModelDataUrl": DATA}]


def test_image_and_environment_to_serve_with_replace_the_jobs() -> None:
    job = training_job(Environment={"LOG_LEVEL": "info"})

    builder = from_training_job(job, image=OTHER_IMAGE, environment={"SAGEMAKER_PROGRAM": "serve.py"})

    (made,) = sent(builder)["InferenceSpecification"]["Containers"]
    assert made == {"Image": OTHER_IMAGE, "ModelDataUrl": DATA, "Environment": {"SAGEMAKER_PROGRAM": "serve.py"}}
    (without,) = sent(from_training_job(job, environment={}))["InferenceSpecification"]["Containers"]
    assert without == {"Image": IMAGE, "ModelDataUrl": DATA, "Environment": {}}


def named_algorithm(**members: Any) -> dict[str, Any]:  # noqa: ANN401 - see above
    return training_job(AlgorithmSpecification={"AlgorithmName": "my-trees", "TrainingInputMode": "File"}, **members)


def test_a_job_of_a_named_algorithm_fills_the_source_algorithm() -> None:
    job = described("DescribeTrainingJob", named_algorithm(Environment={"LOG_LEVEL": "info"}))

    builder = from_training_job(job)

    by_hand = ModelPackageBuilder().source_algorithm("my-trees", model_data_url=DATA)
    assert builder == by_hand.metadata_properties(generated_by=JOB)
    with pytest.warns(UserWarning, match="MP220"):  # a version cannot be deployed from that alone
        kwargs = sent(builder)
    assert kwargs["SourceAlgorithmSpecification"] == {
        "SourceAlgorithms": [{"AlgorithmName": "my-trees", "ModelDataUrl": DATA}]
    }


def test_uncompressed_artifacts_of_a_named_algorithm_are_a_prefix_too() -> None:
    output = {"S3OutputPath": "s3://a/b", "CompressionType": "NONE"}

    builder = from_training_job(named_algorithm(OutputDataConfig=output))

    place = S3ModelDataSource(s3_uri=f"{DATA}/", s3_data_type="S3Prefix", compression_type="None")
    by_hand = ModelPackageBuilder().source_algorithm(
        "my-trees", model_data_source=ModelDataSource(s3_data_source=place)
    )
    assert builder == by_hand.metadata_properties(generated_by=JOB)


def test_an_image_makes_a_container_for_a_named_algorithm() -> None:
    assert from_training_job(named_algorithm(), image=IMAGE) == from_training_job(training_job())


def test_an_environment_without_a_container_is_refused() -> None:
    with pytest.raises(JobResponseError, match=r"'my-trees' and no image.*give image=\.\.\. beside") as caught:
        from_training_job(named_algorithm(), environment={"TOKEN": SECRET})

    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("specification", [None, {"TrainingInputMode": "File"}])
def test_a_job_that_names_neither_needs_an_image(specification: dict[str, str] | None) -> None:
    job = training_job(AlgorithmSpecification=specification)

    with pytest.raises(JobResponseError) as caught:
        from_training_job(job)

    assert str(caught.value) == (
        "AlgorithmSpecification.TrainingImage: the training job names neither an image nor an algorithm; give image=..."
    )
    assert from_training_job(job, image=IMAGE) == from_training_job(training_job())


STATUSES = shape_of("DescribeTrainingJob").members["TrainingJobStatus"].metadata["enum"]


@pytest.mark.parametrize("status", sorted({*STATUSES} - {"Completed"}))
def test_a_job_that_is_not_completed_is_refused(status: str) -> None:
    job = training_job(TrainingJobStatus=status)
    if status == "InProgress":
        job["ModelArtifacts"] = {}  # not there yet, and not what is wrong

    with pytest.raises(JobResponseError, match=rf"^TrainingJobStatus: the training job is '{status}', not 'Completed'"):
        from_training_job(job)


def test_a_stopped_job_will_do_where_it_may() -> None:
    stopped = training_job(TrainingJobStatus="Stopped")

    assert from_training_job(stopped, allow_stopped=True) == from_training_job(training_job())
    with pytest.raises(JobResponseError, match=r"allow_stopped=True if its model will do$"):
        from_training_job(stopped)
    with pytest.raises(JobResponseError, match="'Failed'"):
        from_training_job(training_job(TrainingJobStatus="Failed"), allow_stopped=True)


@pytest.mark.parametrize("artifacts", [None, {}, {"S3ModelArtifacts": None}, {"S3ModelArtifacts": ""}])
def test_a_job_without_artifacts_is_refused(artifacts: dict[str, str] | None) -> None:
    with pytest.raises(JobResponseError) as caught:
        from_training_job(training_job(ModelArtifacts=artifacts))

    assert str(caught.value) == "ModelArtifacts.S3ModelArtifacts: missing; register a job that saved a model"


# AutoML jobs ----------------------------------------------------------------------------------------------------------

each_version = pytest.mark.parametrize(("operation", "version"), [("DescribeAutoMLJob", 1), ("DescribeAutoMLJobV2", 2)])


@each_version
def test_a_candidate_fills_its_containers_in_order(operation: str, version: int) -> None:
    response = described(operation, automl_job(version))

    builder = from_automl_candidate(response)

    by_hand = ModelPackageBuilder()
    for made in (container(1), container(2), container(3)):
        environment = {"SAGEMAKER_PROGRAM": "a.py"} if made == container(1) else None
        by_hand = by_hand.container(image=made["Image"], model_data_url=made["ModelDataUrl"], environment=environment)
    assert builder == by_hand.metadata_properties(generated_by=AUTOML_JOB)
    kwargs = sent(builder)
    assert kwargs["InferenceSpecification"]["Containers"] == candidate()["InferenceContainers"]
    assert kwargs["MetadataProperties"] == {"GeneratedBy": AUTOML_JOB}


def by_unit(**units: list[dict[str, Any]]) -> dict[str, Any]:
    best = candidate(InferenceContainers=None, InferenceContainerDefinitions=units)
    return described("DescribeAutoMLJobV2", automl_job(BestCandidate=best))


def images(builder: ModelPackageBuilder) -> list[str]:
    return images_of(sent(builder))


def test_containers_for_one_processing_unit_need_no_choice() -> None:
    job = by_unit(CPU=[], GPU=[container(4), container(5)])

    assert images(from_automl_candidate(job)) == [container(4)["Image"], container(5)["Image"]]


def test_containers_for_two_processing_units_need_a_choice() -> None:
    job = by_unit(CPU=[container(4)], GPU=[container(5)])

    assert images(from_automl_candidate(job, processing_unit="CPU")) == [container(4)["Image"]]
    assert images(from_automl_candidate(job, processing_unit="GPU")) == [container(5)["Image"]]
    with pytest.raises(JobResponseError) as caught:
        from_automl_candidate(job)
    assert str(caught.value) == (
        "BestCandidate.InferenceContainerDefinitions: the candidate has containers for 'CPU' and 'GPU'; "
        "choose: processing_unit=..."
    )


def test_recommended_containers_come_first_unless_a_processing_unit_is_asked_for() -> None:
    best = candidate(InferenceContainerDefinitions={"GPU": [container(9)]})
    job = described("DescribeAutoMLJobV2", automl_job(BestCandidate=best))

    assert images(from_automl_candidate(job)) == images(from_automl_candidate(automl_job()))
    assert images(from_automl_candidate(job, processing_unit="GPU")) == [container(9)["Image"]]
    with pytest.raises(JobResponseError, match=r"no containers for 'CPU', but for 'GPU'; give processing_unit="):
        from_automl_candidate(job, processing_unit="CPU")
    with pytest.raises(JobResponseError, match=r"no containers for 'CPU', but for none; leave processing_unit out$"):
        from_automl_candidate(automl_job(), processing_unit="CPU")


def test_another_candidate_takes_the_place_of_the_best() -> None:
    listed = described("ListCandidatesForAutoMLJob", {"Candidates": [candidate(InferenceContainers=[container(7)])]})
    job = described("DescribeAutoMLJobV2", automl_job(AutoMLJobStatus="InProgress", BestCandidate=None))

    builder = from_automl_candidate(job, candidate=listed["Candidates"][0])

    assert images(builder) == [container(7)["Image"]]
    assert sent(builder)["MetadataProperties"] == {"GeneratedBy": AUTOML_JOB}


REFUSED = {
    "job in progress": (automl_job(AutoMLJobStatus="InProgress"), "AutoMLJobStatus: the AutoML job is 'InProgress'"),
    "job stopping": (automl_job(AutoMLJobStatus="Stopping"), "AutoMLJobStatus: the AutoML job is 'Stopping'"),
    "no best candidate": (automl_job(BestCandidate=None), "BestCandidate: the AutoML job has no best candidate; give"),
    "failed candidate": (
        automl_job(BestCandidate=candidate(CandidateStatus="Failed")),
        "BestCandidate.CandidateStatus: the candidate is 'Failed', not 'Completed'; its FailureReason says why",
    ),
    "no containers": (
        automl_job(BestCandidate=candidate(InferenceContainers=[])),
        "BestCandidate.InferenceContainers: the candidate has no containers; give candidate=",
    ),
    "no image": (
        automl_job(BestCandidate=candidate(InferenceContainers=[container(), {"ModelDataUrl": DATA}])),
        "BestCandidate.InferenceContainers[1].Image: missing",
    ),
    "no model data": (
        automl_job(BestCandidate=candidate(InferenceContainers=[{"Image": IMAGE}])),
        "BestCandidate.InferenceContainers[0].ModelDataUrl: missing",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_candidates_that_hold_no_model_are_refused(case: str) -> None:
    job, text = REFUSED[case]

    with pytest.raises(JobResponseError) as caught:
        from_automl_candidate(job)

    assert str(caught.value).startswith(text)


def test_a_candidate_alone_is_no_job() -> None:
    with pytest.raises(JobResponseError, match=r"^AutoMLJobArn: missing; give what client\.describe_auto_ml_job_v2"):
        from_automl_candidate(candidate())
    with pytest.raises(JobResponseError, match=r"^candidate\.CandidateStatus: missing; give what client\.list_cand"):
        from_automl_candidate(automl_job(), candidate=automl_job())
    with pytest.raises(JobResponseError, match=r"^candidate: expected a response of list_candidates_for_auto_ml_job"):
        from_automl_candidate(automl_job(), candidate=cast("Any", [candidate()]))


# Responses of any shape -----------------------------------------------------------------------------------------------

READ: dict[str, Callable[[Any], ModelPackageBuilder]] = {
    "DescribeTrainingJob": from_training_job,
    "DescribeAutoMLJobV2": from_automl_candidate,
    "DescribeAutoMLJob": from_automl_candidate,
}
READ_MEMBERS = {
    *("TrainingJobArn", "TrainingJobStatus", "AlgorithmSpecification", "TrainingImage", "AlgorithmName"),
    *("ModelArtifacts", "S3ModelArtifacts", "OutputDataConfig", "CompressionType", "Environment"),
    *("AutoMLJobArn", "AutoMLJobStatus", "BestCandidate", "CandidateStatus", "InferenceContainers"),
    *("InferenceContainerDefinitions", "Image", "ModelDataUrl"),
}
"""Everything else is the same in every response, and there only where the service always sends it."""

each_operation = pytest.mark.parametrize("operation", READ)


@cache
def responses(shape: Shape) -> st.SearchStrategy[Any]:
    """Return what the service model allows a shape to be; jobs are mostly done."""
    if isinstance(shape, StructureShape):
        members = {
            name: responses(of) if name in READ_MEMBERS else st.just(least(of))
            for name, of in shape.members.items()
            if name in {*READ_MEMBERS, *shape.required_members}
        }
        required = {name: members[name] for name in shape.required_members}
        optional = {name: of for name, of in members.items() if name not in required}
        every = st.fixed_dictionaries(members)
        return st.one_of(every, every, every, st.fixed_dictionaries(required, optional=optional))
    if isinstance(shape, ListShape):
        return st.lists(responses(shape.member), max_size=3)
    if isinstance(shape, MapShape):
        return st.dictionaries(responses(shape.key), responses(shape.value), max_size=2)
    assert isinstance(shape, StringShape)
    if shape.enum:
        return st.sampled_from([*shape.enum, *["Completed"] * 50 * ("Completed" in shape.enum)])
    pattern = re.compile(shape.metadata["pattern"], re.ASCII)
    return st.from_regex(pattern, fullmatch=True).filter(lambda text: len(text) <= shape.metadata["max"])


def least(shape: Shape) -> Any:  # noqa: ANN401 - whatever a shape may be
    """Return the least that the service model allows a shape to be."""
    if isinstance(shape, StructureShape):
        return {name: least(shape.members[name]) for name in shape.required_members}
    if isinstance(shape, ListShape):
        return [least(shape.member)] * shape.metadata.get("min", 0)
    if isinstance(shape, StringShape):
        return next(iter(shape.enum), "x" * shape.metadata.get("min", 0))
    return {"timestamp": WHEN}.get(shape.type_name, shape.metadata.get("min", 0))


@st.composite
def responses_of(draw: st.DrawFn, operation: str) -> dict[str, Any]:
    shape = shape_of(operation)
    response: dict[str, Any] = draw(responses(shape))
    assert not ParamValidator().validate(response, shape).has_errors()
    return response


def expected(response: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the request that a response should lead to, or ``None`` where it should lead to none."""
    if "TrainingJobArn" in response:
        return _expected_of_training(response)
    best = response.get("BestCandidate", {})
    containers = best.get("InferenceContainers")
    if not containers:
        units = [made for made in best.get("InferenceContainerDefinitions", {}).values() if made]
        containers = units[0] if len(units) == 1 else None
    if not containers or {response["AutoMLJobStatus"], best["CandidateStatus"]} != {"Completed"}:
        return None
    if not all(made["Image"] and made["ModelDataUrl"] for made in containers):
        return None
    return {
        "InferenceSpecification": {"Containers": [_less_empty(made) for made in containers]},
        "MetadataProperties": {"GeneratedBy": response["AutoMLJobArn"]},
    }


def _expected_of_training(response: Mapping[str, Any]) -> dict[str, Any] | None:
    algorithm = response.get("AlgorithmSpecification", {})
    uri = response["ModelArtifacts"]["S3ModelArtifacts"]
    if response["TrainingJobStatus"] != "Completed" or not uri:
        return None
    data: dict[str, Any] = {"ModelDataUrl": uri}
    if response.get("OutputDataConfig", {}).get("CompressionType") == "NONE":
        place = {"S3Uri": uri if uri[-1] == "/" else uri + "/", "S3DataType": "S3Prefix", "CompressionType": "None"}
        data = {"ModelDataSource": {"S3DataSource": place}}
    made: dict[str, Any] = {"MetadataProperties": {"GeneratedBy": response["TrainingJobArn"]}}
    if algorithm.get("TrainingImage"):
        one = {"Image": algorithm["TrainingImage"], **data, "Environment": response.get("Environment")}
        return {**made, "InferenceSpecification": {"Containers": [_less_empty(one)]}}
    if algorithm.get("AlgorithmName"):
        source = {"AlgorithmName": algorithm["AlgorithmName"], **data}
        return {**made, "SourceAlgorithmSpecification": {"SourceAlgorithms": [source]}}
    return None


def images_of(request: Mapping[str, Any]) -> list[str]:
    return [made["Image"] for made in request.get("InferenceSpecification", {}).get("Containers", [])]


def _less_empty(container: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in container.items() if value}


@quietly
@each_operation
@settings(max_examples=200)
@given(data=st.data())
def test_whatever_the_service_may_answer_is_taken_or_refused(operation: str, data: st.DataObject) -> None:
    response = data.draw(responses_of(operation))
    before = copy.deepcopy(response)
    wanted = expected(response)

    if wanted is None:
        with pytest.raises(JobResponseError):
            READ[operation](response)
        return

    builder = READ[operation](response)
    assert response == before
    if not all(map(re.compile(r"\S+", re.ASCII).fullmatch, images_of(wanted))):
        with pytest.raises(ModelPackageValidationError, match="Image"):  # one may train with it, but not serve
            sent(builder)
        return
    kwargs = sent(builder)
    assert kwargs == {"ModelPackageGroupName": "churn", **wanted}
    assert from_kwargs(kwargs).to_kwargs() == kwargs


WHOLE = {
    "DescribeTrainingJob": training_job(Environment={"TOKEN": SECRET}),
    "DescribeAutoMLJobV2": automl_job(),
    "DescribeAutoMLJob": automl_job(
        1, BestCandidate=candidate(InferenceContainers=None, InferenceContainerDefinitions={"GPU": [container()]})
    ),
}
JUNK: tuple[Any, ...] = (
    None,
    5,
    True,
    "",
    SECRET,
    b"x",
    [],
    [[]],
    [None],
    {},
    {5: 5},
    {"": {}},
    (),
    object(),
    MagicMock(),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - see above
    """Return the way to every value within another."""
    yield path
    if isinstance(value, (dict, list)):
        held = cast("Any", value)
        for key in held if isinstance(value, dict) else range(len(held)):
            yield from places(held[key], (*path, key))


def replaced(value: Any, path: tuple[Any, ...], part: Any) -> Any:  # noqa: ANN401 - see above
    if not path:
        return part
    made = copy.copy(value)
    made[path[0]] = replaced(value[path[0]], path[1:], part)
    return made


def refusal_of(operation: str, response: Any) -> JobResponseError | ModelPackageValidationError | None:  # noqa: ANN401 - see above
    """Return why no package came out, if none did. What is raised beside these two fails the test."""
    try:
        READ[operation](response).versioned("churn").build()
    except (JobResponseError, ModelPackageValidationError) as error:
        return error
    return None


@quietly
@each_operation
def test_a_response_of_another_shape_is_refused_or_reported_by_the_check(operation: str) -> None:
    known = {"(the response)", *shape_of(operation).members}
    for path in places(WHOLE[operation]):
        for junk in JUNK:
            error = refusal_of(operation, replaced(WHOLE[operation], path, junk))

            if isinstance(error, JobResponseError):
                assert re.split(r"[.:[]", str(error))[0] in known
                assert error.remedy
            if "Environment" in path:
                assert SECRET not in f"{error!s} {error!r}"


@pytest.mark.parametrize("junk", [None, [], [training_job()], "x", 5, MagicMock()])
def test_what_is_no_response_is_refused(junk: object) -> None:
    with pytest.raises(JobResponseError, match=r"^\(the response\): expected a response of describe_training_job, got"):
        from_training_job(cast("Any", junk))
    with pytest.raises(JobResponseError, match=r"got .*; give what client\.describe_auto_ml_job_v2\(\.\.\.\) returned"):
        from_automl_candidate(cast("Any", junk))


def test_the_description_of_another_job_is_refused() -> None:
    with pytest.raises(JobResponseError, match=r"^TrainingJobArn: missing; give what client\.describe_training_job"):
        from_training_job(automl_job())
    with pytest.raises(JobResponseError, match=r"^AutoMLJobArn: missing; give what client\.describe_auto_ml_job_v2"):
        from_automl_candidate(training_job())


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ({"Environment": SECRET}, "Environment: expected a mapping, got a value of type str"),
        ({"ModelArtifacts": [DATA]}, "ModelArtifacts: expected a mapping, got a value of type list"),
        (
            {"ModelArtifacts": {"S3ModelArtifacts": 5}},
            "ModelArtifacts.S3ModelArtifacts: expected a str, got a value of",
        ),
        ({"TrainingJobStatus": 5}, "TrainingJobStatus: expected a str, got a value of type int"),
    ],
)
def test_a_wrong_type_is_told_and_its_value_is_not(members: dict[str, Any], text: str) -> None:
    with pytest.raises(JobResponseError) as caught:
        from_training_job(training_job(**members))

    assert str(caught.value).startswith(text)
    assert SECRET not in repr(caught.value)


def test_a_secret_in_the_environment_is_not_shown_by_the_builder() -> None:
    builder = from_training_job(training_job(Environment={"TOKEN": SECRET}))

    assert SECRET not in repr(builder)


# The error ------------------------------------------------------------------------------------------------------------


def test_the_error_is_one_of_ours_and_survives_pickling() -> None:
    error = JobResponseError("TrainingJobArn", "missing", "describe the job again")

    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - of our own making

    assert isinstance(error, ModelPackageError)
    assert isinstance(error, ValueError)
    assert (again.path, again.message, again.remedy) == ("TrainingJobArn", "missing", "describe the job again")
    assert str(again) == str(copy.copy(error)) == "TrainingJobArn: missing; describe the job again"


# For type checkers ----------------------------------------------------------------------------------------------------


class Artifacts(TypedDict):
    S3ModelArtifacts: str


class Described(TypedDict):
    """As stubs for boto3 have a response."""

    TrainingJobArn: str
    TrainingJobStatus: str
    ModelArtifacts: Artifacts


def test_a_response_may_be_a_typed_dict() -> None:
    response: Described = {
        "TrainingJobArn": JOB,
        "TrainingJobStatus": "Completed",
        "ModelArtifacts": {"S3ModelArtifacts": DATA},
    }

    builder: ModelPackageBuilder = from_training_job(response, image=IMAGE)

    assert builder == from_training_job(training_job())
