"""``goodoffices analyze``: which states, in which order, and what is said about each."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goodoffices.cli import analyze
from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]


def first_column(table: str) -> list[str]:
    """Return the state numbers of a table, with the mark of the status quo."""
    rows = [line.partition("|")[0] for line in table.splitlines() if "|" in line]
    return ["".join(cell.split()) for cell in rows if cell.strip() and "State" not in cell]


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_table_has_equilibria_first_and_says_under_which_concepts(run: Run) -> None:
    lines = run("analyze", "elmira-1991").stdout.splitlines()
    assert lines[0] == "Elmira groundwater contamination, 1991"
    assert lines[2] == "12 states. Equilibria: Nash 6, GMR 8, SMR 8, SEQ 6, SSEQ 6."
    numbers = first_column("\n".join(lines))
    assert numbers == ["5", "6", "7", "10", "11", "12", "1*", "4", "2", "3", "8", "9"]
    table = [line for line in lines if line.lstrip().startswith(("5 ", "4 ", "2 "))]
    cells = [[cell.split() for cell in line.split("|")] for line in table]
    nobody = [["5"], ["N"], ["N", "N", "Y"], ["N"], ["9", "5", "9"]]
    assert cells[0] == [*nobody, ["Nash", "GMR", "SMR", "SEQ", "SSEQ"]]
    assert cells[1] == [["4"], ["Y"], ["N", "Y", "N"], ["N"], ["3", "2", "7"], ["GMR", "SMR"]]
    assert cells[2] == [["2"], ["Y"], ["Y", "N", "N"], ["N"], ["7", "6", "8"], []]


def test_concepts_asked_for_are_the_ones_analysed(read: Read) -> None:
    document = read("analyze", "prisoners-dilemma", "-c", "seq", "--concept", "sim")
    assert document["concepts"] == ["seq", "sim"]
    assert document["equilibria"]["seq"] == [1, 4]
    assert set(document["states"][0]["stable"]) == {"seq", "sim"}


def test_where_and_state_choose_states(run: Run, read: Read) -> None:
    where = read("analyze", "elmira-1991", "--where", "accept and not insist")
    assert [state["number"] for state in where["states"]] == [3, 4]
    named = read("analyze", "elmira-1991", "-s", "NNYNY", "-s", "4", "-s", "abandon and insist and "
                 "modify")  # fmt: skip
    assert [state["number"] for state in named["states"]] == [4, 9, 12]
    both = read("analyze", "elmira-1991", "--where", "insist", "--state", "4", "--state", "7")
    assert [state["number"] for state in both["states"]] == [7]
    assert "2 of 12 states match." in run("analyze", "elmira-1991", "-s", "2", "-s", "3").stdout
    assert "No state matches." in run("analyze", "elmira-1991", "--where", "false").stdout


def test_state_in_graph_form_is_named_by_its_label(read: Read) -> None:
    document = read("analyze", "elmira-1991-graph", "--state", "Uniroyal abandons")
    assert [state["number"] for state in document["states"]] == [9]


def test_csv_has_all_states_in_the_order_of_their_numbers(run: Run) -> None:
    rows = records(run("analyze", "elmira-1991", "--format", "csv").stdout)
    assert [row["state"] for row in rows] == [str(number) for number in range(1, 13)]
    assert [row["state"] for row in rows if row["status_quo"] == "true"] == ["1"]
    assert [row["state"] for row in rows if row["seq"] == "true"] == [
        "5",
        "6",
        "7",
        "10",
        "11",
        "12",
    ]
    assert rows[3]["MoE.modify"] == "Y"
    assert rows[3]["Uniroyal.delay"] == "N"
    assert rows[3]["rank_Local"] == "7"
    assert "seq_Local" not in rows[3]


def test_stability_adds_each_decision_makers_verdicts(run: Run) -> None:
    rows = records(run("analyze", "elmira-1991", "--stability", "--format", "csv").stdout)
    unstable = [row["state"] for row in rows if row["seq_Local"] == "false"]
    assert unstable == ["1", "4"]
    table = run("analyze", "elmira-1991", "--stability").stdout
    line = next(line for line in table.splitlines() if line.lstrip().startswith("4 "))
    assert [cell.strip() for cell in line.split("|")][-4:] == ["-GM--", "NGMQS", "NGMQS", "-GM--"]
    assert "N Nash, G GMR, M SMR, Q SEQ, S SSEQ" in table


def test_merged_states_show_options_that_differ_as_a_dash(run: Run) -> None:
    rows = records(run("analyze", "elmira-1991-nine", "--state", "5", "--format", "csv").stdout)
    assert [rows[0][key] for key in ("MoE.modify", "Uniroyal.abandon", "Local.insist")] == [
        *("-", "Y", "-")
    ]


def test_json_says_for_whom_each_state_is_stable(read: Read) -> None:
    document = read("analyze", "elmira-1991", "--state", "4")
    assert document["conflict"]["status_quo"] == 1
    assert document["conflict"]["decision_makers"][0] == {
        "name": "MoE",
        "label": "Ministry of the Environment",
        "options": [{"name": "modify", "label": "Modify the control order"}],
    }
    (state,) = document["states"]
    assert state["pattern"] == "YNYNN"
    assert state["options"] == ["modify", "accept"]
    assert state["rank"] == {"MoE": 3, "Uniroyal": 2, "Local": 7}
    assert state["equilibrium"] == ["gmr", "smr"]
    assert state["stable"]["seq"] == ["MoE", "Uniroyal"]


def test_limit_keeps_equilibria_and_says_how_to_narrow(run: Run, read: Read) -> None:
    table = run("analyze", "elmira-1991", "--limit", "3").stdout
    assert first_column(table) == ["5", "6", "7"]
    assert "Shown: 3 of 12" in table
    for way in ("--where", "--state", "--concept", "--limit", "--all"):
        assert way in table
    document = read("analyze", "elmira-1991", "--limit", "3")
    assert [state["number"] for state in document["states"]] == [5, 6, 7]
    assert document["equilibria"]["seq"] == [5, 6, 7, 10, 11, 12]


def test_tables_stop_where_they_are_no_longer_read(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyze, "SHOWN", 5)
    monkeypatch.setattr(analyze, "MOST_SHOWN", 11)
    assert len(first_column(run("analyze", "elmira-1991").stdout)) == 5
    assert len(first_column(run("analyze", "elmira-1991-nine", "--all").stdout)) == 9
    refused = run("analyze", "elmira-1991", "--all", status=2)
    assert "--format csv" in refused.stderr


@pytest.mark.parametrize("form", ["json", "csv"])
def test_many_records_are_written_on_request_only(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(analyze, "MOST_RECORDS", 11)
    refused = run("analyze", "elmira-1991", "--format", form, status=2)
    assert "12 states" in refused.stderr
    assert "--all" in refused.stderr
    everything = run("analyze", "elmira-1991", "--format", form, "--all").stdout
    monkeypatch.undo()
    assert everything == run("analyze", "elmira-1991", "--format", form).stdout


def test_limit_and_all_exclude_each_other(run: Run) -> None:
    assert (
        "--limit and --all" in run("analyze", "chicken", "--limit", "1", "--all", status=2).stderr
    )


def test_a_million_states_are_answered_from_arrays(run: Run) -> None:
    options = "\n".join(f"      o{k}: " for k in range(10))
    parties = "".join(
        f"  {name}:\n    options:\n{options}\n    preferences:\n"
        f"      prioritized: [{name}.o0, not {other}.o1]\n"
        for name, other in (("A", "B"), ("B", "A"))
    )
    Path("large.yaml").write_text(f"goodoffices: 1\ntitle: Large\ndecision_makers:\n{parties}")
    table = run("analyze", "large.yaml", "--concept", "nash", "--limit", "2").stdout
    assert "1,048,576 states. Equilibria: Nash 262,144." in table
    assert "Shown: 2 of 1,048,576" in table
    refused = run("analyze", "large.yaml", "--concept", "nash", "--format", "csv", status=2)
    assert "1,048,576 states" in refused.stderr
