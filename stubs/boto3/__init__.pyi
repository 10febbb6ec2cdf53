from typing import Literal, overload

from boto3 import session as session
from boto3.session import Session as Session
from botocore.client import BaseClient
from botocore.config import Config
from types_boto3_s3.client import S3Client
from types_boto3_sagemaker.client import SageMakerClient

__version__: str
DEFAULT_SESSION: Session | None

@overload
def client(
    service_name: Literal["sagemaker"],
    region_name: str | None = ...,
    api_version: str | None = ...,
    use_ssl: bool | None = ...,
    verify: bool | str | None = ...,
    endpoint_url: str | None = ...,
    aws_access_key_id: str | None = ...,
    aws_secret_access_key: str | None = ...,
    aws_session_token: str | None = ...,
    config: Config | None = ...,
    aws_account_id: str | None = ...,
) -> SageMakerClient: ...
@overload
def client(
    service_name: Literal["s3"],
    region_name: str | None = ...,
    api_version: str | None = ...,
    use_ssl: bool | None = ...,
    verify: bool | str | None = ...,
    endpoint_url: str | None = ...,
    aws_access_key_id: str | None = ...,
    aws_secret_access_key: str | None = ...,
    aws_session_token: str | None = ...,
    config: Config | None = ...,
    aws_account_id: str | None = ...,
) -> S3Client: ...
@overload
def client(
    service_name: str,
    region_name: str | None = ...,
    api_version: str | None = ...,
    use_ssl: bool | None = ...,
    verify: bool | str | None = ...,
    endpoint_url: str | None = ...,
    aws_access_key_id: str | None = ...,
    aws_secret_access_key: str | None = ...,
    aws_session_token: str | None = ...,
    config: Config | None = ...,
    aws_account_id: str | None = ...,
) -> BaseClient: ...
