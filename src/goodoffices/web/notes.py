"""The notebook of a model for the page: texts in pieces, rows, and what values rest on."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from goodoffices.errors import RequestError
from goodoffices.files.notebooks.notes import Notes
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.reading import row_word
from goodoffices.show.language import say
from goodoffices.sources.matching import match_statements
from goodoffices.sources.notebook import ACTS, HEDGES, Document, Span, Statement, overlap
from goodoffices.sources.reader.parties import parties_of
from goodoffices.sources.reader.tokens import sentences
from goodoffices.web.drafts import Open

_MOST_LISTED = 500
Data = dict[str, Any]


def view(one: Open) -> Data:
    """Return everything about a model's notebook but the texts."""
    notes, conflict = one.notes, one.draft.conflict
    notebook, rows = notes.notebook, notes.notebook.statements
    return {
        "revision": notes.revision,
        "undo": next(iter(reversed(notes.history)), None),
        "redo": next(iter(notes.undone), None),
        "kept": one.notes_file is not None,
        "file": "" if one.notes_file is None else one.notes_file.name,
        "trouble": one.notes_trouble,
        "read": one.read,
        "acts": list(ACTS),
        "hedges": list(HEDGES),
        "words": {key: row_word(key) or say("none") for key in (*ACTS, *HEDGES)},
        "parties": list({**parties_of(conflict), **notebook.parties}),
        "about": _things(conflict),
        "documents": [_document(notes, document) for document in notebook.documents],
        "statements": [
            _row(row) | {"bears": [bearing.place for bearing in match.bearings]}
            for row, match in zip(rows, match_statements(rows, conflict), strict=True)
        ],
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
        if not any(overlap(row.span, (start, end)) for row in rows)
    ]
    ends = (0, *(place for span in passages for place in span), len(whole))
    apart = zip(ends[::2], ends[1::2], strict=True)
    parts = [whole[start:end] for start, end in apart]
    dropped = [line for part in parts for line in part.splitlines() if line.strip()]
    return {
        "passages": [in_pieces(whole, span, rows) for span in passages],
        "unread": unread[:_MOST_LISTED],
        "dropped": dropped[:_MOST_LISTED],
        "counts": {"unread": len(unread), "dropped": len(dropped)},
    }


def in_pieces(whole: str, passage: Span, rows: list[Statement]) -> list[Data]:
    """Cut a passage wherever a row begins or ends."""
    start, end = passage
    inside = [row for row in rows if overlap(row.span, passage)]
    cuts = {place for row in inside for place in row.span if start < place < end}
    places = [start, *sorted(cuts), end]
    return [
        {
            "at": a,
            "text": whole[a:b],
            "rows": [row.name for row in inside if overlap(row.span, (a, b))],
        }
        for a, b in pairwise(places)
    ]
