"""Which act a clause tells, by its verb, by "not" and "will", and by the verb that it hangs on."""

from __future__ import annotations

from typing import NamedTuple

from goodoffices.sources.acts import LEVERAGE_ADJECTIVES, LEVERAGE_NOUNS, UNWILLING, WILLING
from goodoffices.sources.clauses import Clause, Owners, Sentence
from goodoffices.sources.hedging import Condition
from goodoffices.sources.inflections import IRREGULAR, with_s
from goodoffices.sources.notebook import Act
from goodoffices.sources.patterns import act_nouns, act_of, hurts
from goodoffices.sources.readings import is_adverb
from goodoffices.sources.words import (
    DETERMINERS,
    OBJECT_PRONOUNS,
    OBLIGING,
    POSSIBLE,
    WILL,
    words,
)

_WILLING = frozenset(WILLING.split(", "))
_UNWILLING = frozenset(UNWILLING.split(", "))
_DEPENDENT = frozenset(LEVERAGE_ADJECTIVES.split(", "))
_LEVERS = frozenset(LEVERAGE_NOUNS.strip().split(", "))
_LIGHT = words(
    """make issue give put submit present table raise repeat renew reiterate restate voice express
    extend deliver send announce reaffirm lodge set step"""
)
_STATIVE = words(
    """be have do know seem appear mean matter last take happen become remain cost need like want
    hope belong differ exist lie feel think see show find lead result work help believe
    understand hear expect fear come get"""
)
_FAILING = words("fail refuse decline")
_NOT_WANTING = words("recognise recognize intend want wish plan")
_RESOLVED = words("decide proceed continue begin start resort move go")
_WEIGHING = words("discuss consider weigh mull contemplate study threaten")
_PLANNING = words("plan prepare intend")
_ASPECTS = words("begin start continue stop resume end")
_EASING = words("halve reduce lower lift ease release free open restore pay extend grant reopen")
_SUPPOSING = words("if should were had")
_FALSE = words(
    """wrong false untrue unfounded baseless misleading nonsense propaganda lie lies unfair illegal
    unlawful illegitimate slander groundless fabricated unjust"""
)
_RECALLING = words("what than that which as whatever")
_NO_WISH = words("intention inclination plans plan desire wish interest appetite")
_NO_OBJECTION = words("objection objections quarrel")
_NO_CHOICE = words("choice option alternative")
_OBJECTS: frozenset[Act] = frozenset(("demand", "offer", "act"))
_NEAR = 6
_AGENT_WITHIN = 12


class Doing(NamedTuple):
    """An act, from which token on its object stands, and who does it."""

    act: Act | None
    after: int
    actors: Owners


class Telling(NamedTuple):
    """A clause of a sentence, the condition that it has, and whether somebody says it.

    ``said``: "would" is then what he will do.
    """

    sentence: Sentence
    clause: Clause
    hanging: Condition | None
    said: bool

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


def doing(telling: Telling) -> Doing:
    """Return what a clause says is done, and by whom."""
    for reading in (_suffered, _being, _having, _making, _considering, _depending):
        found = reading(telling)
        if found is not None:
            return found
    clause = telling.clause
    act, after = act_of(clause.verb.lemma, telling.sentence.words, clause.verb.end)
    if act in _OBJECTS and _objectless(telling, after):
        return Doing(None, after, ())
    return Doing(_turned(telling, act, after), after, clause.actors)


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


def _suffered(telling: Telling) -> Doing | None:
    """Read "was rejected by Russia": who did it stands after "by"."""
    verb = telling.clause.verb
    if not verb.passive:
        return None
    if verb.negated and verb.lemma == "expect" and verb.modal:
        return Doing("refuse", verb.end, telling.clause.actors)
    act, after = act_of(verb.lemma, telling.sentence.words, verb.end)
    if verb.negated or act == "claim" or verb.modal:
        return Doing(None, after, ())
    for k in range(after, after + _AGENT_WITHIN):
        if telling.word(k) in {",", ";", "that", "and", "but", ""}:
            break
        if telling.word(k) == "by":
            agents = named_at(telling.sentence, k + 1) or _agent_of(telling, k + 1)
            return Doing(act, after, agents)
    return Doing(None, after, ())


def _agent_of(telling: Telling, at: int) -> Owners:
    """Return whose "the members of the union", "a vote of the council" is."""
    for k in range(at, at + _NEAR):
        mention = telling.sentence.mention_from(k)
        if mention:
            return (mention.party,)
        if telling.word(k) in {",", "that", "which", "in", "on", "for", "to", ""}:
            break
    return ()


def _being(telling: Telling) -> Doing | None:
    """Read "is ready to", "is unwilling to", "is dependent on", "is unlikely to … unless"."""
    verb = telling.clause.verb
    if verb.lemma not in {"be", "remain"} or verb.passive:
        return None
    after = verb.end
    while after < len(telling.sentence.words) and is_adverb(telling.word(after)):
        after += 1
    word, following = telling.word(after), telling.word(after + 1)
    act: Act | None = None
    actors = telling.clause.actors
    if verb.negated:
        act = _unready(telling, word, following)
    elif word in _DEPENDENT and following in {"on", "upon"}:
        act, actors = "leverage", named_at(telling.sentence, after + 2)
    elif word == "unlikely" and telling.unmet:
        act = "precondition"
    elif word == "committed" and following in {"to", "that"}:
        act = "promise"
    elif word in _UNWILLING and following in {"to", "that"}:
        act = "refuse"
    elif word in _WILLING and following == "to":
        act = "threaten" if _next_hurts(telling, after) else "offer"
    elif _FALSE & {telling.word(k) for k in range(after, after + 3)}:
        act, actors = "claim", telling.sentence.memory.voice
    return Doing(act, after + 1, actors)


def _unready(telling: Telling, word: str, following: str) -> Act | None:
    """Return what "is not ready to" tells."""
    if following != "to" or word not in _WILLING:
        return None
    if _next_hurts(telling, telling.clause.verb.end):
        return None
    return "precondition" if telling.unmet else "refuse"


def _next_hurts(telling: Telling, at: int) -> bool:
    """Say whether the next deed hurts: "is ready to strike"."""
    other = next((c for c in telling.sentence.clauses if c.verb.first >= at), None)
    return other is not None and hurts(other.verb.lemma, telling.sentence.words, other.verb.end)


def _having(telling: Telling) -> Doing | None:
    """Read "has leverage over", "has no intention of", "has no choice but to"."""
    verb = telling.clause.verb
    if verb.lemma not in {"have", "hold", "wield", "retain", "see"}:
        return None
    near = [telling.word(k) for k in range(verb.end, verb.end + _NEAR)]
    act: Act | None = None
    if {"no", "little"} & set(near[:3]):
        if _NO_WISH & set(near) or (verb.lemma == "see" and {"point", "reason"} & set(near)):
            act = "refuse"
        elif _NO_OBJECTION & set(near):
            act = "accept"
        elif _NO_CHOICE & set(near) and "but" in near and _next_hurts(telling, verb.end):
            act = "threaten"
    elif verb.lemma != "see" and not verb.negated:
        ends = [k for k, word in enumerate(near) if word in {",", "to", "that", "of"}]
        if _LEVERS & set(near[: min(ends, default=_NEAR)]):
            act = "leverage"
    return Doing(act, verb.end, telling.clause.actors) if act else None


def _making(telling: Telling) -> Doing | None:
    """Read "made a new offer", "issued a threat": the act is the noun's."""
    verb = telling.clause.verb
    if verb.lemma not in _LIGHT or verb.negated:
        return None
    for k in range(verb.end, verb.end + _NEAR):
        word = telling.word(k)
        act = act_nouns().get(word)
        if act and k not in telling.sentence.named:
            return Doing(act, k + 1, telling.clause.actors)
        if word in {",", "to", "that", "of", "with", "in", ""} or word in OBJECT_PRONOUNS:
            break
    return None


def _considering(telling: Telling) -> Doing | None:
    """Read "would consider … if"."""
    verb = telling.clause.verb
    offers = verb.lemma == "consider" and verb.modal == "would" and not verb.negated
    return Doing("offer", verb.end, telling.clause.actors) if offers and telling.hanging else None


def _depending(telling: Telling) -> Doing | None:
    """Read "A depends on B": it is B that has leverage."""
    verb, sentence = telling.clause.verb, telling.sentence
    act, after = act_of(verb.lemma, sentence.words, verb.end)
    if verb.lemma not in {"depend", "rely"} or not act or verb.negated:
        return None
    actors = named_at(sentence, after)
    if not actors and after >= len(sentence.words) - 1:
        before = [c.actors for c in sentence.clauses if c.verb.end <= verb.first and c.actors]
        actors = before[-1] if before else ()
    return Doing(act, after, actors)


def _objectless(telling: Telling, after: int) -> bool:
    """Say whether a verb only recalls what it is about: "than they have offered"."""
    word = telling.word(after)
    start = telling.clause.start
    if telling.clause.verb.lemma in _ASPECTS and (word == "to" or word.endswith("ing")):
        return True
    nothing = not word[:1].isalnum() and word not in {"“", '"', "$", "£", "€", "'"}
    return nothing and telling.word(start - 1) in _RECALLING


def _turned(telling: Telling, act: Act | None, after: int) -> Act | None:
    """Return what an act becomes by a "not", a "will" or the verb before it."""
    verb = telling.clause.verb
    failed = verb.form == "infinitive" and telling.governor in _FAILING
    if verb.negated or failed:
        return _denied(telling, act)
    if telling.announced and act in {"demand", "claim"} and telling.ill:
        return "threaten"
    if act == "demand" and _comes_first(telling, after):
        return "precondition"
    if act in {"act", None}:
        return _announced(telling, act) if verb.modal else _done(telling, act)
    idle = verb.modal in OBLIGING or (verb.modal and act in {"claim", "leverage"})
    offered = act in {"accept", "yield"} and verb.modal in WILL and telling.hanging
    return None if idle else "offer" if offered else act


def _comes_first(telling: Telling, at: int) -> bool:
    """Say whether what is demanded is to come first."""
    words_after = [token.word for token in telling.sentence.words[at:]]
    stops = (k for k, word in enumerate(words_after) if word in {",", ";", ".", "and"})
    clause = words_after[: next(stops, len(words_after))]
    return "first" in clause[-2:]


def _denied(telling: Telling, act: Act | None) -> Act | None:
    verb = telling.clause.verb
    announced = verb.modal in WILL | {"ca", "can", "cannot", "could"}
    turned: Act | None = None
    if announced and telling.unmet:
        turned = "precondition"
    elif act in {"accept", "yield"} or verb.lemma in _NOT_WANTING:
        turned = "refuse"
    elif act == "refuse" and announced:
        turned = "accept"
    elif act in {"act", "offer", "promise", None} and announced and verb.lemma not in _STATIVE:
        turned = "refuse"
    return turned


def _announced(telling: Telling, act: Act | None) -> Act | None:
    """Return what a deed is that will or may be done: for good, for ill, or as is guessed."""
    verb = telling.clause.verb
    hanging = telling.hanging
    guessed = hanging is not None and not telling.said and hanging.mark in _SUPPOSING
    may = verb.modal in POSSIBLE
    turned: Act | None = None
    if guessed and verb.modal in WILL and (telling.ill or verb.modal == "will"):
        turned = "conditional"
    elif telling.ill and (telling.announced or may):
        turned = "threaten"
    elif may and telling.said and act == "act" and verb.lemma in _EASING:
        turned = "offer"
    elif telling.announced and verb.lemma not in _STATIVE:
        turned = "offer" if hanging else "promise"
    return turned


def _done(telling: Telling, act: Act | None) -> Act | None:
    """Return what a deed is that is told without a modal: done, planned, weighed, or a habit."""
    verb = telling.clause.verb
    turned = act
    if verb.form == "infinitive" and telling.governor in _PLANNING and telling.ill:
        turned = "threaten"
    elif verb.form == "infinitive":
        turned = act if telling.governor in _RESOLVED else None
    elif verb.form == "ing" and telling.governor in _WEIGHING and telling.ill:
        turned = "threaten"
    elif (verb.form == "ing" and not _tells(telling)) or _habit(telling):
        turned = None
    return turned


def _habit(telling: Telling) -> bool:
    """Say whether a verb stands in the present, which tells of no deed."""
    verb = telling.clause.verb
    past = IRREGULAR.get(verb.lemma, ("",))[0]
    return verb.finite and telling.word(verb.head) in {verb.lemma, with_s(verb.lemma)} - {past}


def _tells(telling: Telling) -> bool:
    """Say whether a form in -ing tells a deed: "answered by bombing", ", cutting the flow"."""
    before = telling.word(telling.clause.verb.first - 1)
    return before == "by" or (before == "," and telling.clause.governor is not None)
