"""What a model takes as input."""

from sagemaker_model_package._internal.attributes import field, frozen
from sagemaker_model_package.shapes._strings import DATA_INPUT_CONFIG
from sagemaker_model_package.shapes._structure import Structure


@frozen(kw_only=True, eq=False, repr=False)
class ModelInput(Structure):
    """What the model takes as input.

    Source: API shape ``ModelInput``.
    """

    data_input_config: str = field(metadata={"DataInputConfig": DATA_INPUT_CONFIG})
    """Names and shapes of the inputs as JSON, 1 to 16,384 characters, such as ``{"input": [1, 3, 224, 224]}``.

    What exactly it holds depends on the framework; SageMaker Neo and Inference Recommender read it.
    """
