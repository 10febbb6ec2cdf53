from types_boto3_sagemaker.client import SageMakerClient as SageMakerClient

Client = SageMakerClient
