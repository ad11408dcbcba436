"""A notebook that is being worked on: with the texts of its documents, step by step, and saved.

Its file, ``NAME.sources.yaml`` beside the model, is written only if it is as it was read. Texts of
documents are kept in a folder ``sources`` beside it, each under a name made of its checksum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from goodoffices.errors import FileChangedError, GoodOfficesError
from goodoffices.files.atomic import write_text
from goodoffices.files.notebooks.load import placed_notebook
from goodoffices.files.notebooks.save import changed_tree, dumps_notebook
from goodoffices.files.notebooks.texts import FOLDER, keep_text
from goodoffices.files.read import checksum, decoded, read_bytes
from goodoffices.files.yaml.tree import Document as Tree
from goodoffices.sources.notebook import Document, Notebook

MOST_STEPS = 100


def kept_as(document: Document, text: str) -> Document:
    """Return a document with the place of its text, seen from the notebook, and its checksum."""
    digest = checksum(text.encode())
    return replace(document, file=f"{FOLDER}/{digest[:12]}.txt", sha256=digest)


class Notes:
    """A notebook in memory.

    Attributes
    ----------
    notebook
        As it is now.
    texts
        The texts at hand, by the checksum that documents have.
    revision
        A number that grows with every change.
    """

    def __init__(self, notebook: Notebook | None = None) -> None:
        self.notebook = notebook or Notebook()
        self.texts: dict[str, str] = {}
        self.revision = 1
        self._steps: list[tuple[str, Notebook]] = []
        self._undone: list[tuple[str, Notebook]] = []
        self._found: tuple[Notebook, Tree] | None = None  # the file as it was read or written
        self._digest: str | None = None

    @classmethod
    def of(cls, file: Path) -> Notes:
        """Read a notebook and the texts of its documents that are at hand; without a file, none.

        Raises
        ------
        FileError
            The file cannot be read.
        ModelError
            It is no notebook.
        """
        notes = cls()
        if file.exists():
            notes._take(file)
        return notes

    @property
    def history(self) -> list[str]:
        """Labels of the steps that can be undone, the first one first."""
        return [label for label, _ in self._steps]

    @property
    def undone(self) -> list[str]:
        """Labels of the steps that can be done again, the next one first."""
        return [label for label, _ in reversed(self._undone)]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self.notebook == Notebook()

    def change(
        self, notebook: Notebook, label: str, texts: Mapping[str, str] | None = None
    ) -> None:
        """Put another notebook in the place of this one, a step that can be undone."""
        self._steps = [*self._steps, (label, self.notebook)][-MOST_STEPS:]
        self._undone = []
        self.texts.update(texts or {})
        self._go(notebook)

    def undo(self) -> None:
        """Take the last step back, where there is one."""
        if self._steps:
            label, before = self._steps.pop()
            self._undone.append((label, self.notebook))
            self._go(before)

    def redo(self) -> None:
        """Do the step again that was last taken back, where there is one."""
        if self._undone:
            label, after = self._undone.pop()
            self._steps.append((label, self.notebook))
            self._go(after)

    def text_of(self, name: str) -> str | None:
        """Return the text of a document, where it is at hand."""
        document = self.notebook.document(name)
        return None if document is None else self.texts.get(document.sha256)

    def kept_texts(self) -> dict[str, str]:
        """Return the texts at hand, by where they are kept, seen from the notebook."""
        return {
            one.file: text
            for one in self.notebook.documents
            if (text := self.texts.get(one.sha256)) is not None
            and _is_below(one.file)
            and checksum(text.encode()) == one.sha256
        }

    def written(self) -> str:
        """Return the text of the notebook's file; what a hand wrote in it stays."""
        return self._written().text

    def _written(self) -> Tree:
        before, tree = self._found or (Notebook(), None)
        changed = None if tree is None else changed_tree(tree, before, self.notebook)
        if changed is None:
            _, changed = placed_notebook(dumps_notebook(self.notebook))
        return changed

    def save(self, file: Path, *, anew: bool = False) -> None:
        """Write the notebook and the texts of its documents.

        Parameters
        ----------
        anew
            True to write the file again where somebody took it away, or beside a model that had
            none.

        Raises
        ------
        FileChangedError
            The file is no longer as it was read, or there by now; it is not written.
        FileError
            It cannot be written.
        """
        there = file.exists()
        if self._digest is not None and not there and not anew:
            raise FileChangedError(f"{file}: taken away since it was read", gone=True)
        if there and (self._digest is None or checksum(read_bytes(file)) != self._digest):
            raise FileChangedError(f"{file}: changed since it was read")
        for name, content in self.kept_texts().items():
            keep_text(file.parent / name, content)
        tree = self._written()
        write_text(file, tree.text, force=there, what="a notebook")
        self._found, self._digest = (self.notebook, tree), checksum(tree.text.encode())

    def elsewhere(self) -> Notes:
        """Return the same with its steps, to be saved to a file that is not there yet."""
        other = Notes(self.notebook)
        other.texts, other._found = {**self.texts}, self._found
        other._steps, other._undone = [*self._steps], [*self._undone]
        other.revision = self.revision + 1
        return other

    def reread(self, file: Path) -> None:
        """Take the file as it is by now in place of what is here, a step that can be undone."""
        before = self.notebook
        self._take(file)
        after, self.notebook = self.notebook, before
        self.change(after, "Taken from the file")

    def _go(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.revision += 1

    def _take(self, file: Path) -> None:
        content = read_bytes(file)
        text = decoded(content, file)
        self.notebook, tree = placed_notebook(text, str(file))
        self._found, self._digest = (self.notebook, tree), checksum(content)
        for document in self.notebook.documents:
            at_hand = _text_of(document, file.parent)
            if at_hand is not None:
                self.texts[document.sha256] = at_hand


def _text_of(document: Document, folder: Path) -> str | None:
    """Return the text of a document, where its file is at hand below a folder, and unchanged."""
    if not document.file or not document.sha256:
        return None
    place = (folder / document.file).resolve()
    if not place.is_relative_to(folder.resolve()):
        return None
    try:
        content = read_bytes(place)
        text = decoded(content, place)
    except GoodOfficesError:
        return None
    return text if checksum(content) == document.sha256 else None


def _is_below(file: str) -> bool:
    """Say whether the name of a file leads into a folder ``sources``, and nowhere else."""
    return bool(re.fullmatch(rf"{FOLDER}/[\w-][\w.-]*", file))
