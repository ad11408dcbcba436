"""Every command that answers about a conflict gives as JSON what the Python call gives as data."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import goodoffices as go
from goodoffices.answer import Answer
from goodoffices.show.telling import report
from goodoffices.show.writers.data import as_csv
from tests.cli.conftest import Run
from tests.cli.truce import MODEL

Read = Callable[..., dict[str, Any]]
Asked = Callable[[go.Conflict], go.Brief | Answer]

UNCERTAIN = (
    MODEL.replace(
        "on: A, where: not A.truce, effect: -1",
        "on: A, where: not A.truce, effect: {choice: [-1, -0.5, -0.25]}",
    )
    + """\
views:
  A: {mediation: {levers: {payment: {belief: 0.5}}}}
truths:
  believed: {to: A, about: mediation.levers.payment}
timeline:
  - {date: 2025-05-06, event: A hint, evidence: {payment: {if_meant: 0.3, if_bluff: 0.6}}}
scenarios:
  Weaker sanctions: {mediation: {levers: {sanction: {effect: -0.5}}}}
  Dearer trade: {decision_makers: {A: {preferences: {weights: {trade: -2}}}}}
"""
)
LAX: dict[str, Any] = {"concept": "nash", "held_by": "M"}
LAX_OPTIONS = ("--concept", "nash", "--held-by", "M")


def durable(conflict: go.Conflict) -> go.Durability:
    answer = go.plan(conflict, **LAX)
    assert isinstance(answer, go.Plan)
    return go.durability(answer)


ASKED: dict[tuple[str, ...], Asked] = {
    ("analyze",): go.analyze,
    ("analyze", "-c", "sim", "-c", "seq"): lambda conflict: go.analyze(conflict, ["sim", "seq"]),
    ("explain", "--state", "3", "-d", "B"): lambda conflict: go.explanations(
        go.analyze(conflict), 3, ["B"]
    ),
    ("explain", "--state", "YNY", "-c", "gmr"): lambda conflict: go.explanations(
        go.analyze(conflict, ["gmr"]), "YNY"
    ),
    ("timeline", "-c", "nash", "--samples", "16"): (
        lambda conflict: go.timeline(conflict, "nash", samples=16)
    ),
    ("paths",): go.paths,
    ("paths", "--to", "5", "--from", "6"): lambda conflict: go.paths(conflict, 5, 6),
    ("inverse", "-s", "2", "-c", "nash"): lambda conflict: go.inverse(conflict, 2, "nash"),
    ("inverse", "-s", "1", "--of", "A", "--weights", "--within", "3", "--price", "A=2"): (
        lambda conflict: go.inverse(conflict, 1, of="A", weights=True, within=3, prices={"A": 2})
    ),
    ("inverse", "-s", "1", "--window", "1-6", "--orders"): lambda conflict: go.inverse(
        conflict, 1, window=(1, 6), orders=True
    ),
    ("concepts", "--observed", "5"): lambda conflict: go.observed(conflict, 5),
    ("concepts", "--observed", "2", "-c", "sim"): lambda conflict: go.observed(
        conflict, 2, ["sim"]
    ),
    ("coalitions",): go.coalitions,
    ("settlements",): go.settlements,
    ("settlements", "--pull", "plan", "-c", "nash"): lambda conflict: go.settlements(
        conflict, pull="plan", concept="nash"
    ),
    ("settlements", "--samples", "50", "--pull", "sanction=1"): lambda conflict: go.zone_shares(
        go.sample(conflict, 50, 1), pull={"sanction": 1}
    ),
    ("roadmap",): go.roadmap,
    ("roadmap", "--to", "5", "--cheapest", "--price", "A=2"): lambda conflict: go.roadmap(
        conflict, 5, cheapest=True, prices={"A": 2}
    ),
    ("spoilers",): go.spoilers,
    ("spoilers", *LAX_OPTIONS, "--settlement", "B.truce"): lambda conflict: go.spoilers(
        conflict, settlement="B.truce", **LAX
    ),
    ("plan", *LAX_OPTIONS): lambda conflict: go.plan(conflict, **LAX),
    ("plan", *LAX_OPTIONS, "--credible"): lambda conflict: go.plan(conflict, **LAX, credible=True),
    ("plan", *LAX_OPTIONS, "--samples", "20", "--fresh", "100", "--reliability", "0.8"): (
        lambda conflict: go.robust_plan(
            go.sample(conflict, 1280, 1), 0.8, **LAX, scenarios=20, fresh=100
        )
    ),
    ("plan", *LAX_OPTIONS, "--samples", "20", "--fresh", "100", "--frontier"): (
        lambda conflict: go.frontier(go.sample(conflict, 1280, 1), **LAX, scenarios=20, fresh=100)
    ),
    ("mediators", "-c", "nash"): lambda conflict: go.mediators(conflict, concept="nash"),
    ("mediators", "--sets", "-c", "nash"): lambda conflict: go.mediators(
        conflict, sets=True, concept="nash"
    ),
    ("evenness", *LAX_OPTIONS): lambda conflict: go.evenness(conflict, **LAX),
    ("durability", *LAX_OPTIONS): durable,
    ("threats",): lambda conflict: go.threats(conflict, 1),
    ("ripeness",): go.ripeness,
    ("drift",): go.drift,
    ("drift", "--noise", "0.1", "--rate", "A=2"): lambda conflict: go.chances(
        conflict, noise=0.1, rates={"A": 2}
    ),
    ("claims", "--flips"): lambda conflict: go.claims(conflict, flips=True),
    ("map", "--x", "A", "--y", "B", "--points", "3"): lambda conflict: go.pressure_map(
        conflict, "A", "B", 3
    ),
    ("map", "--x", "sanction", "--y", "payment", "--points", "3", "--samples", "20"): (
        lambda conflict: go.probability_map(go.sample(conflict, 20, 1), "sanction", "payment", 3)
    ),
    ("brief", *LAX_OPTIONS, "--samples", "64"): lambda conflict: go.brief(
        conflict, **LAX, samples=64
    ),
    ("audit", "-c", "nash", "--samples", "64"): lambda conflict: go.audit(
        conflict, "nash", samples=64
    ),
    ("robustness", "--samples", "50", "--no-store"): lambda conflict: go.robustness(
        go.sample(conflict, 50, 1)
    ),
    ("scenarios",): go.scenarios,
    ("views", "--pull", "payment=1"): (
        lambda conflict: go.views(conflict, intensities={"payment": 1})
    ),
    ("truths", "-s", "1", "-c", "nash"): lambda conflict: go.truths(conflict, 1, "nash"),
    ("sensitivity", "-c", "nash", "--samples", "64", "--pull", "sanction=2,payment=2"): (
        lambda conflict: go.sensitivity(
            go.sample(conflict, 64, 1), "nash", {"sanction": 2, "payment": 2}
        )
    ),
}


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    assert MODEL not in UNCERTAIN
    (folder / "truce.yaml").write_text(UNCERTAIN)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_a_command_gives_as_json_what_python_gives(read: Read, words: tuple[str, ...]) -> None:
    command, *options = words
    said = read(command, "truce.yaml", *options)
    answer = ASKED[words](go.load("truce.yaml"))
    envelope = {"goodoffices": 1, "command": command}
    assert said == envelope | json.loads(json.dumps(answer.to_dict(), allow_nan=False))


@pytest.mark.parametrize("words", [w for w in ASKED if w[0] != "brief"], ids=" ".join)
def test_a_command_gives_as_csv_what_a_data_frame_holds(run: Run, words: tuple[str, ...]) -> None:
    command, *options = words
    written = run(command, "truce.yaml", *options, "--format", "csv").stdout
    answer = ASKED[words](go.load("truce.yaml"))
    assert isinstance(answer, Answer)
    assert written == as_csv(report(answer))
    frame = answer.to_dataframe()
    if not isinstance(answer, go.Analysis):  # whose frame has the states as its index
        assert list(frame.columns) == written.partition("\n")[0].split(",")
    assert len(frame) == len(written.splitlines()) - 1


@pytest.mark.parametrize("words", [w for w in ASKED if w[0] != "brief"], ids=" ".join)
def test_every_answer_says_itself_in_words_and_on_a_page(words: tuple[str, ...]) -> None:
    answer = ASKED[words](go.load("truce.yaml"))
    assert isinstance(answer, Answer)
    assert not str(answer).startswith(f"{type(answer).__name__}(")
    assert answer.summary.strip()
    assert answer._repr_html_().startswith(("<p>", "<ul>", "<div class="))
