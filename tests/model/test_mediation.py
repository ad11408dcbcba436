"""What is on the table: every fault of it is told, and states may stand for a statement."""

from dataclasses import replace
from math import inf, nan
from typing import Any

import pytest

from goodoffices.errors import ModelError, RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, Weights
from goodoffices.model.written import DecisionMaker, Mediation
from tests.model.making import making, party, problems

CARDINAL = Weights((("fight", 2.0), ("talk", 1.0)))
A = party("A", "fight talk", CARDINAL)
B = party("B", "resist", Weights((("resist", 1.0),)))
ORDINAL = party("B", "resist")
MEDIATORS = {"US": "United States"}
SANCTIONS = Lever("sanctions", held_by="US", on="A", where="fight", effect=-1, most=5)
GRAPH_PARTY = DecisionMaker("A", Payoffs((3, 2, 1)), moves=((1, 2), (2, 3)))
GRAPH = {"states_listed": ("war", "truce", "peace")}


def told(*parties: DecisionMaker, mediation: Mediation, **rules: Any) -> list[tuple[str, str]]:
    """List where in mediation something is wrong, with what is found."""
    found = problems(*parties, mediation=mediation, **rules)
    assert all(problem.where[0] == "mediation" for problem in found)
    return [(".".join(map(str, problem.where[1:])), problem.found) for problem in found]


def lever_problem(*parties: DecisionMaker, rules: dict[str, Any], **changes: Any) -> str:
    """Return what is wrong with the lever after some changes, at the key named first."""
    lever = replace(SANCTIONS, **changes)
    ((where, found),) = told(
        *parties, mediation=Mediation(mediators=MEDIATORS, levers=(lever,)), **rules
    )
    return f"{where.removeprefix('levers.sanctions.')}: {found}"


def test_all_that_is_right_is_accepted() -> None:
    levers = (
        replace(SANCTIONS, resolve=0.0, belief=0.0, step=5.0, commit=1.0, execute=2.0),
        Lever("own", held_by="A", on="A", where=(1, "YNN"), effect=1, execute=1),
    )
    mediation = Mediation("talk and not fight", "NNN", "fight", MEDIATORS, ("A", "B"), levers)
    conflict = making(A, ORDINAL, mediation=mediation)
    assert conflict.mediation == mediation
    assert conflict.no_deal_index == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"held_by": "UN"}, "held_by: unknown holder 'UN'"),
        ({"on": "C"}, "on: unknown decision maker 'C'"),
        ({"on": "US"}, "on: unknown decision maker 'US'"),
        ({"on": "B"}, "on: lever 'sanctions' is on B, whose preferences are ordinal (prioritized)"),
        ({"effect": 0}, "effect: effect 0 of lever 'sanctions'"),
        ({"effect": nan}, "effect: effect nan of"),
        ({"effect": -inf}, "effect: effect -inf of"),
        ({"most": 0}, "max: max 0 of"),
        ({"most": inf}, "max: max inf of"),
        ({"commit": -1}, "cost.commit: commit cost -1 of"),
        ({"execute": inf}, "cost.execute: execute cost inf of"),
        ({"resolve": -0.5}, "resolve: resolve -0.5 of"),
        ({"resolve": nan}, "resolve: resolve nan of"),
        ({"belief": 1.01}, "belief: belief 1.01 of"),
        ({"belief": -0.01}, "belief: belief -0.01 of"),
        ({"belief": nan}, "belief: belief nan of"),
        ({"step": 0}, "step: step 0 of"),
        ({"step": 6}, "step: step 6 of lever 'sanctions', whose max is 5"),
        ({"effect": 1e300, "most": 1e300}, "max: lever 'sanctions' at its max is too large"),
        ({"where": "fihgt"}, "where: unknown option 'fihgt'"),
        ({"where": "fight and not fight"}, "where: lever 'sanctions' bites nowhere"),
        ({"where": 9}, "where: there is no state 9"),
        ({"where": "YYYY"}, "where: 'YYYY' is no state"),
        ({"where": (1, "fight")}, "where.1: 'fight' is no state"),
    ],
)
def test_a_lever_that_cannot_be(changes: dict[str, Any], message: str) -> None:
    assert message in lever_problem(A, ORDINAL, rules={}, **changes)


ORDINAL_A = party("A", "fight talk")


@pytest.mark.parametrize(
    "changes",
    [
        {"decision_makers": (ORDINAL_A, B)},
        {"decision_makers": (A, replace(B, name="C"))},
        {"mediation": Mediation(levers=(SANCTIONS,))},
        {"mediation": Mediation("talk and sing", None, "", MEDIATORS, (), (SANCTIONS,))},
        {"mediation": Mediation(None, None, "", MEDIATORS, ("X",), (SANCTIONS,))},
        {"mediation": Mediation(mediators=MEDIATORS, levers=(SANCTIONS, SANCTIONS))},
        {
            "mediation": Mediation(
                mediators=MEDIATORS, levers=(SANCTIONS, replace(SANCTIONS, name="x", belief=2.0))
            )
        },
        {"infeasible": ("fight",)},
    ],
)
def test_what_was_in_order_is_looked_at_again_beside_anything_new(changes: dict[str, Any]) -> None:
    """A conflict that is changed has the faults that one made anew has."""
    own = Lever("own", held_by="B", on="B", where="resist", effect=1)
    levers = (SANCTIONS, own)
    before = making(A, B, mediation=Mediation(mediators=MEDIATORS, levers=levers))
    with pytest.raises(ModelError) as anew:
        replace(before, **changes)
    with pytest.raises(ModelError) as changed:
        before.replace(**changes)
    assert changed.value.problems == anew.value.problems


def test_an_ordinal_holder_cannot_bear_execution_costs() -> None:
    changes = {"held_by": "B", "execute": 1.0}
    found = lever_problem(A, ORDINAL, rules={}, **changes)
    assert found.startswith("held_by: B bears the execution cost of lever 'sanctions'")
    lever = replace(SANCTIONS, held_by="B", execute=1.0)
    making(A, B, mediation=Mediation(levers=(lever,)))
    making(A, ORDINAL, mediation=Mediation(levers=(replace(lever, execute=0.0, commit=1.0),)))


def test_a_lever_bites_in_whole_states() -> None:
    rules = {"same_state": ("resist",)}
    wants = party("A", "fight talk", Weights((("resist", 1.0),)))
    found = lever_problem(wants, ORDINAL, rules=rules, where="fight")
    assert "tells apart NNY and YNY, which same_state makes one state" in found
    whole = replace(SANCTIONS, where="fight and not resist")
    making(wants, ORDINAL, mediation=Mediation(mediators=MEDIATORS, levers=(whole,)), **rules)


def test_infeasible_states_do_not_count() -> None:
    rules = {"infeasible": ("fight and talk",)}
    found = lever_problem(A, B, rules=rules, where="fight and talk")
    assert found.startswith("where: lever 'sanctions' bites nowhere: 'fight and talk'")


def test_names_and_outcomes_that_cannot_be() -> None:
    mediation = Mediation(
        settlement="talk and not talk",
        no_deal="fight",
        escalation="figth",
        mediators={"A": "", "not": ""},
        signatories=("A", "D", "A"),
        levers=(SANCTIONS, SANCTIONS),
        claims=(Claim("Peace.", "plan"), Claim("War.", "plann")),
    )
    assert told(A, B, mediation=mediation) == [
        ("mediators.not", "mediator name 'not' is a word of the statement language"),
        ("levers.sanctions", "lever 'sanctions' is there twice"),
        ("mediators.A", "mediator 'A' is a decision maker"),
        ("signatories.1", "unknown decision maker 'D'"),
        ("signatories.2", "'A' is there twice"),
        ("no_deal", "'fight' holds in 4 states: 2, 4, 6, 8"),
        ("settlement", "the settlement 'talk and not talk' holds in no feasible state"),
        ("escalation", "unknown option 'figth'"),
        ("levers.sanctions.held_by", "unknown holder 'US'"),
        ("levers.sanctions.held_by", "unknown holder 'US'"),
        ("claims.1.test", "unknown test 'plann'"),
    ]


def test_an_error_says_what_to_give() -> None:
    lever = replace(SANCTIONS, on="B")
    (problem,) = problems(A, ORDINAL, mediation=Mediation(mediators=MEDIATORS, levers=(lever,)))
    assert problem.remedy == "leave effect out for plans in ranks, or give B weights or payoffs"


@pytest.mark.parametrize(
    ("wishes", "remedy"),
    [
        (
            Prioritized(("talk", "not fight", "resist")),
            (
                "leave effect out for plans in ranks, or give B weights or payoffs; "
                "weights that keep its order: "
                "{talk: 4, not fight: 2, resist: 1}"
            ),
        ),
        (
            Prioritized(("talk",) * 9),
            (
                "leave effect out for plans in ranks, or give B weights or payoffs; "
                "weights that halve from each statement to the next "
                "keep its order"
            ),
        ),
        (
            Prioritized(("talk", "fight"), ((0, 2),)),
            "leave effect out for plans in ranks, or give B weights or payoffs",
        ),
    ],
)
def test_a_party_with_priorities_is_offered_weights(wishes: Prioritized, remedy: str) -> None:
    lever = replace(SANCTIONS, on="B")
    mediation = Mediation(mediators=MEDIATORS, levers=(lever,))
    found = problems(A, replace(ORDINAL, preferences=wishes), mediation=mediation)
    assert remedy in [problem.remedy for problem in found]


def test_a_graph_names_its_states() -> None:
    lever = replace(SANCTIONS, where="war")
    several = replace(SANCTIONS, name="several", where=("truce", 3))
    mediation = Mediation(("truce", "peace"), "war", "war", MEDIATORS, (), (lever, several))
    conflict = making(GRAPH_PARTY, mediation=mediation, **GRAPH)
    assert conflict.matching(("truce", "peace")) == [1, 2]
    assert conflict.under({"sanctions": 2}).payoffs[0].tolist() == [1, 2, 1]
    assert conflict.under({"several": 0.5}).payoffs[0].tolist() == [3, 1.5, 0.5]


def test_a_graph_has_no_statements_for_levers() -> None:
    mediation = Mediation("war or peace", mediators=MEDIATORS, levers=(SANCTIONS,))
    (settlement, where) = problems(GRAPH_PARTY, mediation=mediation, **GRAPH)
    assert settlement.found == "there is no state 'war or peace'"
    assert where.found == "there is no state 'fight'"
    assert "statements need options" in where.remedy
    ordinal = DecisionMaker("A", Ranking(((1,), (2,), (3,))), moves=((1, 2),))
    assert len(problems(ordinal, mediation=mediation, **GRAPH)) == 3


def test_states_stand_for_a_statement() -> None:
    conflict: Conflict = making(A, B)
    assert conflict.matching("talk and resist") == [6, 7]
    assert conflict.matching((8, "NYY", 8)) == [6, 7]
    assert conflict.matching("NYY") == [6]
    assert conflict.where(7).tolist() == conflict.where("NYY").tolist()
    with pytest.raises(RequestError, match="there is no state 9"):
        conflict.matching((1, 9))
