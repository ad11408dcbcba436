"""Audits find nothing where answers are right, and name exactly what is turned."""

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import goodoffices as go
from goodoffices import stopping
from goodoffices.ensemble.audit.audit import audited
from goodoffices.ensemble.robustness import Robustness, Share
from goodoffices.ensemble.survey import Findings, gather
from goodoffices.mediation.plan.results import Plan
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Weights
from goodoffices.model.uncertainty import Correlation, Distribution, Quantity, Uncertainty
from goodoffices.reference import unlisted
from goodoffices.reference.graph_model import CONCEPTS, Reference
from goodoffices.reference.sampling import PLAIN, chernoff, drawn, quantities
from goodoffices.reference.unlisted import OutOfReachError, Unlisted
from goodoffices.show.answers.audit import differs
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.engines.bits import pack
from tests.cli.test_same_as_python import UNCERTAIN
from tests.strategies import option_conflicts


@pytest.fixture(scope="module")
def found() -> Findings:
    return gather(go.loads(UNCERTAIN), {"concept": "nash"}, flips=False, samples=256)


def told(findings: Findings) -> list[str]:
    audit = audited(findings, limit=None)
    return [differs(one, audit) for one in audit.differences]


def test_nothing_differs_where_all_is_right(found: Findings) -> None:
    audit = audited(found, limit=None)
    assert audit.agrees
    assert audit.complete
    assert [one.part for one in audit.parts] == [
        *("model", "verdicts", "plans", "grid", "shortfalls"),
        *("zone", "coalitions", "probabilities"),
    ]
    assert audit.drawn == 4_096
    assert audit.summary == f"Audited: {audit.comparisons:,} comparisons, none differs."


VAST_AND_SMALL = """\
goodoffices: 1
title: A shared pasture, an invented example
decision_makers:
  North:
    options: {rest: Rest}
    preferences: {weights: {North.rest: -1, South.rest: 1e+17}}
  South:
    options: {rest: Rest}
    preferences: {weights: {South.rest: -2, North.rest: {normal: [4, 10]}}}
status_quo: NN
"""


def test_what_is_small_beside_a_vast_payoff_is_compared_all_the_same() -> None:
    audit = audited(gather(go.loads(VAST_AND_SMALL), {}, flips=False, samples=128), limit=None)
    assert audit.drawn == 4_096
    assert audit.agrees


def test_a_verdict_that_is_turned_is_named(found: Findings) -> None:
    verdicts = found.analysis.verdicts.copy()
    verdicts[3, 1, 2] ^= True
    turned = Analysis(found.conflict, found.analysis.concepts, pack(verdicts))
    assert told(dataclasses.replace(found, analysis=turned)) == [
        "Whether state 3 (YYN) is stable for The other side under SEQ: said no, found yes."
    ]


def test_a_cost_that_is_turned_is_named(found: Findings) -> None:
    plan = found.answer
    assert isinstance(plan, Plan)
    dear = dataclasses.replace(plan, cost=plan.cost + 1, bound=plan.bound + 1)
    first, *others = told(dataclasses.replace(found, answer=dear))
    assert first == ("The cost of state 6 (YYY) under Nash, in the answer: said 3.5, found 2.5.")
    assert others  # and cheaper points hold
    assert all(
        one.startswith("The least cost of state ") and "in the answer, with " in one
        for one in others
    )


class Turned(Robustness):
    def unsettled(self, concept: str) -> Share:
        share = super().unsettled(concept)
        return dataclasses.replace(share, probability=1 - share.probability)


def test_a_probability_that_is_turned_is_named(found: Findings) -> None:
    assert found.odds is not None
    other = Turned(found.odds.job, found.odds.tally)
    (line,) = told(dataclasses.replace(found, odds=other))
    assert line.startswith("How often no state holds under Nash: said ")


def ticking(step: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += step


def test_a_limit_leaves_something_of_every_kind_and_says_what_it_leaves(found: Findings) -> None:
    clock = ticking(1.0)
    audit = audited(found, limit=60.0, clock=lambda: next(clock))
    assert audit.agrees
    assert not audit.complete
    assert all(one.done or one.part == "probabilities" for one in audit.parts)
    assert {one.why for one in audit.parts} >= {"limit"}
    assert " not made" in audit.summary


def test_an_interruption_keeps_what_there_is(found: Findings) -> None:
    stop = stopping.Stop()
    with stopping.using(stop):
        audit = audited(found, limit=None, progress=lambda *_: stop.set())
    assert audit.stopped
    assert audit.comparisons == 1


@settings(max_examples=30)
@given(option_conflicts(merging=False))
def test_states_that_are_not_listed_are_judged_alike(conflict: Conflict) -> None:
    listed = Reference(conflict)
    worth = tuple(
        dataclasses.replace(dm, preferences=Weights(()))
        if not hasattr(dm.preferences, "statements") and not isinstance(dm.preferences, Weights)
        else dm
        for dm in conflict.decision_makers
    )
    conflict = conflict.replace(decision_makers=worth)
    listed, lazy = Reference(conflict), Unlisted(conflict)
    for s, (pattern,) in enumerate(listed.states):
        number = lazy.number(pattern)
        assert number is not None
        for i in listed.movers:
            for concept in CONCEPTS:
                assert lazy.stable(concept, i, number) == listed.stable(concept, i, s)


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlisted, "MOST_FOLLOWED", 0)
    with pytest.raises(OutOfReachError):
        Unlisted(go.case("ukraine-articles-2025")).stable("nash", 1, 0)


@pytest.mark.parametrize("family", PLAIN)
def test_plain_values_are_distributed_as_scipy_has_it(family: str) -> None:
    given_ = {"pert": (1.0, 2.0, 5.0), "triangular": (1.0, 2.0, 5.0)}.get(family, (0.5, 0.75))
    distribution = Distribution(family, given_)
    values = drawn(distribution, np.random.default_rng(1), 2_000)
    low, mode, high = given_[0], given_[1], given_[-1]
    as_scipy = {
        "uniform": stats.uniform(low, high - low),
        "triangular": stats.triang((mode - low) / (high - low), low, high - low),
        "pert": stats.beta(2, 4, low, high - low),
        "normal": stats.norm(*given_[:2]),
        "lognormal": stats.lognorm(given_[1], scale=given_[0]),
        "beta": stats.beta(*given_[:2]),
    }
    assert stats.kstest(values, as_scipy[family].cdf).pvalue > 1e-4


def test_bounds_and_correlations_are_kept() -> None:
    unsure = Uncertainty(
        (
            Quantity("a", Distribution("normal", (0.0, 1.0), within=(-1.0, 2.0))),
            Quantity("b", Distribution("beta", (2.0, 5.0))),
        ),
        correlated=(Correlation(("a", "b"), ((1.0, 0.8), (0.8, 1.0))),),
    )
    values = quantities(unsure, np.random.default_rng(1), 4_000)
    assert values["a"].min() >= -1
    assert values["a"].max() <= 2
    rank = float(stats.spearmanr(values["a"], values["b"]).statistic)
    assert rank == pytest.approx(6 / np.pi * np.arcsin(0.4), abs=0.03)


@settings(max_examples=20)
@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_counts_are_within_their_intervals_as_often_as_said(n: int, p: float) -> None:
    inside = [k for k in range(n + 1) if chernoff(k, n, 0.01)[0] <= p <= chernoff(k, n, 0.01)[1]]
    assert stats.binom(n, p).pmf(inside).sum() >= 0.99
