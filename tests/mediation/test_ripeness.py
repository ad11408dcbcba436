import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import RequestError
from goodoffices.mediation.ripeness import ripeness
from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import Reference
from tests.mediation.disputes import TRUCE
from tests.strategies import conflicts


def test_war_is_ripe_for_a_truce() -> None:
    found = ripeness(TRUCE)
    assert found.state.number == 4
    assert [(s.payoff, s.security) for s in found.standings] == [(2, 2), (2, 2)]
    assert found.mutually_hurting_stalemate
    (way,) = found.ways_out
    assert (way.state.number, way.settlement, len(way.moves)) == (1, True, 2)
    assert found.ripe
    text = str(found)
    assert (
        "  Arland is stuck; payoff 2, at the 2 that it could make sure of by itself: hurting."
        in text
    )
    assert "state 1 (NN), where no option is taken (a settlement sought)" in text
    assert "So the conflict is ripe for mediation." in text
    data = json.loads(json.dumps(found.to_dict()))
    assert data["ripe"] is True
    assert data["standings"][0]["way_ahead"] is None


def test_peace_is_not() -> None:
    found = ripeness(TRUCE.replace(status_quo="NN"))
    assert [s.stalemate for s in found.standings] == [True, True]
    assert [s.hurting for s in found.standings] == [False, False]
    assert found.ways_out == ()
    assert not found.ripe
    assert "There is no way out: no other state is better for all of them." in str(found)


def test_one_that_can_move_is_not_stuck() -> None:
    found = ripeness(TRUCE.replace(status_quo="YN"))
    borduria = found.standings[1]
    assert borduria.way_ahead is not None
    assert borduria.way_ahead.target.number == 4
    assert (borduria.payoff, borduria.security) == (1, 2)
    assert "Borduria is not stuck: it could go to state 4 (YY)" in str(found)
    assert "payoff 1, below the 2" in str(found)


def test_somewhere_to_stand_is_needed() -> None:
    with pytest.raises(RequestError, match="Add status_quo"):
        ripeness(TRUCE.replace(status_quo=None))


@given(conflicts(), st.data())
def test_figures_agree_with_brute_force(conflict: Conflict, data: st.DataObject) -> None:
    reference = Reference(conflict)
    here = data.draw(st.integers(0, len(conflict.states) - 1))
    found = ripeness(conflict.replace(status_quo=here + 1))
    for i, standing in enumerate(found.standings):
        own = reference.moves[i][here] | {here}
        assert standing.security == max(reference.worst_case("gmr", i, s) for s in own)
        assert standing.stalemate == reference.stable("seq", i, here)
        if standing.stalemate:
            assert standing.payoff >= standing.security
    everybody = list(reference.movers)
    assert {way.state.number - 1 for way in found.ways_out} == reference.coalition_improvements(
        everybody, here
    )
