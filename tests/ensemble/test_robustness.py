"""Robustness: counts by enumeration, degenerate cases, the same bits in whatever order."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from benchmarks.conflicts import Size, random_weights, uncertain
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.ensemble.chunks import MOST_GROUPS, blocks
from goodoffices.ensemble.claims_on_samples import claim_test
from goodoffices.ensemble.counting import RobustnessJob
from goodoffices.ensemble.robustness import (
    Robustness,
    Share,
    effective_worth,
    robustness,
    robustness_job,
)
from goodoffices.ensemble.sample import Ensemble, sample
from goodoffices.ensemble.sensitivity import sensitivity_job
from goodoffices.errors import RequestError, SizeError
from goodoffices.files.load import loads
from goodoffices.mediation.claims import holds
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim
from goodoffices.model.uncertainty import Distribution, Uncertainty, own_quantity
from goodoffices.runs.job import Tally
from goodoffices.stability.analysis import analyze
from goodoffices.stability.engines import simultaneous
from tests.ensemble import neighbours
from tests.ensemble.fakes import in_bytes

CONCEPTS = neighbours.CONCEPTS


@pytest.fixture(scope="module")
def found() -> Robustness:
    return robustness(sample(neighbours.conflict(), 4096, 11))


def expected_settled() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Per concept: how likely the settlement holds, is accepted as well, nothing holds at all."""
    conflicts, likely = neighbours.combinations()
    verdicts = neighbours.verdicts()
    conflict = neighbours.conflict()
    place, quo = conflict.index("YNY"), conflict.index("NNN")
    liked = np.array([all(p[place] > p[quo] for p in one.payoffs) for one in conflicts])
    settled = verdicts[:, :, place]
    return (
        likely @ settled,
        likely @ (settled & liked[:, None]),
        likely @ ~verdicts.any(axis=2),
    )


def test_estimates_are_near_what_enumeration_gives(found: Robustness) -> None:
    expected = neighbours.probabilities()
    settled, agreed, nothing = expected_settled()
    for row, concept in enumerate(CONCEPTS):
        np.testing.assert_allclose(found.probability(concept), expected[row], atol=0.01)
        ends = found.interval(concept)
        assert (ends[:, 0] <= found.probability(concept)).all()
        assert (ends[:, 1] >= found.probability(concept)).all()
        for share, true in (
            (found.settled(concept), settled[row]),
            (found.agreed(concept), agreed[row]),
            (found.unsettled(concept), nothing[row]),
        ):
            assert share.probability == pytest.approx(true, abs=0.01)
            assert share.low <= share.probability <= share.high
    assert (found.samples, found.complete) == (4096, True)


@pytest.mark.parametrize("concepts", [CONCEPTS, ("sim", "seq"), ("sim",)])
def test_counts_are_those_of_the_single_models(concepts: tuple[str, ...]) -> None:
    ensemble = sample(neighbours.conflict(), 100, 5)
    found = robustness(ensemble, concepts)
    singles = [ensemble.at(k) for k in range(100)]
    analyses = [analyze(one, concepts) for one in singles]
    for concept in concepts:
        equilibria = np.mean([a.equilibrium(concept) for a in analyses], axis=0)
        np.testing.assert_allclose(found.probability(concept), equilibria)
        for name in ("A", "B"):
            stable = np.mean([a.stable(name, concept) for a in analyses], axis=0)
            np.testing.assert_allclose(found.stable(name, concept), stable)
    (claim,) = neighbours.conflict().mediation.claims
    assert found.claims[0].probability == np.mean([holds(one, claim) for one in singles])
    assert found.claims[0].open == 0


@pytest.mark.parametrize("weight", ["5e-324", "1e-309", "1e-305"])
def test_weights_of_any_number_of_decimals_are_added_up(weight: str) -> None:
    text = neighbours.MODEL.replace("trust: 0.5", f"trust: {weight}")
    ensemble = sample(loads(text), 20, 1)
    found = robustness(ensemble, ["nash"]).probability("nash")
    singles = [analyze(ensemble.at(k), ["nash"]).equilibrium("nash") for k in range(20)]
    np.testing.assert_allclose(found, np.mean(singles, axis=0))


def test_with_levers_pulled_the_single_models_are_under_them() -> None:
    ensemble = sample(neighbours.conflict(), 64, 2)
    found = robustness(ensemble, ["SEQ"], intensities={"aid": 0.75})
    singles = [ensemble.at(k).under({"aid": 0.75}) for k in range(64)]
    shares = np.mean([analyze(one, ["seq"]).equilibrium("seq") for one in singles], axis=0)
    np.testing.assert_allclose(found.probability("seq"), shares)


def degenerate() -> Conflict:
    place = ("decision_makers", "A", "preferences", "weights", "open")
    conflict = loads(neighbours.MODEL.replace("open: gain", "open: 3"))
    one = own_quantity(place, Distribution("choice", (3.0, 3.0)))
    assert conflict.uncertainty is not None
    fixed = tuple(
        replace(q, distribution=Distribution("fixed", (q.distribution.nominal,)))
        for q in conflict.uncertainty.quantities
    )
    known = Uncertainty((*fixed, one), conflict.uncertainty.uses)
    return conflict.replace(uncertainty=known)


def test_degenerate_distributions_give_the_answers_of_the_model() -> None:
    conflict = degenerate()
    found = robustness(sample(conflict, 200))
    analysis = analyze(conflict)
    for concept in CONCEPTS:
        assert found.probability(concept).tolist() == analysis.equilibrium(concept).tolist()
        for name in conflict.names:
            expected = analysis.stable(name, concept).tolist()
            assert found.stable(name, concept).tolist() == expected
    (claim,) = conflict.mediation.claims
    assert found.claims[0].probability == holds(conflict, claim)


def tallied(job: RobustnessJob, order: list[int]) -> Tally:
    tally = Tally(job.chunks, job.kept)
    for chunk in order:
        tally.add(chunk, job.run(chunk))
    return tally


JOB = robustness_job(sample(neighbours.conflict(), 320, 3), ["nash"])


@given(st.permutations(range(JOB.chunks)))
@settings(max_examples=5)
def test_the_order_of_chunks_changes_no_bit(order: list[int]) -> None:
    assert in_bytes(tallied(JOB, order)) == in_bytes(tallied(JOB, list(range(JOB.chunks))))


def test_chunks_judged_together_come_out_as_one_by_one() -> None:
    """Claims that are searched for in some samples, and left open in others, among them."""
    conflict = uncertain(random_weights(Size(3, 2), 8, 5, levers=2), 0.5)
    claims = tuple(
        Claim("", test, {"concept": concept, "settlement": "o0_0"})
        for test, concept in (("plan", "seq"), ("shortfall", "nash"))
    )
    with_claims = replace(conflict.mediation, claims=claims)
    ensemble = sample(conflict.replace(mediation=with_claims), 4000, 1)
    judging = robustness_job(ensemble, ["seq"], keep=True)
    looking = sensitivity_job(ensemble, outcome=claims[0])
    assert judging.chunks == 63
    for job in (judging, looking):
        found = job.run_together([61, 62, 7])
        for chunk, arrays in zip([61, 62, 7], found, strict=True):
            alone = job.run(chunk)
            assert {n: a.tobytes() for n, a in arrays.items()} == {
                n: a.tobytes() for n, a in alone.items()
            }
    assert sum(int(one["open"].sum()) for one in found) == 39


def test_neither_workers_nor_the_process_change_a_bit() -> None:
    ensemble = sample(neighbours.conflict(), 320, 3)
    here = robustness(ensemble, ["nash"])
    there = robustness(ensemble, ["nash"], workers=2)
    assert in_bytes(here.tally) == in_bytes(there.tally)
    job = robustness_job(ensemble, ["nash"])
    job.run(0)
    again = pickle.loads(pickle.dumps(job))  # noqa: S301 - our own
    assert {n: a.tobytes() for n, a in again.run(1).items()} == {
        n: a.tobytes() for n, a in job.run(1).items()
    }


def test_another_seed_gives_another_answer() -> None:
    answers = {
        robustness(sample(neighbours.conflict(), 64, seed), ["nash"]).probability("nash").tobytes()
        for seed in range(1, 5)
    }
    assert len(answers) == 4


def test_chunks_are_few_whatever_the_samples() -> None:
    for samples in (1, 31, 1000, 10**6, 10**9):
        job = RobustnessJob(Ensemble(neighbours.conflict(), samples))
        assert 1 <= job.chunks <= MOST_GROUPS
    assert robustness(sample(neighbours.conflict(), 1)).samples == 1


def test_a_part_of_the_chunks_is_an_answer(found: Robustness) -> None:
    tally = tallied(JOB, [2, 5])
    part = Robustness(JOB, tally)
    assert not part.complete
    assert part.samples == sum(block.size for k in (2, 5) for block in blocks(JOB.ensemble, k))
    wide = part.state(1, "nash")
    assert wide.high - wide.low > 0.1
    assert part.convergence("nash").shape == (0, 4), "from two groups there is no interval"
    steps = found.convergence("nash", "equilibria", state=1)
    assert steps[-1, 0] == found.samples
    last = found.state(1, "nash")
    assert steps[-1, 1:].tolist() == pytest.approx([last.probability, last.low, last.high])
    assert (np.diff(steps[:, 0]) > 0).all()


def test_what_is_open_is_estimated_from_what_was_searched() -> None:
    ensemble = sample(neighbours.conflict(), 3200, 1)
    counted = {"claims": (34, 38), "open": (20, 12), "searched": (40, 40), "found": (24, 28)}

    def claim(scale: int) -> Share:
        tally = Tally(2, ("sizes", *counted))
        for chunk in range(2):
            arrays = {name: np.array([[values[chunk]]]) for name, values in counted.items()}
            searches = {name: arrays[name] * scale for name in ("searched", "found")}
            whole = {"sizes": np.array([100]), "samples": np.array(100)}
            tally.add(chunk, {**arrays, **searches, **whole})
        return Robustness(RobustnessJob(ensemble), tally).claims[0]

    few, many = claim(1), claim(1000)
    assert few.probability == pytest.approx((72 + 32 * 52 / 80) / 200)
    assert few.open == pytest.approx(0.16)
    assert many.probability == few.probability
    assert many.high - many.low < few.high - few.low, "more searches, a narrower interval"


def test_what_escalates_in_a_graph_is_never_left_open() -> None:
    conflict = loads(
        "goodoffices: 1\ntitle: G\nstates: [calm, tense, war]\nstatus_quo: calm\n"
        "decision_makers:\n"
        "  A:\n"
        "    moves: [[1, 2], [2, 3]]\n"
        "    preferences: {payoffs: [0, {uniform: [-1, 1]}, {uniform: [-1, 2]}]}\n"
        "  B: {moves: [[2, 1]], preferences: {payoffs: [{uniform: [-1, 1]}, 0, 0]}}\n"
        "mediation:\n"
        "  escalation: war\n"
        "  claims: [{claim: War., test: escalates, with: {concept: nash, also: true}}]\n"
    )
    ensemble = sample(conflict, 256, 1)
    (claim,) = conflict.mediation.claims
    block = ensemble.block(0)
    held, left, searched = claim_test(conflict, claim)(block)
    assert not left.any()
    assert not searched.any()
    assert held.tolist() == [holds(block.at(k), claim) for k in range(block.size)]
    assert not held.any(), "A would have to move twice in a row"


@pytest.mark.parametrize("concept", ["SEQ", "sim", "Nash stability", "R"])
def test_a_claim_may_write_its_concept_in_any_way(concept: str) -> None:
    conflict = neighbours.conflict()
    claim = Claim("They arm.", "escalates", {"concept": concept})
    block = sample(conflict, 128, 1).block(0)
    held, left, _ = claim_test(conflict, claim)(block)
    assert not left.any()
    assert held.tolist() == [holds(block.at(k), claim) for k in range(block.size)]


GRAPH = """\
goodoffices: 1
title: Invented
states: [calm, tense]
decision_makers:
  A:
    moves: [[calm, tense]]
    preferences: {payoffs: [{uniform: [0, 1]}, 0.5]}
"""


def test_simultaneous_sanctions_need_options_and_few_combinations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = "sim needs the options of each move; a conflict with a graph has none"
    with pytest.raises(RequestError, match=said):
        robustness_job(sample(loads(GRAPH), 32), ["seq", "sim"])
    monkeypatch.setattr(simultaneous, "MOST_COMBINATIONS", 79)
    with pytest.raises(SizeError, match="sim would try more than 79 combinations of moves"):
        robustness_job(sample(neighbours.conflict(), 32), ["sim"])
    monkeypatch.setattr(simultaneous, "MOST_COMBINATIONS", 80)
    robustness_job(sample(neighbours.conflict(), 32), ["sim"])


@pytest.mark.parametrize(
    ("concepts", "intensities", "said"),
    [
        (["nush"], {}, "did you mean 'nash'"),
        (None, {"aide": 1.0}, "no lever 'aide'; did you mean 'aid'"),
        (None, {"aid": -1.0}, "lever 'aid' cannot be pulled to -1"),
        (None, {"aid": float("nan")}, "lever 'aid' cannot be pulled to nan"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    concepts: list[str] | None, intensities: dict[str, float], said: str
) -> None:
    ensemble = sample(neighbours.conflict(), 32)
    with pytest.raises(RequestError, match=said):
        robustness_job(ensemble, concepts, intensities=intensities)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (Claim("It is a bluff.", "bluff", {"lever": "aide"}), "no lever 'aide'"),
        (Claim("It holds.", "plan", {"concept": "nush"}), "did you mean 'nash'"),
        (Claim("It holds.", "plan", {"levers": ("aide",)}), "aide"),
    ],
    ids=lambda one: str(getattr(one, "request", "")),
)
def test_what_claims_ask_for_is_checked_before_any_work(claim: Claim, said: str) -> None:
    conflict = neighbours.conflict()
    mediation = replace(conflict.mediation, claims=(claim,))
    with pytest.raises(RequestError, match=said):
        robustness_job(sample(conflict.replace(mediation=mediation), 32))


def test_what_cannot_be_drawn_is_told_before_any_work() -> None:
    conflict = loads(neighbours.MODEL.replace("effect: 1", "effect: {choice: [1, 0]}"))
    with pytest.raises(RequestError, match="effect of lever 'aid' is 0"):
        robustness_job(sample(conflict, 1024))


def test_a_concept_that_was_not_judged_is_named(found: Robustness) -> None:
    nash = robustness(sample(neighbours.conflict(), 32), ["nash"])
    with pytest.raises(RequestError, match="not judged by 'seq', only nash"):
        nash.settled("seq")
    with pytest.raises(RequestError, match="no decision maker 'C'"):
        found.stable("C", "nash")


def test_how_many_samples_would_tell(found: Robustness) -> None:
    share = Share(0.45, 0.4, 0.5)
    worth = effective_worth(share, 1000)
    assert worth == pytest.approx((1.96 * np.sqrt(0.45 * 0.55 / 1000) / 0.05) ** 2)
    needed = found.enough_for(Share(0.45, 0.44, 0.46))
    # the half width shrinks with the root of samples: from 0.01 to 0.05 it takes 25 times fewer
    assert needed == pytest.approx(found.samples / 25, rel=0.01)
    assert found.enough_for(Share(0.5, 0.4, 0.6)) == float("inf")


def test_it_is_told_in_words_as_a_notebook_shows_it(found: Robustness) -> None:
    class Printer:
        def text(self, text: str) -> None:
            self.told = text

    printer = Printer()
    found._repr_pretty_(printer, cycle=False)
    assert printer.told == str(found)
    assert "4,096 models drawn (seed 11), no lever pulled." in printer.told
    assert "Nash    GMR    SMR    SEQ   SSEQ\n" in printer.told
    assert round(found.settled("nash").probability, 3) == 0.677
    assert "\nNash     67.7 % (67.4–68 %)  67.7 % (67.4–68 %) " in printer.told
    assert repr(found.job.ensemble) == "Ensemble(samples=4096, seed=11)"
