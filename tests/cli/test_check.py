"""``goodoffices check``: every error of every file, and published results."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goodoffices.cases.catalog import case, names
from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]

FAULTY = """\
goodoffices: 1
title: Two faults
decision_makers:
  A:
    options: {left: , right: }
    preferences: {prioritized: [lefd]}
  B:
    options: {stop: }
    preferences: {prioritised: [stop]}
"""

TABLE = """\
goodoffices: 1
title: A table
decision_makers:
  A:
    options: {left: , right: }
    preferences: {weights: {left: 1}}
mediation:
  settlement: right
  mediators: {UN: }
  levers:
    aid: {held_by: UN, on: A, where: right, effect: 1, max: 2}
  claims: [{claim: Aid will do., test: plan}]
"""


@pytest.fixture
def faulty(folder: Path) -> str:
    (folder / "faulty.yaml").write_text(FAULTY)
    return "faulty.yaml"


def test_a_good_file_is_summarized(run: Run) -> None:
    lines = run("check", "elmira-1991").stdout.splitlines()
    assert "elmira-1991: Elmira groundwater contamination, 1991" in lines
    assert "  12 states; status quo: state 1 (NYNNN)" in lines
    assert "  MoE (Ministry of the Environment): modify; ranking" in lines
    assert "  Uniroyal: delay, accept, abandon; ranking" in lines


def test_what_is_on_the_table_is_told(run: Run) -> None:
    Path("table.yaml").write_text(TABLE)
    lines = run("check", "table.yaml").stdout.splitlines()
    assert "  mediation: settlement in 2 states; 1 lever held by UN; 1 claim" in lines
    assert not [line for line in run("check", "chicken").stdout.splitlines() if "mediation" in line]


def test_all_errors_are_reported_with_line_and_column(run: Run, faulty: str) -> None:
    result = run("check", faulty, status=2)
    assert result.stdout == ""
    assert "faulty.yaml:6:33: unknown option 'lefd'" in result.stderr
    assert "did you mean 'left'?" in result.stderr
    assert "faulty.yaml:9:19" in result.stderr
    assert "2 problems found." in result.stderr


def test_good_and_bad_files_in_one_run(run: Run, faulty: str) -> None:
    result = run("check", "chicken", faulty, "nowhere.yaml", "stag-hunt", status=2)
    assert "chicken: Chicken" in result.stdout
    assert "stag-hunt: Stag hunt" in result.stdout
    assert "unknown option 'lefd'" in result.stderr
    assert "there is no file 'nowhere.yaml'" in result.stderr


def test_json_and_csv_list_the_problems(run: Run, read: Read, faulty: str) -> None:
    good, bad = read("check", "chicken", faulty, status=2)["files"]
    assert good["valid"] is True
    assert good["problems"] == []
    assert good["conflict"]["states"] == 4
    assert bad["valid"] is False
    assert bad["conflict"] is None
    first = bad["problems"][0]
    assert (first["line"], first["column"]) == (6, 33)
    assert first["where"] == "decision_makers.A.preferences.prioritized[0]"
    assert first["remedy"] == "did you mean 'left'?"
    result = run("check", "chicken", faulty, "--format", "csv", status=2)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["file"], row["valid"], row["line"]) for row in rows] == [
        ("chicken", "true", ""),
        ("faulty.yaml", "false", "6"),
        ("faulty.yaml", "false", "9"),
    ]


@pytest.mark.parametrize("name", names())
def test_every_case_reproduces_its_published_results(read: Read, name: str) -> None:
    (entry,) = read("check", name)["files"]
    assert entry["valid"]
    assert bool(entry["published"]) == (case(name).published is not None)
    assert all(result["agrees"] != ("why" in result) for result in entry["published"])


def test_published_results_that_are_not_reproduced_fail_the_check(run: Run, read: Read) -> None:
    run("new", "wrong.yaml", "--from", "elmira-1991")
    text = Path("wrong.yaml").read_text()
    wrong = text.replace("nash: [5, 6, 7, 10, 11, 12]", "nash: [5, 6]", 1)
    assert wrong != text
    moved = wrong.replace("moves: {1: [7], 3: [9]}", "moves: {1: [7]}")
    assert moved != wrong
    Path("wrong.yaml").write_text(moved)
    result = read("check", "wrong.yaml", status=2)["files"][0]
    assert [entry for entry in result["published"] if not entry["agrees"]] == [
        {
            "result": "nash equilibria",
            "agrees": False,
            "published": [5, 6],
            "computed": [5, 6, 7, 10, 11, 12],
        },
        {
            "result": "improvements of MoE+Local from 3",
            "agrees": False,
            "published": [],
            "computed": [9],
        },
    ]
    shown = run("check", "wrong.yaml", status=2)
    assert "nash equilibria: published 5, 6; computed 5, 6, 7, 10, 11, 12" in shown.stdout
    assert "2 of 29 published results are not reproduced" in shown.stderr
