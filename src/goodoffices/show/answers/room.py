"""What a room is shown, a screen at a time: words of the parties, and no figures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.live import ACCEPTED, Moment
from goodoffices.model.states import State
from goodoffices.show.document import Block, Points, Section, Text
from goodoffices.show.language import say
from goodoffices.show.words import Words, foresight, listing, quoted
from goodoffices.stability.certainty.certainty import Certainty
from goodoffices.stability.explain import explain

_MOST = 4
_EXPLAINED = 4_096


def screens(found: Moment, settlement: State | None = None, concept: str = "seq") -> list[Section]:
    """Return the screens: who can do what, what holds and why, what is sought, and what is next.

    Parameters
    ----------
    found
        What follows with the levers as they are pulled.
    settlement
        The settlement that is spoken of, by default the nearest to standing; none where none is
        sought.
    concept
        The key of the concept to judge by.

    Examples
    --------
    >>> from goodoffices.show.answers.room import screens
    >>> shown = screens(go.live(go.case("elmira-1991")).at({}))
    >>> [screen.title for screen in shown]
    ['Who can do what', 'What can hold', 'Why not as it is now']
    """
    conflict, words = found.conflict, Words(found.conflict)
    sought = settlement or found.nearest(concept)
    quo = conflict.status_quo_index
    told = [
        Section("parties", say("Who can do what"), tuple(_parties(words))),
        Section("holding", say("What can hold"), tuple(_holding(found, words, concept))),
    ]
    if quo is not None:
        state = conflict.states[quo]
        title = (
            say("Why it stays as it is now")
            if _held(found, state, concept)
            else say("Why not as it is now")
        )
        told.append(Section("now", title, tuple(_why(found, state, words, concept))))
    if sought is not None:
        told += [
            Section("settlement", say("What is sought"), tuple(_settlement(found, sought, words))),
            Section("agreed", say("What could be agreed"), tuple(_agreed(found, words, concept))),
            Section("next", say("What is next"), tuple(_next(found, sought, words, concept))),
        ]
    return told


def screens_in_part(found: Certainty, concept: str = "seq") -> list[Section]:
    """Return the screens where preferences are known in part: who can do what, and what holds."""
    words = Words(found.conflict)
    always, can = found.always_at(concept), found.can_at(concept)
    surely = tuple(_listed(always, words, say("Nobody would leave these, whatever is not known:")))
    perhaps = tuple(_listed(can & ~always, words, say("What is known does not say of these:")))
    return [
        Section("parties", say("Who can do what"), tuple(_parties(words))),
        Section("holding", say("What holds for sure"), surely or (say("None that is sure to."),)),
        Section("open", say("What is open"), perhaps or (say("Nothing."),)),
    ]


def deeds(words: Words, state: State) -> str:
    """Say what is done in a state: "A: Truce, Withdraw; B: Pay"; a list has its label only."""
    if not state.pattern:
        return state.label
    done = [
        say("{}: {}", words.party(who), listing(titles))
        for who, titles in words.taken(state).items()
    ]
    return say("; ").join(done) or say("Nothing is done")


def _held(found: Moment, state: State, concept: str) -> bool:
    return not found.leaving(state, concept)


def _parties(words: Words) -> Iterator[Block]:
    for dm in words.conflict.decision_makers:
        yield Text(dm.title, "lead")
        yield Points(tuple(option.title for option in dm.options)) if dm.options else Text("—")


def _holding(found: Moment, words: Words, concept: str) -> Iterator[Block]:
    held = found.equilibria(concept).nonzero()[0].tolist()
    if not held:
        yield say("No outcome can hold: somebody would leave each of them.")
        return
    if len(held) == len(found.conflict.states):
        yield say("Every outcome can hold.")
        return
    yield from _listed(found.equilibria(concept), words, say("Nobody would leave these outcomes:"))


def _listed(chosen: NDArray[np.bool_], words: Words, lead: str) -> Iterator[Block]:
    """List some states, the settlements sought first; nothing where there are none."""
    places, sought = np.flatnonzero(chosen).tolist(), set(words.conflict.settlements)
    if not places:
        return
    yield lead
    first = sorted(places, key=lambda k: k not in sought)[:_MOST]
    yield Points(tuple(deeds(words, words.conflict.states[k]) for k in first))
    if len(places) > _MOST:
        yield Text(say("And others."), "note")


def _why(found: Moment, state: State, words: Words, concept: str) -> Iterator[Block]:
    leaving = found.leaving(state, concept)
    yield f"{deeds(words, state)}."
    if not leaving:
        yield say("Nobody would leave it: {}.", foresight(concept))
        return
    yield say("It cannot last. {} would leave it:", listing([words.party(who) for who in leaving]))
    if len(found.conflict.states) <= _EXPLAINED:
        yield Points(tuple(_leaving(found, state, words, concept)))


def _leaving(found: Moment, state: State, words: Words, concept: str) -> Iterator[str]:
    """Say by which move each party that would leave a state would leave it."""
    analysis = found.analysis
    for who in found.leaving(state, concept):
        told = explain(analysis, state.number, who, concept)
        free = [answer for answer in told.answers if not answer.sanctioned]
        for answer in free[:2]:
            to = deeds(words, answer.improvement.target)
            deed = words.deed(answer.improvement, other=say("move to {}", quoted(to)))
            yield say(
                "{} would {}, and nothing that follows would deter it.", words.party(who), deed
            )


def _settlement(found: Moment, state: State, words: Words) -> Iterator[Block]:
    yield f"{deeds(words, state)}."
    pulled = words.pulled(found.intensities)
    if not pulled:
        yield say("Nothing is on the table for it yet.")
        return
    yield say("On the table for it:")
    yield Points(
        tuple(say("{} ({})", lever.title, words.party(lever.held_by)) for lever, _ in pulled)
    )


def _agreed(found: Moment, words: Words, concept: str) -> Iterator[Block]:
    codes = found.codes(concept)
    accepted = [k for k in found.conflict.settlements if codes[k] & ACCEPTED]
    if found.conflict.no_deal_index is None:
        yield say("What happens without a deal is not said.")
        return
    if not accepted:
        yield say("So far, no settlement is liked better than no deal by all who sign.")
        return
    first = sorted(accepted, key=lambda k: -codes[k])[:_MOST]
    yield say("All who sign like these settlements better than no deal:")
    yield Points(tuple(deeds(words, found.conflict.states[k]) for k in first))
    if len(accepted) > _MOST:
        yield Text(say("And others."), "note")


def _next(found: Moment, state: State, words: Words, concept: str) -> Iterator[Block]:
    gains = {} if found.accepted(state) else found.gains(state)
    lacking = [words.party(who) for who, gain in gains.items() if gain <= 0]
    leaving = [words.party(who) for who in found.leaving(state, concept)]
    if not lacking and not leaving:
        yield say("It is accepted, and it would hold. What is next is the order of the steps.")
        return
    points = []
    if lacking:
        points.append(
            say("To be won over, since no deal is as good for them: {}.", listing(lacking))
        )
    if leaving:
        points.append(say("To be held, since they would leave it: {}.", listing(leaving)))
    if found.bluffs:
        bluffs = [quoted(words.lever(name).title) for name in found.bluffs]
        points.append(say("Not to be relied on, as it is a bluff: {}.", listing(bluffs)))
    yield Points(tuple(points))
