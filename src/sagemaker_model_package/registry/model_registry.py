"""``ModelRegistry``: register, wait for, approve, find and promote packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, overload

from sagemaker_model_package._internal.frames import FORGOTTEN
from sagemaker_model_package._internal.lazy_botocore import botocore_module
from sagemaker_model_package._internal.value_format import type_name
from sagemaker_model_package._validation.problems import reported
from sagemaker_model_package.enums import ModelApprovalStatus
from sagemaker_model_package.errors import ModelPackageError
from sagemaker_model_package.packages import refusal_of
from sagemaker_model_package.registry import _registration, _versions, groups, promotion
from sagemaker_model_package.registry import wait as completion
from sagemaker_model_package.registry.client import refuse_asynchronous
from sagemaker_model_package.registry.wait import DEFAULT_POLL, DEFAULT_TIMEOUT

if TYPE_CHECKING:
    from typing_extensions import Self

    from sagemaker_model_package.enums import ManagedStorageTypeLike, ModelApprovalStatusLike
    from sagemaker_model_package.packages import ModelPackage
    from sagemaker_model_package.registry._versions import PackageLike
    from sagemaker_model_package.registry.client import ClientConfig, SageMakerClient, Session, UntypedClient
    from sagemaker_model_package.registry.groups import EnsuredGroup, GroupLike, TagsLike
    from sagemaker_model_package.registry.listing import Versions
    from sagemaker_model_package.registry.promotion import Promotion, S3Client
    from sagemaker_model_package.registry.registered import (
        ArnLike,
        DescribedModelPackage,
        DescribedModelVersion,
        ListedModelPackage,
        RegisteredModelPackage,
    )
    from sagemaker_model_package.registry.rewrite_rules import Rewrite
    from sagemaker_model_package.registry.wait import ProgressCallback

ATTEMPTS = 5
"""How often a client made by ``from_session`` tries a call in total."""


class ModelRegistry:
    """The SageMaker Model Registry, through a boto3 client.

    Errors of the service are raised as boto3 raises them. botocore retries after throttling and connection faults, as
    the client's ``Config(retries=...)`` says: the modes ``standard`` and ``adaptive`` make 3 attempts in total;
    ``legacy``, the default of older versions of botocore, makes 5; ``total_max_attempts`` (``AWS_MAX_ATTEMPTS``)
    changes the number. The registry adds no retries, except that ``wait_until_completed`` continues until its timeout.

    A registry holds nothing but its client, and may be shared between threads like the client itself. It adds two
    handlers to the client's events, which observe the attempts of ``create_model_package`` and change nothing. Create
    the registry before other threads use the client: botocore does not lock its list of handlers, so one that is added
    during a call may not be called.

    Args:
        client: ``boto3.client("sagemaker")``, created and configured by you.
    """

    def __init__(self, client: SageMakerClient | UntypedClient) -> None:
        """Use a client."""
        given: object = client
        if not hasattr(given, "create_model_package"):
            raise TypeError(
                f"ModelRegistry takes a SageMaker client, got {_described(given)}; "
                'give boto3.client("sagemaker"), or a session to ModelRegistry.from_session(...)'
            )
        refuse_asynchronous(given, 'give ModelRegistry one of boto3\'s: boto3.client("sagemaker")')
        self._client = cast("SageMakerClient", client)
        _registration.observe(self._client)

    @classmethod
    def from_session(
        cls,
        session: Session,
        *,
        region_name: str | None = None,
        endpoint_url: str | None = None,
        config: ClientConfig | None = None,
    ) -> Self:
        """Create a client from a session, and a registry with that client.

        By default, the client's retry mode is ``standard``, with 5 attempts in total. Mode and number can each be set
        by ``config``, else by the environment or the session's profile: ``AWS_RETRY_MODE``, ``AWS_MAX_ATTEMPTS``.

        API calls: none. IAM: none.

        Args:
            session: ``boto3.Session(...)``, or ``boto3`` itself for the default session.
            region_name: The region, if not the session's.
            endpoint_url: The service's address, if not the default one.
            config: Further settings of the client; they override all others.

        Raises:
            TypeError: if ``session`` is not a session, or ``config`` not a ``botocore.config.Config``.
        """
        if not hasattr(session, "client"):
            raise TypeError(
                f"from_session() takes a boto3 session, got {_described(session)}; "
                "give boto3.Session(...), or boto3 itself for the default session"
            )
        if config is not None and not hasattr(config, "merge"):
            raise TypeError(
                f"config must be a botocore.config.Config, got {_described(config)}; "
                "give config=Config(read_timeout=...)"
            )
        make_config = botocore_module("config").Config

        def make(settings: ClientConfig) -> Any:
            return session.client("sagemaker", region_name=region_name, endpoint_url=endpoint_url, config=settings)

        given = config or make_config()
        # Only a client shows its session's settings. With these defaults, its mode is standard if none is set.
        settings = make(make_config(defaults_mode="standard").merge(given)).meta.config.retries
        retries: Any = {"total_max_attempts": ATTEMPTS, **settings}
        return cls(make(given.merge(make_config(retries=retries))))

    def __repr__(self) -> str:
        """Return the class and the client's region."""
        return f"{type(self).__name__}(region={_region_of(self._client)!r})"

    @property
    def client(self) -> SageMakerClient:
        """The client that this registry uses."""
        return self._client

    def ensure_group(
        self,
        name: GroupLike,
        *,
        description: str | None = None,
        tags: TagsLike | None = None,
        managed_storage_type: ManagedStorageTypeLike | None = None,
    ) -> EnsuredGroup:
        """Make sure that a group exists: find it, or create it. Repeated and simultaneous calls are safe.

        An existing group is not changed. If its description, its managed storage or one of the given tags differs,
        there is a warning (``ModelRegistryWarning``) and the result has the differences; further tags of the group are
        ignored. A group that is given by its ARN, such as one of another account, is only looked up and never created.

        API calls: ``DescribeModelPackageGroup``; ``CreateModelPackageGroup`` if there is none; ``ListTags`` if there
        is one and tags are given.

        IAM: ``sagemaker:DescribeModelPackageGroup``, ``sagemaker:CreateModelPackageGroup``, and with tags
        ``sagemaker:AddTags`` and ``sagemaker:ListTags``.

        Args:
            name: Name or ARN of the group, or what an earlier call returned.
            description: Description of the group: up to 1,024 characters on one line.
            tags: Up to 50 tags of the group, as a mapping or as ``Tag`` objects; they apply to all its versions.
            managed_storage_type: ``Restricted`` for storage that the service manages and that you cannot read, as
                groups of Amazon Nova models need it. Default: not sent.

        Raises:
            OutdatedBotocoreError: if ``managed_storage_type`` is given and the client's botocore does not know it.
            ModelRegistryArgumentError: a ``ModelPackageValidationError`` with every problem of description and tags.
            ModelPackageGroupStatusError: if the group is being deleted, or its creation failed.
            ValueError: if ``name`` is neither name nor ARN of a group, or several ``Tag`` objects have the same key;
                ``TypeError`` if ``tags`` are not tags.
            botocore.exceptions.ClientError: if the service refuses the call; for an ARN, also if the group does not
                exist.
        """
        try:
            return groups.ensure_group(self._client, name, description, tags, managed_storage_type)
        except reported() as error:
            __tracebackhide__ = _rich_traceback_omit = True
            raise error.with_traceback(None) from None

    def register(
        self,
        package: ModelPackage,
        *,
        idempotency_key: str | None = None,
        wait: bool = False,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> RegisteredModelPackage:
        """Register a package: create a new version in its group, or the unversioned package.

        With a key, a repeated call creates no second version. The request's ``ClientToken`` is then a hash of the key
        and of the package's content. For a token that it knows, the service returns the package that it created
        before, even if that has failed or was deleted since: to create it again, give another key. Different content
        under the same key is a different package. If the package has a token already, that is sent. Without key or
        token, botocore generates a token for each call, which covers only its own retries. The service's reference
        does not say for how long it remembers a token.

        Approval is never inherited. A package that came from a response and still has the approval status of that
        response gives a ``ModelRegistryWarning``; ``package.to_builder()`` makes a copy that starts as pending.

        ``ConflictException``, ``ResourceLimitExceeded``, ``ValidationException`` and all errors of a request that was
        not sent are raised as boto3 raises them, with a note of what was being registered (from Python 3.11 on). With
        ``wait``, every exception that is raised after the registration has the package's ARN as ``.arn``, including
        errors of boto3 and ``KeyboardInterrupt``.

        API calls: ``CreateModelPackage``; with ``wait``, ``DescribeModelPackage``.

        IAM: ``sagemaker:CreateModelPackage`` on the group and on the package; ``sagemaker:AddTags`` where it has tags;
        ``iam:PassRole`` for the role of a validation; ``kms:GenerateDataKey`` and ``kms:Decrypt`` for a KMS key in its
        security configuration. SageMaker reads model and image with the caller's permissions: ``s3:GetObject`` and
        ``s3:ListBucket`` for the model in S3, ``kms:Decrypt`` for the key of its bucket; for an image in ECR,
        ``ecr:BatchCheckLayerAvailability``, ``ecr:BatchGetImage`` and ``ecr:GetDownloadUrlForLayer``. With ``wait``,
        ``sagemaker:DescribeModelPackage``.

        Args:
            package: What ``build()`` returned.
            idempotency_key: A text that identifies this registration, such as the name of the training job or the
                pipeline's execution ID. It is hashed, not sent.
            wait: Whether to wait until the service has completed the package, as ``wait_until_completed`` does.
            timeout: How long to wait, in seconds.

        Raises:
            OutdatedBotocoreError: if the client's botocore lacks members of the package. Nothing is sent.
            RegistrationUncertainError: if the request was sent, at least once, but no answer shows whether it was
                carried out: the version may exist. It is safe to repeat the call with the same key.
            UnreadableArnError: if the ARN of the registered package has an unknown form.
            ModelPackageFailedError: with ``wait``, if the package failed; also ``ModelPackageDeletingError`` and
                ``WaitTimeoutError``, as for ``wait_until_completed``.
            TypeError: if ``package`` is not a package, or the key not a ``str``. Nothing is sent.
            ValueError: if the key is empty or no valid text, or ``timeout`` no number of seconds. Nothing is sent.
        """
        __tracebackhide__ = _rich_traceback_omit = True
        refusal = refusal_of(package, "register()")
        if refusal is not None:
            package = FORGOTTEN
            raise TypeError(refusal)
        completion.check_timeout(timeout)
        try:
            registered = _registration.register(self._client, package, idempotency_key)
            if wait:
                completion.wait_for_registered(self._client, registered.arn, timeout)
        except ModelPackageError as error:
            raise error.with_traceback(None) from error.__cause__
        return registered

    @overload
    def wait_until_completed(
        self,
        package: ListedModelPackage | DescribedModelVersion,
        *,
        timeout: float = ...,
        poll: float = ...,
        progress: ProgressCallback | None = ...,
    ) -> DescribedModelVersion: ...

    @overload
    def wait_until_completed(
        self,
        package: GroupLike,
        version: int,
        *,
        timeout: float = ...,
        poll: float = ...,
        progress: ProgressCallback | None = ...,
    ) -> DescribedModelVersion: ...

    @overload
    def wait_until_completed(
        self,
        package: ArnLike,
        *,
        timeout: float = ...,
        poll: float = ...,
        progress: ProgressCallback | None = ...,
    ) -> DescribedModelPackage: ...

    def wait_until_completed(
        self,
        package: PackageLike,
        version: int | None = None,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        poll: float = DEFAULT_POLL,
        progress: ProgressCallback | None = None,
    ) -> DescribedModelPackage:
        """Wait until the service has completed a package: validated it and scanned its images, if required.

        The status is queried at once, then after ``poll`` seconds, then after pauses that double up to half a minute,
        and a last time when the timeout is reached. If botocore's retries do not help against throttling, server errors
        or connection faults, the wait continues.

        The timeout ends the pauses, but not a call in progress: in the worst case, that takes as long as the client's
        ``connect_timeout`` and ``read_timeout`` allow for each of botocore's attempts, by default a minute each.

        API calls: ``DescribeModelPackage``, several times; ``DescribeModelPackageGroup`` for a version of a group that
        is given by name.

        IAM: ``sagemaker:DescribeModelPackage``; for such a version ``sagemaker:DescribeModelPackageGroup``;
        ``kms:Decrypt`` for a KMS key in the package's security configuration.

        Args:
            package: The package: its ARN, or what ``register`` returned; or the group of a version.
            version: Number of the version, where a group is given.
            timeout: How long to wait, in seconds; 0 queries once, ``math.inf`` waits for ever.
            poll: The first pause, in seconds, up to a day.
            progress: Called with a ``Progress`` each time the service has answered; an exception from it ends the wait.
                ``rich_progress()`` provides one that draws a bar.

        Returns:
            The last description of the package.

        Raises:
            ModelPackageFailedError: if it failed, with each failed validation and image scan and its reason.
            ModelPackageDeletingError: if it is being deleted.
            WaitTimeoutError: a ``TimeoutError``, if it is not completed in time. It can be waited for again.
            ValueError: if ``package`` is neither the ARN of a model package nor, with ``version``, a group; or a number
                is not valid.
        """
        arn = _versions.arn_of_package(self._client, package, version)
        return completion.wait_until_completed(self._client, arn, timeout=timeout, poll=poll, progress=progress)

    @overload
    def approve(self, package: ArnLike, description: str | None, /) -> RegisteredModelPackage: ...

    @overload
    def approve(self, package: ArnLike, *, description: str | None = None) -> RegisteredModelPackage: ...

    @overload
    def approve(self, package: GroupLike, version: int, description: str | None = None) -> RegisteredModelPackage: ...

    def approve(
        self, package: PackageLike, version: int | str | None = None, description: str | None = None
    ) -> RegisteredModelPackage:
        """Approve a version for deployment. Pipelines that react to the approval will deploy it.

        API calls: ``UpdateModelPackage``; ``DescribeModelPackageGroup`` for a version of a group that is given by name.

        IAM: ``sagemaker:UpdateModelPackage``; for such a version ``sagemaker:DescribeModelPackageGroup``.

        Args:
            package: The version: its ARN, or what ``register``, ``versions`` or ``describe`` returned; or its group.
            version: Number of the version, where a group is given. In place of it, the description may follow an ARN.
            description: Why, up to 1,024 characters on one line.

        Raises:
            ModelRegistryArgumentError: a ``ModelPackageValidationError`` for a description that the service refuses.
            ValueError: if ``package`` is neither the ARN of a version nor, with ``version``, a group.
        """
        try:
            return _versions.decide(self._client, package, version, description, ModelApprovalStatus.APPROVED)
        except reported() as error:
            __tracebackhide__ = _rich_traceback_omit = True
            raise error.with_traceback(None) from None

    @overload
    def reject(self, package: ArnLike, description: str | None, /) -> RegisteredModelPackage: ...

    @overload
    def reject(self, package: ArnLike, *, description: str | None = None) -> RegisteredModelPackage: ...

    @overload
    def reject(self, package: GroupLike, version: int, description: str | None = None) -> RegisteredModelPackage: ...

    def reject(
        self, package: PackageLike, version: int | str | None = None, description: str | None = None
    ) -> RegisteredModelPackage:
        """Reject a version: it should not be deployed.

        API calls: ``UpdateModelPackage``; ``DescribeModelPackageGroup`` for a version of a group that is given by name.

        IAM: ``sagemaker:UpdateModelPackage``; for such a version ``sagemaker:DescribeModelPackageGroup``.

        Args:
            package: The version: its ARN, or what ``register``, ``versions`` or ``describe`` returned; or its group.
            version: Number of the version, where a group is given. In place of it, the description may follow an ARN.
            description: Why, up to 1,024 characters on one line.

        Raises:
            ModelRegistryArgumentError: a ``ModelPackageValidationError`` for a description that the service refuses.
            ValueError: if ``package`` is neither the ARN of a version nor, with ``version``, a group.
        """
        try:
            return _versions.decide(self._client, package, version, description, ModelApprovalStatus.REJECTED)
        except reported() as error:
            __tracebackhide__ = _rich_traceback_omit = True
            raise error.with_traceback(None) from None

    def latest_approved(self, group: GroupLike) -> ListedModelPackage | None:
        """Return a group's newest version that is approved and completed, or ``None``.

        A group that does not exist is an error, as boto3 raises it.

        API calls: ``ListModelPackages``, a page at a time; ``DescribeModelPackageGroup`` where there is no approved
        version.

        IAM: ``sagemaker:ListModelPackages``; without ``sagemaker:DescribeModelPackageGroup``, a group that
        does not exist may be taken for an empty one.

        Args:
            group: Name or ARN of the group, or what ``ensure_group`` returned.

        Raises:
            ValueError: if ``group`` is neither name nor ARN of a group.
        """
        approved = _versions.versions(self._client, group, ModelApprovalStatus.APPROVED)
        # Not every fake heeds the status that was asked for, and whoever asks here will deploy what is returned.
        wanted = ("Completed", ModelApprovalStatus.APPROVED)
        return next((one for one in approved if (one.status, one.approval_status) == wanted), None)

    def versions(self, group: GroupLike, status: ModelApprovalStatusLike | None = None) -> Versions:
        """Return a group's versions, newest first: an iterator, whose pages are requested as they are needed.

        Notebooks, IPython and ``rich.print`` show it as a table of the first page, and request no other.

        An error does not end it: whoever catches the error and asks for the next version goes on at the same place. A
        group that does not exist is an error, as boto3 raises it when the first version is asked for.

        API calls: ``ListModelPackages``, a page of up to 100 versions at a time; ``DescribeModelPackageGroup`` where
        there is no version.

        IAM: ``sagemaker:ListModelPackages``; without ``sagemaker:DescribeModelPackageGroup``, a
        group that does not exist may be taken for an empty one.

        Args:
            group: Name or ARN of the group, or what ``ensure_group`` returned.
            status: Only versions of this approval status.

        Raises:
            ValueError: if ``group`` is neither name nor ARN of a group, or ``status`` is not an approval status.
        """
        return _versions.versions(self._client, group, status)

    @overload
    def describe(self, package: ListedModelPackage | DescribedModelVersion) -> DescribedModelVersion: ...

    @overload
    def describe(self, package: GroupLike, version: int) -> DescribedModelVersion: ...

    @overload
    def describe(self, package: ArnLike) -> DescribedModelPackage: ...

    def describe(self, package: PackageLike, version: int | None = None) -> DescribedModelPackage:
        """Return all that the service reports about a package: status, times, creator, and ``.package`` itself.

        Of a version it is a ``DescribedModelVersion``.

        API calls: ``DescribeModelPackage``; ``DescribeModelPackageGroup`` for a version of a group that is given by
        name.

        IAM: ``sagemaker:DescribeModelPackage``; for such a version ``sagemaker:DescribeModelPackageGroup``;
        ``kms:Decrypt`` for a KMS key in the package's security configuration.

        Args:
            package: The package: its ARN, or what ``register`` or ``versions`` returned; or the group of a version.
            version: Number of the version, where a group is given.

        Raises:
            ValueError: if ``package`` is neither the ARN of a model package nor, with ``version``, a group.
        """
        return _versions.describe(self._client, package, version)

    def promote(
        self,
        package: PackageLike,
        to: ModelRegistry,
        *,
        version: int | None = None,
        group: GroupLike | None = None,
        rewrite: Rewrite,
        approval_status: ModelApprovalStatusLike | None = None,
        idempotency_key: str | None = None,
        objects: S3Client | UntypedClient | None = None,
    ) -> Promotion:
        """Register a package of this registry in another one: in another account, or in another region.

        The package is described here, its S3 prefixes and image registries are rewritten wherever they occur, and the
        result is registered there. No objects are copied: they must exist at the target. ``rewritten(...)`` only
        rewrites. The customer metadata of the new package says which package it was made from.

        API calls: ``describe`` with this registry's client, ``CreateModelPackage`` with the other one's; with
        ``objects``, ``HeadObject`` and ``ListObjectsV2`` of S3.

        IAM: here what ``describe`` needs; there what ``register`` needs; with ``objects``, ``s3:GetObject`` and
        ``s3:ListBucket``.

        Args:
            package: The package: its ARN, or what ``register``, ``versions`` or ``describe`` returned; or the group of
                a version.
            to: The registry in which to register it.
            version: Number of the version, where its group is given.
            group: Name or ARN of the group there, if it has a different name.
            rewrite: The replacements of S3 prefixes, image registries and other values.
            approval_status: The new version's status, by default the service's default. The source's is never copied.
            idempotency_key: As for ``register``: a repeated call creates no second version if the source, the rules and
                the other arguments are unchanged. The source is read again each time. If its content has changed, even
                a description or an entry of its metadata, the same key creates another version.
            objects: A boto3 client for S3 with read access at the target. If given, it is checked that the objects
                exist there.

        Raises:
            MissingObjectsError: if ``objects`` finds nothing at a place that the package names. Nothing is registered.
            ObjectLookupError: if S3 could not be queried. Nothing is registered.
            PromotionError: if the package cannot be rewritten; if it is not completed (pending, in progress, failed or
                being deleted); if it was rejected and the new version would be approved.
            ModelPackageValidationError: if the rewritten package has problems.
            PromotionUncertainError: a ``RegistrationUncertainError``, as for ``register``; it has the package, so that
                it can safely be registered again.
            TypeError: if ``to`` is not a registry, ``rewrite`` not a ``Rewrite``, or ``objects`` not a client for S3.
            ValueError: if ``package`` is neither the ARN of a model package nor, with ``version``, a group; or if
                ``group`` or ``approval_status`` is given for an unversioned package.
        """
        return promotion.promote(
            self,
            package,
            to,
            version=version,
            group=group,
            rewrite=rewrite,
            approval_status=approval_status,
            idempotency_key=idempotency_key,
            objects=objects,
        )


def _region_of(client: Any) -> str | None:
    """Return the region of a client; ``None`` where it does not say."""
    return getattr(getattr(client, "meta", None), "region_name", None)


def _described(value: object) -> str:
    meta = getattr(value, "meta", None)
    service = getattr(getattr(meta, "service_model", None), "service_name", None)
    return f"a client for {service}" if isinstance(service, str) else f"an object of type {type_name(value)}"
