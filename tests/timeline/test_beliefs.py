"""Beliefs after what happened, against exact fractions, simulations and examples worked by hand."""

from fractions import Fraction

import numpy as np
import pytest

import goodoffices as go
from goodoffices.model.beliefs import at_least, by_record, by_type, consistent
from goodoffices.model.formulas import parse_formula

SETTLED = """
goodoffices: 1
title: A threat
decision_makers:
  U: {options: {concede: }, preferences: {weights: {concede: -4}}}
  R: {options: {attack: }, preferences: {weights: {attack: -1, concede: 3}}}
status_quo: NN
mediation:
  settlement: concede and not attack
  signatories: [U]
  mediators: {M: }
  levers:
    threat: {held_by: M, on: U, where: not concede, effect: -10, max: 1, BELIEF}
timeline:
"""


def threat(belief: str, *events: str) -> go.Conflict:
    """Return E1's conflict with entries of a timeline, a day each."""
    dated = (f"  - {{date: 2025-05-{k:02}, event: e, {e}}}\n" for k, e in enumerate(events, 1))
    cost = "" if "cost" in belief else ", cost: {commit: 1}"
    return go.loads(SETTLED.replace("BELIEF", belief + cost) + "".join(dated))


def belief(conflict: go.Conflict, day: int) -> float:
    return go.at(conflict, f"2025-05-{day:02}").mediation.lever("threat").belief


def seen(meant: float, bluff: float) -> str:
    return f"evidence: {{threat: {{if_meant: {meant}, if_bluff: {bluff}}}}}"


def due(carried_out: str, more: str = "") -> str:
    return f"due: {{threat: {{carried_out: {carried_out}{more}}}}}"


def test_what_evidence_does_to_a_plan() -> None:
    conflict = threat("belief: 0.5", seen(0.9, 0.6), seen(0.1, 0.5), seen(0.3, 0.9))
    beliefs = [belief(conflict, day) for day in (1, 2, 3)]
    assert beliefs == [3 / 5, 3 / 13, 1 / 11]
    before = go.plan(conflict, "nash")
    answers = [go.plan(go.at(conflict, f"2025-05-{day:02}"), "nash") for day in (1, 2, 3)]
    assert isinstance(before, go.Plan)
    assert before.cost == pytest.approx(0.8, abs=1e-4)
    assert isinstance(answers[0], go.Plan)
    assert answers[0].cost == pytest.approx(2 / 3, abs=1e-4)
    lacking = [a.total for a in answers[1:] if isinstance(a, go.Shortfall)]
    assert lacking == pytest.approx([22 / 13, 34 / 11], abs=1e-4)


@pytest.mark.parametrize(
    ("falls", "expected"),
    [
        ((), 1 / 4),
        (("false",), 1 / 5),
        (("false", "false"), 1 / 6),
        (("true", "false"), 1 / 3),
        (("true", "false", "false"), 2 / 7),
    ],
)
def test_a_record_of_four_cases(falls: tuple[str, ...], expected: float) -> None:
    conflict = threat("belief: 0.25, record: 4", "source: none", *map(due, falls))
    assert belief(conflict, 1 + len(falls)) == pytest.approx(expected, abs=1e-15)
    drawn = threat("belief: {beta: [1, 3]}", "source: none", *map(due, falls))
    assert belief(drawn, 1 + len(falls)) == pytest.approx(expected, abs=1e-15)


def test_a_record_grows_and_cases_weigh_by_relevance() -> None:
    conflict = threat("belief: 0.25, record: 4", due("true", ", relevance: 0.5"), due("false"))
    lever = go.at(conflict, "2025-05-02").mediation.lever("threat")
    assert lever.belief == pytest.approx((1 + 0.5) / 5.5, abs=1e-15)
    assert lever.record == 5.5


def test_what_was_borne_and_what_was_shrunk_from_cut_resolve() -> None:
    """Triangular 2, 6, 14 and a cost of 10 a step: 1/6, then 1/4, then 1/5."""
    told = "belief: 0.5, record: 4, resolve: {triangular: [2, 6, 14]}"
    conflict = threat(
        told,
        "change: {mediation: {levers: {threat: {cost: {commit: 1, execute: 10}}}}}",
        due("true", ", intensity: 0.6"),
        due("false", ", intensity: 1.2"),
    )
    found = []
    for day in (1, 2, 3):
        then = go.at(conflict, f"2025-05-{day:02}")
        found.append(consistent(then, then.mediation.lever("threat")))
    assert found == pytest.approx([1 / 6, 1 / 4, 1 / 5], abs=1e-12)
    last = go.at(conflict, "2025-05-03")
    assert last.uncertainty is not None
    assert last.uncertainty.quantities[0].distribution.within == (6, 12)


def test_the_resolve_rule_against_a_simulation() -> None:
    rng = np.random.default_rng(5)
    drawn = rng.triangular(2, 6, 14, 10**6)
    kept = drawn[(drawn >= 6) & (drawn < 12)]
    cut = go.Distribution("triangular", (2, 6, 14), within=(6, 12))
    share = at_least(cut, 10)
    error = np.sqrt(share * (1 - share) / len(kept))
    assert abs(float((kept >= 10).mean()) - share) < 4 * error
    assert at_least(go.Distribution("choice", (1, 5, 9), weights=(2, 1, 1)), 5) == 0.5


def test_the_type_rule_against_a_simulation() -> None:
    rng = np.random.default_rng(7)
    meant = rng.random(10**6) < 0.4
    shown = np.where(meant, 0.2, 0.7) > rng.random(10**6)
    share = float(by_type(Fraction(2, 5), Fraction(1, 5), Fraction(7, 10)))
    error = np.sqrt(share * (1 - share) / shown.sum())
    assert abs(float(meant[shown].mean()) - share) < 4 * error


def test_the_type_rule_in_exact_fractions() -> None:
    """The order of evidence makes no difference, and beliefs move as expected on average."""
    rng = np.random.default_rng(3)
    for _ in range(300):
        b, *chances = (Fraction(int(k), 20) for k in rng.integers(1, 20, 5))
        first, second = (chances[0], chances[1]), (chances[2], chances[3])
        one = by_type(by_type(b, *first), *second)
        assert one == by_type(by_type(b, *second), *first)
        assert one == by_type(b, first[0] * second[0], first[1] * second[1])
        shown = b * first[0] + (1 - b) * first[1]
        other = (1 - first[0], 1 - first[1])
        average = shown * by_type(b, *first) + (1 - shown) * by_type(b, *other)
        assert average == b
        assert by_record(b, Fraction(4), Fraction(1), Fraction(2)) == (4 * b + 1) / 6


def test_a_distribution_goes_through_the_same_map() -> None:
    events = (seen(0.9, 0.6), due("true"), seen(0.1, 0.5))
    told = "belief: {uniform: [0, 1]}, record: 4"
    then = go.at(threat(told, *events), "2025-05-03")
    assert then.uncertainty is not None
    use = then.uncertainty.uses[0]
    formula = parse_formula(use.formula, ["belief_in_threat"])
    for k in range(21):
        b = by_type(Fraction(k, 20), Fraction(9, 10), Fraction(6, 10))
        b = by_type((4 * b + 1) / 5, Fraction(1, 10), Fraction(5, 10))
        assert formula.evaluate({"belief_in_threat": k / 20}) == pytest.approx(float(b), abs=1e-12)
    low, high = then.uncertainty.supports()[use.place]
    assert low == pytest.approx(1 / 21, abs=1e-12)
    assert high == pytest.approx(1, abs=1e-12)


def test_no_evidence_no_change() -> None:
    assert belief(threat("belief: {uniform: [0, 1]}", seen(0.4, 0.4)), 1) == 0.5
    assert belief(threat("belief: {uniform: [0, 1]}", seen(0, 0.4)), 1) == 0
    assert belief(threat("belief: {uniform: [0, 1]}", seen(0.4, 0)), 1) == 1


@pytest.mark.parametrize(
    ("told", "event", "found"),
    [
        ("belief: 1", seen(0, 0.4), "could not be seen where belief is 1"),
        ("belief: 0.5", due("true"), "nothing says how many cases its belief is worth"),
        (
            "belief: 0.5, record: 2, resolve: 6, cost: {execute: 10}",
            due("true", ", intensity: 1"),
            "carried out at a cost of 10, and a resolve of 6",
        ),
        (
            "belief: 0.5, record: 2, resolve: {uniform: [1, 2]}, cost: {execute: 10}",
            due("true", ", intensity: 1"),
            "carried out at a cost of 10, and a resolve between 1 and 2",
        ),
        ("belief: 0.5", seen(0.5, 0.5).replace("threat:", "thread:"), "unknown lever 'thread'"),
    ],
)
def test_what_could_not_be(told: str, event: str, found: str) -> None:
    conflict = threat(told, event)
    with pytest.raises(go.ModelError) as caught:
        go.at(conflict, "2025-05-01")
    problem = caught.value.problems[0]
    assert found in problem.found
    assert problem.where[:2] == ("timeline", 0)
    assert problem.found.startswith("on 2025-05-01: ")
