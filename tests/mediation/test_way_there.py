"""How a settlement is come to: by improvements, by a joint move of those who sign, or not."""

import dataclasses

import goodoffices as go
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.way_there import WayThere, way_there
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Weights
from goodoffices.model.written import DecisionMaker, Mediation, Option
from goodoffices.show.brief.making import brief


def disarmament(
    goes_first: float = -1.0, signatories: tuple[str, ...] = (), step: float | None = None
) -> Conflict:
    """Return two parties who may each disarm; ``goes_first`` is what that is worth to A.

    Aid of 1 makes up to B for disarming; in steps of 0.75, it takes 1.5, and B gains by it.
    """
    return Conflict(
        "Arms race",
        (
            DecisionMaker("A", Weights((("a", goes_first), ("b", 3.0))), (Option("a", "Disarm"),)),
            DecisionMaker("B", Weights((("b", -1.0), ("a", 3.0))), (Option("b", "Disarm"),)),
        ),
        status_quo="NN",
        mediation=Mediation(
            settlement="a and b",
            mediators={"M": "Mediator"},
            signatories=signatories,
            levers=(Lever("aid", "M", on="B", where="b", effect=1.0, most=3.0, step=step),),
        ),
    )


def way_of(conflict: Conflict) -> WayThere:
    plan = go.plan(conflict)
    assert isinstance(plan, Plan)
    assert plan.way_there is not None
    return plan.way_there


def steps(way: WayThere) -> list[tuple[str, int]]:
    return [(move.mover, move.target.number) for move in way.moves or ()]


def test_nobody_goes_first() -> None:
    way = way_of(disarmament())
    assert (way.by, way.signatories, way.unwilling) == ("joint move", ("A", "B"), ())
    assert steps(way) == [("A", 2), ("B", 4)]


def test_one_sentence_tells_it() -> None:
    told = " ".join(str(go.plan(disarmament())).split())
    assert (
        "How one gets there: by a joint move of all who sign (A and B): A takes “Disarm” → 2 (YN); "
        "B takes “Disarm” → 4 (YY). No steps lead there that each better the lot of whoever takes "
        "them, so nobody goes first by itself: somebody has to bring them to move at once, or in "
        "steps under guarantees."
    ) in told


def test_the_brief_says_the_same_and_not_that_it_is_reached() -> None:
    told = brief(disarmament(), flips=False).markdown()
    assert "No steps lead there that each better the lot of whoever takes them" in told
    assert "can be reached and kept" not in told
    assert "and so no mediator" not in told
    assert "A settlement can be kept once all who sign have moved together" in told


def test_a_lever_opens_a_way_step_by_step() -> None:
    conflict = disarmament(goes_first=1.0, step=0.75)
    way = way_of(conflict)
    assert (way.by, steps(way)) == ("improvements", [("A", 2), ("B", 4)])
    told = " ".join(str(go.plan(conflict)).split())
    assert (
        "How one gets there: by improvements, each step a gain for whoever takes it: A takes "
        "“Disarm” → 2 (YN); B takes “Disarm” → 4 (YY)."
    ) in told
    assert "A settlement can be reached and kept" in brief(conflict, flips=False).markdown()


def test_who_is_left_indifferent_by_a_lever_does_not_go_by_itself() -> None:
    way = way_of(disarmament(goes_first=1.0))
    assert (way.by, steps(way)) == ("joint move", [("A", 2), ("B", 4)])


def test_who_does_not_sign_does_not_move_along() -> None:
    conflict = disarmament(signatories=("A",))
    assert (way_of(conflict).by, steps(way_of(conflict))) == ("none", [("A", 2), ("B", 4)])
    told = " ".join(str(go.plan(conflict)).split())
    assert (
        "How one gets there: neither by improvements nor by a joint move of all who sign, since it "
        "takes moves of B, who does not sign. The shortest way by any moves: A takes “Disarm”"
    ) in told


def test_who_would_rather_have_no_deal_is_named() -> None:
    way = way_there(disarmament(goes_first=-4.0), 3, ("A", "B"))
    assert way is not None
    assert (way.by, way.unwilling) == ("none", ("A",))


def test_what_cannot_be_undone_may_bar_every_way() -> None:
    conflict = disarmament()
    a, b = conflict.decision_makers
    bound = dataclasses.replace(a, options=(dataclasses.replace(a.options[0], reversible=False),))
    conflict = conflict.replace(decision_makers=(bound, b), status_quo="YN")
    way = way_there(conflict, 2, ("B",))
    assert way is not None
    assert (way.by, way.moves) == ("none", None)


def test_where_it_stands_already_and_where_nobody_knows() -> None:
    there = disarmament().replace(status_quo="YY")
    assert (way_of(there).by, way_of(there).moves) == ("improvements", ())
    nowhere = go.plan(disarmament().replace(status_quo=None))
    assert isinstance(nowhere, Plan)
    assert nowhere.way_there is None
    assert "the model has no status quo to start from" in str(nowhere)
