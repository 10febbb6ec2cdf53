"""The enums: what they list, that they behave like their strings, and the doors for values that they do not list."""

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
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import botocore
import pytest
from botocore.loaders import Loader
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import enums, instance_types
from sagemaker_model_package.enums import CompressionType, ModelApprovalStatus, S3DataType, ServiceEnum, SplitType
from sagemaker_model_package.instance_types import ProductionVariantInstanceType, TransformInstanceType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
NEWER = "ml.x9.large"
PARAMETER_TYPES = {"ProductionVariantInstanceType": "RealtimeInstanceTypeLike"}

ENUMS = [
    found
    for module in (enums, instance_types)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, ServiceEnum) and found is not ServiceEnum
]
MEMBERS = [member for enum in ENUMS for member in enum]

each_enum = pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
each_kind_of_member = pytest.mark.parametrize(
    "member",
    [*ModelApprovalStatus, TransformInstanceType.ML_G5_12XLARGE, TransformInstanceType.unlisted(NEWER)],
    ids=str,
)
as_of_the_model = pytest.mark.skipif(
    f"\nbotocore=={botocore.__version__}\n" not in CONSTRAINTS.read_text(encoding="utf-8"),
    reason="the enums list what the pinned botocore does",
)


@pytest.fixture(scope="module")
def shapes() -> Mapping[str, Any]:
    listed: Mapping[str, Any] = Loader().load_service_model("sagemaker", "service-2")["shapes"]
    return listed


@pytest.fixture
def botocore_knows(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def know(**values: tuple[str, ...]) -> None:
        monkeypatch.setattr(enums, "_botocore_enums", lambda: values)

    return know


def reached(shapes: Mapping[str, Any]) -> Iterator[str]:
    """Yield the shapes that a CreateModelPackage request is made of."""
    seen: set[str] = set()
    ahead = ["CreateModelPackageInput"]
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        shape = shapes[name]
        parts = [
            *shape.get("members", {}).values(),
            *(shape[part] for part in ("member", "key", "value") if part in shape),
        ]
        ahead += [part["shape"] for part in parts]


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


# What the enums list


@as_of_the_model
def test_there_is_one_enum_for_each_of_the_service(shapes: Mapping[str, Any]) -> None:
    assert sorted(enum.__name__ for enum in ENUMS) == sorted(name for name in reached(shapes) if "enum" in shapes[name])
    assert len(ENUMS) == 15
    assert len(MEMBERS) == 425


@as_of_the_model
@each_enum
def test_members_are_the_values_of_the_service(enum: type[ServiceEnum], shapes: Mapping[str, Any]) -> None:
    values = [member.value for member in enum]
    listed = shapes[enum.__name__]["enum"]
    assert sorted(values) == sorted(listed)
    if enum.__module__ == enums.__name__:
        assert values == listed


@each_enum
def test_members_are_named_after_their_values(enum: type[ServiceEnum]) -> None:
    names = {member.value: name for name, member in enum.__members__.items()}
    exceptions = {"RecordIO": "RECORD_IO", "TFRecord": "TF_RECORD"}
    assert names == {value: exceptions.get(value, words(value)) for value in names}


@each_enum
def test_aliases_name_the_same_values(enum: type[ServiceEnum]) -> None:
    module = vars(sys.modules[enum.__module__])
    literal = module[f"{enum.__name__}Name"]
    parameter = module[PARAMETER_TYPES.get(enum.__name__, f"{enum.__name__}Like")]
    assert typing.get_origin(literal) is typing.Literal
    assert list(typing.get_args(literal)) == [member.value for member in enum]
    assert typing.get_args(parameter) == (enum, literal)


@each_enum
def test_every_class_says_what_it_is(enum: type[ServiceEnum]) -> None:
    assert enum.__doc__
    assert enum.__doc__ != ServiceEnum.__doc__


# Members are strings


@pytest.mark.parametrize("member", [*MEMBERS, TransformInstanceType.unlisted(NEWER)], ids=repr)
def test_a_member_is_its_string(member: ServiceEnum) -> None:
    value = member.value
    assert type(value) is str
    assert member == value
    assert hash(member) == hash(value)
    assert str(member) == value
    assert type(str(member)) is str
    assert f"{member}" == format(member) == "{}".format(member) == "%s" % member == value  # noqa: UP031, UP032
    assert f"{member:>20}" == f"{value:>20}"
    twice: list[str] = [member, member]
    assert "+".join(twice) == f"{value}+{value}"
    assert json.dumps({member: member}) == json.dumps({value: value})
    assert {value: 1}[member] == 1


@each_kind_of_member
def test_copies_and_pickles_are_the_same_object(member: ServiceEnum) -> None:
    assert copy.copy(member) is member
    assert copy.deepcopy(member) is member
    assert copy.deepcopy({"nested": [member]})["nested"][0] is member
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(member, protocol)) is member  # noqa: S301


@each_kind_of_member
def test_pickles_are_read_in_another_process(member: ServiceEnum, tmp_path: Path) -> None:
    pickled = tmp_path / "member.pickle"
    pickled.write_bytes(pickle.dumps(member))
    code = (
        "import pickle, sys\n"
        "with open(sys.argv[1], 'rb') as file: member = pickle.load(file)\n"
        "assert member is type(member).unlisted(member.value)\n"
        "print(repr(member), member.is_listed)"
    )
    assert in_fresh_process(code, str(pickled)) == f"{member!r} {member.is_listed}\n"


def test_a_pickle_outlives_the_listing() -> None:
    pickled = pickle.dumps(TransformInstanceType.unlisted(NEWER)).replace(b"ml.x9.large", b"ml.m5.large")
    assert pickle.loads(pickled) is TransformInstanceType.ML_M5_LARGE  # noqa: S301


def test_representations() -> None:
    assert repr(ModelApprovalStatus.APPROVED) == "<ModelApprovalStatus.APPROVED: 'Approved'>"
    assert repr(TransformInstanceType.unlisted(NEWER)) == "<TransformInstanceType.unlisted('ml.x9.large')>"
    assert len(repr(TransformInstanceType.unlisted("x" * 1_000_000))) < 200


# Values that are not listed


def test_an_unlisted_value_is_like_a_member() -> None:
    unlisted = TransformInstanceType.unlisted(NEWER)
    assert isinstance(unlisted, TransformInstanceType)
    assert type(unlisted) is TransformInstanceType
    assert unlisted.value == unlisted.name == NEWER
    assert not unlisted.is_listed
    assert TransformInstanceType.unlisted(NEWER) is unlisted
    assert TransformInstanceType.unlisted(HostileText(NEWER)) is unlisted
    other: str = ProductionVariantInstanceType.unlisted(NEWER)
    assert other is not unlisted
    assert other == unlisted


def test_an_unlisted_value_is_no_member() -> None:
    before = len(TransformInstanceType)
    TransformInstanceType.unlisted(NEWER)
    assert len(TransformInstanceType) == before
    assert NEWER not in [member.value for member in TransformInstanceType]
    assert NEWER not in TransformInstanceType.__members__
    with pytest.raises(ValueError, match=re.escape(NEWER)):
        TransformInstanceType(NEWER)


def test_a_value_that_looks_like_a_member_name_is_unlisted() -> None:
    assert not TransformInstanceType.unlisted("ML_M5_LARGE").is_listed


@each_enum
def test_unlisted_gives_the_member_of_a_declared_value(enum: type[ServiceEnum]) -> None:
    for member in enum:
        assert enum.unlisted(member.value) is member
        assert enum.unlisted(member) is member
        assert member.is_listed


def test_unlisted_takes_members_of_other_enums_by_value() -> None:
    assert (
        TransformInstanceType.unlisted(ProductionVariantInstanceType.ML_M5_LARGE) is TransformInstanceType.ML_M5_LARGE
    )
    assert type(TransformInstanceType.unlisted(NEWER).value) is str


@pytest.mark.parametrize("value", [None, 5, b"ml.x9.large", ["ml.x9.large"]], ids=repr)
def test_unlisted_takes_strings_only(value: Any) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(TypeError, match=r"TransformInstanceType\.unlisted\(\) takes a str, got "):
        TransformInstanceType.unlisted(value)


def test_unlisted_takes_no_empty_string() -> None:
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


# The look-up in botocore


def test_a_value_that_only_botocore_knows_is_taken(botocore_knows: Callable[..., None]) -> None:
    botocore_knows(TransformInstanceType=(NEWER,))
    assert TransformInstanceType(NEWER) is TransformInstanceType.unlisted(NEWER)
    assert TransformInstanceType.coerced(NEWER) is TransformInstanceType.unlisted(NEWER)
    assert TransformInstanceType.known_values()[-1] == NEWER
    assert len(TransformInstanceType.known_values()) == len(TransformInstanceType) + 1
    assert ProductionVariantInstanceType.coerced(NEWER) is NEWER
    with pytest.raises(ValueError, match="ProductionVariantInstanceType"):
        ProductionVariantInstanceType(NEWER)


def test_the_lookup_reads_the_installed_service_model(shapes: Mapping[str, Any]) -> None:
    class AppStatus(ServiceEnum):
        """A closed list of the service, of which this one declares a single value."""

        IN_SERVICE = "InService"

    assert AppStatus.known_values() == ("InService", *(v for v in shapes["AppStatus"]["enum"] if v != "InService"))
    assert AppStatus("Deleted") is AppStatus.unlisted("Deleted")
    assert AppStatus.coerced("Pending") is AppStatus.unlisted("Pending")
    with pytest.raises(ValueError, match="did you mean 'Deleting'"):
        AppStatus("Deletingg")


def test_a_shape_that_botocore_lacks_has_no_values() -> None:
    class NoSuchShape(ServiceEnum):
        """Not of the service."""

        ONE = "One"

    assert NoSuchShape.known_values() == ("One",)
    assert NoSuchShape.coerced("Two") == "Two"


@pytest.fixture
def unread() -> Iterator[None]:
    """Have the service model read again, before the test and after it."""
    read = vars(enums)["_botocore_enums"]
    read.cache_clear()
    yield
    read.cache_clear()


@pytest.mark.usefixtures("unread")
def test_without_botocore_nothing_else_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore.loaders", None)
    assert TransformInstanceType.coerced(NEWER) is NEWER
    with pytest.raises(ValueError, match=NEWER):
        TransformInstanceType(NEWER)


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("failure", [OSError("unreadable"), json.JSONDecodeError("truncated", "", 0)], ids=repr)
def test_with_a_broken_botocore_nothing_else_is_known(failure: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Loader, "load_service_model", Mock(side_effect=failure))
    assert TransformInstanceType.coerced(NEWER) is NEWER


@pytest.mark.usefixtures("unread")
def test_the_service_model_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(
        return_value={"shapes": {"SplitType": {"type": "string", "enum": ["Tab"]}, "Other": {"type": "string"}}}
    )
    monkeypatch.setattr(Loader, "load_service_model", read)
    assert [SplitType.coerced("Tab") for _ in range(3)] == [SplitType.unlisted("Tab")] * 3
    assert SplitType.coerced("Comma") == "Comma"
    assert CompressionType.coerced("Zstd") == "Zstd"
    read.assert_called_once_with("sagemaker", "service-2")


@pytest.mark.usefixtures("unread")
def test_a_declared_value_needs_no_botocore(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enums, "_botocore_enums", Mock(side_effect=AssertionError))
    assert TransformInstanceType("ml.m5.large") is TransformInstanceType.ML_M5_LARGE
    assert TransformInstanceType.coerced("ml.m5.large") is TransformInstanceType.ML_M5_LARGE
    assert TransformInstanceType.coerced(TransformInstanceType.ML_M5_LARGE) is TransformInstanceType.ML_M5_LARGE
    assert TransformInstanceType.unlisted(NEWER).value == NEWER


# The refusal


@pytest.mark.parametrize("value", ["Aproved", "aproved", "approved", "APPROVED"])
def test_the_nearest_value_is_suggested(value: str) -> None:
    with pytest.raises(ValueError, match="did you mean 'Approved'") as caught:
        ModelApprovalStatus(value)
    assert str(caught.value) == (
        f"'{value}' is no ModelApprovalStatus that this release or the installed botocore knows: "
        f"did you mean 'Approved'? If it is newer than this release, write ModelApprovalStatus.unlisted('{value}')"
    )


def test_a_value_that_only_botocore_knows_is_suggested(botocore_knows: Callable[..., None]) -> None:
    botocore_knows(ModelApprovalStatus=("WaitingForSecondReview",))
    with pytest.raises(ValueError, match="did you mean 'WaitingForSecondReview'"):
        ModelApprovalStatus("waiting_for_second_review")


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    with pytest.raises(ValueError, match="knows: if it is newer than this release, write") as caught:
        ModelApprovalStatus("#")
    assert "mean" not in str(caught.value)


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
    with pytest.raises(ValueError, match=r"is no SplitType: expected a str$"):
        SplitType(value)


# What converters call


@each_enum
def test_coerced_gives_the_member(enum: type[ServiceEnum]) -> None:
    for member in enum:
        assert enum.coerced(member.value) is member
        assert enum.coerced(member) is member


def test_coerced_takes_other_strings_by_value() -> None:
    assert S3DataType.coerced(enums.S3ModelDataType.S3_PREFIX) is S3DataType.S3_PREFIX
    assert S3DataType.coerced(HostileText("S3Prefix")) is S3DataType.S3_PREFIX
    unlisted = S3DataType.unlisted("Table")
    assert S3DataType.coerced(unlisted) is unlisted
    assert CompressionType.coerced(unlisted) is unlisted


@each_enum
def test_coerced_leaves_everything_else_alone(enum: type[ServiceEnum]) -> None:
    strings = ["", "no value", enum.__name__, "\ud800", HostileText("no value")]
    others: list[object] = [None, 5, float("nan"), b"None", [], {}, set[str](), object(), type, enum, PretendedText()]
    for value in [*strings, *others]:
        assert enum.coerced(value) is value


def test_coerced_leaves_a_huge_string_alone() -> None:
    huge = "x" * 10_000_000
    assert TransformInstanceType.coerced(huge) is huge


@given(st.text() | st.binary() | st.floats() | st.recursive(st.none() | st.text(), st.lists))
def test_coerced_never_raises(value: object) -> None:
    result = SplitType.coerced(value)
    assert result is value or isinstance(result, SplitType)


# What an import costs


def test_an_import_pulls_in_nothing_that_only_a_wrong_value_needs() -> None:
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import sagemaker_model_package.enums, sagemaker_model_package.instance_types\n"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    assert not {"boto3", "botocore", "difflib", "typing_extensions"} & set(in_fresh_process(code).split())


def test_members_and_unlisted_values_need_no_botocore() -> None:
    code = (
        "import sys\n"
        "from sagemaker_model_package.instance_types import TransformInstanceType as T\n"
        "T('ml.m5.large'), T.coerced('ml.m5.large'), T.unlisted('ml.x9.large'), T.coerced(None)\n"
        "print('botocore' in sys.modules)\n"
        "T.coerced('ml.x9.large')\n"
        "print('botocore' in sys.modules)"
    )
    assert in_fresh_process(code).split() == ["False", "True"]
