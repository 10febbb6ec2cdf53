"""What the service refuses in a package's content beyond what its model says of single values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Document

_INSTANCE_TYPES = ("SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes")
_MOST_INSTANCES = 100


def containers(request: Document) -> Iterator[Document]:
    """Go through the containers of all inference specifications."""
    specifications: list[Document] = [
        *([request["InferenceSpecification"]] if "InferenceSpecification" in request else []),
        *request.get("AdditionalInferenceSpecifications", []),
    ]
    for specification in specifications:
        yield from specification.get("Containers", ())


def check(request: Document) -> None:
    """Refuse what no package may have."""
    names = [one["Name"] for one in request.get("AdditionalInferenceSpecifications", ())]
    if len(set(names)) < len(names):
        raise refusals.invalid("Names of additional inference specifications must be unique")
    for container in containers(request):
        if "Image" not in container and "BaseModel" not in container:
            raise refusals.invalid("Each container needs an Image or a BaseModel")
    for profile in request.get("ValidationSpecification", {}).get("ValidationProfiles", ()):
        _check_job(profile["TransformJobDefinition"])
    if "ModelCardContent" in request.get("ModelCard", {}):
        _check_card(request["ModelCard"]["ModelCardContent"])


def _check_job(job: Document) -> None:
    if job["TransformResources"]["InstanceCount"] > _MOST_INSTANCES:
        raise refusals.invalid(f"InstanceCount is {_MOST_INSTANCES} at most")
    if job["TransformInput"]["DataSource"]["S3DataSource"]["S3DataType"] == "AugmentedManifestFile":
        raise refusals.invalid("AugmentedManifestFile is not supported for batch transform")


def _check_card(content: str) -> None:
    def no_number(name: str) -> None:
        raise ValueError(f"{name} is no number of JSON")

    try:
        if isinstance(json.loads(content, parse_constant=no_number), dict):
            return
    except ValueError:
        pass
    raise refusals.invalid("ModelCardContent is no JSON object")


def check_version(request: Document) -> None:
    """Refuse what does not apply to a version."""
    if "Tags" in request:
        raise refusals.invalid("Tags are not supported for versioned Model Packages; tag the Model Package Group")
    if request.get("CertifyForMarketplace"):
        raise refusals.invalid("CertifyForMarketplace is not supported for versioned Model Packages")


def check_unversioned(request: Document) -> None:
    """Refuse an inference specification without the instance types that an unversioned package needs."""
    specification = request.get("InferenceSpecification")
    if specification is not None and not all(specification.get(member) for member in _INSTANCE_TYPES):
        raise refusals.invalid(f"{' and '.join(_INSTANCE_TYPES)} are required for unversioned Model Packages")
