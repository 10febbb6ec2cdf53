"""The enums: that they behave like their strings, and how they take values that they do not list."""

from __future__ import annotations

import copy
import json
import os
import pickle
import re
import subprocess
import sys
import typing
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from botocore.loaders import Loader
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import _service_enum, enums
from sagemaker_model_package._service_enum import ServiceEnum
from sagemaker_model_package.enums import (
    CompressionType,
    ModelApprovalStatus,
    ProductionVariantInstanceType,
    S3DataType,
    S3ModelDataType,
    SplitType,
    TransformInstanceType,
)

from .contract.comparison import listed_enums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEWER = "ml.x9.large"
M5_LARGE = TransformInstanceType.ML_M5_LARGE
PARAMETER_TYPES = {"ProductionVariantInstanceType": "RealtimeInstanceTypeLike"}

each_enum = pytest.mark.parametrize("enum", listed_enums().values(), ids=listed_enums().keys())


@pytest.fixture
def botocore_knows(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def know(**values: tuple[str, ...]) -> None:
        monkeypatch.setattr(_service_enum, "_botocore_enums", lambda: values)

    return know


@pytest.fixture
def unread() -> Iterator[None]:
    """Have the service model read again, before the test and after it."""
    read = vars(_service_enum)["_botocore_enums"]
    read.cache_clear()
    yield
    read.cache_clear()


def words(value: str) -> str:
    """Return a value's member name, by the rule that the project's documentation states."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[.-]", "_", value).upper()


def in_fresh_process(code: str, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


class PretendedText:
    """Claims to be a string, as a mock may, and can be neither hashed nor compared."""

    __class__ = str  # type: ignore[assignment] # pyright: ignore[reportAssignmentType, reportIncompatibleMethodOverride]
    __hash__ = None  # type: ignore[assignment] # pyright: ignore[reportAssignmentType]

    def __eq__(self, other: object) -> bool:
        raise AssertionError


class HostileText(str):
    """Can be neither hashed nor compared."""

    __slots__ = ()

    def __hash__(self) -> int:
        raise AssertionError

    def __eq__(self, other: object) -> bool:
        raise AssertionError


# What the enums list; the contract test compares the values with the service's


@each_enum
def test_members_and_aliases_are_named_by_rule(enum: type[ServiceEnum]) -> None:
    names = {member.value: name for name, member in enum.__members__.items()}
    exceptions = {"RecordIO": "RECORD_IO", "TFRecord": "TF_RECORD"}
    assert names == {value: exceptions.get(value, words(value)) for value in names}
    literal = getattr(enums, f"{enum.__name__}Name")
    parameter = getattr(enums, PARAMETER_TYPES.get(enum.__name__, f"{enum.__name__}Like"))
    assert typing.get_origin(literal) is typing.Literal
    assert list(typing.get_args(literal)) == list(names)
    assert typing.get_args(parameter) == (enum, literal)
    assert enum.__doc__ not in {None, ServiceEnum.__doc__}


@pytest.mark.pinned_botocore
@each_enum
def test_members_are_in_the_order_of_the_service(enum: type[ServiceEnum]) -> None:
    if "InstanceType" not in enum.__name__:  # those are sorted
        shapes = Loader().load_service_model("sagemaker", "service-2")["shapes"]
        assert [member.value for member in enum] == shapes[enum.__name__]["enum"]


# Members are strings


@each_enum
def test_a_member_is_its_string(enum: type[ServiceEnum]) -> None:
    for member in (*enum, enum.unlisted(NEWER)):
        value = member.value
        assert type(value) is type(str(member)) is str
        assert member == value
        assert hash(member) == hash(value)
        assert str(member) == f"{member}" == format(member) == "{}".format(member) == "%s" % member == value  # noqa: UP031, UP032
        assert f"{member:>20}" == f"{value:>20}"
        twice: list[str] = [member, member]
        assert "+".join(twice) == f"{value}+{value}"
        assert json.dumps({member: member}) == json.dumps({value: value})
        assert {value: 1}[member] == 1


each_kind_of_member = pytest.mark.parametrize(
    "member", [ModelApprovalStatus.APPROVED, M5_LARGE, TransformInstanceType.unlisted(NEWER)], ids=str
)


@each_kind_of_member
def test_copies_and_pickles_are_the_same_object(member: ServiceEnum) -> None:
    assert copy.copy(member) is member
    assert copy.deepcopy({"nested": [member]})["nested"][0] is member
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(member, protocol)) is member  # noqa: S301
    code = (
        "import pickle, sys\n"
        "member = pickle.loads(bytes.fromhex(sys.argv[1]))\n"
        "assert member is type(member).unlisted(member.value)\n"
        "print(repr(member), member.is_listed)"
    )
    assert in_fresh_process(code, pickle.dumps(member).hex()) == f"{member!r} {member.is_listed}\n"


def test_a_pickle_outlives_the_listing() -> None:
    pickled = pickle.dumps(TransformInstanceType.unlisted(NEWER)).replace(b"ml.x9.large", b"ml.m5.large")
    assert pickle.loads(pickled) is M5_LARGE  # noqa: S301


# Values that are not listed


def test_an_unlisted_value_is_like_a_member_but_none() -> None:
    before = list(TransformInstanceType)
    unlisted = TransformInstanceType.unlisted(NEWER)
    assert type(unlisted) is TransformInstanceType
    assert unlisted.value == unlisted.name == NEWER
    assert not unlisted.is_listed
    assert unlisted is TransformInstanceType.unlisted(NEWER) is TransformInstanceType.unlisted(HostileText(NEWER))
    assert not TransformInstanceType.unlisted("ML_M5_LARGE").is_listed
    assert repr(M5_LARGE) == "<TransformInstanceType.ML_M5_LARGE: 'ml.m5.large'>"
    assert repr(unlisted) == "<TransformInstanceType.unlisted('ml.x9.large')>"
    assert len(repr(TransformInstanceType.unlisted("x" * 1_000_000))) < 200
    other: str = ProductionVariantInstanceType.unlisted(NEWER)
    assert other is not unlisted
    assert other == unlisted
    assert list(TransformInstanceType) == before
    assert NEWER not in TransformInstanceType.__members__
    with pytest.raises(ValueError, match=re.escape(NEWER)):
        TransformInstanceType(NEWER)


@each_enum
def test_declared_values_give_their_members(enum: type[ServiceEnum]) -> None:
    for member in enum:
        for value in (member, member.value, HostileText(member.value)):
            assert enum.unlisted(value) is member
            assert enum.convert(value) is member
        assert enum(member.value) is member
        assert member.is_listed


def test_members_of_other_enums_are_taken_by_value() -> None:
    assert TransformInstanceType.unlisted(ProductionVariantInstanceType.ML_M5_LARGE) is M5_LARGE
    assert S3DataType.convert(S3ModelDataType.S3_PREFIX) is S3DataType.S3_PREFIX
    unlisted: str = S3DataType.unlisted("Table")
    for enum in (S3DataType, CompressionType):
        converted: str = enum.convert(unlisted)
        assert converted is unlisted


@pytest.mark.parametrize("value", [None, 5, b"ml.x9.large", ["ml.x9.large"]], ids=repr)
def test_unlisted_takes_strings_only(value: Any) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(TypeError, match=r"TransformInstanceType\.unlisted\(\) takes a str, got "):
        TransformInstanceType.unlisted(value)
    with pytest.raises(ValueError, match="an empty str"):
        TransformInstanceType.unlisted("")


def test_threads_get_the_same_object() -> None:
    values = [f"ml.x{number}.large" for number in range(500)]

    def members(_: int) -> list[TransformInstanceType]:
        return [TransformInstanceType.unlisted(value) for value in values]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            results = list(pool.map(members, range(8)))
    finally:
        sys.setswitchinterval(interval)
    assert all(member is results[0][index] for result in results for index, member in enumerate(result))


@given(st.text(min_size=1))
def test_any_string_can_be_unlisted(value: str) -> None:
    member = S3DataType.unlisted(value)
    assert member == value
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301
    assert copy.deepcopy(member) is member
    assert repr(member).isprintable()


# Converting


@each_enum
def test_convert_leaves_everything_else_alone(enum: type[ServiceEnum]) -> None:
    strings = ["", "no value", enum.__name__, "\ud800", "x" * 10_000_000, HostileText("no value")]
    others: list[Any] = [5, float("nan"), b"None", [], {}, set[str](), object(), type, enum, PretendedText()]
    for value in [*strings, *others]:
        assert enum.convert(value) is value
        assert enum.convert_optional(value) is value
        (item,) = enum.convert_items([value])
        assert item is value
    no_lists: list[Any] = [None, "no value", 5, b"x", {}]
    for value in no_lists:
        assert enum.convert_items(value) is value
    assert enum.convert_optional(None) is None
    assert enum.convert_items([member.value for member in enum]) == tuple(enum)


@given(st.text() | st.binary() | st.floats() | st.recursive(st.none() | st.text(), st.lists))
def test_convert_never_raises(value: Any) -> None:  # noqa: ANN401 - of any type
    result = SplitType.convert(value)
    assert result is value or isinstance(result, SplitType)


# The look-up in botocore


def test_a_value_that_only_botocore_knows_is_taken(botocore_knows: Callable[..., None]) -> None:
    botocore_knows(TransformInstanceType=(NEWER,), ModelApprovalStatus=("WaitingForSecondReview",))
    unlisted = TransformInstanceType.unlisted(NEWER)
    assert TransformInstanceType(NEWER) is TransformInstanceType.convert(NEWER) is unlisted
    assert TransformInstanceType.known_values() == (*TransformInstanceType, NEWER)
    assert ProductionVariantInstanceType.convert(NEWER) is NEWER
    with pytest.raises(ValueError, match="ProductionVariantInstanceType"):
        ProductionVariantInstanceType(NEWER)
    with pytest.raises(ValueError, match="did you mean 'WaitingForSecondReview'"):
        ModelApprovalStatus("waiting_for_second_review")


def test_the_lookup_reads_the_installed_service_model() -> None:
    class AppStatus(ServiceEnum):
        IN_SERVICE = "InService"

    class NoSuchShape(ServiceEnum):
        ONE = "One"

    listed = Loader().load_service_model("sagemaker", "service-2")["shapes"]["AppStatus"]["enum"]
    assert AppStatus.known_values() == ("InService", *(value for value in listed if value != "InService"))
    assert AppStatus("Deleted") is AppStatus.unlisted("Deleted")
    assert AppStatus.convert("Pending") is AppStatus.unlisted("Pending")
    with pytest.raises(ValueError, match="did you mean 'Deleting'"):
        AppStatus("Deletingg")
    assert NoSuchShape.known_values() == ("One",)
    assert NoSuchShape.convert("Two") == "Two"


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    "failure", [None, OSError("unreadable"), json.JSONDecodeError("truncated", "", 0), KeyError("shapes")], ids=repr
)
def test_without_a_usable_botocore_nothing_else_is_known(
    failure: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if failure is None:
        monkeypatch.setitem(sys.modules, "botocore.loaders", None)
    else:
        monkeypatch.setattr(Loader, "load_service_model", Mock(side_effect=failure))
    assert TransformInstanceType.convert(NEWER) is NEWER
    with pytest.raises(ValueError, match=NEWER):
        TransformInstanceType(NEWER)


@pytest.mark.usefixtures("unread")
def test_the_service_model_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = {"SplitType": {"type": "string", "enum": ["Tab"]}, "Other": {"type": "string"}}
    read = Mock(return_value={"shapes": shapes})
    monkeypatch.setattr(Loader, "load_service_model", read)
    assert [SplitType.convert("Tab") for _ in range(3)] == [SplitType.unlisted("Tab")] * 3
    assert SplitType.convert("Comma") == "Comma"
    assert CompressionType.convert("Zstd") == "Zstd"
    read.assert_called_once_with("sagemaker", "service-2")


def test_only_a_value_that_is_not_listed_needs_botocore() -> None:
    code = (
        "import sys\n"
        "from sagemaker_model_package import TransformInstanceType as T\n"
        "T('ml.m5.large'), T.convert('ml.m5.large'), T.convert(T.ML_M5_LARGE), T.unlisted('ml.x9.large')\n"
        "print('botocore' in sys.modules)\n"
        "T.convert('ml.x9.large')\n"
        "print('botocore' in sys.modules)"
    )
    assert in_fresh_process(code).split() == ["False", "True"]


# The refusal


NEAR = "did you mean 'Approved'? If it is newer than this release, write ModelApprovalStatus.unlisted('{}')"
UNLIKE = "if it is newer than this release, write ModelApprovalStatus.unlisted('{}')"
ELSEWHERE = "it is a value of ModelCompressionType; if it is newer than this release, write"


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        *((value, NEAR) for value in ("Aproved", "aproved", "approved", "APPROVED")),
        ("#", UNLIKE),
        ("Gzip", f"{ELSEWHERE} ModelApprovalStatus.unlisted('{{}}')"),
    ],
)
def test_a_refusal_says_what_was_probably_meant(value: str, remedy: str) -> None:
    assert ModelApprovalStatus.suggestion(value) == remedy.format(value)
    with pytest.raises(ValueError, match="is not a valid ModelApprovalStatus") as caught:
        ModelApprovalStatus(value)
    problem = "is not a valid ModelApprovalStatus, as far as this release and the installed botocore know"
    assert str(caught.value) == f"'{value}' {problem}: {remedy.format(value)}"


@pytest.mark.parametrize("value", ["x" * 41, "Approved" * 1_000_000, "\ud800" * 100, "\n" * 1000, ""])
def test_a_refusal_is_short_and_printable(value: str) -> None:
    with pytest.raises(ValueError, match=r"ModelApprovalStatus\.unlisted\(\.\.\.\)") as caught:
        ModelApprovalStatus(value)
    text = str(caught.value)
    assert text.isprintable()
    assert text.count("x") < 100
    assert text.count("Approved") <= 12


@pytest.mark.parametrize("value", [None, 5, 1.5, b"None", ["None"], {}], ids=repr)
def test_other_types_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"is not a valid SplitType: expected a str$"):
        SplitType(value)
