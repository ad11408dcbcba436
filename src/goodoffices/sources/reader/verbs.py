"""The verbs of a sentence, and how they stand: negated, passive, with a modal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.sources.reader.readings import SELVES, is_adverb, place, reading
from goodoffices.sources.reader.tokens import Token
from goodoffices.sources.reader.words import (
    AUXILIARIES,
    BE,
    DO,
    GET,
    HAVE,
    MODALS,
    NEGATIONS,
    PRONOUNS,
)

_ALONE = HAVE | DO
_DENYING = NEGATIONS - {"no", "nor", "neither"}
_FORMS = {
    "being": "ing", "having": "ing", "be": "base", "have": "base",
}  # fmt: skip


@dataclass(slots=True)
class Group:
    """A verb with what belongs to it: tokens ``first`` to ``end``, its main word at ``head``."""

    first: int
    head: int
    end: int
    lemma: str
    form: str  # finite, infinitive, ing, or participle
    passive: bool = False
    negated: bool = False
    modal: str = ""

    @property
    def finite(self) -> bool:
        """Whether it has a subject of its own."""
        return self.form == "finite"


def verb_groups(found: Sequence[Token], named: frozenset[int]) -> list[Group]:
    """Return the verbs of a sentence, in order.

    Parameters
    ----------
    named
        The tokens that belong to names of parties.
    """
    taken: set[int] = set()
    groups = []
    for k in range(len(found)):
        told = None if k in named else reading(place(found, named, k))
        if told:
            groups.append(_gathered(found, k, *told))
            taken.update(range(groups[-1].first, groups[-1].end))
    for k, token in enumerate(found):
        if k in taken or k in named or not _stands_alone(found, k):
            continue
        word = token.word
        lemma = "be" if word in BE else "have" if word in HAVE else "do"
        groups.append(_gathered(found, k, lemma, _FORMS.get(word, "past")))
        taken.update(range(groups[-1].first, groups[-1].end))
    return sorted(groups, key=lambda group: group.first)


def _stands_alone(found: Sequence[Token], at: int) -> bool:
    """Say whether "is", "has" or "does" is a verb by itself, not the helper of "has been"."""
    word = found[at].word
    if word == "'s" and (at == 0 or found[at - 1].word not in PRONOUNS | {"that", "there"}):
        return False
    if word in BE or word not in _ALONE:
        return word in BE
    k = at + 1
    while k < len(found) and (is_adverb(found[k].word) or found[k].word in NEGATIONS):
        k += 1
    return not (k < len(found) and found[k].word in BE)


def _by_whom(found: Sequence[Token], at: int) -> bool:
    """Say whether "by" somebody follows, not "by doing" something."""
    by = at + 1 < len(found) and found[at].word == "by"
    return by and not found[at + 1].word.endswith("ing")


def _gathered(found: Sequence[Token], head: int, lemma: str, kind: str) -> Group:
    """Take in the auxiliaries, modals and negations before a verb, and what they say of it."""
    form = {"ing": "ing", "participle": "participle"}.get(kind, "finite")
    group = Group(head, head, head + 1, lemma, form)
    nearest = ""
    k = head - 1
    while k >= 0:
        word = found[k].word
        if word == "," and k > 1 and is_adverb(found[k - 1].word) and found[k - 2].word == ",":
            k -= 3
            continue
        if word == "to" and kind == "base":
            group.form, group.first = "infinitive", k
            group.negated |= k > 0 and found[k - 1].word in {"not", "never"}
            break
        helper = _helps(found, k)
        if not helper and not is_adverb(word) and word not in GET | SELVES | _DENYING | {"since"}:
            break
        if helper or word in GET:
            nearest = nearest or word
        if helper:
            group.modal = word if word in MODALS or word == "'d" else group.modal
            group.form = "finite"
        group.negated |= word in _DENYING
        group.first = k if helper or word in _DENYING else group.first
        k -= 1
    if kind in {"past", "participle"} and lemma not in {"be", "have", "do"}:
        by = not nearest and _by_whom(found, head + 1)
        group.passive = nearest in BE | GET or by
        group.form = "ing" if nearest in {"having", "being"} else group.form
        group.form = "participle" if by else group.form
    return group


def _helps(found: Sequence[Token], at: int) -> bool:
    """Say whether a word is an auxiliary; ``'s`` is one after a pronoun only."""
    word = found[at].word
    return word in AUXILIARIES and not (
        word == "'s" and found[at - 1].word not in PRONOUNS | {"that", "there"}
    )
