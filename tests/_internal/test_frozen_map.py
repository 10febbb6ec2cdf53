"""The mapping that keeps a structure's string maps."""

from __future__ import annotations

import copy
import linecache
import os
import pickle
import subprocess
import sys
from collections import OrderedDict
from functools import partial
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.pretty import pretty_repr

from sagemaker_model_package import ModelPackageValidationError, VersionedModelPackage, diff
from sagemaker_model_package.registry import Rewrite, rewritten
from sagemaker_model_package.shapes import EnvironmentMap, FrozenMap

SECRET = "hunter2-hunter2"
both_classes = pytest.mark.parametrize("cls", [FrozenMap, EnvironmentMap])
items = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=5)


@given(given_items=items)
@both_classes
def test_it_is_read_like_the_dict_it_was_made_of(cls: type[FrozenMap[str, str]], given_items: dict[str, str]) -> None:
    frozen = cls(given_items)
    assert dict(frozen) == given_items
    for read in (list, len, bool):
        assert read(frozen) == read(given_items)
    assert list(frozen.items()) == list(given_items.items())
    assert list(frozen.values()) == list(given_items.values())
    assert list(reversed(list(frozen.keys()))) == list(reversed(given_items))
    assert all(frozen[key] == value and key in frozen for key, value in given_items.items())
    assert frozen.get("absent key", "default") == "default"
    assert "absent key" not in frozen
    with pytest.raises(KeyError):
        frozen["absent key"]


@given(one=items, other=items)
@both_classes
def test_it_equals_what_has_the_same_items(
    cls: type[FrozenMap[str, str]], one: dict[str, str], other: dict[str, str]
) -> None:
    backwards = dict(reversed(one.items()))
    assert cls(one) == cls(backwards)
    assert hash(cls(one)) == hash(cls(backwards))
    assert list(cls(backwards)) == list(backwards)
    for alike in (other, FrozenMap(other), EnvironmentMap(other)):
        assert (cls(one) == alike) is (alike == cls(one)) is (one == other)
        assert (cls(one) != alike) is (one != other)
    assert cls(one) == MappingProxyType(one) == OrderedDict(one)
    assert cls(one) != list(one)
    assert cls(one) is not None


@given(given_items=items, protocol=st.integers(2, pickle.HIGHEST_PROTOCOL))
@both_classes
def test_copies_are_equal(cls: type[FrozenMap[str, str]], given_items: dict[str, str], protocol: int) -> None:
    frozen = cls(given_items)
    unpickled = pickle.loads(pickle.dumps(frozen, protocol))  # noqa: S301 - pickled in this line
    for twin in (unpickled, copy.copy(frozen), copy.deepcopy(frozen), cls(frozen)):
        assert type(twin) is cls
        assert twin == frozen
        assert hash(twin) == hash(frozen)
        assert list(twin) == list(frozen)


def test_its_hash_is_made_anew_in_another_process() -> None:
    frozen = FrozenMap({"team": "growth"})
    hash(frozen)
    code = (
        "import pickle, sys\n"
        "frozen = pickle.loads(bytes.fromhex(sys.argv[1]))\n"
        "assert {frozen: 1}[type(frozen)({'team': 'growth'})] == 1"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "5"}
    subprocess.run([sys.executable, "-c", code, pickle.dumps(frozen).hex()], check=True, env=environment)


@both_classes
def test_it_cannot_be_changed(cls: type[FrozenMap[str, str]]) -> None:
    given_items = {"team": "growth"}
    frozen = cls(given_items)
    given_items |= {"team": "other", "more": "x"}
    for name in ("_items", "_hash", "colour"):
        with pytest.raises(AttributeError, match=r"make a new one: FrozenMap\(\{\*\*old, key: value\}\)"):
            setattr(frozen, name, {})
        with pytest.raises(AttributeError, match="cannot be changed"):
            delattr(frozen, name)
    for method in ("__setitem__", "__delitem__", "update", "pop", "popitem", "clear", "setdefault", "__dict__"):
        assert not hasattr(frozen, method)
    assert frozen == {"team": "growth"}
    assert cls({**frozen, "auc": "0.91"}) == {"team": "growth", "auc": "0.91"}  # as the refusal says


def test_what_cannot_be_hashed_says_so() -> None:
    frozen = FrozenMap({"team": ["growth"]})
    with pytest.raises(TypeError, match="unhashable"):
        hash(frozen)
    assert frozen == {"team": ["growth"]}


@both_classes
def test_it_is_empty_by_default(cls: type[FrozenMap[str, str]]) -> None:
    assert cls() == {}
    assert cls() is not cls()


@given(given_items=items)
def test_its_text_is_that_of_a_dict(given_items: dict[str, str]) -> None:
    assert repr(FrozenMap(given_items)) == str(FrozenMap(given_items)) == f"FrozenMap({given_items!r})"


@given(names=st.lists(st.text(max_size=5), unique=True))
def test_the_text_of_an_environment_shows_its_names_alone(names: list[str]) -> None:
    environment = EnvironmentMap(dict.fromkeys(names, SECRET))
    assert repr(environment) == f"EnvironmentMap({names!r}, values not shown)"
    assert SECRET not in f"{environment} {environment!r} {[environment]}"


def test_a_copy_of_an_environment_hides_its_values_too() -> None:
    copied: FrozenMap[str, str] = FrozenMap(EnvironmentMap({"TOKEN": SECRET, f"LINE={SECRET}": SECRET}))
    again: FrozenMap[str, str] = pickle.loads(pickle.dumps(copied))  # noqa: S301 - pickled in this line
    for one in (copied, FrozenMap(copied), copy.copy(copied), copy.deepcopy(copied), again):
        assert type(one) is FrozenMap
        assert one == copied
        assert repr(one) == "FrozenMap(['TOKEN', 'LINE=...'], values not shown)"


def test_a_copy_of_an_environment_hides_its_values_in_another_member_too() -> None:
    make = partial(VersionedModelPackage, model_package_group_name="churn", source_uri="model")
    with pytest.raises(ModelPackageValidationError) as raised:
        make(customer_metadata_properties=EnvironmentMap({"TOKEN": f"{SECRET}%"}))
    assert SECRET not in str(raised.value)
    assert raised.value.problems[0].path == "CustomerMetadataProperties.TOKEN"
    package = make(customer_metadata_properties=EnvironmentMap({"TOKEN": SECRET}))
    other = make(customer_metadata_properties={"TOKEN": "other"})
    arn = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1"
    unmatched = make(customer_metadata_properties=EnvironmentMap({"TOKEN": f"s3://{SECRET}"}))
    promoted = rewritten(unmatched, Rewrite(), source=arn)
    assert promoted.unmatched
    texts = (repr(promoted.package), "".join(map(str, promoted.unmatched)))
    for text in (repr(package), str(diff(other, package)), str(diff(package, other)), pretty_repr(package), *texts):
        assert "TOKEN" in text
        assert SECRET not in text
    assert package.to_kwargs()["CustomerMetadataProperties"] == {"TOKEN": SECRET}
    generated = len(linecache.cache)
    for _ in range(3):
        with pytest.raises(ModelPackageValidationError):
            make(customer_metadata_properties=EnvironmentMap({"TOKEN": f"{SECRET}%"}))
    assert len(linecache.cache) == generated  # a check keeps no code for each map that it meets
