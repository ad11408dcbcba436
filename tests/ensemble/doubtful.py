"""Small mediated conflicts in which some numbers are uncertain, with few distinct values."""

from __future__ import annotations

from hypothesis import strategies as st

from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import Path
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.uncertainty import Distribution, Quantity, Uncertainty, own_quantity
from tests.mediation.disputes import EMBARGO, FREEZE, truce
from tests.mediation.strategies import mediated_conflicts


def choice(place: Path, *values: float) -> Quantity:
    """Return a number of the model that is one of some values, the nominal one first."""
    return own_quantity(place, Distribution("choice", values))


def effect_of(name: str, *values: float) -> Quantity:
    """Return a lever's effect that is one of some values."""
    return choice(("mediation", "levers", name, "effect"), *values)


def payoff_of(name: str, state: int, *values: float) -> Quantity:
    """Return a payoff (state by index) that is one of some values."""
    return choice(("decision_makers", name, "preferences", "payoffs", state), *values)


def doubtful(conflict: Conflict, *quantities: Quantity) -> Conflict:
    """Return a conflict with numbers that are uncertain."""
    return conflict.replace(uncertainty=Uncertainty(quantities))


DOUBTFUL_TRUCE = doubtful(
    truce(EMBARGO, FREEZE),
    effect_of("embargo", -1.0, -0.5, -2.0),
    payoff_of("B", 2, 4.0, 3.5, 5.0),
)
"""Under Nash A has to lose 1 where it attacks, which takes 2, 1 or 0.5 of the embargo; B has to
lose 0.5, 1 or 2, which takes as much of the freeze."""


@st.composite
def doubtful_ensembles(draw: st.DrawFn) -> Ensemble:
    """Ensembles of up to eight samples of small conflicts with levers."""
    conflict = draw(mediated_conflicts(exact=True))
    quantities = []
    for dm in conflict.decision_makers:
        if isinstance(dm.preferences, Payoffs):
            for state in draw(st.sets(st.integers(0, len(conflict.states) - 1), max_size=3)):
                value = conflict.payoffs[conflict.decision_maker_index(dm.name)][state]
                spread = draw(st.sampled_from([0.5, 1.0, 2.0]))
                quantities.append(payoff_of(dm.name, state, value, value - spread, value + spread))
    for lever in conflict.mediation.levers:
        if draw(st.booleans()):
            quantities.append(effect_of(lever.name, lever.effect, 2 * lever.effect))
        if lever.step is None and draw(st.integers(0, 3)) == 0:
            place = ("mediation", "levers", lever.name, "max")
            quantities.append(choice(place, lever.most, lever.most / 2))
    if not quantities:
        lever = conflict.mediation.levers[0]
        quantities.append(effect_of(lever.name, lever.effect, 2 * lever.effect))
    count = draw(st.integers(1, 8))
    return Ensemble(doubtful(conflict, *quantities), count, draw(st.integers(0, 99)))
