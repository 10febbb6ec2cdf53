"""Whatever goes in, a valid package or ``ModelPackageValidationError`` comes out, soon, short, and without secrets."""

from __future__ import annotations

import copy
import json
import threading
import time
import traceback
import warnings
from collections import UserDict
from collections.abc import Mapping
from contextlib import contextmanager
from functools import partial, reduce
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any, NoReturn, cast
from unittest.mock import Mock

import attrs
import botocore.session
import pytest
from botocore.validate import ParamValidator
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import (
    ModelPackageBuilder,
    ModelPackageValidationError,
    ModelPackageWarning,
    TransformInstanceType,
    UnversionedModelPackage,
    VersionedModelPackage,
    from_describe,
    from_kwargs,
)
from sagemaker_model_package._constraints import members_of
from sagemaker_model_package.shapes import (
    InferenceSpecification,
    ModelDataSource,
    ModelPackageContainerDefinition,
    Tag,
    UnversionedInferenceSpecification,
)

from .bad_requests import (
    EMPTY,
    IMAGE,
    container,
    full_shelf,
    full_version,
    problems_of,
    profile,
    shelf,
    validated_by,
    version,
    with_container,
    with_job,
    with_serving,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from sagemaker_model_package import ModelPackage, Problem
    from sagemaker_model_package._constraints import Composite
    from sagemaker_model_package.shapes._structure import Structure

    from .bad_requests import Kwargs

MOST_TEXT = 100_000
SOON = 20.0
"""Seconds within which anything at all has to be over; what does not hang takes a small part of it."""


# Values that no request should hold -----------------------------------------------------------------------------------


def refuse(*_: object, **__: object) -> NoReturn:
    raise LookupError


HOSTILE_TEXT = dict.fromkeys(["__repr__", "__str__", "__format__"], refuse)
HOSTILE_LOOKS = {**HOSTILE_TEXT, **dict.fromkeys(["__eq__", "__hash__", "__bool__"], refuse)}
HOSTILE_INSIDE = {**HOSTILE_LOOKS, **dict.fromkeys(["__len__", "__iter__", "__getitem__", "__contains__"], refuse)}


def hostile(base: type, methods: Mapping[str, object], *arguments: object) -> object:
    made: object = type("Hostile", (base,), dict(methods))(*arguments)
    return made


LOOP_OF_DICTS: dict[str, object] = {}
LOOP_OF_DICTS.update(dict.fromkeys(["InferenceSpecification", "Containers", "Environment"], LOOP_OF_DICTS))
LOOP_OF_LISTS: list[object] = []
LOOP_OF_LISTS.append(LOOP_OF_LISTS)


def deep(wrap: Callable[[object], object]) -> object:
    return reduce(lambda value, _: wrap(value), range(10_000), wrap(None))


NASTY: dict[str, Any] = {
    "None": None,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "a fraction": 0.5,
    "a huge int": 10**5000,
    "a huge negative int": -(10**5000),
    "True": True,
    "a complex number": 1j,
    "nothing": "",
    "a lone surrogate": "\ud800",
    "a null character": "a\x00b",
    "text that turns around": "\u202eabc",
    "terminal codes": "\x1b[31mred",
    "ten megabytes of text": "x" * 10_000_000,
    "ten megabytes of text beyond ASCII": "模" * 10_000_000,
    "ten megabytes of a URI": "s3://" + "a/" * 5_000_000,
    "bytes": b"\xff",
    "ten megabytes": bytes(10_000_000),
    "a byte array": bytearray(b"x"),
    "a memory view": memoryview(b"x"),
    "a set": {1, "a"},
    "a range": range(10**12),
    "a type": dict,
    "a function": refuse,
    "an iterator": iter([1]),
    "an empty dict": {},
    "an empty list": [],
    "a list of lists": [[[]]],
    "a list of None": [None, None],
    "a dict with other keys": {1: 2, None: 3, b"a": 4, (1, 2): 5, 1.5: 6, frozenset(): 7},
    "a dict with a huge key": {"k" * 10_000_000: "v"},
    "a dict with a lone surrogate": {"\ud800": "\udfff"},
    "a dict that is none": UserDict({"a": "b"}),
    "a dict within itself": LOOP_OF_DICTS,
    "a list within itself": LOOP_OF_LISTS,
    "10,000 dicts": deep(lambda value: {"S3DataSource": value}),
    "10,000 lists": deep(lambda value: [value]),
    "10,000 lists of JSON": "[" * 10_000,
    "10,000 dicts of JSON": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "a member of an enum": TransformInstanceType.ML_M5_LARGE,
    "an unlisted member": TransformInstanceType.unlisted("\ud800"),
    "a structure": ModelDataSource(),
    "an object": object(),
    "a reference too deep to copy": {"Std:Join": {"On": "", "Values": [deep(lambda value: [value])]}},
    "a reference that cannot be copied": {"Std:JsonGet": {"Path": threading.Lock()}},
    "a hostile object": hostile(object, HOSTILE_INSIDE),
    "a list of a hostile object": [hostile(object, HOSTILE_INSIDE)],
    "a dict of a hostile object": {"Image": hostile(object, HOSTILE_INSIDE)},
    "a hostile str": hostile(str, HOSTILE_TEXT, "x"),
    "a hostile int": hostile(int, HOSTILE_TEXT, 5),
    "a hostile bytes": hostile(bytes, HOSTILE_INSIDE, b"x"),
    "a hostile set": hostile(set, HOSTILE_INSIDE),
}

# Whatever the JSON module and boto3's users can make, and some that they cannot.
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**4000, max_value=10**4001)
    | st.floats()
    | st.text(st.characters())
    | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Zp"]))
    | st.binary()
    | st.sets(st.integers())
)
KEYS = st.text(st.characters()) | st.integers() | st.none() | st.binary()


def classes_of(structure: type[Structure]) -> Iterator[type[Structure]]:
    yield structure
    for member in members_of(structure):
        inner = member.constraint.inner_structure
        if inner is not None:
            yield from classes_of(inner)


# Each class once, in a steady order.
CLASSES = list(dict.fromkeys([*classes_of(VersionedModelPackage), *classes_of(UnversionedModelPackage)]))
NAMES = sorted({member.name for structure in CLASSES for member in members_of(structure)})
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
        | st.tuples(inner, inner)
    ),
    max_leaves=12,
)

Path = tuple[Any, ...]


def positions(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything in a request."""
    entries: Iterable[tuple[Any, object]] = ()
    if isinstance(value, dict):
        entries = cast("dict[object, object]", value).items()
    elif isinstance(value, list):
        entries = enumerate(cast("list[object]", value))
    for key, entry in entries:
        yield (*path, key)
        yield from positions(entry, (*path, key))


def replaced(request: Kwargs, path: Path, new: object) -> Kwargs:
    """Return a request with something else in one place; all else is shared."""
    if not path:
        return cast("Kwargs", new)
    changed: Any = copy.copy(request)
    changed[path[0]] = replaced(changed[path[0]], path[1:], new)
    return cast("Kwargs", changed)


REQUESTS: dict[str, Kwargs] = {"version": full_version(), "shelf": full_shelf()}
# What both kinds share is tried in a version alone, and what is the same structure again in one place alone.
POSITIONS = [
    *(("version", path) for path in positions(REQUESTS["version"]) if path[2:3] != ("Containers",) and 1 not in path),
    *(("shelf", path) for path in positions(REQUESTS["shelf"]) if path[0] not in REQUESTS["version"]),
]


# What may come out ----------------------------------------------------------------------------------------------------


@contextmanager
def soon() -> Generator[None]:
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < SOON


def outcome(way_in: Callable[[], Any]) -> tuple[Any, tuple[Problem, ...]]:
    """Return the package, or else ``None``, and all that was said; hold both to what is promised of them."""
    made: Any = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            made = way_in()
        except ModelPackageValidationError as error:
            problems = error.problems
            texts = [str(error), repr(error.problems[:50])]
            assert any(problem.severity == "error" for problem in problems)
        else:
            found = [warning.message for warning in caught]
            assert all(isinstance(one, ModelPackageWarning) for one in found)
            problems = tuple(one.problem for one in found if isinstance(one, ModelPackageWarning))
            texts = [str(one) for one in found]
    for text in texts:
        assert len(text) < MOST_TEXT
        text.encode()
        assert all(line.isprintable() for line in text.split("\n"))
    for problem in problems[:100]:
        assert len(str(problem)) < MOST_TEXT / 10
    return made, problems


@pytest.fixture(scope="module")
def botocore_finds_nothing() -> Callable[[ModelPackage], bool]:
    model = botocore.session.get_session().get_service_model("sagemaker")
    shape = model.operation_model("CreateModelPackage").input_shape
    assert shape is not None
    return lambda package: not ParamValidator().validate(package.to_kwargs(), shape).has_errors()


# Into kwargs and responses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("way_in", [from_kwargs, from_describe])
def test_nasty_values_anywhere(value: object, way_in: Callable[[Any], ModelPackage]) -> None:
    with soon():
        outcome(lambda: way_in(value))
        for name, path in POSITIONS if way_in is from_kwargs else POSITIONS[::3]:  # what they share is most of it
            outcome(partial(way_in, replaced(REQUESTS[name], path, value)))


@pytest.mark.parametrize("kind", [str, int, list, dict])
@pytest.mark.parametrize("way_in", [from_kwargs, from_describe])
def test_hostile_subclasses_anywhere(kind: type, way_in: Callable[[Any], ModelPackage]) -> None:
    for methods in (HOSTILE_TEXT, HOSTILE_LOOKS, HOSTILE_INSIDE):
        value = hostile(kind, methods)
        outcome(partial(way_in, value))
        for name, path in POSITIONS:
            outcome(partial(way_in, replaced(REQUESTS[name], path, value)))


@pytest.mark.pinned_botocore
@given(st.sampled_from(POSITIONS), ANYTHING)
def test_anything_anywhere(
    botocore_finds_nothing: Callable[[ModelPackage], bool], position: tuple[str, Path], value: object
) -> None:
    name, path = position
    package, _ = outcome(lambda: from_kwargs(replaced(REQUESTS[name], path, value)))
    assert package is None or botocore_finds_nothing(package)
    outcome(lambda: from_describe(replaced(REQUESTS[name], path, value)))


@given(ANYTHING | st.dictionaries(st.sampled_from([*NAMES, "ModelPackageGroupName"]), ANYTHING))
def test_anything_as_a_whole(value: object) -> None:
    outcome(partial(from_kwargs, cast("Kwargs", value)))
    outcome(partial(from_describe, cast("Kwargs", value)))


@given(st.dictionaries(KEYS, ANYTHING, min_size=1), st.sampled_from(POSITIONS))
def test_any_key_anywhere(entries: dict[Any, Any], position: tuple[str, Path]) -> None:
    name, path = position
    holder: Any = REQUESTS[name]
    for key in path[:-1]:
        holder = holder[key]
    if isinstance(holder, dict):
        changed = {**cast("Kwargs", holder), **entries}
        outcome(partial(from_kwargs, replaced(REQUESTS[name], path[:-1], changed)))


def test_no_name_that_python_knows_gets_through() -> None:
    package, problems = outcome(lambda: from_kwargs({**version(), "__class__": 1, "kind": 2, "self": 3, "": 4}))
    assert package is None
    assert [problem.code for problem in problems] == ["MP008"] * 4


# Many -----------------------------------------------------------------------------------------------------------------

MANY = 20_000


@pytest.mark.parametrize(
    "request_",
    [
        {**version(), **{f"Key{number}": number for number in range(100_000)}},
        version() | cast("Kwargs", dict.fromkeys(range(MANY))),
        with_container(**{f"K{number}": 1 for number in range(MANY)}),
        with_container(Environment={f"A{n}": "b" for n in range(MANY)}),
        with_container(Environment={f"A-{n}": 5 for n in range(MANY)}),
        version(CustomerMetadataProperties={f"%{n}": "" for n in range(MANY)}),
        with_serving(Containers=[EMPTY] * MANY),
        with_serving(Containers=[5] * MANY),
        with_serving(SupportedContentTypes=[b""] * MANY),
        shelf(Tags=[{"Key": "a", "Value": "b"}] * MANY),
        shelf(Tags=[{"Key": "a", "Value": 5}] * MANY),
        with_serving(SupportedRealtimeInferenceInstanceTypes=[f"ml.m5.{n}" for n in range(MANY // 20)]),
        with_serving(SupportedRealtimeInferenceInstanceTypes=["ml.m5.larg"] * (MANY // 200)),
    ],
)
def test_many(request_: Kwargs) -> None:
    with soon():
        _, problems = outcome(lambda: from_kwargs(request_))
    assert problems


@pytest.mark.parametrize(
    "request_",
    [
        with_serving(SupportedRealtimeInferenceInstanceTypes=["ml.m5.larg"] * 1000),
        with_serving(SupportedRealtimeInferenceInstanceTypes=[f"ml.m5.larg{n}" for n in range(1000)]),
        with_container(**{f"Imag{n}": 1 for n in range(1000)}),
    ],
)
def test_suggestions_are_sought_for_a_few_alone(request_: Kwargs, monkeypatch: pytest.MonkeyPatch) -> None:
    """One takes milliseconds, and an error's text shows 50 problems: a long list must not take minutes."""
    sought = Mock(return_value=[])
    monkeypatch.setattr("difflib.get_close_matches", sought)
    _, problems = outcome(lambda: from_kwargs(request_))
    assert len(problems) == 1000
    assert sought.call_count <= 200


# Into classes and the builder -----------------------------------------------------------------------------------------


def made(structure: type[Structure], arguments: Mapping[str, object]) -> Structure:
    call: Any = structure
    return cast("Structure", call(**arguments))


def holding(inner: Structure, wanted: type[Structure]) -> Structure | None:
    """Return a structure of the wanted class with the inner one somewhere inside it, all else left out."""
    if isinstance(inner, wanted):
        return inner
    for member in members_of(wanted):
        structure = member.constraint.inner_structure
        found = None if structure is None else holding(inner, structure)
        if found is not None:
            constraint = cast("Composite", member.constraint)
            return made(wanted, {**required_of(wanted), member.attribute: constraint.enclose(found)})
    return None


def required_of(structure: type[Structure]) -> dict[str, Any]:
    return {member.attribute: None for member in members_of(structure) if member.required}


def test_every_class_is_tried() -> None:
    assert len(CLASSES) == 38 + 1 + 2  # the structures, one of them twice, and the two kinds of package


@pytest.mark.parametrize("structure", CLASSES, ids=lambda one: one.__name__)
def test_nasty_values_in_classes(structure: type[Structure]) -> None:
    alone = {Tag, UnversionedInferenceSpecification, UnversionedModelPackage}
    outer = UnversionedModelPackage if structure in alone else VersionedModelPackage
    for value in NASTY.values():
        for field in members_of(structure):
            arguments = {**required_of(structure), field.attribute: value}
            if structure is outer:
                outcome(partial(made, structure, arguments))
            else:
                outcome(partial(holding, made(structure, arguments), outer))


@pytest.mark.parametrize(
    "name", ["a huge int", "10,000 lists", "10,000 dicts", "a list within itself", "a hostile int"]
)
def test_nasty_values_in_the_text_of_structures(name: str) -> None:
    assert repr(Tag(key=NASTY[name], value="growth"))
    assert repr(InferenceSpecification(containers=NASTY[name]))
    assert repr(InferenceSpecification(containers=[NASTY[name]]))


def test_a_structure_of_the_wrong_class_thousands_deep() -> None:
    source = ModelDataSource()
    for _ in range(20_000):
        source = ModelDataSource(s3_data_source=cast("Any", source))
    package, problems = outcome(
        lambda: VersionedModelPackage(
            model_package_group_name="churn",
            inference_specification=InferenceSpecification(
                containers=[ModelPackageContainerDefinition(image=IMAGE, model_data_source=source)]
            ),
        )
    )
    assert package is None
    assert [problem.code for problem in problems[:1]] == ["MP001"]


@given(st.sampled_from(CLASSES), st.data())
def test_anything_in_classes(structure: type[Structure], data: st.DataObject) -> None:
    arguments = {member.attribute: data.draw(ANYTHING) for member in members_of(structure)}
    outcome(lambda: holding(made(structure, arguments), VersionedModelPackage))


def setters() -> Iterator[tuple[str, Callable[[Any, object], Any]]]:
    """Yield each setter with one argument, as a name and a call."""
    by_keyword = {Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD}
    for kind, make in BUILDERS.items():
        for setter in dir(make()):
            if setter.startswith("_") or setter in {"build", "versioned", "unversioned", "unversioned_from_algorithm"}:
                continue
            for parameter in signature(getattr(make(), setter)).parameters.values():
                if parameter.kind is not Parameter.VAR_KEYWORD:
                    keyword = parameter.name if parameter.kind in by_keyword else None
                    yield f"{kind}.{setter}({parameter.name})", partial(called, setter, keyword)


def called(setter: str, keyword: str | None, builder: object, value: object) -> object:
    method: Callable[..., object] = getattr(builder, setter)
    return method(value) if keyword is None else method(**{keyword: value})


BUILDERS: dict[str, Callable[[], Any]] = {
    "versioned": lambda: ModelPackageBuilder().container(image=IMAGE).versioned("churn"),
    "unversioned": lambda: (
        ModelPackageBuilder()
        .container(image=IMAGE)
        .unversioned("churn", transform_instance_types=["ml.m5.large"], realtime_instance_types=["ml.m5.large"])
    ),
}
SETTERS = dict(setters())


def filled(setter: str, builder: Any, value: object) -> Any:  # noqa: ANN401 - either builder
    """Return the builder that a setter makes; where the call does not fit its signature, the builder itself."""
    try:
        return SETTERS[setter](builder, value)
    except TypeError as error:
        if "missing" in str(error) or "not both" in str(error):  # Python's own word, and ours
            return builder
        raise
    except LookupError as error:
        if "containers are named" in str(error):  # ours; a hostile value's own says nothing
            return builder
        raise


@pytest.mark.parametrize("setter", SETTERS)
def test_nasty_values_in_setters(setter: str) -> None:
    make = BUILDERS[setter.partition(".")[0]]
    for value in NASTY.values():
        builder = filled(setter, make(), value)
        assert repr(builder)
        outcome(builder.build)


@given(st.lists(st.tuples(st.sampled_from(sorted(SETTERS)), ANYTHING), min_size=1, max_size=6))
def test_anything_in_setters(calls: list[tuple[str, object]]) -> None:
    builders = {name: make() for name, make in BUILDERS.items()}
    for setter, value in calls:
        kind = setter.partition(".")[0]
        builders[kind] = filled(setter, builders[kind], value)
    for builder in builders.values():
        outcome(builder.build)


@given(name=ANYTHING, types=ANYTHING, algorithm=ANYTHING)
def test_anything_in_moves(name: object, types: object, algorithm: object) -> None:
    start: Any = ModelPackageBuilder()
    outcome(lambda: start.versioned(name).build())
    outcome(lambda: start.unversioned(name, transform_instance_types=types, realtime_instance_types=types).build())
    outcome(lambda: start.unversioned_from_algorithm(name, algorithm, model_data_url=types).build())


class Ambiguous:
    """Has no truth value, as arrays of numpy and pandas have none."""

    def __bool__(self) -> NoReturn:
        raise ValueError


# A content type alone, without the report that has it, sets nothing.
@pytest.mark.parametrize("setter", [name for name in SETTERS if "(content_type)" not in name or "validation" in name])
def test_arrays_in_setters(setter: str) -> None:
    builder = BUILDERS[setter.partition(".")[0]]()
    changed = filled(setter, builder, Ambiguous())
    if changed is not builder:
        package, problems = outcome(changed.build)
        assert package is None
        assert "MP001" in {problem.code for problem in problems}


# Secrets --------------------------------------------------------------------------------------------------------------

SECRET = "q7-never-to-be-seen-Zx"

SECRET_VALUES = st.sampled_from(
    [
        SECRET,
        SECRET * 1000,
        SECRET.encode(),
        [SECRET],
        (SECRET, SECRET),
        {SECRET},
        {"inner": SECRET},
        [{"Name": "TOKEN", "Value": SECRET}],
        {"TOKEN": {"inner": [SECRET]}},
        f'{{"card": "{SECRET}"',
        f'["{SECRET}"]',
        f'{{"card": "{SECRET}\n"}}',
        f'{{"card": {SECRET}}}',
        f"{SECRET}\ud800",
        f"postgresql://user:{SECRET}@db.example.com/models",
        hostile(str, {}, SECRET),
    ]
)
SECRET_NAMES = st.sampled_from(["PASSWORD", "LEVEL", "A-B", "", 5, None, "k" * 2000])


def said(way_in: Callable[[], Any]) -> str:
    """Return everything that is said about a request: in errors, warnings, texts of the package, tracebacks."""
    texts: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            made = way_in()
        except ModelPackageValidationError as error:
            one: BaseException | None = error
            while one is not None:
                texts += [str(one), repr(one), *traceback.format_exception(one)]
                one = one.__cause__ or one.__context__
            texts += [text for problem in error.problems for text in (str(problem), repr(problem))]
        else:
            texts += [str(made), repr(made), f"{made}"]
    for warning in caught:
        texts += [str(warning), str(warning.message), repr(warning.message)]
    assert texts
    return "\n".join(texts)


def requests_with(name: object, value: object) -> Iterator[Kwargs]:
    """Yield requests with a secret where secrets belong, in the ways people get it wrong."""
    for environment in ({name: value}, {"LEVEL": "info", name: value, "A-B": "c"}, value):
        yield with_container(Environment=environment)
        yield with_job(Environment=environment)
        yield version(
            AdditionalInferenceSpecifications=[{"Name": "n", "Containers": [container(Environment=environment)]}]
        )
        yield shelf(ValidationSpecification=validated_by(profile(Environment=environment)))
        yield with_container(Enviroment=environment)  # codespell:ignore
    yield version(ModelCard={"ModelCardContent": value})
    yield version(ModelCard={"ModelCardContent": value, "ModelCardStatus": "None"})
    yield version(ModelCard={"ModelCardContents": value})
    yield shelf(ModelCard={"ModelCardContent": value}, ModelPackageName="a b")


@given(name=SECRET_NAMES, value=SECRET_VALUES)
def test_secrets_are_never_shown(name: object, value: object) -> None:
    for kwargs in requests_with(name, value):
        assert SECRET not in said(partial(from_kwargs, kwargs))
        assert SECRET not in said(partial(from_describe, kwargs))


@given(name=SECRET_NAMES, value=SECRET_VALUES)
def test_secrets_are_never_shown_by_the_builder(name: object, value: object) -> None:
    start: Any = ModelPackageBuilder()
    for environment in ({name: value}, value):
        builder = start.container(image=IMAGE, environment=environment).versioned("churn")
        assert SECRET not in repr(builder)
        assert SECRET not in said(builder.build)
        assert SECRET not in said(start.validation(role="r", environment=environment).versioned("churn").build)
    card = start.model_card(value).versioned("churn")
    assert SECRET not in repr(card)
    assert SECRET not in said(card.build)


@given(name=SECRET_NAMES, value=SECRET_VALUES)
def test_secrets_are_never_shown_by_structures(name: object, value: object) -> None:
    for environment in ({name: value}, value):
        definition = ModelPackageContainerDefinition(image=IMAGE, environment=cast("Any", environment))
        specification = InferenceSpecification(containers=[definition])
        assert SECRET not in repr(definition) + repr(specification) + str(specification)
        package = partial(VersionedModelPackage, model_package_group_name="churn")
        assert SECRET not in said(partial(package, inference_specification=specification))


@pytest.mark.parametrize("kwargs", [version(ModelCard=SECRET), version(ModelCard=json.dumps({"a": SECRET}))])
def test_a_model_card_that_is_its_content_is_not_shown(kwargs: Kwargs) -> None:
    assert SECRET not in said(lambda: from_kwargs(kwargs))
    assert SECRET not in said(
        lambda: VersionedModelPackage(model_package_group_name="churn", model_card=kwargs["ModelCard"])
    )


def test_a_container_that_is_still_a_dict_is_not_shown() -> None:
    given_as_kwargs = cast("Any", container(Environment={"TOKEN": SECRET}))
    assert SECRET not in repr(InferenceSpecification(containers=[given_as_kwargs]))


def test_a_valid_package_shows_no_secret_but_sends_it() -> None:
    kwargs = {
        **with_container(Environment={"LEVEL": SECRET}),
        "ModelCard": {"ModelCardContent": json.dumps({"business_details": {"business_problem": SECRET}})},
    }
    package = from_kwargs(kwargs)
    assert "LEVEL" in repr(package)
    assert SECRET not in repr(package)
    assert package.to_kwargs() == kwargs
    changed = attrs.evolve(package, model_package_description="Churn")
    assert SECRET not in repr(changed)


class Silent(Mapping[str, str]):
    """A mapping that tells nothing about itself."""

    __getitem__ = __iter__ = __len__ = refuse


def test_a_mapping_that_raises_is_kept_and_reported() -> None:
    (problem,) = problems_of(lambda: from_kwargs(Silent()))
    assert problem.code == "MP001"
    problems = problems_of(ModelPackageBuilder().container(image="i", environment=Silent()).versioned("churn").build)
    environment = "InferenceSpecification.Containers[0].Environment"
    assert ("MP001", environment) in [(problem.code, problem.path) for problem in problems]
