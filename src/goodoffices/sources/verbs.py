"""Which words of a sentence are its verbs, and how they stand: negated, passive, with a modal.

No grammar is complete here: a word is a verb by its form, and by the word before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from goodoffices.sources.acts import ACT_VERBS
from goodoffices.sources.inflections import forms
from goodoffices.sources.tokens import Token
from goodoffices.sources.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    DO,
    FRAME_VERBS,
    GET,
    HAVE,
    MODALS,
    NEGATIONS,
    NOT_ADVERBS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH_VERBS,
    SUBORDINATORS,
    words,
)

_NEVER_NOUNS = words(
    """refuse reject insist accept urge say argue decline agree deny allege assert contend maintain
    acknowledge admit announce declare concede relent capitulate believe consider think describe
    accuse denounce condemn impose deploy invade seize expel resume withhold withdraw threaten
    propose suggest require oppose dismiss include remain become depend rely undertake commit assure
    swear ensure endorse ratify approve"""
)
_ADJECTIVES = words("united new high red so-called supposed alleged based naked sacred wicked")
_PLURALS = words("people police workers")


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


@cache
def verb_forms() -> dict[str, list[tuple[str, str]]]:
    """Return the known forms of verbs: by the word, the verb in base form and what form it is."""
    bases = {phrase.split()[0] for row in ACT_VERBS.values() for phrase in row.split(",")}
    bases |= {*FRAME_VERBS.split(), *SPEECH_VERBS.split()}
    found: dict[str, list[tuple[str, str]]] = {}
    for base in sorted(bases - {"be", "have", "do", "not", "remain opposed", "cannot"}):
        for form, kind in forms(base):
            found.setdefault(form, []).append((base, kind))
    return found


def is_adverb(word: str) -> bool:
    """Say whether a word may stand between a verb and what belongs to it."""
    return word in ADVERBS or (word.endswith("ly") and word not in NOT_ADVERBS)


def verb_groups(found: Sequence[Token], named: dict[int, int]) -> list[Group]:
    """Return the verbs of a sentence, in order.

    Parameters
    ----------
    named
        Of each token that belongs to the name of a party, where that name ends.
    """
    taken: set[int] = set()
    groups = []
    for k, token in enumerate(found):
        reading = None if k in named and token.word not in {"'s"} else _reading(found, named, k)
        if reading:
            group = _gathered(found, k, *reading)
            taken.update(range(group.first, group.end))
            groups.append(group)
    for k, token in enumerate(found):
        if k in taken or k in named or token.word not in BE | HAVE | DO:
            continue
        if token.word not in BE and _being_next(found, k):
            continue
        if token.word == "'s" and (k == 0 or found[k - 1].word not in PRONOUNS | {"that", "there"}):
            continue
        lemma = "be" if token.word in BE else "have" if token.word in HAVE else "do"
        kind = {"being": "ing", "having": "ing", "be": "base", "have": "base"}.get(token.word, "past")
        group = _gathered(found, k, lemma, kind)
        groups.append(group)
        taken.update(range(group.first, group.end))
    return sorted(groups, key=lambda group: group.first)


def _being_next(found: Sequence[Token], at: int) -> bool:
    k = at + 1
    while k < len(found) and (is_adverb(found[k].word) or found[k].word in NEGATIONS):
        k += 1
    return k < len(found) and found[k].word in BE


def _before(found: Sequence[Token], at: int) -> int:
    """Return the place of the word before, adverbs and negations left out; -1 where none is."""
    k = at - 1
    while k >= 0 and (is_adverb(found[k].word) or found[k].word in {"not", "n't", "never"}):
        if found[k].word in {"all", "both", "each"}:
            break
        k -= 1
    return k


def _reading(found: Sequence[Token], named: dict[int, int], at: int) -> tuple[str, str] | None:
    """Return the verb that a word is here, in base form, and in which form; or nothing."""
    word = found[at].word
    known = verb_forms().get(word)
    k = _before(found, at)
    before = found[k].word if k >= 0 else ""
    readings = known or _guessed(word, before, named=k in named)
    if not readings or word in _ADJECTIVES:
        return None
    if word == "like" and before not in MODALS | {"'d"}:
        return None
    for base, kind in readings:
        if kind == "base" and _is_base(found, named, at, k, base):
            return base, kind
        if kind == "s" and _is_present(found, named, at, k, base):
            return base, kind
        if kind == "ing" and _is_ing(found, at, before):
            return base, kind
    for base, kind in readings:
        if kind in {"past", "participle"} and _is_past(found, named, at, before):
            past = any(k == "past" for b, k in readings if b == base)
            return base, "past" if past else kind
    return None


def _guessed(word: str, before: str, *, named: bool) -> list[tuple[str, str]]:
    """Return what a word that is not listed is by its ending."""
    if len(word) > 4 and word.endswith("ed"):  # noqa: PLR2004
        return [(word, "past")]
    return [(word, "ing")] if word.endswith("ing") and (named or before in BE) else []


def _noun_before(word: str) -> bool:
    return (word in DETERMINERS and word not in {"that", "all", "both"}) or word == "'s"


def _starts_object(found: Sequence[Token], named: dict[int, int], at: int) -> bool:
    if at >= len(found):
        return False
    word = found[at].word
    return at in named or word in DETERMINERS | PRONOUNS | {"to", "that"} or word[:1].isdigit()


def _is_base(
    found: Sequence[Token], named: dict[int, int], at: int, k: int, base: str
) -> bool:
    before = found[k].word if k >= 0 else ""
    if before in MODALS | DO | {"'d"} or before == "to":
        return found[at].word != "talk" or before != "to"
    if k < 0 or _noun_before(before) or before in PREPOSITIONS:
        return False
    if before in {"they", "we", "i", "you", "who"}:
        return True
    after_verb = before in COORDINATORS and any(
        found[j].word in MODALS | {"to"} for j in range(max(0, at - 12), at)
    )
    if after_verb or before == ",":
        return base in _NEVER_NOUNS or (after_verb and _starts_object(found, named, at + 1))
    if _perceived(found, at) and _starts_object(found, named, at + 1):
        return True
    several = before.endswith("s") or before in _PLURALS or (k in named and _joined(found, k))
    if not several or before.endswith("ss"):
        return False
    return base in _NEVER_NOUNS or _starts_object(found, named, at + 1)


def _perceived(found: Sequence[Token], at: int) -> bool:
    """Say whether "saw", "made" or "let" stands before, so that what follows needs no "to"."""
    for token in reversed(found[max(0, at - 7) : at]):
        if token.word in {",", ".", ";", ":", "that", "to"}:
            return False
        if token.word in {"saw", "see", "made", "makes", "make", "let", "help", "helped", "watched"}:
            return True
    return False


def _joined(found: Sequence[Token], k: int) -> bool:
    return any(found[j].word == "and" for j in range(max(0, k - 4), k))


def _is_present(
    found: Sequence[Token], named: dict[int, int], at: int, k: int, base: str
) -> bool:
    before = found[k].word if k >= 0 else ""
    if k < 0 or _noun_before(before) or before in PREPOSITIONS | {"to"} or before[:1].isdigit():
        return False
    if base in _NEVER_NOUNS or before in {"he", "she", "it", "who", "which", "that", "what"}:
        return True
    after = found[at + 1].word if at + 1 < len(found) else ""
    if after in AUXILIARIES or after == "of":
        return False
    if _starts_object(found, named, at + 1):
        return True
    if k in named:
        return not _finite_ahead(found, at + 1)
    return False


def _finite_ahead(found: Sequence[Token], at: int) -> bool:
    """Say whether a finite verb follows in the same clause, so that a word before is its subject."""
    for token in found[at : at + 12]:
        if token.word in SUBORDINATORS | {",", ";", ":", "that", "and", "but", "to", "who", "which"}:
            return False
        if token.word in AUXILIARIES:
            return True
        if any(kind == "past" for _, kind in verb_forms().get(token.word, ())):
            return True
    return False


def _is_ing(found: Sequence[Token], at: int, before: str) -> bool:
    after = found[at + 1].word if at + 1 < len(found) else ""
    if _noun_before(before):
        return False
    return not (after == "of" and before not in BE)


def _is_past(found: Sequence[Token], named: dict[int, int], at: int, before: str) -> bool:
    if before in BE | HAVE | GET | {"'d"} and not (before == "'s" and at - 1 in named):
        return True
    return not (_noun_before(before) or before in PREPOSITIONS)


def _by_whom(found: Sequence[Token], at: int) -> bool:
    """Say whether "by" somebody follows, not "by doing" something."""
    by = at + 1 < len(found) and found[at].word == "by"
    return by and not found[at + 1].word.endswith("ing")


def _gathered(found: Sequence[Token], head: int, lemma: str, kind: str) -> Group:
    """Take in the auxiliaries, modals and negations before a verb, and what they say of it."""
    first = head
    negated = passive = False
    modal = ""
    form = {"ing": "ing", "participle": "participle"}.get(kind, "finite")
    nearest = ""
    k = head - 1
    while k >= 0:
        word = found[k].word
        if word in NEGATIONS - {"no", "nor", "neither"}:
            negated = True
        elif word in AUXILIARIES and not (word == "'s" and found[k - 1].word not in PRONOUNS):
            nearest = nearest or word
            modal = word if word in MODALS or word == "'d" else modal
            form = "finite"
        elif word == "to" and (kind == "base" or nearest in {"be", "have"}):
            form = "infinitive"
            first = k
            negated = negated or (k > 0 and found[k - 1].word in {"not", "never"})
            break
        elif not is_adverb(word) and word not in GET:
            break
        elif word in GET:
            nearest = nearest or word
        if word in AUXILIARIES or word in NEGATIONS:
            first = k
        k -= 1
    if kind in {"past", "participle"} and lemma not in {"be", "have", "do"}:
        by = not nearest and _by_whom(found, head + 1)
        passive = nearest in BE | GET or by
        form = "participle" if by else form
    return Group(first, head, head + 1, lemma, form, passive, negated, modal)
