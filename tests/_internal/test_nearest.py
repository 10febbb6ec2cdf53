"""The nearest word: what a colleague would say was meant, and nothing where he would not know."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_model_package import ModelApprovalStatus, TransformInstanceType
from sagemaker_model_package._internal.nearest import nearest

STATUSES = [member.value for member in ModelApprovalStatus]


@pytest.mark.parametrize(
    ("value", "known", "meant"),
    [
        ("Approved", STATUSES, "Approved"),
        ("Aproved", STATUSES, "Approved"),
        ("aproved", STATUSES, "Approved"),
        ("APPROVED", STATUSES, "Approved"),
        ("PENDING_MANUAL_APPROVAL", STATUSES, "PendingManualApproval"),
        ("pending manual-approval", STATUSES, "PendingManualApproval"),
        ("xyz", STATUSES, None),
        ("", STATUSES, None),
        ("_", STATUSES, None),
        ("pe", STATUSES, None),
        ("Pending", STATUSES, "PendingManualApproval"),
        ("ManualApproval", STATUSES, "PendingManualApproval"),
        ("Prefix", ["S3Prefix", "S3Object"], "S3Prefix"),
        ("", ["S3Prefix"], None),
        ("ml.", ["ml.m5.large", "ml.c5.large"], None),
        ("ml.m5.?", ["ml.m5.large", "ml.m5.xlarge", "ml.c5.large"], "ml.m5.large"),
        ("ml.m5.huge", ["ml.m5.2xlarge", "ml.m5.xlarge", "ml.c5.large"], "ml.m5.xlarge"),
        ("ml.m5.48xlarge", ["ml.m5.metal-24xl", "ml.m5.24xlarge", "ml.c5.large"], "ml.m5.24xlarge"),
        ("ml.m5", ["ml.m5.metal-24xl", "ml.m5.24xlarge", "ml.c5.large"], "ml.m5.24xlarge"),
        ("ml.m5.metal-24", ["ml.m5.24xlarge", "ml.m5.metal-24xl", "ml.c5.large"], "ml.m5.metal-24xl"),
        ("ml.m5.0xlarge", ["ml.m5.24xlarge", "ml.m5.xlarge", "ml.c5.large"], "ml.m5.xlarge"),
        ("ml.zz9.large", ["ml.m5.large", "ml.c5.large"], None),
        ("Approved", [], None),
        ("model_package_group_name", ["ModelPackageName", "ModelPackageGroupName"], "ModelPackageGroupName"),
        ("ModelPackageGropName", iter(["ModelPackageName", "ModelPackageGroupName"]), "ModelPackageGroupName"),
        ("ML_G5_12XLARGE", list(TransformInstanceType), "ml.g5.12xlarge"),
        ("ml.g5.12xlrage", list(TransformInstanceType), "ml.g5.12xlarge"),
        ("\ud800pproved", STATUSES, "Approved"),
        (ModelApprovalStatus.unlisted("approved"), STATUSES, "Approved"),
        ("Approved" * 1_000_000, STATUSES, None),
    ],
)
def test_nearest(value: str, known: list[str], meant: str | None) -> None:
    assert nearest(value, known) == meant


def test_no_long_value_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    import difflib

    monkeypatch.setattr(difflib, "get_close_matches", Mock(side_effect=AssertionError))
    assert nearest("y" * 201, ["x" * 202]) is None
    with pytest.raises(AssertionError):
        nearest("y" * 200, ["x" * 202])


INSTANCE_TYPES = st.builds(
    "ml.{}.{}".format,
    st.sampled_from(["m5", "m5d", "m7i", "trn1n", "p4de"]),
    st.sampled_from(["large", "xlarge", "12xlarge", "metal", "metal-24xl", "0xlarge", "medium", "xxl", ""]),
)


@given(st.text() | INSTANCE_TYPES, st.lists(st.text()) | st.lists(INSTANCE_TYPES, min_size=1))
def test_the_nearest_is_a_known_value(value: str, known: list[str]) -> None:
    meant = nearest(value, known)
    assert meant is None or meant in known


def test_a_word_that_is_only_spelt_alike_is_bold() -> None:
    assert nearest("Aproved", STATUSES, boldly=False) is None
    assert nearest("PENDING", STATUSES, boldly=False) == "PendingManualApproval"
