"""How sure a clause is, and what it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goodoffices.sources.notebook import Hedge
from goodoffices.sources.reader.tokens import Token
from goodoffices.sources.reader.verbs import Group
from goodoffices.sources.reader.words import CONDITION_MARKS, HEDGE_PHRASES, HEDGE_WORDS

_ORDER: tuple[Hedge, ...] = ("unclear", "unlikely", "reported", "likely", "possible")
_MARKS: dict[str, list[tuple[str, ...]]] = {}
for _mark in CONDITION_MARKS:
    _MARKS.setdefault(_mark.split()[0], []).append(tuple(_mark.split()))
_ENDS = frozenset((";", "—", "–", '"', "”", ")"))
_UNMET = frozenset(("unless", "until", "unless and until", "before", "without first", "only if"))
_ONLY_AFTER_NOT = frozenset(("until", "before", "without first"))
_AFRESH = frozenset(("but", "while", "whereas", "although", "though", "and", "or"))
_POSSIBLE = frozenset(("may", "might", "could"))


class Condition(NamedTuple):
    """A condition, in tokens, and the word that opens it."""

    start: int
    end: int
    mark: str

    @property
    def unmet(self) -> bool:
        """Whether nothing happens before it is met."""
        return self.mark in _UNMET

    @property
    def only_after_not(self) -> bool:
        """Whether it is one only where something is denied: "not … until"."""
        return self.mark in _ONLY_AFTER_NOT


def hedge_of(words: Sequence[Token], start: int, end: int, verb: Group | None) -> Hedge:
    """Return how sure the words of a clause are."""
    inside = [token.word for token in words[start:end]]
    line = f" {' '.join(inside)} ".replace(" n't ", "n't ")
    for hedge in _ORDER:
        if HEDGE_WORDS.get(hedge, frozenset()) & set(inside):
            return hedge
        if any(f" {phrase} " in line for phrase in HEDGE_PHRASES[hedge]):
            return hedge
    if verb and verb.modal in _POSSIBLE and not verb.negated:
        return "possible"
    return "none"


def conditions(words: Sequence[Token]) -> list[Condition]:
    """Return the conditions of a sentence, in order.

    One that opens the sentence or its clause ends at a comma, the others at the end of theirs.
    """
    found = []
    at = 0
    while at < len(words):
        mark = _mark_at(words, at)
        if mark is None:
            at += 1
            continue
        end = _end(words, at, len(mark))
        found.append(Condition(at, end, " ".join(mark)))
        at = end
    return found


def _mark_at(words: Sequence[Token], at: int) -> tuple[str, ...] | None:
    if at == 0 and words[0].word in {"should", "were", "had"} and any(w.word == "," for w in words):
        return (words[0].word,)
    for mark in _MARKS.get(words[at].word, ()):
        if tuple(token.word for token in words[at : at + len(mark)]) == mark:
            comma = at > 0 and words[at - 1].word == ","
            return mark if mark != ("provided",) or comma else None
    return None


def _end(words: Sequence[Token], at: int, length: int) -> int:
    before = words[at - 1].word if at else ","
    opening = before in {",", "that", "and", "but", "said", "says", ";", ":", "“", '"'}
    for k in range(at + length, len(words)):
        word = words[k].word
        anew = k + 1 < len(words) and words[k + 1].word in _AFRESH
        if word in _ENDS or (word == "," and (opening or anew)):
            return k
    last = len(words)
    while last > at and not words[last - 1].word[:1].isalnum():
        last -= 1
    return last
