"""A report laid out for a terminal, as wide as the terminal allows.

Layouts are tried from the most to the least spacious: options in columns of their own, then those
taken by name, then options of a decision maker as one pattern; concepts by name, then as letters;
at last decision makers by short names.
What a layout abbreviates, the legend below the table explains. A table that is still too wide is
given whole, for a pager or a wider window, rather than cut.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text as Line

from goodoffices.show.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Marked,
    Points,
    Section,
    Table,
    Text,
    in_its_language,
    shown_cell,
)
from goodoffices.show.language import say
from goodoffices.show.texts import isolated, printable

_ENDLESS = 100_000
_PLAIN_WIDTH = 100
_ASCII_BOX = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_BAR = "|"
_OWN = "P"  # a concept for each decision maker, of which there is no row to take a letter from
_NEAREST = "goodoffices.nearest"
_HELD = str.maketrans("\u00a0\u202f", "\ue000\ue001")
"""What stands for blanks that break no line while lines are broken: Rich would break at them."""
_FREED = {stand_in: blank for blank, stand_in in _HELD.items()}
_PLAIN = {"“": '"', "”": '"', "’": "'", **dict.fromkeys("\ue000\ue001", " ")}


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for letters that a terminal lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_PLAIN.get(c, "?") for c in lacking), error.end


codecs.register_error(_NEAREST, _nearest)


class _Layout(NamedTuple):
    options: Literal["apart", "taken", "pattern"]
    letters: bool
    brief: bool
    tall: bool = False


_LAYOUTS = (
    _Layout("apart", letters=False, brief=False),
    _Layout("apart", letters=True, brief=False),
    _Layout("taken", letters=False, brief=False),
    _Layout("taken", letters=True, brief=False),
    _Layout("taken", letters=True, brief=False, tall=True),
    _Layout("pattern", letters=False, brief=False),
    _Layout("pattern", letters=True, brief=False),
    _Layout("pattern", letters=False, brief=True),
    _Layout("pattern", letters=True, brief=True),
)
_NAMED = 9
"""Options of a table that are told by name where they do not stand in columns of their own."""


@in_its_language
def as_table(report: Document, *, width: int, terminal: bool, unicode: bool) -> str:
    """Render a report for people.

    Parameters
    ----------
    width
        Characters in a line.
    terminal
        True to use bold type, as far as the terminal has it and NO_COLOR allows.
    unicode
        False where lines may hold ASCII only.
    """
    screen = _Screen(width, terminal, unicode)
    title = screen.rendered(Line(printable(report.title), style="bold"))
    blocks = [title, *screen.blocks(report.blocks)]
    if report.notes:
        blocks.append("".join(screen.prose(note, "dim") for note in report.notes))
    told = "\n".join(blocks)
    return isolated(told) if unicode else told


@in_its_language
def as_text(report: Document) -> str:
    """Render the body of a report as plain text, 100 characters wide."""
    screen = _Screen(_PLAIN_WIDTH, terminal=False, unicode=True)
    return isolated("\n".join(screen.blocks(report.blocks)).rstrip("\n"))


class _Screen(NamedTuple):
    """Renders pieces as text for a terminal of some width."""

    width: int
    terminal: bool
    unicode: bool

    def blocks(self, body: Iterable[Block]) -> list[str]:
        """Return blocks as they stand on the screen."""
        return [part for block in body for part in self.block(block)]

    def block(self, block: Block) -> list[str]:  # noqa: PLR0911 - one for each kind of block
        match block:
            case str():
                return [self.prose(block)]
            case Text(text, kind):
                return [self.prose(text, {"lead": "bold", "note": "dim"}.get(kind, ""))]
            case Points(items):
                return [self.prose("\n".join(f"- {item}" for item in items))]
            case Table():
                return [self.sheet(block)]
            case Marked():
                return [self.sheet(block.said)]
            case Figure(caption, alternative):
                return [self.prose(f"{caption} {alternative}")]
            case Section(_, title, blocks):
                return [self.prose(title, "bold"), *self.blocks(blocks)]

    def console(self, width: int) -> Console:
        encoding = "utf-8" if self.unicode else "ascii"
        return Console(
            file=io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=_NEAREST),
            width=width,
            force_terminal=self.terminal,
            highlight=False,
            legacy_windows=False,
        )

    def rendered(self, renderable: RenderableType, width: int = 0) -> str:
        """Return lines without blanks at their ends."""
        console = self.console(width or self.width)
        console.print(renderable)
        console.file.seek(0)
        told = console.file.read().translate(_FREED)
        return "".join(f"{line.rstrip()}\n" for line in told.splitlines())

    def prose(self, text: str, style: str = "") -> str:
        """Wrap paragraphs; what begins with blanks or a dash hangs below where its words begin."""
        lines = []
        for line in printable(text).split("\n"):
            words = line.lstrip(" ")
            dash = "- " if words.startswith("- ") else ""
            start = " " * (len(line) - len(words)) + dash
            piece: RenderableType = Line(words.removeprefix("- ").translate(_HELD), style=style)
            if start:
                grid = Grid.grid(padding=0)
                grid.add_row(start, piece)
                piece = grid
            lines.append(self.rendered(piece))
        return "".join(lines)

    def sheet(self, sheet: Table) -> str:
        """Lay out a table as spaciously as fits, with the legend that the layout needs."""
        rows = [tuple(row) for row in sheet.rows]
        heads = {head for column in sheet.columns for head in (column.group, column.heading)}
        names = _brief([name for name in sheet.parties if name in heads])
        console = self.console(_ENDLESS)
        for layout in _layouts(sheet, rows):
            table = _table(sheet, rows, layout, names)
            table.box = box.SIMPLE_HEAD if self.unicode else _ASCII_BOX
            needed = console.measure(table).maximum + 1  # rich leaves out one separator
            if needed <= self.width:
                break
        wraps = any(column.kind == "text" for column in sheet.columns[1:])
        parts = [self.rendered(table, self.width if wraps else max(self.width, needed))]
        if sheet.title:
            parts.insert(0, self.rendered(Line(printable(sheet.title), style="bold")))
        legend = [*_legend_of_parties(sheet, layout, names), *_legend_of_letters(sheet, layout)]
        if legend:
            grid = Grid.grid(padding=(0, 2, 0, 0))
            for short, meaning in legend:
                told = (Line(text.translate(_HELD), style="dim") for text in (short, meaning))
                grid.add_row(*told)
            parts += ["\n", self.rendered(grid)]
        return "".join(parts)


def _layouts(sheet: Table, rows: Sequence[Sequence[Cell]]) -> Iterator[_Layout]:
    """Yield the layouts to try: options are named where they are few, and each is taken or left.

    A table that has nothing to abbreviate is the same in all of them.
    """
    if not sheet.parties and all(c.kind not in {"option", "verdict"} for c in sheet.columns):
        yield _LAYOUTS[0]
        return
    places = [k for k, column in enumerate(sheet.columns) if column.kind == "option"]
    named = len(places) <= _NAMED and all(row[k] is not None for row in rows for k in places)
    yield from (layout for layout in _LAYOUTS if named or layout.options != "taken")


def _table(
    sheet: Table, rows: Sequence[Sequence[Cell]], layout: _Layout, names: dict[str, str]
) -> Grid:
    grouped = any(column.group for column in sheet.columns)
    padding = (0, 0 if grouped else 1, 0, 0)
    table = Grid(show_edge=False, pad_edge=False, padding=padding)
    runs = list(_runs(sheet.columns, layout))
    for run in runs:
        kind = run.columns[0].kind
        justify: Literal["left", "right"] = "right" if kind == "number" else "left"
        header = _header(run, layout, names if layout.brief else {})
        if run.leads:
            table.add_column(Line(_BAR), no_wrap=True)
        wraps = kind == "text" and run.place > 0
        table.add_column(header, justify=justify, no_wrap=not wraps, overflow="fold")
    for k, row in enumerate(rows, start=1):
        cells = [[_BAR] * run.leads + [_cell(run, row, layout)] for run in runs]
        texts = [Line(cell.translate(_HELD)) for pair in cells for cell in pair]
        table.add_row(*texts, end_section=k == sheet.section and k < len(rows))
    return table


class _Run(NamedTuple):
    """Neighbouring columns of a sheet that are shown as one; ``leads`` begins a group."""

    place: int
    columns: tuple[Column, ...]
    leads: bool


def _runs(columns: Sequence[Column], layout: _Layout) -> Iterator[_Run]:
    place = 0
    for (group, kind), members in groupby(columns, key=lambda column: (column.group, column.kind)):
        run = tuple(members)
        if _together(kind, layout):
            yield _Run(place, run, leads=bool(group))
        else:
            for k, column in enumerate(run):
                yield _Run(place + k, (column,), leads=bool(group) and k == 0)
        place += len(run)


def _together(kind: str, layout: _Layout) -> bool:
    return kind == "verdict" or (kind == "option" and layout.options != "apart")


def _header(run: _Run, layout: _Layout, short: dict[str, str]) -> Line:
    first = run.columns[0]
    group = short.get(first.group, first.group)
    if not first.group:
        lines = [first.heading]
    elif _together(first.kind, layout):
        lines = [group]
    else:
        lines = [group if run.leads else "", short.get(first.heading, first.heading)]
    return Line("\n".join(printable(line) for line in lines))


def _cell(run: _Run, row: Sequence[Cell], layout: _Layout) -> str:
    cells = row[run.place : run.place + len(run.columns)]
    pairs = list(zip(run.columns, cells, strict=True))
    if run.columns[0].kind == "option" and layout.options == "taken":
        taken = [column.heading for column, yes in pairs if yes]
        return (",\n" if layout.tall else ", ").join(taken) or "-"
    if run.columns[0].kind != "verdict":
        return "".join(shown_cell(column, cell) for column, cell in pairs)
    if layout.letters:
        letters = _letters()
        return "".join(letters.get(column.heading, _OWN) if cell else "-" for column, cell in pairs)
    return " ".join((c.heading if cell else "").ljust(len(c.heading)) for c, cell in pairs)


def _letters() -> dict[str, str]:
    """Return the letter of each concept by its short name."""
    from goodoffices.stability.concepts import CONCEPTS

    return {row.short: row.letter for row in CONCEPTS.values()}


def _brief(names: Sequence[str]) -> dict[str, str]:
    """Shorten names to three to six letters that tell them apart, or to DM1, DM2 and so on."""
    for length in range(3, 7):
        short = [name[:length] for name in names]
        if len(set(short)) == len(names):
            return dict(zip(names, short, strict=True))
    return {name: f"DM{k}" for k, name in enumerate(names, start=1)}


def _legend_of_parties(
    sheet: Table, layout: _Layout, names: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield short name and meaning of each decision maker where something needs explaining."""
    for name, label in sheet.parties.items():
        options = [c for c in sheet.columns if c.kind == "option" and c.group == name]
        explained = [f"{c.heading} ({c.label})" if c.label else c.heading for c in options]
        short = names.get(name, name) if layout.brief else name
        title = name if short != name else label
        title += f" ({label})" if label not in {"", title} else ""
        listed = ", ".join(explained)
        if title or any(c.label for c in options) or (options and layout.options == "pattern"):
            both = say("{}: {}", title, listed) if title and listed else title or listed
            yield printable(short), printable(both)


def _legend_of_letters(sheet: Table, layout: _Layout) -> Iterator[tuple[str, str]]:
    headers = dict.fromkeys(c.heading for c in sheet.columns if c.kind == "verdict")
    if layout.letters and headers:
        letters = _letters()
        short = {header: letters.get(header, _OWN) for header in headers}
        yield "".join(short.values()), ", ".join(f"{short[h]} {h}" for h in headers)
