from collections.abc import Mapping, Sequence
from typing import Any

from jedi.api.classes import Completion, Name, Signature
from jedi.api.project import Project

class Script:
    def __init__(
        self, code: str | None = ..., *, path: str | None = ..., environment: Any = ..., project: Project | None = ...
    ) -> None: ...
    def complete(self, line: int | None = ..., column: int | None = ..., *, fuzzy: bool = ...) -> list[Completion]: ...
    def get_signatures(self, line: int | None = ..., column: int | None = ...) -> list[Signature]: ...
    def goto(
        self,
        line: int | None = ...,
        column: int | None = ...,
        *,
        follow_imports: bool = ...,
        follow_builtin_imports: bool = ...,
        only_stubs: bool = ...,
        prefer_stubs: bool = ...,
    ) -> list[Name]: ...
    def help(self, line: int | None = ..., column: int | None = ...) -> list[Name]: ...

class Interpreter(Script):
    def __init__(
        self, code: str, namespaces: Sequence[Mapping[str, Any]], *, project: Project | None = ..., **kwds: Any
    ) -> None: ...
