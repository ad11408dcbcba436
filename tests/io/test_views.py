"""Views and truths in files: what is read, refused, saved, renamed and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.files.load import check
from goodoffices.files.views import seen_by

MODEL = """\
goodoffices: 1
title: A hidden pact
decision_makers:
  A:
    options: {attack: Attack}
    preferences: {payoffs: [3, 4, 1, 5, 2, 0, 0, 0]}
  B:
    options: {retaliate: Retaliate, pact: Call on the pact}
    preferences: {payoffs: [4, 1, 3, 0, 2, 3, 1, 2]}
status_quo: 1
mediation:
  levers:
    gift: {held_by: B, on: A, where: not attack, effect: 1, max: 2}
    talks: {held_by: A, on: B, where: [1, 5], effect: 1, belief: 0.5, max: 2}
views:
  A:
    hidden: [B.pact]
    mediation: {levers: {talks: {belief: 0.1}}}
truths:
  the_pact: {to: A, about: hidden.B.pact, cost: 3}
  the_talks: {to: A, about: mediation.levers.talks.belief}
"""


def patterns(states: tuple[go.State, ...]) -> list[str]:
    return [state.pattern for state in states]


def test_what_is_hidden_is_missing_and_own_preferences_stay() -> None:
    seen = seen_by(go.loads(MODEL))["A"]
    assert [state.pattern for state in seen.states] == ["NNN", "YNN", "NYN", "YYN"]
    assert [own.tolist() for own in seen.payoffs] == [[3, 4, 1, 5], [4, 1, 3, 0]]
    assert seen.status_quo_index == 0
    assert seen.mediation.lever("talks").where == ("NNN",)
    assert seen.mediation.lever("talks").belief == 0.1
    assert seen.title == "A hidden pact, as A sees it"


@pytest.mark.parametrize(
    ("wants", "payoffs"),
    [
        ("payoffs: [1, 2, 3, 4]", [1, 2, 3, 4]),
        ("payoffs: [1, 2, 3, 4, 5, 6, 7, 8]", [1, 2, 3, 4]),
        ("payoffs: {NNN: 1, YNN: 2, NYN: 3, 4: 4, NNY: 5}", [1, 2, 3, 4]),
        ("ranking: [4, 3, 2, 1]", [1, 2, 3, 4]),
        ("ranking: [4, 4, [5, 6], 3, [7, 2], [8, 1]]", None),
        ("ranking: [[5, 6], '>>', 4, 3, '>>', [7, 2], '>>', 8, 1]", [1, 2, 3, 4]),
        ("weights: {retaliate: 2, attack: 1, pact: 9}", [0, 1, 2, 3]),
    ],
)
def test_views_name_hidden_states_or_leave_them_out(wants: str, payoffs: list[int] | None) -> None:
    view = f"    decision_makers: {{B: {{preferences: {{{wants}}}}}}}\n    hidden"
    start, _, rest = MODEL.partition("mediation:\n")
    text = start + "views:\n" + view.join(rest.partition("views:\n")[2].split("    hidden"))
    conflict = go.loads(text.partition("    mediation")[0])
    if payoffs is None:
        with pytest.raises(go.ModelError, match="as A sees it: state 4 is ranked twice"):
            seen_by(conflict)
        return
    assert seen_by(conflict)["A"].payoffs[1].tolist() == payoffs


def test_a_status_quo_that_is_hidden_is_none() -> None:
    for quo in ("5", "NNY", "pact and not attack and not retaliate"):
        conflict = go.loads(MODEL.replace("status_quo: 1", f"status_quo: {quo}"))
        assert seen_by(conflict)["A"].status_quo_index is None


def test_quantities_in_a_view_leave_its_holder_alone() -> None:
    text = """\
goodoffices: 1
title: Cost
decision_makers:
  A: {options: {x: }, preferences: {weights: {x: cost, y: 1}}}
  B: {options: {y: }, preferences: {weights: {y: 2 * cost, x: {uniform: [0, 2]}}}}
quantities: {cost: {uniform: [1, 3]}, risk: 4}
correlated: [{quantities: [cost, decision_makers.B.preferences.weights.x], correlation: 0.5}]
views: {A: {quantities: {cost: 5}}}
"""
    seen = seen_by(go.loads(text))["A"]
    assert seen.payoffs[0].tolist() == [0, 2, 1, 3]
    assert seen.payoffs[1].tolist() == [0, 1, 10, 11]


def test_others_see_what_it_thinks() -> None:
    start = MODEL.partition("truths:\n")[0]
    text = start.replace("    hidden: [B.pact]\n", "    views: {B: {hidden: [A.attack]}}\n")
    found = go.views(go.loads(text), ["nash"])
    assert list(found.nested["A"]) == ["B"]
    inner = found.nested["A"]["B"].analysis.conflict
    assert [state.pattern for state in inner.states] == ["NNN", "NYN", "NNY", "NYY"]
    # B could not be stable in a state that it does not know of
    assert patterns(found.expected("nash")["A"]) == []
    assert patterns(found.holds("nash")) == []
    without = go.views(go.loads(start.replace("    hidden: [B.pact]\n", "")), ["nash"])
    assert without.held("nash").tolist() == found.held("nash").tolist()


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        ("  A:\n    hidden", "  C:\n    hidden", 16, "unknown decision maker 'C'"),
        ("[B.pact]", "[A.attack]", 17, "A blind to its own option 'A.attack'"),
        ("[B.pact]", "[B.pact, pact]", 17, "option 'pact' is there twice"),
        ("[B.pact]", "[B.part]", 17, "unknown option 'B.part'"),
        ("[B.pact]", "pact", 17, "the text 'pact'"),
        ("[B.pact]", "[B.pact, 3]", 17, "3"),
        ("[B.pact]", "{B: pact}", 17, "a mapping"),
        (
            "    hidden",
            "    decision_makers: {b: {preferences: {wants: [attack]}}}\n    hidden",
            17,
            "unknown decision maker 'b'",
        ),
        ("    hidden", "    title: X\n    hidden", 17, "title in a view"),
        ("    hidden", "    colour: X\n    hidden", 17, "as A sees it: unknown key 'colour'"),
        ("    hidden", "    decision_makers: {A: {label: X}}\n    hidden", 17, "A in its own view"),
        ("{talks: {belief: 0.1}}", "{gift: {belief: 0.1}}", 18, "a lever on A in its own view"),
        ("{talks: {belief: 0.1}}", "{talks: {belief: 2}}", 18, "as A sees it: "),
        (
            "    hidden",
            "    views: {A: {hidden: [pact]}}\n    hidden",
            17,
            "how A sees that A sees",
        ),
        (
            "    hidden",
            "    views: {B: {views: {A: {hidden: [pact]}}}}\n    hidden",
            17,
            "views in a view in a view",
        ),
        ("    hidden", "    views: {B: {mediation: 5}}\n    hidden", 17, "the number 5"),
        ("    hidden", "    views: {B: {mediation: {colour: 1}}}\n    hidden", 17, "'colour'"),
        ("    hidden", "    decision_makers: 3\n    hidden", 17, "the number 3 as decision_makers"),
        ("    hidden", "    infeasible: 3\n    hidden", 17, "as A sees it: the number 3"),
        ("    hidden", "    views: {B: {exactly_one: 3}}\n    hidden", 17, "as B sees it: "),
        ("{to: A, about: hidden", "{to: C, about: hidden", 20, "unknown decision maker 'C'"),
        ("hidden.B.pact, cost", "hidden.B.part, cost", 20, "A sees 'hidden.B.part' as it is"),
        ("to: A, about: hidden", "to: B, about: hidden", 20, "B sees 'hidden.B.pact' as it is"),
        ("cost: 3", "cost: -3", 20, "-3"),
        ("cost: 3", "prize: 3", 20, "unknown key 'prize'"),
    ],
)
def test_faults_are_told_at_their_place(
    tmp_path: Path, old: str, new: str, line: int, found: str
) -> None:
    assert old in MODEL
    file = tmp_path / "model.yaml"
    file.write_text(MODEL.replace(old, new, 1))
    problems = [problem for problem in check(file) if found in problem.found]
    assert [problem.line for problem in problems] == [line], check(file)


def test_a_cost_is_a_number_of_0_or_more() -> None:
    with pytest.raises(go.ModelError) as caught:
        go.loads(MODEL.replace("cost: 3", "cost: -3"))
    assert [problem.expected for problem in caught.value.problems] == ["a number of 0 or more"]


def test_whose_eyes_see_a_preference_in_part_is_told() -> None:
    wants = "    decision_makers: {B: {preferences: {payoffs: [4, 1, 3, 0, 2, 3, 1, [2, 3]]}}}\n"
    text = MODEL.replace("    hidden: [B.pact]\n", wants)
    conflict = go.loads(text.replace("hidden.B.pact", "decision_makers.B"))
    for ask in (go.views, lambda c: go.truths(c, 1)):
        with pytest.raises(go.UnknownPreferencesError) as caught:
            ask(conflict)
        assert str(caught.value) == (
            "as A sees it, what B prefers is known only in part; expected weights, payoffs, a "
            "ranking or prioritized statements; say them in full under views.A"
        )
        assert (caught.value.parties, caught.value.seen_by) == (("B",), "A")


def test_hidden_options_need_options() -> None:
    text = """\
goodoffices: 1
title: Graph
states: 2
decision_makers:
  A: {moves: [[1, 2]], preferences: {ranking: [1, 2]}}
  B: {moves: [[2, 1]], preferences: {ranking: [1, 2]}}
views: {A: {hidden: [x]}}
"""
    with pytest.raises(go.ModelError, match="hidden in a conflict written as a graph"):
        go.loads(text)
    moves = text.replace("hidden: [x]", "decision_makers: {B: {moves: []}}")
    seen = seen_by(go.loads(moves))["A"]
    assert [len(seen.moves.pairs(mover)[0]) for mover in (0, 1)] == [1, 0]
    assert [state.number for state in go.views(go.loads(moves)).holds("nash")] == [1]


def test_views_are_saved_as_they_are_written(tmp_path: Path) -> None:
    conflict = go.loads(MODEL)
    assert go.loads(go.dumps(conflict)) == conflict
    assert "    hidden: [B.pact]\n" in go.dumps(conflict)
    assert "  the_pact: {to: A, about: hidden.B.pact, cost: 3}\n" in go.dumps(conflict)
    file = tmp_path / "model.yaml"
    file.write_text(MODEL)
    go.save(conflict, file, force=True)
    assert file.read_text() == MODEL


def test_renaming_reaches_views_and_truths() -> None:
    draft = go.Draft.open("model.yaml", MODEL)
    draft.rename(("decision_makers", "B", "options", "pact"), "treaty")
    draft.rename(("decision_makers", "A"), "Attacker")
    draft.rename(("decision_makers", "B"), "Victim")
    draft.rename(("mediation", "levers", "talks"), "hearing")
    assert draft.text.partition("views:\n")[2] == (
        MODEL.partition("views:\n")[2]
        .replace("B.pact", "Victim.treaty")
        .replace("A:", "Attacker:")
        .replace("to: A", "to: Attacker")
        .replace("levers: {talks:", "levers: {hearing:")
        .replace("levers.talks", "levers.hearing")
    )
    assert draft.conflict.views[0].by == "Attacker"


def test_what_is_nested_is_renamed_too() -> None:
    nested = "    views: {B: {hidden: [A.attack]}}\n    hidden"
    text = MODEL.replace("    hidden", nested).replace(
        "about: hidden.B.pact", "about: views.B.hidden.A.attack"
    )
    draft = go.Draft.open("model.yaml", text)
    draft.rename(("decision_makers", "B"), "Victim")
    draft.rename(("decision_makers", "A", "options", "attack"), "raid")
    assert "    views: {Victim: {hidden: [A.raid]}}\n" in draft.text
    assert "about: views.Victim.hidden.A.raid" in draft.text


def test_what_is_gone_goes_from_views_and_truths() -> None:
    draft = go.Draft.open("model.yaml", MODEL)
    path = ("decision_makers", "B", "options", "pact")
    with pytest.raises(go.MentionedError) as caught:
        draft.remove(path)
    told = [str(mention) for mention in caught.value.mentions]
    assert "views.A.hidden[0]: B.pact" in told
    assert "truths.the_pact.about: hidden.B.pact" in told
    lever = ("mediation", "levers", "talks")
    draft.remove(lever, with_mentions=True)
    assert [truth.name for truth in draft.conflict.truths] == ["the_pact"]
    assert [dict(view.changes) for view in draft.conflict.views] == [{"hidden": ["B.pact"]}]


def test_levers_are_believed_as_they_are_seen() -> None:
    conflict = go.loads(MODEL.replace("    hidden: [B.pact]\n", "").partition("truths:\n")[0])
    found = go.views(conflict, ["nash"], intensities={"talks": 2})
    seen = found.sights["A"].analysis.conflict
    assert seen.payoffs[1].tolist()[0] == pytest.approx(4.2)
    assert found.truth.conflict.payoffs[1].tolist()[0] == pytest.approx(5)
