"""The graph of a conflict says what its analysis says."""

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.cases.catalog import case, names
from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs, Prioritized
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.show.charts.graph_chart import graph
from goodoffices.show.charts.picture import Picture
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.certainty.certainty import certain
from tests.io.pictures import labels, layer, moves

DRAWN = sorted({*names()} - {"ukraine-articles-2025"})  # which has too many states


@pytest.fixture(scope="module")
def elmira() -> Analysis:
    return analyze(case("elmira-1991"))


@pytest.fixture(scope="module")
def elmira_picture(elmira: Analysis) -> Picture:
    return graph(elmira)


@pytest.mark.parametrize("name", DRAWN)
def test_every_state_equilibrium_and_move_is_drawn(name: str) -> None:
    analysis = analyze(case(name))
    conflict = analysis.conflict
    picture = graph(analysis)
    drawn = {row["number"]: row["of"] for row in layer(picture, 2)}
    assert drawn == {
        state.number: [c for c in analysis.concepts if analysis.equilibrium(c)[state.number - 1]]
        for state in conflict.states
    }
    expected = set()
    for mover, dm in enumerate(conflict.decision_makers):
        payoffs = conflict.payoffs[mover]
        for origin in range(len(conflict.states)):
            for target in conflict.moves.destinations(mover, origin).tolist():
                better = payoffs[target] > payoffs[origin]
                kind = "improvement for the mover" if better else "other move"
                expected.add((f"{dm.title}: {origin + 1} to {target + 1}", kind))
    assert moves(picture) == expected


def test_the_status_quo_is_labelled_and_pointed_at(elmira: Analysis) -> None:
    picture = graph(elmira)
    assert labels(picture).count("status quo") == 1
    (pointer,) = layer(picture, 4)
    start = next(row for row in layer(picture, 2) if row["number"] == 1)
    assert 0 < abs(pointer["x"] - start["x"]) + abs(pointer["y"] - start["y"]) < 50
    assert start["note"] == {
        "State": "1, status quo: NYNNN",
        "Options taken": "Uniroyal: Delay the appeal process",
        "Rank for Ministry of the Environment": "6 of 9",
        "Rank for Uniroyal": "1 of 9",
        "Rank for Local government": "4 of 9",
        "Equilibrium under": "GMR, SMR",
    }
    without = graph(analyze(elmira.conflict.replace(status_quo=None)))
    assert "status quo" not in labels(without)
    assert layer(without, 4) == []


def test_labels_say_which_concepts_hold(elmira_picture: Picture) -> None:
    assert labels(elmira_picture).count("all concepts") == 6
    assert labels(elmira_picture).count("GMR, SMR") == 2
    assert labels(graph(analyze(case("prisoners-dilemma")))).count("all but Nash") == 1


def test_equilibria_differ_by_shape_and_movers_by_dashes_as_well(elmira: Analysis) -> None:
    parties = tuple(replace(dm, label="") for dm in elmira.conflict.decision_makers)
    many = [replace(parties[0], name=f"P{k}", options=(Option(f"o{k}"),)) for k in range(10)]
    many = [replace(dm, preferences=Prioritized(())) for dm in many]
    conflict = Conflict("Ten", tuple(many), infeasible=("o0", *(f"o{k}" for k in range(4, 10))))
    layers = graph(analyze(conflict)).chart.to_dict()["layer"]
    colours = layers[0]["encoding"]["color"]["scale"]["range"]
    dashes = layers[0]["encoding"]["strokeDash"]["scale"]["range"]
    assert len(set(colours[:8])) == 8
    cues = {(colour, *dash) for colour, dash in zip(colours, dashes, strict=True)}
    assert len(cues) == 10
    shapes = layers[2]["encoding"]["shape"]["scale"]["range"]
    assert shapes[1] == "circle"
    assert shapes[0].count("M") == 3, "a hexagon, and a ring around it"
    assert layers[0]["encoding"]["strokeWidth"]["scale"]["range"] == [2.4, 1]


def test_a_concept_chosen_is_the_only_one(elmira: Analysis) -> None:
    picture = graph(elmira, concept="SEQ")
    assert {tuple(row["of"]) for row in layer(picture, 2)} == {(), ("seq",)}
    assert "all concepts" not in labels(picture)
    spec = picture.chart.to_dict()
    assert spec["title"]["subtitle"][0] == "Equilibria under SEQ."
    (concept,) = (p for p in spec["params"] if p["name"] == "concept")
    assert concept == {"name": "concept", "value": "seq"}


def test_the_reader_chooses_among_the_concepts_analysed(elmira: Analysis) -> None:
    spec = graph(analyze(elmira.conflict, ["nash", "seq"])).chart.to_dict()
    (concept,) = (p for p in spec["params"] if p["name"] == "concept")
    assert concept["bind"]["options"] == ["any", "nash", "seq"]
    assert concept["bind"]["labels"] == ["any concept", "Nash", "SEQ"]


def test_improvements_only(elmira: Analysis) -> None:
    picture = graph(elmira, improvements_only=True)
    assert moves(picture) == {
        move for move in moves(graph(elmira)) if move[1] == "improvement for the mover"
    }
    assert "improvements_only" not in {p["name"] for p in picture.chart.to_dict()["params"]}


@pytest.mark.parametrize("asked", ["Uniroyal", ["Uniroyal"], ("Uniroyal", "Uniroyal")])
def test_moves_of_some_decision_makers(elmira: Analysis, asked: str | list[str]) -> None:
    picture = graph(elmira, decision_makers=asked)
    assert {what.partition(":")[0] for what, _ in moves(picture)} == {"Uniroyal"}
    places = [(row["x"], row["y"]) for row in layer(picture, 2)]
    assert places == [(row["x"], row["y"]) for row in layer(graph(elmira), 2)]
    colour = picture.chart.to_dict()["layer"][0]["encoding"]["color"]["scale"]
    assert colour == {"domain": ["Uniroyal"], "range": ["#D55E00"]}, "its colour in every picture"


def test_states_where_a_statement_holds(elmira: Analysis) -> None:
    picture = graph(elmira, where="insist and not abandon")
    numbers = [row["number"] for row in layer(picture, 2)]
    assert numbers == [7, 8, 9, 10]
    assert moves(picture) == {
        ("Ministry of the Environment: 7 to 8", "other move"),
        ("Ministry of the Environment: 9 to 10", "other move"),
        ("Uniroyal: 7 to 9", "other move"),
        ("Uniroyal: 8 to 10", "improvement for the mover"),
    }


def test_the_picture_in_words() -> None:
    picture = graph(analyze(case("prisoners-dilemma")))
    assert picture.description == (
        "Graph of the conflict “Prisoner's dilemma”: 4 states and 2 decision makers. "
        "Drawn: 8 moves by Prisoner One, Prisoner Two. Improvements for the mover: 4. "
        "Equilibria under Nash: state 1 (NN). Equilibria under GMR: states 1 (NN) and 4 (YY). "
        "Equilibria under SMR: states 1 (NN) and 4 (YY). "
        "Equilibria under SEQ: states 1 (NN) and 4 (YY). "
        "Equilibria under SSEQ: states 1 (NN) and 4 (YY)."
    )
    header, *rows = picture.table
    assert header == (
        "State", "Label", "Options taken", "Rank for Prisoner One", "Rank for Prisoner Two",
        "Equilibrium under", "Improvements", "Other moves",
    )  # fmt: skip
    assert rows[1] == (
        "2", "YN", "Prisoner One: Cooperate with Two", "4 of 4", "1 of 4", "–", "Prisoner One to 1",
        "Prisoner Two to 4",
    )  # fmt: skip


def test_a_graph_without_options_has_no_column_for_them() -> None:
    header, first, *_ = graph(analyze(case("elmira-1991-graph"))).table
    assert header[:3] == ("State", "Label", "Rank for Ministry of the Environment")
    assert first[:2] == ("1 (status quo)", "delay")


def test_decision_makers_of_one_name_are_told_apart() -> None:
    parties = tuple(
        DecisionMaker(name, Payoffs((1, 2)), label="Twin", moves=((1, 2),)) for name in "AB"
    )
    picture = graph(analyze(Conflict("Twins", parties, states_listed=("one", "two"))))
    assert {what for what, _ in moves(picture)} == {"A: Twin: 1 to 2", "B: Twin: 1 to 2"}


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"concept": "nosh"}, "did you mean 'nash'"),
        ({"concept": "sim"}, "this analysis has no 'sim'"),
        ({"decision_makers": ["Unroyal"]}, "did you mean 'Uniroyal'"),
        ({"decision_makers": []}, "no decision maker is named"),
        ({"where": "delay and accept"}, "'delay and accept' holds in no state"),
        ({"where": "delay and"}, "delay and\n"),
    ],
)
def test_what_cannot_be_drawn(elmira: Analysis, request_: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestError) as caught:
        graph(elmira, **request_)
    assert message in str(caught.value)


def test_a_conflict_too_large_to_read_says_how_to_narrow() -> None:
    parties = tuple(
        DecisionMaker(name, Prioritized(()), tuple(Option(f"{name}{k}") for k in range(4)))
        for name in "AB"
    )
    analysis = analyze(Conflict("Large", parties))
    with pytest.raises(RequestError, match=r"256 states .* at most 120 .* --where .* export"):
        graph(analysis)
    assert len(layer(graph(analysis, where="A0 and A1 and A2"), 2)) == 32


def test_what_is_known_only_in_part_is_drawn_as_sure_and_possible() -> None:
    """Ann's 1 is worth 0 to 2, her 2 exactly 1; of Bob all is known."""
    ann = DecisionMaker("Ann", Payoffs(((0, 2), 1, 4, 3)), (Option("a"),))
    bob = DecisionMaker("Bob", Payoffs((1, 2, 0, 3)), (Option("b"),))
    picture = graph(certain(Conflict("Two", (ann, bob))))
    assert moves(picture) == {
        ("Ann: 1 to 2", "possibly an improvement"),
        ("Ann: 2 to 1", "possibly an improvement"),
        ("Ann: 3 to 4", "other move"),
        ("Ann: 4 to 3", "improvement for the mover"),
        ("Bob: 1 to 3", "other move"),
        ("Bob: 3 to 1", "improvement for the mover"),
        ("Bob: 2 to 4", "improvement for the mover"),
        ("Bob: 4 to 2", "other move"),
    }
    nodes = {row["number"]: row for row in layer(picture, 2)}
    assert nodes[1]["can"] == ["nash", "gmr", "smr", "seq", "sseq"]
    assert nodes[1]["of"] == []
    assert nodes[1]["note"]["Rank for Ann"] == "not known"
    assert nodes[1]["note"]["Rank for Bob"] == "3 of 4"
    assert nodes[1]["note"]["Can be one under"] == "Nash, GMR, SMR, SEQ, SSEQ"
    assert "can: all concepts" in labels(picture)
    assert "Known only in part: the preferences of Ann." in picture.description
    assert "Possible improvements: 2." in picture.description
    assert picture.table[0][-4:] == (
        "Can be one under",
        "Sure improvements",
        "Possible improvements",
        "Other moves",
    )
    assert picture.table[1][-3:] == ("–", "Ann to 2", "Bob to 3")
    alone = graph(certain(Conflict("Two", (ann, bob))), improvements_only=True)
    assert len(moves(alone)) == 5
