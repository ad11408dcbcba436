"""What follows for a settlement at some intensities: accepted or not, who would leave, the cost."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.errors import RequestError
from goodoffices.mediation.live import ACCEPTED, HOLDS, Moment, Price
from goodoffices.model.states import State
from goodoffices.show.answers.about import about
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape
from goodoffices.show.words import Words, amount, listing, short_name

_VERDICTS = {
    ACCEPTED + HOLDS: message("Accepted, and it holds"),
    HOLDS: message("It would hold, but is not accepted"),
    ACCEPTED: message("Accepted, but it does not hold"),
    0: message("Neither accepted nor lasting"),
}


@report.register(Moment)
def moment_report(found: Moment, settlement: State | None = None, concept: str = "seq") -> Document:
    """Report what follows for a settlement, by default the nearest to standing."""
    state = settlement or found.nearest(concept)
    if state is None:
        raise RequestError("no settlement is sought; name one under mediation, key 'settlement'")
    gains: list[list[Cell]] = [[name, gain] for name, gain in found.gains(state).items()]
    told = [f"{verdict(found, state, concept)}.", *sentences(found, state, concept)]
    told += [cost_sentence(found, state), *bluffs(found)]
    return about(
        found, "live", "\n".join(filter(None, told)), records=wide("signatory gain", gains)
    )


def headline(found: Moment, concept: str) -> str:
    """Say how many states hold, and whether the status quo does."""
    held = found.equilibria(concept)
    name, quo = short_name(concept), found.conflict.status_quo_index
    told = say("{:,} of {:,} states hold under {}.", held.sum(), len(held), name)
    if quo is None:
        return told
    words, state = Words(found.conflict), found.conflict.states[quo]
    leaving = [words.party(who) for who in found.leaving(state, concept)]
    if not leaving:
        return say("{} The status quo, state {}, is one of them.", told, state.number)
    return say(
        "{} The status quo, state {}, does not: {} would leave it.",
        told,
        state.number,
        listing(leaving),
    )


def verdict(found: Moment, state: State, concept: str) -> str:
    """Say in a few words whether a settlement is accepted, and whether it holds."""
    return say(_VERDICTS[int(found.codes(concept)[state.number - 1])])


def sentences(found: Moment, state: State, concept: str) -> Iterator[str]:
    """Say who lacks how much to prefer a settlement, and who would leave it."""
    words = Words(found.conflict)
    no_deal = found.conflict.no_deal_index
    if not found.accepted(state):
        lacking = [(name, -gain) for name, gain in found.gains(state).items() if gain <= 0]
        yield say("{}, to prefer it to no deal.", words.lacking(lacking))
    elif no_deal == state.number - 1:
        yield say("It is no deal itself, which nobody has to accept.")
    elif no_deal is not None:
        yield say("All who sign prefer it to no deal.")
    leaving = [words.party(name) for name in found.leaving(state, concept)]
    yield say("{} would leave it.", listing(leaving)) if leaving else say("Nobody would leave it.")


def cost_sentence(found: Moment, state: State) -> str:
    """Say what the levers cost where a settlement stands, and whom; nothing where nothing."""
    words, price = Words(found.conflict), found.price(state)
    borne = {words.party(name): cost for name, cost in price.borne_by.items() if cost}
    shares = [f"{who} {amount(cost)}" for who, cost in borne.items()]
    told = listing(shares if len(borne) > 1 else list(borne))
    return (
        say("Cost at the settlement: {}, borne by {}.", amount(price.total), told) if told else ""
    )


def bluffs(found: Moment) -> Iterator[str]:
    """Say which levers are pulled further than their holders would carry them out."""
    if found.bluffs:
        levers = Words(found.conflict).levers(found.bluffs)
        yield say_many("A bluff: {1}.", "{} bluffs: {}.", len(found.bluffs), levers)


shape(
    Moment,
    "conflict intensities concepts equilibria bluffs burdens",
    equilibria=lambda found: {
        key: [int(k) + 1 for k in found.equilibria(key).nonzero()[0]] for key in found.concepts
    },
)
shape(Price, "total levers borne_by")
