"""What holds whatever is not known: against all completions, and the worked examples."""

from __future__ import annotations

import dataclasses
import os
import random

import numpy as np
import pytest

import goodoffices as go
from goodoffices.model.knowledge import Relation
from goodoffices.reference import completions as reference
from goodoffices.stability.certainty.certainty import Judge
from goodoffices.stability.concepts import CONCEPTS

NIGHTLY = os.environ.get("GOODOFFICES_HYPOTHESIS_PROFILE") == "nightly"


def numbers(states: list[go.State]) -> list[int]:
    return [state.number for state in states]


def drawn(seed: int, movers: int, count: int, known: float) -> go.Conflict:
    """Draw a graph; of each party some comparisons of a hidden order are known."""
    rng = random.Random(seed)
    makers = []
    for name in "ABC"[:movers]:
        moves = tuple(
            (a, b)
            for a in range(1, count + 1)
            for b in range(1, count + 1)
            if a != b and rng.random() < 0.45
        )
        hidden = list(range(1, count + 1))
        rng.shuffle(hidden)
        better = tuple(
            (hidden[a], hidden[b])
            for a in range(count)
            for b in range(a + 1, count)
            if rng.random() < known
        )
        makers.append(go.DecisionMaker(name, go.Partial((), better), (), moves=moves))
    return go.Conflict(
        "Drawn", tuple(makers), states_listed=tuple(str(k + 1) for k in range(count))
    )


def pairs(relation: Relation) -> tuple[reference.Pairs, reference.Pairs]:
    return tuple(  # type: ignore[return-value]
        frozenset((int(a), int(b)) for a, b in np.argwhere(rows))
        for rows in (relation.weak(), relation.strict())
    )


def against_all_completions(conflict: go.Conflict) -> int:
    """Compare with every completion of everybody; return how many verdicts were compared."""
    found = go.certain(conflict)
    judge = Judge(conflict)
    count, movers = len(conflict.states), range(len(conflict.names))
    moves = [[conflict.moves.destinations(i, s).tolist() for s in range(count)] for i in movers]
    known = [pairs(relation) for relation in judge.relations]
    shape = (len(reference.CONCEPTS), len(movers), count)
    always, can = np.ones(shape, bool), np.zeros(shape, bool)
    together = np.zeros((len(reference.CONCEPTS), count), bool)
    for profile in reference.profiles(count, known):
        for c, concept in enumerate(reference.CONCEPTS):
            held = np.array(
                [
                    [reference.is_stable(moves, profile, i, s, concept) for s in range(count)]
                    for i in movers
                ]
            )
            always[c] &= held
            can[c] |= held
            together[c] |= held.all(axis=0)
    assert found.concepts == reference.CONCEPTS
    assert found.proven.all()
    np.testing.assert_array_equal(found.surely, always)
    np.testing.assert_array_equal(found.possibly, can)
    np.testing.assert_array_equal(found.together, together)
    return 2 * always.size + together.size


@pytest.mark.parametrize(
    ("movers", "count", "known", "draws"),
    [(2, 4, 0.35, 12), (2, 5, 0.6, 4), (3, 3, 0.3, 20), (3, 4, 0.75, 8)],
)
def test_every_verdict_is_that_of_all_completions(
    movers: int, count: int, known: float, draws: int
) -> None:
    compared = 0
    for seed in range(draws * (60 if NIGHTLY else 1)):
        compared += against_all_completions(drawn(seed, movers, count, known))
    assert compared >= draws * 5 * movers * count


SYRIA = go.Partial((), ((1, 3), (1, 6), (3, 5), (6, 5), (3, 2)))


def syria() -> go.Conflict:
    """Syria known by five comparisons, Iraq in full."""
    case = go.case("syria-iraq-1975")
    makers = tuple(
        dataclasses.replace(dm, preferences=SYRIA) if dm.name == "Syria" else dm
        for dm in case.decision_makers
    )
    return case.replace(decision_makers=makers, published=None)


@pytest.mark.parametrize(
    ("concept", "own", "own_can", "always", "can"),
    [
        ("nash", [1], [1, 4, 6], [], [4, 6]),
        ("gmr", [1], [1, 2, 3, 4, 6], [1], [1, 2, 4, 6]),
        ("smr", [1], [1, 2, 3, 4, 6], [], [2, 4, 6]),
        ("seq", [1], [1, 2, 3, 4, 6], [], [1, 2, 4, 6]),
        ("sseq", [1], [1, 2, 3, 4, 6], [], [2, 4, 6]),
    ],
)
def test_syria_known_by_five_comparisons(
    concept: str, own: list[int], own_can: list[int], always: list[int], can: list[int]
) -> None:
    found = go.certain(syria())
    assert numbers(found.always(concept, "Syria")) == own
    assert numbers(found.can(concept, "Syria")) == own_can
    assert numbers(found.always(concept)) == always
    assert numbers(found.can(concept)) == can
    assert numbers(found.open(concept)) == [n for n in can if n not in always]


def test_the_four_types_of_li_et_al() -> None:
    found = go.certain(syria())
    by_type = {kind: numbers(found.of_type(kind, "seq", "Syria")) for kind in ("a", "b", "c", "d")}
    assert by_type == {"a": [1], "b": [1, 4, 6], "c": [1, 2, 3], "d": [1, 2, 3, 4, 6]}
    with pytest.raises(go.RequestError, match="no type 'e'; use one of: a, b, c, d"):
        found.of_type("e", "seq")  # type: ignore[arg-type]


def two_by_two(a: object, b: object) -> go.Conflict:
    return go.Conflict(
        "Two",
        (
            go.DecisionMaker("A", a, (go.Option("a"),)),  # type: ignore[arg-type]
            go.DecisionMaker("B", b, (go.Option("b"),)),  # type: ignore[arg-type]
        ),
    )


BOUNDED = two_by_two(
    go.Payoffs({"NN": 3, "YN": (2.5, 4), "NY": 1, "YY": (2, 3)}),
    go.Payoffs((3, 1, (3.5, 4), (1, 2.5))),
)


@pytest.mark.parametrize(
    ("concept", "always", "can"),
    [
        ("nash", [4], [2, 4]),
        ("gmr", [1, 4], [1, 2, 4]),
        ("smr", [1, 4], [1, 2, 4]),
        ("seq", [4], [1, 2, 4]),
        ("sseq", [4], [1, 2, 4]),
    ],
)
def test_bounds_on_payoffs(concept: str, always: list[int], can: list[int]) -> None:
    found = go.certain(BOUNDED)
    assert (numbers(found.always(concept)), numbers(found.can(concept))) == (always, can)


def led_back(count: int = 3, third: float = 0) -> go.Conflict:
    """Return one where A can turn 1 into 2, of which B makes 1 again, and A returns from 3."""
    unknown: go.Payoffs = go.Payoffs(((0, 1), (0.5, 2), third, *[0] * (count - 3)))
    makers = (
        go.DecisionMaker("A", unknown, (), moves=((1, 2), (3, 1))),
        go.DecisionMaker("B", go.Payoffs((2, 1, 2, *[0] * (count - 3))), (), moves=((2, 1),)),
        go.DecisionMaker("C", go.Payoffs((1, 0, 1, *[0] * (count - 3))), (), moves=((2, 3),)),
    )
    return go.Conflict("Led back", makers, states_listed=tuple(str(k + 1) for k in range(count)))


def test_a_reply_that_leads_back_deters_whatever_the_state_is_worth() -> None:
    found = go.certain(led_back())
    held = [numbers(found.always(concept, "A")) for concept in found.concepts]
    assert held == [[2], [1, 2], [1, 2], [1, 2], [1, 2]]
    assert found.proven.all()


def test_replies_that_may_lead_back_are_not_judged_where_states_are_many() -> None:
    found = go.certain(led_back(5000, third=5))
    assert numbers(found.unproven("nash", "A")) == []
    assert numbers(found.unproven("gmr", "A")) == [1]
    assert 1 in numbers(found.open("gmr", "A"))


def test_type_a_is_not_what_always_holds() -> None:
    conflict = two_by_two(go.Partial((), (("YN", "NN"), ("NN", "YY"))), go.Partial())
    found = go.certain(conflict)
    assert 1 in numbers(found.of_type("a", "seq", "A"))
    assert 1 not in numbers(found.always("seq", "A"))
    assert 1 in numbers(found.can("seq", "A"))


DEMANDS = {
    "Russia": ("neutrality", "cede", "not double_down", "talks", "not ceasefire"),
    "Ukraine": ("not neutrality", "not cede", "ceasefire", "not walk_away", "not expand"),
    "US": ("ceasefire", "talks", "not expand", "not walk_away", "not double_down"),
}


def demands_alone() -> go.Conflict:
    """Istanbul with demands and refusals, and no number."""
    case = go.case("istanbul-2025")
    makers = tuple(
        dataclasses.replace(dm, preferences=go.Partial(DEMANDS[dm.name]))
        for dm in case.decision_makers
    )
    return case.replace(
        decision_makers=makers, mediation=go.Mediation(), uncertainty=None, scenarios=()
    )


def test_istanbul_by_demands_alone() -> None:
    found = go.certain(demands_alone())
    assert [numbers(found.always(c)) for c in found.concepts] == [[2, 6, 14, 18]] * 5
    assert [len(found.can(c)) for c in found.concepts] == [4, 56, 56, 28, 28]
    assert found.proven.all()


def test_the_sure_pass_is_not_exact_with_three_parties() -> None:
    """A may go to 2. C surely goes on to 3. B likes 5 better than 2 and 4 better than 3.

    So it goes from 2 to 4, or from 3 to 5: if it does neither, 2 is at least as good as 4, better
    than 3, at least as good as 5, better than 2. Both deter A, and no single reply is sure.
    """
    makers = (
        go.DecisionMaker("A", go.Ranking(((2,), (3,), (1,), (4,), (5,))), (), moves=((1, 2),)),
        go.DecisionMaker("B", go.Partial((), ((5, 2), (4, 3))), (), moves=((2, 4), (3, 5))),
        go.DecisionMaker("C", go.Partial((), ((3, 2),)), (), moves=((2, 3),)),
    )
    conflict = go.Conflict("Coupled", makers, states_listed=("1", "2", "3", "4", "5"))
    judge = Judge(conflict)
    assert not judge.always(0, CONCEPTS["seq"])[0]
    found = go.certain(conflict)
    assert numbers(found.always("seq", "A")) == [1, 2, 3, 4, 5]
    assert found.proven.all()
    orders = reference.completions(5, *pairs(judge.relations[1]))
    moves = [[conflict.moves.destinations(i, s).tolist() for s in range(5)] for i in range(3)]
    a, c = (2, 4, 3, 1, 0), (0, 0, 1, 0, 0)
    assert orders
    assert all(reference.is_stable(moves, (a, b, c), 0, 0, "seq") for b in orders)


def random_bounds(rng: np.random.Generator, count: int) -> go.Payoffs:
    low = rng.integers(0, 6, count)
    width = rng.integers(0, 3, count) * (rng.random(count) < 0.6)
    return go.Payoffs(
        tuple((float(a), float(a + w)) if w else float(a) for a, w in zip(low, width, strict=True))
    )


def test_arrays_say_what_relations_say() -> None:
    compared = 0
    for seed in range(400 if NIGHTLY else 25):
        rng = np.random.default_rng(seed)
        options = [
            tuple(
                go.Option(f"{name}{k}", reversible=bool(rng.random() < 0.8))
                for k in range(rng.integers(1, 3))
            )
            for name in "abc"[: rng.integers(2, 4)]
        ]
        first = go.Conflict(
            "Bounds",
            tuple(go.DecisionMaker(o[0].name[0].upper(), go.Weights(()), o) for o in options),
            infeasible=("a0 and b0",) if rng.random() < 0.5 else (),
        )
        makers = tuple(
            dataclasses.replace(dm, preferences=random_bounds(rng, len(first.states)))
            for dm in first.decision_makers
        )
        conflict = first.replace(decision_makers=makers)
        by_arrays, by_pairs = Judge(conflict), Judge(conflict)
        by_pairs.compared = True
        for row in (CONCEPTS[key] for key in reference.CONCEPTS):
            for mover in range(len(makers)):
                for side in ("always", "can"):
                    said = [getattr(judge, side)(mover, row) for judge in (by_arrays, by_pairs)]
                    np.testing.assert_array_equal(*said)
                    compared += len(said[0])
    assert compared > 1000


def test_what_is_known_in_full_is_certain() -> None:
    for name in ("elmira-1991", "chicken", "cuban-missile-1962"):
        if name not in go.case_names():
            continue
        conflict = go.case(name)
        found, plain = go.certain(conflict), go.analyze(conflict)
        for concept in found.concepts:
            for who in (None, *conflict.names):
                stable = plain.stable(who, concept) if who else plain.equilibrium(concept)
                np.testing.assert_array_equal(found.always_at(concept, who), stable)
                np.testing.assert_array_equal(found.can_at(concept, who), stable)


def test_uncertain_numbers_count_by_what_they_can_be() -> None:
    text = """
goodoffices: 1
title: Two
quantities: {q: {uniform: [0, 2]}}
decision_makers:
  A: {options: {a: }, preferences: {weights: {a: 1 - q}}}
  B: {options: {b: }, preferences: {weights: {b: {triangular: [1, 2, 3]}}}}
"""
    found = go.certain(go.loads(text))
    assert numbers(found.always("nash", "B")) == [3, 4]
    assert numbers(found.open("nash", "A")) == [1, 2, 3, 4]
    unbounded = go.loads(
        text.replace("triangular: [1, 2, 3]", "normal: [-4, 1], within: [null, -1]")
    )
    assert numbers(go.certain(unbounded).always("nash", "B")) == [1, 2]
    swapped = go.loads(
        "{goodoffices: 1, title: R, decision_makers: {A: {options: {a: , b: }, "
        "preferences: {ranking: [1, 2, 3, 4], swaps: 1}}}}"
    )
    assert numbers(go.certain(swapped).can("nash")) == [1, 2]
    unordered = go.loads(
        "{goodoffices: 1, title: U, decision_makers: {A: {options: {a: , b: }, "
        "preferences: {prioritized: [{unordered: [a, b]}]}}}}"
    )
    assert numbers(go.certain(unordered).always("nash")) == [4]
    assert numbers(go.certain(unordered).can("nash")) == [4]


def test_what_it_cannot_judge_is_refused() -> None:
    with pytest.raises(
        go.RequestError, match="what always holds is not judged by 'sim'; use one of: nash, gmr"
    ):
        go.certain(BOUNDED, ["sim"])
    with pytest.raises(go.RequestError, match="this answer has no 'seq', only nash"):
        go.certain(BOUNDED, ["nash"]).always("seq")
