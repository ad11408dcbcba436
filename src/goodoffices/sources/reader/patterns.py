"""Which act a verb tells, with the words after it: "rule out", "ask * to", "vote to strike"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from goodoffices.sources.notebook import Act
from goodoffices.sources.reader.acts import ACT_NOUNS, ACT_VERBS, ENDING, HARMS, HOSTILE
from goodoffices.sources.reader.inflections import forms, with_s
from goodoffices.sources.reader.readings import is_adverb
from goodoffices.sources.reader.tokens import Token

_ENDING = frozenset(ENDING.split(", "))
_HARMS = frozenset(" ".join(HARMS.split()).split(", "))
_APART = frozenset(("down", "off", "out", "up", "back", "away"))
_LONGEST_GAP = 7
_STOPS = frozenset((",", ";", ":", "—", "–", "that", "and", "but", "if", "unless", "because"))


@cache
def verb_patterns() -> dict[str, list[tuple[tuple[str, ...], Act]]]:
    """Return, by verb, the words that follow it and the act that it then tells; longest first.

    Where two acts list the same words, the first holds.
    """
    found: dict[str, dict[tuple[str, ...], Act]] = {}
    for act, row in ACT_VERBS.items():
        for phrase in row.split(","):
            verb, *rest = phrase.split()
            found.setdefault(verb, {}).setdefault(tuple(rest), act)
            if len(rest) == 1 and rest[0] in _APART:
                found[verb].setdefault(("*", rest[0]), act)
    return {verb: sorted(rows.items(), key=_exactness) for verb, rows in found.items()}


def _exactness(row: tuple[tuple[str, ...], Act]) -> tuple[bool, bool, int]:
    return not row[0], "*" in row[0], -len(row[0])


@cache
def act_nouns() -> dict[str, Act]:
    """Return the act that each noun tells, in the singular and in the plural."""
    found: dict[str, Act] = {}
    for act, row in ACT_NOUNS.items():
        for noun in row.split(", "):
            found |= {noun: act, with_s(noun): act}
    return found


@cache
def _hostile() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in HOSTILE.split(","):
        verb, *rest = phrase.split()
        found.setdefault(verb, []).append(rest)
    return found


@cache
def _same(word: str) -> frozenset[str]:
    return frozenset(form for form, _ in forms(word)) | {with_s(word)}


def matched(words: Sequence[Token], at: int, pattern: Sequence[str]) -> int:
    """Return where a pattern ends that begins at a token; -1 where the words do not follow it."""
    gap = False
    k = at
    for part in pattern:
        if part == "*":
            gap = True
            continue
        limit = min(len(words), k + (_LONGEST_GAP if gap else 2))
        place = k
        while place < limit and words[place].word not in _same(part) | {part}:
            stops = words[place].word in _STOPS and not (
                gap and place == at and words[place].word == "that"
            )
            if stops or (not gap and not is_adverb(words[place].word)):
                return -1
            place += 1
        if place >= limit:
            return -1
        k, gap = place + 1, False
    return k


def act_of(lemma: str, words: Sequence[Token], at: int) -> tuple[Act | None, int]:
    """Return the act that a verb tells with the words from a token on, and where these end."""
    for pattern, act in verb_patterns().get(lemma, ()):
        end = matched(words, at, pattern)
        if end >= 0:
            return act, (at if "*" in pattern else end)
    return None, at


def hurts(lemma: str, words: Sequence[Token], at: int) -> bool:
    """Say whether a deed hurts, so that announcing it is a threat."""
    if lemma in _ENDING and _HARMS & {token.word for token in words[at : at + _LONGEST_GAP - 2]}:
        return False
    return any(matched(words, at, pattern) >= 0 for pattern in _hostile().get(lemma, ()))
