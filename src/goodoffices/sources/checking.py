"""A notebook against its texts and its model: what is broken, what disagrees, what is missing.

Broken is what is not as the notebook says it is: a quote that does not stand where it is said to
stand, a text with another checksum, a name or a path that leads nowhere. A value whose sign goes
against a demand or a refusal is told and not forbidden: people want what they refuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from goodoffices.answer import Answer
from goodoffices.errors import Problem, nearest
from goodoffices.sources.against import Model, against_model
from goodoffices.sources.notebook import AUTHOR, Document, Kind, Notebook, Statement
from goodoffices.sources.quotes import Text, check_document, check_quote
from goodoffices.sources.voices import Voices, voices

Standing = Literal["at hand", "changed", "not at hand"]


@dataclass(frozen=True)
class DocumentCheck(Answer):
    """What was found of one document.

    Attributes
    ----------
    name, title
        As the notebook has them.
    standing
        Whether its text is at hand, and the one whose checksum the notebook has.
    quotes, right
        How many statements quote it, and how many of them stand where they are said to stand.
    copies
        Other documents that are the same text, partly edited.

    Examples
    --------
    >>> go.check_sources("istanbul-2025").documents[0].standing
    'not at hand'
    """

    name: str
    title: str
    standing: Standing
    quotes: int
    right: int
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValueCheck(Answer):
    """What one value of the model rests on.

    Attributes
    ----------
    place
        Its path in the file.
    kind
        What its ground in the notebook is called; empty where the notebook has none.
    statements
        Those that its ground names.
    voices
        How many voices these come from: copies of one text are one.
    noted
        Whether the model file itself has a comment or a note on it.

    Examples
    --------
    >>> go.check_sources("istanbul-2025").values[0].place
    'quantities.p_neutrality'
    """

    place: str
    kind: Kind | Literal[""] = ""
    statements: tuple[str, ...] = ()
    voices: int = 0
    noted: bool = False


@dataclass(frozen=True)
class SourcesCheck(Answer):
    """A notebook checked against the texts that are at hand, and against its model.

    Attributes
    ----------
    source
        The file of the notebook.
    model
        The file of the model; empty where the notebook was checked by itself.
    documents, values
        What was found of each document, and of each value of the model.
    unused
        Confirmed statements that no ground names.
    voices
        Documents grouped by whose text they are.
    problems
        Everything that is broken, then hints (of severity ``hint``).

    Examples
    --------
    >>> found = go.check_sources("istanbul-2025")
    >>> found.broken, found.unsourced
    ((), ())
    """

    source: str
    notebook: Notebook = field(repr=False)
    model: str = ""
    documents: tuple[DocumentCheck, ...] = ()
    values: tuple[ValueCheck, ...] = ()
    unused: tuple[str, ...] = ()
    voices: Voices = ()
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> tuple[Problem, ...]:
        """What is not as the notebook says it is."""
        return tuple(one for one in self.problems if one.severity == "error")

    @property
    def hints(self) -> tuple[Problem, ...]:
        """What may not be meant so."""
        return tuple(one for one in self.problems if one.severity == "hint")

    @property
    def unsourced(self) -> tuple[str, ...]:
        """Values of the model that have no ground, neither in the notebook nor in a note."""
        return tuple(one.place for one in self.values if not one.kind and not one.noted)


def check_notebook(
    notebook: Notebook,
    texts: Mapping[str, Text],
    model: Model | None = None,
    *,
    source: str = "",
    name: str = "",
) -> SourcesCheck:
    """Check a notebook.

    Parameters
    ----------
    texts
        By name of document, the texts that are at hand.
    model
        What the model has, and where; without it only quotes and names are checked.
    source, name
        Files of the notebook and of the model, for the answer.

    Examples
    --------
    >>> from goodoffices.sources.checking import check_notebook
    >>> row = go.Statement("s1", "d1", (1, 5), "Kyiv", "refuse", ("Ukraine",))
    >>> notebook = go.Notebook((go.Document("d1"),), {"Ukraine": ()}, (row,))
    >>> from goodoffices.sources.quotes import Text
    >>> check_notebook(notebook, {"d1": Text("Kyiv refused.")}).broken[0].found
    'the quote of s1 stands at [0, 4] of d1, not at [1, 5]'
    """
    grouped = voices(notebook.documents, {key: text.text for key, text in texts.items()})
    checked = [_document(one, notebook, texts.get(one.name), grouped) for one in notebook.documents]
    problems = [problem for _, found in checked for problem in found]
    problems += _names(notebook, model)
    if model is not None:
        problems += against_model(notebook, model)
    used = {name for ground in notebook.grounds for name in ground.statements}
    return SourcesCheck(
        source,
        notebook,
        name,
        tuple(document for document, _ in checked),
        () if model is None else tuple(_values(notebook, model, grouped)),
        tuple(row.name for row in notebook.confirmed if row.name not in used),
        grouped,
        tuple(sorted(problems, key=lambda one: one.severity)),
    )


def _document(
    document: Document, notebook: Notebook, text: Text | None, grouped: Voices
) -> tuple[DocumentCheck, list[Problem]]:
    """Check one document, and the quotes from it."""
    rows = [row for row in notebook.statements if row.document == document.name]
    voice = next(group for group in grouped if document.name in group)
    checked = DocumentCheck(
        document.name,
        document.title,
        "not at hand",
        len(rows),
        0,
        tuple(name for name in voice if name != document.name),
    )
    if text is None:
        return checked, []
    problems = list(check_document(document, text))
    wrong = [fault for row in rows if (fault := check_quote(row, text.text)) is not None]
    same = not document.sha256 or not text.sha256 or document.sha256 == text.sha256
    standing: Standing = "at hand" if same else "changed"
    return replace(checked, standing=standing, right=len(rows) - len(wrong)), problems + wrong


def _names(notebook: Notebook, model: Model | None) -> Iterator[Problem]:
    """Yield what statements and grounds name and the notebook does not have."""
    documents = [document.name for document in notebook.documents]
    parties: list[str] = [
        name for party, others in notebook.parties.items() for name in (party, *others)
    ]
    parties += () if model is None else model.parties
    known = {name.casefold() for name in parties}
    for row in notebook.statements:
        where = ("statements", row.name)
        if row.document not in documents:
            yield _unknown((*where, "in"), row.name, "document", row.document, documents)
        for key, names in (("actor", row.actors), ("target", row.targets), ("speaker", _by(row))):
            for name in names:
                if name.casefold() not in known:
                    yield _unknown((*where, key), row.name, "party", name, parties)
    rows = [row.name for row in notebook.statements]
    for ground in notebook.grounds:
        for name in ground.statements:
            if name not in rows:
                here = ("grounds", ground.place, "statements")
                yield _unknown(here, ground.place, "statement", name, rows)


def _by(row: Statement) -> tuple[str, ...]:
    return () if row.speaker in {"", AUTHOR} else (row.speaker,)


def _unknown(where: tuple[str, ...], owner: str, noun: str, name: str, known: list[str]) -> Problem:
    found = f"{owner} names the {noun} '{name}', which the notebook does not have"
    return Problem(where, found, remedy=nearest(name, known))


def _values(notebook: Notebook, model: Model, grouped: Voices) -> Iterator[ValueCheck]:
    """Yield each value of the model with its ground: its own, or that of what it is part of."""
    grounds = {ground.place: ground for ground in notebook.grounds}
    voice = {name: k for k, group in enumerate(grouped) for name in group}
    for place, noted in model.values.items():
        ground = next((grounds[one] for one in model.above(place) if one in grounds), None)
        if ground is None:
            yield ValueCheck(place, noted=noted)
            continue
        rows = [row for name in ground.statements if (row := notebook.statement(name)) is not None]
        heard = {voice.get(row.document, -1) for row in rows}
        yield ValueCheck(place, ground.kind, ground.statements, len(heard), noted)
