from typing import Any, Literal, overload

from botocore.client import BaseClient, ClientMeta
from botocore.errorfactory import BaseClientExceptions
from botocore.exceptions import ClientError as BotocoreClientError
from botocore.paginate import Paginator
from types_boto3_sagemaker.type_defs import (
    CreateModelPackageGroupOutputTypeDef,
    CreateModelPackageOutputTypeDef,
    DescribeModelPackageGroupOutputTypeDef,
    DescribeModelPackageOutputTypeDef,
    EmptyResponseMetadataTypeDef,
    ListModelPackageGroupsOutputTypeDef,
    ListModelPackagesOutputTypeDef,
    UpdateModelPackageOutputTypeDef,
)

class Exceptions(BaseClientExceptions):
    ClientError: type[BotocoreClientError]
    ConflictException: type[BotocoreClientError]
    ResourceInUse: type[BotocoreClientError]
    ResourceLimitExceeded: type[BotocoreClientError]
    ResourceNotFound: type[BotocoreClientError]

class SageMakerClient(BaseClient):
    meta: ClientMeta

    @property
    def exceptions(self) -> Exceptions: ...
    def can_paginate(self, operation_name: str) -> bool: ...
    def create_model_package(self, **kwargs: Any) -> CreateModelPackageOutputTypeDef: ...
    def create_model_package_group(self, **kwargs: Any) -> CreateModelPackageGroupOutputTypeDef: ...
    def delete_model_package(self, **kwargs: Any) -> EmptyResponseMetadataTypeDef: ...
    def delete_model_package_group(self, **kwargs: Any) -> EmptyResponseMetadataTypeDef: ...
    def describe_model_package(self, **kwargs: Any) -> DescribeModelPackageOutputTypeDef: ...
    def describe_model_package_group(self, **kwargs: Any) -> DescribeModelPackageGroupOutputTypeDef: ...
    def list_model_package_groups(self, **kwargs: Any) -> ListModelPackageGroupsOutputTypeDef: ...
    def list_model_packages(self, **kwargs: Any) -> ListModelPackagesOutputTypeDef: ...
    def update_model_package(self, **kwargs: Any) -> UpdateModelPackageOutputTypeDef: ...
    @overload
    def get_paginator(
        self, operation_name: Literal["list_model_package_groups"]
    ) -> Paginator[ListModelPackageGroupsOutputTypeDef]: ...
    @overload
    def get_paginator(
        self, operation_name: Literal["list_model_packages"]
    ) -> Paginator[ListModelPackagesOutputTypeDef]: ...
    @overload
    def get_paginator(self, operation_name: str) -> Paginator[Any]: ...
