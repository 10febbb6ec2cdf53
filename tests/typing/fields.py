"""Programs that read every field of every structure and give it to another object, which checkers have to accept.

A field's converter takes more than the field then has. What it takes must include what the field has: a tuple where a
list was given, a member of an enum where a string was.
"""

from __future__ import annotations

import attrs

import sagemaker_model_package

FILE = "fields.py"
"""The name of the program."""

STRUCTURES: dict[str, type[attrs.AttrsInstance]] = {
    name: value
    for name in sagemaker_model_package.__all__
    if attrs.has(value := getattr(sagemaker_model_package, name)) and attrs.fields(value)[0].metadata
}
"""The structures of a request, and the packages themselves: what knows the API's names of its fields."""


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
    """Return the program, with a function for every structure."""
    imports = "".join(f"    {name},\n" for name in STRUCTURES)
    head = "from __future__ import annotations\n\nimport attrs\nfrom typing_extensions import assert_type\n\n"
    head += f"from sagemaker_model_package import (\n{imports})\n\n"
    return head + "\n".join(map(function, STRUCTURES))
