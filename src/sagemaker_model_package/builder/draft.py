"""Requests that are being filled: what the setters gave so far, and how it becomes a package.

A builder keeps its setters' calls as a chain of steps that it shares with the builders it came from: a step is cheap,
and branches cannot disturb each other. ``replayed`` goes through the steps and fills a draft, a dict of fields that may
hold drafts of structures in turn; ``built`` makes the structures of it, once.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from sagemaker_model_package.checking import check
from sagemaker_model_package.constraints import ListOf, MapOf, Nested, members_of
from sagemaker_model_package.frozen_map import FrozenMap
from sagemaker_model_package.request import Request
from sagemaker_model_package.shapes.algorithm import SourceAlgorithm
from sagemaker_model_package.shapes.containers import ModelPackageContainerDefinition
from sagemaker_model_package.shapes.governance import Tag
from sagemaker_model_package.shapes.making import maker_of
from sagemaker_model_package.shapes.structure import Structure, given_members, shape_of
from sagemaker_model_package.shapes.validation import ModelPackageValidationProfile
from sagemaker_model_package.showing import is_text

if TYPE_CHECKING:
    from sagemaker_model_package.shapes.making import Maker

P = TypeVar("P", bound=Request)

Step: TypeAlias = "tuple[Step, str, str | None, Any] | None"
"""The steps before, a field of the request, perhaps a member of that field's structure, and what a setter gave."""

CONTAINER_DEFAULTS = "inference_recommender"
"""Not a field of the request: what ``inference_recommender`` says of containers, kept until they are all known."""


class Part:
    """What a setter gives that does not simply replace what the field holds."""

    __slots__ = ()

    @abstractmethod
    def onto(self, current: Any) -> Any:
        """Return what the field holds afterwards. A draft that it holds is its own, and is changed."""


class Draft(dict[str, Any], Part):
    """Fields of a structure by their Python names, or entries of a map: merged with what is there."""

    whole: object = None
    """The structure or map that it was made of, if it was."""

    def onto(self, current: Any) -> Any:
        """Return what is there with these fields set; what is of a wrong type stays, for the check to report."""
        fields = current if type(current) is Draft else Draft() if current is None else _as_draft(current)
        if fields is None:
            return current
        for name, value in self.items():
            fields[name] = value.onto(fields.get(name)) if isinstance(value, Part) else value
        return fields


class Appended(tuple[Any, ...], Part):
    """Items of a list: appended to what is there."""

    __slots__ = ()

    def onto(self, current: Any) -> Any:
        """Return what is there with these items behind it; what is of a wrong type stays, for the check to report."""
        if current is None:
            return tuple(self)
        return (*current, *self) if isinstance(current, (list, tuple)) else current


class Tags(tuple[Any, ...], Part):
    """Tags: merged with what is there by their keys."""

    __slots__ = ()

    def onto(self, current: Any) -> Any:
        """Return the tags that are there and these, each key once."""
        return tuple({_tag_key(tag): tag for tag in (*(current or ()), *self)}.values())


class Started(Part):
    """A draft, and what it starts from where there is nothing yet."""

    __slots__ = ("draft", "start")

    def __init__(self, start: Draft, draft: Draft) -> None:
        """Keep both."""
        self.start: Draft = start
        self.draft: Draft = draft

    def onto(self, current: Any) -> Any:
        """Return what is there, or the start, with the draft's fields set."""
        return self.draft.onto(current or self.start.onto(None))


def _tag_key(tag: Any) -> object:
    """Return what a tag is merged by; what is no tag is kept apart, for the check to report."""
    return tag.key if isinstance(tag, Tag) and is_text(tag.key) else id(tag)


def given(**parts: Any) -> Draft | None:
    """Return a draft of the parts that are not ``None``, or ``None`` where all are."""
    return Draft({name: part for name, part in parts.items() if part is not None}) or None


def replayed(last: Step) -> Draft:
    """Return the fields that a chain of steps leads to."""
    steps: list[tuple[Step, str, str | None, Any]] = []
    while last is not None:
        steps.append(last)
        last = last[0]
    steps.reverse()
    fields = Draft()
    for _, field, member, part in steps:
        held: Any = fields
        name = field
        if member is not None:
            held = fields.get(field)
            if type(held) is not Draft:
                held = fields[field] = Draft().onto(held)
                if type(held) is not Draft:
                    continue  # of a wrong type; the check will say so
            name = member
        held[name] = part.onto(held.get(name)) if isinstance(part, Part) else part
    return fields


_LISTED_ALONE = (SourceAlgorithm, ModelPackageValidationProfile)
"""The structures that the service has in lists of at most one."""


def _as_draft(current: Any) -> Draft | None:
    whole: Any = current
    if isinstance(current, (list, tuple)) and len(whole) == 1 and isinstance(whole[0], _LISTED_ALONE):
        whole = whole[0]
    if not issubclass(type(whole), (Structure, FrozenMap)):  # of a mock, isinstance() is true as well
        return None
    entries: Any = given_members(whole) if isinstance(whole, Structure) else whole
    draft = Draft(entries)
    draft.whole = whole
    return draft


def assembled(structure: type[Any], draft: Draft) -> Any:
    """Make a structure of a draft, which is used up. What it lacks is ``None``, for the check to report."""
    make, drafted = _PLANS.get(structure) or _plan(structure)
    for name, value in draft.items():
        if type(value) is Draft:
            draft[name] = _assembled_member(value, *drafted[name])
    return make(**draft)


def _assembled_member(draft: Draft, wanted: type[Any], is_map: bool, is_listed: bool) -> Any:  # noqa: FBT001 - see _plan
    whole = draft.whole
    if whole is not None and not issubclass(type(whole), shape_of(wanted)):
        made = whole  # of a wrong class; the check will say so
    else:
        made = wanted(draft) if is_map else assembled(wanted, draft)
    return (made,) if is_listed else made


_Plan: TypeAlias = "tuple[Maker, dict[str, tuple[type[Any], bool, bool]]]"
"""How a structure is made; and which of its fields may have a draft: of what class, if a map, and if in a list."""

_PLANS: dict[type[Any], _Plan] = {}


def _plan(structure: type[Any]) -> _Plan:
    drafted: dict[str, tuple[type[Any], bool, bool]] = {}
    for member in members_of(structure):
        is_listed = isinstance(member.constraint, ListOf)
        constraint = member.constraint.item if isinstance(member.constraint, ListOf) else member.constraint
        if isinstance(constraint, MapOf):
            drafted[member.attribute] = constraint.kept_as, True, is_listed
        elif isinstance(constraint, Nested):
            drafted[member.attribute] = constraint.structure, False, is_listed
    plan = _PLANS[structure] = maker_of(structure), drafted
    return plan


def built(package: type[P], last: Step) -> P:
    """Make a package of everything that was given to its builder, and check it."""
    fields = replayed(last)
    defaults = fields.pop(CONTAINER_DEFAULTS, None)
    if defaults is not None:
        fields["inference_specification"] = _with_container_defaults(fields.get("inference_specification"), defaults)
    made: P = assembled(package, fields)
    check(made)
    return made


def _with_container_defaults(given_specification: Any, defaults: Draft) -> Any:
    """Return the inference specification with what was said of containers in general put into each of them.

    Where there is no container, an empty specification is what lets the check ask for one.
    """
    specification = Draft().onto(given_specification)
    if type(specification) is not Draft:
        return specification
    containers: Any = specification.get("containers")
    if type(containers) is tuple or type(containers) is list:
        specification["containers"] = [_with_defaults(container, defaults) for container in specification["containers"]]
    return specification


def _with_defaults(container: Any, defaults: Draft) -> Any:
    if not isinstance(container, ModelPackageContainerDefinition):
        return container
    return assembled(ModelPackageContainerDefinition, Draft({**defaults, **given_members(container)}))
