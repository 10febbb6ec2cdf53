"""How problems are told: as text, as objects, and as exceptions and warnings that can be caught, copied and pickled."""

from __future__ import annotations

import copy
import pickle
import warnings
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

from sagemaker_model_package import (
    ModelPackageError,
    ModelPackageValidationError,
    ModelPackageWarning,
    Problem,
    from_kwargs,
)
from sagemaker_model_package.errors import MOST_SHOWN

from .validation.bad_requests import serving, version, with_container

if TYPE_CHECKING:
    from collections.abc import Callable

PATTERN = Problem(
    code="MP003",
    name="pattern",
    severity="error",
    path="InferenceSpecification.Containers[0].ModelDataUrl",
    message="'s3//ml-artifacts/model.tar.gz' is not an S3 or HTTPS URI",
    remedy="write it as s3://BUCKET/KEY",
)
TAGS = Problem(
    code="MP103",
    name="not-for-versions",
    severity="error",
    path="Tags",
    message="a version takes the tags of its group",
    remedy="tag the group 'churn', or use customer_metadata(...)",
)
NOT_DEPLOYABLE = Problem(
    code="MP220",
    name="not-deployable",
    severity="warning",
    path="",
    message="it cannot be deployed yet",
    remedy="describe its containers",
)

COPIES: list[Callable[[Any], Any]] = [
    copy.copy,
    copy.deepcopy,
    *(lambda value, protocol=protocol: pickle.loads(pickle.dumps(value, protocol)) for protocol in range(6)),  # noqa: S301 - our own
]


# As text --------------------------------------------------------------------------------------------------------------


def test_the_text_of_an_error() -> None:
    assert (
        str(ModelPackageValidationError([PATTERN, TAGS], "versioned"))
        == """\
2 problems in this versioned model package:

  InferenceSpecification.Containers[0].ModelDataUrl  [MP003 pattern]
    's3//ml-artifacts/model.tar.gz' is not an S3 or HTTPS URI
    write it as s3://BUCKET/KEY

  Tags  [MP103 not-for-versions]
    a version takes the tags of its group
    tag the group 'churn', or use customer_metadata(...)"""
    )


def test_the_text_of_a_real_error() -> None:
    container = {"Image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/xgboost:1", "ModelDataUrl": "s3//b/m.tar.gz"}
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs(version(InferenceSpecification=serving(container), ClientToken="", Task="GUESSING"))
    assert (
        str(raised.value)
        == """\
3 problems (2 errors, 1 warning) in this versioned model package:

  InferenceSpecification.Containers[0].ModelDataUrl  [MP003 pattern]
    's3//b/m.tar.gz' is not an S3 or HTTPS URI
    write it as s3://BUCKET/KEY

  ClientToken  [MP002 length]
    '': 0 characters, fewer than the 1 required
    give 1 to 36 characters; use a-z, A-Z, 0-9 and hyphens; a UUID will do

  Task  [MP218 task, a warning]
    'GUESSING' is not a supported task
    use one of IMAGE_CLASSIFICATION, OBJECT_DETECTION, TEXT_GENERATION, IMAGE_SEGMENTATION, FILL_MASK, \
CLASSIFICATION, REGRESSION, OTHER"""
    )


@pytest.mark.parametrize(
    ("kind", "whose"),
    [
        ("versioned", "this versioned model package"),
        ("unversioned", "this unversioned model package"),
        (None, "this model package"),
    ],
)
def test_the_kind_is_told_where_it_is_known(kind: object, whose: str) -> None:
    error = ModelPackageValidationError([TAGS], kind)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert str(error).splitlines()[0] == f"1 problem in {whose}:"
    assert error.kind == kind


def test_the_request_itself_has_a_place() -> None:
    assert str(NOT_DEPLOYABLE) == (
        "(the request)  [MP220 not-deployable, a warning]\n  it cannot be deployed yet\n  describe its containers"
    )


@pytest.mark.parametrize("more", [0, 1, 50])
def test_problems_beyond_fifty_are_counted_alone(more: int) -> None:
    problems = [attrs.evolve(PATTERN, path=f"Tags[{number}].Key") for number in range(MOST_SHOWN + more)]
    error = ModelPackageValidationError(problems, "unversioned")
    text = str(error)
    assert text.startswith(f"{50 + more} problems in ")
    assert text.count("[MP003 pattern]") == 50
    assert error.problems == tuple(problems)
    assert text.endswith(f"\n\n  and {more} more, in the error's .problems") == bool(more)


def test_errors_come_before_warnings_and_else_keep_their_order() -> None:
    error = ModelPackageValidationError([NOT_DEPLOYABLE, TAGS, PATTERN])
    assert error.problems == (TAGS, PATTERN, NOT_DEPLOYABLE)
    assert str(error).index("MP003") < str(error).index("MP220")


def test_each_line_of_a_text_of_several_is_indented() -> None:
    several = attrs.evolve(PATTERN, message="first line\nsecond line")
    assert "\n    first line\n  second line\n" in str(ModelPackageValidationError([several]))


# As exceptions and warnings -------------------------------------------------------------------------------------------


def test_an_error_is_a_value_error_and_one_of_ours() -> None:
    with pytest.raises(ValueError, match="MP103"):
        raise ModelPackageValidationError([TAGS])
    with pytest.raises(ModelPackageError):
        raise ModelPackageValidationError([TAGS])
    assert not issubclass(ModelPackageError, ValueError)


def test_a_warning_is_a_users_warning_and_no_error_of_ours() -> None:
    assert issubclass(ModelPackageWarning, UserWarning)
    assert not issubclass(ModelPackageWarning, ModelPackageError)
    assert str(ModelPackageWarning(NOT_DEPLOYABLE)) == str(NOT_DEPLOYABLE)


def test_problems_are_values() -> None:
    assert attrs.evolve(TAGS) == TAGS
    assert len({TAGS, attrs.evolve(TAGS), PATTERN}) == 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        TAGS.path = "elsewhere"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(TypeError):
        sorted(cast("list[str]", [TAGS, PATTERN]))


@pytest.mark.parametrize("copied", COPIES)
def test_all_of_them_are_copied_whole(copied: Callable[[Any], Any]) -> None:
    error = ModelPackageValidationError(iter([NOT_DEPLOYABLE, TAGS]), "versioned")
    warning = ModelPackageWarning(NOT_DEPLOYABLE)
    assert type(copied(error)) is ModelPackageValidationError
    assert (copied(error).problems, copied(error).kind, str(copied(error))) == (error.problems, "versioned", str(error))
    assert type(copied(warning)) is ModelPackageWarning
    assert (copied(warning).problem, str(copied(warning))) == (NOT_DEPLOYABLE, str(NOT_DEPLOYABLE))
    assert copied(TAGS) == TAGS


def test_a_raised_error_has_no_other_behind_it() -> None:
    with pytest.raises(ModelPackageValidationError) as raised:
        from_kwargs(with_container(Environment={"WORKERS": 4}))
    assert pickle.loads(pickle.dumps(raised.value)).problems == raised.value.problems  # noqa: S301 - our own
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


def test_a_warning_can_be_made_an_error_and_tells_its_problem() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ModelPackageWarning)
        with pytest.raises(ModelPackageWarning, match="a warning") as raised:
            from_kwargs({"ModelPackageGroupName": "churn"})
    assert raised.value.problem.code == "MP220"
