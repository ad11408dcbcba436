"""The texts of documents: beside the notebook, or in a folder, whatever they are called there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from goodoffices.errors import FileError, Problem
from goodoffices.files.atomic import write_file
from goodoffices.files.read import checksum, decoded, read_bytes
from goodoffices.sources.notebook import Document, Notebook
from goodoffices.sources.quotes import Text

FOLDER = "sources"
"""Where texts are kept, beside their notebook."""


def texts_of(
    notebook: Notebook, beside: Path, folder: Path | None = None
) -> tuple[Mapping[str, Text], list[Problem]]:
    """Return the texts of documents that are at hand, and what cannot be read.

    A document is what its ``file`` says, seen from ``beside`` or from ``folder``; or any file of
    ``folder`` that has its checksum. Where several are there, the one that has it counts.

    Parameters
    ----------
    beside
        The folder of the notebook.
    folder
        Another folder where texts are.

    Raises
    ------
    FileError
        There is no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise FileError(f"there is no folder '{folder}' with documents")
    shelf = _Shelf(folder)
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    for document in notebook.documents:
        try:
            found = _found(document, beside, shelf)
        except FileError as error:
            problems.append(Problem(("documents", document.name, "file"), str(error)))
            continue
        if found is not None:
            texts[document.name] = found
    return texts, problems


def text_of(content: bytes, path: Path) -> Text:
    """Return the text that the bytes of a file are, with their checksum.

    Raises
    ------
    FileError
        They are no text in UTF-8.
    """
    return Text(decoded(content, path), checksum(content))


def keep_text(place: Path, content: str | bytes) -> bool:
    """Write the text of a document, and the folder it is in; say False where one is there.

    Raises
    ------
    FileError
        It cannot be written.
    """
    if place.exists():
        return False
    try:
        place.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise FileError(f"cannot make {place.parent}: {error.strerror or error}") from error
    write_file(place, content)
    return True


def by_checksum(folder: Path) -> dict[str, Path]:
    """Return the files of a folder that can be read as texts, by their checksums."""
    found: dict[str, Path] = {}
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        with contextlib.suppress(FileError):
            found.setdefault(checksum(read_bytes(file, what="a text")), file)
    return found


def _found(document: Document, beside: Path, shelf: _Shelf) -> Text | None:
    files = [file for file in _places(document, beside, shelf.folder) if file.is_file()]
    known = shelf.by_sum.get(document.sha256) if document.sha256 else None
    first: Text | None = None
    for file in files if known is None else [*files, known]:
        text = text_of(read_bytes(file, what="a text"), file)
        if not document.sha256 or text.sha256 == document.sha256:
            return text
        first = first or text
    return first


def _places(document: Document, beside: Path, folder: Path | None) -> Iterator[Path]:
    if document.file:
        yield beside / document.file
        if folder is not None:
            yield folder / document.file
            yield folder / Path(document.file).name


class _Shelf:
    """A folder of texts, by their checksums."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    @cached_property
    def by_sum(self) -> Mapping[str, Path]:
        """The files of the folder that are no larger than a text may be."""
        return {} if self.folder is None else by_checksum(self.folder)
