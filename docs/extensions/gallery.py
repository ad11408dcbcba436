"""The directive ``picture``: a picture of an answer, the command that draws it, and the call.

    ```{picture} PressureMap
    :command: goodoffices map my.yaml -o map.svg

    go.pressure_map(go.load("my.yaml"), "One", "Other").picture()
    ```

Both are carried out while the documentation is built, and have to draw the same. The argument names
the class of answers; ``go`` is the package. Files are those of the page: blocks of YAML whose first
line is a comment with a name.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import goodoffices
from docs.extensions.cells import run
from docs.extensions.drawing import figure
from goodoffices.show.charts.picture import Picture

_MODELS = re.compile(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class PictureDirective(SphinxDirective):
    """Shows a command, a call, and the picture that both draw."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"command": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Draw the picture twice, and show it."""
        call, command = "\n".join(self.content), self.options["command"]
        page = Path(self.env.doc2path(self.env.docname)).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            for name, model in _MODELS.findall(page):
                Path(name).write_text(model, encoding="utf-8")
            picture = drawn_twice(self.arguments[0], call, command)
        shown = figure(picture, f"gallery-{self.arguments[0]}", self.env)
        return [
            nodes.literal_block(command, f"$ {command}", language="console"),
            nodes.literal_block(call, call, language="python"),
            nodes.raw("", shown, format="html"),
        ]


def drawn_twice(kind: str, call: str, command: str) -> Picture:
    """Return the picture of an answer of a kind, which a call and a command both have to draw.

    Raises
    ------
    TypeError
        The call gives no picture.
    ValueError
        It makes no answer of that kind, or the command draws something else, or fails.
    """
    namespace: dict[str, Any] = {"go": goodoffices}
    picture = run(call, namespace).value
    if not isinstance(picture, Picture):
        raise TypeError(f"the call gives {type(picture).__name__}, and no picture")
    if kind not in {type(value).__name__ for value in namespace.values()}:
        raise ValueError(f"the call makes no {kind}")
    if drawn_by(command) != picture.svg():
        raise ValueError(f"something else than the call draws: {command}")
    return picture


def drawn_by(command: str) -> str:
    """Run a command of goodoffices that writes an SVG file here; return what is in the file."""
    from click.testing import CliRunner

    from goodoffices.cli.main import main

    program, *arguments = shlex.split(command)
    done = CliRunner().invoke(main, arguments, prog_name=program)
    if done.exit_code:
        raise ValueError(f"{command}: {done.output}")
    return Path(arguments[-1]).read_text(encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("picture", PictureDirective)
    return {"parallel_read_safe": True}
