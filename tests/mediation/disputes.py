"""Small disputes whose plans can be worked out by hand."""

from __future__ import annotations

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever, Mediation
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Option

EMBARGO = Lever("embargo", "US", "A", "x", -1, 5, label="Embargo", execute=1, resolve=2)
FREEZE = Lever("freeze", "EU", "B", "y", -2, 4, label="Asset freeze", commit=1, belief=0.5)


def truce(*levers: Lever) -> Conflict:
    """Return a prisoners' dilemma: each side may attack (x, y), both do, a truce is sought.

    States NN, YN, NY, YY are numbered 1 to 4.
    """
    sides = (
        DecisionMaker("A", Payoffs((3, 4, 1, 2)), (Option("x", "Attack by A"),), "Arland"),
        DecisionMaker("B", Payoffs((3, 1, 4, 2)), (Option("y", "Attack by B"),), "Borduria"),
    )
    mediation = Mediation(
        settlement="not x and not y",
        escalation="x and y",
        mediators={"US": "United States", "EU": "European Union"},
        levers=levers,
    )
    return Conflict("Truce", sides, status_quo="YY", mediation=mediation)


TRUCE = truce(EMBARGO, FREEZE)
