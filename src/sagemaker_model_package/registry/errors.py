"""What can go wrong with a registry beside what boto3 says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package.errors import ModelPackageError
from sagemaker_model_package.showing import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.arn import ModelPackageArn

    from .registered import StatusDetail


class ModelRegistryWarning(UserWarning):
    """What the registry holds is not what was asked for, and was left as it is."""


class RegistrationUncertainError(ModelPackageError):
    """The request left, and no answer came that says what became of it: the version may exist.

    One such attempt is enough, whatever became of the later attempts of the same call. ``__cause__`` is what boto3
    raised.

    Attributes:
        target: What was being registered, such as ``"a version in the group 'churn'"``.
        reason: What happened, in a few words.
        client_token: The token that was sent, where it is known: the same content with it makes nothing new.
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
            return (
                f"call register() again with the same package and idempotency_key={shown(self.idempotency_key)}: "
                "if it was registered, no second one is made and its ARN is returned"
            )
        if self.client_token is not None:
            return (
                "register the same content again with the same token, "
                f"attrs.evolve(package, client_token={shown(self.client_token)}): "
                "if it was registered, no second one is made and its ARN is returned. "
                "With an idempotency_key, calling register() again is enough"
            )
        return (
            "look for it before you register it again: next(registry.versions(group), None) is a group's newest "
            "version. With an idempotency_key, calling register() again is safe"
        )


class UnreadableArnError(ModelPackageError):
    """A package or a group was made, or found, but its ARN, as the service gave it, is not of a known form.

    Attributes:
        arn: The ARN.
        target: What it is of, such as ``"a version in the group 'churn'"``.
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
            f"the service holds {self.target}, but {shown(self.arn)} is no ARN of a form that this release knows\n"
            "  do not make it again: this error's .arn is what boto3's own calls take"
        )


class ModelPackageGroupStatusError(ModelPackageError):
    """The group exists, but takes no versions: it is being deleted, or could not be made.

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
        return (
            f"the group {shown(self.group)} exists, but its status is {self.status}: it takes no versions\n  {remedy}"
        )


class ModelPackageFailedError(ModelPackageError):
    """The service could not complete a package: a validation or the scan of an image failed.

    Attributes:
        arn: The package.
        failures: Each validation and image scan that failed, with its reason. Empty where the service names none.
    """

    arn: ModelPackageArn
    failures: tuple[StatusDetail, ...]

    def __init__(self, arn: ModelPackageArn, failures: Iterable[StatusDetail] = ()) -> None:
        """Hold what failed."""
        self.arn = arn
        self.failures = tuple(failures)
        super().__init__(arn, self.failures)

    def __str__(self) -> str:
        """Return what failed and why, and what to do."""
        told = [
            f"  {one.kind} {shown(one.name)}: {one.reason or 'the service gives no reason'}" for one in self.failures
        ] or ["  the service names no validation or image scan that failed"]
        remedy = (
            "  mend the cause and register again, with another idempotency_key: the same one would find this package, "
            "which cannot be used and stays until it is deleted"
        )
        return "\n".join([f"{self.arn} failed", *told, remedy])


class ModelPackageDeletingError(ModelPackageError):
    """A package that was waited for is being deleted.

    Attributes:
        arn: The package.
    """

    arn: ModelPackageArn

    def __init__(self, arn: ModelPackageArn) -> None:
        """Hold the package's ARN."""
        self.arn = arn
        super().__init__(arn)

    def __str__(self) -> str:
        """Return what is wrong and what to do."""
        return (
            f"{self.arn} is being deleted: it will not be completed\n"
            "  if it is still wanted, register it again, with another idempotency_key: the same one would find this one"
        )


class WaitTimeoutError(ModelPackageError, TimeoutError):
    """A package was not completed within the time given. Nothing is wrong with it yet.

    ``__cause__`` is what boto3 raised, where the service could not be asked at the end.

    Attributes:
        arn: The package.
        timeout: The time given, in seconds.
        status: What the service said last, such as ``InProgress``; ``None`` where it could not be asked at all.
    """

    arn: ModelPackageArn
    timeout: float
    status: str | None

    def __init__(self, arn: ModelPackageArn, timeout: float, status: str | None) -> None:
        """Hold how far it got."""
        self.arn = arn
        self.timeout = timeout
        self.status = status
        super().__init__(arn, timeout, status)

    def __str__(self) -> str:
        """Return how far it got and how to go on waiting."""
        got = "the service could not be asked" if self.status is None else f"its status is {self.status}"
        return (
            f"{self.arn} is not completed after {self.timeout:g} seconds: {got}\n"
            f"  it goes on without you; to go on waiting, call wait_until_completed({str(self.arn)!r}, timeout=...)"
        )


class IncompleteAnswerError(ModelPackageError):
    """The service's answer lacks what it always has: the connection broke while it was sent.

    botocore does not notice that, and gives half an answer as one without members.

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
        return f"the answer to {self.operation} has no {self.member}: it was cut short\n  call again: it does no harm"
