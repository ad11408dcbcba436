"""Every kind of job is made again from what it says of itself, and comes to the same bits."""

import json
import pickle
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.ensemble.outcomes import Outcome
from goodoffices.ensemble.probability_map import probability_job
from goodoffices.ensemble.robustness import robustness_job
from goodoffices.ensemble.sample import Ensemble, sample
from goodoffices.ensemble.sensitivity import sensitivity_job
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.runs.job import Job
from goodoffices.show.kinds import HOMES, remake
from tests.cli.test_sensitivity import UNCERTAIN

CONFLICT = conflict_from_text(UNCERTAIN, "a test")
CLAIMS = CONFLICT.mediation.claims
AXES = st.permutations(["sanction", "payment", "permits"])
CONCEPTS = st.sampled_from(["nash", "gmr", "smr", "seq", "sseq"])
OUTCOMES = st.sampled_from([None, 1, 6, "YYY", *CLAIMS])
INTENSITIES = st.dictionaries(st.sampled_from(["sanction", "permits"]), st.floats(0, 3))


def robust(ensemble: Ensemble, draw: Callable[..., Any]) -> Job:
    return robustness_job(
        ensemble,
        [draw(CONCEPTS)],
        intensities=draw(INTENSITIES),
        keep=draw(st.booleans()),
        model=UNCERTAIN,
    )


def deciding(ensemble: Ensemble, draw: Callable[..., Any]) -> Job:
    outcome: Outcome | None = draw(OUTCOMES)
    pulled = {} if outcome in CLAIMS else draw(INTENSITIES)
    word = draw(st.sampled_from(["", "plan", "no plan"]))
    asked = ensemble, draw(CONCEPTS), pulled, outcome
    return sensitivity_job(*asked, pull=word, model=UNCERTAIN)


def likely(ensemble: Ensemble, draw: Callable[..., Any]) -> Job:
    x, y, other = draw(AXES)
    fixed = draw(st.dictionaries(st.just(other), st.floats(0, 3)))
    points, concept = draw(st.integers(2, 4)), draw(CONCEPTS)
    return probability_job(ensemble, x, y, points, [concept], fixed=fixed, model=UNCERTAIN)


KINDS = {"robustness": robust, "sensitivity": deciding, "map": likely}


@settings(max_examples=40)
@given(st.data(), st.sampled_from(sorted(KINDS)))
def test_a_job_is_made_again_from_what_it_says_of_itself(data: st.DataObject, kind: str) -> None:
    seed = data.draw(st.integers(0, 2**62))
    job = KINDS[kind](sample(CONFLICT, 16, seed), data.draw)
    said = json.loads(json.dumps(job.describe()))
    again = remake(said.pop("kind"), said)
    assert again.describe() == job.describe() == {"kind": kind, **said}
    assert (again.chunks, again.kept) == (job.chunks, job.kept)
    chunk = data.draw(st.integers(0, job.chunks - 1))
    straight = job.run(chunk)
    for other in (again, pickle.loads(pickle.dumps(job))):  # noqa: S301 - our own
        found = other.run(chunk)
        assert {name: array.tobytes() for name, array in found.items()} == {
            name: array.tobytes() for name, array in straight.items()
        }


def test_every_kind_is_tried() -> None:
    assert {*KINDS} == {*HOMES} - {"fake"}
