"""Where the AWS console shows something."""

from __future__ import annotations

HOSTS = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
}
"""The console's host in each partition; a region may stand before it."""


_LONGEST = 1024
"""The longest address in S3 that a request may have."""


def s3_page(uri: str, partition: str) -> str | None:
    """Return the page of an object, or of a prefix that ends in a slash; ``None`` where the console is unknown."""
    from urllib.parse import quote

    host = HOSTS.get(partition)
    scheme, _, place = uri.partition("://")
    bucket, _, key = place.partition("/")
    if host is None or len(uri) > _LONGEST or scheme != "s3" or not bucket:
        return None
    what = "buckets" if not key or key.endswith("/") else "object"
    prefix = f"?prefix={quote(key)}" if key else ""
    return f"https://{host}/s3/{what}/{quote(bucket, safe='')}{prefix}"
