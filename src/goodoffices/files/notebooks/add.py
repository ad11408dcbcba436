"""A reading kept: its rows in a notebook, the texts that they are quoted from beside it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.files.atomic import refuse_existing
from goodoffices.files.notebooks.load import load_notebook
from goodoffices.files.notebooks.save import save_notebook
from goodoffices.files.notebooks.texts import FOLDER, by_checksum, keep_text
from goodoffices.files.read import MOST_BYTES, checksum
from goodoffices.sources.adding import added
from goodoffices.sources.notebook import Notebook
from goodoffices.sources.reading import Reading


def keep_reading(reading: Reading, path: Path, *, force: bool = False) -> Notebook:
    """Add what was read to a notebook, or begin one; return the notebook as it was before.

    The text of each page that speaks of a dispute is written to ``sources/NAME.txt`` beside the
    notebook. Rows and texts that are there stay as they are. Nothing is left behind by a failure.

    Parameters
    ----------
    force
        True to begin the notebook anew where there is one.

    Raises
    ------
    FileError
        A file cannot be read or written, or a text is too large to be kept.
    ModelError
        The file that is there is no notebook.
    """
    refuse_existing(path, force=True)
    before = load_notebook(path) if path.is_file() and not force else Notebook()
    folder = path.parent / FOLDER
    texts = {page.document.name: page.page.text.encode() for page in reading.disputes}
    more = _with_sums(reading.notebook, texts)
    names = {file.stem for file in folder.glob("*.txt")}
    after = added(before, more, names)
    by_sum = {document.sha256: texts[document.name] for document in more.documents}
    fresh = [one for one in after.documents if before.document(one.name) is None]
    there = {digest: file.name for digest, file in by_checksum(folder).items()}
    kept = {one.name: f"{FOLDER}/{there.get(one.sha256, f'{one.name}.txt')}" for one in fresh}
    documents = tuple(
        dataclasses.replace(one, file=kept[one.name]) if one.name in kept else one
        for one in after.documents
    )
    made_folder, written = not folder.exists(), list[Path]()
    try:
        for one in fresh:
            file = path.parent / kept[one.name]
            if keep_text(file, by_sum[one.sha256]):
                written.append(file)
        save_notebook(dataclasses.replace(after, documents=documents), path, force=True)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        if made_folder and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise
    return before


def _with_sums(notebook: Notebook, texts: dict[str, bytes]) -> Notebook:
    for content in texts.values():
        if len(content) > MOST_BYTES:
            told = f"a text of {len(content) / 1024**2:,.1f} MB"
            raise FileError(f"{told}; one kept beside a notebook has at most 4 MB")
    documents = (
        dataclasses.replace(one, sha256=checksum(texts[one.name])) for one in notebook.documents
    )
    return dataclasses.replace(notebook, documents=tuple(documents))
