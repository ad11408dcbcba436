"""Whose words a text is in: who says "we" and "I" in it, and who is meant by "you".

A letter, a statement or a bulletin is in the words of a party where it says so: in its heading, its
signature, or by "your committee"; else where all other parties are spoken of by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from goodoffices.sources.notebook import Span
from goodoffices.sources.reader.clauses import Memory, Owners
from goodoffices.sources.reader.naming import Names
from goodoffices.sources.reader.tokens import Token, sentences, tokens
from goodoffices.sources.reader.words import FIRST_PERSON, words

_FIRST = re.compile(r"\b(?:we|i|us|our|me|my)\b", re.IGNORECASE)
_LEAST, _SHARE = 3, 0.004
_ENOUGH = 50_000
_LONGEST_LINE = 200
_HEADINGS, _SIGNATURES = 6, 3
_SIGNED = words("for from by of")
_TITLED = words(
    "statement communique communiqué declaration letter bulletin note speech address release"
)
_LONGEST_SIGNATURE = 15
_QUOTES = {"“": 1, "”": -1}


def speakers(
    text: str, spans: Sequence[Span], lines: Iterable[Span], names: Names
) -> tuple[Owners, Owners]:
    """Return the party that a text is in the words of, and the one that it is addressed to.

    Both are empty where a text says "we" seldom, or nothing tells who that is.
    """
    spans = list(_beginning(spans))
    if sum(1 for a, b in spans for _ in _FIRST.finditer(text, a, b)) < _LEAST:
        return (), ()
    told = [tokens(text, span) for span in spans]
    counted = Counter(token.word for found in told for token in _outside(found))
    said = sum(counted[word] for word in FIRST_PERSON)
    if said < max(_LEAST, _SHARE * sum(counted.values())):
        return (), ()
    short = [line for line in lines if line[1] - line[0] <= _LONGEST_LINE]
    headings = [tokens(text, line) for line in short[:_HEADINGS]]
    addressed = _addressed(headings, names)
    voice = (
        _asked(headings[:1], names)
        or _signed([tokens(text, line) for line in short[-_SIGNATURES:]], names)
        or _entitled(headings, names)
        or _of_mentions(told, names)
        or _apart(text, spans, names)
    )
    if not addressed and voice and counted["you"] and len(names.parties) == 2:  # noqa: PLR2004
        addressed = tuple(party for party in names.parties if party not in voice)
    return voice, tuple(party for party in addressed if party not in voice)


class Interview:
    """Questions and answers: who is asked, and whose words a line is in."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._asked: Owners = ()

    def turn(self, words: Sequence[Token], memory: Memory) -> None:
        """Note in the memory who speaks from a sentence on, where it begins "Q:" or "A:"."""
        if len(words) < 3 or words[0].raw not in {"Q", "A"} or words[1].word not in {":", "."}:  # noqa: PLR2004
            return
        if words[0].raw == "Q":
            if not self._asked:
                self._asked = _called_on(words, self._names)
            memory.voice, memory.addressee = (), self._asked
        else:
            memory.voice, memory.addressee = self._asked, ()


def _called_on(words: Sequence[Token], names: Names) -> Owners:
    """Return whom a first question calls by name: "Captain Ilo, will it?"."""
    for mention in names.find(words):
        before, after = words[mention.start - 1].word, words[min(mention.end, len(words) - 1)].word
        if before in {":", ".", ","} and after in {",", "?"}:
            return (mention.party,)
    return ()


def _beginning(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield as much of some spans as is enough to tell who speaks."""
    left = _ENOUGH
    for start, end in spans:
        if left <= 0:
            break
        yield start, min(end, start + left)
        left -= end - start


def _outside(found: Iterable[Token]) -> list[Token]:
    """Return the words of a stretch that stand in no quotation marks."""
    outside, depth = [], 0
    for token in found:
        depth = max(0, depth + _QUOTES.get(token.raw, 0))
        if not depth:
            outside.append(token)
    return outside


def _addressed(lines: Iterable[Sequence[Token]], names: Names) -> Owners:
    """Return whom "Dear …" names."""
    for found in lines:
        if found and found[0].word == "dear":
            mentions = names.find(found)
            if mentions:
                return (mentions[0].party,)
    return ()


def _asked(lines: Iterable[Sequence[Token]], names: Names) -> Owners:
    """Return whom an interview calls by name in its first question."""
    for found in lines:
        first = next(iter(names.find(found)), None)
        if found and first and first.start <= 1 and found[-1].word == "?":
            after = found[first.end].word if first.end < len(found) else ""
            return (first.party,) if after == "," else ()
    return ()


def _signed(lines: Sequence[Sequence[Token]], names: Names) -> Owners:
    """Return the party of a signature: "Joan Petrie, for the association"."""
    for found in reversed(lines):
        for mention in names.find(found):
            before = found[mention.start - 1].word if mention.start else ""
            alone = mention.start == 0 and found == lines[-1]
            ends = mention.end >= len(found) - 1 and found[-1].word not in {".", "?", "!"}
            if len(found) < _LONGEST_SIGNATURE and ends and (alone or before in _SIGNED):
                return (mention.party,)
    return ()


def _entitled(lines: Sequence[Sequence[Token]], names: Names) -> Owners:
    """Return the party of a heading: "Statement by the ministry", "to all members at …"."""
    for found in lines:
        if len(found) > 2 and found[0].capital and found == lines[0]:  # noqa: PLR2004
            opening = next((m for m in names.find(found) if m.start == 0), None)
            if opening and opening.end < len(found) and found[opening.end].word == ":":
                return (opening.party,)
        at = next((k for k, token in enumerate(found) if token.word in _TITLED), None)
        for mention in names.find(found):
            before = found[mention.start - 1].word if mention.start else ""
            if at is not None and mention.start > at and before in {"by", "of", "from"}:
                return (mention.party,)
    return ()


def _of_mentions(told: Iterable[Sequence[Token]], names: Names) -> Owners:
    """Return the one party that is "our union" or "your committee", else the one never named."""
    called: set[str] = set()
    named: set[str] = set()
    for found in told:
        for mention in names.find(found):
            named.add(mention.party)
            before = found[mention.start - 1].word if mention.start else ""
            if before == "our" or found[mention.start].word in {"our", "your"}:
                called.add(mention.party)
    return tuple(called) if len(called) == 1 else _left(names, named)


def _apart(text: str, spans: Sequence[Span], names: Names) -> Owners:
    """Return the one party that is never named beside "we" and "us", where all others are."""
    beside: set[str] = set()
    for span in sentences(text, spans):
        found = _outside(tokens(text, span))
        if any(token.word in FIRST_PERSON for token in found):
            beside.update(mention.party for mention in names.find(found))
    return _left(names, beside)


def _left(names: Names, named: set[str]) -> Owners:
    """Return the one party that is not among some, where there are others."""
    rest = names.others(tuple(named))
    return rest if len(names.parties) > 1 else ()
