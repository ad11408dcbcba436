"""``goodoffices robustness`` and ``scenarios``."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import main
from goodoffices.ensemble.counting import RobustnessJob
from goodoffices.ensemble.robustness import Share, robustness
from goodoffices.ensemble.sample import sample
from goodoffices.runs.job import Arrays
from goodoffices.show.answers.robustness import spread
from goodoffices.stability.engines.compiled import THREADS
from tests.cli.conftest import Run
from tests.ensemble import neighbours
from tests.io.pictures import Page

Read = Callable[..., dict[str, Any]]
ASKED = ("robustness", "n.yaml", "--samples", "320")
GRUDGING = neighbours.MODEL.replace("weights: [7, 11, 13, 2]", "weights: [7, 1, 1, 1]")
SCENARIOS = """\
scenarios:
  armed: {quantities: {arms: 9}}
  calm: {quantities: {arms: -1, gain: 3, back: 1}}
"""


@pytest.fixture(autouse=True)
def model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "n.yaml").write_text(neighbours.MODEL)
    (folder / "s.yaml").write_text(neighbours.MODEL + SCENARIOS)
    monkeypatch.setenv("GOODOFFICES_STORE", str(folder / "runs.sqlite"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_json_says_how_likely_everything_is(read: Read) -> None:
    found = read(*ASKED, "--no-store", "--concept", "nash", "--concept", "SEQ", "--seed", "4")
    expected = robustness(sample(neighbours.conflict(), 320, 4), ["nash", "seq"])
    assert [found[key] for key in ("samples", "asked", "seed")] == [320, 320, 4]
    assert found["concepts"] == ["nash", "seq"]
    assert found["intensities"] == {}
    states = {one["number"]: one["equilibrium"] for one in found["states"]}
    for concept in ("nash", "seq"):
        for number in range(1, 9):
            share = expected.state(number, concept)
            if number in states:
                assert states[number][concept] == share.to_dict()
            else:
                assert share.probability == 0
        told = found["settlement"][concept]
        assert told["holds"] == expected.settled(concept).to_dict()
        assert told["accepted"] == expected.agreed(concept).to_dict()
        assert told["nothing_holds"] == expected.unsettled(concept).to_dict()
    (claim,) = found["claims"]
    assert claim == {"claim": "The neighbours arm.", **expected.claims[0].to_dict()}


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_read_probabilities_with_intervals(run: Run, form: str) -> None:
    text = run(*ASKED, "--no-store", "--format", form).stdout
    assert "320 models drawn (seed 1), no lever pulled" in text
    assert "How likely each state is an equilibrium" in text
    assert "How likely a settlement holds (and 95 % intervals)" in text
    assert "The neighbours arm." in text
    assert "percentage" in text
    assert "each value independently of the others" in text


def test_csv_has_a_row_for_each_probability(run: Run) -> None:
    found = rows(run(*ASKED, "--no-store", "--concept", "nash", "--format", "csv").stdout)
    assert {row["about"] for row in found} == {"state", "settlement", "claim"}
    whats = [row["what"] for row in found if row["about"] == "settlement"]
    assert whats == ["holds", "is accepted"]
    assert [row["what"] for row in found if row["about"] == "state"][-1] == "none"
    for row in found:
        low, share, high = (float(row[key]) for key in ("low", "probability", "high"))
        assert 0 <= low <= share <= high <= 1


def test_the_same_seed_prints_the_same(run: Run) -> None:
    texts = {run(*ASKED, "--no-store", "--format", "csv").stdout for _ in range(2)}
    assert len(texts) == 1
    assert run(*ASKED, "--no-store", "--format", "csv", "--seed", "2").stdout not in texts


def test_levers_pulled(read: Read, run: Run) -> None:
    asked = (*ASKED, "--no-store", "--concept", "nash")
    found = read(*asked, "--pull", " aid = 0.5 ")
    assert found["intensities"] == {"aid": 0.5}
    expected = robustness(
        sample(neighbours.conflict(), 320), ["nash"], intensities={"aid": 0.5}
    ).settled("nash")
    assert found["settlement"]["nash"]["holds"] == expected.to_dict()
    assert read(*asked, "--pull", "none")["intensities"] == {}
    assert "with levers pulled: aid 0.5" in run(*asked, "--pull", "aid=0.5").stdout


def test_the_levers_of_the_cheapest_plan_can_be_pulled(read: Read, folder: Path) -> None:
    (folder / "n.yaml").write_text(GRUDGING.replace("max: 1", "max: 3"))
    pulled = read("plan", "n.yaml")["intensities"]
    assert pulled == pytest.approx({"aid": 1}, abs=1e-3)
    assert read(*ASKED, "--no-store", "--pull", "plan")["intensities"] == pulled


@pytest.mark.parametrize(
    ("pull", "said"),
    [
        ("aid", "expected plan, none, or levers as NAME=INTENSITY"),
        ("aid=much", "expected plan, none, or levers as NAME=INTENSITY"),
        ("aid=1,", "expected plan, none, or levers as NAME=INTENSITY"),
        ("", "expected plan, none, or levers as NAME=INTENSITY"),
        ("aid=1,aid=2", "lever 'aid' is there twice"),
        ("aide=1", "no lever 'aide'; did you mean 'aid'?"),
        ("aid=-1", "cannot be pulled to -1"),
        ("aid=nan", "cannot be pulled to nan"),
        ("aid=inf", "cannot be pulled to inf"),
    ],
)
def test_levers_that_cannot_be_pulled(run: Run, pull: str, said: str) -> None:
    assert said in run(*ASKED, "--no-store", "--pull", pull, status=2).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("robustness", "chicken"), "nothing is uncertain in this model"),
        ((*ASKED, "--concept", "nush"), "nash"),
        (("robustness", "n.yaml", "--samples", "0"), "--samples"),
        (("robustness", "n.yaml", "--samples", "9" * 20), "at most 1,099,511,627,776"),
        ((*ASKED, "--seed", "-1"), "--seed"),
        ((*ASKED, "--workers", "0"), "--workers"),
        ((*ASKED, "--format", "html"), "add -o robustness.html"),
        (("robustness", "none.yaml"), "none.yaml"),
        (("scenarios", "n.yaml"), "names no scenarios"),
        (("scenarios", "s.yaml", "--concept", "nush"), "nash"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_saved(
    run: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in run(*arguments, status=2).stderr
    assert not (folder / "runs.sqlite").exists()


def test_pull_plan_needs_a_plan(run: Run, folder: Path) -> None:
    (folder / "n.yaml").write_text(GRUDGING.replace("max: 1", "max: 0.5"))
    said = run(*ASKED, "--pull", "plan", status=2).stderr
    assert "there is no plan whose levers could be pulled" in said
    (folder / "n.yaml").write_text(neighbours.MODEL.partition("mediation:")[0])
    assert "Error: " in run(*ASKED, "--pull", "plan", status=2).stderr


def test_a_number_that_cannot_be_drawn_is_told_before_a_run_is_saved(
    run: Run, folder: Path
) -> None:
    text = neighbours.MODEL.replace("effect: 1", "effect: {normal: [1, 0.1], within: [9, null]}")
    (folder / "n.yaml").write_text(text.replace("[9, null]}", "[9, null], value: 9}"))
    assert "leave less than a billionth" in run(*ASKED, status=2).stderr
    assert not (folder / "runs.sqlite").exists()


# pictures


@pytest.mark.parametrize("form", ["html", "svg", "png"])
def test_pictures_are_drawn(run: Run, folder: Path, form: str) -> None:
    name = f"odds.{form}"
    assert f"Wrote {name}" in run(*ASKED, "--no-store", "-o", name).stderr
    content = (folder / name).read_bytes()
    if form == "png":
        assert content.startswith(b"\x89PNG")
        return
    text = content.decode()
    assert "how likely it holds" in text
    assert "A settlement holds, Nash:" in text, "in words, for those who cannot see it"
    assert "320 models drawn" in text


def test_a_page_holds_the_numbers_as_a_table() -> None:
    found = robustness(sample(neighbours.conflict(), 320), ["nash", "seq"])
    picture = found.picture()
    words = " ".join(Page(picture.html()).words)
    header, *cells = picture.table
    assert header == ("What", "Under", "Probability", "From", "To")
    whats = [row[0] for row in cells]
    assert whats[:2] == ["A settlement holds", "… and is accepted"]
    assert whats[-1] == "The neighbours arm."
    for row in cells:
        assert row[2] in words
    assert "State 6 YNY" in " ".join(words.split()), "as labelled in the picture"
    assert picture.description.startswith("Two neighbours, invented: how likely it holds.")
    assert f"The neighbours arm., claim: {spread(found.claims[0])}." in picture.description


def test_a_hostile_title_is_only_text() -> None:
    conflict = neighbours.conflict().replace(title="<script>alert(1)</script>")
    page = Page(robustness(sample(conflict, 64), ["nash"]).picture().html())
    assert not any("alert(1)" in script and "<script>" in script for script in page.scripts)


# interruption, and what is saved


def interrupted_after(
    monkeypatch: pytest.MonkeyPatch, chunks: int, run_chunk: Callable[..., Arrays]
) -> None:
    def run_or_stop(job: RobustnessJob, chunk: int) -> Arrays:
        if chunk >= chunks:
            raise KeyboardInterrupt
        return run_chunk(job, chunk)

    monkeypatch.setattr(RobustnessJob, "run", run_or_stop)
    monkeypatch.setattr(RobustnessJob, "together", 1)
    monkeypatch.setenv(THREADS, "1")  # one after the other: it is known which are done


def test_ctrl_c_shows_what_there_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = RobustnessJob.run
    interrupted_after(monkeypatch, 10, whole)
    result = CliRunner().invoke(main, [*ASKED, "--format", "json"], prog_name="goodoffices")
    assert result.exit_code == 130, result.output
    found = json.loads(result.stdout)
    assert (found["samples"], found["asked"]) == (80, 320)
    assert "Interrupted: 10 of 40 chunks are done" in result.stderr
    assert "goodoffices runs resume 1" in result.stderr
    assert "Traceback" not in result.output
    again = CliRunner().invoke(main, [*ASKED, "--no-store"], prog_name="goodoffices")
    assert "The run was stopped before all samples were judged." in again.stdout
    assert "80 of 320 models drawn" in again.stdout
    monkeypatch.setattr(RobustnessJob, "run", whole)
    resumed = CliRunner().invoke(main, ["runs", "resume", "1", "--format", "csv"])
    assert resumed.exit_code == 0, resumed.output
    straight = CliRunner().invoke(main, [*ASKED, "--no-store", "--format", "csv"])
    assert resumed.stdout == straight.stdout
    assert (folder / "runs.sqlite").exists()


def test_ctrl_c_before_anything_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted_after(monkeypatch, 0, RobustnessJob.run)
    result = CliRunner().invoke(main, [*ASKED, "--no-store"], prog_name="goodoffices")
    assert result.exit_code == 130
    assert result.stdout == ""
    assert "Interrupted: 0 of 40 chunks are done" in result.stderr


def test_a_picture_of_a_part(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted_after(monkeypatch, 1, RobustnessJob.run)
    result = CliRunner().invoke(main, [*ASKED, "--no-store", "-o", "part.svg"])
    assert result.exit_code == 130, result.output
    assert "8 models drawn" in (folder / "part.svg").read_text(encoding="utf-8")


def test_a_run_is_saved_and_shown(run: Run) -> None:
    first = run(*ASKED, "--concept", "nash", "--format", "csv")
    assert "Saved as run 1: goodoffices runs show 1" in first.stderr
    assert run("runs", "show", "1", "--format", "csv").stdout == first.stdout
    assert "Two neighbours" in run("runs").stdout
    assert "How likely each state" in run("runs", "show", "1").stdout


# scenarios


def test_scenarios_are_compared(read: Read, run: Run) -> None:
    found = read("scenarios", "s.yaml", "--concept", "nash")
    assert [one["scenario"] for one in found["scenarios"]] == ["armed", "calm"]
    assert found["written"]["scenario"] is None
    tally = {label: row["nash"] for label, row in found["tally"].items()}
    counted = [label for one in found["scenarios"] for label in one["equilibria"]["nash"]]
    assert tally == {label: counted.count(label) for label in counted}
    assert found["claims"] == [1]
    for form in ("table", "markdown"):
        text = run("scenarios", "s.yaml", "--format", form).stdout
        assert "2 scenarios. The model as written is not counted." in text
        assert "As written: does not hold. Holds in: armed." in text
    table = rows(run("scenarios", "s.yaml", "--format", "csv").stdout)
    assert [row["scenario"] for row in table] == ["as written", "armed", "calm"]


# words


def test_intervals_do_not_feign_certainty() -> None:
    assert spread(Share(1.0, 0.9999, 1.0)) == "100 % (>99.9–100 %)"
    assert spread(Share(1.0, 1.0, 1.0)) == "100 % (100–100 %)"
    assert spread(Share(0.3, 0.25, 0.36)) == "30 % (25–36 %)"


def test_too_few_samples_are_told(run: Run, folder: Path) -> None:
    near = neighbours.MODEL.replace("weights: [7, 11, 13, 2]", "weights: [20, 11, 13, 2]")
    (folder / "n.yaml").write_text(near)
    few = run("robustness", "n.yaml", "--samples", "50", "--no-store", "--concept", "nash").stdout
    words = " ".join(few.split())
    assert "Too few samples to say whether this is likelier than not: a settlement holds" in words
    assert "would tell." in words
    many = run("robustness", "n.yaml", "--samples", "20000", "--no-store", "--concept", "nash")
    assert "Too few samples" not in many.stdout


def test_what_is_left_open_is_told(run: Run, folder: Path) -> None:
    claim = "{claim: A plan., test: plan, with: {margin: 0.25}}"
    escalates = "{claim: The neighbours arm., test: escalates, with: {concept: nash}}"
    (folder / "n.yaml").write_text(neighbours.MODEL.replace(escalates, claim))
    asked = ("robustness", "n.yaml", "--samples", "2048", "--no-store", "--concept", "nash")
    told = " ".join(run(*asked).stdout.split())
    assert "Left open: samples in which a plan was not searched" in told
    assert (
        "A claim about plans is asked anew of each draw: whether some use of its levers does it "
        "there, and not whether one plan, made beforehand and kept, does it in all."
    ) in told


def test_nothing_is_left_open_of_a_claim_that_needs_no_plan(run: Run, folder: Path) -> None:
    (folder / "g.yaml").write_text(
        "goodoffices: 1\ntitle: G\nstates: [calm, war]\nstatus_quo: calm\n"
        "decision_makers:\n"
        "  A: {moves: [[1, 2]], preferences: {payoffs: [0, {uniform: [-1, 1]}]}}\n"
        "mediation: {escalation: war, claims: [{claim: War., test: escalates}]}\n"
    )
    text = " ".join(run("robustness", "g.yaml", "--samples", "2048", "--no-store").stdout.split())
    assert "Left open" not in text
    assert "A claim about plans" not in text
    assert "Too few samples to say whether this is likelier than not: 'War.'" in text


def test_states_that_are_left_out_are_counted(run: Run) -> None:
    text = run("robustness", "istanbul-2025", "--samples", "200", "--no-store", "-c", "gmr").stdout
    told = " ".join(text.split())
    assert "more states that are equilibria less often; CSV and JSON have them" in told
    assert "Left open" not in told


def test_a_lever_pulled_beyond_its_limit_is_told(run: Run) -> None:
    asked = ("robustness", "istanbul-2025", "--samples", "64", "--no-store", "-c", "nash")
    told = run(*asked, "--pull", "sanctions=9,military_aid=2").stdout
    expected = "with levers pulled: sanctions 9 (beyond its limit, 3), military_aid 2."
    assert expected in " ".join(told.split())
