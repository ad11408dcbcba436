"""Likely mistakes in calls of the library: each says what was given, and what was expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import goodoffices
from goodoffices.stability.concepts import CONCEPTS

go: Any = goodoffices  # the calls below are wrong on purpose
ELMIRA = go.case("elmira-1991")
GRAPH = go.case("elmira-1991-graph")
INDUS = go.case("indus-waters-1960")
ANALYSIS = go.analyze(ELMIRA)
PLACE = r"in place of a conflict; expected what goodoffices\.load or case returns"
STATE = "in place of a state; expected a number from 1 to 12, a pattern or a label"
CONCEPT = "in place of a concept; use one of: nash, gmr, smr, seq, sseq, sim"
PARTY = "in place of a decision maker; use one of: MoE, Uniroyal, Local"
CONFLICT_ALONE = [
    "analyze",
    "paths",
    "coalitions",
    "plan",
    "mediators",
    "evenness",
    "ripeness",
    "claims",
    "drift",
    "chances",
    "sample",
    "dumps",
    "scenarios",
    "views",
    "settlements",
    "roadmap",
    "spoilers",
]
Call = Callable[[Any], object]


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("3", "the text '3' is no state; write the number 3"),
        (None, rf"nothing \(None\) {STATE}"),
        (99, "there is no state 99; states run from 1 to 12"),
        (0, "there is no state 0; states run from 1 to 12"),
        (ELMIRA.states[0], f"a State {STATE}"),
        ([1, 2], f"a list {STATE}"),
        (2.0, rf"2\.0 {STATE}"),
        (True, f"True {STATE}"),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        ELMIRA.index,
        lambda state: go.explain(ANALYSIS, state, "MoE", "seq"),
    ],
    ids=["index", "explain"],
)
def test_states(call: Call, reference: object, message: str) -> None:
    with pytest.raises(go.RequestError, match=message):
        call(reference)


def test_a_state_by_text_in_a_graph() -> None:
    with pytest.raises(go.RequestError, match="the text '3' is no state; write the number 3"):
        GRAPH.index("3")


@pytest.mark.parametrize("concept", [CONCEPTS["seq"], ["seq"], None, 5])
@pytest.mark.parametrize(
    "call",
    [
        lambda concept: go.explain(ANALYSIS, 1, "MoE", concept),
        lambda concept: go.analyze(ELMIRA, [concept]),
        lambda concept: go.plan(INDUS, concept),
        ANALYSIS.equilibria,
    ],
    ids=["explain", "analyze", "plan", "equilibria"],
)
def test_concepts(call: Call, concept: object) -> None:
    with pytest.raises(go.RequestError, match=CONCEPT):
        call(concept)


def test_one_concept_by_itself_is_a_list_of_one() -> None:
    assert go.analyze(ELMIRA, "seq").concepts == ("seq",)


@pytest.mark.parametrize("party", [ELMIRA.decision_makers[0], ["MoE"], None, 1])
def test_parties(party: str) -> None:
    with pytest.raises(go.RequestError, match=PARTY):
        go.explain(ANALYSIS, 1, party, "seq")


def test_a_party_of_another_case() -> None:
    with pytest.raises(go.RequestError, match="no decision maker 'India'; use one of: MoE"):
        go.explain(ANALYSIS, 1, "India", "seq")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("x.yaml", "the text 'x.yaml'"),
        (Path("x.yaml"), "the path 'x.yaml'"),
        (ANALYSIS, "an Analysis"),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        *(getattr(go, name) for name in CONFLICT_ALONE),
        lambda conflict: go.threats(conflict, 1),
        lambda conflict: go.inverse(conflict, 1),
        lambda conflict: go.observed(conflict, 1),
        lambda conflict: go.pressure_map(conflict, "fund", "loan"),
    ],
    ids=[*CONFLICT_ALONE, "threats", "inverse", "observed", "pressure_map"],
)
def test_something_in_place_of_a_conflict(call: Call, given: object, told: str) -> None:
    if call is go.paths and given is ANALYSIS:  # it takes an analysis, too
        call(given)
        return
    with pytest.raises(go.RequestError, match=f"{told} {PLACE}"):
        call(given)


@pytest.mark.parametrize("state", [ELMIRA.states[3], ELMIRA.states[11], GRAPH.states[3]])
@pytest.mark.parametrize(
    "call",
    [lambda state: go.roadmap(INDUS, to=state), go.settlements(INDUS).at],
    ids=["roadmap", "at"],
)
def test_a_state_of_another_conflict(call: Call, state: Any) -> None:  # noqa: ANN401
    with pytest.raises(go.RequestError) as info:
        call(state)
    assert str(info.value) == (
        f"state {state.number} ({state.label}) of another conflict; expected one of "
        "'Division of the Indus rivers, 1960', as its states lists them"
    )


def test_a_state_of_the_same_conflict() -> None:
    state = INDUS.state("YNYN")
    assert go.roadmap(INDUS, to=state).steps[-1].state == state
    assert go.settlements(INDUS, pull={"fund": 6}).at(state).state == state


OTHER: dict[str, tuple[Callable[[], object], str]] = {
    "explain": (lambda: go.explain(ELMIRA, 1, "MoE", "seq"), "a Conflict in place of an analysis"),
    "explanations": (lambda: go.explanations(ELMIRA), "a Conflict in place of an analysis"),
    "durability": (lambda: go.durability(INDUS), "a Conflict in place of a plan"),
    "robustness": (lambda: go.robustness(INDUS), "a Conflict in place of an ensemble"),
    "sensitivity": (lambda: go.sensitivity(INDUS), "a Conflict in place of an ensemble"),
    "robust_plan": (lambda: go.robust_plan(INDUS), "a Conflict in place of an ensemble"),
    "frontier": (lambda: go.frontier(INDUS), "a Conflict in place of an ensemble"),
    "load": (lambda: go.load(None), r"nothing \(None\) in place of the name of a file"),
    "loads": (lambda: go.loads(Path("x")), "the path 'x' in place of the text of a model"),
    "save": (lambda: go.save("x", INDUS), "the text 'x' in place of a conflict"),
    "margin": (lambda: go.plan(INDUS, margin="1"), "a margin of the text '1'; expected a payoff"),
    "limit": (lambda: go.plan(INDUS, limit=True), "a limit of True; expected seconds, 0 or more"),
    "held_by": (lambda: go.plan(INDUS, held_by=5), "5 in place of names; expected one or a list"),
    "noise": (lambda: go.chances(ELMIRA, noise="a"), "a noise of the text 'a'; expected 0"),
    "rate": (
        lambda: go.chances(ELMIRA, rates={"MoE": 0}),
        "the rate of 'MoE': 0; expected a number",
    ),
    "samples": (
        lambda: go.sample(INDUS, 2.5),
        r"a number of samples of 2\.5; expected a whole number",
    ),
    "seed": (lambda: go.sample(INDUS, 9, "a"), "a seed of the text 'a'; expected a whole number"),
    "coalitions": (
        lambda: go.coalitions(ELMIRA, 5),
        "5 in place of coalitions; expected a list of them",
    ),
    "coalition": (lambda: go.coalitions(ELMIRA, [5]), "5 in place of a coalition"),
    "under": (lambda: INDUS.under([1]), "a list in place of intensities by lever"),
    "intensity": (lambda: INDUS.under({"fund": "a"}), "'fund' cannot be pulled to the text 'a'"),
    "statement": (lambda: ELMIRA.statement(None), r"nothing \(None\) in place of a statement"),
}


@pytest.mark.parametrize("name", OTHER)
def test_other_arguments(name: str) -> None:
    call, message = OTHER[name]
    with pytest.raises(go.RequestError, match=message):
        call()


def test_states_that_hold_may_be_a_list() -> None:
    assert ELMIRA.matching([2, 1]) == ELMIRA.matching((1, 2))
