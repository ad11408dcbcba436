"""What pressure must achieve on parties of whom only the order of states is known."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.mediation.plan.pressure import Need, Pressure
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import shape
from goodoffices.show.words import Words, listing

_FEW = 4


def pressure_told(found: Pressure, words: Words) -> Iterator[str]:
    """Tell for each party past which states it has to rank the settlement, and whose levers."""
    yield say("What pressure must achieve besides; it has no price, and is not in the cost:")
    for one in found.needs:
        yield f"- {_need(one, words)}"
    if not found.enough:
        yield say("Even so it does not hold: what one likes better changes what others reply.")


def _need(one: Need, words: Words) -> str:
    who = words.party(one.decision_maker)
    if not one.passed:
        return say("{}: nothing; it is content as it is.", who)
    tags = [words.tag(state) for state in one.passed]
    return say_many(
        "{1} has to rank it one place higher, past {2} (levers on it: {3}).",
        "{1} has to rank it {0} places higher, past {2} (levers on it: {3}).",
        len(tags),
        who,
        listing(tags, _FEW),
        words.levers(one.levers),
    )


shape(Need, "decision_maker levers passed")
shape(Pressure, "needs enough")
