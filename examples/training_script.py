"""A training script: train, measure, and register the model with what was measured.

``docs/how-to/values-from-scripts.md`` explains what the setters take. It needs scikit-learn and a registry: run
``python examples/training_script.py`` with credentials of your own, or with ``AWS_ENDPOINT_URL`` set to a moto server.
"""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path

import boto3
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, recall_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sagemaker_model_package import ModelPackageBuilder, ModelRegistry

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3"
GROUP = "breast-cancer"


def main() -> None:
    """Register a version."""
    examples, labels = load_breast_cancer(return_X_y=True)
    examples, held_out, labels, expected = train_test_split(examples, labels, random_state=7)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(examples, labels)
    predicted = model.predict(held_out)
    accuracy = accuracy_score(expected, predicted)

    confusion = {"name": "confusion", "type": "matrix", "value": confusion_matrix(expected, predicted)}
    package = (
        ModelPackageBuilder()
        .description("Tells malignant tumours from benign ones")
        .container(
            image=IMAGE,
            model_data_url=f"s3://ml-artifacts/{GROUP}/model.tar.gz",
            environment={"SAGEMAKER_PROGRAM": "inference.py", "MODEL_SERVER_WORKERS": os.environ.get("WORKERS")},
        )
        .content_types("text/csv")
        .response_mime_types("text/csv")
        .realtime_instance_types("ml.m5.large")
        .transform_instance_types("ml.m5.large")
        .metadata_properties(generated_by=os.environ.get("TRAINING_JOB_ARN"), commit_id=os.environ.get("GIT_COMMIT"))
        .customer_metadata(
            {
                "accuracy": accuracy,
                "recall": recall_score(expected, predicted),
                "trained": datetime.now(timezone.utc).date(),
                "script": Path(__file__).name,
                "ticket": os.environ.get("TICKET"),
            }
        )
        .model_card(
            {
                "intended_uses": {"intended_uses": "A second opinion", "risk_rating": "High"},
                "evaluation_details": [
                    {"name": "held out", "metric_groups": [{"name": "quality", "metric_data": [confusion]}]}
                ],
            }
        )
        .versioned(GROUP)
        .build()
    )

    registry = ModelRegistry(boto3.client("sagemaker"))
    registry.ensure_group(GROUP)
    registered = registry.register(package, idempotency_key=os.environ.get("TRAINING_JOB_NAME"))
    print(f"registered version {registered.version} of {registered.group}, accuracy {accuracy:.3f}")


if __name__ == "__main__":
    main()
