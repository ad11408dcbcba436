"""Words and sentences of a text, by place; in one pass, however long a line is.

A sentence ends at a full stop, a question or an exclamation mark that ends no abbreviation, and at
the end of a line, unless the lines are those of a wrapped paragraph. Places count code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from goodoffices.sources.notebook import Span

_WIDTHS_WRAPPED = range(45, 101)  # characters in the lines of a wrapped paragraph

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d[\d.,]*\d|[^\W_][\w\u0300-\u036f]*(?:[-\u2010\u2011'\u2019](?=[^\W_])[\w\u0300-\u036f]+)*"
    r"|[^\s\w]|_"
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+")
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_OPENING = "\"'“\u2018«([—–-"
_BEFORE_STOP = 8
_ABBREVIATION = re.compile(
    r"(?:^|[^\w.])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|St|Sr|Jr"
    r"|No|Nos|Art|Sec|vs|cf|ca|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
_BULLET = re.compile(r"\s*(?:[-*•–—▪◦·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_CLITIC = re.compile(r"(?i)(?<=[^\W_])(?:n't|'(?:s|ll|d|ve|re|m))$")
_SPLIT = frozenset(("cannot", "Cannot", "CANNOT"))
_STRAIGHT = str.maketrans({"’": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"})


class Token(NamedTuple):
    """A word or a mark: its place, as it stands, and in lower case with straight apostrophes."""

    start: int
    end: int
    raw: str
    word: str

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.raw[:1].isupper()


def folded(text: str) -> str:
    """Return a word as words are compared: composed, straight apostrophes, lower case."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_STRAIGHT).casefold()


def tokens(text: str, span: Span) -> list[Token]:
    """Split a stretch of a text into words and marks; ``'s`` and ``n't`` stand by themselves."""
    found = []
    for match in _WORD.finditer(text, *span):
        start, end = match.span()
        raw = match[0]
        if raw.isalnum() and raw.isascii() and raw not in _SPLIT:
            found.append(Token(start, end, raw, raw.lower()))
            continue
        straight = raw.translate(_STRAIGHT)
        clitic = _CLITIC.search(straight)
        if straight.casefold() == "cannot":
            found.append(Token(start, start + 3, raw[:3], "can"))
            found.append(Token(start + 3, end, raw[3:], "not"))
        elif clitic and straight.casefold() != "can't":
            middle = start + clitic.start()
            found.append(Token(start, middle, text[start:middle], folded(text[start:middle])))
            found.append(Token(middle, end, text[middle:end], folded(text[middle:end])))
        elif clitic:
            found.append(Token(start, start + 3, raw[:3], "can"))
            found.append(Token(start + 3, end, raw[3:], "n't"))
        else:
            found.append(Token(start, end, raw, folded(raw)))
    return found


def sentences(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of some spans of a text, trimmed, in order."""
    for start, end in spans:
        for block_start, block_end in blocks(text, start, end):
            at = block_start
            for stop in _STOP.finditer(text, block_start, block_end):
                if _ends_sentence(text, stop, block_end):
                    yield from _trimmed(text, at, stop.end())
                    at = stop.end()
            yield from _trimmed(text, at, block_end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, stop: re.Match[str], end: int) -> bool:
    after = stop.end()
    if after >= end:
        return True
    if not text[after].isspace():
        return False
    while after < end and text[after].isspace():
        after += 1
    while after < end and text[after] in _OPENING:
        after += 1
    if after < end and text[after].islower():
        return False
    return stop[0] != "." or not _ABBREVIATION.search(
        text[max(0, stop.start() - _BEFORE_STOP) : stop.start()]
    )


def blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield lines, those of a wrapped paragraph together."""
    paragraph: list[Span] = []
    for match in _LINE.finditer(text, start, end):
        line = match.span()
        if paragraph and (
            text[paragraph[-1][1] : line[0]] not in {"\n", "\r", "\r\n"}
            or _BULLET.match(text, *line)
        ):
            yield from _lines(text, paragraph)
            paragraph = []
        if not match[0].isspace():
            paragraph.append(line)
    yield from _lines(text, paragraph)


def _lines(text: str, paragraph: list[Span]) -> Iterator[Span]:
    """Yield the lines of a paragraph as one where they are wrapped, else each by itself."""
    wrapped = all(end - start in _WIDTHS_WRAPPED for start, end in paragraph[:-1]) and any(
        text[start:end].lstrip()[:1].islower() for start, end in paragraph[1:]
    )
    if wrapped and len(paragraph) > 1:
        yield paragraph[0][0], paragraph[-1][1]
    else:
        yield from paragraph
