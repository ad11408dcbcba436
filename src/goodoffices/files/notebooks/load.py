"""Notebooks from their files, or everything that is wrong with one, by line and column."""

from __future__ import annotations

import dataclasses
import os
import re
from typing import TypeVar

from pydantic_core import ValidationError

from goodoffices.errors import ModelError, Path, Problem
from goodoffices.files.check import MOST_PROBLEMS
from goodoffices.files.forms import Closed
from goodoffices.files.notebooks.convert import to_notebook
from goodoffices.files.notebooks.schema import SECTIONS, NotebookFile
from goodoffices.files.problems import Sections, schema_faults
from goodoffices.files.read import read_text
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Document as Tree
from goodoffices.files.yaml.tree import Node, in_order
from goodoffices.sources.notebook import Notebook

Form = TypeVar("Form", bound=Closed)
_NOTHING = re.compile(r"(?:\s|#[^\r\n]*)*")


def load_notebook(path: str | os.PathLike[str]) -> Notebook:
    """Read the notebook of a model from its file, by custom ``NAME.sources.yaml``.

    Whether its quotes stand in their documents is not asked; ``check_sources`` does.

    Raises
    ------
    FileError
        The file cannot be read or is no text.
    ModelError
        It is no notebook; lists all of its errors by line and column.

    Examples
    --------
    >>> go.save_notebook(go.Notebook(parties={"Russia": ("Moscow",)}), "my.sources.yaml")
    >>> go.load_notebook("my.sources.yaml").parties
    {'Russia': ('Moscow',)}
    """
    return loads_notebook(read_text(path), str(path))


def loads_notebook(text: str, source: str = "<text>") -> Notebook:
    """Read a notebook from the text of its file.

    Parameters
    ----------
    text
        YAML, see the reference of the notebook.
    source
        What messages call the text, usually the name of its file.

    Raises
    ------
    ModelError
        It is no notebook; lists all of its errors by line and column.

    Examples
    --------
    >>> go.loads_notebook("parties: {Russia: [Putin, Moscow]}").parties
    {'Russia': ('Putin', 'Moscow')}
    >>> try:
    ...     go.loads_notebook("grounds: {status_quo: {kind: fakt}}", "my.sources.yaml")
    ... except go.ModelError as error:
    ...     print(error)
    my.sources.yaml:1:30: the text 'fakt' as kind
      expected: one of fact, claim, assumption
      to mend:  did you mean 'fact'?
    """
    return placed_notebook(text, source)[0]


def placed_notebook(text: str, source: str = "<text>") -> tuple[Notebook, Tree]:
    """Read a notebook as ``loads_notebook`` does, with the tree that knows where all of it stands.

    Raises
    ------
    ModelError
        As ``loads_notebook`` raises it.
    """
    if _NOTHING.fullmatch(text):
        return Notebook(), Tree(text, Node({}, 0, 0, "block"))
    tree = parse(text, source)
    if (other := _something_else(tree.root)) is not None:
        raise ModelError(in_order([*tree.problems, placed(other, tree)]), source)
    return to_notebook(validated(tree, NotebookFile, SECTIONS, source)), tree


def validated(tree: Tree, form: type[Form], sections: Sections, source: str) -> Form:
    """Return what the tree of a text says, in its form. Raises ModelError with all that is wrong.

    ``sections`` are as ``schema_faults`` takes them.
    """
    problems = list(tree.problems)
    try:
        found = form.of(tree.root.plain())
    except ValidationError as error:
        faults = schema_faults(error, tree.root, tree.text, MOST_PROBLEMS, sections)
        told = (fault.problem for fault in faults if not _is_told(fault.problem.where, tree))
        problems += [placed(problem, tree) for problem in told]
    if problems:
        raise ModelError(in_order(problems), source)
    return found


def _something_else(root: Node) -> Problem | None:
    """Say what stands in a file that is no notebook at all."""
    expected = "a notebook, with documents:, parties:, statements: and grounds:"
    if not isinstance(root.value, dict):
        held = "a list" if isinstance(root.value, list) else "a single value"
        return Problem((), f"the file holds {held}", expected)
    if "decision_makers" in root.value:
        remedy = "give the notebook that belongs to it, by custom NAME.sources.yaml"
        return Problem((), "this is a model", expected, remedy)
    return None


def _is_told(where: Path, tree: Tree) -> bool:
    """Say whether a fault comes only from what the reader of YAML has refused."""
    return any(where[: len(path)] == path for path in (*tree.refused, *tree.left_out))


def placed(problem: Problem, tree: Tree) -> Problem:
    """Return a problem with the line and the column where its value, or its key, stands."""
    node, depth = tree.root, 0
    for step in problem.where:
        child = node.child(step)
        if child is None:
            break
        node, depth = child, depth + 1
    missing = depth < len(problem.where)
    start = node.key_start if problem.on_key or missing else node.start
    line, column = tree.place(start)
    return dataclasses.replace(problem, line=line, column=column)
