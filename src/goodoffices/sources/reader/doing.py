"""Which act a clause tells, by its verb, by "not" and "will", and by the verb that it hangs on."""

from __future__ import annotations

from goodoffices.sources.notebook import Act
from goodoffices.sources.reader.clauses import Owners
from goodoffices.sources.reader.inflections import IRREGULAR, with_s
from goodoffices.sources.reader.patterns import act_nouns, act_of
from goodoffices.sources.reader.states import LEVERS, being
from goodoffices.sources.reader.telling import NEAR, Doing, Telling, named_at
from goodoffices.sources.reader.words import (
    OBJECT_PRONOUNS,
    OBLIGING,
    POSSIBLE,
    WILL,
    words,
)

_LIGHT = words(
    """make issue give put submit present table raise repeat renew reiterate restate voice express
    extend deliver send announce reaffirm set step"""
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
_FACTUAL = words("is was are were has had 's did does")
_WISHING = words("hope try mean wish need expect seek attempt")
_ABLE = words("ca can could")
_ASPECTS = words("begin start continue resume")
_EASING = words("halve reduce lower lift ease release free open restore pay extend grant reopen")
_SUPPOSING = words("if should were had")
_RECALLING = words("what than that which as whatever")
_NO_WISH = words("intention inclination plans plan desire wish interest appetite")
_NO_OBJECTION = words("objection objections quarrel")
_NO_CHOICE = words("choice option alternative")
_OBJECTS: frozenset[Act] = frozenset(("demand", "offer", "act"))
_AGENT_WITHIN = 12


def doing(telling: Telling) -> Doing:
    """Return what a clause says is done, and by whom."""
    for reading in (
        _only,
        _obliging,
        _lacking,
        _suffered,
        being,
        _having,
        _nothing,
        _making,
        _considering,
        _depending,
    ):
        found = reading(telling)
        if found is not None:
            return found
    clause = telling.clause
    act, after = act_of(clause.verb.lemma, telling.sentence.words, clause.verb.end)
    if act in _OBJECTS and _objectless(telling, act, after):
        return Doing(None, after, ())
    return Doing(_turned(telling, act, after), after, clause.actors)


def _only(telling: Telling) -> Doing | None:
    """Read "will only talk if", "refuses to talk until": nothing happens before that."""
    verb = telling.clause.verb
    act, after = act_of(verb.lemma, telling.sentence.words, verb.end)
    only = verb.modal in WILL and any(
        telling.word(k) == "only" for k in range(verb.first, verb.head)
    )
    refuses = act == "refuse" and not verb.negated and telling.unmet and not verb.passive
    found = telling.hanging is not None and (only or refuses)
    return Doing("precondition", after, telling.clause.actors) if found else None


def _insists_on_fact(telling: Telling, at: int) -> bool:
    """Say whether "insists" tells how something is, not how it is to be."""
    other = next((c for c in telling.sentence.clauses if c.start >= at and c.verb.finite), None)
    if other is None or telling.word(at - 1) in {"on", "upon"}:
        return False
    return telling.word(other.verb.first) in _FACTUAL


def _obliging(telling: Telling) -> Doing | None:
    """Read "there must be", "the firm has to", "nobody will": what a speaker wants or refuses."""
    verb, clause = telling.clause.verb, telling.clause
    if not telling.speaker or telling.speaker in clause.actors or verb.negated:
        return None
    near = [telling.word(k) for k in (clause.start, clause.start + 1)]
    nobody = near[0] in {"no", "nobody", "none"}
    has_to = verb.lemma == "have" and verb.end - verb.first == 1 and telling.word(verb.end) == "to"
    must = verb.modal == "must" or (has_to and telling.word(verb.head) in {"has", "have"})
    if nobody and verb.modal == "may":
        return Doing("demand", verb.end, (telling.speaker,))
    if nobody and verb.modal in WILL and not clause.actors:
        return Doing("refuse", verb.end, (telling.speaker,))
    return Doing("demand", verb.end, (telling.speaker,)) if must and verb.finite else None


def _lacking(telling: Telling) -> Doing | None:
    """Read "without B's licence, A cannot build": it is B that has leverage."""
    verb, sentence = telling.clause.verb, telling.sentence
    if not (verb.negated and verb.modal in _ABLE and telling.clause.actors):
        return None
    found = [k for k in range(verb.first) if telling.word(k) == "without"]
    if not found:
        return None
    named = [m.party for m in sentence.mentions if found[-1] < m.start < telling.clause.start]
    before = [c.actors for c in sentence.clauses if c.verb.end <= found[-1] and c.actors]
    actors = (named[0],) if named else before[-1] if before else ()
    if actors == telling.clause.actors:
        actors = ()
    return Doing("leverage" if actors else None, verb.end, actors)


def _suffered(telling: Telling) -> Doing | None:
    """Read "was rejected by Russia": who did it stands after "by"."""
    verb = telling.clause.verb
    if not verb.passive:
        return None
    act, after = act_of(verb.lemma, telling.sentence.words, verb.end)
    actors: Owners = ()
    if verb.negated or verb.modal:
        act, actors = _to_be_suffered(telling)
    elif act == "threaten" and telling.word(after) == "with":
        doers = (c for c in telling.sentence.clauses if c.start > after and c.verb.form == "ing")
        actors = next((c.actors for c in doers), ())
    elif act != "claim":
        actors = _agents(telling, after)
    return Doing(act if actors else None, after, actors)


def _to_be_suffered(telling: Telling) -> tuple[Act | None, Owners]:
    """Read "will be dismissed" and "we cannot be expected to" as what a speaker says."""
    verb, actors = telling.clause.verb, telling.clause.actors
    if verb.negated and verb.lemma == "expect" and verb.modal:
        return "refuse", actors
    coming = verb.modal in WILL | POSSIBLE and not verb.negated and telling.ill
    if coming and telling.speaker and telling.speaker not in actors:
        return "threaten", (telling.speaker,)
    return None, ()


def _agents(telling: Telling, at: int) -> Owners:
    """Return whom "by" names after a verb."""
    for k in range(at, at + _AGENT_WITHIN):
        if telling.word(k) in {",", ";", "that", "and", "but", ""}:
            break
        if telling.word(k) == "by":
            return named_at(telling.sentence, k + 1) or _agent_of(telling, k + 1)
    return ()


def _agent_of(telling: Telling, at: int) -> Owners:
    """Return whose "the members of the union", "a vote of the council" is."""
    for k in range(at, at + NEAR):
        mention = telling.sentence.mention_from(k)
        if mention:
            return (mention.party,)
        if telling.word(k) in {",", "that", "which", "in", "on", "for", "to", ""}:
            break
    return ()


def _having(telling: Telling) -> Doing | None:
    """Read "has leverage over", "has no intention of", "has no choice but to"."""
    verb = telling.clause.verb
    if verb.lemma not in {"have", "hold", "wield", "retain", "see"}:
        return None
    near = telling.near(verb.end)
    act: Act | None = None
    if {"no", "little"} & set(near[:3]):
        if _NO_WISH & set(near) or (verb.lemma == "see" and {"point", "reason"} & set(near)):
            act = "refuse"
        elif _NO_OBJECTION & set(near):
            act = "accept"
        elif _NO_CHOICE & set(near) and "but" in near:
            act = "threaten"
    elif verb.lemma != "see" and not verb.negated:
        ends = [k for k, word in enumerate(near) if word in {",", "to", "that", "of"}]
        if LEVERS & set(near[: min(ends, default=NEAR)]):
            act = "leverage"
    return Doing(act, verb.end, telling.clause.actors) if act else None


def _making(telling: Telling) -> Doing | None:
    """Read "made a new offer", "issued a threat": the act is the noun's."""
    verb = telling.clause.verb
    if verb.lemma not in _LIGHT or verb.negated:
        return None
    for k in range(verb.end, verb.end + NEAR):
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
    """Read "A depends on B", "A needs B's gas", "A cannot do without B": B has leverage."""
    verb, sentence = telling.clause.verb, telling.sentence
    if verb.lemma == "need" and not verb.negated and not verb.modal and telling.clause.actors:
        owners = [m.party for m in sentence.mentions if 0 <= m.start - verb.end <= 1]
        own = not owners or owners[0] in telling.clause.actors
        return None if own else Doing("leverage", verb.end, (owners[0],))
    if verb.lemma == "do" and verb.negated and telling.word(verb.end) == "without":
        return Doing("leverage", verb.end + 1, named_at(sentence, verb.end + 1))
    act, after = act_of(verb.lemma, sentence.words, verb.end)
    if verb.lemma not in {"depend", "rely"} or not act or verb.negated:
        return None
    actors = named_at(sentence, after)
    if not actors and not telling.word(after)[:1].isalnum():
        before = [c.actors for c in sentence.clauses if c.verb.end <= verb.first and c.actors]
        actors = before[-1] if before else ()
    return Doing(act, after, actors)


def _objectless(telling: Telling, act: Act | None, after: int) -> bool:
    """Say whether a verb only recalls what it is about: "than they have offered"."""
    word = telling.word(after)
    start = telling.clause.start
    if telling.clause.verb.lemma in _ASPECTS and (word == "to" or word.endswith("ing")):
        return True
    nothing = not word[:1].isalnum() and word not in {"“", '"', "$", "£", "€", "'"}
    return act != "act" and nothing and telling.word(start - 1) in _RECALLING


def _turned(telling: Telling, act: Act | None, after: int) -> Act | None:
    """Return what an act becomes by a "not", a "will" or the verb before it."""
    verb = telling.clause.verb
    failed = verb.form == "infinitive" and telling.governor in _FAILING
    nothing = telling.word(after) in {"nothing", "none", "neither", "nobody"}
    if verb.negated or failed or nothing:
        return _denied(telling, act)
    wished = verb.form == "infinitive" and telling.governor in _WISHING
    if wished or (verb.form == "ing" and act != "act" and not _tells(telling)):
        return None
    vowed = act == "promise" and telling.word(after) == "to" and telling.next_hurts(after)
    if vowed or (telling.announced and act in {"demand", "claim"} and telling.ill):
        return "threaten"
    if act == "demand":
        return _demanded(telling, after)
    if act in {"act", None}:
        return _announced(telling, act) if verb.modal else _done(telling, act)
    idle = verb.modal in OBLIGING or (verb.modal and act in {"claim", "leverage"})
    offered = act in {"accept", "yield"} and verb.modal in WILL and telling.hanging
    return None if idle else "offer" if offered else act


def _nothing(telling: Telling) -> Doing | None:
    """Read "we shall do nothing of the sort", "told him no"."""
    verb = telling.clause.verb
    near = telling.near(verb.end)
    sort = verb.lemma == "do" and verb.modal in WILL and near[0] in {"nothing", "no"}
    no = verb.lemma in {"tell", "say", "answer"} and "no" in near[:3] and not verb.negated
    after = near[near.index("no") + 1] if no and "no" in near[:-1] else "x"
    refused = sort or (no and not after[:1].isalnum())
    return Doing("refuse", verb.end, telling.clause.actors) if refused else None


def _demanded(telling: Telling, after: int) -> Act | None:
    """Return what "demand", "insist" and "must" tell: first that, or that it is so."""
    if _comes_first(telling, after):
        return "precondition"
    if telling.clause.verb.lemma == "insist" and _insists_on_fact(telling, after):
        return "claim"
    return None if telling.clause.verb.modal in OBLIGING else "demand"


def _comes_first(telling: Telling, at: int) -> bool:
    """Say whether what is demanded is to come first."""
    words_after = [token.word for token in telling.sentence.words[at:]]
    stops = (k for k, word in enumerate(words_after) if word in {",", ";", ".", "and"})
    clause = words_after[: next(stops, len(words_after))]
    return "first" in clause[-2:]


def _denied(telling: Telling, act: Act | None) -> Act | None:
    verb = telling.clause.verb
    own = not telling.speaker or telling.speaker in telling.clause.actors
    announced = verb.modal in WILL or (verb.modal in _ABLE and own)
    turned: Act | None = None
    if announced and telling.unmet:
        turned = "precondition"
    elif act == "act" and verb.modal in WILL and telling.ill:
        turned = "promise"
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
        able = verb.modal == "could" and telling.speaker not in telling.clause.actors
        turned = "leverage" if able else "threaten"
    elif may and telling.said and act == "act" and verb.lemma in _EASING:
        turned = "offer"
    elif telling.announced and verb.lemma not in _STATIVE:
        turned = "offer" if hanging or verb.modal in {"would", "'d"} else "promise"
    return turned


def _done(telling: Telling, act: Act | None) -> Act | None:
    """Return what a deed is that is told without a modal: done, planned, weighed, or a habit."""
    verb = telling.clause.verb
    turned = act
    plans = telling.governor in _PLANNING or (telling.governor == "have" and _may_have(telling))
    if verb.form == "infinitive" and plans and telling.ill:
        turned = "threaten"
    elif verb.form == "infinitive":
        turned = act if telling.governor in _RESOLVED else None
    elif verb.form == "ing" and telling.governor in _WEIGHING and telling.ill:
        turned = "threaten"
    elif (verb.form == "ing" and not _tells(telling)) or _habit(telling):
        turned = None
    return turned


def _may_have(telling: Telling) -> bool:
    """Say whether it hangs on "may have to", "will have to"."""
    governor = telling.clause.governor
    return governor is not None and governor.verb.modal in WILL | POSSIBLE


def _habit(telling: Telling) -> bool:
    """Say whether a verb stands in the present, which tells of no deed."""
    verb = telling.clause.verb
    past = IRREGULAR.get(verb.lemma, ("",))[0]
    return verb.finite and telling.word(verb.head) in {verb.lemma, with_s(verb.lemma)} - {past}


def _tells(telling: Telling) -> bool:
    """Say whether a form in -ing tells a deed: "answered by bombing", ", cutting the flow"."""
    before = telling.word(telling.clause.verb.first - 1)
    return before == "by" or (before == "," and telling.clause.governor is not None)
