"""What a package says to those who try it as a dict, or to change it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pytest
from attrs.exceptions import FrozenInstanceError

from sagemaker_model_package import ModelPackageBuilder, from_kwargs

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION: Any = from_kwargs({"ModelPackageGroupName": "churn", "SourceUri": "churn-7"})
STAND_ALONE: Any = ModelPackageBuilder().unversioned_from_algorithm("churn", "algorithm").build()
each_kind = pytest.mark.parametrize("package", [VERSION, STAND_ALONE], ids=["versioned", "unversioned"])


def set_source_uri(package: Any) -> None:  # noqa: ANN401
    package.source_uri = "churn-8"


ATTEMPTS: list[tuple[Callable[[Any], Any], type[Exception], str]] = [
    *(
        (attrgetter(name), AttributeError, f"{name!r}{text}")
        for text, names in {
            ": package.to_kwargs() is a dict": ("to_dict", "as_dict", "asdict", "dict", "model_dump"),
            ": json.dumps(package.to_kwargs()) is JSON": ("to_json", "json", "model_dump_json"),
            ": package.to_builder() goes on from it": ("evolve", "replace", "copy", "model_copy"),
            ": ModelRegistry(client).register(package)": ("register", "create"),
            ": it is built already": ("build",),
            ". Did you mean 'source_uri'?": ("source_url", "SourceUri"),
        }.items()
        for name in names
    ),
    (lambda package: package["SourceUri"], TypeError, "such as package.source_uri; package.to_kwargs() is a dict"),
    (lambda package: package[0], TypeError, "its members are attributes"),
    (set_source_uri, FrozenInstanceError, "a package cannot be changed: package.to_builder() goes on from it"),
]


@each_kind
@pytest.mark.parametrize(("attempt", "error", "text"), ATTEMPTS, ids=[text for _, _, text in ATTEMPTS])
def test_what_is_tried_first_leads_to_what_there_is(
    package: Any,  # noqa: ANN401
    attempt: Callable[[Any], object],
    error: type[Exception],
    text: str,
) -> None:
    with pytest.raises(error) as raised:
        attempt(package)

    assert type(package).__name__ in str(raised.value) or error is FrozenInstanceError
    assert text in str(raised.value)


@each_kind
@pytest.mark.parametrize("name", ["xyzzy", "_private", "__len__"])
def test_other_names_are_refused_plainly(package: Any, name: str) -> None:  # noqa: ANN401
    with pytest.raises(AttributeError) as raised:
        getattr(package, name)

    assert str(raised.value) == f"{type(package).__name__!r} object has no attribute {name!r}"
    assert not hasattr(package, name)
