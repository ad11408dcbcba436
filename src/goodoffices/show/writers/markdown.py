"""The brief as Markdown. Pictures are told in words; nothing a model file says becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goodoffices.show.brief.document import Block, Bullets, Document, Figure, Paragraph, Table

_MARKUP = re.compile(r"[\\`*\[\]<>|~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|(?<=\w)://")
_LEADING = re.compile(r"^(?:[#+=-]+(?=\s|$)|\d+(?=[.)](?:\s|$)))")


def as_markdown(document: Document) -> str:
    """Return the text."""
    parts = [f"# {_inert(document.title)}", _inert(document.subtitle)]
    for section in document.sections:
        parts.append(f"## {_inert(section.title)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def _inert(text: str) -> str:
    """Escape whatever Markdown or the HTML inside it would act on."""
    escaped = _MARKUP.sub(lambda found: f"\\{found[0]}", text)
    return _LEADING.sub(lambda found: _behind(found[0]), escaped)


def _behind(start: str) -> str:
    """Escape what would begin a heading or a list; of a number, the mark after it."""
    return f"{start}\\" if start.isdecimal() else f"\\{start}"


def _block(block: Block) -> str:
    match block:
        case Paragraph(text, "lead"):
            return f"> **{_inert(text)}**"
        case Paragraph(text):
            return _inert(text)
        case Bullets(items):
            return "\n".join(f"- {_inert(item)}" for item in items)
        case Table(caption, header, rows, numeric):
            rules = ["---:" if number else "---" for number in numeric]
            body = [_row(map(_inert, row)) for row in rows]
            head = [f"**{_inert(caption)}**", "", _row(map(_inert, header)), _row(rules)]
            return "\n".join([*head, *body])
        case Figure(caption, alternative):
            return f"*Figure:* {_inert(caption)} {_inert(alternative)}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
