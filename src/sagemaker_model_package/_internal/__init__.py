"""What the other packages rest on: it knows nothing of SageMaker's shapes."""
