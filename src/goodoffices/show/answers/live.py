"""What follows for a settlement at some intensities: accepted or not, who would leave, the cost."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.errors import RequestError
from goodoffices.mediation.live import ACCEPTED, HOLDS, Moment, Price
from goodoffices.model.states import State
from goodoffices.show.answers.about import about
from goodoffices.show.document import Document, wide
from goodoffices.show.telling import report, shape
from goodoffices.show.words import Words, amount, listing

_VERDICTS = {
    ACCEPTED + HOLDS: "Accepted, and it holds",
    HOLDS: "It would hold, but is not accepted",
    ACCEPTED: "Accepted, but it does not hold",
    0: "Neither accepted nor lasting",
}


@report.register(Moment)
def moment_report(found: Moment, settlement: State | None = None, concept: str = "seq") -> Document:
    """Report what follows for a settlement, by default the nearest to standing."""
    state = settlement or found.nearest(concept)
    if state is None:
        raise RequestError("no settlement is sought; name one under mediation, key 'settlement'")
    gains = [[name, gain] for name, gain in found.gains(state).items()]
    told = (verdict(found, state, concept) + ".", *sentences(found, state, concept))
    return about(found, "live", "\n".join(told), records=wide("signatory gain", gains))


def verdict(found: Moment, state: State, concept: str) -> str:
    """Say in a few words whether a settlement is accepted, and whether it holds."""
    return _VERDICTS[found.code(state, concept)]


def sentences(found: Moment, state: State, concept: str) -> Iterator[str]:
    """Say who lacks how much to prefer a settlement, who would leave it, and what it costs."""
    words = Words(found.conflict)
    lacking = [
        f"{words.party(name)} lacks {words.payoff(-gain, name)}"
        for name, gain in found.gains(state).items()
        if gain <= 0
    ]
    if lacking:
        yield f"{listing(lacking)}, to prefer it to no deal."
    elif found.conflict.no_deal_index is not None:
        yield "All who sign prefer it to no deal."
    leaving = [words.party(name) for name in found.leaving(state, concept)]
    yield f"{listing(leaving)} would leave it." if leaving else "Nobody would leave it."
    borne = [f"{words.holder(n)} {amount(c)}" for n, c in found.price(state).borne_by.items() if c]
    if borne:
        yield f"Cost at the settlement: {listing(borne)}."
    if found.bluffs:
        yield f"A bluff: {words.levers(found.bluffs)}."


shape(
    Moment,
    "conflict intensities concepts equilibria bluffs burdens",
    equilibria=lambda found: {
        key: [int(k) + 1 for k in found.equilibria(key).nonzero()[0]] for key in found.concepts
    },
)
shape(Price, "total levers borne_by")
