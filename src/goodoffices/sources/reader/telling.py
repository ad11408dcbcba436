"""What is known of a clause when it is asked which act it tells."""

from __future__ import annotations

from typing import NamedTuple

from goodoffices.sources.notebook import Act
from goodoffices.sources.reader.clauses import Clause, Owners, Sentence
from goodoffices.sources.reader.hedging import Condition
from goodoffices.sources.reader.patterns import hurts
from goodoffices.sources.reader.words import DETERMINERS, OBJECT_PRONOUNS, WILL

NEAR = 6


class Doing(NamedTuple):
    """An act, from which token on its object stands, and who does it."""

    act: Act | None
    after: int
    actors: Owners


class Telling(NamedTuple):
    """A clause of a sentence, the condition that it has, and the party whose words it is in.

    Where somebody says it, "would" is what he will do.
    """

    sentence: Sentence
    clause: Clause
    hanging: Condition | None
    speaker: str

    @property
    def said(self) -> bool:
        """Whether a party says it, not the writer."""
        return bool(self.speaker)

    @property
    def unmet(self) -> bool:
        """Whether nothing happens before its condition is met."""
        return self.hanging is not None and self.hanging.unmet

    @property
    def ill(self) -> bool:
        """Whether what it tells of hurts."""
        verb = self.clause.verb
        return hurts(verb.lemma, self.sentence.words, verb.end)

    @property
    def governor(self) -> str:
        """The verb that it hangs on, in base form."""
        return self.clause.governor.verb.lemma if self.clause.governor else ""

    @property
    def announced(self) -> bool:
        """Whether it is to come: "will", and "would" where somebody says or supposes it."""
        modal = self.clause.verb.modal
        return modal in WILL and (modal not in {"would", "'d"} or self.said or bool(self.hanging))

    def word(self, at: int) -> str:
        """Return the word at a token; nothing beyond the end."""
        found = self.sentence.words
        return found[at].word if 0 <= at < len(found) else ""

    def near(self, at: int) -> list[str]:
        """Return the words from a token on, as far as they belong to it."""
        return [self.word(k) for k in range(at, at + NEAR)]

    def next_hurts(self, at: int) -> bool:
        """Say whether the next deed hurts: "is ready to strike"."""
        other = next((c for c in self.sentence.clauses if c.verb.first >= at), None)
        return other is not None and hurts(other.verb.lemma, self.sentence.words, other.verb.end)


def named_at(sentence: Sentence, at: int) -> Owners:
    """Return the parties that stand right at a token, articles left out."""
    found = sentence.words
    while at < len(found) and found[at].word in DETERMINERS and not sentence.mention_from(at):
        at += 1
    if at < len(found) and found[at].word in OBJECT_PRONOUNS and not sentence.mention_from(at):
        return sentence.meant(at)
    if at < len(found) and found[at].word == "you":
        return sentence.memory.addressee
    return sentence.parties_from(at)
