"""Lists: "What they want", "Our demands:", "What have we asked?", and the items that follow."""

from __future__ import annotations

from goodoffices.sources.notebook import Act
from goodoffices.sources.reader.clauses import Owners, Sentence
from goodoffices.sources.reader.words import FIRST_PERSON, words

_ACTS: dict[Act, frozenset[str]] = {
    "demand": words(
        """want wants wanted demand demands demanded ask asks asked request requests requested seek
        seeks sought require requires insist insists"""
    ),
    "offer": words("offer offers offered propose proposes proposed"),
}
_LONGEST_HEADING = 14
_BULLETS = frozenset("-*•–—▪◦·")


class Listing:
    """The list that a text is in the middle of: whose it is, and of what."""

    def __init__(self) -> None:
        self.actors: Owners = ()
        self.act: Act = "demand"

    def item(self, sentence: Sentence) -> int | None:
        """Return from which token on a sentence is an item of the list; None where it is none."""
        if not self.actors:
            return None
        start = _item_start(sentence)
        if start is None:
            self.actors = ()
        return start

    def open(self, sentence: Sentence) -> bool:
        """Say whether a sentence heads a list, and note whose."""
        found = sentence.words
        last = found[-1].word
        short = len(found) <= _LONGEST_HEADING and last not in {".", "!", ","}
        if not (short or last == ":"):
            return False
        for act, told in _ACTS.items():
            if any(token.word in told for token in found):
                self.actors, self.act = _whose(sentence), act
        return bool(self.actors)


def _item_start(sentence: Sentence) -> int | None:
    found = sentence.words
    if found[0].word in _BULLETS and len(found) > 1:
        return 1
    numbered = len(found) > 2 and found[1].word in {".", ")"}  # noqa: PLR2004
    if numbered and (found[0].word.isdigit() or len(found[0].word) == 1):
        return 2
    return 0 if found[0].word == "that" else None


def _whose(sentence: Sentence) -> Owners:
    for k, token in enumerate(sentence.words):
        mention = sentence.mention_from(k)
        if mention:
            return (mention.party,)
        if token.word in FIRST_PERSON:
            return sentence.memory.voice
        if token.word in {"they", "their"}:
            return sentence.meant(k)
        if token.word in {"you", "your"}:
            return sentence.memory.addressee
    return ()
