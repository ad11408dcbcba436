"""Pages read, as a report: what is kept, who the parties are, the rows, and what gave none."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from goodoffices.show.document import (
    Block,
    Cell,
    Document,
    Marked,
    Piece,
    Section,
    Table,
    columns,
    paragraph,
    points,
    wide,
)
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.texts import clean
from goodoffices.show.words import enumerated
from goodoffices.sources.notebook import Statement, overlap
from goodoffices.sources.passages import Why
from goodoffices.sources.reading import PageRead, Reading

if TYPE_CHECKING:  # most pages are read without a model
    from goodoffices.sources.matching import Bearing, Match

_LINES: dict[Why, Callable[[int], str]] = {
    "headline": lambda n: say_many("{:,} headline", "{:,} headlines", n),
    "boilerplate": lambda n: say_many("{:,} line of boilerplate", "{:,} lines of boilerplate", n),
    "other story": lambda n: say_many(
        "{:,} line of another story", "{:,} lines of other stories", n
    ),
    "other dispute": lambda n: say_many(
        "{:,} line of another dispute", "{:,} lines of other disputes", n
    ),
}
_FAULTS = {
    "form": message("{:,} no row at all"),
    "quote": message("{:,} not in the passage word by word"),
    "twice": message("{:,} in the text more than once"),
    "act": message("{:,} of no known act"),
    "hedge": message("{:,} of no known hedge"),
    "party": message("{:,} of no known party"),
}
_SAID = {
    "headline": message("headline"),
    "boilerplate": message("boilerplate"),
    "other story": message("other story"),
    "other dispute": message("other dispute"),
    "demand": message("demand"),
    "offer": message("offer"),
    "accept": message("accept"),
    "refuse": message("refuse"),
    "threaten": message("threaten"),
    "promise": message("promise"),
    "yield": message("yield"),
    "act": message("act"),
    "leverage": message("leverage"),
    "precondition": message("precondition"),
    "conditional": message("conditional"),
    "claim": message("claim"),
    "none": "",
    "reported": message("reported"),
    "likely": message("likely"),
    "possible": message("possible"),
    "unlikely": message("unlikely"),
    "unclear": message("unclear"),
    "reader": message("reader"),
    "endpoint": message("endpoint"),
}
"""Why a line is left out, what a row does, how sure it is and who read it, for people."""
_SIGNS = {1: "+", -1: "−", 0: "?"}
_START = 60
_NARROW = 100
_MOST_NAMED = 6
_LEGEND = message("Marked words have their row beside them. From dotted sentences no row was read.")
_NOT_ENGLISH = message(
    "It does not seem to be in English, the only language that statements are read in."
)


@report.register(Reading)
def reading_report(
    found: Reading,
    *,
    unread: bool = False,
    dropped: bool = False,
    most: int | None = None,
    advice: Sequence[str] = (),
) -> Document:
    """Report what was read.

    Parameters
    ----------
    unread, dropped
        Whether to list the sentences that gave no row, and the lines that were left out.
    most
        How many pages to tell of, where there are several; None for all.
    advice
        What to do next, as small print.
    """
    blocks: list[Block] = [paragraph(in_short(found), "lead"), *_parties(found), *_proposed(found)]
    pages = [page for page in found.pages if page.passages.kept or dropped or not found.pages[1:]]
    told = pages[:most]
    bodies = (tuple(_page(found, page, unread=unread, dropped=dropped)) for page in told)
    if len(found.pages) == 1:
        blocks += next(bodies)
    else:
        named = zip(told, bodies, strict=True)
        blocks += [Section(page.document.name, _name(page), body) for page, body in named]
    if len(told) < len(pages):
        blocks.append(say("{:,} more pages are not told of here.", len(pages) - len(told)))
    blocks += _against(found)
    title = _name(found.pages[0]) if len(found.pages) == 1 else say("Pages read")
    records = _records(found)
    return Document("read", title, tuple(blocks), records, found.to_dict, tuple(advice))


@summary.register(Reading)
def advice(found: Reading, name: str, *, notebook: bool) -> list[str]:
    """Say what to do next, with files of a name; ``notebook``: rows go into one."""
    if not found.disputes:
        return [say("Add --dropped to see what was left out, --whole to read all of it.")]
    told = []
    if found.guessed:
        parties = '--party "Russia: Putin, Moscow" --party Ukraine'
        told.append(say("Name the parties: {}", parties))
    if not notebook and found.rows:
        page, rows = f"-o {name}.html", f"-o {name}.sources.yaml"
        told.append(say("Look: {}. Keep rows, to confirm or reject them: {}", page, rows))
    return told


def in_short(found: Reading) -> str:
    """Say how much of the pages speaks of a dispute, and how many rows that gave."""
    if len(found.pages) > 1:
        kept = say("{:,} of {:,} pages speak of a dispute", len(found.disputes), len(found.pages))
    elif not found.disputes:
        nothing = say("Nothing here speaks of a dispute")
        return f"{_with_what_is_left_out(nothing, found.pages[0])}."
    else:
        page = found.pages[0]
        lines, dropped = _kept(page), len(page.passages.dropped)
        told = (
            say("{:,} of {:,} lines", lines, lines + dropped)
            if dropped
            else say_many("{:,} line", "{:,} lines", lines)
        )
        speak = say_many("{1} speaks of a dispute", "{1} speak of a dispute", lines, told)
        kept = _with_what_is_left_out(speak, page)
    without = sum(len(page.unread) for page in found.pages)
    rows = say_many("{:,} row is proposed", "{:,} rows are proposed", len(found.rows))
    none = say_many("{:,} sentence gave none", "{:,} sentences gave none", without)
    return say("{}. {}; {}.", kept, rows, none)


def _with_what_is_left_out(told: str, page: PageRead) -> str:
    left_out = _told_why(line.why for line in page.passages.dropped)
    return say("{}; left out: {}", told, left_out) if left_out else told


def _told_why(lines: Iterable[Why]) -> str:
    counted = Counter(lines)
    return enumerated(told(counted[why]) for why, told in _LINES.items() if counted[why])


def _kept(page: PageRead) -> int:
    texts = (page.quoted(span) for span in page.passages.kept)
    return sum(bool(line.strip()) for text in texts for line in text.splitlines())


def _name(page: PageRead) -> str:
    file = PurePath(page.page.source.removeprefix("-")).name
    return clean(page.document.title) or clean(file) or say("A text")


def _parties(found: Reading) -> Iterator[Block]:
    """Say who the parties are, and whether that is a guess."""
    if not found.disputes:
        return
    named = [
        say("{} ({})", name, ", ".join(others)) if others else name
        for name, others in found.parties.items()
    ]
    if not named:
        yield say("Parties: none was found; rows need them. Say who they are.")
    elif found.guessed:
        yield say(
            "Parties, guessed: {}. Say who they are, if these are not.", say("; ").join(named)
        )
    else:
        yield say("Parties: {}.", say("; ").join(named))


def _proposed(found: Reading) -> Iterator[Block]:
    """Say how many rows are a language model's, and why others of it were dropped."""
    if found.turned_down is None:
        return
    kept = sum(row.by == "endpoint" for row in found.rows)
    faults = [say(_FAULTS[fault], count) for fault, count in found.turned_down.items()]
    told = say_many("{:,} row is the endpoint's", "{:,} rows are the endpoint's", kept)
    dropped = say("{}; dropped: {}", told, enumerated(faults)) if faults else told
    yield f"{dropped}."


def _page(found: Reading, page: PageRead, *, unread: bool, dropped: bool) -> Iterator[Block]:
    """Tell a page: its rows, other disputes in it, what is doubtful, and what was asked for."""
    if page.page.encoding:
        yield say("Read as {}: it is not UTF-8, and says nothing else.", page.page.encoding)
    if page.passages.kept and not page.english:
        yield say(_NOT_ENGLISH)
    rows = {row.name: row for row in found.rows if row.document == page.document.name}
    if page.passages.kept:
        table = _table(found, list(rows.values()))
        yield Marked(tuple(_parts(page)), table, say(_LEGEND))
    for other in page.passages.others:
        names = ", ".join(other.names[:_MOST_NAMED])
        told = message("Another dispute, left out: “{}” ({}).")
        yield say(
            told if names else message("Another dispute, left out: “{}”."),
            _start(page, other.span),
            names,
        )
    if unread and page.unread:
        yield say("No row was read from:")
        yield from points(clean(page.quoted(span)) for span in page.unread)
    if dropped and page.passages.dropped:
        lines = [(row_word(line.why), _start(page, line.span)) for line in page.passages.dropped]
        yield Table(columns("why line"), lines, say("Left out"))


def _start(page: PageRead, span: tuple[int, int]) -> str:
    start, end = span
    text = clean(page.page.text[start : min(end, start + 4 * _START)])
    return text if len(text) <= _START else f"{text[:_START].rstrip()}…"


def _table(found: Reading, rows: Sequence[Statement]) -> Table:
    """Return the rows of a page; against a model with what they are about there."""
    matches = {match.statement.name: match for match in found.matches}
    conditional = found.conflict is None and any(row.condition for row in rows)
    several = len({row.by for row in rows}) > 1
    told = columns("row act actors targets hedge")
    told += columns("about bears_on") if found.conflict is not None else ()
    told += columns("condition") if conditional else ()
    told += columns("by") if several else ()
    body: list[list[Cell]] = []
    for row in rows:
        cells: list[Cell] = [row.name, row_word(row.act), _names(row.actors), _names(row.targets)]
        cells.append(row_word(row.hedge))
        if found.conflict is not None:
            cells += _matched(matches.get(row.name))
        cells += [clean(row.condition)] if conditional else []
        cells += [row_word(row.by)] if several else []
        body.append([*cells, _words(row, narrow=found.conflict is not None)])
    title = say("Rows proposed") if body else say("No row is proposed")
    return Table((*told, *columns("quote")), body, title)


def row_word(name: str) -> str:
    """Return a word for what a row is by one of its keys; the key itself where there is none."""
    return say(_SAID[name]) if name in _SAID else name


def _words(row: Statement, *, narrow: bool) -> str:
    words = clean(row.quote)
    return words if not narrow or len(words) <= _NARROW else f"{words[:_NARROW].rstrip()}…"


def _names(names: Sequence[str]) -> str:
    return ", ".join(names)


def _matched(match: Match | None) -> tuple[Cell, Cell]:
    if match is None or match.new:
        return say("new"), None
    return _names(match.statement.about), say("; ").join(map(_bearing, match.bearings)) or None


def _bearing(bearing: Bearing) -> str:
    parts = bearing.place.split(".")
    place = (
        say("{}: {}", parts[1], parts[-1]) if parts[0] == "decision_makers" else ".".join(parts[2:])
    )
    told = f"{place} {_SIGNS[bearing.says]}"
    return say("{} (model {})", told, _SIGNS[bearing.model]) if bearing.agrees is False else told


def _against(found: Reading) -> Iterator[Block]:
    """Say which rows are new to the model, and which it says otherwise."""
    if found.conflict is None or not found.rows:
        return
    new = [match.statement.name for match in found.matches if match.new]
    if new:
        yield say("New, in no option and no lever of the model: {}.", ", ".join(new))
    for match in found.matches:
        if any(bearing.agrees is False for bearing in match.bearings):
            yield say("The model says otherwise than {} does.", match.statement.name)


def _parts(page: PageRead) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Yield the lines of a page in order: what is left out in runs, the rest with its marks."""
    lines: list[tuple[tuple[int, int], Why | None]] = [
        (line.span, line.why) for line in page.passages.dropped
    ]
    text = page.page.text
    for start, end in page.passages.kept:
        at = start
        for line in text[start:end].splitlines(keepends=True):
            if line.strip():
                lines.append(((at, at + len(line)), None))
            at += len(line)
    for left_out, run in groupby(sorted(lines), key=lambda line: line[1] is not None):
        told = list(run)
        if left_out:
            counted = _told_why(why for _, why in told if why)
            pieces = tuple(Piece(text[slice(*span)]) for span, _ in told)
            yield say("Left out: {}", counted), pieces
        else:
            yield from (("", tuple(_pieces(page, span))) for span, _ in told)


def _pieces(page: PageRead, span: tuple[int, int]) -> Iterator[Piece]:
    """Yield a line cut where a mark, or a sentence without a row, begins or ends."""
    first, last = span
    marks = [(row.span, row.name) for row in page.rows if overlap(row.span, span)]
    faint = [other for other in page.unread if overlap(other, span)]
    edges = {edge for part in ([s for s, _ in marks] + faint) for edge in part}
    cuts = sorted({first, last, *(edge for edge in edges if first < edge < last)})
    for start, end in pairwise(cuts):
        keys = tuple(name for mark, name in marks if overlap(mark, (start, end)))
        dim = any(overlap(other, (start, end)) for other in faint)
        yield Piece(page.page.text[start:end], keys, dim)


def _records(found: Reading) -> Table:
    keys = "row document start end act actors targets about hedge speaker condition by quote"
    rows: list[list[Cell]] = [
        [
            row.name,
            row.document,
            *row.span,
            row.act,
            *map(_names, (row.actors, row.targets, row.about)),
            row.hedge,
            row.speaker,
            row.condition,
            row.by,
            row.quote,
        ]
        for row in found.rows
    ]
    return wide(keys, rows)


shape(
    PageRead,
    "name=document.name source=page.source title=document.title publisher=document.publisher "
    "date=document.date address=document.address encoding=page.encoding "
    "english kept=passages.kept dropped others unread text=page.text",
    dropped=lambda page: [{"at": line.span, "why": line.why} for line in page.passages.dropped],
    others=lambda page: [
        {"at": other.span, "names": other.names} for other in page.passages.others
    ],
)
shape(
    Reading,
    "parties guessed rows matches pages",
    rows=lambda found: [dataclasses.asdict(row) for row in found.rows],
    matches=lambda found: [
        {
            "row": match.statement.name,
            "new": match.new,
            "bears_on": [dataclasses.asdict(bearing) for bearing in match.bearings],
        }
        for match in found.matches
    ],
)
