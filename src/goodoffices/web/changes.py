"""Changes to the notebook of a model: texts read, rows judged and revised, values tied."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goodoffices.errors import RequestError
from goodoffices.files.notebooks.notes import Notes, kept_as
from goodoffices.files.pages.page_files import loads_pages
from goodoffices.show.document import Text, flat, plain_blocks
from goodoffices.show.language import message, say
from goodoffices.show.telling import report
from goodoffices.sources import noting
from goodoffices.sources.adding import added
from goodoffices.sources.notebook import Document, Ground, Notebook, Statement
from goodoffices.sources.pages import Page
from goodoffices.sources.reading import read_page
from goodoffices.web import wire
from goodoffices.web.drafts import Open

MOST_TEXT = 32 * 2**20
_MOST_PAGES = 50
_ADDRESS = re.compile(r"\s*(?:https?|ftp)://\S+\s*", re.IGNORECASE)
Data = dict[str, Any]
_JUDGED = {
    "proposed": message("{} proposed"),
    "confirmed": message("{} confirmed"),
    "rejected": message("{} rejected"),
}


def make(one: Open, asked: wire.NotesChange) -> None:
    """Make a change to a model's notebook.

    Raises
    ------
    RequestError
        It cannot be made.
    FileError
        What is to be read is no text.
    """
    notes = one.notes
    texts: Mapping[str, str] = {}
    if isinstance(asked, wire.Reading):
        notebook, texts, label = _read(one, asked)
    else:
        notebook, label = _changed(notes, asked)
    notes.change(notebook, label, texts)


def _changed(notes: Notes, asked: wire.NotesChange) -> tuple[Notebook, str]:
    notebook = notes.notebook
    match asked:
        case wire.Judging(statements=names, standing=standing):
            return noting.judged(notebook, names, standing), say(
                _JUDGED[standing], ", ".join(names)
            )
        case wire.Revising(statement=name):
            return noting.revised(notebook, name, _said(asked)), say("{} changed", name)
        case wire.Marking():
            return noting.marked(notebook, _marked(notes, asked)), say("Passage marked")
        case wire.Tying(place=place, statements=names, kind=kind, note=note):
            ground = Ground(place, tuple(names), kind, note)
            return noting.tied(notebook, ground), say("{} tied", place)
        case wire.Untying(place=place):
            return noting.untied(notebook, place), say("{} untied", place)
        case wire.Dropping(document=name):
            return noting.without_document(notebook, name), say("{} removed", name)
    raise TypeError("a change of no known kind")


def _said(asked: wire.Said) -> Data:
    given = asked.model_dump(exclude_unset=True, exclude={"op", "statement", "document", "span"})
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in given.items()
        if value is not None
    }


def _marked(notes: Notes, asked: wire.Marking) -> Statement:
    """Return the row of a passage that somebody marked, without blanks at its ends."""
    whole = notes.text_of(asked.document)
    if whole is None:
        raise RequestError(f"the text of {asked.document} is not at hand; mark in one that is")
    start, end = asked.span
    quote = whole[start:end].strip()
    if not quote:
        raise RequestError("no words are marked; choose a passage of the text first")
    start = whole.index(quote, start)
    said = {"act": "claim", **_said(asked)}
    place = (start, start + len(quote))
    return Statement("", asked.document, place, quote, **said, by=noting.PERSON)


def _read(one: Open, asked: wire.Reading) -> tuple[Notebook, Mapping[str, str], str]:
    """Return the notebook with what was read from a text, its texts, and a label."""
    notebook = one.notes.notebook
    texts: dict[str, str] = {}
    known, conflict = notebook.parties or None, one.draft.conflict
    reading = read_page(*_pages(asked), parties=known, conflict=conflict, whole=asked.whole)
    found = reading.pages if len(reading.pages) == 1 else reading.disputes
    if not found:
        raise RequestError(f"{asked.name or 'the text'} has no entry that is about a dispute")
    documents: list[Document] = []
    for page in found:
        title = asked.title or page.document.title or asked.name
        date = asked.date or page.document.date
        document = kept_as(replace(page.document, title=title, date=date), page.page.text)
        documents.append(document)
        texts[document.sha256] = page.page.text
    more = Notebook(tuple(documents), dict(reading.parties), reading.rows)
    if sum(map(len, (*one.notes.texts.values(), *texts.values()))) > MOST_TEXT:
        raise RequestError("the texts of this model come to more than 32 MB; open it anew first")
    said = (block for block in flat(report(reading).blocks) if isinstance(block, Text))
    one.read = plain_blocks(said)
    return (
        _widened(added(notebook, more), documents),
        texts,
        say("{} read", asked.title or found[0].document.title or asked.name or say("Text")),
    )


def _widened(notebook: Notebook, read: list[Document]) -> Notebook:
    """Return a notebook whose documents have the passages of the last reading."""
    passages = {one.sha256: one.passages for one in read}
    documents = (
        replace(one, passages=passages.get(one.sha256, one.passages)) for one in notebook.documents
    )
    return replace(notebook, documents=tuple(documents))


def _pages(asked: wire.Reading) -> tuple[Page, ...]:
    name = asked.name or "the text"
    if asked.content is not None:
        try:
            content = base64.b64decode(asked.content, validate=True)
        except binascii.Error as error:
            raise RequestError(f"{name} did not arrive whole; choose it again") from error
    elif _ADDRESS.fullmatch(asked.text or ""):
        raise RequestError(
            "that is an address, and nothing is fetched; save the page in a browser, and choose "
            "the file"
        )
    else:
        content = (asked.text or "").encode(errors="replace")
    found = (replace(page, text=page.text.lstrip("\ufeff")) for page in loads_pages(content, name))
    pages = tuple(page for page in found if page.text.strip())
    if not pages:
        raise RequestError(f"{name} holds no text")
    if len(pages) > _MOST_PAGES:
        raise RequestError(
            f"{name} has {len(pages)} entries; at most {_MOST_PAGES} are read at once"
        )
    return pages
