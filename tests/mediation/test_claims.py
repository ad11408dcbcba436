"""Claims tested one by one, and what would turn them, on a dispute worked out by hand.

In the truce of ``disputes`` either side gains 1 by attacking alone, so that under Nash the embargo
(1 a unit, up to 5) and the freeze (1 a unit as it is believed, up to 4) each have to reach 1.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest

import goodoffices as go
from goodoffices.mediation.claims import Standing, Verdict, claims, verdict_of, with_flip
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.status_quo_paths import Drift
from goodoffices.mediation.tipping_points import Changes, smallest_flip
from goodoffices.model.changes import apply
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import numbers
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.preferences import Weights
from goodoffices.model.written import DecisionMaker, Mediation, Option
from tests.mediation.disputes import TRUCE


def verdict_on(test: str, conflict: Conflict = TRUCE, **request: Any) -> Verdict:
    return verdict_of(conflict, Claim("It is so.", test, request))


@pytest.mark.parametrize(
    ("test", "levers", "holds"),
    [
        ("plan", ("embargo", "freeze"), True),
        ("plan", ("embargo",), False),
        ("shortfall", ("embargo", "freeze"), False),
        ("shortfall", ["freeze"], True),
    ],
)
def test_plans_and_shortfalls_are_claimed_under_a_request(
    *, test: str, levers: Sequence[str], holds: bool
) -> None:
    verdict = verdict_on(test, concept="nash", levers=levers)
    assert verdict.holds is holds
    assert isinstance(verdict.answer, Plan if (test == "plan") == holds else Shortfall)


@pytest.mark.parametrize(
    ("request_", "holds", "standing"),
    [
        ({"lever": "embargo"}, True, "bluff"),
        ({"lever": "embargo", "intensity": 2}, False, "credible"),
        ({"lever": "freeze"}, False, "unassessed"),
    ],
)
def test_a_bluff_is_a_lever_beyond_its_resolve(
    *, request_: dict[str, Any], holds: bool, standing: str
) -> None:
    verdict = verdict_on("bluff", **request_)
    assert isinstance(verdict.answer, Standing)
    assert (verdict.holds, verdict.answer.standing) == (holds, standing)


def test_the_limit_of_a_bluff_is_told() -> None:
    assert str(verdict_on("bluff", lever="embargo")) == (
        "It is so.\n"
        "  Holds: “Embargo” pulled to 5 is a bluff; its holder would carry it out up to 2."
    )


@pytest.mark.parametrize(
    ("start", "request_", "holds"),
    [
        ("YY", {}, True),
        ("NN", {"concept": "nash"}, True),
        ("NN", {}, False),
        ("NN", {"also": True}, True),
        ("NY", {}, True),
        ("NN", {"concept": "nash", "intensities": {"embargo": 5, "freeze": 4}}, False),
    ],
)
def test_escalation_is_where_improvements_come_to_rest(
    *, start: str, request_: dict[str, Any], holds: bool
) -> None:
    # Without levers both attack in the end, unless they foresee that: NN is a SEQ equilibrium.
    verdict = verdict_on("escalates", TRUCE.replace(status_quo=start), **request_)
    assert isinstance(verdict.answer, Drift)
    assert verdict.holds is holds


def test_every_claim_of_a_model_gets_a_verdict_in_order() -> None:
    listed = tuple(
        Claim(text, test, request)
        for text, test, request in [
            ("One.", "plan", {"concept": "nash"}),
            ("Two.", "bluff", {"lever": "embargo"}),
        ]
    )
    conflict = TRUCE.replace(mediation=dataclasses.replace(TRUCE.mediation, claims=listed))
    told: list[tuple[int, int]] = []
    verdicts = claims(conflict, flips=True, progress=lambda done, of: told.append((done, of)))
    assert [(v.claim.claim, v.holds, v.sought) for v in verdicts] == [
        ("One.", True, True),
        ("Two.", True, True),
    ]
    assert len({of for _, of in told}) == 1
    assert {2 * done > of for done, of in told} == {False, True}
    assert told == sorted(told)
    assert list(claims(TRUCE)) == []


@pytest.mark.parametrize(
    ("test", "request_", "message"),
    [
        ("plan", {"heldby": "US"}, "not asked with 'heldby'; did you mean 'held_by'"),
        ("bluff", {"lever": "embrago"}, "no lever 'embrago'; did you mean 'embargo'"),
        ("bluff", {}, "no lever for the test 'bluff'; add lever"),
        ("escalates", {"levers": ["embargo"]}, "not asked with 'levers'; use one of: intens"),
        ("plan", {"levers": ["embrago"]}, "no lever 'embrago'; did you mean 'embargo'"),
    ],
)
def test_what_a_claim_cannot_ask_is_named(
    test: str, request_: dict[str, Any], message: str
) -> None:
    with pytest.raises(go.RequestError, match=message):
        verdict_on(test, **request_)


def test_escalation_needs_to_be_said() -> None:
    silent = TRUCE.replace(mediation=dataclasses.replace(TRUCE.mediation, escalation=""))
    with pytest.raises(go.RequestError, match=r"mediation\.escalation"):
        verdict_on("escalates", silent)


@pytest.mark.parametrize(
    ("test", "request_", "change"),
    [
        ("plan", {"concept": "nash"}, 0.75),  # B's gain from 1 to 4, or a quarter of the freeze
        ("bluff", {"lever": "embargo"}, 0.6),  # its limit from 5 to 2
        ("shortfall", {"concept": "nash", "levers": ["embargo"]}, 0.25),  # B's payoff from 4 to 3
    ],
)
def test_the_smallest_change_that_turns_a_claim(
    test: str, request_: dict[str, Any], change: float
) -> None:
    verdict = with_flip(verdict_on(test, **request_))
    flip = verdict.flip
    assert flip is not None
    assert abs(flip.change) == pytest.approx(change, rel=1e-3)
    almost = flip.number * (1 + 0.99 * flip.change)
    for value, same in ((flip.value, False), (almost, True)):
        changed = apply(TRUCE, {flip.place: value})
        assert (verdict_of(changed, verdict.claim).holds == verdict.holds) is same
    assert flip.name in str(verdict)
    assert verdict.to_dict()["flip"] == flip.to_dict()


def test_that_nothing_turns_a_claim_is_said() -> None:
    verdict = with_flip(verdict_on("bluff", lever="freeze"))  # without a resolve nothing is one
    assert (verdict.holds, verdict.flip, verdict.sought) == (False, None, True)
    assert "No single number turns this" in str(verdict)


def test_beliefs_beyond_certainty_are_not_tried() -> None:
    believed = [n for n in numbers(TRUCE) if n.place[-1] == "belief"]
    tried: list[float] = []

    def note(conflict: Conflict) -> bool:
        tried.extend(lever.belief for lever in conflict.mediation.levers)
        return True

    assert smallest_flip(Changes(TRUCE), believed, note) is None
    assert max(tried) == 1.0
    assert min(tried) == 0.0


def test_numbers_have_their_place_in_the_file() -> None:
    places = {number.place: number.value for number in numbers(go.case("indus-waters-1960"))}
    assert places["decision_makers", "India", "preferences", "weights", "withhold"] == 8
    assert places["mediation", "levers", "fund", "cost", "execute"] == 1
    assert places["mediation", "levers", "fund", "max"] == 9
    for place, value in places.items():
        moved = apply(go.case("indus-waters-1960"), {place: value / 2})
        assert {n.place: n.value for n in numbers(moved)} == {**places, place: value / 2}


def test_a_lever_that_is_not_needed_is_said_not_to_be() -> None:
    a, b = (
        DecisionMaker("A", Weights((("a", -1.0), ("b", 3.0))), (Option("a", "Disarm"),)),
        DecisionMaker("B", Weights((("b", -1.0), ("a", 3.0))), (Option("b", "Disarm"),)),
    )
    aid = Lever("aid", held_by="M", on="A", where="a", effect=1.0, most=3.0)
    tolls = Lever("tolls", held_by="M", on="B", where="not b", effect=-1.0, most=3.0)
    mediation = Mediation("a and b", mediators={"M": ""}, levers=(aid, tolls))
    conflict = Conflict("Arms race", (a, b), status_quo="NN", mediation=mediation)
    verdict = verdict_on("plan", conflict, levers=["aid"])
    assert (verdict.holds, verdict.needs_none, verdict.unneeded) == (True, True, ())
    assert str(verdict).endswith(
        "No lever is needed for that, and so none of those that the claim names."
    )
    assert verdict_on("plan", conflict).needs_none is False, "it names none"
    nash = verdict_on("plan", conflict, concept="nash", levers=["aid", "tolls"])
    assert (nash.holds, nash.needs_none, nash.unneeded) == (True, False, ())
    cold = conflict.replace(decision_makers=(a, replaced(b)))
    half = verdict_on("plan", cold, concept="nash", levers=["aid", "tolls"])
    assert (half.needs_none, half.unneeded) == (False, ("tolls",))
    assert str(half).endswith("Not needed for that: “tolls”.")


def replaced(b: DecisionMaker) -> DecisionMaker:
    """Return B, who would disarm by itself."""
    return dataclasses.replace(b, preferences=Weights((("b", 1.0), ("a", 3.0))))
