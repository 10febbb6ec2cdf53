"""A program that reads every field of every structure and gives it to another object, which checkers have to accept.

A field's converter takes more than the field then has. What it takes must include what the field has: a tuple where a
list was given, a member of an enum where a string was.
"""

from __future__ import annotations

import attrs

from .public import HOMES, STRUCTURES, imports

FILE = "fields.py"
"""The name of the program."""


def function(name: str) -> str:
    """Return a function that hands all fields of one object on, to the constructor and to ``attrs.evolve``."""
    given = "".join(f"        {field.name}=one.{field.name},\n" for field in attrs.fields(STRUCTURES[name]))
    return f"""
def from_{name}(one: {name}) -> {name}:
    other = {name}(
{given}    )
    assert_type(other, {name})
    evolved = attrs.evolve(
        other,
{given}    )
    assert_type(evolved, {name})
    return evolved
"""


def program() -> str:
    """Return the program, with a function for every structure, and one that uses every public name."""
    functions = "\n".join(map(function, STRUCTURES))
    everything = f"\n\ndef everything() -> object:\n    return ({', '.join(HOMES)})\n"
    head = "from __future__ import annotations\n\nimport attrs\nfrom typing_extensions import assert_type\n\n"
    return f"{head}{imports(everything)}\n{functions}{everything}"
