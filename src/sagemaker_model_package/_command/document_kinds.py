"""The kinds of document that have requests in them, told apart by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from sagemaker_model_package._command.documents import Node
from sagemaker_model_package._internal.paths import MapValue
from sagemaker_model_package._validation.problems import raise_or_warn
from sagemaker_model_package._validation.unexpected_keys import REQUEST_MEMBERS
from sagemaker_model_package.cloudformation import RESOURCE, resource_problems
from sagemaker_model_package.packages import from_describe, from_values, read_values
from sagemaker_model_package.pipelines.definitions import from_arguments, register_steps_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sagemaker_model_package._command.documents import Position
    from sagemaker_model_package.packages import ModelPackage


Find: TypeAlias = "Callable[[Node], Iterable[tuple[str, Node]]]"
"""What finds values in a document: the path of each, and itself."""


class DocumentKind(NamedTuple):
    """A kind of document."""

    name: str
    keys: frozenset[str]
    """The keys of which one makes a document of this kind."""
    find: Find
    """What finds the members of its requests."""
    read: Callable[[Any], ModelPackage]
    """What makes a package of the members of one."""
    held_in: type[Any] = object
    """What the key of a document of this kind has to hold."""
    frames: Find = lambda _: ()
    """What finds the mappings around its requests, whose keys decide what the requests are."""
    is_template: bool = False
    """Whether it is CloudFormation's: a text may stand for a number or a flag, a function for any value or for none."""


class Request(NamedTuple):
    """A request in a document."""

    place: str
    """The path of its members in the document; empty where they are all of it."""
    members: Node
    kind: DocumentKind
    """The kind of the document."""


def _itself(document: Node) -> Iterable[tuple[str, Node]]:
    return (("", document),)


def _register_steps(document: Node) -> Iterator[tuple[str, Node]]:
    """Find the steps that register a model."""
    for place, _ in register_steps_in(document.value["Steps"], "Steps"):
        *_, (_, _, step) = document.lead(place)
        yield place, step


def _arguments(document: Node) -> Iterator[tuple[str, Node]]:
    for place, step in _register_steps(document):
        arguments = step.inside("Arguments")
        yield f"{place}.Arguments", arguments if isinstance(arguments.value, dict) else Node({}, step.position)


def _resources(document: Node) -> Iterator[tuple[str, Node]]:
    """Find the resources that are packages."""
    for step, _, declared in document.inside("Resources").children():
        if _object(declared.value).get("Type") == RESOURCE:
            yield f"Resources{step}", declared


def _properties(document: Node) -> Iterator[tuple[str, Node]]:
    for place, declared in _resources(document):
        has_any = "Properties" in _object(declared.value)
        yield f"{place}.Properties", declared.inside("Properties") if has_any else Node({}, declared.position)


def _around_resources(document: Node) -> Iterator[tuple[str, Node]]:
    yield "Resources", document.inside("Resources")
    yield from _resources(document)


def _object(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


CLOUDFORMATION_ONLY = frozenset(
    {
        "AdditionalInferenceSpecificationsToAdd",
        "ApprovalDescription",
        "ModelPackageStatusDetails",
        "ModelPackageVersion",
    }
)
"""The properties of a resource that are for updates, and no members of a request."""


def _read_resource(properties: Any) -> ModelPackage:
    members = {name: value for name, value in _object(properties).items() if name not in CLOUDFORMATION_ONLY}
    package, kind, problems = read_values(members if isinstance(properties, dict) else properties)
    raise_or_warn(problems + resource_problems(package), kind)
    made: ModelPackage = package
    return made


_TOO_COMMON = frozenset({"ClientToken", "Domain", "Tags", "Task"})
"""Members of a request that much else has, too."""

KINDS = (
    DocumentKind(
        "a CloudFormation template",
        frozenset({"Resources"}),
        _properties,
        _read_resource,
        held_in=dict,
        frames=_around_resources,
        is_template=True,
    ),
    DocumentKind(
        "a pipeline definition",
        frozenset({"Steps"}),
        _arguments,
        from_arguments,
        held_in=list,
        frames=_register_steps,
    ),
    DocumentKind("a response of describe_model_package", frozenset({"ModelPackageArn"}), _itself, from_describe),
    DocumentKind("a request of create_model_package", frozenset(REQUEST_MEMBERS) - _TOO_COMMON, _itself, from_values),
)
"""The first one counts."""


def kind_of(document: Any) -> DocumentKind | None:
    """Return what kind of document a value is; ``None`` where it is none of them."""
    return next((kind for kind in KINDS if not kind.keys.isdisjoint(_object(document))), None)


def requests_in(document: Node) -> list[Request] | None:
    """Return the requests in a document; ``None`` where it is of no known kind, or has no form of that kind."""
    kind = kind_of(document.value)
    if kind is None or not any(isinstance(document.value.get(key), kind.held_in) for key in kind.keys):
        return None
    return [Request(place, members, kind) for place, members in kind.find(document)]


def repeated_around(document: Node) -> Iterator[tuple[str, Position]]:
    """Return the path and the place of each key around requests that its mapping has already."""
    kind = kind_of(document.value)
    frames = () if kind is None else kind.frames(document)
    for key, position in document.repeated if frames else ():
        if kind is not None and key in kind.keys:
            yield str(key), position
    for path, frame in frames:
        for key, position in frame.repeated:
            yield f"{path}{MapValue(key)}", position
