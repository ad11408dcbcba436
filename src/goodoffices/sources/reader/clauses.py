"""A sentence: its words, the parties named in it, its clauses, and whom its pronouns mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.sources.reader.naming import Mention, Names
from goodoffices.sources.reader.tokens import Token
from goodoffices.sources.reader.verbs import Group
from goodoffices.sources.reader.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    FIRST_PERSON,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    THIRD_PERSON,
)

Owners = tuple[str, ...]


@dataclass(slots=True)
class Clause:
    """A verb, whose it is, and from which token on its clause runs.

    Attributes
    ----------
    actors
        The parties that are its subject; none where another or nobody known is.
    owner
        The parties that its subject belongs to: "Putin's demands", "the offer of the union".
    noun
        The main word of its subject where that is no party.
    """

    verb: Group
    start: int
    actors: Owners = ()
    owner: Owners = ()
    noun: str = ""
    governor: Clause | None = None
    first_person: bool = False


@dataclass(slots=True)
class Memory:
    """Who is meant by pronouns: who was spoken of last, who speaks in the text, and to whom."""

    voice: Owners = ()
    addressee: Owners = ()
    subjects: Owners = ()
    reported: str = ""
    others: Owners = ()


class Sentence:
    """The words of a sentence, the parties named in it, and its clauses, from left to right."""

    def __init__(self, found: Sequence[Token], names: Names, memory: Memory) -> None:
        self.words = found
        self.names = names
        self.memory = memory
        self.mentions = names.find(found)
        self.named = {k: m for m in self.mentions for k in range(m.start, m.end)}
        self.clauses: list[Clause] = []

    def mention_from(self, at: int) -> Mention | None:
        """Return the party that a token belongs to the name of."""
        return self.named.get(at)

    def meant(self, at: int) -> Owners:
        """Return whom a pronoun means, where exactly one can be meant."""
        if self.words[at].word in FIRST_PERSON:
            return self.memory.voice
        before = [c for c in self.clauses if c.verb.first < at]
        subject = next((c.actors or c.owner for c in reversed(before) if c.actors or c.owner), ())
        named = tuple(dict.fromkeys(m.party for m in self.mentions if m.end <= at))
        if self.words[at].word in OBJECT_PRONOUNS - {"it"}:
            others = tuple(party for party in named if party not in subject)
            if not others and len(self.memory.subjects) == 1:
                others = tuple(p for p in self.memory.subjects if p not in subject)
            return others if len(others) == 1 else ()
        if len(named) == 1 and named != self.memory.voice:
            return named
        if not named:
            return self._spoken_of(word=self.words[at].word)
        return subject if len(subject) == 1 or self.words[at].word == "they" else ()

    def _spoken_of(self, word: str) -> Owners:
        """Return who was spoken of last; where the text says "we", the one that is not "we"."""
        if word == "they" and self.memory.voice and self.memory.others:
            return self.memory.others
        if self.memory.subjects or not self.memory.voice:
            return self.memory.subjects
        rest = tuple(p for p in self.names.parties if p not in self.memory.voice)
        return rest if len(rest) == 1 else ()

    def noun(self, at: int, end: int) -> tuple[str, Owners]:
        """Return the main word of a noun from a token on, and whose it is."""
        noun = ""
        owner: Owners = ()
        k = at
        while k < end:
            word = self.words[k].word
            mention = self.mention_from(k)
            if mention and mention.owner:
                owner = (mention.party,)
                k = mention.end
                continue
            if word in PREPOSITIONS | {",", "to"} or word in COORDINATORS:
                break
            if word not in DETERMINERS and word[:1].isalnum():
                noun = word
            if word in POSSESSIVES & THIRD_PERSON:
                owner = self.meant(k)
            k += 1
        if k < end and self.words[k].word in {"of", "by", "from"} and not owner:
            after = k + 1 + (k + 1 < end and self.words[k + 1].word in DETERMINERS)
            mention = self.mention_from(after) if after < end else None
            owner = (mention.party,) if mention else ()
        return noun, owner

    def noun_before(self, end: int) -> tuple[str, Owners]:
        """Return the noun that ends before a token, and whose it is."""
        k = end - 1
        while k >= 0 and self.words[k].word == ",":
            k -= 1
        noun = self.words[k].word if k >= 0 else ""
        while k >= 0:
            mention = self.mention_from(k)
            if mention and mention.owner:
                return noun, (mention.party,)
            word = self.words[k].word
            if word in BE | PREPOSITIONS | {","} or (k < end - 1 and word in DETERMINERS):
                break
            k -= 1
        return noun, ()

    def parties_from(self, at: int) -> Owners:
        """Return the party named at a token, with those that are joined to it."""
        mention = self.mention_from(at)
        parties = []
        while mention and not mention.owner:
            parties.append(mention.party)
            at = mention.end
            while at < len(self.words) and self.words[at].word in {"and", ",", "or", "on", "both"}:
                at += 1
            joined = self.words[at - 1].word in {"and", "or", "on", ","}
            mention = self.mention_from(at) if joined else None
        return tuple(dict.fromkeys(parties))

    def parties_within(self, start: int, end: int) -> Owners:
        """Return the parties of the first object between two tokens."""
        for k in range(start, end):
            mention = self.mention_from(k)
            if mention and not mention.owner:
                return self.parties_from(k)
            if self.words[k].word in OBJECT_PRONOUNS - {"it"}:
                return self.meant(k)
            if self.words[k].word == "you":
                return self.memory.addressee
        return ()
