import dataclasses
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import RequestError, SizeError
from goodoffices.mediation import pressure_map as module
from goodoffices.mediation.pressure_map import pressure_map
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import Mediation
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.stability.analysis import Analysis, analyze
from tests.mediation.disputes import EMBARGO, FREEZE, TRUCE, truce
from tests.strategies import conflicts, levels_of


def test_a_truce_holds_once_both_are_pressed_enough() -> None:
    drawn = pressure_map(TRUCE, "embargo", "freeze", 5, ["nash"])
    assert drawn.x.values.tolist() == [0, 1.25, 2.5, 3.75, 5]
    expected = np.zeros((5, 5), bool)
    expected[1:, 1:] = True  # a payoff of 1 each: an embargo from 1 on, a freeze from 1 on
    assert drawn.settled("nash").tolist() == expected.tolist()
    assert [s.number for s in drawn.equilibria("nash", 0, 0)] == [4]
    assert [s.number for s in drawn.equilibria("nash", 1, 0)] == [3]
    assert drawn.intensities(1, 2) == {"embargo": 1.25, "freeze": 2.0}
    text = " ".join(str(drawn).split())
    assert "Embargo (x) and Asset freeze (y), 25 points:" in text
    assert (
        "Nash stability: a settlement holds on 60 % of the map, and is liked better than no deal "
        "by all on 60 %, most gently from x = 1, y = 1 on: state 1 (NN)"
    ) in text


def test_a_party_s_levers_are_pulled_together() -> None:
    toll = Lever("toll", "EU", "A", "x", -1, 1, label="Toll")
    drawn = pressure_map(truce(EMBARGO, toll, FREEZE), "A", "B", 3, ["nash"])
    assert drawn.intensities(1, 2) == {"embargo": 2.5, "toll": 0.5, "freeze": 4.0}
    assert drawn.x.title == "levers on Arland"
    assert drawn.settled("nash").tolist() == [[False] * 3, [False, True, True], [False, True, True]]
    data = json.loads(json.dumps(drawn.to_dict()))
    assert data["x"]["levers"] == ["embargo", "toll"]
    assert list(data["x"]) == ["name", "title", "kind", "levers", "values"]
    assert data["concepts"]["nash"]["equilibria"][0][0] == [4]
    assert data["concepts"]["nash"]["settled"][1] == [False, True, True]


def test_levers_on_neither_axis_can_be_fixed() -> None:
    toll = Lever("toll", "EU", "A", "x", -1, 2)
    conflict = truce(EMBARGO, toll, FREEZE)
    free = pressure_map(conflict, "embargo", "freeze", 3, ["nash"])
    taxed = pressure_map(conflict, "embargo", "freeze", 3, ["nash"], fixed={"toll": 2})
    assert not free.settled("nash")[:, 0].any()
    assert taxed.settled("nash")[1:, 0].all()
    assert taxed.intensities(0, 1) == {"embargo": 0.0, "toll": 2, "freeze": 2.0}


def test_where_a_settlement_is_accepted_too() -> None:
    aid = Lever("aid", "US", "A", "not x and not y", 1, 2)
    peril = Lever("peril", "EU", "B", "x and y", -1, 2)
    mediation = dataclasses.replace(TRUCE.mediation, levers=(aid, peril))
    makers = (
        dataclasses.replace(TRUCE.decision_makers[0], preferences=Payoffs((1, 0, 1, 2))),
        dataclasses.replace(TRUCE.decision_makers[1], preferences=Payoffs((1, 1, 0, 1))),
    )
    drawn = pressure_map(
        TRUCE.replace(decision_makers=makers, mediation=mediation), "aid", "peril", 3, ["nash"]
    )
    assert drawn.settled("nash").all()
    # A wants aid of more than 1, B a peril of more than 0.
    assert drawn.agreed("nash").tolist() == [
        [False] * 3,
        [False, False, True],
        [False, False, True],
    ]
    assert "most gently from x = 1, y = 0 on" in str(drawn)
    meagre = dataclasses.replace(mediation, levers=(dataclasses.replace(aid, most=0.5), peril))
    loath = drawn.conflict.replace(mediation=meagre)
    never = pressure_map(loath, "aid", "peril", 3, ["nash"])
    assert "and is liked better than no deal by all nowhere there" in " ".join(str(never).split())
    assert pressure_map(loath.replace(status_quo=None), "aid", "peril", 3).accepted.all()


def test_without_a_settlement_the_equilibria_are_told() -> None:
    silent = TRUCE.replace(mediation=dataclasses.replace(TRUCE.mediation, settlement=None))
    drawn = pressure_map(silent, "A", "B", 2, ["nash"])
    assert not drawn.settled("nash").any()
    assert "Nash stability: every state can hold somewhere" in str(drawn)


def test_one_concept_is_mapped_unless_others_are_named() -> None:
    assert pressure_map(TRUCE, "A", "B", 2).concepts == ("seq",)


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    pressure_map(TRUCE, "A", "B", 9, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_what_cannot_be_drawn_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RequestError, match="no lever is 'embarg' or bites on it; did you mean"):
        pressure_map(TRUCE, "embarg", "B")
    with pytest.raises(RequestError, match="'A' and 'embargo' share a lever"):
        pressure_map(TRUCE, "A", "embargo")
    with pytest.raises(RequestError, match="lever 'freeze' is on an axis"):
        pressure_map(TRUCE, "A", "B", fixed={"freeze": 1})
    with pytest.raises(RequestError, match="no lever 'frieze'; did you mean 'freeze'"):
        pressure_map(TRUCE, "A", "B", fixed={"frieze": 1})
    with pytest.raises(RequestError, match="1 points make no axis"):
        pressure_map(TRUCE, "A", "B", 1)
    with pytest.raises(RequestError, match="no map can be drawn of 'sim'"):
        pressure_map(TRUCE, "A", "B", concepts=["sim"])
    with pytest.raises(RequestError, match="this map has no 'seq', only nash"):
        pressure_map(TRUCE, "A", "B", 2, ["nash"]).settled("seq")
    monkeypatch.setattr(module, "MOST_VERDICTS", 100)
    with pytest.raises(SizeError, match="Ask for fewer"):
        pressure_map(TRUCE, "A", "B", 6)


@given(conflicts(), st.data())
@settings(max_examples=100)
def test_every_point_is_the_analysis_under_its_intensities(
    conflict: Conflict, data: st.DataObject
) -> None:
    everywhere = range(1, len(conflict.states) + 1)
    payoffs = levels_of(5, len(everywhere))
    makers = tuple(
        dataclasses.replace(dm, preferences=Payoffs(tuple(map(float, data.draw(payoffs)))))
        for dm in conflict.decision_makers
    )
    some = st.lists(st.sampled_from(everywhere), min_size=1, unique=True).map(tuple)
    names = st.sampled_from(conflict.names)
    levers = tuple(
        Lever(
            f"l{k}",
            data.draw(names | st.just("M")),
            data.draw(names),
            data.draw(some),
            data.draw(st.sampled_from([-1.0, 2.0, -0.3])),
            data.draw(st.sampled_from([1.0, 3.0])),
            execute=1,
        )
        for k in range(3)
    )
    mediation = Mediation(settlement=1, no_deal=len(everywhere), mediators={"M": ""}, levers=levers)
    whole = conflict.replace(decision_makers=makers, mediation=mediation)
    drawn = pressure_map(whole, "l0", "l1", 4, CONCEPTS, fixed={"l2": 0.5})
    alike: dict[bytes, Analysis] = {}  # verdicts follow from ranks
    for iy, ix in np.ndindex(4, 4):
        under = whole.under(drawn.intensities(ix, iy))
        ranks = np.array(under.ranks).tobytes()
        if ranks not in alike:
            alike[ranks] = analyze(under)
        analysis = alike[ranks]
        for concept in CONCEPTS:
            assert drawn.equilibria(concept, ix, iy) == analysis.equilibria(concept)
        better = [p[0] > p[-1] for p in under.payoffs]
        assert drawn.accepted[iy, ix, 0] == (all(better) or len(conflict.states) == 1)
