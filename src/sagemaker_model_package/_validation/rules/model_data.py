"""Rules about model data: archives, and what is below a prefix in S3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._validation.rules.rule import BOTH, Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_model_package.shapes.algorithm import SourceAlgorithm
    from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition
    from sagemaker_model_package.shapes.model_data import ModelAccessConfig, S3ModelDataSource


@Rule(
    "MP205",
    "archive-suffix",
    severity="warning",
    kinds=BOTH,
    on=("ModelPackageContainerDefinition", "SourceAlgorithm"),
    why="The reference asks for a .tar.gz archive: the service registers other names, but deployment wants that one.",
    source="API reference, ModelPackageContainerDefinition and SourceAlgorithm: ModelDataUrl",
    needs="model_data_url",
)
def archive_suffix(holder: ModelPackageContainerDefinition | SourceAlgorithm) -> Iterable[Finding]:
    """Find model data whose name is not that of an archive."""
    uri = holder.model_data_url
    if uri is None or names_an_archive(uri):
        return ()
    return (
        Finding(
            "ModelDataUrl",
            f"{format_value(uri)} does not end in .tar.gz",
            "pack the model as a .tar.gz archive, or use model_data_source for files that are not packed",
        ),
    )


def names_an_archive(uri: str) -> bool:
    """Return whether a URI ends in ``.tar.gz``; the query of a signed URL does not count."""
    path = uri.partition("?")[0] if uri.startswith("https:") else uri
    return path.endswith(".tar.gz")


@Rule(
    "MP206",
    "model-data-twice",
    severity="warning",
    kinds=BOTH,
    on=("ModelPackageContainerDefinition", "SourceAlgorithm"),
    why="Both members say where the model data is, and nothing says which of them counts.",
    source="API reference, ModelPackageContainerDefinition and SourceAlgorithm: ModelDataUrl, ModelDataSource",
    needs="model_data_source",
)
def model_data_twice(holder: ModelPackageContainerDefinition | SourceAlgorithm) -> Iterable[Finding]:
    """Find both members."""
    if holder.model_data_url is None or holder.model_data_source is None:
        return ()
    return (Finding("ModelDataSource", "ModelDataUrl and ModelDataSource are both given", "keep one of them"),)


@Rule(
    "MP207",
    "prefix-without-slash",
    severity="warning",
    kinds=BOTH,
    on=("S3ModelDataSource",),
    why="A key prefix ends with a slash; without one it also takes in keys that merely begin alike.",
    source="API reference, S3ModelDataSource: S3DataType",
)
def prefix_without_slash(source: S3ModelDataSource) -> Iterable[Finding]:
    """Find a prefix that does not end with a slash."""
    if source.s3_data_type != "S3Prefix" or source.s3_uri.endswith("/"):
        return ()
    return (Finding("S3Uri", f"{format_value(source.s3_uri)} is a prefix without a slash at its end", "end it with /"),)


@Rule(
    "MP208",
    "gzip-on-prefix",
    severity="warning",
    kinds=BOTH,
    on=("S3ModelDataSource",),
    why="Gzip means one compressed archive, which a prefix cannot be.",
    source="API reference, S3ModelDataSource: CompressionType",
    needs="compression_type",
)
def gzip_on_prefix(source: S3ModelDataSource) -> Iterable[Finding]:
    """Find compression on a prefix."""
    if source.s3_data_type != "S3Prefix" or source.compression_type != "Gzip":
        return ()
    return (Finding("CompressionType", "Gzip beside S3Prefix", "use S3Object for an archive, or None for a prefix"),)


@Rule(
    "MP224",
    "eula-not-accepted",
    severity="warning",
    kinds=BOTH,
    on=("ModelAccessConfig",),
    why="A model with an end-user license agreement is deployed only where AcceptEula is True.",
    source="API reference, ModelAccessConfig: AcceptEula",
)
def eula_not_accepted(access: ModelAccessConfig) -> Iterable[Finding]:
    """Find an agreement that is declined."""
    if access.accept_eula:
        return ()
    return (
        Finding(
            "AcceptEula",
            "the model's license agreement is not accepted, so it cannot be deployed",
            "read the agreement, then give True; without an agreement, leave ModelAccessConfig out",
        ),
    )
