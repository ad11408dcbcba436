"""Every concept, decision maker and state of random conflicts, compared with brute force."""

import itertools

import array_api_strict
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, NoMove, Option
from goodoffices.reference.graph_model import CONCEPTS, Reference
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.engines import sinking
from goodoffices.stability.engines.arrays import Backend, judge_arrays
from goodoffices.stability.engines.bits import unpack
from goodoffices.stability.engines.large import LargeTensor
from tests import loops
from tests.strategies import conflicts, graph_conflicts, option_conflicts


def assert_verdicts_as_defined(conflict: Conflict, concepts: tuple[str, ...]) -> None:
    reference = Reference(conflict)
    with loops.running("compiled"):
        bits = analyze(conflict, concepts).packed.tobytes()
    with loops.running("plain"):
        analysis = analyze(conflict, concepts)
    assert bits == analysis.packed.tobytes()
    states = range(len(reference.states))

    for concept, (i, name) in itertools.product(concepts, enumerate(conflict.names)):
        expected = [reference.stable(concept, i, s) for s in states]
        assert analysis.stable(name, concept).tolist() == expected, (concept, name)
    for concept in concepts:
        everybody = [
            s + 1 for s in states if all(reference.stable(concept, i, s) for i in reference.movers)
        ]
        assert [state.number for state in analysis.equilibria(concept)] == everybody


@given(option_conflicts())
def test_verdicts_in_option_form(conflict: Conflict) -> None:
    assert_verdicts_as_defined(conflict, CONCEPTS)


@given(graph_conflicts())
def test_verdicts_in_graph_form(conflict: Conflict) -> None:
    assert_verdicts_as_defined(conflict, CONCEPTS)


@given(conflicts())
def test_worst_cases_and_margins(conflict: Conflict) -> None:
    reference = Reference(conflict)
    analysis = analyze(conflict)
    states = range(len(reference.states))

    for concept, (i, name) in itertools.product(CONCEPTS, enumerate(conflict.names)):
        worst = [reference.worst_case(concept, i, s) for s in states]
        assert analysis.worst_case(name, concept).tolist() == worst, (concept, name)
        margins = [reference.margin(concept, i, s) for s in states]
        assert analysis.margin(name, concept).tolist() == margins, (concept, name)


@given(option_conflicts(merging=False))
def test_simultaneous_sanctioning(conflict: Conflict) -> None:
    assert_verdicts_as_defined(conflict, ("sim",))
    reference = Reference(conflict)
    analysis = analyze(conflict, ["sim"])

    for i, name in enumerate(conflict.names):
        margins = [reference.margin("sim", i, s) for s in range(len(reference.states))]
        assert analysis.margin(name, "sim").tolist() == margins


def tensor_conflicts() -> st.SearchStrategy[Conflict]:
    """Conflicts whose moves are a tensor, with locked strategies and infeasible cells."""
    return option_conflicts(merging=False).map(lambda conflict: conflict.replace(no_move=()))


def results(analysis: Analysis) -> list[list[float]]:
    """List every verdict, margin and worst case."""
    asked = list(itertools.product(CONCEPTS, analysis.conflict.names))
    return [
        row.tolist()
        for concept, name in asked
        for row in (
            analysis.stable(name, concept),
            analysis.margin(name, concept),
            analysis.worst_case(name, concept),
        )
    ]


@given(conflicts())
def test_compiled_and_uncompiled_loops_agree(conflict: Conflict) -> None:
    found = []
    for form in loops.FORMS:
        with loops.running(form):
            found.append(results(analyze(conflict)))
    assert found == [found[0]] * 3


@settings(max_examples=25)
@given(tensor_conflicts())
def test_engines_for_large_tensors(conflict: Conflict) -> None:
    """Lanes, run uncompiled, whole and in slabs; and what runs on a GPU, by the array API."""
    reference = Reference(conflict)
    states = range(len(reference.states))
    moves, payoffs = conflict.moves, conflict.payoffs
    assert isinstance(moves, TensorMoves)
    with loops.running("plain"):
        lanes = LargeTensor(moves, payoffs).judge(CONCEPTS)
        in_slabs = LargeTensor(moves, payoffs, slabs=2).judge(CONCEPTS)
    found = [
        lanes,
        in_slabs,
        judge_arrays(moves, payoffs, CONCEPTS, Backend(np)),
        judge_arrays(moves, payoffs, CONCEPTS, Backend(array_api_strict)),
    ]
    with loops.running("plain"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sinking, "LAST_VISIT", 3)  # visits beyond what a cell's age can count
        found.append(LargeTensor(moves, payoffs).judge(CONCEPTS))

    expected = [
        [[reference.stable(concept, i, s) for s in states] for i in reference.movers]
        for concept in CONCEPTS
    ]
    for bits in found:
        assert unpack(bits, len(states)).tolist() == expected


@given(option_conflicts(merging=False))
def test_tensor_and_explicit_arcs_agree(conflict: Conflict) -> None:
    reference = Reference(conflict)
    states = range(len(conflict.states))
    parties = tuple(
        DecisionMaker(
            dm.name,
            Payoffs(tuple(conflict.payoffs[i].tolist())),
            moves=tuple((s + 1, t + 1) for s in states for t in reference.moves[i][s]),
        )
        for i, dm in enumerate(conflict.decision_makers)
    )
    labels = tuple(state.pattern for state in conflict.states)
    arcs = Conflict(conflict.title, parties, states_listed=labels)

    assert results(analyze(arcs)) == results(analyze(conflict))
    assert not isinstance(arcs.moves, TensorMoves)
    assert isinstance(conflict.moves, TensorMoves) != bool(conflict.no_move)


@pytest.mark.parametrize("rules", [(), (NoMove("P", "x", "not x"),)], ids=["tensor", "arcs"])
def test_results_belong_to_whoever_asks(rules: tuple[NoMove, ...]) -> None:
    parties = tuple(
        DecisionMaker(name, Payoffs((1.0, 2.0, 3.0, 4.0)), (Option(option),))
        for name, option in ("Px", "Qy")
    )
    conflict = Conflict("a conflict", parties, no_move=rules)
    analysis = analyze(conflict)

    for concept, name in itertools.product(CONCEPTS, conflict.names):
        analysis.worst_case(name, concept)[:] = -1
        analysis.margin(name, concept)[:] = -1
    assert [p.tolist() for p in conflict.payoffs] == [[1, 2, 3, 4]] * 2
