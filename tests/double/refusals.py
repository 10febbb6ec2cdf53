"""What the service says when it refuses, with the texts it uses.

What was found in public code stands here as it was found: that a group exists already, and that something does not
exist. The other text for a group that exists is what the service says of models and endpoints, taken over by analogy.
All other texts are made up; so is the choice of ``ConflictException`` for a token that comes with other content: the
reference names no other error that could be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Refusal(Exception):  # noqa: N818 - it is no error of the double, but an answer
    """An error as the service answers it."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status


def invalid(message: str) -> Refusal:
    return Refusal("ValidationException", message)


def against_the_model(problems: Sequence[str]) -> Refusal:
    errors = "error" if len(problems) == 1 else "errors"
    return invalid(f"{len(problems)} validation {errors} detected: {'; '.join(problems)}")


def unreadable(message: str) -> Refusal:
    return Refusal("SerializationException", message)


def absent(kind: str, arn: str) -> Refusal:
    return invalid(f"{kind} {arn} does not exist.")


def group_exists(arn: str, *, other_text: bool) -> Refusal:
    return invalid(
        f'Cannot create already existing model package group "{arn}".'
        if other_text
        else f"Model Package Group already exists: {arn}"
    )


def package_exists(arn: str) -> Refusal:
    return Refusal("ConflictException", f"Model Package already exists: {arn}")


def token_reused(token: str) -> Refusal:
    return Refusal("ConflictException", f"The client token {token} was used before, with other parameters")


def group_not_empty(arn: str) -> Refusal:
    return Refusal("ConflictException", f"Model Package Group {arn} cannot be deleted while it has Model Packages")


def too_many(what: str, limit: int) -> Refusal:
    return Refusal(
        "ResourceLimitExceeded",
        f"The account-level service limit '{what}' is {limit}, with current utilization of {limit} and a request "
        "delta of 1. Please use AWS Service Quotas to request an increase for this quota.",
    )


def not_allowed(operation: str, arn: str) -> Refusal:
    return Refusal(
        "AccessDeniedException",
        f"User is not authorized to perform: sagemaker:{operation} on resource: {arn} because no resource-based policy "
        f"allows the sagemaker:{operation} action",
    )


def throttled() -> Refusal:
    return Refusal("ThrottlingException", "Rate exceeded")


def internal_failure() -> Refusal:
    return Refusal("InternalFailure", "The request processing has failed because of an unknown error", 500)
