"""Where a value stands in a request, and how boto3 writes that: ``InferenceSpecification.Containers[0].Image``."""

from __future__ import annotations

from typing import TypeAlias

from sagemaker_model_package._internal.value_format import format_value, is_text


class _OfMap:
    """A step into a map."""

    __slots__ = ("key",)

    def __init__(self, key: object) -> None:
        """Keep the key."""
        self.key: object = key


class MapKey(_OfMap):
    """The last step to the key of a map."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return the step as a path shows it."""
        return f" (key: {format_key(self.key)})"


class MapValue(_OfMap):
    """The last step to a value of a map."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return the step as a path shows it."""
        return f".{format_key(self.key)}"


class Inside:
    """The last steps, to a place inside the JSON of a value."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        """Keep the path within the JSON."""
        self.path: Path = path

    def __str__(self) -> str:
        """Return the steps as a path shows them."""
        return _joined(self.path)


Step: TypeAlias = "str | int | MapKey | MapValue | Inside"
"""One step of a path: the name of a member, an index in a list, a map's key or value, or steps inside JSON."""

Path: TypeAlias = "tuple[Path, Step] | None"
"""The path of the value that contains this one, and the last step. It is formatted only for a problem."""


def format_path(path: Path) -> str:
    """Return a path as boto3 writes it."""
    return _joined(path).removeprefix(".")


def _joined(path: Path) -> str:
    steps: list[str] = []
    while path is not None:
        path, step = path
        if isinstance(step, int):
            steps.append(f"[{step}]")
        else:
            steps.append(f".{step}" if isinstance(step, str) else str(step))
    return "".join(reversed(steps))


def format_key(key: object) -> str:
    """Return a map's key as a path shows it: bounded, and escaped where it is not printable."""
    text = format_value(key)
    is_plain = is_text(key) and text == f"'{str.__str__(key)}'" and text != "''"
    return text[1:-1] if is_plain else text
