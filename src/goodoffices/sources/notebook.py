"""The notebook of a model: which words of which document each of its values rests on.

A statement is a row: somebody does or says something to somebody, about an option or a lever, in
words that stand at a place of a document. Places count code points of the stored text. A reader
proposes rows; a person confirms or rejects them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Act = Literal[
    "demand",
    "offer",
    "accept",
    "refuse",
    "threaten",
    "promise",
    "yield",
    "act",
    "leverage",
    "precondition",
    "conditional",
    "claim",
]
Hedge = Literal["none", "reported", "likely", "possible", "unlikely", "unclear"]
Standing = Literal["proposed", "confirmed", "rejected"]
Kind = Literal["fact", "claim", "assumption"]

ACTS: tuple[Act, ...] = get_args(Act)
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
AUTHOR = "author"
Span = tuple[int, int]


def overlap(one: Span, other: Span) -> bool:
    """Say whether two spans have a place in common."""
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True)
class Document:
    """A text that statements are quoted from.

    Attributes
    ----------
    file
        Where its text is kept, relative to the notebook; empty where it is kept nowhere.
    sha256
        Of the bytes of the file, in hexadecimal digits.
    passages
        Spans ``(start, end)`` of the text that are about the dispute; in order, none overlaps.

    Examples
    --------
    >>> go.Document("d1", title="A commentary", date="2025-05-12").publisher
    ''
    """

    name: str
    file: str = ""
    sha256: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""
    passages: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A row: who does or says what to whom, about what, and the words that say so.

    Attributes
    ----------
    document
        Name of the document that the quote stands in.
    span
        Where: the first code point of the quote, and the one after its last.
    quote
        The words, exactly as they stand there.
    act
        One of ``ACTS``.
    actors, targets
        Parties by name.
    about
        Options and levers, each by its own name or as ``Party.option``.
    hedge
        How sure the words are, one of ``HEDGES``.
    speaker
        The party whose words they are, or ``author``: then the row is a claim, not a fact.
    condition
        What it depends on, in the words of the text; empty where it depends on nothing.
    by
        Who proposed it: ``reader``, ``endpoint`` or a person.
    standing
        Whether somebody let it stand.
    judged_by
        Who confirmed or rejected it.

    Examples
    --------
    >>> row = go.Statement("s1", "d1", (0, 24), "Kyiv refuses to cede it.", "refuse", ("Ukraine",))
    >>> row.standing
    'proposed'
    """

    name: str
    document: str
    span: Span
    quote: str
    act: Act
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    hedge: Hedge = "none"
    speaker: str = AUTHOR
    condition: str = ""
    by: str = "reader"
    standing: Standing = "proposed"
    judged_by: str = ""


@dataclass(frozen=True)
class Ground:
    """What one value of the model rests on.

    Attributes
    ----------
    place
        Path of a value of the model: ``decision_makers.Ukraine.preferences.weights.cede``.
    statements
        Names of statements that bear on it; none for an assumption.

    Examples
    --------
    >>> go.Ground("status_quo", kind="assumption", note="The day before the talks").statements
    ()
    """

    place: str
    statements: tuple[str, ...] = ()
    kind: Kind = "assumption"
    note: str = ""


@dataclass(frozen=True)
class Notebook:
    """Documents, the statements read from them, and the values of a model that rest on these.

    Attributes
    ----------
    parties
        Name of each party to the other names it goes by.

    Examples
    --------
    >>> go.Notebook(parties={"Russia": ("Putin", "Moscow")}).statements
    ()
    """

    documents: tuple[Document, ...] = ()
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    grounds: tuple[Ground, ...] = ()

    @property
    def confirmed(self) -> tuple[Statement, ...]:
        """The statements that somebody let stand."""
        return tuple(row for row in self.statements if row.standing == "confirmed")

    def document(self, name: str) -> Document | None:
        """Return the document of a name, if there is one."""
        return next((document for document in self.documents if document.name == name), None)

    def statement(self, name: str) -> Statement | None:
        """Return the statement of a name, if there is one."""
        return next((row for row in self.statements if row.name == name), None)
