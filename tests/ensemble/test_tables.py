"""Payoffs of many samples by hand, and what cannot be drawn."""

from __future__ import annotations

import itertools
import math
import pickle
import warnings
from collections import Counter, defaultdict

import numpy as np
import pytest
from numpy.typing import NDArray

from goodoffices.ensemble.sample import Block, Ensemble, sample
from goodoffices.errors import Path, RequestError
from goodoffices.files.load import loads
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, Weights
from goodoffices.model.uncertainty import Distribution, Uncertainty, own_quantity
from goodoffices.model.written import Mediation
from tests.ensemble import neighbours
from tests.model.making import making, party

BASE: Path = ("decision_makers", "A", "preferences")


def choosing(place: Path, *values: float) -> Uncertainty:
    return Uncertainty((own_quantity(place, Distribution("choice", values)),))


def ordinal(ensemble: Ensemble, replicate: int) -> NDArray[np.int64]:
    """Return what was drawn of the first decision maker's order, in a replicate."""
    drawn = ensemble.block(replicate).ordinal[0]
    assert drawn is not None
    return drawn


def assert_as_single(conflict: Conflict, samples: int = 64) -> Block:
    block = sample(conflict, samples * 32).block(0)
    for k in range(block.size):
        for many, one in zip(block.payoffs, block.at(k).payoffs, strict=True):
            np.testing.assert_array_equal(many[:, k], one)
    return block


def test_weights_that_add_up_to_the_same_stay_ties() -> None:
    # 0.1 + 0.2 and 0.3 are one payoff, whatever else is drawn and however large it is
    weights = Weights((("x", 0.1), ("y", 0.2), ("x and y", 0.0), ("z", 0.3), ("big", 1e7)))
    for value in (1.0, 1e7):
        conflict = making(
            party("A", "x y z big", weights),
            uncertainty=choosing((*BASE, "weights", "big"), 1e7, value),
        )
        block = assert_as_single(conflict)
        payoffs = block.payoffs[0]
        both, other = (conflict.index(p) for p in ("YYNN", "NNYN"))
        assert (payoffs[both] == payoffs[other]).all()


def test_weights_far_beyond_exact_sums_are_added_as_the_model_does() -> None:
    weights = Weights((("x", 1e15), ("y", 0.1), ("z", 1 / 3)))
    conflict = making(
        party("A", "x y z", weights), uncertainty=choosing((*BASE, "weights", "x"), 1e15, 3e15, 7.0)
    )
    assert_as_single(conflict)


def test_payoffs_by_list_number_and_pattern() -> None:
    for values, key, state in (
        (Payoffs((1.0, 2.0, 3.0, 4.0)), 2, 2),
        (Payoffs({1: 1.0, 2: 2.0, 3: 3.0, 4: 4.0}), 3, 2),
        (Payoffs({"NN": 1.0, "YN": 2.0, "NY": 3.0, 4: 4.0}), "NY", 2),
    ):
        place = (*BASE, "payoffs", key)
        block = assert_as_single(
            making(party("A", "x y", values), uncertainty=choosing(place, 3.0, 9.0))
        )
        assert set(block.payoffs[0][state].tolist()) == {3.0, 9.0}
        others = np.delete(block.payoffs[0], state, axis=0)
        assert (others == others[:, :1]).all()


def test_orders_of_statements_are_equally_likely() -> None:
    wanted = Prioritized(("x", "y", "z", "x and y"), ((0, 3),))
    conflict = making(party("A", "x y z", wanted))
    block = assert_as_single(conflict)
    ensemble = sample(conflict, 32 * 4096)
    orders = Counter(tuple(row) for k in range(4) for row in ordinal(ensemble, k).tolist())
    assert set(orders) == {(*order, 3) for order in itertools.permutations(range(3))}
    total = sum(orders.values())
    chi = sum((n - total / 6) ** 2 / (total / 6) for n in orders.values())
    assert chi < 15.1, "the 1 % point of chi-squared with 5 degrees of freedom"
    found = block.at(0).decision_makers[0].preferences
    assert isinstance(found, Prioritized)
    assert (found.statements[3], found.unordered) == ("x and y", ())


def test_swaps_move_ranks_as_often_as_enumeration_says() -> None:
    """One way to swap: pick one of T - 1 neighbouring pairs, exchange it with even odds."""
    tiers, swaps = 4, 2
    expected: dict[tuple[int, ...], float] = {tuple(range(tiers)): 1.0}
    for _ in range(swaps):
        after: dict[tuple[int, ...], float] = defaultdict(float)
        for order, share in expected.items():
            for k in range(tiers - 1):
                swapped = list(order)
                swapped[k], swapped[k + 1] = swapped[k + 1], swapped[k]
                after[order] += share / (tiers - 1) / 2
                after[tuple(swapped)] += share / (tiers - 1) / 2
        expected = after
    conflict = making(party("A", "x y", Ranking(((3,), (1,), (4,), (2,)), swaps)))
    assert_as_single(conflict)
    ensemble = sample(conflict, 32 * 4096)
    ends = [np.argsort(ordinal(ensemble, k), axis=1) for k in range(4)]
    found = Counter(map(tuple, np.concatenate(ends).tolist()))
    total = sum(found.values())
    assert set(found) == set(expected)
    chi = sum((found[o] - total * p) ** 2 / (total * p) for o, p in expected.items())
    assert chi < 2.5 * len(expected)


def test_ties_of_a_ranking_stay_together() -> None:
    conflict = making(party("A", "x y", Ranking(((3,), (1, 4), (2,)), swaps=3)))
    payoffs = assert_as_single(conflict).payoffs[0]
    assert (payoffs[0] == payoffs[3]).all()
    assert len({tuple(column) for column in payoffs.T.tolist()}) > 3


@pytest.mark.parametrize(
    "conflict",
    [
        making(
            party("A", "x y", Weights((("x", 1.5), ("not y", -0.3)))),
            uncertainty=choosing((*BASE, "weights", "x"), 1.5),
        ),
        making(
            party("A", "x y", Payoffs((0.1, 0.2, 0.3, 0.4))),
            uncertainty=choosing((*BASE, "payoffs", 1), 0.2, 0.2),
        ),
    ],
)
def test_a_distribution_of_one_value_changes_nothing(conflict: Conflict) -> None:
    block = sample(conflict, 320).block(3)
    for drawn, nominal in zip(block.payoffs, conflict.payoffs, strict=True):
        np.testing.assert_array_equal(drawn, np.repeat(nominal[:, None], block.size, axis=1))


def test_numbers_of_levers_are_drawn() -> None:
    conflict = loads(
        neighbours.MODEL.replace(
            "effect: 1, max: 1}", "effect: {choice: [1, 3]}, max: {uniform: [1, 2]}, belief: back2}"
        ).replace("quantities:\n", "quantities:\n  back2: {beta: [2, 2]}\n")
    )
    (lever,) = conflict.mediation.levers
    block = sample(conflict, 640).block(1)
    assert set(block.number(lever, "effect").tolist()) <= {1.0, 3.0}
    assert block.number(lever, "belief").tolist() == block.quantities["back2"].tolist()
    assert (block.number(lever, "resolve") == math.inf).all(), "not given"
    assert (block.number(lever, "commit") == 0).all()
    assert block.weight(lever, "B").tolist() == [0.0] * block.size
    single = block.at(3).mediation
    assert single is not None
    assert single.levers[0].weight("A") == block.weight(lever, "A")[3]


def test_sizes_of_replicates() -> None:
    made = neighbours.conflict()
    for samples in (1, 5, 31, 32, 100, 1000, 10_000, 1_000_000):
        ensemble = sample(made, samples)
        sizes = ensemble.sizes
        assert sizes.sum() == samples
        assert len(sizes) >= min(samples, 32)
        assert set(sizes[:-1].tolist()) <= {ensemble.replicate_size}
        assert ensemble.replicate_size & (ensemble.replicate_size - 1) == 0
        assert 1 <= sizes[-1] <= ensemble.replicate_size


def test_a_single_sample_by_its_number() -> None:
    ensemble = sample(neighbours.conflict(), 100, 7)
    blocks = [ensemble.block(k) for k in range(len(ensemble.sizes))]
    singles = [block.at(k) for block in blocks for k in range(block.size)]
    assert len(singles) == 100
    for k in (0, 1, 50, 99):
        assert ensemble.at(k) == singles[k]
    for k in (-1, 100):
        with pytest.raises(RequestError, match="expected one from 0 to 99"):
            ensemble.at(k)


def test_an_ensemble_can_be_sent_to_another_process_after_use() -> None:
    wanted = Prioritized(("x", "y", "z"), ((0, 3),))
    ensemble = sample(making(party("A", "x y z", wanted)), 64)
    before = ensemble.block(1).payoffs[0]
    again = pickle.loads(pickle.dumps(ensemble))  # noqa: S301 - our own
    assert again == ensemble
    assert again.block(1).payoffs[0].tobytes() == before.tobytes()


# what cannot be drawn


@pytest.mark.parametrize(
    ("samples", "seed", "message"),
    [(0, 1, "0 samples; ask for one or more"), (2**41, 1, "at most 1,099,511"), (5, -1, "seed -1")],
)
def test_how_often_and_by_which_seed(samples: int, seed: int, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        sample(neighbours.conflict(), samples, seed)


@pytest.mark.parametrize(
    "conflict",
    [
        making(party("A", "x", Ranking(((1,), (2,))))),
        making(party("A", "x", Prioritized(("x",)))),
        making(
            party("A", "x", Weights((("x", 1.0),))),
            uncertainty=Uncertainty(
                (own_quantity((*BASE, "weights", "x"), Distribution("fixed", (1.0,))),)
            ),
        ),
    ],
)
def test_where_nothing_is_uncertain_there_is_no_ensemble(conflict: Conflict) -> None:
    with pytest.raises(RequestError, match="nothing is uncertain in this model"):
        sample(conflict)


def test_a_formula_that_gives_no_finite_number_is_named() -> None:
    text = neighbours.MODEL.replace("{open: gain,", "{open: 1 / back + gain + 4,").replace(
        "choice: [-2, -0.25, 1]", "choice: [0, -0.25, 1]"
    )
    with pytest.raises(RequestError, match=r"preferences\.weights\.open gives no finite number"):
        sample(loads(text.replace("4,", "0,"))).block(0)


def test_numbers_too_large_to_draw_are_named_and_nothing_else_is_said() -> None:
    text = neighbours.MODEL.replace(
        "{choice: [-2, -0.25, 1], weights: [3, 8, 18]}", "{normal: [0, 1e308]}"
    )
    with (
        warnings.catch_warnings(action="error"),
        pytest.raises(RequestError, match=r"weights\.open and trust gives no finite"),
    ):
        sample(loads(text)).block(0)


@pytest.mark.parametrize("tiny", ["{choice: [1e-12]}", "gain * 1e-12", "{uniform: [0, 1e-8]}"])
def test_numbers_that_rounding_would_make_nothing_are_refused(tiny: str) -> None:
    text = neighbours.MODEL.replace("{open: gain,", f"{{open: {tiny},")
    with pytest.raises(RequestError, match=r"weights\.open is (1e-12|3e-12|1e-08) at most"):
        sample(loads(text))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ("effect: {choice: [1, 0]}, max: 1", "effect of lever 'aid' is 0 in some samples"),
        ("effect: 1, max: {choice: [1, 0]}", "max of lever 'aid' is 0 in some samples"),
        ("effect: 1, step: 0.5, max: {choice: [1, 0.25]}", "it has to hold a step of 0.5"),
    ],
)
def test_a_lever_that_would_be_none_is_named(numbers: str, said: str) -> None:
    conflict = loads(neighbours.MODEL.replace("effect: 1, max: 1", numbers))
    with pytest.raises(RequestError, match=said):
        sample(conflict).block(0)


def test_an_uncertain_statement_that_tells_merged_patterns_apart_is_named() -> None:
    weights = Weights((("x", 1.0), ("y", 0.0)))
    conflict = making(
        party("A", "x", weights),
        party("B", "y", Prioritized(())),
        same_state=("x",),
        uncertainty=choosing((*BASE, "weights", "y"), 0.0, 1.0),
    )
    with pytest.raises(RequestError, match="what 'y' is worth is uncertain, and it tells apart"):
        sample(conflict).block(0)


def test_an_unknown_lever_is_named() -> None:
    block = sample(neighbours.conflict(), 32).block(0)
    with pytest.raises(RequestError, match="no lever 'aide'; did you mean 'aid'"):
        block.under({"aide": 1.0})


def test_levers_held_by_a_party_cost_it_where_they_bite() -> None:
    lever = Lever("aid", "B", "A", "x", 2.0, execute=1.0)
    place: Path = ("mediation", "levers", "aid", "cost", "execute")
    conflict = making(
        party("A", "x", Weights((("x", 0.0),))),
        party("B", "y", Weights((("y", 1.0),))),
        mediation=Mediation(levers=(lever,)),
        uncertainty=choosing(place, 1.0, 3.0),
    )
    block = sample(conflict, 640).block(0)
    mine, holders = block.under({"aid": 0.5})
    assert (mine[conflict.index("YN")] == 1.0).all()
    assert set(holders[conflict.index("YN")].tolist()) == {-0.5, -1.5}
