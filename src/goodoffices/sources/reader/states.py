"""Acts told by a state: "is ready to", "is dependent on", "is out of the question"."""

from __future__ import annotations

from goodoffices.sources.notebook import Act
from goodoffices.sources.reader.acts import (
    FALSE,
    LEVERAGE_ADJECTIVES,
    LEVERAGE_NOUNS,
    NOT_TO_BE_HAD,
    UNWILLING,
    WILLING,
)
from goodoffices.sources.reader.clauses import Owners
from goodoffices.sources.reader.readings import is_adverb
from goodoffices.sources.reader.telling import Doing, Telling, named_at

_WILLING = frozenset(WILLING.split(", "))
_UNWILLING = frozenset(UNWILLING.split(", "))
_DEPENDENT = frozenset(LEVERAGE_ADJECTIVES.split(", "))
LEVERS = frozenset(LEVERAGE_NOUNS.strip().split(", "))
_AT_THE_MERCY = frozenset(("at the mercy of", "in the hands of", "in hands of"))
_FALSE = tuple(phrase.strip() for phrase in FALSE.split(","))
_REFUSED = tuple(phrase.strip() for phrase in NOT_TO_BE_HAD.split(","))


def being(telling: Telling) -> Doing | None:
    """Return what a state tells; None where the verb is another."""
    verb = telling.clause.verb
    if verb.lemma not in {"be", "remain"} or verb.passive:
        return None
    after = verb.end
    while after < len(telling.sentence.words) and is_adverb(telling.word(after)):
        after += 1
    act, actors = _of_party(telling, after)
    if act is None:
        act, actors = _of_thing(telling, after)
    return Doing(act, after + 1, actors)


def _of_party(telling: Telling, at: int) -> tuple[Act | None, Owners]:
    """Return what a party is said to be."""
    word, following = telling.word(at), telling.word(at + 1)
    act: Act | None = None
    actors = telling.clause.actors
    if telling.clause.verb.negated:
        act = _unready(telling, word, following)
    elif word in _DEPENDENT and following in {"on", "upon"}:
        act, actors = "leverage", named_at(telling.sentence, at + 2)
    elif word == "unlikely" and telling.unmet:
        act = "precondition"
    elif word == "committed" and following in {"to", "that"}:
        act = "promise"
    elif word in _UNWILLING and following in {"to", "that"}:
        act = "refuse"
    elif word in _WILLING and following == "to":
        act = "threaten" if telling.next_hurts(at) else "offer"
    elif _AT_THE_MERCY & {" ".join(telling.near(at)[:4]), " ".join(telling.near(at)[:3])}:
        after = at + (4 if telling.word(at) == "at" or telling.word(at + 1) == "the" else 3)
        act, actors = "leverage", named_at(telling.sentence, after)
    elif "with" in telling.near(at) and LEVERS & set(telling.near(at)):
        act = "leverage"
    return act, actors


def _of_thing(telling: Telling, at: int) -> tuple[Act | None, Owners]:
    """Return what somebody says by what he says of a thing: "is a lie", "is not for sale"."""
    negated = telling.clause.verb.negated
    line = ("not " if negated else "") + " ".join(telling.near(at))
    actors = (telling.speaker,) if telling.speaker else ()
    if any(line.startswith(phrase) for phrase in _FALSE) and not negated:
        return "claim", actors
    if any(line.startswith(phrase) for phrase in _REFUSED):
        return "refuse", actors
    return None, ()


def _unready(telling: Telling, word: str, following: str) -> Act | None:
    """Return what "is not ready to" tells."""
    if following != "to" or word not in _WILLING or telling.next_hurts(telling.clause.verb.end):
        return None
    return "precondition" if telling.unmet else "refuse"
