"""Saved runs on the command line."""

import contextlib
import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import main
from goodoffices.errors import FileError
from goodoffices.runs import catalogue as store
from goodoffices.runs.places import store_path
from goodoffices.runs.resume import execute_saved
from goodoffices.show import kinds
from tests.cli.conftest import Run
from tests.ensemble import fakes
from tests.ensemble.fakes import KIND, Draws, refuse

Told = Callable[..., dict[str, Any]]
EVERYTHING = Draws().chunks
UNSURE = """\
goodoffices: 1
title: One choice
decision_makers:
  A:
    options: {go: Go, pay: Pay}
    preferences:
      weights: {go: {normal: [0.3, 1]}, pay: {normal: [0.1, 1]}, go and pay: {uniform: [-2, 1]}}
"""


@pytest.fixture(autouse=True)
def known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.is_dir()
    monkeypatch.setitem(kinds.HOMES, KIND, fakes.__name__)


@pytest.fixture
def told(run: Run) -> Told:
    def read_json(*arguments: str, status: int = 0) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(
            run("runs", *arguments, "--format", "json", status=status).stdout
        )
        assert document["command"] in {"runs", f"runs {arguments[0]}" if arguments else ""}
        return document

    return read_json


def save(job: Draws, upto: int = EVERYTHING) -> None:
    """Save a run, interrupted after some chunks."""

    def interrupt(done: int, total: int) -> None:
        if done == upto < total:
            raise KeyboardInterrupt

    execute_saved(job, store_path(), trouble=refuse, progress=interrupt)


def test_without_a_command_the_runs_are_listed(run: Run, told: Told, folder: Path) -> None:
    assert "No runs are saved." in run("runs").stdout
    assert list(folder.iterdir()) == []
    save(Draws())
    save(Draws(seed=8), upto=5)
    shown = run("runs").stdout
    assert "runs.sqlite" in shown
    assert "goodoffices runs resume" in shown
    heading = "Run  Created (UTC)     Status       Kind  Title        Samples  Done  Chunks"
    assert heading in shown.splitlines()
    rows = [line.split() for line in shown.splitlines() if "Six numbers" in line]
    assert [(row[0], row[3], row[4], row[-3:]) for row in rows] == [
        ("2", "interrupted", KIND, ["600", "5", "12"]),
        ("1", "complete", KIND, ["600", "12", "12"]),
    ]
    document = told()
    assert document["store"] == str(store_path())
    assert [(r["id"], r["status"], r["done"]) for r in document["runs"]] == [
        (2, "interrupted", 5),
        (1, "complete", 12),
    ]
    assert document == told("list")
    table = list(csv.DictReader(run("runs", "--format", "csv").stdout.splitlines()))
    assert [row["run"] for row in table] == ["2", "1"]
    assert run("runs", "--format", "markdown").stdout.startswith("# Saved runs\n")


def test_another_store_can_be_named(run: Run, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_STORE", "other.sqlite")
    save(Draws(chunks=1))
    monkeypatch.setenv("GOODOFFICES_STORE", "runs.sqlite")
    assert told("list")["runs"] == []
    assert [r["id"] for r in told("list", "--store", "other.sqlite")["runs"]] == [1]
    assert told("show", "1", "--store", "other.sqlite")["run"]["id"] == 1
    assert "is not there" in run("runs", "show", "1", status=2).stderr


def test_show_tells_what_was_asked_and_what_it_came_to(run: Run, told: Told) -> None:
    save(Draws())
    save(Draws(seed=8), upto=5)
    save(Draws(seed=9), upto=0)
    shown = run("runs", "show", "1").stdout
    assert shown.startswith("Six numbers\n")
    assert f"Run 1: {KIND}, complete, 12 of 12 chunks done" in shown
    assert "seed 7" in shown
    assert "600 of 600 numbers drawn." in shown
    assert "250 of 600 numbers drawn." in run("runs", "show", "2").stdout
    nothing = run("runs", "show", "3").stdout
    assert "0 of 12 chunks done" in nothing
    assert "drawn" not in nothing
    document = told("show", "2")
    assert document["run"]["settings"]["seed"] == document["run"]["seed"] == 8
    assert (document["complete"], len(document["shares"])) == (False, 6)
    rows = list(csv.reader(run("runs", "show", "1", "--format", "csv").stdout.splitlines()))
    assert rows[0] == ["face", "share", "count"]


def test_compare_sets_settings_and_figures_side_by_side(run: Run, told: Told) -> None:
    save(Draws())
    save(Draws(seed=8, size=60))
    shown = run("runs", "compare", "1", "2").stdout
    assert "The model is the same." in shown
    document = told("compare", "1", "2")
    asked = {row["setting"]: (row["first"], row["second"]) for row in document["settings"]}
    assert asked == {"seed": ("7", "8"), "size": ("50", "60"), "samples": ("600", "720")}
    assert document["same_model"]
    shares = [told("show", number)["shares"] for number in ("1", "2")]
    figures = [row for row in document["figures"] if row["figure"] == "Share"]
    assert [row["face"] for row in figures] == list(range(6))
    assert [[row["first"] for row in figures], [row["second"] for row in figures]] == shares
    for row in document["figures"]:
        assert row["difference"] == row["second"] - row["first"]
    same = told("compare", "1", "1")
    assert same["settings"] == []
    assert {row["difference"] for row in same["figures"]} == {0}


def test_compared_data_are_the_same_in_any_language(run: Run, folder: Path) -> None:
    (folder / "one.yaml").write_text(UNSURE)
    for more in (("--seed", "1"), ("--seed", "2", "--keep")):
        run("robustness", "one.yaml", "--samples", "4", *more)
    for form in ("csv", "json"):
        asked = ("runs", "compare", "1", "2", "--format", form)
        assert run(*asked, "--language", "fr").stdout == run(*asked).stdout


def test_compare_shows_people_what_differs_in_few_words(run: Run, folder: Path) -> None:
    (folder / "one.yaml").write_text(UNSURE)
    for more in (("--seed", "1"), ("--seed", "2"), ("--concept", "nash", "--keep")):
        run("robustness", "one.yaml", "--samples", "300", *more)
    shown = run("runs", "compare", "1", "2").stdout
    assert "Figures that differ" in shown
    assert "1, nash, probability" in shown
    assert "figures are the same in both." in shown
    assert max(map(len, shown.splitlines())) <= 100
    other = " ".join(run("runs", "compare", "1", "3").stdout.split())
    assert "are in one run only: see --format csv." in other
    assert "concepts nash; intensities none; keep yes" in other


def test_compare_shows_the_lines_of_the_model_that_differ(
    run: Run, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Draws())
    plain = Draws.describe
    monkeypatch.setattr(Draws, "describe", lambda self: plain(self) | {"model": "title: Six\n"})
    save(Draws())
    shown = run("runs", "compare", "1", "2").stdout
    assert "Lines of the model" in shown
    assert "title: Six numbers" in shown
    document = told("compare", "1", "2")
    assert (document["same_model"], document["settings"]) == (False, [])


def test_runs_that_cannot_be_compared(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    save(Draws())
    save(Draws(), upto=0)
    assert "nothing of run 2 is done" in run("runs", "compare", "1", "2", status=2).stderr
    plain = Draws.describe
    monkeypatch.setattr(Draws, "describe", lambda self: plain(self) | {"kind": "other"})
    monkeypatch.setitem(kinds.HOMES, "other", fakes.__name__)
    save(Draws())
    assert "compare runs of one kind" in run("runs", "compare", "1", "3", status=2).stderr


def test_resume_computes_what_is_missing_and_answers(run: Run, told: Told) -> None:
    save(Draws())
    save(Draws(), upto=5)
    before = told("show", "1")
    after = told("resume", "2")
    assert after["shares"] == before["shares"]
    assert (after["complete"], after["run"]["status"]) == (True, "complete")
    assert "600 of 600 numbers drawn." in run("runs", "resume", "2").stdout


def test_resume_in_processes(told: Told) -> None:
    save(Draws(), upto=5)
    assert told("resume", "1", "--workers", "2")["run"]["status"] == "complete"


def test_what_was_saved_is_drawn(run: Run, folder: Path) -> None:
    save(Draws(), upto=5)
    assert run("runs", "show", "1", "-o", "part.svg").stderr == "Wrote part.svg\n"
    run("runs", "resume", "1", "-o", "whole.svg")
    for name in ("part.svg", "whole.svg"):
        assert (folder / name).read_text(encoding="utf-8").startswith("<svg")


def test_an_interrupted_resume_tells_what_is_done(
    run: Run, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Draws(), upto=5)
    compute = Draws.run

    def interrupted(self: Draws, chunk: int) -> Any:  # noqa: ANN401 - as in the job
        if chunk == 8:
            raise KeyboardInterrupt
        return compute(self, chunk)

    with monkeypatch.context() as patched:
        patched.setattr(Draws, "run", interrupted)
        result = run("runs", "resume", "1", status=130)
    assert "400 of 600 numbers drawn." in result.stdout
    assert "8 of 12 chunks are done; to go on: goodoffices runs resume 1" in result.stderr
    assert told("list")["runs"][0]["status"] == "interrupted"


def test_resume_says_what_cannot_be_saved_and_answers(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Draws(), upto=5)

    def full(*_: object) -> None:
        raise FileError("no room")

    monkeypatch.setattr(store.Store, "save", full)
    result = run("runs", "resume", "1")
    assert "600 of 600 numbers drawn." in result.stdout
    assert result.stderr.count("no room") == 1
    assert "The work goes on" in result.stderr


def test_export_has_everything(run: Run, folder: Path) -> None:
    save(Draws())
    run("runs", "export", "1", "-o", "run.json")
    document = json.loads((folder / "run.json").read_text())
    assert document["command"] == "runs export"
    assert document["model"] == Draws().describe()["model"]
    assert document["run"]["settings"]["size"] == 50
    assert len(document["shares"]) == 6
    run("runs", "export", "1", "-o", "run.csv")
    assert len((folder / "run.csv").read_text().splitlines()) == 7
    assert "--force" in run("runs", "export", "1", "-o", "run.csv", status=2).stderr


def test_delete_asks_first(run: Run, told: Told) -> None:
    for seed in range(4):
        save(Draws(seed=seed, chunks=1))
    result = CliRunner().invoke(main, ["runs", "delete", "1"], input="n\n")
    assert (result.exit_code, "Nothing was deleted" in result.stdout) == (0, True)
    assert "Delete run 1 (Six numbers)?" in result.stderr
    assert "add --yes" in run("runs", "delete", "1", status=2).stderr
    assert len(told("list")["runs"]) == 4
    result = CliRunner().invoke(main, ["runs", "delete", "1"], input="y\n")
    assert (result.exit_code, "Deleted run 1" in result.stdout) == (0, True)
    assert told("delete", "2", "4", "2", "--yes")["deleted"] == [2, 4]
    assert [r["id"] for r in told("list")["runs"]] == [3]
    assert "there are: 3" in run("runs", "delete", "3", "9", "--yes", status=2).stderr
    assert [r["id"] for r in told("list")["runs"]] == [3]


def test_all_runs_go_with_their_file(run: Run, told: Told, folder: Path) -> None:
    save(Draws(seed=1))
    save(Draws(seed=2), upto=5)
    kept = store_path()
    asked = CliRunner().invoke(main, ["runs", "delete", "--all"], input="n\n")
    assert f"Delete all saved runs, and remove {kept}?" in asked.stderr
    assert "Nothing was deleted" in asked.stdout
    assert "add --yes" in run("runs", "delete", "--all", status=2).stderr
    assert "delete them --all" in run("runs", "delete", status=2).stderr
    assert "delete them --all" in run("runs", "delete", "1", "--all", status=2).stderr
    assert len(told("list")["runs"]) == 2
    told_so = " ".join(run("runs", "delete", "--all", "--yes").stdout.split())
    assert told_so.startswith(f"Deleted all saved runs Overwritten and removed: {kept} ")
    assert list(folder.iterdir()) == []
    assert told("delete", "--all", "--yes")["removed"] == []


def test_repair_asks_drops_and_says_how_to_go_on(run: Run, told: Told) -> None:
    save(Draws())
    save(Draws(seed=8))
    before = told("show", "1")
    assert told("repair") == {**told("repair"), "damaged": [], "dropped": False}
    assert run("runs", "repair").stdout == "Nothing is damaged\n"
    with contextlib.closing(sqlite3.connect(store_path())) as database, database:
        database.execute("UPDATE chunks SET content = x'00' WHERE run = 1 AND number IN (3, 5)")
        database.execute("UPDATE runs SET model = 'another' WHERE id = 2")
    content = store_path().read_bytes()
    for command in (("list",), ("show", "1"), ("resume", "1"), ("delete", "1", "--yes")):
        assert run("runs", *command, status=2).stderr == (
            f"Error: {store_path()} is damaged, and left as it is: run 2, chunk 3 of run 1, chunk "
            "5 of run 1 no longer hold what was saved. To drop that, so that a resume makes it "
            f"anew: goodoffices runs repair --store {store_path()}\n"
        )
    assert "nothing was dropped; add --yes" in run("runs", "repair", status=2).stderr
    result = CliRunner().invoke(main, ["runs", "repair"], input="n\n")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Nothing was dropped")
    assert "Drop what is damaged: run 2, chunk 3 of run 1, chunk 5 of run 1?" in result.stderr
    assert store_path().read_bytes() == content
    damaged = [{"run": 2, "chunk": None}, {"run": 1, "chunk": 3}, {"run": 1, "chunk": 5}]
    mended = told("repair", "--yes")
    assert (mended["damaged"], mended["dropped"]) == (damaged, True)
    assert [r["id"] for r in told("list")["runs"]] == [1]
    assert told("resume", "1")["shares"] == before["shares"]


def test_repair_tells_people_what_is_gone(run: Run) -> None:
    save(Draws())
    save(Draws(seed=8))
    with contextlib.closing(sqlite3.connect(store_path())) as database, database:
        database.execute("UPDATE chunks SET content = x'00' WHERE run = 1 AND number = 3")
        database.execute("UPDATE runs SET model = 'another' WHERE id = 2")
    assert (
        run("runs", "repair", "--yes").stdout
        == """\
Dropped what was damaged

Run  Chunk
──────────
  2
  1      3

To make it anew: goodoffices runs resume 1
Run 2 is gone: it was no longer known what it was asked.
"""
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "99999999999999999999999"), "there is no run 99999999999999999999999"),
        (("show",), "Missing argument 'RUN'"),
        (("show", "9"), "there is no run 9"),
        (("show", "x"), "not a valid whole number"),
        (("shwo", "1"), "No such command 'shwo'"),
        (("resume", "1", "--workers", "0"), "not in the range"),
        (("resume", "1", "--scheduler", "host"), "no address of a Dask scheduler"),
        (("resume", "1", "--scheduler", "tcp://h:1", "--workers", "2"), "give one of them"),
        (("list", "--store", "."), "is no ordinary file"),
        (("list", "--store", "notes.txt"), "is no SQLite database"),
    ],
)
def test_bad_requests_get_a_message(
    run: Run, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    save(Draws(), upto=5)
    (folder / "notes.txt").write_text("precious\n" * 20)
    assert message in run("runs", *arguments, status=2).stderr
    assert (folder / "notes.txt").read_text() == "precious\n" * 20
