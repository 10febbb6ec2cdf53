"""The documented schema of a package's model card, as far as rules hold a card against it.

Source: SageMaker developer guide, "Update the details of a model version": model package model card schema 0.1.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from sagemaker_model_package._internal.nearest import nearest
from sagemaker_model_package._internal.paths import MapValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sagemaker_model_package._internal.paths import Path


class Departure(NamedTuple):
    """A place where a card is not as documented; the value there is not shown."""

    path: Path
    message: str
    remedy: str


class Node(Protocol):
    """What may stand at one place of a card."""

    def departures(self, value: object, path: Path) -> Iterator[Departure]:
        """Return the places in a value where it is not as documented."""
        ...


class Anything:
    """A text, a number, or whatever else; it is not looked at."""

    def departures(self, value: object, path: Path) -> Iterator[Departure]:  # noqa: ARG002 - see the class
        """Return none."""
        yield from ()


class OneOf:
    """One of a few texts."""

    def __init__(self, *values: str) -> None:
        """Keep the texts."""
        self._values = values

    def departures(self, value: object, path: Path) -> Iterator[Departure]:
        """Return the place itself, unless one of the texts stands there."""
        if value not in self._values:
            yield Departure(path, "the value (not shown) is not a documented one", f"use {', '.join(self._values)}")


class Items:
    """A list."""

    def __init__(self, item: Node) -> None:
        """Keep what each item may be."""
        self._item = item

    def departures(self, value: object, path: Path) -> Iterator[Departure]:
        """Return those in the items."""
        if isinstance(value, list):
            for index, item in enumerate(cast("list[object]", value)):
                yield from self._item.departures(item, (path, index))


class Members:
    """An object with no other members than these."""

    def __init__(self, members: Mapping[str, Node]) -> None:
        """Keep what each member may be."""
        self._members = members

    def departures(self, value: object, path: Path) -> Iterator[Departure]:
        """Return the unknown members, and those in the others."""
        if not isinstance(value, dict):
            return
        for name, held in cast("dict[str, Any]", value).items():
            node = self._members.get(name)
            if node is None:
                near = nearest(name, self._members)
                remedy = f"did you mean {near}?" if near else f"the members are {', '.join(self._members)}"
                yield Departure((path, MapValue(name)), "the schema has no such member", remedy)
            else:
                yield from node.departures(held, (path, name))


def _members(names: str, **others: Node) -> Members:
    return Members({**dict.fromkeys(names.split(), _ANYTHING), **others})


_ANYTHING = Anything()
_HYPER_PARAMETERS = Items(_members("name value"))
_TRAINING_METRICS = Items(_members("name notes value"))
_METRIC = _members(
    "name notes value x_axis_name y_axis_name",
    type=OneOf("number", "string", "boolean", "linear_graph", "bar_chart", "matrix"),
)

CARD = Members(
    {
        "model_overview": _members("model_creator model_artifact"),
        "intended_uses": _members(
            "purpose_of_model intended_uses factors_affecting_model_efficiency explanations_for_risk_rating",
            risk_rating=OneOf("High", "Medium", "Low", "Unknown"),
        ),
        "business_details": _members("business_problem business_stakeholders line_of_business"),
        "training_details": _members(
            "training_observations",
            objective_function=_members(
                "notes", function=_members("facet condition", function=OneOf("Maximize", "Minimize"))
            ),
            training_job_details=_members(
                "training_arn training_datasets",
                training_environment=_members("container_image"),
                training_metrics=_TRAINING_METRICS,
                user_provided_training_metrics=_TRAINING_METRICS,
                hyper_parameters=_HYPER_PARAMETERS,
                user_provided_hyper_parameters=_HYPER_PARAMETERS,
            ),
        ),
        "evaluation_details": Items(
            _members(
                "name evaluation_observation evaluation_job_arn datasets metadata",
                metric_groups=Items(_members("name", metric_data=Items(_METRIC))),
            )
        ),
        "additional_information": _members("ethical_considerations caveats_and_recommendations custom_details"),
    }
)
"""A whole card."""
