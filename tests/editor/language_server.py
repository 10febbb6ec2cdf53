"""A text editor without a screen: it asks pyright's language server what a real one would show."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from .asking import CURSOR

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from typing_extensions import Self

SECONDS = 60
"""More than any answer takes on a busy machine: one that does not come must not be waited for without end."""

AGREED = (
    *(lsp.CLIENT_REGISTER_CAPABILITY, lsp.CLIENT_UNREGISTER_CAPABILITY, lsp.WORKSPACE_DIAGNOSTIC_REFRESH),
    *(lsp.WINDOW_LOG_MESSAGE, lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS),
)
"""What the server wants and tells by itself, without consequence here."""

T = TypeVar("T")


class Editor:
    """One window with one document, in a workspace of its own."""

    def __init__(self, workspace: Path, settings: Mapping[str, object]) -> None:
        """Prepare the workspace; ``settings`` are what its ``pyrightconfig.json`` says."""
        (workspace / "pyrightconfig.json").write_text(json.dumps(dict(settings)), encoding="utf-8")
        self._workspace = workspace
        self._document = (workspace / "program.py").as_uri()
        self._version = 0
        self._loop = asyncio.new_event_loop()
        self._client = LanguageClient("editor", "1")
        for request in AGREED:  # without an answer the server dies
            self._client.feature(request)(_agree)
        self._client.feature(lsp.WORKSPACE_CONFIGURATION)(_configuration)

    def __enter__(self) -> Self:
        """Start the server."""
        self._run(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        try:
            self._run(self._client.shutdown_async(None))
            self._client.exit(None)
            self._run(self._client.stop())  # type: ignore[no-untyped-call]  # pygls annotates most of itself, not this
        finally:
            self._loop.close()

    def show(self, text: str) -> None:
        """Have the document say this."""
        self._version += 1
        if self._version == 1:
            item = lsp.TextDocumentItem(self._document, "python", self._version, text)
            self._client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
            return
        changed = lsp.VersionedTextDocumentIdentifier(self._version, self._document)
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self._client.text_document_did_change(lsp.DidChangeTextDocumentParams(changed, [whole]))

    def completions(self, program: str) -> list[lsp.CompletionItem]:
        """Return what is offered where the program's cursor is."""
        document, position = self._placed(program)
        answer = self._run(self._client.text_document_completion_async(lsp.CompletionParams(document, position)))
        return list(answer.items if isinstance(answer, lsp.CompletionList) else answer or ())

    def hover(self, program: str) -> str:
        """Return what pops up over the word where the program's cursor is."""
        document, position = self._placed(program)
        answer = self._run(self._client.text_document_hover_async(lsp.HoverParams(document, position)))
        return answer.contents.value if answer and isinstance(answer.contents, lsp.MarkupContent) else ""

    def signatures(self, program: str) -> list[str]:
        """Return the signatures of the call that the program's cursor is in, one for each overload."""
        document, position = self._placed(program)
        params = lsp.SignatureHelpParams(document, position)
        answer = self._run(self._client.text_document_signature_help_async(params))
        return [signature.label for signature in answer.signatures] if answer else []

    def diagnostics(self, program: str) -> Sequence[lsp.Diagnostic]:
        """Return what is underlined in the program."""
        self.show(program)
        params = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(self._document))
        answer = self._run(self._client.text_document_diagnostic_async(params))
        return answer.items if isinstance(answer, lsp.RelatedFullDocumentDiagnosticReport) else ()

    def _placed(self, program: str) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
        before, _, after = program.partition(CURSOR)
        self.show(before + after)
        line = before.count("\n")
        return lsp.TextDocumentIdentifier(self._document), lsp.Position(line, len(before.rpartition("\n")[2]))

    async def _start(self) -> None:
        # Without the variable, pyright's launcher asks the network whether there is a newer one.
        environment = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
        await self._client.start_io(  # pyright: ignore[reportUnknownMemberType] - see stop()
            sys.executable, "-m", "pyright.langserver", "--stdio", env=environment
        )
        document = lsp.TextDocumentClientCapabilities(
            completion=lsp.CompletionClientCapabilities(),
            diagnostic=lsp.DiagnosticClientCapabilities(dynamic_registration=True),
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.PlainText]),
            signature_help=lsp.SignatureHelpClientCapabilities(),
        )
        workspace = lsp.WorkspaceClientCapabilities(configuration=True)
        capabilities = lsp.ClientCapabilities(text_document=document, workspace=workspace)
        uri = self._workspace.as_uri()
        folders = [lsp.WorkspaceFolder(uri, "workspace")]
        params = lsp.InitializeParams(capabilities=capabilities, root_uri=uri, workspace_folders=folders)
        await self._client.initialize_async(params)
        self._client.initialized(lsp.InitializedParams())

    def _run(self, work: Awaitable[T]) -> T:
        return self._loop.run_until_complete(asyncio.wait_for(work, SECONDS))


def _agree(*_: object) -> None:
    """Let the server have what it asks for, and tell what it likes."""


def _configuration(params: lsp.ConfigurationParams) -> list[dict[str, str] | None]:
    """Tell the server which Python's packages the program may import."""
    return [{"pythonPath": sys.executable} if item.section == "python" else None for item in params.items]
