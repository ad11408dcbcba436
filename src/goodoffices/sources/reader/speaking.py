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
    counted = Counter(token.word for a, b in spans for token in _outside(text, (a, b)))
    said = sum(counted[word] for word in FIRST_PERSON)
    if said < max(_LEAST, _SHARE * sum(counted.values())):
        return (), ()
    short = [line for line in lines if line[1] - line[0] <= _LONGEST_LINE]
    addressed = _addressed(text, short[:_HEADINGS], names)
    voice = (
        _asked(text, short[:1], names)
        or _signed(text, short[-_SIGNATURES:], names)
        or _entitled(text, short[:_HEADINGS], names)
        or _own(text, spans, names)
        or _unnamed(text, spans, names)
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


def _outside(text: str, span: Span) -> list[Token]:
    """Return the words of a stretch that stand in no quotation marks."""
    found, depth = [], 0
    for token in tokens(text, span):
        depth = max(0, depth + _QUOTES.get(token.raw, 0))
        if not depth:
            found.append(token)
    return found


def _addressed(text: str, lines: Sequence[Span], names: Names) -> Owners:
    """Return whom "Dear …" names."""
    for line in lines:
        found = tokens(text, line)
        if found and found[0].word in {"dear", "to"}:
            mentions = names.find(found)
            if mentions and found[0].word == "dear":
                return (mentions[0].party,)
    return ()


def _asked(text: str, lines: Sequence[Span], names: Names) -> Owners:
    """Return whom an interview calls by name in its first question."""
    for line in lines:
        found = tokens(text, line)
        first = next(iter(names.find(found)), None)
        if found and first and first.start <= 1 and found[-1].word == "?":
            after = found[first.end].word if first.end < len(found) else ""
            return (first.party,) if after == "," else ()
    return ()


def _signed(text: str, lines: Sequence[Span], names: Names) -> Owners:
    """Return the party of a signature: "Joan Petrie, for the association"."""
    for line in reversed(lines):
        found = tokens(text, line)
        for mention in names.find(found):
            before = found[mention.start - 1].word if mention.start else ""
            alone = mention.start == 0 and line == lines[-1]
            ends = mention.end >= len(found) - 1 and found[-1].word not in {".", "?", "!"}
            if len(found) < _LONGEST_SIGNATURE and ends and (alone or before in _SIGNED):
                return (mention.party,)
    return ()


def _entitled(text: str, lines: Sequence[Span], names: Names) -> Owners:
    """Return the party of a heading: "Statement by the ministry", "to all members at …"."""
    for line in lines:
        found = tokens(text, line)
        if len(found) > 2 and found[0].capital and line == lines[0]:  # noqa: PLR2004
            opening = next((m for m in names.find(found) if m.start == 0), None)
            if opening and opening.end < len(found) and found[opening.end].word == ":":
                return (opening.party,)
        at = next((k for k, token in enumerate(found) if token.word in _TITLED), None)
        for mention in names.find(found):
            before = found[mention.start - 1].word if mention.start else ""
            if at is not None and mention.start > at and before in {"by", "of", "from"}:
                return (mention.party,)
    return ()


def _own(text: str, spans: Sequence[Span], names: Names) -> Owners:
    """Return the party that is called "our union" or "your committee" and no other is."""
    called: Counter[str] = Counter()
    for span in spans:
        found = tokens(text, span)
        for mention in names.find(found):
            before = found[mention.start - 1].word if mention.start else ""
            if before == "our" or found[mention.start].word in {"our", "your"}:
                called[mention.party] += 1
    return (next(iter(called)),) if len(called) == 1 else ()


def _apart(text: str, spans: Sequence[Span], names: Names) -> Owners:
    """Return the one party that is never named beside "we" and "us", where all others are."""
    beside: set[str] = set()
    for span in sentences(text, spans):
        found = _outside(text, span)
        if any(token.word in FIRST_PERSON for token in found):
            beside.update(mention.party for mention in names.find(found))
    apart = [party for party in names.parties if party not in beside]
    return (apart[0],) if len(apart) == 1 and len(names.parties) > 1 else ()


def _unnamed(text: str, spans: Sequence[Span], names: Names) -> Owners:
    """Return the one party that is hardly spoken of by name, where the others are."""
    told = Counter(m.party for span in spans for m in names.find(tokens(text, span)))
    silent = [party for party in names.parties if not told[party]]
    return (silent[0],) if len(silent) == 1 and len(names.parties) > 1 else ()
