"""The closed lists of the service, named as the service names them; the two of instance types have their own module.

Members are strings: each equals its value, hashes, formats and serialises like it. Beside each class stand two aliases
for annotations: ``<Enum>Name``, its values as a ``Literal``, and ``<Enum>Like``, a member or one of those values.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from .loading import botocore
from .showing import is_text, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from typing_extensions import Self

_MAX_REPEATED = 40
"""Characters of a wrong value that a message shows a second time, inside the call that lets it through."""

_UNLISTED: dict[tuple[type[ServiceEnum], str], ServiceEnum] = {}
"""The members made by ``unlisted``; like declared ones, they live as long as the process."""


class ServiceEnum(str, Enum):
    """A closed list of the service, with a door for values that are newer than this release.

    ``cls(value)`` gives the declared member, or failing that an unlisted one if the installed botocore knows the value.
    ``cls.unlisted(value)`` takes any value.
    """

    _value_: str

    def __str__(self) -> str:
        """Return the value, which is what ``str`` gives for members on some Pythons only."""
        return self._value_

    def __format__(self, format_spec: str) -> str:
        """Format the value."""
        return format(self._value_, format_spec)

    def __repr__(self) -> str:
        """Show the member as enums do, or the call that makes an unlisted one."""
        if self.is_listed:
            return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"
        return f"<{type(self).__name__}.unlisted({shown(self._value_)})>"

    def __reduce_ex__(self, _protocol: object) -> tuple[Callable[[str], Self], tuple[str]]:
        """Pickle and copy by value, through the door: the release that unpickles may list more values, or fewer."""
        return type(self).unlisted, (self._value_,)

    @property
    def is_listed(self) -> bool:
        """Whether this release declares the value."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def unlisted(cls, value: str) -> Self:
        """Return the declared member of this value or, where there is none, an object that behaves like one.

        It is the same object each time. It does not belong to the class's members: iteration, ``len()`` and
        ``cls(value)`` do not know it.
        """
        if not is_text(value):
            raise TypeError(f"{cls.__name__}.unlisted() takes a str, got {shown(value)}")
        text = str.__str__(value)
        if not text:
            raise ValueError(f"{cls.__name__}.unlisted() takes a value of the service, got an empty str")
        declared = cls._value2member_map_.get(text)
        if declared is not None:
            return cast("Self", declared)
        made = str.__new__(cls, text)
        made._name_ = made._value_ = text
        # Atomic: of threads that meet here, all get the object of the first.
        return cast("Self", _UNLISTED.setdefault((cls, text), made))

    @staticmethod
    def is_let_through(value: object) -> bool:
        """Return whether this process has made an unlisted member of the value, of whichever enum."""
        return any(value == text for _, text in tuple(_UNLISTED))

    @classmethod
    def coerced(cls, value: Any) -> Any:
        """Return the member that a string names; return anything else, and a string that names none, as it is.

        This is what converters of fields call: it never raises, and leaves what it returns unchanged to the check.
        A string that is not declared but known to the installed botocore gives an unlisted member.
        """
        text = value
        if type(value) is not str:  # the quick way for what nearly all values are
            if type(value) is cls or not is_text(value):
                return value
            text = str.__str__(value)  # a subclass may hash and compare as it likes
        member = cls._value2member_map_.get(text)
        if member is not None:
            return member
        return cls.unlisted(text) if text in _values_in_botocore(cls.__name__) else value

    @classmethod
    def known_values(cls) -> tuple[str, ...]:
        """Return every value that this release declares, then those that only the installed botocore knows."""
        declared = tuple(member._value_ for member in cls)
        return tuple(dict.fromkeys(declared + _values_in_botocore(cls.__name__)))

    @classmethod
    def way_through(cls, value: str) -> str:
        """Return what to do about a string that is not known: the value that was probably meant, and the door."""
        other = next((other for other in ServiceEnum.__subclasses__() if value in other._value2member_map_), None)
        elsewhere = f"it is a value of {other.__name__}; " if other else ""
        near = nearest(value, cls.known_values())
        argument = shown(value) if 0 < len(value) <= _MAX_REPEATED else "..."
        newer = f"it is newer than this release, write {cls.__name__}.unlisted({argument})"
        return elsewhere + (f"did you mean {near!r}? If {newer}" if near else f"if {newer}")

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if not is_text(value):
            raise ValueError(f"{shown(value)} is no {cls.__name__}: expected a str")
        text = str.__str__(value)
        if text in _values_in_botocore(cls.__name__):
            return cls.unlisted(text)
        raise ValueError(
            f"{shown(text)} is no {cls.__name__} that this release or the installed botocore knows: "
            + cls.way_through(text)
        )


def _values_in_botocore(shape: str) -> tuple[str, ...]:
    """Return the values of a closed list that the installed botocore knows; none if there is no botocore."""
    return _botocore_enums().get(shape, ())


@lru_cache(maxsize=1)
def _botocore_enums() -> Mapping[str, tuple[str, ...]]:
    """Return every closed list of SageMaker's service model; of the model, only these are kept."""
    try:
        # Loaded here, for it takes longer than all the rest of this package, and only a wrong value needs it.
        core_error = botocore("exceptions").BotoCoreError
        loader = botocore("loaders").Loader()
    except ImportError:
        return {}
    try:
        shapes: dict[str, dict[str, Any]] = loader.load_service_model("sagemaker", "service-2")["shapes"]
    except (core_error, OSError, ValueError, KeyError):  # no such service, or a file that cannot be read
        return {}
    return {name: tuple(shape["enum"]) for name, shape in shapes.items() if "enum" in shape}


class ModelPackageRegistrationType(ServiceEnum):
    """How a model package is entered: ``ModelPackageRegistrationType`` of the request."""

    LOGGED = "Logged"
    """Put on record, without being offered as a registered model."""
    REGISTERED = "Registered"
    """Entered as a registered model."""


ModelPackageRegistrationTypeName: TypeAlias = Literal["Logged", "Registered"]
ModelPackageRegistrationTypeLike: TypeAlias = ModelPackageRegistrationType | ModelPackageRegistrationTypeName


class S3ModelDataType(ServiceEnum):
    """What the URI of model data names: ``S3ModelDataSource.S3DataType``."""

    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's, which ends with a slash."""
    S3_OBJECT = "S3Object"
    """One object: an archive, or a single uncompressed file."""


S3ModelDataTypeName: TypeAlias = Literal["S3Prefix", "S3Object"]
S3ModelDataTypeLike: TypeAlias = S3ModelDataType | S3ModelDataTypeName


class ModelCompressionType(ServiceEnum):
    """How model data is packed: ``S3ModelDataSource.CompressionType``."""

    NONE = "None"
    """Not packed: the objects are put into the container's model directory as they are."""
    GZIP = "Gzip"
    """One gzip-compressed tar archive, unpacked when the model is deployed; only with ``S3Object``."""


ModelCompressionTypeName: TypeAlias = Literal["None", "Gzip"]
ModelCompressionTypeLike: TypeAlias = ModelCompressionType | ModelCompressionTypeName


class AdditionalS3DataSourceDataType(ServiceEnum):
    """What the URI of a container's additional data names: ``AdditionalS3DataSource.S3DataType``."""

    S3_OBJECT = "S3Object"
    """One object."""
    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's."""


AdditionalS3DataSourceDataTypeName: TypeAlias = Literal["S3Object", "S3Prefix"]
AdditionalS3DataSourceDataTypeLike: TypeAlias = AdditionalS3DataSourceDataType | AdditionalS3DataSourceDataTypeName


class CompressionType(ServiceEnum):
    """How other data is packed: ``CompressionType`` of ``AdditionalS3DataSource`` and of ``TransformInput``."""

    NONE = "None"
    """Not compressed; what a transform job assumes by default."""
    GZIP = "Gzip"
    """Compressed with gzip; a transform job decompresses its input by itself."""


CompressionTypeName: TypeAlias = Literal["None", "Gzip"]
CompressionTypeLike: TypeAlias = CompressionType | CompressionTypeName


class BatchStrategy(ServiceEnum):
    """How many records go into one request of a transform job: ``TransformJobDefinition.BatchStrategy``."""

    MULTI_RECORD = "MultiRecord"
    """As many as fit within ``MaxPayloadInMB``."""
    SINGLE_RECORD = "SingleRecord"
    """One."""


BatchStrategyName: TypeAlias = Literal["MultiRecord", "SingleRecord"]
BatchStrategyLike: TypeAlias = BatchStrategy | BatchStrategyName


class S3DataType(ServiceEnum):
    """What the URI of a transform job's input names: ``TransformS3DataSource.S3DataType``."""

    MANIFEST_FILE = "ManifestFile"
    """A JSON file that lists the keys of the input objects under a common prefix."""
    S3_PREFIX = "S3Prefix"
    """All objects whose keys begin with the URI's."""
    AUGMENTED_MANIFEST_FILE = "AugmentedManifestFile"
    """A JSON Lines file that holds records with their labels: for training, not for transform jobs."""
    CONVERSE = "Converse"
    """Conversations in the Converse format, as foundation models are fine-tuned on."""


S3DataTypeName: TypeAlias = Literal["ManifestFile", "S3Prefix", "AugmentedManifestFile", "Converse"]
S3DataTypeLike: TypeAlias = S3DataType | S3DataTypeName


class SplitType(ServiceEnum):
    """Where a transform job may cut its input objects: ``TransformInput.SplitType``."""

    NONE = "None"
    """Nowhere: each object is sent whole. The service's default."""
    LINE = "Line"
    """After each line break."""
    RECORD_IO = "RecordIO"
    """Between the records of MXNet's RecordIO format."""
    TF_RECORD = "TFRecord"
    """Between the records of TensorFlow's TFRecord format."""


SplitTypeName: TypeAlias = Literal["None", "Line", "RecordIO", "TFRecord"]
SplitTypeLike: TypeAlias = SplitType | SplitTypeName


class AssemblyType(ServiceEnum):
    """How a transform job joins the results of one input object: ``TransformOutput.AssembleWith``."""

    NONE = "None"
    """One directly after the other, byte by byte."""
    LINE = "Line"
    """With a line break after each."""


AssemblyTypeName: TypeAlias = Literal["None", "Line"]
AssemblyTypeLike: TypeAlias = AssemblyType | AssemblyTypeName


class ModelApprovalStatus(ServiceEnum):
    """Whether a version may be deployed: ``ModelApprovalStatus`` of the request."""

    APPROVED = "Approved"
    """It may."""
    REJECTED = "Rejected"
    """It may not."""
    PENDING_MANUAL_APPROVAL = "PendingManualApproval"
    """Nobody has decided yet, and until then it may not."""


ModelApprovalStatusName: TypeAlias = Literal["Approved", "Rejected", "PendingManualApproval"]
ModelApprovalStatusLike: TypeAlias = ModelApprovalStatus | ModelApprovalStatusName


class SkipModelValidation(ServiceEnum):
    """What the service leaves unchecked in a new package: ``SkipModelValidation`` of the request."""

    ALL = "All"
    """Everything: the package is not validated."""
    NONE = "None"
    """Nothing: the package is validated."""


SkipModelValidationName: TypeAlias = Literal["All", "None"]
SkipModelValidationLike: TypeAlias = SkipModelValidation | SkipModelValidationName


class ModelCardStatus(ServiceEnum):
    """How far an organisation's review of a model card has come: ``ModelPackageModelCard.ModelCardStatus``."""

    DRAFT = "Draft"
    """Still being written."""
    PENDING_REVIEW = "PendingReview"
    """Written, and waiting for its review."""
    APPROVED = "Approved"
    """Reviewed and accepted."""
    ARCHIVED = "Archived"
    """Closed: its content can no longer be changed."""


ModelCardStatusName: TypeAlias = Literal["Draft", "PendingReview", "Approved", "Archived"]
ModelCardStatusLike: TypeAlias = ModelCardStatus | ModelCardStatusName


class ManagedStorageType(ServiceEnum):
    """Who holds the model's artefacts, if not you: ``ManagedStorageType`` of the request."""

    RESTRICTED = "Restricted"
    """Storage of the service: the model can be used from there, but its artefacts not be read or copied."""


ManagedStorageTypeName: TypeAlias = Literal["Restricted"]
ManagedStorageTypeLike: TypeAlias = ManagedStorageType | ManagedStorageTypeName
