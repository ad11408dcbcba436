"""Which comparison decides: what either answer settles, counted anew from the whole conflict."""

from __future__ import annotations

import dataclasses

import pytest

import goodoffices as go
from tests.stability.test_certainty import demands_alone, drawn, numbers, syria


def told(conflict: go.Conflict, name: str, better: int, worse: int) -> go.Conflict:
    """Return a conflict with one comparison more in what a party is known to prefer."""
    makers = []
    for dm in conflict.decision_makers:
        wants = dm.preferences
        if dm.name == name:
            assert isinstance(wants, go.Partial)
            wants = dataclasses.replace(wants, better=(*wants.better, (better, worse)))
        makers.append(dataclasses.replace(dm, preferences=wants))
    return conflict.replace(decision_makers=tuple(makers))


def open_verdicts(conflict: go.Conflict, concept: str) -> set[tuple[str, int]]:
    found = go.certain(conflict, [concept])
    return {(n, s) for n in conflict.names for s in numbers(found.open(concept, n))}


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr"])
@pytest.mark.parametrize("seed", range(4))
def test_an_answer_settles_as_many_verdicts_as_it_says(seed: int, concept: str) -> None:
    conflict = drawn(seed, 3, 5, 0.4)
    found = go.questions(conflict, concept)
    before = open_verdicts(conflict, concept)
    assert found.open == len(before)
    for one in found:
        for ends, outcome in (
            ((one.one.number, one.other.number), one.if_one),
            ((one.other.number, one.one.number), one.if_other),
        ):
            after = told(conflict, one.decision_maker, *ends)
            assert outcome.settled == len(before - open_verdicts(after, concept))
    decisive = [one.decisive for one in found]
    assert decisive == sorted(decisive, reverse=True)


def test_no_single_comparison_left_out_settles_more() -> None:
    conflict = drawn(2, 2, 4, 0.3)
    found = go.questions(conflict, "nash", most=100)
    before = open_verdicts(conflict, "nash")
    asked = {(q.decision_maker, q.one.number, q.other.number): q.if_one.settled for q in found}
    for name in conflict.names:
        for a in range(1, 5):
            for b in range(a + 1, 5):
                if (name, a, b) in asked:
                    continue
                for ends in ((a, b), (b, a)):
                    try:
                        after = told(conflict, name, *ends)
                    except go.ModelError:
                        continue
                    assert not before - open_verdicts(after, "nash")


def test_a_state_is_open_until_one_comparison_is_known() -> None:
    found = go.questions(demands_alone(), "seq", state=9)
    assert found.open_for == ("Russia", "Ukraine")
    first = found[0]
    assert (first.decision_maker, first.one.number, first.other.number) == ("Russia", 9, 2)
    assert (first.if_one.holds, first.if_other.fails) == (("Russia",), ("Russia",))
    ukraine = go.questions(demands_alone(), "seq", state=9, decision_maker="Ukraine")
    assert (ukraine.open, ukraine.open_for) == (1, ("Ukraine",))


def test_what_is_certain_leaves_nothing_to_ask() -> None:
    found = go.questions(syria(), "nash", state=1, decision_maker="Syria")
    assert (found.open, len(found), found.open_for) == (0, 0, ())
    assert str(found) == (
        "Nothing about 1 (NNN) is open under Nash: whatever is not known, it holds for Syria."
    )
    assert (found.holds, found.fails, found.undecided) == (("Syria",), (), ())
    assert go.questions(go.case("chicken")).summary == "No verdict is open under SEQ."


def test_the_most_decisive_question_is_asked_in_words() -> None:
    found = go.questions(syria(), "nash", state=4, decision_maker="Syria")
    assert " ".join(str(found).split()).startswith(
        "State 4 (NNY) is open under Nash for Syria. Open for Syria until one knows whether Syria "
        "prefers 4 (NNY) to 6 (NYY): if so it holds for Syria, if it is the other way round it "
        "does not."
    )


def test_what_hangs_on_few_comparisons_is_asked_about_before_what_hangs_on_many() -> None:
    found = go.questions(dockers(), "gmr")
    assert [state.number for state in found.undecided[:3]] == [1, 2, 4]
    assert found[0].decisive == 4
    assert "Ask first which Port prefers: state 11 (NYNYNN)" in str(found)


def test_where_no_equilibrium_hangs_on_it_that_is_said() -> None:
    told = " ".join(str(go.questions(dockers(), "seq")).split())
    assert told.startswith(
        "24 verdicts are open under SEQ, of a state for a party: for Union and Ministry. No "
        "equilibrium hangs on that: each state fails for somebody, or holds for all. Ask first "
        "which Union prefers: state 7 (NYYNNN), where Port takes “automate” and “lockout”, or "
        "state 13 (NNYYNN), where Port takes “lockout”, and Union takes “strike”."
    )


def test_a_state_that_fails_all_the_same_is_said_to() -> None:
    found = go.questions(dockers(), "seq", state="YYNNYN")
    assert (found.holds, found.fails) == (("Union", "Ministry"), ("Port",))
    assert " ".join(str(found).split()) == (
        "Nothing about 18 (YYNNYN) is open under SEQ: whatever is not known, it fails for Port "
        "and holds for Union and Ministry."
    )


def dockers() -> go.Conflict:
    """Return a strike of which demands alone are known."""
    known = {
        "Port": (["raise", "automate", "lockout"], "not strike, not raise, automate, not lockout"),
        "Union": (["strike", "accept"], "raise, not automate, not lockout, not strike"),
        "Ministry": (["decree"], "not strike, not lockout, not decree"),
    }
    makers = (
        go.DecisionMaker(name, go.Partial(tuple(wants.split(", "))), tuple(map(go.Option, options)))
        for name, (options, wants) in known.items()
    )
    return go.Conflict("Strike", tuple(makers), infeasible=("accept and not automate",))
