"""Small disputes whose plans can be worked out by hand."""

from __future__ import annotations

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Weights
from goodoffices.model.written import DecisionMaker, Mediation, Option

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


def with_militia(*, status_quo: str = "YYN", most_seized: float = 5) -> Conflict:
    """Return the truce with a militia that gains 2 by a raid (z), and a unit of each lever priced.

    States NNN, YNN, NYN, YYN and the same with a raid are numbered 1 to 8.
    """
    peace = "not x and not y"
    rows = ((peace, 3), ("x and not y", 4), ("y and not x", 1), ("x and y", 2))
    other = ((peace, 3), ("x and not y", 1), ("y and not x", 4), ("x and y", 2))
    parties = (
        DecisionMaker("A", Weights(rows), (Option("x", "Attack by A"),)),
        DecisionMaker("B", Weights(other), (Option("y", "Attack by B"),)),
        DecisionMaker("C", Weights((("z", 2),)), (Option("z", "Raid"),), "The militia"),
    )
    calm = f"{peace} and not z"
    levers = (
        Lever("embargo", "M", "A", "x", -1, 5, commit=0.5),
        Lever("freeze", "M", "B", "y", -1, 5, commit=0.5),
        Lever("seize", "M", "C", "z", -1, most_seized, commit=0.4),
        Lever("amnesty", "M", "C", calm, 1, 1, execute=0.3),
    )
    mediation = Mediation(
        settlement=calm, signatories=("A", "B"), mediators={"M": "Mediator"}, levers=levers
    )
    return Conflict("Militia", parties, status_quo=status_quo, mediation=mediation)
