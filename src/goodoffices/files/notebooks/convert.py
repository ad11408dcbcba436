"""Between a notebook and the plain data of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from goodoffices.files.notebooks.schema import (
    DocumentEntry,
    GroundEntry,
    NotebookFile,
    StatementEntry,
)
from goodoffices.sources.notebook import Document, Ground, Notebook, Span, Statement

_DOCUMENT = {"passages": "passage"}
_STATEMENT = {
    "document": "in",
    "span": "at",
    "actors": "actor",
    "targets": "target",
    "standing": "state",
}
_ALWAYS = {"quote", "act", "kind", "document", "span", "standing", "by"}


def to_notebook(file: NotebookFile) -> Notebook:
    """Return the notebook that a valid file describes."""
    return Notebook(
        documents=tuple(_document(name, entry) for name, entry in file.documents.items()),
        parties=dict(file.parties),
        statements=tuple(_statement(name, entry) for name, entry in file.statements.items()),
        grounds=tuple(_ground(place, entry) for place, entry in file.grounds.items()),
    )


def _document(name: str, entry: DocumentEntry) -> Document:
    return Document(
        name,
        entry.file,
        entry.sha256,
        entry.title,
        entry.publisher,
        entry.date,
        entry.address,
        tuple(map(_span, entry.passage)),
    )


def _statement(name: str, entry: StatementEntry) -> Statement:
    return Statement(
        name,
        entry.document,
        _span(entry.span),
        entry.quote,
        entry.act,
        entry.actor,
        entry.target,
        entry.about,
        entry.hedge,
        entry.speaker,
        entry.condition or "",
        entry.by,
        entry.state,
        entry.judged_by,
    )


def _span(places: tuple[int, ...]) -> Span:
    start, end = places
    return start, end


def _ground(place: str, entry: GroundEntry) -> Ground:
    return Ground(place, entry.statements, entry.kind, entry.note)


def as_data(notebook: Notebook) -> dict[str, Any]:
    """Return a notebook as its file says it, what is left at its default left out."""
    data = {
        "documents": {one.name: _entry(one, _DOCUMENT) for one in notebook.documents},
        "parties": {name: list(others) for name, others in notebook.parties.items()},
        "statements": {one.name: _entry(one, _STATEMENT) for one in notebook.statements},
        "grounds": {one.place: _entry(one, {}) for one in notebook.grounds},
    }
    return {key: entries for key, entries in data.items() if entries}


def _entry(one: Document | Statement | Ground, keys: Mapping[str, str]) -> dict[str, Any]:
    """Return the entry of what stands under its first field, by the keys of the file."""
    _, *others = fields(one)
    return {
        keys.get(field.name, field.name): _listed(value)
        for field in others
        if (value := getattr(one, field.name)) != field.default or field.name in _ALWAYS
    }


def _listed(value: object) -> object:
    return [_listed(item) for item in value] if isinstance(value, tuple | list) else value
