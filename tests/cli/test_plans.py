"""``goodoffices plan``, ``mediators`` and ``evenness``: numbers found by hand, and words."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goodoffices import Shortfall, load, mediators, plan
from tests.cli.conftest import Run
from tests.cli.truce import MODEL

Read = Callable[..., dict[str, Any]]
NASH = ("truce.yaml", "--concept", "nash")
PEOPLE = ("table", "markdown")


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "truce.yaml").write_text(MODEL)


def records(text: str) -> dict[str, dict[str, str]]:
    return {row["lever"]: row for row in csv.DictReader(io.StringIO(text))}


def test_a_plan_says_what_is_pulled_at_what_cost_to_whom(read: Read) -> None:
    plan = read("plan", *NASH, "--held-by", "M")
    assert (plan["answer"], plan["settlement"], plan["no_deal"]) == ("plan", 5, 1)
    assert plan["intensities"] == pytest.approx({"sanction": 1, "payment": 2}, abs=1e-4)
    assert [plan[key] for key in ("cost", "commit", "execute")] == pytest.approx(
        [3, 1, 2], abs=1e-4
    )
    assert plan["borne_by"] == pytest.approx({"M": 3}, abs=1e-4)
    assert plan["standing"] == {"sanction": "bluff", "payment": "unassessed"}
    assert {(one["decision_maker"], one["worse"]) for one in plan["binding"]} == {
        ("A", 4),
        ("B", 2),
    }
    assert plan["proven"] == "optimal"
    costs = {lever["name"]: lever["cost"] for lever in plan["levers"]}
    assert costs == pytest.approx({"sanction": 1, "payment": 2}, abs=1e-4)


def test_the_margin_is_what_everybody_gains_by(read: Read) -> None:
    plan = read("plan", *NASH, "--held-by", "M", "--margin", "0.5")
    assert plan["intensities"] == pytest.approx({"sanction": 1.5, "payment": 2.5}, abs=1e-6)


@pytest.mark.parametrize("form", [*PEOPLE, "csv", "json"])
def test_a_bluff_is_called_one_in_every_format(run: Run, form: str) -> None:
    text = run("plan", *NASH, "--held-by", "M", "--format", form).stdout
    assert "bluff" in text
    assert "unassessed" in text
    assert "bluff" not in run("plan", *NASH, "--held-by", "T,M", "--format", form).stdout


def test_what_python_prints_calls_a_bluff_one() -> None:
    conflict = load("truce.yaml")
    answer = plan(conflict, "nash", held_by="M")
    assert "resting on a bluff: “Sanctions”" in answer.summary
    for found in (answer, mediators(conflict, concept="nash")):
        assert "bluff" in str(found)
    lacking = plan(conflict, "nash", held_by="M", levers="sanction")
    assert isinstance(lacking, Shortfall)
    assert "bluff beyond 0.5" in str(lacking)


@pytest.mark.parametrize("form", PEOPLE)
def test_a_side_deal_pays_for_something_else(run: Run, form: str) -> None:
    text = run("plan", *NASH, "--held-by", "T,M", "--format", form).stdout
    assert "pays for something else" in text
    without = run("plan", *NASH, "--held-by", "M", "--format", form).stdout
    assert "pays for something else" not in without


def test_a_side_deal_is_marked_for_programs(run: Run, read: Read) -> None:
    levers = read("plan", *NASH)["levers"]
    assert {lever["name"]: lever["side_deal"] for lever in levers} == {
        "sanction": False,
        "payment": False,
        "permits": True,
    }
    rows = records(run("plan", *NASH, "--format", "csv").stdout)
    assert rows["permits"]["side_deal"] == "true"
    assert float(rows["permits"]["intensity"]) == pytest.approx(2, abs=1e-4)


def test_a_shortfall_is_an_answer_and_says_what_would_have_to_give(run: Run, read: Read) -> None:
    lacking = read("plan", *NASH, "--held-by", "M", "--credible")
    assert lacking["answer"] == "shortfall"
    assert lacking["missing"] == pytest.approx({"A": 0.5, "B": 0}, abs=1e-4)
    (relief,) = [relief for relief in lacking["reliefs"] if relief["lever"] == "sanction"]
    assert relief["intensity"] == pytest.approx(1, abs=1e-4)
    assert relief["resolve"] == pytest.approx(2, abs=1e-4)
    rows = records(run("plan", *NASH, "--held-by", "M", "--credible", "--format", "csv").stdout)
    assert rows["sanction"]["answer"] == "shortfall"
    assert float(rows["sanction"]["missing_A"]) == pytest.approx(0.5, abs=1e-4)
    assert float(rows["sanction"]["needed_alone"]) == pytest.approx(1, abs=1e-4)
    assert "No plan" in run("plan", *NASH, "--held-by", "M", "--credible").stdout


def test_settlement_and_parties_can_be_others(read: Read) -> None:
    asked = ("plan", *NASH, "--held-by", "M", "--settlement")
    assert read(*asked, "5")["settlement"] == 5
    assert read(*asked, "YYY")["settlement"] == 6
    only = read(*asked, "5", "--for", "B")
    assert only["intensities"] == pytest.approx({"sanction": 0, "payment": 2}, abs=1e-4)


def test_without_acceptance_stability_is_enough(read: Read) -> None:
    asked = ("plan", *NASH, "--settlement", "NNN")
    assert read(*asked, "--no-accept")["no_deal"] is None
    assert read(*asked, "--no-accept")["cost"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--held-by", "Nobody"], "Nobody"),
        (["--held-by", "M,"], "commas"),
        (["--for", "C"], "C"),
        (["--concept", "sim"], "nash"),
        (["--settlement", "peace"], "peace"),
        (["--settlement", "trade and not A.truce"], "no feasible state"),
        (["--margin", "much"], "much"),
        (["--margin", "1e30"], "more than 1e+09 times what anybody has at stake"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, arguments: list[str], message: str) -> None:
    assert message in run("plan", "truce.yaml", *arguments, status=2).stderr


@pytest.mark.parametrize("command", ["plan", "mediators", "evenness", "durability"])
def test_a_model_without_levers_is_refused(run: Run, command: str) -> None:
    assert run(command, "elmira-1991", status=2).stderr.startswith("Error: ")


def test_the_programme_is_written_to_a_file_of_its_own(run: Run, folder: Path) -> None:
    result = run("plan", *NASH, "--held-by", "M", "--lp", "plan.lp")
    assert "Wrote plan.lp" in result.stderr
    programme = (folder / "plan.lp").read_text()
    assert "sanction" in programme
    assert "payment" in programme
    assert "permits" not in programme
    assert "--force" in run("plan", *NASH, "--lp", "plan.lp", status=2).stderr
    assert (folder / "plan.lp").read_text() == programme
    run("plan", *NASH, "--lp", "plan.lp", "--force")
    assert "permits" in (folder / "plan.lp").read_text()


def test_mediators_are_compared_alone_together_and_with_none(run: Run, read: Read) -> None:
    holdings = read("mediators", *NASH)["holdings"]
    assert [(one["held_by"], one["answer"]) for one in holdings] == [
        (["M"], "plan"),
        (["T"], "shortfall"),
        (["M", "T"], "plan"),
        ([], "shortfall"),
    ]
    assert [one.get("cost") for one in holdings] == [
        pytest.approx(3, abs=1e-4),
        None,
        pytest.approx(2.5, abs=1e-4),
        None,
    ]
    assert holdings[3]["missing"] == pytest.approx({"A": 1, "B": 2}, abs=1e-4)
    table = run("mediators", *NASH).stdout
    assert "plan with bluffs" in table
    assert "bluff beyond 0.5" in table
    rows = list(csv.DictReader(run("mediators", *NASH, "--format", "csv").stdout.splitlines()))
    assert [row["holders"] for row in rows] == ["M", "M", "T", "M T", "M T", "M T", ""]
    assert rows[0]["standing"] == "bluff"


def test_evenness_shows_each_side_and_how_hard_it_is_pressed(run: Run, read: Read) -> None:
    sides = read("evenness", *NASH, "--held-by", "M")["sides"]
    assert [(side["levers_on"], side["answer"]) for side in sides] == [
        (["A"], "shortfall"),
        (["B"], "shortfall"),
        (["A", "B"], "plan"),
    ]
    borne = {one["decision_maker"]: one for one in sides[2]["burdens"]}
    assert borne["A"]["pressure"] == pytest.approx(1 / 8, abs=1e-4)
    assert borne["B"]["inducement"] == pytest.approx(2 / 8, abs=1e-4)
    table = run("evenness", *NASH, "--held-by", "M").stdout
    assert "Pressure" in table
    assert "0.25" in table
    rows = list(csv.DictReader(run("evenness", *NASH, "--format", "csv").stdout.splitlines()))
    assert {row["levers_on"] for row in rows} == {"A", "B", "A B"}
    assert "inducement_B" in rows[0]


def test_a_limit_is_kept_with_the_answer_and_no_time_is_too_little(run: Run, read: Read) -> None:
    plan = read("plan", *NASH, "--limit", "1000")
    assert plan["request"]["limit"] == 1000
    assert (plan["proven"], plan["gap"]) == ("optimal", 0)
    assert plan["bound"] == plan["cost"]
    rows = records(run("plan", *NASH, "--limit", "1000", "--format", "csv").stdout)
    assert {(row["proven"], float(row["gap"])) for row in rows.values()} == {("optimal", 0)}
    for command in ("plan", "mediators", "evenness", "durability"):
        failed = run(command, *NASH, "--limit", "0", status=2)
        assert "Error: nothing was found within the limit of 0 s" in failed.stderr
    assert "a limit of -1" in run("plan", *NASH, "--limit", "-1", status=2).stderr
