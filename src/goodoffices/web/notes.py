"""The notebook of a model for the page: texts in pieces, rows, and what values rest on."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goodoffices.errors import RequestError
from goodoffices.files.notebooks.notes import Notes, kept_as
from goodoffices.files.pages.page_files import pages_in
from goodoffices.model.conflict import Conflict
from goodoffices.sources import noting
from goodoffices.sources.matching import match_statements
from goodoffices.sources.notebook import (
    ACTS,
    HEDGES,
    Document,
    Ground,
    Notebook,
    Span,
    Statement,
)
from goodoffices.sources.pages import Page
from goodoffices.sources.parties import parties_of
from goodoffices.sources.passages import find_passages
from goodoffices.sources.reader import read_statements
from goodoffices.sources.tokens import sentences
from goodoffices.web import wire
from goodoffices.web.drafts import Open

MOST_TEXT = 32 * 2**20
_MOST_PAGES = 50
Data = dict[str, Any]


def view(one: Open) -> Data:
    """Return everything about a model's notebook but the texts."""
    notes, conflict = one.notes, one.draft.conflict
    notebook = notes.notebook
    return {
        "revision": notes.revision,
        "undo": next(iter(reversed(notes.history)), None),
        "redo": next(iter(notes.undone), None),
        "kept": one.notes_file is not None,
        "file": "" if one.notes_file is None else one.notes_file.name,
        "trouble": one.notes_trouble,
        "acts": list(ACTS),
        "hedges": list(HEDGES),
        "parties": list({**parties_of(conflict), **notebook.parties}),
        "about": _things(conflict),
        "documents": [_document(notes, document) for document in notebook.documents],
        "statements": [_row(row) for row in notebook.statements],
        "grounds": [
            {
                "place": ground.place,
                "statements": list(ground.statements),
                "kind": ground.kind,
                "note": ground.note,
            }
            for ground in notebook.grounds
        ],
    }


def _things(conflict: Conflict) -> list[str]:
    options = [f"{owner}.{option.name}" for owner, option in conflict.option_of.values()]
    return [*options, *(lever.name for lever in conflict.mediation.levers)]


def _document(notes: Notes, document: Document) -> Data:
    told = {"name": document.name, "title": document.title or document.name}
    known = {"publisher": document.publisher, "date": document.date, "address": document.address}
    return told | known | {"atHand": document.sha256 in notes.texts}


def _row(row: Statement) -> Data:
    return {
        "name": row.name,
        "document": row.document,
        "at": list(row.span),
        "quote": row.quote,
        "act": row.act,
        "actors": list(row.actors),
        "targets": list(row.targets),
        "about": list(row.about),
        "hedge": row.hedge,
        "speaker": row.speaker,
        "condition": row.condition,
        "by": row.by,
        "standing": row.standing,
    }


def text(one: Open, name: str) -> Data:
    """Return the text of a document in pieces: each with the rows that it belongs to.

    What is not about the dispute comes by itself, and so do sentences that no row speaks of.

    Raises
    ------
    RequestError
        There is no such document, or its text is not at hand.
    """
    notebook = one.notes.notebook
    document, whole = notebook.document(name), one.notes.text_of(name)
    if document is None or whole is None:
        raise RequestError(f"the text of {name} is not at hand; its quotes are shown all the same")
    passages = document.passages or ((0, len(whole)),)
    rows = [row for row in notebook.statements if row.document == name]
    unread = [
        {"at": start, "text": whole[start:end]}
        for start, end in sentences(whole, passages)
        if not any(row.span[0] < end and start < row.span[1] for row in rows)
    ]
    ends = (0, *(place for span in passages for place in span), len(whole))
    apart = zip(ends[::2], ends[1::2], strict=True)
    dropped = [whole[start:end].strip() for start, end in apart]
    return {
        "passages": [_pieces(whole, span, rows) for span in passages],
        "unread": unread,
        "dropped": [line for part in dropped for line in part.splitlines() if line.strip()],
    }


def _pieces(whole: str, passage: Span, rows: list[Statement]) -> list[Data]:
    """Cut a passage wherever a row begins or ends."""
    start, end = passage
    inside = [row for row in rows if row.span[0] < end and start < row.span[1]]
    cuts = {place for row in inside for place in row.span if start < place < end}
    places = [start, *sorted(cuts), end]
    return [
        {
            "at": a,
            "text": whole[a:b],
            "rows": [row.name for row in inside if row.span[0] < b and a < row.span[1]],
        }
        for a, b in zip(places, places[1:], strict=False)
    ]


def change(one: Open, asked: wire.NotesChange) -> None:
    """Make a change to a model's notebook.

    Raises
    ------
    RequestError
        It cannot be made.
    FileError
        What is to be read is no text.
    """
    notes, texts = one.notes, {}
    if isinstance(asked, wire.Reading):
        notebook, texts, label = _read(one, asked)
    else:
        notebook, label = _changed(notes, asked)
    notes.change(notebook, label, texts)


def _changed(notes: Notes, asked: wire.NotesChange) -> tuple[Notebook, str]:
    notebook = notes.notebook
    match asked:
        case wire.Judging(statements=names, standing=standing):
            return noting.judged(notebook, names, standing), f"{', '.join(names)} {standing}"
        case wire.Revising(statement=name):
            return noting.revised(notebook, name, _said(asked)), f"{name} changed"
        case wire.Marking():
            return noting.marked(notebook, _marked(notes, asked)), "Passage marked"
        case wire.Tying(place=place, statements=names, kind=kind, note=note):
            ground = Ground(place, tuple(names), kind, note)
            return noting.tied(notebook, ground), f"{place} tied"
        case wire.Untying(place=place):
            return noting.untied(notebook, place), f"{place} untied"
        case wire.Dropping(document=name):
            return noting.without_document(notebook, name), f"{name} removed"
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
    notebook, texts = one.notes.notebook, {}
    pages = _pages(asked)
    for page in pages:
        document, rows = _rows(page, asked, one.draft.conflict, notebook)
        notebook = noting.with_document(
            notebook, document, rows, parties_of(one.draft.conflict)
        )
        texts[document.sha256] = page.text
    if sum(map(len, (*one.notes.texts.values(), *texts.values()))) > MOST_TEXT:
        raise RequestError("the texts of this model come to more than 32 MB; remove one first")
    return notebook, texts, f"{pages[0].title or asked.name or 'Text'} read"


def _pages(asked: wire.Reading) -> tuple[Page, ...]:
    name = asked.name or "the text"
    if asked.content is not None:
        try:
            content = base64.b64decode(asked.content, validate=True)
        except binascii.Error as error:
            raise RequestError(f"{name} did not arrive whole; choose it again") from error
    else:
        content = (asked.text or "").encode(errors="replace")
    found = (replace(page, text=page.text.lstrip("\ufeff")) for page in pages_in(content, name))
    pages = tuple(page for page in found if page.text.strip())
    if not pages:
        raise RequestError(f"{name} holds no text")
    if len(pages) > _MOST_PAGES:
        raise RequestError(f"{name} has {len(pages)} entries; at most {_MOST_PAGES} are read at once")
    return pages


def _rows(
    page: Page, asked: wire.Reading, conflict: Conflict, notebook: Notebook
) -> tuple[Document, list[Statement]]:
    title = asked.title or page.title or asked.name
    date = asked.date or page.date
    passages = find_passages(page.text).kept
    document = Document(
        "d1", "", "", title, page.publisher, date, page.address, passages
    )
    parties = {**parties_of(conflict), **notebook.parties}
    rows, _ = read_statements(page.text, passages, parties)
    matched = [match.statement for match in match_statements(rows, conflict)]
    return kept_as(document, page.text), matched
