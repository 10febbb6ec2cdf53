"""The pages of a list, each requested when it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from sagemaker_model_package.errors import RepeatedPageError
from sagemaker_model_package.registry._service_errors import require_member

if TYPE_CHECKING:
    from sagemaker_model_package.registry.client import Operation

Page: TypeAlias = "tuple[list[Mapping[str, Any]], bool]"
"""The entries of a page of a list, and whether there is another one."""


class Pages(Iterator[Page]):
    """The pages of a list. After an error, the next call requests the same page again: no page is left out.

    botocore's own paginators are generators, which end at an error, as if the list were complete.
    """

    def __init__(self, request: Operation, member: str, operation: str) -> None:
        """Keep what requests a page, the member of its answer that is the list, and the operation's name."""
        self._request = request
        self._member = member
        self._operation = operation
        self._token: str | None = None
        self._seen: set[str] = set()
        self._is_followed = True

    def __next__(self) -> Page:
        """Request the next page. A page without a list is empty if another one follows."""
        if not self._is_followed:
            raise StopIteration
        response = self._request(**({} if self._token is None else {"NextToken": self._token}))
        token: str | None = response.get("NextToken")
        entries: list[Mapping[str, Any]] = (
            require_member(response, self._member, self._operation) if token is None else response.get(self._member, [])
        )
        if token is not None:
            if token in self._seen:
                raise RepeatedPageError(self._operation)
            self._seen.add(token)
        self._token, self._is_followed = token, token is not None
        return entries, self._is_followed
