"""Values whose types, classes or equality misbehave are problems like any other, or plain texts in the package."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageContainerDefinition,
    VersionedModelPackage,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package.shapes import EnvironmentMap, FrozenMap, ModelPackageModelCard

from .bad_requests import IMAGE, version, with_container
from .hostile import HOSTILE, EqualsAll, keys, of_hostile_type
from .test_survival import BUILDERS, POSITIONS, REQUESTS, SETTERS, filled, outcome, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

each_value = pytest.mark.parametrize("name", HOSTILE)  # of the values themselves, pytest would ask too much


@each_value
@pytest.mark.parametrize("way_in", [from_kwargs, from_describe])
def test_anywhere_in_a_request(name: str, way_in: Callable[[Any], Any]) -> None:
    value = HOSTILE[name]
    outcome(lambda: way_in(value))
    for request, path in POSITIONS[::2] if way_in is from_kwargs else POSITIONS[1::8]:
        outcome(partial(way_in, replaced(REQUESTS[request], path, value)))


@each_value
def test_in_each_setter(name: str) -> None:
    for setter in SETTERS:
        builder = filled(setter, BUILDERS[setter.partition(".")[0]](), HOSTILE[name])
        assert repr(builder)
        outcome(builder.build)


def test_a_key_that_equals_a_member_is_not_that_member() -> None:
    package, problems = outcome(lambda: from_kwargs({**version(), **keys("ModelPackageName", "Domain")}))
    assert package is None
    assert [problem.code for problem in problems] == ["MP008", "MP008"]


@pytest.mark.parametrize("make", [EqualsAll, partial(of_hostile_type, str)], ids=["equal", "type"])
def test_maps_keep_plain_texts(make: Callable[[str], Any]) -> None:
    text = make("x")
    environment = {text: text, "LEVEL": "info"}
    kwargs = with_container(Environment=environment, Image=IMAGE)
    package = from_kwargs(kwargs)
    sent = package.to_kwargs()["InferenceSpecification"]["Containers"][0]["Environment"]
    assert {type(one) for one in (*sent, *sent.values())} == {str}
    assert list(sent.items()) == [("x", "x"), ("LEVEL", "info")]
    assert from_kwargs(package.to_kwargs()) == package
    assert type(FrozenMap({text: text})["x"]) is str


@pytest.mark.parametrize("cls", [FrozenMap, EnvironmentMap])
def test_a_map_that_is_initialised_again_stays(cls: type[FrozenMap[str, str]]) -> None:
    frozen = cls({"team": "growth"})
    again: Any = frozen
    again.__init__({"team": "other"})
    assert frozen == {"team": "growth"}


@attrs.frozen(kw_only=True)
class WithTeam(ModelPackageContainerDefinition):
    """A container with a field of the user's own."""

    team: str = attrs.field(default="growth", metadata={"shown": True, "order": 1})


@attrs.frozen(kw_only=True)
class PackageWithTeam(VersionedModelPackage):
    """A package with a field of the user's own."""

    team: str = "growth"


@attrs.frozen(kw_only=True)
class WithOtherImage(ModelPackageContainerDefinition):
    """A container with a default of the user's own."""

    image: str | None = IMAGE


class WithMethod(ModelPackageContainerDefinition):
    """A container with a method of the user's own."""

    def registry(self) -> str:
        """Return the image's registry."""
        return str(self.image).partition("/")[0]


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: ModelPackageBuilder().container(WithTeam(image=IMAGE)).versioned("churn").build(), "WithTeam.team"),
        (lambda: PackageWithTeam(model_package_group_name="churn"), "PackageWithTeam.team"),
        (lambda: ModelPackageBuilder().container(WithOtherImage()).versioned("a").build(), "WithOtherImage.image"),
    ],
    ids=["container", "package", "default"],
)
def test_a_subclass_with_a_field_of_its_own_is_told_what_is_supported(make: Callable[[], object], field: str) -> None:
    with pytest.raises(TypeError, match=rf"^{field}: a subclass of \w+ may add methods, and no fields"):
        make()


def test_a_subclass_with_methods_is_supported() -> None:
    container = WithMethod(image=IMAGE)
    package = ModelPackageBuilder().container(container).versioned("churn").build()
    assert container.registry() in IMAGE
    assert package.to_kwargs()["InferenceSpecification"]["Containers"] == [{"Image": IMAGE}]


def test_a_subclass_that_attrs_gives_a_text_shows_no_secret() -> None:
    card: type[Any] = attrs.frozen(kw_only=True)(type("Card", (ModelPackageModelCard,), {"__doc__": "A card."}))
    assert "hunter2" not in repr(card(model_card_content='{"a": "hunter2"}'))
