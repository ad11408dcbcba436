"""Concepts that combine others: SEQ or SIM, and a concept per decision maker."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.ensemble.robustness import robustness
from goodoffices.ensemble.sample import sample
from goodoffices.errors import RequestError
from goodoffices.files.load import loads
from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import Reference
from goodoffices.stability.analysis import analyze
from goodoffices.stability.concepts import concept_key
from goodoffices.stability.explain import explain, explanations
from tests.strategies import conflicts

MODEL = """\
goodoffices: 1
title: Either
decision_makers:
  A: {options: {a: , b: }, preferences: {payoffs: [6, 5, 1, 7, 2, 3, 8, 4]}}
  B: {options: {c: }, preferences: {payoffs: [4, 5, 3, 8, 7, 2, 1, 6]}}
"""
KEYS = ("seq", "sim", "seq-or-sim", "A=sim,B=seq")


def numbers(conflict: Conflict, concept: str) -> list[int]:
    return [state.number for state in analyze(conflict, [concept]).equilibria(concept)]


def test_what_neither_column_shows_alone() -> None:
    found = {key: numbers(loads(MODEL), key) for key in KEYS}
    assert found == {
        "seq": [4],
        "sim": [4, 8],
        "seq-or-sim": [1, 4, 8],
        "A=sim,B=seq": [1, 4],
    }


@given(conflicts(), st.data())
def test_combined_concepts_agree_with_brute_force(conflict: Conflict, data: st.DataObject) -> None:
    reference = Reference(conflict)
    if conflict.in_graph_form or conflict.same_state:
        return
    own = [
        data.draw(st.sampled_from(["nash", "gmr", "smr", "seq", "sseq", "sim", "seq-or-sim"]))
        for _ in conflict.names
    ]
    key = ",".join(f"{name}={of}" for name, of in zip(conflict.names, own, strict=True))
    analysis = analyze(conflict, ["nash", key, "seq-or-sim"])
    for i, name in enumerate(conflict.names):
        for concept, of in ((key, own[i]), ("seq-or-sim", "seq-or-sim")):
            enough = ("seq", "sim") if of == "seq-or-sim" else (of,)
            expected = [
                any(reference.stable(one, i, s) for one in enough)
                for s in range(len(conflict.states))
            ]
            assert analysis.stable(name, concept).tolist() == expected
            assert (analysis.margin(name, concept) <= 0).tolist() == expected
            assert (analysis.lift(name, concept) == 0).tolist() == expected


def test_samples_are_judged_as_each_by_itself() -> None:
    text = MODEL.replace("[6, 5, 1", "[{uniform: [3, 9]}, 5, 1")
    text = text.replace("8, 7, 2", "8, 7, {uniform: [1, 9]}")
    ensemble = sample(loads(text), 96, 1)
    keys = ["A=sim,B=seq", "nash", "seq-or-sim"]
    found = robustness(ensemble, keys)
    analyses = [analyze(ensemble.at(k), keys) for k in range(96)]
    for key in keys:
        expected = np.mean([one.equilibrium(key) for one in analyses], axis=0)
        assert found.probability(key).tolist() == pytest.approx(expected.tolist())


def test_graphs_take_a_concept_per_party_but_not_sim() -> None:
    conflict = go.case("elmira-1991-graph")
    key = "MoE=nash,Uniroyal=seq,Local=gmr"
    analysis = analyze(conflict, [key, "nash", "seq", "gmr"])
    for name, own in (("MoE", "nash"), ("Uniroyal", "seq"), ("Local", "gmr")):
        assert (analysis.stable(name, key) == analysis.stable(name, own)).all()
    with pytest.raises(RequestError, match="sim needs the options of each move"):
        analyze(conflict, ["seq-or-sim"])


def test_an_explanation_is_by_what_makes_it_stable() -> None:
    conflict = loads(MODEL)
    analysis = analyze(conflict, ["seq-or-sim"])
    assert explain(analysis, 1, "A", "seq-or-sim").concept == "sim"
    assert explain(analysis, 1, "B", "seq-or-sim").concept == "seq"
    found = explanations(analysis, 1)
    assert found.stable_by("seq-or-sim") == {"A": ("sim",), "B": ("seq",)}
    assert [(one.decision_maker, one.concept, one.stable) for one in found] == [
        ("A", "seq", False),
        ("A", "sim", True),
        ("B", "seq", True),
        ("B", "sim", False),
    ]


def test_a_concept_per_party_may_be_written_in_any_way() -> None:
    assert concept_key(" A = Nash stability , B=SEQ") == "A=nash,B=seq"
