"""How sure a clause is, and what it depends on."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.sources.notebook import Hedge
from goodoffices.sources.tokens import Token
from goodoffices.sources.verbs import Group
from goodoffices.sources.words import CONDITION_MARKS, HEDGE_PHRASES, HEDGE_WORDS

_ORDER: tuple[Hedge, ...] = ("unclear", "unlikely", "reported", "likely", "possible")
_MARKS = [tuple(mark.split()) for mark in CONDITION_MARKS]
_ENDS = frozenset((";", "—", "–", '"', "”", ")"))
_WEAK = frozenset(("until", "once", "before", "without", "in"))
TokenSpan = tuple[int, int]


def hedge_of(words: Sequence[Token], span: TokenSpan, verb: Group | None) -> Hedge:
    """Return how sure the words of a clause are."""
    inside = [token.word for token in words[span[0] : span[1]]]
    line = f" {' '.join(inside)} "
    for hedge in _ORDER:
        if HEDGE_WORDS.get(hedge, frozenset()) & set(inside):
            return hedge
        if any(f" {phrase} " in line for phrase in HEDGE_PHRASES[hedge]):
            return hedge
    if verb and verb.modal in {"may", "might", "could"} and not verb.negated:
        return "possible"
    return "none"


def conditions(words: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Return the conditions of a sentence: from and to which token, and the word that opens each.

    One that opens the sentence ends at its comma, the others at the end of their clause.
    """
    found = []
    at = 0
    while at < len(words):
        mark = _mark_at(words, at)
        if mark is None:
            at += 1
            continue
        end = _end(words, at, len(mark))
        found.append((at, end, " ".join(mark)))
        at = end
    return found


def _mark_at(words: Sequence[Token], at: int) -> tuple[str, ...] | None:
    for mark in _MARKS:
        if tuple(token.word for token in words[at : at + len(mark)]) == mark:
            first = at == 0 or not words[at - 1].word[:1].isalnum()
            if mark == ("provided",) and not (at and words[at - 1].word == ","):
                continue
            if mark[0] in _WEAK and len(mark) == 1 and first and at == 0:
                continue
            return mark
    return None


def _end(words: Sequence[Token], at: int, length: int) -> int:
    opening = all(not token.word[:1].isalnum() or token.word == "but" for token in words[:at])
    after_edge = at and words[at - 1].word in {"that", ",", "and", "said", "says"}
    for k in range(at + length, len(words)):
        word = words[k].word
        if word in _ENDS or (word == "," and (opening or after_edge or _starts_anew(words, k + 1))):
            return k
    last = len(words)
    while last > at and not words[last - 1].word[:1].isalnum():
        last -= 1
    return last


def _starts_anew(words: Sequence[Token], at: int) -> bool:
    """Say whether another clause begins after a comma: ", but", ", and the union"."""
    return at < len(words) and words[at].word in {"but", "while", "whereas", "although", "though"}
