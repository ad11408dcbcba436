"""Sensitivities and maps of chances as saved runs: interrupted, gone on with, shown, compared."""

import contextlib
import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goodoffices.ensemble.outcomes import OutcomeJob
from goodoffices.ensemble.probability_map import ProbabilityJob
from goodoffices.runs.catalogue import damage
from goodoffices.runs.job import Arrays, Job
from goodoffices.runs.places import store_path
from goodoffices.stability.engines.compiled import THREADS
from tests.cli.conftest import Run
from tests.cli.test_sensitivity import UNCERTAIN

DECIDING = ("sensitivity", "truce.yaml", "--samples", "512", "-c", "nash")
OF_A_STATE = (*DECIDING, "--of", "5", "--pull", "sanction=2,payment=2.5")
AXES = ("--x", "sanction", "--y", "payment", "--points", "3")
LIKELY = ("map", "truce.yaml", *AXES, "--samples", "512", "-c", "nash")
ASKED = {"settlement": DECIDING, "state": OF_A_STATE, "map": LIKELY}
RESUME = ("runs", "resume", "1", "--format", "json")
AFTER = 5
Told = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "truce.yaml").write_text(UNCERTAIN)


@pytest.fixture
def interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Ask for something that is interrupted after some chunks; return what is told on stderr."""

    def ask(asked: tuple[str, ...], chunks: int) -> str:
        with monkeypatch.context() as patched:
            patched.setenv(THREADS, "1")  # one chunk after the other: it is known which are done
            for kind in (OutcomeJob, ProbabilityJob):
                patched.setattr(kind, "run", stopping(kind.run, chunks))
                patched.setattr(kind, "together", 1, raising=False)
            return run(*asked, "--format", "json", status=130).stderr

    return ask


def stopping(compute: Callable[[Any, int], Arrays], chunks: int) -> Callable[..., Arrays]:
    def run(job: Job, chunk: int) -> Arrays:
        if chunk >= chunks:
            raise KeyboardInterrupt
        return compute(job, chunk)

    return run


def content(run: Run, *asked: str) -> dict[str, Any]:
    """Return the JSON of an answer, without what is said of the run."""
    found: dict[str, Any] = json.loads(run(*asked, "--format", "json").stdout)
    return {key: value for key, value in found.items() if key not in {"command", "run"}}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_was_interrupted_goes_on_to_the_very_same_answer(
    run: Run, interrupted: Callable[..., str], folder: Path, asked: tuple[str, ...]
) -> None:
    straight = content(run, *asked, "--no-store")
    assert interrupted(asked, AFTER) == (
        "Interrupted: 5 of 32 chunks are done; to go on: goodoffices runs resume 1\n"
    )
    part = content(run, "runs", "show", "1")
    assert (part["samples"], straight["samples"]) == (80, 512)
    (folder / "truce.yaml").write_text(UNCERTAIN.replace("B.truce: 2,", "B.truce: 3,"))
    resumed = run("runs", "resume", "1", "-o", "resumed.svg")
    assert resumed.stderr == "Wrote resumed.svg\n"
    assert content(run, "runs", "show", "1") == straight
    (folder / "truce.yaml").write_text(UNCERTAIN)
    run(*asked, "--no-store", "-o", "straight.svg")
    drawn = [(folder / name).read_bytes() for name in ("resumed.svg", "straight.svg")]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("asked", [DECIDING, LIKELY], ids=["sensitivity", "map"])
def test_all_formats_of_a_saved_run_are_those_of_its_command(
    run: Run, asked: tuple[str, ...]
) -> None:
    first = run(*asked, "--format", "csv")
    assert first.stderr == "Saved as run 1: goodoffices runs show 1\n"
    assert run("runs", "show", "1", "--format", "csv").stdout == first.stdout
    table = run(*asked, "--no-store", "--format", "table").stdout
    shown = run("runs", "show", "1").stdout
    title, *body = table.splitlines()
    assert shown.startswith(f"{title}\n\nRun 1: {asked[0]}, complete, 32 of 32 chunks done\n")
    assert shown.endswith("\n".join(body[1:]) + "\n")


def test_a_file_that_changed_is_another_run(run: Run, folder: Path) -> None:
    before = content(run, *DECIDING)
    (folder / "truce.yaml").write_text(UNCERTAIN.replace("[-2, 0]", "[-2, -1]"))
    after = content(run, *DECIDING)
    assert before != after
    assert [content(run, "runs", "show", number) for number in "12"] == [before, after]
    told = " ".join(run("runs", "compare", "1", "2").stdout.split())
    assert "The settings are the same." in told
    assert "effect: {uniform: [-2, -1]}" in told


def test_nothing_is_shown_of_what_was_interrupted_at_once(
    run: Run, interrupted: Callable[..., str]
) -> None:
    for number, asked in enumerate((DECIDING, LIKELY), 1):
        assert interrupted(asked, 0) == (
            f"Interrupted: 0 of 32 chunks are done; to go on: goodoffices runs resume {number}\n"
        )
        refused = run("runs", "show", str(number), "-o", "part.svg", status=2).stderr
        assert refused == (
            f"Error: nothing of run {number} is done yet; first: goodoffices runs resume {number}\n"
        )
        assert not Path("part.svg").exists()


def test_runs_of_all_kinds_are_listed_deleted_and_told_apart(run: Run) -> None:
    run(*DECIDING, "--of", "claim 1")
    run(*LIKELY, "-o", "likely.svg")
    run("robustness", "truce.yaml", "--samples", "64", "-c", "nash")
    rows = list(csv.DictReader(run("runs", "--format", "csv").stdout.splitlines()))
    assert [(row["run"], row["kind"], row["samples"]) for row in rows] == [
        ("3", "robustness", "64"),
        ("2", "map", "512"),
        ("1", "sensitivity", "512"),
    ]
    shown = " ".join(run("runs", "show", "1").stdout.split())
    assert "of claim 1; concept nash; intensities none" in shown
    shown = " ".join(run("runs", "show", "2").stdout.split())
    assert "x sanction; y payment; points 3; concepts nash; fixed none" in shown
    assert "compare runs of one kind" in run("runs", "compare", "1", "2", status=2).stderr
    assert run("runs", "delete", "1", "2", "--yes").stdout == "Deleted runs 1, 2\n"
    rows = list(csv.DictReader(run("runs", "--format", "csv").stdout.splitlines()))
    assert [row["run"] for row in rows] == ["3"]


def test_maps_are_compared_point_by_point(run: Run) -> None:
    run(*LIKELY, "-o", "one.svg")
    run(*LIKELY, "--seed", "2", "-o", "two.svg")
    compared = run("runs", "compare", "1", "2", "--format", "csv").stdout
    rows = list(csv.DictReader(compared.splitlines()))
    agreed = [row for row in rows if row["figure"] == "and is liked better than no deal"]
    assert [(row["x_sanction"], row["y_payment"]) for row in agreed] == [
        (x, y) for y in ("0.0", "1.5", "3.0") for x in ("0.0", "2.5", "5.0")
    ]
    saved = [content(run, "runs", "show", number)["concepts"]["nash"]["agreed"] for number in "12"]
    for column, found in zip(("first", "second"), saved, strict=True):
        assert [float(row[column]) for row in agreed] == [one for row in found for one in row]
    other = ["permits" if word == "payment" else word for word in LIKELY]
    run(*other, "-o", "three.svg")
    refused = run("runs", "compare", "1", "3", status=2).stderr
    assert refused == (
        "Error: the figures are of other things: y_payment in run 1, y_permits in run 3; see runs "
        "show\n"
    )


def test_a_damaged_chunk_is_told_dropped_and_made_anew(run: Run) -> None:
    before = content(run, *LIKELY)
    with contextlib.closing(sqlite3.connect(store_path())) as database, database:
        database.execute("UPDATE chunks SET content = x'00' WHERE number = 7")
    refused = run("runs", "resume", "1", status=2).stderr
    assert "chunk 7 of run 1 no longer holds what was saved" in refused
    run("runs", "repair", "--yes")
    assert "31 of 32 chunks done" in run("runs", "show", "1").stdout
    assert content(run, "runs", "resume", "1") == before


def test_two_processes_go_on_with_one_run_at_once(
    run: Run, interrupted: Callable[..., str]
) -> None:
    straight = content(run, *LIKELY, "--no-store")
    interrupted(LIKELY, AFTER)
    path = os.pathsep.join(p for p in sys.path if p)
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "goodoffices", *RESUME],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        for _ in range(2)
    ]
    for one in both:
        found = json.loads(one.communicate(timeout=60)[0])
        assert one.returncode == 0
        assert found["concepts"] == straight["concepts"]
    assert damage(store_path()) == []
    assert content(run, "runs", "show", "1") == straight


@pytest.mark.parametrize("more", [("--workers", "2"), ("--scheduler", "tcp://host:8786")])
def test_a_map_of_nominal_values_is_not_spread_out(run: Run, more: tuple[str, ...]) -> None:
    asked = ("map", "truce.yaml", "--points", "3", "-o", "map.svg")
    assert "add --samples" in run(*asked, *more, status=2).stderr
    assert not Path("map.svg").exists()


def test_in_processes_the_answer_is_the_same(run: Run) -> None:
    assert content(run, *DECIDING, "--workers", "2") == content(run, *DECIDING, "--no-store")


def test_a_scheduler_that_is_none_is_refused_before_anything_is_drawn(run: Run) -> None:
    refused = run(*DECIDING, "--scheduler", "host", status=2).stderr
    assert "'host' is no address of a Dask scheduler" in refused
