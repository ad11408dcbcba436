"""The other commands that answer questions about a conflict."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]


def test_explain_says_why_for_each_decision_maker(run: Run) -> None:
    text = run("explain", "elmira-1991", "--state", "4", "--concept", "seq").stdout
    assert "Ministry of the Environment (MoE) at state 4 (YNYNN) under SEQ" in text
    assert (
        "Local government (Local) at state 4 (YNYNN) under SEQ (sequential stability): not" in text
    )
    assert "leading to state 10 (YNYNY)" in text


def test_explain_takes_the_status_quo_where_no_state_is_named(run: Run) -> None:
    text = run("explain", "elmira-1991", "--concept", "seq").stdout
    assert text == run("explain", "elmira-1991", "--state", "1", "--concept", "seq").stdout
    assert "Local government (Local) at state 1 (NYNNN) under SEQ" in text


def test_explain_takes_a_state_in_every_form(read: Read) -> None:
    said = [
        read("explain", "elmira-1991", "--state", state, "--concept", "seq")
        for state in ("4", "YNYNN", "modify and accept and not insist")
    ]
    assert said[0] == said[1] == said[2]
    assert said[0]["state"] == 4
    verdicts = {e["decision_maker"]: e["stable"] for e in said[0]["explanations"]}
    assert verdicts == {"MoE": True, "Uniroyal": True, "Local": False}


def test_explain_gives_the_sanction_mover_by_mover(read: Read, run: Run) -> None:
    arguments = ("explain", "elmira-1991", "-s", "1", "-c", "gmr", "-d", "Local")
    (explanation,) = read(*arguments)["explanations"]
    (answer,) = explanation["improvements"]
    assert answer["sanctioned"] is True
    assert [(move["decision_maker"], move["to"]) for move in answer["replies"]] == [("MoE", 8)]
    (row,) = csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").stdout))
    assert row == {
        "concept": "gmr",
        "decision_maker": "Local",
        "state": "1",
        "stable": "true",
        "improvement": "7",
        "sanctioned": "true",
        "replies": "MoE: 8",
        "outcome": "8",
    }


def test_explain_without_improvements_still_has_a_record(run: Run) -> None:
    text = run(
        "explain", "elmira-1991", "-s", "5", "-c", "nash", "-d", "MoE", "--format", "csv"
    ).stdout
    assert text.splitlines()[1] == "nash,MoE,5,true,,,,"


def test_paths_lead_from_the_status_quo_to_a_state(read: Read) -> None:
    document = read("paths", "elmira-1991", "--to", "7", "--to", "5")
    assert document["start"] == 1
    ways = {route["target"]: route for route in document["routes"]}
    assert [move["to"] for move in ways[7]["improvements"]] == [7]
    assert [move["to"] for move in ways[5]["moves"]] == [5]
    assert ways[5]["improvements"] is None
    assert "seq" in ways[5]["equilibrium_of"]


def test_paths_start_elsewhere_and_lead_to_every_equilibrium(read: Read, run: Run) -> None:
    document = read("paths", "elmira-1991", "--from", "YYNNN", "--concept", "seq")
    assert document["start"] == 2
    assert [route["target"] for route in document["routes"]] == [5, 6, 7, 10, 11, 12]
    rows = csv.DictReader(
        io.StringIO(run("paths", "elmira-1991", "--to", "10", "--format", "csv").stdout)
    )
    assert [row["moves"] for row in rows] == ["MoE: 2; Uniroyal: 4; Local: 10"]


def test_coalitions_give_joint_improvements_and_verdicts(read: Read, run: Run) -> None:
    document = read("coalitions", "elmira-1991", "--coalition", "MoE+Uniroyal")
    (entry,) = document["coalitions"]
    assert entry["members"] == ["MoE", "Uniroyal"]
    assert entry["improvements"] == {"2": [4], "7": [10], "8": [10]}
    assert 7 not in entry["stable"]["cnash"]
    text = run("coalitions", "elmira-1991").stdout
    assert "7 (NYNNY) → 10 (YNYNY)" in text
    rows = csv.DictReader(io.StringIO(run("coalitions", "elmira-1991", "--format", "csv").stdout))
    joint = [row for row in rows if row["coalition"] == "MoE+Uniroyal" and row["state"] == "7"]
    assert [(row["improvements"], row["cnash"]) for row in joint] == [("10", "false")]


def test_export_has_states_moves_payoffs_and_verdicts(read: Read, run: Run) -> None:
    document = read("export", "elmira-1991")
    assert len(document["states"]) == 12
    assert document["states"][8]["payoff"]["MoE"] == 9
    assert {"decision_maker": "Local", "from": 1, "to": 7, "improvement": True} in document["moves"]
    assert {"decision_maker": "MoE", "from": 1, "to": 2, "improvement": False} in document["moves"]
    assert not [m for m in document["moves"] if (m["from"], m["to"]) == (2, 1)]
    moves = list(
        csv.DictReader(
            io.StringIO(run("export", "elmira-1991", "--moves", "--format", "csv").stdout)
        )
    )
    assert len(moves) == len(document["moves"])
    states = csv.DictReader(io.StringIO(run("export", "elmira-1991", "--format", "csv").stdout))
    assert [row["payoff_MoE"] for row in states][8] == "9.0"


def test_graph_draws_to_a_file_and_lists_moves_for_programs(run: Run, read: Read) -> None:
    assert "-o graph.html" in run("graph", "chicken", status=2).stderr
    assert run("graph", "chicken", "--format", "svg").stdout.startswith("<svg")
    assert len(read("graph", "chicken")["moves"]) == 8


def test_cases_give_name_title_size_and_sources(read: Read, run: Run) -> None:
    entries = {entry["name"]: entry for entry in read("cases")["cases"]}
    elmira = entries["elmira-1991"]
    assert elmira["title"] == "Elmira groundwater contamination, 1991"
    assert (elmira["decision_makers"], elmira["options"], elmira["states"]) == (3, 5, 12)
    assert all(entry["sources"] for entry in entries.values())
    text = run("cases").stdout
    assert all(name in text for name in entries)


def test_schema_is_a_json_schema_and_lists_keys(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    keys = {
        row["key"] for row in csv.DictReader(io.StringIO(run("schema", "--format", "csv").stdout))
    }
    assert {"title", "decision_makers.<name>.options.<name>.reversible", "no_move[].by"} <= keys


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("explain", "chicken", "--state", "9"), "no state 9"),
        (("explain", "chicken", "--state", "swerv"), "did you mean"),
        (("explain", "chicken", "-s", "1", "-d", "An"), "did you mean 'Ann'"),
        (("explain", "chicken", "-s", "1", "-c", "sek"), "did you mean 'seq'"),
        (("explain", "elmira-1991", "-s", "accept"), "3, 4, 9, 10"),
        (("paths", "chicken", "--to", "4"), "status quo"),
        (("coalitions", "chicken", "--coalition", "Ann+Bib"), "Bob"),
        (("analyze", "elmira-1991-graph", "-c", "sim"), "sim"),
        (("analyze", "elmira-1991", "--where", "accept and"), "too early"),
        (("analyze", "elmira"), "did you mean 'elmira-1991'"),
        (("analyze", "elmira-1991", "--format", "xml"), "xml"),
        (("analyse", "elmira-1991"), "analyze"),
        (("explain", "chicken"), "--state"),
    ],
)
def test_bad_requests_get_one_message_and_status_2(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    result = run(*arguments, status=2)
    assert message in result.stderr
    assert not result.stdout
