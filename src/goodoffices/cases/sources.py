"""The notebooks of models, of published ones by name."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.cases.catalog import names, path

if TYPE_CHECKING:
    from goodoffices.sources.checking import SourcesCheck


def check_sources(
    source: str | os.PathLike[str],
    notebook: str | os.PathLike[str] | None = None,
    *,
    documents: str | os.PathLike[str] | None = None,
) -> SourcesCheck:
    """Check what the values of a model rest on: its notebook, against it and against the texts.

    Parameters
    ----------
    source
        The model file, or the name of a published conflict; or a notebook, ``NAME.sources.yaml``,
        which is checked against ``NAME.yaml`` where that stands beside it.
    notebook
        The notebook, where it is not ``NAME.sources.yaml`` beside ``NAME.yaml``.
    documents
        A folder with the texts, where they are not kept beside the notebook. A text is known by
        its name or by its checksum.

    Returns
    -------
    SourcesCheck
        ``broken`` is what is not as the notebook says; ``hints`` what may not be meant so.

    Raises
    ------
    FileError
        A file or the folder is not there, or cannot be read.
    ModelError
        The model or the notebook is none; lists all that is wrong by line and column.

    Examples
    --------
    >>> found = go.check_sources("istanbul-2025")
    >>> found.documents[0].standing, found.broken
    ('not at hand', ())
    """
    from goodoffices.files.notebooks.check import check_files, is_notebook, model_beside

    file = Path(source)
    folder = None if documents is None else Path(documents)
    if notebook is None and is_notebook(file):
        return check_files(model_beside(file), file, folder)
    if not file.exists() and str(source) in names():
        return _check_case(path(str(source)), notebook, folder)
    return check_files(file, _notebook(file, notebook), folder)


def _check_case(
    file: Path, notebook: str | os.PathLike[str] | None, folder: Path | None
) -> SourcesCheck:
    """Check a published conflict; where the package is installed is of no interest."""
    from goodoffices.files.notebooks.check import check_files, no_notebook

    beside = _notebook(file, notebook)
    if notebook is None and not beside.is_file():
        raise no_notebook(file.stem, Path(beside.name))
    found = check_files(file, beside, folder)
    shown = Path(found.source).name if notebook is None else found.source
    return dataclasses.replace(found, model=file.name, source=shown)


def _notebook(file: Path, notebook: str | os.PathLike[str] | None) -> Path:
    from goodoffices.files.notebooks.check import notebook_beside

    return notebook_beside(file) if notebook is None else Path(notebook)
