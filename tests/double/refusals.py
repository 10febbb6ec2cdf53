"""The service's refusals, with the texts that it uses.

The texts for a group that exists and for something that does not exist were found in public code. All others are made
up, and so is the choice of ``ConflictException`` for a token with other content.
"""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is not an error of the double, but an answer
    """An error as the service answers it."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status


def invalid(message: str) -> Refusal:
    return Refusal("ValidationException", message)


def conflict(message: str) -> Refusal:
    return Refusal("ConflictException", message)


def absent(kind: str, arn: str) -> Refusal:
    return invalid(f"{kind} {arn} does not exist.")


def group_exists(arn: str, *, other_text: bool) -> Refusal:
    return invalid(
        f'Cannot create already existing model package group "{arn}".'
        if other_text
        else f"Model Package Group already exists: {arn}"
    )


def too_many(what: str, limit: int) -> Refusal:
    return Refusal("ResourceLimitExceeded", f"The account-level service limit '{what}' is {limit}")


def not_allowed(operation: str, arn: str) -> Refusal:
    return Refusal("AccessDeniedException", f"User is not authorized to perform: sagemaker:{operation} on {arn}")


def throttled() -> Refusal:
    return Refusal("ThrottlingException", "Rate exceeded")


def internal_failure() -> Refusal:
    return Refusal("InternalFailure", "The request processing has failed because of an unknown error", 500)
