"""Plans and shortfalls as text and data, and which levers a request lets them pull."""

import json

import pytest

from goodoffices.errors import RequestError
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from tests.mediation.disputes import EMBARGO, TRUCE, truce

HOW = (
    "How one gets there: by a joint move of all who sign (Arland and Borduria): Arland drops "
    "“Attack by"
)
STEPS = """\
A” → 3 (NY); Borduria drops “Attack by B” → 1 (NN). No steps lead there that each better the lot of
whoever takes them, so nobody goes first by itself: somebody has to bring them to move at once, or
in steps under guarantees.""".splitlines()
DEAR = "  Borduria must like state 1 (NN) as well as 3 (NY); each unit of payoff less would save 1."


def test_a_plan_that_seeks_no_deal_says_so() -> None:
    answer = plan(TRUCE, "nash", "x and y")
    assert isinstance(answer, Plan)
    assert str(answer).startswith("A settlement that is no deal itself, and holds under Nash:\n")


def test_a_plan_tells_what_to_pull_and_what_it_costs() -> None:
    answer = plan(TRUCE, "nash")
    assert isinstance(answer, Plan)
    assert str(answer).splitlines() == [
        "A settlement that is liked better than no deal by all who sign, and holds under Nash:",
        "  state 1 (NN), where no option is taken.",
        "(To hold means here: nobody can gain by one move of its own.)",
        "",
        "Levers to pull",
        "Lever         Held by  On  Intensity  Most  Cost  Standing",
        "────────────────────────────────────────────────────────────",
        "Embargo       US       A           1     5     0  credible",
        "Asset freeze  EU       B           1     4     1  unassessed",
        "",
        "A   Arland",
        "B   Borduria",
        "US  United States",
        "EU  European Union",
        "",
        HOW,
        *STEPS,
        "",
        "Cost: 1, of which 1 in any case and 0 for what is carried out at the settlement.",
        "Borne by: European Union 1.",
        "No lever can be eased, because:",
        "  Arland must like state 1 (NN) as well as 2 (YN).",
        DEAR,
        "Proven: optimal.",
    ]
    data = json.loads(json.dumps(answer.to_dict()))
    assert data["answer"] == "plan"
    assert (data["settlement"], data["no_deal"], data["label"]) == (1, 4, "NN")
    assert data["cost"] == pytest.approx(1, abs=1e-5)
    assert data["standing"] == {"embargo": "credible", "freeze": "unassessed"}
    assert [b["worse"] for b in data["binding"]] == [2, 3]
    assert data["request"]["concept"] == "nash"


def test_a_bluff_is_called_one() -> None:
    bold = truce(EMBARGO.__class__("raid", "US", "A", "x", -1, 5, execute=1, resolve=0.5))
    answer = plan(bold, "nash", decision_makers=["A"])
    assert isinstance(answer, Plan)
    assert answer.bluffs == ("raid",)
    assert "raid   US       A           1     5     0  bluff beyond 0.5\n" in str(answer)


def test_no_lever_has_to_be_pulled_where_foresight_does() -> None:
    answer = plan(TRUCE, "seq")
    assert isinstance(answer, Plan)
    assert answer.cost == 0
    assert "No lever has to be pulled." in str(answer)


def test_a_shortfall_tells_who_lacks_what() -> None:
    answer = plan(truce(EMBARGO), "nash")
    assert isinstance(answer, Shortfall)
    assert answer.total == pytest.approx(1, abs=1e-5)
    text = str(answer)
    assert "No plan: nothing within the limits is liked better than no deal" in text
    assert "\nBorduria still lacks 1 point of the 3 between its worst and its best there.\n" in text
    assert "\nEmbargo  US       A           1     5     0  credible\n" in text
    assert "Borduria would leave it for state 3 (NY), and nothing deters it" in text
    assert answer.summary == (
        "no plan. Nearest comes state 1 (NN): "
        "Borduria lacks 1 point of the 3 between its worst and its best."
    )
    data = json.loads(json.dumps(answer.to_dict()))
    assert data["answer"] == "shortfall"
    assert data["missing"]["A"] == pytest.approx(0, abs=1e-5)
    assert data["missing"]["B"] == pytest.approx(1, abs=1e-5)
    assert data["lacks"][0]["state"] == 3


def test_one_lever_that_would_do_is_named() -> None:
    short = truce(EMBARGO.__class__("hint", "US", "A", "x", -1, 0.5, label="Hint", belief=0.4))
    answer = plan(short, "nash", decision_makers="A")
    assert isinstance(answer, Shortfall)
    (relief,) = answer.reliefs
    assert relief.intensity == pytest.approx(2.5, abs=1e-4)
    assert "Hint: an intensity of 2.5 (the most is 0.5)." in str(answer)
    assert json.loads(json.dumps(answer.to_dict()))["reliefs"][0]["belief"] is None


def test_levers_are_limited_by_target_and_by_name() -> None:
    for limit in ({"on": "A"}, {"levers": ["embargo"]}, {"on": ["A"], "held_by": "US"}):
        answer = plan(TRUCE, "nash", **limit)
        assert isinstance(answer, Shortfall)
        assert list(answer.intensities) == ["embargo"]
    with pytest.raises(RequestError, match="no lever is on 'US'; use one of: A, B"):
        plan(TRUCE, on=["US"])
    with pytest.raises(RequestError, match="no lever 'embarg'; did you mean 'embargo'"):
        plan(TRUCE, levers=["embarg"])


def test_a_request_without_any_lever_is_answered() -> None:
    assert isinstance(plan(TRUCE, "seq", levers=[]), Plan)
    answer = plan(TRUCE, "nash", levers=[])
    assert isinstance(answer, Shortfall)
    assert answer.total == pytest.approx(2, abs=1e-5)
    assert isinstance(plan(TRUCE, "gmr", "x and y", levers=[], accept=False), Plan)
