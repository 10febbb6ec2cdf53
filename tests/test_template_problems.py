"""What every template refuses alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sagemaker_model_package import ModelPackageBuilder, ModelPackageValidationError
from sagemaker_model_package._template_problems import TEMPLATE_CODES
from sagemaker_model_package.cloudformation import resource
from sagemaker_model_package.pipelines import reference
from sagemaker_model_package.step_functions import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_model_package import ModelPackage


@pytest.mark.parametrize("write", [resource, state], ids=lambda write: write.__name__)
def test_what_only_a_pipeline_knows_is_refused_by_its_path(write: Callable[[ModelPackage], object]) -> None:
    url, image = reference({"Get": "Parameters.Url"}), reference({"Get": "Parameters.Image"})
    package = ModelPackageBuilder().container(image=image, model_data_url=url).versioned("churn").build()
    with pytest.raises(ModelPackageValidationError) as caught:
        write(package)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("MP301", "InferenceSpecification.Containers[0].Image"),
        ("MP301", "InferenceSpecification.Containers[0].ModelDataUrl"),
    ]


def test_each_code_is_one_of_its_own() -> None:
    assert len({code.code for code in TEMPLATE_CODES}) == len({code.name for code in TEMPLATE_CODES})
    assert all(code.why.endswith(".") for code in TEMPLATE_CODES)
