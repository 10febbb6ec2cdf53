"""How the site is built: ``nox -s docs``, or ``sphinx-build docs DIRECTORY``. Neither needs a network."""

from __future__ import annotations

import importlib.metadata
import re
from typing import TYPE_CHECKING, Protocol

import attrs

from sagemaker_model_package import (
    ProductionVariantInstanceType,
    TransformInstanceType,
    UnversionedModelPackage,
    VersionedModelPackage,
    shapes,
)
from sagemaker_model_package._constraints import table_of
from sagemaker_model_package.shapes._structure import Structure

if TYPE_CHECKING:
    from collections.abc import Callable


class Sphinx(Protocol):
    """What is asked of Sphinx's application here. The type checkers run without Sphinx."""

    def connect(self, event: str, callback: Callable[..., object], priority: int = 500) -> object:
        """Call a function at each such event, in the order of priorities."""


project = "sagemaker-model-package"
author = "The sagemaker-model-package maintainers"
project_copyright = author
release = importlib.metadata.version(project)
version = release

extensions = [
    "myst_parser",
    "notfound.extension",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_llms_txt",
]
exclude_patterns = ["_build"]
nitpicky = True
nitpick_ignore_regex = [
    # Types of other libraries, whose inventories would need a network, and names that only type checkers see.
    (r"py:.*", r"(?!sagemaker_model_package\.[a-z_]+\.[A-Z]\w).*"),
]

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "sagemaker-model-package"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["site.css"]
html_show_sphinx = False
html_theme_options = {
    "source_repository": "https://github.com/sagemaker-model-package/sagemaker-model-package/",
    "source_branch": "main",
    "source_directory": "docs/",
}
notfound_urls_prefix = "/en/latest/"
llms_txt_title = project
llms_txt_summary = (
    "A typed Python SDK for SageMaker's create_model_package: every mistake at once, before anything is sent."
)

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True}
python_maximum_signature_line_length = 88
napoleon_numpy_docstring = False

API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_"
REQUEST = "CreateModelPackage"
PACKAGES = {cls.__name__: cls for cls in (VersionedModelPackage, UnversionedModelPackage)}
INSTANCE_TYPES = (ProductionVariantInstanceType, TransformInstanceType)


def name_the_services_words(
    _app: object, what: str, name: str, found: object, _options: object, lines: list[str]
) -> None:
    """Link the service's shapes to their pages, and end the text of a member with the service's name for it."""
    if isinstance(found, type) and issubclass(found, Structure) and "Attributes:" in lines:
        del lines[lines.index("Attributes:") :]  # the site shows each of them below the class
    text = re.sub(r"API (shape|operation)\s+``(\w+)``", rf"API \1 `\2 <{API}\2.html>`__", "\n".join(lines))
    text = re.sub(r"API (members?)\s+``", rf"API `\1 <{API}{REQUEST}.html>`__ ``", text)
    lines[:] = text.split("\n")
    if found in INSTANCE_TYPES:
        values = ", ".join(f"``{value.value}``" for value in found)
        lines += ["", f".. dropdown:: The {len(found)} values", "", f"   {values}"]
    if what != "attribute":
        return
    path, _, member = name.rpartition(".")
    of = path.rpartition(".")[2]
    structure = PACKAGES.get(of) or getattr(shapes, of, None)
    found_member = table_of(structure).by_attribute.get(member) if structure and attrs.has(structure) else None
    if found_member is not None:
        required = " Required." if found_member.required else ""
        lines += ["", f"Service member: ``{found_member.name}``.{required}", ""]


_kept: dict[str, list[str]] = {}


def keep_text(_app: object, what: str, name: str, _found: object, _options: object, lines: list[str]) -> None:
    """Keep the text of an attribute: napoleon takes what stands before the first colon for the attribute's type."""
    if what in {"attribute", "data", "property"}:
        _kept[name] = [*lines]


def put_text_back(_app: object, _what: str, name: str, _found: object, _options: object, lines: list[str]) -> None:
    """Put back the text of an attribute."""
    lines[:] = _kept.pop(name, lines)


def make_anchors_targets(_app: object, _name: str, source: list[str]) -> None:
    """Turn the anchors of generated pages, which GitHub reads as HTML, into targets for Sphinx."""
    source[0] = re.sub(r'<a id="([\w-]+)"></a>', r"[]{#\1}", source[0])


def leave_out_converters(_app: object, what: str, name: str, *_args: object) -> bool | None:
    """Leave out the functions ``to_...`` that convert a field's value; None leaves the decision to autodoc."""
    return True if what == "module" and name.startswith("to_") else None


def setup(app: Sphinx) -> None:
    """Connect the functions above."""
    app.connect("source-read", make_anchors_targets)
    app.connect("autodoc-process-docstring", name_the_services_words, priority=400)
    app.connect("autodoc-process-docstring", keep_text, priority=450)
    app.connect("autodoc-process-docstring", put_text_back, priority=550)  # napoleon has 500
    app.connect("autodoc-skip-member", leave_out_converters)
