"""Who is meant: the parties of a text by the names, adjectives and nouns that they go by.

"Moscow", "Russian officials", "Russia's foreign minister" and "the president of Russia" are Russia.
"The company" and "he" are a party only where exactly one can be meant.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from goodoffices.sources.reader.countries import adjectives, other_names
from goodoffices.sources.reader.tokens import Token, folded, tokens
from goodoffices.sources.reader.words import (
    ADVERBS,
    DETERMINERS,
    KINDS,
    MODALS,
    ORGAN_HEADS,
    ORGANS,
    PREPOSITIONS,
    PRONOUNS,
    WEEKDAYS,
    words,
)

Parties = Mapping[str, Sequence[str]]
_COMMON = MODALS | PREPOSITIONS | PRONOUNS | DETERMINERS | ADVERBS | WEEKDAYS
_BOTH = words("sides parties governments countries states camps")
_HEADS = ORGAN_HEADS | KINDS["company"]
_ELIMINATED = ("company", "union", "council", "tribe")
_BARE = words(
    """management workers staff employees nurses teachers drivers pilots residents villagers farmers
    strikers members ministers bosses"""
)


class Mention(NamedTuple):
    """A party in a sentence: tokens from ``start`` to ``end``, the party, and how it is meant.

    ``owner``: what stands there is an adjective or has an ``'s``, and belongs to what comes next.
    """

    start: int
    end: int
    party: str
    owner: bool = False


class Names:
    """The names of the parties, to be found in the words of a sentence."""

    def __init__(self, parties: Parties) -> None:
        self.parties = tuple(parties)
        self._rows: dict[str, list[tuple[tuple[str, ...], str, bool, bool]]] = {}
        self._nouns: dict[str, set[str]] = {}
        given = {folded(name) for party, others in parties.items() for name in (party, *others)}
        for party, others in parties.items():
            own = [party, *others]
            self._nouns[party] = {word for name in own for word in self._add(name, party)}
            for country in own:
                for name in other_names(country):
                    if folded(name) not in given:
                        self._add(name, party)
                for name in adjectives(country):
                    if folded(name) not in given:
                        self._add(name, party, adjective=not name.endswith("s") or name == "Swiss")
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._kinds = {party: _kinds(nouns) for party, nouns in self._nouns.items()}
        self._all_nouns = frozenset[str]().union(*self._nouns.values(), *KINDS.values())

    def _add(self, name: str, party: str, *, adjective: bool = False) -> tuple[str, ...]:
        """Add a name of a party, and return its words."""
        split = _split(name)
        key = tuple(word for word in split if word != "the") or split
        if not key:
            return ()
        strict = len(key) == 1 and (name.isupper() or key[0] in _COMMON or adjective)
        self._rows.setdefault(key[0], []).append((key, party, strict, adjective))
        return split

    def find(self, found: Sequence[Token]) -> list[Mention]:
        """Return the parties named in a sentence, in order, each with what acts for it."""
        mentions = []
        at = 0
        while at < len(found):
            mention = self._at(found, at)
            if mention is None:
                mention = self._noun(found, at)
            if mention is None:
                at += 1
                continue
            mentions.append(mention)
            at = mention.end
        return mentions

    def _at(self, found: Sequence[Token], at: int) -> Mention | None:
        for key, party, strict, adjective in self._rows.get(found[at].word, ()):
            end = at + len(key)
            if tuple(token.word for token in found[at:end]) != key:
                continue
            if strict and not found[at].capital:
                continue
            if strict and len(found[at].raw) <= 3 and not found[at].raw.isupper():  # noqa: PLR2004
                continue
            start = _with_title(found, at)
            return _extended(found, start, end, party, adjective=adjective)
        return None

    def _noun(self, found: Sequence[Token], at: int) -> Mention | None:
        """Find "the company", where one party alone goes by such a noun."""
        word = found[at].word
        after = found[at - 1].word if at else ""
        if word == "the" and at + 1 < len(found):
            party = self.called(found[at + 1].word)
            if party:
                return _extended(found, at, at + 2, party)
            if at + 2 < len(found) and found[at + 2].word in _HEADS:
                party = self.called(found[at + 2].word)
                if party and found[at + 1].word not in PREPOSITIONS:
                    return _extended(found, at, at + 3, party)
        elif word in _BARE and after not in DETERMINERS and (party := self.called(word)):
            return _extended(found, at, at + 1, party)
        return None

    def called(self, noun: str) -> str:
        """Return the one party that a noun can mean, or nothing."""
        if noun not in self._all_nouns:
            return ""
        kinds = _kinds((noun,))
        for meant in (
            [p for p in self.parties if noun in self._nouns[p] and noun not in _COMMON],
            [p for p in self.parties if self._kinds[p] & kinds],
        ):
            if meant:
                return meant[0] if len(meant) == 1 else ""
        unknown = [p for p in self.parties if not self._kinds[p] and not adjectives(p)]
        rest = kinds & set(_ELIMINATED)
        return unknown[0] if rest and len(unknown) == 1 else ""

    def others(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """Return the other of two parties; nothing where there are more."""
        rest = tuple(party for party in self.parties if party not in own)
        return rest if len(rest) == 1 else ()

    def both(
        self, found: Sequence[Token], start: int, end: int, own: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return the two parties, besides one's own, that "both sides" are."""
        rest = tuple(party for party in self.parties if party not in own)
        told = [token.word for token in found[start:end]]
        named = any(
            one in {"both", "two"} and other in _BOTH for one, other in itertools.pairwise(told)
        )
        return rest if named and len(rest) == 2 else ()  # noqa: PLR2004


def _split(name: str) -> tuple[str, ...]:
    found = (token.word for token in tokens(name, (0, len(name))))
    return tuple(word for word in found if word[:1].isalnum())


def _kinds(nouns: Iterable[str]) -> set[str]:
    own = set(nouns)
    return {kind for kind, words in KINDS.items() if own & words}


def _with_title(found: Sequence[Token], at: int) -> int:
    start = at
    while start and found[start - 1].capital and found[start - 1].word in ORGANS:
        start -= 1
    return start


def _extended(
    found: Sequence[Token], start: int, end: int, party: str, *, adjective: bool = False
) -> Mention:
    """Take in what acts for a party: "Russia's foreign minister Sergei Lavrov", "union leaders"."""
    possessive = end < len(found) and _possessive(found, end)
    after = end + possessive
    last = 0
    k = after
    while k < len(found) and found[k].word in ORGANS and k - after < 5:  # noqa: PLR2004
        k += 1
        if found[k - 1].word in ORGAN_HEADS:
            last = k
    if last:
        while last < len(found) and found[last].capital and last - k < 3:  # noqa: PLR2004
            if found[last].word in _COMMON:
                break
            last += 1
        return _titled(found, Mention(start, last, party))
    return _titled(found, Mention(start, after, party, owner=adjective or possessive))


def _titled(found: Sequence[Token], mention: Mention) -> Mention:
    """Start a mention before it: "the president of Russia", "a spokesman for the union"."""
    start = mention.start
    if start and found[start - 1].word == "the":
        start -= 1
    heads = 2
    of = start >= heads and found[start - 1].word in {"of", "for", "from", "at"}
    if of and found[start - 2].word in ORGAN_HEADS and not mention.owner:
        start -= 2
        while start and found[start - 1].word in ORGANS | {"the", "a", "an"}:
            start -= 1
    return mention._replace(start=start)


def _possessive(found: Sequence[Token], at: int) -> bool:
    token = found[at]
    if token.word == "'s":
        return True
    return (
        token.word in {"'", "’"}
        and at + 1 < len(found)
        and found[at - 1].word.endswith("s")
        and found[at - 1].end == token.start
        and found[at + 1].word[:1].isalnum()
    )
