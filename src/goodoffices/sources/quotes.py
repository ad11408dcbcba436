"""Quotes against a text: whether each stands where it is said to stand, and where else it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.errors import Problem
from goodoffices.sources.notebook import Document, Span, Statement

_BLANKS = (0x09, 0x0A, 0x0D, 0xA0, 0x2009, 0x202F)
_DASHES = (0x2010, 0x2011, 0x2013, 0x2014)
_ALIKE = {
    **dict.fromkeys((0x201C, 0x201D, 0x201E, 0xAB, 0xBB), '"'),
    **dict.fromkeys((0x2018, 0x2019, 0x201A), "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_BLANKS, " "),
}


@dataclass(frozen=True)
class Text:
    """The text of a document as it is at hand.

    Attributes
    ----------
    text
        Its code points, line ends as they are in the file.
    sha256
        Of the bytes of the file; empty where there is none.
    """

    text: str
    sha256: str = ""


def check_document(document: Document, text: Text) -> Iterator[Problem]:
    """Yield what is wrong with a document: another checksum, a passage behind its end."""
    where = ("documents", document.name)
    if document.sha256 and text.sha256 and document.sha256 != text.sha256:
        yield Problem(
            (*where, "sha256"),
            f"the text of {document.name} is not the one that was read: its SHA-256 begins with "
            f"{text.sha256[:12]}",
            f"{document.sha256[:12]}…",
            "find the text that was read; or check its quotes and write the new checksum",
        )
    for k, (start, end) in enumerate(document.passages):
        if end > len(text.text):
            yield Problem(
                (*where, "passage", k),
                f"the passage [{start}, {end}] of {document.name} goes behind the end of its text",
                f"at most {len(text.text)}",
            )


def check_quote(row: Statement, text: str) -> Problem | None:
    """Say where a quote stands instead, if it does not stand where the statement says."""
    start, end = row.span
    if row.quote and text[start:end] == row.quote:
        return None
    where = ("statements", row.name, "at")
    if not row.quote:
        return Problem(("statements", row.name, "quote"), f"{row.name} quotes no words")
    places = _places(row.quote, text)
    at = f"[{start}, {end}]"
    if len(places) == 1:
        found = f"the quote of {row.name} stands at {_told(places[0])} of {row.document}, not at"
        return Problem(where, f"{found} {at}", remedy=f"write at: {_told(places[0])}")
    if places:
        nearest = min(places, key=lambda span: abs(span[0] - start))
        found = f"the quote of {row.name} stands at {len(places)} places of {row.document}, none "
        return Problem(where, f"{found}of them {at}", remedy=f"the nearest is {_told(nearest)}")
    found = f"the quote of {row.name} does not stand in {row.document}"
    alike = _places(row.quote.translate(_ALIKE), text.translate(_ALIKE))
    if alike:
        return Problem(
            ("statements", row.name, "quote"),
            f"{found} letter by letter: its blanks, dashes or quotation marks differ",
            remedy=f"copy the words as they stand at {_told(alike[0])}",
        )
    remedy = "copy the words as they stand there, or take the statement out"
    return Problem(("statements", row.name, "quote"), found, remedy=remedy)


def _places(quote: str, text: str) -> list[Span]:
    """Return where a quote stands in a text."""
    found: list[Span] = []
    start = text.find(quote)
    while start >= 0:
        found.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found


def _told(span: Span) -> str:
    return f"[{span[0]}, {span[1]}]"
