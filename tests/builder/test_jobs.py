"""Builders that start from jobs: what is read of a description, where it goes, and what is refused."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import MagicMock

import boto3
import pytest
from botocore import xform_name
from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape
from botocore.stub import Stubber
from botocore.validate import ParamValidator
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageError,
    ModelPackageValidationError,
    from_automl_candidate,
    from_kwargs,
    from_training_job,
)
from sagemaker_model_package._patterns import LINE_BREAKS
from sagemaker_model_package.errors import JobResponseError
from sagemaker_model_package.shapes import ModelDataSource, S3ModelDataSource

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


def api_shape(operation: str, side: str = "output") -> StructureShape:
    model = client().meta.service_model.operation_model(operation)
    return cast("StructureShape", getattr(model, f"{side}_shape"))


def described(operation: str, response: Mapping[str, Any]) -> dict[str, Any]:
    """Return a response as boto3 returns it; botocore's stubber refuses one that is not of the operation's shape."""
    arguments = dict.fromkeys(api_shape(operation, "input").required_members, "churn")
    with Stubber(client()) as stubber:
        stubber.add_response(xform_name(operation), dict(response), None)
        made: dict[str, Any] = getattr(client(), xform_name(operation))(**arguments)
    return made


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
    report = ParamValidator().validate(kwargs, api_shape("CreateModelPackage", "input"))
    assert not report.has_errors(), report.generate_report()
    return kwargs


# Training jobs --------------------------------------------------------------------------------------------------------


def test_a_training_job_fills_what_one_would_fill_by_hand() -> None:
    builder = from_training_job(described("DescribeTrainingJob", training_job(Environment={"LOG_LEVEL": "info"})))

    by_hand = ModelPackageBuilder().container(image=IMAGE, model_data_url=DATA, environment={"LOG_LEVEL": "info"})
    assert builder == by_hand.metadata_properties(generated_by=JOB)
    assert sent(builder)


@pytest.mark.parametrize("uri", ["s3://ml-artifacts/churn/output/model", "s3://ml-artifacts/churn/output/model/"])
def test_uncompressed_artifacts_are_a_prefix(uri: str) -> None:
    output = {"S3OutputPath": "s3://ml-artifacts/churn", "CompressionType": "NONE"}
    members = {"ModelArtifacts": {"S3ModelArtifacts": uri}, "OutputDataConfig": output}
    place = S3ModelDataSource(
        s3_uri="s3://ml-artifacts/churn/output/model/", s3_data_type="S3Prefix", compression_type="None"
    )
    data = ModelDataSource(s3_data_source=place)
    base = ModelPackageBuilder().metadata_properties(generated_by=JOB)

    assert from_training_job(training_job(**members)) == base.container(image=IMAGE, model_data_source=data)
    assert from_training_job(named_algorithm(**members)) == base.source_algorithm("my-trees", model_data_source=data)


def test_keywords_replace_what_the_job_has_or_allow_it() -> None:
    job = training_job(Environment={"LOG_LEVEL": "info"})

    builder = from_training_job(job, image=OTHER_IMAGE, environment={"SAGEMAKER_PROGRAM": "serve.py"})

    (made,) = sent(builder)["InferenceSpecification"]["Containers"]
    assert made == {"Image": OTHER_IMAGE, "ModelDataUrl": DATA, "Environment": {"SAGEMAKER_PROGRAM": "serve.py"}}
    (without,) = sent(from_training_job(job, environment={}))["InferenceSpecification"]["Containers"]
    assert without == {"Image": IMAGE, "ModelDataUrl": DATA, "Environment": {}}
    for other in (named_algorithm(), training_job(AlgorithmSpecification=None)):
        assert from_training_job(other, image=IMAGE) == from_training_job(training_job())
    stopped = training_job(TrainingJobStatus="Stopped")
    assert from_training_job(stopped, allow_stopped=True) == from_training_job(training_job())


def named_algorithm(**members: Any) -> dict[str, Any]:  # noqa: ANN401 - see above
    return training_job(AlgorithmSpecification={"AlgorithmName": "my-trees", "TrainingInputMode": "File"}, **members)


def test_a_job_of_a_named_algorithm_fills_the_source_algorithm() -> None:
    builder = from_training_job(named_algorithm(Environment={"LOG_LEVEL": "info"}))

    by_hand = ModelPackageBuilder().source_algorithm("my-trees", model_data_url=DATA)
    assert builder == by_hand.metadata_properties(generated_by=JOB)


STATUSES = api_shape("DescribeTrainingJob").members["TrainingJobStatus"].metadata["enum"]


@pytest.mark.parametrize("status", sorted({*STATUSES} - {"Completed"}))
def test_a_job_that_is_not_completed_is_refused(status: str) -> None:
    job = training_job(TrainingJobStatus=status)
    if status == "InProgress":
        job["ModelArtifacts"] = {}  # not there yet, and not what is wrong

    with pytest.raises(JobResponseError, match=rf"^TrainingJobStatus: the training job is '{status}', not 'Completed'"):
        from_training_job(job)


# AutoML jobs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("operation", "version"), [("DescribeAutoMLJob", 1), ("DescribeAutoMLJobV2", 2)])
def test_a_candidate_fills_its_containers_in_order(operation: str, version: int) -> None:
    builder = from_automl_candidate(described(operation, automl_job(version)))

    kwargs = sent(builder)
    assert kwargs["InferenceSpecification"]["Containers"] == candidate()["InferenceContainers"]
    assert kwargs["MetadataProperties"] == {"GeneratedBy": AUTOML_JOB}


def images(builder: ModelPackageBuilder) -> list[str]:
    return images_of(sent(builder))


def by_unit(**units: list[dict[str, Any]]) -> dict[str, Any]:
    best = candidate(InferenceContainers=None, InferenceContainerDefinitions=units)
    return described("DescribeAutoMLJobV2", automl_job(BestCandidate=best))


def test_a_processing_unit_is_chosen_where_there_are_two() -> None:
    one, two = by_unit(CPU=[], GPU=[container(4), container(5)]), by_unit(CPU=[container(4)], GPU=[container(5)])
    best = candidate(InferenceContainerDefinitions={"GPU": [container(9)]})
    recommended = described("DescribeAutoMLJobV2", automl_job(BestCandidate=best))

    assert images(from_automl_candidate(one)) == [container(4)["Image"], container(5)["Image"]]
    assert images(from_automl_candidate(two, processing_unit="CPU")) == [container(4)["Image"]]
    assert images(from_automl_candidate(two, processing_unit="GPU")) == [container(5)["Image"]]
    assert images(from_automl_candidate(recommended)) == images(from_automl_candidate(automl_job()))
    assert images(from_automl_candidate(recommended, processing_unit="GPU")) == [container(9)["Image"]]


def test_another_candidate_takes_the_place_of_the_best() -> None:
    listed = described("ListCandidatesForAutoMLJob", {"Candidates": [candidate(InferenceContainers=[container(7)])]})
    job = described("DescribeAutoMLJobV2", automl_job(AutoMLJobStatus="InProgress", BestCandidate=None))

    assert images(from_automl_candidate(job, candidate=listed["Candidates"][0])) == [container(7)["Image"]]


# What is refused ------------------------------------------------------------------------------------------------------

NEITHER = "AlgorithmSpecification.TrainingImage: the training job names neither an image nor an algorithm; give image="
NO_MODEL = "ModelArtifacts.S3ModelArtifacts: missing; register a job that saved a model"
NEW_KIND = "OutputDataConfig.CompressionType: expected GZIP or NONE, got 'ZSTD'; fill a ModelPackageBuilder by hand"
STOPPED = "TrainingJobStatus: the training job is 'Stopped', not 'Completed'; give allow_stopped=True if its model"
FAILED = "BestCandidate.CandidateStatus: the candidate is 'Failed', not 'Completed'; its FailureReason says why"
NO_CONTAINERS = "BestCandidate.InferenceContainers: the candidate has no containers; give candidate="
UNITS = "BestCandidate.InferenceContainerDefinitions: the candidate has "
NOT_TRAINING = "(the response): expected a response of describe_training_job, got "
NOT_AUTOML = "(the response): expected a response of describe_auto_ml_job_v2, got "
NOT_LISTED = "candidate: expected a response of list_candidates_for_auto_ml_job, got a value of type list"
NO_JOB = "AutoMLJobArn: missing; give what client.describe_auto_ml_job_v2(...) returned"


def best(**members: Any) -> dict[str, Any]:  # noqa: ANN401 - see above
    return automl_job(BestCandidate=candidate(**members))


REFUSED_TRAINING: list[tuple[str, Any]] = [
    (NEITHER, training_job(AlgorithmSpecification=None)),
    (NEITHER, training_job(AlgorithmSpecification={"TrainingInputMode": "File"})),
    (NO_MODEL, training_job(ModelArtifacts=None)),
    (NO_MODEL, training_job(ModelArtifacts={})),
    (NO_MODEL, training_job(ModelArtifacts={"S3ModelArtifacts": ""})),
    (NEW_KIND, training_job(OutputDataConfig={"S3OutputPath": "s3://a/b", "CompressionType": "ZSTD"})),
    (STOPPED, training_job(TrainingJobStatus="Stopped")),
    ("Environment: expected a mapping, got a value of type str; describe", training_job(Environment=SECRET)),
    ("ModelArtifacts: expected a mapping, got a value of type list", training_job(ModelArtifacts=[SECRET])),
    ("ModelArtifacts.S3ModelArtifacts: expected a str", training_job(ModelArtifacts={"S3ModelArtifacts": [SECRET]})),
    ("TrainingJobStatus: expected a str, got a value of type int", training_job(TrainingJobStatus=5)),
    ("TrainingJobArn: missing; give what client.describe_training_job(...) returned", automl_job()),
    (f"{NOT_TRAINING}None", None),
    *((f"{NOT_TRAINING}a value of type", junk) for junk in ([], [training_job()], SECRET, 5, MagicMock())),
]
REFUSED_AUTOML: list[tuple[str, Any, dict[str, Any]]] = [
    ("AutoMLJobStatus: the AutoML job is 'InProgress', not 'Completed'", automl_job(AutoMLJobStatus="InProgress"), {}),
    ("AutoMLJobStatus: the AutoML job is 'Stopping'", automl_job(AutoMLJobStatus="Stopping"), {}),
    ("BestCandidate: the AutoML job has no best candidate; give candidate=", automl_job(BestCandidate=None), {}),
    (FAILED, best(CandidateStatus="Failed"), {}),
    (NO_CONTAINERS, best(InferenceContainers=[]), {}),
    (
        "BestCandidate.InferenceContainers[1].Image: missing",
        best(InferenceContainers=[container(), {"ModelDataUrl": DATA}]),
        {},
    ),
    ("BestCandidate.InferenceContainers[0].ModelDataUrl: missing", best(InferenceContainers=[{"Image": IMAGE}]), {}),
    (
        f"{UNITS}containers for 'CPU' and 'GPU'; choose: processing_unit=",
        by_unit(CPU=[container()], GPU=[container()]),
        {},
    ),
    (f"{UNITS}no containers for 'CPU', but for 'GPU'; give", by_unit(GPU=[container()]), {"processing_unit": "CPU"}),
    (f"{UNITS}no containers for 'CPU', but for none; leave", automl_job(), {"processing_unit": "CPU"}),
    *((NO_JOB, other, {}) for other in (training_job(), candidate())),
    *((f"{NOT_AUTOML}a value of type", junk, {}) for junk in (SECRET, [automl_job()])),
    ("candidate.CandidateStatus: missing; give what client.list_cand", automl_job(), {"candidate": automl_job()}),
    (NOT_LISTED, automl_job(), {"candidate": [candidate()]}),
]


def refused(read: Callable[..., object], text: str, response: Any, **keywords: Any) -> None:  # noqa: ANN401 - see above
    with pytest.raises(JobResponseError) as caught:
        read(response, **keywords)

    assert str(caught.value).startswith(text)
    assert SECRET not in f"{caught.value} {caught.value!r}"
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (again.path, again.message, again.remedy) == (caught.value.path, caught.value.message, caught.value.remedy)
    assert isinstance(again, ModelPackageError)
    assert isinstance(again, ValueError)


@pytest.mark.parametrize(("text", "response"), REFUSED_TRAINING)
def test_what_holds_no_training_job_with_a_model_is_refused_and_not_shown(text: str, response: object) -> None:
    refused(from_training_job, text, response)


@pytest.mark.parametrize(("text", "response", "keywords"), REFUSED_AUTOML)
def test_what_holds_no_candidate_with_a_model_is_refused(text: str, response: object, keywords: dict[str, Any]) -> None:
    refused(from_automl_candidate, text, response, **keywords)


def test_keywords_that_do_not_help_are_refused() -> None:
    failed, named = training_job(TrainingJobStatus="Failed"), named_algorithm()
    text = "AlgorithmSpecification.AlgorithmName: the training job names the algorithm 'my-trees' and no image, and an "

    refused(from_training_job, "TrainingJobStatus: the training job is 'Failed'", failed, allow_stopped=True)
    refused(from_training_job, f"{text}algorithm takes no environment; give image=", named, environment={"T": SECRET})


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
    return st.from_regex(pattern, fullmatch=True).filter(
        lambda text: len(text) <= shape.metadata["max"] and not set(LINE_BREAKS).intersection(text)
    )


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
    shape = api_shape(operation)
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
JUNK: tuple[Any, ...] = (None, 5, True, "", SECRET, b"x", [], [[]], [None], {}, {5: 5}, {"": {}}, object(), MagicMock())


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


def refusal(read: Callable[[], ModelPackageBuilder]) -> Exception | None:
    """Return why no package came out, if none did. What is raised beside these two fails the test."""
    try:
        read().versioned("churn").build()
    except (JobResponseError, ModelPackageValidationError) as error:
        return error
    return None


@quietly
@each_operation
def test_a_response_of_another_shape_is_refused_or_reported_by_the_check(operation: str) -> None:
    known = {"(the response)", *api_shape(operation).members}
    for path in places(WHOLE[operation]):
        for junk in JUNK:
            error = refusal(lambda: READ[operation](replaced(WHOLE[operation], path, junk)))  # noqa: B023 - called at once
            if isinstance(error, JobResponseError):
                assert re.split(r"[.:[]", str(error))[0] in known
                assert error.remedy
            assert "Environment" not in path or SECRET not in f"{error!s} {error!r}"
