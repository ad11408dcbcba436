"""Which lines of a text are about one dispute.

Sections of a page (see ``page_lines``) are divided into stories: neighbouring paragraphs stay
together where they share a name, an actor or a word. A story is of a dispute where words of
disputes and actors are enough, and more than words of sport, cooking and the like. Stories that
share names or words are one. The longest is kept, with headings and short lines that stand in it;
others are named.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from goodoffices.sources.notebook import Span
from goodoffices.sources.page_lines import Block, Line, Section, lines_of, sections_of

Why = Literal["headline", "boilerplate", "other story", "other dispute"]
_LEAST_WORDS = 3  # of a dispute; strong ones count twice
_LEAST_ACTORS = 2
_LEAST_STRONG = 2  # where none but names act
_ALIKE = 4
_ALIKE_BELOW_HEADINGS = 1
_ALIKE_BELOW_NUMBERS = 2
_GOES_ON = 2
_SOME, _SOME_MORE = 3, 3  # words of other fields, and how many more of disputes there have to be
_LOOKED_BACK = 50
_NEAR = 2  # blocks between, such as an advertisement
_HEADINGS = 3
_LONGEST_HEADING = 5


@dataclass(frozen=True)
class Dropped:
    """A line that is not about the dispute, and why it is left out."""

    span: Span
    why: Why


@dataclass(frozen=True)
class OtherDispute:
    """A shorter dispute on the same page: where it begins, and the names in it."""

    span: Span
    names: tuple[str, ...]


@dataclass(frozen=True)
class Passages:
    """What of a text is about one dispute.

    Attributes
    ----------
    kept
        Spans of neighbouring lines that are kept, in order; none where the text has no dispute.
    dropped
        The other lines that hold anything, in order.
    others
        Other disputes of the text, the longest first.
    """

    kept: tuple[Span, ...]
    dropped: tuple[Dropped, ...] = ()
    others: tuple[OtherDispute, ...] = ()


def find_passages(text: str) -> Passages:
    r"""Find the lines of a text that are about one dispute, the longest if there are several.

    Parameters
    ----------
    text
        In English. Lines are looked at as they stand, wrapped paragraphs as a whole.

    Examples
    --------
    >>> from goodoffices.sources.passages import find_passages
    >>> story = "The union demands more pay. The firm refuses, and threatens a long lockout."
    >>> found = find_passages("Ten ways with leeks\n" + story)
    >>> found.kept, [line.why for line in found.dropped]
    (((20, 95),), ['headline'])
    """
    lines = lines_of(text)
    sections = sections_of(lines)
    stories = _stories(sections)
    disputes = [story for story in stories if story.dispute]
    if not disputes:
        return Passages((), tuple(_dropped(lines, frozenset(), frozenset())))
    least = _alike(lines, sections)
    merged = _merged(disputes, least)
    main = max(merged, key=lambda story: story.length)
    _take_what_belongs(main, stories, merged, least)
    others = sorted((one for one in merged if one is not main), key=lambda one: -one.length)
    kept = _kept_lines(lines, sections, main, headed=least < _ALIKE)
    elsewhere = frozenset(line.span for one in others for line in one.lines)
    return Passages(
        tuple(_spans(lines, kept)),
        tuple(_dropped(lines, kept, elsewhere)),
        tuple(OtherDispute(one.lines[0].span, tuple(sorted(one.names))) for one in others),
    )


class _Story:
    """Blocks that are read as one, their places in the page, and the words in them."""

    def __init__(self, block: Block, place: int, names: frozenset[str]) -> None:
        self.blocks = {place: block}
        self.names = set(block.capitals & names)
        self.topics = set(block.stems | block.actors)
        self.actors = set(block.actors)
        self.strong = set(block.strong)
        self.weak = set(block.weak)
        self.other_fields = set(block.other_fields)
        self.elsewhere = False

    def take(self, other: _Story) -> None:
        """Take in the blocks of another."""
        self.blocks |= other.blocks
        self.names |= other.names
        self.topics |= other.topics
        self.actors |= other.actors
        self.strong |= other.strong
        self.weak |= other.weak
        self.other_fields |= other.other_fields

    @property
    def places(self) -> list[int]:
        return sorted(self.blocks)

    @property
    def length(self) -> int:
        return sum(block.length for block in self.blocks.values())

    @property
    def lines(self) -> list[Line]:
        return [line for place in self.places for line in self.blocks[place].lines]

    @property
    def words(self) -> set[str]:
        """Those of disputes."""
        return self.strong | self.weak

    @property
    def dispute(self) -> bool:
        words = len(self.words)
        enough = words + len(self.strong) >= _LEAST_WORDS
        told = (self.actors or len(self.strong) >= _LEAST_STRONG) and (
            len(self.actors) + len(self.names) >= _LEAST_ACTORS
        )
        elsewhere = self.elsewhere or _of_other_fields(words, self.other_fields)
        return enough and bool(told) and not elsewhere

    def likeness(self, other: _Story) -> int:
        """Return how much two stories share: a name counts three times."""
        topics = len(self.topics & other.topics)
        return 3 * len(self.names & other.names) + topics + len(self.words & other.words)


def _of_other_fields(words: int, others: Sized) -> bool:
    return len(others) >= _SOME and words <= _SOME_MORE * len(others)


def _stories(sections: Sequence[Section]) -> list[_Story]:
    """Return the stories of each section: blocks that go on with what stands before them."""
    blocks = [block for section in sections for block in section.blocks]
    names = frozenset().union(*(block.names for block in blocks))
    found: list[_Story] = []
    place = 0
    for section in sections:
        here: list[_Story] = []
        running = False
        for block in section.blocks:
            one = _Story(block, place, names)
            if any(line.boilerplate for line in block.lines):
                running = False
            elif running and _goes_on(here[-1], one, section):
                here[-1].take(one)
            else:
                here.append(one)
                running = True
            place += 1
        words = set[str]().union(*(story.words for story in here))
        others = set[str]().union(*(story.other_fields for story in here))
        for story in here:
            story.elsewhere = _of_other_fields(len(words), others)
        found += here
    return found


def _goes_on(story: _Story, after: _Story, section: Section) -> bool:
    """Say whether a block goes on with what stands before it in its section."""
    if section.title is not None and section.title.numbered:
        return True
    if section.loose or (section.title is not None and section.title.boilerplate):
        return story.likeness(after) >= _GOES_ON
    disjoint = story.names and after.names and not story.names & after.names
    first = after.lines[0]
    if disjoint and (first.afresh or (story.dispute and after.dispute and not first.goes_on)):
        return len(story.topics & after.topics) >= _GOES_ON and not first.afresh
    follows = not disjoint and (first.goes_on or not first.prose)
    return story.likeness(after) > 0 or follows or bool(story.words and after.words)


def _alike(lines: Sequence[Line], sections: Sequence[Section]) -> int:
    """Return how much stories of one dispute share: less below headings that a text has itself."""
    titles = [section.title for section in sections if section.title and section.blocks]
    short = [title for title in titles if title.words <= _LONGEST_HEADING and title.heading]
    if len(short) >= _HEADINGS:
        return _ALIKE_BELOW_HEADINGS
    numbered = [title for title in titles if title.numbered]
    if any(line.of_minutes for line in lines):  # whose points are about different things
        return _ALIKE
    return _ALIKE_BELOW_NUMBERS if len(numbered) >= _HEADINGS else _ALIKE


def _merged(stories: Sequence[_Story], least: int) -> list[_Story]:
    """Return stories, those put together that share enough with one not long before them."""
    found: list[_Story] = []
    for story in stories:
        like = [one for one in found[-_LOOKED_BACK:] if one.likeness(story) >= least]
        for one in like:
            story.take(one)
        found = [*(one for one in found if one not in like), story] if like else [*found, story]
    return found


def _take_what_belongs(
    main: _Story, stories: Sequence[_Story], disputes: Sequence[_Story], least: int
) -> None:
    """Add stories without a dispute of their own that stand in the main one, or beside it."""
    taken = {place for one in disputes for place in one.blocks}
    free = [story for story in stories if not taken & story.blocks.keys()]
    one_text = least < _ALIKE
    for story in free:
        first, last = min(main.blocks), max(main.blocks)
        at, shared, foreign = min(story.blocks), story.likeness(main), story.names - main.names
        inside = first < at < last and (shared >= least or not foreign)
        next_to = last < at <= last + _NEAR and not foreign and shared >= _ALIKE
        if inside or next_to or (one_text and at == last + 1 and _joins(story, main)):
            main.take(story)
    for story in reversed(free):  # what leads up to it
        enough = story.likeness(main) >= _GOES_ON or (one_text and _joins(story, main))
        if max(story.blocks) == min(main.blocks) - 1 and enough:
            main.take(story)


def _joins(story: _Story, main: _Story) -> bool:
    """Say whether a part of one text belongs to the dispute beside it."""
    shared = story.likeness(main)
    foreign = story.names - main.names
    return shared >= _GOES_ON or (not foreign and (shared > 0 or len(story.words) >= _GOES_ON))


def _kept_lines(
    lines: Sequence[Line], sections: Sequence[Section], main: _Story, *, headed: bool
) -> frozenset[Span]:
    """Return the lines of a story with the headings that belong to it."""
    kept = {line.span for line in main.lines}
    before = {line.span: other for other, line in pairwise(lines)}
    first = min(kept)
    for section in sections:
        title = section.title
        if title is None or title.boilerplate or not section.blocks:
            continue
        if section.blocks[0].lines[0].span not in kept:
            continue
        above = before.get(title.span)
        within = title.span > first and above is not None and above.span in kept
        if title.numbered or within or headed:
            kept.add(title.span)
    return frozenset(kept)


def _spans(lines: Sequence[Line], kept: frozenset[Span]) -> list[Span]:
    """Return the spans of kept lines, those with nothing dropped between them as one."""
    found: list[Span] = []
    joined = False
    for line in lines:
        if line.span not in kept:
            joined = False
        elif joined:
            found[-1] = (found[-1][0], line.span[1])
        else:
            found.append(line.span)
            joined = True
    return found


def _dropped(
    lines: Sequence[Line], kept: frozenset[Span], elsewhere: frozenset[Span]
) -> list[Dropped]:
    return [Dropped(line.span, _why(line, elsewhere)) for line in lines if line.span not in kept]


def _why(line: Line, elsewhere: frozenset[Span]) -> Why:
    if line.span in elsewhere:
        return "other dispute"
    if line.boilerplate or not any(map(str.isalnum, line.text)):
        return "boilerplate"
    return "headline" if line.title or (line.asks and not line.prose) else "other story"
