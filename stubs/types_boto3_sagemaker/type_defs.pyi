from datetime import datetime
from typing import Any, Literal, TypedDict

from typing_extensions import NotRequired

class ResponseMetadataTypeDef(TypedDict):
    RequestId: str
    HTTPStatusCode: int
    HTTPHeaders: dict[str, str]
    RetryAttempts: int
    HostId: NotRequired[str]

class EmptyResponseMetadataTypeDef(TypedDict):
    ResponseMetadata: ResponseMetadataTypeDef

class CreateModelPackageOutputTypeDef(TypedDict):
    ModelPackageArn: str
    ResponseMetadata: ResponseMetadataTypeDef

class CreateModelPackageGroupOutputTypeDef(TypedDict):
    ModelPackageGroupArn: str
    ResponseMetadata: ResponseMetadataTypeDef

class UpdateModelPackageOutputTypeDef(TypedDict):
    ModelPackageArn: str
    ResponseMetadata: ResponseMetadataTypeDef

class ModelPackageStatusItemTypeDef(TypedDict):
    Name: str
    Status: Literal["Completed", "Failed", "InProgress", "NotStarted"]
    FailureReason: NotRequired[str]

class ModelPackageStatusDetailsTypeDef(TypedDict):
    ValidationStatuses: list[ModelPackageStatusItemTypeDef]
    ImageScanStatuses: NotRequired[list[ModelPackageStatusItemTypeDef]]

class DescribeModelPackageOutputTypeDef(TypedDict):
    ModelPackageName: str
    ModelPackageGroupName: str
    ModelPackageVersion: int
    ModelPackageRegistrationType: Literal["Logged", "Registered"]
    ModelPackageArn: str
    ModelPackageDescription: str
    CreationTime: datetime
    InferenceSpecification: dict[str, Any]
    SourceAlgorithmSpecification: dict[str, Any]
    ValidationSpecification: dict[str, Any]
    ModelPackageStatus: Literal["Completed", "Deleting", "Failed", "InProgress", "Pending"]
    ModelPackageStatusDetails: ModelPackageStatusDetailsTypeDef
    CertifyForMarketplace: bool
    ModelApprovalStatus: Literal["Approved", "PendingManualApproval", "Rejected"]
    CreatedBy: dict[str, Any]
    MetadataProperties: dict[str, str]
    ModelMetrics: dict[str, Any]
    LastModifiedTime: datetime
    LastModifiedBy: dict[str, Any]
    ApprovalDescription: str
    Domain: str
    Task: str
    SamplePayloadUrl: str
    CustomerMetadataProperties: dict[str, str]
    DriftCheckBaselines: dict[str, Any]
    AdditionalInferenceSpecifications: list[dict[str, Any]]
    SkipModelValidation: Literal["All", "None"]
    SourceUri: str
    SecurityConfig: dict[str, str]
    ModelCard: dict[str, str]
    ModelLifeCycle: dict[str, str]
    ManagedStorageType: Literal["Restricted"]
    ResponseMetadata: ResponseMetadataTypeDef

class DescribeModelPackageGroupOutputTypeDef(TypedDict):
    ModelPackageGroupName: str
    ModelPackageGroupArn: str
    ModelPackageGroupDescription: str
    CreationTime: datetime
    CreatedBy: dict[str, Any]
    ModelPackageGroupStatus: Literal["Completed", "DeleteFailed", "Deleting", "Failed", "InProgress", "Pending"]
    ResponseMetadata: ResponseMetadataTypeDef

class ModelPackageGroupSummaryTypeDef(TypedDict):
    ModelPackageGroupName: str
    ModelPackageGroupArn: str
    CreationTime: datetime
    ModelPackageGroupStatus: Literal["Completed", "DeleteFailed", "Deleting", "Failed", "InProgress", "Pending"]
    ModelPackageGroupDescription: NotRequired[str]

class ListModelPackageGroupsOutputTypeDef(TypedDict):
    ModelPackageGroupSummaryList: list[ModelPackageGroupSummaryTypeDef]
    ResponseMetadata: ResponseMetadataTypeDef
    NextToken: NotRequired[str]

class ModelPackageSummaryTypeDef(TypedDict):
    ModelPackageArn: str
    CreationTime: datetime
    ModelPackageStatus: Literal["Completed", "Deleting", "Failed", "InProgress", "Pending"]
    ModelPackageName: NotRequired[str]
    ModelPackageGroupName: NotRequired[str]
    ModelPackageVersion: NotRequired[int]
    ModelPackageDescription: NotRequired[str]
    ModelApprovalStatus: NotRequired[Literal["Approved", "PendingManualApproval", "Rejected"]]
    ModelLifeCycle: NotRequired[dict[str, str]]
    ModelPackageRegistrationType: NotRequired[Literal["Logged", "Registered"]]

class ListModelPackagesOutputTypeDef(TypedDict):
    ModelPackageSummaryList: list[ModelPackageSummaryTypeDef]
    ResponseMetadata: ResponseMetadataTypeDef
    NextToken: NotRequired[str]

class BatchDescribeModelPackageSummaryTypeDef(TypedDict):
    ModelPackageGroupName: str
    ModelPackageArn: str
    CreationTime: datetime
    InferenceSpecification: dict[str, Any]
    ModelPackageStatus: Literal["Completed", "Deleting", "Failed", "InProgress", "Pending"]
    ModelPackageVersion: NotRequired[int]
    ModelPackageDescription: NotRequired[str]
    ModelApprovalStatus: NotRequired[Literal["Approved", "PendingManualApproval", "Rejected"]]
    ModelPackageRegistrationType: NotRequired[Literal["Logged", "Registered"]]

class BatchDescribeModelPackageErrorTypeDef(TypedDict):
    ErrorCode: str
    ErrorResponse: str

class BatchDescribeModelPackageOutputTypeDef(TypedDict):
    ModelPackageSummaries: dict[str, BatchDescribeModelPackageSummaryTypeDef]
    BatchDescribeModelPackageErrorMap: dict[str, BatchDescribeModelPackageErrorTypeDef]
    ResponseMetadata: ResponseMetadataTypeDef

class GetModelPackageGroupPolicyOutputTypeDef(TypedDict):
    ResourcePolicy: str
    ResponseMetadata: ResponseMetadataTypeDef

class PutModelPackageGroupPolicyOutputTypeDef(TypedDict):
    ModelPackageGroupArn: str
    ResponseMetadata: ResponseMetadataTypeDef

class TagTypeDef(TypedDict):
    Key: str
    Value: str

class ListTagsOutputTypeDef(TypedDict):
    Tags: list[TagTypeDef]
    ResponseMetadata: ResponseMetadataTypeDef
    NextToken: NotRequired[str]
