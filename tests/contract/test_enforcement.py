"""What the service model says of a member is what the check enforces there: no more and no less, at the exact path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sagemaker_model_package import ModelPackageValidationError, from_kwargs
from sagemaker_model_package._faults import LENGTH, MISSING, NOT_LISTED, PATTERN, RANGE, SIZE, UNKNOWN_KEY, WRONG_TYPE

from .comparison import OF_ONE_KIND, REQUEST, REQUESTS, WARNED, fields_of, structures
from .oracle import oracle, seeds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sagemaker_model_package import Problem

    from .comparison import Shapes

pytestmark = [
    pytest.mark.pinned_botocore,
    pytest.mark.filterwarnings("ignore::sagemaker_model_package.ModelPackageWarning"),
]

FITS: frozenset[str] = frozenset()
OF_A_VALUE = {LENGTH, MISSING, NOT_LISTED, PATTERN, RANGE, SIZE, UNKNOWN_KEY, WRONG_TYPE}
"""The codes of what a single value may be, as opposed to those of rules."""


class Place(NamedTuple):
    """A place in a request: what holds it, what its value is, and how boto3 writes the way there."""

    steps: tuple[str | int, ...]
    path: str
    shape: str
    member: str
    """The structure and member that it is the value of, or is inside of."""


class Expected(NamedTuple):
    """A value, and the codes that the check reports at its place."""

    value: Any
    codes: set[str] | frozenset[str]
    inside: str = ""
    """Where inside the value, if not at the place itself."""


def places(shapes: Shapes) -> Iterator[Place]:
    """Yield every place in a request, each list having one item and each map one entry.

    Members that the classes do not have are left out: the comparison reports them.
    """
    for name, member in shapes[REQUEST]["members"].items():
        if any(name == field.name for request in REQUESTS for field in fields_of(request)):
            yield from _places(shapes, Place((name,), name, member["shape"], name))


def _places(shapes: Shapes, place: Place) -> Iterator[Place]:
    yield place
    shape = shapes[place.shape]
    if shape["type"] == "structure":
        for name, member in shape["members"].items():
            owner = f"{place.shape}.{name}"
            if any(name == field.name for field in fields_of(structures()[place.shape])):
                yield from _places(shapes, Place((*place.steps, name), f"{place.path}.{name}", member["shape"], owner))
    elif shape["type"] == "list":
        inner = shape["member"]["shape"]
        yield from _places(shapes, Place((*place.steps, 0), f"{place.path}[0]", inner, place.member))
    elif shape["type"] == "map":
        key = _fitting(shapes, shape["key"]["shape"])
        inner = shape["value"]["shape"]
        yield from _places(shapes, Place((*place.steps, key), f"{place.path}.{key}", inner, place.member))


def _fitting(shapes: Shapes, name: str) -> Any:  # noqa: ANN401 - a value of whatever type the shape has
    """Return the least value that fits a shape."""
    shape = shapes[name]
    if shape["type"] == "structure":
        return {member: _fitting(shapes, shape["members"][member]["shape"]) for member in shape.get("required", ())}
    if shape["type"] == "list":
        return [_fitting(shapes, shape["member"]["shape"])] * shape.get("min", 0)
    if shape["type"] == "map":
        key, value = (_fitting(shapes, shape[part]["shape"]) for part in ("key", "value"))
        return {key: value} if shape.get("min") else {}
    if "enum" in shape:
        return shape["enum"][0]
    plain = {"integer": shape.get("min", 0), "boolean": True, "string": None}[shape["type"]]
    return _strings(shape, shape.get("min", 0), 1 << 20)[0] if plain is None else plain


def _strings(shape: Mapping[str, Any], least: int, most: int) -> list[str]:
    """Return strings of lengths from the least to the most that a shape's pattern accepts."""
    if "pattern" not in shape:
        return ["x" * least]
    accepts = oracle(shape["pattern"])
    stretched = [
        seed[:position] + seed[position] * (least - len(seed)) + seed[position:]
        for seed in seeds(shape["pattern"])
        for position in range(len(seed))
        if least > len(seed)
    ]
    found = (*seeds(shape["pattern"]), *stretched)
    return [value for value in found if least <= len(value) <= most and accepts(value)]


def around(shapes: Shapes, place: Place) -> Iterator[Expected]:
    """Yield values at and beyond every bound of a place's shape."""
    shape = shapes[place.shape]
    kind = shape["type"]
    wrong: dict[str, list[Any]] = {
        "string": [5, True, b"x", ["x"], {}],
        "integer": [True, "5", 5.0],
        "boolean": [0, 1, "True"],
        "list": ["x", {}, 5],
        "map": ["x", [], 5],
        "structure": ["x", [], 5],
    }
    yield from (Expected(value, {WRONG_TYPE}) for value in (None, *wrong[kind]))
    if "enum" in shape:
        yield from (Expected(value, FITS) for value in shape["enum"])
        yield from (Expected(value, {NOT_LISTED}) for value in ("", "x", f"{shape['enum'][0]} "))
    elif kind == "string":
        yield from _around_lengths(shape, place)
    elif kind == "integer":
        yield Expected(shape["min"], FITS)
        yield Expected(shape["min"] - 1, {RANGE})
    elif kind == "boolean":
        yield from (Expected(value, FITS) for value in (False, True))
    elif kind in {"list", "map"}:
        yield from _around_sizes(shapes, shape)
    else:
        fitting: dict[str, Any] = _fitting(shapes, place.shape)
        yield Expected(fitting, FITS)
        yield Expected(fitting | {"Colour": 1}, FITS)
        yield Expected(fitting | {"Colour": 1}, {UNKNOWN_KEY}, ".Colour")
        for name in fitting:
            others = {other: fitting[other] for other in fitting if other != name}
            yield Expected(others, {MISSING}, f".{name}")


def _around_lengths(shape: Mapping[str, Any], place: Place) -> Iterator[Expected]:
    least: int = shape.get("min", 0)
    most: int | None = shape.get("max")
    if least:
        yield Expected("x" * (least - 1), {LENGTH})
        yield from (Expected(value, FITS) for value in _strings(shape, least, least))
    if most is not None:
        yield from (Expected(value, FITS) for value in _strings(shape, most, most)[:20])
        yield Expected("x" * (most + 1), {LENGTH})
        yield from (Expected(value, {LENGTH}) for value in _strings(shape, most + 1, most + 1)[:20])
    if "pattern" in shape and place.shape != WARNED:
        for probe in ("", "\n", "\x00", " ", "-", "é", "x", "x\n", "x/y"):
            if least <= len(probe) and (most is None or len(probe) <= most):
                yield Expected(probe, FITS if oracle(shape["pattern"])(probe) else {PATTERN})


def _around_sizes(shapes: Shapes, shape: Mapping[str, Any]) -> Iterator[Expected]:
    least: int = shape.get("min", 0)
    most: int | None = shape.get("max")
    sizes = [least - 1, least] if most is None else [least - 1, least, most, most + 1]
    for size in filter(lambda size: size >= 0, sizes):
        fits = least <= size and (most is None or size <= most)
        value: Any
        if shape["type"] == "list":
            value = [_fitting(shapes, shape["member"]["shape"])] * size
        else:
            value = {f"k{number}": "x" for number in range(size)}
        yield Expected(value, FITS if fits else {SIZE})


def request_with(shapes: Shapes, place: Place, value: object) -> dict[str, Any]:
    """Return the least request that has a value at a place."""
    kind = OF_ONE_KIND.get(str(place.steps[0]))
    unversioned = kind is not None and "Unversioned" in kind.__name__
    name = "ModelPackageName" if unversioned else "ModelPackageGroupName"
    request: dict[str, Any] = {name: "churn"}
    holder: Any = request
    shape = REQUEST
    for step, following in zip(place.steps, (*place.steps[1:], None), strict=True):
        traits: Mapping[str, Any] = shapes[shape]
        part = traits["members"][step] if "members" in traits else traits.get("member") or traits["value"]
        shape = str(part["shape"])
        made = value if following is None else _room_for(shapes, shape, following)
        if isinstance(holder, list):
            holder[:] = [made]
        else:
            holder[step] = made
        holder = made
    return request


def _room_for(shapes: Shapes, shape: str, step: str | int) -> dict[str, Any] | list[Any]:
    if isinstance(step, int):
        return []
    fitting: dict[str, Any] = _fitting(shapes, shape)
    return fitting if shapes[shape]["type"] == "structure" else {}


def problems_of(request: Mapping[str, Any]) -> tuple[Problem, ...]:
    try:
        from_kwargs(request)
    except ModelPackageValidationError as error:
        return error.problems
    return ()


def test_every_bound_holds_at_every_place(shapes: Shapes) -> None:
    amiss: list[str] = []
    tried: set[str] = set()
    for place in places(shapes):
        tried.add(place.member)
        for value, codes, inside in around(shapes, place):
            problems = problems_of(request_with(shapes, place, value))
            path = place.path + inside
            found = {problem.code for problem in problems if problem.path == path} & OF_A_VALUE
            if found != codes:
                amiss.append(f"{path}, {place.path} = {value!r:.80}: expected {codes or 'none'}, got {found or 'none'}")
            amiss += [f"{one.path}: no message or no remedy" for one in problems if not (one.message and one.remedy)]
    assert not amiss, "\n".join(amiss)
    assert tried >= {f"{name}.{field.name}" for name, cls in structures().items() for field in fields_of(cls)}
    assert tried >= {field.name for request in REQUESTS for field in fields_of(request)}
    assert len(tried) == 148
