"""Drafted models as files: beside each value the rows of the notebook that it rests on."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from goodoffices.errors import FileError, Path, dotted
from goodoffices.files.atomic import refuse_existing, write_text
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.files.dumps import dumps
from goodoffices.files.notebooks.check import notebook_beside
from goodoffices.files.notebooks.load import load_notebook
from goodoffices.files.notebooks.save import changed_notebook, dumps_notebook
from goodoffices.files.read import read_text
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import walk
from goodoffices.sources.drafting.gaps import DraftQuestion
from goodoffices.sources.drafting.model_draft import NotebookDraft
from goodoffices.sources.drafting.parts import one_line
from goodoffices.sources.notebook import Document, Ground, Notebook

_SIGNS = """\
# 1 to 10 points: the rows say that it is wanted; -10 to -1: that it is not; -10 to 10: they do not
# say, or contradict each other. The sizes are no more than a start, and so are the levers' effects.
"""


def drafted_text(draft: NotebookDraft) -> str:
    """Return the text of a model file for a draft, with a comment beside each value.

    Raises
    ------
    ModelError
        The model holds something that a file cannot.
    """
    plain = dumps(draft.conflict)
    text = _with_comments(_head(draft) + plain, draft) + _candidates(draft)
    return text if conflict_from_text(text, "") == draft.conflict else plain


def refuse_to_draft(
    notebook: Notebook, source: str | os.PathLike[str], model: FilePath, *, force: bool
) -> None:
    """Raise FileError where a draft would replace what is there, unless ``force``.

    Parameters
    ----------
    notebook, source
        The notebook that is drafted from, and its file. Where that stands beside the model, it
        takes up the grounds; it must not have any yet.
    model
        Where the model goes.
    """
    refuse_existing(model, force=force)
    beside = notebook_beside(model)
    if not _same(beside, FilePath(source)):
        refuse_existing(beside, force=force)
    elif notebook.grounds and not force:
        told = f"{beside} says already what {len(notebook.grounds)} values of a model rest on"
        raise FileError(f"{told}; draft to another name, or have that replaced").wanting("force")


def save_draft(
    draft: NotebookDraft, source: str | os.PathLike[str], model: FilePath, *, force: bool = False
) -> tuple[FilePath, FilePath]:
    """Write a drafted model, and beside it the notebook with the grounds of its values.

    Returns
    -------
    tuple
        The two files.

    Raises
    ------
    FileError
        As ``refuse_to_draft`` raises it, or a file cannot be written.
    """
    refuse_to_draft(load_notebook(source), source, model, force=force)
    beside, origin = notebook_beside(model), FilePath(source)
    documents = tuple(_moved(one, origin, beside) for one in draft.notebook.documents)
    notebook = dataclasses.replace(draft.notebook, documents=documents)
    text = _told_anew(read_text(origin), notebook)
    there, replaced = model.exists(), force or _same(beside, origin)
    write_text(model, drafted_text(draft), force=force)
    try:
        write_text(beside, text, force=replaced, what="a notebook")
    except BaseException:
        if not there:  # a model alone would be in the way of the next draft
            model.unlink(missing_ok=True)
        raise
    return model, beside


def places(text: str) -> dict[Path, int]:
    """Return the line, from 1, at which each value of a model file stands."""
    document = parse(text)
    return {path: document.place(node.key_start)[0] for path, node in walk(document.root)}


def _told_anew(text: str, notebook: Notebook) -> str:
    """Return the text of a notebook with other grounds, its comments and its style kept."""
    bare = changed_notebook(text, dataclasses.replace(notebook, grounds=()))
    kept = None if bare is None else changed_notebook(bare, notebook)
    return dumps_notebook(notebook) if kept is None else kept


def line_of(question: DraftQuestion, lines: dict[Path, int]) -> int | None:
    """Return the line at which a question is answered; None where nothing stands there yet."""
    return next((lines[place] for place in question.places if place in lines), None)


def _same(one: FilePath, other: FilePath) -> bool:
    return one.resolve() == other.resolve()


def _moved(document: Document, origin: FilePath, beside: FilePath) -> Document:
    """Return a document with its file as it is seen from another notebook."""
    if not document.file or origin.resolve().parent == beside.resolve().parent:
        return document
    seen = os.path.relpath(origin.resolve().parent / document.file, beside.resolve().parent)
    return dataclasses.replace(document, file=PurePosixPath(FilePath(seen)).as_posix())


def _head(draft: NotebookDraft) -> str:
    count = len(draft.notebook.confirmed)
    rows = f"{count} confirmed row{'s' * (count != 1)} of its notebook"
    head = f"# Drafted from {rows}; beside each value stand the rows it rests on.\n"
    weighed = any(dm.preferences.key == "weights" for dm in draft.conflict.decision_makers)
    return head + _SIGNS * weighed


def _with_comments(text: str, draft: NotebookDraft) -> str:
    """Write what each value rests on behind the line it stands on."""
    document = parse(text)
    ends = {
        dotted(path): document.place(node.end)[0]
        for path, node in walk(document.root)
        if node.style != "block"
    }
    told: dict[int, list[str]] = {}
    for ground in draft.notebook.grounds:
        comment = _comment(ground)
        if ground.place in ends and comment not in told.setdefault(ends[ground.place], []):
            told[ends[ground.place]].append(comment)
    lines = text.split("\n")
    for line, comments in told.items():
        lines[line - 1] += f"  # {'; '.join(comments)}"
    return "\n".join(lines)


def _comment(ground: Ground) -> str:
    names = ", ".join(one_line(name) for name in ground.statements)
    if ground.kind == "assumption":
        return f"assumption, after {names}" if names else "assumption"
    return f"{ground.kind}: {names}"


def _candidates(draft: NotebookDraft) -> str:
    if not draft.candidates:
        return ""
    rows = "".join(f"#   {one_line(c.statement)}: {one_line(c.claim)}\n" for c in draft.candidates)
    return f"\n# May become claims, below mediation.claims, once there is a settlement:\n{rows}"
