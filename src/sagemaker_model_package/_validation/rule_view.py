"""What a rule may read of a structure where some of its values have been reported already, or are references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_model_package._constraints import table_of
from sagemaker_model_package._internal.frozen_map import is_frozen_map
from sagemaker_model_package._internal.json_text import NotJson
from sagemaker_model_package._internal.paths import MapKey, MapValue, format_path
from sagemaker_model_package._internal.value_format import is_reference, is_text
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from sagemaker_model_package._internal.paths import Path


class AlreadyReportedError(Exception):
    """A rule was about to read a value that has been reported, or a reference, so it has nothing to say."""


class RuleView:
    """A structure in which reported values and references cannot be read; values of subclasses are plain ones.

    Entries of a map that have been reported are left out. A reference among them counts, and is read as empty.
    """

    __slots__ = ("_path", "_reported", "_structure")

    def __init__(self, structure: Structure, path: Path, reported: frozenset[str]) -> None:
        """Show a structure that stands at a path; ``reported`` has the paths of the values that cannot be read."""
        self._structure = structure
        self._path = path
        self._reported = reported

    def __getattr__(self, attribute: str) -> Any:
        """Return a member's value; raises ``AlreadyReportedError`` where it cannot be read."""
        member = table_of(type(self._structure)).by_attribute[attribute]
        return self._plain(getattr(self._structure, attribute), (self._path, member.name))

    def _plain(self, value: Any, path: Path) -> Any:
        if issubclass(type(value), NotJson) or format_path(path) in self._reported or is_reference(value):
            raise AlreadyReportedError
        if issubclass(type(value), Structure):
            return RuleView(value, path, self._reported)
        held: Any = value
        if issubclass(type(value), tuple):
            return tuple(self._plain(item, (path, index)) for index, item in enumerate(held))
        if is_frozen_map(held):
            readable = [key for key in held if not self._is_reported(held.shown_key(key), path)]
            return {str.__str__(key): _text(held[key]) for key in readable}
        if is_text(value) and not issubclass(type(value), ServiceEnum):
            return str.__str__(held)
        return int.__int__(held) if issubclass(type(value), int) and type(value) is not bool else held

    def _is_reported(self, key: object, path: Path) -> bool:
        return any(format_path((path, step)) in self._reported for step in (MapKey(key), MapValue(key)))


def _text(value: Any) -> str:
    return "" if is_reference(value) else str.__str__(value)
