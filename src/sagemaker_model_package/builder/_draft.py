"""What the setters gave, and how it becomes structures.

A builder keeps its setters' calls as a chain of steps: a step costs little, and builders can share what they have in
common. ``merged`` goes through the steps; a structure or map that setters fill bit by bit becomes a ``Draft`` of it:
its parts by their Python names, which may be drafts in turn. ``assemble`` makes a package of them, once.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from sagemaker_model_package._constraints import nested
from sagemaker_model_package._internal.frozen_map import is_frozen_map
from sagemaker_model_package._internal.lazy_modules import LazyModule
from sagemaker_model_package._internal.value_format import is_text
from sagemaker_model_package.shapes._request import ModelPackageRequest, new_unchecked
from sagemaker_model_package.shapes._structure import Structure, api_shape, given_members
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition

if TYPE_CHECKING:
    from sagemaker_model_package._constraints import Composite
    from sagemaker_model_package.shapes import algorithm, governance, validation
else:
    algorithm = LazyModule("sagemaker_model_package.shapes.algorithm")
    governance = LazyModule("sagemaker_model_package.shapes.governance")
    validation = LazyModule("sagemaker_model_package.shapes.validation")

P = TypeVar("P")
R = TypeVar("R", bound=ModelPackageRequest)

Step: TypeAlias = "tuple[Step | None, str, Any]"
"""The step before, a field of the request, and what a setter gave for it."""


class Part:
    """What a setter gives that does not simply replace what the field holds."""

    __slots__ = ()

    @abstractmethod
    def merged_into(self, current: Any) -> Any:
        """Return what the field holds afterwards. What is of a wrong type stays, for the check to report.

        A draft that the field holds belongs to the merging, and is changed.
        """


class Draft(dict[str, Any], Part):
    """Parts of a structure or of a map by their names: merged with those that are there."""

    __slots__ = ()

    source: object = None
    """The structure or map that it was made of, if it was."""

    def merged_into(self, current: Any) -> Any:
        """Return the draft of what is there, with these parts set."""
        draft = Draft() if current is None else current if issubclass(type(current), Draft) else _draft_of(current)
        if draft is None:
            return current
        for name, value in self.items():
            draft.merge(name, value)
        return draft

    def merge(self, name: str, value: Any) -> None:
        """Merge what was given for a part into what is there."""
        self[name] = value.merged_into(self.get(name)) if issubclass(type(value), Part) else value


class _DraftOfWhole(Draft):
    """A draft that was made of a structure or of a map."""

    __slots__ = ("source",)

    def merged_into(self, current: Any) -> Any:
        """Return the draft of what is there, with these parts set; a copy where nothing is there."""
        return super().merged_into(_restored_draft({}, self.source) if current is None else current)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle its source, too."""
        return _restored_draft, (dict(self), self.source)


def _restored_draft(parts: dict[str, Any], source: object) -> _DraftOfWhole:
    draft = _DraftOfWhole(parts)
    draft.source = source
    return draft


class Appended(tuple[Any, ...], Part):
    """Items of a list: appended to what is there."""

    __slots__ = ()

    def merged_into(self, current: Any) -> Any:
        """Return what is there with these items behind it."""
        if current is None:
            return tuple(self)
        return (*current, *self) if issubclass(type(current), (list, tuple)) else current


class Tags(tuple[Any, ...], Part):
    """Tags: merged with those that are there by their keys."""

    __slots__ = ()

    def merged_into(self, current: Any) -> Any:
        """Return the tags that are there and these, each key once."""
        return tuple({_tag_key(tag): tag for tag in (*(current or ()), *self)}.values())


class DraftWithDefaults(Part):
    """A draft, and the draft that it starts from where there is nothing yet."""

    __slots__ = ("defaults", "draft")

    def __init__(self, defaults: Draft, draft: Draft) -> None:
        """Keep both."""
        self.defaults: Draft = defaults
        self.draft: Draft = draft

    def merged_into(self, current: Any) -> Any:
        """Return what is there, or the defaults, with the draft's parts set."""
        nothing_yet = current is None or (issubclass(type(current), tuple) and not current)
        return self.draft.merged_into(self.defaults.merged_into(None) if nothing_yet else current)


def given(**parts: Any) -> Draft | None:
    """Return a draft of the parts that are not ``None``, or ``None`` where all are."""
    return Draft({name: part for name, part in parts.items() if part is not None}) or None


def given_part(whole: Any, name: str) -> Any:
    """Return a part of a draft or of a structure, or ``None`` where it has none of that name."""
    if issubclass(type(whole), Draft):
        return whole.get(name)
    return getattr(whole, name, None) if issubclass(type(whole), Structure) else None


def merged(last: Step | None) -> Draft:
    """Return the fields that a chain of steps leads to."""
    steps: list[Step] = []
    while last is not None:
        steps.append(last)
        last = last[0]
    draft = Draft()
    for _, name, value in reversed(steps):
        draft.merge(name, value)
    return draft


def _tag_key(tag: Any) -> object:
    """Return what a tag is merged by; what is not a tag is kept apart, for the check to report."""
    return tag.key if issubclass(type(tag), governance.Tag) and is_text(tag.key) else id(tag)


def _draft_of(current: Any) -> Draft | None:
    """Return a draft of what a field holds; ``None`` where it is of a type that has no parts."""
    source: Any = current
    if issubclass(type(current), (list, tuple)) and len(source) == 1 and _is_one_in_a_list(source[0]):
        source = source[0]
    if issubclass(type(source), Structure):  # of a mock, isinstance() is true as well
        return _restored_draft(given_members(source), source)
    return _restored_draft(dict(source), source) if is_frozen_map(source) else None


def _is_one_in_a_list(value: object) -> bool:
    """Return whether a value is one of the structures that the service has in lists of at most one."""
    return issubclass(type(value), (algorithm.SourceAlgorithm, validation.ModelPackageValidationProfile))


def assemble(package: type[P], last: Step | None, container_defaults: Draft | None) -> P:
    """Make a package of what the setters gave."""
    fields = merged(last)
    if container_defaults is not None:
        specification = fields.get("inference_specification")
        fields["inference_specification"] = _with_container_defaults(specification, container_defaults)
    made: P = _assembled(fields, nested(package))
    return made


def _assembled(draft: Draft, constraint: Composite) -> Any:
    """Make a structure or map of a draft. What it lacks is ``None``, for the check to report."""
    source = draft.source
    if source is not None and not issubclass(type(source), api_shape(constraint.assembled_class)):
        return constraint.enclose(source)  # of a wrong class, which the check reports
    return constraint.assemble(_with_parts(draft, constraint))


def _with_parts(draft: Draft, constraint: Composite) -> Draft:
    for name, value in draft.items():
        if issubclass(type(value), Draft):
            draft[name] = _assembled(value, constraint.part(name))
    return draft


def unchecked(request: type[R], last: Step | None) -> R:
    """Return what the setters gave so far, for displays."""
    return new_unchecked(request, _with_parts(merged(last), nested(request)))


def container_of(defaults: Draft) -> Any:
    """Return a container of what was said of containers in general."""
    return _assembled(Draft(defaults), nested(ModelPackageContainerDefinition))


def _with_container_defaults(specification: Any, defaults: Draft) -> Any:
    """Return an inference specification with what was said of containers in general put into each of them.

    Where there is no container, an empty specification is what lets the check ask for one.
    """
    draft = Draft().merged_into(specification)
    if not issubclass(type(draft), Draft):
        return specification
    containers: Any = draft.get("containers")
    if issubclass(type(containers), (list, tuple)):
        draft["containers"] = [_with_defaults(container, defaults) for container in draft["containers"]]
    return draft


def _with_defaults(container: Any, defaults: Draft) -> Any:
    if not issubclass(type(container), ModelPackageContainerDefinition):  # see _draft_of
        return container
    members = Draft({**defaults, **given_members(container)})
    return _assembled(members, nested(ModelPackageContainerDefinition))
