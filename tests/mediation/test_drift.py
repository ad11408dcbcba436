import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import RequestError
from goodoffices.mediation.status_quo_paths import drift
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.reference.graph_model import CONCEPTS, Reference
from goodoffices.reference.sequences import legal_sequences
from tests.mediation.disputes import TRUCE
from tests.strategies import conflicts

PENNIES = Conflict(
    "Pennies",
    (
        DecisionMaker("A", Payoffs((1, 0, 0, 1)), (Option("a"),)),
        DecisionMaker("B", Payoffs((0, 1, 1, 0)), (Option("b"),)),
    ),
    status_quo=1,
)


def test_a_peace_drifts_into_war() -> None:
    found = drift(TRUCE, "NN")
    by_number = {rest.state.number: rest for rest in found.rests}
    war = by_number[4]
    assert war.escalated
    assert war.equilibrium_of == CONCEPTS
    assert [(m.mover, m.target.number) for m in war.moves] == [("A", 2), ("B", 4)]
    assert not by_number[1].escalated
    assert by_number[1].moves == ()
    assert by_number[1].equilibrium_of == ("gmr", "smr", "seq", "sseq")
    assert found.cycles == {}
    assert [rest.state.number for rest in found.equilibria("nash")] == [4]
    text = str(found)
    assert "The conflict is already there and may stay." in text
    assert "where Arland takes “Attack by A”, and Borduria takes “Attack by B”, can hold" in text
    assert "    Borduria takes “Attack by B” → 4 (YY)" in text
    assert "ESCALATED" in text


def test_the_status_quo_is_where_it_starts() -> None:
    assert [rest.state.number for rest in drift(TRUCE).rests] == [4]
    with pytest.raises(RequestError, match="where to start"):
        drift(TRUCE.replace(status_quo=None))


def test_improvements_that_go_round_are_said_to() -> None:
    found = drift(PENNIES, concepts=["nash"])
    assert found.rests == ()
    assert [m.mover for m in found.cycles["nash"]] in (["A", "B"] * 2, ["B", "A"] * 2)
    assert "Under Nash it need not come to rest: the parties can go round" in str(found)
    assert "No equilibrium under Nash is reached." in str(found)
    data = json.loads(json.dumps(found.to_dict()))
    assert len(data["cycles"]["nash"]) == 4


def can_go_round(reference: Reference, start: int, rests: set[int]) -> bool:
    """Say whether some way of improvements, off the rests, is longer than there are positions."""
    ways = {(start, -1)} - {(s, -1) for s in rests}
    for _ in range(len(reference.states) * (len(reference.movers) + 1) + 1):
        ways = {
            (t, i)
            for s, last in ways
            for i in reference.movers
            if i != last
            for t in reference.improvements(i, s) - rests
        }
    return bool(ways)


@given(conflicts(), st.data())
def test_rests_and_cycles_agree_with_brute_force(conflict: Conflict, data: st.DataObject) -> None:
    reference = Reference(conflict)
    start = data.draw(st.integers(0, len(conflict.states) - 1))
    concept = data.draw(st.sampled_from(CONCEPTS))
    found = drift(conflict, start + 1, concepts=[concept])
    rests = {
        s
        for s in range(len(conflict.states))
        if all(reference.stable(concept, i, s) for i in reference.movers)
    }
    movers = list(reference.movers)
    reached = {start} | legal_sequences(movers, start, reference.improvements)
    assert {rest.state.number - 1 for rest in found.rests} == rests & reached
    assert bool(found.cycles) == can_go_round(reference, start, rests)
    for cycle in found.cycles.values():
        assert cycle[-1].target == cycle[0].origin
        for move in cycle:
            i = conflict.names.index(move.mover)
            assert move.target.number - 1 in reference.improvements(i, move.origin.number - 1)
            assert move.target.number - 1 not in rests


def test_nothing_escalates_unless_the_model_says_so() -> None:
    calm = TRUCE.replace(mediation=replace(TRUCE.mediation, escalation=""))
    assert not any(rest.escalated for rest in drift(calm).rests)
