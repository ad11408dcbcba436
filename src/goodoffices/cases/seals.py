"""Seals of models, of published ones by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.cases.catalog import names, path

if TYPE_CHECKING:
    from goodoffices.sources.seals import Seal, SealCheck


def seal(
    source: str | os.PathLike[str], *, documents: str | os.PathLike[str] | None = None
) -> Seal:
    """Seal a model: write down what it says today, by checksums of its files and its answers.

    The seal goes into ``NAME.seal.yaml`` beside ``NAME.yaml``, behind those that are there.

    Parameters
    ----------
    source
        The model file; or the name of a published conflict, whose seals go into this folder.
    documents
        A folder with the texts of the notebook that are not kept beside it.

    Raises
    ------
    FileError, ModelError
        A file cannot be read or written; or it is no model, no notebook, or holds no seals.

    Examples
    --------
    >>> go.seal("prisoners-dilemma").said.equilibria["nash"]
    1
    """
    from goodoffices.files.seals import add_seal

    return add_seal(*_files(source), None if documents is None else Path(documents))


def check_seal(
    source: str | os.PathLike[str], *, documents: str | os.PathLike[str] | None = None
) -> SealCheck:
    """Say what has changed since a model was sealed, and what was said when.

    Parameters
    ----------
    source, documents
        As of ``seal``.

    Raises
    ------
    FileError, ModelError
        The model was never sealed, or a file cannot be read or is not what it should be.

    Examples
    --------
    >>> _ = go.seal("battle-of-the-sexes")
    >>> found = go.check_seal("battle-of-the-sexes")
    >>> found.changed, found.broken
    ((), ())
    """
    from goodoffices.files.seals import compare_seals

    return compare_seals(*_files(source), None if documents is None else Path(documents))


def _files(source: str | os.PathLike[str]) -> tuple[Path, Path]:
    """Return the model file, and that of its seals."""
    from goodoffices.files.seals import seal_file

    file = Path(source)
    published = not file.exists() and str(source) in names()
    file = path(str(source)) if published else file
    return file, seal_file(file, published=published)
