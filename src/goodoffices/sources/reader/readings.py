"""Whether a word is a verb where it stands, by its form and by the words around it.

"Demands", "offers" and "threat" are nouns after "its" and "new"; "demands" is a verb after "she".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from goodoffices.sources.reader.acts import ACT_VERBS
from goodoffices.sources.reader.inflections import forms
from goodoffices.sources.reader.tokens import Token
from goodoffices.sources.reader.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    DO,
    FRAME_VERBS,
    MODALS,
    NOT_ADVERBS,
    NUMBERS,
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
    swear ensure endorse ratify approve come go become seem appear belong know"""
)
_ADJECTIVES = words(
    """united new high red so-called supposed alleged based naked sacred wicked willing unwilling
    lacking missing according outstanding existing demanding during"""
)
_STATES = words("prepared opposed committed determined convinced concerned entitled interested")
SELVES = words("itself himself herself themselves ourselves")
_PLURALS = words("people police workers both")
_SINGULAR = words("he she it who which that what")
_PERCEIVED = words("saw see made makes make let help helped watched")
_CLAUSE_ENDS = SUBORDINATORS | words(", ; : that and but to who which")
_LISTED_BEFORE, _FINITE_WITHIN, _PERCEIVED_WITHIN, _JOINED_WITHIN = 12, 12, 7, 4
_SHORTEST_PAST = 5


class Place(NamedTuple):
    """A word of a sentence.

    ``named`` has the tokens of names, ``prior`` is the place of the word before, adverbs and "not"
    left out; -1 where none is.
    """

    found: Sequence[Token]
    named: frozenset[int]
    at: int
    prior: int

    @property
    def word(self) -> str:
        """The word itself."""
        return self.found[self.at].word

    @property
    def before(self) -> str:
        """The word before."""
        return self.found[self.prior].word if self.prior >= 0 else ""

    @property
    def after(self) -> str:
        """The word after."""
        return self.found[self.at + 1].word if self.at + 1 < len(self.found) else ""

    @property
    def takes_object(self) -> bool:
        """Whether an object begins right after it."""
        after = self.after
        begins = after in DETERMINERS | PRONOUNS | {"to", "that"} or after[:1].isdigit()
        return self.at + 1 in self.named or begins

    @property
    def after_name(self) -> bool:
        """Whether a party is named right before it."""
        return self.prior in self.named

    def near(self, within: int) -> list[str]:
        """Return some words before it, the nearest first."""
        return [t.word for t in reversed(self.found[max(0, self.at - within) : self.at])]


@cache
def verb_forms() -> dict[str, list[tuple[str, str]]]:
    """Return the known forms of verbs: by the word, the verb in base form and what form it is."""
    bases = {phrase.split()[0] for row in ACT_VERBS.values() for phrase in row.split(",")}
    bases |= FRAME_VERBS | SPEECH_VERBS
    found: dict[str, list[tuple[str, str]]] = {}
    for base in sorted(bases - {"be", "have", "do"}):
        for form, kind in forms(base):
            found.setdefault(form, []).append((base, kind))
    return found


def is_adverb(word: str) -> bool:
    """Say whether a word may stand between a verb and what belongs to it."""
    return word in ADVERBS or (word.endswith("ly") and word not in NOT_ADVERBS)


def place(found: Sequence[Token], named: frozenset[int], at: int) -> Place:
    """Return a word with the one before it: "however" between commas counts as an adverb."""
    k = at - 1
    while k >= 0:
        word = found[k].word
        if word == "," and k > 1 and is_adverb(found[k - 1].word) and found[k - 2].word == ",":
            k -= 3
        elif _skipped(word):
            k -= 1
        else:
            break
    return Place(found, named, at, k)


def _skipped(word: str) -> bool:
    """Say whether a word between a verb and its auxiliaries is passed over."""
    if word in {"all", "both", "each"}:
        return False
    return is_adverb(word) or word in {"not", "n't", "never", "since"} | SELVES


def reading(here: Place) -> tuple[str, str] | None:
    """Return the verb that a word is here, in base form, and in which form; or nothing."""
    word, before = here.word, here.before
    readings = verb_forms().get(word) or _guessed(here)
    state = word in _STATES and before in BE | {"remain", "remained", "remains"}
    preposition = word == "like" and before not in MODALS | {"'d"}
    if not readings or word in _ADJECTIVES or state or preposition:
        return None
    judges = {"base": _is_base, "s": _is_present, "ing": _is_ing}
    for base, kind in readings:
        if kind in judges and judges[kind](here, base):
            return base, kind
    past = [row for row in readings if row[1] in {"past", "participle"}]
    return past[0] if past and _is_past(here) else None


def _guessed(here: Place) -> list[tuple[str, str]]:
    """Return what a word that is not listed is by its ending."""
    word = here.word
    if len(word) >= _SHORTEST_PAST and word.endswith("ed"):
        return [(word, "past")]
    ing = word.endswith("ing") and (here.after_name or here.before in BE)
    return [(word, "ing")] if ing else []


def _noun_before(word: str) -> bool:
    """Say whether a noun must follow a word."""
    determines = word in DETERMINERS and word not in {"that", "all", "both"}
    return determines or word == "'s"


def _is_base(here: Place, base: str) -> bool:
    before = here.before
    verb = False
    if before in MODALS | DO | {"'d", "to"}:
        verb = here.word != "talk" or before != "to"
    elif not before or _noun_before(before) or before in PREPOSITIONS:
        verb = False
    elif before in {"they", "we", "i", "you", "who"}:
        verb = True
    elif before in COORDINATORS | {","}:
        listed = before != "," and any(w in MODALS | {"to"} for w in here.near(_LISTED_BEFORE))
        verb = base in _NEVER_NOUNS or (listed and here.takes_object)
    elif _perceived(here) and here.takes_object:
        verb = True
    else:
        joined = here.after_name and "and" in here.near(_JOINED_WITHIN)
        several = before.endswith("s") or before in _PLURALS or joined
        if several and before not in AUXILIARIES and not before.endswith("ss"):
            verb = base in _NEVER_NOUNS or here.takes_object
    return verb


def _perceived(here: Place) -> bool:
    """Say whether "saw", "made" or "let" stands before, so that what follows needs no "to"."""
    for word in here.near(_PERCEIVED_WITHIN):
        if word in {",", ".", ";", ":", "that", "to"}:
            return False
        if word in _PERCEIVED:
            return True
    return False


def _is_present(here: Place, base: str) -> bool:
    before = here.before
    verb = False
    if (
        not before
        or _noun_before(before)
        or before in PREPOSITIONS | {"to"}
        or before[:1].isdigit()
    ):
        verb = False
    elif base in _NEVER_NOUNS or before in _SINGULAR:
        verb = True
    elif here.after in AUXILIARIES or here.after == "of":
        verb = False
    elif here.takes_object:
        verb = True
    else:
        apposed = before == "," and here.prior - 1 in here.named
        verb = (here.after_name or apposed) and not _finite_ahead(here)
    return verb


def _finite_ahead(here: Place) -> bool:
    """Say whether a finite verb follows in the clause, so that the word is its subject."""
    for token in here.found[here.at + 1 : here.at + 1 + _FINITE_WITHIN]:
        if token.word in _CLAUSE_ENDS:
            return False
        past = any(kind == "past" for _, kind in verb_forms().get(token.word, ()))
        if token.word in AUXILIARIES or past:
            return True
    return False


def _is_ing(here: Place, base: str) -> bool:
    del base
    noun = _noun_before(here.before) or (here.after == "of" and here.before not in BE)
    return not noun


def _is_past(here: Place) -> bool:
    counted = here.before in NUMBERS or here.before.isdigit()
    noun = _noun_before(here.before) or (counted and not here.after_name)
    return not (noun or here.before in PREPOSITIONS)
