"""The progress of a package from Pending to its end: a script of which each description shows one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from typing import TypeAlias

    from .model import Document

PackageStatus: TypeAlias = Literal["Pending", "InProgress", "Completed", "Failed", "Deleting"]
ItemStatus: TypeAlias = Literal["NotStarted", "InProgress", "Completed", "Failed"]


@attrs.frozen
class Item:
    """One validation, or the scan of one image."""

    name: str
    status: ItemStatus = "Completed"
    reason: str | None = None
    """Why it failed."""

    def document(self) -> Document:
        reason = {} if self.reason is None else {"FailureReason": self.reason}
        return {"Name": self.name, "Status": self.status, **reason}


@attrs.frozen
class Step:
    """What a description shows of a package's progress."""

    status: PackageStatus
    validations: tuple[Item, ...] = ()
    image_scans: tuple[Item, ...] = ()

    def details(self) -> Document:
        return {
            "ValidationStatuses": [item.document() for item in self.validations],
            "ImageScanStatuses": [item.document() for item in self.image_scans],
        }


AT_ONCE = (Step("Completed"),)
"""Completed from the first description on."""


def progress(in_progress: int = 1, *, end: Step = AT_ONCE[0]) -> tuple[Step, ...]:
    """Return a script: Pending once, InProgress for some descriptions with the items of the end, then the end."""
    waiting = tuple(attrs.evolve(item, status="NotStarted", reason=None) for item in end.validations)
    scanning = tuple(attrs.evolve(item, status="InProgress", reason=None) for item in end.image_scans)
    return (Step("Pending"), *[Step("InProgress", waiting, scanning)] * in_progress, end)
