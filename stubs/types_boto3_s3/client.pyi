from collections.abc import Callable
from typing import Any

from botocore.client import BaseClient, ClientMeta

class S3Client(BaseClient):
    meta: ClientMeta

    def create_bucket(self, **kwargs: Any) -> dict[str, Any]: ...
    def get_object(self, **kwargs: Any) -> dict[str, Any]: ...
    def head_object(self, **kwargs: Any) -> dict[str, Any]: ...
    def list_objects_v2(self, **kwargs: Any) -> dict[str, Any]: ...
    def put_object(self, **kwargs: Any) -> dict[str, Any]: ...
    def upload_file(
        self,
        Filename: str,
        Bucket: str,
        Key: str,
        ExtraArgs: dict[str, Any] | None = ...,
        Callback: Callable[..., Any] | None = ...,
        Config: Any = ...,
    ) -> None: ...
