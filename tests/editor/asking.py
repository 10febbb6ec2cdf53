"""What one can ask of a program, whichever language server answers. Programs have a mark where the cursor is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import sagemaker_model_package
from tests.typing.public import NAMES

if TYPE_CHECKING:
    import jedi

    from .language_server import Editor

CURSOR = "<|>"
IMPORTS = "from sagemaker_model_package import *\nfrom sagemaker_model_package.shapes import *\n"
SOURCE = Path(sagemaker_model_package.__file__).parents[1]


class Pyright:
    """VS Code and most others ask pyright's language server. The programs need no imports."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def offered(self, program: str) -> list[str]:
        """Return what is offered, in order, but for names with underscores first: editors show those last."""
        labels = (item.label for item in self._editor.completions(IMPORTS + program))
        return sorted(label for label in labels if not label.startswith("_"))

    def explained(self, program: str) -> str:
        """Return what is shown of the word before the cursor, in one line."""
        return words(self._editor.hover(IMPORTS + program))

    def signatures(self, program: str) -> list[str]:
        """Return the signatures of the call that the cursor is in, one for each overload."""
        return self._editor.signatures(IMPORTS + program)


class Jedi:
    """JupyterLab and IPython ask jedi; its answers are those that ``Pyright`` describes.

    jedi reads a program's source. In a notebook it also knows the objects that earlier cells made: names that are
    imported there are live classes.
    """

    def __init__(self, *, live: bool) -> None:
        """Ask about a cell after one that has imported all public names, or about a program that nobody has run."""
        self._live = live

    def offered(self, program: str) -> list[str]:
        script, line, column = self._at(program)
        names = (completion.name for completion in script.complete(line, column))
        return sorted(name for name in names if not name.startswith("_"))

    def explained(self, program: str) -> str:
        script, line, column = self._at(program)
        (found,) = script.help(line, column)
        return words(found.docstring())

    def signatures(self, program: str) -> list[str]:
        script, line, column = self._at(program)
        return [signature.to_string() for signature in script.get_signatures(line, column)]

    def _at(self, program: str) -> tuple[jedi.Script, int, int]:
        before, _, after = (program if self._live else IMPORTS + program).partition(CURSOR)
        script = interpreter(before + after, NAMES) if self._live else source(before + after)
        return script, before.count("\n") + 1, len(before.rpartition("\n")[2])


Asked: TypeAlias = Pyright | Jedi


def source(program: str) -> jedi.Script:
    """Show jedi a program that finds the package."""
    import jedi

    return jedi.Script(program, project=jedi.Project(SOURCE, added_sys_path=[str(SOURCE)]))


def interpreter(program: str, names: dict[str, object]) -> jedi.Script:
    """Show jedi a cell of a notebook that has these objects."""
    import jedi

    return jedi.Interpreter(program, [names])


def keywords(asked: Asked, program: str) -> list[str]:
    """Return the keywords that a call is offered."""
    return [name.removesuffix("=") for name in asked.offered(program) if name.endswith("=")]


def words(text: str) -> str:
    """Return a text without its line breaks and indentation."""
    return " ".join(text.split())
