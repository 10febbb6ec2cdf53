"""The texts of the registry's errors, and that all of them survive copies."""

from __future__ import annotations

import copy
import pickle

import pytest

from sagemaker_model_package import ModelPackageError, errors
from sagemaker_model_package.arn import ModelPackageArn
from sagemaker_model_package.errors import Absence, StatusDetail

from .examples import ARN, SECRET, version

PACKAGE = ModelPackageArn(f"{ARN}/1")
VERSION = "a version in the group 'churn'"
ABSENT = [Absence(uri=f"s3://b/{n}", paths=(f"Here[{n}]",), reason="missing") for n in range(60)]
TOO_LONG = errors.Problem(
    code="MP002", name="length", severity="error", path="ApprovalDescription", message="too long", remedy="shorten it"
)

ERRORS: list[ModelPackageError] = [
    errors.RegistrationUncertainError(VERSION, "it broke", "abc", "it's 7"),
    errors.RegistrationUncertainError(VERSION, "it broke", "abc"),
    errors.RegistrationUncertainError(VERSION, "it broke", None),
    errors.PromotionUncertainError(VERSION, "it broke", "abc", "run 7", version()),
    errors.PromotionUncertainError(VERSION, "it broke", "abc", None, version()),
    errors.PromotionUncertainError(VERSION, "it broke", None, None, version()),
    errors.OutdatedBotocoreError("CreateModelPackage", ["ModelLifeCycle", "SecurityConfig"], "1.34.0"),
    errors.UnreadableArnError("arn:aws:x", VERSION),
    errors.ModelPackageGroupStatusError("churn", "Deleting"),
    errors.ModelPackageGroupStatusError("churn", "Failed"),
    errors.ModelPackageFailedError(
        PACKAGE,
        [
            StatusDetail(kind="validation", name="smoke", status="Failed", reason="no such bucket"),
            StatusDetail(kind="image scan", name="other", status="Failed"),
        ],
    ),
    errors.ModelPackageFailedError(PACKAGE),
    errors.ModelPackageDeletingError(PACKAGE),
    errors.WaitTimeoutError(PACKAGE, 90, "InProgress"),
    errors.IncompleteAnswerError("DescribeModelPackage", "ModelPackageStatus"),
    errors.RepeatedPageError("ListModelPackages"),
    errors.MissingObjectsError([Absence(uri=None, paths=("A", "B"), reason="hidden"), ABSENT[0]]),
    errors.MissingObjectsError([Absence(uri=None, paths=("A",), reason="hidden")]),
    errors.ObjectLookupError("s3://b/2", ["A", "B"], "ConnectionError"),
    errors.ModelRegistryArgumentError([TOO_LONG]),
]

TEXTS = """
a version in the group 'churn' may have been registered: it broke
  call register() again with the same package and idempotency_key="it's 7": if it was registered, no second one is \
created and its ARN is returned

a version in the group 'churn' may have been registered: it broke
  register the same content again with the same token, attrs.evolve(package, client_token='abc'): if it was \
registered, no second one is created and its ARN is returned. With an idempotency_key, calling register() again is \
enough

a version in the group 'churn' may have been registered: it broke
  look for it before you register it again: next(registry.versions(group), None) is a group's newest version. With an \
idempotency_key, calling register() again is safe

a version in the group 'churn' may have been registered: it broke
  call promote() again with the same arguments and idempotency_key='run 7': if it was registered, no second one is \
created and its ARN is returned, unless the source has changed in the meantime. If it has, \
to.register(error.package, idempotency_key='run 7') repeats this request

a version in the group 'churn' may have been registered: it broke
  do not call promote() again, register the same content with the same token: \
to.register(attrs.evolve(error.package, client_token='abc')): if it was registered, no second one is created and its \
ARN is returned. With an idempotency_key, calling promote() again is enough

a version in the group 'churn' may have been registered: it broke
  look for it before you promote again: next(to.versions(group), None) is a group's newest version. With an \
idempotency_key, calling promote() again is safe

nothing was sent, because botocore 1.34.0 lacks members of this CreateModelPackage request:
  ModelLifeCycle
  SecurityConfig
  update boto3 (pip install --upgrade boto3), or leave them out

the service holds a version in the group 'churn', but its ARN has a form that this release does not know: 'arn:aws:x'
  do not create it again; use this error's .arn with boto3 directly

the group 'churn' exists, but its status is Deleting: it accepts no versions
  wait until it is gone and call ensure_group() again, or give another name

the group 'churn' exists, but its status is Failed: it accepts no versions
  delete it and call ensure_group() again, or give another name

PACKAGE failed
  validation 'smoke': no such bucket
  image scan 'other': the service gives no reason
  fix the cause and register again, with another idempotency_key: the same one would find this package, which cannot \
be used and stays until it is deleted

PACKAGE failed
  the service names no validation or image scan that failed
  fix the cause and register again, with another idempotency_key: the same one would find this package, which cannot \
be used and stays until it is deleted

PACKAGE is being deleted: it will not be completed
  if it is still wanted, register it again, with another idempotency_key: the same one would find this one

PACKAGE is not completed after 90 seconds: its status is InProgress
  the service continues; to wait longer, call wait_until_completed('PACKAGE', timeout=...)

the answer to DescribeModelPackage has no ModelPackageStatus: it was cut short
  call again: this is safe

ListModelPackages gave the token of the same page twice, so it would never end
  call again later

nothing was registered, because the package names 2 places where nothing was found:
.
  (a place that is not shown)  cannot be checked, access is denied
    A
    B
.
  's3://b/0'  nothing is there
    Here[0]
.
  copy what is missing, then promote again
  allow the S3 client s3:GetObject and s3:ListBucket where access is denied (without s3:ListBucket, S3 also denies \
access to objects that do not exist), or leave out objects=... to register without this check

nothing was registered, because the package names 1 place where nothing was found:
.
  (a place that is not shown)  cannot be checked, access is denied
    A
.
  allow the S3 client s3:GetObject and s3:ListBucket where access is denied (without s3:ListBucket, S3 also denies \
access to objects that do not exist), or leave out objects=... to register without this check

nothing was registered, because S3 could not be queried: ConnectionError
.
  's3://b/2'
    A
    B
.
  make sure that the S3 client reaches the bucket (its region, its credentials, the network), then promote again, or \
leave out objects=... to register without this check

1 problem in this call:
.
  ApprovalDescription  [MP002 length]
    too long
    shorten it
"""


@pytest.mark.parametrize(
    ("error", "text"),
    [*zip(ERRORS, TEXTS.replace("PACKAGE", str(PACKAGE)).strip().split("\n\n"), strict=True)],
    ids=lambda value: type(value).__name__,
)
def test_an_error_says_what_happened_and_what_to_do_and_so_do_its_copies(error: ModelPackageError, text: str) -> None:
    assert str(error).replace("\n\n", "\n.\n") == text
    assert SECRET not in text + repr(error)
    for other in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301 - our own
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert vars(other) == vars(error)


def test_an_error_spells_out_the_first_fifty_places() -> None:
    error = errors.MissingObjectsError(ABSENT)
    assert str(error) == (
        "nothing was registered, because the package names 60 places where nothing was found:\n\n"
        + "".join(f"  's3://b/{n}'  nothing is there\n    Here[{n}]\n\n" for n in range(50))
        + "  and 10 more, in the error's .absent\n\n  copy what is missing, then promote again"
    )
    assert error.absent == tuple(ABSENT)
    whole = str(errors.MissingObjectsError(ABSENT[:50]))
    assert "s3://b/49" in whole
    assert "more" not in whole


def test_every_error_of_the_registry_is_in_the_table() -> None:
    classes = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, ModelPackageError)}
    others = {errors.ModelPackageError, errors.ModelPackageValidationError, errors.JobResponseError}
    others |= {errors.PipelineDefinitionError, errors.PipelineSdkError}
    assert classes - others - {errors.PromotionError} == {type(error) for error in ERRORS}
