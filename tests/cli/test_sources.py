"""The command ``sources check``: what it prints, where, and with what it exits."""

import csv
import io
import json
from pathlib import Path

import goodoffices as go
from tests.cli.conftest import Run
from tests.sources.strike import MODEL, NOTEBOOK, written


def test_what_is_broken_is_told_apart_from_the_report(run: Run, folder: Path) -> None:
    written(folder, notebook=NOTEBOOK.replace("[35, 65]", "[36, 66]"))
    failed = run("sources", "check", "my.yaml", status=2)
    assert failed.stderr == (
        "my.sources.yaml:8:20: the quote of s2 stands at [35, 65] of d1, not at [36, 66]\n"
        "  to mend:  write at: [35, 65]\n"
        "1 problem found.\n"
    )
    assert "3 grounds; 1 problem." in failed.stdout
    assert "stands at [35, 65]" not in failed.stdout
    assert "stands at [35, 65]" in str(go.check_sources("my.yaml"))


def test_hints_are_printed_and_exit_with_0(run: Run, folder: Path) -> None:
    written(folder, model=MODEL.replace("[-10, 3]", "[1, 3]"))
    told = " ".join(run("sources", "check", "my.yaml").stdout.split())
    assert "Port refuses Port.raise (s2), and yet" in told
    assert "nothing is broken, 1 hint." in told


def test_every_value_is_listed_on_request(run: Run, folder: Path) -> None:
    written(folder)
    usual, every = run("sources", "check", "my.yaml"), run("sources", "check", "my.yaml", "--all")
    assert "Values on facts" not in usual.stdout
    for title in ("Values on facts", "Values on claims", "Values assumed", "On nothing"):
        assert title in every.stdout


def test_data_has_problems_and_values(run: Run, folder: Path) -> None:
    written(folder, notebook=NOTEBOOK.replace("in: d1, at: [35", "in: d7, at: [35"))
    failed = run("sources", "check", "my.yaml", "--format", "json", status=2)
    data = json.loads(failed.stdout)
    (problem,) = data["problems"]
    assert (problem["line"], problem["where"]) == (8, ["statements", "s2", "in"])
    plain = json.loads(json.dumps(go.check_sources("my.yaml").to_dict()))
    assert {key: data[key] for key in plain} == plain
    done = run("sources", "check", "my.yaml", "--format", "csv", status=2).stdout
    rows = list(csv.DictReader(io.StringIO(done)))
    assert rows[0] == {
        "place": "decision_makers.Union.preferences.weights.raise",
        "kind": "fact",
        "statements": "s1",
        "voices": "1",
        "noted": "false",
    }
    assert len(rows) == 5


def test_another_notebook_and_the_notebook_itself(run: Run, folder: Path) -> None:
    written(folder)
    (folder / "my.sources.yaml").rename(folder / "hers.sources.yaml")
    assert (
        "hers.sources.yaml, against my.yaml"
        in run("sources", "check", "my.yaml", "--notebook", "hers.sources.yaml").stdout
    )
    assert "against no model" in run("sources", "check", "hers.sources.yaml").stdout


def test_what_is_not_there_is_told(run: Run, folder: Path) -> None:
    written(folder)
    assert (
        "there is no file 'nowhere.yaml'"
        in run("sources", "check", "nowhere.yaml", status=2).stderr
    )
    gone = run("sources", "check", "my.yaml", "--documents", "gone", status=2).stderr
    assert gone == "Error: there is no folder 'gone' with documents\n"
    (folder / "my.sources.yaml").write_text("statements: {s1: {act: demnd}}\n")
    bad = run("sources", "check", "my.yaml", status=2).stderr
    assert "my.sources.yaml:1:24: the text 'demnd' as act" in bad
    assert "4 problems found." in bad


def test_a_copy_of_a_published_conflict_comes_with_its_notebook(run: Run, folder: Path) -> None:
    told = run("new", "my.yaml", "--from", "istanbul-2025").stdout
    assert told == (
        "Wrote my.yaml\n\nBeside it my.sources.yaml: what its values rest on\n\n"
        "Try: goodoffices analyze my.yaml\n"
    )
    checked = " ".join(run("sources", "check", "my.yaml").stdout.split())
    assert "74 grounds; nothing is broken." in checked
    (folder / "my.yaml").unlink()
    run("new", "my.yaml", "--from", "istanbul-2025", status=2)
    assert not (folder / "my.yaml").exists()
    run("new", "his.yaml", "--from", "elmira-1991")
    assert sorted(file.name for file in folder.glob("*.yaml")) == ["his.yaml", "my.sources.yaml"]
