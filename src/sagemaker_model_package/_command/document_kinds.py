"""The kinds of document that have requests in them, told apart by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from sagemaker_model_package._internal.paths import MapValue
from sagemaker_model_package._validation.problems import raise_or_warn
from sagemaker_model_package._validation.unexpected_keys import REQUEST_MEMBERS
from sagemaker_model_package.cloudformation import RESOURCE, resource_problems
from sagemaker_model_package.packages import from_describe, from_values, read_values
from sagemaker_model_package.pipelines.definitions import from_arguments, register_steps_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sagemaker_model_package.packages import ModelPackage


Find: TypeAlias = "Callable[[Mapping[str, Any]], Iterable[tuple[str, Any]]]"
"""What finds the requests of a document: the path of each, and its members."""


class DocumentKind(NamedTuple):
    """A kind of document."""

    name: str
    keys: frozenset[str]
    """The keys of which one makes a document of this kind."""
    find: Find
    read: Callable[[Any], ModelPackage]
    """What makes a package of one of its requests."""
    is_known_later: Callable[[object], bool] = lambda _: False
    """What tells whether a value stands for one that is not known yet."""
    is_template: bool = False
    """Whether it is CloudFormation's: a text may stand for a number or a flag, a function for no value at all."""


class Request(NamedTuple):
    """A request in a document."""

    place: str
    """The path of its members in the document; empty where they are all of it."""
    members: Any
    kind: DocumentKind
    """The kind of the document."""


def _itself(document: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return (("", document),)


def _steps(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Find the arguments of the steps that register a model."""
    for place, step in register_steps_in(document["Steps"], "Steps"):
        yield f"{place}.Arguments", _object(step.get("Arguments"))


def _resources(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, declared in _object(document.get("Resources")).items():
        if _object(declared).get("Type") == RESOURCE:
            yield f"Resources{MapValue(name)}.Properties", declared.get("Properties", {})


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


def _is_intrinsic(value: object) -> bool:
    """Tell whether CloudFormation takes a value for a function."""
    keys = list(_object(value))
    return len(keys) == 1 and (keys[0] in {"Ref", "Condition"} or str(keys[0]).startswith("Fn::"))


KINDS = (
    DocumentKind(
        "a CloudFormation template",
        frozenset({"Resources"}),
        _resources,
        _read_resource,
        _is_intrinsic,
        is_template=True,
    ),
    DocumentKind("a pipeline definition", frozenset({"Steps"}), _steps, from_arguments),
    DocumentKind("a response of describe_model_package", frozenset({"ModelPackageArn"}), _itself, from_describe),
    DocumentKind("a request of create_model_package", frozenset(REQUEST_MEMBERS), _itself, from_values),
)
"""The first one counts."""


def kind_of(document: Any) -> DocumentKind | None:
    """Return what kind of document a value is; ``None`` where it is none of them."""
    return next((kind for kind in KINDS if not kind.keys.isdisjoint(_object(document))), None)


def requests_in(document: Any) -> list[Request] | None:
    """Return the requests in a document; ``None`` where it is of no known kind."""
    kind = kind_of(document)
    if kind is None:
        return None
    return [Request(place, members, kind) for place, members in kind.find(document)]
