"""Prices, wrecking moves and sets of holders of random conflicts, against brute force."""

import itertools
from dataclasses import replace

import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.mediation.mediators import mediators
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.spoilers import spoilers
from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.reference.plans import Asked, Judged, OnTheTable, grid
from tests.mediation.strategies import mediated_conflicts

FEW = settings(max_examples=settings().max_examples // 8)
LITTLE = 1e-5


def in_steps(conflict: Conflict) -> Conflict:
    """Return the conflict with every lever set in whole units, so that a grid holds every plan."""
    levers = tuple(
        replace(one, step=1.0, most=min(one.most, 4.0)) for one in conflict.mediation.levers
    )
    return conflict.replace(mediation=replace(conflict.mediation, levers=levers))


class Grid:
    """All points of a conflict's levers, judged."""

    def __init__(self, conflict: Conflict) -> None:
        self.table = OnTheTable(conflict)
        self.points = grid(self.table.levers, credible=False)
        self.judged = Judged(self.table, self.points, self.table.margins(Asked()))
        self.signing = conflict.mediation.signatories or conflict.names

    def cost(self, concept: str, names: list[str], states: list[int]) -> float | None:
        """Return the least cost of a point that holds some parties, of whom some sign."""
        best = [self._cost(concept, names, s) for s in states]
        return min((cost for cost in best if cost is not None), default=None)

    def _cost(self, concept: str, names: list[str], s: int) -> float | None:
        works, no_deal = np.ones(len(self.points), bool), self.table.no_deal
        for name in names:
            i = self.table.names.index(name)
            works &= self.judged.stable(concept, i, s)
            if name in self.signing and no_deal is not None and no_deal != s:
                works &= self.judged.likes(i, s, no_deal)
        costs: NDArray[np.floating] = self.table.cost(self.points, s)[works]
        return float(costs.min()) if len(costs) else None


@FEW
@given(st.data())
def test_prices_are_what_leaving_each_party_out_saves(data: st.DataObject) -> None:
    conflict = in_steps(data.draw(mediated_conflicts(exact=True)))
    concept = data.draw(st.sampled_from(CONCEPTS))
    found = spoilers(conflict, concept)
    brute, names = Grid(conflict), list(conflict.names)
    everywhere = brute.table.settlements
    whole = brute.cost(concept, names, everywhere)
    event(f"plan for all: {whole is not None}")
    assert isinstance(found.answer, Shortfall) == (whole is None)
    for one in found.parties:
        others = [name for name in names if name != one.decision_maker]
        less = brute.cost(concept, others, everywhere)
        assert isinstance(one.without, Shortfall) == (less is None)
        alone = brute.cost(concept, [one.decision_maker], everywhere)
        assert isinstance(one.alone, Shortfall) == (alone is None)
        assert one.kind == "total" or alone is not None
        assert (one.price is None) == (whole is None)
        if whole is not None and less is not None and one.price is not None:
            assert abs(one.price - (whole - less)) <= LITTLE
        for state, price in zip(found.compared, one.prices, strict=True):
            here = [state.number - 1]
            dear = brute.cost(concept, names, here)
            assert (price is None) == (dear is None)
            cheap = brute.cost(concept, others, here)
            if dear is not None and cheap is not None and price is not None:
                assert abs(price - (dear - cheap)) <= LITTLE


@FEW
@given(st.data())
def test_wrecking_moves_are_the_undeterred_improvements_out_of_the_settlement(
    data: st.DataObject,
) -> None:
    conflict = data.draw(mediated_conflicts(exact=True))
    concept = data.draw(st.sampled_from(CONCEPTS))
    found = spoilers(conflict, concept)
    table = OnTheTable(conflict)
    s = found.answer.settlement.number - 1
    for i, one in enumerate(found.parties):
        without = [one.without.intensities[lever.name] for lever in table.levers]
        for wrecks, pulled, here in [
            (one.moves, np.zeros(len(table.levers)), s),
            (one.outside, np.array(without), one.without.settlement.number - 1),
        ]:
            free = undeterred(Judged(table, pulled[None]), concept, i, here)
            out = {t for t in free if t not in table.settlements}
            assert {wreck.move.target.number - 1 for wreck in wrecks} == out
            gains = [wreck.gain for wreck in wrecks]
            assert gains == sorted(gains, reverse=True)
        event(f"wrecks: {bool(one.moves)}")


def undeterred(judged: Judged, concept: str, i: int, s: int) -> set[int]:
    """Return the improvements from a state that no believed replies sanction, at one point."""
    below = judged.no_worse[i][0, s]
    improving = {int(t) for t in np.flatnonzero(judged.table.moves[i, s] & ~below)}
    if concept == "nash":
        return improving
    sanction = below
    if concept in {"smr", "sseq"}:
        sanction = below & ~(judged.table.moves[i] & ~below).any(axis=1)
    reached = judged.reached(i, improving=concept in {"seq", "sseq"})[0]
    return {t for t in improving if not (reached[t] & sanction).any()}


@FEW
@given(mediated_conflicts(exact=True), st.sampled_from(CONCEPTS))
def test_smallest_sets_are_those_that_enumeration_finds(conflict: Conflict, concept: str) -> None:
    found = mediators(conflict, sets=True, concept=concept).sets
    assert found is not None
    holders = list(dict.fromkeys(lever.held_by for lever in conflict.mediation.levers))
    every = [
        set(some)
        for size in range(len(holders) + 1)
        for some in itertools.combinations(holders, size)
    ]
    enough = [some for some in every if suffices(conflict, concept, some)]
    smallest = [some for some in enough if not any(other < some for other in enough)]
    event(f"sets: {len(smallest)}")
    assert sorted(map(sorted, found.smallest)) == sorted(map(sorted, smallest))
    for role in found.roles:
        rest = [some for some in enough if role.holder not in some]
        needed = any(role.holder in some for some in smallest)
        assert (role.need == "pivotal") == bool(enough and not rest)
        assert (role.need == "redundant") == bool(enough and not needed)


def suffices(conflict: Conflict, concept: str, holders: set[str]) -> bool:
    levers = [one.name for one in conflict.mediation.levers if one.held_by in holders]
    return isinstance(plan(conflict, concept, levers=levers), Plan)
