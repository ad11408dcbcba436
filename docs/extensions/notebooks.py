"""Jupyter notebooks as pages: run while the documentation is built, shown with what they give."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from docs.extensions.cells import Ran, cells_of, run, shown
from docs.extensions.drawing import figure
from goodoffices.show.charts.picture import Picture

_FETCH = """
:::{{note}}
This page is a notebook: {{download}}`fetch it <{name}.ipynb>`, open it in Jupyter, and change what
you like. `pip install "goodoffices[notebook,report]" jupyterlab` brings what it needs.
:::
"""


class NotebookParser(MystParser):
    """Reads a notebook as the MyST page that it makes."""

    supported = ("notebook",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Run the notebook in an empty folder, and read the page that comes of it."""
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            page = "\n".join(_page(inputstring, document.settings.env))
        super().parse(page, document)


def _page(text: str, env: BuildEnvironment) -> Iterator[str]:
    """Yield a notebook as MyST: its words, its code, and what that printed and showed."""
    namespace: dict[str, Any] = {}
    name = env.docname.rpartition("/")[2]
    first, *cells = cells_of(text)
    yield first.source
    yield _FETCH.format(name=name)
    for cell in cells:
        if not cell.is_code:
            yield f"{cell.source}\n"
            continue
        ran = run(cell.source, namespace)
        yield _fenced(cell.source, "python")
        yield from _outputs(ran, f"{name}-{cell.name}", env)


def _outputs(ran: Ran, name: str, env: BuildEnvironment) -> Iterator[str]:
    if ran.printed:
        yield _fenced(ran.printed.rstrip(), "text")
    if isinstance(ran.value, Picture):
        yield _fenced(figure(ran.value, name, env), "{raw} html")
    elif ran.value is not None:
        form, told = shown(ran.value)
        if form == "text/html":
            yield _fenced(f'<div class="answer">{told}</div>', "{raw} html")
        else:
            yield _fenced(told, "text")


def _fenced(text: str, language: str) -> str:
    return f"``````{language}\n{text}\n``````\n"


def setup(app: Sphinx) -> dict[str, bool]:
    """Read files that end in .ipynb as pages."""
    app.add_source_suffix(".ipynb", "notebook")
    app.add_source_parser(NotebookParser)
    return {"parallel_read_safe": True}
