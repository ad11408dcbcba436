"""Statements read from a text by word lists, clauses and the names of the parties.

Precision comes before recall: what is read is proposed, with its words, for a person to confirm;
sentences that nothing is read from are listed, so that a person sees them too. English only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from goodoffices.sources.notebook import AUTHOR, Span, Statement
from goodoffices.sources.reader.clauses import Memory, Sentence
from goodoffices.sources.reader.listing import Listing
from goodoffices.sources.reader.naming import Names
from goodoffices.sources.reader.rows import Row, rows_of
from goodoffices.sources.reader.speaking import Interview, speakers
from goodoffices.sources.reader.subjects import parse
from goodoffices.sources.reader.tokens import Token, blocks, sentences, tokens

Parties = Mapping[str, Sequence[str]]
LONGEST_SENTENCE = 2000
_SHORTEST_WORD = 4
_SAME = 0.6
_REMEMBERED = 200


def read_statements(
    text: str, spans: Iterable[Span], parties: Parties, document: str = "d1"
) -> tuple[tuple[Statement, ...], tuple[Span, ...]]:
    """Propose the statements of a text, and list the sentences without one.

    Parameters
    ----------
    text
        The whole text.
    spans
        Which parts of it to read, as ``(start, end)`` in code points, in order.
    parties
        Names of parties, each with the other names that it goes by.
    document
        Name of the document, for the rows.

    Returns
    -------
    rows, unread
        Statements in the order of the text, by ``reader``, each proposed and each with a quote that
        equals ``text[start:end]`` of its span; and the spans of sentences that gave none.

    Examples
    --------
    >>> from goodoffices.sources.reader.statements import read_statements
    >>> text = "The union threatened to strike unless Acme pays more. It rained."
    >>> rows, unread = read_statements(text, [(0, len(text))], {"Acme": (), "Union": ()})
    >>> [(row.act, row.actors, row.condition) for row in rows]
    [('threaten', ('Union',), 'unless Acme pays more')]
    >>> [text[start:end] for start, end in unread]
    ['It rained.']
    """
    within = list(spans)
    course = _Course(text, within, parties)
    rows: list[Statement] = []
    told: deque[tuple[Row, frozenset[str]]] = deque(maxlen=_REMEMBERED)
    unread: list[Span] = []
    for span in sentences(text, within):
        words = tokens(text, span) if span[1] - span[0] <= LONGEST_SENTENCE else []
        found = course.rows(words) if words else []
        if not found:
            unread.append(span)
        for row in found:
            content = _content(words[row.start : row.end])
            if not any(_repeats(row, content, *other) for other in told):
                told.append((row, content))
                rows.append(_statement(text, words, row, f"s{len(rows) + 1}", document))
    return tuple(rows), tuple(unread)


class _Course:
    """A text as it goes on: who is named, who speaks, and which list it is in the middle of."""

    def __init__(self, text: str, spans: Sequence[Span], parties: Parties) -> None:
        self._names = Names(parties)
        lines = [block for start, end in spans for block in blocks(text, start, end)]
        self._memory = Memory(*speakers(text, spans, lines, self._names))
        self._interview = Interview(self._names)
        self._listing = Listing()

    def rows(self, words: Sequence[Token]) -> list[Row]:
        """Return the rows of the next sentence; an item of a list is one."""
        self._interview.turn(words, self._memory)
        sentence = parse(words, self._names, self._memory)
        start = self._listing.item(sentence)
        if start is not None:
            return [self._item(sentence, start)]
        return [] if self._listing.open(sentence) else rows_of(sentence)

    def _item(self, sentence: Sentence, start: int) -> Row:
        end = len(sentence.words)
        while end > start + 1 and not sentence.words[end - 1].word[:1].isalnum():
            end -= 1
        actors = self._listing.actors
        voice = next(iter(self._memory.voice), "")
        others = self._names.others(actors)
        return Row(self._listing.act, actors, others, start, end, start, speaker=voice)


def _content(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.word for token in words if len(token.word) >= _SHORTEST_WORD)


def _repeats(row: Row, content: frozenset[str], other: Row, said: frozenset[str]) -> bool:
    """Say whether a row says again what another has said already."""
    one = (row.act, row.hedge, row.actors, row.targets)
    if one != (other.act, other.hedge, other.actors, other.targets):
        return False
    return len(content & said) > _SAME * min(len(content), len(said) or 1)


def _statement(text: str, words: Sequence[Token], row: Row, name: str, document: str) -> Statement:
    start, end = words[row.start].start, words[row.end - 1].end
    condition = ""
    if row.condition:
        first, last = row.condition
        condition = text[words[first].start : words[last - 1].end]
    return Statement(
        name,
        document,
        (start, end),
        text[start:end],
        row.act,
        row.actors,
        row.targets,
        hedge=row.hedge,
        speaker=row.speaker or AUTHOR,
        condition=condition,
    )
