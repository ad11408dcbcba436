"""An answer as Markdown. Pictures are told in words; nothing a model file says becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from goodoffices.show.document import (
    Block,
    Document,
    Figure,
    Marked,
    Points,
    Section,
    Table,
    Text,
    flat,
    in_its_language,
    shown,
)
from goodoffices.show.language import say
from goodoffices.show.texts import isolated, printable

_MARKUP = re.compile(r"[\\`*\[\]<>|~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|(?<=\w)://")
_LEADING = re.compile(r"^(?:[#+=-]+(?=\s|$)|\d+(?=[.)](?:\s|$)))")


@in_its_language
def as_markdown(document: Document) -> str:
    """Return the text."""
    parts = [f"# {_inert(document.title)}", _inert(document.subtitle)]
    parts += [part for block in document.blocks for part in _block(block)]
    parts += [_inert(note) for note in document.notes]
    return "\n\n".join(filter(None, parts)) + "\n"


def _inert(text: str) -> str:
    """Escape whatever Markdown or the HTML inside it would act on."""
    return _LEADING.sub(lambda found: _behind(found[0]), _escaped(text))


def _escaped(text: str) -> str:
    return isolated(_MARKUP.sub(lambda found: f"\\{found[0]}", printable(text).strip()))


def _behind(start: str) -> str:
    """Escape what would begin a heading or a list; of a number, the mark after it."""
    return f"{start}\\" if start.isdecimal() else f"\\{start}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text(text, "lead"):
            yield f"> **{_inert(text)}**"
        case Text(text):
            yield _inert(text)
        case Points(items):
            yield "\n".join(f"- {_inert(item)}".replace("\n", "\n  ") for item in items)
        case Table():
            yield from _table(block)
        case Figure(caption, alternative):
            yield f"*{_inert(say('Figure:'))}* {_inert(caption)} {_inert(alternative)}"
        case Section(_, title, blocks):
            yield f"## {_inert(title)}"
            yield from (part for inner in blocks for part in _block(inner))
        case Marked() | str():
            yield from (part for inner in flat([block]) for part in _block(inner))


def _table(table: Table) -> Iterator[str]:
    told = shown(table)
    rules = ["---:" if number else "---" for number in told.numeric]
    yield f"**{_inert(told.title)}**" if told.title else ""
    yield "\n".join(
        [_row(told.header), f"| {' | '.join(rules)} |", *(_row(row) for row in told.rows)]
    )


def _row(cells: Iterable[str]) -> str:
    inert = (cell if cell == "*" else _escaped(cell) for cell in cells)
    return f"| {' | '.join(inert)} |".replace("\n", " ")
