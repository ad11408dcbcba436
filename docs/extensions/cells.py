"""Notebooks run cell by cell in one namespace, as Jupyter runs them, without starting it."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMS: Mapping[str, str] = {
    "text/html": "_repr_html_",
    "image/svg+xml": "_repr_svg_",
    "text/plain": "__repr__",
}
"""What a value can be shown as, and what makes it of the value; what Jupyter likes best first."""


@dataclass(frozen=True)
class Cell:
    """A cell: code to run, or else Markdown to read."""

    name: str
    source: str
    is_code: bool


@dataclass(frozen=True)
class Ran:
    """What a cell of code printed, and the value that it ends with, if any."""

    printed: str
    value: object


def cells_of(text: str) -> list[Cell]:
    """Return the cells of a notebook's text."""
    return [
        Cell(cell["id"], "".join(cell["source"]), cell["cell_type"] == "code")
        for cell in json.loads(text)["cells"]
    ]


def run(source: str, namespace: dict[str, Any]) -> Ran:
    """Run a cell of code."""
    parsed = ast.parse(source)
    last = parsed.body.pop() if parsed.body and isinstance(parsed.body[-1], ast.Expr) else None
    value = None
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(parsed, "<cell>", "exec"), namespace)  # noqa: S102 - it is ours
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)  # noqa: S307 - as above
    return Ran(printed.getvalue(), value)


def run_all(path: Path, namespace: dict[str, Any]) -> dict[str, Ran]:
    """Run the cells of code of a notebook, one after the other; return what each came to."""
    cells = cells_of(path.read_text(encoding="utf-8"))
    return {cell.name: run(cell.source, namespace) for cell in cells if cell.is_code}


def shown(value: object, forms: Sequence[str] = tuple(FORMS)) -> tuple[str, str]:
    """Return a value in the first of some forms that it has: which form, and the value in it."""
    for form in forms:
        make = getattr(value, FORMS[form], None)
        if make is not None:
            return form, make()
    raise TypeError(f"{type(value).__name__} has none of the forms {', '.join(forms)}")
