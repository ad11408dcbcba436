"""The lines of a page by their form: titles, sentences, and what stands together.

A block is a paragraph; neighbouring short ones, such as notes and points of a list, are one block.
A section is a run of blocks with nothing between them, below a title if it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.sources.dispute_words import ACTORS, OTHER_FIELDS, STRONG, WEAK, is_boilerplate
from goodoffices.sources.notebook import Span
from goodoffices.sources.reader.tokens import blocks

_ENDS = re.compile(r"[.!?:;,][\"'”’»)\]]*$")
_TRAILS_OFF = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]]*$")
_POINT = re.compile(r"\s*(?:[-*•–—▪◦·]|\(?[a-z][.)])\s")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]|[IVX]{1,4}\.|§|Item \d|Article \d)\s?\S", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?:…\"“”\u2018\n\r>•*–—-] )(?<=[ ’'(-])[A-Z][\w-]*[a-z][\w-]*")
_CAPITAL = re.compile(r"\b[A-Z][\w-]*[a-z][\w-]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEADING = re.compile(
    r"(?:what|where|why|how|when|who|our|the|we|your|next|background|summary|demands|update)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?:present|apologies|in attendance|minutes of)\b", re.IGNORECASE)
_AFRESH = re.compile(
    r"(?:meanwhile|elsewhere|further (?:north|south|east|west)|in other news|separately)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:[A-Z]: )?\W?(?:(?:this|that|these|those|but|and|so|yet|then|in that|if|unless|should"
    r"|without|only|nobody|i)\b|(?:\w+\W{1,2}){0,3}?(?:he|she|they|it|we|you|his|her|their|its|our"
    r"|your|them|us|both)\b)",
    re.IGNORECASE,
)
_LISTED_NO_NAMES = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
July August September October November December Mr Mrs Ms Miss Dr Prof Sir Easter Christmas
Internet Minister President Prime Secretary The And But
"""
_NO_NAMES = frozenset(_LISTED_NO_NAMES.split())
_LISTED_COMMON = """
 about above after again against almost alone along already although always among another anybody
anything around because become before began begin behind being below between beyond cannot could
different during early either enough every everybody everything first forty found given going
great having himself however hundred inside instead itself large later least little longer makes
making million money month months morning nearly never night nobody nothing often other others
people perhaps place quite rather really right second several shall should since small something
soon still taken their theirs there these thing things think third thirty those though thousand
three through today together tomorrow towards twelve twenty under until usual using weeks where
whether which while whole whose within without world would years yesterday agenda chair chairman
clerk committee item meeting meetings
"""
_COMMON = frozenset(_LISTED_COMMON.split())
_LEAST_PROSE = 12
_MOST_OF_A_TITLE = 20
_LONGEST_STEM, _LEAST_STEM = 6, 5


@dataclass(frozen=True, eq=False)
class Line:
    """A line, or a wrapped paragraph: its place and its form."""

    span: Span
    text: str
    words: int
    blank_before: bool

    @property
    def title(self) -> bool:
        """Whether it has the form of a title: short, no point of a list, and ends as none ends."""
        if self.words > _MOST_OF_A_TITLE or _POINT.match(self.text):
            return False
        return not _ENDS.search(self.text) or bool(_TRAILS_OFF.search(self.text))

    @property
    def asks(self) -> bool:
        """Whether it ends in a question."""
        return self.text.endswith("?")

    @property
    def numbered(self) -> bool:
        """Whether it begins with a number, as the headings of minutes do."""
        return bool(_NUMBERED.match(self.text))

    @property
    def heading(self) -> bool:
        """Whether it begins as headings do that a text has within itself."""
        return bool(_HEADING.match(self.text))

    @property
    def of_minutes(self) -> bool:
        """Whether it begins as lines do that only minutes have."""
        return bool(_MINUTES.match(self.text))

    @property
    def afresh(self) -> bool:
        """Whether it begins as what turns to something else does."""
        return bool(_AFRESH.match(self.text))

    @property
    def goes_on(self) -> bool:
        """Whether it begins as what goes on with something said before."""
        return bool(_GOES_ON.match(self.text))

    @property
    def prose(self) -> bool:
        """Whether it is a paragraph by itself."""
        return not self.title and self.words >= _LEAST_PROSE

    @property
    def boilerplate(self) -> bool:
        """Whether it is of what pages have beside their text."""
        return is_boilerplate(self.text)


@dataclass(frozen=True, eq=False)
class Block:
    """Lines that are read together, and the words in them that tell what they are about."""

    lines: tuple[Line, ...]
    names: frozenset[str]
    capitals: frozenset[str]
    stems: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    actors: frozenset[str]
    other_fields: frozenset[str]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.lines[0].span[0]

    @property
    def length(self) -> int:
        """Code points of its lines."""
        return sum(end - start for start, end in (line.span for line in self.lines))


@dataclass(frozen=True, eq=False)
class Section:
    """A title, if there is one, and the blocks below it; ``loose`` where empty lines part these."""

    title: Line | None
    blocks: tuple[Block, ...]
    loose: bool = False


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that hold anything, wrapped paragraphs as one."""
    found: list[Line] = []
    before = 0
    for start, end in blocks(text, 0, len(text)):
        told = text[start:end].strip()
        first = text.index(told[:1], start, end)
        blank = text.count("\n", before, first) > 1 or text.count("\r", before, first) > 1
        found.append(Line((first, first + len(told)), told, len(told.split()), blank))
        before = first + len(told)
    return found


def sections_of(lines: list[Line]) -> list[Section]:
    """Divide lines into sections: at titles, and at empty lines unless all paragraphs have one."""
    spaced = not any(a.prose and b.prose and not b.blank_before for a, b in pairwise(lines))
    prose = any(line.prose for line in lines)
    found: list[tuple[Line | None, list[Line]]] = []
    for line in lines:
        among_titles = not found or not found[-1][1]
        title = line.title or (among_titles and line.asks and not line.prose)
        apart = line.blank_before and not (spaced and prose and line.prose)
        if title or not found or apart:
            found.append((line, []) if title else (None, [line]))
        else:
            found[-1][1].append(line)
    return [
        Section(title, tuple(_blocks(body)), loose=any(line.blank_before for line in body[1:]))
        for title, body in found
    ]


def _blocks(lines: list[Line]) -> Iterator[Block]:
    notes: list[Line] = []
    for line in lines:
        if line.prose or line.boilerplate:
            yield from _block(notes)
            notes = []
            yield from _block([line])
        else:
            notes.append(line)
    yield from _block(notes)


def _block(lines: list[Line]) -> Iterator[Block]:
    if not lines:
        return
    text = "\n".join(line.text for line in lines)
    words = set(_WORD.findall(text.lower()))
    strong, weak, actors = (listed.among(words) for listed in (STRONG, WEAK, ACTORS))
    long = [word for word in words if len(word) >= _LEAST_STEM and word not in _COMMON]
    listed = {word for word in long if STRONG.among([word]) | WEAK.among([word])}
    yield Block(
        tuple(lines),
        frozenset(_NAME.findall(text)) - _NO_NAMES,
        frozenset(_CAPITAL.findall(text)),
        frozenset(word[:_LONGEST_STEM] for word in long if word not in listed),
        strong,
        weak - strong,
        actors,
        OTHER_FIELDS.among(words),
    )
