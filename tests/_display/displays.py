"""Every way in which what a program holds is shown to somebody, each as a function that returns what is shown."""

from __future__ import annotations

import io
import pprint
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from devtools import pformat
from rich.console import Console
from rich.pretty import pretty_repr

if TYPE_CHECKING:
    from collections.abc import Callable

IPYTHON: Any = import_module("IPython.lib.pretty")  # by its name: type checkers need not read its many modules
FORMATTER: Any = import_module("IPython.core.formatters").DisplayFormatter()


def printed_by_rich(value: object) -> str:
    console = Console(file=io.StringIO(), width=80)
    console.print(value)
    file: Any = console.file
    return str(file.getvalue())


def compared_by_pytest(value: object) -> str:
    with pytest.raises(AssertionError) as raised:
        assert [value] == [None]
    return str(raised.value)


@attrs.frozen
class Holder:
    """A class of a user's own that holds something of ours."""

    held: object


DISPLAYS: dict[str, Callable[[Any], str]] = {
    "repr": repr,
    "str": str,
    "format": "{}".format,
    "pprint": pprint.pformat,
    "rich": pretty_repr,
    "rich print": printed_by_rich,
    "rich, inside": lambda value: pretty_repr(Holder([value])),
    "IPython": IPYTHON.pretty,
    "IPython, inside": lambda value: str(IPYTHON.pretty({"held": (value,)})),
    "notebook": lambda value: str(FORMATTER.format(value)),
    "devtools": pformat,
    "pytest": compared_by_pytest,
}
