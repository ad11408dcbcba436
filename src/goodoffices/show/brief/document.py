"""The brief as a document: sections of paragraphs, lists, tables and figures, in no format yet.

Every writer (HTML, PDF, Markdown, JSON, the terminal) gets the same document, so that all of them
say the same. Texts are plain: what a model file brings along is never markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

MOST_TOGETHER = 14
"""Rows of a table that writers for paper keep on one page."""

_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes
    ----------
    kind
        ``lead``: the answer of a section, set off from the rest. ``note``: small print.
    """

    text: str
    kind: Literal["plain", "lead", "note"] = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of points, one sentence or more each."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of text.

    Attributes
    ----------
    caption
        What the table shows, in a few words.
    numeric
        Per column, whether it holds numbers (set flush right).
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True)
class Figure:
    """A picture.

    Attributes
    ----------
    alternative
        What the picture shows, in words, for readers who do not see it.
    draw
        Draws the picture, as SVG; called only by writers that show it.
    """

    caption: str
    alternative: str
    draw: Callable[[], str] = field(compare=False)

    @cached_property
    def svg(self) -> str:
        """The picture itself."""
        return self.draw()


Block = Paragraph | Bullets | Table | Figure


@dataclass(frozen=True)
class Section:
    """A section; ``key`` names it in links and in JSON."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """The whole brief; ``lang`` is the language that it is written in."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    lang: str = "en"

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; each block says its kind. Pictures are left out."""
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "lang": self.lang,
            "sections": [
                {"key": s.key, "title": s.title, "blocks": [_block(block) for block in s.blocks]}
                for s in self.sections
            ],
        }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text, kind):
            return {"block": "paragraph", "kind": kind, "text": text}
        case Bullets(items):
            return {"block": "list", "items": list(items)}
        case Table(caption, header, rows, numeric):
            return {
                "block": "table",
                "caption": caption,
                "header": list(header),
                "rows": [list(row) for row in rows],
                "numeric": list(numeric),
            }
        case Figure(caption, alternative):
            return {"block": "figure", "caption": caption, "alternative": alternative}


def clean(text: str) -> str:
    """Return text on one line, without characters that no page can hold."""
    kept = (
        c if c in _JOINERS or not unicodedata.category(c).startswith("C") else " " for c in text
    )
    return " ".join("".join(kept).split())


def paragraph(text: str, kind: Literal["plain", "lead", "note"] = "plain") -> Paragraph:
    """Make a paragraph of any text."""
    return Paragraph(clean(text), kind)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Make a paragraph of each part of a text that an empty line ends."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return (Paragraph(clean(part)) for part in parts if clean(part))


def bullets(items: Iterable[str]) -> tuple[Bullets, ...]:
    """Make a list of any texts; nothing of none."""
    cleaned = tuple(filter(None, map(clean, items)))
    return (Bullets(cleaned),) if cleaned else ()


def table(
    caption: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[str]],
) -> tuple[Table, ...]:
    """Make a table of any texts; nothing of no rows.

    Columns are given as header and kind, ``text`` or ``number``.
    """
    body = tuple(tuple(clean(cell) for cell in row) for row in rows)
    if not body:
        return ()
    header = tuple(clean(name) for name, _ in columns)
    return (Table(clean(caption), header, body, tuple(kind == "number" for _, kind in columns)),)
