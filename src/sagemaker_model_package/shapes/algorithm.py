"""The algorithm from which a package was made, where it is one of SageMaker's or of AWS Marketplace."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sagemaker_model_package._constraints import ListOf, Nested
from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.sequences import as_tuple
from sagemaker_model_package.shapes._strings import ARN_OR_NAME, STRING, URL
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from sagemaker_model_package.shapes import model_data
else:
    model_data = LazyModule("sagemaker_model_package.shapes.model_data")


@frozen(kw_only=True, eq=False, repr=False)
class SourceAlgorithm(Structure):
    """An algorithm resource of your account, or one that you subscribe to, and the model it trained.

    Source: API shape ``SourceAlgorithm``.
    """

    model_data_url: str | None = field(default=None, metadata={"ModelDataUrl": URL})
    """S3 or HTTPS URI of the model's ``.tar.gz`` archive, up to 1,024 characters, in the algorithm's region."""

    model_data_source: "model_data.ModelDataSource | None" = field(
        default=None, metadata={"ModelDataSource": Nested(lambda: model_data.ModelDataSource)}
    )
    """Where the model data is. Not together with ``model_data_url``."""

    model_data_etag: str | None = field(default=None, metadata={"ModelDataETag": STRING})
    """Entity tag of the object at ``model_data_url``."""

    algorithm_name: str = field(metadata={"AlgorithmName": ARN_OR_NAME})
    """Name or ARN of the algorithm, 1 to 170 characters; ``list_algorithms`` lists yours."""


def to_source_algorithms(value: Sequence[SourceAlgorithm]) -> tuple[SourceAlgorithm, ...]:
    """Convert a list of source algorithms."""
    return as_tuple(value)


@frozen(kw_only=True, eq=False, repr=False)
class SourceAlgorithmSpecification(Structure):
    """The algorithm that created the package. It stands in place of an inference specification.

    Source: API shape ``SourceAlgorithmSpecification``.
    """

    source_algorithms: tuple[SourceAlgorithm, ...] = field(
        converter=to_source_algorithms,
        metadata={"SourceAlgorithms": ListOf(SourceAlgorithm, minimum=1, maximum=1)},
    )
    """Exactly one algorithm: a list, because the service has one here."""
