"""Rules about regions: an image, the group and the client belong to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_model_package._internal.value_format import format_value
from sagemaker_model_package._validation.rules.container import ecr_region
from sagemaker_model_package._validation.rules.rule import BOTH, VERSIONED, Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sagemaker_model_package.shapes._request import ModelPackageRequest
    from sagemaker_model_package.shapes._unversioned_request import UnversionedRequest
    from sagemaker_model_package.shapes._versioned_request import VersionedRequest


class Registration:
    """A package that is about to be sent, and where."""

    __slots__ = ("package", "region")

    def __init__(self, package: VersionedRequest | UnversionedRequest, region: str) -> None:
        """Keep the package, and the region of the client."""
        self.package: VersionedRequest | UnversionedRequest = package
        self.region: str = region


@Rule(
    "MP221",
    "other-region",
    severity="warning",
    kinds=VERSIONED,
    on="package",
    why="An endpoint pulls its image from its own region, which is that of the group.",
    source="SageMaker developer guide: use your own inference code",
    needs="inference_specification",
)
def other_region(package: VersionedRequest) -> Iterable[Finding]:
    """Find images of another region than that of the group's ARN."""
    region = _region_in(package.model_package_group_name)
    return _images_outside(region, "group", package) if region else ()


@Rule(
    "MP225",
    "client-region",
    severity="warning",
    kinds=BOTH,
    on="registration",
    why="A client registers in its own region, which is that of the group and of the image.",
    source="SageMaker developer guide: a model package is specific to the region in which you create it",
)
def client_region(registration: Registration) -> Iterable[Finding]:
    """Find a group or images of another region than the client's."""
    package, region = registration.package, registration.region
    of_group = _region_in(package.model_package_group_name) if package.kind == "versioned" else ""
    if not of_group:  # where the group has one, the images have been compared with that
        return _images_outside(region, "client", package)
    if of_group == region:
        return ()
    message = f"the group is in {format_value(of_group)}, the client in {format_value(region)}"
    return (Finding("ModelPackageGroupName", message, "use a client of the group's region"),)


def _region_in(group: str) -> str:
    """Return the region of a group that is given by its ARN."""
    return group.split(":")[3] if group.startswith("arn:") else ""


def _images_outside(region: str, whose: str, package: ModelPackageRequest) -> Iterator[Finding]:
    specification = package.inference_specification
    for index, container in enumerate(() if specification is None else specification.containers):
        image_region = ecr_region(container.image or "")
        if image_region not in (None, region):
            yield Finding(
                f"InferenceSpecification.Containers[{index}].Image",
                f"the image is in {format_value(image_region)}, the {whose} in {format_value(region)}",
                f"use the image of the {whose}'s region",
            )
