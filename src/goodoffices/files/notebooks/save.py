"""Notebooks written whole, or changed where they stand; what a hand wrote beside stays."""

from __future__ import annotations

import os
from pathlib import Path

from goodoffices.errors import FileError, ModelError, Problem, RequestError, described
from goodoffices.files.atomic import refuse_existing, write_text
from goodoffices.files.notebooks.convert import as_data, to_notebook
from goodoffices.files.notebooks.load import loads_notebook, placed_notebook
from goodoffices.files.notebooks.schema import NotebookFile
from goodoffices.files.read import read_text
from goodoffices.files.yaml import write as yamlout
from goodoffices.files.yaml.edit import Edits
from goodoffices.files.yaml.reparse import reparsed
from goodoffices.files.yaml.tree import Document as Tree
from goodoffices.sources.notebook import Notebook


def dumps_notebook(notebook: Notebook) -> str:
    """Return the text of a file that describes a notebook; ``loads_notebook`` gives an equal one.

    Raises
    ------
    ModelError
        The notebook holds something that a file cannot, such as two statements of one name.

    Examples
    --------
    >>> print(go.dumps_notebook(go.Notebook(grounds=(go.Ground("status_quo", kind="fact"),))))
    grounds:
      status_quo: {kind: fact}
    <BLANKLINE>
    """
    _expect(notebook)
    text = yamlout.document(as_data(notebook))
    if loads_notebook(text, "") != notebook:
        found = "the notebook would read differently from a file, for instance because a name is "
        raise ModelError([Problem((), f"{found}there twice")])
    return text


def save_notebook(notebook: Notebook, path: str | os.PathLike[str], *, force: bool = False) -> None:
    """Write a notebook to a file, whole or not at all.

    Parameters
    ----------
    notebook
        What to write.
    path
        Where to; by custom ``NAME.sources.yaml`` beside ``NAME.yaml``.
    force
        True to replace a file that is there. It keeps its comments, its order and its style where
        the notebook has not changed.

    Raises
    ------
    FileError
        The file is there and ``force`` is not set, or it cannot be written.
    ModelError
        The notebook holds something that a file cannot.

    Examples
    --------
    >>> go.save_notebook(go.Notebook(documents=(go.Document("d1"),)), "her.sources.yaml")
    >>> [document.name for document in go.load_notebook("her.sources.yaml").documents]
    ['d1']
    """
    _expect(notebook)
    file = Path(path)
    refuse_existing(file, force=force)
    text = dumps_notebook(notebook)
    if file.is_file():
        text = _changed(file, notebook) or text
    write_text(file, text, force=force, what="a notebook")


def _expect(notebook: object) -> None:
    if not isinstance(notebook, Notebook):
        raise RequestError(
            f"{described(notebook)} in place of a notebook; expected what "
            "goodoffices.load_notebook returns"
        )


def _changed(file: Path, notebook: Notebook) -> str | None:
    """Return the text of a file changed to describe a notebook; None where that fails."""
    try:
        return changed_notebook(read_text(file), notebook)
    except FileError:
        return None


def changed_notebook(text: str, notebook: Notebook) -> str | None:
    """Return the text of a notebook changed to describe another; None where that fails.

    Comments, order and style stay where nothing is changed.
    """
    try:
        before, tree = placed_notebook(text)
    except ValueError:  # no notebook
        return None
    after = changed_tree(tree, before, notebook)
    return None if after is None else after.text


def changed_tree(tree: Tree, before: Notebook, notebook: Notebook) -> Tree | None:
    """Return the tree of a notebook's text changed to describe another; None where that fails.

    Parameters
    ----------
    tree, before
        The text's tree, and the notebook that it describes.
    """
    try:
        edits = Edits(tree)
        edits.update(tree.root, as_data(before), as_data(notebook))
        after = reparsed(tree, edits.text())
        file = NotebookFile.of(after.root.plain())
    except ValueError:  # laid out too oddly
        return None
    return after if to_notebook(file) == notebook else None
