"""What an answer says, as blocks: prose, points, tables, figures and sections, in no format yet.

Every writer sees these blocks only, so that all of them say the same. Texts are plain: what a model
file brings along is never markup. Tables hold plain values; numbers stay numbers until a writer
prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, Literal, NamedTuple, ParamSpec, TypeVar

from goodoffices.show.headings import heading
from goodoffices.show.language import Language, numeral, say, say_as, speaking, spoken
from goodoffices.show.texts import clean, printable

P = ParamSpec("P")
Written = TypeVar("Written")
Cell = str | int | float | bool | None
Kind = Literal["text", "number", "option", "verdict", "mark"]
MOST_TOGETHER = 14
"""Rows of a table that writers for paper keep on one page."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    key
        The column's name in CSV.
    heading
        What people read above it; what ``headings`` has for the key by default.
    kind
        ``option``: True, False or None, shown as Y, N and -. ``verdict``: True where the concept
        in the heading holds. ``mark``: True is shown as a star.
    group
        Shown above the headings of neighbouring columns: the decision maker, or what they have in
        common.
    label
        The heading in full, for the legend.
    """

    key: str
    heading: str = ""
    kind: Kind = "text"
    group: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        """Take the heading that the key has, where none is given."""
        object.__setattr__(self, "heading", self.heading or heading(self.key))


@dataclass(frozen=True)
class Table:
    """A table of plain values.

    Attributes
    ----------
    rows
        One value per column. Read once.
    parties
        Name to label of the decision makers that headings and groups speak of.
    section
        Rows before the first rule across the table; 0 for none.
    named
        Columns that say what the others are of; 0 for those before the first that holds fractions.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    title: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    section: int = 0
    named: int = 0


class Text(NamedTuple):
    """A paragraph as it stands; ``lead``: the answer of a section; ``note``: small print."""

    text: str
    kind: Literal["plain", "lead", "note"] = "plain"


class Points(NamedTuple):
    """A list of points, one sentence or more each."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A picture.

    Attributes
    ----------
    alternative
        What the picture shows, in words, for readers who do not see it.
    draw
        Draws the picture, as SVG; called only by writers that show it.
    language
        What it is drawn in: what was spoken when it was asked for.
    """

    caption: str
    alternative: str
    draw: Callable[[], str] = field(compare=False)
    language: Language = field(default_factory=spoken, compare=False, repr=False)

    @cached_property
    def svg(self) -> str:
        """The picture itself."""
        with speaking(self.language):
            return self.draw()


class Piece(NamedTuple):
    """Some words of a text: as they stand, ``faint``, or marked, as part of what ``keys`` name."""

    text: str
    keys: tuple[str, ...] = ()
    faint: bool = False


class Marked(NamedTuple):
    """A text with marks, beside which a page says of each what it is; elsewhere a table does.

    Attributes
    ----------
    parts
        Paragraphs, each with a word on why it is left out, empty where it is not.
    said
        A row for each mark, which begins with its key.
    note
        How to read the marks, for pages.
    """

    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    said: Table
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Blocks below a title; ``key`` names it in links and in JSON."""

    key: str
    title: str
    blocks: tuple[Block, ...]


Block = str | Text | Points | Table | Figure | Marked | Section
"""A text by itself is prose: a paragraph a line; lines with a dash, or indented, are a list."""


@dataclass(frozen=True)
class Document:
    """An answer, as commands, notebooks and files give it.

    Attributes
    ----------
    blocks
        What people read.
    records
        For spreadsheets: everything in one table.
    data
        Makes the JSON object; called only when JSON is asked for.
    notes
        Small print below the blocks.
    language
        In which it was made; the one spoken there.
    """

    command: str
    title: str
    blocks: tuple[Block, ...]
    records: Table
    data: Callable[[], Mapping[str, Any]]
    notes: tuple[str, ...] = ()
    subtitle: str = ""
    language: Language = field(default_factory=spoken, repr=False)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The blocks that are sections."""
        return tuple(block for block in self.blocks if isinstance(block, Section))

    def to_dict(self) -> dict[str, Any]:
        """Return the sections as plain data for JSON; each block says its kind. No pictures."""
        with speaking(self.language):
            told = [
                {"key": s.key, "title": s.title, "blocks": plain_blocks(s.blocks)}
                for s in self.sections
            ]
        named = {"title": self.title, "subtitle": self.subtitle, "lang": self.language.code}
        return {**named, "sections": told}


def in_its_language(
    write: Callable[Concatenate[Document, P], Written],
) -> Callable[Concatenate[Document, P], Written]:
    """Have a writer speak the language that its document was made in, wherever it is called."""

    @wraps(write)
    def written(document: Document, /, *args: P.args, **options: P.kwargs) -> Written:
        with speaking(document.language):
            return write(document, *args, **options)

    return written


def plain_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as plain data for JSON; each says its kind, a section's title is a heading."""
    told: list[dict[str, Any]] = []
    for block in flat(blocks):
        if isinstance(block, Section):
            told += [{"block": "heading", "text": block.title}, *plain_blocks(block.blocks)]
        else:
            told.append(_plain(block))
    return told


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Text(text, kind):
            return {"block": "paragraph", "kind": kind, "text": text}
        case Points(items):
            return {"block": "list", "items": list(items)}
        case Table():
            told = shown(block)
            rows = [list(row) for row in told.rows]
            numeric = list(told.numeric)
            table = {"caption": told.title, "header": list(told.header)}
            return {"block": "table", **table, "rows": rows, "numeric": numeric}
        case Figure(caption, alternative):
            return {"block": "figure", "caption": caption, "alternative": alternative}
        case Section() | Marked() | str():
            raise TypeError("prose is to be split, and a section not to stand in another")


def prose(text: str) -> Iterator[str | Points]:
    """Yield the paragraphs of a text, and as lists its lines with a dash, or indented.

    Indented lines below a line with a dash belong to its item; elsewhere each is an item.
    """
    items: list[str] = []
    dashed = False
    for line in filter(str.strip, text.split("\n")):
        words = clean(line)
        if line.startswith(" ") and dashed:
            items[-1] += f"\n{words}"
        elif line.startswith((" ", "- ")):
            dashed = line.startswith("- ")
            items.append(words.removeprefix("- "))
        else:
            yield from points(items)
            items, dashed = [], False
            yield words
    yield from points(items)


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with prose taken apart into paragraphs and lists, of marks the table."""
    for block in blocks:
        if isinstance(block, str):
            parts = prose(block)
            yield from (Text(part) if isinstance(part, str) else part for part in parts)
        else:
            yield block.said if isinstance(block, Marked) else block


def points(items: Iterable[str]) -> tuple[Points, ...]:
    """Make a list of any texts; nothing of none."""
    given = tuple(item for item in items if item)
    return (Points(given),) if given else ()


def paragraph(text: str, kind: Literal["plain", "lead", "note"] = "plain") -> Text:
    """Make a paragraph of any text."""
    return Text(clean(text), kind)


def paragraphs(text: str) -> Iterator[Text]:
    """Make a paragraph of each part of a text that an empty line ends."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return (Text(clean(part)) for part in parts if clean(part))


def bullets(items: Iterable[str]) -> tuple[Points, ...]:
    """Make a list of any texts; nothing of none."""
    return points(map(clean, items))


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[Table, ...]:
    """Make a table of any texts; nothing of no rows. A heading that ends in # is one of numbers."""
    body = tuple(
        tuple(clean(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
    )
    made = tuple(_column(clean(told)) for told in headings)
    return (Table(made, body, clean(title)),) if body else ()


def _column(told: str) -> Column:
    name = told.removesuffix("#")
    return Column(told, name.rstrip() or told, "text" if name == told else "number")


def columns(keys: str) -> tuple[Column, ...]:
    """Make columns of keys with blanks between them. One that ends in # is of numbers."""
    return tuple(
        Column(key.removesuffix("#"), kind="number" if key.endswith("#") else "text")
        for key in keys.split()
    )


def wide(keys: str, rows: Iterable[Sequence[Cell]], named: int = 0) -> Table:
    """Make a table for spreadsheets of the columns named, which nobody reads headings of."""
    return Table(tuple(Column(key, key) for key in keys.split()), rows, named=named)


def shown_cell(column: Column, cell: Cell) -> str:
    """Write one value as people read it."""
    if column.kind == "option":
        return "-" if cell is None else _letter(taken=bool(cell))
    if column.kind == "verdict":
        return column.heading if cell else ""
    if column.kind == "mark":
        return "*" if cell else ""
    if isinstance(cell, float):
        return numeral(f"{cell:.10g}")
    return "" if cell is None else printable(str(cell))


def _letter(*, taken: bool) -> str:
    return say_as("an option", "Y") if taken else say_as("an option", "N")


def shown_columns(table: Table) -> list[tuple[str, list[int]]]:
    """Return headings and the places of the columns below each; verdicts of a group share one."""
    shown: list[tuple[str, list[int]]] = []
    for place, column in enumerate(table.columns):
        before = table.columns[place - 1] if place else None
        if column.kind == "verdict" and before and before.group == column.group:
            shown[-1][1].append(place)
        elif column.kind == "verdict":
            shown.append((column.group, [place]))
        else:
            grouped = (
                say("{}: {}", column.group, column.heading) if column.group else column.heading
            )
            shown.append((grouped, [place]))
    return shown


class Shown(NamedTuple):
    """A table as text, for writers of pages: verdicts of a group stand in one column."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


def shown(table: Table) -> Shown:
    """Write a table's values as people read them."""
    columns = shown_columns(table)
    rows = [
        tuple(
            " ".join(filter(None, (shown_cell(table.columns[p], row[p]) for p in places)))
            for _, places in columns
        )
        for row in table.rows
    ]
    numeric = tuple(table.columns[places[0]].kind == "number" for _, places in columns)
    return Shown(table.title, tuple(heading for heading, _ in columns), tuple(rows), numeric)
