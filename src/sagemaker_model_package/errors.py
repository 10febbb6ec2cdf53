"""Every exception and warning of this library.

::

    Exception
    +-- ModelPackageError
    |   +-- ModelPackageValidationError (ValueError)   a package, or the kwargs of one, has problems
    |   |   +-- ModelRegistryArgumentError             a description or the tags of a call have problems
    |   |   +-- PipelineDefinitionError                a pipeline's definition has problems
    |   +-- PipelineSdkError (ImportError)             AWS's SDK is missing, or cannot be imported
    |   +-- JobResponseError (ValueError)              a job's description cannot become a package
    |   +-- RegistrationUncertainError                 the version may exist
    |   |   +-- PromotionUncertainError                the version may exist in the other registry
    |   +-- UnreadableArnError                         it exists, but the form of its ARN is unknown
    |   +-- ModelPackageGroupStatusError               the group accepts no versions
    |   +-- ModelPackageFailedError                    a validation or an image scan failed
    |   +-- ModelPackageDeletingError                  the package is being deleted
    |   +-- WaitTimeoutError (TimeoutError)            the package was not completed in time
    |   +-- OutdatedBotocoreError                      the installed botocore lacks what is to be sent
    |   +-- IncompleteAnswerError                      the connection broke during the answer
    |   +-- RepeatedPageError                          the pages of a list would never end
    |   +-- PromotionError                             the package cannot be promoted as it is
    |       +-- MissingObjectsError                    objects that it names are not at the target
    |       +-- ObjectLookupError                      S3 could not be queried
    +-- UserWarning
        +-- ModelPackageWarning                        the service refuses this, or it is likely to be regretted
        +-- ModelRegistryWarning                       what exists differs from what was requested, or will be regretted

What boto3 raises, such as ``botocore.exceptions.ClientError``, stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from sagemaker_model_package._internal.attributes import frozen
from sagemaker_model_package._internal.value_format import counted, format_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.arn import ModelPackageArn

__all__ = [
    "Absence",
    "IncompleteAnswerError",
    "JobResponseError",
    "Kind",
    "MissingObjectsError",
    "ModelPackageDeletingError",
    "ModelPackageError",
    "ModelPackageFailedError",
    "ModelPackageGroupStatusError",
    "ModelPackageValidationError",
    "ModelPackageWarning",
    "ModelRegistryArgumentError",
    "ModelRegistryWarning",
    "ObjectLookupError",
    "OutdatedBotocoreError",
    "PipelineDefinitionError",
    "PipelineSdkError",
    "Problem",
    "PromotionError",
    "PromotionUncertainError",
    "RegistrationUncertainError",
    "RepeatedPageError",
    "Severity",
    "StatusDetail",
    "UnreadableArnError",
    "WaitTimeoutError",
]

Kind: TypeAlias = Literal["versioned", "unversioned"]
"""The two kinds of model package: a version in a group, or an unversioned package."""

Severity: TypeAlias = Literal["error", "warning"]
"""``error``: the service's documentation or model forbids it. ``warning``: it is likely to be regretted."""

MOST_SHOWN = 50
"""How many problems an error's text spells out; its ``problems`` always hold them all."""


@frozen(kw_only=True)
class Problem:
    """One thing that is wrong with a request."""

    code: str
    """Stable identifier, such as ``MP003``; ``docs/rules.md`` explains each."""

    name: str
    """The code's short name, such as ``pattern``."""

    severity: Severity
    """``error`` or ``warning``."""

    path: str
    """Where, as boto3 spells it: ``InferenceSpecification.Containers[0].Image``. Empty for the request itself."""

    message: str
    """What is wrong, with the value found. Values of environments and model cards never appear in it."""

    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        """Return the problem as three lines of text: where, what, and what to do."""
        mark = ", a warning" if self.severity == "warning" else ""
        where = self.path or "(the request)"
        return f"{where}  [{self.code} {self.name}{mark}]\n  {self.message}\n  {self.remedy}"


class _ReadableInNotebooks:
    """Shows its text in IPython, where ``repr`` would show the arguments that it was made of."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython's signature
        from sagemaker_model_package._internal.indented_text import write_lines

        write_lines(printer, f"{type(self).__name__}: {self}")


class ModelPackageError(_ReadableInNotebooks, Exception):
    """The base of every error that this package defines."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython is to show; IPython calls this."""
        from sagemaker_model_package._internal.notebooks import rendered

        return rendered(self)


class ModelPackageValidationError(ModelPackageError, ValueError):
    """A model package, or the kwargs of one, has problems. Nothing was sent.

    Attributes:
        problems: Every problem found, errors before warnings. There is at least one error.
        kind: ``"versioned"``, ``"unversioned"``, or ``None`` where the request does not say which.
    """

    problems: tuple[Problem, ...]
    kind: Kind | None

    def __init__(self, problems: Iterable[Problem], kind: Kind | None = None) -> None:
        """Hold the problems, errors first."""
        self.problems = tuple(sorted(problems, key=lambda problem: problem.severity == "warning"))
        self.kind = kind
        super().__init__(self.problems, kind)  # args: what pickle and copy call the class with

    def __str__(self) -> str:
        """Return all problems as text, up to ``MOST_SHOWN`` of them spelt out."""
        warnings = sum(problem.severity == "warning" for problem in self.problems)
        errors = len(self.problems) - warnings
        apart = f" ({counted(errors, 'error')}, {counted(warnings, 'warning')})" if warnings else ""
        blocks = [f"{counted(len(self.problems), 'problem')}{apart} in {self._whose()}:"]
        blocks += [_indented(str(problem)) for problem in self.problems[:MOST_SHOWN]]
        if len(self.problems) > MOST_SHOWN:
            blocks.append(f"  and {len(self.problems) - MOST_SHOWN} more, in the error's .problems")
        return "\n\n".join(blocks)

    def _whose(self) -> str:
        return f"this {self.kind} model package" if self.kind else "this model package"


class ModelRegistryArgumentError(ModelPackageValidationError):
    """The description or the tags that were given to ``ModelRegistry`` have problems. Nothing was sent."""

    def _whose(self) -> str:
        return "this call"


class PipelineDefinitionError(ModelPackageValidationError):
    """A pipeline's definition has problems, in its ``RegisterModel`` steps or as a whole. Nothing was sent.

    The path of a problem begins with the step: ``Steps.NAME.InferenceSpecification.Containers[0].Image``.
    """

    def _whose(self) -> str:
        return "this pipeline definition"


class PipelineSdkError(ModelPackageError, ImportError):
    """AWS's SageMaker SDK, whose object a pipeline's step is, is not installed or cannot be imported.

    ``__cause__`` is what the import raised, if it failed.

    Attributes:
        reason: What happened, in a few words; ``None`` where the SDK is not installed.
    """

    reason: str | None

    def __init__(self, reason: str | None = None) -> None:
        """Hold what happened."""
        self.reason = reason
        super().__init__(reason)

    def __str__(self) -> str:
        """Return what happened and what to do."""
        if self.reason is None:
            return (
                "a pipeline's step is an object of AWS's SageMaker SDK, which is not installed\n"
                "  install the version that your pipeline is written for: pip install 'sagemaker>=3' or 'sagemaker<3'"
            )
        return (
            f"AWS's SageMaker SDK cannot be imported: {self.reason}\n"
            "  import it by itself to see more; version 3 needs a region for that: set AWS_DEFAULT_REGION"
        )


class ModelPackageWarning(_ReadableInNotebooks, UserWarning):
    """The service is known to refuse this, or it is likely to be regretted.

    Attributes:
        problem: The problem as an object, with its code and path.
    """

    problem: Problem

    def __init__(self, problem: Problem) -> None:
        """Hold the problem."""
        self.problem = problem
        super().__init__(problem)

    def __str__(self) -> str:
        """Return the problem as text."""
        return str(self.problem)


class JobResponseError(ModelPackageError, ValueError):
    """No package can be made from a job's description: the job is not done, or the description lacks something.

    Attributes:
        path: Where in the description, as boto3 spells it; empty for the description itself.
        message: What is wrong, with the value found. Values of environments never appear in it.
        remedy: What to do about it.
    """

    path: str
    message: str
    remedy: str

    def __init__(self, path: str, message: str, remedy: str) -> None:
        """Hold the parts."""
        self.path = path
        self.message = message
        self.remedy = remedy
        super().__init__(path, message, remedy)  # args: what pickle and copy call the class with

    def __str__(self) -> str:
        """Return where, what, and what to do, as one line."""
        return f"{self.path or '(the response)'}: {self.message}; {self.remedy}"


# The registry's ----------------------------------------------------------------------------------------------------


StatusDetailKind: TypeAlias = Literal["validation", "image scan"]
"""What the service does with a package before it is completed."""


@frozen(kw_only=True)
class StatusDetail:
    """The status of one validation or image scan of a package."""

    kind: StatusDetailKind
    """Whether it is a validation or an image scan."""

    name: str
    """Name of the validation profile or of the image. Empty if the service does not give it."""

    status: str
    """``NotStarted``, ``InProgress``, ``Completed`` or ``Failed``. Empty if the service does not give it."""

    reason: str | None = None
    """Why it failed, in the service's words."""


class ModelRegistryWarning(_ReadableInNotebooks, UserWarning):
    """What the registry holds differs from what was requested, or a registration is likely to be regretted."""


_NO_SECOND_ONE = "if it was registered, no second one is created and its ARN is returned"


class RegistrationUncertainError(ModelPackageError):
    """The request was sent, but no answer shows whether it was carried out: the version may exist.

    One attempt without such an answer is enough, whatever the result of later attempts of the same call. ``__cause__``
    is what boto3 raised.

    Attributes:
        target: What was being registered, such as ``"a version in the group 'churn'"``.
        reason: What happened, in a few words.
        client_token: The token that was sent, if known. Sending the same content with it again creates nothing new.
        idempotency_key: The key that was given, if any.
    """

    target: str
    reason: str
    client_token: str | None
    idempotency_key: str | None

    def __init__(self, target: str, reason: str, client_token: str | None, idempotency_key: str | None = None) -> None:
        """Hold what is known."""
        self.target = target
        self.reason = reason
        self.client_token = client_token
        self.idempotency_key = idempotency_key
        super().__init__(target, reason, client_token, idempotency_key)

    def __str__(self) -> str:
        """Return what happened and what to do."""
        return f"{self.target} may have been registered: {self.reason}\n  {self._remedy()}"

    def _remedy(self) -> str:
        if self.idempotency_key is not None:
            key = format_value(self.idempotency_key)
            return f"call register() again with the same package and idempotency_key={key}: {_NO_SECOND_ONE}"
        if self.client_token is not None:
            return (
                "register the same content again with the same token, "
                f"attrs.evolve(package, client_token={format_value(self.client_token)}): {_NO_SECOND_ONE}. "
                "With an idempotency_key, calling register() again is enough"
            )
        return (
            "look for it before you register it again: next(registry.versions(group), None) is a group's newest "
            "version. With an idempotency_key, calling register() again is safe"
        )


class UnreadableArnError(ModelPackageError):
    """A package or a group exists, but its ARN has a form that this release does not know.

    Attributes:
        arn: The ARN, as the service gave it.
        target: What has this ARN, such as ``"a version in the group 'churn'"``.
    """

    arn: str
    target: str

    def __init__(self, arn: str, target: str) -> None:
        """Hold the ARN."""
        self.arn = arn
        self.target = target
        super().__init__(arn, target)

    def __str__(self) -> str:
        """Return what happened and what to do."""
        return (
            f"the service holds {self.target}, but its ARN has a form that this release does not know: "
            f"{format_value(self.arn)}\n  do not create it again; use this error's .arn with boto3 directly"
        )


class ModelPackageGroupStatusError(ModelPackageError):
    """The group exists, but accepts no versions: it is being deleted, or its creation failed.

    Attributes:
        group: Name of the group.
        status: ``Deleting`` or ``Failed``.
    """

    group: str
    status: str

    def __init__(self, group: str, status: str) -> None:
        """Hold the group's name and status."""
        self.group = group
        self.status = status
        super().__init__(group, status)

    def __str__(self) -> str:
        """Return what is wrong and what to do."""
        remedy = (
            "wait until it is gone and call ensure_group() again, or give another name"
            if self.status == "Deleting"
            else "delete it and call ensure_group() again, or give another name"
        )
        group = format_value(self.group)
        return f"the group {group} exists, but its status is {self.status}: it accepts no versions\n  {remedy}"


class ModelPackageFailedError(ModelPackageError):
    """The service could not complete a package: a validation or the scan of an image failed.

    Attributes:
        arn: The package.
        failures: Each validation and image scan that failed, with its reason. Empty if the service names none.
    """

    failures: tuple[StatusDetail, ...]

    def __init__(self, arn: ModelPackageArn, failures: Iterable[StatusDetail] = ()) -> None:
        """Hold what failed."""
        self.arn: ModelPackageArn = arn
        self.failures = tuple(failures)
        super().__init__(arn, self.failures)

    def __str__(self) -> str:
        """Return what failed and why, and what to do."""
        failed = [
            f"  {one.kind} {format_value(one.name)}: {one.reason or 'the service gives no reason'}"
            for one in self.failures
        ] or ["  the service names no validation or image scan that failed"]
        remedy = (
            "  fix the cause and register again, with another idempotency_key: the same one would find this package, "
            "which cannot be used and stays until it is deleted"
        )
        return "\n".join([f"{self.arn} failed", *failed, remedy])


class ModelPackageDeletingError(ModelPackageError):
    """The package is being deleted, so it will never be completed.

    Attributes:
        arn: The package.
    """

    def __init__(self, arn: ModelPackageArn) -> None:
        """Hold the package's ARN."""
        self.arn: ModelPackageArn = arn
        super().__init__(arn)

    def __str__(self) -> str:
        """Return what is wrong and what to do."""
        return (
            f"{self.arn} is being deleted: it will not be completed\n"
            "  if it is still wanted, register it again, with another idempotency_key: the same one would find this one"
        )


class WaitTimeoutError(ModelPackageError, TimeoutError):
    """A package was not completed within the time given. Nothing is wrong with it yet.

    ``__cause__`` is what boto3 raised, if the last query failed.

    Attributes:
        arn: The package.
        timeout: The time given, in seconds.
        status: The last known status, such as ``InProgress``; ``None`` if every query failed.
    """

    timeout: float
    status: str | None

    def __init__(self, arn: ModelPackageArn, timeout: float, status: str | None) -> None:
        """Hold the last known status."""
        self.arn: ModelPackageArn = arn
        self.timeout = timeout
        self.status = status
        super().__init__(arn, timeout, status)

    def __str__(self) -> str:
        """Return the last known status and how to continue to wait."""
        got = "its status could not be queried" if self.status is None else f"its status is {self.status}"
        return (
            f"{self.arn} is not completed after {self.timeout:g} seconds: {got}\n"
            f"  the service continues; to wait longer, call wait_until_completed({self.arn!r}, timeout=...)"
        )


class OutdatedBotocoreError(ModelPackageError):
    """The client's own botocore is too old for a request: its model lacks members. Nothing was sent.

    Attributes:
        operation: What was called, such as ``CreateModelPackage``.
        members: What the model lacks, as boto3 spells it.
        version: The version of the installed botocore.
    """

    operation: str
    members: tuple[str, ...]
    version: str

    def __init__(self, operation: str, members: Iterable[str], version: str) -> None:
        """Hold what is lacking."""
        self.operation = operation
        self.members = tuple(members)
        self.version = version
        super().__init__(operation, self.members, version)

    def __str__(self) -> str:
        """Return what is lacking and what to do."""
        lines = [f"nothing was sent, because botocore {self.version} lacks members of this {self.operation} request:"]
        lines += [f"  {member}" for member in self.members[:MOST_SHOWN]]
        if len(self.members) > MOST_SHOWN:
            lines.append(f"  and {len(self.members) - MOST_SHOWN} more, in the error's .members")
        return "\n".join([*lines, "  update boto3 (pip install --upgrade boto3), or leave them out"])


class IncompleteAnswerError(ModelPackageError):
    """The service's answer lacks a member that it always has: the connection broke while it was sent.

    botocore does not notice this, and returns an incomplete answer as one without members.

    Attributes:
        operation: What was called, such as ``DescribeModelPackage``.
        member: What is missing, such as ``ModelPackageStatus``.
    """

    operation: str
    member: str

    def __init__(self, operation: str, member: str) -> None:
        """Hold what is missing."""
        self.operation = operation
        self.member = member
        super().__init__(operation, member)

    def __str__(self) -> str:
        """Return what is missing and what to do."""
        return f"the answer to {self.operation} has no {self.member}: it was cut short\n  call again: this is safe"


class RepeatedPageError(ModelPackageError):
    """The service gave the token of a page a second time, so that the pages of a list would never end.

    Attributes:
        operation: What was called, such as ``ListModelPackages``.
    """

    operation: str

    def __init__(self, operation: str) -> None:
        """Hold what was called."""
        self.operation = operation
        super().__init__(operation)

    def __str__(self) -> str:
        """Return what happened and what to do."""
        return f"{self.operation} gave the token of the same page twice, so it would never end\n  call again later"


class PromotionError(ModelPackageError):
    """A package cannot be promoted as it is. Nothing was registered."""


Reason: TypeAlias = Literal["missing", "hidden"]
"""``missing``: nothing is there. ``hidden``: S3 denies access, so it is not known whether something is there."""

_REASON_TEXTS: dict[Reason, str] = {"missing": "nothing is there", "hidden": "cannot be checked, access is denied"}

_REMEDIES: dict[Reason, str] = {
    "missing": "copy what is missing, then promote again",
    "hidden": (
        "allow the S3 client s3:GetObject and s3:ListBucket where access is denied (without s3:ListBucket, S3 "
        "also denies access to objects that do not exist), or leave out objects=... to register without this check"
    ),
}


@frozen(kw_only=True)
class Absence:
    """A place where nothing was found."""

    uri: str | None
    """The place; ``None`` if it is secret."""
    paths: tuple[str, ...]
    """The members that name it, as boto3 spells them."""
    reason: Reason
    """Whether nothing is there, or access is denied."""

    def __str__(self) -> str:
        """Return the place, what is wrong with it, and who names it."""
        return "\n".join(
            [f"{_place_shown(self.uri)}  {_REASON_TEXTS[self.reason]}", *(f"  {path}" for path in self.paths)]
        )


class MissingObjectsError(PromotionError):
    """Objects that the package names are not at the target. Nothing was registered.

    Attributes:
        absent: Each place where nothing was found, with the members that name it.
    """

    absent: tuple[Absence, ...]

    def __init__(self, absent: Iterable[Absence]) -> None:
        """Hold what is absent."""
        self.absent = tuple(absent)
        super().__init__(self.absent)  # args: what pickle and copy call the class with

    def __str__(self) -> str:
        """Return all that is absent, and what to do."""
        number = len(self.absent)
        places = counted(number, "place")
        blocks = [f"nothing was registered, because the package names {places} where nothing was found:"]
        blocks += [_indented(str(one)) for one in self.absent[:MOST_SHOWN]]
        if number > MOST_SHOWN:
            blocks.append(f"  and {number - MOST_SHOWN} more, in the error's .absent")
        reasons = {one.reason for one in self.absent}
        return "\n\n".join([*blocks, "\n".join(f"  {text}" for why, text in _REMEDIES.items() if why in reasons)])


class ObjectLookupError(PromotionError):
    """S3 could not be queried for an object that the package names. Nothing was registered.

    ``__cause__`` is what boto3 raised; ``None`` if it would show a place that is secret.

    Attributes:
        uri: The place; ``None`` if it is secret.
        paths: The members that name it, as boto3 spells them.
        reason: What happened, in a few words.
    """

    uri: str | None
    paths: tuple[str, ...]
    reason: str

    def __init__(self, uri: str | None, paths: Iterable[str], reason: str) -> None:
        """Hold what was looked for."""
        self.uri = uri
        self.paths = tuple(paths)
        self.reason = reason
        super().__init__(uri, self.paths, reason)

    def __str__(self) -> str:
        """Return what was looked for, what happened, and what to do."""
        return (
            f"nothing was registered, because S3 could not be queried: {self.reason}\n\n"
            + _indented("\n".join([_place_shown(self.uri), *(f"  {path}" for path in self.paths)]))
            + "\n\n  make sure that the S3 client reaches the bucket (its region, its credentials, the network), then "
            "promote again, or leave out objects=... to register without this check"
        )


class PromotionUncertainError(RegistrationUncertainError):
    """The request to the target was sent, but no answer shows whether it was carried out: the version may exist.

    ``__cause__`` is what boto3 raised.

    Attributes:
        package: What was being registered. Registering it again with the same token or key creates nothing new. It is
            pickled with the error, its secrets too; no text shows them.
    """

    package: Any
    args: tuple[Any, ...]

    def __init__(
        self, target: str, reason: str, client_token: str | None, idempotency_key: str | None, package: Any
    ) -> None:
        """Hold what is known."""
        super().__init__(target, reason, client_token, idempotency_key)
        self.package = package
        self.args = (target, reason, client_token, idempotency_key, package)

    def _remedy(self) -> str:
        if self.idempotency_key is not None:
            key = f"idempotency_key={format_value(self.idempotency_key)}"
            return (
                f"call promote() again with the same arguments and {key}: {_NO_SECOND_ONE}, unless the source has "
                f"changed in the meantime. If it has, to.register(error.package, {key}) repeats this request"
            )
        if self.client_token is not None:
            return (
                f"do not call promote() again, register the same content with the same token: "
                f"to.register(attrs.evolve(error.package, client_token={format_value(self.client_token)})): "
                f"{_NO_SECOND_ONE}. With an idempotency_key, calling promote() again is enough"
            )
        return (
            "look for it before you promote again: next(to.versions(group), None) is a group's newest version. "
            "With an idempotency_key, calling promote() again is safe"
        )


def _place_shown(uri: str | None) -> str:
    return "(a place that is not shown)" if uri is None else format_value(uri)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
