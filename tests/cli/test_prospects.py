"""``goodoffices threats``, ``durability``, ``ripeness``, ``drift`` and ``claims``."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.truce import MODEL

Read = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "truce.yaml").write_text(MODEL)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_threats_tell_levers_apart_and_from_which_intensity_on(run: Run, read: Read) -> None:
    levers = {one["lever"]: one for one in read("threats", "truce.yaml", "--state", "5")["levers"]}
    assert {name: one["standing"] for name, one in levers.items()} == {
        "sanction": "bluff",
        "payment": "unassessed",
        "permits": "credible",
    }
    assert levers["sanction"]["bluff_from"] == pytest.approx(0.5)
    for form in ("table", "markdown", "csv"):
        text = run("threats", "truce.yaml", "--state", "5", "--format", form).stdout
        assert "bluff" in text
        assert "unassessed" in text


def test_threats_find_deterrents_that_nobody_would_carry_out(run: Run, read: Read) -> None:
    found = read("threats", "elmira-1991", "--state", "1")
    (empty,) = found["empty"]
    assert (empty["improvement"]["decision_maker"], empty["improvement"]["to"]) == ("Local", 7)
    assert [one["move"]["to"] for one in empty["unwilling"]] == [8]
    (row,) = rows(run("threats", "elmira-1991", "--format", "csv").stdout)
    assert (row["kind"], row["by"], row["sanction"]) == ("empty threat", "Local", "MoE: 8")


def test_threats_need_a_state(run: Run) -> None:
    assert "--state" in run("threats", "chicken", status=2).stderr
    assert "9" in run("threats", "truce.yaml", "--state", "9", status=2).stderr


def test_durability_says_who_leaves_for_where(run: Run, read: Read) -> None:
    asked = ("durability", "truce.yaml", "--concept", "nash", "--held-by", "M")
    found = read(*asked)
    assert found["plan"]["answer"] == "plan"
    withdrawals = {tuple(one["levers"]): one for one in found["withdrawals"]}
    assert [one["decision_maker"] for one in withdrawals["sanction",]["departures"]] == ["A"]
    assert [one["decision_maker"] for one in withdrawals["payment",]["departures"]] == ["B"]
    both = withdrawals["sanction", "payment"]["departures"]
    assert [one["decision_maker"] for one in both] == ["A", "B"]
    table = rows(run(*asked, "--format", "csv").stdout)
    assert (table[0]["withdrawn"], table[0]["stable"], table[0]["to"]) == ("sanction", "false", "4")
    assert "bluff beyond 0.5" in run(*asked).stdout


def test_durability_without_a_plan_is_a_shortfall(run: Run, read: Read) -> None:
    asked = ("durability", "truce.yaml", "--concept", "nash", "--held-by", "T")
    found = read(*asked)
    assert (found["plan"]["answer"], found["withdrawals"]) == ("shortfall", [])
    assert "There is no plan" in run(*asked).stdout
    assert rows(run(*asked, "--format", "csv").stdout) == []


def test_ripeness_judges_every_signatory(run: Run, read: Read) -> None:
    found = read("ripeness", "truce.yaml")
    standings = {one["decision_maker"]: one for one in found["standings"]}
    assert {n: (s["payoff"], s["security"]) for n, s in standings.items()} == {
        "A": (0, 0),
        "B": (0, 0),
    }
    assert found["mutually_hurting_stalemate"]
    assert [(way["state"], way["settlement"]) for way in found["ways_out"]] == [
        (5, True),
        (6, True),
    ]
    assert found["ripe"]
    table = rows(run("ripeness", "truce.yaml", "--format", "csv").stdout)
    assert [(row["decision_maker"], row["ways_out"]) for row in table] == [
        ("A", "5 6"),
        ("B", "5 6"),
    ]
    assert "ripe for mediation" in run("ripeness", "truce.yaml").stdout
    other = read("ripeness", "truce.yaml", "--settlement", "trade and B.truce")
    assert [way["state"] for way in other["ways_out"] if way["settlement"]] == [6]


def test_drift_tells_where_improvements_lead(run: Run, read: Read) -> None:
    found = read("drift", "truce.yaml")
    assert (found["start"], [rest["state"] for rest in found["rests"]]) == (1, [1])
    away = read("drift", "truce.yaml", "--from", "5", "--concept", "nash")
    assert {rest["state"]: len(rest["moves"]) for rest in away["rests"]}[1] == 2
    table = rows(run("drift", "truce.yaml", "--from", "YNN", "--format", "csv").stdout)
    assert [(row["from"], row["to"], row["moves"]) for row in table][-1] == ("2", "1", "A: 1")
    assert "no status quo" in run("drift", "chicken", status=2).stderr


def test_claims_are_tested_and_turned(run: Run, read: Read) -> None:
    plan, bluff = read("claims", "truce.yaml")["claims"]
    assert (plan["holds"], plan["answer"]["answer"], plan["flip"]) == (True, "plan", None)
    assert (bluff["holds"], bluff["answer"]["answer"]) == (False, "credible")
    turned = read("claims", "truce.yaml", "--flips")["claims"][1]["flip"]
    assert abs(turned["change"]) < 0.01
    table = rows(run("claims", "truce.yaml", "--format", "csv").stdout)
    assert [row["holds"] for row in table] == ["true", "false"]
    assert "1 of 2 claims hold" in run("claims", "truce.yaml").stdout
    assert "no claims" in run("claims", "elmira-1991").stdout
