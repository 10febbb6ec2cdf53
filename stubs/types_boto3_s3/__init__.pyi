from types_boto3_s3.client import S3Client as S3Client

Client = S3Client
