"""``goodoffices threats``, ``durability``, ``ripeness``, ``drift`` and ``claims``."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.truce import MODEL

Read = Callable[..., dict[str, Any]]
PENNIES = """\
goodoffices: 1
title: Pennies
states: [heads-heads, tails-heads, tails-tails, heads-tails]
status_quo: 1
decision_makers:
  A: {moves: [[1, 2], [2, 1], [3, 4], [4, 3]], preferences: {payoffs: [1, 0, 1, 0]}}
  B: {moves: [[2, 3], [3, 2], [4, 1], [1, 4]], preferences: {payoffs: [0, 1, 0, 1]}}
"""


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


def test_drift_with_noise_gives_chances(run: Run, read: Read) -> None:
    asked = ("drift", "truce.yaml", "--from", "YNY", "--noise", "0.2", "--rate", "A=2")
    found = read(*asked)
    assert (found["start"], found["concept"], found["noise"]) == (5, "nash", 0.2)
    assert found["rates"] == {"A": 2, "B": 1}
    assert [one["state"] for one in found["outcomes"]] == [1]
    assert (found["escalation"], found["settlement"], found["for_ever"]) == (0, 0, 0)
    assert found["moves"] > 2
    (row,) = rows(run(*asked, "--format", "csv").stdout)
    assert (row["from"], row["to"], row["escalated"], row["settlement"]) == (
        "5",
        "1",
        "false",
        "false",
    )
    assert float(row["moves"]) == found["moves"]
    for form in ("table", "markdown"):
        text = " ".join(run(*asked, "--format", form).stdout.split())
        assert "with noise 0.2, at rates of A 2 and The other side 1, under Nash" in text
        assert "It ends in escalation with a probability of 0 %." in text
        assert "100 %" in text
    likeliest = read("drift", "elmira-1991", "--noise", "0.1")["outcomes"]
    assert [one["probability"] for one in likeliest] == sorted(
        (one["probability"] for one in likeliest), reverse=True
    )
    assert len(likeliest) == 6
    assert "Only the order of the states" in run("drift", "elmira-1991", "--noise", "0.1").stdout
    settled = read("drift", "truce.yaml", "--from", "YNY", "--noise", "0", "--concept", "gmr")
    assert (settled["outcomes"][0]["state"], settled["settlement"]) == (5, 1)


def test_drift_may_have_no_outcome(run: Run, read: Read, folder: Path) -> None:
    (folder / "pennies.yaml").write_text(PENNIES)
    found = read("drift", "pennies.yaml", "--noise", "0")
    assert (found["outcomes"], found["for_ever"], found["moves"]) == ([], 1, None)
    assert (
        "round for ever with a probability of 100 %"
        in run("drift", "pennies.yaml", "--noise", "0.3").stdout
    )
    (row,) = rows(run("drift", "pennies.yaml", "--noise", "0", "--format", "csv").stdout)
    assert (row["to"], row["probability"]) == ("", "1.0")


def test_drift_refuses_what_chances_cannot_take(run: Run) -> None:
    def refused(*asked: str) -> str:
        return run("drift", "truce.yaml", *asked, status=2).stderr

    assert "give --noise as well" in refused("--rate", "A=2")
    assert "give --concept once" in refused("--noise", "0", "-c", "nash", "-c", "seq")
    assert "expected a party and a number, as Russia=2" in refused("--noise", "0", "--rate", "A")
    assert "expected a party and a number" in refused("--noise", "0", "--rate", "A=two")
    assert "no decision maker 'C'" in refused("--noise", "0", "--rate", "C=2")
    assert "A is given a rate twice" in refused("--noise", "0", "--rate", "A=2", "--rate", "A=3")
    assert "expected 0, for no mistakes" in refused("--noise", "-1")


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
