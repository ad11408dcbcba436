import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import RequestError
from goodoffices.mediation.threats import threats
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.reference.graph_model import Reference
from tests.mediation.disputes import EMBARGO, FREEZE, TRUCE, truce
from tests.strategies import conflicts

# An entrant (e) and an incumbent that may fight (f): fighting costs both, as everybody knows.
ENTRY = Conflict(
    "Entry",
    (
        DecisionMaker("Entrant", Payoffs((1, 2, 1, 0)), (Option("e", "Enter"),)),
        DecisionMaker("Incumbent", Payoffs((3, 2, 3, -1)), (Option("f", "Fight"),)),
    ),
    status_quo="NN",
)


def test_a_deterrent_that_would_not_be_carried_out() -> None:
    found = threats(ENTRY, "NN")
    (threat,) = found.empty
    assert (threat.improvement.mover, threat.improvement.target.number) == ("Entrant", 2)
    assert [move.target.number for move in threat.sanction] == [4]
    (unwilling,) = threat.unwilling
    assert (unwilling.move.mover, unwilling.loss) == ("Incumbent", 3)
    text = str(found)
    assert "  Entrant could take “Enter”, to state 2 (YN)." in text
    assert "What could hold it back: Incumbent taking “Fight”. An empty threat:" in text
    assert "Incumbent would lose 3 by going from state 2 (YN) to 4 (YY)." in text
    assert json.loads(json.dumps(found.to_dict()))["empty"][0]["unwilling"][0]["loss"] == 3


def test_a_believed_deterrent_is_no_empty_threat() -> None:
    found = threats(TRUCE, "not x and not y")
    assert found.empty == ()
    assert "no improvement is held back by an empty threat." in str(found)


def test_levers_may_empty_a_threat() -> None:
    (threat, *_) = threats(TRUCE, "NN", intensities={"freeze": 2}).empty
    assert threat.improvement.mover == "A"
    assert threat.unwilling[0].move.mover == "B"
    assert threat.unwilling[0].loss == 1


def test_levers_one_by_one() -> None:
    free = Lever("word", "US", "A", "x", -1, 3, label="Word", resolve=0)
    firm = Lever("oath", "US", "A", "x", -1, 3, label="Oath", execute=1, resolve=9)
    found = threats(truce(EMBARGO, FREEZE, free, firm), 1)
    assert [(x.lever, x.standing, x.bluff_from) for x in found.levers] == [
        ("embargo", "bluff", 2),
        ("freeze", "unassessed", None),
        ("word", "credible", None),
        ("oath", "credible", None),
    ]
    text = str(found)
    assert "  Embargo (United States) at 5: a bluff, as it is beyond 2." in text
    assert "Asset freeze (European Union) at 4: unassessed" in text
    assert "Word (United States) at 3: credible; carrying it out costs its holder nothing." in text
    assert "Oath (United States) at 3: credible." in text
    mild = threats(TRUCE, 1, intensities={"embargo": 1})
    assert [(x.intensity, x.standing) for x in mild.levers] == [(1, "credible"), (0, "unassessed")]
    assert "Embargo (United States) at 1: credible; a bluff beyond 2." in str(mild)


def test_names_are_checked() -> None:
    with pytest.raises(RequestError, match="no lever 'embargos'; did you mean 'embargo'"):
        threats(TRUCE, 1, intensities={"embargos": 1})
    with pytest.raises(RequestError, match="there is no state 9"):
        threats(TRUCE, 9)


@given(conflicts(), st.data())
def test_a_threat_is_empty_where_gmr_and_seq_differ(
    conflict: Conflict, data: st.DataObject
) -> None:
    reference = Reference(conflict)
    here = data.draw(st.integers(0, len(conflict.states) - 1))
    found = threats(conflict, here + 1).empty
    expected = {
        (conflict.names[i], s1)
        for i in reference.movers
        for s1 in reference.improvements(i, here)
        if reference.worst_case("gmr", i, s1) <= reference.payoffs[i][here]
        and reference.worst_case("seq", i, s1) > reference.payoffs[i][here]
    }
    assert {(t.improvement.mover, t.improvement.target.number - 1) for t in found} == expected
    for threat in found:
        assert threat.unwilling
        for one in threat.unwilling:
            i = conflict.names.index(one.move.mover)
            assert one.move.target.number - 1 not in reference.improvements(
                i, one.move.origin.number - 1
            )
