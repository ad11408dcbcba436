"""Settings of the documentation; it is built without a network and read without one."""

import json
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

import click
from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from goodoffices.files.notebooks.schema import notebook_schema
from goodoffices.files.schema import json_schema

project = "goodoffices"
author = "The goodoffices authors"
copyright = f"2026, {author}"  # noqa: A001 (the name that Sphinx asks for)
release = version = installed_version("goodoffices")

smartquotes = False  # command-line options keep their two hyphens
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where the folder of this file is
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "docs.extensions.notebooks",
    "docs.extensions.gallery",
]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
maximum_signature_line_length = 90
napoleon_google_docstring = False
napoleon_attr_annotations = False
python_use_unqualified_type_names = True
exclude_patterns = ["_build", "extensions"]

html_theme = "furo"
html_title = "goodoffices"
html_math_renderer = "mathml"
html_static_path = ["_static"]
html_css_files = ["pages.css"]


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula as MathML, which browsers show without a script."""
    translator.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula as MathML."""
    translator.body.append(tex2mathml(node.astext(), as_block=True))
    raise nodes.SkipNode


def take_literally(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Keep the help of a command as it is written for terminals: an asterisk marks nothing up."""
    lines[:] = [line.replace("*", r"\*").replace("`", r"\`") for line in lines]


def leave_out_numbers(
    _app: Sphinx, _kind: str, _name: str, member: object, *_: object
) -> bool | None:
    """Leave out fields of a named tuple of which no more is said than which they are."""
    return True if str(member.__doc__).startswith("Alias for field number") else None


def publish_schema(app: Sphinx, exception: Exception | None) -> None:
    """Put the JSON Schemas of files beside the pages, for editors to complete with."""
    schemas = {"model": json_schema(), "notebook": notebook_schema()}
    for name, schema in schemas.items() if exception is None else ():
        text = json.dumps(schema, indent=2, ensure_ascii=False)
        Path(app.outdir, f"{name}.schema.json").write_text(f"{text}\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the renderer of formulas, the help of commands as text, and the schema."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    app.connect("sphinx-click-process-description", take_literally)
    app.connect("autodoc-skip-member", leave_out_numbers)
    app.connect("build-finished", publish_schema)
