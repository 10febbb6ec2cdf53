"""What one does with a built package and a client: register, wait, approve, find, promote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package.enums import ModelApprovalStatus
from sagemaker_model_package.loading import botocore
from sagemaker_model_package.showing import type_name

from . import finding, groups, promotion, registering, waiting
from .registered import arn_of
from .waiting import DEFAULT_POLL, DEFAULT_TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Self

    from sagemaker_model_package.enums import ModelApprovalStatusLike
    from sagemaker_model_package.packages import ModelPackage
    from sagemaker_model_package.rewriting import Rewrite

    from .client import ClientConfig, SageMakerClient, Session
    from .groups import EnsuredGroup, GroupLike, TagsLike
    from .promotion import Promotion, S3Client
    from .registered import ArnLike, DescribedModelPackage, ListedModelPackage, RegisteredModelPackage
    from .waiting import ProgressCallback

ATTEMPTS = 5
"""How often a client made by ``from_session`` tries a call, all in all."""


class ModelRegistry:
    """The SageMaker Model Registry, through a boto3 client.

    What the service says comes through as boto3 raises it. Throttling and connection faults are tried again by
    botocore, as the client's ``Config(retries=...)`` says: the modes ``standard`` and ``adaptive`` make 3 attempts all
    in all, ``legacy``, which older versions of botocore take unless told otherwise, makes 5; ``total_max_attempts``
    (``AWS_MAX_ATTEMPTS``) changes that. Nothing here adds retries to those, but for waiting, which goes on until its
    time is over.

    A registry holds nothing but its client, and may be shared among threads as that may. It adds two handlers to the
    client's events, which observe the attempts of ``create_model_package`` and change nothing. Make the registry before
    other threads use the client: botocore does not lock its list of handlers, and one that is added in the middle of a
    call may not be heard.

    Args:
        client: ``boto3.client("sagemaker")``, made and configured by you.
    """

    def __init__(self, client: SageMakerClient) -> None:
        """Use a client."""
        given: object = client
        if not hasattr(given, "create_model_package"):
            raise TypeError(
                f"ModelRegistry takes a SageMaker client, got {_described(given)}; "
                'give boto3.client("sagemaker"), or a session to ModelRegistry.from_session(...)'
            )
        self._client = client
        registering.observe(client)

    @classmethod
    def from_session(
        cls,
        session: Session,
        *,
        region_name: str | None = None,
        endpoint_url: str | None = None,
        config: ClientConfig | None = None,
    ) -> Self:
        """Make a client of a session, and a registry of that.

        The client's retries are of mode ``standard``, with 5 attempts all in all. Each of the two is as ``config`` says
        where it does, else as the environment or the session's profile say: ``AWS_RETRY_MODE``, ``AWS_MAX_ATTEMPTS``.

        API calls: none. IAM: none.

        Args:
            session: ``boto3.Session(...)``, or ``boto3`` itself for the default session.
            region_name: The region, if not the session's.
            endpoint_url: The service's address, if not the usual one.
            config: What else the client is to do; it goes before all other settings.
        """
        make_config = botocore("config").Config

        def make(settings: ClientConfig) -> Any:
            return session.client("sagemaker", region_name=region_name, endpoint_url=endpoint_url, config=settings)

        given = config or make_config()
        # Only a client tells what its session is set to. With these defaults, its retries are standard if nothing is.
        told = make(make_config(defaults_mode="standard").merge(given)).meta.config.retries
        retries: Any = {"total_max_attempts": ATTEMPTS, **told}
        return cls(make(given.merge(make_config(retries=retries))))

    @property
    def client(self) -> SageMakerClient:
        """The client that this registry uses."""
        return self._client

    def ensure_group(
        self, name: GroupLike, *, description: str | None = None, tags: TagsLike | None = None
    ) -> EnsuredGroup:
        """See to it that a group exists: find it, or make it. Calling it again, or twice at a time, does no harm.

        An existing group is left as it is. Where its description or one of the given tags differs, that is warned of
        (``ModelRegistryWarning``) and told in what is returned; further tags that it has are no difference. A group
        that is given by its ARN, such as one of another account, is described and never made.

        API calls: ``DescribeModelPackageGroup``; ``CreateModelPackageGroup`` where there is none; ``ListTags`` where
        there is one and tags are given.

        IAM: ``sagemaker:DescribeModelPackageGroup``, ``sagemaker:CreateModelPackageGroup``, and with tags
        ``sagemaker:AddTags`` and ``sagemaker:ListTags``.

        Args:
            name: Name or ARN of the group, or what an earlier call returned.
            description: What the group is.
            tags: Tags of the group, as a mapping or as ``Tag`` objects; all its versions have them.

        Raises:
            ModelPackageGroupStatusError: where the group is being deleted, or failed to be made.
            ValueError: for what is neither name nor ARN of a group, and for ``Tag`` objects with the same key;
                ``TypeError`` for what are no tags.
            botocore.exceptions.ClientError: what the service refuses; for an ARN, also that there is no such group.
        """
        return groups.ensure_group(self._client, name, description, tags)

    def register(
        self,
        package: ModelPackage,
        *,
        idempotency_key: str | None = None,
        wait: bool = False,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> RegisteredModelPackage:
        """Register a package: make a new version of its group, or the unversioned package.

        With a key, the same call of the same script makes no second version: the request's ``ClientToken`` is then a
        hash of the key and of the package's content, and the service answers a token that it has seen with what it
        made then, also where that has failed or was deleted since: to make it anew, give another key. Other content
        under the same key is another package. A token that the package has already is sent as it is; without key or
        token, botocore makes one for each call, which covers its own retries alone. For how long the service remembers
        a token, its reference does not say.

        ``ConflictException``, ``ResourceLimitExceeded``, ``ValidationException`` and all errors of a request that never
        left come through as boto3 raises them, with a note of what was being registered (from Python 3.11 on). With
        ``wait``, whatever is raised once the package is registered has its ARN as ``.arn``, errors of boto3's and a
        ``KeyboardInterrupt`` included.

        API calls: ``CreateModelPackage``; with ``wait``, ``DescribeModelPackage``.

        IAM: ``sagemaker:CreateModelPackage`` on the group and on the package; ``sagemaker:AddTags`` where it has tags;
        ``iam:PassRole`` for the role of a validation; ``kms:GenerateDataKey`` and ``kms:Decrypt`` for a KMS key in its
        security configuration. SageMaker looks at model and image with the caller's permissions: ``s3:GetObject`` and
        ``s3:ListBucket`` for the model in S3, ``kms:Decrypt`` for the key of its bucket; for an image in ECR,
        ``ecr:BatchCheckLayerAvailability``, ``ecr:BatchGetImage`` and ``ecr:GetDownloadUrlForLayer``. With ``wait``,
        ``sagemaker:DescribeModelPackage``.

        Args:
            package: What ``build()`` returned.
            idempotency_key: What is the same when this registration is repeated, and other for another one: the name of
                the training job, say, or the pipeline's execution ID. It is hashed, not sent.
            wait: Whether to wait until the service has completed the package, as ``wait_until_completed`` does.
            timeout: For how long to wait, in seconds.

        Raises:
            RegistrationUncertainError: where the request left, in one attempt or more, and no answer says what became
                of that: the version may exist. Repeating the call with the same key is safe.
            UnreadableArnError: where the ARN of what was registered is of an unknown form.
            ModelPackageFailedError: with ``wait``, where it failed; also ``ModelPackageDeletingError`` and
                ``WaitTimeoutError``, as for ``wait_until_completed``.
            ValueError: for an empty key, or no number of seconds. Nothing is sent.
        """
        waiting.check_timeout(timeout)
        registered = registering.register(self._client, package, idempotency_key)
        if wait:
            waiting.wait_for_registered(self._client, registered.arn, timeout)
        return registered

    def wait_until_completed(
        self,
        arn: ArnLike,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        poll: float = DEFAULT_POLL,
        progress: ProgressCallback | None = None,
    ) -> DescribedModelPackage:
        """Wait until the service has completed a package: validated it and scanned its images, where it has to.

        Asks at once, then after ``poll`` seconds, then after pauses that double up to half a minute, and a last time
        when the time is over. Throttling, server errors and connection faults that are left after botocore's retries
        do not end it: it asks again.

        The time ends the pauses, not a call: one that has begun by then runs on, in the worst case until botocore has
        waited for each of its attempts as long as the client's ``connect_timeout`` and ``read_timeout`` say, a minute
        each unless configured.

        API calls: ``DescribeModelPackage``, several times.

        IAM: ``sagemaker:DescribeModelPackage``; ``kms:Decrypt`` for a KMS key in the package's security configuration.

        Args:
            arn: The package: its ARN, or what ``register`` returned.
            timeout: For how long to wait, in seconds; 0 asks once, ``math.inf`` waits for ever.
            poll: The first pause, in seconds, up to a day.
            progress: Called with a ``Progress`` each time the service has answered; what it raises ends the waiting.
                ``rich_progress()`` makes one that draws a bar.

        Returns:
            The package as it was described last.

        Raises:
            ModelPackageFailedError: where it failed, with each validation and image scan that did, and its reason.
            ModelPackageDeletingError: where it is being deleted.
            WaitTimeoutError: a ``TimeoutError``, where it is not completed in time. It can be waited for again.
            ValueError: for what is no ARN of a model package, or no number of seconds.
        """
        return waiting.wait_until_completed(self._client, arn_of(arn), timeout=timeout, poll=poll, progress=progress)

    def approve(self, arn: ArnLike, description: str | None = None) -> RegisteredModelPackage:
        """Approve a version: it may be deployed. Pipelines that listen for it will do so.

        API calls: ``UpdateModelPackage``. IAM: ``sagemaker:UpdateModelPackage``.

        Args:
            arn: The version: its ARN, or what ``register``, ``versions`` or ``describe`` returned.
            description: Why, up to 1,024 characters.

        Raises:
            ValueError: for what is no ARN of a version.
        """
        return finding.decide(self._client, arn, ModelApprovalStatus.APPROVED, description)

    def reject(self, arn: ArnLike, description: str | None = None) -> RegisteredModelPackage:
        """Reject a version: it is not to be deployed.

        API calls: ``UpdateModelPackage``. IAM: ``sagemaker:UpdateModelPackage``.

        Args:
            arn: The version: its ARN, or what ``register``, ``versions`` or ``describe`` returned.
            description: Why, up to 1,024 characters.

        Raises:
            ValueError: for what is no ARN of a version.
        """
        return finding.decide(self._client, arn, ModelApprovalStatus.REJECTED, description)

    def latest_approved(self, group: GroupLike) -> ListedModelPackage | None:
        """Return a group's newest version that is approved and completed, or ``None``.

        API calls: ``ListModelPackages``, a page at a time. IAM: ``sagemaker:ListModelPackages``.

        Args:
            group: Name or ARN of the group, or what ``ensure_group`` returned.

        Raises:
            ValueError: for what is neither name nor ARN of a group.
        """
        approved = finding.versions(self._client, group, ModelApprovalStatus.APPROVED)
        return next((one for one in approved if one.status == "Completed"), None)

    def versions(self, group: GroupLike, status: ModelApprovalStatusLike | None = None) -> Iterator[ListedModelPackage]:
        """Return a group's versions, newest first. Pages are asked for as they are needed.

        API calls: ``ListModelPackages``, a page of up to 100 versions at a time. IAM: ``sagemaker:ListModelPackages``.

        Args:
            group: Name or ARN of the group, or what ``ensure_group`` returned.
            status: Only versions of this approval status.

        Raises:
            ValueError: for what is neither name nor ARN of a group, or no approval status.
        """
        return finding.versions(self._client, group, status)

    def describe(self, arn: ArnLike) -> DescribedModelPackage:
        """Return all that the service says of a package: status, version, times, creator, and ``.package`` itself.

        API calls: ``DescribeModelPackage``. IAM: ``sagemaker:DescribeModelPackage``; ``kms:Decrypt`` for a KMS key in
        the package's security configuration.

        Args:
            arn: The package: its ARN, or what ``register`` or ``versions`` returned.

        Raises:
            ValueError: for what is no ARN of a model package.
        """
        return finding.describe(self._client, arn)

    def promote(
        self,
        arn: ArnLike,
        to: ModelRegistry,
        *,
        group: GroupLike | None = None,
        rewrite: Rewrite,
        approval_status: ModelApprovalStatusLike | None = None,
        idempotency_key: str | None = None,
        objects: S3Client | None = None,
    ) -> Promotion:
        """Register a package of this registry in another one: another account's, or another region's.

        It is described here, each S3 prefix and image registry in it is rewritten wherever it occurs, and the result
        is registered there. Nothing is copied: the objects have to be at the target. ``rewritten(...)`` does the
        middle part alone. Where the package came from goes into its customer metadata.

        API calls: ``DescribeModelPackage`` by this registry's client, ``CreateModelPackage`` by the other one's; with
        ``objects``, S3's ``HeadObject`` and ``ListObjectsV2``.

        IAM: here ``sagemaker:DescribeModelPackage`` (and ``kms:Decrypt`` for a KMS key in the package's security
        configuration); there what ``register`` needs; with ``objects``, ``s3:GetObject`` and ``s3:ListBucket``.

        Args:
            arn: The package: its ARN, or what ``register``, ``versions`` or ``describe`` returned.
            to: The registry that it is registered in.
            group: Name or ARN of the group there, if it is called otherwise.
            rewrite: What becomes of S3 prefixes and image registries.
            approval_status: The new version's status. It is never the source's: left out, it is the service's default.
            idempotency_key: As for ``register``: repeating the call makes no second version as long as the source, the
                rules and the other arguments are the same. The source is read anew each time, and other content, were
                it only another description or entry of its metadata, is another version under the same key.
            objects: A boto3 client for S3 that may read at the target; given one, it is looked whether all is there.

        Raises:
            MissingObjectsError: where ``objects`` finds nothing at places that the package names. Nothing is sent.
            ObjectLookupError: where S3 could not be asked. Nothing is sent.
            PromotionError: where the package cannot be rewritten like this; where it is not completed (pending, in
                progress, failed or being deleted); where it was rejected, and the new version is to be approved.
            ModelPackageValidationError: where the package as it would be there has problems.
            PromotionUncertainError: a ``RegistrationUncertainError``, as for ``register``; it has the package, for it
                to be registered again safely.
            TypeError: where ``to`` is no registry, ``rewrite`` no ``Rewrite``, or ``objects`` no client for S3.
            ValueError: for what is no ARN of a model package; for ``group`` or ``approval_status`` with an unversioned
                package.
        """
        return promotion.promote(
            self,
            arn,
            to,
            group=group,
            rewrite=rewrite,
            approval_status=approval_status,
            idempotency_key=idempotency_key,
            objects=objects,
        )


def _described(value: object) -> str:
    meta = getattr(value, "meta", None)
    service = getattr(getattr(meta, "service_model", None), "service_name", None)
    return f"a client for {service}" if isinstance(service, str) else f"an object of type {type_name(value)}"
