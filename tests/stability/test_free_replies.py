"""What others would have to want, against every profile of rankings by the definitions."""

from __future__ import annotations

import itertools
import random

import pytest

import goodoffices as go
from goodoffices.ensemble.inverse import Demand
from goodoffices.reference import completions as reference


def told(one: Demand, orders: dict[str, tuple[int, ...]]) -> bool:
    """Say whether what is told of a decision maker is met by some rankings."""
    own = orders[one.decision_maker]
    for move in one.temptations:
        here = own[move.move.origin.number - 1]
        if not any(
            all(own[state.number - 1] <= here for state in way.states)
            and all(
                orders[step.mover][step.target.number - 1]
                > orders[step.mover][step.origin.number - 1]
                for step in way.needed
            )
            for way in move.deterrents
        ):
            return False
    return True


def moves_of(conflict: go.Conflict) -> list[list[list[int]]]:
    return [
        [conflict.moves.destinations(i, s).tolist() for s in range(len(conflict.states))]
        for i in range(len(conflict.names))
    ]


@pytest.mark.parametrize("concept", ["seq", "sseq"])
def test_of_two_parties_it_is_met_exactly_where_the_state_is_stable(concept: str) -> None:
    makers = (
        go.DecisionMaker("A", go.Ranking(((2,), (1,), (4,), (3,))), (go.Option("a"),)),
        go.DecisionMaker("B", go.Ranking(((3,), (4,), (1,), (2,))), (go.Option("b"),)),
    )
    conflict = go.Conflict("Two", makers)
    moves = moves_of(conflict)
    for state in range(4):
        found = go.inverse(conflict, state + 1, concept, of=["A", "B"])
        for mover, one in enumerate(found.conditions):
            for profile in itertools.product(itertools.permutations(range(4)), repeat=2):
                met = told(one, dict(zip("AB", profile, strict=True)))
                assert met == reference.is_stable(moves, profile, mover, state, concept)


@pytest.mark.parametrize("seed", range(12))
def test_of_three_parties_what_is_told_is_enough_and_one_or_two_replies_are_all_there(
    seed: int,
) -> None:
    """C's preferences stay; replies of one or two moves are looked for by the definitions."""
    rng = random.Random(seed)
    options = [(go.Option(name.lower()),) for name in "ABC"]
    ranks = [rng.sample(range(8), 8) for _ in "ABC"]
    makers = tuple(
        go.DecisionMaker(name, go.Payoffs(tuple(rank)), option)
        for name, rank, option in zip("ABC", ranks, options, strict=True)
    )
    conflict = go.Conflict("Three", makers)
    moves, fixed = moves_of(conflict), tuple(ranks[2])
    for concept in ("seq", "sseq"):
        state = rng.randrange(8)
        found = go.inverse(conflict, state + 1, concept, of=["A", "B"])
        for _ in range(60):
            profile = (*(tuple(rng.sample(range(8), 8)) for _ in "AB"), fixed)
            for mover, one in enumerate(found.conditions):
                met = told(one, dict(zip("ABC", profile, strict=True)))
                stable = reference.is_stable(moves, profile, mover, state, concept)
                assert stable >= met
                assert met or not deterred_shortly(moves, profile, mover, state, concept)


def deterred_shortly(
    moves: list[list[list[int]]],
    orders: tuple[tuple[int, ...], ...],
    focal: int,
    state: int,
    concept: str,
) -> bool:
    """Say whether each improvement is sanctioned by one reply, or by two of different parties."""
    own, here = orders[focal], orders[focal][state]
    others = [j for j in range(3) if j != focal]

    def deters(q: int) -> bool:
        escapes = moves[focal][q] if concept == "sseq" else []
        return own[q] <= here and all(own[r] <= here for r in escapes)

    for target in moves[focal][state]:
        ends = [
            (q, j) for j in others for q in moves[j][target] if orders[j][q] > orders[j][target]
        ]
        ends += [
            (r, k)
            for q, j in ends
            for k in others
            for r in moves[k][q]
            if k != j and r not in {target, q} and orders[k][r] > orders[k][q]
        ]
        if own[target] > here and not any(deters(q) for q, _ in ends):
            return False
    return True


def test_what_stays_as_it_is_needs_nothing() -> None:
    found = go.inverse(go.case("syria-iraq-1975"), 2, "seq")
    assert not any(
        way.needed
        for one in found.conditions
        for move in one.temptations
        for way in move.deterrents
    )
    both = go.inverse(go.case("syria-iraq-1975"), 2, "seq", of=["Syria", "Iraq"])
    assert (
        "- 1 (NNN), or 4 (NNY), where Iraq would reply by taking “Attack” if it likes 4 (NNY) "
        "better than 1 (NNN): met by 4 (NNY)."
    ) in " ".join(str(both).split())
